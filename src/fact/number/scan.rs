//! Tokens -> numbers: at a token, an amount with all that belongs to it, or how many tokens hold none.
//!
//! Ordinals, clock times, results, chains of digits, labels and the digits of names are passed over.

use std::ops::Range;

use super::decimal::Decimal;
use super::words::{NounShape, NounWord, Numbers};
use super::{NumberFact, NumberKind};
use crate::fact::phrase::{Word, core_hull};
use crate::span::Span;
use crate::token::TokenKind;

pub struct Found {
    pub range: Range<usize>,
    pub kind: NumberKind,
    pub value: Decimal,
    pub to: Option<Decimal>,
    pub unit: Unit,
    pub qualifier: Option<Range<usize>>,
    pub per: Option<Range<usize>>,
    pub converted: Option<(Decimal, &'static str)>,
}

#[derive(Clone, Debug)]
pub enum Unit {
    None,
    Named(&'static str),
    /// As written.
    Noun(Range<usize>),
}

pub enum Step {
    Nothing,
    /// No number up to there.
    Skip(usize),
    Found(Box<Found>),
}

impl Found {
    pub fn into_fact(self, text: &str, w: &[Word], what: Option<Span>) -> NumberFact {
        let span = |range: Range<usize>| core_hull(w, range);
        NumberFact {
            kind: self.kind,
            span: span(self.range),
            value: self.value.to_string(),
            to: self.to.map(|value| value.to_string()),
            unit: match self.unit {
                Unit::None => None,
                Unit::Named(name) => Some(name.to_owned()),
                Unit::Noun(range) => Some(span(range).of(text).to_owned()),
            },
            qualifier: self.qualifier.map(span),
            per: self.per.map(span),
            converted: self.converted.map(|(value, unit)| (value.to_string(), unit.to_owned())),
            what,
            other: None,
            is_sure: false,
        }
    }
}

impl Numbers {
    /// Reads the number that begins at `at`; words before `free` belong to another fact.
    pub fn read(&self, w: &[Word], at: usize, free: usize) -> Step {
        let (prefix, number) = match self.currencies.at(w, at) {
            Some(((code, true), n)) => (Some(code), at + n),
            _ => (None, at),
        };
        let sign = number + usize::from(is_minus(w, number));
        let Some(mut amount) = self.amount(w, sign) else {
            let is_digits = w[at].kind == TokenKind::Number;
            return if is_digits { Step::Skip(self.chain(w, at)) } else { Step::Nothing };
        };
        if sign > number {
            amount.value.mantissa = -amount.value.mantissa;
        }
        // "acht Uhr"
        let is_hour = !amount.is_digits && self.noun(w, amount.end) == Some(NounWord::Clock);
        if prefix.is_none() && (is_hour || amount.is_digits && self.is_no_amount(w, at, amount.end)) {
            return Step::Skip(self.chain(w, amount.end.max(at + 1)));
        }
        let mut end = amount.end;
        let mut to = None;
        if let Some(last) = self.range(w, at, &mut amount, prefix.is_some()) {
            to = Some(last.value);
            end = last.end;
            amount.suffix = last.suffix;
        } else if let Some(chain) = score(w, at, end, prefix) {
            return Step::Skip(chain);
        }
        let mut found = Found {
            range: at..end,
            kind: NumberKind::Bare,
            value: amount.value,
            to,
            unit: Unit::None,
            qualifier: None,
            per: None,
            converted: None,
        };
        self.unit(w, &mut found, prefix, amount);
        if to.is_some() && found.kind == NumberKind::Bare {
            // "3 to 5" of nothing may be a result or a ratio.
            return Step::Skip(end);
        }
        let is_alone = !amount.is_digits && found.kind == NumberKind::Bare;
        if is_alone && !amount.is_fraction && amount.scale == 1 {
            // "one", "two" as pronouns.
            return Step::Skip(end);
        }
        if matches!(found.kind, NumberKind::Count | NumberKind::Bare) && self.is_name(w, at, free) {
            // "Boeing 747", "Article 5": no amount of anything.
            return Step::Skip(end);
        }
        if found.kind != NumberKind::Bare {
            self.rate(w, &mut found);
            self.conversion(w, &mut found);
        }
        self.qualify(w, &mut found, free);
        Step::Found(Box::new(found))
    }

