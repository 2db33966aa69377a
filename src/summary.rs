//! Sentences -> the key ones: those that carry the story, within a budget of words, in text order.
//!
//! In: the article, its sentences and facts. Out: indices of the chosen sentences, verbatim. Only whole sentences of
//! paragraphs are chosen: none that leans on one not shown ("He ...", "But ..."; `lang/*/leaning_starts.txt`), none
//! that breaks a quotation in two or is nothing but one, no question, no credit (`lang/*/credits.txt`).
//! Method: a linear score over the features of `summary/features.rs`, then the best first, each against its likeness
//! to those chosen (maximal marginal relevance, Carbonell and Goldstein 1998). Too short an article has no summary.
//! Not here: the features. A learned score replaces [`score`] alone.

pub mod features;

use crate::article::{Article, ParagraphKind, Words};
use crate::block::{Blocks, count_words};
use crate::fact::Facts;
use crate::lang::{self, ByLanguage, Language};
use crate::sentence::Sentence;
use features::{Candidate, Features, Terms};

/// An article of fewer words has no summary: reading it takes no longer.
const LEAST_WORDS: u32 = 120;
/// Nor has one of fewer sentences.
const LEAST_SENTENCES: usize = 5;
/// A sentence of fewer words says too little, one of more too much at once.
const SENTENCE_WORDS: std::ops::RangeInclusive<u32> = 8..=60;
/// A sentence worth less than this share of the best adds nothing, whatever room is left.
const LEAST_WORTH: f32 = 0.3;
/// Only so many of the best are compared with each other, which keeps the choice linear in the article.
const SHORT_LIST: usize = 200;
/// How much likeness to a chosen sentence costs.
const REDUNDANCY: f32 = 0.4;

/// What the choice is made from; training reads it too.
pub struct Draft {
    /// Index of each candidate in the article's sentences.
    pub sentences: Vec<usize>,
    pub candidates: Vec<Candidate>,
    pub standing: Vec<Standing>,
    pub features: Vec<Features>,
    pub terms: Terms,
}

/// Indices of the chosen sentences, ascending; empty when the article is too short to summarise.
///
/// `words` is the budget: no choice passes it, but there is at least one sentence.
pub fn summary(
    article: &Article,
    blocks: &Blocks,
    sentences: &[Sentence],
    facts: &Facts,
    words: u32,
) -> Vec<usize> {
    let _ = facts;
    let Some(draft) = draft(article, blocks, sentences) else { return Vec::new() };
    let scores: Vec<f32> = draft.features.iter().map(score).collect();
    choose(&draft, &scores, words).into_iter().map(|n| draft.sentences[n]).collect()
}

/// The candidates with their features, or `None` when the article is too short to summarise.
pub fn draft(article: &Article, blocks: &Blocks, sentences: &[Sentence]) -> Option<Draft> {
    let text = blocks.prose.text.as_str();
    let readable = readable(text, sentences);
    let candidates: Vec<Candidate> = (0..readable.len())
        .map(|n| {
            let sentence = &sentences[readable[n]];
            let opens_paragraph = n == 0 || sentences[readable[n - 1]].paragraph != sentence.paragraph;
            Candidate { span: sentence.span, opens_paragraph, words: count_words(sentence.span.of(text)) }
        })
        .collect();
    let total: u32 = candidates.iter().map(|candidate| candidate.words).sum();
    if total < LEAST_WORDS || candidates.len() < LEAST_SENTENCES {
        return None;
    }
    let headline = match &article.headline {
        Some(Words::InPage(span)) => span.of(text),
        Some(Words::InHead(words)) => words,
        None => "",
    };
    let (terms, of_headline) = Terms::new(text, &candidates, headline, article.language);
    let features = features::features(text, &candidates, &terms, &of_headline);
    let standing = standing(text, &candidates, article.language);
    Some(Draft { sentences: readable, candidates, standing, features, terms })
}

/// What a sentence is worth by itself.
///
/// Weights: ours, by hand within a range where ROUGE on news of four outlets hardly changes.
pub fn score(features: &Features) -> f32 {
    0.4 * features.early
        + 0.4 * features.place
        + 0.1 * features.opens_paragraph
        + 0.5 * features.coverage
        + 0.5 * features.forward
        + 0.2 * features.centrality
        + 0.5 * features.headline
        + 0.1 * features.names
        + 0.1 * features.numbers
        - 0.5 * features.quoted
}

/// The sentences that a summary may be made of: those of paragraphs, or of lists and quotations as well where paragraphs hold
/// hardly any text.
fn readable(text: &str, sentences: &[Sentence]) -> Vec<usize> {
    let of = |is_wanted: &dyn Fn(ParagraphKind) -> bool| -> Vec<usize> {
        (0..sentences.len()).filter(|&i| is_wanted(sentences[i].kind)).collect()
    };
    let paragraphs = of(&|kind| kind == ParagraphKind::Text);
    let words: u32 = paragraphs.iter().map(|&i| count_words(sentences[i].span.of(text))).sum();
    if words >= LEAST_WORDS { paragraphs } else { of(&|kind| kind != ParagraphKind::Heading) }
}

