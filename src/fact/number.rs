//! Numbers with their unit and what they count or measure.
//!
//! In: the article's tokens, the dates (their digits are no numbers) and the tables of its language. Out: numbers in text order.
//! Method: at each token (`scan.rs`) an amount is read (`amount.rs`, `decimal.rs`), then what belongs to it: its unit (`unit.rs`) or
//! what it counts (`counted.rs`), and what may stand around it (`beside.rs`): qualifier, end of a range, rate, a conversion in brackets.
//! "an estimated 138 billion euros ($150 billion)" is one fact. Years, clock times, telephone and list numbers, results
//! and the digits of names ("F-16") are none. A number without a unit or a counted noun is found (it keeps the tagger
//! away) but not shown. Nouns are found by shape, not by a tagger: in doubt a number is bare. Words and units: `words.rs`.

mod amount;
mod beside;
mod counted;
mod decimal;
mod scan;
mod unit;
mod words;

use super::clause::Clauses;
use super::{DateFact, Text};
use crate::span::Span;
pub use counted::is_plural;
use scan::Step;
pub use words::{NounWord, NumberWord, Numbers};

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
    /// The words from qualifier to unit or counted noun, rate and conversion included. A qualifier that is an
    /// adjective ("an estimated 5 tons") stands outside.
    pub span: Span,
    /// A decimal: "138000000000", "0.5", "-3". Of a range, its first number.
    pub value: String,
    /// The last number of a range: "5" of "3 to 5 per cent".
    pub to: Option<String>,
    /// ISO 4217 for money ("EUR") or the name of a coin ("cent"), "%" for per cent, a unit's name ("kilometre"), or
    /// the counted noun as written ("troops").
    pub unit: Option<String>,
    /// "more than", "at least", "estimated".
    pub qualifier: Option<Span>,
    /// "each year", "per day".
    pub per: Option<Span>,
    /// Value and unit of a conversion in brackets.
    pub converted: Option<(String, String)>,
    /// The clause that says what is counted or measured.
    pub what: Option<Span>,
    /// Another figure that the article gives for the same thing; `shown/figures.rs` finds it.
    pub other: Option<Span>,
    /// Whether it is sure enough to be shown first (`shown/sureness.rs`): known of the facts that are shown.
    pub is_sure: bool,
}

/// All numbers in text order.
pub fn find(text: &Text, dates: &[DateFact]) -> Vec<NumberFact> {
    let language = text.article.language;
    let numbers = Numbers::of(language);
    let clauses = Clauses::of(language);
    let mut dates = dates.iter().peekable();
    let mut facts = Vec::new();
    for range in &text.sentence_tokens {
        let w = &text.words[range.clone()];
        let mut at = 0;
        // Where the words free for a number begin: behind the last date or number.
        let mut free = 0;
        while at < w.len() {
            while dates.next_if(|date| date.span.end <= w[at].span.start).is_some() {}
            if dates.peek().is_some_and(|date| date.span.overlaps(w[at].core)) {
                at += 1;
                free = at;
                continue;
            }
            // A number ends where the next date begins.
            let next = dates
                .peek()
                .map_or(w.len(), |date| w.partition_point(|word| word.span.end <= date.span.start));
            match numbers.read(&w[..next.max(at + 1)], at, free) {
                Step::Nothing => at += 1,
                Step::Skip(end) => at = end.max(at + 1),
                Step::Found(found) => {
                    let is_apart = matches!(found.kind, NumberKind::Money | NumberKind::Percent);
                    let what = match found.kind {
                        NumberKind::Bare => None,
                        _ => clauses.beside(w, found.range.clone(), is_apart),
                    };
                    at = found.range.end.max(at + 1);
                    free = at;
                    facts.push(found.into_fact(text.text, w, what));
                }
            }
        }
    }
    facts
}
