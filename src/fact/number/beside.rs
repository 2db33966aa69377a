//! What stands around an amount: the other end of a range, the rate, a conversion in brackets, the qualifier.

use super::NumberKind;
use super::amount::Amount;
use super::decimal::Decimal;
use super::scan::{Found, Unit};
use super::words::{NounWord, Numbers, Qualifier, Rate};
use crate::fact::phrase::Word;
use crate::token::TokenKind;

/// The most amounts in a bracket.
const CONVERSIONS: usize = 3;

impl Numbers {
    /// The other end of a range: "3 to 5 per cent", "3-5 %", "$3m-$5m", "between 3 and 5 tons". The first takes the
    /// scale of the last.
    pub fn range(&self, w: &[Word], at: usize, first: &mut Amount, is_money: bool) -> Option<Amount> {
        let mut k = first.end;
        let introduction = at.checked_sub(1).and_then(|before| self.noun(w, before));
        let hyphen = w.get(k).filter(|m| m.is_hyphen());
        match hyphen {
            Some(mark) if mark.is_spaced == w.get(k + 1)?.is_spaced => k += 1,
            Some(_) => return None,
            None => match self.nouns.at(w, k)? {
                // "rose by $3m to $5m", "rose $3m to $5m", "from $3m to $5m": two amounts, no range.
                (NounWord::To, n)
                    if !(is_money
                        && (self.is_from(w, at) && !self.ranges(w, at) || self.is_change(w, at))) =>
                {
                    k += n;
                }
                (NounWord::And, n) if introduction == Some(NounWord::Between) => k += n,
                _ => return None,
            },
        }
        if is_money && let Some(((_, true), n)) = self.currencies.at(w, k) {
            k += n;
        }
        let last = self.amount(w, k)?;
        // A chain of three is a telephone or a file number.
        if w.get(last.end).is_some_and(|m| m.is_hyphen() && !m.is_spaced)
            && w.get(last.end + 1).is_some_and(|n| n.kind == TokenKind::Number)
        {
            return None;
        }
        if first.scale == 1 && last.scale > 1 && first.is_digits == last.is_digits {
            // "3 to 5 million", but not "$200 to $4 million".
            let scaled = first.value.times(last.scale)?;
            if scaled.is_less_than(last.value) {
                first.value = scaled;
            }
        }
        (first.value.is_less_than(last.value) && !first.is_fraction).then_some(last)
    }

    /// "from $3m", "from the current $3m"
    fn is_from(&self, w: &[Word], at: usize) -> bool {
        let is_from = |back: usize| at >= back && self.noun(w, at - back) == Some(NounWord::From);
        is_from(1) || is_from(3) && w[at - 1].kind == TokenKind::Word && self.noun(w, at - 1).is_none()
    }

    /// "rose | $3m to $5m": what it changed by, and what it came to.
    fn is_change(&self, w: &[Word], at: usize) -> bool {
        matches!(self.nouns.before(w, at), Some((NounWord::Changes, _)))
    }

    /// Whether "ranging", "varies" stands in front of "from".
    fn ranges(&self, w: &[Word], at: usize) -> bool {
        at >= 2 && self.noun(w, at - 2) == Some(NounWord::Ranging)
    }

    /// "each year", "a day", "per share", "per user per month", "/month" behind the unit.
    pub fn rate(&self, w: &[Word], found: &mut Found) {
        let start = found.range.end;
        let Some(first) = self.rate_at(w, start) else { return };
        let end = self.rate_at(w, first).unwrap_or(first);
        found.per = Some(start..end);
        found.range.end = end;
    }

    /// Where the rate ends that begins at a token.
    fn rate_at(&self, w: &[Word], start: usize) -> Option<usize> {
        if w.get(start)?.is_mark("/") && !w[start].is_spaced && !w.get(start + 1)?.is_spaced {
            return self.units.at(w, start + 1).map(|(_, n)| start + 1 + n);
        }
        let (rate, n) = self.rates.at(w, start)?;
        match rate {
            Rate::Whole => Some(start + n),
            Rate::Unit | Rate::Either => match self.units.at(w, start + n) {
                Some((_, m)) => Some(start + n + m),
                None => (rate == Rate::Either).then_some(start + n),
            },
            Rate::Any => {
                let noun = w.get(start + n)?;
                // "per open-plan room"
                let is_tied = w.get(start + n + 1).is_some_and(|next| next.is_hyphen() && !next.is_spaced);
                let is_noun = noun.kind == TokenKind::Word && self.noun(w, start + n).is_none();
                (!is_tied && is_noun).then_some(start + n + 1)
            }
        }
    }

    /// "($150 billion)", "(93 miles)", "(£458m; $874m)": of several the first.
    pub fn conversion(&self, w: &[Word], found: &mut Found) {
        if !w.get(found.range.end).is_some_and(|word| word.is_mark("(")) {
            return;
        }
        let Some((first, mut end)) = self.converted(w, found, found.range.end + 1) else { return };
        for _ in 1..CONVERSIONS {
            let parts = |word: &Word| word.is_mark(";") || word.is_mark(",") || word.is_mark("/");
            let Some(next) = w.get(end).filter(|word| parts(word)).and(self.converted(w, found, end + 1))
            else {
                break;
            };
            end = next.1;
        }
        if w.get(end).is_some_and(|word| word.is_mark(")")) {
            found.converted = Some(first);
            found.range.end = end + 1;
        }
    }

    /// The same amount in another unit, and where it ends.
    fn converted(&self, w: &[Word], found: &Found, start: usize) -> Option<((Decimal, &'static str), usize)> {
        // "(about $150 billion)"
        let start = match self.qualifiers.at(w, start) {
            Some((_, n)) => start + n,
            None => start,
        };
        let (prefix, number) = match self.currencies.at(w, start) {
            Some(((code, true), n)) => (Some(code), start + n),
            _ => (None, start),
        };
        let amount = self.amount(w, number)?;
        let is_alike = |kind: NumberKind| match found.kind {
            NumberKind::Money => kind == NumberKind::Money,
            NumberKind::Measure => kind == NumberKind::Measure,
            _ => false,
        };
        let hyphen = amount.end + usize::from(w.get(amount.end).is_some_and(Word::is_hyphen));
        let (kind, name, end) = match (prefix, self.currencies.at(w, hyphen), self.units.at(w, hyphen)) {
            (Some(code), _, _) => (NumberKind::Money, code, amount.end),
            (_, Some(((code, _), n)), _) => (NumberKind::Money, code, hyphen + n),
            (_, _, Some((name, n))) => (NumberKind::Measure, name, hyphen + n),
            _ => return None,
        };
        let is_other = !matches!(found.unit, Unit::Named(unit) if unit == name);
        (is_alike(kind) && is_other).then_some(((amount.value, name), end))
    }

    /// Finds the qualifier before the number.
    pub fn qualify(&self, w: &[Word], found: &mut Found, free: usize) {
        let start = found.range.start;
        let Some((kind, mut first)) = self.qualifiers.before(&w[free..], start - free) else { return };
        first += free;
        match kind {
            Qualifier::Adjective => found.qualifier = Some(first..start),
            Qualifier::Adverb => {
                // "up to about"
                if let Some((Qualifier::Adverb, earlier)) = self.qualifiers.before(&w[free..], first - free) {
                    first = earlier + free;
                }
                found.qualifier = Some(first..start);
                found.range.start = first;
            }
        }
    }
}
