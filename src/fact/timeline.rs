//! Dates -> the time line: the few that tell what happened or will happen, in order of time.
//!
//! In: the dates that may be shown, most important first. Out: the same, each with its side of the day of publication, and
//! with its turn where it is on the time line. Method: a value stands for its first and its last day; a date that reaches over the
//! day of publication is on no side. On the line are the most important dates of sentences of their own, years that are over after the rest; fewer than three
//! different ones make no line. Without a day of publication there is none: nothing is past or to come.

use std::collections::BTreeSet;

use super::DateFact;
use crate::day::Day;
use crate::span::Span;

/// The most entries.
const MOST: usize = 4;
/// The fewest different times that make a line.
const FEWEST: usize = 3;

/// Where a date lies, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Past,
    Coming,
}

/// Tells each date's side.
pub fn take_sides(dates: &mut [DateFact], published: Option<Day>) {
    let Some(published) = published else { return };
    for date in dates.iter_mut().filter(|date| !date.is_length()) {
        date.side = match date.value.as_deref().and_then(days) {
            Some((first, _)) if first > published => Some(Side::Coming),
            Some((_, last)) if last < published => Some(Side::Past),
            _ => None,
        };
    }
}

/// Gives the dates on the line their turns; `kept_off` says which are not to stand there.
pub fn draw(dates: &mut [DateFact], kept_off: impl Fn(&DateFact) -> bool) {
    let mut told: Vec<Span> = Vec::new();
    let mut line: Vec<((Day, Day), usize)> = Vec::new();
    let mut order: Vec<usize> = (0..dates.len()).collect();
    // A year that is over is the story's history more often than its news.
    order.sort_by_key(|&at| dates[at].side == Some(Side::Past) && is_year(&dates[at]));
    for at in order {
        let date = &dates[at];
        let (Some(days), Some(what)) = (date.value.as_deref().and_then(days), date.what) else { continue };
        // A sentence that tells of two days is said once.
        let is_own = !told.iter().any(|other| other.overlaps(what));
        if line.len() < MOST && date.side.is_some() && date.is_event && is_own && !kept_off(date) {
            told.push(what);
            line.push((days, at));
        }
    }
    let times: BTreeSet<(Day, Day)> = line.iter().map(|(days, _)| *days).collect();
    if times.len() < FEWEST {
        return;
    }
    line.sort_by_key(|&(days, at)| (days, dates[at].span));
    for (turn, (_, at)) in (0..).zip(line) {
        dates[at].turn = Some(turn);
    }
}

fn is_year(date: &DateFact) -> bool {
    date.value.as_deref().is_some_and(|value| value.len() == "2025".len())
}

/// The first and the last day of a value: "2025-03" is the whole month. `None` for what is no stretch of days ("2025-W12-WE" is).
fn days(value: &str) -> Option<(Day, Day)> {
    if let Some((first, last)) = value.split_once('/') {
        let (first, last) = (days(first)?, days(last)?);
        return (first.0 <= last.1).then_some((first.0, last.1));
    }
    let value = value.split('T').next().unwrap_or_default();
    if let Some(decade) = value.strip_suffix('X') {
        // "199X", "18XX"
        let (digits, years) = match decade.strip_suffix('X') {
            Some(century) => (century, 100),
            None => (decade, 10),
        };
        let first = digits.parse::<i32>().ok()?.checked_mul(years)?;
        return Some((Day::new(first.max(1), 1, 1)?, Day::new(first + years - 1, 12, 31)?));
    }
    let (year, rest) = value.split_once('-').unwrap_or((value, ""));
    let year: i32 = year.parse().ok()?;
    let months = |first: u8, last: u8| Some((Day::new(year, first, 1)?, last_of_month(year, last)?));
    if let Some(week) = rest.strip_prefix('W') {
        let (week, is_weekend) = match week.strip_suffix("-WE") {
            Some(week) => (week, true),
            None => (week, false),
        };
        // 4 January is always in the first week.
        let fourth = Day::new(year, 1, 4)?;
        let week: i32 = week.parse().ok().filter(|week| (1..=53).contains(week))?;
        let monday = fourth.plus(7 * (week - 1) - i32::from(fourth.weekday()))?;
        return Some((monday.plus(if is_weekend { 5 } else { 0 })?, monday.plus(6)?));
    }
    match rest {
        "" => months(1, 12),
        "Q1" => months(1, 3),
        "Q2" => months(4, 6),
        "Q3" => months(7, 9),
        "Q4" => months(10, 12),
        "H1" => months(1, 6),
        "H2" => months(7, 12),
        "SP" => months(3, 5),
        "SU" => months(6, 8),
        "FA" => months(9, 11),
        // Of two years; its first month tells the order.
        "WI" => None,
        _ => match rest.split_once('-') {
            Some((month, day)) => {
                let day = Day::new(year, month.parse().ok()?, day.parse().ok()?)?;
                Some((day, day))
            }
            None => rest.parse().ok().and_then(|month| months(month, month)),
        },
    }
}

fn last_of_month(year: i32, month: u8) -> Option<Day> {
    match month {
        12 => Day::new(year, 12, 31),
        _ => Day::new(year, month + 1, 1)?.plus(-1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_stretches_of_days() {
        for (value, first, last) in [
            ("2025-03-20", "2025-03-20", "2025-03-20"),
            ("2025-03-20T15:30", "2025-03-20", "2025-03-20"),
            ("2025-02", "2025-02-01", "2025-02-28"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("2025-W12", "2025-03-17", "2025-03-23"),
            ("2025-W01-WE", "2025-01-04", "2025-01-05"),
            ("2025-Q4", "2025-10-01", "2025-12-31"),
            ("199X", "1990-01-01", "1999-12-31"),
            ("18XX", "1800-01-01", "1899-12-31"),
            ("2025-03-20/2025-03-22", "2025-03-20", "2025-03-22"),
            ("2025-03-20T15/2025-03-20T17", "2025-03-20", "2025-03-20"),
        ] {
            let written = days(value).map(|(first, last)| (first.to_string(), last.to_string()));
            assert_eq!(written, Some((first.into(), last.into())), "{value}");
        }
        for value in ["", "PAST_REF", "2025-W99", "2025-13", "XXXX", "2025-03-20/2025-03-01", "2025-é"] {
            assert_eq!(days(value), None, "{value}");
        }
    }
}
