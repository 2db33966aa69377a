//! The value that leaves: everything the sidebar, the command line and the playground show.
//!
//! Only this module is serialised (camelCase). Every text shown is an [`Excerpt`]: words that stand in the page, with
//! their place, or words from the page's head, whose place is empty. There is no floating-point number in it, so that its JSON is
//! the same bytes everywhere.

use serde::Serialize;

use crate::Analysis;
use crate::article::{Article, NoteKind, PageOf, Sign, Stamp, Words};
use crate::block::Prose;
use crate::boilerplate::{Appeal, Evidence, Hide};
use crate::fact::shown::shown_names;
use crate::fact::timeline::Side;
use crate::fact::{Antecedent, Entity, First, NumberKind, QuoteKind};
use crate::page::{AttributeName, NodeId, Page};
use crate::place::{Place, Places};
use crate::span::Span;

/// The shape of this value; raised when a field changes its meaning.
pub const FORMAT: u32 = 1;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Brief {
    pub format: u32,
    pub url: String,
    /// ISO 639 code; empty when unknown.
    pub language: String,
    /// "ltr" or "rtl".
    pub direction: &'static str,
    pub article: ArticleBrief,
    pub summary: SummaryBrief,
    /// Most important first.
    pub people: Vec<EntityBrief>,
    pub organisations: Vec<EntityBrief>,
    pub places: Vec<EntityBrief>,
    /// Which names are shown in this language: "all", "people" (by their full names only), "none".
    pub names: &'static str,
    pub numbers: Vec<NumberBrief>,
    /// Those with a turn are the time line.
    pub dates: Vec<DateBrief>,
    pub quotes: Vec<QuoteBrief>,
    /// How many of each kind are shown first, at most 10 together; of the dates those of the time line, where there is one.
    pub first: FirstBrief,
    /// What to hide, in document order.
    pub hidden: Vec<HiddenBrief>,
    /// Set when so much would have been hidden that nothing is.
    pub over_budget: bool,
    /// Whether the page was so large that only its start was read.
    pub page_cut: bool,
}

