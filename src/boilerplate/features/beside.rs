//! Blocks and story -> how each block stands beside the story: the second half of the features.
//!
//! In: what was seen before, the first guess of every block (its seed, 0 to 1) and the story. Out: the features of
//! [`Group::Story`](super::Group). Method: totals of seeds over nodes and over the order of blocks, then one look at each block.

use std::collections::BTreeMap;

use super::{Features, Seen, Sight, is, log};
use crate::boilerplate::setting::less;
use crate::boilerplate::story::Story;
use crate::page::{NodeId, Page};

/// A block with a seed above it is taken for the story's when blocks are counted from its first and last.
const LIKELY: f32 = 0.5;

/// Words, and words times seeds, before each node.
struct Sums(Vec<(f32, f32)>);

impl Sums {
    /// Of what stands in an element: words, and how much of it the seeds take for the story.
    fn inside(&self, page: &Page, id: NodeId) -> (f32, f32) {
        let (a, b) = (self.0[id.index()], self.0[page.node(id).end.index()]);
        (less(b.0, a.0), less(b.1, a.1))
    }

    /// The mean seed of an element's words.
    fn mean(&self, page: &Page, id: NodeId) -> f32 {
        let (mass, seeds) = self.inside(page, id);
        seeds / mass.max(1.0)
    }
}

/// Where a node's way up meets that of the core.
#[derive(Clone, Copy)]
struct Meeting {
    /// The element that holds both.
    at: NodeId,
    /// Its child on the way here, or itself.
    branch: NodeId,
    levels_up: u16,
}

