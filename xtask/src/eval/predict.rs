//! Input -> prediction: the core's output in the form of each scorer.
//!
//! Pages run the whole pipeline, as the extension does. Texts are known to be articles, so nothing judges them: every
//! paragraph is article text, and the finders' full output is taken, not the brief's choice of it.

use factbox::article::{Article, Words};
use factbox::block::{self, Blocks};
use factbox::brief::{Brief, Excerpt};
use factbox::day::Day;
use factbox::fact::{self, Entity, Facts, QuoteKind, entity, quote};
use factbox::lang::Language;
use factbox::page::{NodeId, Page, Tag};
use factbox::sentence::{self, Sentence};
use factbox::span::Span;
use factbox::summary::{self, Ranker};
use factbox::{Analysis, Options, Weights, analyse_by, brief, extract_by, html, lang};
use serde_json::{Value, json};

use super::Task;
use super::input::{self, Input};
use super::summary::{Reading, Setting, within};

/// What the core made of one document.
#[derive(Default)]
pub struct Prediction {
    pub id: String,
    /// One line of the scorer's predictions.
    pub line: Value,
    /// ISO 639 code; empty when unknown.
    pub language: String,
    /// Whether the core found no article.
    pub is_declined: bool,
    /// All words of the page; for extraction only.
    pub prose: String,
    /// The path of what would be hidden and the words of each block in it; for extraction only.
    pub hidden: Vec<(String, String)>,
    /// The chosen sentences.
    pub summary: Vec<String>,
    /// The words of all facts of the brief.
    pub facts: Vec<String>,
    /// Ours and the first sentences at each budget of the corpus; for summaries only.
    pub readings: Vec<Reading>,
}

/// Runs the core over one document.
pub fn predict(task: Task, input: &Input, weights: &Weights) -> Prediction {
    let mut prediction = match task {
        Task::Extraction | Task::Boilerplate => page(task, input, weights),
        Task::BoilerplateText => boilerplate_text(input, weights),
        Task::Sentences => sentences(input),
        Task::Entities | Task::Quotes | Task::Quantities | Task::Dates => facts(task, input),
        Task::Summary => summary(input, &[super::summary::SHOWN], Ranker::shipped()),
    };
    prediction.line["id"] = json!(input.id);
    prediction.id.clone_from(&input.id);
    prediction
}

/// Whether most documents are English.
pub fn mostly_english(predictions: &[Prediction]) -> bool {
    2 * predictions.iter().filter(|p| p.language == "en").count() >= predictions.len()
}

// Pages.

fn page(task: Task, input: &Input, weights: &Weights) -> Prediction {
    // A page that cannot be read is an empty one: the scorer counts it as missed.
    let bytes = input::bytes(&input.html).unwrap_or_default();
    let page = html::page(&html::decode(&bytes), &input.url);
    let mut analysis = match task {
        // What is found is measured apart from whether the page is called an article.
        Task::Extraction => extract_by(weights, &page, &Options { anyway: true, ..Options::default() }),
        _ => analyse_by(weights, &page, &Options::default()),
    };
    let mut prediction = Prediction {
        is_declined: !analysis.article.as_ref().is_some_and(|article| article.is_article),
        ..Prediction::default()
    };
    if let Some(article) = &analysis.article {
        prediction.language = article.language.code().to_owned();
    }
    if task == Task::Extraction {
        prediction.line = extraction(&analysis);
        let nth = nth_of_type(&page);
        for hide in &analysis.judgement.hides {
            let path = path(&page, &nth, hide.node).unwrap_or_default();
            let blocks = &analysis.blocks.list[hide.blocks.0.index()..hide.blocks.1.index()];
            prediction.hidden.extend(
                blocks
                    .iter()
                    .filter(|block| !block.is_hidden)
                    .map(|block| (path.clone(), block.span.of(&analysis.blocks.prose.text).to_owned())),
            );
        }
        prediction.prose = std::mem::take(&mut analysis.blocks.prose.text);
        return prediction;
    }
    if let Some(article) = &analysis.article {
        let brief = brief::brief(&page, &analysis, article);
        prediction.summary = brief.summary.sentences.iter().map(|s| s.words.text.clone()).collect();
        prediction.facts = fact_words(&brief);
    }
    prediction.line = json!({ "hidden": hidden(&page, &analysis) });
    prediction
}

