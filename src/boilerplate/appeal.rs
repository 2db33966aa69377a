//! Blocks -> evidence of appeals: which parts of the page ask, for what, and by which signs we know.
//!
//! In: the page, its blocks and their labels. Out: [`Asking`]: totals of all signs, so that the evidence for any
//! element is read off at once, and which blocks are gates.
//! Method: independent kinds of evidence ([`Evidence`]): words from `lang/*/appeals.txt`, links to addresses of
//! `links.txt`, fields for an e-mail address, names of class and id, the way of addressing the reader, names
//! shared with the story, position. No kind alone means anything; words are always one of them.
//! Not here: what to hide (`hide.rs`).

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::phrases::{self, Beginning, Phrases};
use super::setting::{Kinds, Setting};
use super::{Appeal, Evidence, Label, Verdict, worth};
use crate::block::{BlockId, Blocks, count_words};
use crate::lang::{self, ByLanguage, Language, Words};
use crate::page::{AttributeName, NodeId, Page, Tag};
use crate::token::{TokenKind, tokens};

/// The tables of appeals and gates of one language and English.
pub struct Vocabulary {
    appeals: Phrases,
    gates: Phrases,
}

impl Vocabulary {
    pub fn of(language: Language) -> &'static Self {
        static VOCABULARIES: ByLanguage<Vocabulary> = ByLanguage::new(Vocabulary::new);
        VOCABULARIES.of(language)
    }

    fn new(language: Language) -> Self {
        let tables = |table: fn(Language) -> lang::Table| {
            if language == lang::ENGLISH {
                vec![table(language)]
            } else {
                vec![table(language), table(lang::ENGLISH)]
            }
        };
        Vocabulary {
            appeals: Phrases::new(&tables(lang::appeals)),
            gates: Phrases::new(&tables(lang::gates)),
        }
    }
}

/// An ask that stands alone between two paragraphs of the story has no more words, and at least so many phrases of asking
/// for each of them.
const MAX_ALONE: u32 = 45;
const DENSE: f32 = 0.2;

/// How often each sign of asking occurs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Signs {
    pub words: u32,
    /// Phrases that ask by themselves.
    pub firm: u32,
    /// Phrases by what they ask for, in the order of [`Appeal::ALL`]; a firm one counts three times.
    pub topics: [u32; 6],
    /// What is being asked for is named.
    pub named: u32,
    pub ask: u32,
    pub us: u32,
    pub you: u32,
    pub money: u32,
    pub gate: u32,
    /// "Already a subscriber?": part of a gate or of a form. Counted as a gate but in plain text, where there is nothing to enter.
    pub door: u32,
    pub adblock: u32,
    pub consent: u32,
    /// Who pays for it, or where it appeared first.
    pub disclosure: u32,
    /// That links earn money, one of the disclosures.
    pub commission: u32,
    /// Words of blocks without any sign of asking.
    pub foreign: u32,
    /// Plain paragraphs of the story: see [`Asking::of`].
    pub plain: u32,
    /// Headline and byline blocks.
    pub head: u32,
    pub links: u32,
    pub fields: u32,
    /// What can be pressed.
    pub buttons: u32,
    pub names: u32,
}

/// The stretches of a block without any sign of asking, in words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gaps {
    /// Before the first sign, after the last, and the longest of all.
    pub before: u32,
    pub after: u32,
    pub longest: u32,
    /// No sign was found at all.
    pub is_whole: bool,
}

impl Signs {
    fn combine(&self, other: &Signs, of: impl Fn(u32, u32) -> u32) -> Signs {
        let mut topics = [0; 6];
        for (to, (a, b)) in topics.iter_mut().zip(self.topics.iter().zip(&other.topics)) {
            *to = of(*a, *b);
        }
        macro_rules! each {
            ($($field:ident)*) => { Signs { topics, $($field: of(self.$field, other.$field)),* } };
        }
        each!(words firm named ask us you money gate door adblock consent disclosure commission foreign plain head links fields buttons names)
    }

