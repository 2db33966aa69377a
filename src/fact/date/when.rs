//! What the words of a date say, and the day, month or year that is.

use crate::day::Day;

/// A date as its words give it.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    Day(Day),
    Month(i32, u8),
    Year(i32),
    /// Its first year.
    Decade(i32),
    Quarter(i32, u8),
    Half(i32, u8),
    Season(i32, &'static str),
    /// Day and month, no year.
    DayOf {
        month: u8,
        day: u8,
    },
    MonthOf(u8, Direction),
    /// So many weeks from that of publication: "Tuesday of next week".
    WeekdayIn(u8, i32),
    WeekdayOf(u8, Direction),
    QuarterOf(u8),
    SeasonOf(&'static str, Direction),
    /// Its first year: 1800 for the 19th.
    Century(i32),
    /// So many units from the day of publication: "yesterday", "last week", "two years ago".
    Shift(Unit, i32),
    /// The same, where words like "in two days" are a date only if the clause looks forward.
    Ahead(Unit, i32),
    /// So many units that end before the day of publication, or begin after it: "the past three years".
    Stretch(Unit, i32),
    /// The same, a date only if the clause looks forward: "within two weeks".
    Within(Unit, i32),
    /// So many units from a date that stands beside them: "two days before Monday".
    From(Box<When>, Unit, i32),
    /// So many units from the date named before it: "a year later", "that day".
    Later(Unit, i32),
    /// "a year ago": beside a quarter in the same sentence it is that quarter, a year before.
    YearAgo,
    /// A part of the year so many years from that of publication: "the second half of this year".
    PartOf(Part, i32),
    /// A day, a month or a season of it: "May last year".
    OfYear(Box<When>, i32),
    /// The unit that the date named before lies in, else the one of publication: "the end of the year".
    Current(Unit),
    Between(Box<When>, Box<When>),
    /// Digits of which nobody knows which is the month: "3/4/2025".
    Unclear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Last,
    /// "this past": the last one, however near.
    Past,
    This,
    Next,
    /// Not said.
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Direction {
    /// How many units away it is.
    pub fn step(self) -> i32 {
        match self {
            Direction::Last | Direction::Past => -1,
            Direction::This | Direction::Any => 0,
            Direction::Next => 1,
        }
    }
}

impl Unit {
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "weekend" => Unit::Weekend,
            "month" => Unit::Month,
            "quarter" => Unit::Quarter,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            "century" => Unit::Century,
            _ => return None,
        })
    }
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Quarter(u8),
    Half(u8),
}

impl Part {
    /// The half of a match or of a century is none of ours: a half needs its year.
    pub fn of(self, year: Option<i32>) -> Option<When> {
        match (self, year) {
            (Part::Quarter(number), Some(year)) => Some(When::Quarter(year, number)),
            (Part::Quarter(number), None) => Some(When::QuarterOf(number)),
            (Part::Half(number), year) => Some(When::Half(year?, number)),
        }
    }
}

/// A day nearer than this is meant, whatever the tense.
const NEAR_DAYS: i32 = 100;
/// The same for the middle of a month.
const NEAR_MONTH_DAYS: i32 = 70;

/// What a date is resolved against.
#[derive(Clone, Copy, Debug)]
pub struct Standpoint<'a> {
    pub published: Day,
    /// Whether the clause is about what is to come.
    pub looks_forward: bool,
    /// Whether the verbs around it tell only what has been.
    pub tells_past: bool,
    /// The value of the date named before, in the same sentence or the one before it.
    pub before: Option<&'a str>,
    /// The value of a quarter named before in the same sentence.
    pub beside: Option<&'a str>,
    /// The value of the quarter that the article named last.
    pub quarter: Option<&'a str>,
}

impl When {
    /// Whether the words are no date at all where they cannot be resolved.
    pub fn needs_value(&self) -> bool {
        matches!(
            self,
            When::Ahead(..) | When::Within(..) | When::Later(..) | When::From(..) | When::Current(_)
        )
    }

