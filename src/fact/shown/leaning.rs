//! Words that tell of a fact -> what they lean on, if anything: a name or a thing that a sentence before them brought in, or one who speaks.
//!
//! "He paid $12", "The two men were held for 5 days", "It was sold a year later": with the sentence before them they may be clear (`told.rs` puts it in
//! front), alone they are not. In an interview "we paid $12" is of one who answers, and no sentence before it says
//! who that is; what somebody says and does not tell who needs the sentence before it, too. "The firm has paid" leans where neither the words nor
//! the headline name a firm.
//! Method: the words in their order; what was named so far, and what points back (`lang/*/pointers.txt`, `leaning_words.txt`,
//! `persons.txt`). No grammar; of what key sentences lean on, which are read in a row: `summary/leaning.rs`.

use super::told::{self, Inside};
use super::{Reader, holds, pointing};
use crate::article::ParagraphKind;
use crate::fact::clause::ClauseWord;
use crate::fact::number::is_plural;
use crate::fact::phrase::Lexicon;
use crate::fact::quote::lexicon::Roles;
use crate::lang::{self, ByLanguage, Language};
use crate::span::Span;
use crate::token::TokenKind;

/// What some words lean on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaning {
    /// What stands before them.
    Before,
    /// What stands before them or in the headline.
    Headline,
    /// Somebody who answers questions, and whom no sentence before them need name.
    Answer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// "he", "her"
    Someone,
    /// "I", "our"
    First,
    /// "the"
    Definite,
    /// With a definite article in front it stands for something named before: "firm".
    Noun,
    /// The same, where it is a sentence's subject: "field".
    Thing,
    /// Behind a noun it says which one is meant: "of".
    Explains,
}

/// A noun is among so many words behind its article.
const PHRASE: usize = 2;
/// Who "her apprentice" is, is told within so many words.
const BESIDE: usize = 5;
/// "The new oil | field": a noun is among so many words behind its article, where others may stand between.
const LONG_PHRASE: usize = 4;

/// The words of one language, and its nouns for people.
struct Tables {
    words: Lexicon<Class>,
    persons: Lexicon<()>,
    /// With a definite article they stand for what everybody knows.
    known: Lexicon<()>,
}

impl Tables {
    fn of(language: Language) -> &'static Self {
        static TABLES: ByLanguage<Tables> = ByLanguage::new(|language| {
            let leaning = lang::leaning_words(language).pairs().filter_map(|(word, class)| {
                let class = match class {
                    "he" | "she" => Class::Someone,
                    "definite" => Class::Definite,
                    "noun" => Class::Noun,
                    "explains" => Class::Explains,
                    _ => return None,
                };
                Some((word, class))
            });
            let first = lang::persons(language).pairs().filter(|(_, who)| matches!(*who, "i" | "we"));
            let nouns = lang::person_nouns(language).entries();
            let persons = nouns.flat_map(|noun| [noun, noun.strip_suffix('s').unwrap_or(noun)]);
            let pointers = lang::pointers(language);
            let things = pointers.of_class("thing").map(|word| (word, Class::Thing));
            let known = pointers.of_class("known").map(|word| (word, ()));
            let first = first.map(|(word, _)| (word, Class::First));
            Tables {
                words: Lexicon::new(first.chain(things).chain(leaning)),
                known: Lexicon::new(known),
                persons: Lexicon::new(persons.map(|noun| (noun, ()))),
            }
        });
        TABLES.of(language)
    }
}

