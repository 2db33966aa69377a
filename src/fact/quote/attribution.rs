//! Cue and source: which verb ties words to a speaker, and which words name that speaker.
//!
//! In: a [`Passage`]. Out: [`Attribution`]s. Method: the noun phrase on either side of a cue verb, found with the closed word
//! classes of `attribution_words.txt`: a phrase ends at a mark, conjunction, relative, auxiliary or preposition (but "of" and
//! "for" join), an apposition between commas is stepped over. Nothing is ever taken from inside quotation marks.
//! Not here: who the source is (`speaker.rs`).

use super::lexicon::Roles;
use super::passage::{Passage, Tokens};

/// Who says it, and the word that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    pub source: Tokens,
    pub cue: Tokens,
    pub roles: Roles,
    /// One past its last token, whichever that is.
    pub end: usize,
}

/// The longest noun phrase that is looked at, and the furthest a cue may stand from its source, in tokens.
const LONGEST_PHRASE: usize = 14;
const LONGEST_APPOSITION: usize = 30;

const COMMAS: &[char] = &[',', '،', '、', '，'];
const DASHES: &[char] = &['—', '–', '―', '-'];
const JOINERS: &[char] = &['-', '‑', '&', '/', '\'', '’', '.', '@', '_', '#'];

/// What ends a noun phrase.
fn is_border(passage: &Passage, at: usize) -> bool {
    let roles = passage.roles(at);
    if !passage.is_word(at) {
        return !(passage.is_mark(at, JOINERS) && is_joiner(passage, at));
    }
    let is_closed = roles.any(
        Roles::CONJUNCTION
            .with(Roles::RELATIVE)
            .with(Roles::AUXILIARY)
            .with(Roles::PASSIVE)
            .with(Roles::NEGATION)
            .with(Roles::PREPOSITION),
    );
    // "Will" and "May" begin names too.
    is_closed && !(passage.is_capital(at) && roles.any(Roles::AUXILIARY.with(Roles::TIME)))
}

/// Whether a mark stands inside a name: "Jean-Luc", "J. Doe", "Mr. Roe", "AT&T".
fn is_joiner(passage: &Passage, at: usize) -> bool {
    match passage.mark(at) {
        Some('.') => passage.is_joined(at) && at > 0 && passage.is_capital(at - 1) && passage.is_word(at + 1),
        Some('\'' | '’') => passage.is_joined(at),
        Some(_) => passage.is_joined(at) && passage.is_joined(at + 1),
        None => false,
    }
}

/// Whether a noun phrase can begin here.
fn begins_phrase(passage: &Passage, at: usize) -> bool {
    let roles = passage.roles(at);
    passage.is_word(at)
        && !is_border(passage, at)
        && !roles.any(Roles::JOINING)
        && (passage.is_capital(at)
            || roles.any(Roles::DETERMINER.with(Roles::PRONOUN))
            || !roles.any(Roles::CUE.with(Roles::ADVERB).with(Roles::OPENER).with(Roles::TIME)))
}

/// The noun phrase that begins at a token: "Olaf Scholz", "a spokesman for the ministry", "she".
pub fn phrase_after(passage: &Passage, start: usize, end: usize) -> Option<Tokens> {
    if start >= end || !begins_phrase(passage, start) {
        return None;
    }
    if passage.is(start, Roles::PRONOUN) {
        return Some(start..start + 1);
    }
    let mut at = start + 1;
    let mut has_name = passage.is_capital(start);
    while at < end.min(start + LONGEST_PHRASE) {
        let joins_names = passage.is(at, Roles::CONJUNCTION)
            && passage.is_capital(at + 1)
            && has_name
            && passage.word(at).len() <= 3;
        let is_lower = !passage.is_capital(at);
        let stops = is_border(passage, at)
            || (is_lower
                && passage.cue(at).is_some()
                && !passage.is(at, Roles::PERSON.with(Roles::DOCUMENT)))
            || (is_lower && passage.is(at, Roles::TIME.with(Roles::ADVERB).with(Roles::OPENER)))
            || passage.is(at, Roles::PRONOUN);
        if stops && !joins_names {
            break;
        }
        // An unknown word between a name and what opens a phrase is a verb: "laut Roe bleibt die Brücke".
        let opens_next = Roles::DETERMINER.with(Roles::PRONOUN).with(Roles::NEGATION).with(Roles::ADVERB);
        if passage.is_capital(at - 1)
            && is_lower
            && passage.roles(at).is_empty()
            && passage.is(at + 1, opens_next)
        {
            break;
        }
        // So is one behind a name that stands without an article: "Roe quickly wrote".
        let is_led = passage.is(start, Roles::DETERMINER) || is_possessive(passage, start);
        if passage.is_capital(at - 1)
            && is_lower
            && passage.roles(at).is_empty()
            && passage.is_word(at)
            && !is_led
        {
            break;
        }
        // A weekday behind a name is when, not who.
        if has_name && passage.is(at, Roles::TIME) {
            break;
        }
        has_name |= passage.is_capital(at);
        at += 1;
    }
    let phrase = trim_end(passage, start..at);
    is_phrase(passage, &phrase).then_some(phrase)
}

