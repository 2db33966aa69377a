//! Evidence -> what to hide, and what only the summary ignores.
//!
//! In: the signs of asking of every block and element. Out: the elements to hide, the blocks to ignore, and the
//! gates. Method: from each block that asks, up to the largest container that is still nothing but an appeal.
//! The guard comes first: whatever holds a headline, a plain paragraph of the story, a gate or much text is never
//! hidden, whatever its evidence. Then two thresholds on the same evidence: words that ask are ignored, words and
//! a second, independent kind are hidden. Last the budget: when too much of the story would go on the least
//! evidence, nothing is hidden.
//! Not here: the evidence (`appeal.rs`).

use super::appeal::{Asking, Signs, Vocabulary, link_topic};
use super::setting::{Kinds, Setting};
use super::{Appeal, Evidence, Hide, Label, Reason, Verdict};
use crate::block::{BlockId, Blocks, count_words};
use crate::page::{NodeId, Page, Tag};
use crate::span::Span;

/// What is longer is no appeal, in words.
const MAX_WORDS: u32 = 230;
/// The box around a gate is no longer, in words.
const MAX_GATE: u32 = 400;
/// How many blocks from a gate an offer is taken for part of it.
const BESIDE: usize = 6;
/// A line in the story without markup that speaks is hidden only up to this length, in words.
const MAX_LINE: u32 = 45;
/// A paragraph at either end of the story, with nothing but words against it, up to this length, in words.
const MAX_END: u32 = 90;
/// The share of the story's words that may go on two kinds of evidence alone.
const BUDGET: f32 = 0.15;
/// A paragraph of prose is hidden when so much speaks for it: see `worth`.
const ENOUGH: f32 = 4.5;
/// So many paragraphs inside a story may go for their words and place alone.
const MAX_BARE: usize = 4;
/// A line that asks for something has at least so many words.
const LEAST_LINE: u32 = 4;
/// How far up a container is looked for.
const MAX_CLIMB: usize = 14;

/// Where the page has its own things, of which none is hidden but a form for mail.
const ELSEWHERE: Kinds = Kinds::IN_FIGURE.with(Kinds::IN_NAV).with(Kinds::IN_FOOTER).with(Kinds::COMMENTS);

/// What came of it.
#[derive(Debug, Default)]
pub struct Found {
    pub hides: Vec<Hide>,
    pub over_budget: bool,
}

/// Finds what to hide, and labels gates and appeals in `verdicts`.
pub fn find(
    page: &Page,
    blocks: &Blocks,
    setting: &Setting,
    asking: &Asking,
    trims: &[(BlockId, Span)],
    verdicts: &mut [Verdict],
) -> Found {
    let is_top = |verdict: &Verdict| matches!(verdict.label, Label::Headline | Label::Body);
    let top = verdicts.iter().position(is_top).unwrap_or(verdicts.len());
    let search = Search { page, blocks, setting, asking, trims, top };
    search.label_gates(verdicts);
    search.join_gates(verdicts);
    let mut hides: Vec<Hide> = Vec::new();
    for i in 0..blocks.list.len() {
        // What already lies in something hidden needs no second look.
        if hides.last().is_some_and(|hide| i < hide.blocks.1.index()) {
            continue;
        }
        let Some(unit) = search.unit(i, verdicts) else { continue };
        if search.is_hidden(&unit, verdicts) {
            while hides.last().is_some_and(|hide| page.contains(unit.node, hide.node)) {
                hides.pop();
            }
            hides.push(Hide {
                node: unit.node,
                appeal: unit.signs.appeal(),
                blocks: unit.blocks,
                link: search.link(unit.node),
                evidence: unit.evidence,
            });
        }
    }
    search.spare_a_story_of_asking(&mut hides);
    let over_budget = search.is_over_budget(&hides, verdicts);
    search.label_appeals(&hides, verdicts);
    if over_budget {
        hides.clear();
    }
    Found { hides, over_budget }
}

