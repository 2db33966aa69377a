//! A page as flat arrays in document order, as both readers fill it. It holds facts, never a rule.
//!
//! In: what a reader (`html.rs` for files, `extension/snapshot.js` through [`Snapshot`](crate::snapshot::Snapshot)
//! for the live document) saw. Out: [`Page`], which every stage of the core reads and none changes.
//! A page of plain text becomes one too: [`Page::from_text`].
//!
//! What both readers agree on (the contract):
//! * Nodes are elements and text nodes in document order, parents before their children. Comments,
//!   processing instructions and the doctype are not nodes.
//! * The tree is the one a reader sees: a shadow root's children stand in place of its host's, a
//!   slot's assigned nodes in place of its own children.
//! * `<script>`, `<style>`, `<noscript>`, `<template>`, `<iframe>`, `<svg>`, `<canvas>`, `<audio>`,
//!   `<video>`, `<object>`, `<textarea>`, `<select>` are one node each: what stands inside is not read ([`OPAQUE`]).
//! * Text is verbatim, white space included.
//! * Attributes are those of [`AttributeName`], in its order, cut to [`MAX_ATTRIBUTE`] UTF-16 units; `style` only when it
//!   holds "display" or "visibility".

use crate::span::Span;

/// Elements that become one node without children.
pub const OPAQUE: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "audio", "video", "object",
    "textarea", "select",
];

/// The longest attribute value kept, in UTF-16 code units; what is longer is cut there.
pub const MAX_ATTRIBUTE: usize = 1_000;
/// The most nodes a reader takes before it stops and reports [`Page::cut`].
pub const MAX_NODES: usize = 250_000;
/// The most text a reader takes, in UTF-16 code units, before it stops and reports [`Page::cut`].
pub const MAX_TEXT: usize = 4_000_000;
/// The deepest element a reader enters, the root being 0; what lies deeper is not read, and [`Page::cut`] says so.
/// Chromium's parser builds nothing deeper.
pub const MAX_DEPTH: usize = 512;
/// The most that [`Head`] holds, in UTF-16 code units; an entry for which there is no room is left out.
pub const MAX_HEAD: usize = 1_000_000;

/// Index of a node in [`Page::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// "No node": the parent of the root.
    pub const NONE: NodeId = NodeId(u32::MAX);

    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a reader saw of one document.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The document's address; empty when it has none.
    pub url: String,
    pub head: Head,
    /// Every text node's words in document order, verbatim.
    pub text: String,
    /// Parents stand before their children.
    pub nodes: Vec<Node>,
    /// Ordered by node.
    pub attributes: Vec<Attribute>,
    pub attribute_text: String,
    /// Whether a cap was met and part of the document left unread.
    pub cut: bool,
}

/// What the document says of itself, verbatim and in document order; shadow roots, `<template>`, `<noscript>` and `<svg>`
/// are not read for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Text of the first `<title>`.
    pub title: String,
    /// `lang` and `dir` of the root element; empty when absent.
    pub lang: String,
    pub dir: String,
    /// Every `<meta>` with a `content` and a key: (the first of `property`, `name`, `itemprop` and `http-equiv` that is not
    /// empty, in lower case; `content`).
    pub metas: Vec<(String, String)>,
    /// Every `<link>` with `rel` and `href`: (`rel` in lower case, `href`).
    pub links: Vec<(String, String)>,
    /// The text of every `<script type="application/ld+json">`.
    pub json_ld: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Node {
    pub tag: Tag,
    /// [`NodeId::NONE`] for the root.
    pub parent: NodeId,
    /// One past the last node below this one; for a text node, one past itself.
    pub end: NodeId,
    /// The text of the node and all below it, in [`Page::text`].
    pub text: Span,
    /// Range of [`Page::attributes`].
    pub attributes: (u32, u32),
    pub shown: Shown,
}

/// Whether the reader of the page can see a node. A file cannot know; the browser can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Unknown,
    Yes,
    No,
}

