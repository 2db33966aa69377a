//! Items with features -> boosted trees (Friedman 2001, with the second-order gains of Chen & Guestrin 2016).
//!
//! In: rows of features, a label (from 0 to 1) and a weight each. Out: trees, written as the table that
//! [`Trees`](factbox::trees::Trees) reads. Method: features are cut into at most 64 bins; trees grow level by
//! level to a fixed depth on a share of the rows and features that a fixed sequence chooses; the loss is logistic.
//! Every sum is made in a fixed order, so the same data give the same bytes.

use std::fmt::Write;
use std::ops::Range;

use factbox::trees::PARTS;
use rayon::prelude::*;

/// What is learned from. All lists have one entry a row.
pub struct Rows {
    /// By feature, then by row.
    pub columns: Vec<Vec<f32>>,
    /// How much of the class each is, 0.0 to 1.0.
    pub labels: Vec<f32>,
    /// How much each row matters; a row of 0 is not learned from.
    pub weights: Vec<f32>,
    /// Rows that vie with each other stand together and have the same number. Empty where none do.
    pub groups: Vec<u32>,
}

impl Rows {
    /// No rows yet, of so many features.
    pub fn none(features: usize) -> Self {
        Rows {
            columns: vec![Vec::new(); features],
            labels: Vec::new(),
            weights: Vec::new(),
            groups: Vec::new(),
        }
    }
}

/// How a feature may move the score as it grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Any,
    Up,
    Down,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub trees: usize,
    pub depth: usize,
    /// How much of each tree's advice is taken.
    pub rate: f64,
    /// The share of rows and of features that each tree sees.
    pub rows: f64,
    pub features: f64,
    /// Weight that a leaf must hold, in mean rows.
    pub least: f64,
    /// Pulls leaves to 0.
    pub calm: f64,
}

const BINS: usize = 64;

struct Split {
    feature: usize,
    bin: u8,
    gain: f64,
}

/// Learns trees. `allowed` are the features that may be asked; their names go into the table. Each plan goes on where the
/// one before it ended. A split that would move the score against a feature's direction is not made: exact for trees of
/// one split, and nearly so for deeper ones. `directions` are by feature; none for any. Of several forests each is learned from the
/// start with other chances, and all have an equal say, so that what one learned by accident counts for less.
pub fn learn(
    rows: &Rows,
    allowed: &[usize],
    names: &[&str],
    plans: &[Plan],
    directions: &[Direction],
    forests: usize,
) -> String {
    let used: Vec<usize> = (0..rows.labels.len()).filter(|&row| rows.weights[row] > 0.0).collect();
    let mean = used.iter().map(|&row| f64::from(rows.weights[row])).sum::<f64>() / used.len().max(1) as f64;
    let weights: Vec<f64> = used.iter().map(|&row| f64::from(rows.weights[row]) / mean).collect();
    let labels: Vec<f64> = used.iter().map(|&row| f64::from(rows.labels[row])).collect();
    let binned: Vec<(Vec<f32>, Vec<u8>)> = allowed
        .par_iter()
        .map(|&feature| {
            let column: Vec<f32> = used.iter().map(|&row| rows.columns[feature][row]).collect();
            let edges = edges(&column);
            let bins = column.iter().map(|value| edges.partition_point(|edge| edge < value) as u8).collect();
            (edges, bins)
        })
        .collect();
    let group_of = |row: &usize| rows.groups.get(*row);
    let mut groups: Vec<Range<usize>> = Vec::new();
    if !rows.groups.is_empty() {
        for group in used.chunk_by(|a, b| group_of(a) == group_of(b)) {
            let start = groups.last().map_or(0, |last| last.end);
            groups.push(start..start + group.len());
        }
    }
    let positive: f64 = labels.iter().zip(&weights).map(|(label, weight)| label * weight).sum();
    let all: f64 = weights.iter().sum();
    let bias = libm::log(((positive + 1.0) / (all - positive + 1.0)).max(1e-6));
    let directions: Vec<Direction> =
        allowed.iter().map(|&feature| directions.get(feature).copied().unwrap_or(Direction::Any)).collect();
    let seen = Seen { binned, labels, weights, groups, bias, directions };
    let mut chance = Chance::default();
    let mut trees = Vec::new();
    for _ in 0..forests {
        trees.extend(forest(&seen, plans, &mut chance));
    }
    for value in trees.iter_mut().flat_map(|tree| &mut tree.values) {
        *value = written(*value / forests as f64);
    }
    table(&trees, &seen.binned, allowed, names, bias)
}

