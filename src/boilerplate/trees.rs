//! Boosted decision trees, read from a table: features -> a score.
//!
//! In: a table of weights and an item's features. Out: its log-odds, and which features they come from.
//! Method: gradient boosting (Friedman 2001); every tree adds the value of the leaf that the features lead to.
//! The table: lines that begin with `#` are its head; `features` and `bias` come first; then a tree a line, its nodes in
//! preorder: `3:1.5` goes left when feature 3 (of the table's own list) is at most 1.5; a whole number is a leaf, in
//! thousandths. Not here: how the weights are learned (`xtask/src/train/boost.rs`).

/// The nodes of all trees.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    bias: f32,
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    /// Index into the features; [`LEAF`] for a leaf.
    feature: u16,
    /// Of a leaf: its value.
    threshold: f32,
    /// The node when the feature is above the threshold; else it is the next one.
    above: u32,
    /// The mean of the leaves below, for reasons.
    mean: f32,
}

const LEAF: u16 = u16::MAX;
/// Leaves are written in these parts of 1.
pub const PARTS: f32 = 1_000.0;

impl Trees {
    /// Reads a table; `names` are the features in the order in which [`Trees::score`] gets them.
    ///
    /// An error names the line, and what is wrong with it.
    pub fn read<'a>(table: &str, names: impl Iterator<Item = &'a str> + Clone) -> Result<Self, String> {
        let mut trees = Trees::default();
        let mut features: Vec<u16> = Vec::new();
        for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wrong = |what: &str| format!("line {}: {what}", number + 1);
            let mut words = line.split(' ');
            match line.split_once(' ') {
                Some(("features", list)) => {
                    for name in list.split(' ') {
                        let at = names.clone().position(|known| known == name);
                        let at = at.ok_or_else(|| wrong(&format!("no feature is called {name}")))?;
                        features.push(at as u16);
                    }
                }
                // Nothing was found worth asking.
                None if line == "features" => {}
                Some(("bias", value)) => {
                    trees.bias = value.parse().map_err(|_| wrong("the bias is no number"))?;
                }
                _ => {
                    trees.roots.push(trees.nodes.len() as u32);
                    let read = trees
                        .read_tree(&mut words, &features)
                        .and_then(|_| words.next().is_none().then_some(()));
                    read.ok_or_else(|| wrong("this is no tree"))?;
                }
            }
        }
        Ok(trees)
    }

    /// Reads one tree in preorder.
    fn read_tree<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>, features: &[u16]) -> Option<()> {
        // Nodes whose subtrees are still to come: index, and how many of the two have been read.
        let mut open: Vec<(usize, u8, f32)> = Vec::new();
        loop {
            let word = words.next()?;
            let at = self.nodes.len();
            if let Some((feature, threshold)) = word.split_once(':') {
                let feature = *features.get(feature.parse::<usize>().ok()?)?;
                self.nodes.push(Node { feature, threshold: threshold.parse().ok()?, above: 0, mean: 0.0 });
                open.push((at, 0, 0.0));
                continue;
            }
            let mut mean = word.parse::<i32>().ok()? as f32 / PARTS;
            self.nodes.push(Node { feature: LEAF, threshold: mean, above: 0, mean });
            // A subtree is whole: so may be those around it.
            loop {
                let Some((parent, done, first)) = open.pop() else { return Some(()) };
                if done == 0 {
                    self.nodes[parent].above = self.nodes.len() as u32;
                    open.push((parent, 1, mean));
                    break;
                }
                mean = (first + mean) / 2.0;
                self.nodes[parent].mean = mean;
            }
        }
    }

    /// The log-odds of an item with these features.
    pub fn score(&self, values: &[f32]) -> f32 {
        let mut sum = self.bias;
        for &root in &self.roots {
            let mut at = root as usize;
            loop {
                let node = &self.nodes[at];
                if node.feature == LEAF {
                    sum += node.threshold;
                    break;
                }
                at = if values[node.feature as usize] <= node.threshold {
                    at + 1
                } else {
                    node.above as usize
                };
            }
        }
        sum
    }

    /// How much each feature moved the score: (index, log-odds), the strongest first (Saabas 2014).
    pub fn reasons(&self, values: &[f32]) -> Vec<(usize, f32)> {
        let mut sums = vec![0.0; values.len()];
        for &root in &self.roots {
            let mut at = root as usize;
            while self.nodes[at].feature != LEAF {
                let node = self.nodes[at];
                let next = if values[node.feature as usize] <= node.threshold {
                    at + 1
                } else {
                    node.above as usize
                };
                sums[node.feature as usize] += self.nodes[next].mean - node.mean;
                at = next;
            }
        }
        let mut reasons: Vec<(usize, f32)> =
            sums.into_iter().enumerate().filter(|(_, sum)| *sum != 0.0).collect();
        reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        reasons
    }
}

/// Log-odds as a number between 0 and 1, 0.5 for even odds; not a probability, but in its order, and the same bits everywhere.
pub fn squash(odds: f32) -> f32 {
    0.5 + 0.5 * odds / (1.0 + odds.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# head\nfeatures long linked\nbias 0.5\n0:3 1:0.5 -1000 200 1500\n250";

    fn read(table: &str) -> Result<Trees, String> {
        Trees::read(table, ["linked", "long"].into_iter())
    }

    #[test]
    fn trees_lead_to_leaves() {
        let trees = read(TABLE).unwrap();
        for (long, linked, score) in [(2.0, 0.1, -0.25), (2.0, 0.6, 0.95), (3.5, 0.0, 2.25)] {
            assert_eq!(trees.score(&[linked, long]), score, "{long} {linked}");
        }
        // Index 1 is "long": above 3 it lifts from the mean 0.55 to 1.5.
        assert_eq!(trees.reasons(&[0.0, 4.0]), [(1, 0.95)]);
    }

    #[test]
    fn a_wrong_table_is_named() {
        for (table, error) in [
            ("features short", "line 1: no feature is called short"),
            ("bias much", "line 1: the bias is no number"),
            ("features long\n0:1 5", "line 2: this is no tree"),
            ("features long\n1:1 5 5", "line 2: this is no tree"),
            ("features long\n5 5", "line 2: this is no tree"),
        ] {
            assert_eq!(read(table).unwrap_err(), error);
        }
    }

    #[test]
    fn squashed_odds_keep_their_order() {
        assert_eq!([-1.0, 0.0, 3.0].map(squash), [0.25, 0.5, 0.875]);
    }
}
