//! Facts -> those that may be shown: what a reader could be misled by is left out.
//!
//! In: everything that was found, in text order or ranked. Out: the same lists, shorter.
//! Method: each kind must bring something beside the form that made it a fact, and nothing may speak against it; one file a kind
//! (`names.rs`, `numbers.rs`, `dates.rs`, `quotes.rs`). For all of them: `told.rs`, the words that tell what numbers and dates are
//! about; `pointing.rs` and `leaning.rs`, whether those words can be understood alone; `writer.rs`, what is of the writer and not of the story; `usage.rs`,
//! what a name is used for.
//! What is left out still tells who speaks and how names are joined. Not here: the order (`rank.rs`), but what is shown with less
//! certainty goes behind the rest of its kind.

pub mod dates;
pub mod figures;
mod leaning;
pub mod names;
mod numbers;
mod pointing;
mod quotes;
pub mod sureness;
pub mod told;
mod usage;
mod writer;

use std::collections::BTreeSet;
use std::ops::Range;

use super::clause::{ClauseWord, Clauses};
use super::entity::gazetteer::{Gazetteer, gazetteer};
use super::phrase::{Lexicon, Word};
use super::quote::lexicon::{self, Roles};
use super::{Entity, EntityKind, Facts, NumberFact, NumberKind, QuoteKind, Text};
use crate::article::{ParagraphKind, Words};
use crate::block::count_words;
use crate::lang::{self, ByLanguage, Language};
use crate::span::Span;
use crate::token::TokenKind;
use names::Known;
use pointing::Pointers;

/// A number is said to measure something from so many words on.
pub const LEAST_SAID: u32 = 3;

/// From so many headings on an article goes through a list of things.
const THINGS: usize = 4;
/// The most marks that open a sentence, and how far around a name a row of links is looked for; in tokens.
const FEW: usize = 4;
const ROW: usize = 30;
/// So many questions make an interview, and no fewer than one in so many paragraphs.
const QUESTIONS: usize = 3;
const QUESTIONS_IN: usize = 8;
/// A fact that did not come about stands so near behind the words that say so, in tokens.
const DOUBT: usize = 10;
/// And so near where one clause goes on from those words to the fact.
const DOUBT_ON: usize = 14;

/// Leaves out what may not be shown.
///
/// What is known of the article's names is given back: it was asked before they were left out.
pub fn keep(facts: &mut Facts, reader: &Reader) -> Known {
    let text = reader.text;
    let language = text.article.language;
    writer::leave_out(facts, text);
    let known = known(facts, reader);
    for quote in &mut facts.quotes {
        quotes::name_beside(quote, reader, &known.people);
    }
    facts.quotes.retain_mut(|quote| quotes::may_show(quote, reader) && quotes::end_at_clause(quote, reader));
    for quote in &mut facts.quotes {
        quotes::whole_speaker(quote, reader);
        quotes::full_name(quote, &known, text);
    }
    facts.dates.retain(|date| dates::may_show(date, reader));
    facts.numbers.retain(|number| numbers::may_show(number, reader));
    // What needs the sentence before it goes behind what does not.
    facts.numbers.sort_by_key(|number| number.what.is_some_and(|what| reader.is_long(number.span, what)));
    facts.dates.sort_by_key(|date| date.what.is_some_and(|what| reader.is_long(date.span, what)));
    // A paragraph that stands twice in a page tells its facts twice.
    let words = |span: Span| span.of(text.text);
    let mut seen = BTreeSet::new();
    facts.dates.retain(|date| seen.insert((date.value.clone(), date.what.map(words))));
    let mut seen = BTreeSet::new();
    facts
        .quotes
        .retain(|quote| seen.insert(quote.content.iter().map(|span| words(*span)).collect::<Vec<_>>()));
    // "attorney for the Lock Union (TLU", "head of ''Town": a role that a bracket or a mark cuts.
    for person in &mut facts.people {
        person.role = person.role.filter(|role| closes_its_marks(role.of(text.text)));
    }
    if !lang::given_names(language).is_empty() {
        for names in [&mut facts.people, &mut facts.organisations, &mut facts.places] {
            names.retain(|name| usage::tells_of(name, reader, &known));
        }
        facts.people.retain(|person| names::may_show_person(person, reader, &known));
        facts.people.sort_by_key(|person| !names::is_clearly_person(person, reader, &known));
        for person in &mut facts.people {
            // "Chief Kern" is called so.
            let is_called = !person.name.of(text.text).contains(' ');
            person.role = person.role.filter(|_| person.is_role_whole || is_called);
        }
        names::leave_out_parts(&mut facts.people, reader);
        facts.organisations.retain(|name| names::may_show_organisation(name, reader, &known));
        names::leave_out_parts(&mut facts.organisations, reader);
        facts.places.retain(|place| names::may_show_place(place, reader, &known));
    }
    leave_out(&mut facts.people, EntityKind::Person, language, text);
    leave_out(&mut facts.organisations, EntityKind::Organisation, language, text);
    leave_out(&mut facts.places, EntityKind::Place, language, text);
    known
}

