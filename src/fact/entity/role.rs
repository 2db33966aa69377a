//! What the article says a person is, in its own words: "German Chancellor", "mayor of Torsby".
//!
//! In: a mention of a person. Out: the span of the role beside it. Method: the title directly before the name, with the people,
//! the place or the organisation it belongs to; else what stands between commas after the name and begins with a title.

use super::gazetteer::{Gazetteer, Title};
use super::mention::{Candidate, Shape, Word, Words};
use crate::fact::Text;
use crate::fact::quote::lexicon::{Lexicon, Roles};
use crate::span::Span;

/// The most words between commas that are still a role.
const MOST_WORDS: usize = 12;
/// Among how many words of it the title must stand.
const MOST_WORDS_TO_TITLE: usize = 6;

/// The role beside a mention; `before` is the candidate in front of it, if any.
pub fn role(
    text: &Text,
    words: &Words,
    gazetteer: &Gazetteer,
    candidate: &Candidate,
    before: Option<&Candidate>,
) -> Option<Span> {
    let lexicon = Lexicon::of(text.article.language);
    let role = Role { text, words: &words.all, gazetteer, lexicon };
    role.title_before(candidate, before).or_else(|| role.apposition(candidate))
}

struct Role<'a, 'b> {
    text: &'b Text<'a>,
    words: &'b [Word<'a>],
    gazetteer: &'b Gazetteer,
    lexicon: &'static Lexicon,
}

impl Role<'_, '_> {
    fn title_before(&self, candidate: &Candidate, before: Option<&Candidate>) -> Option<Span> {
        let sentence = self.text.sentence_tokens.get(candidate.sentence)?;
        let end = candidate.words.start;
        let (mut start, title) = self.title_ending(sentence.start, end)?;
        // "Editor-in-Chief Anna Berg" is no chief.
        let is_tail =
            start > sentence.start && self.words[start - 1].is_mark("-") && !self.words[start].is_spaced;
        if title != Title::Role || is_tail {
            return None;
        }
        // "former", "deputy", another title: "Vice President and General" stays cut, "former prime minister" grows.
        while let Some((longer, Title::Role | Title::Before)) = self.title_ending(sentence.start, start) {
            start = longer;
        }
        let last = end - 1;
        if let Some(owner) = before
            && owner.words.end == start
            && owner.sentence == candidate.sentence
        {
            start = owner.words.start;
        } else {
            for length in 1..=3 {
                let Some(from) = start.checked_sub(length).filter(|from| *from >= sentence.start) else {
                    break;
                };
                let span = self.words[from].span.hull(self.words[start - 1].span);
                if self.gazetteer.demonyms.has(span.of(self.text.text)) {
                    start = from;
                    break;
                }
            }
        }
        if let Some((longer, Title::Before)) = self.title_ending(sentence.start, start) {
            start = longer;
        }
        Some(self.words[start].span.hull(self.words[last].span))
    }

    /// The longest title that ends before the word `end`: where it starts and what it is.
    fn title_ending(&self, from: usize, end: usize) -> Option<(usize, Title)> {
        (1..=6).rev().find_map(|length| {
            let start = end.checked_sub(length).filter(|start| *start >= from)?;
            let span = self.words[start].span.hull(self.words[end - 1].span);
            let title = self.gazetteer.title(&span.of(self.text.text).to_lowercase())?;
            Some((start, title))
        })
    }

    fn apposition(&self, candidate: &Candidate) -> Option<Span> {
        let sentence = self.text.sentence_tokens.get(candidate.sentence)?;
        let at = |index: usize| if index < sentence.end { self.words.get(index) } else { None };
        let comma = candidate.words.end;
        if !at(comma)?.is_mark(",") || self.words[comma - 1].is_possessive {
            return None;
        }
        let mut start = comma + 1;
        let first = at(start)?;
        let has_article = self.gazetteer.is_article(&first.lower);
        start += usize::from(has_article);
        let first = at(start)?;
        let is_owner = first.is_capital() || first.is_possessive;
        if !has_article && !is_owner && self.title_starting(start, sentence.end).is_none() {
            return None;
        }
        let mut end = start;
        while let Some(word) = at(end) {
            let is_stop =
                word.shape == Shape::Mark && matches!(word.text, "," | "." | ";" | ")" | "—" | "–" | ":");
            if is_stop && (word.is_mark(",") || end + 1 >= sentence.end || !word.is_mark(".")) {
                break;
            }
            // "Anna Berg, mayor of Selm's lock was closed": what comes behind the comma is a clause.
            let is_clause = self.lexicon.roles(&word.lower).any(Roles::AUXILIARY.with(Roles::PASSIVE));
            if end - start >= MOST_WORDS || is_clause || self.is_telling(word) || is_quote(word) {
                return None;
            }
            end += 1;
        }
        // Where no mark closes it, a verb may stand in it: "Anna Berg, head of Torsby Rail explains the plan".
        if end == start || end >= sentence.end {
            return None;
        }
        let title = (start..end.min(start + MOST_WORDS_TO_TITLE)).find(|&index| {
            self.title_starting(index, sentence.end)
                .is_some_and(|title_end| title_end <= end && self.is_head(title_end, end))
        })?;
        // Between article and title stand only words that describe: "the town's long-serving mayor".
        let is_plain = self.words[start..title].iter().all(|word| {
            !matches!(
                word.lower.as_ref(),
                "of" | "who" | "whose" | "which" | "and" | "in" | "at" | "to" | "with"
            )
        });
        if !is_plain {
            return None;
        }
        let span = self.words[start].span.hull(self.words[end - 1].span);
        // A list of people looks alike: what begins with a capital must be short or own the title.
        Some(Span { end: self.text_end(end - 1, span), ..span })
    }

    /// The end of the last word with what was cut off it.
    fn text_end(&self, last: usize, span: Span) -> u32 {
        self.text.tokens.get(last).map_or(span.end, |token| token.span.end)
    }

    /// Where the title that begins at a word ends.
    fn title_starting(&self, at: usize, end: usize) -> Option<usize> {
        let first = self.words.get(at)?;
        let last = self.words.get(end.checked_sub(1)?)?;
        if first.span.start > last.span.end {
            return None;
        }
        let rest = &self.text.text[first.span.start as usize..last.span.end as usize];
        let (length, title) = self.gazetteer.longest_title(rest, &first.lower)?;
        if !matches!(title, Title::Role | Title::After) {
            return None;
        }
        let stop = first.span.start + length as u32;
        let mut title_end = at + 1;
        while title_end < end && self.words[title_end].span.start < stop {
            title_end += 1;
        }
        Some(title_end)
    }

    /// Whether a title that ends here is the head of its phrase: nothing follows, or a phrase of its own does.
    fn is_head(&self, title_end: usize, end: usize) -> bool {
        title_end == end
            || self
                .words
                .get(title_end)
                .is_some_and(|word| word.is_spaced && self.gazetteer.is_role_joint(word.text))
    }

    /// Whether the word is a verb of saying or the like: then this is no description.
    fn is_telling(&self, word: &Word) -> bool {
        self.gazetteer.cues_after.get(&word.lower).is_some_and(|cue| cue.starts_with("person"))
    }
}

fn is_quote(word: &Word) -> bool {
    word.shape == Shape::Mark && matches!(word.text, "“" | "”" | "\"" | "«" | "»" | "„")
}