/// How a sentence stands without the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Alone,
    /// Only behind the one before it.
    Leaning,
    Never,
}

fn standing(text: &str, candidates: &[Candidate], language: Language) -> Vec<Standing> {
    static LEANING: ByLanguage<Vec<(&str, &str)>> =
        ByLanguage::new(|language| lang::leaning_starts(language).pairs().collect());
    static CREDITS: ByLanguage<Vec<&str>> =
        ByLanguage::new(|language| lang::credits(language).entries().collect());
    let (leaning, credits) = (LEANING.of(language), CREDITS.of(language));
    let mut quotation = Quotation::default();
    let mut standing = Vec::with_capacity(candidates.len());
    for (n, candidate) in candidates.iter().enumerate() {
        if candidate.opens_paragraph {
            quotation = Quotation::default();
        }
        let words = candidate.span.of(text);
        let is_whole = quotation.is_whole(words);
        let is_fit = SENTENCE_WORDS.contains(&candidate.words) && is_whole && ends_as_sentence(words);
        let lower = words.to_lowercase();
        standing.push(if !is_fit || credits.iter().any(|credit| lower.contains(credit)) {
            Standing::Never
        } else if is_leaning(&lower, leaning) {
            if n == 0 || candidate.opens_paragraph { Standing::Never } else { Standing::Leaning }
        } else {
            Standing::Alone
        });
    }
    standing
}

/// Whether a sentence ends like one that tells something: no question, no line without an end.
fn ends_as_sentence(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '』') || c.is_whitespace()
    });
    bare.ends_with(['.', '!', '…', '。', '！', '।', '۔', '؟'])
}

/// Whether a sentence in lower case begins with an entry that leans on an earlier one; the longest entry decides.
fn is_leaning(lower: &str, entries: &[(&str, &str)]) -> bool {
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_word_end =
        |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
    entries
        .iter()
        .filter(|(entry, _)| start.strip_prefix(entry).is_some_and(is_word_end))
        .max_by_key(|(entry, _)| entry.len())
        .is_some_and(|(_, class)| class.is_empty())
}

/// Where we are among a paragraph's quotation marks.
#[derive(Default)]
struct Quotation {
    /// The mark that closes the open one.
    open: Option<char>,
}

impl Quotation {
    /// Reads on through a sentence; whether no quotation crosses its ends, and words of the writer stand in it.
    fn is_whole(&mut self, words: &str) -> bool {
        let began_inside = self.open.is_some();
        let mut has_own_words = false;
        for c in words.chars() {
            match self.open {
                Some(close) if c == close => self.open = None,
                Some(_) => {}
                None => {
                    self.open = match c {
                        '“' | '‟' => Some('”'),
                        '„' => Some('“'),
                        '«' => Some('»'),
                        '»' => Some('«'),
                        '"' => Some('"'),
                        '「' => Some('」'),
                        '『' => Some('』'),
                        _ => None,
                    };
                    has_own_words |= c.is_alphanumeric();
                }
            }
        }
        !began_inside && self.open.is_none() && has_own_words
    }
}

/// Chooses among the candidates by their scores; ascending.
fn choose(draft: &Draft, scores: &[f32], budget: u32) -> Vec<usize> {
    let Draft { candidates, standing, terms, .. } = draft;
    let mut list: Vec<usize> = (0..candidates.len()).filter(|&n| standing[n] != Standing::Never).collect();
    list.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    list.truncate(SHORT_LIST);
    let mut likeness = vec![0.0_f32; list.len()];
    let mut chosen: Vec<usize> = Vec::new();
    let mut used = 0;
    loop {
        let worth = |at: usize| scores[list[at]] - REDUNDANCY * likeness[at];
        let fits = |at: usize| {
            let n = list[at];
            let is_first = chosen.is_empty();
            !chosen.contains(&n)
                && (standing[n] == Standing::Alone || chosen.contains(&(n - 1)))
                && (is_first || used + candidates[n].words <= budget)
                && (is_first || worth(at) >= LEAST_WORTH * scores[chosen[0]])
        };
        let best = (0..list.len())
            .filter(|&at| fits(at))
            .max_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)));
        let Some(best) = best else { break };
        let n = list[best];
        chosen.push(n);
        used += candidates[n].words;
        for (at, likeness) in likeness.iter_mut().enumerate() {
            *likeness = likeness.max(terms.likeness(list[at], n));
        }
    }
    chosen.sort_unstable();
    chosen
}
