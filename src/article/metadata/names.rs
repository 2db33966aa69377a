//! A byline -> the names in it: "By Ada Byrne, Staff Writer | 3 May" is Ada Byrne.
//!
//! In: a short text, the words of bylines in the page's language and English (`lang/*/bylines.txt`), the site's own names.
//! Out: names as written, in order. Method: the words in front ("By", "View all posts by") go; a bar, a bracket, a
//! role, a date, an address ends the names; a comma or "and" stands between two. After a comma only what looks like
//! a person goes on.

use super::written_days::month_of;
use super::{Site, letters};
use crate::lang::{self, ByLanguage, Language};

/// Names of at most so many words.
const MAX_NAME: usize = 6;
/// A longer text is no byline, in bytes.
const LONGEST: usize = 400;
const MAX_NAMES: usize = 12;
/// Small words inside names, lower case.
const PARTICLES: &[&str] = &[
    "af", "al", "an", "av", "bin", "d", "da", "de", "del", "della", "den", "der", "di", "dos", "das", "du",
    "e", "el", "i", "ibn", "la", "le", "mac", "of", "ten", "ter", "the", "van", "von", "y", "zu", "zum",
    "zur",
];

/// The words around names in a byline.
pub struct BylineWords {
    language: Language,
    before: Vec<&'static str>,
    between: Vec<&'static str>,
    roles: Vec<&'static str>,
    ends: Vec<&'static str>,
    others: Vec<&'static str>,
}

impl BylineWords {
    pub fn new(language: Language) -> Self {
        let mut words = BylineWords {
            language,
            before: Vec::new(),
            between: Vec::new(),
            roles: Vec::new(),
            ends: Vec::new(),
            others: Vec::new(),
        };
        for (word, kind) in lang::bylines(language).pairs().chain(lang::bylines(lang::ENGLISH).pairs()) {
            let list = match kind {
                "by" => &mut words.before,
                "and" => &mut words.between,
                "role" => &mut words.roles,
                "end" => &mut words.ends,
                _ => &mut words.others,
            };
            list.push(word);
        }
        // The longest first: "written by" before "written".
        for list in [&mut words.before, &mut words.others] {
            list.sort_by_key(|word| std::cmp::Reverse(word.len()));
        }
        words
    }