/// Words that are shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Excerpt {
    /// White space folded.
    pub text: String,
    /// Empty when the words stand only in the page's head.
    pub place: Place,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArticleBrief {
    pub headline: Option<Excerpt>,
    pub dek: Option<Excerpt>,
    pub byline: Vec<Excerpt>,
    pub published: Option<StampBrief>,
    pub modified: Option<StampBrief>,
    /// What the publisher says of changes, in page order.
    pub notes: Vec<NoteBrief>,
    pub site: Option<String>,
    /// Words and paragraphs that the page served.
    pub words: u32,
    pub paragraphs: u32,
    /// Words of the whole article by the page's own account; null when it gives none.
    pub whole: Option<u32>,
    /// Words of the story that are in the page and not shown: counted, never read.
    pub unseen: u32,
    /// Which page of the article this is; null when it has one page.
    pub page: Option<PageBrief>,
    /// What the page says of its price; null when it says nothing.
    pub free: Option<bool>,
    /// Why the text is thought to be cut short: "gate", "notFree", "fewerWords", "stopsShort", "hidden", "morePages".
    /// "notFree" never stands alone.
    pub cut: Vec<&'static str>,
    /// 0 to 100.
    pub confidence: u8,
    /// Whether that is enough to show the facts without a warning before them.
    pub sure: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NoteBrief {
    /// "correction", "clarification", "update".
    pub kind: &'static str,
    #[serde(flatten)]
    pub words: Excerpt,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PageBrief {
    pub number: u32,
    /// Null when the page does not say how many there are.
    pub of: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StampBrief {
    /// "2025-03-20"
    pub day: String,
    /// As the publisher wrote it, with its place when it stands in the page.
    pub written: Excerpt,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SummaryBrief {
    pub words: u32,
    pub sentences: Vec<SentenceBrief>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SentenceBrief {
    #[serde(flatten)]
    pub words: Excerpt,
    /// Whether the "but" in front of it is left out, which would join it to a sentence that is not shown with it.
    pub is_cut: bool,
    /// Whether it is sure enough to be shown at once; the others wait until the reader asks for more, or nothing else is seen.
    pub is_first: bool,
    /// Whom its pronouns and parts of names stand for, where no sentence shown before it tells.
    pub given: Vec<GivenBrief>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GivenBrief {
    /// As they stand in the sentence: "She".
    pub words: String,
    /// The fullest name, where it stands.
    pub name: Excerpt,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityBrief {
    pub name: Excerpt,
    pub role: Option<Excerpt>,
    /// In text order; the name's own place is among them.
    pub mentions: Vec<Place>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NumberBrief {
    #[serde(flatten)]
    pub words: Excerpt,
    /// "money", "percent", "count", "measure".
    pub kind: &'static str,
    /// A decimal: "138000000000". Of a range, its first number.
    pub value: String,
    /// The last number of a range.
    pub to: Option<String>,
    pub unit: Option<String>,
    pub qualifier: Option<String>,
    pub per: Option<String>,
    pub converted: Option<ConvertedBrief>,
    /// What it counts or measures.
    pub what: Option<Excerpt>,
    /// Another figure that the article gives for the same thing.
    pub other: Option<Excerpt>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FirstBrief {
    pub people: usize,
    pub organisations: usize,
    pub places: usize,
    pub numbers: usize,
    pub dates: usize,
    pub quotes: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConvertedBrief {
    pub value: String,
    pub unit: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateBrief {
    #[serde(flatten)]
    pub words: Excerpt,
    /// "2025-03-20", "2025-03-20T15:30", "2025-03", "2014", two of them with a slash; null when it could not be resolved.
    pub value: Option<String>,
    /// Whether the value is ours (resolved) and not in the words themselves, and says more than they do.
    pub resolved: bool,
    pub what: Option<Excerpt>,
    /// "past" or "coming", seen from the day of publication; null when that is not known, or in the time named.
    pub side: Option<&'static str>,
    /// Its turn on the time line, from 0 in order of time; null when it is not on it.
    pub turn: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteBrief {
    /// "direct", "mixed", "indirect".
    pub kind: &'static str,
    pub content: Vec<Excerpt>,
    /// The speaker's fullest name; null when not named.
    pub speaker: Option<Excerpt>,
    /// The words that stand for the speaker beside the quotation.
    pub source: Option<Excerpt>,
    pub cue: Option<Excerpt>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HiddenBrief {
    /// "donation", "subscription", "membership", "newsletter", "registration", "app".
    pub kind: &'static str,
    /// The element to hide.
    pub node: NodeId,
    /// All its words, a line a block.
    pub text: String,
    /// The kinds of evidence: "words", "linkTarget", "formField", "name", "address", "unrelated", "position".
    pub because: Vec<&'static str>,
    /// The publisher's own support page: the text of the link and its address as written.
    pub link: Option<LinkBrief>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkBrief {
    pub text: String,
    pub href: String,
}

impl Serialize for NodeId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Gathers what is shown of an analysed page.
pub fn brief(page: &Page, analysis: &Analysis, article: &Article) -> Brief {
    let shown = Show { prose: &analysis.blocks.prose, places: Places::new(page, &analysis.blocks.prose) };
    let facts = &analysis.facts;
    let given = |antecedent: &Antecedent| GivenBrief {
        words: shown.text(antecedent.words),
        name: shown.excerpt(antecedent.name),
    };
    let summary: Vec<SentenceBrief> = analysis
        .summary
        .choices
        .iter()
        .map(|choice| SentenceBrief {
            words: shown.excerpt(choice.span),
            is_cut: choice.is_cut,
            is_first: choice.is_first,
            given: choice.given.iter().map(given).collect(),
        })
        .collect();
    Brief {
        format: FORMAT,
        url: page.url.clone(),
        language: article.language.code().to_owned(),
        direction: if article.is_right_to_left { "rtl" } else { "ltr" },
        article: ArticleBrief {
            headline: article.headline.as_ref().map(|words| shown.words(words)),
            dek: article.dek.as_ref().map(|words| shown.words(words)),
            byline: article.byline.iter().map(|words| shown.words(words)).collect(),
            published: article.published.as_ref().map(|stamp| shown.stamp(stamp)),
            modified: article.modified.as_ref().map(|stamp| shown.stamp(stamp)),
            notes: article
                .notes
                .iter()
                .map(|note| NoteBrief { kind: note.kind.code(), words: shown.excerpt(note.span) })
                .collect(),
            site: article.site.clone(),
            words: article.served.words,
            paragraphs: article.body.len() as u32,
            whole: article.served.whole,
            unseen: article.served.hidden,
            page: article.served.page.map(|PageOf { number, of }| PageBrief { number, of }),
            free: article.served.is_free,
            cut: article.served.signs.iter().map(|sign| sign.code()).collect(),
            confidence: article.confidence,
            sure: article.is_sure(),
        },
        summary: SummaryBrief {
            words: summary.iter().map(|s| s.words.text.split(' ').count() as u32).sum(),
            sentences: summary,
        },
        people: shown.entities(&facts.people),
        organisations: shown.entities(&facts.organisations),
        places: shown.entities(&facts.places),
        names: shown_names(article.language),
        numbers: facts
            .numbers
            .iter()
            .filter_map(|number| {
                Some(NumberBrief {
                    words: shown.excerpt(number.span),
                    kind: number.kind.code()?,
                    value: number.value.clone(),
                    to: number.to.clone(),
                    unit: number.unit.clone(),
                    qualifier: number.qualifier.map(|span| shown.text(span)),
                    per: number.per.map(|span| shown.text(span)),
                    converted: number.converted.clone().map(|(value, unit)| ConvertedBrief { value, unit }),
                    what: number.what.map(|span| shown.excerpt(span)),
                    other: number.other.map(|span| shown.excerpt(span)),
                })
            })
            .collect(),
        dates: facts
            .dates
            .iter()
            .map(|date| DateBrief {
                words: shown.excerpt(date.span),
                value: date.value.clone(),
                resolved: date.value.is_some() && !date.is_complete && !date.is_length(),
                what: date.what.map(|span| shown.excerpt(span)),
                side: date.side.map(Side::code),
                turn: date.turn,
            })
            .collect(),
        quotes: facts
            .quotes
            .iter()
            .map(|quote| QuoteBrief {
                kind: quote.kind.code(),
                content: quote.content.iter().map(|&span| shown.excerpt(span)).collect(),
                speaker: quote.speaker.map(|span| shown.excerpt(span)),
                source: quote.source.map(|span| shown.excerpt(span)),
                cue: quote.cue.map(|span| shown.excerpt(span)),
            })
            .collect(),
        first: {
            let First { people, organisations, places, numbers, dates, quotes } = facts.first;
            FirstBrief { people, organisations, places, numbers, dates, quotes }
        },
        hidden: analysis.judgement.hides.iter().map(|hide| hidden(page, analysis, hide)).collect(),
        over_budget: analysis.judgement.over_budget,
        page_cut: page.cut,
    }
}

fn hidden(page: &Page, analysis: &Analysis, hide: &Hide) -> HiddenBrief {
    let blocks = &analysis.blocks.list[hide.blocks.0.index()..hide.blocks.1.index()];
    let lines: Vec<String> =
        blocks.iter().map(|block| fold(block.span.of(&analysis.blocks.prose.text))).collect();
    HiddenBrief {
        kind: hide.appeal.code(),
        node: hide.node,
        text: lines.join("\n"),
        because: hide.evidence.iter().map(|evidence| evidence.code()).collect(),
        link: hide.link.map(|link| LinkBrief {
            text: fold(page.node(link).text.of(&page.text)),
            href: page.attribute(link, AttributeName::Href).unwrap_or_default().to_owned(),
        }),
    }
}

struct Show<'a> {
    prose: &'a Prose,
    places: Places<'a>,
}

impl Show<'_> {
    fn text(&self, span: Span) -> String {
        fold(span.of(&self.prose.text))
    }

    fn excerpt(&self, span: Span) -> Excerpt {
        Excerpt { text: self.text(span), place: self.places.place(span) }
    }

    fn words(&self, words: &Words) -> Excerpt {
        match words {
            Words::InPage(span) => self.excerpt(*span),
            Words::InHead(text) => Excerpt { text: fold(text), place: Vec::new() },
        }
    }

    fn stamp(&self, stamp: &Stamp) -> StampBrief {
        let written = match stamp.place {
            Some(span) => self.excerpt(span),
            None => Excerpt { text: stamp.written.clone(), place: Vec::new() },
        };
        StampBrief { day: stamp.day.to_string(), written }
    }

    fn entities(&self, entities: &[Entity]) -> Vec<EntityBrief> {
        entities
            .iter()
            .map(|entity| EntityBrief {
                name: self.excerpt(entity.name),
                role: entity.role.map(|span| self.excerpt(span)),
                mentions: entity.mentions.iter().map(|&span| self.places.place(span)).collect(),
            })
            .collect()
    }
}

/// White space folded to single spaces, none at the ends.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Sign {
    pub const ALL: [Sign; 6] =
        [Sign::Gate, Sign::NotFree, Sign::FewerWords, Sign::StopsShort, Sign::Hidden, Sign::MorePages];

    pub fn code(self) -> &'static str {
        match self {
            Sign::Gate => "gate",
            Sign::NotFree => "notFree",
            Sign::FewerWords => "fewerWords",
            Sign::StopsShort => "stopsShort",
            Sign::Hidden => "hidden",
            Sign::MorePages => "morePages",
        }
    }
}

impl NoteKind {
    pub const ALL: [NoteKind; 3] = [NoteKind::Correction, NoteKind::Clarification, NoteKind::Update];

    pub fn code(self) -> &'static str {
        match self {
            NoteKind::Correction => "correction",
            NoteKind::Clarification => "clarification",
            NoteKind::Update => "update",
        }
    }
}

impl Appeal {
    pub fn code(self) -> &'static str {
        match self {
            Appeal::Donation => "donation",
            Appeal::Subscription => "subscription",
            Appeal::Membership => "membership",
            Appeal::Newsletter => "newsletter",
            Appeal::Registration => "registration",
            Appeal::App => "app",
        }
    }
}

impl Evidence {
    pub fn code(self) -> &'static str {
        match self {
            Evidence::Words => "words",
            Evidence::LinkTarget => "linkTarget",
            Evidence::FormField => "formField",
            Evidence::Name => "name",
            Evidence::Address => "address",
            Evidence::Unrelated => "unrelated",
            Evidence::Position => "position",
        }
    }
}

impl NumberKind {
    /// `None` for a number that is not shown.
    pub fn code(self) -> Option<&'static str> {
        match self {
            NumberKind::Money => Some("money"),
            NumberKind::Percent => Some("percent"),
            NumberKind::Count => Some("count"),
            NumberKind::Measure => Some("measure"),
            NumberKind::Bare => None,
        }
    }
}

impl Side {
    pub const ALL: [Side; 2] = [Side::Past, Side::Coming];

    pub fn code(self) -> &'static str {
        match self {
            Side::Past => "past",
            Side::Coming => "coming",
        }
    }
}

impl QuoteKind {
    pub fn code(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect | QuoteKind::Stance => "indirect",
        }
    }
}
