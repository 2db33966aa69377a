//! Labels -> candidates with their kinds: what the tagger found, in the form in which the rules find it.
//!
//! In: the rules' candidates and kinds, the labels of the tagger. Out: the same two lists. Where the tagger names a stretch it
//! is the tagger's; what only the rules found stays as a candidate without a kind, which a chain may still claim: a surname
//! whose whole name stands elsewhere. The tagger's stretches are cut and grown where words say more: titles, words that only the start of a sentence
//! gives their capital, hyphens, nicknames, generations.

use super::EntityKind;
use super::evidence::Evidence;
use super::fuller;
use super::gazetteer::Gazetteer;
use super::kind::Typed;
use super::mention::{Candidate, Known, Shape, Word, Words};
use super::tagger::{self, Tagger};
use crate::fact::Text;
use crate::fact::quote::lexicon::{Lexicon, Roles};
use crate::lang;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The letters of a given name's second part: "Sel-un".
const SYLLABLE: usize = 5;

/// The fewest capitals of an acronym that tell what it is short for.
const FEWEST_CAPITALS: usize = 3;
/// The letters of a small word within a name: "of", "and", "the".
const PARTICLE: usize = 3;

/// Names by their words, in text order.
type Found = Vec<(Range<usize>, EntityKind)>;

/// The candidates of a text with their kinds, in text order.
pub fn named<'a>(
    text: &Text<'a>,
    words: &Words<'a>,
    rules: (Vec<Candidate<'a>>, Vec<Typed>),
    evidence: &Evidence,
    tagger: &Tagger,
    gazetteer: &Gazetteer,
) -> (Vec<Candidate<'a>>, Vec<Typed>) {
    let mut found: Found = Vec::new();
    let mut leads: BTreeMap<usize, i32> = BTreeMap::new();
    for stretch in &evidence.stretches {
        let (labels, own) = tagger.tag(evidence, stretch);
        leads.extend(stretch.words.clone().zip(own));
        for (at, label) in stretch.words.clone().zip(labels) {
            match tagger::kind(label) {
                Some((kind, true)) => found.push((at..at + 1, kind)),
                Some((_, false)) => {
                    if let Some((range, _)) = found.last_mut() {
                        range.end = at + 1;
                    }
                }
                None => {}
            }
        }
    }
    cut_titles(text, words, &mut found, gazetteer);
    cut_openings(text, words, &mut found, gazetteer);
    cut_places_of_offices(words, &mut found, gazetteer);
    join_hyphens(words, &mut found, gazetteer);
    agree(text, words, &mut found);
    follow_rules(words, &mut found, &rules, gazetteer);
    mend_nicknames(words, &mut found, gazetteer);
    add_wholes(words, &mut found);
    add_generations(words, &mut found);
    let mut rules = rules.0.into_iter().zip(rules.1).peekable();
    let mut sentence = 0;
    let mut all: (Vec<Candidate>, Vec<Typed>) = Default::default();
    for (range, kind) in found {
        while let Some((candidate, typed)) = rules.next_if(|(rule, _)| rule.words.end <= range.start) {
            all.0.push(candidate);
            all.1.push(Typed { kind: None, ..typed });
        }
        let mut lean = 0;
        let mut has_title = false;
        let mut is_quoted = false;
        let mut is_doubted = false;
        let mut same = None;
        while let Some((candidate, typed)) = rules.next_if(|(rule, _)| rule.words.start < range.end) {
            lean = typed.lean;
            has_title |= candidate.has_title;
            is_quoted |= candidate.is_quoted;
            if candidate.words == range {
                // "Anna “Annie” Berg": the rules know that a few quoted words are a nickname or a title.
                is_doubted = candidate.is_quoted && typed.kind.is_none();
                same = Some(candidate);
            }
        }
        let agrees = |known: Option<Known>| match known {
            Some(Known::Organisation(_)) => kind == EntityKind::Organisation,
            Some(Known::Place(_)) => kind == EntityKind::Place,
            None => true,
        };
        let candidate = match same {
            Some(candidate) => {
                Candidate { known: candidate.known.filter(|known| agrees(Some(*known))), ..candidate }
            }
            None => {
                while text.sentence_tokens.get(sentence).is_some_and(|tokens| tokens.end <= range.start) {
                    sentence += 1;
                }
                let (first, last) = (&words.all[range.start], &words.all[range.end - 1]);
                let span = first.span.hull(last.span);
                let name = span.of(text.text);
                let known = gazetteer.known(name, first.text).filter(|known| agrees(Some(*known)));
                Candidate {
                    sentence,
                    span,
                    text: name,
                    known,
                    has_title,
                    is_opening: range.len() == 1 && first.is_opening,
                    is_quoted,
                    words: range,
                }
            }
        };
        // The words beside it say how sure it is where the name begins and ends.
        let around = candidate.words.start.saturating_sub(1)..candidate.words.end + 1;
        let lead = leads.range(around).map(|(_, lead)| *lead).min().unwrap_or(0);
        all.0.push(candidate);
        all.1.push(Typed { kind: (!is_doubted).then_some(kind), lean, lead });
    }
    for (candidate, typed) in rules {
        all.0.push(candidate);
        all.1.push(Typed { kind: None, ..typed });
    }
    all
}

