//! Made-up texts -> what running news lacks: lists of results, tables, datelines, with their names marked.
//!
//! Out: texts whose names come from the core's own tables and from syllables, in the forms in which news agencies write lists; from
//! general knowledge, no line of any text. They teach what stands around a name, not the names.

use factbox::lang::{self, ENGLISH};

/// A text and its names: start and end in code points, and the kind.
pub struct Made {
    pub text: String,
    pub names: Vec<(u32, u32, String)>,
}

/// How many texts are made.
const TEXTS: usize = 60;
/// Lines of each list.
const LINES: usize = 9;

/// All texts; the same every time.
pub fn texts() -> Vec<Made> {
    let mut writer = Writer::new();
    (0..TEXTS).map(|n| writer.list(n)).collect()
}

struct Writer {
    state: u64,
    given: Vec<&'static str>,
    family: Vec<&'static str>,
    places: Vec<&'static str>,
    made: Made,
    length: u32,
}

impl Writer {
    fn new() -> Self {
        Writer {
            state: 7,
            given: lang::given_names(ENGLISH).pairs().map(|(name, _)| name).collect(),
            family: lang::family_names(ENGLISH).entries().collect(),
            places: lang::cities(ENGLISH)
                .pairs()
                .chain(lang::places(ENGLISH).pairs())
                .map(|(name, _)| name)
                .collect(),
            made: Made { text: String::new(), names: Vec::new() },
            length: 0,
        }
    }

    fn below(&mut self, limit: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % limit
    }

    fn say(&mut self, words: &str) {
        self.made.text.push_str(words);
        self.length += words.chars().count() as u32;
    }

    fn name(&mut self, name: &str, kind: &str) {
        let start = self.length;
        self.say(name);
        self.made.names.push((start, self.length, kind.into()));
    }

    fn number(&mut self, limit: usize) {
        let number = self.below(limit).to_string();
        self.say(&number);
    }

    /// A name that no table knows.
    fn syllables(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "ba", "ster", "vo", "lin", "ra", "mund", "ke", "dal", "to", "rin", "sha", "wick", "mo", "len",
            "pa", "burg", "fi", "nov", "gar", "ton", "ul", "va", "en", "sk",
        ];
        let count = 2 + self.below(2);
        let mut name = String::new();
        for _ in 0..count {
            name += SYLLABLES[self.below(SYLLABLES.len())];
        }
        name[..1].to_uppercase() + &name[1..]
    }

    fn one_of(&mut self, names: &[&'static str]) -> String {
        names[self.below(names.len())].into()
    }

    fn surname(&mut self) -> String {
        match self.below(3) {
            0 => self.one_of(&self.family.clone()),
            _ => self.syllables(),
        }
    }

    fn person(&mut self) -> String {
        let given = match self.below(4) {
            0 => self.syllables(),
            1 => format!("{}.", &self.syllables()[..1]),
            _ => self.one_of(&self.given.clone()),
        };
        format!("{given} {}", self.surname())
    }

    fn place(&mut self) -> String {
        match self.below(4) {
            0 => self.syllables(),
            _ => self.one_of(&self.places.clone()),
        }
    }

    fn team(&mut self) -> String {
        const ENDINGS: [&str; 8] =
            ["United", "City", "Rovers", "Athletic", "Wanderers", "Town", "FC", "Sporting"];
        let place = self.place();
        match self.below(4) {
            0 => format!("{place} {}", ENDINGS[self.below(ENDINGS.len())]),
            _ => place,
        }
    }

    fn list(&mut self, form: usize) -> Made {
        self.length = 0;
        match form % 10 {
            0 | 1 => self.say("Results of matches on Saturday:\n"),
            2 | 3 => self.say("Standings after the matches played on Sunday (tabulated under played, won, drawn, lost, points):\n"),
            4 | 5 => self.say("Leading results at the meeting on Friday:\nWomen's 400 metres\n"),
            6 => self.say("Results of the first round on Thursday (prefix number denotes seeding):\n"),
            7 => self.say("STANDINGS\n\n"),
            8 => self.say("Scorers:\n"),
            _ => {}
        }
        for line in 1..=LINES {
            self.line(form % 10, line);
            self.say("\n");
        }
        std::mem::replace(&mut self.made, Made { text: String::new(), names: Vec::new() })
    }

    fn line(&mut self, form: usize, line: usize) {
        match form {
            0 | 1 => {
                let (home, away) = (self.team(), self.team());
                self.name(&home, "ORG");
                self.say(" ");
                self.number(5);
                self.say(" ");
                self.name(&away, "ORG");
                self.say(" ");
                self.number(5);
            }
            2 | 3 => {
                let team = self.team();
                self.name(&team, "ORG");
                for _ in 0..7 {
                    self.say(" ");
                    self.number(20);
                }
            }
            4 | 5 => {
                let (person, place) = (self.person(), self.place());
                self.say(&format!("{line}. "));
                self.name(&person, "PER");
                self.say(" (");
                self.name(&place, "LOC");
                self.say(&format!(") {}.{} seconds", 10 + line, 11 * line));
            }
            6 => {
                let (first, one) = (self.person(), self.place());
                let (second, other) = (self.person(), self.place());
                self.name(&first, "PER");
                self.say(" (");
                self.name(&one, "LOC");
                self.say(") beat ");
                self.name(&second, "PER");
                self.say(" (");
                self.name(&other, "LOC");
                self.say(") 6-4 6-2");
            }
            7 => {
                let (home, away) = (self.team().to_uppercase(), self.team().to_uppercase());
                self.name(&home, "ORG");
                if line.is_multiple_of(2) {
                    self.say(" AT ");
                    self.name(&away, "ORG");
                } else {
                    self.say(&format!(" {} {} .5{}", 40 + line, 60 - line, 11 * line));
                }
            }
            8 => {
                let (team, first, second) = (self.place(), self.person(), self.person());
                self.name(&team, "LOC");
                self.say(" - ");
                self.name(&first, "PER");
                self.say(" (21st minute), ");
                self.name(&second, "PER");
                self.say(&format!(" ({}4th)", line % 8 + 1));
            }
            _ => {
                let (city, country, person) = (self.place().to_uppercase(), self.place(), self.person());
                self.name(&city, "LOC");
                if line.is_multiple_of(2) {
                    self.say(", ");
                    self.name(&country, "LOC");
                }
                self.say(if line.is_multiple_of(3) { " (Reuters) - " } else { " — " });
                self.say("The man who led the search, ");
                self.name(&person, "PER");
                self.say(", said on Monday that it would go on.\n");
            }
        }
    }
}
