use super::choice::{FURTHER, LEAST_WORTH, SHORT, STOPGAP};
use super::*;
use crate::article::{Article, ParagraphKind, Words};
use crate::block::{self, Blocks, count_words};
use crate::fact::{self, Text};
use crate::lang::Language;
use crate::page::Page;
use crate::sentence;

const STORY: &[&str] = &[
    "The harbour town of Selm will buy back its ferry from Lind Shipping for 4.2 million euros.",
    "The ferry has linked Selm with the island of Orn since 1952 and carries 300,000 passengers a year.",
    "Lind Shipping had bought the ferry from the town in 2009 and raised fares four times since then.",
    "The council of Selm wants to lower fares by a third and run the ferry at night as well.",
    "Shops on Orn expect more guests, said Ines Marl, who keeps a bakery near the quay.",
    "Repairs to the quay at Orn are to begin in March and will take about four months in all.",
    "The ministry in the capital has promised to pay half of the price within two years.",
    "Otto Kern, who leads the council, called the purchase a matter of course for an island town.",
];

/// The summary of paragraphs as the article that `change` makes of them.
fn check(change: impl Fn(&mut Article, &Blocks), paragraphs: &[&str]) -> Summary {
    check_within(60, change, paragraphs)
}

fn check_within(words: u32, change: impl Fn(&mut Article, &Blocks), paragraphs: &[&str]) -> Summary {
    let page = Page::from_text(&paragraphs.join("\n\n"));
    let blocks = block::blocks(&page);
    let mut article = Article::of_text(&blocks, Language::from_tag("en"), None);
    change(&mut article, &blocks);
    let sentences = sentence::sentences(&article, &blocks);
    let text = Text::new(&article, &blocks, &sentences);
    summary(&draft(&text, &fact::facts(&text)), Budget::Words(words))
}

/// Gives an article a headline.
fn headlined(words: Option<&str>) -> impl Fn(&mut Article, &Blocks) {
    move |article, _| article.headline = words.map(|words| Words::InHead(words.to_owned()))
}

#[test]
fn the_shipped_table_is_read() {
    assert!(Ranker::read(include_str!("rank.weights")).is_ok());
}

#[test]
fn what_is_no_story_has_no_summary() {
    let abstained = |change: &dyn Fn(&mut Article), paragraphs: &[&str]| {
        check(|article, _| change(article), paragraphs).abstained
    };
    assert_eq!(abstained(&|_| {}, STORY), None);
    assert_eq!(abstained(&|_| {}, &STORY[..5]), Some(Abstained::Short));
    assert_eq!(abstained(&|article| article.is_live = true, STORY), Some(Abstained::Live));
    assert_eq!(abstained(&|article| article.confidence = 20, STORY), Some(Abstained::Unsure));
    let items = |article: &mut Article| {
        article.body[1..].iter_mut().for_each(|paragraph| paragraph.kind = ParagraphKind::ListItem);
    };
    assert_eq!(abstained(&items, STORY), Some(Abstained::List));
    assert_eq!(abstained(&|_| {}, &["Why so? Who pays? Who knows?"; 40]), Some(Abstained::NoneStands));
}

#[test]
fn what_a_sentence_leans_on_is_shown_before_it() {
    // A sentence and the one that it leans on.
    let leaning = [(8, 7), (9, 8)];
    let more = [
        "Marl plans a second shop with twelve seats and a view of the harbour for guests who come by day.",
        "The ministry in the capital has promised to pay half of the price within two years.",
        "This, however, may change after a vote of parliament on the budget of next year in the autumn.",
        "They want more trees along the road from the station to the beach, and benches under them.",
    ];
    let paragraphs = [&STORY[..6], &more].concat();
    let mut shown = [0; 2];
    for words in (20..400).step_by(5) {
        let summary = check_within(words, |_, _| {}, &paragraphs);
        let has = |n: usize| summary.choices.iter().any(|choice| choice.sentence == n);
        for ((n, on), shown) in leaning.into_iter().zip(&mut shown) {
            assert!(!has(n) || has(on), "{words} words: {n} without {on}");
            *shown += usize::from(has(n));
        }
    }
    assert!(shown.iter().all(|times| *times > 0), "{shown:?}");
}

