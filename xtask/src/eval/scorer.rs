//! Predictions -> figures, by the `score.py` of the corpus' task.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use super::predict::Prediction;
use super::{Task, input, write};

/// What a figure counts, and so how it is written.
#[derive(Clone, Copy, Debug)]
pub enum Unit {
    /// 0.0 to 1.0.
    Share,
    Count,
    /// ROUGE x 100, or words.
    Points,
    /// A difference of points.
    Difference,
}

/// One number of the evaluation.
#[derive(Clone, Debug)]
pub struct Figure {
    /// "token F1"; with the part of the corpus in front where it is one: "es: exact F1".
    pub measure: String,
    pub value: f64,
    pub unit: Unit,
}

/// What a scorer said: its words, and the figures in them.
#[derive(Default)]
pub struct Scores {
    pub printed: String,
    pub figures: Vec<Figure>,
    /// Of extraction, where the corpus has full texts: the F1 of each page by the corpus' main measure.
    pub by_page: BTreeMap<String, f64>,
    /// Of extraction: what of an article would be hidden.
    pub hidden: Vec<Hidden>,
}

/// Words of an article that would be hidden: the page, the path of the element, and how many.
#[derive(Clone, Debug)]
pub struct Hidden {
    pub page: String,
    pub path: String,
    pub words: usize,
}

impl Scores {
    pub fn add(&mut self, measure: impl Into<String>, value: f64, unit: Unit) {
        self.figures.push(Figure { measure: measure.into(), value, unit });
    }

    /// Adds the share at `path` in a scorer's JSON, where there is one.
    fn take(&mut self, json: &Value, path: &str, measure: impl Into<String>) {
        self.take_as(json, path, measure, Unit::Share);
    }

    fn take_as(&mut self, json: &Value, path: &str, measure: impl Into<String>, unit: Unit) {
        if let Some(value) = json.pointer(path).and_then(Value::as_f64) {
            self.add(measure, value, unit);
        }
    }
}

/// Takes from predictions what the scorer of extraction cannot compare and stops at: a field for which the truth is no text,
/// but a list. It counts as missed.
pub fn leave_out_unscorable(corpus: &Path, predictions: &mut [Prediction]) -> Result<(), String> {
    let truth: Value = input::json(&corpus.join("truth.json"))?;
    for prediction in predictions {
        let page = &truth["pages"][&prediction.id];
        for field in ["title", "byline", "published", "image", "lang"] {
            if page[field].is_array() {
                prediction.line[field] = Value::Null;
            }
        }
    }
    Ok(())
}