    /// Whether the word before says that the number at `at` only names something.
    pub fn is_label(&self, w: &[Word], at: usize) -> bool {
        let mut before = at;
        while before > 0 && w[before - 1].is_mark(".") && !w[before - 1].is_spaced {
            before -= 1;
        }
        matches!(self.nouns.before(w, before), Some((NounWord::Label, _)))
    }

    /// Whether digits stand for no amount: ordinals, clock times, parts of names.
    fn is_no_amount(&self, w: &[Word], at: usize, end: usize) -> bool {
        let is_tied = |at: usize| !w[at].is_spaced;
        if at > 0 && is_tied(at) {
            let before = &w[at - 1];
            let is_name = (before.is_hyphen() || matches!(before.lower.as_str(), "/" | "_" | "." | ":"))
                && at > 1
                && is_tied(at - 1)
                && w[at - 2].kind == TokenKind::Word
                && self.words.word(w, at - 2).is_none();
            if is_name || matches!(before.lower.as_str(), "#" | "@" | "№" | "§") {
                return true;
            }
        }
        let Some(next) = w.get(end) else { return false };
        match self.noun(w, end) {
            Some(NounWord::Clock) => return true,
            Some(NounWord::Ordinal) if !next.is_spaced => return true,
            _ => {}
        }
        let is_whole =
            w[end - 1].kind == TokenKind::Number && w[end - 1].lower.bytes().all(|b| b.is_ascii_digit());
        if self.shape.has_dotted_ordinals
            && is_whole
            && next.is_mark(".")
            && !next.is_spaced
            && end + 1 < w.len()
        {
            return true;
        }
        // "5G", "4x4", "3D": tied to letters that are no unit.
        let is_letters = next.kind == TokenKind::Word && !next.is_spaced;
        is_letters && !self.is_measured(w, end)
    }

    /// Where a chain of digits and marks without spaces ends: "10:30", "555-0134", "3.4.1".
    fn chain(&self, w: &[Word], at: usize) -> usize {
        let mut end = at.max(1);
        while w.get(end).is_some_and(|word| {
            !word.is_spaced && (word.kind == TokenKind::Number || word.is_hyphen() || word.is_mark("/"))
        }) {
            end += 1;
        }
        end
    }

    /// "Boeing 747", "Article 5": a name or a label in front, and a noun behind that it does not count.
    fn is_name(&self, w: &[Word], at: usize, free: usize) -> bool {
        if self.is_label(w, at) {
            return true;
        }
        let Some(before) = at.checked_sub(1).filter(|&before| before >= free).map(|i| &w[i]) else {
            return false;
        };
        let is_plain = w[at].kind == TokenKind::Number && w[at].lower.len() <= 4 && w[at].is_spaced;
        // "“The 52 ships": a capital that only opens a sentence is no name.
        let opens = at < 2 || (w[at - 2].kind == TokenKind::Mark && self.noun(w, at - 1).is_some());
        self.shape.noun != NounShape::Capital
            && is_plain
            && before.kind == TokenKind::Word
            && before.is_capital
            && !opens
    }
}

/// "3-1", "6:4": a result, a ratio, a chain: where it ends.
fn score(w: &[Word], at: usize, end: usize, prefix: Option<&str>) -> Option<usize> {
    let is_tied = |at: usize| w.get(at).is_some_and(|word| !word.is_spaced);
    let joins =
        w.get(end).is_some_and(|m| m.is_hyphen() || m.is_mark("/")) && is_tied(end) && is_tied(end + 1);
    let is_number = w.get(end + 1).is_some_and(|word| word.kind == TokenKind::Number);
    let is_digits = w.get(at).is_some_and(|word| word.kind == TokenKind::Number);
    (joins && is_number && is_digits && prefix.is_none()).then(|| {
        let mut end = end;
        while is_tied(end)
            && w.get(end).is_some_and(|m| m.is_hyphen() || m.is_mark("/") || m.kind == TokenKind::Number)
        {
            end += 1;
        }
        end
    })
}

/// A minus sign: tied to the digits behind it and to nothing in front.
fn is_minus(w: &[Word], at: usize) -> bool {
    let is_sign = w.get(at).is_some_and(|m| matches!(m.lower.as_str(), "-" | "−") && m.is_spaced);
    let follows_name = at > 0 && w[at - 1].is_capital;
    is_sign && !follows_name && w.get(at + 1).is_some_and(|n| n.kind == TokenKind::Number && !n.is_spaced)
}