/// The noun phrase that ends before token `end`, not reaching before `floor`.
pub fn phrase_before(passage: &Passage, end: usize, floor: usize) -> Option<Tokens> {
    let last = end.checked_sub(1).filter(|&last| last >= floor)?;
    if passage.is(last, Roles::PRONOUN) {
        return Some(last..end);
    }
    let mut start = end;
    while start > floor && end - start < LONGEST_PHRASE {
        let at = start - 1;
        let joins_names = passage.is(at, Roles::CONJUNCTION)
            && start < end
            && passage.is_capital(start)
            && at > floor
            && passage.is_capital(at - 1)
            && passage.word(at).len() <= 3;
        let is_lower = !passage.is_capital(at);
        let is_noun = passage.is(at, Roles::PERSON.with(Roles::DOCUMENT));
        let stops = is_border(passage, at)
            || passage.is(at, Roles::PRONOUN)
            || (is_lower && passage.is(at, Roles::OPENER) && !passage.is(at, Roles::DETERMINER))
            || (is_lower && passage.cue(at).is_some() && !is_noun);
        if stops && !joins_names {
            break;
        }
        start = at;
    }
    let phrase = left_edge(passage, start, end, floor);
    is_phrase(passage, &phrase).then_some(phrase)
}

/// Where the noun phrase really begins among the words that could belong to it.
fn left_edge(passage: &Passage, start: usize, end: usize, floor: usize) -> Tokens {
    let mut start = start;
    while start < end && !begins_phrase(passage, start) {
        start += 1;
    }
    // The determiner nearest to the end opens the phrase, unless "of" or "for" joins it to what stands before.
    let mut edge = end;
    while edge > start {
        edge -= 1;
        let is_joined = edge > start && passage.is(edge - 1, Roles::JOINING);
        if passage.is(edge, Roles::DETERMINER) && !passage.is_capital(end - 1) && !is_joined {
            let numbers_before = edge > start && passage.is(edge - 1, Roles::DETERMINER);
            if !numbers_before {
                start = edge;
                break;
            }
        }
    }
    // Behind a preposition only the name at the end can be the subject: "in a statement Roe said".
    let is_governed = start > floor && passage.is(start - 1, Roles::PREPOSITION.with(Roles::JOINING));
    if is_governed {
        let mut name = end;
        while name > start && (passage.is_capital(name - 1) || passage.is_mark(name - 1, JOINERS)) {
            name -= 1;
        }
        return if name > start { name..end } else { end..end };
    }
    start..end
}

fn trim_end(passage: &Passage, phrase: Tokens) -> Tokens {
    let mut end = phrase.end;
    while end > phrase.start
        && (passage.mark(end - 1).is_some()
            || passage.is(end - 1, Roles::JOINING.with(Roles::CONJUNCTION).with(Roles::DETERMINER))
                && end - 1 > phrase.start
                && !passage.is_capital(end - 1))
    {
        end -= 1;
    }
    phrase.start..end
}

/// Whether the words can name a speaker.
fn is_phrase(passage: &Passage, phrase: &Tokens) -> bool {
    let Some(last) = phrase.clone().last() else { return false };
    if !begins_phrase(passage, phrase.start) || passage.is(phrase.start, Roles::NEUTER) {
        return false;
    }
    // An article alone names nobody, nor does "Tuesday" or "later".
    let is_empty_word = |at| passage.is(at, Roles::TIME.with(Roles::ADVERB).with(Roles::JOINING));
    if passage.is(last, Roles::ARTICLE) {
        return false;
    }
    phrase.clone().any(|at| passage.is_word(at) && (passage.is(at, Roles::PRONOUN) || !is_empty_word(at)))
}

