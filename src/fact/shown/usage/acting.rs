//! Whether a name does something where it stands, or is spoken to: "Torsby reported that", "Torsby's chief", "told Torsby".
//!
//! In: a mention. Out: whether who is named acts, owns or is addressed there: then the article tells of them, not of a means or a house.
//! Method: verbs behind it, prepositions in front of it. Not here: who says what (`fact/quote/`).

use super::in_front;
use crate::fact::EntityKind;
use crate::fact::clause::ClauseWord;
use crate::fact::quote::lexicon::Roles;
use crate::fact::shown::names::{self, Known};
use crate::fact::shown::{Reader, holds};
use crate::lang;
use crate::span::Span;
use crate::token::TokenKind;

/// Whether a mention of a service is one of the firm: it acts, owns, or someone is its head.
pub fn tells_of_firm(mention: Span, reader: &Reader, known: &Known) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = reader.is_owner(mention);
    let before = reader.before(at);
    let is_led = before.is_some_and(|before| {
        reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION))
            || reader.roles(before).any(Roles::DETERMINER.with(Roles::POSSESSIVE))
            // "numerous Torsby posts"
            || reader.words[before].kind == TokenKind::Word
                && !reader.words[before].is_capital
                && reader.roles(before).is_empty()
                && reader.clauses.at(reader.words, before).is_none()
    });
    let has_verb = reader.words.get(behind).is_some_and(|next| {
        next.kind == TokenKind::Word
            && (lang::has_verb_ending(reader.text.article.language, &next.lower)
                || reader.roles(behind).any(Roles::AUXILIARY.with(Roles::PASSIVE).with(Roles::CUE))
                || matches!(
                    reader.clauses.at(reader.words, behind),
                    Some(ClauseWord::Past | ClauseWord::Forward | ClauseWord::Verb)
                ))
    });
    known.speakers.contains(&mention)
        || holds(&known.roles, mention) && !names::is_modifier(behind, reader)
        || is_owner
        || has_verb && !is_led
        || reader.cue(mention, EntityKind::Organisation) >= names::CLEAR
}

/// "the Torsby Union backs": a verb follows, and no preposition stands in front.
pub fn is_subject(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let before = reader.before(reader.at(mention));
    let front = in_front(mention, reader);
    let is_led = front.is_some_and(|at| reader.roles(at).any(Roles::PREPOSITION.with(Roles::JOINING)));
    let is_verb = |at: usize| {
        reader.words.get(at).is_some_and(|word| {
            word.kind == TokenKind::Word
                && word.is_spaced
                && (lang::has_verb_ending(reader.text.article.language, &word.lower)
                    || reader.roles(at).any(Roles::AUXILIARY.with(Roles::PASSIVE).with(Roles::CUE))
                    || reader.clauses.at(reader.words, at).is_some())
        })
    };
    let is_owner = reader.is_owner(mention);
    // "Torsby backs the plan", at the start of a sentence.
    let opens = before.is_none_or(|before| reader.is_opening(before) && front == Some(before));
    let is_word = reader
        .words
        .get(behind)
        .is_some_and(|next| next.kind == TokenKind::Word && next.is_spaced && !next.is_capital);
    !is_led && !is_owner && !reader.is_opening(behind) && (is_verb(behind) || opens && is_word)
}

/// "told Torsby", "asked the Torsby Union"
pub fn is_addressed(mention: Span, reader: &Reader) -> bool {
    in_front(mention, reader).is_some_and(|verb| reader.roles(verb).any(Roles::CUE))
}

/// "Torsby reported that". "The mayor of Torsby said that" tells of a place.
pub fn acts_itself(mention: Span, reader: &Reader) -> bool {
    let is_led = reader.before(reader.at(mention)).is_some_and(|before| {
        reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION))
    });
    names::acts(mention, reader) && !is_led
}
