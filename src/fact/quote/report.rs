//! Sentence -> reports: what is said in it, in marks or not, with cue and source.
//!
//! In: one sentence of a [`Passage`], marked stretches uncut. Out: its [`Report`]s in order, as token ranges. Method: an
//! attribution behind content wins ("...," Roe said), then each cue with a subject before its content (Roe said that ...);
//! a later cue without a subject of its own ("..., adding that") has that of the cue before it.
//! Not here: joining pieces across sentences (`quote.rs`).

use super::QuoteKind;
use super::attribution::{self, Attribution, after_content, before_content, credit, phrase_after};
use super::lexicon::Roles;
use super::passage::{Passage, Stretch, Tokens};

/// Something said in a sentence.
#[derive(Clone, Debug)]
pub struct Report {
    pub kind: QuoteKind,
    pub content: Vec<Tokens>,
    pub source: Tokens,
    pub cue: Tokens,
    /// Words in marks.
    pub words: u32,
    /// Whether a quotation may go on behind it: it ends in marks, and its attribution stands behind them.
    pub is_open: bool,
}

/// What a sentence holds.
#[derive(Debug, Default)]
pub struct Found {
    pub reports: Vec<Report>,
    /// Whether it is nothing but marked stretches and stops: a quotation that an attribution elsewhere covers.
    pub is_bare: bool,
    /// An attribution at its end whose content is the next paragraph: "Roe said in a statement:".
    pub pending: Option<(Tokens, Tokens)>,
}

/// The fewest words of a direct quotation: what is shorter is a label or a slogan more often than speech.
pub const FEWEST_WORDS: u32 = 5;
/// The fewest words of an indirect report outside marks.
const FEWEST_INDIRECT: usize = 4;
/// The furthest that content may begin behind its cue, in tokens.
const LONGEST_ADJUNCT: usize = 20;
/// The longest attribution between two commas, in tokens.
const LONGEST_INSERTION: usize = 8;
/// The furthest that the next report of a sentence is looked for, in tokens.
const LONGEST_CLAUSE: usize = 120;
/// The longest sentence that is read, in tokens: what is longer is none.
const LONGEST_SENTENCE: usize = 1_000;

/// Reads one sentence.
pub fn read(passage: &Passage, sentence: &Tokens) -> Found {
    let mut found = Found::default();
    // “...” — Jane Roe “...” — John Doe: each has its own.
    let mut start = sentence.start;
    while let Some((report, end)) = credited(passage, start..sentence.end) {
        found.reports.push(report);
        start = end;
    }
    let sentence = &(start..sentence.end);
    if !found.reports.is_empty() && trimmed(passage, sentence.clone()).is_empty() {
        return found;
    }
    let stretches = passage.stretches_in(sentence);
    found.is_bare = !stretches.is_empty() && words_outside(passage, sentence) == 0;
    if found.is_bare || sentence.len() > LONGEST_SENTENCE {
        return found;
    }
    let mut from = sentence.start;
    let mut inherited = None;
    if let Some((report, end)) = leading_source(passage, sentence).or_else(|| trailing(passage, sentence)) {
        inherited = Some(report.source.clone());
        from = end;
        found.reports.push(report);
    } else if let Some(report) = script(passage, sentence).or_else(|| viewpoint(passage, sentence)) {
        found.reports.push(report);
        return found;
    }
    leading(passage, from..sentence.end, sentence.start, inherited, &mut found);
    found.pending = found.pending.or_else(|| announced(passage, sentence));
    found
}

/// "Roe issued the following statement:" at the end of the paragraph: a document before the colon, its author the subject.
fn announced(passage: &Passage, sentence: &Tokens) -> Option<(Tokens, Tokens)> {
    let colon =
        sentence.end.checked_sub(1).filter(|&at| at + 1 == passage.tokens.len() && at > sentence.start)?;
    let noun = colon - 1;
    if !passage.is_mark(colon, &[':', '：']) || !passage.is(noun, Roles::DOCUMENT) {
        return None;
    }
    let source = main_subject(passage, sentence.start, noun)?;
    Some((source, noun..colon))
}

/// A quotation at the start with a credit behind it, and where the next one may begin.
fn credited(passage: &Passage, range: Tokens) -> Option<(Report, usize)> {
    let stretch = passage.stretches_in(&range).first()?;
    let is_first = trimmed(passage, range.start..stretch.tokens.end).start == stretch.tokens.start;
    let attribution = credit(passage, stretch.tokens.end, range.end).filter(|_| is_first)?;
    let end = attribution.end;
    let report = report(passage, vec![stretch.tokens.clone()], attribution)?;
    Some((Report { is_open: false, ..report }, end))
}

