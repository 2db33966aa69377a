//! Texts with their names marked -> the weights of the tagger: `src/fact/entity/names.weights`.
//!
//! In: corpora whose text may teach weights that are shipped; each news text a second time with some lines in other
//! capitals, and made-up lists (`made.rs`). Out: the table as text, a character a weight. Method: averaged perceptron (Collins 2002)
//! over chains of labels, with a margin that is wider for false names than for missed ones; whole numbers throughout, so that the same
//! corpora give the same bytes. What it is worth on texts that it has not seen is printed (`measure.rs`).

mod made;
mod measure;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use factbox::fact::entity::evidence::{Evidence, Stretch};
use factbox::fact::entity::tagger::{self, LABELS, Label, MOST, NONE, ROWS, Tagger, ZERO};
use factbox::fact::entity::{self, Reading};
use factbox::fact::{date, number};
use factbox::lang::ENGLISH;
use rayon::prelude::*;
use serde::Deserialize;

use crate::eval::input::{self, Input};
use crate::eval::predict::Text;

/// What is learned from, and how often each text is seen.
const CORPORA: [(&str, usize); 3] = [("wikinews", 2), ("wikigold", 1), ("btc", 1)];
/// The corpus of news: recased and with the made-up lists beside it.
const NEWS: &str = "wikinews";
/// What it is measured on: the development sets, none of them learned from.
const MEASURED: [&str; 5] = ["worldwide", "conll2003", "wikigold", "wikinews", "uner-en"];

const ROUNDS: usize = 8;
/// A feature seen less often is left out.
const LEAST: u32 = 8;
/// By how much the right labels must lead, in weights of one step; and by how much more where the other is a false name.
const MARGIN: i32 = 60;
const FALSE_NAME: i32 = 60;
/// One weight in so many is too large for the table and cut.
const CUT: usize = 1000;

const HEAD: &str = "\
# What each feature tells of a word's being part of a name: a row of seven weights (no name; first and further word of a person, an
# organisation, a place) for each hash of a feature; 'P' is 0, 'Q' is 1, 'O' is -1. Learned by `cargo xtask train names` from
# the training halves of: English Wikinews 2005-2020 (CC BY 2.5, Wikinews contributors), names marked by the project; WikiGold (CC BY 4.0,
# D. Balasuriya et al., text of Wikipedia); Broad Twitter Corpus (CC BY 4.0, L. Derczynski, K. Bontcheva, I. Roberts); and made-up
# lists. Licence of this table: CC BY 4.0. Form: see `src/fact/entity/tagger.rs`. Not for editing.
";

/// One document's names.
#[derive(Clone, Deserialize)]
struct Gold {
    /// Start and end in code points, and the kind.
    entities: Vec<(u32, u32, String)>,
}

struct Document {
    evidence: Evidence,
    /// Of the words of each stretch.
    labels: Vec<Vec<Label>>,
    times: usize,
}

/// Learns from the corpora in `corpora` and writes the table to `to`; an error is a sentence.
pub fn train(corpora: &Path, to: &Path) -> Result<(), String> {
    let mut documents = Vec::new();
    for (corpus, times) in CORPORA {
        let path = corpora.join(format!("{corpus}/train.jsonl.gz"));
        let inputs: Vec<Input> = input::lines(&path)?;
        let golds: Vec<Gold> = input::lines(&path)?;
        let texts = inputs.into_iter().map(|input| input.text).zip(golds).collect();
        let texts = if corpus == NEWS { with_other_forms(texts) } else { texts };
        documents.par_extend(texts.par_iter().map(|(text, gold)| document(text, gold, times)));
        println!("{corpus}: {} texts so far", documents.len());
    }
    let table = learn(&documents);
    fs::write(to, format!("{HEAD}{table}")).map_err(|e| format!("cannot write {}: {e}", to.display()))?;
    println!("wrote {}", to.display());
    let tagger = Tagger::read(&table);
    for corpus in MEASURED {
        measure::measure(&corpora.join(format!("{corpus}/dev.jsonl.gz")), corpus, &tagger)?;
    }
    Ok(())
}

/// A text as the core reads it; `input` only for its form.
fn english(text: &str) -> Text {
    Text::in_language(text, &Input::default(), ENGLISH)
}

/// Adds to news what they lack: each text with a line in other capitals, and the made-up lists.
fn with_other_forms(texts: Vec<(String, Gold)>) -> Vec<(String, Gold)> {
    let recased = texts.iter().enumerate().map(|(i, (text, gold))| {
        let text = if i % 2 == 0 { shouted(text) } else { headlined(text) };
        (text, gold.clone())
    });
    let recased: Vec<_> = recased.collect();
    let made = made::texts().into_iter().map(|made| (made.text, Gold { entities: made.names }));
    texts.into_iter().chain(recased).chain(made).collect()
}

