//! Sentences -> the key ones: those that carry the story, within a budget, in text order.
//!
//! In: the article, its sentences and the people that they name. Out: a [`Summary`], the chosen sentences verbatim, each with
//! what spoke for it; or why there is none. Only sentences of paragraphs are chosen that are fit to be shown (`standing.rs`), and one that leans on others
//! (`leaning.rs`) only together with them, unless it is likely understood without (`alone.rs`): the article's first sentence stands, what is
//! told first carries what follows.
//! Method: one by one, the sentence, or the sentence with those it leans on, that boosted trees (`rank.weights`) give the best
//! score beside those chosen already: the
//! trees see place, length, shared terms, surface and how much of it is said by then (`features.rs`), so that they weigh worth
//! and novelty together, where maximal marginal relevance (Carbonell and Goldstein 1998) has one fixed rate between the two.
//! Where headings divide the article, only what stands before the first of them is chosen from, and less of it: an item of a list,
//! a step of a guide, a point of an argument is read under its heading, which a summary does not show.
//! What the publisher's own dek above the story says is not said again, and room is not filled with what hardly counts.
//! Not here: how the weights are learned (`xtask/src/train/summary.rs`).

pub mod alone;
pub mod features;
pub mod leaning;
pub mod standing;
pub mod terms;
pub mod words;

use std::sync::OnceLock;

use crate::article::{ParagraphKind, Words};
use crate::block::count_words;
use crate::boilerplate::setting::last_mark;
use crate::fact::dateline::dateline;
use crate::fact::{Antecedent, Facts, Text};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::trees::Trees;
use features::{Candidate, Chosen, Features, Topics};
use leaning::{Given, Leaning};
use standing::Standing;
use terms::Terms;

/// An article of fewer words has no summary: reading it takes no longer.
const LEAST_WORDS: u32 = 120;
/// Nor has one of fewer sentences.
const LEAST_SENTENCES: usize = 5;
/// Nor one of whose words a smaller share stands in paragraphs: it is a list.
const LEAST_PROSE: f32 = 0.4;
/// Only so many of the best are compared with what is chosen, which keeps the choice linear in the article.
const SHORT_LIST: usize = 200;
/// Room that the best sentence is too long for stays empty rather than take one with less log-odds than that, and so much less
/// than the best: at equal length, a summary filled up says less than the article's first words.
const LEAST_WORTH: f32 = -1.0;
const STOPGAP: f32 = 0.5;
/// What all of the headline's words, not said before, add to a sentence's log-odds: few of the texts that were learned from had a
/// headline, and the reader was promised what it says.
const HEADLINE: f32 = 1.5;
/// From these log-odds on a sentence is understood by itself, though it seems to lean on another.
const CLEAR: f32 = 0.5;
/// Each unit of log-odds that it is below `PLAIN` takes `UNCLEAR` from its worth. Set on 330 articles that the weights had
/// not seen, where readers found fewer of the chosen sentences to lean on others (25 of 100 for 27), and more of them to be key.
const PLAIN: f32 = 2.0;
const UNCLEAR: f32 = 0.5;
/// Under a headline, which tells the news already, a further sentence of less log-odds is left out of so short a summary; of a longer one, which a
/// reader asks for, by as much less as it is longer. Set on 192 articles that the weights had not seen (`docs/reading/further.tsv`), of whose
/// second and third sentences readers would have let 86 of 100 stand, and 93 of these.
const FURTHER: f32 = -0.75;
const SHORT: f32 = 60.0;
/// No more sentences are chosen at once, one and what it leans on: who takes two with it is not short.
const MOST_TOGETHER: usize = 2;
/// A sentence that shares so much with the publisher's dek says nothing new; nor does one that shares so much with a chosen one.
const SAID: f32 = 0.7;
const REPEATED: f32 = 0.5;
/// One that shares so much with the headline is it again.
const HEADLINE_AGAIN: f32 = 0.9;
/// Nor does one that shares so much where fewer of its terms than that are new.
const ALIKE: f32 = 0.4;
const NEW: f32 = 0.5;
/// Nor does one that shares so many terms with a chosen one, headline and dek apart, that this is so much of the one of fewer terms.
const RETOLD_TERMS: u32 = 4;
const RETOLD: f32 = 0.5;
/// A heading divides the article where so many words that may be shown stand before it: as many as a summary has.
const LEAD_WORDS: u32 = 60;
/// What stands before it says what the piece is about, or few of its sentences do: room is left empty rather than take one of less
/// log-odds.
const LEAST_IN_LEAD: f32 = -1.5;

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
    /// What is shown of the article, in text order.
    pub fn spans(&self) -> Vec<Span> {
        self.choices.iter().map(|choice| choice.span).collect()
    }
}

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

