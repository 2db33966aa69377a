//! Words -> what is seen of each: the features that the tagger weighs.
//!
//! In: the words of a text with what the rules made of them. Out: for each word that may be part of a name its features, as
//! hashes. Method: the word, its neighbours and their shapes; what the tables know of them; the stretch of capitals it stands in;
//! what the rules say; and the document's own evidence: how the same word stands elsewhere in it. Source: the features of
//! Ratinov and Roth 2009, less those of large corpora.

use super::EntityKind;
use super::gazetteer::{Gazetteer, Title};
use super::kind::Typed;
use super::mention::{Candidate, Casing, Shape, Word, Words};
use crate::fact::Text;
use std::collections::BTreeMap;
use std::ops::Range;

/// A stretch of words that may hold names, with the features of each.
#[derive(Debug, Default)]
pub struct Stretch {
    /// Of the words of the text.
    pub words: Range<usize>,
    /// For each word: the range of `Evidence::features`.
    pub features: Vec<Range<usize>>,
    /// For each word: the label that the rules give it; as in `tagger.rs`, and 7 or 8 for a name of no known kind.
    pub rules: Vec<u8>,
}

/// What is seen of a text.
#[derive(Debug, Default)]
pub struct Evidence {
    pub stretches: Vec<Stretch>,
    pub features: Vec<u32>,
}

/// Words of small letters, numbers and marks between two capitals inside a name.
const MOST_SMALL: usize = 3;
/// No stretch is longer: a text all in capitals stays linear.
const LONGEST: usize = 40;

/// Reads the words of `text`.
pub fn evidence(
    text: &Text,
    words: &Words,
    candidates: &[Candidate],
    typed: &[Typed],
    gazetteer: &Gazetteer,
) -> Evidence {
    let seen = Seen::new(text, words, candidates, typed, gazetteer);
    let mut evidence = Evidence::default();
    for (sentence, range) in text.sentence_tokens.iter().enumerate() {
        let mut at = range.start;
        while at < range.end {
            let Some(end) = stretch(&words.all, at, range.end, gazetteer) else {
                at += 1;
                continue;
            };
            let mut stretch = Stretch {
                words: at..end,
                features: Vec::with_capacity(end - at),
                rules: Vec::with_capacity(end - at),
            };
            for word in at..end {
                let start = evidence.features.len();
                seen.word(word, &(at..end), range, words.casings[sentence], &mut evidence.features);
                stretch.rules.push(seen.known[word].rule);
                stretch.features.push(start..evidence.features.len());
            }
            evidence.stretches.push(stretch);
            at = end;
        }
    }
    evidence
}

/// Where the stretch that begins at a word ends; `None` when none does.
fn stretch(all: &[Word], start: usize, limit: usize, gazetteer: &Gazetteer) -> Option<usize> {
    let may_begin = |word: &Word| {
        !word.is_claimed
            && (word.is_capital() || (word.shape == Shape::Lower && word.text.contains(char::is_uppercase)))
    };
    // "al-Assad", "van der Berg"
    let mut first = start;
    while first < limit.min(start + MOST_SMALL)
        && !may_begin(&all[first])
        && (gazetteer.joint(all[first].text) == Some("")
            || (first > start && all[first].is_mark("-") && !all[first].is_spaced))
    {
        first += 1;
    }
    if first >= limit || !may_begin(&all[first]) {
        return None;
    }
    let mut end = first + 1;
    let mut at = end;
    while at < limit && at - end <= MOST_SMALL && end - start < LONGEST && !all[at].is_claimed {
        if may_begin(&all[at]) || (all[at].shape == Shape::Number && at == end) {
            end = at + 1;
        } else if matches!(all[at].text, "," | ";" | ":" | "(" | ")" | "?" | "!" | "“" | "”" | "—" | "–")
        {
            break;
        }
        at += 1;
    }
    Some(end)
}

/// What the tables and the document know of one word.
#[derive(Clone, Copy, Default)]
struct Known {
    /// Hash of the word in small letters.
    lower: u32,
    /// What the tables say, one bit each.
    flags: u32,
    /// The rules' label, as in `tagger.rs`.
    rule: u8,
    /// How far the rules' kind leads, in steps.
    lead: u8,
    /// How the document uses the word elsewhere, one bit each.
    uses: u16,
    shape: u32,
}

struct Seen<'a, 'b> {
    words: &'b Words<'a>,
    known: Vec<Known>,
}