/// "According to Roe, ...".
fn leading_source(passage: &Passage, sentence: &Tokens) -> Option<(Report, usize)> {
    let mut start = sentence.start;
    while passage.is(start, Roles::CONJUNCTION.with(Roles::ADVERB)) && start < sentence.end {
        start += 1;
    }
    if let Some(report) = postposed(passage, start, sentence) {
        return Some((report, sentence.end));
    }
    let (cue, roles) = passage.cue(start).filter(|(_, roles)| roles.any(Roles::SOURCE))?;
    let attribution = before_content(passage, &cue, roles, sentence.start, sentence.end)?;
    let comma = (attribution.end..sentence.end.min(attribution.end + LONGEST_ADJUNCT))
        .find(|&at| passage.is_mark(at, &[',', ':', '،']));
    // "Laut Roe bleibt ...": where the verb comes second no comma stands between.
    let start = comma.or(roles.any(Roles::INVERTS).then_some(attribution.end))?;
    Some((report(passage, pieces(passage, start..sentence.end), attribution)?, sentence.end))
}

/// "Dem Ministerium zufolge ...".
fn postposed(passage: &Passage, start: usize, sentence: &Tokens) -> Option<Report> {
    let (cue, roles) = (start..sentence.end.min(start + LONGEST_ADJUNCT))
        .filter_map(|at| passage.cue(at))
        .find(|(_, roles)| roles.any(Roles::POSTPOSED))?;
    let source =
        attribution::phrase_before(passage, cue.start, start).filter(|source| source.start == start)?;
    let content = trimmed(passage, cue.end..sentence.end);
    let roles = roles.with(Roles::SOURCE);
    report(passage, vec![content], Attribution { source, end: cue.end, cue, roles })
}

/// "..., Roe said": content, then its attribution. Returns where the sentence goes on.
fn trailing(passage: &Passage, sentence: &Tokens) -> Option<(Report, usize)> {
    for stretch in passage.stretches_in(sentence) {
        let edge = stretch.tokens.end;
        if !is_detached(passage, stretch) {
            continue;
        }
        let attribution =
            after_content(passage, edge, sentence.end).or_else(|| credit(passage, edge, sentence.end));
        let Some(attribution) = attribution else { continue };
        // What stands before a colon leads in: "Roe scolded him: “...,” she said."
        let is_led =
            stretch.tokens.start > sentence.start && passage.is_mark(stretch.tokens.start - 1, &[':']);
        let start = if is_led { stretch.tokens.start } else { sentence.start };
        let mut pieces = pieces(passage, start..edge);
        // "On the show “Lamps,” Roe said it was late": the content is behind the cue.
        let is_whole =
            passage.stretch_at(pieces[0].start).is_some_and(|first| first.tokens.start == pieces[0].start);
        let is_cut =
            passage.is_mark(attribution.end, &[',']) && passage.stretch_at(attribution.end + 1).is_some();
        if !is_whole
            && !attribution::agrees(passage, &attribution.source, attribution.roles, attribution.cue.start)
        {
            continue;
        }
        if !is_whole && !is_cut && !ends(passage, attribution.end, sentence.end) {
            continue;
        }
        // "Roe said it was “too late for us.” said Berg": behind a full stop the first one's words are over.
        let is_over = stretch.marked.inner.of(passage.text).trim_end().ends_with('.');
        if !is_whole && is_over && tells_of_another(passage, pieces[0].start..stretch.tokens.start) {
            continue;
        }
        let mut end = attribution.end;
        if let Some(next) = passage.stretches_in(&(attribution.end..sentence.end)).first()
            && continues(passage, &attribution, stretch, next)
        {
            pieces.push(next.tokens.clone());
            end = next.tokens.end;
        }
        let report = Report { is_open: true, ..report(passage, pieces, attribution)? };
        return Some((report, end));
    }
    clause_attribution(passage, sentence)
}

/// Whether words before a stretch in marks say who said it.
fn tells_of_another(passage: &Passage, lead: Tokens) -> bool {
    lead.clone().any(|at| {
        passage.cue(at).is_some_and(|(cue, roles)| {
            roles.any(Roles::QUOTE)
                && !roles.any(Roles::PARTICIPLE.with(Roles::SOURCE))
                && before_content(passage, &cue, roles, lead.start, lead.end)
                    .is_some_and(|found| found.source.end <= cue.start)
        })
    })
}