/// The sentences that a summary may be made of, and what is seen of them; training reads it too.
pub struct Draft {
    /// Index of each candidate in the article's sentences.
    pub sentences: Vec<usize>,
    pub candidates: Vec<Candidate>,
    pub standing: Vec<Standing>,
    pub leaning: Vec<Leaning>,
    /// Of each candidate: whether something that is no candidate stands between it and the one before.
    is_torn: Vec<bool>,
    /// Of each candidate: whether the headline or the publisher's dek, which stand above, say the same.
    is_said: Vec<bool>,
    /// Terms that the reader knows before the first sentence: of the headline, and of the dek in the page.
    told: Vec<u32>,
    /// Of each candidate: its terms that these do not tell, ascending.
    untold: Vec<Vec<u32>>,
    /// Of each term: the first candidate that holds it.
    first: Vec<usize>,
    /// Whether the article is too short for a summary.
    pub is_short: bool,
    /// Whether it is weighed how likely a reader understands each.
    is_leaning_weighed: bool,
    /// How many candidates stand in the lead: before the article is divided by headings.
    lead: usize,
    /// While none is chosen.
    pub features: Vec<Features>,
    pub terms: Terms,
    pub topics: Topics,
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

/// The candidates with what is seen of them, or why there are none; of a short article as well.
pub fn draft(text: &Text, facts: &Facts) -> Result<Draft, Abstained> {
    let Text { article, sentences, .. } = *text;
    if article.is_live {
        return Err(Abstained::Live);
    }
    if !article.is_sure() {
        return Err(Abstained::Unsure);
    }
    let counts: Vec<u32> =
        sentences.iter().map(|sentence| count_words(sentence.span.of(text.text))).collect();
    let readable = readable(&counts, sentences)?;
    let candidates: Vec<Candidate> = (0..readable.len())
        .map(|n| {
            let Sentence { span, paragraph, .. } = sentences[readable[n]];
            let opens_paragraph = n == 0 || sentences[readable[n - 1]].paragraph != paragraph;
            let (words, words_at) = (counts[readable[n]], text.sentence_tokens[readable[n]].clone());
            let mut candidate = Candidate { span, paragraph, opens_paragraph, words, words_at };
            if opens_paragraph {
                leave_out_dateline(&mut candidate, text);
            }
            candidate
        })
        .collect();
    let total: u32 = candidates.iter().map(|candidate| candidate.words).sum();
    let is_short = total < LEAST_WORDS || candidates.len() < LEAST_SENTENCES;
    let language = article.language;
    let words = words::of_text(text);
    let terms = Terms::new(&words, &candidates, language);
    let known = |known: &Option<Words>| match known {
        Some(Words::InPage(span)) => terms.known(span.of(text.text), language),
        Some(Words::InHead(words)) => terms.known(words, language),
        None => Vec::new(),
    };
    let headline = known(&article.headline);
    // Of a description in the head the reader sees nothing.
    let dek = match article.dek {
        Some(Words::InPage(span)) => terms.known(span.of(text.text), language),
        _ => Vec::new(),
    };
    let mut people: Vec<Span> =
        facts.people.iter().flat_map(|person| person.mentions.iter().copied()).collect();
    people.sort_unstable();
    let antecedents = facts.antecedents.as_slice();
    let mut standing = standing::standing(text.text, &candidates, &people, antecedents, language);
    let mut leaning = leaning::leaning(text.text, &words, &candidates, &terms, antecedents, language);
    // What a sentence leans on may be what lies between the two: a heading, a list.
    let is_torn: Vec<bool> =
        (0..readable.len()).map(|n| n == 0 || readable[n] != readable[n - 1] + 1).collect();
    let mut told = [headline.as_slice(), &dek].concat();
    told.sort_unstable();
    let untold = |own: &Vec<u32>| -> Vec<u32> {
        own.iter().copied().filter(|term| told.binary_search(term).is_err()).collect()
    };
    let untold: Vec<Vec<u32>> = terms.of.iter().map(untold).collect();
    // What adds no word to headline and dek says them again, too.
    let says_again = |(own, untold): (&Vec<u32>, &Vec<u32>)| {
        terms::likeness(own, &dek) >= SAID
            || terms::likeness(own, &headline) >= HEADLINE_AGAIN
            || untold.is_empty() && !own.is_empty()
    };
    let is_said: Vec<bool> = terms.of.iter().zip(&untold).map(says_again).collect();
    for (n, (standing, leaning)) in standing.iter_mut().zip(&mut leaning).enumerate() {
        // The first sentence stands unless it begins in mid-air.
        if n == 0 {
            *leaning = Leaning {
                ahead: leaning.ahead,
                given: std::mem::take(&mut leaning.given),
                ..Leaning::default()
            };
        }
        // Behind a question stands its answer.
        let is_answer =
            !is_torn[n] && matches!(last_mark(candidates[n - 1].span.of(text.text)), Some('?' | '？' | '؟'));
        leaning.before |= *standing == Standing::Leaning || is_answer;
        if is_said[n] {
            *standing = Standing::Never;
        }
    }
    let lead = lead(&readable, sentences, &counts, &standing);
    let mut first = vec![usize::MAX; terms.frequency.len()];
    for (n, own) in terms.of.iter().enumerate() {
        own.iter().for_each(|term| first[*term as usize] = n.min(first[*term as usize]));
    }
    let (features, topics) = features::features(&words, &candidates, &standing, &terms, headline, language);
    Ok(Draft {
        sentences: readable,
        candidates,
        standing,
        leaning,
        is_torn,
        is_said,
        told,
        untold,
        first,
        is_leaning_weighed: true,
        is_short,
        lead,
        features,
        terms,
        topics,
    })
}

/// A report's dateline is no part of what its first sentence says.
fn leave_out_dateline(candidate: &mut Candidate, text: &Text) {
    let bytes = dateline(candidate.span.of(text.text), text.article.language) as u32;
    if bytes > 0 {
        let Candidate { span, words, words_at, .. } = candidate;
        span.start += bytes;
        *words = count_words(span.of(text.text));
        words_at.start +=
            text.tokens[words_at.clone()].partition_point(|token| token.span.start < span.start);
    }
}

/// The sentences that a summary may be made of: those of paragraphs, or of quotations as well where paragraphs hold hardly any
/// text. `counts` are the words of each.
fn readable(counts: &[u32], sentences: &[Sentence]) -> Result<Vec<usize>, Abstained> {
    let of = |kinds: &[ParagraphKind]| -> Vec<usize> {
        (0..sentences.len()).filter(|&i| kinds.contains(&sentences[i].kind)).collect()
    };
    let words = |list: &[usize]| list.iter().map(|&i| counts[i]).sum::<u32>();
    let mut readable = of(&[ParagraphKind::Text]);
    if words(&readable) < LEAST_WORDS {
        readable = of(&[ParagraphKind::Text, ParagraphKind::Quotation]);
    }
    let (prose, items) = (words(&readable), words(&of(&[ParagraphKind::ListItem])));
    if (prose as f32) < LEAST_PROSE * (prose + items) as f32 {
        return Err(Abstained::List);
    }
    Ok(readable)
}

/// How many of the readable sentences stand in the lead: up to the first heading that comes behind enough of them.
fn lead(readable: &[usize], sentences: &[Sentence], counts: &[u32], standing: &[Standing]) -> usize {
    let mut words = 0;
    for n in 1..readable.len() {
        if standing[n - 1] != Standing::Never {
            words += counts[readable[n - 1]];
        }
        let between = &sentences[readable[n - 1]..readable[n]];
        let is_divided = between.iter().any(|sentence| sentence.kind == ParagraphKind::Heading);
        if is_divided && words >= LEAD_WORDS {
            return n;
        }
    }
    readable.len()
}

impl Draft {
    /// The same as if no sentence leaned on another: what leaning costs is measured against that.
    pub fn without_leaning(mut self) -> Self {
        self.leaning.iter_mut().for_each(|leaning| *leaning = Leaning::default());
        self.is_leaning_weighed = false;
        self
    }

