//! Languages, and the tables of words that differ by language.
//!
//! A table is `lang/<code>/<table>.txt`: one entry a line, fields separated by tabs, sorted; lines that begin
//! with `#` are its head (source, licence, how to grow it). A language without a table has an empty one, and
//! the stage that asks for it then says less rather than guess. To add a language to a table, write the file and
//! name the language in `tables!` below.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

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
#[derive(Clone, Copy, Debug, Default)]
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

    /// The keys of one value.
    pub fn of_class(self, class: &'static str) -> impl Iterator<Item = &'static str> {
        self.pairs().filter(move |(_, own)| *own == class).map(|(key, _)| key)
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

        /// Every table of every language: (language, table, entries).
        #[cfg(test)]
        pub fn all() -> Vec<(&'static str, &'static str, Table)> {
            vec![$($(($code, stringify!($table), $table(Language::from_tag($code))),)*)*]
        }
    };
}

tables! {
    /// Words that end in a dot without ending a sentence, without the dot, lower case; their class behind a tab.
    abbreviations: "de" "en" "es" "fr";
    /// Words of sentences that credit or point elsewhere, lower case.
    credits: "de" "en" "es" "fr";
    /// Words that begin a sentence which leans on an earlier one, lower case; "alone" behind a tab where it does not.
    leaning_starts: "de" "en" "es" "fr";
    /// Words that tell what a sentence leans on wherever they stand in it, lower case, with their class.
    leaning_words: "de" "en" "es" "fr";
    /// The most frequent words of grammar, lower case.
    function_words: "ar" "cs" "da" "de" "el" "en" "es" "fi" "fr" "hu" "it" "ja" "nl" "no" "pl" "pt" "ro" "ru" "sv" "tr" "uk" "zh";
    /// Phrases of appeals, with what they ask for or which part of asking they are.
    appeals: "ar" "cs" "da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "zh";
    /// Phrases of paywalls, registration walls, ad-blocker notices and consent dialogs.
    gates: "ar" "cs" "da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "zh";
    /// Words in a byline, with their part in it: "by", "and", "role", "end", "other".
    bylines: "ar" "cs" "da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "zh";
    /// Words in a line with a date, lower case: "published", "updated", or of something "other".
    datelines: "cs" "da" "de" "el" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "zh";
    /// Short lines that name the furniture below them, and of what kind: "comments", "related", "share", "tags", "legal", "ad",
    /// "about", "sender" (before the name of who sent a press release).
    furniture: "ar" "cs" "da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "zh";
    /// What opens a note on a change: "Correction:", "An earlier version of this article"; its kind and form behind a tab.
    corrections: "da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "sv" "zh";
    /// The words of "Page 1 of 3" in order, lower case; a line each.
    pages: "cs" "da" "de" "en" "es" "fr" "it" "nl" "no" "pl" "pt" "ru" "sv";
    /// Words of a gate that say that the text goes on behind it.
    reading_on: "cs" "da" "de" "en" "es" "fr" "it" "ja" "nl" "no" "pl" "pt" "ru" "sv" "zh";
    /// Short lines of pages that sell or list things, and what for: "buy", "ask", "about", "list".
    offers: "de" "en" "es" "fr" "it" "nl" "pl" "pt";
    /// How titles of error pages begin.
    errors: "de" "en" "es" "fr" "it" "nl" "pl" "pt";
    /// Words for the one who writes, the one who reads and those spoken of: "i", "we", "you", "other".
    persons: "de" "en" "es" "fr" "it" "nl" "pl" "pt";
    // Dates and numbers.
    /// Names of months with their numbers.
    months: "cs" "da" "de" "el" "en" "es" "fi" "fr" "hu" "it" "nl" "no" "pl" "pt" "ro" "ru" "sv" "tr" "uk";
    /// Names of weekdays, Monday is 0.
    weekdays: "de" "en" "es" "fr" "it" "nl" "sv";
    /// Words that dates are made of, by class.
    date_words: "de" "en" "es" "fr" "it" "nl" "pl" "pt" "sv";
    /// Number words with value or class.
    number_words: "de" "en" "es" "fr";
    /// How numbers and counted nouns are written.
    number_shape: "cs" "da" "de" "el" "en" "es" "fi" "fr" "hu" "it" "nl" "no" "pl" "pt" "ro" "ru" "sv" "tr" "uk";
    /// Names, symbols and codes of currencies; "und" holds those of every language.
    currencies: "de" "en" "es" "fr" "und";
    /// Units of measure; "und" holds the symbols of every language.
    units: "de" "en" "es" "fr" "und";
    /// "more than", "estimated": what qualifies a number from in front.
    qualifiers: "de" "en" "es" "fr";
    /// What belongs to the number that it stands right behind, lower case: a number that ends in front of it is cut.
    number_tails: "de" "en" "es" "fr";
    /// Words that point at what stands elsewhere, by where they do: "opens", "points"; "alone" where they do not.
    pointers: "de" "en" "es" "fr";
    /// What says that something is not so or did not come: "untrue", "unreal", "against", "if".
    doubts: "de" "en";
    /// Words around counted nouns, by class.
    noun_words: "de" "en" "es" "fr";
    /// Nouns that count people, lower case.
    person_nouns: "de" "en" "es" "fr";
    /// Words that with metres make the name of a race: "hurdles"; in front of them: "front".
    races: "en";
    /// "per", "each year": what makes a rate.
    rates: "de" "en" "es" "fr";
    /// Words by their part in a clause.
    clause_words: "de" "en" "es" "fr";
    /// Words of figures that two sources may give otherwise, with their class: "dead", "hurt", "held", "missing", "people", "whole", "change".
    figures: "de" "en" "es" "fr";
    // Names.
    /// Words written with a capital that name no person, organisation or place: days, feasts, prizes, products.
    capitalised: "de" "en" "es" "fr";
    /// Large cities.
    cities: "en";
    /// Common words, lower case: a capital at the start of a sentence makes no name of them.
    common_words: "de" "en" "es" "fr";
    /// Peoples and their adjectives.
    demonyms: "de" "en" "es" "fr";
    /// Family names that stand before the given name.
    family_first: "en";
    /// Family names.
    family_names: "en";
    /// Given names, with "m" or "f" where it is a man's or a woman's for sure.
    given_names: "en";
    /// Words beside a name and what they tell of it: ("_ said", "person 2").
    name_cues: "de" "en" "es" "fr";
    /// Small words inside a name, lower case, and how they join: ("of", "of"), ("van", "").
    name_particles: "de" "en" "es" "fr";
    /// What a name beside them is used for, by class; the table's head names them.
    name_uses: "en";
    /// Words that make a name an organisation's, and where they stand in it: ("Ministry", "head of and").
    organisation_words: "de" "en" "es" "fr";
    /// Organisations, and the name each is another name of.
    organisations: "de" "en" "es" "fr";
    /// Words that make a name a place's, and where they stand in it: ("River", "head first").
    place_words: "de" "en" "es" "fr";
    /// Places, and the name each is another name of.
    places: "de" "en" "es" "fr";
    /// Kinds of names that are shown: those found right nine times in ten; behind a tab of how many words the name must be.
    shown_names: "en" "es" "nl";
    /// Titles, offices and occupations of people, lower case.
    titles: "de" "en" "es" "fr";
    // Quotations.
    /// The words that hold an attribution together; the value says what each is.
    attribution_words: "de" "en" "es" "fr";
    /// Verbs and prepositions that tie words to their speaker; the value says what each may do.
    cue_verbs: "de" "en" "es" "fr" "ja";
    /// Pronouns that can stand for a speaker; the value is number and gender.
    pronouns: "de" "en" "es" "fr";
    /// Nouns that can speak; the value is "person" or "document".
    speaker_nouns: "de" "en" "es" "fr" "ja";
    /// Words that tell what somebody thinks or wants; the value says what stands with each.
    stance_words: "en";
}

