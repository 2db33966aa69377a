//! What the page says of itself: types, dates, writers, title and address.
//!
//! In: the head, the metadata that was believed, `paths.txt`. Out: the features of testimony and of the address.

use std::sync::OnceLock;

use super::markup::{KINDS, LIST, STORY, kinds_of};
use super::{Features, Sight, is};
use crate::boilerplate::Label;
use crate::boilerplate::features::log;
use crate::lang::{self, Words};
use crate::page::{AttributeName, Page};

// What stands for what is not known: as much as articles have.
/// The share of words of grammar in a headline.
const USUAL_GRAMMAR: f32 = 0.3;
/// Words of the title in the address.
const USUAL_SHARED: f32 = 3.0;
/// Pieces of the path, and words of the last.
const USUAL_PATH: (f32, f32) = (2.0, 5.0);
/// So many words of a headline or an address are read.
const LONGEST: usize = 60;

impl Features {
    /// What the page says of itself.
    pub(super) fn testimony(&mut self, sight: &Sight) {
        let Sight { page, judgement, metadata, .. } = sight;
        let headline = sight.headline();
        self.has_headline = is(headline.is_some());
        self.headline_is_title = headline.map_or(-1.0, |at| judgement.features[at].title_in);
        self.has_date = is(metadata.is_dated);
        self.has_author = is(metadata.is_signed);
        self.has_modified = is(metadata.modified.is_some());
        self.is_declared = is(metadata.is_article);
        let kind = page.meta("og:type").unwrap_or_default().trim().to_ascii_lowercase();
        self.is_website = is(kind == "website");
        let types = types(page);
        let has = |names: &[&str]| is(types.iter().any(|name| names.contains(name)));
        self.is_product =
            has(&["Product", "ProductGroup", "Offer", "AggregateOffer"]).max(is(kind.contains("product")));
        self.is_list = has(&["ItemList", "CollectionPage", "SearchResultsPage", "Blog", "OfferCatalog"]);
        self.is_other = has(&[
            "Service",
            "LocalBusiness",
            "Course",
            "Event",
            "SoftwareApplication",
            "JobPosting",
            "QAPage",
            "DiscussionForumPosting",
            "RealEstateListing",
            "ProfilePage",
            "AboutPage",
            "ContactPage",
        ]);
        self.has_section =
            is(page.meta("article:section").is_some() || page.meta("article:published_time").is_some());
        let marked = |word: &str| {
            page.attributes.iter().any(|a| {
                a.name == AttributeName::Itemtype && a.value.of(&page.attribute_text).ends_with(word)
            })
        };
        self.is_product = self.is_product.max(is(marked("/Product")));
        let is_article = |name: &&str| {
            name.ends_with("Article")
                || matches!(*name, "BlogPosting" | "Report" | "LiveBlogPosting")
                // A shop's page has its buyers' reviews.
                || *name == "Review" && self.is_product == 0.0
        };
        let is_said_article = types.iter().any(is_article);
        self.is_said_article = is(is_said_article);
        self.signs =
            self.is_declared + self.has_date + self.has_author + self.has_section + self.is_said_article;
        let at_headline = |at: usize| at.saturating_sub(8)..(at + 12).min(judgement.verdicts.len());
        self.signs_seen = is(headline.is_some_and(|at| {
            let mut labels = judgement.verdicts[at_headline(at)].iter().map(|verdict| verdict.label);
            labels.any(|label| matches!(label, Label::Byline | Label::Dateline))
        }));
        self.has_light_copy = is(page.head.links.iter().any(|(rel, _)| rel == "amphtml"));
        self.products = log(types.iter().filter(|name| matches!(**name, "Product" | "Offer")).count() as f32);
        self.is_site_only = has(&["WebSite", "Organization", "WebPage"]) * (1.0 - self.is_said_article);
        self.is_faq = has(&["FAQPage", "Question"]);
        self.has_ratings = has(&["AggregateRating", "Rating"]);
        self.is_titled_website = self.is_website * (1.0 - self.is_said_article);
        self.title(sight);
    }

