//! Quotations that may be shown: what somebody said, whole, and by whom.
//!
//! Words in marks are somebody's own; what is asked of them is that their speaker can speak. Words without marks are the
//! article's: they are shown only where nothing in the sentence can be taken for a part of them that is none, or the other way round.

use std::collections::BTreeSet;

use super::names::Known;
use super::told::Inside;
use super::{Reader, leaning, pointing, usage};
use crate::block::count_words;
use crate::fact::clause::ClauseWord;
use crate::fact::quote::lexicon::Roles;
use crate::fact::{QuoteFact, QuoteKind, Text};
use crate::span::Span;
use crate::token::TokenKind;

/// The fewest and the most words of what is told without marks.
const TOLD: std::ops::RangeInclusive<u32> = 6..=40;
/// The most words of a speaker that is only pointed at: "the same official".
const POINTER: usize = 3;
/// So many tokens more has a compound than a word.
const JOINED: usize = 2;
/// Words of a title that are longer than this have a capital, and so many do at least.
const SMALL: usize = 3;
/// The verb of a clause that "and" joins stands so near behind it, in tokens.
const NEAR_VERB: usize = 8;
/// A colon that opens what is said stands so near behind the verb, in tokens.
const NEAR_COLON: usize = 3;
const TITLE: usize = 4;

pub fn may_show(quote: &QuoteFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let speaks = [quote.speaker, quote.source].into_iter().flatten().any(|source| reader.can_speak(source));
    // A letter alone is what is left of a name, and so is what a broken letter cuts: "Otto BÃ¶rn". "Otto Kern´s wife": written so, an
    // apostrophe is not read as one, and it is not he who speaks.
    let is_whole_name = quote.speaker.is_none_or(|speaker| {
        speaker.of(text).chars().count() > 1
            && !usage::is_damaged(speaker, text)
            && !text[speaker.end as usize..].starts_with('´')
    });
    let is_pointer =
        quote.speaker.is_some_and(|speaker| is_pointer(speaker, quote.kind != QuoteKind::Direct, reader));
    let is_title = quote.content.iter().all(|content| is_title(*content, reader));
    // "You say", "they say": no one.
    let is_pronoun = quote.speaker.is_some_and(|speaker| {
        let roles = reader.roles(reader.at(speaker));
        let is_anyone = reader.pointers.anyone.word(reader.words, reader.at(speaker)).is_some();
        let is_reader = reader.pointers.speaks_to_reader(reader.words, reader.at(speaker));
        reader.behind(speaker) - reader.at(speaker) == 1
            && (roles.any(Roles::PRONOUN) || is_reader || is_anyone)
    });
    let is_clause = quote.speaker.is_some_and(|speaker| is_clause(speaker, reader));
    if !is_whole_name
        || is_pronoun
        || is_clause
        || is_pointer
        || is_title
        || is_pointed_out(quote, reader)
        || is_source_cut(quote, reader)
    {
        return false;
    }
    match quote.kind {
        // Marks say that somebody spoke; a source that cannot is a wrong one.
        QuoteKind::Direct => {
            let can_be_said = quote.source.is_none()
                || speaks
                || quote.speaker.is_some_and(|speaker| may_be_name(speaker, reader));
            can_be_said && !is_torn(quote, reader)
        }
        QuoteKind::Stance => false,
        QuoteKind::Mixed => speaks && is_told(quote, reader),
        QuoteKind::Indirect => {
            let leans = quote.content.first().is_some_and(|content| opens_with_it(*content, reader));
            speaks && is_told(quote, reader) && quote.speaker.is_some() && !leans
        }
    }
}

/// "But “it is a better way,” she added, to ...": words in marks that begin small, and with what stands for another.
fn is_torn(quote: &QuoteFact, reader: &Reader) -> bool {
    let words = |content: &Span| reader.at(*content)..reader.behind(*content);
    let first = quote
        .content
        .first()
        .and_then(|content| words(content).find(|&at| reader.words[at].kind != TokenKind::Mark));
    let is_torn = first.is_some_and(|at| {
        let is_small = reader.words[at].span.of(reader.text.text).starts_with(char::is_lowercase);
        is_small && reader.roles(at).any(Roles::NEUTER) && !reader.roles(at).any(Roles::OPENER)
    });
    let attribution = quote.cue.zip(quote.source).map(|(cue, source)| cue.hull(source));
    let goes_on = attribution.is_some_and(|told| {
        let behind = reader.behind(told);
        // A comma, and no more in marks.
        let goes_on = reader.words.get(behind).is_some_and(|next| next.is_mark(","));
        let small = reader.words.get(behind + 1).filter(|next| next.kind == TokenKind::Word);
        goes_on && small.is_some_and(|small| !small.is_capital)
    });
    is_torn && goes_on
}

