//! Sentences -> what each leans on: what a reader must have read to understand it.
//!
//! A sentence may lean on the one before it ("This ...", "he" without a name), on anything shown before it ("also"), or on what was
//! introduced earlier in the text: a name by its last word ("Marl" for "Ines Marl"), a noun with a definite article ("the
//! quay") that an earlier sentence brought in as new ("a quay"), or that stands for something named before ("the company"). What
//! first came without an article says itself what it is ("Voters", "the voters"). That holds whatever the sentence is about: what
//! is introduced in a sentence that is left out is unknown to the reader. The headline's words are known. On a name it does not lean
//! where the article's own full name can be given beside it (`fact/antecedent.rs`): "Marl: Ines Marl", "She: Ines Marl".
//! Method: a few classes of words (`lang/*/leaning_words.txt`), capital letters and the first place of each term; no parser. A language
//! without the table gets names only. Source: ours.

use std::borrow::Cow;
use std::collections::HashMap;

use super::features::Candidate;
use super::terms::Terms;
use super::words;
use crate::fact::Antecedent;
use crate::lang::{self, ByLanguage, Language, WordHash, Words};
use crate::span::Span;
use crate::token::{TokenKind, tokens};

/// What one sentence leans on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaning {
    /// The sentence before it.
    pub before: bool,
    /// Any sentence that is shown before it.
    pub shown: bool,
    /// What follows, of which nobody knows how much it is.
    pub ahead: bool,
    /// One of the terms of each group must be known from a shown sentence before it; the sentence that brings it in.
    pub known: Vec<(Vec<u32>, usize)>,
    /// What it would lean on, were the name not given beside it.
    pub given: Vec<Given>,
    pub signs: Signs,
}

/// What is seen of a sentence that may lean without our knowing on what; `alone.rs` weighs it. Counts are of words outside quotations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Pronouns of a person in front of whom the sentence names nobody, and for whom no name is known.
    pub unknown_persons: u32,
    /// Subject pronouns of things or of several, and of the writer.
    pub others: u32,
    pub writer: u32,
    /// Words for whoever reads: "you", "your". Of the whole text they tell advice from news.
    pub reader: u32,
    /// "This deal", where the sentence does not tell which.
    pub these: u32,
    /// The terms of each noun phrase behind a definite article that neither a name nor what follows explains.
    pub definites: Vec<Vec<u32>>,
    pub opens_with_definite: bool,
    pub opens_with_name: bool,
    pub has_quotation: bool,
}

/// A pronoun or a part of a name beside which the name is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub antecedent: Antecedent,
    pub is_pronoun: bool,
    /// The name's terms that the words themselves do not hold.
    pub terms: Vec<u32>,
}

/// A noun phrase is looked at for so many words behind its article.
const PHRASE: usize = 3;
/// A clause that tells something takes so many words.
const TOLD: usize = 5;
/// Words before a sentence's main clause are no more.
const OPENING: usize = 12;
/// From this share of capital letters among the words behind articles on, nouns are written with one.
const CAPITAL_NOUNS: f32 = 0.5;
/// A noun that stands for something is among so many words behind its article: where more come before it, they say which one is
/// meant.
const STAND_IN: usize = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Before,
    /// Before, unless something is told in front of it.
    Later,
    /// Before, unless its noun is told in front of it or said right behind it which one is meant.
    This,
    Shown,
    Alone,
    He,
    It,
    Definite,
    Article,
    /// Like an article; at a sentence's start it may be one of what is known: "One core", behind "the cores".
    One,
    Noun,
    Explains,
    Title,
    Ahead,
}

/// The classes of one language's words.
struct Table {
    /// By words joined with spaces: entries of several words.
    phrases: HashMap<String, Class, WordHash>,
    /// By first word.
    words: HashMap<String, Known, WordHash>,
}

/// What the table knows of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    /// Of the entry that it is by itself.
    class: Option<Class>,
    /// How many words the longest entry has that begins with it; 0 when none does.
    longest: usize,
}