    /// What the words alone say, with X for what they leave open: "XXXX-03-20", "XXXX-WXX-4", "P3D"; `None` where
    /// they say nothing without a day to count from.
    pub fn written(&self) -> Option<String> {
        Some(match self {
            When::Day(day) => day.to_string(),
            When::Month(year, month) => format!("{year:04}-{month:02}"),
            When::Year(year) => format!("{year:04}"),
            When::Decade(year) => format!("{:03}X", year / 10),
            When::Century(year) => format!("{:02}XX", year / 100),
            When::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            When::Half(year, half) => format!("{year:04}-H{half}"),
            When::Season(year, season) => format!("{year:04}-{season}"),
            When::DayOf { month, day } => format!("XXXX-{month:02}-{day:02}"),
            When::MonthOf(month, Direction::Any) => format!("XXXX-{month:02}"),
            When::WeekdayOf(weekday, Direction::Any) => format!("XXXX-WXX-{}", weekday + 1),
            When::QuarterOf(quarter) => format!("XXXX-Q{quarter}"),
            When::Stretch(unit, count) | When::Within(unit, count) => {
                let (letter, each) = match unit {
                    Unit::Day => ('D', 1),
                    Unit::Week | Unit::Weekend => ('W', 1),
                    Unit::Month => ('M', 1),
                    Unit::Quarter => ('M', 3),
                    Unit::Year => ('Y', 1),
                    Unit::Decade => ('Y', 10),
                    Unit::Century => ('Y', 100),
                };
                format!("P{}{letter}", count.abs().checked_mul(each)?)
            }
            When::Between(first, last) => format!("{}/{}", first.written()?, last.written()?),
            _ => return None,
        })
    }

    /// Whether it names a quarter that others are counted from.
    pub fn names_quarter(&self) -> bool {
        matches!(self, When::Quarter(..) | When::QuarterOf(_) | When::Shift(Unit::Quarter, _))
    }

    /// Whether it is one day, so that a time can stand beside it.
    pub fn is_day(&self) -> bool {
        if let When::OfYear(inner, _) = self {
            return inner.is_day();
        }
        matches!(
            self,
            When::Day(_)
                | When::DayOf { .. }
                | When::WeekdayOf(..)
                | When::WeekdayIn(..)
                | When::Shift(Unit::Day, _)
                | When::Ahead(Unit::Day, _)
                | When::From(_, Unit::Day, _)
                | When::Later(Unit::Day, _)
        )
    }

    /// Whether "to" and another date may follow.
    pub fn opens_range(&self) -> bool {
        matches!(
            self,
            When::Day(_)
                | When::Month(..)
                | When::Year(_)
                | When::DayOf { .. }
                | When::MonthOf(_, Direction::Any)
        )
    }

    /// The range from here to `last`; `None` where the two make none.
    pub fn until(self, last: When) -> Option<When> {
        let first = match (self, &last) {
            // The year is said once, with the last: "28 December to 3 January 2025".
            (When::DayOf { month, day }, When::Day(end)) => {
                let year = end.year() - i32::from((month, day) > (end.month(), end.day()));
                When::Day(Day::new(year, month, day)?)
            }
            (When::MonthOf(month, Direction::Any), When::Month(year, end)) => {
                When::Month(year - i32::from(month > *end), month)
            }
            (When::MonthOf(month, Direction::Any), When::Day(end)) => {
                When::Month(end.year() - i32::from(month > end.month()), month)
            }
            (first @ When::DayOf { .. }, When::DayOf { .. } | When::Shift(Unit::Day, 0)) => {
                return Some(When::between(first, last));
            }
            (first @ When::MonthOf(..), When::MonthOf(_, Direction::Any)) => {
                return Some(When::between(first, last));
            }
            (first @ (When::Day(_) | When::Month(..) | When::Year(_)), _) => first,
            _ => return None,
        };
        // Written alike, they sort alike: "2014" before "2018-05".
        let (from, to) = (first.complete()?, last.complete()?);
        (from < to).then(|| When::between(first, last))
    }

    /// The same in the year so many years from that of publication.
    pub fn of_year(self, years: i32) -> When {
        When::OfYear(Box::new(self), years)
    }

    fn between(first: When, last: When) -> When {
        When::Between(Box::new(first), Box::new(last))
    }

    /// Whether the words alone give the value.
    pub fn is_complete(&self) -> bool {
        match self {
            When::Day(_)
            | When::Month(..)
            | When::Year(_)
            | When::Decade(_)
            | When::Century(_)
            | When::Quarter(..)
            | When::Half(..)
            | When::Season(..) => true,
            When::Between(first, last) => first.is_complete() && last.is_complete(),
            _ => false,
        }
    }

    /// The value, where the words alone give it.
    pub fn complete(&self) -> Option<String> {
        if self.is_complete() { self.written() } else { None }
    }

    /// The value, from the words or the standpoint.
    pub fn value(&self, from: &Standpoint) -> Option<String> {
        self.complete().or_else(|| self.resolved(from))
    }

