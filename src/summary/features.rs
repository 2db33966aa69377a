//! Sentences -> what is seen of each: numbers that speak for it or against it, whatever the language.
//!
//! In: the sentences that may be chosen, the headline, and which of them are chosen already. Out: [`Features`] of each. They
//! tell of place, length, shared terms (`terms.rs`), surface, neighbours and of the whole text, so that a text
//! whose first sentence tells all can be told from one that begins with a scene. The words known are the language's function
//! words and verbs of speaking; without them those features are 0.
//! Everything is a few passes over the terms; sums run in text order. Not here: which feature counts how much (`rank.weights`).

use std::ops::Range;

use super::standing::Standing;
use super::terms::{Terms, shared};
use super::words::Word;
use crate::lang::{self, ByLanguage, Language, Words};
use crate::span::Span;
use crate::token::TokenKind;
use crate::trees::features;

/// A kind of evidence: what a group of features looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Place,
    Length,
    /// Terms shared with the rest of the text.
    Terms,
    Headline,
    /// What the sentence looks like: names, numbers, marks.
    Surface,
    Neighbours,
    /// The whole text, the same for all its sentences.
    Document,
    /// How it stands to the sentences that are chosen already.
    Chosen,
}

features! {
    Place {
        /// How many sentences stand before it and behind it.
        index,
        from_end,
        /// 0 at the start of the text, 1 at its end.
        place,
        opens_paragraph,
        paragraph,
    }
    Length {
        words,
        /// Against the text's mean.
        relative_length,
        chars_per_word,
    }
    Terms {
        /// Share of the text's most frequent terms, by frequency, that it holds: of the first twenty, of the first six.
        coverage,
        top,
        /// Mean frequency of its terms, against the most frequent one's.
        frequency,
        /// How much of the text that follows, that precedes, and of both shares its terms (PacSum, Zheng and Lapata 2019), against the best.
        forward,
        backward,
        centrality,
        /// Shares of its terms that no sentence before it holds, and that no other holds.
        novelty,
        rarity,
        like_first,
    }
    Headline {
        has_headline,
        /// Share of the headline's terms that it holds, and of its terms that the headline holds.
        of_headline,
        in_headline,
    }
    Surface {
        /// Capitalised words behind the first, and their share.
        names,
        name_share,
        numbers,
        has_money,
        /// Share of it inside quotation marks.
        quoted,
        commas,
        brackets,
        function_words,
        /// Whether it has a verb of speaking.
        speaks,
        leaning,
        starts_with_name,
    }
    Neighbours {
        like_before,
        like_after,
        words_before,
        words_after,
        coverage_before,
        coverage_after,
        quoted_after,
        leaning_after,
    }
    Document {
        sentences,
        mean_length,
        sentences_by_paragraph,
        quoted_share,
        name_mean,
        /// Of the first sentence, and the best place of the headline's terms.
        first_coverage,
        first_forward,
        first_headline,
        first_length,
    }
    Chosen {
        chosen,
        chosen_words,
        likeness,
        mean_likeness,
        /// Like coverage, of terms that no chosen sentence holds.
        new_coverage,
        new_terms,
        new_headline,
        /// Sentences between it and the nearest chosen one before it and behind it; -1 is none.
        behind_chosen,
        before_chosen,
    }
}

/// A sentence that may be chosen.
pub struct Candidate {
    pub span: Span,
    pub paragraph: u32,
    pub opens_paragraph: bool,
    pub words: u32,
    /// Its words among those of the text.
    pub words_at: Range<usize>,
}

/// Counts stop here, so that long texts are like each other.
const FAR: usize = 40;
/// The most frequent terms that count as the text's topics, and the very first of them.
const TOPICS: usize = 20;
const TOP: usize = 6;

/// The text as far as features of chosen sentences need it.
pub struct Topics {
    /// The most frequent terms, ascending, and how often they all occur.
    terms: Vec<u32>,
    mass: u32,
    headline: Vec<u32>,
}

