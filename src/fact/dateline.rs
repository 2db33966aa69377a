//! A report's first words -> where they begin behind its dateline: "TORSBY, 3 May (TNA) - The lock ...".
//!
//! A dateline says where, when and by which agency a report was written, and stands where a sentence begins without being a part of it. It is one by
//! its shape: capitals in front of an agency in brackets or of a dash, with a place among them that is known, or several words of it, or an
//! agency alone. Whatever is in doubt stays part of the sentence: "The Torsby Boat Company (TBC) said ...". The name of a site may stand in front of a report as well.

use super::entity::gazetteer::{Gazetteer, gazetteer};
use crate::article::Article;
use crate::lang::Language;

/// A dateline is no longer, in bytes.
const LONGEST: usize = 60;
/// Nor is an agency's name in brackets, and it has no more words.
const LONGEST_AGENCY: usize = 20;
const AGENCY_WORDS: usize = 2;
/// A place in capitals is no abbreviation from so many letters on.
const SHOUTED: usize = 4;

/// What parts a dateline from the report.
pub const DASHES: [&str; 5] = ["--", "—", "–", "―", "-"];

/// How many bytes of a sentence its dateline takes; 0 where it has none.
fn dateline(sentence: &str, language: Language) -> usize {
    let is_start = sentence.starts_with(|c: char| c.is_uppercase() || c == '(');
    if !is_start {
        return 0;
    }
    let reach = sentence.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last().unwrap_or(0);
    let reached = &sentence[..reach];
    let gazetteer = gazetteer(language);
    // The bracket or the dash that ends it, whichever comes first.
    let bracket = reached.find('(');
    let dash = DASHES.iter().filter_map(|dash| reached.find(&format!(" {dash} "))).min();
    let place = &reached[..bracket.into_iter().chain(dash).min().unwrap_or(0)];
    let is_agency = place.is_empty() && bracket == Some(0);
    let has_state = has_short_state(place);
    // Several words in capitals in front of a dash need no table: "DES MOINES — ", "TORSBY, Miss. (TNA) — ".
    let is_shouted_out = (has_state || bracket.is_none_or(|bracket| bracket > place.len()))
        && is_shouted(place)
        && place.split_whitespace().nth(1).is_some();
    let is_known = is_agency || is_place_and_day(place, gazetteer);
    if !is_known && !is_shouted_out {
        return 0;
    }
    let rest = match sentence[place.len()..].strip_prefix('(') {
        Some(rest) => match rest.split_once(')') {
            Some((agency, rest)) if names_agency(agency) => rest,
            _ => return 0,
        },
        None if is_shouted(place) || has_state => &sentence[place.len()..],
        None => return 0,
    };
    let spaced = rest.trim_start();
    let behind_dash = DASHES.iter().find_map(|dash| spaced.strip_prefix(dash));
    if !is_known && behind_dash.is_none() {
        return 0;
    }
    let bare = behind_dash.unwrap_or(spaced).trim_start();
    let goes_on = bare
        .trim_start_matches(['“', '"', '„', '«', '‘', '\''])
        .starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    // A space is easily lost behind the bracket: "London (TNA)The lock".
    let is_apart = rest.starts_with(|c: char| c.is_whitespace() || c.is_uppercase());
    if is_apart && goes_on { sentence.len() - bare.len() } else { 0 }
}

/// How many bytes of an article's sentence stand in front of its report: the name of the site, a dateline.
pub fn report_line(sentence: &str, article: &Article) -> usize {
    let site = site_line(sentence, article.site.as_deref().unwrap_or_default());
    site + dateline(&sentence[site..], article.language)
}

