//! The page's head and markup -> ranked candidates for what the article says of itself.
//!
//! In: a page, its blocks and their labels. Out: [`Metadata`]: for each field the candidate that the most
//! trustworthy source gives. The order of sources: JSON-LD of an article, metas made for articles, general
//! metas, markup in the page (`itemprop`, `rel=author`, `<time>`), the address, the visible byline.
//! Not here: where the words stand in the page (`article.rs`).

use super::json_ld::{self, Testimony, Whole};
use crate::block::Blocks;
use crate::boilerplate::{Judgement, Label};
use crate::day::Day;
use crate::lang::{self, Language};
use crate::page::{AttributeName, Node, NodeId, Page, Tag};

/// The believed value of each field, as written.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    /// Without the site's name.
    pub title: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Written>,
    pub modified: Option<Written>,
    pub image: Option<String>,
    pub site: Option<String>,
    pub is_free: Option<bool>,
    /// What JSON-LD says of the whole article.
    pub whole: Whole,
    /// Whether the page calls itself an article.
    pub is_article: bool,
}

/// A moment as written, with its day.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub day: Day,
    pub written: String,
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.created",
    "dc.date",
    "article.published",
    "publish-date",
    "publish_date",
    "published-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "originalpublicationdate",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
];
const AUTHOR: &[&str] = &[
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "article:author_name",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "cxenseparse:author",
    "byl",
    "author",
    "og:author",
    "twitter:data1",
];
const TITLE: &[&str] =
    &["og:title", "citation_title", "parsely-title", "sailthru.title", "dc.title", "twitter:title"];
const DESCRIPTION: &[&str] = &["og:description", "description", "twitter:description", "dc.description"];
const IMAGE: &[&str] = &[
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "sailthru.image.full",
];
const SITE: &[&str] = &[
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "citation_journal_title",
];

/// Names of at most so many words.
const MAX_NAME: usize = 6;

/// Gathers what the page says of its article.
pub fn metadata(page: &Page, blocks: &Blocks, judgement: &Judgement, language: Language) -> Metadata {
    let said = json_ld::testimony(&page.head.json_ld);
    let meta = |keys: &[&str]| keys.iter().filter_map(|key| page.meta(key)).map(fold).find(|v| !v.is_empty());
    let site = meta(SITE).or_else(|| said.publisher.clone());
    let title = meta(TITLE)
        .or_else(|| said.headline.clone().filter(|_| said.is_article))
        .or_else(|| Some(fold(&page.head.title)))
        .filter(|title| !title.is_empty())
        .map(|title| without_site(&title, site.as_deref(), &page.url));
    let image = meta(IMAGE)
        .or_else(|| said.image.clone())
        .or_else(|| page.head.links.iter().find(|(rel, _)| rel == "image_src").map(|(_, href)| href.clone()))
        .map(|address| absolute(&page.url, &address));
    let is_free = said.is_free.or_else(|| match page.meta("article:content_tier")?.trim() {
        "free" => Some(true),
        "locked" | "metered" => Some(false),
        _ => None,
    });
    let is_article = said.is_article
        || page.meta("og:type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("article"));
    let scan = Scan { page, blocks, judgement };
    Metadata {
        authors: authors(&scan, &said, site.as_deref(), language),
        published: published(&scan, &said),
        modified: modified(page, &said),
        description: meta(DESCRIPTION).or(said.description),
        title,
        image,
        site,
        is_free,
        whole: said.whole,
        is_article,
    }
}

struct Scan<'a> {
    page: &'a Page,
    blocks: &'a Blocks,
    judgement: &'a Judgement,
}

