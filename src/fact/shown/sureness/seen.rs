//! A fact, the words that tell of it and the article -> what is seen of it, a value for each of its group's features.
//!
//! Shares lie between 0 and 1, a "yes" is 1, counts go up to [`MOST`]. Shapes and places only; no word says anything by itself.

use std::collections::{BTreeMap, BTreeSet};

use super::super::names::{self, Known};
use super::super::{FEW, Reader, pointing};
use super::{DATES, NAMES, NUMBERS, QUOTES};
use crate::article::ParagraphKind;
use crate::block::count_words;
use crate::fact::clause::ClauseWord;
use crate::fact::entity::Lead;
use crate::fact::quote::lexicon::Roles;
use crate::fact::rank::Clear;
use crate::fact::{DateFact, Entity, EntityKind, NumberFact, NumberKind, QuoteFact, QuoteKind};
use crate::lang;
use crate::span::Span;
use crate::token::TokenKind;

/// Values of a number from here on are large.
const LARGE: f64 = 1000.0;
/// A pronoun among so many tokens at the start of a clause leaves open of whom it tells.
const EARLY: usize = 6;
/// A clause of fewer words tells little.
const SHORT: u32 = 9;
/// The most that is counted of anything.
const MOST: usize = 4;
/// Log-odds farther from 0 say no more.
const FARTHEST: f32 = 3.0;
/// Letters of a word of the headline that tells what the story is about.
const LONG_WORD: usize = 4;
/// Where no tagger says how sure a name is, it is taken to be as sure as half of those that one found and readers judged.
const USUAL_LEAD: Lead = Lead { most: 437.0, mean: 330.0 };
/// Who is named no more often is none that a reader knows by then.
const RARE: usize = 3;
/// Paragraphs at either end.
const LEAD: u32 = 2;
/// The farthest that a quotation is said to be from its source, in bytes.
const FAR: u32 = 100;

/// What is seen of the whole article, once.
pub struct Setting<'a> {
    clear: Clear<'a>,
    /// The longer words of the headline, in small letters.
    headline: BTreeSet<String>,
    /// How often people are called by a word.
    people_words: BTreeMap<&'a str, usize>,
    /// Per sentence: whether a past verb stands in it, or one of saying.
    tells: Vec<bool>,
    /// Shares of the sentences.
    tells_past: f32,
    to_reader: f32,
    quotes: f32,
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn few(count: usize) -> f32 {
    count.min(MOST) as f32
}

impl<'a> Setting<'a> {
    pub fn of(reader: &Reader<'a>, clear: Clear<'a>) -> Self {
        let text = reader.text;
        let words = reader.headline_words();
        let headline =
            words.filter(|word| word.chars().count() >= LONG_WORD).map(str::to_lowercase).collect();
        let (mut past, mut to_reader) = (0, 0);
        let mut tells = Vec::with_capacity(text.sentences.len());
        for tokens in &text.sentence_tokens {
            let has = |is: &dyn Fn(usize) -> bool| tokens.clone().any(is);
            let is_past = has(&|at| reader.clauses.at(reader.words, at) == Some(ClauseWord::Past));
            past += usize::from(is_past);
            to_reader += usize::from(has(&|at| reader.pointers.speaks_to_reader(reader.words, at)));
            tells.push(is_past || has(&|at| reader.roles(at).any(Roles::CUE)));
        }
        let mut people_words = BTreeMap::new();
        for part in reader.people.iter().flat_map(|name| name.of(text.text).split(' ')) {
            *people_words.entry(without_owner(part)).or_default() += 1;
        }
        let share = |count: usize| count as f32 / text.sentences.len().max(1) as f32;
        Setting {
            clear,
            headline,
            people_words,
            tells,
            tells_past: share(past),
            to_reader: share(to_reader),
            quotes: share(reader.said.len()).min(1.0),
        }
    }

    fn is_telling(&self, span: Span, reader: &Reader) -> bool {
        self.tells.get(sentence_at(span, reader)).copied().unwrap_or_default()
    }

    /// How clear a fact's sentence is, behind the one before it where that stands in front: log-odds; nothing known of it is unclear.
    fn clear(&self, fact: Span, what: Span, reader: &Reader) -> f32 {
        let index = sentence_at(fact, reader);
        let follows =
            reader.text.sentences.get(index).is_some_and(|sentence| what.start < sentence.span.start);
        (self.clear)(index, follows).unwrap_or_default().clamp(-FARTHEST, FARTHEST)
    }