#[derive(Clone, Debug)]
pub struct Attribute {
    pub name: AttributeName,
    /// In [`Page::attribute_text`].
    pub value: Span,
}

macro_rules! names {
    ($(#[$doc:meta])* $type:ident, $first:ident, $other:ident { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $type { $($variant),* }

        impl $type {
            /// Every name, in the order of the variants.
            pub const ALL: &[$type] = &[$($type::$variant),*];

            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),* }
            }
        }
    };
}

names! {
    /// The attributes that readers keep. `extension/snapshot.js` lists the same names in the same order.
    AttributeName, Class, Class {
        Class = "class", Id = "id", Name = "name", Role = "role", Rel = "rel", Property = "property",
        Itemprop = "itemprop", Itemtype = "itemtype", Href = "href", Src = "src", Alt = "alt", Action = "action",
        Placeholder = "placeholder", Type = "type", Datetime = "datetime", Content = "content", Lang = "lang", Dir = "dir",
        Open = "open", Hidden = "hidden", Style = "style", Value = "value",
        AriaHidden = "aria-hidden", AriaLabel = "aria-label", AriaModal = "aria-modal", AriaLive = "aria-live",
        AriaRoledescription = "aria-roledescription",
    }
}

names! {
    /// A node's kind: text, an HTML element that some rule asks for by name, or any other element.
    Tag, Text, Other {
        Text = "#text", Other = "?",
        A = "a", Abbr = "abbr", Address = "address", Article = "article", Aside = "aside", Audio = "audio", B = "b", Base = "base",
        Blockquote = "blockquote", Body = "body", Br = "br", Button = "button", Canvas = "canvas", Caption = "caption",
        Center = "center", Cite = "cite", Code = "code", Dd = "dd", Del = "del", Details = "details", Dialog = "dialog", Div = "div",
        Dl = "dl", Dt = "dt", Em = "em", Fieldset = "fieldset", Figcaption = "figcaption", Figure = "figure", Font = "font",
        Footer = "footer", Form = "form", H1 = "h1", H2 = "h2", H3 = "h3", H4 = "h4", H5 = "h5", H6 = "h6", Head = "head", Header = "header",
        Hgroup = "hgroup", Hr = "hr", Html = "html", I = "i", Iframe = "iframe", Img = "img", Input = "input", Ins = "ins",
        Label = "label", Legend = "legend", Li = "li", Link = "link", Main = "main", Mark = "mark", Menu = "menu", Meta = "meta",
        Nav = "nav", Noscript = "noscript", Object = "object", Ol = "ol", Option = "option", P = "p", Picture = "picture", Pre = "pre",
        Q = "q", S = "s", Script = "script", Search = "search", Section = "section", Select = "select", Slot = "slot", Small = "small",
        Source = "source", Span = "span", Strong = "strong", Style = "style", Sub = "sub", Summary = "summary", Sup = "sup", Svg = "svg",
        Table = "table", Tbody = "tbody", Td = "td", Template = "template", Textarea = "textarea", Tfoot = "tfoot", Th = "th",
        Thead = "thead", Time = "time", Title = "title", Tr = "tr", U = "u", Ul = "ul", Video = "video",
    }
}

impl Tag {
    /// The tag of a local name; unknown names are [`Tag::Other`].
    pub fn from_name(name: &str) -> Self {
        // `ALL` is sorted by name after its first two entries (a test holds it to that).
        let known = &Self::ALL[2..];
        known.binary_search_by(|tag| tag.name().cmp(name)).map_or(Self::Other, |i| known[i])
    }

    /// Whether the element starts a new block of text, as browsers lay it out by default.
    pub fn is_block(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Address
                | Article
                | Aside
                | Blockquote
                | Body
                | Caption
                | Center
                | Dd
                | Details
                | Dialog
                | Div
                | Dl
                | Dt
                | Fieldset
                | Figcaption
                | Figure
                | Footer
                | Form
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Head
                | Header
                | Hgroup
                | Hr
                | Html
                | Legend
                | Li
                | Main
                | Menu
                | Nav
                | Ol
                | Option
                | P
                | Pre
                | Search
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Title
                | Tr
                | Ul
        )
    }
}

