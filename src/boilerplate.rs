//! Block -> verdict: is this the story, or furniture around it?
//!
//! In: the page and its blocks in reading order. Out: one [`Verdict`] for each block, with its reason, and
//! what to hide: the smallest containers of appeals that a reader would want gone.
//! Not here: hiding anything. The extension hides; this module only names.

mod appeal;
pub mod features;
mod hide;
mod label;
pub mod phrases;
pub mod setting;
mod slides;
mod story;
mod stretch;
mod tables;
pub mod worth;

use std::sync::OnceLock;

use self::appeal::{Asking, Vocabulary};
use self::features::{Features, Sight};
pub use self::hide::Candidate;
use self::label::Labelling;
pub use self::label::{BELOW_DEK, letters};
use self::phrases::Phrases;
use self::setting::Setting;
use crate::article;
use crate::block::{BlockId, Blocks, count_words};
use crate::lang::{self, Language};
use crate::linear::Linear;
use crate::page::{NodeId, Page};
use crate::sentence;
use crate::span::Span;
use crate::trees::{self, Cascade, Trees};

/// What a block is, and why we think so.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub label: Label,
    pub because: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Headline,
    Dek,
    Byline,
    Dateline,
    /// Article text: paragraphs, list items and quotations of the story.
    Body,
    /// A heading inside the story.
    Heading,
    Caption,
    Appeal(Appeal),
    Related,
    Share,
    Comments,
    Legal,
    Navigation,
    /// A paywall, registration wall or ad-blocker notice. Never hidden.
    Gate,
    /// A consent dialog. Never hidden.
    Consent,
    Advertisement,
    /// Any other text that is not the story.
    Furniture,
    /// Text that the publisher hides. Never read.
    Unseen,
}

/// What an appeal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appeal {
    Donation,
    Subscription,
    Membership,
    Newsletter,
    Registration,
    App,
}

impl Appeal {
    /// Every kind; `Signs::topics` is in this order.
    pub const ALL: [Appeal; 6] = [
        Appeal::Donation,
        Appeal::Subscription,
        Appeal::Membership,
        Appeal::Newsletter,
        Appeal::Registration,
        Appeal::App,
    ];
}

/// Why a block got its label. Each has a sentence in `Reason::explain`.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Nothing spoke for or against it.
    Default,
    /// Log-odds of its being the story's, by the weights; what they come from: [`Judgement::score_comes_from`].
    Score(f32),
    /// Share of its text inside links.
    LinkDensity(f32),
    /// The kinds of evidence that make it an appeal; at least two before anything is hidden.
    Evidence(Vec<Evidence>),
    /// The element it stands in: `nav`, `footer`, `figcaption`...
    Element(&'static str),
    /// A word of its class, id or role.
    Name(&'static str),
    /// Its words are those of a byline, or a day.
    Wording,
    /// It says that links on the page earn the publisher money.
    Commission,
    /// It repeats what the page's metadata says: `og:title`, `author`...
    Metadata(&'static str),
    /// It is a slide of a gallery, which counts itself.
    Slide,
    /// The markup or the browser says that it is not shown.
    Hidden,
    /// It stands before or after the story, or between its parts.
    Position,
}

/// One independent sign of an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Words that ask, from `lang/*/appeals.txt`.
    Words,
    /// A link to a page for supporters, subscribers or newsletters.
    LinkTarget,
    /// A field for an e-mail address, or amounts to choose from.
    FormField,
    /// A word of class or id.
    Name,
    /// "You", money and the newsroom's "we" in one block.
    Address,
    /// It shares no name with the article.
    Unrelated,
    /// Where it stands: alone between paragraphs, in front or behind.
    Position,
}

/// Something to hide: one element, or for plain text one paragraph.
#[derive(Clone, Debug)]
pub struct Hide {
    pub node: NodeId,
    pub appeal: Appeal,
    /// The blocks inside it.
    pub blocks: (BlockId, BlockId),
    pub evidence: Vec<Evidence>,
    /// Log-odds of its being nothing but an appeal.
    pub score: f32,
    /// The publisher's own support page, when the block links to one: an `<a>` node.
    pub link: Option<NodeId>,
}

/// The judgement of a whole page.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// One for each block.
    pub verdicts: Vec<Verdict>,
    /// Paragraphs of the story that end in an appeal: the block, and what of it (in `Prose::text`) is the story's. By block.
    pub trims: Vec<(BlockId, Span)>,
    /// What to hide, in document order, none inside another.
    pub hides: Vec<Hide>,
    /// Set when hiding would have taken more of the page than the budget allows; `hides` is empty then.
    pub over_budget: bool,
    /// Log-odds of each block being the story's; of what is plainly furniture no more than a first guess.
    pub scores: Vec<f32>,
    /// What the scores come from, by block.
    pub features: Vec<Features>,
}

