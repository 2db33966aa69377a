//! What holds for numbers and dates in any text, and their order of importance.

use factbox::day::Day;
use factbox::fact::timeline::Side;
use factbox::fact::{Facts, Text, date, number, rank};
use factbox::lang::Language;

use crate::carets::with_text;

/// Every span of every fact is a stretch of one sentence, and facts of a kind are in text order and apart.
fn check_spans(text: &Text) -> (usize, usize) {
    let dates = date::find(text);
    let numbers = number::find(text, &dates);
    let is_inside = |span| text.sentences.iter().any(|sentence| sentence.span.contains(span));
    for date in &dates {
        assert!(!date.span.of(text.text).is_empty() && is_inside(date.span), "{:?}", text.text);
        let what = date.what.unwrap_or(date.span);
        let words = |span: factbox::span::Span| span.of(text.text);
        assert!(is_inside(what) && what.contains(date.span), "{:?} in {:?}", words(date.span), words(what));
    }
    for number in &numbers {
        let parts = [Some(number.span), number.qualifier, number.per, number.what];
        assert!(
            !number.span.is_empty() && parts.into_iter().flatten().all(is_inside),
            "{number:?} in {:?}",
            text.text
        );
        assert!(number.value.parse::<f64>().is_ok(), "{}", number.value);
        assert!(dates.iter().all(|date| !date.span.overlaps(number.span)), "{:?}", text.text);
    }
    assert!(dates.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", text.text);
    assert!(numbers.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", text.text);
    (dates.len(), numbers.len())
}

/// Texts put together from what the finders ask for, in an order nobody writes.
#[test]
fn any_text_is_read() {
    let pieces = "3|1,200|0.5|.|,|-|–|%|$|€|(|)|million|bn|m|March|May|Thursday|last|next|week|year|years|ago|the|of|to\
        |third|quarter|2014|1990s|twenty|-five|half|a|dozen|troops|old|each|per|half a|½|²|’s|'|/|1/4|№|10:30|:\
        |9999999999999999999999999999999|von|Mrd.|fünfundzwanzig|mil|quatre-vingt|é|😀|\u{a0}|\n\n|“|”|said|will|until\
        |between|and|from";
    let pieces: Vec<&str> = pieces.split('|').collect();
    let mut state = 11_u32;
    let (mut dates, mut numbers) = (0, 0);
    for _ in 0..250 {
        let mut text = String::new();
        for _ in 0..20 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(pieces[(state >> 16) as usize % pieces.len()]);
            text.push_str(if state >> 30 == 0 { "" } else { " " });
        }
        for (code, day) in
            [("en", Some((2025, 3, 20))), ("de", None), ("fr", Some((1, 1, 1))), ("es", Some((9999, 12, 31)))]
        {
            let day = day.and_then(|(year, month, day)| Day::new(year, month, day));
            let found = with_text(&text, Language::from_tag(code), day, check_spans);
            dates += found.0;
            numbers += found.1;
        }
    }
    assert!(dates > 150 && numbers > 500, "{dates} {numbers}");
}

/// Strings that break programs, where the corpus of them is at hand.
#[test]
fn naughty_strings_are_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/hostile/blns/blns.json");
    let Ok(json) = std::fs::read_to_string(path) else {
        eprintln!("skipped: no {path}");
        return;
    };
    let json: serde_json::Value = serde_json::from_str(&json).expect("blns.json is JSON");
    let mut strings = Vec::new();
    let mut open = vec![&json];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::String(string) => strings.push(string),
            serde_json::Value::Array(list) => open.extend(list),
            serde_json::Value::Object(map) => open.extend(map.values()),
            _ => {}
        }
    }
    assert!(strings.len() > 100, "{}", strings.len());
    for string in strings {
        for code in ["en", "de", "fr", "es", ""] {
            let text = format!("{string} 5 {string} million {string} May {string} 3 {string}");
            with_text(&text, Language::from_tag(code), Day::new(2025, 3, 20), check_spans);
        }
    }
}

/// A sentence without an end costs no more for each word than a short one.
#[test]
fn long_sentences_are_read() {
    let text = "on 5 March 2025 some 3 to 5 million of the ".repeat(20_000);
    let found = with_text(&text, Language::from_tag("en"), Day::new(2025, 3, 20), check_spans);
    assert_eq!(found.0, 20_000);
}

#[test]
fn numbers_and_dates_are_ranked() {
    let story = "The harbour of Port Lind will be closed on Friday, the council said.\n\n\
        Repairs will cost an estimated 12 million euros ($13 million), twice as much as planned.\n\n\
        Of the council, 40 members voted on 5 March. The hall had 200 chairs. It took 3 hours, and 7 did not come.\n\n\
        More than 900 workers fear for their jobs. The harbour was built in 1871.";
    let english = Language::from_tag("en");
    with_text(story, english, Day::new(2025, 3, 20), |text| {
        let dates = date::find(text);
        let numbers = number::find(text, &dates);
        let mut facts = Facts { numbers, dates, ..Facts::default() };
        // What matters more comes first; how sure each is, which is learned, is another matter.
        rank::judged(&mut facts, text, &|_, _| None);
        let numbers: Vec<_> = facts.numbers.iter().map(|number| number.span.of(text.text)).collect();
        assert_eq!(
            numbers,
            ["12 million euros ($13 million)", "More than 900 workers", "40 members", "200 chairs"]
        );
        let dates: Vec<_> = facts.dates.iter().filter_map(|date| date.value.as_deref()).collect();
        assert_eq!(dates, ["2025-03-21", "2025-03-05", "1871"]);
    });
}

#[test]
fn the_time_line_is_in_order_of_time() {
    let story = "The harbour of Port Lind will be closed on Friday, the council said on Thursday.\n\n\
        The old crane fell on 3 March. The crane was built in 1971, and it was painted in 1990.\n\n\
        The last ship left on Wednesday. The harbour will be opened in August.";
    let english = Language::from_tag("en");
    let line = |published| {
        with_text(story, english, published, |text| {
            let dates = date::find(text);
            let mut facts = Facts { dates, ..Facts::default() };
            rank::rank(&mut facts, text, &|_, _| Some(2.0));
            // How sure they are is learned, and has nothing to do with the order.
            facts.dates.iter_mut().for_each(|date| date.is_sure = true);
            rank::beside(&mut facts, &[]);
            let mut line: Vec<_> = facts.dates.into_iter().filter(|date| date.turn.is_some()).collect();
            line.sort_by_key(|date| date.turn);
            line.into_iter().map(|date| (date.side, date.value.unwrap_or_default())).collect::<Vec<_>>()
        })
    };
    let (past, coming) = (Some(Side::Past), Some(Side::Coming));
    assert_eq!(
        line(Day::new(2025, 3, 20)),
        // The publication day is on no side; of a year that is over there is no room.
        [
            (past, "2025-03-03".into()),
            (past, "2025-03-19".into()),
            (coming, "2025-03-21".into()),
            (coming, "2025-08".into())
        ]
    );
    assert_eq!(line(None), [], "nothing is past or to come");
}
