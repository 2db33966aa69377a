//! Candidate -> what is counted of it, and how likely it is nothing but an appeal.
//!
//! In: an element or a paragraph with its signs of asking, and the page around it. Out: [`Features`], from which the trees of
//! `hide.weights` make its log-odds. Method: counts, shares and places alone; the words that ask are counted in `appeal.rs`,
//! and which words they are is known to nobody here.
//! Not here: what may never be hidden whatever it is worth (`hide.rs`).

use super::Evidence;
use super::appeal::{Asking, Signs};
use super::features::{self, log};
use super::setting::{Kinds, Setting};
use crate::block::{BlockId, Blocks};
use crate::page::{NodeId, Page, Tag};
use crate::trees::features;

/// A kind of evidence: those of [`Evidence`], and what says how a text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Words,
    LinkTarget,
    FormField,
    Name,
    Address,
    Unrelated,
    Position,
    Shape,
}

features! {
    Words {
        /// Phrases of asking for each word.
        density,
        /// Phrases that ask by themselves; names of what is asked for; verbs.
        firm,
        named,
        asks,
        firm_share,
        is_firm,
        donation,
        subscription,
        membership,
        newsletter,
        registration,
        app,
        /// The longest stretch without any sign, in words and as a share; what stands before the first and after the last.
        gap,
        gap_share,
        before_first,
        after_last,
        /// Share of its blocks that ask.
        asking_blocks,
    }
    LinkTarget {
        appeal_links,
        link_density,
    }
    FormField {
        fields,
        buttons,
    }
    Name {
        named_appeal,
        /// An appeal's name on the element itself, or on one around it.
        own_appeal,
        around_appeal,
        around_overlay,
        around_related,
        around_ad,
        around_comments,
        around_body,
    }
    Address {
        us,
        you,
        money,
        addresses,
    }
    Unrelated {
        names,
        names_shared,
        /// Share of its longer words that the story has too.
        in_story,
        /// Share of the story's other paragraphs that ask for the same.
        story_asks,
    }
    Position {
        /// Whether it stands between the story's first and last paragraph; the share of the story before it.
        is_inside,
        place,
        until_end,
        since_start,
        is_set_apart,
        in_aside,
        in_header,
        in_footer,
        in_form,
        in_figure,
        in_item,
        in_article,
        plain_before,
        plain_after,
        /// How densely the blocks beside it ask.
        density_before,
        density_after,
        is_first,
        is_last,
    }
    Shape {
        words,
        blocks,
        foreign,
        share_of_parent,
        is_paragraph,
        is_heading,
        is_box,
        headings,
        ends_like_a_sentence,
        stops,
        digits,
        uppercase,
        symbols,
        has_quote,
        has_question,
        function_words,
        copies,
        is_bare_page,
    }
}

/// What all candidates of a page are read from.
pub struct Sight<'a> {
    pub page: &'a Page,
    pub blocks: &'a Blocks,
    pub setting: &'a Setting,
    pub asking: &'a Asking<'a>,
    pub features: &'a [features::Features],
    /// See [`is_bare`].
    pub is_bare: bool,
}

/// Whether a page is plain text: paragraphs and nothing else.
pub fn is_bare(page: &Page) -> bool {
    page.iter().all(|(_, node)| matches!(node.tag, Tag::Html | Tag::Head | Tag::Body | Tag::P | Tag::Text))
}

