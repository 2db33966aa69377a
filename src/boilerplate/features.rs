//! Blocks -> features: what can be seen of each block without reading it, as numbers.
//!
//! In: the page, its blocks and their setting. Out: one [`Features`] for each block, in two steps: [`Sight::local`]
//! is all that can be seen before anyone knows where the story is; from it comes a first guess of each block, its seed,
//! and from the seeds the story (`story.rs`); [`Sight::beside`] adds how each block stands beside that.
//! They tell of shape, links, place, repetition and surroundings, of the block itself, of what it stands in and of
//! its neighbours (Kohlschütter et al. 2010; Vogels et al. 2018, "Web2Text"); the only words known are the tables of the
//! page's language. Method: a few passes over nodes and blocks that gather totals, then one over the blocks.
//! Lengths are logarithms of words (see [`log`]). Not here: what the features mean (`src/trees.rs` and the weights it reads).

use std::collections::BTreeMap;

use super::phrases::{self, Phrases};
use super::setting::{Kinds, Setting, Totals, ends_like_a_sentence, less};
use crate::block::{Block, Blocks};
use crate::lang::Table;
use crate::page::{NodeId, Page, Tag};
use crate::trees::features;

/// A kind of evidence: what a group of features looks at. Used to tell what each is worth, and to explain a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Length, sentence marks, capitals, digits.
    Text,
    Links,
    /// The elements it stands in.
    Element,
    /// Words of class and id.
    Names,
    /// What the elements around it hold.
    Surroundings,
    /// Where it stands in the order of blocks.
    Position,
    /// The blocks before and after it.
    Neighbours,
    /// How often its like occurs in the page.
    Repetition,
    /// What the head of the page and its markup say.
    Testimony,
    /// Likeness to headline and story.
    Likeness,
    /// Words of `lang/*/furniture.txt` and `lang/*/function_words.txt`.
    Words,
    /// Where it stands beside the story, and what the blocks around it were first taken for. Not known to the first guess.
    Story,
}

