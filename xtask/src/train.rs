//! `cargo xtask train`: learns the weights that tell a story's blocks from furniture, from public corpora.
//!
//! `cargo xtask train summary` learns which sentences are key instead: see `summary.rs`. What follows is of the article.
//!
//! In: the extraction and boilerplate corpora beside the checkout (`../shared/corpora/extraction`; their README names where each comes from).
//! Out: `src/boilerplate/{seed,body,hide}.weights` and `src/article/kind.weights`, and below `target/train` the same for each part of a cross-validation
//! by site, learned without that part: `cargo xtask eval extraction --cross-validated` measures those.
//! Method: of blocks, two sets of boosted trees; of whole pages, a logistic regression. The seed sees local features only. The body also sees how blocks stand beside the
//! story that the seeds lead to; for that every page's seeds come from trees that have not seen its site.
//! With `names`: the weights of the tagger of names instead (`names.rs`), from other corpora.
//! For articles nothing but numbers is learned: lengths, places, densities, names of elements. The same corpora give the same bytes.

pub mod align;
mod alone;
pub mod boost;
pub mod hide;
mod kind;
pub mod logistic;
mod names;
mod plain;
mod read;
mod shown;
mod stance;
pub mod summary;
pub mod truth;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use factbox::boilerplate::features::{Features, Group};
use factbox::{Weights, boilerplate};
use rayon::prelude::*;

use boost::{Plan, Rows};
use truth::{FOLDS, Page};

/// Learn weights anew from the corpora
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to learn: how an article is found, which words are names, what is told without being said,
    /// which sentences are key, which are understood by themselves, or how sure a shown fact is
    #[arg(default_value = "article", conflicts_with_all = ["without", "ablate", "kind_only", "out"])]
    what: What,
    /// Only cross-validate: leave the shipped tables as they are
    #[arg(long)]
    folds_only: bool,
    /// Learn without a group of features, to see what it is worth: text, links, element, names, surroundings, position,
    /// neighbours, repetition, testimony, likeness, words; implies --folds-only
    #[arg(long, value_name = "GROUP")]
    without: Option<String>,
    /// Learn without each group in turn and without none, cheaply: for the table "What each kind of evidence is worth" of
    /// EVALUATION.md. What was learned from the same pages and features before is kept. With --hide-only, of hiding
    #[arg(long, conflicts_with_all = ["folds_only", "without", "out"])]
    ablate: bool,
    /// Learn only whether a page is an article, from the cross-validated tables of blocks that an earlier run wrote
    #[arg(long, conflicts_with = "without")]
    kind_only: bool,
    /// Learn only what is hidden, from the cross-validated tables that an earlier run wrote
    #[arg(long, conflicts_with_all = ["without", "kind_only"])]
    hide_only: bool,
    /// Where to write the cross-validated tables
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    Article,
    Names,
    Stance,
    Summary,
    Alone,
    Shown,
}

const SEED: Plan = Plan { trees: 60, depth: 4, rate: 0.15, rows: 0.5, features: 0.5, least: 8.0, calm: 2.0 };
const BODY: Plan =
    Plan { trees: 320, depth: 5, rate: 0.06, rows: 0.5, features: 0.3, least: 12.0, calm: 4.0 };

/// For ablations: fewer trees, each of which counts for more.
const CHEAP_SEED: Plan = Plan { trees: 30, rate: 0.3, ..SEED };
const CHEAP_BODY: Plan = Plan { trees: 64, depth: 4, rate: 0.25, ..BODY };

const HEAD: &str = "\
# What each feature tells of a block's being the story's, or of a page's being an article: weights over shape, links, place
# and names of elements; no word of any page. Learned by `cargo xtask train` from the development halves of these public corpora: Zyte
# article-extraction-benchmark (MIT), WCXB (CC BY 4.0, Murrough Foley), mozilla/readability test pages (Apache-2.0),
# trafilatura evaluation data (Apache-2.0), postlight/parser fixtures (MIT/Apache-2.0), DAnIEL (GPL-3.0 repository; only
# measurements were taken). Licence of this table: as the project. Form: see `src/trees.rs` (of blocks) and
# `src/linear.rs` (of pages). Not for editing.
";

