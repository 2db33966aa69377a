//! What a name is used for: to tell of whom it names, or for something else.
//!
//! Left out is what stands nowhere but in a credit ("(TNA)", "Anna Berg contributed to this report"), a service that is only a means ("posted on
//! Facebook"), a name that only says of whom or what another noun is ("a Torsby senator"), a place whose players are meant, a house that things are in, a title's
//! place ("Duchess of Torsby"), what people come to ("Torsby Games"), a firm that is called like a person, an office, a name that damaged letters break and
//! the half of a longer name. One mention that tells of it is enough for the rest.
//! [`is_doubtful`] says what may stay and is not shown first.
//! Tables: `lang/*/name_uses.txt`. Not here: what speaks for a name (`names.rs`).

use super::names::{self, Known};
use super::{Reader, holds};
use crate::fact::clause::ClauseWord;
use crate::fact::dateline::dateline;
use crate::fact::entity::gazetteer::Title;
use crate::fact::phrase::Word;
use crate::fact::quote::lexicon::Roles;
use crate::fact::{Entity, EntityKind, Text};
use crate::lang;
use crate::span::Span;
use crate::token::TokenKind;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// So many make a report on a match.
const FEWEST_SIDES: usize = 2;
/// And so many different words.
const FEWEST_WORDS: usize = 3;
/// So many words at most stand between "in" and a place: "in the western".
const BEFORE_PLACE: usize = 2;
/// So many mentions must say that a name like a person's is a firm's.
const FIRM_SIGNS: usize = 2;
/// Words behind a name among which who is of it is named: "the Torsby Union political science professor".
const WORDS_TO_PERSON: usize = 4;
/// Tokens in which a firm is called one.
const NEAR: usize = 80;
/// Names that begin before a word and may reach to it.
const FEW_NAMES: usize = 3;
/// From a heavier cue on it is a firm, whatever its name looks like.
const FIRM_CUE: i32 = 3;
/// Who worked on a text stands among so many paragraphs at its foot.
const FOOT: usize = 4;
/// Who is called by one name is called so at least so often.
const ALONE: usize = 2;
/// Among so many mentions of people: an article that lists them stays linear.
const PEOPLE: usize = 200;
/// A line that says who worked on a text is no longer, in bytes.
const SIGNATURE: usize = 400;
/// The most words of a list in a name: "Union of Lock, Gate and Bridge Workers".
const LIST: usize = 10;

fn is_of_class(word: &str, class: &str, reader: &Reader) -> bool {
    lang::is_name_use(reader.text.article.language, word, class)
}

/// Whether the article tells of a name, as far as its use says.
pub fn tells_of(name: &Entity, reader: &Reader, known: &Known) -> bool {
    let mut mentions = name.mentions.iter().copied();
    let words = name.name.of(reader.text.text);
    if mentions.all(|mention| is_credit(mention, name.kind, reader)) || is_damaged(name, reader) {
        return false;
    }
    let looked_at = &name.mentions[..name.mentions.len().min(names::LOOKED_AT)];
    let all = |is: &dyn Fn(Span) -> bool| looked_at.iter().all(|&mention| is(mention));
    match name.kind {
        EntityKind::Person => {
            let is_school =
                words.rsplit_once(' ').is_some_and(|(_, last)| is_of_class(last, "school", reader));
            !(are_two(words, reader)
                || is_cut(name, reader)
                || is_event(words, reader) && !speaks(name, known)
                || is_firm(name, reader, known)
                || is_of_title(name, reader)
                || is_school && !speaks(name, known)
                || is_prefixed(words, reader)
                || !words.contains(' ') && known.whole_elsewhere.contains(words))
        }
        EntityKind::Organisation => {
            let is_service = is_of_class(words, "service", reader);
            let last = words.rsplit_once(' ').map_or(words, |(_, last)| last);
            let is_venue = [last, words].iter().any(|word| is_of_class(word, "venue", reader));
            !(reader.gazetteer.capitalised.has(words)
                || is_service && all(&|mention| !tells_of_firm(mention, reader, known))
                || is_venue && all(&|mention| is_where(mention, reader))
                || is_end_of_event(words, reader)
                || is_event(words, reader) && !looked_at.iter().any(|mention| names::acts(*mention, reader))
                || all(&|mention| {
                    is_credit(mention, name.kind, reader) || is_continued(mention, reader, known)
                })
                || looked_at.iter().any(|&mention| goes_on(mention, words, reader, known))
                || is_people(words, reader) && !speaks(name, known)
                || is_vote(words, reader)
                || !speaks(name, known)
                    && is_plural(words, known)
                    && all(&|mention| is_of_people(mention, reader))
                || all(&|mention| is_half(mention, reader, known)))
        }
        EntityKind::Place => {
            let is_known = reader.gazetteer.places.has(words);
            let is_spot = words.split(' ').any(|word| reader.gazetteer.place_words.has(word));
            let is_seat = is_of_class(words, "seat", reader);
            !(is_begun(name, reader)
                || !is_known && holds_person(words, reader)
                || !is_known && looked_at.iter().any(|&mention| is_firms(mention, reader))
                || is_direction(words, reader) && all(&|mention| is_joined(mention, reader))
                || all(&|mention| is_behind_firm(mention, reader))
                || !is_known && reader.gazetteer.organisation_words.has(words)
                || is_seat && all(&|mention| !is_in(mention, reader) && !is_at(mention, reader))
                || is_prefixed(words, reader)
                || !is_known && !is_spot && all(&|mention| acts_itself(mention, reader))
                || !is_known && is_saint(words, reader) && all(&|mention| is_owner(mention, reader))
                || all(&|mention| is_adjective(mention, reader) || is_inner(mention, reader, known))
                || all(&|mention| is_of_noble(mention, reader))
                || known.tells_of_teams
                    && !is_spot
                    && all(&|mention| {
                        !is_in(mention, reader) && reader.cue(mention, EntityKind::Place) < names::CLEAR
                    }))
        }
    }
}

