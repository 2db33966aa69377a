//! Evidence -> what to hide, and what only the summary ignores.
//!
//! In: the signs of asking of every block and element. Out: the elements to hide, the blocks to ignore, and the
//! gates. Method: from each block that asks, up to the largest container that is still nothing but an appeal.
//! The guard comes first: whatever holds a headline, a plain paragraph of the story, a gate or much text is never
//! hidden, whatever its evidence. Then words that ask are ignored; words and a second, independent kind of evidence are
//! hidden when the learned score of the whole is high enough. Last the budget: when too much of the story would go on the
//! least evidence, nothing is hidden.
//! Not here: the evidence (`appeal.rs`), what is counted of it for the score (`worth.rs`), how that is learned
//! (`xtask/src/train/hide.rs`).

use std::collections::BTreeSet;

use super::appeal::{Asking, Signs, Vocabulary, link_topic};
use super::setting::{Kinds, Setting};
use super::worth::{self, Sight};
use super::{Appeal, Evidence, Hide, Label, Reason, Verdict};
use crate::block::{BlockId, Blocks};
use crate::page::{NodeId, Page, Tag};
use crate::span::Span;
use crate::trees::Trees;

/// What is longer is no appeal, in words.
const MAX_WORDS: u32 = 230;
/// The box around a gate is no longer, in words.
const MAX_GATE: u32 = 400;
/// How many blocks from a gate an offer is taken for part of it.
const BESIDE: usize = 6;
/// A line in the story without markup that speaks is hidden only up to this length, in words.
const MAX_LINE: u32 = 45;
/// What neither says "we" nor "you" nor asks by a verb is a button or a name up to this length, in words.
const MAX_BUTTON: u32 = 12;
/// A paragraph at either end of the story, with nothing but words against it, up to this length, in words.
const MAX_END: u32 = 90;
/// The share of the story's words that may go on two kinds of evidence alone and a score that is not certain.
const BUDGET: f32 = 0.15;
/// The log-odds from which on something is hidden: a paragraph of plain text, text that reads like the story, what does not,
/// and what does not and is marked. Set so that in a cross-validation by site no word of a published article goes that is no
/// appeal itself. Plain text has the least evidence, and the highest bar.
const BARE: f32 = 0.8;
const PROSE: f32 = 0.7;
const OUTSIDE: f32 = -0.3;
const MARKED: f32 = -0.7;
/// The same for what tells something first, hardly asks, or speaks to nobody.
const TELLING: f32 = 4.0;
/// The log-odds from which on nothing is counted against the budget.
const CERTAIN: f32 = 2.0;
/// A line that asks for something has at least so many words.
const LEAST_LINE: u32 = 4;
/// A paragraph that begins with so many words without any sign of asking tells something.
const TELLS: u32 = 20;
/// What is longer than a line and has fewer phrases of asking for each word speaks of other things: a review of what can be subscribed to.
const LEAST_DENSITY: f32 = 0.07;
/// So many paragraphs inside a story may go for their words and place alone.
const MAX_BARE: usize = 4;
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
pub fn find(sight: &Sight, weights: &Trees, trims: &[(BlockId, Span)], verdicts: &mut [Verdict]) -> Found {
    let search = Search::of(sight, trims, verdicts);
    search.label_gates(verdicts);
    search.join_gates(verdicts);
    let mut hides: Vec<Hide> = Vec::new();
    for i in 0..sight.blocks.list.len() {
        // What already lies in something hidden needs no second look.
        if hides.last().is_some_and(|hide| i < hide.blocks.1.index()) {
            continue;
        }
        let score = |unit: &Unit| {
            if !search.may_go(unit, verdicts) || search.is_spared(unit, verdicts) {
                return None;
            }
            let score = weights.score(&search.features(unit).values());
            // The guard let a plain paragraph go in a closed box alone.
            let is_hidden = unit.signs.plain > 0
                || score >= search.enough(unit, verdicts)
                || score >= MARKED && search.is_marked(unit, verdicts);
            is_hidden.then_some(score)
        };
        let mut units = search.units(i, verdicts).into_iter().rev();
        let Some((unit, score)) = units.find_map(|unit| score(&unit).map(|score| (unit, score))) else {
            continue;
        };
        while hides.last().is_some_and(|hide| sight.page.contains(unit.node, hide.node)) {
            hides.pop();
        }
        hides.push(search.hide(unit, score));
    }
    search.spare_a_story_of_asking(&mut hides);
    let over_budget = search.is_over_budget(&hides, verdicts);
    search.label_appeals(&hides, verdicts);
    if over_budget {
        hides.clear();
    }
    Found { hides, over_budget }
}

