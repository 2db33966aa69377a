//! Candidates -> kinds: what each name names, or that nothing says so.
//!
//! In: the candidates of a document. Out: a kind for each, `None` where unsure. Method: every name gathers votes, from its own
//! words once and from the words around each of its mentions; the kind with the most is taken when it passes a threshold
//! and leaves the next well behind. [`kinds`] is the only door: a learned tagger joins by adding its votes here.

use super::EntityKind;
use super::gazetteer::{Gazetteer, Title};
use super::mention::{Candidate, Known, Shape, Words};
use std::collections::{BTreeMap, BTreeSet};

/// Points for each kind, and for being none of them.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    person: i32,
    organisation: i32,
    place: i32,
    none: i32,
}

/// What a kind needs to be taken, and by how much it must lead.
const THRESHOLD: i32 = 3;
const MARGIN: i32 = 2;
/// What the words around a name can add in all: many weak signs are not proof.
const MOST_CONTEXT: i32 = 6;

/// What a candidate names.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    pub kind: Option<EntityKind>,
    /// How much more the words around this very mention speak for a person than for a place.
    pub lean: i32,
    /// By how much the kind leads the next; where the tagger found the name, by how much its words' labels lead any others.
    pub lead: i32,
}

/// The kind of each candidate.
pub fn kinds(candidates: &[Candidate], words: &Words, gazetteer: &Gazetteer) -> Vec<Typed> {
    let scene = Scene { words, gazetteer, alone: alone(candidates) };
    let mut names: BTreeMap<&str, Votes> = BTreeMap::new();
    let mut leans = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let around = scene.around(candidate);
        leans.push(around.person - around.place);
        let votes = names.entry(candidate.text).or_default();
        votes.add(around);
    }
    let mut decided: BTreeMap<&str, (Option<EntityKind>, i32)> = BTreeMap::new();
    candidates
        .iter()
        .zip(leans)
        .map(|(candidate, lean)| {
            let (kind, lead) = *decided.entry(candidate.text).or_insert_with(|| {
                let mut votes = names.get(candidate.text).copied().unwrap_or_default();
                votes.cap();
                votes.add(scene.inside(candidate));
                votes.decide()
            });
            Typed { kind, lean, lead }
        })
        .collect()
}

/// The names of one word that stand in the document.
fn alone<'a>(candidates: &[Candidate<'a>]) -> BTreeSet<&'a str> {
    candidates.iter().filter(|c| c.words.len() == 1 && c.known.is_none()).map(|c| c.text).collect()
}

struct Scene<'a, 'b> {
    words: &'b Words<'a>,
    gazetteer: &'b Gazetteer,
    alone: BTreeSet<&'a str>,
}

