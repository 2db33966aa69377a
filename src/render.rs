//! Brief -> text for people: plain for a terminal, Markdown for a note, and the explanation of a whole page.
//!
//! What we add to the article's words (a resolved date, a count, a label) is set apart by brackets or italics.

use std::fmt::Write;

use crate::block::BlockId;
use crate::boilerplate::Reason;
use crate::brief::{
    ArticleBrief, Brief, DateBrief, EntityBrief, Excerpt, HiddenBrief, NumberBrief, PageBrief, QuoteBrief,
    SentenceBrief,
};
use crate::day::Day;
use crate::summary::Ranker;
use crate::{Analysis, Page, Weights};

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The brief as plain text, with a blank line at its end.
pub fn text(brief: &Brief) -> String {
    write(brief, &Style { title: "", section: "", bullet: "  - ", aside: ("[", "]") })
}

/// The brief as Markdown.
pub fn markdown(brief: &Brief) -> String {
    write(brief, &Style { title: "# ", section: "## ", bullet: "- ", aside: ("*", "*") })
}

struct Style {
    title: &'static str,
    section: &'static str,
    bullet: &'static str,
    /// Around what is ours and not the article's.
    aside: (&'static str, &'static str),
}

impl Style {
    fn is_markdown(&self) -> bool {
        !self.section.is_empty()
    }

    /// The article's words, safe in this style: in Markdown no character of theirs is markup.
    fn words(&self, words: &str) -> String {
        if !self.is_markdown() {
            return words.to_owned();
        }
        let mut out = String::with_capacity(words.len());
        for c in words.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
                out.push('\\');
            }
            out.push(c);
        }
        out
    }

    fn ours(&self, note: &str) -> String {
        format!("{}{note}{}", self.aside.0, self.aside.1)
    }

    fn section(&self, out: &mut String, title: &str, lines: impl Iterator<Item = String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        let title = if self.is_markdown() { title.to_owned() } else { title.to_uppercase() };
        let _ = writeln!(out, "{}{title}", self.section);
        for line in lines {
            let _ = writeln!(out, "{}{line}", self.bullet);
        }
        out.push('\n');
    }
}

fn write(brief: &Brief, style: &Style) -> String {
    let mut out = String::new();
    let article = &brief.article;
    let headline = article.headline.as_ref().map_or("(no headline)", |words| &words.text);
    let _ = writeln!(out, "{}{}", style.title, style.words(headline));
    let authors: Vec<&str> = article.byline.iter().map(|name| name.text.as_str()).collect();
    let origin = [
        article.site.clone(),
        article.published.as_ref().and_then(|stamp| Day::parse(&stamp.day)).map(long_day),
        (!authors.is_empty()).then(|| authors.join(", ")),
    ];
    let origin: Vec<String> = origin.into_iter().flatten().map(|part| style.words(&part)).collect();
    if !origin.is_empty() {
        let _ = writeln!(out, "{}", origin.join(" · "));
    }
    let modified = article
        .modified
        .as_ref()
        .filter(|modified| article.published.as_ref().is_none_or(|published| published.day != modified.day));
    if let Some(day) = modified.and_then(|stamp| Day::parse(&stamp.day)) {
        let _ = writeln!(out, "{}", style.ours(&format!("changed {}", long_day(day))));
    }
    for note in &article.notes {
        let _ = writeln!(out, "{} {}", style.ours(note.kind), style.words(&note.words.text));
    }
    for notice in notices(brief) {
        let _ = writeln!(out, "{}", style.ours(&notice));
    }
    out.push('\n');
    let excerpt = |words: &Excerpt| style.words(&words.text);
    if let Some(dek) = &article.dek {
        style.section(&mut out, "From the publisher", [excerpt(dek)].into_iter());
    }
    style.section(&mut out, "Key sentences", brief.summary.sentences.iter().map(|s| sentence(s, style)));
    style.section(&mut out, "Numbers", brief.numbers.iter().map(|n| number(n, style)));
    style.section(&mut out, "People", brief.people.iter().map(|e| entity(e, style)));
    style.section(&mut out, "Organisations", brief.organisations.iter().map(|e| entity(e, style)));
    style.section(&mut out, "Places", brief.places.iter().map(|e| entity(e, style)));
    let mut line: Vec<&DateBrief> = brief.dates.iter().filter(|date| date.turn.is_some()).collect();
    line.sort_by_key(|date| date.turn);
    for (title, side) in [("Time line: past", "past"), ("Time line: coming", "coming")] {
        let of_side = line.iter().filter(|date| date.side == Some(side));
        style.section(&mut out, title, of_side.map(|d| date(d, style)));
    }
    let others = brief.dates.iter().filter(|date| date.turn.is_none());
    let title = if line.is_empty() { "Dates" } else { "Other dates" };
    style.section(&mut out, title, others.map(|d| date(d, style)));
    style.section(&mut out, "Quotes", brief.quotes.iter().map(|q| quote(q, style)));
    style.section(&mut out, "Hidden on the page", brief.hidden.iter().map(|h| hidden(h, style)));
    let unread = match brief.names {
        "people" => Some("Of names, only people by their full names are read in this language."),
        "none" => Some("Names of people, organisations and places are not read in this language."),
        _ => None,
    };
    if let Some(unread) = unread {
        let _ = writeln!(out, "{}", style.ours(unread));
    }
    out
}