/// The subject that stands before a cue, across helping verbs, adverbs and one apposition.
///
/// `None` too for a passive ("was told"), a negation and an infinitive: those report nothing.
pub fn subject_before(passage: &Passage, cue: &Tokens, floor: usize) -> Option<Tokens> {
    let mut at = cue.start;
    // "is telling" is no passive.
    let is_progressive = passage.is(cue.start, Roles::PARTICIPLE);
    while at > floor {
        let roles = passage.roles(at - 1);
        let is_capital = passage.is_capital(at - 1);
        if roles.any(Roles::NEGATION) || (roles.any(Roles::PASSIVE) && !is_progressive) {
            return None;
        }
        let is_adverb = roles.any(Roles::ADVERB) || (!is_capital && passage.word(at - 1).ends_with("ly"));
        let is_helper = roles.any(Roles::AUXILIARY.with(Roles::PASSIVE)) && !roles.any(Roles::PRONOUN);
        if !(is_adverb || is_helper) || (is_capital && at - 1 > floor) {
            break;
        }
        at -= 1;
    }
    let before = at.checked_sub(1).filter(|&before| before >= floor)?;
    if passage.is(before, Roles::RELATIVE) {
        let mut end = before;
        if end > floor && passage.is_mark(end - 1, COMMAS) {
            end -= 1;
        }
        return phrase_before(passage, end, floor);
    }
    match passage.mark(before) {
        Some(mark) if COMMAS.contains(&mark) || DASHES.contains(&mark) || mark == ')' => {
            apposition(passage, before, mark, floor)
        }
        Some('"' | '”' | '’') => None,
        _ => {
            let phrase = phrase_before(passage, at, floor)?;
            // "Roe this week said"
            let is_time = passage.is(phrase.end - 1, Roles::TIME) && !passage.is_capital(phrase.end - 1);
            if is_time { phrase_before(passage, phrase.start, floor) } else { Some(phrase) }
        }
    }
}

/// The phrase before an apposition that ends at `close`.
fn apposition(passage: &Passage, close: usize, mark: char, floor: usize) -> Option<Tokens> {
    let open = if mark == ')' {
        &['(']
    } else if DASHES.contains(&mark) {
        DASHES
    } else {
        COMMAS
    };
    let lowest = floor.max(close.saturating_sub(LONGEST_APPOSITION));
    let mut best = None;
    for at in (lowest..close).rev() {
        if !passage.is_mark(at, open)
            || (DASHES.contains(&mark) && passage.is_joined(at) && passage.is_joined(at + 1))
        {
            continue;
        }
        let Some(phrase) = phrase_before(passage, at, floor) else { continue };
        let is_governed =
            phrase.start > floor && passage.is(phrase.start - 1, Roles::PREPOSITION.with(Roles::JOINING));
        if is_governed {
            continue;
        }
        if passage.is_capital(phrase.end - 1) || open != COMMAS {
            return Some(phrase);
        }
        best = best.or(Some(phrase));
    }
    best
}

/// An attribution that follows content: `, Scholz said`, `, said Scholz`, `, according to Scholz`.
///
/// `edge` is the token behind the content.
pub fn after_content(passage: &Passage, edge: usize, end: usize) -> Option<Attribution> {
    let mut start = edge;
    while start < end
        && (passage.is_mark(start, COMMAS) || passage.is_mark(start, DASHES))
        && start < edge + 2
    {
        start += 1;
    }
    if let Some((cue, roles)) = passage.cue(start) {
        let is_verb = roles.any(Roles::QUOTE) && !roles.any(Roles::PARTICIPLE);
        if (is_verb || roles.any(Roles::SOURCE)) && cue.end <= end {
            let source = inverted_subject(passage, &cue, roles, end)?;
            return Some(Attribution { end: source.end, source, cue, roles });
        }
        if !passage.is_capital(start) {
            return None;
        }
    }
    if !begins_phrase(passage, start) {
        // "hat er gesagt", "a déclaré Roe": the helping verb stands before.
        let cue_at = (start + 1..end.min(start + 3)).find(|&at| passage.cue(at).is_some());
        let (cue, roles) = passage.cue(cue_at?)?;
        if !(start..cue.start)
            .all(|at| passage.is(at, Roles::AUXILIARY.with(Roles::ADVERB).with(Roles::PRONOUN)))
            || !roles.any(Roles::QUOTE)
        {
            return None;
        }
        let source = inverted_subject(passage, &cue, roles, end)?;
        return Some(Attribution { end: source.end, source, cue, roles });
    }
    let source = leading_phrase(passage, start, end)?;
    let mut at = source.end;
    let mut is_relative = false;
    while at < end.min(source.end + LONGEST_APPOSITION) {
        if passage.stretch_at(at).is_some() {
            return None;
        }
        if let Some((cue, roles)) = passage.cue(at)
            && roles.any(Roles::QUOTE)
            && !roles.any(Roles::PARTICIPLE)
            && !is_governed(passage, at)
        {
            let touches = helpers_end(passage, source.end) == at;
            let closes = passage
                .is_mark(helpers_start(passage, at, source.end).wrapping_sub(1), &[',', ')', '—', '–']);
            if touches || closes || is_relative {
                return Some(Attribution { end: cue.end, source, cue, roles });
            }
        }
        is_relative |= passage.is(at, Roles::RELATIVE) && at == source.end;
        at += 1;
    }
    None
}

