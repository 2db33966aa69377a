//! What the article says a person is, in its own words: "German Chancellor", "mayor of Torsby".
//!
//! In: a mention of a person. Out: the span of the role beside it. Method: the title directly before the name, with the people,
//! the place or the organisation it belongs to; else what stands between commas after the name and begins with a title.

use super::gazetteer::{Gazetteer, Title};
use super::mention::{Candidate, Shape, Word, Words};
use crate::fact::Text;
use crate::fact::quote::lexicon::{Lexicon, Roles};
use crate::lang;
use crate::span::Span;

/// The most words between commas that are still a role.
const MOST_WORDS: usize = 12;
/// The most words in small letters in front of a title that belong to it: "world high dive champion".
const MOST_PLAIN: usize = 3;
/// Among how many words of it the title must stand.
const MOST_WORDS_TO_TITLE: usize = 6;
/// The most letters of a short form in front of a rank: "Tech.".
const SHORT: usize = 6;

/// Words of two with the hyphen between them: "would-be".
const HYPHENED: usize = 3;

/// A role, and whether its words say by themselves what the person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub span: Span,
    pub is_whole: bool,
}

/// The role beside a mention; `before` is the candidate in front of it, if any.
pub fn role(
    text: &Text,
    words: &Words,
    gazetteer: &Gazetteer,
    candidate: &Candidate,
    before: Option<&Candidate>,
) -> Option<Found> {
    let lexicon = Lexicon::of(text.article.language);
    let role = Role { text, words: &words.all, gazetteer, lexicon };
    role.title_before(candidate, before).or_else(|| role.apposition(candidate))
}

/// The words of a role in front of a name.
enum Phrase {
    /// They begin at this word.
    From(usize),
    /// Where they begin cannot be told.
    Unknown,
    /// They say something else of the person.
    Other,
}

struct Role<'a, 'b> {
    text: &'b Text<'a>,
    words: &'b [Word<'a>],
    gazetteer: &'b Gazetteer,
    lexicon: &'static Lexicon,
}

