//! Spans -> places: where words stand in the page, as a browser needs it.
//!
//! Offsets inside the core are bytes; here, and only here, they become a text node and UTF-16 offsets into its data.

use crate::block::Prose;
use crate::page::{NodeId, Page, Tag};
use crate::span::Span;
use serde::{Serialize, Serializer};

/// A stretch of one text node: offsets are UTF-16 code units into its data, as `Range.setStart` takes them.
/// Serialised as `[node, start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    pub node: NodeId,
    pub start: u32,
    pub end: u32,
}

impl Serialize for Piece {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.node.0, self.start, self.end).serialize(serializer)
    }
}

/// Where some words stand: pieces in document order. Joined, with white space folded, they are the words.
pub type Place = Vec<Piece>;

/// Turns spans of a page's prose into places.
pub struct Places<'a> {
    page: &'a Page,
    prose: &'a Prose,
    /// The text nodes that are not empty, in order.
    texts: Vec<NodeId>,
}

impl<'a> Places<'a> {
    pub fn new(page: &'a Page, prose: &'a Prose) -> Self {
        let is_text = |id: &NodeId| page.node(*id).tag == Tag::Text && !page.node(*id).text.is_empty();
        let texts = page.iter().map(|(id, _)| id).filter(is_text).collect();
        Places { page, prose, texts }
    }

    /// The place of a span of the prose.
    pub fn place(&self, span: Span) -> Place {
        let mut place: Place = Vec::new();
        // In bytes first; stretches of one node with only white space between them become one piece.
        let mut pieces: Vec<(NodeId, Span)> = Vec::new();
        for mut stretch in self.prose.page_spans(span) {
            while !stretch.is_empty() {
                let index = self.texts.partition_point(|id| self.page.node(*id).text.end <= stretch.start);
                let Some(&node) = self.texts.get(index) else { break };
                let end = stretch.end.min(self.page.node(node).text.end);
                match pieces.last_mut() {
                    Some((last, span)) if *last == node => span.end = end,
                    _ => pieces.push((node, Span { start: stretch.start, end })),
                }
                stretch.start = end;
            }
        }
        for (node, span) in pieces {
            let base = self.page.node(node).text.start;
            let before = Span { start: base, end: span.start }.of(&self.page.text);
            let start = units(before);
            place.push(Piece { node, start, end: start + units(span.of(&self.page.text)) });
        }
        place
    }
}

fn units(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}
