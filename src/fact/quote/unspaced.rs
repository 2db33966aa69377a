//! Quotations in scripts that set no words apart: Japanese.
//!
//! In: a paragraph's text and its marked stretches. Out: direct quotations with cue and source, as spans. Method: the closing mark
//! is followed by と and a verb of `lang/ja/cue_verbs.txt` before the sentence ends; the source ends in は or が, in front of
//! the opening mark or between と and the verb. Not here: indirect speech.

use super::lexicon::Lexicon;
use super::marks::Marked;
use super::{QuoteFact, QuoteKind};
use crate::span::Span;

/// The fewest characters of a quotation: five words take about twice as many.
const FEWEST_CHARS: usize = 10;
/// The furthest a cue ends behind the closing mark, and the longest source, in bytes.
const LONGEST_TAIL: usize = 150;
const LONGEST_SOURCE: usize = 120;

/// The quotations of one paragraph, in text order.
pub fn find(text: &str, paragraph: Span, marked: &[Marked], lexicon: &Lexicon) -> Vec<QuoteFact> {
    let mut quotes = Vec::new();
    // Where the clause before a stretch may begin.
    let mut floor = paragraph.start as usize;
    for (index, stretch) in marked.iter().enumerate() {
        let limit = marked.get(index + 1).map_or(paragraph.end, |next| next.outer.start) as usize;
        let behind = Span::new(stretch.outer.end as usize, limit);
        let before = Span::new(floor, stretch.outer.start as usize);
        if stretch.inner.of(text).chars().count() >= FEWEST_CHARS
            && let Some((cue, after)) = cue(text, behind, lexicon)
            && let Some(source) = topic(text, after).or_else(|| topic(text, clause(text, before)))
        {
            quotes.push(QuoteFact {
                kind: QuoteKind::Direct,
                content: vec![stretch.outer],
                source: Some(source),
                speaker: is_named(source.of(text), lexicon).then_some(source),
                cue: Some(cue),
                is_sure: false,
            });
            floor = cue.end as usize;
        }
    }
    quotes
}

/// The cue behind a closing mark, and what stands between the particle and it.
fn cue(text: &str, behind: Span, lexicon: &Lexicon) -> Option<(Span, Span)> {
    let words = behind.of(text);
    let words = &words[..words.find('。').unwrap_or(words.len())];
    let words =
        &words[..words.char_indices().map(|(at, _)| at).take_while(|&at| at <= LONGEST_TAIL).last()?];
    let particle = ["などと", "と"].into_iter().find(|particle| words.starts_with(particle))?.len();
    let rest = &words[particle..];
    let (at, cue) = lexicon
        .words()
        .filter_map(|word| rest.find(word).map(|at| (at, word)))
        .min_by_key(|&(at, word)| (at, std::cmp::Reverse(word.len())))?;
    let start = behind.start as usize + particle;
    Some((Span::new(start + at, start + at + cue.len()), Span::new(start, start + at)))
}

/// The last clause of what stands in front: behind the last full stop.
fn clause(text: &str, before: Span) -> Span {
    let words = before.of(text);
    let start = words.rfind('。').map_or(0, |at| at + '。'.len_utf8());
    Span::new(before.start as usize + start, before.end as usize)
}

/// The words before は or が, behind the last comma in front of them.
fn topic(text: &str, clause: Span) -> Option<Span> {
    let words = clause.of(text);
    let end = words.match_indices(['は', 'が']).map(|(at, _)| at).find(|&at| at > 0)?;
    let start = words[..end].rfind(['、', '　', '」', '』']).map_or(0, |at| at + '、'.len_utf8());
    let start = clause.start as usize + start;
    let source = Span::new(start, clause.start as usize + end).trimmed(text);
    (source.len() <= LONGEST_SOURCE && source.of(text).chars().count() >= 2).then_some(source)
}

/// Whether a source ends in a word that marks a name or stands for a person.
fn is_named(source: &str, lexicon: &Lexicon) -> bool {
    lexicon.nouns().any(|noun| source.ends_with(noun))
}