/// Judges every block of a page; `article_body` is the text that its JSON-LD calls the article's, mostly empty.
pub fn judge(
    weights: &Weights,
    page: &Page,
    blocks: &Blocks,
    language: Language,
    article_body: &str,
) -> Judgement {
    let then = |sight: &worth::Sight, trims: &[_], verdicts: &mut [_]| {
        hide::find(sight, &weights.hide, trims, verdicts)
    };
    let (mut judgement, found) = read(weights, page, blocks, language, article_body, then);
    judgement.hides = found.hides;
    judgement.over_budget = found.over_budget;
    judgement
}

/// For training: the candidates for hiding, with what is counted of each.
pub fn candidates(weights: &Weights, page: &Page, blocks: &Blocks, language: Language) -> Vec<Candidate> {
    read(weights, page, blocks, language, "", hide::candidates).1
}

/// Every block labelled before appeals are looked for, and what they are looked for in.
pub struct Labelled {
    setting: Setting,
    features: Vec<Features>,
    scores: Vec<f32>,
    verdicts: Vec<Verdict>,
}

/// Labels every block of a page; appeals are not looked for yet.
pub fn labelled(
    weights: &Weights,
    page: &Page,
    blocks: &Blocks,
    language: Language,
    article_body: &str,
) -> Labelled {
    let setting = Setting::of(page, blocks);
    let furniture = Phrases::furniture(language);
    let function_words = lang::function_words(language);
    let sight = Sight { page, blocks, setting: &setting, furniture, function_words, article_body };
    let mut seen = sight.local();
    let seeds = weights.seeds(blocks, &seen.features);
    let story = story::story(page, blocks, &setting, &seeds, seen.headline);
    sight.beside(&mut seen, &story, &seeds);
    let mut scores = scores(blocks, &seen.features, |values, shown| {
        // Without a paragraph that looks like the story, `stretch.rs` looks for what comes near.
        weights.body.scores(values, SETTLED, |at| setting.is_paragraph[shown[at]])
    });
    tables::level(page, blocks, &setting, &mut scores);
    let features = seen.features;
    let labelling = Labelling {
        page,
        blocks,
        setting: &setting,
        story,
        slides: slides::slides(blocks, &setting, &scores),
        scores: &scores,
        features: &features,
        language,
    };
    let verdicts = labelling.verdicts();
    Labelled { setting, features, scores, verdicts }
}

/// The labels of every block, and what `then` makes of the asking among them; nothing is hidden yet.
fn read<T>(
    weights: &Weights,
    page: &Page,
    blocks: &Blocks,
    language: Language,
    article_body: &str,
    then: impl FnOnce(&worth::Sight, &[(BlockId, Span)], &mut [Verdict]) -> T,
) -> (Judgement, T) {
    let Labelled { setting, features, scores, mut verdicts } =
        labelled(weights, page, blocks, language, article_body);
    let vocabulary = Vocabulary::of(language);
    let asking = Asking::of(page, blocks, &setting, &verdicts, vocabulary);
    notices(&asking, &mut verdicts);
    let mut trims = trims(blocks, &verdicts, &asking, vocabulary, language);
    let sight = worth::Sight {
        page,
        blocks,
        setting: &setting,
        asking: &asking,
        features: &features,
        is_bare: worth::is_bare(page),
    };
    let found = then(&sight, &trims, &mut verdicts);
    trims.retain(|(block, _)| verdicts[block.index()].label == Label::Body);
    let judgement = Judgement { verdicts, trims, scores, features, ..Judgement::default() };
    (judgement, found)
}

/// What was learned: of blocks, and of whole pages.
#[derive(Debug, Default)]
pub struct Weights {
    /// The first guess of each block, from its local features.
    pub seed: Trees,
    /// The final word, from all features.
    pub body: Cascade,
    /// Whether a page is one article: see `article/kind.rs`.
    pub kind: Linear,
    /// What is hidden: see `worth.rs`.
    pub hide: Trees,
}

