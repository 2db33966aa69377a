//! Facts -> those that may be shown: what a reader could be misled by is left out.
//!
//! In: everything that was found, in text order or ranked. Out: the same lists, shorter.
//! Method: each kind must bring something beside the form that made it a fact, and nothing may speak against it; one file a kind
//! (`names.rs`, `dates.rs`, `quotes.rs`; numbers here), and `told.rs` for the words that tell what numbers and dates are about.
//! What is left out still tells who speaks and how names are joined. Not here: the order (`rank.rs`).

mod dates;
mod names;
mod quotes;
pub mod told;

use std::collections::BTreeSet;
use std::ops::Range;

use super::clause::Clauses;
use super::entity::gazetteer::{Gazetteer, gazetteer};
use super::phrase::{self, Word};
use super::quote::lexicon::{Lexicon, Roles};
use super::{Entity, Facts, NumberFact, NumberKind, QuoteKind, Text};
use crate::block::count_words;
use crate::lang::{self, Language};
use crate::span::Span;
use crate::token::TokenKind;

/// A number is said to measure something from so many words on.
pub const LEAST_SAID: u32 = 3;
/// Digits alone from here to there are a year more often than a count.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2040;

/// The most marks that open a sentence, and how far around a name a row of links is looked for; in tokens.
const FEW: usize = 4;
const ROW: usize = 30;

/// Leaves out what may not be shown.
pub fn keep(facts: &mut Facts, reader: &Reader) {
    let text = reader.text;
    let language = text.article.language;
    let all = || [&facts.people, &facts.organisations, &facts.places].into_iter().flatten();
    let said = facts.quotes.iter().filter(|quote| quote.kind != QuoteKind::Stance);
    let sources = said.flat_map(|quote| [quote.speaker, quote.source]).flatten();
    let mut known = names::Known {
        mentions: all().flat_map(|entity| &entity.mentions).copied().collect(),
        speakers: sources.collect(),
        roles: sorted(facts.people.iter().filter_map(|person| person.role)),
        surnames: facts
            .people
            .iter()
            .filter_map(|person| person.name.of(text.text).rsplit_once(' '))
            .map(|(_, surname)| surname.to_owned())
            .collect(),
    };
    // "Holm told reporters": the name in the source speaks.
    let inner: Vec<Span> = known
        .speakers
        .iter()
        .flat_map(|source| {
            known
                .mentions
                .range(Span { end: source.start, ..*source }..)
                .take(1)
                .filter(|name| source.contains(**name))
        })
        .copied()
        .collect();
    known.speakers.extend(inner);
    facts.quotes.retain(|quote| quotes::may_show(quote, reader));
    for quote in &mut facts.quotes {
        quotes::whole_speaker(quote, reader);
    }
    facts.dates.retain(|date| dates::may_show(date, reader));
    facts.numbers.retain(|number| may_show_number(number, reader));
    if !lang::given_names(language).is_empty() {
        facts.people.retain(|person| names::may_show_person(person, reader, &known));
        names::leave_out_parts(&mut facts.people, reader);
        facts.organisations.retain(|name| names::may_show_organisation(name, reader, &known));
        names::leave_out_parts(&mut facts.organisations, reader);
        facts.places.retain(|place| names::may_show_place(place, reader, &known));
    }
    leave_out(&mut facts.people, "person", language, text);
    leave_out(&mut facts.organisations, "organisation", language, text);
    leave_out(&mut facts.places, "place", language, text);
}

/// Whether a number is an amount, and it is told what it measures.
fn may_show_number(number: &NumberFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = number.span.of(text);
    // "2017 films"
    let is_year = number.kind == NumberKind::Count
        && number.value.parse().is_ok_and(|value: u32| YEARS.contains(&value))
        && words.starts_with(&number.value);
    // "99 Monkeys", "21 Top Suites": a noun in capitals is a part of a name, or of a longer noun.
    let (at, behind) = (reader.at(number.span), reader.behind(number.span));
    let last = &reader.words[behind.saturating_sub(1).max(at)];
    let is_noun = last.kind == TokenKind::Word && last.core.len() > 3;
    let next = reader.words.get(behind).filter(|_| !reader.is_opening(behind));
    let is_cut = next.is_some_and(|next| next.is_capital && next.is_spaced && next.kind == last.kind);
    let gazetteer = reader.gazetteer;
    let core = last.core.of(text);
    let is_known =
        gazetteer.demonyms.has(core) || gazetteer.demonyms.has(core.trim_end_matches('s')) || last.is_shouted;
    let is_name = reader.capitals_tell && last.is_capital && !is_known;
    let is_part = is_noun && behind - at > 1 && (is_name || gazetteer.nouns_have_capitals && is_cut);
    // "US$171-million": a part of the number is missing. "(10 months)": an age.
    let is_open = next.is_some_and(|next| next.is_hyphen() && !next.is_spaced);
    let is_aside = reader.before(at).is_some_and(|before| reader.words[before].is_mark("("))
        && next.is_some_and(|next| next.is_mark(")"))
        && number.kind == NumberKind::Measure;
    let told = number.what.map_or(0, |what| words_beside(what, number.span, reader.text));
    !is_year && !is_part && !is_open && !is_aside && told >= LEAST_SAID
}