/// Whether an organisation may be nothing of the kind where it stands: it only says whose another noun is ("a Senate seat"), or it is a house or a
/// street and may be meant as one ("the race to the White House", "at Torsby Center"). Readers take it so or so: it is not shown first.
pub fn is_doubtful(name: &Entity, reader: &Reader, known: &Known) -> bool {
    let words = name.name.of(reader.text.text);
    let looked_at = &name.mentions[..name.mentions.len().min(names::LOOKED_AT)];
    let all = |is: &dyn Fn(Span) -> bool| looked_at.iter().all(|&mention| is(mention));
    let is_seat = is_of_class(words, "seat", reader);
    let last = words.rsplit_once(' ').map_or(words, |(_, last)| last);
    let is_venue = is_of_class(last, "venue", reader);
    let acts = |mention: Span| {
        tells_of_firm(mention, reader, known)
            || is_subject(mention, reader)
            || holds(&known.roles, mention)
            || is_addressed(mention, reader)
    };
    name.kind == EntityKind::Organisation
        && (is_seat && all(&|mention| !acts(mention))
            || is_venue && all(&|mention| is_where(mention, reader) || is_at(mention, reader))
            || all(&|mention| only_describes(mention, reader)))
}

fn speaks(name: &Entity, known: &Known) -> bool {
    name.mentions.iter().any(|mention| known.speakers.contains(mention))
}

/// Whether a mention stands in a dateline, alone in brackets, or in a line that says who worked on the text.
fn is_credit(mention: Span, kind: EntityKind, reader: &Reader) -> bool {
    let text = reader.text;
    let index = text.sentences.partition_point(|sentence| sentence.span.end <= mention.start);
    let Some(sentence) = text.sentences.get(index) else { return false };
    let words = sentence.span.of(text.text);
    let opens = index == 0 || text.sentences[index - 1].paragraph != sentence.paragraph;
    // Where it was written something may have happened.
    let in_dateline = opens
        && kind != EntityKind::Place
        && mention.end <= sentence.span.start + dateline(words, text.article.language) as u32;
    in_dateline || is_alone_in_brackets(mention, reader) || is_signature(sentence.span, text)
}

/// "[TNA]", "[TNA.]": whoever told it. "The Torsby News Agency (TNA)" only says how it is called.
fn is_alone_in_brackets(mention: Span, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_mark = |at: usize, mark: &str| reader.words.get(at).is_some_and(|word| word.is_mark(mark));
    at > 0
        && is_mark(at - 1, "[")
        && (is_mark(behind, "]") || is_mark(behind, ".") && is_mark(behind + 1, "]"))
}

/// "Anna Berg contributed to this report."
fn is_signature(sentence: Span, text: &Text) -> bool {
    let body = &text.article.body;
    let foot = body.len().saturating_sub(FOOT);
    let Some(first) = body.get(foot.max(1)) else { return false };
    if sentence.start < first.span.start || sentence.len() > SIGNATURE {
        return false;
    }
    let lower = sentence.of(text.text).to_lowercase();
    lang::name_uses(text.article.language).of_class("signature").any(|words| lower.contains(words))
}

/// Whether a mention of a service is one of the firm: it acts, owns, or someone is its head.
fn tells_of_firm(mention: Span, reader: &Reader, known: &Known) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = behind.checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end);
    let before = reader.before(at);
    let is_led = before.is_some_and(|before| {
        reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION))
            || reader.roles(before).any(Roles::DETERMINER.with(Roles::POSSESSIVE))
            // "numerous Torsby posts"
            || reader.words[before].kind == TokenKind::Word
                && !reader.words[before].is_capital
                && reader.roles(before).is_empty()
                && reader.clauses.at(reader.words, before).is_none()
    });
    let has_verb = reader.words.get(behind).is_some_and(|next| {
        next.kind == TokenKind::Word
            && (is_ending(&next.lower, reader)
                || reader.roles(behind).any(Roles::AUXILIARY.with(Roles::PASSIVE).with(Roles::CUE))
                || matches!(
                    reader.clauses.at(reader.words, behind),
                    Some(ClauseWord::Past | ClauseWord::Forward | ClauseWord::Verb)
                ))
    });
    known.speakers.contains(&mention)
        || holds(&known.roles, mention) && !names::is_modifier(behind, reader)
        || is_owner
        || has_verb && !is_led
        || reader.cue(mention, EntityKind::Organisation) >= names::CLEAR
}

/// "removed": by its ending no noun.
fn is_ending(word: &str, reader: &Reader) -> bool {
    let mut endings = lang::noun_words(reader.text.article.language).of_class("ending");
    endings.any(|ending| word.ends_with(ending.trim_start_matches('-')))
}

/// "in the Torsby Center": where something is.
fn is_where(mention: Span, reader: &Reader) -> bool {
    let the = reader
        .before(reader.at(mention))
        .filter(|&the| reader.roles(the).any(Roles::ARTICLE) && !reader.roles(the).any(Roles::POSSESSIVE));
    let before = the.and_then(|the| reader.before(the));
    before.is_some_and(|before| is_of_class(&reader.words[before].lower, "where", reader))
        && !names::is_modifier(reader.behind(mention), reader)
}

