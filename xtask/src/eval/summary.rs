//! Summaries -> their figures: against the article's first sentences, against what readers picked, against other summarisers.
//!
//! In: the articles of a corpus. Out: for each way in which the corpus is measured ([`settings`]):
//!
//! * *ROUGE* of ours, as the scorer of the corpora counts it, of each article;
//! * *over Lead*, the mean difference to the article's first whole sentences within the same budget, with a 95 % interval of
//!   a paired bootstrap (1,000 samples of a fixed sequence);
//! * *at equal length*, the same against the article's first words, cut after as many words as ours has;
//! * *picked*, the share of the sentences that a reader picked which are among ours, and among Lead's;
//! * *over ours, leaning ignored*, the difference to the sentences that would be chosen if none leaned on another: what it costs
//!   that each can be read without those left out;
//! * *over* each classic summariser, on the same sentences within the same budget, where `--peers` asked for them:
//!   TextRank, LexRank, LSA, Luhn and SumBasic of sumy (Apache-2.0), run by `sumy.py`.
//!
//! *Abstained* are the articles without a summary; they score 0.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use factbox::block;
use factbox::summary::Budget;
use serde::Deserialize;
use serde_json::json;

use super::input;
use super::measures::Share;
use super::predict::{Prediction, mostly_english};
use super::scorer::{self, Scores, Unit};
use super::write;
use crate::train::boost::Chance;

/// One way in which summaries are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    pub budget: Budget,
    /// Only what the sidebar shows at once, without what it holds back until the reader asks for more.
    pub at_once: bool,
}

/// What the extension makes when the reader sets nothing.
pub const SHOWN: Setting = Setting { budget: Budget::Words(60), at_once: false };

/// The ways in which a corpus is measured: first as the extension makes summaries, last by the length of its own references and of published figures.
pub fn settings(corpus: &Path) -> Vec<Setting> {
    let corpus = corpus.display().to_string();
    let own = [
        ("realsumm", Budget::Sentences(3)),
        ("inshorts", Budget::Sentences(3)),
        ("cnndm", Budget::Sentences(3)),
        ("wikinews", Budget::Sentences(3)),
        ("orangesum", Budget::Sentences(2)),
    ];
    let own = own.into_iter().find(|(name, _)| corpus.contains(name));
    let own = own.map(|(_, budget)| Setting { budget, at_once: false });
    [SHOWN, Setting { at_once: true, ..SHOWN }].into_iter().chain(own).collect()
}

/// Ours, chosen as if no sentence leaned on another.
const FREE: &str = "ours, leaning ignored";

/// Ours and Lead's sentences within one budget.
pub struct Reading {
    pub ours: Vec<String>,
    /// Ours as if no sentence leaned on another.
    pub free: Vec<String>,
    pub lead: Vec<String>,
}

/// The first of the sentences, in the order given, that a budget holds; one that is too long is passed over where
/// `passes`, and ends the summary elsewhere.
pub fn within<'a>(
    sentences: impl Iterator<Item = &'a String>,
    budget: Budget,
    passes: bool,
) -> Vec<&'a String> {
    let mut taken: Vec<&String> = Vec::new();
    let mut words = 0;
    for sentence in sentences {
        let length = block::count_words(sentence);
        let fits = match budget {
            Budget::Words(most) => taken.is_empty() || words + length <= most,
            Budget::Sentences(most) => taken.len() < most,
        };
        if fits {
            words += length;
            taken.push(sentence);
        } else if !passes {
            break;
        }
    }
    taken
}

#[derive(Deserialize)]
struct Article {
    id: String,
    sentences: Vec<String>,
    #[serde(default)]
    picked: Vec<usize>,
}

/// Makes a summary of an article and ours and Lead's of it.
type Take<'a> = dyn Fn(&Article, &Reading) -> Vec<String> + 'a;

/// One system's summaries, by article.
type Summaries = BTreeMap<String, Vec<String>>;

