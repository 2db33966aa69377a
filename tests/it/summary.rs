//! The sentences of summaries, from `tests/text/summary.txt`.

use factbox::article::{Article, Words};
use factbox::lang::Language;
use factbox::summary::Budget;
use factbox::{Options, Page, block, fact, sentence, summary};

#[test]
fn cases() {
    let mut misses = String::new();
    for article in include_str!("../text/summary.txt").split("\n# ").skip(1) {
        let (title, body) = article.split_once('\n').unwrap_or_default();
        // The file's own head has no language.
        let Some((headline, language)) = title.trim_end_matches(']').split_once(" [") else { continue };
        check(headline, language, body, &mut misses);
    }
    assert!(misses.is_empty(), "{misses}");
}

fn check(headline: &str, language: &str, body: &str, misses: &mut String) {
    let mut text = String::new();
    for line in body.trim().lines() {
        match line.get(2..) {
            Some(sentence) => text.push_str(&format!("{} ", sentence.replace(" | ", " "))),
            None => text.push_str("\n\n"),
        }
    }
    let chosen = choose(&text, headline, language, Options::default().words, true);
    let whatever = choose(&text, headline, language, 1_000, false);
    for line in body.lines().filter(|line| !line.is_empty()) {
        let (mark, sentences) = line.split_at(2);
        for sentence in sentences.split(" | ") {
            let is_in = |chosen: &[String]| chosen.iter().any(|words| words.contains(sentence));
            let is_right = match mark {
                "+ " => is_in(&chosen),
                "- " => !is_in(&chosen),
                "x " => !is_in(&whatever),
                _ => true,
            };
            if !is_right {
                misses.push_str(&format!("\n{headline}: {line}"));
            }
        }
    }
    // The budget holds, the sentences are verbatim and in text order.
    for budget in [1, 20, 60, 500] {
        let chosen = choose(&text, headline, language, budget, false);
        let words: u32 = chosen.iter().map(|words| block::count_words(words)).sum();
        assert!(words <= budget || chosen.len() == 1, "{headline}: {words} words for {budget}");
        let mut at = 0;
        for words in &chosen {
            let found = text[at..].find(words.as_str()).expect("a chosen sentence stands in the text");
            at += found + words.len();
        }
    }
}

/// The sentences that are chosen, or those of them that are shown at once.
fn choose(text: &str, headline: &str, language: &str, words: u32, first: bool) -> Vec<String> {
    let page = Page::from_text(text);
    let blocks = block::blocks(&page);
    let mut article = Article::of_text(&blocks, Language::from_tag(language), None);
    article.headline = Some(Words::InHead(headline.to_owned()));
    let sentences = sentence::sentences(&article, &blocks);
    let prose = fact::Text::new(&article, &blocks, &sentences);
    let chosen = summary::summary(&summary::draft(&prose, &fact::facts(&prose)), Budget::Words(words));
    chosen
        .choices
        .iter()
        .filter(|choice| choice.is_first || !first)
        .map(|choice| sentences[choice.sentence].span.of(&blocks.prose.text).to_owned())
        .collect()
}