/// Whether places stand for who plays for them: "the Torsby goalkeeper", or twice what a bank may have as well, "the Torsby captain".
pub fn tells_of_teams(places: &[Entity], reader: &Reader) -> bool {
    let mentions = || places.iter().flat_map(|place| &place.mentions);
    let is = |mention: &Span, class: &str| {
        let behind = reader.behind(*mention);
        let next = reader.words.get(behind).filter(|next| next.is_spaced);
        next.is_some_and(|_| is_of_class(&hyphened(behind, reader), class, reader))
    };
    mentions().any(|mention| is(mention, "team"))
        || tells_of_matches(reader)
        || mentions().filter(|mention| is(mention, "side")).take(FEWEST_SIDES).count() == FEWEST_SIDES
}

/// Whether many words of the article are those of reports on matches.
fn tells_of_matches(reader: &Reader) -> bool {
    let words = (0..reader.words.len()).filter(|&at| reader.words[at].kind == TokenKind::Word);
    let found: BTreeSet<Cow<str>> =
        words.map(|at| hyphened(at, reader)).filter(|word| is_of_class(word, "sport", reader)).collect();
    found.len() >= FEWEST_WORDS
}

/// A word with what hangs on it by a hyphen: "fly-half".
fn hyphened<'a>(at: usize, reader: &'a Reader) -> Cow<'a, str> {
    let first = &reader.words[at];
    match (reader.words.get(at + 1), reader.words.get(at + 2)) {
        (Some(hyphen), Some(second)) if hyphen.is_hyphen() && !hyphen.is_spaced && !second.is_spaced => {
            Cow::Owned(format!("{}-{}", first.lower, second.lower))
        }
        _ => Cow::Borrowed(&first.lower),
    }
}

/// "in Torsby", "in the Lakes", "in western Torsby": something is there.
///
/// "In a Torsby side", "in Torsby's cup" it is the team.
fn is_in(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let next = reader.words.get(behind).filter(|next| next.is_spaced);
    let has_article =
        reader.before(reader.at(mention)).is_some_and(|the| reader.roles(the).any(Roles::ARTICLE));
    let is_team = next.is_some_and(|next| {
        let is_players = |class: &&str| is_of_class(&hyphened(behind, reader), class, reader);
        ["team", "side", "sport"].iter().any(is_players)
            // "in the Torsby starting line-up"
            || has_article
                && !next.is_capital
                && next.kind == TokenKind::Word
                && !lang::grammar(reader.text.article.language).contains_key(next.lower.as_str())
                && !reader.is_date(next.span)
    });
    if is_team || is_owner(mention, reader) {
        return false;
    }
    let mut before = reader.before(reader.at(mention));
    // "in Sel, Lindvik and Torsby"
    for _ in 0..LIST {
        let other =
            before.filter(|&at| reader.words[at].is_mark(",") || reader.roles(at).any(Roles::CONJUNCTION));
        let Some(other) = other.and_then(|at| reader.before(at)) else { break };
        let is_place = |name: &Span| reader.gazetteer.places.has(name.of(reader.text.text));
        let last = reader.words[other].core;
        let names = reader.names.range(..=Span { start: last.start, end: u32::MAX });
        let Some(name) = names.rev().take(FEW_NAMES).find(|name| name.end == last.end && is_place(name))
        else {
            break;
        };
        before = reader.before(reader.at(*name));
    }
    for _ in 0..=BEFORE_PLACE {
        let Some(at) = before else { return false };
        let word = &reader.words[at];
        if is_of_class(&word.lower, "where", reader) {
            return true;
        }
        if word.kind != TokenKind::Word || word.is_capital {
            return false;
        }
        before = reader.before(at);
    }
    false
}

/// "South"
fn is_direction(name: &str, reader: &Reader) -> bool {
    let cue = reader.gazetteer.cues_before.get(&name.to_lowercase());
    reader.gazetteer.place_words.has(name) || cue.is_some_and(|cue| cue.starts_with(EntityKind::Place.code()))
}

/// "Lock Union Norway": the end of a firm's name.
fn is_behind_firm(mention: Span, reader: &Reader) -> bool {
    let at = reader.at(mention);
    let Some(before) = reader.before(at).filter(|_| reader.words[at].is_spaced) else { return false };
    let word = &reader.words[before];
    let next = reader.things.partition_point(|thing| thing.end <= word.core.start);
    word.core == word.span
        && reader.things.get(next).is_some_and(|thing| {
            thing.contains(word.core) && !reader.gazetteer.places.has(thing.of(reader.text.text))
        })
}

/// "South and Southeast Torsby": the half of a name.
fn is_joined(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let is_next = reader.words.get(behind + 1).is_some_and(|next| next.is_capital);
    is_next && reader.roles(behind).any(Roles::CONJUNCTION)
}

/// "at Torsby", "at the Torsby Center"
fn is_at(mention: Span, reader: &Reader) -> bool {
    let before = reader.before(reader.at(mention));
    let the = before.filter(|&the| reader.roles(the).any(Roles::ARTICLE)).and_then(|the| reader.before(the));
    the.or(before).is_some_and(|before| is_of_class(&reader.words[before].lower, "at", reader))
}

