//! Dates that may be shown: those that name a day, a month or a year of the story.
//!
//! Left out is what cannot be read alone (`pointing.rs`), what is so at any time ("over the weekend" in advice), names that
//! hold a date ("Ash Wednesday", "the Harbour Act of 1940"), stamps and labels ("19 December 2025: …"), years that
//! count something ("our 2026 ranking"), and days to come in a clause that tells what has been.

use super::numbers::qualifier_before;
use super::{Doubt, FEW, LEAST_SAID, Reader, names, pointing, words_beside};
use crate::fact::DateFact;
use crate::fact::clause::ClauseWord;
use crate::fact::dateline::DASHES;
use crate::fact::phrase::{Lexicon, Word};
use crate::fact::quote::lexicon::Roles;
use crate::fact::timeline::Side;
use crate::lang::{self, ByLanguage};
use crate::token::TokenKind;

/// How far around a date its verb is looked for, in tokens.
const NEAR: usize = 12;
/// A verb of saying so near a date is said of it: "told reporters on Tuesday".
const SAYING: usize = 4;
/// How far back a year tells which year is spoken of, in bytes.
const BACK: u32 = 400;
/// A line that says when the page was changed has no more tokens.
const STAMP: usize = 14;
/// "Article updated on ..." opens with so many tokens, the word that says so among them.
const OPENING: usize = 2;
/// A source in brackets has no more tokens in front of its date.
const SOURCE: usize = 16;
/// A month further away than this needs a verb that tells what has been, or what is to come.
const FAR: i32 = 4;
/// As days of the week are counted.
const SUNDAY: u8 = 6;

pub fn may_show(date: &DateFact, reader: &Reader) -> bool {
    !date.is_loose
        && !is_vague(date, reader)
        && !is_in_name(date, reader)
        && !is_any_day(date, reader)
        && !is_stamp(date, reader)
        && !is_years_label(date, reader)
        && !is_wrong_way(date, reader)
        && !is_of_another_year(date, reader)
        && !is_of_the_speakers_day(date, reader)
        && !is_general(date, reader)
        && !is_of_the_page(date, reader)
        && !is_of_an_update(date, reader)
        && !is_of_every_year(date, reader)
        && !is_qualified(date, reader)
        && !is_end_of_stretch(date, reader)
        && !is_untold_side(date, reader)
        && !is_of_a_week_at_its_end(date, reader)
        && !is_cut(date, reader)
        && !is_half(date, reader)
        && !is_of_year_beside(date, reader)
        && !is_surname(date, reader)
        && !is_compared(date, reader)
        && !is_source(date, reader)
        && !is_lifetime(date, reader)
        && !is_one_of_several(date, reader)
        && !is_one_of_two(date, reader)
        && !is_one_of_two_weeks(date, reader)
        && !is_owner_untold(date, reader)
        && !is_planned_then(date, reader)
        && !is_left_untold(date, reader)
        // "Debunked on Monday": what is untrue did not happen then, that it was said did.
        && !matches!(reader.doubt(date.span), Some(Doubt::Unreal | Doubt::If))
        && !pointing::points(date.span, date.what, reader)
        && !pointing::is_in_marks(date.span, reader)
}

/// "Charge it over the weekend", "return it within 14 days": a day counted from that of publication, where nothing tells that
/// something happened or will.
fn is_general(date: &DateFact, reader: &Reader) -> bool {
    let Some((value, published)) = date.value.as_deref().zip(reader.published.as_deref()) else {
        return false;
    };
    let length = value.len().min(published.len()).min("2025-03-20".len());
    let is_ahead = value.get(..length) >= published.get(..length) || date.is_length();
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let tells = (sentence.start..sentence.end.max(behind)).any(|at| {
        matches!(reader.clauses.at(reader.words, at), Some(ClauseWord::Past | ClauseWord::Forward))
    });
    // A weekday is one of the days around the publication.
    let is_stretch =
        date.is_length() || date.written.as_deref().is_none_or(|written| written.ends_with("WE"));
    let is_today = date.value.as_deref() == reader.published.as_deref();
    !date.is_complete && is_ahead && is_stretch && !is_today && reader.clauses.knows_tenses() && !tells
}