/// Our measures of one corpus.
pub fn scores(
    corpus: &Path,
    predictions: &[Prediction],
    folder: &Path,
    with_peers: bool,
    worst: usize,
) -> Result<Scores, String> {
    let articles: Vec<Article> = input::lines(corpus)?;
    let orders = if with_peers { peers(corpus, predictions, folder)? } else { BTreeMap::new() };
    let mut scores = Scores::default();
    for (n, setting) in settings(corpus).into_iter().enumerate() {
        // Without a headline all but advice is shown at once.
        let is_same =
            |p: &Prediction| p.readings.get(n).map(|r| &r.ours) == p.readings.first().map(|r| &r.ours);
        if setting.at_once && predictions.iter().all(is_same) {
            continue;
        }
        let budget = setting.budget;
        let label = match budget {
            Budget::Words(words) if setting.at_once => format!("{words} words, at once"),
            Budget::Words(words) => format!("{words} words"),
            Budget::Sentences(count) => format!("{count} sentences"),
        };
        let by_id: BTreeMap<&str, &Reading> =
            predictions.iter().filter_map(|p| Some((p.id.as_str(), p.readings.get(n)?))).collect();
        let of = |take: &Take| -> Summaries {
            let one = |article: &Article| {
                Some((article.id.clone(), take(article, by_id.get(article.id.as_str())?)))
            };
            articles.iter().filter_map(one).collect()
        };
        let mut systems = vec![
            ("ours".to_owned(), of(&|_, reading| reading.ours.clone())),
            ("Lead".to_owned(), of(&|_, reading| reading.lead.clone())),
            (
                "Lead, equal length".to_owned(),
                of(&|article, reading| vec![first_words(article, &reading.ours)]),
            ),
            (FREE.to_owned(), of(&|_, reading| reading.free.clone())),
        ];
        for (system, orders) in &orders {
            systems.push((
                system.clone(),
                of(&|article, _| {
                    let order = orders.get(&article.id).map(Vec::as_slice).unwrap_or_default();
                    let ranked = order.iter().filter_map(|&i| article.sentences.get(i));
                    let mut taken = within(ranked, budget, true);
                    taken.sort_by_key(|sentence| {
                        article.sentences.iter().position(|other| &other == sentence)
                    });
                    taken.into_iter().cloned().collect()
                }),
            ));
        }
        let rows = rouge(corpus, &systems, folder, mostly_english(predictions))?;
        let words = |summaries: &Summaries| {
            let all: u32 = summaries.values().flatten().map(|sentence| block::count_words(sentence)).sum();
            f64::from(all) / summaries.len().max(1) as f64
        };
        scores.printed += &format!(
            "-- {label}: ours {:.1} words, Lead {:.1}\n",
            words(&systems[0].1),
            words(&systems[1].1)
        );
        scores.add(format!("{label}: mean words"), words(&systems[0].1), Unit::Points);
        for (at, measure) in [(0, "ROUGE-1"), (1, "ROUGE-2"), (3, "ROUGE-Lsum")] {
            let mean = rows[0].iter().map(|row| row[at]).sum::<f64>() / rows[0].len().max(1) as f64;
            scores.add(format!("{label}: {measure}"), mean, Unit::Points);
            scores.printed += &format!("{measure} {mean:.2}");
            for ((system, _), other) in systems.iter().zip(&rows).skip(1) {
                let differences: Vec<f64> = rows[0].iter().zip(other).map(|(a, b)| a[at] - b[at]).collect();
                let (mean, low, high) = interval(&differences);
                scores.printed += &format!("; over {system} {mean:+.2} [{low:+.2}, {high:+.2}]");
                // Of the peers and at equal length one measure is enough.
                if system == "Lead" || measure == "ROUGE-1" || (system == FREE && measure == "ROUGE-2") {
                    scores.add(format!("{label}: {measure} over {system}"), mean, Unit::Difference);
                    scores.add(format!("{label}: {measure} over {system}, at least"), low, Unit::Difference);
                }
            }
            scores.printed += "\n";
        }
        let (mut ours, mut lead) = (Share::default(), Share::default());
        for article in &articles {
            let picked = article.picked.iter().filter_map(|&i| article.sentences.get(i));
            for sentence in picked.map(|sentence| folded(sentence)) {
                for (share, (_, summaries)) in [&mut ours, &mut lead].into_iter().zip(&systems) {
                    let summary =
                        summaries.get(&article.id).map(|s| folded(&s.join(" "))).unwrap_or_default();
                    share.count(summary.contains(&sentence));
                }
            }
        }
        if ours.value() + lead.value() > 0.0 {
            scores.printed += &format!("picked {ours}, in Lead {lead}\n");
            scores.add(format!("{label}: picked"), ours.value(), Unit::Share);
            scores.add(format!("{label}: picked, in Lead"), lead.value(), Unit::Share);
        }
        if setting == SHOWN {
            let mut by_difference: Vec<(f64, &String)> = systems[0]
                .1
                .keys()
                .zip(rows[0].iter().zip(&rows[1]))
                .map(|(id, (a, b))| (a[0] - b[0], id))
                .collect();
            by_difference.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)));
            for (difference, id) in by_difference.iter().take(worst) {
                scores.printed += &format!("  worst against Lead: {id} {difference:+.1}\n");
            }
        }
    }
    let mut abstained = Share::default();
    predictions.iter().for_each(|prediction| abstained.count(prediction.is_declined));
    scores.printed += &format!("abstained {abstained}\n");
    scores.add("abstained", abstained.value(), Unit::Share);
    Ok(scores)
}

