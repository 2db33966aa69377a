//! Facts -> those that may be shown: what a reader could be misled by is left out.
//!
//! In: everything that was found, in text order or ranked. Out: the same lists, shorter.
//! Method: each kind must bring something beside the form that made it a fact. A number needs words that say what it measures; "today"
//! a verb of that day; a person a name that people have, a role, something said or a pronoun; what was said without quotation marks somebody who can say it.
//! What is left out still tells who speaks and how names are joined. Not here: the order (`rank.rs`).

use std::collections::BTreeSet;

use super::entity::gazetteer::{Gazetteer, gazetteer};
use super::phrase::Lexicon;
use super::{Entity, Facts, NumberFact, NumberKind, QuoteFact, QuoteKind, Text};
use crate::block::count_words;
use crate::lang::{self, ByLanguage, Language};
use crate::span::Span;

/// A number is said to measure something from so many words on.
const LEAST_SAID: u32 = 3;

/// Leaves out what may not be shown.
pub fn keep(facts: &mut Facts, text: &Text) {
    let language = text.article.language;
    let all = [&facts.people, &facts.organisations, &facts.places];
    let names: BTreeSet<Span> =
        all.into_iter().flatten().flat_map(|entity| &entity.mentions).copied().collect();
    facts.quotes.retain(|quote| is_someones(quote, &names, text));
    facts.dates.retain(|date| !date.is_loose);
    facts.numbers.retain(|number| is_said(number, text));
    if !lang::given_names(language).is_empty() {
        let gazetteer = gazetteer(language);
        let speakers: BTreeSet<Span> = facts.quotes.iter().filter_map(|quote| quote.speaker).collect();
        facts.people.retain(|person| {
            let speaks = person.mentions.iter().any(|mention| speakers.contains(mention));
            let is_known = is_persons(person.name.of(text.text), gazetteer);
            speaks || person.role.is_some() || is_known || is_called_he_or_she(person, text)
        });
    }
    leave_out(&mut facts.people, "person", language, text);
    leave_out(&mut facts.organisations, "organisation", language, text);
    leave_out(&mut facts.places, "place", language, text);
}

/// Whether it is told what a number measures. What is counted says something by itself: "64 telescopes".
pub fn is_said(number: &NumberFact, text: &Text) -> bool {
    let beside = number.what.map_or(0, |what| words_beside(what, number.span, text));
    number.kind == NumberKind::Count || beside >= LEAST_SAID
}

/// How many words a clause has beside the fact.
fn words_beside(what: Span, fact: Span, text: &Text) -> u32 {
    let own = if what.contains(fact) { count_words(fact.of(text.text)) } else { 0 };
    count_words(what.of(text.text)).saturating_sub(own)
}

/// Whether a name is one that people have: firms and products, too, are written in capitals.
fn is_persons(name: &str, gazetteer: &Gazetteer) -> bool {
    let words = || name.split(|c: char| c.is_whitespace() || c == '-');
    let is_given = words().any(|word| gazetteer.given_names.has(word));
    let is_family = words().next_back().is_some_and(|word| gazetteer.family_names.has(word))
        || words().next().is_some_and(|word| gazetteer.family_first.has(word));
    // "J. K. Lind"
    let has_initial = words().any(|word| word.ends_with('.') && word.chars().count() <= 3);
    is_given || is_family || has_initial
}

/// Words behind a name among which a pronoun is looked for, and mentions that are looked at.
const NEAR: usize = 16;
const LOOKED_AT: usize = 10;

/// Whether "he", "she" or a "who" follows a mention closely.
fn is_called_he_or_she(person: &Entity, text: &Text) -> bool {
    static PRONOUNS: ByLanguage<Lexicon<bool>> = ByLanguage::new(|language| {
        let pronouns = lang::pronouns(language).pairs();
        let class = |(word, class): (&'static str, &str)| match class {
            "relative" => Some((word, true)),
            _ => (class.ends_with("masculine") || class.ends_with("feminine")).then_some((word, false)),
        };
        Lexicon::new(pronouns.filter_map(class))
    });
    let pronouns = PRONOUNS.of(text.article.language);
    person.mentions.iter().take(LOOKED_AT).any(|mention| {
        let behind = text.tokens.partition_point(|token| token.span.start < mention.end);
        let mut near = text.tokens[behind..].iter().take(NEAR).enumerate();
        near.any(|(at, token)| match pronouns.single(&token.span.of(text.text).to_lowercase()) {
            // "Anna Berg, who": right behind the comma.
            Some(is_relative) => !is_relative || at <= 1,
            None => false,
        })
    })
}

