//! Whether a name is the half of a longer one: "the Torsby Journal | of Locks", "South | and Southeast Torsby", "Torsby News | 24".
//!
//! In: a mention, or a place with its name. Out: whether the name goes on beside it. Method: the words in front and behind, classes
//! `topical`, `campus` and `branch`; words that are a name of their own begin another. Not here: words in capitals beside every mention
//! (`is_free` in `names.rs`), names whose own words are wrong (`broken.rs`).

use super::{LIST, is_of_class};
use crate::fact::phrase::Word;
use crate::fact::quote::lexicon::Roles;
use crate::fact::shown::names::{self, Known};
use crate::fact::shown::{Reader, holds};
use crate::fact::{Entity, EntityKind};
use crate::span::Span;
use crate::token::TokenKind;

/// "Torsby | Money": a word in capitals that is no name of its own stands behind.
pub fn is_continued(mention: Span, reader: &Reader, known: &Known) -> bool {
    let behind = reader.behind(mention);
    reader.words.get(behind).is_some_and(|next| {
        let is_own = names::begins(&known.mentions, next.core);
        next.kind == TokenKind::Word
            && next.is_spaced
            && next.is_capital
            && !reader.is_opening(behind)
            && !reader.is_owner(mention)
            && !is_own
            && !reader.is_date(next.span)
            && reader.gazetteer.title(&next.lower).is_none()
            && !holds(&known.roles, next.span)
    })
}

/// "the Torsby Journal | of Locks", "the Lock Committee | on Torsby", "University of Torsby |, Holm", "the Keepers' | Council for Locks": a half.
pub fn goes_on(mention: Span, name: &str, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    if mention.of(text) != name {
        return false;
    }
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = reader.is_owner(mention);
    let topical = |word: &str| is_of_class(word, "topical", reader);
    // "the Keepers' Council"
    let is_owned =
        reader.before(at).and_then(|mark| Some((mark, reader.before(mark)?))).is_some_and(|(mark, owner)| {
            let (mark, owner) = (&reader.words[mark], &reader.words[owner]);
            let is_plural = owner.is_capital && owner.lower.ends_with('s');
            matches!(mark.span.of(text), "'" | "’")
                && !mark.is_spaced
                && is_plural
                && reader.words[at].is_spaced
        });
    let first = name.split(' ').next().unwrap_or_default();
    if is_owned && topical(first) && !reader.gazetteer.organisations.has(name) {
        return true;
    }
    if is_owner || reader.is_opening(behind) {
        return false;
    }
    let Some(next) = reader.words.get(behind) else { return false };
    let name_at = |at: usize| {
        let word = reader.words.get(at).filter(|word| word.kind == TokenKind::Word && word.is_spaced)?;
        (word.is_capital && !reader.is_date(word.span) && !reader.is_opening(at)).then_some(word)
    };
    let is_people = |word: &Word| names::begins(&known.people, word.core);
    // "University of Torsby, Holm"
    // "Torsby Academy, Holm"
    let is_branch = is_of_class(name.rsplit(' ').next().unwrap_or_default(), "branch", reader);
    if next.is_mark(",") && (is_of_class(first, "campus", reader) && name.contains(" of ") || is_branch) {
        let is_place = |word: &Word| reader.gazetteer.places.has(word.core.of(text));
        let closes = reader.words.get(behind + 2).is_some_and(|close| close.kind == TokenKind::Mark);
        return name_at(behind + 1).is_some_and(|word| (is_branch || is_place(word)) && closes);
    }
    let last = name.rsplit(' ').next().unwrap_or_default();
    if !topical(last) || reader.gazetteer.organisations.has(name) {
        return false;
    }
    let is_of = reader.roles(behind).any(Roles::JOINING);
    let is_topic =
        reader.pointers.topic.single(&next.lower).is_some() || is_of_class(&next.lower, "purpose", reader);
    let the = usize::from(
        reader.words.get(behind + 1).is_some_and(|word| reader.gazetteer.is_article(&word.lower)),
    );
    name_at(behind + 1 + the).is_some_and(|word| {
        let is_place = reader.gazetteer.places.has(word.core.of(text))
            || reader.gazetteer.demonyms.has(word.core.of(text))
            || known.mentions.range(word.core..).next().is_some_and(|other| {
                other.start == word.core.start && reader.gazetteer.places.has(other.of(text))
            });
        !is_people(word) && (is_topic && !is_of || is_of && !is_place)
    })
}

