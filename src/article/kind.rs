//! Is this an article at all? The page and its judged blocks -> how sure we are.
//!
//! In: the page, its blocks, what was judged of them and what the page says of itself. Out: [`Kind`]: the log-odds that the page
//! is one article, and not an index, a shop, a list of results or a company's offer.
//! Method: boosted trees over what can be counted: how much running text there is and how it hangs together, how much of
//! the page it is, rows of like cards, prices, fields, the address's form, the types that the page names.
//! Not here: where the article stands (`boilerplate.rs`).

use super::metadata::Metadata;
use super::{Paragraph, ParagraphKind};
use crate::block::Blocks;
use crate::boilerplate::features::{Group, features, log};
use crate::boilerplate::{Judgement, Label, Weights};
use crate::page::{AttributeName, Page, Tag};

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
        headings,
        words_by_heading,
        list_items,
        function_words,
        digits,
        commas,
        questions,
    }
    Links {
        story_links,
        page_links,
        teasers,
    }
    Position {
        story_share,
        page_words,
        story_spread,
        before_story,
        after_story,
        islands,
        since_headline,
    }
    Repetition {
        cards,
        card_mass,
        card_links,
        biggest_row,
        rows,
        alike,
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
        images,
        fields,
        buttons,
        tables,
        frames,
        articles,
        nodes,
    }
    Names {
        comments,
        related,
        share,
        byline,
        date,
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
        has_image,
        has_description,
        has_section,
    }
    Words {
        /// Prices in the page: a sign of money beside digits.
        prices,
        story_prices,
        is_front,
        path_depth,
        slug_words,
        slug_digits,
        has_query,
        path_digits,
    }
}

/// How likely a page is one article.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind {
    /// Log-odds.
    pub score: f32,
    /// Words of running text, in scripts without spaces as many as a translation would have.
    words: f32,
}

/// A page with a lower score is called no article. Chosen in cross-validation: fewer than 0.5 % of the articles lie below it.
pub const DECLINED: f32 = -2.3;
/// With fewer words there is nothing to tell, whatever the page calls itself.
const LEAST_WORDS: f32 = 10.0;
/// What is shorter needs a page that says it is an article.
const FEW_WORDS: f32 = 20.0;

impl Kind {
    pub fn of(weights: &Weights, features: &Features) -> Self {
        let score = weights.kind.score(&features.values());
        let words = features.words_counted();
        let says_so = features.is_declared + features.has_date + features.has_author >= 2.0;
        // Nearly all of its lines stand right below a linked line, as teasers do.
        let is_index = features.teasers > 0.9 && features.paragraphs >= log(6.0);
        Kind { score, words: if (words < FEW_WORDS || is_index) && !says_so { 0.0 } else { words } }
    }

    pub fn is_article(self) -> bool {
        self.score >= DECLINED && self.words >= LEAST_WORDS
    }

    /// 0 to 100; 50 for even odds.
    pub fn confidence(self) -> u8 {
        (100.0 * crate::boilerplate::trees::squash(self.score)).clamp(0.0, 100.0) as u8
    }
}

impl Features {
    /// Counts what there is to count.
    pub fn of(
        page: &Page,
        blocks: &Blocks,
        judgement: &Judgement,
        body: &[Paragraph],
        metadata: &Metadata,
    ) -> Features {
        let mut features = Features::default();
        features.story(blocks, judgement, body);
        features.around(page, blocks, judgement, body);
        features.testimony(page, judgement, metadata);
        features.address(&page.url);
        features
    }

    fn words_counted(&self) -> f32 {
        // The inverse of `log`, near enough: whole numbers of words are what is asked for.
        let whole = self.words.floor();
        (1.0 + self.words - whole) * f32::from_bits(((whole as u32) + 127) << 23) - 1.0
    }