    /// Phrases of asking for each word, firm ones counting three times.
    pub fn density(&self) -> f32 {
        let phrases = 3 * self.firm + self.named + self.ask;
        phrases as f32 / self.words.max(1) as f32
    }

    /// Whether the words ask: for something named, and densely enough that it is what the text is about.
    pub fn asks(&self) -> bool {
        // A button needs no verb: "Subscription", "Newsletter".
        let is_button = self.named >= 1 && self.words <= 3;
        let asks = self.firm >= 1 || (self.named >= 1 && self.ask >= 1) || is_button;
        asks && self.density() >= 0.04
    }

    /// Whether the words ask by themselves: by a phrase that does, or by naming it and asking for it in few words, or again
    /// and again.
    pub fn is_firm(&self) -> bool {
        let at_least = |times| self.named >= times && self.ask >= times;
        self.firm >= 1 || (at_least(1) && self.density() >= 0.12) || (at_least(2) && self.density() >= 0.08)
    }

    /// Whether mail is what is asked for, more than money or an account.
    pub fn is_about_mail(&self) -> bool {
        self.topics[3] > self.topics[1] + self.topics[2] + self.topics[4]
    }

    /// "You", money and the newsroom's "we" together.
    pub fn addresses(&self) -> bool {
        let wants_money = self.money > 0 || self.topics[0] > 0 || self.topics[1] > 0 || self.topics[2] > 0;
        self.you >= 1 && self.us >= 1 && wants_money
    }

    /// What is asked for: the topic with most phrases, money before mail where they are even.
    pub fn appeal(&self) -> Appeal {
        let mut best = 3;
        for i in [0, 1, 2, 4, 5] {
            if self.topics[i] > self.topics[best]
                || (self.topics[i] == self.topics[best] && i < best && self.topics[i] > 0)
            {
                best = i;
            }
        }
        Appeal::ALL[best]
    }
}

/// The signs of asking over the whole page.
pub struct Asking<'a> {
    page: &'a Page,
    blocks: &'a Blocks,
    /// By block.
    pub signs: Vec<Signs>,
    /// By block.
    pub gaps: Vec<Gaps>,
    /// How many paragraphs of the story ask for each thing, in the order of [`Appeal::ALL`], and how many there are.
    asking_paragraphs: [u32; 6],
    paragraphs: u32,
    /// By block: whether it is text of the story, headings included.
    pub is_story: Vec<bool>,
    /// By node, one more than nodes: everything before it.
    before: Vec<Signs>,
    /// Names in the story, lower case: the first and last block that has each.
    names: BTreeMap<String, (usize, usize)>,
    /// The story's first and last block.
    story: Option<(usize, usize)>,
    /// Words of the story.
    pub story_words: u32,
}

