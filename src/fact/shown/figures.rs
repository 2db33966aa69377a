//! Numbers -> those of which the article gives two figures for the same thing.
//!
//! In: all numbers in text order, before any is left out. Out: on each of a pair, the other's words. Method: two figures are of the same
//! thing when they are of the same unit and either tell of people to whom the same happened, one of them as the whole ("the toll",
//! "the number of dead"), or stand in clauses of the same words (`SAME`). What only seems to differ is left alone: a limit or
//! an estimate that may cover the other, ranges, rates, parts ("including"), another time ("has risen"), other days, other
//! names; and an article with three figures for it tells of more than one event. In doubt nothing is said.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Reader;
use crate::article::ParagraphKind;
use crate::fact::{NumberFact, NumberKind};
use crate::lang::{self, ByLanguage, Language, Words};
use crate::span::Span;
use crate::token::TokenKind;

/// How far from a figure the word stands that tells what became of the people, in tokens.
const NEAR: usize = 5;
/// The share of all words of two clauses that both have, and how many these are at least, when they tell of the same thing.
const SAME: (usize, usize) = (3, 4);
const FEWEST: usize = 4;
/// So many letters of a word are compared: "kills", "killed".
const STEM: usize = 4;
/// Of one unit no more figures are compared.
const COMPARED: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    Dead,
    Hurt,
    Held,
    Missing,
    /// Anybody: "people".
    People,
    Whole,
    Change,
}

impl Word {
    fn is_fate(self) -> bool {
        matches!(self, Word::Dead | Word::Hurt | Word::Held | Word::Missing)
    }
}

fn words(language: Language) -> &'static Words<Word> {
    static WORDS: ByLanguage<Words<Word>> = ByLanguage::new(|language| {
        let class = |class| {
            Some(match class {
                "dead" => Word::Dead,
                "hurt" => Word::Hurt,
                "held" => Word::Held,
                "missing" => Word::Missing,
                "people" => Word::People,
                "whole" => Word::Whole,
                "change" => Word::Change,
                _ => return None,
            })
        };
        lang::figures(language).pairs().filter_map(|(word, value)| Some((word, class(value)?))).collect()
    });
    WORDS.of(language)
}

/// What a figure claims.
struct Claim {
    value: String,
    /// Lower case; empty for people of any kind.
    unit: String,
    kind: NumberKind,
    /// What became of the people counted.
    fate: Option<Word>,
    is_whole: bool,
    /// The words of its clause that carry meaning, cut to their stems.
    stems: BTreeSet<String>,
    /// Names and dates of its sentence, lower case.
    names: BTreeSet<String>,
    dates: BTreeSet<String>,
    /// The sentence.
    sentence: Range<usize>,
}

/// Marks the pairs.
pub fn mark(numbers: &mut [NumberFact], reader: &Reader) {
    let words = words(reader.text.article.language);
    if words.is_empty() {
        return;
    }
    let claims: Vec<Option<Claim>> = numbers.iter().map(|number| claim(number, reader, words)).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut fates: BTreeMap<(Word, &str), Vec<usize>> = BTreeMap::new();
    let mut units: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, claim) in claims.iter().enumerate() {
        let Some(claim) = claim else { continue };
        if let Some(fate) = claim.fate {
            fates.entry((fate, &claim.unit)).or_default().push(at);
        }
        if let Some(kind) = claim.kind.code() {
            units.entry((kind, &claim.unit)).or_default().push(at);
        }
    }
    let of = |at: usize| claims[at].as_ref();
    for all in fates.values() {
        let values: BTreeSet<&str> = all.iter().filter_map(|&at| Some(of(at)?.value.as_str())).collect();
        if values.len() != 2 {
            continue;
        }
        let first = all[0];
        let other = all.iter().find(|&&at| of(at).map(|c| &c.value) != of(first).map(|c| &c.value));
        if let Some(&other) = other
            && let (Some(a), Some(b)) = (of(first), of(other))
            && a.sentence != b.sentence
            && (a.is_whole || b.is_whole)
            && may_be_one(&a.dates, &b.dates)
            && may_be_one(&a.names, &b.names)
        {
            pairs.push((first, other));
        }
    }
    for all in units.values() {
        let all = &all[..all.len().min(COMPARED)];
        for &first in all {
            let same = |&&other: &&usize| of(first).zip(of(other)).is_some_and(|(a, b)| is_same(a, b));
            // Three alike are rows of a list.
            let others: Vec<&usize> = all.iter().filter(same).collect();
            if let [&other] = others[..] {
                pairs.push((first, other));
            }
        }
    }
    for (first, other) in pairs {
        if numbers[first].other.is_none() && numbers[other].other.is_none() {
            numbers[first].other = Some(numbers[other].span);
            numbers[other].other = Some(numbers[first].span);
        }
    }
}

