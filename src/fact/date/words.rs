//! The words of dates in one language: months, weekdays, and what `date_words.txt` holds.

use super::when::{Direction, Unit};
use crate::fact::phrase::Lexicon;
use crate::lang::{self, ByLanguage, Language};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateWord {
    /// "yesterday": days from publication.
    Day(i32),
    /// "morning"
    Part,
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
    /// "ago", behind the count.
    Ago,
    /// "vor", "il y a", in front of the count.
    AgoBefore,
    Article,
    Of,
    To,
    /// "fiscal": between an ordinal and its quarter.
    Between,
    /// A word after which four digits are a year and a month stands alone: "in", "since".
    Before,
    /// "the years" in front of a decade, "Jahre" behind it.
    Years,
    /// What stands between digits and a decade: "1990er", "1990s".
    Decade,
    /// "3rd"
    Suffix,
}

impl DateWord {
    /// The class column of `date_words.txt`.
    fn from_class(class: &str) -> Option<Self> {
        let (name, argument) = class.split_once(' ').unwrap_or((class, ""));
        Some(match name {
            "day" => Self::Day(argument.parse().ok()?),
            "part" => Self::Part,
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
            is_small: lang::months(language).entries().any(|month| month.starts_with(char::is_lowercase)),
            is_english: language.code() == "en",
        }
    }
}
