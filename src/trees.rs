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
/// `2 n + 2`: so that no question has to be skipped, and many items are asked it together.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    bias: f32,
    /// The features that are asked for.
    asked: Vec<Asked>,
    trees: Vec<Tree>,
    /// The questions of all trees by their numbers, one tree after the other; [`Trees::never`] where a tree as written ends above
    /// its full depth.
    questions: Vec<u16>,
    /// The values of all leaves.
    leaves: Vec<f32>,
}

/// The trees of a table in two parts: the first tell most of what lies far below even odds, and the rest are asked about the others
/// alone.
#[derive(Clone, Debug, Default)]
pub struct Cascade {
    first: Trees,
    rest: Trees,
}

/// A table as it is written.
#[derive(Default)]
struct Table {
    bias: f32,
    /// The features that are asked for, by their place among an item's values.
    features: Vec<usize>,
    trees: Vec<Vec<Node>>,
}

/// A feature, and all that it is asked.
#[derive(Clone, Debug, Default)]
struct Asked {
    /// Its place among an item's values.
    feature: usize,
    /// Ascending, none twice: each is one question, whether a value is above it.
    thresholds: Vec<f32>,
    /// The number of the first of these; the others follow.
    first: usize,
}

/// Where a tree's questions and leaves begin; it has `2^depth - 1` and `2^depth`.
#[derive(Clone, Copy, Debug)]
struct Tree {
    depth: u8,
    questions: u32,
    leaves: u32,
}

/// A node as it is written.
#[derive(Clone, Copy)]
enum Node {
    /// A feature, as it is numbered in the table, and a threshold.
    Question(u16, f32),
    Leaf(f32),
}

/// Leaves are written in these parts of 1.
pub const PARTS: f32 = 1_000.0;
/// No tree is deeper: see [`Trees::add_leaves`].
const DEEPEST: u8 = 6;
/// So many items are asked together: bytes of a register of 128 bits, which compares all of them at once.
const TOGETHER: usize = 16;
/// A byte for each of the items, eight to a word: bits of a few words are what the compiler puts into registers of 128 bits
/// most willingly. As an answer, all bits of the byte or none.
type Bytes = [u64; TOGETHER / 8];
/// A 1 for each of the items.
const ONES: u64 = u64::from_le_bytes([1; 8]);