    /// The value, given the day of publication.
    fn resolved(&self, from: &Standpoint) -> Option<String> {
        let Standpoint { published, looks_forward, .. } = *from;
        let (year, month) = (published.year(), published.month());
        let near = |years: [i32; 3], limit: i32, day_of: &dyn Fn(i32) -> Option<Day>| {
            years.into_iter().filter_map(|y| Some((y, day_of(y)?))).min_by_key(|&(_, day)| {
                let distance = days_between(published, day);
                // The right direction first, unless the day is near anyhow.
                let is_right = (distance >= 0) == looks_forward || distance == 0;
                // "came out in February"; but "21 December has been chosen".
                let is_over = from.tells_past && distance > 0 && limit == NEAR_MONTH_DAYS;
                (!(distance.abs() <= limit && !is_over || is_right), distance.abs())
            })
        };
        let around = [year - 1, year, year + 1];
        Some(match *self {
            When::DayOf { month, day } => {
                near(around, NEAR_DAYS, &|y| Day::new(y, month, day))?.1.to_string()
            }
            When::MonthOf(number, direction) => {
                let year = match direction {
                    Direction::Any if number == month => year,
                    Direction::Any => near(around, NEAR_MONTH_DAYS, &|y| Day::new(y, number, 15))?.0,
                    Direction::This => year,
                    Direction::Last | Direction::Past => year - i32::from(number >= month),
                    Direction::Next => year + i32::from(number <= month),
                };
                format!("{year:04}-{number:02}")
            }
            When::WeekdayOf(weekday, direction) => {
                let back = i32::from((published.weekday() + 7 - weekday) % 7);
                let forward = (7 - back) % 7;
                let days = match direction {
                    // "last Wednesday" is not yesterday, nor "next Friday" tomorrow.
                    Direction::Past => -if back == 0 { 7 } else { back },
                    Direction::Last => -if back <= 2 { back + 7 } else { back },
                    Direction::Next => {
                        if forward <= 2 {
                            forward + 7
                        } else {
                            forward
                        }
                    }
                    Direction::This => i32::from(weekday) - i32::from(published.weekday()),
                    Direction::Any if looks_forward => forward,
                    Direction::Any => -back,
                };
                published.plus(days)?.to_string()
            }
            When::WeekdayIn(weekday, weeks) => {
                let monday = published.plus(-i32::from(published.weekday()))?;
                monday.plus(weeks.checked_mul(7)?.checked_add(weekday.into())?)?.to_string()
            }
            When::QuarterOf(quarter) => {
                let has_begun = quarter <= (month - 1) / 3 + 1;
                format!("{:04}-Q{quarter}", if has_begun || looks_forward { year } else { year - 1 })
            }
            When::SeasonOf(season, direction) => {
                let middle = match season {
                    "SP" => 4,
                    "SU" => 7,
                    "FA" => 10,
                    _ => 1,
                };
                let year = match direction {
                    Direction::Last | Direction::Past => year - i32::from(middle + 1 >= month),
                    Direction::Next => year + i32::from(middle <= month),
                    _ => year,
                };
                format!("{year:04}-{season}")
            }
            When::Shift(unit, count) => shifted(published, unit, count)?,
            When::Ahead(unit, count) => shifted(published, unit, looks_forward.then_some(count)?)?,
            When::Stretch(unit, count) => stretch(published, unit, count)?,
            When::Within(unit, count) => stretch(published, unit, looks_forward.then_some(count)?)?,
            When::From(ref base, unit, count) => moved(&base.value(from)?, unit, count)?,
            When::Later(Unit::Quarter, count) => moved(from.quarter?, Unit::Quarter, count)?,
            When::Later(unit, count) => moved(from.before?, unit, count)?,
            When::PartOf(part, years) => {
                let year: i32 = shifted(published, Unit::Year, years)?.parse().ok()?;
                part.of(Some(year))?.complete()?
            }
            When::OfYear(ref inner, years) => {
                let year: i32 = shifted(published, Unit::Year, years)?.parse().ok()?;
                match **inner {
                    When::DayOf { month, day } => When::Day(Day::new(year, month, day)?),
                    When::MonthOf(month, _) => When::Month(year, month),
                    When::SeasonOf(season, _) => When::Season(year, season),
                    _ => return None,
                }
                .complete()?
            }
            When::YearAgo => match from.beside.and_then(|quarter| moved(quarter, Unit::Year, -1)) {
                Some(value) => value,
                None => shifted(published, Unit::Year, -1)?,
            },
            When::Current(unit) => match from.before.and_then(|before| moved(before, unit, 0)) {
                Some(value) => value,
                None => shifted(published, unit, 0)?,
            },
            When::Between(ref first, ref last) => {
                let value = |when: &When| when.value(from);
                let first = value(first)?;
                // The end of a range lies behind its start: "28 December to 3 January".
                let year: i32 = first.get(..4)?.parse().ok()?;
                let last = match **last {
                    When::DayOf { month, day } => [year, year + 1]
                        .into_iter()
                        .filter_map(|year| Some(Day::new(year, month, day)?.to_string()))
                        .find(|last| *last > first)?,
                    When::MonthOf(month, _) => [year, year + 1]
                        .into_iter()
                        .map(|year| format!("{year:04}-{month:02}"))
                        .find(|last| *last > first)?,
                    ref last => value(last)?,
                };
                format!("{first}/{last}")
            }
            _ => return None,
        })
    }
}

