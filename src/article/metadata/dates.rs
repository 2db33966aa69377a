//! Candidates for the day of publication and of the last change, and the vote on them.
//!
//! In: what the head says, the page's markup, its address and the lines around the headline. Out: the two days, as
//! written, with their place where a reader sees them. A day after the last one that the head knows of is another's; a
//! copyright's year is no day. A moment in universal time gives way to the day that the page itself shows for it.
//! Method of reading a line: `written_days.rs`; words such as "Published", "Updated": `lang/*/datelines.txt`.

use super::vote::{self, Candidate, Choice, Witness};
use super::written_days::{LONGEST, Reading, WrittenDay, written_days};
use super::zone::{LinePlace, Zone};
use super::{Testimony, fold};
use crate::boilerplate::Label;
use crate::day::Day;
use crate::lang::{self, ByLanguage, Language};
use crate::page::{AttributeName, NodeId, Tag};
use crate::span::Span;

/// A moment as written, with its day.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    pub day: Day,
    pub written: String,
    /// In `Prose::text`, where a reader sees it.
    pub place: Option<Span>,
}

/// Metas of the day of publication, with their weights.
const PUBLISHED: &[(&str, u32)] = &[
    ("article:published_time", 27),
    ("og:article:published_time", 27),
    ("og:published_time", 27),
    ("datepublished", 27),
    ("parsely-pub-date", 27),
    ("sailthru.date", 27),
    ("citation_publication_date", 24),
    ("citation_date", 24),
    ("citation_online_date", 24),
    ("dc.date.issued", 24),
    ("dcterms.issued", 24),
    ("article.published", 24),
    ("publish-date", 24),
    ("publish_date", 24),
    ("published-date", 24),
    ("publishdate", 24),
    ("publication_date", 24),
    ("pubdate", 24),
    ("originalpublicationdate", 24),
    ("article_date_original", 24),
    ("cxenseparse:recs:publishtime", 24),
    ("dcterms.created", 20),
    ("dc.date.created", 20),
    ("dcterms.date", 18),
    ("dc.date", 18),
    ("date", 18),
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

/// The days of an article.
#[derive(Default)]
pub struct Dates {
    pub published: Option<Written>,
    pub modified: Option<Written>,
    /// Whether markup, head or address give the day of publication, and not only words.
    pub is_marked: bool,
    pub choices: Vec<Choice>,
}

pub fn dates(zone: &Zone, said: &Testimony, language: Language) -> Dates {
    let mut candidates = in_head(zone, said, language);
    let mut modified: Vec<Candidate<Written>> = changed_in_head(zone, said, language);
    in_markup(zone, language, &mut candidates, &mut modified);
    candidates.extend(in_address(&zone.page.url));
    candidates.extend(leading_mark(zone));
    let known: Vec<Day> = candidates.iter().chain(&modified).map(|c| c.value.day).collect();
    in_lines(zone, language, &known, &mut candidates, &mut modified);
    let in_head = candidates.iter().chain(&modified).filter(|c| c.kind == Witness::Head);
    if let Some(last) = in_head.map(|candidate| candidate.value.day).max().and_then(|day| day.plus(1)) {
        candidates.retain(|candidate| candidate.value.day <= last);
    }
    leave_changes_out(&mut candidates, &modified);
    let is_marked = candidates.iter().any(|candidate| candidate.kind != Witness::Words);
    let mut dates = Dates { is_marked, ..Dates::default() };
    let agree = |a: &Written, b: &Written| a.day == b.day;
    let mut decide = |field, candidates: &[Candidate<Written>]| {
        let elected = vote::elect(candidates, agree)?;
        dates.choices.push(vote::choice(field, candidates, elected, agree, |w| w.day.to_string()));
        let mut own = candidates[elected].value.clone();
        if let Some(local) = local(&own, candidates) {
            own = local.clone();
        }
        own.place = own.place.or_else(|| {
            candidates.iter().filter(|c| c.value.day == own.day).find_map(|candidate| candidate.value.place)
        });
        Some(own)
    };
    dates.published = decide("published", &candidates);
    dates.modified = decide("modified", &modified);
    dates
}

/// Where the head tells the publication from a later change, a day in the page that is the change's is no witness of the
/// publication: many pages show only the day of the change.
fn leave_changes_out(published: &mut Vec<Candidate<Written>>, modified: &[Candidate<Written>]) {
    let in_head = |all: &[Candidate<Written>]| -> Vec<Day> {
        all.iter().filter(|c| c.kind == Witness::Head).map(|c| c.value.day).collect()
    };
    let (first, changes) = (in_head(published), in_head(modified));
    let is_change = |day: Day| changes.contains(&day) && !first.contains(&day);
    if first.iter().any(|first| changes.iter().any(|change| first < change)) {
        published.retain(|candidate| !is_change(candidate.value.day));
    }
}

/// A moment in universal time, as the page itself gives it: with the publisher's own offset, or as the day next to it that
/// the address or the words around the headline show.
fn local<'a>(own: &Written, candidates: &'a [Candidate<Written>]) -> Option<&'a Written> {
    let same = candidates.iter().find(|other| is_same_moment(&own.written, &other.value.written));
    let (_, 0) = minutes(&own.written)? else { return None };
    let is_next = |other: &&Candidate<Written>| {
        other.kind != Witness::Head
            && other.weight >= 15
            && minutes(&other.value.written).is_none()
            && [-1, 1].iter().any(|by| own.day.plus(*by) == Some(other.value.day))
    };
    let is_shown = candidates.iter().any(|c| c.kind != Witness::Head && c.value.day == own.day);
    same.or_else(|| candidates.iter().find(is_next).filter(|_| !is_shown)).map(|candidate| &candidate.value)
}

