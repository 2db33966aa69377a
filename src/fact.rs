//! Article -> facts: who, where, when, how much, who said what.
//!
//! In: the article and its sentences. Out: [`Facts`], every one a typed mention with its span, in the order in
//! which they matter. One file a kind of fact below `fact/`; dates and numbers claim their words first, so that
//! a name is never made of them. When unsure, a finder leaves the fact out.

pub mod antecedent;
pub mod clause;
pub mod date;
pub mod dateline;
pub mod entity;
pub mod number;
pub mod phrase;
pub mod quote;
pub mod rank;
pub mod shown;
pub mod timeline;

use crate::article::Article;
use crate::block::Blocks;
use crate::sentence::Sentence;
use crate::span::Span;
use crate::token::{Token, tokens};

pub use antecedent::Antecedent;
pub use date::DateFact;
pub use entity::{Entity, EntityKind};
pub use number::{NumberFact, NumberKind};
pub use quote::{QuoteFact, QuoteKind};

/// Everything found, most important first within each kind.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub people: Vec<Entity>,
    pub organisations: Vec<Entity>,
    pub places: Vec<Entity>,
    pub numbers: Vec<NumberFact>,
    pub dates: Vec<DateFact>,
    pub quotes: Vec<QuoteFact>,
    /// Whom pronouns and parts of names stand for, in text order.
    pub antecedents: Vec<Antecedent>,
    pub first: First,
}

/// How many facts of each kind are shown first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct First {
    pub people: usize,
    pub organisations: usize,
    pub places: usize,
    pub numbers: usize,
    pub dates: usize,
    pub quotes: usize,
}

/// What every finder reads: the article cut into sentences, tokens and words, once.
pub struct Text<'a> {
    pub article: &'a Article,
    /// `Prose::text`: all spans here are ranges of it.
    pub text: &'a str,
    pub sentences: &'a [Sentence],
    /// The tokens of all sentences in order.
    pub tokens: Vec<Token>,
    /// For each token what tables compare.
    pub words: Vec<phrase::Word>,
    /// Per sentence: its range of `tokens` and of `words`.
    pub sentence_tokens: Vec<std::ops::Range<usize>>,
    /// The headline's span, where it stands in the page.
    pub headline: Option<Span>,
}

impl<'a> Text<'a> {
    pub fn new(article: &'a Article, blocks: &'a Blocks, sentences: &'a [Sentence]) -> Self {
        let text = blocks.prose.text.as_str();
        let mut all = Vec::new();
        let mut sentence_tokens = Vec::with_capacity(sentences.len());
        for sentence in sentences {
            let start = all.len();
            all.extend(tokens(text, sentence.span));
            sentence_tokens.push(start..all.len());
        }
        let headline = match article.headline {
            Some(crate::article::Words::InPage(span)) => Some(span),
            _ => None,
        };
        let words = phrase::words(text, &all);
        Text { article, text, sentences, tokens: all, words, sentence_tokens, headline }
    }
}

/// Finds the facts of an article.
pub fn facts(text: &Text) -> Facts {
    let dates = date::find(text);
    let numbers = number::find(text, &dates);
    let entities = entity::find(text, &dates, &numbers);
    let (quotes, antecedents) = quote::find_all(text, &entities);
    Facts::of(entities, numbers, dates, quotes, antecedents)
}

impl Facts {
    /// The facts of each kind, the entities parted by theirs.
    pub fn of(
        entities: Vec<Entity>,
        numbers: Vec<NumberFact>,
        dates: Vec<DateFact>,
        quotes: Vec<QuoteFact>,
        antecedents: Vec<Antecedent>,
    ) -> Self {
        let of = |kind| entities.iter().filter(|e| e.kind == kind).cloned().collect();
        Facts {
            people: of(EntityKind::Person),
            organisations: of(EntityKind::Organisation),
            places: of(EntityKind::Place),
            numbers,
            dates,
            quotes,
            antecedents,
            first: First::default(),
        }
    }
}
