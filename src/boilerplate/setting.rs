//! Page -> what the markup says of each node: the elements and names around it, and how much running text it holds.
//!
//! In: the page and its blocks. Out: [`Setting`], read by every later step of the judgement.
//! Method: one pass over the nodes. Names (class, id, role) are looked up in `names.txt`; a name counts for
//! everything below its element, unless that element holds so much of the page's running text that it must be
//! the story's own container, whatever it is called.
//! Not here: any verdict.

use std::sync::OnceLock;

use crate::block::Blocks;
use crate::lang::Words;
use crate::memo::Memo;
use crate::page::{AttributeName, NodeId, Page, Tag};

/// A set of kinds of surroundings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

macro_rules! kinds {
    ($($kind:ident = $bit:literal, $name:literal;)*) => {
        impl Kinds {
            $(pub const $kind: Kinds = Kinds(1 << $bit);)*

            /// The kind of a word in `names.txt`.
            fn from_name(name: &str) -> Kinds {
                match name { $($name => Kinds::$kind,)* _ => Kinds::NONE }
            }

            /// The name of the first kind in the set, for a verdict's reason.
            pub fn name(self) -> &'static str {
                $(if self.has(Kinds::$kind) { return $name; })*
                ""
            }
        }
    };
}

kinds! {
    // Names of class, id and role.
    COMMENTS = 0, "comments";
    RELATED = 1, "related";
    SHARE = 2, "share";
    TAGS = 3, "tags";
    BYLINE = 4, "byline";
    DATE = 5, "date";
    CAPTION = 6, "caption";
    DEK = 7, "dek";
    LEGAL = 8, "legal";
    AD = 9, "ad";
    NAV = 10, "nav";
    FOOTER = 11, "footer";
    CONSENT = 12, "consent";
    GATE = 13, "gate";
    APPEAL = 14, "appeal";
    ABOUT = 15, "about";
    BODY = 16, "body";
    OVERLAY = 17, "overlay";
    // Elements.
    IN_NAV = 32, "<nav>";
    IN_FOOTER = 33, "<footer>";
    IN_ASIDE = 34, "<aside>";
    IN_HEADER = 35, "<header>";
    IN_FORM = 36, "<form>";
    IN_FIGURE = 37, "<figure>";
    IN_FIGCAPTION = 38, "<figcaption>";
    IN_DIALOG = 39, "<dialog>";
    IN_QUOTE = 40, "<blockquote>";
    IN_ITEM = 41, "<li>";
    IN_CELL = 42, "<td>";
    IN_HEADING = 43, "<h1> to <h6>";
    IN_ARTICLE = 44, "<article>";
    IN_BUTTON = 45, "<button>";
}

impl Kinds {
    pub const NONE: Kinds = Kinds(0);

    pub const fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub const fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }

    pub const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }

    /// Whether the two sets share a kind.
    pub const fn has(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Surroundings in which a paragraph is hardly the story's.
    pub const UNLIKELY: Kinds = Kinds::IN_NAV
        .with(Kinds::IN_FOOTER)
        .with(Kinds::IN_DIALOG)
        .with(Kinds::IN_BUTTON)
        .with(Kinds::COMMENTS)
        .with(Kinds::CONSENT)
        .with(Kinds::OVERLAY)
        .with(Kinds::NAV)
        .with(Kinds::FOOTER);

    /// Surroundings in which it is less likely.
    pub const DOUBTFUL: Kinds = Kinds::IN_ASIDE
        .with(Kinds::IN_FORM)
        .with(Kinds::IN_FIGCAPTION)
        .with(Kinds::IN_FIGURE)
        .with(Kinds::RELATED)
        .with(Kinds::APPEAL)
        .with(Kinds::AD)
        .with(Kinds::LEGAL)
        .with(Kinds::ABOUT)
        .with(Kinds::SHARE)
        .with(Kinds::TAGS)
        .with(Kinds::CAPTION)
        .with(Kinds::GATE);

    /// The kinds of the set one by one.
    pub fn each(self) -> impl Iterator<Item = Kinds> {
        (0..u64::BITS).map(|bit| Kinds(1 << bit)).filter(move |kind| self.has(*kind))
    }
}

