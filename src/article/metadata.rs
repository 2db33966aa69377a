//! The page's head, markup and lines -> what the article says of itself, by a vote of all that speak of it.
//!
//! In: a page, its blocks and their labels. Out: [`Metadata`]: for each field the value that won, and how ([`Choice`]).
//! Method: every source gives candidates with weights (JSON-LD of an article, metas, markup in the page, the address, lines
//! that a reader sees near the headline); `vote.rs` elects, one file a field gathers.
//! Not here: where the words stand in the page, but for days (`article.rs`).

mod authors;
mod dates;
mod image;
mod names;
mod title;
mod vote;
mod written_days;
mod zone;

pub use self::dates::{Written, written};
use self::names::{BylineWords, starts_upper};
use self::title::Titles;
pub use self::vote::Choice;
use self::written_days::written_days;
use self::zone::Zone;
use super::json_ld::{self, Testimony, Whole};
use crate::block::Blocks;
use crate::boilerplate::{Judgement, Label, letters};
use crate::lang::Language;
use crate::page::{AttributeName, Page};

/// The believed value of each field, as written.
#[derive(Default)]
pub struct Metadata {
    /// Without the site's name.
    pub title: Option<String>,
    /// All titles that the head gives.
    pub titles: Titles,
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
    /// Whether it calls itself one that grows post by post.
    pub is_live: bool,
    /// Whether head, markup or address give a day, and a byline or the head writers: not only words that look like it.
    pub is_dated: bool,
    pub is_signed: bool,
    /// Whether the head names the image.
    pub is_pictured: bool,
    /// How the fields were decided.
    pub choices: Vec<Choice>,
}

const DESCRIPTION: &[&str] = &["og:description", "description", "twitter:description", "dc.description"];
const SITE: &[&str] = &[
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "citation_journal_title",
];

/// What a short line in front of a story is by its words: a byline ("By Ada Byrne"), a dateline ("3 May 2024, 10:15"), or
/// `None` for neither.
pub fn head_line(text: &str, language: Language) -> Option<Label> {
    let behind = BylineWords::of(language).behind_prefix(text);
    if behind.is_some_and(|names| !names.is_empty() && names.split_whitespace().take(2).all(starts_upper)) {
        return Some(Label::Byline);
    }
    let days = written_days(text, language);
    let is_short = text.split_whitespace().count() <= MOST_IN_DATELINE;
    days.first().is_some_and(|day| is_short || day.range.start == 0).then_some(Label::Dateline)
}

/// So many words stand in a line with a day at most, if it does not begin with it: the day, the time, "Updated", the place.
const MOST_IN_DATELINE: usize = 9;