/// "On Wednesday" in a text that was changed on a later day: from which of the two it counts is not said.
fn is_of_an_update(date: &DateFact, reader: &Reader) -> bool {
    let article = reader.text.article;
    let Some((published, modified)) = article.published.as_ref().zip(article.modified.as_ref()) else {
        return false;
    };
    // What names its month, and a month or a year, is the same unless the change came in another year or month.
    let value = date.value.as_deref().unwrap_or_default();
    let written = date.written.as_deref().unwrap_or_default();
    let names_month = written.starts_with("XXXX-") && !written.starts_with("XXXX-W");
    let is_day = value.contains(['W', '/', 'Q']) || value.len() >= "2025-03-20".len();
    let length = match (names_month, is_day) {
        (true, _) => "2025".len(),
        (_, true) => "2025-03-20".len(),
        _ => value.len(),
    };
    let (published, modified) = (published.day.to_string(), modified.day.to_string());
    !date.is_complete && modified > published && modified.get(..length) != published.get(..length)
}

/// "They come in December": of which year, nothing tells, where nothing is told to have happened or to come.
fn is_of_every_year(date: &DateFact, reader: &Reader) -> bool {
    let is_open_month = date.written.as_deref().is_some_and(|written| {
        written.strip_prefix("XXXX-").is_some_and(|month| month.len() == 2 && month != "WE")
    });
    let tells = |at: usize| {
        matches!(reader.clauses.at(reader.words, at), Some(ClauseWord::Past | ClauseWord::Forward))
    };
    let mut sentence = reader.sentence_of(reader.at(date.span));
    is_open_month && !date.is_complete && reader.clauses.knows_tenses() && !sentence.any(tells)
}

/// "Two weeks earlier than last year": nothing is told to have happened then.
fn is_compared(date: &DateFact, reader: &Reader) -> bool {
    let at = reader.at(date.span);
    let before = reader.before(at);
    let joint = before.filter(|&before| reader.roles(before).any(Roles::PREPOSITION.with(Roles::DETERMINER)));
    let than = joint.map_or(before, |joint| reader.before(joint));
    than.is_some_and(|than| reader.pointers.than.single(&reader.words[than].lower).is_some())
}

/// "Anna Berg (1927-2014)": somebody's years, and nothing is told of them.
fn is_lifetime(date: &DateFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let opens = reader.before(at).filter(|&before| reader.words[before].is_mark("("));
    let is_named =
        opens.and_then(|opens| reader.before(opens)).is_some_and(|before| reader.words[before].is_capital);
    let closes = reader.words.get(behind).is_some_and(|next| next.is_mark(")"));
    let is_stretch = date.value.as_deref().is_some_and(|value| value.contains('/'));
    is_named && closes && is_stretch && date.is_complete
}

/// "Over the next ten years or the next fifty": any stretch.
fn is_one_of_several(date: &DateFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let is_joint = |at: usize| reader.roles(at).any(Roles::CONJUNCTION);
    let is_other = |at: usize| reader.is_date(reader.words[at].span);
    let before = at.saturating_sub(FEW).max(sentence.start)..at;
    let after = behind..(behind + FEW).min(sentence.end);
    date.is_length()
        && (before.clone().any(is_joint) && before.clone().any(is_other)
            || after.clone().next().is_some_and(is_joint) && after.clone().any(is_other))
}

/// "In May 2014 or | June 2014": one of the two, and nobody knows which.
fn is_one_of_two(date: &DateFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let is_either = |at: usize| reader.pointers.either.single(&reader.words[at].lower).is_some();
    let is_other = |at: usize| reader.is_date(reader.words[at].span);
    let is_large = |at: &usize| !is_small(*at, reader);
    let reach = |from: usize| from..(from + FEW).min(sentence.end);
    let joint_before = (at.saturating_sub(FEW).max(sentence.start)..at).rev().find(is_large);
    let joint_behind = reach(behind).find(is_large);
    joint_before.is_some_and(|joint| is_either(joint) && joint > sentence.start && is_other(joint - 1))
        || joint_behind
            .is_some_and(|joint| is_either(joint) && reach(joint + 1).find(is_large).is_some_and(is_other))
}