impl Table {
    fn of(language: Language) -> &'static Table {
        static TABLES: ByLanguage<Table> = ByLanguage::new(|language| {
            let class = |class: &str| match class {
                "before" => Class::Before,
                "later" => Class::Later,
                "this" => Class::This,
                "shown" => Class::Shown,
                "he" | "she" => Class::He,
                "it" => Class::It,
                "definite" => Class::Definite,
                "article" => Class::Article,
                "one" => Class::One,
                "noun" => Class::Noun,
                "explains" => Class::Explains,
                "title" => Class::Title,
                "ahead" => Class::Ahead,
                _ => Class::Alone,
            };
            // "this week" stands alone at a sentence's start and elsewhere.
            let alone = lang::leaning_starts(language).pairs().filter(|(_, class)| *class == "alone");
            let entries = alone.chain(lang::leaning_words(language).pairs());
            let (mut phrases, mut known) = (HashMap::default(), HashMap::<String, Known, _>::default());
            for (entry, code) in entries {
                let tokens = tokens(entry, Span::new(0, entry.len()));
                let words = words::of_tokens(entry, &tokens, language);
                let parts: Vec<String> = parts(&words).map(|part| part.lower.into_owned()).collect();
                let [first, rest @ ..] = &parts[..] else { continue };
                let known = known.entry(first.clone()).or_default();
                known.longest = known.longest.max(parts.len());
                if rest.is_empty() {
                    known.class = Some(class(code));
                } else {
                    phrases.insert(parts.join(" "), class(code));
                }
            }
            Table { phrases, words: known }
        });
        TABLES.of(language)
    }

    /// The longest entry at a word: its class and how many words it has.
    fn at(&self, words: &[Word], at: usize) -> Option<(Class, usize)> {
        let Known { class, longest } = words[at].known;
        // "The two" is no part of "the two-day visit".
        let is_whole = |length: usize| !words.get(at + length).is_some_and(|next| next.is_hyphened);
        let mut found = class.filter(|_| is_whole(1)).map(|class| (class, 1));
        let most = longest.min(words.len() - at);
        if most < 2 {
            return found;
        }
        let mut joined = words[at].lower.to_string();
        for length in 2..=most {
            joined.push(' ');
            joined.push_str(&words[at + length - 1].lower);
            if is_whole(length) {
                found = self.phrases.get(&joined).map(|&class| (class, length)).or(found);
            }
        }
        found
    }
}

/// A word as far as leaning goes; elided articles are words of their own.
struct Word<'a> {
    /// Where it begins in the text.
    start: u32,
    lower: Cow<'a, str>,
    is_grammar: bool,
    known: Known,
    /// Its term, when it is one of the sentences'.
    term: Option<u32>,
    is_capital: bool,
    /// Whether a mark stands between it and the word before; the same for a bracket that opens.
    is_behind_mark: bool,
    /// Whether a hyphen ties it to the word before.
    is_hyphened: bool,
    is_bracketed: bool,
    is_quoted: bool,
}

/// A word between apostrophes.
struct Part<'a> {
    /// Where it begins in the word.
    start: u32,
    lower: Cow<'a, str>,
    /// Whether it is the whole of its word.
    is_whole: bool,
    is_capital: bool,
}

/// The parts of a word.
fn parts_of<'a>(word: &'a words::Word) -> impl Iterator<Item = Part<'a>> {
    let parts = word.text.split(['\'', '’']).filter(|part| !part.is_empty());
    parts.map(|part| {
        let bare = part.trim_end_matches('.');
        let is_whole = bare.len() == word.text.len();
        let lower = if is_whole { Cow::Borrowed(&*word.lower) } else { Cow::Owned(bare.to_lowercase()) };
        let start = (part.as_ptr() as usize - word.text.as_ptr() as usize) as u32;
        Part { start, lower, is_whole, is_capital: part.starts_with(char::is_uppercase) }
    })
}

/// The parts of all words that are no marks.
fn parts<'a>(words: &'a [words::Word]) -> impl Iterator<Item = Part<'a>> {
    words.iter().filter(|word| word.kind != TokenKind::Mark).flat_map(parts_of)
}