impl Role<'_, '_> {
    fn title_before(&self, candidate: &Candidate, before: Option<&Candidate>) -> Option<Found> {
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
            // "South Torsbyan" before "Torsbyan".
            for length in (1..=3).rev() {
                let Some(from) = start.checked_sub(length).filter(|from| *from >= sentence.start) else {
                    continue;
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
        let phrase = self.phrase(sentence.start, start);
        let from = if let Phrase::From(from) = phrase { from } else { start };
        // "Tech. Sgt. Anna Berg"
        let from = self.abbreviated(sentence.start, from);
        // "former secretary" says no more than "secretary".
        let mut own = from;
        while let length @ 1.. = self.qualifier(own)
            && own < last
        {
            own = last.min(own + length);
        }
        let title = self.words[own].span.hull(self.words[last].span).of(self.text.text).to_lowercase();
        let is = |class| self.is_of_class(&title, class);
        // "is to host Anna Berg": a verb.
        let is_verb = from == last
            && is("turning")
            && from > sentence.start
            && self.lexicon.roles(&self.words[from - 1].lower).any(Roles::INFINITIVE);
        // "said spokesman Anna Berg": whose, nothing says. A President or a Captain is called so.
        let is_small = self.words[last].shape == Shape::Lower || self.words[own].is_opening;
        let is_unowned = is_small && from == own && is("office") && !is("styled");
        // Whose director is not told where the words in front of it may be a verb; an actor is one anywhere.
        let is_whole = match phrase {
            _ if is_verb || self.is_cut(sentence.start, from) => false,
            Phrase::From(_) => !is("bare") && !is_unowned,
            Phrase::Unknown => !is("bare") && !is("office"),
            Phrase::Other => false,
        };
        Some(Found { span: self.words[from].span.hull(self.words[last].span), is_whole })
    }

    /// Where a short form with its dot in front of a title begins: "Tech." of "Tech. Sgt.".
    fn abbreviated(&self, from: usize, start: usize) -> usize {
        let Some(short) = start.checked_sub(2).filter(|short| *short >= from) else { return start };
        let (word, dot) = (&self.words[short], &self.words[start - 1]);
        let is_short = word.shape == Shape::Capital && word.text.chars().count() <= SHORT;
        let is_dotted = dot.is_mark(".") && !dot.is_spaced && self.words[start].is_spaced;
        if is_short && is_dotted && self.words[start].is_capital() { short } else { start }
    }

    /// Whether a word in front belongs to the title: "Schools | Minister", "the Torsby News | Channel reporter".
    fn is_cut(&self, from: usize, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).filter(|before| *before >= from) else { return false };
        let (word, first) = (&self.words[before], &self.words[start]);
        let roles = self.lexicon.roles(&word.lower);
        // "Department of | Locks Chief of Staff"
        let is_of = self.gazetteer.joint(&word.lower) == Some("of") && first.is_capital() && before > from;
        let is_head = |word: &Word| word.is_capital() && !word.is_opening && !word.is_claimed;
        if is_of && is_head(&self.words[before - 1]) {
            return true;
        }
        if !first.is_spaced || !word.is_capital() || word.is_possessive {
            return false;
        }
        let is_function = lang::grammar(self.text.article.language).contains_key(word.lower.as_ref());
        // At the start of a sentence any word has a capital.
        if word.is_opening {
            return first.is_capital()
                && !is_function
                && !first.is_opening
                && word.lower.ends_with('s')
                && self.is_open(roles);
        }
        first.is_capital()
            && !is_function
            && self.is_open(roles)
            && self.gazetteer.title(&word.lower).is_none()
    }

    /// Where the phrase of a role begins that is known to begin at `start` or before.
    ///
    /// "the lock workers' chief", "world high dive champion", "then-Torsby governor": the half of such a phrase says something else.
    fn phrase(&self, from: usize, start: usize) -> Phrase {
        let begin = |at, is_known: bool| if is_known { Phrase::From(at) } else { Phrase::Unknown };
        let is_small = self.words[start].shape == Shape::Lower;
        let mut at = start;
        let mut plain = 0;
        while let Some(before) = at.checked_sub(1).filter(|before| *before >= from) {
            if start - before > MOST_WORDS {
                return Phrase::Unknown;
            }
            let word = &self.words[before];
            let lower = word.lower.as_ref();
            // "then-Torsby"
            if word.is_mark("-") && !word.is_spaced && !self.words[at].is_spaced && before > from {
                at = before - 1;
                continue;
            }
            // "Torsby Locks' chief"
            let is_owner = matches!(word.text, "'" | "’") && !word.is_spaced && before > from;
            if is_owner && self.words[at].is_spaced && self.words[before - 1].is_capital() {
                at = before - 1;
                continue;
            }
            if !self.words[at].is_spaced || matches!(word.shape, Shape::Mark | Shape::Number) {
                break;
            }
            if self.is_of_class(lower, "qualifier") {
                at = before;
                continue;
            }
            // "would-be mayor"
            if let Some(start) = before.checked_sub(2).filter(|start| *start >= from)
                && self.qualifier(start) == HYPHENED
            {
                at = start;
                continue;
            }
            // "his friend former Chancellor Berg"
            let first = &self.words[at];
            if self.qualifier(at) > 0 && !self.gazetteer.demonyms.has(word.text) {
                break;
            }
            let roles = self.lexicon.roles(lower);
            if word.is_capital() {
                let is_known = self.gazetteer.places.has(word.text)
                    || self.gazetteer.organisations.has(word.text)
                    || self.gazetteer.demonyms.has(word.text);
                let is_common = word.is_opening && self.gazetteer.common_words.has(lower);
                let is_part = is_known || is_small && !is_common && !word.is_claimed;
                // "Evening Clipper reporter Anna Berg": of a paper, or on an evening.
                if is_small && is_common && first.is_capital() {
                    return Phrase::Unknown;
                }
                if !is_part || !self.is_open(roles) {
                    break;
                }
                at = before;
                plain = 0;
                continue;
            }
            let grammar = lang::grammar(self.text.article.language).contains_key(lower);
            if roles.any(Roles::CONJUNCTION) {
                // "former senator and chancellor Anna Berg": what is said of the first is said of both.
                let near = before.saturating_sub(MOST_WORDS).max(from)..before;
                let is_qualified = near.into_iter().any(|at| self.qualifier(at) > 0);
                if first.is_capital()
                    && self.gazetteer.title(&first.lower).is_none()
                    && let Some(start) = self.owner_ending(from, before, is_qualified)
                {
                    at = start;
                    plain = 0;
                    continue;
                }
                let is_second = self.title_ending(from, before).is_some() && is_qualified;
                return if is_second { Phrase::Other } else { begin(at, plain == 0) };
            }
            // "a Chancellor Berg": she is none.
            if roles.any(Roles::ARTICLE) && self.is_one(lower) && !is_small {
                return Phrase::Other;
            }
            // "the town's best chief": whose, the article has said before.
            if plain > 0 && word.is_possessive {
                return Phrase::Unknown;
            }
            if grammar || !self.is_open(roles) {
                // "to force home keeper Anna Berg"
                if plain > 0 && roles.any(Roles::INFINITIVE) && self.is_of_class(&first.lower, "turning") {
                    return Phrase::Unknown;
                }
                // Behind an article no verb stands, behind a preposition none does.
                let bounds =
                    Roles::PREPOSITION.with(Roles::JOINING).with(Roles::ARTICLE).with(Roles::POSSESSIVE);
                let is_noun = plain == 0 || roles.any(bounds) && (plain == 1 || !roles.any(Roles::ARTICLE));
                return begin(at, is_noun);
            }
            // "met Chancellor Berg", "beating champion Berg", "met Torsby champion Berg"
            let ends_as_verb = lang::has_verb_ending(self.text.article.language, lower);
            let is_verb = ends_as_verb || self.words[at].is_capital();
            // "Torsby's sporting director", "beating director Berg": it may be either.
            if is_small && plain == 0 && !first.is_capital() && ends_as_verb {
                return Phrase::Unknown;
            }
            if !is_small || is_verb || word.is_possessive {
                break;
            }
            plain += 1;
            if plain > MOST_PLAIN {
                return Phrase::Unknown;
            }
            at = before;
        }
        // "Beat champion Anna Berg", at the start of a sentence.
        begin(at, plain == 0)
    }

    /// Where the one of two begins that ends before "and": "Sel" of "former Sel and Torsby defender", "Selmian" of "Selmian and
    /// Torsbyan Lions coach". But for a people it is one only behind "former": "from Sel and Torsby mayor Anna Berg".
    fn owner_ending(&self, from: usize, and: usize, is_qualified: bool) -> Option<usize> {
        let is_known = |span: Span| {
            let words = span.of(self.text.text);
            let is_name = self.gazetteer.places.has(words) || self.gazetteer.organisations.has(words);
            self.gazetteer.demonyms.has(words) || is_qualified && is_name
        };
        let known = (1..=3).rev().find_map(|length| {
            let start = and.checked_sub(length).filter(|start| *start >= from)?;
            is_known(self.words[start].span.hull(self.words[and - 1].span)).then_some(start)
        });
        let unknown = || {
            let owner = and.checked_sub(1).filter(|owner| *owner > from)?;
            let (before, word) = (&self.words[owner - 1], &self.words[owner]);
            let is_name = word.is_capital() && !word.is_claimed && !word.is_possessive;
            (is_qualified && is_name && self.is_of_class(&before.lower, "qualifier")).then_some(owner)
        };
        known.or_else(unknown)
    }

    /// Whether a word may be a noun, as far as its roles say.
    fn is_open(&self, roles: Roles) -> bool {
        roles.is_empty() || roles.any(Roles::PERSON.with(Roles::DOCUMENT))
    }

    fn is_of_class(&self, word: &str, class: &str) -> bool {
        lang::is_name_use(self.text.article.language, word, class)
    }

    /// How many words a qualifier takes that begins at one: "former" one, "would-be" three with its hyphen; 0 where none does.
    fn qualifier(&self, at: usize) -> usize {
        let [first, rest @ ..] = &self.words[at..] else { return 0 };
        if let [hyphen, second, ..] = rest
            && hyphen.is_mark("-")
            && !hyphen.is_spaced
            && !second.is_spaced
            && self.is_of_class(&format!("{}-{}", first.lower, second.lower), "qualifier")
        {
            return HYPHENED;
        }
        usize::from(self.is_of_class(&first.lower, "qualifier"))
    }

    /// "a": one of many.
    fn is_one(&self, lower: &str) -> bool {
        lang::leaning_words(self.text.article.language).of_class("article").any(|word| word == lower)
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

    fn apposition(&self, candidate: &Candidate) -> Option<Found> {
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
        let begins_phrase =
            |word: &Word| lang::is_name_use(self.text.article.language, &word.lower, "phrase");
        if self.words[start..title].iter().any(begins_phrase) {
            return None;
        }
        let span = self.words[start].span.hull(self.words[end - 1].span);
        // A list of people looks alike: what begins with a capital must be short or own the title.
        let span = Span { end: self.text_end(end - 1, span), ..span };
        Some(Found { span, is_whole: !self.points(start, end) })
    }

    /// "chair of the Torsbyan firm": which one, the article has said before.
    fn points(&self, start: usize, end: usize) -> bool {
        let words = &self.words[start..end];
        // "the committee's director", "managing director"
        let first = &words[0];
        let is_owned =
            first.is_possessive && first.shape == Shape::Lower && self.is_of_class(&first.lower, "body");
        let whole = first.span.hull(words[words.len() - 1].span).of(self.text.text).to_lowercase();
        if is_owned || self.is_of_class(&whole, "bare") || self.is_of_class(&whole, "office") {
            return true;
        }
        let is_body = words
            .last()
            .is_some_and(|word| word.shape == Shape::Lower && self.is_of_class(&word.lower, "body"));
        let Some(the) = words.iter().rposition(|word| {
            let roles = self.lexicon.roles(&word.lower);
            roles.any(Roles::DETERMINER) && roles.any(Roles::ARTICLE.with(Roles::POSSESSIVE))
        }) else {
            return false;
        };
        // "head of the Torsby Rail company": named.
        let is_named =
            words[the..].iter().any(|word| word.is_capital() && !self.gazetteer.demonyms.has(word.text));
        is_body && the > 0 && !is_named && !self.is_one(&words[the].lower)
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