/// An attribution behind a comma in running text: "..., officials said." and "..., officials said, ...".
fn clause_attribution(passage: &Passage, sentence: &Tokens) -> Option<(Report, usize)> {
    let lowest = sentence.start.max(sentence.end.saturating_sub(LONGEST_CLAUSE));
    let commas = (lowest..sentence.end).rev().filter(|&at| passage.is_mark(at, &[',', '،', '，']));
    for comma in commas {
        let Some(attribution) = after_content(passage, comma, sentence.end) else { continue };
        let (comma, attribution) = described(passage, sentence, comma, attribution);
        let Attribution { source, cue, roles, end } = &attribution;
        let is_relative = (source.end..cue.start).any(|at| passage.is(at, Roles::RELATIVE));
        let is_source = roles.any(Roles::SOURCE);
        let fits = is_source
            || attribution::names_speaker(passage, source)
                && attribution::agrees(passage, source, *roles, cue.start)
                && !is_relative;
        let behind = trimmed(passage, *end..sentence.end);
        // "..., said Roe, a farmer" is no insertion, nor is the rule noted in "Roe, a farmer, noted the rule".
        let is_inverted = cue.start < source.start;
        let names_document =
            source.end > 0 && passage.is(source.end - 1, Roles::DOCUMENT) && !roles.any(Roles::SOURCE);
        if is_inverted && !source.is_empty() && names_document {
            continue;
        }
        let is_inserted = passage.is_mark(*end, &[','])
            && !is_inverted
            && end - comma <= LONGEST_INSERTION
            && behind.len() >= FEWEST_INDIRECT
            && !passage.is(behind.start, Roles::PARTICIPLE.with(Roles::RELATIVE))
            && !has_cue(passage, behind.start..sentence.end.min(behind.start + 3));
        // "..., according to a count that Roe published": nothing but the source stands behind.
        let is_over = ends(passage, *end, sentence.end)
            || (is_source && passage.stretches_in(&(*end..sentence.end)).is_empty());
        if !fits || !(is_inserted || is_over) {
            continue;
        }
        let before = trimmed(passage, sentence.start..comma);
        // "Rep. Ada Lind, R-NY" says nothing.
        let is_clause = before.len() >= FEWEST_INDIRECT
            && before.clone().any(|at| passage.is_word(at) && !passage.is_capital(at))
            && !passage.is(before.start, Roles::PREPOSITION.with(Roles::RELATIVE))
            && !has_subordinator(passage, before.start);
        let content = match (is_inserted, is_clause) {
            (true, _) if !before.is_empty() => vec![before, behind],
            (false, true) => vec![before],
            _ => return None,
        };
        return Some((report(passage, content, attribution)?, sentence.end));
    }
    trailing_source(passage, sentence)
}

/// "... according to the ministry": the source at the end, no comma before it.
fn trailing_source(passage: &Passage, sentence: &Tokens) -> Option<(Report, usize)> {
    let lowest = sentence.start.max(sentence.end.saturating_sub(LONGEST_CLAUSE));
    let (cue, roles) = (lowest + FEWEST_INDIRECT..sentence.end)
        .rev()
        .filter_map(|at| passage.cue(at))
        .find(|(cue, roles)| roles.any(Roles::SOURCE) && cue.start > lowest)?;
    let source = phrase_after(passage, cue.end, sentence.end)?;
    let is_marked = !passage.stretches_in(&(cue.start..sentence.end)).is_empty();
    let before = trimmed(passage, sentence.start..cue.start);
    if is_marked || before.len() < FEWEST_INDIRECT || has_subordinator(passage, before.start) {
        return None;
    }
    let attribution = Attribution { end: source.end, source, cue, roles };
    Some((report(passage, vec![before], attribution)?, sentence.end))
}

/// "..., a spokeswoman, Tuva Lindgren, said": a noun before the name belongs to the attribution, not to the content.
fn described(
    passage: &Passage,
    sentence: &Tokens,
    comma: usize,
    attribution: Attribution,
) -> (usize, Attribution) {
    let name = &attribution.source;
    let is_name = name.start == comma + 1
        && name.clone().all(|at| passage.is_capital(at) || passage.mark(at).is_some())
        && passage.is_mark(name.end, &[',']);
    let lowest = sentence.start.max(comma.saturating_sub(LONGEST_ADJUNCT));
    let before = (lowest..comma).rev().find(|&at| passage.is_mark(at, &[',', '،', '，']));
    let Some(before) = before.filter(|_| is_name) else { return (comma, attribution) };
    let wider = after_content(passage, before, sentence.end).filter(|wider| {
        let is_noun = passage.is(wider.source.start, Roles::DETERMINER)
            && attribution::names_speaker(passage, &wider.source);
        wider.cue == attribution.cue && wider.source.end == comma && is_noun
    });
    wider.map_or((comma, attribution), |wider| (before, wider))
}

/// Whether a stretch behind an attribution goes on with what was said before it: "...," Roe said, "...".
fn continues(passage: &Passage, attribution: &Attribution, before: &Stretch, next: &Stretch) -> bool {
    let lead = next.tokens.start - 1;
    let is_led =
        passage.is_mark(lead, &[',', ':', '،', '—', '–', '-', '.']) || passage.is(lead, Roles::CONJUNCTION);
    let between = attribution.end..next.tokens.start;
    let is_cut_off = before.marked.inner.of(passage.text).trim_end().ends_with([',', '—', '–', '-'])
        && next.marked.inner.of(passage.text).trim_start().starts_with(char::is_lowercase);
    let has_verb = between.clone().any(|at| {
        passage
            .cue(at)
            .is_some_and(|(_, roles)| !is_cut_off || roles.any(Roles::QUOTE.with(Roles::THAT_CLAUSE)))
    });
    is_led && !has_verb
}