/// The words of a sentence, with what is known of each.
fn read<'a>(sentence: &'a [words::Word], table: &Table, terms: &Terms, grammar: &Words<()>) -> Vec<Word<'a>> {
    let mut words = Vec::with_capacity(sentence.len());
    let (mut is_behind_mark, mut is_bracketed, mut is_quoted) = (false, false, false);
    let mut is_hyphened = false;
    for word in sentence {
        if word.kind == TokenKind::Mark {
            is_behind_mark |= !matches!(word.text, "-" | "‐" | "." | "’" | "'");
            is_hyphened = !word.is_spaced && matches!(word.text, "-" | "‐");
            is_bracketed = matches!(word.text, "(" | "[");
            is_quoted = match word.text {
                "\"" => !is_quoted,
                "„" | "«" | "「" => true,
                "“" => !is_quoted,
                "”" | "»" | "」" => false,
                _ => is_quoted,
            };
            continue;
        }
        is_hyphened &= !word.is_spaced;
        for Part { start, lower, is_whole, is_capital } in parts_of(word) {
            words.push(Word {
                start: word.span.start + start,
                is_grammar: if is_whole { word.is_grammar } else { grammar.contains_key(&lower) },
                known: table.words.get(&*lower).copied().unwrap_or_default(),
                term: terms.id(&lower),
                lower,
                is_capital,
                is_behind_mark,
                is_hyphened,
                is_bracketed,
                is_quoted,
            });
            (is_behind_mark, is_hyphened, is_bracketed) = (false, false, false);
        }
    }
    words
}

/// What every candidate leans on, in order; `antecedents` is who is known by name, in text order.
pub fn leaning(
    text: &str,
    words: &[words::Word],
    candidates: &[Candidate],
    terms: &Terms,
    antecedents: &[Antecedent],
    language: Language,
) -> Vec<Leaning> {
    let table = Table::of(language);
    static PERSONS: ByLanguage<Words<()>> = ByLanguage::new(|language| {
        // The table has what is counted: "two officers".
        let nouns = lang::person_nouns(language).entries();
        nouns.flat_map(|noun| [noun, noun.strip_suffix('s').unwrap_or(noun)]).map(|noun| (noun, ())).collect()
    });
    static COMMON: ByLanguage<Words<()>> =
        ByLanguage::new(|language| lang::common_words(language).entries().map(|word| (word, ())).collect());
    static PRONOUNS: ByLanguage<Words<&str>> =
        ByLanguage::new(|language| lang::pronouns(language).pairs().collect());
    static READERS: ByLanguage<Words<()>> =
        ByLanguage::new(|language| lang::persons(language).of_class("you").map(|word| (word, ())).collect());
    let (grammar, persons, common) = (lang::grammar(language), PERSONS.of(language), COMMON.of(language));
    let read = |candidate: &Candidate| read(&words[candidate.words_at.clone()], table, terms, grammar);
    let all: Vec<Vec<Word>> = candidates.iter().map(read).collect();
    let has_capital_nouns = has_capital_nouns(&all);
    let has_capitals = all.iter().flatten().any(|word| word.is_capital);
    // By term: the first sentence that holds it, and the first that holds it as the end of a longer name or in brackets.
    let mut first = vec![usize::MAX; terms.frequency.len()];
    let mut in_full = vec![usize::MAX; terms.frequency.len()];
    // By term: whether it has a capital inside a sentence.
    let mut is_proper = vec![false; terms.frequency.len()];
    for (n, words) in all.iter().enumerate() {
        for &term in &terms.of[n] {
            let first = &mut first[term as usize];
            *first = n.min(*first);
        }
        for word in words.iter().skip(1).filter(|word| word.is_capital) {
            if let Some(term) = word.term {
                is_proper[term as usize] = true;
            }
        }
    }
    for (n, words) in all.iter().enumerate() {
        for at in 0..words.len() {
            let is_name_before = |before: usize| {
                is_name(words, before)
                    && (before > 0 || !common.contains_key(&words[before].lower))
                    && words[before].known.class.is_none_or(|class| class == Class::Noun)
            };
            let is_behind_name = at > 0 && !words[at].is_behind_mark && is_name_before(at - 1);
            if is_name(words, at)
                && (is_behind_name || words[at].is_bracketed)
                && let Some(term) = words[at].term
            {
                let in_full = &mut in_full[term as usize];
                *in_full = n.min(*in_full);
            }
        }
    }
    let mut reader = Reader {
        text,
        antecedents,
        language,
        terms,
        table,
        persons,
        pronouns: PRONOUNS.of(language),
        readers: READERS.of(language),
        first: &first,
        in_full: &in_full,
        is_proper: &is_proper,
        is_familiar: Vec::new(),
        is_new: Vec::new(),
        has_capital_nouns,
        has_capitals,
    };
    // What comes with a definite article at once ("the government") was never brought in.
    let mut is_familiar = vec![false; terms.frequency.len()];
    let mut is_new = vec![false; terms.frequency.len()];
    for (n, words) in all.iter().enumerate() {
        for at in 0..words.len() {
            let brought = match words[at].known.class {
                Some(Class::Definite) => &mut is_familiar,
                Some(Class::Article | Class::One) => &mut is_new,
                _ => continue,
            };
            for word in &words[at + 1..reader.phrase(words, at + 1)] {
                if let Some(term) = word.term
                    && first[term as usize] == n
                {
                    brought[term as usize] = true;
                }
            }
        }
    }
    (reader.is_familiar, reader.is_new) = (is_familiar, is_new);
    all.iter().enumerate().map(|(n, words)| reader.leaning(n, words)).collect()
}