/// Gathers what the page says of its article.
pub fn metadata(page: &Page, blocks: &Blocks, judgement: &Judgement, language: Language) -> Metadata {
    let said = json_ld::testimony(&page.head.json_ld);
    let meta = |keys: &[&str]| keys.iter().filter_map(|key| page.meta(key)).map(fold).find(|v| !v.is_empty());
    let site_name = meta(SITE).or_else(|| said.publisher.clone()).map(|name| site_name(&name));
    let site = Site::new(site_name.as_deref(), said.publisher.as_deref(), &page.url);
    let is_free = said.is_free.or_else(|| match page.meta("article:content_tier")?.trim() {
        "free" => Some(true),
        "locked" | "metered" => Some(false),
        _ => None,
    });
    let is_article = said.is_article
        || page.meta("og:type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("article"));
    let is_marked_live = page.attributes.iter().any(|attribute| {
        let value = attribute.value.of(&page.attribute_text).trim();
        attribute.name == AttributeName::Itemtype && value.rsplit('/').next() == Some(json_ld::LIVE)
    });
    let in_head = image::in_head(page, &said);
    let zone = Zone::new(page, blocks, judgement);
    let titles = title::titles(page, &said, &site);
    let authors = authors::authors(&zone, &said, &site, language);
    let dates = dates::dates(&zone, &said, language);
    let choices = titles.choice.iter().chain(&authors.choice).chain(&dates.choices).cloned().collect();
    Metadata {
        title: titles.title.clone(),
        titles,
        description: meta(DESCRIPTION).or_else(|| said.description.clone()),
        authors: authors.names,
        published: dates.published,
        modified: dates.modified,
        is_pictured: in_head.is_some(),
        is_live: said.is_live || is_marked_live,
        image: in_head.or_else(|| image::first_picture(&zone)),
        site: site_name,
        is_free,
        whole: said.whole,
        is_article,
        is_dated: dates.is_marked,
        is_signed: authors.is_marked,
        choices,
    }
}

/// The names that a site goes by.
pub struct Site {
    /// Their letters, an article in front left out.
    names: Vec<String>,
    /// The letters of the host, and of each of its labels.
    hosts: Vec<String>,
}

impl Site {
    fn new(site: Option<&str>, publisher: Option<&str>, url: &str) -> Self {
        let names = [site, publisher].into_iter().flatten().map(site_letters).filter(|name| !name.is_empty());
        let host = host(url);
        let hosts = std::iter::once(host).chain(host.split('.')).map(letters).filter(|host| host.len() >= 3);
        Site { names: names.collect(), hosts: hosts.collect() }
    }

    /// Whether it is the site's name.
    fn is(&self, name: &str) -> bool {
        let (all, short) = (letters(name), site_letters(name));
        !all.is_empty()
            && (self.names.contains(&short)
                || [&all, &short].iter().any(|name| {
                    // "Gull" of "gullnews.example", but not "Texas" of "texasnewsroom.example".
                    let is_most =
                        |host: &String| host.starts_with(name.as_str()) && 2 * name.len() >= host.len();
                    self.hosts.iter().any(is_most)
                }))
    }
}

/// A site's name as it is shown; of an address its host.
fn site_name(words: &str) -> String {
    let host = if words.contains("://") { host(words) } else { "" };
    if host.is_empty() { words.to_owned() } else { host.to_owned() }
}

/// The letters of a name without "The" in front.
fn site_letters(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    letters(
        ["the ", "die ", "der ", "das ", "le ", "la ", "el "]
            .iter()
            .find_map(|the| lower.strip_prefix(the))
            .unwrap_or(&lower),
    )
}

/// "gull.example" of "https://www.gull.example/a".
fn host(url: &str) -> &str {
    let host = url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    host.trim_start_matches("www.")
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_that_names_itself_by_its_address_has_its_hosts_name() {
        assert_eq!(site_name("https://www.gull.example/news"), "gull.example");
        assert_eq!(site_name("http://gull.example"), "gull.example");
        for name in ["The Gull", "gull.example", "Gull // News"] {
            assert_eq!(site_name(name), name);
        }
    }

    #[test]
    fn lines_in_front_of_a_story() {
        for (text, language, label) in [
            ("By Ada Byrne", "en", Some(Label::Byline)),
            ("Par Léonie Charpin — 18 avril 2025 à 9 h 05", "fr", Some(Label::Byline)),
            ("Written by Ada Byrne", "en", Some(Label::Byline)),
            ("作者：林小雨", "zh", Some(Label::Byline)),
            ("By the harbour it was cold", "en", None),
            ("作者回应质疑", "zh", None),
            ("1 out of 2000 households", "en", None),
            ("12 september 2023", "sv", Some(Label::Dateline)),
            ("Updated 3 May 2024, 10:15", "en", Some(Label::Dateline)),
            ("The mayor, who was elected on 3 May 2024 by a show of hands", "en", None),
            ("5. 10. 2021 - Vložila: Jitka Hrubá - Kategorie: Kultura", "cs", Some(Label::Dateline)),
            ("Press release", "en", None),
        ] {
            assert_eq!(head_line(text, Language::from_tag(language)), label, "{text}");
        }
    }
}