impl<'a> Asking<'a> {
    pub fn of(
        page: &'a Page,
        blocks: &'a Blocks,
        setting: &Setting,
        verdicts: &[Verdict],
        vocabulary: &Vocabulary,
    ) -> Self {
        let is_bare = worth::is_bare(page);
        let mut signs = Vec::with_capacity(blocks.list.len());
        let mut gaps = Vec::with_capacity(blocks.list.len());
        let (mut asking_paragraphs, mut paragraphs) = ([0; 6], 0);
        let is_story = verdicts
            .iter()
            .map(|verdict| matches!(verdict.label, Label::Body | Label::Dek | Label::Heading))
            .collect();
        let mut before = vec![Signs::default(); page.nodes.len() + 1];
        for (i, block) in blocks.list.iter().enumerate() {
            if block.is_hidden {
                signs.push(Signs::default());
                gaps.push(Gaps { is_whole: true, ..Gaps::default() });
                continue;
            }
            let text = block.span.of(&blocks.prose.text);
            let (mut found, gap) = vocabulary.read(text, block.words);
            gaps.push(gap);
            if !is_bare {
                found.gate += found.door;
            }
            if found.firm + found.named + found.ask == 0 {
                found.foreign = block.words;
            }
            let is_story = matches!(verdicts[i].label, Label::Body | Label::Dek);
            // A paragraph of the story that does not itself ask.
            found.plain = u32::from(is_story && setting.mass[i] >= 15.0 && !found.asks());
            if matches!(verdicts[i].label, Label::Body) {
                paragraphs += 1;
                for (count, topic) in asking_paragraphs.iter_mut().zip(found.topics) {
                    *count += u32::from(topic > 0);
                }
            }
            found.head = u32::from(matches!(verdicts[i].label, Label::Headline));
            let sum = &mut before[block.nodes.0.index() + 1];
            *sum = sum.combine(&found, u32::saturating_add);
            signs.push(found);
        }
        for (id, node) in page.iter() {
            let at = &mut before[id.index() + 1];
            match node.tag {
                Tag::A => at.links += u32::from(link_topic(page, id).is_some()),
                Tag::Input => {
                    at.fields += u32::from(is_mail_field(page, id));
                    at.buttons += u32::from(is_button(page, id));
                }
                Tag::Button => at.buttons += 1,
                _ => {}
            }
            at.names += u32::from(setting.own[id.index()].has(Kinds::APPEAL));
        }
        let mut sum = Signs::default();
        for at in &mut before {
            sum = sum.combine(at, u32::saturating_add);
            *at = sum;
        }
        let is_body = |v: &Verdict| v.label == Label::Body;
        let story = verdicts.iter().position(is_body).zip(verdicts.iter().rposition(is_body));
        let mut names: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (i, block) in blocks.list.iter().enumerate().filter(|(i, _)| is_body(&verdicts[*i])) {
            for name in capitals(block.span.of(&blocks.prose.text)) {
                names.entry(name).and_modify(|(_, last)| *last = i).or_insert((i, i));
            }
        }
        let body = blocks.list.iter().zip(verdicts).filter(|(_, v)| is_body(v));
        let story_words = body.map(|(block, _)| block.words).sum();
        Asking {
            page,
            blocks,
            signs,
            gaps,
            asking_paragraphs,
            paragraphs,
            is_story,
            before,
            names,
            story,
            story_words,
        }
    }

    /// The signs inside an element.
    pub fn inside(&self, id: NodeId) -> Signs {
        let end = self.page.node(id).end;
        let mut signs = self.before[end.index()].combine(&self.before[id.index()], u32::saturating_sub);
        // Only a name of its own or of what holds its text counts, not of an icon in it.
        signs.names = u32::from(signs.names > 0);
        signs
    }

