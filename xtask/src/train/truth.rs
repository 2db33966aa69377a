//! Corpora -> labelled blocks.
//!
//! In: the extraction corpora, each a folder with `truth.json` and pages. Out: [`Page`]s: the parsed page, its blocks,
//! and for each block whether the truth calls it the article's, and how much that matters.
//! Labels come from whatever truth a corpus has: the full text (`align.rs`); segments that must and must not occur; the
//! first words of the article. A block of which nothing is known weighs 0. No word of a page leaves this module.

use std::path::Path;
use std::sync::Arc;

use factbox::block::{self, Blocks};
use factbox::html;
use factbox::lang::{self, Language};
use factbox::page::NodeId;
use rayon::prelude::*;
use serde::Deserialize;

use super::align;
use crate::eval::input;

/// The corpora that are learned from.
pub const CORPORA: &[&str] =
    &["zyte", "wcxb-article", "trafilatura", "daniel", "postlight", "mozilla", OTHER];

/// Where pages that are no articles come from, and which of its types are learned from: forums and manuals are neither.
pub const OTHER: &str = "wcxb-other";
/// The corpus whose addresses are those of the sites.
const ONLY_SITES: &str = "daniel";
pub const NO_ARTICLES: &[&str] = &["listing", "product", "collection", "service"];

/// The corpora of which every page is an article. The others hold a shop or a company's page here and there: theirs count
/// where the truth names a writer or a day.
const HOLD_ARTICLES: &[&str] = &["zyte", ARTICLES, "daniel"];

/// The corpus that the pages of [`OTHER`] are the rest of.
pub const ARTICLES: &str = "wcxb-article";

/// A labelled page.
pub struct Page {
    pub id: String,
    /// Name of its corpus.
    pub corpus: &'static str,
    /// Whether it is one article; `None` when the corpus does not say.
    pub is_article: Option<bool>,
    /// Pages of one site are never in two parts of a cross-validation.
    pub fold: usize,
    pub page: Arc<factbox::Page>,
    /// Whether its frame was taken from it.
    pub is_bare: bool,
    pub blocks: Blocks,
    pub language: Language,
    /// By block.
    pub labels: Vec<bool>,
    pub weights: Vec<f32>,
}

/// So many parts in a cross-validation.
pub const FOLDS: usize = 5;

#[derive(Deserialize)]
struct Truth {
    pages: std::collections::BTreeMap<String, Gold>,
}

#[derive(Deserialize)]
pub struct Gold {
    #[serde(default)]
    pub url: String,
    #[serde(default)]
    pub site: String,
    text: Option<String>,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    starts: Option<String>,
    title: Option<String>,
    page_type: Option<String>,
    byline: Option<serde_json::Value>,
    published: Option<serde_json::Value>,
}

/// The part that a site belongs to.
pub fn fold(site: &str) -> usize {
    let hash = site.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash >> 20) as usize % FOLDS
}

/// Reads and labels every page of the corpus of this name in a folder; where its whole text is known, once more
/// [without its frame](Page::without_frame).
pub fn pages(corpora: &Path, name: &'static str) -> Result<Vec<Page>, String> {
    let corpus = corpora.join(name);
    let truth: Truth = input::json(&corpus.join("truth.json"))?;
    truth
        .pages
        .par_iter()
        .map(|(id, gold)| {
            let bytes = input::bytes(&corpus.join(format!("html/{id}.html.gz")))?;
            // A site's front page is no article; of these the corpus keeps no more of an address.
            let address = if name == ONLY_SITES { "" } else { &gold.url };
            let page = html::page(&html::decode(&bytes), address);
            let blocks = block::blocks(&page);
            let language = lang::of_text(&page.head.lang, &blocks.prose.text);
            let is_other = name == OTHER;
            let (labels, mut weights) = label(&blocks, gold);
            if is_other {
                weights.fill(0.0);
            }
            let is_none = gold.page_type.as_deref().is_some_and(|of| NO_ARTICLES.contains(&of));
            let is_signed = gold.byline.is_some() || gold.published.is_some();
            let holds_articles = HOLD_ARTICLES.contains(&name);
            let is_article = if is_other {
                is_none.then_some(false)
            } else {
                (holds_articles || is_signed).then_some(true)
            };
            let page = Page {
                id: format!("{name}/{id}"),
                corpus: name,
                is_article,
                fold: fold(&gold.site),
                page: Arc::new(page),
                is_bare: false,
                blocks,
                language,
                labels,
                weights,
            };
            let bare = page.without_frame().filter(|_| gold.text.is_some() && !is_other);
            Ok(std::iter::once(page).chain(bare).collect::<Vec<_>>())
        })
        .collect::<Result<Vec<_>, _>>()
        .map(|pages| pages.into_iter().flatten().collect())
}

impl Page {
    /// The same page as if it were served without its frame: only what stands in the element that holds the story is shown. Real
    /// pages have hundreds of lines around their story; from them alone it would be learned that on a bare page all is story.
    /// `None` where that leaves the page as it is.
    pub fn without_frame(&self) -> Option<Page> {
        let story = self.story()?;
        let mut blocks = self.blocks.clone();
        let mut weights = self.weights.clone();
        let mut left_out = 0;
        for (block, weight) in blocks.list.iter_mut().zip(&mut weights) {
            if !block.is_hidden && !self.page.contains(story, block.node) {
                (block.is_hidden, *weight) = (true, 0.0);
                left_out += 1;
            }
            *weight *= FRAMELESS;
        }
        (left_out > 0).then(|| Page {
            id: self.id.clone(),
            corpus: self.corpus,
            is_article: None,
            is_bare: true,
            fold: self.fold,
            page: Arc::clone(&self.page),
            blocks,
            language: self.language,
            labels: self.labels.clone(),
            weights,
        })
    }

