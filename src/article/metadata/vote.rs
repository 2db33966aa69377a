//! Candidates -> the one believed, and who agrees with it.
//!
//! In: what each source of a page says of one field, with a weight. Out: the index of the elected candidate. A candidate
//! counts its own weight and a share of the weight of every other kind of source that says the same: two witnesses that
//! do not know of each other beat one of the first rank. Sources of one kind (all that a publishing system writes into the
//! head, say) are one witness. Weights are ours, set by how often a source is right and how directly it speaks.

/// What one source says of a field.
#[derive(Clone, Debug)]
pub struct Candidate<V> {
    /// "json-ld", "og:title", "byline in page".
    pub source: &'static str,
    pub kind: Witness,
    pub value: V,
    pub weight: u32,
}

/// Where a source stands: sources of one kind are not independent of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// Metas and JSON-LD.
    Head,
    /// Attributes made for machines in the page itself.
    Markup,
    /// Words that a reader sees.
    Words,
    /// The page's address.
    Address,
}

/// What was elected for a field, for those who ask why.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    pub field: &'static str,
    pub value: String,
    pub source: &'static str,
    /// Other sources that say the same, and those that do not.
    pub agree: Vec<&'static str>,
    pub differ: Vec<&'static str>,
}

/// More candidates than these are not heard.
const MAX_CANDIDATES: usize = 60;

/// The candidate with the most votes, the first of equals; `None` without candidates.
pub fn elect<V>(candidates: &[Candidate<V>], agree: impl Fn(&V, &V) -> bool) -> Option<usize> {
    let heard = &candidates[..candidates.len().min(MAX_CANDIDATES)];
    let votes = |i: usize| {
        let own = &heard[i];
        let support = |kind| {
            let of_kind = heard.iter().filter(|other| other.kind == kind && agree(&other.value, &own.value));
            of_kind.map(|other| other.weight).max().unwrap_or(0)
        };
        let kinds = [Witness::Head, Witness::Markup, Witness::Words, Witness::Address];
        let others = kinds.into_iter().filter(|kind| *kind != own.kind);
        own.weight + others.map(|kind| support(kind) / 2).sum::<u32>()
    };
    (0..heard.len()).max_by_key(|&i| (votes(i), std::cmp::Reverse(i)))
}

/// The choice in words.
pub fn choice<V>(
    field: &'static str,
    candidates: &[Candidate<V>],
    elected: usize,
    agree: impl Fn(&V, &V) -> bool,
    say: impl Fn(&V) -> String,
) -> Choice {
    let own = &candidates[elected];
    let mut choice = Choice { field, value: say(&own.value), source: own.source, ..Choice::default() };
    for (i, other) in candidates.iter().enumerate().take(MAX_CANDIDATES).filter(|(i, _)| *i != elected) {
        let list = if agree(&other.value, &own.value) { &mut choice.agree } else { &mut choice.differ };
        if i != elected && !list.contains(&other.source) {
            list.push(other.source);
        }
    }
    choice
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn witnesses_who_agree_win() {
        use Witness::*;
        for (candidates, elected) in [
            (vec![], None),
            (vec![(Head, 1, 30)], Some(0)),
            // Two kinds of sources against one of a higher rank.
            (vec![(Head, 1, 24), (Words, 2, 20), (Address, 2, 18)], Some(1)),
            // Two of one kind are one witness.
            (vec![(Head, 1, 24), (Words, 2, 20), (Words, 2, 18)], Some(0)),
            (vec![(Head, 1, 20), (Head, 2, 20)], Some(0)),
        ] {
            let candidates: Vec<_> = candidates
                .into_iter()
                .map(|(kind, value, weight)| Candidate { source: "", kind, value, weight })
                .collect();
            assert_eq!(elect(&candidates, |a, b| a == b), elected, "{candidates:?}");
        }
    }
}