/// "the Torsby senator": it says only of where somebody is. "In Torsby senators met" is said of the place.
///
/// An organisation stays: who is in it tells of it ("a Lock Union driver").
fn is_adjective(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let is_owner = behind.checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end);
    let Some(next) = reader.words.get(behind).filter(|_| !reader.is_opening(behind) && !is_owner) else {
        return false;
    };
    let roles = reader.roles(behind);
    // "a Torsby lock executive", "Torsby lock executives"
    let is_of_second = || {
        let Some(second) = reader.words.get(behind + 1).filter(|_| !reader.is_opening(behind + 1)) else {
            return false;
        };
        let one = second.lower.strip_suffix('s').unwrap_or(&second.lower);
        let is_noun = roles.is_empty()
            && !lang::grammar(reader.text.article.language).contains_key(next.lower.as_str());
        is_noun && second.is_spaced && !second.is_capital && reader.gazetteer.is_title(one)
    };
    let is_person = reader.gazetteer.is_title(&next.lower) || is_of_second();
    let is_verb =
        roles.any(Roles::CUE.with(Roles::AUXILIARY)) || reader.clauses.at(reader.words, behind).is_some();
    next.kind == TokenKind::Word
        && !next.is_capital
        && next.is_spaced
        && is_person
        && !is_verb
        && reader.cue(mention, EntityKind::Place) <= 0
}

/// "Torsbyan": what is of a people or a party, unless an organisation is called so.
fn is_people(name: &str, reader: &Reader) -> bool {
    reader.gazetteer.demonyms.has(name) && !reader.gazetteer.organisations.has(name)
}

/// "Anna Sel-holm": no mention of the whole name ends where it is said to.
fn is_cut(person: &Entity, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = person.name.of(text);
    let mut whole = person.mentions.iter().filter(|mention| mention.of(text) == words).take(names::LOOKED_AT);
    words.contains(' ')
        && whole.all(|mention| {
            let behind = reader.behind(*mention);
            let next = reader.words.get(behind).filter(|_| !reader.is_opening(behind));
            next.is_some_and(|next| next.is_hyphen() && !next.is_spaced)
                && reader.words.get(behind + 1).is_some_and(|next| !next.is_spaced)
        })
}

/// "she sold Anna Maria's boat": two given names, side by side once, each of which stands alone elsewhere.
fn are_two(name: &str, reader: &Reader) -> bool {
    let Some((first, second)) = name.split_once(' ') else { return false };
    let given = &reader.gazetteer.given_names;
    let count = |words: &str| {
        reader.people.iter().take(PEOPLE).filter(|mention| mention.of(reader.text.text) == words).count()
    };
    given.has(first)
        && given.has(second)
        && count(name) == 1
        && count(first) >= ALONE
        && count(second) >= ALONE
}

/// A name that damaged letters break: "Anna PeÃ | ±berg", "Torsb\u{fffd}".
fn is_damaged(name: &Entity, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = name.name.of(text);
    let is_broken = |c: char| c == '\u{fffd}' || c.is_control() && !c.is_whitespace();
    // "Ângela" and "SÃO" are written so; behind a small letter neither stands.
    let is_turned = |letters: &[char]| match *letters {
        [first, 'Ã' | 'Â', ..] | [first, 'A', '\u{302}' | '\u{303}'] => first.is_lowercase(),
        _ => false,
    };
    let letters: Vec<char> = words.chars().collect();
    let has_broken = words.contains(is_broken)
        || (0..letters.len()).any(|at| is_turned(&letters[at..letters.len().min(at + 3)]));
    let goes_on = text[name.name.end as usize..].chars().next().is_some_and(is_broken);
    has_broken || goes_on
}

/// "Torsby Tests", "Lock Keepers Conference", "World Summit for Locks": what people come to, not who they are.
fn is_event(name: &str, reader: &Reader) -> bool {
    let mut words = name.split(' ');
    let is_known = reader.gazetteer.organisations.has(name);
    let is_persons = words.next().is_some_and(|word| reader.gazetteer.given_names.has(word));
    let is_small = |word: &str| word.starts_with(char::is_lowercase);
    let small = name.split(' ').position(is_small);
    // "Conference of Lock Keepers" is who they are.
    let of = small.and_then(|small| name.split(' ').nth(small));
    let is_of = of.is_some_and(|of| reader.lexicon.roles(of).any(Roles::JOINING));
    let head = name.split(' ').take(small.unwrap_or(usize::MAX)).last();
    // "Torsby Champions League"
    let has_event = name.match_indices(' ').take(LIST).any(|(at, _)| {
        let end = &name[at + 1..];
        end.contains(' ') && is_of_class(end, "event", reader)
    });
    has_event
        || name.contains(' ')
            && !is_known
            && !is_persons
            && !is_of
            && head.is_some_and(|head| is_of_class(head, "event", reader))
}

/// "the Torsby Union backs": a verb follows, and no preposition stands in front.
fn is_subject(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let before = reader.before(reader.at(mention));
    let the = before.filter(|&the| reader.roles(the).any(Roles::ARTICLE)).and_then(|the| reader.before(the));
    let is_led =
        the.or(before).is_some_and(|at| reader.roles(at).any(Roles::PREPOSITION.with(Roles::JOINING)));
    let is_verb = |at: usize| {
        reader.words.get(at).is_some_and(|word| {
            word.kind == TokenKind::Word
                && word.is_spaced
                && (is_ending(&word.lower, reader)
                    || reader.roles(at).any(Roles::AUXILIARY.with(Roles::PASSIVE).with(Roles::CUE))
                    || reader.clauses.at(reader.words, at).is_some())
        })
    };
    let is_owner = behind.checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end);
    // "Torsby backs the plan", at the start of a sentence.
    let opens = before.is_none_or(|before| reader.is_opening(before) && the.is_none());
    let is_word = reader
        .words
        .get(behind)
        .is_some_and(|next| next.kind == TokenKind::Word && next.is_spaced && !next.is_capital);
    !is_led && !is_owner && !reader.is_opening(behind) && (is_verb(behind) || opens && is_word)
}