fn extraction(analysis: &Analysis) -> Value {
    let Some(article) = &analysis.article else { return json!({ "text": "" }) };
    let prose = &analysis.blocks.prose.text;
    let words = |words: &Words| match words {
        Words::InPage(span) => span.of(prose).to_owned(),
        Words::InHead(text) => text.clone(),
    };
    let paragraphs: Vec<&str> = article.body.iter().map(|p| p.span.of(prose)).collect();
    let byline: Vec<String> = article.byline.iter().map(words).collect();
    json!({
        "text": paragraphs.join("\n"),
        "title": article.headline.as_ref().map(words),
        "byline": (!byline.is_empty()).then(|| byline.join(", ")),
        // The corpora ask for one date; where a page gives only that of its last change, that is it.
        "published": article.published.as_ref().or(article.modified.as_ref()).map(|stamp| stamp.day.to_string()),
        "image": article.image,
        "lang": (!article.language.code().is_empty()).then(|| article.language.code()),
    })
}

/// What would be hidden: element paths, or the words where a path cannot be written.
fn hidden(page: &Page, analysis: &Analysis) -> Vec<String> {
    let nth = nth_of_type(page);
    let words = |node: NodeId| page.node(node).text.of(&page.text).to_owned();
    analysis
        .judgement
        .hides
        .iter()
        .map(|hide| path(page, &nth, hide.node).unwrap_or_else(|| words(hide.node)))
        .collect()
}

/// `body>div:nth-of-type(2)>p`; `None` where an element's name is not kept in the page.
pub fn path(page: &Page, nth: &[(u32, bool)], node: NodeId) -> Option<String> {
    let mut steps = Vec::new();
    for id in std::iter::once(node).chain(page.ancestors(node)) {
        let tag = page.node(id).tag;
        match tag {
            Tag::Body => {
                steps.push("body".to_owned());
                steps.reverse();
                return Some(steps.join(">"));
            }
            Tag::Other | Tag::Text => return None,
            _ => {}
        }
        let (n, is_only) = nth[id.index()];
        steps.push(if is_only { tag.name().to_owned() } else { format!("{}:nth-of-type({n})", tag.name()) });
    }
    None
}

/// For each node: its number among its parent's children of the same tag, and whether it is the only one.
pub fn nth_of_type(page: &Page) -> Vec<(u32, bool)> {
    let mut counts = std::collections::BTreeMap::new();
    for (_, node) in page.iter() {
        *counts.entry((node.parent, node.tag)).or_insert(0_u32) += 1;
    }
    let mut seen = std::collections::BTreeMap::new();
    page.iter()
        .map(|(_, node)| {
            let key = (node.parent, node.tag);
            let n = seen.entry(key).or_insert(0_u32);
            *n += 1;
            (*n, counts[&key] == 1)
        })
        .collect()
}

fn boilerplate_text(input: &Input, weights: &Weights) -> Prediction {
    let page = Page::from_text(&input.text);
    let analysis = analyse_by(weights, &page, &Options::default());
    let words = |node: NodeId| page.node(node).text.of(&page.text);
    // Sentence by sentence too, and cut at every mark that may end one: the scorer finds one of fewer than four words only
    // where it is an item of its own, and its sentences end elsewhere than ours ("example. com").
    let language = lang::of_text("", &input.text);
    let hidden: Vec<&str> = analysis
        .judgement
        .hides
        .iter()
        .map(|hide| words(hide.node))
        .flat_map(|text| {
            let spans = sentence::split(text, Span::new(0, text.len()), language);
            let ours = spans.into_iter().map(move |span| span.of(text));
            std::iter::once(text).chain(ours).chain(text.split_inclusive(['.', '!', '?']))
        })
        .collect();
    let language = analysis.article.as_ref().map(|a| a.language.code().to_owned()).unwrap_or_default();
    Prediction { line: json!({ "hidden": hidden }), language, ..Prediction::default() }
}

/// The words of every fact that the brief shows.
fn fact_words(brief: &Brief) -> Vec<String> {
    let mut words = Vec::new();
    let mut add = |excerpt: &Excerpt| words.push(excerpt.text.clone());
    for entity in [&brief.people, &brief.organisations, &brief.places].into_iter().flatten() {
        add(&entity.name);
        entity.role.iter().for_each(&mut add);
    }
    for number in &brief.numbers {
        add(&number.words);
        number.what.iter().for_each(&mut add);
    }
    for date in &brief.dates {
        add(&date.words);
        date.what.iter().for_each(&mut add);
    }
    for quote in &brief.quotes {
        quote.content.iter().chain(&quote.source).chain(&quote.speaker).for_each(&mut add);
    }
    words
}

// Texts.

