//! Paragraph -> sentences.
//!
//! In: the article's paragraphs. Out: its sentences in text order, exact spans of the prose.
//! Method: the boundaries of Unicode UAX #29 and some kinds that it does not know (an ellipsis or a dash before a capital, a
//! sentence that begins with a number or an address, a forgotten space, an emoticon) are candidates; ours is the veto: abbreviations
//! (`lang/*/abbreviations.txt`), initials, ordinals, lower case next, an open bracket. What may be either, as "U.S.", ends
//! a sentence only before a function word in capitals (`lang/*/function_words.txt`). Closing marks stay with the
//! sentence they close.
//! Not here: a language without tables gets the same rules with empty tables.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::article::{Article, ParagraphKind};
use crate::block::Blocks;
use crate::lang::{self, ByLanguage, Language, Words};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// In `Prose::text`, without white space at its ends.
    pub span: Span,
    /// Index into `Article::body`.
    pub paragraph: u32,
    pub kind: ParagraphKind,
}

/// The sentences of the article's body; notes on corrections have none.
pub fn sentences(article: &Article, blocks: &Blocks) -> Vec<Sentence> {
    let splitter = Splitter::of(article.language);
    let mut sentences = Vec::new();
    let body = (0..).zip(&article.body).filter(|(_, p)| p.kind != ParagraphKind::Note);
    for (paragraph, p) in body {
        for span in splitter.split(&blocks.prose.text, p.span) {
            sentences.push(Sentence { span, paragraph, kind: p.kind });
        }
    }
    sentences
}

/// Cuts one paragraph, the bytes of `span` in `text`, into sentences; together they hold all of its words.
pub fn split(text: &str, span: Span, language: Language) -> Vec<Span> {
    Splitter::of(language).split(text, span)
}

/// The tables of one language.
pub struct Splitter {
    abbreviations: BTreeMap<&'static str, Abbreviation>,
    function_words: Words<()>,
    /// Verbs that may stand beside a direct quotation.
    speech_verbs: Vec<&'static str>,
    has_ordinals: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Abbreviation {
    /// Ends a sentence only before a function word in capitals.
    Either,
    /// Stands before a name: "Dr."
    BeforeName,
    /// Is one only before a number: "No. 10".
    BeforeNumber,
    /// Is one only before what stands before a name: "Tech. Sgt.".
    BeforeTitle,
}

impl Splitter {
    pub fn of(language: Language) -> &'static Self {
        static SPLITTERS: ByLanguage<Splitter> = ByLanguage::new(Splitter::new);
        SPLITTERS.of(language)
    }

    fn new(language: Language) -> Self {
        let class = |class| match class {
            "name" => Abbreviation::BeforeName,
            "number" => Abbreviation::BeforeNumber,
            "title" => Abbreviation::BeforeTitle,
            _ => Abbreviation::Either,
        };
        let abbreviations: BTreeMap<_, _> =
            lang::abbreviations(language).pairs().map(|(word, c)| (word, class(c))).collect();
        Splitter {
            has_ordinals: abbreviations.contains_key(ORDINAL),
            abbreviations,
            function_words: lang::function_words(language).entries().map(|word| (word, ())).collect(),
            speech_verbs: lang::cue_verbs(language)
                .pairs()
                .filter(|(_, uses)| uses.split(' ').any(|mark| mark == "quote"))
                .map(|(verb, _)| verb)
                .collect(),
        }
    }

    /// See [`split`].
    pub fn split(&self, text: &str, span: Span) -> Vec<Span> {
        let base = span.start as usize;
        let text = span.of(text);
        let brackets = brackets(text);
        let mut bracket = 0;
        let mut sentences = Vec::new();
        let mut start = 0;
        let (mut counted, mut is_quote_open) = (0, false);
        for candidate in candidates(text) {
            if candidate <= start {
                continue;
            }
            for c in text[counted..candidate].chars() {
                is_quote_open ^= c == '"';
            }
            counted = candidate;
            let end = with_closing_marks(text, candidate, is_quote_open);
            while bracket < brackets.len() && brackets[bracket].1 < end {
                bracket += 1;
            }
            // An aside in brackets belongs to the sentence around it, however many it holds.
            let is_aside = brackets
                .get(bracket)
                .is_some_and(|&(open, _)| start <= open && open < end && !is_blank(&text[start..open]));
            let is_dateline = sentences.is_empty() && is_in_dateline(&text[start..end], &text[end..]);
            if is_aside || is_dateline || !self.is_boundary(&text[start..end], &text[end..]) {
                continue;
            }
            let sentence = Span::new(start, end).trimmed(text);
            if !sentence.is_empty() {
                sentences.push(sentence.shifted(base as u32));
            }
            start = end;
        }
        let rest = Span::new(start, text.len()).trimmed(text);
        if !rest.is_empty() {
            sentences.push(rest.shifted(base as u32));
        }
        sentences
    }