/// For training: everything that the guard lets be hidden, with what is counted of it.
pub fn candidates(sight: &Sight, trims: &[(BlockId, Span)], verdicts: &mut [Verdict]) -> Vec<Candidate> {
    let search = Search::of(sight, trims, verdicts);
    search.label_gates(verdicts);
    search.join_gates(verdicts);
    let mut seen = BTreeSet::new();
    let units = (0..sight.blocks.list.len()).flat_map(|i| search.units(i, verdicts));
    units
        .filter(|unit| search.may_go(unit, verdicts) && seen.insert(unit.node))
        .map(|unit| Candidate { node: unit.node, blocks: unit.blocks, features: search.features(&unit) })
        .collect()
}

/// Something that may be hidden, with what is counted of it.
pub struct Candidate {
    pub node: NodeId,
    pub blocks: (BlockId, BlockId),
    pub features: worth::Features,
}

struct Search<'a> {
    sight: &'a Sight<'a>,
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

impl<'a> Search<'a> {
    fn of(sight: &'a Sight<'a>, trims: &'a [(BlockId, Span)], verdicts: &[Verdict]) -> Self {
        let is_top = |verdict: &Verdict| matches!(verdict.label, Label::Headline | Label::Body);
        let top = verdicts.iter().position(is_top).unwrap_or(verdicts.len());
        let &Sight { page, blocks, setting, asking, .. } = sight;
        Search { sight, page, blocks, setting, asking, trims, top }
    }

    fn features(&self, unit: &Unit) -> worth::Features {
        self.sight.features(unit.node, &unit.signs, unit.blocks, &unit.evidence)
    }
}

