//! The tables of a language, made ready to be asked.
//!
//! In: a language. Out: its [`Gazetteer`], built once. Method: sorted slices and binary search; an entry of several words
//! is found from its first word, the longest entry that the text holds.

use super::EntityKind;
use super::mention::Known;
use crate::lang::{self, Language, Table, Words};
use std::borrow::Cow;
use std::sync::OnceLock;

/// All that the tables know of names in one language.
pub struct Gazetteer {
    pub capitalised: Index,
    pub common_words: Index,
    pub demonyms: Index,
    pub family_first: Index,
    pub family_names: Index,
    pub given_names: Index,
    /// Cues that stand before a name, and after it.
    pub cues_before: Index,
    pub cues_after: Index,
    particles: Index,
    pub organisation_words: Index,
    pub organisations: Index,
    pub place_words: Index,
    pub places: Index,
    titles: Index,
    /// Whether a capital letter alone is a sign of a name. Where every noun has one, or where we have no tables to tell
    /// what else does, a name must be known or stand beside what is known.
    pub capitals_tell: bool,
    /// Whether every noun has a capital letter.
    pub nouns_have_capitals: bool,
}

/// The languages that have tables of names; any other is read with the last entry.
const LANGUAGES: [&str; 5] = ["de", "en", "es", "fr", ""];

/// The tables of `language`.
pub fn gazetteer(language: Language) -> &'static Gazetteer {
    static GAZETTEERS: [OnceLock<Gazetteer>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let index = LANGUAGES.iter().position(|code| *code == language.code()).unwrap_or(LANGUAGES.len() - 1);
    GAZETTEERS[index].get_or_init(|| Gazetteer::new(Language::from_tag(LANGUAGES[index])))
}

impl Gazetteer {
    fn new(language: Language) -> Self {
        // People and companies keep their names from one language to the next; English has the longest lists.
        let english = lang::ENGLISH;
        let with_english = |table: fn(Language) -> Table| {
            let own = if language == english { Table::default() } else { table(language) };
            Index::new(own.pairs().chain(table(english).pairs()))
        };
        let own = |table: fn(Language) -> Table| Index::new(table(language).pairs());
        let cues = lang::name_cues(language);
        // A city mostly has one name; the language's own list goes first.
        let cities =
            if language == Language::UNKNOWN { Table::default() } else { lang::cities(lang::ENGLISH) };
        let places = lang::places(language).pairs().chain(cities.pairs());
        let nouns_have_capitals = language.code() == "de";
        Gazetteer {
            capitalised: own(lang::capitalised),
            common_words: own(lang::common_words),
            demonyms: own(lang::demonyms),
            family_first: with_english(lang::family_first),
            family_names: with_english(lang::family_names),
            given_names: with_english(lang::given_names),
            cues_before: Index::new(
                cues.pairs().filter_map(|(cue, value)| Some((cue.strip_suffix(" _")?, value))),
            ),
            cues_after: Index::new(
                cues.pairs().filter_map(|(cue, value)| Some((cue.strip_prefix("_ ")?, value))),
            ),
            particles: if language == Language::UNKNOWN {
                // "van der Berg" is written so in every language; how a language joins its own names we do not know.
                Index::new(lang::name_particles(english).pairs().filter(|(_, value)| value.is_empty()))
            } else {
                own(lang::name_particles)
            },
            organisation_words: own(lang::organisation_words),
            organisations: with_english(lang::organisations),
            place_words: own(lang::place_words),
            places: Index::new(places),
            titles: own(lang::titles),
            capitals_tell: !lang::common_words(language).is_empty() && !nouns_have_capitals,
            nouns_have_capitals,
        }
    }
}

/// What `lang/*/titles.txt` says of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// Says what the person does: "chancellor".
    Role,
    /// Is put before a name and says nothing: "Mr".
    Honorific,
    /// Says only whom the person belongs to: "wife".
    Relation,
    /// Stands in front of a title: "former".
    Before,
    /// Is a title behind the name only: "head of Torsby Rail".
    After,
}

impl Title {
    fn of(value: &str) -> Self {
        match value {
            "honorific" => Title::Honorific,
            "relation" => Title::Relation,
            "before" => Title::Before,
            "after" => Title::After,
            _ => Title::Role,
        }
    }

    /// Whether a name may follow it.
    pub fn leads(self) -> bool {
        matches!(self, Title::Role | Title::Honorific | Title::Relation)
    }
}

impl Gazetteer {
    /// What the tables know a whole name as; `first` is its first word.
    pub fn known(&self, name: &str, first: &str) -> Option<Known> {
        let whole = |index: &Index| {
            index
                .longest(name, first, false)
                .filter(|(length, _)| *length == name.len())
                .map(|(_, full)| full)
        };
        whole(&self.organisations).map(Known::Organisation).or_else(|| whole(&self.places).map(Known::Place))
    }

    /// The title that these words in small letters are.
    pub fn title(&self, lower: &str) -> Option<Title> {
        self.titles.get(lower).map(Title::of)
    }

    /// Whether these words in small letters are a title that a name may follow.
    pub fn is_title(&self, lower: &str) -> bool {
        self.title(lower).is_some_and(Title::leads)
    }