    /// The words of a language, made once.
    pub fn of(language: Language) -> &'static Self {
        static WORDS: ByLanguage<BylineWords> = ByLanguage::new(BylineWords::new);
        WORDS.of(language)
    }

    /// What stands behind the words that open a byline; `None` without them. In scripts without spaces only a mark tells where
    /// they end.
    pub fn behind_prefix<'t>(&self, text: &'t str) -> Option<&'t str> {
        let text = text.trim_start();
        let (prefix, rest) = text.split_at_checked(starts_with_one(text, &self.before)?)?;
        let names = rest.trim_start_matches([':', '：', '/', '／', ' ', '\u{3000}', '\u{a0}']);
        let is_apart =
            names.len() < rest.len() || !prefix.ends_with(|c: char| c > '\u{2e80}' && c.is_alphanumeric());
        is_apart.then_some(names)
    }

    pub fn has_prefix(&self, text: &str) -> bool {
        starts_with_one(text.trim_start(), &self.before).is_some()
    }

    /// Whether it speaks of those who did other work: pictures, a review.
    pub fn is_other(&self, text: &str) -> bool {
        let text = text.trim_start();
        let other = starts_with_one(text, &self.others);
        other.is_some_and(|other| starts_with_one(text, &self.before).is_none_or(|by| by < other))
    }

    pub fn is_role(&self, name: &str) -> bool {
        let is_role = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            self.roles.contains(&word.as_str())
        };
        name.split_whitespace().any(is_role)
    }

    /// Whether words end or begin in a way that the next piece belongs to the same byline.
    pub fn joins(&self, before: &str, behind: &str) -> bool {
        let is_joint = |word: Option<&str>| {
            let word = word.unwrap_or_default().to_lowercase();
            word.starts_with([',', ';', '&'])
                || word.ends_with([',', '&'])
                || self.between.contains(&word.as_str())
        };
        let ends_in_by = || {
            let lower = before.trim_end().trim_end_matches(':').to_lowercase();
            self.before.iter().any(|by| lower.ends_with(by.trim_end_matches(':')) && !by.is_empty())
        };
        is_joint(before.split_whitespace().next_back())
            || is_joint(behind.split_whitespace().next())
            || ends_in_by()
    }

    /// The names in a byline.
    pub fn names(&self, text: &str, site: &Site) -> Vec<String> {
        let mut text = text.trim().trim_start_matches(|c: char| !c.is_alphanumeric() && c != '@');
        if text.len() > LONGEST
            || text.contains("://")
            || text.starts_with("www.")
            || text.starts_with('@')
            || self.is_other(text)
        {
            return Vec::new();
        }
        text = self.without_words_in_front(text);
        let mut best = Vec::new();
        for segment in text
            .split(['|', '｜', '•', '·', '\n', '–', '—', '(', '（', '~', '…', '/'])
            .flat_map(|s| s.split(" - "))
        {
            let names = self.names_of_segment(segment);
            if names.iter().any(|name| !site.is(name)) {
                return names;
            }
            if best.is_empty() {
                best = names;
            }
        }
        best
    }

    fn without_words_in_front<'a>(&self, text: &'a str) -> &'a str {
        let trim = |text: &'a str| text.trim_start_matches([':', '：', ' ', '\u{a0}', '-', '–']);
        let mut rest = text;
        for _ in 0..2 {
            if let Some(length) = starts_with_one(rest, &self.before) {
                rest = trim(&rest[length..]);
            }
        }
        if rest.len() < text.len() {
            return rest;
        }
        // "byAda Byrne"
        let glued = self.before.iter().filter(|by| by.chars().all(char::is_alphabetic)).find_map(|by| {
            let (head, rest) = text.split_at_checked(by.len())?;
            (head.eq_ignore_ascii_case(by)
                && !head.ends_with(char::is_uppercase)
                && rest.starts_with(char::is_uppercase))
            .then_some(rest)
        });
        if let Some(rest) = glued {
            return rest;
        }
        // "Interview: Ada Byrne"
        if let Some((word, rest)) = text.split_once(':')
            && !word.contains(' ')
        {
            return trim(rest);
        }
        // "View all posts by Ada Byrne", "Text von Ada Byrne": not what begins with a name.
        for (at, _) in text.match_indices(' ').take(6) {
            let (head, rest) = (&text[..at], &text[at + 1..]);
            if let Some(length) = starts_with_one(rest, &self.before)
                && !(is_person(head) && head.contains(' '))
                // "Konrad von Lind"
                && !(PARTICLES.contains(&rest[..length].to_lowercase().as_str())
                    && head.split(' ').all(starts_upper)
                    && !head.contains(' '))
            {
                return trim(&rest[length..]);
            }
        }
        text
    }

    fn names_of_segment(&self, segment: &str) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let flush = |words: &mut Vec<&str>, parts: &mut Vec<String>| {
            parts.extend(name(words));
            words.clear();
        };
        'words: for word in segment.split_whitespace() {
            let bare = word.trim_end_matches([',', ';', '，', '；']);
            let lower = bare.to_lowercase();
            if self.between.contains(&lower.as_str()) || matches!(bare, "&" | "+" | "") {
                flush(&mut words, &mut parts);
                continue;
            }
            let has_digit =
                bare.chars().any(|c| c.is_ascii_digit()) && (!words.is_empty() || parts.is_empty());
            if bare.contains('@')
                || bare.contains("://")
                || (has_digit && (!words.is_empty() || bare.starts_with(|c: char| c.is_ascii_digit())))
            {
                // "Ada Byrne March 20, 2025"
                if words.len() > 1
                    && has_digit
                    && words
                        .last()
                        .is_some_and(|word| month_of(word.trim_end_matches('.'), self.language).is_some())
                {
                    words.pop();
                }
                break 'words;
            }
            // "Ada Byrne senior editor", "Ada Byrne on Tuesday"
            let is_small = bare.starts_with(char::is_lowercase) && !PARTICLES.contains(&lower.as_str());
            let is_end = !words.is_empty() && bare == lower && self.ends.contains(&lower.as_str());
            let is_named = words.iter().any(|word| word.starts_with(char::is_uppercase));
            if is_end || is_small && is_named {
                break 'words;
            }
            // "张三 记者"
            if words.len() == 1
                && !bare.starts_with(|c: char| c.is_uppercase() || c.is_lowercase())
                && self.roles.contains(&bare)
            {
                break 'words;
            }
            for (i, piece) in bare.split('、').enumerate() {
                if i > 0 {
                    flush(&mut words, &mut parts);
                }
                words.push(piece);
            }
            if bare.len() < word.len() {
                flush(&mut words, &mut parts);
            }
        }
        flush(&mut words, &mut parts);
        if let [family, given] = parts.as_slice()
            && [family, given].iter().all(|part| !part.contains(' ') && starts_upper(part))
            && !self.is_role(given)
        {
            // "Byrne, Ada"
            if segment.contains(',') {
                return vec![format!("{family}, {given}")];
            }
        }
        let mut names: Vec<String> = Vec::new();
        for (i, part) in parts.into_iter().enumerate() {
            let goes_on = i == 0 || is_person(&part) && !self.is_role(&part);
            if goes_on && names.len() < MAX_NAMES && !names.iter().any(|name| letters(name) == letters(&part))
            {
                names.push(part);
            }
        }
        names
    }
}

