//! What a number counts: the noun group behind it, found by its shape.
//!
//! Method: no tagger. English groups end in a plural, German ones in a capital, in French and Spanish the noun comes first
//! (`number_shape.txt`); in doubt nothing is counted.

use std::ops::Range;

use super::scan::Found;
use super::words::{NounShape, NounWord, Numbers};
use crate::fact::phrase::Word;
use crate::token::TokenKind;

impl Numbers {
    /// Whether a noun in the plural or a unit stands there.
    pub fn is_counted(&self, w: &[Word], at: usize) -> bool {
        self.is_measured(w, at) || self.counted(w, at, false).is_some()
    }

    /// The noun group that is counted, from `at` on.
    pub fn counted(&self, w: &[Word], at: usize, is_one: bool) -> Option<Range<usize>> {
        let end = match self.shape.noun {
            NounShape::Plural => self.plural(w, at, is_one)?,
            NounShape::Capital => self.capital(w, at)?,
            NounShape::First => self.first(w, at, is_one)?,
            NounShape::Unknown => return None,
        };
        let is_measure = self.noun(w, end - 1) == Some(NounWord::Measure);
        if is_measure
            && self.noun(w, end) == Some(NounWord::Of)
            && let Some(whole) = self.mass(w, end + 1)
        {
            return Some(at..whole);
        }
        Some(at..end)
    }

    /// What a measure is of: a noun group, or the one word there.
    pub fn mass(&self, w: &[Word], at: usize) -> Option<usize> {
        let group = match self.shape.noun {
            NounShape::Plural => self.plural(w, at, false),
            NounShape::Capital => self.capital(w, at),
            _ => None,
        };
        group.or_else(|| {
            let word = w.get(at)?;
            let is_noun = word.kind == TokenKind::Word && !word.is_capital && self.noun(w, at).is_none();
            is_noun.then_some(at + 1)
        })
    }

    /// The noun that a compound stands before: "bloc" of "27-nation bloc". Without an end in sight it is left out.
    pub fn head(&self, w: &[Word], found: &mut Found) {
        let start = found.range.end;
        let mut end = start;
        while end < start + 3 && w.get(end).is_some_and(|word| word.kind == TokenKind::Word && word.is_spaced)
        {
            if self.noun(w, end).is_some_and(|class| class != NounWord::Plural && class != NounWord::Measure)
                || self.endings.iter().any(|ending| w[end].lower.ends_with(ending))
            {
                break;
            }
            end += 1;
        }
        // "the eight-year Lind–Vale war"
        let is_tied = w.get(end).is_some_and(|next| next.is_hyphen() && !next.is_spaced);
        if end > start && end < start + 3 && !is_tied {
            found.range.end = end;
        }
    }

    /// Where a group ends that ends in a plural: "large-caliber artillery shells".
    fn plural(&self, w: &[Word], at: usize, is_one: bool) -> Option<usize> {
        const REACH: usize = 6;
        let mut capital = None;
        let mut end = at;
        while end < at + REACH {
            let word = w.get(end)?;
            let is_joint = word.is_hyphen() && !word.is_spaced && end > at;
            let is_joined = !word.is_spaced && end > at && w[end - 1].is_hyphen();
            if is_joint {
                end += 1;
                continue;
            }
            let class = self.noun(w, end);
            let is_noun = word.kind == TokenKind::Word && (word.is_spaced || is_joined);
            let is_number = self.words.word(w, end).is_some();
            if !is_noun
                || is_number
                // "the 30,000 Kern's lawyers returned": what is counted is told elsewhere.
                || word.is_capital && word.core != word.span && end == at
                || !matches!(class, None | Some(NounWord::Plural | NounWord::Measure | NounWord::Label))
            {
                break;
            }
            let is_tied = w.get(end + 1).is_some_and(|next| next.is_hyphen() && !next.is_spaced);
            let is_plural =
                matches!(class, Some(NounWord::Plural | NounWord::Measure)) || is_plural(&word.lower);
            if is_plural && !is_tied {
                if !word.is_capital {
                    return Some(self.behind_collective(w, end));
                }
                // "three James Bond films": a name may end in s too.
                capital = capital.or(Some(end + 1).filter(|_| !word.is_shouted));
            }
            if is_one && !is_tied && !word.is_capital && !self.is_adjective(&word.lower) {
                return Some(end + 1);
            }
            end += 1;
        }
        capital
    }

    /// "five police | officers", "three singles | matches": behind a plural without its ending, or one that is a part of compounds, one that
    /// has it is what is counted.
    fn behind_collective(&self, w: &[Word], last: usize) -> usize {
        let class = self.nouns.at(w, last).map(|(class, _)| class);
        let is_bare = class == Some(NounWord::Plural) && !w[last].lower.ends_with('s')
            || class == Some(NounWord::Compound);
        let goes_on = w.get(last + 1).is_some_and(|next| {
            next.kind == TokenKind::Word && next.is_spaced && !next.is_capital && is_plural(&next.lower)
        });
        let is_tied = w.get(last + 2).is_some_and(|next| next.is_hyphen() && !next.is_spaced);
        let is_noun = goes_on && !is_tied && self.noun(w, last + 1).is_none();
        last + 1 + usize::from(is_bare && is_noun)
    }

    /// Where a group ends that ends in a capitalised word: "verletzte Soldaten".
    fn capital(&self, w: &[Word], at: usize) -> Option<usize> {
        for end in at..at + 4 {
            let word = w.get(end).filter(|word| word.kind == TokenKind::Word && word.is_spaced)?;
            if word.is_capital {
                return (word.lower.chars().count() > 1).then_some(end + 1);
            }
            if matches!(self.noun(w, end), Some(class) if class != NounWord::Adjective) {
                return None;
            }
        }
        None
    }

    /// Where a group ends whose noun comes first: "soldats", "nouveaux cas".
    fn first(&self, w: &[Word], at: usize, is_one: bool) -> Option<usize> {
        for end in at..at + 3 {
            let word = w.get(end).filter(|word| word.kind == TokenKind::Word && word.is_spaced)?;
            match self.noun(w, end) {
                Some(NounWord::Adjective) => continue,
                None | Some(NounWord::Plural | NounWord::Measure | NounWord::Label) => {}
                _ => return None,
            }
            let is_plural = matches!(self.noun(w, end), Some(NounWord::Plural | NounWord::Measure))
                || (word.lower.len() > 2 && word.lower.ends_with(['s', 'x']));
            return ((is_plural || is_one) && !word.is_capital).then_some(end + 1);
        }
        None
    }

    fn is_adjective(&self, word: &str) -> bool {
        const ENDINGS: [&str; 9] = ["al", "an", "ese", "ish", "ic", "ous", "ive", "ful", "er"];
        self.endings.iter().any(|ending| word.ends_with(ending))
            || ENDINGS.iter().any(|e| word.len() > 5 && word.ends_with(e))
    }
}

/// English plurals by their ending.
pub fn is_plural(word: &str) -> bool {
    let is_plain = word.len() > 3 && word.ends_with('s') && word.is_ascii();
    is_plain && !["ss", "us", "is", "'s", "ous"].iter().any(|ending| word.ends_with(ending))
}
