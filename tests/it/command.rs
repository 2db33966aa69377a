//! The command line as a user meets it: what it prints, where, and with which exit status.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PAGE: &str = "tests/pages/newsletter-form/page.html";
const NO_ARTICLE: &str = "tests/pages/index-page/page.html";

#[test]
fn a_page_becomes_a_brief() {
    let output = factbox(&[PAGE]);
    assert_eq!((output.status.code(), error(&output)), (Some(0), String::new()));
    let text = printed(&output);
    assert!(text.starts_with("Night trains return to the coast line after eleven years\n"), "{text}");
    assert!(text.contains("2 October 2025"), "{text}");
}

#[test]
fn an_unreadable_page_is_named_and_the_next_is_read() {
    let output = factbox(&["no-such-page.html", PAGE, NO_ARTICLE, "--json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        error(&output).starts_with("factbox: cannot read no-such-page.html: no such file or directory\n"),
        "{}",
        error(&output)
    );
    let text = printed(&output);
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["file"], PAGE);
    assert_eq!(lines[0]["brief"]["format"], 1);
    assert!(lines[1]["brief"].is_null());
}

#[test]
fn a_page_without_an_article_is_said_so() {
    let output = factbox(&[NO_ARTICLE]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        error(&output),
        format!("factbox: no article in {NO_ARTICLE}; --anyway reads its likeliest story\n")
    );
    assert_eq!(printed(&output), "");
    let output = factbox(&[NO_ARTICLE, "--anyway", "--json"]);
    assert_eq!(output.status.code(), Some(0), "the reader knows better");
    let line: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
    assert_eq!(line["brief"]["article"]["sure"], true);
}

#[test]
fn every_way_in_gives_the_same_brief() {
    let html = std::fs::read(PAGE).unwrap();
    let brief = |output: Output| {
        let line: serde_json::Value = serde_json::from_str(&printed(&output)).unwrap();
        line["brief"].clone()
    };
    let want = brief(factbox(&[PAGE, "--json"]));

    let packed = scratch("page.html.gz");
    let mut gzip =
        flate2::write::GzEncoder::new(std::fs::File::create(&packed).unwrap(), flate2::Compression::fast());
    gzip.write_all(&html).unwrap();
    gzip.finish().unwrap();
    assert_eq!(brief(factbox(&[packed.to_str().unwrap(), "--json"])), want);
    assert_eq!(brief(factbox_reading(&["-", "--json"], &html)), want);
}

#[test]
fn options_reach_the_core() {
    let count = |words: &str| {
        let line: serde_json::Value =
            serde_json::from_str(&printed(&factbox(&[PAGE, "--json", "--words", words]))).unwrap();
        line["brief"]["summary"]["words"].as_u64().unwrap()
    };
    assert!(count("20") < count("80"));
    let line =
        printed(&factbox(&[PAGE, "--json", "--published", "2020-01-02", "--url", "https://a.example/b"]));
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(line["brief"]["article"]["published"]["day"], "2020-01-02");
    assert_eq!(line["brief"]["url"], "https://a.example/b");
    let output = factbox(&[PAGE, "--published", "tomorrow"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(error(&output).contains("not a day; write it as 2025-03-20"), "{}", error(&output));
}

#[test]
fn times_go_to_standard_error() {
    let output = factbox(&[PAGE, NO_ARTICLE, "--time", "--json"]);
    assert_eq!(printed(&output).lines().count(), 2);
    let said = error(&output);
    assert!(said.contains(&format!("ms  {PAGE}\n")) && said.contains("2 pages: median "), "{said}");
}

#[test]
fn markdown_has_headings_and_no_markup_of_the_page() {
    let page = scratch("marked.html");
    let html = std::fs::read_to_string(PAGE).unwrap().replace("a cake.", "a &lt;b&gt;cake&lt;/b&gt; [1](x).");
    std::fs::write(&page, html).unwrap();
    let text = printed(&factbox(&[page.to_str().unwrap(), "--markdown", "--words", "200"]));
    assert!(text.starts_with("# Night trains"), "{text}");
    assert!(text.contains("## Key sentences"), "{text}");
    assert!(!text.contains("<b>") && !text.contains("[1]("), "{text}");
}

#[test]
fn a_key_sentence_that_the_sidebar_holds_back_is_marked() {
    let line: serde_json::Value = serde_json::from_str(&printed(&factbox(&[PAGE, "--json"]))).unwrap();
    let sentences = line["brief"]["summary"]["sentences"].as_array().unwrap();
    let held_back = sentences.iter().filter(|sentence| sentence["isFirst"] == false).count();
    assert!(held_back > 0 && held_back < sentences.len(), "{line}");
    assert_eq!(printed(&factbox(&[PAGE])).matches("less sure").count(), held_back);
}

#[test]
fn the_explanation_names_every_verdict() {
    let text = printed(&factbox(&[PAGE, "--explain"]));
    for word in ["Body", "Headline", "Appeal(Newsletter)", "hide node", "key sentence, chosen as number 1"] {
        assert!(text.contains(word), "{word} is missing in\n{text}");
    }
}

fn factbox(arguments: &[&str]) -> Output {
    factbox_reading(arguments, b"")
}

fn factbox_reading(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_factbox"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may have ended before it is written.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn error(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn scratch(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}
