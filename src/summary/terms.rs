//! Sentences -> their terms, to compare one with another, with the headline and with the whole text.
//!
//! A term is a word's first letters, without function words; in scripts without spaces two characters in a row. So no
//! stemmer is needed: ours, and as good as one for news of the languages measured.

use std::collections::BTreeMap;

use super::features::Candidate;
use crate::lang::{self, Language};
use crate::span::Span;
use crate::token::{TokenKind, tokens};

/// A text's terms by sentence.
pub struct Terms {
    /// Per sentence: its terms, ascending, each once.
    pub of: Vec<Vec<u32>>,
    /// Per term: how often it occurs.
    pub frequency: Vec<u32>,
    ids: BTreeMap<String, u32>,
}

impl Terms {
    pub fn new(text: &str, candidates: &[Candidate], language: Language) -> Self {
        let mut ids: BTreeMap<String, u32> = BTreeMap::new();
        let mut frequency: Vec<u32> = Vec::new();
        let mut of = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let mut terms = Vec::new();
            for_each_term(text, candidate.span, language, |term| {
                let next = frequency.len() as u32;
                let id = *ids.entry(term).or_insert(next);
                if id == next {
                    frequency.push(0);
                }
                frequency[id as usize] += 1;
                terms.push(id);
            });
            terms.sort_unstable();
            terms.dedup();
            of.push(terms);
        }
        Terms { of, frequency, ids }
    }

    /// Those terms of other words that occur in the sentences, ascending.
    pub fn known(&self, words: &str, language: Language) -> Vec<u32> {
        let mut known = Vec::new();
        for_each_term(words, Span::new(0, words.len()), language, |term| known.extend(self.ids.get(&term)));
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The term of one word in lower case, if it occurs in the sentences.
    pub fn id(&self, lower: &str) -> Option<u32> {
        let letters: String = lower.chars().take(TERM_LETTERS).collect();
        self.ids.get(&letters).copied()
    }

    /// Of two sentences.
    pub fn likeness(&self, a: usize, b: usize) -> f32 {
        likeness(&self.of[a], &self.of[b])
    }

    /// All terms, the most frequent first; of equals, those that occur first.
    pub fn by_frequency(&self) -> Vec<u32> {
        let mut ids: Vec<u32> = (0..self.frequency.len() as u32).collect();
        ids.sort_by_key(|&id| (std::cmp::Reverse(self.frequency[id as usize]), id));
        ids
    }
}

/// Shared terms of two ascending lists over the geometric mean of their lengths, 0.0 to 1.0.
pub fn likeness(a: &[u32], b: &[u32]) -> f32 {
    let product = (a.len() * b.len()) as f32;
    if product == 0.0 { 0.0 } else { shared(a, b) as f32 / product.sqrt() }
}

/// How many terms two ascending lists share.
pub fn shared(a: &[u32], b: &[u32]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                i += 1;
                j += 1;
            }
        }
    }
    shared
}

/// So many letters of a word are its term: "Ukraine" and "Ukrainian" are one.
const TERM_LETTERS: usize = 6;

/// Calls `visit` with every term of a stretch of text, in order.
fn for_each_term(text: &str, span: Span, language: Language, mut visit: impl FnMut(String)) {
    let function_words = lang::grammar(language);
    for token in tokens(text, span) {
        let words = token.span.of(text);
        match token.kind {
            TokenKind::Mark => {}
            TokenKind::Number => visit(words.to_owned()),
            TokenKind::Word if words.chars().any(is_without_spaces) => {
                let mut last: Option<char> = None;
                for c in words.chars() {
                    if let Some(last) = last {
                        let pair: String = [last, c].into_iter().collect();
                        if !function_words.contains_key(pair.as_str()) {
                            visit(pair);
                        }
                    }
                    last = Some(c);
                }
            }
            TokenKind::Word => {
                // "Scholz’s" is Scholz, "l’homme" is homme.
                let stem = words.split(['\'', '’']).find(|part| part.chars().count() > 2).unwrap_or(words);
                let lower = stem.to_lowercase();
                if lower.chars().count() > 1 && !function_words.contains_key(lower.as_str()) {
                    visit(lower.chars().take(TERM_LETTERS).collect());
                }
            }
        }
    }
}

fn is_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
