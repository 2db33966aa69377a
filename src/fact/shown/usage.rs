//! What a name is used for: to tell of whom it names, or for something else.
//!
//! In: an entity with its mentions. Out: whether the article tells of it ([`tells_of`]), and whether it may be shown first
//! ([`is_doubtful`]). Method: a name goes when it is broken or every mention uses it for something else; one that tells of it is enough for
//! the rest. A file each: `acting.rs` (does it do something: services are only a means, "posted on Facebook"), `broken.rs` (names that were
//! read wrongly), `credits.rs` ("(TNA)", "Anna Berg contributed to this report"), `describing.rs` ("a Torsby senator"), `events.rs`
//! ("Torsby Games"), `firms.rs` (called like people), `halves.rs` (of longer names), `location.rs` (houses and seats), `teams.rs` (places
//! whose players are meant). Tables: `lang/*/name_uses.txt`. Not here: what speaks for a name (`names.rs`).

mod acting;
mod broken;
mod credits;
mod describing;
mod events;
mod firms;
mod halves;
mod location;
mod teams;

use super::names::{self, Known};
use super::{Reader, holds};
use crate::fact::quote::lexicon::Roles;
use crate::fact::{Entity, EntityKind};
use crate::lang;
use crate::span::Span;
use acting::{acts_itself, is_addressed, is_subject, tells_of_firm};
pub use broken::is_damaged;
use broken::{are_two, holds_person, is_cut, is_of_title, is_prefixed};
use credits::is_credit;
use describing::{is_adjective, is_of_noble, is_of_people, is_people, is_plural, only_describes};
use events::{is_end_of_event, is_event, is_vote};
use firms::{is_behind_firm, is_firm, is_firms};
use halves::{goes_on, is_begun, is_continued, is_direction, is_half, is_inner, is_joined};
use location::{is_at, is_in, is_where};
pub use teams::tells_of_teams;

/// The most parts of a list that are looked through: "Union of Lock, Gate and Bridge Workers", "in Sel, Lindvik and Torsby".
const LIST: usize = 10;
/// Another name is looked for among so many mentions: an article that lists names stays linear.
const MENTIONS: usize = 200;