impl Scan<'_> {
    /// The nodes from the headline (or the story's start) to the story's end: where its markup speaks of it.
    fn reach(&self) -> (NodeId, NodeId) {
        let is_story =
            |label| matches!(label, Label::Headline | Label::Body | Label::Byline | Label::Dateline);
        let labels = self.judgement.verdicts.iter().map(|v| v.label).zip(&self.blocks.list);
        let first = labels.clone().find(|(label, _)| matches!(label, Label::Headline | Label::Body));
        let last = labels.rev().find(|(label, _)| is_story(*label));
        match (first, last) {
            (Some((_, first)), Some((_, last))) => {
                // A line above the headline and some below the story still speak of it.
                (NodeId(first.nodes.0.0.saturating_sub(40)), NodeId(last.nodes.1.0.saturating_add(60)))
            }
            _ => (NodeId(0), NodeId(self.page.nodes.len() as u32)),
        }
    }

    fn between(&self, start: NodeId, end: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let end = end.index().min(self.page.nodes.len());
        (start.index()..end).map(|at| (NodeId(at as u32), &self.page.nodes[at]))
    }

    fn text(&self, id: NodeId) -> String {
        fold(self.page.node(id).text.of(&self.page.text))
    }
}

// Writers

fn authors(scan: &Scan, said: &Testimony, site: Option<&str>, language: Language) -> Vec<String> {
    let words = BylineWords::new(language);
    let page = scan.page;
    let clean = |texts: Vec<String>| -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for name in texts.iter().flat_map(|text| words.names(text)) {
            let is_site = site.is_some_and(|site| same(site, &name));
            if !is_site && !names.iter().any(|known| same(known, &name)) && names.len() < 12 {
                names.push(name);
            }
        }
        names
    };
    let mut candidates: Vec<Vec<String>> = vec![said.authors.clone()];
    for key in AUTHOR {
        // Several writers may have a meta each.
        let texts: Vec<_> =
            page.head.metas.iter().filter(|(k, _)| k == key).map(|(_, content)| fold(content)).collect();
        candidates.push(texts);
    }
    let (start, end) = scan.reach();
    let mut marked = Vec::new();
    let mut linked = Vec::new();
    let mut is_inside_marked = NodeId(0);
    for (id, node) in scan.between(start, end) {
        if node.tag == Tag::Text || id < is_inside_marked {
            continue;
        }
        let has = |name, word: &str| {
            page.attribute(id, name)
                .is_some_and(|v| v.split_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
        };
        if has(AttributeName::Itemprop, "author") || has(AttributeName::Itemprop, "creator") {
            let is_name =
                |id: &NodeId| page.attribute(*id, AttributeName::Itemprop).is_some_and(|v| v == "name");
            let at = (id.0..node.end.0).map(NodeId).find(is_name).unwrap_or(id);
            marked.push(page.attribute(at, AttributeName::Content).map_or_else(|| scan.text(at), fold));
            is_inside_marked = node.end;
        } else if has(AttributeName::Rel, "author") && node.tag == Tag::A {
            linked.push(scan.text(id));
            is_inside_marked = node.end;
        }
    }
    candidates.push(marked);
    candidates.push(linked);
    let labels = scan.judgement.verdicts.iter().zip(&scan.blocks.list);
    let bylines: Vec<&str> = labels
        .clone()
        .filter(|(v, b)| v.label == Label::Byline && b.nodes.0 >= start && b.nodes.0 < end)
        .map(|(_, block)| block.span.of(&scan.blocks.prose.text))
        .collect();
    // A byline with its "By" before one without.
    candidates.extend(
        bylines.iter().filter(|text| words.has_prefix(text)).take(1).map(|text| vec![(*text).to_owned()]),
    );
    let near = labels.filter(|(v, b)| {
        matches!(v.label, Label::Furniture | Label::Dateline | Label::Dek)
            && b.words <= 14
            && b.nodes.0 >= start
            && b.nodes.0 < end
    });
    candidates.extend(
        near.map(|(_, block)| block.span.of(&scan.blocks.prose.text))
            .filter(|text| {
                words.has_prefix(text) && text.split_whitespace().skip(1).take(2).all(starts_upper)
            })
            .take(1)
            .map(|text| vec![text.to_owned()]),
    );
    candidates.extend(bylines.iter().take(1).map(|text| vec![(*text).to_owned()]));
    candidates.into_iter().map(clean).find(|names| !names.is_empty()).unwrap_or_default()
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
}

/// The words around names in a byline: `lang/*/bylines.txt`.
struct BylineWords {
    before: Vec<&'static str>,
    between: Vec<&'static str>,
}

