//! Source -> speaker: whose fullest name in the article the words beside a quotation lead to.
//!
//! In: the source's span, the entities, and the stretches in marks. Out: the span of the name, or `None` rather than a guess.
//! Method: a name in the source leads to its entity; where the entities hold nothing there, to the first full name of
//! the article with the same last word. "He" and "she" lead to the only person of fitting gender named just before, or among
//! several to the one who spoke last. A noun that can speak ("the document", "a spokesman for the ministry") is its own speaker.

use super::lexicon::{Lexicon, Roles};
use super::marks::Marked;
use crate::fact::{Entity, EntityKind, Text};
use crate::span::Span;
use crate::token::{Token, TokenKind};
use std::collections::BTreeMap;

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
    /// The last source that led to a person: where it stands, and the name.
    last: Option<(Span, Span)>,
}

/// How far back a pronoun looks, in mentions and in paragraphs.
const MENTIONS_BACK: usize = 16;
const PARAGRAPHS_BACK: usize = 1;

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
        let mut speakers = Speakers { text, lexicon, marked, mentions, genders: BTreeMap::new(), last: None };
        speakers.find_titles();
        speakers.find_pronouns();
        speakers
    }

    /// The speaker a source leads to.
    pub fn speaker(&mut self, source: Span) -> Option<Span> {
        let tokens = self.tokens(source);
        let roles = match tokens {
            [token] => self.roles(token),
            _ => Roles::default(),
        };
        if roles.any(Roles::PRONOUN) {
            let name = self.pronoun(source, roles)?;
            self.remember(source, name, roles);
            return Some(name);
        }
        if let Some(mention) = self.named(source, tokens) {
            if mention.kind == EntityKind::Person {
                self.remember(source, mention.name, Roles::default());
            }
            return Some(mention.name);
        }
        if let Some(mention) = self.apposed(source) {
            self.remember(source, mention.name, Roles::default());
            return Some(mention.name);
        }
        self.noun(source, tokens)
    }

    /// The person whose name stands right behind the noun that speaks: "the harbour master, Gunnar Falk".
    fn apposed(&self, source: Span) -> Option<Mention> {
        let next = self.mentions.partition_point(|mention| mention.span.start < source.end);
        let mention = self.mentions.get(next).filter(|mention| mention.kind == EntityKind::Person)?;
        let between = self.text.text.get(source.end as usize..mention.span.start as usize)?;
        let at = self.text.tokens.partition_point(|token| token.span.start < mention.span.end);
        // "the farmer, Ivar Lund and a neighbour" is a list, "the farmer, Ivar Lund's brother" another person.
        let is_closed = self.text.tokens.get(at).is_none_or(|behind| behind.kind == TokenKind::Mark)
            && !is_possessive(self.text.text, mention.span);
        (between.trim() == "," && is_closed).then_some(*mention)
    }

    fn remember(&mut self, source: Span, name: Span, pronoun: Roles) {
        self.last = Some((source, name));
        if pronoun.any(GENDERS) && !self.genders.contains_key(&name) {
            self.genders.insert(name, pronoun);
        }
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
        let governed = tokens
            .iter()
            .skip(1)
            .find(|token| {
                !starts_capital(self.word(token))
                    && self.roles(token).any(Roles::JOINING.with(Roles::PREPOSITION).with(Roles::RELATIVE))
            })
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

    /// The source itself, when its noun can speak.
    fn noun(&self, source: Span, tokens: &[Token]) -> Option<Span> {
        let mut head = None;
        for token in tokens {
            let roles = self.roles(token);
            if head.is_some() && roles.any(Roles::JOINING.with(Roles::PREPOSITION).with(Roles::RELATIVE)) {
                break;
            }
            if token.kind == TokenKind::Word && !roles.any(Roles::DETERMINER) {
                head = Some(roles);
            }
        }
        let first = tokens.first()?;
        // "His wife" leads to nobody while "his" does not.
        let is_relative = self.roles(first).any(Roles::POSSESSIVE);
        let can_speak = head?.any(Roles::PERSON.with(Roles::DOCUMENT));
        let is_name =
            tokens.iter().all(|token| token.kind != TokenKind::Word || starts_capital(self.word(token)));
        ((can_speak && !is_relative) || is_name).then_some(source)
    }

    /// Whom a pronoun stands for.
    fn pronoun(&self, source: Span, roles: Roles) -> Option<Span> {
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
        let body = &self.text.article.body;
        let paragraph = body.partition_point(|paragraph| paragraph.span.end <= source.start);
        let before = self.mentions.partition_point(|mention| mention.span.start < source.start);
        let lowest = before.saturating_sub(MENTIONS_BACK);
        for back in 0..=PARAGRAPHS_BACK {
            let from = body.get(paragraph.checked_sub(back)?)?.span.start;
            let fits = |name: &Span| self.genders.get(name).is_none_or(|known| known.any(gender));
            let people: Vec<Mention> = self.mentions[lowest..before]
                .iter()
                .filter(|mention| mention.span.start >= from && mention.kind == EntityKind::Person)
                .filter(|mention| !self.is_marked(mention.span) && fits(&mention.name))
                .copied()
                .collect();
            let spoke = self.last.filter(|(at, name)| at.start >= from && fits(name));
            // Who spoke last goes on speaking while nobody else has been named since.
            let (since, only) = match spoke {
                Some((at, name)) => (at.end, Some(name)),
                None => (from, people.first().map(|mention| mention.name)),
            };
            let Some(only) = only else { continue };
            let mut named = people.iter().filter(|mention| mention.span.start >= since);
            return named.all(|mention| mention.name == only).then_some(only);
        }
        None
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

    /// What the pronouns behind a name say, in sentences that name one person only: most votes win, by three to one.
    fn find_pronouns(&mut self) {
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
        for (name, (masculine, feminine)) in votes {
            let gender = if masculine >= 3 * feminine { Roles::MASCULINE } else { Roles::FEMININE };
            if masculine >= 3 * feminine || feminine >= 3 * masculine {
                self.genders.entry(name).or_insert(gender);
            }
        }
    }
}

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
