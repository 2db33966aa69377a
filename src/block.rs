//! Page -> blocks: the runs of text between one block element and the next, with their words made ready.
//!
//! In: a [`Page`]. Out: [`Blocks`]: one string of prose for the whole page in which white space is folded,
//! and the list of blocks, each a span of it. [`Prose`] knows the way back from any span of it to the page.
//! Method: one pass over the nodes; a block element, `<br><br>` or an `<hr>` ends a block (Kohlschütter et al.
//! 2010, "text block"); shallow features are counted on the way. Not here: what a block means (`boilerplate.rs`).

use crate::page::{AttributeName, NodeId, Page, Shown, Tag};
use crate::span::Span;

/// All words of a page as one string, white space folded, with the way back to [`Page::text`].
///
/// Blocks are separated by one `\n`; inside a block the only white space is single spaces
/// (a `<br>` is one).
#[derive(Clone, Debug, Default)]
pub struct Prose {
    pub text: String,
    /// Stretches of `text` that stand unchanged in the page, in order.
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    /// Where the stretch begins in `Prose::text`.
    prose: u32,
    /// Where it begins in `Page::text`.
    page: u32,
    length: u32,
}

/// Index of a block in [`Blocks::list`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub u32);

impl BlockId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Clone, Debug, Default)]
pub struct Blocks {
    pub prose: Prose,
    /// In reading order. No block is empty.
    pub list: Vec<Block>,
}

/// A run of text with no block element inside it.
#[derive(Clone, Debug)]
pub struct Block {
    /// The innermost block element (or the body) around all of it.
    pub node: NodeId,
    /// The nodes the text comes from: first, and one past the last.
    pub nodes: (NodeId, NodeId),
    /// In [`Prose::text`].
    pub span: Span,
    /// Characters of its text, and those inside links.
    pub chars: u32,
    pub link_chars: u32,
    /// Words, counted by Unicode word boundaries; each Han, Hiragana or Katakana character counts as one.
    pub words: u32,
    /// Whether the reader can see it: `No` when the browser or the markup (`hidden`, inline `display: none`) says so.
    pub is_hidden: bool,
}

impl Block {
    /// The share of the block's characters that lie inside links, 0.0 to 1.0. Source: Kohlschütter et al. 2010.
    pub fn link_density(&self) -> f32 {
        if self.chars == 0 { 0.0 } else { self.link_chars as f32 / self.chars as f32 }
    }
}

impl Prose {
    /// Adds a stretch that stands in the page unchanged at byte `page`.
    fn push(&mut self, words: &str, page: usize) {
        let (prose, page, length) = (self.text.len() as u32, page as u32, words.len() as u32);
        self.text.push_str(words);
        match self.runs.last_mut() {
            Some(run) if run.prose + run.length == prose && run.page + run.length == page => {
                run.length += length
            }
            _ => self.runs.push(Run { prose, page, length }),
        }
    }

    /// The stretches of [`Page::text`] that hold exactly the words of `span`, in order; white space
    /// between two stretches may be left out.
    pub fn page_spans(&self, span: Span) -> impl Iterator<Item = Span> + '_ {
        let first = self.runs.partition_point(|run| run.prose + run.length <= span.start);
        self.runs[first..].iter().take_while(move |run| run.prose < span.end).map(move |run| {
            let start = span.start.max(run.prose) - run.prose;
            let end = span.end.min(run.prose + run.length) - run.prose;
            Span { start: run.page + start, end: run.page + end }
        })
    }
}

/// Finds the blocks of a page; what stands in `<head>` is none.
pub fn blocks(page: &Page) -> Blocks {
    let mut scan = Scan {
        page,
        blocks: Blocks::default(),
        open: Vec::new(),
        current: None,
        breaks: 0,
        is_spaced: false,
    };
    for (id, node) in page.iter() {
        scan.close_until(id);
        match node.tag {
            Tag::Text => scan.text(id),
            Tag::Br => scan.line_break(),
            tag => scan.element(id, tag),
        }
    }
    scan.close_until(NodeId(page.nodes.len() as u32));
    scan.end_block();
    scan.blocks
}

