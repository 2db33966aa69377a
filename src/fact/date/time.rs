//! Times of day beside a date: "Thursday at 3.30 p.m.", "20.30 Uhr am Montag".

use super::words::DateWord;
use crate::fact::phrase::{Lexicon, Word};
use crate::token::TokenKind;

/// A time as a clock shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59, where they are written.
    pub minute: Option<u8>,
}

/// "T15:30", and "T15" where no minutes are written.
impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "T{:02}", self.hour)?;
        self.minute.map_or(Ok(()), |minute| write!(f, ":{minute:02}"))
    }
}

/// A time, or the two ends of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub first: Clock,
    pub last: Option<Clock>,
}

/// How sure it is that digits are a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// "3 p.m.", "noon", "15:30"
    Sure,
    /// "3", "3.30": a time only behind a word that asks for one, or in a range with a sure one.
    Bare,
}

struct Read {
    end: usize,
    clock: Clock,
    shape: Shape,
    /// Whether it says which half of the day is meant.
    has_half: bool,
}

/// The times that begin at `at`, a preposition in front included ("at 8 p.m.", "from 3 to 5 pm"), and where they end.
pub fn times(words: &Lexicon<DateWord>, w: &[Word], at: usize) -> Option<(usize, Times)> {
    let mut start = at;
    let mut is_asked = false;
    // "at around 8 p.m."
    while let Some((class, n)) = words.at(w, start)
        && (class == DateWord::At || class.introduces())
        && start - at < 4
    {
        start += n;
        is_asked |= class == DateWord::At;
    }
    let first = clock(words, w, start)?;
    let is_dash = w.get(first.end).is_some_and(Word::is_hyphen);
    let to = match words.at(w, first.end) {
        Some((DateWord::To | DateWord::And, n)) => first.end + n,
        _ => first.end + usize::from(is_dash),
    };
    if to > first.end
        && let Some(last) = clock(words, w, to)
        && (first.shape == Shape::Sure || last.shape == Shape::Sure)
    {
        let mut begin = first.clock;
        // "3 to 5 p.m."
        if !first.has_half && last.has_half && begin.hour < 12 && begin.hour + 12 < last.clock.hour + 1 {
            begin.hour += 12;
        }
        return Some((last.end, Times { first: begin, last: Some(last.clock) }));
    }
    (first.shape == Shape::Sure || is_asked).then_some((first.end, Times { first: first.clock, last: None }))
}

/// "3 p.m.", "15:30", "8.30pm", "noon", "20 Uhr", "10 h 30", with its time zone.
fn clock(words: &Lexicon<DateWord>, w: &[Word], at: usize) -> Option<Read> {
    let class = |at: usize| words.at(w, at);
    if let Some((DateWord::Hour(hour), n)) = class(at) {
        let clock = Clock { hour, minute: None };
        return Some(Read { end: at + n, clock, shape: Shape::Sure, has_half: true });
    }
    // "12 noon"
    if let Some((DateWord::Hour(hour), n)) = class(at + 1)
        && w[at].lower == "12"
    {
        let clock = Clock { hour, minute: None };
        return Some(Read { end: at + 1 + n, clock, shape: Shape::Sure, has_half: true });
    }
    let word = w.get(at).filter(|word| word.kind == TokenKind::Number)?;
    let mut parts = word.lower.split([':', '.']);
    let two = |digits: &str| {
        (1..=2).contains(&digits.len()).then(|| digits.parse::<u8>().ok().filter(|&n| n < 60))?
    };
    let mut hour = two(parts.next()?).filter(|&hour| hour < 24)?;
    let mut minute = match parts.next() {
        Some(digits) => Some(two(digits).filter(|_| digits.len() == 2)?),
        None => None,
    };
    let has_seconds = parts.next().is_some();
    if parts.next().is_some() {
        return None;
    }
    let has_colon = word.lower.contains(':');
    let mut end = at + 1;
    let mut shape = if has_colon { Shape::Sure } else { Shape::Bare };
    let mut has_half = hour > 12;
    match class(end) {
        Some((half @ (DateWord::Morning | DateWord::Afternoon), n)) if (1..=12).contains(&hour) => {
            end += n;
            hour = hour % 12 + if half == DateWord::Afternoon { 12 } else { 0 };
            (shape, has_half) = (Shape::Sure, true);
        }
        Some((DateWord::Clock, n)) => {
            end += n;
            shape = Shape::Sure;
        }
        // "10 h 30", "10h"
        Some((DateWord::Hours, n)) if minute.is_none() => {
            end += n;
            shape = Shape::Sure;
            let minutes = w.get(end).filter(|word| word.kind == TokenKind::Number && word.lower.len() == 2);
            if let Some(minutes) = minutes.and_then(|word| two(&word.lower)) {
                minute = Some(minutes);
                end += 1;
            }
        }
        _ if has_seconds && !has_colon => return None,
        _ => {}
    }
    if let Some((DateWord::Zone, n)) = class(end)
        && shape == Shape::Sure
    {
        end += n;
    }
    // "at 3 points", "at 4%": something else is counted.
    if shape == Shape::Bare
        && w.get(end).is_some_and(|next| next.is_hyphen() || next.is_mark("%") || next.is_mark("/"))
        && !w.get(end + 1).is_some_and(|next| next.kind == TokenKind::Number)
    {
        return None;
    }
    Some(Read { end, clock: Clock { hour, minute }, shape, has_half })
}
