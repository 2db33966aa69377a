//! Half-open ranges of bytes, and nothing else.

use std::ops::Range;

/// A half-open range of UTF-8 bytes. Of which text stands at every field that holds one: nearly
/// always [`Prose::text`](crate::block::Prose::text), in [`page`](crate::page) `Page::text`.
///
/// Both ends lie on character boundaries of that text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: start as u32, end: end as u32 }
    }

    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The words of this span in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span moved `by` bytes to the right: from a paragraph's own offsets to the text's.
    pub fn shifted(self, by: u32) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn hull(self, other: Span) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Without white space at either end.
    pub fn trimmed(self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start as usize + (words.len() - words.trim_start().len());
        Self::new(start, start + words.trim().len())
    }
}
