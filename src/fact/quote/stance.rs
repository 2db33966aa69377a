//! Sentence -> stances: what somebody in it wants, thinks, backs, blames or asks for, told without being said.
//!
//! In: one sentence of a [`Passage`] and the reports found in it. Out: [`Report`]s that those do not hold ("the attribution of
//! beliefs and eventualities", Pareti 2015). Method: behind each word of `lang/*/stance_words.txt`, and each cue that reports nothing, the
//! content may begin at a few places and end at every border of a phrase; boosted trees over shapes and roles, no words
//! (`stance.weights`), say which stretch is told, if any. A stance is never shown, so that a brief does not look for one: its words are the article's.

use super::QuoteKind;
use super::attribution;
use super::lexicon::Roles;
use super::passage::{Passage, Tokens};
use super::report::Report;
use crate::lang::{self, ByLanguage, Language, Words};
use crate::trees::{Trees, features};
use std::sync::LazyLock;

/// A kind of evidence: what a group of features looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Cue,
    Subject,
    Start,
    End,
    Sentence,
}

features! {
    Cue {
        /// What `stance_words.txt` says of it.
        clause,
        thing,
        deed,
        about,
        listener,
        seems,
        rated,
        noun,
        plain,
        singular,
        past,
        participle,
        /// What `cue_verbs.txt` says of it.
        says,
        that,
        bare,
        label,
        promise,
        source,
        /// What stands before it.
        infinitive,
        negation,
        passive,
        auxiliary,
        possessive_before,
        determiner_before,
        comma_before,
        conjunction_before,
        preposition_before,
        relative_before,
    }
    Subject {
        has_subject,
        subject_distance,
        subject_words,
        is_pronoun,
        is_neuter,
        is_person,
        is_document,
        is_name,
        opens_sentence,
    }
    Start {
        /// Tokens between cue and content.
        gap,
        /// Which of the places where content may begin.
        behind_preposition,
        behind_listener,
        at_subject,
        /// What the content begins with.
        by_opener,
        by_question,
        by_infinitive,
        by_determiner,
        by_pronoun,
        by_name,
        by_number,
        by_preposition,
        by_conjunction,
        by_passive,
        by_unknown,
        by_participle,
    }
    End {
        words,
        /// What stands behind it.
        at_sentence_end,
        at_comma,
        at_dash,
        at_conjunction,
        at_relative,
        at_preposition,
        at_time,
        at_infinitive,
        at_opener,
        at_verb,
        at_name,
        /// Tokens behind it, and how much of the room it takes.
        rest,
        share,
        /// How many it holds.
        commas,
        conjunctions,
        prepositions,
        verbs,
        names,
        relatives,
        /// Which border it is, from the start on.
        border,
        ends_with_name,
        ends_with_preposition,
    }
    Sentence {
        length,
        cue_place,
        /// Cues and stance words in it.
        cues,
        cues_before,
        /// Whether it stands in what is reported already, and how much of that its content is.
        is_inside,
        inside_share,
        is_question,
    }
}

/// A stretch that may be what a word tells of.
pub struct Candidate {
    pub cue: Tokens,
    /// Empty where it cannot be told.
    pub source: Tokens,
    pub content: Tokens,
    pub features: Features,
}

/// The longest sentence that is read, in tokens.
const LONGEST: usize = 200;
/// The most borders at which content may end, and the furthest of them in tokens.
const BORDERS: usize = 9;
const FURTHEST: usize = 45;
/// The least log-odds of what is told: a little less than even, where precision and recall weigh alike.
const BAR: f32 = -0.5;

/// What a stance word may do: bits in the order of [`CLASSES`].
type Classes = u16;
const CLASSES: [&str; 12] = [
    "clause",
    "thing",
    "deed",
    "about",
    "listener",
    "seems",
    "rated",
    "noun",
    "plain",
    "singular",
    "past",
    "participle",
];
const SEEMS: Classes = 1 << 5;
const RATED: Classes = 1 << 6;

