//! Dates in running text, resolved against the day of publication by news habits.
//!
//! In: the article's tokens and the tables of its language (`lang/*/months.txt`, `weekdays.txt`, `date_words.txt`).
//! Out: dates in text order. Method: at each token the longest form of date that begins there is read into a
//! [`When`], then resolved. "Thursday" is the last one unless the clause looks forward. Without a publication date only
//! what is complete in itself ("20 March 2025", "2014") has a value; the rest is left as words. Values are
//! written as in TIMEX3 (ISO-TimeML). Durations are dates where they are
//! counted from a day ("the past three years", "two days before Monday"); a time of day is one beside a day.

mod days;
mod grammar;
mod relative;
mod time;
mod when;
mod words;
mod years;

use super::Text;
use super::clause::Clauses;
use super::phrase::core_hull;
use super::timeline::Side;
use crate::span::Span;
use grammar::{Calendar, Found};
use time::Times;
use when::{Standpoint, Unit, When};

#[derive(Clone, Debug, PartialEq)]
pub struct DateFact {
    /// The words, in `Prose::text`.
    pub span: Span,
    /// "2025-03-20", "2025-03", "2014", "2025-W12", "2025-W12-WE" (a weekend), "202X", "2025-Q1", "2025-H1",
    /// "2025-SU" (SP, SU, FA, WI), "18XX" (a century), "2025-03-20/2025-03-22" (both days are in it), "2025-03-20T15:30"; `None` when it cannot be resolved.
    pub value: Option<String>,
    /// The clause that says what happens then.
    pub what: Option<Span>,
    /// Whether the value came from the words alone: nothing was resolved.
    pub is_complete: bool,
    /// What the words alone say, X for what they leave open: "XXXX-03-20", "XXXX-WXX-4", "P3D" for a length of time.
    pub written: Option<String>,
    /// The part of the day they name, as TIMEX3 writes it: "MO", "AF", "EV", "NI".
    pub part: Option<&'static str>,
    /// Whether it is "today", "tomorrow" or "the weekend" and no verb around it tells of one day ("they are popular today"), or a term:
    /// "within 14 days".
    pub is_loose: bool,
    /// Of a range whose two ends are a date each: their words.
    pub ends: Option<(Span, Span)>,
    /// Whether the words beside it tell what happens then (`shown/dates.rs`); its side of the day of publication, and its turn on the time
    /// line, from 0 (`timeline.rs`): known of the dates that are shown.
    pub is_event: bool,
    pub side: Option<Side>,
    pub turn: Option<u32>,
    /// Whether it is sure enough to be shown first (`shown/sureness.rs`): known of the facts that are shown.
    pub is_sure: bool,
}

impl DateFact {
    /// Whether it is a length of time by today's date: "the past three years". Its first and last day say it too exactly.
    pub fn is_length(&self) -> bool {
        self.written.as_deref().is_some_and(|written| written.starts_with('P'))
    }
}

/// All dates in text order.
pub fn find(text: &Text) -> Vec<DateFact> {
    let language = text.article.language;
    let words = &text.words;
    let clauses = Clauses::of(language);
    let published = text.article.published.as_ref().map(|stamp| stamp.day);
    let calendar = Calendar::of(language, words);
    let mut dates: Vec<DateFact> = Vec::new();
    let mut quarter: Option<String> = None;
    // How many dates there were when the sentence before this one began.
    let mut recent = 0;
    for range in &text.sentence_tokens {
        let sentence = &words[range.clone()];
        let before_this = dates.len();
        let mut has_quarter = false;
        let mut at = 0;
        while at < sentence.len() {
            let Some(found) = calendar.date_at(sentence, at) else {
                at += 1;
                continue;
            };
            at = found.range.end.max(at + 1);
            let before = dates[recent..].last().and_then(|date| date.value.as_deref());
            let standpoint = published.map(|published| Standpoint {
                published,
                looks_forward: clauses.looks_forward(sentence, found.range.clone())
                    || (calendar.is_deadline(sentence, found.range.start)
                        && !clauses.tells_past(sentence, found.range.end)),
                tells_past: clauses.tells_only_past(sentence, found.range.clone()),
                before,
                beside: quarter.as_deref().filter(|_| has_quarter),
                quarter: quarter.as_deref(),
            });
            let value = found.when.complete().or_else(|| found.when.value(&standpoint?));
            if value.is_none() && found.when.needs_value() {
                at = found.range.start + 1;
                continue;
            }
            has_quarter |= value.as_deref().is_some_and(|value| value.contains("-Q"));
            if found.when.names_quarter() && value.is_some() {
                quarter.clone_from(&value);
            }
            dates.push(DateFact {
                span: core_hull(sentence, found.range.clone()),
                what: clauses.around(sentence, found.range.clone()),
                is_complete: found.when.is_complete(),
                is_loose: matches!(found.when, When::Within(..))
                    || matches!(found.when, When::Shift(Unit::Day, 0 | 1) | When::Shift(Unit::Weekend, 0))
                        && !clauses.tells_of_a_day(sentence, found.range.clone()),
                written: found.when.written().map(|written| with_times(&written, &found)),
                value: value.map(|value| with_times(&value, &found)),
                part: found.part,
                ends: found.gap.map(|gap| {
                    (
                        core_hull(sentence, found.range.start..gap.start),
                        core_hull(sentence, gap.end..found.range.end),
                    )
                }),
                is_event: false,
                side: None,
                turn: None,
                is_sure: false,
            });
        }
        recent = before_this;
    }
    dates
}

/// "2025-03-20T15:30", and "2025-03-20T15/2025-03-20T17" for two times of one day.
fn with_times(day: &str, found: &Found) -> String {
    match found.time {
        Some(Times { first, last: Some(last) }) => format!("{day}{first}/{day}{last}"),
        Some(Times { first, last: None }) => format!("{day}{first}"),
        None => day.to_owned(),
    }
}