fn in_head(zone: &Zone, said: &Testimony, language: Language) -> Vec<Candidate<Written>> {
    let page = zone.page;
    let mut candidates = Vec::new();
    let mut add = |source, text: &str, weight| {
        candidates.extend(written(text, language).map(|value| Candidate {
            source,
            kind: Witness::Head,
            value,
            weight,
        }));
    };
    if let Some(text) = &said.published {
        add("json-ld", text, if said.is_article { 30 } else { 24 });
    }
    for (key, weight) in PUBLISHED {
        if let Some(text) = page.meta(key) {
            add(key, &fold(text), *weight);
        }
    }
    // A publisher's own name for the same: "x-pubdate", "first_published_time".
    let is_own = |key: &str| {
        key.contains("pub")
            && (key.contains("date") || key.contains("time"))
            && !PUBLISHED.iter().any(|(known, _)| *known == key)
            && !["mod", "update", "expir", "unpub"].iter().any(|other| key.contains(other))
    };
    for (_, text) in page.head.metas.iter().filter(|(key, _)| is_own(key)).take(4) {
        add("other meta", &fold(text), 18);
    }
    if let Some(text) = &said.uploaded {
        add("json-ld of a recording", text, 12);
    }
    candidates
}

fn changed_in_head(zone: &Zone, said: &Testimony, language: Language) -> Vec<Candidate<Written>> {
    let in_json = said.modified.iter().map(|text| ("json-ld", text.clone()));
    let metas = MODIFIED.iter().filter_map(|key| Some((*key, fold(zone.page.meta(key)?))));
    in_json
        .chain(metas)
        .enumerate()
        .filter_map(|(i, (source, text))| {
            let weight = 30 - i as u32;
            Some(Candidate { source, kind: Witness::Head, value: written(&text, language)?, weight })
        })
        .collect()
}

/// So many days between the story's paragraphs are heard.
const MOST_BETWEEN: usize = 12;

