//! Tokens -> years and what they are parted in or make up: "in 2014", "the third quarter", "summer of 2012", "the 1990s".

use super::grammar::{Calendar, Read, is_dot, read, whole_number};
use super::when::{Direction, Part, Unit, When};
use super::words::DateWord;
use crate::fact::number::NumberWord;
use crate::fact::phrase::Word;
use crate::token::TokenKind;

impl Calendar {
    /// "the third quarter", "third-quarter", "Q3 2024", "first half of 2025", "summer of 2012".
    pub fn part_of_year(&self, w: &[Word], at: usize) -> Option<Read> {
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
            if let Some((years, end)) = self.told_year(w, at + n) {
                return read(end, When::SeasonOf(season, Direction::Any).of_year(years));
            }
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
    pub fn ordinal_part(&self, w: &[Word], at: usize) -> Option<(Part, usize)> {
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
    pub fn decade(&self, w: &[Word], at: usize) -> Option<Read> {
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
    pub fn year_alone(&self, w: &[Word], at: usize, has_edge: bool) -> Option<Read> {
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

    /// "nineteen ninety-six": year and tokens.
    pub fn spoken_year(&self, w: &[Word], at: usize) -> Option<(i32, usize)> {
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
}

/// Four digits that may be a year, 1000 to 2199.
pub fn year(w: &[Word], at: usize) -> Option<i32> {
    let word = w.get(at)?;
    let year = whole_number(w, at, 4).filter(|_| word.lower.len() == 4)?;
    (1000..2200).contains(&year).then_some(year as i32)
}

/// "(1791)", "(1704-1710)": nothing but years in brackets.
fn is_bracketed(w: &[Word], at: usize) -> bool {
    let is_inner = |word: &Word| word.is_hyphen() || whole_number(std::slice::from_ref(word), 0, 4).is_some();
    let open = w[..at].iter().rev().take(3).find(|word| !is_inner(word));
    let close = w[at + 1..].iter().take(3).find(|word| !is_inner(word));
    open.is_some_and(|word| word.is_mark("(")) && close.is_some_and(|word| word.is_mark(")"))
}