fn has_subordinator(passage: &Passage, at: usize) -> bool {
    passage.is(at, Roles::CONJUNCTION)
        && !matches!(passage.word(at).to_lowercase().as_str(), "and" | "but" | "so" | "yet" | "or")
}

/// Whether from `at` on there is at most an adjunct: "in a statement on Monday."
fn ends(passage: &Passage, at: usize, end: usize) -> bool {
    let is_over = |at: usize| at >= end || passage.is_mark(at, &['.', '!', '?', ';', '—', '–', ')']);
    let goes_on = passage.is_mark(at, &[','])
        && (passage.is(at + 1, Roles::PARTICIPLE) || passage.word(at + 1).ends_with("ing"));
    if is_over(at) || goes_on {
        return true;
    }
    if !passage.is(at, Roles::PREPOSITION.with(Roles::JOINING).with(Roles::TIME).with(Roles::ADVERB))
        && !passage.is_mark(at, &[','])
    {
        return false;
    }
    !(at..end).any(|at| {
        passage.is(at, Roles::OPENER)
            || passage.stretch_at(at).is_some()
            || passage.cue(at).is_some_and(|(_, roles)| !roles.any(Roles::PARTICIPLE))
    })
}

/// Whether the words in marks end like speech: with a stop, or with a comma or dash around the closing mark.
fn is_detached(passage: &Passage, stretch: &Stretch) -> bool {
    let inner = stretch.marked.inner.of(passage.text).trim_end();
    inner.ends_with([',', '.', '!', '?', '…', '—', '–', '-', '，', '。', '、', '»', '’', '\'', ')'])
        || passage.is_mark(stretch.tokens.end, &[',', '—', '–', '―', '-', '،', '，'])
}

/// "ROE: “...”": a short name, a colon, and words in marks.
fn script(passage: &Passage, sentence: &Tokens) -> Option<Report> {
    let first = passage.stretches_in(sentence).first()?;
    let colon = first.tokens.start.checked_sub(1).filter(|&at| passage.is_mark(at, &[':', '：']))?;
    let source = phrase_after(passage, sentence.start, colon)?;
    let is_name = passage.is_capital(source.end - 1) || passage.is(source.end - 1, Roles::PERSON);
    let has_cue = has_cue(passage, sentence.start..colon);
    let is_alone =
        source.end == colon || (passage.is_mark(source.end, &['(']) && passage.is_mark(colon - 1, &[')']));
    if !is_alone || !is_name || has_cue || first.words < FEWEST_WORDS {
        return None;
    }
    let content = passage.stretches_in(sentence).iter().map(|stretch| stretch.tokens.clone()).collect();
    let words = passage.stretches_in(sentence).iter().map(|stretch| stretch.words).sum();
    Some(Report { kind: QuoteKind::Direct, content, source, cue: colon..colon + 1, words, is_open: true })
}

/// "For the mayor, Anna Berg, it is simple: “...”": an office with its holder's name, and nobody else before the colon.
fn viewpoint(passage: &Passage, sentence: &Tokens) -> Option<Report> {
    let first = passage.stretches_in(sentence).first()?;
    let colon = first.tokens.start.checked_sub(1).filter(|&at| passage.is_mark(at, &[':', '：']))?;
    let start = sentence.start + 1;
    if !passage.is(sentence.start, Roles::VIEWPOINT) || colon.saturating_sub(start) > LONGEST_ADJUNCT {
        return None;
    }
    let source = phrase_after(passage, start, colon)?;
    let mut end = source.end;
    if passage.is_mark(end, &[',']) && passage.is_capital(end + 1) {
        end = phrase_after(passage, end + 1, colon)?.end;
    }
    let is_one_person = (start..end).any(|at| passage.is(at, Roles::PERSON))
        && (start..end).any(|at| passage.is_capital(at) && !passage.is(at, Roles::PERSON))
        && !(start..end).any(|at| passage.is(at, Roles::CONJUNCTION));
    // Whoever or whatever else is named there may have said or written it.
    let speaks = Roles::PERSON
        .with(Roles::DOCUMENT)
        .with(Roles::MASCULINE)
        .with(Roles::FEMININE)
        .with(Roles::PLURAL)
        .with(Roles::FIRST);
    let names_another = (end..colon).any(|at| {
        let is_noun = passage.is(at - 1, Roles::DETERMINER) && !passage.is_capital(at + 1);
        passage.is(at, speaks) || (passage.is_capital(at) && !is_noun)
    });
    if !is_one_person || names_another || has_cue(passage, end..colon) || first.words < FEWEST_WORDS {
        return None;
    }
    let content = vec![first.tokens.clone()];
    let cue = colon..colon + 1;
    Some(Report { kind: QuoteKind::Direct, content, source, cue, words: first.words, is_open: true })
}

