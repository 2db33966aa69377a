//! Pronouns and parts of names -> whom they stand for.
//!
//! In: the article's sentences and who is named where in them (`quote/speaker.rs`). Out: [`Antecedent`]s in text order: "Marl" and the
//! place of "Ines Marl", "she" and the same. Method: a part of a person's name and an acronym stand for the fullest name of their entity,
//! where that came first.
//! "He", "his", "she", "her" stand for the one person named in the sentence before, or in one of the few before it in which
//! nobody else is named; that person's gender must be known to fit, or the name must open its sentence. In doubt
//! nothing is said: wrong words beside a sentence are worse than none.
//! Not here: who speaks a quotation (`quote/speaker.rs`, where the one who spoke last counts too).

use super::quote::lexicon::{Lexicon, Roles};
use super::quote::speaker::{Mention, Speakers};
use super::{EntityKind, Text};
use crate::article::ParagraphKind;
use crate::lang::{self, ByLanguage, Words};
use crate::sentence::Sentence;
use crate::span::Span;
use crate::token::{Token, TokenKind};

/// Words and the name that they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Antecedent {
    pub words: Span,
    /// The fullest name in the article; it stands elsewhere.
    pub name: Span,
}

/// So many sentences in which nobody is named a pronoun looks back over.
const SENTENCES_BACK: usize = 2;
/// A name that begins among so many words of its sentence opens it.
const OPENING: usize = 4;

/// So many mentions of a sentence are looked at for nouns beside them: where there are more, nobody can tell who "he" is.
const LOOKED_AT: usize = 8;
/// A noun so few bytes behind the comma behind a name says who that is.
const APPOSITION: usize = 40;

/// A noun is behind its article within so many words.
const BEHIND_ARTICLE: usize = 3;

/// Who was named last.
#[derive(Clone, Copy, Default)]
enum Named {
    /// Nobody near enough, or too many to tell.
    #[default]
    Unclear,
    /// One person, at the start of the sentence or not.
    One(Span, bool),
    /// Two, of whom the genders decide.
    Two(Span, Span),
}

/// All pronouns and parts of names whose name is known, in text order.
pub fn find(text: &Text, people: &Speakers) -> Vec<Antecedent> {
    let lexicon = Lexicon::of(text.article.language);
    let pronouns = pronouns(text);
    let (mut found, mut named, mut back, mut mention) = (Vec::new(), Named::Unclear, 0, 0);
    for (sentence, range) in text.sentences.iter().zip(&text.sentence_tokens) {
        let from = mention;
        mention += people.mentions[from..].partition_point(|mention| mention.span.start < sentence.span.end);
        let here = &people.mentions[from..mention];
        found.extend(
            here.iter()
                .filter(|mention| is_part(text, mention))
                .map(|mention| Antecedent { words: mention.span, name: mention.name }),
        );
        if sentence.kind != ParagraphKind::Text {
            named = Named::Unclear;
            continue;
        }
        let tokens = &text.tokens[range.clone()];
        let persons: Vec<&Mention> = here
            .iter()
            .filter(|mention| mention.kind == EntityKind::Person && !people.is_marked(mention.span))
            .collect();
        let first = persons.first().map_or(sentence.span.end, |mention| mention.span.start);
        let first = first.min(other_in(text, lexicon, tokens).unwrap_or(first));
        for token in tokens.iter().take_while(|token| token.span.start < first) {
            if let Some(gender) = gender(text, pronouns, token)
                && !people.is_marked(token.span)
                && let Some(name) = stands_for(people, named, gender)
            {
                found.push(Antecedent { words: token.span, name });
            }
        }
        let has_other = has_other(text, lexicon, tokens, &persons[..persons.len().min(LOOKED_AT)]);
        match who(text, sentence, tokens, &persons) {
            _ if has_other => named = Named::Unclear,
            Some(who) => (named, back) = (who, 0),
            None => back += 1,
        }
        if back > SENTENCES_BACK {
            named = Named::Unclear;
        }
    }
    found.sort_by_key(|antecedent| antecedent.words);
    found
}