const GIVEN: u32 = 1;
const FAMILY: u32 = 1 << 1;
const FAMILY_FIRST: u32 = 1 << 2;
const PLACE: u32 = 1 << 3;
const IN_PLACE: u32 = 1 << 4;
const ORGANISATION: u32 = 1 << 5;
const IN_ORGANISATION: u32 = 1 << 6;
const ORGANISATION_HEAD: u32 = 1 << 7;
const ORGANISATION_OF: u32 = 1 << 8;
const ORGANISATION_SUFFIX: u32 = 1 << 9;
const ORGANISATION_COMPANY: u32 = 1 << 10;
const PLACE_HEAD: u32 = 1 << 11;
const PLACE_FIRST: u32 = 1 << 12;
const PLACE_OF: u32 = 1 << 13;
const TITLE: u32 = 1 << 14;
const HONORIFIC: u32 = 1 << 15;
const DEMONYM: u32 = 1 << 16;
const CAPITALISED: u32 = 1 << 17;
const COMMON: u32 = 1 << 18;
const JOINT: u32 = 1 << 19;
const CUE_PERSON: u32 = 1 << 20;
const CUE_PLACE: u32 = 1 << 21;
const CUE_ORGANISATION: u32 = 1 << 22;
const CUE_NONE: u32 = 1 << 23;
const FLAGS: u32 = 24;

const AFTER_GIVEN: u16 = 1;
const AFTER_TITLE: u16 = 1 << 1;
const BEFORE_PERSON_CUE: u16 = 1 << 2;
const AFTER_PLACE_CUE: u16 = 1 << 3;
const AFTER_ARTICLE: u16 = 1 << 4;
const IN_PERSON: u16 = 1 << 5;
const IN_ORGANISATION_NAME: u16 = 1 << 6;
const IN_PLACE_NAME: u16 = 1 << 7;
const LAST_OF_MANY: u16 = 1 << 8;
const FIRST_OF_MANY: u16 = 1 << 9;
const IS_POSSESSIVE: u16 = 1 << 10;
const USES: u32 = 11;

impl<'a, 'b> Seen<'a, 'b> {
    fn new(
        text: &Text<'a>,
        words: &'b Words<'a>,
        candidates: &[Candidate],
        typed: &[Typed],
        gazetteer: &Gazetteer,
    ) -> Self {
        let all = &words.all;
        let mut known: Vec<Known> = vec![Known::default(); all.len()];
        for (range, casing) in text.sentence_tokens.iter().zip(&words.casings) {
            let end = range.end.checked_sub(1).map_or(0, |last| all[last].span.end as usize);
            for at in range.clone() {
                let word = &all[at];
                let entry = &mut known[at];
                entry.lower = hash(word.lower.as_bytes());
                entry.shape = shape(word);
                if word.shape == Shape::Mark || word.shape == Shape::Number {
                    continue;
                }
                // In a line all in capitals the tables are asked for the word as it is written elsewhere.
                let is_shouted =
                    *casing == Casing::Shouting && word.shape == Shape::Capitals && word.text.len() > 3;
                let calm = if is_shouted { calmed(word.text) } else { String::new() };
                let own = if is_shouted { calm.as_str() } else { word.text };
                entry.flags |= flags(own, &word.lower, word.is_capital(), gazetteer);
                if word.is_capital() && !is_shouted {
                    let rest = &text.text[word.span.start as usize..end.max(word.span.end as usize)];
                    for (index, first, inside) in [
                        (&gazetteer.places, PLACE, IN_PLACE),
                        (&gazetteer.organisations, ORGANISATION, IN_ORGANISATION),
                    ] {
                        if let Some((length, _)) = index.longest(rest, word.text, false) {
                            let stop = word.span.start + length as u32;
                            known[at].flags |= first;
                            let mut next = at + 1;
                            while next < range.end && all[next].span.start < stop {
                                known[next].flags |= inside;
                                next += 1;
                            }
                        }
                    }
                } else if is_shouted {
                    entry.flags |= if gazetteer.places.has(own) { PLACE } else { 0 };
                    entry.flags |= if gazetteer.organisations.has(own) { ORGANISATION } else { 0 };
                }
            }
        }
        let mut uses: BTreeMap<&str, u16> = BTreeMap::new();
        for (candidate, typed) in candidates.iter().zip(typed) {
            let base = match typed.kind {
                Some(EntityKind::Person) => 1,
                Some(EntityKind::Organisation) => 3,
                Some(EntityKind::Place) => 5,
                None => 7,
            };
            let many = candidate.words.len() > 1;
            for at in candidate.words.clone() {
                known[at].rule = if at == candidate.words.start { base } else { base + 1 };
                known[at].lead = (typed.lead / 3).clamp(0, 3) as u8;
                if all[at].is_capital() {
                    let bits = uses.entry(all[at].text).or_default();
                    *bits |= match typed.kind {
                        Some(EntityKind::Person) => IN_PERSON,
                        Some(EntityKind::Organisation) => IN_ORGANISATION_NAME,
                        Some(EntityKind::Place) => IN_PLACE_NAME,
                        None => 0,
                    };
                    *bits |= if many && at == candidate.words.start { FIRST_OF_MANY } else { 0 };
                    *bits |= if many && at + 1 == candidate.words.end { LAST_OF_MANY } else { 0 };
                }
            }
        }
        for range in &text.sentence_tokens {
            for at in range.clone() {
                if !all[at].is_capital() {
                    continue;
                }
                let mut bits = 0;
                if at > range.start {
                    let before = known[at - 1].flags;
                    bits |= if before & GIVEN != 0 && all[at - 1].is_capital() { AFTER_GIVEN } else { 0 };
                    bits |= if before & (TITLE | HONORIFIC) != 0 { AFTER_TITLE } else { 0 };
                    bits |= if before & CUE_PLACE != 0 { AFTER_PLACE_CUE } else { 0 };
                    bits |=
                        if gazetteer.joint(&all[at - 1].lower) == Some("the") { AFTER_ARTICLE } else { 0 };
                }
                if at + 1 < range.end {
                    let is_person = gazetteer
                        .cues_after
                        .get(&all[at + 1].lower)
                        .is_some_and(|cue| cue.starts_with("person"));
                    bits |= if is_person { BEFORE_PERSON_CUE } else { 0 };
                }
                bits |= if all[at].is_possessive { IS_POSSESSIVE } else { 0 };
                *uses.entry(all[at].text).or_default() |= bits;
            }
        }
        for (range, casing) in text.sentence_tokens.iter().zip(&words.casings) {
            for at in range.clone() {
                if !all[at].is_capital() {
                    continue;
                }
                let mut bits = uses.get(all[at].text).copied().unwrap_or_default();
                if *casing == Casing::Shouting && all[at].shape == Shape::Capitals {
                    bits |= uses.get(calmed(all[at].text).as_str()).copied().unwrap_or_default();
                }
                known[at].uses = bits;
            }
        }
        Seen { words, known }
    }

