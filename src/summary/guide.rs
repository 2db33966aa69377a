//! Article -> whether it tells something, or lists or advises: of a list or a guide no few sentences are the gist.
//!
//! A list has as many headings as its headline says there are things in it ("7 lamps for ..."), or headings that are numbered.
//! A guide speaks to the reader all along, under headings (`lang/*/persons.txt`); words in quotation marks do not count.
//! Method and bars: ours.

use super::Abstained;
use crate::article::{Article, ParagraphKind, Words as Title};
use crate::block::Blocks;
use crate::lang::{self, ByLanguage, Words};
use crate::span::Span;
use crate::token::{TokenKind, tokens};

/// A headline that counts the article's parts names at least so many, and so large a share of them has a heading.
const LEAST_PARTS: u32 = 3;
const FIRST_WORDS: usize = 4;
const PARTS_ANYWHERE: u32 = 5;
const PARTS_WITH_HEADING: f32 = 0.8;
/// Of headings that are numbered, so many make a list, if they are so large a share of all.
const LEAST_NUMBERED: usize = 3;
const NUMBERED: f32 = 0.6;
/// Words for the reader, of a hundred; without headings a text is rather a talk or a column than a guide.
const YOU: f32 = 1.2;
const LEAST_HEADINGS: usize = 2;

/// Why an article of this form has no summary; `None` where it tells something.
pub fn form(article: &Article, blocks: &Blocks) -> Option<Abstained> {
    let text = blocks.prose.text.as_str();
    let of = |kind: ParagraphKind| {
        article.body.iter().filter(move |paragraph| paragraph.kind == kind).map(|paragraph| paragraph.span)
    };
    let headings: Vec<Span> = of(ParagraphKind::Heading).collect();
    let starts_with_digit = |span: &&Span| {
        span.of(text)
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let numbered = headings.iter().filter(starts_with_digit).count();
    let items = of(ParagraphKind::ListItem).count();
    let parts = article.headline.as_ref().and_then(|headline| match headline {
        Title::InPage(span) => parts(span.of(text)),
        Title::InHead(words) => parts(words),
    });
    let is_counted = parts.is_some_and(|parts| {
        let least = PARTS_WITH_HEADING * parts as f32;
        headings.len() as f32 >= least || (items as f32 >= least && headings.len() >= LEAST_HEADINGS)
    });
    let is_numbered = numbered >= LEAST_NUMBERED && numbered as f32 >= NUMBERED * headings.len() as f32;
    if is_counted || is_numbered {
        return Some(Abstained::List);
    }
    (headings.len() >= LEAST_HEADINGS && you(article, text) > YOU).then_some(Abstained::Guide)
}

/// The small number that a headline has among its first words, or a larger one anywhere: how many parts it promises.
fn parts(headline: &str) -> Option<u32> {
    let tokens = tokens(headline, Span::new(0, headline.len()));
    let numbers = tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Number);
    let mut parts = numbers.filter_map(|(at, token)| Some((at, token.span.of(headline).parse().ok()?)));
    let is_count = |&(at, parts): &(usize, u32)| {
        let least = if at < FIRST_WORDS { LEAST_PARTS } else { PARTS_ANYWHERE };
        (least..=100).contains(&parts)
    };
    parts.find(is_count).map(|(_, parts)| parts)
}

/// How many of a hundred of the writer's words stand for the reader.
fn you(article: &Article, text: &str) -> f32 {
    static READER: ByLanguage<Words<()>> = ByLanguage::new(|language| {
        lang::persons(language)
            .pairs()
            .filter(|(_, whom)| *whom == "you")
            .map(|(word, _)| (word, ()))
            .collect()
    });
    let reader = READER.of(article.language);
    let (mut you, mut all) = (0_u32, 0_u32);
    for paragraph in article.body.iter().filter(|p| p.kind == ParagraphKind::Text) {
        let mut is_quoted = false;
        for token in tokens(text, paragraph.span) {
            let words = token.span.of(text);
            match token.kind {
                TokenKind::Mark => match words {
                    "“" | "„" | "«" if !is_quoted => is_quoted = true,
                    "”" | "“" | "»" => is_quoted = false,
                    "\"" => is_quoted = !is_quoted,
                    _ => {}
                },
                TokenKind::Word if !is_quoted => {
                    all += 1;
                    let stem = words.split(['\'', '’']).next().unwrap_or(words).to_lowercase();
                    you += u32::from(reader.contains_key(stem.as_str()));
                }
                _ => {}
            }
        }
    }
    100.0 * you as f32 / all.max(1) as f32
}