/// How long the word or phrase is that the text begins with, whole.
fn starts_with_one(text: &str, phrases: &[&str]) -> Option<usize> {
    let first = text.chars().next()?.to_lowercase().next()?;
    phrases.iter().filter(|phrase| phrase.starts_with(first)).find_map(|phrase| {
        let length = text.char_indices().nth(phrase.chars().count()).map_or(text.len(), |(at, _)| at);
        let (head, rest) = text.split_at(length);
        let is_whole = !phrase.ends_with(char::is_alphanumeric)
            || rest.is_empty()
            || rest.starts_with(|c: char| c.is_whitespace() || c == ':' || c == '：')
            || phrase.chars().all(|c| c > '\u{2e80}');
        (is_whole && head.to_lowercase() == **phrase).then_some(head.len())
    })
}

pub fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
}

/// Whether a name looks like a person's: two to five words with capitals, or a few characters of a script without.
pub fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_cjk = name.chars().all(|c| c.is_whitespace() || c > '\u{2e80}' && c.is_alphabetic());
    if is_cjk {
        return (2..=8).contains(&name.chars().count());
    }
    (2..=5).contains(&words.len())
        && name.len() <= 60
        && !name.contains(['?', '!', ':', '@', '_', '"', '“'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && words.iter().all(|word| starts_upper(word) || PARTICLES.contains(word))
        && words.iter().filter(|word| starts_upper(word)).count() >= 2
}

/// Whether a name is what a publishing system calls a user: "ada.byrne", "abyrne7".
pub fn is_login(name: &str) -> bool {
    !name.contains(' ')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        && (!name.starts_with(|c: char| c.is_ascii_uppercase())
            || name.contains(['_'])
            || name.ends_with(|c: char| c.is_ascii_digit()))
}

/// A name, or `None` when the words are a date, a role or too many.
fn name(words: &[&str]) -> Option<String> {
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '"' && c != ')').trim();
    let is_name = !name.is_empty()
        && words.len() <= MAX_NAME
        && !name.chars().any(|c| c.is_ascii_digit() && words.len() > 1)
        && name.chars().any(char::is_alphabetic);
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_bylines() {
        let words = BylineWords::new(Language::from_tag("de"));
        let site = Site::new(Some("The Gull"), None, "https://www.thegull.example/a");
        for (text, names) in [
            ("By Ada Byrne", vec!["Ada Byrne"]),
            ("Von Ada Byrne und Bo Lind", vec!["Ada Byrne", "Bo Lind"]),
            ("ADA BYRNE, BO LIND and CY VO", vec!["ADA BYRNE", "BO LIND", "CY VO"]),
            ("Ada Byrne | The Gull", vec!["Ada Byrne"]),
            ("The Gull - Ada Byrne", vec!["Ada Byrne"]),
            ("By Ada Byrne, Staff Writer", vec!["Ada Byrne"]),
            ("By Ada Byrne senior editor", vec!["Ada Byrne"]),
            ("By ADA BYRNE March 11, 2015 3:46 PM", vec!["ADA BYRNE"]),
            ("Posted by Konrad on 21 October 2019", vec!["Konrad"]),
            ("Von R. R. am 3. Mai 2012", vec!["R. R."]),
            ("View all posts by Ada Byrne", vec!["Ada Byrne"]),
            ("Ein Artikel von Ada Byrne | 27.01.2022", vec!["Ada Byrne"]),
            ("Interview: Ada Byrne", vec!["Ada Byrne"]),
            ("Ada Byrne @adab", vec!["Ada Byrne"]),
            ("byAda Byrne", vec!["Ada Byrne"]),
            ("Byrne, Ada", vec!["Byrne, Ada"]),
            ("Jan van den Berg", vec!["Jan van den Berg"]),
            ("Konrad von Lind", vec!["Konrad von Lind"]),
            ("Ada Byrne, Chief Marketing Officer", vec!["Ada Byrne"]),
            ("Photo by Ada Byrne", vec![]),
            ("https://social.example/ada", vec![]),
            ("", vec![]),
            ("By", vec![]),
            ("12 March 2025", vec![]),
        ] {
            assert_eq!(words.names(text, &site), names, "{text}");
        }
        assert!(words.has_prefix("von Ada") && !words.has_prefix("Vonda Ada"));
    }

    #[test]
    fn persons_and_logins() {
        for name in ["Ada Byrne", "Jan van den Berg", "J. R. Lind", "佐藤花子"] {
            assert!(is_person(name) && !is_login(name), "{name}");
        }
        for name in ["Ada", "How to light a lamp", "Lamps: All", "Gull 24 News", ""] {
            assert!(!is_person(name), "{name}");
        }
        for name in ["admin", "ada.byrne", "Ada_Byrne", "abyrne7"] {
            assert!(is_login(name), "{name}");
        }
    }
}