impl Sight<'_> {
    /// Adds to each block's features how it stands beside the story. `seeds` has one for each block.
    pub fn beside(&self, seen: &mut Seen, story: &Story, seeds: &[f32]) {
        let page = self.page;
        let meetings = meetings(page, story.core);
        let sums = self.sums(seeds);
        let shown: Vec<usize> = (0..seeds.len()).filter(|&i| !self.blocks.list[i].is_hidden).collect();
        let weight = |i: usize| self.setting.mass[i] * seeds[i];
        let all_seeds: f32 = shown.iter().map(|&i| weight(i)).sum();
        let core =
            |i: usize| story.core != NodeId::NONE && page.contains(story.core, self.blocks.list[i].node);
        let (core_mass, core_seeds) = match story.core {
            NodeId::NONE => (0.0, 0.0),
            core => sums.inside(page, core),
        };
        // Blocks of one path, and the depth of most of the story.
        let mut paths: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
        let mut depths: BTreeMap<u16, f32> = BTreeMap::new();
        for &i in &shown {
            let place = &seen.outline.places[self.blocks.list[i].node.index()];
            let path = paths.entry(place.path).or_default();
            path.0 += self.setting.mass[i];
            path.1 += weight(i);
            *depths.entry(place.depth).or_default() += weight(i);
        }
        let story_depth = depths.iter().max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(depth, _)| *depth);
        let in_story =
            seen.words.shared_with(|i| seeds[i] > LIKELY && core(i) && !self.blocks.list[i].is_hidden);
        let core_links = match story.core {
            NodeId::NONE => 0.0,
            core => self.setting.inside(page, core).link_density(),
        };
        for (i, features) in seen.features.iter_mut().enumerate() {
            let block = &self.blocks.list[i];
            let place = &seen.outline.places[block.node.index()];
            let meeting = meetings[block.node.index()];
            let (branch_mass, branch_seeds) = sums.inside(page, meeting.branch);
            let up =
                |id: NodeId| if page.node(id).parent == NodeId::NONE { id } else { page.node(id).parent };
            let parent = up(block.node);
            let path = paths.get(&place.path).copied().unwrap_or_default();
            features.seed = seeds[i];
            features.seed_branch = branch_seeds / branch_mass.max(1.0);
            features.seed_parent = sums.mean(page, parent);
            features.seed_grandparent = sums.mean(page, up(parent));
            features.seed_section = sums.mean(page, place.section);
            features.seed_alike = path.1 / path.0.max(1.0);
            features.seed_card =
                seen.outline.cards(page, block.node).map_or(-1.0, |(card, ..)| sums.mean(page, up(card)));
            features.in_core = is(core(i));
            features.levels_up = f32::from(meeting.levels_up);
            features.levels_down =
                f32::from(place.depth) - f32::from(seen.outline.places[meeting.at.index()].depth);
            features.branch_mass = log(branch_mass);
            features.branch_links = self.setting.inside(page, meeting.branch).link_density();
            features.branch_share = branch_seeds / core_seeds.max(1.0);
            features.alike_share = path.1 / all_seeds.max(1.0);
            features.depth_beside_story = f32::from(place.depth) - f32::from(story_depth);
            features.story_mass = log(all_seeds);
            features.core_links = core_links;
            features.core_seed = core_seeds / core_mass.max(1.0);
            features.in_story = in_story[i];
        }
        self.sequence(&mut seen.features, &shown, seeds, &|i| core(i));
    }

    fn sums(&self, seeds: &[f32]) -> Sums {
        let mut sums = vec![(0.0_f32, 0.0_f32); self.page.nodes.len() + 1];
        for (i, block) in self.blocks.list.iter().enumerate().filter(|(_, block)| !block.is_hidden) {
            let at = &mut sums[block.nodes.0.index() + 1];
            at.0 += self.setting.mass[i];
            at.1 += self.setting.mass[i] * seeds[i];
        }
        let mut sum = (0.0, 0.0);
        for at in &mut sums {
            sum = (sum.0 + at.0, sum.1 + at.1);
            *at = sum;
        }
        Sums(sums)
    }

    /// The seeds before and after each block, and how far the story reaches on either side of it.
    fn sequence(&self, all: &mut [Features], shown: &[usize], seeds: &[f32], core: &dyn Fn(usize) -> bool) {
        let mass = |at: usize| self.setting.mass[shown[at]];
        let seed = |at: usize| seeds[shown[at]];
        let count = shown.len();
        let mut sums = vec![(0.0_f32, 0.0_f32, 0.0_f32)];
        for at in 0..count {
            let last = sums[at];
            let in_core = if core(shown[at]) { mass(at) * seed(at) } else { 0.0 };
            sums.push((last.0 + mass(at), last.1 + mass(at) * seed(at), last.2 + in_core));
        }
        let window = |start: usize, end: usize| {
            let (a, b) = (sums[start.min(count)], sums[end.min(count)]);
            less(b.1, a.1) / (b.0 - a.0).max(1.0)
        };
        // What a story gains by a block: its words when it is likely, a loss when it is not, neither without bound.
        let worth = |at: usize| (2.0 * seed(at) - 1.0) * log(mass(at));
        let mut gains_after = vec![0.0_f32; count + 1];
        for at in (0..count).rev() {
            gains_after[at] = (gains_after[at + 1] + worth(at)).max(0.0);
        }
        let is_likely = |at: &usize| seed(*at) > LIKELY && core(shown[*at]);
        let first = (0..count).find(is_likely);
        let last = (0..count).rev().find(is_likely);
        let distance = |a: usize, b: Option<usize>| match b {
            Some(b) if a >= b => log((a - b) as f32),
            Some(b) => -log((b - a) as f32),
            None => 0.0,
        };
        let whole = sums[count];
        let mut gain_before = 0.0_f32;
        for at in 0..count {
            let near =
                |offset: isize| at.checked_add_signed(offset).filter(|at| *at < count).map_or(-1.0, seed);
            let features = &mut all[shown[at]];
            (features.seed_before_1, features.seed_before_2, features.seed_before_3) =
                (near(-1), near(-2), near(-3));
            (features.seed_after_1, features.seed_after_2, features.seed_after_3) =
                (near(1), near(2), near(3));
            features.seeds_before_5 = window(at.saturating_sub(5), at);
            features.seeds_after_5 = window(at + 1, at + 6);
            features.seeds_before_12 = window(at.saturating_sub(12), at);
            features.seeds_after_12 = window(at + 1, at + 13);
            features.story_before = sums[at].1 / whole.1.max(1.0);
            features.story_after = log(whole.1 - sums[at].1);
            features.core_before = log(sums[at].2);
            features.core_after = log((whole.2 - sums[at + 1].2).max(0.0));
            features.since_first = distance(at, first);
            features.until_last = distance(at, last);
            features.gain_after = gains_after[at + 1];
            features.gain_before = gain_before;
            gain_before = (gain_before + worth(at)).max(0.0);
        }
    }
}

/// For each node, where its way up meets that of the core.
fn meetings(page: &Page, core: NodeId) -> Vec<Meeting> {
    let mut levels = vec![u16::MAX; page.nodes.len()];
    if core != NodeId::NONE {
        for (level, id) in (0..).zip(std::iter::once(core).chain(page.ancestors(core))) {
            levels[id.index()] = level;
        }
    }
    let mut meetings: Vec<Meeting> = Vec::with_capacity(page.nodes.len());
    for (id, node) in page.iter() {
        let own = Meeting { at: id, branch: id, levels_up: levels[id.index()] };
        let meeting = match meetings.get(node.parent.index()) {
            // Without a core, everything meets at the root.
            None => Meeting { levels_up: if core == NodeId::NONE { 0 } else { own.levels_up }, ..own },
            Some(_) if levels[id.index()] != u16::MAX => own,
            Some(outer) if outer.at == node.parent => Meeting { branch: id, ..*outer },
            Some(outer) => *outer,
        };
        meetings.push(meeting);
    }
    meetings
}