    /// The longest title with which `text` begins: its length in bytes, and what it is.
    pub fn longest_title(&self, text: &str, first: &str) -> Option<(usize, Title)> {
        let (length, value) = self.titles.longest(text, first, true)?;
        Some((length, Title::of(value)))
    }

    /// What joins names in small letters: "the", "of", "and"; empty for "van", `None` for other words.
    pub fn joint(&self, word: &str) -> Option<&'static str> {
        self.particles.get(word).map(|value| value.split(' ').next().unwrap_or_default())
    }

    /// How much of a word is cut off in front of a name: the length of "l'" in "l'Arden".
    pub fn elision(&self, word: &str) -> Option<usize> {
        let mark = word.find(['\'', '’'])?;
        let (cut, rest) = word.split_at(mark);
        let length = mark + rest.chars().next()?.len_utf8();
        let is_name = word.get(length..)?.starts_with(char::is_uppercase);
        (is_name && self.particles.get(&format!("{cut}'")) == Some("elided")).then_some(length)
    }

    /// Whether the word joins a title to what it is the title of: "spokesman for".
    pub fn is_role_joint(&self, word: &str) -> bool {
        self.particles.get(word).is_some_and(|value| value.contains("role"))
    }

    /// Whether words in small letters say in front of a name that it is of a kind: "the charity", "western".
    pub fn is_cue_before(&self, lower: &str, kind: EntityKind) -> bool {
        self.cues_before.get(lower).is_some_and(|cue| cue.starts_with(kind.code()))
    }

    /// Whether the word is an article.
    pub fn is_article(&self, lower: &str) -> bool {
        self.particles.get(lower).is_some_and(|value| value.contains("article"))
    }
}

/// Entries with their values, sorted bytewise.
#[derive(Default)]
pub struct Index {
    entries: Vec<(&'static str, &'static str)>,
    /// Every start of an entry that ends where a word does, and the index of the first entry that is not before it.
    starts: Words<u32>,
}

impl Index {
    fn new(entries: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|entry| entry.0);
        // Of two entries alike the first stands: what places.txt says goes before cities.txt.
        entries.dedup_by_key(|entry| entry.0);
        let mut starts = Words::with_capacity(entries.len());
        for (at, (entry, _)) in (0..).zip(&entries) {
            let ends = entry.char_indices().skip(1).filter(|(_, c)| !c.is_alphanumeric()).map(|(end, _)| end);
            for start in ends.map(|end| &entry[..end]).chain([*entry]) {
                // Nothing stands between a start and the first entry that begins with it.
                starts.entry(start).or_insert(at);
            }
        }
        Index { entries, starts }
    }

    /// The value of an entry; empty where it has none.
    pub fn get(&self, key: &str) -> Option<&'static str> {
        let &(entry, value) = self.entries.get(*self.starts.get(key)? as usize)?;
        (entry == key).then_some(value)
    }

    pub fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The longest entry with which `text` begins, as its length there in bytes and its value.
    ///
    /// `first` is the word with which `text` begins. A match ends where a word does; `’` is as good as `'`.
    /// With `any_case` ASCII letters match in either case and the entries are lower case.
    pub fn longest(&self, text: &str, first: &str, any_case: bool) -> Option<(usize, &'static str)> {
        let mut first = Cow::Borrowed(first);
        if first.contains('’') {
            first = Cow::Owned(first.replace('’', "'"));
        }
        let start = *self.starts.get(first.as_ref())? as usize;
        let mut longest = None;
        for (entry, value) in &self.entries[start..] {
            let Some(rest) = entry.strip_prefix(first.as_ref()) else { break };
            // Space and marks sort before letters: once the word goes on, no entry of several words follows.
            if rest.starts_with(char::is_alphanumeric) {
                break;
            }
            if let Some(length) = prefix(text, entry, any_case)
                && longest.is_none_or(|(best, _)| length > best)
            {
                longest = Some((length, *value));
            }
        }
        longest
    }
}

/// The length of `entry` where `text` begins with it, as whole words.
fn prefix(text: &str, entry: &str, any_case: bool) -> Option<usize> {
    let mut rest = text.chars();
    for wanted in entry.chars() {
        let found = rest.next()?;
        let is_same = found == wanted
            || (wanted == '\'' && found == '’')
            || (wanted == ' ' && found == '\u{a0}')
            || (any_case && found.eq_ignore_ascii_case(&wanted));
        if !is_same {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then(|| text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entry_is_found_from_its_first_word() {
        let index = Index::new(
            [("New", ""), ("New York", "city"), ("New York Times", "paper"), ("News", "")].into_iter(),
        );
        for (text, length) in [
            ("New York Times reports", Some(14)),
            ("New York's", Some(8)),
            ("New Yorker", Some(3)),
            ("New", Some(3)),
            ("Newer", None),
        ] {
            let first = text.split([' ', '\'']).next().unwrap_or_default();
            assert_eq!(index.longest(text, first, false).map(|found| found.0), length, "{text}");
        }
    }

    #[test]
    fn a_longer_word_before_the_entry_hides_nothing() {
        let index =
            Index::new([("St", ""), ("St. Louis", ""), ("St Albans", ""), ("Stalin", "")].into_iter());
        assert_eq!(index.longest("St. Louis said", "St", false).map(|found| found.0), Some(9));
    }
}