/// How many words a clause has beside the fact.
pub fn words_beside(what: Span, fact: Span, text: &Text) -> u32 {
    let own = if what.contains(fact) { count_words(fact.of(text.text)) } else { 0 };
    count_words(what.of(text.text)).saturating_sub(own)
}

/// The article with its words and the tables of its language.
pub struct Reader<'a> {
    text: &'a Text<'a>,
    words: Vec<Word>,
    clauses: &'static Clauses,
    lexicon: &'static Lexicon,
    gazetteer: &'static Gazetteer,
    /// Whether a capital letter alone is a sign of a name.
    capitals_tell: bool,
    /// The day of publication.
    published: Option<String>,
    /// What dates are made of, and what numbers are, in text order.
    dates: Vec<Span>,
    numbers: Vec<Span>,
    /// Mentions of names.
    names: BTreeSet<Span>,
    /// Where years are named, in text order.
    years: Vec<(Span, i32)>,
    /// What is said in quotation marks, in text order.
    said: Vec<Span>,
}

impl<'a> Reader<'a> {
    pub fn new(facts: &Facts, text: &'a Text<'a>) -> Self {
        let language = text.article.language;
        let names = [&facts.people, &facts.organisations, &facts.places].into_iter().flatten();
        let said =
            facts.quotes.iter().filter(|quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Mixed));
        Reader {
            text,
            words: phrase::words(text),
            clauses: Clauses::of(language),
            lexicon: Lexicon::of(language),
            gazetteer: gazetteer(language),
            capitals_tell: language.code() != "de" && !lang::clause_words(language).is_empty(),
            published: text.article.published.as_ref().map(|stamp| stamp.day.to_string()),
            dates: sorted(facts.dates.iter().map(|date| date.span)),
            numbers: sorted(facts.numbers.iter().map(|number| number.span)),
            names: names.flat_map(|entity| &entity.mentions).copied().collect(),
            years: years(facts),
            said: sorted(said.flat_map(|quote| &quote.content).copied()),
        }
    }

    /// The first token of a span.
    fn at(&self, span: Span) -> usize {
        self.words.partition_point(|word| word.span.end <= span.start)
    }

    /// The token behind a span.
    fn behind(&self, span: Span) -> usize {
        self.words.partition_point(|word| word.span.start < span.end)
    }

    /// The tokens of the sentence that a token stands in.
    fn sentence_of(&self, at: usize) -> Range<usize> {
        let index = self.text.sentence_tokens.partition_point(|tokens| tokens.end <= at);
        self.text.sentence_tokens.get(index).cloned().unwrap_or(at..at)
    }

    /// The token before another in its sentence.
    fn before(&self, at: usize) -> Option<usize> {
        (at > self.sentence_of(at).start).then(|| at - 1)
    }

    /// Whether a token begins its sentence, marks aside.
    fn is_opening(&self, at: usize) -> bool {
        let start = self.sentence_of(at).start;
        at - start <= FEW && self.words[start..at].iter().all(|word| word.kind == TokenKind::Mark)
    }

    fn roles(&self, at: usize) -> Roles {
        self.words.get(at).map_or(Roles::default(), |word| self.lexicon.roles(&word.lower))
    }

    /// What a cue may do: a verb, or a phrase like "according to".
    fn cue_roles(&self, cue: Span) -> Roles {
        let words = cue.of(self.text.text).to_lowercase();
        match words.split_once(' ') {
            Some((first, rest)) => {
                let phrases = self.lexicon.phrases(first);
                let whole = phrases.iter().find(|(_, others, _)| *others == rest).map(|&(_, _, roles)| roles);
                whole.unwrap_or_else(|| self.lexicon.roles(first))
            }
            None => self.lexicon.roles(&words),
        }
    }

    /// Whether a word stands for a man, a woman ("he": `false`) or whoever was named last ("who": `true`).
    fn pronoun(&self, at: usize) -> Option<bool> {
        let roles = self.roles(at);
        let is_person = roles.any(Roles::MASCULINE.with(Roles::FEMININE)) && !roles.any(Roles::NEUTER);
        match (roles.any(Roles::PRONOUN), roles.any(Roles::RELATIVE)) {
            (true, _) if is_person => Some(false),
            (_, true) if self.clauses.word(&self.words, at) == Some(super::clause::ClauseWord::Relative) => {
                Some(true)
            }
            _ => None,
        }
    }

    fn is_date(&self, span: Span) -> bool {
        holds(&self.dates, span)
    }

    fn is_claimed(&self, span: Span) -> bool {
        holds(&self.dates, span) || holds(&self.numbers, span)
    }

    /// Whether a row of links stands around a token: nothing in it is of the story.
    fn is_row(&self, at: usize) -> bool {
        let sentence = self.sentence_of(at);
        let near = at.saturating_sub(ROW).max(sentence.start)..(at + ROW).min(sentence.end);
        self.words[near].iter().any(|word| word.is_mark("|"))
    }

    /// Whether words can name a speaker: a name, a pronoun of a person, a noun for one who speaks.
    fn can_speak(&self, source: Span) -> bool {
        let named = self.names.range(Span { start: source.start, end: source.start }..).next();
        let last = self.roles(self.behind(source).saturating_sub(1));
        let first = self.roles(self.at(source));
        named.is_some_and(|name| name.end <= source.end)
            || last.any(Roles::PERSON.with(Roles::DOCUMENT))
            || first.any(Roles::PRONOUN) && !first.any(Roles::FIRST.with(Roles::NEUTER))
    }

    /// The weight with which the words around a name say that it is of a kind.
    fn cue(&self, mention: Span, kind: &str) -> i32 {
        let (at, behind) = (self.at(mention), self.behind(mention));
        let sentence = self.sentence_of(at);
        let text = self.text.text;
        let weight = |value: &str| match value.split_once(' ') {
            Some((of, weight)) if of == kind => weight.parse().unwrap_or(0),
            _ => 0,
        };
        let phrase = |range: Range<usize>| {
            let span = self.words[range.start].span.hull(self.words[range.end - 1].core);
            span.of(text).to_lowercase()
        };
        let before = (1..=3).filter_map(|length| {
            let start = at.checked_sub(length).filter(|start| *start >= sentence.start)?;
            self.gazetteer.cues_before.get(&phrase(start..at)).map(weight)
        });
        let after = (1..=2).filter_map(|length| {
            let end = (behind + length).min(sentence.end);
            (end > behind).then(|| self.gazetteer.cues_after.get(&phrase(behind..end)).map(weight))?
        });
        before.chain(after).max().unwrap_or(0)
    }
}