/// What every forest is learned from; lists of rows hold those that count.
struct Seen {
    /// By feature: the edges of its bins, and each row's bin.
    binned: Vec<(Vec<f32>, Vec<u8>)>,
    labels: Vec<f64>,
    /// Their mean is 1.
    weights: Vec<f64>,
    /// Rows that vie with each other.
    groups: Vec<Range<usize>>,
    bias: f64,
    /// By feature.
    directions: Vec<Direction>,
}

/// Trees that correct one another, from the bias on.
fn forest(seen: &Seen, plans: &[Plan], chance: &mut Chance) -> Vec<Tree> {
    let Seen { binned, labels, weights, groups, bias, directions } = seen;
    let mut scores = vec![*bias; labels.len()];
    let mut trees = Vec::new();
    for &plan in plans.iter().flat_map(|plan| std::iter::repeat_n(plan, plan.trees)) {
        let mut gradients: Vec<(f64, f64)> = scores
            .par_iter()
            .zip(labels)
            .zip(weights)
            .map(|((score, label), weight)| {
                let odds = 1.0 / (1.0 + libm::exp(-score));
                (weight * (odds - label), weight * odds * (1.0 - odds))
            })
            .collect();
        for group in groups {
            let rows = group.clone();
            let of_group = listwise(&scores[rows.clone()], &labels[rows.clone()], &weights[rows.clone()]);
            for (alone, among) in gradients[rows].iter_mut().zip(of_group) {
                alone.0 += LISTWISE * (among.0 - alone.0);
                alone.1 += LISTWISE * (among.1 - alone.1);
            }
        }
        let sample: Vec<u32> = (0..labels.len() as u32).filter(|_| chance.next() < plan.rows).collect();
        let mut asked: Vec<usize> = (0..binned.len()).filter(|_| chance.next() < plan.features).collect();
        if asked.is_empty() {
            asked.push((chance.next() * binned.len() as f64) as usize);
        }
        let tree = grow(binned, &gradients, &sample, &asked, plan, directions);
        scores.par_iter_mut().enumerate().for_each(|(row, score)| {
            *score += tree.value(|feature| binned[feature].1[row]);
        });
        trees.push(tree);
    }
    trees
}

/// A leaf's value as it will be written, so that learning goes on from what will be read.
fn written(value: f64) -> f64 {
    (value * f64::from(PARTS)).round() / f64::from(PARTS)
}

/// So much of the loss asks which row is the best of its group; the rest judges each row by itself, so that scores stay
/// log-odds. With a half or all of it key sentences come out alike.
const LISTWISE: f64 = 0.6;
/// The best of a group shall be far ahead of the good: a label counts by this power of it.
const AHEAD: f64 = 4.0;

/// Gradient and curve of each row of a group, where the loss is the cross entropy between the shares that its labels and its scores
/// give it. The group weighs as much as its rows do together when their weights are added as squares.
fn listwise(scores: &[f64], labels: &[f64], weights: &[f64]) -> Vec<(f64, f64)> {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let odds: Vec<f64> = scores.iter().map(|score| libm::exp(score - most)).collect();
    let wanted: Vec<f64> = labels.iter().map(|label| libm::pow(*label, AHEAD)).collect();
    let (all_odds, all_wanted): (f64, f64) = (odds.iter().sum(), wanted.iter().sum());
    let weight = weights.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
    odds.iter()
        .zip(wanted)
        .map(|(odds, wanted)| {
            let share = odds / all_odds;
            (weight * (share - wanted / all_wanted.max(1e-9)), weight * share * (1.0 - share))
        })
        .collect()
}