    pub fn name(&self, name: &Entity, reader: &Reader, known: &Known) -> [f32; NAMES.len()] {
        let words = name.name.of(reader.text.text);
        let looked_at = &name.mentions[..name.mentions.len().min(names::LOOKED_AT)];
        let share = |is: &dyn Fn(Span) -> bool| {
            looked_at.iter().filter(|&&mention| is(mention)).count() as f32 / looked_at.len().max(1) as f32
        };
        let cue = looked_at.iter().map(|mention| reader.cue(*mention, name.kind)).max().unwrap_or(0);
        let is_beside_capitals = |span: Span| {
            let behind = reader.behind(span);
            let is_capital = |at: usize| reader.words[at].is_capital && !reader.is_opening(at);
            reader.before(reader.at(span)).is_some_and(is_capital)
                || reader.words.get(behind).is_some_and(|next| next.kind == TokenKind::Word)
                    && is_capital(behind)
        };
        let is_conjunction = |word: &str| reader.lexicon.roles(&word.to_lowercase()).any(Roles::CONJUNCTION);
        let is_known = name.kind == EntityKind::Organisation && reader.gazetteer.organisations.has(words);
        let before_noun = |kind: EntityKind| match name.kind == kind {
            true => share(&|span| names::is_modifier(reader.behind(span), reader)),
            false => 0.0,
        };
        let first = name.mentions.first().copied().unwrap_or(name.name);
        let lead = name.lead.unwrap_or(USUAL_LEAD);
        let has_given_name =
            words.split(' ').next().is_some_and(|word| reader.gazetteer.given_names.has(word));
        [
            lead.most / Lead::CLEAR,
            lead.mean / Lead::CLEAR,
            yes(has_given_name),
            yes(name.kind == EntityKind::Person),
            yes(name.kind == EntityKind::Place),
            yes(name.mentions.iter().any(|mention| known.speakers.contains(mention))),
            yes(name.mentions.len() == 1),
            few(cue.max(0) as usize),
            yes(is_known),
            before_noun(EntityKind::Place),
            before_noun(EntityKind::Organisation),
            share(&is_beside_capitals),
            yes(words.split_whitespace().any(is_conjunction)),
            yes(reader.kind_of(first) == Some(ParagraphKind::Heading)),
            yes(is_lead(first, reader)),
            yes(is_foot(first, reader)),
            self.tells_past,
            self.quotes,
        ]
    }

    pub fn number(&self, number: &NumberFact, reader: &Reader) -> [f32; NUMBERS.len()] {
        let what = number.what.unwrap_or(number.span);
        let behind = reader.behind(number.span);
        let is_function_word = |word: &str| lang::grammar(reader.text.article.language).contains_key(word);
        let is_before_noun = reader.words.get(behind).is_some_and(|next| {
            next.kind == TokenKind::Word
                && !is_function_word(&next.lower)
                && reader.roles(behind).is_empty()
                && reader.clauses.word(reader.words, behind).is_none()
        });
        let (at, from) = (reader.at(what), reader.at(number.span));
        let is_early_pronoun = (at..from.min(at + EARLY)).any(|at| {
            let roles = reader.roles(at);
            roles.any(Roles::PRONOUN.with(Roles::POSSESSIVE)) && !roles.any(Roles::RELATIVE)
        });
        let first = reader.words.get(pointing::first_word(what, reader));
        let is_definite = first.is_some_and(|first| reader.pointers.definite.single(&first.lower).is_some());
        let before = Span { start: what.start, end: number.span.start.max(what.start) }.of(reader.text.text);
        let is_large = number.value.parse::<f64>().is_ok_and(|value| value >= LARGE);
        let is_named = is_named(what, reader);
        [
            self.clear(number.span, what, reader),
            yes(is_before_noun),
            yes(number.kind == NumberKind::Percent),
            yes(is_large),
            yes(number.qualifier.is_some()),
            yes(is_behind_colon(number.span, what, reader)),
            yes(before.matches('(').count() > before.matches(')').count()),
            yes(is_early_pronoun),
            yes(is_definite && !is_named),
            yes(is_named),
            few(self.lone_names(what, reader)),
            yes(has(ClauseWord::Forward, what, reader)),
            self.headline_words(what, reader),
            yes(reader.kind_of(number.span) == Some(ParagraphKind::ListItem)),
            yes(is_lead(number.span, reader)),
            yes(reader.is_list),
            self.to_reader,
            self.tells_past,
            self.quotes,
        ]
    }

    pub fn date(&self, date: &DateFact, reader: &Reader) -> [f32; DATES.len()] {
        let what = date.what.unwrap_or(date.span);
        let value = date.value.as_deref().unwrap_or_default();
        let published = reader.published.as_deref();
        let is_past_year = value.len() == "2025".len() && published.is_some_and(|day| value < &day[..4]);
        let pronouns = (reader.at(what)..reader.behind(what)).filter(|&at| {
            let roles = reader.roles(at);
            roles.any(Roles::PRONOUN) && !roles.any(Roles::RELATIVE)
        });
        let sentence =
            reader.text.sentences.get(sentence_at(date.span, reader)).map(|sentence| sentence.span);
        let numbers = sentence.map_or(0, |sentence| {
            let next = reader.numbers.partition_point(|number| number.end <= sentence.start);
            reader.numbers[next..].iter().take(MOST).take_while(|number| number.end <= sentence.end).count()
        });
        [
            self.clear(date.span, what, reader),
            yes(date.is_complete),
            yes(date.written.is_none() && !date.is_complete),
            yes(is_past_year),
            yes(value.contains('T')),
            yes(published.is_some_and(|day| value > day)),
            yes(count_words(what.of(reader.text.text)) < SHORT),
            yes(is_behind_colon(date.span, what, reader)),
            few(pronouns.take(MOST).count()),
            few(numbers),
            yes(is_named(what, reader)),
            few(self.lone_names(what, reader)),
            self.headline_words(what, reader),
            yes(has(ClauseWord::Past, what, reader)),
            yes(self.is_telling(date.span, reader)),
            yes(reader.is_said(date.span)),
            yes(is_lead(date.span, reader)),
            yes(reader.is_list),
            self.to_reader,
            self.tells_past,
            self.quotes,
        ]
    }

