//! `cargo xtask train stance`: articles with marked attributions -> the trees that find stances, `src/fact/quote/stance.weights`.
//!
//! In: the training part of PolNeAR beside the checkout (`../shared/corpora/facts`; its README names where it comes from). Out: the
//! shipped table; with `--folds-only` instead the shares of right stretches by tables that have not seen their publisher.
//! Method: every stretch that `quote/stance.rs` tries is a row. Its label is how much of it and of the marked content of an
//! attribution without marks is shared, where that is half or more. Nothing but shapes and roles is learned.

use std::fs;
use std::path::Path;

use factbox::fact::quote::{self, stance};
use factbox::trees::Trees;
use rayon::prelude::*;
use serde::Deserialize;

use super::boost::{self, Plan, Rows};
use super::truth::{self, FOLDS};
use crate::eval::{Task, input, predict};

const PLAN: Plan = Plan { trees: 72, depth: 5, rate: 0.2, rows: 0.5, features: 0.4, least: 40.0, calm: 10.0 };

const HEAD: &str = "\
# How likely a stretch behind a stance word is what somebody thinks, wants or backs: boosted trees over lengths, borders and roles
# of words; no word of any article. Learned by `cargo xtask train stance` from PolNeAR (articles of US publishers with marked
# attributions; no licence; only measurements were taken). Licence of this table: as the project. Form: see `src/trees.rs`.
# Not for editing.
";

#[derive(Deserialize)]
struct Gold {
    text: String,
    publisher: String,
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    content: Vec<(u32, u32)>,
    kind: String,
}

/// An article's stretches, each with its label; the part is its publisher's.
struct Article {
    fold: usize,
    rows: Vec<(stance::Features, f32)>,
}

/// Learns and writes the table; an error is a sentence.
pub fn train(corpora: &Path, table: &Path, folds_only: bool) -> Result<(), String> {
    let path = corpora.join("polnear/train.jsonl.gz");
    if !path.exists() {
        return Err(format!("{}: no such corpus", path.display()));
    }
    let inputs = input::read(Task::Quotes, &path)?;
    let gold: Vec<Gold> = input::lines(&path)?;
    let articles: Vec<Article> =
        inputs.par_iter().zip(&gold).map(|(input, gold)| Article::new(input, gold)).collect();
    println!("{} stretches", articles.iter().map(|article| article.rows.len()).sum::<usize>());
    if folds_only {
        let mut scored = Vec::new();
        for fold in 0..FOLDS {
            let others: Vec<&Article> = articles.iter().filter(|article| article.fold != fold).collect();
            let trees = stance::read(&learn(&others))?;
            scored.extend(
                articles
                    .iter()
                    .filter(|article| article.fold == fold)
                    .flat_map(|article| scores(article, &trees)),
            );
        }
        for bar in [-1.5, -1.0, -0.5, 0.0, 0.5, 1.0] {
            let over = scored.iter().filter(|(score, _)| *score >= bar);
            let (all, right) =
                over.fold((0, 0), |(all, right), (_, label)| (all + 1, right + usize::from(*label > 0.0)));
            println!("log-odds {bar}: {right} of {all} stretches right");
        }
        return Ok(());
    }
    let learned = learn(&articles.iter().collect::<Vec<_>>());
    fs::write(table, format!("{HEAD}{learned}"))
        .map_err(|e| format!("cannot write {}: {e}", table.display()))?;
    println!("wrote {}", table.display());
    Ok(())
}

impl Article {
    fn new(input: &input::Input, gold: &Gold) -> Self {
        let text = predict::Text::in_language(&input.text, input, factbox::lang::ENGLISH);
        let chars: Vec<char> = gold.text.chars().collect();
        let hulls: Vec<(u32, u32)> = gold
            .quotes
            .iter()
            .filter(|quote| quote.kind == "indirect")
            .filter_map(|quote| {
                let start = quote.content.iter().map(|piece| piece.0).min()?;
                Some(trimmed(&chars, start, quote.content.iter().map(|piece| piece.1).max()?))
            })
            .collect();
        let rows = quote::stretches(&text.read())
            .into_iter()
            .map(|(span, features)| {
                let (start, end) = text.points(span);
                let ours = trimmed(&chars, start, end);
                let shared = hulls.iter().map(|gold| shared(*gold, ours)).fold(0.0, f32::max);
                (features, if shared >= 0.5 { shared } else { 0.0 })
            })
            .collect();
        Article { fold: truth::fold(&gold.publisher), rows }
    }
}

/// Without marks and spaces at its ends, as the corpora's scorer compares.
fn trimmed(text: &[char], start: u32, end: u32) -> (u32, u32) {
    let is_edge = |at: u32| text.get(at as usize).is_some_and(|c| " \t\r\n\"“”‘’'`.,;:!?".contains(*c));
    let (mut start, mut end) = (start, end);
    while start < end && is_edge(start) {
        start += 1;
    }
    while end > start && is_edge(end - 1) {
        end -= 1;
    }
    (start, end)
}

/// How much of two ranges together is in both.
fn shared(a: (u32, u32), b: (u32, u32)) -> f32 {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let all = a.1.max(b.1) - a.0.min(b.0);
    if all == 0 { 0.0 } else { shared as f32 / all as f32 }
}

fn scores(article: &Article, trees: &Trees) -> Vec<(f32, f32)> {
    article.rows.iter().map(|(features, label)| (trees.score(&features.values()), *label)).collect()
}

fn learn(articles: &[&Article]) -> String {
    let names: Vec<&str> = stance::Features::ALL.iter().map(|(name, _)| *name).collect();
    let all: Vec<usize> = (0..names.len()).collect();
    let mut rows = Rows::none(names.len());
    for (features, label) in articles.iter().flat_map(|article| &article.rows) {
        for (column, value) in rows.columns.iter_mut().zip(features.values()) {
            column.push(value);
        }
        rows.labels.push(*label);
        rows.weights.push(1.0);
    }
    boost::learn(&rows, &all, &names, &[PLAN], &[], 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_ranges_share_is_measured_without_marks_at_their_ends() {
        let text: Vec<char> = "“He sails,” she said.".chars().collect();
        assert_eq!(trimmed(&text, 0, 11), (1, 9));
        assert_eq!(shared((0, 4), (2, 6)), 1.0 / 3.0);
        assert_eq!(shared((3, 3), (3, 3)), 0.0);
    }
}