fn has_cue(passage: &Passage, range: Tokens) -> bool {
    range.into_iter().any(|at| passage.cue(at).is_some())
}

/// Each cue before its content.
fn leading(passage: &Passage, range: Tokens, floor: usize, inherited: Option<Tokens>, found: &mut Found) {
    let mut inherited = inherited;
    let mut at = range.start;
    while at < range.end {
        let Some((cue, roles)) = passage.cue(at) else {
            at += 1;
            continue;
        };
        at = cue.end;
        let attribution =
            before_content(passage, &cue, roles, floor.max(range.start.min(cue.start)), range.end)
                .or_else(|| elided(passage, &cue, roles, floor..range.end, inherited.as_ref()));
        let Some(attribution) = attribution else { continue };
        let mut end = content_end(passage, attribution.end, range.end);
        if attribution.source.start > cue.end {
            end = end.min(attribution.source.start);
        }
        if let Some(colon) = pending(passage, attribution.end, end) {
            found.pending = Some((attribution.source.clone(), attribution.cue.clone()));
            at = colon + 1;
            continue;
        }
        let source = attribution.source.clone();
        if let Some(report) = content(passage, attribution, end) {
            at = report.content.last().map_or(end, |piece| piece.end).max(at);
            found.reports.push(report);
            inherited = Some(source);
        }
    }
}

/// A cue without a subject of its own: "..., adding that", "... and warned".
fn elided(
    passage: &Passage,
    cue: &Tokens,
    roles: Roles,
    bounds: Tokens,
    inherited: Option<&Tokens>,
) -> Option<Attribution> {
    let floor = bounds.start;
    if attribution::is_governed(passage, cue.start) || (passage.is_capital(cue.start) && cue.start > floor) {
        return None;
    }
    if roles.any(Roles::PARTICIPLE) && opens_sentence(passage, cue.start, floor) {
        return opening_participle(passage, cue, roles, bounds.end);
    }
    let before = cue.start.checked_sub(1).filter(|&before| before >= floor)?;
    let before = (floor..=before).rev().find(|&at| !passage.is(at, Roles::ADVERB))?;
    let is_beside = roles.any(Roles::PARTICIPLE) && passage.is(before, Roles::SETS);
    let follows = passage.is_mark(before, &[',', '—', '–'])
        || is_beside
        || (passage.is(before, Roles::CONJUNCTION) && !has_subordinator(passage, before));
    if !follows {
        return None;
    }
    let source = match inherited {
        Some(source) => source.clone(),
        None if roles.any(Roles::PARTICIPLE) || passage.is(before, Roles::CONJUNCTION) => {
            main_subject(passage, floor, cue.start)?
        }
        None => return None,
    };
    Some(Attribution { source, cue: cue.clone(), roles, end: cue.end })
}

fn opens_sentence(passage: &Passage, cue: usize, floor: usize) -> bool {
    (floor..cue).all(|at| passage.is(at, Roles::CONJUNCTION.with(Roles::PREPOSITION).with(Roles::ADVERB)))
        && cue < floor + 3
}

/// "After saying it was a “farce,” Roe left": the subject stands behind the content.
fn opening_participle(passage: &Passage, cue: &Tokens, roles: Roles, end: usize) -> Option<Attribution> {
    let comma = (cue.end..end.min(cue.end + LONGEST_ADJUNCT * 2)).find(|&at| {
        let closes = passage.stretch_at(at).is_some_and(|stretch| {
            stretch.tokens.end == at + 1 && stretch.marked.inner.of(passage.text).trim_end().ends_with(',')
        });
        closes || passage.is_mark(at, &[','])
    })?;
    let source = phrase_after(passage, comma + 1, end)?;
    Some(Attribution { source, cue: cue.clone(), roles, end: cue.end })
}

/// The subject of the main clause that begins at `floor`.
fn main_subject(passage: &Passage, floor: usize, end: usize) -> Option<Tokens> {
    let mut at = floor;
    // "In Ghent on Monday, Roe ..."
    if passage.is(at, Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION)) {
        at = (at..end).find(|&at| passage.is_mark(at, &[',']))? + 1;
    }
    let phrase = phrase_after(passage, at, end)?;
    let names = passage.is_capital(phrase.end - 1)
        || passage.is(phrase.start, Roles::PRONOUN)
        || passage.is(phrase.end - 1, Roles::PERSON);
    (names && phrase.end < end).then_some(phrase)
}