const HIDE_HEAD: &str = "\
# How likely an element is nothing but an appeal: boosted trees over counts, shares and places; no word of any page. Learned by
# `cargo xtask train` from the development halves of our labels of appeals (labels our own; pages of fundus, trafilatura, WCXB,
# scrapinghub, postlight, omnivore, readability, newspaper, newspaper4k, goose3 and defuddle test data, of which only measurements
# were taken) and of the corpora named in `seed.weights`. Licence of this table: as the project. Retrain: `cargo xtask train --hide-only`.
# Form: see `src/trees.rs`. Not for editing.
";

/// Learns and writes the tables; an error is a sentence.
pub fn train(args: &Args) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    match args.what {
        What::Names => {
            let table = root.join("src/fact/entity/names.weights");
            return names::train(&root.join("../shared/corpora/facts"), &table);
        }
        What::Stance => {
            let table = root.join("src/fact/quote/stance.weights");
            return stance::train(&root.join("../shared/corpora/facts"), &table, args.folds_only);
        }
        What::Summary => return summary::train(args.folds_only),
        What::Alone => return alone::train(&root, args.folds_only),
        What::Shown => return shown::train(&root, args.folds_only),
        What::Article => {}
    }
    let corpora = root.join("../shared/corpora/extraction");
    let mut pages = Vec::new();
    for corpus in truth::CORPORA {
        let path = corpora.join(corpus);
        if !path.exists() {
            return Err(format!("{}: no such corpus; the tables need all of them", path.display()));
        }
        pages.extend(truth::pages(&corpora, corpus)?);
        println!("{corpus}: {} pages so far", pages.len());
    }
    if let Some(name) = &args.without
        && !Features::ALL.iter().any(|(_, group)| format!("{group:?}").eq_ignore_ascii_case(name))
    {
        return Err(format!("no group of features is called {name}; see the help of --without"));
    }
    if args.hide_only {
        let folder = args.out.clone().unwrap_or_else(|| root.join("target/train"));
        if args.ablate {
            return hide::ablate(&pages, &root.join("../shared/corpora"), &folder);
        }
        return hide::learn(&pages, &root.join("../shared/corpora"), &folder, !args.folds_only);
    }
    let locals = locals(&pages);
    let learner = |without: Option<&str>, seed: Plan, body: Plan| Learner {
        pages: &pages,
        locals: &locals,
        features: (0..Features::ALL.len())
            .filter(|&f| {
                without.is_none_or(|name| !group_name(Features::ALL[f].1).eq_ignore_ascii_case(name))
            })
            .collect(),
        seed,
        body,
    };
    if args.ablate {
        let all = learner(None, CHEAP_SEED, CHEAP_BODY);
        let source = all.fingerprint();
        let names = ablations();
        for (n, name) in names.iter().enumerate() {
            let folder = ablation_folder(name);
            let mark = folder.join("learned-from");
            if fs::read_to_string(&mark).is_ok_and(|known| known == source) {
                println!("{name}: learned before ({} of {})", n + 1, names.len());
                continue;
            }
            // A folder that is half old and half new is never taken for whole.
            let _ = fs::remove_file(&mark);
            let without = (n > 0).then_some(name.as_str());
            let learner = learner(without, CHEAP_SEED, CHEAP_BODY);
            let Parts { bodies, .. } = learner.cross_validate(&folder)?;
            learner.cross_validate_kind(&folder, &bodies)?;
            fs::write(&mark, &source).map_err(|e| format!("cannot write {}: {e}", mark.display()))?;
            println!("{name}: learned ({} of {})", n + 1, names.len());
        }
        return Ok(());
    }
    let whole = match &args.without {
        Some(name) => format!("target/train-without-{}", name.to_lowercase()),
        None => "target/train".into(),
    };
    let folder = args.out.clone().unwrap_or_else(|| root.join(whole));
    let learner = learner(args.without.as_deref(), SEED, BODY);
    if args.kind_only {
        return learner.learn_kind(&folder, &read_folds(&folder, &["seed", "body"])?, !args.folds_only);
    }
    let Parts { seeds, bodies } = learner.cross_validate(&folder)?;
    let is_shipped = !args.folds_only && args.without.is_none();
    if is_shipped {
        let body = learner.body(&seeds, |_| true)?;
        write(&root.join("src/boilerplate"), &[("seed", &learner.seed(|_| true)), ("body", &body)])?;
        println!("wrote src/boilerplate/seed.weights and src/boilerplate/body.weights");
    }
    learner.learn_kind(&folder, &bodies, is_shipped)?;
    if args.without.is_some() {
        return Ok(());
    }
    hide::learn(&pages, &root.join("../shared/corpora"), &folder, is_shipped)
}

