//! Is this an article at all? The page and its judged blocks -> how sure we are.
//!
//! In: the page, its blocks, what was judged of them and what the page says of itself. Out: [`Kind`]: the log-odds that the page
//! is one article, and not an index, a shop, a list of results or a company's offer.
//! Method: a logistic regression over what can be counted: how much running text there is and how it hangs together (`story.rs`), how
//! the page is laid out (`outline.rs`), what its markup, head and address say (`markup.rs`, `testimony.rs`), who speaks to
//! whom (`wording.rs`). Each feature speaks in one direction only, see [`AGAINST`].
//! Not here: where the article stands (`boilerplate.rs`).

mod markup;
mod outline;
mod story;
mod testimony;
mod wording;

use std::ops::Range;

use super::metadata::Metadata;
use super::{Paragraph, ParagraphKind};
use crate::block::Blocks;
use crate::boilerplate::features::{Group, log};
use crate::boilerplate::{Judgement, Label, Weights};
use crate::lang::Language;
use crate::page::Page;
use crate::trees::features;

features! {
    Text {
        words,
        paragraphs,
        /// Share of the story's paragraphs with 40 words or more, and of fewer than 12.
        long_paragraphs,
        short_paragraphs,
        mean_paragraph,
        sentences_ended,
        quoted_paragraphs,
        words_by_heading,
        headline_words,
        headline_grammar,
        function_words,
        commas,
        questions,
    }
    Links {
        story_links,
        page_links,
        teasers,
        /// Links to addresses below the page's own: a list's. -1 without an address.
        children,
        children_inside,
        children_share,
        linked_headings_inside,
        links_inside,
        dates_inside,
    }
    Position {
        story_share,
        story_spread,
        islands,
        /// Share of the page in paragraphs, and of those in the story.
        page_prose,
        prose_in_story,
        /// The longest stretch of paragraphs that only headings cut, and the share of the longest that nothing cuts.
        run,
        broken_run,
        /// Share of the paragraphs that stand in one place: parent, grandparent, and one above.
        one_parent,
        one_grandparent,
        one_branch,
        linked_headings,
        words_by_page_heading,
        section_words,
        /// Shares of the story's headings with few words below, and with another heading below.
        short_sections,
        bare_headings,
        /// Lines between the paragraphs, and those of them that are links.
        short_lines,
        link_lines,
        lines_by_words,
        headings_by_words,
        /// Headings of the highest level, and what stands between the headline and the first paragraph: a byline, a picture's words.
        top_headings,
        words_to_story,
        /// Links and buttons that stand alone.
        calls,
    }
    Repetition {
        cards,
        card_links,
        biggest_row,
        rows,
    }
    Story {
        mean_score,
        low_scores,
        best_score,
        core_seed,
        in_core,
        in_story,
    }
    Element {
        fields,
        buttons,
        articles,
        choices,
        text_fields,
        number_fields,
        phones,
        mails,
        details,
        images_by_words,
        image_links,
        /// Between the headline and the story's end.
        times_inside,
        articles_inside,
        images_inside_by_words,
        fields_inside,
        buttons_inside,
        sections_inside,
        image_links_inside,
    }
    Names {
        comments,
        share,
        byline,
        date,
        /// Elements with a name of `names.txt` in a hundred; whether the body has one; between headline and end; around the story.
        story_names,
        shop_names,
        list_names,
        offer_names,
        body_story,
        body_shop,
        body_list,
        body_offer,
        inside_story_names,
        inside_shop_names,
        inside_list_names,
        inside_offer_names,
        around_story,
        around_shop,
        around_list,
        around_offer,
    }
    Testimony {
        has_headline,
        headline_is_title,
        has_date,
        has_author,
        has_modified,
        is_declared,
        is_website,
        is_product,
        is_list,
        is_other,
        has_section,
        is_said_article,
        /// How many of the signs of an article the head gives, and whether a byline or date stands at the headline.
        signs,
        signs_seen,
        has_light_copy,
        products,
        is_site_only,
        is_faq,
        has_ratings,
        title_is_site,
        site_first,
        title_words,
        is_titled_website,
    }
    Words {
        /// Prices in the page: a sign of money beside digits.
        prices,
        story_prices,
        prices_inside,
        is_front,
        path_depth,
        slug_words,
        has_query,
        /// Words of `paths.txt` in the address.
        path_story,
        path_shop,
        path_list,
        path_offer,
        path_date,
        /// How many words of the title stand in the address.
        slug_of_title,
        /// Lines of `offers.txt`: in the page without its frame, and between headline and end.
        buys,
        asks,
        abouts,
        lists,
        asks_inside,
        abouts_inside,
        buys_inside,
        lists_inside,
        offers_in_story,
        offers,
        /// Words of `persons.txt` and `cue_verbs.txt` in a hundred of the story's.
        we,
        you,
        first_person,
        others,
        we_you,
        /// Shares of the paragraphs without a quotation that speak of us to you, of the page's headings that speak to you, and of
        /// the story's that speak of us.
        we_you_paragraphs,
        you_headings,
        we_headings,
        reports,
        exclaimed,
    }
}