impl BylineWords {
    fn new(language: Language) -> Self {
        let (mut before, mut between) = (Vec::new(), Vec::new());
        for (word, kind) in lang::bylines(language).pairs().chain(lang::bylines(lang::ENGLISH).pairs()) {
            if kind == "by" { &mut before } else { &mut between }.push(word);
        }
        // The longest first: "written by" before "written".
        before.sort_by_key(|word| std::cmp::Reverse(word.len()));
        BylineWords { before, between }
    }

    fn prefix(&self, text: &str) -> Option<usize> {
        self.before.iter().find_map(|word| {
            let head: String = text.chars().take(word.chars().count()).collect();
            let rest = text.get(head.len()..)?;
            let is_whole = !word.ends_with(char::is_alphanumeric)
                || rest.is_empty()
                || rest.starts_with(|c: char| c.is_whitespace() || c == ':')
                || word.chars().all(|c| c > '\u{2e80}');
            (is_whole && head.to_lowercase() == **word).then_some(head.len())
        })
    }

    fn has_prefix(&self, text: &str) -> bool {
        self.prefix(text.trim_start()).is_some()
    }

    /// The names in a byline.
    fn names(&self, text: &str) -> Vec<String> {
        let mut text = text.trim();
        if text.contains("://") || text.starts_with("www.") || text.starts_with('@') {
            return Vec::new();
        }
        if let Some(length) = self.prefix(text) {
            text = text[length..].trim_start_matches([':', ' ', '\u{a0}']);
        }
        let mut names = Vec::new();
        // What follows a bar, a bullet or a bracket is a role, a paper or a date.
        for part in text.split(['|', '•', '·', '(', '\n', '–', '—']).take(1) {
            let mut words: Vec<&str> = Vec::new();
            let flush = |words: &mut Vec<&str>, names: &mut Vec<String>| {
                if let Some(name) = name(words) {
                    names.push(name);
                }
                words.clear();
            };
            for word in part.split_whitespace() {
                let bare = word.trim_end_matches([',', ';']);
                if self.between.contains(&bare.to_lowercase().as_str()) || matches!(bare, "&" | "/" | "+") {
                    flush(&mut words, &mut names);
                    continue;
                }
                for (i, piece) in bare.split(['/', '、']).enumerate() {
                    if i > 0 {
                        flush(&mut words, &mut names);
                    }
                    words.push(piece);
                }
                if bare.len() < word.len() {
                    flush(&mut words, &mut names);
                    // "Ada Byrne, Reporter": only what still looks like a name goes on.
                }
            }
            flush(&mut words, &mut names);
        }
        names
    }
}

/// A name, or `None` when the words are a date, a role or too many.
fn name(words: &[&str]) -> Option<String> {
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '"' && c != ')').trim();
    let is_name = !name.is_empty()
        && words.len() <= MAX_NAME
        && !name.chars().any(|c| c.is_ascii_digit() && words.len() > 1)
        && !name.contains('@')
        && name.chars().any(char::is_alphabetic);
    is_name.then(|| name.to_owned())
}

// Dates

fn published(scan: &Scan, said: &Testimony) -> Option<Written> {
    let page = scan.page;
    let mut candidates: Vec<String> = Vec::new();
    candidates.extend(said.published.clone());
    candidates.extend(PUBLISHED.iter().filter_map(|key| page.meta(key)).map(fold));
    let (start, end) = scan.reach();
    let mut plain = Vec::new();
    for (id, node) in scan.between(start, end) {
        let itemprop = page.attribute(id, AttributeName::Itemprop).unwrap_or_default();
        let is_published = itemprop.split_whitespace().any(|p| p.eq_ignore_ascii_case("datePublished"));
        if !is_published && node.tag != Tag::Time {
            continue;
        }
        if itemprop.to_ascii_lowercase().contains("modified") {
            continue;
        }
        let value =
            page.attribute(id, AttributeName::Content).or(page.attribute(id, AttributeName::Datetime));
        let value = value.map_or_else(|| scan.text(id), fold);
        if is_published { candidates.push(value) } else { plain.push(value) }
    }
    candidates.extend(plain);
    candidates.extend(in_address(&page.url));
    candidates.extend(leading_mark(scan.blocks));
    let read: Vec<Written> = candidates.into_iter().filter_map(|text| written(&text)).collect();
    let first = read.first()?.clone();
    // The same moment with the publisher's own offset gives the day its readers knew.
    let own = read.iter().find(|other| is_same_moment(&first.written, &other.written));
    Some(own.cloned().unwrap_or(first))
}

