//! Tokens -> the amount that begins at one: digits with their separators and scales, number words, fractions.

use super::decimal::Decimal;
use super::words::{NounWord, NumberWord, Numbers};
use crate::fact::phrase::Word;
use crate::token::TokenKind;

/// An amount read at some token.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    pub value: Decimal,
    pub end: usize,
    /// The product of the scale words, 1 without.
    pub scale: i64,
    pub is_digits: bool,
    pub is_fraction: bool,
    /// Where a suffix such as "m" stands that may be a unit too.
    pub suffix: Option<usize>,
}

impl Numbers {
    pub fn amount(&self, w: &[Word], at: usize) -> Option<Amount> {
        let word = w.get(at)?;
        match word.kind {
            TokenKind::Number => self.digits(w, at),
            TokenKind::Word => self.spelled(w, at),
            TokenKind::Mark if word.is_mark(".") && word.is_spaced => {
                // ".5 per cent"
                let digits = w.get(at + 1).filter(|n| n.kind == TokenKind::Number && !n.is_spaced)?;
                let value = Decimal::parse(&format!("0.{}", digits.lower), '.')?;
                Some(Amount {
                    value,
                    end: at + 2,
                    scale: 1,
                    is_digits: true,
                    is_fraction: false,
                    suffix: None,
                })
            }
            TokenKind::Mark => None,
        }
    }

    /// A whole number of things, "a" included, for "two years ago": the number and where it ends.
    pub fn small(&self, w: &[Word], at: usize) -> Option<(i64, usize)> {
        if let (NumberWord::Article, n) = self.words.at(w, at).unwrap_or((NumberWord::Half, 0)) {
            return Some((1, at + n));
        }
        let amount = self.amount(w, at)?;
        let value = amount.value;
        let whole = (value.places == 0).then(|| i64::try_from(value.mantissa).ok())??;
        (0..100_000).contains(&whole).then_some((whole, amount.end))
    }

    fn digits(&self, w: &[Word], at: usize) -> Option<Amount> {
        let mut value = Decimal::parse(&w[at].lower, self.shape.decimal)?;
        let mut end = at + 1;
        if self.shape.has_spaced_groups && w[at].lower.len() <= 3 {
            // "1 200 000"
            while value.places == 0 && value.mantissa > 0 {
                let group =
                    w.get(end).filter(|g| g.kind == TokenKind::Number && g.is_spaced && g.lower.len() >= 3);
                let Some(group) = group else { break };
                let whole = group.lower.get(..3).filter(|g| g.bytes().all(|b| b.is_ascii_digit()));
                let Some(whole) = whole.and_then(|digits| digits.parse::<i128>().ok()) else { break };
                let rest = &group.lower[3..];
                let fraction = rest.strip_prefix(self.shape.decimal);
                if !rest.is_empty()
                    && fraction.is_none_or(|f| f.len() > 3 || !f.bytes().all(|b| b.is_ascii_digit()))
                {
                    break;
                }
                value.mantissa = value.mantissa.checked_mul(1000)?.checked_add(whole)?;
                end += 1;
                if let Some(fraction) = fraction {
                    let fraction = Decimal::parse(&format!("0.{fraction}"), '.')?;
                    value = value.plus(fraction)?;
                }
            }
        }
        let mut is_fraction = false;
        let small = |at: usize| {
            let word = w.get(at).filter(|word| word.kind == TokenKind::Number && word.lower.len() <= 2)?;
            word.lower.parse::<i64>().ok().filter(|&n| n > 0)
        };
        let slash = |at: usize| w.get(at).is_some_and(|m| !m.is_spaced && m.is_mark("/"));
        // "1/4", "3 1/2"
        if let (Some(over), true, Some(under)) = (small(at), slash(end), small(end + 1))
            && over < under
            && !w[end + 1].is_spaced
            && !slash(end + 2)
        {
            value = Decimal::ratio(over, under);
            end += 2;
            is_fraction = true;
        } else if let (Some(over), true, Some(under)) = (small(end), slash(end + 1), small(end + 2))
            && over < under
            && value.places == 0
            && !w[end + 2].is_spaced
        {
            value = value.plus(Decimal::ratio(over, under))?;
            end += 3;
        }
        let mut scale = 1i64;
        let mut suffix = None;
        while let Some((word, n)) = self.words.at(w, end) {
            let by = match word {
                NumberWord::Scale(by) => by,
                NumberWord::Alone(by) if by >= 1000 && w[end].is_spaced => by,
                // "5 dozen", "2 hundred"
                NumberWord::Multiplier(by) if scale == 1 => by,
                NumberWord::Suffix(by) if scale == 1 => {
                    let is_letter = w[end].lower.len() == 1;
                    if is_letter && w[end].is_spaced {
                        break;
                    }
                    suffix = (n == 1 && self.units.word(w, end).is_some()).then_some(end);
                    by
                }
                _ => break,
            };
            scale = scale.checked_mul(by)?;
            value = value.times(by)?;
            end += n;
            // "138 Mrd. Euro"
            let is_dotted = matches!(word, NumberWord::Suffix(_)) && end + 1 < w.len();
            end += usize::from(is_dotted && w[end].is_mark(".") && !w[end].is_spaced);
        }
        // "half a": "2 and a half million" is rare; "2 million and a half" too.
        Some(Amount { value, end, scale, is_digits: true, is_fraction, suffix })
    }