/// A text that is an article, cut into sentences.
pub struct Text {
    page: Page,
    pub blocks: Blocks,
    pub article: Article,
    pub sentences: Vec<Sentence>,
    /// Per byte of the input: how many code points stand before it.
    points: Vec<u32>,
}

impl Text {
    fn new(text: &str, input: &Input) -> Self {
        Text::in_language(text, input, lang::of_text(&input.lang, text))
    }

    /// The same where the language is known.
    pub fn in_language(text: &str, input: &Input, language: Language) -> Self {
        let page = Page::from_text(text);
        let blocks = block::blocks(&page);
        let published = input.date.as_deref().and_then(Day::parse);
        let mut article = Article::of_text(&blocks, language, published);
        if !input.title.trim().is_empty() {
            article.headline = Some(Words::InHead(input.title.clone()));
        }
        let sentences = sentence::sentences(&article, &blocks);
        let mut points = Vec::with_capacity(page.text.len() + 1);
        for (n, c) in (0..).zip(page.text.chars()) {
            points.extend(std::iter::repeat_n(n, c.len_utf8()));
        }
        points.push(page.text.chars().count() as u32);
        Text { page, blocks, article, sentences, points }
    }

    /// As every finder reads it.
    pub fn read(&self) -> fact::Text<'_> {
        fact::Text::new(&self.article, &self.blocks, &self.sentences)
    }

    pub fn facts(&self) -> Facts {
        fact::facts(&self.read())
    }

    pub fn words(&self, span: Span) -> &str {
        span.of(&self.blocks.prose.text)
    }

    /// A span of the prose as code points of the input.
    pub fn points(&self, span: Span) -> (u32, u32) {
        let hull = self.blocks.prose.page_spans(span).reduce(Span::hull).unwrap_or_default();
        debug_assert!(hull.end as usize <= self.page.text.len());
        (self.points[hull.start as usize], self.points[hull.end as usize])
    }

    fn language(&self) -> String {
        self.article.language.code().to_owned()
    }
}

fn sentences(input: &Input) -> Prediction {
    let text = &input.text;
    let language = lang::of_text("", text);
    let spans = sentence::split(text, Span::new(0, text.len()), language);
    let ends: Vec<usize> = spans.iter().map(|span| text[..span.end as usize].chars().count()).collect();
    let inner = &ends[..ends.len().saturating_sub(1)];
    Prediction {
        line: json!({ "ends": inner }),
        language: language.code().to_owned(),
        ..Prediction::default()
    }
}

fn facts(task: Task, input: &Input) -> Prediction {
    let text = Text::new(&input.text, input);
    let facts = text.facts();
    let line = match task {
        Task::Entities => {
            let mentions = |entities: &[Entity], kind: &str| -> Vec<Value> {
                entities
                    .iter()
                    .flat_map(|entity| &entity.mentions)
                    .map(|&span| {
                        let (start, end) = text.points(span);
                        json!([start, end, kind])
                    })
                    .collect()
            };
            let mut all = mentions(&facts.people, "PER");
            all.extend(mentions(&facts.organisations, "ORG"));
            all.extend(mentions(&facts.places, "LOC"));
            let listed = |entity: &Entity| {
                let mentions: Vec<_> = entity.mentions.iter().map(|&span| text.points(span)).collect();
                json!({ "kind": format!("{:?}", entity.kind), "mentions": mentions })
            };
            let ranked = entity::find(&text.read(), &facts.dates, &facts.numbers);
            let ranked: Vec<Value> = ranked.iter().map(listed).collect();
            let mut facts = facts;
            let draft = summary::draft(&text.read(), &facts);
            fact::rank::rank(&mut facts, &text.read(), &summary::clear(&draft));
            let shown = [&facts.people, &facts.organisations, &facts.places].into_iter().flatten();
            let shown: Vec<Value> = shown.map(listed).collect();
            json!({ "entities": all, "ranked": ranked, "shown": shown })
        }
        Task::Quotes => {
            let mut quotes = facts.quotes;
            quotes.extend(quote::stances(&text.read()));
            quotes.sort_by_key(|quote| quote.content.first().map(|piece| piece.start));
            let quotes: Vec<Value> = quotes
                .iter()
                .map(|quote| {
                    let content: Vec<_> = quote.content.iter().map(|&span| text.points(span)).collect();
                    let source: Vec<_> = quote.source.iter().map(|&span| text.points(span)).collect();
                    let cue: Vec<_> = quote.cue.iter().map(|&span| text.points(span)).collect();
                    let kind = match quote.kind {
                        QuoteKind::Direct => "direct",
                        QuoteKind::Mixed => "mixed",
                        QuoteKind::Indirect | QuoteKind::Stance => "indirect",
                    };
                    let speaker = quote.speaker.map(|span| text.words(span));
                    json!({ "content": content, "source": source, "cue": cue, "kind": kind, "speaker": speaker })
                })
                .collect();
            json!({ "quotes": quotes })
        }
        Task::Quantities => {
            let mut quantities = Vec::new();
            for number in &facts.numbers {
                let (s, e) = text.points(number.span);
                let mut add = |value: &str, unit: &str| {
                    quantities.push(json!({ "s": s, "e": e, "value": value, "unit": unit_name(unit) }));
                };
                // A range is written with both its ends.
                let value = match &number.to {
                    Some(to) => format!("{}-{}", float(&number.value), float(to)),
                    None => number.value.clone(),
                };
                add(&value, number.unit.as_deref().unwrap_or_default());
                if let Some((value, unit)) = &number.converted {
                    add(value, unit);
                }
            }
            json!({ "quantities": quantities })
        }
        _ => {
            let dates: Vec<Value> = facts
                .dates
                .iter()
                .flat_map(|date| input.notation.dates(date))
                .map(|(span, value)| {
                    let (s, e) = text.points(span);
                    json!({ "s": s, "e": e, "type": "DATE", "value": value })
                })
                .collect();
            json!({ "dates": dates })
        }
    };
    Prediction { line, language: text.language(), ..Prediction::default() }
}