/// The features of every candidate, in order, while none is chosen.
pub fn features(
    words: &[Word],
    candidates: &[Candidate],
    standing: &[Standing],
    terms: &Terms,
    headline: Vec<u32>,
    language: Language,
) -> (Vec<Features>, Topics) {
    let count = candidates.len();
    let by_frequency = terms.by_frequency();
    let first = |n: usize| {
        let mut first = by_frequency[..by_frequency.len().min(n)].to_vec();
        first.sort_unstable();
        first
    };
    let mass = |list: &[u32]| list.iter().map(|&term| terms.frequency[term as usize]).sum::<u32>();
    let (topics, top) = (first(TOPICS), first(TOP));
    let (topic_mass, top_mass) = (mass(&topics), mass(&top));
    let most = by_frequency.first().map_or(1, |&term| terms.frequency[term as usize]).max(1);

    let (mut forward, mut backward, sentences_with) = centralities(terms);
    let mut centrality: Vec<f32> = forward.iter().zip(&backward).map(|(a, b)| a + b).collect();
    [&mut forward, &mut backward, &mut centrality].into_iter().for_each(|values| normalise(values));

    let total: u32 = candidates.iter().map(|candidate| candidate.words).sum();
    let mean = total as f32 / count.max(1) as f32;
    let surfaces: Vec<Surface> =
        candidates.iter().map(|candidate| Surface::of(words, candidate, language)).collect();
    let covered = |list: &[u32], i: usize, mass: u32| {
        let held = terms.of[i].iter().filter(|term| list.binary_search(term).is_ok());
        held.map(|&term| terms.frequency[term as usize]).sum::<u32>() as f32 / mass.max(1) as f32
    };
    let coverage: Vec<f32> = (0..count).map(|i| covered(&topics, i, topic_mass)).collect();
    let has_headline = !headline.is_empty();
    let of_headline = |i: usize| match has_headline {
        true => shared(&terms.of[i], &headline) as f32 / headline.len() as f32,
        false => -1.0,
    };
    let paragraphs = candidates.iter().filter(|candidate| candidate.opens_paragraph).count();
    let quoted: usize = surfaces.iter().map(|surface| surface.quoted).sum();
    let bytes: usize = candidates.iter().map(|candidate| candidate.span.len()).sum();
    let names: u32 = surfaces.iter().map(|surface| surface.names).sum();
    let is_leaning = |i: usize| bit(matches!(standing[i], Standing::Leaning | Standing::Cut(_)));
    let quoted_share = |i: usize| surfaces[i].quoted as f32 / candidates[i].span.len().max(1) as f32;
    let words = |i: usize| candidates[i].words.min(80) as f32;

    let mut is_known = vec![false; terms.frequency.len()];
    let list = (0..count)
        .map(|i| {
            let (candidate, surface, own) = (&candidates[i], &surfaces[i], &terms.of[i]);
            let (length, own_count) = (candidate.words.max(1) as f32, own.len().max(1) as f32);
            let new =
                own.iter().filter(|term| !std::mem::replace(&mut is_known[**term as usize], true)).count();
            let rare = own.iter().filter(|term| sentences_with[**term as usize] == 1).count();
            let before = i.checked_sub(1);
            let after = (i + 1 < count).then_some(i + 1);
            let at = |neighbour: Option<usize>, value: &dyn Fn(usize) -> f32| neighbour.map_or(-1.0, value);
            Features {
                index: i.min(FAR) as f32,
                from_end: (count - 1 - i).min(FAR) as f32,
                place: i as f32 / count as f32,
                opens_paragraph: bit(candidate.opens_paragraph),
                paragraph: candidate.paragraph.min(FAR as u32) as f32,
                words: words(i),
                relative_length: (length / mean.max(1.0)).min(4.0),
                chars_per_word: (candidate.span.len() as f32 / length).min(20.0),
                coverage: coverage[i],
                top: covered(&top, i, top_mass),
                frequency: own.iter().map(|&term| terms.frequency[term as usize]).sum::<u32>() as f32
                    / (own_count * most as f32),
                forward: forward[i],
                backward: backward[i],
                centrality: centrality[i],
                novelty: new as f32 / own_count,
                rarity: rare as f32 / own_count,
                like_first: if i == 0 { -1.0 } else { terms.likeness(0, i) },
                has_headline: bit(has_headline),
                of_headline: of_headline(i),
                in_headline: if has_headline { shared(own, &headline) as f32 / own_count } else { -1.0 },
                names: surface.names.min(12) as f32,
                name_share: surface.names as f32 / length,
                numbers: surface.numbers.min(6) as f32,
                has_money: bit(surface.has_money),
                quoted: quoted_share(i),
                commas: surface.commas.min(8) as f32,
                brackets: bit(surface.has_bracket),
                function_words: surface.function_words as f32 / length,
                speaks: bit(surface.speaks),
                leaning: is_leaning(i),
                starts_with_name: bit(surface.starts_with_name),
                like_before: at(before, &|j| terms.likeness(i, j)),
                like_after: at(after, &|j| terms.likeness(i, j)),
                words_before: at(before, &words),
                words_after: at(after, &words),
                coverage_before: at(before, &|j| coverage[j]),
                coverage_after: at(after, &|j| coverage[j]),
                quoted_after: at(after, &quoted_share),
                leaning_after: at(after, &is_leaning),
                sentences: count.min(2 * FAR) as f32,
                mean_length: mean.min(60.0),
                sentences_by_paragraph: (count as f32 / paragraphs.max(1) as f32).min(12.0),
                quoted_share: quoted as f32 / bytes.max(1) as f32,
                name_mean: names as f32 / total.max(1) as f32,
                first_coverage: coverage[0],
                first_forward: forward[0],
                first_headline: of_headline(0),
                first_length: words(0),
                chosen: 0.0,
                chosen_words: 0.0,
                likeness: 0.0,
                mean_likeness: 0.0,
                new_coverage: coverage[i],
                new_terms: 1.0,
                new_headline: of_headline(i),
                behind_chosen: -1.0,
                before_chosen: -1.0,
            }
        })
        .collect();
    (list, Topics { terms: topics, mass: topic_mass, headline })
}

