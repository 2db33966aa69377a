//! Pages and texts -> the weights that tell an appeal from all that must stay.
//!
//! In: the boilerplate pages and texts with their labels, and the extraction pages, whose article must stay; for each part of a
//! cross-validation the weights of blocks that have not seen it. Out: `hide.weights` of each part and, if wanted, the
//! shipped one; printed: the highest scores of what must stay, by trees that have not seen its site.
//! Method: every candidate of the core is a row: an appeal when nearly all of its words are one's, and to be kept when it holds
//! words of the article or of a gate. What is neither counts little. Boosted trees, features that speak in one
//! direction only where it is plain which ([`UP`], [`DOWN`]).
//! Not here: how blocks are learned (`train.rs`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use factbox::block::Blocks;
use factbox::boilerplate::{self, Candidate, worth};
use factbox::page::Page as Tree;
use factbox::{Weights, block, html, lang};
use rayon::prelude::*;
use serde::Deserialize;

use super::boost::{self, Direction, Plan, Rows};
use super::truth::{self, FOLDS, Page};
use super::{read_folds, write};
use crate::eval::input;
use crate::eval::predict::{nth_of_type, path};

const HIDE: &[Plan] = &[
    Plan { trees: 120, depth: 1, rate: 0.1, rows: 0.7, features: 0.2, least: 4.0, calm: 4.0 },
    Plan { trees: 120, depth: 3, rate: 0.1, rows: 0.7, features: 0.3, least: 4.0, calm: 4.0 },
];

/// What a candidate is, by its words.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Truth {
    Appeal,
    /// Words of the article, or of a gate.
    Stays,
    /// Furniture without a label, or half an appeal.
    Neither,
    /// Nothing is known.
    Unknown,
}

/// A candidate of a page, with what it is.
struct Row {
    /// "page: first words", for the list of errors.
    id: String,
    fold: usize,
    features: worth::Features,
    truth: Truth,
    weight: f32,
    /// Whether its truth is an extraction corpus', which nobody read for appeals.
    is_from_extraction: bool,
    is_doubtful: bool,
}

