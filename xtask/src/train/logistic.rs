//! Items with features -> a logistic regression in which each feature speaks in one direction only.
//!
//! In: rows of features, a label and a weight each, and the direction of every feature. Out: the table that
//! [`Linear`](factbox::linear::Linear) reads. Method: features are brought to mean 0 and deviation 1 and cut at three
//! deviations, and where wanted at the labelled rows' median; the loss is logistic with a pull of all weights to 0 (ridge); one weight after the other takes the step that
//! a bound of the curvature allows (Böhning & Lindsay 1988), and none passes 0 to the wrong side.
//! Every sum is made in a fixed order, so the same data give the same bytes.

use std::fmt::Write;

use super::boost::{Direction, Rows};

/// How weights are learned.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How far weights are pulled to 0, in the loss of a mean row for a weight of 1.
    pub calm: f64,
    /// Whether a value that speaks more for the label than the median of the labelled rows counts as that median: much of one
    /// thing cannot make up for what speaks against it.
    pub is_enough_at_median: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { calm: 0.05, is_enough_at_median: false }
    }
}

/// Values count up to so many deviations from the mean.
const FAR: f64 = 3.0;
/// What differs less is the same.
const LEAST: f64 = 1e-6;
/// So often every weight is moved; then they stand still to the fifth digit.
const ROUNDS: usize = 400;
/// The logistic loss is nowhere more curved.
const MOST_CURVED: f64 = 0.25;

/// Learns weights; `names` go into the table, `directions` are by feature.
pub fn learn(rows: &Rows, names: &[&str], directions: &[Direction], plan: Plan) -> String {
    let total: f64 = rows.weights.iter().map(|w| f64::from(*w)).sum();
    let shares: Vec<f64> = rows.weights.iter().map(|w| f64::from(*w) / total).collect();
    let column = |(values, direction): (&Vec<f32>, &Direction)| {
        let bounds = if plan.is_enough_at_median { enough(values, &rows.labels, *direction) } else { ALL };
        Column::of(values, &shares, bounds)
    };
    let columns: Vec<Column> = rows.columns.iter().zip(directions).map(column).collect();
    let mut weights = vec![0.0; columns.len()];
    let mut bias = 0.0;
    let mut scores = vec![0.0; shares.len()];
    for _ in 0..ROUNDS {
        let step = -slope(&rows.labels, &scores, &shares, |_| 1.0) / MOST_CURVED;
        bias += step;
        scores.iter_mut().for_each(|score| *score += step);
        for ((column, weight), direction) in columns.iter().zip(&mut weights).zip(directions) {
            let slope =
                slope(&rows.labels, &scores, &shares, |row| column.values[row]) + 2.0 * plan.calm * *weight;
            let wanted = *weight - slope / (MOST_CURVED * column.square + 2.0 * plan.calm);
            let next = match direction {
                Direction::Any => wanted,
                Direction::Up => wanted.max(0.0),
                Direction::Down => wanted.min(0.0),
            };
            let step = next - *weight;
            if step != 0.0 {
                *weight = next;
                scores.iter_mut().zip(&column.values).for_each(|(score, value)| *score += step * value);
            }
        }
    }
    table(bias, &columns, &weights, names)
}

/// The lowest and the highest value that count, where all do.
const ALL: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// The values that count when more than the labelled rows' median is not more for the label.
fn enough(values: &[f32], labels: &[f32], direction: Direction) -> (f64, f64) {
    let mut labelled: Vec<f32> =
        values.iter().zip(labels).filter(|(_, label)| **label > 0.5).map(|(value, _)| *value).collect();
    labelled.sort_by(f32::total_cmp);
    let Some(median) = labelled.get(labelled.len() / 2).map(|value| f64::from(*value)) else { return ALL };
    match direction {
        Direction::Any => ALL,
        Direction::Up => (ALL.0, median),
        Direction::Down => (median, ALL.1),
    }
}

/// A feature of all rows in deviations from its mean.
struct Column {
    /// The lowest and the highest value that count.
    bounds: (f64, f64),
    mean: f64,
    deviation: f64,
    values: Vec<f64>,
    /// The mean square of `values`.
    square: f64,
}