/// Pronouns of one person, with their gender.
fn pronouns(text: &Text) -> &'static Words<Roles> {
    static PRONOUNS: ByLanguage<Words<Roles>> = ByLanguage::new(|language| {
        let of = |class| match class {
            "he" => Some(Roles::MASCULINE),
            "she" => Some(Roles::FEMININE),
            _ => None,
        };
        lang::leaning_words(language).pairs().filter_map(|(word, class)| Some((word, of(class)?))).collect()
    });
    PRONOUNS.of(text.article.language)
}

fn gender(text: &Text, pronouns: &Words<Roles>, token: &Token) -> Option<Roles> {
    let word = token.span.of(text.text);
    // "He's", "she’ll"
    let word = word.split(['\'', '’']).next().unwrap_or(word);
    pronouns.get(word.to_lowercase().as_str()).copied()
}

fn stands_for(people: &Speakers, named: Named, gender: Roles) -> Option<Span> {
    let fits = |name: &Span| people.genders.get(name).map(|known| known.any(gender));
    match named {
        Named::Unclear => None,
        Named::One(name, is_opening) => fits(&name).unwrap_or(is_opening).then_some(name),
        Named::Two(a, b) => match (fits(&a)?, fits(&b)?) {
            (true, false) => Some(a),
            (false, true) => Some(b),
            _ => None,
        },
    }
}

/// Whom a sentence names; `None` where it names nobody.
fn who(text: &Text, sentence: &Sentence, tokens: &[Token], persons: &[&Mention]) -> Option<Named> {
    let mut names: Vec<Span> = persons.iter().map(|mention| mention.name).collect();
    names.sort_unstable();
    names.dedup();
    Some(match names.as_slice() {
        [] => return None,
        [one] => {
            let is_opening = is_near(tokens, persons[0]) && !sentence.span.of(text.text).contains(['“', '"']);
            Named::One(*one, is_opening)
        }
        [a, b] => Named::Two(*a, *b),
        _ => Named::Unclear,
    })
}

/// Whether a sentence tells of one person whom it does not name: "the officer", or whatever it opens with as new ("A customer").
/// "Mayor Otto Kern" and "Ines Marl, a baker" are named.
fn has_other(text: &Text, lexicon: &Lexicon, tokens: &[Token], persons: &[&Mention]) -> bool {
    let mut words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let first = words.clone().next().map(|token| token.span.of(text.text).to_lowercase());
    let is_new = first.is_some_and(|first| indefinite(text).contains_key(first.as_str()));
    let opens_with_another = is_new && persons.first().is_none_or(|mention| !is_near(tokens, mention));
    opens_with_another
        || words.any(|token| {
            let word = token.span.of(text.text).to_lowercase();
            let is_one = lexicon.roles(&word).any(Roles::PERSON) && !word.ends_with('s');
            let is_named = |mention: &&Mention| {
                let between = |from: u32, to: u32| text.text.get(from as usize..to as usize);
                let (name, noun) = (mention.span, token.span);
                name.overlaps(noun)
                    || between(noun.end, name.start)
                        .is_some_and(|between| matches!(between, " " | ", " | ". "))
                    || between(name.end, noun.start)
                        .is_some_and(|between| between.starts_with(',') && between.len() < APPOSITION)
            };
            is_one && !persons.iter().any(is_named)
        })
}

/// Where a sentence begins to tell of a person by a noun with its article: behind "the president", "he" is that one.
fn other_in(text: &Text, lexicon: &Lexicon, tokens: &[Token]) -> Option<u32> {
    let articles = definite(text);
    let lower = |token: &Token| token.span.of(text.text).to_lowercase();
    let mut since_article = BEHIND_ARTICLE;
    for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
        let word = lower(token);
        if articles.contains_key(word.as_str()) {
            since_article = 0;
        } else if since_article < BEHIND_ARTICLE {
            since_article += 1;
            if lexicon.roles(&word).any(Roles::PERSON) && !word.ends_with('s') {
                return Some(token.span.start);
            }
        }
    }
    None
}

/// Definite articles.
fn definite(text: &Text) -> &'static Words<()> {
    static ARTICLES: ByLanguage<Words<()>> = ByLanguage::new(|language| {
        lang::leaning_words(language).of_class("definite").map(|word| (word, ())).collect()
    });
    ARTICLES.of(text.article.language)
}

/// Articles of what is new.
fn indefinite(text: &Text) -> &'static Words<()> {
    static ARTICLES: ByLanguage<Words<()>> = ByLanguage::new(|language| {
        lang::leaning_words(language).of_class("article").map(|word| (word, ())).collect()
    });
    ARTICLES.of(text.article.language)
}

