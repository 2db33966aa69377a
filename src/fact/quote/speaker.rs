//! Source -> speaker: whose fullest name in the article the words beside a quotation lead to.
//!
//! In: the source's span, the entities, and the stretches in marks. Out: the span of the name, or `None` rather than a guess.
//! Method: a name in the source leads to its entity; where the entities hold nothing there, to the first full name of
//! the article with the same last word. "He" and "she" go back sentence by sentence to whoever spoke last, whomever that one named,
//! or to the person the sentence is about: the only one of fitting gender, or among several its subject.
//! A noun that can speak ("the document", "a spokesman for the ministry") is its own speaker.

use super::lexicon::{Lexicon, Roles};
use super::marks::Marked;
use crate::article::ParagraphKind;
use crate::fact::entity::gazetteer::gazetteer;
use crate::fact::{Entity, EntityKind, QuoteFact, Text};
use crate::lang;
use crate::span::Span;
use crate::token::{Token, TokenKind};
use std::collections::{BTreeMap, BTreeSet};

/// A name where it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    pub span: Span,
    pub kind: EntityKind,
    /// The fullest mention of the same person, organisation or place.
    pub name: Span,
}

/// Follows sources to names; they must come in text order, because who spoke last decides for pronouns.
pub struct Speakers<'a> {
    text: &'a Text<'a>,
    lexicon: &'a Lexicon,
    marked: &'a [Marked],
    /// In text order.
    pub mentions: Vec<Mention>,
    /// What is known of a person's gender, by name: `MASCULINE` or `FEMININE`.
    pub genders: BTreeMap<Span, Roles>,
    /// The last words of people's names, each with the first name that ends so.
    surnames: BTreeMap<&'a str, Span>,
    /// The sources before this one.
    sources: Vec<(Span, Led)>,
}

/// Where a source led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Led {
    /// To a person's name.
    Person(Span),
    /// To a noun for one person: "an officer". He goes on as that.
    Noun(Span),
    /// To nobody: a pronoun.
    Nobody,
    /// To what is no person: "the report", "the ministry".
    Other,
}

/// What a name may stand in front of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Sentence,
    /// The main clause, behind the comma of what opens the sentence.
    Comma,
    /// Any clause that a conjunction opens, or the sentence.
    Clause,
}

/// How far back a pronoun looks: sentences in which nobody is named, sentences in all, and mentions.
const EMPTY_BACK: usize = 4;
const SENTENCES_BACK: usize = 10;
/// Who spoke so many empty sentences before "the minister" is he.
const NOUN_BACK: usize = 2;
const MENTIONS_BACK: usize = 24;
/// A family name looks back so many mentions for its full one.
const FAMILY_BACK: usize = 64;
/// The words of a full name, and the most tokens between the commas behind it.
const FULL_NAME: std::ops::RangeInclusive<usize> = 2..=4;
const APPOSED: usize = 12;
/// The noun that a name owns stands so near behind it, in tokens.
const OWNED: usize = 4;
/// So many pronouns say more than a given name.
const CLEAR_VOTES: u32 = 2;
/// So many words stand at most before the name of a subject and belong to it: "Democratic presidential front-runner".
const BEFORE_NAME: usize = 8;