/// The colon that ends the sentence and the paragraph with it, only an adjunct before it.
fn pending(passage: &Passage, from: usize, end: usize) -> Option<usize> {
    let last = passage.tokens.len().checked_sub(1)?;
    if passage.is(from, Roles::INFINITIVE) {
        return None;
    }
    (last >= from && last < end && end - from <= LONGEST_ADJUNCT && passage.is_mark(last, &[':', '：']))
        .then_some(last)
}

/// Where content that begins at `from` ends: the sentence's end, or where the next report begins.
fn content_end(passage: &Passage, from: usize, end: usize) -> usize {
    for at in from + 1..end.min(from + LONGEST_CLAUSE) {
        let Some((cue, roles)) = passage.cue(at) else { continue };
        let mut before = at - 1;
        while before > from && passage.is(before, Roles::ADVERB) {
            before -= 1;
        }
        let is_comma = |at: usize| passage.is_mark(at, &[',', '—', '–', ';']);
        let is_stop = |at: usize| {
            is_comma(at) || passage.stretch_at(at).is_some_and(|stretch| is_detached(passage, stretch))
        };
        // "..., while stressing that": so does one who sets something beside it.
        let is_beside = roles.any(Roles::PARTICIPLE) && passage.is(before, Roles::SETS);
        if is_beside && before > from + 1 && is_stop(before - 1) {
            return before - usize::from(is_comma(before - 1));
        }
        // "Roe said it was “late.” said Berg": what stands behind the marks is another's.
        if passage.stretch_at(before).is_some_and(|stretch| is_detached(passage, stretch))
            && roles.any(Roles::QUOTE)
            && !roles.any(Roles::PARTICIPLE)
            && phrase_after(passage, cue.end, end).is_some_and(|source| ends(passage, source.end, end))
        {
            return before + 1;
        }
        // "..., adding that": the same speaker goes on.
        if is_stop(before) && before > from && roles.any(Roles::PARTICIPLE.with(Roles::SOURCE)) {
            return before + usize::from(!is_comma(before));
        }
        if attribution::is_governed(passage, at) {
            continue;
        }
        if roles.any(Roles::PARTICIPLE) {
            let is_led = passage.is_mark(cue.end, &[',', ':']) || passage.is(cue.end, Roles::OPENER);
            if is_led && passage.is(before, Roles::CONJUNCTION) && before > from + 1 {
                return before;
            }
            continue;
        }
        // "... and warned that".
        let joins = |at: usize| passage.is(at, Roles::CONJUNCTION) && !has_subordinator(passage, at);
        if joins(before) && before > from + 1 && !passage.is_capital(at) {
            return before;
        }
        // "..., but Roe replied that": a subject of its own behind a comma.
        let Some(subject) = attribution::subject_before(passage, &cue, from) else { continue };
        let lead = subject.start.wrapping_sub(1);
        let is_own = subject.start > from + 1
            && (is_stop(lead) || (joins(lead) && lead > from + 1 && is_stop(lead - 1)));
        let has_content = roles.any(Roles::QUOTE.with(Roles::LABEL)) && !ends(passage, cue.end, end);
        if is_own && has_content {
            return subject.start - usize::from(joins(lead));
        }
    }
    end
}

