//! The live document's arrays, as `extension/snapshot.js` sends them, become a [`Page`].
//!
//! In: [`Snapshot`], offsets in UTF-16 code units. Out: a [`Page`], offsets in bytes, or a sentence that
//! says which array is wrong. Lengths, parents and offsets are checked here, once, so that no later
//! stage has to: whatever a page or a broken script sends, the core gets a well-formed `Page`.

use crate::page::{Attribute, AttributeName, Head, Node, NodeId, Page, Shown, Tag};
use crate::span::Span;

/// What crosses from the page. Every array named after a node or an attribute has one entry for each.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub url: String,
    pub head: Head,
    /// All text nodes' data, in order.
    pub text: String,
    /// Distinct local names in the order they were first met; text nodes have `#text`.
    pub names: Vec<String>,
    /// Per node: index into `names`.
    pub name: Vec<u16>,
    /// Per node: its parent's index; `u32::MAX` for the root.
    pub parent: Vec<u32>,
    /// Per node: how much text stood before it, in UTF-16 units of `text`.
    pub at: Vec<u32>,
    /// Per node: 0 unknown, 1 shown, 2 not shown.
    pub shown: Vec<u8>,
    /// Per attribute, ordered by node: the node's index.
    pub attribute_node: Vec<u32>,
    /// Per attribute: index into [`AttributeName::ALL`].
    pub attribute_name: Vec<u8>,
    /// Per attribute: where its value ends, in UTF-16 units of `attribute_text`.
    pub attribute_end: Vec<u32>,
    pub attribute_text: String,
    pub cut: bool,
}

impl TryFrom<Snapshot> for Page {
    type Error = String;

    fn try_from(snapshot: Snapshot) -> Result<Self, String> {
        let Snapshot { url, head, text, names, name, parent, at, shown, .. } = snapshot;
        let count = name.len();
        for (what, length) in [("parent", parent.len()), ("at", at.len()), ("shown", shown.len())] {
            if length != count {
                return Err(format!("snapshot: `{what}` has {length} entries for {count} nodes"));
            }
        }
        let attributes = snapshot.attribute_node.len();
        if snapshot.attribute_name.len() != attributes || snapshot.attribute_end.len() != attributes {
            return Err("snapshot: the attribute arrays differ in length".into());
        }
        let tags: Vec<Tag> =
            names.iter().map(|n| if n == "#text" { Tag::Text } else { Tag::from_name(n) }).collect();

        let starts = to_bytes(&text, &at).map_err(|i| format!("snapshot: `at[{i}]` is out of order"))?;
        let value_ends = to_bytes(&snapshot.attribute_text, &snapshot.attribute_end)
            .map_err(|i| format!("snapshot: `attribute_end[{i}]` is out of order"))?;

        let mut nodes = Vec::with_capacity(count);
        for i in 0..count {
            let tag =
                *tags.get(name[i] as usize).ok_or_else(|| format!("snapshot: `name[{i}]` names nothing"))?;
            if parent[i] != u32::MAX
                && (parent[i] as usize >= i || tags[name[parent[i] as usize] as usize] == Tag::Text)
            {
                return Err(format!("snapshot: node {i} does not stand behind its parent"));
            }
            let shown = match shown[i] {
                0 => Shown::Unknown,
                1 => Shown::Yes,
                _ => Shown::No,
            };
            nodes.push(Node {
                tag,
                parent: NodeId(parent[i]),
                end: NodeId(i as u32 + 1),
                text: Span { start: starts[i], end: starts[i] },
                attributes: (0, 0),
                shown,
            });
        }
        // A node ends where the next one that is not below it begins: children hand their end up.
        for i in (0..count).rev() {
            let end = nodes[i].end;
            if let Some(up) = nodes.get(parent[i] as usize).map(|p| p.end.max(end)) {
                nodes[parent[i] as usize].end = up;
            }
            nodes[i].text.end = starts.get(end.index()).copied().unwrap_or(text.len() as u32);
        }
        let well_nested =
            (0..count).all(|i| parent[i] == u32::MAX || nodes[i].end <= nodes[parent[i] as usize].end);
        if !well_nested || !is_preorder(&parent) {
            return Err("snapshot: nodes are not in document order".into());
        }

        let mut page_attributes = Vec::with_capacity(attributes);
        let mut value_start = 0;
        let mut last = 0;
        for (i, &node) in snapshot.attribute_node.iter().enumerate() {
            if node < last || node as usize >= count {
                return Err(format!("snapshot: `attribute_node[{i}]` is out of order"));
            }
            let name = *AttributeName::ALL
                .get(snapshot.attribute_name[i] as usize)
                .ok_or_else(|| format!("snapshot: `attribute_name[{i}]` names nothing"))?;
            let range = &mut nodes[node as usize].attributes;
            if range.0 == range.1 {
                range.0 = i as u32;
            }
            range.1 = i as u32 + 1;
            page_attributes.push(Attribute { name, value: Span { start: value_start, end: value_ends[i] } });
            value_start = value_ends[i];
            last = node;
        }
        Ok(Page {
            url,
            head,
            text,
            nodes,
            attributes: page_attributes,
            attribute_text: snapshot.attribute_text,
            cut: snapshot.cut,
        })
    }
}

/// Whether each node's parent is the node before it or one of that node's ancestors.
fn is_preorder(parent: &[u32]) -> bool {
    let mut open: Vec<u32> = Vec::new();
    (0..parent.len()).all(|i| {
        while open.last().is_some_and(|&last| last != parent[i]) {
            open.pop();
        }
        let is_below = !open.is_empty() || parent[i] == u32::MAX;
        open.push(i as u32);
        is_below
    })
}

/// UTF-16 offsets into `text`, ascending, as byte offsets; `Err` is the index of one out of order or out of range.
///
/// An offset inside a surrogate pair moves to the pair's end.
fn to_bytes(text: &str, units: &[u32]) -> Result<Vec<u32>, usize> {
    let mut bytes = Vec::with_capacity(units.len());
    let (mut at_unit, mut at_byte) = (0_u32, 0_usize);
    for (i, &unit) in units.iter().enumerate() {
        if i > 0 && unit < units[i - 1] {
            return Err(i);
        }
        // In most stretches every character is a unit and a byte.
        let ahead = unit.saturating_sub(at_unit);
        let stretch = text.as_bytes().get(at_byte..at_byte + ahead as usize);
        if stretch.is_some_and(<[u8]>::is_ascii) {
            (at_unit, at_byte) = (at_unit + ahead, at_byte + ahead as usize);
        }
        let mut chars = text[at_byte..].chars();
        while at_unit < unit {
            let c = chars.next().ok_or(i)?;
            at_unit += c.len_utf16() as u32;
            at_byte += c.len_utf8();
        }
        bytes.push(at_byte as u32);
    }
    Ok(bytes)
}