#[test]
fn a_name_is_given_where_no_shown_sentence_tells_it() {
    let more = [
        "Ines Marl bakes.",
        "Marl plans a second shop with twelve seats and a view of the harbour for guests who come by day.",
        "She will hire nine people in spring to bake bread for the hotels on Orn and the ferry.",
        "Ines Marl hopes for guests from the mainland.",
    ];
    let paragraphs = [&STORY[..4], &more, &STORY[5..]].concat();
    let prose = prose(&paragraphs);
    let mut times = [0; 2];
    for words in (20..400).step_by(5) {
        let choices = check_within(words, |_, _| {}, &paragraphs).choices;
        let has = |n: usize| choices.iter().any(|choice| choice.sentence == n);
        for choice in &choices {
            let given = choice.given.iter();
            let given: Vec<_> = given.map(|a| (a.words.of(&prose), a.name.of(&prose))).collect();
            let expected: &[_] = match choice.sentence {
                5 => &[("Marl", "Ines Marl")],
                // Whose name stands beside the sentence before it is known.
                6 if !has(5) => &[("She", "Ines Marl")],
                _ => &[],
            };
            assert_eq!(given, expected, "{words} words: {}", choice.sentence);
            if choice.sentence == 5 || choice.sentence == 6 {
                times[choice.sentence - 5] += 1;
            }
        }
    }
    assert!(times.iter().all(|times| *times > 0), "{times:?}");
}

#[test]
fn a_pronoun_behind_a_sentence_that_names_nobody_has_its_name_beside_it() {
    let more = [
        "Ines Marl bakes.",
        "The bread sells so well on Orn that the ovens beside the quay are lit at two in the morning.",
        "Her plans are larger: nine people will bake bread for the hotels on Orn and for the ferry.",
    ];
    let paragraphs = [&STORY[..4], &more, &STORY[5..]].concat();
    let prose = prose(&paragraphs);
    let mut times = 0;
    for words in (20..400).step_by(5) {
        let choices = check_within(words, |_, _| {}, &paragraphs).choices;
        let Some(choice) = choices.iter().find(|choice| choice.sentence == 6) else { continue };
        let names: Vec<&str> = choice.given.iter().map(|given| given.name.of(&prose)).collect();
        assert_eq!(names, ["Ines Marl"], "{words} words");
        times += usize::from(choices.iter().any(|choice| choice.sentence == 5));
    }
    assert!(times > 0);
}

#[test]
fn a_sentence_is_shown_without_the_but_that_joins_it_to_another() {
    let but = "But the council of Selm wants to lower fares by a third and run the ferry at night as well.";
    // Too long for most budgets.
    let long = format!("{}.", ["Lind Shipping had bought the ferry from the town in 2009"; 6].join(" and "));
    let (mut cut, mut whole) = (0, 0);
    for before in [STORY[2], &long] {
        let paragraphs = [&STORY[..2], &[before, but], &STORY[4..]].concat();
        let prose = prose(&paragraphs);
        for words in (20..400).step_by(5) {
            let choices = check_within(words, |_, _| {}, &paragraphs).choices;
            let Some(choice) = choices.iter().find(|choice| choice.sentence == 3) else { continue };
            let follows = choices.iter().any(|choice| choice.sentence == 2);
            assert_eq!(choice.is_cut, !follows, "{words} words");
            assert_eq!(choice.span.of(&prose), if follows { but } else { &but["But ".len()..] });
            *(if follows { &mut whole } else { &mut cut }) += 1;
        }
    }
    assert!(cut > 0 && whole > 0, "{cut} cut, {whole} whole");
}

/// The text that the spans of `check` are of.
fn prose(paragraphs: &[&str]) -> String {
    block::blocks(&Page::from_text(&paragraphs.join("\n\n"))).prose.text
}

#[test]
fn a_sentence_is_clearer_to_a_reader_who_knows_what_it_tells_of() {
    let more = [
        "A storm broke the old pier of Selm in the night.",
        "The pier and the ferry will be repaired by spring.",
    ];
    let page = Page::from_text(&[&STORY[..6], &more].concat().join("\n\n"));
    let blocks = block::blocks(&page);
    let drafted = |headline: Option<&str>| {
        let mut article = Article::of_text(&blocks, Language::from_tag("en"), None);
        article.headline = headline.map(|words| Words::InHead(words.to_owned()));
        let sentences = sentence::sentences(&article, &blocks);
        let text = Text::new(&article, &blocks, &sentences);
        draft(&text, &fact::facts(&text)).expect("it is long enough")
    };
    assert_eq!(drafted(None).obscurity(&[7], &[]), 0.0);
    let draft = drafted(Some("Winter comes early this year"));
    let odds = |chosen: &[usize]| draft.alone_odds(7, &[7], chosen).expect("leaning is weighed");
    assert!(odds(&[]) < odds(&[0, 6]) && odds(&[6]) < odds(&[0, 6]), "{} {}", odds(&[]), odds(&[6]));
    assert!(draft.obscurity(&[7], &[]) > draft.obscurity(&[7], &[0, 6]));
    assert_eq!(draft.without_leaning().obscurity(&[7], &[]), 0.0);
}

