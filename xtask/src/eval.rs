//! `cargo xtask eval`: the shipped core over a corpus, scored by the scorer that lies with the corpus.
//!
//! In: a corpus in one of the forms of [`input`]. Out: predictions in its scorer's form, the scorer's figures, and
//! what the scorer lacks, defined here and counted in [`measures`]:
//!
//! * extraction: *declined*, the share of pages that the core calls no article, by the corpus' page types; *not articles*
//!   are listings, products, collections and services together; *accepted* is the rest of a corpus of articles. Where
//!   full texts are known, [`errors`] says which words are wrong in which way, and *pages with article text hidden* counts those on which
//!   a hidden block stands in the text.
//! * boilerplate: *leaks*. Pages are those whose article text was published with them (not an extractor's guess) and
//!   that have an appeal inside the article. An appeal leaks when five running words of it that do not stand in
//!   the article come out in the summary or in a fact. *With a summary* is the share of those pages that have one,
//!   for no summary leaks nothing. Both by the declared language.
//! * summary: see [`summary`].
//! * dates: each set writes values in its own way; [`notation`] writes ours in it.
//! * entities: every figure by language, where a corpus has several; *first three salient names* and *salient P@3* ([`salience`]);
//!   of the names that are shown, those that are right ([`shown`]). A text is
//!   in the language that its corpus says, or that most of its texts are in, as a page says its own.
//!
//! With `--all` also what each kind of evidence is worth, from the tables that `cargo xtask train --ablate` and `--hide-only --ablate`
//! wrote ([`ablation`]).
//!
//! Gold never reaches the core: predictions are made from [`input::Input`] alone, which has no field for it.

mod ablation;
mod errors;
pub mod input;
mod measures;
mod notation;
pub mod predict;
mod report;
mod salience;
mod scorer;
mod shown;
mod summary;

use std::fs;
use std::path::{Path, PathBuf};

use factbox::Weights;
use factbox::summary::Ranker;
use rayon::prelude::*;

use crate::train::{self, truth};
use predict::Prediction;
use scorer::{Figure, Hidden};

/// What can be evaluated; each has a scorer among the corpora.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Task {
    Extraction,
    Boilerplate,
    BoilerplateText,
    Sentences,
    Entities,
    Quotes,
    Quantities,
    Dates,
    Summary,
}

/// Run the core over corpora and score it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to evaluate; without it, `--all`
    #[arg(required_unless_present = "all")]
    task: Option<Task>,
    /// A folder with truth.json or labels.json, or a .jsonl(.gz) file; without it, all development sets of the task
    #[arg(long, value_name = "PATH", requires = "task")]
    corpus: Option<PathBuf>,
    /// Where to write the predictions; for one corpus
    #[arg(long, value_name = "FILE", requires = "corpus")]
    out: Option<PathBuf>,
    /// Evaluate everything and write EVALUATION.md
    #[arg(long)]
    all: bool,
    /// Judge each page with weights that have not seen its site: the folder that `cargo xtask train` wrote, target/train;
    /// each article of a summary corpus with those of `cargo xtask train summary`, target/train-summary
    #[arg(long, value_name = "FOLDER", conflicts_with = "all")]
    cross_validated: Option<PathBuf>,
    /// Also score the classic summarisers of sumy, which is installed below target/eval, within the same budgets
    #[arg(long)]
    peers: bool,
    /// How many of the worst documents to list, with the kind of error where full texts are known
    #[arg(long, default_value_t = 5)]
    worst: usize,
}

