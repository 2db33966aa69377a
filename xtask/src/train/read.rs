//! A page that a reader judged -> what the trainers look at: its article, facts and draft of a summary, and the places that sheets name.

use factbox::article::Article;
use factbox::fact::{self, Facts, Text};
use factbox::page::Page;
use factbox::place::Places;
use factbox::span::Span;
use factbox::summary::{self, Abstained, Draft};
use factbox::{extract, sentence};

/// A page as it was judged.
pub struct Reading<'a> {
    pub article: &'a Article,
    pub text: Text<'a>,
    pub facts: Facts,
    pub draft: Result<Draft, Abstained>,
    places: Places<'a>,
}

impl Reading<'_> {
    /// The place of some spans, one after another, as the sheets write it: "[[12,0,135]]".
    pub fn place(&self, spans: &[Span]) -> String {
        let pieces: Vec<_> = spans.iter().flat_map(|span| self.places.place(*span)).collect();
        serde_json::to_string(&pieces).unwrap_or_default()
    }
}

/// Reads a page and hands it on; `None` where it holds no article.
pub fn read<T>(page: &Page, then: impl FnOnce(Reading) -> T) -> Option<T> {
    let analysis = extract(page);
    let (article, blocks) = (analysis.article.as_ref()?, &analysis.blocks);
    let sentences = sentence::sentences(article, blocks);
    let text = Text::new(article, blocks, &sentences);
    let facts = fact::facts(&text);
    let draft = summary::draft(&text, &facts);
    Some(then(Reading { article, text, facts, draft, places: Places::new(page, &blocks.prose) }))
}