fn modified(page: &Page, said: &Testimony) -> Option<Written> {
    let metas = MODIFIED.iter().filter_map(|key| page.meta(key)).map(fold);
    said.modified.clone().into_iter().chain(metas).find_map(|text| written(&text))
}

/// A date that a machine or a form wrote: ISO 8601, RFC 2822, "2019/11/18", "18.11.2019".
pub fn written(text: &str) -> Option<Written> {
    let text = text.trim();
    let day = Day::parse(text).or_else(|| spelled(text))?;
    (1980..=2100).contains(&day.year()).then(|| Written { day, written: text.to_owned() })
}

fn spelled(text: &str) -> Option<Day> {
    const MONTHS: &[&str] =
        &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut year = None;
    let mut month = None;
    let mut numbers: Vec<u8> = Vec::new();
    let pieces = text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty());
    for piece in pieces.take(8) {
        let digits = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if piece.len() == 4 && piece.bytes().all(|b| b.is_ascii_digit()) {
            year = year.or(piece.parse::<i32>().ok());
            if numbers.len() >= 2 || (month.is_some() && !numbers.is_empty()) {
                break;
            }
        } else if !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) {
            numbers.extend(digits.parse::<u8>());
        } else if month.is_none() && piece.len() >= 3 && piece.is_ascii() {
            let start = piece[..3].to_ascii_lowercase();
            month = MONTHS.iter().position(|m| *m == start).map(|m| m as u8 + 1);
        }
    }
    let year = year?;
    match (month, numbers.as_slice()) {
        (Some(month), [day, ..]) => Day::new(year, month, *day),
        // Year first: month, then day.
        (None, [month, day, ..]) if text.get(..4).is_some_and(|y| y.parse::<i32>().ok() == Some(year)) => {
            Day::new(year, *month, *day)
        }
        // Day first with dots; with slashes the order is not known unless one of the two is no month.
        (None, [day, month, ..]) if text.contains('.') || *day > 12 => Day::new(year, *month, *day),
        _ => None,
    }
}

/// The day in an address such as "/2019/11/18/".
fn in_address(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?;
    let pieces: Vec<&str> = path.split('/').collect();
    pieces.windows(3).find_map(|three| {
        let is_date = three[0].len() == 4 && three[1].len() <= 2 && three[2].len() <= 2;
        let text = format!("{}-{:0>2}-{:0>2}", three[0], three[1], three[2]);
        (is_date && Day::parse(&text).is_some()).then_some(text)
    })
}

/// The date mark at the very start of a plain text: "date 2025-03-20".
pub fn leading_mark(blocks: &Blocks) -> Option<String> {
    let first = blocks.list.first()?.span.of(&blocks.prose.text);
    let mark =
        first.split_whitespace().take(3).find(|word| Day::parse(word).is_some() && word.len() >= 10)?;
    Some(mark.to_owned())
}

/// Whether both texts give one moment, `a` in universal time and `b` in a zone of its own.
fn is_same_moment(a: &str, b: &str) -> bool {
    let (Some((at_a, 0)), Some((at_b, zone))) = (minutes(a), minutes(b)) else { return false };
    zone != 0 && at_a.abs_diff(at_b) <= 60
}

