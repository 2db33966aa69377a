//! Whether a name that looks like a person's or a place's is a firm's: "shares in Anna Lind", "the charity Lind Holm", "Lock Union Norway".
//!
//! In: a person with all mentions, or one mention. Out: whether the words beside it say that it is a firm. Method: the classes `firm`
//! behind and `body` in front of it, cues of `name_cues.txt`. A name like a person's needs two such signs. Not here: whether a firm does
//! something (`acting.rs`).

use super::{is_of_class, speaks};
use crate::fact::shown::Reader;
use crate::fact::shown::names::{self, Known};
use crate::fact::{Entity, EntityKind};
use crate::span::Span;

/// So many mentions must say that a name like a person's is a firm's.
const FIRM_SIGNS: usize = 2;
/// Tokens in which a firm is called one.
const NEAR: usize = 80;
/// From a heavier cue on it is a firm, whatever its name looks like.
const FIRM_CUE: i32 = 3;

/// Whether the words beside a name say clearly that it is a firm, and none that it is a person: "shares in Anna Lind", "the charity Lind Holm".
pub fn is_firm(person: &Entity, reader: &Reader, known: &Known) -> bool {
    let looked_at = || person.mentions.iter().copied().take(names::LOOKED_AT);
    let name = person.name.of(reader.text.text);
    // "sector leader Torsby": of one word, it is as often a firm.
    let is_leader = person.role.is_some_and(|role| {
        let role = role.of(reader.text.text);
        role.rsplit(' ')
            .next()
            .is_some_and(|last| last.starts_with(char::is_lowercase) && is_of_class(last, "office", reader))
    });
    if !name.contains(' ')
        && is_leader
        && !names::is_called_he_or_she(person, reader)
        && !speaks(person, known)
    {
        return true;
    }
    let is_told_so = person.role.is_none()
        && !names::is_called_he_or_she(person, reader)
        && !looked_at().any(|mention| is_titled(mention, reader));
    let is_unlike = || {
        !names::is_persons(person.name.of(reader.text.text), reader)
            && looked_at().all(|mention| mention.of(reader.text.text).contains(' '))
    };
    is_told_so
        && (looked_at().filter(|mention| is_firms(*mention, reader)).count() >= FIRM_SIGNS
            || is_unlike() && looked_at().any(|mention| is_firms(mention, reader))
            || is_unlike() && looked_at().any(|mention| is_called_firm_near(mention, reader)))
}

/// Whether "the firm", "the charity" stands in the sentence of a mention or the next.
fn is_called_firm_near(mention: Span, reader: &Reader) -> bool {
    let sentence = reader.sentence_of(reader.at(mention));
    let end = reader
        .sentence_of(sentence.end)
        .end
        .max(sentence.end)
        .min(sentence.start + NEAR)
        .min(reader.words.len());
    (sentence.start + 1..end).any(|at| {
        is_of_class(&reader.words[at].lower, "body", reader)
            && reader.gazetteer.is_cue_before(&reader.words[at].lower, EntityKind::Organisation)
            && reader.gazetteer.is_article(&reader.words[at - 1].lower)
    })
}

/// "Mr Berg"
fn is_titled(mention: Span, reader: &Reader) -> bool {
    let mut before = reader.before(reader.at(mention));
    // The dot of "Mr." is a token of its own.
    if let Some(at) = before
        && reader.words[at].is_mark(".")
    {
        before = reader.before(at);
    }
    before.is_some_and(|before| reader.gazetteer.is_title(&reader.words[before].lower))
}

/// "shares in Torsby", "Torsby's shareholders", "the carmaker Torsby", "Torsby chairman Anna Berg".
pub fn is_firms(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let next = reader.words.get(behind).filter(|next| next.is_spaced && !reader.is_opening(behind));
    let second = reader.words.get(behind + 1).filter(|_| !reader.is_opening(behind + 1));
    let is_board = |words: &str| is_of_class(words, "firm", reader);
    let has_board = next.is_some_and(|next| {
        is_board(&next.lower)
            || second.is_some_and(|second| is_board(&format!("{} {}", next.lower, second.lower)))
    });
    let before =
        reader.before(reader.at(mention)).filter(|&before| reader.words[before].span.end < mention.start);
    let is_called = before.is_some_and(|before| {
        let lower = &reader.words[before].lower;
        let cue = reader.gazetteer.cues_before.get(lower).and_then(|cue| cue.strip_prefix("organisation "));
        is_of_class(lower, "body", reader)
            && cue.is_some_and(|weight| weight.parse::<i32>().is_ok_and(|weight| weight >= names::CLEAR))
    });
    let is_dealt = reader.cue(mention, EntityKind::Organisation) > FIRM_CUE;
    has_board || is_called || is_dealt
}

/// "Lock Union Norway": the end of a firm's name.
pub fn is_behind_firm(mention: Span, reader: &Reader) -> bool {
    let at = reader.at(mention);
    let Some(before) = reader.before(at).filter(|_| reader.words[at].is_spaced) else { return false };
    let word = &reader.words[before];
    let next = reader.things.partition_point(|thing| thing.end <= word.core.start);
    word.core == word.span
        && reader.things.get(next).is_some_and(|thing| {
            thing.contains(word.core) && !reader.gazetteer.places.has(thing.of(reader.text.text))
        })
}
