//! What the markup says of the page's kind: names of its templates, fields, images and links.
//!
//! In: the nodes; `names.txt`. Out: counts, of the whole page and of the part from the headline to the story's end.

use std::ops::Range;
use std::sync::OnceLock;

use super::{Features, Sight, is};
use crate::boilerplate::features::log;
use crate::boilerplate::setting::each_word;
use crate::lang::Words;
use crate::memo::Memo;
use crate::page::{AttributeName, NodeId, Page, Tag};

/// The kinds that `names.txt` and `paths.txt` tell apart.
pub(super) const KINDS: [&str; 4] = ["story", "shop", "list", "offer"];
pub(super) const STORY: usize = 0;
pub(super) const LIST: usize = 2;

impl Features {
    pub(super) fn markup(&mut self, sight: &Sight) {
        let blocks = &sight.blocks.list;
        let region = match (blocks.get(sight.region.start), blocks.get(sight.region.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => first.nodes.0.index()..last.nodes.1.index(),
            _ => 0..0,
        };
        self.names(sight.page, &region);
        self.names_around(sight);
        self.elements(sight.page, &region);
        self.links(sight, &region);
    }

    fn names(&mut self, page: &Page, region: &Range<usize>) {
        let (mut all, mut inside, mut of_body) = ([0.0_f32; 4], [0.0_f32; 4], [0.0_f32; 4]);
        let (mut elements, mut elements_inside) = (0.0_f32, 0.0_f32);
        let mut known = Memo::new();
        for (id, node) in page.iter().filter(|(_, node)| node.tag != Tag::Text) {
            let is_inside = region.contains(&id.index());
            elements += 1.0;
            elements_inside += is(is_inside);
            let is_body = matches!(node.tag, Tag::Body | Tag::Html | Tag::Main);
            let kinds = kinds_named(page, id, |value| known.of(value, kinds));
            for (kind, _) in kinds.iter().enumerate().filter(|(_, named)| **named) {
                if is_body {
                    of_body[kind] = 1.0;
                } else {
                    all[kind] += 1.0;
                    inside[kind] += is(is_inside);
                }
            }
        }
        [self.body_story, self.body_shop, self.body_list, self.body_offer] = of_body;
        [self.story_names, self.shop_names, self.list_names, self.offer_names] =
            all.map(|count| 100.0 * count / elements.max(1.0));
        [self.inside_story_names, self.inside_shop_names, self.inside_list_names, self.inside_offer_names] =
            inside.map(|count| 100.0 * count / elements_inside.max(20.0));
    }

    /// Names of what the longest paragraph stands in.
    fn names_around(&mut self, sight: &Sight) {
        let blocks = &sight.blocks.list;
        let lengths = sight.body.iter().map(|paragraph| paragraph.block.index());
        let Some(longest) = lengths.max_by_key(|i| (blocks[*i].words, std::cmp::Reverse(*i))) else { return };
        let mut around = [0.0_f32; 4];
        let is_inner = |id: &NodeId| !matches!(sight.page.node(*id).tag, Tag::Body | Tag::Html | Tag::Main);
        for id in sight.page.ancestors(blocks[longest].node).take_while(is_inner) {
            let named = kinds_named(sight.page, id, kinds);
            for (around, named) in around.iter_mut().zip(named) {
                *around = is(named).max(*around);
            }
        }
        [self.around_story, self.around_shop, self.around_list, self.around_offer] = around;
    }

    fn elements(&mut self, page: &Page, region: &Range<usize>) {
        let (mut all, mut inside) = (Tags::default(), Tags::default());
        let (mut choices, mut texts, mut numbers) = (0.0, 0.0, 0.0);
        for (id, node) in page.iter() {
            all.count(node.tag);
            if region.contains(&id.index()) {
                inside.count(node.tag);
            }
            match node.tag {
                Tag::Textarea => texts += 1.0,
                Tag::Input => match page.attribute(id, AttributeName::Type).unwrap_or("text") {
                    "radio" | "checkbox" | "range" => choices += 1.0,
                    "number" => numbers += 1.0,
                    "email" | "tel" | "text" => texts += 1.0,
                    _ => {}
                },
                _ => {}
            }
        }
        self.fields = log(all.fields);
        self.buttons = log(all.buttons);
        self.articles = log(all.articles);
        self.details = log(all.details);
        self.images_by_words = log(all.images) - self.words;
        self.fields_inside = log(inside.fields);
        self.buttons_inside = log(inside.buttons);
        self.articles_inside = log(inside.articles);
        self.times_inside = log(inside.times);
        self.sections_inside = log(inside.sections);
        self.images_inside_by_words = log(inside.images) - self.words;
        self.choices = log(choices);
        self.text_fields = log(texts);
        self.number_fields = log(numbers);
    }

    fn links(&mut self, sight: &Sight, region: &Range<usize>) {
        let here = host_and_path(sight.address());
        let (mut links, mut children, mut children_inside) = (0.0_f32, 0.0, 0.0);
        let (mut phones, mut mails, mut images, mut images_inside) = (0.0, 0.0, 0.0, 0.0);
        for (id, node) in sight.page.iter().filter(|(_, node)| node.tag == Tag::A) {
            let href = sight.page.attribute(id, AttributeName::Href).unwrap_or_default();
            let is_inside = is(region.contains(&id.index()));
            let is_child = is(is_below(href, here));
            let is_image = is(node.text.is_empty());
            links += 1.0;
            children += is_child;
            children_inside += is_child * is_inside;
            images += is_image;
            images_inside += is_image * is_inside;
            phones += is(href.starts_with("tel:"));
            mails += is(href.starts_with("mailto:") && href.contains('@'));
        }
        let known = |value: f32| if here.1.len() > 1 { value } else { -1.0 };
        self.children = known(log(children));
        self.children_inside = known(log(children_inside));
        self.children_share = known(children / links.max(1.0));
        self.image_links = log(images);
        self.image_links_inside = log(images_inside);
        self.phones = log(phones);
        self.mails = log(mails);
    }
}

/// Host and path of an address, without "www." and the slash at its end.
fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let at = rest.find('/').unwrap_or(rest.len());
    (rest[..at].trim_start_matches("www."), rest[at..].trim_end_matches('/'))
}

