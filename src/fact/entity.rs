//! People, organisations and places: mentions found, typed and joined.
//!
//! In: the article's tokens and what dates and numbers claim. Out: [`Entity`]s, most salient first. Method: capitalised
//! runs (`mention.rs`), typed by the tables and the words around them (`kind.rs`), then by the document: a surname
//! joins its full name, an acronym the name it abbreviates (`chains.rs`), a short name the
//! fuller one (`fuller.rs`). Tables: `lang/*/titles.txt`, `given_names.txt`,
//! `organisations.txt`, `places.txt` and the others that `gazetteer.rs` lists. In doubt a name is left out: a wrong
//! person shown is worse than a missing one.

mod chains;
pub mod evidence;
pub(super) mod fuller;
pub(super) mod gazetteer;
mod kind;
mod mention;
mod named;
mod role;
mod salience;
pub mod tagger;

use super::{DateFact, NumberFact, NumberKind, Text};
use crate::article::Words;
use crate::lang;
use crate::span::Span;
use chains::Chain;
use evidence::Evidence;
use mention::Candidate;
use salience::{Headline, Signs};
use std::collections::BTreeMap;
use tagger::Tagger;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
}

impl EntityKind {
    /// As it stands in the tables of a language: "person".
    pub fn code(self) -> &'static str {
        match self {
            EntityKind::Person => "person",
            EntityKind::Organisation => "organisation",
            EntityKind::Place => "place",
        }
    }
}

/// A person, an organisation or a place, with every mention of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: EntityKind,
    /// Its fullest mention.
    pub name: Span,
    /// The article's own words for what a person is: "German Chancellor".
    pub role: Option<Span>,
    /// Whether those words say by themselves what the person is.
    pub is_role_whole: bool,
    /// In text order, `name` among them.
    pub mentions: Vec<Span>,
    /// How sure the tagger is of it; `None` in a language that it has not learned.
    pub lead: Option<Lead>,
    /// Whether it is sure enough to be shown first (`shown/sureness.rs`): known of the facts that are shown.
    pub is_sure: bool,
}

/// By how much the labels of a name's words lead any others, in units of the tagger's table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lead {
    /// Of its surest mention, 0 to [`Lead::CLEAR`].
    pub most: f32,
    /// Of its mentions in the mean, each counted as 0 to [`Lead::CLEAR`].
    pub mean: f32,
}

impl Lead {
    /// More than that makes no name surer.
    pub const CLEAR: f32 = 500.0;

    fn of(leads: &[i32]) -> Self {
        let capped = || leads.iter().map(|lead| (*lead as f32).clamp(0.0, Self::CLEAR));
        Lead { most: capped().fold(0.0, f32::max), mean: capped().sum::<f32>() / leads.len().max(1) as f32 }
    }
}

/// The most words of a headline that are read.
const LONGEST_HEADLINE: usize = 60;

/// The fewest letters of a word of a name that tells in the headline of whom it speaks.
const LONG_WORD: usize = 4;

/// All entities, most salient first.
pub fn find(text: &Text, dates: &[DateFact], numbers: &[NumberFact]) -> Vec<Entity> {
    find_by(Some(Tagger::shipped()), text, dates, numbers)
}

/// What the tagger learns from.
pub struct Reading {
    pub words: Vec<Span>,
    pub evidence: Evidence,
}

/// Reads a text for the tagger.
pub fn read(text: &Text, dates: &[DateFact], numbers: &[NumberFact]) -> Reading {
    let gazetteer = gazetteer::gazetteer(text.article.language);
    let words = mention::words(text, &claimed(dates, numbers), gazetteer);
    let candidates = mention::candidates(text, &words, gazetteer);
    let typed = kind::kinds(&candidates, &words, gazetteer);
    let evidence = evidence::evidence(text, &words, &candidates, &typed, gazetteer);
    Reading { words: words.all.iter().map(|word| word.span).collect(), evidence }
}

/// The words that dates and numbers are made of, in text order.
fn claimed(dates: &[DateFact], numbers: &[NumberFact]) -> Vec<Span> {
    // A counted noun may be a name ("27 EU countries"); whatever else dates and numbers are made of is none.
    let is_name_free = |number: &&NumberFact| !matches!(number.kind, NumberKind::Count | NumberKind::Bare);
    let dates = dates.iter().map(|date| date.span);
    let mut claimed: Vec<Span> =
        dates.chain(numbers.iter().filter(is_name_free).map(|number| number.span)).collect();
    claimed.sort_unstable();
    claimed
}

