//! What the words say, as far as tables know them: who speaks to whom, and the short lines of shops, companies and lists.
//!
//! In: the judged blocks; `lang/*/offers.txt`, `persons.txt`, `cue_verbs.txt`. Out: counts and shares.
//! Method: an article speaks of others and reports; an offer speaks as "we" to "you", and asks.

use super::{Features, ParagraphKind, Sight, is};
use crate::boilerplate::features::log;
use crate::boilerplate::phrases::{Phrases, lower};
use crate::lang::{self, ByLanguage, Language, Words};

/// A line that offers has at most so many words.
const LINE: u32 = 9;
/// A share of fewer is none.
const FEW: f32 = 3.0;
/// What stands for a language without a table: as much as articles have.
const USUAL_OTHERS: f32 = 2.0;
const USUAL_REPORTS: f32 = 0.5;

static OFFERS: ByLanguage<Phrases> =
    ByLanguage::new(|language| Phrases::new(&[lang::offers(language), lang::offers(lang::ENGLISH)]));
static PERSONS: ByLanguage<Words<&'static str>> =
    ByLanguage::new(|language| lang::persons(language).pairs().collect());
static CUES: ByLanguage<Words<&'static str>> =
    ByLanguage::new(|language| lang::cue_verbs(language).pairs().collect());

static ERRORS: ByLanguage<Phrases> =
    ByLanguage::new(|language| Phrases::new(&[lang::errors(language), lang::errors(lang::ENGLISH)]));

const OFFER_KINDS: [&str; 4] = ["buy", "ask", "about", "list"];

/// Whether a title is, or begins with, what error pages say: "Page not found", "404 | The Gull"; not "404 lamps go out".
pub fn is_error(title: &str, language: Language) -> bool {
    let title = lower(title);
    let start = title.find(char::is_alphanumeric);
    let found = start.and_then(|start| ERRORS.of(language).at(&title, start));
    found.is_some_and(|found| {
        let behind = title[found.end..].trim_start();
        behind.is_empty() || behind.starts_with(['-', '–', '—', '|', '!', '.', '…', '·', '•', ')', '«', '»'])
    })
}

impl Features {
    pub(super) fn wording(&mut self, sight: &Sight) {
        self.lines(sight);
        self.persons(sight);
        self.headings(sight);
    }

    /// Short lines outside the page's frame that are little more than a phrase of the table.
    fn lines(&mut self, sight: &Sight) {
        let offers = OFFERS.of(sight.language);
        let (mut all, mut inside) = ([0.0_f32; 4], [0.0_f32; 4]);
        for i in sight.shown() {
            let seen = &sight.judgement.features[i];
            if sight.blocks.list[i].words > LINE || seen.in_nav + seen.in_header + seen.in_footer > 0.0 {
                continue;
            }
            let line = lower(sight.text(i));
            let found = line.find(char::is_alphanumeric).and_then(|start| offers.at(&line, start));
            let Some(found) = found.filter(|found| (found.end - found.start) * 2 >= line.len()) else {
                continue;
            };
            if let Some(kind) = OFFER_KINDS.iter().position(|kind| *kind == found.kind) {
                all[kind] += 1.0;
                inside[kind] += is(sight.region.contains(&i));
            }
        }
        [self.buys, self.asks, self.abouts, self.lists] = all.map(log);
        [self.buys_inside, self.asks_inside, self.abouts_inside, self.lists_inside] = inside.map(log);
        self.offers = log(all.iter().sum());
    }

    /// Who is spoken of in the story.
    fn persons(&mut self, sight: &Sight) {
        let offers = OFFERS.of(sight.language);
        let (persons, cues) = (PERSONS.of(sight.language), CUES.of(sight.language));
        let (mut we, mut you, mut first_person, mut others) = (0.0_f32, 0.0_f32, 0.0, 0.0);
        let (mut total, mut reports, mut exclaimed, mut offered) = (0.0_f32, 0.0, 0.0, 0.0);
        let (mut paragraphs, mut offering) = (0.0_f32, 0.0);
        for paragraph in sight.body {
            let before = (we, you);
            let text = lower(paragraph.span.of(&sight.blocks.prose.text));
            exclaimed += (text.matches('!').count() + text.matches('！').count()) as f32;
            let is_offer = |kind: &str, words: &str| kind != "list" && words.contains(' ');
            let found = offers.find(&text);
            offered += found.filter(|f| is_offer(f.kind, &text[f.start..f.end])).count() as f32;
            for word in lang::runs(&text, |c| c.is_alphabetic() || c == '\'') {
                total += 1.0;
                // "we'll" speaks of us as "we" does.
                let stem = || word.split_once('\'').map(|(stem, _)| stem);
                match persons.get(word).or_else(|| persons.get(stem()?)).copied() {
                    Some("we") => we += 1.0,
                    Some("you") => you += 1.0,
                    Some("i") => first_person += 1.0,
                    Some(_) => others += 1.0,
                    None => {}
                }
                reports += is(cues.contains_key(word));
            }
            // In quotation marks anyone may say "we".
            let is_quoteless = sight.judgement.features[paragraph.block.index()].has_quote == 0.0;
            let is_text = is(paragraph.kind != ParagraphKind::Heading);
            paragraphs += is_text;
            offering += is_text * is(is_quoteless && we > before.0 && you > before.1);
        }
        self.we_you_paragraphs = offering / paragraphs.max(FEW);
        let share = |count: f32| 100.0 * count / total.max(50.0);
        self.we = share(we);
        self.you = share(you);
        self.we_you = share(we.min(you));
        self.first_person = share(first_person);
        self.others = if persons.is_empty() { USUAL_OTHERS } else { share(others) };
        self.reports = if cues.is_empty() { USUAL_REPORTS } else { share(reports) };
        self.exclaimed = share(exclaimed);
        self.offers_in_story = share(offered);
    }

    /// Whom the headings speak to, and of whom.
    fn headings(&mut self, sight: &Sight) {
        let persons = PERSONS.of(sight.language);
        let headline = sight.headline();
        let is_heading = |i: &usize| {
            sight.judgement.features[*i].heading > 0.0
                && sight.blocks.list[*i].link_density() < 0.5
                && Some(*i) != headline
        };
        let (mut all, mut inside, mut to_you, mut of_us) = (0.0_f32, 0.0_f32, 0.0, 0.0);
        for i in sight.open().filter(is_heading) {
            let text = lower(sight.text(i));
            let mut words = text.split(|c: char| !c.is_alphabetic());
            let is_inside = is(sight.region.contains(&i));
            all += 1.0;
            inside += is_inside;
            to_you += is(words.clone().any(|word| persons.get(word) == Some(&"you")));
            of_us += is_inside * is(words.any(|word| persons.get(word) == Some(&"we")));
        }
        self.you_headings = to_you / all.max(FEW);
        self.we_headings = of_us / inside.max(FEW);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_error_pages() {
        for (title, language, is_one) in [
            ("Page not found - The Gull", "en", true),
            ("404", "fr", true),
            ("Seite nicht gefunden | Möwe", "de", true),
            ("A page not found in any book", "en", false),
            ("Oopsie, the cat", "en", false),
            ("", "", false),
        ] {
            assert_eq!(is_error(title, Language::from_tag(language)), is_one, "{title}");
        }
    }
}