/// A tree of fixed depth as a heap: node 0 is the root, `2 n + 1` and `2 n + 2` are below `n`.
struct Tree {
    splits: Vec<Option<(usize, u8)>>,
    /// By node.
    values: Vec<f64>,
}

impl Tree {
    fn value(&self, bin: impl Fn(usize) -> u8) -> f64 {
        let mut at = 0;
        while let Some((feature, edge)) = self.splits[at] {
            at = 2 * at + if bin(feature) <= edge { 1 } else { 2 };
        }
        self.values[at]
    }
}

fn grow(
    binned: &[(Vec<f32>, Vec<u8>)],
    gradients: &[(f64, f64)],
    sample: &[u32],
    asked: &[usize],
    plan: Plan,
    directions: &[Direction],
) -> Tree {
    let nodes = (1 << (plan.depth + 1)) - 1;
    let mut tree = Tree { splits: vec![None; nodes], values: vec![0.0; nodes] };
    // The node that each sampled row has come to; those in leaves stay there.
    let mut places = vec![0_u16; sample.len()];
    for level in 0..plan.depth {
        let first = (1 << level) - 1;
        let count = 1 << level;
        let seen: Vec<Row> = sample
            .iter()
            .zip(&places)
            .filter(|(_, place)| **place as usize >= first)
            .map(|(&row, &place)| Row {
                row,
                node: u32::from(place) - first as u32,
                sums: gradients[row as usize],
            })
            .collect();
        let best: Vec<Vec<Split>> = asked
            .par_chunks(TOGETHER)
            .flat_map_iter(|features| {
                let bins: Vec<&[u8]> = features.iter().map(|&feature| &binned[feature].1[..]).collect();
                let sums = sums(&bins, &seen, count);
                features.iter().zip(sums).map(|(&feature, by_node)| {
                    by_node
                        .iter()
                        .map(|sums| split(feature, sums, binned[feature].0.len(), plan, directions[feature]))
                        .collect()
                })
            })
            .collect();
        for node in 0..count {
            // The first of equals, so that the order of features decides.
            let top =
                best.iter().map(|by_node| &by_node[node]).reduce(|a, b| if b.gain > a.gain { b } else { a });
            if let Some(split) = top.filter(|split| split.gain > 1e-6) {
                tree.splits[first + node] = Some((split.feature, split.bin));
            }
        }
        for (&row, place) in sample.iter().zip(&mut places) {
            let at = *place as usize;
            if at >= first
                && let Some((feature, bin)) = tree.splits[at]
            {
                *place = (2 * at + if binned[feature].1[row as usize] <= bin { 1 } else { 2 }) as u16;
            }
        }
    }
    let mut sums = vec![(0.0, 0.0); nodes];
    for (&row, &place) in sample.iter().zip(&places) {
        let (gradient, curve) = gradients[row as usize];
        sums[place as usize].0 += gradient;
        sums[place as usize].1 += curve;
    }
    for (value, (gradient, curve)) in tree.values.iter_mut().zip(sums) {
        *value = written(-plan.rate * gradient / (curve + plan.calm));
    }
    tree
}

/// A row that has come to one of a level's nodes, with its gradient and curve.
struct Row {
    row: u32,
    node: u32,
    sums: (f64, f64),
}

/// By node, then by bin: gradient and curve of the rows there.
type Sums = Vec<[(f64, f64); BINS]>;

/// So many features are summed in one walk over the rows: neighbouring rows often share a bin, and a processor that had
/// nothing else to add would wait for each sum before the next.
const TOGETHER: usize = 4;

/// The sums of each feature, all in the order of rows; `bins` are by row.
fn sums(bins: &[&[u8]], seen: &[Row], nodes: usize) -> Vec<Sums> {
    let mut all = vec![vec![[(0.0, 0.0); BINS]; nodes]; bins.len()];
    let add = |sums: &mut Sums, bins: &[u8], seen: &Row| {
        let sum = &mut sums[seen.node as usize][bins[seen.row as usize] as usize % BINS];
        sum.0 += seen.sums.0;
        sum.1 += seen.sums.1;
    };
    match (&mut all[..], bins) {
        ([a, b, c, d], [e, f, g, h]) => {
            for seen in seen {
                add(a, e, seen);
                add(b, f, seen);
                add(c, g, seen);
                add(d, h, seen);
            }
        }
        (all, bins) => {
            for (sums, bins) in all.iter_mut().zip(bins) {
                seen.iter().for_each(|seen| add(sums, bins, seen));
            }
        }
    }
    all
}

