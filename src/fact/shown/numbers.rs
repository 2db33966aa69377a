//! Numbers that may be shown: amounts that are whole, and told what they measure by a clause that can be read alone.
//!
//! Left out are years and numbers of names, what is cut ("sub-$200", "$12" of "$12/month", "two degree" of "two degree programs"), and what
//! somebody must have read on for: "these two", "It costs $12", "Price: $12".

use super::{FEW, LEAST_SAID, Reader, holds, leaning, pointing, words_beside};
use crate::fact::number::{NounWord, Numbers};
use crate::fact::phrase::{Lexicon, Word};
use crate::fact::quote::lexicon::Roles;
use crate::fact::{NumberFact, NumberKind};
use crate::lang::{self, ByLanguage};
use crate::token::TokenKind;

/// Digits alone from here to there are a year more often than a count.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2040;
/// Two numbers of so many digits without a mark are the years from and to.
const YEAR_DIGITS: usize = 4;
/// The new end of a change stands within so many tokens behind the old one.
const NEAR_END: usize = 5;
/// Words of a unit that are letters: "km" is no noun.
const SPELT_OUT: usize = 4;
/// "One in four": no share is told in larger numbers.
const LARGEST_SHARE: u32 = 20;
/// Units and those of what is over: "6 feet 3 inches".
const HALVES: [(&str, &str); 4] =
    [("foot", "inch"), ("stone", "pound"), ("hour", "minute"), ("minute", "second")];
/// A label in front of a colon has no more tokens.
const LABEL: usize = 8;

pub fn may_show(number: &NumberFact, reader: &Reader) -> bool {
    is_amount(number, reader)
        && !is_cut(number, reader)
        && !is_label(number, reader)
        && reader.doubt(number.span).is_none()
        && !reader.untrue.contains(&(number.value.clone(), number.unit.clone()))
        && !pointing::points(number.span, number.what, reader)
}

/// Whether a number is an amount, and it is told what it measures.
fn is_amount(number: &NumberFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = number.span.of(text);
    // "2017 films", "the 1300-1600 rooms"
    let is_year_long = |value: &str| value.len() == YEAR_DIGITS && value.bytes().all(|b| b.is_ascii_digit());
    let is_year = number.kind == NumberKind::Count
        && words.starts_with(&number.value)
        && match &number.to {
            Some(to) => is_year_long(&number.value) && is_year_long(to),
            None => number.value.parse().is_ok_and(|value: u32| YEARS.contains(&value)),
        };
    // "99 Monkeys", "21 Top Suites": a noun in capitals is a part of a name, or of a longer noun.
    let (at, behind) = (reader.at(number.span), reader.behind(number.span));
    let last = &reader.words[behind.saturating_sub(1).max(at)];
    let is_noun = last.kind == TokenKind::Word && last.core.len() > 3;
    let next = reader.words.get(behind).filter(|_| !reader.is_opening(behind));
    let is_torn = next.is_some_and(|next| next.is_capital && next.is_spaced && next.kind == last.kind);
    let gazetteer = reader.gazetteer;
    let core = last.core.of(text);
    let is_known =
        gazetteer.demonyms.has(core) || gazetteer.demonyms.has(core.trim_end_matches('s')) || last.is_shouted;
    let is_name = reader.capitals_tell && last.is_capital && !is_known;
    let is_part = is_noun && behind - at > 1 && (is_name || gazetteer.nouns_have_capitals && is_torn);
    // "One CAD": a product, and drawings.
    let is_code = number.kind == NumberKind::Money
        && last.is_shouted
        && last.kind == TokenKind::Word
        && reader.words[at].kind == TokenKind::Word
        && reader.words[at].is_capital
        && at != behind - 1;
    // "(10 months)": an age.
    let is_aside = reader.before(at).is_some_and(|before| reader.words[before].is_mark("("))
        && next.is_some_and(|next| next.is_mark(")"))
        && number.kind == NumberKind::Measure;
    // "at eight Uhr"
    let is_clock = number.kind == NumberKind::Count && reader.clock_words.single(&last.lower).is_some();
    let is_race = is_race(number, at, behind, reader);
    let told = number.what.map_or(0, |what| words_beside(what, number.span, reader.text));
    // "a two-state plan": a kind of thing, and nothing counted.
    let is_kind = number.kind == NumberKind::Count
        && reader.words[at].kind == TokenKind::Word
        && reader
            .words
            .get(at + 1)
            .is_some_and(|next| next.is_hyphen() && !next.is_spaced && at + 1 < behind);
    !is_year && !is_race && !is_kind && !is_part && !is_code && !is_aside && !is_clock && told >= LEAST_SAID
}

