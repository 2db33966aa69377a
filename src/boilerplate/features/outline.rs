//! Page -> what is around each node: one pass over the nodes.
//!
//! In: what the features are read from. Out: [`Outline`]: for each node its depth, the section, list and run of like elements around it, and what marks of its ancestors hold for it.

use super::{Marks, Sight};
use crate::boilerplate::setting::Totals;
use crate::memo::Memo;
use crate::page::{AttributeName, NodeId, Page, Tag};

pub struct Outline {
    /// By node.
    pub places: Vec<Place>,
    /// By node, one more than nodes: how many blocks begin before it.
    first_block: Vec<u32>,
    /// By node: the row of like elements that begins with it.
    runs: Vec<Row>,
    /// By node, one more than nodes: what stands before it.
    before: Vec<Things>,
    /// By node: the last image, film or frame at or before it, as node index + 1; 0 for none.
    image: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub depth: u16,
    /// The nearest `<section>`, `<article>`, `<aside>`, `<main>`, or the body.
    pub section: NodeId,
    /// The nearest list; [`NodeId::NONE`] outside lists.
    pub list: NodeId,
    /// A hash of its tag and names and those of the elements around it.
    pub path: u32,
    /// A hash of its own tag and names.
    kind: u32,
    /// The first of the like elements in a row.
    run: NodeId,
    pub marks: Marks,
}

/// Like elements in a row.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row {
    pub count: u32,
    pub totals: Totals,
    /// How many of them hold an image, and how many a link.
    pub with_image: u32,
    pub with_link: u32,
}

/// How many things of each kind that are no text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Things {
    pub images: u32,
    pub links: u32,
    /// What can be filled in, chosen or pressed.
    pub fields: u32,
}

impl Things {
    fn plus(self, tag: Tag) -> Things {
        let count = |tags: &[Tag]| u32::from(tags.contains(&tag));
        Things {
            images: self.images + count(&[Tag::Img, Tag::Video, Tag::Iframe]),
            links: self.links + count(&[Tag::A]),
            fields: self.fields + count(&[Tag::Input, Tag::Select, Tag::Textarea, Tag::Button]),
        }
    }
}

/// How far up a row of like elements is looked for.
const CLIMB: usize = 7;

impl Outline {
    pub fn of(sight: &Sight) -> Self {
        let (page, setting) = (sight.page, sight.setting);
        let mut places: Vec<Place> = Vec::with_capacity(page.nodes.len());
        let mut before = Vec::with_capacity(page.nodes.len() + 1);
        before.push(Things::default());
        for node in &page.nodes {
            before.push(before[before.len() - 1].plus(node.tag));
        }
        let mut runs: Vec<Row> = vec![Row::default(); page.nodes.len()];
        let mut last_child = vec![NodeId::NONE; page.nodes.len()];
        let mut image = Vec::with_capacity(page.nodes.len());
        let mut last_image = 0;
        let mut named = Memo::new();
        for (id, node) in page.iter() {
            let outer = places.get(node.parent.index()).copied();
            let mut place = outer.unwrap_or(Place {
                depth: 0,
                section: id,
                list: NodeId::NONE,
                path: 0,
                kind: 0,
                run: id,
                marks: Marks::default(),
            });
            place.depth = outer.map_or(0, |outer| outer.depth + 1);
            if node.tag != Tag::Text {
                let class = page.attribute(id, AttributeName::Class).unwrap_or_default();
                let kind = mix(1, node.tag as u32).wrapping_add(named.of(class, hash_of_names));
                if let Some(outer) = outer {
                    place.path = mix(mix(kind, outer.kind), outer.path >> 16);
                }
                place.kind = kind;
                place.marks = place.marks.with(marks(page, id));
                match node.tag {
                    Tag::Section | Tag::Article | Tag::Aside | Tag::Main | Tag::Body => place.section = id,
                    Tag::Ul | Tag::Ol | Tag::Dl => place.list = id,
                    Tag::Img | Tag::Picture | Tag::Video | Tag::Iframe | Tag::Figure => last_image = id.0 + 1,
                    _ => {}
                }
                // Elements of one kind in a row.
                place.run = id;
                if let Some(last) = last_child.get_mut(node.parent.index()) {
                    if *last != NodeId::NONE && places[last.index()].kind == kind {
                        place.run = places[last.index()].run;
                    }
                    *last = id;
                }
                let run = &mut runs[place.run.index()];
                let inside = setting.inside(page, id);
                run.count += 1;
                run.totals.mass += inside.mass;
                run.totals.link_mass += inside.link_mass;
                let things = things(&before, id, node.end);
                run.with_image += u32::from(things.images > 0);
                run.with_link += u32::from(things.links > 0);
            }
            image.push(last_image);
            places.push(place);
        }
        let mut first_block = vec![0; page.nodes.len() + 1];
        let mut next = 0;
        for (node, first) in first_block.iter_mut().enumerate() {
            while sight.blocks.list.get(next).is_some_and(|block| block.nodes.0.index() < node) {
                next += 1;
            }
            *first = next as u32;
        }
        Outline { places, first_block, runs, before, image }
    }