/// "in", "the": between "or" and a date.
fn is_small(at: usize, reader: &Reader) -> bool {
    let is_definite = || reader.pointers.definite.single(&reader.words[at].lower).is_some();
    reader.roles(at).any(Roles::PREPOSITION.with(Roles::JOINING)) || is_definite()
}

/// "It announced on Saturday a boycott of the vote on Saturday": of two days of one name one is a week on or back, unless both are today.
fn is_one_of_two_weeks(date: &DateFact, reader: &Reader) -> bool {
    let at = reader.at(date.span);
    let word = &reader.words[at].lower;
    let is_twin = |other: usize| {
        let span = reader.words[other].span;
        reader.words[other].lower == *word && !date.span.overlaps(span) && reader.is_date(span)
    };
    let is_today = date.value.as_deref() == reader.published.as_deref();
    is_weekday(date) && !is_today && reader.sentence_of(at).into_iter().any(is_twin)
}

/// "The boat was set to sail on Tuesday": what was ahead then may be over by now.
fn is_planned_then(date: &DateFact, reader: &Reader) -> bool {
    let at = reader.at(date.span);
    let is_ahead = date.value.as_deref() > reader.published.as_deref();
    // "was set to": a past word that begins a phrase which looks forward.
    let was_to = |at: usize| {
        reader.clauses.word(reader.words, at) == Some(ClauseWord::Past)
            && reader.clauses.at(reader.words, at) == Some(ClauseWord::Forward)
    };
    is_weekday(date) && is_ahead && (reader.sentence_of(at).start..at).any(was_to)
}

/// "He needs a win in Tuesday's vote": read as the last one, where no verb of its clause tells what has been.
fn is_owner_untold(date: &DateFact, reader: &Reader) -> bool {
    let is_past = date.value.as_deref() < reader.published.as_deref();
    let is_owner = reader.text.text[date.span.end as usize..].starts_with(['\'', '’']);
    if !is_weekday(date) || !is_past || !is_owner {
        return false;
    }
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let class = |at: usize| reader.clauses.at(reader.words, at);
    let is_edge = |at: usize| {
        let word = &reader.words[at];
        word.kind == TokenKind::Mark && !word.is_hyphen() && !word.is_mark(".")
            || matches!(class(at), Some(ClauseWord::Relative))
    };
    let start = (sentence.start..at).rev().find(|&at| is_edge(at));
    let end = (behind..sentence.end).find(|&at| is_edge(at)).unwrap_or(sentence.end);
    let is_of_relative = start.is_some_and(|at| class(at) == Some(ClauseWord::Relative));
    let mut clause = start.map_or(sentence.start, |at| at + 1)..end;
    is_of_relative && !clause.any(|at| class(at) == Some(ClauseWord::Past))
}

/// "Then came the autumn of 2020.": what came then stands elsewhere.
fn is_left_untold(date: &DateFact, reader: &Reader) -> bool {
    date.what.is_some_and(|what| words_beside(what, date.span, reader.text) < LEAST_SAID)
}

/// "(Torsby Review of Medicine, 20 Feb 2020)": where it was printed, and when.
fn is_source(date: &DateFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let start = reader.sentence_of(at).start.max(at.saturating_sub(SOURCE));
    let closes = reader.words.get(behind).is_some_and(|word| word.is_mark(")"));
    let inside = reader.words[start..at].iter().rev().take_while(|word| !word.is_mark("(")).count();
    let opens = inside < at - start;
    let inside = &reader.words[at - inside..at];
    let is_named = inside.first().is_some_and(|word| word.is_capital)
        && inside.last().is_some_and(|word| word.is_mark(","));
    closes && opens && is_named && date.is_complete
}

