//! Names that may be shown: those for which something beside their capitals speaks.
//!
//! In: entities with all their mentions. Method: the document is asked. A person has a name that people have, or speaks, or is
//! "she"; an organisation is known, acts, has a head or owns something; a place is known or is where something is. Against a name
//! speak a model's number behind it and words in capitals that stand on beside every mention: then it is a part of
//! another name.

use std::collections::{BTreeMap, BTreeSet};

use super::{Reader, holds, pointing};
use crate::article::{ParagraphKind, Words};
use crate::fact::entity::fuller::GENERATIONS;
use crate::fact::phrase::Word;
use crate::fact::quote::lexicon::Roles;
use crate::fact::{Entity, EntityKind, Text};
use crate::span::Span;
use crate::token::TokenKind;

/// Mentions that are looked at: an article that is about one thing names it a hundred times.
pub const LOOKED_AT: usize = 12;
/// A small word that a name goes on behind has no more letters: "y".
const PARTICLE: usize = 2;
/// So many small letters may stand before a capital in a name: "MacHolm".
const PREFIX: usize = 2;
/// Words behind a name among which a pronoun is looked for.
const NEAR: usize = 16;
/// A firm's name that says what it makes has no fewer words: "Lock Gate Technologies".
const FIRM: usize = 3;
/// From this weight on a cue of `name_cues.txt` says what a name is.
pub const CLEAR: i32 = 2;

/// What else is known of the article's names.
pub struct Known {
    /// Every mention of a name.
    pub mentions: BTreeSet<Span>,
    /// Every mention of a person.
    pub people: BTreeSet<Span>,
    /// Sources and speakers of quotations.
    pub speakers: BTreeSet<Span>,
    /// What people are, "head of Torsby Rail", in text order.
    pub roles: Vec<Span>,
    pub surnames: BTreeSet<String>,
    /// The ends of people's names from two words on, "de berg" of "Anna de Berg", in small letters, and the name that they stand for; `None` where
    /// they stand for more than one.
    pub full_names: BTreeMap<String, Option<Span>>,
    /// Words that stand behind another word of a name: "Berg" of "Annali Berg". Alone they are a half.
    pub whole_elsewhere: BTreeSet<String>,
    /// Words that the article has with an "s" behind them: "Torsbi" of "the Torsbis".
    pub in_plural: BTreeSet<String>,
    /// Whether places stand for who plays for them.
    pub tells_of_teams: bool,
}

/// The words in capitals that end in "s", without it.
pub fn in_plural(reader: &Reader) -> BTreeSet<String> {
    let words = reader.words.iter().filter(|word| word.kind == TokenKind::Word && word.is_capital);
    words.filter_map(|word| word.core.of(reader.text.text).strip_suffix('s')).map(str::to_owned).collect()
}

/// The words behind a word in capitals that no name is known to be made of.
pub fn whole_elsewhere(mentions: &BTreeSet<Span>, reader: &Reader) -> BTreeSet<String> {
    let text = reader.text.text;
    let gazetteer = reader.gazetteer;
    let is_name = |word: &Word| word.kind == TokenKind::Word && word.is_capital && !word.is_shouted;
    (1..reader.words.len())
        .filter(|&at| {
            let (first, last) = (&reader.words[at - 1], &reader.words[at]);
            is_name(first)
                && is_name(last)
                && last.is_spaced
                && first.core == first.span
                && !reader.is_opening(at - 1)
                && !reader.is_opening(at)
                && gazetteer.title(&first.lower).is_none()
                && !gazetteer.places.has(first.core.of(text))
                && !gazetteer.organisations.has(first.core.of(text))
                && !gazetteer.organisation_words.has(first.core.of(text))
                && !holds_word(mentions, first)
        })
        .map(|at| reader.words[at].core.of(text).to_owned())
        .collect()
}