/// "According to TORSBY TODAY writer Anna Berg": a name that goes on behind its source is half of one.
fn is_source_cut(quote: &QuoteFact, reader: &Reader) -> bool {
    let Some(source) = quote.source else { return false };
    let behind = reader.behind(source);
    let is_led = quote.cue.is_some_and(|cue| cue.start < source.start);
    reader.words.get(behind).is_some_and(|next| {
        let is_name = next.kind == TokenKind::Word && next.is_capital && next.is_spaced;
        let is_inside = quote.content.iter().any(|content| content.overlaps(next.span));
        is_led && is_name && !is_inside && !reader.is_date(next.span) && !reader.is_opening(behind)
    })
}

/// "The official", "the same firm", "a review": who speaks stands elsewhere, or it is no one.
fn is_pointer(speaker: Span, is_told: bool, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(speaker), reader.behind(speaker));
    // "Harbour records indicate", "the results suggest", "its statement said": what is read out of them, and whose they are.
    let head = reader.roles(behind.saturating_sub(1));
    let is_paper = head.any(Roles::DOCUMENT) && !head.any(Roles::PERSON);
    let is_many =
        behind > 0 && reader.words[behind - 1].lower.ends_with('s') && !reader.words[behind - 1].is_capital;
    if is_told
        && is_paper
        && !reader.gazetteer.nouns_have_capitals
        && (is_many || reader.roles(at).any(Roles::POSSESSIVE))
    {
        return true;
    }
    // "The Greens-politician", as German writes it, names a party.
    let is_half = |name: &Span| {
        let behind = reader.behind(*name);
        behind > 0 && reader.words.get(behind).is_some_and(|next| next.is_hyphen() && !next.is_spaced)
    };
    let names = || {
        let from = Span { end: speaker.start, ..speaker };
        let inner = reader.names.range(from..).take_while(|name| name.start < speaker.end);
        inner.filter(|name| name.end <= speaker.end)
    };
    let is_named = names().any(|name| !is_half(name));
    let has_capital = (at..behind).any(|at| reader.words[at].is_capital && !reader.is_opening(at));
    if is_named || has_capital && !reader.gazetteer.nouns_have_capitals {
        return false;
    }
    let is_definite = reader.pointers.definite.single(&reader.words[at].lower).is_some();
    // A name, a hyphen and what that one is are one word: "EU-Politiker".
    let has_letters = (at..behind.saturating_sub(1))
        .any(|at| reader.words[at].is_shouted && reader.words[at + 1].is_hyphen());
    let is_joined = reader.gazetteer.nouns_have_capitals && (has_letters || names().next().is_some());
    let words = (behind - at).saturating_sub(if is_joined { JOINED } else { 0 });
    // "the 35-year-old", as German writes it.
    let is_age = leaning::is_age(at + 1, reader);
    // "the spokeswoman", "the same official", not "the head of the harbour", "police officers"
    let is_person = head.any(Roles::PERSON) || is_joined;
    let is_someone = is_definite && words <= POINTER && (is_person || is_age) && !head.any(Roles::PLURAL);
    // "Results", "a review" say what nobody said.
    // "She told local newspapers": they heard it.
    is_someone || is_paper && (is_told || head.any(Roles::PLURAL)) && !is_definite
}

/// "Torsby was quiet": words with a verb of their own are a sentence and none who speaks.
fn is_clause(speaker: Span, reader: &Reader) -> bool {
    (reader.at(speaker)..reader.behind(speaker)).any(|at| {
        let class = reader.clauses.word(reader.words, at);
        let is_verb = matches!(class, Some(ClauseWord::Verb | ClauseWord::Past | ClauseWord::Forward));
        is_verb && !reader.words[at].is_capital
    })
}

