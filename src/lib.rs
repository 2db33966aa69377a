//! Factbox reads a news article and gives its key facts, word for word, each with its place in the page.
//!
//! The pipeline on one screen: [`analyse`] runs every stage once, in order; [`brief`] is what leaves.
//! The core is a pure function: it knows no DOM, file, clock or network, never panics on any page, and
//! every stage is linear in the page. The edges are `html.rs` and `main.rs` (files), `web.rs` (JavaScript).

pub mod article;
pub mod block;
pub mod boilerplate;
pub mod brief;
pub mod day;
pub mod fact;
#[cfg(feature = "cli")]
pub mod html;
pub mod lang;
pub mod linear;
mod memo;
pub mod page;
pub mod place;
#[cfg(feature = "cli")]
pub mod render;
pub mod sentence;
pub mod snapshot;
pub mod span;
pub mod summary;
#[cfg(feature = "timed")]
pub mod timed;
pub mod token;
pub mod trees;
#[cfg(feature = "web")]
pub mod web;

pub use boilerplate::Weights;
pub use brief::Brief;
pub use page::Page;

/// What the reader of the page may set.
#[derive(Clone, Debug)]
pub struct Options {
    /// The summary's budget in words.
    pub words: u32,
    /// The day of publication, when it is known better than the page says.
    pub published: Option<day::Day>,
    /// Read what is likeliest the story of a page that seems to hold no article, because the reader says that it does.
    pub anyway: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { words: 60, published: None, anyway: false }
    }
}

/// Everything the stages found, for those who want more than the brief: `--explain`, evaluation, tests.
#[derive(Debug, Default)]
pub struct Analysis {
    pub blocks: block::Blocks,
    pub judgement: boilerplate::Judgement,
    /// `None` when the page holds no article; what follows is empty then.
    pub article: Option<article::Article>,
    pub sentences: Vec<sentence::Sentence>,
    pub facts: fact::Facts,
    pub summary: summary::Summary,
}

/// Runs the stages up to the article, which is what other extractors do; the rest is empty.
pub fn extract(page: &Page) -> Analysis {
    extract_by(Weights::shipped(), page, &Options::default())
}

/// The same with weights of one's own.
pub fn extract_by(weights: &Weights, page: &Page, options: &Options) -> Analysis {
    let blocks = block::blocks(page);
    let language = lang::of_text(&page.head.lang, &blocks.prose.text);
    let judgement = boilerplate::judge(weights, page, &blocks, language, "");
    let article = article::article(weights, page, &blocks, &judgement, language)
        .filter(|article| article.is_article || options.anyway);
    Analysis { blocks, judgement, article, ..Analysis::default() }
}

/// Runs every stage once.
pub fn analyse(page: &Page, options: &Options) -> Analysis {
    analyse_by(Weights::shipped(), page, options)
}

/// Runs every stage once with weights of one's own: for cross-validation.
pub fn analyse_by(weights: &Weights, page: &Page, options: &Options) -> Analysis {
    let mut analysis = extract_by(weights, page, options);
    let (Some(article), blocks) = (&mut analysis.article, &analysis.blocks) else { return analysis };
    if let Some(day) = options.published {
        article.published = Some(article::Stamp { day, written: day.to_string(), place: None });
    }
    analysis.sentences = sentence::sentences(article, blocks);
    let text = fact::Text::new(article, blocks, &analysis.sentences);
    analysis.facts = fact::facts(&text);
    let draft = summary::draft(&text, &analysis.facts);
    fact::rank::rank(&mut analysis.facts, &text, &summary::clear(&draft));
    analysis.summary = summary::summary(&draft, summary::Budget::Words(options.words));
    fact::rank::beside(&mut analysis.facts, &analysis.summary.first());
    analysis
}

/// The brief of a page, or `None` when it holds no article.
pub fn brief(page: &Page, options: &Options) -> Option<Brief> {
    let analysis = analyse(page, options);
    let article = analysis.article.as_ref()?;
    Some(brief::brief(page, &analysis, article))
}
