//! `cargo xtask train summary`: articles with summaries -> the trees that choose key sentences, `src/summary/rank.weights`.
//!
//! In: the summary corpora beside the checkout (`../shared/corpora/summary`; their README names where each comes from). Out: the
//! shipped table, and below `target/train-summary` one for each part of a cross-validation by article, learned without that
//! part of every corpus: `cargo xtask eval summary` measures by those what was learned from.
//! Method: from the state where nothing is chosen and from states with one and two sentences chosen, each sentence that may be
//! shown is a row, whatever it leans on (the choice sees to that); its label is what choosing it adds to ROUGE-1 and -2 against
//! the reference, the best one's being 1 (the joint scoring and selection of Zhou et al. 2018, "NeuSum", with trees in place
//! of a network). Where a reader picked sentences,
//! those are the labels. States come from the best choices first, then from the choices of the trees so learned, so that they know
//! what their own choices lead to (Ross et al. 2011). The sentences of a state vie with each other for being the best of it. Nothing but numbers is learned: places, lengths, shares of shared terms.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use factbox::html;
use factbox::summary::features::{Chosen, Features};
use factbox::summary::{self, Budget, Draft, Ranker};
use factbox::trees::Trees;
use rayon::prelude::*;
use serde::Deserialize;

use super::boost::{self, Plan, Rows};
use super::plain;
use super::read::{self, Reading};
use super::truth::{self, FOLDS};
use crate::eval::{input, predict};

/// A corpus that is learned from, below the corpora's folder, and how much each of its articles counts.
const SETS: &[(&str, f32)] =
    &[("cnndm/train", 1.5), ("wikinews/train", 4.0), ("wikinews/dev", 4.0), ("inshorts/dev", 2.0)];

/// Texts of these corpora whose picks, made by readers for this (`docs/reading/picks.tsv`), are learned from as well: `polnear/...`. Texts of
/// sets that the shipped table is measured by are not among them; BBC's are measured by tables that have not seen them.
const READ: [&str; 3] = ["polnear/", "bbc/", "cnndm/cnndm-train-"];
const READ_WEIGHT: f32 = 0.5;

const PLAN: Plan =
    Plan { trees: 120, depth: 4, rate: 0.08, rows: 0.6, features: 0.4, least: 30.0, calm: 10.0 };
/// So many forests have an equal say.
const FORESTS: usize = 4;
/// From so many states of each article is learned: none chosen, one, two.
const STATES: usize = 3;
/// What the first, second and third of a reader's picks are worth.
const PICKS: [f32; 3] = [1.0, 0.9, 0.8];

const HEAD: &str = "\
# How likely each sentence is key, beside those chosen already: boosted trees over places, lengths, marks and shares of shared terms;
# no word of any article. Learned by `cargo xtask train summary` from articles with summaries: CNN/DailyMail (articles of CNN and
# Daily Mail with their editors' highlights; data files under MIT and without a licence), English Wikinews (CC BY 2.5, its
# contributors) with sentences picked for it, inshorts (news of the Indian press with its editors' abstracts; no licence).
# Only measurements were taken. Licence of this table: as the project. Form: see `src/trees.rs`. Not for editing.
";

/// Where the tables of the parts are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/train-summary")
}

/// Whether a corpus is among those that are learned from.
pub fn is_learned(corpus: &Path) -> bool {
    let corpus = corpus.display().to_string();
    // Of the read texts of BBC news some are in its development set.
    let sets = SETS.iter().map(|(set, _)| *set).chain(["bbc/dev"]);
    sets.into_iter().any(|set| corpus.contains(&format!("summary/{set}.")))
}

/// The tables of each part of a cross-validation.
pub fn cross_validated(folder: &Path) -> Result<Vec<Ranker>, String> {
    (0..FOLDS)
        .map(|fold| {
            let path = folder.join(format!("{fold}.weights"));
            let table = fs::read_to_string(&path).map_err(|e| {
                format!("cannot read {}: {e}; run `cargo xtask train summary` first", path.display())
            })?;
            Ranker::read(&table)
        })
        .collect()
}