/// "told Torsby", "asked the Torsby Union"
fn is_addressed(mention: Span, reader: &Reader) -> bool {
    let before = reader.before(reader.at(mention));
    let the = before.filter(|&the| reader.roles(the).any(Roles::ARTICLE)).and_then(|the| reader.before(the));
    the.or(before).is_some_and(|verb| reader.roles(verb).any(Roles::CUE))
}

/// "Lock Society" of "World Summit for the Lock Society"
fn is_end_of_event(name: &str, reader: &Reader) -> bool {
    let is_longer = |other: &str| {
        let rest = other.strip_suffix(name).and_then(|rest| rest.strip_suffix(' '));
        rest.is_some() && is_event(other, reader)
    };
    reader.names.iter().take(PEOPLE).any(|other| is_longer(other.of(reader.text.text)))
}

/// Whether the words beside a name say clearly that it is a firm, and none that it is a person: "shares in Anna Lind", "the charity Lind Holm".
fn is_firm(person: &Entity, reader: &Reader, known: &Known) -> bool {
    let looked_at = || person.mentions.iter().copied().take(names::LOOKED_AT);
    let name = person.name.of(reader.text.text);
    // "sector leader Torsby": of one word, it is as often a firm.
    let is_leader = person.role.is_some_and(|role| {
        let role = role.of(reader.text.text);
        role.rsplit(' ')
            .next()
            .is_some_and(|last| last.starts_with(char::is_lowercase) && is_of_class(last, "office", reader))
    });
    if !name.contains(' ')
        && is_leader
        && !names::is_called_he_or_she(person, reader)
        && !speaks(person, known)
    {
        return true;
    }
    let is_told_so = person.role.is_none()
        && !names::is_called_he_or_she(person, reader)
        && !looked_at().any(|mention| is_titled(mention, reader));
    let is_unlike = || {
        !names::is_persons(person.name.of(reader.text.text), reader)
            && looked_at().all(|mention| mention.of(reader.text.text).contains(' '))
    };
    is_told_so
        && (looked_at().filter(|mention| is_firms(*mention, reader)).count() >= FIRM_SIGNS
            || is_unlike() && looked_at().any(|mention| is_firms(mention, reader))
            || is_unlike() && looked_at().any(|mention| is_called_firm_near(mention, reader)))
}

/// Whether "the firm", "the charity" stands in the sentence of a mention or the next.
fn is_called_firm_near(mention: Span, reader: &Reader) -> bool {
    let sentence = reader.sentence_of(reader.at(mention));
    let end = reader
        .sentence_of(sentence.end)
        .end
        .max(sentence.end)
        .min(sentence.start + NEAR)
        .min(reader.words.len());
    (sentence.start + 1..end).any(|at| {
        let cue = reader.gazetteer.cues_before.get(&reader.words[at].lower);
        is_of_class(&reader.words[at].lower, "body", reader)
            && cue.is_some_and(|cue| cue.starts_with(EntityKind::Organisation.code()))
            && reader.gazetteer.is_article(&reader.words[at - 1].lower)
    })
}

/// "Mr Berg"
fn is_titled(mention: Span, reader: &Reader) -> bool {
    let mut before = reader.before(reader.at(mention));
    // The dot of "Mr." is a token of its own.
    if let Some(at) = before
        && reader.words[at].is_mark(".")
    {
        before = reader.before(at);
    }
    before.is_some_and(|before| reader.gazetteer.is_title(&reader.words[before].lower))
}

/// "shares in Torsby", "Torsby's shareholders", "the carmaker Torsby", "Torsby chairman Anna Berg".
fn is_firms(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let next = reader.words.get(behind).filter(|next| next.is_spaced && !reader.is_opening(behind));
    let second = reader.words.get(behind + 1).filter(|_| !reader.is_opening(behind + 1));
    let is_board = |words: &str| is_of_class(words, "firm", reader);
    let has_board = next.is_some_and(|next| {
        is_board(&next.lower)
            || second.is_some_and(|second| is_board(&format!("{} {}", next.lower, second.lower)))
    });
    let before =
        reader.before(reader.at(mention)).filter(|&before| reader.words[before].span.end < mention.start);
    let is_called = before.is_some_and(|before| {
        let lower = &reader.words[before].lower;
        let cue = reader.gazetteer.cues_before.get(lower).and_then(|cue| cue.strip_prefix("organisation "));
        is_of_class(lower, "body", reader)
            && cue.is_some_and(|weight| weight.parse::<i32>().is_ok_and(|weight| weight >= names::CLEAR))
    });
    let is_dealt = reader.cue(mention, EntityKind::Organisation) > FIRM_CUE;
    has_board || is_called || is_dealt
}

