//! Truth -> labels: which blocks of a page stand in the text that a corpus calls its article.
//!
//! In: the blocks' texts in reading order and the true text. Out: for each block the share of it that stands in the truth
//! at a place that fits its neighbours. Method: runs of three words vote for where in the truth a block stands; of
//! all places the heaviest chain is taken that rises in both (weighted longest increasing subsequence), so that a
//! teaser which repeats the story's words does not count. Long blocks that the truth moved elsewhere count too.

use std::collections::HashMap;

/// Runs of so many words vote.
const RUN: usize = 3;
/// Places in the truth that one run may vote for; more is a refrain.
const MOST: usize = 30;
/// A block of at least so many words counts wherever it stands, when nearly all of it is in the truth.
const LONG: usize = 8;

/// A place in the truth where a block may stand.
#[derive(Clone, Copy)]
struct Candidate {
    start: usize,
    end: usize,
    weight: f32,
}

/// The share of each block that the truth holds, 0.0 to 1.0.
pub fn shares(blocks: &[&str], truth: &str) -> Vec<f32> {
    let texts: Vec<Vec<u32>> = blocks.iter().map(|text| words(text)).collect();
    shares_of_words(&texts, &words(truth))
}

/// The same of texts that are cut into [`words`] already.
pub fn shares_of_words(texts: &[Vec<u32>], truth: &[u32]) -> Vec<f32> {
    let mut runs: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, run) in truth.windows(RUN).enumerate() {
        runs.entry(run).or_default().push(at);
    }
    let contained: Vec<f32> = texts.iter().map(|own| contained(own, &runs, truth)).collect();
    let candidates: Vec<Vec<Candidate>> = texts.iter().map(|own| candidates(own, &runs, truth)).collect();
    let chain = heaviest_chain(&candidates, truth.len());
    let mut covered = vec![false; truth.len() + 1];
    for candidate in chain.iter().flatten() {
        covered[candidate.start..candidate.end].fill(true);
    }
    let mut shares = vec![0.0; texts.len()];
    for (i, own) in texts.iter().enumerate() {
        let is_free = || {
            candidates[i].iter().any(|c| {
                let taken = covered[c.start..c.end].iter().filter(|taken| **taken).count();
                2 * taken < c.end - c.start
            })
        };
        let is_moved = own.len() >= LONG && contained[i] >= 0.8 && chain[i].is_none() && is_free();
        if chain[i].is_some() || is_moved {
            shares[i] = contained[i];
        }
        if is_moved {
            for c in &candidates[i] {
                covered[c.start..c.end].fill(true);
            }
        }
    }
    shares
}

fn contained(own: &[u32], runs: &HashMap<&[u32], Vec<usize>>, truth: &[u32]) -> f32 {
    match own.len() {
        0 => 0.0,
        1..RUN => f32::from(u8::from(truth.windows(own.len()).any(|other| other == own))),
        count => {
            let found = own.windows(RUN).filter(|run| runs.contains_key(run)).count();
            found as f32 / (count + 1 - RUN) as f32
        }
    }
}

fn candidates(own: &[u32], runs: &HashMap<&[u32], Vec<usize>>, truth: &[u32]) -> Vec<Candidate> {
    if own.is_empty() || truth.is_empty() {
        return Vec::new();
    }
    let place = |start: usize, weight| Candidate { start, end: (start + own.len()).min(truth.len()), weight };
    if own.len() < RUN {
        let same = truth.windows(own.len()).enumerate().filter(|(_, other)| *other == own);
        return same.take(50).map(|(at, _)| place(at, own.len() as f32)).collect();
    }
    let mut votes: HashMap<usize, u32> = HashMap::new();
    for (offset, run) in own.windows(RUN).enumerate() {
        for at in runs.get(run).into_iter().flatten().take(MOST) {
            *votes.entry(at.saturating_sub(offset)).or_default() += 1;
        }
    }
    let mut votes: Vec<(usize, u32)> = votes.into_iter().collect();
    votes.sort_unstable_by_key(|(at, count)| (std::cmp::Reverse(*count), *at));
    let top = votes.first().map_or(0, |(_, count)| *count);
    votes
        .iter()
        .filter(|(_, count)| 2 * count >= top)
        .take(8)
        .map(|&(at, count)| place(at, (count as usize + RUN - 1) as f32))
        .collect()
}

/// The chosen place of each block: of all choices that rise in the truth, the heaviest.
fn heaviest_chain(candidates: &[Vec<Candidate>], length: usize) -> Vec<Option<Candidate>> {
    // By end in the truth: the best chain that ends there or before, as (weight, index into `steps`).
    let mut best: Vec<(f32, usize)> = vec![(0.0, usize::MAX); length + 2];
    let mut steps: Vec<(usize, Candidate, usize)> = Vec::new();
    let query = |best: &[(f32, usize)], end: usize| {
        let mut at = end + 1;
        let mut top = (0.0, usize::MAX);
        while at > 0 {
            if best[at].0 > top.0 {
                top = best[at];
            }
            at &= at - 1;
        }
        top
    };
    for (block, places) in candidates.iter().enumerate() {
        let grown: Vec<(Candidate, f32, usize)> = places
            .iter()
            .map(|place| {
                // One word of overlap is forgiven: marks are cut differently.
                let (weight, from) =
                    query(&best, (place.start + 1).min(length).min(place.end.saturating_sub(1)));
                (*place, weight + place.weight, from)
            })
            .collect();
        for (place, weight, from) in grown {
            steps.push((block, place, from));
            let mut at = place.end + 1;
            while at < best.len() {
                if best[at].0 < weight {
                    best[at] = (weight, steps.len() - 1);
                }
                at += at & at.wrapping_neg();
            }
        }
    }
    let mut chain = vec![None; candidates.len()];
    let mut at = query(&best, length).1;
    while let Some(&(block, place, from)) = steps.get(at) {
        chain[block] = Some(place);
        at = from;
    }
    chain
}

/// Hashes of the words of a text in lower case; a character of a script without spaces is a word.
pub fn words(text: &str) -> Vec<u32> {
    const START: u32 = 0x811c_9dc5;
    let add = |hash: u32, c: char| (hash ^ c as u32).wrapping_mul(0x0100_0193);
    let mut words = Vec::new();
    let mut word = None;
    for c in text.chars() {
        if matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') {
            words.extend(word.take());
            words.push(add(START, c));
        } else if c.is_alphanumeric() || c == '_' {
            word = Some(c.to_lowercase().fold(word.unwrap_or(START), add));
        } else {
            words.extend(word.take());
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_in_their_order() {
        let truth = "The lamps went out.\nThey were sold.\nMore\nA new quay is built by the town now.";
        let blocks = [
            "More",
            "The lamps went out.",
            "Share",
            "They were sold.",
            "More",
            "A new quay is built by the town now.",
            "The lamps went out.",
        ];
        assert_eq!(shares(&blocks, truth), [0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0]);
    }

    #[test]
    fn moved_paragraphs_count_and_part_of_one_counts_in_part() {
        let long = "A new quay is built by the town this very year";
        let longer = format!("{long}, the mayor told us");
        assert_eq!(shares(&[&longer, long], &format!("{long}\n{longer}")), [1.0, 1.0]);
        let share = shares(&["the old lamps went out tonight"], "the old lamps went on");
        assert_eq!(share, [0.5]);
        assert_eq!(shares(&["", "a"], ""), [0.0, 0.0]);
    }
}