/// Whether as many brackets and quotation marks close in some words as open there.
fn closes_its_marks(words: &str) -> bool {
    let count = |mark: &str| words.matches(mark).count();
    let pairs = [("(", ")"), ("[", "]"), ("«", "»")];
    // "“" opens in English and closes in German.
    let curly = count("“") + count("”") + count("„");
    pairs.iter().all(|(open, close)| count(open) == count(close))
        && [curly, count("\""), count("''"), count("``")].iter().all(|count| count % 2 == 0)
}

/// What is known of an article's names before any is left out.
fn known(facts: &Facts, reader: &Reader) -> Known {
    let text = reader.text;
    let all = || [&facts.people, &facts.organisations, &facts.places].into_iter().flatten();
    let said = facts.quotes.iter().filter(|quote| quote.kind != QuoteKind::Stance);
    let sources = said.flat_map(|quote| [quote.speaker, quote.source]).flatten();
    let mentions: BTreeSet<Span> = all().flat_map(|entity| &entity.mentions).copied().collect();
    let mut known = Known {
        whole_elsewhere: names::whole_elsewhere(&mentions, reader),
        in_plural: names::in_plural(reader),
        tells_of_teams: usage::tells_of_teams(&facts.places, reader),
        mentions,
        people: facts.people.iter().flat_map(|person| &person.mentions).copied().collect(),
        speakers: sources.collect(),
        roles: sorted(facts.people.iter().filter_map(|person| person.role)),
        surnames: facts
            .people
            .iter()
            .filter_map(|person| person.name.of(text.text).rsplit_once(' '))
            .map(|(_, surname)| surname.to_owned())
            .collect(),
        full_names: names::full_names(&facts.people, text),
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
    known
}

/// How many words a clause has beside the fact.
pub fn words_beside(what: Span, fact: Span, text: &Text) -> u32 {
    let own = if what.contains(fact) { count_words(fact.of(text.text)) } else { 0 };
    count_words(what.of(text.text)).saturating_sub(own)
}

/// The article with its words and the tables of its language.
pub struct Reader<'a> {
    text: &'a Text<'a>,
    words: &'a [Word],
    clauses: &'static Clauses,
    lexicon: &'static lexicon::Lexicon,
    gazetteer: &'static Gazetteer,
    pointers: &'static Pointers,
    /// What says that something is not so or did not come.
    doubts: &'static Lexicon<Doubt>,
    /// Whether it goes from one thing to the next, each under a heading.
    is_list: bool,
    /// Whether somebody answers questions in it.
    is_interview: bool,
    /// Articles that say that there are more of a kind: "a".
    articles: &'static Lexicon<()>,
    /// Words of a time of day: "Uhr".
    clock_words: &'static Lexicon<()>,
    /// Whether a capital letter alone is a sign of a name.
    capitals_tell: bool,
    /// The day of publication.
    published: Option<String>,
    /// What dates are made of, and what numbers are, in text order.
    dates: Vec<Span>,
    numbers: Vec<Span>,
    /// Mentions of names.
    names: BTreeSet<Span>,
    /// Those of organisations and places, in text order: neither is "he".
    things: Vec<Span>,
    /// Those of people.
    people: BTreeSet<Span>,
    /// The last words of their full names.
    surnames: BTreeSet<&'a str>,
    /// The words of the headline in small letters, without the "s" of a plural.
    headline: BTreeSet<String>,
    /// Whether it names an organisation.
    headline_has_organisation: bool,
    /// Where years are named, in text order.
    years: Vec<(Span, i32)>,
    /// What is said in quotation marks, in text order.
    said: Vec<Span>,
    /// Money and shares, in text order.
    sums: Vec<Span>,
    /// Amounts, with their unit, that the article calls untrue somewhere, or that its headline asks about.
    untrue: BTreeSet<(String, Option<String>)>,
}

