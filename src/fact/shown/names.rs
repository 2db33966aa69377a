//! Names that may be shown: those for which something beside their capitals speaks.
//!
//! In: entities with all their mentions. Method: the document is asked. A person has a name that people have, or speaks, or is
//! "she"; an organisation is known, acts, has a head or owns something; a place is known or is where something is. Against a name
//! speak a model's number behind it and words in capitals that stand on beside every mention: then it is a part of
//! another name.

use std::collections::BTreeSet;

use super::{Reader, holds};
use crate::fact::quote::lexicon::Roles;
use crate::fact::{Entity, EntityKind};
use crate::span::Span;
use crate::token::TokenKind;

/// Mentions that are looked at: an article that is about one thing names it a hundred times.
const LOOKED_AT: usize = 12;
/// Words behind a name among which a pronoun is looked for.
const NEAR: usize = 16;
/// From this weight on a cue of `name_cues.txt` says what a name is.
const CLEAR: i32 = 2;

/// What else is known of the article's names.
pub struct Known {
    /// Every mention of a name.
    pub mentions: BTreeSet<Span>,
    /// Sources and speakers of quotations.
    pub speakers: BTreeSet<Span>,
    /// What people are, "head of Torsby Rail", in text order.
    pub roles: Vec<Span>,
    pub surnames: BTreeSet<String>,
}

pub fn may_show_person(person: &Entity, reader: &Reader, known: &Known) -> bool {
    let name = person.name.of(reader.text.text);
    let words: Vec<&str> = name.split_whitespace().collect();
    let speaks = person.mentions.iter().any(|mention| known.speakers.contains(mention));
    let is_called = is_called_he_or_she(person, reader);
    let first = words.first().copied().unwrap_or_default();
    let has_given = reader.gazetteer.given_names.has(first);
    // "Evo SL", "Berg & Holm": no person's name.
    let is_odd = name.contains(['&', '+', '@', '|', '/'])
        || name.contains(|c: char| c.is_ascii_digit())
        || words.iter().skip(1).any(|word| is_shouted(word)) && !words.iter().all(|word| is_shouted(word));
    // "Product Officer"
    let last = words.last().copied().unwrap_or_default().to_lowercase();
    let is_office = !has_given
        && (reader.gazetteer.is_title(&last)
            || words.len() > 1
                && words.last().is_some_and(|word| reader.gazetteer.organisation_words.has(word)));
    if is_odd || is_office || !is_free(person, reader, known) || is_model(person, reader) {
        return false;
    }
    if words.len() == 1 {
        return person.role.is_some() || speaks && is_called || is_called && has_given;
    }
    speaks || person.role.is_some() || is_called || is_persons(name, reader)
}

/// Whether a name is one that people have: firms and products, too, are written in capitals.
pub fn is_persons(name: &str, reader: &Reader) -> bool {
    let gazetteer = reader.gazetteer;
    let words = || name.split(|c: char| c.is_whitespace() || c == '-');
    let is_given = words().any(|word| gazetteer.given_names.has(word));
    let is_family = words().next_back().is_some_and(|word| gazetteer.family_names.has(word))
        || words().next().is_some_and(|word| gazetteer.family_first.has(word));
    // "J. K. Lind"
    let has_initial = words().any(|word| word.ends_with('.') && word.chars().count() <= 3);
    is_given || is_family || has_initial
}

/// Whether "he", "she" or a "who" follows a mention closely.
fn is_called_he_or_she(person: &Entity, reader: &Reader) -> bool {
    person.mentions.iter().take(LOOKED_AT).any(|mention| {
        let behind = reader.behind(*mention);
        let end = reader.words.len().min(behind + NEAR);
        (behind..end).any(|at| match reader.pronoun(at) {
            // "Anna Berg, who": right behind the comma.
            Some(is_relative) => !is_relative || at <= behind + 1,
            None => false,
        })
    })
}

pub fn may_show_organisation(organisation: &Entity, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    let gazetteer = reader.gazetteer;
    let name = organisation.name.of(text);
    let forms: BTreeSet<&str> = organisation.mentions.iter().map(|mention| mention.of(text)).collect();
    if !is_free(organisation, reader, known) {
        return false;
    }
    if forms.iter().any(|form| gazetteer.organisations.has(form)) {
        return true;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends_so = words.len() > 1
        && [words.first(), words.last()]
            .into_iter()
            .flatten()
            .any(|word| gazetteer.organisation_words.has(word));
    if ends_so {
        return true;
    }
    let is_short = words.len() == 1 && is_shouted(name) && name.chars().count() < 3;
    if is_short || is_model(organisation, reader) {
        return false;
    }
    let is_spelt_out = forms.len() > 1 && forms.iter().any(|form| is_shouted(form));
    is_spelt_out
        || organisation.mentions.iter().take(LOOKED_AT).any(|mention| {
            known.speakers.contains(mention)
                || holds(&known.roles, *mention)
                || acts(*mention, reader)
                || reader.cue(*mention, "organisation") >= CLEAR
        })
}

/// Whether it says or announces something.
fn acts(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let says = Roles::THAT_CLAUSE.with(Roles::QUOTE);
    let is_near = |at: usize| reader.words.get(at).is_some_and(|_| reader.roles(at).any(says));
    is_near(behind)
        || reader.words.get(behind).is_some_and(|_| {
            reader.roles(behind).any(Roles::ADVERB.with(Roles::AUXILIARY)) && is_near(behind + 1)
        })
}

pub fn may_show_place(place: &Entity, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    if !is_free(place, reader, known) || is_model(place, reader) {
        return false;
    }
    let gazetteer = reader.gazetteer;
    let is_known = place.mentions.iter().any(|mention| gazetteer.places.has(mention.of(text)));
    let words: Vec<&str> = place.name.of(text).split_whitespace().collect();
    // "Anna Lyon … Lyon", "the TCA": no place.
    let is_surname = place.mentions.iter().all(|mention| known.surnames.contains(mention.of(text)));
    if is_surname || !is_known && is_shouted(place.name.of(text)) {
        return false;
    }
    // "Torsby Edison", "Remain Co": a firm.
    let is_firm = words.len() > 1
        && words.last().is_some_and(|word| {
            (gazetteer.organisation_words.has(word) || gazetteer.organisation_words.has(&format!("{word}.")))
                && !gazetteer.place_words.has(word)
        });
    if is_firm && !is_known {
        return false;
    }
    let has_word = words.len() > 1
        && [words.first(), words.last()].into_iter().flatten().any(|word| gazetteer.place_words.has(word));
    place.mentions.iter().take(LOOKED_AT).any(|mention| {
        let cue = reader.cue(*mention, "place");
        let first = reader.at(*mention);
        let before = reader.before(first);
        let is_led = before.is_some_and(|before| {
            reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION))
                || reader.roles(before).any(Roles::INFINITIVE)
                || reader.words[before].is_mark(",")
                || reader.words[before].lower == "the"
        });
        if is_known || has_word {
            is_led || before.is_none() || cue > 0 || is_owner(*mention, reader)
        } else {
            cue >= CLEAR
        }
    })
}

