//! Mentions -> entities: which mentions name the same one.
//!
//! In: candidates with their kinds. Out: [`Chain`]s, each an entity's mentions in text order. Method: in news the full name comes
//! first and a part of it later, so a surname joins the last person of that surname, a short form the organisation it
//! shortens, an acronym the name whose initials it has; the tables join other names ("U.K."). A name that nothing told the
//! kind of takes the kind of what it joins.

use super::EntityKind;
use super::fuller;
use super::gazetteer::Gazetteer;
use super::kind::Typed;
use super::mention::{Candidate, Known, Shape, Words};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The mentions of one entity.
#[derive(Debug)]
pub struct Chain {
    pub kind: EntityKind,
    /// Indices of candidates, ascending.
    pub mentions: Vec<usize>,
}

/// The lean at which the words around a surname say that here it is none.
const NO_PERSON: i32 = -3;

/// The fewest letters of an acronym that the tables know and that may still be the initials of a name in the text.
const LONG_ACRONYM: usize = 3;

/// So many whole names before a surname are looked at.
const MOST_BEARERS: usize = 24;

/// Joins mentions; candidates without a kind that join nothing are left out.
pub fn chains(candidates: &[Candidate], typed: &[Typed], words: &Words, gazetteer: &Gazetteer) -> Vec<Chain> {
    let acronyms = acronyms(candidates, words);
    let mut book = Book { chains: Vec::new(), by_name: BTreeMap::new(), parts: BTreeMap::new() };
    // Names that stand for themselves first, so that a part may stand before its whole.
    let mut parts = Vec::new();
    for (index, (candidate, own)) in candidates.iter().zip(typed).enumerate() {
        let name = acronyms.get(candidate.text).copied().unwrap_or(index);
        let kind = if name == index { own.kind } else { typed[name].kind.or(Some(EntityKind::Organisation)) };
        let full = full_name(&candidates[name]);
        let begins_small = !words.all[candidate.words.start].is_capital() || candidate.words.len() > 2;
        let is_surname = begins_small
            && gazetteer.joint(&words.all[candidate.words.start].lower) == Some("")
            && candidate.known.is_none();
        // "Berg-Holm": one word as it is written.
        let is_one_word = words.all[candidate.words.clone()].iter().skip(1).all(|word| !word.is_spaced);
        let is_surname = is_surname || (kind == Some(EntityKind::Person) && is_one_word);
        let is_whole = (candidates[name].words.len() > 1 && !is_surname) || name != index;
        match kind {
            Some(kind) if is_whole => book.add(kind, full, index),
            _ => {
                parts.push(index);
                continue;
            }
        }
        if let Some(kind) = kind
            && name == index
        {
            book.add_parts(kind, candidate, index, words, gazetteer);
        }
    }
    for index in parts {
        let candidate = &candidates[index];
        let kind = typed[index].kind;
        let whole = book.whole(candidate, typed[index], index);
        match (whole, kind) {
            (Some(chain), _) => book.chains[chain].mentions.push(index),
            (None, Some(kind)) => book.add(kind, full_name(candidate), index),
            (None, None) => {}
        }
    }
    for chain in &mut book.chains {
        chain.mentions.sort_unstable();
    }
    book.chains
}

struct Book<'a> {
    chains: Vec<Chain>,
    /// The chain of each full name.
    by_name: BTreeMap<(u8, &'a str), usize>,
    /// What may stand for a whole: for each short form the candidates that bear it with their chains, ascending.
    parts: BTreeMap<(EntityPart, &'a str), Vec<(usize, usize)>>,
}

/// How a short form is made.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum EntityPart {
    Surname,
    GivenName,
    /// The first words or the last of an organisation's name, or its initials.
    Organisation,
}

impl<'a> Book<'a> {
    fn add(&mut self, kind: EntityKind, full: &'a str, index: usize) {
        let next = self.chains.len();
        let chain = *self.by_name.entry((kind as u8, full)).or_insert(next);
        if chain == next {
            self.chains.push(Chain { kind, mentions: Vec::new() });
        }
        self.chains[chain].mentions.push(index);
    }