impl<'a> Speakers<'a> {
    pub fn new(text: &'a Text<'a>, entities: &[Entity], lexicon: &'a Lexicon, marked: &'a [Marked]) -> Self {
        let mut mentions: Vec<Mention> = entities
            .iter()
            .flat_map(|entity| {
                let (kind, name) = (entity.kind, entity.name);
                entity.mentions.iter().map(move |&span| Mention { span, kind, name })
            })
            .collect();
        if mentions.is_empty() {
            mentions = plain_mentions(text, lexicon);
        }
        mentions.sort_by_key(|mention| mention.span);
        let mut surnames = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
            if let Some((_, surname)) = mention.name.of(text.text).rsplit_once(' ') {
                surnames.entry(surname).or_insert(mention.name);
            }
        }
        let mut speakers = Speakers {
            text,
            lexicon,
            marked,
            mentions,
            surnames,
            genders: BTreeMap::new(),
            sources: Vec::new(),
        };
        speakers.find_titles();
        let votes = speakers.pronouns();
        speakers.count(&votes, CLEAR_VOTES);
        speakers.find_given();
        speakers.count(&votes, 1);
        speakers
    }

    /// The speaker a source leads to; of whom he names in the content he is none.
    pub fn speaker(&mut self, source: Span, content: &[Span]) -> Option<Span> {
        let tokens = self.tokens(source);
        let roles = match tokens {
            [token] => self.roles(token),
            _ => Roles::default(),
        };
        let (speaker, led) = if roles.any(Roles::PRONOUN) {
            let name = self.pronoun(source, roles, content);
            if let Some(name) = name.filter(|_| roles.any(GENDERS)) {
                self.genders.entry(name).or_insert(roles);
            }
            let is_one = roles.any(GENDERS) && roles.any(Roles::SINGULAR);
            (name, name.map_or(if is_one { Led::Nobody } else { Led::Other }, Led::Person))
        } else if let Some(front) = self.front(source, tokens) {
            (Some(front), Led::Person(front))
        } else if let Some(mention) = self.named(source, tokens) {
            let mention = self.last_of_family(mention);
            let is_person = mention.kind == EntityKind::Person;
            (Some(mention.name), if is_person { Led::Person(mention.name) } else { Led::Other })
        } else if let Some(mention) = self.apposed(source, tokens) {
            (Some(mention.name), Led::Person(mention.name))
        } else {
            let led = match self.surname(source) {
                Some(name) => Led::Person(name),
                None if self.is_someone(tokens) => Led::Noun(source),
                None => Led::Other,
            };
            (self.noun(source, tokens), led)
        };
        self.sources.push((source, led));
        speaker
    }

    /// "He said: “...” Berg added: “...”": whom "he" stands for is told by who goes on in the next sentence.
    pub fn read_back(&self, quotes: &mut [QuoteFact]) {
        for at in 1..quotes.len() {
            let [before, next] = &mut quotes[at - 1..=at] else { return };
            let (Some(source), None, Some(name)) = (before.source, before.speaker, next.speaker) else {
                continue;
            };
            let gender = match self.tokens(source) {
                [token] => self.roles(token),
                _ => continue,
            };
            let is_one = gender.any(GENDERS) && gender.any(Roles::PRONOUN) && gender.any(Roles::SINGULAR);
            let goes_on = next.cue.is_some_and(|cue| {
                self.tokens(cue).iter().any(|token| self.roles(token).any(Roles::FURTHER))
            });
            if !is_one || !goes_on || !self.follows(before, next) {
                continue;
            }
            let is_person = next.source.is_some_and(|source| {
                self.inside(source).any(|other| other.kind == EntityKind::Person && other.name == name)
            });
            let is_told =
                before.content.iter().any(|piece| self.inside(*piece).any(|other| other.name == name));
            let fits = self.genders.get(&name).is_none_or(|known| known.any(gender));
            if is_person && fits && !is_told {
                before.speaker = Some(name);
            }
        }
    }

    /// Whether a quotation stands in the sentence behind another one, or the same, of one paragraph.
    fn follows(&self, before: &QuoteFact, next: &QuoteFact) -> bool {
        let sentences = &self.text.sentences;
        let sentence = |at: u32| sentences.partition_point(|sentence| sentence.span.end <= at);
        let paragraph = |at: usize| sentences.get(at).map(|sentence| sentence.paragraph);
        let ends = before.content.iter().chain(&before.source).map(|span| span.end.saturating_sub(1)).max();
        let starts = next.content.iter().chain(&next.source).map(|span| span.start).min();
        ends.zip(starts).is_some_and(|(end, start)| {
            let (end, start) = (sentence(end), sentence(start));
            start <= end + 1 && paragraph(end) == paragraph(start)
        })
    }

    /// The mentions in a stretch.
    fn inside(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let from = self.mentions.partition_point(|mention| mention.span.start < span.start);
        self.mentions[from..].iter().take_while(move |mention| mention.span.end <= span.end)
    }

    /// The person whose last name a source is, where the entities took it for another word: "Roman" of Otto Roman.
    fn surname(&self, source: Span) -> Option<Span> {
        self.surnames.get(source.of(self.text.text)).copied()
    }

    /// Whether a source is a noun for one person.
    fn is_someone(&self, tokens: &[Token]) -> bool {
        let stops = Roles::JOINING.with(Roles::PREPOSITION).with(Roles::RELATIVE);
        let nouns = tokens.iter().skip(1).take_while(|token| !self.roles(token).any(stops));
        let head = nouns.last().or(tokens.first());
        // An agency speaks too, and is not "she".
        head.is_some_and(|head| {
            let word = self.word(head).to_lowercase();
            let roles = self.roles(head);
            let is_human = roles.any(GENDERS) || gazetteer(self.text.article.language).title(&word).is_some();
            is_human && roles.any(Roles::PERSON) && !word.ends_with('s')
        })
    }

    /// The person whose name stands right behind the noun that speaks: "the harbour master, Gunnar Falk".
    fn apposed(&self, source: Span, tokens: &[Token]) -> Option<Mention> {
        // "According to a summary, Ada Lind, the mayor, sold it": no paper has her name.
        let head = self.head(tokens);
        if head.any(Roles::DOCUMENT) && !head.any(Roles::PERSON) {
            return None;
        }
        let next = self.mentions.partition_point(|mention| mention.span.start < source.end);
        let mention = self.mentions.get(next).filter(|mention| mention.kind == EntityKind::Person)?;
        let between = self.text.text.get(source.end as usize..mention.span.start as usize)?;
        let at = self.text.tokens.partition_point(|token| token.span.start < mention.span.end);
        // "the farmer, Ivar Lund and a neighbour" is a list, "the farmer, Ivar Lund's brother" another person.
        let is_closed = self.text.tokens.get(at).is_none_or(|behind| behind.kind == TokenKind::Mark)
            && !is_possessive(self.text.text, mention.span);
        (between.trim() == "," && is_closed).then_some(*mention)
    }

    fn tokens(&self, span: Span) -> &'a [Token] {
        let tokens = &self.text.tokens;
        let start = tokens.partition_point(|token| token.span.start < span.start);
        let end = tokens.partition_point(|token| token.span.start < span.end);
        &tokens[start..end.max(start)]
    }

    fn word(&self, token: &Token) -> &'a str {
        token.span.of(self.text.text)
    }

    fn roles(&self, token: &Token) -> Roles {
        self.lexicon.roles(&self.word(token).to_lowercase())
    }

    /// The mention that is the source's head: its last name that no preposition governs and that owns nothing.
    fn named(&self, source: Span, tokens: &[Token]) -> Option<Mention> {
        if let Some(titled) = self.titled(source, tokens) {
            return Some(titled);
        }
        let governed = tokens
            .iter()
            .skip(1)
            .find(|token| self.governs(token))
            .map_or(source.end, |token| token.span.start);
        let start = self.mentions.partition_point(|mention| mention.span.end <= source.start);
        let head = self.mentions[start..]
            .iter()
            .take_while(|mention| mention.span.start < source.end)
            // A name that goes on across the preposition is one: "Bank of Ghent".
            .filter(|mention| mention.span.start < governed)
            .filter(|mention| !is_possessive(self.text.text, mention.span))
            .filter(|mention| !is_first_half(self.text.text, mention.span))
            .max_by_key(|mention| (mention.kind == EntityKind::Person, mention.span.start))?;
        // Words behind it make it an attribute: "Trump supporters", "the Ghent police".
        let is_last = tokens
            .iter()
            .filter(|token| {
                token.span.start >= head.span.end && token.span.start < governed.max(head.span.end)
            })
            .all(|token| token.kind == TokenKind::Mark || starts_capital(self.word(token)));
        is_last.then_some(*head)
    }

    /// The person a sentence begins with, where the source is only the end of what stands between: "Lind wrote in Halden, N.Y.
    /// saying", "Lind of the Centre for Water: Rivers and Lakes said".
    fn front(&self, source: Span, within: &[Token]) -> Option<Span> {
        let tokens = &self.text.tokens;
        let start = tokens.partition_point(|token| token.span.start < source.start);
        let kind = self.named(source, within).map(|mention| mention.kind);
        let is_cut = tokens.get(start.checked_sub(1)?).is_some_and(|before| self.word(before) == ":");
        let is_scene = kind == Some(EntityKind::Place)
            && tokens.get(start + within.len()).is_some_and(|cue| self.roles(cue).any(Roles::PARTICIPLE));
        if kind == Some(EntityKind::Person) || !(is_cut || is_scene) {
            return None;
        }
        let sentences = &self.text.sentences;
        let here = sentences.partition_point(|sentence| sentence.span.end <= source.start);
        let from = sentences.get(here)?.span.start;
        let start = self.mentions.partition_point(|mention| mention.span.start < from);
        let people: Vec<Mention> = self.mentions[start..]
            .iter()
            .take_while(|mention| mention.span.start < source.start)
            .filter(|mention| mention.kind == EntityKind::Person && !self.is_marked(mention.span))
            .take(MENTIONS_BACK)
            .copied()
            .collect();
        self.subject(here, &people)
    }

    /// Of several people with the family name in front the one who was named in full last: "Wang said".
    fn last_of_family(&self, mention: Mention) -> Mention {
        let text = self.text.text;
        let word = mention.span.of(text);
        let families = &gazetteer(self.text.article.language).family_first;
        if mention.kind != EntityKind::Person || !families.has(word) {
            return mention;
        }
        let is_of = |other: &Mention| {
            let full = other.span.of(text).split_once(' ');
            other.kind == EntityKind::Person && full.is_some_and(|(family, _)| family == word)
        };
        let before = self.mentions.partition_point(|other| other.span.start < mention.span.start);
        let last = self.mentions[..before].iter().rev().take(FAMILY_BACK).find(|other| is_of(other));
        last.map_or(mention, |last| Mention { name: last.name, ..mention })
    }

    /// The person at the end of a source whose title or employer has a preposition in it: "Secretary of State Ada Lind",
    /// "Center for Public Health epidemiologist Ada Lind", not "friends of Ada Lind" nor "Friends of President Ada Lind".
    fn titled(&self, source: Span, tokens: &[Token]) -> Option<Mention> {
        let behind = self.mentions.partition_point(|mention| mention.span.start < source.end);
        let last = self.mentions[..behind].last().filter(|last| {
            last.kind == EntityKind::Person && last.span.end == source.end && last.span.start > source.start
        })?;
        let at = tokens.partition_point(|token| token.span.start < last.span.start);
        let inner = |at: usize| {
            at > 0
                && starts_capital(self.word(&tokens[at - 1]))
                && tokens.get(at + 1).is_some_and(|next| starts_capital(self.word(next)))
        };
        let prepositions: Vec<usize> = (1..at).filter(|&at| self.governs(&tokens[at])).collect();
        let &preposition = prepositions.last()?;
        // "Ada Lind of Clean Rivers": she is named in front, and what follows is where she works.
        let is_named = self.inside(Span { end: tokens[prepositions[0]].span.start, ..source });
        if is_named.into_iter().any(|other| other.kind == EntityKind::Person) {
            return None;
        }
        let between = &tokens[preposition + 1..at];
        let is_title =
            |token: &Token| starts_capital(self.word(token)) && self.roles(token).any(Roles::PERSON);
        let is_whole = prepositions.iter().all(|&at| inner(at));
        (is_whole && !between.is_empty() && !between.iter().any(is_title)).then_some(*last)
    }

    /// Whether a word governs the name behind it.
    fn governs(&self, token: &Token) -> bool {
        !starts_capital(self.word(token))
            && self.roles(token).any(Roles::JOINING.with(Roles::PREPOSITION).with(Roles::RELATIVE))
    }

    /// What the noun of a source may do: the last word before a preposition.
    fn head(&self, tokens: &[Token]) -> Roles {
        let stops = Roles::JOINING.with(Roles::PREPOSITION).with(Roles::RELATIVE);
        let mut head = None;
        for token in tokens {
            let roles = self.roles(token);
            if head.is_some() && roles.any(stops) {
                break;
            }
            if token.kind == TokenKind::Word && !roles.any(Roles::DETERMINER) {
                head = Some(roles);
            }
        }
        head.unwrap_or_default()
    }

    /// The source itself, when its noun can speak.
    fn noun(&self, source: Span, tokens: &[Token]) -> Option<Span> {
        let first = tokens.first()?;
        // "His wife" leads to nobody while "his" does not.
        let is_relative = self.roles(first).any(Roles::POSSESSIVE);
        let can_speak = self.head(tokens).any(Roles::PERSON.with(Roles::DOCUMENT));
        let is_name =
            tokens.iter().all(|token| token.kind != TokenKind::Word || starts_capital(self.word(token)));
        ((can_speak && !is_relative) || is_name).then_some(source)
    }

    /// Whom a pronoun stands for.
    fn pronoun(&self, source: Span, roles: Roles, content: &[Span]) -> Option<Span> {
        let gender = if roles.any(Roles::MASCULINE) {
            Roles::MASCULINE
        } else if roles.any(Roles::FEMININE) {
            Roles::FEMININE
        } else {
            return None;
        };
        if !roles.any(Roles::SINGULAR) {
            return None;
        }
        let fits = |name: &Span| self.genders.get(name).is_none_or(|known| known.any(gender));
        // Nobody calls himself by his name.
        let is_said = |mention: &Mention| content.iter().any(|piece| piece.overlaps(mention.span));
        let told: BTreeSet<Span> = content
            .iter()
            .flat_map(|piece| {
                let from = self.mentions.partition_point(|mention| mention.span.start < piece.start);
                self.mentions[from..].iter().take_while(|mention| mention.span.end <= piece.end)
            })
            .map(|mention| mention.name)
            .collect();
        let sentences = &self.text.sentences;
        let here = sentences.partition_point(|sentence| sentence.span.end <= source.start);
        let before = self.mentions.partition_point(|mention| mention.span.start < source.start);
        let lowest = before.saturating_sub(MENTIONS_BACK);
        let (mut end, mut empty, mut spoke) = (before, 0, self.sources.len());
        // Far behind, only one who spoke is meant.
        let mut only_speakers = false;
        let mut named = None;
        let mut someone = false;
        for at in (0..=here).rev().take(SENTENCES_BACK) {
            let sentence = sentences.get(at)?;
            if sentence.kind == ParagraphKind::Heading {
                return None;
            }
            let start = lowest
                + self.mentions[lowest..end]
                    .partition_point(|mention| mention.span.start < sentence.span.start);
            let mentions = &self.mentions[start..end];
            end = start;
            // Who spoke in it, goes on, whomever he named.
            let mut said = None;
            while let Some((span, led)) = spoke.checked_sub(1).and_then(|last| self.sources.get(last))
                && span.start >= sentence.span.start
            {
                spoke -= 1;
                said = said.or(Some(*led));
            }
            match said {
                Some(Led::Person(name)) if fits(&name) => return Some(name),
                Some(Led::Noun(noun)) if self.fits_noun(noun, gender) => {
                    if !self.is_definite(noun) {
                        return Some(noun);
                    }
                    // "The minister said": who spoke right before him is he.
                    named = Some(noun);
                    only_speakers = true;
                    empty = 0;
                }
                Some(Led::Nobody) => return None,
                _ => {}
            }
            let people: Vec<Mention> = mentions
                .iter()
                .filter(|mention| mention.kind == EntityKind::Person && !self.is_marked(mention.span))
                .filter(|mention| fits(&mention.name))
                .filter(|mention| !is_said(mention) && !told.contains(&mention.name))
                .copied()
                .collect();
            let tokens = &self.text.tokens[self.text.sentence_tokens.get(at)?.clone()];
            let is_about_someone = at < here && self.opens_with_someone(tokens);
            someone |= is_about_someone;
            let Some(first) = people.first().filter(|_| !only_speakers) else {
                // "Lind came, thanks to Otto Kern, a baker": whom the entities do not know may be he.
                if at < here && said.is_none() && self.names_unknown(tokens, mentions) {
                    return None;
                }
                let is_marked = self.is_marked(Span { end: sentence.span.start + 1, ..sentence.span })
                    && self.is_marked(Span { start: sentence.span.end - 1, ..sentence.span });
                empty += usize::from(!is_marked && at < here);
                only_speakers |= empty > EMPTY_BACK;
                if named.is_some() && empty > NOUN_BACK {
                    return named;
                }
                continue;
            };
            // "She met Berg", "At night she met Berg", "The sailor met Berg": who did was named before. "Asked about Berg, she said": so
            // was she.
            let is_about_another = if at < here {
                let is_led = self.is_in_front(tokens, first, Place::Comma)
                    || self.is_in_front(tokens, first, Place::Sentence);
                let mut before = tokens.iter().take_while(|token| token.span.start < first.span.start);
                let is_pronoun = |token: &Token| {
                    let roles = self.roles(token);
                    roles.any(Roles::PRONOUN) && roles.any(gender) && roles.any(Roles::SINGULAR)
                };
                let opens =
                    before.clone().find(|token| token.kind == TokenKind::Word).is_some_and(is_pronoun);
                opens
                    || !is_led && before.any(|token| is_pronoun(token) && !self.is_marked(token.span))
                    || is_about_someone
            } else {
                !people.iter().any(|mention| self.is_in_front(tokens, mention, Place::Clause))
            };
            if is_about_another {
                continue;
            }
            // "Torvin Enlaq told ...": a person whom the entities do not know.
            if at < here
                && let Some(name) = self.unknown(tokens)
            {
                return Some(name);
            }
            let is_known = |name: &Span| self.genders.contains_key(name);
            // "Otto Kern's brother lost": that one is he.
            if at < here && people.iter().any(|mention| self.owns_person(tokens, mention)) {
                return None;
            }
            let is_one = people.iter().all(|mention| mention.name == first.name);
            let is_owner = people.iter().all(|mention| is_possessive(self.text.text, mention.span));
            if at < here && is_one && is_owner && !is_known(&first.name) {
                return None;
            }
            // "They saw Berg and Kern. He said that Kern": Berg is left, and need not be he.
            let is_rest = at < here
                && mentions.iter().any(|mention| {
                    mention.kind == EntityKind::Person && told.contains(&mention.name) && fits(&mention.name)
                });
            let is_subject = || {
                let opens = tokens.iter().find(|token| token.kind == TokenKind::Word);
                let is_led = opens.is_some_and(|first| self.roles(first).any(ADJUNCT));
                people.iter().any(|mention| {
                    self.is_in_front(tokens, mention, Place::Sentence)
                        || is_led && self.is_in_front(tokens, mention, Place::Comma)
                })
            };
            if is_rest && !is_subject() {
                continue;
            }
            if people.iter().all(|mention| mention.name == first.name) {
                return (is_known(&first.name) || empty == 0).then_some(first.name);
            }
            // "The sailor" may be any of them.
            let subject = self.subject(at, &people).filter(|_| !someone)?;
            let is_other = people.iter().any(|other| other.name != subject && is_known(&other.name));
            return (is_known(&subject) || !is_other).then_some(subject);
        }
        named
    }

    /// "The sailor met ...", "The Dane met ...": somebody is its subject whom a sentence before names.
    fn opens_with_someone(&self, tokens: &[Token]) -> bool {
        let first = tokens.iter().position(|token| token.kind == TokenKind::Word);
        let Some([the, someone, next, ..]) = first.map(|first| &tokens[first..]) else { return false };
        let is_name = || {
            let at = self.mentions.partition_point(|mention| mention.span.end <= someone.span.start);
            self.mentions.get(at).is_some_and(|mention| mention.span.overlaps(someone.span))
        };
        let is_of_people = || gazetteer(self.text.article.language).demonyms.has(self.word(someone));
        let is_person = self.roles(someone).any(Roles::PERSON) || is_of_people() && !is_name();
        // "The winner was Berg": it is she who is named.
        let is_told = self.roles(next).any(Roles::AUXILIARY.with(Roles::PASSIVE));
        let goes_on = next.kind == TokenKind::Word && !starts_capital(self.word(next)) && !is_told;
        self.is_definite(the.span) && someone.kind == TokenKind::Word && is_person && goes_on
    }

    /// "The officer", not "an officer".
    fn is_definite(&self, noun: Span) -> bool {
        self.tokens(noun).first().is_some_and(|first| {
            let word = self.word(first).to_lowercase();
            lang::leaning_words(self.text.article.language).of_class("definite").any(|other| other == word)
        })
    }

    /// Whether a noun that spoke may be "he" or "she".
    fn fits_noun(&self, noun: Span, gender: Roles) -> bool {
        let mut known = self
            .tokens(noun)
            .iter()
            .map(|token| self.roles(token))
            .filter(|roles| roles.any(Roles::PERSON) && roles.any(GENDERS));
        known.all(|roles| roles.any(gender))
    }

    /// A name that opens a sentence, is none of the entities and speaks: "Ada Lind, a baker, told".
    fn unknown(&self, tokens: &[Token]) -> Option<Span> {
        let first = tokens.iter().position(|token| token.kind == TokenKind::Word)?;
        let is_name = |token: &&Token| {
            token.kind == TokenKind::Word && starts_capital(self.word(token)) && self.roles(token).is_empty()
        };
        let words = tokens[first..].iter().take_while(is_name).count();
        let span = tokens[first].span.hull(tokens.get(first + words.checked_sub(1)?)?.span);
        let at = self.mentions.partition_point(|mention| mention.span.end <= span.start);
        let is_mention = self.mentions.get(at).is_some_and(|mention| mention.span.overlaps(span));
        let behind = tokens.get(first + words)?;
        let says = |token: &Token| self.roles(token).any(Roles::QUOTE);
        // What a comma opens behind it ends with a comma and the verb.
        let closes = |pair: &[Token]| self.word(&pair[0]) == "," && says(&pair[1]);
        let speaks = says(behind)
            || self.word(behind) == "," && tokens[first + words + 1..].windows(2).take(APPOSED).any(closes);
        (FULL_NAME.contains(&words) && !is_mention && !self.is_marked(span) && speaks).then_some(span)
    }

    /// "Otto Kern's brother": a noun for one person that a name owns.
    fn owns_person(&self, tokens: &[Token], mention: &Mention) -> bool {
        let behind = tokens.partition_point(|token| token.span.start < mention.span.end);
        let mut phrase =
            tokens[behind..].iter().filter(|token| !matches!(self.word(token), "'" | "’" | "s" | "-"));
        let mut noun = phrase.by_ref().take(OWNED).take_while(|token| {
            let stops =
                Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION).with(Roles::AUXILIARY);
            token.kind == TokenKind::Word && !self.roles(token).any(stops)
        });
        is_possessive(self.text.text, mention.span)
            && noun.any(|token| {
                let is_one = !self.word(token).ends_with('s') && !starts_capital(self.word(token));
                self.roles(token).any(Roles::PERSON)
                    && !self.roles(token).any(Roles::PLURAL.with(Roles::CUE))
                    && is_one
            })
    }

    /// Whether a sentence holds a full name that is none of the mentions in it.
    fn names_unknown(&self, tokens: &[Token], mentions: &[Mention]) -> bool {
        let is_name = |token: &Token| {
            token.kind == TokenKind::Word
                && starts_capital(self.word(token))
                && self.roles(token).is_empty()
                && !mentions.iter().any(|mention| mention.span.overlaps(token.span))
        };
        let gazetteer = gazetteer(self.text.article.language);
        tokens.windows(2).enumerate().any(|(at, pair)| {
            let [first, last] = pair else { return false };
            // "Otto Kern", "Torvin Enlaq, a baker".
            let is_described = || {
                let behind = tokens.get(at + 2..at + 4).unwrap_or_default();
                let [comma, article] = behind else { return false };
                self.word(comma) == "," && self.roles(article).any(Roles::ARTICLE)
            };
            is_name(first)
                && is_name(last)
                && last.is_spaced
                && (gazetteer.given_names.has(self.word(first))
                    || is_described() && !gazetteer.nouns_have_capitals)
                && !self.is_marked(first.span)
        })
    }

    /// Of several people in a sentence the one it is about: its subject, as far as words can tell.
    fn subject(&self, sentence: usize, people: &[Mention]) -> Option<Span> {
        let tokens = &self.text.tokens[self.text.sentence_tokens.get(sentence)?.clone()];
        let first = tokens.iter().position(|token| token.kind == TokenKind::Word)?;
        let opens = self.roles(&tokens[first]);
        let opens_adjunct = opens.any(ADJUNCT);
        // "As Berg spoke, Kern left": the sentence is about the second.
        let behind_comma =
            || people.iter().find(|mention| opens_adjunct && self.is_in_front(tokens, mention, Place::Comma));
        let opening = || people.iter().find(|mention| self.is_in_front(tokens, mention, Place::Sentence));
        let is_clear = |subject: &&Mention| {
            let comma = tokens.iter().find(|token| self.word(token) == ",");
            !opens.any(Roles::CONJUNCTION)
                || comma.is_none_or(|comma| {
                    people
                        .iter()
                        .all(|other| other.name == subject.name || other.span.start < comma.span.start)
                })
        };
        behind_comma().or_else(|| opening().filter(is_clear)).map(|mention| mention.name)
    }

    /// Whether a name begins its sentence or a clause of it, with what belongs to the name.
    fn is_in_front(&self, tokens: &[Token], mention: &Mention, place: Place) -> bool {
        let text = self.text.text;
        let at = tokens.partition_point(|token| token.span.start < mention.span.start);
        let behind = tokens.partition_point(|token| token.span.start < mention.span.end);
        if is_possessive(text, mention.span) || is_first_half(text, mention.span) {
            return false;
        }
        let is_small = |token: &Token| token.kind == TokenKind::Word && !starts_capital(self.word(token));
        // "Berg spokesman Otto Kern": of the first is only said whose.
        // "Berg and Kern met": two are "they".
        let next = tokens.get(behind);
        let is_half = next.is_some_and(|next| {
            let roles = self.roles(next);
            is_small(next)
                && (roles.any(Roles::PERSON) && !roles.any(Roles::CUE)
                    || roles.any(Roles::CONJUNCTION)
                        && tokens.get(behind + 1).is_some_and(|other| starts_capital(self.word(other))))
        });
        if is_half {
            return false;
        }
        // From the start of the sentence, or behind the comma of what opens it.
        let mut led = at;
        while led > 0 && at - led <= BEFORE_NAME {
            let token = &tokens[led - 1];
            let roles = self.roles(token);
            let word = self.word(token);
            if token.kind == TokenKind::Mark && !matches!(word, "-" | ".") {
                let goes_on = next.is_some_and(|next| next.kind == TokenKind::Word);
                return word == "," && place != Place::Sentence && goes_on;
            }
            let governs = roles.any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::RELATIVE));
            let is_verb = roles.any(Roles::CUE.with(Roles::AUXILIARY).with(Roles::PASSIVE));
            if roles.any(Roles::CONJUNCTION) && place == Place::Clause {
                return true;
            }
            let joins = roles.any(Roles::CONJUNCTION) && led > 1;
            if governs || joins || is_verb && !starts_capital(self.word(token)) {
                return false;
            }
            led -= 1;
        }
        led == 0 && place != Place::Comma
    }

    /// Whether a span stands in quotation marks.
    pub fn is_marked(&self, span: Span) -> bool {
        let at = self.marked.partition_point(|marked| marked.outer.end <= span.start);
        self.marked.get(at).is_some_and(|marked| marked.outer.overlaps(span))
    }

    /// What a title before a name says: "Mrs. Roe", "spokesman John Doe".
    fn find_titles(&mut self) {
        for mention in &self.mentions {
            let tokens = &self.text.tokens;
            let at = tokens.partition_point(|token| token.span.start < mention.span.start);
            let before = tokens[..at].iter().rev().find(|token| token.kind == TokenKind::Word);
            let inside = tokens.get(at);
            let genders = [before, inside].into_iter().flatten().map(|token| self.roles(token));
            let gender = genders.filter(|roles| roles.any(Roles::PERSON)).find(|roles| roles.any(GENDERS));
            if let Some(gender) = gender {
                self.genders.entry(mention.name).or_insert(gender);
            }
        }
    }

    /// What a given name says: "Otto Kern".
    fn find_given(&mut self) {
        let given = &gazetteer(self.text.article.language).given_names;
        for mention in self.mentions.iter().filter(|mention| mention.kind == EntityKind::Person) {
            let first = mention.name.of(self.text.text).split_once(' ').map(|(first, _)| first);
            let gender = match first.and_then(|first| given.get(first)) {
                Some("m") => Roles::MASCULINE,
                Some("f") => Roles::FEMININE,
                _ => continue,
            };
            self.genders.entry(mention.name).or_insert(gender);
        }
    }

    /// What the pronouns behind a name say, in sentences that name one person only: how many "he", how many "she".
    fn pronouns(&self) -> BTreeMap<Span, (u32, u32)> {
        let mut votes: BTreeMap<Span, (u32, u32)> = BTreeMap::new();
        let mut mention = 0;
        for (sentence, range) in self.text.sentences.iter().zip(&self.text.sentence_tokens) {
            let start = mention;
            mention +=
                self.mentions[start..].partition_point(|mention| mention.span.start < sentence.span.end);
            let people =
                || self.mentions[start..mention].iter().filter(|mention| mention.kind == EntityKind::Person);
            let Some(first) = people().next().filter(|first| people().all(|other| other.name == first.name))
            else {
                continue;
            };
            let tokens = &self.text.tokens[range.clone()];
            let behind = tokens
                .iter()
                .filter(|token| token.span.start >= first.span.end && !self.is_marked(token.span));
            let pronoun = behind
                .filter(|token| token.kind == TokenKind::Word)
                .map(|token| self.roles(token))
                .find(|roles| roles.any(Roles::PRONOUN) && roles.any(GENDERS) && !roles.any(Roles::PLURAL));
            if let Some(pronoun) = pronoun {
                let vote = votes.entry(first.name).or_default();
                vote.0 += u32::from(pronoun.any(Roles::MASCULINE));
                vote.1 += u32::from(pronoun.any(Roles::FEMININE));
            }
        }
        votes
    }

    /// Most votes win, by three to one, where there are so many.
    fn count(&mut self, votes: &BTreeMap<Span, (u32, u32)>, fewest: u32) {
        for (&name, &(masculine, feminine)) in votes {
            let gender = if masculine >= 3 * feminine { Roles::MASCULINE } else { Roles::FEMININE };
            let is_clear = masculine >= 3 * feminine || feminine >= 3 * masculine;
            if is_clear && masculine + feminine >= fewest {
                self.genders.entry(name).or_insert(gender);
            }
        }
    }
}

