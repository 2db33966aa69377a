//! Blocks -> labels: the story's paragraphs, the matter around its head, and the furniture.
//!
//! In: the page, its blocks, their setting and the story's parts. Out: one verdict for each block, before appeals
//! are looked for.
//! Method: three passes. First each block alone: its element, names and link density. Then the headline, the
//! block that says what the page's title says. Then the sequence: a story runs from its first real paragraph to
//! its last; what is short or linked before and after is head matter and tail, and headings such as "Related"
//! (`lang/*/furniture.txt`) name what follows them.

use super::phrases::{self, Phrases};
use super::setting::{Kinds, Setting, ends_like_a_sentence};
use super::story::Story;
use super::{Label, Reason, Verdict};
use crate::block::{Block, Blocks};
use crate::page::{Page, Tag};

/// What the labelling reads.
pub struct Labelling<'a> {
    pub page: &'a Page,
    pub blocks: &'a Blocks,
    pub setting: &'a Setting,
    pub story: &'a Story,
    /// From `lang/*/furniture.txt`.
    pub furniture: &'a Phrases,
}

/// A heading of at most so many words may name what follows it.
const MAX_HEADING: f32 = 8.0;

impl Labelling<'_> {
    pub fn verdicts(&self) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> =
            self.blocks.list.iter().enumerate().map(|(i, b)| self.alone(i, b)).collect();
        let headline = self.headline(&verdicts);
        let headline = headline.map(|(at, because)| {
            verdicts[at] = Verdict { label: Label::Headline, because };
            at
        });
        self.sections(&mut verdicts);
        self.ends(&mut verdicts, headline);
        self.headings(&mut verdicts);
        verdicts
    }

    /// The label of a block for what it is and where it stands, whatever its neighbours.
    fn alone(&self, i: usize, block: &Block) -> Verdict {
        let verdict = |label, because| Verdict { label, because };
        if block.is_hidden {
            return verdict(Label::Unseen, Reason::Hidden);
        }
        let density = block.link_density();
        let mass = self.setting.mass[i];
        let around = self.setting.around[block.node.index()];
        let part = self.part(block);
        // Inside the story only what stands inside the part itself tells its blocks apart.
        let below = match part {
            Some(outer) => around.without(outer),
            None => around,
        };
        let reason = |kinds: Kinds| {
            let hit = below.and(kinds);
            let name = hit.name();
            if name.starts_with('<') { Reason::Element(name) } else { Reason::Name(name) }
        };
        const ALWAYS: &[(Kinds, Label)] = &[
            (Kinds::CONSENT, Label::Consent),
            (Kinds::IN_NAV.with(Kinds::NAV), Label::Navigation),
            (Kinds::COMMENTS, Label::Comments),
            (Kinds::IN_FOOTER.with(Kinds::FOOTER), Label::Legal),
            (Kinds::IN_BUTTON.with(Kinds::IN_DIALOG).with(Kinds::OVERLAY), Label::Furniture),
            (Kinds::IN_FIGCAPTION, Label::Caption),
            (Kinds::AD, Label::Advertisement),
            (Kinds::SHARE, Label::Share),
            (Kinds::RELATED, Label::Related),
            (Kinds::TAGS, Label::Navigation),
            (Kinds::IN_ASIDE.with(Kinds::IN_FORM), Label::Furniture),
        ];
        // An embedded post is a quotation, though its names speak of sharing.
        let is_quoted = below.has(Kinds::IN_QUOTE) && self.setting.is_paragraph[i];
        for &(kinds, label) in ALWAYS {
            if below.has(kinds) && !(is_quoted && matches!(label, Label::Share | Label::Related)) {
                return verdict(label, reason(kinds));
            }
        }
        let is_heading = below.has(Kinds::IN_HEADING);
        let is_paragraph = self.setting.is_paragraph[i];
        if part.is_none() {
            return match () {
                () if below.has(Kinds::BYLINE) && mass < 20.0 => {
                    verdict(Label::Byline, reason(Kinds::BYLINE))
                }
                () if density > 0.5 => verdict(Label::Navigation, Reason::LinkDensity(density)),
                () => verdict(Label::Furniture, Reason::Default),
            };
        }
        if below.has(Kinds::CAPTION)
            || (below.has(Kinds::IN_FIGURE) && !below.has(Kinds::IN_QUOTE.with(Kinds::IN_CELL)))
        {
            return verdict(Label::Caption, reason(Kinds::CAPTION.with(Kinds::IN_FIGURE)));
        }
        if !is_heading && !is_paragraph {
            if below.has(Kinds::BYLINE.with(Kinds::ABOUT)) && mass < 25.0 {
                return verdict(Label::Byline, reason(Kinds::BYLINE.with(Kinds::ABOUT)));
            }
            if below.has(Kinds::DATE) && mass < 15.0 {
                return verdict(Label::Dateline, reason(Kinds::DATE));
            }
        }
        if below.has(Kinds::ABOUT.with(Kinds::LEGAL)) && mass < 120.0 {
            return verdict(Label::Furniture, reason(Kinds::ABOUT.with(Kinds::LEGAL)));
        }
        if is_heading && !below.has(Kinds::IN_ITEM) && density < 0.5 {
            return verdict(Label::Heading, reason(Kinds::IN_HEADING));
        }
        let limit = if below.has(Kinds::IN_ITEM) { 0.5 } else { 0.6 };
        // The story's own sentences may be full of links; a lone link is a pointer elsewhere.
        let is_prose = mass >= 20.0 && density < 0.85 && ends_like_a_sentence(self.text(i));
        if density > limit && !is_prose {
            return verdict(Label::Related, Reason::LinkDensity(density));
        }
        if mass < 3.0
            && !ends_like_a_sentence(self.text(i))
            && !below.has(Kinds::IN_ITEM.with(Kinds::IN_CELL))
        {
            return verdict(Label::Furniture, Reason::Default);
        }
        verdict(Label::Body, Reason::Score(mass * (1.0 - density)))
    }

    /// The surroundings of the part that a block stands in; `None` when it stands in none.
    fn part(&self, block: &Block) -> Option<Kinds> {
        let next = self.story.parts.partition_point(|part| *part <= block.node);
        let part = *self.story.parts.get(next.checked_sub(1)?)?;
        self.page.contains(part, block.node).then(|| {
            // A paragraph that joined on its own brings its own element and names.
            let is_block_itself = part == block.node;
            let at = if is_block_itself { self.page.node(part).parent } else { part };
            self.setting.around.get(at.index()).copied().unwrap_or_default()
        })
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
        let first_body = verdicts.iter().position(|v| v.label == Label::Body).unwrap_or(0);
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
            let text = letters(self.text(i));
            if text.is_empty() {
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
            let (mut score, because) = match (same, tag) {
                (Some((key, _)), Some(Tag::H1)) => (100, Reason::Metadata(key)),
                (Some((key, _)), Some(_)) => (80, Reason::Metadata(key)),
                (Some((key, _)), None) => (50, Reason::Metadata(key)),
                (None, tag) => match (part(), tag) {
                    (Some((key, _)), Some(Tag::H1)) => (90, Reason::Metadata(key)),
                    (Some((key, _)), Some(_)) => (70, Reason::Metadata(key)),
                    (Some((key, _)), None) => (40, Reason::Metadata(key)),
                    (None, Some(Tag::H1)) => (60, Reason::Element("<h1> to <h6>")),
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

    /// Headings that name what follows: "Related", "Comments".
    fn sections(&self, verdicts: &mut [Verdict]) {
        let total: f32 = self.body_mass(verdicts).sum();
        let mut seen = 0.0;
        let mut section: Option<Label> = None;
        for (i, verdict) in verdicts.iter_mut().enumerate() {
            let mass = self.setting.mass[i];
            let block = &self.blocks.list[i];
            let is_story = matches!(verdict.label, Label::Body | Label::Heading);
            if matches!(verdict.label, Label::Unseen | Label::Headline) {
                continue;
            }
            if mass <= MAX_HEADING
                && let Some(label) = self.names_section(i)
            {
                section = match label {
                    // Comments are prose too; only where most of the story is behind us do they begin.
                    Label::Comments if seen < 0.5 * total => None,
                    label => Some(label),
                };
                if is_story {
                    *verdict = Verdict { label, because: Reason::Position };
                }
                continue;
            }
            if !is_story {
                continue;
            }
            let is_real = self.setting.is_paragraph[i] && block.link_density() < 0.4 && mass >= 15.0;
            match section {
                Some(Label::Comments) => {
                    *verdict = Verdict { label: Label::Comments, because: Reason::Position }
                }
                Some(_) if is_real || verdict.label == Label::Heading => section = None,
                Some(label) => *verdict = Verdict { label, because: Reason::Position },
                None => {}
            }
            if verdict.label == Label::Body {
                seen += mass;
            }
        }
    }

    /// The section that a short block opens.
    fn names_section(&self, i: usize) -> Option<Label> {
        let lower = phrases::lower(self.text(i));
        let at = lower.find(char::is_alphanumeric)?;
        let found = self.furniture.at(&lower, at)?;
        // "Share" names a section, "Share prices fall" does not; "More from our correspondents" does.
        let rest =
            lower[found.end..].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
        let is_long = lower[found.start..found.end].contains(' ');
        if rest > if is_long { 4 } else { 0 } {
            return None;
        }
        Some(match found.kind {
            "comments" => Label::Comments,
            "related" => Label::Related,
            "share" => Label::Share,
            "tags" => Label::Navigation,
            "legal" => Label::Legal,
            "ad" => Label::Advertisement,
            _ => Label::Furniture,
        })
    }

    /// Trims the story to the stretch between its first and last real paragraph, and names its head matter.
    fn ends(&self, verdicts: &mut [Verdict], headline: Option<usize>) {
        let is_anchor =
            |i: usize, verdicts: &[Verdict]| verdicts[i].label == Label::Body && self.setting.is_paragraph[i];
        let Some(first) = (0..verdicts.len()).find(|&i| is_anchor(i, verdicts)) else {
            for verdict in verdicts.iter_mut().filter(|v| v.label == Label::Body) {
                *verdict = Verdict { label: Label::Furniture, because: Reason::Position };
            }
            return;
        };
        let last = (first..verdicts.len()).rev().find(|&i| is_anchor(i, verdicts)).unwrap_or(first);
        let furniture = || Verdict { label: Label::Furniture, because: Reason::Position };
        let mut is_list = true;
        for (i, verdict) in verdicts.iter_mut().enumerate() {
            let is_body = verdict.label == Label::Body;
            if !is_body && verdict.label != Label::Heading {
                continue;
            }
            if i < first {
                // Head: the dek stands between headline and story.
                let is_dek = headline.is_some_and(|at| i > at)
                    && (6.0..80.0).contains(&self.setting.mass[i])
                    && !self.in_item(i);
                let label = if is_dek { Label::Dek } else { Label::Furniture };
                *verdict = Verdict { label, because: Reason::Position };
            } else if i > last {
                // Tail: items of a list that the last paragraph opened belong to it.
                is_list &= is_body && self.in_item(i) && self.blocks.list[i].link_density() < 0.3;
                if !is_list {
                    *verdict = furniture();
                }
            } else if is_body && !self.setting.is_paragraph[i] && self.is_scrap(i) {
                // Inside: a short scrap that is neither a paragraph's nor a list's.
                *verdict = furniture();
            }
        }
    }

    /// A heading is the story's when some of the story follows it.
    fn headings(&self, verdicts: &mut [Verdict]) {
        let mut is_followed = false;
        for i in (0..verdicts.len()).rev() {
            match verdicts[i].label {
                Label::Body => is_followed = true,
                Label::Heading if !is_followed => {
                    verdicts[i] = Verdict { label: Label::Furniture, because: Reason::Position };
                }
                _ => {}
            }
        }
    }

    fn is_scrap(&self, i: usize) -> bool {
        let block = &self.blocks.list[i];
        let tag = self.page.node(block.node).tag;
        let is_text = matches!(
            tag,
            Tag::P | Tag::Li | Tag::Td | Tag::Th | Tag::Dd | Tag::Dt | Tag::Pre | Tag::Blockquote
        );
        !is_text && !self.in_item(i) && self.setting.mass[i] < 8.0 && !ends_like_a_sentence(self.text(i))
    }

    fn body_mass<'a>(&'a self, verdicts: &'a [Verdict]) -> impl Iterator<Item = f32> + 'a {
        verdicts.iter().zip(&self.setting.mass).filter(|(v, _)| v.label == Label::Body).map(|(_, mass)| *mass)
    }

    fn in_item(&self, i: usize) -> bool {
        self.setting.around[self.blocks.list[i].node.index()].has(Kinds::IN_ITEM)
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

/// The letters and digits of a text in lower case: what stays the same between a headline and a page's title.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
