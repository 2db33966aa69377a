//! Candidates for the writers, and the vote on them.
//!
//! In: what the head says, the page's markup, the lines around the headline and behind the story. Out: the writers' names as
//! written. A publishing system's user ("admin", "ada.byrne"), a role ("Staff Writer") and the site's own name count little:
//! a person named where a reader sees it beats them; where nobody else is named the site is its own author.
//! Method of reading a byline: `names.rs`; addresses of writers' pages: `author_links.txt`.

use std::sync::OnceLock;

use super::names::{BylineWords, is_login, is_person};
use super::vote::{self, Candidate, Choice, Witness};
use super::written_days::written_days;
use super::zone::{Line, LinePlace, Zone};
use super::{Site, Testimony, fold, letters};
use crate::boilerplate::Label;
use crate::lang::{self, Language};
use crate::page::{AttributeName, NodeId, Tag};

/// Metas that name writers, with their weights.
const METAS: &[(&str, u32)] = &[
    ("citation_author", 27),
    ("parsely-author", 27),
    ("sailthru.author", 27),
    ("article:author_name", 27),
    ("article:author", 24),
    ("og:article:author", 24),
    ("dc.creator", 24),
    ("dcterms.creator", 24),
    ("dc.contributor", 20),
    ("cxenseparse:author", 24),
    ("byl", 24),
    ("author", 24),
    ("og:author", 24),
    ("shareaholic:article_author_name", 20),
];

/// What is left of a weight for a user's name, a role, the site itself.
const LOGIN: u32 = 5;
const ROLE: u32 = 8;
const SITE: u32 = 4;

const MAX_NAMES: usize = 12;
/// So many elements are asked for the names in them.
const MAX_ELEMENTS: usize = 200;

pub struct Authors {
    pub names: Vec<String>,
    /// Whether more than a guess from plain words or the site's own name says so.
    pub is_marked: bool,
    pub choice: Option<Choice>,
}

pub fn authors(zone: &Zone, said: &Testimony, site: &Site, language: Language) -> Authors {
    let mut gather =
        Gather { zone, site, language, words: BylineWords::of(language), candidates: Vec::new() };
    gather.in_head(said);
    gather.in_markup();
    gather.in_lines();
    let candidates = gather.candidates;
    let agree = |a: &Vec<String>, b: &Vec<String>| {
        a.len() == b.len() && a.iter().all(|name| b.iter().any(|other| letters(name) == letters(other)))
    };
    let Some(mut elected) = vote::elect(&candidates, agree) else {
        return Authors { names: Vec::new(), is_marked: false, choice: None };
    };
    // The head may know one of several writers: a byline in the page that holds its name and more is the fuller one.
    let holds = |more: &[String], fewer: &[String]| {
        more.len() > fewer.len()
            && fewer.iter().all(|name| more.iter().any(|other| letters(name) == letters(other)))
    };
    let fuller = candidates.iter().position(|other| {
        matches!(other.source, "itemprop author" | "rel author")
            && other.value.iter().all(|name| is_person(name))
            && holds(&other.value, &candidates[elected].value)
    });
    elected = fuller.unwrap_or(elected);
    let choice = vote::choice("authors", &candidates, elected, agree, |names| names.join(", "));
    let is_marked = candidates.iter().any(|candidate| {
        candidate.weight > SITE && !matches!(candidate.source, "name beside a date" | "author's page")
    });
    Authors { names: candidates[elected].value.clone(), is_marked, choice: Some(choice) }
}

/// Each name once.
fn unique(names: Vec<String>) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for name in names {
        if !once.iter().any(|known| letters(known) == letters(&name)) && once.len() < MAX_NAMES {
            once.push(name);
        }
    }
    once
}

/// The names of elements in lines that speak of the article; where none does, of all.
fn nearest(found: Vec<(bool, Vec<String>)>) -> Vec<String> {
    let is_any_near = found.iter().any(|(is_near, names)| *is_near && !names.is_empty());
    unique(
        found
            .into_iter()
            .filter(|(is_near, _)| *is_near || !is_any_near)
            .flat_map(|(_, names)| names)
            .collect(),
    )
}

struct Gather<'a> {
    zone: &'a Zone<'a>,
    site: &'a Site,
    language: Language,
    words: &'static BylineWords,
    candidates: Vec<Candidate<Vec<String>>>,
}