/// "On 21 and | 22 May": the other day stands outside.
fn is_half(date: &DateFact, reader: &Reader) -> bool {
    let at = reader.at(date.span);
    let start = reader.sentence_of(at).start;
    let joint = reader
        .before(at)
        .filter(|&joint| reader.roles(joint).any(Roles::CONJUNCTION) || reader.words[joint].is_hyphen());
    let other = joint.and_then(|joint| reader.before(joint));
    // "21." is a number and a mark.
    let other = other.and_then(|other| {
        if reader.words[other].kind == TokenKind::Mark { reader.before(other) } else { Some(other) }
    });
    // "January to July 2021"
    let is_month = |word: &Word| {
        lang::months(reader.text.article.language)
            .pairs()
            .any(|(month, _)| month.to_lowercase() == word.lower)
    };
    let tail = reader.pointers.to.before(&reader.words[start..at], at - start).map(|(_, from)| start + from);
    let is_end =
        tail.and_then(|tail| reader.before(tail)).is_some_and(|other| is_month(&reader.words[other]));
    let is_day = |word: &Word| {
        word.lower
            .trim_end_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .is_ok_and(|day: u32| (1..=31).contains(&day))
    };
    is_end
        || reader.words[at].kind == TokenKind::Number
            && other.is_some_and(|other| {
                is_day(&reader.words[other]) && !reader.is_claimed(reader.words[other].span)
            })
}

/// "13 to 17 July | of last year": the year stands outside.
fn is_of_year_beside(date: &DateFact, reader: &Reader) -> bool {
    let behind = reader.behind(date.span);
    let is_day = date
        .written
        .as_deref()
        .is_some_and(|written| written.starts_with("XXXX-") && !written.starts_with("XXXX-W"));
    !date.is_complete
        && is_day
        && reader.roles(behind).any(Roles::JOINING)
        && reader.words.get(behind + 1).is_some_and(|next| reader.is_date(next.span))
}

/// "May's plan" where Anna May is told of.
fn is_surname(date: &DateFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let words = date.span.of(text);
    let is_owner = text[date.span.end as usize..].starts_with(['\'', '’']);
    let is_led = reader.before(reader.at(date.span)).is_some_and(|before| {
        reader.roles(before).any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::TIME))
    });
    (is_owner || !is_led) && reader.surnames.contains(words)
}

/// "Talks begin from Monday on", "until Monday": the next one more often than the last, which it was read as.
fn is_end_of_stretch(date: &DateFact, reader: &Reader) -> bool {
    let at = reader.at(date.span);
    let start = reader.sentence_of(at).start;
    let is_past = date.value.as_deref() < reader.published.as_deref();
    is_weekday(date)
        && is_past
        && reader.pointers.until.before(&reader.words[start..at], at - start).is_some()
}

/// "The mayor is due to leave on Tuesday, before the vote on Wednesday": read as the last one, where the sentence tells of nothing that has been.
fn is_untold_side(date: &DateFact, reader: &Reader) -> bool {
    let at = reader.at(date.span);
    let sentence = reader.sentence_of(at);
    let class = |at: usize| reader.clauses.at(reader.words, at);
    let is_past = date.value.as_deref() < reader.published.as_deref();
    let leads =
        sentence.clone().take_while(|&lead| lead < at).any(|lead| class(lead) == Some(ClauseWord::Forward));
    is_weekday(date)
        && is_past
        && leads
        && !sentence.into_iter().any(|at| class(at) == Some(ClauseWord::Past))
}

/// "This week" on a Sunday: the week that ends, or the one that begins, unless it is told what has been.
fn is_of_a_week_at_its_end(date: &DateFact, reader: &Reader) -> bool {
    let published = reader.text.article.published.as_ref().map(|stamp| stamp.day);
    let is_sunday = published.is_some_and(|day| day.weekday() == SUNDAY);
    let at = reader.at(date.span);
    let sentence = reader.sentence_of(at);
    let end = sentence.end.max(reader.behind(date.span));
    let tokens = &reader.words[sentence.start..end];
    let is_week =
        date.value.as_deref().is_some_and(|value| value.contains("-W") && value.len() == "2025-W12".len());
    let fact = at - sentence.start..reader.behind(date.span) - sentence.start;
    let is_this = this_words(reader).single(&reader.words[at].lower).is_some();
    is_week && is_this && is_sunday && !reader.clauses.tells_only_past(tokens, fact)
}

