//! Quotations, direct, mixed and indirect, with who said them.
//!
//! In: the article's text and entities. Out: [`QuoteFact`]s in text order.
//! Method: quotation marks paired by a stack for each paragraph (`marks.rs`); in each sentence the attribution beside or
//! before the content (`report.rs`, `attribution.rs`) by the cue verbs and closed words of `lang/*/`; pieces that one
//! attribution covers joined here; the source followed to the fullest name (`speaker.rs`). "Speaker not named" rather than a guess.
//! What is told without being said is `stance.rs`'s business, and is asked for only to be measured. Kinds as Pareti et al. 2013. Words in marks without a cue or a speaker
//! are labels and slogans, no quotations.

mod attribution;
pub(super) mod lexicon;
mod marks;
mod passage;
mod report;
pub(super) mod speaker;
pub mod stance;
mod unspaced;

use super::antecedent::{self, Antecedent};
use super::{Entity, Text};
use crate::article::ParagraphKind;
use crate::span::Span;
use lexicon::{Lexicon, Roles};
use marks::Marked;
use passage::{Passage, Stretch, Tokens};
use report::{FEWEST_WORDS, Found, Report};
use speaker::Speakers;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// The whole content stands in quotation marks.
    Direct,
    /// Part of it does.
    Mixed,
    /// None of it does.
    Indirect,
    /// What somebody thinks, wants or backs, told without being said: no quotation, and its speaker not followed.
    Stance,
}

#[derive(Clone, Debug, PartialEq)]
pub struct QuoteFact {
    pub kind: QuoteKind,
    /// What was said, in one or more pieces, quotation marks included.
    pub content: Vec<Span>,
    /// The words that name the speaker there: "Scholz", "he", "the document".
    pub source: Option<Span>,
    /// The speaker's fullest name in the article; `None` when the source cannot be followed to one.
    pub speaker: Option<Span>,
    /// "said", "told".
    pub cue: Option<Span>,
    /// Whether it is sure enough to be shown first (`shown/sureness.rs`): known of the facts that are shown.
    pub is_sure: bool,
}

/// All quotations in text order.
pub fn find(text: &Text, entities: &[Entity]) -> Vec<QuoteFact> {
    find_all(text, entities).0
}

/// The same, and whom pronouns and parts of names stand for: both must know who is named where, and what stands in marks.
pub fn find_all(text: &Text, entities: &[Entity]) -> (Vec<QuoteFact>, Vec<Antecedent>) {
    let lexicon = Lexicon::of(text.article.language);
    let marked = marked(text);
    if lexicon.is_unspaced {
        let mut found = Vec::new();
        paragraphs(text, &marked, |paragraph, _, here| {
            found.extend(unspaced::find(text.text, paragraph, here, lexicon));
        });
        return (found, Vec::new());
    }
    let mut quotes = read(text, &marked, lexicon, &mut |_, _, _| {});
    let mut speakers = Speakers::new(text, entities, lexicon, &marked);
    for quote in &mut quotes {
        quote.speaker = quote.source.and_then(|source| speakers.speaker(source, &quote.content));
    }
    speakers.read_back(&mut quotes);
    (quotes, antecedent::find(text, &speakers))
}

/// All stances in text order: for those who measure them; a brief has none.
pub fn stances(text: &Text) -> Vec<QuoteFact> {
    let lexicon = Lexicon::of(text.article.language);
    let mut stances = Vec::new();
    if lexicon.is_unspaced {
        return stances;
    }
    read(text, &marked(text), lexicon, &mut |passage, sentence, reports| {
        let found = stance::find(passage, sentence, reports, text.article.language, stance::shipped());
        stances.extend(found.iter().filter_map(|report| fact(passage, report)));
    });
    stances.sort_by_key(|stance| stance.content.first().map(|piece| piece.start));
    stances
}

/// What stances are learned from: every stretch that may be one, by cue.
pub fn stretches(text: &Text) -> Vec<(Span, stance::Features)> {
    let lexicon = Lexicon::of(text.article.language);
    let mut stretches = Vec::new();
    read(text, &marked(text), lexicon, &mut |passage, sentence, reports| {
        let found = stance::candidates(passage, sentence, reports, text.article.language);
        stretches
            .extend(found.iter().filter_map(|found| Some((passage.span(&found.content)?, found.features))));
    });
    stretches
}