struct Search<'a> {
    page: &'a Page,
    blocks: &'a Blocks,
    setting: &'a Setting,
    asking: &'a Asking<'a>,
    /// Paragraphs of which only the end asks.
    trims: &'a [(BlockId, Span)],
    /// The first block of headline or story.
    top: usize,
}

/// A candidate: an element with all that is known of it.
struct Unit {
    node: NodeId,
    blocks: (BlockId, BlockId),
    signs: Signs,
    evidence: Vec<Evidence>,
}

impl Search<'_> {
    /// The largest container around a block that asks and is nothing but an appeal; `None` when there is none.
    fn unit(&self, i: usize, verdicts: &[Verdict]) -> Option<Unit> {
        let own = &self.asking.signs[i];
        if own.named == 0 || self.is_kept(i, verdicts) || verdicts[i].label == Label::Unseen {
            return None;
        }
        let block = &self.blocks.list[i];
        let mut best: Option<Unit> = None;
        let begins_elsewhere = self.setting.around[block.node.index()].has(ELSEWHERE);
        let mut words = 0;
        for node in std::iter::once(block.node).chain(self.page.ancestors(block.node)).take(MAX_CLIMB) {
            let signs = self.asking.inside(node);
            let is_elsewhere = self.setting.around[node.index()].has(ELSEWHERE);
            // In a figure or a menu only the whole form may be hidden, not a line of it, and nothing around either.
            if best.is_none() && begins_elsewhere && !is_elsewhere {
                break;
            }
            if !self.may_hide(node, &signs) {
                if best.is_none() && is_elsewhere && signs.plain == 0 {
                    continue;
                }
                break;
            }
            let has_grown = signs.words > words;
            // A container that adds mostly other things is no longer the appeal's own.
            let is_named = self.setting.own[node.index()].has(Kinds::APPEAL);
            // Below a field stand messages, choices and small print.
            let around = self.setting.around[node.index()];
            let is_form =
                signs.fields > 0 && signs.is_firm() && around.has(Kinds::APPEAL.with(Kinds::IN_FORM));
            let is_own = if i < self.top {
                // Above the story stands the page's own head, with its menu.
                4 * signs.foreign <= signs.words
            } else {
                2 * signs.foreign <= signs.words + 10
                    || (is_named || is_form) && signs.foreign <= 60
                    || signs.plain > 0 && self.is_closed_box(node, &signs)
            };
            if has_grown && best.is_some() && (!is_own || signs.density() < 0.04) {
                break;
            }
            words = signs.words;
            let range = self.blocks_of(node);
            if (range.0.index()..range.1.index()).any(|i| self.is_kept(i, verdicts)) {
                break;
            }
            let evidence = self.asking.evidence(node, &signs, range);
            if is_own && evidence.contains(&Evidence::Words) {
                best = Some(Unit { node, blocks: range, signs, evidence });
            }
        }
        best
    }

    /// Whether a block is of a gate or a consent dialog.
    fn is_kept(&self, i: usize, verdicts: &[Verdict]) -> bool {
        match verdicts[i].label {
            Label::Gate => true,
            Label::Consent => self.is_consent(self.blocks.list[i].node),
            _ => false,
        }
    }

    /// Whether an element stands in a consent dialog. A name alone says too little: "cmp" begins the names of many components.
    fn is_consent(&self, node: NodeId) -> bool {
        let is_named = |id: &NodeId| self.setting.around[id.index()].has(Kinds::CONSENT);
        let outermost = std::iter::once(node).chain(self.page.ancestors(node)).take_while(is_named).last();
        outermost
            .is_some_and(|id| self.asking.inside(id).consent > 0 || self.asking.inside(id).words > MAX_GATE)
    }

    /// The guard: whether an element may be hidden at all.
    fn may_hide(&self, node: NodeId, signs: &Signs) -> bool {
        let tag = self.page.node(node).tag;
        let around = self.setting.around[node.index()];
        let is_whole = matches!(
            tag,
            Tag::Html | Tag::Head | Tag::Body | Tag::Main | Tag::Article | Tag::Header | Tag::Nav
        );
        let is_chrome =
            around.has(Kinds::IN_NAV) || (around.has(Kinds::IN_FOOTER) && !around.has(Kinds::IN_ARTICLE));
        // A form for mail is no menu and no picture, wherever the page puts it.
        let is_form = signs.fields > 0 && signs.is_firm() && signs.is_about_mail() && signs.words <= MAX_END;
        // "Log in to comment": no comment is that dense with it.
        let is_door = signs.firm >= 1 && signs.density() >= 0.1 && signs.words <= MAX_END;
        !is_whole
            // A picture of the story goes with its caption.
            && (is_form || !is_chrome && !around.has(Kinds::IN_FIGURE))
            && (is_door || !around.has(Kinds::COMMENTS))
            && !around.has(Kinds::GATE)
            && !(around.has(Kinds::CONSENT) && self.is_consent(node))
            && (signs.plain == 0 || self.is_closed_box(node, signs))
            && signs.head == 0
            // "Already have an account?" stands below forms for mail too.
            && (signs.gate == 0 || is_form)
            && signs.adblock == 0
            && signs.consent == 0
            && signs.disclosure == 0
            && signs.words <= MAX_WORDS
    }

    /// Whether an element is one appeal from its first block to its last, so that a paragraph in it which itself asks for
    /// nothing ("Our reporters are there when it happens") belongs to it.
    ///
    /// Such a box speaks as "we", asks firmly more than once, has a link or a field to answer with, is small beside the story and
    /// names nothing that the story names; each paragraph that does not ask stands behind its heading or an
    /// ask and before another ask. Below a form that its markup calls an appeal, small print may follow.
    fn is_closed_box(&self, node: NodeId, signs: &Signs) -> bool {
        let (start, end) = self.blocks_of(node);
        let range = start.index()..end.index();
        let asks = |i: usize| {
            let own = &self.asking.signs[i];
            own.firm >= 1 || own.named >= 1 && own.ask + own.us + own.you >= 1
        };
        let is_heading = |i: usize| {
            let block = &self.blocks.list[i];
            matches!(
                self.page.node(block.node).tag,
                Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6
            )
        };
        let Some(last) = range.clone().rev().find(|&i| asks(i)) else { return false };
        let Some(first) = range.clone().find(|&i| asks(i) || is_heading(i)) else { return false };
        let is_plain = |i: usize| self.asking.signs[i].plain > 0;
        let is_named_form = signs.fields > 0 && signs.names > 0;
        signs.words <= MAX_WORDS
            && 2 * signs.words <= self.asking.story_words
            && signs.firm >= 2
            && signs.us >= 1
            && signs.links + signs.fields > 0
            && !self.asking.names_shared(start, end)
            && range.clone().filter(|&i| is_plain(i)).all(|i| first < i && (i < last || is_named_form))
            && !range.into_iter().any(|i| is_quoting(self.blocks.list[i].span.of(&self.blocks.prose.text)))
    }

    /// Whether the evidence is enough to hide.
    fn is_hidden(&self, unit: &Unit, verdicts: &[Verdict]) -> bool {
        let has = |kind| unit.evidence.contains(&kind);
        if !has(Evidence::Words) {
            return false;
        }
        let range = unit.blocks.0.index()..unit.blocks.1.index();
        // A form beside a gate is the gate's own.
        let is_offer = !matches!(unit.signs.appeal(), Appeal::Donation | Appeal::Newsletter | Appeal::App);
        if is_offer && self.is_beside_gate(&range, verdicts) {
            return false;
        }
        let is_prose = range.clone().any(|i| matches!(verdicts[i].label, Label::Body | Label::Dek));
        // A heading in a box without a paragraph of the story is the box's own.
        let is_heading = range.clone().all(|i| verdicts[i].label == Label::Heading);
        let is_marked = has(Evidence::FormField) || has(Evidence::Name);
        let signs = &unit.signs;
        // An item of a list is one of several things of a kind, whatever its words; so is the list.
        let is_item = range.clone().any(|i| {
            self.setting.around[self.blocks.list[i].node.index()].has(Kinds::IN_ITEM.with(Kinds::IN_CELL))
        });
        // Someone asks, or someone is spoken to; what something costs, or what there is, is only said.
        let speaks_briefly = signs.us >= 1 && signs.words <= MAX_LINE;
        // "Contributions" are made to much else than a newsroom.
        let is_ours = signs.firm >= 1 || signs.us >= 1 || signs.appeal() != Appeal::Donation;
        let is_request = signs.is_firm() && is_ours && (signs.you + signs.ask >= 1 || speaks_briefly);
        if !is_prose {
            // "Subscribe" and "Log in" above the story are the page's own doors; an appeal says more.
            let says = |i: usize| self.asking.signs[i].named > 0 && self.blocks.list[i].words >= LEAST_LINE;
            let is_above = range.end <= self.top;
            if is_above && !has(Evidence::FormField) && !range.clone().any(says) {
                return false;
            }
            return is_marked
                // Not a credit that has such a link behind it.
                || has(Evidence::LinkTarget) && signs.density() >= 0.06
                || (has(Evidence::Address) && signs.firm >= 2 && signs.words >= 12 && signs.density() >= 0.08)
                // What the layout sets apart from the story, and whose words ask for something and say little else.
                || (!is_heading && !is_item && is_request && signs.words <= MAX_END && signs.density() >= 0.1);
        }
        // In the story's own text: never what someone is quoted with, and never on one sign and a name.
        let text: String = range.map(|i| self.blocks.list[i].span.of(&self.blocks.prose.text)).collect();
        if is_quoting(&text) {
            return false;
        }
        // Who may register for what has an hour is told of an event.
        let is_event = signs.appeal() == Appeal::Registration && text.contains(|c: char| c.is_ascii_digit());
        if is_event && !is_marked {
            return false;
        }
        if signs.plain > 0 {
            return self.is_closed_box(unit.node, signs);
        }
        let speaks = signs.us >= 1 || signs.you >= 1;
        let is_line = signs.words <= MAX_LINE && signs.firm >= 1 && speaks;
        if is_marked && signs.firm >= 1 && signs.density() >= 0.06 {
            return true;
        }
        if has(Evidence::LinkTarget) && is_line && signs.density() >= 0.08 {
            return true;
        }
        // Plain prose. At either end of the story, an ask to the reader and little else.
        let is_plea = signs.firm >= 2 || (signs.firm >= 1 && signs.ask >= 1 && speaks);
        if has(Evidence::Position) && is_plea && signs.words <= MAX_END && signs.density() >= 0.1 {
            return true;
        }
        // Anywhere, it must speak of the newsroom and its readers, and of nothing in the story.
        let kinds = unit.evidence.len();
        if signs.firm >= 2
            && has(Evidence::Address)
            && kinds >= 3
            && signs.density() >= 0.06
            && (has(Evidence::Unrelated) || signs.density() >= 0.1)
        {
            return true;
        }
        kinds >= 2 && is_request && !is_item && signs.words <= MAX_END && self.worth(unit) >= ENOUGH
    }

    /// How much speaks for a paragraph of plain prose being an appeal.
    fn worth(&self, unit: &Unit) -> f32 {
        let signs = &unit.signs;
        let count = |is_seen: bool, worth: f32| if is_seen { worth } else { 0.0 };
        let kind = |kind: Evidence| match kind {
            // Counted by how much of the text they are.
            Evidence::Words => 0.0,
            Evidence::LinkTarget | Evidence::FormField | Evidence::Name => 1.5,
            Evidence::Address | Evidence::Unrelated | Evidence::Position => 1.0,
        };
        let kinds: f32 = unit.evidence.iter().map(|&seen| kind(seen)).sum();
        kinds
            + 10.0 * signs.density().min(0.3)
            + count(signs.is_firm(), 1.0)
            + count(signs.firm >= 2, 0.5)
            + count(signs.us + signs.you >= 1, 0.5)
            // Who gives to someone else than the newsroom reads a story.
            - count(signs.appeal() == Appeal::Donation && signs.us == 0, 1.5)
            - count(self.asking.names_shared(unit.blocks.0, unit.blocks.1), 1.5)
    }

    fn blocks_of(&self, node: NodeId) -> (BlockId, BlockId) {
        let end = self.page.node(node).end;
        let at = |id: NodeId| BlockId(self.blocks.list.partition_point(|block| block.nodes.0 < id) as u32);
        (at(node), at(end))
    }

    /// The publisher's own page for supporters or subscribers among the links of an element.
    fn link(&self, node: NodeId) -> Option<NodeId> {
        let links =
            (node.0..self.page.node(node).end.0).map(NodeId).filter(|id| self.page.node(*id).tag == Tag::A);
        let rank = |appeal| match appeal {
            Appeal::Donation => 0,
            Appeal::Membership => 1,
            Appeal::Subscription => 2,
            Appeal::Newsletter => 3,
            Appeal::Registration | Appeal::App => 4,
        };
        links.filter_map(|id| Some((rank(link_topic(self.page, id)?), id))).min().map(|(_, id)| id)
    }

    /// A gate says that the text goes on for those who pay or register; so do its neighbours in its box.
    fn label_gates(&self, verdicts: &mut [Verdict]) {
        for i in 0..verdicts.len() {
            let signs = self.asking.signs[i];
            if matches!(verdicts[i].label, Label::Unseen | Label::Gate) || signs.words > 120 {
                continue;
            }
            if signs.adblock > 0 && signs.us + signs.you + signs.ask > 0 && !self.is_plain_story(i, verdicts)
            {
                verdicts[i] =
                    Verdict { label: Label::Gate, because: Reason::Evidence(vec![Evidence::Words]) };
                continue;
            }
            let is_named = self.setting.around[self.blocks.list[i].node.index()].has(Kinds::GATE);
            if signs.gate == 0 || self.is_plain_story(i, verdicts) {
                continue;
            }
            // The words alone may be a teaser's "read more": the box must speak of subscribing or registering.
            let mut gate = None;
            for node in std::iter::once(self.blocks.list[i].node)
                .chain(self.page.ancestors(self.blocks.list[i].node))
                .take(8)
            {
                let inside = self.asking.inside(node);
                if inside.words > MAX_GATE || inside.plain > 0 || inside.head > 0 {
                    break;
                }
                let offers =
                    inside.topics[1] + inside.topics[2] + inside.topics[4] > 0 && !inside.is_about_mail();
                if is_named || offers {
                    gate = Some(node);
                }
            }
            if let Some(node) = gate {
                let (start, end) = self.blocks_of(node);
                for verdict in &mut verdicts[start.index()..end.index()] {
                    if verdict.label != Label::Unseen {
                        *verdict =
                            Verdict { label: Label::Gate, because: Reason::Evidence(vec![Evidence::Words]) };
                    }
                }
            }
        }
    }

    /// What stands between two parts of one gate, in one box with them, belongs to it: what it offers, mostly.
    fn join_gates(&self, verdicts: &mut [Verdict]) {
        let gates: Vec<usize> = (0..verdicts.len()).filter(|&i| verdicts[i].label == Label::Gate).collect();
        for pair in gates.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if b - a < 2 || b - a > 10 {
                continue;
            }
            let last = self.blocks.list[b].nodes.0;
            let mut boxes = self.page.ancestors(self.blocks.list[a].node).take(8);
            let shared = boxes.find(|id| self.page.contains(*id, last));
            let is_box = shared.is_some_and(|id| {
                let inside = self.asking.inside(id);
                inside.words <= MAX_GATE && inside.head == 0
            });
            for verdict in verdicts[a + 1..b].iter_mut().filter(|v| is_box && v.label != Label::Unseen) {
                *verdict = Verdict { label: Label::Gate, because: Reason::Position };
            }
        }
    }

    /// Whether a gate stands close by in reading order.
    fn is_beside_gate(&self, range: &std::ops::Range<usize>, verdicts: &[Verdict]) -> bool {
        let around = range.start.saturating_sub(BESIDE)..(range.end + BESIDE).min(verdicts.len());
        verdicts[around].iter().any(|verdict| verdict.label == Label::Gate)
    }

    fn is_plain_story(&self, i: usize, verdicts: &[Verdict]) -> bool {
        matches!(verdicts[i].label, Label::Body | Label::Headline | Label::Dek)
            && self.asking.signs[i].words > 60
            && self.asking.signs[i].firm == 0
    }

    /// Names appeals: those hidden, and those that only the summary ignores.
    fn label_appeals(&self, hides: &[Hide], verdicts: &mut [Verdict]) {
        for hide in hides {
            for verdict in &mut verdicts[hide.blocks.0.index()..hide.blocks.1.index()] {
                if verdict.label != Label::Unseen {
                    let because = Reason::Evidence(hide.evidence.clone());
                    *verdict = Verdict { label: Label::Appeal(hide.appeal), because };
                }
            }
        }
        for (i, verdict) in verdicts.iter_mut().enumerate() {
            let signs = &self.asking.signs[i];
            let is_text =
                matches!(verdict.label, Label::Body | Label::Dek | Label::Heading | Label::Furniture);
            let is_trimmed = self.trims.binary_search_by_key(&i, |(block, _)| block.index()).is_ok();
            if !is_text || is_trimmed || !signs.asks() {
                continue;
            }
            let speaks = signs.us + signs.you > 0;
            let is_asking = signs.firm >= 1 && speaks && signs.density() >= 0.07
                || signs.is_firm() && signs.ask >= 1 && signs.density() >= 0.15
                || signs.firm >= 2 && signs.density() >= 0.1
                || signs.firm >= 1 && signs.density() >= 0.3;
            let text = self.blocks.list[i].span.of(&self.blocks.prose.text);
            if is_asking && !is_quoting(text) && signs.words <= MAX_WORDS {
                let because = Reason::Evidence(vec![Evidence::Words]);
                *verdict = Verdict { label: Label::Appeal(signs.appeal()), because };
            }
        }
    }

    /// Where many paragraphs ask by their words and place alone, the story is about asking: none of them is hidden.
    fn spare_a_story_of_asking(&self, hides: &mut Vec<Hide>) {
        let is_marked = |hide: &Hide| {
            let marks = [Evidence::LinkTarget, Evidence::FormField, Evidence::Name, Evidence::Address];
            hide.evidence.iter().any(|kind| marks.contains(kind))
        };
        let is_in_story = |hide: &Hide| self.asking.is_inside_story(hide.blocks);
        let bare = hides.iter().filter(|hide| !is_marked(hide) && is_in_story(hide)).count();
        if bare > MAX_BARE {
            hides.retain(|hide| is_marked(hide) || !is_in_story(hide));
        }
    }

    /// Whether hiding would take too many words that read like the story on two kinds of evidence alone.
    fn is_over_budget(&self, hides: &[Hide], verdicts: &[Verdict]) -> bool {
        let is_body = |i: usize| verdicts[i].label == Label::Body;
        let words = |i: usize| self.blocks.list[i].words;
        let all: u32 = (0..verdicts.len()).filter(|i| is_body(*i)).map(words).sum();
        let gone: u32 = hides
            .iter()
            .filter(|hide| hide.evidence.len() < 3)
            .flat_map(|hide| hide.blocks.0.index()..hide.blocks.1.index())
            .filter(|i| is_body(*i))
            .map(words)
            .sum();
        gone as f32 > BUDGET * all as f32
    }
}

/// Whether a sentence alone asks the reader for something: what the summary must not read.
pub fn is_request(vocabulary: &Vocabulary, sentence: &str) -> bool {
    let mut signs = vocabulary.signs(sentence);
    signs.words = count_words(sentence);
    signs.is_firm()
        && signs.us + signs.you + signs.ask >= 1
        && signs.words <= MAX_LINE
        && signs.density() >= 0.15
        && !is_quoting(sentence)
}

/// Whether a text holds a quotation of some length.
fn is_quoting(text: &str) -> bool {
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '„' | '«' | '「' | '"' | '”' | '»' if open.is_none() => open = Some(at),
            '”' | '“' | '»' | '«' | '」' | '"'
                if open.take().is_some_and(|start| text[start..at].split_whitespace().count() >= 5) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}
