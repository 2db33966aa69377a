//! Quotations that may be shown: what somebody said, whole, and by whom.
//!
//! Words in marks are somebody's own; what is asked of them is that their speaker can speak. Words without marks are the
//! article's: they are shown only where nothing in the sentence can be taken for a part of them that is none, or the other way round.

use super::Reader;
use crate::block::count_words;
use crate::fact::quote::lexicon::Roles;
use crate::fact::{QuoteFact, QuoteKind};
use crate::span::Span;

/// The fewest and the most words of what is told without marks.
const TOLD: std::ops::RangeInclusive<u32> = 6..=40;

pub fn may_show(quote: &QuoteFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let speaks = [quote.speaker, quote.source].into_iter().flatten().any(|source| reader.can_speak(source));
    // A letter alone is what is left of a name.
    let is_whole_name = quote.speaker.is_none_or(|speaker| speaker.of(text).chars().count() > 1);
    if !is_whole_name {
        return false;
    }
    match quote.kind {
        // Marks say that somebody spoke; a source that cannot is a wrong one.
        QuoteKind::Direct => {
            quote.source.is_none()
                || speaks
                || quote.speaker.is_some_and(|speaker| may_be_name(speaker, reader))
        }
        QuoteKind::Stance => false,
        QuoteKind::Mixed => speaks && is_told(quote, reader),
        QuoteKind::Indirect => speaks && is_told(quote, reader) && quote.speaker.is_some(),
    }
}

/// Whether a speaker that is no known name can be one. Where every noun has a capital letter, one word alone cannot.
fn may_be_name(speaker: Span, reader: &Reader) -> bool {
    !reader.gazetteer.nouns_have_capitals || speaker.of(reader.text.text).contains(' ')
}

/// Whether what is told outside marks is the whole of a clause that a main clause's subject says.
fn is_told(quote: &QuoteFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let (Some(source), Some(cue), [content]) = (quote.source, quote.cue, quote.content.as_slice()) else {
        return false;
    };
    let sentence = reader.sentence_of(reader.at(*content));
    if sentence.is_empty() || !is_closed(content.of(text)) || !TOLD.contains(&count_words(content.of(text))) {
        return false;
    }
    let (from, to) = (reader.at(*content), reader.behind(*content));
    let is_over = is_rest_empty(reader, to, sentence.end);
    let cue_roles = reader.cue_roles(cue);
    let says = cue_roles.any(Roles::QUOTE) && cue_roles.any(Roles::THAT_CLAUSE.with(Roles::BARE_CLAUSE));
    let is_source = cue_roles.any(Roles::SOURCE.with(Roles::POSTPOSED));
    if content.start >= source.end {
        // "Roe said that ...", "According to Roe, ..."
        let first = if is_source { reader.at(cue.hull(source)) } else { reader.at(source) };
        let opens = reader.roles(from).any(Roles::OPENER) && !reader.words[from].is_capital;
        // "said in a letter that": the letter is none of it.
        let is_adjunct = reader.roles(from).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::TIME));
        let follows = from == reader.behind(cue) && !is_adjunct;
        is_over && is_main(reader, sentence.start, first) && (is_source || says && (opens || follows))
    } else {
        // "..., Roe said."
        let end = reader.behind(cue.hull(source));
        from <= sentence.start + 1 && (is_source || says) && is_rest_empty(reader, end, sentence.end)
    }
}

/// Whether what stands before the subject leaves it that of the main clause: nothing, what belongs to its name, or an adjunct with its comma.
fn is_main(reader: &Reader, start: usize, subject: usize) -> bool {
    let mut before = start..subject;
    let subordinates = Roles::RELATIVE.with(Roles::CONJUNCTION);
    let is_of_name = |at: usize| {
        reader.words[at].is_capital || reader.roles(at).any(Roles::DETERMINER.with(Roles::ADVERB))
    };
    let is_led =
        before.is_empty() || reader.words[subject - 1].is_mark(",") || before.clone().all(is_of_name);
    is_led && !before.any(|at| reader.roles(at).any(subordinates))
}

/// Whether nothing but stops stands from `at` on.
fn is_rest_empty(reader: &Reader, at: usize, end: usize) -> bool {
    (at..end).all(|at| reader.words[at].kind == crate::token::TokenKind::Mark)
}

/// Whether every bracket and mark in it is a pair.
fn is_closed(words: &str) -> bool {
    let count = |mark: char| words.chars().filter(|&c| c == mark).count();
    count('(') == count(')') && count('“') == count('”') && count('"') % 2 == 0 && count('«') == count('»')
        || words.contains('„')
}

/// A source that names several is shown as it stands: one of its names alone is a wrong speaker.
pub fn whole_speaker(quote: &mut QuoteFact, reader: &Reader) {
    let Some(source) = quote.source else { return };
    let is_capital = |at: usize| reader.words.get(at).is_some_and(|word| word.is_capital);
    let inner = reader.at(source) + 1..reader.behind(source).saturating_sub(1);
    let names_two = inner.into_iter().any(|at| {
        let joins = reader.roles(at).any(Roles::CONJUNCTION) && !reader.words[at].is_capital;
        joins && is_capital(at - 1) && is_capital(at + 1)
    });
    // "Berg and Holm", not "Berg & Holm" nor "the Ministry of Roads and Bridges".
    let is_part = quote.speaker.is_some_and(|speaker| {
        let words = |span: Span| span.of(reader.text.text).split_whitespace().count();
        words(speaker) < words(source) && !speaker.contains(source)
    });
    let has_of = (reader.at(source)..reader.behind(source)).any(|at| reader.roles(at).any(Roles::JOINING));
    // "the head of the TCA region": not the TCA speaks.
    let is_small = |at: usize| reader.words[at].span.of(reader.text.text).starts_with(char::is_lowercase);
    let is_head = reader.roles(reader.at(source)).any(Roles::PERSON)
        && quote.speaker.is_some_and(|speaker| {
            let is_word = !speaker.of(reader.text.text).contains(' ');
            source.contains(speaker) && is_word && (reader.at(source)..reader.at(speaker)).any(is_small)
        });
    if names_two && is_part && !has_of || is_head {
        quote.speaker = Some(source);
    }
}