/// The development sets of each task, below the corpora folder.
const SETS: &[(Task, &[&str])] = &[
    (
        Task::Extraction,
        &[
            "extraction/zyte",
            "extraction/wcxb-article",
            "extraction/trafilatura",
            "extraction/daniel",
            "extraction/postlight",
            "extraction/mozilla",
            "extraction/wcxb-other",
        ],
    ),
    (Task::Boilerplate, &["boilerplate/dev"]),
    (Task::BoilerplateText, &["boilerplate/text/dev.jsonl"]),
    (Task::Sentences, &["sentences/dev.jsonl.gz"]),
    (
        Task::Entities,
        &[
            "facts/wikinews/dev.jsonl.gz",
            "facts/worldwide/dev.jsonl.gz",
            "facts/conll2003/dev.jsonl.gz",
            "facts/wikigold/dev.jsonl.gz",
            "facts/uner-en/dev.jsonl.gz",
            "facts/btc/dev.jsonl.gz",
            "facts/gmb-part/dev.jsonl.gz",
            "facts/gum/train.jsonl.gz",
            "facts/gum/dev.jsonl.gz",
            "facts/conll2002/dev.jsonl.gz",
            "facts/germeval2014/dev.jsonl.gz",
        ],
    ),
    (Task::Quotes, &["facts/polnear/dev.jsonl.gz"]),
    (Task::Quantities, &["facts/newsquant/dev.jsonl.gz", "facts/recognizers-quantities/dev.jsonl.gz"]),
    (
        Task::Dates,
        &["facts/tempeval3/dev.jsonl.gz", "facts/gum/dev.jsonl.gz", "facts/recognizers-dates/dev.jsonl.gz"],
    ),
    (
        Task::Summary,
        &[
            "summary/cnndm/dev.jsonl.gz",
            "summary/inshorts/dev.jsonl.gz",
            "summary/realsumm/dev.jsonl.gz",
            "summary/wikinews/dev.jsonl.gz",
            "summary/wikinews/train.jsonl.gz",
            "summary/orangesum/dev.jsonl.gz",
            "summary/bbc/dev.jsonl.gz",
        ],
    ),
];

/// Everything one corpus gave.
struct Outcome {
    task: Task,
    corpus: String,
    documents: usize,
    figures: Vec<Figure>,
    /// The same with weights that have not seen a page's site; empty where nothing is learned, or nothing was trained here.
    cross_validated: Vec<Figure>,
    /// What is wrong with each page, cross-validated where that was done; the worst first.
    errors: Vec<errors::Page>,
    /// What of its articles would be hidden, cross-validated where that was done.
    hidden: Vec<Hidden>,
}

/// Runs what `args` ask for and prints the figures; an error is a sentence.
pub fn eval(args: &Args) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpora = root.join("../shared/corpora");
    let mut outcomes = Vec::new();
    for &(task, sets) in SETS.iter().filter(|(task, _)| args.task.is_none_or(|wanted| wanted == *task)) {
        let paths = match &args.corpus {
            Some(path) => vec![path.clone()],
            None => sets.iter().map(|set| corpora.join(set)).collect(),
        };
        for path in paths {
            if !path.exists() {
                println!("{}: no such corpus, left out", path.display());
                continue;
            }
            outcomes.push(one(task, &path, args)?);
        }
    }
    print!("{}", report::wrong_words(&outcomes));
    if args.all {
        let ablation = ablation::ablation(&corpora)?;
        let of_hiding = ablation::of_hiding(&corpora)?;
        let path = root.join("EVALUATION.md");
        fs::write(&path, report::markdown(&outcomes, &ablation, &of_hiding))
            .map_err(|e| format!("cannot write {}: {e}", path.display()))?;
        println!("wrote EVALUATION.md");
    }
    Ok(())
}

/// Predicts and scores one corpus.
fn one(task: Task, path: &Path, args: &Args) -> Result<Outcome, String> {
    let corpus = name(path);
    let inputs = input::read(task, path)?;
    println!("== {} {corpus}: {} documents", task.name(), inputs.len());
    let show = |scored: &Scored| print!("{}", scored.printed);
    let folds = match &args.cross_validated {
        Some(folder) => Folds::read(task, folder)?,
        None => Folds::default(),
    };
    let wanted = Wanted { out: args.out.as_deref(), worst: args.worst, peers: args.peers };
    let ours = scored(task, path, wanted, &inputs, &folds)?;
    show(&ours);
    let mut outcome = Outcome {
        task,
        corpus,
        documents: inputs.len(),
        figures: ours.figures,
        cross_validated: Vec::new(),
        errors: ours.errors,
        hidden: ours.hidden,
    };
    let is_learned = match task {
        Task::Extraction | Task::Boilerplate | Task::BoilerplateText => true,
        Task::Summary => train::summary::is_learned(path),
        _ => false,
    };
    let trained = match task {
        Task::Summary => train::summary::folder(),
        _ => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/train"),
    };
    if args.cross_validated.is_none()
        && (args.all || task == Task::Summary)
        && is_learned
        && let Ok(folds) = Folds::read(task, &trained)
    {
        println!("cross-validated:");
        let unseen = scored(task, path, Wanted { out: None, ..wanted }, &inputs, &folds)?;
        show(&unseen);
        (outcome.cross_validated, outcome.errors, outcome.hidden) =
            (unseen.figures, unseen.errors, unseen.hidden);
    }
    Ok(outcome)
}