/// "The start of the 2016 | election": a year that tells which, with its noun outside.
fn is_cut(date: &DateFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let Some(year) = behind.checked_sub(2).filter(|&article| article > at) else { return false };
    let is_year = |word: &Word| word.lower.len() == "2025".len() && word.kind == TokenKind::Number;
    is_year(&reader.words[year + 1])
        && reader.pointers.definite.single(&reader.words[year].lower).is_some()
        && reader
            .words
            .get(behind)
            .is_some_and(|next| next.kind == TokenKind::Word && !reader.is_opening(behind))
}

/// "over | a decade ago": counted from today, and more or less than that.
fn is_qualified(date: &DateFact, reader: &Reader) -> bool {
    let at = reader.at(date.span);
    let first = &reader.words[at];
    let is_counted = first.kind == TokenKind::Number
        || reader.articles.single(&first.lower).is_some()
        || lang::number_words(reader.text.article.language).pairs().any(|(word, _)| word == first.lower);
    !date.is_complete && is_counted && qualifier_before(reader, at)
}

/// "Updated 7 January 2020": a stamp of the page that stands in a line of its own.
fn is_of_the_page(date: &DateFact, reader: &Reader) -> bool {
    static STAMPS: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
        let stamps = lang::datelines(language).pairs().filter(|(_, class)| *class != "other");
        Lexicon::new(stamps.map(|(words, _)| (words, ())))
    });
    let at = reader.at(date.span);
    let sentence = reader.sentence_of(at);
    let is_short = sentence.len() <= STAMP && date.is_complete;
    let stamps = STAMPS.of(reader.text.article.language);
    let start = sentence.start;
    let has_stamp =
        (start..at.min(start + OPENING)).any(|at| stamps.at(&reader.words[..sentence.end], at).is_some());
    is_short && has_stamp
}

/// Whether the words beside a date tell what happened or will happen then: a verb of that time stands near it, and it is not the day on
/// which somebody said so.
pub fn is_event(date: &DateFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let class = |at: usize| reader.clauses.at(reader.words, at);
    let is_verb = |at: &usize| matches!(class(*at), Some(ClauseWord::Past | ClauseWord::Forward));
    let before = (at.saturating_sub(NEAR).max(sentence.start)..at).rev().find(is_verb);
    let after = (behind..(behind + NEAR).min(sentence.end)).find(is_verb);
    let says = |verb: usize| reader.roles(verb).any(Roles::CUE) && class(verb) == Some(ClauseWord::Past);
    let is_beside = |from: usize, to: usize| {
        to - from <= SAYING && reader.words[from..to].iter().all(|word| word.kind == TokenKind::Word)
    };
    let is_of_saying = before.is_some_and(|verb| is_beside(verb, at) && says(verb))
        || after.is_some_and(|verb| is_beside(behind, verb) && says(verb));
    // "He left on Friday": of whom, stands elsewhere.
    let opens = date.what.map(|what| reader.at(what));
    let is_someones = opens.is_some_and(|at| reader.roles(at).any(Roles::PRONOUN));
    // What is to come is told as such, or has its year.
    let tokens = &reader.words[sentence.clone()];
    let is_told_so = date.side != Some(Side::Coming)
        || date.is_complete
        || reader.clauses.looks_forward(tokens, at - sentence.start..behind - sentence.start);
    (before.is_some() || after.is_some()) && !is_of_saying && !is_someones && is_told_so
}

