//! What each kind of evidence is worth: figures of weights that were learned without it.
//!
//! In: the tables that `cargo xtask train --ablate` wrote, and those of hiding, `cargo xtask train --hide-only --ablate`. Out: one
//! row for all of them and one for each group.

use std::fs;
use std::path::Path;

use factbox::Weights;
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

/// The same of hiding: set, measure.
pub const OF_HIDING: &[(Task, &str, &str)] = &[
    (Task::Boilerplate, "boilerplate/dev", "appeals hidden"),
    (Task::Boilerplate, "boilerplate/dev", "appeals hidden, inside the article"),
    (Task::Boilerplate, "boilerplate/dev", "appeals hidden, donation"),
    (Task::Boilerplate, "boilerplate/dev", "gold pages damaged"),
    (Task::BoilerplateText, "boilerplate/text/dev.jsonl", "appeal sentences found"),
    (Task::BoilerplateText, "boilerplate/text/dev.jsonl", "precision"),
];

#[derive(Default)]
pub struct Ablation {
    /// What was left out, "all" for nothing, which comes first; then a figure for each of [`COLUMNS`] or [`OF_HIDING`], cross-validated.
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

/// Measures hiding with all tables that are there.
pub fn of_hiding(corpora: &Path) -> Result<Ablation, String> {
    let mut ablation = Ablation::default();
    let trained = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/train");
    for without in train::hide::ablations() {
        let group = train::hide::ablation_name(without);
        let folder = train::hide::ablation_folder(without);
        let is_first = without.is_none();
        let tables = hiding_by(&trained, &folder).ok().filter(|_| is_first || !ablation.rows.is_empty());
        let Some(weights) = tables else {
            ablation.left_out.push(group);
            continue;
        };
        println!("== hiding without {group}");
        let folds = Folds { weights, rankers: Vec::new() };
        let mut figures = Vec::new();
        for (task, set) in [(Task::Boilerplate, "dev"), (Task::BoilerplateText, "text")] {
            let path = OF_HIDING.iter().find(|(of, ..)| *of == task).map(|(_, path, _)| corpora.join(path));
            let path = path.ok_or_else(|| format!("{set}: no such set"))?;
            let inputs = input::read(task, &path)?;
            let out = folder.join(format!("{set}.jsonl"));
            let wanted = Wanted { out: Some(&out), ..Wanted::default() };
            figures.push((task, scored(task, &path, wanted, &inputs, &folds)?.figures));
        }
        let row = OF_HIDING.iter().map(|(task, _, measure)| {
            let mut of_task = figures.iter().filter(|(of, _)| of == task).flat_map(|(_, figures)| figures);
            let figure = of_task.find(|figure| figure.measure == *measure);
            figure.map(|figure| figure.value).ok_or_else(|| format!("hiding: no {measure}"))
        });
        ablation.rows.push((group, row.collect::<Result<_, _>>()?));
    }
    Ok(ablation)
}

/// The weights of each part in `trained`, with the table of hiding in `folder`.
fn hiding_by(trained: &Path, folder: &Path) -> Result<Vec<Weights>, String> {
    let mut folds = train::cross_validated(trained)?;
    for (fold, weights) in folds.iter_mut().enumerate() {
        let path = folder.join(format!("{fold}/hide.weights"));
        let table = fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        weights.hide = Weights::read("", "", "", &table)?.hide;
    }
    Ok(folds)
}
