//! Blocks -> what their characters and words show: marks, capitals, digits, and which words they share.
//!
//! In: what the features are read from. Out: one [`Wording`] for each block, and likeness to headline, description
//! and story. Words are known as hashes only. Method: one pass over the prose; characters of scripts without spaces
//! are words of two characters each.

use std::collections::BTreeSet;

use super::{Features, Sight};
use crate::boilerplate::phrases::is_unspaced;

/// What one block's characters show. Counts are of characters.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wording {
    pub stops: u32,
    pub commas: u32,
    pub digits: u32,
    pub uppercase: u32,
    pub symbols: u32,
    pub quotes: u32,
    /// Share of its words; -1 when the language has no table.
    pub function_words: f32,
    /// A hash of all its words.
    pub whole: u32,
    /// Range of [`Words::hashes`].
    words: (u32, u32),
}

pub struct Words {
    pub wordings: Vec<Wording>,
    /// The words of all blocks in order: hash, and whether it is long enough to tell of the subject.
    hashes: Vec<(u32, bool)>,
}

/// The fewest characters of a word that tells of the subject.
const LONG: u32 = 5;
/// So many words of a description are compared.
const BEGINNING: usize = 8;

impl Words {
    pub fn of(sight: &Sight) -> Self {
        let mut function_words = Vec::new();
        for word in sight.function_words.entries() {
            read(word, &mut function_words);
        }
        let mut function_words: Vec<u32> = function_words.into_iter().map(|(hash, _)| hash).collect();
        function_words.sort_unstable();
        // Most words are none of them, and most of these are found out by some bits of their hash.
        let mut may_be = [0_u64; 64];
        for hash in &function_words {
            may_be[(hash >> 6) as usize % 64] |= 1 << (hash % 64);
        }
        let is_function_word = |hash: &u32| {
            may_be[(hash >> 6) as usize % 64] & 1 << (hash % 64) != 0
                && function_words.binary_search(hash).is_ok()
        };
        let mut hashes = Vec::with_capacity(sight.blocks.prose.text.len() / 6);
        let mut wordings = Vec::with_capacity(sight.blocks.list.len());
        for block in &sight.blocks.list {
            let start = hashes.len();
            let mut wording = read(block.span.of(&sight.blocks.prose.text), &mut hashes);
            wording.words = (start as u32, hashes.len() as u32);
            let own = &hashes[start..];
            let known = own.iter().filter(|(hash, _)| is_function_word(hash)).count();
            wording.function_words = match function_words.is_empty() {
                true => -1.0,
                false => known as f32 / own.len().max(1) as f32,
            };
            wording.whole =
                own.iter().fold(17, |whole: u32, (hash, _)| whole.wrapping_mul(31).wrapping_add(*hash));
            wordings.push(wording);
        }
        Words { wordings, hashes }
    }

    fn own(&self, i: usize) -> &[(u32, bool)] {
        let (start, end) = self.wordings[i].words;
        &self.hashes[start as usize..end as usize]
    }

    /// Fills in how like each block is to the headline, the description and the story.
    pub fn likeness(&self, sight: &Sight, all: &mut [Features]) {
        let page = sight.page;
        let title =
            page.meta("og:title").filter(|title| !title.trim().is_empty()).unwrap_or(&page.head.title);
        let title = sorted(title);
        let description = page.meta("og:description").or(page.meta("description")).unwrap_or_default();
        let mut description_words = Vec::new();
        read(description, &mut description_words);
        description_words.truncate(BEGINNING);
        let testimony: BTreeSet<[u32; 3]> = {
            let mut words = Vec::new();
            read(sight.article_body, &mut words);
            words.windows(3).map(|three| [three[0].0, three[1].0, three[2].0]).collect()
        };
        for (i, features) in all.iter_mut().enumerate() {
            let own = self.own(i);
            let count = own.len().max(1) as f32;
            let in_title = own.iter().filter(|(hash, _)| title.binary_search(hash).is_ok()).count() as f32;
            features.in_title = in_title / count;
            features.title_in =
                if title.is_empty() { -1.0 } else { (in_title / title.len() as f32).min(2.0) };
            features.is_title = f32::from(u8::from(features.in_title > 0.95 && features.title_in > 0.6));
            features.page_has_description = f32::from(u8::from(!description_words.is_empty()));
            let begins = own.len() >= description_words.len().min(4)
                && !description_words.is_empty()
                && own.iter().zip(&description_words).all(|(a, b)| a.0 == b.0);
            features.is_description = f32::from(u8::from(begins));
            features.page_testifies = f32::from(u8::from(!testimony.is_empty()));
            let threes = own.windows(3).map(|three| [three[0].0, three[1].0, three[2].0]);
            let found = threes.filter(|three| testimony.contains(three)).count();
            features.testified = match own.len() {
                _ if testimony.is_empty() => -1.0,
                0..3 => -1.0,
                count => found as f32 / (count - 2) as f32,
            };
        }
    }
}

