//! What is of the writer and not of the story: the lines about whoever wrote it, at its foot.
//!
//! Method: a paragraph among the last that names a writer of the byline in full, outside quotation marks, is about the
//! writer, and so is all behind it; nothing in it is a fact of the story. The writers themselves stand in the byline already.

use crate::article::{ParagraphKind, Words};
use crate::fact::{Facts, Text};
use crate::span::Span;

/// Among so many paragraphs at the end the writer is looked for.
const LAST: usize = 5;
/// The story before them has at least so many.
const STORY: usize = 4;

pub fn leave_out(facts: &mut Facts, text: &Text) {
    let writers: Vec<&str> = text
        .article
        .byline
        .iter()
        .map(|writer| match writer {
            Words::InPage(span) => span.of(text.text),
            Words::InHead(words) => words.as_str(),
        })
        .map(|writer| writer.trim_end_matches('.').trim())
        // "Staff", "News": no name.
        .filter(|writer| writer.contains(' '))
        .collect();
    if writers.is_empty() {
        return;
    }
    let names_writer = |span: Span| {
        let words = span.of(text.text);
        writers.iter().any(|writer| words.contains(writer)) && !words.contains(['“', '"', '„', '«'])
    };
    let body = &text.article.body;
    // "Anna Berg is a farmer": about the writer wherever it stands behind the story.
    let opens_with_writer =
        |span: Span| writers.iter().any(|writer| span.of(text.text).trim_start().starts_with(writer));
    let last = body.len().saturating_sub(LAST).max(STORY.min(body.len()));
    let first = (body.len() * 2 / 3).min(last).max(STORY.min(body.len()));
    let mut behind =
        (first..).zip(&body[first..]).filter(|(_, paragraph)| paragraph.kind != ParagraphKind::Heading);
    let foot = behind.find(|(at, paragraph)| {
        names_writer(paragraph.span) && (*at >= last || opens_with_writer(paragraph.span))
    });
    let foot = foot.map(|(_, paragraph)| paragraph);
    let foot = foot.map_or(u32::MAX, |paragraph| paragraph.span.start);
    let is_story = |span: Span| span.start < foot;
    facts.numbers.retain(|number| is_story(number.span));
    facts.dates.retain(|date| is_story(date.span));
    facts.quotes.retain(|quote| quote.content.iter().all(|content| is_story(*content)));
    for names in [&mut facts.people, &mut facts.organisations, &mut facts.places] {
        names.retain(|name| name.mentions.iter().any(|mention| is_story(*mention)));
    }
    facts.people.retain(|person| !writers.contains(&person.name.of(text.text)));
}
