//! A line -> the days written in it: "Nov. 18, 2019", "18 novembre 2019", "18.11.2019", "2019年11月18日".
//!
//! In: a short text and the page's language. Out: the complete days in it, in order, each with its place. Method: the line
//! is cut into digits, words and marks; a year, a month and a day that stand together in one of the orders that people use
//! are a day. Months come from `lang/*/months.txt`: the page's own language, then English, then any. A word of three letters
//! or more that begins one month only is that month. Days without a year are none.
//! Not here: running text, weekdays, "yesterday" (`fact/date.rs`); which day is the article's (`dates.rs`).

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use crate::day::Day;
use crate::lang::{self, ByLanguage, Language, WordHash};

/// A day in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenDay {
    pub day: Reading,
    /// Bytes of the line.
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Day(Day),
    /// "3/4/2025": nobody knows which is the month.
    Either {
        day_first: Day,
        month_first: Day,
    },
}

/// Lines longer than this are running text and not read, in bytes.
pub const LONGEST: usize = 600;

/// The days in a line, in order.
pub fn written_days(line: &str, language: Language) -> Vec<WrittenDay> {
    let mut days = Vec::new();
    if line.len() > LONGEST || !line.chars().any(is_digit) {
        return days;
    }
    let pieces = pieces(line);
    let mut at = 0;
    while at < pieces.len() {
        let scan = Scan { pieces: &pieces, language };
        match scan.day_at(at) {
            Some((day, end)) => {
                days.push(WrittenDay { day, range: pieces[at].range.start..pieces[end - 1].range.end });
                at = end;
            }
            None => at += 1,
        }
    }
    days
}

/// The month that a word names, in the page's language, English or any other.
pub fn month_of(word: &str, language: Language) -> Option<u8> {
    if word.chars().count() < 3 {
        return None;
    }
    let word = word.to_lowercase();
    let of = |language| MONTHS.of(language).of(&word);
    // The short forms of all languages together are half of the short words of any.
    of(language).or_else(|| of(lang::ENGLISH)).or_else(|| whole_names().get(&word).copied())
}

static MONTHS: ByLanguage<Months> = ByLanguage::new(Months::new);

/// The whole names of months in every language; what two languages call by one name is the first one's.
fn whole_names() -> &'static HashMap<String, u8, WordHash> {
    static NAMES: OnceLock<HashMap<String, u8, WordHash>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::default();
        for (name, month) in lang::with_tables().flat_map(|language| Months::new(language).0) {
            names.entry(name).or_insert(month);
        }
        names
    })
}

struct Months(Vec<(String, u8)>);

impl Months {
    fn new(language: Language) -> Self {
        let number = |value: &str| value.split('\t').next()?.parse().ok();
        let months = lang::months(language).pairs();
        Months(months.filter_map(|(name, value)| Some((name.to_lowercase(), number(value)?))).collect())
    }

    fn of(&self, word: &str) -> Option<u8> {
        if let Some((_, month)) = self.0.iter().find(|(name, _)| name == word) {
            return Some(*month);
        }
        let mut begun = self.0.iter().filter(|(name, _)| name.starts_with(word)).map(|(_, month)| *month);
        let first = begun.next()?;
        begun.all(|month| month == first).then_some(first)
    }
}

#[derive(Clone, Debug)]
struct Piece {
    kind: Kind,
    range: Range<usize>,
    is_spaced: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// Value and count of digits.
    Number(u32, usize),
    Word(String),
    Mark(char),
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The value of a digit: European, full-width, Arabic-Indic.
fn digit(c: char) -> Option<u32> {
    let zeros = ['0', '\u{ff10}', '\u{660}', '\u{6f0}'];
    zeros.iter().map(|&zero| (c as u32).wrapping_sub(zero as u32)).find(|value| *value < 10)
}

/// Scripts that put no spaces around the words of a date.
fn is_unspaced(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{d7af}').contains(&c)
}

fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_spaced = true;
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            is_spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut goes_on = |fits: &dyn Fn(char) -> bool| {
            let (at, c) = chars.next_if(|(_, c)| fits(*c))?;
            end = at + c.len_utf8();
            Some(c)
        };
        let kind = if let Some(first) = digit(c) {
            let (mut value, mut count) = (first, 1);
            while let Some(next) = goes_on(&is_digit).and_then(digit) {
                value = value.saturating_mul(10).saturating_add(next);
                count += 1;
            }
            Kind::Number(value, count)
        } else if c.is_alphabetic() && !is_unspaced(c) {
            // "HealthDECEMBER": elements without white space between them.
            let mut last = c;
            while let Some(next) = goes_on(&|c| {
                c.is_alphabetic() && !is_unspaced(c) && !(last.is_lowercase() && c.is_uppercase())
            }) {
                last = next;
            }
            Kind::Word(line[start..end].to_owned())
        } else if c.is_alphabetic() {
            Kind::Word(c.to_string())
        } else {
            Kind::Mark(c)
        };
        pieces.push(Piece { kind, range: start..end, is_spaced });
        is_spaced = false;
    }
    pieces
}

