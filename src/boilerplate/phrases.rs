//! Tables of phrases, found in text in one pass.
//!
//! In: tables `phrase<TAB>kind` of a language. Out: every place in a text where a phrase stands as whole words,
//! whatever its case. A phrase that ends in `*` may be the start of a longer word. In scripts without spaces
//! a phrase may start at any character.
//! Method: phrases on shelves by their first two characters; at each word's start only those on its shelf are looked at.

use crate::lang::{self, ByLanguage, Language, Table};

/// Phrases with what each means.
#[derive(Debug, Default)]
pub struct Phrases {
    /// By shelf; on each the longest first.
    list: Vec<Phrase>,
    /// By shelf, one more than shelves: where its phrases begin in `list`.
    first: Vec<u32>,
}

/// How many shelves there are: more than pairs of letters from a to z, and each of these has its own, see [`shelf`].
const SHELVES: usize = 1024;

#[derive(Debug)]
struct Phrase {
    /// See [`key`]: others may have the same shelf.
    key: u64,
    /// Its first eight bytes, see [`head`], and those of them that it has.
    head: u64,
    mask: u64,
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
        let mut shelves: Vec<Vec<Phrase>> = (0..SHELVES).map(|_| Vec::new()).collect();
        for (phrase, kind) in tables.iter().flat_map(|table| table.pairs()) {
            let words = phrase.trim_end_matches('*');
            let mask = u64::MAX.checked_shr(64 - 8 * words.len().min(8) as u32).unwrap_or_default();
            let is_open = words.len() < phrase.len();
            let phrase = Phrase { key: key(words), head: head(words), mask, words, is_open, kind };
            let alike = &mut shelves[shelf(phrase.key)];
            // Of the same words in two tables the later count.
            let at = alike.partition_point(|other| other.words.len() > words.len());
            alike.insert(at, phrase);
        }
        let mut phrases = Phrases { list: Vec::new(), first: vec![0] };
        for alike in shelves {
            phrases.list.extend(alike);
            phrases.first.push(phrases.list.len() as u32);
        }
        phrases
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
        self.find_at(&Beginning::at(lower, at))
    }

    /// The same for what is known of that place already.
    pub fn find_at(&self, beginning: &Beginning) -> Option<Found> {
        let &Beginning { rest, at, key, head } = beginning;
        let shelf = shelf(key);
        let alike = match self.first.get(shelf..shelf + 2)? {
            &[first, end] if first < end => &self.list[first as usize..end as usize],
            _ => return None,
        };
        let fits = |phrase: &&Phrase| {
            // Most need no more than a look at their first bytes.
            if (phrase.head ^ head) & phrase.mask != 0 || phrase.key != key {
                return false;
            }
            rest.strip_prefix(phrase.words).is_some_and(|after| {
                phrase.is_open
                    || !after.starts_with(|c: char| c.is_alphanumeric() && !is_unspaced(c))
                    || phrase.words.ends_with(is_unspaced)
            })
        };
        let found = alike.iter().find(fits)?;
        Some(Found { start: at, end: at + found.words.len(), kind: found.kind })
    }
}

/// A place in a text where phrases of several tables may start.
pub struct Beginning<'a> {
    rest: &'a str,
    at: usize,
    key: u64,
    head: u64,
}

impl<'a> Beginning<'a> {
    /// At a byte of a text made ready by [`lower`].
    pub fn at(lower: &'a str, at: usize) -> Self {
        let rest = lower.get(at..).unwrap_or_default();
        Beginning { rest, at, key: key(rest), head: head(rest) }
    }
}

/// Where phrases may start in a text made ready by [`lower`].
pub fn starts(lower: &str) -> impl Iterator<Item = usize> + '_ {
    let mut was_letter = false;
    lower.char_indices().filter_map(move |(at, c)| {
        let (is_letter, is_unspaced) = match c.is_ascii() {
            // Most characters of most texts.
            true => (c.is_ascii_alphanumeric(), false),
            false => (c.is_alphanumeric(), is_unspaced(c)),
        };
        let is_start = is_letter && (!was_letter || is_unspaced);
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
    let mut rest = text;
    loop {
        // Most of most texts are plain stretches with an odd character between.
        let plain = rest.bytes().position(|byte| !is_plain_byte(byte)).unwrap_or(rest.len());
        push_plain(&mut lower, &rest[..plain]);
        let mut chars = rest[plain..].chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match c {
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
    lower.make_ascii_lowercase();
    lower
}

/// Adds a stretch of plain bytes; of several spaces together one is left.
fn push_plain(lower: &mut String, plain: &str) {
    if !(lower.ends_with(' ') && plain.starts_with(' ')) && is_plain(plain) {
        return lower.push_str(plain);
    }
    for c in plain.chars() {
        if c != ' ' || !lower.ends_with(' ') {
            lower.push(c);
        }
    }
}

/// Whether a byte is a character of which nothing has to be changed but its case, and spaces that stand together.
fn is_plain_byte(byte: u8) -> bool {
    matches!(byte, b' '..=b'_' | b'a'..=b'~')
}

/// Whether only capitals have to be changed. (Without a way out of its loops: so they take many bytes at once.)
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_ascii = bytes.iter().fold(true, |all, byte| all & is_plain_byte(*byte));
    let spaces = |pair: &[u8]| (pair[0] == b' ') & (pair[1] == b' ');
    is_ascii && !bytes.windows(2).fold(false, |any, pair| any | spaces(pair))
}

/// Whether a character is of a script that puts no space between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// The first two characters, with spaces for those that are missing.
fn key(words: &str) -> u64 {
    if let [first, second, ..] = *words.as_bytes()
        && first.is_ascii()
        && second.is_ascii()
    {
        return u64::from(first) << 32 | u64::from(second);
    }
    let mut chars = words.chars();
    let mut next = || u64::from(u32::from(chars.next().unwrap_or(' ')));
    next() << 32 | next()
}

/// The first eight bytes, with zeros for those that are missing.
fn head(words: &str) -> u64 {
    let bytes = words.as_bytes();
    let first = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut first = [0; 8];
        first[..bytes.len()].copy_from_slice(bytes);
        first
    });
    u64::from_le_bytes(first)
}

/// The shelf of the phrases with a key: its characters as the digits of a number, so that no two pairs of letters from a to z fall
/// together.
fn shelf(key: u64) -> usize {
    ((key >> 32) as usize * 37 + key as u32 as usize) % SHELVES
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
    fn phrases_of_one_place_are_told_apart() {
        // Both begin with what has the same shelf, and one with all of the other's first eight bytes.
        assert_eq!(shelf(key("ab")), shelf(key("\u{461}b")));
        let table = "absolved of\tlong\nabsolved\tshort\n\u{461}b\tother";
        assert_eq!(
            found(table, "Absolved of it, absolved; \u{461}b abs"),
            ["absolved of long", "absolved short", "\u{461}b other"]
        );
        assert_eq!(found("ab\tshort", "a ab"), ["ab short"]);
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
        assert_eq!(lower("A  b — Élan  C\u{a0} D’E\u{7f} "), "a b — élan c d'e\u{7f} ");
        for (text, made) in [(" A [b]~ ", " a [b]~ "), ("A  b", "a b"), ("A`s\tb", "a's b"), ("", "")] {
            assert_eq!(lower(text), made);
        }
    }
}