    /// Notes the short forms of the whole name that was added last for `index`.
    fn add_parts(
        &mut self,
        kind: EntityKind,
        candidate: &Candidate<'a>,
        index: usize,
        words: &Words,
        gazetteer: &Gazetteer,
    ) {
        let Some(&chain) = self.by_name.get(&(kind as u8, full_name(candidate))) else { return };
        let inner = &words.all[candidate.words.clone()];
        let part = |from: usize, to: usize| -> &'a str {
            let start = (inner[from].span.start - candidate.span.start) as usize;
            let end = (inner[to].span.end - candidate.span.start) as usize;
            &candidate.text[start..end]
        };
        let mut note = |part: EntityPart, text: &'a str| {
            self.parts.entry((part, text)).or_default().push((index, chain));
        };
        let capitals: Vec<usize> = (0..inner.len()).filter(|&at| inner[at].is_capital()).collect();
        let (Some(&first), Some(&last)) = (capitals.first(), capitals.last()) else { return };
        match kind {
            EntityKind::Person => {
                // "Anna Berg III" is Berg later.
                let is_own = |at: &usize| !fuller::GENERATIONS.contains(&inner[*at].text);
                let last = capitals.iter().copied().rfind(is_own).unwrap_or(last);
                let end = if last == capitals[capitals.len() - 1] { inner.len() - 1 } else { last };
                let is_family_first = gazetteer.family_first.has(inner[first].text)
                    && !gazetteer.given_names.has(inner[first].text);
                if is_family_first {
                    note(EntityPart::Surname, part(first, first));
                    return;
                }
                note(EntityPart::Surname, part(last, end));
                // "van der Berg", "al-Assad", "Lloyd-Berg"
                let mut start = last;
                while start > first + 1
                    && !(inner[start].is_spaced && inner[start].is_capital() && inner[start - 1].is_capital())
                {
                    start -= 1;
                    if inner[start].is_spaced {
                        note(EntityPart::Surname, part(start, end));
                    }
                }
                note(EntityPart::GivenName, part(first, first));
            }
            EntityKind::Organisation => {
                if capitals.len() < 2 {
                    return;
                }
                // "Torsby Holdings" is Torsby later, unless that is a place, a people or a word.
                let word = &inner[first];
                let is_own = !gazetteer.places.has(word.text)
                    && !gazetteer.demonyms.has(word.text)
                    && !gazetteer.given_names.has(word.text)
                    && !gazetteer.common_words.has(&word.lower)
                    && !gazetteer.organisation_words.has(word.text)
                    && !gazetteer.place_words.has(word.text)
                    && words.habit(word).lower == 0;
                let is_company = gazetteer
                    .organisation_words
                    .get(inner[last].text)
                    .is_none_or(|flags| flags.contains("company") || flags.contains("suffix"));
                if is_own && is_company {
                    note(EntityPart::Organisation, part(first, first));
                }
                // "the Commission", "the Security Council"
                for &at in capitals.iter().skip(1).take(4) {
                    let is_single = at + 1 == inner.len();
                    let flags = gazetteer.organisation_words.get(inner[at].text).unwrap_or("");
                    if !is_single || flags.contains("of") {
                        note(EntityPart::Organisation, part(at, inner.len() - 1));
                    }
                }
            }
            EntityKind::Place => {}
        }
    }

    /// The chain that a short form joins, of those that bear it before: a person's is the one most spoken of by the whole name, the first
    /// of equals (a family shares a name, and the story is about one of them); another's the last. Else the first after it.
    fn whole(&self, candidate: &Candidate<'a>, typed: Typed, index: usize) -> Option<usize> {
        // "Van der Berg" at the start of a sentence
        let mut text = Cow::Borrowed(candidate.text);
        if candidate.words.len() > 1 && typed.kind.is_none_or(|kind| kind == EntityKind::Person) {
            let mut letters = text.chars();
            let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
            let small = first + letters.as_str();
            if self.parts.contains_key(&(EntityPart::Surname, small.as_str())) {
                text = Cow::Owned(small);
            }
        }
        let of = |part: EntityPart| {
            let bearers = self.parts.get(&(part, text.as_ref()))?;
            let next = bearers.partition_point(|(bearer, _)| *bearer < index);
            if part == EntityPart::Organisation || next == 0 {
                return bearers.get(next.saturating_sub(1)).map(|(_, chain)| *chain);
            }
            // A page that names thousands is not gone through for each.
            let recent = &bearers[next.saturating_sub(MOST_BEARERS)..next];
            let times = |chain: usize| recent.iter().filter(|(_, other)| *other == chain).count();
            let most = recent.iter().map(|(_, chain)| times(*chain)).max()?;
            recent.iter().map(|(_, chain)| *chain).find(|chain| times(*chain) == most)
        };
        let may_be_person = match candidate.known {
            // "the Vogt", "northern Vogt": not the person; but what is one all the same ("the Berg campaign") is that one.
            None => typed.lean > NO_PERSON || typed.kind == Some(EntityKind::Person),
            // A place keeps its name, unless the words beside it tell of the person of that name.
            Some(Known::Place(_)) => typed.lean >= 2,
            Some(Known::Organisation(_)) => false,
        };
        if may_be_person && let Some(chain) = of(EntityPart::Surname) {
            return Some(chain);
        }
        if candidate.known.is_none()
            && matches!(typed.kind, None | Some(EntityKind::Organisation))
            && let Some(chain) = of(EntityPart::Organisation)
        {
            return Some(chain);
        }
        if matches!(typed.kind, None | Some(EntityKind::Person))
            && candidate.known.is_none()
            && typed.lean >= 0
        {
            return of(EntityPart::GivenName);
        }
        None
    }
}