/// The best place to cut one feature at one node.
fn split(feature: usize, sums: &[(f64, f64); BINS], edges: usize, plan: Plan, direction: Direction) -> Split {
    let (gradient, curve) = sums.iter().fold((0.0, 0.0), |sum, bin| (sum.0 + bin.0, sum.1 + bin.1));
    let worth = |gradient: f64, curve: f64| gradient * gradient / (curve + plan.calm);
    let whole = worth(gradient, curve);
    let mut best = Split { feature, bin: 0, gain: 0.0 };
    let mut left = (0.0, 0.0);
    for (bin, sum) in sums.iter().enumerate().take(edges) {
        left = (left.0 + sum.0, left.1 + sum.1);
        let right = (gradient - left.0, curve - left.1);
        if left.1 < plan.least || right.1 < plan.least {
            continue;
        }
        let step = left.0 / (left.1 + plan.calm) - right.0 / (right.1 + plan.calm);
        if (direction == Direction::Up && step < 0.0) || (direction == Direction::Down && step > 0.0) {
            continue;
        }
        let gain = worth(left.0, left.1) + worth(right.0, right.1) - whole;
        if gain > best.gain {
            best = Split { feature, bin: bin as u8, gain };
        }
    }
    best
}

/// The values between bins: a value belongs to the first bin whose edge it does not exceed.
fn edges(column: &[f32]) -> Vec<f32> {
    let mut sorted = column.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    let mut edges: Vec<f32> = Vec::new();
    let mut at = 0;
    let step = (sorted.len() / (BINS - 1)).max(1);
    while at < sorted.len() && edges.len() < BINS - 1 {
        let value = sorted[(at + step - 1).min(sorted.len() - 1)];
        let next = sorted.partition_point(|other| *other <= value);
        if next >= sorted.len() {
            break;
        }
        edges.push(short(value, sorted[next]));
        at = next;
    }
    edges
}

/// A number in `[low, high)` with few digits.
fn short(low: f32, high: f32) -> f32 {
    let middle = low + (high - low) / 2.0;
    for digits in 0..7 {
        let rounded: f32 = format!("{middle:.digits$}").parse().unwrap_or(low);
        if (low..high).contains(&rounded) {
            return rounded;
        }
    }
    low
}

fn table(
    trees: &[Tree],
    binned: &[(Vec<f32>, Vec<u8>)],
    allowed: &[usize],
    names: &[&str],
    bias: f64,
) -> String {
    let asked: std::collections::BTreeSet<usize> =
        trees.iter().flat_map(|tree| tree.splits.iter().flatten().map(|(feature, _)| *feature)).collect();
    let asked: Vec<usize> = asked.into_iter().collect();
    let mut out = String::from("features");
    for feature in &asked {
        let _ = write!(out, " {}", names[allowed[*feature]]);
    }
    let _ = write!(out, "\nbias {bias:.3}\n");
    for tree in trees {
        let mut open = vec![0];
        let mut words = Vec::new();
        while let Some(at) = open.pop() {
            match tree.splits[at] {
                Some((feature, bin)) => {
                    let place = asked.binary_search(&feature).unwrap_or_default();
                    words.push(format!("{place}:{}", binned[feature].0[bin as usize]));
                    open.push(2 * at + 2);
                    open.push(2 * at + 1);
                }
                None => words.push(format!("{:.0}", tree.values[at] * f64::from(PARTS))),
            }
        }
        let _ = writeln!(out, "{}", words.join(" "));
    }
    out
}

/// A fixed sequence of numbers from 0 to 1 (SplitMix64, Steele et al. 2014).
pub struct Chance(u64);

impl Default for Chance {
    fn default() -> Self {
        Chance(0x9e37_79b9_7f4a_7c15)
    }
}