fn notices(brief: &Brief) -> Vec<String> {
    let article = &brief.article;
    let mut notices = Vec::new();
    if !article.sure {
        notices.push("Not sure that this is an article: what follows may mislead.".into());
    }
    notices.extend(served(article));
    if brief.page_cut {
        notices.push("The page is very long: only its start was read.".into());
    }
    if brief.over_budget {
        notices.push("So much of this page looks like an appeal that nothing was hidden.".into());
    }
    notices
}

/// How much of the article the page served, and why it is thought to be cut; `None` when nothing need be said.
fn served(article: &ArticleBrief) -> Option<String> {
    let words = plural(article.words as usize, "word");
    let hidden = |verb: &str| format!("{} {verb}", plural(article.unseen as usize, "more word"));
    let reason = |sign: &&str| {
        Some(match *sign {
            "gate" => "a paywall or a sign-in stands where the text ends".into(),
            "notFree" => "it says that the article is not free".into(),
            "stopsShort" => "the last paragraph breaks off".into(),
            "hidden" => format!("{} in the page, but not shown", hidden("are")),
            "morePages" => match &article.page {
                Some(PageBrief { number, of: Some(of) }) => format!("this is page {number} of {of}"),
                _ => "the article goes on on another page".into(),
            },
            // The count of words says it.
            _ => return None,
        })
    };
    // What the page says of itself stands right behind "the page served".
    let (of_page, of_text): (Vec<_>, Vec<_>) = article.cut.iter().partition(|sign| **sign == "notFree");
    let reasons: Vec<String> = of_page.iter().chain(&of_text).filter_map(reason).collect();
    let is_short = article.cut.contains(&"fewerWords");
    Some(match (article.whole.filter(|_| is_short), reasons.is_empty()) {
        (Some(whole), true) => format!("The page served {} of about {} words.", article.words, about(whole)),
        (Some(whole), false) => {
            format!("The page served {} of about {} words: {}.", article.words, about(whole), list(&reasons))
        }
        (None, false) => format!("The page served {words}, not the whole article: {}.", list(&reasons)),
        (None, true) if article.free == Some(false) => {
            format!(
                "The publisher marks this article as not free; the page served {words}, and nothing shows that it is cut."
            )
        }
        (None, true) if article.unseen >= UNSEEN => {
            format!("{} in the page, but not shown; they were not read.", hidden("are"))
        }
        (None, true) => return None,
    })
}

/// Fewer words out of sight are not worth a notice.
const UNSEEN: u32 = 50;

/// A number of words with two digits that count: 1,247 is about 1,200.
fn about(words: u32) -> u32 {
    let step = 10_u32.pow(words.checked_ilog10().unwrap_or(0).saturating_sub(1));
    (words + step / 2) / step * step
}

/// "a, b and c".
fn list(items: &[String]) -> String {
    match items {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => items.concat(),
    }
}

/// A key sentence, with whom it speaks of where it does not say so itself, and whether it is one that the sidebar holds back.
fn sentence(sentence: &SentenceBrief, style: &Style) -> String {
    let mut line = if sentence.is_cut { "… ".to_owned() } else { String::new() };
    line.push_str(&style.words(&sentence.words.text));
    for given in &sentence.given {
        let who = format!("{}: {}", style.words(&given.words), style.words(&given.name.text));
        let _ = write!(line, " {}", style.ours(&who));
    }
    if !sentence.is_first {
        let _ = write!(line, " {}", style.ours("less sure"));
    }
    line
}

fn number(number: &NumberBrief, style: &Style) -> String {
    let mut line = style.words(&number.words.text);
    if let Some(what) = &number.what {
        let _ = write!(line, ": {}", style.words(&what.text));
    }
    if let Some(other) = &number.other {
        let _ = write!(line, " {} {}", style.ours("the article also says"), style.words(&other.text));
    }
    line
}