    /// Terms that the reader knows before the first sentence, ascending.
    pub fn told(&self) -> &[u32] {
        &self.told
    }

    /// What may be chosen at all and is not yet, ascending.
    pub fn open(&self, chosen: &[usize]) -> Vec<usize> {
        let may = |n: &usize| self.standing[*n] != Standing::Never && !chosen.contains(n);
        (0..self.candidates.len()).filter(may).collect()
    }

    /// Log-odds that a reader who knows the headline, the chosen ones and the rest of the bundle understands a candidate.
    fn alone_odds(&self, n: usize, bundle: &[usize], chosen: &[usize]) -> Option<f32> {
        let before = || bundle.iter().chain(chosen).copied().filter(|&other| other < n);
        let mut known = self.told.clone();
        before().for_each(|other| known.extend(&self.terms.of[other]));
        known.sort_unstable();
        known.dedup();
        let follows = !self.is_torn[n] && before().any(|other| other + 1 == n);
        self.is_leaning_weighed.then(|| alone::odds(self, n, &known, follows))
    }

    /// Log-odds that a reader who knows the headline understands a sentence of the article, by its index: alone, or behind the one before it.
    fn clear(&self, sentence: usize, follows: bool) -> Option<f32> {
        let n = self.sentences.binary_search(&sentence).ok()?;
        let before = n.checked_sub(1).filter(|_| follows && !self.is_torn[n]);
        self.alone_odds(n, before.as_slice(), &[])
    }