/// The ends of people's names that are longer than a surname.
pub fn full_names(people: &[Entity], text: &Text) -> BTreeMap<String, Option<Span>> {
    let mut names: BTreeMap<String, Option<Span>> = BTreeMap::new();
    for person in people {
        let name = person.name.of(text.text);
        for (at, _) in name.match_indices(' ').take(LOOKED_AT).filter(|(at, _)| name[at + 1..].contains(' '))
        {
            let end = name[at + 1..].to_lowercase();
            let is_new = !names.contains_key(&end);
            names.insert(end, is_new.then_some(person.name));
        }
    }
    names
}

pub fn may_show_person(person: &Entity, reader: &Reader, known: &Known) -> bool {
    let name = person.name.of(reader.text.text);
    let words: Vec<&str> = name.split_whitespace().collect();
    let speaks = person.mentions.iter().any(|mention| known.speakers.contains(mention));
    let is_called = is_called_he_or_she(person, reader);
    let first = words.first().copied().unwrap_or_default();
    let has_given = reader.gazetteer.given_names.has(first);
    // "Selm SL", "Berg & Holm", "Berg's Hauler", "Anna BergTorsby": no person's name.
    let is_odd = name.contains(['&', '+', '@', '|', '/', '™', '®'])
        || name.contains(|c: char| c.is_ascii_digit())
        || name.contains("'s ")
        || name.contains("’s ")
        || words.iter().any(|word| is_run_together(word))
        || words.iter().skip(1).any(|word| is_shouted(word) && !GENERATIONS.contains(word))
            && !words.iter().all(|word| is_shouted(word));
    // "Product Officer"
    let last = words.last().copied().unwrap_or_default().to_lowercase();
    let is_office = !has_given
        && (reader.gazetteer.is_title(&last)
            || words.len() > 1
                && words.last().is_some_and(|word| reader.gazetteer.organisation_words.has(word)));
    // "Torsby Island"
    let is_spot = words.len() > 1
        && !speaks
        && words.last().is_some_and(|word| {
            reader.gazetteer.place_words.has(word) && !reader.gazetteer.family_names.has(word)
        });
    if is_odd || is_office || is_spot || !is_free(person, reader, known) || is_model(person, reader) {
        return false;
    }
    // "The Anna Clipper" is a boat.
    let is_behind_article = |mention: &Span| {
        reader
            .before(reader.at(*mention))
            .is_some_and(|before| reader.pointers.definite.single(&reader.words[before].lower).is_some())
    };
    let has_article = person.role.is_none() && person.mentions.iter().take(LOOKED_AT).all(is_behind_article);
    let is_thing = !speaks && (has_article || is_thing(person, reader));
    if words.len() == 1 {
        let is_word = reader.gazetteer.common_words.has(&name.to_lowercase());
        let has_title = person.role.is_some_and(|role| !is_shouted(role.of(reader.text.text)));
        return !is_word && (has_title || speaks && is_called || is_called && has_given && !is_thing);
    }
    // "General Pairing Notes": a title needs a name behind it.
    let has_role = person.role.is_some_and(|role| role.of(reader.text.text).contains(char::is_whitespace))
        || person.role.is_some() && is_persons(name, reader);
    !is_thing && (speaks || has_role || is_called || is_persons(name, reader))
}

/// Whether more than the look of the name says that it is a person's.
pub fn is_clearly_person(person: &Entity, reader: &Reader, known: &Known) -> bool {
    let name = person.name.of(reader.text.text);
    let mut words = name.split_whitespace();
    let is_whole_name = words.next().is_some_and(|word| reader.gazetteer.given_names.has(word))
        && words.next_back().is_some_and(|word| reader.gazetteer.family_names.has(word));
    let headline = reader.text.headline.map_or("", |headline| headline.of(reader.text.text));
    is_whole_name
        || headline.contains(name)
        || person.role.is_some()
        || person.mentions.iter().any(|mention| known.speakers.contains(mention))
        || is_called_he_or_she(person, reader)
        || person
            .mentions
            .iter()
            .take(LOOKED_AT)
            .any(|mention| reader.cue(*mention, EntityKind::Person) >= CLEAR)
}