/// Whether the article tells of a name, as far as its use says.
pub fn tells_of(name: &Entity, reader: &Reader, known: &Known) -> bool {
    let mut mentions = name.mentions.iter().copied();
    let words = name.name.of(reader.text.text);
    if mentions.all(|mention| is_credit(mention, name.kind, reader))
        || is_damaged(name.name, reader.text.text)
    {
        return false;
    }
    let looked_at = &name.mentions[..name.mentions.len().min(names::LOOKED_AT)];
    let all = |is: &dyn Fn(Span) -> bool| looked_at.iter().all(|&mention| is(mention));
    match name.kind {
        EntityKind::Person => {
            let is_school =
                words.rsplit_once(' ').is_some_and(|(_, last)| is_of_class(last, "school", reader));
            !(are_two(words, reader)
                || is_cut(name, reader)
                || is_event(words, reader) && !speaks(name, known)
                || is_firm(name, reader, known)
                || is_of_title(name, reader)
                || is_school && !speaks(name, known)
                || is_prefixed(words, reader)
                || !words.contains(' ') && known.whole_elsewhere.contains(words))
        }
        EntityKind::Organisation => {
            let is_service = is_of_class(words, "service", reader);
            let last = words.rsplit_once(' ').map_or(words, |(_, last)| last);
            let is_venue = [last, words].iter().any(|word| is_of_class(word, "venue", reader));
            !(reader.gazetteer.capitalised.has(words)
                || is_service && all(&|mention| !tells_of_firm(mention, reader, known))
                || is_venue && all(&|mention| is_where(mention, reader))
                || is_end_of_event(words, reader)
                || is_event(words, reader) && !looked_at.iter().any(|mention| names::acts(*mention, reader))
                || all(&|mention| {
                    is_credit(mention, name.kind, reader) || is_continued(mention, reader, known)
                })
                || looked_at.iter().any(|&mention| goes_on(mention, words, reader, known))
                || is_people(words, reader) && !speaks(name, known)
                || is_vote(words, reader)
                || !speaks(name, known)
                    && is_plural(words, known)
                    && all(&|mention| is_of_people(mention, reader))
                || all(&|mention| is_half(mention, reader, known)))
        }
        EntityKind::Place => {
            let is_known = reader.gazetteer.places.has(words);
            let is_spot = words.split(' ').any(|word| reader.gazetteer.place_words.has(word));
            let is_seat = is_of_class(words, "seat", reader);
            !(is_begun(name, reader)
                || !is_known && holds_person(words, reader)
                || !is_known && looked_at.iter().any(|&mention| is_firms(mention, reader))
                || is_direction(words, reader) && all(&|mention| is_joined(mention, reader))
                || all(&|mention| is_behind_firm(mention, reader))
                || !is_known && reader.gazetteer.organisation_words.has(words)
                || is_seat && all(&|mention| !is_in(mention, reader) && !is_at(mention, reader))
                || is_prefixed(words, reader)
                || !is_known && !is_spot && all(&|mention| acts_itself(mention, reader))
                || !is_known && is_saint(words, reader) && all(&|mention| reader.is_owner(mention))
                || all(&|mention| is_adjective(mention, reader) || is_inner(mention, reader, known))
                || all(&|mention| is_of_noble(mention, reader))
                || known.tells_of_teams
                    && !is_spot
                    && all(&|mention| {
                        !is_in(mention, reader) && reader.cue(mention, EntityKind::Place) < names::CLEAR
                    }))
        }
    }
}

/// Whether an organisation may be nothing of the kind where it stands: it only says whose another noun is ("a Senate seat"), or it is a house or a
/// street and may be meant as one ("the race to the White House", "at Torsby Center"). Readers take it so or so: it is not shown first.
pub fn is_doubtful(name: &Entity, reader: &Reader, known: &Known) -> bool {
    let words = name.name.of(reader.text.text);
    let looked_at = &name.mentions[..name.mentions.len().min(names::LOOKED_AT)];
    let all = |is: &dyn Fn(Span) -> bool| looked_at.iter().all(|&mention| is(mention));
    let is_seat = is_of_class(words, "seat", reader);
    let last = words.rsplit_once(' ').map_or(words, |(_, last)| last);
    let is_venue = is_of_class(last, "venue", reader);
    let acts = |mention: Span| {
        tells_of_firm(mention, reader, known)
            || is_subject(mention, reader)
            || holds(&known.roles, mention)
            || is_addressed(mention, reader)
    };
    name.kind == EntityKind::Organisation
        && (is_seat && all(&|mention| !acts(mention))
            || is_venue && all(&|mention| is_where(mention, reader) || is_at(mention, reader))
            || all(&|mention| only_describes(mention, reader)))
}

fn speaks(name: &Entity, known: &Known) -> bool {
    name.mentions.iter().any(|mention| known.speakers.contains(mention))
}

fn is_of_class(word: &str, class: &str, reader: &Reader) -> bool {
    lang::is_name_use(reader.text.article.language, word, class)
}

/// The token in front of a mention and of its article: "told" of "told the Torsby Union".
fn in_front(mention: Span, reader: &Reader) -> Option<usize> {
    let before = reader.before(reader.at(mention));
    let the = before.filter(|&the| reader.roles(the).any(Roles::ARTICLE)).and_then(|the| reader.before(the));
    the.or(before)
}

/// "St Torsby": of a school, a church, a hospital when it stands as an owner only.
fn is_saint(name: &str, reader: &Reader) -> bool {
    name.split_once(' ').is_some_and(|(first, _)| is_of_class(first, "saint", reader))
}