struct Scan<'a> {
    page: &'a Page,
    blocks: Blocks,
    open: Vec<Open>,
    current: Option<Block>,
    /// `<br>`s since the last word.
    breaks: u32,
    /// Whether white space stands before the next word.
    is_spaced: bool,
}

/// An element whose end is still to come, with what holds for all text below it.
#[derive(Clone, Copy)]
struct Open {
    end: NodeId,
    is_block: bool,
    /// The innermost block element here.
    block: NodeId,
    is_link: bool,
    is_hidden: bool,
    /// Text here is not read: the head, inline elements that are not shown, and words for screen readers alone.
    is_unread: bool,
}

impl Scan<'_> {
    fn close_until(&mut self, id: NodeId) {
        while let Some(open) = self.open.pop_if(|open| open.end <= id) {
            if open.is_block {
                self.end_block();
            }
        }
    }

    fn element(&mut self, id: NodeId, tag: Tag) {
        let outer = self.open.last().copied();
        let is_block = tag.is_block();
        if is_block {
            self.end_block();
        }
        if tag == Tag::Button || tag == Tag::Img || tag == Tag::Input {
            self.is_spaced = true;
        }
        let outer_hidden = outer.is_some_and(|o| o.is_hidden);
        let is_hidden = match self.page.node(id).shown {
            Shown::Yes => false,
            Shown::No => true,
            Shown::Unknown => outer_hidden || is_hidden_by_markup(self.page, id),
        };
        let open = Open {
            end: self.page.node(id).end,
            is_block,
            block: if is_block { id } else { outer.map_or(id, |o| o.block) },
            is_link: tag == Tag::A || outer.is_some_and(|o| o.is_link),
            is_hidden,
            is_unread: tag == Tag::Head
                || outer.is_some_and(|o| o.is_unread)
                || (is_hidden && !outer_hidden && !is_block)
                || !is_heading(tag) && is_for_screen_readers(self.page, id),
        };
        self.open.push(open);
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        self.is_spaced = true;
        if self.breaks >= 2 {
            self.end_block();
        }
    }

    fn text(&mut self, id: NodeId) {
        let Some(&open) = self.open.last() else { return };
        if open.is_unread {
            return;
        }
        let span = self.page.node(id).text;
        let words = span.of(&self.page.text);
        let mut at = 0;
        while at < words.len() {
            let stretch = stretch(&words[at..]);
            if !stretch.is_empty() {
                self.stretch(id, stretch, span.start as usize + at, open);
                at += stretch.len();
            }
            let blank = &words[at..];
            // Most white space is the markup's own: spaces and line breaks.
            let plain = blank.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'..=b'\r')).count();
            let length = match blank.as_bytes().get(plain) {
                Some(byte) if !byte.is_ascii() => blank.find(|c| !is_folded(c)).unwrap_or(blank.len()),
                _ => plain,
            };
            self.is_spaced |= length > 0;
            at += length;
        }
    }

    /// Adds words with single spaces between.
    fn stretch(&mut self, id: NodeId, words: &str, page: usize, open: Open) {
        let prose = &mut self.blocks.prose;
        let block = match &mut self.current {
            Some(block) => {
                if self.is_spaced {
                    // White space before this very stretch in the same node is part of its run.
                    match self.page.text.as_bytes().get(page.wrapping_sub(1)) {
                        Some(b' ') if self.page.node(id).text.start < page as u32 => {
                            prose.push(" ", page - 1)
                        }
                        _ => prose.text.push(' '),
                    }
                }
                block
            }
            None => {
                if !prose.text.is_empty() {
                    prose.text.push('\n');
                }
                let at = prose.text.len();
                self.current.insert(Block {
                    node: open.block,
                    nodes: (id, id),
                    span: Span::new(at, at),
                    chars: 0,
                    link_chars: 0,
                    words: 0,
                    is_hidden: open.is_hidden,
                })
            }
        };
        prose.push(words, page);
        block.nodes.1 = NodeId(id.0 + 1);
        block.span.end = prose.text.len() as u32;
        let chars = words.chars().count() - words.bytes().filter(|byte| *byte == b' ').count();
        let chars = chars as u32;
        block.chars += chars;
        block.link_chars += if open.is_link { chars } else { 0 };
        self.is_spaced = false;
        self.breaks = 0;
    }

    fn end_block(&mut self) {
        self.is_spaced = false;
        self.breaks = 0;
        if let Some(mut block) = self.current.take() {
            block.words = count_words(block.span.of(&self.blocks.prose.text));
            self.blocks.list.push(block);
        }
    }
}