/// Whether an article stands in front of a name: "the Torsby Clipper", or a sign behind it that it is a mark of trade.
fn is_thing(person: &Entity, reader: &Reader) -> bool {
    let looked_at = person.mentions.len().min(LOOKED_AT);
    let things = person.mentions.iter().take(LOOKED_AT).filter(|&&mention| {
        let (at, behind) = (reader.at(mention), reader.behind(mention));
        let is_led = reader.before(at).is_some_and(|before| {
            let word = &reader.words[before];
            reader.roles(before).any(Roles::ARTICLE)
                && !reader.roles(before).any(Roles::POSSESSIVE)
                && word.core == word.span
        });
        let next = reader.words.get(behind).filter(|_| !reader.is_opening(behind));
        let is_traded = next.is_some_and(|next| matches!(next.lower.as_str(), "™" | "®"));
        // "a mission called Anna Clipper, which"
        let has_comma = reader.words.get(behind).is_some_and(|next| next.is_mark(","));
        let goes_on = reader.roles(behind + 1).any(Roles::RELATIVE) && pointing::may_open(behind + 1, reader);
        is_led && !is_modifier(behind, reader) || is_traded || has_comma && goes_on
    });
    2 * things.count() >= looked_at.max(1)
}

/// Whether a noun follows that the name before it belongs to: "the Holm family", "a Torsby Rail spokesman".
pub fn is_modifier(behind: usize, reader: &Reader) -> bool {
    let Some(next) = reader.words.get(behind).filter(|_| !reader.is_opening(behind)) else { return false };
    let roles = reader.roles(behind);
    let is_noun = roles.is_empty() || roles.any(Roles::PERSON.with(Roles::DOCUMENT));
    next.is_hyphen() || next.kind != TokenKind::Mark && is_noun
}

/// "BergTorsby": two words without a space; "MacHolm", "DeBerg" are one.
fn is_run_together(word: &str) -> bool {
    let mut small = 0;
    word.chars().any(|c| {
        let is_joint = c.is_uppercase() && small > PREFIX;
        small = if c.is_lowercase() { small + 1 } else { 0 };
        is_joint
    })
}

/// Whether a name is one that people have: firms and products, too, are written in capitals.
pub fn is_persons(name: &str, reader: &Reader) -> bool {
    let gazetteer = reader.gazetteer;
    let words = || name.split(|c: char| c.is_whitespace() || c == '-');
    let is_given = words().any(|word| gazetteer.given_names.has(word));
    let is_family = words().next_back().is_some_and(|word| gazetteer.family_names.has(word))
        || words().next().is_some_and(|word| gazetteer.family_first.has(word));
    // "J. K. Lind"
    let has_initial = words().any(|word| word.ends_with('.') && word.chars().count() <= 3);
    is_given || is_family || has_initial
}

/// Whether "he", "she" or a "who" follows a mention closely.
pub fn is_called_he_or_she(person: &Entity, reader: &Reader) -> bool {
    person.mentions.iter().take(LOOKED_AT).any(|mention| {
        let behind = reader.behind(*mention);
        let end = reader.words.len().min(behind + NEAR);
        (behind..end).any(|at| match reader.pronoun(at) {
            // "Anna Berg, who": right behind the comma.
            Some(is_relative) => !is_relative || at <= behind + 1,
            None => false,
        })
    })
}

/// Whether it is the paper itself, of which the headline says nothing: it asked, reported and took the picture. Its name is the site's, or
/// stands where a writer's does.
fn is_publisher(forms: &BTreeSet<&str>, reader: &Reader) -> bool {
    let article = reader.text.article;
    let writers = article.byline.iter().map(|writer| match writer {
        Words::InPage(span) => span.of(reader.text.text),
        Words::InHead(words) => words.as_str(),
    });
    let headline = match &reader.text.article.headline {
        Some(Words::InPage(span)) => span.of(reader.text.text),
        Some(Words::InHead(words)) => words,
        None => "",
    };
    let bare = |name: &str| {
        let lower = name.to_lowercase();
        lower.strip_prefix("the ").map(str::to_owned).unwrap_or(lower)
    };
    let own: Vec<String> = article.site.as_deref().into_iter().chain(writers).map(bare).collect();
    forms.iter().any(|form| own.contains(&bare(form))) && !forms.iter().any(|form| headline.contains(form))
}