/// Whether a word that belongs to it stands outside: a qualifier, a rate, a noun.
fn is_cut(number: &NumberFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(number.span), reader.behind(number.span));
    let sentence = reader.sentence_of(at);
    let words = &reader.words[..sentence.end.max(behind)];
    let next = words.get(behind);
    // "US$171-million": a part of the number is missing. "sub-$200": a part of the word.
    let is_open = next.is_some_and(|next| next.is_hyphen() && !next.is_spaced);
    let is_bound = reader.before(at).is_some_and(|before| {
        let is_joined = words[before].is_hyphen() && !words[before].is_spaced && !words[at].is_spaced;
        is_joined && before > sentence.start && words[before - 1].kind == TokenKind::Word
    });
    // "§ 910 Abs. 1", "240 x 320 pixels"
    let is_part = reader.before(at).is_some_and(|before| {
        matches!(words[before].lower.as_str(), "§" | "#" | "№" | "×")
            || words[before].lower == "x"
                && before > sentence.start
                && words[before - 1].kind == TokenKind::Number
    });
    let has_tail = tails(reader).at(words, behind).is_some();
    // "1M+ tokens", "450 Athlet*innen": a mark and what follows it are part of the word.
    let is_joined = next.is_some_and(|next| {
        let follows = words.get(behind + 1).is_some_and(|word| {
            word.kind == TokenKind::Word
                && !word.is_spaced
                && word.span.of(reader.text.text).starts_with(char::is_lowercase)
        });
        !next.is_spaced
            && (next.is_mark("+") || matches!(next.lower.as_str(), "*" | ":" | "_" | "/") && follows)
    });
    is_open
        || is_joined
        || is_bound
        || is_part
        || has_tail
        || is_range_end(at, reader)
        || is_between(number, at, behind, reader)
        || is_one_in(number, at, reader)
        || is_second_guess(number, at, reader)
        || is_half(number, reader)
        || is_old_end(behind, words, at, reader)
        || is_adjective(number, reader)
        || is_hyphened(number, behind, words, reader)
        || is_course(number, at, behind, words, reader)
        || has_qualifier(number, at, reader)
        || is_noun_cut(number, behind, words, reader)
}

/// "one or | two hours": the other end of a range stands outside. "From 3 % to 5 %" are two amounts.
fn is_range_end(at: usize, reader: &Reader) -> bool {
    let start = reader.sentence_of(at).start;
    let before = |at: usize| at.checked_sub(1).filter(|&before| before >= start);
    let language = reader.text.article.language;
    let is_number = |at: usize| {
        let word = &reader.words[at];
        word.kind == TokenKind::Number
            || lang::number_words(language).pairs().any(|(words, _)| words == word.lower)
    };
    let joint = before(at).filter(|&joint| {
        let word = &reader.words[joint];
        word.is_hyphen() || reader.roles(joint).any(Roles::CONJUNCTION)
    });
    let other = joint.and_then(before).and_then(|other| {
        let is_sign = reader.words[other].is_mark("%");
        if is_sign { before(other) } else { Some(other) }
    });
    other.is_some_and(is_number)
}

/// "between | six months and | two years": one end of a range whose ends have units of their own.
fn is_between(number: &NumberFact, at: usize, behind: usize, reader: &Reader) -> bool {
    let nouns = &Numbers::of(reader.text.article.language).nouns;
    let sentence = reader.sentence_of(at);
    let is_led = |at: usize| {
        let before = reader.before(at).and_then(|before| nouns.word(reader.words, before));
        before == Some(NounWord::Between)
    };
    let joins = |at: usize| at < sentence.end && nouns.word(reader.words, at) == Some(NounWord::And);
    let is_number = |at: usize| reader.words.get(at).is_some_and(|word| holds(&reader.numbers, word.span));
    let is_first = is_led(at) && joins(behind) && is_number(behind + 1);
    let before = reader.numbers.partition_point(|other| other.end <= number.span.start);
    let other = before.checked_sub(1).map(|before| reader.numbers[before]);
    let is_second = at > sentence.start
        && joins(at - 1)
        && other.is_some_and(|other| reader.behind(other) + 1 == at && is_led(reader.at(other)));
    is_first || is_second
}