features! {
    Text {
        mass,
        chars_per_word,
        ends_like_a_sentence,
        ends_in_colon,
        starts_upper,
        /// Sentence ends and commas for each word.
        stops,
        commas,
        digits,
        uppercase,
        symbols,
        has_quote,
        has_question,
        bold,
        italic,
    }
    Links {
        link_density,
        links,
        starts_in_link,
        ends_in_link,
    }
    Element {
        is_p,
        is_div,
        is_list_item,
        is_cell,
        is_span,
        is_pre,
        heading,
        in_quote,
        in_figure,
        in_figcaption,
        in_aside,
        in_header,
        in_footer,
        in_nav,
        in_form,
        in_button,
        in_table,
        in_article,
        in_heading,
        is_small,
    }
    Names {
        name_comments,
        name_related,
        name_share,
        name_tags,
        name_byline,
        name_date,
        name_caption,
        name_dek,
        name_legal,
        name_ad,
        name_nav,
        name_footer,
        name_consent,
        name_gate,
        name_appeal,
        name_about,
        name_overlay,
        name_body,
        /// Any doubtful or unlikely name of its own element or the one around it.
        name_own,
    }
    Surroundings {
        parent_mass,
        parent_paragraphs,
        parent_links,
        parent_blocks,
        grandparent_mass,
        grandparent_paragraphs,
        grandparent_links,
        section_mass,
        section_paragraphs,
        section_links,
        /// Images, and what can be filled in or pressed.
        parent_images,
        grandparent_images,
        grandparent_fields,
        section_fields,
        depth,
        list_items,
        list_links,
        list_mass,
    }
    Position {
        /// Share of the page's words before it.
        place,
        /// Blocks since the last paragraph and until the next, and since the last heading; at most 40.
        since_paragraph,
        until_paragraph,
        since_headline,
        since_heading,
        /// Nodes between it and its neighbours.
        /// Linked headings between the headline and here: other stories have their own.
        linked_headings_before,
        nodes_before,
        nodes_after,
        since_image,
        page_mass,
        page_paragraphs,
        page_links,
    }
    Neighbours {
        mass_before_1,
        mass_before_2,
        mass_before_3,
        mass_after_1,
        mass_after_2,
        mass_after_3,
        links_before_1,
        links_before_2,
        links_after_1,
        links_after_2,
        ends_before_1,
        ends_after_1,
        paragraph_before_1,
        paragraph_before_2,
        paragraph_after_1,
        paragraph_after_2,
        heading_before_1,
        heading_after_1,
        heading_after_2,
        like_before_1,
        like_before_2,
        like_after_1,
        like_after_2,
        sibling_before_1,
        sibling_after_1,
        paragraphs_before_5,
        paragraphs_after_5,
        links_before_5,
        links_after_5,
        paragraphs_before_12,
        paragraphs_after_12,
        links_before_12,
        links_after_12,
    }
    Repetition {
        /// Blocks in elements of the same tags and names: how many, how long, how linked, how many of them paragraphs, how far apart.
        alike,
        alike_mass,
        alike_links,
        alike_paragraphs,
        alike_spread,
        /// How often the same words stand in the page, and whether they stood before.
        copies,
        is_copy,
        /// Elements beside the one around it that have its tag and names, and how they look on average.
        cards,
        card_mass,
        card_links,
        /// The share of them with an image, and with a link.
        card_images,
        card_linked,
    }
    Testimony {
        in_article_body,
        in_main,
        marked_author,
        marked_date,
        marked_headline,
        has_time,
        is_description,
        page_has_description,
        page_is_article,
        testified,
        page_testifies,
    }
    Likeness {
        /// Share of its words that stand in the title, and of the title's in it.
        in_title,
        title_in,
        is_title,
    }
    Words {
        /// Share of function words; -1 where the language has no table.
        function_words,
        /// What kind of section it names by itself.
        names_section,
        /// The kind of the last section named before it, and how many blocks ago; -1 for never.
        section,
        since_section,
    }
    Story {
        /// The first guess of this block, and its share of the words of the branch, parent, section and likes around it.
        seed,
        seed_branch,
        seed_parent,
        seed_grandparent,
        seed_section,
        seed_alike,
        seed_card,
        seed_before_1,
        seed_before_2,
        seed_before_3,
        seed_after_1,
        seed_after_2,
        seed_after_3,
        seeds_before_5,
        seeds_after_5,
        seeds_before_12,
        seeds_after_12,
        in_core,
        /// How far up from the core the two first meet, and how far below that meeting it stands.
        levels_up,
        levels_down,
        /// The branch below that meeting: its words and links, and its share of the story.
        branch_mass,
        branch_links,
        branch_share,
        /// The share of the story in blocks like it.
        alike_share,
        /// Depth less that of most of the story.
        depth_beside_story,
        /// The share of the story before it, and its words still to come.
        story_before,
        story_after,
        /// Words of the core that stand before the headline or after it are not the same.
        core_before,
        core_after,
        since_first,
        until_last,
        /// The best that a story ending later could still gain from here, and one beginning earlier.
        gain_after,
        gain_before,
        story_mass,
        core_links,
        core_seed,
        /// Share of its longer words that the story has too.
        in_story,
    }
}

/// The kinds of sections in `lang/*/furniture.txt`; [`Features::names_section`] is 1 for the first.
const SECTIONS: [&str; 8] = ["ad", "share", "tags", "about", "legal", "related", "comments", "sender"];
/// What names a section has at most so many words.
const MAX_SECTION_NAME: f32 = 8.0;

impl Features {
    /// The kind of section that the block names.
    pub fn section_named(&self) -> Option<&'static str> {
        SECTIONS.get((self.names_section as usize).checked_sub(1)?).copied()
    }

    /// How many features are known before the story is; they come first.
    pub fn local() -> usize {
        Self::ALL.iter().position(|(_, group)| *group == Group::Story).unwrap_or(Self::ALL.len())
    }
}