/// Scores one corpus. `folder` takes files on the way.
pub fn score(
    task: Task,
    corpus: &Path,
    predictions: &Path,
    folder: &Path,
    worst: usize,
) -> Result<Scores, String> {
    let script = script(corpus)?;
    let (gold, out) = (text(corpus), text(predictions));
    // One a file of predictions: several may be scored at once.
    let stem = predictions.file_stem().unwrap_or_default().to_string_lossy();
    let json_file = folder.join(format!("{stem}.scores.json"));
    let mut scores = Scores::default();
    match task {
        Task::Extraction => {
            let worst = worst.to_string();
            scores.printed = run(
                &script,
                &["--corpus", &gold, "--predictions", &out, "--worst", &worst, "--json", &text(&json_file)],
            )?;
            let json: Value = input::json(&json_file)?;
            // The article extraction benchmark counts shingles; the other corpora with full texts are read by tokens.
            let main = if corpus.ends_with("zyte") { "sf" } else { "tf" };
            for (id, row) in json["rows"].as_object().into_iter().flatten() {
                scores.by_page.extend(row[main].as_f64().map(|f1| (id.clone(), f1)));
            }
            let result = &json["result"];
            scores.take(result, "/shingle/f1", "shingle F1");
            scores.take(result, "/shingle/precision", "shingle precision");
            scores.take(result, "/shingle/recall", "shingle recall");
            scores.take(result, "/shingle/exact", "exact");
            scores.take(result, "/token/f1", "token F1");
            scores.take(result, "/seg/f1", "seg F1");
            scores.take(result, "/starts/accuracy", "first 13 words");
            for field in ["title", "byline", "published", "image", "lang"] {
                scores.take(result, &format!("/meta/{field}/accuracy"), field);
            }
        }
        Task::Boilerplate => {
            let worst = worst.to_string();
            scores.printed = run(
                &script,
                &["--corpus", &gold, "--predictions", &out, "--list", &worst, "--json", &text(&json_file)],
            )?;
            let json: Value = input::json(&json_file)?;
            scores.take(&json, "/cat/HIDEABLE/recall", "appeals hidden");
            scores.take(&json, "/zone/in/recall", "appeals hidden, inside the article");
            for category in ["donation", "subscription", "newsletter", "registration", "membership", "app"] {
                scores.take(&json, &format!("/cat/{category}/recall"), format!("appeals hidden, {category}"));
            }
            for (language, gold) in pages_by_language(corpus, folder)? {
                let json_file = folder.join(format!("{stem}.scores-by-language.json"));
                run(
                    &script,
                    &["--corpus", &text(&gold), "--predictions", &out, "--json", &text(&json_file)],
                )?;
                let json: Value = input::json(&json_file)?;
                let blocks = json.pointer("/cat/HIDEABLE/blocks").and_then(Value::as_u64).unwrap_or_default();
                let measure = format!("appeals hidden, {language} ({blocks})");
                scores.take(&json, "/cat/HIDEABLE/recall", measure);
            }
            scores.take_as(&json, "/cat/GATES/found", "gates hidden (must be 0)", Unit::Count);
            scores.take(&json, "/damage/gold/rate", "article words hidden, gold pages (must be 0)");
            scores.take_as(&json, "/damage/gold/pages_damaged", "gold pages damaged", Unit::Count);
            scores.take_as(&json, "/hard_negatives/pages_damaged", "look-alike pages damaged", Unit::Count);
        }
        Task::BoilerplateText => {
            scores.printed = run(&script, &["--text", &gold, "--predictions", &out])?;
            for (mark, measure, unit) in [
                ("(recall ", "appeal sentences found", Unit::Share),
                ("precision ", "precision", Unit::Share),
                ("words hidden ", "article words hidden (must be 0)", Unit::Share),
                ("texts damaged ", "texts damaged", Unit::Count),
                ("exactly right ", "texts exactly right", Unit::Count),
            ] {
                if let Some(value) = number_after(&scores.printed, mark) {
                    scores.add(measure, value, unit);
                }
            }
        }
        Task::Sentences => {
            scores.printed = run(&script, &["--corpus", &gold, "--predictions", &out])?;
            let printed = scores.printed.clone();
            for line in printed.lines() {
                let genre = line.split(' ').next().unwrap_or_default();
                for (mark, measure) in [(" P ", "precision"), (" R ", "recall"), ("F1 ", "F1")] {
                    // By genre the one figure that sums up is enough.
                    let is_kept = genre == "ALL" || measure == "F1";
                    if let Some(value) = number_after(line, mark).filter(|_| is_kept) {
                        scores.add(format!("{genre} {measure}"), value, Unit::Share);
                    }
                }
            }
        }
        Task::Entities => {
            let parts = by_language(corpus, predictions, folder)?;
            for (language, gold, out) in &parts {
                let (gold, out) = (text(gold), text(out));
                let args = [
                    "entities",
                    "--gold",
                    &gold,
                    "--predictions",
                    &out,
                    "--types",
                    "PER,LOC,ORG",
                    "--merge",
                    "FAC=LOC",
                    "--by-type",
                ];
                let label = if parts.len() > 1 { format!("{language}: ") } else { String::new() };
                scores.printed += &format!("{label}{}", run(&script, &args)?);
                let json = run_json(&script, &args)?;
                scores.take(&json, "/exact/f1", format!("{label}exact F1"));
                scores.take(&json, "/exact/p", format!("{label}exact precision"));
                scores.take(&json, "/exact/r", format!("{label}exact recall"));
                scores.take(&json, "/names_per_document/f1", format!("{label}names per document F1"));
            }
        }
        Task::Quotes => {
            for kinds in ["direct", "mixed", "indirect", "direct,mixed", "direct,mixed,indirect"] {
                let args = ["quotes", "--gold", &gold, "--predictions", &out, "--kinds", kinds];
                scores.printed += &format!("{kinds}: {}", run(&script, &args)?);
                let json = run_json(&script, &args)?;
                scores.take(&json, "/overlap50/f1", format!("{kinds}: F1"));
                scores.take(&json, "/overlap50/p", format!("{kinds}: precision"));
                scores.take(&json, "/speaker_name_accuracy", format!("{kinds}: speaker"));
                scores.take(&json, "/quote_and_speaker/f1", format!("{kinds}: quote and speaker F1"));
            }
        }
        Task::Quantities => {
            let args = ["quantities", "--gold", &gold, "--predictions", &out];
            scores.printed = run(&script, &args)?;
            let json = run_json(&script, &args)?;
            scores.take(&json, "/value/f1", "value F1");
            scores.take(&json, "/value_and_unit/f1", "value and unit F1");
            scores.take(&json, "/span_overlap/f1", "span overlap F1");
        }
        Task::Dates => {
            let mut args = vec!["dates", "--gold", &gold, "--predictions", &out];
            // Its times, durations and sets are no dates.
            if gold_has(corpus, "\"type\": \"DATE\"")? || gold_has(corpus, "\"type\":\"DATE\"")? {
                args.extend(["--types", "DATE"]);
            }
            scores.printed = run(&script, &args)?;
            let json = run_json(&script, &args)?;
            scores.take(&json, "/overlap/f1", "overlap F1");
            scores.take(&json, "/exact/f1", "exact F1");
            scores.take(&json, "/overlap_and_value/f1", "overlap and value F1");
            scores.take(&json, "/overlap/p", "overlap precision");
        }
        // Measured article by article: see `summary.rs`.
        Task::Summary => {}
    }
    Ok(scores)
}