/// "today's harbours", "the last decade": no day and no decade of the calendar.
fn is_vague(date: &DateFact, reader: &Reader) -> bool {
    let value = date.value.as_deref().unwrap_or_default();
    let words = date.span.of(reader.text.text);
    let is_today = date.written.is_none() && Some(value) == reader.published.as_deref();
    let is_owner = reader.text.text[date.span.end as usize..].starts_with(['\'', '’']);
    let before = reader.before(reader.at(date.span)).map_or(Roles::default(), |at| reader.roles(at));
    // "in the third quarter": of a game, unless sums are told of.
    let is_quarter = !date.is_complete && value.contains("-Q") && !reader.has_sum(date.span);
    // "until today"
    let is_until = before.any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::INFINITIVE));
    // "Tools of this kind are used today": nothing happened and nothing will.
    let is_one_word = !words.contains(char::is_whitespace);
    let is_untold = is_today && is_one_word && reader.clauses.knows_tenses() && !reader.tells(date.span);
    is_quarter
        || is_untold
        || is_today && (is_owner || is_until || is_nowadays(date, reader))
        || value.ends_with('X') && !words.starts_with(|c: char| c.is_ascii_digit() && c != '0')
        || value.ends_with('X') && words.len() < 4
}

/// "Boats today have": the verb that follows tells how things are.
fn is_nowadays(date: &DateFact, reader: &Reader) -> bool {
    let behind = reader.behind(date.span);
    let end = reader.sentence_of(reader.at(date.span)).end;
    let class = |at: usize| reader.clauses.at(&reader.words[..end], at);
    let is_past = |at: usize| class(at) == Some(ClauseWord::Past);
    behind < end && class(behind) == Some(ClauseWord::Verb) && !(behind + 1..end.min(behind + 3)).any(is_past)
}

/// "Every Tuesday", "Tuesday in December 1999", "Tuesday, Wednesday and Friday": no one day.
fn is_any_day(date: &DateFact, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let before = &reader.words[sentence.start..at];
    let is_any = !before.is_empty() && reader.pointers.any.before(before, before.len()).is_some();
    let is_one_of_some =
        (behind..(behind + 2).min(sentence.end)).any(|at| reader.is_date(reader.words[at].span));
    is_weekday(date) && (is_any || is_one_of_some)
}

/// "Ash Wednesday", "a Wednesday-like mud".
fn is_in_name(date: &DateFact, reader: &Reader) -> bool {
    let text = reader.text.text;
    let mut behind = text[date.span.end as usize..].chars();
    // "a Wednesday-like mud", "Today.example"
    if matches!(behind.next(), Some('-' | '‑' | '.')) && behind.next().is_some_and(char::is_alphabetic) {
        return true;
    }
    let is_word = date.span.of(text).chars().all(char::is_alphabetic);
    // "Monday Night Boats"
    let behind = reader.behind(date.span);
    let is_title = is_weekday(date)
        && reader.capitals_tell
        && behind > reader.at(date.span) + 1
        && reader.words[behind - 1].is_capital
        && reader.words.get(behind).is_some_and(|next| next.is_capital && !reader.is_opening(behind));
    if is_title {
        return true;
    }
    let first = reader.at(date.span);
    // "Easter eggs", "a New Year's party": things called after a feast.
    let words = date.span.of(text);
    let is_feast = date.written.as_deref().is_some_and(|written| {
        written.starts_with("XXXX-") && !written.starts_with("XXXX-W") && written.len() == "XXXX-03-20".len()
    }) && !words.contains(|c: char| c.is_ascii_digit())
        && reader.capitals_tell;
    if is_feast && names::is_modifier(reader.behind(date.span), reader) {
        return true;
    }
    is_word
        && reader.capitals_tell
        && reader.before(first).is_some_and(|before| {
            let word = &reader.words[before];
            let is_common = lang::grammar(reader.text.article.language).contains_key(word.lower.as_str())
                || !reader.roles(before).is_empty();
            let may_be_any =
                reader.is_opening(before) && (is_common || !is_weekday(date)) || word.lower.ends_with('.');
            word.is_capital && !word.is_shouted && !may_be_any && word.core == word.span
        })
}

fn is_weekday(date: &DateFact) -> bool {
    date.written.as_deref().is_some_and(|written| written.starts_with("XXXX-W"))
}