    /// The title and the headline: a list, a shop and a company call things by name, an article says something of them.
    fn title(&mut self, sight: &Sight) {
        let Sight { page, metadata, .. } = sight;
        let site = metadata.site.as_deref().unwrap_or_default().to_lowercase();
        let title = metadata.title.as_deref().unwrap_or_default();
        self.title_is_site = is(!site.is_empty() && title.to_lowercase() == site);
        self.site_first = is(!site.is_empty() && page.head.title.trim().to_lowercase().starts_with(&site));
        self.title_words = title.split_whitespace().count() as f32;
        let headline = sight.headline().map_or(title, |at| sight.text(at)).to_lowercase();
        let words: Vec<&str> = words_of(&headline).take(LONGEST).collect();
        let is_unspaced = headline.chars().count() < 2 * words.len();
        self.headline_words = words.len() as f32 * if is_unspaced { 0.6 } else { 1.0 };
        let grammar = lang::grammar(sight.language);
        self.headline_grammar = if grammar.is_empty() {
            USUAL_GRAMMAR
        } else {
            words.iter().filter(|word| grammar.contains_key(word)).count() as f32 / words.len().max(1) as f32
        };
        let address = path(sight.address()).to_lowercase();
        let slug: Vec<&str> = words_of(&address).take(LONGEST).collect();
        let letters: Vec<&&str> = words.iter().filter(|word| word.len() > 2 && word.is_ascii()).collect();
        self.slug_of_title = if letters.len() < 2 || sight.address().is_empty() {
            USUAL_SHARED
        } else {
            letters.iter().filter(|word| slug.contains(word)).count() as f32
        };
    }

    /// The form of the address: a story has its own words in it, a list a short name.
    pub(super) fn address(&mut self, url: &str) {
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let (path, query) = path.split_once(['?', '#']).unwrap_or((path, ""));
        let pieces: Vec<&str> = path.split('/').filter(|piece| !piece.is_empty()).collect();
        let slug = pieces.last().copied().unwrap_or_default();
        self.is_front = is(!url.is_empty() && pieces.is_empty() && !query.contains('='));
        let slug_words = slug.split(['-', '_', '+', '%']).filter(|word| word.len() > 1).count();
        (self.path_depth, self.slug_words) =
            if url.is_empty() { USUAL_PATH } else { (pieces.len() as f32, slug_words as f32) };
        self.has_query = is(query.contains('='));
        let lower = path.to_lowercase();
        let mut kinds = [0.0_f32; KINDS.len()];
        let words = lower.split('/').filter(|piece| !piece.is_empty());
        for (at, word) in words.map(|piece| piece.split('.').next().unwrap_or_default()).enumerate() {
            // What lies below "news" is a story; "news" itself lists them.
            if let Some(&kind) = paths().get(word) {
                kinds[if kind == STORY && at + 1 == pieces.len() { LIST } else { kind }] = 1.0;
            }
        }
        [self.path_story, self.path_shop, self.path_list, self.path_offer] = kinds;
        let is_year =
            |piece: &str| piece.len() == 4 && piece.parse().is_ok_and(|year| (1995..2050).contains(&year));
        self.path_date = is(words_of(&lower).any(is_year));
    }
}

/// Words of each kind in an address.
fn paths() -> &'static Words<usize> {
    static PATHS: OnceLock<Words<usize>> = OnceLock::new();
    PATHS.get_or_init(|| kinds_of(include_str!("paths.txt")))
}

/// The path of an address.
fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    path.split(['?', '#']).next().unwrap_or_default()
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

/// The types that JSON-LD names, without the vocabulary's address. Objects need not be told apart for that.
fn types(page: &Page) -> Vec<&str> {
    let mut types = Vec::new();
    for script in &page.head.json_ld {
        for piece in script.split("\"@type\"").skip(1) {
            let value = piece.trim_start_matches([':', ' ', '\n', '\t', '[', '"']);
            let end = value.find('"').unwrap_or(0);
            types.push(value[..end].rsplit('/').next().unwrap_or_default());
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_forms() {
        let of = |url: &str| {
            let mut features = Features::default();
            features.address(url);
            (features.is_front, features.path_depth, features.slug_words)
        };
        assert_eq!(of("https://gull.example/?utm"), (1.0, 0.0, 0.0));
        assert_eq!(of("https://gull.example/news/lamps-go-out-2025/"), (0.0, 2.0, 4.0));
        assert_eq!(of(""), (0.0, 2.0, 5.0));
    }

    #[test]
    fn types_are_read_without_their_address() {
        let mut page = Page::default();
        page.head.json_ld =
            vec![r#"{"@type": "http://schema.org/Product", "x": {"@type":["Offer"]}, "@type"#.into()];
        assert_eq!(types(&page), ["Product", "Offer"]);
    }

    #[test]
    fn addresses_name_kinds() {
        let of = |url: &str| {
            let mut features = Features::default();
            features.address(url);
            [
                features.path_story,
                features.path_shop,
                features.path_list,
                features.path_offer,
                features.path_date,
            ]
        };
        assert_eq!(of("https://gull.example/News/2024/05/lamps-go-out"), [1.0, 0.0, 0.0, 0.0, 1.0]);
        assert_eq!(
            of("https://gull.example/collections/lamps/products/oil-lamp.html"),
            [0.0, 1.0, 1.0, 0.0, 0.0]
        );
        assert_eq!(of("https://gull.example/leistungen/?q=news"), [0.0, 0.0, 0.0, 1.0, 0.0]);
        assert_eq!(of("https://gull.example/news/"), [0.0, 0.0, 1.0, 0.0, 0.0]);
    }
}
