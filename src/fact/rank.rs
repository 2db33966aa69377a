//! Facts -> the facts worth showing, most important first.
//!
//! In: numbers, dates and quotations in text order; people, organisations and places arrive ranked. Out: the same lists
//! ordered, without what is none worth showing: a number that counts nothing, a date without a value or an event, a slogan;
//! and without what may not be shown (`shown.rs`). Of the dates, a few stand on the time line (`timeline.rs`).
//! Method: points for kind, place in the story and wording (ours; after what news summaries pick). Once the key sentences are known,
//! what they say already goes to the end ([`beside`]), and it is decided how many of each kind are shown first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::phrase::Lexicon;
use super::shown::names::Known;
use super::shown::sureness::{self, Judged};
use super::shown::told::told;
use super::shown::{self, LEAST_SAID, Reader, words_beside};
use super::{DateFact, Entity, Facts, First, NumberFact, NumberKind, QuoteFact, QuoteKind, Text, timeline};
use crate::block::count_words;
use crate::lang::{self, ByLanguage};
use crate::span::Span;

/// So many facts are shown first, all kinds together.
const FIRST: usize = 10;
/// Paragraphs that make the lead.
const LEAD: u32 = 2;
/// Words of a quotation: fewer are a slogan or a scare quote.
const QUOTE_WORDS: u32 = 5;
/// Words of a quotation that can stand alone on a card.
const GOOD_QUOTE_WORDS: std::ops::RangeInclusive<u32> = 8..=40;
/// How many people count as the story's own.
const TOP_PEOPLE: usize = 3;

/// Of a sentence of the article, by its index, the log-odds that a reader understands it: alone, or behind the sentence before it. `None` where
/// nobody knows. What weighs that knows the whole text ([`crate::summary::alone`]).
pub type Clear<'a> = &'a dyn Fn(usize, bool) -> Option<f32>;

/// Orders the facts, and leaves out what must not be shown.
pub fn rank(facts: &mut Facts, text: &Text, clear: Clear) {
    let reader = Reader::new(facts, text);
    let known = choose(facts, text, &reader);
    sureness::keep(facts, &reader, &known, clear);
    // Of two figures that are both shown, the first leads to the other.
    let mut named = BTreeSet::new();
    for number in &mut facts.numbers {
        if named.contains(&number.span) {
            number.other = None;
        }
        named.extend(number.other);
    }
    timeline::take_sides(&mut facts.dates, text.article.published.as_ref().map(|stamp| stamp.day));
    for date in &mut facts.dates {
        date.is_event = shown::dates::is_event(date, &reader);
    }
}

/// For training: what passed the rules, and what is seen of each.
pub fn judged(facts: &mut Facts, text: &Text, clear: Clear) -> Vec<Judged> {
    let reader = Reader::new(facts, text);
    let known = choose(facts, text, &reader);
    sureness::judged(facts, &reader, &known, clear)
}

/// Orders the facts, and leaves out what no rule lets pass.
fn choose(facts: &mut Facts, text: &Text, reader: &Reader) -> Known {
    shown::figures::mark(&mut facts.numbers, reader);
    // What a clause cut out of its sentence says may be too little, or something else.
    for number in &mut facts.numbers {
        let said = number.what.map_or(0, |what| words_beside(what, number.span, text));
        // A length of time says little: "It took 3 hours".
        let is_told = !is_time(number) || said >= LEAST_SAID;
        number.what = told(number.span, reader).filter(|_| is_told);
    }
    for date in &mut facts.dates {
        date.what = told(date.span, reader);
    }
    rank_numbers(&mut facts.numbers, text);
    rank_dates(&mut facts.dates, text);
    let people = &facts.people[..facts.people.len().min(TOP_PEOPLE)];
    let mentions: BTreeSet<Span> = people.iter().flat_map(|person| person.mentions.iter().copied()).collect();
    rank_quotes(&mut facts.quotes, &mentions, text);
    let known = shown::keep(facts, reader);
    // "They said": nobody is named.
    for quote in &mut facts.quotes {
        quote.source = quote.source.filter(|&source| quote.speaker.is_some() || !reader.is_pronoun(source));
    }
    known
}

