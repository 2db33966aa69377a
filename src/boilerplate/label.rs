//! Scores -> labels: the story's paragraphs, the matter around its head, and the furniture.
//!
//! In: the page, its blocks, their setting, the story's core and what the weights say of each block. Out: one verdict for
//! each block, before appeals are looked for.
//! Method: the block that says what the page's title says is the headline. In the story's stretch of the page
//! what scores above zero is the story's. All else is named for what it is or where it stands: its element, its
//! names, its links, a heading such as "Related" (`lang/*/furniture.txt`) before it.
//! Not here: the score itself (`features.rs`, `trees.rs`); where the story begins and ends (`stretch.rs`); which blocks are slides (`slides.rs`).

use super::features::Features;
use super::setting::{Kinds, Setting};
use super::story::Story;
use super::stretch::Stretch;
use super::{Label, Reason, Verdict};
use crate::article::head_line;
use crate::block::{Block, Blocks};
use crate::lang::Language;
use crate::page::{NodeId, Page, Tag};

/// What the labelling reads.
pub struct Labelling<'a> {
    pub page: &'a Page,
    pub blocks: &'a Blocks,
    pub setting: &'a Setting,
    pub story: Story,
    /// By block: whether it belongs to a slide of a gallery.
    pub slides: Vec<bool>,
    /// Log-odds of each block being the story's.
    pub scores: &'a [f32],
    pub features: &'a [Features],
    pub language: Language,
}

/// A line that names a writer or a day by its markup, or stands above the headline, has at most so many words.
const MAX_HEAD_LINE: f32 = 8.0;
/// A line with a writer or a day has at most so many.
const MAX_LINE: f32 = 14.0;
/// So many blocks below the first paragraph may sign the story.
pub const BELOW_DEK: usize = 4;
/// What is called a dek and has no more words is a kicker, or a heading.
const MAX_DEK_NAME: f32 = 5.0;
/// A line in capitals has at least this share of them among its characters.
const CAPITALS: f32 = 0.65;
/// A named section reaches over so many blocks.
const SECTION: usize = 40;

