//! Verdicts -> article: headline, byline, dates and the paragraphs of the story.
//!
//! In: the page, its blocks and their verdicts. Out: an [`Article`], or `None` where there is none: an index,
//! a search page, an error page. Method: ranked candidates for each field from the page's own testimony
//! (JSON-LD, metas, markup) and its layout of blocks. Text that stands in the page is given as a span of it,
//! so that the reader can be led there; text known only from the head is given as words.

mod dek;
mod json_ld;
pub mod kind;
mod metadata;
mod notes;
mod served;

use self::kind::Kind;
pub use self::metadata::{Choice, head_line};
pub use self::notes::{Note, NoteKind};
pub use self::served::{PageOf, Served, Sign};
use crate::block::{Block, BlockId, Blocks};
use crate::boilerplate::{Judgement, Label, Weights};
use crate::day::Day;
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
    /// How much of it the page served.
    pub served: Served,
    /// What the publisher says of changes to it, in page order.
    pub notes: Vec<Note>,
    /// Whether the page is taken for one article at all. Where it is not, this is what it would be: see `Options::anyway`.
    pub is_article: bool,
    /// Whether it grows post by post, the newest first.
    pub is_live: bool,
    /// How sure we are that this is an article and its body found, 0 to 100.
    pub confidence: u8,
    /// How headline, writers and days were decided.
    pub choices: Vec<Choice>,
}

/// From this confidence on the page is called an article without reserve.
const SURE: u8 = 50;

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
    /// A correction's: it repeats what was wrong, so it gives no sentence and no fact.
    Note,
}

impl Article {
    /// The article that plain text is when nobody judges it: every block a paragraph. For text known to be an article.
    pub fn of_text(blocks: &Blocks, language: Language, published: Option<Day>) -> Self {
        let body = (0..)
            .zip(&blocks.list)
            .map(|(i, block)| Paragraph { block: BlockId(i), span: block.span, kind: ParagraphKind::Text })
            .collect();
        let published = published.map(|day| Stamp { day, written: day.to_string(), place: None });
        let served = Served { words: blocks.list.iter().map(|block| block.words).sum(), ..Served::default() };
        Article { language, published, body, served, is_article: true, confidence: 100, ..Article::default() }
    }

    /// Whether its facts are shown without being asked twice: also where nothing but the reader's word makes it an article.
    pub fn is_sure(&self) -> bool {
        !self.is_article || self.confidence >= SURE
    }
}

/// Gathers the article, or what would be it; `None` when the page holds no story at all.
pub fn article(
    weights: &Weights,
    page: &Page,
    blocks: &Blocks,
    judgement: &Judgement,
    language: Language,
) -> Option<Article> {
    let body = body(page, blocks, judgement);
    if body.is_empty() {
        return None;
    }
    let metadata = metadata::metadata(page, blocks, judgement, language);
    let counted = kind::Features::of(page, blocks, judgement, &body, &metadata, language);
    let kind = Kind::of(weights, &counted, &page.head.title, language);
    let first = |label| {
        let at = judgement.verdicts.iter().position(|verdict| verdict.label == label)?;
        Some(blocks.list.get(at)?.span)
    };
    let headline = first(Label::Headline).map(|span| {
        let title = metadata.titles.of_headline(span.of(&blocks.prose.text));
        Words::InPage(title.shifted(span.start))
    });
    let headline = headline.or_else(|| metadata.title.clone().map(Words::InHead));
    let dek = dek::dek(blocks, judgement, &body, &metadata, language);
    let finder = Finder::new(blocks, judgement);
    let byline = metadata
        .authors
        .iter()
        .map(|name| finder.find(name).map_or_else(|| Words::InHead(name.clone()), Words::InPage))
        .collect();
    let notes = notes::notes(blocks, judgement, language);
    let served = served::served(page, blocks, judgement, &body, &metadata, language);
    let stamp = |written: metadata::Written| {
        let place = written.place.or_else(|| finder.find(&written.written));
        Stamp { day: written.day, written: written.written, place }
    };
    Some(Article {
        headline,
        dek,
        byline,
        published: metadata.published.clone().map(stamp),
        modified: metadata.modified.clone().map(|written| {
            let place = notes.stamp_of(written.day, blocks);
            let stamp = stamp(written);
            Stamp { place: stamp.place.or(place), ..stamp }
        }),
        site: metadata.site.clone(),
        image: metadata.image.clone(),
        language,
        is_right_to_left: language.is_right_to_left() || page.head.dir.trim().eq_ignore_ascii_case("rtl"),
        served,
        is_article: kind.is_article(),
        is_live: metadata.is_live,
        confidence: kind.confidence(),
        choices: metadata.choices.clone(),
        body: notes::set_apart(body, &notes.list, &blocks.prose.text),
        notes: notes.list,
    })
}

