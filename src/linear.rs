//! A logistic regression, read from a table: features -> a score.
//!
//! In: a table of weights and an item's features. Out: its log-odds.
//! Method: every feature adds its weight times its value, no lower and no higher than what counts: one odd value may not
//! decide alone, nor much of one thing make up for all others. The table: lines that begin with `#` are its head; then `bias` and a number; then a feature a line: its
//! name, the lowest and the highest value that count, and the log-odds that each unit is worth.
//! Not here: how the weights are learned (`xtask/src/train/logistic.rs`).

/// The weights of a table.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    bias: f32,
    terms: Vec<Term>,
}

/// One feature: its place among an item's, the values that count, and what a unit is worth.
#[derive(Clone, Copy, Debug)]
struct Term {
    feature: usize,
    low: f32,
    high: f32,
    weight: f32,
}

impl Linear {
    /// Reads a table; `names` are the features in the order in which [`Linear::score`] gets them.
    ///
    /// An error names the line, and what is wrong with it.
    pub fn read<'a>(table: &str, names: impl Iterator<Item = &'a str> + Clone) -> Result<Self, String> {
        let mut linear = Linear::default();
        for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wrong = |what: &str| format!("line {}: {what}", number + 1);
            let (name, numbers) =
                line.split_once(' ').ok_or_else(|| wrong("a name and numbers are wanted"))?;
            let numbers: Result<Vec<f32>, _> = numbers.split(' ').map(str::parse).collect();
            match (name, numbers.as_deref()) {
                ("bias", Ok([bias])) => linear.bias = *bias,
                (_, Ok([low, high, weight])) if low <= high => {
                    let feature = names.clone().position(|known| known == name);
                    let feature = feature.ok_or_else(|| wrong(&format!("no feature is called {name}")))?;
                    linear.terms.push(Term { feature, low: *low, high: *high, weight: *weight });
                }
                _ => return Err(wrong("the lowest and highest value and a weight are wanted")),
            }
        }
        Ok(linear)
    }

    /// The log-odds of an item with these features.
    pub fn score(&self, values: &[f32]) -> f32 {
        self.terms.iter().fold(self.bias, |sum, term| {
            let value = values.get(term.feature).copied().unwrap_or_default();
            sum + term.weight * value.clamp(term.low, term.high)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["words", "links"];

    #[test]
    fn values_count_no_further_than_what_is_common() {
        let table = "# head\nbias -1\nlinks 0 2 -0.5\nwords 1 10 0.25\n";
        let linear = Linear::read(table, NAMES.into_iter()).unwrap();
        for (values, score) in [([4.0, 1.0], -0.5), ([0.0, 0.0], -0.75), ([99.0, 99.0], 0.5)] {
            assert!((linear.score(&values) - score).abs() < 1e-6, "{values:?}");
        }
    }

    #[test]
    fn errors_name_the_line() {
        for (table, error) in [
            ("bias 1\nhats 0 1 2\n", "line 2: no feature is called hats"),
            ("words 0 1\n", "line 1: the lowest and highest value and a weight are wanted"),
            ("words 2 1 1\n", "line 1: the lowest and highest value and a weight are wanted"),
            ("words\n", "line 1: a name and numbers are wanted"),
        ] {
            assert_eq!(Linear::read(table, NAMES.into_iter()).unwrap_err(), error);
        }
    }
}