impl Labelling<'_> {
    pub fn verdicts(&self) -> Vec<Verdict> {
        let Stretch { bar, holds } = self.stretch();
        let mut verdicts: Vec<Verdict> = (0..self.blocks.list.len())
            .map(|i| {
                let score = self.scores[i];
                match () {
                    () if self.blocks.list[i].is_hidden => {
                        Verdict { label: Label::Unseen, because: Reason::Hidden }
                    }
                    () if score <= bar || self.is_barred(i) => self.furniture(i),
                    () if self.is_promo(i) => Verdict {
                        label: Label::Related,
                        because: Reason::LinkDensity(self.blocks.list[i].link_density()),
                    },
                    () if !holds[i] => Verdict { label: Label::Furniture, because: Reason::Position },
                    () => {
                        let label = if self.is_heading(i) { Label::Heading } else { Label::Body };
                        Verdict { label, because: Reason::Score(score) }
                    }
                }
            })
            .collect();
        let headline = self.headline(&verdicts);
        let headline = headline.map(|(at, because)| {
            verdicts[at] = Verdict { label: Label::Headline, because };
            at
        });
        self.sections(&mut verdicts);
        self.head_matter(&mut verdicts, headline);
        self.dek(&mut verdicts, headline);
        self.headings(&mut verdicts);
        verdicts
    }

    /// Whether a gallery, or elements or names inside the core, say that a block cannot be the story's, however likely it looks.
    pub(super) fn is_barred(&self, i: usize) -> bool {
        const BARRED: Kinds = Kinds::CONSENT
            .with(Kinds::IN_DIALOG)
            .with(Kinds::IN_NAV)
            .with(Kinds::IN_BUTTON)
            .with(Kinds::COMMENTS);
        self.slides[i] || self.below(i).has(BARRED)
    }

    /// Whether a line is an advertisement for another story, as they stand between paragraphs: all of it in capitals, and one link.
    fn is_promo(&self, i: usize) -> bool {
        let features = &self.features[i];
        features.uppercase >= CAPITALS
            && features.link_density > 0.95
            && self.blocks.list[i].words >= 4
            && features.is_list_item + features.is_cell == 0.0
            && !self.is_heading(i)
    }

    /// The surroundings of a block; inside the core only what stands inside it tells its blocks apart.
    fn below(&self, i: usize) -> Kinds {
        let node = self.blocks.list[i].node;
        let core = self.story.core;
        let around = self.setting.around[node.index()];
        match core != NodeId::NONE && self.page.contains(core, node) {
            true => around.without(self.setting.around[core.index()]),
            false => around,
        }
    }

    /// The label of a block that is not the story's, for what it is and where it stands.
    fn furniture(&self, i: usize) -> Verdict {
        let verdict = |label, because| Verdict { label, because };
        if self.slides[i] {
            return verdict(Label::Caption, Reason::Slide);
        }
        let block = &self.blocks.list[i];
        let density = block.link_density();
        let mass = self.setting.mass[i];
        let core = self.story.core;
        let below = self.below(i);
        let reason = |kinds: Kinds| {
            let name = below.and(kinds).name();
            if name.starts_with('<') { Reason::Element(name) } else { Reason::Name(name) }
        };
        let is_short = mass < 25.0 && !below.has(Kinds::IN_HEADING);
        let kinds = [
            (Kinds::CONSENT, Label::Consent, true),
            (Kinds::IN_NAV.with(Kinds::NAV), Label::Navigation, true),
            (Kinds::COMMENTS, Label::Comments, true),
            (Kinds::IN_FOOTER.with(Kinds::FOOTER), Label::Legal, true),
            (Kinds::IN_BUTTON.with(Kinds::IN_DIALOG).with(Kinds::OVERLAY), Label::Furniture, true),
            (Kinds::CAPTION.with(Kinds::IN_FIGCAPTION), Label::Caption, true),
            (Kinds::AD, Label::Advertisement, true),
            (Kinds::BYLINE, Label::Byline, is_short),
            (Kinds::DATE, Label::Dateline, is_short && mass < 15.0),
            (Kinds::SHARE, Label::Share, true),
            (Kinds::RELATED, Label::Related, true),
            (Kinds::TAGS, Label::Navigation, true),
            (Kinds::IN_FIGURE, Label::Caption, !below.has(Kinds::IN_QUOTE.with(Kinds::IN_CELL))),
            (Kinds::ABOUT, Label::Byline, is_short),
            (Kinds::LEGAL, Label::Legal, true),
            (Kinds::IN_ASIDE.with(Kinds::IN_FORM).with(Kinds::ABOUT), Label::Furniture, true),
        ];
        if let Some((kinds, label, _)) = kinds.into_iter().find(|(kinds, _, fits)| *fits && below.has(*kinds))
        {
            return verdict(label, reason(kinds));
        }
        match density {
            0.5.. if core != NodeId::NONE && self.page.contains(core, block.node) => {
                verdict(Label::Related, Reason::LinkDensity(density))
            }
            0.5.. => verdict(Label::Navigation, Reason::LinkDensity(density)),
            _ => verdict(Label::Furniture, Reason::Score(self.scores[i])),
        }
    }

    /// The block that is the headline, and why.
    fn headline(&self, verdicts: &[Verdict]) -> Option<(usize, Reason)> {
        let head = &self.page.head;
        let said: Vec<(&'static str, String)> = [
            ("og:title", self.page.meta("og:title")),
            ("twitter:title", self.page.meta("twitter:title")),
            ("title", Some(head.title.as_str())),
        ]
        .into_iter()
        .filter_map(|(key, title)| Some((key, letters(title?))))
        .filter(|(_, title)| !title.is_empty())
        .collect();
        // "Lamps go out - World - The Gull": the longest piece of a title, and the first of og:title, may be the headline.
        let site = Site::of(self.page);
        let of_title = |title: &str| -> Vec<String> {
            let pieces = pieces(title).into_iter().filter(|piece| piece.contains(' '));
            pieces.map(|piece| letters(&piece)).filter(|piece| piece.len() >= 8 && !site.is(piece)).collect()
        };
        let first = self.page.meta("og:title").and_then(|title| of_title(title).into_iter().next());
        let longest = of_title(&head.title).into_iter().rev().max_by_key(String::len);
        let pieces: Vec<String> = first.into_iter().chain(longest).collect();
        let first_body = verdicts.iter().position(|v| v.label == Label::Body).unwrap_or(0);
        let last_body =
            verdicts.iter().rposition(|v| v.label == Label::Body).unwrap_or(self.blocks.list.len());
        let mut best: Option<(u32, usize, Reason)> = None;
        for (i, block) in self.blocks.list.iter().enumerate() {
            if block.is_hidden || block.words > 60 || block.words == 0 {
                continue;
            }
            let tag = self.heading_tag(block);
            let around = self.setting.around[block.node.index()];
            if matches!(verdicts[i].label, Label::Comments | Label::Consent | Label::Caption)
                && tag != Some(Tag::H1)
            {
                continue;
            }
            // What shares neither its first letter nor its last with a title can be a headline by its element alone.
            let (first, last) = ends(self.text(i));
            let mut titles = said.iter().map(|(_, title)| title).chain(&pieces);
            if tag != Some(Tag::H1) && !titles.any(|title| title.starts_with(first) || title.ends_with(last))
            {
                continue;
            }
            let text = letters(self.text(i));
            if text.is_empty() {
                continue;
            }
            // The site's own name is often the first <h1> of its pages.
            if site.is(&text) && !said.iter().any(|(key, title)| *key == "og:title" && *title == text) {
                continue;
            }
            let same = said.iter().find(|(_, title)| *title == text);
            let part = || {
                said.iter().find(|(_, title)| {
                    block.words >= 3
                        && (title.starts_with(&text) || title.ends_with(&text))
                        && 2 * text.len() >= title.len()
                        || title.len() >= 15
                            && text.starts_with(title.as_str())
                            && 2 * title.len() >= text.len()
                })
            };
            let part = || part().map(|(key, _)| *key).or_else(|| pieces.contains(&text).then_some("title"));
            let (mut score, because) = match (same, tag) {
                (Some((key, _)), Some(Tag::H1)) => (100, Reason::Metadata(key)),
                (Some((key, _)), Some(_)) => (80, Reason::Metadata(key)),
                (Some((key, _)), None) => (50, Reason::Metadata(key)),
                (None, tag) => match (part(), tag) {
                    (Some(key), Some(Tag::H1)) => (90, Reason::Metadata(key)),
                    (Some(key), Some(_)) => (70, Reason::Metadata(key)),
                    (Some(key), None) => (40, Reason::Metadata(key)),
                    // Behind the story, with other words than the page's title, it is another thing's.
                    (None, Some(Tag::H1)) if i <= last_body => (60, Reason::Element("<h1> to <h6>")),
                    _ => continue,
                },
            };
            if around.has(Kinds::IN_NAV.with(Kinds::IN_ASIDE).with(Kinds::RELATED).with(Kinds::IN_FOOTER)) {
                score -= 35;
            }
            // A headline stands before the story's text, and the nearest is the likeliest.
            score += if i <= first_body { 5 } else { 0 };
            if best.as_ref().is_none_or(|(top, ..)| score > *top) {
                best = Some((score, i, because));
            }
        }
        best.map(|(_, i, because)| (i, because))
    }

    /// What stands under a heading such as "Related" or "Comments", and is not the story's, is called so.
    fn sections(&self, verdicts: &mut [Verdict]) {
        let mut section: Option<(Label, usize)> = None;
        for (i, verdict) in verdicts.iter_mut().enumerate() {
            let is_open = matches!(verdict.label, Label::Furniture | Label::Related | Label::Heading);
            if let Some(label) = self.names_section(i) {
                section = Some((label, i));
                let is_only_that = label == Label::Advertisement && self.setting.mass[i] <= 3.0;
                if is_open || (is_only_that && verdict.label == Label::Body) {
                    *verdict = Verdict { label, because: Reason::Position };
                }
                continue;
            }
            match section {
                Some((label, start)) if verdict.label == Label::Furniture && i - start <= SECTION => {
                    *verdict = Verdict { label, because: Reason::Position };
                }
                _ if verdict.label == Label::Body => section = None,
                _ => {}
            }
        }
    }

    /// The section that a short block opens.
    fn names_section(&self, i: usize) -> Option<Label> {
        Some(match self.features[i].section_named()? {
            // Too little to name a section by itself: "About midnight".
            "sender" => return None,
            "comments" => Label::Comments,
            "related" => Label::Related,
            "share" => Label::Share,
            "tags" => Label::Navigation,
            "legal" => Label::Legal,
            "ad" => Label::Advertisement,
            _ => Label::Furniture,
        })
    }

    /// A line before the first paragraph that its markup or its words call a byline, a date or a dek is one, however likely the
    /// story's; and a short one above the headline is no part of it: "Energy", "Press release".
    fn head_matter(&self, verdicts: &mut [Verdict], headline: Option<usize>) {
        let is_start = |i: &usize| verdicts[*i].label == Label::Body && self.setting.is_paragraph[*i];
        let Some(first) = (0..verdicts.len()).find(is_start) else { return };
        let is_author = |key: &str| key == "author" || key.ends_with(":author") || key.ends_with("-author");
        let metas = self.page.head.metas.iter().filter(|(key, _)| is_author(key));
        let authors: Vec<String> = metas.map(|(_, content)| letters(content)).collect();
        for (i, verdict) in verdicts.iter_mut().enumerate().take(first) {
            if !matches!(verdict.label, Label::Body | Label::Heading) {
                continue;
            }
            let mass = self.setting.mass[i];
            if self.features[i].name_dek > 0.0 && mass > MAX_DEK_NAME {
                *verdict = Verdict { label: Label::Dek, because: Reason::Name("dek") };
                continue;
            }
            // A day in a heading is what is told of there: "24 February 2022: the first night".
            if verdict.label == Label::Heading {
                continue;
            }
            let is_line = mass <= MAX_LINE && self.features[i].ends_like_a_sentence == 0.0;
            if let head @ Verdict { label: Label::Byline | Label::Dateline | Label::Caption, .. } =
                self.furniture(i)
            {
                *verdict = head;
            } else if mass <= MAX_HEAD_LINE && authors.contains(&letters(self.text(i))) {
                *verdict = Verdict { label: Label::Byline, because: Reason::Metadata("author") };
            } else if self.features[i].has_time > 0.0 && mass <= MAX_HEAD_LINE {
                *verdict = Verdict { label: Label::Dateline, because: Reason::Element("<time>") };
            } else if let Some(label) = is_line.then(|| head_line(self.text(i), self.language)).flatten() {
                *verdict = Verdict { label, because: Reason::Wording };
            } else if headline.is_some_and(|headline| i < headline) && is_line && mass <= MAX_HEAD_LINE {
                *verdict = Verdict { label: Label::Furniture, because: Reason::Position };
            }
        }
        // Below a dek that reads like the story's first paragraph only the markup tells.
        for (i, verdict) in verdicts.iter_mut().enumerate().skip(first + 1).take(BELOW_DEK) {
            let is_line = self.setting.mass[i] <= MAX_LINE && self.features[i].ends_like_a_sentence == 0.0;
            if verdict.label == Label::Body
                && is_line
                && let signed @ Verdict { label: Label::Byline | Label::Dateline, .. } = self.furniture(i)
            {
                *verdict = signed;
            }
        }
    }

    /// The words between headline and story.
    fn dek(&self, verdicts: &mut [Verdict], headline: Option<usize>) {
        let Some(headline) = headline else { return };
        let first = verdicts.iter().position(|verdict| verdict.label == Label::Body).unwrap_or(0);
        for (i, verdict) in verdicts.iter_mut().enumerate().take(first).skip(headline + 1) {
            let block = &self.blocks.list[i];
            let is_item = self.setting.around[block.node.index()].has(Kinds::IN_ITEM);
            if verdict.label == Label::Furniture
                && (6.0..80.0).contains(&self.setting.mass[i])
                && block.link_density() < 0.5
                && !is_item
            {
                *verdict = Verdict { label: Label::Dek, because: Reason::Position };
            }
        }
    }

    /// A heading is the story's when some of the story follows it.
    fn headings(&self, verdicts: &mut [Verdict]) {
        let mut is_followed = false;
        for verdict in verdicts.iter_mut().rev() {
            match verdict.label {
                Label::Body => is_followed = true,
                Label::Heading if !is_followed => {
                    *verdict = Verdict { label: Label::Furniture, because: Reason::Position };
                }
                _ => {}
            }
        }
    }

    pub(super) fn is_heading(&self, i: usize) -> bool {
        self.heading_tag(&self.blocks.list[i]).is_some()
    }

    /// The heading element that a block stands in.
    fn heading_tag(&self, block: &Block) -> Option<Tag> {
        let is_heading = |tag| matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6);
        let tag = self.page.node(block.node).tag;
        if is_heading(tag) {
            return Some(tag);
        }
        self.page.ancestors(block.node).take(3).map(|id| self.page.node(id).tag).find(|tag| is_heading(*tag))
    }

    fn text(&self, i: usize) -> &str {
        self.blocks.list[i].span.of(&self.blocks.prose.text)
    }
}

