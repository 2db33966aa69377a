//! The clause around a fact: the words that say what a number counts or what happens on a date.
//!
//! Method: no grammar; a clause lies between the marks that part clauses, and is shortened at words that open
//! one (`lang/*/clause_words.txt`) when it grows long. It never leaves the sentence, and it is the article's own words.

use std::ops::Range;

use super::phrase::{Lexicon, Word, hull};
use crate::lang::{self, ByLanguage, Language};
use crate::span::Span;
use crate::token::TokenKind;

/// The most tokens read on either side of a fact: it keeps an endless sentence linear, and a card short.
const REACH: usize = 24;
/// On one side of a fact, more tokens than this are cut at a word that opens a clause.
const LONG: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClauseWord {
    /// Opens a clause and says nothing without it: "and", "that", "because".
    Open,
    /// Opens a clause of which it is a part: "which", "who".
    Relative,
    /// Too empty to say what a fact is about: "the", "so far".
    Empty,
    /// As empty, and the verb of what stands before it: "is", "has".
    Verb,
    /// Says that the clause is about what is to come: "will", "scheduled".
    Forward,
    /// A past verb that ties a weekday to what has been: "said".
    Past,
}

/// The clause words of one language.
pub struct Clauses {
    words: Lexicon<ClauseWord>,
    /// Given names that elsewhere look forward: "Hope", "Will".
    forward_names: Lexicon<()>,
    /// Whether the language's table tells past verbs from others.
    knows_tenses: bool,
}