impl Search<'_> {
    /// The containers around a block that asks which are nothing but an appeal, the smallest first.
    fn units(&self, i: usize, verdicts: &[Verdict]) -> Vec<Unit> {
        let own = &self.asking.signs[i];
        let mut units: Vec<Unit> = Vec::new();
        if own.named == 0 || self.is_kept(i, verdicts) || verdicts[i].label == Label::Unseen {
            return units;
        }
        let block = &self.blocks.list[i];
        let begins_elsewhere = self.setting.around[block.node.index()].has(ELSEWHERE);
        let mut words = 0;
        for node in std::iter::once(block.node).chain(self.page.ancestors(block.node)).take(MAX_CLIMB) {
            let signs = self.asking.inside(node);
            let is_elsewhere = self.setting.around[node.index()].has(ELSEWHERE);
            // In a figure or a menu only the whole form may be hidden, not a line of it, and nothing around either.
            if units.is_empty() && begins_elsewhere && !is_elsewhere {
                break;
            }
            if !self.may_hide(node, &signs) {
                if units.is_empty() && is_elsewhere && signs.plain == 0 {
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
            if has_grown && !units.is_empty() && (!is_own || signs.density() < 0.04) {
                break;
            }
            words = signs.words;
            let range = self.blocks_of(node);
            if (range.0.index()..range.1.index()).any(|i| self.is_kept(i, verdicts)) {
                break;
            }
            let mut evidence = self.asking.evidence(node, &signs, range);
            if !evidence.contains(&Evidence::Unrelated) && self.sight.is_unlike_the_story(range) {
                evidence.push(Evidence::Unrelated);
            }
            if is_own && evidence.contains(&Evidence::Words) {
                units.push(Unit { node, blocks: range, signs, evidence });
            }
        }
        units
    }

    /// Whether a block is of a gate or a consent dialog.
    fn is_kept(&self, i: usize, verdicts: &[Verdict]) -> bool {
        match verdicts[i].label {
            Label::Gate => true,
            Label::Consent => self.is_consent(self.blocks.list[i].node),
            _ => false,
        }
    }

    /// Whether an element stands in a consent dialog. A name alone says too little: a recipe may be called "cookies".
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
        let is_mail = signs.is_firm() && signs.is_about_mail() && signs.words <= MAX_END;
        // A form for mail is no menu and no picture, wherever the page puts it.
        let is_form = signs.fields > 0 && is_mail;
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
            // What sends mail may say which policies one agrees to, and who pays for it.
            && (signs.consent == 0 || signs.consent == 1 && is_mail)
            && (signs.disclosure == 0 || is_mail)
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

    /// Whether a unit may go at all: two kinds of evidence speak for it, and nothing in its words or beside it forbids.
    fn may_go(&self, unit: &Unit, verdicts: &[Verdict]) -> bool {
        if unit.evidence.len() < 2 {
            return false;
        }
        let range = unit.blocks.0.index()..unit.blocks.1.index();
        // A form beside a gate is the gate's own, and any field right beside it.
        let is_offer = !matches!(unit.signs.appeal(), Appeal::Donation | Appeal::Newsletter | Appeal::App);
        let is_field = unit.signs.fields > 0 && unit.signs.words <= LEAST_LINE;
        if (is_offer || is_field) && self.is_beside_gate(&range, verdicts) {
            return false;
        }
        let has = |kind| unit.evidence.contains(&kind);
        let is_marked = has(Evidence::FormField) || has(Evidence::Name);
        // An item of a list is one of several things of a kind, whatever its words; so is the list.
        let is_item = self.is_item(unit);
        if is_item && !is_marked && !has(Evidence::LinkTarget) && !has(Evidence::Address) {
            return false;
        }
        if !self.is_prose(unit.blocks, verdicts) {
            // "Subscribe" and "Log in" above the story are the page's own doors; an appeal says more.
            let says = |i: usize| self.asking.signs[i].named > 0 && self.blocks.list[i].words >= LEAST_LINE;
            return range.end > self.top || has(Evidence::FormField) || range.into_iter().any(says);
        }
        // Of a closed box all is known already.
        if unit.signs.plain > 0 {
            return true;
        }
        // In the story's own text: never what someone is quoted with, nor gifts to someone else than the newsroom, nor an event.
        let signs = &unit.signs;
        let text: String = range.map(|i| self.blocks.list[i].span.of(&self.blocks.prose.text)).collect();
        let is_ours = signs.firm >= 1 || signs.us >= 1 || signs.appeal() != Appeal::Donation;
        // Who may register for what has a day or an hour is told of an event.
        let is_event = signs.appeal() == Appeal::Registration && has_number(&text) && !is_marked;
        // Markup says more than plain text does: there nothing is told first, whatever its score.
        let is_told = !self.sight.is_bare && self.is_telling(unit, verdicts);
        is_ours && !is_event && !is_told && !is_quoting(&text)
    }

    /// Whether it stays whatever its score, which is learned from such units too: an item that speaks to nobody, which a link does not make
    /// an appeal (it may be a source); in the story's own text what hardly asks; and beside the story what it says of others.
    fn is_spared(&self, unit: &Unit, verdicts: &[Verdict]) -> bool {
        let has = |kind| unit.evidence.contains(&kind);
        let is_marked = has(Evidence::FormField) || has(Evidence::Name) || has(Evidence::Address);
        let speaks = unit.signs.you + unit.signs.us + unit.signs.firm > 0;
        let is_own = !self.sight.is_bare && unit.signs.plain == 0 && self.is_prose(unit.blocks, verdicts);
        self.is_item(unit) && !is_marked && !speaks
            || is_own && self.hardly_asks(unit)
            || self.says_of_others(unit)
    }

    /// Whether it stands outside the story and its `<article>`, speaks neither as "we" nor to "you", and is marked by nothing: "Students
    /// register with the school". Plain text has no outside.
    fn says_of_others(&self, unit: &Unit) -> bool {
        !self.sight.is_bare
            && !self.setting.around[unit.node.index()].has(Kinds::IN_ARTICLE)
            && !self.asking.is_inside_story(unit.blocks)
            && unit.signs.words > MAX_BUTTON
            && unit.signs.you + unit.signs.us == 0
            && !has_mark(&unit.evidence)
    }

    fn is_item(&self, unit: &Unit) -> bool {
        (unit.blocks.0.index()..unit.blocks.1.index()).any(|i| {
            self.setting.around[self.blocks.list[i].node.index()].has(Kinds::IN_ITEM.with(Kinds::IN_CELL))
        })
    }

    /// Whether it is longer than a line, no markup marks it, and phrases of asking are thinly spread.
    fn hardly_asks(&self, unit: &Unit) -> bool {
        let has = |kind| unit.evidence.contains(&kind);
        !has(Evidence::FormField)
            && !has(Evidence::Name)
            && unit.signs.words > MAX_LINE
            && unit.signs.density() < LEAST_DENSITY
    }

    /// Whether text of the story's own tells something first, or speaks to nobody: in plain text it goes only when that is sure, in a
    /// page not at all.
    fn is_telling(&self, unit: &Unit, verdicts: &[Verdict]) -> bool {
        let signs = &unit.signs;
        let range = unit.blocks.0.index()..unit.blocks.1.index();
        let tells = range.clone().any(|i| {
            let gaps = &self.asking.gaps[i];
            !gaps.is_whole && gaps.before >= TELLS && verdicts[i].label == Label::Body
        });
        // In scripts without spaces a word is counted for every character, and hardly anyone says "you".
        let chars: u32 = range.map(|i| self.blocks.list[i].chars).sum();
        let has = |kind| unit.evidence.contains(&kind);
        let is_silent = signs.words > MAX_BUTTON && signs.you + signs.us + signs.ask == 0;
        let speaks_to_nobody =
            signs.words > MAX_LINE && signs.you == 0 || is_silent && !has(Evidence::LinkTarget);
        let is_marked = has(Evidence::FormField) || has(Evidence::Name);
        !is_marked && (tells || speaks_to_nobody && chars >= 2 * signs.words)
    }

    /// Whether the markup calls an appeal what stands outside the story: it is hidden on a lower score.
    fn is_marked(&self, unit: &Unit, verdicts: &[Verdict]) -> bool {
        let has = |kind| unit.evidence.contains(&kind);
        !self.is_prose(unit.blocks, verdicts)
            && (has(Evidence::FormField)
                || has(Evidence::Name)
                // Not a credit that has such a link behind it.
                || has(Evidence::LinkTarget) && unit.signs.density() >= 0.06)
    }

    /// The log-odds from which on a unit is hidden.
    fn enough(&self, unit: &Unit, verdicts: &[Verdict]) -> f32 {
        match self.is_prose(unit.blocks, verdicts) {
            // Of a closed box all is known already.
            true if unit.signs.plain == 0 && (self.is_telling(unit, verdicts) || self.hardly_asks(unit)) => {
                TELLING
            }
            true if self.sight.is_bare => BARE,
            true => PROSE,
            false => OUTSIDE,
        }
    }

    /// Whether some of the blocks read like the story.
    fn is_prose(&self, blocks: (BlockId, BlockId), verdicts: &[Verdict]) -> bool {
        verdicts[blocks.0.index()..blocks.1.index()]
            .iter()
            .any(|verdict| matches!(verdict.label, Label::Body | Label::Dek))
    }

    fn hide(&self, unit: Unit, score: f32) -> Hide {
        Hide {
            score,
            node: unit.node,
            appeal: unit.signs.appeal(),
            blocks: unit.blocks,
            link: self.link(unit.node),
            evidence: unit.evidence,
        }
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
        let is_marked = |hide: &Hide| has_mark(&hide.evidence);
        let is_in_story = |hide: &Hide| self.asking.is_inside_story(hide.blocks);
        let bare = hides.iter().filter(|hide| !is_marked(hide) && is_in_story(hide)).count();
        if bare > MAX_BARE {
            hides.retain(|hide| is_marked(hide) || !is_in_story(hide));
        }
    }

    /// Whether hiding would take too many words that read like the story on two kinds of evidence and no certain score.
    fn is_over_budget(&self, hides: &[Hide], verdicts: &[Verdict]) -> bool {
        let is_body = |i: usize| verdicts[i].label == Label::Body;
        let words = |i: usize| self.blocks.list[i].words;
        let all: u32 = (0..verdicts.len()).filter(|i| is_body(*i)).map(words).sum();
        let gone: u32 = hides
            .iter()
            .filter(|hide| hide.evidence.len() < 3 && hide.score < CERTAIN)
            .flat_map(|hide| hide.blocks.0.index()..hide.blocks.1.index())
            .filter(|i| is_body(*i))
            .map(words)
            .sum();
        gone as f32 > BUDGET * all as f32
    }
}

/// Whether markup speaks for an appeal, beside words and place.
fn has_mark(evidence: &[Evidence]) -> bool {
    let marks = [Evidence::LinkTarget, Evidence::FormField, Evidence::Name, Evidence::Address];
    evidence.iter().any(|kind| marks.contains(kind))
}

/// Whether a sentence alone asks the reader for something: what the summary must not read.
pub fn is_request(vocabulary: &Vocabulary, sentence: &str) -> bool {
    let signs = vocabulary.signs(sentence);
    signs.is_firm()
        && signs.us + signs.you + signs.ask >= 1
        && signs.words <= MAX_LINE
        && signs.density() >= 0.15
        && !is_quoting(sentence)
}

/// Whether a text holds a number, but for a day as machines write it ("2022-04-20"), which is no event's, and a counter at "0".
fn has_number(text: &str) -> bool {
    let is_day = |word: &str| {
        let mut parts =
            word.split('-').map(|part| part.bytes().all(|b| b.is_ascii_digit()).then_some(part.len()));
        [4, 2, 2].into_iter().all(|length| parts.next() == Some(Some(length))) && parts.next().is_none()
    };
    let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    text.split_whitespace().filter(has_digit).any(|word| word != "0" && !is_day(word))
}

/// Whether a text holds a quotation of some length.
fn is_quoting(text: &str) -> bool {
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' | '„' | '«' | '「' | '"' | '”' | '»' if open.is_none() => open = Some(at),
            '”' | '“' | '»' | '«' | '」' | '"'
                if open.take().is_some_and(|start| text[start..at].split_whitespace().count() >= 6) =>
            {
                return true;
            }
            _ => {}
        }
    }
    false
}
