//! Sentences -> how each stands without the others: alone, only behind the one before it, or never.
//!
//! Never: one that breaks a quotation in two or is nothing but one, a question, a cheer, a line without an end, a credit
//! (`lang/*/credits.txt`), a caption or an item behind its label ("Best for: ..."), one too short or too long. Leaning: one that
//! begins by pointing at the one before it ("He ...", "But ..."; `lang/*/leaning_starts.txt`); of "he" and "she" only where that
//! one names a person, and not at all where it is known whom they stand for. What else a sentence leans on: `leaning.rs`.

use std::ops::Range;

use super::features::Candidate;
use crate::boilerplate::setting::last_mark;
use crate::fact::Antecedent;
use crate::fact::dateline::DASHES;
use crate::lang::{self, ByLanguage, Language, Words};
use crate::span::Span;

/// A sentence of fewer words says too little, one of more too much at once.
const SENTENCE_WORDS: std::ops::RangeInclusive<u32> = 5..=80;

/// A label has no more words.
const LABEL_WORDS: usize = 3;
/// A heading in capitals has no fewer words, and one of them so many letters: "UN" and "NATO" are none.
const HEADING_WORDS: usize = 2;
const HEADING_LETTERS: usize = 4;

/// How a sentence stands without the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Alone,
    /// Alone without its first so many bytes, the "but" that joins it to the one before it.
    Cut(u32),
    /// Only behind the one before it.
    Leaning,
    Never,
}

