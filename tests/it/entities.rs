//! People, organisations and places, from `tests/text/entities.txt`.

use expect_test::expect_file;
use factbox::article::Article;
use factbox::fact::{self, Entity, EntityKind};
use factbox::lang::Language;
use factbox::{Page, block, sentence};
use std::fmt::Write;

/// Cases are documents: lines of text, each a paragraph, up to an empty line. Below a line carets stand under every mention,
/// with its kind, the name it is joined to where that is another, and the role found for the name.
#[test]
fn cases() {
    let file = include_str!("../text/entities.txt");
    let mut drawn = String::new();
    let mut language = Language::UNKNOWN;
    let mut document: Vec<&str> = Vec::new();
    for line in file.lines().chain([""]) {
        let is_caret = line.trim_start().starts_with('^');
        let is_head = line.starts_with('#') || line.starts_with('[');
        if is_caret {
            continue;
        }
        if !line.is_empty() && !is_head {
            document.push(line);
            continue;
        }
        drawn.push_str(&check(&std::mem::take(&mut document), language));
        if let Some(code) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            language = Language::from_tag(code);
        }
        drawn.push_str(line);
        drawn.push('\n');
    }
    drawn.truncate(drawn.trim_end().len());
    drawn.push('\n');
    expect_file!["../text/entities.txt"].assert_eq(&drawn);
}

fn check(document: &[&str], language: Language) -> String {
    let (text, entities) = find(&document.join("\n\n"), language);
    let mut drawn = String::new();
    let mut start = 0;
    for line in document {
        writeln!(drawn, "{line}").unwrap();
        let end = start + line.len();
        let mut mentions: Vec<_> = entities
            .iter()
            .flat_map(|entity| entity.mentions.iter().map(move |mention| (*mention, entity)))
            .filter(|(mention, _)| (start..end).contains(&(mention.start as usize)))
            .collect();
        mentions.sort_by_key(|(mention, _)| *mention);
        for (mention, entity) in mentions {
            let indent = text[start..mention.start as usize].chars().count();
            let carets = mention.of(&text).chars().count();
            write!(drawn, "{}{}", " ".repeat(indent), "^".repeat(carets)).unwrap();
            let kind = match entity.kind {
                EntityKind::Person => "person",
                EntityKind::Organisation => "organisation",
                EntityKind::Place => "place",
            };
            write!(drawn, " {kind}").unwrap();
            if mention == entity.name {
                if let Some(role) = entity.role {
                    write!(drawn, ", {}", role.of(&text)).unwrap();
                }
            } else if mention.of(&text) != entity.name.of(&text) {
                write!(drawn, " = {}", entity.name.of(&text)).unwrap();
            }
            drawn.push('\n');
        }
        start = end + 1;
    }
    drawn
}

/// The prose of plain text, with its entities.
fn find(text: &str, language: Language) -> (String, Vec<Entity>) {
    let page = Page::from_text(text);
    let blocks = block::blocks(&page);
    let article = Article::of_text(&blocks, language, None);
    let sentences = sentence::sentences(&article, &blocks);
    let facts = fact::facts(&fact::Text::new(&article, &blocks, &sentences));
    let entities = [facts.people, facts.organisations, facts.places].concat();
    (blocks.prose.text, entities)
}

/// Whatever the text, mentions are in order, apart, not empty, and the name is one of them.
#[test]
fn mentions_are_whole_whatever_the_text() {
    let pieces = [
        "Anna",
        " ",
        "Berg",
        "’s",
        ", ",
        "the ",
        "mayor of ",
        "EU",
        "(",
        ")",
        ".",
        "-",
        "al",
        "-",
        "von ",
        "der ",
        "U.S.",
        "“",
        "”",
        "&",
        "İ",
        "ǅ",
        "é",
        "\u{301}",
        "\n\n",
        "President ",
        "Ministry of ",
        "I",
        "NATO",
        "😀",
        "ß",
        "'",
        "Dr. ",
        "St. ",
    ];
    let mut state = 11_u32;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..30 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
        }
        for code in ["en", "de", "fr", "es", "ar", ""] {
            check_whole(&text, Language::from_tag(code));
        }
    }
}

/// Strings that have broken software, where the corpus is at hand.
#[test]
fn hostile_strings_break_nothing() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/hostile");
    let lists = ["blns", "unicode-breaks"].map(|name| std::fs::read_dir(folder.join(name)));
    let files: Vec<_> = lists.into_iter().flatten().flatten().flatten().collect();
    if files.is_empty() {
        eprintln!("skipped: no hostile strings beside the repository");
    }
    for file in files {
        let Ok(bytes) = std::fs::read(file.path()) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        for code in ["en", "de", ""] {
            check_whole(&text, Language::from_tag(code));
        }
    }
}

fn check_whole(text: &str, language: Language) {
    let (prose, entities) = find(text, language);
    for entity in &entities {
        assert!(entity.mentions.contains(&entity.name), "{prose:?}");
        let mut at = 0;
        for mention in &entity.mentions {
            assert!(at <= mention.start && !mention.is_empty(), "{prose:?}");
            assert!(prose.get(mention.range()).is_some(), "{prose:?}");
            at = mention.end;
        }
        if let Some(role) = entity.role {
            assert!(prose.get(role.range()).is_some_and(|role| !role.is_empty()), "{prose:?}");
        }
    }
}