pub fn may_show_organisation(organisation: &Entity, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    let gazetteer = reader.gazetteer;
    let name = organisation.name.of(text);
    let forms: BTreeSet<&str> = organisation.mentions.iter().map(|mention| mention.of(text)).collect();
    let of_agency = organisation.mentions.iter().take(LOOKED_AT).all(|mention| is_agency(*mention, reader));
    if of_agency || is_publisher(&forms, reader) || !is_free(organisation, reader, known) {
        return false;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    if are_two_firms(&words, reader) {
        return false;
    }
    if forms.iter().any(|form| gazetteer.organisations.has(form)) {
        // "call an Uber": what it makes.
        return !organisation.mentions.iter().take(LOOKED_AT).all(|&mention| is_of_a_kind(mention, reader));
    }
    // "an Assistance Group": one of many.
    let is_one_of_many =
        organisation.mentions.iter().take(LOOKED_AT).any(|&mention| is_of_a_kind(mention, reader));
    // "L.L.C.", "B Corp": a form, a grade.
    let is_form = words.iter().all(|word| gazetteer.organisation_words.get(word) == Some("suffix"))
        || words.len() == 2 && words[0].chars().count() == 1;
    if is_one_of_many || is_form {
        return false;
    }
    let ends_so = words.len() > 1
        && [words.first(), words.last()]
            .into_iter()
            .flatten()
            .any(|word| gazetteer.organisation_words.get(word).is_some_and(|flags| !flags.contains("loose")));
    if ends_so {
        return true;
    }
    let is_short = words.len() == 1 && is_shouted(name) && name.chars().count() < 3;
    if is_short || is_model(organisation, reader) {
        return false;
    }
    let is_spelt_out = forms.len() > 1 && forms.iter().any(|form| is_shouted(form));
    // "Torsby Football Club": of a place.
    let is_long_name = words.len() > 2
        && words.last().is_some_and(|word| gazetteer.organisation_words.has(word))
        && organisation.mentions.iter().take(LOOKED_AT).any(|&mention| {
            reader.before(reader.at(mention)).is_some_and(|before| reader.roles(before).any(Roles::ARTICLE))
        });
    let is_of_place = words.len() > 1
        && words.iter().any(|word| gazetteer.places.has(word) || gazetteer.demonyms.has(word))
        && words.last().is_some_and(|word| gazetteer.organisation_words.has(word));
    is_spelt_out
        || is_long_name
        || is_of_place
        || organisation.mentions.iter().take(LOOKED_AT).any(|mention| {
            known.speakers.contains(mention)
                || holds(&known.roles, *mention)
                || acts(*mention, reader)
                || reader.cue(*mention, EntityKind::Organisation) >= CLEAR
        })
}

/// "Torsby and Lock Gate Technologies": a firm, and a firm that is called so.
pub fn are_two_firms(words: &[&str], reader: &Reader) -> bool {
    let joint = words.iter().position(|word| reader.lexicon.roles(word).any(Roles::CONJUNCTION));
    let is_firm = words.last().is_some_and(|word| {
        let flags = reader.gazetteer.organisation_words.get(word).unwrap_or_default();
        flags.contains("company") || flags.contains("suffix")
    });
    is_firm && joint == Some(1) && words.len() >= FIRM + 2
}

/// "TORSBY (NNA) — The lock": the agency that wrote it.
fn is_agency(mention: Span, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_mark = |at: usize, marks: &[&str]| {
        reader.words.get(at).is_some_and(|word| marks.iter().any(|mark| word.is_mark(mark)))
    };
    reader.before(at).is_some_and(|before| is_mark(before, &["("]))
        && is_mark(behind, &[")"])
        && is_mark(behind + 1, &["—", "–", "-"])
}

/// "a Tenants Group": an article that says that there are more, and no noun behind that it would belong to ("a Torsby engineer").
fn is_of_a_kind(mention: Span, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_led =
        reader.before(at).is_some_and(|before| reader.articles.single(&reader.words[before].lower).is_some());
    let is_owner = reader.is_owner(mention);
    is_led && !is_modifier(behind, reader) && !is_owner
}

/// Whether it says or announces something.
pub fn acts(mention: Span, reader: &Reader) -> bool {
    let behind = reader.behind(mention);
    let says = Roles::THAT_CLAUSE.with(Roles::QUOTE);
    let is_near = |at: usize| reader.words.get(at).is_some_and(|_| reader.roles(at).any(says));
    is_near(behind)
        || reader.words.get(behind).is_some_and(|_| {
            reader.roles(behind).any(Roles::ADVERB.with(Roles::AUXILIARY)) && is_near(behind + 1)
        })
}

pub fn may_show_place(place: &Entity, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    if !is_free(place, reader, known) || is_model(place, reader) {
        return false;
    }
    let gazetteer = reader.gazetteer;
    let is_known = place.mentions.iter().any(|mention| gazetteer.places.has(mention.of(text)));
    let words: Vec<&str> = place.name.of(text).split_whitespace().collect();
    // "Anna Lyon … Lyon", "the TCA": no place.
    let is_surname = place.mentions.iter().all(|mention| known.surnames.contains(mention.of(text)));
    if is_surname || !is_known && is_shouted(place.name.of(text)) {
        return false;
    }
    // "Torsby, N.T.": the end of a longer name.
    let is_letters =
        words.len() == 1 && words[0].split_terminator('.').all(|letter| letter.chars().count() == 1);
    let is_end = is_letters
        && place.mentions.iter().take(LOOKED_AT).all(|mention| {
            reader.before(reader.at(*mention)).is_some_and(|before| reader.words[before].is_mark(","))
        });
    if is_end {
        return false;
    }
    // "Torsby Edison", "Selm Co": a firm.
    let is_firm = words.len() > 1
        && words.last().is_some_and(|word| {
            (gazetteer.organisation_words.has(word) || gazetteer.organisation_words.has(&format!("{word}.")))
                && !gazetteer.place_words.has(word)
        });
    // "Torsby Post Drive"
    let is_firms = words.len() > 1
        && !is_known
        && words[..words.len() - 1].iter().any(|word| gazetteer.organisations.has(word));
    // "North Torsbyans"
    let is_people = words.last().is_some_and(|word| {
        gazetteer.demonyms.has(word) || gazetteer.demonyms.has(word.trim_end_matches('s'))
    });
    if is_firm && !is_known || is_firms || is_people && !is_known {
        return false;
    }
    let has_word = words.len() > 1
        && [words.first(), words.last()].into_iter().flatten().any(|word| gazetteer.place_words.has(word));
    place.mentions.iter().take(LOOKED_AT).any(|mention| {
        let cue = reader.cue(*mention, EntityKind::Place);
        let first = reader.at(*mention);
        let before = reader.before(first);
        let is_led = before.is_some_and(|before| {
            reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::INFINITIVE))
                || reader.words[before].lower == "the"
        });
        // "the Northern Clipper": of a ship or a paper as well as of a coast.
        let ends_so = words.last().is_some_and(|word| reader.gazetteer.place_words.has(word));
        let is_direction = words
            .first()
            .is_some_and(|word| reader.gazetteer.is_cue_before(&word.to_lowercase(), EntityKind::Place));
        let is_listed = before.is_some_and(|before| {
            reader.roles(before).any(Roles::CONJUNCTION) || reader.words[before].is_mark(",")
        });
        if is_known {
            is_led || is_listed || before.is_none() || cue > 0 || reader.is_owner(*mention)
        } else if has_word && (ends_so || !is_direction) {
            // A list may be one of anything: "Torsby Palace" is a place in it, "West Enlaq" need not be.
            is_led || is_listed && ends_so || before.is_none() || cue > 0 || reader.is_owner(*mention)
        } else {
            cue >= CLEAR
        }
    })
}