/// What the words that tell of a fact lean on.
pub fn of(fact: Span, what: Span, reader: &Reader) -> Option<Leaning> {
    let tables = Tables::of(reader.text.article.language);
    let (start, end) = (reader.at(what), reader.behind(what));
    let class = |at: usize| reader.words.get(at).and_then(|word| tables.words.single(&word.lower));
    let is_named = |at: usize| {
        let word = &reader.words[at];
        word.kind == TokenKind::Word
            && word.is_capital
            && !reader.gazetteer.nouns_have_capitals
            && !reader.is_opening(at)
            && class(at) != Some(Class::First)
            && !reader.is_date(word.span)
            || reader.is_name_start(word.span)
    };
    // "The bank asked whether he": it is not the bank that he is.
    let is_someones = |at: usize| {
        let word = &reader.words[at];
        let is_letters =
            word.is_shouted && word.lower.chars().count() > 1 && !reader.people.contains(&word.core);
        is_named(at) && !is_letters && !holds(&reader.things, word.span)
    };
    let names_anything = || (start..end).any(is_named);
    let mut inside = Inside::default();
    let (mut has_someone, mut has_person, mut has_thing, mut is_first_clause) = (false, false, false, true);
    let (mut has_many, mut may_lean) = (false, false);
    // What somebody says is told as such only where it is told who does.
    let mut is_said = start < end;
    // A post or a letter that is shown: who wrote it stands beneath.
    let is_shown = reader.kind_of(fact) == Some(ParagraphKind::Quotation);
    let mut leans = pointing::opens(what, reader);
    let first = pointing::first_word(what, reader);
    // "In the unlikely event they": who, stands before.
    let is_led = reader.roles(first).any(Roles::PREPOSITION);
    for at in start..end {
        let word = &reader.words[at];
        if word.kind == TokenKind::Mark {
            inside.pass(&word.lower);
            is_first_clause &= !matches!(word.lower.as_str(), "," | ";" | "–" | "—" | ":") || at < first;
            continue;
        }
        let is_quoted = inside.any() || reader.is_said(word.span);
        is_said &= is_shown || reader.is_said(word.span);
        match class(at) {
            Some(Class::First) if is_first_person(at, reader) => {
                // What the writer did is told as the writer's; in an interview it is somebody else's.
                if reader.is_interview && !is_quoted {
                    return Some(Leaning::Answer);
                }
            }
            Some(Class::Someone) if !has_person => leans |= !is_named_behind(at, end, reader, &is_someones),
            Some(Class::Definite) if at == first && !has_someone => {
                leans |= is_stand_in(at, end, reader, tables)
                    || is_age(at + 1, reader)
                    || is_article_alone(at, end, reader);
                if let Some(noun) = subject_known_before(at, start, end, reader, tables) {
                    // "The scheme started": the headline may tell of it. "The group" that no headline names stays open.
                    let is_of_headline = !reader.headline.is_empty() && !is_organisation(noun, reader);
                    may_lean |= is_of_headline;
                    leans |= !is_of_headline;
                }
            }
            Some(Class::Definite)
                if subject_known_before(at, start, end, reader, tables).is_some()
                    && (is_told_of(at, start, reader) || !has_someone && !names_anything()) =>
            {
                leans = true;
            }
            Some(Class::Definite) if is_first_clause && !has_someone => leans |= is_age(at + 1, reader),
            // "Watching it": nothing was named.
            _ => {
                let is_they = is_third_of_many(at, reader)
                    && (is_led && is_first_clause && !has_someone
                        || at > first
                            && at > start
                            && matches!(reader.words[at - 1].lower.as_str(), "\"" | "“"));
                leans |= (!has_thing || at == first + 1 && !has_someone) && is_pronoun(at, reader)
                    || !has_many && is_they;
            }
        }
        let points = || reader.pointers.back.at(&reader.words[..end], at).is_some_and(|(leans, _)| leans);
        if is_first_clause && !has_someone && (at == first || is_one_clause(at, fact, reader)) {
            leans |= points();
        }
        leans |= word.span.end <= fact.start && is_same_as_before(at, start, end, reader);
        is_first_clause &= reader.clauses.word(reader.words, at) != Some(ClauseWord::Open) || at == first;
        let is_person = tables.persons.single(&word.lower).is_some();
        has_someone |= is_named(at) || is_person;
        has_person |= is_someones(at) || is_person;
        has_thing |= has_someone || is_noun(at, reader);
        has_many |= is_noun(at, reader) && is_plural(&word.lower);
    }
    let leaning = (leans || is_said).then_some(Leaning::Before);
    leaning.or(may_lean.then_some(Leaning::Headline))
}

