//! A draft -> its key sentences, within a budget, in text order.
//!
//! Method: one by one, the sentence, or the sentence with those it leans on, that boosted trees (`rank.weights`) give the best
//! score beside those chosen already: the trees see place, length, shared terms, surface and how much of it is said by then (`features.rs`), so that they weigh worth
//! and novelty together, where maximal marginal relevance (Carbonell and Goldstein 1998) has one fixed rate between the two.
//! Where headings divide the article, only the lead is chosen from, and less of it: an item of a list,
//! a step of a guide, a point of an argument is read under its heading, which a summary does not show.
//! What the publisher's own dek above the story says is not said again, and room is not filled with what hardly counts.

use super::draft::Draft;
use super::features::{Chosen, Features};
use super::standing::Standing;
use super::{Budget, Ranker};
use crate::fact::Antecedent;
use crate::span::Span;

/// Only so many of the best are compared with what is chosen, which keeps the choice linear in the article.
const SHORT_LIST: usize = 200;
/// Room that the best sentence is too long for stays empty rather than take one with less log-odds than that, and so much less
/// than the best: at equal length, a summary filled up says less than the article's first words.
pub(super) const LEAST_WORTH: f32 = -1.0;
pub(super) const STOPGAP: f32 = 0.5;
/// What all of the headline's words, not said before, add to a sentence's log-odds: few of the texts that were learned from had a
/// headline, and the reader was promised what it says.
const HEADLINE: f32 = 1.5;
/// Under a headline, which tells the news already, a further sentence of less log-odds is left out of so short a summary; of a longer one, which a
/// reader asks for, by as much less as it is longer. Set on 192 articles that the weights had not seen (`docs/reading/further.tsv`), of whose
/// second and third sentences readers would have let 86 of 100 stand, and 93 of these.
pub(super) const FURTHER: f32 = -0.75;
pub(super) const SHORT: f32 = 60.0;
/// A sentence that shares so much with a chosen one says nothing new; nor does one that shares so much where fewer of its terms than that are new.
const REPEATED: f32 = 0.5;
const ALIKE: f32 = 0.4;
const NEW: f32 = 0.5;
/// The lead of an article that headings divide says what it is about, or few of its sentences do: room is left empty rather than take one of
/// less log-odds.
const LEAST_IN_LEAD: f32 = -1.5;

/// A chosen sentence.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Index into the article's sentences.
    pub sentence: usize,
    /// What of it is shown: all, or all but the "but" that would join it to one that is not shown.
    pub span: Span,
    pub is_cut: bool,
    /// What it was chosen by, at its turn.
    pub features: Features,
    /// Log-odds.
    pub score: f32,
    /// Whether it was chosen first, second and so on; from 0.
    pub turn: usize,
    /// Pronouns and parts of names in it whose name none of the others tells.
    pub given: Vec<Antecedent>,
}

/// Chooses among the sentences of a draft; in text order.
pub fn choices(draft: &Draft, ranker: &Ranker, budget: Budget) -> Vec<Choice> {
    let choices = choices_among(draft, ranker, budget, draft.lead);
    if choices.is_empty() { choices_among(draft, ranker, budget, draft.candidates.len()) } else { choices }
}