    /// "two hundred and five", "twenty-five", "a million", "half a dozen", "two-thirds", "fünfundzwanzig".
    fn spelled(&self, w: &[Word], at: usize) -> Option<Amount> {
        let amount = |value, end, scale| Amount {
            value,
            end,
            scale,
            is_digits: false,
            is_fraction: false,
            suffix: None,
        };
        let (first, n) = match self.words.at(w, at) {
            Some(found) => found,
            None => (NumberWord::Value(self.compound(&w[at].lower)?), 1),
        };
        let mut end = at + n;
        let mut total: i64 = 0;
        let mut current: i64 = 0;
        let mut scale = 1i64;
        match first {
            NumberWord::Value(value) => current = value,
            NumberWord::Alone(by) if by >= 1000 => (total, scale) = (by, by),
            NumberWord::Alone(by) => current = by,
            NumberWord::Half => {
                // "half a million"
                let k = match self.words.at(w, end) {
                    Some((NumberWord::Article, n)) => end + n,
                    _ => end,
                };
                return match self.words.at(w, k) {
                    Some((NumberWord::Scale(by) | NumberWord::Multiplier(by), n)) => {
                        Some(amount(Decimal::ratio(1, 2).times(by)?, k + n, by))
                    }
                    // "half of": a share.
                    _ if self.noun(w, end) == Some(NounWord::Of) => {
                        Some(Amount { is_fraction: true, ..amount(Decimal::ratio(1, 2), end, 1) })
                    }
                    _ => None,
                };
            }
            NumberWord::Article => match self.words.at(w, end)? {
                (NumberWord::Scale(by), n) => {
                    end += n;
                    (total, scale) = (by, by);
                }
                (NumberWord::Multiplier(by), n) => {
                    end += n;
                    current = by;
                    scale = by;
                }
                (NumberWord::Fraction(under), n) => return self.share(w, 1, under, end + n),
                _ => return None,
            },
            _ => return None,
        }
        let mut largest = i64::MAX;
        loop {
            let mut k = end;
            let is_hyphen = w.get(k).is_some_and(|m| m.is_hyphen() && !m.is_spaced);
            k += usize::from(is_hyphen);
            let is_and = matches!(self.words.at(w, k), Some((NumberWord::And, _)));
            k += usize::from(is_and);
            k += usize::from(is_and && w.get(k).is_some_and(|m| m.is_hyphen() && !m.is_spaced));
            let Some((word, n)) = self.words.at(w, k) else { break };
            match word {
                NumberWord::Value(value) => {
                    let rest = current % 100;
                    let fits = match rest {
                        0 => current > 0 || total > 0,
                        // "quatre-vingt"
                        4 if value == 20 && is_hyphen => {
                            current = current - 4 + 80;
                            end = k + n;
                            continue;
                        }
                        60 | 80 => value < 20,
                        20..=90 if rest % 10 == 0 => value < 10,
                        _ => false,
                    };
                    // "five and six" is two numbers, "twenty three" one.
                    if !fits || (is_and && rest == 0 && current + total < 100) {
                        break;
                    }
                    current += value;
                }
                NumberWord::Multiplier(by) | NumberWord::Alone(by) if by < 1000 && !is_and => {
                    if current == 0 && total == 0 || current >= 100 {
                        break;
                    }
                    current = current.max(1).checked_mul(by)?;
                    scale = by;
                }
                NumberWord::Scale(by) | NumberWord::Alone(by) if !is_and => {
                    if by >= largest || (current == 0 && total == 0) {
                        // "mil millones": a thousand of the larger.
                        if current > 0 || total == 0 {
                            break;
                        }
                        total = total.checked_mul(by)?;
                    } else if largest == i64::MAX && total > 0 && current == 0 {
                        total = total.checked_mul(by)?;
                    } else {
                        total = total.checked_add(current.max(1).checked_mul(by)?)?;
                    }
                    current = 0;
                    largest = by;
                    scale = scale.max(by);
                }
                NumberWord::Fraction(under) if total == 0 && current < under.max(2) && !is_and => {
                    return self.share(w, current, under, k + n);
                }
                _ => break,
            }
            end = k + n;
        }
        let value = Decimal::whole(total.checked_add(current)?);
        Some(amount(value, end, scale))
    }

