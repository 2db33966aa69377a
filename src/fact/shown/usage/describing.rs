//! Whether a name only says of whom or what another noun is: "the Torsby senator", "a Torsby bill", "Duchess of Torsby".
//!
//! In: a mention, or the name. Out: whether it only describes there. Method: a noun behind it or a title in front of it, by roles, endings
//! and the classes `ofstate`, `inside` and `noble`. Not here: words that describe a name (`describing` in the table, read by
//! `entity/named.rs`).

use super::is_of_class;
use super::teams::hyphened;
use crate::fact::EntityKind;
use crate::fact::clause::ClauseWord;
use crate::fact::quote::lexicon::Roles;
use crate::fact::shown::Reader;
use crate::fact::shown::names::{self, Known};
use crate::lang;
use crate::span::Span;
use crate::token::TokenKind;

/// Words behind a name among which who is of it is named: "the Torsby Union political science professor".
const WORDS_TO_PERSON: usize = 4;

/// "a Torsby bill", "the Lock Union secretary": it says only of whom or what another noun is. "A Lock Union driver", "a Torsby report": who is in it
/// or what it wrote tells of it.
pub fn only_describes(mention: Span, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = reader.is_owner(mention);
    let Some(next) = reader.words.get(behind).filter(|_| !reader.is_opening(behind) && !is_owner) else {
        return false;
    };
    if next.kind != TokenKind::Word || !next.is_spaced || next.is_capital {
        return false;
    }
    if is_of_class(&hyphened(behind, reader), "ofstate", reader) {
        return true;
    }
    // "the Torsby news agency" is the agency.
    let is_body =
        |at: usize| reader.gazetteer.is_cue_before(&reader.words[at].lower, EntityKind::Organisation);
    let is_someone = (behind..reader.words.len().min(behind + WORDS_TO_PERSON))
        .take_while(|&at| {
            let word = &reader.words[at];
            word.kind == TokenKind::Word && word.is_spaced && !word.is_capital
        })
        .any(|at| {
            reader.roles(at).any(Roles::PERSON)
                || is_of_class(&reader.words[at].lower, "inside", reader)
                || reader.gazetteer.is_title(&reader.words[at].lower)
                || is_body(at)
        });
    if is_someone {
        return false;
    }
    let is_verb = lang::has_verb_ending(reader.text.article.language, &next.lower)
        || reader.clauses.at(reader.words, behind).is_some();
    let is_known_word = lang::grammar(reader.text.article.language).contains_key(next.lower.as_str());
    let is_noun = reader.roles(behind).is_empty() && !is_verb && !is_known_word;
    // "Torsby rests": a verb may look like a noun, unless the words in front or behind say that a noun must stand there.
    let is_preposition = |at: usize| reader.roles(at).any(Roles::PREPOSITION.with(Roles::JOINING));
    let is_led = reader.before(at).is_some_and(|before| {
        let is_article =
            reader.roles(before).any(Roles::ARTICLE) && !reader.roles(before).any(Roles::POSSESSIVE);
        reader.roles(before).any(Roles::POSSESSIVE)
            || reader.articles.single(&reader.words[before].lower).is_some()
            || is_preposition(before)
            || is_article && reader.before(before).is_some_and(is_preposition)
    });
    let has_verb = reader.words.get(behind + 1).is_some_and(|second| {
        second.kind == TokenKind::Word
            && !reader.is_opening(behind + 1)
            && (reader.roles(behind + 1).any(Roles::AUXILIARY.with(Roles::PASSIVE))
                || matches!(
                    reader.clauses.at(reader.words, behind + 1),
                    Some(ClauseWord::Past | ClauseWord::Forward | ClauseWord::Verb)
                ))
    });
    is_noun && (is_led || has_verb) && reader.cue(mention, EntityKind::Organisation) < names::CLEAR
}

/// "the Torsby senator": it says only of where somebody is. "In Torsby senators met" is said of the place.
///
/// An organisation stays: who is in it tells of it ("a Lock Union driver").
pub fn is_adjective(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let is_owner = reader.is_owner(mention);
    let Some(next) = reader.words.get(behind).filter(|_| !reader.is_opening(behind) && !is_owner) else {
        return false;
    };
    let roles = reader.roles(behind);
    // "a Torsby lock executive", "Torsby lock executives"
    let is_of_second = || {
        let Some(second) = reader.words.get(behind + 1).filter(|_| !reader.is_opening(behind + 1)) else {
            return false;
        };
        let one = second.lower.strip_suffix('s').unwrap_or(&second.lower);
        let is_noun = roles.is_empty()
            && !lang::grammar(reader.text.article.language).contains_key(next.lower.as_str());
        is_noun && second.is_spaced && !second.is_capital && reader.gazetteer.is_title(one)
    };
    let is_person = reader.gazetteer.is_title(&next.lower) || is_of_second();
    let is_verb =
        roles.any(Roles::CUE.with(Roles::AUXILIARY)) || reader.clauses.at(reader.words, behind).is_some();
    next.kind == TokenKind::Word
        && !next.is_capital
        && next.is_spaced
        && is_person
        && !is_verb
        && reader.cue(mention, EntityKind::Place) <= 0
}

/// "Torsbi rebels", "anti-Torsbi"
pub fn is_of_people(mention: Span, reader: &Reader) -> bool {
    let at = reader.at(mention);
    let is_tail = reader.words[at..].first().is_some_and(|word| !word.is_spaced)
        && reader.before(at).is_some_and(|before| reader.words[before].is_hyphen());
    is_tail || names::is_modifier(reader.behind(mention), reader)
}

/// "Torsbyan": what is of a people or a party, unless an organisation is called so.
pub fn is_people(name: &str, reader: &Reader) -> bool {
    reader.gazetteer.demonyms.has(name) && !reader.gazetteer.organisations.has(name)
}

/// "Torsbi" beside "the Torsbis": they are called so, and the name by itself only says of whom something is.
pub fn is_plural(name: &str, known: &Known) -> bool {
    !name.contains('.') && !names::is_shouted(name) && known.in_plural.contains(name)
}

/// "the Duchess of Torsby"
pub fn is_of_noble(mention: Span, reader: &Reader) -> bool {
    let of = reader.before(reader.at(mention)).filter(|&of| reader.roles(of).any(Roles::JOINING));
    let title = of.and_then(|of| reader.before(of));
    title.is_some_and(|title| is_of_class(&reader.words[title].lower, "noble", reader))
}
