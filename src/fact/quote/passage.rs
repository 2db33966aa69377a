//! A paragraph as the quotation finder reads it: its tokens with their roles, and which of them stand in quotation marks.
//!
//! In: a paragraph's tokens, its marked stretches and the lexicon. Out: a [`Passage`] that answers for each token what it
//! may be outside the marks, and the sentences that remain when what is said inside marks does not end one.

use super::lexicon::{Lexicon, Roles};
use super::marks::Marked;
use crate::span::Span;
use crate::token::{Token, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// A range of a passage's tokens.
pub type Tokens = Range<usize>;

pub struct Passage<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    words: Vec<Word>,
    pub stretches: Vec<Stretch>,
    /// Ranges of tokens that cover them all: sentences, a marked stretch never cut.
    pub sentences: Vec<Tokens>,
}

#[derive(Clone, Copy)]
struct Word {
    roles: Roles,
    is_capital: bool,
    /// For a mark, the character; for words and numbers `None`.
    mark: Option<char>,
    /// Index of the stretch it stands in.
    stretch: Option<u32>,
    /// How many tokens the cue that begins here has; 0 when none does.
    cue_length: u8,
    cue: Roles,
}

/// A marked stretch and its tokens.
#[derive(Clone, Debug)]
pub struct Stretch {
    pub marked: Marked,
    pub tokens: Tokens,
    /// Words in it; in scripts without spaces every character counts as one.
    pub words: u32,
}

impl<'a> Passage<'a> {
    /// `starts` are the indices of the tokens that begin a sentence, ascending.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        starts: &[usize],
        marked: &[Marked],
        lexicon: &Lexicon,
    ) -> Self {
        let mut passage = Passage {
            text,
            tokens,
            words: Vec::with_capacity(tokens.len()),
            stretches: Vec::with_capacity(marked.len()),
            sentences: Vec::new(),
        };
        for token in tokens {
            passage.words.push(word(token, text, lexicon));
        }
        for &marked in marked {
            passage.add_stretch(marked);
        }
        passage.find_phrases(lexicon);
        passage.cut(starts);
        passage
    }

    fn add_stretch(&mut self, marked: Marked) {
        let start = self.tokens.partition_point(|token| token.span.start < marked.outer.start);
        let end = self.tokens.partition_point(|token| token.span.start < marked.outer.end);
        if start >= end {
            return;
        }
        let index = self.stretches.len() as u32;
        for word in &mut self.words[start..end] {
            word.stretch = Some(index);
        }
        let words = crate::block::count_words(marked.inner.of(self.text));
        self.stretches.push(Stretch { marked, tokens: start..end, words });
    }

    /// Marks where a cue of several words begins; the longest wins, and a single word is one of length 1.
    fn find_phrases(&mut self, lexicon: &Lexicon) {
        for at in 0..self.tokens.len() {
            if self.words[at].mark.is_some() {
                continue;
            }
            if self.words[at].roles.any(Roles::CUE) {
                self.words[at].cue_length = 1;
                self.words[at].cue = self.words[at].roles;
            }
            for &(_, others, roles) in lexicon.phrases(&lower(self.tokens[at].span.of(self.text))) {
                let length = 1 + others.split(' ').count();
                let is_here = others.split(' ').zip(at + 1..).all(|(other, i)| {
                    self.tokens.get(i).is_some_and(|token| {
                        token.span.of(self.text).eq_ignore_ascii_case(other)
                            && self.words[i].stretch == self.words[at].stretch
                    })
                });
                if is_here && length > usize::from(self.words[at].cue_length) {
                    self.words[at].cue_length = length.min(255) as u8;
                    self.words[at].cue = roles;
                }
            }
        }
    }

    /// Cuts at the starts that no stretch covers, and behind a stretch that ends a sentence.
    fn cut(&mut self, starts: &[usize]) {
        let mut is_start = vec![false; self.tokens.len()];
        for &start in starts {
            if let Some(is_start) = is_start.get_mut(start) {
                *is_start = self.stretch_at(start).is_none_or(|stretch| stretch.tokens.start == start);
            }
        }
        for stretch in &self.stretches {
            let end = stretch.tokens.end;
            let ends = stretch.marked.inner.of(self.text).trim_end().ends_with(['.', '…']);
            let is_capital =
                self.words.get(end).is_some_and(|word| word.is_capital || word.stretch.is_some());
            if ends && is_capital && end < is_start.len() {
                is_start[end] = true;
            }
        }
        let mut start = 0;
        for (at, &is_start) in is_start.iter().enumerate() {
            if is_start && at > start {
                self.sentences.push(start..at);
                start = at;
            }
        }
        if start < self.tokens.len() {
            self.sentences.push(start..self.tokens.len());
        }
    }

    /// The stretch that token `at` stands in.
    pub fn stretch_at(&self, at: usize) -> Option<&Stretch> {
        self.stretches.get(self.words.get(at)?.stretch? as usize)
    }

    /// The stretches that begin within a range, in order.
    pub fn stretches_in(&self, range: &Tokens) -> &[Stretch] {
        let start = self.stretches.partition_point(|stretch| stretch.tokens.start < range.start);
        let end = self.stretches.partition_point(|stretch| stretch.tokens.start < range.end);
        &self.stretches[start..end.max(start)]
    }

    /// The roles of a word outside marks; none for anything else.
    pub fn roles(&self, at: usize) -> Roles {
        self.words.get(at).filter(|word| word.stretch.is_none()).map_or(Roles::default(), |word| word.roles)
    }

    pub fn is(&self, at: usize, roles: Roles) -> bool {
        self.roles(at).any(roles)
    }

    /// The cue that begins at a token outside marks: its tokens and roles.
    pub fn cue(&self, at: usize) -> Option<(Tokens, Roles)> {
        let word = self.words.get(at).filter(|word| word.stretch.is_none() && word.cue_length > 0)?;
        // Behind an article it is a noun: "the report", "her answer".
        if at > 0 && self.is(at - 1, Roles::ARTICLE) {
            return None;
        }
        // So it is behind a genitive, in the form that nouns share: "the institute's report says".
        let is_owned = at > 0 && ["'s", "’s", "s'", "s’"].iter().any(|end| self.word(at - 1).ends_with(end));
        if is_owned && word.cue.any(Roles::PLURAL) {
            return None;
        }
        Some((at..at + usize::from(word.cue_length), word.cue))
    }

    /// The mark at a token outside quotation marks.
    pub fn mark(&self, at: usize) -> Option<char> {
        self.words.get(at).filter(|word| word.stretch.is_none()).and_then(|word| word.mark)
    }

    pub fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(&mark))
    }

    /// Whether a word outside marks begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.stretch.is_none() && word.is_capital)
    }

    /// Whether it is a word or a number outside marks.
    pub fn is_word(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.stretch.is_none() && word.mark.is_none())
    }

    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Whether no white space stands in front of a token.
    pub fn is_joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.is_spaced)
    }

    /// The text span of a range of tokens; `None` when it is empty.
    pub fn span(&self, range: &Tokens) -> Option<Span> {
        let tokens = self.tokens.get(range.clone())?;
        Some(tokens.first()?.span.hull(tokens.last()?.span))
    }
}

