//! HTML bytes -> text -> [`Page`], by html5ever: the reader for files.
//!
//! In: a file's bytes, or its text and address. Out: a [`Page`] by the contract at the head of `page.rs`, which
//! `extension/snapshot.js` keeps for the live document; a test holds both to the same nodes.
//! Method: html5ever builds a flat tree as a browser that runs scripts does (so `<noscript>` is text), with
//! declarative shadow roots; one walk without recursion copies it. Depth is capped as Chromium's parser caps
//! it: below [`MAX_DEPTH`] an element stands beside its parent instead of in it. html5ever's own work for a tag grows
//! with what is open, so from [`MAX_OPEN`] and [`MAX_FORMATTING`] on an element is closed as soon as it is opened.
//! What stays quadratic is html5ever's work for the attributes of one tag: 10,000 of them cost a quarter of a second.
//! Not here: any judgement; scripts, style sheets, frames.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeMap;
use std::sync::OnceLock;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, EndTag, StartTag, Tag as TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name, ns};

use crate::lang::Words;
use crate::page::{
    AttributeName, Head, MAX_DEPTH, MAX_HEAD, MAX_NODES, MAX_TEXT, OPAQUE, Page, PageBuilder, Tag, cut_utf16,
};

/// Where a page may declare its charset, in bytes from its start.
const MAX_PRESCAN: usize = 8 * 1024;
/// The most HTML that is parsed, in bytes.
const MAX_INPUT: usize = 256 * 1024 * 1024;
/// The most nodes that are built, comments and what opaque elements hold among them.
const MAX_BUILT: usize = 4 * MAX_NODES;
/// The deepest element that stays open.
const MAX_OPEN: u32 = MAX_DEPTH as u32 + 128;
/// The most formatting elements that stay open one in another: each new one is compared with all of them, and each
/// paragraph opens those anew that were left open.
const MAX_FORMATTING: u32 = 128;

/// Decodes the bytes of a page: byte order mark; else UTF-8 if valid (a character cut off by the end is);
/// else the charset that the page declares in its first 8 KiB; else windows-1252.
///
/// Browsers believe the declaration before they look whether the bytes are UTF-8. For files that is the worse
/// order: what was saved from a browser is often UTF-8 under its old declaration.
pub fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(error) if error.error_len().is_none() => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => {
            declared_encoding(bytes).unwrap_or(WINDOWS_1252).decode_without_bom_handling(bytes).0.into()
        }
    }
}

/// Reads a page from its HTML. `url` is its address, empty when unknown.
pub fn page(html: &str, url: &str) -> Page {
    let input = floor_char(html, MAX_INPUT);
    let (tree, was_cut) = parse(input);
    let nodes = tree.nodes.into_inner();
    let mut page = PageWalk::new(&nodes).read();
    page.url = url.to_owned();
    page.head = head(&nodes);
    page.cut |= was_cut || input.len() < html.len();
    page
}

/// The first encoding that a `<meta>` in the first 8 KiB declares and that is one, read by the rules of the HTML
/// standard: UTF-16 means UTF-8, since the declaration could be read at all.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..MAX_PRESCAN).unwrap_or(bytes);
    let text = WINDOWS_1252.decode_without_bom_handling(start).0;
    let tokenizer = tokenizer();
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(&*text));
    loop {
        match tokenizer.feed(&input) {
            TokenizerResult::Done => return None,
            TokenizerResult::Script(_) => {}
            TokenizerResult::EncodingIndicator(label) => {
                match Encoding::for_label_no_replacement(label.as_bytes()) {
                    Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => return Some(UTF_8),
                    Some(encoding) if encoding == X_USER_DEFINED => return Some(WINDOWS_1252),
                    Some(encoding) => return Some(encoding),
                    None => {}
                }
            }
        }
    }
}

/// The tree of a document, and whether some of it was left out.
fn parse(html: &str) -> (Tree, bool) {
    /// A text node or an attribute may not outgrow the 32 bits of its length, nor hold all of the input in memory.
    const PIECE: usize = 1 << 20;
    let tokenizer = tokenizer();
    let input = BufferQueue::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(floor_char(rest, PIECE).len());
        input.push_back(StrTendril::from(piece));
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        rest = behind;
    }
    tokenizer.end();
    let was_cut = tokenizer.sink.is_full();
    (tokenizer.sink.builder.sink, was_cut)
}