    pub fn quote(&self, quote: &QuoteFact, reader: &Reader, known: &Known) -> [f32; QUOTES.len()] {
        let text = reader.text.text;
        let first = quote.content.first().copied().unwrap_or_default();
        let is_pronoun = |span: Span| reader.roles(reader.at(span)).any(Roles::PRONOUN);
        let by_pronoun = quote.source.is_some_and(is_pronoun);
        let is_small = |speaker: Span| {
            let mut words = reader.words[reader.at(speaker)..reader.behind(speaker)].iter();
            words.any(|word| word.span.of(text).starts_with(char::is_lowercase))
        };
        let gap = |source: Span| {
            let gap = |piece: &Span| match piece.start >= source.end {
                true => piece.start - source.end,
                false => source.start.saturating_sub(piece.end),
            };
            quote.content.iter().map(gap).min().unwrap_or(0).min(FAR)
        };
        [
            yes(quote.kind == QuoteKind::Direct),
            yes(quote.kind == QuoteKind::Mixed),
            yes(quote.speaker.is_some_and(|speaker| known.people.contains(&speaker))),
            yes(quote.speaker.is_some_and(|speaker| reader.names.contains(&speaker))),
            yes(by_pronoun && quote.speaker.is_some() && quote.speaker != quote.source),
            yes(by_pronoun && quote.speaker.is_none()),
            yes(quote.speaker.is_some_and(is_small)),
            quote.source.map_or(0, gap) as f32,
            yes(is_pronoun(first)),
            yes(reader.kind_of(first) == Some(ParagraphKind::Quotation)),
            self.quotes,
        ]
    }

    /// How many people a clause names by one word only, who are hardly named elsewhere, and whose full name neither it nor the headline
    /// has: "Otto", "Mr Kern".
    fn lone_names(&self, what: Span, reader: &Reader) -> usize {
        let text = reader.text.text;
        let names = reader.people.range(Span { end: what.start, ..what }..);
        let names: Vec<&str> =
            names.take_while(|name| name.end <= what.end).map(|name| without_owner(name.of(text))).collect();
        let is_lone = |name: &&&str| {
            let is_full = |full: &&str| full.len() > name.len() && full.split(' ').any(|part| part == **name);
            let lower = name.to_lowercase();
            !name.contains(' ')
                && !names.iter().any(is_full)
                && !reader.headline.contains(lower.trim_end_matches('s'))
                && self.people_words.get(**name).is_none_or(|&count| count <= RARE)
        };
        names.iter().filter(is_lone).count()
    }

    /// How many words of the headline a clause holds.
    fn headline_words(&self, what: Span, reader: &Reader) -> f32 {
        let words = reader.words[reader.at(what)..reader.behind(what)].iter();
        few(words.filter(|word| self.headline.contains(&word.lower)).count())
    }
}

/// The sentence that a span stands in, or the one behind it.
fn sentence_at(span: Span, reader: &Reader) -> usize {
    reader.text.sentences.partition_point(|sentence| sentence.span.end <= span.start)
}

fn is_lead(span: Span, reader: &Reader) -> bool {
    let sentences = &reader.text.sentences;
    let first = sentences.first().map_or(0, |sentence| sentence.paragraph);
    sentences.get(sentence_at(span, reader)).is_some_and(|sentence| sentence.paragraph < first + LEAD)
}

fn is_foot(span: Span, reader: &Reader) -> bool {
    let sentences = &reader.text.sentences;
    let last = sentences.last().map_or(0, |sentence| sentence.paragraph);
    sentences.get(sentence_at(span, reader)).is_some_and(|sentence| sentence.paragraph + LEAD > last)
}

/// Whether a clause names someone or something.
fn is_named(what: Span, reader: &Reader) -> bool {
    reader.names.range(Span { end: what.start, ..what }..).next().is_some_and(|name| name.start < what.end)
}

fn without_owner(name: &str) -> &str {
    name.trim_end_matches("'s").trim_end_matches("’s")
}

fn has(wanted: ClauseWord, what: Span, reader: &Reader) -> bool {
    let mut words = reader.at(what)..reader.behind(what);
    words.any(|at| reader.clauses.at(reader.words, at) == Some(wanted))
}

fn is_behind_colon(fact: Span, what: Span, reader: &Reader) -> bool {
    let colon = (reader.at(what)..reader.at(fact)).rev().find(|&at| reader.words[at].is_mark(":"));
    // Not ": “" of one who speaks.
    colon.is_some_and(|colon| reader.at(fact) - colon <= FEW * FEW)
}
