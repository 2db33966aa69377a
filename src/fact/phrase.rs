//! Words and phrases of the language tables, found among the article's tokens.
//!
//! In: tokens, and table entries of one or more words. Out: [`Words`], the tokens made comparable, and [`Lexicon`],
//! which says what the longest phrase at a token means. Dates and numbers are read with these two.

use std::collections::HashMap;
use std::ops::Range;

use crate::lang::WordHash;
use crate::span::Span;
use crate::token::{Token, TokenKind, tokens};

/// A token as tables compare it.
#[derive(Clone, Debug)]
pub struct Word {
    /// Lower case, apostrophes straight, without an elided article in front ("l'") or a possessive behind ("'s").
    pub lower: String,
    /// The bytes that `lower` stands for.
    pub core: Span,
    /// The whole token.
    pub span: Span,
    pub kind: TokenKind,
    pub is_spaced: bool,
    /// Whether `core` begins with a capital letter.
    pub is_capital: bool,
    /// Whether all letters of `core` are capitals: "US".
    pub is_shouted: bool,
}

impl Word {
    fn new(text: &str, token: &Token) -> Self {
        let core = if token.kind == TokenKind::Word { core(text, token.span) } else { token.span };
        let mut lower = core.of(text).to_lowercase();
        if lower.contains('’') {
            lower = lower.replace('’', "'");
        }
        let is_capital = core.of(text).starts_with(char::is_uppercase);
        let is_shouted = is_capital && !core.of(text).contains(char::is_lowercase);
        Word {
            lower,
            core,
            span: token.span,
            kind: token.kind,
            is_spaced: token.is_spaced,
            is_capital,
            is_shouted,
        }
    }

    pub fn is_mark(&self, mark: &str) -> bool {
        self.kind == TokenKind::Mark && self.lower == mark
    }

    /// A hyphen or a dash that may stand for one.
    pub fn is_hyphen(&self) -> bool {
        self.kind == TokenKind::Mark && matches!(self.lower.as_str(), "-" | "‐" | "‑" | "–" | "−")
    }
}

/// "l'année" -> "année", "Friday's" -> "Friday".
fn core(text: &str, span: Span) -> Span {
    let word = span.of(text);
    let is_apostrophe = |c| c == '\'' || c == '’';
    let mut core = span;
    if let Some((at, mark)) = word.char_indices().rfind(|&(_, c)| is_apostrophe(c)) {
        let after = &word[at + mark.len_utf8()..];
        if after.eq_ignore_ascii_case("s") && at > 0 {
            core.end = span.start + at as u32;
        } else if word[..at].chars().count() <= 2 && after.chars().count() >= 2 {
            core.start = span.start + (at + mark.len_utf8()) as u32;
        }
    }
    core
}

/// The word of every token, in order.
pub fn words(text: &str, tokens: &[Token]) -> Vec<Word> {
    tokens.iter().map(|token| Word::new(text, token)).collect()
}

/// Phrases with what they mean.
///
/// An entry that begins with a capital ("May") matches only words that do; one in lower case matches both.
#[derive(Debug)]
pub struct Lexicon<V> {
    /// By first word; longest phrase first.
    phrases: HashMap<String, Vec<Phrase<V>>, WordHash>,
}

#[derive(Debug)]
struct Phrase<V> {
    rest: Vec<String>,
    is_capital: bool,
    value: V,
}

impl<V: Copy> Lexicon<V> {
    pub fn new(entries: impl Iterator<Item = (&'static str, V)>) -> Self {
        let mut phrases: HashMap<String, Vec<Phrase<V>>, WordHash> = HashMap::default();
        for (entry, value) in entries {
            let tokens = tokens(entry, Span::new(0, entry.len()));
            let mut words = tokens.iter().map(|token| Word::new(entry, token));
            let Some(first) = words.next() else { continue };
            let rest: Vec<String> = words.map(|word| word.lower).collect();
            let list = phrases.entry(first.lower).or_default();
            let at = list.partition_point(|phrase| phrase.rest.len() >= rest.len());
            list.insert(at, Phrase { rest, is_capital: first.is_capital, value });
        }
        Lexicon { phrases }
    }

    fn matches<'a>(&'a self, words: &'a [Word], at: usize) -> impl Iterator<Item = (V, usize)> + 'a {
        let first = words.get(at);
        let list = first.and_then(|word| self.phrases.get(&word.lower)).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |phrase| {
            let following = words.get(at + 1..at + 1 + phrase.rest.len())?;
            let is_equal = following.iter().zip(&phrase.rest).all(|(word, entry)| word.lower == *entry);
            let is_cased = !phrase.is_capital || first.is_some_and(|word| word.is_capital);
            (is_equal && is_cased).then_some((phrase.value, 1 + phrase.rest.len()))
        })
    }

    /// The longest phrase that begins at `at`: what it means, and its length in tokens.
    pub fn at(&self, words: &[Word], at: usize) -> Option<(V, usize)> {
        self.matches(words, at).next()
    }

    /// What a single word means.
    pub fn word(&self, words: &[Word], at: usize) -> Option<V> {
        self.matches(words, at).find(|&(_, length)| length == 1).map(|(value, _)| value)
    }

    /// What an entry of one word means, given as it stands in the table.
    pub fn single(&self, word: &str) -> Option<V> {
        let list = self.phrases.get(word)?;
        list.iter().find(|phrase| phrase.rest.is_empty()).map(|phrase| phrase.value)
    }

    /// The longest phrase, of up to four tokens, that ends just before `end`, and where it begins.
    pub fn before(&self, words: &[Word], end: usize) -> Option<(V, usize)> {
        (1..=4.min(end)).rev().find_map(|length| {
            let start = end - length;
            self.matches(words, start).find(|&(_, n)| n == length).map(|(value, _)| (value, start))
        })
    }
}

/// The bytes from the first word to the last; `range` is not empty.
pub fn hull(words: &[Word], range: Range<usize>) -> Span {
    Span { start: words[range.start].span.start, end: words[range.end - 1].span.end }
}

/// The same without an elided article in front or a possessive behind.
pub fn core_hull(words: &[Word], range: Range<usize>) -> Span {
    Span { start: words[range.start].core.start, end: words[range.end - 1].core.end }
}