    /// "two-thirds of", "a quarter million"
    fn share(&self, w: &[Word], over: i64, under: i64, end: usize) -> Option<Amount> {
        let value = Decimal::ratio(over, under);
        if let Some((NumberWord::Scale(by), n)) = self.words.at(w, end) {
            let value = Decimal::whole(by.checked_mul(over)?).over(under)?;
            return Some(Amount {
                value,
                end: end + n,
                scale: by,
                is_digits: false,
                is_fraction: false,
                suffix: None,
            });
        }
        let is_share = over > 1 || self.noun(w, end) == Some(NounWord::Of);
        is_share.then_some(Amount { value, end, scale: 1, is_digits: false, is_fraction: true, suffix: None })
    }

    /// A number word written as one: "zweihundertfünfundzwanzig".
    fn compound(&self, word: &str) -> Option<i64> {
        if !self.shape.has_compounds || word.len() > 60 {
            return None;
        }
        let (mut total, mut current, mut pending) = (0i64, 0i64, 0i64);
        let mut rest = word;
        let mut pieces = 0;
        while !rest.is_empty() {
            if let Some(after) = rest.strip_prefix("und").filter(|_| pieces > 0) {
                // "fünf-und-zwanzig": the unit waits for its ten.
                pending = current % 100;
                current -= pending;
                rest = after;
                continue;
            }
            let cut = (2..=rest.len().min(14)).rev().filter(|&i| rest.is_char_boundary(i));
            let (value, length) = cut.filter_map(|i| Some((self.words.single(&rest[..i])?, i))).next()?;
            match value {
                NumberWord::Value(value) if current % 100 == 0 => {
                    current += value + std::mem::take(&mut pending)
                }
                NumberWord::Multiplier(by) | NumberWord::Alone(by) if by == 100 && current < 100 => {
                    current = current.max(1) * by
                }
                NumberWord::Scale(1000) | NumberWord::Alone(1000) if total == 0 => {
                    total = current.max(1) * 1000;
                    current = 0;
                }
                _ => return None,
            }
            rest = &rest[length..];
            pieces += 1;
        }
        (pieces > 1 && pending == 0).then_some(total + current)
    }
}