/// The features that speak against an article as they grow; all others speak for one. The weights may not learn the contrary:
/// too few pages that are none are at hand to overrule what any reader knows.
pub const AGAINST: &[&str] = &[
    "abouts",
    "abouts_inside",
    "around_list",
    "around_offer",
    "around_shop",
    "articles",
    "articles_inside",
    "asks",
    "asks_inside",
    "bare_headings",
    "biggest_row",
    "body_list",
    "body_offer",
    "body_shop",
    "buttons",
    "buttons_inside",
    "buys",
    "buys_inside",
    "calls",
    "card_links",
    "cards",
    "children",
    "children_inside",
    "children_share",
    "choices",
    "dates_inside",
    "details",
    "exclaimed",
    "fields",
    "fields_inside",
    "has_query",
    "has_ratings",
    "headings_by_words",
    "image_links",
    "image_links_inside",
    "images_by_words",
    "images_inside_by_words",
    "inside_list_names",
    "inside_offer_names",
    "inside_shop_names",
    "is_faq",
    "is_front",
    "is_list",
    "is_other",
    "is_product",
    "is_site_only",
    "is_titled_website",
    "is_website",
    "islands",
    "lines_by_words",
    "link_lines",
    "linked_headings",
    "linked_headings_inside",
    "links_inside",
    "list_names",
    "lists",
    "lists_inside",
    "low_scores",
    "mails",
    "number_fields",
    "offer_names",
    "offers",
    "offers_in_story",
    "page_links",
    "path_list",
    "path_offer",
    "path_shop",
    "phones",
    "prices",
    "prices_inside",
    "products",
    "questions",
    "rows",
    "sections_inside",
    "shop_names",
    "short_lines",
    "short_paragraphs",
    "short_sections",
    "site_first",
    "story_links",
    "story_prices",
    "teasers",
    "text_fields",
    "times_inside",
    "title_is_site",
    "top_headings",
    "we",
    "we_headings",
    "we_you",
    "we_you_paragraphs",
    "you",
    "you_headings",
];

/// How likely a page is one article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind {
    /// Log-odds.
    pub score: f32,
    /// Words of running text, in scripts without spaces as many as a translation would have.
    words: f32,
}

/// A page with a lower score is called no article. Chosen in cross-validation by site: 1.3 % of wcxb-article lie below it, most
/// of them lists, offers or pages without text, none of zyte, and five of six pages that are none.
pub const DECLINED: f32 = -0.55;
/// With fewer words there is nothing to tell, whatever the page calls itself.
const LEAST_WORDS: f32 = 10.0;
/// What is shorter needs a page that says it is an article.
const FEW_WORDS: f32 = 20.0;

/// From this score on nine of ten pages are articles.
const LIKELY: f32 = 1.0;
/// A page whose title names an error has at most so many words to say of it.
const ERROR_WORDS: f32 = 150.0;

impl Kind {
    /// `title` is the page's; it tells an error page, of which there are none to learn from.
    pub fn of(weights: &Weights, features: &Features, title: &str, language: Language) -> Self {
        let score = weights.kind.score(&features.values());
        let words = features.words_counted();
        let says_so = features.is_declared + features.has_date + features.has_author >= 2.0;
        // Nearly all of its lines stand right below a linked line, as teasers do, and little else speaks for an article.
        let is_index = features.teasers > 0.9 && features.paragraphs >= log(6.0) && score < LIKELY;
        let is_error = words < ERROR_WORDS && wording::is_error(title, language);
        let is_none = words < FEW_WORDS || is_index || is_error;
        Kind { score, words: if is_none && !says_so { 0.0 } else { words } }
    }

