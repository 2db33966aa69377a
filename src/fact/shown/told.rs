//! Fact -> the words that tell what it is about: a whole sentence, or its beginning up to where a clause is over.
//!
//! Method: no grammar. Words cut out of the middle of a sentence lose their subject or who said so; a sentence from its first word
//! on does not. It is cut only behind a clause that is whole by its look: before "which", or "and" where no list runs
//! and nothing behind it tells who says so. Where it leans on the sentence before it (`leaning.rs`), that one stands in front, in the same paragraph and if
//! both are short enough. What is no sentence (headings, labels, fragments) tells nothing.

use super::Reader;
use super::leaning::{self, Leaning};
use crate::article::ParagraphKind;
use crate::block::count_words;
use crate::boilerplate::setting::ends_like_a_sentence;
use crate::fact::clause::ClauseWord;
use crate::fact::dateline::report_line;
use crate::fact::phrase::Word;
use crate::fact::quote::lexicon::Roles;
use crate::lang::{self, ByLanguage};
use crate::span::Span;
use crate::token::TokenKind;

/// The longest that stands beside a fact.
const MOST_WORDS: u32 = 60;
/// The most of two sentences: the fact is in the second, and must be among the lines that the sidebar shows.
const MOST_TOGETHER: u32 = 45;
/// The longest sentence that is read, in tokens: what is longer is none.
pub const MOST_TOKENS: usize = 200;
/// A sentence of no more words needs a verb that is known, or so many function words: tables know few verbs of most languages.
const ROW_WORDS: u32 = 8;
const FUNCTION_WORDS: usize = 2;
/// A row of a table has no fewer numbers.
const ROW_NUMBERS: usize = 3;
/// The fewest words that a clause cut off its sentence has.
const FEWEST_WORDS: u32 = 6;

/// The words that tell what a fact is about; where they lean on the sentence before them, it stands in front.
pub fn told(fact: Span, reader: &Reader) -> Option<Span> {
    let own = own(fact, reader)?;
    match leaning::of(fact, own, reader) {
        Some(Leaning::Before | Leaning::Headline) => {
            leaning::with_sentence_before(fact, own, MOST_TOGETHER, reader).or(Some(own))
        }
        _ => Some(own),
    }
}

/// The words of the fact's own sentence.
fn own(fact: Span, reader: &Reader) -> Option<Span> {
    let text = reader.text;
    let index = text.sentences.partition_point(|sentence| sentence.span.end <= fact.start);
    let sentence = text.sentences.get(index).filter(|sentence| sentence.span.contains(fact))?;
    let first = first_of(index, reader)?;
    let tokens = text.sentence_tokens[index].clone();
    let words = &reader.words[tokens.clone()];
    let start = words.iter().position(|word| word.span.start >= first)?;
    let behind = words.partition_point(|word| word.span.start < fact.end);
    if behind < start {
        return None;
    }
    let whole = Span { start: first.min(fact.start), end: sentence.span.end };
    let cut = cut(reader, tokens.start, start, behind, tokens.len())
        .map(|end| Span { end: words[end - 1].span.end, ..whole })
        .filter(|cut| count_words(cut.of(text.text)) >= FEWEST_WORDS);
    [cut, Some(whole)].into_iter().flatten().find(|span| count_words(span.of(text.text)) <= MOST_WORDS)
}