fn entity(entity: &EntityBrief, style: &Style) -> String {
    let mut line = style.words(&entity.name.text);
    if let Some(role) = &entity.role {
        let _ = write!(line, ", {}", style.words(&role.text));
    }
    if entity.mentions.len() > 1 {
        let _ = write!(line, " {}", style.ours(&plural(entity.mentions.len(), "mention")));
    }
    line
}

fn date(date: &DateBrief, style: &Style) -> String {
    let mut line = style.words(&date.words.text);
    if let Some(value) = date.value.as_deref().filter(|_| date.resolved) {
        let value = match Day::parse(value) {
            Some(day) => format!("{}, {}", WEEKDAYS[day.weekday() as usize], long_day(day)),
            None => value.to_owned(),
        };
        let _ = write!(line, " {}", style.ours(&value));
    }
    if let Some(what) = &date.what {
        let _ = write!(line, ": {}", style.words(&what.text));
    }
    line
}

fn quote(quote: &QuoteBrief, style: &Style) -> String {
    let content: Vec<String> = quote.content.iter().map(|piece| style.words(&piece.text)).collect();
    let speaker = match (&quote.speaker, &quote.source) {
        (Some(name), _) | (None, Some(name)) => style.words(&name.text),
        (None, None) => style.ours("speaker not named"),
    };
    format!("{} — {speaker}", content.join(" … "))
}

fn hidden(hidden: &HiddenBrief, style: &Style) -> String {
    const FIRST_WORDS: usize = 12;
    let mut words: Vec<&str> = hidden.text.split_whitespace().take(FIRST_WORDS + 1).collect();
    if words.len() > FIRST_WORDS {
        words[FIRST_WORDS] = "…";
    }
    format!("{} {}", style.words(&words.join(" ")), style.ours(hidden.kind))
}

/// Every block of the page with its verdict and the reason, in order, and what is hidden.
pub fn explanation(page: &Page, analysis: &Analysis) -> String {
    let mut out = String::new();
    let prose = &analysis.blocks.prose.text;
    for (i, (block, verdict)) in (0..).zip(analysis.blocks.list.iter().zip(&analysis.judgement.verdicts)) {
        let words: String = block.span.of(prose).chars().take(90).collect();
        let (label, tag) = (format!("{:?}", verdict.label), page.node(block.node).tag.name());
        let _ = writeln!(out, "{label:22} {}\n    <{tag}> {words}", verdict.because.explain());
        if matches!(verdict.because, Reason::Score(_) | Reason::Position) {
            let reasons = analysis.judgement.score_comes_from(BlockId(i), Weights::shipped());
            let _ = writeln!(out, "    score: {reasons}");
        }
    }
    for hide in &analysis.judgement.hides {
        let because: Vec<_> = hide.evidence.iter().map(|evidence| evidence.explain()).collect();
        let (node, kind) = (hide.node.0, hide.appeal.code());
        let _ = writeln!(out, "hide node {node} ({kind}): {}", because.join(", "));
    }
    match &analysis.article {
        Some(article) => {
            let _ = writeln!(
                out,
                "article: {} paragraphs, confidence {}, {:?}",
                article.body.len(),
                article.confidence,
                article.served
            );
            for choice in &article.choices {
                let _ = writeln!(out, "{}: {} (by {})", choice.field, choice.value, choice.source);
                for (word, sources) in [("agree", &choice.agree), ("differ", &choice.differ)] {
                    if !sources.is_empty() {
                        let _ = writeln!(out, "    {} {word}: {}", sources.len(), sources.join(", "));
                    }
                }
            }
        }
        None => out.push_str("no article\n"),
    }
    if let Some(why) = analysis.summary.abstained {
        let _ = writeln!(out, "no summary: {}", why.explain());
    }
    for choice in &analysis.summary.choices {
        let words: String = choice.span.of(prose).chars().take(90).collect();
        let held_back = if choice.is_first { "" } else { ", less sure" };
        let _ = writeln!(out, "key sentence, chosen as number {}{held_back}: {words}", choice.turn + 1);
        let reasons: Vec<String> = Ranker::shipped()
            .reasons(choice)
            .into_iter()
            .take(REASONS)
            .map(|(feature, odds)| format!("{feature} {odds:+.2}"))
            .collect();
        let _ = writeln!(out, "    score {:.2}: {}", choice.score, reasons.join(", "));
    }
    out
}

/// So many reasons of each key sentence are told.
const REASONS: usize = 6;

fn long_day(day: Day) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month() as usize - 1], day.year())
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