/// "It would be ...": what, is told before the one who says so.
fn opens_with_it(content: Span, reader: &Reader) -> bool {
    let end = reader.behind(content);
    let opener = |at: &usize| reader.roles(*at).any(Roles::OPENER);
    let first = (reader.at(content)..end).find(|at| !opener(at));
    first.is_some_and(|at| {
        // "What is odd is his answer": what that is, follows.
        let asks = reader.roles(at).any(Roles::RELATIVE) && at == reader.at(content);
        asks || reader.roles(at).any(Roles::NEUTER) || pointing::may_open(at, reader)
    })
}

/// "See: “The lock”": a word before a colon that is no name is none who speaks.
fn is_pointed_out(quote: &QuoteFact, reader: &Reader) -> bool {
    let Some(source) = quote.source.filter(|_| quote.cue.is_none()) else { return false };
    let behind = reader.behind(source);
    let is_colon = reader.words.get(behind).is_some_and(|next| next.is_mark(":"));
    is_colon && behind - reader.at(source) == 1 && !reader.can_speak(source)
}

/// "The Lock That Opened Too Late": words of a title have capitals.
pub fn is_title(content: Span, reader: &Reader) -> bool {
    let long = || {
        let words = &reader.words[reader.at(content)..reader.behind(content)];
        words.iter().filter(|word| word.kind == TokenKind::Word && word.lower.chars().count() > SMALL)
    };
    let capitals = long().filter(|word| word.is_capital).count();
    reader.capitals_tell && capitals >= TITLE && 4 * capitals >= 3 * long().count()
}

/// Whether a speaker that is no known name can be one. Where every noun has a capital letter, one word alone cannot.
fn may_be_name(speaker: Span, reader: &Reader) -> bool {
    !reader.gazetteer.nouns_have_capitals || speaker.of(reader.text.text).contains(' ')
}

/// Whether what is told outside marks is the whole of a clause that a main clause's subject says.
fn is_told(quote: &QuoteFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let (Some(source), Some(cue), [content]) = (quote.source, quote.cue, quote.content.as_slice()) else {
        return false;
    };
    let sentence = reader.sentence_of(reader.at(*content));
    if sentence.is_empty() || !is_closed(content.of(text)) || !TOLD.contains(&count_words(content.of(text))) {
        return false;
    }
    let (from, to) = (reader.at(*content), reader.behind(*content));
    let is_over = is_rest_empty(reader, to, sentence.end);
    let cue_roles = reader.cue_roles(cue);
    // "Denied that the lock was shut": the other way round.
    if cue_roles.any(Roles::UNSAID) {
        return false;
    }
    let says = cue_roles.any(Roles::QUOTE) && cue_roles.any(Roles::THAT_CLAUSE.with(Roles::BARE_CLAUSE));
    let is_source = cue_roles.any(Roles::SOURCE.with(Roles::POSTPOSED));
    if content.start >= source.end {
        // "Roe said that ...", "According to Roe, ..."
        let first = if is_source { reader.at(cue.hull(source)) } else { reader.at(source) };
        let opens = reader.roles(from).any(Roles::OPENER) && !reader.words[from].is_capital;
        // "said in a letter that": the letter is none of it.
        // "spoke already in 2024 of a lock"
        let is_small =
            |at: &usize| reader.roles(*at).any(Roles::ADVERB) || reader.is_date(reader.words[*at].span);
        let from_verb = (from..to).find(|at| !is_small(at)).unwrap_or(from);
        let is_adjunct = [from, from_verb]
            .iter()
            .any(|&at| reader.roles(at).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::TIME)));
        // "Urged the town to stay", "reminded him of it": what he wanted, and of whom.
        let needs_opener = cue_roles.any(Roles::LISTENER) && !cue_roles.any(Roles::BARE_CLAUSE) && !is_source;
        let follows = from == reader.behind(cue) && !is_adjunct && !needs_opener;
        // "Berg spoke for the head of the council, Holm, who was held, saying": whose word it is stands further before.
        let is_away = cue_roles.any(Roles::PARTICIPLE)
            && first > sentence.start
            && (reader.behind(source)..reader.at(cue)).any(|at| reader.roles(at).any(Roles::RELATIVE));
        is_over
            && !is_away
            && is_main(reader, sentence.start, first)
            && (is_source || says && (opens || follows))
    } else {
        // "..., Roe said."
        let end = reader.behind(cue.hull(source));
        from <= sentence.start + 1 && (is_source || says) && is_rest_empty(reader, end, sentence.end)
    }
}

