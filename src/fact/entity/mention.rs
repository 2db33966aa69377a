//! Text -> candidates: the stretches that may be a name, cut to the name itself.
//!
//! In: the tokens of the article. Out: [`Candidate`]s in text order. Method: runs of capitalised words with the small words
//! that names hold ("van der", "of the"), cut by what the tables know: titles, demonyms and days stand outside a name, a known
//! name ends where it ends. A word at the start of a sentence is one the document must vouch for: it is no name when
//! it also stands there without its capital. Not here: what a candidate names.

use super::gazetteer::Gazetteer;
use crate::fact::Text;
use crate::fact::quote::lexicon::{Lexicon, Roles};
use crate::span::Span;
use crate::token::TokenKind;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// A token as names see it.
pub struct Word<'a> {
    /// Without a possessive ending.
    pub span: Span,
    pub text: &'a str,
    pub lower: Cow<'a, str>,
    pub shape: Shape,
    pub is_spaced: bool,
    /// Whether a possessive ending was cut off.
    pub is_possessive: bool,
    /// Whether an article or the like was cut off in front: "l'Arden".
    pub is_elided: bool,
    /// Whether a date or a number has it.
    pub is_claimed: bool,
    /// Whether it stands where any word has a capital.
    pub is_opening: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Lower,
    Capital,
    /// Two capital letters or more and no small one: "NATO", "U.S.".
    Capitals,
    /// One capital letter.
    Initial,
    Number,
    Mark,
}

impl Word<'_> {
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Capitals | Shape::Initial)
    }

    pub fn is_mark(&self, mark: &str) -> bool {
        self.shape == Shape::Mark && self.text == mark
    }
}

/// A stretch that may be a name.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// Of the words of the text.
    pub words: Range<usize>,
    pub sentence: usize,
    pub span: Span,
    /// As written, without a possessive ending.
    pub text: &'a str,
    /// Whether the tables know it.
    pub known: Option<Known>,
    /// Whether a title stands directly before it.
    pub has_title: bool,
    /// Whether only the start of a sentence gives it its capital, as far as this mention tells.
    pub is_opening: bool,
    /// Whether a few words in quotation marks hold it.
    pub is_quoted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// With the full name it is another name of; empty when it is the full name.
    Organisation(&'static str),
    Place(&'static str),
}

/// How the letters of a sentence are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Casing {
    /// Names have capitals, most words do not.
    Running,
    /// Every word of weight has a capital, as in headlines.
    Headline,
    /// All letters are capitals.
    Shouting,
}

/// The most words of a run, marks included: no name is longer, and a text all in capitals stays linear.
const LONGEST_RUN: usize = 24;

/// What the document shows of a word: how often it stands in small letters, and with a capital that no sentence start explains.
#[derive(Clone, Copy, Debug, Default)]
pub struct Habit {
    pub lower: u32,
    pub capital: u32,
}

/// The words of a text with what they show of themselves.
pub struct Words<'a> {
    pub all: Vec<Word<'a>>,
    pub habits: BTreeMap<&'a str, Habit>,
    /// Of each sentence.
    pub casings: Vec<Casing>,
}

