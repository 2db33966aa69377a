//! What the scorers lack; defined at the head of [`super`]. Gold is read here, after all predictions are made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use super::Task;
use super::input;
use super::predict::Prediction;
use super::salience;
use super::scorer::{Hidden, Scores, Unit};
use super::shown;
use crate::train::truth;

/// Our own measures of one corpus, but for those of summaries: see [`super::summary`].
pub fn own(task: Task, corpus: &Path, predictions: &[Prediction]) -> Result<Scores, String> {
    match task {
        Task::Extraction => declined(corpus, predictions),
        Task::Boilerplate => leaks(corpus, predictions),
        Task::Entities => {
            let mut scores = salience::salience(corpus, predictions)?;
            let shown = shown::shown(corpus, predictions)?;
            scores.printed += &shown.printed;
            scores.figures.extend(shown.figures);
            Ok(scores)
        }
        _ => Ok(Scores::default()),
    }
}

#[derive(Deserialize)]
struct Truth {
    pages: BTreeMap<String, TruthPage>,
}

#[derive(Deserialize)]
struct TruthPage {
    #[serde(default)]
    page_type: String,
    text: Option<String>,
}

fn declined(corpus: &Path, predictions: &[Prediction]) -> Result<Scores, String> {
    let truth: Truth = input::json(&corpus.join("truth.json"))?;
    let page_type = |id: &str| truth.pages.get(id).map_or("", |page| page.page_type.as_str());
    let mut scores = declines(predictions.iter().map(|page| (page_type(&page.id), page.is_declined)));
    let mut damaged = 0;
    // On a page that is no article nothing is hidden.
    for page in predictions.iter().filter(|page| !page.is_declined) {
        let text = truth.pages.get(&page.id).and_then(|truth| truth.text.as_deref());
        let texts = text.map(|text| damage(&page.hidden, text)).unwrap_or_default();
        damaged += i32::from(!texts.is_empty());
        for (path, texts) in texts {
            let words = texts.iter().map(|text| words(text).len()).sum();
            let text = texts.join(" / ");
            scores.printed += &format!("  {words} words of the article hidden: {} {path}: {text}\n", page.id);
            scores.hidden.push(Hidden { page: page.id.clone(), path, words });
        }
    }
    scores.printed += &format!("pages with article text hidden {damaged}\n");
    scores.add("pages with article text hidden", f64::from(damaged), Unit::Count);
    Ok(scores)
}

/// The blocks that are hidden and stand in the article's text, by path. A block counts when most of its runs of five words
/// stand there; a shorter one may stand there by chance.
fn damage<'a>(hidden: &'a [(String, String)], text: &str) -> BTreeMap<String, Vec<&'a str>> {
    let mut damage = BTreeMap::new();
    if hidden.is_empty() {
        return damage;
    }
    let article: BTreeSet<_> = running(text).into_iter().collect();
    for (path, block) in hidden {
        let runs = running(block);
        let inside = runs.iter().filter(|run| article.contains(*run)).count();
        if 2 * inside > runs.len() {
            damage.entry(path.clone()).or_default().push(block.as_str());
        }
    }
    damage
}

/// The share of pages that the core calls no article, by page type, and of those that are none together. `pages` are
/// types, empty where unknown, and whether each was declined.
fn declines<'a>(pages: impl Iterator<Item = (&'a str, bool)>) -> Scores {
    let mut types: BTreeMap<&str, Share> = BTreeMap::new();
    let (mut all, mut no_articles) = (Share::default(), Share::default());
    for (page_type, is_declined) in pages {
        all.count(is_declined);
        if !page_type.is_empty() {
            types.entry(page_type).or_default().count(is_declined);
        }
        if truth::NO_ARTICLES.contains(&page_type) {
            no_articles.count(is_declined);
        }
    }
    let mut scores = Scores::default();
    let mut add = |measure: String, share: &Share| {
        scores.printed += &format!("{measure} {share}\n");
        scores.add(measure, share.value(), Unit::Share);
    };
    add("declined".into(), &all);
    if no_articles.all == 0 {
        add("accepted".into(), &Share { hits: all.all - all.hits, all: all.all });
    } else {
        add("declined, not articles".into(), &no_articles);
    }
    if types.len() > 1 {
        for (page_type, share) in &types {
            add(format!("declined, {page_type}"), share);
        }
    }
    scores
}

#[derive(Deserialize)]
struct Labels {
    pages: Vec<LabelledPage>,
}

#[derive(Deserialize)]
struct LabelledPage {
    id: String,
    #[serde(default)]
    lang: Option<String>,
    article_source: String,
    appeals: Vec<AppealLabel>,
    article: Vec<ArticleLabel>,
}

#[derive(Deserialize)]
struct AppealLabel {
    category: String,
    zone: String,
    #[serde(default)]
    inline_hidden: bool,
    text: String,
}

#[derive(Deserialize)]
struct ArticleLabel {
    text: String,
}

/// So many running words of an appeal are a leak.
const LEAK_WORDS: usize = 5;