/// A credit that follows content: “...” — Jane Roe. The dash is its cue.
pub fn credit(passage: &Passage, edge: usize, end: usize) -> Option<Attribution> {
    if !passage.is_mark(edge, &['—', '–', '―', '-']) {
        return None;
    }
    let source = phrase_after(passage, edge + 1, end)?;
    let is_name = source.clone().all(|at| passage.is_capital(at) || passage.mark(at).is_some());
    let is_over = source.end >= end
        || passage.is_mark(source.end, &['.', ',', '('])
        || passage.stretch_at(source.end).is_some();
    let roles = Roles::QUOTE;
    (is_name && is_over).then_some(Attribution { end: source.end, source, cue: edge..edge + 1, roles })
}

/// The subject behind a cue; empty where the language leaves it out ("añadió").
fn inverted_subject(passage: &Passage, cue: &Tokens, roles: Roles, end: usize) -> Option<Tokens> {
    let start = after_hyphen(passage, cue.end);
    let is_alone = roles.any(Roles::ALONE) && (cue.end >= end || !begins_phrase(passage, cue.end));
    phrase_after(passage, start, end).or_else(|| is_alone.then_some(cue.end..cue.end))
}

/// Behind the hyphen of "dit-il", "a-t-elle".
fn after_hyphen(passage: &Passage, at: usize) -> usize {
    let mut at = at;
    if passage.is_mark(at, &['-', '‑']) && passage.is_joined(at) {
        at += 1;
        if passage.word(at) == "t" && passage.is_mark(at + 1, &['-', '‑']) {
            at += 2;
        }
    }
    at
}

/// The noun phrase at a start, up to its verb, first comma or relative.
fn leading_phrase(passage: &Passage, start: usize, end: usize) -> Option<Tokens> {
    if passage.is(start, Roles::PRONOUN) {
        return Some(start..start + 1);
    }
    let mut at = start + 1;
    while at < end.min(start + LONGEST_APPOSITION) {
        let roles = passage.roles(at);
        let is_lower = !passage.is_capital(at);
        let is_noun = roles.any(Roles::PERSON.with(Roles::DOCUMENT));
        let is_preposition = roles.any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION));
        if is_lower
            && passage.cue(at).is_some_and(|(_, roles)| roles.any(Roles::QUOTE))
            && !(is_noun && passage.is(at - 1, Roles::DETERMINER))
        {
            break;
        }
        if (is_border(passage, at) && !is_preposition)
            || (is_lower && roles.any(Roles::ADVERB.with(Roles::PRONOUN)))
        {
            break;
        }
        at += 1;
    }
    let phrase = trim_end(passage, start..at);
    is_phrase(passage, &phrase).then_some(phrase)
}

/// One past the helping verbs and adverbs that begin at `at`.
fn helpers_end(passage: &Passage, at: usize) -> usize {
    let mut at = at;
    while is_helper(passage, at) {
        at += 1;
    }
    at
}

/// The first of the helping verbs and adverbs that end before `at`.
fn helpers_start(passage: &Passage, at: usize, floor: usize) -> usize {
    let mut at = at;
    while at > floor && is_helper(passage, at - 1) {
        at -= 1;
    }
    at
}

fn is_helper(passage: &Passage, at: usize) -> bool {
    passage.is(at, Roles::AUXILIARY.with(Roles::ADVERB).with(Roles::PASSIVE).with(Roles::TIME))
        || (passage.is_word(at) && !passage.is_capital(at) && passage.word(at).ends_with("ly"))
}

/// Whether a cue is no finite verb of its own: "to say", "was told", "did not say".
pub fn is_governed(passage: &Passage, cue: usize) -> bool {
    let start = helpers_start(passage, cue, 0);
    let is_progressive = passage.is(cue, Roles::PARTICIPLE);
    (start..cue)
        .any(|at| passage.is(at, Roles::NEGATION) || (passage.is(at, Roles::PASSIVE) && !is_progressive))
        || cue.checked_sub(1).is_some_and(|before| passage.is(before, Roles::INFINITIVE))
        || start.checked_sub(1).is_some_and(|before| passage.is(before, Roles::NEGATION))
}