/// Chooses among the first `count` sentences.
fn choices_among(draft: &Draft, ranker: &Ranker, budget: Budget, count: usize) -> Vec<Choice> {
    let Draft { candidates, terms, topics, .. } = draft;
    let score = |features: &[Features]| {
        let values: Vec<_> = features.iter().map(Features::values).collect();
        ranker.0.scores(&values)
    };
    let first = score(&draft.features);
    let mut short_list = draft.open(&[]);
    short_list.retain(|&n| n < count);
    short_list.sort_by(|&a, &b| first[b].total_cmp(&first[a]).then(a.cmp(&b)));
    short_list.truncate(SHORT_LIST);
    short_list.sort_unstable();

    let mut chosen = Chosen::none(terms);
    let mut choices: Vec<Choice> = Vec::new();
    loop {
        let open: Vec<usize> = short_list.iter().copied().filter(|n| !chosen.list.contains(n)).collect();
        let bundles: Vec<Vec<usize>> = open.iter().filter_map(|&n| draft.bundle(n, &chosen.list)).collect();
        let mut members = bundles.concat();
        members.sort_unstable();
        members.dedup();
        let mut features: Vec<Features> = members.iter().map(|&n| draft.features[n]).collect();
        for (&n, features) in members.iter().zip(&mut features) {
            chosen.note(n, topics, terms, features);
        }
        let scores = score(&features);
        let at = |n: usize| members.partition_point(|&member| member < n);
        // Of sentences that go together, the mean.
        let worth = |bundle: &[usize]| {
            let one = |&n: &usize| scores[at(n)] + HEADLINE * features[at(n)].new_headline.max(0.0);
            bundle.iter().map(one).sum::<f32>() / bundle.len() as f32
        };
        let worths: Vec<f32> = bundles.iter().map(|bundle| worth(bundle)).collect();
        let merits: Vec<f32> = (bundles.iter().zip(&worths))
            .map(|(bundle, worth)| worth - draft.obscurity(bundle, &chosen.list))
            .collect();
        let is_new = |bundle: &[usize]| {
            bundle.iter().all(|&n| {
                let Features { likeness, new_terms, .. } = features[at(n)];
                (likeness < ALIKE || likeness < REPEATED && new_terms >= NEW)
                    && !draft.is_retold(n, &chosen.list)
            })
        };
        let fits = |bundle: &[usize]| match budget {
            Budget::Words(most) => {
                let words = bundle.iter().map(|&n| candidates[n].words).sum::<u32>();
                chosen.words + words <= most || (chosen.list.is_empty() && bundle.len() == 1)
            }
            Budget::Sentences(count) => chosen.list.len() + bundle.len() <= count,
        };
        let least = match budget {
            Budget::Words(most) if !chosen.list.is_empty() && !draft.told().is_empty() => {
                FURTHER * most as f32 / SHORT
            }
            _ => f32::NEG_INFINITY,
        };
        let is_worth = |bundle: &[usize]| bundle.iter().all(|&n| scores[at(n)] >= least);
        let best_of = |may: &dyn Fn(&[usize]) -> bool| {
            let list = (0..bundles.len()).filter(|&i| may(&bundles[i]));
            list.max_by(|&a, &b| merits[a].total_cmp(&merits[b]).then(b.cmp(&a)))
        };
        let (Some(best), Some(wanted)) =
            (best_of(&|bundle| is_new(bundle) && fits(bundle) && is_worth(bundle)), best_of(&is_new))
        else {
            break;
        };
        let is_divided = draft.lead < candidates.len();
        if is_divided && worths[best] < LEAST_IN_LEAD && !choices.is_empty() {
            break;
        }
        if worths[best] < LEAST_WORTH.min(worths[wanted] - STOPGAP) && !choices.is_empty() {
            break;
        }
        for &n in &bundles[best] {
            choices.push(Choice {
                sentence: draft.sentences[n],
                span: candidates[n].span,
                is_cut: false,
                features: features[at(n)],
                score: scores[at(n)],
                turn: choices.len(),
                given: Vec::new(),
            });
            chosen.add(n, candidates, terms);
        }
    }
    choices.sort_by_key(|choice| choice.sentence);
    chosen.list.sort_unstable();
    let given = draft.given(&chosen.list);
    for ((choice, given), &n) in choices.iter_mut().zip(given).zip(&chosen.list) {
        choice.given = given;
        if let Standing::Cut(bytes) = draft.standing[n]
            && !draft.follows(n, &chosen.list)
        {
            choice.span.start += bytes;
            choice.is_cut = true;
        }
    }
    choices
}