fn classes(language: Language) -> &'static Words<Classes> {
    static STANCES: ByLanguage<Words<Classes>> = ByLanguage::new(|language| {
        let bits = |names: &str| {
            names
                .split(' ')
                .filter_map(|name| CLASSES.iter().position(|class| *class == name))
                .fold(0, |bits, at| bits | 1 << at)
        };
        lang::stance_words(language).pairs().map(|(word, names)| (word, bits(names))).collect()
    });
    STANCES.of(language)
}

/// The shipped trees.
pub fn shipped() -> &'static Trees {
    static SHIPPED: LazyLock<Trees> =
        LazyLock::new(|| read(include_str!("stance.weights")).unwrap_or_default());
    &SHIPPED
}

/// Reads a table; an error names the line, and what is wrong with it.
pub fn read(table: &str) -> Result<Trees, String> {
    Trees::read(table, Features::ALL.iter().map(|(name, _)| *name))
}

/// The stances of a sentence, in order.
pub fn find(
    passage: &Passage,
    sentence: &Tokens,
    reports: &[Report],
    language: Language,
    trees: &Trees,
) -> Vec<Report> {
    let candidates = candidates(passage, sentence, reports, language);
    let values: Vec<_> = candidates.iter().map(|candidate| candidate.features.values()).collect();
    let scores = trees.scores(&values);
    let mut order: Vec<usize> = (0..candidates.len()).filter(|&n| scores[n] >= BAR).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let mut taken: Vec<&Candidate> = Vec::new();
    for n in order {
        let candidate = &candidates[n];
        let is_free = taken
            .iter()
            .all(|other| other.cue != candidate.cue && !is_same(&other.content, &candidate.content));
        if is_free {
            taken.push(candidate);
        }
    }
    taken.sort_by_key(|candidate| (candidate.content.start, candidate.content.end));
    let report = |candidate: &&Candidate| Report {
        kind: QuoteKind::Stance,
        content: vec![candidate.content.clone()],
        source: candidate.source.clone(),
        cue: candidate.cue.clone(),
        words: 0,
        is_open: false,
    };
    taken.iter().map(report).collect()
}

/// Whether two stretches are mostly one.
fn is_same(a: &Tokens, b: &Tokens) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let all = a.end.max(b.end) - a.start.min(b.start);
    2 * shared >= all
}

/// Every stretch of a sentence that may be told.
pub fn candidates(
    passage: &Passage,
    sentence: &Tokens,
    reports: &[Report],
    language: Language,
) -> Vec<Candidate> {
    let classes = classes(language);
    if classes.is_empty() || sentence.len() > LONGEST {
        return Vec::new();
    }
    let cues: Vec<Cue> = sentence.clone().filter_map(|at| Cue::at(passage, at, classes)).collect();
    let mut candidates = Vec::new();
    for (n, cue) in cues.iter().enumerate() {
        if reports.iter().any(|report| report.cue.contains(&cue.tokens.start)) {
            continue;
        }
        let mut features = Features {
            length: sentence.len() as f32,
            cue_place: (cue.tokens.start - sentence.start) as f32,
            cues: cues.len() as f32,
            cues_before: n as f32,
            is_question: is(passage.is_mark(sentence.end - 1, &['?'])),
            ..Features::default()
        };
        cue.describe(passage, &mut features);
        let source = subject(passage, &cue.tokens, sentence.start, &mut features);
        let starts = starts(passage, cue, &source, sentence, &mut features);
        for (start, mut features) in starts {
            describe_start(passage, start, &mut features);
            spans(passage, start, sentence, cue, reports, &features, &mut |content, features| {
                candidates.push(Candidate {
                    cue: cue.tokens.clone(),
                    source: source.clone(),
                    content,
                    features,
                });
            });
        }
    }
    candidates
}

