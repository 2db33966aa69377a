//! Whether a name stands only in a credit: in a dateline, alone in brackets, in a line that says who worked on the text.
//!
//! In: a mention and the kind of its name. Out: whether it only credits. Method: its place in its sentence; at the foot of the article the
//! phrases of the class `signature`. Not here: where a dateline ends (`fact/dateline.rs`), which paragraphs are the writer's (`writer.rs`).

use crate::fact::dateline::report_line;
use crate::fact::shown::Reader;
use crate::fact::{EntityKind, Text};
use crate::lang;
use crate::span::Span;

/// Who worked on a text stands among so many paragraphs at its foot.
const FOOT: usize = 4;
/// A line that says who worked on a text is no longer, in bytes.
const SIGNATURE: usize = 400;

/// Whether a mention stands in a dateline, alone in brackets, or in a line that says who worked on the text.
pub fn is_credit(mention: Span, kind: EntityKind, reader: &Reader) -> bool {
    let text = reader.text;
    let index = text.sentences.partition_point(|sentence| sentence.span.end <= mention.start);
    let Some(sentence) = text.sentences.get(index) else { return false };
    let words = sentence.span.of(text.text);
    let opens = index == 0 || text.sentences[index - 1].paragraph != sentence.paragraph;
    // Where it was written something may have happened.
    let in_dateline = opens
        && kind != EntityKind::Place
        && mention.end <= sentence.span.start + report_line(words, text.article) as u32;
    in_dateline || is_alone_in_brackets(mention, reader) || is_signature(sentence.span, text)
}

/// "[TNA]", "[TNA.]": whoever told it. "The Torsby News Agency (TNA)" only says how it is called.
fn is_alone_in_brackets(mention: Span, reader: &Reader) -> bool {
    let (at, behind) = (reader.at(mention), reader.behind(mention));
    let is_mark = |at: usize, mark: &str| reader.words.get(at).is_some_and(|word| word.is_mark(mark));
    at > 0
        && is_mark(at - 1, "[")
        && (is_mark(behind, "]") || is_mark(behind, ".") && is_mark(behind + 1, "]"))
}

/// "Anna Berg contributed to this report."
fn is_signature(sentence: Span, text: &Text) -> bool {
    let body = &text.article.body;
    let foot = body.len().saturating_sub(FOOT);
    let Some(first) = body.get(foot.max(1)) else { return false };
    if sentence.start < first.span.start || sentence.len() > SIGNATURE {
        return false;
    }
    let lower = sentence.of(text.text).to_lowercase();
    lang::name_uses(text.article.language).of_class("signature").any(|words| lower.contains(words))
}
