//! Chains -> chains: a name joined to the one fuller name of the text that it is short for.
//!
//! "Anna Berg" is "Anna Maria Berg", "the Road Court" is "the Torsby Road Court", "the House" is "the House of Lakes". Method: every
//! fuller name is noted under its short forms; a name that is the form of exactly one other joins it. Of two ("the Torsby Road Court" and
//! "the Lindvik Road Court") none is chosen. Organisations that the tables know stand for themselves, they have branches of longer names; but
//! what only adds a country or a people is the same: "the Senate", "the Torsby Senate", "the Senate of Torsby".

use super::EntityKind;
use super::chains::Chain;
use super::fullest;
use super::gazetteer::{Gazetteer, Title};
use super::mention::{Candidate, Known, Shape, Words};
use std::collections::BTreeMap;

/// What tells two people of one name apart, at its end.
pub const GENERATIONS: [&str; 5] = ["Jr", "Sr", "II", "III", "IV"];

/// Joins the chains of short names to those of fuller ones.
pub fn join(
    chains: Vec<Chain>,
    candidates: &[Candidate],
    words: &Words,
    gazetteer: &Gazetteer,
) -> Vec<Chain> {
    let names: Vec<Vec<&str>> = chains.iter().map(|chain| name(chain, candidates, words)).collect();
    let mut fuller: BTreeMap<(u8, Vec<&str>), Vec<usize>> = BTreeMap::new();
    for (index, (chain, name)) in chains.iter().zip(&names).enumerate() {
        let forms = match chain.kind {
            EntityKind::Person => forms_of_person(name),
            EntityKind::Organisation => forms_of_organisation(name),
            EntityKind::Place => Vec::new(),
        };
        for form in forms {
            let bearers = fuller.entry((chain.kind as u8, form)).or_default();
            if bearers.last() != Some(&index) {
                bearers.push(index);
            }
        }
    }
    // Where each chain goes: to itself, or to a longer name. The longest first, so that it is known where a longer one goes.
    let mut whole: Vec<usize> = (0..chains.len()).collect();
    let mut order = whole.clone();
    order.sort_by_key(|&index| std::cmp::Reverse(names[index].len()));
    for index in order {
        let (chain, name) = (&chains[index], &names[index]);
        let is_known = chain.kind == EntityKind::Organisation
            && fullest(chain, candidates).is_some_and(|name| name.known.is_some());
        let mut bearers = fuller.get(&(chain.kind as u8, name.clone()));
        // "De Lund" at the start of a sentence is "de Lund".
        let small = name.first().map(|word| word.to_lowercase());
        if bearers.is_none()
            && chain.kind == EntityKind::Person
            && let (Some(small), [_, rest @ ..]) = (&small, name.as_slice())
        {
            let small: Vec<&str> = std::iter::once(small.as_str()).chain(rest.iter().copied()).collect();
            bearers = fuller.get(&(chain.kind as u8, small));
        }
        let Some((&first, others)) = bearers.and_then(|bearers| bearers.split_first()) else { continue };
        let bearer = whole[first];
        if others.iter().all(|&other| whole[other] == bearer)
            && (!is_known || only_says_where(name, &names[bearer], gazetteer))
            && !(chain.kind == EntityKind::Person
                && is_relative(chain, &chains[bearer], candidates, (words, gazetteer)))
        {
            whole[index] = bearer;
        }
    }
    let mut joined: Vec<Option<Chain>> = chains.into_iter().map(Some).collect();
    for index in 0..joined.len() {
        if whole[index] == index {
            continue;
        }
        let mentions = joined[index].take().map(|chain| chain.mentions).unwrap_or_default();
        if let Some(chain) = &mut joined[whole[index]] {
            chain.mentions.extend(mentions);
            chain.mentions.sort_unstable();
        }
    }
    joined.into_iter().flatten().collect()
}