    /// What being hard to understand takes from the worth of a bundle. Nothing where no headline or dek tells a word of the text: to a
    /// reader who knows nothing yet all but the first sentences would be unclear.
    fn obscurity(&self, bundle: &[usize], chosen: &[usize]) -> f32 {
        if self.told.is_empty() {
            return 0.0;
        }
        let odds = bundle.iter().filter_map(|&n| self.alone_odds(n, bundle, chosen));
        UNCLEAR * odds.map(|odds| (PLAIN - odds).max(0.0)).sum::<f32>() / bundle.len() as f32
    }

    /// Whether the sentence right before candidate `n` is chosen; `chosen` is ascending.
    fn follows(&self, n: usize, chosen: &[usize]) -> bool {
        n > 0 && !self.is_torn[n] && chosen.binary_search(&(n - 1)).is_ok()
    }

    /// Whether candidate `n` tells again, beside the headline's words, what a chosen one does.
    fn is_retold(&self, n: usize, chosen: &[usize]) -> bool {
        let this = &self.untold[n];
        chosen.iter().any(|&other| {
            let (shared, least) =
                (terms::shared(this, &self.untold[other]), this.len().min(self.untold[other].len()));
            shared >= RETOLD_TERMS && shared as f32 >= RETOLD * least as f32
        })
    }

    /// For each of the chosen candidates, ascending, the pronouns and parts of names in it whose name neither the headline, the
    /// dek nor a chosen one before it tells; each name once.
    fn given(&self, chosen: &[usize]) -> Vec<Vec<Antecedent>> {
        let mut told = self.told.clone();
        let mut named = Vec::new();
        let mut of_one = |&n: &usize| {
            let follows = self.follows(n, chosen);
            told.extend(&self.terms.of[n]);
            let mut list = Vec::new();
            for Given { antecedent, is_pronoun, terms } in &self.leaning[n].given {
                // Behind the sentence before it "she" is clear, if that one or another says who she is.
                let is_told = (follows || !is_pronoun) && terms.iter().all(|term| told.contains(term));
                if !is_told && !named.contains(&antecedent.name) {
                    named.push(antecedent.name);
                    list.push(*antecedent);
                }
            }
            list
        };
        chosen.iter().map(&mut of_one).collect()
    }

