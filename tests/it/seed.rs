//! The article the project began with, as plain text and as a page, against what an editor marked in it.
//!
//! It lies beside the checkout, in `../shared/seed`; without it these tests say so and pass.

use std::path::{Path, PathBuf};

use factbox::{Options, Page, html};
use serde_json::{Value, json};

use crate::pages::check;

#[test]
fn as_plain_text() {
    let Some(seed) = Seed::read() else { return };
    seed.check(&Page::from_text(&seed.text));
}

#[test]
fn as_a_news_page() {
    let Some(seed) = Seed::read() else { return };
    seed.check(&html::page(&seed.page(), "https://news.example/world/story"));
}

struct Seed {
    text: String,
    /// Facts, offsets in characters.
    brief: Value,
    /// The appeal, offsets in characters.
    boilerplate: Value,
}

impl Seed {
    fn read() -> Option<Self> {
        let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
        let Ok(text) = std::fs::read_to_string(folder.join("article.txt")) else {
            eprintln!("skipped: {} is not there", folder.display());
            return None;
        };
        let json = |name| serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap();
        Some(Seed { text, brief: json("brief.gold.json"), boilerplate: json("boilerplate.gold.json") })
    }

    /// The article in the structure of a news site, its appeal a block in front.
    fn page(&self) -> String {
        let mut appeal = String::new();
        for piece in self.boilerplate["boilerplate"].as_array().unwrap() {
            let words = piece["text"].as_str().unwrap();
            appeal += &match piece["label"].as_str().unwrap() {
                "donation:heading" => format!("<h3>{words}</h3>"),
                "donation:button" => format!("<a href=\"/donations\">{words}</a> "),
                "donation:body" => format!("<p>{words}</p>"),
                _ => String::new(),
            };
        }
        let paragraphs = self.text.split("\n\n").skip(1).map(|words| format!("<p>{}</p>\n", words.trim()));
        let published = self.brief["published"].as_str().unwrap();
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>A story | A paper</title>\
             <meta property=\"article:published_time\" content=\"{published}T18:00:00Z\"></head><body>\
             <header><nav><a href=\"/\">Home</a> <a href=\"/world\">World</a></nav></header><main><article>\
             <header><h1>A story</h1></header><div id=\"main\"><div class=\"sc-1k2\"><div>{appeal}</div></div>\n{}</div>\
             </article></main><footer><a href=\"/terms\">Terms</a></footer></body></html>",
            paragraphs.collect::<String>()
        )
    }

    fn check(&self, page: &Page) {
        let names = |key: &str| -> Vec<&Value> { self.brief[key].as_array().unwrap().iter().collect() };
        let appeals = self.boilerplate["boilerplate"].as_array().unwrap();
        let mut failed = check(
            page,
            &json!({
                "published": self.brief["published"],
                "language": "en",
                "paragraphs": 14,
                "people": names("people").iter().map(|p| p["name"].clone()).collect::<Vec<_>>(),
                "body": { "starts": "Russian President", "ends": "($162 billion)." },
                "never": ["Musk", "PAC", "The Independent", "The A Word", "donation"],
            }),
        );
        let brief = factbox::brief(page, &Options::default()).expect("an article");

        // The appeal is hidden whole, the article not at all.
        let want: String = appeals
            .iter()
            .filter(|piece| piece["label"] != "metadata:publication-date")
            .map(|p| p["text"].as_str().unwrap())
            .collect();
        let got: String = brief.hidden.iter().map(|hidden| hidden.text.as_str()).collect();
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        // As plain text the date mark in front shares its paragraph.
        if squeeze(&got).trim_start_matches("date2025-03-20") != squeeze(&want) {
            failed.push(format!("hidden is {got:?}"));
        }

        // Every organisation by its name or an alias, and no other.
        let organisations: Vec<&str> = brief.organisations.iter().map(|o| o.name.text.as_str()).collect();
        let wanted = names("organisations");
        for want in &wanted {
            if !organisations.iter().any(|got| is_named(want, got)) {
                failed.push(format!("organisations lack {}: {organisations:?}", want["name"]));
            }
        }
        for got in organisations.iter().filter(|got| !wanted.iter().any(|want| is_named(want, got))) {
            failed.push(format!("{got:?} is taken for an organisation"));
        }

        let numbers: Vec<_> =
            brief.numbers.iter().map(|n| (n.words.text.as_str(), n.value.as_str())).collect();
        for want in names("numbers") {
            let (words, value) = (want["text"].as_str().unwrap(), want["value"].as_f64().unwrap());
            let is_same = |(text, number): &(&str, &str)| {
                number.parse() == Ok(value) && (words.contains(text) || text.contains(words))
            };
            if !numbers.iter().any(is_same) {
                failed.push(format!("numbers lack {words:?} = {value}: {numbers:?}"));
            }
        }

        let dates: Vec<_> = brief.dates.iter().map(|d| (d.words.text.as_str(), d.value.as_deref())).collect();
        for want in names("dates") {
            if !dates.contains(&(want["text"].as_str().unwrap(), want["value"].as_str())) {
                failed.push(format!("dates lack {} = {}: {dates:?}", want["text"], want["value"]));
            }
        }

        let words = |span: &Value| -> String {
            let [start, end] = [0, 1].map(|i| span[i].as_u64().unwrap() as usize);
            self.text.chars().skip(start).take(end - start).collect()
        };
        for want in names("quotes").iter().filter(|quote| quote["kind"] == "direct") {
            let content: Vec<String> = want["content"].as_array().unwrap().iter().map(words).collect();
            let speakers = [
                want["speaker"].as_str().unwrap().to_owned(),
                words(&want["source"][0]),
                want.get("resolved_source").map(words).unwrap_or_default(),
            ];
            let found = brief
                .quotes
                .iter()
                .find(|quote| quote.content.iter().any(|piece| content[0].contains(&piece.text)));
            let Some(quote) = found else {
                failed.push(format!("quotes lack {:?}", content[0]));
                continue;
            };
            let pieces: String = quote.content.iter().map(|piece| squeeze(&piece.text)).collect();
            if pieces != squeeze(&content.concat()) {
                failed.push(format!("a quote is {pieces:?}, not {content:?}"));
            }
            let speaker =
                quote.speaker.as_ref().or(quote.source.as_ref()).map_or("", |words| words.text.as_str());
            if !speakers.iter().any(|want| want == speaker) {
                failed
                    .push(format!("the speaker of {:?} is {speaker:?}, not one of {speakers:?}", content[0]));
            }
        }
        assert!(failed.is_empty(), "{} failures\n{}", failed.len(), failed.join("\n"));
    }
}

fn is_named(entity: &Value, name: &str) -> bool {
    entity["name"] == name
        || entity["aliases"].as_array().is_some_and(|aliases| aliases.iter().any(|alias| alias == name))
}