/// The content that belongs to a cue before it.
fn content(passage: &Passage, attribution: Attribution, end: usize) -> Option<Report> {
    let roles = attribution.roles;
    let mut from = attribution.end;
    // "promised to build", "asked the council to build"
    let is_deed = |at: usize| {
        passage.is(at, Roles::INFINITIVE)
            && passage.is_word(at + 1)
            && !passage.is(at + 1, Roles::DETERMINER)
            && !passage.is_capital(at + 1)
    };
    if roles.any(Roles::PROMISE) && is_deed(from) {
        return report(passage, vec![trimmed(passage, from..end)], attribution);
    }
    if roles.any(Roles::LISTENER)
        && let Some(listener) = listener(passage, from, end)
    {
        if roles.any(Roles::THAT_CLAUSE.with(Roles::BARE_CLAUSE)) && is_deed(listener) {
            return report(passage, vec![trimmed(passage, from..end)], attribution);
        }
        from = listener;
    }
    let is_label = roles.any(Roles::LABEL) && !roles.any(Roles::QUOTE);
    let end = if is_label { label_end(passage, from, end) } else { end };
    // German sets a comma before a reported clause.
    let has_comma = roles.any(Roles::INVERTS) && passage.is_mark(from, &[',']) && passage.is_word(from + 1);
    from += usize::from(has_comma);
    let mut at = from;
    while at < end.min(from + LONGEST_ADJUNCT) {
        if let Some(stretch) = passage.stretch_at(at) {
            let is_led = at == from || passage.is_mark(at - 1, &[',', ':', '،', '：']);
            if is_led || (roles.any(Roles::QUOTE) && is_whole(passage, stretch) && is_adjunct(passage, from))
            {
                return report(passage, pieces(passage, at..end), attribution);
            }
            break;
        }
        // "concluded in that case that": the first belongs to the case.
        let is_pointer = at > from
            && passage.is(at - 1, Roles::PREPOSITION.with(Roles::JOINING))
            && (at + 2..end.min(at + 4)).any(|next| passage.is(next, Roles::OPENER));
        let opens = passage.is(at, Roles::OPENER)
            && !is_pointer
            && !passage.is_capital(at)
            && passage.is_word(at + 1);
        if opens && (at == from || is_adjunct(passage, from)) {
            return report(passage, vec![trimmed(passage, at..end)], attribution);
        }
        if at > from && passage.cue(at).is_some() {
            break;
        }
        at += 1;
    }
    // "agreed to the plan"
    if passage.is(from, Roles::INFINITIVE) && passage.is(from + 1, Roles::DETERMINER) {
        return None;
    }
    let content = trimmed(passage, from..end);
    let stretches = passage.stretches_in(&content);
    let has_marks = !stretches.is_empty();
    // "added the sign which reads “...”": it is the sign that says so.
    if stretches.first().is_some_and(|first| is_read_out(passage, from..first.tokens.start)) {
        return None;
    }
    // "said on Tuesday the bridge was safe" has its day before the clause.
    let clause = (from..end).find(|&at| !passage.is(at, Roles::TIME)).unwrap_or(from);
    let stands_behind = attribution.source.start >= attribution.cue.end;
    let is_bare = roles.any(Roles::BARE_CLAUSE)
        && (is_clause_start(passage, clause)
            || (!stands_behind && opens_clause(passage, clause..end, roles)));
    let content = if is_bare && !has_marks { trimmed(passage, clause..end) } else { content };
    if has_marks
        && roles.any(Roles::BARE_CLAUSE.with(Roles::LABEL).with(Roles::THAT_CLAUSE).with(Roles::LISTENER))
        || is_bare
    {
        return report(passage, vec![content], attribution);
    }
    None
}

/// Whether words that lead to a stretch in marks end with a relative and its verb of saying.
fn is_read_out(passage: &Passage, lead: Tokens) -> bool {
    let cue = lead.clone().rev().find(|&at| !passage.is_mark(at, &[',', ':']));
    cue.is_some_and(|cue| {
        cue > lead.start && passage.cue(cue).is_some() && passage.is(cue - 1, Roles::RELATIVE)
    })
}

/// Where the content of a label ends: at the words in marks, and those joined to them ("a “farce” and a “fraud”").
fn label_end(passage: &Passage, from: usize, end: usize) -> usize {
    let mut last: Option<usize> = None;
    for stretch in passage.stretches_in(&(from..end)) {
        let is_near = last.is_none_or(|last| {
            stretch.tokens.start - last <= 4
                && (last..stretch.tokens.start).all(|at| {
                    passage.is(at, Roles::CONJUNCTION.with(Roles::DETERMINER))
                        || passage.is_mark(at, &[','])
                        || passage.is_word(at)
                })
        });
        if !is_near {
            break;
        }
        last = Some(stretch.tokens.end);
    }
    last.unwrap_or(end)
}

/// Whether a clause begins here that no "that" opens: a subject, then something behind it.
fn is_clause_start(passage: &Passage, at: usize) -> bool {
    phrase_after(passage, at, at + 12).is_some_and(|phrase| {
        let next = phrase.end;
        passage.is(phrase.start, Roles::PRONOUN) || passage.is(next, Roles::AUXILIARY.with(Roles::PASSIVE))
    })
}

/// Whether a subject stands here and a finite verb behind it, before anything else opens: "the old bridge over the Lind was".
/// Behind "said" no noun stands alone, so that a subject is enough.
fn opens_clause(passage: &Passage, range: Tokens, roles: Roles) -> bool {
    let names = passage.is_capital(range.start)
        || passage.is(range.start, Roles::DETERMINER.with(Roles::PRONOUN))
        || passage.word(range.start).ends_with('s');
    // "said the only way"
    if roles.any(Roles::CLAUSE) && passage.is(range.start, Roles::DETERMINER) {
        return true;
    }
    let Some(phrase) = phrase_after(passage, range.start, range.end) else { return false };
    if roles.any(Roles::CLAUSE) {
        return names;
    }
    for at in phrase.start + 1..range.end.min(phrase.start + LONGEST_ADJUNCT) {
        if passage.is(at, Roles::AUXILIARY.with(Roles::PASSIVE)) {
            return names;
        }
        if !passage.is_word(at) || passage.is(at, Roles::OPENER.with(Roles::RELATIVE).with(Roles::INFINITIVE))
        {
            return false;
        }
    }
    false
}