/// The dates that name their year.
fn years(facts: &Facts) -> Vec<(Span, i32)> {
    let year = |value: &str| value.get(..4)?.parse().ok();
    let complete = facts.dates.iter().filter(|date| date.is_complete);
    let mut years: Vec<_> =
        complete.filter_map(|date| Some((date.span, year(date.value.as_deref()?)?))).collect();
    years.sort_unstable();
    years
}

fn sorted(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    spans
}

/// Whether a list of spans in text order holds one that reaches into this one.
fn holds(spans: &[Span], span: Span) -> bool {
    let next = spans.partition_point(|other| other.end <= span.start);
    spans.get(next).is_some_and(|other| other.overlaps(span))
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
        with_facts(language, text, |facts, text| {
            let words = |span: Span| span.of(text.text).to_owned();
            [
                facts.people.iter().map(|person| words(person.name)).collect(),
                facts.numbers.iter().map(|number| words(number.span)).collect(),
                facts.dates.iter().map(|date| words(date.span)).collect(),
                facts.quotes.iter().map(|quote| words(quote.content[0])).collect(),
            ]
        })
    }

    fn with_facts<T>(language: Language, text: &str, then: impl Fn(&Facts, &Text) -> T) -> T {
        let page = Page::from_text(text);
        let blocks = block::blocks(&page);
        let article = Article::of_text(&blocks, language, Day::new(2025, 3, 20));
        let sentences = sentence::sentences(&article, &blocks);
        let mut facts = fact::facts(&article, &blocks, &sentences);
        let text = Text::new(&article, &blocks, &sentences);
        fact::rank::rank(&mut facts, &text);
        then(&facts, &text)
    }

    #[test]
    fn people_have_names_that_people_have() {
        let page = Page::from_text("A lock.");
        let blocks = block::blocks(&page);
        let article = Article::of_text(&blocks, lang::ENGLISH, None);
        let text = Text::new(&article, &blocks, &[]);
        let reader = Reader::new(&Facts::default(), &text);
        for (name, is_persons) in [
            ("Anna Berg", true),
            ("Quorvale Johnson", true),
            ("J. K. Quorvale", true),
            ("Torvin Enlaq", false),
            ("Dataquill", false),
        ] {
            assert_eq!(names::is_persons(name, &reader), is_persons, "{name}");
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
        // What she wants she has not said.
        let [.., quotes] =
            shown("Anna Berg wants to open the lock of the harbour before the summer is over.");
        assert!(quotes.is_empty());
        let [.., quotes] =
            shown("The steeper curve said that the lock would be opened before the summer is over.");
        assert!(quotes.is_empty(), "{quotes:?}");
    }

    #[test]
    fn yesterday_in_a_quotation_is_the_speakers() {
        let said = "“The lock was opened for the boats yesterday,” Anna Berg said in a letter.";
        assert!(shown(said)[2].is_empty());
        let told = "Anna Berg said in a letter that the lock was opened for the boats yesterday.";
        assert_eq!(shown(told)[2], ["yesterday"]);
    }

    #[test]
    fn dates_of_names_and_labels_are_none() {
        for (text, dates) in [
            ("The fair opened on Ash Wednesday with a parade of boats.", 0),
            ("The fair opened on Wednesday with a parade of boats.", 1),
            ("Boats are kept out of the lock by the Harbour Act of 1940.", 0),
            ("Boats have been kept out of the lock since 1940.", 1),
            ("The harbour made our 2024 list of the coast.", 0),
            ("19 December 2024: The lock was opened for the boats of the town.", 0),
            ("The bishop built it in May 1632. The tower fell down in June after a storm.", 1),
        ] {
            assert_eq!(shown(text)[2].len(), dates, "{text}");
        }
    }

    #[test]
    fn numbers_of_names_lines_and_questions_are_none() {
        for (text, numbers) in [
            ("The 2024 boats of the coast are in the harbour of the town.", 0),
            ("The 2,024 boats of the coast are in the harbour of the town.", 1),
            ("How many days would 12 masons need to build the lock?", 0),
            ("Holm 12 points, Lind 14 points.", 0),
            ("The town bought the US$17-million lock from the bank last week.", 0),
        ] {
            assert_eq!(shown(text)[1].len(), numbers, "{text}");
        }
    }

    #[test]
    fn what_is_told_is_whole() {
        for text in [
            "On the day that Anna Berg announced the lock was open, the boats left the harbour.",
            "If Anna Berg says that the lock is open, the boats of the town will leave.",
            "(Anna Berg says it has no plans to open the lock, but most of the town do not believe this).",
        ] {
            let [.., quotes] = shown(text);
            assert!(quotes.is_empty(), "{text}: {quotes:?}");
        }
    }

    #[test]
    fn what_a_number_measures_is_told_from_the_first_word_on() {
        for (text, told) in [
            ("The council, which met in the hall, spent 30 million crowns on it.", ""),
            (
                "The lock cost the town 30 million crowns, which it had to borrow.",
                "The lock cost the town 30 million crowns",
            ),
            // Who says so is never cut off.
            ("The lock cost the town 30 million crowns, and it leaks, Anna Berg said.", ""),
        ] {
            with_facts(lang::ENGLISH, text, |facts, text| {
                let what = facts.numbers[0].what.map_or("", |what| what.of(text.text));
                assert_eq!(what, if told.is_empty() { text.text.trim() } else { told });
            });
        }
    }

    #[test]
    fn names_that_are_part_of_others_are_none() {
        let text =
            "Anna Lyon opened the lock in Torsby on Monday. The boats waited, and Lyon told them to leave.";
        with_facts(lang::ENGLISH, text, |facts, text| {
            assert!(facts.places.iter().all(|place| place.name.of(text.text) != "Lyon"));
        });
    }
}