/// Whether the head of a phrase is a name, a pronoun or a noun that can speak.
pub fn names_speaker(passage: &Passage, phrase: &Tokens) -> bool {
    let known = Roles::PERSON.with(Roles::DOCUMENT).with(Roles::PRONOUN);
    let head = head(passage, phrase);
    phrase.is_empty() || passage.is_capital(head) || passage.is(head, known)
}

/// The last word of a phrase before "of" or "for".
fn head(passage: &Passage, phrase: &Tokens) -> usize {
    phrase
        .clone()
        .take_while(|&at| at == phrase.start || !passage.is(at, Roles::JOINING.with(Roles::PREPOSITION)))
        .last()
        .unwrap_or(phrase.start)
}

fn is_possessive(passage: &Passage, at: usize) -> bool {
    passage.word(at).ends_with("'s") || passage.word(at).ends_with("’s")
}

/// Whether a subject fits the form of its verb: many forms of the present are nouns too ("the demand", "early tweets").
pub fn agrees(passage: &Passage, subject: &Tokens, roles: Roles, cue: usize) -> bool {
    let has_helper = (subject.end..cue).any(|at| passage.is(at, Roles::AUXILIARY));
    if !roles.any(Roles::PLURAL.with(Roles::SINGULAR)) || has_helper {
        return true;
    }
    let head = head(passage, subject);
    let is_known =
        passage.is(head, Roles::PERSON.with(Roles::DOCUMENT).with(Roles::PRONOUN).with(Roles::RELATIVE));
    let word = passage.word(head);
    let is_possessive = is_possessive(passage, head);
    if roles.any(Roles::SINGULAR) {
        return is_known || (passage.is_capital(head) && !is_possessive);
    }
    // "growers say": no noun has the form of "say" as "tweets" has that of a verb.
    let is_noun = is_known || passage.is_capital(head) || roles.any(Roles::CLAUSE);
    let is_plural_noun = is_noun && word.ends_with('s') && !is_possessive;
    let is_plural_word =
        passage.is(head, Roles::PLURAL.with(Roles::FIRST).with(Roles::RELATIVE).with(Roles::DETERMINER));
    let is_two = subject.clone().any(|at| passage.is(at, Roles::CONJUNCTION));
    is_plural_noun
        || is_plural_word
        || is_two
        || (is_known
            && roles.any(Roles::PLURAL)
            && passage.is(head, Roles::PERSON)
            && !passage.is(subject.start, Roles::ARTICLE))
}

/// The attribution of a cue that stands before its content; `floor` and `end` bound the sentence.
pub fn before_content(
    passage: &Passage,
    cue: &Tokens,
    roles: Roles,
    floor: usize,
    end: usize,
) -> Option<Attribution> {
    if roles.any(Roles::SOURCE) {
        let source = phrase_after(passage, cue.end, end)?;
        return Some(Attribution { end: source.end, source, cue: cue.clone(), roles });
    }
    if is_governed(passage, cue.start) {
        return None;
    }
    let is_capital = passage.is_capital(cue.start) && cue.start > floor;
    if is_capital {
        return None;
    }
    let before =
        subject_before(passage, cue, floor).filter(|subject| agrees(passage, subject, roles, cue.start));
    // "Roe found that": only what is written or filmed tells by showing.
    if roles.any(Roles::REVEALS)
        && !before.as_ref().is_some_and(|subject| passage.is(head(passage, subject), Roles::DOCUMENT))
    {
        return None;
    }
    let source = match before {
        Some(source) => source,
        None => {
            // "Am Montag sagte Roe": only a finite verb that does not share its place with a subject before it.
            if roles.any(Roles::PARTICIPLE) {
                return None;
            }
            let source = phrase_after(passage, after_hyphen(passage, cue.end), end)?;
            let name = passage.is_capital(source.start) || passage.is(source.start, Roles::PRONOUN);
            let is_first = helpers_start(passage, cue.start, floor) == floor;
            if !(name && (roles.any(Roles::INVERTS) || is_first)) {
                return None;
            }
            return Some(Attribution { end: source.end, source, cue: cue.clone(), roles });
        }
    };
    Some(Attribution { end: cue.end, source, cue: cue.clone(), roles })
}
