//! Sentences -> the key ones: those that carry the story, within a budget, in text order.
//!
//! In: the article, its sentences and the people that they name. Out: a [`Summary`], the chosen sentences verbatim, each with
//! what spoke for it; or why there is none. What may be chosen and what is seen of it: `draft.rs`; what is chosen, and what of it is shown at once:
//! `choice.rs`. A sentence that leans on others (`leaning.rs`) is chosen only together with them, unless it is likely understood without (`alone.rs`):
//! the article's first sentence stands, what is told first carries what follows.
//! Not here: how the weights are learned (`xtask/src/train/summary.rs`).

pub mod alone;
mod choice;
mod draft;
pub mod features;
pub mod leaning;
pub mod standing;
pub mod terms;
#[cfg(test)]
mod tests;
pub mod words;

use std::sync::OnceLock;

use crate::span::Span;
use crate::trees::Trees;

pub use choice::{Choice, choices};
pub use draft::{Draft, draft};
use features::Features;

/// How much may be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// No more words than that, but at least one sentence.
    Words(u32),
    Sentences(usize),
}

#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// In text order.
    pub choices: Vec<Choice>,
    pub abstained: Option<Abstained>,
}

impl Summary {
    /// What is shown of the article at once, in text order.
    pub fn first(&self) -> Vec<Span> {
        self.choices.iter().filter(|choice| choice.is_first).map(|choice| choice.span).collect()
    }
}

/// Why there is no summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abstained {
    /// Reading the article takes no longer.
    Short,
    /// It is a list rather than a text.
    List,
    /// It grows post by post, the newest first: no order of its sentences is the story's.
    Live,
    /// We are not sure that it is an article.
    Unsure,
    /// No sentence stands by itself.
    NoneStands,
}

impl Abstained {
    pub fn explain(self) -> &'static str {
        match self {
            Abstained::Short => "reading the article takes no longer",
            Abstained::List => "it is a list",
            Abstained::Live => "it grows post by post",
            Abstained::Unsure => "it may be no article",
            Abstained::NoneStands => "no sentence stands by itself",
        }
    }
}

/// What gives each sentence its score.
pub struct Ranker(Trees);

impl Ranker {
    /// The one that was learned from all training sets: `rank.weights`.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Ranker> = OnceLock::new();
        // A table that cannot be read gives the article's first sentences; a test reads it.
        SHIPPED.get_or_init(|| {
            Self::read(include_str!("summary/rank.weights")).unwrap_or(Ranker(Trees::default()))
        })
    }

    /// Reads a table; an error names the line.
    pub fn read(table: &str) -> Result<Self, String> {
        Trees::read(table, Features::ALL.iter().map(|(name, _)| *name)).map(Ranker)
    }

    /// Log-odds of sentences.
    fn score(&self, features: &[Features]) -> Vec<f32> {
        let values: Vec<_> = features.iter().map(Features::values).collect();
        self.0.scores(&values)
    }

    /// The features that made a choice, with their log-odds, the strongest first.
    pub fn reasons(&self, choice: &Choice) -> Vec<(&'static str, f32)> {
        let reasons = self.0.reasons(&choice.features.values());
        reasons.into_iter().map(|(feature, odds)| (Features::ALL[feature].0, odds)).collect()
    }
}

/// Chooses the key sentences.
pub fn summary(draft: &Result<Draft, Abstained>, budget: Budget) -> Summary {
    let none = |why| Summary { choices: Vec::new(), abstained: Some(why) };
    match draft {
        Err(why) => none(*why),
        Ok(draft) if draft.is_short => none(Abstained::Short),
        Ok(draft) => match choices(draft, Ranker::shipped(), budget) {
            choices if choices.is_empty() => none(Abstained::NoneStands),
            choices => Summary { choices, abstained: None },
        },
    }
}

/// How clear each sentence of the article is: see [`crate::fact::rank::Clear`].
pub fn clear(draft: &Result<Draft, Abstained>) -> impl Fn(usize, bool) -> Option<f32> {
    |sentence, follows| draft.as_ref().ok()?.clear(sentence, follows)
}
