//! Tokens -> dates: at each token the longest form of date that begins there, with the time beside it.
//!
//! Here: where a date may begin, its edges ("early", "the end of"), ranges and times. The forms: `days.rs`, `relative.rs`, `years.rs`.

use std::ops::Range;

use super::days::{Order, slash_order};
use super::time::{self, Times};
use super::when::When;
use super::words::{DateWord, Tables};
use super::years::year;
use crate::fact::number::Numbers;
use crate::fact::phrase::Word;
use crate::lang::Language;
use crate::token::TokenKind;

pub struct Calendar {
    pub tables: &'static Tables,
    pub numbers: &'static Numbers,
    /// Of "3/4/2025", as the language or the article's own dates show it.
    pub slash_order: Option<Order>,
}

/// A date in the text.
pub struct Found {
    /// Its tokens.
    pub range: Range<usize>,
    pub when: When,
    pub time: Option<Times>,
    /// The part of the day, as TIMEX3 writes it: "MO".
    pub part: Option<&'static str>,
    /// Of a range whose two ends are a date each: where the first ends and the last begins.
    pub gap: Option<Range<usize>>,
}

impl Found {
    fn new(range: Range<usize>, read: Read) -> Self {
        Found { range, when: read.when, time: None, part: None, gap: read.gap }
    }
}

/// A date read at some token: where it ends, and whether an article in front belongs to it ("the third quarter").
pub struct Read {
    pub end: usize,
    pub when: When,
    pub takes_article: bool,
    pub gap: Option<Range<usize>>,
}

pub fn read(end: usize, when: When) -> Option<Read> {
    Some(Read { end, when, takes_article: false, gap: None })
}

impl Calendar {
    /// `words` are those of the whole article: its own dates may show which of two numbers is the month.
    pub fn of(language: Language, words: &[Word]) -> Self {
        Calendar {
            tables: Tables::of(language),
            numbers: Numbers::of(language),
            slash_order: slash_order(words),
        }
    }

    /// The date that begins at `at`, with the time that stands before or behind it.
    pub fn date_at(&self, w: &[Word], at: usize) -> Option<Found> {
        if let Some(found) = self.time_first(w, at) {
            return Some(found);
        }
        let mut found = self.plain_date_at(w, at)?;
        if found.when.is_day() {
            let end = found.range.end;
            let comma = usize::from(w.get(end).is_some_and(|word| word.is_mark(",")));
            if let Some((end, times)) = time::times(&self.tables.words, w, end + comma)
                && !self.numbers.is_counted(w, end)
            {
                found.range.end = end;
                found.time = Some(times);
            }
        }
        found.part = self.part(w, &found.range);
        Some(found)
    }

    /// Whether a word like "until" stands in front of a date: a day that is mostly ahead.
    pub fn is_deadline(&self, w: &[Word], at: usize) -> bool {
        matches!(self.tables.words.before(w, at), Some((DateWord::Until, _)))
    }

    /// "3 p.m. on Thursday", "10:30 yesterday morning".
    fn time_first(&self, w: &[Word], at: usize) -> Option<Found> {
        let class = self.class(w, at).map(|(class, _)| class);
        let is_candidate = w[at].kind == TokenKind::Number || matches!(class, Some(DateWord::Hour(_)));
        let is_tied = at > 0 && !w[at].is_spaced && w[at - 1].kind != TokenKind::Mark;
        if !is_candidate || is_tied || is_inside_name(w, at) {
            return None;
        }
        let (end, times) = time::times(&self.tables.words, w, at)?;
        let mut next = end + usize::from(w.get(end).is_some_and(|word| word.is_mark(",")));
        // "on", "of": words of two letters that tie a time to its day.
        if let Some((class, n)) = self.class(w, next)
            && (matches!(class, DateWord::Of | DateWord::On) || class.introduces())
        {
            next += n;
        }
        next = self.skip(w, next, DateWord::Article);
        let mut found = self.plain_date_at(w, next).filter(|found| found.when.is_day())?;
        found.range.start = at;
        found.time = Some(times);
        found.part = self.part(w, &found.range);
        Some(found)
    }

