//! Blocks -> what the publisher says of changes: "Correction: ...", "An earlier version of this article ...", "Updated 5 May".
//!
//! In: blocks with their verdicts. Out: [`Notes`], each a span of the prose. Method: the words that open such notes
//! (`lang/*/corrections.txt`), as a label at a block's start or at the start of a sentence, near the story.
//! Not here: what was corrected; and changes that only metadata knows of (`metadata.rs`).

use std::collections::BTreeMap;

use super::metadata;
use super::{Paragraph, ParagraphKind};
use crate::block::{BlockId, Blocks, count_words};
use crate::boilerplate::{Judgement, Label};
use crate::day::Day;
use crate::lang::{self, ByLanguage, ENGLISH, Language};
use crate::span::Span;

/// A note on a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    /// In `Prose::text`: to the end of its block.
    pub span: Span,
    /// The blocks it takes up: its label's, where that stands alone, and its own.
    blocks: (BlockId, BlockId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    Correction,
    Clarification,
    Update,
}

/// What was found, in page order.
#[derive(Debug, Default)]
pub struct Notes {
    pub list: Vec<Note>,
    /// Short lines that say when the page was changed, and no more.
    stamps: Vec<Span>,
}

/// More notes than so many are a page about corrections, or a live blog.
const MOST: usize = 4;
/// How many blocks before the headline, and behind the story's end, are looked at.
const BEFORE: usize = 6;
const BEHIND: usize = 15;
/// A note has at most so many words.
const LONGEST: u32 = 200;
/// A line that only says when has at most so many words.
const STAMP: u32 = 14;

/// Finds the notes in and around the story.
pub fn notes(blocks: &Blocks, judgement: &Judgement, language: Language) -> Notes {
    static OPENINGS: ByLanguage<Openings> = ByLanguage::new(Openings::new);
    let openings = OPENINGS.of(language);
    let labels: Vec<Label> = judgement.verdicts.iter().map(|verdict| verdict.label).collect();
    let is_story = |label: &Label| matches!(label, Label::Headline | Label::Body);
    let (Some(first), Some(last)) =
        (labels.iter().position(is_story), labels.iter().rposition(|label| *label == Label::Body))
    else {
        return Notes::default();
    };
    let mut notes = Notes::default();
    let mut label_before: Option<(usize, NoteKind)> = None;
    let reach = (first.saturating_sub(BEFORE), last + BEHIND + 1);
    for (i, &label) in labels.iter().enumerate().take(reach.1).skip(reach.0) {
        let block = &blocks.list[i];
        if !may_hold_note(label) || block.words > LONGEST && label != Label::Body {
            continue;
        }
        let text = block.span.of(&blocks.prose.text);
        // What stands below a label that stands alone is the note.
        if let Some((at, kind)) = label_before.take()
            && at + 1 == i
            && block.words >= 5
        {
            let blocks = (BlockId(at as u32), BlockId(i as u32));
            notes.list.push(Note { kind, span: block.span, blocks });
            continue;
        }
        match openings.find(text, block.words) {
            Some(Opening::Note(kind, at)) => {
                let span = Span::new(block.span.start as usize + at, block.span.end as usize);
                notes.list.push(Note { kind, span, blocks: (BlockId(i as u32), BlockId(i as u32)) });
            }
            Some(Opening::Fault(kind)) if i >= last => {
                notes.list.push(Note {
                    kind,
                    span: block.span,
                    blocks: (BlockId(i as u32), BlockId(i as u32)),
                });
            }
            Some(Opening::Fault(_)) => {}
            Some(Opening::Label(kind)) => label_before = Some((i, kind)),
            Some(Opening::Stamp) => notes.stamps.push(block.span),
            None => {}
        }
    }
    if notes.list.len() > MOST {
        notes.list.clear();
    }
    notes
}

