//! The unit of an amount: a currency, a measure, or the noun that is counted.

use super::NumberKind;
use super::amount::Amount;
use super::counted::is_plural;
use super::decimal::Decimal;
use super::scan::{Found, Unit};
use super::words::{NounShape, NounWord, Numbers};
use crate::fact::phrase::Word;
use crate::token::TokenKind;

impl Numbers {
    /// Whether a unit of measure stands there.
    pub fn is_measured(&self, w: &[Word], at: usize) -> bool {
        let is_currency = self.currencies.at(w, at).is_some();
        is_currency || self.units.at(w, at).is_some_and(|(_, n)| n > 1 || !is_single_capital(w, at))
    }

    /// Finds unit, currency or counted noun behind the amount.
    pub fn unit(&self, w: &[Word], found: &mut Found, prefix: Option<&'static str>, amount: Amount) {
        let mut k = found.range.end;
        let is_hyphen = w.get(k).is_some_and(|m| m.is_hyphen() && !m.is_spaced)
            && w.get(k + 1).is_some_and(|word| word.kind == TokenKind::Word && !word.is_spaced);
        if let Some(code) = prefix {
            found.kind = NumberKind::Money;
            found.unit = Unit::Named(code);
            // "$10 dollars", "$5 USD"
            if let Some(((same, _), n)) = self.currencies.at(w, k)
                && same == code
            {
                found.range.end = k + n;
            }
            return;
        }
        k += usize::from(is_hyphen);
        // "One CAD package": a word for the number, and a code of capitals, are no money.
        let currency = self.currencies.at(w, k).filter(|_| amount.is_digits || !w[k].is_shouted);
        // "three $5 tickets": the sign is of the amount behind it.
        let currency = currency.filter(|&((_, is_prefix), n)| {
            let is_next = w.get(k + n).is_some_and(|next| next.kind == TokenKind::Number && !next.is_spaced);
            !(is_prefix && is_next && w[k].is_spaced)
        });
        let unit = self.units.at(w, k).filter(|&(_, n)| n > 1 || !is_single_capital(w, k));
        match (currency, unit) {
            (Some(((code, _), n)), unit) if unit.is_none_or(|(_, m)| n > m || amount.scale >= 1_000_000) => {
                found.kind = NumberKind::Money;
                found.unit = Unit::Named(code);
                found.range.end = k + n;
            }
            (_, Some((name, n))) => {
                let after = k + n;
                // "two degree courses": the courses are counted.
                let is_first_of_two = n == 1
                    && !name.starts_with('%')
                    && self.shape.noun == NounShape::Plural
                    && !is_hyphen
                    && w[k].is_spaced
                    && w[k].lower.len() > 3
                    && !w[k].lower.ends_with('s')
                    && found.value != Decimal::whole(1)
                    && w.get(after)
                        .is_some_and(|next| is_plural(&next.lower) && next.is_spaced && !next.is_capital)
                    && self.noun(w, after).is_none();
                if is_first_of_two {
                    found.kind = NumberKind::Count;
                    found.range.end = after + 1;
                    found.unit = Unit::Noun(k..after + 1);
                    return;
                }
                let after_hyphen = after + usize::from(w.get(after).is_some_and(Word::is_hyphen));
                if self.noun(w, after_hyphen) == Some(NounWord::Age) {
                    return;
                }
                // "275 pound-feet" are no pounds, "5 barrel-a-day" are barrels.
                let is_tied = after_hyphen > after && w.get(after_hyphen).is_some_and(|word| !word.is_spaced);
                if is_tied && self.rates.at(w, after_hyphen).is_none() {
                    return;
                }
                found.kind = if name.starts_with('%') || name == "percentage point" {
                    NumberKind::Percent
                } else {
                    NumberKind::Measure
                };
                found.unit = Unit::Named(name);
                found.range.end = after;
                let is_amount = self.noun(w, after) == Some(NounWord::Of);
                if is_amount
                    && found.kind == NumberKind::Measure
                    && self.noun(w, k) == Some(NounWord::Measure)
                {
                    // "5 tons of grain"
                    if let Some(noun) = self.mass(w, after + 1) {
                        found.unit = Unit::Noun(k..noun);
                        found.range.end = noun;
                    }
                }
                if is_hyphen {
                    self.head(w, found);
                }
            }
            _ if is_hyphen => {
                let noun = &w[k];
                let is_adjective = self.endings.iter().any(|ending| noun.lower.ends_with(ending));
                let is_range = self
                    .noun(w, k)
                    .is_some_and(|class| class != NounWord::Plural && class != NounWord::Measure);
                if noun.is_capital && self.shape.noun != NounShape::Capital || is_adjective || is_range {
                    return;
                }
                // "27-nation bloc"; "27-nation" alone may be anything.
                let end = found.range.end;
                found.range.end = k + 1;
                self.head(w, found);
                if found.range.end == k + 1 {
                    found.range.end = end;
                } else {
                    found.kind = NumberKind::Count;
                    found.unit = Unit::Noun(k..k + 1);
                }
            }
            _ if amount.is_fraction => {}
            _ => {
                let is_one = found.value == Decimal::whole(1) && found.to.is_none();
                // "1803 veröffentlichte Werke": a year or a count, nobody knows.
                let is_unclear = self.shape.noun == NounShape::Capital
                    && k == found.range.start + 1
                    && w[k - 1].lower.len() == 4
                    && w.get(k).is_some_and(|word| !word.is_capital);
                // "the 60m hurdles": a race, and no millions.
                let is_race =
                    amount.suffix.is_some() && self.races.at(w, k).is_some_and(|(is_front, _)| !is_front);
                let counted = self.counted(w, k, is_one).filter(|_| !is_unclear && !is_race);
                if let Some(noun) = counted {
                    found.kind = NumberKind::Count;
                    found.range.end = noun.end;
                    found.unit = Unit::Noun(noun);
                } else if let Some(at) = amount.suffix
                    && let Some(name) = self.units.word(w, at)
                {
                    // "48m" of nothing are metres.
                    let Some(whole) = Decimal::parse(&w[at - 1].lower, self.shape.decimal) else { return };
                    found.kind = NumberKind::Measure;
                    found.unit = Unit::Named(name);
                    found.value = whole;
                }
            }
        }
    }
}

/// One letter that is a capital: a unit of one letter is written small ("5 m").
fn is_single_capital(w: &[Word], at: usize) -> bool {
    w.get(at).is_some_and(|word| word.is_capital && word.lower.chars().count() == 1)
}
