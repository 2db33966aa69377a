//! Tokens -> words, as all that is seen of sentences compares them: made once, read by each.
//!
//! In: the tokens that every finder of facts shares, or those of other words. Out: a [`Word`] for each, in lower case, with whether
//! it is one of grammar.

use std::borrow::Cow;

use crate::fact::{Text, phrase};
use crate::lang::{self, Language};
use crate::span::Span;
use crate::token::{Token, TokenKind};

pub struct Word<'a> {
    pub span: Span,
    pub kind: TokenKind,
    pub is_spaced: bool,
    /// As written.
    pub text: &'a str,
    pub lower: Cow<'a, str>,
    /// Whether it is a function word.
    pub is_grammar: bool,
}

/// The words of a text, one for each of its tokens.
pub fn of_text<'a>(text: &'a Text) -> Vec<Word<'a>> {
    let language = text.article.language;
    let known = text.tokens.iter().zip(&text.words);
    known.map(|(token, word)| Word::new(text.text, token, Some(word), language)).collect()
}

/// The words of some tokens of `text`.
pub fn of_tokens<'a>(text: &'a str, tokens: &[Token], language: Language) -> Vec<Word<'a>> {
    tokens.iter().map(|token| Word::new(text, token, None, language)).collect()
}

impl<'a> Word<'a> {
    fn new(text: &'a str, token: &Token, known: Option<&'a phrase::Word>, language: Language) -> Self {
        let written = token.span.of(text);
        let lower = match known {
            // Tables of facts leave out elided articles, and have their apostrophes straight.
            Some(word) if word.core == token.span && !written.contains('’') => Cow::Borrowed(&*word.lower),
            _ => Cow::Owned(written.to_lowercase()),
        };
        let is_grammar = token.kind == TokenKind::Word && lang::grammar(language).contains_key(&lower);
        Word {
            span: token.span,
            kind: token.kind,
            is_spaced: token.is_spaced,
            text: written,
            lower,
            is_grammar,
        }
    }

    /// Whether an apostrophe stands in it: "Scholz’s", "l'homme".
    pub fn is_joined(&self) -> bool {
        self.text.contains(['\'', '’'])
    }
}