fn group_name(group: Group) -> String {
    format!("{group:?}").to_lowercase()
}

/// What is left out in turn: "all" for nothing, then each group of features.
pub fn ablations() -> Vec<String> {
    let mut names = vec!["all".to_owned()];
    for (_, group) in Features::ALL {
        let name = group_name(*group);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The folder of the tables that were learned without a group; "all" is a name too.
pub fn ablation_folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/ablation").join(name)
}

/// How the tables of ablations are learned, as a sentence.
pub fn ablation_note() -> String {
    format!(
        "All of them, the first line too, are learned with fewer trees than the shipped weights ({} and {} for {} and {}).",
        CHEAP_SEED.trees, CHEAP_BODY.trees, SEED.trees, BODY.trees
    )
}

fn write(folder: &Path, tables: &[(&str, &str)]) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    for (name, table) in tables {
        let path = folder.join(format!("{name}.weights"));
        let head = if *name == "hide" { HIDE_HEAD } else { HEAD };
        fs::write(&path, format!("{head}{table}"))
            .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
    }
    Ok(())
}

/// The tables of each part of a cross-validation, from the folder that [`train`] wrote.
pub fn cross_validated(folder: &Path) -> Result<Vec<Weights>, String> {
    // That of what to hide is not learned for ablations.
    let has_hide = folder.join("0/hide.weights").exists();
    read_folds(folder, &["seed", "body", "kind", "hide"][..if has_hide { 4 } else { 3 }])
}

/// The same with these tables alone: those that a step builds on, and not what it is about to write anew.
fn read_folds(folder: &Path, tables: &[&str]) -> Result<Vec<Weights>, String> {
    let read = |path: PathBuf| {
        fs::read_to_string(&path)
            .map_err(|e| format!("cannot read {}: {e}; run `cargo xtask train` first", path.display()))
    };
    (0..FOLDS)
        .map(|fold| {
            let table = |name: &str| match tables.contains(&name) {
                true => read(folder.join(format!("{fold}/{name}.weights"))),
                false => Ok(String::new()),
            };
            Weights::read(&table("seed")?, &table("body")?, &table("kind")?, &table("hide")?)
        })
        .collect()
}

struct Learner<'a> {
    pages: &'a [Page],
    /// Every page's features while no story is known.
    locals: &'a [Vec<Features>],
    /// The features that may be asked.
    features: Vec<usize>,
    seed: Plan,
    body: Plan,
}

/// What a cross-validation leaves beside its tables.
struct Parts {
    /// The seed trees for pages of each part, which have not seen it.
    seeds: Vec<String>,
    /// The weights of blocks for pages of each part, which have not seen it.
    bodies: Vec<Weights>,
}

fn locals(pages: &[Page]) -> Vec<Vec<Features>> {
    pages.par_iter().map(|page| read(page, |local| vec![0.0; local.len()])).collect()
}

