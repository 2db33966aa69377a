//! Candidates for the title, the vote on them, and what of the page's headline is title.
//!
//! In: what the head says, and the site's names. Out: the title without the site's name; and for the headline in the page
//! the part of it that sources agree on: a kicker or a date in the same element is not the title.

use super::vote::{self, Candidate, Choice, Witness};
use super::{Site, Testimony, fold, letters};
use crate::page::Page;
use crate::span::Span;

const TITLES: &[(&str, u32)] = &[
    ("og:title", 30),
    ("citation_title", 26),
    ("parsely-title", 26),
    ("sailthru.title", 26),
    ("dc.title", 22),
    ("twitter:title", 22),
];

/// What may stand between a title and the site's name.
const MARKS: [&str; 12] =
    [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " « ", " » ", " › ", " : ", ": "];

#[derive(Default)]
pub struct Titles {
    candidates: Vec<Candidate<String>>,
    pub title: Option<String>,
    pub choice: Option<Choice>,
}

pub fn titles(page: &Page, said: &Testimony, site: &Site) -> Titles {
    let mut candidates: Vec<Candidate<String>> = Vec::new();
    let mut add = |source, text: &str, weight| {
        let value = without_site(&fold(text), site);
        if !value.is_empty() {
            candidates.push(Candidate { source, kind: Witness::Head, value, weight });
        }
    };
    for (key, weight) in TITLES {
        if let Some(text) = page.meta(key) {
            add(key, text, *weight);
        }
    }
    if let Some(headline) = said.headline.as_ref().filter(|_| said.is_article) {
        add("json-ld", headline, 28);
    }
    add("<title>", &page.head.title, 15);
    let agree = |a: &String, b: &String| letters(a) == letters(b);
    // All stand in the head, but hands that differ wrote them: what most say counts.
    let votes = |own: &Candidate<String>| {
        let same = candidates.iter().filter(|other| agree(&other.value, &own.value));
        own.weight + same.map(|other| other.weight / 3).sum::<u32>()
    };
    let elected = (0..candidates.len()).max_by_key(|&i| (votes(&candidates[i]), std::cmp::Reverse(i)));
    let choice = elected.map(|i| vote::choice("title", &candidates, i, agree, String::clone));
    Titles { title: elected.map(|i| candidates[i].value.clone()), choice, candidates }
}

impl Titles {
    /// What of the headline in the page is title, in bytes of `text`.
    ///
    /// Where two sources agree on words that end it, they are: "Flood fund: Harbour cities agree" with a kicker in the
    /// same element. Else all of it.
    pub fn of_headline(&self, text: &str) -> Span {
        let whole = Span::new(0, text.len());
        let own = letters(text);
        if self.candidates.iter().any(|candidate| letters(&candidate.value) == own) {
            return whole;
        }
        for candidate in &self.candidates {
            let title = &candidate.value;
            let said = self.candidates.iter().filter(|other| letters(&other.value) == letters(title)).count();
            let is_much = 2 * letters(title).len() >= own.len() && title.split_whitespace().count() >= 3;
            if said < 2 || !is_much {
                continue;
            }
            if text.ends_with(title.as_str()) {
                return Span::new(text.len() - title.len(), text.len());
            }
        }
        whole
    }
}

/// A page's title without the site's name behind or before it.
pub fn without_site(title: &str, site: &Site) -> String {
    let mut title = title.trim();
    // "Lamps go out | News | The Gull": the name first, then nothing more is known to be no title.
    for mark in MARKS {
        if let Some((rest, last)) = title.rsplit_once(mark)
            && site.is(last)
        {
            title = rest.trim();
            break;
        }
        if let Some((first, rest)) = title.split_once(mark)
            && site.is(first)
        {
            title = rest.trim();
            break;
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_site() {
        let site = |name| Site::new(name, None, "https://www.thegull.example/a");
        assert_eq!(without_site("Lamps go out - The Gull", &site(None)), "Lamps go out");
        assert_eq!(without_site("Gull | Lamps: a story", &site(Some("Gull"))), "Lamps: a story");
        assert_eq!(without_site("Lamps - go out", &site(Some("Gull"))), "Lamps - go out");
    }

    #[test]
    fn headlines_lose_a_kicker_that_two_sources_leave_out() {
        let head = |title: &str| {
            let mut page = Page::default();
            page.head.title = format!("{title} | The Gull");
            page.head.metas = vec![("og:title".into(), title.into())];
            page
        };
        let site = Site::new(Some("The Gull"), None, "");
        for (title, headline, kept) in [
            (
                "Harbour cities agree on fund",
                "Floods Harbour cities agree on fund",
                "Harbour cities agree on fund",
            ),
            (
                "Harbour cities agree",
                "Harbour cities agree on a fund that pays for levees",
                "Harbour cities agree on a fund that pays for levees",
            ),
            ("Lamps go out", "Lamps go out", "Lamps go out"),
        ] {
            let titles = titles(&head(title), &Testimony::default(), &site);
            assert_eq!(titles.of_headline(headline).of(headline), kept);
        }
    }
}