    /// Whether a sentence ends between `left`, which begins where it begins, and `right`.
    fn is_boundary(&self, left: &str, right: &str) -> bool {
        let is_spaced = left.ends_with(char::is_whitespace) || right.starts_with(char::is_whitespace);
        let left = left.trim_end();
        let bare = left.trim_end_matches(is_closing);
        let is_closed = bare.len() < left.len();
        let next = right.trim_start().trim_start_matches(is_opening);
        let Some(first) = next.chars().find(|c| !c.is_whitespace()) else { return true };
        if first.is_lowercase() && !is_camel(next) && !(bare.ends_with('.') && is_address(next)) {
            return false;
        }
        // Only scripts without spaces begin a sentence without one; elsewhere it is an address, or a slip that a function word shows.
        if !is_spaced && bare.ends_with(|c: char| c.is_ascii()) {
            let word = last_word(bare.trim_end_matches('.'));
            return !is_closed
                && bare.ends_with('.')
                && word.chars().count() > 2
                && word.chars().all(char::is_lowercase)
                && self.is_function_word(next);
        }
        // Japanese: a particle behind a closing mark carries the sentence on.
        if is_closed
            && left.ends_with(['」', '』'])
            && is_hiragana(first)
            && !right.starts_with(char::is_whitespace)
        {
            return false;
        }
        // “All is well.” — Ada Lind
        if is_closed && is_after_dash(right.trim_start()) {
            return false;
        }
        if is_closed && bare.ends_with(['!', '?', '…', '！', '？']) && self.is_attribution(next) {
            return false;
        }
        if ends_with_address(left) && !bare.ends_with(['.', '!', '?', '…']) {
            return is_label(next) || self.is_function_word(next);
        }
        // "the channel E! News": a letter alone ends no sentence.
        if let Some(words) = bare.strip_suffix('!') {
            let word = last_word(words);
            let is_letter = word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            let is_name = is_letter && words.len() > word.len() && word != "I";
            return is_closed || !is_name || self.is_function_word(next);
        }
        let Some(words) = bare.strip_suffix('.') else { return true };
        if words.ends_with('.') {
            return true;
        }
        let word = last_word(words);
        if word.is_empty() {
            return true;
        }
        // "No. 10", "c. EUR200"
        let has_number_next =
            right.split_whitespace().next().is_some_and(|word| word.contains(char::is_numeric));
        let is_whole = word.len() == words.trim_start().len();
        if word.chars().all(|c| c.is_ascii_digit()) {
            // "1. Who pays", "3. März"
            let is_ordinal = self.has_ordinals && word.len() <= 3 && !is_closed;
            return !(is_whole || (is_ordinal && !self.is_function_word(next)));
        }
        if is_whole && is_section(word) {
            return false;
        }
        let lower = word.to_lowercase();
        match self.abbreviations.get(lower.as_str()) {
            Some(Abbreviation::BeforeName) => false,
            Some(Abbreviation::BeforeNumber) => !has_number_next,
            Some(Abbreviation::BeforeTitle) => !self.is_short_title(next),
            Some(Abbreviation::Either) => self.is_function_word(next),
            None if is_initials(word) => is_closed || self.is_function_word(next),
            None => true,
        }
    }

    /// Whether the text begins with a name and a verb of speaking, and pauses there: "Ada Lind asked."
    fn is_attribution(&self, text: &str) -> bool {
        for (n, word) in text.split_whitespace().take(MAX_NAME + 1).enumerate() {
            let bare = word.trim_end_matches(['.', ',', ';', ':']);
            if !word.starts_with(char::is_uppercase) {
                return n > 0 && bare.len() < word.len() && self.speech_verbs.binary_search(&bare).is_ok();
            }
            if word.ends_with([',', ';', ':']) {
                return false;
            }
        }
        false
    }

    /// Whether the text begins with a short form that stands before a name, with its dot.
    fn is_short_title(&self, text: &str) -> bool {
        let word: String = text.chars().take_while(|c| c.is_alphabetic()).take(MAX_WORD).collect();
        let class = self.abbreviations.get(word.to_lowercase().as_str());
        matches!(class, Some(Abbreviation::BeforeName)) && text[word.len()..].starts_with('.')
    }