impl Trees {
    /// Reads a table; `names` are the features in the order in which [`Trees::score`] gets them.
    ///
    /// An error names the line, and what is wrong with it.
    pub fn read<'a>(table: &str, names: impl Iterator<Item = &'a str> + Clone) -> Result<Self, String> {
        let Table { bias, features, trees } = Table::read(table, names)?;
        Trees::new(bias, &features, &trees)
    }

    /// Numbers all that some trees ask, and lays them out.
    fn new(bias: f32, features: &[usize], written: &[Vec<Node>]) -> Result<Self, String> {
        let asked = features.iter().map(|feature| Asked { feature: *feature, ..Asked::default() }).collect();
        let mut trees = Trees { bias, asked, ..Trees::default() };
        for node in written.iter().flatten() {
            if let Node::Question(feature, threshold) = *node {
                trees.asked[usize::from(feature)].thresholds.push(threshold);
            }
        }
        let mut numbered = 0;
        for Asked { thresholds, first, .. } in &mut trees.asked {
            thresholds.sort_by(f32::total_cmp);
            thresholds.dedup();
            *first = numbered;
            numbered += thresholds.len();
        }
        if numbered > usize::from(u16::MAX) {
            return Err("too much is asked".into());
        }
        for nodes in written {
            trees.add(nodes);
        }
        Ok(trees)
    }

    /// Adds a tree whose nodes stand in preorder.
    fn add(&mut self, nodes: &[Node]) {
        let places = places(nodes);
        let depth = places.iter().map(|(depth, _)| *depth).max().unwrap_or_default();
        let tree = Tree { depth, questions: self.questions.len() as u32, leaves: self.leaves.len() as u32 };
        let inner = (1 << depth) - 1;
        self.questions.resize(self.questions.len() + inner, self.never() as u16);
        self.leaves.resize(self.leaves.len() + inner + 1, 0.0);
        for (node, (level, at)) in nodes.iter().zip(places) {
            match *node {
                Node::Question(asked, threshold) => {
                    let asked = &self.asked[usize::from(asked)];
                    self.questions[tree.questions as usize + at] =
                        (asked.first + asked.rank(threshold)) as u16;
                }
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
    }

    /// The number of a question to which every item answers no: one more than there are.
    fn never(&self) -> usize {
        self.asked.last().map_or(0, |last| last.first + last.thresholds.len())
    }

    fn of(&self, tree: &Tree) -> (&[u16], &[f32]) {
        let inner = (1 << tree.depth) - 1;
        let (questions, leaves) = (tree.questions as usize, tree.leaves as usize);
        (&self.questions[questions..questions + inner], &self.leaves[leaves..leaves + inner + 1])
    }

    /// The log-odds of an item with these features.
    pub fn score(&self, values: &[f32]) -> f32 {
        let is_above = self.answers(values);
        self.trees.iter().fold(self.bias, |sum, tree| {
            let (questions, leaves) = self.of(tree);
            let mut at = 0;
            while let Some(question) = questions.get(at) {
                at = 2 * at + 1 + usize::from(is_above[usize::from(*question)]);
            }
            sum + leaves[at - questions.len()]
        })
    }

    /// What one item answers to each question.
    fn answers(&self, values: &[f32]) -> Vec<bool> {
        let mut is_above = vec![false; self.never() + 1];
        for asked in &self.asked {
            is_above[asked.first..][..asked.rank(values[asked.feature])].fill(true);
        }
        is_above
    }

    /// The log-odds of each item: what [`Trees::score`] gives, bit for bit, in less time.
    ///
    /// Method: what a chunk of items answers to a question is found once, however many trees ask it. Then every question of a tree
    /// parts all of them, though each item needs few of the answers: what a walk from node to node saves in looking at answers
    /// it loses in waiting for them.
    pub fn scores<const N: usize>(&self, items: &[[f32; N]]) -> Vec<f32> {
        let mut scores = vec![self.bias; items.len()];
        self.add_all(&items.iter().collect::<Vec<_>>(), &mut scores);
        scores
    }

    /// Adds to each item's sum its leaves of all trees.
    fn add_all<const N: usize>(&self, items: &[&[f32; N]], sums: &mut [f32]) {
        let mut is_above = vec![Bytes::default(); self.never() + 1];
        for (items, sums) in items.chunks(TOGETHER).zip(sums.chunks_mut(TOGETHER)) {
            for asked in self.asked.iter().filter(|asked| !asked.thresholds.is_empty()) {
                let values = std::array::from_fn(|i| items.get(i).map_or(0.0, |item| item[asked.feature]));
                asked.answer(&values, &mut is_above[asked.first..]);
            }
            let mut own = [0.0; TOGETHER];
            own[..sums.len()].copy_from_slice(sums);
            for tree in &self.trees {
                self.add_leaves(tree, &is_above, &mut own);
            }
            sums.copy_from_slice(&own[..sums.len()]);
        }
    }

    /// Adds to each item's sum the leaf of one tree that it comes to.
    fn add_leaves(&self, tree: &Tree, is_above: &[Bytes], sums: &mut [f32; TOGETHER]) {
        let (questions, leaves) = self.of(tree);
        // Where their number is known, all questions of a tree are compiled into one row of instructions.
        let ends = match tree.depth {
            0 => Bytes::default(),
            1 => ends::<1>(questions, is_above),
            2 => ends::<2>(questions, is_above),
            3 => ends::<4>(questions, is_above),
            4 => ends::<8>(questions, is_above),
            5 => ends::<16>(questions, is_above),
            _ => ends::<32>(questions, is_above),
        };
        let [front, back] = ends.map(u64::to_le_bytes);
        let ends: [u8; TOGETHER] = std::array::from_fn(|i| if i < 8 { front[i] } else { back[i - 8] });
        for (sum, end) in sums.iter_mut().zip(ends) {
            *sum += leaves[usize::from(end)];
        }
    }

    /// How much each feature moved the score: (index, log-odds), the strongest first (Saabas 2014).
    pub fn reasons(&self, values: &[f32]) -> Vec<(usize, f32)> {
        let mut sums = vec![0.0; values.len()];
        self.add_reasons(values, &mut sums);
        strongest(sums)
    }

    /// Adds to each feature's sum how much it moved the score.
    fn add_reasons(&self, values: &[f32], sums: &mut [f32]) {
        let is_above = self.answers(values);
        for tree in &self.trees {
            let (questions, leaves) = self.of(tree);
            let mut means = vec![0.0; questions.len()];
            means.extend_from_slice(leaves);
            for at in (0..questions.len()).rev() {
                means[at] = (means[2 * at + 1] + means[2 * at + 2]) / 2.0;
            }
            let mut at = 0;
            while let Some(question) = questions.get(at) {
                let number = usize::from(*question);
                let next = 2 * at + 1 + usize::from(is_above[number]);
                if let Some(asked) = self.asked.iter().rfind(|asked| asked.first <= number) {
                    sums[asked.feature] += means[next] - means[at];
                }
                at = next;
            }
        }
    }
}

/// Which features moved a score and how much, the strongest first.
fn strongest(sums: Vec<f32>) -> Vec<(usize, f32)> {
    let mut reasons: Vec<(usize, f32)> =
        sums.into_iter().enumerate().filter(|(_, sum)| *sum != 0.0).collect();
    reasons.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    reasons
}

impl Cascade {
    /// Reads a table as [`Trees::read`] does; so many of its trees are the first.
    pub fn read<'a>(
        table: &str,
        names: impl Iterator<Item = &'a str> + Clone,
        first: usize,
    ) -> Result<Self, String> {
        let Table { bias, features, trees } = Table::read(table, names)?;
        let (first, rest) = trees.split_at(first.min(trees.len()));
        Ok(Cascade { first: Trees::new(bias, &features, first)?, rest: Trees::new(0.0, &features, rest)? })
    }

    /// The log-odds of each item; of one that the first trees leave below `settled`, what these say. Where none that counts comes
    /// out above even odds, all are asked of all.
    pub fn scores<const N: usize>(
        &self,
        items: &[[f32; N]],
        settled: f32,
        counts: impl Fn(usize) -> bool,
    ) -> Vec<f32> {
        let mut scores = self.first.scores(items);
        let (below, open): (Vec<usize>, Vec<usize>) =
            (0..items.len()).partition(|&item| scores[item] < settled);
        self.ask_rest(items, &open, &mut scores);
        if !open.iter().any(|&item| scores[item] > 0.0 && counts(item)) {
            self.ask_rest(items, &below, &mut scores);
        }
        scores
    }

    /// Adds what the rest of the trees say of some items.
    fn ask_rest<const N: usize>(&self, items: &[[f32; N]], which: &[usize], scores: &mut [f32]) {
        let asked: Vec<&[f32; N]> = which.iter().map(|&item| &items[item]).collect();
        let mut sums: Vec<f32> = which.iter().map(|&item| scores[item]).collect();
        self.rest.add_all(&asked, &mut sums);
        for (&item, sum) in which.iter().zip(sums) {
            scores[item] = sum;
        }
    }

    /// What [`Trees::reasons`] says of all trees.
    pub fn reasons(&self, values: &[f32]) -> Vec<(usize, f32)> {
        let mut sums = vec![0.0; values.len()];
        self.first.add_reasons(values, &mut sums);
        self.rest.add_reasons(values, &mut sums);
        strongest(sums)
    }
}