/// The stretches in quotation marks, paragraph by paragraph.
fn marked(text: &Text) -> Vec<Marked> {
    let spans: Vec<Span> = text.article.body.iter().map(|paragraph| paragraph.span).collect();
    marks::marked(text.text, &spans)
}

/// The quotations in text order, their speakers not followed yet; `see` gets each sentence with the reports in it.
fn read(
    text: &Text,
    marked: &[Marked],
    lexicon: &Lexicon,
    see: &mut dyn FnMut(&Passage, &Tokens, &[Report]),
) -> Vec<QuoteFact> {
    let mut join = Join::default();
    paragraphs(text, marked, |_, ranges, here| {
        let passage = passage(text, ranges, here, lexicon);
        join.paragraph(&passage, &mut |sentence, reports| see(&passage, sentence, reports));
    });
    join.quotes()
}

/// Calls `see` with the span, sentences and marked stretches of each paragraph of the body that is no heading.
fn paragraphs(text: &Text, marked: &[Marked], mut see: impl FnMut(Span, &[Tokens], &[Marked])) {
    let (mut sentence, mut mark) = (0, 0);
    for (index, paragraph) in (0..).zip(&text.article.body) {
        let ranges = &text.sentence_tokens[sentence..];
        let ranges = &ranges[..text.sentences[sentence..].partition_point(|s| s.paragraph <= index)];
        let here = &marked[mark..];
        let here = &here[..here.partition_point(|marked| marked.paragraph <= index)];
        sentence += ranges.len();
        mark += here.len();
        if !ranges.is_empty() && paragraph.kind != ParagraphKind::Heading {
            see(paragraph.span, ranges, here);
        }
    }
}

/// A paragraph as it is read; `ranges` are its sentences, at least one.
fn passage<'a>(text: &'a Text, ranges: &[Tokens], marked: &[Marked], lexicon: &Lexicon) -> Passage<'a> {
    let (first, last) = (ranges[0].start, ranges[ranges.len() - 1].end);
    let starts: Vec<usize> = ranges.iter().map(|range| range.start - first).collect();
    Passage::new(text.text, &text.tokens[first..last], &starts, marked, lexicon)
}

/// A report that nothing is joined to.
fn fact(passage: &Passage, report: &Report) -> Option<QuoteFact> {
    let content = report.content.iter().filter_map(|piece| passage.span(piece)).collect();
    let (source, cue) = (passage.span(&report.source), passage.span(&report.cue)?);
    Some(QuoteFact { kind: report.kind, content, source, speaker: None, cue: Some(cue), is_sure: false })
}

/// Joins the pieces of a quotation across sentences and paragraphs.
#[derive(Default)]
struct Join {
    drafts: Vec<Draft>,
    /// What the last paragraph left for this one.
    carried: Before,
}

/// A quotation to which pieces may still be joined.
struct Draft {
    fact: QuoteFact,
    /// Words in marks.
    words: u32,
}

/// What stands before a sentence and may hold it.
#[derive(Default)]
enum Before {
    #[default]
    Nothing,
    /// A quotation (index into `drafts`) with nothing behind it.
    Quotation(usize),
    /// The same, left open at the end of the last paragraph.
    OpenQuotation(usize),
    /// Stretches in marks that nothing has attributed yet, and their words.
    Pieces(Vec<Span>, u32),
    /// Source and cue at the end of the last paragraph: "Roe said in a statement:".
    Attribution(Option<Span>, Span),
}