impl Notes {
    /// Where the page says in words that it was changed on this day.
    pub fn stamp_of(&self, day: Day, blocks: &Blocks) -> Option<Span> {
        self.stamps.iter().find_map(|stamp| {
            let text = stamp.of(&blocks.prose.text);
            let at = text.find(|c: char| c.is_ascii_digit())?;
            // The date begins at its number, or one word before it: "5 May 2025", "May 5, 2025".
            let before = text[..at].trim_end();
            let word =
                before.char_indices().rfind(|(_, c)| c.is_whitespace()).map_or(0, |(i, c)| i + c.len_utf8());
            let from = [at, word].into_iter().find(|&from| {
                let date: String = text[from..].split_whitespace().take(3).collect::<Vec<_>>().join(" ");
                metadata::written(date.trim_end_matches([',', ';', '.']), ENGLISH)
                    .is_some_and(|w| w.day == day)
            })?;
            Some(Span::new(stamp.start as usize + from, stamp.end as usize))
        })
    }
}

/// The body with its corrections and clarifications set apart: as a paragraph, or as the end of one.
pub fn set_apart(body: Vec<Paragraph>, notes: &[Note], text: &str) -> Vec<Paragraph> {
    let mut apart = Vec::with_capacity(body.len());
    for mut paragraph in body {
        let is_in = |note: &&Note| note.blocks.0 <= paragraph.block && paragraph.block <= note.blocks.1;
        match notes.iter().filter(|note| note.kind != NoteKind::Update).find(is_in) {
            Some(note) if note.span.start > paragraph.span.start && paragraph.block == note.blocks.1 => {
                let end = paragraph.span.end;
                paragraph.span = Span { end: note.span.start.min(end), ..paragraph.span }.trimmed(text);
                apart.push(paragraph);
                if note.span.start < end {
                    let span = Span { start: note.span.start, end };
                    apart.push(Paragraph { span, kind: ParagraphKind::Note, ..paragraph });
                }
            }
            Some(_) => apart.push(Paragraph { kind: ParagraphKind::Note, ..paragraph }),
            None => apart.push(paragraph),
        }
    }
    apart
}

fn may_hold_note(label: Label) -> bool {
    matches!(
        label,
        Label::Body | Label::Heading | Label::Dek | Label::Byline | Label::Dateline | Label::Furniture
    )
}

/// The words that open notes in one language and English.
struct Openings {
    /// By first character; the longest first: "corrections and clarifications" before "corrections".
    by_start: BTreeMap<char, Vec<(&'static str, NoteKind, Form)>>,
    /// What a piece that was corrected had done: "misstated".
    faults: Vec<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Label,
    Sentence,
    Stamp,
    Piece,
    Fault,
}

/// What a block holds.
#[derive(Debug, PartialEq)]
enum Opening {
    /// A note from this byte of the block on.
    Note(NoteKind, usize),
    /// The whole block, where it ends the story: what another paper told wrongly may be the story itself.
    Fault(NoteKind),
    /// Nothing but a label.
    Label(NoteKind),
    Stamp,
}

impl Openings {
    fn new(language: Language) -> Self {
        let mut list: Vec<_> = lang::corrections(language)
            .pairs()
            .chain(lang::corrections(lang::ENGLISH).pairs())
            .filter_map(|(words, value)| {
                let (kind, form) = value.split_once(' ')?;
                let kind = match kind {
                    "correction" => NoteKind::Correction,
                    "clarification" => NoteKind::Clarification,
                    _ => NoteKind::Update,
                };
                let form = match form {
                    "label" => Form::Label,
                    "sentence" => Form::Sentence,
                    "piece" => Form::Piece,
                    "fault" => Form::Fault,
                    _ => Form::Stamp,
                };
                Some((words, kind, form))
            })
            .collect();
        list.sort_by_key(|(words, ..)| std::cmp::Reverse(words.len()));
        let mut by_start: BTreeMap<char, Vec<_>> = BTreeMap::new();
        let (faults, list): (Vec<_>, Vec<_>) = list.into_iter().partition(|(.., form)| *form == Form::Fault);
        for opening in list {
            by_start.entry(opening.0.chars().next().unwrap_or_default()).or_default().push(opening);
        }
        Openings { by_start, faults: faults.into_iter().map(|(words, ..)| words).collect() }
    }