/// Elements that say of themselves that they hold a day.
fn in_markup(
    zone: &Zone,
    language: Language,
    published: &mut Vec<Candidate<Written>>,
    modified: &mut Vec<Candidate<Written>>,
) {
    let page = zone.page;
    let (start, end) = zone.reach;
    let mut between = 0;
    let end = end.index().min(page.nodes.len());
    for id in (start.index()..end).map(|at| NodeId(at as u32)) {
        let node = page.node(id);
        let attribute = |name| page.attribute(id, name).unwrap_or_default();
        if node.tag == Tag::Text || node.attributes.0 == node.attributes.1 && node.tag != Tag::Time {
            continue;
        }
        let itemprop = attribute(AttributeName::Itemprop);
        let property = attribute(AttributeName::Property);
        let has = |word: &str| {
            let is_it = |p: &str| p.rsplit(':').next().is_some_and(|last| last.eq_ignore_ascii_case(word));
            itemprop.split_whitespace().any(is_it) || property.split_whitespace().any(is_it)
        };
        let class = attribute(AttributeName::Class);
        let [is_dt_updated, is_dt_published, is_called_published, is_entry_date] =
            names(class, ["dt-updated", "dt-published", "published", "entry-date"]);
        let speaks_of_change = || {
            let class = class.to_ascii_lowercase();
            class.contains("updat") || class.contains("modif")
        };
        let is_time = node.tag == Tag::Time;
        let is_modified =
            has("datemodified") || (is_time || is_dt_updated) && speaks_of_change() && !is_called_published;
        let is_published = has("datepublished");
        let is_named = is_dt_published || (is_called_published || is_entry_date) && node.text.len() <= 60;
        if !(is_time || is_modified || is_published || is_named) {
            continue;
        }
        let value =
            [AttributeName::Content, AttributeName::Datetime].iter().find_map(|n| page.attribute(id, *n));
        let shown = node.text.of(&page.text);
        let value = value.filter(|v| written(v, language).is_some()).unwrap_or(shown);
        if value.len() > LONGEST {
            continue;
        }
        let Some(value) = written(&fold(value), language) else { continue };
        let line = zone.line_of(id);
        let weight = match line.map(|line| line.place) {
            _ if is_published => 24,
            Some(LinePlace::Head | LinePlace::AboveHeadline) if is_named => 21,
            Some(LinePlace::Head | LinePlace::AboveHeadline) => 18,
            Some(LinePlace::Tail) => 12,
            // Somewhere between the story's paragraphs; a live blog has hundreds.
            None if between >= MOST_BETWEEN => continue,
            None => {
                between += 1;
                6
            }
        };
        let source = if is_time { "<time>" } else { "itemprop or class" };
        let candidate = Candidate { source, kind: Witness::Markup, value, weight };
        let is_changed = || {
            let text = line.map(|line| zone.text(line))?;
            let cues = Cues::of(language);
            let at = text.find(fold(shown).as_str()).filter(|_| !shown.trim().is_empty())?;
            cues.at(&text[..at], &text[at..]).map(|cue| cue == Cue::Updated)
        };
        if is_modified || !is_published && is_changed() == Some(true) {
            modified.push(candidate);
        } else {
            published.push(candidate);
        }
    }
}

/// Which of these names are in a list of names.
fn names<const N: usize>(list: &str, wanted: [&str; N]) -> [bool; N] {
    let mut found = [false; N];
    for name in list.split_whitespace() {
        for (found, wanted) in found.iter_mut().zip(wanted) {
            *found |= name.eq_ignore_ascii_case(wanted);
        }
    }
    found
}