/// What the markup says of every node and every block.
pub struct Setting {
    /// By node: its own names and element.
    pub own: Vec<Kinds>,
    /// By node: its own and those around it.
    pub around: Vec<Kinds>,
    /// By block: how many words it has, counted so that scripts without spaces compare with others.
    pub mass: Vec<f32>,
    /// By block: whether it reads like a paragraph: long enough, ended like a sentence, few links.
    pub is_paragraph: Vec<bool>,
    /// By node, one more than nodes: totals of everything before it in the page.
    before: Vec<Totals>,
}

/// Totals over a stretch of the page. What is hidden does not count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    pub mass: f32,
    pub link_mass: f32,
    /// Of paragraphs alone.
    pub paragraph_mass: f32,
    pub paragraphs: u32,
    /// Of paragraphs that stand in nothing unlikely: see [`Kinds::UNLIKELY`].
    pub likely_mass: f32,
}

impl Totals {
    /// Share of the text inside links, 0.0 to 1.0.
    pub fn link_density(&self) -> f32 {
        if self.mass > 0.0 { self.link_mass / self.mass } else { 0.0 }
    }
}

impl Setting {
    pub fn of(page: &Page, blocks: &Blocks) -> Self {
        let mut mass = Vec::with_capacity(blocks.list.len());
        let mut is_paragraph = Vec::with_capacity(blocks.list.len());
        let mut before = vec![Totals::default(); page.nodes.len() + 1];
        for block in &blocks.list {
            let m = words_alike(block.words, block.chars);
            let text = block.span.of(&blocks.prose.text);
            let tag = page.node(block.node).tag;
            let is_heading = matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6);
            let ends = ends_like_a_sentence(text);
            let is_good = !block.is_hidden
                && !is_heading
                && block.link_density() < if m >= 40.0 { 0.5 } else { 0.35 }
                && (m >= 20.0 || (m >= 6.0 && ends));
            mass.push(m);
            is_paragraph.push(is_good);
            if !block.is_hidden {
                let totals = &mut before[block.nodes.0.index() + 1];
                totals.mass += m;
                totals.link_mass += m * block.link_density();
                if is_good {
                    totals.paragraph_mass += m;
                    totals.paragraphs += 1;
                }
            }
        }
        let mut sum = Totals::default();
        for totals in &mut before {
            sum.mass += totals.mass;
            sum.link_mass += totals.link_mass;
            sum.paragraph_mass += totals.paragraph_mass;
            sum.paragraphs += totals.paragraphs;
            *totals = sum;
        }
        let mut setting = Setting { own: Vec::new(), around: Vec::new(), mass, is_paragraph, before };
        setting.read_nodes(page);
        setting.distrust_names(blocks);
        setting.weigh_likely(blocks);
        setting
    }

    /// The totals of everything inside a node.
    pub fn inside(&self, page: &Page, id: NodeId) -> Totals {
        self.between(id, page.node(id).end)
    }

    /// The totals of the nodes from `start` to before `end`.
    pub fn between(&self, start: NodeId, end: NodeId) -> Totals {
        let (Some(a), Some(b)) = (self.before.get(start.index()), self.before.get(end.index())) else {
            return Totals::default();
        };
        Totals {
            mass: less(b.mass, a.mass),
            link_mass: less(b.link_mass, a.link_mass),
            paragraph_mass: less(b.paragraph_mass, a.paragraph_mass),
            paragraphs: b.paragraphs.saturating_sub(a.paragraphs),
            likely_mass: less(b.likely_mass, a.likely_mass),
        }
    }

    /// The totals of the whole page.
    pub fn all(&self) -> Totals {
        self.before.last().copied().unwrap_or_default()
    }

    fn read_nodes(&mut self, page: &Page) {
        let all = self.all();
        let mut named = Memo::new();
        for (id, node) in page.iter() {
            let outer = self.around.get(node.parent.index()).copied().unwrap_or_default();
            if node.tag == Tag::Text {
                self.own.push(Kinds::NONE);
                self.around.push(outer);
                continue;
            }
            let mut own = of_element(node.tag);
            if !matches!(node.tag, Tag::Html | Tag::Body) {
                for name in [AttributeName::Class, AttributeName::Id, AttributeName::Role] {
                    if let Some(value) = page.attribute(id, name) {
                        own = own.with(named.of(value, of_names));
                    }
                }
            }
            let inside = self.inside(page, id);
            // What holds much of the running text is not furniture, whatever its name.
            let holds_story = inside.paragraph_mass > 0.4 * all.paragraph_mass && inside.paragraphs >= 2;
            if holds_story {
                own = own.and(Kinds::BODY.with(Kinds::IN_ARTICLE));
            }
            self.own.push(own);
            self.around.push(outer.with(own));
        }
    }
}