/// Whether nothing parts a word from a fact behind it: "watches these closely, with $3 million" says of the money nothing that points back.
fn is_one_clause(at: usize, fact: Span, reader: &Reader) -> bool {
    let fact = reader.at(fact);
    (at.min(fact)..at.max(fact)).all(|at| {
        let word = &reader.words[at];
        !matches!(word.lower.as_str(), "," | ";" | "–" | "—" | ":")
            && !matches!(reader.clauses.word(reader.words, at), Some(ClauseWord::Open | ClauseWord::Relative))
    })
}

/// "In 2026, it is ...": what it is, is not told before it.
fn is_pronoun(at: usize, reader: &Reader) -> bool {
    let roles = reader.roles(at);
    roles.any(Roles::PRONOUN)
        && !roles.any(Roles::RELATIVE.with(Roles::FIRST))
        && pointing::may_open(at, reader)
}

/// "they", "their"
fn is_third_of_many(at: usize, reader: &Reader) -> bool {
    let roles = reader.roles(at);
    roles.any(Roles::PRONOUN.with(Roles::POSSESSIVE)) && roles.any(Roles::PLURAL) && !roles.any(Roles::FIRST)
}

/// A word that may name something: none of grammar, and none of a date.
fn is_noun(at: usize, reader: &Reader) -> bool {
    let word = &reader.words[at];
    let may_be = !reader.gazetteer.nouns_have_capitals || word.is_capital && !reader.is_opening(at);
    word.kind == TokenKind::Word
        && may_be
        && (reader.roles(at).is_empty() || reader.roles(at).any(Roles::PERSON.with(Roles::DOCUMENT)))
        && reader.clauses.word(reader.words, at).is_none()
        && !lang::grammar(reader.text.article.language).contains_key(word.lower.as_str())
        // "Seven months later, it": a length of time is no thing.
        && !reader.is_claimed(word.span)
}

/// Not "US", nor the "I" of "World War I".
fn is_first_person(at: usize, reader: &Reader) -> bool {
    let word = &reader.words[at];
    let is_letters = word.is_shouted && word.lower.chars().count() > 1;
    let is_of_name = word.is_capital
        && reader.before(at).is_some_and(|before| {
            reader.words[before].is_capital
                && reader.words[before].kind == TokenKind::Word
                && !reader.is_opening(before)
        });
    !is_letters && !is_of_name
}

/// "After he left, Anna Berg paid", "Her apprentice, Anna Berg, paid": the name follows, behind the comma or beside the noun.
fn is_named_behind(at: usize, end: usize, reader: &Reader, is_named: &dyn Fn(usize) -> bool) -> bool {
    let comma = (at..end).find(|&at| reader.words[at].is_mark(","));
    let first = reader.sentence_of(at).start;
    if reader.is_opening(at)
        && !reader.roles(at).any(Roles::PRONOUN)
        && (at + 1..(at + 1 + BESIDE).min(end)).any(is_named)
    {
        return true;
    }
    // "At his wedding in 2011 the bishop, Anna Berg": she is not he. "Before her trial, the Danish court": a court is not she.
    comma.is_some_and(|comma| {
        let is_origin =
            |at: &usize| reader.gazetteer.demonyms.has(reader.words[*at].core.of(reader.text.text));
        let is_owner = reader.roles(at).any(Roles::POSSESSIVE);
        let next = (comma + 1..(comma + 1 + PHRASE).min(end)).find(|&at| is_named(at));
        at > first
            && !(is_owner && (at + 1..comma).any(is_named))
            && next.is_some_and(|next| !is_origin(&next) || next + 1 < end && is_named(next + 1))
    })
}