/// The same text with every fourth line in capitals.
fn shouted(text: &str) -> String {
    let mut line = 0;
    let shout = |c: char| {
        line += usize::from(c == '\n');
        if line % 4 == 0 { upper(c) } else { c }
    };
    text.chars().map(shout).collect()
}

/// The same text with its first sentence as a headline.
fn headlined(text: &str) -> String {
    const LONGEST: usize = 200;
    let Some(end) = text.find(". ").filter(|end| *end < LONGEST) else { return text.into() };
    let mut before = ' ';
    let headline: String = text[..end]
        .chars()
        .map(|c| if std::mem::replace(&mut before, c) == ' ' { upper(c) } else { c })
        .collect();
    // As long as before: the places of the names stay.
    headline + "\n\n" + &text[end + 2..]
}

/// The capital of a letter, where it is one letter.
fn upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    if upper.len() == 1 { upper.next().unwrap_or(c) } else { c }
}

fn document(text: &str, gold: &Gold, times: usize) -> Document {
    let text = english(text);
    let read = text.read();
    let dates = date::find(&read);
    let numbers = number::find(&read, &dates);
    let Reading { words, evidence } = entity::read(&read, &dates, &numbers);
    let places: Vec<(u32, u32)> = words.iter().map(|span| text.points(*span)).collect();
    let mut of_word: Vec<Label> = vec![0; words.len()];
    for (start, end, kind) in &gold.entities {
        let first = match kind.as_str() {
            "PER" => 1,
            "ORG" => 3,
            "LOC" | "FAC" => 5,
            _ => continue,
        };
        let from = places.partition_point(|(_, word_end)| word_end <= start);
        for (at, _) in places.iter().enumerate().skip(from).take_while(|(_, (word, _))| word < end) {
            of_word[at] = if at == from { first } else { first + 1 };
        }
    }
    let labels = evidence.stretches.iter().map(|stretch| {
        let mut labels = of_word[stretch.words.clone()].to_vec();
        let mut before = LABELS;
        for label in &mut labels {
            // Of a name that begins before the stretch.
            if !tagger::may_follow(before, usize::from(*label)) {
                *label -= 1;
            }
            before = usize::from(*label);
        }
        labels
    });
    Document { labels: labels.collect(), evidence, times }
}

/// A stretch as it is learned from: the rows of each word's features, and its label.
struct Example<'a> {
    rows: Vec<Vec<usize>>,
    gold: &'a [Label],
}

fn learn(documents: &[Document]) -> String {
    let kept = frequent(documents);
    let mut examples = Vec::new();
    for document in documents {
        for _ in 0..document.times {
            for (stretch, gold) in document.evidence.stretches.iter().zip(&document.labels) {
                examples.push(Example { rows: rows(&document.evidence, stretch, &kept), gold });
            }
        }
    }
    let mut model = Perceptron { weights: vec![0; ROWS * LABELS], sums: vec![0; ROWS * LABELS], now: 1 };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 1_u64;
    for round in 1..=ROUNDS {
        for i in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (state >> 33) as usize % (i + 1));
        }
        let mut wrong = 0;
        for &i in &order {
            wrong += usize::from(model.learn(&examples[i]));
            model.now += 1;
        }
        println!("round {round}: {wrong} of {} stretches wrong or close", order.len());
    }
    written(&model.averages())
}

/// The features that are seen often enough.
fn frequent(documents: &[Document]) -> BTreeSet<u32> {
    let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
    for document in documents {
        for feature in &document.evidence.features {
            *counts.entry(*feature).or_default() += document.times as u32;
        }
    }
    let kept: BTreeSet<u32> = counts.iter().filter(|(_, n)| **n >= LEAST).map(|(f, _)| *f).collect();
    println!("{} features, {} of them frequent", counts.len(), kept.len());
    kept
}

fn rows(evidence: &Evidence, stretch: &Stretch, kept: &BTreeSet<u32>) -> Vec<Vec<usize>> {
    let rows = |range: &Range<usize>| {
        let features = evidence.features[range.clone()].iter();
        features.filter(|feature| kept.contains(feature)).map(|feature| tagger::row(*feature)).collect()
    };
    stretch.features.iter().map(rows).collect()
}