/// Whether it stands somewhere by itself, no other word in capitals beside it that would be a part of the name.
fn is_free(entity: &Entity, reader: &Reader, known: &Known) -> bool {
    let text = reader.text.text;
    // "the American Harbour Union": of an organisation the people are a part.
    let is_organisation = entity.kind == EntityKind::Organisation;
    // "the Harbour Master's Office for the North"
    let first_word = entity.name.of(text).split_whitespace().next().unwrap_or_default();
    let is_office = is_organisation && reader.gazetteer.organisation_words.has(first_word);
    entity.mentions.iter().take(LOOKED_AT).any(|&mention| {
        let (first, behind) = (reader.at(mention), reader.behind(mention));
        // A heading is all capitals in many pages, and no sentence says what its names are.
        let is_heading = reader.kind_of(mention) == Some(ParagraphKind::Heading);
        if is_heading || reader.is_row(first) || reader.asks_to_follow(first) {
            return false;
        }
        let before = reader.before(first).is_none_or(|at| {
            let word = &reader.words[at];
            let is_joint =
                word.is_mark("&") || word.is_mark("/") || word.is_hyphen() && !reader.words[first].is_spaced;
            let is_name = word.kind == TokenKind::Word && word.is_capital;
            let may_stand = reader.is_opening(at)
                || word.core != word.span && !is_office
                || reader.gazetteer.is_title(&word.lower)
                || !is_organisation && reader.gazetteer.demonyms.has(word.core.of(text))
                || reader.gazetteer.places.has(word.core.of(text))
                || holds_word(&known.mentions, word)
                || holds(&known.roles, word.span);
            // "Book of the Month Club"
            // "Torsby Attorney's | Office for the North"
            let is_owned = is_office && word.core != word.span && reader.gazetteer.is_title(&word.lower);
            // "Forum for the Future"
            let is_one = !entity.name.of(text).contains(' ')
                && !reader.gazetteer.organisations.has(entity.name.of(text));
            let is_inner = is_owned || is_organisation && is_inside(at, is_one, reader, known);
            !is_joint && !is_inner && (!is_name || may_stand)
        });
        let after = reader.words.get(behind).is_none_or(|word| {
            if reader.is_opening(behind) {
                return true;
            }
            // "Torsby-based" names Torsby.
            let goes_on = reader.words.get(behind + 1).is_some_and(|next| next.is_capital);
            let is_compound =
                word.is_hyphen() && !word.is_spaced && (goes_on || entity.kind != EntityKind::Place);
            // "Torsby+"
            let is_tight = (word.is_mark("/") || word.is_mark("+")) && !word.is_spaced;
            let is_joint = word.is_mark("&") || is_tight || is_compound;
            let is_owner = reader.is_owner(mention);
            let is_name = word.kind == TokenKind::Word && word.is_capital && word.is_spaced;
            // "torsby.example"
            let is_address = word.is_mark(".")
                && !word.is_spaced
                && reader.words.get(behind + 1).is_some_and(|next| {
                    !next.is_spaced && next.kind == TokenKind::Word && !reader.is_opening(behind + 1)
                });
            // "GM Anna Berg": what she is.
            let is_title = is_organisation
                && behind == first + 1
                && !is_owner
                && reader.words[first].is_shouted
                && is_name
                && begins(&known.people, word.core);
            if is_address || is_title {
                return false;
            }
            // "Anna (Annie) Berg"
            if entity.kind == EntityKind::Person && behind == first + 1 && word.is_mark("(") {
                return false;
            }
            // "Anna Berg y | Lind", "the Centre for Locks on | Rivers": a small word, and the name goes on.
            let is_spaced = word.kind == TokenKind::Word && !word.is_capital && goes_on && !is_owner;
            let is_particle = entity.kind == EntityKind::Person
                && word.lower.chars().count() <= PARTICLE
                && reader.roles(behind).is_empty()
                && reader.clauses.word(reader.words, behind).is_none();
            let has_topic = is_office
                && reader.pointers.topic.single(&word.lower).is_some()
                && !reader.words.get(behind + 1).is_some_and(|next| reader.is_date(next.span));
            if is_spaced && (is_particle || has_topic) {
                return false;
            }
            let may_stand = is_owner
                || reader.is_date(word.span)
                || reader.gazetteer.is_title(&word.lower)
                || begins(&known.mentions, word.core);
            !is_joint && (!is_name || may_stand)
        });
        before && after
    })
}