    pub fn is_article(self) -> bool {
        self.score >= DECLINED && self.words >= LEAST_WORDS
    }

    /// 0 to 100; 50 for even odds.
    pub fn confidence(self) -> u8 {
        (100.0 * crate::trees::squash(self.score)).clamp(0.0, 100.0) as u8
    }
}

/// What the features are read from.
struct Sight<'a> {
    page: &'a Page,
    blocks: &'a Blocks,
    judgement: &'a Judgement,
    body: &'a [Paragraph],
    metadata: &'a Metadata,
    language: Language,
    /// From the headline, where it stands near, to the end of the story.
    region: Range<usize>,
}

/// A headline so many blocks before the story is its own.
const NEAR: usize = 40;

impl Sight<'_> {
    /// The blocks that can be seen.
    fn shown(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.blocks.list.len()).filter(|i| !self.blocks.list[*i].is_hidden)
    }

    /// Those of them outside the page's head, foot and navigation.
    fn open(&self) -> impl Iterator<Item = usize> + '_ {
        self.shown().filter(|i| {
            let seen = &self.judgement.features[*i];
            seen.in_article > 0.0 || seen.in_nav + seen.in_header + seen.in_footer == 0.0
        })
    }

    /// Those of them between the headline and the end of the story.
    fn inside(&self) -> impl Iterator<Item = usize> + '_ {
        self.region.clone().filter(|i| !self.blocks.list[*i].is_hidden)
    }

    /// Words of a block, such that a text in a script without spaces weighs what its translation would.
    fn words(&self, i: usize) -> f32 {
        let block = &self.blocks.list[i];
        if block.chars < 2 * block.words { block.words as f32 * 0.6 } else { block.words as f32 }
    }

    fn text(&self, i: usize) -> &str {
        self.blocks.list[i].span.of(&self.blocks.prose.text)
    }

    fn headline(&self) -> Option<usize> {
        self.judgement.verdicts.iter().position(|verdict| verdict.label == Label::Headline)
    }

    /// The page's address, or what it calls its own.
    fn address(&self) -> &str {
        let canonical = || self.page.head.links.iter().find(|(rel, _)| rel == "canonical");
        if self.page.url.contains("://") {
            return &self.page.url;
        }
        // Without its host an address would look like a front page's.
        canonical().map(|(_, href)| href.as_str()).filter(|href| href.contains("://")).unwrap_or_default()
    }
}

fn is(yes: bool) -> f32 {
    f32::from(u8::from(yes))
}

impl Features {
    /// Counts what there is to count.
    pub fn of(
        page: &Page,
        blocks: &Blocks,
        judgement: &Judgement,
        body: &[Paragraph],
        metadata: &Metadata,
        language: Language,
    ) -> Features {
        let mut sight = Sight { page, blocks, judgement, body, metadata, language, region: 0..0 };
        if let (Some(first), Some(last)) = (body.first(), body.last()) {
            let first = first.block.index();
            let headline = sight.headline().filter(|at| *at < first && first - at <= NEAR);
            sight.region = headline.unwrap_or(first)..last.block.index() + 1;
        }
        let mut features = Features::default();
        features.story(&sight);
        features.outline(&sight);
        features.markup(&sight);
        features.testimony(&sight);
        features.address(sight.address());
        features.wording(&sight);
        features
    }

    /// Whether so much of a story was found that something can be told of it.
    pub fn has_story(&self) -> bool {
        self.words_counted() >= LEAST_WORDS
    }

    fn words_counted(&self) -> f32 {
        // The inverse of `log`, near enough: whole numbers of words are what is asked for.
        let whole = self.words.floor();
        (1.0 + self.words - whole) * f32::from_bits(((whole as u32) + 127) << 23) - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_their_logarithm() {
        for words in [0.0, 1.0, 9.0, 10.0, 20.0, 500.0] {
            let features = Features { words: log(words), ..Features::default() };
            assert!((features.words_counted() - words).abs() < 0.01, "{words}");
        }
    }

    #[test]
    fn every_feature_that_speaks_against_an_article_exists() {
        for name in AGAINST {
            assert!(Features::ALL.iter().any(|(known, _)| known == name), "{name}");
        }
    }
}