/// "The two", "the two men": which ones, nothing behind them says.
fn is_stand_in(at: usize, end: usize, reader: &Reader, classes: &Tables) -> bool {
    let is_number = reader.words.get(at + 1).is_some_and(|next| {
        next.kind == TokenKind::Number
            || lang::number_words(reader.text.article.language).pairs().any(|(word, _)| word == next.lower)
    });
    let is_person = |at: usize| at < end && classes.persons.single(&reader.words[at].lower).is_some();
    let explains = |at: usize| {
        reader.words[..end].get(at).is_none_or(|word| {
            classes.words.single(&word.lower) == Some(Class::Explains) || word.kind != TokenKind::Word
        })
    };
    let is_verb = |at: usize| {
        let class = reader.clauses.word(&reader.words[..end], at);
        matches!(class, Some(ClauseWord::Past | ClauseWord::Verb | ClauseWord::Forward))
    };
    is_number && (is_verb(at + 2) || is_person(at + 2) && !explains(at + 3))
}

/// "The plane was in the air", "the new inquiry had": a noun for what was brought in before is the subject of a verb, and neither the headline nor what
/// stands behind the noun tells which one it is.
fn subject_known_before(
    at: usize,
    start: usize,
    end: usize,
    reader: &Reader,
    classes: &Tables,
) -> Option<usize> {
    let is_plain = |at: &usize| {
        let word = &reader.words[*at];
        let is_joined = word.is_hyphen() && !word.is_spaced;
        is_joined
            || word.kind == TokenKind::Word
                && !word.is_capital
                && reader.clauses.word(reader.words, *at).is_none()
    };
    let is_noun = |at: usize| {
        let lower = &reader.words[at].lower;
        matches!(classes.words.single(lower), Some(Class::Noun | Class::Thing))
            && classes.known.single(lower).is_none()
    };
    let is_verb = |at: usize| {
        let class = reader.clauses.word(&reader.words[..end], at);
        matches!(class, Some(ClauseWord::Past | ClauseWord::Verb | ClauseWord::Forward))
            || reader.roles(at).any(Roles::AUXILIARY.with(Roles::CUE))
    };
    let phrase = (at + 1..end.min(at + 1 + LONG_PHRASE)).take_while(is_plain);
    let noun = phrase.filter(|&at| is_noun(at)).last()?;
    let next = noun + 1;
    let is_subject = next < end
        && (is_verb(next) || next + 1 < end && reader.roles(next).any(Roles::ADVERB) && is_verb(next + 1));
    let stem = reader.words[noun].lower.trim_end_matches('s');
    let is_same = |word: &str| word.trim_end_matches('s') == stem;
    // "Two thirds of the island was": the subject stands before it. Who holds an office is known.
    let is_part = reader.before(at).is_some_and(|before| {
        before >= start && reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING))
    });
    let is_office = |at: usize| {
        reader.roles(at).any(Roles::PERSON) && reader.gazetteer.title(&reader.words[at].lower).is_some()
    };
    // Nothing in front of it in these words, and nothing in the headline, is called so.
    let is_of_headline = reader.headline_has_organisation && is_organisation(noun, reader);
    let is_told = is_of_headline
        || reader.headline.contains(stem)
        || reader.words[start..at].iter().any(|word| is_same(&word.lower));
    let is_known = is_part || reader.gazetteer.nouns_have_capitals || (at + 1..=noun).any(is_office);
    (is_subject && !is_known && !is_told).then_some(noun)
}

/// "According to the same poll": a paper that was named before, and not in these words.
fn is_same_as_before(at: usize, start: usize, end: usize, reader: &Reader) -> bool {
    let Some(noun) = (start..=at)
        .rev()
        .take(PHRASE + 1)
        .find_map(|from| reader.pointers.same.at(&reader.words[..end], from).map(|(_, length)| from + length))
        .filter(|&noun| noun == at)
    else {
        return false;
    };
    let lower = &reader.words[noun].lower;
    let stem = lower.trim_end_matches('s');
    reader.roles(noun).any(Roles::DOCUMENT)
        && !explains(noun + 1, reader)
        && !reader.words[start..noun].iter().any(|word| word.lower.trim_end_matches('s') == stem)
}