/// Where what is told may go on in the writer's words, and whether it does so more often than not: "he said it was shut; nobody
/// knew why", "..., while others left", "..., which is the oldest", "..., and the town waits".
fn clause_end(content: Span, reader: &Reader) -> Option<(usize, bool)> {
    let (from, to) = (reader.at(content), reader.behind(content));
    let words = reader.words;
    // Two straight marks for one, and single ones, are not told from others.
    if (from..to)
        .any(|at| matches!(words[at].lower.as_str(), "'" | "''" | "‘") && words[at].kind == TokenKind::Mark)
    {
        return None;
    }
    let is_verb = |at: usize| {
        let class = reader.clauses.word(words, at);
        matches!(class, Some(ClauseWord::Verb | ClauseWord::Past | ClauseWord::Forward))
            || reader.roles(at).any(Roles::AUXILIARY.with(Roles::PASSIVE).with(Roles::CUE))
    };
    // What stands in marks behind the end is the speaker's, and what leads to it may be.
    let last_mark = (from..to).rev().find(|&at| matches!(words[at].lower.as_str(), "\"" | "”" | "»"));
    let mut inside = Inside::default();
    let (mut has_verb, mut has_dash) = (false, false);
    for at in from..to.saturating_sub(1) {
        let (word, next) = (&words[at], at + 1);
        let was_inside = inside.any();
        inside.pass(&word.lower);
        has_verb |= is_verb(at);
        // The comma of a clause that ends in marks stands in them.
        let is_comma = word.is_mark(",") && !was_inside
            || was_inside && !inside.any() && at > from && words[at - 1].is_mark(",");
        let is_dash = matches!(word.lower.as_str(), "—" | "–") && word.is_spaced;
        if inside.any() || reader.roles(next).any(Roles::OPENER) {
            continue;
        }
        let roles = reader.roles(next);
        let is_last =
            || !(next..to).any(|at| words[at].is_mark(",") || is_dash && words[at].lower == word.lower);
        let has_own_verb = || {
            let near =
                (next + 1..to.min(next + NEAR_VERB)).take_while(|&at| words[at].kind != TokenKind::Mark);
            near.skip(1).any(is_verb)
        };
        let opens = || reader.roles(next + 1);
        let opens_clause = || {
            let has_subject = opens().any(Roles::PRONOUN.with(Roles::DETERMINER));
            has_subject && !opens().any(Roles::OPENER)
                || reader.pointers.nobody.word(words, next + 1).is_some()
        };
        let is_before_marks = last_mark.is_some_and(|last| next < last);
        let may_end = has_verb && !is_before_marks;
        let is_relative = reader.clauses.word(words, next) == Some(ClauseWord::Relative);
        let end = if was_inside { next } else { at };
        if word.is_mark(";") && !was_inside || is_dash && has_verb && !has_dash && is_last() {
            return Some((end, true));
        }
        has_dash |= is_dash;
        if is_comma && may_end {
            let sets = roles.any(Roles::SETS) && has_own_verb() || is_relative && is_last();
            if sets || roles.any(Roles::ADDS) && opens_clause() && has_own_verb() {
                return Some((end, sets));
            }
        }
    }
    None
}

/// Ends what is told behind its speaker where it may go on in the writer's words; `false` where too little is left.
pub fn end_at_clause(quote: &mut QuoteFact, reader: &Reader) -> bool {
    let is_told = matches!(quote.kind, QuoteKind::Mixed | QuoteKind::Indirect);
    let (true, Some(source), [content]) = (is_told, quote.source, quote.content.as_mut_slice()) else {
        return true;
    };
    let end = if content.start < source.end { None } else { clause_end(*content, reader) };
    let Some((end, is_sure)) = end else { return true };
    let cut = Span { end: reader.words[end - 1].span.end, ..*content };
    let words = cut.of(reader.text.text);
    if !TOLD.contains(&count_words(words)) || !is_closed(words) {
        return !is_sure;
    }
    *content = cut;
    if !words.contains(['"', '“', '”', '«', '„']) {
        quote.kind = QuoteKind::Indirect;
    }
    true
}