    /// The story's own paragraphs.
    fn story(&mut self, blocks: &Blocks, judgement: &Judgement, body: &[Paragraph]) {
        let prose = &blocks.prose.text;
        let text: Vec<usize> =
            body.iter().filter(|p| p.kind != ParagraphKind::Heading).map(|p| p.block.index()).collect();
        let words = |i: usize| {
            let block = &blocks.list[i];
            if block.chars < 2 * block.words { block.words as f32 * 0.6 } else { block.words as f32 }
        };
        let count = text.len().max(1) as f32;
        let share = |of: &dyn Fn(usize) -> bool| text.iter().filter(|i| of(**i)).count() as f32 / count;
        let mean = |of: &dyn Fn(usize) -> f32| text.iter().map(|i| of(*i)).sum::<f32>() / count;
        let total: f32 = text.iter().map(|i| words(*i)).sum();
        let seen = &judgement.features;
        self.words = log(total);
        self.paragraphs = log(text.len() as f32);
        self.long_paragraphs = share(&|i| words(i) >= 40.0);
        self.short_paragraphs = share(&|i| words(i) < 12.0);
        self.mean_paragraph = log(total / count);
        self.sentences_ended = share(&|i| seen[i].ends_like_a_sentence > 0.0);
        self.quoted_paragraphs = share(&|i| seen[i].has_quote > 0.0);
        let headings = body.iter().filter(|p| p.kind == ParagraphKind::Heading).count() as f32;
        self.headings = log(headings);
        self.words_by_heading = log(total / (headings + 1.0));
        let items = body.iter().filter(|p| p.kind == ParagraphKind::ListItem).count() as f32;
        self.list_items = items / count;
        self.function_words = mean(&|i| seen[i].function_words);
        self.digits = mean(&|i| seen[i].digits);
        self.commas = mean(&|i| seen[i].commas);
        self.questions = share(&|i| seen[i].has_question > 0.0);
        self.story_links = mean(&|i| seen[i].link_density);
        self.cards = mean(&|i| seen[i].cards);
        self.card_mass = mean(&|i| seen[i].card_mass);
        self.card_links = mean(&|i| seen[i].card_links);
        self.alike = mean(&|i| seen[i].alike_share);
        self.mean_score = mean(&|i| judgement.scores[i]);
        self.low_scores = share(&|i| judgement.scores[i] < 1.0);
        self.best_score = text.iter().map(|i| judgement.scores[*i]).fold(-9.0, f32::max);
        self.core_seed = mean(&|i| seen[i].core_seed);
        self.in_core = share(&|i| seen[i].in_core > 0.0);
        self.in_story = mean(&|i| seen[i].in_story);
        let prices = |i: usize| prices(blocks.list[i].span.of(prose)) as f32;
        self.story_prices = text.iter().map(|i| prices(*i)).sum::<f32>() / total.max(20.0) * 100.0;
    }

    /// The page around it.
    fn around(&mut self, page: &Page, blocks: &Blocks, judgement: &Judgement, body: &[Paragraph]) {
        let shown: Vec<usize> = (0..blocks.list.len()).filter(|i| !blocks.list[*i].is_hidden).collect();
        let is_body = |i: usize| matches!(judgement.verdicts[i].label, Label::Body | Label::Heading);
        let words = |of: &dyn Fn(usize) -> bool| {
            shown.iter().filter(|i| of(**i)).map(|i| blocks.list[*i].words as f32).sum::<f32>()
        };
        let all = words(&|_| true).max(1.0);
        let (first, last) = match (body.first(), body.last()) {
            (Some(first), Some(last)) => (first.block.index(), last.block.index()),
            _ => (0, 0),
        };
        self.page_words = log(all);
        self.page_links =
            shown.iter().map(|i| blocks.list[*i].words as f32 * blocks.list[*i].link_density()).sum::<f32>()
                / all;
        self.story_share = words(&is_body) / all;
        self.before_story = words(&|i| i < first) / all;
        self.after_story = words(&|i| i > last) / all;
        let inside: Vec<usize> = shown.iter().copied().filter(|i| (first..=last).contains(i)).collect();
        self.story_spread =
            inside.iter().filter(|i| is_body(**i)).count() as f32 / inside.len().max(1) as f32;
        let turns = inside.windows(2).filter(|two| is_body(two[0]) != is_body(two[1])).count();
        self.islands = log(turns as f32 / 2.0);
        self.since_headline =
            body.first().map_or(0.0, |p| judgement.features[p.block.index()].since_headline);
        // Lines of the story right below a linked line, as teasers stand.
        let is_link = |i: &usize| blocks.list[*i].link_density() > 0.8 && blocks.list[*i].words >= 3;
        let is_line = |i: usize| judgement.verdicts[i].label == Label::Body && blocks.list[i].words >= 5;
        let lines: Vec<usize> = (0..shown.len()).filter(|at| is_line(shown[*at])).collect();
        let below = lines.iter().filter(|at| shown[at.saturating_sub(2)..**at].iter().any(is_link)).count();
        self.teasers = below as f32 / lines.len().max(1) as f32;
        let rows = shown.iter().map(|i| judgement.features[*i].cards);
        self.biggest_row = rows.clone().fold(-1.0, f32::max);
        self.rows = rows.filter(|cards| *cards > 2.0).count() as f32 / shown.len().max(1) as f32;
        let prices: u32 = shown.iter().map(|i| prices(blocks.list[*i].span.of(&blocks.prose.text))).sum();
        self.prices = log(prices as f32);
        let label = |wanted: Label| {
            shown
                .iter()
                .filter(|i| judgement.verdicts[**i].label == wanted)
                .map(|i| blocks.list[*i].words)
                .sum::<u32>() as f32
        };
        self.comments = log(label(Label::Comments));
        self.related = log(label(Label::Related));
        self.share = log(label(Label::Share));
        self.byline = log(label(Label::Byline));
        self.date = log(label(Label::Dateline));
        let count =
            |tags: &[Tag]| log(page.nodes.iter().filter(|node| tags.contains(&node.tag)).count() as f32);
        self.images = count(&[Tag::Img, Tag::Picture]);
        self.fields = count(&[Tag::Input, Tag::Select, Tag::Textarea]);
        self.buttons = count(&[Tag::Button]);
        self.tables = count(&[Tag::Table]);
        self.frames = count(&[Tag::Iframe, Tag::Video]);
        self.articles = count(&[Tag::Article]);
        self.nodes = log(page.nodes.len() as f32);
    }

