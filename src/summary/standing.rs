//! Sentences -> how each stands without the others: alone, only behind the one before it, or never.
//!
//! Never: one that breaks a quotation in two or is nothing but one, a question, a cheer, a line without an end, a credit
//! (`lang/*/credits.txt`), one too short or too long. Leaning: one that begins by pointing at the one before it ("He ...",
//! "But ..."; `lang/*/leaning_starts.txt`); of "he" and "she" only where that one names a person. What else a sentence leans on:
//! `leaning.rs`.

use super::features::Candidate;
use crate::boilerplate::setting::last_mark;
use crate::lang::{self, ByLanguage, Language, Words};
use crate::span::Span;

/// A sentence of fewer words says too little, one of more too much at once.
const SENTENCE_WORDS: std::ops::RangeInclusive<u32> = 5..=80;

/// How a sentence stands without the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Alone,
    /// Only behind the one before it.
    Leaning,
    Never,
}

/// The standing of every candidate, in order; `people` is where people are named, ascending.
pub fn standing(text: &str, candidates: &[Candidate], people: &[Span], language: Language) -> Vec<Standing> {
    static LEANING: ByLanguage<Vec<(&str, &str)>> =
        ByLanguage::new(|language| lang::leaning_starts(language).pairs().collect());
    static CREDITS: ByLanguage<Vec<&str>> =
        ByLanguage::new(|language| lang::credits(language).entries().collect());
    static OF_ONE: ByLanguage<Words<()>> = ByLanguage::new(|language| {
        let is_of_one =
            |uses: &str| uses.contains("singular") && !uses.contains("neuter") && !uses.contains("first");
        lang::pronouns(language)
            .pairs()
            .filter(|(_, uses)| is_of_one(uses))
            .map(|(word, _)| (word, ()))
            .collect()
    });
    let (leaning, credits, of_one) = (LEANING.of(language), CREDITS.of(language), OF_ONE.of(language));
    let names_someone = |span: Span| {
        people
            .get(people.partition_point(|person| person.start < span.start))
            .is_some_and(|person| span.contains(*person))
    };
    let mut quotation = Quotation::default();
    let mut before: Option<Span> = None;
    let mut standing = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if candidate.opens_paragraph {
            quotation = Quotation::default();
        }
        let words = candidate.span.of(text);
        let is_whole = quotation.is_whole(words);
        let is_fit = SENTENCE_WORDS.contains(&candidate.words) && is_whole && ends_as_sentence(words);
        let lower = words.to_lowercase();
        standing.push(if !is_fit || credits.iter().any(|credit| lower.contains(credit)) {
            Standing::Never
        } else if is_leaning(&lower, leaning) {
            // "She" is someone whom the sentence before names.
            let word: String =
                lower.chars().skip_while(|c| !c.is_alphabetic()).take_while(|c| c.is_alphabetic()).collect();
            let is_known = !of_one.contains_key(word.as_str()) || before.is_some_and(names_someone);
            if is_known { Standing::Leaning } else { Standing::Never }
        } else {
            Standing::Alone
        });
        before = Some(candidate.span);
    }
    standing
}

/// Whether a sentence ends like one that tells something: no question, no line without an end or that
/// trails off, no cheer of the writer's own.
fn ends_as_sentence(words: &str) -> bool {
    let tells = matches!(last_mark(words), Some('.' | '!' | '。' | '！' | '।' | '۔' | '։' | '．'));
    tells && !words.ends_with(['!', '！']) && !words.ends_with("...")
}

/// Whether a sentence in lower case begins with an entry that leans on an earlier one; the longest entry decides.
fn is_leaning(lower: &str, entries: &[(&str, &str)]) -> bool {
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_word_end =
        |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
    entries
        .iter()
        .filter(|(entry, _)| start.strip_prefix(entry).is_some_and(is_word_end))
        .max_by_key(|(entry, _)| entry.len())
        .is_some_and(|(_, class)| class.is_empty())
}

/// Where we are among a paragraph's quotation marks.
#[derive(Default)]
struct Quotation {
    /// The mark that closes the open one.
    open: Option<char>,
}

impl Quotation {
    /// Reads on through a sentence; whether no quotation crosses its ends, and words of the writer stand in it.
    fn is_whole(&mut self, words: &str) -> bool {
        let began_inside = self.open.is_some();
        let mut has_own_words = false;
        for c in words.chars() {
            match self.open {
                Some(close) if c == close => self.open = None,
                Some(_) => {}
                None => {
                    self.open = match c {
                        '“' | '‟' => Some('”'),
                        '„' => Some('“'),
                        '«' => Some('»'),
                        '»' => Some('«'),
                        '"' => Some('"'),
                        '「' => Some('」'),
                        '『' => Some('』'),
                        _ => None,
                    };
                    has_own_words |= c.is_alphanumeric();
                }
            }
        }
        !began_inside && self.open.is_none() && has_own_words
    }
}
