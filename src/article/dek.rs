//! Blocks called a dek, and the head -> the publisher's own words on the story.
//!
//! In: the labelled blocks, the story and the metadata. Out: the dek, from the page where it stands there, else from the head; `None`
//! in doubt. Method: between headline and story stand many lines that are no dek ("By Ada Byrne, 3 May", "This article is more than
//! five years old", a notice on links): what reads like a byline or a dateline is passed over, and so is what says the title again or
//! hardly shares a word with the story.
//! Not here: which blocks stand where a dek would (`boilerplate/label.rs`).

use std::collections::BTreeSet;

use super::metadata::{Metadata, head_line};
use super::{Paragraph, Words};
use crate::block::Blocks;
use crate::boilerplate::{Judgement, Label, letters};
use crate::lang::Language;

/// A dek has no fewer words: those are kickers and sections.
const LEAST_WORDS: u32 = 5;
/// The story has this share of its longer words too, at least.
const LEAST_SHARED: f32 = 0.25;
/// So many characters tell whether a description is a paragraph's beginning; so many paragraphs are looked at.
const BEGINNING: usize = 40;
const FIRST: usize = 3;
/// A paragraph that has more of a description's longer words says the same.
const MOST_SAID: f32 = 0.7;
/// So many characters make a word a longer one.
const LONGER: usize = 4;
/// A title of so many letters is not in the dek by chance.
const TITLE: usize = 10;

/// The publisher's dek.
pub fn dek(
    blocks: &Blocks,
    judgement: &Judgement,
    body: &[Paragraph],
    metadata: &Metadata,
    language: Language,
) -> Option<Words> {
    let text = &blocks.prose.text;
    let is_dek = |i: &usize| {
        let block = &blocks.list[*i];
        let words = block.span.of(text);
        judgement.verdicts[*i].label == Label::Dek
            && block.words >= LEAST_WORDS
            && judgement.features[*i].in_story >= LEAST_SHARED
            && head_line(words, language).is_none()
            && !repeats(words, metadata.title.as_deref())
    };
    let in_page = (0..judgement.verdicts.len()).find(is_dek).map(|i| Words::InPage(blocks.list[i].span));
    in_page.or_else(|| in_head(text, body, metadata))
}

/// Whether a line says the title again and little more: alone, or at the end of a path, "Home » Ferry sold".
fn repeats(words: &str, title: Option<&str>) -> bool {
    let title = title.map(letters).filter(|title| title.chars().count() >= TITLE);
    let words = letters(words);
    title.is_some_and(|title| words.contains(&title) && words.len() <= 2 * title.len())
}

/// The description in the head, where it does not say the title again and the story does not begin with it, whole or in other words.
fn in_head(text: &str, body: &[Paragraph], metadata: &Metadata) -> Option<Words> {
    let description = metadata.description.as_ref().filter(|_| metadata.is_article)?;
    let is_whole =
        !description.ends_with('…') && !description.ends_with("...") && !description.ends_with("[…]");
    if !is_whole || description.split_whitespace().count() < LEAST_WORDS as usize {
        return None;
    }
    let is_said = repeats(description, metadata.title.as_deref())
        || body.iter().take(FIRST).any(|paragraph| says(paragraph.span.of(text), description));
    (!is_said).then(|| Words::InHead(description.clone()))
}

/// Whether a paragraph says what a description says: begins with it, or has most of its longer words.
fn says(paragraph: &str, description: &str) -> bool {
    let start: String = description.chars().take(BEGINNING).collect();
    let (own, told) = (longer_words(description), longer_words(paragraph));
    paragraph.contains(start.trim()) || own.intersection(&told).count() as f32 > MOST_SAID * own.len() as f32
}

/// Words that carry what is said, in small letters.
fn longer_words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| word.chars().count() >= LONGER).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_the_title_is_no_dek() {
        let title = Some("Ferry of Selm sold");
        assert!(repeats("Home » Ferry of Selm sold", title) && repeats("FERRY OF SELM SOLD!", title));
        assert!(!repeats("A town parts with its ferry", title) && !repeats("Ferry of Selm", None));
        assert!(!repeats("Ferry of Selm sold: the town parts with it for four million", title), "it goes on");
        assert!(!repeats("News of the ferry of Selm", Some("News")), "too short to tell");
    }

    #[test]
    fn what_the_story_begins_with_is_not_said_again() {
        let paragraph =
            "The council of Selm bought back its ferry on Monday. Fares will fall by a third in May.";
        for (description, is_said) in [
            ("The council of Selm bought back its ferry on Monday", true),
            ("Selm’s council bought its ferry back on Monday", true),
            ("A town takes its only link to the mainland out of private hands", false),
        ] {
            assert_eq!(says(paragraph, description), is_said, "{description}");
        }
    }
}