impl Setting {
    /// Drops names and elements under which so much of the page's running text stands that they cannot mean furniture.
    fn distrust_names(&mut self, blocks: &Blocks) {
        let all = self.all().paragraph_mass;
        let mut untrusted = Kinds::NONE;
        for kind in Kinds::DOUBTFUL.each() {
            let under: f32 = (0..blocks.list.len())
                .filter(|&i| self.is_paragraph[i] && self.around[blocks.list[i].node.index()].has(kind))
                .map(|i| self.mass[i])
                .sum();
            if under > 0.35 * all {
                untrusted = untrusted.with(kind);
            }
        }
        if untrusted != Kinds::NONE {
            for kinds in self.own.iter_mut().chain(&mut self.around) {
                *kinds = kinds.without(untrusted);
            }
        }
    }

    fn weigh_likely(&mut self, blocks: &Blocks) {
        let mut sum = 0.0;
        let mut next = 0;
        for (node, totals) in self.before.iter_mut().enumerate() {
            while let Some(block) = blocks.list.get(next).filter(|block| block.nodes.0.index() < node) {
                let around = self.around[block.node.index()];
                if self.is_paragraph[next] && !around.has(Kinds::UNLIKELY.with(Kinds::DOUBTFUL)) {
                    sum += self.mass[next];
                }
                next += 1;
            }
            totals.likely_mass = sum;
        }
    }
}

/// What is left of a sum, 0 where rounding leaves less. (Not by `max`: in wasm that calls a function.)
pub fn less(sum: f32, part: f32) -> f32 {
    if sum > part { sum - part } else { 0.0 }
}

/// Words of a block, such that a text in a script without spaces weighs what its translation would.
fn words_alike(words: u32, chars: u32) -> f32 {
    // A word counted for every character: about 1.7 of them make one.
    if chars < 2 * words { words as f32 * 0.6 } else { words as f32 }
}

/// Whether the text ends as sentences do, in any script.
pub fn ends_like_a_sentence(text: &str) -> bool {
    let marks = ['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', ':', '：', '։', ';', '．'];
    last_mark(text).is_some_and(|mark| marks.contains(&mark))
}

/// The last character before what closes a quotation, a bracket or a note; of a sentence, the mark that ends it.
pub fn last_mark(text: &str) -> Option<char> {
    let end = text.trim_end_matches([
        '"', '\'', '”', '’', '“', '»', '«', '」', '』', ')', '）', ']', ' ', '\u{a0}', '¹', '²', '³',
    ]);
    end.chars().next_back()
}

fn of_element(tag: Tag) -> Kinds {
    match tag {
        Tag::Nav | Tag::Menu | Tag::Search => Kinds::IN_NAV,
        Tag::Footer => Kinds::IN_FOOTER,
        Tag::Aside => Kinds::IN_ASIDE,
        Tag::Header => Kinds::IN_HEADER,
        Tag::Form | Tag::Fieldset | Tag::Label => Kinds::IN_FORM,
        Tag::Button | Tag::Option => Kinds::IN_BUTTON,
        Tag::Figure => Kinds::IN_FIGURE,
        Tag::Figcaption | Tag::Caption => Kinds::IN_FIGCAPTION,
        Tag::Dialog => Kinds::IN_DIALOG,
        Tag::Blockquote => Kinds::IN_QUOTE,
        Tag::Li | Tag::Dd | Tag::Dt => Kinds::IN_ITEM,
        Tag::Td | Tag::Th => Kinds::IN_CELL,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Kinds::IN_HEADING,
        Tag::Article => Kinds::IN_ARTICLE,
        _ => Kinds::NONE,
    }
}