    /// Whether the text begins with a function word.
    fn is_function_word(&self, text: &str) -> bool {
        let word: String = text.chars().take_while(|c| c.is_alphabetic()).take(MAX_WORD).collect();
        self.function_words.contains_key(word.to_lowercase().as_str())
    }
}

/// Whether a paragraph's first words are a place with its state cut short, and the dash of a dateline follows, or an agency in brackets and
/// that dash: "TORSBY, Miss. — The lock", "TORSBY, Miss. (TNA) — The lock". No table of short forms tells "Miss." from a miss.
fn is_in_dateline(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim(), right.trim_start());
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    if left.len() > MAX_DATELINE
        || !left.ends_with('.')
        || !left.contains(',')
        || !left.split_whitespace().all(is_name)
    {
        return false;
    }
    let agency = right.strip_prefix('(').and_then(|rest| {
        let (agency, rest) =
            rest.split_at_checked(rest.bytes().take(MAX_DATELINE).position(|b| b == b')')?)?;
        agency.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/')).then_some(&rest[1..])
    });
    let dash = agency.unwrap_or(right).trim_start();
    let behind = dash.trim_start_matches(DASHES);
    behind.len() < dash.len() && behind.starts_with(char::is_whitespace)
}

/// The entry of `abbreviations.txt` that says that "3." may be an ordinal.
const ORDINAL: &str = "<ordinal>";

/// No word that means anything here is longer, in characters.
const MAX_WORD: usize = 32;

/// Nor is the place of a dateline, in bytes, or its agency.
const MAX_DATELINE: usize = 60;

const DASHES: [char; 4] = ['-', '–', '—', '―'];

/// No speaker's name has more words.
const MAX_NAME: usize = 4;

/// An aside in brackets is at most this long, in bytes; a bracket without its partner closes nothing.
const MAX_ASIDE: usize = 600;

/// Where a sentence may end, ascending.
fn candidates(text: &str) -> Vec<usize> {
    let mut candidates = Vec::new();
    for (at, segment) in text.split_sentence_bound_indices() {
        let mut chars = segment.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let end = match c {
                '@' | ':' if segment[i..].starts_with(['@']) || segment[i..].starts_with("://") => {
                    address_end(&segment[i..])
                }
                ':' | ';' => emoticon_end(&segment[i..]),
                _ => None,
            };
            candidates.extend(end.map(|length| at + i + length));
            if !matches!(c, '…' | '.' | '!' | '?') {
                continue;
            }
            while chars.next_if(|&(_, c)| is_closing(c)).is_some() {}
            let Some(&(after, _)) = chars.peek() else { break };
            let after = after + reference_length(&segment[after..]);
            let next = segment[after..].trim_start();
            let is_number = next.starts_with(|c: char| c.is_ascii_digit());
            let is_spaced = segment[after..].starts_with(char::is_whitespace);
            let begins = match c {
                '…' => next.trim_start_matches(is_opening).starts_with(char::is_uppercase),
                '.' if !is_spaced => {
                    segment[..i].ends_with(char::is_lowercase) && next.starts_with(char::is_uppercase)
                }
                '.' if is_camel(next) || is_address(next) => true,
                '.' if is_number => {
                    segment[..i].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | ']'))
                }
                _ => is_after_dash(next),
            };
            if begins && (is_spaced || c == '.') {
                candidates.push(at + after);
            }
        }
        // To UAX #29 every bracket and quotation mark may close; these open the next sentence.
        candidates.push(at + segment.trim_end_matches(['(', '[', '{', '「', '『', '（', '《', '【']).len());
    }
    // Those of addresses run ahead.
    candidates.sort_unstable();
    candidates
}

/// The length of an emoticon before a capital: ":-) Then".
fn emoticon_end(text: &str) -> Option<usize> {
    let mouth = text[1..].trim_start_matches('-');
    let rest = mouth.strip_prefix([')', '(', 'D', 'P'])?;
    let next = rest.trim_start();
    (next.len() < rest.len() && next.starts_with(char::is_uppercase)).then_some(text.len() - rest.len())
}

/// Whether an address of the web begins here: "http://...", "(www. ...".
fn is_address(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '<']);
    ["http://", "https://", "www."].iter().any(|start| text.starts_with(start))
}

/// Whether a dash and then a capital stand here, as before a signature: "— Ada Lind". To UAX #29 a dash carries on.
fn is_after_dash(text: &str) -> bool {
    let rest = text.trim_start_matches(DASHES);
    rest.len() < text.len() && rest.trim_start().starts_with(char::is_uppercase)
}

