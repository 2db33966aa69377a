//! Our dates in the notation of a corpus: the same days, written as its gold writes them.

use std::path::Path;

use factbox::day::Day;
use factbox::fact::DateFact;
use factbox::span::Span;

use super::input;

/// How a corpus writes the value of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    /// TIMEX3, as we do; the two ends of a range are a date each (TimeML annotation guidelines 1.2.1, 2.1).
    #[default]
    Timex,
    /// The first and the last day of what TIMEX3 has a letter for: "1990-01-01/1999-12-31" for the 1990s. The two ends
    /// of a range are a date each.
    Days,
    /// That of Recognizers-Text: a range is "(first day, day after the last, duration)", a day without its year is
    /// "XXXX-03-20", a part of a day stands behind it ("2025-03-20TMO").
    Recognizers,
}

impl Notation {
    /// The notation of a corpus, told by the types that its gold gives to dates, if any.
    pub fn of(path: &Path) -> Result<Self, String> {
        let text = String::from_utf8_lossy(&input::bytes(path)?).into_owned();
        Ok(if text.contains("\"daterange\"") {
            Notation::Recognizers
        } else if text.contains("\"DATE\"") {
            Notation::Timex
        } else {
            Notation::Days
        })
    }

    /// The words and values that stand for a date of ours.
    pub fn dates(self, date: &DateFact) -> Vec<(Span, Option<String>)> {
        if self == Notation::Recognizers {
            return vec![(date.span, recognizers(date))];
        }
        let of = |value: &str| match self {
            Notation::Days => first_and_last(value).unwrap_or_else(|| value.to_owned()),
            _ => value.to_owned(),
        };
        if let (Some((first, last)), Some((from, to))) =
            (date.ends, date.value.as_deref().and_then(|value| value.split_once('/')))
        {
            return vec![(first, Some(of(from))), (last, Some(of(to)))];
        }
        vec![(date.span, date.value.as_deref().map(of))]
    }
}

/// What TIMEX3 writes with a letter as its first and last day; `None` for all else.
fn first_and_last(value: &str) -> Option<String> {
    let year: Option<i32> = value.get(..4).and_then(|year| year.parse().ok());
    if let Some(digits) = value.strip_suffix("XX").or_else(|| value.strip_suffix('X')) {
        return Some(format!("{digits:0<4}-01-01/{digits:9<4}-12-31"));
    }
    let (_, rest) = value.split_once('-')?;
    if let Some(week) = rest.strip_prefix('W') {
        let monday = monday(year?, week.get(..2)?.parse().ok()?)?;
        let first = if rest.ends_with("-WE") { monday.plus(5)? } else { monday };
        return Some(format!("{first}/{}", monday.plus(6)?));
    }
    let (first, months) = months(value)?;
    (months != 1 && months != 12).then(|| Some(format!("{first}/{}", later(first, months)?.plus(-1)?)))?
}

/// The first day of an ISO week.
fn monday(year: i32, week: i32) -> Option<Day> {
    let fourth = Day::new(year, 1, 4)?;
    fourth.plus(7 * (week - 1) - i32::from(fourth.weekday()))
}

/// The first day and the number of months of a year, half, quarter or month.
fn months(value: &str) -> Option<(Day, i32)> {
    let year: i32 = value.get(..4)?.parse().ok()?;
    let of = |month: u8, count| Some((Day::new(year, month, 1)?, count));
    match value.get(4..)? {
        "" => of(1, 12),
        "-H1" => of(1, 6),
        "-H2" => of(7, 6),
        rest => match rest.strip_prefix("-Q") {
            Some(quarter) => of(quarter.parse::<u8>().ok()? * 3 - 2, 3),
            None if rest.len() == 3 => of(rest.get(1..)?.parse().ok()?, 1),
            None => None,
        },
    }
}

/// The first of the month so many months later.
fn later(first: Day, months: i32) -> Option<Day> {
    let all = first.year() * 12 + i32::from(first.month()) - 1 + months;
    Day::new(all.div_euclid(12), all.rem_euclid(12) as u8 + 1, first.day())
}