/// "The bank", "the firm": the headline may name it.
fn is_organisation(noun: usize, reader: &Reader) -> bool {
    let mut letters = reader.words[noun].lower.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    // The table has them as parts of names.
    reader.gazetteer.organisation_words.has(&first.chain(letters).collect::<String>())
}

/// "Berg said the inquiry had", "said that the group would": what is told of begins anew; in the first sentence of some words nothing but who says
/// so was named.
fn is_told_of(at: usize, start: usize, reader: &Reader) -> bool {
    let says = |at: usize| {
        reader.roles(at).any(Roles::CUE) && reader.clauses.word(reader.words, at) == Some(ClauseWord::Past)
    };
    let before = |at: usize| reader.before(at).filter(|&at| at >= start);
    let is_first_sentence = reader.sentence_of(at).start <= start;
    let opens = |at: usize| reader.clauses.word(reader.words, at) == Some(ClauseWord::Open);
    is_first_sentence
        && before(at).is_some_and(|cue| says(cue) || opens(cue) && before(cue).is_some_and(says))
}

/// Whether a word, behind a noun, says which one is meant: "of".
pub fn explains(at: usize, reader: &Reader) -> bool {
    let words = &Tables::of(reader.text.article.language).words;
    reader.words.get(at).is_some_and(|word| words.single(&word.lower) == Some(Class::Explains))
}

/// "35-Jährige": whoever is so old was named before, where a noun is made of it.
pub fn is_age(at: usize, reader: &Reader) -> bool {
    let words = &Tables::of(reader.text.article.language).words;
    match reader.words.get(at..at + 3) {
        Some([number, joint, noun]) => {
            let is_noun = noun.is_capital && words.single(&noun.lower) == Some(Class::Noun);
            number.kind == TokenKind::Number && joint.is_hyphen() && !joint.is_spaced && is_noun
        }
        _ => false,
    }
}

/// "Die rückte am Abend an": an article in front of a verb stands for what was named before. A verb is none of the table's words, in small letters, and
/// a preposition follows it.
fn is_article_alone(at: usize, end: usize, reader: &Reader) -> bool {
    let is_verb = |at: usize| {
        let word = &reader.words[at];
        word.kind == TokenKind::Word
            && !word.is_capital
            && reader.roles(at).is_empty()
            && reader.clauses.word(reader.words, at).is_none_or(|class| class == ClauseWord::Past)
            && !lang::grammar(reader.text.article.language).contains_key(word.lower.as_str())
    };
    let is_small = Roles::PREPOSITION.with(Roles::JOINING).with(Roles::PRONOUN);
    reader.gazetteer.nouns_have_capitals
        && at + 2 < end
        && is_verb(at + 1)
        && reader.roles(at + 2).any(is_small)
}

/// The sentence in front of some words, together with them, where that makes them clear.
pub fn with_sentence_before(fact: Span, what: Span, most_words: u32, reader: &Reader) -> Option<Span> {
    let sentences = reader.text.sentences;
    let index = sentences.partition_point(|sentence| sentence.span.end <= what.start);
    let own = sentences.get(index)?;
    let before = sentences.get(index.checked_sub(1)?)?;
    let both = Span { start: told::first_of(index - 1, reader)?, end: what.end };
    let is_near = before.paragraph == own.paragraph;
    let is_short = crate::block::count_words(both.of(reader.text.text)) <= most_words;
    let is_clear = || matches!(of(fact, both, reader), None | Some(Leaning::Headline));
    (is_near && is_short && is_clear()).then_some(both)
}
