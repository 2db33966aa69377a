//! A sentence -> how likely a reader understands it by itself, beside what is shown already.
//!
//! In: what was seen of each sentence (`leaning.rs`, `features.rs`), its terms, and the terms that the reader knows by then: of the headline, the dek and the
//! sentences shown before it. Out: log-odds. Method: boosted trees ([`Trees`]), learned by `cargo xtask train alone` from
//! sentences of which readers said whether they could be shown by themselves (`docs/reading/sentences.tsv`). What `standing.rs` knows to
//! lean is never shown alone; of the rest, what `leaning.rs` says too, this weighs how sure it is: most of all whether "the plane" is clear.

use std::sync::OnceLock;

use super::Draft;
use super::features::Features;
use super::standing::Standing;
use super::terms::shared;
use crate::lang::Language;
use crate::trees::Trees;

/// What is seen of a sentence beside its [`Features`], in the order in which it is weighed.
const SEEN: [&str; 18] = [
    // Shares of its terms: that the reader knows, that the first sentence holds, that earlier sentences hold and the reader does not know.
    "known",
    "of_first",
    "unknown",
    // Noun phrases with a definite article that nothing explains: all, those with no known term, of these the ones that earlier sentences hold.
    "definites",
    "unknown_definites",
    "told_definites",
    "opens_with_definite",
    "opens_with_name",
    "unknown_persons",
    "given",
    "others",
    "writer",
    "these",
    "has_quotation",
    "is_cut",
    // By the rules: on the sentence before it, on any, and on how many others.
    "leans",
    "leans_on_any",
    "leans_on",
];
const COUNT: usize = SEEN.len() + Features::ALL.len();

/// The features in the order in which they are weighed.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    SEEN.into_iter().chain(Features::ALL.iter().map(|(name, _)| *name))
}

/// Whether readers judged sentences of a language: of another the log-odds have an order, but nobody knows how high they ought to be.
pub fn is_judged(language: Language) -> bool {
    language.code() == "en"
}

/// The shipped table.
fn shipped() -> &'static Trees {
    static SHIPPED: OnceLock<Trees> = OnceLock::new();
    // Without a table all are alike; a test reads it.
    SHIPPED.get_or_init(|| read(include_str!("alone.weights")).unwrap_or_default())
}

/// Reads a table; an error names the line.
pub fn read(table: &str) -> Result<Trees, String> {
    Trees::read(table, names())
}

/// Log-odds that a candidate is understood, where the reader knows some terms (ascending) and has read the sentence before it or not.
pub fn odds(draft: &Draft, n: usize, known: &[u32], follows: bool) -> f32 {
    shipped().score(&values(draft, n, known, follows))
}

/// What is weighed, in the order of [`names`].
pub fn values(draft: &Draft, n: usize, known: &[u32], follows: bool) -> [f32; COUNT] {
    let Draft { terms, leaning, standing, first, .. } = draft;
    let (own, leaning) = (&terms.of[n], &leaning[n]);
    let signs = &leaning.signs;
    let is_known = |term: &u32| known.binary_search(term).is_ok();
    let share = |count: usize| count as f32 / own.len().max(1) as f32;
    let of_first = if n == 0 { 1.0 } else { share(shared(own, &terms.of[0]) as usize) };
    let is_told = |term: &u32| first[*term as usize] < n;
    let unknown = own.iter().filter(|term| is_told(term) && !is_known(term)).count();
    let unknown_definites: Vec<_> =
        signs.definites.iter().filter(|phrase| !phrase.iter().any(is_known)).collect();
    let told_definites = unknown_definites.iter().filter(|phrase| phrase.iter().any(is_told)).count();
    let unless_follows = |count: u32| if follows { 0.0 } else { count as f32 };
    let bit = |is: bool| f32::from(u8::from(is));
    let leans = leaning.before || standing[n] == Standing::Leaning;
    let seen: [f32; SEEN.len()] = [
        share(own.iter().filter(|term| is_known(term)).count()),
        of_first,
        share(unknown),
        signs.definites.len() as f32,
        unknown_definites.len() as f32,
        told_definites as f32,
        bit(signs.opens_with_definite),
        bit(signs.opens_with_name),
        unless_follows(signs.unknown_persons),
        leaning.given.len() as f32,
        unless_follows(signs.others),
        signs.writer as f32,
        unless_follows(signs.these),
        bit(signs.has_quotation),
        unless_follows(u32::from(matches!(standing[n], Standing::Cut(_)))),
        unless_follows(u32::from(leans)),
        bit(leaning.shown),
        leaning.known.len() as f32,
    ];
    let mut values = [0.0; COUNT];
    let (of_seen, of_features) = values.split_at_mut(SEEN.len());
    of_seen.copy_from_slice(&seen);
    of_features.copy_from_slice(&draft.features[n].values());
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_read() {
        assert!(read(include_str!("alone.weights")).is_ok());
    }
}