/// What the scorer calls hideable, inside the article.
const ASKS: &[&str] = &["donation", "subscription", "newsletter", "registration", "membership", "app"];
const INSIDE: &[&str] = &["in", "in-head", "in-tail"];

/// Appeals inside the article that come out in the summary or in a fact.
fn leaks(corpus: &Path, predictions: &[Prediction]) -> Result<Scores, String> {
    let labels: Labels = input::json(&corpus.join("labels.json"))?;
    let by_id: BTreeMap<&str, &Prediction> = predictions.iter().map(|p| (p.id.as_str(), p)).collect();
    let mut languages: BTreeMap<String, Leaks> = BTreeMap::new();
    let mut all = Leaks::default();
    let mut scores = Scores::default();
    let empty = Prediction::default();
    for page in labels.pages.iter().filter(|page| page.article_source != "consensus") {
        let inside = page.appeals.iter().filter(|appeal| {
            ASKS.contains(&appeal.category.as_str())
                && INSIDE.contains(&appeal.zone.as_str())
                && !appeal.inline_hidden
        });
        let mut runs = BTreeSet::new();
        let mut appeals = 0;
        for appeal in inside {
            appeals += 1;
            runs.extend(running(&appeal.text));
        }
        if appeals == 0 {
            continue;
        }
        for block in &page.article {
            for run in running(&block.text) {
                runs.remove(&run);
            }
        }
        let prediction = by_id.get(page.id.as_str()).copied().unwrap_or(&empty);
        let leak = |shown: &[String]| {
            shown
                .iter()
                .flat_map(|words| running(words))
                .find(|run| runs.contains(run))
                .map(|run| run.join(" "))
        };
        let (summary, facts) = (leak(&prediction.summary), leak(&prediction.facts));
        for (kind, words) in [("summary", &summary), ("facts", &facts)] {
            if let Some(words) = words {
                scores.printed += &format!("  leak into {kind}: {}: {words}\n", page.id);
            }
        }
        let lang = page.lang.as_deref().unwrap_or_default();
        let language = lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let language = if language.is_empty() { "none declared".to_owned() } else { language };
        for leaks in [&mut all, languages.entry(language).or_default()] {
            leaks.summary.count(summary.is_some());
            leaks.facts.count(facts.is_some());
            leaks.with_summary.count(!prediction.summary.is_empty());
        }
    }
    scores.printed += &format!("appeals inside gold articles: {all}\n");
    for (language, leaks) in &languages {
        scores.printed += &format!("  {language}: {leaks}\n");
    }
    scores.add("pages with a leak into the summary", all.summary.hits as f64, Unit::Count);
    scores.add("pages with a leak into facts", all.facts.hits as f64, Unit::Count);
    scores.add("pages with an appeal inside the article", all.summary.all as f64, Unit::Count);
    scores.add("with a summary, of these", all.with_summary.value(), Unit::Share);
    Ok(scores)
}

#[derive(Default)]
struct Leaks {
    summary: Share,
    facts: Share,
    with_summary: Share,
}

impl std::fmt::Display for Leaks {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(
            f,
            "with a summary {}, leaks into it {}, into facts {}",
            self.with_summary, self.summary, self.facts
        )
    }
}

/// All runs of five words, in lower case; characters of Han and kana count as words.
fn running(text: &str) -> Vec<Vec<String>> {
    let words = words(text);
    words.windows(LEAK_WORDS).map(<[String]>::to_vec).collect()
}

fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_inside = false;
    for c in text.to_lowercase().chars() {
        let is_alone = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}');
        if is_alone || (c.is_alphanumeric() && !is_inside) {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().expect("a word was just begun").push(c);
        }
        is_inside = c.is_alphanumeric() && !is_alone;
    }
    words
}

/// So many of so many.
#[derive(Default)]
pub struct Share {
    hits: usize,
    all: usize,
}

impl Share {
    pub fn count(&mut self, is_hit: bool) {
        self.hits += usize::from(is_hit);
        self.all += 1;
    }

    /// 0.0 to 1.0; 0.0 of nothing.
    pub fn value(&self) -> f64 {
        if self.all == 0 { 0.0 } else { self.hits as f64 / self.all as f64 }
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "{} / {} ({:.3})", self.hits, self.all, self.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pages: &[(&str, bool)], expected: &[(&str, f64)]) {
        let scores = declines(pages.iter().copied());
        let figures: Vec<_> = scores.figures.iter().map(|f| (f.measure.as_str(), f.value)).collect();
        assert_eq!(figures, expected);
    }

    #[test]
    fn pages_that_are_no_articles_count_together() {
        check(
            &[("", true), ("", false), ("", false), ("", false)],
            &[("declined", 0.25), ("accepted", 0.75)],
        );
        check(
            &[("product", true), ("listing", false), ("forum", true), ("forum", true)],
            &[
                ("declined", 0.75),
                ("declined, not articles", 0.5),
                ("declined, forum", 1.0),
                ("declined, listing", 0.0),
                ("declined, product", 1.0),
            ],
        );
    }
}