/// "One in | four boats": a share of them.
fn is_one_in(number: &NumberFact, at: usize, reader: &Reader) -> bool {
    let start = reader.sentence_of(at).start;
    let joint = reader.before(at).filter(|&joint| reader.roles(joint).any(Roles::PREPOSITION));
    let one = joint.filter(|&joint| joint > start).map(|joint| &reader.words[joint - 1]);
    let words = lang::number_words(reader.text.article.language);
    let few = |value: &str| {
        let digits = words.pairs().find(|(word, _)| *word == value).map_or(value, |(_, digits)| digits);
        digits.parse::<u32>().ok().filter(|value| (1..=LARGEST_SHARE).contains(value))
    };
    let is_few =
        one.and_then(|one| few(&one.lower)).zip(few(&number.value)).is_some_and(|(one, of)| one < of);
    number.kind == NumberKind::Count && is_few && one.is_some_and(|one| !reader.is_date(one.span))
}

/// "3, | 4 percent": three or four.
fn is_second_guess(number: &NumberFact, at: usize, reader: &Reader) -> bool {
    let start = reader.sentence_of(at).start;
    let comma = reader.before(at).filter(|&comma| comma > start && reader.words[comma].is_mark(","));
    let guess = comma.map(|comma| &reader.words[comma - 1]);
    let is_one_less = guess.and_then(|guess| guess.lower.parse::<u32>().ok()).zip(number.value.parse().ok());
    is_one_less.is_some_and(|(less, value): (u32, u32)| less.checked_add(1) == Some(value))
        && guess.is_some_and(|guess| !reader.is_date(guess.span))
}

/// "Gold in the 100 metres, 200 metres", "the men's 60m", "the 60m hurdles": races that are called so.
fn is_race(number: &NumberFact, mut at: usize, behind: usize, reader: &Reader) -> bool {
    let start = reader.sentence_of(at).start;
    for _ in 0..FEW {
        let joint = reader.before(at).filter(|&joint| {
            joint > start && (reader.words[joint].is_mark(",") || reader.roles(joint).any(Roles::CONJUNCTION))
        });
        let other = joint.map(|joint| reader.words[joint - 1].span);
        let index = other.map(|other| reader.numbers.partition_point(|number| number.end <= other.start));
        let other = index
            .zip(other)
            .and_then(|(index, other)| reader.numbers.get(index).filter(|number| number.contains(other)));
        let Some(other) = other else { break };
        at = reader.at(*other);
    }
    let is_definite = reader
        .before(at)
        .is_some_and(|before| reader.pointers.definite.single(&reader.words[before].lower).is_some());
    let races = &Numbers::of(reader.text.article.language).races;
    let sentence = reader.sentence_of(at);
    let follows = races.at(&reader.words[..sentence.end.max(behind)], behind);
    let leads = races.before(&reader.words[sentence.start..at], at - sentence.start);
    let is_named =
        follows.is_some_and(|(is_front, _)| !is_front) || leads.is_some_and(|(is_front, _)| is_front);
    let is_metres = number.unit.as_deref() == Some("metre");
    // "the 60m at the games", but "the 60m of rope"
    let is_where = reader.roles(behind).any(Roles::PREPOSITION) && !reader.roles(behind).any(Roles::JOINING);
    is_metres && (is_named || is_definite && (is_where || !leaning::explains(behind, reader)))
}

