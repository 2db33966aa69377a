//! The address of the lead image: the head's, else the story's first picture.
//!
//! Not here: whether it is shown, or how large it is.

use super::zone::Zone;
use super::{Testimony, fold};
use crate::page::{AttributeName, NodeId, Page, Tag};

const IMAGES: &[&str] = &[
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "sailthru.image.full",
];

/// What no lead image is called.
const SMALL: &[&str] =
    &["logo", "icon", "avatar", "sprite", "pixel", "spacer", "blank", "author", "badge", "emoji", "button"];

/// The image that the head names.
pub fn in_head(page: &Page, said: &Testimony) -> Option<String> {
    let meta = IMAGES.iter().filter_map(|key| page.meta(key)).map(fold).find(|value| !value.is_empty());
    meta.or_else(|| said.image.clone())
        .or_else(|| page.head.links.iter().find(|(rel, _)| rel == "image_src").map(|(_, href)| href.clone()))
        .map(|address| absolute(&page.url, &address))
}

/// The first picture near the story that may be its own.
pub fn first_picture(zone: &Zone) -> Option<String> {
    let page = zone.page;
    let (start, end) = zone.reach;
    let end = end.index().min(page.nodes.len());
    let nodes = (start.index()..end).map(|at| NodeId(at as u32));
    let mut pictures = nodes.filter(|id| page.node(*id).tag == Tag::Img);
    pictures.find_map(|id| large(page, id)).map(|address| absolute(&page.url, address))
}

/// The address of a picture that may be the story's.
fn large(page: &Page, id: NodeId) -> Option<&str> {
    let src = page.attribute(id, AttributeName::Src)?.trim();
    let says = |name| page.attribute(id, name).unwrap_or_default().to_ascii_lowercase();
    let texts = [src.to_ascii_lowercase(), says(AttributeName::Class), says(AttributeName::Id)];
    let path = texts[0].split(['?', '#']).next().unwrap_or_default();
    let is_picture = [".jpg", ".jpeg", ".png", ".webp", ".avif"].iter().any(|end| path.ends_with(end));
    let is_small = texts.iter().any(|text| SMALL.iter().any(|word| text.contains(word)));
    (is_picture && !is_small).then_some(src)
}

/// An address made whole by the page's own.
pub fn absolute(page: &str, address: &str) -> String {
    let address = address.trim();
    if let Some(rest) = address.strip_prefix("//") {
        let scheme = page.split("//").next().filter(|s| s.ends_with(':')).unwrap_or("https:");
        return format!("{scheme}//{rest}");
    }
    if address.starts_with('/')
        && let Some((scheme, rest)) = page.split_once("://")
    {
        return format!("{scheme}://{}{address}", rest.split('/').next().unwrap_or_default());
    }
    address.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_whole() {
        let page = "https://gull.example/a/b";
        for (address, whole) in [
            ("//cdn.example/1.jpg", "https://cdn.example/1.jpg"),
            ("/1.jpg", "https://gull.example/1.jpg"),
            ("https://x.example/1.jpg", "https://x.example/1.jpg"),
        ] {
            assert_eq!(absolute(page, address), whole);
        }
    }
}