/// How many bytes the name of its site takes in front of a report: "Torsby News - The lock ..."; 0 where it does not stand there.
fn site_line(sentence: &str, site: &str) -> usize {
    let line =
        sentence.strip_prefix(site).filter(|rest| !site.is_empty() && rest.starts_with(char::is_whitespace));
    let report = line.and_then(|rest| DASHES.iter().find_map(|dash| rest.trim_start().strip_prefix(dash)));
    let report = report.filter(|rest| rest.starts_with(char::is_whitespace)).map(str::trim_start);
    // "Torsby Rail - The oldest of all - is sold": the dashes are the sentence's own.
    let is_apart = |report: &&str| !DASHES.iter().any(|dash| report.contains(&format!(" {dash} ")));
    report
        .filter(|report| report.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
        .filter(is_apart)
        .map_or(0, |report| sentence.len() - report.len())
}

/// "London", "Torsby, North Holm", "NEW DELHI, Jul 26": capitals and numbers, one part at least a known place.
fn is_place_and_day(words: &str, gazetteer: &Gazetteer) -> bool {
    let is_one = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    words.split_whitespace().all(is_one)
        && words.split([',', '/']).any(|part| is_place(part.trim(), gazetteer))
}

fn is_place(words: &str, gazetteer: &Gazetteer) -> bool {
    let is_known = |words: &str| gazetteer.places.has(words);
    is_known(words) || is_shouted(words) && is_known(&in_small_letters(words))
}

/// Whether the letters are capitals.
fn is_shouted(words: &str) -> bool {
    let first = words.split([',', '/']).next().unwrap_or_default();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    letters >= SHOUTED && !first.contains(char::is_lowercase)
}

/// "Torsby, Miss.": a state cut short behind the place.
fn has_short_state(place: &str) -> bool {
    place.trim_end().ends_with('.') && place.contains(',')
}

/// "NEW DELHI" -> "New Delhi".
fn in_small_letters(words: &str) -> String {
    let one = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().chain(letters.as_str().to_lowercase().chars()).collect::<String>()
    };
    words.split(' ').map(one).collect::<Vec<_>>().join(" ")
}

/// "TNA", "dpa/tba", "Torsby News".
fn names_agency(words: &str) -> bool {
    words.len() <= LONGEST_AGENCY
        && !words.is_empty()
        && words.split_whitespace().nth(AGENCY_WORDS).is_none()
        && words.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '/')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The caret stands where the sentence begins.
    fn check(code: &str, caret: &str) {
        let at = caret.find('^').unwrap_or(0);
        assert_eq!(dateline(&caret.replace('^', ""), Language::from_tag(code)), at, "{caret}");
    }

    #[test]
    fn what_stands_before_the_report_is_its_dateline() {
        check("en", "(TNA) ^The lock opens.");
        check("en", "(TNA) - ^The lock opens.");
        check("en", "London (TNA) ^The lock opens.");
        check("en", "London (TNA)^The lock opens.");
        check("en", "London (TNA) — ^“The lock opens,” he said.");
        check("en", "Torsby, Norway (TNA) ^The lock opens.");
        check("en", "NEW DELHI, Jul 26 (TNA) ^Two locks open.");
        check("en", "LONDON -- ^The lock opens.");
        check("en", "LONDON, England — ^The lock opens.");
        check("en", "NEW TORSBY — ^The lock opens.");
        check("en", "LONDON ― ^The lock opens.");
        check("en", "TORSBY, Miss. — ^The lock opens.");
        check("en", "TORSBY, N.Y. ― ^“The lock opens,” he said.");
        check("en", "TORSBY, Miss. (TNA) — ^The lock opens.");
        check("en", "London, Ont. - ^The lock opens.");
        check("de", "Berlin (dpa/tba) - ^Die Schleuse öffnet.");
        check("de", "Berlin/München (dpa) – ^Die Schleuse öffnet.");
    }

    #[test]
    fn a_site_names_itself_in_front_of_a_report() {
        let report = |sentence: &str, site: &str| sentence[site_line(sentence, site)..].to_owned();
        for dash in ["-", "–", "—"] {
            let sentence = format!("Torsby News {dash} The lock opens.");
            assert_eq!(report(&sentence, "Torsby News"), "The lock opens.");
            assert_eq!(report(&sentence, ""), sentence);
            assert_eq!(report(&sentence, "Torsby"), sentence);
        }
        for whole in [
            "Torsby News opens a lock.",
            "Torsby News - which opens a lock - is old.",
            "Torsby News - The oldest of all - is sold.",
            "Torsby News -",
        ] {
            assert_eq!(report(whole, "Torsby News"), whole);
        }
    }

    #[test]
    fn what_belongs_to_the_sentence_is_no_dateline() {
        check("en", "The Torsby Boat Company (TBC) Ltd opens a lock.");
        check("en", "Torsby Boat Company (TBC) President Otto Kern opens a lock.");
        check("en", "London (its old town) is full.");
        check("en", "London (TNA) opens a lock.");
        check("en", "London - The Old Town is a book.");
        check("en", "LOCK — The gate that opens.");
        check("en", "TORSBY LOCKS, Inc. (TLI) President Otto Kern opens a lock.");
        check("en", "Otto, Kern. - The Old Town is a book.");
        check("en", "London (TNA)");
        check("en", "(TNA)");
        check("en", "");
        check("de", "Otto Kern – Der Mann der Schleuse – öffnet sie.");
    }
}