/// Whether a mention stands among the first words of its sentence.
fn is_near(tokens: &[Token], mention: &Mention) -> bool {
    let words = tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words.take_while(|token| token.span.start < mention.span.start).count() < OPENING
}

/// Whether a mention is a part of a person's name that came before it, or an acronym of any name that did. A part of an
/// organisation's name may be another one's.
fn is_part(text: &Text, mention: &Mention) -> bool {
    let words = |span: Span| span.of(text.text).split_whitespace().count();
    let is_acronym = || {
        let mut letters = mention.span.of(text.text).chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(char::is_uppercase)
    };
    mention.name.start < mention.span.start
        && words(mention.span) < words(mention.name)
        && (mention.kind == EntityKind::Person || is_acronym())
}

#[cfg(test)]
mod tests {
    use crate::article::Article;
    use crate::block;
    use crate::fact;
    use crate::lang::Language;
    use crate::page::Page;
    use crate::sentence;

    /// What stands for whom in some paragraphs: "she: Ines Marl".
    fn check(paragraphs: &[&str], expected: &[&str]) {
        let page = Page::from_text(&paragraphs.join("\n\n"));
        let blocks = block::blocks(&page);
        let article = Article::of_text(&blocks, Language::from_tag("en"), None);
        let sentences = sentence::sentences(&article, &blocks);
        let text = blocks.prose.text.as_str();
        let found: Vec<String> = fact::facts(&fact::Text::new(&article, &blocks, &sentences))
            .antecedents
            .iter()
            .map(|antecedent| format!("{}: {}", antecedent.words.of(text), antecedent.name.of(text)))
            .collect();
        assert_eq!(found, expected, "{paragraphs:?}");
    }

    const MARL: &str = "Ines Marl opened a bakery in the harbour town of Selm on Monday.";

    #[test]
    fn a_part_of_a_name_stands_for_the_fullest() {
        check(&[MARL, "Guests praised Marl for the bread."], &["Marl: Ines Marl"]);
        check(&["Marl opened a bakery.", "Guests praised Ines Marl for the bread."], &[]);
        check(
            &["The Institute of Torsby (IOT) closed on Monday.", "Guests of the IOT left."],
            &["IOT: Institute of Torsby", "IOT: Institute of Torsby"],
        );
        check(&["Lind Shipping of Selm sold a ferry on Monday.", "Fares of Lind had risen."], &[]);
    }

    #[test]
    fn a_pronoun_stands_for_the_one_person_named_before_it() {
        check(&[MARL, "She plans a second shop."], &["She: Ines Marl"]);
        check(&[MARL, "The bread sells well.", "Her plans are larger."], &["Her: Ines Marl"]);
        check(&[MARL, "After the first week, she’s tired."], &["she’s: Ines Marl"]);
    }

    #[test]
    fn in_doubt_a_pronoun_stands_for_nobody() {
        // Two of whom nothing is known, a person without a name, a name long ago, words in marks.
        check(&["Robin Marl met Kim Kern in Selm on Monday.", "She plans a second shop."], &[]);
        check(&[MARL, "A customer bought forty loaves.", "She plans a party."], &[]);
        check(&[MARL, "The bread sells.", "The tea too.", "So do the cakes.", "She plans a party."], &[]);
        check(&[MARL, "“She knows bread,” reads a card in the window."], &[]);
        // A person told of by a noun in the same sentence.
        check(&[MARL, "Some want to praise the president of Selm for her speech."], &[]);
        // Someone inside the sentence is not for sure the one it goes on about.
        check(&["The bakery in the harbour town of Selm belongs to Ines Marl.", "He plans a party."], &[]);
    }

    #[test]
    fn of_two_people_the_gender_decides() {
        check(
            &["Mrs. Ines Marl met Mr. Otto Kern in Selm on Monday.", "She plans a second shop."],
            &["She: Ines Marl"],
        );
        check(
            &[
                "Ines Marl said that she bakes at night.",
                "Otto Kern said that he sleeps at night.",
                "Ines Marl met Otto Kern in Selm on Monday.",
                "She plans a second shop.",
            ],
            &["She: Ines Marl"],
        );
    }
}