/// Days that a reader sees near the headline or behind the story.
fn in_lines(
    zone: &Zone,
    language: Language,
    known: &[Day],
    published: &mut Vec<Candidate<Written>>,
    modified: &mut Vec<Candidate<Written>>,
) {
    let cues = Cues::of(language);
    let mut found: Vec<(usize, WrittenDay, Option<Cue>)> = Vec::new();
    let mut carried: Option<(usize, Cue)> = None;
    for (at, line) in zone.lines.iter().enumerate() {
        let text = zone.text(*line);
        let days = written_days(text, language);
        // "Published" may stand in an element of its own in front of the day.
        let before = carried.take().filter(|(block, _)| *block + 1 == line.block).map(|(_, cue)| cue);
        if days.is_empty() && zone.block(*line).words <= 3 {
            carried = cues.at(text, "").map(|cue| (line.block, cue));
        }
        let mut end = 0;
        for (i, day) in days.into_iter().enumerate() {
            let cue = cues.at(&text[end..day.range.start], &text[day.range.end..]);
            end = day.range.end;
            found.push((at, day, cue.or(before.filter(|_| i == 0))));
        }
    }
    let order = Order::of(zone, language, &found);
    let mut rank = 0;
    for (at, day, cue) in found.into_iter().take(12) {
        let line = zone.lines[at];
        let Some(value) = order.resolve(day.day, known) else { continue };
        let text = zone.text(line);
        // In a longer line a day without a word for it is what the line is about.
        let is_short = zone.block(line).words <= 14 || text.chars().count() <= 40;
        let is_bare = is_short || zone.label(line) == Label::Dateline;
        let weight = match (line.place, cue) {
            (_, Some(Cue::Other)) => continue,
            (LinePlace::Tail, Some(_)) => 14,
            (_, Some(_)) => 20,
            (LinePlace::Head, None) if is_bare && rank == 0 => 16,
            (LinePlace::Head, None) if is_bare => 10,
            (LinePlace::AboveHeadline, None) if is_bare && line.distance <= 3 => 12,
            (LinePlace::AboveHeadline, None) if is_bare => 8,
            (LinePlace::Tail, None)
                if matches!(zone.label(line), Label::Dateline | Label::Byline) && line.distance <= 4 =>
            {
                9
            }
            _ => continue,
        };
        let start = zone.block(line).span.start as usize;
        let place = Some(Span::new(start + day.range.start, start + day.range.end));
        let value = Written { day: value, written: text[day.range].to_owned(), place };
        let source =
            if line.place == LinePlace::Tail { "line behind the story" } else { "line near the headline" };
        let candidate = Candidate { source, kind: Witness::Words, value, weight };
        if cue == Some(Cue::Updated) {
            modified.push(candidate);
        } else {
            published.push(candidate);
            rank += 1;
        }
    }
}

/// What is the month in "3/4/2025".
struct Order {
    is_day_first: Option<bool>,
}

impl Order {
    fn of(zone: &Zone, language: Language, found: &[(usize, WrittenDay, Option<Cue>)]) -> Self {
        // "en-US" and "en-GB" say it; so does a country's own domain, and another date of the page that has only one reading.
        let region = |tag: &str| tag.split(['-', '_']).nth(1).unwrap_or_default().to_ascii_lowercase();
        // Many pages say "en_US" there because nobody changed it.
        let locale = zone.page.meta("og:locale").map(region).filter(|region| region != "us");
        let region = Some(region(&zone.page.head.lang)).filter(|region| !region.is_empty()).or(locale);
        let host = super::host(&zone.page.url);
        let domain = host.rsplit('.').next().unwrap_or_default();
        let shown = found.iter().find_map(|(at, day, _)| {
            let text = &zone.text(zone.lines[*at])[day.range.clone()];
            let first: u32 = text.split('/').next()?.parse().ok()?;
            (text.contains('/') && matches!(day.day, Reading::Day(_)) && first <= 31).then_some(first > 12)
        });
        let by_region = match region.unwrap_or_default().as_str() {
            "us" => Some(false),
            "gb" | "au" | "nz" | "ie" | "in" | "za" | "sg" | "ng" | "ke" => Some(true),
            _ if language != lang::ENGLISH => Some(true),
            _ => matches!(domain, "uk" | "au" | "nz" | "ie" | "in" | "za").then_some(true),
        };
        Order { is_day_first: shown.or(by_region) }
    }