#[test]
fn a_dateline_is_not_shown() {
    let told = "The harbour town of Selm will buy back its ferry from Lind Shipping for 4.2 million euros.";
    for dateline in ["LONDON, May 3 (TNA) - ", "TORSBY, Miss. — ", "TORSBY, Miss. (TNA) ― "] {
        let dated = format!("{dateline}{told}");
        let paragraphs = [&[dated.as_str()], &STORY[1..]].concat();
        let prose = prose(&paragraphs);
        let choices = check_within(60, |_, _| {}, &paragraphs).choices;
        assert_eq!(choices[0].span.of(&prose), told);
        let words = |choices: &[Choice]| choices.iter().map(|choice| choice.sentence).collect::<Vec<_>>();
        assert_eq!(words(&choices), words(&check_within(60, |_, _| {}, STORY).choices));
    }
}

#[test]
fn the_name_of_its_site_in_front_of_a_report_is_not_shown() {
    let told = format!("Selm News - {}", STORY[0]);
    let paragraphs = [&[told.as_str()], &STORY[1..]].concat();
    let shown = |site: Option<&str>| {
        let of_site = |article: &mut Article, _: &Blocks| article.site = site.map(str::to_owned);
        check_within(60, of_site, &paragraphs).choices[0].span.of(&prose(&paragraphs)).to_owned()
    };
    assert_eq!(shown(Some("Selm News")), STORY[0]);
    assert_eq!(shown(Some("The Gull")), told);
}

#[test]
fn a_budget_is_kept() {
    for words in [30, 60, 120] {
        let choices = check_within(words, |_, _| {}, STORY).choices;
        let used: u32 = choices.iter().map(|choice| count_words(STORY[choice.sentence])).sum();
        assert!(used <= words && used > words / 2, "{used} of {words}");
    }
}

#[test]
fn what_the_dek_says_is_not_said_again() {
    let dek = "Selm, the harbour town, buys back its ferry from Lind Shipping for 4.2 million euros.";
    let paragraphs = [&[dek], STORY].concat();
    let chose_first = |change: &dyn Fn(&mut Article, &Blocks)| {
        let summary = check(|article, blocks| change(article, blocks), &paragraphs);
        summary.choices[0].sentence == 0
    };
    // The dek's own block is no paragraph of the story.
    assert!(chose_first(&|article, _| {
        article.body.remove(0);
    }));
    assert!(!chose_first(&|article, blocks| {
        article.dek = Some(Words::InPage(blocks.list[0].span));
        article.body.remove(0);
    }));
}

#[test]
fn the_headline_is_not_said_again() {
    let headline = "Selm, a harbour town, will buy back its ferry from Lind Shipping for 4.2 million euros";
    let chose_first = |headline: Option<&str>| {
        let change = |article: &mut Article, _: &Blocks| {
            article.headline = headline.map(|words| Words::InHead(words.to_owned()));
        };
        check(change, STORY).choices[0].sentence == 0
    };
    assert!(!chose_first(Some(headline)));
    // All of it and more.
    let longer = format!("{headline}, {}", STORY[4..7].join(" "));
    assert!(!chose_first(Some(&longer)));
    assert!(chose_first(None));
    assert!(chose_first(Some("A harbour town buys back its ferry")));
}

#[test]
fn where_headings_divide_the_article_its_lead_is_chosen_from() {
    let chosen = |heading: usize| {
        let change = |article: &mut Article, _: &Blocks| {
            if let Some(paragraph) = article.body.get_mut(heading) {
                paragraph.kind = ParagraphKind::Heading;
            }
        };
        let paragraphs = [STORY, &STORY[4..6]].concat();
        check_within(400, change, &paragraphs)
            .choices
            .iter()
            .map(|choice| choice.sentence)
            .collect::<Vec<_>>()
    };
    assert!(chosen(usize::MAX).iter().any(|&n| n > 5), "{:?}", chosen(usize::MAX));
    assert!(chosen(5).iter().all(|&n| n < 5), "{:?}", chosen(5));
    // So few words are no lead.
    assert!(chosen(1).iter().any(|&n| n > 1), "{:?}", chosen(1));
}