    /// The kinds of evidence that an element with these blocks is an appeal.
    pub fn evidence(&self, id: NodeId, signs: &Signs, blocks: (BlockId, BlockId)) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        let mut add = |is_seen, kind| {
            if is_seen {
                evidence.push(kind);
            }
        };
        add(signs.asks(), Evidence::Words);
        add(signs.links > 0, Evidence::LinkTarget);
        add(signs.fields > 0, Evidence::FormField);
        add(signs.names > 0 && self.page.node(id).tag != Tag::Body, Evidence::Name);
        add(signs.addresses(), Evidence::Address);
        add(self.is_unrelated(blocks), Evidence::Unrelated);
        let is_outside = self.story.is_none_or(|(first, last)| {
            blocks.1.index() <= first + 1 || blocks.0.index() >= last || blocks.0.index() <= first
        });
        add(is_outside || self.is_set_apart(blocks), Evidence::Position);
        evidence
    }

    /// Whether the blocks stand apart from the story's paragraphs: none of them is one, or the whole is in brackets or an `<aside>`, or
    /// another block that asks stands right before or after, as the parts of one appeal do.
    pub fn is_set_apart(&self, blocks: (BlockId, BlockId)) -> bool {
        let (start, end) = (blocks.0.index(), blocks.1.index());
        let asks = |i: usize| {
            let signs = &self.signs[i];
            signs.plain == 0 && signs.is_firm() && signs.density() >= 0.1
        };
        let text = |i: usize| self.blocks.list[i].span.of(&self.blocks.prose.text).trim();
        let is_bracketed =
            end == start + 1 && text(start).starts_with(['[', '(']) && text(start).ends_with([']', ')']);
        let is_plain = |i: usize| self.signs[i].plain > 0;
        // Alone between two paragraphs of the story, short and nothing but an ask.
        let is_alone = end == start + 1
            && self.signs[start].density() >= DENSE
            && self.signs[start].words <= MAX_ALONE
            && start.checked_sub(1).is_some_and(is_plain)
            && end < self.signs.len()
            && is_plain(end);
        // The page itself calls it beside the story.
        let is_aside = |i: usize| {
            self.page.ancestors(self.blocks.list[i].node).any(|id| self.page.node(id).tag == Tag::Aside)
        };
        is_bracketed
            || is_alone
            || (start..end).all(is_aside)
            || !(start..end).any(|i| self.is_story[i])
            || start.checked_sub(1).is_some_and(asks)
            || end < self.signs.len() && asks(end)
    }

    /// Whether the blocks stand between the story's first paragraph and its last.
    pub fn is_inside_story(&self, blocks: (BlockId, BlockId)) -> bool {
        self.story.is_some_and(|(first, last)| first < blocks.0.index() && blocks.1.index() <= last)
    }

    /// Whether the blocks name several things and hardly any of them occurs in the rest of the story.
    fn is_unrelated(&self, blocks: (BlockId, BlockId)) -> bool {
        let (named, shared) = self.named_and_shared(blocks);
        named >= 3 && 4 * shared <= named
    }

    /// Whether the blocks from `start` to `end` name things that the rest of the story names: more than a few of many.
    pub fn names_shared(&self, start: BlockId, end: BlockId) -> bool {
        let (named, shared) = self.named_and_shared((start, end));
        4 * shared > named
    }

    /// The share of the story's paragraphs, the blocks' own left out, that name what these `signs` ask for most.
    pub fn story_asks(&self, signs: &Signs, blocks: (BlockId, BlockId)) -> f32 {
        let topic = Appeal::ALL.iter().position(|appeal| *appeal == signs.appeal()).unwrap_or_default();
        let own = (blocks.0.index()..blocks.1.index()).filter(|&i| self.is_story[i]);
        let (mut asking, mut all) = (self.asking_paragraphs[topic], self.paragraphs);
        for i in own {
            all = all.saturating_sub(1);
            asking = asking.saturating_sub(u32::from(self.signs[i].topics[topic] > 0));
        }
        asking as f32 / all.max(1) as f32
    }

    /// How many names the blocks have, and how many of these occur in the rest of the story.
    pub fn named_and_shared(&self, blocks: (BlockId, BlockId)) -> (usize, usize) {
        let (start, end) = (blocks.0.index(), blocks.1.index());
        let (mut named, mut shared) = (0, 0);
        for block in &self.blocks.list[start..end] {
            for name in capitals(block.span.of(&self.blocks.prose.text)) {
                named += 1;
                let is_elsewhere =
                    self.names.get(&name).is_some_and(|(first, last)| *first < start || *last >= end);
                shared += usize::from(is_elsewhere);
            }
        }
        (named, shared)
    }
}

impl Vocabulary {
    /// The signs in a text.
    pub fn signs(&self, text: &str) -> Signs {
        self.read(text, count_words(text)).0
    }