    /// Adds the features of a word of `stretch`.
    fn word(
        &self,
        at: usize,
        stretch: &Range<usize>,
        sentence: &Range<usize>,
        casing: Casing,
        to: &mut Vec<u32>,
    ) {
        let all = &self.words.all;
        let word = &all[at];
        let none = Known { lower: 1, ..Known::default() };
        let near = |offset: isize| -> Known {
            let index = at as isize + offset;
            if index >= sentence.start as isize && index < sentence.end as isize {
                self.known[index as usize]
            } else {
                none
            }
        };
        let own = near(0);
        let (one, two, back, back_two) = (near(1), near(2), near(-1), near(-2));
        let mut template = 0;
        let mut add = |a: u32, b: u32| {
            template += 1;
            to.push(mix(template, a, b));
        };
        let opening = u32::from(word.is_opening);
        let case = casing as u32;
        let rule = u32::from(own.rule);
        let uses = u32::from(own.uses);
        let habit = self.words.habit(word);
        let habit = u32::from(habit.lower > 0)
            | u32::from(habit.capital > 0) << 1
            | u32::from(habit.capital > 1) << 2;
        add(0, 0);
        add(own.lower, 0);
        add(hash(word.text.as_bytes()), 0);
        add(back.lower, 0);
        add(one.lower, 0);
        add(back_two.lower, 0);
        add(two.lower, 0);
        add(back.lower, own.lower);
        add(own.lower, one.lower);
        add(back.lower, one.lower);
        add(own.shape, opening);
        add(own.shape, back.shape);
        add(own.shape, one.shape);
        add(mix(0, own.shape, back.shape), one.shape);
        add(own.shape, back.lower);
        add(own.shape, one.lower);
        let text = word.lower.as_bytes();
        let part = |range: std::ops::RangeTo<usize>| hash(&text[..range.end.min(text.len())]);
        let tail = |length: usize| hash(&text[text.len().saturating_sub(length)..]);
        add(part(..3), own.shape);
        add(tail(3), own.shape);
        add(tail(2), own.shape);
        add(tail(4), 0);
        add(own.flags, 0);
        add(back.flags, own.shape);
        add(one.flags, own.shape);
        add(own.flags, back.flags);
        add(own.flags, one.flags);
        add(mix(0, own.flags, back.flags), one.flags);
        add(own.flags, own.shape | opening << 31);
        add(opening << 4 | case, mix(0, own.shape, habit));
        add(habit, own.flags);
        let lead = u32::from(own.lead);
        add(rule, lead);
        add(rule << 4 | lead, own.shape);
        add(rule << 4 | lead, uses);
        add(rule << 4 | lead, own.flags);
        add(rule, u32::from(one.rule));
        add(rule, u32::from(back.rule));
        add(rule << 4 | case, own.shape);
        add(rule, own.flags);
        add(rule, mix(0, habit, opening));
        add(rule, own.lower);
        add(rule, back.lower);
        add(rule, one.lower);
        add(uses, 0);
        add(uses, rule);
        add(uses & 0xff, own.shape);
        add(uses & 0xff, own.flags);
        // The stretch as a whole: its ends, and what stands around it.
        let first = self.known[stretch.start];
        let last = self.known[stretch.end - 1];
        let before = if stretch.start > sentence.start { self.known[stretch.start - 1] } else { none };
        let after = if stretch.end < sentence.end { self.known[stretch.end] } else { none };
        let place = ((at - stretch.start).min(3) << 2 | (stretch.end - 1 - at).min(3)) as u32;
        add(place, own.shape);
        add(last.lower, place & 3);
        add(last.flags, place);
        add(first.flags, place);
        add(first.lower, u32::from(at == stretch.start));
        add(before.lower, place >> 2);
        add(before.flags, place);
        add(after.lower, place & 3);
        add(after.flags, place);
        add(before.lower, after.lower);
        let marks = u32::from(at > 0 && all[at - 1].shape == Shape::Mark)
            | u32::from(at > 0 && all[at - 1].is_possessive) << 3
            | u32::from(word.is_spaced) << 1
            | u32::from(word.is_possessive) << 2;
        add(marks, own.shape);
        for bit in 0..FLAGS {
            if own.flags >> bit & 1 == 1 {
                to.push(mix(200, bit, 0));
                to.push(mix(201, bit, own.shape));
            }
            if back.flags >> bit & 1 == 1 {
                to.push(mix(202, bit, 0));
            }
            if one.flags >> bit & 1 == 1 {
                to.push(mix(203, bit, 0));
            }
        }
        for bit in 0..USES {
            if uses >> bit & 1 == 1 {
                to.push(mix(204, bit, 0));
                to.push(mix(205, bit, rule));
            }
        }
    }
}

