//! Predictions and truth -> where an article went wrong, by kind of error.
//!
//! In: of each page our text, the true text, the words of the whole page, and the F1 that the scorer gave. Out: a [`Page`]
//! each: what share of the words is wrong in which way, and what F1 would be if only that were repaired.
//! Method: texts are cut into pieces of a few words; a piece counts as found when half of it stands in the other text at a
//! place that fits its neighbours (`train/align.rs`); what is not found is named for where it stands among what is.
//! Not here: any word of a page. Ids and figures are all that leaves.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;

use super::input;
use super::predict::Prediction;
use crate::train::align;

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No story was found at all.
    NothingFound,
    /// Less than half of our words are the article's, and less than half of the article's are ours.
    WrongPlace,
    ExtraBefore,
    ExtraInside,
    ExtraAfter,
    MissedHead,
    MissedInside,
    MissedTail,
    /// The truth holds what the page does not, or its words in another form.
    UnevenTruth,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::NothingFound,
        Kind::WrongPlace,
        Kind::ExtraBefore,
        Kind::ExtraInside,
        Kind::ExtraAfter,
        Kind::MissedHead,
        Kind::MissedInside,
        Kind::MissedTail,
        Kind::UnevenTruth,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::NothingFound => "nothing found",
            Kind::WrongPlace => "wrong place",
            Kind::ExtraBefore => "extra before",
            Kind::ExtraInside => "extra inside",
            Kind::ExtraAfter => "extra after",
            Kind::MissedHead => "missed head",
            Kind::MissedInside => "missed inside",
            Kind::MissedTail => "missed tail",
            Kind::UnevenTruth => "uneven truth",
        }
    }
}

/// The errors of one page.
#[derive(Clone, Debug)]
pub struct Page {
    pub id: String,
    /// By the corpus' main measure, as its scorer counts it.
    pub f1: f64,
    pub errors: Errors,
}

/// In the order of [`Kind::ALL`].
pub type ByKind = [f64; Kind::ALL.len()];

/// Wrong words by kind.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    /// As shares of the longer of the two texts, 0.0 to 1.0.
    pub shares: ByKind,
    /// What repairing only this kind adds to the F1 of the words.
    pub gains: ByKind,
}

impl Errors {
    /// The kind of most of the wrong words; where none are, words differ in their order or form.
    pub fn kind(&self) -> Kind {
        self.by_weight().first().map_or(Kind::UnevenTruth, |(kind, _)| *kind)
    }

    /// The kinds that occur, the heaviest first.
    fn by_weight(&self) -> Vec<(Kind, f64)> {
        let pairs = Kind::ALL.into_iter().zip(self.shares);
        let mut kinds: Vec<(Kind, f64)> = pairs.filter(|(_, share)| *share > 0.0).collect();
        kinds.sort_by(|a, b| b.1.total_cmp(&a.1));
        kinds
    }
}

/// "missed head 64, extra after 12": in % of the words, from 1 % on.
impl std::fmt::Display for Errors {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let kinds = self.by_weight().into_iter().map(|(kind, share)| (kind.name(), 100.0 * share));
        let kinds = kinds.filter(|(_, share)| *share >= 0.5);
        let kinds: Vec<String> = kinds.map(|(name, share)| format!("{name} {share:.0}")).collect();
        f.write_str(&kinds.join(", "))
    }
}

/// The worst pages, one a line, for a terminal; `pages` begin with them.
pub fn listing(pages: &[Page], most: usize) -> String {
    let line = |page: &Page| format!("  {:.3}  {}  {}\n", page.f1, page.id, page.errors);
    let lines: String = pages.iter().take(most).map(line).collect();
    if lines.is_empty() { lines } else { format!("worst pages, and their wrong words in %:\n{lines}") }
}

#[derive(Deserialize)]
struct Truth {
    pages: BTreeMap<String, TruthPage>,
}