/// Orders the facts beside the key sentences: what one of those says already, and nothing more, comes last and is not shown first. Draws the
/// time line, and decides how many of each kind are shown first: only what is sure.
///
/// `key` are the spans of the key sentences, in text order.
pub fn beside(facts: &mut Facts, key: &[Span]) {
    let is_key = |span: Span| {
        let next = key.partition_point(|sentence| sentence.end <= span.start);
        key.get(next).is_some_and(|sentence| sentence.contains(span))
    };
    // The day that "on Friday" means is not said there, nor another figure.
    let is_number_said = |number: &NumberFact| number.other.is_none() && number.what.is_some_and(is_key);
    let is_date_said = |date: &DateFact| date.is_complete && date.what.is_some_and(is_key);
    let is_quote_said = |quote: &QuoteFact| quote.content.iter().all(|&content| is_key(content));
    timeline::draw(&mut facts.dates, |date| !date.is_sure || is_date_said(date));
    facts.numbers.sort_by_key(is_number_said);
    facts.dates.sort_by_key(is_date_said);
    facts.quotes.sort_by_key(is_quote_said);
    let sure = |names: &[Entity]| names.iter().filter(|name| name.is_sure).count();
    let new = First {
        people: sure(&facts.people),
        organisations: sure(&facts.organisations),
        places: sure(&facts.places),
        numbers: facts.numbers.iter().filter(|number| number.is_sure && !is_number_said(number)).count(),
        dates: facts.dates.iter().filter(|date| date.is_sure && !is_date_said(date)).count(),
        quotes: facts.quotes.iter().filter(|quote| quote.is_sure && !is_quote_said(quote)).count(),
    };
    facts.first = first(new, facts.dates.iter().filter(|date| date.turn.is_some()).count());
}

/// How many of each kind are shown first, of those that say something new: one of each, then a second and a third, then a fourth number, up to
/// `FIRST` together. A time line is shown whole.
fn first(new: First, line: usize) -> First {
    const NUMBERS: usize = 4;
    const OTHERS: usize = 3;
    let mut first = First { dates: line, ..First::default() };
    let mut left = FIRST.saturating_sub(line);
    for _ in 0..NUMBERS {
        for (count, new, most) in [
            (&mut first.numbers, new.numbers, NUMBERS),
            (&mut first.people, new.people, OTHERS),
            (&mut first.quotes, new.quotes, OTHERS),
            (&mut first.dates, new.dates, if line > 0 { line } else { OTHERS }),
            (&mut first.organisations, new.organisations, OTHERS),
            (&mut first.places, new.places, OTHERS),
        ] {
            if *count < new.min(most) && left > 0 {
                *count += 1;
                left -= 1;
            }
        }
    }
    first
}

/// Whether a span stands in the lead of the story.
fn is_lead(span: Span, text: &Text) -> bool {
    let index = text.sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let first = text.sentences.first().map_or(0, |sentence| sentence.paragraph);
    text.sentences.get(index).is_some_and(|sentence| sentence.paragraph < first + LEAD)
}

fn rank_numbers(numbers: &mut Vec<NumberFact>, text: &Text) {
    // "One person", "one night" say no number.
    let is_one = |number: &NumberFact| {
        number.value == "1"
            && (number.kind == NumberKind::Count || number.kind == NumberKind::Measure && is_time(number))
    };
    numbers.retain(|number| number.kind != NumberKind::Bare && !is_one(number));
    let mut seen = BTreeSet::new();
    // "The 27 members … the 27 members": once is enough.
    numbers.retain(|number| seen.insert((number.value.clone(), number.to.clone(), number.unit.clone())));
    let mut magnitudes: BTreeMap<u8, Vec<f64>> = BTreeMap::new();
    for number in numbers.iter() {
        magnitudes.entry(order(number.kind)).or_default().push(magnitude(number));
    }
    for values in magnitudes.values_mut() {
        values.sort_by(f64::total_cmp);
    }
    static PEOPLE: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
        Lexicon::new(lang::person_nouns(language).entries().map(|entry| (entry, ())))
    });
    let people = PEOPLE.of(text.article.language);
    let points = |number: &NumberFact| {
        let kind = match number.kind {
            NumberKind::Money | NumberKind::Percent => 3,
            NumberKind::Count if counts_people(number, people) => 3,
            NumberKind::Count => 2,
            NumberKind::Measure if is_time(number) => 0,
            NumberKind::Measure => 2,
            NumberKind::Bare => 0,
        };
        let values = &magnitudes[&order(number.kind)];
        let is_large = magnitude(number) > values[(values.len() - 1) / 2];
        let lead = if is_lead(number.span, text) { 2 } else { 0 };
        kind + lead + i32::from(is_large) + i32::from(number.qualifier.is_some())
    };
    numbers.sort_by(|a, b| {
        let by_points = points(b).cmp(&points(a)).then(order(a.kind).cmp(&order(b.kind)));
        by_points.then(magnitude(b).total_cmp(&magnitude(a))).then(a.span.cmp(&b.span))
    });
}