fn recognizers(date: &DateFact) -> Option<String> {
    let value = date.value.as_deref()?;
    let written = date.written.as_deref();
    if let Some((first, last)) = value.split_once('/') {
        if let Some(duration) = written.filter(|written| written.starts_with('P')) {
            return Some(format!("({first},{},{duration})", Day::parse(last)?.plus(1)?));
        }
        let (from, to) = written.and_then(|written| written.split_once('/')).unwrap_or((first, last));
        if let (Some((_, start)), Some((_, end))) = (first.split_once('T'), last.split_once('T')) {
            return Some(format!("({from},{to},{})", hours(start, end)?));
        }
        return Some(format!("({},{},{})", start(from)?, start(to)?, length(first, last)?));
    }
    if let Some(digits) = value.strip_suffix('X').filter(|digits| digits.len() == 3) {
        let first: i32 = format!("{digits}0").parse().ok()?;
        return Some(format!("({first}-01-01,{}-01-01,P10Y)", first + 10));
    }
    if let Some((first, months @ (3 | 6))) = months(value) {
        return Some(format!("({first},{},P{months}M)", later(first, months)?));
    }
    let value = written.unwrap_or(value);
    Some(match date.part {
        Some(part) if !value.contains('T') => format!("{value}T{part}"),
        _ => value.to_owned(),
    })
}

/// The first day of a value; a day without its year stays as it is.
fn start(value: &str) -> Option<String> {
    Some(match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        10 => value.to_owned(),
        _ => return None,
    })
}

/// From one start to another, in the greatest unit that both are exact to.
fn length(first: &str, last: &str) -> Option<String> {
    let day = |value: &str| Day::parse(&start(value)?);
    let (from, to) = (day(first)?, day(last)?);
    let months = (to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month());
    Some(match (first.len(), last.len()) {
        (4, 4) => format!("P{}Y", months / 12),
        (4 | 7, 4 | 7) => format!("P{months}M"),
        _ => format!("P{}D", (0..40_000).find(|&n| from.plus(n) == Some(to))?),
    })
}

/// From one time to another, "15" or "15:30".
fn hours(first: &str, last: &str) -> Option<String> {
    let minutes = |time: &str| -> Option<i32> {
        let (hour, minute) = time.split_once(':').unwrap_or((time, "0"));
        Some(hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?)
    };
    let all = minutes(last)? - minutes(first)?;
    let (hours, minutes) = (all / 60, all % 60);
    let part = |n: i32, letter| if n > 0 { format!("{n}{letter}") } else { String::new() };
    (all > 0).then(|| format!("PT{}{}", part(hours, 'H'), part(minutes, 'M')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, written: &str, part: Option<&'static str>, expected: &str) {
        let date = DateFact {
            span: Span::default(),
            value: Some(value.into()),
            what: None,
            is_complete: value == written,
            is_loose: false,
            written: (!written.is_empty()).then(|| written.into()),
            part,
            ends: None,
            is_event: false,
            side: None,
            turn: None,
            is_sure: false,
        };
        assert_eq!(recognizers(&date).as_deref(), Some(expected));
    }

    #[test]
    fn recognizers_writes_starts_and_lengths() {
        check("2025-03-20", "XXXX-03-20", None, "XXXX-03-20");
        check("2025-03-19", "", Some("NI"), "2025-03-19TNI");
        check("2025-03-21/2025-03-23", "P3D", None, "(2025-03-21,2025-03-24,P3D)");
        check("2014/2018", "2014/2018", None, "(2014-01-01,2018-01-01,P4Y)");
        check("2025-03-03/2025-03-05", "XXXX-03-03/XXXX-03-05", None, "(XXXX-03-03,XXXX-03-05,P2D)");
        check("2024-Q4", "", None, "(2024-10-01,2025-01-01,P3M)");
        check("2025-03-21T15/2025-03-21T17:30", "", None, "(2025-03-21T15,2025-03-21T17:30,PT2H30M)");
    }

    #[test]
    fn days_write_the_first_and_the_last() {
        let days = |value| first_and_last(value).unwrap_or_default();
        assert_eq!(days("199X"), "1990-01-01/1999-12-31");
        assert_eq!(days("18XX"), "1800-01-01/1899-12-31");
        assert_eq!(days("2025-W12"), "2025-03-17/2025-03-23");
        assert_eq!(days("2025-W12-WE"), "2025-03-22/2025-03-23");
        assert_eq!(days("2024-Q4"), "2024-10-01/2024-12-31");
        assert_eq!(days("2025-03"), "");
    }
}