/// What was found out about one corpus' predictions.
struct Scored {
    printed: String,
    figures: Vec<Figure>,
    errors: Vec<errors::Page>,
    hidden: Vec<Hidden>,
}

/// What is wanted of one corpus beside its figures.
#[derive(Clone, Copy, Default)]
struct Wanted<'a> {
    /// Where the predictions go, if not below `target/eval`.
    out: Option<&'a Path>,
    /// How many of the worst documents are listed.
    worst: usize,
    /// Whether other summarisers are measured too.
    peers: bool,
}

/// What was learned without each part of a cross-validation; empty for what is shipped.
#[derive(Default)]
struct Folds {
    /// By the page's site.
    weights: Vec<Weights>,
    /// By the article's id.
    rankers: Vec<Ranker>,
}

impl Folds {
    fn read(task: Task, folder: &Path) -> Result<Self, String> {
        Ok(match task {
            Task::Summary => Folds { rankers: train::summary::cross_validated(folder)?, weights: Vec::new() },
            _ => Folds { weights: train::cross_validated(folder)?, rankers: Vec::new() },
        })
    }

    fn is_empty(&self) -> bool {
        self.weights.is_empty() && self.rankers.is_empty()
    }
}

/// Scores one corpus; each page is judged by the weights of its site's part, or the shipped ones where there are no parts.
/// The predictions go to a file below `target/eval` where none is named.
fn scored(
    task: Task,
    path: &Path,
    wanted: Wanted,
    inputs: &[input::Input],
    folds: &Folds,
) -> Result<Scored, String> {
    let Wanted { out, worst, peers } = wanted;
    let settings = summary::settings(path);
    let predict = |input: &input::Input| match task {
        Task::Summary => {
            let ranker = folds.rankers.get(truth::fold(&input.id)).unwrap_or(Ranker::shipped());
            predict::summary(input, &settings, ranker)
        }
        _ => {
            let weights = folds.weights.get(truth::fold(&input.site)).unwrap_or(Weights::shipped());
            predict::predict(task, input, weights)
        }
    };
    let mut predictions: Vec<Prediction> = inputs.par_iter().map(predict).collect();
    if task == Task::Extraction {
        scorer::leave_out_unscorable(path, &mut predictions)?;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/eval");
    fs::create_dir_all(&folder).map_err(|e| format!("cannot make {}: {e}", folder.display()))?;
    let mark = if folds.is_empty() { "" } else { "-cross-validated" };
    let file = folder.join(format!("{}-{}{mark}.jsonl", task.name(), name(path)));
    let out = out.unwrap_or(&file);
    write(out, predictions.iter().map(|p| &p.line))?;
    let scores = scorer::score(task, path, out, &folder, worst)?;
    let own = match task {
        Task::Summary => summary::scores(path, &predictions, &folder, peers, worst)?,
        _ => measures::own(task, path, &predictions)?,
    };
    let is_article = !path.ends_with(truth::OTHER);
    let errors = if task == Task::Extraction && is_article {
        errors::pages(path, &predictions, &scores.by_page)?
    } else {
        Vec::new()
    };
    Ok(Scored {
        printed: scores.printed + &own.printed + &errors::listing(&errors, worst),
        figures: [scores.figures, own.figures].concat(),
        errors,
        hidden: own.hidden,
    })
}

/// Writes one JSON value a line.
fn write<'a>(path: &Path, lines: impl Iterator<Item = &'a serde_json::Value>) -> Result<(), String> {
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    fs::write(path, text).map_err(|e| format!("cannot write {}: {e}", path.display()))
}

/// The corpus' name: its folder, with the file's name where that is not "dev".
fn name(path: &Path) -> String {
    let last = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = last.split('.').next().unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    match stem {
        "dev" => folder.into_owned(),
        _ if path.is_dir() => stem.to_owned(),
        _ => format!("{folder}-{stem}"),
    }
}

impl Task {
    fn name(self) -> &'static str {
        match self {
            Task::Extraction => "extraction",
            Task::Boilerplate => "boilerplate",
            Task::BoilerplateText => "boilerplate-text",
            Task::Sentences => "sentences",
            Task::Entities => "entities",
            Task::Quotes => "quotes",
            Task::Quantities => "quantities",
            Task::Dates => "dates",
            Task::Summary => "summary",
        }
    }
}