impl Join {
    /// Takes in a paragraph; `see` gets each of its sentences with the reports in it.
    fn paragraph(&mut self, passage: &Passage, see: &mut dyn FnMut(&Tokens, &[Report])) {
        let mut before = std::mem::take(&mut self.carried);
        // The last attribution of this paragraph.
        let mut last: Option<(Option<Span>, Span)> = None;
        let mut pending = None;
        for tokens in merged(passage) {
            let Found { reports, is_bare, pending: next } = report::read(passage, &tokens);
            see(&tokens, &reports);
            before = if is_bare {
                self.bare(passage, &tokens, before, last)
            } else {
                self.reports(passage, &tokens, &reports, before)
            };
            if let Before::Quotation(quote) | Before::OpenQuotation(quote) = before {
                let fact = &self.drafts[quote].fact;
                last = fact.cue.map(|cue| (fact.source, cue));
            } else if !is_bare && let Some(report) = reports.last() {
                last = passage.span(&report.cue).map(|cue| (passage.span(&report.source), cue));
            } else if let Some((source, cue)) = opened_in_vain(passage, &tokens).filter(|_| !is_bare) {
                last = passage.span(&cue).map(|cue| (passage.span(&source), cue));
            } else if !is_bare && names_another(passage, &tokens, last) {
                last = None;
            }
            pending = next;
        }
        let goes_on = passage.stretches.last().is_some_and(|stretch| stretch.marked.goes_on);
        self.carried = match (before, pending) {
            (Before::Quotation(quote) | Before::OpenQuotation(quote), _) if goes_on => {
                Before::OpenQuotation(quote)
            }
            (Before::Pieces(pieces, words), _) if goes_on => Before::Pieces(pieces, words),
            (_, Some((source, cue))) => passage
                .span(&cue)
                .map_or(Before::Nothing, |cue| Before::Attribution(passage.span(&source), cue)),
            _ => Before::Nothing,
        };
    }

    /// Takes in a sentence that is nothing but stretches in marks.
    fn bare(
        &mut self,
        passage: &Passage,
        tokens: &Tokens,
        before: Before,
        last: Option<(Option<Span>, Span)>,
    ) -> Before {
        let stretches = passage.stretches_in(tokens);
        let pieces: Vec<Span> = stretches.iter().map(|stretch| stretch.marked.outer).collect();
        let words: u32 = stretches.iter().map(|stretch| stretch.words).sum();
        let attribution = match before {
            Before::Quotation(quote) | Before::OpenQuotation(quote) => {
                let draft = &mut self.drafts[quote];
                draft.fact.content.extend(pieces);
                draft.words += words;
                return Before::Quotation(quote);
            }
            Before::Pieces(mut before, before_words) => {
                before.extend(pieces);
                return Before::Pieces(before, before_words + words);
            }
            Before::Attribution(source, cue) => Some((source, cue)),
            Before::Nothing => last,
        };
        let Some((source, cue)) = attribution else { return Before::Pieces(pieces, words) };
        self.push(QuoteKind::Direct, pieces, source, cue, words)
    }

    /// Takes in the reports of a sentence.
    fn reports(&mut self, passage: &Passage, tokens: &Tokens, reports: &[Report], before: Before) -> Before {
        let mut before = before;
        for report in reports {
            let mut content: Vec<Span> =
                report.content.iter().filter_map(|piece| passage.span(piece)).collect();
            let source = passage.span(&report.source);
            let Some(cue) = passage.span(&report.cue) else { continue };
            let is_first = report.content.first().is_some_and(|piece| piece.start == tokens.start);
            let mut words = report.words;
            match before {
                Before::OpenQuotation(quote)
                    if is_first
                        && report.kind == QuoteKind::Direct
                        && self.is_same_source(quote, passage, report) =>
                {
                    let draft = &mut self.drafts[quote];
                    draft.fact.content.extend(content);
                    draft.words += words;
                    before = Before::Quotation(quote);
                    continue;
                }
                Before::Pieces(mut pieces, more) if is_first && report.kind == QuoteKind::Direct => {
                    pieces.extend(content);
                    content = pieces;
                    words += more;
                }
                _ => {}
            }
            before = self.push(report.kind, content, source, cue, words);
        }
        let goes_on = passage.stretches_in(tokens).last().is_some_and(|stretch| stretch.marked.goes_on);
        match (before, reports.last()) {
            (Before::Quotation(quote), Some(report)) if report.is_open || goes_on => Before::Quotation(quote),
            _ => Before::Nothing,
        }
    }