    /// The smallest element that holds nearly all of the story's words.
    fn story(&self) -> Option<NodeId> {
        let mut before = vec![0_u32; self.page.nodes.len() + 1];
        for ((block, label), weight) in self.blocks.list.iter().zip(&self.labels).zip(&self.weights) {
            if *label && *weight > 0.0 {
                before[block.nodes.0.index() + 1] += block.words;
            }
        }
        let mut sum = 0;
        for words in &mut before {
            sum += *words;
            *words = sum;
        }
        let holds = |id: NodeId, end: NodeId| 100 * (before[end.index()] - before[id.index()]) >= 97 * sum;
        // The last of them in document order is the innermost.
        (sum > 0)
            .then(|| self.page.iter().filter(|(id, node)| holds(*id, node.end)).map(|(id, _)| id).last())?
    }
}

/// What a page without its frame counts, beside the page itself.
const FRAMELESS: f32 = 0.5;

/// A page counts as a whole; a block in it by its length, up to so many words.
const MOST: f32 = 60.0;

fn label(blocks: &Blocks, gold: &Gold) -> (Vec<bool>, Vec<f32>) {
    let texts: Vec<&str> = blocks
        .list
        .iter()
        .map(|block| if block.is_hidden { "" } else { block.span.of(&blocks.prose.text) })
        .collect();
    let (labels, sure) = match (&gold.text, &gold.starts) {
        (Some(text), _) => by_text(&texts, text, gold.title.as_deref()),
        (None, Some(starts)) => by_start(&texts, starts, gold.title.as_deref()),
        (None, None) => by_segments(&texts, &gold.with, &gold.without),
    };
    let mut weights: Vec<f32> = sure
        .iter()
        .zip(&blocks.list)
        .map(|(sure, block)| if block.is_hidden { 0.0 } else { sure * (block.words as f32 + 4.0).min(MOST) })
        .collect();
    // Between one vote a page and one a word.
    let total: f32 = weights.iter().sum();
    if total > 0.0 && (labels.iter().any(|label| *label) || gold.text.is_none()) {
        let scale = total.min(1_500.0).sqrt() / total;
        weights.iter_mut().for_each(|weight| *weight *= scale);
    } else {
        weights.fill(0.0);
    }
    (labels, weights)
}

/// Labels, and how sure they are, from the full text. The headline is left out: corpora differ on it.
fn by_text(texts: &[&str], truth: &str, title: Option<&str>) -> (Vec<bool>, Vec<f32>) {
    let shares = align::shares(texts, truth);
    let title = title.map(letters).unwrap_or_default();
    let first_line = letters(truth.trim().lines().next().unwrap_or_default());
    let is_headline = |text: &str| {
        let text = letters(text);
        text.len() >= 12 && (text == title || (text == first_line && text.len() < 150))
    };
    let sure = shares
        .iter()
        .zip(texts)
        .map(|(share, text)| if is_headline(text) { 0.0 } else { (2.0 * share - 1.0).abs() })
        .collect();
    (shares.iter().map(|share| *share >= 0.5).collect(), sure)
}

/// Labels of the blocks that hold a segment.
fn by_segments(texts: &[&str], with: &[String], without: &[String]) -> (Vec<bool>, Vec<f32>) {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (with, without): (Vec<_>, Vec<_>) =
        (with.iter().map(|s| fold(s)).collect(), without.iter().map(|s| fold(s)).collect());
    let holds = |text: &str, segments: &[String]| {
        segments.iter().any(|segment| !segment.is_empty() && text.contains(segment.as_str()))
    };
    texts
        .iter()
        .map(|text| {
            let text = fold(text);
            let (is_with, is_without) = (holds(&text, &with), holds(&text, &without));
            (is_with, f32::from(u8::from(is_with != is_without)))
        })
        .unzip()
}

/// The block that the article starts with, and those before it that are none of it.
fn by_start(texts: &[&str], starts: &str, title: Option<&str>) -> (Vec<bool>, Vec<f32>) {
    let wanted = letters(starts);
    let title = letters(title.unwrap_or_default());
    let fits = |text: &str| {
        let text = letters(text);
        text.len() >= 12 && (text.starts_with(&wanted) || wanted.starts_with(&text))
    };
    let start = (0..texts.len())
        .filter(|&i| fits(texts[i]))
        .max_by_key(|&i| (texts[i].len().min(200), std::cmp::Reverse(i)));
    let mut labels = vec![false; texts.len()];
    let mut sure = vec![0.0; texts.len()];
    if let Some(start) = start {
        for i in 0..start {
            // What stands right before the beginning matters most.
            sure[i] = if letters(texts[i]) == title {
                0.0
            } else if start - i <= 6 {
                3.0
            } else {
                0.5
            };
        }
        (labels[start], sure[start]) = (true, 3.0);
    }
    (labels, sure)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