/// Weights with their sums over time, for the average.
struct Perceptron {
    weights: Vec<i32>,
    sums: Vec<i64>,
    now: i64,
}

impl Perceptron {
    fn row(&self, row: usize) -> &[i32] {
        &self.weights[row * LABELS..][..LABELS]
    }

    fn change(&mut self, row: usize, label: usize, by: i32) {
        let at = row * LABELS + label;
        self.weights[at] += by;
        self.sums[at] += self.now * i64::from(by);
    }

    /// Learns from one stretch; whether it was wrong, or right by too little.
    fn learn(&mut self, Example { rows, gold }: &Example) -> bool {
        let mut moves = [[0; LABELS]; LABELS + 1];
        for (before, moves) in moves.iter_mut().enumerate() {
            moves.copy_from_slice(self.row(tagger::transition(before)));
        }
        let scores: Vec<[i32; LABELS]> = rows
            .iter()
            .zip(*gold)
            .map(|(rows, gold)| {
                let mut scores = [FALSE_NAME; LABELS];
                scores[0] = 0;
                scores[usize::from(*gold)] = -MARGIN;
                for row in rows {
                    for (score, weight) in scores.iter_mut().zip(self.row(*row)) {
                        *score += weight;
                    }
                }
                scores
            })
            .collect();
        let found = tagger::search(&scores, &moves);
        let (mut before, mut before_found) = (LABELS, LABELS);
        for ((rows, gold), found) in rows.iter().zip(*gold).zip(&found) {
            let (gold, found) = (usize::from(*gold), usize::from(*found));
            if gold != found {
                for row in rows {
                    self.change(*row, gold, 1);
                    self.change(*row, found, -1);
                }
            }
            if gold != found || before != before_found {
                self.change(tagger::transition(before), gold, 1);
                self.change(tagger::transition(before_found), found, -1);
            }
            (before, before_found) = (gold, found);
        }
        found != *gold
    }

    /// The weights as they were on average, times [`Perceptron::now`].
    fn averages(&self) -> Vec<i64> {
        self.weights.iter().zip(&self.sums).map(|(weight, sum)| i64::from(*weight) * self.now - sum).collect()
    }
}

/// The table: averages scaled to what a character holds.
fn written(averages: &[i64]) -> String {
    let mut sizes: Vec<i64> = averages.iter().map(|average| average.abs()).filter(|size| *size > 0).collect();
    sizes.sort_unstable();
    let most = i64::from(MOST);
    let top = sizes.get(sizes.len() - sizes.len() / CUT - 1).copied().unwrap_or(1);
    let weights: Vec<i8> = averages
        .iter()
        .map(|average| {
            // Rounded to the nearest, halves away from zero.
            let scaled = (average * most * 2 + average.signum() * top) / (2 * top);
            scaled.clamp(-most, most) as i8
        })
        .collect();
    packed(&weights)
}

/// Rows of weights in the form that [`Tagger::read`] takes.
fn packed(weights: &[i8]) -> String {
    let character = |weight: i8| char::from(ZERO.wrapping_add_signed(weight));
    let (mut which, mut kept, mut sums) = (Vec::new(), Vec::new(), Vec::new());
    for row in weights.chunks_exact(LABELS) {
        let mut bits = 0;
        for (bit, weight) in row[1..].iter().enumerate().filter(|(_, weight)| **weight != 0) {
            bits |= 1 << bit;
            kept.push(character(*weight));
        }
        which.push(char::from(NONE + bits));
        sums.push(character(tagger::wrapped(row.iter().map(|weight| i32::from(*weight)).sum())));
    }
    let lines = |list: Vec<char>| -> String {
        list.chunks(CHARACTERS_A_LINE).flat_map(|line| line.iter().chain(&['\n'])).collect()
    };
    [which, kept, sums].map(lines).join("\n")
}

/// So many characters stand in a line of the table.
const CHARACTERS_A_LINE: usize = 112;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_as_it_was_written() {
        let mut weights = vec![0; ROWS * LABELS];
        let rows = [
            [0, 40, -40, 1, 0, 0, -1],
            [-3, 0, 2, 0, 0, 0, 0],
            [1, 0, 0, 0, 0, 0, 0],
            [-40, 40, 40, 0, 0, 0, 9],
            [40; LABELS],
        ];
        weights[..rows.len() * LABELS].copy_from_slice(rows.as_flattened());
        weights[ROWS * LABELS - 1] = 7;
        let table = format!("{HEAD}{}", packed(&weights));
        assert!(table.is_ascii());
        assert_eq!(Tagger::read(&table).weights(), weights);
    }
}
