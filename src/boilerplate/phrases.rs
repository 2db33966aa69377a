//! Tables of phrases, found in text in one pass.
//!
//! In: tables `phrase<TAB>kind` of a language. Out: every place in a text where a phrase stands as whole words,
//! whatever its case. A phrase that ends in `*` may be the start of a longer word. In scripts without spaces
//! a phrase may start at any character.
//! Method: phrases sorted by their first character's run; at each word's start only those that begin with the
//! same few letters are compared.

use std::collections::HashMap;

use crate::lang::{self, ByLanguage, Language, Table, WordHash};

/// Phrases with what each means.
#[derive(Debug, Default)]
pub struct Phrases {
    /// By [`key`]: the phrases that begin so, the longest first.
    by_start: HashMap<u64, Vec<Phrase>, WordHash>,
}

#[derive(Debug)]
struct Phrase {
    words: &'static str,
    /// Whether it may be the start of a longer word.
    is_open: bool,
    kind: &'static str,
}

/// A phrase found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Bytes of the lower-cased text.
    pub start: usize,
    pub end: usize,
    pub kind: &'static str,
}

impl Phrases {
    pub fn new(tables: &[Table]) -> Self {
        let mut by_start: HashMap<_, Vec<Phrase>, WordHash> = HashMap::default();
        for (phrase, kind) in tables.iter().flat_map(|table| table.pairs()) {
            let words = phrase.trim_end_matches('*');
            let phrase = Phrase { words, is_open: words.len() < phrase.len(), kind };
            let alike = by_start.entry(key(words)).or_default();
            // Of the same words in two tables the later count.
            let at = alike.partition_point(|other| other.words.len() > words.len());
            alike.insert(at, phrase);
        }
        Phrases { by_start }
    }

    /// The phrases of the furniture's names in a language and in English.
    pub fn furniture(language: Language) -> &'static Self {
        static FURNITURE: ByLanguage<Phrases> = ByLanguage::new(|language| {
            Phrases::new(&[lang::furniture(language), lang::furniture(lang::ENGLISH)])
        });
        FURNITURE.of(language)
    }

    /// Every phrase in `lower`, a text made ready by [`lower`]; of those that start at one place the longest.
    pub fn find<'a>(&'a self, lower: &'a str) -> impl Iterator<Item = Found> + 'a {
        starts(lower).filter_map(|at| self.at(lower, at))
    }

    /// The longest phrase at byte `at`.
    pub fn at(&self, lower: &str, at: usize) -> Option<Found> {
        let rest = lower.get(at..)?;
        let fits = |phrase: &&Phrase| {
            // Few that begin alike also end alike: most need no more than a look at one byte.
            let last = phrase.words.len().saturating_sub(1);
            if rest.as_bytes().get(last) != phrase.words.as_bytes().get(last) {
                return false;
            }
            rest.strip_prefix(phrase.words).is_some_and(|after| {
                phrase.is_open
                    || !after.starts_with(|c: char| c.is_alphanumeric() && !is_unspaced(c))
                    || phrase.words.ends_with(is_unspaced)
            })
        };
        let found = self.by_start.get(&key(rest))?.iter().find(fits)?;
        Some(Found { start: at, end: at + found.words.len(), kind: found.kind })
    }
}

/// Where phrases may start in a text made ready by [`lower`].
pub fn starts(lower: &str) -> impl Iterator<Item = usize> + '_ {
    let mut was_letter = false;
    lower.char_indices().filter_map(move |(at, c)| {
        let is_letter = c.is_alphanumeric();
        let is_start = is_letter && (!was_letter || is_unspaced(c));
        was_letter = is_letter;
        is_start.then_some(at)
    })
}

/// The kind of section that a short text names, from `lang/*/furniture.txt`; `lower` is made ready by [`lower`].
pub fn names_section(furniture: &Phrases, lower: &str) -> Option<&'static str> {
    let at = lower.find(char::is_alphanumeric)?;
    let found = furniture.at(lower, at)?;
    // "Share" names a section, "Share prices fall" does not; "More from our correspondents" does.
    let rest = lower[found.end..].split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).count();
    let is_long = lower[found.start..found.end].contains(' ');
    let fits = match found.kind {
        // "About" alone may name anything; "About Ada & Sons" names who sent the story.
        "sender" => (1..=4).contains(&rest),
        _ => rest <= if is_long { 4 } else { 0 },
    };
    fits.then_some(found.kind)
}

/// A text in lower case, its apostrophes straight and its white space single: what [`Phrases::find`] reads.
pub fn lower(text: &str) -> String {
    if is_plain(text) {
        return text.to_ascii_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Most characters of most texts.
            'a'..='z' | '0'..='9' | ',' | '.' => lower.push(c),
            'A'..='Z' => lower.push(c.to_ascii_lowercase()),
            '’' | 'ʼ' | '`' => lower.push('\''),
            '\u{ad}' | '\u{200b}' => {}
            c if c.is_whitespace() => {
                if !lower.ends_with(' ') {
                    lower.push(' ');
                }
            }
            c if c.is_ascii() => lower.push(c),
            c => lower.extend(c.to_lowercase()),
        }
    }
    lower
}

/// Whether only capitals have to be changed. (Without a way out of its loops: so they take many bytes at once.)
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_ascii = bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'_' | b'a'..=b'~'));
    let spaces = |pair: &[u8]| (pair[0] == b' ') & (pair[1] == b' ');
    is_ascii && !bytes.windows(2).fold(false, |any, pair| any | spaces(pair))
}

/// Whether a character is of a script that puts no space between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The first two characters, with spaces for those that are missing.
fn key(words: &str) -> u64 {
    let mut chars = words.chars();
    let mut next = || u64::from(u32::from(chars.next().unwrap_or(' ')));
    next() << 32 | next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(table: &'static str, text: &str) -> Vec<String> {
        let lower = lower(text);
        let phrases = Phrases::new(&[Table::of(table)]);
        phrases.find(&lower).map(|f| format!("{} {}", &lower[f.start..f.end], f.kind)).collect()
    }

    #[test]
    fn whole_words_in_any_case() {
        let table = "give\task\ngive now\tnow\nspend*\tmoney";
        assert_eq!(found(table, "Give now, or forgive. GIVE!"), ["give now now", "give ask"]);
        assert_eq!(found(table, "Spenden, suspend; given"), ["spend money"]);
    }

    #[test]
    fn scripts_without_spaces() {
        assert_eq!(found("登録\tsign", "今すぐ登録する"), ["登録 sign"]);
    }

    #[test]
    fn sections_are_named_by_short_lines() {
        let phrases =
            Phrases::new(&[Table::of("about\tsender\nabout us\tabout\nmore from\trelated\nshare\tshare")]);
        for (text, kind) in [
            ("About us", Some("about")),
            ("About Norrlykt", Some("sender")),
            ("About", None),
            ("About the night when the lamps went out", None),
            ("More from our correspondents", Some("related")),
            ("Share", Some("share")),
            ("Share prices fall", None),
        ] {
            assert_eq!(names_section(&phrases, &lower(text)), kind, "{text}");
        }
    }

    #[test]
    fn odd_apostrophes_and_spaces() {
        assert_eq!(found("s'abonner\tsign", "S’abonner"), ["s'abonner sign"]);
        assert_eq!(lower(" A\u{a0} \nB\u{ad}c "), " a bc ");
        for (text, made) in [(" A [b]~ ", " a [b]~ "), ("A  b", "a b"), ("A`s\tb", "a's b"), ("", "")] {
            assert_eq!(lower(text), made);
        }
    }
}
