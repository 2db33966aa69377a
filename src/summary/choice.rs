//! A draft -> its key sentences, within a budget, in text order.
//!
//! Method: one by one, the sentence, or the sentence with those it leans on, that boosted trees (`rank.weights`) give the best score beside those
//! chosen already: the trees see place, length, shared terms, surface and how much of it is said by then (`features.rs`), so that they weigh
//! worth and novelty together, where maximal marginal relevance (Carbonell and Goldstein 1998) has one fixed rate between the two.
//! Where headings divide the article, only the lead is chosen from, and less of it: an item of a list, a step of a guide, a point of an argument
//! is read under its heading, which a summary does not show.
//! What the publisher's own dek above the story says is not said again, and room is not filled with what hardly counts.
//! What is less sure is chosen as well, after all that is sure, and held back until the reader asks for more.

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
/// Under a headline, which tells the news already, a further sentence of less log-odds is not shown at once in so short a summary; in a longer one,
/// which a reader asks for, by as much less as it is longer. Set on 192 articles that the weights had not seen (`docs/reading/further.tsv`), of whose
/// second and third sentences readers would have let 86 of 100 stand, and 93 of these.
pub(super) const FURTHER: f32 = -0.75;
pub(super) const SHORT: f32 = 60.0;
/// No sentence at all is shown at once where the best one's log-odds, and so much of its clearness, come to less than that. Set on those 186 of the
/// same articles whose best sentence is the one that was judged: of the 9 where they do it was right to readers in 1, of the others in 150.
const LEAST_BEST: f32 = 1.0;
const OF_CLEARNESS: f32 = 0.5;
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
    /// What of it is shown: all, or all but the "but" that would join it to one that is not shown with it.
    pub span: Span,
    pub is_cut: bool,
    /// What it was chosen by, at its turn.
    pub features: Features,
    /// Log-odds.
    pub score: f32,
    /// Whether it was chosen first, second and so on; from 0.
    pub turn: usize,
    /// Whether it is sure enough to be shown at once. The sidebar holds the others back; none of the first leans on them.
    pub is_first: bool,
    /// Pronouns and parts of names in it whose name no choice before it tells; of one that is shown at once, none of those shown with it.
    pub given: Vec<Antecedent>,
}

/// Chooses among the sentences of a draft; in text order.
pub fn choices(draft: &Draft, ranker: &Ranker, budget: Budget) -> Vec<Choice> {
    let choices = choices_among(draft, ranker, budget, draft.lead);
    if choices.is_empty() { choices_among(draft, ranker, budget, draft.candidates.len()) } else { choices }
}

/// Chooses among the first `count` sentences.
fn choices_among(draft: &Draft, ranker: &Ranker, budget: Budget, count: usize) -> Vec<Choice> {
    let first = ranker.score(&draft.features);
    let mut short_list = draft.open(&[]);
    short_list.retain(|&n| n < count);
    short_list.sort_by(|&a, &b| first[b].total_cmp(&first[a]).then(a.cmp(&b)));
    short_list.truncate(SHORT_LIST);
    short_list.sort_unstable();

    let is_divided = draft.lead < draft.candidates.len();
    let mut chosen = Chosen::none(&draft.terms);
    let mut choices: Vec<Choice> = Vec::new();
    let mut is_held_back = false;
    loop {
        let open = short_list.iter().copied().filter(|n| !chosen.list.contains(n));
        let turn = Turn::new(draft, ranker, open, &chosen);
        let fits = |bundle: &[usize]| turn.fits(budget, bundle);
        let mut best = None;
        if !is_held_back {
            best = turn.best(|bundle| fits(bundle) && turn.is_worth(budget, bundle));
            is_held_back = best.is_none_or(|best| choices.is_empty() && !turn.is_clear(budget, best));
        }
        let (Some(best), Some(wanted)) = (best.or_else(|| turn.best(fits)), turn.best(|_| true)) else {
            break;
        };
        let worth = turn.worth(best);
        let is_stopgap = worth < LEAST_WORTH.min(turn.worth(wanted) - STOPGAP);
        if !choices.is_empty() && (is_stopgap || is_divided && worth < LEAST_IN_LEAD) {
            break;
        }
        let best = best.to_vec();
        for &n in &best {
            choices.push(Choice {
                sentence: draft.sentences[n],
                span: draft.candidates[n].span,
                is_cut: false,
                features: turn.features[turn.at(n)],
                score: turn.scores[turn.at(n)],
                turn: choices.len(),
                is_first: !is_held_back,
                given: Vec::new(),
            });
        }
        best.iter().for_each(|&n| chosen.add(n, &draft.candidates, &draft.terms));
    }
    choices.sort_by_key(|choice| choice.sentence);
    chosen.list.sort_unstable();
    read_in_a_row(draft, &chosen.list, &mut choices);
    choices
}

