//! Every page fixture: `tests/pages/NAME/page.html` is briefed and held against `expect.json` beside it.
//!
//! `expect.json` names what the page guards and what must hold; a field that is absent is not checked.
//! * `article` (default true), `headline`, `language`, `direction`, `published`, `modified`, `byline`, `free`, `cut`, `whole`, `unseen`,
//!   `page`, `sure`, `paragraphs`
//! * `dek`: the publisher's own words on the story; false for none
//! * `notes`: what the publisher says of changes, in order: "kind: first words"
//! * `said`: words of what the command line prints
//! * `body`: how the first paragraph starts and the last ends; `contains`: words of the body; `lacks`: words that
//!   no paragraph of the body contains; `once`: words that one paragraph of the body contains, and no second
//! * `hidden`: all that is hidden, in order: kind, first and last words
//! * `people`: all people shown, in any order (`people_found`: at least these); likewise `organisations`, `places`
//! * `numbers`, `dates`, `quotes`: facts that must be shown: "first words = value unit", "words = value", "first words — speaker";
//!   with `_not`: words that no such fact contains
//! * `never`: words that nothing shown contains

use std::path::Path;

use factbox::brief::{Brief, Excerpt};
use factbox::{Options, Page, html};
use serde_json::{Value, json};

#[test]
fn every_page_fixture() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut names: Vec<_> =
        std::fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert!(names.len() >= 12, "fixtures are missing from {}", root.display());
    let mut failures = Vec::new();
    for name in &names {
        let folder = root.join(name);
        let page = html::page(&html::decode(&std::fs::read(folder.join("page.html")).unwrap()), "");
        let expected = std::fs::read_to_string(folder.join("expect.json")).unwrap();
        let expected: Value = serde_json::from_str(&expected).unwrap();
        for failure in check(&page, &expected) {
            failures.push(format!("{}: {failure}", name.display()));
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

/// All that does not hold, a line each.
pub fn check(page: &Page, expected: &Value) -> Vec<String> {
    let analysis = factbox::analyse(page, &Options::default());
    let brief = factbox::brief(page, &Options::default());
    let Some(brief) = brief else {
        return if expected["article"] == false { vec![] } else { vec!["no article".into()] };
    };
    if expected["article"] == false {
        return vec!["is taken for an article".into()];
    }
    let mut failed = unplaced(page, &brief);

    let text = |excerpt: &Excerpt| excerpt.text.clone();
    let article = &brief.article;
    let byline: Vec<String> = article.byline.iter().map(text).collect();
    for (key, value) in [
        ("headline", json!(article.headline.as_ref().map(text))),
        ("dek", article.dek.as_ref().map_or(json!(false), |dek| json!(dek.text))),
        ("language", json!(brief.language)),
        ("direction", json!(brief.direction)),
        ("published", json!(article.published.as_ref().map(|stamp| &stamp.day))),
        ("modified", json!(article.modified.as_ref().map(|stamp| &stamp.day))),
        ("byline", json!(byline)),
        ("free", json!(article.free)),
        ("cut", json!(article.cut)),
        ("whole", json!(article.whole)),
        ("unseen", json!(article.unseen)),
        ("page", json!(article.page)),
        ("sure", json!(article.sure)),
        ("paragraphs", json!(article.paragraphs)),
    ] {
        if !expected[key].is_null() && expected[key] != value {
            failed.push(format!("{key} is {value}, not {}", expected[key]));
        }
    }

    if expected["notes"].is_array() {
        let want: Vec<&str> = strings(&expected["notes"]).collect();
        let got: Vec<String> =
            article.notes.iter().map(|note| format!("{}: {}", note.kind, note.words.text)).collect();
        if want.len() != got.len() || !want.iter().zip(&got).all(|(want, got)| got.starts_with(want)) {
            failed.push(format!("notes are {got:?}, not {want:?}"));
        }
    }
    let said = factbox::render::text(&brief);
    for words in strings(&expected["said"]).filter(|words| !said.contains(words)) {
        failed
            .push(format!("{words:?} is not said: {}", said.lines().take(8).collect::<Vec<_>>().join(" / ")));
    }

    let prose = &analysis.blocks.prose.text;
    let body = analysis.article.as_ref().map(|article| &article.body[..]).unwrap_or_default();
    let body: Vec<&str> = body.iter().map(|paragraph| paragraph.span.of(prose)).collect();
    let (first, last) = (body.first().unwrap_or(&""), body.last().unwrap_or(&""));
    if let Some(starts) = expected["body"]["starts"].as_str().filter(|starts| !first.starts_with(starts)) {
        failed.push(format!("body starts {first:?}, not {starts:?}"));
    }
    if let Some(ends) = expected["body"]["ends"].as_str().filter(|ends| !last.ends_with(ends)) {
        failed.push(format!("body ends {last:?}, not {ends:?}"));
    }
    for words in strings(&expected["contains"]).filter(|words| !body.iter().any(|p| p.contains(words))) {
        failed.push(format!("body lacks {words:?}"));
    }
    for words in strings(&expected["lacks"]) {
        for paragraph in body.iter().filter(|p| p.contains(words)) {
            failed.push(format!("body has {words:?}: {paragraph:?}"));
        }
    }
    for words in strings(&expected["once"]) {
        let count = body.iter().filter(|p| p.contains(words)).count();
        if count != 1 {
            failed.push(format!("body has {words:?} in {count} paragraphs"));
        }
    }

    if let Some(hidden) = expected["hidden"].as_array() {
        let is_same = hidden.len() == brief.hidden.len()
            && hidden.iter().zip(&brief.hidden).all(|(want, got)| {
                want["kind"] == got.kind
                    && got.text.starts_with(want["starts"].as_str().unwrap())
                    && got.text.ends_with(want["ends"].as_str().unwrap())
            });
        if !is_same {
            let got: Vec<_> = brief.hidden.iter().map(|h| (h.kind, &h.text)).collect();
            failed.push(format!("hidden is {got:?}"));
        }
    }

    for (key, entities) in
        [("people", &brief.people), ("organisations", &brief.organisations), ("places", &brief.places)]
    {
        let mut got: Vec<&str> = entities.iter().map(|entity| entity.name.text.as_str()).collect();
        got.sort_unstable();
        if expected[key].is_array() {
            let mut want: Vec<&str> = strings(&expected[key]).collect();
            want.sort_unstable();
            if want != got {
                failed.push(format!("{key} are {got:?}, not {want:?}"));
            }
        }
        for name in strings(&expected[format!("{key}_found")]).filter(|name| !got.contains(name)) {
            failed.push(format!("{key} lack {name:?}: {got:?}"));
        }
    }

    let numbers = brief.numbers.iter().map(|number| {
        let unit = number.unit.as_deref().filter(|_| matches!(number.kind, "money" | "percent"));
        (
            number.words.text.clone(),
            format!("{} {}", number.value, unit.unwrap_or_default()).trim().to_owned(),
        )
    });
    let dates =
        brief.dates.iter().map(|date| (date.words.text.clone(), date.value.clone().unwrap_or_default()));
    facts(&mut failed, "numbers", expected, " = ", numbers.collect(), |got, want| got.starts_with(want));
    facts(&mut failed, "dates", expected, " = ", dates.collect(), |got, want| got == want);
    let quotes = brief.quotes.iter().map(|quote| {
        let speaker = quote.speaker.as_ref().or(quote.source.as_ref()).map(text);
        (
            quote.content[0].text.trim_start_matches(['“', '„', '«', '"', ' ']).to_owned(),
            speaker.unwrap_or_default(),
        )
    });
    facts(&mut failed, "quotes", expected, " — ", quotes.collect(), |got, want| got.starts_with(want));

    let shown = shown(&brief);
    for words in strings(&expected["never"]) {
        for text in shown.iter().filter(|text| text.contains(words)) {
            failed.push(format!("{words:?} is shown: {text:?}"));
        }
    }
    failed
}

/// Holds facts, as (words, value), against `expected[key]` and `expected[key + "_not"]`.
fn facts(
    failed: &mut Vec<String>,
    key: &str,
    expected: &Value,
    between: &str,
    got: Vec<(String, String)>,
    is_words: fn(&str, &str) -> bool,
) {
    for want in strings(&expected[key]) {
        let (words, value) = want.split_once(between).unwrap_or_else(|| panic!("{want:?} lacks {between:?}"));
        if !got.iter().any(|(text, is)| is_words(text, words) && is == value) {
            failed.push(format!("{key} lack {want:?}: {got:?}"));
        }
    }
    for words in strings(&expected[format!("{key}_not")]) {
        for (text, _) in got.iter().filter(|(text, _)| text.contains(words)) {
            failed.push(format!("{key} have {text:?}"));
        }
    }
}

fn strings(list: &Value) -> impl Iterator<Item = &str> {
    list.as_array().into_iter().flatten().map(|value| value.as_str().expect("a string"))
}

/// The text of every fact, sentence and name shown.
fn shown(brief: &Brief) -> Vec<String> {
    let mut texts = Vec::new();
    let mut brief = serde_json::to_value(brief).unwrap();
    // The ledger of what is hidden shows the appeals' words, and the site its own name: neither is a fact.
    brief["hidden"].take();
    // A correction's words stand in the head, as its own, and in no fact.
    brief["article"]["notes"].take();
    each_excerpt(&brief, &mut |text, _| texts.push(text.to_owned()));
    texts
}

/// Every excerpt with a place that does not hold its words.
fn unplaced(page: &Page, brief: &Brief) -> Vec<String> {
    let mut failed = Vec::new();
    each_excerpt(&serde_json::to_value(brief).unwrap(), &mut |text, place| {
        let mut words = String::new();
        for piece in place {
            let [node, start, end] = [0, 1, 2].map(|i| piece[i].as_u64().unwrap() as usize);
            let data: Vec<u16> = page.nodes[node].text.of(&page.text).encode_utf16().collect();
            words += &String::from_utf16(&data[start..end]).expect("a place cuts a character");
        }
        let without_space = |text: &str| text.split_whitespace().collect::<String>();
        if !place.is_empty() && without_space(&words) != without_space(text) {
            failed.push(format!("{text:?} leads to {words:?}"));
        }
    });
    failed
}

/// Calls `each` with text and place of every excerpt in a brief's JSON.
fn each_excerpt(value: &Value, each: &mut dyn FnMut(&str, &[Value])) {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        if let (Some(text), Some(place)) = (value["text"].as_str(), value["place"].as_array()) {
            each(text, place);
        }
        match value {
            Value::Object(map) => left.extend(map.values()),
            Value::Array(list) => left.extend(list),
            _ => {}
        }
    }
}