/// The article's beginning with as many words as ours.
fn first_words(article: &Article, ours: &[String]) -> String {
    let count = ours.iter().map(|sentence| sentence.split_whitespace().count()).sum();
    let words = article.sentences.iter().flat_map(|sentence| sentence.split_whitespace());
    words.take(count).collect::<Vec<_>>().join(" ")
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The mean and a 95 % interval: a bootstrap over articles with a fixed sequence.
fn interval(values: &[f64]) -> (f64, f64, f64) {
    const SAMPLES: usize = 1_000;
    let count = values.len().max(1) as f64;
    let mut chance = Chance::default();
    let mut means: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let one = || values.get((chance.next() * count) as usize).copied().unwrap_or_default();
            std::iter::repeat_with(one).take(values.len()).sum::<f64>() / count
        })
        .collect();
    means.sort_by(f64::total_cmp);
    (values.iter().sum::<f64>() / count, means[SAMPLES / 40], means[SAMPLES - 1 - SAMPLES / 40])
}

/// ROUGE-1, -2, -L and -Lsum x 100 of each system's summaries, by the corpora's own scorer; rows in order of ids.
fn rouge(
    corpus: &Path,
    systems: &[(String, Summaries)],
    folder: &Path,
    is_english: bool,
) -> Result<Vec<Vec<[f64; 4]>>, String> {
    let script = scorer::script(corpus)?;
    let mut arguments = vec![
        "-c".to_owned(),
        include_str!("rouge.py").to_owned(),
        scorer::text(script.parent().unwrap_or(Path::new("."))),
        scorer::text(corpus),
        if is_english { "english" } else { "unicode" }.to_owned(),
    ];
    for (n, (_, summaries)) in systems.iter().enumerate() {
        let path = folder.join(format!("summary-system-{n}.jsonl"));
        let lines: Vec<_> = summaries.iter().map(|(id, s)| json!({ "id": id, "sentences": s })).collect();
        write(&path, lines.iter())?;
        arguments.push(scorer::text(&path));
    }
    let printed = python("python3", &arguments)?;
    let by_system: Vec<BTreeMap<String, [f64; 4]>> = printed
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|e| format!("rouge.py: {e}")))
        .collect::<Result<_, _>>()?;
    let of = |(rows, (_, summaries)): (BTreeMap<String, [f64; 4]>, &(String, Summaries))| {
        summaries.keys().map(|id| rows.get(id).copied().unwrap_or_default()).collect()
    };
    Ok(by_system.into_iter().zip(systems).map(of).collect())
}

/// For each classic summariser of sumy, the order in which it would take an article's sentences.
fn peers(
    corpus: &Path,
    predictions: &[Prediction],
    folder: &Path,
) -> Result<BTreeMap<String, BTreeMap<String, Vec<usize>>>, String> {
    let venv = folder.join("sumy");
    let own = venv.join("bin/python3");
    if !own.exists() {
        println!("installing sumy below {}", venv.display());
        python("python3", &["-m".into(), "venv".into(), scorer::text(&venv)])?;
        let packages = ["-m", "pip", "install", "--quiet", "sumy==0.13.0", "numpy"];
        python(&scorer::text(&own), &packages.map(str::to_owned))?;
    }
    let language = if mostly_english(predictions) { "english" } else { "french" };
    let arguments =
        ["-c".to_owned(), include_str!("sumy.py").to_owned(), scorer::text(corpus), language.into()];
    let printed = python(&scorer::text(&own), &arguments)?;
    serde_json::from_str(&printed).map_err(|e| format!("sumy.py: {e}"))
}

fn python(program: &str, arguments: &[String]) -> Result<String, String> {
    let mut command = Command::new(PathBuf::from(program));
    let output = command.args(arguments).env("PYTHONDONTWRITEBYTECODE", "1").output();
    let output = output.map_err(|e| format!("cannot run {program}: {e}"))?;
    if !output.status.success() {
        return Err(format!("{program} failed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_takes_the_first_that_fit() {
        let sentences: Vec<String> = ["one two three", "four five", "six"].map(str::to_owned).into();
        let check = |budget, passes, expected: &[&str]| {
            assert_eq!(within(sentences.iter(), budget, passes), expected, "{budget:?} {passes}");
        };
        check(Budget::Words(4), false, &["one two three"]);
        check(Budget::Words(4), true, &["one two three", "six"]);
        check(Budget::Words(1), false, &["one two three"]);
        check(Budget::Sentences(2), true, &["one two three", "four five"]);
    }

    #[test]
    fn an_interval_holds_its_mean_and_is_the_same_twice() {
        let values: Vec<f64> = (0..100).map(f64::from).collect();
        let (mean, low, high) = interval(&values);
        assert_eq!((mean, interval(&values)), (49.5, (mean, low, high)));
        assert!((43.0..45.0).contains(&low) && (54.0..56.0).contains(&high), "{low} {high}");
        assert_eq!(interval(&[]), (0.0, 0.0, 0.0));
    }
}
