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
    /// Offsets into the page's text, in bytes and in UTF-16 units, about every [`STEP`] bytes: no place counts from the
    /// start of an endless text node.
    milestones: Vec<(u32, u32)>,
}

const STEP: u32 = 512;

impl<'a> Places<'a> {
    pub fn new(page: &'a Page, prose: &'a Prose) -> Self {
        let is_text = |id: &NodeId| page.node(*id).tag == Tag::Text && !page.node(*id).text.is_empty();
        let texts = page.iter().map(|(id, _)| id).filter(is_text).collect();
        let mut milestones = vec![(0, 0)];
        let (mut units, mut next) = (0, STEP);
        for (at, c) in page.text.char_indices() {
            if at as u32 >= next {
                milestones.push((at as u32, units));
                next = at as u32 + STEP;
            }
            units += c.len_utf16() as u32;
        }
        Places { page, prose, texts, milestones }
    }

    /// How many UTF-16 units stand before a byte of the page's text.
    fn units_before(&self, at: u32) -> u32 {
        let index = self.milestones.partition_point(|&(byte, _)| byte <= at) - 1;
        let (start, before) = self.milestones[index];
        before + units(Span { start, end: at }.of(&self.page.text))
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
            let start = self.units_before(span.start) - self.units_before(base);
            place.push(Piece { node, start, end: start + units(span.of(&self.page.text)) });
        }
        place
    }
}

fn units(text: &str) -> u32 {
    text.chars().map(|c| c.len_utf16() as u32).sum()
}