/// Whether the token ends "Book of the": the name goes on before it. "Head of the Lock Union" names the union.
///
/// Of a single word that is not known as a name, an organisation's word in front says so, too.
fn is_inside(at: usize, is_unknown_word: bool, reader: &Reader, known: &Known) -> bool {
    let sentence = reader.sentence_of(at);
    let is_the =
        reader.gazetteer.is_article(&reader.words[at].lower) && reader.roles(at).any(Roles::DETERMINER);
    let of = at.checked_sub(1).filter(|of| is_the && *of > sentence.start);
    of.is_some_and(|of| {
        let (joint, head) = (&reader.words[of], &reader.words[of - 1]);
        reader.roles(of).any(Roles::JOINING)
            && !joint.is_capital
            && head.kind == TokenKind::Word
            && head.is_capital
            && !head.is_shouted
            && !reader.is_opening(of - 1)
            // "Anna Berg of the Lock Union"
            && !holds_word(&known.mentions, head)
            && reader.gazetteer.title(&head.lower).is_none()
            && !reader.roles(of - 1).any(Roles::PERSON)
            && (!reader.gazetteer.organisation_words.has(head.core.of(reader.text.text)) || is_unknown_word)
    })
}

/// Whether it is something made: a model's number stands behind it ("Torsby 300") as often as not.
fn is_model(entity: &Entity, reader: &Reader) -> bool {
    let looked_at = entity.mentions.len().min(LOOKED_AT);
    let made = entity.mentions.iter().take(LOOKED_AT).filter(|&&mention| {
        let behind = reader.behind(mention);
        reader.words.get(behind).is_some_and(|word| {
            word.kind == TokenKind::Number && !reader.is_opening(behind) && !reader.is_claimed(word.span)
        })
    });
    2 * made.count() >= looked_at.max(1)
}

/// Whether one of names in text order begins where a word does.
pub fn begins(names: &BTreeSet<Span>, word: Span) -> bool {
    names.range(word..).next().is_some_and(|name| name.start == word.start)
}

/// Whether the last of names in text order that begins no later than a word holds it.
pub fn holds_word(names: &BTreeSet<Span>, word: &Word) -> bool {
    names.range(..=word.span).next_back().is_some_and(|name| name.contains(word.core))
}

/// "TNA": more letters than one, all capitals, and no dots.
pub fn is_shouted(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !word.contains('.')
        && letters.all(char::is_uppercase)
}

/// Leaves out a name that is the end of another: "Holm Berg" beside "Anna Holm Berg".
pub fn leave_out_parts(names: &mut Vec<Entity>, reader: &Reader) {
    let text = reader.text.text;
    let mut ends: BTreeSet<&str> = BTreeSet::new();
    for name in names.iter() {
        let name = name.name.of(text);
        ends.extend(
            name.match_indices([' ', '-']).take(LOOKED_AT).map(|(at, mark)| &name[at + mark.len()..]),
        );
    }
    names.retain(|name| !ends.contains(name.name.of(text)));
}