impl Weights {
    /// Those of `seed.weights` and `body.weights`.
    pub fn shipped() -> &'static Weights {
        static SHIPPED: OnceLock<Weights> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            // A test holds the tables to be whole; a reader's page must not fail for them.
            Weights::read(
                include_str!("boilerplate/seed.weights"),
                include_str!("boilerplate/body.weights"),
                include_str!("article/kind.weights"),
                include_str!("boilerplate/hide.weights"),
            )
            .unwrap_or_default()
        })
    }

    /// Reads the tables; an error names the table and the line.
    pub fn read(seed: &str, body: &str, kind: &str, hide: &str) -> Result<Weights, String> {
        let names = || Features::ALL.iter().map(|(name, _)| *name);
        let of_pages = article::kind::Features::ALL.iter().map(|(name, _)| *name);
        let of_candidates = worth::Features::ALL.iter().map(|(name, _)| *name);
        Ok(Weights {
            seed: Trees::read(seed, names()).map_err(|error| format!("seed.weights: {error}"))?,
            body: Cascade::read(body, names(), FIRST).map_err(|error| format!("body.weights: {error}"))?,
            kind: Linear::read(kind, of_pages).map_err(|error| format!("kind.weights: {error}"))?,
            hide: Trees::read(hide, of_candidates).map_err(|error| format!("hide.weights: {error}"))?,
        })
    }

    /// The first guess of each block, 0 to 1; 0 for what is hidden.
    pub fn seeds(&self, blocks: &Blocks, features: &[Features]) -> Vec<f32> {
        let seeds =
            scores(blocks, features, |values, _| self.seed.scores(values)).into_iter().zip(&blocks.list);
        seeds.map(|(score, block)| if block.is_hidden { 0.0 } else { trees::squash(score) }).collect()
    }
}

/// What trees say of each block, given what is seen of those that are shown, and which they are; of one that is hidden, that it
/// is not the story's.
fn scores(
    blocks: &Blocks,
    features: &[Features],
    trees: impl FnOnce(&[[f32; Features::ALL.len()]], &[usize]) -> Vec<f32>,
) -> Vec<f32> {
    let shown: Vec<usize> = (0..blocks.list.len()).filter(|&i| !blocks.list[i].is_hidden).collect();
    let values: Vec<_> = shown.iter().map(|&i| features[i].values()).collect();
    let mut scores = vec![HIDDEN; blocks.list.len()];
    for (i, score) in shown.iter().zip(trees(&values, &shown)) {
        scores[*i] = score;
    }
    scores
}

/// So many trees tell by themselves that a block is furniture, if they leave it below these log-odds. On 1,587 pages 58 of 100
/// blocks are so; of these 193,000 none comes out above -0.7 when all trees are asked, and from -0.5 down a score says nothing more
/// but in a table of data (`stretch.rs`, `tables.rs`). At -2.5 they are 62 of 100, at -2.25 the first of the story's is among them.
const FIRST: usize = 60;
const SETTLED: f32 = -3.0;

/// The log-odds of a hidden block: hardly any shown one has less.
const HIDDEN: f32 = -9.0;

/// For training: the features of every block, for seeds that `guess` gives from the local ones.
pub fn features(
    page: &Page,
    blocks: &Blocks,
    language: Language,
    article_body: &str,
    guess: impl FnOnce(&[Features]) -> Vec<f32>,
) -> Vec<Features> {
    let setting = Setting::of(page, blocks);
    let furniture = Phrases::furniture(language);
    let function_words = lang::function_words(language);
    let sight = Sight { page, blocks, setting: &setting, furniture, function_words, article_body };
    let mut seen = sight.local();
    let seeds = guess(&seen.features);
    let story = story::story(page, blocks, &setting, &seeds, seen.headline);
    sight.beside(&mut seen, &story, &seeds);
    seen.features
}

/// At the story's beginning and end, so many of its blocks may tell that the page's links earn money, in so many words.
const NOTICES_BEFORE: usize = 3;
const NOTICES_BEHIND: usize = 2;
const MOST_NOTICE: u32 = 60;

/// What tells, at the story's beginning or end, that links earn the publisher money is shown on the page and is none of the story.
fn notices(asking: &Asking, verdicts: &mut [Verdict]) {
    let is_told = |label| matches!(label, Label::Body | Label::Dek);
    let told: Vec<usize> = (0..verdicts.len()).filter(|&i| is_told(verdicts[i].label)).collect();
    let behind = told.iter().rev().take(NOTICES_BEHIND);
    for &i in told.iter().take(NOTICES_BEFORE).chain(behind) {
        let signs = &asking.signs[i];
        if signs.commission > 0 && signs.us > 0 && signs.words <= MOST_NOTICE {
            verdicts[i] = Verdict { label: Label::Legal, because: Reason::Commission };
        }
    }
}