impl Gather<'_> {
    fn add(&mut self, source: &'static str, kind: Witness, weight: u32, mut names: Vec<String>) {
        if names.iter().any(|name| !self.site.is(name)) {
            names.retain(|name| !self.site.is(name));
        }
        names.truncate(MAX_NAMES);
        let all = |fits: &dyn Fn(&str) -> bool| names.iter().all(|name| fits(name));
        let weight = match () {
            () if names.is_empty() => return,
            () if all(&|name| self.site.is(name)) => SITE,
            () if all(&|name| self.words.is_role(name)) => ROLE.min(weight),
            () if all(&is_login) => LOGIN.min(weight),
            () => weight,
        };
        self.candidates.push(Candidate { source, kind, value: names, weight });
    }

    fn names<'t>(&self, texts: impl Iterator<Item = &'t str>) -> Vec<String> {
        unique(texts.take(MAX_NAMES).flat_map(|text| self.words.names(text, self.site)).collect())
    }

    fn in_head(&mut self, said: &Testimony) {
        let names = self.names(said.authors.iter().map(String::as_str));
        self.add("json-ld", Witness::Head, 30, names);
        let metas = &self.zone.page.head.metas;
        for (key, weight) in METAS {
            // Several writers may have a meta each.
            let names =
                self.names(metas.iter().filter(|(k, _)| k == key).map(|(_, content)| content.as_str()));
            self.add(key, Witness::Head, *weight, names);
        }
        // "Written by" and a name, or "Est. reading time" and minutes.
        let label = self.zone.page.meta("twitter:label1");
        if label.is_none_or(|label| self.words.has_prefix(label))
            && let Some(text) = self.zone.page.meta("twitter:data1")
        {
            let names = self.names([text].into_iter());
            self.add("twitter:data1", Witness::Head, 18, names);
        }
    }

    /// Elements that call themselves an author's, and links to writers' pages.
    fn in_markup(&mut self) {
        let zone = self.zone;
        let page = zone.page;
        let (start, end) = zone.reach;
        let end = end.index().min(page.nodes.len());
        let mut marked: Vec<(bool, Vec<String>)> = Vec::new();
        let mut linked: Vec<(bool, Vec<String>)> = Vec::new();
        let mut named: Vec<(bool, Vec<String>)> = Vec::new();
        let mut pages: Vec<(usize, String)> = Vec::new();
        let mut inside_marked = NodeId(0);
        let mut inside_named = NodeId(0);
        let mut asked = 0;
        for id in (start.index()..end).map(|at| NodeId(at as u32)) {
            let node = page.node(id);
            if node.tag == Tag::Text || node.attributes.0 == node.attributes.1 || asked >= MAX_ELEMENTS {
                continue;
            }
            let attribute = |name| page.attribute(id, name).unwrap_or_default();
            let has = |name, word: &str| {
                attribute(name)
                    .split_whitespace()
                    .any(|w| w.rsplit(':').next().is_some_and(|w| w.eq_ignore_ascii_case(word)))
            };
            if id >= inside_marked
                && (has(AttributeName::Itemprop, "author") || has(AttributeName::Itemprop, "creator"))
            {
                let is_name =
                    |id: &NodeId| page.attribute(*id, AttributeName::Itemprop).is_some_and(|v| v == "name");
                let at = (id.0..node.end.0).map(NodeId).find(is_name).unwrap_or(id);
                asked += 1;
                let names = match page.attribute(at, AttributeName::Content) {
                    Some(content) => self.names([content].into_iter()),
                    None => self.spoken(at),
                };
                marked.push((zone.line_of(id).is_some(), names));
                inside_marked = node.end;
            } else if id >= inside_marked && has(AttributeName::Rel, "author") && node.tag == Tag::A {
                asked += 1;
                linked.push((zone.line_of(id).is_some(), self.spoken(id)));
                inside_marked = node.end;
            }
            let line = zone.line_of(id);
            if node.tag == Tag::A
                && let Some(line) = line
                && leads_to_author(attribute(AttributeName::Href))
            {
                asked += 1;
                let names = self.spoken(id);
                pages.extend(
                    names
                        .into_iter()
                        .filter(|name| self.is_writer(name, line))
                        .map(|name| (line.block, name)),
                );
            }
            let is_named = |name| is_authors_name(attribute(name));
            if id >= inside_named
                && line.is_some()
                && node.text.len() <= 200
                && (is_named(AttributeName::Class) || is_named(AttributeName::Id))
                && !is_others_name(attribute(AttributeName::Class))
            {
                asked += 1;
                let names = self.spoken(id);
                let is_good = names.iter().all(|name| is_person(name));
                if !names.is_empty() && is_good {
                    let is_tail = line.is_some_and(|line| line.place == LinePlace::Tail);
                    named.push((is_tail, names));
                    inside_named = node.end;
                }
            }
        }
        let (marked, linked) = (nearest(marked), nearest(linked));
        self.add("itemprop author", Witness::Markup, 24, marked);
        self.add("rel author", Witness::Markup, 24, linked);
        // Writers of one line, or of lines next to each other, wrote together.
        if let Some(&(first, _)) = pages.first() {
            let near =
                pages.into_iter().filter(|(block, _)| *block <= first + 3).map(|(_, name)| name).collect();
            let is_tail = zone.lines.iter().any(|line| line.block == first && line.place == LinePlace::Tail);
            let names = unique(near);
            self.add("author's page", Witness::Markup, if is_tail { 13 } else { 21 }, names);
        }
        if let Some((is_tail, names)) = named.into_iter().next() {
            self.add("author's class", Witness::Markup, if is_tail { 12 } else { 18 }, names);
        }
    }

    /// Lines that a reader takes for a byline.
    fn in_lines(&mut self) {
        let lines = self.zone.lines.clone();
        let mut seen = 0;
        for line in &lines {
            let line = *line;
            let text = self.without_days(line);
            let text = text.as_str();
            let words = self.zone.block(line).words;
            let label = self.zone.label(line);
            let is_tail = line.place == LinePlace::Tail;
            if text.split('|').any(|part| self.words.has_prefix(part)) && words <= 20 {
                let names = self.of_line(line);
                let is_likely = label == Label::Byline
                    || names.iter().all(|name| is_person(name))
                    || words <= 4 && !is_tail;
                let starts = names
                    .iter()
                    .all(|name| name.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase()));
                if is_likely && (starts || label == Label::Byline) {
                    self.add("byline in page", Witness::Words, if is_tail { 14 } else { 22 }, names);
                    seen += 1;
                }
            } else if label == Label::Byline && words <= 12 && !self.words.is_other(text) {
                let names = self.of_line(line);
                let is_good = names.iter().all(|name| is_person(name) && !self.words.is_role(name));
                let is_short = words <= 4 && names.iter().all(|name| name.starts_with(char::is_uppercase));
                let weight = match (is_good, is_tail) {
                    (true, false) => 14,
                    (true, true) => 9,
                    // "Newsdesk"
                    (false, false) if is_short => 6,
                    _ => 0,
                };
                if weight > 0 {
                    self.add("line called byline", Witness::Words, weight, names);
                }
            } else if line.place == LinePlace::Head && words <= 16 && !self.words.is_other(text) {
                self.beside_date(line);
            }
            if seen >= 4 {
                break;
            }
        }
        // "Written by" in an element of its own, the name in the next.
        for pair in lines.windows(2) {
            let (label, name) = (self.zone.text(pair[0]), self.zone.text(pair[1]));
            let is_label = self.words.has_prefix(label)
                && self.words.names(label, self.site).is_empty()
                && self.zone.block(pair[0]).words <= 3;
            if is_label && pair[1].block == pair[0].block + 1 && self.zone.block(pair[1]).words <= 10 {
                let names: Vec<String> = self.names([name].into_iter());
                if names.iter().all(|name| is_person(name)) {
                    let weight = if pair[0].place == LinePlace::Tail { 14 } else { 22 };
                    self.add("byline in page", Witness::Words, weight, names);
                }
            }
        }
    }

    /// Whether the words of a link to a writer's page name one: in the head one name is enough.
    fn is_writer(&self, name: &str, line: Line) -> bool {
        let is_one = line.place == LinePlace::Head && !name.contains(' ') && name.chars().count() >= 3;
        let is_capital = name.starts_with(char::is_uppercase);
        (is_person(name) || is_one && is_capital) && !self.words.is_role(name)
    }

    /// "Ada Byrne | 2 July 2025": a given name and more, in a line with a day or next to one.
    fn beside_date(&mut self, line: Line) {
        let has_day = |line: &Line| !written_days(self.zone.text(*line), self.language).is_empty();
        let is_near =
            self.zone.lines.iter().any(|other| other.block.abs_diff(line.block) <= 2 && has_day(other));
        if !is_near {
            return;
        }
        let parts =
            self.zone.text(line).split(['|', '•', '·', '–', '—', ',']).flat_map(|part| part.split(" - "));
        let is_given = |name: &str| {
            let first = name.split_whitespace().next().unwrap_or_default();
            given_names().binary_search(&first).is_ok()
        };
        let mut parts = parts.flat_map(|part| self.words.names(part, self.site));
        let found = parts.find(|name| {
            is_person(name) && name.split(' ').count() <= 3 && is_given(name) && !self.words.is_role(name)
        });
        if let Some(name) = found {
            self.add("name beside a date", Witness::Words, 10, vec![name]);
        }
    }

    /// The names of a line: of its links to writers where it has them, else of its words.
    fn of_line(&self, line: Line) -> Vec<String> {
        let page = self.zone.page;
        let (first, end) = self.zone.block(line).nodes;
        let links = (first.0.saturating_sub(1)..end.0).map(NodeId).filter(|id| page.node(*id).tag == Tag::A);
        let is_writers = |id: &NodeId| {
            leads_to_author(page.attribute(*id, AttributeName::Href).unwrap_or_default())
                || page.attribute(*id, AttributeName::Rel).is_some_and(|rel| rel.contains("author"))
        };
        let texts: Vec<&str> = links.filter(is_writers).map(|id| page.node(id).text.of(&page.text)).collect();
        let names: Vec<String> =
            self.names(texts.into_iter()).into_iter().filter(|name| is_person(name)).collect();
        if !names.is_empty() {
            return names;
        }
        let text = self.without_days(line);
        // "Published | by Ada Byrne": the part with its "by" before all others.
        let part = text.split('|').find(|part| self.words.has_prefix(part)).unwrap_or(&text);
        self.names([part].into_iter())
    }

    /// A line's words with a bar for each day in it.
    fn without_days(&self, line: Line) -> String {
        let text = self.zone.text(line);
        let (mut rest, mut end) = (String::with_capacity(text.len()), 0);
        for day in written_days(text, self.language) {
            rest.push_str(&text[end..day.range.start]);
            rest.push_str(" | ");
            end = day.range.end;
        }
        rest.push_str(&text[end..]);
        rest.trim_matches([' ', '|']).to_owned()
    }

    /// The names in an element: its pieces of text are one byline only where words join them.
    fn spoken(&self, id: NodeId) -> Vec<String> {
        let page = self.zone.page;
        let node = page.node(id);
        if node.text.len() > 600 {
            return Vec::new();
        }
        let pieces = (id.0..node.end.0).map(NodeId).filter(|id| page.node(*id).tag == Tag::Text);
        let mut text = String::new();
        for piece in
            pieces.map(|id| fold(page.node(id).text.of(&page.text))).filter(|piece| !piece.is_empty())
        {
            if !text.is_empty() {
                text.push_str(if self.words.joins(&text, &piece) { " " } else { " | " });
            }
            text.push_str(&piece);
        }
        self.words.names(&text, self.site)
    }
}

