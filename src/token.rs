//! Text -> tokens: words, numbers and marks, the one cut of the text that all finders of facts share.
//!
//! Method: ours, close to the word rules of Unicode UAX #29 with what news needs: "U.S." and "a.m." are one
//! word, "75,000", "1.5" and "10:30" one number, "Scholz's" and "O'Brien" one word each, "large-caliber" three tokens.

use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// Whether white space stands in front of it.
    pub is_spaced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// Digits, with separators inside.
    Number,
    /// One character of anything else but white space.
    Mark,
}

/// The tokens of `text` between the bytes of `span`, in order; offsets are into `text`.
///
/// ```
/// # use factbox::{span::Span, token::tokens};
/// let text = "U.S. aid: 75,000 men";
/// let words: Vec<_> = tokens(text, Span::new(0, text.len())).iter().map(|t| t.span.of(text)).collect();
/// assert_eq!(words, ["U.S.", "aid", ":", "75,000", "men"]);
/// ```
pub fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(span.len() / 5);
    let mut at = span.start as usize;
    let mut is_spaced = true;
    while let Some(c) = text[at..span.end as usize].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            is_spaced = true;
            continue;
        }
        let rest = &text[at..span.end as usize];
        let (kind, length) = if c.is_numeric() {
            (TokenKind::Number, number_length(rest))
        } else if is_letter(c) {
            (TokenKind::Word, word_length(rest))
        } else {
            (TokenKind::Mark, c.len_utf8())
        };
        tokens.push(Token { span: Span::new(at, at + length), kind, is_spaced });
        at += length;
        is_spaced = false;
    }
    tokens
}

fn is_letter(c: char) -> bool {
    // Combining marks and soft hyphens belong to the word they stand in.
    c.is_alphabetic() || c == '\u{ad}' || ('\u{300}'..='\u{36f}').contains(&c)
}

fn number_length(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '.' | ',' | ':' | '\'' | '’' | '\u{202f}' | '\u{a0}')
            && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !c.is_numeric() && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn word_length(rest: &str) -> usize {
    // Most words are letters of ASCII up to a space or a mark that joins nothing.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match rest.as_bytes().get(plain) {
        None => return plain,
        Some(b'.') if plain == 1 => {}
        Some(next) if next.is_ascii() && *next != b'\'' => return plain,
        Some(_) => {}
    }
    if let Some(length) = dotted_length(rest) {
        return length;
    }
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’') && chars.peek().is_some_and(|&(_, next)| is_letter(next));
        if !is_letter(c) && !c.is_numeric() && !joins {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The length of "U.S.", "a.m.", "z.B.": single letters, each with its dot, two or more.
fn dotted_length(rest: &str) -> Option<usize> {
    let mut end = 0;
    let mut letters = 0;
    let mut chars = rest.char_indices();
    while let (Some((_, letter)), Some((at, '.'))) = (chars.next(), chars.next()) {
        if !letter.is_alphabetic() {
            break;
        }
        letters += 1;
        end = at + 1;
    }
    (letters >= 2).then_some(end)
}