/// "the 6th | Lock Court", "Union of Lock |, Gate and Bridge Workers", "Torsby News | 24".
pub fn is_half(mention: Span, reader: &Reader, known: &Known) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = reader.is_owner(mention);
    if is_owner {
        return false;
    }
    let text = reader.text.text;
    // "6th" may be one token or two.
    let is_counted = reader.before(at).is_some_and(|before| {
        let word = &reader.words[before];
        let is_tail = !word.is_spaced
            && reader.before(before).is_some_and(|number| reader.words[number].kind == TokenKind::Number);
        let word = word.span.of(text);
        // "the 30th United Nations" are the same ones.
        !reader.gazetteer.organisations.has(mention.of(text))
            && word.ends_with(|c: char| c.is_lowercase())
            && (is_tail || word.starts_with(|c: char| c.is_ascii_digit()))
    });
    let is_numbered = reader.words.get(behind).is_some_and(|next| {
        next.kind == TokenKind::Number
            && next.is_spaced
            && next.span.of(text).chars().all(|c| c.is_ascii_digit())
            && !reader.is_opening(behind)
            && !reader.is_date(next.span)
    });
    is_counted || is_numbered || is_owned(mention, reader) || goes_on_as_list(mention, behind, reader, known)
}

/// "St Torsby's | High School": words that any of its kind has, behind the name that tells it from them.
fn is_owned(mention: Span, reader: &Reader) -> bool {
    let text = reader.text.text;
    let gazetteer = reader.gazetteer;
    let Some(owner) = reader.before(reader.at(mention)).map(|at| &reader.words[at]) else { return false };
    let name = owner.core.of(text);
    let is_generic = |word: &str| {
        gazetteer.organisation_words.has(word) || gazetteer.common_words.has(&word.to_lowercase())
    };
    // "the Lock Department's Gate Division" is whole.
    let is_body =
        owner.is_shouted || gazetteer.organisations.has(name) || gazetteer.organisation_words.has(name);
    owner.core != owner.span
        && owner.is_capital
        && !is_body
        && !gazetteer.places.has(name)
        && !gazetteer.demonyms.has(name)
        && !gazetteer.organisations.has(mention.of(text))
        && mention.of(text).split(' ').all(is_generic)
}

/// "Union of Lock |, Gate and Bridge Workers": the words behind the comma are no names of their own.
fn goes_on_as_list(mention: Span, behind: usize, reader: &Reader, known: &Known) -> bool {
    let is_phrase = mention.of(reader.text.text).split(' ').any(|word| {
        word.starts_with(char::is_lowercase)
            && reader.lexicon.roles(word).any(Roles::JOINING.with(Roles::PREPOSITION))
    });
    if !is_phrase || !reader.words.get(behind).is_some_and(|next| next.is_mark(",")) {
        return false;
    }
    let end = reader.sentence_of(behind).end.min(behind + LIST);
    for at in behind + 1..end {
        let word = &reader.words[at];
        let is_joint = word.is_mark(",") || word.is_mark("&");
        let is_and = reader.roles(at).any(Roles::CONJUNCTION);
        if is_and || word.is_mark("&") {
            return at > behind + 1 && reader.words.get(at + 1).is_some_and(|next| next.is_capital);
        }
        let is_own = names::begins(&known.people, word.core);
        let is_place = reader.gazetteer.places.has(word.core.of(reader.text.text));
        if is_own || is_place || !(is_joint || word.kind == TokenKind::Word && word.is_capital) {
            return false;
        }
    }
    false
}

/// "South"
pub fn is_direction(name: &str, reader: &Reader) -> bool {
    reader.gazetteer.place_words.has(name)
        || reader.gazetteer.is_cue_before(&name.to_lowercase(), EntityKind::Place)
}

/// "South and Southeast Torsby": the half of a name.
pub fn is_joined(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let is_next = reader.words.get(behind + 1).is_some_and(|next| next.is_capital);
    is_next && reader.roles(behind).any(Roles::CONJUNCTION)
}

/// "Gulf" beside "Gulf of Torsby": it names none without the rest.
///
/// All names are looked through only for a word of the table: for no more places than it has words.
pub fn is_begun(place: &Entity, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = place.name.of(text);
    let is_of =
        |rest: &str| rest.split(' ').nth(1).is_some_and(|of| reader.lexicon.roles(of).any(Roles::JOINING));
    reader.gazetteer.place_words.has(words)
        && reader.names.iter().any(|name| name.of(text).strip_prefix(words).is_some_and(is_of))
}

/// "the Lock Keepers of Torsby", "Torsbyan": a part of a name, or of its people.
pub fn is_inner(mention: Span, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    if reader.gazetteer.demonyms.has(mention.of(text)) {
        return true;
    }
    let of = reader
        .before(reader.at(mention))
        .filter(|&of| reader.roles(of).any(Roles::JOINING) && !reader.words[of].is_capital);
    let Some(head) = of.and_then(|of| reader.before(of)) else { return false };
    let Some(first) = reader.before(head) else { return false };
    let is_name = |at: usize| {
        let word = &reader.words[at];
        word.kind == TokenKind::Word
            && word.is_capital
            && word.core == word.span
            && !reader.is_opening(at)
            && !reader.gazetteer.is_title(&word.lower)
            && !names::holds_word(&known.mentions, word)
    };
    // Two words of it at least: "the North of Torsby" is there.
    is_name(head) && is_name(first) && !reader.is_owner(mention)
}