impl Asked {
    /// How many thresholds are below a value.
    fn rank(&self, value: f32) -> usize {
        self.thresholds.partition_point(|threshold| *threshold < value)
    }

    /// What many items answer, by question.
    fn answer(&self, values: &[f32; TOGETHER], is_above: &mut [Bytes]) {
        for (is_above, threshold) in is_above.iter_mut().zip(&self.thresholds) {
            let bytes = values.map(|value| if value > *threshold { u8::MAX } else { 0 });
            *is_above = std::array::from_fn(|word| u64::from_le_bytes(bytes.as_chunks().0[word]));
        }
    }
}

/// The leaf of one tree that each item comes to. Right above the leaves stand `LAST` of the questions.
fn ends<const LAST: usize>(questions: &[u16], is_above: &[Bytes]) -> Bytes {
    let is_above = |node: usize| is_above[usize::from(questions[node])];
    // From the last questions up: by node of a level, the leaf that each item comes to from there, counted from the first one below.
    let mut ends = [Bytes::default(); LAST];
    for (node, end) in ends.iter_mut().enumerate() {
        *end = is_above(LAST - 1 + node).map(|is_above| is_above & ONES);
    }
    let mut leaves_on_the_left = 2 * ONES;
    let mut width = LAST / 2;
    while width > 0 {
        for node in 0..width {
            let is_above = is_above(width - 1 + node);
            let (left, right) = (ends[2 * node], ends[2 * node + 1]);
            ends[node] = std::array::from_fn(|word| {
                (right[word] | leaves_on_the_left) & is_above[word] | left[word] & !is_above[word]
            });
        }
        leaves_on_the_left <<= 1;
        width /= 2;
    }
    ends[0]
}

/// Depth and place in the heap of each node, for nodes in preorder.
fn places(nodes: &[Node]) -> Vec<(u8, usize)> {
    // What lies above a threshold is written behind all that does not.
    let mut open = vec![(0_u8, 0_usize)];
    let mut places = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some((depth, at)) = open.pop() else { break };
        places.push((depth, at));
        if matches!(node, Node::Question(..)) {
            open.extend([(depth + 1, 2 * at + 2), (depth + 1, 2 * at + 1)]);
        }
    }
    places
}