/// Learns and writes the tables; an error is a sentence.
pub fn train(folds_only: bool) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut articles = Vec::new();
    for &(set, weight) in SETS {
        let path = root.join(format!("../shared/corpora/summary/{set}.jsonl.gz"));
        if !path.exists() {
            return Err(format!("{}: no such corpus; the table needs all of them", path.display()));
        }
        let inputs = input::read(crate::eval::Task::Summary, &path)?;
        let gold: Vec<Gold> = input::lines(&path)?;
        let of: Vec<Article> = inputs
            .par_iter()
            .zip(gold)
            .filter_map(|(input, gold)| Article::new(input, &gold, weight, set.starts_with("wikinews")))
            .collect();
        println!("{set}: {} articles", of.len());
        articles.extend(of);
    }
    let read = read(&root)?;
    println!("{PICKED}: {} articles", read.len());
    articles.extend(read);
    let write = |path: PathBuf, table: &str| {
        fs::write(&path, format!("{HEAD}{table}"))
            .map_err(|e| format!("cannot write {}: {e}", path.display()))
    };
    let mut found = Found::default();
    let folder = folder();
    fs::create_dir_all(&folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    for fold in 0..FOLDS {
        let others: Vec<&Article> = articles.iter().filter(|article| article.fold != fold).collect();
        let table = learn(&others)?;
        write(folder.join(format!("{fold}.weights")), &table)?;
        let ranker = Ranker::read(&table)?;
        articles
            .iter()
            .filter(|article| article.fold == fold)
            .for_each(|article| found.add(article, &ranker));
        println!("part {fold} learned");
    }
    println!("picks among the three chosen: {} of {} ({:.3})", found.among, found.all, found.share());
    if !folds_only {
        write(root.join("src/summary/rank.weights"), &learn(&articles.iter().collect::<Vec<_>>())?)?;
        println!("wrote src/summary/rank.weights");
    }
    Ok(())
}

const PICKED: &str = "docs/reading/picks.tsv";

