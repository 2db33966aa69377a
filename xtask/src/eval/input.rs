//! Corpora -> what the core may see of them.
//!
//! Forms: a folder with `truth.json` (`pages` by id, `html/<id>.html.gz`), a folder with `labels.json` (a list of
//! `pages` with `html`), or a `.jsonl` or `.jsonl.gz` file, one document a line. Whatever else stands there is gold:
//! [`Input`] has no field for it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use factbox::lang;
use flate2::read::GzDecoder;
use serde::{Deserialize, Deserializer};

use super::Task;
use super::notation::Notation;

/// One document as the core may see it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    pub id: String,
    #[serde(deserialize_with = "or_default")]
    pub url: String,
    /// Chooses the weights that have not seen the site, and nothing else.
    #[serde(default)]
    pub site: String,
    /// The page that a text was made from; chooses its site.
    #[serde(deserialize_with = "or_default")]
    page: String,
    /// The page's file, for pages.
    #[serde(skip)]
    pub html: PathBuf,
    #[serde(deserialize_with = "or_default")]
    pub title: String,
    pub text: String,
    /// The article's sentences, for summaries; labelled ones are gold and not read.
    #[serde(deserialize_with = "plain_strings")]
    pub sentences: Vec<String>,
    /// Index of each paragraph's first sentence.
    #[serde(deserialize_with = "or_default")]
    pub paragraphs: Vec<usize>,
    /// The day of publication.
    pub date: Option<String>,
    /// How the set writes dates.
    #[serde(skip)]
    pub notation: Notation,
    /// What a page would say of its language; empty where the text is long enough to tell.
    #[serde(deserialize_with = "or_default")]
    pub lang: String,
}

/// Reads a value; null is its default.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads a list of strings; of anything else, nothing.
fn plain_strings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

#[derive(Deserialize)]
struct Truth {
    pages: BTreeMap<String, TruthPage>,
}

#[derive(Deserialize)]
struct TruthPage {
    #[serde(default)]
    url: String,
    #[serde(default)]
    site: String,
}

#[derive(Deserialize)]
struct Labels {
    pages: Vec<LabelledPage>,
}

#[derive(Deserialize)]
struct LabelledPage {
    id: String,
    url: String,
    html: String,
    #[serde(default)]
    site: String,
}

/// The documents of a corpus in its order.
pub fn read(task: Task, path: &Path) -> Result<Vec<Input>, String> {
    match task {
        Task::Extraction => {
            let truth: Truth = json(&path.join("truth.json"))?;
            let input = |(id, page): (String, TruthPage)| {
                let html = path.join(format!("html/{id}.html.gz"));
                Input { id, url: page.url, site: page.site, html, ..Input::default() }
            };
            Ok(truth.pages.into_iter().map(input).collect())
        }
        Task::Boilerplate => {
            let labels: Labels = json(&path.join("labels.json"))?;
            let input = |page: LabelledPage| Input {
                html: path.join(&page.html),
                id: page.id,
                url: page.url,
                site: page.site,
                ..Input::default()
            };
            Ok(labels.pages.into_iter().map(input).collect())
        }
        // Mostly single sentences, too short to tell a language by. All sets of these tasks are English.
        Task::Quantities | Task::Dates => {
            let inputs: Vec<Input> = lines(path)?;
            let notation = if task == Task::Dates { Notation::of(path)? } else { Notation::default() };
            Ok(inputs.into_iter().map(|input| Input { lang: "en".into(), notation, ..input }).collect())
        }
        Task::Entities => {
            let mut inputs = lines(path)?;
            declare(&mut inputs);
            Ok(inputs)
        }
        Task::BoilerplateText => {
            let mut texts: Vec<Input> = lines(path)?;
            // A text has the site of the page that it was made from, where that page is there.
            let labels: Option<Labels> = path
                .parent()
                .and_then(Path::parent)
                .and_then(|corpus| json(&corpus.join("dev/labels.json")).ok());
            let sites: BTreeMap<String, String> =
                labels.into_iter().flat_map(|labels| labels.pages).map(|page| (page.id, page.site)).collect();
            for text in &mut texts {
                text.site = sites.get(&text.page).cloned().unwrap_or_default();
                // Pasted text says nothing of its language.
                text.lang.clear();
            }
            Ok(texts)
        }
        _ => lines(path),
    }
}

/// Gives every text the language that a page would declare: its own line's, else that of most texts of the corpus. A list of
/// results has hardly a word to tell it by, and no page leaves it to that.
fn declare(inputs: &mut [Input]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for input in inputs.iter() {
        *counts.entry(lang::of_text("", &input.text).code().to_owned()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count).map(|(code, _)| code).unwrap_or_default();
    for input in inputs.iter_mut().filter(|input| input.lang.is_empty()) {
        input.lang.clone_from(&most);
    }
}

/// The documents of a `.jsonl` or `.jsonl.gz` file; also used for gold, with another type.
pub fn lines<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>, String> {
    let text = String::from_utf8(bytes(path)?).map_err(|e| format!("{}: {e}", path.display()))?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), n + 1)))
        .collect()
}

/// A JSON file.
pub fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    serde_json::from_slice(&bytes(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

/// The bytes of a file, unpacked when its name ends in `.gz`.
pub fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let packed = fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    if path.extension().is_none_or(|e| e != "gz") {
        return Ok(packed);
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(&packed[..])
        .read_to_end(&mut unpacked)
        .map_err(|e| format!("cannot unpack {}: {e}", path.display()))?;
    Ok(unpacked)
}