/// For training: what is counted of a page to tell whether it is an article.
pub fn kind_features(
    page: &Page,
    blocks: &Blocks,
    judgement: &Judgement,
    language: Language,
) -> kind::Features {
    let body = body(page, blocks, judgement);
    let metadata = metadata::metadata(page, blocks, judgement, language);
    kind::Features::of(page, blocks, judgement, &body, &metadata, language)
}

/// Finds words from the head in the page, near the story.
struct Finder<'a> {
    blocks: &'a Blocks,
    /// Blocks that may name a writer or a date, the likeliest first.
    order: Vec<usize>,
}

impl<'a> Finder<'a> {
    fn new(blocks: &'a Blocks, judgement: &Judgement) -> Self {
        let labels = || judgement.verdicts.iter().map(|verdict| verdict.label).enumerate();
        let first = labels().find(|(_, l)| matches!(l, Label::Headline | Label::Body)).map_or(0, |(i, _)| i);
        let last = labels().rfind(|(_, l)| *l == Label::Body).map_or(first, |(i, _)| i);
        let near = first.saturating_sub(8)..(last + 12).min(blocks.list.len());
        let is_short = |i: &usize| blocks.list[*i].words <= 40 && !blocks.list[*i].is_hidden;
        let is_named = |label| matches!(label, Label::Byline | Label::Dateline);
        let named = labels().filter(|(_, l)| is_named(*l)).map(|(i, _)| i).filter(|i| near.contains(i));
        let other = labels()
            .filter(|(_, l)| {
                !is_named(*l) && !matches!(l, Label::Body | Label::Headline | Label::Comments | Label::Unseen)
            })
            .map(|(i, _)| i)
            .filter(|i| near.contains(i) && is_short(i));
        Finder { blocks, order: named.chain(other).take(60).collect() }
    }

    /// Where words stand, whole and in this spelling or another case of it.
    fn find(&self, words: &str) -> Option<Span> {
        if words.chars().count() < 3 {
            return None;
        }
        let text = &self.blocks.prose.text;
        self.order.iter().find_map(|&i| {
            let span = self.blocks.list[i].span;
            let block = span.of(text);
            let at = block.find(words).map(|at| (at, words.len())).or_else(|| {
                // Another case, as long as no character changes its length with it.
                let (lower, wanted) = (block.to_lowercase(), words.to_lowercase());
                (lower.len() == block.len()).then(|| lower.find(&wanted).map(|at| (at, wanted.len())))?
            })?;
            let is_whole = block.is_char_boundary(at.0) && block.is_char_boundary(at.0 + at.1);
            let before = block.get(..at.0)?.chars().next_back();
            let after = block.get(at.0 + at.1..)?.chars().next();
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            (is_whole && !is_letter(before) && !is_letter(after))
                .then(|| Span::new(span.start as usize + at.0, span.start as usize + at.0 + at.1))
        })
    }
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
        let trim = judgement.trims.binary_search_by_key(&BlockId(i), |(block, _)| *block);
        let span = trim.map_or(block.span, |at| judgement.trims[at].1);
        body.push(Paragraph { block: BlockId(i), span, kind });
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