impl Scene<'_, '_> {
    /// What a name's own words say.
    fn inside(&self, candidate: &Candidate) -> Votes {
        let mut votes = Votes::default();
        let gazetteer = self.gazetteer;
        match candidate.known {
            Some(Known::Organisation(_)) => {
                votes.organisation += 6;
                return votes;
            }
            Some(Known::Place(_)) => {
                votes.place += 6;
                return votes;
            }
            None => {}
        }
        let all = &self.words.all[candidate.words.clone()];
        let capitals: Vec<_> = all.iter().filter(|word| word.is_capital()).collect();
        let (Some(first), Some(last)) = (capitals.first(), capitals.last()) else { return votes };
        let is_many = capitals.len() > 1;
        let organisation_flags = gazetteer.organisation_words.get(last.text).unwrap_or("");
        let place_flags = gazetteer.place_words.get(last.text).unwrap_or("");
        if is_many && (organisation_flags.contains("head") || organisation_flags.contains("suffix")) {
            votes.organisation += 6;
            return votes;
        }
        if is_many && place_flags.contains("head") {
            // "Anna Hill" may be either.
            if capitals.len() == 2 && gazetteer.given_names.has(first.text) {
                votes.person += 3;
                votes.place += 2;
            } else {
                votes.place += 5;
            }
            return votes;
        }
        if let Some(joint) = all.iter().position(|word| gazetteer.joint(word.text) == Some("of"))
            && joint > 0
        {
            let head = all[joint - 1].text;
            if gazetteer.organisation_words.get(head).is_some_and(|flags| flags.contains("of")) {
                votes.organisation += 6;
            } else if gazetteer.place_words.get(head).is_some_and(|flags| flags.contains("of")) {
                votes.place += 5;
            }
            return votes;
        }
        if all.iter().any(|word| word.is_mark("&")) {
            votes.organisation += 4;
        }
        if is_many && gazetteer.place_words.get(first.text).is_some_and(|flags| flags.contains("first")) {
            votes.place += 4;
        }
        // "Arden Prize", "Arden Act": what would make it none behind it makes it none as its last word.
        if is_many
            && let Some(cue) = gazetteer.cues_after.get(&last.lower).filter(|cue| cue.starts_with("none"))
        {
            votes.cue(Some(cue));
        }
        let is_given = gazetteer.given_names.has(first.text);
        if is_many && capitals.len() <= 4 {
            let has_initial = all.iter().enumerate().any(|(at, word)| {
                word.shape == Shape::Initial && at + 1 < all.len() && (at == 0 || word.is_spaced)
            });
            votes.person += if is_given { 4 } else { 0 };
            votes.person += if gazetteer.family_first.has(first.text) && !is_given { 3 } else { 0 };
            votes.person += if gazetteer.family_names.has(last.text) { 2 } else { 0 };
            votes.person += if has_initial { 3 } else { 0 };
            votes.person += if self.alone.contains(last.text) { 2 } else { 0 };
            if gazetteer.capitals_tell && capitals.iter().all(|word| word.shape == Shape::Capital) {
                votes.person += 1;
            }
            if gazetteer.places.has(first.text) && !is_given {
                votes.organisation += 3;
                votes.person -= 2;
            }
            // "Climate Change": words of the language, not of a name.
            let common = capitals
                .iter()
                .filter(|word| gazetteer.common_words.has(&word.lower) || self.words.habit(word).lower > 0)
                .count() as i32;
            votes.none += 2 * common;
            // "Finance Secretary", "Medical Officer": an office, not its holder.
            if gazetteer.is_title(&last.lower) && !is_given && !gazetteer.family_names.has(last.text) {
                votes.none += 4;
            }
        } else if !is_many {
            if is_given {
                votes.person += 1;
            }
            let has_digit = first.text.contains(|c: char| c.is_numeric());
            if first.shape == Shape::Capitals && !has_digit && gazetteer.capitals_tell {
                votes.organisation += 2;
                votes.person -= 3;
            }
            if gazetteer.common_words.has(&first.lower) || self.words.habit(first).lower > 0 {
                votes.none += 5;
            }
            if candidate.is_opening && self.words.habit(first).capital == 0 {
                votes.none += 1;
            }
        }
        votes
    }