/// Whether what is told without quotation marks is told by someone who can: a name, or a noun for one who speaks.
fn is_someones(quote: &QuoteFact, names: &BTreeSet<Span>, text: &Text) -> bool {
    static NOUNS: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
        Lexicon::new(lang::speaker_nouns(language).pairs().map(|(noun, _)| (noun, ())))
    });
    if quote.kind == QuoteKind::Direct {
        return true;
    }
    let nouns = NOUNS.of(text.article.language);
    [quote.speaker, quote.source].into_iter().flatten().any(|source| {
        let named = names.range(Span { start: source.start, end: source.start }..).next();
        let last = source.of(text.text).split_whitespace().next_back().unwrap_or_default().to_lowercase();
        named.is_some_and(|name| name.end <= source.end) || nouns.single(&last).is_some()
    })
}

/// Leaves out the names of a kind that are not found well enough in the language.
fn leave_out(entities: &mut Vec<Entity>, kind: &str, language: Language, text: &Text) {
    match lang::shown_names(language).pairs().find(|(shown, _)| *shown == kind) {
        Some((_, "")) => {}
        Some((_, words)) => {
            let words = words.parse().unwrap_or(u32::MAX);
            entities.retain(|entity| count_words(entity.name.of(text.text)) == words);
        }
        None => entities.clear(),
    }
}

/// Which names are shown in a language: "all", "people" (by their full names), "none".
pub fn shown_names(language: Language) -> &'static str {
    let table = lang::shown_names(language);
    match (table.is_empty(), table.pairs().all(|(kind, words)| kind == "person" && !words.is_empty())) {
        (true, _) => "none",
        (_, true) => "people",
        _ => "all",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::day::Day;
    use crate::page::Page;
    use crate::{block, fact, sentence};

    /// The facts that are shown of a text of 20 March 2025: names of people, numbers, dates, and quotations' first words.
    fn shown(text: &str) -> [Vec<String>; 4] {
        shown_in(lang::ENGLISH, text)
    }

    fn shown_in(language: Language, text: &str) -> [Vec<String>; 4] {
        let page = Page::from_text(text);
        let blocks = block::blocks(&page);
        let article = Article::of_text(&blocks, language, Day::new(2025, 3, 20));
        let sentences = sentence::sentences(&article, &blocks);
        let mut facts = fact::facts(&article, &blocks, &sentences);
        let text = Text::new(&article, &blocks, &sentences);
        fact::rank::rank(&mut facts, &text);
        let words = |span: Span| span.of(text.text).to_owned();
        [
            facts.people.iter().map(|person| words(person.name)).collect(),
            facts.numbers.iter().map(|number| words(number.span)).collect(),
            facts.dates.iter().map(|date| words(date.span)).collect(),
            facts.quotes.iter().map(|quote| words(quote.content[0])).collect(),
        ]
    }

    #[test]
    fn people_have_names_that_people_have() {
        let gazetteer = gazetteer(lang::ENGLISH);
        for (name, is_persons) in [
            ("Anna Berg", true),
            ("Quorvale Johnson", true),
            ("J. K. Quorvale", true),
            ("Torvin Enlaq", false),
            ("Dataquill", false),
        ] {
            assert_eq!(super::is_persons(name, gazetteer), is_persons, "{name}");
        }
        // A name that nobody is known by is shown of who speaks.
        let [people, ..] =
            shown("“We will open the lock before the summer,” said Ulvane Strenn, an engineer.");
        assert_eq!(people, ["Ulvane Strenn"]);
    }

    #[test]
    fn numbers_say_what_they_measure() {
        let [_, numbers, ..] = shown(
            "The council spent 30 million crowns on the new lock. Black for $39.99.\n\nList price $12.",
        );
        assert_eq!(numbers, ["30 million crowns"]);
    }

    #[test]
    fn today_is_a_day_only_where_something_happens() {
        for (text, dates) in [
            ("The council announced today that the lock will open in the harbour.", 1),
            ("The council will vote today on the new lock in the harbour.", 1),
            ("Lamps of this kind are popular today in every harbour of the coast.", 0),
        ] {
            assert_eq!(shown(text)[2].len(), dates, "{text}");
        }
        // Without a table of tenses nothing tells the two apart.
        let text = "Il consiglio vota oggi sulla nuova chiusa del porto di Avel.";
        assert_eq!(shown_in(Language::from_tag("it"), text)[2], ["oggi"]);
    }

    #[test]
    fn what_is_told_is_told_by_someone() {
        let [.., quotes] = shown("Anna Berg said that the lock would be opened before the summer is over.");
        assert_eq!(quotes.len(), 1);
        let [.., quotes] =
            shown("The steeper curve said that the lock would be opened before the summer is over.");
        assert!(quotes.is_empty(), "{quotes:?}");
    }
}