impl Clauses {
    pub fn of(language: Language) -> &'static Self {
        static CLAUSES: ByLanguage<Clauses> = ByLanguage::new(Clauses::new);
        CLAUSES.of(language)
    }

    fn new(language: Language) -> Self {
        let class = |name| match name {
            "open" => Some(ClauseWord::Open),
            "relative" => Some(ClauseWord::Relative),
            "empty" => Some(ClauseWord::Empty),
            "verb" => Some(ClauseWord::Verb),
            "forward" => Some(ClauseWord::Forward),
            "past" => Some(ClauseWord::Past),
            _ => None,
        };
        let entries = || lang::clause_words(language).pairs();
        let words = Lexicon::new(entries().filter_map(|(entry, name)| Some((entry, class(name)?))));
        let looks_forward = |name: &&str| words.single(&name.to_lowercase()) == Some(ClauseWord::Forward);
        let given_names = lang::given_names(language).pairs().map(|(name, _)| name);
        Clauses {
            forward_names: Lexicon::new(given_names.filter(looks_forward).map(|name| (name, ()))),
            words,
            knows_tenses: entries().any(|(_, name)| name == "past"),
        }
    }

    pub fn knows_tenses(&self) -> bool {
        self.knows_tenses
    }

    pub fn at(&self, words: &[Word], at: usize) -> Option<ClauseWord> {
        let (class, _) = self.words.at(words, at)?;
        // "May 10"
        let is_number = words.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number);
        let is_month = class == ClauseWord::Forward && words[at].is_capital && is_number;
        // "Hope Berg had left", not "Next Monday Berg leaves"
        let is_name = class == ClauseWord::Forward
            && words[at].is_capital
            && self.forward_names.single(&words[at].lower).is_some()
            && words.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.is_capital);
        (!is_month && !is_name).then_some(class)
    }

    /// What a word means by itself.
    pub fn word(&self, words: &[Word], at: usize) -> Option<ClauseWord> {
        self.words.word(words, at)
    }

    /// The clause around a date, date included; `None` when it says nothing more than the date.
    ///
    /// `words` are those of the sentence, `fact` a range of them.
    pub fn around(&self, words: &[Word], fact: Range<usize>) -> Option<Span> {
        let before = self.before(words, fact.start);
        let mut after = self.after(words, fact.end);
        if !self.says_something(words, before.clone()) && !self.says_something(words, after.clone()) {
            // "On Thursday, the ship sank": the clause goes on behind the comma.
            let comma = after.end;
            let is_comma = words.get(comma).is_some_and(|word| word.is_mark(","));
            after = self.after(words, if is_comma { comma + 1 } else { return None });
            if !self.says_something(words, after.clone()) {
                return None;
            }
        }
        // "As of Monday": without "as" it is no English.
        let opened = self.without_opening(words, before.clone());
        let start = if self.says_something(words, opened.clone()) { opened.start } else { before.start };
        Some(hull(words, start..after.end.max(fact.end)))
    }

    /// What a number counts or is for: the words before it, after it, or the whole clause when both sides speak.
    ///
    /// `is_apart` says that words after the number can stand without it, as they can with money.
    pub fn beside(&self, words: &[Word], fact: Range<usize>, is_apart: bool) -> Option<Span> {
        let before = self.without_opening(words, self.before(words, fact.start));
        let after = self.after(words, fact.end);
        match (self.says_something(words, before.clone()), self.says_something(words, after.clone())) {
            (true, true) => Some(hull(words, before.start..after.end)),
            (true, false) => Some(hull(words, self.without_preposition(words, before))),
            // "138 billion euros | already provided to Ukraine", but "the 27-nation bloc is pressing ahead".
            (false, true) if is_apart && !self.is_verb(words, after.start) => Some(hull(words, after)),
            (false, true) => Some(hull(words, before.start..after.end)),
            (false, false) => None,
        }
    }

    fn before(&self, words: &[Word], end: usize) -> Range<usize> {
        let mut start = end;
        while start > 0 && end - start < REACH {
            let at = start - 1;
            if is_boundary(words, at) {
                // A quotation that opens here too stays in one piece.
                let open = closes(&words[at])
                    .and_then(|open| (at.saturating_sub(REACH)..at).rev().find(|&i| words[i].is_mark(open)));
                let Some(open) = open else { break };
                start = open;
                continue;
            }
            start = at;
            let word = self.words.word(words, start);
            if end - start > LONG && matches!(word, Some(ClauseWord::Open | ClauseWord::Relative)) {
                break;
            }
        }
        start..end
    }

    fn after(&self, words: &[Word], start: usize) -> Range<usize> {
        let mut end = start;
        while end < words.len() && end - start < REACH {
            if is_boundary(words, end) {
                let reach = words.len().min(end + REACH);
                let close =
                    opens(&words[end]).and_then(|close| (end + 1..reach).find(|&i| words[i].is_mark(close)));
                let Some(close) = close else { break };
                end = close + 1;
                continue;
            }
            let word = self.words.word(words, end);
            let opens = matches!(word, Some(ClauseWord::Open | ClauseWord::Relative));
            if opens && (end - start > LONG || (end > start + 1 && word == Some(ClauseWord::Relative))) {
                break;
            }
            end += 1;
        }
        start..end
    }

    fn is_verb(&self, words: &[Word], at: usize) -> bool {
        matches!(self.at(words, at), Some(ClauseWord::Verb | ClauseWord::Past | ClauseWord::Forward))
    }

    /// Whether there is a word in it that carries a meaning.
    fn says_something(&self, words: &[Word], range: Range<usize>) -> bool {
        words[range.clone()].iter().zip(range).any(|(word, at)| {
            word.kind == TokenKind::Word
                && word.lower.chars().count() > 2
                && self.words.word(words, at).is_none()
        })
    }

    fn without_opening(&self, words: &[Word], mut range: Range<usize>) -> Range<usize> {
        while range.start < range.end && self.words.word(words, range.start) == Some(ClauseWord::Open) {
            range.start += 1;
        }
        range
    }

    /// "from a new fund worth" -> "a new fund worth".
    fn without_preposition(&self, words: &[Word], range: Range<usize>) -> Range<usize> {
        let is_short = words[range.start].lower.chars().count() <= 4 && !words[range.start].is_capital;
        let is_empty = self.words.word(words, range.start) == Some(ClauseWord::Empty);
        if is_short && is_empty && range.len() > 2 { range.start + 1..range.end } else { range }
    }

    /// Whether a past verb follows within the clause: "by Thursday 20 had been found".
    pub fn tells_past(&self, words: &[Word], end: usize) -> bool {
        let reach = words.len().min(end + LONG / 2);
        let verb = (end..reach)
            .find_map(|at| self.at(words, at).filter(|class| !matches!(class, ClauseWord::Empty)));
        verb == Some(ClauseWord::Past)
    }

    /// Whether a verb near a date tells what happened or will: "announced today", "will meet today", not "are popular today". Where the
    /// language's tenses are not known, any may.
    pub fn tells_of_a_day(&self, words: &[Word], fact: Range<usize>) -> bool {
        let near = fact.start.saturating_sub(LONG)..words.len().min(fact.end + LONG);
        !self.knows_tenses
            || near
                .into_iter()
                .any(|at| matches!(self.at(words, at), Some(ClauseWord::Past | ClauseWord::Forward)))
    }

    /// Whether a verb near a date tells what has been, and none what is to come.
    pub fn tells_only_past(&self, words: &[Word], fact: Range<usize>) -> bool {
        let near = fact.start.saturating_sub(LONG)..words.len().min(fact.end + LONG / 2);
        let has = |wanted: ClauseWord| near.clone().any(|at| self.at(words, at) == Some(wanted));
        has(ClauseWord::Past) && !has(ClauseWord::Forward)
    }

    /// Whether the words around a weekday look forward: "will meet on Thursday", not "said on Thursday it will".
    pub fn looks_forward(&self, words: &[Word], fact: Range<usize>) -> bool {
        let before = fact.start.saturating_sub(LONG);
        for at in (before..fact.start).rev() {
            match self.at(words, at) {
                Some(ClauseWord::Forward) => return true,
                Some(ClauseWord::Past) => {
                    // "will be closed", not "next week, said".
                    let mut near = (at.saturating_sub(3)..at).rev().take_while(|&i| !is_boundary(words, i));
                    return near.any(|i| self.at(words, i) == Some(ClauseWord::Forward));
                }
                _ if is_boundary(words, at) => break,
                _ => {}
            }
        }
        for at in fact.end..words.len().min(fact.end + LONG / 2) {
            match self.at(words, at) {
                Some(ClauseWord::Forward) => return true,
                Some(ClauseWord::Past | ClauseWord::Open | ClauseWord::Relative) => return false,
                _ if is_boundary(words, at) && !words[at].is_mark(",") => return false,
                _ => {}
            }
        }
        false
    }
}

/// The mark that closes a quotation opened by this one.
fn opens(word: &Word) -> Option<&'static str> {
    Some(match word.lower.as_str() {
        "“" => "”",
        "„" => "“",
        "«" => "»",
        "\"" => "\"",
        _ => return None,
    })
}

/// The mark that opened a quotation closed by this one.
fn closes(word: &Word) -> Option<&'static str> {
    Some(match word.lower.as_str() {
        "”" => "“",
        "“" => "„",
        "»" => "«",
        "\"" => "\"",
        _ => return None,
    })
}

/// Marks that part clauses. A dash does when it stands free; a hyphen does not.
fn is_boundary(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if word.kind != TokenKind::Mark {
        return false;
    }
    match word.lower.as_str() {
        "," | ";" | ":" | "(" | ")" | "[" | "]" | "“" | "”" | "\"" | "„" | "«" | "»" | "—" | "?" | "!"
        | "…" | "|" | "‹" | "›" | "•" => true,
        "." => words.get(at + 1).is_none_or(|next| next.is_spaced && next.is_capital),
        "-" | "–" | "−" => word.is_spaced && words.get(at + 1).is_none_or(|next| next.is_spaced),
        _ => false,
    }
}
