//! The words of dates in one language: months, weekdays, and what `date_words.txt` holds.

use super::when::{Direction, Unit};
use crate::fact::phrase::Lexicon;
use crate::lang::{self, ByLanguage, Language};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// "yesterday": days from publication.
    Day(i32),
    /// "morning", by the letters of TIMEX3: MO, AF, EV, NI.
    Part(&'static str),
    /// "tonight"
    Tonight,
    /// Between a time and its day.
    On,
    /// "until", "by": what follows is mostly ahead.
    Until,
    /// "the latest", of a quarter.
    Latest,
    /// A quarter that was named before: "the year-ago period".
    Period,
    /// A day of its own name: "Christmas Eve".
    Feast {
        month: u8,
        day: u8,
    },
    /// A time of day by name: "noon"; hours.
    Hour(u8),
    /// Before noon: "a.m."; after it: "p.m."; "o'clock", "Uhr".
    Morning,
    Afternoon,
    Clock,
    /// What stands between hours and minutes: "h" in "10 h 30".
    Hours,
    /// "GMT", "ET": behind a time.
    Zone,
    /// "at", "around": in front of a time.
    At,
    Direction(Direction),
    Unit(Unit),
    /// More than one of them: "years" may be counted, but "past years" are no date.
    Units(Unit),
    Season(&'static str),
    Ordinal(u8),
    /// "half" of a year.
    Half,
    /// "early", "the end of"
    Edge,
    /// "later", also a fuzzy edge: "a year later", "later this week".
    Later,
    Earlier,
    /// "that", "the same": the date named before.
    Same,
    /// "the following"
    Following,
    /// "the year-ago", in front of a quarter.
    YearBefore,
    /// "ago", behind the count.
    Ago,
    /// "from now", behind the count.
    Hence,
    /// "vor", "il y a", in front of the count.
    AgoBefore,
    Article,
    Of,
    To,
    /// "fiscal": between an ordinal and its quarter.
    Between,
    /// A word after which four digits are a year and a month stands alone: "since". So are the next six.
    Before,
    /// "in": in front of a count it looks ahead.
    Ahead,
    /// "within"
    Within,
    /// "after": behind a count it looks ahead of a date.
    After,
    /// "before"
    Prior,
    /// "between": "and" joins what follows.
    Both,
    And,
    /// "the years" in front of a decade, "Jahre" behind it.
    Years,
    /// What stands between digits and a decade: "1990er", "1990s".
    Decade,
    /// "3rd"
    Suffix,
}

impl DateWord {
    /// Whether four digits behind it are a year, and a month stands alone.
    pub fn introduces(self) -> bool {
        matches!(
            self,
            Self::Before
                | Self::Ahead
                | Self::Within
                | Self::After
                | Self::Prior
                | Self::Both
                | Self::And
                | Self::To
                | Self::Until
        )
    }

    /// Whether it says what part of a day, month or year is meant: "early".
    pub fn is_edge(self) -> bool {
        matches!(self, Self::Edge | Self::Later | Self::Earlier)
    }

    /// The class column of `date_words.txt`.
    fn from_class(class: &str) -> Option<Self> {
        let (name, argument) = class.split_once(' ').unwrap_or((class, ""));
        Some(match name {
            "day" => Self::Day(argument.parse().ok()?),
            "part" => Self::Part(match argument {
                "morning" => "MO",
                "afternoon" => "AF",
                "evening" => "EV",
                "night" => "NI",
                _ => return None,
            }),
            "tonight" => Self::Tonight,
            "on" => Self::On,
            "until" => Self::Until,
            "period" => Self::Period,
            "latest" => Self::Latest,
            "feast" => {
                let (month, day) = argument.split_once(' ')?;
                Self::Feast { month: month.parse().ok()?, day: day.parse().ok()? }
            }
            "hour" => Self::Hour(argument.parse().ok()?),
            "am" => Self::Morning,
            "pm" => Self::Afternoon,
            "clock" => Self::Clock,
            "hours" => Self::Hours,
            "zone" => Self::Zone,
            "at" => Self::At,
            "later" => Self::Later,
            "earlier" => Self::Earlier,
            "same" => Self::Same,
            "following" => Self::Following,
            "year-before" => Self::YearBefore,
            "hence" => Self::Hence,
            "ahead" => Self::Ahead,
            "within" => Self::Within,
            "after" => Self::After,
            "prior" => Self::Prior,
            "both" => Self::Both,
            "and" => Self::And,
            "past" => Self::Direction(Direction::Past),
            "last" => Self::Direction(Direction::Last),
            "this" => Self::Direction(Direction::This),
            "next" => Self::Direction(Direction::Next),
            "unit" => Self::Unit(Unit::from_name(argument)?),
            "units" => Self::Units(Unit::from_name(argument)?),
            "season" => Self::Season(match argument {
                "spring" => "SP",
                "summer" => "SU",
                "autumn" => "FA",
                "winter" => "WI",
                _ => return None,
            }),
            "ordinal" => Self::Ordinal(argument.parse().ok()?),
            "half" => Self::Half,
            "edge" => Self::Edge,
            "ago" => Self::Ago,
            "ago-before" => Self::AgoBefore,
            "article" => Self::Article,
            "of" => Self::Of,
            "to" => Self::To,
            "between" => Self::Between,
            "before" => Self::Before,
            "years" => Self::Years,
            "decade" => Self::Decade,
            "suffix" => Self::Suffix,
            _ => return None,
        })
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Month {
    pub number: u8,
    /// Also another word or a name: "May", "März".
    pub is_ambiguous: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Weekday {
    /// 0 is Monday.
    pub number: u8,
    /// An abbreviation that is a weekday only in front of a date: "Sat".
    pub is_prefix: bool,
}

/// The tables of one language.
pub struct Tables {
    pub months: Lexicon<Month>,
    pub weekdays: Lexicon<Weekday>,
    pub words: Lexicon<DateWord>,
    pub is_english: bool,
    /// Whether names of days and months are written small, so that a capital makes a name of them.
    pub is_small: bool,
}

impl Tables {
    pub fn of(language: Language) -> &'static Self {
        static TABLES: ByLanguage<Tables> = ByLanguage::new(Tables::new);
        TABLES.of(language)
    }

    fn new(language: Language) -> Self {
        let months = lang::months(language).pairs().filter_map(|(name, value)| {
            let (number, flag) = value.split_once('\t').unwrap_or((value, ""));
            Some((name, Month { number: number.parse().ok()?, is_ambiguous: flag == "ambiguous" }))
        });
        let weekdays = lang::weekdays(language).pairs().filter_map(|(name, value)| {
            let (number, flag) = value.split_once('\t').unwrap_or((value, ""));
            Some((name, Weekday { number: number.parse().ok()?, is_prefix: flag == "prefix" }))
        });
        let words = lang::date_words(language)
            .pairs()
            .filter_map(|(entry, class)| Some((entry, DateWord::from_class(class)?)));
        Tables {
            months: Lexicon::new(months),
            weekdays: Lexicon::new(weekdays),
            words: Lexicon::new(words),
            is_small: !lang::months(language).entries().any(|month| month.starts_with(char::is_uppercase)),
            is_english: language.code() == "en",
        }
    }
}