/// Whether what stands before the subject leaves it that of the main clause: nothing, what belongs to its name, or an adjunct with its comma.
fn is_main(reader: &Reader, start: usize, subject: usize) -> bool {
    let mut before = start..subject;
    let subordinates = Roles::RELATIVE.with(Roles::CONJUNCTION);
    let is_of_name = |at: usize| {
        reader.words[at].is_capital || reader.roles(at).any(Roles::DETERMINER.with(Roles::ADVERB))
    };
    let is_led =
        before.is_empty() || reader.words[subject - 1].is_mark(",") || before.clone().all(is_of_name);
    is_led && !before.any(|at| reader.roles(at).any(subordinates))
}

/// Whether nothing but stops stands from `at` on.
fn is_rest_empty(reader: &Reader, at: usize, end: usize) -> bool {
    (at..end).all(|at| reader.words[at].kind == crate::token::TokenKind::Mark)
}

/// Whether every bracket and mark in it is a pair.
fn is_closed(words: &str) -> bool {
    let count = |mark: char| words.chars().filter(|&c| c == mark).count();
    count('(') == count(')') && count('“') == count('”') && count('"') % 2 == 0 && count('«') == count('»')
        || words.contains('„')
}

/// "Anna Berg (Greens)", "Anna Berg, head of the Lock Council, says": she speaks, not her party nor her office.
pub fn name_beside(quote: &mut QuoteFact, reader: &Reader, people: &BTreeSet<Span>) {
    let Some(speaker) = quote.speaker.filter(|speaker| !people.contains(speaker)) else { return };
    let at = reader.at(speaker);
    let start = reader.sentence_of(at).start;
    let marks = at.saturating_sub(1).max(start)..at;
    let is_beside = marks.clone().any(|at| reader.words[at].is_mark("(") || reader.words[at].is_mark(","));
    let before = marks.start.checked_sub(1).filter(|before| is_beside && *before >= start);
    let Some(before) = before.map(|before| reader.words[before].core) else { return };
    // "They hurt a boy, Berg, officials said": he is in what they said.
    let is_said = |name: &Span| quote.content.iter().any(|piece| piece.overlaps(*name));
    let name = people.range(..speaker).next_back().filter(|name| name.contains(before) && !is_said(name));
    if let Some(name) = name {
        quote.speaker = Some(*name);
        quote.source = quote.source.map(|source| source.hull(*name));
    }
}

/// "De Berg" is Anna de Berg.
pub fn full_name(quote: &mut QuoteFact, known: &Known, text: &Text) {
    let full = quote.speaker.and_then(|speaker| known.full_names.get(&speaker.of(text.text).to_lowercase()));
    quote.speaker = full.copied().flatten().or(quote.speaker);
}

/// "Torsby Harbour" is not "Harbour", and German Berg is not Otto Berg: the name as it stands in the source.
fn whole_name(speaker: Span, source: Option<Span>, reader: &Reader) -> Span {
    let text = reader.text.text;
    let Some(source) = source else { return speaker };
    let name = speaker.of(text);
    let (at, behind) = (reader.at(source), reader.behind(source));
    let is_plain = |at: usize| {
        let word = &reader.words[at];
        word.kind == TokenKind::Word && word.is_capital && reader.roles(at).is_empty()
    };
    if source.contains(speaker) && !name.contains(' ') && !reader.gazetteer.nouns_have_capitals {
        let first = reader.at(speaker);
        let mut start = first;
        while start > at && is_plain(start - 1) && reader.words[start].is_spaced {
            start -= 1;
        }
        return Span { start: reader.words[start].span.start, ..speaker };
    }
    let words: Vec<&str> = source.of(text).split(' ').collect();
    let [given, surname] = words.as_slice() else { return speaker };
    let is_other = behind - at == 2
        && is_plain(at)
        && is_plain(at + 1)
        && name.split_once(' ').is_some_and(|(_, rest)| rest.ends_with(surname))
        && !name.contains(given)
        && reader.gazetteer.title(&given.to_lowercase()).is_none()
        && (reader.gazetteer.given_names.has(given) || reader.gazetteer.demonyms.has(given));
    if is_other { source } else { speaker }
}