    /// What the words around a mention say.
    fn around(&self, candidate: &Candidate) -> Votes {
        let mut votes = Votes::default();
        let all = &self.words.all;
        let gazetteer = self.gazetteer;
        if candidate.has_title {
            votes.person += 5;
        }
        if candidate.is_quoted && candidate.known.is_none() {
            votes.none += 5;
        }
        let start = candidate.words.start;
        let before = |back: usize| start.checked_sub(back).and_then(|at| all.get(at));
        if let Some(word) = before(1) {
            if gazetteer.joint(&word.lower) == Some("the") && candidate.known.is_none() {
                votes.person -= 4;
                votes.organisation += 1;
            }
            let cue = gazetteer.cues_before.get(&word.lower).or_else(|| {
                let two = format!("{} {}", before(2)?.lower, word.lower);
                gazetteer.cues_before.get(&two)
            });
            votes.cue(cue);
            // "“…,” said Ulla Berg,": behind a quotation and its verb stands who spoke.
            let is_speaking = cue.is_some_and(|cue| cue.starts_with("person"))
                && before(2)
                    .is_some_and(|mark| ["”", "\"", "»", "’"].iter().any(|close| mark.is_mark(close)));
            let is_ended =
                all.get(candidate.words.end).is_none_or(|next| next.is_mark(",") || next.is_mark("."));
            votes.person += if is_speaking && is_ended && candidate.words.len() > 1 { 2 } else { 0 };
            // "his successor, Anna Berg"
            if word.is_mark(",")
                && candidate.words.len() > 1
                && before(2).is_some_and(|word| word.shape == Shape::Lower && gazetteer.is_title(&word.lower))
            {
                votes.person += 2;
            }
            // "the Road Union (RU)"
            if word.is_mark("(")
                && all[start].shape == Shape::Capitals
                && all.get(candidate.words.end).is_some_and(|word| word.is_mark(")"))
                && before(2).is_some_and(|word| gazetteer.organisation_words.has(word.text))
            {
                votes.organisation += 3;
            }
        }
        let after = |ahead: usize| all.get(candidate.words.end - 1 + ahead);
        let possessive = all.get(candidate.words.end - 1).is_some_and(|word| word.is_possessive);
        if let Some(word) = after(1) {
            if !possessive {
                votes.cue(gazetteer.cues_after.get(&word.lower));
            }
            if word.is_mark(",") {
                let is_age = after(2).is_some_and(|age| age.shape == Shape::Number && age.text.len() <= 3)
                    && after(3).is_some_and(|stop| stop.is_mark(","));
                votes.person += if is_age { 5 } else { 0 };
                // "Torsby, Norway"
                if let Some(next) = after(2)
                    && next.is_capital()
                    && gazetteer.places.has(next.text)
                    && candidate.words.len() == 1
                {
                    votes.place += 3;
                }
                // "Anna Berg, a professor"
                let is_described = (2..6)
                    .map_while(after)
                    .take_while(|word| word.shape == Shape::Lower)
                    .any(|word| gazetteer.title(&word.lower).is_some_and(|title| title != Title::Before));
                votes.person += if is_described { 3 } else { 0 };
            }
            if word.is_mark("-") && after(2).is_some_and(|next| next.text == "based") {
                votes.place += 3;
            }
        }
        votes
    }
}

impl Votes {
    fn add(&mut self, other: Votes) {
        self.person += other.person;
        self.organisation += other.organisation;
        self.place += other.place;
        self.none += other.none;
    }

    /// Adds a cue's kind and weight, as the table writes them: "person 2".
    fn cue(&mut self, cue: Option<&str>) {
        let Some((kind, weight)) = cue.and_then(|cue| cue.split_once(' ')) else { return };
        let weight: i32 = weight.parse().unwrap_or(0);
        match kind {
            "person" => self.person += weight,
            "organisation" => self.organisation += weight,
            "place" => self.place += weight,
            _ => self.none += weight,
        }
    }

    fn cap(&mut self) {
        for points in [&mut self.person, &mut self.organisation, &mut self.place, &mut self.none] {
            *points = (*points).clamp(-MOST_CONTEXT, MOST_CONTEXT);
        }
    }

    fn decide(self) -> (Option<EntityKind>, i32) {
        let ranked = [
            (self.person, Some(EntityKind::Person)),
            (self.organisation, Some(EntityKind::Organisation)),
            (self.place, Some(EntityKind::Place)),
            (self.none, None),
        ];
        let (best, kind) = ranked.into_iter().max_by_key(|(points, _)| *points).unwrap_or_default();
        let next = ranked.iter().filter(|(_, other)| *other != kind).map(|(points, _)| *points).max();
        let lead = best - next.unwrap_or_default();
        (if best >= THRESHOLD && lead >= MARGIN { kind } else { None }, lead)
    }
}