fn word(token: &Token, text: &str, lexicon: &Lexicon) -> Word {
    let letters = token.span.of(text);
    let first = letters.chars().next();
    let (roles, mark) = match token.kind {
        TokenKind::Mark => (Roles::default(), first),
        TokenKind::Number => (Roles::DETERMINER, None),
        TokenKind::Word if letters.bytes().all(|b| b.is_ascii_lowercase()) => (lexicon.roles(letters), None),
        TokenKind::Word => (word_roles(letters, lexicon), None),
    };
    let letters = elided(letters).map_or(letters, |(_, rest)| rest);
    let is_capital = token.kind == TokenKind::Word && letters.chars().next().is_some_and(char::is_uppercase);
    Word { roles, is_capital, mark, stretch: None, cue_length: 0, cue: Roles::default() }
}

/// A word in lower case, as most words are.
fn lower(letters: &str) -> Cow<'_, str> {
    match letters.bytes().all(|b| b.is_ascii_lowercase()) {
        true => Cow::Borrowed(letters),
        false => Cow::Owned(letters.to_lowercase()),
    }
}

/// The roles of a word; of "l'entreprise" those of the article and of the noun.
fn word_roles(letters: &str, lexicon: &Lexicon) -> Roles {
    let lower = letters.to_lowercase().replace('’', "'");
    let roles = lexicon.roles(&lower);
    match elided(&lower) {
        Some((article, rest)) if roles.is_empty() => {
            let article = if article == 'd' { Roles::JOINING } else { Roles::DETERMINER };
            lexicon.roles(rest).with(article)
        }
        _ => roles,
    }
}

/// The letter and the word of an elision: "l'entreprise", "d’Anvers".
fn elided(letters: &str) -> Option<(char, &str)> {
    let (article, rest) = letters.split_once(['\'', '’'])?;
    let letter = article.chars().next().filter(|_| article.chars().count() == 1)?;
    (letter.is_lowercase() && !rest.is_empty()).then_some((letter, rest))
}