/// The languages that have a table; the last stands for all others.
const LANGUAGES: [&str; 24] = [
    "ar", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "ja", "nl", "no", "pl", "pt", "ro",
    "ru", "sv", "tr", "uk", "und", "zh", "",
];

/// Every language with a table, in the order of their codes.
pub fn with_tables() -> impl Iterator<Item = Language> {
    LANGUAGES.iter().filter(|code| !matches!(**code, "" | "und")).map(|code| Language::from_tag(code))
}

/// What a stage makes of its tables: one value a language, made when it is first asked for and kept.
///
/// Languages without a table share one value, so that what pages call their language cannot fill the memory.
pub struct ByLanguage<T> {
    make: fn(Language) -> T,
    made: [OnceLock<T>; LANGUAGES.len()],
}

impl<T> ByLanguage<T> {
    /// `make` makes the value of a language; languages without a table reach it as [`Language::UNKNOWN`].
    pub const fn new(make: fn(Language) -> T) -> Self {
        ByLanguage { make, made: [const { OnceLock::new() }; LANGUAGES.len()] }
    }

    pub fn of(&self, language: Language) -> &T {
        let code = language.code();
        let last = LANGUAGES.len() - 1;
        let at = LANGUAGES[..last].binary_search(&code).unwrap_or(last);
        self.made[at].get_or_init(|| (self.make)(Language::from_tag(LANGUAGES[at])))
    }
}

