//! Input that nobody means well: every page briefs or declines, and whatever it shows stands where it says.

use std::path::Path;

use factbox::{Page, html};
use serde_json::{Value, json};

use crate::pages::check;

/// A cut-off download is an ordinary input.
#[test]
fn every_prefix_of_every_fixture() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path().join("page.html")).unwrap();
        let step = bytes.len() / 60 + 1;
        for cut in (0..bytes.len()).step_by(step) {
            assert_placed(&html::page(&html::decode(&bytes[..cut]), ""));
        }
    }
}

/// Strings that break things, in every place that text can take.
#[test]
fn hostile_strings() {
    let Some(strings) = corpus_strings() else { return };
    for chunk in strings.chunks(40) {
        let mut body = String::new();
        for text in chunk {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            body += &format!(
                "<p class=\"{escaped}\" title=\"{escaped}\">The mayor, Ada Berg, read it out on Monday: “{escaped}” and 12 people left.</p>{text}"
            );
        }
        let first = chunk[0].replace('"', "&quot;");
        let page = format!(
            "<title>{first}</title><meta name=author content=\"{first}\"><meta property=og:title content=\"{first}\">\
             <script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":{}}}</script><article><h1>{first}</h1>{body}</article>",
            json!(chunk[0])
        );
        assert_placed(&html::page(&page, ""));
        assert_placed(&Page::from_text(&chunk.join("\n\n")));
        assert_placed(&Page::from_text(&chunk.concat()));
    }
}

/// JSON-LD that is broken, nested without end or of the wrong shape is as if it were not there, or is read.
#[test]
fn hostile_json_ld() {
    let folder = corpora().join("jsontestsuite/test_parsing");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    };
    for file in files {
        let json = html::decode(&std::fs::read(file.unwrap().path()).unwrap());
        let page = format!(
            "<script type=application/ld+json>{json}</script><h1>Head</h1><p>One paragraph of a story, said Ada Berg.</p>"
        );
        assert_placed(&html::page(&page, ""));
    }
}

#[test]
fn extremes_of_size_and_depth() {
    let deep =
        "<div>".repeat(3_000) + "<p>Down here stands a sentence of some length, and then another one.</p>";
    let breaks = "<br>word&nbsp;".repeat(20_000);
    let unclosed = "<b><i>".repeat(2_000) + "text";
    let long = format!("<p>{}</p>", "Ada Berg paid 3 million euros on 2 May, “she said”. ".repeat(4_000));
    let one_word = "a".repeat(300_000);
    let marks = "“".repeat(20_000);
    let capitals = "Ada ".repeat(20_000);
    let digits = "1,".repeat(20_000);
    for page in [deep, breaks, unclosed, long, one_word, marks, capitals, digits] {
        assert_placed(&html::page(&page, ""));
        assert_placed(&Page::from_text(&page));
    }
}

/// Briefs the page and holds every place to its words.
fn assert_placed(page: &Page) {
    let failed: Vec<String> =
        check(page, &json!({})).into_iter().filter(|line| line != "no article").collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

fn corpora() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/hostile")
}

fn corpus_strings() -> Option<Vec<String>> {
    let mut strings = Vec::new();
    for (file, key) in [
        ("blns/blns.json", "s"),
        ("dompurify/vectors.json", "payload"),
        ("xss-payload-list/payloads.json", "s"),
    ] {
        let Ok(bytes) = std::fs::read(corpora().join(file)) else {
            eprintln!("skipped: {} is not there", corpora().join(file).display());
            return None;
        };
        let list: Vec<Value> = serde_json::from_slice(&bytes).unwrap();
        strings.extend(list.iter().map(|item| item[key].as_str().expect("a string").to_owned()));
    }
    Some(strings)
}
