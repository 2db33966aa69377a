//! Sentence boundaries, from `tests/text/sentences.txt`.

use factbox::lang::Language;
use factbox::sentence::split;
use factbox::span::Span;

#[test]
fn cases() {
    let mut language = Language::UNKNOWN;
    let mut misses = String::new();
    for line in include_str!("../text/sentences.txt").lines() {
        if let Some(code) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            language = Language::from_tag(code);
        } else if !line.is_empty() && !line.starts_with('#') {
            let found = check(line, language);
            if found != line {
                misses.push_str(&format!("\n  want {line}\n  have {found}"));
            }
        }
    }
    assert!(misses.is_empty(), "{misses}");
}

/// The paragraph cut again, as the file would write it.
fn check(line: &str, language: Language) -> String {
    // Scripts without spaces between sentences have none in the text either.
    let joint = if matches!(language.code(), "ja" | "zh") { "" } else { " " };
    let text = line.replace(" | ", joint);
    let sentences = split(&text, Span::new(0, text.len()), language);
    sentences.iter().map(|span| span.of(&text)).collect::<Vec<_>>().join(" | ")
}

/// Whatever the text, the sentences are in order, apart, without white space at their ends, and hold all words.
#[test]
fn sentences_hold_every_word() {
    let marks = [
        "a", "B. ", "U.S", ". ", "…", "\"", "”", " ", "\u{a0}", "3. ", "(", ")", "。", "« ", " »", "!", "é",
        "\n", "😀",
    ];
    let mut state = 7_u32;
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..24 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(marks[(state >> 16) as usize % marks.len()]);
        }
        for code in ["en", "de", "ja", ""] {
            let sentences = split(&text, Span::new(0, text.len()), Language::from_tag(code));
            let mut at = 0;
            let mut words = String::new();
            for span in sentences {
                assert!(at <= span.start && !span.is_empty(), "{text:?}");
                assert_eq!(span, span.trimmed(&text), "{text:?}");
                words.push_str(span.of(&text));
                at = span.end;
            }
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&words), bare(&text));
        }
    }
}

/// A paragraph of any shape costs its length: squared, these would take minutes.
#[test]
fn long_paragraphs_are_cut() {
    for piece in
        ["(", "\" . ", "Dr. ", "3. ", "a.B ", "? \"", "“ A. ", ". [1] ", "….)”", "『。」", "x", "U.S. "]
    {
        let text = piece.repeat(40_000);
        let sentences = split(&text, Span::new(0, text.len()), Language::from_tag("de"));
        assert!(!sentences.is_empty());
    }
}