/// One past the listener behind "told": "reporters", "the paper".
fn listener(passage: &Passage, from: usize, end: usize) -> Option<usize> {
    if passage.is_word(from)
        && matches!(passage.word(from), "him" | "me" | "them" | "us" | "you" | "her" | "it")
        && !passage.is_word(from + 1)
    {
        return Some(from + 1);
    }
    if passage.is_word(from) && matches!(passage.word(from), "him" | "me" | "them" | "us" | "you") {
        return Some(from + 1);
    }
    phrase_after(passage, from, end).map(|phrase| phrase.end)
}

fn is_adjunct(passage: &Passage, at: usize) -> bool {
    if passage.is(at, Roles::INFINITIVE) {
        return false;
    }
    passage.is(
        at,
        Roles::PREPOSITION
            .with(Roles::JOINING)
            .with(Roles::TIME)
            .with(Roles::ADVERB)
            .with(Roles::CONJUNCTION),
    ) || passage.is_mark(at, &[','])
}

/// Whether the words in marks are a sentence by their look: a capital at the start, and enough of them.
fn is_whole(passage: &Passage, stretch: &Stretch) -> bool {
    let inner = stretch.marked.inner.of(passage.text).trim_start();
    stretch.words >= FEWEST_WORDS && inner.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// The content of a range: its marked stretches when nothing else stands there, else the whole as one piece.
fn pieces(passage: &Passage, range: Tokens) -> Vec<Tokens> {
    let range = trimmed(passage, range);
    let stretches = passage.stretches_in(&range);
    let outside: Vec<usize> = range
        .clone()
        .filter(|&at| passage.is_word(at))
        .filter(|&at| !passage.is(at, Roles::CONJUNCTION))
        .collect();
    if !stretches.is_empty() && outside.is_empty() {
        return stretches.iter().map(|stretch| stretch.tokens.clone()).collect();
    }
    vec![range]
}

fn words_outside(passage: &Passage, range: &Tokens) -> usize {
    range.clone().filter(|&at| passage.is_word(at)).count()
}

/// Without stops, commas and colons at its ends.
fn trimmed(passage: &Passage, range: Tokens) -> Tokens {
    let (mut start, mut end) = (range.start, range.end);
    while start < end
        && passage.mark(start).is_some_and(|mark| !matches!(mark, '(' | '[' | '$' | '€' | '£' | '#' | '@'))
    {
        start += 1;
    }
    while end > start && passage.mark(end - 1).is_some_and(|mark| !matches!(mark, ')' | ']' | '%')) {
        end -= 1;
    }
    start..end
}

/// The report of an attribution, or `None` where content and cue do not make one.
fn report(passage: &Passage, content: Vec<Tokens>, attribution: Attribution) -> Option<Report> {
    let Attribution { source, cue, roles, .. } = attribution;
    if content.is_empty() || content.iter().any(|piece| piece.is_empty()) {
        return None;
    }
    let words: u32 =
        content.iter().flat_map(|piece| passage.stretches_in(piece)).map(|stretch| stretch.words).sum();
    let outside: usize = content.iter().map(|piece| words_outside(passage, piece)).sum();
    // "praised the film “The Long Way Home”"
    let is_titled = content
        .iter()
        .flat_map(|piece| passage.stretches_in(piece))
        .all(|stretch| is_title(passage, stretch));
    if words > 0 && is_titled && !roles.any(Roles::QUOTE.with(Roles::SOURCE)) {
        return None;
    }
    let kind = match (words, outside) {
        (_, 0) if roles.any(Roles::QUOTE.with(Roles::SOURCE)) => QuoteKind::Direct,
        (_, 0) if words < FEWEST_WORDS => return None,
        (0, _) if outside < FEWEST_INDIRECT => return None,
        (0, _) => QuoteKind::Indirect,
        _ => QuoteKind::Mixed,
    };
    // What the writer says outside marks is no report.
    let is_writer = passage.is(source.start, Roles::FIRST);
    if kind == QuoteKind::Indirect && is_writer {
        return None;
    }
    if kind == QuoteKind::Indirect
        && !roles.any(Roles::THAT_CLAUSE.with(Roles::BARE_CLAUSE).with(Roles::SOURCE).with(Roles::LISTENER))
    {
        return None;
    }
    Some(Report { kind, content, source, cue, words, is_open: kind == QuoteKind::Direct })
}

/// Whether every long word in marks begins with a capital, and there are two or more: a title.
fn is_title(passage: &Passage, stretch: &Stretch) -> bool {
    let inner = stretch.marked.inner.of(passage.text);
    let long = || inner.split_whitespace().filter(|word| word.chars().count() > 3);
    let is_capital =
        |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    stretch.words >= 2 && long().next().is_some() && long().all(is_capital)
}
