//! Tokens -> dates: at each token the longest form of date that begins there.

use std::ops::Range;

use super::time::{self, Times};
use super::when::{Direction, Part, Unit, When};
use super::words::{DateWord, Month, Tables};
use crate::day::Day;
use crate::fact::number::{NumberWord, Numbers};
use crate::fact::phrase::Word;
use crate::lang::Language;
use crate::token::TokenKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
}

pub struct Calendar {
    tables: &'static Tables,
    numbers: &'static Numbers,
    /// Of "3/4/2025", as the language or the article's own dates show it.
    slash_order: Option<Order>,
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
struct Read {
    end: usize,
    when: When,
    takes_article: bool,
    gap: Option<Range<usize>>,
}

fn read(end: usize, when: When) -> Option<Read> {
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

    fn skip(&self, w: &[Word], at: usize, class: DateWord) -> usize {
        match self.tables.words.at(w, at) {
            Some((found, n)) if found == class => at + n,
            _ => at,
        }
    }

    fn class(&self, w: &[Word], at: usize) -> Option<(DateWord, usize)> {
        self.tables.words.at(w, at)
    }

    fn is_class(&self, w: &[Word], at: usize, class: DateWord) -> bool {
        matches!(self.tables.words.at(w, at), Some((found, _)) if found == class)
    }

    /// Whether "between" stands a few words before "and".
    fn is_between(&self, w: &[Word], and: usize) -> bool {
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

    fn single(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
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

    /// "Thursday", "Thursday night", "Thursday, March 20, 2025", "Thu 20/3".
    fn with_weekday(&self, w: &[Word], at: usize) -> Option<Read> {
        let weekday = self.tables.weekdays.word(w, at)?;
        let mut next = at + 1;
        next += usize::from(is_dot(w, next) && w[at].lower.chars().count() <= 5);
        let direction = match self.class(w, next) {
            // "lunes pasado", "jeudi dernier"
            Some((DateWord::Direction(direction), n)) if !self.tables.is_english => {
                next += n;
                direction
            }
            _ => Direction::Any,
        };
        // "Tuesday of next week", "next week" behind a comma or not
        let k = self.skip(w, next, DateWord::Of);
        if let Some((DateWord::Direction(way), n)) = self.class(w, k)
            && self.is_class(w, k + n, DateWord::Unit(Unit::Week))
            && self.tables.is_english
        {
            let when = When::WeekdayIn(weekday.number, way.step());
            return read(k + n + 1, when);
        }
        let date = next + usize::from(w.get(next).is_some_and(|word| word.is_mark(",")));
        let date = self.skip(w, date, DateWord::Article);
        let full = self
            .digits(w, date)
            .or_else(|| self.month_first(w, date))
            .or_else(|| self.day_first(w, date))
            .filter(|read| matches!(read.when, When::Day(_) | When::DayOf { .. } | When::Unclear));
        if full.is_some() {
            return full;
        }
        if weekday.is_prefix || self.is_name(w, at) {
            return None;
        }
        let is_dotted = next == at + 2 && direction == Direction::Any;
        let end = if is_dotted { at + 1 } else { next };
        read(self.skip_part(w, end), When::WeekdayOf(weekday.number, direction))
    }

    fn skip_part(&self, w: &[Word], at: usize) -> usize {
        match self.class(w, at) {
            Some((DateWord::Part(_), n)) => at + n,
            _ => at,
        }
    }

    /// "2025-03-20", "2025/03/20", "20.03.2025", "3/20/2025", "20/3/25".
    fn digits(&self, w: &[Word], at: usize) -> Option<Read> {
        let word = w.get(at).filter(|word| word.kind == TokenKind::Number)?;
        if word.lower.contains('.') {
            let parts: Vec<&str> = word.lower.split('.').collect();
            let [day, month, year] = parts[..] else { return None };
            let is_short = day.len() <= 2 && month.len() <= 2;
            let year = full_year(year).filter(|_| is_short)?;
            return read(at + 1, When::Day(Day::new(year, month.parse().ok()?, day.parse().ok()?)?));
        }
        let mark = w.get(at + 1).filter(|mark| !mark.is_spaced && (mark.is_hyphen() || mark.is_mark("/")))?;
        let second = w.get(at + 2).filter(|word| !word.is_spaced && word.kind == TokenKind::Number)?;
        let third = w.get(at + 3).filter(|m| !m.is_spaced && m.lower == mark.lower).and(w.get(at + 4));
        let third = third.filter(|word| !word.is_spaced && word.kind == TokenKind::Number)?;
        // A longer chain is a telephone or a file number.
        if w.get(at + 5).is_some_and(|m| !m.is_spaced && (m.is_hyphen() || m.is_mark("/"))) {
            return None;
        }
        let (a, b, c) = (word.lower.as_str(), second.lower.as_str(), third.lower.as_str());
        if a.len() == 4 {
            let day = Day::new(full_year(a)?, b.parse().ok()?, c.get(..2).unwrap_or(c).parse().ok()?)?;
            return (b.len() <= 2 && c.len() <= 2).then_some(Read {
                end: at + 5,
                when: When::Day(day),
                takes_article: false,
                gap: None,
            });
        }
        if a.len() > 2 || b.len() > 2 || (mark.is_hyphen() && c.len() != 4) {
            return None;
        }
        let year = full_year(c)?;
        let (a, b): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
        let when = match (Day::new(year, b, a), Day::new(year, a, b)) {
            (Some(day), None) | (None, Some(day)) => When::Day(day),
            (Some(day), Some(other)) if day == other => When::Day(day),
            (Some(day_first), Some(month_first)) => match self.slash_order {
                _ if !self.tables.is_english => When::Day(day_first),
                Some(Order::DayFirst) => When::Day(day_first),
                Some(Order::MonthFirst) => When::Day(month_first),
                None => When::Unclear,
            },
            (None, None) => return None,
        };
        read(at + 5, when)
    }

    /// Past what may stand between a month and its year: "of", "in", a comma, a slash.
    fn before_year(&self, w: &[Word], at: usize) -> usize {
        match self.class(w, at) {
            Some((DateWord::Of, n)) => at + n,
            Some((DateWord::Ahead, n)) if self.tables.is_english => at + n,
            _ => {
                let is_tight = |word: &Word| word.is_mark("/") && !word.is_spaced;
                at + usize::from(w.get(at).is_some_and(|word| word.is_mark(",") || is_tight(word)))
            }
        }
    }

    /// A month's name, with the dot of its abbreviation: month and where it ends.
    fn month(&self, w: &[Word], at: usize) -> Option<(Month, usize)> {
        let (month, n) = self.tables.months.at(w, at)?;
        let end = at + n;
        let is_short = w[at].lower.chars().count() <= 5;
        Some((month, end + usize::from(is_short && is_dot(w, end) && end + 1 < w.len())))
    }

    /// "March 20, 2025", "Mar. 3-5", "March 2024", "March".
    fn month_first(&self, w: &[Word], at: usize) -> Option<Read> {
        let (month, mut end) = self.month(w, at)?;
        let is_dotted = w[end - 1].is_mark(".");
        // "marzo de 2025", "October, 1805", "Dec/2018"
        let k = self.before_year(w, end);
        if let Some(year) = year(w, k) {
            return read(k + 1, When::Month(year, month.number));
        }
        if let Some((year, n)) = self.spoken_year(w, end) {
            return read(end + n, When::Month(year, month.number));
        }
        let k = if self.tables.is_english { self.skip(w, end, DateWord::Article) } else { end };
        if let Some((day, next)) = self.day_number(w, k)
            && self.tables.is_english
            && w[k].is_spaced
        {
            let until = self
                .range_end(w, next)
                .filter(|&(last, _)| last > day && self.tables.months.word(w, next + 1).is_none());
            let next = until.map_or(next, |(_, end)| end);
            let comma = next + usize::from(w.get(next).is_some_and(|word| word.is_mark(",")));
            let year = year(w, comma);
            let next = year.map_or(next, |_| comma + 1);
            let of = |day| match year {
                Some(year) => Some(When::Day(Day::new(year, month.number, day)?)),
                None => Day::new(2024, month.number, day).map(|_| When::DayOf { month: month.number, day }),
            };
            let when = match until {
                Some((last, _)) => When::Between(Box::new(of(day)?), Box::new(of(last)?)),
                None => of(day)?,
            };
            return read(self.skip_part(w, next), when);
        }
        if is_dotted {
            end -= 1;
        }
        self.month_alone(w, at, end, month)
    }

    /// "Domingo Vale", "the street Doce de Octubre" where such words are written small.
    fn is_name(&self, w: &[Word], at: usize) -> bool {
        let is_inside = at > 0 && w[at - 1].kind == TokenKind::Word;
        let goes_on = w.get(at + 1).is_some_and(|next| next.is_capital && next.kind == TokenKind::Word);
        self.tables.is_small && w[at].is_capital && !w[at].is_shouted && (is_inside || goes_on)
    }

    fn month_alone(&self, w: &[Word], at: usize, end: usize, month: Month) -> Option<Read> {
        if self.is_name(w, at) {
            return None;
        }
        let direction = match self.class(w, end) {
            Some((DateWord::Direction(direction), _)) if !self.tables.is_english => Some(direction),
            _ => None,
        };
        if let Some(direction) = direction {
            return read(end + 1, When::MonthOf(month.number, direction));
        }
        let before = self.tables.words.before(w, at).map(|(class, _)| class);
        let is_introduced = before.is_some_and(|class| {
            class.introduces() || class.is_edge() || matches!(class, DateWord::Of | DateWord::Direction(_))
        });
        let is_short = w[at].lower.chars().count() <= 3;
        let follows_name = at > 0 && w[at - 1].is_capital && w[at - 1].kind == TokenKind::Word;
        // "June-August 1992"
        let to = end + usize::from(w.get(end).is_some_and(|m| m.is_hyphen() && !m.is_spaced));
        let opens_range =
            to > end && w.get(to).is_some_and(|w| !w.is_spaced) && self.tables.months.word(w, to).is_some();
        let is_introduced = is_introduced || opens_range;
        let names =
            self.tables.is_english && (follows_name || w.get(end).is_some_and(|word| word.is_capital));
        if !is_introduced && (month.is_ambiguous || is_short || names || !self.tables.is_english) {
            return None;
        }
        // "in April Jones's house"
        if names && month.is_ambiguous && w.get(end).is_some_and(|word| word.is_capital) {
            return None;
        }
        read(end, When::MonthOf(month.number, Direction::Any))
    }

    /// A day's number, with "rd", "er", "." behind it or as an ordinal word: day and where it ends.
    fn day_number(&self, w: &[Word], at: usize) -> Option<(u8, usize)> {
        let word = w.get(at)?;
        if word.kind == TokenKind::Number {
            let day = whole_number(w, at, 2).filter(|day| (1..=31).contains(day))? as u8;
            let suffix = w.get(at + 1).filter(|next| !next.is_spaced);
            let has_suffix = suffix.is_some() && self.is_class(w, at + 1, DateWord::Suffix);
            return Some((day, at + 1 + usize::from(has_suffix)));
        }
        match self.class(w, at)? {
            (DateWord::Ordinal(day), n) if (1..=31).contains(&day) => Some((day, at + n)),
            _ => None,
        }
    }

    /// "third", "3rd": digits need their suffix, or the dot of other languages.
    fn ordinal(&self, w: &[Word], at: usize) -> Option<(u8, usize)> {
        let (number, end) = self.day_number(w, at)?;
        let is_marked = w[at].kind == TokenKind::Word || end > at + 1 || is_dot(w, end);
        is_marked.then_some((number, end))
    }

    /// The second day of "3-5", "3 to 5".
    fn range_end(&self, w: &[Word], at: usize) -> Option<(u8, usize)> {
        let is_dash = w.get(at).is_some_and(Word::is_hyphen);
        let to = match self.class(w, at) {
            _ if is_dash => at + 1,
            Some((DateWord::To, n)) => at + n,
            // "between 3 and 5 March"
            Some((DateWord::And, n)) if self.is_between(w, at) => at + n,
            _ => return None,
        };
        self.day_number(w, self.skip(w, to, DateWord::Article))
    }

    /// "20 March 2025", "3rd of March", "3. bis 5. März", "1er mars", "3 de marzo de 2025".
    fn day_first(&self, w: &[Word], at: usize) -> Option<Read> {
        let (day, mut next) = self.day_number(w, at)?;
        // "the last 20 March": nothing; "at 11:20 March" is kept apart by its colon.
        next += usize::from(is_dot(w, next));
        let until = self.range_end(w, next).filter(|&(last, _)| last > day);
        if let Some((_, end)) = until {
            next = end + usize::from(is_dot(w, end));
        }
        let k = self.skip(w, next, DateWord::Of);
        let k = k + usize::from(
            w.get(k).is_some_and(Word::is_hyphen) && self.tables.months.word(w, k + 1).is_some(),
        );
        let (month, end) = self.month(w, k)?;
        // "Two of the 12 March on": an ambiguous month in lower case is a verb.
        let mut k = self.before_year(w, end);
        k += usize::from(k == end && w.get(k).is_some_and(|word| word.is_hyphen() && !word.is_spaced));
        let year = year(w, k);
        let end = match year {
            Some(_) => k + 1,
            None if w[end - 1].is_mark(".") && end == w.len() => end - 1,
            None => end,
        };
        let of = |day| match year {
            Some(year) => Some(When::Day(Day::new(year, month.number, day)?)),
            None => Day::new(2024, month.number, day).map(|_| When::DayOf { month: month.number, day }),
        };
        let when = match until {
            Some((last, _)) => When::Between(Box::new(of(day)?), Box::new(of(last)?)),
            None => of(day)?,
        };
        read(self.skip_part(w, end), when)
    }

    /// Counted units: "two years ago", "vor drei Tagen", "in two weeks", "two days before Monday", "a year later",
    /// "2 upcoming years".
    fn counted(&self, w: &[Word], at: usize) -> Option<Read> {
        let (start, front) = match self.class(w, at) {
            Some((class @ (DateWord::AgoBefore | DateWord::Ahead | DateWord::Within), n)) => {
                (at + n, Some(class))
            }
            _ => (at, None),
        };
        let k = if front == Some(DateWord::Within) { self.skip(w, start, DateWord::Article) } else { start };
        let (inside, k) = match self.class(w, k) {
            Some((DateWord::Direction(direction @ Direction::Next), n)) if front.is_some() => {
                (Some(direction), k + n)
            }
            _ => (None, k),
        };
        let (count, next) = self.numbers.small(w, k)?;
        let count = i32::try_from(count).ok()?;
        let (inside, next) = match self.class(w, next) {
            Some((DateWord::Direction(direction), n)) if self.tables.is_english => {
                (Some(direction), next + n)
            }
            _ => (inside, next),
        };
        let next = next + usize::from(w.get(next).is_some_and(Word::is_hyphen));
        let (unit, end) = self.unit(w, next)?;
        let (unit, count) = match unit {
            Unit::Weekend => return None,
            Unit::Decade => (Unit::Year, count.checked_mul(10)?),
            Unit::Century => (Unit::Year, count.checked_mul(100)?),
            unit => (unit, count),
        };
        match inside {
            Some(Direction::Last | Direction::Past) => return read(end, When::Stretch(unit, -count)),
            Some(Direction::Next) => return read(end, When::Stretch(unit, count)),
            Some(_) => return None,
            None => {}
        }
        match front {
            Some(DateWord::AgoBefore) if unit != Unit::Quarter => {
                return read(end, When::Shift(unit, -count));
            }
            Some(DateWord::Within) => return read(end, When::Within(unit, count)),
            Some(DateWord::Ahead) if !self.is_class(w, end, DateWord::Ago) => {
                return read(end, When::Ahead(unit, count));
            }
            _ => {}
        }
        let (class, n) = self.class(w, end)?;
        match class {
            DateWord::Ago if unit == Unit::Year && count == 1 => read(end + n, When::YearAgo),
            DateWord::Ago if unit != Unit::Quarter => read(end + n, When::Shift(unit, -count)),
            DateWord::Hence => read(end + n, When::Shift(unit, count)),
            DateWord::Later => read(end + n, When::Later(unit, count)),
            DateWord::Earlier => read(end + n, When::Later(unit, -count)),
            DateWord::After | DateWord::Prior => {
                let base = self.skip(w, end + n, DateWord::Article);
                let base = self.single(w, base, false).filter(|base| base.when.is_day())?;
                let count = if class == DateWord::After { count } else { -count };
                read(base.end, When::From(Box::new(base.when), unit, count))
            }
            _ => None,
        }
    }

    fn unit(&self, w: &[Word], at: usize) -> Option<(Unit, usize)> {
        match self.class(w, at)? {
            (DateWord::Unit(unit) | DateWord::Units(unit), n) => Some((unit, at + n)),
            _ => None,
        }
    }

    /// What is counted from the date named before: "that day", "the following year", "the year-ago quarter".
    fn anaphor(&self, w: &[Word], at: usize) -> Option<Read> {
        let (class, n) = self.class(w, at)?;
        let is_definite = at > 0 && self.is_class(w, at - 1, DateWord::Article);
        let (count, takes_article) = match class {
            DateWord::Same => (0, false),
            DateWord::Following => (1, false),
            DateWord::Direction(Direction::Next) if is_definite => (1, true),
            DateWord::Direction(Direction::Last) if is_definite => (-1, true),
            DateWord::YearBefore | DateWord::Latest => {
                let count = if class == DateWord::YearBefore { -4 } else { 0 };
                let end = match self.class(w, at + n)? {
                    (DateWord::Unit(Unit::Quarter) | DateWord::Period, m) => at + n + m,
                    _ if count < 0 => self.ordinal_part(w, at + n)?.1,
                    _ => return None,
                };
                let when = When::Later(Unit::Quarter, count);
                return Some(Read { end, when, takes_article: true, gap: None });
            }
            _ => return None,
        };
        let (unit, end) = self.unit(w, at + n)?;
        let is_own = matches!(class, DateWord::Same | DateWord::Following);
        // "the last week", "the next month" are counted from today.
        let is_counted = is_own || unit == Unit::Day;
        let is_known = !matches!(unit, Unit::Weekend | Unit::Decade | Unit::Century);
        (is_counted && is_known && self.is_class(w, at + n, DateWord::Unit(unit))).then_some(Read {
            end: self.skip_part(w, end),
            when: When::Later(unit, count),
            takes_article,
            gap: None,
        })
    }

    /// "the end of the year", "the year 2015", "the quarter".
    fn unit_alone(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
        let (DateWord::Unit(unit), n) = self.class(w, at)? else { return None };
        let end = at + n;
        // Other languages name the year as one would a month: "im Jahr 2015".
        if unit == Unit::Year
            && self.tables.is_english
            && let Some(year) = year(w, end).filter(|year| (1000..2200).contains(year))
        {
            return Some(Read { end: end + 1, when: When::Year(year), takes_article: true, gap: None });
        }
        let is_definite = at > 0 && self.is_class(w, at - 1, DateWord::Article);
        if unit == Unit::Quarter && is_definite {
            return Some(Read { end, when: When::Later(Unit::Quarter, 0), takes_article: true, gap: None });
        }
        let is_whole = !self.is_class(w, end, DateWord::Of);
        let is_span = matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century);
        (has_edge && is_definite && is_whole && is_span).then_some(Read {
            end,
            when: When::Current(unit),
            takes_article: false,
            gap: None,
        })
    }

    /// "yesterday", "last week", "next Tuesday", "this summer", "semaine dernière".
    fn directed(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
        match self.class(w, at)? {
            (DateWord::Feast { month, day }, n) => {
                let k = self.before_year(w, at + n);
                match year(w, k) {
                    Some(year) => read(k + 1, When::Day(Day::new(year, month, day)?)),
                    None => read(at + n, When::DayOf { month, day }),
                }
            }
            (DateWord::Tonight, n) => read(at + n, When::Shift(Unit::Day, 0)),
            (DateWord::Day(days), n) => read(self.skip_part(w, at + n), When::Shift(Unit::Day, days)),
            (DateWord::Direction(direction), n) => {
                let target = at + n;
                let target = target + usize::from(w.get(target).is_some_and(Word::is_hyphen));
                if let Some(read) = self.stretch(w, target, direction) {
                    return Some(read);
                }
                self.target(w, target, direction)
                    .map(|read| Read { takes_article: self.tables.is_english && read.takes_article, ..read })
            }
            (DateWord::Unit(_) | DateWord::Season(_), n) => {
                let Some((DateWord::Direction(direction), m)) = self.class(w, at + n) else {
                    return self.the_weekend(w, at, has_edge);
                };
                if self.tables.is_english {
                    return None;
                }
                let mut read = self.target(w, at, direction)?;
                read.end = at + n + m;
                Some(read)
            }
            _ => None,
        }
    }

    /// "the weekend"
    fn the_weekend(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
        let is_weekend = self.is_class(w, at, DateWord::Unit(Unit::Weekend));
        let is_definite = at > 0 && self.is_class(w, at - 1, DateWord::Article);
        (is_weekend && (is_definite || has_edge)).then_some(Read {
            end: at + 1,
            when: When::Shift(Unit::Weekend, 0),
            takes_article: true,
            gap: None,
        })
    }

    /// "the past three years", "next 3 days": the units behind "past", "next".
    fn stretch(&self, w: &[Word], at: usize, direction: Direction) -> Option<Read> {
        let (count, next) = self.numbers.small(w, at)?;
        let (unit, end) = self.unit(w, next)?;
        let count = i32::try_from(count).ok().filter(|&count| count > 1)?;
        let count = match direction {
            Direction::Last | Direction::Past => -count,
            Direction::Next => count,
            Direction::This | Direction::Any => return None,
        };
        Some(Read { end, when: When::Stretch(unit, count), takes_article: true, gap: None })
    }

    fn target(&self, w: &[Word], at: usize, direction: Direction) -> Option<Read> {
        let step = direction.step();
        if let Some(weekday) = self.tables.weekdays.word(w, at).filter(|weekday| !weekday.is_prefix) {
            return read(self.skip_part(w, at + 1), When::WeekdayOf(weekday.number, direction));
        }
        if let Some((month, end)) = self.month(w, at) {
            let end = if w[end - 1].is_mark(".") { end - 1 } else { end };
            return read(end, When::MonthOf(month.number, direction));
        }
        match self.class(w, at)? {
            (DateWord::Unit(Unit::Day), _) => None,
            // "the last week of July"
            (DateWord::Unit(_), n) if self.is_class(w, at + n, DateWord::Of) && self.tables.is_english => {
                None
            }
            // "next year's first quarter"
            (DateWord::Unit(Unit::Year), n)
                if w[at].core.end < w[at].span.end && self.ordinal_part(w, at + n).is_some() =>
            {
                let (part, end) = self.ordinal_part(w, at + n)?;
                read(end, When::PartOf(part, step))
            }
            // "the past year" ends now, "last year" is one of the calendar.
            (DateWord::Unit(unit @ (Unit::Year | Unit::Decade)), n) if direction == Direction::Past => {
                read(at + n, When::Stretch(unit, -1))
            }
            (DateWord::Unit(unit), n) => Some(Read {
                end: at + n,
                when: When::Shift(unit, step),
                takes_article: unit == Unit::Quarter,
                gap: None,
            }),
            (DateWord::Season(season), n) => read(at + n, When::SeasonOf(season, direction)),
            // "this morning", "last night"
            (DateWord::Part(_), n) if direction != Direction::Next => {
                let is_past = matches!(direction, Direction::Last | Direction::Past);
                read(at + n, When::Shift(Unit::Day, if is_past { -1 } else { 0 }))
            }
            _ => None,
        }
    }

    /// "the third quarter", "third-quarter", "Q3 2024", "first half of 2025", "summer of 2012".
    fn part_of_year(&self, w: &[Word], at: usize) -> Option<Read> {
        let with_article = |end, when| Some(Read { end, when, takes_article: true, gap: None });
        // "the 1988 third quarter"
        if let Some(year) = year(w, at) {
            let (part, end) = self.ordinal_part(w, at + 1).or_else(|| {
                let is_hyphen = w.get(at + 1).is_some_and(|word| word.is_hyphen() && !word.is_spaced);
                let is_letter = w.get(at + 2).is_some_and(|word| word.kind == TokenKind::Word);
                if is_hyphen && is_letter { self.ordinal_part(w, at + 2) } else { None }
            })?;
            return with_article(end, part.of(Some(year))?);
        }
        if let Some((DateWord::Season(season), n)) = self.class(w, at) {
            let k = self.skip(w, at + n, DateWord::Of);
            let year = year(w, k)?;
            return read(k + 1, When::Season(year, season));
        }
        if let Some((ordinal, mut end)) = self.ordinal(w, at) {
            end += usize::from(is_dot(w, end));
            end += usize::from(w.get(end).is_some_and(Word::is_hyphen));
            if let Some((DateWord::Unit(Unit::Century), n)) = self.class(w, end) {
                let first = (i32::from(ordinal) - 1) * 100;
                return (10..=21)
                    .contains(&ordinal)
                    .then_some(())
                    .and_then(|()| with_article(end + n, When::Century(first)));
            }
        }
        let (part, end) = self.ordinal_part(w, at)?;
        let k = self.skip(w, end, DateWord::Of);
        // "the second half of this year"
        if let Some((DateWord::Direction(way), n)) = self.class(w, k)
            && k > end
            && let Some((DateWord::Unit(Unit::Year), m)) = self.class(w, k + n)
        {
            return with_article(k + n + m, When::PartOf(part, way.step()));
        }
        let k = self.skip(w, k, DateWord::Article);
        if let Some(year) = year(w, k) {
            return with_article(k + 1, part.of(Some(year))?);
        }
        with_article(end, part.of(None)?)
    }

    /// A quarter or a half, and where it ends.
    fn ordinal_part(&self, w: &[Word], at: usize) -> Option<(Part, usize)> {
        let word = w.get(at)?;
        let quarter = ["q1", "q2", "q3", "q4"].iter().position(|name| *name == word.lower);
        let has_year = year(w, self.skip(w, at + 1, DateWord::Of)).is_some()
            || at.checked_sub(2).is_some_and(|i| year(w, i).is_some());
        if let Some(number) = quarter.filter(|_| word.is_capital || has_year) {
            return Some((Part::Quarter(number as u8 + 1), at + 1));
        }
        let half = ["h1", "h2"].iter().position(|name| *name == word.lower);
        if let Some(number) = half.filter(|_| word.is_capital) {
            return Some((Part::Half(number as u8 + 1), at + 1));
        }
        // "first", "1st", "1."
        let (number, mut end) = self.day_number(w, at)?;
        end += usize::from(is_dot(w, end));
        end += usize::from(w.get(end).is_some_and(Word::is_hyphen));
        end = self.skip(w, end, DateWord::Between);
        match self.class(w, end)? {
            (DateWord::Unit(Unit::Quarter), n) if number <= 4 => Some((Part::Quarter(number), end + n)),
            (DateWord::Half, n) if number <= 2 => Some((Part::Half(number), end + n)),
            _ => None,
        }
    }

    /// "1990s", "the '90s" are written with digits; "les années 1990", "1990er Jahre".
    fn decade(&self, w: &[Word], at: usize) -> Option<Read> {
        let (start, is_introduced) = match self.class(w, at) {
            Some((DateWord::Years, n)) => (at + n, true),
            _ => (at, false),
        };
        let digits = w.get(start).filter(|word| word.kind == TokenKind::Number)?;
        let first = match digits.lower.len() {
            4 => year(w, start)?,
            2 => 1900 + i32::from(whole_number(w, start, 2)? as u16),
            _ => return None,
        };
        if first % 10 != 0 || (digits.lower.len() == 2 && first < 1920) {
            return None;
        }
        let follows = w.get(start + 1).filter(|word| !word.is_spaced).and(self.class(w, start + 1));
        let mut end = start + 1;
        match follows {
            Some((DateWord::Decade, n)) => end += n,
            _ if is_introduced => {}
            _ => return None,
        }
        let k = end + usize::from(w.get(end).is_some_and(Word::is_hyphen));
        if let Some((DateWord::Years, n)) = self.class(w, k) {
            end = k + n;
        } else if digits.lower.len() == 2 && !is_introduced && !self.tables.is_english {
            return None;
        }
        // "in his 20s" is an age; "the '80s" has its apostrophe or its article.
        if digits.lower.len() == 2 && self.tables.is_english {
            let is_apostrophe = start > 0 && matches!(w[start - 1].lower.as_str(), "'" | "’" | "‘");
            if !is_apostrophe {
                return None;
            }
        }
        read(end, When::Decade(first))
    }

    /// Four digits that are a year and no count.
    fn year_alone(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
        if let Some(year) = self.spoken_year(w, at) {
            return read(at + year.1, When::Year(year.0));
        }
        let year = year(w, at)?;
        let before = self.tables.words.before(w, at).map(|(class, _)| class);
        let is_introduced = has_edge
            || before.is_some_and(DateWord::introduces)
            || matches!(before, Some(DateWord::Article | DateWord::Years | DateWord::Between))
            || is_bracketed(w, at)
            || (matches!(before, Some(DateWord::Of)) && (1500..2100).contains(&year));
        let next = w.get(at + 1);
        let is_joined = next.is_some_and(|next| {
            !next.is_spaced
                && (next.kind == TokenKind::Word || matches!(next.lower.as_str(), "%" | "$" | "€" | "£"))
        });
        let is_plausible =
            if is_introduced { (1000..2200).contains(&year) } else { (1800..2100).contains(&year) };
        if !is_plausible || is_joined || (!is_introduced && self.is_counted_or_label(w, at)) {
            return None;
        }
        // "in 1500 metres", "to 2000 people"
        if self.numbers.is_measured(w, at + 1)
            || (before == Some(DateWord::To) && self.numbers.is_counted(w, at + 1))
        {
            return None;
        }
        read(at + 1, When::Year(year))
    }

    fn is_counted_or_label(&self, w: &[Word], at: usize) -> bool {
        let previous = at.checked_sub(1).and_then(|i| w.get(i));
        let is_money =
            previous.is_some_and(|p| matches!(p.lower.as_str(), "$" | "€" | "£" | "¥" | "#" | "№" | "+"));
        let is_tied =
            previous.is_some_and(|p| p.is_hyphen() || p.is_mark("/") || p.is_mark(".")) && !w[at].is_spaced;
        // "Expo 2025", "Agenda 2030"
        let is_name = at > 1 && previous.is_some_and(|p| p.kind == TokenKind::Word && p.is_capital);
        is_money || is_tied || is_name || self.numbers.is_counted(w, at + 1) || self.numbers.is_label(w, at)
    }

    /// "nineteen ninety-six": year and tokens.
    fn spoken_year(&self, w: &[Word], at: usize) -> Option<(i32, usize)> {
        let NumberWord::Value(century @ (18..=20)) = self.numbers.words.word(w, at)? else { return None };
        let NumberWord::Value(tens) = self.numbers.words.word(w, at + 1)? else { return None };
        let mut years = tens;
        let mut end = at + 2;
        if tens >= 20 && w.get(end).is_some_and(|m| m.is_hyphen() || m.kind == TokenKind::Word) {
            let unit = end + usize::from(w[end].is_hyphen());
            if let Some(NumberWord::Value(digit @ 1..=9)) = self.numbers.words.word(w, unit) {
                years += digit;
                end = unit + 1;
            }
        }
        (10..100).contains(&years).then_some(((century * 100 + years) as i32, end - at))
    }
}

/// "(1791)", "(1704-1710)": nothing but years in brackets.
fn is_bracketed(w: &[Word], at: usize) -> bool {
    let is_inner = |word: &Word| word.is_hyphen() || whole_number(std::slice::from_ref(word), 0, 4).is_some();
    let open = w[..at].iter().rev().take(3).find(|word| !is_inner(word));
    let close = w[at + 1..].iter().take(3).find(|word| !is_inner(word));
    open.is_some_and(|word| word.is_mark("(")) && close.is_some_and(|word| word.is_mark(")"))
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

fn is_dot(w: &[Word], at: usize) -> bool {
    w.get(at).is_some_and(|word| word.is_mark(".") && !word.is_spaced)
}

/// The value of a token of at most `length` digits and nothing else.
fn whole_number(w: &[Word], at: usize, length: usize) -> Option<u32> {
    let word = w.get(at)?;
    let is_digits = word.lower.len() <= length && word.lower.bytes().all(|b| b.is_ascii_digit());
    (word.kind == TokenKind::Number && is_digits).then(|| word.lower.parse().ok())?
}

/// Four digits that may be a year, 1000 to 2199.
fn year(w: &[Word], at: usize) -> Option<i32> {
    let word = w.get(at)?;
    let year = whole_number(w, at, 4).filter(|_| word.lower.len() == 4)?;
    (1000..2200).contains(&year).then_some(year as i32)
}

/// "2025", or "25" in this century or the last.
fn full_year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => (1000..2200).contains(&year).then_some(year),
        2 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// Which comes first in the article's own dates with slashes, where one of them can be only a day.
fn slash_order(words: &[Word]) -> Option<Order> {
    let mut order = None;
    for window in words.windows(5) {
        if !(window[1].is_mark("/") && window[3].is_mark("/")) {
            continue;
        }
        let number = |i: usize, length| whole_number(window, i, length);
        let (Some(a), Some(b), Some(_)) = (number(0, 2), number(2, 2), number(4, 4)) else { continue };
        let found = match (a, b) {
            (13..=31, 1..=12) => Order::DayFirst,
            (1..=12, 13..=31) => Order::MonthFirst,
            _ => continue,
        };
        if order.is_some_and(|order| order != found) {
            return None;
        }
        order = Some(found);
    }
    order
}
