//! Verdicts -> article: headline, byline, dates and the paragraphs of the story.
//!
//! In: the page, its blocks and their verdicts. Out: an [`Article`], or `None` where there is none: an index,
//! a search page, an error page. Method: ranked candidates for each field from the page's own testimony
//! (JSON-LD, metas, markup) and its layout of blocks. Text that stands in the page is given as a span of it,
//! so that the reader can be led there; text known only from the head is given as words.

use crate::block::{Block, BlockId, Blocks};
use crate::boilerplate::{Judgement, Label};
use crate::date::Day;
use crate::lang::Language;
use crate::page::{Page, Tag};
use crate::span::Span;

/// Words that are shown: from the page, or known only from its head.
#[derive(Clone, Debug, PartialEq)]
pub enum Words {
    /// In `Prose::text`.
    InPage(Span),
    InHead(String),
}

#[derive(Clone, Debug, Default)]
pub struct Article {
    pub headline: Option<Words>,
    /// The words between headline and story (standfirst).
    pub dek: Option<Words>,
    /// One for each author, without "By".
    pub byline: Vec<Words>,
    pub published: Option<Stamp>,
    pub modified: Option<Stamp>,
    /// The site's own name for itself.
    pub site: Option<String>,
    /// Address of the lead image.
    pub image: Option<String>,
    pub language: Language,
    pub is_right_to_left: bool,
    /// The story in order.
    pub body: Vec<Paragraph>,
    /// What the page says of its price: `Some(false)` for `isAccessibleForFree: false`.
    pub is_free: Option<bool>,
    /// Why the text is thought to be cut short; empty when it is not.
    pub cut_signs: Vec<CutSign>,
    /// How sure we are that this is an article and its body found, 0 to 100.
    pub confidence: u8,
}

/// A moment as the publisher gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// In the publisher's own time zone.
    pub day: Day,
    /// "2025-03-20T14:05:00+01:00", as found.
    pub written: String,
    /// Where it stands in the page, if it does.
    pub place: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub block: BlockId,
    /// In `Prose::text`: the block's span, less an appeal at its end.
    pub span: Span,
    pub kind: ParagraphKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    Text,
    /// A heading inside the story: read for names, never a sentence of the summary.
    Heading,
    ListItem,
    Quotation,
}

/// A sign that the publisher served less than the whole article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutSign {
    /// A gate stands where the text ends.
    Gate,
    /// The page says `isAccessibleForFree: false`.
    NotFree,
    /// The last paragraph stops without an end.
    StopsShort,
    /// "Page 1 of 3".
    MorePages,
}

impl Article {
    /// The article that plain text is when nobody judges it: every block a paragraph. For text known to be an article.
    pub fn of_text(blocks: &Blocks, language: Language, published: Option<Day>) -> Self {
        let body = (0..)
            .zip(&blocks.list)
            .map(|(i, block)| Paragraph { block: BlockId(i), span: block.span, kind: ParagraphKind::Text })
            .collect();
        let published = published.map(|day| Stamp { day, written: day.to_string(), place: None });
        Article { language, published, body, confidence: 100, ..Article::default() }
    }

    /// Words of the body.
    pub fn words(&self, blocks: &Blocks) -> u32 {
        self.body.iter().map(|p| blocks.list[p.block.index()].words).sum()
    }
}

/// Gathers the article, or `None` when the page holds none.
pub fn article(page: &Page, blocks: &Blocks, judgement: &Judgement, language: Language) -> Option<Article> {
    let body = body(page, blocks, judgement);
    if body.is_empty() {
        return None;
    }
    let headline = judgement
        .verdicts
        .iter()
        .position(|verdict| verdict.label == Label::Headline)
        .map(|at| Words::InPage(blocks.list[at].span));
    Some(Article { headline, language, body, ..Article::default() })
}

/// The paragraphs of the story.
fn body(page: &Page, blocks: &Blocks, judgement: &Judgement) -> Vec<Paragraph> {
    let mut body = Vec::new();
    for (i, (block, verdict)) in (0..).zip(blocks.list.iter().zip(&judgement.verdicts)) {
        let kind = match verdict.label {
            Label::Heading => ParagraphKind::Heading,
            Label::Body => kind(page, block),
            _ => continue,
        };
        body.push(Paragraph { block: BlockId(i), span: block.span, kind });
    }
    body
}

fn kind(page: &Page, block: &Block) -> ParagraphKind {
    let around = std::iter::once(block.node).chain(page.ancestors(block.node));
    for tag in around.take(6).map(|id| page.node(id).tag) {
        match tag {
            Tag::Li | Tag::Dd | Tag::Dt => return ParagraphKind::ListItem,
            Tag::Blockquote => return ParagraphKind::Quotation,
            Tag::Article | Tag::Section | Tag::Main => break,
            _ => {}
        }
    }
    ParagraphKind::Text
}