/// Words of tables and what they mean, made to be looked up fast and never to be gone through: their order means nothing.
#[derive(Clone, Debug)]
pub struct Words<V> {
    entries: HashMap<&'static str, V, WordHash>,
    /// By the last bits of a first byte: the lengths of the words that begin so, as bits. Most words that are looked up are in no
    /// table, and most of these are found out here.
    lengths: [u32; 32],
}

impl<V> Words<V> {
    /// A table without words, with room for so many.
    pub fn with_capacity(words: usize) -> Self {
        Words { entries: HashMap::with_capacity_and_hasher(words, WordHash::default()), lengths: [0; 32] }
    }

    pub fn get(&self, word: &str) -> Option<&V> {
        let (row, bit) = row_and_bit(word);
        if self.lengths[row] & bit == 0 { None } else { self.entries.get(word) }
    }

    pub fn contains_key(&self, word: &str) -> bool {
        self.get(word).is_some()
    }

    pub fn entry(&mut self, word: &'static str) -> Entry<'_, &'static str, V> {
        let (row, bit) = row_and_bit(word);
        self.lengths[row] |= bit;
        self.entries.entry(word)
    }

    pub fn insert(&mut self, word: &'static str, value: V) {
        self.entry(word).insert_entry(value);
    }

    /// The entries, in an order that means nothing.
    #[cfg(test)]
    pub fn iter(&self) -> impl Iterator<Item = (&&'static str, &V)> {
        self.entries.iter()
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The row of [`Words::lengths`] for words that begin as this one, and the bit of its own length.
fn row_and_bit(word: &str) -> (usize, u32) {
    let first = word.as_bytes().first().copied().unwrap_or_default();
    (usize::from(first % 32), 1 << word.len().min(31))
}

impl<V> Default for Words<V> {
    fn default() -> Self {
        Words::with_capacity(0)
    }
}

impl<V> FromIterator<(&'static str, V)> for Words<V> {
    fn from_iter<I: IntoIterator<Item = (&'static str, V)>>(words: I) -> Self {
        let mut all = Words::default();
        for (word, value) in words {
            all.insert(word, value);
        }
        all
    }
}

/// How [`Words`] and other tables find their entries.
pub type WordHash = BuildHasherDefault<WordHasher>;

/// A hash of short words, eight bytes at a step: multiply and rotate, after `FxHash`.
///
/// Only tables of ours are filled with it, so no page can choose keys that fall together.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordHasher(u64);

impl WordHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        eights.iter().for_each(|eight| self.add(u64::from_le_bytes(*eight)));
        let word = match (rest, rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            // Its two ends, which overlap.
            (_, Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
            }
            ([first, .., last], ..) => u64::from(*first) | u64::from(rest[1]) << 8 | u64::from(*last) << 16,
            ([only], ..) => u64::from(*only),
            _ => 0,
        };
        self.add(word ^ (bytes.len() as u64) << 56);
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    fn write_u32(&mut self, word: u32) {
        self.add(word.into());
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn finish(&self) -> u64 {
        // The product's high bits are its best; tables look at the low ones first.
        self.0 ^ self.0 >> 32
    }
}

/// The language of a page: its own word for it, unless the text clearly is another; [`Language::UNKNOWN`] where
/// neither says.
///
/// `declared` is the page's own word for it, possibly empty. Method: the script of most letters, then, for the scripts
/// of many languages, which table of function words holds most of the words. Only a sample is read.
pub fn of_text(declared: &str, text: &str) -> Language {
    let declared = match Language::from_tag(declared) {
        // Both written forms of Norwegian share their tables.
        language if matches!(language.code(), "nb" | "nn") => Language::from_tag("no"),
        language => language,
    };
    let sample = sample(text);
    let Some(script) = main_script(sample) else { return declared };
    let fits = declared != Language::UNKNOWN && is_written_in(declared, script);
    match script {
        Script::Latin | Script::Cyrillic | Script::Arabic => {
            by_words(sample, script, if fits { declared } else { Language::UNKNOWN })
        }
        _ if fits => declared,
        Script::Han => Language::from_tag("zh"),
        Script::Kana => Language::from_tag("ja"),
        Script::Hangul => Language::from_tag("ko"),
        Script::Greek => Language::from_tag("el"),
        Script::Hebrew => Language::from_tag("he"),
        Script::Thai => Language::from_tag("th"),
        Script::Devanagari => Language::from_tag("hi"),
        Script::Other => declared,
    }
}

/// So many letters say what language a text is in.
const SAMPLE: usize = 20_000;

/// The start of a text up to so many letters.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE {
        return text;
    }
    let mut letters = 0;
    for (start, part) in parts(text) {
        if part.is_ascii() {
            let own = ascii_letters(part);
            if letters + own <= SAMPLE {
                letters += own;
                continue;
            }
        }
        for (at, _) in part.char_indices().filter(|(_, c)| c.is_alphabetic()) {
            if letters == SAMPLE {
                return &text[..start + at];
            }
            letters += 1;
        }
    }
    text
}

