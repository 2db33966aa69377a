//! Whether a name is that of what people come to or vote in: "Torsby Tests", "World Summit for Locks", "Torsby Caucus".
//!
//! In: the words of a name. Out: whether it is an event's. Method: the last word in front of a small one, classes `event` and `vote`; a
//! name that is known is none. Not here: what happened on a day (`dates.rs`).

use super::{LIST, MENTIONS, is_of_class};
use crate::fact::quote::lexicon::Roles;
use crate::fact::shown::Reader;

/// "Torsby Tests", "Lock Keepers Conference", "World Summit for Locks": what people come to, not who they are.
pub fn is_event(name: &str, reader: &Reader) -> bool {
    let mut words = name.split(' ');
    let is_known = reader.gazetteer.organisations.has(name);
    let is_persons = words.next().is_some_and(|word| reader.gazetteer.given_names.has(word));
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let small = name.split(' ').position(is_small);
    // "Conference of Lock Keepers" is who they are.
    let of = small.and_then(|small| name.split(' ').nth(small));
    let is_of = of.is_some_and(|of| reader.lexicon.roles(of).any(Roles::JOINING));
    let head = name.split(' ').take(small.unwrap_or(usize::MAX)).last();
    // "Torsby Champions League"
    let has_event = name.match_indices(' ').take(LIST).any(|(at, _)| {
        let end = &name[at + 1..];
        end.contains(' ') && is_of_class(end, "event", reader)
    });
    has_event
        || name.contains(' ')
            && !is_known
            && !is_persons
            && !is_of
            && head.is_some_and(|head| is_of_class(head, "event", reader))
}

/// "Lock Society" of "World Summit for the Lock Society"
pub fn is_end_of_event(name: &str, reader: &Reader) -> bool {
    let is_longer = |other: &str| {
        let rest = other.strip_suffix(name).and_then(|rest| rest.strip_suffix(' '));
        rest.is_some() && is_event(other, reader)
    };
    reader.names.iter().take(MENTIONS).any(|other| is_longer(other.of(reader.text.text)))
}

/// "Torsby Caucus": of a place, it is when people vote there.
pub fn is_vote(name: &str, reader: &Reader) -> bool {
    name.rsplit_once(' ')
        .is_some_and(|(place, last)| is_of_class(last, "vote", reader) && reader.gazetteer.places.has(place))
}
