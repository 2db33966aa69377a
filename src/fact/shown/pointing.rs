//! Whether the words that tell what a fact is about can be read alone.
//!
//! "It costs $12", "Price: $12", "these two", "you may pay up to $12": of what, of whom, and which, stands elsewhere, if anywhere.
//! Method: how the clause opens, and the words in front of the fact (`lang/*/pointers.txt`); who is spoken to (`lang/*/persons.txt`).
//! Whether it leans on a sentence before it, which `told.rs` may put in front of it: `leaning.rs`.

use super::leaning::Leaning;
use super::{FEW, Reader, leaning};
use crate::fact::phrase::{Lexicon, Word};
use crate::fact::quote::lexicon::Roles;
use crate::lang::{self, ByLanguage, Language, Table};
use crate::span::Span;
use crate::token::TokenKind;

/// A label in front of a colon has no more words.
const LABEL: usize = 3;

/// The words of one language that point, and those for the one who reads.
pub struct Pointers {
    /// At the start of a clause they leave open what the clause is about; `false` where they do not, though a shorter entry says so.
    opening: Lexicon<bool>,
    /// In front of a number they say that these were named before.
    pointing: Lexicon<()>,
    /// In front of a weekday they say that no one day is meant.
    pub any: Lexicon<()>,
    /// In front of a day they compare with it: "than".
    pub than: Lexicon<()>,
    /// "the"
    pub definite: Lexicon<()>,
    /// In the first clause of a sentence they lean on what stands before; `false` where they do not, though a shorter entry says so.
    pub back: Lexicon<bool>,
    /// In front of the two ends of a change or a range: "from", "to".
    pub from: Lexicon<()>,
    pub to: Lexicon<()>,
    /// In front of a day they say that a stretch begins or ends: "until".
    pub until: Lexicon<()>,
    /// In front of a noun they say that it was named before: "the same".
    pub same: Lexicon<()>,
    /// Between two things of which only one is meant: "or".
    pub either: Lexicon<()>,
    /// Behind a length they tell how long, high or far something is: "long".
    pub how: Lexicon<()>,
    /// Said of no one: "someone".
    pub anyone: Lexicon<()>,
    /// Subjects that stand for nothing: "there".
    pub nobody: Lexicon<()>,
    /// They open a line that asks to follow or to share: "follow".
    pub follow: Lexicon<()>,
    /// Between an office's name and what it is for, in capitals: "on".
    pub topic: Lexicon<()>,
    /// In front of a number in words they say that it is of all that were named: "all".
    all: Lexicon<()>,
    readers: Lexicon<()>,
}

impl Pointers {
    /// Whether a word is said to the one who reads: "you".
    pub fn speaks_to_reader(&self, words: &[Word], at: usize) -> bool {
        self.readers.word(words, at).is_some()
    }

    pub fn of(language: Language) -> &'static Self {
        static POINTERS: ByLanguage<Pointers> = ByLanguage::new(|language| {
            let pointers = || lang::pointers(language).pairs();
            let opening = pointers().filter(|(_, class)| matches!(*class, "opens" | "alone"));
            let back = pointers().filter(|(_, class)| matches!(*class, "back" | "alone"));
            let of_class = |table: Table, class| Lexicon::new(table.of_class(class).map(|words| (words, ())));
            let of = |class| of_class(lang::pointers(language), class);
            Pointers {
                any: of("any"),
                than: of("than"),
                back: Lexicon::new(back.map(|(words, class)| (words, class == "back"))),
                from: of("from"),
                to: of("to"),
                until: of("until"),
                either: of("either"),
                same: of("same"),
                how: of("how"),
                anyone: of("anyone"),
                nobody: of("nobody"),
                follow: of("follow"),
                all: of("all"),
                topic: of("topic"),
                definite: of_class(lang::leaning_words(language), "definite"),
                opening: Lexicon::new(opening.map(|(words, class)| (words, class == "opens"))),
                pointing: of("points"),
                readers: of_class(lang::persons(language), "you"),
            }
        });
        POINTERS.of(language)
    }
}