/// Whether two sets of names, or of dates, leave open that both speak of the same.
fn may_be_one(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.is_empty() || b.is_empty() || !a.is_disjoint(b)
}

/// Whether two clauses of the same unit say the same but for the figure.
fn is_same(a: &Claim, b: &Claim) -> bool {
    let both = a.stems.intersection(&b.stems).count();
    let all = a.stems.union(&b.stems).count();
    a.value != b.value
        && a.sentence != b.sentence
        && both >= FEWEST
        && both * SAME.1 >= all * SAME.0
        && a.names == b.names
        && a.dates == b.dates
}

/// What a number claims, when it is a plain figure.
fn claim(number: &NumberFact, reader: &Reader, words: &Words<Word>) -> Option<Claim> {
    let text = reader.text.text;
    let is_plain = number.to.is_none() && number.per.is_none() && number.qualifier.is_none();
    let is_amount = matches!(number.kind, NumberKind::Count | NumberKind::Money | NumberKind::Bare);
    let kind = reader.kind_of(number.span);
    if !is_plain || !is_amount || number.value == "1" || kind != Some(ParagraphKind::Text) {
        return None;
    }
    let (at, behind) = (reader.at(number.span), reader.behind(number.span));
    let sentence = reader.sentence_of(at);
    if sentence.len() > super::told::MOST_TOKENS || sentence.is_empty() {
        return None;
    }
    let tokens = &reader.words[sentence.clone()];
    let whole = tokens[0].span.hull(tokens[tokens.len() - 1].span);
    if whole.of(text).contains(['?', '|']) {
        return None;
    }
    let class = |at: usize| words.get(reader.words[at].lower.as_str()).copied();
    let clause =
        reader.clauses.around(tokens, at - sentence.start..behind - sentence.start).unwrap_or(number.span);
    let clause = reader.at(clause)..reader.behind(clause);
    if sentence.clone().any(|at| class(at) == Some(Word::Change)) {
        return None;
    }
    let near = at.saturating_sub(NEAR).max(clause.start)..(behind + NEAR).min(clause.end);
    let fates: BTreeSet<Word> = near.clone().filter_map(class).filter(|word| word.is_fate()).collect();
    let is_whole = near.clone().any(|at| class(at) == Some(Word::Whole));
    // Several figures near each other: whose fate is told is not clear.
    let figures = clause.clone().filter(|&at| reader.words[at].kind == TokenKind::Number).count();
    // "12 people", "12 dead", a toll of 12: the same people. "12 soldiers" are not "14 people".
    let unit = number.unit.as_deref().unwrap_or_default().to_lowercase();
    let is_anybody = match number.kind {
        NumberKind::Bare => is_whole,
        _ => words.get(unit.as_str()).is_some_and(|word| word.is_fate() || *word == Word::People),
    };
    let unit = if is_anybody { String::new() } else { unit };
    let is_counted = is_anybody || number.kind == NumberKind::Count;
    let fate = fates.first().copied().filter(|_| fates.len() == 1 && is_counted && figures <= 1);
    if number.kind == NumberKind::Bare && fate.is_none() {
        return None;
    }
    let grammar = lang::grammar(reader.text.article.language);
    let stems = clause
        .filter(|&at| {
            !number.span.overlaps(reader.words[at].core) && reader.words[at].kind == TokenKind::Word
        })
        .map(|at| reader.words[at].lower.as_str())
        .filter(|word| !grammar.contains_key(word) && word.chars().count() > 2)
        .map(|word| word.chars().take(STEM).collect())
        .collect();
    let within = |spans: &mut dyn Iterator<Item = Span>| -> BTreeSet<String> {
        spans.map(|span| span.of(text).to_lowercase()).collect()
    };
    let from = Span { start: whole.start, end: whole.start };
    let names = within(&mut reader.names.range(from..).take_while(|name| name.start < whole.end).copied());
    let next = reader.dates.partition_point(|date| date.end <= whole.start);
    let dates = within(&mut reader.dates[next..].iter().take_while(|date| date.start < whole.end).copied());
    Some(Claim {
        value: number.value.clone(),
        unit,
        kind: number.kind,
        fate,
        is_whole,
        stems,
        names,
        dates,
        sentence,
    })
}