/// The logarithm of a length, the same bits everywhere: exponent and linear mantissa of base 2.
pub fn log(value: f32) -> f32 {
    // Not `max`: in wasm that calls a function, for the sake of what is no number.
    let value = 1.0 + if value > 0.0 { value } else { 0.0 };
    let bits = value.to_bits();
    let exponent = (bits >> 23) as f32 - 127.0;
    exponent + (bits & 0x007f_ffff) as f32 / 8_388_608.0
}

/// What the features are read from.
pub struct Sight<'a> {
    pub page: &'a Page,
    pub blocks: &'a Blocks,
    pub setting: &'a Setting,
    pub furniture: &'a Phrases,
    /// Of the page's language; empty when it has no table.
    pub function_words: Table,
    /// What the page's JSON-LD gives as the article's text; empty when it gives none.
    pub article_body: &'a str,
}

/// The features of all blocks, and what the second step needs of the first.
pub struct Seen {
    pub features: Vec<Features>,
    /// The block that repeats the page's title.
    pub headline: Option<usize>,
    outline: Outline,
    words: Words,
}

mod beside;
mod outline;
mod wording;

use self::outline::Outline;
use self::wording::{Wording, Words};

impl Sight<'_> {
    /// What is seen before the story is known; [`Group::Story`] is left at 0.
    pub fn local(&self) -> Seen {
        let outline = Outline::of(self);
        let words = Words::of(self);
        let mut features = vec![Features::default(); self.blocks.list.len()];
        for (i, features) in features.iter_mut().enumerate() {
            self.text(features, i, &words.wordings[i]);
            self.element(features, i);
            self.surroundings(features, i, &outline);
            self.testimony(features, i, &outline);
        }
        words.likeness(self, &mut features);
        self.repetition(&mut features, &outline, &words);
        let headline = self.order(&mut features, &outline);
        self.neighbours(&mut features);
        Seen { features, headline, outline, words }
    }

    fn text(&self, features: &mut Features, i: usize, wording: &Wording) {
        let block = &self.blocks.list[i];
        let text = block.span.of(&self.blocks.prose.text);
        let words = block.words.max(1) as f32;
        let chars = block.chars.max(1) as f32;
        features.mass = log(self.setting.mass[i]);
        features.chars_per_word = chars / words;
        features.ends_like_a_sentence = is(ends_like_a_sentence(text));
        features.ends_in_colon = is(text.ends_with([':', '：']));
        features.starts_upper =
            is(text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase));
        features.stops = wording.stops as f32 / words;
        features.commas = wording.commas as f32 / words;
        features.digits = wording.digits as f32 / chars;
        features.uppercase = wording.uppercase as f32 / chars;
        features.symbols = wording.symbols as f32 / chars;
        features.has_quote = is(wording.quotes > 0);
        features.has_question = is(text.ends_with(['?', '？', '؟']));
        features.link_density = block.link_density();
        features.function_words = wording.function_words;
    }

    fn element(&self, features: &mut Features, i: usize) {
        let block = &self.blocks.list[i];
        let tag = self.page.node(block.node).tag;
        features.is_p = is(tag == Tag::P);
        features.is_div = is(matches!(tag, Tag::Div | Tag::Section | Tag::Article | Tag::Center));
        features.is_list_item = is(matches!(tag, Tag::Li | Tag::Dd | Tag::Dt));
        features.is_cell = is(matches!(tag, Tag::Td | Tag::Th));
        features.is_span = is(matches!(tag, Tag::Span | Tag::Other | Tag::Body));
        features.is_pre = is(tag == Tag::Pre);
        features.heading = heading_level(self.page, block);
        let around = self.setting.around[block.node.index()];
        let has = |kinds| is(around.has(kinds));
        features.in_quote = has(Kinds::IN_QUOTE);
        features.in_figure = has(Kinds::IN_FIGURE);
        features.in_figcaption = has(Kinds::IN_FIGCAPTION);
        features.in_aside = has(Kinds::IN_ASIDE);
        features.in_header = has(Kinds::IN_HEADER);
        features.in_footer = has(Kinds::IN_FOOTER);
        features.in_nav = has(Kinds::IN_NAV);
        features.in_form = has(Kinds::IN_FORM);
        features.in_button = has(Kinds::IN_BUTTON);
        features.in_table = has(Kinds::IN_CELL);
        features.in_article = has(Kinds::IN_ARTICLE);
        features.in_heading = has(Kinds::IN_HEADING);
        features.name_comments = has(Kinds::COMMENTS);
        features.name_related = has(Kinds::RELATED);
        features.name_share = has(Kinds::SHARE);
        features.name_tags = has(Kinds::TAGS);
        features.name_byline = has(Kinds::BYLINE);
        features.name_date = has(Kinds::DATE);
        features.name_caption = has(Kinds::CAPTION);
        features.name_dek = has(Kinds::DEK);
        features.name_legal = has(Kinds::LEGAL);
        features.name_ad = has(Kinds::AD);
        features.name_nav = has(Kinds::NAV);
        features.name_footer = has(Kinds::FOOTER);
        features.name_consent = has(Kinds::CONSENT);
        features.name_gate = has(Kinds::GATE);
        features.name_appeal = has(Kinds::APPEAL);
        features.name_about = has(Kinds::ABOUT);
        features.name_overlay = has(Kinds::OVERLAY);
        features.name_body = has(Kinds::BODY);
        let parent = self.page.node(block.node).parent;
        let near = self.setting.own[block.node.index()]
            .with(self.setting.own.get(parent.index()).copied().unwrap_or_default());
        features.name_own = is(near.has(Kinds::UNLIKELY.with(Kinds::DOUBTFUL)));
    }

    fn surroundings(&self, features: &mut Features, i: usize, outline: &Outline) {
        let block = &self.blocks.list[i];
        let place = &outline.places[block.node.index()];
        features.depth = f32::from(place.depth);
        let fill = |totals: Totals| {
            let mass = totals.mass.max(1.0);
            (log(totals.mass), totals.paragraph_mass / mass, totals.link_density())
        };
        let parent = self.page.node(block.node).parent;
        let parent = if parent == NodeId::NONE { block.node } else { parent };
        (features.parent_mass, features.parent_paragraphs, features.parent_links) =
            fill(self.setting.inside(self.page, parent));
        let (first, last) = outline.blocks_in(self.page, parent);
        features.parent_blocks = log((last - first) as f32);
        let above = self.page.node(parent).parent;
        let above = if above == NodeId::NONE { parent } else { above };
        (features.grandparent_mass, features.grandparent_paragraphs, features.grandparent_links) =
            fill(self.setting.inside(self.page, above));
        (features.section_mass, features.section_paragraphs, features.section_links) =
            fill(self.setting.inside(self.page, place.section));
        let things = |id| outline.things_in(self.page, id);
        features.parent_images = log(things(parent).images as f32);
        features.grandparent_images = log(things(above).images as f32);
        features.grandparent_fields = log(things(above).fields as f32);
        features.section_fields = log(things(place.section).fields as f32);
        if place.list != NodeId::NONE {
            let list = self.setting.inside(self.page, place.list);
            let (first, last) = outline.blocks_in(self.page, place.list);
            let items = (last - first).max(1) as f32;
            features.list_items = log(items);
            features.list_links = list.link_density();
            features.list_mass = log(list.mass / items);
        } else {
            (features.list_items, features.list_links, features.list_mass) = (-1.0, -1.0, -1.0);
        }
    }

    fn testimony(&self, features: &mut Features, i: usize, outline: &Outline) {
        let block = &self.blocks.list[i];
        let place = &outline.places[block.node.index()];
        features.in_article_body = is(place.marks.has(Marks::ARTICLE_BODY));
        features.in_main = is(place.marks.has(Marks::MAIN));
        let inside = (block.nodes.0.0..block.nodes.1.0).map(|id| outline.places[id as usize].marks);
        let mut marks = place.marks;
        let (mut links, mut bold, mut italic) = (0, 0, 0);
        let mut was_link = false;
        for (id, own) in (block.nodes.0.0..).map(NodeId).zip(inside) {
            marks = marks.with(own);
            let node = self.page.node(id);
            if node.tag == Tag::Text {
                let length = node.text.len() as u32;
                bold += if own.has(Marks::BOLD) { length } else { 0 };
                italic += if own.has(Marks::ITALIC) { length } else { 0 };
            }
            links += u32::from(own.has(Marks::LINK) && !was_link);
            was_link = own.has(Marks::LINK);
        }
        let bytes = block.span.len().max(1) as f32;
        features.bold = (bold as f32 / bytes).min(1.0);
        features.italic = (italic as f32 / bytes).min(1.0);
        features.links = log(links as f32);
        let edge = |id: NodeId| is(outline.places[id.index()].marks.has(Marks::LINK));
        features.starts_in_link = edge(block.nodes.0);
        features.ends_in_link = edge(NodeId(block.nodes.1.0.saturating_sub(1).max(block.nodes.0.0)));
        features.is_small = is(marks.has(Marks::SMALL));
        features.marked_author = is(marks.has(Marks::AUTHOR));
        features.marked_date = is(marks.has(Marks::DATE));
        features.marked_headline = is(marks.has(Marks::HEADLINE));
        features.has_time = is(marks.has(Marks::TIME));
        features.page_is_article =
            is(self.page.meta("og:type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("article")));
    }

    fn repetition(&self, all: &mut [Features], outline: &Outline, words: &Words) {
        #[derive(Clone, Copy, Default)]
        struct Alike {
            blocks: u32,
            mass: f32,
            link_mass: f32,
            paragraphs: u32,
            first: usize,
            last: usize,
        }
        let mut groups: BTreeMap<u32, Alike> = BTreeMap::new();
        let mut copies: BTreeMap<u32, (u32, usize)> = BTreeMap::new();
        for (i, block) in self.blocks.list.iter().enumerate() {
            if block.is_hidden {
                continue;
            }
            let mass = self.setting.mass[i];
            let group = groups.entry(outline.places[block.node.index()].path).or_default();
            if group.blocks == 0 {
                group.first = i;
            }
            group.last = i;
            group.blocks += 1;
            group.mass += mass;
            group.link_mass += mass * block.link_density();
            if self.setting.is_paragraph[i] {
                group.paragraphs += 1;
            }
            copies.entry(words.wordings[i].whole).or_insert((0, i)).0 += 1;
        }
        let last = self.blocks.list.len().max(1) as f32;
        for (i, block) in self.blocks.list.iter().enumerate() {
            let features = &mut all[i];
            if let Some(group) = groups.get(&outline.places[block.node.index()].path) {
                let blocks = group.blocks as f32;
                features.alike = log(blocks);
                features.alike_mass = log(group.mass / blocks);
                features.alike_links = group.link_mass / group.mass.max(1.0);
                features.alike_paragraphs = group.paragraphs as f32 / blocks;
                features.alike_spread = (group.last - group.first) as f32 / last;
            }
            if let Some(&(count, first)) = copies.get(&words.wordings[i].whole) {
                features.copies = log(count as f32);
                features.is_copy = is(first < i);
            }
            let card = outline.cards(self.page, block.node);
            if let Some((_, row)) = card {
                let cards = row.count as f32;
                features.cards = log(cards);
                features.card_mass = log(row.totals.mass / cards);
                features.card_links = row.totals.link_density();
                features.card_images = row.with_image as f32 / cards;
                features.card_linked = row.with_link as f32 / cards;
            } else {
                (features.cards, features.card_mass, features.card_links) = (-1.0, -1.0, -1.0);
                (features.card_images, features.card_linked) = (-1.0, -1.0);
            }
        }
    }

    /// Where each block stands in the order of all; gives the block that repeats the page's title.
    fn order(&self, all: &mut [Features], outline: &Outline) -> Option<usize> {
        let totals = self.setting.all();
        let count = self.blocks.list.len();
        let distance = |a: usize, b: Option<usize>| match b {
            Some(b) if a >= b => log((a - b) as f32),
            Some(b) => -log((b - a) as f32),
            None => 0.0,
        };
        let headline = (0..count).filter(|&i| !self.blocks.list[i].is_hidden).max_by(|&a, &b| {
            let likely = |i: usize| {
                let f: &Features = &all[i];
                f.in_title * f.title_in + if f.heading == 1.0 { 0.5 } else { 0.0 } + f.marked_headline * 0.3
            };
            // The first of equals.
            likely(a).total_cmp(&likely(b)).then(b.cmp(&a))
        });
        let headline = headline.filter(|&i| all[i].in_title * all[i].title_in > 0.3 || all[i].heading == 1.0);
        let mut words_before = 0.0;
        let (mut since_paragraph, mut since_heading, mut since_section) = (40.0_f32, 40.0_f32, -1.0_f32);
        let mut section = 0.0;
        let mut linked_headings = 0.0;
        for (i, features) in all.iter_mut().enumerate() {
            let block = &self.blocks.list[i];
            let names = self.names_section(i);
            features.place = words_before / totals.mass.max(1.0);
            features.since_headline = distance(i, headline);
            features.since_paragraph = since_paragraph.min(40.0);
            features.since_heading = since_heading.min(40.0);
            if headline == Some(i) {
                linked_headings = 0.0;
            }
            features.linked_headings_before = log(linked_headings);
            features.page_mass = log(totals.mass);
            features.page_paragraphs = log(totals.paragraph_mass);
            features.page_links = totals.link_density();
            features.names_section = names;
            features.section = section;
            features.since_section = since_section.min(60.0);
            let before_node = i.checked_sub(1).map_or(0, |at| self.blocks.list[at].nodes.1.0);
            features.nodes_before = log(block.nodes.0.0.saturating_sub(before_node) as f32);
            let after_node = self.blocks.list.get(i + 1).map_or(block.nodes.1.0, |next| next.nodes.0.0);
            features.nodes_after = log(after_node.saturating_sub(block.nodes.1.0) as f32);
            features.since_image = outline.since_image(block.nodes.0);
            if block.is_hidden {
                continue;
            }
            since_paragraph += 1.0;
            since_heading += 1.0;
            if since_section >= 0.0 {
                since_section += 1.0;
            }
            words_before += self.setting.mass[i];
            if self.setting.is_paragraph[i] {
                since_paragraph = 0.0;
            }
            if features.heading > 0.0 {
                since_heading = 0.0;
                linked_headings += is(block.link_density() > 0.8);
            }
            if names > 0.0 {
                (section, since_section) = (names, 0.0);
            }
        }
        let mut until = 40.0_f32;
        for i in (0..count).rev() {
            all[i].until_paragraph = until.min(40.0);
            if !self.blocks.list[i].is_hidden {
                until += 1.0;
            }
            if self.setting.is_paragraph[i] {
                until = 0.0;
            }
        }
        headline.filter(|&i| all[i].in_title * all[i].title_in > 0.4)
    }

    /// What the blocks before and after look like. Hidden blocks are passed over.
    fn neighbours(&self, all: &mut [Features]) {
        let shown: Vec<usize> = (0..all.len()).filter(|&i| !self.blocks.list[i].is_hidden).collect();
        let mut sums = vec![(0.0_f32, 0.0_f32, 0.0_f32)];
        for &i in &shown {
            let (mass, paragraphs, links) = sums[sums.len() - 1];
            let own = self.setting.mass[i];
            let is_paragraph = self.setting.is_paragraph[i];
            sums.push((
                mass + own,
                paragraphs + if is_paragraph { own } else { 0.0 },
                links + own * self.blocks.list[i].link_density(),
            ));
        }
        let window = |start: usize, end: usize| {
            let (a, b) = (sums[start.min(end)], sums[end.min(shown.len()).max(start)]);
            let mass = less(b.0, a.0);
            (log(less(b.1, a.1)), less(b.2, a.2) / mass.max(1.0))
        };
        // What is asked of neighbours, so that no features have to be copied.
        let seen: Vec<_> =
            all.iter().map(|f| (is(f.heading > 0.0), f.ends_like_a_sentence, f.depth)).collect();
        for (at, &i) in shown.iter().enumerate() {
            let other = |offset: isize| at.checked_add_signed(offset).and_then(|at| shown.get(at)).copied();
            let mass = |offset| other(offset).map_or(-1.0, |j| log(self.setting.mass[j]));
            let links = |offset| other(offset).map_or(-1.0, |j| self.blocks.list[j].link_density());
            let paragraph = |offset| other(offset).map_or(-1.0, |j| is(self.setting.is_paragraph[j]));
            let heading = |offset: isize| other(offset).map_or(-1.0, |j| seen[j].0);
            let ends = |offset: isize| other(offset).map_or(-1.0, |j| seen[j].1);
            let node = |j: usize| self.page.node(self.blocks.list[j].node);
            let like = |offset| {
                other(offset).map_or(-1.0, |j| is(node(j).tag == node(i).tag && seen[j].2 == seen[i].2))
            };
            let sibling = |offset| other(offset).map_or(-1.0, |j| is(node(j).parent == node(i).parent));
            let features = &mut all[i];
            (features.mass_before_1, features.mass_before_2, features.mass_before_3) =
                (mass(-1), mass(-2), mass(-3));
            (features.mass_after_1, features.mass_after_2, features.mass_after_3) =
                (mass(1), mass(2), mass(3));
            (features.links_before_1, features.links_before_2) = (links(-1), links(-2));
            (features.links_after_1, features.links_after_2) = (links(1), links(2));
            (features.ends_before_1, features.ends_after_1) = (ends(-1), ends(1));
            (features.paragraph_before_1, features.paragraph_before_2) = (paragraph(-1), paragraph(-2));
            (features.paragraph_after_1, features.paragraph_after_2) = (paragraph(1), paragraph(2));
            features.heading_before_1 = heading(-1);
            (features.heading_after_1, features.heading_after_2) = (heading(1), heading(2));
            (features.like_before_1, features.like_before_2) = (like(-1), like(-2));
            (features.like_after_1, features.like_after_2) = (like(1), like(2));
            (features.sibling_before_1, features.sibling_after_1) = (sibling(-1), sibling(1));
            (features.paragraphs_before_5, features.links_before_5) = window(at.saturating_sub(5), at);
            (features.paragraphs_after_5, features.links_after_5) = window(at + 1, at + 6);
            (features.paragraphs_before_12, features.links_before_12) = window(at.saturating_sub(12), at);
            (features.paragraphs_after_12, features.links_after_12) = window(at + 1, at + 13);
        }
    }

    /// The number of the kind of section that a short block names; 0 when it names none.
    fn names_section(&self, i: usize) -> f32 {
        if self.setting.mass[i] > MAX_SECTION_NAME {
            return 0.0;
        }
        let lower = phrases::lower(self.blocks.list[i].span.of(&self.blocks.prose.text));
        let found = phrases::names_section(self.furniture, &lower);
        found
            .and_then(|kind| SECTIONS.iter().position(|known| *known == kind))
            .map_or(0.0, |at| at as f32 + 1.0)
    }
}

/// What marks of an element hold for all below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    const ARTICLE_BODY: Marks = Marks(1);
    const MAIN: Marks = Marks(2);
    const AUTHOR: Marks = Marks(4);
    const DATE: Marks = Marks(8);
    const HEADLINE: Marks = Marks(16);
    const TIME: Marks = Marks(32);
    const BOLD: Marks = Marks(64);
    const ITALIC: Marks = Marks(128);
    const LINK: Marks = Marks(256);
    const SMALL: Marks = Marks(512);

    const fn with(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    const fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }
}

fn is(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

/// 1 to 6 in a heading, 0 elsewhere.
fn heading_level(page: &Page, block: &Block) -> f32 {
    let around = std::iter::once(block.node).chain(page.ancestors(block.node));
    let level = around.take(4).find_map(|id| match page.node(id).tag {
        Tag::H1 => Some(1.0),
        Tag::H2 => Some(2.0),
        Tag::H3 => Some(3.0),
        Tag::H4 => Some(4.0),
        Tag::H5 => Some(5.0),
        Tag::H6 => Some(6.0),
        _ => None,
    });
    level.unwrap_or_default()
}
