//! Boosted decision trees, read from a table: features -> a score.
//!
//! In: a table of weights and an item's features. Out: its log-odds, and which features they come from.
//! Method: gradient boosting (Friedman 2001); every tree adds the value of the leaf that the features lead to.
//! The table: lines that begin with `#` are its head; `features` and `bias` come first; then a tree a line, its nodes in
//! preorder: `3:1.5` goes left when feature 3 (of the table's own list) is at most 1.5; a whole number is a leaf, in
//! thousandths. Not here: how the weights are learned (`xtask/src/train/boost.rs`).

/// Defines `Features` with its fields, their names and groups; the module has its own `Group`.
macro_rules! features {
    ($($group:ident { $($(#[doc = $doc:literal])* $field:ident,)* })*) => {
        /// What is seen of one thing. Booleans are 0 or 1, shares 0 to 1; -1 is "none"; lengths as the module says.
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct Features {
            $($($(#[doc = $doc])* pub $field: f32,)*)*
        }

        impl Features {
            /// Name and group of every feature, in the order of [`Features::values`].
            pub const ALL: &[(&str, Group)] = &[$($((stringify!($field), Group::$group),)*)*];

            pub fn values(&self) -> [f32; Self::ALL.len()] {
                [$($(self.$field,)*)*]
            }
        }
    };
}

pub(crate) use features;

/// The trees of a table. Each is kept as a heap of its full depth, root first, what is below node `n` at `2 n + 1` and
/// `2 n + 2`: so the way down needs no branch, and several items go down it together.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    bias: f32,
    trees: Vec<Tree>,
    /// The questions of all trees, one after the other.
    questions: Vec<Question>,
    /// The values of all leaves.
    leaves: Vec<f32>,
}

/// Where a tree's questions and leaves begin; it has `2^depth - 1` and `2^depth`.
#[derive(Clone, Copy, Debug)]
struct Tree {
    depth: u8,
    questions: u32,
    leaves: u32,
}

/// Whether a feature is at most a threshold; infinity where the tree as written ends above its full depth.
#[derive(Clone, Copy, Debug)]
struct Question {
    feature: u32,
    threshold: f32,
}

/// A node as it is written.
#[derive(Clone, Copy)]
enum Node {
    Question(Question),
    Leaf(f32),
}

/// Leaves are written in these parts of 1.
pub const PARTS: f32 = 1_000.0;
/// No tree is deeper.
const DEEPEST: u8 = 12;
/// So many items go down a tree together.
const TOGETHER: usize = 8;

impl Trees {
    /// Reads a table; `names` are the features in the order in which [`Trees::score`] gets them.
    ///
    /// An error names the line, and what is wrong with it.
    pub fn read<'a>(table: &str, names: impl Iterator<Item = &'a str> + Clone) -> Result<Self, String> {
        let mut trees = Trees::default();
        let mut features: Vec<u32> = Vec::new();
        for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wrong = |what: &str| format!("line {}: {what}", number + 1);
            match line.split_once(' ') {
                Some(("features", list)) => {
                    for name in list.split(' ') {
                        let at = names.clone().position(|known| known == name);
                        let at = at.ok_or_else(|| wrong(&format!("no feature is called {name}")))?;
                        features.push(at as u32);
                    }
                }
                // Nothing was found worth asking.
                None if line == "features" => {}
                Some(("bias", value)) => {
                    trees.bias = value.parse().map_err(|_| wrong("the bias is no number"))?;
                }
                _ => {
                    let nodes = read_nodes(line, &features);
                    nodes.and_then(|nodes| trees.add(&nodes)).ok_or_else(|| wrong("this is no tree"))?;
                }
            }
        }
        Ok(trees)
    }

    /// Adds a tree whose nodes stand in preorder.
    fn add(&mut self, nodes: &[Node]) -> Option<()> {
        // Each node with its depth and its place in the heap. What lies above a threshold is written behind all that does not.
        let mut places = Vec::with_capacity(nodes.len());
        let mut open = vec![(0_u8, 0_usize)];
        for node in nodes {
            let (depth, at) = open.pop()?;
            places.push((*node, depth, at));
            if matches!(node, Node::Question(_)) {
                open.extend([(depth + 1, 2 * at + 2), (depth + 1, 2 * at + 1)]);
            }
            if depth > DEEPEST {
                return None;
            }
        }
        if !open.is_empty() {
            return None;
        }
        let depth = places.iter().map(|(_, depth, _)| *depth).max()?;
        let tree = Tree { depth, questions: self.questions.len() as u32, leaves: self.leaves.len() as u32 };
        let inner = (1 << depth) - 1;
        let none = Question { feature: 0, threshold: f32::INFINITY };
        self.questions.resize(self.questions.len() + inner, none);
        self.leaves.resize(self.leaves.len() + inner + 1, 0.0);
        for (node, level, at) in places {
            match node {
                Node::Question(question) => self.questions[tree.questions as usize + at] = question,
                Node::Leaf(value) => {
                    // All leaves below it in the heap.
                    let below = usize::from(depth - level);
                    let first = ((at + 1) << below) - 1 - inner;
                    let leaves = &mut self.leaves[tree.leaves as usize..];
                    leaves[first..first + (1 << below)].fill(value);
                }
            }
        }
        self.trees.push(tree);
        Some(())
    }

    fn of(&self, tree: &Tree) -> (&[Question], &[f32]) {
        let inner = (1 << tree.depth) - 1;
        let (questions, leaves) = (tree.questions as usize, tree.leaves as usize);
        (&self.questions[questions..questions + inner], &self.leaves[leaves..leaves + inner + 1])
    }

    /// The log-odds of an item with these features.
    pub fn score(&self, values: &[f32]) -> f32 {
        self.trees.iter().fold(self.bias, |sum, tree| {
            let (questions, leaves) = self.of(tree);
            let mut at = 0;
            while let Some(question) = questions.get(at) {
                at = 2 * at + 1 + usize::from(values[question.feature as usize] > question.threshold);
            }
            sum + leaves[at - questions.len()]
        })
    }

    /// The log-odds of each item: what [`Trees::score`] gives, bit for bit, in less time.
    pub fn scores<const N: usize>(&self, items: &[[f32; N]]) -> Vec<f32> {
        let mut sums = vec![self.bias; items.len()];
        let (chunks, rest) = items.as_chunks::<TOGETHER>();
        let (whole, last) = sums.split_at_mut(items.len() - rest.len());
        for (chunk, sums) in chunks.iter().zip(whole.chunks_exact_mut(TOGETHER)) {
            for tree in &self.trees {
                let (questions, leaves) = self.of(tree);
                let mut at = [0; TOGETHER];
                for _ in 0..tree.depth {
                    for (at, values) in at.iter_mut().zip(chunk) {
                        let question = questions[*at];
                        *at =
                            2 * *at + 1 + usize::from(values[question.feature as usize] > question.threshold);
                    }
                }
                for (at, sum) in at.iter().zip(&mut *sums) {
                    *sum += leaves[at - questions.len()];
                }
            }
        }
        for (item, sum) in rest.iter().zip(last) {
            *sum = self.score(item);
        }
        sums
    }

    /// How much each feature moved the score: (index, log-odds), the strongest first (Saabas 2014).
    pub fn reasons(&self, values: &[f32]) -> Vec<(usize, f32)> {
        let mut sums = vec![0.0; values.len()];
        for tree in &self.trees {
            let (questions, leaves) = self.of(tree);
            let mut means = vec![0.0; questions.len()];
            means.extend_from_slice(leaves);
            for at in (0..questions.len()).rev() {
                means[at] = (means[2 * at + 1] + means[2 * at + 2]) / 2.0;
            }
            let mut at = 0;
            while let Some(question) = questions.get(at) {
                let feature = question.feature as usize;
                let next = 2 * at + 1 + usize::from(values[feature] > question.threshold);
                sums[feature] += means[next] - means[at];
                at = next;
            }
        }
        let mut reasons: Vec<(usize, f32)> =
            sums.into_iter().enumerate().filter(|(_, sum)| *sum != 0.0).collect();
        reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        reasons
    }
}

/// Reads the nodes of one tree.
fn read_nodes(line: &str, features: &[u32]) -> Option<Vec<Node>> {
    let node = |word: &str| {
        Some(match word.split_once(':') {
            Some((feature, threshold)) => Node::Question(Question {
                feature: *features.get(feature.parse::<usize>().ok()?)?,
                threshold: threshold.parse().ok()?,
            }),
            None => Node::Leaf(word.parse::<i32>().ok()? as f32 / PARTS),
        })
    };
    line.split(' ').map(node).collect()
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
            assert_eq!(trees.scores(&[[linked, long]; TOGETHER + 1]), [score; TOGETHER + 1]);
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