    /// The signs in a text of so many words, and the stretches between them.
    fn read(&self, text: &str, words: u32) -> (Signs, Gaps) {
        let lower = phrases::lower(text);
        let mut signs = Signs { words, ..Signs::default() };
        let mut end = 0;
        let mut gaps = Gaps { is_whole: true, ..Gaps::default() };
        let in_words = |bytes: usize| (bytes as f32 / lower.len().max(1) as f32 * words as f32) as u32;
        for start in phrases::starts(&lower) {
            let beginning = Beginning::at(&lower, start);
            if let Some(found) = self.gates.find_at(&beginning) {
                match found.kind {
                    "gate" => signs.gate += 1,
                    "door" => signs.door += 1,
                    "adblock" => signs.adblock += 1,
                    "disclosure" => signs.disclosure += 1,
                    "commission" => {
                        signs.disclosure += 1;
                        signs.commission += 1;
                    }
                    _ => signs.consent += 1,
                }
            }
            // "Your support" is one phrase, not "your" and "support" too; but it does speak to "you".
            if start < end {
                continue;
            }
            let Some(found) = self.appeals.find_at(&beginning) else { continue };
            let gap = in_words(found.start - end);
            if gaps.is_whole {
                gaps = Gaps { before: gap, longest: gap, ..Gaps::default() };
            }
            gaps.longest = gaps.longest.max(gap);
            end = found.end;
            let words = &lower[found.start..found.end];
            match found.kind {
                "ask" => signs.ask += 1,
                "us" => signs.us += 1,
                "you" => signs.you += 1,
                "money" => signs.money += 1,
                topic => {
                    let firm = topic.strip_suffix('!');
                    let verb = topic.strip_suffix('+');
                    signs.ask += u32::from(verb.is_some());
                    let topic = firm.or(verb).unwrap_or(topic);
                    if let Some(i) = Appeal::ALL.iter().position(|appeal| appeal.code() == topic) {
                        signs.topics[i] += if firm.is_some() { 3 } else { 1 };
                        signs.named += 1;
                        signs.firm += u32::from(firm.is_some());
                    }
                    // Pronouns inside a longer phrase still say who speaks to whom.
                    for inner in self.pronouns(words) {
                        match inner {
                            "us" => signs.us += 1,
                            _ => signs.you += 1,
                        }
                    }
                }
            }
        }
        let rest = in_words(lower.len() - end);
        gaps.after = rest;
        gaps.longest = gaps.longest.max(rest);
        (signs, gaps)
    }

    fn pronouns<'b>(&'b self, words: &'b str) -> impl Iterator<Item = &'static str> + 'b {
        words.match_indices(' ').map(|(at, _)| at + 1).chain([0]).filter_map(|at| {
            let rest = &words[at..];
            let word = &rest[..rest.find(' ').unwrap_or(rest.len())];
            (word.len() < words.len())
                .then(|| self.appeals.at(word, 0))?
                .filter(|found| found.end == word.len())
                .map(|found| found.kind)
                .filter(|kind| matches!(*kind, "us" | "you"))
        })
    }
}

/// What a link's address leads to, by `links.txt`.
pub fn link_topic(page: &Page, id: NodeId) -> Option<Appeal> {
    let href = page.attribute(id, AttributeName::Href)?.trim();
    // Nothing is read of what is asked and where in the page it leads.
    let lower = href.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    let address = lower.strip_prefix("https:").or(lower.strip_prefix("http:")).unwrap_or(&lower);
    let (host, path) = match address.strip_prefix("//") {
        Some(rest) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            // Before the host may stand a name and a password, behind it a port.
            let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
            (host.split(':').next().unwrap_or_default(), path)
        }
        None => ("", address),
    };
    let links = links();
    let find = |word: &str| links.get(word).copied();
    // A service's host, with or without what stands before it.
    let mut end = host.strip_prefix("www.").unwrap_or(host);
    while !end.is_empty() {
        if let Some(appeal) = find(end) {
            return Some(appeal);
        }
        end = end.split_once('.').map_or("", |(_, rest)| rest);
    }
    // "support.publisher.example": the first label of the publisher's own host.
    if let Some((first, rest)) = host.split_once('.')
        && rest.contains('.')
        && let Some(appeal) = find(first)
    {
        return Some(appeal);
    }
    path.split(|c: char| !c.is_alphanumeric()).take(24).find_map(find)
}

fn links() -> &'static Words<Appeal> {
    static LINKS: OnceLock<Words<Appeal>> = OnceLock::new();
    LINKS.get_or_init(|| {
        include_str!("links.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(word, kind)| {
                Some((word, *Appeal::ALL.iter().find(|appeal| appeal.code() == kind)?))
            })
            .collect()
    })
}

