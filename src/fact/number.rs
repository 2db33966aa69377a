//! Numbers with their unit and what they count or measure.
//!
//! "an estimated 138 billion euros ($150 billion)" is one fact. Years, clock times, telephone and list numbers
//! are none. A number without a unit or a counted noun is found (it keeps the tagger away) but not shown.

use super::{DateFact, Text};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    Money,
    Percent,
    /// People or things counted.
    Count,
    /// A measure with a unit: metres, degrees, hours.
    Measure,
    /// Nothing says what it counts.
    Bare,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NumberFact {
    pub kind: NumberKind,
    /// The words from qualifier to unit or counted noun, conversion included.
    pub span: Span,
    /// A decimal: "138000000000", "0.5", "-3".
    pub value: String,
    /// ISO 4217 for money ("EUR"), "%" for per cent, a unit's name ("kilometre"), or the counted noun as written ("troops").
    pub unit: Option<String>,
    /// "more than", "at least", "estimated".
    pub qualifier: Option<Span>,
    /// "each year", "per day".
    pub per: Option<Span>,
    /// Value and unit of a conversion in brackets.
    pub converted: Option<(String, String)>,
    /// The clause that says what is counted or measured.
    pub what: Option<Span>,
}

/// All numbers in text order.
pub fn find(text: &Text, dates: &[DateFact]) -> Vec<NumberFact> {
    let _ = (text, dates);
    Vec::new()
}