#[derive(Deserialize)]
struct TruthPage {
    text: Option<String>,
}

/// The pages of a corpus that have a full text, the worst first. `scores` are F1 by id.
pub fn pages(
    corpus: &Path,
    predictions: &[Prediction],
    scores: &BTreeMap<String, f64>,
) -> Result<Vec<Page>, String> {
    let truth: Truth = input::json(&corpus.join("truth.json"))?;
    let mut pages: Vec<Page> = predictions
        .par_iter()
        .filter_map(|prediction| {
            let text = truth.pages.get(&prediction.id)?.text.as_deref()?;
            let ours = prediction.line["text"].as_str().unwrap_or_default();
            Some(Page {
                id: prediction.id.clone(),
                f1: *scores.get(&prediction.id)?,
                errors: errors(ours, text, &prediction.prose),
            })
        })
        .collect();
    pages.sort_by(|a, b| a.f1.total_cmp(&b.f1).then_with(|| a.id.cmp(&b.id)));
    Ok(pages)
}

/// Texts are compared in pieces of at most so many words.
const PIECE: usize = 8;

/// The errors of our text beside the true one; `page` is all that the page says.
fn errors(ours: &str, truth: &str, page: &str) -> Errors {
    let (ours, truth) = (pieces(ours), pieces(truth));
    let (our_words, true_words) = (ours.concat(), truth.concat());
    let (ours_found, truth_found) = (found(&ours, &true_words), found(&truth, &our_words));
    let in_page = found(&truth, &align::words(page));
    let extra = places(&ours_found, [Kind::ExtraBefore, Kind::ExtraInside, Kind::ExtraAfter]);
    let mut missed = places(&truth_found, [Kind::MissedHead, Kind::MissedInside, Kind::MissedTail]);
    for (kind, in_page) in missed.iter_mut().zip(in_page) {
        *kind = kind.map(|kind| if in_page { kind } else { Kind::UnevenTruth });
    }
    let right = |pieces: &[Vec<u32>], found: &[bool]| -> usize {
        pieces.iter().zip(found).filter(|(_, found)| **found).map(|(piece, _)| piece.len()).sum()
    };
    let is_elsewhere =
        2 * right(&ours, &ours_found) < our_words.len() && 2 * right(&truth, &truth_found) < true_words.len();
    let whole = match (ours.is_empty(), is_elsewhere) {
        (true, _) => Some(Kind::NothingFound),
        (_, true) => Some(Kind::WrongPlace),
        _ => None,
    };
    let named = |kinds: Vec<Option<Kind>>| -> Vec<Option<Kind>> {
        kinds.into_iter().map(|kind| kind.map(|kind| whole.unwrap_or(kind))).collect()
    };
    let (extra, missed) = (named(extra), named(missed));
    let longer = our_words.len().max(true_words.len()).max(1);
    let before = f1(&our_words, &true_words);
    let mut errors = Errors::default();
    for (i, &kind) in Kind::ALL.iter().enumerate() {
        let of_kind = |pieces: &[Vec<u32>], kinds: &[Option<Kind>], is_wanted: bool| -> Vec<u32> {
            let chosen = pieces.iter().zip(kinds).filter(|(_, of)| (**of == Some(kind)) == is_wanted);
            chosen.flat_map(|(piece, _)| piece.iter().copied()).collect()
        };
        let too_many = of_kind(&ours, &extra, true).len();
        let lacking = of_kind(&truth, &missed, true);
        // Of a page taken from the wrong place both are counted, and may be more than the longer text.
        errors.shares[i] = ((too_many + lacking.len()) as f64 / longer as f64).min(1.0);
        if too_many + lacking.len() > 0 {
            let repaired = [of_kind(&ours, &extra, false), lacking].concat();
            errors.gains[i] = f1(&repaired, &true_words) - before;
        }
    }
    errors
}