/// Where the words of a sentence begin that tells something; `None` of headings, labels, credits and fragments.
pub fn first_of(index: usize, reader: &Reader) -> Option<u32> {
    static CREDITS: ByLanguage<Vec<&str>> =
        ByLanguage::new(|language| lang::credits(language).pairs().map(|(words, _)| words).collect());
    let text = reader.text;
    let sentence = text.sentences.get(index)?;
    let tokens = text.sentence_tokens.get(index).filter(|tokens| tokens.len() <= MOST_TOKENS)?.clone();
    let words = sentence.span.of(text.text);
    // What a colon announces stands elsewhere; a question tells nothing; bars part a row of links.
    let is_whole = ends_like_a_sentence(words) && !words.ends_with([':', '?']) && !words.contains('|');
    if sentence.kind == ParagraphKind::Heading || !is_whole {
        return None;
    }
    let lower = words.to_lowercase();
    // "Getty Images TORSBY: ...": a credit in front of what a picture shows.
    let is_word_end = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let is_led = |credit: &&str| lower.strip_prefix(*credit).is_some_and(is_word_end);
    if CREDITS.of(text.article.language).iter().any(is_led) {
        return None;
    }
    let words = &reader.words[tokens.clone()];
    // A dash, a bullet or a picture before the first word is none of it.
    let opens = |mark: &str| {
        matches!(mark, "\"" | "“" | "„" | "«" | "'" | "‘" | "(" | "[" | "$" | "€" | "£" | "¿" | "¡")
    };
    let opens_paragraph = index == 0 || text.sentences[index - 1].paragraph != sentence.paragraph;
    let line = if opens_paragraph { report_line(sentence.span.of(text.text), text.article) } else { 0 };
    let behind_dateline = sentence.span.start + line as u32;
    let is_first = |word: &Word| {
        word.span.start >= behind_dateline && (word.kind != TokenKind::Mark || opens(&word.lower))
    };
    let start = words.iter().position(is_first)?;
    let opening = words[start..].iter().find(|word| word.kind != TokenKind::Mark)?;
    // "about $5 a day." is what is left of a line, "Holm 2 goals, 3 assists." a row of a table.
    let is_line =
        opening.kind == TokenKind::Word && opening.span.of(text.text).starts_with(char::is_lowercase);
    let is_verb = |at: usize| {
        let class = reader.clauses.at(words, at);
        let roles = reader.roles(tokens.start + at);
        matches!(class, Some(ClauseWord::Verb | ClauseWord::Past | ClauseWord::Forward))
            || roles.any(Roles::AUXILIARY.with(Roles::PASSIVE).with(Roles::CUE))
    };
    let grammar = lang::grammar(text.article.language);
    let joined = words.iter().filter(|word| grammar.contains_key(word.lower.as_str())).count();
    let is_row = count_words(sentence.span.of(text.text)) <= ROW_WORDS
        && joined < FUNCTION_WORDS
        && !(0..words.len()).any(is_verb);
    // "1 sack, 2 catches, 4 passes defended.": no sentence is without a single word of grammar.
    let numbers = words.iter().filter(|word| word.kind == TokenKind::Number).count();
    let is_row = is_row || numbers >= ROW_NUMBERS && joined == 0 && !grammar.is_empty();
    (!is_line && !is_row).then(|| words[start].span.start)
}

/// Where the clause that begins the sentence ends, if it ends before the sentence does: a token of the sentence.
fn cut(reader: &Reader, first: usize, start: usize, behind: usize, end: usize) -> Option<usize> {
    let words = &reader.words[first..first + end];
    let class = |at: usize| reader.clauses.word(words, at);
    // "When the lock opened, ...": nothing is told before the comma.
    if matches!(class(start), Some(ClauseWord::Open | ClauseWord::Relative)) {
        return None;
    }
    // "According to the mayor and the council, ...": nothing is told before the comma.
    let opens_with_source = reader.opens_with_source(first + start);
    let is_behind_colon = words[start..behind].iter().any(|word| word.is_mark(":"));
    let mut inside = Inside::default();
    words[start..behind].iter().for_each(|word| inside.pass(&word.lower));
    let mut has_colon = false;
    let mut has_comma = words[start..behind].iter().any(|word| word.is_mark(","));
    for (at, word) in words.iter().enumerate().skip(behind) {
        if word.kind == TokenKind::Mark && !inside.any() {
            let follows = class(at + 1);
            let is_over = word.is_mark(";") && !is_behind_colon && !has_colon
                || word.is_mark(",")
                    && (follows == Some(ClauseWord::Relative)
                        || follows == Some(ClauseWord::Open)
                            && !has_comma
                            && !reader.roles(first + at + 1).any(Roles::OPENER));
            let is_over = is_over
                && (!opens_with_source || has_comma)
                && !(follows == Some(ClauseWord::Relative) && goes_on(reader, words, at + 1));
            if is_over {
                let tells_who = (at..end).any(|at| reader.roles(first + at).any(Roles::CUE));
                return (!tells_who).then_some(at);
            }
            has_comma |= word.is_mark(",");
            // "Three boats left: the first ...; the second ...": a list is not cut.
            has_colon |= word.is_mark(":");
        }
        inside.pass(&word.lower);
    }
    None
}

/// "The road, which is straight, | will be closed": the clause goes on behind its second comma.
fn goes_on(reader: &Reader, words: &[Word], relative: usize) -> bool {
    let mut inside = Inside::default();
    let comma = words.iter().enumerate().skip(relative).find(|(_, word)| {
        inside.pass(&word.lower);
        word.is_mark(",") && !inside.any()
    });
    comma.is_some_and(|(comma, _)| {
        matches!(
            reader.clauses.word(words, comma + 1),
            Some(ClauseWord::Verb | ClauseWord::Past | ClauseWord::Forward)
        )
    })
}

/// Which marks are open.
#[derive(Default)]
pub struct Inside {
    depth: i32,
    is_straight: bool,
}

impl Inside {
    pub fn pass(&mut self, mark: &str) {
        match mark {
            "\"" => self.is_straight = !self.is_straight,
            "(" | "[" | "«" | "„" => self.depth += 1,
            // German closes with the mark that English opens with.
            "“" => self.depth += if self.depth > 0 { -1 } else { 1 },
            ")" | "]" | "»" | "”" => self.depth -= 1,
            _ => {}
        }
    }

    pub fn any(&self) -> bool {
        self.is_straight || self.depth > 0
    }
}