/// A source that names several is shown as it stands: one of its names alone is a wrong speaker.
pub fn whole_speaker(quote: &mut QuoteFact, reader: &Reader) {
    // "Replied Anna Berg: ...": the verb in front of her is none of her name.
    if let Some(speaker) = &mut quote.speaker {
        let at = reader.at(*speaker);
        let is_verb =
            reader.is_opening(at) && reader.roles(at).any(Roles::CUE) && reader.behind(*speaker) > at + 1;
        if is_verb && reader.words[at + 1].is_capital {
            speaker.start = reader.words[at + 1].span.start;
        }
    }
    quote.speaker = quote.speaker.map(|speaker| whole_name(speaker, quote.source, reader));
    let Some(source) = quote.source else { return };
    // "“The lock is shut.” Berg wrote: “Not so.”": the first may be another's.
    let is_before = |piece: &Span| piece.end <= source.start;
    let ends = |piece: &Span| {
        piece.of(reader.text.text).trim_end_matches(['”', '"', '“', '»', '«']).ends_with(['.', '!', '?'])
    };
    let told = quote.cue.map_or(source, |cue| cue.hull(source));
    let has_colon = (reader.behind(told)..reader.words.len())
        .take(NEAR_COLON)
        .find(|&at| reader.words[at].kind == TokenKind::Mark)
        .is_some_and(|at| reader.words[at].is_mark(":"));
    let opens = reader.is_opening(reader.at(told));
    if has_colon && opens && quote.content.iter().any(|piece| !is_before(piece)) {
        quote.content.retain(|piece| !(is_before(piece) && ends(piece)));
    }
    // "Torsby the law": of what follows a verb only the name speaks.
    let name = quote.speaker.and_then(|speaker| {
        let name = reader.names.range(Span { end: speaker.start, ..speaker }..).next()?;
        let next = reader.words.get(reader.behind(*name))?;
        let is_definite = reader.pointers.definite.single(&next.lower).is_some() && !next.is_capital;
        (name.start == speaker.start && next.span.end < speaker.end && is_definite).then_some(*name)
    });
    quote.speaker = name.or(quote.speaker);
    let is_capital = |at: usize| reader.words.get(at).is_some_and(|word| word.is_capital);
    let inner = reader.at(source) + 1..reader.behind(source).saturating_sub(1);
    let names_two = inner.into_iter().any(|at| {
        let joins = reader.roles(at).any(Roles::CONJUNCTION) && !reader.words[at].is_capital;
        joins && is_capital(at - 1) && is_capital(at + 1)
    });
    // "Berg and Holm", not "Berg & Holm" nor "the Ministry of Roads and Bridges".
    let is_part = quote.speaker.is_some_and(|speaker| {
        let words = |span: Span| span.of(reader.text.text).split_whitespace().count();
        // The name may stand elsewhere in full, but it is one of the two.
        let last = speaker.of(reader.text.text).split_whitespace().last().unwrap_or_default();
        let is_one = source.of(reader.text.text).contains(last);
        is_one && words(speaker) < words(source) && !speaker.contains(source)
    });
    let has_of = (reader.at(source)..reader.behind(source)).any(|at| reader.roles(at).any(Roles::JOINING));
    // "the head of the TCA region": not the TCA speaks.
    let is_small = |at: usize| reader.words[at].span.of(reader.text.text).starts_with(char::is_lowercase);
    let is_head = reader.roles(reader.at(source)).any(Roles::PERSON)
        && quote.speaker.is_some_and(|speaker| {
            let is_word = !speaker.of(reader.text.text).contains(' ');
            source.contains(speaker) && is_word && (reader.at(source)..reader.at(speaker)).any(is_small)
        });
    // "Torsby Harbour Insider Anna Berg": not Torsby speaks.
    let goes_on = quote.speaker.is_some_and(|speaker| {
        source.contains(speaker)
            && reader.words.get(reader.behind(speaker)).is_some_and(|next| {
                next.span.end <= source.end
                    && next.kind == TokenKind::Word
                    && next.is_capital
                    && next.is_spaced
            })
    });
    if names_two && is_part && !has_of || is_head || goes_on {
        quote.speaker = Some(source);
    }
}