/// Where the rules know better: what has a title before it is a person's name; the dot of "Inc." is its own, and the people before a
/// ministry is no part of its name.
fn follow_rules(
    words: &Words,
    found: &mut Found,
    rules: &(Vec<Candidate>, Vec<Typed>),
    gazetteer: &Gazetteer,
) {
    let mut missed = Vec::new();
    let mut next = 0;
    for (candidate, typed) in rules.0.iter().zip(&rules.1) {
        while found.get(next).is_some_and(|(range, _)| range.end <= candidate.words.start) {
            next += 1;
        }
        match (found.get_mut(next), typed.kind) {
            (Some((range, kind)), rule) if range.start < candidate.words.end => {
                let is_dotted = range.end + 1 == candidate.words.end && words.all[range.end].is_mark(".");
                if range.start == candidate.words.start && is_dotted {
                    range.end += 1;
                }
                // "Selmian Ministry", but "Selmian Raksa Gate" is called so.
                let is_people = range.end == candidate.words.end
                    && range.start + 1 == candidate.words.start
                    && gazetteer.demonyms.has(words.all[range.start].text)
                    && words.all[candidate.words.clone()].iter().any(|word| {
                        gazetteer.organisation_words.has(word.text) || gazetteer.organisations.has(word.text)
                    });
                if is_people && rule == Some(*kind) {
                    range.start += 1;
                }
            }
            (_, Some(EntityKind::Person)) if candidate.has_title => {
                missed.push((candidate.words.clone(), EntityKind::Person));
            }
            _ => {}
        }
    }
    if !missed.is_empty() {
        found.extend(missed);
        found.sort_by_key(|(range, _)| range.start);
    }
}

/// Puts a name in the place of its parts, at least one. What is left over stays as an empty range, so that nothing moves.
fn replace(parts: &mut [(Range<usize>, EntityKind)], whole: Range<usize>, kind: EntityKind) {
    let end = whole.end;
    parts.fill((end..end, kind));
    parts[0] = (whole, kind);
}

/// An organisation in brackets names the one before them: its capitals begin that name's words, "Torsby Lake Free Trade Area (TLFTA)".
fn add_wholes(words: &Words, found: &mut Found) {
    let all = &words.all;
    let mut missed = Vec::new();
    for n in 0..found.len() {
        let (range, kind) = found[n].clone();
        let is_held = range.len() == 1
            && range.start > 1
            && all[range.start - 1].is_mark("(")
            && all.get(range.end).is_some_and(|word| word.is_mark(")"));
        let whole = (is_held && kind == EntityKind::Organisation)
            .then(|| whole_before(words, range.start - 1, all[range.start].text))
            .flatten();
        let Some(whole) = whole else { continue };
        let first = found[..n].partition_point(|(part, _)| part.end <= whole.start);
        let parts = &mut found[first..n];
        if parts.is_empty() {
            missed.push((whole, kind));
        } else if parts.iter().all(|(part, _)| part.start >= whole.start && part.end <= whole.end) {
            replace(parts, whole, kind);
        }
    }
    found.retain(|(range, _)| !range.is_empty());
    found.extend(missed);
    found.sort_by_key(|(range, _)| range.start);
}

/// The words before `end` that begin with the capitals of an acronym, three or more, one for each.
fn whole_before(words: &Words, end: usize, acronym: &str) -> Option<Range<usize>> {
    let capitals: Vec<char> = acronym.chars().filter(|c| c.is_uppercase()).collect();
    let mut left = capitals.as_slice();
    if left.len() < FEWEST_CAPITALS {
        return None;
    }
    let mut start = end;
    while let Some((&last, rest)) = left.split_last() {
        start = start.checked_sub(1)?;
        let word = &words.all[start];
        if word.is_capital() {
            if !word.text.starts_with(last) || word.shape == Shape::Capitals {
                return None;
            }
            left = rest;
        } else if word.shape != Shape::Lower || word.text.len() > PARTICLE || start + 1 == end {
            return None;
        }
    }
    Some(start..end)
}