/// "Yesterday", "this morning" in quotation marks: counted from the day of speaking or writing, which is seldom that of publication.
fn is_of_the_speakers_day(date: &DateFact, reader: &Reader) -> bool {
    let is_day = date.value.as_ref().is_some_and(|value| value.len() >= "2025-03-20".len());
    let is_counted = date.written.is_none() && !date.is_complete && is_day;
    is_counted && reader.is_said(date.span)
}

/// A date that opens its sentence as a label: a stamp, a heading of a list.
fn is_stamp(date: &DateFact, reader: &Reader) -> bool {
    let behind = reader.behind(date.span);
    let Some(word) = reader.words.get(behind).filter(|_| !reader.is_opening(behind)) else { return false };
    let opens = reader.is_opening(reader.at(date.span));
    let quotes = |mark: &str| matches!(mark, "“" | "\"" | "„" | "«");
    word.is_mark(":")
        || opens && date.is_complete && quotes(&word.lower)
        || is_dateline(date, behind, reader)
        || opens && (word.is_mark("|") || word.is_mark("•") || word.is_hyphen() && word.is_spaced)
        || opens && word.is_capital && reader.capitals_tell && date.is_complete
}

/// "TORSBY, Dec 20, 2025 (TNA) - ...": where and when it was written.
fn is_dateline(date: &DateFact, behind: usize, reader: &Reader) -> bool {
    let sentence = reader.sentence_of(reader.at(date.span));
    let before = &reader.words[sentence.start..reader.at(date.span)];
    let is_place = before.len() <= STAMP
        && before.first().is_some_and(|word| word.is_shouted)
        && before.iter().all(|word| word.is_capital || word.kind == TokenKind::Mark);
    let end = sentence.end.min(behind + STAMP);
    let mut behind = (behind..end).skip_while(|&at| {
        let word = &reader.words[at];
        word.is_mark("(") || word.is_mark(")") || word.is_capital
    });
    let dash = behind.next().map(|at| &reader.words[at]);
    is_place && dash.is_some_and(|dash| DASHES.contains(&dash.lower.as_str()) || dash.is_hyphen())
}

/// A year alone is a date behind a preposition ("in 2019"), at the start before a verb, or after "and" and a year;
/// elsewhere it mostly belongs to a name or counts something.
fn is_years_label(date: &DateFact, reader: &Reader) -> bool {
    let words = date.span.of(reader.text.text);
    let is_year = |words: &str| words.len() == 4 && words.bytes().all(|byte| byte.is_ascii_digit());
    let years = words.split(['-', '–', '/']).all(is_year);
    if !years || !reader.capitals_tell {
        return false;
    }
    let at = reader.at(date.span);
    let behind = reader.behind(date.span);
    // "at about 1900": a time of day, or what something stands at.
    let lead = reader.before(at).filter(|_| qualifier_before(reader, at)).unwrap_or(at);
    let is_at = |at: usize| at_words(reader).single(&reader.words[at].lower).is_some();
    if is_year(words) && reader.before(lead).is_some_and(is_at) {
        return true;
    }
    // "the 2020-2025 Harbour Plan"
    let heads_name = !is_year(words)
        && reader.words.get(behind).is_some_and(|next| next.is_capital && !reader.is_opening(behind));
    if heads_name {
        return true;
    }
    let Some(before) = reader.before(at) else {
        let verb = reader.words.get(at + 1).map(|_| reader.clauses.word(reader.words, at + 1));
        let is_verb = |class| matches!(class, ClauseWord::Verb | ClauseWord::Past | ClauseWord::Forward);
        return !verb.flatten().is_some_and(is_verb);
    };
    let roles = reader.roles(before);
    if roles.any(Roles::DETERMINER.with(Roles::POSSESSIVE)) {
        return true;
    }
    let owner = reader.before(before).is_some_and(|owner| reader.words[owner].is_capital);
    let is_led =
        roles.any(Roles::PREPOSITION.with(Roles::JOINING).with(Roles::CONJUNCTION).with(Roles::TIME));
    // "the Harbour Act of 1940"
    !is_led || owner && roles.any(Roles::JOINING) && !reader.words[before].is_mark(",")
}