fn is_owner(mention: Span, reader: &Reader) -> bool {
    let rest = &reader.text.text[mention.end as usize..];
    rest.starts_with("'s") || rest.starts_with("’s")
}

/// Whether it stands somewhere by itself, no other word in capitals beside it that would be a part of the name.
fn is_free(entity: &Entity, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    // "the American Harbour Union": of an organisation the people are a part.
    let is_organisation = entity.kind == EntityKind::Organisation;
    // "the Harbour Master's Office for the North"
    let first_word = entity.name.of(text).split_whitespace().next().unwrap_or_default();
    let is_office = is_organisation && reader.gazetteer.organisation_words.has(first_word);
    entity.mentions.iter().take(LOOKED_AT).any(|&mention| {
        let (first, behind) = (reader.at(mention), reader.behind(mention));
        if reader.is_row(first) {
            return false;
        }
        let before = reader.before(first).is_none_or(|at| {
            let word = &reader.words[at];
            let is_joint =
                word.is_mark("&") || word.is_mark("/") || word.is_hyphen() && !reader.words[first].is_spaced;
            let is_name = word.kind == TokenKind::Word && word.is_capital;
            let may_stand = reader.is_opening(at)
                || word.core != word.span && !is_office
                || reader.gazetteer.is_title(&word.lower)
                || !is_organisation && reader.gazetteer.demonyms.has(word.core.of(text))
                || reader.gazetteer.places.has(word.core.of(text))
                || known
                    .mentions
                    .range(..=word.span)
                    .next_back()
                    .is_some_and(|other| other.contains(word.core))
                || holds(&known.roles, word.span);
            !is_joint && (!is_name || may_stand)
        });
        let after = reader.words.get(behind).is_none_or(|word| {
            if reader.is_opening(behind) {
                return true;
            }
            // "Torsby-based" names Torsby.
            let goes_on = reader.words.get(behind + 1).is_some_and(|next| next.is_capital);
            let is_compound =
                word.is_hyphen() && !word.is_spaced && (goes_on || entity.kind != EntityKind::Place);
            let is_joint = word.is_mark("&") || word.is_mark("/") && !word.is_spaced || is_compound;
            let is_owner =
                behind.checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end);
            let is_name = word.kind == TokenKind::Word && word.is_capital && word.is_spaced;
            let may_stand = is_owner
                || reader.is_date(word.span)
                || reader.gazetteer.is_title(&word.lower)
                || known.mentions.contains(&word.core)
                || known
                    .mentions
                    .range(word.core..)
                    .next()
                    .is_some_and(|other| other.start == word.core.start);
            !is_joint && (!is_name || may_stand)
        });
        before && after
    })
}

/// Whether it is something made: a model's number stands behind it ("Torsby 300") as often as not.
fn is_model(entity: &Entity, reader: &Reader) -> bool {
    let looked_at = entity.mentions.len().min(LOOKED_AT);
    let made = entity.mentions.iter().take(LOOKED_AT).filter(|&&mention| {
        let behind = reader.behind(mention);
        reader.words.get(behind).is_some_and(|word| {
            word.kind == TokenKind::Number && !reader.is_opening(behind) && !reader.is_claimed(word.span)
        })
    });
    2 * made.count() >= looked_at.max(1)
}

fn is_shouted(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !word.contains('.')
        && letters.all(char::is_uppercase)
}

/// Leaves out a name that is the end of another: "Holm Berg" beside "Anna Holm Berg".
pub fn leave_out_parts(names: &mut Vec<Entity>, reader: &Reader) {
    let text = reader.text.text;
    let mut ends: BTreeSet<&str> = BTreeSet::new();
    for name in names.iter() {
        let name = name.name.of(text);
        ends.extend(
            name.match_indices([' ', '-']).take(LOOKED_AT).map(|(at, mark)| &name[at + mark.len()..]),
        );
    }
    names.retain(|name| !ends.contains(name.name.of(text)));
}