    /// What the page says of itself.
    fn testimony(&mut self, page: &Page, judgement: &Judgement, metadata: &Metadata) {
        let is = |yes: bool| f32::from(u8::from(yes));
        let headline = judgement.verdicts.iter().position(|verdict| verdict.label == Label::Headline);
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
        self.has_image = is(metadata.is_pictured);
        self.has_description = is(metadata.description.is_some());
        self.has_section =
            is(page.meta("article:section").is_some() || page.meta("article:published_time").is_some());
        let marked = |word: &str| {
            page.attributes.iter().any(|a| {
                a.name == AttributeName::Itemtype && a.value.of(&page.attribute_text).ends_with(word)
            })
        };
        self.is_product = self.is_product.max(is(marked("/Product")));
    }

    /// The form of the address: a story has its own words in it, a list a short name.
    fn address(&mut self, url: &str) {
        let is = |yes: bool| f32::from(u8::from(yes));
        let rest = url.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let (path, query) = path.split_once(['?', '#']).unwrap_or((path, ""));
        let pieces: Vec<&str> = path.split('/').filter(|piece| !piece.is_empty()).collect();
        let slug = pieces.last().copied().unwrap_or_default();
        self.is_front = is(!url.is_empty() && pieces.is_empty() && !query.contains('='));
        self.path_depth = if url.is_empty() { -1.0 } else { pieces.len() as f32 };
        self.slug_words = slug.split(['-', '_', '+', '%']).filter(|word| word.len() > 1).count() as f32;
        self.slug_digits = is(slug.bytes().any(|b| b.is_ascii_digit()));
        self.has_query = is(query.contains('='));
        self.path_digits = path.bytes().filter(u8::is_ascii_digit).count() as f32;
    }
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

/// How many signs of money stand beside a digit.
fn prices(text: &str) -> u32 {
    let is_money = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₺' | '₴' | '₫' | '฿');
    let (mut count, mut before) = (0, ['x'; 2]);
    let mut was_money = false;
    for c in text.chars() {
        let is_digit = c.is_ascii_digit();
        if is_money(c)
            && (before[1].is_ascii_digit() || (before[1].is_whitespace() && before[0].is_ascii_digit()))
        {
            count += 1;
            was_money = false;
        } else if is_money(c) {
            was_money = true;
        } else {
            count += u32::from(was_money && is_digit);
            was_money &= c == ' ' || c == '\u{a0}';
        }
        before = [before[1], c];
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_counted() {
        for (text, count) in
            [("$9.99 or 12 €", 2), ("US$ 5", 1), ("the $ sign", 0), ("5 million", 0), ("£1, £2", 2)]
        {
            assert_eq!(prices(text), count, "{text}");
        }
    }

    #[test]
    fn addresses_have_forms() {
        let of = |url: &str| {
            let mut features = Features::default();
            features.address(url);
            (features.is_front, features.path_depth, features.slug_words)
        };
        assert_eq!(of("https://gull.example/?utm"), (1.0, 0.0, 0.0));
        assert_eq!(of("https://gull.example/news/lamps-go-out-2025/"), (0.0, 2.0, 4.0));
        assert_eq!(of(""), (0.0, -1.0, 0.0));
    }

    #[test]
    fn types_are_read_without_their_address() {
        let mut page = Page::default();
        page.head.json_ld =
            vec![r#"{"@type": "http://schema.org/Product", "x": {"@type":["Offer"]}, "@type"#.into()];
        assert_eq!(types(&page), ["Product", "Offer"]);
    }

    #[test]
    fn words_come_back_from_their_logarithm() {
        for words in [0.0, 1.0, 9.0, 10.0, 20.0, 500.0] {
            let features = Features { words: log(words), ..Features::default() };
            assert!((features.words_counted() - words).abs() < 0.01, "{words}");
        }
    }
}
