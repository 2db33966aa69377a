//! How far a page is read.

use clap::ValueEnum;
use factbox::{Options, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Not at all.
    Nothing,
    /// HTML to page.
    Parse,
    /// HTML to article: what other extractors do.
    Extract,
    /// HTML to brief: sentences, facts and summary too.
    Whole,
}

impl Stage {
    /// Reads a page's HTML. Returns something of the result, so that none of the work is left out as unused.
    pub fn run(self, html: &str, url: &str) -> usize {
        match self {
            Stage::Nothing => html.len(),
            Stage::Parse => html::page(html, url).text.len(),
            Stage::Extract => {
                factbox::extract(&html::page(html, url)).article.map_or(0, |article| article.body.len())
            }
            Stage::Whole => {
                let brief = factbox::brief(&html::page(html, url), &Options::default());
                brief.map_or(0, |brief| brief.summary.sentences.len())
            }
        }
    }
}