impl Words {
    /// By block: the share of its longer words that other blocks of the story have too; -1 without such words.
    pub fn shared_with(&self, is_story: impl Fn(usize) -> bool) -> Vec<f32> {
        // The longer words of the story with the block that has them; MANY when several do.
        const MANY: u32 = u32::MAX;
        let long = |i: usize| self.own(i).iter().filter(|(_, is_long)| *is_long).map(|(hash, _)| *hash);
        let mut story: Vec<(u32, u32)> = Vec::new();
        for i in (0..self.wordings.len()).filter(|i| is_story(*i)) {
            story.extend(long(i).map(|hash| (hash, i as u32)));
        }
        story.sort_unstable();
        story.dedup();
        story.dedup_by(|later, first| {
            let is_same = later.0 == first.0;
            if is_same {
                first.1 = MANY;
            }
            is_same
        });
        (0..self.wordings.len())
            .map(|i| {
                let (mut count, mut shared) = (0, 0);
                for hash in long(i) {
                    count += 1;
                    let at = story.binary_search_by(|(other, _)| other.cmp(&hash));
                    shared += u32::from(at.is_ok_and(|at| story[at].1 != i as u32));
                }
                if count == 0 { -1.0 } else { shared as f32 / count as f32 }
            })
            .collect()
    }
}

fn sorted(text: &str) -> Vec<u32> {
    let mut words = Vec::new();
    read(text, &mut words);
    let mut words: Vec<u32> = words.into_iter().map(|(hash, _)| hash).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Counts a text's characters and adds its words.
fn read(text: &str, words: &mut Vec<(u32, bool)>) -> Wording {
    let mut seen = Wording::default();
    let mut hash = START;
    let mut length = 0;
    let mut last_unspaced: Option<char> = None;
    for c in text.chars() {
        let (is_unspaced, is_letter) = match c.is_ascii() {
            // Most characters of most texts.
            true => (false, c.is_ascii_alphanumeric()),
            false => (is_unspaced(c), c.is_alphanumeric()),
        };
        if is_unspaced || !is_letter {
            if length > 0 {
                words.push((hash, length >= LONG));
                (hash, length) = (START, 0);
            }
            if is_unspaced {
                let pair = add(add(START, last_unspaced.unwrap_or(' ')), c);
                words.push((pair, last_unspaced.is_some()));
                last_unspaced = Some(c);
                continue;
            }
            last_unspaced = None;
            match c {
                ' ' => {}
                '.' | '!' | '?' | '。' | '！' | '？' | '…' | '؟' | '۔' => seen.stops += 1,
                ',' | '、' | '，' | ';' | '；' | '،' => seen.commas += 1,
                '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' => seen.quotes += 1,
                '|' | '›' | '→' | '©' | '•' | '·' | '/' | '>' | '<' | '+' | '#' | '@' | '×' | '▶' | '►' => {
                    seen.symbols += 1
                }
                _ => {}
            }
            continue;
        }
        last_unspaced = None;
        if c.is_ascii() {
            seen.digits += u32::from(c.is_ascii_digit());
            seen.uppercase += u32::from(c.is_ascii_uppercase());
            hash = add(hash, c.to_ascii_lowercase());
        } else {
            seen.digits += u32::from(c.is_numeric());
            seen.uppercase += u32::from(c.is_uppercase());
            hash = c.to_lowercase().fold(hash, add);
        }
        length += 1;
    }
    if length > 0 {
        words.push((hash, length >= LONG));
    }
    seen
}

const START: u32 = 0x811c_9dc5;

fn add(hash: u32, c: char) -> u32 {
    (hash ^ c as u32).wrapping_mul(0x0100_0193)
}
