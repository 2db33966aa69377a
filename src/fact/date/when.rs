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
    WeekdayOf(u8, Direction),
    QuarterOf(u8),
    SeasonOf(&'static str, Direction),
    /// So many units from the day of publication: "yesterday", "last week", "two years ago".
    Shift(Unit, i32),
    Between(Box<When>, Box<When>),
    /// Digits of which nobody knows which is the month: "3/4/2025".
    Unclear,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Last,
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
            _ => return None,
        })
    }
}

/// A part of a year.
#[derive(Clone, Copy, Debug)]
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

impl When {
    /// The value, where the words alone give it.
    pub fn complete(&self) -> Option<String> {
        Some(match self {
            When::Day(day) => day.to_string(),
            When::Month(year, month) => format!("{year:04}-{month:02}"),
            When::Year(year) => format!("{year:04}"),
            When::Decade(year) => format!("{:03}X", year / 10),
            When::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            When::Half(year, half) => format!("{year:04}-H{half}"),
            When::Season(year, season) => format!("{year:04}-{season}"),
            When::Between(first, last) => format!("{}/{}", first.complete()?, last.complete()?),
            _ => return None,
        })
    }

    /// The value, given the day of publication.
    pub fn resolved(&self, published: Day, looks_forward: bool) -> Option<String> {
        let (year, month) = (published.year(), published.month());
        let near = |years: [i32; 3], limit: i32, day_of: &dyn Fn(i32) -> Option<Day>| {
            years.into_iter().filter_map(|y| Some((y, day_of(y)?))).min_by_key(|&(_, day)| {
                let distance = days_between(published, day);
                // The right direction first, unless the day is near anyhow.
                let is_right = (distance >= 0) == looks_forward || distance == 0;
                (!(distance.abs() <= limit || is_right), distance.abs())
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
                    Direction::Last => year - i32::from(number >= month),
                    Direction::Next => year + i32::from(number <= month),
                };
                format!("{year:04}-{number:02}")
            }
            When::WeekdayOf(weekday, direction) => {
                let back = i32::from((published.weekday() + 7 - weekday) % 7);
                let forward = (7 - back) % 7;
                let days = match direction {
                    // "last Wednesday" is not yesterday, nor "next Friday" tomorrow.
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
                    Direction::Last => year - i32::from(middle + 1 >= month),
                    Direction::Next => year + i32::from(middle <= month),
                    _ => year,
                };
                format!("{year:04}-{season}")
            }
            When::Shift(unit, count) => shifted(published, unit, count)?,
            When::Between(ref first, ref last) => {
                let value = |when: &When| when.complete().or_else(|| when.resolved(published, looks_forward));
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
    })
}

/// Days from `from` to `to`, near enough to choose a year by.
fn days_between(from: Day, to: Day) -> i32 {
    let days = |day: Day| (day.year() * 12 + i32::from(day.month())) * 61 / 2 + i32::from(day.day());
    days(to) - days(from)
}