/// Whether an address has a folder of writers and something in it.
fn leads_to_author(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let mut folders = path.split('/').filter(|piece| !piece.is_empty());
    let known = author_folders();
    folders.any(|piece| known.iter().any(|folder| folder.eq_ignore_ascii_case(piece)))
        && folders.next().is_some()
}

/// English given names, sorted.
fn given_names() -> &'static [&'static str] {
    static NAMES: OnceLock<Vec<&str>> = OnceLock::new();
    NAMES.get_or_init(|| lang::given_names(lang::ENGLISH).pairs().map(|(name, _)| name).collect())
}

/// The lines of `author_links.txt`.
fn author_folders() -> &'static [&'static str] {
    static FOLDERS: OnceLock<Vec<&str>> = OnceLock::new();
    FOLDERS.get_or_init(|| {
        include_str!("author_links.txt").lines().filter(|line| !line.starts_with('#')).collect()
    })
}

/// Whether a class or id is an author's: "author", "post__author-name", "byline".
fn is_authors_name(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    ["author", "byline", "autor", "auteur", "writer"].iter().any(|word| lower.contains(word))
}

/// Whether it is somebody else's: a comment's, a picture's, an authority's.
fn is_others_name(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    [
        "comment", "image", "photo", "avatar", "authorit", "authoris", "authoriz", "related", "caption",
        "desc", "bio",
    ]
    .iter()
    .any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_writers() {
        for href in ["/author/ada-byrne", "https://gull.example/news/people/ada/", "../autor/7?x=1"] {
            assert!(leads_to_author(href), "{href}");
        }
        for href in ["/authors", "/author/", "https://authors.example/", "/authority/lamps", ""] {
            assert!(!leads_to_author(href), "{href}");
        }
    }

    #[test]
    fn tables_are_sorted() {
        for table in [author_folders(), given_names()] {
            assert!(table.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