/// A number with its point, as the quantities corpora write the ends of a range.
fn float(value: &str) -> String {
    if value.contains('.') { value.to_owned() } else { format!("{value}.0") }
}

/// A unit as the quantities corpora write it.
fn unit_name(unit: &str) -> &str {
    match unit {
        "%" => "percentage",
        "USD" => "dollar",
        "EUR" => "euro",
        "GBP" => "pound sterling",
        "JPY" => "japanese yen",
        "CNY" => "chinese yuan",
        "CAD" => "canadian dollar",
        "AUD" => "australian dollar",
        "NZD" => "new zealand dollar",
        "CHF" => "swiss franc",
        "INR" => "indian rupee",
        "RUB" => "russian ruble",
        "ILS" => "shekel",
        "MXN" => "mexican peso",
        "SEK" => "swedish krona",
        "NOK" => "norwegian krone",
        "DKK" => "danish krone",
        "PLN" => "polish zloty",
        "TRY" => "turkish lira",
        "BRL" => "brazilian real",
        "ZAR" => "south african rand",
        other => other,
    }
}

/// The article that a corpus of summaries holds: paragraphs where it marks them, else a sentence a paragraph.
pub fn article(input: &Input) -> Text {
    let mut whole = String::new();
    for (i, sentence) in input.sentences.iter().enumerate() {
        let is_start = input.paragraphs.is_empty() || input.paragraphs.contains(&i);
        if i > 0 {
            whole.push_str(if is_start { "\n\n" } else { " " });
        }
        whole.push_str(&sentence.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    Text::new(&whole, input)
}

/// The summary of one article in each setting; the first one's is the prediction.
pub fn summary(input: &Input, settings: &[Setting], ranker: &Ranker) -> Prediction {
    let text = article(input);
    let facts = text.facts();
    let draft = || summary::draft(&text.read(), &facts);
    let words = |draft: &Result<summary::Draft, _>, setting: Setting| {
        let mut choices = match draft {
            Ok(draft) if !draft.is_short => summary::choices(draft, ranker, setting.budget),
            _ => Vec::new(),
        };
        choices.retain(|choice| choice.is_first || !setting.at_once);
        let words = |choice: &summary::Choice| text.words(choice.span).to_owned();
        choices.iter().map(words).collect()
    };
    let (draft, free) = (draft(), draft().map(summary::Draft::without_leaning));
    let readings: Vec<Reading> = settings
        .iter()
        .map(|&setting| Reading {
            ours: words(&draft, setting),
            free: words(&free, setting),
            lead: within(input.sentences.iter(), setting.budget, false).into_iter().cloned().collect(),
        })
        .collect();
    let summary = readings.first().map(|reading| reading.ours.clone()).unwrap_or_default();
    Prediction {
        id: input.id.clone(),
        line: json!({ "id": input.id, "sentences": summary }),
        language: text.language(),
        is_declined: summary.is_empty(),
        summary,
        readings,
        ..Prediction::default()
    }
}
