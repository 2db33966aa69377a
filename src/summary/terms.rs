//! Sentences -> their terms, to compare one with another, with the headline and with the whole text.
//!
//! A term is a word's first letters, without function words; in scripts without spaces two characters in a row. So no
//! stemmer is needed: ours, and as good as one for news of the languages measured.

use std::collections::BTreeMap;

use super::features::Candidate;
use super::words::{self, Word};
use crate::lang::{self, Language};
use crate::span::Span;
use crate::token::{TokenKind, tokens};

/// A text's terms by sentence.
pub struct Terms {
    /// Per sentence: its terms, ascending, each once.
    pub of: Vec<Vec<u32>>,
    /// Per term: how often it occurs.
    pub frequency: Vec<u32>,
    short: BTreeMap<Letters, u32>,
    long: BTreeMap<Box<str>, u32>,
}

/// A term of up to [`TERM_LETTERS`] characters: these one after the other, 21 bits for each.
type Letters = u128;

/// So many letters of a word are its term: "Ukraine" and "Ukrainian" are one.
const TERM_LETTERS: usize = 6;

#[derive(Clone, Copy)]
enum Term<'a> {
    Short(Letters),
    /// A number of more characters.
    Long(&'a str),
}

impl Terms {
    pub fn new(words: &[Word], candidates: &[Candidate], language: Language) -> Self {
        let mut terms = Terms {
            of: Vec::with_capacity(candidates.len()),
            frequency: Vec::new(),
            short: BTreeMap::new(),
            long: BTreeMap::new(),
        };
        for candidate in candidates {
            let mut own = Vec::new();
            for_each_term(&words[candidate.words_at.clone()], language, |term| own.push(terms.add(term)));
            own.sort_unstable();
            own.dedup();
            terms.of.push(own);
        }
        terms
    }

    fn add(&mut self, term: Term) -> u32 {
        let next = self.frequency.len() as u32;
        let id = match term {
            Term::Short(letters) => *self.short.entry(letters).or_insert(next),
            Term::Long(number) => match self.long.get(number) {
                Some(&id) => id,
                None => *self.long.entry(number.into()).or_insert(next),
            },
        };
        if id == next {
            self.frequency.push(0);
        }
        self.frequency[id as usize] += 1;
        id
    }

    /// Those terms of other words that occur in the sentences, ascending.
    pub fn known(&self, text: &str, language: Language) -> Vec<u32> {
        let tokens = tokens(text, Span::new(0, text.len()));
        let mut known = Vec::new();
        for_each_term(&words::of_tokens(text, &tokens, language), language, |term| {
            known.extend(match term {
                Term::Short(letters) => self.short.get(&letters),
                Term::Long(number) => self.long.get(number),
            });
        });
        known.sort_unstable();
        known.dedup();
        known
    }

    /// The term of one word in lower case, if it occurs in the sentences.
    pub fn id(&self, lower: &str) -> Option<u32> {
        self.short.get(&letters(lower.chars())).copied()
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

/// Calls `visit` with every term of some words, in order.
fn for_each_term<'a>(words: &[Word<'a>], language: Language, mut visit: impl FnMut(Term<'a>)) {
    let function_words = lang::grammar(language);
    for word in words {
        match word.kind {
            TokenKind::Mark => {}
            TokenKind::Number if word.text.chars().nth(TERM_LETTERS).is_some() => {
                visit(Term::Long(word.text))
            }
            TokenKind::Number => visit(Term::Short(letters(word.text.chars()))),
            TokenKind::Word if word.text.chars().any(is_without_spaces) => {
                let mut last: Option<char> = None;
                for c in word.text.chars() {
                    if let Some(last) = last {
                        let pair: String = [last, c].into_iter().collect();
                        if !function_words.contains_key(pair.as_str()) {
                            visit(Term::Short(letters(pair.chars())));
                        }
                    }
                    last = Some(c);
                }
            }
            TokenKind::Word => {
                // "Scholz’s" is Scholz, "l’homme" is homme.
                let stem = match word.is_joined() {
                    true => word.text.split(['\'', '’']).find(|part| part.chars().count() > 2),
                    false => None,
                };
                let stem = stem.map(str::to_lowercase);
                let is_grammar =
                    stem.as_ref().map_or(word.is_grammar, |stem| function_words.contains_key(stem.as_str()));
                let lower = stem.as_deref().unwrap_or(&word.lower);
                if !is_grammar && lower.chars().nth(1).is_some() {
                    visit(Term::Short(letters(lower.chars())));
                }
            }
        }
    }
}

/// The first characters of a word as a term.
fn letters(chars: impl Iterator<Item = char>) -> Letters {
    chars.take(TERM_LETTERS).fold(0, |letters, c| letters << 21 | Letters::from(u32::from(c)))
}

fn is_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}