/// A text in parts of some bytes, with where each begins: many of most texts are all ASCII, and counted faster than characters.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let end = (start + 64..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
        let part = (start, &text[start..end]);
        start = end;
        (!part.1.is_empty()).then_some(part)
    })
}

/// How many letters there are in a text of ASCII. (Without a way out of its loop: so it takes many bytes at once.)
fn ascii_letters(text: &str) -> usize {
    text.bytes().map(|byte| usize::from(byte.is_ascii_alphabetic())).sum()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Thai,
    Devanagari,
    Hangul,
    /// Chinese characters with at most a few kana.
    Han,
    /// Japanese: kana, mostly among Chinese characters.
    Kana,
    Other,
}

/// The script of most letters; `None` without letters.
fn main_script(text: &str) -> Option<Script> {
    let mut counts = [0_u32; Script::Other as usize + 1];
    for (_, part) in parts(text) {
        if part.is_ascii() {
            counts[Script::Latin as usize] += ascii_letters(part) as u32;
            continue;
        }
        for c in part.chars().filter(|c| c.is_alphabetic()) {
            counts[script(c) as usize] += 1;
        }
    }
    let kana = counts[Script::Kana as usize];
    let east_asian = counts[Script::Han as usize] + kana;
    // A tenth of kana makes the whole Japanese.
    let (han, kana) = if kana * 10 > east_asian { (0, east_asian) } else { (east_asian, 0) };
    counts[Script::Han as usize] = han;
    counts[Script::Kana as usize] = kana;
    let scripts = [
        Script::Latin,
        Script::Cyrillic,
        Script::Greek,
        Script::Arabic,
        Script::Hebrew,
        Script::Thai,
        Script::Devanagari,
        Script::Hangul,
        Script::Han,
        Script::Kana,
        Script::Other,
    ];
    // A character of Chinese says more than a letter.
    let weight = |s: Script| {
        counts[s as usize] * if matches!(s, Script::Han | Script::Kana | Script::Hangul) { 2 } else { 1 }
    };
    scripts.into_iter().filter(|&s| counts[s as usize] > 0).max_by_key(|&s| (weight(s), std::cmp::Reverse(s)))
}

fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => {
            Script::Arabic
        }
        '\u{900}'..='\u{97f}' => Script::Devanagari,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        '\u{3041}'..='\u{30ff}' => Script::Kana,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Script::Han,
        _ => Script::Other,
    }
}

/// Whether a language may be written in a script; in doubt it may.
fn is_written_in(language: Language, script: Script) -> bool {
    match language.code() {
        "zh" | "yue" => script == Script::Han,
        "ja" => matches!(script, Script::Kana | Script::Han),
        "ko" => script == Script::Hangul,
        "el" => script == Script::Greek,
        "he" | "yi" => script == Script::Hebrew,
        "th" => script == Script::Thai,
        "hi" | "mr" | "ne" => script == Script::Devanagari,
        "ar" | "fa" | "ur" | "ps" | "ckb" => script == Script::Arabic,
        "ru" | "uk" | "bg" | "be" | "mk" => script == Script::Cyrillic,
        "sr" | "bs" | "kk" | "ky" | "uz" | "az" | "mn" | "tg" | "tt" => {
            matches!(script, Script::Cyrillic | Script::Latin)
        }
        "hy" | "ka" | "bn" | "ta" | "te" | "ml" | "kn" | "gu" | "pa" | "km" | "lo" | "my" | "si" | "am" => {
            script == Script::Other
        }
        _ => script == Script::Latin,
    }
}