/// "80% to 90%": each of the two may be half of a range, or what something rose by and to. "From 80% to 90%" it rose. "6ft | 3in" is half of
/// a height, and "3in" is the rest.
fn is_half(number: &NumberFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(number.span), reader.behind(number.span));
    let sentence = reader.sentence_of(at);
    let is_number = |at: usize| reader.words[at].kind == TokenKind::Number;
    let joins = |at: usize| reader.roles(at).any(Roles::INFINITIVE);
    let is_share = |at: usize| at + 1 < sentence.end && is_number(at) && reader.words[at + 1].is_mark("%");
    let is_lower = behind < sentence.end && joins(behind) && is_share(behind + 1);
    let is_upper = at >= sentence.start + 3 && joins(at - 1) && is_share(at - 3);
    let first = if is_upper { at - 3 } else { at };
    let is_led = reader
        .before(first)
        .is_some_and(|lead| reader.roles(lead).any(Roles::PREPOSITION.with(Roles::JOINING)));
    let unit = number.unit.as_deref().unwrap_or_default();
    let is_whole =
        HALVES.iter().any(|(whole, _)| *whole == unit) && behind < sentence.end && is_number(behind);
    let follows = || {
        let before = reader.numbers.partition_point(|other| other.start < number.span.start);
        let other = before.checked_sub(1).and_then(|before| reader.numbers.get(before));
        other.is_some_and(|other| reader.behind(*other) == at)
    };
    let is_rest = HALVES.iter().any(|(_, rest)| *rest == unit) && follows();
    number.kind == NumberKind::Percent && (is_lower || is_upper) && !is_led || is_whole || is_rest
}

/// "from | six months | to ninety days": what something was before it changed, or half of a range.
fn is_old_end(behind: usize, words: &[Word], at: usize, reader: &Reader) -> bool {
    let start = reader.sentence_of(at).start;
    let leads = |lexicon: &Lexicon<()>, at: usize| lexicon.before(&words[start..at], at - start).is_some();
    let is_number = |at: usize| {
        words.get(at).is_some_and(|word| {
            word.kind == TokenKind::Number
                || lang::number_words(reader.text.article.language)
                    .pairs()
                    .any(|(words, _)| words == word.lower)
        })
    };
    let pointers = reader.pointers;
    leads(&pointers.from, at)
        && (behind..words.len().min(behind + NEAR_END)).any(|at| {
            is_number(at) && (leads(&pointers.to, at) || at > behind + 1 && leads(&pointers.to, at - 1))
        })
}

/// "100-prozentige": no noun, where nouns have capitals and this word has none.
fn is_adjective(number: &NumberFact, reader: &Reader) -> bool {
    let words = number.span.of(reader.text.text);
    let tail = words.rsplit_once('-').map_or("", |(_, tail)| tail);
    reader.gazetteer.nouns_have_capitals && tail.starts_with(char::is_lowercase)
}

/// "three-hour | recorded talks": the noun stands outside. Where little is known of a language's words, all that is joined so is cut.
fn is_hyphened(number: &NumberFact, behind: usize, words: &[Word], reader: &Reader) -> bool {
    let own = number.span.of(reader.text.text);
    let tail = own.rsplit_once(['-', '‑']).map_or("", |(_, tail)| tail);
    let is_unit = tail.starts_with(char::is_lowercase) && !tail.contains(' ');
    let goes_on = words.get(behind).is_some_and(|next| next.kind == TokenKind::Word && next.is_spaced);
    let is_known = reader.clauses.knows_tenses();
    number.kind == NumberKind::Measure && is_unit && goes_on
        || !is_known && own.starts_with(|c: char| c.is_ascii_digit()) && tail.starts_with(char::is_lowercase)
}

/// "Zweiter über 400 Meter", "Bescheid über 5 Euro", "gab es an die 190 Boote": what looks like a qualifier ("more than", "nearly") is as often
/// none, unless it is told how long, high or far something is.
fn is_course(number: &NumberFact, at: usize, behind: usize, words: &[Word], reader: &Reader) -> bool {
    let is_led =
        words[at].kind == TokenKind::Word && reader.roles(at).any(Roles::PREPOSITION.with(Roles::JOINING));
    if !reader.gazetteer.nouns_have_capitals || !is_led {
        return false;
    }
    let is_length = matches!(number.unit.as_deref(), Some("metre" | "kilometre"))
        && reader.pointers.how.word(words, behind).is_none();
    let is_behind_noun =
        reader.before(at).is_some_and(|before| words[before].is_capital && !reader.is_opening(before));
    let is_article =
        words.get(at + 1).is_some_and(|next| reader.pointers.definite.single(&next.lower).is_some());
    is_length || is_article || number.kind == NumberKind::Money && is_behind_noun
}

fn tails(reader: &Reader) -> &'static Lexicon<()> {
    static TAILS: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
        Lexicon::new(lang::number_tails(language).entries().map(|entry| (entry, ())))
    });
    TAILS.of(reader.text.article.language)
}

