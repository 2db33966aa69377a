//! The words of a language that build attributions, as one table to look words up in.
//!
//! In: `lang/<code>/cue_verbs.txt`, `attribution_words.txt`, `pronouns.txt`, `speaker_nouns.txt`. Out: the [`Roles`] of a word.
//! A language without tables has an empty lexicon, and nothing is then attributed.

use crate::lang::{self, ByLanguage, Language, Words};

/// What a word may do in an attribution: a set, because many words do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles(u64);

macro_rules! roles {
    ($($(#[$doc:meta])* $constant:ident = $name:literal, $bit:expr;)*) => {
        impl Roles {
            $($(#[$doc])* pub const $constant: Roles = Roles(1 << $bit);)*

            /// Reads a table's value: names of roles between spaces. Unknown names are left out.
            pub fn named(names: &str) -> Roles {
                names.split_ascii_whitespace().fold(Roles::default(), |roles, name| match name {
                    $($name => roles.with(Roles::$constant),)*
                    _ => roles,
                })
            }
        }
    };
}

roles! {
    // Cues; `cue_verbs.txt` says what each is.
    QUOTE = "quote", 0;
    THAT_CLAUSE = "that", 1;
    BARE_CLAUSE = "bare", 2;
    LISTENER = "listener", 3;
    LABEL = "label", 4;
    PARTICIPLE = "participle", 5;
    SOURCE = "source", 6;
    POSTPOSED = "postposed", 7;
    INVERTS = "inverts", 28;
    CLAUSE = "clause", 35;
    REVEALS = "reveals", 36;
    PROMISE = "promise", 37;
    UNSAID = "unsaid", 40;
    FURTHER = "further", 41;
    // Words that hold clauses together; `attribution_words.txt` says what each is.
    OPENER = "opener", 8;
    CONJUNCTION = "conjunction", 9;
    RELATIVE = "relative", 10;
    PREPOSITION = "preposition", 11;
    JOINING = "joining", 12;
    DETERMINER = "determiner", 13;
    AUXILIARY = "auxiliary", 14;
    PASSIVE = "passive", 15;
    ADVERB = "adverb", 16;
    NEGATION = "negation", 17;
    TIME = "time", 18;
    ARTICLE = "article", 29;
    INFINITIVE = "infinitive", 30;
    POSSESSIVE = "possessive", 31;
    ALONE = "alone", 32;
    VIEWPOINT = "viewpoint", 33;
    ADDS = "adds", 38;
    SETS = "sets", 39;
    // Pronouns.
    PRONOUN = "pronoun", 19;
    SINGULAR = "singular", 20;
    PLURAL = "plural", 21;
    MASCULINE = "masculine", 22;
    FEMININE = "feminine", 23;
    NEUTER = "neuter", 24;
    FIRST = "first", 25;
    // Nouns that can speak.
    PERSON = "person", 26;
    DOCUMENT = "document", 27;
}

impl Roles {
    /// What makes a word a cue.
    pub const CUE: Roles = Roles(0xff);

    pub const fn with(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    /// Whether any of `other` is among these.
    pub fn any(self, other: Roles) -> bool {
        self.0 & other.0 != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Roles by word, sorted.
#[derive(Debug, Default)]
pub struct Lexicon {
    words: Vec<(&'static str, Roles)>,
    roles: Words<Roles>,
    /// Cues of two or more words, sorted: the first word, the others, roles.
    phrases: Vec<(&'static str, &'static str, Roles)>,
    /// Which of the phrases begin with a word.
    starts: Words<(usize, usize)>,
    /// Whether the language's script sets no words apart: it has cues but no words that hold clauses together.
    pub is_unspaced: bool,
}

impl Lexicon {
    pub fn of(language: Language) -> &'static Lexicon {
        static LEXICONS: ByLanguage<Lexicon> = ByLanguage::new(Lexicon::new);
        LEXICONS.of(language)
    }

    fn new(language: Language) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (words, names) in lang::cue_verbs(language).pairs() {
            match words.split_once(' ') {
                Some((first, others)) => lexicon.phrases.push((first, others, Roles::named(names))),
                None => lexicon.words.push((words, Roles::named(names))),
            }
        }
        let more = [
            (lang::attribution_words(language), Roles::default()),
            (lang::pronouns(language), Roles::PRONOUN),
            (lang::speaker_nouns(language), Roles::default()),
        ];
        for (table, base) in more {
            lexicon.words.extend(table.pairs().map(|(word, names)| (word, Roles::named(names).with(base))));
        }
        lexicon.words.sort_by_key(|&(word, _)| word);
        lexicon.words.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 = kept.1.with(next.1);
            }
            is_same
        });
        lexicon.roles = lexicon.words.iter().copied().collect();
        lexicon.phrases.sort_by_key(|&(first, _, _)| first);
        for (at, &(first, _, _)) in lexicon.phrases.iter().enumerate() {
            lexicon.starts.entry(first).or_insert((at, at)).1 = at + 1;
        }
        lexicon.is_unspaced =
            lang::attribution_words(language).is_empty() && !lang::cue_verbs(language).is_empty();
        lexicon
    }

    /// The roles of a word in lower case; none when it is not in the tables.
    pub fn roles(&self, word: &str) -> Roles {
        self.roles.get(word).copied().unwrap_or_default()
    }

    /// All cues of one word, sorted.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().filter(|(_, roles)| roles.any(Roles::CUE)).map(|&(word, _)| word)
    }

    /// All nouns that can speak, sorted.
    pub fn nouns(&self) -> impl Iterator<Item = &'static str> {
        let nouns = Roles::PERSON.with(Roles::DOCUMENT);
        self.words.iter().filter(move |(_, roles)| roles.any(nouns)).map(|&(word, _)| word)
    }

    /// The phrases that begin with a word: the words after it, and the roles of the whole.
    pub fn phrases(&self, first: &str) -> &[(&'static str, &'static str, Roles)] {
        self.starts.get(first).map_or(&[], |&(start, end)| &self.phrases[start..end])
    }
}
