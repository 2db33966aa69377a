//! A tagger -> what it is worth: exact precision, recall and F1 beside those of the rules alone.
//!
//! Printed for every second document, for the others, and for all: what was chosen on one half is checked on the other.
//! The scorer that lies with the corpora says the same of the shipped tagger (`cargo xtask eval entities`), where the page's language is told.

use std::collections::BTreeSet;
use std::path::Path;

use factbox::fact::entity::{self, tagger::Tagger};
use factbox::fact::{EntityKind, date, number};
use rayon::prelude::*;

use super::{Gold, english};
use crate::eval::input::{self, Input};

/// Names found, names marked, and those that are both.
#[derive(Clone, Copy, Default)]
struct Counts {
    ours: usize,
    theirs: usize,
    both: usize,
}

/// Prints the figures of one corpus.
pub fn measure(path: &Path, corpus: &str, tagger: &Tagger) -> Result<(), String> {
    let inputs: Vec<Input> = input::lines(path)?;
    let golds: Vec<Gold> = input::lines(path)?;
    for (name, tagger) in [("rules", None), ("tagger", Some(tagger))] {
        let documents: Vec<Counts> =
            inputs.par_iter().zip(&golds).map(|(input, gold)| count(&input.text, gold, tagger)).collect();
        print!("{corpus:10} {name:7}");
        for half in [Some(0), Some(1), None] {
            let mut sum = Counts::default();
            for (_, counts) in
                documents.iter().enumerate().filter(|(i, _)| half.is_none_or(|half| i % 2 == half))
            {
                sum.ours += counts.ours;
                sum.theirs += counts.theirs;
                sum.both += counts.both;
            }
            let share = |of: usize| 100.0 * sum.both as f64 / of.max(1) as f64;
            let f1 = 2.0 * share(sum.ours + sum.theirs);
            print!(" | P {:.1} R {:.1} F1 {f1:.1}", share(sum.ours), share(sum.theirs));
        }
        println!();
    }
    Ok(())
}

fn count(text: &str, gold: &Gold, tagger: Option<&Tagger>) -> Counts {
    let text = english(text);
    let read = text.read();
    let dates = date::find(&read);
    let numbers = number::find(&read, &dates);
    let mut ours = BTreeSet::new();
    for entity in entity::find_by(tagger, &read, &dates, &numbers) {
        let kind = match entity.kind {
            EntityKind::Person => "PER",
            EntityKind::Organisation => "ORG",
            EntityKind::Place => "LOC",
        };
        ours.extend(entity.mentions.iter().map(|span| (text.points(*span), kind)));
    }
    let is_measured = |kind: &&str| matches!(*kind, "PER" | "ORG" | "LOC");
    let theirs: BTreeSet<_> = gold
        .entities
        .iter()
        .map(|(start, end, kind)| ((*start, *end), if kind == "FAC" { "LOC" } else { kind }))
        .filter(|(_, kind)| is_measured(kind))
        .collect();
    Counts { ours: ours.len(), theirs: theirs.len(), both: ours.intersection(&theirs).count() }
}