impl Column {
    fn of(values: &[f32], shares: &[f64], (low, high): (f64, f64)) -> Self {
        let counted = |value: &f32| f64::from(*value).clamp(low, high);
        let mean = |of: &dyn Fn(f64) -> f64| -> f64 {
            values.iter().zip(shares).map(|(value, share)| share * of(counted(value))).sum()
        };
        let middle = mean(&|value| value);
        let deviation = mean(&|value| (value - middle) * (value - middle)).sqrt();
        // The same everywhere, but for rounding: it tells nothing.
        let deviation = if deviation < LEAST { 0.0 } else { deviation };
        let scale = |value: &f32| match deviation > 0.0 {
            true => ((counted(value) - middle) / deviation).clamp(-FAR, FAR),
            false => 0.0,
        };
        let values: Vec<f64> = values.iter().map(scale).collect();
        let square = values.iter().zip(shares).map(|(value, share)| share * value * value).sum();
        let bounds = (low.max(middle - FAR * deviation), high.min(middle + FAR * deviation));
        Column { bounds, mean: middle, deviation, values, square }
    }
}

/// How the loss grows with the weight of what `of` gives for each row.
fn slope(labels: &[f32], scores: &[f64], shares: &[f64], of: impl Fn(usize) -> f64) -> f64 {
    let rows = labels.iter().zip(scores).zip(shares).enumerate();
    rows.map(|(row, ((label, score), share))| {
        let odds = 1.0 / (1.0 + libm::exp(-score));
        share * (odds - f64::from(*label)) * of(row)
    })
    .sum()
}

fn table(bias: f64, columns: &[Column], weights: &[f64], names: &[&str]) -> String {
    let mut lines = String::new();
    let mut bias = bias;
    for ((column, weight), name) in columns.iter().zip(weights).zip(names) {
        let each = weight / column.deviation;
        let text = format!("{each:.4}");
        let Ok(worth) = text.parse::<f64>() else { continue };
        if column.deviation == 0.0 || worth == 0.0 {
            continue;
        }
        bias -= worth * column.mean;
        let (low, high) = column.bounds;
        let _ = writeln!(lines, "{name} {low:.3} {high:.3} {text}");
    }
    format!("bias {bias:.4}\n{lines}")
}

#[cfg(test)]
mod tests {
    use factbox::linear::Linear;

    use super::*;

    const NAMES: [&str; 3] = ["words", "links", "noise"];

    fn rows() -> Rows {
        let row = |i: usize| [(i % 10) as f32, (i % 4) as f32, 1.0];
        let items: Vec<[f32; 3]> = (0..200).map(row).collect();
        Rows {
            columns: (0..3).map(|f| items.iter().map(|item| item[f]).collect()).collect(),
            labels: items.iter().map(|[words, links, _]| f32::from(u8::from(words + links > 6.0))).collect(),
            weights: vec![1.0; 200],
            groups: Vec::new(),
        }
    }

    #[test]
    fn what_was_learned_is_read_back() {
        let table = learn(&rows(), &NAMES, &[Direction::Up; 3], Plan::default());
        let linear = Linear::read(&table, NAMES.into_iter()).unwrap();
        assert!(linear.score(&[9.0, 3.0, 1.0]) > 0.8, "{table}");
        assert!(linear.score(&[0.0, 0.0, 1.0]) < -0.8, "{table}");
        assert!(!table.contains("noise"), "{table}");
        assert_eq!(table, learn(&rows(), &NAMES, &[Direction::Up; 3], Plan::default()));
    }

    #[test]
    fn more_than_the_labelled_rows_have_is_not_more_for_the_label() {
        let plan = Plan { is_enough_at_median: true, ..Plan::default() };
        let table = learn(&rows(), &NAMES, &[Direction::Up, Direction::Down, Direction::Any], plan);
        let linear = Linear::read(&table, NAMES.into_iter()).unwrap();
        let score = |words: f32| linear.score(&[words, 0.0, 1.0]);
        assert!(score(4.0) < score(6.0), "{table}");
        assert!((score(8.0) - score(9.0)).abs() < 1e-6, "{table}");
    }

    #[test]
    fn no_feature_speaks_against_its_direction() {
        let table =
            learn(&rows(), &NAMES, &[Direction::Up, Direction::Down, Direction::Any], Plan::default());
        assert!(table.contains("words"), "{table}");
        assert!(!table.contains("links"), "{table}");
    }
}
