//! Facts that may be shown -> those that are likely right, the sure ones of each kind first.
//!
//! In: facts that passed the rules of their kind, in their order. Out: the same lists, shorter; what is less sure goes behind the rest and is never
//! among the facts shown first.
//! Method: a logistic regression for names, numbers, dates and quotations each ([`Linear`]), over what can be seen of a fact, the words
//! that tell of it and the article: shapes and places, no word. Learned by `cargo xtask train shown` from facts that readers judged
//! (`docs/reading/facts*.tsv`); every feature speaks in one direction only. What is seen: `sureness/seen.rs`. Not here: the rules, which need no weighing.

mod seen;

use std::sync::OnceLock;

use super::Reader;
use super::names::Known;
use super::usage;
use crate::fact::Facts;
use crate::fact::rank::Clear;
use crate::linear::Linear;
use crate::span::Span;
use seen::Setting;

/// Whether a feature may speak for a fact or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    Right,
    Wrong,
}
use Says::{Right, Wrong};

/// Kinds of facts that are weighed alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Names,
    Numbers,
    Dates,
    Quotes,
}

const NAMES: [(&str, Says); 18] = [
    ("lead_most", Right),
    ("lead_mean", Right),
    ("given_name", Right),
    ("person", Right),
    ("place", Wrong),
    ("speaks", Right),
    ("named_once", Wrong),
    ("cue", Right),
    ("known_organisation", Right),
    ("place_before_noun", Wrong),
    ("organisation_before_noun", Wrong),
    ("beside_capitals", Wrong),
    ("two_joined", Wrong),
    ("in_heading", Wrong),
    ("in_lead", Right),
    ("at_foot", Wrong),
    ("article_tells_past", Right),
    ("article_quotes", Right),
];
const NUMBERS: [(&str, Says); 19] = [
    ("clear", Right),
    ("before_noun", Wrong),
    ("percent", Wrong),
    ("large", Right),
    ("qualified", Right),
    ("behind_colon", Wrong),
    ("in_brackets", Wrong),
    ("early_pronoun", Wrong),
    ("definite_unnamed", Wrong),
    ("named", Right),
    ("lone_names", Wrong),
    ("looks_forward", Right),
    ("headline_words", Right),
    ("in_item", Wrong),
    ("in_lead", Right),
    ("article_is_list", Wrong),
    ("article_to_reader", Wrong),
    ("article_tells_past", Right),
    ("article_quotes", Right),
];
const DATES: [(&str, Says); 21] = [
    ("clear", Right),
    ("complete", Right),
    ("counted", Wrong),
    ("year_past", Right),
    ("time_of_day", Wrong),
    ("ahead", Wrong),
    ("short", Wrong),
    ("behind_colon", Wrong),
    ("pronouns", Wrong),
    ("numbers_beside", Right),
    ("named", Right),
    ("lone_names", Wrong),
    ("headline_words", Right),
    ("tells_past", Right),
    ("tells", Right),
    ("said", Wrong),
    ("in_lead", Right),
    ("article_is_list", Wrong),
    ("article_to_reader", Wrong),
    ("article_tells_past", Right),
    ("article_quotes", Right),
];
const QUOTES: [(&str, Says); 11] = [
    ("direct", Right),
    ("mixed", Wrong),
    ("of_person", Right),
    ("of_name", Right),
    ("of_pronoun", Wrong),
    ("of_unknown_pronoun", Wrong),
    ("speaker_in_small_letters", Wrong),
    ("far_from_source", Wrong),
    ("opens_with_pronoun", Wrong),
    ("in_quotation", Wrong),
    ("article_quotes", Right),
];

impl Group {
    pub const ALL: [Group; 4] = [Group::Names, Group::Numbers, Group::Dates, Group::Quotes];

