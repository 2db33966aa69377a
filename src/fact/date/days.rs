//! Tokens -> days and months of the calendar: "Thursday, March 20, 2025", "3. bis 5. März", "20/3/2025", "last May".

use super::grammar::{Calendar, Read, is_dot, read, whole_number};
use super::when::{Direction, Unit, When};
use super::words::{DateWord, Month};
use super::years::year;
use crate::day::Day;
use crate::fact::phrase::Word;
use crate::token::TokenKind;

/// What comes first in a date of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

impl Calendar {
    /// "Thursday", "Thursday night", "Thursday, March 20, 2025", "Thu 20/3".
    pub fn with_weekday(&self, w: &[Word], at: usize) -> Option<Read> {
        let weekday = self.tables.weekdays.word(w, at)?;
        let mut next = at + 1;
        next += usize::from(is_dot(w, next) && w[at].lower.chars().count() <= 5);
        let direction = match self.class(w, next) {
            // "lunes pasado", "jeudi dernier"
            Some((DateWord::Direction(direction), n)) if !self.tables.is_english => {
                next += n;
                // "Donnerstag dieser Woche"
                if self.is_class(w, next, DateWord::Unit(Unit::Week)) {
                    return read(next + 1, When::WeekdayIn(weekday.number, direction.step()));
                }
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

    /// "2025-03-20", "2025/03/20", "20.03.2025", "3/20/2025", "20/3/25".
    pub fn digits(&self, w: &[Word], at: usize) -> Option<Read> {
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

    /// "March 20, 2025", "Mar. 3-5", "March 2024", "March".
    pub fn month_first(&self, w: &[Word], at: usize) -> Option<Read> {
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
        if let Some((years, end)) = self.told_year(w, end) {
            return read(end, When::MonthOf(month.number, Direction::Any).of_year(years));
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
            let when = days_of(month, day, until.map(|(last, _)| last), year)?;
            return self.dated(w, next, when);
        }
        if is_dotted {
            end -= 1;
        }
        self.month_alone(w, at, end, month)
    }

    /// "20 March 2025", "3rd of March", "3. bis 5. März", "1er mars", "3 de marzo de 2025".
    pub fn day_first(&self, w: &[Word], at: usize) -> Option<Read> {
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
        let when = days_of(month, day, until.map(|(last, _)| last), year)?;
        self.dated(w, end, when)
    }

    /// A day of the calendar that ends at `end`, with the year or the part of the day that words behind it tell.
    fn dated(&self, w: &[Word], end: usize, when: When) -> Option<Read> {
        match self.told_year(w, end) {
            Some((years, end)) if matches!(when, When::DayOf { .. }) => read(end, when.of_year(years)),
            _ => read(self.skip_part(w, end), when),
        }
    }

    /// "last year", "of this year", "del año pasado": how many years from that of publication, and where it ends.
    pub fn told_year(&self, w: &[Word], at: usize) -> Option<(i32, usize)> {
        // The word alone: "del año" means something else as well.
        let is_of = self.tables.words.word(w, at) == Some(DateWord::Of);
        let k = self.skip(w, at + usize::from(is_of), DateWord::Article);
        let is_year = |at: usize| self.is_class(w, at, DateWord::Unit(Unit::Year));
        let (way, end) = match self.class(w, k)? {
            (DateWord::Direction(way), n) if is_year(k + n) => (way, k + n + 1),
            (DateWord::Unit(Unit::Year), n) => match self.class(w, k + n)? {
                (DateWord::Direction(way), m) => (way, k + n + m),
                _ => return None,
            },
            _ => return None,
        };
        // "In May last year's winner left."
        let last = &w[end - 1];
        (last.core.end == last.span.end).then_some((way.step(), end))
    }

    /// Past what may stand between a month and its year: "of", "in", a comma, a slash.
    pub fn before_year(&self, w: &[Word], at: usize) -> usize {
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
    pub fn month(&self, w: &[Word], at: usize) -> Option<(Month, usize)> {
        let (month, n) = self.tables.months.at(w, at)?;
        let end = at + n;
        let is_short = w[at].lower.chars().count() <= 5;
        Some((month, end + usize::from(is_short && is_dot(w, end) && end + 1 < w.len())))
    }

    /// A day's number, with "rd", "er", "." behind it or as an ordinal word: day and where it ends.
    pub fn day_number(&self, w: &[Word], at: usize) -> Option<(u8, usize)> {
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
    pub fn ordinal(&self, w: &[Word], at: usize) -> Option<(u8, usize)> {
        let (number, end) = self.day_number(w, at)?;
        let is_marked = w[at].kind == TokenKind::Word || end > at + 1 || is_dot(w, end);
        is_marked.then_some((number, end))
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
}

/// A day of a month, or the days of a range, in the year that may stand beside them; `None` for a day that no month has.
fn days_of(month: Month, day: u8, last: Option<u8>, year: Option<i32>) -> Option<When> {
    let of = |day| match year {
        Some(year) => Some(When::Day(Day::new(year, month.number, day)?)),
        // 29 February is a day of some years.
        None => Day::new(2024, month.number, day).map(|_| When::DayOf { month: month.number, day }),
    };
    match last {
        Some(last) => Some(When::Between(Box::new(of(day)?), Box::new(of(last)?))),
        None => of(day),
    }
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
pub fn slash_order(words: &[Word]) -> Option<Order> {
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
