//! Languages, and the tables of words that differ by language.
//!
//! A table is `lang/<code>/<table>.txt`: one entry a line, fields separated by tabs, sorted; lines that begin
//! with `#` are its head (source, licence, how to grow it). A language without a table has an empty one, and
//! the stage that asks for it then says less rather than guess. To add a language to a table, write the file and
//! name the language in `tables!` below.

/// The primary subtag of a language tag ("en" of "en-GB"), lower case; [`Language::UNKNOWN`] when not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Language([u8; 3]);

/// The language whose tables are read beside those of the page's own.
pub const ENGLISH: Language = Language(*b"en\0");

impl Language {
    pub const UNKNOWN: Language = Language([0; 3]);

    /// Reads "en", "en-GB", "pt_BR"; anything else is unknown.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        let mut code = [0; 3];
        if !(2..=3).contains(&primary.len()) || !primary.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Self::UNKNOWN;
        }
        for (to, from) in code.iter_mut().zip(primary.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        Language(code)
    }

    /// "en"; empty when unknown.
    pub fn code(&self) -> &str {
        let length = self.0.iter().position(|&b| b == 0).unwrap_or(3);
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }

    /// Whether it is written from right to left.
    pub fn is_right_to_left(self) -> bool {
        matches!(self.code(), "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "ckb" | "dv" | "ug" | "sd")
    }
}

/// One table in one language.
#[derive(Clone, Copy, Debug)]
pub struct Table(&'static str);

impl Table {
    /// A table of a test's own.
    #[cfg(test)]
    pub fn of(lines: &'static str) -> Self {
        Table(lines)
    }

    /// The lines that are entries.
    pub fn entries(self) -> impl Iterator<Item = &'static str> {
        self.0.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
    }

    /// The entries cut at their first tab: key and value; the value is empty where there is no tab.
    pub fn pairs(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.entries().map(|line| line.split_once('\t').unwrap_or((line, "")))
    }

    pub fn is_empty(self) -> bool {
        self.entries().next().is_none()
    }
}

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident: $($code:literal)*;)*) => {
        $(
            $(#[$doc])*
            pub fn $table(language: Language) -> Table {
                match language.code() {
                    $($code => Table(include_str!(concat!("lang/", $code, "/", stringify!($table), ".txt"))),)*
                    _ => Table(""),
                }
            }
        )*

        /// Every table of every language, for tests: (language, table, entries).
        pub fn all() -> Vec<(&'static str, &'static str, Table)> {
            vec![$($(($code, stringify!($table), $table(Language::from_tag($code))),)*)*]
        }
    };
}

tables! {
    /// Words that end in a dot without ending a sentence, without the dot, lower case; their class behind a tab.
    abbreviations: "de" "en" "es" "fr";
    /// The most frequent words of grammar, lower case.
    function_words: "ar" "cs" "da" "de" "el" "en" "es" "fi" "fr" "hu" "it" "ja" "nl" "no" "pl" "pt" "ro" "ru" "sv" "tr" "uk" "zh";
    /// Short lines that name the furniture below them, and of what kind: "comments", "related", "share", "tags", "legal", "ad", "about".
    furniture: "ar" "cs" "da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "zh";
    // Dates and numbers.
    /// Names of months with their numbers.
    months: "de" "en" "es" "fr" "it" "nl" "pl" "pt" "sv";
    /// Names of weekdays, Monday is 0.
    weekdays: "de" "en" "es" "fr" "it" "nl" "sv";
    /// Words that dates are made of, by class.
    date_words: "de" "en" "es" "fr" "it" "nl" "pl" "pt" "sv";
    /// Number words with value or class.
    number_words: "de" "en" "es" "fr";
    /// How numbers and counted nouns are written.
    number_shape: "cs" "da" "de" "el" "en" "es" "fi" "fr" "hu" "it" "nb" "nl" "pl" "pt" "ro" "ru" "sv" "tr" "uk";
    /// Names, symbols and codes of currencies; "und" holds those of every language.
    currencies: "de" "en" "es" "fr" "und";
    /// Units of measure; "und" holds the symbols of every language.
    units: "de" "en" "es" "fr" "und";
    /// "more than", "estimated": what qualifies a number from in front.
    qualifiers: "de" "en" "es" "fr";
    /// Words around counted nouns, by class.
    noun_words: "de" "en" "es" "fr";
    /// "per", "each year": what makes a rate.
    rates: "de" "en" "es" "fr";
    /// Words by their part in a clause.
    clause_words: "de" "en" "es" "fr";
}

/// The language of a page: what the text shows where the page does not say, or says what cannot be.
///
/// `declared` is the page's own word for it, possibly empty.
pub fn of_text(declared: &str, text: &str) -> Language {
    let _ = text;
    Language::from_tag(declared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for (tag, code) in
            [("en", "en"), ("en-GB", "en"), ("pt_BR", "pt"), ("", ""), ("x", ""), ("english", ""), ("ÄÖ", "")]
        {
            assert_eq!(Language::from_tag(tag).code(), code, "{tag}");
        }
    }

    #[test]
    fn tables_are_sorted_and_say_where_they_come_from() {
        for (code, name, table) in all() {
            let entries: Vec<_> = table.entries().collect();
            assert!(!entries.is_empty(), "lang/{code}/{name}.txt has no entries");
            for pair in entries.windows(2) {
                assert!(
                    pair[0] < pair[1],
                    "lang/{code}/{name}.txt: {:?} stands before {:?}",
                    pair[0],
                    pair[1]
                );
            }
            assert!(table.0.starts_with("# "), "lang/{code}/{name}.txt has no head");
        }
    }
}