/// The `score.py` nearest above a corpus.
pub fn script(corpus: &Path) -> Result<PathBuf, String> {
    let full = corpus.canonicalize().map_err(|e| format!("cannot read {}: {e}", corpus.display()))?;
    full.ancestors()
        .map(|folder| folder.join("score.py"))
        .find(|script| script.is_file())
        .ok_or_else(|| format!("no score.py in a folder above {}", corpus.display()))
}

pub fn text(path: &Path) -> String {
    path.display().to_string()
}

fn run(script: &Path, args: &[&str]) -> Result<String, String> {
    let output = Command::new("python3")
        .arg(script)
        .args(args)
        .output()
        .map_err(|e| format!("cannot run python3: {e}"))?;
    if !output.status.success() {
        return Err(format!(
            "{} failed: {}",
            script.display(),
            String::from_utf8_lossy(&output.stderr).trim()
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn run_json(script: &Path, args: &[&str]) -> Result<Value, String> {
    let printed = run(script, &[args, &["--json"]].concat())?;
    serde_json::from_str(&printed).map_err(|e| format!("{}: {e}", script.display()))
}

/// The first number behind `mark`; where a share in brackets follows on the same line ("12 / 90 (0.133)"), that.
fn number_after(text: &str, mark: &str) -> Option<f64> {
    let rest = &text[text.find(mark)? + mark.len()..];
    let line = rest.lines().next()?;
    let number = |text: &str| -> Option<f64> {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        text[..end].parse().ok()
    };
    match line.split_once(" / ").and_then(|(_, share)| share.split_once('(')) {
        Some((_, share)) if !line.starts_with("0.") => number(share),
        _ => number(line),
    }
}

fn gold_has(corpus: &Path, words: &str) -> Result<bool, String> {
    Ok(String::from_utf8_lossy(&input::bytes(corpus)?).contains(words))
}

#[derive(Deserialize)]
struct InLanguage {
    id: String,
    #[serde(default)]
    lang: String,
}

/// A corpus with fewer pages in a language says nothing of it.
const FEW_PAGES: usize = 5;

/// Parts of a corpus of labelled pages: by the language that the page declares, where enough do, and all that declare another than English.
fn pages_by_language(corpus: &Path, folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let labels: Value = input::json(&corpus.join("labels.json"))?;
    let pages: Vec<&Value> = labels["pages"].as_array().into_iter().flatten().collect();
    let declared = |page: &Value| page["lang"].as_str().unwrap_or_default().to_owned();
    let mut languages: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for page in pages.iter().filter(|page| !declared(page).is_empty()) {
        languages.entry(declared(page)).or_default().push(*page);
    }
    let other = pages.iter().filter(|page| !["", "en"].contains(&declared(page).as_str())).copied().collect();
    let mut parts: Vec<(String, Vec<&Value>)> =
        languages.into_iter().filter(|(_, pages)| pages.len() >= FEW_PAGES).collect();
    parts.push(("other languages than English".into(), other));
    let mut folders = Vec::new();
    for (n, (language, pages)) in parts.into_iter().enumerate() {
        let part = folder.join(format!("boilerplate-language-{n}"));
        let file = part.join("labels.json");
        let wrong = |e: std::io::Error| format!("cannot write {}: {e}", file.display());
        std::fs::create_dir_all(&part).map_err(wrong)?;
        std::fs::write(&file, serde_json::json!({ "pages": pages }).to_string()).map_err(wrong)?;
        folders.push((language, part));
    }
    Ok(folders)
}

/// Gold and predictions of each language of a corpus; the files themselves where it has one.
fn by_language(
    corpus: &Path,
    predictions: &Path,
    folder: &Path,
) -> Result<Vec<(String, PathBuf, PathBuf)>, String> {
    let documents: Vec<InLanguage> = input::lines(corpus)?;
    let mut languages: Vec<&str> = documents.iter().map(|d| d.lang.as_str()).collect();
    languages.sort_unstable();
    languages.dedup();
    if languages.len() < 2 {
        return Ok(vec![(String::new(), corpus.to_owned(), predictions.to_owned())]);
    }
    let mut parts = Vec::new();
    for language in languages {
        let has = |line: &Value| documents.iter().any(|d| d.lang == language && line["id"] == d.id.as_str());
        let part = |from: &Path, to: PathBuf| -> Result<PathBuf, String> {
            let lines: Vec<Value> = input::lines(from)?;
            write(&to, lines.iter().filter(|line| has(line)))?;
            Ok(to)
        };
        let gold = part(corpus, folder.join(format!("gold-{language}.jsonl")))?;
        let out = part(predictions, folder.join(format!("predictions-{language}.jsonl")))?;
        parts.push((language.to_owned(), gold, out));
    }
    Ok(parts)
}