fn order(kind: NumberKind) -> u8 {
    match kind {
        NumberKind::Money => 0,
        NumberKind::Percent => 1,
        NumberKind::Count => 2,
        NumberKind::Measure => 3,
        NumberKind::Bare => 4,
    }
}

fn magnitude(number: &NumberFact) -> f64 {
    number.value.parse::<f64>().unwrap_or_default().abs()
}

fn counts_people(number: &NumberFact, people: &Lexicon<()>) -> bool {
    let unit = number.unit.as_deref().unwrap_or_default();
    unit.split_whitespace().any(|word| people.single(&word.to_lowercase()).is_some())
}

/// Durations say little by themselves.
fn is_time(number: &NumberFact) -> bool {
    const TIMES: &str = "millisecond second minute hour day night week month quarter year decade century";
    number.unit.as_deref().is_some_and(|unit| TIMES.split(' ').any(|time| time == unit))
}

fn rank_dates(dates: &mut Vec<DateFact>, text: &Text) {
    let is_said = |date: &DateFact| date.what.is_some_and(|what| says_more(what, date.span, text));
    dates.retain(|date| date.value.is_some() && is_said(date));
    let published = text.article.published.as_ref().map(|stamp| stamp.day.to_string());
    let points = |date: &DateFact| {
        let value = date.value.as_deref().unwrap_or_default();
        let exactness = match value.len() {
            _ if date.is_length() => 0,
            10.. => 3,
            5.. => 2,
            _ => 0,
        };
        let is_ahead =
            published.as_deref().is_some_and(|day| value.get(..10).is_some_and(|value| value > day));
        exactness + i32::from(is_ahead) + if is_lead(date.span, text) { 2 } else { 0 }
    };
    dates.sort_by_key(|date| (Reverse(points(date)), date.span));
    // The same words of the same clause once: "from March 3 to March 5".
    let mut seen = BTreeSet::new();
    dates.retain(|date| seen.insert((date.value.clone(), date.what)));
}

/// Whether the clause has at least two words beside the date.
fn says_more(what: Span, date: Span, text: &Text) -> bool {
    count_words(what.of(text.text)) >= count_words(date.of(text.text)) + 2
}

fn rank_quotes(quotes: &mut Vec<QuoteFact>, top: &BTreeSet<Span>, text: &Text) {
    let words =
        |quote: &QuoteFact| -> u32 { quote.content.iter().map(|span| count_words(span.of(text.text))).sum() };
    quotes.retain(|quote| words(quote) >= QUOTE_WORDS);
    let middle = text.sentences.get(text.sentences.len() / 2).map_or(0, |sentence| sentence.span.start);
    let points = |quote: &QuoteFact| {
        let kind = match quote.kind {
            QuoteKind::Direct => 4,
            QuoteKind::Mixed => 2,
            QuoteKind::Indirect | QuoteKind::Stance => 0,
        };
        let start = quote.content.first().map_or(u32::MAX, |span| span.start);
        let speaker = match quote.speaker {
            Some(speaker) if top.contains(&speaker) => 2,
            Some(_) => 0,
            None => -3,
        };
        kind + speaker + i32::from(start < middle) + i32::from(GOOD_QUOTE_WORDS.contains(&words(quote)))
    };
    quotes.sort_by_key(|quote| (Reverse(points(quote)), quote.content.first().copied()));
    // One for each speaker first, then the rest in the same order.
    let mut speakers = BTreeSet::new();
    let name = |speaker: Span| speaker.of(text.text).to_lowercase();
    let (mut first, second): (Vec<_>, Vec<_>) = quotes
        .drain(..)
        .partition(|quote: &QuoteFact| quote.speaker.is_none_or(|speaker| speakers.insert(name(speaker))));
    first.extend(second);
    *quotes = first;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_are_shown_first_of_every_kind_that_has_some() {
        let many = First { people: 9, organisations: 9, places: 9, numbers: 9, dates: 9, quotes: 9 };
        let counts = |First { people, organisations, places, numbers, dates, quotes }: First| {
            [people, organisations, places, numbers, dates, quotes]
        };
        assert_eq!(counts(first(many, 0)), [2, 1, 1, 2, 2, 2]);
        assert_eq!(counts(first(many, 4)), [1, 1, 1, 2, 4, 1]);
        let few = First { people: 5, quotes: 2, ..First::default() };
        assert_eq!(counts(first(few, 0)), [3, 0, 0, 0, 0, 2]);
    }
}