    fn resolve(&self, reading: Reading, known: &[Day]) -> Option<Day> {
        match reading {
            Reading::Day(day) => Some(day),
            Reading::Either { day_first, month_first } => {
                let is_known = |day: Day| known.contains(&day);
                match (is_known(day_first), is_known(month_first)) {
                    (true, false) => Some(day_first),
                    (false, true) => Some(month_first),
                    _ => self.is_day_first.map(|is_first| if is_first { day_first } else { month_first }),
                }
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cue {
    Published,
    Updated,
    Other,
}

/// The words of `lang/*/datelines.txt`: the page's language and English.
struct Cues(Vec<(&'static str, Cue)>);

impl Cues {
    fn of(language: Language) -> &'static Self {
        static CUES: ByLanguage<Cues> = ByLanguage::new(Cues::new);
        CUES.of(language)
    }

    fn new(language: Language) -> Self {
        let tables = [lang::datelines(language), lang::datelines(lang::ENGLISH)];
        let cue = |kind: &str| match kind {
            "published" => Cue::Published,
            "updated" => Cue::Updated,
            _ => Cue::Other,
        };
        Cues(tables.iter().flat_map(|table| table.pairs()).map(|(word, kind)| (word, cue(kind))).collect())
    }

    /// What the words in front of a day call it, the nearest last; or those right behind it where words stand together.
    fn at(&self, before: &str, behind: &str) -> Option<Cue> {
        let lower = before.to_lowercase();
        let last =
            self.0.iter().filter_map(|(word, cue)| Some((rfind_word(&lower, word)?, word.len(), *cue)));
        if let Some((.., cue)) = last.max_by_key(|(at, length, _)| (*at + *length, *length)) {
            return Some(cue);
        }
        let behind: String = behind.chars().take(8).collect();
        let behind = behind.trim_start_matches(|c: char| !c.is_alphabetic());
        let is_unspaced = |word: &&str| word.chars().all(|c| c > '\u{2e80}');
        self.0
            .iter()
            .filter(|(word, _)| is_unspaced(word))
            .find(|(word, _)| behind.starts_with(word))
            .map(|(_, cue)| *cue)
    }
}

/// Where a whole word stands last.
fn rfind_word(text: &str, word: &str) -> Option<usize> {
    // To make ready for a search costs more than most of these texts are long.
    let first = word.as_bytes().first()?;
    if word.len() > text.len() || !text.as_bytes().contains(first) {
        return None;
    }
    text.rmatch_indices(word).map(|(at, _)| at).find(|&at| {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !is_letter(before) && !is_letter(after)
    })
}

/// A date that a machine or a form wrote: ISO 8601, RFC 2822, "2019/11/18", "18. November 2019".
pub fn written(text: &str, language: Language) -> Option<Written> {
    let text = text.trim();
    let first = || match written_days(text, language).first()?.day {
        Reading::Day(day) => Some(day),
        Reading::Either { .. } => None,
    };
    let day = Day::parse(text).or_else(first)?;
    (1980..=2100).contains(&day.year()).then(|| Written { day, written: text.to_owned(), place: None })
}

/// The day in an address: "/2019/11/18/", "/20191118/", "/story-2019-11-18", "/18-11-2019".
fn in_address(url: &str) -> Option<Candidate<Written>> {
    let path = url.split(['?', '#']).next()?;
    // An address inside the address is an archive's: its own day is not the article's.
    let path = path.rfind("://").map_or(path, |at| &path[at + 3..]);
    let of = |text: String, weight| {
        let day = Day::parse(&text).filter(|day| (1990..=2100).contains(&day.year()))?;
        let value = Written { day, written: text, place: None };
        Some(Candidate { source: "address", kind: Witness::Address, value, weight })
    };
    let pieces: Vec<&str> = path.split('/').skip(1).collect();
    let in_folders = || {
        pieces.windows(3).find_map(|three| {
            let is_date = three[0].len() == 4 && three[1].len() <= 2 && three[2].len() <= 2;
            is_date.then(|| of(format!("{}-{:0>2}-{:0>2}", three[0], three[1], three[2]), 18)).flatten()
        })
    };
    let in_name = || {
        pieces.iter().find_map(|piece| {
            let words: Vec<&str> = piece.split(|c: char| !c.is_ascii_digit()).collect();
            let long =
                words.iter().filter(|word| word.len() == 8).find_map(|word| of((*word).to_owned(), 12));
            let is = |word: &str, digits| word.len() == digits;
            long.or_else(|| {
                words.windows(3).find_map(|three| match three {
                    [y, m, d] if is(y, 4) && is(m, 2) && is(d, 2) => of(format!("{y}-{m}-{d}"), 15),
                    [d, m, y] if is(y, 4) && is(m, 2) && is(d, 2) => of(format!("{y}-{m}-{d}"), 12),
                    _ => None,
                })
            })
        })
    };
    in_folders().or_else(in_name)
}

/// The date mark at the very start of a plain text: "date 2025-03-20".
fn leading_mark(zone: &Zone) -> Option<Candidate<Written>> {
    let span = zone.blocks.list.first()?.span;
    let text = span.of(&zone.blocks.prose.text);
    let mark = text.split_whitespace().take(3).find(|word| Day::parse(word).is_some() && word.len() >= 10)?;
    let at = span.start as usize + text.find(mark)?;
    let place = Some(Span::new(at, at + mark.len()));
    let value = Written { day: Day::parse(mark)?, written: mark.to_owned(), place };
    Some(Candidate { source: "first words", kind: Witness::Words, value, weight: 12 })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_machines_and_forms_write_them() {
        for (text, day) in [
            ("2025-03-20T23:30:00+01:00", "2025-03-20"),
            ("Thu, 20 Mar 2025 22:30:00 GMT", "2025-03-20"),
            ("March 20, 2025", "2025-03-20"),
            ("2025/03/20", "2025-03-20"),
            ("20.03.2025 10:15", "2025-03-20"),
            ("20/03/2025", "2025-03-20"),
            ("20250320", "2025-03-20"),
        ] {
            assert_eq!(
                written(text, lang::ENGLISH).map(|w| w.day.to_string()).as_deref(),
                Some(day),
                "{text}"
            );
        }
        for text in ["", "yesterday", "03/04/2025", "0001-01-01", "2025"] {
            assert_eq!(written(text, lang::ENGLISH), None, "{text}");
        }
    }

    #[test]
    fn the_day_of_a_change_is_no_witness_of_publication() {
        let candidate = |kind, text: &str| Candidate {
            source: "",
            kind,
            value: written(text, lang::ENGLISH).unwrap(),
            weight: 20,
        };
        let (first, change) = ("2020-03-10", "2025-02-12");
        let left = |head: &str| {
            let mut published = vec![candidate(Witness::Head, head), candidate(Witness::Markup, change)];
            leave_changes_out(&mut published, &[candidate(Witness::Head, change)]);
            published.len()
        };
        assert_eq!(left(first), 1);
        assert_eq!(left(change), 2, "published and changed on one day");
    }

    #[test]
    fn one_moment_in_two_zones() {
        assert!(is_same_moment("2025-03-20T23:30:00Z", "2025-03-21T00:30:00+01:00"));
        assert!(!is_same_moment("2025-03-20T23:30:00Z", "2025-03-19T12:00:00+01:00"));
        assert!(!is_same_moment("2025-03-20T23:30:00Z", "2025-03-20T23:30:00Z"));
    }

    #[test]
    fn days_in_addresses() {
        for (url, day) in [
            ("https://gull.example/2019/11/18/lamps", Some("2019-11-18")),
            ("https://gull.example/news/20191118/lamps", Some("2019-11-18")),
            ("https://gull.example/lamps-2019-11-18.html?d=2020-01-01", Some("2019-11-18")),
            ("https://gull.example/notes/18-11-2019", Some("2019-11-18")),
            ("https://keep.example/20200101/https://gull.example/lamps", None),
            ("https://gull.example/story/12345678", None),
            ("https://gull.example/2019/11/", None),
            ("", None),
        ] {
            let found = in_address(url).map(|candidate| candidate.value.day.to_string());
            assert_eq!(found.as_deref(), day, "{url}");
        }
    }

    #[test]
    fn words_say_which_day_it_is() {
        let cues = Cues::of(Language::from_tag("de"));
        for (before, behind, cue) in [
            ("Veröffentlicht am ", "", Some(Cue::Published)),
            ("von Ada Byrne, aktualisiert: ", "", Some(Cue::Updated)),
            ("Zuletzt aktualisiert am ", "", Some(Cue::Updated)),
            ("Published by Ada on ", "", Some(Cue::Published)),
            ("Verstand ", "", None),
            ("© ", "", None),
            ("", " 10 Uhr", None),
        ] {
            let found = cues.at(before, behind);
            // A mark is no word: "©" counts wherever it stands.
            let want = if before.contains('©') { Some(Cue::Other) } else { cue };
            assert_eq!(found, want, "{before}");
        }
        let cues = Cues::of(Language::from_tag("ja"));
        assert_eq!(cues.at("", " 更新"), Some(Cue::Updated));
    }
}