/// What may stand between digits of a date.
const JOINTS: [char; 6] = ['-', '/', '.', '‐', '‑', '–'];

struct Scan<'a> {
    pieces: &'a [Piece],
    language: Language,
}

impl Scan<'_> {
    fn day_at(&self, at: usize) -> Option<(Reading, usize)> {
        match self.pieces[at].kind {
            Kind::Number(..) if self.is_torn(at) => None,
            Kind::Number(..) => {
                self.year_first(at).or_else(|| self.digits(at)).or_else(|| self.day_first(at))
            }
            Kind::Word(_) => self.month_first(at),
            Kind::Mark(_) => None,
        }
    }

    /// Whether digits go on in front: a version, an address, a file number.
    fn is_torn(&self, at: usize) -> bool {
        at >= 2
            && !self.pieces[at].is_spaced
            && !self.pieces[at - 1].is_spaced
            && matches!(self.pieces[at - 1].kind, Kind::Mark(c) if JOINTS.contains(&c))
            && matches!(self.pieces[at - 2].kind, Kind::Number(..))
    }

    fn number(&self, at: usize, digits: Range<usize>) -> Option<u32> {
        match self.pieces.get(at)?.kind {
            Kind::Number(value, count) if digits.contains(&count) => Some(value),
            _ => None,
        }
    }

    fn year(&self, at: usize) -> Option<i32> {
        self.number(at, 4..5).filter(|year| (1980..=2100).contains(year)).map(|year| year as i32)
    }

    fn mark(&self, at: usize, of: &[char]) -> Option<char> {
        match self.pieces.get(at)?.kind {
            Kind::Mark(c) if of.contains(&c) => Some(c),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match &self.pieces.get(at)?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    fn is_spaced(&self, at: usize) -> bool {
        self.pieces.get(at).is_none_or(|piece| piece.is_spaced)
    }

    fn month(&self, at: usize) -> Option<u8> {
        month_of(self.word(at)?, self.language)
    }

    /// A small word that is no month: "de", "of", "den".
    fn skip_small(&self, at: usize) -> usize {
        let is_small = self
            .word(at)
            .is_some_and(|word| word.chars().count() <= 3 && month_of(word, self.language).is_none());
        at + usize::from(is_small)
    }

    /// "2019-11-18", "2019/11/18", "2019. 11. 18.", "2019年11月18日", "2019. november 18."
    fn year_first(&self, at: usize) -> Option<(Reading, usize)> {
        let year = self.year(at)?;
        let joint =
            |at| self.mark(at, &JOINTS).is_some() || matches!(self.word(at), Some("年" | "月" | "년" | "월"));
        if joint(at + 1)
            && let Some(month) = self.number(at + 2, 1..3)
            && joint(at + 3)
            && let Some(day) = self.number(at + 4, 1..3)
        {
            let ends = matches!(self.word(at + 5), Some("日" | "일"));
            return reading(year, month, day, at + 5 + usize::from(ends));
        }
        let mut month = at + 1;
        month += usize::from(self.mark(month, &['.', ',']).is_some());
        let mut end = month + 1;
        let month = self.month(month)?;
        end += usize::from(self.mark(end, &['.']).is_some());
        reading(year, month.into(), self.number(end, 1..3)?, end + 1)
    }

    /// "18.11.2019", "18. 11. 2019", "18-11-2019", "11/18/2019", "18.11.19"
    fn digits(&self, at: usize) -> Option<(Reading, usize)> {
        let first = self.number(at, 1..3)?;
        let joint = self.mark(at + 1, &JOINTS)?;
        let second = self.number(at + 2, 1..3)?;
        self.mark(at + 3, &[joint])?;
        let is_tight = (at + 1..=at + 4).all(|at| !self.is_spaced(at));
        if !is_tight && joint != '.' && joint != '/' {
            return None;
        }
        let short = || {
            let value = self.number(at + 4, 2..3).filter(|year| *year <= 40 && is_tight && joint != '-')?;
            Some(2000 + value as i32)
        };
        let year = self.year(at + 4).or_else(short)?;
        // "10.11.12.13" is no day, "18.11.2019." is.
        if self.mark(at + 5, &JOINTS).is_some()
            && self.number(at + 6, 1..9).is_some()
            && !self.is_spaced(at + 6)
        {
            return None;
        }
        let end = at + 5;
        let (day, month) = (u8::try_from(first).ok()?, u8::try_from(second).ok()?);
        match (Day::new(year, month, day), Day::new(year, day, month)) {
            (Some(day), None) => Some((Reading::Day(day), end)),
            (None, Some(day)) if joint != '.' => Some((Reading::Day(day), end)),
            (Some(a), Some(b)) if a == b || joint == '.' => Some((Reading::Day(a), end)),
            (Some(day_first), Some(month_first)) => Some((Reading::Either { day_first, month_first }, end)),
            _ => None,
        }
    }

    /// "18 November 2019", "18th of November, 2019", "18. November 2019", "18 de noviembre de 2019", "18-Nov-2019"
    fn day_first(&self, at: usize) -> Option<(Reading, usize)> {
        let day = self.number(at, 1..3)?;
        let mut next = at + 1;
        // "st", "er", "º"
        if !self.is_spaced(next) && self.word(next).is_some_and(|word| word.chars().count() <= 2) {
            next += 1;
        }
        next += usize::from(self.mark(next, &['.', 'º', 'ª', '-', '/', '‐']).is_some());
        if self.month(next).is_none() {
            next = self.skip_small(next);
        }
        let month = self.month(next)?;
        next += 1;
        next += usize::from(self.mark(next, &['.']).is_some());
        next += usize::from(self.mark(next, &[',', '-', '/', '‐']).is_some());
        if self.year(next).is_none() {
            next = self.skip_small(next);
        }
        reading(self.year(next)?, month.into(), day, next + 1)
    }

    /// "November 18, 2019", "Nov. 18th 2019", "November, 18 2019"
    fn month_first(&self, at: usize) -> Option<(Reading, usize)> {
        let month = self.month(at)?;
        let mut next = at + 1;
        next += usize::from(self.mark(next, &['.', ',']).is_some());
        let day = self.number(next, 1..3)?;
        next += 1;
        if !self.is_spaced(next) && self.word(next).is_some_and(|word| word.chars().count() <= 2) {
            next += 1;
        }
        next += usize::from(self.mark(next, &[',', '.']).is_some());
        if self.year(next).is_none() {
            next = self.skip_small(next);
        }
        reading(self.year(next)?, month.into(), day, next + 1)
    }
}

fn reading(year: i32, month: u32, day: u32, end: usize) -> Option<(Reading, usize)> {
    let day = Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some((Reading::Day(day), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str, language: &str) -> Vec<String> {
        let say = |found: &WrittenDay| {
            let day = match found.day {
                Reading::Day(day) => day.to_string(),
                Reading::Either { .. } => "either".to_owned(),
            };
            format!("{} = {day}", &line[found.range.clone()])
        };
        written_days(line, Language::from_tag(language)).iter().map(say).collect()
    }

    #[test]
    fn days_as_people_write_them() {
        for (language, line, found) in [
            ("en", "By Ada Byrne | Nov. 18, 2019 4:21 PM", "Nov. 18, 2019 = 2019-11-18"),
            ("en", "September 1st, 2023 5 min read", "September 1st, 2023 = 2023-09-01"),
            ("en", "HealthDECEMBER 22, 2022Updated", "DECEMBER 22, 2022 = 2022-12-22"),
            ("en", "March 9 2017", "March 9 2017 = 2017-03-09"),
            ("en", "March, 9 2017", "March, 9 2017 = 2017-03-09"),
            ("en", "05 Nov 2025.", "05 Nov 2025 = 2025-11-05"),
            ("en", "04-Aug-2021 5:11", "04-Aug-2021 = 2021-08-04"),
            ("en", "9/21/2016", "9/21/2016 = 2016-09-21"),
            ("en", "3/4/2025", "3/4/2025 = either"),
            ("de", "Dienstag 6. Mai 2014 um 23:30", "6. Mai 2014 = 2014-05-06"),
            ("de", "26 Mai, 2008", "26 Mai, 2008 = 2008-05-26"),
            ("de", "Kultur, 2.11.22", "2.11.22 = 2022-11-02"),
            ("de", "07.11.2023, 07:30 Uhr", "07.11.2023 = 2023-11-07"),
            ("fr", "Publié le 1er août 2019 à 10h", "1er août 2019 = 2019-08-01"),
            ("es", "18 de noviembre de 2019", "18 de noviembre de 2019 = 2019-11-18"),
            ("pl", "18 listopada 2019", "18 listopada 2019 = 2019-11-18"),
            ("el", "18 Νοεμβρίου 2019", "18 Νοεμβρίου 2019 = 2019-11-18"),
            ("ru", "18 ноября 2019 г.", "18 ноября 2019 = 2019-11-18"),
            ("cs", "18. 11. 2019", "18. 11. 2019 = 2019-11-18"),
            ("hu", "2019. november 18. 12:00", "2019. november 18 = 2019-11-18"),
            ("ja", "2019年11月18日(月) 公開", "2019年11月18日 = 2019-11-18"),
            ("ko", "2019년 11월 18일", "2019년 11월 18일 = 2019-11-18"),
            ("zh", "２０１９年３月４日", "２０１９年３月４日 = 2019-03-04"),
            // A line in a language that the page is not in.
            ("en", "mardi 5 juin 2018", "5 juin 2018 = 2018-06-05"),
        ] {
            assert_eq!(read(line, language), [found], "{line}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for line in [
            "",
            "2019",
            "© 2019",
            "November 2019",
            "18 November",
            "1.2.3.2019.5",
            "10.11.12.13",
            "31.02.2019",
            "call 030 11 2019",
            "12:30 2019",
            "may 2019 18",
        ] {
            assert_eq!(read(line, "en"), Vec::<String>::new(), "{line}");
        }
    }
}