/// Whether an `<input>` takes an e-mail address.
fn is_mail_field(page: &Page, id: NodeId) -> bool {
    use AttributeName::{Id, Name, Placeholder, Type};
    let kind = page.attribute(id, Type).unwrap_or_default();
    if ["hidden", "password", "search", "checkbox", "radio"].iter().any(|k| kind.eq_ignore_ascii_case(k)) {
        return false;
    }
    kind.eq_ignore_ascii_case("email")
        || [Name, Id, Placeholder].into_iter().filter_map(|name| page.attribute(id, name)).any(|value| {
            let lower = value.to_lowercase();
            lower.contains("mail") || lower.contains("newsletter")
        })
}

/// Whether an `<input>` is there to be pressed.
fn is_button(page: &Page, id: NodeId) -> bool {
    let kind = page.attribute(id, AttributeName::Type).unwrap_or_default();
    ["submit", "button", "image"].iter().any(|k| kind.eq_ignore_ascii_case(k))
}

/// The words with a capital that do not begin a sentence, lower case: names, more or less.
fn capitals(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut begins = true;
    for token in tokens(text, crate::span::Span::new(0, text.len())) {
        let word = token.span.of(text);
        if token.kind == TokenKind::Word {
            let is_name = || word.starts_with(char::is_uppercase) && word.chars().count() >= 3;
            if !begins && is_name() {
                let bare = match word.ends_with('s') {
                    true => word.trim_end_matches("'s").trim_end_matches("’s"),
                    false => word,
                };
                names.push(bare.to_lowercase());
            }
            begins = false;
        } else if matches!(word, "." | "!" | "?" | ":" | "“" | "”" | "\"" | "…") {
            begins = true;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::PageBuilder;

    fn asks(language: &str, text: &str) -> bool {
        Vocabulary::of(Language::from_tag(language)).signs(text).asks()
    }

    #[test]
    fn words_that_ask() {
        for (language, text) in [
            ("en", "Sign up for our newsletter"),
            ("en", "Your support keeps our newsroom going. Donate now."),
            ("de", "Jetzt spenden: Ihre Spende hält unsere Redaktion am Leben."),
            ("fr", "Recevez notre newsletter chaque matin"),
            ("es", "Haz una donación y apoya el periodismo independiente"),
            ("ja", "メルマガ登録はこちら"),
            ("ru", "Подпишитесь на рассылку"),
        ] {
            assert!(asks(language, text), "{text}");
        }
    }

    #[test]
    fn words_that_report() {
        for (language, text) in [
            (
                "en",
                "The council said on Monday that it had signed a contract with the harbour for new lamps.",
            ),
            (
                "en",
                "A charity in Port Avel received gifts of more than two million pounds from a retired baker last year, its director said.",
            ),
            ("de", "Der Rat beschloss am Montag, den Hafen mit neuen Lampen auszustatten."),
        ] {
            assert!(!asks(language, text), "{text}");
        }
    }

    #[test]
    fn addresses_of_links() {
        for (href, topic) in [
            ("/donate?x=1", Some(Appeal::Donation)),
            ("https://support.gull.example/a", Some(Appeal::Donation)),
            ("https://www.patreon.com/gull", Some(Appeal::Donation)),
            ("//gull.example/newsletters/today", Some(Appeal::Newsletter)),
            ("https://gull.example/2025/supporting-act", None),
            ("https://ada:donate@www.patreon.com/gull", Some(Appeal::Donation)),
            ("https://donate.example:secret@gull.example/news", None),
            ("https://support:secret@news.gull.example:8080?a=/donate", None),
            ("", None),
        ] {
            let mut page = PageBuilder::default();
            let id = page.open(Tag::A);
            page.attribute(AttributeName::Href, href);
            assert_eq!(link_topic(&page.finish(), id), topic, "{href}");
        }
    }
}