fn is(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// A word that may tell a stance.
struct Cue {
    tokens: Tokens,
    classes: Classes,
    roles: Roles,
}

impl Cue {
    fn at(passage: &Passage, at: usize, classes: &Words<Classes>) -> Option<Cue> {
        if !passage.is_word(at) || passage.is_capital(at) {
            return None;
        }
        let known = classes.get(passage.word(at)).copied().unwrap_or(0);
        let (tokens, roles) = match passage.cue(at) {
            Some((tokens, roles)) => (tokens, roles),
            None if known > 0 => (at..at + 1, Roles::default()),
            None => return None,
        };
        Some(Cue { tokens, classes: known, roles })
    }

    fn describe(&self, passage: &Passage, features: &mut Features) {
        let has = |name: usize| is(self.classes >> name & 1 == 1);
        features.clause = has(0);
        features.thing = has(1);
        features.deed = has(2);
        features.about = has(3);
        features.listener = is(self.classes >> 4 & 1 == 1 || self.roles.any(Roles::LISTENER));
        features.seems = has(5);
        features.rated = has(6);
        features.noun = has(7);
        features.plain = has(8);
        features.singular = has(9);
        features.past = has(10);
        features.participle = has(11);
        features.says = is(self.roles.any(Roles::QUOTE));
        features.that = is(self.roles.any(Roles::THAT_CLAUSE));
        features.bare = is(self.roles.any(Roles::BARE_CLAUSE));
        features.label = is(self.roles.any(Roles::LABEL));
        features.promise = is(self.roles.any(Roles::PROMISE));
        features.source = is(self.roles.any(Roles::SOURCE));
        let at = self.tokens.start;
        let Some(before) = at.checked_sub(1) else { return };
        features.infinitive = is(passage.is(before, Roles::INFINITIVE));
        features.possessive_before =
            is(passage.is(before, Roles::POSSESSIVE) || passage.word(before).ends_with(['\'', '’']));
        features.possessive_before +=
            is(passage.word(before).ends_with("'s") || passage.word(before).ends_with("’s"));
        features.determiner_before = is(passage.is(before, Roles::DETERMINER));
        features.comma_before = is(passage.is_mark(before, &[',', '—', '–', ';']));
        features.conjunction_before = is(passage.is(before, Roles::CONJUNCTION));
        features.preposition_before = is(passage.is(before, Roles::PREPOSITION.with(Roles::JOINING)));
        features.relative_before = is(passage.is(before, Roles::RELATIVE));
        let mut lead = at;
        while lead > 0 {
            let is_negation = passage.is(lead - 1, Roles::NEGATION);
            let is_passive = passage.is(lead - 1, Roles::PASSIVE);
            let is_auxiliary = passage.is(lead - 1, Roles::AUXILIARY) && !passage.is_capital(lead - 1);
            let is_adverb = passage.is(lead - 1, Roles::ADVERB) || passage.word(lead - 1).ends_with("ly");
            if is_negation {
                features.negation = 1.0;
            } else if is_passive {
                features.passive = 1.0;
            } else if is_auxiliary {
                features.auxiliary = 1.0;
            } else if !is_adverb {
                break;
            }
            lead -= 1;
        }
    }
}

/// The subject of a cue; empty where it cannot be told.
fn subject(passage: &Passage, cue: &Tokens, floor: usize, features: &mut Features) -> Tokens {
    let mut at = cue.start;
    while at > floor
        && (passage.is(
            at - 1,
            Roles::AUXILIARY
                .with(Roles::PASSIVE)
                .with(Roles::NEGATION)
                .with(Roles::INFINITIVE)
                .with(Roles::ADVERB),
        ) || passage.word(at - 1).ends_with("ly"))
        && !passage.is_capital(at - 1)
    {
        at -= 1;
    }
    let found =
        attribution::subject_before(passage, &(at..cue.end), floor).filter(|source| !source.is_empty());
    let Some(source) = found else { return cue.start..cue.start };
    let last = source.end - 1;
    features.has_subject = 1.0;
    features.subject_distance = cue.start.saturating_sub(source.end) as f32;
    features.subject_words = source.len() as f32;
    features.is_pronoun = is(passage.is(source.start, Roles::PRONOUN));
    features.is_neuter = is(passage.is(source.start, Roles::NEUTER));
    features.is_person = is(passage.is(last, Roles::PERSON));
    features.is_document = is(passage.is(last, Roles::DOCUMENT));
    features.is_name = is(passage.is_capital(last));
    features.opens_sentence = is(source.start <= floor + 1);
    source
}

/// The places where what a cue tells may begin.
fn starts(
    passage: &Passage,
    cue: &Cue,
    source: &Tokens,
    sentence: &Tokens,
    features: &mut Features,
) -> Vec<(usize, Features)> {
    let mut start = cue.tokens.end;
    while start < sentence.end && passage.is(start, Roles::ADVERB.with(Roles::TIME)) {
        start += 1;
    }
    let mut starts = Vec::new();
    if start >= sentence.end {
        return starts;
    }
    let is_led = passage.is(start, Roles::PREPOSITION.with(Roles::JOINING)) && !passage.is_capital(start);
    let is_deed = passage.is(start, Roles::INFINITIVE) && passage.roles(start + 1).is_empty();
    features.gap = (start - cue.tokens.end) as f32;
    if is_led && !is_deed && start + 1 < sentence.end {
        let behind = Features { behind_preposition: 1.0, gap: features.gap + 1.0, ..*features };
        starts.push((start + 1, behind));
    } else {
        starts.push((start, *features));
        if let Some(phrase) = attribution::phrase_after(passage, start, sentence.end)
            && phrase.end + 1 < sentence.end
            && phrase.end > start
        {
            let is_led = passage.is(phrase.end, Roles::PREPOSITION.with(Roles::JOINING))
                && !(passage.is(phrase.end, Roles::INFINITIVE) && passage.roles(phrase.end + 1).is_empty());
            let start = phrase.end + usize::from(is_led);
            let gap = (start - cue.tokens.end) as f32;
            let behind = Features { behind_listener: 1.0, behind_preposition: is(is_led), gap, ..*features };
            starts.push((start, behind));
        }
    }
    let is_whole = cue.classes & SEEMS > 0 || cue.classes & RATED > 0 && features.passive > 0.0;
    if is_whole && !source.is_empty() {
        starts.push((source.start, Features { at_subject: 1.0, gap: 0.0, ..*features }));
    }
    starts
}

fn describe_start(passage: &Passage, start: usize, features: &mut Features) {
    let roles = passage.roles(start);
    features.by_opener = is(roles.any(Roles::OPENER));
    features.by_question = is(roles.any(Roles::RELATIVE));
    features.by_infinitive = is(roles.any(Roles::INFINITIVE));
    features.by_determiner = is(roles.any(Roles::DETERMINER));
    features.by_pronoun = is(roles.any(Roles::PRONOUN));
    features.by_name = is(passage.is_capital(start));
    features.by_number = is(passage.word(start).starts_with(|c: char| c.is_ascii_digit() || c == '$'));
    features.by_preposition = is(roles.any(Roles::PREPOSITION.with(Roles::JOINING)));
    features.by_conjunction = is(roles.any(Roles::CONJUNCTION));
    features.by_passive = is(roles.any(Roles::PASSIVE.with(Roles::AUXILIARY)));
    features.by_unknown = is(roles.is_empty() && !passage.is_capital(start));
    features.by_participle = is(passage.word(start).ends_with("ing"));
}

/// Every end of content that begins at `start`, with what is seen of it.
fn spans(
    passage: &Passage,
    start: usize,
    sentence: &Tokens,
    cue: &Cue,
    reports: &[Report],
    features: &Features,
    add: &mut dyn FnMut(Tokens, Features),
) {
    let mut features = *features;
    let last = sentence.end.min(start + FURTHEST);
    let mut borders = 0;
    for at in start..=last {
        // Words in marks are said, not told.
        if at < sentence.end && passage.stretch_at(at).is_some() {
            break;
        }
        let roles = passage.roles(at);
        let is_small = !passage.is_capital(at);
        let is_over =
            at >= sentence.end || at + 1 == sentence.end && passage.is_mark(at, &['.', '!', '?', ':', ';']);
        let is_comma = passage.is_mark(at, &[',', ';', ':']);
        let is_dash = passage.is_mark(at, &['—', '–', '(', ')'])
            || passage.is_mark(at, &['-']) && !passage.is_joined(at);
        let is_conjunction = is_small && roles.any(Roles::CONJUNCTION);
        let is_relative = is_small && roles.any(Roles::RELATIVE);
        let is_preposition = is_small && roles.any(Roles::PREPOSITION.with(Roles::JOINING));
        let is_time = roles.any(Roles::TIME);
        let is_opener = is_small && roles.any(Roles::OPENER);
        let is_verb = is_small
            && (roles.any(Roles::AUXILIARY.with(Roles::PASSIVE).with(Roles::NEGATION))
                || passage.cue(at).is_some());
        let is_border = is_over
            || is_comma
            || is_dash
            || is_conjunction
            || is_relative
            || is_preposition
            || is_time
            || is_opener
            || is_verb;
        let is_cue = cue.tokens.contains(&at);
        if is_border && at > start && !is_cue && (features.at_subject == 0.0 || at > cue.tokens.end) {
            let content = start..at;
            let before = at - 1;
            let is_trimmed = passage.mark(before).is_none_or(|mark| matches!(mark, ')' | '%' | '.'));
            if is_trimmed {
                let inside = reports
                    .iter()
                    .filter_map(|report| {
                        let hull = report.content.first()?.start..report.content.last()?.end;
                        let shared = hull.end.min(at).saturating_sub(hull.start.max(start));
                        (shared > 0).then_some((hull, shared))
                    })
                    .max_by_key(|(_, shared)| *shared);
                let is_found = inside.as_ref().is_some_and(|(hull, _)| is_same(hull, &content));
                if !is_found {
                    let seen = Features {
                        words: content.len() as f32,
                        at_sentence_end: is(is_over),
                        at_comma: is(is_comma),
                        at_dash: is(is_dash),
                        at_conjunction: is(is_conjunction),
                        at_relative: is(is_relative),
                        at_preposition: is(is_preposition),
                        at_time: is(is_time),
                        at_infinitive: is(roles.any(Roles::INFINITIVE)),
                        at_opener: is(is_opener),
                        at_verb: is(is_verb),
                        at_name: is(passage.is_capital(at + 1)),
                        rest: sentence.end.saturating_sub(at) as f32,
                        share: content.len() as f32 / (sentence.end - start) as f32,
                        border: borders as f32,
                        ends_with_name: is(passage.is_capital(before)),
                        ends_with_preposition: is(passage
                            .is(before, Roles::PREPOSITION.with(Roles::JOINING).with(Roles::DETERMINER))),
                        is_inside: is(inside.is_some()),
                        inside_share: inside
                            .as_ref()
                            .map_or(0.0, |(hull, shared)| *shared as f32 / hull.len() as f32),
                        ..features
                    };
                    add(content, seen);
                }
            }
            borders += 1;
            if is_over || borders == BORDERS {
                break;
            }
        }
        features.commas += is(is_comma || is_dash);
        features.conjunctions += is(is_conjunction);
        features.prepositions += is(is_preposition);
        features.verbs += is(is_verb);
        features.names += is(!is_small);
        features.relatives += is(is_relative || is_opener);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_weights_can_be_read() {
        assert!(read(include_str!("stance.weights")).is_ok());
    }

    #[test]
    fn two_stretches_are_one_from_half_on() {
        for (a, b, same) in [(0..4, 2..4, true), (0..4, 3..4, false), (0..4, 4..8, false)] {
            assert_eq!(is_same(&a, &b), same, "{a:?} {b:?}");
        }
    }
}