impl Chance {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use factbox::trees::Trees;

    const PLAN: Plan =
        Plan { trees: 30, depth: 3, rate: 0.3, rows: 0.7, features: 1.0, least: 5.0, calm: 1.0 };

    #[test]
    fn the_best_of_a_group_is_told_from_the_rest_however_little_it_is_worth() {
        let values: Vec<f32> = (0..4_000).map(|n| ((n * 7_919) % 1_000) as f32 / 100.0).collect();
        let is_best = |n: usize| values[n] > values[n ^ 1];
        let labels: Vec<f32> = (0..4_000).map(|n| 0.02 * f32::from(u8::from(is_best(n)))).collect();
        let lead = |groups: Vec<u32>| {
            let rows = Rows {
                columns: vec![values.clone()],
                labels: labels.clone(),
                weights: vec![1.0; 4_000],
                groups,
            };
            let table = learn(&rows, &[0], &["size"], &[PLAN], &[], 1);
            let trees = Trees::read(&table, ["size"].into_iter()).unwrap();
            trees.score(&[9.0]) - trees.score(&[4.0])
        };
        let (alone, among) = (lead(Vec::new()), lead((0..4_000).map(|n| n / 2).collect()));
        assert!(among > alone + 0.5, "{among} and {alone}");
    }

    #[test]
    fn shares_of_a_group_are_pulled_to_its_labels() {
        let of_group = listwise(&[0.0, 0.0], &[1.0, 0.0], &[3.0, 4.0]);
        assert_eq!(of_group, [(-2.5, 1.25), (2.5, 1.25)], "half each, where all belongs to the first");
        let equal = listwise(&[0.0, 0.0], &[0.5, 0.5], &[1.0, 1.0]);
        assert!(equal.iter().all(|(gradient, _)| *gradient == 0.0));
        let nothing = listwise(&[800.0, -800.0], &[0.0, 0.0], &[1.0, 1.0]);
        assert!(nothing.iter().all(|(gradient, curve)| gradient.is_finite() && curve.is_finite()));
    }

    #[test]
    fn what_was_learned_is_read_back() {
        // Above 5 and odd, or exactly 2: no single feature tells.
        let values: Vec<f32> = (0..4_000).map(|i| (i * 7_919 % 1_000) as f32 / 100.0).collect();
        let odd: Vec<f32> = (0..4_000).map(|i| (i % 2) as f32).collect();
        let labels: Vec<f32> =
            values.iter().zip(&odd).map(|(v, o)| f32::from(u8::from(*v > 5.0 && *o > 0.0))).collect();
        let weights = vec![1.0; labels.len()];
        let rows = Rows { columns: vec![values, odd], weights, labels, groups: Vec::new() };
        let learn =
            |directions: &[Direction]| learn(&rows, &[0, 1], &["size", "odd"], &[PLAN], directions, 2);
        assert_eq!(learn(&[]), learn(&[]), "the same data, the same bytes");
        // What is so may be asked for.
        for directions in [&[][..], &[Direction::Up, Direction::Up]] {
            let trees = Trees::read(&learn(directions), ["size", "odd"].into_iter()).unwrap();
            for (size, odd, is_positive) in
                [(9.0, 1.0, true), (9.0, 0.0, false), (1.0, 1.0, false), (5.5, 1.0, true)]
            {
                assert_eq!(trees.score(&[size, odd]) > 0.0, is_positive, "{size} {odd} {}", directions.len());
            }
        }
        let table = learn(&[Direction::Down, Direction::Down]);
        let trees = Trees::read(&table, ["size", "odd"].into_iter()).unwrap();
        assert!(trees.score(&[9.0, 1.0]) <= trees.score(&[1.0, 0.0]), "the contrary is not learned");
    }

    #[test]
    fn edges_lie_between_values() {
        assert_eq!(edges(&[0.0, 0.0, 1.0, 1.0]), [0.0]);
        assert_eq!(edges(&[2.0; 9]), [0.0; 0]);
        assert_eq!(short(0.123, 0.129), 0.126);
    }
}
