//! Evidence -> names: the labels of a stretch of words that fit best together.
//!
//! In: the features of `evidence.rs`. Out: a [`Label`] for each word. Method: a linear model of a chain of labels, a row of weights for each
//! feature's hash, and Viterbi's search; learned as an averaged perceptron (Collins 2002) by `cargo xtask train names`, whose weights
//! lie in `names.weights`. All sums are whole numbers.

use super::EntityKind;
use super::evidence::{Evidence, Stretch, mix};
use std::sync::OnceLock;

/// Labels of a word: none, then first and further word of a person, an organisation, a place.
pub const LABELS: usize = 7;
pub type Label = u8;

/// Rows of the table.
pub const ROWS: usize = 1 << 16;

/// The kind that a label names, and whether it begins a name.
pub fn kind(label: Label) -> Option<(EntityKind, bool)> {
    let kind = match label {
        1 | 2 => EntityKind::Person,
        3 | 4 => EntityKind::Organisation,
        5 | 6 => EntityKind::Place,
        _ => return None,
    };
    Some((kind, label % 2 == 1))
}

/// The row of a feature.
pub fn row(feature: u32) -> usize {
    feature as usize >> 16
}

/// The row of what stands before: a label, or [`LABELS`] for the start.
pub fn transition(before: usize) -> usize {
    row(mix(1000, before as u32, 0))
}

/// By how much a person, an organisation, a place must lead where the rules do not say the same: in doubt a name is left out.
///
/// In units of the table, chosen on halves of development texts: what only the tagger finds shall be right as often as
/// what the rules find.
const CAUTION: [i32; 3] = [120, 150, 180];

/// Weights, a row of [`LABELS`] for each hash.
///
/// The file has three lists of characters with an empty line between them. In the first, one a row: its labels from 1 on that
/// have a weight, as bits above [`NONE`]. In the second those weights, row by row, above and below [`ZERO`]. In the third,
/// one a row: the sum of all its weights. Learning gives to one label what it takes from another, so that the sum is mostly 0
/// and the weight of label 0 hardly ever news; that packs into a fifth less than plain rows.
pub struct Tagger {
    table: Vec<i8>,
}

/// What stands for the weight 0 in the file, and the largest weight.
pub const ZERO: u8 = b'P';
pub const MOST: i8 = 40;
/// What stands for a row in which label 0 alone may have a weight.
pub const NONE: u8 = b'0';

impl Tagger {
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Tagger> = OnceLock::new();
        SHIPPED.get_or_init(|| Tagger::read(include_str!("names.weights")))
    }

    /// Reads a table as `cargo xtask train names` writes it.
    pub fn read(table: &str) -> Self {
        let lines = table.lines().skip_while(|line| line.starts_with('#'));
        let mut lists = [const { Vec::new() }; 3];
        let mut list = 0;
        for line in lines {
            match lists.get_mut(list) {
                _ if line.is_empty() => list += 1,
                Some(list) => list.extend_from_slice(line.as_bytes()),
                None => break,
            }
        }
        let [which, weights, sums] = lists;
        let weight = |byte: u8| byte.wrapping_sub(ZERO) as i8;
        let mut weights = weights.into_iter().map(weight);
        let mut table = vec![0; ROWS * LABELS];
        for ((row, which), sum) in table.chunks_exact_mut(LABELS).zip(which).zip(sums) {
            let mut others = 0;
            for label in (1..LABELS).filter(|label| which.wrapping_sub(NONE) >> (label - 1) & 1 == 1) {
                row[label] = weights.next().unwrap_or_default();
                others += i32::from(row[label]);
            }
            row[0] = wrapped(i32::from(weight(sum)) - others);
        }
        Tagger { table }
    }

    /// All weights, row by row.
    pub fn weights(&self) -> &[i8] {
        &self.table
    }

    fn add(&self, row: usize, scores: &mut [i32; LABELS]) {
        for (score, weight) in scores.iter_mut().zip(&self.table[row * LABELS..][..LABELS]) {
            *score += i32::from(*weight);
        }
    }

    /// The labels of the words of a stretch, and by how much each leads.
    pub fn tag(&self, evidence: &Evidence, stretch: &Stretch) -> (Vec<Label>, Vec<i32>) {
        let mut moves = [[0; LABELS]; LABELS + 1];
        for (before, scores) in moves.iter_mut().enumerate() {
            self.add(transition(before), scores);
        }
        let scores: Vec<[i32; LABELS]> = stretch
            .features
            .iter()
            .zip(&stretch.rules)
            .map(|(range, rule)| {
                let mut scores = [0; LABELS];
                for (label, score) in scores.iter_mut().enumerate().skip(1) {
                    let is_agreed = label.div_ceil(2) == usize::from(*rule).div_ceil(2);
                    *score = if is_agreed { 0 } else { -CAUTION[(label - 1) / 2] };
                }
                for feature in &evidence.features[range.clone()] {
                    self.add(row(*feature), &mut scores);
                }
                scores
            })
            .collect();
        let ways = ways(&scores, &moves);
        let labels = trace(&ways);
        let leads = leads(&scores, &moves, &ways, &labels);
        (labels, leads)
    }
}