    /// The blocks that begin inside an element: first, and one past the last.
    pub fn blocks_in(&self, page: &Page, id: NodeId) -> (usize, usize) {
        (self.first_block[id.index()] as usize, self.first_block[page.node(id).end.index()] as usize)
    }

    /// What stands in an element, and is no text.
    pub fn things_in(&self, page: &Page, id: NodeId) -> Things {
        things(&self.before, id, page.node(id).end)
    }

    /// The longest row of like elements around a node, and which of them is around it.
    pub fn cards(&self, page: &Page, node: NodeId) -> Option<(NodeId, Row)> {
        std::iter::once(node)
            .chain(page.ancestors(node))
            .take(CLIMB)
            .map(|id| (id, self.runs[self.places[id.index()].run.index()]))
            .filter(|(_, row)| row.count >= 2)
            .max_by_key(|(_, row)| row.count)
    }

    /// The nodes between the last image and a node, as a logarithm, at most that of 64; -1 without an image.
    pub fn since_image(&self, node: NodeId) -> f32 {
        match self.image[node.index()] {
            0 => -1.0,
            at => super::log((node.0 + 1 - at).min(64) as f32),
        }
    }
}

fn things(before: &[Things], start: NodeId, end: NodeId) -> Things {
    let (a, b) = (before[start.index()], before[end.index()]);
    Things { images: b.images - a.images, links: b.links - a.links, fields: b.fields - a.fields }
}

fn marks(page: &Page, id: NodeId) -> Marks {
    use AttributeName::{Itemprop, Rel, Role};
    let node = page.node(id);
    let mut marks = match node.tag {
        Tag::Main => Marks::MAIN,
        Tag::Time => Marks::TIME,
        Tag::B | Tag::Strong => Marks::BOLD,
        Tag::I | Tag::Em | Tag::Cite => Marks::ITALIC,
        Tag::A => Marks::LINK,
        Tag::Small => Marks::SMALL,
        _ => Marks::default(),
    };
    if node.attributes.0 == node.attributes.1 {
        return marks;
    }
    // Most elements have none of these attributes: one pass over those they have finds that out.
    for (name, value) in page.attributes_of(id) {
        let lists = |wanted: &[&str]| {
            value.split_whitespace().any(|word| wanted.iter().any(|w| w.eq_ignore_ascii_case(word)))
        };
        let mut mark = |words: &[&str], mark| {
            if lists(words) {
                marks = marks.with(mark);
            }
        };
        match name {
            Itemprop => {
                mark(&["articleBody"], Marks::ARTICLE_BODY);
                mark(&["author", "creator"], Marks::AUTHOR);
                mark(&["datePublished", "dateModified", "dateCreated"], Marks::DATE);
                mark(&["headline", "name"], Marks::HEADLINE);
            }
            Rel => mark(&["author"], Marks::AUTHOR),
            Role => mark(&["main"], Marks::MAIN),
            _ => {}
        }
    }
    marks
}

/// A hash of class names, digits left out, whatever their order.
fn hash_of_names(class: &str) -> u32 {
    let hashes = class.split_ascii_whitespace().take(8).map(|name| {
        name.bytes()
            .filter(|b| !b.is_ascii_digit())
            .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    });
    hashes.fold(0, u32::wrapping_add)
}

fn mix(a: u32, b: u32) -> u32 {
    (a ^ b.wrapping_mul(0x9e37_79b1)).rotate_left(13).wrapping_mul(0x85eb_ca6b)
}