/// "at least to 18 boats": a qualifier that a small word parts from the number.
fn has_qualifier(number: &NumberFact, at: usize, reader: &Reader) -> bool {
    let Some(before) = reader.before(at).filter(|_| number.qualifier.is_none()) else { return false };
    let is_small = reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING));
    is_small && qualifier_before(reader, before)
}

/// Whether a phrase that qualifies numbers ends in front of a token.
pub fn qualifier_before(reader: &Reader, at: usize) -> bool {
    static QUALIFIERS: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
        Lexicon::new(
            lang::qualifiers(language)
                .pairs()
                .filter(|(_, kind)| *kind == "adverb")
                .map(|(entry, _)| (entry, ())),
        )
    });
    let start = reader.sentence_of(at).start;
    let words = &reader.words[start..at];
    QUALIFIERS.of(reader.text.article.language).before(words, words.len()).is_some()
}

/// "two degree | programs", "18 boys | and girls", "60 masons | , millers and bakers".
fn is_noun_cut(number: &NumberFact, behind: usize, words: &[Word], reader: &Reader) -> bool {
    let text = reader.text.text;
    let Some(last) = behind.checked_sub(1).map(|last| &words[last]) else { return false };
    if last.kind != TokenKind::Word || last.core != last.span {
        return false;
    }
    let is_plain = |at: usize| {
        words.get(at).is_some_and(|word| {
            let roles = reader.lexicon.roles(&word.lower);
            word.kind == TokenKind::Word
                && word.span.of(text).starts_with(char::is_lowercase)
                && (roles.is_empty() || roles.any(Roles::PERSON.with(Roles::DOCUMENT)))
                && reader.clauses.word(words, at).is_none()
                && !lang::grammar(reader.text.article.language).contains_key(word.lower.as_str())
        })
    };
    let ends_alike = |at: usize| {
        let own = last.lower.chars().next_back();
        words.get(at).is_some_and(|word| word.lower.chars().next_back() == own && own == Some('s'))
    };
    let own_noun = number.kind == NumberKind::Count;
    let joins = words.get(behind).is_some_and(|word| {
        reader.lexicon.roles(&word.lower).any(Roles::CONJUNCTION) && word.lower.chars().count() <= 3
    });
    let is_pair = own_noun && joins && is_plain(behind + 1) && ends_alike(behind + 1);
    let is_comma = |at: usize| words.get(at).is_some_and(|word| word.is_mark(","));
    let is_alike = |at: usize| is_plain(at) && ends_alike(at);
    // The first of a list that is counted as a whole: nouns alike behind commas, until the last behind "and".
    let others =
        (0..FEW).take_while(|other| is_comma(behind + 2 * other) && is_alike(behind + 2 * other + 1));
    let rest = behind + 2 * others.count();
    let is_listed = own_noun
        && rest > behind
        && (rest..=rest + usize::from(is_comma(rest)))
            .any(|at| at < words.len() && reader.roles(at).any(Roles::CONJUNCTION) && is_alike(at + 1));
    // A measure of more than one has its plural, unless it is a part of what follows.
    let is_one = number.value == "1" || number.value.starts_with("0.");
    let is_modifier = number.kind == NumberKind::Measure
        && reader.capitals_tell
        && !is_one
        && number.unit.as_deref() == Some(last.lower.as_str())
        && last.lower.chars().count() >= SPELT_OUT
        && !last.lower.ends_with('s')
        && last.is_spaced
        && is_plain(behind);
    is_pair || is_listed || is_modifier
}

/// Whether it stands in a label or in words that are shown for their own sake: on a sign, in a title; "Torsby Boat 6 Maxi: …".
fn is_label(number: &NumberFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(number.span), reader.behind(number.span));
    let sentence = reader.sentence_of(at);
    let is_named = |word: &Word| word.is_capital || word.kind == TokenKind::Number;
    let label = &reader.words[sentence.start..behind.max(sentence.start)];
    let end = sentence.end.min(sentence.start + LABEL).max(behind);
    let mut rest = reader.words[behind..end].iter().skip_while(|word| is_named(word));
    let is_title = at > sentence.start
        && label.len() <= LABEL
        && reader.words[sentence.start].kind == TokenKind::Word
        && label.iter().all(is_named)
        && rest.next().is_some_and(|mark| mark.is_mark(":"));
    is_title || pointing::is_in_marks(number.span, reader)
}
