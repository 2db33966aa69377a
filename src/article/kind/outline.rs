//! How the page is laid out: where its running text stands, and how headings and short lines cut it.
//!
//! In: the judged blocks. Out: the features of shape. Method: an article is one run of paragraphs in one place, below one
//! headline; an offer or a list is many short pieces, each with a heading or a link of its own.

use std::collections::BTreeMap;

use super::{Features, Sight, is};
use crate::boilerplate::Label;
use crate::boilerplate::features::log;
use crate::page::NodeId;

/// Words that make a block a paragraph, where it has few links and ends like a sentence.
const PARAGRAPH: f32 = 15.0;
/// A section with fewer words is a note to its heading.
const SHORT_SECTION: f32 = 50.0;
/// A line has at most so many words.
const LINE: u32 = 6;

impl Features {
    pub(super) fn outline(&mut self, sight: &Sight) {
        let seen = &sight.judgement.features;
        let links = |i: usize| sight.blocks.list[i].link_density();
        let is_heading = |i: usize| seen[i].heading > 0.0;
        let is_prose = |i: usize| {
            sight.words(i) >= PARAGRAPH
                && links(i) < 0.4
                && seen[i].ends_like_a_sentence > 0.0
                && !is_heading(i)
        };
        let is_story = |i: usize| sight.judgement.verdicts[i].label == Label::Body;
        let sum = |of: &dyn Fn(usize) -> bool| sight.shown().filter(|i| of(*i)).map(|i| sight.words(i)).sum();
        let all: f32 = sum(&|_| true);
        let prose: f32 = sum(&is_prose);
        let in_story: f32 = sum(&|i| is_prose(i) && is_story(i));
        self.page_prose = prose / all.max(1.0);
        self.prose_in_story = in_story / prose.max(1.0);
        // Stretches of paragraphs: cut by nothing, and by headings alone.
        let (mut whole, mut longest_whole, mut cut, mut longest) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        for i in sight.shown() {
            if is_prose(i) {
                (whole, cut) = (whole + sight.words(i), cut + sight.words(i));
            } else {
                (whole, cut) = (0.0, if is_heading(i) { cut } else { 0.0 });
            }
            (longest_whole, longest) = (longest_whole.max(whole), longest.max(cut));
        }
        self.run = log(longest);
        self.broken_run = longest_whole / prose.max(1.0);
        let paragraphs: Vec<usize> = sight.shown().filter(|i| is_prose(*i)).collect();
        let place = |level: usize| largest_place(sight, &paragraphs, level) / prose.max(1.0);
        self.one_parent = place(0);
        self.one_grandparent = place(1);
        self.one_branch = place(2);

        let headings: Vec<usize> = sight.shown().filter(|i| is_heading(*i)).collect();
        let count = headings.len().max(1) as f32;
        self.linked_headings = headings.iter().filter(|i| links(**i) > 0.5).count() as f32 / count;
        self.words_by_page_heading = log(prose / count);
        self.headings_by_words = 100.0 * headings.len() as f32 / all.max(100.0);
        // Every story of a list may be titled as if it were the page's only one.
        self.top_headings = log(sight.open().filter(|i| seen[*i].heading == 1.0).count() as f32);
        let is_call = |i: &usize| {
            let is_alone =
                links(*i) > 0.9 && !is_heading(*i) && seen[*i].is_list_item + seen[*i].is_cell == 0.0;
            (1..=LINE).contains(&sight.blocks.list[*i].words) && (is_alone || seen[*i].in_button > 0.0)
        };
        self.calls = log(sight.open().filter(is_call).count() as f32);
        self.sections(sight);
    }

    /// What stands between the story's first paragraph and its last, and the links from the headline on.
    fn sections(&mut self, sight: &Sight) {
        let Some(first) = sight.body.first().map(|paragraph| paragraph.block.index()) else { return };
        let seen = &sight.judgement.features;
        let links = |i: usize| sight.blocks.list[i].link_density();
        let is_heading = |i: usize| seen[i].heading > 0.0;
        let starts = sight.body.iter().map(|paragraph| paragraph.block.index()).find(|i| !is_heading(*i));
        let between = sight.inside().take_while(|i| starts.is_some_and(|start| *i < start));
        self.words_to_story = log(between.map(|i| sight.words(i)).sum());
        let inside: Vec<usize> = sight.inside().filter(|i| *i >= first).collect();
        let mut sections: Vec<f32> = Vec::new();
        let mut bare = 0.0;
        for (at, &i) in inside.iter().enumerate() {
            if is_heading(i) {
                sections.push(0.0);
                bare += is(inside.get(at + 1).is_some_and(|next| is_heading(*next)));
            } else if let Some(section) = sections.last_mut() {
                *section += sight.words(i);
            }
        }
        let count = sections.len().max(1) as f32;
        self.short_sections = sections.iter().filter(|words| **words < SHORT_SECTION).count() as f32 / count;
        self.bare_headings = bare / count;
        sections.sort_by(f32::total_cmp);
        self.section_words = sections.get(sections.len() / 2).map_or(-1.0, |words| log(*words));
        let is_line = |i: &&usize| sight.blocks.list[**i].words <= LINE && !is_heading(**i);
        let lines = inside.iter().filter(is_line).count() as f32;
        let link_lines = inside.iter().filter(is_line).filter(|i| links(**i) > 0.9).count() as f32;
        self.short_lines = lines / inside.len().max(1) as f32;
        self.link_lines = log(link_lines);
        let words: f32 = sight.body.iter().map(|paragraph| sight.words(paragraph.block.index())).sum();
        self.lines_by_words = 100.0 * lines / words.max(100.0);

        let all: f32 = sight.inside().map(|i| sight.words(i)).sum();
        self.links_inside = sight.inside().map(|i| sight.words(i) * links(i)).sum::<f32>() / all.max(1.0);
        let linked = sight.inside().filter(|i| seen[*i].heading > 1.0 && links(*i) > 0.5);
        self.linked_headings_inside = log(linked.count() as f32);
        let label = |i: usize| sight.judgement.verdicts[i].label;
        let dates = sight.inside().filter(|i| matches!(label(*i), Label::Dateline | Label::Byline));
        self.dates_inside = log(dates.count() as f32);
    }
}

/// The most words of these blocks that one element holds: the one around the block's own, or so many levels above that.
fn largest_place(sight: &Sight, paragraphs: &[usize], level: usize) -> f32 {
    let mut places: BTreeMap<NodeId, f32> = BTreeMap::new();
    for &i in paragraphs {
        if let Some(place) = sight.page.ancestors(sight.blocks.list[i].node).nth(level) {
            *places.entry(place).or_default() += sight.words(i);
        }
    }
    places.into_values().fold(0.0, f32::max)
}