/// Whether nouns begin with a capital: whether most words behind a definite article do.
fn has_capital_nouns(all: &[Vec<Word>]) -> bool {
    let (mut capitals, mut count) = (0, 0);
    for pair in all.iter().flat_map(|words| words.windows(2)) {
        if pair[0].known.class == Some(Class::Definite) {
            count += 1;
            capitals += usize::from(pair[1].is_capital);
        }
    }
    capitals as f32 > CAPITAL_NOUNS * count as f32
}

/// What is known of the whole text when one of its sentences is read.
struct Reader<'a> {
    text: &'a str,
    antecedents: &'a [Antecedent],
    language: Language,
    terms: &'a Terms,
    table: &'a Table,
    persons: &'a Words<()>,
    pronouns: &'a Words<&'static str>,
    readers: &'a Words<()>,
    /// By term: the first sentence that holds it, and the first that holds it as the last word of a name or in brackets.
    first: &'a [usize],
    in_full: &'a [usize],
    is_proper: &'a [bool],
    /// By term: whether the sentence that it first came in has it behind a definite article, and behind an indefinite one.
    is_familiar: Vec<bool>,
    is_new: Vec<bool>,
    has_capital_nouns: bool,
    /// Whether names can be told from other words. Where a text has no capital letters, whoever a pronoun inside a sentence
    /// stands for may be any word in front of it.
    has_capitals: bool,
}