/// The length of the rest of an address, from its "@" or "://", before a capital.
fn address_end(text: &str) -> Option<usize> {
    let length = text.find(char::is_whitespace)?;
    let is_whole =
        text[..length].contains('.') && !text[..length].ends_with(['.', ',', ';', ':', '?', '!', '-']);
    (is_whole && text[length..].trim_start().starts_with(char::is_uppercase)).then_some(length)
}

/// Whether the text ends with an address of the web or of mail.
fn ends_with_address(text: &str) -> bool {
    let word = text.split_whitespace().next_back().unwrap_or_default();
    word.contains("://") || (word.contains('@') && word.contains('.'))
}

/// Whether a label stands here: "Phone: ...".
fn is_label(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_alphabetic() || c == '-').starts_with(':')
}

/// Moves a candidate behind closing marks that stand apart and behind references: "« Oui. » Il part", "It rose. [17] Then".
///
/// `is_quote_open` says whether a straight quotation mark is open there.
fn with_closing_marks(text: &str, candidate: usize, mut is_quote_open: bool) -> usize {
    let mut end = candidate;
    loop {
        let rest = text[end..].trim_start();
        let Some(mark) = rest.chars().next() else { return end };
        let reference = reference_length(rest);
        if reference > 0 {
            end = text.len() - rest.len() + reference;
            continue;
        }
        let after = &rest[mark.len_utf8()..];
        let is_apart = after.is_empty()
            || after.starts_with(|c: char| c.is_whitespace() || is_closing(c) || matches!(c, ',' | '.'));
        let closes = match mark {
            '»' | ')' | ']' | '”' => is_apart,
            '"' => is_apart && is_quote_open,
            _ => false,
        };
        if !closes {
            return end;
        }
        is_quote_open &= mark != '"';
        end = text.len() - after.len();
    }
}

/// The length of a reference at the start of the text: "[17]".
fn reference_length(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('[') else { return 0 };
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) && rest.as_bytes().get(digits) == Some(&b']') { digits + 2 } else { 0 }
}

/// Whether the text begins with a name such as "iPhone": lower case, with a capital inside.
fn is_camel(text: &str) -> bool {
    let mut letters = text.chars().take(MAX_WORD).take_while(|c| c.is_alphabetic());
    letters.next().is_some_and(char::is_lowercase) && letters.any(char::is_uppercase)
}

/// The outermost brackets with both partners, as offsets of each, in order.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' => open.push(at),
            ')' | ']' | '）' => {
                if let Some(from) = open.pop().filter(|from| at - from <= MAX_ASIDE) {
                    while pairs.last().is_some_and(|pair| pair.0 > from) {
                        pairs.pop();
                    }
                    pairs.push((from, at));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// The letters, digits and dots before the end of `text`.
fn last_word(text: &str) -> &str {
    let mut start = text.len();
    for (at, c) in text.char_indices().rev().take(MAX_WORD) {
        if !(c.is_alphanumeric() || c == '.') {
            break;
        }
        start = at;
    }
    text[start..].trim_start_matches('.')
}

/// "J", "U.S", "a.m": single letters with dots between them.
fn is_initials(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    })
}

/// "2.1", "IV", "b": what numbers a section.
fn is_section(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || c == '.')
        || word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        || (word.chars().count() == 1 && word.chars().all(|c| c.is_ascii_alphabetic()))
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_opening(c))
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '“' | '」' | '』' | '）' | '】')
}

fn is_opening(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '‘'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '„'
            | '‚'
            | '”'
            | '’'
            | '»'
            | '「'
            | '『'
            | '（'
            | '¿'
            | '¡'
            | '-'
            | '–'
            | '—'
            | '―'
            | ' '
            | '\u{a0}'
    )
}

fn is_hiragana(c: char) -> bool {
    ('\u{3041}'..='\u{309f}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What no drawn case can show: boundaries without a space.
    #[test]
    fn a_forgotten_space_is_no_address() {
        let check = |text: &str, expected: &[&str]| {
            let spans = split(text, Span::new(0, text.len()), Language::from_tag("en"));
            assert_eq!(spans.iter().map(|span| span.of(text)).collect::<Vec<_>>(), expected);
        };
        check("The ferry was sold.The town was asked.", &["The ferry was sold.", "The town was asked."]);
        check("They use Node.Js and Selm.In it.", &["They use Node.Js and Selm.In it."]);
        check(
            "Mail a@b.Com.The end.See http://a.b/C.D.E The end :)",
            &["Mail a@b.Com.The end.See http://a.b/C.D.E", "The end :)"],
        );
    }
}