fn flags(own: &str, lower: &str, is_capital: bool, gazetteer: &Gazetteer) -> u32 {
    let mut flags = 0;
    let mut set = |is: bool, flag: u32| flags |= if is { flag } else { 0 };
    if is_capital {
        set(gazetteer.given_names.has(own), GIVEN);
        set(gazetteer.family_names.has(own), FAMILY);
        set(gazetteer.family_first.has(own), FAMILY_FIRST);
        if let Some(words) = gazetteer.organisation_words.get(own) {
            set(words.contains("head"), ORGANISATION_HEAD);
            set(words.contains("of"), ORGANISATION_OF);
            set(words.contains("suffix"), ORGANISATION_SUFFIX);
            set(words.contains("company"), ORGANISATION_COMPANY);
        }
        if let Some(words) = gazetteer.place_words.get(own) {
            set(words.contains("head"), PLACE_HEAD);
            set(words.contains("first"), PLACE_FIRST);
            set(words.contains("of"), PLACE_OF);
        }
        let one = own.strip_suffix('s').unwrap_or(own);
        set(gazetteer.demonyms.has(own) || gazetteer.demonyms.has(one), DEMONYM);
        set(gazetteer.capitalised.has(own), CAPITALISED);
    }
    match gazetteer.title(lower) {
        Some(Title::Honorific) => set(true, HONORIFIC),
        Some(_) => set(true, TITLE),
        None => {}
    }
    set(gazetteer.common_words.has(lower), COMMON);
    set(gazetteer.joint(lower).is_some(), JOINT);
    let cue = gazetteer.cues_before.get(lower).or_else(|| gazetteer.cues_after.get(lower)).unwrap_or("");
    set(cue.starts_with("person"), CUE_PERSON);
    set(cue.starts_with("place"), CUE_PLACE);
    set(cue.starts_with("organisation"), CUE_ORGANISATION);
    set(cue.starts_with("none"), CUE_NONE);
    flags
}

/// A word all in capitals as it is written in running text.
fn calmed(word: &str) -> String {
    let mut letters = word.chars();
    let mut calm: String = letters.next().into_iter().collect();
    calm.extend(letters.flat_map(char::to_lowercase));
    calm
}

/// The kinds of a word's letters in their order, neighbours alike as one.
fn shape(word: &Word) -> u32 {
    let mut shape = word.shape as u32;
    let mut last = 0;
    for c in word.text.chars().take(12) {
        let kind = match c {
            _ if c.is_uppercase() => 1,
            _ if c.is_lowercase() => 2,
            _ if c.is_numeric() => 3,
            '.' => 4,
            '\'' | '’' => 5,
            _ if c.is_alphabetic() => 6,
            _ => 7 + u32::from(c as u32 % 64 == 40),
        };
        if kind != last {
            shape = shape.wrapping_mul(9).wrapping_add(kind);
            last = kind;
        }
    }
    shape
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// One number of three.
pub fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut x = u64::from(template) << 32 | u64::from(a);
    x = (x ^ u64::from(b).rotate_left(17)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ x >> 29 ^ u64::from(b)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (x >> 32) as u32
}