/// The texts that readers picked sentences of.
fn read(root: &Path) -> Result<Vec<Article>, String> {
    let path = root.join(PICKED);
    let sheet = fs::read_to_string(&path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    let picks: BTreeMap<&str, Vec<&str>> = sheet
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .filter(|(id, _)| READ.iter().any(|texts| id.starts_with(texts)))
        .map(|(id, places)| (id, places.split(' ').collect()))
        .collect();
    let texts = plain::pages(root, |id| picks.contains_key(id))?;
    Ok(texts.par_iter().filter_map(|(id, text)| Article::read(id, text, &picks[id.as_str()])).collect())
}

/// How many of the read texts' picks are among the three sentences that tables choose which have not seen the text.
#[derive(Default)]
struct Found {
    among: usize,
    all: usize,
}

impl Found {
    fn add(&mut self, article: &Article, ranker: &Ranker) {
        let Worth::Picks(picks) = &article.worth else { return };
        if !article.is_read {
            return;
        }
        let Draft { sentences, .. } = &article.draft;
        let choices = summary::choices(&article.draft, ranker, Budget::Sentences(PICKS.len()));
        let is_chosen = |n: usize| choices.iter().any(|choice| choice.sentence == sentences[n]);
        self.all += picks.iter().filter(|worth| **worth > 0.0).count();
        self.among += (0..picks.len()).filter(|&n| picks[n] > 0.0 && is_chosen(n)).count();
    }

    fn share(&self) -> f64 {
        self.among as f64 / self.all.max(1) as f64
    }
}

#[derive(Deserialize)]
struct Gold {
    sentences: Vec<String>,
    reference: Vec<String>,
    #[serde(default)]
    picked: Vec<usize>,
}

/// An article with what its summary should hold.
struct Article {
    draft: Draft,
    fold: usize,
    weight: f32,
    worth: Worth,
    /// Whether its picks are of `docs/reading`.
    is_read: bool,
}

/// What tells the worth of a choice.
enum Worth {
    /// By candidate.
    Picks(Vec<f32>),
    /// Words of each candidate and of the reference, as numbers.
    Reference { candidates: Vec<Vec<u32>>, reference: Overlap },
}

impl Article {
    /// `None` where the article has no summary.
    fn new(input: &input::Input, gold: &Gold, weight: f32, is_picked: bool) -> Option<Self> {
        let text = predict::article(input);
        let draft = summary::draft(&text.read(), &text.facts()).ok().filter(|draft| !draft.is_short)?;
        let words = |n: usize| text.words(draft.candidates[n].span);
        let worth = if is_picked {
            let pick = |n: usize| {
                let is = |i: &usize| gold.sentences.get(*i).is_some_and(|s| s.contains(words(n)));
                gold.picked.iter().position(is).and_then(|turn| PICKS.get(turn)).copied().unwrap_or(0.0)
            };
            Worth::Picks((0..draft.candidates.len()).map(pick).collect())
        } else {
            let mut ids = BTreeMap::new();
            let candidates = (0..draft.candidates.len()).map(|n| stems(words(n), &mut ids)).collect();
            let reference = Overlap::new(stems(&gold.reference.join(" "), &mut ids));
            Worth::Reference { candidates, reference }
        };
        Some(Article { fold: truth::fold(&input.id), draft, weight, worth, is_read: false })
    }

    /// A text with the places of the sentences that a reader picked, the best first.
    fn read(id: &str, text: &str, picks: &[&str]) -> Option<Self> {
        let draft_and_worth = |reading: Reading| {
            let worth = |draft: &Draft, n: usize| {
                let place = reading.place(&[draft.candidates[n].span]);
                let turn = picks.iter().position(|pick| *pick == place);
                turn.and_then(|turn| PICKS.get(turn)).copied().unwrap_or(0.0)
            };
            let draft = reading.draft.as_ref().ok().filter(|draft| !draft.is_short)?;
            let worth = (0..draft.candidates.len()).map(|n| worth(draft, n)).collect();
            Some((reading.draft.ok()?, Worth::Picks(worth)))
        };
        let (draft, worth) = read::read(&html::page(text, ""), draft_and_worth)??;
        let own = id.split_once('/').map_or(id, |(_, own)| own);
        Some(Article { fold: truth::fold(own), draft, weight: READ_WEIGHT, worth, is_read: true })
    }

    /// What each open candidate would add; no list is longer than `open`.
    fn gains(&self, chosen: &[usize], open: &[usize]) -> Vec<f32> {
        match &self.worth {
            Worth::Picks(picks) => open.iter().map(|&n| picks[n]).collect(),
            Worth::Reference { candidates, reference } => {
                let with = |more: Option<usize>| {
                    let mut list: Vec<usize> = chosen.iter().copied().chain(more).collect();
                    list.sort_unstable();
                    let words = list.iter().flat_map(|&n| candidates[n].iter().copied()).collect();
                    reference.f1(&Overlap::new(words))
                };
                let now = with(None);
                open.iter().map(|&n| with(Some(n)) - now).collect()
            }
        }
    }

    /// The rows of each state: features and labels of what may be chosen next. The states follow `trees`, or the best
    /// choices where there are none yet.
    fn states(&self, trees: Option<&Trees>) -> Vec<(Vec<Features>, Vec<f32>)> {
        let Draft { candidates, terms, topics, .. } = &self.draft;
        let mut states = Vec::new();
        let mut chosen = Chosen::none(terms);
        for state in 0..STATES {
            let open = self.draft.open(&chosen.list);
            let gains = self.gains(&chosen.list, &open);
            let most = gains.iter().copied().fold(0.0, f32::max);
            if most <= 0.0 {
                break;
            }
            let features: Vec<Features> = open
                .iter()
                .map(|&n| {
                    let mut features = self.draft.features[n];
                    chosen.note(n, topics, terms, &mut features);
                    features
                })
                .collect();
            let by: Vec<f32> = match trees {
                Some(trees) => features.iter().map(|features| trees.score(&features.values())).collect(),
                None => gains.clone(),
            };
            let best = (0..open.len()).max_by(|&a, &b| by[a].total_cmp(&by[b]).then(b.cmp(&a)));
            // The first state is the same whatever the choices.
            if state > 0 || trees.is_none() {
                states.push((features, gains.iter().map(|gain| (gain / most).max(0.0)).collect()));
            }
            chosen.add(open[best.unwrap_or_default()], candidates, terms);
        }
        states
    }
}

/// Learns a table from articles.
fn learn(articles: &[&Article]) -> Result<String, String> {
    let names: Vec<&str> = Features::ALL.iter().map(|(name, _)| *name).collect();
    let all: Vec<usize> = (0..names.len()).collect();
    let mut rows = Rows::none(names.len());
    let mut states_seen = 0;
    let mut table = String::new();
    for round in 0..2 {
        let trees = match round {
            0 => None,
            _ => Some(Trees::read(&table, names.iter().copied())?),
        };
        let states: Vec<Vec<_>> = articles.par_iter().map(|article| article.states(trees.as_ref())).collect();
        for (article, states) in articles.iter().zip(states) {
            for (features, labels) in states {
                states_seen += 1;
                for (features, label) in features.iter().zip(&labels) {
                    for (column, value) in rows.columns.iter_mut().zip(features.values()) {
                        column.push(value);
                    }
                    rows.labels.push(*label);
                    rows.groups.push(states_seen);
                    // A long article counts for more than a short one, but not by as much as it is longer.
                    rows.weights.push(article.weight / (labels.len() as f32).sqrt());
                }
            }
        }
        table = boost::learn(&rows, &all, &names, &[PLAN], &[], FORESTS);
    }
    Ok(table)
}

/// The words and pairs of words of a text, each ascending.
struct Overlap {
    words: Vec<u32>,
    pairs: Vec<(u32, u32)>,
}

impl Overlap {
    fn new(mut words: Vec<u32>) -> Self {
        let mut pairs: Vec<(u32, u32)> = words.windows(2).map(|pair| (pair[0], pair[1])).collect();
        words.sort_unstable();
        pairs.sort_unstable();
        Overlap { words, pairs }
    }

    /// ROUGE-1 and ROUGE-2 (Lin 2004), their F1 summed: 0.0 to 2.0.
    fn f1(&self, other: &Overlap) -> f32 {
        f1(&self.words, &other.words) + f1(&self.pairs, &other.pairs)
    }
}

fn f1<T: Ord>(a: &[T], b: &[T]) -> f32 {
    let (mut i, mut j, mut hits) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, hits) = (i + 1, j + 1, hits + 1),
        }
    }
    if hits == 0 { 0.0 } else { 2.0 * hits as f32 / (a.len() + b.len()) as f32 }
}

/// A text's words in lower case without their commonest English endings, as numbers.
fn stems(text: &str, ids: &mut BTreeMap<String, u32>) -> Vec<u32> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let endings = ["ing", "ed", "es", "s", "e"];
            let cut =
                endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() > 2));
            let next = ids.len() as u32;
            *ids.entry(cut.unwrap_or(word).to_owned()).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_the_f1_of_words_and_pairs() {
        let mut ids = BTreeMap::new();
        let mut of = |text: &str| Overlap::new(stems(text, &mut ids));
        let (reference, same, half) = (of("The ferry sailed."), of("the ferry sails"), of("a ferry"));
        assert_eq!(reference.f1(&same), 2.0);
        // One of three and two words, no pair.
        assert_eq!(reference.f1(&half), 0.4);
    }
}