/// Leaves out the "but" of choices that follow nothing, and gives them the names that nothing before them tells; `list` are their candidates. What is
/// shown at once is read without the rest.
fn read_in_a_row(draft: &Draft, list: &[usize], choices: &mut [Choice]) {
    let first = list.iter().zip(&*choices).filter(|(_, choice)| choice.is_first).map(|(n, _)| *n);
    let first: Vec<usize> = first.collect();
    for (row, is_first) in [(list, false), (&first, true)] {
        for (&n, given) in row.iter().zip(draft.given(row)) {
            let Some(choice) = list.binary_search(&n).ok().map(|at| &mut choices[at]) else { continue };
            if choice.is_first != is_first {
                continue;
            }
            choice.given = given;
            if let Standing::Cut(bytes) = draft.standing[n]
                && !draft.follows(n, row)
            {
                choice.span.start += bytes;
                choice.is_cut = true;
            }
        }
    }
}

/// What may be chosen next, beside what is chosen already.
struct Turn<'a> {
    draft: &'a Draft,
    chosen: &'a Chosen,
    /// A sentence with those it leans on, ascending; none that says again what is chosen.
    bundles: Vec<Vec<usize>>,
    /// All sentences of these and of bundles that say again what is chosen, ascending; of each its features and log-odds.
    members: Vec<usize>,
    features: Vec<Features>,
    scores: Vec<f32>,
    /// Of each bundle: its worth, less what it is hard to understand.
    merits: Vec<f32>,
}

impl<'a> Turn<'a> {
    fn new(draft: &'a Draft, ranker: &Ranker, open: impl Iterator<Item = usize>, chosen: &'a Chosen) -> Self {
        let bundles: Vec<Vec<usize>> = open.filter_map(|n| draft.bundle(n, &chosen.list)).collect();
        let mut members = bundles.concat();
        members.sort_unstable();
        members.dedup();
        let mut features: Vec<Features> = members.iter().map(|&n| draft.features[n]).collect();
        for (&n, features) in members.iter().zip(&mut features) {
            chosen.note(n, &draft.topics, &draft.terms, features);
        }
        let scores = ranker.score(&features);
        let mut turn =
            Turn { draft, chosen, bundles: Vec::new(), members, features, scores, merits: Vec::new() };
        turn.bundles = bundles.into_iter().filter(|bundle| turn.is_new(bundle)).collect();
        let merit = |bundle: &Vec<usize>| turn.worth(bundle) - draft.obscurity(bundle, &chosen.list);
        turn.merits = turn.bundles.iter().map(merit).collect();
        turn
    }

    fn at(&self, n: usize) -> usize {
        self.members.partition_point(|&member| member < n)
    }

    /// Mean of what the sentences of a bundle add.
    fn worth(&self, bundle: &[usize]) -> f32 {
        let headline = |n| self.features[self.at(n)].new_headline.max(0.0);
        mean(bundle, |n| self.scores[self.at(n)] + HEADLINE * headline(n))
    }

    /// Whether what is chosen does not say the same.
    fn is_new(&self, bundle: &[usize]) -> bool {
        bundle.iter().all(|&n| {
            let Features { likeness, new_terms, .. } = self.features[self.at(n)];
            (likeness < ALIKE || likeness < REPEATED && new_terms >= NEW)
                && !self.draft.is_retold(n, &self.chosen.list)
        })
    }

    fn fits(&self, budget: Budget, bundle: &[usize]) -> bool {
        let Chosen { list, words, .. } = self.chosen;
        match budget {
            Budget::Words(most) => {
                let more = bundle.iter().map(|&n| self.draft.candidates[n].words).sum::<u32>();
                words + more <= most || (list.is_empty() && bundle.len() == 1)
            }
            Budget::Sentences(count) => list.len() + bundle.len() <= count,
        }
    }

    /// Whether a bundle is worth showing at once beside what is chosen.
    fn is_worth(&self, budget: Budget, bundle: &[usize]) -> bool {
        match budget {
            Budget::Words(most) if !self.chosen.list.is_empty() && !self.draft.told().is_empty() => {
                bundle.iter().all(|&n| self.scores[self.at(n)] >= FURTHER * most as f32 / SHORT)
            }
            _ => true,
        }
    }

    /// Whether the best bundle of all is sure and clear enough to be shown at once. Of advice none is: it is read under its headings. Where
    /// sentences are counted, as by those who measure, every one is.
    fn is_clear(&self, budget: Budget, bundle: &[usize]) -> bool {
        let is_clear = |clearness: f32| {
            mean(bundle, |n| self.scores[self.at(n)]) + OF_CLEARNESS * clearness >= LEAST_BEST
        };
        matches!(budget, Budget::Sentences(_))
            || !self.draft.is_advice && self.draft.clearness(bundle).is_none_or(is_clear)
    }

    /// The bundle of most merit among those that may be chosen.
    fn best(&self, may: impl Fn(&[usize]) -> bool) -> Option<&[usize]> {
        let list = (0..self.bundles.len()).filter(|&i| may(&self.bundles[i]));
        let best = list.max_by(|&a, &b| self.merits[a].total_cmp(&self.merits[b]).then(b.cmp(&a)));
        best.map(|best| self.bundles[best].as_slice())
    }
}

fn mean(bundle: &[usize], of: impl Fn(usize) -> f32) -> f32 {
    bundle.iter().map(|&n| of(n)).sum::<f32>() / bundle.len() as f32
}
