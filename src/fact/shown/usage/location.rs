//! Whether a name says where something is: "in Torsby", "in the Torsby Center", "at Torsby".
//!
//! In: a mention. Out: whether it is led so. Method: the words in front of it, classes `where` and `at`; what stands behind must not make
//! it another noun's. Not here: what follows from that for a house, a seat or a team's place (`usage.rs`).

use super::{LIST, in_front, is_of_class, teams::hyphened};
use crate::fact::quote::lexicon::Roles;
use crate::fact::shown::{Reader, names};
use crate::lang;
use crate::span::Span;
use crate::token::TokenKind;

/// So many words at most stand between "in" and a place: "in the western".
const BEFORE_PLACE: usize = 2;
/// Names that begin before a word and may reach to it.
const FEW_NAMES: usize = 3;

/// "in Torsby", "in the Lakes", "in western Torsby": something is there.
///
/// "In a Torsby side", "in Torsby's cup" it is the team.
pub fn is_in(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let next = reader.words.get(behind).filter(|next| next.is_spaced);
    let has_article =
        reader.before(reader.at(mention)).is_some_and(|the| reader.roles(the).any(Roles::ARTICLE));
    let is_team = next.is_some_and(|next| {
        let is_players = |class: &&str| is_of_class(&hyphened(behind, reader), class, reader);
        ["team", "side", "sport"].iter().any(is_players)
            // "in the Torsby starting line-up"
            || has_article
                && !next.is_capital
                && next.kind == TokenKind::Word
                && !lang::grammar(reader.text.article.language).contains_key(next.lower.as_str())
                && !reader.is_date(next.span)
    });
    if is_team || reader.is_owner(mention) {
        return false;
    }
    let mut before = reader.before(reader.at(mention));
    // "in Sel, Lindvik and Torsby"
    for _ in 0..LIST {
        let other =
            before.filter(|&at| reader.words[at].is_mark(",") || reader.roles(at).any(Roles::CONJUNCTION));
        let Some(other) = other.and_then(|at| reader.before(at)) else { break };
        let is_place = |name: &Span| reader.gazetteer.places.has(name.of(reader.text.text));
        let last = reader.words[other].core;
        let names = reader.names.range(..=Span { start: last.start, end: u32::MAX });
        let Some(name) = names.rev().take(FEW_NAMES).find(|name| name.end == last.end && is_place(name))
        else {
            break;
        };
        before = reader.before(reader.at(*name));
    }
    for _ in 0..=BEFORE_PLACE {
        let Some(at) = before else { return false };
        let word = &reader.words[at];
        if is_of_class(&word.lower, "where", reader) {
            return true;
        }
        if word.kind != TokenKind::Word || word.is_capital {
            return false;
        }
        before = reader.before(at);
    }
    false
}

/// "at Torsby", "at the Torsby Center"
pub fn is_at(mention: Span, reader: &Reader) -> bool {
    in_front(mention, reader).is_some_and(|before| is_of_class(&reader.words[before].lower, "at", reader))
}

/// "in the Torsby Center": where something is.
pub fn is_where(mention: Span, reader: &Reader) -> bool {
    let the = reader
        .before(reader.at(mention))
        .filter(|&the| reader.roles(the).any(Roles::ARTICLE) && !reader.roles(the).any(Roles::POSSESSIVE));
    let before = the.and_then(|the| reader.before(the));
    before.is_some_and(|before| is_of_class(&reader.words[before].lower, "where", reader))
        && !names::is_modifier(reader.behind(mention), reader)
}