/// What is chosen already, grown sentence by sentence.
pub struct Chosen {
    pub list: Vec<usize>,
    pub words: u32,
    /// By term: whether it is in a chosen sentence.
    is_known: Vec<bool>,
    /// By candidate: the greatest likeness to a chosen sentence, and the sum of all.
    likeness: Vec<(f32, f32)>,
}

impl Chosen {
    pub fn none(terms: &Terms) -> Self {
        Chosen {
            list: Vec::new(),
            words: 0,
            is_known: vec![false; terms.frequency.len()],
            likeness: vec![(0.0, 0.0); terms.of.len()],
        }
    }

    pub fn add(&mut self, n: usize, candidates: &[Candidate], terms: &Terms) {
        for (i, (most, sum)) in self.likeness.iter_mut().enumerate() {
            let likeness = terms.likeness(i, n);
            *most = most.max(likeness);
            *sum += likeness;
        }
        terms.of[n].iter().for_each(|&term| self.is_known[term as usize] = true);
        self.words += candidates[n].words;
        self.list.push(n);
    }

    /// Writes how candidate `n` stands to what is chosen into its features.
    pub fn note(&self, n: usize, topics: &Topics, terms: &Terms, features: &mut Features) {
        let own = &terms.of[n];
        let new = || own.iter().filter(|term| !self.is_known[**term as usize]);
        let in_list = |list: &[u32]| {
            let held = new().filter(|term| list.binary_search(term).is_ok());
            held.fold((0, 0), |(count, mass), &term| (count + 1, mass + terms.frequency[term as usize]))
        };
        features.chosen = self.list.len() as f32;
        features.chosen_words = self.words.min(200) as f32;
        features.likeness = self.likeness[n].0;
        features.mean_likeness = self.likeness[n].1 / self.list.len().max(1) as f32;
        features.new_coverage = in_list(&topics.terms).1 as f32 / topics.mass.max(1) as f32;
        features.new_terms = new().count() as f32 / own.len().max(1) as f32;
        features.new_headline = match topics.headline.len() {
            0 => -1.0,
            count => in_list(&topics.headline).0 as f32 / count as f32,
        };
        let nearest = |distances: &mut dyn Iterator<Item = usize>| {
            distances.min().map_or(-1.0, |distance| distance.min(FAR) as f32)
        };
        features.behind_chosen =
            nearest(&mut self.list.iter().filter(|other| **other < n).map(|other| n - other));
        features.before_chosen =
            nearest(&mut self.list.iter().filter(|other| **other > n).map(|other| other - n));
    }
}

