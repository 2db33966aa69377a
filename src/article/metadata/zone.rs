//! Where in the page its writers and days are looked for: around the headline, in front of the story, right behind it.
//!
//! In: the page, its blocks and their labels. Out: [`Zone`]: the short lines that may speak of the article, each with its place.
//! Comments, teasers, advertisements and the story's own paragraphs are none.

use crate::block::{Block, Blocks};
use crate::boilerplate::{BELOW_DEK, Judgement, Label};
use crate::page::{NodeId, Page};

/// A short line near the story.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Index of its block.
    pub block: usize,
    pub place: LinePlace,
    /// So many blocks from the headline, or from the story's end.
    pub distance: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinePlace {
    AboveHeadline,
    /// Between headline and story.
    Head,
    /// Right behind the story.
    Tail,
}

pub struct Zone<'a> {
    pub page: &'a Page,
    pub blocks: &'a Blocks,
    pub judgement: &'a Judgement,
    pub lines: Vec<Line>,
    /// The nodes from above the headline to behind the story's end.
    pub reach: (NodeId, NodeId),
}

/// Blocks looked at above the headline and behind the story.
const ABOVE: usize = 5;
const BEHIND: usize = 8;
/// So near to the headline what looks like a teaser is read.
const NEAR: usize = 10;
/// At most so many blocks stand between headline and story.
const BETWEEN: usize = 40;
/// A line of more words is running text.
const MAX_WORDS: u32 = 30;
/// So many words has a line that is a day and its time.
const MOST_AROUND_DAY: u32 = 6;
/// From so many words on a paragraph is the story's; from so many when it ends as sentences do.
const PARAGRAPH: u32 = 25;
const SENTENCE: u32 = 12;

impl<'a> Zone<'a> {
    pub fn new(page: &'a Page, blocks: &'a Blocks, judgement: &'a Judgement) -> Self {
        let verdicts = &judgement.verdicts;
        let find = |from: usize, fits: &dyn Fn(usize, Label) -> bool| {
            (from..verdicts.len()).find(|&i| fits(i, verdicts[i].label))
        };
        let is_body = |_: usize, label| label == Label::Body;
        let first_body = find(0, &is_body);
        let last_body = verdicts.iter().rposition(|verdict| verdict.label == Label::Body);
        // A headline behind the story tells nothing of where its lines are.
        let headline = find(0, &|_, label| label == Label::Headline)
            .filter(|headline| last_body.is_none_or(|last| *headline < last));
        let start = headline.or(first_body).unwrap_or(0);
        let is_paragraph = |i: usize, label| {
            let (block, text) = (&blocks.list[i], blocks.list[i].span.of(&blocks.prose.text));
            let is_sentence =
                text.ends_with(['.', '!', '?', '…', '。', '！', '？', '"', '”', '»', '」', ':']);
            label == Label::Body && block.words >= if is_sentence { SENTENCE } else { PARAGRAPH }
        };
        let story = find(start, &is_paragraph).or(find(start, &is_body)).unwrap_or(start);
        let last = last_body.unwrap_or(story);
        let mut lines = Vec::new();
        let mut add = |block: usize, place, distance| {
            let label = verdicts[block].label;
            let words = blocks.list[block].words;
            let is_head = place == LinePlace::Head;
            // A short line with a year in it may be a day, whatever the names around it speak of.
            let text = blocks.list[block].span.of(&blocks.prose.text);
            let may_be_day = blocks.list[block].words <= MOST_AROUND_DAY
                && text.chars().filter(char::is_ascii_digit).count() >= 4;
            let is_open = match label {
                Label::Advertisement => is_head && may_be_day,
                Label::Share | Label::Related if place == LinePlace::AboveHeadline => {
                    distance <= 2 && may_be_day
                }
                Label::Comments
                | Label::Consent
                | Label::Unseen
                | Label::Headline
                | Label::Appeal(_)
                | Label::Gate => false,
                // Right below the headline a line full of links (to the writer, the day, the section) is no teaser yet.
                Label::Related => is_head && words <= 16 && distance <= NEAR,
                Label::Caption => is_head && words <= 4 && distance <= NEAR,
                // In the head a date that is a link to the article, or a `<footer>` of its own, is a line as good as any;
                // behind the story the writer's may be.
                Label::Navigation | Label::Legal | Label::Share => match place {
                    LinePlace::Head => words <= 20,
                    LinePlace::Tail => words <= 8 && label != Label::Share,
                    LinePlace::AboveHeadline => words <= 16 && distance <= 2,
                },
                _ => true,
            };
            if is_open && !blocks.list[block].is_hidden && blocks.list[block].words <= MAX_WORDS {
                lines.push(Line { block, place, distance });
            }
        };
        for block in start + usize::from(headline.is_some())..story.min(start + BETWEEN) {
            add(block, LinePlace::Head, block - start);
        }
        // Byline and day may stand below a dek that reads like the story's first paragraph.
        let is_signed = |block: &usize| matches!(verdicts[*block].label, Label::Byline | Label::Dateline);
        for block in (story + 1..(story + 1 + BELOW_DEK).min(last)).filter(is_signed) {
            add(block, LinePlace::Head, block - start);
        }
        for block in (start.saturating_sub(ABOVE)..start).rev() {
            add(block, LinePlace::AboveHeadline, start - block);
        }
        // A story's last lines may be the writer's and the day's.
        for block in (last.max(story)..(last + BEHIND).min(blocks.list.len())).filter(|block| *block > start)
        {
            add(block, LinePlace::Tail, block - last);
        }
        let reach = match (blocks.list.get(start), blocks.list.get(last)) {
            (Some(first), Some(last)) if first_body.is_some() || headline.is_some() => {
                // A line above the headline and some below the story still speak of it.
                (NodeId(first.nodes.0.0.saturating_sub(40)), NodeId(last.nodes.1.0.saturating_add(60)))
            }
            _ => (NodeId(0), NodeId(page.nodes.len() as u32)),
        };
        Zone { page, blocks, judgement, lines, reach }
    }

    pub fn block(&self, line: Line) -> &'a Block {
        &self.blocks.list[line.block]
    }

    pub fn text(&self, line: Line) -> &'a str {
        self.block(line).span.of(&self.blocks.prose.text)
    }

    pub fn label(&self, line: Line) -> Label {
        self.judgement.verdicts[line.block].label
    }

    /// The line that a node's words stand in; `None` when it stands in none.
    pub fn line_of(&self, node: NodeId) -> Option<Line> {
        let end = self.page.node(node).end;
        self.lines.iter().copied().find(|line| {
            let (first, last) = self.block(*line).nodes;
            first < end && node < last
        })
    }
}