impl Page {
    /// The nodes from first to last with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(i, node)| (NodeId(i as u32), node))
    }

    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The value of an attribute, cut to [`MAX_ATTRIBUTE`]; `None` when the element has none of that name.
    pub fn attribute(&self, id: NodeId, name: AttributeName) -> Option<&str> {
        let (start, end) = self.node(id).attributes;
        self.attributes[start as usize..end as usize]
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|attribute| attribute.value.of(&self.attribute_text))
    }

    /// The attributes of an element with their values.
    pub fn attributes_of(&self, id: NodeId) -> impl Iterator<Item = (AttributeName, &str)> {
        let (start, end) = self.node(id).attributes;
        self.attributes[start as usize..end as usize]
            .iter()
            .map(|attribute| (attribute.name, attribute.value.of(&self.attribute_text)))
    }

    /// The node's ancestors from its parent to the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let mut at = self.node(id).parent;
        std::iter::from_fn(move || {
            let here = at;
            (here != NodeId::NONE).then(|| {
                at = self.node(here).parent;
                here
            })
        })
    }

    /// Whether `outer` is `inner` or one of its ancestors.
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.node(outer).end
    }

    /// The first `content` among metas of this key (lower case).
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.head.metas.iter().find(|(k, _)| k == key).map(|(_, content)| content.as_str())
    }

    /// Plain text as a page: a root, a head and a body, in it one `<p>` a paragraph, the blank lines between as text.
    ///
    /// `text` is kept whole, so an offset into [`Page::text`] is one into the input.
    pub fn from_text(text: &str) -> Self {
        let mut page = PageBuilder::default();
        page.open(Tag::Html);
        page.open(Tag::Head);
        page.close();
        page.open(Tag::Body);
        for piece in paragraphs(text) {
            match piece {
                Piece::Paragraph(words) => {
                    page.open(Tag::P);
                    page.text(words);
                    page.close();
                }
                Piece::Gap(blank) => page.text(blank),
            }
        }
        page.finish()
    }

    /// One line a node: what a reader saw, to be read or compared line by line.
    ///
    /// `shown` is left out, so that the same document gives the same lines in a browser and from a file.
    pub fn outline(&self) -> String {
        use std::fmt::Write;
        let mut out = String::new();
        let head = &self.head;
        let _ =
            writeln!(out, "title {:?} lang {:?} dir {:?} cut {}", head.title, head.lang, head.dir, self.cut);
        for (key, value) in &head.metas {
            let _ = writeln!(out, "meta {key:?} {value:?}");
        }
        for (rel, href) in &head.links {
            let _ = writeln!(out, "link {rel:?} {href:?}");
        }
        for text in &head.json_ld {
            let _ = writeln!(out, "json-ld {text:?}");
        }
        for (id, node) in self.iter() {
            let parent = if node.parent == NodeId::NONE { "-".into() } else { node.parent.0.to_string() };
            let _ = write!(out, "{} {} in {parent}", id.0, node.tag.name());
            if node.tag == Tag::Text {
                let _ = write!(out, " {:?}", node.text.of(&self.text));
            }
            for attribute in &self.attributes[node.attributes.0 as usize..node.attributes.1 as usize] {
                let _ =
                    write!(out, " {}={:?}", attribute.name.name(), attribute.value.of(&self.attribute_text));
            }
            out.push('\n');
        }
        out
    }
}

/// A stretch of plain text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    Paragraph(&'a str),
    /// Blank lines, or white space at either end of the text.
    Gap(&'a str),
}

