//! An article's sentences -> those that a summary may be made of, and what is seen of them.
//!
//! In: the article, its sentences and the people that they name. Out: a [`Draft`], or why there is no summary. Only sentences of paragraphs are
//! candidates. Of each: whether it is fit to be shown (`standing.rs`), on what it leans (`leaning.rs`), what headline and dek have of it, and, while
//! some are chosen, with which others it would have to be shown ([`Draft::bundle`]) and how likely it is understood then (`alone.rs`).
//! Where headings divide the article, the lead is what stands before the first of them that comes behind enough words. Not here: which are chosen (`choice.rs`).

use super::Abstained;
use super::alone;
use super::features::{self, Candidate, Features, Topics};
use super::leaning::{self, Given, Leaning};
use super::standing::{self, Standing};
use super::terms::{self, Terms};
use super::words;
use crate::article::{ParagraphKind, Words};
use crate::block::count_words;
use crate::boilerplate::setting::last_mark;
use crate::fact::dateline::report_line;
use crate::fact::{Antecedent, Facts, Text};
use crate::sentence::Sentence;
use crate::span::Span;

/// An article of fewer words has no summary: reading it takes no longer.
const LEAST_WORDS: u32 = 120;
/// Nor has one of fewer sentences.
const LEAST_SENTENCES: usize = 5;
/// Nor one of whose words a smaller share stands in paragraphs: it is a list.
const LEAST_PROSE: f32 = 0.4;
/// From these log-odds on a sentence is understood by itself, though it seems to lean on another.
const CLEAR: f32 = 0.5;
/// Each unit of log-odds that this is below `PLAIN` takes `UNCLEAR` from its worth. Set on 330 articles that the weights had
/// not seen, where readers found fewer of the chosen sentences to lean on others (25 of 100 for 27), and more of them to be key.
const PLAIN: f32 = 2.0;
const UNCLEAR: f32 = 0.5;
/// No more sentences are chosen at once, one and what it leans on: who takes two with it is not short.
const MOST_TOGETHER: usize = 2;
/// A sentence that shares so much with the publisher's dek says nothing new.
const SAID: f32 = 0.7;
/// One that shares so much with the headline is it again.
const HEADLINE_AGAIN: f32 = 0.9;
/// One that shares so many terms with a chosen one, headline and dek apart, that this is so much of the one of fewer terms, tells the same again.
const RETOLD_TERMS: u32 = 4;
const RETOLD: f32 = 0.5;
/// Where so many of the words mean whoever reads, outside quotations, it is advice: a guide, a list of things to buy. Set on English pages.
const ADVICE: f32 = 0.015;
/// A heading divides the article where so many words that may be shown stand before it: as many as a summary has.
const LEAD_WORDS: u32 = 60;

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
    pub(super) first: Vec<usize>,
    /// Whether the article is too short for a summary.
    pub is_short: bool,
    /// Whether it is weighed how likely a reader understands each.
    is_leaning_weighed: bool,
    /// Whether readers judged sentences of its language.
    is_language_judged: bool,
    /// Whether it speaks to the reader, as advice does and news does not.
    pub(super) is_advice: bool,
    /// How many candidates stand in the lead: before the article is divided by headings.
    pub(super) lead: usize,
    /// While none is chosen.
    pub features: Vec<Features>,
    pub terms: Terms,
    pub topics: Topics,
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
    let reader: u32 = leaning.iter().map(|leaning| leaning.signs.reader).sum();
    let is_advice = alone::is_judged(language) && reader as f32 >= ADVICE * total as f32;
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
        is_language_judged: alone::is_judged(language),
        is_advice,
        is_short,
        lead,
        features,
        terms,
        topics,
    })
}

/// A report's dateline is no part of what its first sentence says.
fn leave_out_dateline(candidate: &mut Candidate, text: &Text) {
    let words = candidate.span.of(text.text);
    let bytes = report_line(words, text.article) as u32;
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
    pub(super) fn alone_odds(&self, n: usize, bundle: &[usize], chosen: &[usize]) -> Option<f32> {
        let before = || bundle.iter().chain(chosen).copied().filter(|&other| other < n);
        let mut known = self.told.clone();
        before().for_each(|other| known.extend(&self.terms.of[other]));
        known.sort_unstable();
        known.dedup();
        let follows = !self.is_torn[n] && before().any(|other| other + 1 == n);
        self.is_leaning_weighed.then(|| alone::odds(self, n, &known, follows))
    }

    /// Log-odds that a reader who knows the headline understands a sentence of the article, by its index: alone, or behind the one before it.
    pub(super) fn clear(&self, sentence: usize, follows: bool) -> Option<f32> {
        let n = self.sentences.binary_search(&sentence).ok()?;
        let before = n.checked_sub(1).filter(|_| follows && !self.is_torn[n]);
        self.alone_odds(n, before.as_slice(), &[])
    }

    /// Mean log-odds that a reader understands the sentences of a bundle, where none is chosen yet. `None` where no headline or dek tells a word of the
    /// text, in languages of which no sentence was judged, and where leaning is not weighed.
    pub(super) fn clearness(&self, bundle: &[usize]) -> Option<f32> {
        if self.told.is_empty() || !self.is_language_judged {
            return None;
        }
        let odds: Option<f32> = bundle.iter().map(|&n| self.alone_odds(n, bundle, &[])).sum();
        Some(odds? / bundle.len() as f32)
    }

    /// What being hard to understand takes from the worth of a bundle. Nothing where no headline or dek tells a word of the text: to a
    /// reader who knows nothing yet all but the first sentences would be unclear.
    pub(super) fn obscurity(&self, bundle: &[usize], chosen: &[usize]) -> f32 {
        if self.told.is_empty() {
            return 0.0;
        }
        let odds = bundle.iter().filter_map(|&n| self.alone_odds(n, bundle, chosen));
        UNCLEAR * odds.map(|odds| (PLAIN - odds).max(0.0)).sum::<f32>() / bundle.len() as f32
    }

    /// Whether the sentence right before candidate `n` is chosen; `chosen` is ascending.
    pub(super) fn follows(&self, n: usize, chosen: &[usize]) -> bool {
        n > 0 && !self.is_torn[n] && chosen.binary_search(&(n - 1)).is_ok()
    }

    /// Whether candidate `n` tells again, beside the headline's words, what a chosen one does.
    pub(super) fn is_retold(&self, n: usize, chosen: &[usize]) -> bool {
        let this = &self.untold[n];
        chosen.iter().any(|&other| {
            let (shared, least) =
                (terms::shared(this, &self.untold[other]), this.len().min(self.untold[other].len()));
            shared >= RETOLD_TERMS && shared as f32 >= RETOLD * least as f32
        })
    }

    /// For each of the chosen candidates, ascending, the pronouns and parts of names in it whose name neither the headline, the
    /// dek nor a chosen one before it tells; each name once.
    pub(super) fn given(&self, chosen: &[usize]) -> Vec<Vec<Antecedent>> {
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