fn read(page: &Page, guess: impl FnOnce(&[Features]) -> Vec<f32>) -> Vec<Features> {
    boilerplate::features(&page.page, &page.blocks, page.language, "", guess)
}

impl Learner<'_> {
    /// Learns the tables of each part without that part, and writes them below `folder`.
    fn cross_validate(&self, folder: &Path) -> Result<Parts, String> {
        // Seed trees for every pair of parts left out: the seeds of a page must come from trees that saw neither the part
        // that is measured nor the page's own.
        let mut pairs = BTreeMap::new();
        for (a, b) in (0..FOLDS).flat_map(|a| (a..FOLDS).map(move |b| (a, b))) {
            pairs.insert((a, b), self.seed(|page| page.fold != a && page.fold != b));
        }
        let without = |a: usize, b: usize| pairs[&(a.min(b), a.max(b))].clone();
        println!("seeds of {FOLDS} parts learned");
        let seeds: Vec<String> = (0..FOLDS).map(|fold| without(fold, fold)).collect();
        let mut bodies = Vec::new();
        for (fold, own) in seeds.iter().enumerate() {
            let inner: Vec<String> = (0..FOLDS).map(|other| without(fold, other)).collect();
            let body = self.body(&inner, |page| page.fold != fold)?;
            bodies.push(Weights::read(own, &body, "", "")?);
            write(&folder.join(format!("{fold}")), &[("seed", own), ("body", &body)])?;
            println!("part {fold} learned");
        }
        Ok(Parts { seeds, bodies })
    }

    /// Changes with the pages, their labels, what is seen of them before the story is known, the features and the plans.
    fn fingerprint(&self) -> String {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |value: u32| hash = (hash ^ u64::from(value)).wrapping_mul(0x0100_0000_01b3);
        for byte in format!("{:?} {:?} {:?}", Features::ALL, self.seed, self.body).bytes() {
            add(u32::from(byte));
        }
        for (page, features) in self.pages.iter().zip(self.locals) {
            add(page.fold as u32);
            page.labels.iter().for_each(|label| add(u32::from(*label)));
            page.weights.iter().for_each(|weight| add(weight.to_bits()));
            features.iter().flat_map(Features::values).for_each(|value| add(value.to_bits()));
        }
        format!("{hash:016x}\n")
    }

    fn seed(&self, learns: impl Fn(&Page) -> bool) -> String {
        let allowed: Vec<usize> = self.features.iter().copied().filter(|&f| f < Features::local()).collect();
        self.learn(self.locals, &allowed, learns, self.seed)
    }

    /// The body's trees; `seeds[f]` are the seed trees for pages of part `f`.
    fn body(&self, seeds: &[String], learns: impl Fn(&Page) -> bool) -> Result<String, String> {
        let seeds: Vec<Weights> =
            seeds.iter().map(|table| Weights::read(table, "", "", "")).collect::<Result<_, _>>()?;
        let features: Vec<Vec<Features>> = self
            .pages
            .par_iter()
            .map(|page| read(page, |local| seeds[page.fold].seeds(&page.blocks, local)))
            .collect();
        Ok(self.learn(&features, &self.features, learns, self.body))
    }

    fn learn(
        &self,
        features: &[Vec<Features>],
        allowed: &[usize],
        learns: impl Fn(&Page) -> bool,
        plan: Plan,
    ) -> String {
        let mut rows = Rows::none(Features::ALL.len());
        for (page, features) in self.pages.iter().zip(features).filter(|(page, _)| learns(page)) {
            for ((features, label), weight) in features.iter().zip(&page.labels).zip(&page.weights) {
                if *weight > 0.0 {
                    for (column, value) in rows.columns.iter_mut().zip(features.values()) {
                        column.push(value);
                    }
                    rows.labels.push(f32::from(u8::from(*label)));
                    rows.weights.push(*weight);
                }
            }
        }
        let names: Vec<&str> = Features::ALL.iter().map(|(name, _)| *name).collect();
        boost::learn(&rows, allowed, &names, &[plan], &[], 1)
    }
}