/// What the words of a class, id or role attribute hint at.
fn of_names(value: &str) -> Kinds {
    let mut kinds = Kinds::NONE;
    each_word(value, |word| kinds = kinds.with(of_word(word)));
    kinds
}

/// Cuts an attribute that lists names into words in lower case: "c-shareBar" is "c", "share", "bar".
pub fn each_word(value: &str, mut then: impl FnMut(&str)) {
    if value.is_ascii() {
        return each_ascii_word(value, then);
    }
    let mut word = String::new();
    let mut was_lower = false;
    for c in value.chars().chain([' ']) {
        if (c.is_uppercase() && was_lower) || !c.is_alphabetic() {
            if !word.is_empty() {
                then(&word);
            }
            word.clear();
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
}

/// The same for what is nearly all of them: a word is capitals and the small letters behind them.
fn each_ascii_word(value: &str, mut then: impl FnMut(&str)) {
    let bytes = value.as_bytes();
    let mut lower = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_uppercase() {
            at += 1;
        }
        let small = at;
        while at < bytes.len() && bytes[at].is_ascii_lowercase() {
            at += 1;
        }
        if at == start {
            at += 1;
        } else if small == start {
            then(&value[start..at]);
        } else {
            lower.clear();
            lower.push_str(&value[start..at]);
            lower.make_ascii_lowercase();
            then(&lower);
        }
    }
}

fn of_word(word: &str) -> Kinds {
    if word.len() < 2 {
        return Kinds::NONE;
    }
    let names = names();
    if let Some(kinds) = names.words.get(word) {
        return *kinds;
    }
    let starts = word.get(..SHORTEST_START).and_then(|start| names.starts.get(start));
    let longest = starts.into_iter().flatten().find(|(start, _)| word.starts_with(start));
    longest.map_or(Kinds::NONE, |(_, kinds)| *kinds)
}

/// The table `names.txt`.
struct Names {
    words: Words<Kinds>,
    /// What the table lists with a star, by its first bytes; the longest first.
    starts: Words<Vec<(&'static str, Kinds)>>,
}

/// No word with a star has fewer bytes.
const SHORTEST_START: usize = 3;

fn names() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = Names { words: Words::default(), starts: Words::default() };
        let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
        for (word, kind) in lines.filter_map(|line| line.split_once('\t')) {
            let kinds = Kinds::from_name(kind);
            match word.strip_suffix('*') {
                Some(start) => {
                    let alike = names.starts.entry(&start[..SHORTEST_START]).or_default();
                    alike.push((start, kinds));
                    alike.sort_by_key(|(start, _)| std::cmp::Reverse(start.len()));
                }
                None => names.words.insert(word, kinds),
            }
        }
        names
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_kind() {
        let starts = || names().starts.iter().flat_map(|(_, alike)| alike);
        let words = names().words.iter().map(|(word, kinds)| (*word, *kinds));
        for (word, kinds) in words.chain(starts().copied()) {
            assert!(kinds != Kinds::NONE, "{word} has no known kind");
        }
        let lines = include_str!("names.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(names().words.len() + starts().count(), lines.count());
    }

    #[test]
    fn names_are_cut_at_marks_and_capitals() {
        for (value, kinds) in [
            ("relatedPosts-list", Kinds::RELATED),
            ("newsletter_box2", Kinds::APPEAL),
            ("header", Kinds::NONE),
            ("adieu shared", Kinds::SHARE),
            ("c-Comments__list main", Kinds::COMMENTS.with(Kinds::BODY)),
        ] {
            assert_eq!(of_names(value), kinds, "{value}");
        }
    }

    #[test]
    fn sentences_end_in_every_script() {
        for text in ["So.", "He said “no.”", "発表した。", "Really?!", "(See page 3.)"] {
            assert!(ends_like_a_sentence(text), "{text}");
        }
        for text in ["More news", "", "10 May 2020", "Share »"] {
            assert!(!ends_like_a_sentence(text), "{text}");
        }
    }
}