    /// The part of the day that the last words of a date name.
    fn part(&self, w: &[Word], range: &Range<usize>) -> Option<&'static str> {
        let (class, start) = self.tables.words.before(w, range.end)?;
        match class {
            _ if start < range.start => None,
            DateWord::Part(part) => Some(part),
            DateWord::Tonight => Some("NI"),
            _ => None,
        }
    }

    /// The date that begins at `at`: its tokens and what they say.
    fn plain_date_at(&self, w: &[Word], at: usize) -> Option<Found> {
        // Words of other kinds cannot begin one: most tokens leave here.
        let word = w.get(at)?;
        let class = self.tables.words.at(w, at);
        let is_candidate = class.is_some()
            || word.kind == TokenKind::Number
            || self.tables.months.word(w, at).is_some()
            || self.tables.weekdays.word(w, at).is_some()
            || self.numbers.words.word(w, at).is_some();
        if !is_candidate || is_inside_name(w, at) {
            return None;
        }
        // "said the Lind Today": a capital in mid-sentence makes a title of such a word.
        let is_title =
            at > 0 && w[at].is_capital && w[at - 1].kind == TokenKind::Word && w[at - 1].is_capital;
        if is_title && matches!(class, Some((DateWord::Day(_) | DateWord::Direction(_), _))) {
            return None;
        }
        let inner = match class {
            Some((DateWord::Article, n)) => at + n,
            _ => at,
        };
        let edge = match self.tables.words.at(w, inner) {
            Some((class, n)) if class.is_edge() => Some(self.behind_edge(w, inner + n)),
            _ => None,
        };
        if let Some(k) = edge {
            // "early March", "the end of this week", "mid-1990s"; "late" alone is nothing.
            let read = self.ranged(w, k, true)?;
            let start = if w[at].kind == TokenKind::Word { at } else { inner };
            return Some(Found::new(start..read.end, read));
        }
        let read = self.ranged(w, inner, false)?;
        let start = if read.takes_article { at } else { inner };
        Some(Found::new(start..read.end, read))
    }

    /// Past "-", "of" and "the" of an edge: "mid-", "the end of the".
    fn behind_edge(&self, w: &[Word], at: usize) -> usize {
        let k = at + usize::from(w.get(at).is_some_and(Word::is_hyphen));
        let k = self.skip(w, k, DateWord::Of);
        self.skip(w, k, DateWord::Article)
    }

    pub fn skip(&self, w: &[Word], at: usize, class: DateWord) -> usize {
        match self.tables.words.at(w, at) {
            Some((found, n)) if found == class => at + n,
            _ => at,
        }
    }

    pub fn class(&self, w: &[Word], at: usize) -> Option<(DateWord, usize)> {
        self.tables.words.at(w, at)
    }

    pub fn is_class(&self, w: &[Word], at: usize, class: DateWord) -> bool {
        matches!(self.tables.words.at(w, at), Some((found, _)) if found == class)
    }

    /// Whether "between" stands a few words before "and".
    pub fn is_between(&self, w: &[Word], and: usize) -> bool {
        (and.saturating_sub(8)..and).any(|at| self.is_class(w, at, DateWord::Both))
    }

    /// A date, or two with "to" or a dash between them, or "and" after "between".
    fn ranged(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
        let first = self.single(w, at, has_edge)?;
        let is_dash = w.get(first.end).is_some_and(Word::is_hyphen);
        let to = match self.class(w, first.end) {
            _ if is_dash => first.end + 1,
            Some((DateWord::To | DateWord::Until, n)) => first.end + n,
            Some((DateWord::And, n)) if self.is_between(w, first.end) => first.end + n,
            _ => return Some(first),
        };
        let span = |a: When, b: When| When::Between(Box::new(a), Box::new(b));
        if let When::Year(from) = first.when
            && is_dash
        {
            // "2014-2018", "2014-18"
            let is_tight = !w[first.end].is_spaced && w.get(to).is_some_and(|n| !n.is_spaced);
            let short = || {
                let digits = whole_number(w, to, 2).filter(|_| w[to].lower.len() == 2)?;
                Some(from / 100 * 100 + digits as i32)
            };
            let last = year(w, to).or_else(short).filter(|&last| last > from && last - from < 200);
            let Some(last) = last.filter(|_| is_tight) else { return Some(first) };
            return read(to + 1, span(When::Year(from), When::Year(last)));
        }
        if !first.when.opens_range() {
            return Some(first);
        }
        let k = self.skip(w, to, DateWord::Article);
        let k = match self.class(w, k) {
            Some((class, n)) if class.is_edge() => self.behind_edge(w, k + n),
            _ => to,
        };
        let Some(second) = self.single(w, k, true) else { return Some(first) };
        match first.when.clone().until(second.when) {
            Some(when) => Some(Read { gap: Some(first.end..k), ..read(second.end, when)? }),
            None => Some(first),
        }
    }

    pub fn single(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
        self.with_weekday(w, at)
            .or_else(|| self.digits(w, at))
            .or_else(|| self.month_first(w, at))
            .or_else(|| self.day_first(w, at))
            .or_else(|| self.counted(w, at))
            .or_else(|| self.anaphor(w, at))
            .or_else(|| self.directed(w, at, has_edge))
            .or_else(|| self.part_of_year(w, at))
            .or_else(|| self.decade(w, at))
            .or_else(|| self.unit_alone(w, at, has_edge))
            .or_else(|| self.year_alone(w, at, has_edge))
    }

    pub fn skip_part(&self, w: &[Word], at: usize) -> usize {
        match self.class(w, at) {
            Some((DateWord::Part(_), n)) => at + n,
            _ => at,
        }
    }
}

/// "F-16", "COVID-19": digits tied to a word in front of them.
fn is_inside_name(w: &[Word], at: usize) -> bool {
    let Some(mark) = at.checked_sub(1).map(|i| &w[i]) else { return false };
    let before = at.checked_sub(2).map(|i| &w[i]);
    w[at].kind == TokenKind::Number
        && !w[at].is_spaced
        && mark.kind == TokenKind::Mark
        && matches!(mark.lower.as_str(), "-" | "/" | "." | "_" | "@" | "#")
        && !mark.is_spaced
        && before.is_some_and(|word| match word.kind {
            TokenKind::Word => word.lower != "mid",
            // "1/2 May": half of something.
            TokenKind::Number => mark.lower == "/",
            TokenKind::Mark => false,
        })
}

pub fn is_dot(w: &[Word], at: usize) -> bool {
    w.get(at).is_some_and(|word| word.is_mark(".") && !word.is_spaced)
}

/// The value of a token of at most `length` digits and nothing else.
pub fn whole_number(w: &[Word], at: usize, length: usize) -> Option<u32> {
    let word = w.get(at)?;
    let is_digits = word.lower.len() <= length && word.lower.bytes().all(|b| b.is_ascii_digit());
    (word.kind == TokenKind::Number && is_digits).then(|| word.lower.parse().ok())?
}
