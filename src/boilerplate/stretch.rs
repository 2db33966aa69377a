//! Scores -> where the story begins and ends.
//!
//! In: what is to be labelled, with the score of every block. Out: [`Stretch`]: the blocks among which the story's are.
//! Method: a story is one stretch of the page: of all stretches the one whose blocks score best together, so that a likely
//! paragraph far behind the end does not count. Other stories behind this one, and the teasers of a page's foot, are likely
//! paragraphs too, only less so than the story itself: what comes back after a gap must look about as much like a
//! story as what stood before it.
//! Not here: what a block outside of it is (`label.rs`).

use std::ops::Range;

use super::features::log;
use super::label::Labelling;

/// The blocks among which the story's are.
pub struct Stretch {
    /// What scores no higher, in log-odds, is not the story's.
    pub bar: f32,
    /// By block: whether it stands where the story does.
    pub holds: Vec<bool>,
}

/// Likely blocks with little else between them.
#[derive(Clone, Debug, PartialEq)]
struct Run {
    blocks: Range<usize>,
    /// The sums of the blocks' scores and weights; a block weighs the logarithm of its words.
    score: f32,
    weight: f32,
}

/// On the way to the stretch of the story a block gains or loses no more than this, in log-odds. A loss counts less: stories
/// are cut by lists of links.
const MAX_GAIN: f32 = 3.0;
const MAX_LOSS: f32 = 0.5;
/// Where all scores are below zero, the story is what comes so near to the likeliest block, if that is not too far below.
const BELOW_BEST: f32 = 0.5;
const FAR_BELOW: f32 = -4.0;
/// A story has at least so many words.
const LEAST: f32 = 5.0;
/// A page with fewer has no furniture.
const LEAST_PAGE: f32 = 10.0;
/// So many words of furniture make a gap. Between 20 and 40, and with a share of 0.4 to 0.5, other sites' pages come out alike.
const GAP: f32 = 20.0;
/// Behind a gap the mean score must be at least this share of that of the story's greatest run.
const SHARE_BEHIND: f32 = 0.4;
/// No block says more for a run.
const MAX_SCORE: f32 = 6.0;

impl Labelling<'_> {
    pub(super) fn stretch(&self) -> Stretch {
        let count = self.blocks.list.len();
        if self.setting.all().mass < LEAST_PAGE {
            // Nothing tells a story from the rest of so few words. They make no article, but they are what the page says,
            // for a reader who wants it read anyway.
            return Stretch { bar: f32::NEG_INFINITY, holds: vec![true; count] };
        }
        let mut bar = 0.0;
        let mut range = self.best_above(bar);
        if range.is_empty() {
            // No block is likelier the story's than not: the likeliest is looked at, if it is near. Whether that makes an article
            // is told by all of the page (`article/kind.rs`).
            let best = self.likeliest();
            if best > FAR_BELOW {
                bar = best - BELOW_BEST;
                range = self.best_above(bar);
            }
        }
        let mut holds = vec![false; count];
        holds[range.clone()].fill(true);
        for run in unlike_the_story(&self.runs(range, bar)) {
            holds[run.blocks.clone()].fill(false);
        }
        Stretch { bar, holds }
    }

    /// The score of the likeliest paragraph that may be the story's.
    fn likeliest(&self) -> f32 {
        let may = |i: &usize| self.setting.is_paragraph[*i] && !self.is_barred(*i);
        (0..self.scores.len()).filter(may).map(|i| self.scores[i]).fold(f32::NEG_INFINITY, f32::max)
    }

    /// The stretch of the greatest sum above `bar`.
    fn best_above(&self, bar: f32) -> Range<usize> {
        let mut best = (0.0, 0..0);
        let (mut sum, mut start) = (0.0_f32, 0);
        for (i, _) in self.blocks.list.iter().enumerate().filter(|(_, block)| !block.is_hidden) {
            if sum <= 0.0 {
                (sum, start) = (0.0, i);
            }
            sum += (self.scores[i] - bar).clamp(-MAX_LOSS, MAX_GAIN) * log(self.setting.mass[i]);
            if sum > best.0 {
                best = (sum, start..i + 1);
            }
        }
        let words: f32 = best
            .1
            .clone()
            .filter(|&i| self.scores[i] > bar && !self.is_heading(i))
            .map(|i| self.setting.mass[i])
            .sum();
        if words < LEAST { 0..0 } else { best.1 }
    }

    /// What scores above `bar` in a range, cut at every gap.
    fn runs(&self, range: Range<usize>, bar: f32) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut since = 0.0_f32;
        for i in range.filter(|&i| !self.blocks.list[i].is_hidden) {
            if self.scores[i] <= bar || self.is_barred(i) {
                since += self.setting.mass[i];
                continue;
            }
            let weight = log(self.setting.mass[i]);
            let score = (self.scores[i] - bar).min(MAX_SCORE) * weight;
            match runs.last_mut() {
                Some(run) if since < GAP => {
                    run.blocks.end = i + 1;
                    run.score += score;
                    run.weight += weight;
                }
                _ => runs.push(Run { blocks: i..i + 1, score, weight }),
            }
            since = 0.0;
        }
        runs
    }
}

/// The runs behind the greatest that look much less like a story.
fn unlike_the_story(runs: &[Run]) -> impl Iterator<Item = &Run> {
    let most = (0..runs.len()).max_by(|a, b| runs[*a].score.total_cmp(&runs[*b].score)).unwrap_or(0);
    let behind = runs.get(most..).unwrap_or_default();
    // Compared without dividing: a run may weigh nothing.
    let is_unlike = |run: &&Run| run.score * behind[0].weight < SHARE_BEHIND * behind[0].score * run.weight;
    behind.iter().skip(1).filter(is_unlike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(blocks: Range<usize>, mean: f32, weight: f32) -> Run {
        Run { blocks, score: mean * weight, weight }
    }

    /// The first block of each run that is cut.
    fn cut(runs: &[Run]) -> Vec<usize> {
        unlike_the_story(runs).map(|run| run.blocks.start).collect()
    }

    #[test]
    fn behind_a_gap_only_what_looks_like_the_story_stays() {
        let story = run(4..20, 4.0, 90.0);
        let second_part = run(24..30, 3.0, 40.0);
        let teasers = run(50..70, 0.9, 80.0);
        assert_eq!(cut(&[story, second_part, teasers]), [50]);
    }

    #[test]
    fn what_stands_before_the_story_is_not_cut() {
        assert_eq!(cut(&[run(0..1, 0.2, 5.0), run(4..20, 4.0, 90.0)]), [0; 0]);
    }

    #[test]
    fn nothing_is_cut_from_one_run_or_none() {
        assert_eq!(cut(&[]), [0; 0]);
        assert_eq!(cut(&[run(0..9, 0.1, 0.0)]), [0; 0]);
    }
}