    /// What opens in a block's text of so many words.
    fn find(&self, text: &str, words: u32) -> Option<Opening> {
        let mut is_first = true;
        for at in sentence_starts(text) {
            let is_opening = std::mem::take(&mut is_first);
            let rest = &text[at..];
            let Some(first) = rest.chars().next().and_then(|c| c.to_lowercase().next()) else { continue };
            for &(phrase, kind, form) in self.by_start.get(&first).into_iter().flatten() {
                let Some(length) = prefix(rest, phrase) else { continue };
                let after = &rest[length..];
                match form {
                    Form::Sentence if count_words(rest) <= LONGEST => {
                        // What stands before it in the block, a bracket or a star, is part of it.
                        return Some(Opening::Note(kind, if is_opening { 0 } else { at }));
                    }
                    // "An article on Friday about the lamp misstated its price."
                    Form::Piece if is_opening && words <= LONGEST && self.tells_a_fault(after) => {
                        return Some(Opening::Fault(kind));
                    }
                    Form::Label if is_opening && after.trim().is_empty() && kind != NoteKind::Update => {
                        return Some(Opening::Label(kind));
                    }
                    Form::Label if is_opening && kind == NoteKind::Update && is_date(after, words) => {
                        return Some(Opening::Stamp);
                    }
                    Form::Label if is_opening && words <= LONGEST && is_set_off(after, words) => {
                        return Some(Opening::Note(kind, 0));
                    }
                    Form::Stamp if is_opening && words <= STAMP && has_digit(after) => {
                        return Some(Opening::Stamp);
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// Whether the first sentence says that something was told wrongly.
    fn tells_a_fault(&self, text: &str) -> bool {
        let words = first_sentence(text).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        self.faults.iter().any(|fault| words.contains(fault))
    }
}

/// The words of a text up to where its first sentence ends.
fn first_sentence(text: &str) -> &str {
    let end = text.match_indices(['.', '!', '?']).find(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        // "Anna A. Berg"
        let is_initial = text[..*at].ends_with(char::is_uppercase);
        !is_initial && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// Whether what follows shows that the word before it was a label.
fn is_set_off(after: &str, words: u32) -> bool {
    let trimmed = after.trim_start();
    trimmed.starts_with([':', '：', '–', '—', '|', '(', '（', '['])
        || (after.starts_with(' ') && trimmed.starts_with('-'))
        || (words <= STAMP && has_digit(trimmed.get(..trimmed.len().min(4)).unwrap_or_default()))
}

/// Whether a short line holds hardly more than a date and a time.
fn is_date(after: &str, words: u32) -> bool {
    let count = |is: fn(&char) -> bool| after.chars().filter(is).count();
    words <= STAMP && has_digit(after) && count(|c| c.is_alphabetic()) <= count(|c| c.is_ascii_digit())
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// The bytes at which a sentence may begin: at the first letter, and behind marks that end one or open a bracket.
fn sentence_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut is_start = true;
    text.char_indices().filter_map(move |(at, c)| {
        if c.is_alphanumeric() {
            return std::mem::take(&mut is_start).then_some(at);
        }
        is_start |= matches!(
            c,
            '.' | ':'
                | '!'
                | '?'
                | '。'
                | '：'
                | '！'
                | '？'
                | '*'
                | '—'
                | '–'
                | '|'
                | '('
                | '['
                | '（'
                | '【'
        );
        None
    })
}

/// The length in bytes of `phrase` (lower case, straight apostrophes) at the start of `text`, as whole words.
fn prefix(text: &str, phrase: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for wanted in phrase.chars() {
        let (_, c) = chars.next()?;
        let c = match c {
            '’' | 'ʼ' => '\'',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        // A character whose lower case is more than one is in none of the phrases.
        if c != wanted && !c.to_lowercase().eq(std::iter::once(wanted)) {
            return None;
        }
    }
    let length = chars.next().map_or(text.len(), |(at, _)| at);
    let is_whole = !text[length..].starts_with(char::is_alphanumeric) || phrase.ends_with(|c| c > '\u{2e80}');
    is_whole.then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_note() {
        use NoteKind::{Clarification, Correction, Update};
        let note = |kind, at| Some(Opening::Note(kind, at));
        for (language, text, found) in [
            ("en", "Correction: The lamp weighs 4 kilograms, not 40.", note(Correction, 0)),
            ("en", "CORRECTION (May 5): the lamp weighs 4 kilograms.", note(Correction, 0)),
            ("en", "Correction", Some(Opening::Label(Correction))),
            ("en", "* An earlier version of this article gave a wrong name.", note(Correction, 0)),
            ("en", "She left. This article was amended on 5 May to mend a name.", note(Correction, 10)),
            ("en", "Editor’s note: This story has been updated with her answer.", note(Update, 17)),
            ("en", "Clarification — It was the second lamp.", note(Clarification, 0)),
            ("en", "Updated 5 May 2025, 14:03", Some(Opening::Stamp)),
            ("pl", "Aktualizacja: 05.05.2025, 14:03", Some(Opening::Stamp)),
            ("en", "Update: 3 lamps were found", note(Update, 0)),
            ("de", "Korrekturhinweis: Die Lampe wiegt 4 Kilo.", note(Correction, 0)),
            ("de", "In einer früheren Version dieses Textes stand ein falscher Name.", note(Correction, 0)),
            ("fr", "Rectificatif : la lampe pèse 4 kilos.", note(Correction, 0)),
            ("ja", "訂正：ランプは四キロです。", note(Correction, 0)),
            (
                "en",
                "An article on Friday about Anna A. Berg’s lamp misstated its price.",
                Some(Opening::Fault(Correction)),
            ),
            (
                "en",
                "A picture caption yesterday referred incorrectly to the lamp.",
                Some(Opening::Fault(Correction)),
            ),
            // Words that only look alike.
            (
                "en",
                "An article on Friday about the lamp was read by many. The mayor misstated its price.",
                None,
            ),
            ("en", "The mayor misstated the price of the lamp in an article on Friday.", None),
            ("en", "Corrections officers found the lamp in a cell.", None),
            ("en", "Correction of the river began in 1854 and took ten years.", None),
            (
                "en",
                "Updated rules will apply to every lamp that is sold in the city from next year on, 2026.",
                None,
            ),
            ("en", "She read an earlier version of this article and laughed.", None),
            ("en", "Update", None),
            ("de", "Korrekturen am Haushalt seien nötig, sagte er.", None),
            ("en", "", None),
        ] {
            let openings = Openings::new(Language::from_tag(language));
            assert_eq!(openings.find(text, count_words(text)), found, "{text}");
        }
    }
    #[test]
    fn a_stamp_stands_where_its_date_does() {
        for (line, found) in [
            ("Zuletzt aktualisiert: 10.04.2025, 18:30 Uhr", Some("10.04.2025, 18:30 Uhr")),
            ("Updated\u{a0}April 10, 2025 at 6:30 p.m.", Some("April 10, 2025 at 6:30 p.m.")),
            ("Updated 11 April 2025", None),
            ("Updated 3 hours ago", None),
        ] {
            let page = crate::page::Page::from_text(line);
            let blocks = crate::block::blocks(&page);
            let notes = Notes { stamps: vec![blocks.list[0].span], ..Notes::default() };
            let day = Day::new(2025, 4, 10).expect("a day");
            let place = notes.stamp_of(day, &blocks);
            assert_eq!(place.map(|span| span.of(&blocks.prose.text)), found, "{line}");
        }
    }
}