/// What opens words before a subject that end with a comma: "In March, ...".
const ADJUNCT: Roles = Roles::PREPOSITION
    .with(Roles::JOINING)
    .with(Roles::CONJUNCTION)
    .with(Roles::ADVERB)
    .with(Roles::TIME)
    .with(Roles::PARTICIPLE);
const GENDERS: Roles = Roles::MASCULINE.with(Roles::FEMININE);

fn starts_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// "US" in "das US-Militär", "HSV" in "HSV-Präsident Otto Kern".
fn is_first_half(text: &str, span: Span) -> bool {
    let mut behind = text.get(span.end as usize..).unwrap_or_default().chars();
    matches!(behind.next(), Some('-' | '‑')) && behind.next().is_some_and(char::is_alphabetic)
}

fn is_possessive(text: &str, span: Span) -> bool {
    let behind = text.get(span.end as usize..).unwrap_or_default();
    span.of(text).ends_with("'s")
        || span.of(text).ends_with("’s")
        || behind.starts_with("'s")
        || behind.starts_with("’s")
}

/// Names where no entity is known: runs of two to four capitals are full names, a later capital that ends one is its surname.
fn plain_mentions(text: &Text, lexicon: &Lexicon) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut full: BTreeMap<&str, Span> = BTreeMap::new();
    let mut at = 0;
    while at < text.tokens.len() {
        let run = text.tokens[at..].iter().enumerate().take_while(|&(i, token)| {
            let word = token.span.of(text.text);
            token.kind == TokenKind::Word
                && starts_capital(word)
                && (i == 0 || token.is_spaced)
                && lexicon.roles(&word.to_lowercase()).is_empty()
        });
        let length = run.count();
        let words = &text.tokens[at..at + length];
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            let surname = without_possessive(last.span.of(text.text));
            let end = last.span.start as usize + surname.len();
            let span = Span::new(first.span.start as usize, end);
            let name = *full.entry(surname).or_insert(span);
            // A surname stands for a full name only when that came first.
            // "Mrs. Roe" is a person without a full name.
            let titled =
                text.tokens[..at].iter().rev().find(|token| token.kind == TokenKind::Word).is_some_and(
                    |title| {
                        let title = title.span.of(text.text);
                        starts_capital(title) && lexicon.roles(&title.to_lowercase()).any(Roles::PERSON)
                    },
                );
            if length > 1 || name.len() > surname.len() || titled {
                let name = if length > 1 && name.len() == surname.len() { span } else { name };
                full.insert(surname, name);
                mentions.push(Mention { span, kind: EntityKind::Person, name });
            }
        }
        at += length.max(1);
    }
    mentions
}

fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}
