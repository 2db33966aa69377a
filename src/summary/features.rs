//! Sentences -> what speaks for each: numbers from 0.0 to 1.0, language-independent but for the function words.
//!
//! In: the sentences that may be chosen. Out: [`Features`] of each, and [`Terms`] to compare two of them.
//! A term is a word's first letters, without function words; in scripts without spaces two characters in a row.
//! Everything is one or two passes over the terms; sums run in text order. Not here: which feature counts how much.

use std::collections::BTreeMap;

use crate::lang::{self, ByLanguage, Language, Words};
use crate::span::Span;
use crate::token::{TokenKind, tokens};

/// What speaks for a sentence; 0.0 to 1.0 each.
#[derive(Clone, Copy, Debug, Default)]
pub struct Features {
    /// 1 for the first sentence, 1/2 for the second, and so on.
    pub early: f32,
    /// 1 at the start of the text, 0 at its end.
    pub place: f32,
    /// Whether it opens its paragraph.
    pub opens_paragraph: f32,
    /// Share of the document's top terms, by frequency, that it holds.
    pub coverage: f32,
    /// How much of the text that follows shares its terms (PacSum, Zheng and Lapata 2019), against the best.
    pub forward: f32,
    /// The same over the whole text.
    pub centrality: f32,
    /// Share of the headline's terms that it holds; 0 without a headline.
    pub headline: f32,
    /// Names: capitalised words inside it, up to five.
    pub names: f32,
    /// Numbers, up to two.
    pub numbers: f32,
    /// Share of it inside quotation marks.
    pub quoted: f32,
}

/// The document's terms by sentence.
pub struct Terms {
    /// Per sentence: its terms, ascending, each once.
    of: Vec<Vec<u32>>,
    /// Per term: how often it occurs.
    frequency: Vec<u32>,
}

/// A sentence as the features see it.
pub struct Candidate {
    pub span: Span,
    pub opens_paragraph: bool,
    pub words: u32,
}

/// So many terms are the document's top terms.
const TOP_TERMS: usize = 20;

impl Terms {
    /// The terms of the sentences, and those of the headline that occur in them.
    pub fn new(text: &str, candidates: &[Candidate], headline: &str, language: Language) -> (Self, Vec<u32>) {
        static FUNCTION_WORDS: ByLanguage<Words<()>> = ByLanguage::new(|language| {
            lang::function_words(language).entries().map(|word| (word, ())).collect()
        });
        let function_words = FUNCTION_WORDS.of(language);
        let mut ids: BTreeMap<String, u32> = BTreeMap::new();
        let mut frequency: Vec<u32> = Vec::new();
        let mut of = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            let mut terms = Vec::new();
            for_each_term(text, candidate.span, function_words, |term| {
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
        let mut of_headline = Vec::new();
        for_each_term(headline, Span::new(0, headline.len()), function_words, |term| {
            of_headline.extend(ids.get(&term));
        });
        of_headline.sort_unstable();
        of_headline.dedup();
        (Terms { of, frequency }, of_headline)
    }

    /// Shared terms of two sentences over the geometric mean of their numbers, 0.0 to 1.0.
    pub fn likeness(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.of[a], &self.of[b]);
        let product = (a.len() * b.len()) as f32;
        if product == 0.0 { 0.0 } else { shared(a, b) as f32 / product.sqrt() }
    }
}

/// The features of every candidate, in order.
pub fn features(text: &str, candidates: &[Candidate], terms: &Terms, headline: &[u32]) -> Vec<Features> {
    let count = candidates.len();
    let top = top_terms(terms);
    let top_sum: u32 = top.iter().map(|&term| terms.frequency[term as usize]).sum();

    // From the last sentence to the first: how often each term occurs behind.
    let mut behind = vec![0_u32; terms.frequency.len()];
    let mut forward = vec![0.0_f32; count];
    for i in (0..count).rev() {
        let of = &terms.of[i];
        let sum: u32 = of.iter().map(|&term| behind[term as usize]).sum();
        forward[i] = sum as f32 / (of.len().max(1) as f32).sqrt();
        for &term in of {
            behind[term as usize] += 1;
        }
    }
    let mut centrality: Vec<f32> = terms
        .of
        .iter()
        .map(|of| {
            let sum: u32 = of.iter().map(|&term| behind[term as usize] - 1).sum();
            sum as f32 / (of.len().max(1) as f32).sqrt()
        })
        .collect();
    normalise(&mut forward);
    normalise(&mut centrality);

    (0..count)
        .map(|i| {
            let candidate = &candidates[i];
            let of = &terms.of[i];
            let covered: u32 = of
                .iter()
                .filter(|t| top.binary_search(t).is_ok())
                .map(|&t| terms.frequency[t as usize])
                .sum();
            let surface = surface(text, candidate.span);
            Features {
                early: 1.0 / (i + 1) as f32,
                place: 1.0 - i as f32 / count as f32,
                opens_paragraph: f32::from(u8::from(candidate.opens_paragraph)),
                coverage: covered as f32 / top_sum.max(1) as f32,
                forward: forward[i],
                centrality: centrality[i],
                headline: shared(of, headline) as f32 / headline.len().max(1) as f32,
                names: surface.names.min(5) as f32 / 5.0,
                numbers: surface.numbers.min(2) as f32 / 2.0,
                quoted: surface.quoted as f32 / candidate.span.len().max(1) as f32,
            }
        })
        .collect()
}

/// The most frequent terms, ascending; of equals, those that occur first.
fn top_terms(terms: &Terms) -> Vec<u32> {
    let mut ids: Vec<u32> = (0..terms.frequency.len() as u32).collect();
    ids.sort_by_key(|&id| (std::cmp::Reverse(terms.frequency[id as usize]), id));
    ids.truncate(TOP_TERMS);
    ids.sort_unstable();
    ids
}

fn normalise(values: &mut [f32]) {
    let best = values.iter().copied().fold(0.0_f32, f32::max);
    if best > 0.0 {
        values.iter_mut().for_each(|value| *value /= best);
    }
}

/// How many terms two ascending lists share.
fn shared(a: &[u32], b: &[u32]) -> u32 {
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
fn for_each_term(text: &str, span: Span, function_words: &Words<()>, mut visit: impl FnMut(String)) {
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

/// What the surface of a sentence shows.
struct Surface {
    /// Capitalised words behind the first.
    names: u32,
    numbers: u32,
    /// Bytes inside quotation marks.
    quoted: usize,
}

fn surface(text: &str, span: Span) -> Surface {
    let mut surface = Surface { names: 0, numbers: 0, quoted: 0 };
    let mut opened = None;
    for (n, token) in tokens(text, span).into_iter().enumerate() {
        let words = token.span.of(text);
        match token.kind {
            TokenKind::Word => surface.names += u32::from(n > 0 && words.starts_with(char::is_uppercase)),
            TokenKind::Number => surface.numbers += 1,
            TokenKind::Mark => match (words, opened) {
                ("“" | "«" | "„" | "「" | "\"", None) => opened = Some(token.span.start),
                ("”" | "»" | "“" | "」" | "\"", Some(from)) => {
                    surface.quoted += (token.span.end - from) as usize;
                    opened = None;
                }
                _ => {}
            },
        }
    }
    surface
}
