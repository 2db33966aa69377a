//! Pages -> the weights that tell whether a page is one article.
//!
//! In: the labelled pages, and for each part of a cross-validation the weights of blocks that have not seen it. Out:
//! `kind.weights` of each part and, if wanted, the shipped one; printed: what each threshold would decline and lose.
//! Method: a logistic regression, each feature in one direction only (`factbox::article::kind::AGAINST`), and no further than
//! half of the articles go.
//! Not here: how blocks are learned (`train.rs`).

use std::path::Path;

use factbox::article::{self, kind};
use factbox::{Weights, boilerplate};
use rayon::prelude::*;

use super::boost::{Direction, Rows};
use super::logistic;
use super::truth::{self, ARTICLES, FOLDS, Page};
use super::{Learner, read_folds, write};

/// No page is more of an article for having more of something than half of the articles have: a long headline, a long address and
/// long paragraphs do not make up for a price.
const PLAN: logistic::Plan = logistic::Plan { calm: 0.04, is_enough_at_median: true };

/// Stands for the score of a page in which no story was found.
const WITHOUT_STORY: f32 = -1_000.0;

impl Learner<'_> {
    /// The pages as they were served.
    fn whole_pages(&self) -> impl Iterator<Item = &Page> {
        self.pages.iter().filter(|page| !page.is_bare)
    }

    /// What is counted of every page, judged by trees that have not seen its site.
    fn kinds(&self, weights: &[Weights]) -> Vec<kind::Features> {
        let whole: Vec<&Page> = self.whole_pages().collect();
        whole
            .par_iter()
            .map(|page| {
                let judgement =
                    boilerplate::judge(&weights[page.fold], &page.page, &page.blocks, page.language, "");
                article::kind_features(&page.page, &page.blocks, &judgement, page.language)
            })
            .collect()
    }

    /// Learns whether a page is an article from what the parts' trees saw in pages of sites that they had not seen, and writes
    /// the parts' tables; gives what they saw.
    pub fn cross_validate_kind(
        &self,
        folder: &Path,
        bodies: &[Weights],
    ) -> Result<Vec<kind::Features>, String> {
        let kinds = self.kinds(bodies);
        for fold in 0..FOLDS {
            let kind = self.kind(&kinds, |page| page.fold != fold);
            write(&folder.join(format!("{fold}")), &[("kind", &kind)])?;
        }
        Ok(kinds)
    }

    /// The same; prints what it is worth, and writes the shipped table too if wanted.
    pub fn learn_kind(&self, folder: &Path, bodies: &[Weights], is_shipped: bool) -> Result<(), String> {
        let kinds = self.cross_validate_kind(folder, bodies)?;
        self.print_thresholds(&kinds, &read_folds(folder, &["seed", "body", "kind"])?);
        if is_shipped {
            let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/article");
            write(&article, &[("kind", &self.kind(&kinds, |_| true))])?;
            println!("wrote src/article/kind.weights");
        }
        Ok(())
    }

    fn kind(&self, kinds: &[kind::Features], learns: impl Fn(&Page) -> bool) -> String {
        let names: Vec<&str> = kind::Features::ALL.iter().map(|(name, _)| *name).collect();
        let direction =
            |name: &&str| if kind::AGAINST.contains(name) { Direction::Down } else { Direction::Up };
        let directions: Vec<Direction> = names.iter().map(direction).collect();
        let mut rows = Rows::none(names.len());
        for (page, features) in self.whole_pages().zip(kinds).filter(|(page, _)| learns(page)) {
            // Where no story was found there is nothing to learn: such pages are declined whatever they are.
            let Some(is_article) = page.is_article.filter(|_| features.has_story()) else { continue };
            for (column, value) in rows.columns.iter_mut().zip(features.values()) {
                column.push(value);
            }
            rows.labels.push(f32::from(u8::from(is_article)));
            // Articles are many: together the others weigh half of them.
            rows.weights.push(if is_article { 1.0 } else { 7.0 });
        }
        logistic::learn(&rows, &names, &directions, PLAN)
    }

    /// Prints which scores decline which share of pages, by trees that have not seen them, and how many of the pages with a
    /// like score are articles.
    fn print_thresholds(&self, kinds: &[kind::Features], weights: &[Weights]) {
        let scores = |wanted: &dyn Fn(&Page) -> bool| -> Vec<f32> {
            let score = |(page, features): (&Page, &kind::Features)| match features.has_story() {
                true => weights[page.fold].kind.score(&features.values()),
                false => WITHOUT_STORY,
            };
            let mut scores: Vec<f32> =
                self.whole_pages().zip(kinds).filter(|(page, _)| wanted(page)).map(score).collect();
            scores.sort_by(f32::total_cmp);
            scores
        };
        let others = scores(&|page| page.is_article == Some(false));
        let all = scores(&|page| page.is_article == Some(true));
        let of_one = scores(&|page| page.is_article == Some(true) && page.corpus == ARTICLES);
        let below = |scores: &[f32], score: f32| {
            scores.partition_point(|other| *other < score) as f32 / scores.len().max(1) as f32 * 100.0
        };
        for (name, articles) in [("all articles", &all), (ARTICLES, &of_one)] {
            for percent in [5, 10, 15, 20, 30, 50] {
                let Some(&score) = articles.get(articles.len() * percent / 1_000) else { continue };
                println!(
                    "{name}, score {score:.2}: {:.1} % lost, {:.1} % of the others declined",
                    below(articles, score),
                    below(&others, score)
                );
            }
        }
        for low in (-4..8).map(|low| low as f32) {
            let between = |scores: &[f32]| {
                scores.partition_point(|s| *s < low + 1.0) - scores.partition_point(|s| *s < low)
            };
            println!("score {low} to {}: {} articles, {} others", low + 1.0, between(&all), between(&others));
        }
        for corpus in truth::CORPORA {
            let pages = scores(&|page| page.corpus == *corpus && page.is_article != Some(false));
            let lost = |score: f32| format!("{:.1} % below {score}", below(&pages, score));
            let shares: Vec<String> = [-3.0, -2.0, -1.5, kind::DECLINED, -1.0, 0.0].map(lost).into();
            let empty = below(&pages, WITHOUT_STORY + 1.0);
            println!("{corpus}: {empty:.1} % of {} without a story, {}", pages.len(), shares.join(", "));
        }
    }
}
