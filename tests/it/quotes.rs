//! Quotations and their speakers, from `tests/text/quotes.txt`, and what is told without being said, from `stances.txt`.

use expect_test::expect_file;
use factbox::article::Article;
use factbox::block::blocks;
use factbox::fact::{Text, quote};
use factbox::lang::Language;
use factbox::page::Page;
use factbox::sentence::sentences;
use factbox::span::Span;

#[test]
fn cases() {
    let drawn = draw(include_str!("../text/quotes.txt"), false);
    expect_file!["../text/quotes.txt"].assert_eq(&drawn);
}

#[test]
fn stances() {
    let drawn = draw(include_str!("../text/stances.txt"), true);
    expect_file!["../text/stances.txt"].assert_eq(&drawn);
}

/// The cases drawn anew: what is told, or what is said.
fn draw(cases: &str, is_told: bool) -> String {
    let mut language = Language::UNKNOWN;
    let mut drawn = String::new();
    for case in cases.trim_end().split("\n\n") {
        let is_head = |line: &&str| line.starts_with(['#', '[']);
        for line in case.lines().filter(is_head) {
            if let Some(code) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                language = Language::from_tag(code);
            }
            drawn.push_str(line);
            drawn.push('\n');
        }
        let is_text = |line: &&str| !line.starts_with(['#', '[']) && !line.trim_start().starts_with('^');
        drawn.push_str(&check(&case.lines().filter(is_text).collect::<Vec<_>>(), language, is_told));
        drawn.push('\n');
    }
    drawn.truncate(drawn.trim_end().len());
    drawn.push('\n');
    drawn
}

/// The paragraphs, and below each one a line for every quotation that has a piece in it: carets under the pieces, the
/// kind, the cue, the source, and whose name that is.
fn check(paragraphs: &[&str], language: Language, is_told: bool) -> String {
    let page = Page::from_text(&paragraphs.join("\n\n"));
    let blocks = blocks(&page);
    let article = Article::of_text(&blocks, language, None);
    let sentences = sentences(&article, &blocks);
    let text = Text::new(&article, &blocks, &sentences);
    let quotes = if is_told { quote::stances(&text) } else { quote::find(&text, &[]) };
    let words = |span: Option<Span>| span.map_or("nobody", |span| span.of(text.text));
    let mut drawn = String::new();
    for block in &blocks.list {
        let line = block.span.of(text.text);
        drawn.push_str(line);
        drawn.push('\n');
        for quote in &quotes {
            if !quote.content.iter().any(|piece| piece.overlaps(block.span)) {
                continue;
            }
            let mut carets = String::new();
            for (at, _) in line.char_indices() {
                let at = Span::new(block.span.start as usize + at, block.span.start as usize + at + 1);
                carets.push(if quote.content.iter().any(|piece| piece.overlaps(at)) { '^' } else { ' ' });
            }
            let kind = format!("{:?}", quote.kind).to_lowercase();
            let (cue, source, speaker) = (words(quote.cue), words(quote.source), words(quote.speaker));
            drawn.push_str(&format!("{} {kind}: {cue}, {source} = {speaker}\n", carets.trim_end()));
        }
    }
    drawn
}

/// Whatever the text, every span stands in it, is no empty one, and the quotations are in order.
#[test]
fn any_text() {
    let words = [
        "“",
        "”",
        "\"",
        "'",
        "’",
        "„",
        "«",
        "»",
        "「",
        "」",
        " ",
        " ",
        " ",
        "said",
        "Lind",
        "she",
        ",",
        ".",
        ":",
        "?",
        "that",
        "and",
        "who",
        "the",
        "according to",
        "—",
        "(",
        ")",
        "told",
        "\n\n",
        "é",
        "😀",
        "sagte",
        "Mr.",
        "adding",
        "-",
        "t",
        "''",
        "と述べた",
        "は",
    ];
    let mut state = 11_u32;
    for round in 0..3_000 {
        let mut text = String::new();
        for _ in 0..40 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(words[(state >> 16) as usize % words.len()]);
            if state & 0x800 == 0 {
                text.push(' ');
            }
        }
        let code = ["en", "de", "fr", "es", "ja", ""][round % 6];
        holds(&text, Language::from_tag(code));
    }
}

/// The big list of naughty strings, where it is at hand: not part of the repository.
#[test]
fn hostile_text() {
    let Ok(path) = std::env::var("FACTBOX_HOSTILE") else {
        eprintln!("skipped: FACTBOX_HOSTILE names no file of hostile strings");
        return;
    };
    let text = std::fs::read(&path).expect("FACTBOX_HOSTILE names a file");
    let text = String::from_utf8_lossy(&text);
    for code in ["en", "de", "fr", "es", "ja", ""] {
        holds(&text, Language::from_tag(code));
        for line in text.lines() {
            holds(&format!("“{line}” {line} said, “{line}"), Language::from_tag(code));
        }
    }
}

fn holds(text: &str, language: Language) {
    let page = Page::from_text(text);
    let blocks = blocks(&page);
    let article = Article::of_text(&blocks, language, None);
    let sentences = sentences(&article, &blocks);
    let text = Text::new(&article, &blocks, &sentences);
    for found in [quote::find(&text, &[]), quote::stances(&text)] {
        let mut last = 0;
        for quote in found {
            let spans = quote.content.iter().chain(&quote.source).chain(&quote.speaker).chain(&quote.cue);
            for span in spans {
                assert!(
                    !span.is_empty() && text.text.get(span.range()).is_some(),
                    "{quote:?} in {:?}",
                    text.text
                );
            }
            let start = quote.content.first().map_or(0, |piece| piece.start);
            assert!(last <= start, "{:?}", text.text);
            last = start;
        }
    }
}