/// A nickname in marks is whole or none of a name: "Anna “Annie” Berg" or "Berg", never "Annie” Berg".
fn mend_nicknames(words: &Words, found: &mut Found, gazetteer: &Gazetteer) {
    const MARKS: [&str; 6] = ["\"", "“", "”", "‘", "«", "»"];
    let all = &words.all;
    let is_mark = |at: usize| MARKS.contains(&all[at].text);
    for n in 0..found.len() {
        let (range, kind) = found[n].clone();
        let mut marks = range.clone().filter(|&at| is_mark(at));
        let (Some(close), None) = (marks.next(), marks.next()) else { continue };
        if kind != EntityKind::Person {
            continue;
        }
        // The word before the nickname is the given name, whether the tagger knows it or not.
        let given = range.start.checked_sub(2).filter(|&at| {
            is_mark(at + 1)
                && all[at].shape == Shape::Capital
                && !all[at].is_opening
                && gazetteer.title(&all[at].lower).is_none()
        });
        let before = n.checked_sub(1).filter(|&before| given.is_some_and(|at| found[before].0.end > at));
        match (given, before) {
            (Some(at), None) => found[n].0.start = at,
            (Some(_), Some(before)) if found[before].1 == EntityKind::Person => {
                let whole = found[before].0.start..range.end;
                replace(&mut found[before..=n], whole, EntityKind::Person);
            }
            _ if close + 1 < range.end => found[n].0.start = close + 1,
            _ => {}
        }
    }
    found.retain(|(range, _)| !range.is_empty());
}

/// A title is no part of a person's name.
fn cut_titles(text: &Text, words: &Words, found: &mut Found, gazetteer: &Gazetteer) {
    for (range, _) in found.iter_mut().filter(|(_, kind)| *kind == EntityKind::Person) {
        while let Some(end) = title_end(text, words, range, gazetteer) {
            range.start = end;
        }
    }
}

/// A word that only the start of a sentence gives its capital is no part of a name: "Teenager Anna Berg", "Continued Berg", "Absent Berg",
/// "Retired Torsby Navy". What is left must be a name by itself, and the article must not have the whole elsewhere in a sentence.
fn cut_openings(text: &Text, words: &Words, found: &mut Found, gazetteer: &Gazetteer) {
    let name = |range: Range<usize>| {
        let (first, last) = (words.all.get(range.start)?, words.all.get(range.end.checked_sub(1)?)?);
        Some(first.span.hull(last.span).of(text.text))
    };
    // "TORSBY – Teenager Anna Berg"
    let opens = |at: usize| {
        let is_behind_dash = at.checked_sub(1).is_some_and(|dash| {
            words.all[at].is_spaced && ["–", "—", "-"].iter().any(|mark| words.all[dash].is_mark(mark))
        });
        words.all[at].is_opening || is_behind_dash
    };
    let inside = found.iter().filter(|(range, _)| !opens(range.start));
    let inside: BTreeSet<&str> = inside.filter_map(|(range, _)| name(range.clone())).collect();
    let ends: BTreeSet<&str> = inside.iter().filter_map(|name| name.rsplit(' ').next()).collect();
    let lexicon = Lexicon::of(text.article.language);
    for (range, kind) in found.iter_mut().filter(|(range, _)| range.len() > 1) {
        let (first, second) = (&words.all[range.start], &words.all[range.start + 1]);
        let lower = first.lower.as_ref();
        let is_other = !opens(range.start)
            || first.shape != Shape::Capital
            || first.is_possessive
            || !(second.is_capital() && second.is_spaced)
            || gazetteer.given_names.has(first.text)
            || gazetteer.family_first.has(first.text)
            || gazetteer.places.has(first.text)
            || gazetteer.organisations.has(first.text);
        let (Some(whole), Some(rest)) = (name(range.clone()), name(range.start + 1..range.end)) else {
            continue;
        };
        if is_other || inside.contains(whole) || gazetteer.known(whole, first.text).is_some() {
            continue;
        }
        let is_describing = lang::is_name_use(text.article.language, lower, "describing");
        let is_cut = match kind {
            EntityKind::Person => {
                let is_word = is_describing
                    || gazetteer.common_words.has(lower)
                    || lexicon.roles(lower).any(Roles::CUE.with(Roles::PERSON))
                    || words.habit(first).lower > 0;
                let is_full =
                    range.len() > 2 && words.all[range.start + 1..range.end].iter().all(Word::is_capital);
                let is_someone = is_describing || lexicon.roles(lower).any(Roles::PERSON);
                let is_name = is_someone && is_full
                    || inside.contains(rest)
                    || ends.contains(rest)
                    || gazetteer.given_names.has(second.text) && range.len() > 2;
                is_word && is_name
            }
            _ => is_describing && (inside.contains(rest) || gazetteer.known(rest, second.text).is_some()),
        };
        if is_cut {
            range.start += 1;
        }
    }
}

