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

/// Reads one sentence.
pub fn read(passage: &Passage, sentence: &Tokens) -> Found {
    let mut found = Found::default();
    let stretches = passage.stretches_in(sentence);
    found.is_bare = !stretches.is_empty() && words_outside(passage, sentence) == 0;
    if found.is_bare {
        return found;
    }
    let mut from = sentence.start;
    let mut inherited = None;
    if let Some((report, end)) = leading_source(passage, sentence).or_else(|| trailing(passage, sentence)) {
        inherited = Some(report.source.clone());
        from = end;
        found.reports.push(report);
    } else if let Some(report) = script(passage, sentence) {
        found.reports.push(report);
        return found;
    }
    leading(passage, from..sentence.end, sentence.start, inherited, &mut found);
    found
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
        let mut pieces = pieces(passage, sentence.start..edge);
        let mut end = attribution.end;
        if let Some(next) = passage.stretches_in(&(attribution.end..sentence.end)).first()
            && continues(passage, &attribution, stretch, next)
        {
            pieces.push(next.tokens.clone());
            end = next.tokens.end;
        }
        let report = report(passage, pieces, attribution)?;
        return Some((report, end));
    }
    // Without marks at its end: "..., officials said." and nothing but an adjunct behind it.
    let comma = (sentence.start..sentence.end).rev().find(|&comma| {
        passage.is_mark(comma, &[',', '،', '，'])
            && after_content(passage, comma, sentence.end)
                .is_some_and(|attribution| ends(passage, attribution.end, sentence.end))
    })?;
    let attribution = after_content(passage, comma, sentence.end)?;
    let content = trimmed(passage, sentence.start..comma);
    let is_clause = content.len() >= FEWEST_INDIRECT
        && !passage.is(content.start, Roles::PREPOSITION.with(Roles::RELATIVE))
        && !has_subordinator(passage, content.start);
    if !is_clause {
        return None;
    }
    Some((report(passage, vec![content], attribution)?, sentence.end))
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
    if is_over(at) {
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
    if source.end + 1 < colon || !is_name || has_cue || first.words < FEWEST_WORDS {
        return None;
    }
    let content = passage.stretches_in(sentence).iter().map(|stretch| stretch.tokens.clone()).collect();
    let words = passage.stretches_in(sentence).iter().map(|stretch| stretch.words).sum();
    Some(Report { kind: QuoteKind::Direct, content, source, cue: colon..colon + 1, words })
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
                .or_else(|| elided(passage, &cue, roles, floor, inherited.as_ref()));
        let Some(attribution) = attribution else { continue };
        let end = content_end(passage, attribution.end, range.end);
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
    floor: usize,
    inherited: Option<&Tokens>,
) -> Option<Attribution> {
    if attribution::is_governed(passage, cue.start) || passage.is_capital(cue.start) {
        return None;
    }
    let before = cue.start.checked_sub(1).filter(|&before| before >= floor)?;
    let before = (floor..=before).rev().find(|&at| !passage.is(at, Roles::ADVERB))?;
    let follows = passage.is_mark(before, &[',', '—', '–'])
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

/// Where content that begins at `from` ends: the sentence's end, or the next cue that has no subject of its own.
fn content_end(passage: &Passage, from: usize, end: usize) -> usize {
    for at in from + 1..end {
        let Some((_, roles)) = passage.cue(at) else { continue };
        let before = at - 1;
        // "..., and Roe replied: “...”" has content of its own.
        if roles.any(Roles::QUOTE)
            && let Some((cue, _)) = passage.cue(at)
            && passage.is_mark(cue.end, &[',', ':'])
            && passage.stretch_at(cue.end + 1).is_some_and(|stretch| stretch.tokens.start == cue.end + 1)
            && let Some(subject) = attribution::subject_before(passage, &cue, from)
            && subject.start > from + 1
        {
            return subject.start;
        }
        if passage.is_mark(before, &[',', '—', '–'])
            && roles.any(Roles::PARTICIPLE.with(Roles::SOURCE))
            && before > from
        {
            return before;
        }
    }
    end
}

/// The content that belongs to a cue before it.
fn content(passage: &Passage, attribution: Attribution, end: usize) -> Option<Report> {
    let roles = attribution.roles;
    let mut from = attribution.end;
    if roles.any(Roles::LISTENER)
        && let Some(listener) = listener(passage, from, end)
    {
        from = listener;
    }
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
        let opens = passage.is(at, Roles::OPENER) && !passage.is_capital(at);
        if opens && (at == from || is_adjunct(passage, from)) {
            return report(passage, vec![trimmed(passage, at..end)], attribution);
        }
        if at > from && passage.cue(at).is_some() {
            break;
        }
        at += 1;
    }
    let content = trimmed(passage, from..end);
    let has_marks = !passage.stretches_in(&content).is_empty();
    let is_bare = roles.any(Roles::BARE_CLAUSE) && is_clause_start(passage, from);
    if has_marks
        && roles.any(Roles::BARE_CLAUSE.with(Roles::LABEL).with(Roles::THAT_CLAUSE).with(Roles::LISTENER))
        || is_bare
    {
        return report(passage, vec![content], attribution);
    }
    None
}

/// Whether a clause begins here that no "that" opens: a subject, then something behind it.
fn is_clause_start(passage: &Passage, at: usize) -> bool {
    phrase_after(passage, at, at + 12).is_some_and(|phrase| {
        let next = phrase.end;
        passage.is(phrase.start, Roles::PRONOUN) || passage.is(next, Roles::AUXILIARY.with(Roles::PASSIVE))
    })
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
    if kind == QuoteKind::Indirect
        && !roles.any(Roles::THAT_CLAUSE.with(Roles::BARE_CLAUSE).with(Roles::SOURCE).with(Roles::LISTENER))
    {
        return None;
    }
    Some(Report { kind, content, source, cue, words })
}

/// Whether every long word in marks begins with a capital, and there are two or more: a title.
fn is_title(passage: &Passage, stretch: &Stretch) -> bool {
    let inner = stretch.marked.inner.of(passage.text);
    let long = || inner.split_whitespace().filter(|word| word.chars().count() > 3);
    let is_capital =
        |word: &str| word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    stretch.words >= 2 && long().next().is_some() && long().all(is_capital)
}
