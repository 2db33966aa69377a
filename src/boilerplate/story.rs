//! Seeds -> the element that holds the story.
//!
//! In: a page, its blocks and the first guess of each block. Out: [`Story`]. Method: every block is worth its words
//! times how much likelier than [`EVEN`] it is the story's; of all elements the one whose blocks are worth most together
//! is the core. So a story cut into containers is held by the one around them, unless much that is no story lies between.
//! Where the page has a headline, what stands far from it (much furniture between) is worth less: a page may hold a second
//! long text, its terms of use or another story.
//! Not here: which block in or beside it is the story's (`label.rs`).

use super::setting::Setting;
use crate::block::Blocks;
use crate::page::{NodeId, Page, Tag};

/// Where the story stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Story {
    /// [`NodeId::NONE`] when no block is likely the story's.
    pub core: NodeId,
}

/// A block with this seed is worth nothing; below it counts against its element.
const EVEN: f32 = 0.3;

/// So many words of furniture between headline and block halve what it is worth.
const FAR: f32 = 300.0;

/// Finds the story of a page. `seeds` has one for each block, 0 to 1; `headline` is the block that repeats the page's title.
pub fn story(
    page: &Page,
    blocks: &Blocks,
    setting: &Setting,
    seeds: &[f32],
    headline: Option<usize>,
) -> Story {
    let nearness = nearness(blocks, setting, seeds, headline);
    let mut before = vec![0.0_f32; page.nodes.len() + 1];
    for (i, block) in blocks.list.iter().enumerate().filter(|(_, block)| !block.is_hidden) {
        before[block.nodes.0.index() + 1] += setting.mass[i] * (seeds[i] - EVEN) * nearness[i];
    }
    let mut sum = 0.0;
    for at in &mut before {
        sum += *at;
        *at = sum;
    }
    let (mut core, mut best) = (NodeId::NONE, 0.0);
    for (id, node) in page.iter().filter(|(_, node)| !matches!(node.tag, Tag::Text | Tag::Html)) {
        let worth = before[node.end.index()] - before[id.index()];
        // Of an element and its only child the inner one: it says more precisely where the story is.
        let is_inside = core != NodeId::NONE && page.contains(core, id);
        if worth > best || (is_inside && worth >= best) {
            (core, best) = (id, worth);
        }
    }
    Story { core }
}

/// By block: 1 at the headline, less with every word of furniture between; 1 everywhere without a headline.
fn nearness(blocks: &Blocks, setting: &Setting, seeds: &[f32], headline: Option<usize>) -> Vec<f32> {
    let mut nearness = vec![1.0; blocks.list.len()];
    let Some(headline) = headline else { return nearness };
    let furniture = |i: usize| {
        if blocks.list[i].is_hidden { 0.0 } else { setting.mass[i] * (1.0 - seeds[i] / EVEN).max(0.0) }
    };
    let mut between = 0.0;
    for (i, near) in nearness.iter_mut().enumerate().skip(headline + 1) {
        *near = 1.0 / (1.0 + between / FAR);
        between += furniture(i);
    }
    // A story rarely begins before its headline.
    let mut between = FAR;
    for (i, near) in nearness.iter_mut().enumerate().take(headline).rev() {
        *near = 1.0 / (1.0 + between / FAR);
        between += furniture(i);
    }
    nearness
}