#[derive(Deserialize)]
struct Labels {
    pages: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Labelled {
    id: String,
    url: String,
    html: String,
    #[serde(default)]
    site: String,
    appeals: Vec<AppealLabel>,
    article: Vec<ArticleLabel>,
}

#[derive(Deserialize)]
struct AppealLabel {
    category: String,
    path: String,
}

#[derive(Deserialize)]
struct ArticleLabel {
    path: String,
    #[serde(default)]
    unsure: bool,
}

#[derive(Deserialize)]
struct Text {
    id: String,
    page: Option<String>,
    text: String,
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    label: String,
}

const ASKS: &[&str] = &["donation", "subscription", "newsletter", "registration", "membership", "app"];
const GATES: &[&str] = &["paywall-gate", "adblock"];

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Known {
    Nothing,
    Appeal,
    Stays,
}

/// The candidates of a page. `known` gives the shares of a candidate's words that are an appeal's, and that must stay;
/// `unknown` is what one is that has neither.
fn rows(
    id: &str,
    fold: usize,
    page: &Tree,
    blocks: &Blocks,
    weights: &Weights,
    known: impl Fn(&Candidate) -> (f32, f32),
    unknown: Truth,
) -> Vec<Row> {
    let language = lang::of_text(&page.head.lang, &blocks.prose.text);
    let candidates = boilerplate::candidates(weights, page, blocks, language);
    candidates
        .into_iter()
        .map(|candidate| {
            let (appeal, stays) = known(&candidate);
            let truth = if stays > 0.0 {
                Truth::Stays
            } else if appeal >= 0.8 {
                Truth::Appeal
            } else if appeal > 0.0 {
                Truth::Neither
            } else {
                unknown
            };
            let text = page.node(candidate.node).text.of(&page.text);
            let words: Vec<&str> = text.split_whitespace().take(14).collect();
            Row {
                id: format!("{id}: {}", words.join(" ")),
                fold,
                features: candidate.features,
                truth,
                is_from_extraction: false,
                is_doubtful: false,
                weight: match truth {
                    Truth::Appeal | Truth::Stays => 1.0,
                    // Half an appeal is the wrong choice; what has no label may be one that nobody saw.
                    Truth::Neither if appeal > 0.0 => 0.5,
                    Truth::Neither => 0.05,
                    Truth::Unknown => 0.0,
                },
            }
        })
        .collect()
}

/// The shares of a candidate's words that are an appeal's, and that must stay.
fn shares(blocks: &Blocks, candidate: &Candidate, known: impl Fn(usize) -> Known) -> (f32, f32) {
    let range =
        (candidate.blocks.0.index()..candidate.blocks.1.index()).filter(|&i| !blocks.list[i].is_hidden);
    let (mut all, mut appeal, mut stays) = (0.0, 0.0, 0.0);
    for i in range {
        let words = blocks.list[i].words as f32;
        all += words;
        match known(i) {
            Known::Appeal => appeal += words,
            Known::Stays => stays += words,
            Known::Nothing => {}
        }
    }
    let all = f32::max(all, 1.0);
    (appeal / all, stays / all)
}

/// Candidates of the extraction pages: of the article, or of nothing known.
fn of_extraction(pages: &[Page], folds: &[Weights]) -> Vec<Row> {
    let whole: Vec<&Page> = pages.iter().filter(|page| !page.is_bare).collect();
    whole
        .par_iter()
        .flat_map_iter(|page| {
            let known =
                |candidate: &Candidate| {
                    shares(&page.blocks, candidate, |i| {
                        if page.labels[i] { Known::Stays } else { Known::Nothing }
                    })
                };
            let mut rows =
                rows(&page.id, page.fold, &page.page, &page.blocks, &folds[page.fold], known, Truth::Unknown);
            rows.iter_mut().for_each(|row| row.is_from_extraction = true);
            rows
        })
        .collect()
}

/// Candidates of the articles of the extraction pages as plain text: all of it stays, but that a truth may hold appeals too.
fn of_articles(pages: &[Page], folds: &[Weights]) -> Vec<Row> {
    let whole: Vec<&Page> = pages
        .iter()
        .filter(|page| !page.is_bare && page.labels.iter().filter(|is| **is).count() >= 4)
        .collect();
    whole
        .par_iter()
        .flat_map_iter(|page| {
            let story = page.blocks.list.iter().zip(&page.labels).filter(|(_, is)| **is);
            let texts: Vec<&str> = story.map(|(block, _)| block.span.of(&page.blocks.prose.text)).collect();
            let text = Tree::from_text(&texts.join("\n\n"));
            let blocks = block::blocks(&text);
            let id = format!("text of {}", page.id);
            let mut rows =
                rows(&id, page.fold, &text, &blocks, &folds[page.fold], |_| (0.0, 1.0), Truth::Unknown);
            for row in &mut rows {
                (row.weight, row.is_from_extraction) = (DOUBTFUL, true);
            }
            rows
        })
        .collect()
}

/// What an article's paragraph as plain text weighs.
const DOUBTFUL: f32 = 0.3;

/// Candidates of the boilerplate pages.
fn of_pages(corpus: &Path, folds: &[Weights]) -> Result<Vec<Row>, String> {
    let labels: Labels = input::json(&corpus.join("labels.json"))?;
    let rows: Vec<Vec<Row>> = labels
        .pages
        .par_iter()
        .map(|gold| {
            let bytes = input::bytes(&corpus.join(&gold.html))?;
            let page = html::page(&html::decode(&bytes), &gold.url);
            let blocks = block::blocks(&page);
            let nth = nth_of_type(&page);
            let fold = truth::fold(&gold.site);
            let mut by_path: BTreeMap<&str, Known> = BTreeMap::new();
            for label in gold.article.iter().filter(|label| !label.unsure) {
                by_path.insert(label.path.trim_end_matches("::own"), Known::Stays);
            }
            for label in &gold.appeals {
                let category = label.category.as_str();
                if ASKS.contains(&category) {
                    by_path.insert(&label.path, Known::Appeal);
                } else if GATES.contains(&category) {
                    by_path.insert(&label.path, Known::Stays);
                }
            }
            let of_block: Vec<Known> = blocks
                .list
                .iter()
                .map(|block| {
                    let Some(path) = path(&page, &nth, block.node) else { return Known::Nothing };
                    let mut rest = path.as_str();
                    loop {
                        if let Some(known) = by_path.get(rest) {
                            return *known;
                        }
                        match rest.rfind('>') {
                            Some(at) => rest = &rest[..at],
                            None => return Known::Nothing,
                        }
                    }
                })
                .collect();
            let known = |candidate: &Candidate| shares(&blocks, candidate, |i| of_block[i]);
            Ok(rows(&gold.id, fold, &page, &blocks, &folds[fold], known, Truth::Neither))
        })
        .collect::<Result<_, String>>()?;
    Ok(rows.into_iter().flatten().collect())
}

/// Candidates of the plain texts; they have the folds of the pages that they come from.
fn of_texts(corpus: &Path, folds: &[Weights]) -> Result<Vec<Row>, String> {
    let labels: Labels = input::json(&corpus.join("dev/labels.json"))?;
    let sites: BTreeMap<&str, &str> =
        labels.pages.iter().map(|page| (page.id.as_str(), page.site.as_str())).collect();
    let texts: Vec<Text> = input::lines(&corpus.join("text/dev.jsonl"))?;
    let rows: Vec<Vec<Row>> = texts
        .par_iter()
        .map(|text| {
            let page = Tree::from_text(&text.text);
            let blocks = block::blocks(&page);
            let site = text.page.as_deref().and_then(|page| sites.get(page)).copied().unwrap_or_default();
            let fold = truth::fold(site);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            // Sentences come in the order of the text.
            let mut next = text.sentences.iter().map(|s| (letters(&s.text), s.label.as_str())).peekable();
            let of_block: Vec<(f32, f32)> = blocks
                .list
                .iter()
                .map(|block| {
                    let all = letters(block.span.of(&blocks.prose.text));
                    let (mut appeal, mut stays, mut seen) = (0.0, 0.0, 0);
                    while let Some((sentence, label)) = next.peek() {
                        if seen + sentence.len() > all.len() + 2 {
                            break;
                        }
                        seen += sentence.len();
                        if ASKS.contains(label) {
                            appeal += sentence.len() as f32
                        } else {
                            stays += sentence.len() as f32
                        }
                        next.next();
                    }
                    (appeal / all.len().max(1) as f32, stays / all.len().max(1) as f32)
                })
                .collect();
            let known = |candidate: &Candidate| of_block[candidate.blocks.0.index()];
            rows(&text.id, fold, &page, &blocks, &folds[fold], known, Truth::Unknown)
        })
        .collect();
    Ok(rows.into_iter().flatten().collect())
}

/// The features that speak for an appeal as they grow, and those that speak against one; of the others the data decide.
const UP: &[&str] = &[
    "density",
    "firm",
    "firm_share",
    "is_firm",
    "asking_blocks",
    "appeal_links",
    "fields",
    "named_appeal",
    "own_appeal",
    "around_appeal",
    "us",
    "you",
    "addresses",
    "is_set_apart",
];
const DOWN: &[&str] = &["gap", "gap_share", "names_shared", "in_story", "story_asks", "has_quote", "foreign"];

fn direction(name: &str) -> Direction {
    match () {
        () if UP.contains(&name) => Direction::Up,
        () if DOWN.contains(&name) => Direction::Down,
        () => Direction::Any,
    }
}

/// Learns from the rows that `learns` takes, without one group of features if wanted.
fn table(all: &[Row], without: Option<worth::Group>, learns: impl Fn(&Row) -> bool) -> String {
    let names: Vec<&str> = worth::Features::ALL.iter().map(|(name, _)| *name).collect();
    let directions: Vec<Direction> = names.iter().map(|name| direction(name)).collect();
    let mut rows = Rows::none(names.len());
    for row in all.iter().filter(|row| row.weight > 0.0 && learns(row)) {
        for (column, value) in rows.columns.iter_mut().zip(row.features.values()) {
            column.push(value);
        }
        rows.labels.push(f32::from(u8::from(row.truth == Truth::Appeal)));
        rows.weights.push(row.weight);
    }
    let is_allowed = |&f: &usize| Some(worth::Features::ALL[f].1) != without;
    let allowed: Vec<usize> = (0..names.len()).filter(is_allowed).collect();
    boost::learn(&rows, &allowed, &names, HIDE, &directions, 1)
}

/// The text that an extraction corpus calls the article's may hold an appeal: what trees that have not seen its site are sure of
/// is not learned as what must stay.
fn drop_doubtful(all: &mut [Row]) -> Result<(), String> {
    for fold in 0..FOLDS {
        let trees = Weights::read("", "", "", &table(all, None, |row| row.fold != fold))?.hide;
        let doubtful = all
            .iter_mut()
            .filter(|row| row.fold == fold && row.is_from_extraction && row.truth == Truth::Stays);
        for row in doubtful {
            if trees.score(&row.features.values()) > SURE {
                println!("  not learned: {}", row.id);
                row.is_doubtful = true;
            }
        }
    }
    for row in all.iter_mut().filter(|row| row.is_doubtful) {
        row.weight = 0.0;
    }
    Ok(())
}

/// The log-odds from which on a truth is doubted.
const SURE: f32 = 1.0;

/// So many of what must stay are printed.
const SHOWN: usize = 40;

/// Every candidate of all pages and texts; the weights of blocks that have not seen each are those in `folder`.
fn all_rows(pages: &[Page], corpora: &Path, folder: &Path) -> Result<Vec<Row>, String> {
    let folds = read_folds(folder, &["seed", "body", "kind"])?;
    let mut all = of_extraction(pages, &folds);
    all.extend(of_articles(pages, &folds));
    println!("{} candidates of extraction pages", all.len());
    all.extend(of_pages(&corpora.join("boilerplate/dev"), &folds)?);
    println!("{} with boilerplate pages", all.len());
    all.extend(of_texts(&corpora.join("boilerplate"), &folds)?);
    drop_doubtful(&mut all)?;
    Ok(all)
}

/// What is left out in turn: nothing, then each group of features.
pub fn ablations() -> Vec<Option<worth::Group>> {
    let mut groups = vec![None];
    for (_, group) in worth::Features::ALL {
        if !groups.contains(&Some(*group)) {
            groups.push(Some(*group));
        }
    }
    groups
}

/// "all" for nothing, else the group's name: "link target".
pub fn ablation_name(without: Option<worth::Group>) -> String {
    let Some(group) = without else { return "all".to_owned() };
    let mut name = String::new();
    for c in format!("{group:?}").chars() {
        if c.is_uppercase() && !name.is_empty() {
            name.push(' ');
        }
        name.extend(c.to_lowercase());
    }
    name
}

/// The folder of the tables that were learned without a group.
pub fn ablation_folder(without: Option<worth::Group>) -> PathBuf {
    super::ablation_folder("hiding").join(ablation_name(without))
}

/// Learns every part without each group of features in turn; the weights of blocks are those in `folder`.
pub fn ablate(pages: &[Page], corpora: &Path, folder: &Path) -> Result<(), String> {
    let all = all_rows(pages, corpora, folder)?;
    ablations().par_iter().try_for_each(|without| {
        let folder = ablation_folder(*without);
        (0..FOLDS).try_for_each(|fold| {
            let table = table(&all, *without, |row| row.fold != fold);
            write(&folder.join(format!("{fold}")), &[("hide", &table)])
        })
    })
}

/// Learns every part and writes its table; prints what must stay and scores highest; writes the shipped table if wanted.
pub fn learn(pages: &[Page], corpora: &Path, folder: &Path, is_shipped: bool) -> Result<(), String> {
    let all = all_rows(pages, corpora, folder)?;
    for truth in [Truth::Appeal, Truth::Stays, Truth::Neither, Truth::Unknown] {
        println!("{truth:?} {}", all.iter().filter(|row| row.truth == truth).count());
    }
    let mut scored: Vec<(f32, &Row)> = Vec::new();
    for fold in 0..FOLDS {
        let table = table(&all, None, |row| row.fold != fold);
        let trees = Weights::read("", "", "", &table)?.hide;
        let own = all.iter().filter(|row| row.fold == fold);
        scored.extend(own.map(|row| (trees.score(&row.features.values()), row)));
        write(&folder.join(format!("{fold}")), &[("hide", &table)])?;
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    let appeals: Vec<f32> =
        scored.iter().filter(|(_, row)| row.truth == Truth::Appeal).map(|(score, _)| *score).collect();
    println!("What must stay, by its score, and the share of the appeals above it:");
    for (score, row) in scored.iter().filter(|(_, row)| row.truth == Truth::Stays).take(SHOWN) {
        let above = appeals.iter().filter(|appeal| *appeal > score).count();
        println!("  {score:.2} {:.3} {}", above as f32 / appeals.len().max(1) as f32, row.id);
    }
    if is_shipped {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/boilerplate");
        write(&source, &[("hide", &table(&all, None, |_| true))])?;
        println!("wrote src/boilerplate/hide.weights");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_direction_is_a_features() {
        let is_known = |wanted: &str| worth::Features::ALL.iter().any(|(name, _)| *name == wanted);
        for name in UP.iter().chain(DOWN) {
            assert!(is_known(name), "{name}");
        }
    }
}