impl Reader<'_> {
    fn leaning(&self, n: usize, words: &[Word]) -> Leaning {
        let mut leaning = Leaning::default();
        let (mut has_someone, mut has_noun) = (false, false);
        // What a quotation names is not the one who says it.
        let mut outside = (false, false);
        let mut was_quoted = false;
        // "In her speech, Marl ...": whose speech it is, is told behind the comma.
        let mut is_waiting = false;
        let mut at = 0;
        while at < words.len() {
            match (was_quoted, words[at].is_quoted) {
                (false, true) => outside = (has_someone, has_noun),
                (true, false) => (has_someone, has_noun) = outside,
                _ => {}
            }
            was_quoted = words[at].is_quoted;
            self.note(words, at, &mut leaning.signs);
            let entry = self.table.at(words, at);
            if is_waiting && words[at].is_behind_mark {
                let is_noun = matches!(entry, Some((Class::Definite | Class::Article, _)));
                is_waiting = false;
                leaning.before |= at > OPENING || !(is_noun || is_name(words, at));
            }
            match entry.map(|(class, _)| class) {
                Some(Class::Before) => leaning.before = true,
                Some(Class::Later) => leaning.before |= at < TOLD || !has_noun,
                Some(Class::This) => {
                    let length = entry.map_or(1, |(_, length)| length);
                    let is_told = self.is_told_here(words, at, at + length);
                    leaning.before |= !is_told;
                    leaning.signs.these += u32::from(!is_told);
                }
                Some(Class::Shown) => leaning.shown = true,
                Some(Class::Ahead) => leaning.ahead = true,
                Some(Class::He) if !has_someone => match self.given(&words[at], true) {
                    Some(given) => {
                        leaning.given.push(given);
                        has_someone = true;
                    }
                    None => {
                        is_waiting = true;
                        leaning.signs.unknown_persons += 1;
                    }
                },
                Some(Class::It) if !has_noun => is_waiting = true,
                Some(Class::He | Class::It) => {}
                Some(Class::Definite) => {
                    self.definite(n, words, at + 1, &mut leaning);
                    has_noun = true;
                    has_someone |= self.has_person(words, at + 1);
                }
                Some(Class::One) if at == 0 => {
                    self.one(n, words, &mut leaning);
                    has_noun = true;
                    has_someone |= self.has_person(words, at + 1);
                }
                Some(Class::Article | Class::One) => {
                    has_noun = true;
                    has_someone |= self.has_person(words, at + 1);
                }
                Some(Class::Alone) => {}
                _ if is_name(words, at) => {
                    // Every word has a capital at the start of a sentence.
                    let is_name = at > 0 || words[at].term.is_some_and(|term| self.is_proper[term as usize]);
                    (has_someone, has_noun) = (has_someone || is_name, has_noun || is_name);
                    self.name(n, words, at, &mut leaning);
                }
                _ if !self.has_capitals && !words[at].is_grammar => {
                    (has_someone, has_noun) = (true, true);
                }
                _ => {}
            }
            at += entry.map_or(1, |(_, length)| length);
        }
        leaning.before |= is_waiting;
        leaning.known.sort_unstable();
        leaning.known.dedup();
        leaning
    }

    /// Notes what a word by itself shows.
    fn note(&self, words: &[Word], at: usize, signs: &mut Signs) {
        let word = &words[at];
        signs.has_quotation |= word.is_quoted;
        if word.is_quoted {
            return;
        }
        signs.opens_with_name |=
            at == 0 && is_name(words, 0) && word.term.is_some_and(|term| self.is_proper[term as usize]);
        match self.pronouns.get(&word.lower) {
            Some(uses) if uses.contains("first") => signs.writer += 1,
            Some(uses) if uses.contains("neuter") || *uses == "plural" => signs.others += 1,
            _ => {}
        }
        signs.reader += u32::from(self.readers.contains_key(&word.lower));
    }

    /// A name of one word whose full form an earlier sentence gave.
    fn name(&self, n: usize, words: &[Word], at: usize, leaning: &mut Leaning) {
        let is_joined = |a: usize| {
            a > 0
                && a < words.len()
                && !words[a].is_behind_mark
                && is_name(words, a - 1)
                && words[a].is_capital
                && !self.is(&words[a - 1], Class::Title)
        };
        if is_joined(at) || is_joined(at + 1) {
            return;
        }
        let Some(term) = words[at].term else { return };
        if self.in_full[term as usize] < n {
            match self.given(&words[at], false) {
                Some(given) => leaning.given.push(given),
                None => leaning.known.push((vec![term], self.in_full[term as usize])),
            }
        }
    }

    /// The name that a word stands for, where it is known.
    fn given(&self, word: &Word, is_pronoun: bool) -> Option<Given> {
        let at = self.antecedents.partition_point(|antecedent| antecedent.words.end <= word.start);
        let antecedent = *self.antecedents.get(at).filter(|next| next.words.start <= word.start)?;
        let own = self.terms.known(antecedent.words.of(self.text), self.language);
        let mut terms = self.terms.known(antecedent.name.of(self.text), self.language);
        terms.retain(|term| own.binary_search(term).is_err());
        Some(Given { antecedent, is_pronoun, terms })
    }

    /// Whether the noun behind "this" or "these" (`at`, its words end at `from`) is told in front of it, or said behind it which one
    /// is meant: "this wave of protests".
    fn is_told_here(&self, words: &[Word], at: usize, from: usize) -> bool {
        let to = self.phrase(words, from);
        let is_told =
            |word: &Word| word.term.is_some() && words[..at].iter().any(|other| other.term == word.term);
        let explains = |word: &Word| !word.is_behind_mark && self.is(word, Class::Explains);
        to > from && (words[from..to].iter().any(is_told) || words.get(to).is_some_and(explains))
    }

    /// Where the noun phrase ends that an article opens in front of `from`.
    fn phrase(&self, words: &[Word], from: usize) -> usize {
        let mut to = from;
        while to < words.len()
            && to < from + PHRASE
            && !words[to].is_behind_mark
            && !words[to].is_grammar
            && matches!(self.table.at(words, to), None | Some((Class::Noun | Class::Title, _)))
        {
            to += 1;
            if self.has_capital_nouns && words[to - 1].is_capital {
                break;
            }
        }
        to
    }

    /// Whether the noun phrase from `from` on is of a person.
    fn has_person(&self, words: &[Word], from: usize) -> bool {
        words[from..self.phrase(words, from)].iter().any(|word| self.persons.contains_key(&word.lower))
    }

    /// The noun phrase from `from` on, behind a definite article.
    fn definite(&self, n: usize, words: &[Word], from: usize, leaning: &mut Leaning) {
        let to = self.phrase(words, from);
        let phrase = &words[from..to];
        let explains = |word: &Word| !word.is_behind_mark && self.is(word, Class::Explains);
        let is_named = |word: &Word| word.is_capital && !self.has_capital_nouns;
        if phrase.is_empty() || words.get(to).is_some_and(explains) || phrase.iter().any(is_named) {
            return;
        }
        if !words[from - 1].is_quoted {
            leaning.signs.definites.push(phrase.iter().filter_map(|word| word.term).collect());
            leaning.signs.opens_with_definite |= from == 1;
        }
        let told: Vec<u32> = phrase
            .iter()
            .filter(|word| !self.has_capital_nouns || word.is_capital)
            .filter_map(|word| word.term)
            .filter(|&term| self.first[term as usize] < n && !self.is_familiar[term as usize])
            .collect();
        let stands_in = |word: &Word| self.is(word, Class::Noun);
        if let Some(from) = told.iter().map(|&term| self.first[term as usize]).min() {
            if told.iter().any(|&term| self.is_new[term as usize]) || phrase.iter().any(stands_in) {
                leaning.known.push((told, from));
            }
        } else {
            let is_new = |word: &Word| word.term.is_none_or(|term| self.first[term as usize] == n);
            leaning.before |= phrase.iter().take(STAND_IN).any(|word| stands_in(word) && is_new(word));
        }
    }

    /// The noun behind "one", where earlier sentences tell of several.
    fn one(&self, n: usize, words: &[Word], leaning: &mut Leaning) {
        let Some(noun) = words[1..self.phrase(words, 1)].last() else { return };
        let mut terms: Vec<u32> =
            noun.term.into_iter().chain(self.terms.id(&format!("{}s", noun.lower))).collect();
        terms.retain(|&term| self.first[term as usize] < n);
        terms.sort_unstable();
        terms.dedup();
        if let Some(from) = terms.iter().map(|&term| self.first[term as usize]).min() {
            leaning.known.push((terms, from));
        }
    }

    fn is(&self, word: &Word, class: Class) -> bool {
        word.known.class == Some(class)
    }
}