/// Whether a fact points at what stands elsewhere: by itself or by the clause that tells of it.
pub fn points(fact: Span, what: Option<Span>, reader: &Reader) -> bool {
    let at = reader.at(fact);
    let sentence = reader.sentence_of(at);
    let words = &reader.words[..at];
    let is_pointed_at = sentence.start < at
        && reader.pointers.pointing.before(&words[sentence.start..], at - sentence.start).is_some()
        && reader.words[at].is_spaced;
    // "All three locks are", not "all three locks of the harbour".
    let is_all = reader.words[at].kind == TokenKind::Word
        && sentence.start < at
        && reader.pointers.all.before(&words[sentence.start..], at - sentence.start).is_some()
        && !leaning::explains(reader.behind(fact), reader);
    is_pointed_at
        || is_all
        || what.is_some_and(|what| {
            leaning::of(fact, what, reader).is_some_and(|leaning| leaning != Leaning::Headline)
                || is_labelled(what, fact, reader)
                || is_to_reader(what, fact, reader)
        })
}

/// The first word of a clause, behind marks and "and".
pub fn first_word(what: Span, reader: &Reader) -> usize {
    let (at, behind) = (reader.at(what), reader.behind(what));
    let mut first = (at..behind).find(|&at| reader.words[at].kind != TokenKind::Mark).unwrap_or(at);
    let joins = Roles::CONJUNCTION.with(Roles::ADVERB);
    // "However, it ...": one word and its comma open many sentences.
    if first + 2 < behind
        && reader.words[first].kind == TokenKind::Word
        && reader.words[first + 1].is_mark(",")
    {
        first += 2;
    } else if first + 1 < behind && reader.roles(first).any(joins) {
        first += 1;
    }
    first
}

/// "It costs $12", "This is so in 2025".
pub fn opens(what: Span, reader: &Reader) -> bool {
    let end = reader.behind(what);
    let opening = &reader.pointers.opening;
    [reader.at(what), first_word(what, reader)]
        .into_iter()
        .any(|first| opening.at(&reader.words[..end], first).is_some_and(|(opens, _)| opens))
}

/// Whether a word at the start of a clause would leave open what it is about.
pub fn may_open(at: usize, reader: &Reader) -> bool {
    let end = reader.sentence_of(at).end;
    reader.pointers.opening.at(&reader.words[..end], at).is_some_and(|(opens, _)| opens)
}

/// "Price: $12", "Update: 3 May"
fn is_labelled(what: Span, fact: Span, reader: &Reader) -> bool {
    let (at, end) = (reader.at(what), reader.at(fact));
    let colon = (at..end.min(at + LABEL + FEW)).find(|&at| reader.words[at].is_mark(":"));
    colon.is_some_and(|colon| {
        (at..colon).filter(|&at| reader.words[at].kind == TokenKind::Word).count() <= LABEL
    })
}

/// What is told to the one who reads is advice, an offer, a rule; in a quotation somebody else is spoken to.
fn is_to_reader(what: Span, fact: Span, reader: &Reader) -> bool {
    if reader.is_said(fact) {
        return false;
    }
    let (at, end) = (reader.at(what), reader.behind(what));
    (at..end).any(|at| {
        let word = &reader.words[at];
        // The German "Sie" with its capital inside a sentence; "sie" is "she" and "they".
        let is_polite = reader.gazetteer.nouns_have_capitals
            && word.is_capital
            && !reader.is_opening(at)
            && reader.roles(at).any(Roles::PRONOUN);
        (reader.pointers.speaks_to_reader(reader.words, at) || is_polite) && !reader.is_said(word.span)
    })
}

/// Whether it stands in quotation marks that nobody speaks in: a title, the words of a sign.
pub fn is_in_marks(fact: Span, reader: &Reader) -> bool {
    if reader.is_said(fact) {
        return false;
    }
    let at = reader.at(fact);
    let sentence = reader.sentence_of(at);
    let mut is_open = false;
    for word in &reader.words[sentence.start..at] {
        match word.lower.as_str() {
            "\"" => is_open = !is_open,
            "“" | "«" | "„" => is_open = word.lower != "“" || !is_open,
            "”" | "»" => is_open = false,
            _ => {}
        }
    }
    let behind = reader.behind(fact);
    let closes = |word: &Word| matches!(word.lower.as_str(), "\"" | "”" | "»" | "“");
    is_open && reader.words[behind..sentence.end.max(behind)].iter().any(closes)
}
