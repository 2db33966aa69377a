//! Fixtures that are their own picture: the text, and under each line what is found in it, drawn with carets.
//!
//! A fixture file holds `# comments`, `[en]` or `[en 2025-03-20]` (language and day of publication of what follows),
//! and lines of text. `redraw` drops the drawn lines, asks again and draws anew; `UPDATE_EXPECT=1` writes them.

use factbox::article::Article;
use factbox::block::blocks;
use factbox::day::Day;
use factbox::fact::Text;
use factbox::lang::Language;
use factbox::page::Page;
use factbox::sentence::sentences;
use factbox::span::Span;

/// What to draw under some words: a caret for a fact, a hyphen for what belongs to it.
pub struct Drawn {
    pub span: Span,
    pub with: char,
    pub label: String,
}

pub fn redraw(file: &str, find: impl Fn(&Text) -> Vec<Drawn>) -> String {
    let mut out = String::new();
    let (mut language, mut published) = (Language::UNKNOWN, None);
    for line in file.lines() {
        let is_drawn = line.trim_start().starts_with(['^', '-']) && line.starts_with([' ', '^', '-']);
        if is_drawn && !line.starts_with('#') {
            continue;
        }
        out.push_str(line);
        out.push('\n');
        if let Some(head) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let (code, day) = head.split_once(' ').unwrap_or((head, ""));
            language = Language::from_tag(code);
            published = Day::parse(day);
        } else if !line.is_empty() && !line.starts_with('#') {
            with_text(line, language, published, |text| {
                for drawn in find(text) {
                    let before = Span { start: 0, end: drawn.span.start }.of(text.text).chars().count();
                    let length = drawn.span.of(text.text).chars().count();
                    let marks = drawn.with.to_string().repeat(length);
                    out.push_str(format!("{}{marks} {}", " ".repeat(before), drawn.label).trim_end());
                    out.push('\n');
                }
            });
        }
    }
    out
}

/// Calls `f` with some text as an article.
pub fn with_text<T>(
    words: &str,
    language: Language,
    published: Option<Day>,
    f: impl FnOnce(&Text) -> T,
) -> T {
    let blocks = blocks(&Page::from_text(words));
    let article = Article::of_text(&blocks, language, published);
    let sentences = sentences(&article, &blocks);
    f(&Text::new(&article, &blocks, &sentences))
}