    /// Its table beside this file: `names.weights`.
    pub fn name(self) -> &'static str {
        match self {
            Group::Names => "names",
            Group::Numbers => "numbers",
            Group::Dates => "dates",
            Group::Quotes => "quotes",
        }
    }

    /// The features in the order in which they are weighed.
    pub fn features(self) -> &'static [(&'static str, Says)] {
        match self {
            Group::Names => &NAMES,
            Group::Numbers => &NUMBERS,
            Group::Dates => &DATES,
            Group::Quotes => &QUOTES,
        }
    }

    fn weights(self) -> &'static Linear {
        static SHIPPED: [OnceLock<Linear>; 4] = [const { OnceLock::new() }; 4];
        let table = match self {
            Group::Names => include_str!("names.weights"),
            Group::Numbers => include_str!("numbers.weights"),
            Group::Dates => include_str!("dates.weights"),
            Group::Quotes => include_str!("quotes.weights"),
        };
        let names = self.features().iter().map(|(name, _)| *name);
        SHIPPED[self as usize]
            .get_or_init(|| Linear::read(table, names).expect("a test reads every shipped table"))
    }

    /// The log-odds from which a fact is shown, and from which it may be shown first.
    pub fn bars(self) -> (f32, f32) {
        match self {
            Group::Names => (2.25, 3.1),
            Group::Numbers => (1.15, 2.2),
            Group::Dates => (1.0, 2.5),
            Group::Quotes => (1.0, 3.0),
        }
    }

    /// Leaves out the unsure, marks the sure and puts them first.
    fn sift<T>(self, facts: &mut Vec<T>, values: impl Fn(&T) -> Vec<f32>, mark: impl Fn(&mut T)) {
        let (least, sure) = self.bars();
        let weighed = facts.drain(..).map(|fact| (self.weights().score(&values(&fact)), fact));
        let (mut first, rest): (Vec<_>, Vec<_>) =
            weighed.filter(|(score, _)| *score >= least).partition(|(score, _)| *score >= sure);
        first.iter_mut().for_each(|(_, fact)| mark(fact));
        facts.extend(first.into_iter().chain(rest).map(|(_, fact)| fact));
    }
}

/// Leaves out what is not likely right.
pub fn keep(facts: &mut Facts, reader: &Reader, known: &Known, clear: Clear) {
    let setting = Setting::of(reader, clear);
    for names in [&mut facts.people, &mut facts.organisations, &mut facts.places] {
        Group::Names.sift(names, |name| setting.name(name, reader, known).into(), |name| name.is_sure = true);
    }
    // What only describes may be shown, but behind what does something.
    for name in &mut facts.organisations {
        name.is_sure &= !usage::is_doubtful(name, reader, known);
    }
    facts.organisations.sort_by_key(|name| !name.is_sure);
    Group::Numbers.sift(
        &mut facts.numbers,
        |number| setting.number(number, reader).into(),
        |number| number.is_sure = true,
    );
    Group::Dates.sift(&mut facts.dates, |date| setting.date(date, reader).into(), |date| date.is_sure = true);
    Group::Quotes.sift(
        &mut facts.quotes,
        |quote| setting.quote(quote, reader, known).into(),
        |quote| quote.is_sure = true,
    );
}

/// For training: a fact that passed the rules.
pub struct Judged {
    pub group: Group,
    /// "person", "organisation", "place", "number", "date", "quote".
    pub kind: &'static str,
    /// Of a name all its mentions, of a quotation its pieces.
    pub spans: Vec<Span>,
    /// In the order of [`Group::features`].
    pub values: Vec<f32>,
}

/// For training: every fact that passed the rules, and what is seen of it.
pub fn judged(facts: &Facts, reader: &Reader, known: &Known, clear: Clear) -> Vec<Judged> {
    let setting = Setting::of(reader, clear);
    let names = [&facts.people, &facts.organisations, &facts.places].into_iter().flatten();
    let names = names.map(|name| Judged {
        group: Group::Names,
        kind: name.kind.code(),
        spans: name.mentions.clone(),
        values: setting.name(name, reader, known).into(),
    });
    let numbers = facts.numbers.iter().map(|number| Judged {
        group: Group::Numbers,
        kind: "number",
        spans: vec![number.span],
        values: setting.number(number, reader).into(),
    });
    let dates = facts.dates.iter().map(|date| Judged {
        group: Group::Dates,
        kind: "date",
        spans: vec![date.span],
        values: setting.date(date, reader).into(),
    });
    let quotes = facts.quotes.iter().map(|quote| Judged {
        group: Group::Quotes,
        kind: "quote",
        spans: quote.content.clone(),
        values: setting.quote(quote, reader, known).into(),
    });
    names.chain(numbers).chain(dates).chain(quotes).collect()
}