#[test]
fn where_the_lead_has_no_sentence_to_show_the_rest_is_chosen_from() {
    // They may be shown, but only with what they point at.
    let ahead =
        ["In this article we look at the ferry of Selm, at its crew, and at those who pay for it."; 5];
    let paragraphs = [&ahead[..], &["A heading"], STORY].concat();
    let change = |article: &mut Article, _: &Blocks| article.body[5].kind = ParagraphKind::Heading;
    assert!(!check(change, &paragraphs).choices.is_empty());
}

#[test]
fn what_a_chosen_sentence_tells_is_not_told_again() {
    let again = [
        "The ferry of the town of Selm, which Lind Shipping had let rust, carries a million guests, cattle, bread, letters, \
         bicycles, bricks, cars, coal, beer, doctors, teachers and priests over the sound.",
    ];
    let paragraphs = [STORY, &again].concat();
    let sentences = |words: u32| check_within(words, |_, _| {}, &paragraphs).choices;
    let both = (20..400).step_by(5).find(|&words| {
        let choices = sentences(words);
        let has = |n: usize| choices.iter().any(|choice| choice.sentence == n);
        has(0) && has(STORY.len())
    });
    assert_eq!(both, None);
}

#[test]
fn room_is_not_filled_with_what_hardly_counts() {
    let paragraphs = [&STORY[..6], &["Kern, 29, of 19 Quay Road."], &STORY[6..]].concat();
    let by_turn = |words: u32| {
        let mut choices = check_within(words, |_, _| {}, &paragraphs).choices;
        choices.sort_by_key(|choice| choice.turn);
        choices
    };
    let wanted = by_turn(1_000);
    for words in 20..120 {
        // At the first choice that differs, the wanted sentence was too long.
        let choices = by_turn(words);
        let first = choices.iter().zip(&wanted).find(|(choice, wanted)| choice.sentence != wanted.sentence);
        if let Some((choice, wanted)) = first {
            let is_worth = choice.score >= LEAST_WORTH.min(wanted.score - STOPGAP);
            assert!(is_worth, "{words} words: {}", choice.sentence);
        }
    }
}

#[test]
fn under_a_headline_what_counts_little_is_not_shown_at_once_in_a_short_summary() {
    let worst = |headline: Option<&str>, words: u32| {
        let choices = check_within(words, headlined(headline), STORY).choices;
        assert!(!choices.is_empty());
        // The first ones were chosen first, and all together keep the budget.
        let firsts = choices.iter().filter(|choice| choice.is_first).count();
        assert!(choices.iter().all(|choice| choice.is_first == (choice.turn < firsts)));
        let used: u32 = choices.iter().map(|choice| count_words(STORY[choice.sentence])).sum();
        assert!(used <= words || choices.len() == 1, "{used} of {words}");
        let further = choices.iter().filter(|choice| choice.is_first && choice.turn > 0);
        further.map(|choice| choice.score).fold(f32::INFINITY, f32::min)
    };
    let headline = Some("Winter comes to the ferry early this year");
    for words in (20..160).step_by(5) {
        assert!(worst(headline, words) >= FURTHER * words as f32 / SHORT, "{words} words");
    }
    let at_60 = check_within(60, headlined(headline), STORY).choices;
    assert!(at_60.iter().any(|choice| choice.is_first && choice.turn > 0));
    assert!(at_60.iter().any(|choice| !choice.is_first));
    assert!(worst(headline, 120) < FURTHER && worst(None, 60) < FURTHER);
}

#[test]
fn every_choice_has_its_reasons() {
    let summary = check(|_, _| {}, STORY);
    let mut turns: Vec<usize> = summary.choices.iter().map(|choice| choice.turn).collect();
    turns.sort_unstable();
    assert_eq!(turns, (0..summary.choices.len()).collect::<Vec<_>>());
    for choice in &summary.choices {
        let reasons = Ranker::shipped().reasons(choice);
        assert!(reasons.len() > 3, "{reasons:?}");
        assert!(reasons.windows(2).all(|pair| pair[0].1.abs() >= pair[1].1.abs()), "{reasons:?}");
    }
}

