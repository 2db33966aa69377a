//! What each kind of evidence is worth: figures of weights that were learned without it.
//!
//! In: the tables that `cargo xtask train --ablate` wrote. Out: one row for all of them and one for each group.

use std::path::Path;

use rayon::prelude::*;

use super::{Folds, Task, Wanted, input, scored};
use crate::train;

/// Corpus and measure of each column.
pub const COLUMNS: &[(&str, &str)] = &[
    ("zyte", "shingle F1"),
    ("wcxb-article", "token F1"),
    ("trafilatura", "seg F1"),
    ("daniel", "token F1"),
    ("postlight", "first 13 words"),
    ("mozilla", "token F1"),
];

#[derive(Default)]
pub struct Ablation {
    /// What was left out, "all" for nothing, which comes first; then a figure for each of [`COLUMNS`], cross-validated.
    pub rows: Vec<(String, Vec<f64>)>,
    /// The groups of which there are no tables.
    pub left_out: Vec<String>,
}

/// Measures all tables that are there; `corpora` is the folder of all corpora.
pub fn ablation(corpora: &Path) -> Result<Ablation, String> {
    let mut ablation = Ablation::default();
    for group in train::ablations() {
        let folder = train::ablation_folder(&group);
        // Differences are to "all", which comes first.
        let is_first = group == "all";
        let tables = train::cross_validated(&folder).ok().filter(|_| is_first || !ablation.rows.is_empty());
        let Some(folds) = tables else {
            ablation.left_out.push(group);
            continue;
        };
        println!("== without {group}");
        let folds = Folds { weights: folds, rankers: Vec::new() };
        let figure = |&(corpus, measure): &(&str, &str)| -> Result<f64, String> {
            let path = corpora.join("extraction").join(corpus);
            let inputs = input::read(Task::Extraction, &path)?;
            let out = folder.join(format!("{corpus}.jsonl"));
            let wanted = Wanted { out: Some(&out), ..Wanted::default() };
            let scored = scored(Task::Extraction, &path, wanted, &inputs, &folds)?;
            let figure = scored.figures.iter().find(|figure| figure.measure == measure);
            figure.map(|figure| figure.value).ok_or_else(|| format!("{corpus}: no {measure}"))
        };
        let row = COLUMNS.par_iter().map(figure).collect::<Result<_, _>>()?;
        ablation.rows.push((group, row));
    }
    Ok(ablation)
}
