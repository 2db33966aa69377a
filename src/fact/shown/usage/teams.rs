//! Whether places stand for those who play for them: "the Torsby goalkeeper", reports on matches.
//!
//! In: the article's places, once. Out: yes or no for all of them. Method: words of the classes `team` and `side` behind a place, enough
//! different words of the class `sport` anywhere. Not here: which of the places is one all the same, because something is there
//! (`location.rs`).

use super::is_of_class;
use crate::fact::Entity;
use crate::fact::shown::Reader;
use crate::span::Span;
use crate::token::TokenKind;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// So many make a report on a match.
const FEWEST_SIDES: usize = 2;
/// And so many different words.
const FEWEST_WORDS: usize = 3;

/// Whether places stand for who plays for them: "the Torsby goalkeeper", or twice what a bank may have as well, "the Torsby captain".
pub fn tells_of_teams(places: &[Entity], reader: &Reader) -> bool {
    let mentions = || places.iter().flat_map(|place| &place.mentions);
    let is = |mention: &Span, class: &str| {
        let behind = reader.behind(*mention);
        let next = reader.words.get(behind).filter(|next| next.is_spaced);
        next.is_some_and(|_| is_of_class(&hyphened(behind, reader), class, reader))
    };
    mentions().any(|mention| is(mention, "team"))
        || tells_of_matches(reader)
        || mentions().filter(|mention| is(mention, "side")).take(FEWEST_SIDES).count() == FEWEST_SIDES
}

/// Whether many words of the article are those of reports on matches.
fn tells_of_matches(reader: &Reader) -> bool {
    let words = (0..reader.words.len()).filter(|&at| reader.words[at].kind == TokenKind::Word);
    let found: BTreeSet<Cow<str>> =
        words.map(|at| hyphened(at, reader)).filter(|word| is_of_class(word, "sport", reader)).collect();
    found.len() >= FEWEST_WORDS
}

/// A word with what hangs on it by a hyphen: "fly-half".
pub fn hyphened<'a>(at: usize, reader: &'a Reader) -> Cow<'a, str> {
    let first = &reader.words[at];
    match (reader.words.get(at + 1), reader.words.get(at + 2)) {
        (Some(hyphen), Some(second)) if hyphen.is_hyphen() && !hyphen.is_spaced && !second.is_spaced => {
            Cow::Owned(format!("{}-{}", first.lower, second.lower))
        }
        _ => Cow::Borrowed(&first.lower),
    }
}