/// "President of Selm | Anna Berg": the place is the office's.
fn cut_places_of_offices(words: &Words, found: &mut Found, gazetteer: &Gazetteer) {
    for (range, _) in found.iter_mut().filter(|(range, kind)| *kind == EntityKind::Person && range.len() > 2)
    {
        let first = &words.all[range.start];
        let is_behind_office = range.start.checked_sub(2).is_some_and(|office| {
            let (office, of) = (&words.all[office], &words.all[range.start - 1]);
            gazetteer.joint(of.text) == Some("of") && gazetteer.is_title(&office.lower)
        });
        if is_behind_office && gazetteer.places.has(first.text) && words.all[range.start + 1].is_capital() {
            range.start += 1;
        }
    }
}

/// "Anna Berg | III": what tells people of one name apart is a part of it.
fn add_generations(words: &Words, found: &mut Found) {
    for n in 0..found.len() {
        let (range, kind) = &found[n];
        let end = range.end;
        let is_free = found.get(n + 1).is_none_or(|(next, _)| next.start > end);
        let is_generation = words.all.get(end).is_some_and(|word| {
            word.is_spaced && !word.is_opening && fuller::GENERATIONS.contains(&word.text)
        });
        let is_owner = words.all[end - 1].is_possessive;
        if *kind == EntityKind::Person && range.len() > 1 && is_free && is_generation && !is_owner {
            found[n].0.end += 1;
        }
    }
}

/// The same name is of the same kind all over a text: the most frequent one.
fn agree(text: &Text, words: &Words, found: &mut Found) {
    let name =
        |range: &Range<usize>| words.all[range.start].span.hull(words.all[range.end - 1].span).of(text.text);
    let mut counts: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    for (range, kind) in found.iter() {
        counts.entry(name(range)).or_default()[*kind as usize] += 1;
    }
    for (range, kind) in found {
        let counts = counts[name(range)];
        for other in [EntityKind::Person, EntityKind::Organisation, EntityKind::Place] {
            if counts[other as usize] > counts[*kind as usize] {
                *kind = other;
            }
        }
    }
}

/// A name goes on behind a hyphen, "Anna Berg-Holm", unless both sides are names of their own: "Norway-Sweden talks".
fn join_hyphens(words: &Words, found: &mut Found, gazetteer: &Gazetteer) {
    let all = &words.all;
    let mut joined: Found = Vec::with_capacity(found.len());
    for (mut range, kind) in found.drain(..) {
        if let Some((before, _)) = joined.last_mut()
            && range.start < before.end
        {
            before.end = before.end.max(range.end);
            continue;
        }
        // "Kim Sel-un", but not "Torsby-based"
        let is_family_first =
            range.len() >= 2 && all[range.clone()].iter().any(|word| gazetteer.family_first.has(word.text));
        let may_go_on = |next: &Word| {
            next.is_capital()
                || (is_family_first && next.shape == Shape::Lower && next.text.len() <= SYLLABLE)
        };
        while let (Some(hyphen), Some(next)) = (all.get(range.end), all.get(range.end + 1))
            && hyphen.is_mark("-")
            && !hyphen.is_spaced
            && !next.is_spaced
            && may_go_on(next)
            && !gazetteer.places.has(all[range.end - 1].text)
            && !gazetteer.places.has(next.text)
            && !gazetteer.demonyms.has(next.text)
            && !gazetteer.organisations.has(all[range.end - 1].text)
        {
            range.end += 2;
        }
        joined.push((range, kind));
    }
    *found = joined;
}

/// Where the title ends with which a name begins.
fn title_end(text: &Text, words: &Words, name: &Range<usize>, gazetteer: &Gazetteer) -> Option<usize> {
    let first = &words.all[name.start];
    let rest = &text.text[first.span.start as usize..words.all[name.end - 1].span.end as usize];
    let (length, title) = gazetteer.longest_title(rest, &first.lower)?;
    if !title.leads() || gazetteer.given_names.has(first.text) {
        return None;
    }
    let stop = first.span.start + length as u32;
    let mut end = name.start + 1;
    while end < name.end && (words.all[end].span.start < stop || words.all[end].is_mark(".")) {
        end += 1;
    }
    (end < name.end && words.all[end].is_capital()).then_some(end)
}