impl Table {
    fn read<'a>(table: &str, names: impl Iterator<Item = &'a str> + Clone) -> Result<Self, String> {
        let mut read = Table::default();
        for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let wrong = |what: &str| format!("line {}: {what}", number + 1);
            match line.split_once(' ') {
                Some(("features", list)) => {
                    for name in list.split(' ') {
                        let at = names.clone().position(|known| known == name);
                        let feature = at.ok_or_else(|| wrong(&format!("no feature is called {name}")))?;
                        read.features.push(feature);
                    }
                }
                // Nothing was found worth asking.
                None if line == "features" => {}
                Some(("bias", value)) => {
                    read.bias = value.parse().map_err(|_| wrong("the bias is no number"))?;
                }
                _ => {
                    let nodes = read_nodes(line, read.features.len());
                    read.trees.push(nodes.ok_or_else(|| wrong("this is no tree"))?);
                }
            }
        }
        Ok(read)
    }
}

/// Reads the nodes of one tree, which may ask for so many features.
fn read_nodes(line: &str, features: usize) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    // How deep each node lies that is still to come.
    let mut open = vec![0];
    for word in line.split_ascii_whitespace() {
        let depth = open.pop().filter(|depth| *depth <= DEEPEST)?;
        nodes.push(match word.bytes().position(|byte| byte == b':') {
            Some(mark) => {
                let feature = word[..mark].parse().ok().filter(|feature| usize::from(*feature) < features)?;
                open.extend([depth + 1, depth + 1]);
                Node::Question(feature, word[mark + 1..].parse().ok()?)
            }
            None => Node::Leaf(word.parse::<i32>().ok()? as f32 / PARTS),
        });
    }
    open.is_empty().then_some(nodes)
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
        let items: Vec<[f32; 2]> =
            (0..3 * TOGETHER - 1).map(|n| [n as f32 / 40.0, 4.0 - n as f32 / 8.0]).collect();
        let alone: Vec<f32> = items.iter().map(|item| trees.score(item)).collect();
        assert_eq!(trees.scores(&items), alone, "many asked together");
        // Index 1 is "long": above 3 it lifts from the mean 0.55 to 1.5.
        assert_eq!(trees.reasons(&[0.0, 4.0]), [(1, 0.95)]);
    }

    #[test]
    fn trees_of_every_depth_are_asked_together() {
        // Full ones, and one that goes on only to the right.
        fn full(depth: u8, first: i32) -> String {
            match depth {
                0 => format!(" {first}"),
                _ => {
                    let (left, right) = (full(depth - 1, 2 * first), full(depth - 1, 2 * first + 1));
                    format!(" {}:{}{left}{right}", depth % 2, first % 7)
                }
            }
        }
        let mut table = String::from("features linked long\nbias 0");
        for depth in 0..=DEEPEST {
            table += &format!("\n{}\n{}{}", full(depth, 1), " 1:2 5".repeat(depth.into()), " 7");
        }
        let trees = read(&table).unwrap();
        let items: Vec<[f32; 2]> = (0..81).map(|n| [(n % 9) as f32, (n / 9) as f32]).collect();
        let alone: Vec<f32> = items.iter().map(|item| trees.score(item)).collect();
        assert_eq!(trees.scores(&items), alone);
        assert!(
            read(&format!("features long\nbias 0\n{}", full(DEEPEST + 1, 1).replace("1:", "0:"))).is_err()
        );
    }

    #[test]
    fn what_the_first_trees_settle_is_not_asked_further() {
        // The first tree parts at 3, the second at 8.
        let table = "features long\nbias 0\n0:3 -4000 500\n0:8 1000 2000";
        let names = || ["linked", "long"].into_iter();
        let cascade = Cascade::read(table, names(), 1).unwrap();
        let scores = |lengths: &[f32]| {
            let items: Vec<[f32; 2]> = lengths.iter().map(|long| [0.0, *long]).collect();
            cascade.scores(&items, -3.5, |item| item != 3)
        };
        assert_eq!(scores(&[1.0, 5.0, 9.0]), [-4.0, 1.5, 2.5]);
        assert_eq!(scores(&[1.0, 2.0]), [-3.0, -3.0], "none is above even odds");
        assert_eq!(scores(&[1.0, 2.0, 2.0, 9.0]), [-3.0, -3.0, -3.0, 2.5], "none that counts is");
        assert_eq!(cascade.reasons(&[0.0, 9.0]), read(table).unwrap().reasons(&[0.0, 9.0]));
        assert_eq!(Cascade::read(table, names(), 9).unwrap().scores(&[[0.0, 5.0]], -3.5, |_| true), [1.5]);
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