/// "Torsby Deputy | Assistant Commissioner", "General | Motor's": an office or a firm's name, cut in two.
fn is_of_title(person: &Entity, reader: &Reader) -> bool {
    let text = reader.text.text;
    let name = person.name.of(text);
    if name.contains(' ') {
        return false;
    }
    let lower = name.to_lowercase();
    let is_office = reader.gazetteer.title(&lower).is_some();
    // "Lord Berg" is called nothing else.
    let is_noble = person.mentions.iter().take(names::LOOKED_AT).any(|mention| {
        let before = reader.before(reader.at(*mention)).map(|before| &reader.words[before]);
        before.is_some_and(|word| word.is_capital && is_of_class(&word.lower, "peer", reader))
    });
    // Among so many: an article that lists names stays linear.
    let organisations = || reader.names.iter().take(PEOPLE).map(|name| name.of(text));
    let is_half = person.mentions.iter().take(names::LOOKED_AT).any(|mention| {
        reader.before(reader.at(*mention)).is_some_and(|before| {
            let whole = format!("{} {name}", reader.words[before].span.of(text));
            let is_whole = |other: &str| {
                other.strip_prefix(whole.as_str()).is_some_and(|rest| rest == "s")
                    || other == whole && reader.gazetteer.organisations.has(other)
            };
            reader.words[before].is_capital
                && (organisations().any(is_whole) || reader.gazetteer.organisations.has(&format!("{whole}s")))
        })
    });
    // "Harbour Minister Gen Berg": a given name as well as a rank without its dot.
    let is_given = person.mentions.iter().take(names::LOOKED_AT).any(|mention| {
        let Some(rank) = reader.before(reader.at(*mention)) else { return false };
        let is_rank = reader.gazetteer.title(&format!("{}.", reader.words[rank].lower)) == Some(Title::Role);
        let is_second =
            reader.before(rank).is_some_and(|office| reader.gazetteer.is_title(&reader.words[office].lower));
        is_rank && is_second && !reader.words[rank].is_mark(".")
    });
    is_office || is_noble || is_half || is_given
}

/// "Navy Keeper Anna Berg": the name of a place holds no person's.
fn holds_person(name: &str, reader: &Reader) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let Some(inner) = words.get(1..words.len().saturating_sub(1)) else { return false };
    // "Navy KEEPER Lind Woods"
    let has_rank = inner.iter().any(|word| is_shouted(word) && word.chars().count() > 2);
    let is_spot = words.iter().any(|word| reader.gazetteer.place_words.has(word));
    has_rank || !is_spot && inner.iter().any(|word| reader.gazetteer.given_names.has(word))
}

/// "a Torsby bill", "the Lock Union secretary": it says only of whom or what another noun is. "A Lock Union driver", "a Torsby report": who is in it
/// or what it wrote tells of it.
fn only_describes(mention: Span, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = behind.checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end);
    let Some(next) = reader.words.get(behind).filter(|_| !reader.is_opening(behind) && !is_owner) else {
        return false;
    };
    if next.kind != TokenKind::Word || !next.is_spaced || next.is_capital {
        return false;
    }
    if is_of_class(&next.lower, "ofstate", reader) {
        return true;
    }
    // "the Torsby news agency" is the agency.
    let is_body = |at: usize| {
        let cue = reader.gazetteer.cues_before.get(&reader.words[at].lower);
        cue.is_some_and(|cue| cue.starts_with(EntityKind::Organisation.code()))
    };
    let is_someone = (behind..reader.words.len().min(behind + WORDS_TO_PERSON))
        .take_while(|&at| {
            let word = &reader.words[at];
            word.kind == TokenKind::Word && word.is_spaced && !word.is_capital
        })
        .any(|at| {
            reader.roles(at).any(Roles::PERSON)
                || is_of_class(&reader.words[at].lower, "inside", reader)
                || reader.gazetteer.is_title(&reader.words[at].lower)
                || is_body(at)
        });
    if is_someone {
        return false;
    }
    let is_verb = is_ending(&next.lower, reader) || reader.clauses.at(reader.words, behind).is_some();
    let is_known_word = lang::grammar(reader.text.article.language).contains_key(next.lower.as_str());
    let is_noun = reader.roles(behind).is_empty() && !is_verb && !is_known_word;
    // "Torsby rests": a verb may look like a noun, unless the words in front or behind say that a noun must stand there.
    let is_preposition = |at: usize| reader.roles(at).any(Roles::PREPOSITION.with(Roles::JOINING));
    let is_led = reader.before(at).is_some_and(|before| {
        let is_article =
            reader.roles(before).any(Roles::ARTICLE) && !reader.roles(before).any(Roles::POSSESSIVE);
        reader.roles(before).any(Roles::POSSESSIVE)
            || reader.articles.single(&reader.words[before].lower).is_some()
            || is_preposition(before)
            || is_article && reader.before(before).is_some_and(is_preposition)
    });
    let has_verb = reader.words.get(behind + 1).is_some_and(|second| {
        second.kind == TokenKind::Word
            && !reader.is_opening(behind + 1)
            && (reader.roles(behind + 1).any(Roles::AUXILIARY.with(Roles::PASSIVE))
                || matches!(
                    reader.clauses.at(reader.words, behind + 1),
                    Some(ClauseWord::Past | ClauseWord::Forward | ClauseWord::Verb)
                ))
    });
    is_noun && (is_led || has_verb) && reader.cue(mention, EntityKind::Organisation) < names::CLEAR
}

