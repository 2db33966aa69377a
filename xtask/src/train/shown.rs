//! `cargo xtask train shown`: facts that readers judged -> how sure a fact is, `src/fact/shown/{names,numbers,dates,quotes}.weights`.
//!
//! In: the sheets `docs/reading/facts*.tsv`, which name the page, the place and the judgement, and the pages beside the checkout
//! (`../shared/corpora/{extraction,boilerplate}`). Out: the shipped tables; printed: of the judged facts that pass the rules, how many are right among the
//! surer ones, by tables that have not seen their page nor a copy of it; of strict readers' facts by themselves, too. Method: a logistic regression for each group (`shown/sureness.rs`), each feature in one
//! direction. A judgement counts where the core still finds a fact of that kind in that place; what a reader marked
//! wrong only because a value or the words beside it were cut, which are whole by now, is left out: nobody has judged it since.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use factbox::article::Words;
use factbox::fact::rank;
use factbox::fact::shown::sureness::{Group, Says};
use factbox::linear::Linear;
use factbox::{html, summary};
use rayon::prelude::*;

use super::boost::{Direction, Rows};
use super::read::{self, Reading};
use super::truth::{self, FOLDS};
use super::{logistic, plain};
use crate::eval::input;

/// All sheets count alike: the strict ones twice, or three times, changes nothing in cross-validation.
const SHEETS: [&str; 14] = [
    "facts",
    "facts-second",
    "facts-third",
    "facts-fourth",
    "facts-fifth",
    "facts-sixth",
    "facts-seventh",
    "facts-eighth",
    "facts-ninth",
    "facts-tenth",
    "facts-eleventh",
    "facts-twelfth",
    "facts-thirteenth",
    "facts-fourteenth",
];
/// The first are not of strict readers who saw what is shown by nearly today's rules; what the others say is printed by itself, too.
const LENIENT: usize = 4;

/// So many sheets are older than what was mended.
const OLD: usize = 9;
/// How reasons of those begin that hold no more: ranges are shown with both ends, the words beside a fact are its whole sentence, with the one before it
/// where it leans on it, a speaker is the one who spoke last or whom the sentence before tells of and has the whole name and no words behind it,
/// and a role is whole or none.
const MENDED: [&str; 19] = [
    "range reduced to its lower",
    "what cut:",
    "what is a bare word",
    "what is two scrap",
    "clause starts inside the film",
    "first of three subjects cut",
    "begins with a pronoun: what is measured is not said",
    "'it' (the film) not named",
    "\"it\" unresolved: which film",
    "\"they\" and \"those nights\"",
    "unresolved speaker pronoun and dishes",
    "unresolved pronoun, who came",
    "speaker shown with the words after",
    "speaker's whole name is not given (surname only)",
    "speaker missing",
    "speaker:",
    "speaker wrong",
    "wrong speaker",
    "role:",
];

const HEAD: &str = "\
# How sure a fact of this kind is: log-odds over shapes and places of facts; no word of any page. Learned by `cargo xtask train shown`
# from judgements of our own (docs/reading/facts*.tsv; licence: as the project) on pages of public corpora named in
# src/boilerplate/seed.weights, of which only measurements were taken. Licence of this table: as the project. Form: see `src/linear.rs`.
# Not for editing.
";

/// A judged fact.
struct Row {
    group: Group,
    /// Copies of an article are never in two parts of a cross-validation.
    fold: usize,
    values: Vec<f32>,
    is_right: bool,
    is_strict: bool,
}

/// A line of a sheet.
struct Judgement {
    kind: String,
    place: String,
    is_right: bool,
    is_strict: bool,
}

/// Learns and writes the tables; an error is a sentence.
pub fn train(root: &Path, folds_only: bool) -> Result<(), String> {
    let mut judgements: BTreeMap<String, Vec<Judgement>> = BTreeMap::new();
    for (at, sheet) in SHEETS.into_iter().enumerate() {
        let path = root.join(format!("docs/reading/{sheet}.tsv"));
        let lines = fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
        for line in lines.lines().skip(1) {
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let (page, kind, place, right, why) = (next(), next(), next(), next(), next());
            let is_mended = at < OLD && MENDED.iter().any(|mended| why.starts_with(mended));
            if !matches!(right, "y" | "n") || is_mended {
                continue;
            }
            let (kind, place) = (kind.to_owned(), place.to_owned());
            let is_strict = at >= LENIENT;
            let judgement = Judgement { kind, place, is_right: right == "y", is_strict };
            judgements.entry(page.to_owned()).or_default().push(judgement);
        }
    }
    let texts = plain::pages(root, |id| judgements.contains_key(id))?;
    let rows = |(id, judgements): (&String, &Vec<Judgement>)| {
        let page = match texts.get(id) {
            Some(text) => html::page(text, ""),
            None => html::page(&html::decode(&input::bytes(&path(root, id)?)?), ""),
        };
        Ok(read::read(&page, |reading| rows(&reading, id, judgements)).unwrap_or_default())
    };
    let rows: Result<Vec<Vec<Row>>, String> = judgements.par_iter().map(rows).collect();
    let rows: Vec<Row> = rows?.into_iter().flatten().collect();
    for group in Group::ALL {
        let of_group: Vec<&Row> = rows.iter().filter(|row| row.group == group).collect();
        cross_validate(group, &of_group)?;
        if !folds_only {
            let path = root.join(format!("src/fact/shown/{}.weights", group.name()));
            fs::write(&path, format!("{HEAD}{}", learn(group, &of_group)))
                .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
        }
    }
    Ok(())
}

