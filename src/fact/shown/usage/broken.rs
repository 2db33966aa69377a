//! Whether a name was read wrongly, so that its own words are none: damaged letters, two names taken for one, an office or a firm cut in two.
//!
//! In: a name, with its mentions where they tell. Out: whether it is broken. Method: its letters and words against the tables of names and
//! titles; classes `peer`, `prefix` and `qualifier`. Not here: whole words of a name that goes on (`halves.rs`).

use super::{MENTIONS, is_of_class};
use crate::fact::Entity;
use crate::fact::entity::gazetteer::Title;
use crate::fact::shown::{Reader, names};
use crate::span::Span;

/// Who is called by one name is called so at least so often.
const ALONE: usize = 2;

/// A name that damaged letters break, inside or where it ends: "Anna PeÃ | ±berg", "Torsb\u{fffd}".
pub fn is_damaged(name: Span, text: &str) -> bool {
    let is_broken = |c: char| c == '\u{fffd}' || c.is_control() && !c.is_whitespace();
    // "Ângela" and "SÃO" are written so; behind a small letter neither stands.
    let is_turned = |letters: &[char]| match *letters {
        [first, 'Ã' | 'Â', ..] | [first, 'A', '\u{302}' | '\u{303}'] => first.is_lowercase(),
        _ => false,
    };
    let letters: Vec<char> = name.of(text).chars().collect();
    let next = text[name.end as usize..].chars().next();
    // The first half of a letter whose two bytes were read as two letters, and the second behind it.
    let is_torn = matches!(*letters, [.., small, 'Â'..='ß'] if small.is_lowercase())
        && next.is_some_and(|next| ('\u{80}'..='\u{bf}').contains(&next) && !next.is_whitespace());
    letters.iter().copied().any(is_broken)
        || next.is_some_and(is_broken)
        || is_torn
        || (0..letters.len()).any(|at| is_turned(&letters[at..letters.len().min(at + 3)]))
}

/// "Anna Sel-holm": no mention of the whole name ends where it is said to.
pub fn is_cut(person: &Entity, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = person.name.of(text);
    let mut whole = person.mentions.iter().filter(|mention| mention.of(text) == words).take(names::LOOKED_AT);
    words.contains(' ')
        && whole.all(|mention| {
            let behind = reader.behind(*mention);
            let next = reader.words.get(behind).filter(|_| !reader.is_opening(behind));
            next.is_some_and(|next| next.is_hyphen() && !next.is_spaced)
                && reader.words.get(behind + 1).is_some_and(|next| !next.is_spaced)
        })
}

/// "she sold Anna Maria's boat": two given names, side by side once, each of which stands alone elsewhere.
pub fn are_two(name: &str, reader: &Reader) -> bool {
    let Some((first, second)) = name.split_once(' ') else { return false };
    let given = &reader.gazetteer.given_names;
    let count = |words: &str| {
        reader.people.iter().take(MENTIONS).filter(|mention| mention.of(reader.text.text) == words).count()
    };
    given.has(first)
        && given.has(second)
        && count(name) == 1
        && count(first) >= ALONE
        && count(second) >= ALONE
}

/// "Torsby Deputy | Assistant Commissioner", "General | Motor's": an office or a firm's name, cut in two.
pub fn is_of_title(person: &Entity, reader: &Reader) -> bool {
    let text = reader.text.text;
    let name = person.name.of(text);
    if name.contains(' ') {
        return false;
    }
    let lower = name.to_lowercase();
    let is_office = reader.gazetteer.title(&lower).is_some();
    // "Lord Berg" is called nothing else.
    let is_noble = person.mentions.iter().take(names::LOOKED_AT).any(|mention| {
        let before = reader.before(reader.at(*mention)).map(|before| &reader.words[before]);
        before.is_some_and(|word| word.is_capital && is_of_class(&word.lower, "peer", reader))
    });
    let others = || reader.names.iter().take(MENTIONS).map(|name| name.of(text));
    let is_half = person.mentions.iter().take(names::LOOKED_AT).any(|mention| {
        let before = reader.before(reader.at(*mention));
        before.filter(|&before| reader.words[before].is_capital).is_some_and(|before| {
            let whole = format!("{} {name}", reader.words[before].span.of(text));
            let is_whole = |other: &str| {
                other.strip_prefix(whole.as_str()).is_some_and(|rest| rest == "s")
                    || other == whole && reader.gazetteer.organisations.has(other)
            };
            others().any(is_whole) || reader.gazetteer.organisations.has(&format!("{whole}s"))
        })
    });
    // "Harbour Minister Gen Berg": a given name as well as a rank without its dot.
    let is_given = person.mentions.iter().take(names::LOOKED_AT).any(|mention| {
        let Some(rank) = reader.before(reader.at(*mention)) else { return false };
        let is_rank = reader.gazetteer.title(&format!("{}.", reader.words[rank].lower)) == Some(Title::Role);
        let is_second =
            reader.before(rank).is_some_and(|office| reader.gazetteer.is_title(&reader.words[office].lower));
        is_rank && is_second && !reader.words[rank].is_mark(".")
    });
    is_office || is_noble || is_half || is_given
}

/// "Navy Keeper Anna Berg": the name of a place holds no person's.
pub fn holds_person(name: &str, reader: &Reader) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let Some(inner) = words.get(1..words.len().saturating_sub(1)) else { return false };
    // "Navy KEEPER Otto Woods"
    let has_rank = inner.iter().any(|word| names::is_shouted(word) && word.chars().count() > 2);
    let is_spot = words.iter().any(|word| reader.gazetteer.place_words.has(word));
    has_rank || !is_spot && inner.iter().any(|word| reader.gazetteer.given_names.has(word))
}

/// "Ex-Torsby Rail": a prefix is no part of a name.
pub fn is_prefixed(name: &str, reader: &Reader) -> bool {
    name.split_once('-').is_some_and(|(prefix, _)| {
        let prefix = prefix.to_lowercase();
        is_of_class(&prefix, "prefix", reader) || is_of_class(&prefix, "qualifier", reader)
    })
}
