//! Tokens -> dates that are counted from another day: "two years ago", "next Tuesday", "that week", "the past three years".

use super::grammar::{Calendar, Read, read};
use super::when::{Direction, Unit, When};
use super::words::DateWord;
use super::years::year;
use crate::day::Day;
use crate::fact::phrase::Word;

impl Calendar {
    /// Counted units: "two years ago", "vor drei Tagen", "in two weeks", "two days before Monday", "a year later",
    /// "2 upcoming years".
    pub fn counted(&self, w: &[Word], at: usize) -> Option<Read> {
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
            // "one last week": something, and the week before this.
            Some(_) if count == 1 && self.tables.is_english => return None,
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

    /// What is counted from the date named before: "that day", "the following year", "the year-ago quarter".
    pub fn anaphor(&self, w: &[Word], at: usize) -> Option<Read> {
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

    /// "yesterday", "last week", "next Tuesday", "this summer", "semaine dernière".
    pub fn directed(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
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

    /// "the end of the year", "the year 2015", "the quarter".
    pub fn unit_alone(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
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

    fn unit(&self, w: &[Word], at: usize) -> Option<(Unit, usize)> {
        match self.class(w, at)? {
            (DateWord::Unit(unit) | DateWord::Units(unit), n) => Some((unit, at + n)),
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

    /// "the last | year": an article in front of the word of direction.
    fn is_led(&self, w: &[Word], at: usize) -> bool {
        at >= 2 && self.is_class(w, at - 2, DateWord::Article)
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
            // "the past year" and "the last year" end now, "last year" is one of the calendar.
            (DateWord::Unit(unit @ (Unit::Year | Unit::Decade)), n)
                if direction == Direction::Past
                    || direction == Direction::Last && self.tables.is_english && self.is_led(w, at) =>
            {
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
}