/// The number that a character can hold in place of a sum: one that differs from it by a multiple of what all hold.
pub fn wrapped(sum: i32) -> i8 {
    let most = i32::from(MOST);
    ((sum + most).rem_euclid(2 * most + 1) - most) as i8
}

/// Whether a label may follow another: a further word only its own first or further one.
pub fn may_follow(before: usize, label: usize) -> bool {
    label % 2 == 1 || label == 0 || (before != LABELS && (before == label || before + 1 == label))
}

/// The sum of what cannot be, far from where sums overflow.
const NEVER: i32 = i32::MIN / 4;

/// For each word and label, the highest sum that ends there, and the label before it.
type Ways = (Vec<[i32; LABELS]>, Vec<[Label; LABELS]>);

/// The labels with the highest sum; of equals the lower label.
pub fn search(scores: &[[i32; LABELS]], moves: &[[i32; LABELS]; LABELS + 1]) -> Vec<Label> {
    trace(&ways(scores, moves))
}

fn ways(scores: &[[i32; LABELS]], moves: &[[i32; LABELS]; LABELS + 1]) -> Ways {
    let mut best: Vec<[i32; LABELS]> = Vec::with_capacity(scores.len());
    let mut from: Vec<[Label; LABELS]> = Vec::with_capacity(scores.len());
    for scores in scores {
        let last = best.last();
        let mut next = [NEVER; LABELS];
        let mut origin = [0; LABELS];
        for label in 0..LABELS {
            let before = if last.is_none() { LABELS..LABELS + 1 } else { 0..LABELS };
            for before in before.filter(|&before| may_follow(before, label)) {
                let sum = last.map_or(0, |best| best[before]) + moves[before][label] + scores[label];
                if sum > next[label] {
                    next[label] = sum;
                    origin[label] = before as Label;
                }
            }
        }
        best.push(next);
        from.push(origin);
    }
    (best, from)
}

/// The labels of the highest sum, from the last word back.
fn trace((best, from): &Ways) -> Vec<Label> {
    let Some(best) = best.last() else { return Vec::new() };
    let mut label = (0..LABELS).fold(0, |top, label| if best[label] > best[top] { label } else { top });
    let mut labels = vec![0; from.len()];
    for at in (0..from.len()).rev() {
        labels[at] = label as Label;
        label = from[at][label] as usize;
    }
    labels
}

/// For each word, by how much the highest sum leads the highest one in which that word has another label: as marginals are found, with the
/// highest sum in place of all of them.
fn leads(
    scores: &[[i32; LABELS]],
    moves: &[[i32; LABELS]; LABELS + 1],
    (best, _): &Ways,
    labels: &[Label],
) -> Vec<i32> {
    let mut leads = vec![0; scores.len()];
    let mut after = [0; LABELS];
    for at in (0..scores.len()).rev() {
        let own = usize::from(labels[at]);
        let sum = |label: usize| best[at][label] + after[label];
        let others = (0..LABELS).filter(|&label| label != own).map(sum).max();
        leads[at] = sum(own) - others.unwrap_or(NEVER);
        let next = after;
        for (label, after) in after.iter_mut().enumerate() {
            let on = (0..LABELS).filter(|&on| may_follow(label, on));
            *after = on.map(|on| moves[label][on] + scores[at][on] + next[on]).max().unwrap_or(NEVER);
        }
    }
    leads
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sequence of numbers that looks like chance and is always the same.
    fn chance(seed: &mut u32) -> i32 {
        *seed = mix(*seed, 1, 0);
        (*seed >> 20) as i32 % 50 - 25
    }

    #[test]
    fn a_lead_is_what_the_best_labels_have_over_the_best_others() {
        let mut seed = 1;
        for length in 1..=4 {
            let scores: Vec<_> = (0..length).map(|_| std::array::from_fn(|_| chance(&mut seed))).collect();
            let moves: [[i32; LABELS]; LABELS + 1] =
                std::array::from_fn(|_| std::array::from_fn(|_| chance(&mut seed)));
            // Every row of labels that may be, with its sum.
            let mut rows = vec![(Vec::new(), 0)];
            for scores in &scores {
                let longer = rows.iter().flat_map(|(row, sum): &(Vec<usize>, i32)| {
                    let before = row.last().copied().unwrap_or(LABELS);
                    let next = (0..LABELS).filter(move |&label| may_follow(before, label));
                    next.map(move |label| {
                        ([row.as_slice(), &[label]].concat(), sum + moves[before][label] + scores[label])
                    })
                });
                rows = longer.collect();
            }
            let ways = ways(&scores, &moves);
            let labels = trace(&ways);
            let best = rows.iter().map(|(_, sum)| *sum).max().unwrap_or_default();
            for (at, lead) in leads(&scores, &moves, &ways, &labels).into_iter().enumerate() {
                let others = rows.iter().filter(|(row, _)| row[at] != usize::from(labels[at]));
                assert_eq!(Some(best - lead), others.map(|(_, sum)| *sum).max(), "word {at} of {length}");
            }
        }
        assert!(search(&[], &[[0; LABELS]; LABELS + 1]).is_empty());
    }
}