/// The names that a site goes by, in letters.
struct Site {
    names: Vec<String>,
    host: String,
}

impl Site {
    fn of(page: &Page) -> Self {
        let names = ["og:site_name", "application-name"].iter().filter_map(|key| page.meta(key)).map(letters);
        let host = page.url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
        Site {
            names: names.filter(|name| !name.is_empty()).collect(),
            host: letters(host.trim_start_matches("www.")),
        }
    }

    fn is(&self, text: &str) -> bool {
        self.names.iter().any(|name| name == text) || text.len() >= 4 && self.host.starts_with(text)
    }
}

/// The pieces of a page's title between the marks that set the site's name apart.
fn pieces(title: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in title.split_whitespace() {
        let is_mark = matches!(word, "|" | "-" | "–" | "—" | "::" | "»" | "«" | ":" | "·" | "•" | "›");
        match pieces.last_mut() {
            Some(piece) if !is_mark => {
                if !piece.is_empty() {
                    piece.push(' ');
                }
                piece.push_str(word);
            }
            _ => pieces.push(String::new()),
        }
    }
    pieces
}

/// The first and the last character of a text's [`letters`]; for a text without letters none that is one.
fn ends(text: &str) -> (char, char) {
    let first = text.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next());
    let last = text.chars().rfind(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().last());
    (first.unwrap_or_default(), last.unwrap_or_default())
}

/// The letters and digits of a text in lower case: what stays the same between a headline and a page's title.
pub fn letters(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            // Most characters of most texts.
            if c.is_ascii_alphanumeric() {
                letters.push(c.to_ascii_lowercase());
            }
        } else if c.is_alphanumeric() {
            letters.extend(c.to_lowercase());
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_those_of_the_letters() {
        for text in ["The lock, opened.", "İstanbul", "“ẞ 1”", "Ünder é!", "港が開いた。"] {
            let letters = letters(text);
            let (first, last) = ends(text);
            assert!(letters.starts_with(first) && letters.ends_with(last), "{text}");
        }
    }
}
