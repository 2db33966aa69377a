//! Page -> the elements that hold the story.
//!
//! In: a page, its blocks and their setting. Out: [`Story`]: disjoint elements in document order, in which the
//! article's paragraphs stand, among furniture still to be trimmed.
//! Method: every paragraph hands a score up to its ancestors, less to each further one; the best element, less
//! its links, is the core (after Readability, Arc90 2009 and mozilla/readability). Then the core grows: from it
//! up to the body, siblings of the same kind and siblings that read alike join, whatever stands between them, so
//! that a body cut in two by an ad container is found whole.
//! Not here: which block in it is a headline, a caption or an appeal (`label.rs`).

use super::setting::{Kinds, Setting};
use crate::block::Blocks;
use crate::page::{AttributeName, NodeId, Page, Tag};

/// Where the story stands.
#[derive(Debug, Default)]
pub struct Story {
    /// The element with the best score and what joined it: disjoint, in document order. Empty when the page has no paragraph.
    pub parts: Vec<NodeId>,
}

/// How many ancestors share in a paragraph's score.
const REACH: usize = 6;

/// Finds the story of a page.
pub fn story(page: &Page, blocks: &Blocks, setting: &Setting) -> Story {
    let scores = scores(page, blocks, setting);
    let Some(core) = core(page, setting, &scores) else { return Story::default() };
    Story { parts: grow(page, setting, core) }
}

fn scores(page: &Page, blocks: &Blocks, setting: &Setting) -> Vec<f32> {
    let mut scores = vec![0.0f32; page.nodes.len()];
    // How many blocks stand directly in each element: paragraphs cut by `<br><br>` are such.
    let mut direct = vec![0u32; page.nodes.len()];
    for block in &blocks.list {
        direct[block.node.index()] += 1;
    }
    for (i, block) in blocks.list.iter().enumerate() {
        let around = setting.around[block.node.index()];
        if !setting.is_paragraph[i] || around.has(Kinds::UNLIKELY) {
            continue;
        }
        let doubt = if around.has(Kinds::DOUBTFUL) { 0.3 } else { 1.0 };
        let mass = setting.mass[i];
        let score = doubt * (1.0 - block.link_density()) * (1.0 + (mass / 12.0).min(6.0));
        let holds_itself = direct[block.node.index()] >= 2;
        let first = if holds_itself { block.node } else { page.node(block.node).parent };
        let mut at = first;
        for level in 0..REACH {
            if at == NodeId::NONE {
                break;
            }
            scores[at.index()] += match level {
                0 => score,
                1 => score / 2.0,
                level => score / (3.0 * level as f32),
            };
            at = page.node(at).parent;
        }
    }
    for (id, node) in page.iter() {
        let score = &mut scores[id.index()];
        if *score > 0.0 {
            *score *= 1.0 - setting.inside(page, id).link_density();
            let own = setting.own[id.index()];
            if own.has(Kinds::BODY) || matches!(node.tag, Tag::Article | Tag::Main) {
                *score *= 1.15;
            }
        }
    }
    scores
}

fn core(page: &Page, setting: &Setting, scores: &[f32]) -> Option<NodeId> {
    let (mut best, mut top) = (None, 0.0);
    for (id, _) in page.iter() {
        if scores[id.index()] > top {
            (best, top) = (Some(id), scores[id.index()]);
        }
    }
    let mut core = best?;
    // A story cut into sections: a parent that adds much more running text and little else is a truer core.
    for parent in page.ancestors(core).collect::<Vec<_>>() {
        if page.node(parent).tag == Tag::Html {
            break;
        }
        let (inner, outer) = (setting.inside(page, core), setting.inside(page, parent));
        let gained = outer.likely_mass - inner.likely_mass;
        let is_running_text = gained >= 0.6 * (outer.mass - inner.mass)
            && outer.link_mass - inner.link_mass < 0.15 * (outer.mass - inner.mass);
        let is_close = scores[parent.index()] >= 0.75 * top
            && outer.likely_mass >= 1.5 * inner.likely_mass
            && outer.link_density() < 0.25;
        if is_close || (is_running_text && gained >= 0.3 * inner.likely_mass) {
            core = parent;
        }
    }
    Some(core)
}

/// The core and all that belongs to it, in document order.
fn grow(page: &Page, setting: &Setting, core: NodeId) -> Vec<NodeId> {
    let mut parts = vec![core];
    let mut inner = core;
    for (level, outer) in page.ancestors(core).enumerate() {
        if page.node(inner).tag == Tag::Body {
            break;
        }
        let core_like = kind(page, inner);
        let held = setting.inside(page, core).likely_mass;
        let mut child = NodeId(outer.0 + 1);
        while child < page.node(outer).end {
            if child != inner && joins(page, setting, child, level, &core_like, held) {
                parts.push(child);
            }
            child = page.node(child).end;
        }
        inner = outer;
    }
    parts.sort_unstable();
    parts
}

fn joins(
    page: &Page,
    setting: &Setting,
    id: NodeId,
    level: usize,
    core_like: &(Tag, Vec<String>),
    held: f32,
) -> bool {
    let inside = setting.inside(page, id);
    if inside.likely_mass < 6.0 || inside.link_density() > 0.3 || inside.likely_mass < 0.6 * inside.mass {
        return false;
    }
    let is_same_kind = !core_like.1.is_empty() && *core_like == kind(page, id);
    let tag = page.node(id).tag;
    is_same_kind && inside.likely_mass >= 0.05 * held
        || level == 0 && inside.likely_mass >= 12.0
        || level == 1 && (inside.likely_mass >= 0.25 * held || tag == Tag::P)
        || inside.likely_mass >= 0.4 * held && inside.link_density() < 0.15
}

/// The tag and the names of an element, digits left out: what siblings made by one template share.
fn kind(page: &Page, id: NodeId) -> (Tag, Vec<String>) {
    let class = page.attribute(id, AttributeName::Class).unwrap_or_default();
    let mut names: Vec<String> = class
        .split_whitespace()
        .map(|name| name.chars().filter(|c| !c.is_ascii_digit()).collect())
        .take(8)
        .collect();
    names.sort_unstable();
    (page.node(id).tag, names)
}