/// Where a page of the sets of pages stands.
fn path(root: &Path, id: &str) -> Result<PathBuf, String> {
    let (corpus, name) = id.split_once('/').ok_or_else(|| format!("{id}: no page of a corpus"))?;
    let folder = match corpus {
        "boilerplate" => "boilerplate/dev".to_owned(),
        _ => format!("extraction/{corpus}"),
    };
    Ok(root.join(format!("../shared/corpora/{folder}/html/{name}.html.gz")))
}

/// The judged facts of a page that pass the rules.
fn rows(reading: &Reading, id: &str, judgements: &[Judgement]) -> Vec<Row> {
    let headline = match &reading.article.headline {
        Some(Words::InPage(span)) => span.of(reading.text.text),
        Some(Words::InHead(words)) => words,
        None => id,
    };
    let fold = truth::fold(headline);
    let mut facts = reading.facts.clone();
    rank::judged(&mut facts, &reading.text, &summary::clear(&reading.draft))
        .into_iter()
        .filter_map(|fact| {
            let own: Vec<String> = match fact.group {
                Group::Names => fact.spans.iter().map(|span| reading.place(&[*span])).collect(),
                _ => vec![reading.place(&fact.spans)],
            };
            let judgement = judgements.iter().find(|j| j.kind == fact.kind && own.contains(&j.place))?;
            Some(Row {
                group: fact.group,
                fold,
                values: fact.values,
                is_right: judgement.is_right,
                is_strict: judgement.is_strict,
            })
        })
        .collect()
}

fn learn(group: Group, facts: &[&Row]) -> String {
    let features = group.features();
    let names: Vec<&str> = features.iter().map(|(name, _)| *name).collect();
    let direction = |says: Says| if says == Says::Right { Direction::Up } else { Direction::Down };
    let directions: Vec<Direction> = features.iter().map(|(_, says)| direction(*says)).collect();
    let column = |at: usize| facts.iter().map(|fact| fact.values[at]).collect();
    let rows = Rows {
        columns: (0..names.len()).map(column).collect(),
        labels: facts.iter().map(|fact| f32::from(u8::from(fact.is_right))).collect(),
        weights: vec![1.0; facts.len()],
        groups: Vec::new(),
    };
    logistic::learn(&rows, &names, &directions, logistic::Plan::default())
}

/// Prints how many facts are right among the surer ones; the parts hold whole pages.
fn cross_validate(group: Group, facts: &[&Row]) -> Result<(), String> {
    let names = group.features().iter().map(|(name, _)| *name);
    let mut scored: Vec<(f32, &Row)> = Vec::new();
    for fold in 0..FOLDS {
        let is_own = |fact: &&&Row| fact.fold == fold;
        let others: Vec<&Row> = facts.iter().filter(|fact| !is_own(fact)).copied().collect();
        let linear = Linear::read(&learn(group, &others), names.clone())?;
        scored.extend(facts.iter().filter(is_own).map(|fact| (linear.score(&fact.values), *fact)));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let share = |facts: &[(f32, &Row)], is_strict: bool| {
        let all = facts.iter().filter(|(_, fact)| fact.is_strict || !is_strict).count();
        let right = facts.iter().filter(|(_, fact)| (fact.is_strict || !is_strict) && fact.is_right).count();
        format!("{right} of {all} right ({:.3})", right as f64 / all.max(1) as f64)
    };
    println!("{}: {}, strict {}", group.name(), share(&scored, false), share(&scored, true));
    let (least, sure) = group.bars();
    for bar in [0.0, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5, 2.75, 3.0, least, sure] {
        let over = &scored[..scored.partition_point(|(score, _)| *score >= bar)];
        println!("  log-odds {bar}: {}, strict {}", share(over, false), share(over, true));
    }
    Ok(())
}