/// "Torsby | Money": a word in capitals that is no name of its own stands behind.
fn is_continued(mention: Span, reader: &Reader, known: &Known) -> bool {
    let behind = reader.behind(mention);
    reader.words.get(behind).is_some_and(|next| {
        let is_own =
            known.mentions.range(next.core..).next().is_some_and(|other| other.start == next.core.start);
        next.kind == TokenKind::Word
            && next.is_spaced
            && next.is_capital
            && !reader.is_opening(behind)
            && !is_owner(mention, reader)
            && !is_own
            && !reader.is_date(next.span)
            && reader.gazetteer.title(&next.lower).is_none()
            && !holds(&known.roles, next.span)
    })
}

/// "the Torsby Journal | of Locks", "the Lock Committee | on Torsby", "University of Torsby |, Holm", "the Keepers' | Council for Locks": a half.
fn goes_on(mention: Span, name: &str, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    if mention.of(text) != name {
        return false;
    }
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = behind.checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end);
    let topical = |word: &str| is_of_class(word, "topical", reader);
    // "the Keepers' Council"
    let is_owned =
        reader.before(at).and_then(|mark| Some((mark, reader.before(mark)?))).is_some_and(|(mark, owner)| {
            let (mark, owner) = (&reader.words[mark], &reader.words[owner]);
            let is_plural = owner.is_capital && owner.lower.ends_with('s');
            matches!(mark.span.of(text), "'" | "’")
                && !mark.is_spaced
                && is_plural
                && reader.words[at].is_spaced
        });
    let first = name.split(' ').next().unwrap_or_default();
    if is_owned && topical(first) && !reader.gazetteer.organisations.has(name) {
        return true;
    }
    if is_owner || reader.is_opening(behind) {
        return false;
    }
    let Some(next) = reader.words.get(behind) else { return false };
    let name_at = |at: usize| {
        let word = reader.words.get(at).filter(|word| word.kind == TokenKind::Word && word.is_spaced)?;
        (word.is_capital && !reader.is_date(word.span) && !reader.is_opening(at)).then_some(word)
    };
    let is_people = |word: &Word| {
        known.people.range(word.core..).next().is_some_and(|other| other.start == word.core.start)
    };
    // "University of Torsby, Holm"
    // "Torsby Academy, Holm"
    let is_branch = is_of_class(name.rsplit(' ').next().unwrap_or_default(), "branch", reader);
    if next.is_mark(",") && (is_of_class(first, "campus", reader) && name.contains(" of ") || is_branch) {
        let is_place = |word: &Word| reader.gazetteer.places.has(word.core.of(text));
        let closes = reader.words.get(behind + 2).is_some_and(|close| close.kind == TokenKind::Mark);
        return name_at(behind + 1).is_some_and(|word| (is_branch || is_place(word)) && closes);
    }
    let last = name.rsplit(' ').next().unwrap_or_default();
    if !topical(last) || reader.gazetteer.organisations.has(name) {
        return false;
    }
    let is_of = reader.roles(behind).any(Roles::JOINING);
    let is_topic = reader.pointers.topic.single(&next.lower).is_some() || next.lower == "for";
    let the = usize::from(
        reader.words.get(behind + 1).is_some_and(|word| reader.gazetteer.is_article(&word.lower)),
    );
    name_at(behind + 1 + the).is_some_and(|word| {
        let is_place = reader.gazetteer.places.has(word.core.of(text))
            || reader.gazetteer.demonyms.has(word.core.of(text))
            || known.mentions.range(word.core..).next().is_some_and(|other| {
                other.start == word.core.start && reader.gazetteer.places.has(other.of(text))
            });
        !is_people(word) && (is_topic && !is_of || is_of && !is_place)
    })
}

/// "the Duchess of Torsby"
fn is_of_noble(mention: Span, reader: &Reader) -> bool {
    let of = reader.before(reader.at(mention)).filter(|&of| reader.roles(of).any(Roles::JOINING));
    let title = of.and_then(|of| reader.before(of));
    title.is_some_and(|title| is_of_class(&reader.words[title].lower, "noble", reader))
}

/// "Gulf" beside "Gulf of Torsby": it names none without the rest.
fn is_begun(place: &Entity, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = place.name.of(text);
    let is_of =
        |rest: &str| rest.split(' ').nth(1).is_some_and(|of| reader.lexicon.roles(of).any(Roles::JOINING));
    reader.gazetteer.place_words.has(words)
        && reader.names.iter().any(|name| name.of(text).strip_prefix(words).is_some_and(is_of))
}

/// "Ex-Torsby Rail": a prefix is no part of a name.
fn is_prefixed(name: &str, reader: &Reader) -> bool {
    name.split_once('-').is_some_and(|(prefix, _)| {
        let prefix = prefix.to_lowercase();
        is_of_class(&prefix, "prefix", reader) || is_of_class(&prefix, "qualifier", reader)
    })
}

/// "Torsby Caucus": of a place, it is when people vote there.
fn is_vote(name: &str, reader: &Reader) -> bool {
    name.rsplit_once(' ')
        .is_some_and(|(place, last)| is_of_class(last, "vote", reader) && reader.gazetteer.places.has(place))
}

/// "Torsbi" beside "the Torsbis": they are called so, and the name by itself only says of whom something is.
fn is_plural(name: &str, known: &Known) -> bool {
    !name.contains('.') && !is_shouted(name) && known.in_plural.contains(name)
}

/// "Torsbi rebels", "anti-Torsbi"
fn is_of_people(mention: Span, reader: &Reader) -> bool {
    let at = reader.at(mention);
    let is_tail = reader.words[at..].first().is_some_and(|word| !word.is_spaced)
        && reader.before(at).is_some_and(|before| reader.words[before].is_hyphen());
    is_tail || names::is_modifier(reader.behind(mention), reader)
}