/// "this"
fn this_words(reader: &Reader) -> &'static Lexicon<()> {
    static THIS: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
        Lexicon::new(lang::date_words(language).of_class("this").map(|words| (words, ())))
    });
    THIS.of(reader.text.article.language)
}

/// "at", in front of a time of day.
fn at_words(reader: &Reader) -> &'static Lexicon<()> {
    static AT: ByLanguage<Lexicon<()>> = ByLanguage::new(|language| {
        Lexicon::new(lang::date_words(language).of_class("at").map(|words| (words, ())))
    });
    AT.of(reader.text.article.language)
}

/// A date to come whose nearest verb tells what has been.
fn is_wrong_way(date: &DateFact, reader: &Reader) -> bool {
    let Some((value, published)) = date.value.as_deref().zip(reader.published.as_deref()) else {
        return false;
    };
    let length = value.len().min(published.len());
    if date.is_complete || value.get(..length) <= published.get(..length) {
        return false;
    }
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let class = |at: usize| reader.clauses.at(reader.words, at);
    // "A planned docking": told of a thing, not of when.
    let is_attribute = |at: usize| {
        reader.before(at).is_some_and(|before| reader.articles.single(&reader.words[before].lower).is_some())
    };
    let tense = |at: &usize| match class(*at) {
        Some(ClauseWord::Past) => true,
        Some(ClauseWord::Forward) => !is_attribute(*at),
        _ => false,
    };
    let before = (at.saturating_sub(NEAR).max(sentence.start)..at).rev().find(tense);
    let nearest = before.or_else(|| (behind..(behind + NEAR).min(sentence.end)).find(tense));
    // "will be closed"
    let is_ahead = |at: usize| (at.saturating_sub(3)..at).any(|at| class(at) == Some(ClauseWord::Forward));
    nearest.is_some_and(|at| class(at) == Some(ClauseWord::Past) && !is_ahead(at))
}

/// A day or a month without its year, where the words before it are in another year, or nothing says that a day so far away is meant.
fn is_of_another_year(date: &DateFact, reader: &Reader) -> bool {
    // A weekday is one of the days around the publication, whatever year was told of before.
    let is_open = date
        .written
        .as_deref()
        .is_some_and(|written| written.starts_with("XXXX") && !written.starts_with("XXXX-W"));
    let Some((value, published)) = date.value.as_deref().zip(reader.published.as_deref()) else {
        return false;
    };
    if date.is_complete || !is_open {
        return false;
    }
    let year = |value: &str| value.get(..4).and_then(|year| year.parse::<i32>().ok());
    let months = |value: &str| Some(12 * year(value)? + value.get(5..7)?.parse::<i32>().ok()?);
    let next = reader.years.partition_point(|(span, _)| span.end <= date.span.start);
    let of_before = reader.years[..next]
        .last()
        .filter(|(span, _)| date.span.start - span.end < BACK)
        .map(|(_, year)| *year);
    let is_of_past = of_before.zip(year(value)).is_some_and(|(before, year)| before < year);
    let is_far = months(value).zip(months(published)).is_some_and(|(day, now)| (day - now).abs() > FAR);
    let (at, behind) = (reader.at(date.span), reader.behind(date.span));
    let sentence = reader.sentence_of(at);
    let near = at.saturating_sub(NEAR).max(sentence.start)..(behind + NEAR).min(sentence.end);
    let has = |wanted| near.clone().any(|at| reader.clauses.at(reader.words, at) == Some(wanted));
    // "It fell in 2021. The board will vote on 12 December": what is to come is not told of another year.
    let is_ahead = has(ClauseWord::Forward);
    // Far ahead, it must be told in the same clause that it is ahead.
    let is_late = is_far
        && value > published
        && !reader
            .clauses
            .looks_forward(&reader.words[sentence.clone()], at - sentence.start..behind - sentence.start);
    is_late || !is_ahead && (is_of_past || is_far && !has(ClauseWord::Past))
}