/// Whether a word is written like one of a name; at the start of a sentence all words but those of grammar are.
fn is_name(words: &[Word], at: usize) -> bool {
    words[at].is_capital && !(at == 0 && words[at].is_grammar)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::count_words;

    /// What the last of some sentences leans on, in words: "before", "shown", "N:term" for what sentence N brought in.
    fn check(code: &str, sentences: &[&str], expected: &[&str]) {
        let text = sentences.join(" ");
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut all = Vec::new();
        let mut at = 0;
        for sentence in sentences {
            let span = Span::new(at, at + sentence.len());
            let start = all.len();
            all.extend(tokens(&text, span));
            candidates.push(Candidate {
                span,
                paragraph: 0,
                opens_paragraph: false,
                words: count_words(sentence),
                words_at: start..all.len(),
            });
            at += sentence.len() + 1;
        }
        let language = Language::from_tag(code);
        let words = words::of_tokens(&text, &all, language);
        let terms = Terms::new(&words, &candidates, language);
        let last = leaning(&text, &words, &candidates, &terms, &[], language).pop().unwrap_or_default();
        let mut found = Vec::new();
        found.extend(last.before.then(|| "before".to_owned()));
        found.extend(last.shown.then(|| "shown".to_owned()));
        found.extend(last.ahead.then(|| "ahead".to_owned()));
        found.extend(last.known.iter().map(|(_, from)| from.to_string()));
        assert_eq!(found, expected, "{sentences:?}");
    }

    #[test]
    fn what_points_back_leans_on_the_sentence_before() {
        check("en", &["Selm buys a ferry.", "Shops expect more guests because of this."], &["before"]);
        check("en", &["Selm buys a ferry.", "Shops expect more guests this week."], &[]);
        check("en", &["Selm buys a ferry.", "Fares, however, stay."], &["before"]);
        check("en", &["Selm buys a ferry.", "The company raised fares."], &["before"]);
        check("en", &["Selm buys a ferry.", "After a vote, he left."], &["before"]);
        check("en", &["Selm buys a ferry.", "After a vote, a woman left her seat."], &[]);
        check("en", &["Selm buys a ferry.", "Asked about fares, he left."], &["before"]);
        check("en", &["Selm buys a ferry.", "“The town wins,” he said."], &["before"]);
        check("en", &["Selm buys a ferry.", "The oldest island company raised fares."], &[]);
        check("en", &["Selm buys a ferry.", "The two-day visit ends."], &[]);
        check("en", &["Selm buys a ferry.", "Fares rise after the two had met."], &["before"]);
        check("en", &["Selm buys a ferry.", "Fares rise for those born on Orn."], &[]);
        check("en", &["selm buys a ferry .", "ines marl says she paid ."], &[]);
        check("en", &["selm buys a ferry .", "she paid ."], &["before"]);
        check("de", &["Selm kauft eine Fähre.", "Läden erwarten dadurch mehr Gäste."], &["before"]);
        check("de", &["Selm kauft eine Fähre.", "Läden erwarten in diesem Jahr mehr Gäste."], &[]);
        check("fr", &["Selm achète un bac.", "Les habitants de cette île espèrent."], &["before"]);
        check("es", &["Selm compra un barco.", "Los vecinos celebran esta decisión."], &["before"]);
    }

    #[test]
    fn what_is_told_in_the_sentence_itself_leans_on_nothing() {
        check("en", &["Selm buys a ferry.", "In her speech, Ines Marl praised bread."], &[]);
        check("en", &["Selm buys a ferry.", "In her speech, she praised bread."], &["before"]);
        check("en", &["Selm buys a ferry.", "Orn voted on a wall, and days later it stood."], &[]);
        check("en", &["Selm buys a ferry.", "Days later a wall stood."], &["before"]);
        check("en", &["Selm buys a ferry.", "This wave of strikes reached Orn."], &[]);
        check("en", &["Selm buys a ferry.", "Orn built a wall of stone, and this wall is high."], &[]);
        check("en", &["Selm buys a ferry.", "Ines Marl “likes” bread, and she bakes."], &[]);
        check("fr", &["Selm achète un bac.", "Depuis son retour à Orn, la mairie se tait."], &[]);
        check("fr", &["Selm achète un bac.", "Cette vague de grèves touche Orn."], &[]);
    }

    #[test]
    fn what_points_ahead_says_so() {
        check("en", &["Selm buys a ferry.", "Orn pays for the following reasons."], &["ahead"]);
        check("en", &["Selm buys a ferry.", "Orn pays the following year."], &[]);
        check("en", &["Selm buys a ferry.", "In this article we look at ferries."], &["ahead"]);
        check("en", &["Selm buys a ferry.", "Here you'll find ferries of all kinds."], &["ahead"]);
        check("en", &["Selm buys a ferry.", "More is below in our list."], &["ahead"]);
        check("en", &["Selm buys a ferry.", "Let’s discuss what ferries cost."], &["ahead"]);
        check(
            "en",
            &["Selm buys a ferry.", "Readers who want a ferry have come to the right place."],
            &["ahead"],
        );
        check("en", &["Selm buys a ferry.", "Orn let Selm discuss what ferries cost."], &[]);
        check("en", &["Selm buys a ferry.", "The deck is below sea level."], &[]);
        check("de", &["Selm kauft eine Fähre.", "In diesem Artikel geht es um Fähren."], &["ahead"]);
    }

    #[test]
    fn one_more_leans_on_what_is_shown() {
        check("en", &["Selm buys a ferry.", "Orn also pays."], &["shown"]);
        check("en", &["Selm buys a ferry.", "Orn pays for other goods, such as salt."], &["shown"]);
        check("en", &["Selm buys a ferry.", "Orn pays for bread, milk and other goods."], &[]);
        check("en", &["Selm buys a ferry.", "Both sides paid."], &[]);
    }

    #[test]
    fn one_of_what_is_known_leans_on_what_brought_it_in() {
        check("en", &["Selm buys some boats.", "Guests come.", "One boat is red."], &["0"]);
        check("en", &["Selm buys a ferry.", "Guests come.", "One boat sank on the way."], &[]);
        check("en", &["Selm buys some boats.", "Guests come.", "One of the guests paid."], &[]);
        check("en", &["Selm buys some boats.", "Guests come.", "Orn lost one boat."], &[]);
    }

    #[test]
    fn a_name_leans_on_its_full_form() {
        check("en", &["Ines Marl keeps a bakery.", "Guests come.", "Marl expects more."], &["0"]);
        check("en", &["Ines Marl keeps a bakery.", "Guests come.", "Ines Marl expects more."], &[]);
        check("en", &["Several Orn shops sell bread.", "Guests come.", "Orn expects more."], &[]);
        check("en", &["Ines Marl keeps a bakery.", "Guests come.", "Mrs Marl expects more."], &["0"]);
        check(
            "en",
            &["The Selm Island Ferry (SIF) is old.", "Guests come.", "Repairs of SIF begin."],
            &["0"],
        );
        check("de", &["Bürgermeister Otto Kern kauft.", "Gäste kommen.", "Es freut sich Kern."], &["0"]);
    }

    #[test]
    fn a_noun_with_its_article_leans_on_what_brought_it_in() {
        check("en", &["Selm buys a ferry.", "Guests come.", "The ferry is old."], &["0"]);
        check("en", &["Selm buys a ferry.", "Guests come.", "The ferry that Selm bought is old."], &[]);
        check("en", &["Voters stayed away.", "Guests come.", "Nobody asked the voters."], &[]);
        check("en", &["Police hold two suspects.", "Guests come.", "Nobody knew the suspects."], &["0"]);
        check("en", &["Selm buys a ferry.", "Guests come.", "The capital pays."], &[]);
        check(
            "en",
            &["Selm opens its office.", "Guests come.", "Fares fall, says the office release."],
            &["0"],
        );
        check("en", &["The capital pays.", "Guests come.", "Fares are set by the capital."], &[]);
        check("de", &["Selm kauft eine Fähre.", "Gäste kommen.", "Alt ist die Fähre."], &["0"]);
        check("fr", &["Selm achète une barque.", "On vient.", "Il repeint la barque."], &["before", "0"]);
        check("es", &["Selm compra una barca.", "Vienen huéspedes.", "Pintan la barca."], &["0"]);
    }
}
