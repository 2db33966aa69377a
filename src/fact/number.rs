//! Numbers with their unit and what they count or measure.
//!
//! In: the article's tokens, the dates (their digits are no numbers) and the tables of its language
//! (`lang/*/number_words.txt`, `number_shape.txt`, `currencies.txt`, `units.txt`, `qualifiers.txt`, `noun_words.txt`,
//! `rates.txt`). Out: numbers in text order. Method: at each token an amount is read, then what may stand around
//! it: qualifier, currency, scale, the end of a range, unit or counted noun, rate, a conversion in brackets.
//! "an estimated 138 billion euros ($150 billion)" is one fact. Years, clock times, telephone and list numbers, results
//! and the digits of names ("F-16") are none. A number without a unit or a counted noun is found (it keeps the tagger
//! away) but not shown. Nouns are found by shape, not by a tagger: in doubt a number is bare.

use std::fmt;
use std::ops::Range;

use super::clause::Clauses;
use super::phrase::{Lexicon, Word, core_hull, words};
use super::{DateFact, Text};
use crate::lang::{self, ByLanguage, Language, Table};
use crate::span::Span;
use crate::token::TokenKind;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    Money,
    Percent,
    /// People or things counted.
    Count,
    /// A measure with a unit: metres, degrees, hours.
    Measure,
    /// Nothing says what it counts.
    Bare,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NumberFact {
    pub kind: NumberKind,
    /// The words from qualifier to unit or counted noun, rate and conversion included. A qualifier that is an
    /// adjective ("an estimated 5 tons") stands outside.
    pub span: Span,
    /// A decimal: "138000000000", "0.5", "-3". Of a range, its first number.
    pub value: String,
    /// The last number of a range: "5" of "3 to 5 per cent".
    pub to: Option<String>,
    /// ISO 4217 for money ("EUR") or the name of a coin ("cent"), "%" for per cent, a unit's name ("kilometre"), or
    /// the counted noun as written ("troops").
    pub unit: Option<String>,
    /// "more than", "at least", "estimated".
    pub qualifier: Option<Span>,
    /// "each year", "per day".
    pub per: Option<Span>,
    /// Value and unit of a conversion in brackets.
    pub converted: Option<(String, String)>,
    /// The clause that says what is counted or measured.
    pub what: Option<Span>,
}

/// All numbers in text order.
pub fn find(text: &Text, dates: &[DateFact]) -> Vec<NumberFact> {
    let language = text.article.language;
    let numbers = Numbers::of(language);
    let clauses = Clauses::of(language);
    let words = words(text);
    let mut dates = dates.iter().peekable();
    let mut facts = Vec::new();
    for range in &text.sentence_tokens {
        let w = &words[range.clone()];
        let mut at = 0;
        // Where the words free for a number begin: behind the last date or number.
        let mut free = 0;
        while at < w.len() {
            while dates.next_if(|date| date.span.end <= w[at].span.start).is_some() {}
            if dates.peek().is_some_and(|date| date.span.overlaps(w[at].core)) {
                at += 1;
                free = at;
                continue;
            }
            // A number ends where the next date begins.
            let next = dates
                .peek()
                .map_or(w.len(), |date| w.partition_point(|word| word.span.end <= date.span.start));
            match numbers.read(&w[..next.max(at + 1)], at, free) {
                Step::Nothing => at += 1,
                Step::Skip(end) => at = end.max(at + 1),
                Step::Found(found) => {
                    let is_apart = matches!(found.kind, NumberKind::Money | NumberKind::Percent);
                    let what = match found.kind {
                        NumberKind::Bare => None,
                        _ => clauses.beside(w, found.range.clone(), is_apart),
                    };
                    at = found.range.end.max(at + 1);
                    free = at;
                    facts.push(found.into_fact(text.text, w, what));
                }
            }
        }
    }
    facts
}

