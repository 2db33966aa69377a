//! The words of numbers in one language: number words, currencies, units, and those around a counted noun.
//!
//! In: `lang/*/number_words.txt`, `number_shape.txt`, `currencies.txt`, `units.txt`, `qualifiers.txt`, `noun_words.txt`, `rates.txt`, `races.txt`;
//! of currencies and units those of no language (`und`) too. Out: [`Numbers`], ready to look words up in.

use crate::fact::phrase::{Lexicon, Word};
use crate::lang::{self, ByLanguage, Language, Table};

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
pub enum NounWord {
    /// Ends a counted noun, or is none: "of", "were", "he".
    Stop,
    /// Plural by form unlike others, or a collective: "people", "police".
    Plural,
    /// A plural that another often follows, and that one is counted: "singles", "sports".
    Compound,
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
    /// In front of a sum it makes two of "to": what it changed by, and what it came to: "rose".
    Changes,
    /// Opens a range that "and" goes on with.
    Between,
    And,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    Adverb,
    /// Stands between an article and the number: "estimated".
    Adjective,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    /// Says all itself: "annually".
    Whole,
    /// Takes any noun: "per".
    Any,
    /// Takes a unit: "a" in "a day".
    Unit,
    /// Takes a unit, and says all without one too: "each".
    Either,
}

/// How a language writes numbers and nouns: `number_shape.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    pub decimal: char,
    /// Whether a space parts thousands.
    pub has_spaced_groups: bool,
    /// Whether a dot behind digits makes an ordinal: "3. März".
    pub has_dotted_ordinals: bool,
    /// Whether number words are written as one: "fünfundzwanzig".
    pub has_compounds: bool,
    pub noun: NounShape,
}

/// What shows where a counted noun ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NounShape {
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
    pub currencies: Lexicon<(&'static str, bool)>,
    pub units: Lexicon<&'static str>,
    pub qualifiers: Lexicon<Qualifier>,
    pub nouns: Lexicon<NounWord>,
    pub endings: Vec<&'static str>,
    pub rates: Lexicon<Rate>,
    /// With metres they make the name of a race: `true` in front of them ("women's"), `false` behind them ("hurdles").
    pub races: Lexicon<bool>,
    pub shape: Shape,
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
            races: Lexicon::new(
                lang::races(language).pairs().map(|(entry, class)| (entry, class == "front")),
            ),
            shape: Shape::new(language),
        }
    }

    pub fn noun(&self, w: &[Word], at: usize) -> Option<NounWord> {
        match self.nouns.at(w, at)?.0 {
            // A part of compounds is a noun as others are.
            NounWord::Compound => None,
            // "Three rising stars": what tells of a change may stand before a noun.
            NounWord::Changes if self.endings.iter().any(|ending| w[at].lower.ends_with(ending)) => None,
            NounWord::Changes => Some(NounWord::Stop),
            class => Some(class),
        }
    }
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
        "compound" => NounWord::Compound,
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
        "changes" => NounWord::Changes,
        "between" => NounWord::Between,
        "and" => NounWord::And,
        _ => return None,
    })
}
