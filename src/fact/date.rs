//! Dates in running text, resolved against the day of publication by news habits.
//!
//! In: the article's tokens and the tables of its language (`lang/*/months.txt`, `weekdays.txt`, `date_words.txt`).
//! Out: dates in text order. Method: at each token the longest form of date that begins there is read into a
//! [`When`], then resolved. "Thursday" is the last one unless the clause looks forward. Without a publication date only
//! what is complete in itself ("20 March 2025", "2014") has a value; the rest is left as words. Values are
//! written as in TIMEX3 (ISO-TimeML). Durations are no dates, and times of day are left out of the value.

mod grammar;
mod when;
mod words;

use super::Text;
use super::clause::Clauses;
use super::phrase::{core_hull, words};
use crate::span::Span;
use grammar::Calendar;

#[derive(Clone, Debug, PartialEq)]
pub struct DateFact {
    /// The words, in `Prose::text`.
    pub span: Span,
    /// "2025-03-20", "2025-03", "2014", "2025-W12", "2025-W12-WE" (a weekend), "202X", "2025-Q1", "2025-H1",
    /// "2025-SU" (SP, SU, FA, WI), "2025-03-20/2025-03-22"; `None` when it cannot be resolved.
    pub value: Option<String>,
    /// The clause that says what happens then.
    pub what: Option<Span>,
    /// Whether the value came from the words alone: nothing was resolved.
    pub is_complete: bool,
}

/// All dates in text order.
pub fn find(text: &Text) -> Vec<DateFact> {
    let language = text.article.language;
    let words = words(text);
    let clauses = Clauses::of(language);
    let published = text.article.published.as_ref().map(|stamp| stamp.day);
    let calendar = Calendar::of(language, &words);
    let mut dates = Vec::new();
    for range in &text.sentence_tokens {
        let sentence = &words[range.clone()];
        let mut at = 0;
        while at < sentence.len() {
            let Some((range, when)) = calendar.date_at(sentence, at) else {
                at += 1;
                continue;
            };
            at = range.end.max(at + 1);
            let looks_forward = clauses.looks_forward(sentence, range.clone());
            let value = when.complete().or_else(|| when.resolved(published?, looks_forward));
            dates.push(DateFact {
                span: core_hull(sentence, range.clone()),
                value,
                what: clauses.around(sentence, range),
                is_complete: when.complete().is_some(),
            });
        }
    }
    dates
}
