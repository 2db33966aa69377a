//! A day of the calendar, and days read from how machines write them.

use std::fmt;

/// A day of the Gregorian calendar, years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(time::Date);

impl Day {
    /// `None` when there is no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let month = time::Month::try_from(month).ok()?;
        (1..=9999).contains(&year).then(|| time::Date::from_calendar_date(year, month, day).ok().map(Day))?
    }

    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().into()
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day()
    }

    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }

    /// The ISO 8601 week, 1 to 53, with the year it belongs to.
    pub fn week(self) -> (i32, u8) {
        let (year, week, _) = self.0.to_iso_week_date();
        (year, week)
    }

    /// The day so many days later, or earlier when negative; `None` outside the calendar.
    pub fn plus(self, days: i32) -> Option<Self> {
        let date = self.0.checked_add(time::Duration::days(days.into()))?;
        (1..=9999).contains(&date.year()).then_some(Day(date))
    }

    /// Reads "2025-03-20", also with a time behind it ("2025-03-20T14:05:00+01:00"), and "20250320".
    ///
    /// The day is the one written: a time zone does not move it.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits =
            |range: std::ops::Range<usize>| text.get(range).filter(|t| t.bytes().all(|b| b.is_ascii_digit()));
        let year = digits(0..4)?.parse().ok()?;
        let (month, day, rest) = if text.as_bytes().get(4) == Some(&b'-') {
            (digits(5..7)?, digits(8..10).filter(|_| text.as_bytes()[7] == b'-')?, &text[10..])
        } else {
            (digits(4..6)?, digits(6..8)?, &text[8..])
        };
        (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some(())?;
        Self::new(year, month.parse().ok()?, day.parse().ok()?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machine_dates() {
        let read = |text| Day::parse(text).map(|day| day.to_string());
        for text in ["2025-03-20", " 2025-03-20T23:59:00-05:00", "20250320", "2025-03-20 14:00"] {
            assert_eq!(read(text).as_deref(), Some("2025-03-20"), "{text}");
        }
        for text in
            ["", "2025", "2025-13-01", "2025-02-30", "202503201", "2025-3-2", "20. März 2025", "2025-03ß20"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(Day::new(2025, 3, 20).map(Day::weekday), Some(3));
    }
}