impl<'a> Reader<'a> {
    pub fn new(facts: &Facts, text: &'a Text<'a>) -> Self {
        static CLOCK: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
            Lexicon::new(lang::date_words(language).of_class("clock").map(|word| (word, ())))
        });
        static ARTICLES: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
            Lexicon::new(lang::leaning_words(language).of_class("article").map(|word| (word, ())))
        });
        let language = text.article.language;
        let names = [&facts.people, &facts.organisations, &facts.places].into_iter().flatten();
        let things = facts.organisations.iter().chain(&facts.places);
        let sums = facts
            .numbers
            .iter()
            .filter(|number| matches!(number.kind, NumberKind::Money | NumberKind::Percent));
        let said =
            facts.quotes.iter().filter(|quote| matches!(quote.kind, QuoteKind::Direct | QuoteKind::Mixed));
        let mut reader = Reader {
            text,
            words: &text.words,
            clauses: Clauses::of(language),
            lexicon: lexicon::Lexicon::of(language),
            gazetteer: gazetteer(language),
            pointers: Pointers::of(language),
            doubts: doubts(language),
            is_list: text.article.body.iter().filter(|p| p.kind == ParagraphKind::Heading).count() >= THINGS,
            is_interview: is_interview(text),
            capitals_tell: language.code() != "de" && !lang::clause_words(language).is_empty(),
            articles: ARTICLES.of(language),
            clock_words: CLOCK.of(language),
            published: text.article.published.as_ref().map(|stamp| stamp.day.to_string()),
            dates: sorted(facts.dates.iter().map(|date| date.span)),
            numbers: sorted(facts.numbers.iter().map(|number| number.span)),
            names: names.flat_map(|entity| &entity.mentions).copied().collect(),
            things: sorted(things.flat_map(|entity| &entity.mentions).copied()),
            people: facts.people.iter().flat_map(|person| &person.mentions).copied().collect(),
            surnames: facts
                .people
                .iter()
                .filter_map(|person| Some(person.name.of(text.text).rsplit_once(' ')?.1))
                .collect(),
            headline: BTreeSet::new(),
            headline_has_organisation: false,
            years: years(facts),
            sums: sorted(sums.map(|number| number.span)),
            said: sorted(said.flat_map(|quote| &quote.content).copied()),
            untrue: BTreeSet::new(),
        };
        // A title in marks is said by nobody.
        let said: Vec<Span> = std::mem::take(&mut reader.said);
        reader.said = said.into_iter().filter(|said| !quotes::is_title(*said, &reader)).collect();
        let headline_words: BTreeSet<&str> = reader.headline_words().collect();
        let is_in_headline = |mention: &Span| {
            let mut words = mention.of(text.text).split(|c: char| !c.is_alphanumeric());
            words.all(|word| word.is_empty() || headline_words.contains(word))
        };
        let mut organisations = facts.organisations.iter().flat_map(|name| &name.mentions);
        let has_organisation = !headline_words.is_empty() && organisations.any(is_in_headline);
        let stem = |word: &&str| word.to_lowercase().trim_end_matches('s').to_owned();
        let headline = headline_words.iter().map(stem).collect();
        reader.headline_has_organisation = has_organisation;
        reader.headline = headline;
        let amount = |number: &NumberFact| (number.value.clone(), number.unit.clone());
        let headline = text.headline.filter(|headline| headline.of(text.text).trim_end().ends_with('?'));
        let is_asked = |number: &NumberFact| {
            headline.is_some_and(|headline| {
                headline.of(text.text).to_lowercase().contains(&number.span.of(text.text).to_lowercase())
            })
        };
        let is_untrue =
            |number: &&NumberFact| reader.doubt(number.span) == Some(Doubt::Untrue) || is_asked(number);
        reader.untrue = facts.numbers.iter().filter(is_untrue).map(amount).collect();
        reader
    }

    /// The first token of a span.
    fn at(&self, span: Span) -> usize {
        self.words.partition_point(|word| word.span.end <= span.start)
    }

    /// The token behind a span.
    fn behind(&self, span: Span) -> usize {
        self.words.partition_point(|word| word.span.start < span.end)
    }

    /// Whether more than a span stands in its last token: "Torsby's".
    fn is_owner(&self, span: Span) -> bool {
        self.behind(span).checked_sub(1).is_some_and(|last| self.words[last].span.end != span.end)
    }

    /// The tokens of the sentence that a token stands in.
    fn sentence_of(&self, at: usize) -> Range<usize> {
        let index = self.text.sentence_tokens.partition_point(|tokens| tokens.end <= at);
        self.text.sentence_tokens.get(index).cloned().unwrap_or(at..at)
    }

    /// The kind of the paragraph that a span stands in.
    fn kind_of(&self, span: Span) -> Option<ParagraphKind> {
        let index = self.text.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        self.text.sentences.get(index).map(|sentence| sentence.kind)
    }

    /// Whether money or a share is told of in the sentence of a span.
    fn has_sum(&self, span: Span) -> bool {
        let sentence = self.sentence_of(self.at(span));
        let (start, end) = (self.words[sentence.start].span.start, self.words[sentence.end - 1].span.end);
        let next = self.sums.partition_point(|sum| sum.start < start);
        self.sums.get(next).is_some_and(|sum| sum.end <= end)
    }

    /// Whether the words that tell of a fact begin in the sentence before its own.
    fn is_long(&self, fact: Span, what: Span) -> bool {
        self.at(what) < self.sentence_of(self.at(fact)).start
    }

    /// Whether the sentence of a span tells what has been or what is to come.
    fn tells(&self, span: Span) -> bool {
        let sentence = self.sentence_of(self.at(span));
        sentence.len() <= told::MOST_TOKENS
            && sentence.into_iter().any(|at| {
                matches!(self.clauses.at(self.words, at), Some(ClauseWord::Past | ClauseWord::Forward))
            })
    }

    /// Whether a name begins with a word.
    fn is_name_start(&self, word: Span) -> bool {
        let next = self.names.range(Span { end: word.start, ..word }..).next();
        next.is_some_and(|name| name.start == word.start)
    }

    /// What is said against a fact, or in the sentence that it stands in.
    fn doubt(&self, fact: Span) -> Option<Doubt> {
        let (at, behind) = (self.at(fact), self.behind(fact));
        let sentence = self.sentence_of(at);
        if sentence.len() > told::MOST_TOKENS {
            return None;
        }
        let words = &self.words[..sentence.end.max(behind)];
        let opening = (sentence.start..at).find(|&at| words[at].kind == TokenKind::Word);
        (sentence.start..sentence.end).find_map(|from| {
            let (doubt, length) = self.doubts.at(words, from)?;
            let is_said = match doubt {
                Doubt::Untrue => true,
                Doubt::Unreal => {
                    let reach = if self.goes_on(from + length, at) { DOUBT_ON } else { DOUBT };
                    from < at && at - from <= reach && from + length <= at
                }
                Doubt::Against => from + length == at,
                // "Now imagine paying ..."
                Doubt::If => opening.is_some_and(|opening| from == opening || from == opening + 1),
            };
            is_said.then_some(doubt)
        })
    }

    /// Whether no verb, no mark and no other clause stands between two tokens of a sentence.
    fn goes_on(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| {
            let class = self.clauses.at(self.words, at);
            self.words[at].kind != TokenKind::Mark && matches!(class, None | Some(ClauseWord::Empty))
        })
    }

    /// The words of the headline.
    fn headline_words(&self) -> impl Iterator<Item = &str> {
        let headline = match &self.text.article.headline {
            Some(Words::InPage(span)) => span.of(self.text.text),
            Some(Words::InHead(words)) => words.as_str(),
            None => "",
        };
        headline.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    }

    /// Whether a phrase of several words that names a source begins at a token: "according to".
    fn opens_with_source(&self, at: usize) -> bool {
        let Some(first) = self.words.get(at) else { return false };
        self.lexicon.phrases(&first.lower).iter().any(|(_, others, _)| {
            let others = others.split(' ');
            others
                .enumerate()
                .all(|(index, other)| self.words.get(at + 1 + index).is_some_and(|word| word.lower == other))
        })
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
            // "which" is no person.
            (true, true) if self.clauses.word(self.words, at) == Some(ClauseWord::Relative) => Some(true),
            _ => None,
        }
    }

    /// Whether words are nothing but a pronoun.
    pub fn is_pronoun(&self, words: Span) -> bool {
        let at = self.at(words);
        self.behind(words) == at + 1 && self.roles(at).any(Roles::PRONOUN)
    }

    /// Whether it stands in what somebody says.
    fn is_said(&self, span: Span) -> bool {
        let next = self.said.partition_point(|said| said.end < span.end);
        self.said.get(next).is_some_and(|said| said.contains(span))
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

    /// "Follow the town on ...": a sentence that asks to follow or to share, and is none of the story.
    fn asks_to_follow(&self, at: usize) -> bool {
        let sentence = self.sentence_of(at);
        let words = &self.words[..sentence.end];
        let first = sentence.clone().find(|&at| words[at].kind == TokenKind::Word);
        first.is_some_and(|first| self.pointers.follow.at(words, first).is_some())
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
    fn cue(&self, mention: Span, kind: EntityKind) -> i32 {
        let (at, behind) = (self.at(mention), self.behind(mention));
        let sentence = self.sentence_of(at);
        let text = self.text.text;
        let weight = |value: &str| match value.split_once(' ') {
            Some((of, weight)) if of == kind.code() => weight.parse().unwrap_or(0),
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

/// Whether many of an article's paragraphs are questions.
fn is_interview(text: &Text) -> bool {
    let paragraphs = || text.article.body.iter().filter(|p| p.kind != ParagraphKind::Note);
    let questions = paragraphs().filter(|p| p.span.of(text.text).trim_end().ends_with('?')).count();
    questions >= QUESTIONS && QUESTIONS_IN * questions >= paragraphs().count()
}

/// What a word says against a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    /// Something in the sentence is not true.
    Untrue,
    /// What follows did not come about.
    Unreal,
    /// Not the number that follows, but another.
    Against,
    /// The sentence supposes something.
    If,
}

fn doubts(language: Language) -> &'static Lexicon<Doubt> {
    static DOUBTS: ByLanguage<Lexicon<Doubt>> = ByLanguage::new(|language| {
        let doubt = |class: &str| match class {
            "untrue" => Doubt::Untrue,
            "unreal" => Doubt::Unreal,
            "against" => Doubt::Against,
            _ => Doubt::If,
        };
        Lexicon::new(lang::doubts(language).pairs().map(|(words, class)| (words, doubt(class))))
    });
    DOUBTS.of(language)
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
fn leave_out(entities: &mut Vec<Entity>, kind: EntityKind, language: Language, text: &Text) {
    match lang::shown_names(language).pairs().find(|(shown, _)| *shown == kind.code()) {
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
mod tests;