/// Whether a link leads to an address below the page's own.
fn is_below(href: &str, (host, path): (&str, &str)) -> bool {
    let href = href.trim();
    // What is below has the page's own path in front and more; most links are shorter than a story's.
    if path.len() <= 1 || href.len() <= path.len() {
        return false;
    }
    let (other, below) = match href {
        _ if href.starts_with("//") || href.split('/').next().is_some_and(|scheme| scheme.ends_with(':')) => {
            host_and_path(href)
        }
        _ if href.starts_with('/') => (host, host_and_path(href).1),
        _ => return false,
    };
    other == host && below.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'))
}

/// How many elements of some names there are.
#[derive(Default)]
struct Tags {
    fields: f32,
    buttons: f32,
    articles: f32,
    details: f32,
    images: f32,
    times: f32,
    sections: f32,
}

impl Tags {
    fn count(&mut self, tag: Tag) {
        match tag {
            Tag::Input | Tag::Select | Tag::Textarea => self.fields += 1.0,
            Tag::Button => self.buttons += 1.0,
            Tag::Article => self.articles += 1.0,
            Tag::Details | Tag::Summary => self.details += 1.0,
            Tag::Img | Tag::Picture => self.images += 1.0,
            Tag::Time => self.times += 1.0,
            Tag::Section => self.sections += 1.0,
            _ => {}
        }
    }
}

/// Which kinds the class and id of an element name, by what `kinds` says of each.
fn kinds_named<'a>(
    page: &'a Page,
    id: NodeId,
    mut kinds: impl FnMut(&'a str) -> [bool; KINDS.len()],
) -> [bool; KINDS.len()] {
    let values = [AttributeName::Class, AttributeName::Id].map(|name| page.attribute(id, name));
    values.into_iter().flatten().fold([false; KINDS.len()], |named, value| {
        let more = kinds(value);
        std::array::from_fn(|kind| named[kind] || more[kind])
    })
}

/// Which kinds a list of names speaks of.
fn kinds(value: &str) -> [bool; KINDS.len()] {
    let mut found = [false; KINDS.len()];
    each_word(value, |word| {
        if let Some(&kind) = names().get(word) {
            found[kind] = true;
        }
    });
    found
}

fn names() -> &'static Words<usize> {
    static NAMES: OnceLock<Words<usize>> = OnceLock::new();
    NAMES.get_or_init(|| kinds_of(include_str!("names.txt")))
}

/// A table of words and their kinds, as indices of [`KINDS`].
pub(super) fn kinds_of(table: &'static str) -> Words<usize> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(word, kind)| Some((word, KINDS.iter().position(|known| *known == kind)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for table in [include_str!("names.txt"), include_str!("paths.txt")] {
            let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(lines.windows(2).all(|two| two[0] < two[1]));
            assert_eq!(kinds_of(table).len(), lines.len());
        }
    }

    #[test]
    fn a_list_links_below_itself() {
        let here = host_and_path("https://www.gull.example/news/?page=2");
        for (href, is_child) in [
            ("https://gull.example/news/lamps-go-out", true),
            ("/news/lamps-go-out#top", true),
            ("/news/", false),
            ("/newsletter/x", false),
            ("https://tern.example/news/lamps", false),
            ("lamps", false),
        ] {
            assert_eq!(is_below(href, here), is_child, "{href}");
        }
        assert!(!is_below("/news", host_and_path("https://gull.example/")));
    }
}