/// The languages that have function words, and every such word with the set of its languages as bits.
struct FunctionWords {
    languages: Vec<Language>,
    words: Words<u32>,
}

fn all_function_words() -> &'static FunctionWords {
    static WORDS: OnceLock<FunctionWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut languages = Vec::new();
        let mut words = Words::default();
        for language in with_tables().filter(|language| !function_words(*language).is_empty()).take(32) {
            let bit = 1_u32 << languages.len();
            languages.push(language);
            for word in function_words(language).entries() {
                *words.entry(word).or_insert(0) |= bit;
            }
        }
        FunctionWords { languages, words }
    })
}

/// The words of `function_words` of a language, to look them up.
pub fn grammar(language: Language) -> &'static Words<()> {
    static WORDS: ByLanguage<Words<()>> =
        ByLanguage::new(|language| function_words(language).entries().map(|word| (word, ())).collect());
    WORDS.of(language)
}

/// Whether a word of a language is of a class of its `name_uses`; some are of two.
pub fn is_name_use(language: Language, word: &str, class: &str) -> bool {
    static USES: ByLanguage<Words<&'static str>> =
        ByLanguage::new(|language| name_uses(language).pairs().collect());
    USES.of(language).get(word).is_some_and(|classes| classes.split(' ').any(|own| own == class))
}

/// Whether a word ends as verbs do and nouns seldom: "removed", "beating".
pub fn has_verb_ending(language: Language, word: &str) -> bool {
    let mut endings = noun_words(language).of_class("ending");
    endings.any(|ending| word.ends_with(ending.trim_start_matches('-')))
}

/// The runs of characters that fit in a text: what stands between all others, and is not empty.
pub fn runs<'a>(text: &'a str, fits: impl Fn(char) -> bool + 'a) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let may_fit = |byte: u8| !byte.is_ascii() || fits(char::from(byte));
            rest = &rest[rest.bytes().position(may_fit)?..];
            // Most words of most texts end within ASCII.
            let plain = rest.bytes().take_while(|byte| byte.is_ascii() && fits(char::from(*byte))).count();
            let length = match rest.as_bytes().get(plain) {
                Some(byte) if !byte.is_ascii() => rest.find(|c: char| !fits(c)),
                _ => Some(plain),
            };
            let (word, behind) = rest.split_at(length.unwrap_or(rest.len()));
            if word.is_empty() {
                rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
                continue;
            }
            rest = behind;
            return Some(word);
        }
    })
}

