//! What was made of a text before: pages say the same few class names over and over.
//!
//! Method: a fixed number of places, found by a hash. Texts that fall together take each other's place, so a page that
//! has chosen its texts to do so costs what it would without a memo, and no more.

use std::hash::{BuildHasher, BuildHasherDefault};

use crate::lang::WordHasher;

/// What a function makes of texts, for those met lately.
pub struct Memo<'a, V> {
    places: Vec<Option<(&'a str, V)>>,
}

const PLACES: usize = 512;

impl<'a, V: Copy> Memo<'a, V> {
    pub fn new() -> Self {
        Memo { places: vec![None; PLACES] }
    }

    /// What `make` makes of `text`; always the same for the same text.
    pub fn of(&mut self, text: &'a str, make: impl FnOnce(&'a str) -> V) -> V {
        let hash = BuildHasherDefault::<WordHasher>::default().hash_one(text);
        let place = &mut self.places[hash as usize % PLACES];
        match *place {
            Some((known, value)) if known == text => value,
            _ => {
                let value = make(text);
                *place = Some((text, value));
                value
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_share_a_place_keep_their_own_values() {
        let texts: Vec<String> = (0..3 * PLACES).map(|n| n.to_string()).collect();
        let mut memo = Memo::new();
        let mut made = 0;
        for text in texts.iter().chain(&texts).chain([&texts[0], &texts[0]]) {
            let length = memo.of(text, |text| {
                made += 1;
                text.len()
            });
            assert_eq!(length, text.len());
        }
        assert!(made < 2 * texts.len() + 2, "some were still known");
    }
}