/// Reads the tokens of `text` as words; `claimed` are the spans that dates and numbers have, in text order.
pub fn words<'a>(text: &Text<'a>, claimed: &[Span], gazetteer: &Gazetteer) -> Words<'a> {
    let mut all: Vec<Word> = Vec::with_capacity(text.tokens.len());
    let mut claimed = claimed.iter().peekable();
    for token in &text.tokens {
        let mut span = token.span;
        let is_possessive = token.kind == TokenKind::Word && {
            let cut = without_possessive(span.of(text.text));
            let is_cut = cut < span.len();
            span.end = span.start + cut as u32;
            is_cut
        };
        let elision = match token.kind {
            TokenKind::Word => gazetteer.elision(span.of(text.text)),
            _ => None,
        };
        span.start += elision.unwrap_or(0) as u32;
        let words = span.of(text.text);
        let shape = match token.kind {
            TokenKind::Number => Shape::Number,
            TokenKind::Mark => Shape::Mark,
            TokenKind::Word if is_shortened(words, text) => Shape::Lower,
            TokenKind::Word => shape(words),
        };
        let has_capital = words.chars().any(char::is_uppercase);
        let lower = if has_capital { Cow::Owned(words.to_lowercase()) } else { Cow::Borrowed(words) };
        let is_claimed = claims(&mut claimed, token.span);
        all.push(Word {
            span,
            text: words,
            lower,
            shape,
            is_spaced: token.is_spaced,
            is_possessive,
            is_elided: elision.is_some(),
            is_claimed,
            is_opening: false,
        });
    }
    let mut casings = Vec::with_capacity(text.sentence_tokens.len());
    for range in &text.sentence_tokens {
        let sentence = &mut all[range.clone()];
        casings.push(casing(sentence));
        let mut is_opening = true;
        for word in sentence {
            if word.shape == Shape::Mark {
                is_opening |=
                    matches!(word.text, ":" | "“" | "‘" | "«" | "„" | "\"" | "•" | "·" | "*" | "|" | "►");
            } else {
                word.is_opening = is_opening;
                is_opening = false;
            }
        }
    }
    let mut words = Words { all, habits: BTreeMap::new(), casings };
    words.habits = habits(&words, text);
    words
}

/// Whether the first of `spans` that does not end before `token` overlaps it.
fn claims<'s>(spans: &mut std::iter::Peekable<impl Iterator<Item = &'s Span>>, token: Span) -> bool {
    while spans.next_if(|span| span.end <= token.start).is_some() {}
    spans.peek().is_some_and(|span| span.overlaps(token))
}

/// The length of a word without its possessive ending.
fn without_possessive(word: &str) -> usize {
    let cut = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending));
    match cut {
        Some(rest) if !rest.is_empty() => rest.len(),
        _ => word.len(),
    }
}

/// "I'm", "We'll": a pronoun and its verb are no name, whatever the first letter.
fn is_shortened(word: &str, text: &Text) -> bool {
    let lower = || word.replace('’', "'").to_lowercase();
    word.contains(['\'', '’']) && Lexicon::of(text.article.language).roles(&lower()).any(Roles::PRONOUN)
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Lower };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut rest = letters.peekable();
    if rest.peek().is_none() {
        // "A330" is no initial.
        return if word.chars().nth(1).is_none() { Shape::Initial } else { Shape::Capitals };
    }
    if rest.all(char::is_uppercase) { Shape::Capitals } else { Shape::Capital }
}

fn casing(sentence: &[Word]) -> Casing {
    let (mut long, mut capital, mut shouted) = (0, 0, 0);
    let mut commas = 0;
    for word in sentence {
        commas += u32::from(word.is_mark(",") || word.is_mark(";"));
        if matches!(word.shape, Shape::Mark | Shape::Number) || word.text.len() < 4 {
            continue;
        }
        long += 1;
        capital += u32::from(word.is_capital());
        shouted += u32::from(word.shape == Shape::Capitals);
    }
    let has_stop = sentence.last().is_some_and(|word| word.is_mark("."));
    if long >= 3 && shouted * 4 >= long * 3 {
        Casing::Shouting
    } else if long >= 4 && capital * 5 >= long * 4 && !has_stop && commas <= 1 {
        Casing::Headline
    } else {
        Casing::Running
    }
}

fn habits<'a>(words: &Words<'a>, text: &Text<'a>) -> BTreeMap<&'a str, Habit> {
    let mut habits: BTreeMap<&str, Habit> = BTreeMap::new();
    for (range, casing) in text.sentence_tokens.iter().zip(&words.casings) {
        if *casing != Casing::Running {
            continue;
        }
        for word in &words.all[range.clone()] {
            match word.shape {
                // Kept under the word as written: small letters borrow from the text.
                Shape::Lower => habits.entry(word.text).or_default().lower += 1,
                Shape::Capital | Shape::Capitals if !word.is_opening => {
                    habits.entry(word.text).or_default().capital += 1
                }
                _ => {}
            }
        }
    }
    habits
}