/// How many sentences at a paragraph's end may be an appeal.
const MAX_TRIM: usize = 3;
/// What is left of a paragraph has at least so many words; else it is an appeal as a whole.
const MIN_LEFT: u32 = 12;

/// Finds the paragraphs that end in an appeal: they stay on the page, and the summary does not read their end.
fn trims(
    blocks: &Blocks,
    verdicts: &[Verdict],
    asking: &Asking,
    vocabulary: &Vocabulary,
    language: Language,
) -> Vec<(BlockId, Span)> {
    let text = &blocks.prose.text;
    let mut trims = Vec::new();
    for (i, (block, verdict)) in (0..).zip(blocks.list.iter().zip(verdicts)) {
        let signs = &asking.signs[i as usize];
        if verdict.label != Label::Body || signs.firm == 0 && (signs.named == 0 || signs.ask == 0) {
            continue;
        }
        let sentences = sentence::split(text, block.span, language);
        let asks = |span: &&Span| hide::is_request(vocabulary, span.of(text));
        let trimmed = sentences.iter().rev().take(MAX_TRIM).take_while(asks).count();
        if let Some(last) = sentences.len().checked_sub(trimmed + 1).and_then(|at| sentences.get(at))
            && trimmed > 0
            && count_words(Span { start: block.span.start, end: last.end }.of(text)) >= MIN_LEFT
        {
            trims.push((BlockId(i), Span { start: block.span.start, end: last.end }));
        }
    }
    trims
}

impl Judgement {
    /// What a block's score comes from, the strongest first: "seed +1.2, ends like a sentence +0.4, links -0.3".
    pub fn score_comes_from(&self, block: BlockId, weights: &Weights) -> String {
        let Some(features) = self.features.get(block.index()) else { return String::new() };
        let reasons = weights.body.reasons(&features.values()).into_iter().take(SHOWN_REASONS);
        let words: Vec<String> = reasons
            .map(|(feature, odds)| format!("{} {odds:+.1}", Features::ALL[feature].0.replace('_', " ")))
            .collect();
        words.join(", ")
    }
}

/// So many features say why a block got its score.
const SHOWN_REASONS: usize = 5;

impl Reason {
    /// The reason in plain words, to stand behind a label: "because ...".
    pub fn explain(&self) -> String {
        match self {
            Reason::Default => "nothing speaks for or against it".into(),
            Reason::Score(score) if *score > 0.0 => format!("it looks like the story: {score:+.1}"),
            Reason::Score(score) => format!("it does not look like the story: {score:+.1}"),
            Reason::LinkDensity(density) => format!("{:.0} % of its text are links", density * 100.0),
            Reason::Evidence(kinds) => {
                let kinds: Vec<_> = kinds.iter().map(|kind| kind.explain()).collect();
                kinds.join(", ")
            }
            Reason::Element(name) => format!("it stands in {name}"),
            Reason::Name(name) => format!("a name in its markup speaks of \u{201c}{name}\u{201d}"),
            Reason::Wording => "its words are a writer's or a day's".into(),
            Reason::Commission => "it says that links on the page earn money".into(),
            Reason::Metadata(key) => format!("it repeats the page's {key}"),
            Reason::Slide => "it is a slide of a gallery".into(),
            Reason::Hidden => "the page does not show it".into(),
            Reason::Position => "of where it stands: before, after or between the story's parts".into(),
        }
    }
}

impl Evidence {
    pub const ALL: [Evidence; 7] = [
        Evidence::Words,
        Evidence::LinkTarget,
        Evidence::FormField,
        Evidence::Name,
        Evidence::Address,
        Evidence::Unrelated,
        Evidence::Position,
    ];

    /// What was seen, in plain words.
    pub fn explain(self) -> &'static str {
        match self {
            Evidence::Words => "its words ask",
            Evidence::LinkTarget => "it links to a page for supporters, subscribers or newsletters",
            Evidence::FormField => "it has a field for an e-mail address",
            Evidence::Name => "a name in its markup speaks of appeals",
            Evidence::Address => "it speaks of you, of us and of money",
            Evidence::Unrelated => "it names nothing that the story names",
            Evidence::Position => "it stands at the story's beginning, end or outside it",
        }
    }
}

#[cfg(test)]
mod tests;