/// The standing of every candidate, in order; `people` is where people are named and `antecedents` who is known by name, both
/// ascending.
pub fn standing(
    text: &str,
    candidates: &[Candidate],
    people: &[Span],
    antecedents: &[Antecedent],
    language: Language,
) -> Vec<Standing> {
    // Of "in her" and "this", `leaning.rs` sees whether what follows tells whose and which.
    static LEANING: ByLanguage<Entries> = ByLanguage::new(|language| {
        let seen: Words<&str> = lang::leaning_words(language)
            .pairs()
            .filter(|(_, class)| matches!(*class, "he" | "she" | "it" | "this"))
            .collect();
        let is_left = |entry: &str| match entry.rsplit_once(' ') {
            Some((_, last)) => seen.contains_key(last),
            None => seen.get(entry) == Some(&"this"),
        };
        Entries::of(lang::leaning_starts(language).pairs().filter(|(entry, _)| !is_left(entry)))
    });
    static CREDITS: ByLanguage<Entries> =
        ByLanguage::new(|language| Entries::of(lang::credits(language).pairs()));
    static OF_ONE: ByLanguage<Words<()>> = ByLanguage::new(|language| {
        let is_of_one =
            |uses: &str| uses.contains("singular") && !uses.contains("neuter") && !uses.contains("first");
        // Where it may be a thing as well, "il" is whatever the sentence before tells of.
        let persons: Words<()> = lang::leaning_words(language)
            .pairs()
            .filter(|(_, class)| matches!(*class, "he" | "she"))
            .map(|(word, _)| (word, ()))
            .collect();
        lang::pronouns(language)
            .pairs()
            .filter(|(word, uses)| {
                is_of_one(uses) && persons.contains_key(word.split(['\'', '’']).next().unwrap_or(word))
            })
            .map(|(word, _)| (word, ()))
            .collect()
    });
    let (leaning, credits, of_one) = (LEANING.of(language), CREDITS.of(language), OF_ONE.of(language));
    let names_someone = |span: Span| {
        people
            .get(people.partition_point(|person| person.start < span.start))
            .is_some_and(|person| span.contains(*person))
    };
    // "At his trial" leans on nothing where we can say whose.
    let is_known_by_name = |start: u32, length: usize| {
        let at = antecedents.partition_point(|antecedent| antecedent.words.start < start);
        antecedents.get(at).is_some_and(|antecedent| antecedent.words.start < start + length as u32)
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
        let lower = if is_fit { words.to_lowercase() } else { String::new() };
        let start = leaning_start(&lower, leaning);
        let is_known = |end: usize| is_known_by_name(candidate.span.start, end);
        standing.push(match start {
            _ if candidate.opens_paragraph && before.is_some() && is_label(words) => Standing::Never,
            _ if opens_with_heading(words) => Standing::Never,
            _ if !is_fit || credits.stand_in(&lower) => Standing::Never,
            None => Standing::Alone,
            Some((end, _)) if is_known(end) => Standing::Alone,
            Some((end, true)) => {
                let rest = lower[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
                let cut = lower.len() - rest.len();
                let leans = leaning_start(rest, leaning).is_some_and(|(end, _)| !is_known(cut + end));
                // A letter that is longer in lower case would lead astray.
                let is_same = words.get(..cut).is_some_and(|words| words.len() == words.to_lowercase().len());
                if leans || !is_same { Standing::Leaning } else { Standing::Cut(cut as u32) }
            }
            Some(_) => {
                // "She" is someone whom the sentence before names.
                let word: String = lower
                    .chars()
                    .skip_while(|c| !c.is_alphabetic())
                    .take_while(|c| c.is_alphabetic())
                    .collect();
                let is_near = !of_one.contains_key(word.as_str()) || before.is_some_and(names_someone);
                if is_near { Standing::Leaning } else { Standing::Never }
            }
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

/// Whether a sentence opens with a label, as captions and items of lists do: "Best for: Guests ...". Capitals alone are a dateline.
fn is_label(words: &str) -> bool {
    let Some((label, rest)) = words.split_once(": ") else { return false };
    let has_capital = rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    has_capital
        && label.contains(char::is_lowercase)
        && label.split_whitespace().nth(LABEL_WORDS).is_none()
        && label.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '\'' | '’'))
}

/// Whether a heading in capitals stands in front of a sentence without a mark: "FERRY SAVED The council of Selm ...".
fn opens_with_heading(words: &str) -> bool {
    let is_shouted = |word: &&str| word.contains(char::is_uppercase) && !word.contains(char::is_lowercase);
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let heading: Vec<&str> = words.split_whitespace().take_while(is_shouted).collect();
    let next = words.split_whitespace().nth(heading.len());
    let goes_on = |word: &str| word.starts_with(char::is_uppercase);
    heading.len() >= HEADING_WORDS
        && heading.iter().any(|word| letters(word) >= HEADING_LETTERS)
        && heading.last().is_some_and(|last| last.ends_with(char::is_alphanumeric))
        && next.is_some_and(goes_on)
}

/// How far the entry reaches, in bytes, by which a sentence in lower case begins with what leans on an earlier one, and whether
/// that word only joins the two; the longest entry decides.
fn leaning_start(lower: &str, entries: &Entries) -> Option<(usize, bool)> {
    let start = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_word_end =
        |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-'));
    entries
        .at(start.as_bytes())
        .filter(|(entry, _)| is_word_end(&start[entry.len()..]))
        .max_by_key(|(entry, _)| entry.len())
        .filter(|(_, class)| *class != "alone")
        .map(|(entry, class)| (lower.len() - start.len() + entry.len(), *class == "joins"))
}

/// The entries of a table, to be found at any place of a text.
struct Entries {
    /// Ascending, each with its class.
    list: Vec<(&'static str, &'static str)>,
    /// By first byte: which of the entries begin with it.
    by_start: Vec<Range<usize>>,
}

impl Entries {
    fn of(pairs: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let mut list: Vec<(&str, &str)> = pairs.collect();
        list.sort_unstable();
        let before = |byte: usize| {
            list.partition_point(|(entry, _)| {
                entry.bytes().next().is_some_and(|first| usize::from(first) < byte)
            })
        };
        let by_start = (0..=usize::from(u8::MAX)).map(|byte| before(byte)..before(byte + 1)).collect();
        Entries { list, by_start }
    }

    /// Those that a text begins with, in the order of the table.
    fn at<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = &'a (&'static str, &'static str)> {
        let range = text.first().map_or(0..0, |first| self.by_start[usize::from(*first)].clone());
        self.list[range].iter().filter(|(entry, _)| text.starts_with(entry.as_bytes()))
    }

    /// Whether one of them stands in a text, in whole words; one of class "opens" only at its start or where a part of it begins: "(Read more ...".
    fn stand_in(&self, text: &str) -> bool {
        let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        let begins_part = |before: &str| {
            let is_dash = |dash: &&str| before.strip_suffix(*dash).is_some_and(|rest| rest.ends_with(' '));
            before.is_empty()
                || before.ends_with(['.', '!', '?', ':', ';', '|', '(', '['])
                || DASHES.iter().any(is_dash)
        };
        text.char_indices().any(|(at, _)| {
            let (before, rest) = text.split_at(at);
            !before.ends_with(is_of_word)
                && self.at(rest.as_bytes()).any(|(entry, class)| {
                    let is_cut = entry.ends_with(is_of_word) && rest[entry.len()..].starts_with(is_of_word);
                    !is_cut && (*class != "opens" || begins_part(before.trim_end()))
                })
        })
    }
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
        let mut before = ' ';
        for (at, c) in words.char_indices() {
            // A straight mark that stands before a word opens, even where one is open: the next part of what is said.
            let opens = || {
                let behind = words[at + c.len_utf8()..].chars().next();
                before.is_whitespace() && behind.is_some_and(char::is_alphanumeric)
            };
            match self.open {
                Some('"') if c == '"' && opens() => {}
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
            before = c;
        }
        !began_inside && self.open.is_none() && has_own_words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::count_words;

    /// How the last of some sentences stands; each is a paragraph, and nobody is known by name.
    fn check(code: &str, sentences: &[&str], expected: Standing) {
        let text = sentences.join(" ");
        let mut at = 0;
        let candidates: Vec<Candidate> = (0..)
            .zip(sentences)
            .map(|(paragraph, sentence)| {
                let span = Span::new(at, at + sentence.len());
                at += sentence.len() + 1;
                let words = count_words(sentence);
                Candidate { span, paragraph, opens_paragraph: true, words, words_at: 0..0 }
            })
            .collect();
        let found = standing(&text, &candidates, &[], &[], Language::from_tag(code)).pop();
        assert_eq!(found, Some(expected), "{sentences:?}");
    }

    #[test]
    fn what_stands_behind_a_label_is_never_shown() {
        let selm = "Selm buys a ferry from Lind.";
        check("en", &[selm, "Best for: Guests who come by day and by night."], Standing::Never);
        check("en", &[selm, "Old quay: Guests wait for the last ferry."], Standing::Never);
        check("en", &[selm, "One thing is sure: the ferry will run at night."], Standing::Alone);
        check("en", &[selm, "The council of Selm is clear: Fares fall."], Standing::Alone);
        check("en", &[selm, "NEW SELM: Guests wait for the last ferry."], Standing::Alone);
        check("en", &[selm, "Ines Marl said: “Fares fall” and left the room."], Standing::Alone);
        check("en", &["Best for: Guests who come by day and by night."], Standing::Alone);
    }

    #[test]
    fn a_word_of_credits_counts_where_it_stands_alone() {
        for never in [
            "Read more about the ferry of Selm and its crew.",
            "The ferry is back. Donate now to the crew of Selm.",
            "More of it tomorrow (watch the ferry leave the quay of Selm).",
            "The ferry is back — subscribe to the news of Selm.",
            "The ferry leaves the quay of Selm, photo: Ines Marl.",
        ] {
            check("en", &[never], Standing::Never);
        }
        for alone in [
            "Guests bring bread, donate boats and wait for the ferry.",
            "Ines Marl has donated a boat to the crew of Selm.",
            "The e-newsletter of the town tells when the ferry runs.",
            "Guests came to watch the ferry leave the quay of Selm.",
            "The ferry of Selm pays for advertisements in the town.",
        ] {
            check("en", &[alone], Standing::Alone);
        }
        check("de", &["Die Fähre zahlt für eine Online-Anzeige in der Stadt."], Standing::Alone);
        check("de", &["Anzeige Die Fähre fährt wieder nach Orn."], Standing::Never);
        check("fr", &["La ville de Selm compte 300 abonnés à son bac."], Standing::Alone);
        check("es", &["Inés Marl dona un barco al pueblo de Selm."], Standing::Alone);
    }

    #[test]
    fn a_sentence_with_a_heading_in_front_is_never_shown() {
        check("en", &["FERRY SAVED The council of Selm will buy it from Lind."], Standing::Never);
        check("en", &["NATO and the council of Selm will buy a ferry."], Standing::Alone);
        check("en", &["SELM, TORSBY The council will buy a ferry from Lind."], Standing::Never);
        check("en", &["The FERRY CREW Council of Selm will buy it from Lind."], Standing::Alone);
        check("en", &["FERRY CREW members of Selm will buy it from Lind."], Standing::Alone);
    }

    #[test]
    fn what_is_said_goes_on_behind_a_mark_that_opens_again() {
        // As one paragraph, each part of what is said with a mark in front.
        let text = "\"The ferry is ours. \"It runs at night. The fares fall as well.\" Kern smiles at the quay of Selm.";
        let sentences = ["\"The ferry is ours.", "\"It runs at night.", "The fares fall as well.\""];
        let mut quotation = Quotation::default();
        for sentence in sentences {
            assert!(text.contains(sentence) && !quotation.is_whole(sentence), "{sentence}");
        }
        assert!(quotation.is_whole("Kern smiles at the quay of Selm."));
        assert!(Quotation::default().is_whole("The \"night\" ferry and the \"day\" ferry of Selm run."));
    }

    #[test]
    fn a_pronoun_of_things_leans_on_a_sentence_that_names_nobody() {
        check("fr", &["La ville achète un bac.", "Il relie Selm à l’île d’Orn."], Standing::Leaning);
        check("en", &["The town buys a ferry.", "He wants to lower the fares."], Standing::Never);
        check("fr", &["La ville achète un bac.", "Il faut deux ans pour le réparer."], Standing::Alone);
        check("fr", &["La ville achète un bac.", "Il est possible de le réparer."], Standing::Alone);
        check("fr", &["La ville achète un bac.", "Il est possible, selon elle."], Standing::Leaning);
    }
}
