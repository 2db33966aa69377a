//! `cargo xtask train alone`: sentences that readers judged -> how likely a sentence is understood by itself, `src/summary/alone.weights`.
//!
//! In: the sheet `docs/reading/sentences.tsv`, which names the page, the place and the judgement of each sentence, and the pages and texts
//! beside the checkout. Out: the shipped table; printed: of the judged sentences that the rules let stand alone, how many do among the surer ones, by
//! tables that have not seen their article. Method: boosted trees over what `summary/alone.rs` sees while nothing is chosen, when the
//! reader knows the headline alone. A sentence that leans only on a name counts as alone where we give the name beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use factbox::html;
use factbox::summary::alone;
use factbox::summary::standing::Standing;
use rayon::prelude::*;

use super::boost::{self, Plan, Rows};
use super::plain;
use super::read::{self, Reading};
use super::truth::{self, FOLDS};

const HEAD: &str = "\
# How likely a sentence is understood by itself: boosted trees over places, lengths, marks and shares of what it shares with the text; no word of any text. Learned
# by `cargo xtask train alone` from judgements of our own (docs/reading/sentences.tsv; licence: as the project) on texts of public corpora: PolNeAR,
# English Wikinews (CC BY 2.5, its contributors), CNN/DailyMail and BBC news, of which only measurements were taken. Licence of this table: as
# the project. Form: see `src/trees.rs`. Not for editing.
";

/// Texts whose sentences are measured by and not learned from: French, of which nothing is learned, and those of `summary/cnndm/dev`.
const MEASURED: [&str; 2] = ["orangesum/", "cnndm/cnndm-test-"];

struct Row {
    fold: usize,
    values: Vec<f32>,
    is_alone: bool,
    /// Whether the rules let it be shown by itself.
    may_stand: bool,
}

/// Learns and writes the table; an error is a sentence.
pub fn train(root: &Path, folds_only: bool) -> Result<(), String> {
    let path = root.join("docs/reading/sentences.tsv");
    let sheet = fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    // By page: the kind of leaning by the place of the sentence; empty where it stands alone.
    let mut judgements: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for line in sheet.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [page, place, leans] = cells[..] else { return Err(format!("{}: {line}", path.display())) };
        if MEASURED.iter().any(|texts| page.starts_with(texts)) {
            continue;
        }
        judgements.entry(page).or_default().insert(place, leans);
    }
    let texts = plain::pages(root, |id| judgements.contains_key(id))?;
    let rows: Vec<Vec<Row>> =
        texts.par_iter().map(|(id, text)| rows(id, text, &judgements[id.as_str()])).collect();
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    println!("{} sentences, {} of them alone", rows.len(), rows.iter().filter(|row| row.is_alone).count());
    let all: Vec<&Row> = rows.iter().collect();
    cross_validate(&all)?;
    if !folds_only {
        let path = root.join("src/summary/alone.weights");
        fs::write(&path, format!("{HEAD}{}", learn(&all)))
            .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(())
}

fn rows(id: &str, text: &str, judgements: &BTreeMap<&str, &str>) -> Vec<Row> {
    read::read(&html::page(text, ""), |reading| judged(id, &reading, judgements)).unwrap_or_default()
}

fn judged(id: &str, reading: &Reading, judgements: &BTreeMap<&str, &str>) -> Vec<Row> {
    let Ok(draft) = &reading.draft else { return Vec::new() };
    let row = |n: usize| {
        let leans = *judgements.get(reading.place(&[draft.candidates[n].span]).as_str())?;
        if draft.standing[n] == Standing::Never {
            return None;
        }
        let is_named = leans == NAME && !draft.leaning[n].given.is_empty();
        let may_stand = draft.standing[n] != Standing::Leaning
            && draft.bundle(n, &[]).is_some_and(|bundle| bundle.len() == 1);
        Some(Row {
            fold: truth::fold(id),
            values: alone::values(draft, n, draft.told(), false).into(),
            is_alone: leans.is_empty() || is_named,
            may_stand,
        })
    };
    (0..draft.candidates.len()).filter_map(row).collect()
}

/// The kind of leaning on nothing but a pronoun or a part of a name.
const NAME: &str = "name";

fn learn(rows: &[&Row]) -> String {
    let column = |at: usize| rows.iter().map(|row| row.values[at]).collect();
    let names: Vec<&str> = alone::names().collect();
    let all: Vec<usize> = (0..names.len()).collect();
    let table = Rows {
        columns: all.iter().copied().map(column).collect(),
        labels: rows.iter().map(|row| f32::from(u8::from(row.is_alone))).collect(),
        weights: vec![1.0; rows.len()],
        groups: Vec::new(),
    };
    boost::learn(&table, &all, &names, &[PLAN], &[], FORESTS)
}

const PLAN: Plan =
    Plan { trees: 100, depth: 3, rate: 0.08, rows: 0.6, features: 0.4, least: 30.0, calm: 10.0 };
/// So many forests have an equal say.
const FORESTS: usize = 1;

/// Prints how many stand alone among the surer ones.
fn cross_validate(rows: &[&Row]) -> Result<(), String> {
    let mut scored: Vec<(f32, &Row)> = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Row> = rows.iter().filter(|row| row.fold != fold).copied().collect();
        let trees = alone::read(&learn(&others))?;
        let own = rows.iter().filter(|row| row.fold == fold);
        scored.extend(own.map(|row| (trees.score(&row.values), *row)));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    for bar in [f32::NEG_INFINITY, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0] {
        let over = &scored[..scored.partition_point(|(score, _)| *score >= bar)];
        let share = |may_stand: bool| {
            let those: Vec<_> = over.iter().filter(|(_, row)| row.may_stand || !may_stand).collect();
            let alone = those.iter().filter(|(_, row)| row.is_alone).count();
            format!("{alone} of {} ({:.3})", those.len(), alone as f64 / those.len().max(1) as f64)
        };
        println!(
            "  log-odds {bar}: alone {}, of those that the rules let stand {}",
            share(false),
            share(true)
        );
    }
    Ok(())
}