/// The unit that lies `count` units from the one `published` is in.
fn shifted(published: Day, unit: Unit, count: i32) -> Option<String> {
    let year = |years: i32| published.year().checked_add(years).filter(|year| (1..=9999).contains(year));
    Some(match unit {
        Unit::Day => published.plus(count)?.to_string(),
        Unit::Week => {
            let (year, week) = published.plus(count.checked_mul(7)?)?.week();
            format!("{year:04}-W{week:02}")
        }
        Unit::Weekend => {
            // Early in the week, "the weekend" is the one that was.
            let back = if count == 0 && published.weekday() <= 2 { -1 } else { count };
            let (year, week) = published.plus(back.checked_mul(7)?)?.week();
            format!("{year:04}-W{week:02}-WE")
        }
        Unit::Month => {
            let months = (published.year() * 12 + i32::from(published.month()) - 1).checked_add(count)?;
            let year = year(months.div_euclid(12) - published.year())?;
            format!("{year:04}-{:02}", months.rem_euclid(12) + 1)
        }
        Unit::Quarter => {
            let quarters = published.year() * 4 + i32::from((published.month() - 1) / 3) + count;
            format!("{:04}-Q{}", quarters.div_euclid(4), quarters.rem_euclid(4) + 1)
        }
        Unit::Year => format!("{:04}", year(count)?),
        Unit::Decade => format!("{:03}X", year(count.checked_mul(10)?)? / 10),
        Unit::Century => format!("{:02}XX", year(count.checked_mul(100)?)? / 100),
    })
}

/// Days from `from` to `to`, near enough to choose a year by.
fn days_between(from: Day, to: Day) -> i32 {
    let days = |day: Day| (day.year() * 12 + i32::from(day.month())) * 61 / 2 + i32::from(day.day());
    days(to) - days(from)
}

/// The days of so many units just before `published`, or just after it.
fn stretch(published: Day, unit: Unit, count: i32) -> Option<String> {
    let far = match unit {
        Unit::Day => published.plus(count)?,
        Unit::Week | Unit::Weekend => published.plus(count.checked_mul(7)?)?,
        Unit::Month => months_later(published, count)?,
        Unit::Quarter => months_later(published, count.checked_mul(3)?)?,
        Unit::Year => months_later(published, count.checked_mul(12)?)?,
        Unit::Decade => months_later(published, count.checked_mul(120)?)?,
        Unit::Century => return None,
    };
    // The day of publication itself is in neither.
    let (first, last) = if count < 0 { (far, published.plus(-1)?) } else { (published.plus(1)?, far) };
    (first <= last).then(|| format!("{first}/{last}"))
}

/// The same day so many months later, or the month's last.
fn months_later(day: Day, count: i32) -> Option<Day> {
    let months = (day.year() * 12 + i32::from(day.month()) - 1).checked_add(count)?;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
    (28..=day.day()).rev().chain([day.day()]).find_map(|number| Day::new(year, month, number))
}

/// A value so many units later, as exact as the unit is; `None` where the value is less exact than that.
fn moved(value: &str, unit: Unit, count: i32) -> Option<String> {
    let year = value.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()));
    let year: i32 = year?.parse().ok()?;
    let rest = &value[4..];
    let quarter: Option<i32> = rest.strip_prefix("-Q").and_then(|number| number.parse().ok());
    if rest.contains('/') {
        return None;
    }
    let day = || Day::parse(value);
    Some(match unit {
        Unit::Day => day()?.plus(count)?.to_string(),
        Unit::Week => shifted(day()?, Unit::Week, count)?,
        Unit::Month => {
            let month: u8 = rest.get(1..3)?.parse().ok()?;
            shifted(Day::new(year, month, 1)?, Unit::Month, count)?
        }
        Unit::Quarter => shifted(Day::new(year, quarter? as u8 * 3, 1)?, Unit::Quarter, count)?,
        Unit::Year => {
            let year = year.checked_add(count).filter(|year| (1..=9999).contains(year))?;
            match quarter {
                Some(quarter) => format!("{year:04}-Q{quarter}"),
                None => format!("{year:04}"),
            }
        }
        Unit::Weekend | Unit::Decade | Unit::Century => return None,
    })
}