    /// A candidate with those before it that it leans on and that are not chosen yet, ascending; `None` where it leans on what
    /// cannot be shown, or on too much.
    pub fn bundle(&self, n: usize, chosen: &[usize]) -> Option<Vec<usize>> {
        let mut bundle = vec![n];
        let mut next = 0;
        let first_said = self.is_said.iter().position(|is| *is);
        while next < bundle.len() {
            let member = bundle[next];
            next += 1;
            let Leaning { before, shown, ahead, known, .. } = &self.leaning[member];
            if *ahead {
                return None;
            }
            // Whoever knows what is told already understands it, whatever the rules say.
            let is_clear = self.standing[member] != Standing::Leaning
                && self.alone_odds(member, &bundle, chosen).is_some_and(|odds| odds >= CLEAR);
            if is_clear {
                continue;
            }
            let is_shown =
                |bundle: &[usize], n: usize| self.is_said[n] || bundle.contains(&n) || chosen.contains(&n);
            let is_any_shown = |bundle: &[usize]| {
                bundle.iter().chain(chosen).chain(&first_said).any(|&other| other < member)
            };
            let mut wanted = Vec::new();
            if *before && !(member > 0 && is_shown(&bundle, member - 1)) {
                wanted.push(member.checked_sub(1).filter(|_| !self.is_torn[member])?);
            }
            for (terms, from) in known {
                let is_told = |term: &u32| self.told.binary_search(term).is_ok();
                let holds = |n: usize| terms.iter().any(|term| self.terms.of[n].binary_search(term).is_ok());
                let before = bundle.iter().chain(chosen).chain(&wanted);
                if !terms.iter().any(is_told) && !before.copied().any(|n| n < member && holds(n)) {
                    wanted.push(*from);
                }
            }
            if *shown && wanted.is_empty() && !is_any_shown(&bundle) {
                wanted.push(member.checked_sub(1).filter(|_| !self.is_torn[member])?);
            }
            wanted.retain(|&n| !is_shown(&bundle, n));
            wanted.dedup();
            if wanted.iter().any(|&n| self.standing[n] == Standing::Never) {
                return None;
            }
            bundle.extend(wanted);
            if bundle.len() > MOST_TOGETHER {
                return None;
            }
        }
        bundle.sort_unstable();
        bundle.dedup();
        Some(bundle)
    }
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
            Budget::Words(most) if !chosen.list.is_empty() && !draft.told.is_empty() => {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::block::{self, Blocks};
    use crate::fact;
    use crate::lang::Language;
    use crate::page::Page;
    use crate::sentence;

    const STORY: &[&str] = &[
        "The harbour town of Selm will buy back its ferry from Lind Shipping for 4.2 million euros.",
        "The ferry has linked Selm with the island of Orn since 1952 and carries 300,000 passengers a year.",
        "Lind Shipping had bought the ferry from the town in 2009 and raised fares four times since then.",
        "The council of Selm wants to lower fares by a third and run the ferry at night as well.",
        "Shops on Orn expect more guests, said Ines Marl, who keeps a bakery near the quay.",
        "Repairs to the quay at Orn are to begin in March and will take about four months in all.",
        "The ministry in the capital has promised to pay half of the price within two years.",
        "Otto Kern, who leads the council, called the purchase a matter of course for an island town.",
    ];

    /// The summary of paragraphs as the article that `change` makes of them.
    fn check(change: impl Fn(&mut Article, &Blocks), paragraphs: &[&str]) -> Summary {
        check_within(60, change, paragraphs)
    }

    fn check_within(words: u32, change: impl Fn(&mut Article, &Blocks), paragraphs: &[&str]) -> Summary {
        let page = Page::from_text(&paragraphs.join("\n\n"));
        let blocks = block::blocks(&page);
        let mut article = Article::of_text(&blocks, Language::from_tag("en"), None);
        change(&mut article, &blocks);
        let sentences = sentence::sentences(&article, &blocks);
        let text = Text::new(&article, &blocks, &sentences);
        summary(&draft(&text, &fact::facts(&text)), Budget::Words(words))
    }

    #[test]
    fn the_shipped_table_is_read() {
        assert!(Ranker::read(include_str!("summary/rank.weights")).is_ok());
    }

    #[test]
    fn what_is_no_story_has_no_summary() {
        let abstained = |change: &dyn Fn(&mut Article), paragraphs: &[&str]| {
            check(|article, _| change(article), paragraphs).abstained
        };
        assert_eq!(abstained(&|_| {}, STORY), None);
        assert_eq!(abstained(&|_| {}, &STORY[..5]), Some(Abstained::Short));
        assert_eq!(abstained(&|article| article.is_live = true, STORY), Some(Abstained::Live));
        assert_eq!(abstained(&|article| article.confidence = 20, STORY), Some(Abstained::Unsure));
        let items = |article: &mut Article| {
            article.body[1..].iter_mut().for_each(|paragraph| paragraph.kind = ParagraphKind::ListItem);
        };
        assert_eq!(abstained(&items, STORY), Some(Abstained::List));
        assert_eq!(abstained(&|_| {}, &["Why so? Who pays? Who knows?"; 40]), Some(Abstained::NoneStands));
    }

    #[test]
    fn what_a_sentence_leans_on_is_shown_before_it() {
        // A sentence and the one that it leans on.
        let leaning = [(8, 7), (9, 8)];
        let more = [
            "Marl plans a second shop with twelve seats and a view of the harbour for guests who come by day.",
            "The ministry in the capital has promised to pay half of the price within two years.",
            "This, however, may change after a vote of parliament on the budget of next year in the autumn.",
            "They want more trees along the road from the station to the beach, and benches under them.",
        ];
        let paragraphs = [&STORY[..6], &more].concat();
        let mut shown = [0; 2];
        for words in (20..400).step_by(5) {
            let summary = check_within(words, |_, _| {}, &paragraphs);
            let has = |n: usize| summary.choices.iter().any(|choice| choice.sentence == n);
            for ((n, on), shown) in leaning.into_iter().zip(&mut shown) {
                assert!(!has(n) || has(on), "{words} words: {n} without {on}");
                *shown += usize::from(has(n));
            }
        }
        assert!(shown.iter().all(|times| *times > 0), "{shown:?}");
    }

    #[test]
    fn a_name_is_given_where_no_shown_sentence_tells_it() {
        let more = [
            "Ines Marl bakes.",
            "Marl plans a second shop with twelve seats and a view of the harbour for guests who come by day.",
            "She will hire nine people in spring to bake bread for the hotels on Orn and the ferry.",
            "Ines Marl hopes for guests from the mainland.",
        ];
        let paragraphs = [&STORY[..4], &more, &STORY[5..]].concat();
        let prose = prose(&paragraphs);
        let mut times = [0; 2];
        for words in (20..400).step_by(5) {
            let choices = check_within(words, |_, _| {}, &paragraphs).choices;
            let has = |n: usize| choices.iter().any(|choice| choice.sentence == n);
            for choice in &choices {
                let given = choice.given.iter();
                let given: Vec<_> = given.map(|a| (a.words.of(&prose), a.name.of(&prose))).collect();
                let expected: &[_] = match choice.sentence {
                    5 => &[("Marl", "Ines Marl")],
                    // Whose name stands beside the sentence before it is known.
                    6 if !has(5) => &[("She", "Ines Marl")],
                    _ => &[],
                };
                assert_eq!(given, expected, "{words} words: {}", choice.sentence);
                if choice.sentence == 5 || choice.sentence == 6 {
                    times[choice.sentence - 5] += 1;
                }
            }
        }
        assert!(times.iter().all(|times| *times > 0), "{times:?}");
    }

    #[test]
    fn a_pronoun_behind_a_sentence_that_names_nobody_has_its_name_beside_it() {
        let more = [
            "Ines Marl bakes.",
            "The bread sells so well on Orn that the ovens beside the quay are lit at two in the morning.",
            "Her plans are larger: nine people will bake bread for the hotels on Orn and for the ferry.",
        ];
        let paragraphs = [&STORY[..4], &more, &STORY[5..]].concat();
        let prose = prose(&paragraphs);
        let mut times = 0;
        for words in (20..400).step_by(5) {
            let choices = check_within(words, |_, _| {}, &paragraphs).choices;
            let Some(choice) = choices.iter().find(|choice| choice.sentence == 6) else { continue };
            let names: Vec<&str> = choice.given.iter().map(|given| given.name.of(&prose)).collect();
            assert_eq!(names, ["Ines Marl"], "{words} words");
            times += usize::from(choices.iter().any(|choice| choice.sentence == 5));
        }
        assert!(times > 0);
    }

    #[test]
    fn a_sentence_is_shown_without_the_but_that_joins_it_to_another() {
        let but =
            "But the council of Selm wants to lower fares by a third and run the ferry at night as well.";
        // Too long for most budgets.
        let long =
            format!("{}.", ["Lind Shipping had bought the ferry from the town in 2009"; 6].join(" and "));
        let (mut cut, mut whole) = (0, 0);
        for before in [STORY[2], &long] {
            let paragraphs = [&STORY[..2], &[before, but], &STORY[4..]].concat();
            let prose = prose(&paragraphs);
            for words in (20..400).step_by(5) {
                let choices = check_within(words, |_, _| {}, &paragraphs).choices;
                let Some(choice) = choices.iter().find(|choice| choice.sentence == 3) else { continue };
                let follows = choices.iter().any(|choice| choice.sentence == 2);
                assert_eq!(choice.is_cut, !follows, "{words} words");
                assert_eq!(choice.span.of(&prose), if follows { but } else { &but["But ".len()..] });
                *(if follows { &mut whole } else { &mut cut }) += 1;
            }
        }
        assert!(cut > 0 && whole > 0, "{cut} cut, {whole} whole");
    }

    /// The text that the spans of `check` are of.
    fn prose(paragraphs: &[&str]) -> String {
        block::blocks(&Page::from_text(&paragraphs.join("\n\n"))).prose.text
    }

    #[test]
    fn a_sentence_is_clearer_to_a_reader_who_knows_what_it_tells_of() {
        let more = [
            "A storm broke the old pier of Selm in the night.",
            "The pier and the ferry will be repaired by spring.",
        ];
        let page = Page::from_text(&[&STORY[..6], &more].concat().join("\n\n"));
        let blocks = block::blocks(&page);
        let drafted = |headline: Option<&str>| {
            let mut article = Article::of_text(&blocks, Language::from_tag("en"), None);
            article.headline = headline.map(|words| Words::InHead(words.to_owned()));
            let sentences = sentence::sentences(&article, &blocks);
            let text = Text::new(&article, &blocks, &sentences);
            draft(&text, &fact::facts(&text)).expect("it is long enough")
        };
        assert_eq!(drafted(None).obscurity(&[7], &[]), 0.0);
        let draft = drafted(Some("Winter comes early this year"));
        let odds = |chosen: &[usize]| draft.alone_odds(7, &[7], chosen).expect("leaning is weighed");
        assert!(odds(&[]) < odds(&[0, 6]) && odds(&[6]) < odds(&[0, 6]), "{} {}", odds(&[]), odds(&[6]));
        assert!(draft.obscurity(&[7], &[]) > draft.obscurity(&[7], &[0, 6]));
        assert_eq!(draft.without_leaning().obscurity(&[7], &[]), 0.0);
    }

    #[test]
    fn a_dateline_is_not_shown() {
        let told =
            "The harbour town of Selm will buy back its ferry from Lind Shipping for 4.2 million euros.";
        for dateline in ["LONDON, May 3 (TNA) - ", "TORSBY, Miss. — ", "TORSBY, Miss. (TNA) ― "] {
            let dated = format!("{dateline}{told}");
            let paragraphs = [&[dated.as_str()], &STORY[1..]].concat();
            let prose = prose(&paragraphs);
            let choices = check_within(60, |_, _| {}, &paragraphs).choices;
            assert_eq!(choices[0].span.of(&prose), told);
            let words = |choices: &[Choice]| choices.iter().map(|choice| choice.sentence).collect::<Vec<_>>();
            assert_eq!(words(&choices), words(&check_within(60, |_, _| {}, STORY).choices));
        }
    }

    #[test]
    fn a_budget_is_kept() {
        for words in [30, 60, 120] {
            let choices = check_within(words, |_, _| {}, STORY).choices;
            let used: u32 = choices.iter().map(|choice| count_words(STORY[choice.sentence])).sum();
            assert!(used <= words && used > words / 2, "{used} of {words}");
        }
    }

    #[test]
    fn what_the_dek_says_is_not_said_again() {
        let dek = "Selm, the harbour town, buys back its ferry from Lind Shipping for 4.2 million euros.";
        let paragraphs = [&[dek], STORY].concat();
        let chose_first = |change: &dyn Fn(&mut Article, &Blocks)| {
            let summary = check(|article, blocks| change(article, blocks), &paragraphs);
            summary.choices[0].sentence == 0
        };
        // The dek's own block is no paragraph of the story.
        assert!(chose_first(&|article, _| {
            article.body.remove(0);
        }));
        assert!(!chose_first(&|article, blocks| {
            article.dek = Some(Words::InPage(blocks.list[0].span));
            article.body.remove(0);
        }));
    }

    #[test]
    fn the_headline_is_not_said_again() {
        let headline =
            "Selm, a harbour town, will buy back its ferry from Lind Shipping for 4.2 million euros";
        let chose_first = |headline: Option<&str>| {
            let change = |article: &mut Article, _: &Blocks| {
                article.headline = headline.map(|words| Words::InHead(words.to_owned()));
            };
            check(change, STORY).choices[0].sentence == 0
        };
        assert!(!chose_first(Some(headline)));
        // All of it and more.
        let longer = format!("{headline}, {}", STORY[4..7].join(" "));
        assert!(!chose_first(Some(&longer)));
        assert!(chose_first(None));
        assert!(chose_first(Some("A harbour town buys back its ferry")));
    }

    #[test]
    fn where_headings_divide_the_article_its_lead_is_chosen_from() {
        let chosen = |heading: usize| {
            let change = |article: &mut Article, _: &Blocks| {
                if let Some(paragraph) = article.body.get_mut(heading) {
                    paragraph.kind = ParagraphKind::Heading;
                }
            };
            let paragraphs = [STORY, &STORY[4..6]].concat();
            check_within(400, change, &paragraphs)
                .choices
                .iter()
                .map(|choice| choice.sentence)
                .collect::<Vec<_>>()
        };
        assert!(chosen(usize::MAX).iter().any(|&n| n > 5), "{:?}", chosen(usize::MAX));
        assert!(chosen(5).iter().all(|&n| n < 5), "{:?}", chosen(5));
        // So few words are no lead.
        assert!(chosen(1).iter().any(|&n| n > 1), "{:?}", chosen(1));
    }

    #[test]
    fn where_the_lead_has_no_sentence_to_show_the_rest_is_chosen_from() {
        // They may be shown, but only with what they point at.
        let ahead =
            ["In this article we look at the ferry of Selm, at its crew, and at those who pay for it."; 5];
        let paragraphs = [&ahead[..], &["A heading"], STORY].concat();
        let change = |article: &mut Article, _: &Blocks| article.body[5].kind = ParagraphKind::Heading;
        assert!(!check(change, &paragraphs).choices.is_empty());
    }

    #[test]
    fn what_a_chosen_sentence_tells_is_not_told_again() {
        let again = [
            "The ferry of the town of Selm, which Lind Shipping had let rust, carries a million guests, cattle, bread, letters, \
             bicycles, bricks, cars, coal, beer, doctors, teachers and priests over the sound.",
        ];
        let paragraphs = [STORY, &again].concat();
        let sentences = |words: u32| check_within(words, |_, _| {}, &paragraphs).choices;
        let both = (20..400).step_by(5).find(|&words| {
            let choices = sentences(words);
            let has = |n: usize| choices.iter().any(|choice| choice.sentence == n);
            has(0) && has(STORY.len())
        });
        assert_eq!(both, None);
    }

    #[test]
    fn room_is_not_filled_with_what_hardly_counts() {
        let paragraphs = [&STORY[..6], &["Kern, 29, of 19 Quay Road."], &STORY[6..]].concat();
        let by_turn = |words: u32| {
            let mut choices = check_within(words, |_, _| {}, &paragraphs).choices;
            choices.sort_by_key(|choice| choice.turn);
            choices
        };
        let wanted = by_turn(1_000);
        for words in 20..120 {
            // At the first choice that differs, the wanted sentence was too long.
            let choices = by_turn(words);
            let first =
                choices.iter().zip(&wanted).find(|(choice, wanted)| choice.sentence != wanted.sentence);
            if let Some((choice, wanted)) = first {
                let is_worth = choice.score >= LEAST_WORTH.min(wanted.score - STOPGAP);
                assert!(is_worth, "{words} words: {}", choice.sentence);
            }
        }
    }

    #[test]
    fn under_a_headline_a_short_summary_is_not_filled_with_what_counts_little() {
        let worst = |headline: Option<&str>, words: u32| {
            let change = |article: &mut Article, _: &Blocks| {
                article.headline = headline.map(|words| Words::InHead(words.to_owned()));
            };
            let choices = check_within(words, change, STORY).choices;
            assert!(!choices.is_empty());
            let further = choices.iter().filter(|choice| choice.turn > 0).map(|choice| choice.score);
            further.fold(f32::INFINITY, f32::min)
        };
        let headline = Some("Winter comes to the ferry early this year");
        for words in (20..160).step_by(5) {
            assert!(worst(headline, words) >= FURTHER * words as f32 / SHORT, "{words} words");
        }
        assert!(worst(headline, 120) < FURTHER && worst(None, 60) < FURTHER);
    }

    #[test]
    fn every_choice_has_its_reasons() {
        let summary = check(|_, _| {}, STORY);
        let mut turns: Vec<usize> = summary.choices.iter().map(|choice| choice.turn).collect();
        turns.sort_unstable();
        assert_eq!(turns, (0..summary.choices.len()).collect::<Vec<_>>());
        for choice in &summary.choices {
            let reasons = Ranker::shipped().reasons(choice);
            assert!(reasons.len() > 3, "{reasons:?}");
            assert!(reasons.windows(2).all(|pair| pair[0].1.abs() >= pair[1].1.abs()), "{reasons:?}");
        }
    }
}