/// The words up to white space that is not a single space between two of them.
fn stretch(text: &str) -> &str {
    let bytes = text.as_bytes();
    // The length of the character at a byte; 0 where white space or the end is.
    let length = |at: usize| match bytes.get(at) {
        None => 0,
        Some(byte) if byte.is_ascii() => usize::from(!is_folded(char::from(*byte))),
        Some(_) => text[at..].chars().next().filter(|c| !is_folded(*c)).map_or(0, char::len_utf8),
    };
    let mut end = 0;
    loop {
        // Most characters of most texts.
        while bytes.get(end).is_some_and(u8::is_ascii_graphic) {
            end += 1;
        }
        let space = usize::from(end > 0 && bytes.get(end) == Some(&b' '));
        match length(end + space) {
            0 => return &text[..end],
            length => end += space + length,
        }
    }
}

/// White space that is folded. No-break spaces stand: they hold numbers together.
fn is_folded(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// A headline in words for screen readers alone is the page's headline all the same: its logo says the rest.
fn is_heading(tag: Tag) -> bool {
    matches!(tag, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
}

/// Names of classes whose words only screen readers say.
const FOR_SCREEN_READERS: &[&str] = &[
    "a11y-hidden",
    "element-invisible",
    "is-visually-hidden",
    "screen-reader",
    "screen-reader-only",
    "screen-reader-text",
    "screenreader-only",
    "show-for-sr",
    "sr-only",
    "tooltip-content",
    "tooltip-text",
    "tooltiptext",
    "u-visually-hidden",
    "visually-hidden",
    "visuallyhidden",
];

/// Whether an element's names say that its words are for screen readers, or for who hovers over it: they stand in the middle
/// of sentences ("opens in a new window"), and nobody who looks at the page sees them there.
fn is_for_screen_readers(page: &Page, id: NodeId) -> bool {
    let node = page.node(id);
    node.attributes.0 < node.attributes.1
        && (page.attribute(id, AttributeName::Class).is_some_and(|class| {
            class.split_ascii_whitespace().any(|name| {
                may_be_for_screen_readers(name)
                    && FOR_SCREEN_READERS.iter().any(|known| known.eq_ignore_ascii_case(name))
            })
        }) || page.attribute(id, AttributeName::Role) == Some("tooltip"))
}

/// Whether a name of a class has the length and the first letter of one of them: most have not.
fn may_be_for_screen_readers(name: &str) -> bool {
    name.len() >= 7 && matches!(name.as_bytes()[0] | 0x20, b'a' | b'e' | b'i' | b's'..=b'v')
}

/// Whether the markup alone says that an element is not shown.
pub fn is_hidden_by_markup(page: &Page, id: NodeId) -> bool {
    // Few elements have either attribute: one pass over those they have finds that out.
    page.attributes_of(id).any(|(name, value)| match name {
        AttributeName::Hidden => !is_streamed(page, id),
        AttributeName::Style => hides(value),
        _ => false,
    })
}

/// Whether a `style` does not show its element.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let value = value.trim().trim_end_matches("!important").trim();
        match property.trim() {
            p if p.eq_ignore_ascii_case("display") => value.eq_ignore_ascii_case("none"),
            p if p.eq_ignore_ascii_case("visibility") => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}

/// Whether a part of the page came late and waits for a script to put it in its place: `<div hidden id="S:3">`, as React
/// streams pages (react-dom's `startWritingSegment`). Whoever opens the page sees it.
fn is_streamed(page: &Page, id: NodeId) -> bool {
    let number = page.attribute(id, AttributeName::Id).and_then(|name| name.rsplit_once("S:"));
    number.is_some_and(|(before, number)| {
        !before.ends_with(char::is_alphanumeric)
            && !number.is_empty()
            && number.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

/// Words of a text: runs of letters and digits; in scripts without spaces each character is one.
pub fn count_words(text: &str) -> u32 {
    let mut words = 0;
    let mut is_inside = false;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            // Most characters of most texts.
            let is_letter = byte.is_ascii_alphanumeric() || (is_inside && *byte == b'\'');
            words += u32::from(is_letter && !is_inside);
            is_inside = is_letter;
            at += 1;
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        let is_alone = matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
        let is_letter = c.is_alphanumeric() || (is_inside && matches!(c, '’' | '\u{ad}'));
        words += u32::from(is_alone || (is_letter && !is_inside));
        is_inside = is_letter && !is_alone;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageBuilder;

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, words) in [("", 0), ("Scholz’s 75,000 men", 4), ("東京で発表", 5), ("a—b", 2)] {
            assert_eq!(count_words(text), words, "{text}");
        }
    }

    #[test]
    fn no_name_is_passed_over() {
        assert!(FOR_SCREEN_READERS.iter().all(|name| may_be_for_screen_readers(name)));
    }

    #[test]
    fn white_space_is_folded_and_no_break_spaces_stand() {
        let mut page = PageBuilder::default();
        page.open(Tag::Body);
        let text = " one two\u{a0}three  four\n five\u{2003}six é\u{3000} seven ";
        page.text(text);
        page.close();
        let page = page.finish();
        let Blocks { prose, list } = blocks(&page);
        assert_eq!(prose.text, "one two\u{a0}three four five six é seven");
        assert_eq!(list[0].chars as usize, text.chars().filter(|c| !is_folded(*c)).count());
        let runs: Vec<&str> = prose.page_spans(list[0].span).map(|span| span.of(&page.text)).collect();
        assert_eq!(runs, ["one two\u{a0}three", " four", " five", "six é", " seven"]);
    }

    #[test]
    fn inline_elements_and_breaks() {
        let mut page = PageBuilder::default();
        page.open(Tag::Body);
        page.text("\n  one ");
        page.open(Tag::Em);
        page.text("two");
        page.close();
        page.text(", three");
        page.open(Tag::Br);
        page.close();
        page.text("four");
        page.open(Tag::P);
        page.text(" five");
        page.open(Tag::Span);
        page.attribute(AttributeName::Style, "color: red; display : NONE");
        page.text("unseen");
        page.close();
        page.close();
        page.open(Tag::Div);
        page.attribute(AttributeName::Hidden, "");
        page.text("six");
        page.close();
        page.open(Tag::Div);
        page.attribute(AttributeName::Id, "S:1f");
        page.attribute(AttributeName::Hidden, "");
        page.text("seven");
        page.close();
        let page = page.finish();
        let Blocks { prose, list } = blocks(&page);
        assert_eq!(prose.text, "one two, three four\nfive\nsix\nseven");
        assert_eq!(list.iter().map(|b| b.is_hidden).collect::<Vec<_>>(), [false, false, true, false]);
        for block in &list {
            let words: String = prose.page_spans(block.span).map(|s| s.of(&page.text)).collect();
            assert_eq!(words.replace(' ', ""), block.span.of(&prose.text).replace(' ', ""));
        }
    }
}