/// What a word says in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberWord {
    /// 0 to 99
    Value(i64),
    /// Multiplies what stands before it, and goes on being added to: "hundred", "dozen".
    Multiplier(i64),
    /// From a thousand up.
    Scale(i64),
    /// A scale written behind digits only: "bn", "Mrd".
    Suffix(i64),
    /// Like a scale or multiplier, and a number by itself: "mille", "cien".
    Alone(i64),
    /// "a" million
    Article,
    /// "two hundred and five"
    And,
    Half,
    /// "third": one of three.
    Fraction(i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NounWord {
    /// Ends a counted noun, or is none: "of", "were", "he".
    Stop,
    /// Plural by form unlike others, or a collective: "people", "police".
    Plural,
    /// Goes on with "of": "rounds of shells".
    Measure,
    Of,
    /// In front of a number it names one of a list: "page 5".
    Label,
    /// Behind a number it is a time of day: "a.m.", "Uhr".
    Clock,
    /// Behind a number of years it is an age: "old".
    Age,
    /// Behind a digit it makes an ordinal: "rd".
    Ordinal,
    /// Between the two ends of a range: "to", "bis".
    To,
    /// Stands in front of the noun where adjectives follow: "nouveaux".
    Adjective,
    /// "-ed": a word that ends so is no noun.
    Ending,
    /// Tells a movement: "from", "by". Ends a counted noun too, as the next two do.
    From,
    /// In front of "from" it makes a range of what follows: "ranging".
    Ranging,
    /// Opens a range that "and" goes on with.
    Between,
    And,
}

/// How a language writes numbers and nouns: `number_shape.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    decimal: char,
    /// Whether a space parts thousands.
    has_spaced_groups: bool,
    /// Whether a dot behind digits makes an ordinal: "3. März".
    has_dotted_ordinals: bool,
    /// Whether number words are written as one: "fünfundzwanzig".
    has_compounds: bool,
    noun: NounShape,
}

/// What shows where a counted noun ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NounShape {
    /// The first word in the plural: "Ukrainian troops".
    Plural,
    /// The first word with a capital: "verletzte Soldaten".
    Capital,
    /// The first word: "soldats ukrainiens".
    First,
    /// No table: nothing is counted.
    Unknown,
}

