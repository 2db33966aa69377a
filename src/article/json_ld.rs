//! JSON-LD -> what the publisher says of the article in it.
//!
//! In: the texts of a page's `<script type="application/ld+json">`. Out: [`Testimony`] of the object that
//! describes the article, the fullest one when several do. Arrays, `@graph` and nested objects are searched.
//! What is not JSON, or nested deeper than `serde_json` reads (128 levels), is passed over.
//! Not here: whether any of it is believed (`metadata.rs`).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::block::count_words;

/// What JSON-LD says of an article. Texts are as written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Testimony {
    /// Whether an article's type was named, not only a web page's.
    pub is_article: bool,
    /// Whether it is one that grows post by post, the newest first.
    pub is_live: bool,
    pub headline: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    /// When a film or a recording in the page was put there.
    pub uploaded: Option<String>,
    pub modified: Option<String>,
    pub image: Option<String>,
    pub publisher: Option<String>,
    pub is_free: Option<bool>,
    pub whole: Whole,
}

/// What JSON-LD says of the whole article, for those who ask how much of it was served.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// `wordCount`, as written.
    pub word_count: Option<u32>,
    /// Words of `articleBody`; its words themselves are not kept.
    pub body_words: Option<u32>,
    /// `cssSelector` of each part that is not free.
    pub paid_parts: Vec<String>,
}

/// How much text of one script is read; what is longer is hardly metadata.
const MAX_SCRIPT: usize = 2_000_000;

/// Reads the testimony of all scripts; empty when none describes an article or page.
pub fn testimony(scripts: &[String]) -> Testimony {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut by_id: BTreeMap<&str, &Map<String, Value>> = BTreeMap::new();
    let mut objects = Vec::new();
    let mut open: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(object) => {
                if let (Some(Value::String(id)), true) = (object.get("@id"), object.len() > 1) {
                    by_id.entry(id).or_insert(object);
                }
                objects.push(object);
                // Comments and listed items are other people's or other pages' words.
                let inner = object.iter().filter(|(key, _)| {
                    !matches!(key.as_str(), "comment" | "itemListElement" | "review" | "hasPart" | "isPartOf")
                });
                open.extend(inner.map(|(_, value)| value).filter(|v| v.is_array() || v.is_object()));
            }
            _ => {}
        }
    }
    let mut best = (0, Testimony::default());
    let mut uploaded = None;
    for object in objects {
        uploaded = uploaded.or_else(|| object.get("uploadDate").and_then(first_text));
        let rank = match rank(object) {
            0 => continue,
            rank => rank,
        };
        let said = read(object, rank >= 20, &by_id);
        let fullness = u32::from(said.headline.is_some())
            + 2 * u32::from(said.published.is_some())
            + u32::from(!said.authors.is_empty());
        if rank + fullness > best.0 {
            best = (rank + fullness, said);
        }
    }
    Testimony { uploaded, ..best.1 }
}

fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_start_matches("<!--").trim_start_matches("<![CDATA[");
    let script = script.trim_end_matches("-->").trim_end_matches("]]>").trim().trim_end_matches(';');
    if script.len() > MAX_SCRIPT {
        return None;
    }
    // Line breaks inside strings are an error of JSON that many publishers make.
    let clean: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    serde_json::from_str(&clean).ok()
}

/// How well an object's type fits an article; 0 when it does not.
fn rank(object: &Map<String, Value>) -> u32 {
    let of_type = |name: &str| match name {
        "WebPage" | "ItemPage" => 10,
        "Article" | "BlogPosting" | "Report" | LIVE | "Review" | "OpinionPiece" => 20,
        name if name.ends_with("Article") => 21,
        _ => 0,
    };
    types(object).map(of_type).max().unwrap_or(0)
}

/// The type of an article that grows post by post.
pub const LIVE: &str = "LiveBlogPosting";

/// The names of an object's types.
fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let names: &[Value] = match object.get("@type") {
        Some(Value::Array(names)) => names,
        Some(name) => std::slice::from_ref(name),
        None => &[],
    };
    names.iter().filter_map(Value::as_str).map(|name| name.rsplit(['/', ':']).next().unwrap_or_default())
}

fn read(
    object: &Map<String, Value>,
    is_article: bool,
    by_id: &BTreeMap<&str, &Map<String, Value>>,
) -> Testimony {
    let text = |key: &str| object.get(key).and_then(first_text);
    let named = |key: &str| {
        let mut names = Vec::new();
        if let Some(value) = object.get(key) {
            collect_names(value, by_id, &mut names);
        }
        names
    };
    let mut authors = named("author");
    if authors.is_empty() {
        authors = named("creator");
    }
    Testimony {
        is_article,
        is_live: types(object).any(|name| name == LIVE),
        headline: text("headline").or_else(|| text("name")),
        description: text("description"),
        authors,
        published: text("datePublished").or_else(|| text("dateCreated")),
        uploaded: None,
        modified: text("dateModified"),
        image: object.get("image").and_then(|image| address(image, by_id)),
        publisher: named("publisher").into_iter().next(),
        is_free: object.get("isAccessibleForFree").and_then(truth),
        whole: whole(object),
    }
}

