//! Texts of a corpus -> plain pages that hold one article each, as facts and summaries of texts were read.
//!
//! In: a line of a `.jsonl.gz` corpus beside the checkout. Out: the HTML of a page with headline, day and paragraphs and nothing around them.
//! Places in the sheets (`docs/reading/*.tsv`) count the nodes of these pages, so their form is not to be changed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::eval::input::{self, Input};

/// The corpora of texts that were read, each with its files.
const CORPORA: [(&str, &[&str]); 5] = [
    ("polnear", &["facts/polnear/dev", "facts/polnear/train"]),
    ("wikinews", &["summary/wikinews/dev", "summary/wikinews/train"]),
    ("bbc", &["summary/bbc/dev", "summary/bbc/train"]),
    ("cnndm", &["summary/cnndm/dev", "summary/cnndm/train"]),
    ("orangesum", &["summary/orangesum/dev"]),
];

/// The pages of the texts of which `wanted` says yes, by corpus and id ("bbc/bbc-sport-001").
pub fn pages(root: &Path, wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, String>, String> {
    let mut pages = BTreeMap::new();
    for (corpus, files) in CORPORA {
        for file in files {
            let path = root.join(format!("../shared/corpora/{file}.jsonl.gz"));
            for text in input::lines::<Input>(&path)? {
                let id = format!("{corpus}/{}", text.id);
                if wanted(&id) {
                    let language = if corpus == "orangesum" { "fr" } else { "en" };
                    pages.insert(id, page(&text, language));
                }
            }
        }
    }
    Ok(pages)
}

fn page(text: &Input, language: &str) -> String {
    let title = escaped(&text.title);
    let (mut head, mut top) = (String::new(), String::new());
    if !text.title.is_empty() {
        top += &format!("<h1>{title}</h1>");
    }
    if let Some(day) = text.date.as_deref().filter(|day| !day.is_empty()) {
        head += &format!("<meta property=\"article:published_time\" content=\"{day}T12:00:00Z\">");
        top += &format!("<p><time datetime=\"{day}\">{day}</time></p>");
    }
    let body: Vec<String> =
        paragraphs(text).iter().map(|paragraph| format!("<p>{}</p>", escaped(paragraph))).collect();
    format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title>{head}\
         <meta property=\"og:type\" content=\"article\"></head><body><main><article>{top}{}</article></main></body></html>",
        body.join("\n")
    )
}

fn paragraphs(text: &Input) -> Vec<String> {
    let Input { sentences, paragraphs, .. } = text;
    if !sentences.is_empty() {
        let starts = if paragraphs.is_empty() { (0..sentences.len()).collect() } else { paragraphs.clone() };
        let ends = starts.iter().skip(1).copied().chain([sentences.len()]);
        return starts.iter().zip(ends).map(|(start, end)| sentences[*start..end].join(" ")).collect();
    }
    let mut list: Vec<String> = text
        .text
        .split("\n\n")
        .map(|paragraph| paragraph.trim().replace('\n', " "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    // The headline stands above.
    if list.first().is_some_and(|first| first.trim_end_matches('.').trim() == text.title.trim()) {
        list.remove(0);
    }
    list
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