fn tokenizer() -> Tokenizer<Guard> {
    let builder = TreeBuilder::new(Tree::default(), Default::default());
    Tokenizer::new(Guard { builder, closed: RefCell::default(), is_raw: Cell::default() }, Default::default())
}

/// The longest start of `text` of at most `bytes` bytes that cuts no character.
fn floor_char(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Stands between tokenizer and tree builder, and keeps the builder's work linear: no more than [`MAX_BUILT`] nodes,
/// nothing open deeper than [`MAX_OPEN`].
struct Guard {
    builder: TreeBuilder<u32, Tree>,
    /// Names of the elements that the guard closed and whose end tags may still come, outermost first.
    closed: RefCell<Vec<LocalName>>,
    /// Whether an element of raw text is open: the next end tag is its own.
    is_raw: Cell<bool>,
}

impl Guard {
    fn is_full(&self) -> bool {
        self.builder.sink.nodes.borrow().len() >= MAX_BUILT
    }

    /// Whether an end tag belongs to an element that the guard closed.
    fn is_closed_already(&self, tag: &TagToken) -> bool {
        let mut closed = self.closed.borrow_mut();
        // One that is not found belongs to an element outside all of these: they are over. So no name is looked at twice.
        let at = closed.iter().rposition(|name| *name == tag.name);
        closed.truncate(at.unwrap_or(0));
        at.is_some()
    }
}

impl TokenSink for Guard {
    type Handle = u32;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<u32> {
        if self.is_full() {
            return TokenSinkResult::Continue;
        }
        let tree = &self.builder.sink;
        let mut name = None;
        if let Token::TagToken(tag) = &token {
            if tag.kind == EndTag && !self.is_raw.take() && self.is_closed_already(tag) {
                return TokenSinkResult::Continue;
            }
            if tag.kind == StartTag {
                tree.reach.set(Reach::default());
                name = Some(tag.name.clone());
            }
        }
        let result = self.builder.process_token(token, line);
        if matches!(result, TokenSinkResult::RawData(_)) {
            self.is_raw.set(true);
        }
        // Elements of raw text close themselves, and nothing opens in them.
        if let (Some(name), TokenSinkResult::Continue) = (name, &result)
            && tree.reach.get().is_too_far(&name)
            && !is_void(&name)
        {
            let end = TagToken {
                kind: EndTag,
                name: name.clone(),
                self_closing: false,
                attrs: Vec::new(),
                had_duplicate_attributes: false,
            };
            self.closed.borrow_mut().push(name);
            let _ = self.builder.process_token(Token::TagToken(end), line);
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// The elements that the parser opens anew when a block was closed around them.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b"
            | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

/// The index of no node.
const NONE: u32 = u32::MAX;
/// The index of the document.
const DOCUMENT: u32 = 0;

/// The document as html5ever builds it: nodes linked by index, the document first.
struct Tree {
    nodes: RefCell<Vec<TreeNode>>,
    /// Of the elements inserted since the guard last asked, the farthest.
    reach: Cell<Reach>,
}

struct TreeNode {
    kind: Kind,
    parent: u32,
    first: u32,
    last: u32,
    previous: u32,
    next: u32,
    /// A template's contents; a host's shadow root.
    inside: u32,
    /// Whether MathML lets HTML begin here.
    is_integration_point: bool,
    /// Where it was inserted, as the parser counts.
    reach: Reach,
    /// Of an element.
    name: QualName,
    /// Of an element; those that are read.
    attributes: Vec<Attribute>,
    /// Of a text node.
    text: StrTendril,
}

/// How far in an element stands.
#[derive(Clone, Copy, Default)]
struct Reach {
    /// The root's is 1.
    depth: u32,
    /// How many formatting elements there are from the root to it.
    formatting: u32,
}

impl Reach {
    /// Whether an element of this name may not stay open there.
    fn is_too_far(self, name: &str) -> bool {
        self.depth > MAX_OPEN || self.formatting > MAX_FORMATTING && is_formatting(name)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The document, a template's contents, a shadow root.
    Fragment,
    Element,
    Text,
    /// A comment or a processing instruction: it keeps texts apart.
    Other,
}

impl TreeNode {
    fn new(kind: Kind) -> Self {
        TreeNode {
            kind,
            parent: NONE,
            first: NONE,
            last: NONE,
            previous: NONE,
            next: NONE,
            inside: NONE,
            is_integration_point: false,
            reach: Reach::default(),
            name: QualName::new(None, ns!(), local_name!("")),
            attributes: Vec::new(),
            text: StrTendril::new(),
        }
    }

    fn is_html(&self, name: &str) -> bool {
        self.kind == Kind::Element && self.name.ns == ns!(html) && &*self.name.local == name
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let is_it = |a: &&Attribute| a.name.ns == ns!() && &*a.name.local == name;
        self.attributes.iter().find(is_it).map(|a| &*a.value)
    }
}

impl Default for Tree {
    fn default() -> Self {
        Tree { nodes: RefCell::new(vec![TreeNode::new(Kind::Fragment)]), reach: Cell::default() }
    }
}

impl Tree {
    fn push(&self, node: TreeNode) -> u32 {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() as u32 - 1
    }

    /// Puts a node that has no parent below `parent`, before `sibling` or, if that is [`NONE`], last.
    fn insert(&self, parent: u32, sibling: u32, child: u32) {
        let nodes = &mut *self.nodes.borrow_mut();
        let previous = match sibling {
            NONE => std::mem::replace(&mut nodes[parent as usize].last, child),
            _ => std::mem::replace(&mut nodes[sibling as usize].previous, child),
        };
        match previous {
            NONE => nodes[parent as usize].first = child,
            _ => nodes[previous as usize].next = child,
        }
        let node = &mut nodes[child as usize];
        (node.parent, node.previous, node.next) = (parent, previous, sibling);
    }

    /// Adds text after `previous`: to it, if that is a text node, else as a node of its own.
    fn insert_text(&self, parent: u32, sibling: u32, previous: u32, text: &StrTendril) {
        if let Some(node) = self.nodes.borrow_mut().get_mut(previous as usize)
            && node.kind == Kind::Text
        {
            node.text.push_tendril(text);
            return;
        }
        let child = self.push(TreeNode { text: text.clone(), ..TreeNode::new(Kind::Text) });
        self.insert(parent, sibling, child);
    }

    /// Notes how far in a node stands below `parent`, and says how deep.
    fn deepen(&self, parent: u32, child: u32) -> u32 {
        let nodes = &mut *self.nodes.borrow_mut();
        let mut reach = nodes[parent as usize].reach;
        let node = &mut nodes[child as usize];
        reach.depth += 1;
        if node.kind == Kind::Element {
            reach.formatting += u32::from(is_formatting(&node.name.local));
            let farthest = self.reach.get();
            self.reach.set(Reach {
                depth: farthest.depth.max(reach.depth),
                formatting: farthest.formatting.max(reach.formatting),
            });
        }
        node.reach = reach;
        reach.depth
    }
}

impl TreeSink for Tree {
    type Handle = u32;
    type Output = Self;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> u32 {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target as usize].name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> u32 {
        let mut node = TreeNode { name, attributes, ..TreeNode::new(Kind::Element) };
        node.attributes.retain(is_read);
        if flags.template {
            node.inside = self.push(TreeNode::new(Kind::Fragment));
        }
        node.is_integration_point = flags.mathml_annotation_xml_integration_point;
        self.push(node)
    }

    fn create_comment(&self, _text: StrTendril) -> u32 {
        self.push(TreeNode::new(Kind::Other))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> u32 {
        self.push(TreeNode::new(Kind::Other))
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        match child {
            NodeOrText::AppendText(text) => {
                let previous = self.nodes.borrow()[*parent as usize].last;
                self.insert_text(*parent, NONE, previous, &text);
            }
            NodeOrText::AppendNode(child) => {
                let depth = self.deepen(*parent, child);
                let above = self.nodes.borrow()[*parent as usize].parent;
                let is_too_deep = depth as usize > MAX_DEPTH + 1 && above != NONE;
                self.insert(if is_too_deep { above } else { *parent }, NONE, child);
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &u32, previous: &u32, child: NodeOrText<u32>) {
        let has_parent = self.nodes.borrow()[*element as usize].parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let (parent, previous) = {
            let nodes = self.nodes.borrow();
            (nodes[*sibling as usize].parent, nodes[*sibling as usize].previous)
        };
        if parent == NONE {
            return;
        }
        match child {
            NodeOrText::AppendText(text) => self.insert_text(parent, *sibling, previous, &text),
            NodeOrText::AppendNode(child) => {
                self.remove_from_parent(&child);
                self.deepen(parent, child);
                self.insert(parent, *sibling, child);
            }
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn get_template_contents(&self, target: &u32) -> u32 {
        let nodes = &mut *self.nodes.borrow_mut();
        let inside = nodes[*target as usize].inside;
        nodes[inside as usize].reach = nodes[*target as usize].reach;
        inside
    }

    fn same_node(&self, x: &u32, y: &u32) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &u32, attributes: Vec<Attribute>) {
        let nodes = &mut *self.nodes.borrow_mut();
        let present = &mut nodes[*target as usize].attributes;
        for attribute in attributes {
            if is_read(&attribute) && present.iter().all(|a| a.name != attribute.name) {
                present.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &u32) {
        let nodes = &mut *self.nodes.borrow_mut();
        let node = &mut nodes[*target as usize];
        let (parent, previous, next) = (node.parent, node.previous, node.next);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => nodes[parent as usize].first = next,
            _ => nodes[previous as usize].next = next,
        }
        match next {
            NONE => nodes[parent as usize].last = previous,
            _ => nodes[next as usize].previous = previous,
        }
    }

    fn reparent_children(&self, node: &u32, new_parent: &u32) {
        let mut child = self.nodes.borrow()[*node as usize].first;
        while child != NONE {
            let next = self.nodes.borrow()[child as usize].next;
            self.remove_from_parent(&child);
            self.insert(*new_parent, NONE, child);
            child = next;
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &u32) -> bool {
        self.nodes.borrow()[*handle as usize].is_integration_point
    }

    fn attach_declarative_shadow(&self, host: &u32, template: &u32, _attributes: &[Attribute]) -> bool {
        let nodes = &mut *self.nodes.borrow_mut();
        let (element, root) = (&nodes[*host as usize], nodes[*template as usize].inside);
        if element.inside != NONE || element.name.ns != ns!(html) || !may_host(&element.name.local) {
            return false;
        }
        nodes[*template as usize].reach = nodes[*host as usize].reach;
        nodes[*host as usize].inside = root;
        true
    }
}

/// Whether a shadow root may stand in an HTML element of this name.
fn may_host(name: &str) -> bool {
    let is_custom = name.contains('-') && name.starts_with(|c: char| c.is_ascii_lowercase());
    match name {
        "article" | "aside" | "blockquote" | "body" | "div" | "footer" | "h1" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "header" | "main" | "nav" | "p" | "section" | "span" => true,
        "annotation-xml" | "color-profile" | "font-face" | "font-face-src" | "font-face-uri"
        | "font-face-format" | "font-face-name" | "missing-glyph" => false,
        _ => is_custom,
    }
}

/// Whether an attribute is asked for: by the page, its head or its slots.
fn is_read(attribute: &Attribute) -> bool {
    attribute.name.ns == ns!()
        && (matches!(&*attribute.name.local, "http-equiv" | "slot")
            || attribute_name(&attribute.name.local).is_some())
}

fn attribute_name(name: &str) -> Option<AttributeName> {
    static NAMES: OnceLock<Words<AttributeName>> = OnceLock::new();
    let names = NAMES.get_or_init(|| AttributeName::ALL.iter().map(|known| (known.name(), *known)).collect());
    names.get(name).copied()
}

/// What the document says of itself, as far as there is room: title, language and direction first, JSON-LD last.
fn head(nodes: &[TreeNode]) -> Head {
    let elements: Vec<&TreeNode> = TreeOrder { nodes, at: nodes[DOCUMENT as usize].first }
        .map(|at| &nodes[at as usize])
        .filter(|node| node.kind == Kind::Element)
        .collect();
    let named = |name: &'static str| elements.iter().copied().filter(move |node| &*node.name.local == name);
    let value = |node: &TreeNode, name| node.attribute(name).unwrap_or_default().to_owned();
    let mut room = MAX_HEAD;
    let mut head = Head::default();
    if let Some(title) = named("title").next() {
        head.title = fit(text_of(nodes, title), &mut room).unwrap_or_default();
    }
    if let Some(root) = elements.first() {
        head.lang = fit(value(root, "lang"), &mut room).unwrap_or_default();
        head.dir = fit(value(root, "dir"), &mut room).unwrap_or_default();
    }
    for meta in named("meta").filter(|node| node.attribute("content").is_some()) {
        let keys = ["property", "name", "itemprop", "http-equiv"];
        if let Some(key) = keys.into_iter().map(|key| value(meta, key)).find(|key| !key.is_empty()) {
            head.metas.extend(fit_pair(key.to_lowercase(), value(meta, "content"), &mut room));
        }
    }
    let has_both = |node: &&TreeNode| node.attribute("rel").is_some() && node.attribute("href").is_some();
    for link in named("link").filter(has_both) {
        head.links.extend(fit_pair(value(link, "rel").to_lowercase(), value(link, "href"), &mut room));
    }
    for script in named("script") {
        if value(script, "type").eq_ignore_ascii_case("application/ld+json") {
            head.json_ld.extend(fit(text_of(nodes, script), &mut room));
        }
    }
    head
}

/// A node, what is below it, what follows it and its ancestors, in document order; `<svg>`, `<noscript>` and
/// `<template>` are not entered, nor is a shadow root.
struct TreeOrder<'a> {
    nodes: &'a [TreeNode],
    at: u32,
}

impl Iterator for TreeOrder<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let at = self.at;
        let mut node = self.nodes.get(at as usize)?;
        self.at = match &*node.name.local {
            "svg" | "noscript" | "template" => NONE,
            _ => node.first,
        };
        while self.at == NONE && node.parent != NONE {
            self.at = node.next;
            node = &self.nodes[node.parent as usize];
        }
        Some(at)
    }
}

/// The text of an element's text nodes.
fn text_of(nodes: &[TreeNode], element: &TreeNode) -> String {
    let mut text = String::new();
    let mut at = element.first;
    while at != NONE {
        text.push_str(&nodes[at as usize].text);
        at = nodes[at as usize].next;
    }
    text
}

/// `text` if there is room for it, which it takes; room is in UTF-16 code units.
fn fit(text: String, room: &mut usize) -> Option<String> {
    *room = room.checked_sub(text.encode_utf16().count())?;
    Some(text)
}

/// The same for two that stay together.
fn fit_pair(key: String, value: String, room: &mut usize) -> Option<(String, String)> {
    *room = room.checked_sub(key.encode_utf16().count() + value.encode_utf16().count())?;
    Some((key, value))
}

/// Copies a tree into a page, in the order in which a reader sees it.
struct PageWalk<'a> {
    nodes: &'a [TreeNode],
    page: PageBuilder,
    /// Nodes of the page so far, and UTF-16 units of its text.
    count: usize,
    units: usize,
    /// What is left to read of each open element, outermost first.
    open: Vec<Children>,
    /// What stands in a slot in place of its own children.
    assigned: BTreeMap<u32, Vec<u32>>,
}

/// Nodes still to read: a list, or a node and the siblings behind it.
enum Children {
    List(std::vec::IntoIter<u32>),
    From(u32),
}

impl<'a> PageWalk<'a> {
    fn new(nodes: &'a [TreeNode]) -> Self {
        PageWalk {
            nodes,
            page: PageBuilder::default(),
            count: 0,
            units: 0,
            open: Vec::new(),
            assigned: BTreeMap::new(),
        }
    }

    fn read(mut self) -> Page {
        let mut root = self.nodes[DOCUMENT as usize].first;
        while root != NONE && self.nodes[root as usize].kind != Kind::Element {
            root = self.nodes[root as usize].next;
        }
        if root != NONE {
            self.element(root);
        }
        while let Some(children) = self.open.last_mut() {
            let at = match children {
                Children::List(list) => list.next().unwrap_or(NONE),
                Children::From(at) => {
                    let next = self.nodes.get(*at as usize).map_or(NONE, |node| node.next);
                    std::mem::replace(at, next)
                }
            };
            let Some(node) = self.nodes.get(at as usize) else {
                self.page.close();
                self.open.pop();
                continue;
            };
            match node.kind {
                Kind::Element | Kind::Text if self.count == MAX_NODES || self.units == MAX_TEXT => {
                    self.page.page().cut = true;
                    break;
                }
                Kind::Element => self.element(at),
                Kind::Text => self.text(&node.text),
                Kind::Fragment | Kind::Other => {}
            }
        }
        self.page.finish()
    }

    fn text(&mut self, text: &str) {
        let kept = cut_utf16(text, MAX_TEXT - self.units);
        self.count += 1;
        self.units += kept.encode_utf16().count();
        self.page.text(kept);
        if kept.len() < text.len() {
            // A character of two units may have left one unit of room: nothing more fits.
            self.units = MAX_TEXT;
            self.page.page().cut = true;
        }
    }

    /// Adds an element; what is below it is read next, unless nothing of it is.
    fn element(&mut self, at: u32) {
        let node = &self.nodes[at as usize];
        self.count += 1;
        self.page.open(Tag::from_name(&node.name.local));
        let mut attributes: Vec<(AttributeName, &str)> = node
            .attributes
            .iter()
            .filter_map(|a| Some((attribute_name(&a.name.local)?, &*a.value)))
            .filter(|(name, value)| *name != AttributeName::Style || says_whether_shown(value))
            .collect();
        attributes.sort_by_key(|(name, _)| *name);
        for (name, value) in attributes {
            self.page.attribute(name, value);
        }

        let children =
            if OPAQUE.contains(&&*node.name.local) { Children::From(NONE) } else { self.children(at) };
        let is_empty = matches!(children, Children::From(NONE));
        if self.open.len() > MAX_DEPTH && !is_empty {
            self.page.page().cut = true;
        }
        if self.open.len() > MAX_DEPTH || is_empty {
            self.page.close();
        } else {
            self.open.push(children);
        }
    }

    /// What a reader sees below an element: of a host the shadow root, of a slot what is assigned to it.
    fn children(&mut self, at: u32) -> Children {
        let node = &self.nodes[at as usize];
        if let Some(root) = self.nodes.get(node.inside as usize) {
            self.assign(node, root);
            return Children::From(root.first);
        }
        match self.assigned.remove(&at) {
            Some(list) => Children::List(list.into_iter()),
            None => Children::From(node.first),
        }
    }

    /// Gives each child of a host to the first slot of its name in the shadow root.
    fn assign(&mut self, host: &TreeNode, root: &TreeNode) {
        let mut slots = BTreeMap::new();
        for at in (TreeOrder { nodes: self.nodes, at: root.first }) {
            let node = &self.nodes[at as usize];
            if node.is_html("slot") {
                slots.entry(node.attribute("name").unwrap_or_default()).or_insert(at);
            }
        }
        let mut child = host.first;
        while child != NONE {
            let node = &self.nodes[child as usize];
            if matches!(node.kind, Kind::Element | Kind::Text)
                && let Some(&slot) = slots.get(node.attribute("slot").unwrap_or_default())
            {
                self.assigned.entry(slot).or_default().push(child);
            }
            child = node.next;
        }
    }
}

/// Whether a `style` attribute is one of those that are kept.
fn says_whether_shown(style: &str) -> bool {
    let style = style.to_lowercase();
    style.contains("display") || style.contains("visibility")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read of the body of `html`: elements as `tag[attribute=value](children)`, text in quotation marks.
    fn body(html: &str) -> String {
        drawn(&page(html, ""), Tag::Body)
    }

    /// The first element of this tag with all that is below it.
    fn drawn(page: &Page, tag: Tag) -> String {
        let first = page.iter().find(|(_, node)| node.tag == tag).expect("the page has one").0;
        let mut out = String::new();
        let mut open = Vec::new();
        for (id, node) in page.iter().filter(|(id, _)| page.contains(first, *id)) {
            while open.last().is_some_and(|&end| end <= id) {
                open.pop();
                out.push(')');
            }
            if out.ends_with([')', '"', ']']) || out.ends_with(char::is_alphanumeric) {
                out.push(' ');
            }
            if node.tag == Tag::Text {
                out += &format!("{:?}", node.text.of(&page.text));
                continue;
            }
            out += node.tag.name();
            for name in AttributeName::ALL {
                if let Some(value) = page.attribute(id, *name) {
                    out += &format!("[{}={value}]", name.name());
                }
            }
            if node.end.0 > id.0 + 1 {
                out.push('(');
                open.push(node.end);
            }
        }
        out + &")".repeat(open.len())
    }

    fn check(cases: &[(&str, &str)]) {
        for (html, expected) in cases {
            assert_eq!(body(html), *expected, "{html}");
        }
    }

    #[test]
    fn text_is_the_documents() {
        check(&[
            ("", "body"),
            ("<p>one<p>two", r#"body(p("one") p("two"))"#),
            ("a<!-- kept apart -->b", r#"body("a" "b")"#),
            (
                "Fish &amp; chips&nbsp;&#8364;5 &notanentity; &copy",
                r#"body("Fish & chips\u{a0}€5 ¬anentity; ©")"#,
            ),
            ("one\r\ntwo\rthree", r#"body("one\ntwo\nthree")"#),
            ("nul\0nul<svg>\0</svg>", r#"body("nulnul" svg)"#),
            ("<pre>\nfirst</pre>", r#"body(pre("first"))"#),
            ("<br/>😀<x-story>a</x-story>", r#"body(br "😀" ?("a"))"#),
            (
                "iVBORw0KGgo=<AAAA//+/==><//>&#x110000;&#xD800;",
                "body(\"iVBORw0KGgo=\" ?(\"\u{fffd}\u{fffd}\"))",
            ),
        ]);
    }

    #[test]
    fn tables_are_built_as_browsers_build_them() {
        check(&[
            ("<table>lost<tr><td>1<td>2</table>", r#"body("lost" table(tbody(tr(td("1") td("2")))))"#),
            (
                "<table><form><input name=q><tr><td>a</form></table>",
                r#"body(input[name=q] table(form tbody(tr(td("a")))))"#,
            ),
            ("<b>1<p>2</b>3", r#"body(b("1") p(b("2") "3"))"#),
            ("<p>a<table><tr><td>b</table>c", r#"body(p("a" table(tbody(tr(td("b")))) "c"))"#),
            ("<!doctype html><p>a<table><tr><td>b</table>c", r#"body(p("a") table(tbody(tr(td("b")))) "c")"#),
        ]);
    }

    #[test]
    fn opaque_elements_are_one_node() {
        check(&[
            ("<body><noscript><p>Turn it on</noscript>a", r#"body(noscript "a")"#),
            ("<body><template><p>x</template><select><option>x</select>", "body(template select)"),
            ("<svg><a href=x><title>x</title></a></svg><math><mi>x</mi></math>", r#"body(svg ?(?("x")))"#),
            ("<iframe src=x>x</iframe><textarea>x</textarea>", "body(iframe[src=x] textarea)"),
            ("<svg><p>out of it", r#"body(svg p("out of it"))"#),
        ]);
        let head =
            drawn(&page("<head><noscript><style>x</style></noscript><title>t</title><p>a", ""), Tag::Head);
        assert_eq!(head, r#"head(noscript title("t"))"#);
    }

    #[test]
    fn attributes_have_one_order() {
        let long = "é".repeat(1_200);
        check(&[
            (
                "<a href=/x data-x=1 class='b a' id=i HREF=/y>a</a>",
                r#"body(a[class=b a][id=i][href=/x]("a"))"#,
            ),
            ("<p style='color:red'><p style='Display:none'>", "body(p p[style=Display:none])"),
            ("<math href=m xlink:href=x><div hidden>a", r#"body(?[href=m] div[hidden=]("a"))"#),
            (&format!("<p title=x id={long}>"), &format!("body(p[id={}])", "é".repeat(1_000))),
        ]);
    }

    #[test]
    fn shadow_roots_stand_in_place() {
        check(&[
            (
                "<x-card><template shadowrootmode=open><h2><slot name=title>none</slot></h2><slot></slot>\
                 <slot name=empty>instead</slot></template>words<b slot=title>Title</b><i slot=nowhere>lost</i></x-card>",
                r#"body(?(h2(slot[name=title](b("Title"))) slot("words") slot[name=empty]("instead")))"#,
            ),
            ("<div><template shadowrootmode=closed><p>in</template>light</div>", r#"body(div(p("in")))"#),
            (
                "<div><template shadowrootmode=open><section><template shadowrootmode=open><slot></slot></template>\
                 <slot></slot></section></template>a</div>",
                r#"body(div(section(slot(slot("a")))))"#,
            ),
            // A second root, and one where none may be, stay templates.
            (
                "<p><template shadowrootmode=open>1</template><template shadowrootmode=open>2</template></p>",
                r#"body(p("1"))"#,
            ),
            ("<ul><template shadowrootmode=open>1</template><li>a</ul>", r#"body(ul(template li("a")))"#),
        ]);
    }

    #[test]
    fn the_head_is_read_in_the_whole_document() {
        let page = page(
            "<!doctype html><html lang=en-GB dir=ltr><svg><title>no</title></svg><title> One\n</title><title>two</title>\
             <meta charset=utf-8><meta name=Author content='Ada Byre'><meta content=keyless>\
             <meta property='' itemprop=datePublished content=2031-05-06><link rel=Canonical href=/a><link rel=x>\
             <noscript><meta name=no content=no></noscript><template><meta name=no content=no></template>\
             <body><script type=Application/LD+json>{\"a\":1}</script><meta property=og:title name=n content=T>",
            "https://paper.example/a",
        );
        assert_eq!(page.url, "https://paper.example/a");
        let pairs = |list: &[(&str, &str)]| -> Vec<(String, String)> {
            list.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
        };
        let expected = Head {
            title: " One\n".into(),
            lang: "en-GB".into(),
            dir: "ltr".into(),
            metas: pairs(&[("author", "Ada Byre"), ("datepublished", "2031-05-06"), ("og:title", "T")]),
            links: pairs(&[("canonical", "/a")]),
            json_ld: vec!["{\"a\":1}".into()],
        };
        assert_eq!(page.head, expected);
    }

    #[test]
    fn a_head_without_end_is_left_out_in_part() {
        let long = "x".repeat(MAX_HEAD - 10);
        let html =
            format!("<meta name=a content={long}><meta name=b content=0123456789><meta name=c content=1>");
        let keys: Vec<String> = page(&html, "").head.metas.into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["a", "c"]);
    }

    #[test]
    fn bytes_become_text() {
        let prescan = |charset: &str| [charset.as_bytes(), b"caf\xe9 \x80"].concat();
        let cases: &[(&[u8], &str)] = &[
            (b"", ""),
            ("plain ä €".as_bytes(), "plain ä €"),
            // The mark wins over everything.
            (b"\xef\xbb\xbf<meta charset=koi8-r>\xc3\xa4", "<meta charset=koi8-r>ä"),
            (b"\xff\xfea\0\xac\x20", "a€"),
            (b"\xfe\xff\0a\x20\xac", "a€"),
            // Valid UTF-8 wins over the declaration, also when it is cut off.
            (b"<meta charset=latin1>\xc3\xa4", "<meta charset=latin1>ä"),
            (b"\xc3\xa4 and \xe2\x82", "ä and \u{fffd}"),
            // Nothing declared.
            (b"caf\xe9 \x80", "café €"),
            (b"\xd0\xcf\xd7\xb2 <p>", "ÐÏ×² <p>"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes), *expected);
        }
        for (declaration, ending) in [
            ("<meta charset=koi8-r>", "cafИ ─"),
            ("<META http-equiv=content-type content='text/html; charset=\"KOI8-R\"'>", "cafИ ─"),
            (
                "<!-- <meta charset=latin1> --><title><meta charset=latin1></title><meta charset=koi8-r>",
                "cafИ ─",
            ),
            ("<meta name=x content='charset=koi8-r'>", "café €"),
            ("<meta charset=no-such><meta charset=koi8-r>", "cafИ ─"),
            ("<meta charset=utf-16le>", "caf\u{fffd} \u{fffd}"),
            ("<meta charset=utf-8>", "caf\u{fffd} \u{fffd}"),
            ("<meta charset=x-user-defined>", "café €"),
            ("<meta charset=iso-2022-kr>", "café €"),
        ] {
            assert_eq!(decode(&prescan(declaration)), format!("{declaration}{ending}"));
        }
        let late = format!("{}<meta charset=koi8-r>", " ".repeat(MAX_PRESCAN));
        assert!(decode(&prescan(&late)).ends_with("café €"));
    }
}