    /// Whether a report may go on with a quotation of an earlier paragraph: the same words or a pronoun for the speaker.
    fn is_same_source(&self, quote: usize, passage: &Passage, report: &Report) -> bool {
        let source = passage.span(&report.source).map(|span| span.of(passage.text));
        let before = self.drafts[quote].fact.source.map(|span| span.of(passage.text));
        source.is_none()
            || passage.is(report.source.start, Roles::PRONOUN)
            || before.zip(source).is_some_and(|(before, source)| before.ends_with(source))
    }

    fn push(
        &mut self,
        kind: QuoteKind,
        content: Vec<Span>,
        source: Option<Span>,
        cue: Span,
        words: u32,
    ) -> Before {
        let fact = QuoteFact { kind, content, source, speaker: None, cue: Some(cue), is_sure: false };
        self.drafts.push(Draft { fact, words });
        Before::Quotation(self.drafts.len() - 1)
    }

    /// The quotations in text order, without direct ones that stayed too short.
    fn quotes(self) -> Vec<QuoteFact> {
        let is_kept = |draft: &Draft| draft.fact.kind != QuoteKind::Direct || draft.words >= FEWEST_WORDS;
        let mut quotes: Vec<_> = self.drafts.into_iter().filter(is_kept).map(|draft| draft.fact).collect();
        quotes.sort_by_key(|quote| quote.content.first().map(|piece| piece.start));
        quotes
    }
}

/// Whether a sentence may be about somebody else than the last source: it begins with what can be a name.
fn names_another(passage: &Passage, tokens: &Tokens, last: Option<(Option<Span>, Span)>) -> bool {
    let word = passage.word(tokens.start);
    let source = last.and_then(|(source, _)| source).map_or("", |source| source.of(passage.text));
    passage.is_capital(tokens.start)
        && passage.roles(tokens.start) == Roles::default()
        && !source.contains(word)
}

/// "The mayor added: “We are glad.": who speaks behind a colon, in a mark that nothing closes, and the verb; he goes on in the next marks.
fn opened_in_vain(passage: &Passage, tokens: &Tokens) -> Option<(Tokens, Tokens)> {
    let opens = |at: &usize| passage.is_mark(*at, &['"', '“']) && passage.stretch_at(*at).is_none();
    let mark = tokens.clone().find(opens)?;
    let colon = mark.checked_sub(1).filter(|&at| at > tokens.start && passage.is_mark(at, &[':']))?;
    let (cue, roles) = (tokens.start..colon).rev().find_map(|at| passage.cue(at))?;
    let found = attribution::before_content(passage, &cue, roles, tokens.start, colon)?;
    let is_verb = roles.any(Roles::QUOTE) && !roles.any(Roles::PARTICIPLE);
    is_verb.then_some((found.source, found.cue))
}

/// The sentences, with an attribution joined to the question or exclamation before it: “Why?” Roe asked.
fn merged(passage: &Passage) -> Vec<Tokens> {
    let mut sentences: Vec<Tokens> = Vec::new();
    for tokens in &passage.sentences {
        let joins = tokens.start > 0
            && passage
                .stretch_at(tokens.start - 1)
                .is_some_and(|stretch| is_attributed(passage, stretch, tokens));
        match sentences.last_mut() {
            Some(last) if joins => last.end = tokens.end,
            _ => sentences.push(tokens.clone()),
        }
    }
    sentences
}

/// Whether a sentence attributes the stretch before it. Behind a full stop it must be nothing else: “We won.” Roe said.
fn is_attributed(passage: &Passage, stretch: &Stretch, tokens: &Tokens) -> bool {
    let inner = stretch.marked.inner.of(passage.text).trim_end();
    if attribution::credit(passage, tokens.start, tokens.end).is_some() {
        return true;
    }
    let Some(attribution) = attribution::after_content(passage, tokens.start, tokens.end) else {
        return false;
    };
    let begins_clause = passage.is(attribution.end, Roles::OPENER.with(Roles::PRONOUN))
        || passage.stretch_at(attribution.end).is_some();
    if inner.ends_with(['?', '!', '…', '—', '–', '-', ',']) {
        !begins_clause
    } else {
        attribution.end >= tokens.end || passage.is_mark(attribution.end, &['.'])
    }
}