#[test]
fn what_is_shown_at_once_is_read_without_the_rest() {
    let but = "But the council of Selm wants to lower fares by a third and run the ferry at night as well.";
    let paragraphs = [&STORY[..3], &[but], &STORY[4..]].concat();
    let headline = Some("Council of Selm wants to lower fares by a third");
    let mut torn = 0;
    for words in (20..400).step_by(5) {
        let choices = check_within(words, headlined(headline), &paragraphs).choices;
        let at = |n: usize| choices.iter().find(|choice| choice.sentence == n);
        let Some(choice) = at(3).filter(|choice| choice.is_first) else { continue };
        assert_eq!(choice.is_cut, at(2).is_none_or(|before| !before.is_first), "{words} words");
        torn += usize::from(at(2).is_some_and(|before| !before.is_first));
    }
    assert!(torn > 0);
}

#[test]
fn where_the_best_sentence_is_unclear_none_is_shown_at_once() {
    let scene = [
        "Some of them had been there before the others came, and the rest were late.",
        "One had a hat, another a coat; the first of the two was older than his brother.",
        "The man beside him, the taller of the two, took the letter and read it twice.",
        "Nobody would have believed it either who had been there with us.",
        "We did not talk of it again, and that was that for all of us there.",
        "Then we went home, and it rained on us all the way along the harbour.",
        "What they say of it may well be right, and they have said it often.",
        "That is how it ends, and why we will not go there again this year.",
        "Some of us still have it, in a box that nobody opens any more now.",
        "It may be the last time that the harbour sees them at all, they say.",
    ];
    let headline = Some("Harbour of Selm loses its last fishermen");
    let choices = check_within(60, headlined(headline), &scene).choices;
    assert!(!choices.is_empty() && choices.iter().all(|choice| !choice.is_first));
    assert!(check_within(60, headlined(Some("Selm buys back its ferry")), STORY).choices[0].is_first);
    // Who reads no headline knows nothing yet, and of another language no sentence was judged.
    assert!(check_within(60, headlined(None), &scene).choices[0].is_first);
    let german = |article: &mut Article, blocks: &Blocks| {
        headlined(headline)(article, blocks);
        article.language = Language::from_tag("de");
    };
    assert!(check_within(60, german, &scene).choices[0].is_first);
}

#[test]
fn a_name_that_only_a_held_back_sentence_tells_is_given() {
    let more = [
        "Ines Marl keeps bees on Orn.",
        "Marl wants the council of Selm to lower fares by a third at night for all who work on Orn.",
    ];
    let paragraphs = [&STORY[..3], &more, &STORY[5..]].concat();
    let prose = prose(&paragraphs);
    let headline = Some("Council of Selm wants to lower fares by a third");
    let mut times = 0;
    for words in (20..400).step_by(5) {
        let choices = check_within(words, headlined(headline), &paragraphs).choices;
        let at = |n: usize| choices.iter().find(|choice| choice.sentence == n);
        let (Some(before), Some(choice)) = (at(3), at(4).filter(|choice| choice.is_first)) else { continue };
        let names: Vec<&str> = choice.given.iter().map(|given| given.name.of(&prose)).collect();
        assert_eq!(names.is_empty(), before.is_first, "{words} words: {names:?}");
        times += usize::from(!before.is_first);
    }
    assert!(times > 0);
}

#[test]
fn of_advice_none_is_shown_at_once() {
    let advice = [
        "Your ticket for the ferry from Selm to Orn is cheaper if you buy it on the quay of the town.",
        "You can take a bicycle along, which costs 4 euros more in summer, or leave it at the quay.",
    ];
    let is_first = |more: &[&str]| {
        let choices = check_within(60, |_, _| {}, more).choices;
        assert!(!choices.is_empty());
        choices.iter().any(|choice| choice.is_first)
    };
    assert!(!is_first(&[STORY, &advice].concat()));
    assert!(!is_first(&[&advice, STORY].concat()));
    // What somebody says to somebody else is no advice.
    let said = advice.map(|words| format!("“{words}” said Otto Kern, who leads the council of Selm."));
    assert!(is_first(&[STORY, &said.each_ref().map(String::as_str)].concat()));
}