/// The language of a script whose function words are most frequent, unless `declared` stands up to it.
fn by_words(text: &str, script: Script, declared: Language) -> Language {
    let FunctionWords { languages, words: known } = all_function_words();
    let mut hits = vec![0_u32; languages.len()];
    let mut total = 0;
    let mut lower = String::new();
    for word in runs(text, char::is_alphabetic) {
        if !word.starts_with(|c: char| self::script(c) == script) {
            continue;
        }
        total += 1;
        lower.clear();
        if word.is_ascii() {
            lower.push_str(word);
            lower.make_ascii_lowercase();
        } else {
            lower.push_str(&word.to_lowercase());
        }
        let mut left = known.get(lower.as_str()).copied().unwrap_or_default();
        while left != 0 {
            hits[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
    }
    let mut ranked: Vec<usize> = (0..languages.len()).collect();
    ranked.sort_by_key(|&i| (std::cmp::Reverse(hits[i]), i));
    let [best, second, ..] = ranked[..] else { return declared };
    if declared == Language::UNKNOWN {
        // One word in eight, and no tie; where words carry their grammar as endings (Turkish), one in sixteen and far ahead.
        let is_clear = (hits[best] >= 2 && hits[best] * 8 >= total && hits[best] > hits[second])
            || (hits[best] >= 5 && hits[best] * 16 >= total && hits[best] >= 2 * hits[second])
            // A page of names and numbers.
            || (hits[best] >= 20 && hits[best] * 32 >= total && 2 * hits[best] >= 3 * hits[second]);
        return if is_clear { languages[best] } else { Language::UNKNOWN };
    }
    let of_declared = languages.iter().position(|&language| language == declared).map(|i| hits[i]);
    let is_another = match of_declared {
        Some(of_declared) => hits[best] * 8 >= total && hits[best] * 2 >= of_declared * 3,
        // A language without a table may be a near relative of the best one.
        None => hits[best] * 3 >= total,
    };
    if is_another && hits[best] >= 20 { languages[best] } else { declared }
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
    fn languages_of_texts() {
        let long = |text: &str| format!("{text} ").repeat(12);
        for (declared, text, code) in [
            ("", "The lamps went out and nobody knew what to do about it.", "en"),
            ("", "Die Lampen gingen aus und niemand wusste, was nun zu tun ist.", "de"),
            ("", "Les lampes se sont éteintes et personne ne savait pourquoi.", "fr"),
            ("", "Las luces se apagaron y nadie sabe lo que pasó con la torre.", "es"),
            ("", "As luzes apagaram e ninguém sabe o que aconteceu com a torre.", "pt"),
            ("", "Lyset gikk ut og ingen vet hva som skjedde etter det.", "no"),
            ("", "Lyset gik ud, og ingen ved, hvad der skete bagefter med det.", "da"),
            ("", "Лампы погасли, и никто не знал, что делать.", "ru"),
            ("", "Лампи згасли, і ніхто не знав, що з цим робити.", "uk"),
            ("", "Οι λάμπες έσβησαν.", "el"),
            ("", "灯が消えて、誰も知らなかった。", "ja"),
            ("", "灯灭了，没有人知道为什么。", "zh"),
            ("", "Zyx qwv.", ""),
            ("", "", ""),
            ("fr-FR", "Ada Lind", "fr"),
            ("nb-NO", "", "no"),
            ("en", "Лампы погасли, и никто не знал, что делать.", "ru"),
            // The page's word stands against a few words, not against all of them.
            ("en", "Die Lampen gingen aus und niemand wusste es.", "en"),
            ("en", &long("Die Lampen gingen aus und niemand wusste, was nun zu tun ist."), "de"),
            ("ca", &long("Els llums es van apagar i ningú no sabia què fer amb la torre."), "ca"),
        ] {
            assert_eq!(of_text(declared, text).code(), code, "{declared} {text}");
        }
    }

    #[test]
    fn runs_are_what_stands_between() {
        for text in [
            "",
            "Ada",
            "  Ada’s lamps, 3 in all: »Tür« 灯が—aé1b ",
            "…é",
            "aéb\u{301}c ñ",
            "é".repeat(80).as_str(),
        ] {
            let split: Vec<&str> =
                text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
            assert_eq!(runs(text, char::is_alphabetic).collect::<Vec<_>>(), split, "{text}");
        }
    }

    #[test]
    fn a_sample_ends_before_the_letter_that_is_too_many() {
        for piece in ["ab, c", "aé — ñ1", "灯が、"] {
            let text = piece.repeat(2 * SAMPLE);
            let end = text.char_indices().filter(|(_, c)| c.is_alphabetic()).nth(SAMPLE).unwrap().0;
            assert_eq!(sample(&text), &text[..end]);
        }
        assert_eq!(sample("ab, c"), "ab, c");
    }

    #[test]
    fn words_of_tables_are_found_and_no_others() {
        let long = "a word of far more than thirty-two letters";
        let words: Words<usize> = ["", "a", "of", "é", "lamp", long].into_iter().zip(0..).collect();
        for (at, word) in ["", "a", "of", "é", "lamp", long].into_iter().enumerate() {
            assert_eq!(words.get(word), Some(&at), "{word}");
        }
        for other in
            ["o", "on", "A", "Of", "lame", "lamps", "è", "another word of far more than thirty-two letters"]
        {
            assert!(!words.contains_key(other), "{other}");
        }
    }

    #[test]
    fn what_is_made_of_tables_is_made_once_a_language() {
        static CODES: ByLanguage<String> = ByLanguage::new(|language| language.code().to_owned());
        let of = |tag| CODES.of(Language::from_tag(tag));
        for code in LANGUAGES {
            assert_eq!(of(code), code);
            assert!(std::ptr::eq(of(code), of(code)));
        }
        // A language without a table is nobody's.
        assert!(std::ptr::eq(of("qq"), of("")));
        for (code, name, _) in all() {
            assert!(LANGUAGES.contains(&code), "lang/{code}/{name}.txt: {code} is missing in LANGUAGES");
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