/// The words of a text, cut at the ends of lines and after so many.
fn pieces(text: &str) -> Vec<Vec<u32>> {
    let lines: Vec<Vec<u32>> = text.lines().map(align::words).collect();
    lines.iter().flat_map(|line| line.chunks(PIECE).map(<[u32]>::to_vec)).collect()
}

fn found(pieces: &[Vec<u32>], other: &[u32]) -> Vec<bool> {
    align::shares_of_words(pieces, other).iter().map(|share| *share >= 0.5).collect()
}

/// Names what was not found for where it stands: before all that was, between, or after.
fn places(found: &[bool], [before, inside, after]: [Kind; 3]) -> Vec<Option<Kind>> {
    let first = found.iter().position(|found| *found).unwrap_or(0);
    let last = found.iter().rposition(|found| *found).unwrap_or(found.len());
    let place = |i: usize| match () {
        () if i < first => before,
        () if i > last => after,
        () => inside,
    };
    found.iter().enumerate().map(|(i, found)| (!found).then(|| place(i))).collect()
}

/// F1 of two texts' words without their order.
fn f1(ours: &[u32], truth: &[u32]) -> f64 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for word in truth {
        *counts.entry(*word).or_default() += 1;
    }
    let mut hits = 0;
    for word in ours {
        if let Some(left) = counts.get_mut(word).filter(|left| **left > 0) {
            *left -= 1;
            hits += 1;
        }
    }
    match ours.len() + truth.len() {
        0 => 1.0,
        all => 2.0 * hits as f64 / all as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "The harbour lamps went out on Monday night";
    const BODY: &str = "Nobody on the quay could say why";
    const TAIL: &str = "A new cable will be laid before spring";
    const MENU: &str = "Home Weather Sport Puzzles Letters Archive";

    fn check(ours: &[&str], truth: &[&str], expected: Kind) -> Errors {
        let page = [MENU, HEAD, BODY, TAIL, MENU].join("\n");
        let errors = errors(&ours.join("\n"), &truth.join("\n"), &page);
        assert_eq!(errors.kind(), expected, "{ours:?}: {errors:?}");
        errors
    }

    #[test]
    fn errors_are_named_for_where_they_stand() {
        let whole = &[HEAD, BODY, TAIL];
        check(&[MENU, HEAD, BODY, TAIL], whole, Kind::ExtraBefore);
        check(&[HEAD, MENU, BODY, TAIL], whole, Kind::ExtraInside);
        check(&[HEAD, BODY, TAIL, MENU], whole, Kind::ExtraAfter);
        check(&[BODY, TAIL], whole, Kind::MissedHead);
        check(&[HEAD, TAIL], whole, Kind::MissedInside);
        check(&[HEAD, BODY], whole, Kind::MissedTail);
        check(&[], whole, Kind::NothingFound);
        check(&[MENU], whole, Kind::WrongPlace);
        check(&[HEAD, BODY], &[HEAD, BODY, "Words that this page never held"], Kind::UnevenTruth);
        assert_eq!(check(whole, whole, Kind::UnevenTruth).shares, [0.0; Kind::ALL.len()]);
    }

    #[test]
    fn shares_are_of_the_longer_text_and_gains_repair_one_kind() {
        // 6 words too many before 15 right ones, and 8 missed behind them.
        let errors = check(&[MENU, HEAD, BODY], &[HEAD, BODY, TAIL], Kind::MissedTail);
        let of = |kind| Kind::ALL.iter().position(|other| *other == kind).unwrap();
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        assert_eq!(errors.to_string(), "missed tail 35, extra before 26");
        near(errors.shares[of(Kind::MissedTail)], 8.0 / 23.0);
        near(errors.shares[of(Kind::ExtraBefore)], 6.0 / 23.0);
        near(errors.gains[of(Kind::ExtraBefore)], 30.0 / 38.0 - 30.0 / 44.0);
        near(errors.gains[of(Kind::MissedTail)], 46.0 / 52.0 - 30.0 / 44.0);
    }
}
