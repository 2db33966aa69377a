//! Page -> what is around each node: one pass over the nodes.
//!
//! In: what the features are read from. Out: [`Outline`]: for each node its depth, the section, list and run of like elements around it, and what marks of its ancestors hold for it.

use super::{Marks, Sight, lists};
use crate::boilerplate::setting::Totals;
use crate::page::{AttributeName, NodeId, Page, Tag};

pub struct Outline {
    /// By node.
    pub places: Vec<Place>,
    /// By node, one more than nodes: how many blocks begin before it.
    first_block: Vec<u32>,
    /// By node: how many like elements stand in a row with it, held by the first of them, and their totals.
    runs: Vec<(u32, Totals)>,
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

/// How far up a row of like elements is looked for.
const CLIMB: usize = 7;

impl Outline {
    pub fn of(sight: &Sight) -> Self {
        let (page, setting) = (sight.page, sight.setting);
        let mut places: Vec<Place> = Vec::with_capacity(page.nodes.len());
        let mut runs: Vec<(u32, Totals)> = vec![(0, Totals::default()); page.nodes.len()];
        let mut last_child = vec![NodeId::NONE; page.nodes.len()];
        let mut image = Vec::with_capacity(page.nodes.len());
        let mut last_image = 0;
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
                let kind = kind(page, id);
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
                run.0 += 1;
                run.1.mass += inside.mass;
                run.1.link_mass += inside.link_mass;
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
        Outline { places, first_block, runs, image }
    }

    /// The blocks that begin inside an element: first, and one past the last.
    pub fn blocks_in(&self, page: &Page, id: NodeId) -> (usize, usize) {
        (self.first_block[id.index()] as usize, self.first_block[page.node(id).end.index()] as usize)
    }

    /// The longest row of like elements around a node: the one around the node, how many there are, and their totals.
    pub fn cards(&self, page: &Page, node: NodeId) -> Option<(NodeId, u32, Totals)> {
        std::iter::once(node)
            .chain(page.ancestors(node))
            .take(CLIMB)
            .map(|id| {
                let (count, totals) = self.runs[self.places[id.index()].run.index()];
                (id, count, totals)
            })
            .filter(|(_, count, _)| *count >= 2)
            .max_by_key(|(_, count, _)| *count)
    }

    /// The nodes between the last image and a node, as a logarithm, at most that of 64; -1 without an image.
    pub fn since_image(&self, node: NodeId) -> f32 {
        match self.image[node.index()] {
            0 => -1.0,
            at => super::log((node.0 + 1 - at).min(64) as f32),
        }
    }
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
    for (name, words, mark) in [
        (Itemprop, &["articleBody"][..], Marks::ARTICLE_BODY),
        (Itemprop, &["author", "creator"], Marks::AUTHOR),
        (Itemprop, &["datePublished", "dateModified", "dateCreated"], Marks::DATE),
        (Itemprop, &["headline", "name"], Marks::HEADLINE),
        (Rel, &["author"], Marks::AUTHOR),
        (Role, &["main"], Marks::MAIN),
    ] {
        if lists(page, id, name, words) {
            marks = marks.with(mark);
        }
    }
    marks
}

/// A hash of an element's tag and class names, digits left out, whatever their order.
fn kind(page: &Page, id: NodeId) -> u32 {
    let mut sum = mix(1, page.node(id).tag as u32);
    if let Some(class) = page.attribute(id, AttributeName::Class) {
        for name in class.split_ascii_whitespace().take(8) {
            let hash = name
                .bytes()
                .filter(|b| !b.is_ascii_digit())
                .fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            sum = sum.wrapping_add(hash);
        }
    }
    sum
}

fn mix(a: u32, b: u32) -> u32 {
    (a ^ b.wrapping_mul(0x9e37_79b1)).rotate_left(13).wrapping_mul(0x85eb_ca6b)
}