impl Words<'_> {
    /// What the document shows of this word.
    pub fn habit(&self, word: &Word) -> Habit {
        let lower = self.habits.get(word.lower.as_ref()).map_or(0, |habit| habit.lower);
        let capital = self.habits.get(word.text).map_or(0, |habit| habit.capital);
        Habit { lower, capital }
    }
}

/// The candidates of a text, in order.
pub fn candidates<'a>(text: &Text<'a>, words: &Words<'a>, gazetteer: &Gazetteer) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    for (sentence, range) in text.sentence_tokens.iter().enumerate() {
        let mut scan = Scan {
            text: text.text,
            words,
            gazetteer,
            sentence,
            end: range.end,
            casing: words.casings[sentence],
            found: &mut found,
        };
        let mut at = range.start;
        while at < range.end {
            at = scan.run(at).max(at + 1);
        }
    }
    mark_quoted(words, text, &mut found);
    found
}

/// Reads one sentence.
struct Scan<'a, 'b> {
    text: &'a str,
    words: &'b Words<'a>,
    gazetteer: &'b Gazetteer,
    sentence: usize,
    end: usize,
    casing: Casing,
    found: &'b mut Vec<Candidate<'a>>,
}

impl<'a> Scan<'a, '_> {
    fn word(&self, at: usize) -> Option<&Word<'a>> {
        if at < self.end { self.words.all.get(at) } else { None }
    }

    /// The text from a word to the end of the sentence.
    fn rest(&self, at: usize) -> &'a str {
        let (Some(word), Some(last)) = (self.word(at), self.word(self.end - 1)) else { return "" };
        &self.text[word.span.start as usize..last.span.end as usize]
    }

    /// Reads the run that begins at a word and gives where it ends; `at` itself when none does.
    fn run(&mut self, at: usize) -> usize {
        let Some(word) = self.word(at) else { return at };
        if matches!(word.shape, Shape::Number | Shape::Mark) || self.is_claimed(at) {
            return at;
        }
        if !word.is_capital() {
            // "eBay", "al-Qaeda": only a known name begins with a small letter.
            let is_particle = self.gazetteer.joint(word.text) == Some("");
            let is_odd = is_particle || word.text.contains(char::is_uppercase);
            if let Some((end, known)) = is_odd.then(|| self.known(at)).flatten()
                && self.words.all[at..end].iter().any(|word| word.text.contains(char::is_uppercase))
            {
                self.push(at..end, Some(known), false);
                return end;
            }
            // "de Vries said", "al-Assad said": where the small word is not one of the language itself.
            let begins = is_particle && !self.gazetteer.common_words.has(word.text);
            return match self.particle_step(at, false, false).filter(|_| begins) {
                Some(step) if self.casing == Casing::Running => {
                    let end = self.run_end(at + step - 1);
                    let has_title = self.has_title_before(at);
                    self.push(at..end, None, has_title);
                    end
                }
                _ => at,
            };
        }
        let end = self.run_end(at);
        if self.casing == Casing::Running {
            self.cut(at, end);
        } else {
            self.cut_known(at, end);
        }
        end
    }

    /// Whether a date or a number has the word. A known name keeps its own words.
    fn is_claimed(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.is_claimed)
    }

    /// Where the run that begins at a capitalised word ends.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        if let Some((known_end, _)) = self.known(start) {
            end = end.max(known_end);
        }
        let mut takes_phrase = self.takes_phrase(start);
        let mut has_phrase = false;
        let mut joins_and = self.flags(start).contains("and");
        loop {
            if self.words.all[end - 1].is_possessive || end - start >= LONGEST_RUN {
                return end;
            }
            let Some(next) = self.word(end) else { return end };
            if self.is_claimed(end) {
                return end;
            }
            let step = if next.is_capital() && next.is_spaced && (!next.is_elided || takes_phrase) {
                1
            } else if next.is_mark(".") && !next.is_spaced && self.is_short(end - 1) {
                // "George W. Bush", "St. Louis", "Arden Inc."
                match self.word(end + 1) {
                    Some(after) if after.is_capital() && after.is_spaced && !self.is_claimed(end + 1) => 2,
                    _ => return end,
                }
            } else if next.is_mark("-") && !next.is_spaced {
                match self.word(end + 1) {
                    Some(after) if after.is_spaced => return end,
                    Some(after) if after.is_capital() => 2,
                    // "Kim Jong-un"
                    Some(after)
                        if after.shape == Shape::Lower
                            && after.text.len() <= 5
                            && end - start >= 2
                            && self.words.all[start..end]
                                .iter()
                                .any(|word| self.gazetteer.family_first.has(word.text)) =>
                    {
                        2
                    }
                    // "Moscow-based": what the second part describes is named by the first.
                    _ => return end,
                }
            } else if matches!(next.text, "\"" | "“" | "‘" | "«") && next.is_spaced {
                // "Anna “Annie” Berg"
                let is_nickname = self.word(end + 1).is_some_and(Word::is_capital)
                    && self.word(end + 2).is_some_and(|close| matches!(close.text, "\"" | "”" | "’" | "»"))
                    && self.word(end + 3).is_some_and(|word| word.is_capital() && word.is_spaced)
                    && self.gazetteer.given_names.has(self.words.all[end - 1].text);
                if !is_nickname {
                    return end;
                }
                4
            } else if next.is_mark("&") {
                match self.word(end + 1) {
                    Some(after) if after.is_capital() => 2,
                    _ => return end,
                }
            } else if next.shape == Shape::Lower && next.is_spaced {
                match self.particle_step(end, takes_phrase, has_phrase && joins_and) {
                    Some(step) => {
                        has_phrase |= takes_phrase;
                        step
                    }
                    None => return end,
                }
            } else {
                return end;
            };
            end += step;
            if let Some((known_end, _)) = self.known(end - 1) {
                end = end.max(known_end);
            }
            takes_phrase = self.takes_phrase(end - 1);
            joins_and |= self.flags(end - 1).contains("and");
        }
    }

    /// How many words from a small word on belong to the run: the small words and the capitalised one after them.
    fn particle_step(&self, at: usize, takes_phrase: bool, joins_and: bool) -> Option<usize> {
        let mut step = 0;
        let mut may_have_article = false;
        loop {
            let word = self.word(at + step)?;
            if word.is_capital() && (word.is_spaced || step > 0) && !self.is_claimed(at + step) {
                return (step > 0).then_some(step + 1);
            }
            // "al-Assad" inside a name.
            if step > 0 && word.is_mark("-") && !word.is_spaced {
                step += 1;
                continue;
            }
            if step == 0 && self.joins_to_head(at) {
                return Some(2);
            }
            let is_joining = match self.gazetteer.joint(word.text)? {
                "" => true,
                "of" => {
                    may_have_article = takes_phrase;
                    takes_phrase && step == 0
                }
                "and" => joins_and && step == 0,
                "the" => may_have_article && step == 1,
                "second" => step >= 1,
                _ => false,
            };
            if !is_joining || step >= 3 {
                return None;
            }
            step += 1;
        }
    }

    /// Whether "and" at a word joins two parts of one organisation: "Torsby Peace and Human Rights Foundation".
    fn joins_to_head(&self, at: usize) -> bool {
        const MOST_WORDS: usize = 4;
        let is_and = self
            .word(at)
            .is_some_and(|word| self.gazetteer.joint(word.text) == Some("and") && word.is_spaced);
        if !is_and || at == 0 {
            return false;
        }
        let before = &self.words.all[at - 1];
        let mut end = at + 1;
        while end <= at + 1 + MOST_WORDS
            && self.word(end).is_some_and(|word| word.is_capital() && word.is_spaced)
        {
            end += 1;
        }
        let is_name = |at: usize| {
            let word = &self.words.all[at];
            self.known(at).is_some()
                || self.gazetteer.given_names.has(word.text)
                || self.gazetteer.family_names.has(word.text)
                || self.gazetteer.demonyms.has(word.text)
        };
        let count = end - at - 1;
        (2..=MOST_WORDS).contains(&count)
            && before.is_capital()
            && !before.is_possessive
            && !is_name(at - 1)
            && !is_name(at + 1)
            && self.flags(at - 1).is_empty()
            && self.flags(end - 1).contains("head")
    }

    fn flags(&self, at: usize) -> &'static str {
        self.words.all.get(at).and_then(|word| self.gazetteer.organisation_words.get(word.text)).unwrap_or("")
    }

    /// Whether a phrase with "of" may follow the word inside a name.
    fn takes_phrase(&self, at: usize) -> bool {
        let of_place = self.words.all.get(at).and_then(|word| self.gazetteer.place_words.get(word.text));
        self.flags(at).contains("of") || of_place.is_some_and(|flags| flags.contains("of"))
    }

    /// Whether a dot after the word is its own: an initial, or a short form that stands before or after names.
    fn is_short(&self, at: usize) -> bool {
        let word = &self.words.all[at];
        let dotted = || {
            let mut dotted = word.lower.to_string();
            dotted.push('.');
            dotted
        };
        word.shape == Shape::Initial
            || (word.text.len() <= 5
                && (self.gazetteer.title(&dotted()).is_some()
                    || self.gazetteer.place_words.has(word.text)
                    || self.gazetteer.organisation_words.get(word.text) == Some("suffix")))
    }

    /// The longest known name that begins at a word: where it ends and what it is.
    fn known(&self, at: usize) -> Option<(usize, Known)> {
        let first = self.word(at)?;
        let rest = self.rest(at);
        let organisation = self.gazetteer.organisations.longest(rest, first.text, false);
        let place = self.gazetteer.places.longest(rest, first.text, false);
        let place = place.or_else(|| self.shouted_place(at));
        let (length, known) = match (organisation, place) {
            (Some((length, full)), Some((other, _))) if length >= other => {
                (length, Known::Organisation(full))
            }
            (_, Some((length, full))) => (length, Known::Place(full)),
            (Some((length, full)), None) => (length, Known::Organisation(full)),
            (None, None) => return None,
        };
        let stop = first.span.start + length as u32;
        let mut end = at + 1;
        while self.word(end).is_some_and(|word| word.span.start < stop) {
            end += 1;
        }
        Some((end, known))
    }

    /// The place that begins at a word all in capitals, as in datelines: "NEW TORSBY —".
    fn shouted_place(&self, at: usize) -> Option<(usize, &'static str)> {
        const SHORTEST: usize = 4;
        const MOST_WORDS: usize = 3;
        let first = self.word(at)?;
        if first.shape != Shape::Capitals || first.text.len() < SHORTEST || first.text.contains('.') {
            return None;
        }
        let mut spelled = String::new();
        for word in self.words.all[at..self.end].iter().take(MOST_WORDS) {
            if word.shape != Shape::Capitals {
                break;
            }
            if !spelled.is_empty() {
                spelled.push(' ');
            }
            let mut letters = word.text.chars();
            spelled.extend(letters.next());
            spelled.push_str(&letters.as_str().to_lowercase());
        }
        let word = spelled.split(' ').next()?;
        let found = self.gazetteer.places.longest(&spelled, word, false)?;
        // Letters that change their length in bytes would move the end.
        let length = self.rest(at).get(..found.0)?.to_lowercase().len();
        (length == found.0).then_some(found)
    }

    /// The longest title that begins at a word: where it ends.
    fn title(&self, at: usize) -> Option<usize> {
        let first = self.word(at)?;
        let (length, title) = self.gazetteer.longest_title(self.rest(at), &first.lower)?;
        if !title.leads() {
            return None;
        }
        let stop = first.span.start + length as u32;
        let mut end = at + 1;
        while self.word(end).is_some_and(|word| word.span.start < stop) {
            end += 1;
        }
        // The dot of "Dr." is the title's.
        if self.word(end).is_some_and(|word| word.is_mark(".") && !word.is_spaced) && self.is_short(end - 1) {
            end += 1;
        }
        Some(end)
    }

    /// The longest name of a people that begins at a word, "Norwegians" with "Norwegian": where it ends.
    fn demonym(&self, at: usize) -> Option<usize> {
        let word = self.word(at)?;
        self.longest(at, &self.gazetteer.demonyms).or_else(|| {
            let one = word.text.strip_suffix('s')?;
            self.gazetteer.demonyms.has(one).then_some(at + 1)
        })
    }

    fn longest(&self, at: usize, index: &super::gazetteer::Index) -> Option<usize> {
        let first = self.word(at)?;
        let (length, _) = index.longest(self.rest(at), first.text, false)?;
        let stop = first.span.start + length as u32;
        let mut end = at + 1;
        while self.word(end).is_some_and(|word| word.span.start < stop) {
            end += 1;
        }
        Some(end)
    }

    /// Cuts a run into names.
    fn cut(&mut self, start: usize, end: usize) {
        let mut at = start;
        let mut has_title = self.has_title_before(start);
        while at < end {
            let word = &self.words.all[at];
            if !word.is_capital() {
                at += 1;
                has_title = false;
                continue;
            }
            let known = self.known(at).filter(|(known_end, _)| *known_end <= end);
            // A whole known name needs no more looking.
            if let Some((known_end, known)) = known
                && known_end == end
            {
                self.push(at..end, Some(known), has_title);
                return;
            }
            let is_compound = self.is_compound(at, end);
            if !is_compound {
                if let Some(title_end) = self.title(at)
                    && (!word.is_opening || title_end < end)
                    && known.is_none_or(|(known_end, _)| known_end <= title_end)
                {
                    at = title_end;
                    has_title = true;
                    continue;
                }
                if let Some(skip) = self.longest(at, &self.gazetteer.capitalised)
                    && !(skip == at + 1 && self.is_person_start(at))
                {
                    at = skip;
                    has_title = false;
                    continue;
                }
            }
            if word.is_opening && known.is_none_or(|(known_end, _)| known_end == at + 1) && self.is_common(at)
            {
                at += 1;
                continue;
            }
            if let Some(demonym_end) = self.demonym(at)
                && known.is_none_or(|(known_end, _)| known_end <= demonym_end)
                && (!is_compound || self.is_government(demonym_end, end))
            {
                at = demonym_end;
                has_title = false;
                continue;
            }
            if let Some((known_end, known)) = known
                && self.stands_alone(at, known_end, is_compound)
            {
                self.push(at..known_end, Some(known), has_title);
                has_title = false;
                at = known_end;
                continue;
            }
            if !self.gazetteer.capitals_tell {
                at = self.cut_told(at, end, has_title);
                has_title = false;
                continue;
            }
            let name_end = self.name_end(at, end);
            self.push(at..name_end, None, has_title);
            has_title = false;
            at = name_end;
        }
    }

    /// In a headline or a shouted line only what is known is a name.
    fn cut_known(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            match self.known(at) {
                Some((known_end, known)) if known_end <= end && self.casing == Casing::Headline => {
                    self.push(at..known_end, Some(known), false);
                    at = known_end;
                }
                _ => at += 1,
            }
        }
    }

    /// Whether a word at the start of a sentence is a common one there: the table or the document says so.
    fn is_common(&self, at: usize) -> bool {
        let word = &self.words.all[at];
        if word.shape == Shape::Initial {
            // "A" and "I" are words.
            return self.gazetteer.common_words.has(&word.lower);
        }
        let habit = self.words.habit(word);
        if self.gazetteer.joint(&word.lower) == Some("") {
            return self.gazetteer.common_words.has(&word.lower);
        }
        self.gazetteer.common_words.has(&word.lower) || (habit.lower > 0 && habit.capital == 0)
    }

    /// Whether the stretch is one name by its last or its first word: an organisation's or a place's.
    fn is_compound(&self, start: usize, end: usize) -> bool {
        let mut words = (start..end).filter(|&at| self.words.all[at].is_capital());
        let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return false };
        if !self.gazetteer.capitals_tell {
            return false;
        }
        // "Chief Executive Anna Hill", "Anna Hill": a person may be called like a place.
        let is_person = |at: usize| self.is_person_start(at);
        let opens_person = is_person(first) || self.title(first).is_some_and(is_person);
        let last = self.words.all[last].text;
        let ends = |index: &super::gazetteer::Index| {
            index.get(last).is_some_and(|flags| flags.contains("head") || flags.contains("suffix"))
        };
        if ends(&self.gazetteer.organisation_words) {
            return true;
        }
        if ends(&self.gazetteer.place_words) {
            return !opens_person;
        }
        let has_phrase = (start..end).any(|at| self.gazetteer.joint(self.words.all[at].text) == Some("of"));
        let opens = self.gazetteer.place_words.get(self.words.all[first].text);
        has_phrase || opens.is_some_and(|flags| flags.contains("first") && end - start <= 3)
    }

    /// Whether what follows a demonym is a body of state, which the demonym describes but does not name.
    fn is_government(&self, start: usize, end: usize) -> bool {
        let is_alone = start + 1 >= end && (start >= end || self.flags(start).contains("of"));
        is_alone || self.flags(start).contains("and") || self.flags(end - 1).contains("and")
    }

    /// Whether a known name at the head of a run is a name by itself, not the first part of a longer one.
    fn stands_alone(&self, at: usize, known_end: usize, is_compound: bool) -> bool {
        let words = &self.words.all;
        if is_compound {
            return false;
        }
        let is_many = known_end - at > 1;
        let is_short = words[at].shape == Shape::Capitals;
        let next = &words[known_end];
        // "Norway Anna Berg": a given name begins another name.
        let is_before_person =
            self.is_person_start(known_end) && !self.gazetteer.given_names.has(words[at].text);
        is_many
            || is_short
            || is_before_person
            || next.is_mark("-")
            || self.title(known_end).is_some()
            || self.demonym(known_end).is_some()
    }

    /// Whether a given name stands here with a capitalised word after it.
    fn is_person_start(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| self.gazetteer.given_names.has(word.text) && !word.is_possessive)
            && self.word(at + 1).is_some_and(|word| {
                word.is_spaced && (word.is_capital() || self.gazetteer.joint(word.text) == Some(""))
            })
    }

    /// Where every noun has a capital, a name is what a given name, a title or a company's last word tells: reads one that
    /// begins at a word and gives where to read on.
    fn cut_told(&mut self, at: usize, end: usize, has_title: bool) -> usize {
        let words = &self.words.all;
        let is_given = |at: usize| {
            let word = &words[at];
            word.shape == Shape::Initial
                || (self.gazetteer.given_names.has(word.text)
                    && !self.gazetteer.common_words.has(&word.lower))
        };
        let mut stop = at + 1;
        if is_given(at) {
            // Given names, small words and marks, and one word more.
            while stop < end && (!words[stop].is_capital() || is_given(stop) || !words[stop].is_spaced) {
                stop += 1;
            }
            stop = if self.gazetteer.nouns_have_capitals { (stop + 1).min(end) } else { end };
        } else if stop < end
            && self
                .gazetteer
                .organisation_words
                .get(words[stop].text)
                .is_some_and(|flags| flags.contains("suffix"))
        {
            stop += 1;
        }
        while stop < end && words[stop].is_mark("-") {
            stop = (stop + 2).min(end);
        }
        // One word by itself may be a surname that the document told before.
        self.push(at..stop, None, has_title);
        stop
    }

    /// Where the name that begins at `at` ends: before a title inside the run, else with the run.
    fn name_end(&self, at: usize, end: usize) -> usize {
        // "Lawmaker Anna Berg": the first word has its capital from the sentence.
        let word = &self.words.all[at];
        let is_given =
            self.gazetteer.given_names.has(word.text) || self.gazetteer.family_first.has(word.text);
        if word.is_opening && !is_given && at + 2 < end && self.is_person_start(at + 1) {
            return at + 1;
        }
        for next in at + 1..end {
            let word = &self.words.all[next];
            // "Anna Berg MP"
            if word.shape == Shape::Capitals && self.gazetteer.capitalised.has(word.text) {
                return next;
            }
            if word.is_capital()
                && next + 1 < end
                && word.is_spaced
                && self.title(next).is_some_and(|title_end| {
                    title_end < end && self.words.all[title_end].text.len() > 2 && !word.text.ends_with("ing")
                })
            {
                return next;
            }
        }
        end
    }

    /// Whether the word before a run is a title in small letters: "spokesman Anna Berg".
    fn has_title_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.words.all.get(before)) else {
            return false;
        };
        let is_same_sentence = self.words.all.get(at).is_some_and(|word| word.is_spaced && !word.is_opening);
        is_same_sentence && before.shape == Shape::Lower && self.gazetteer.is_title(&before.lower)
    }

    fn push(&mut self, range: Range<usize>, known: Option<Known>, has_title: bool) {
        let words = &self.words.all;
        let mut range = range;
        // "In Torsby I saw": a letter by itself is no name, and the last of none but "Malcolm X".
        while range.len() > 1
            && words[range.end - 1].shape == Shape::Initial
            && self.gazetteer.common_words.has(&words[range.end - 1].lower)
        {
            range.end -= 1;
        }
        if words[range.clone()]
            .iter()
            .all(|word| word.shape != Shape::Capital && word.shape != Shape::Capitals)
            && known.is_none()
        {
            return;
        }
        let (Some(first), Some(last)) = (words.get(range.start), words.get(range.end - 1)) else { return };
        let mut span = first.span.hull(last.span);
        // "Arden Inc. said": the dot is the company's, unless the sentence ends with it.
        if range.end + 1 < self.end
            && words[range.end].is_mark(".")
            && !words[range.end].is_spaced
            && self.gazetteer.organisation_words.get(last.text) == Some("suffix")
        {
            span = span.hull(words[range.end].span);
            range.end += 1;
        }
        let is_single = range.len() == 1;
        self.found.push(Candidate {
            sentence: self.sentence,
            span,
            text: span.of(self.text),
            known,
            has_title,
            is_opening: is_single && first.is_opening,
            is_quoted: false,
            words: range,
        });
    }
}

/// A name that a few quoted words hold is a nickname, a title or a slogan.
fn mark_quoted(words: &Words, text: &Text, found: &mut [Candidate]) {
    const FEW: usize = 6;
    let mut next = 0;
    for range in &text.sentence_tokens {
        let mut open = None;
        for at in range.clone() {
            let word = &words.all[at];
            match word.text {
                "“" | "‘" | "«" | "„" => open = Some(at),
                "\"" if open.is_none() => open = Some(at),
                "”" | "’" | "»" | "\"" => {
                    let Some(start) = open.take() else { continue };
                    if at - start > FEW {
                        continue;
                    }
                    while next < found.len() && found[next].words.start < start {
                        next += 1;
                    }
                    while next < found.len() && found[next].words.start < at {
                        // “Big Fred”, “the Big Fred” - but not a short sentence with a name in it.
                        found[next].is_quoted = found[next].words.len() + 2 >= at - start - 1;
                        next += 1;
                    }
                }
                _ => {}
            }
        }
    }
}