/// Whether all that the longer name adds is a place or a people before it, or a small word and a place behind it: "of the Lakes".
fn only_says_where(short: &[&str], long: &[&str], gazetteer: &Gazetteer) -> bool {
    let is_place = |words: &[&str]| {
        let Some(first) = words.first() else { return false };
        let place = words.join(" ");
        gazetteer.demonyms.has(&place) || matches!(gazetteer.known(&place, first), Some(Known::Place(_)))
    };
    if let Some(front) = long.strip_suffix(short) {
        return is_place(front);
    }
    match long.strip_prefix(short) {
        Some([_, article, behind @ ..]) if is_small(article) => is_place(behind),
        Some([_, behind @ ..]) => is_place(behind),
        _ => false,
    }
}

/// Whether the longer name is somebody else of the family, as the word before it says: "Anna Berg … her mother, Anna Maria Berg".
fn is_relative(short: &Chain, long: &Chain, candidates: &[Candidate], by: (&Words, &Gazetteer)) -> bool {
    let (words, gazetteer) = by;
    let (Some(own), Some(&first)) = (short.mentions.first(), long.mentions.first()) else { return false };
    let Some(candidate) = candidates.get(first).filter(|_| long.mentions.len() == 1 && *own < first) else {
        return false;
    };
    let before = |at: usize| at.checked_sub(1).and_then(|at| words.all.get(at));
    let start = candidate.words.start;
    let word =
        if before(start).is_some_and(|word| word.is_mark(",")) { before(start - 1) } else { before(start) };
    word.is_some_and(|word| gazetteer.title(&word.lower) == Some(Title::Relation))
}

/// The words of a chain's fullest name, without marks.
fn name<'a>(chain: &Chain, candidates: &[Candidate<'a>], words: &Words<'a>) -> Vec<&'a str> {
    let Some(fullest) = fullest(chain, candidates) else { return Vec::new() };
    let words = words.all[fullest.words.clone()].iter();
    words.filter(|word| word.shape != Shape::Mark).map(|word| word.text).collect()
}

/// Two words or more from its start, the last two ("De Lund"), or the first and the last: no longer end, which may name somebody else.
fn forms_of_person<'a>(name: &[&'a str]) -> Vec<Vec<&'a str>> {
    let count = name.len();
    let mut forms = Vec::new();
    for cut in 2..count {
        forms.push(name[..cut].to_vec());
    }
    if count > 2 {
        forms.push(name[count - 2..].to_vec());
    }
    let own = name.iter().take_while(|word| !GENERATIONS.contains(word)).count();
    if own >= 3 {
        forms.push(vec![name[0], name[own - 1]]);
    }
    forms
}

/// What ends it from a capital on, and what of that stands before its first small word: "the House" of "the Torsby House of Lakes".
fn forms_of_organisation<'a>(name: &[&'a str]) -> Vec<Vec<&'a str>> {
    let small = name.iter().position(|word| is_small(word)).unwrap_or(name.len());
    let starts = || (0..name.len()).filter(|&at| !is_small(name[at]) && (at == 0 || !is_small(name[at - 1])));
    let mut forms: Vec<Vec<&str>> = starts().filter(|&at| at > 0).map(|at| name[at..].to_vec()).collect();
    if small < name.len() {
        forms.extend(starts().take_while(|&at| at < small).map(|at| name[at..small].to_vec()));
    }
    forms
}

fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_of_names() {
        let person = forms_of_person(&["Anna", "Maria", "Berg", "Jr"]);
        for (form, is_one) in [
            (vec!["Anna", "Berg"], true),
            (vec!["Berg", "Jr"], true),
            (vec!["Anna", "Maria"], true),
            (vec!["Berg"], false),
            (vec!["Maria", "Jr"], false),
        ] {
            assert_eq!(person.contains(&form), is_one, "{form:?}");
        }
        let organisation = forms_of_organisation(&["Torsby", "House", "of", "Lakes"]);
        for (form, is_one) in [
            (vec!["House", "of", "Lakes"], true),
            (vec!["Torsby", "House"], true),
            (vec!["Lakes"], false),
            (vec!["of", "Lakes"], false),
        ] {
            assert_eq!(organisation.contains(&form), is_one, "{form:?}");
        }
    }
}