/// The tables of a language, ready to read numbers with.
pub struct Numbers {
    pub words: Lexicon<NumberWord>,
    currencies: Lexicon<(&'static str, bool)>,
    units: Lexicon<&'static str>,
    qualifiers: Lexicon<Qualifier>,
    nouns: Lexicon<NounWord>,
    endings: Vec<&'static str>,
    rates: Lexicon<Rate>,
    shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Qualifier {
    Adverb,
    /// Stands between an article and the number: "estimated".
    Adjective,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rate {
    /// Says all itself: "annually".
    Whole,
    /// Takes any noun: "per".
    Any,
    /// Takes a unit: "a" in "a day".
    Unit,
    /// Takes a unit, and says all without one too: "each".
    Either,
}

/// An amount read at some token.
#[derive(Clone, Copy, Debug)]
struct Amount {
    value: Decimal,
    end: usize,
    /// The product of the scale words, 1 without.
    scale: i64,
    is_digits: bool,
    is_fraction: bool,
    /// Where a suffix such as "m" stands that may be a unit too.
    suffix: Option<usize>,
}

struct Found {
    range: Range<usize>,
    kind: NumberKind,
    value: Decimal,
    to: Option<Decimal>,
    unit: Unit,
    qualifier: Option<Range<usize>>,
    per: Option<Range<usize>>,
    converted: Option<(Decimal, &'static str)>,
}

#[derive(Clone, Debug)]
enum Unit {
    None,
    Named(&'static str),
    /// As written.
    Noun(Range<usize>),
}

enum Step {
    Nothing,
    /// No number up to there.
    Skip(usize),
    Found(Box<Found>),
}

impl Found {
    fn into_fact(self, text: &str, w: &[Word], what: Option<Span>) -> NumberFact {
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
        }
    }
}

impl Numbers {
    pub fn of(language: Language) -> &'static Self {
        static NUMBERS: ByLanguage<Numbers> = ByLanguage::new(Numbers::new);
        NUMBERS.of(language)
    }

    fn new(language: Language) -> Self {
        let shared = Language::from_tag("und");
        let both = |table: fn(Language) -> Table| {
            let own = table(language);
            own.pairs().chain(table(if language == shared { Language::UNKNOWN } else { shared }).pairs())
        };
        let words =
            lang::number_words(language).pairs().filter_map(|(w, class)| Some((w, number_word(class)?)));
        let currencies = both(lang::currencies).map(|(name, value)| {
            let (code, flag) = value.split_once('\t').unwrap_or((value, ""));
            (name, (code, flag == "before"))
        });
        let qualifiers = lang::qualifiers(language).pairs().map(|(entry, class)| {
            (entry, if class == "adjective" { Qualifier::Adjective } else { Qualifier::Adverb })
        });
        let nouns = lang::noun_words(language).pairs();
        let endings =
            nouns.filter_map(|(entry, class)| entry.strip_prefix('-').filter(|_| class == "ending"));
        let nouns = lang::noun_words(language).pairs();
        let rates = lang::rates(language).pairs().filter_map(|(entry, class)| {
            let rate = match class {
                "whole" => Rate::Whole,
                "any" => Rate::Any,
                "unit" => Rate::Unit,
                "either" => Rate::Either,
                _ => return None,
            };
            Some((entry, rate))
        });
        Numbers {
            words: Lexicon::new(words),
            currencies: Lexicon::new(currencies),
            units: Lexicon::new(both(lang::units)),
            qualifiers: Lexicon::new(qualifiers),
            endings: endings.collect(),
            nouns: Lexicon::new(nouns.filter_map(|(entry, class)| Some((entry, noun_word(class)?)))),
            rates: Lexicon::new(rates),
            shape: Shape::new(language),
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

    /// Whether a unit of measure stands there.
    pub fn is_measured(&self, w: &[Word], at: usize) -> bool {
        let is_currency = self.currencies.at(w, at).is_some();
        is_currency || self.units.at(w, at).is_some_and(|(_, n)| n > 1 || !is_single_capital(w, at))
    }

    /// Whether a noun in the plural or a unit stands there.
    pub fn is_counted(&self, w: &[Word], at: usize) -> bool {
        self.is_measured(w, at) || self.counted(w, at, false).is_some()
    }

    /// Whether the word before says that the number at `at` only names something.
    pub fn is_label(&self, w: &[Word], at: usize) -> bool {
        let mut before = at;
        while before > 0 && w[before - 1].is_mark(".") && !w[before - 1].is_spaced {
            before -= 1;
        }
        matches!(self.nouns.before(w, before), Some((NounWord::Label, _)))
    }

    fn noun(&self, w: &[Word], at: usize) -> Option<NounWord> {
        self.nouns.at(w, at).map(|(class, _)| class)
    }

    /// Reads the number that begins at `at`; words before `free` belong to another fact.
    fn read(&self, w: &[Word], at: usize, free: usize) -> Step {
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
        if prefix.is_none() && amount.is_digits && self.is_no_amount(w, at, amount.end) {
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

    // Amounts.

    fn amount(&self, w: &[Word], at: usize) -> Option<Amount> {
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

    // What stands around an amount.

    /// The other end of a range: "3 to 5 per cent", "3-5 %", "$3m-$5m", "between 3 and 5 tons". The first takes the
    /// scale of the last.
    fn range(&self, w: &[Word], at: usize, first: &mut Amount, is_money: bool) -> Option<Amount> {
        let mut k = first.end;
        let introduction = at.checked_sub(1).and_then(|before| self.noun(w, before));
        let hyphen = w.get(k).filter(|m| m.is_hyphen());
        match hyphen {
            Some(mark) if mark.is_spaced == w.get(k + 1)?.is_spaced => k += 1,
            Some(_) => return None,
            None => match self.nouns.at(w, k)? {
                // "rose by $3m to $5m", "from $3m to $5m": two amounts, no range.
                (NounWord::To, n)
                    if !(is_money && introduction == Some(NounWord::From) && !self.ranges(w, at)) =>
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

    /// Whether "ranging", "varies" stands in front of "from".
    fn ranges(&self, w: &[Word], at: usize) -> bool {
        at >= 2 && self.noun(w, at - 2) == Some(NounWord::Ranging)
    }

    /// Finds unit, currency or counted noun behind the amount.
    fn unit(&self, w: &[Word], found: &mut Found, prefix: Option<&'static str>, amount: Amount) {
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
        let currency = self.currencies.at(w, k);
        let unit = self.units.at(w, k).filter(|&(_, n)| n > 1 || !is_single_capital(w, k));
        match (currency, unit) {
            (Some(((code, _), n)), unit) if unit.is_none_or(|(_, m)| n > m || amount.scale >= 1_000_000) => {
                found.kind = NumberKind::Money;
                found.unit = Unit::Named(code);
                found.range.end = k + n;
            }
            (_, Some((name, n))) => {
                let after = k + n;
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
                let counted = self.counted(w, k, is_one).filter(|_| !is_unclear);
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

    /// The noun that a compound stands before: "bloc" of "27-nation bloc". Without an end in sight it is left out.
    fn head(&self, w: &[Word], found: &mut Found) {
        let start = found.range.end;
        let mut end = start;
        while end < start + 3 && w.get(end).is_some_and(|word| word.kind == TokenKind::Word && word.is_spaced)
        {
            if self.noun(w, end).is_some_and(|class| class != NounWord::Plural && class != NounWord::Measure)
                || self.endings.iter().any(|ending| w[end].lower.ends_with(ending))
            {
                break;
            }
            end += 1;
        }
        // "the eight-year Lind–Vale war"
        let is_tied = w.get(end).is_some_and(|next| next.is_hyphen() && !next.is_spaced);
        if end > start && end < start + 3 && !is_tied {
            found.range.end = end;
        }
    }

    /// The noun group that is counted, from `at` on.
    fn counted(&self, w: &[Word], at: usize, is_one: bool) -> Option<Range<usize>> {
        let end = match self.shape.noun {
            NounShape::Plural => self.plural(w, at, is_one)?,
            NounShape::Capital => self.capital(w, at)?,
            NounShape::First => self.first(w, at, is_one)?,
            NounShape::Unknown => return None,
        };
        let is_measure = self.noun(w, end - 1) == Some(NounWord::Measure);
        if is_measure
            && self.noun(w, end) == Some(NounWord::Of)
            && let Some(whole) = self.mass(w, end + 1)
        {
            return Some(at..whole);
        }
        Some(at..end)
    }

    /// What a measure is of: a noun group, or the one word there.
    fn mass(&self, w: &[Word], at: usize) -> Option<usize> {
        let group = match self.shape.noun {
            NounShape::Plural => self.plural(w, at, false),
            NounShape::Capital => self.capital(w, at),
            _ => None,
        };
        group.or_else(|| {
            let word = w.get(at)?;
            let is_noun = word.kind == TokenKind::Word && !word.is_capital && self.noun(w, at).is_none();
            is_noun.then_some(at + 1)
        })
    }

    /// Where a group ends that ends in a plural: "large-caliber artillery shells".
    fn plural(&self, w: &[Word], at: usize, is_one: bool) -> Option<usize> {
        const REACH: usize = 6;
        let mut capital = None;
        let mut end = at;
        while end < at + REACH {
            let word = w.get(end)?;
            let is_joint = word.is_hyphen() && !word.is_spaced && end > at;
            let is_joined = !word.is_spaced && end > at && w[end - 1].is_hyphen();
            if is_joint {
                end += 1;
                continue;
            }
            let class = self.noun(w, end);
            let is_noun = word.kind == TokenKind::Word && (word.is_spaced || is_joined);
            let is_number = self.words.word(w, end).is_some();
            if !is_noun
                || is_number
                || !matches!(class, None | Some(NounWord::Plural | NounWord::Measure | NounWord::Label))
            {
                break;
            }
            let is_tied = w.get(end + 1).is_some_and(|next| next.is_hyphen() && !next.is_spaced);
            let is_plural =
                matches!(class, Some(NounWord::Plural | NounWord::Measure)) || is_plural(&word.lower);
            if is_plural && !is_tied {
                if !word.is_capital {
                    return Some(end + 1);
                }
                // "three James Bond films": a name may end in s too.
                capital = capital.or(Some(end + 1).filter(|_| !word.is_shouted));
            }
            if is_one && !is_tied && !word.is_capital && !self.is_adjective(&word.lower) {
                return Some(end + 1);
            }
            end += 1;
        }
        capital
    }

    fn is_adjective(&self, word: &str) -> bool {
        const ENDINGS: [&str; 9] = ["al", "an", "ese", "ish", "ic", "ous", "ive", "ful", "er"];
        self.endings.iter().any(|ending| word.ends_with(ending))
            || ENDINGS.iter().any(|e| word.len() > 5 && word.ends_with(e))
    }

    /// Where a group ends that ends in a capitalised word: "verletzte Soldaten".
    fn capital(&self, w: &[Word], at: usize) -> Option<usize> {
        for end in at..at + 4 {
            let word = w.get(end).filter(|word| word.kind == TokenKind::Word && word.is_spaced)?;
            if word.is_capital {
                return (word.lower.chars().count() > 1).then_some(end + 1);
            }
            if matches!(self.noun(w, end), Some(class) if class != NounWord::Adjective) {
                return None;
            }
        }
        None
    }

    /// Where a group ends whose noun comes first: "soldats", "nouveaux cas".
    fn first(&self, w: &[Word], at: usize, is_one: bool) -> Option<usize> {
        for end in at..at + 3 {
            let word = w.get(end).filter(|word| word.kind == TokenKind::Word && word.is_spaced)?;
            match self.noun(w, end) {
                Some(NounWord::Adjective) => continue,
                None | Some(NounWord::Plural | NounWord::Measure | NounWord::Label) => {}
                _ => return None,
            }
            let is_plural = matches!(self.noun(w, end), Some(NounWord::Plural | NounWord::Measure))
                || (word.lower.len() > 2 && word.lower.ends_with(['s', 'x']));
            return ((is_plural || is_one) && !word.is_capital).then_some(end + 1);
        }
        None
    }

    /// "each year", "a day", "per share" behind the unit.
    fn rate(&self, w: &[Word], found: &mut Found) {
        let start = found.range.end;
        let Some((rate, n)) = self.rates.at(w, start) else { return };
        let end = match rate {
            Rate::Whole => start + n,
            Rate::Unit | Rate::Either => match self.units.at(w, start + n) {
                Some((_, m)) => start + n + m,
                None if rate == Rate::Either => start + n,
                None => return,
            },
            Rate::Any => match w.get(start + n) {
                // "per open-plan room"
                Some(_) if w.get(start + n + 1).is_some_and(|next| next.is_hyphen() && !next.is_spaced) => {
                    return;
                }
                Some(word) if word.kind == TokenKind::Word && self.noun(w, start + n).is_none() => {
                    start + n + 1
                }
                _ => return,
            },
        };
        found.per = Some(start..end);
        found.range.end = end;
    }

    /// "($150 billion)", "(93 miles)".
    fn conversion(&self, w: &[Word], found: &mut Found) {
        if !w.get(found.range.end).is_some_and(|word| word.is_mark("(")) {
            return;
        }
        let start = found.range.end + 1;
        // "(about $150 billion)"
        let start = match self.qualifiers.at(w, start) {
            Some((_, n)) => start + n,
            None => start,
        };
        let (prefix, number) = match self.currencies.at(w, start) {
            Some(((code, true), n)) => (Some(code), start + n),
            _ => (None, start),
        };
        let Some(amount) = self.amount(w, number) else { return };
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
            _ => return,
        };
        let is_other = !matches!(found.unit, Unit::Named(unit) if unit == name);
        if is_alike(kind) && is_other && w.get(end).is_some_and(|word| word.is_mark(")")) {
            found.converted = Some((amount.value, name));
            found.range.end = end + 1;
        }
    }

    /// Finds the qualifier before the number.
    fn qualify(&self, w: &[Word], found: &mut Found, free: usize) {
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

/// One letter that is a capital: a unit of one letter is written small ("5 m").
fn is_single_capital(w: &[Word], at: usize) -> bool {
    w.get(at).is_some_and(|word| word.is_capital && word.lower.chars().count() == 1)
}

/// English plurals by their ending.
fn is_plural(word: &str) -> bool {
    let is_plain = word.len() > 3 && word.ends_with('s') && word.is_ascii();
    is_plain && !["ss", "us", "is", "'s", "ous"].iter().any(|ending| word.ends_with(ending))
}

fn number_word(class: &str) -> Option<NumberWord> {
    let (name, argument) = class.split_once(' ').unwrap_or(("", class));
    Some(match (name, argument) {
        ("", "article") => NumberWord::Article,
        ("", "and") => NumberWord::And,
        ("", "half") => NumberWord::Half,
        ("multiply", by) => NumberWord::Multiplier(by.parse().ok()?),
        ("suffix", by) => NumberWord::Suffix(by.parse().ok()?),
        ("alone", by) => NumberWord::Alone(by.parse().ok()?),
        ("fraction", under) => NumberWord::Fraction(under.parse().ok().filter(|&n| n > 0)?),
        ("", value) => match value.parse().ok()? {
            value @ 0..100 => NumberWord::Value(value),
            100 => NumberWord::Multiplier(100),
            value => NumberWord::Scale(value),
        },
        _ => return None,
    })
}

fn noun_word(class: &str) -> Option<NounWord> {
    Some(match class {
        "stop" => NounWord::Stop,
        "plural" => NounWord::Plural,
        "measure" => NounWord::Measure,
        "of" => NounWord::Of,
        "label" => NounWord::Label,
        "clock" => NounWord::Clock,
        "age" => NounWord::Age,
        "ordinal" => NounWord::Ordinal,
        "to" => NounWord::To,
        "adjective" => NounWord::Adjective,
        "ending" => NounWord::Ending,
        "from" => NounWord::From,
        "ranging" => NounWord::Ranging,
        "between" => NounWord::Between,
        "and" => NounWord::And,
        _ => return None,
    })
}

impl Shape {
    fn new(language: Language) -> Self {
        let mut shape = Shape {
            decimal: '.',
            has_spaced_groups: false,
            has_dotted_ordinals: false,
            has_compounds: false,
            noun: NounShape::Unknown,
        };
        for (key, value) in lang::number_shape(language).pairs() {
            match (key, value) {
                ("decimal", "comma") => shape.decimal = ',',
                ("groups", "space") => shape.has_spaced_groups = true,
                ("ordinals", "dot") => shape.has_dotted_ordinals = true,
                ("words", "compound") => shape.has_compounds = true,
                ("noun", "plural") => shape.noun = NounShape::Plural,
                ("noun", "capital") => shape.noun = NounShape::Capital,
                ("noun", "first") => shape.noun = NounShape::First,
                _ => {}
            }
        }
        shape
    }
}

/// An exact decimal: `mantissa` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    mantissa: i128,
    places: u32,
}

impl Decimal {
    fn whole(value: i64) -> Self {
        Decimal { mantissa: value.into(), places: 0 }
    }

    /// Six places: "a third" is 0.333333.
    fn ratio(over: i64, under: i64) -> Self {
        Decimal { mantissa: i128::from(over) * 1_000_000 / i128::from(under.max(1)), places: 6 }.trimmed()
    }

    fn over(self, under: i64) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(1_000_000)? / i128::from(under.max(1));
        Some(Decimal { mantissa, places: self.places + 6 }.trimmed())
    }

    /// Reads digits with separators as a language with this decimal mark writes them.
    ///
    /// A mark before exactly three digits parts thousands unless it is the decimal mark.
    fn parse(digits: &str, decimal: char) -> Option<Self> {
        let (digits, half) = match digits.char_indices().next_back()? {
            (at, '½') => (&digits[..at], Some((5, 1))),
            (at, '¼') => (&digits[..at], Some((25, 2))),
            (at, '¾') => (&digits[..at], Some((75, 2))),
            _ => (digits, None),
        };
        if digits.len() > 30 {
            return None;
        }
        let mut value = Decimal { mantissa: 0, places: 0 };
        let mut groups: Vec<&str> = Vec::new();
        let mut marks: Vec<char> = Vec::new();
        let mut start = 0;
        for (at, c) in digits.char_indices() {
            if !c.is_ascii_digit() {
                groups.push(&digits[start..at]);
                marks.push(c);
                start = at + c.len_utf8();
            }
        }
        groups.push(&digits[start..]);
        if groups.iter().any(|group| group.is_empty() || !group.bytes().all(|b| b.is_ascii_digit())) {
            let is_fraction_alone = digits.is_empty() && half.is_some();
            return is_fraction_alone.then(|| half.map(|(mantissa, places)| Decimal { mantissa, places }))?;
        }
        let last = groups.len() - 1;
        let is_decimal = match marks.last() {
            None => false,
            Some(':') => return None,
            Some(&mark) => {
                let is_once = marks.iter().filter(|&&m| m == mark).count() == 1;
                let is_mark = mark == decimal && is_once;
                let is_odd = groups[last].len() != 3 && is_once && matches!(mark, '.' | ',');
                is_mark || is_odd || (groups[0] == "0" && is_once)
            }
        };
        let whole = if is_decimal { &groups[..last] } else { &groups[..] };
        // Groups of three, or of two before the last as in "1,00,000".
        let is_grouped = whole.len() == 1
            || (whole[0].len() <= 3
                && whole.last().is_some_and(|g| g.len() == 3)
                && whole[1..].iter().all(|g| g.len() == 2 || g.len() == 3));
        let inner = &marks[..whole.len() - 1];
        if !is_grouped
            || inner.iter().any(|&mark| mark != inner[0] || (is_decimal && mark == marks[last - 1]))
        {
            return None;
        }
        for digit in whole.iter().flat_map(|group| group.bytes()) {
            value.mantissa = value.mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        if is_decimal {
            for digit in groups[last].bytes() {
                value.mantissa = value.mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
                value.places += 1;
            }
        }
        match half {
            Some((mantissa, places)) => value.plus(Decimal { mantissa, places }),
            None => Some(value.trimmed()),
        }
    }

    fn times(self, by: i64) -> Option<Self> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(by.into())?, places: self.places }.trimmed())
    }

    fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let scaled = |d: Self| d.mantissa.checked_mul(10i128.checked_pow(places - d.places)?);
        Some(Decimal { mantissa: scaled(self)?.checked_add(scaled(other)?)?, places }.trimmed())
    }

    fn is_less_than(self, other: Self) -> bool {
        let negative = Decimal { mantissa: -self.mantissa, ..self };
        other.plus(negative).is_some_and(|difference| difference.mantissa > 0)
    }

    fn trimmed(mut self) -> Self {
        while self.places > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.places -= 1;
        }
        self
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let digits = self.mantissa.unsigned_abs().to_string();
        let places = self.places as usize;
        if places == 0 {
            return write!(f, "{sign}{digits}");
        }
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        write!(f, "{sign}{whole}.{fraction}")
    }
}