fn whole(object: &Map<String, Value>) -> Whole {
    let word_count = match object.get("wordCount") {
        Some(Value::Number(number)) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        Some(Value::String(text)) => text.trim().replace([',', '.', ' '], "").parse().ok(),
        _ => None,
    };
    let body_words = object.get("articleBody").and_then(Value::as_str).map(|text| {
        // Some publishers leave their markup in it: a tag is no word.
        let pieces = text.split('<').enumerate();
        let outside = |(i, piece): (usize, &'_ str)| match i {
            0 => count_words(piece),
            _ => piece.split_once('>').map_or(0, |(_, rest)| count_words(rest)),
        };
        pieces.map(outside).sum()
    });
    let parts = match object.get("hasPart") {
        Some(Value::Array(parts)) => parts.as_slice(),
        Some(part) => std::slice::from_ref(part),
        None => &[],
    };
    let is_paid = |part: &&Value| part.get("isAccessibleForFree").and_then(truth) == Some(false);
    let paid_parts = parts.iter().take(20).filter(is_paid).filter_map(|part| part.get("cssSelector"));
    let paid_parts = paid_parts.flat_map(|selector| match selector {
        Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Value::String(one) => vec![one.clone()],
        _ => Vec::new(),
    });
    Whole { word_count, body_words, paid_parts: paid_parts.take(20).collect() }
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(unescape(text.trim())),
        Value::Array(items) => items.iter().find_map(|item| item.as_str()).map(unescape),
        Value::Object(object) => object.get("@value").and_then(Value::as_str).map(unescape),
        _ => None,
    }
}

fn collect_names(value: &Value, by_id: &BTreeMap<&str, &Map<String, Value>>, names: &mut Vec<String>) {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for item in items.iter().take(20) {
        match item {
            Value::String(name) => names.push(unescape(name.trim())),
            Value::Object(object) => {
                let referred =
                    object.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id).copied());
                let name = object.get("name").or_else(|| referred?.get("name"));
                match name {
                    Some(Value::Array(list)) => {
                        names.extend(list.iter().filter_map(Value::as_str).map(unescape))
                    }
                    Some(name) => names.extend(first_text(name)),
                    None => {}
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
}

fn address(value: &Value, by_id: &BTreeMap<&str, &Map<String, Value>>) -> Option<String> {
    match value {
        Value::String(url) => Some(url.clone()),
        Value::Array(items) => items.iter().take(1).find_map(|item| match item {
            Value::String(url) => Some(url.clone()),
            Value::Object(object) => object.get("url").and_then(first_text),
            _ => None,
        }),
        Value::Object(object) => {
            let referred = object.get("@id").and_then(Value::as_str).and_then(|id| by_id.get(id).copied());
            let url = object.get("url").or_else(|| object.get("contentUrl")).or_else(|| referred?.get("url"));
            url.and_then(first_text)
        }
        _ => None,
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.trim().to_ascii_lowercase().rsplit('/').next()? {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// The commonest character references, which publishers leave in JSON.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (reference, character) in [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8211;", "–"),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        text = text.replace(reference, character);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(script: &str) -> Testimony {
        testimony(&[script.to_owned()])
    }

    #[test]
    fn a_graph_with_references() {
        let said = said(
            r##"{"@graph": [
                {"@type": "WebPage", "name": "Lamps - The Gull"},
                {"@type": ["NewsArticle"], "headline": "Lamps &amp; light", "datePublished": "2025-03-20T23:30:00+01:00",
                 "author": [{"@id": "#ada"}, {"name": "Bo Lind"}], "publisher": {"name": "The Gull"},
                 "isAccessibleForFree": "False", "image": ["https://a.example/1.jpg", "2.jpg"]},
                {"@type": "Person", "@id": "#ada", "name": "Ada Byrne"}]}"##,
        );
        assert!(said.is_article);
        assert_eq!(said.headline.as_deref(), Some("Lamps & light"));
        assert_eq!(said.authors, ["Ada Byrne", "Bo Lind"]);
        assert_eq!(said.published.as_deref(), Some("2025-03-20T23:30:00+01:00"));
        assert_eq!(said.publisher.as_deref(), Some("The Gull"));
        assert_eq!(said.image.as_deref(), Some("https://a.example/1.jpg"));
        assert_eq!(said.is_free, Some(false));
    }

    #[test]
    fn what_the_whole_has() {
        let said = said(
            r#"{"@type": "NewsArticle", "wordCount": "1,204", "articleBody": "<p>Four words of <b>text</b>",
                "hasPart": [{"isAccessibleForFree": false, "cssSelector": ".paid"}, {"isAccessibleForFree": true, "cssSelector": ".free"}]}"#,
        );
        let paid_parts = vec![".paid".to_owned()];
        assert_eq!(said.whole, Whole { word_count: Some(1204), body_words: Some(4), paid_parts });
    }

    #[test]
    fn broken_or_deep_json_says_nothing() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        for script in ["", "{", "null", "[1, 2]", "{\"@type\": 3}", "{\"author\": [[[{}]]]}", deep.as_str()] {
            assert_eq!(said(script), Testimony::default());
        }
    }

    #[test]
    fn line_breaks_in_strings_are_forgiven() {
        assert_eq!(
            said("{\"@type\": \"Article\", \"headline\": \"One\nTwo\"}").headline.as_deref(),
            Some("One Two")
        );
    }
}