/// Minutes in universal time and the zone's offset in minutes, of "2025-03-20T14:05:00+01:00".
fn minutes(text: &str) -> Option<(i64, i64)> {
    let day = Day::parse(text)?;
    let clock = text.trim().get(11..)?;
    let number = |range| clock.get(range).and_then(|t: &str| t.parse::<i64>().ok());
    let time = number(0..2)? * 60 + number(3..5)?;
    let after = clock.get(5..)?.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
    let zone = match after.as_bytes().first()? {
        b'Z' | b'z' => 0,
        sign @ (b'+' | b'-') => {
            let digits: String = after.chars().filter(char::is_ascii_digit).take(4).collect();
            let value = digits.get(0..2)?.parse::<i64>().ok()? * 60
                + digits.get(2..4).and_then(|m| m.parse::<i64>().ok()).unwrap_or(0);
            if *sign == b'+' { value } else { -value }
        }
        _ => return None,
    };
    // Days are counted with months of 31: only differences of moments close together are asked for.
    let days = i64::from(day.year()) * 372 + i64::from(day.month()) * 31 + i64::from(day.day());
    Some((days * 1440 + time - zone, zone))
}

// Titles and addresses

/// A page's title without the site's name behind or before it.
fn without_site(title: &str, site: Option<&str>, url: &str) -> String {
    let host = url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let host = letters(host.trim_start_matches("www."));
    let is_site = |part: &str| {
        let part = letters(part);
        !part.is_empty()
            && (site.is_some_and(|site| letters(site) == part)
                || (part.len() >= 3 && host.starts_with(&part)))
    };
    for mark in [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " « ", " » ", ": "] {
        if let Some((rest, last)) = title.rsplit_once(mark)
            && is_site(last)
        {
            return rest.trim().to_owned();
        }
        if let Some((first, rest)) = title.split_once(mark)
            && is_site(first)
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}

/// An address made whole by the page's own.
fn absolute(page: &str, address: &str) -> String {
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

fn same(a: &str, b: &str) -> bool {
    letters(a) == letters(b)
}

/// Letters and digits in lower case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_bylines() {
        let words = BylineWords::new(Language::from_tag("de"));
        for (text, names) in [
            ("By Ada Byrne", vec!["Ada Byrne"]),
            ("Von Ada Byrne und Bo Lind", vec!["Ada Byrne", "Bo Lind"]),
            ("ADA BYRNE, BO LIND and CY VO", vec!["ADA BYRNE", "BO LIND", "CY VO"]),
            ("Ada Byrne | The Gull", vec!["Ada Byrne"]),
            ("https://social.example/ada", vec![]),
            ("", vec![]),
            ("By", vec![]),
            ("12 March 2025", vec![]),
        ] {
            assert_eq!(words.names(text), names, "{text}");
        }
        assert!(words.has_prefix("von Ada") && !words.has_prefix("Vonda Ada"));
    }

    #[test]
    fn dates_as_machines_and_forms_write_them() {
        for (text, day) in [
            ("2025-03-20T23:30:00+01:00", "2025-03-20"),
            ("Thu, 20 Mar 2025 22:30:00 GMT", "2025-03-20"),
            ("March 20, 2025", "2025-03-20"),
            ("2025/03/20", "2025-03-20"),
            ("20.03.2025 10:15", "2025-03-20"),
            ("20/03/2025", "2025-03-20"),
        ] {
            assert_eq!(written(text).map(|w| w.day.to_string()).as_deref(), Some(day), "{text}");
        }
        for text in ["", "yesterday", "03/04/2025", "0001-01-01", "2025"] {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn one_moment_in_two_zones() {
        assert!(is_same_moment("2025-03-20T23:30:00Z", "2025-03-21T00:30:00+01:00"));
        assert!(!is_same_moment("2025-03-20T23:30:00Z", "2025-03-19T12:00:00+01:00"));
        assert!(!is_same_moment("2025-03-20T23:30:00Z", "2025-03-20T23:30:00Z"));
    }

    #[test]
    fn titles_lose_the_site() {
        let url = "https://www.thegull.example/a";
        assert_eq!(without_site("Lamps go out - The Gull", None, url), "Lamps go out");
        assert_eq!(without_site("Gull | Lamps: a story", Some("Gull"), url), "Lamps: a story");
        assert_eq!(without_site("Lamps - go out", Some("Gull"), url), "Lamps - go out");
    }

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