impl Sight<'_> {
    /// Whether hardly any of the blocks' longer words stands in the rest of the story.
    pub fn is_unlike_the_story(&self, blocks: (BlockId, BlockId)) -> bool {
        let (mut words, mut shared) = (0.0, 0.0);
        for i in blocks.0.index()..blocks.1.index() {
            // What has no longer words says nothing.
            if self.features[i].in_story >= 0.0 {
                words += self.blocks.list[i].words as f32;
                shared += self.blocks.list[i].words as f32 * self.features[i].in_story;
            }
        }
        words >= 4.0 && shared <= 0.25 * words
    }

    /// What is counted of an element with these signs and blocks.
    pub fn features(
        &self,
        node: NodeId,
        signs: &Signs,
        (start, end): (BlockId, BlockId),
        evidence: &[Evidence],
    ) -> Features {
        let flag = |is: bool| f32::from(u8::from(is));
        let range = start.index()..end.index();
        let shown: Vec<usize> = range.clone().filter(|&i| !self.blocks.list[i].is_hidden).collect();
        let words = signs.words.max(1) as f32;
        let weight = |i: usize| self.blocks.list[i].words as f32 / words;
        let mean = |of: &dyn Fn(usize) -> f32| shown.iter().map(|&i| weight(i) * of(i)).sum::<f32>();
        let most = |of: &dyn Fn(usize) -> f32| shown.iter().map(|&i| of(i)).fold(0.0_f32, f32::max);
        let seen = |i: usize| &self.features[i];
        let is_heading = |i: usize| seen(i).heading > 0.0;
        let around = self.setting.around[node.index()];
        let own = self.setting.own[node.index()];
        let parent = self.page.node(node).parent;
        let parent_words =
            if parent == NodeId::NONE { signs.words } else { self.asking.inside(parent).words };
        let (first, last) = (shown.first().copied().unwrap_or(range.start), shown.last().copied());
        let last = last.unwrap_or(range.start);
        let (named, shared) = self.asking.named_and_shared((start, end));
        let gap = shown.iter().map(|&i| self.asking.gaps[i]).fold((0, 0, 0), |(gap, _, run), own| {
            // A block without a sign goes on where the last one ended.
            if own.is_whole {
                (gap.max(run + own.longest), 0, run + own.longest)
            } else {
                (gap.max(own.longest).max(run + own.before), 0, own.after)
            }
        });
        let before_first = shown
            .iter()
            .map_while(|&i| {
                let own = self.asking.gaps[i];
                own.is_whole.then_some(own.longest)
            })
            .sum::<u32>()
            + shown
                .iter()
                .find(|&&i| !self.asking.gaps[i].is_whole)
                .map_or(0, |&i| self.asking.gaps[i].before);
        let beside = |i: Option<usize>| i.and_then(|i| self.asking.signs.get(i));
        let (before, after) = (beside(range.start.checked_sub(1)), beside(Some(range.end)));
        let density = |signs: Option<&Signs>| {
            signs.map_or(0.0, |signs| if signs.asks() { signs.density() } else { 0.0 })
        };
        let plain = |signs: Option<&Signs>| signs.map_or(0.0, |signs| flag(signs.plain > 0));
        let topic = |i: usize| signs.topics[i] as f32;
        let tag = self.page.node(node).tag;
        Features {
            density: signs.density(),
            firm: signs.firm as f32,
            named: signs.named as f32,
            asks: signs.ask as f32,
            firm_share: signs.firm as f32 / words,
            is_firm: flag(signs.is_firm()),
            donation: topic(0),
            subscription: topic(1),
            membership: topic(2),
            newsletter: topic(3),
            registration: topic(4),
            app: topic(5),
            gap: log(gap.0 as f32),
            gap_share: gap.0 as f32 / words,
            before_first: log(before_first as f32),
            after_last: log(gap.2 as f32),
            asking_blocks: mean(&|i| flag(self.asking.signs[i].asks())),
            appeal_links: signs.links as f32,
            link_density: mean(&|i| self.blocks.list[i].link_density()),
            fields: signs.fields as f32,
            buttons: signs.buttons as f32,
            named_appeal: flag(evidence.contains(&Evidence::Name)),
            own_appeal: flag(own.has(Kinds::APPEAL)),
            around_appeal: flag(around.has(Kinds::APPEAL)),
            around_overlay: flag(around.has(Kinds::OVERLAY.with(Kinds::IN_DIALOG))),
            around_related: flag(around.has(Kinds::RELATED)),
            around_ad: flag(around.has(Kinds::AD)),
            around_comments: flag(around.has(Kinds::COMMENTS)),
            around_body: flag(around.has(Kinds::BODY)),
            us: signs.us as f32 / words,
            you: signs.you as f32 / words,
            money: signs.money as f32 / words,
            addresses: flag(signs.addresses()),
            names: named as f32 / words,
            names_shared: if named == 0 { -1.0 } else { shared as f32 / named as f32 },
            in_story: mean(&|i| seen(i).in_story),
            story_asks: self.asking.story_asks(signs, (start, end)),
            is_inside: flag(self.asking.is_inside_story((start, end))),
            place: seen(first).story_before,
            until_end: seen(last).until_last,
            since_start: seen(first).since_first,
            is_set_apart: flag(self.asking.is_set_apart((start, end))),
            in_aside: flag(around.has(Kinds::IN_ASIDE)),
            in_header: flag(around.has(Kinds::IN_HEADER)),
            in_footer: flag(around.has(Kinds::IN_FOOTER.with(Kinds::FOOTER))),
            in_form: flag(around.has(Kinds::IN_FORM)),
            in_figure: flag(around.has(Kinds::IN_FIGURE)),
            in_item: flag(around.has(Kinds::IN_ITEM.with(Kinds::IN_CELL))),
            in_article: flag(around.has(Kinds::IN_ARTICLE)),
            plain_before: plain(before),
            plain_after: plain(after),
            density_before: density(before),
            density_after: density(after),
            is_first: flag(range.start == 0),
            is_last: flag(range.end == self.blocks.list.len()),
            words: log(words),
            blocks: shown.len() as f32,
            foreign: signs.foreign as f32 / words,
            share_of_parent: words / parent_words.max(1) as f32,
            is_paragraph: flag(tag == Tag::P),
            is_heading: flag(shown.iter().all(|&i| is_heading(i))),
            is_box: flag(shown.len() > 1),
            headings: mean(&|i| flag(is_heading(i))),
            ends_like_a_sentence: seen(last).ends_like_a_sentence,
            stops: mean(&|i| seen(i).stops),
            digits: mean(&|i| seen(i).digits),
            uppercase: mean(&|i| seen(i).uppercase),
            symbols: mean(&|i| seen(i).symbols),
            has_quote: most(&|i| seen(i).has_quote),
            has_question: most(&|i| seen(i).has_question),
            function_words: mean(&|i| seen(i).function_words),
            copies: seen(first).copies,
            is_bare_page: flag(self.is_bare),
        }
    }
}