/// The same with weights of one's own, or with rules alone.
pub fn find_by(
    tagger: Option<&Tagger>,
    text: &Text,
    dates: &[DateFact],
    numbers: &[NumberFact],
) -> Vec<Entity> {
    let gazetteer = gazetteer::gazetteer(text.article.language);
    let words = mention::words(text, &claimed(dates, numbers), gazetteer);
    let mut candidates = mention::candidates(text, &words, gazetteer);
    let mut typed = kind::kinds(&candidates, &words, gazetteer);
    let tagger = tagger.filter(|_| text.article.language == lang::ENGLISH);
    if let Some(tagger) = tagger {
        let evidence = evidence::evidence(text, &words, &candidates, &typed, gazetteer);
        (candidates, typed) = named::named(text, &words, (candidates, typed), &evidence, tagger, gazetteer);
    }
    let chains = chains::chains(&candidates, &typed, &words, gazetteer);
    let chains = fuller::join(chains, &candidates, &words, gazetteer);

    let headline = match &text.article.headline {
        Some(Words::InPage(span)) => span.of(text.text),
        Some(Words::InHead(words)) => words.as_str(),
        None => "",
    };
    let headline_words: Vec<&str> = name_words(headline).take(LONGEST_HEADLINE).collect();
    let story = text.sentences.first().map_or(0, |sentence| sentence.span.start);
    let firsts = firsts(&chains, &candidates);
    let bearers = bearers(&chains, &candidates);
    let mut ranked: Vec<(i32, Entity)> = chains
        .iter()
        .filter_map(|chain| {
            let mentions: Vec<Span> = chain.mentions.iter().map(|&m| candidates[m].span).collect();
            let fullest = fullest(chain, &candidates)?;
            let name = fullest.span;
            let role = (chain.kind == EntityKind::Person)
                .then(|| {
                    // "President Berg" may be Otto Berg and not Anna Berg.
                    let is_named = |m: &&usize| {
                        let surname = candidates[**m].text;
                        candidates[**m].words.len() > 1 || bearers.get(surname).is_none_or(|&count| count < 2)
                    };
                    let mut roles = chain.mentions.iter().filter(is_named).filter_map(|&m| {
                        // "Acme CEO": a person or a word ("His Highness") owns no title.
                        let before = m
                            .checked_sub(1)
                            .filter(|&before| typed[before].kind != Some(EntityKind::Person))
                            .and_then(|before| candidates.get(before))
                            .filter(|before| !gazetteer.common_words.has(&before.text.to_lowercase()));
                        role::role(text, &words, gazetteer, &candidates[m], before)
                    });
                    let first = roles.next()?;
                    if first.is_whole {
                        Some(first)
                    } else {
                        roles.find(|role| role.is_whole).or(Some(first))
                    }
                })
                .flatten();
            let is_long =
                |word: &str| word.chars().count() >= LONG_WORD && word.starts_with(char::is_uppercase);
            let headline = if chain.mentions.iter().any(|&m| holds(&headline_words, candidates[m].text)) {
                Headline::Mention
            } else if name_words(fullest.text).any(|word| is_long(word) && headline_words.contains(&word)) {
                Headline::Word
            } else {
                Headline::Nothing
            };
            let first = *mentions.first()?;
            let order = firsts.partition_point(|start| *start < first.start);
            let is_acronym = chain.mentions.iter().any(|&m| {
                let letters = || candidates[m].text.chars().filter(|c| c.is_alphabetic());
                letters().count() > 1 && letters().all(char::is_uppercase)
            });
            let is_before_capital = !gazetteer.nouns_have_capitals
                && chain.mentions.iter().all(|&m| stands_before_capital(text, &words, &candidates[m]));
            let signs = Signs {
                kind: chain.kind,
                mentions: &mentions,
                letters: fullest.text.chars().filter(|c| c.is_alphabetic()).count(),
                headline,
                order,
                is_acronym,
                is_before_capital,
            };
            let score = salience::salience(&signs, story);
            let is_role_whole = role.is_some_and(|role| role.is_whole);
            let role = role.map(|role| role.span);
            let lead =
                tagger.map(|_| Lead::of(&chain.mentions.iter().map(|&m| typed[m].lead).collect::<Vec<_>>()));
            let kind = chain.kind;
            Some((score, Entity { kind, name, role, is_role_whole, mentions, lead, is_sure: false }))
        })
        .collect();
    ranked.sort_by_key(|(score, entity)| (std::cmp::Reverse(*score), entity.mentions[0]));
    ranked.into_iter().map(|(_, entity)| entity).collect()
}

/// How many people of the text have a surname.
fn bearers<'a>(chains: &[Chain], candidates: &[Candidate<'a>]) -> BTreeMap<&'a str, usize> {
    let mut bearers = BTreeMap::new();
    for chain in chains.iter().filter(|chain| chain.kind == EntityKind::Person) {
        if let Some((_, surname)) = fullest(chain, candidates).and_then(|name| name.text.rsplit_once(' ')) {
            *bearers.entry(surname).or_default() += 1;
        }
    }
    bearers
}

/// Where each chain begins, ascending.
fn firsts(chains: &[Chain], candidates: &[Candidate]) -> Vec<u32> {
    let first = |chain: &Chain| Some(candidates.get(*chain.mentions.first()?)?.span.start);
    let mut firsts: Vec<u32> = chains.iter().filter_map(first).collect();
    firsts.sort_unstable();
    firsts
}

/// The mention of the most words, then letters; the first of equals.
fn fullest<'c, 'a>(chain: &Chain, candidates: &'c [Candidate<'a>]) -> Option<&'c Candidate<'a>> {
    let mentions = chain.mentions.iter().filter_map(|&m| candidates.get(m));
    mentions.min_by_key(|c| std::cmp::Reverse((c.words.len(), c.text.len())))
}

/// Whether a word with a capital follows directly in the sentence: "Torsby" of "Torsby Mayor Anna Berg".
fn stands_before_capital(text: &Text, words: &mention::Words, mention: &Candidate) -> bool {
    let is_inside =
        text.sentence_tokens.get(mention.sentence).is_some_and(|range| mention.words.end < range.end);
    let is_owner = words.all.get(mention.words.end.wrapping_sub(1)).is_none_or(|last| last.is_possessive);
    let next = words.all.get(mention.words.end).filter(|_| is_inside && !is_owner);
    next.is_some_and(|next| next.is_spaced && next.is_capital())
}

/// Whether the words of `name` stand one after another among `words`.
fn holds(words: &[&str], name: &str) -> bool {
    let name: Vec<&str> = name_words(name).collect();
    !name.is_empty() && words.windows(name.len()).any(|window| window == name)
}

fn name_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty())
}