/// For each sentence, how much of the text behind it and before it shares its terms; for each term, how many sentences hold it.
fn centralities(terms: &Terms) -> (Vec<f32>, Vec<f32>, Vec<u32>) {
    let mut with = vec![0_u32; terms.frequency.len()];
    let mut seen = |of: &Vec<u32>| {
        let sum: u32 = of.iter().map(|&term| with[term as usize]).sum();
        of.iter().for_each(|&term| with[term as usize] += 1);
        sum as f32 / (of.len().max(1) as f32).sqrt()
    };
    let mut forward: Vec<f32> = terms.of.iter().rev().map(&mut seen).collect();
    forward.reverse();
    let counts = std::mem::replace(&mut with, vec![0; terms.frequency.len()]);
    let mut seen = |of: &Vec<u32>| {
        let sum: u32 = of.iter().map(|&term| with[term as usize]).sum();
        of.iter().for_each(|&term| with[term as usize] += 1);
        sum as f32 / (of.len().max(1) as f32).sqrt()
    };
    (forward, terms.of.iter().map(&mut seen).collect(), counts)
}

fn normalise(values: &mut [f32]) {
    let best = values.iter().copied().fold(0.0_f32, f32::max);
    if best > 0.0 {
        values.iter_mut().for_each(|value| *value /= best);
    }
}

fn bit(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// What the surface of a sentence shows.
#[derive(Default)]
struct Surface {
    /// Capitalised words behind the first.
    names: u32,
    starts_with_name: bool,
    numbers: u32,
    has_money: bool,
    /// Bytes inside quotation marks.
    quoted: usize,
    commas: u32,
    has_bracket: bool,
    function_words: u32,
    speaks: bool,
}

impl Surface {
    fn of(words: &[Word], candidate: &Candidate, language: Language) -> Self {
        static SPEECH_VERBS: ByLanguage<Words<()>> = ByLanguage::new(|language| {
            lang::cue_verbs(language).pairs().map(|(verb, _)| (verb, ())).collect()
        });
        let speech_verbs = SPEECH_VERBS.of(language);
        let mut surface = Surface::default();
        let mut opened = None;
        for (n, word) in words[candidate.words_at.clone()].iter().enumerate() {
            match word.kind {
                TokenKind::Word => {
                    let is_capital = word.text.starts_with(char::is_uppercase);
                    surface.function_words += u32::from(word.is_grammar);
                    surface.names += u32::from(n > 0 && is_capital);
                    surface.starts_with_name |= n == 0 && is_capital && !word.is_grammar;
                    surface.speaks |= speech_verbs.contains_key(word.text);
                }
                TokenKind::Number => surface.numbers += 1,
                TokenKind::Mark => match (word.text, opened) {
                    ("“" | "«" | "„" | "「" | "\"", None) => opened = Some(word.span.start),
                    ("”" | "»" | "“" | "」" | "\"", Some(from)) => {
                        surface.quoted += (word.span.end - from) as usize;
                        opened = None;
                    }
                    ("," | "，" | "、" | "،", _) => surface.commas += 1,
                    ("(" | "（", _) => surface.has_bracket = true,
                    ("$" | "€" | "£" | "¥" | "%", _) => surface.has_money = true,
                    _ => {}
                },
            }
        }
        if let Some(from) = opened {
            surface.quoted += (candidate.span.end - from) as usize;
        }
        surface
    }
}