/// Cuts plain text at its blank lines; the pieces in order are the text, whole.
///
/// Text without a blank line is cut at every line break instead: there each line is a paragraph.
pub fn paragraphs(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let has_blank_line = text.trim().lines().any(|line| line.trim().is_empty());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let gap = rest.len() - rest.trim_start().len();
        if gap > 0 {
            pieces.push(Piece::Gap(&rest[..gap]));
            at += gap;
            continue;
        }
        let mut end = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim().is_empty() {
                break;
            }
            end += line.len();
            if !has_blank_line {
                break;
            }
        }
        let words = rest[..end].trim_end();
        pieces.push(Piece::Paragraph(words));
        at += words.len();
    }
    pieces
}

/// Fills a [`Page`] in document order: `open`, attributes, text and children, `close`.
#[derive(Default)]
pub struct PageBuilder {
    page: Page,
    open: Vec<NodeId>,
}

impl PageBuilder {
    /// Starts an element below the innermost open one.
    pub fn open(&mut self, tag: Tag) -> NodeId {
        let id = self.push(tag);
        self.open.push(id);
        id
    }

    /// Adds an attribute to the element opened last; call it before text or children come.
    pub fn attribute(&mut self, name: AttributeName, value: &str) {
        let start = self.page.attribute_text.len();
        self.page.attribute_text.push_str(cut_utf16(value, MAX_ATTRIBUTE));
        let value = Span::new(start, self.page.attribute_text.len());
        self.page.attributes.push(Attribute { name, value });
        let end = self.page.attributes.len() as u32;
        if let Some(node) = self.page.nodes.last_mut() {
            node.attributes.1 = end;
        }
    }

    /// Adds a text node.
    pub fn text(&mut self, words: &str) {
        let id = self.push(Tag::Text);
        self.page.text.push_str(words);
        self.page.nodes[id.index()].text.end = self.page.text.len() as u32;
    }

    /// Ends the innermost open element.
    pub fn close(&mut self) {
        let (end, text_end) = (NodeId(self.page.nodes.len() as u32), self.page.text.len() as u32);
        if let Some(id) = self.open.pop() {
            let node = &mut self.page.nodes[id.index()];
            node.end = end;
            node.text.end = text_end;
        }
    }

    pub fn finish(mut self) -> Page {
        while !self.open.is_empty() {
            self.close();
        }
        self.page
    }

    /// The page so far: its address, head and caps are set through this.
    pub fn page(&mut self) -> &mut Page {
        &mut self.page
    }

    fn push(&mut self, tag: Tag) -> NodeId {
        let id = NodeId(self.page.nodes.len() as u32);
        let at = self.page.text.len();
        let attributes = self.page.attributes.len() as u32;
        self.page.nodes.push(Node {
            tag,
            parent: self.open.last().copied().unwrap_or(NodeId::NONE),
            end: NodeId(id.0 + 1),
            text: Span::new(at, at),
            attributes: (attributes, attributes),
            shown: Shown::Unknown,
        });
        id
    }
}

/// The longest start of `text` that has at most `units` UTF-16 code units and cuts no character.
pub fn cut_utf16(text: &str, units: usize) -> &str {
    if text.len() <= units {
        return text;
    }
    let mut used = 0;
    for (at, c) in text.char_indices() {
        used += c.len_utf16();
        if used > units {
            return &text[..at];
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_by_name() {
        assert!(Tag::ALL[2..].windows(2).all(|pair| pair[0].name() < pair[1].name()));
        for tag in &Tag::ALL[2..] {
            assert_eq!(Tag::from_name(tag.name()), *tag);
        }
        assert_eq!(Tag::from_name("x-story"), Tag::Other);
        assert_eq!(Tag::from_name("#text"), Tag::Other);
    }

    #[test]
    fn plain_text_is_kept_whole() {
        for text in ["", "one", " a\nb \n\n c\n", "a\nb\nc", "\n\n", "ä\r\n\r\nß"] {
            assert_eq!(Page::from_text(text).text, text);
        }
        assert_eq!(paragraphs("a\nb"), [Piece::Paragraph("a"), Piece::Gap("\n"), Piece::Paragraph("b")]);
        assert_eq!(paragraphs("a\nb\n\nc").len(), 3);
    }
}