fn is_shouted(name: &str) -> bool {
    name.chars().count() > 1 && name.chars().all(char::is_uppercase)
}

/// "St Torsby": of a school, a church, a hospital when it stands as an owner only.
fn is_saint(name: &str, reader: &Reader) -> bool {
    name.split_once(' ').is_some_and(|(first, _)| is_of_class(first, "saint", reader))
}

fn is_owner(mention: Span, reader: &Reader) -> bool {
    reader.behind(mention).checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end)
}

/// "the Lock Keepers of Torsby", "Torsbyan": a part of a name, or of its people.
fn is_inner(mention: Span, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    if reader.gazetteer.demonyms.has(mention.of(text)) {
        return true;
    }
    let of = reader
        .before(reader.at(mention))
        .filter(|&of| reader.roles(of).any(Roles::JOINING) && !reader.words[of].is_capital);
    let Some(head) = of.and_then(|of| reader.before(of)) else { return false };
    let Some(first) = reader.before(head) else { return false };
    let is_name = |at: usize| {
        let word = &reader.words[at];
        word.kind == TokenKind::Word
            && word.is_capital
            && word.core == word.span
            && !reader.is_opening(at)
            && !reader.gazetteer.is_title(&word.lower)
            && !known.mentions.range(..=word.span).next_back().is_some_and(|other| other.contains(word.core))
    };
    // Two words of it at least: "the North of Torsby" is there.
    is_name(head) && is_name(first) && !is_owner(mention, reader)
}

/// "Torsby reported that". "The mayor of Torsby said that" tells of a place.
fn acts_itself(mention: Span, reader: &Reader) -> bool {
    let is_led = reader.before(reader.at(mention)).is_some_and(|before| {
        reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION))
    });
    names::acts(mention, reader) && !is_led
}

/// "the 6th | Lock Court", "Union of Lock |, Gate and Bridge Workers", "Torsby News | 24".
fn is_half(mention: Span, reader: &Reader, known: &Known) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_owner = behind.checked_sub(1).is_some_and(|last| reader.words[last].span.end != mention.end);
    if is_owner {
        return false;
    }
    let text = reader.text.text;
    // "6th" may be one token or two.
    let is_counted = reader.before(at).is_some_and(|before| {
        let word = &reader.words[before];
        let is_tail = !word.is_spaced
            && reader.before(before).is_some_and(|number| reader.words[number].kind == TokenKind::Number);
        let word = word.span.of(text);
        // "the 30th United Nations" are the same ones.
        !reader.gazetteer.organisations.has(mention.of(text))
            && word.ends_with(|c: char| c.is_lowercase())
            && (is_tail || word.starts_with(|c: char| c.is_ascii_digit()))
    });
    let is_numbered = reader.words.get(behind).is_some_and(|next| {
        next.kind == TokenKind::Number
            && next.is_spaced
            && next.span.of(text).chars().all(|c| c.is_ascii_digit())
            && !reader.is_opening(behind)
            && !reader.is_date(next.span)
    });
    is_counted || is_numbered || is_owned(mention, reader) || goes_on_as_list(mention, behind, reader, known)
}

/// "St Torsby's | High School": words that any of its kind has, behind the name that tells it from them.
fn is_owned(mention: Span, reader: &Reader) -> bool {
    let text = reader.text.text;
    let gazetteer = reader.gazetteer;
    let Some(owner) = reader.before(reader.at(mention)).map(|at| &reader.words[at]) else { return false };
    let name = owner.core.of(text);
    let is_generic = |word: &str| {
        gazetteer.organisation_words.has(word) || gazetteer.common_words.has(&word.to_lowercase())
    };
    // "the Lock Department's Gate Division" is whole.
    let is_body =
        owner.is_shouted || gazetteer.organisations.has(name) || gazetteer.organisation_words.has(name);
    owner.core != owner.span
        && owner.is_capital
        && !is_body
        && !gazetteer.places.has(name)
        && !gazetteer.demonyms.has(name)
        && !gazetteer.organisations.has(mention.of(text))
        && mention.of(text).split(' ').all(is_generic)
}

/// "Union of Lock |, Gate and Bridge Workers": the words behind the comma are no names of their own.
fn goes_on_as_list(mention: Span, behind: usize, reader: &Reader, known: &Known) -> bool {
    let is_phrase = mention.of(reader.text.text).split(' ').any(|word| {
        word.starts_with(char::is_lowercase)
            && reader.lexicon.roles(word).any(Roles::JOINING.with(Roles::PREPOSITION))
    });
    if !is_phrase || !reader.words.get(behind).is_some_and(|next| next.is_mark(",")) {
        return false;
    }
    let end = reader.sentence_of(behind).end.min(behind + LIST);
    for at in behind + 1..end {
        let word = &reader.words[at];
        let is_joint = word.is_mark(",") || word.is_mark("&");
        let is_and = reader.roles(at).any(Roles::CONJUNCTION);
        if is_and || word.is_mark("&") {
            return at > behind + 1 && reader.words.get(at + 1).is_some_and(|next| next.is_capital);
        }
        let is_own = known.people.range(word.core..).next().is_some_and(|name| name.start == word.core.start);
        let is_place = reader.gazetteer.places.has(word.core.of(reader.text.text));
        if is_own || is_place || !(is_joint || word.kind == TokenKind::Word && word.is_capital) {
            return false;
        }
    }
    false
}