/// The name that a mention is joined by: the table's where it knows another name.
fn full_name<'a>(candidate: &Candidate<'a>) -> &'a str {
    match candidate.known {
        Some(Known::Organisation(full) | Known::Place(full)) if !full.is_empty() => full,
        _ => candidate.text,
    }
}

/// The acronyms that the document defines, "Institute of Torsby (IOT)", or that are the initials of a name in it, each with the
/// candidate that it shortens.
fn acronyms<'a>(candidates: &[Candidate<'a>], words: &Words) -> BTreeMap<&'a str, usize> {
    let mut initials_of: BTreeMap<String, usize> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        if let Some(initials) = initials(candidate, words) {
            initials_of.entry(initials).or_insert(index);
        }
    }
    let mut acronyms = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let start = candidate.words.start;
        if candidate.words.len() > 1 || words.all[start].shape != Shape::Capitals {
            continue;
        }
        let plain: String = candidate.text.chars().filter(|c| *c != '.').collect();
        // "Union of Torsby Roads (UTR)"
        let before = index.checked_sub(1).filter(|&before| {
            start > 0 && words.all[start - 1].is_mark("(") && candidates[before].words.end + 1 == start
        });
        if let Some(whole) = before
            && abbreviates(&plain, &candidates[whole], words)
        {
            acronyms.insert(candidate.text, whole);
            continue;
        }
        let is_known = candidate.known.is_some() && plain.chars().count() < LONG_ACRONYM;
        if !is_known && let Some(&whole) = initials_of.get(&plain) {
            acronyms.entry(candidate.text).or_insert(whole);
        }
    }
    acronyms
}

/// Whether the letters of an acronym, small or not, begin words of a name in their order, its first word among them.
fn abbreviates(acronym: &str, name: &Candidate, words: &Words) -> bool {
    let inner = &words.all[name.words.clone()];
    let mut letters = acronym.chars().flat_map(char::to_lowercase).peekable();
    let mut taken = 0;
    for word in inner.iter().filter(|word| word.shape != Shape::Mark) {
        let initial = word.text.chars().next().into_iter().flat_map(char::to_lowercase).next();
        if letters.peek().copied() == initial {
            letters.next();
            taken += 1;
        } else if taken == 0 {
            return false;
        }
    }
    taken >= 2 && letters.peek().is_none()
}

/// The capitals that a name of three words or more begins its words with; of two words only with a name of two capitals.
fn initials(candidate: &Candidate, words: &Words) -> Option<String> {
    let capitals = words.all[candidate.words.clone()].iter().filter(|word| word.shape == Shape::Capital);
    let initials: String = capitals.filter_map(|word| word.text.chars().next()).collect();
    (initials.chars().count() >= 2).then_some(initials)
}
