//! What is shown of small texts, and what is not.

use super::*;
use crate::article::Article;
use crate::day::Day;
use crate::page::Page;
use crate::{block, fact, sentence};

/// The facts that are shown of a text of 20 March 2025: names of people, numbers, dates, and quotations' first words.
fn shown(text: &str) -> [Vec<String>; 4] {
    shown_in(lang::ENGLISH, text)
}

/// What the rules let pass; how sure it is has nothing to do with them.
fn shown_in(language: Language, text: &str) -> [Vec<String>; 4] {
    let pass = |facts: &mut Facts, text: &Text| drop(fact::rank::judged(facts, text, &|_, _| None));
    with(language, text, pass, |facts, text| {
        let words = |span: Span| span.of(text.text).to_owned();
        [
            facts.people.iter().map(|person| words(person.name)).collect(),
            facts.numbers.iter().map(|number| words(number.span)).collect(),
            facts.dates.iter().map(|date| words(date.span)).collect(),
            facts.quotes.iter().map(|quote| words(quote.content[0])).collect(),
        ]
    })
}

fn with_facts<T>(language: Language, text: &str, then: impl Fn(&Facts, &Text) -> T) -> T {
    with(language, text, |facts, text| fact::rank::rank(facts, text, &|_, _| Some(2.0)), then)
}

fn with<T>(
    language: Language,
    text: &str,
    choose: impl Fn(&mut Facts, &Text),
    then: impl Fn(&Facts, &Text) -> T,
) -> T {
    let page = Page::from_text(text);
    let blocks = block::blocks(&page);
    let article = Article::of_text(&blocks, language, Day::new(2025, 3, 20));
    let sentences = sentence::sentences(&article, &blocks);
    let text = Text::new(&article, &blocks, &sentences);
    let mut facts = fact::facts(&text);
    choose(&mut facts, &text);
    then(&facts, &text)
}

#[test]
fn people_have_names_that_people_have() {
    let page = Page::from_text("A lock.");
    let blocks = block::blocks(&page);
    let article = Article::of_text(&blocks, lang::ENGLISH, None);
    let text = Text::new(&article, &blocks, &[]);
    let reader = Reader::new(&Facts::default(), &text);
    for (name, is_persons) in [
        ("Anna Berg", true),
        ("Quorvale Johnson", true),
        ("J. K. Quorvale", true),
        ("Torvin Enlaq", false),
        ("Dataquill", false),
    ] {
        assert_eq!(names::is_persons(name, &reader), is_persons, "{name}");
    }
    for (name, are_two) in [
        ("Torsby and Lock Gate Technologies", true),
        ("Lock Gate Technologies", false),
        ("Ministry of Roads and Lock Gate Technologies", false),
        ("Torsby and Gate Technologies", false),
    ] {
        let words: Vec<&str> = name.split(' ').collect();
        assert_eq!(names::are_two_firms(&words, &reader), are_two, "{name}");
    }
    // A name that nobody is known by is shown of who speaks.
    let [people, ..] = shown("“We will open the lock before the summer,” said Ulvane Strenn, an engineer.");
    assert_eq!(people, ["Ulvane Strenn"]);
}

#[test]
fn numbers_say_what_they_measure() {
    let [_, numbers, ..] =
        shown("The council spent 30 million crowns on the new lock. Black for $39.99.\n\nList price $12.");
    assert_eq!(numbers, ["30 million crowns"]);
}

#[test]
fn today_is_a_day_only_where_something_happens() {
    for (text, dates) in [
        ("The council announced today that the lock will open in the harbour.", 1),
        ("The council will vote today on the new lock in the harbour.", 1),
        ("Lamps of this kind are popular today in every harbour of the coast.", 0),
        ("With so many boats in the harbour today, lamps of this kind save oil.", 0),
    ] {
        assert_eq!(shown(text)[2].len(), dates, "{text}");
    }
    // Without a table of tenses nothing tells the two apart.
    let text = "Il consiglio vota oggi sulla nuova chiusa del porto di Avel.";
    assert_eq!(shown_in(Language::from_tag("it"), text)[2], ["oggi"]);
}

#[test]
fn what_is_told_is_told_by_someone() {
    let [.., quotes] = shown("Anna Berg said that the lock would be opened before the summer is over.");
    assert_eq!(quotes.len(), 1);
    // What she wants she has not said.
    let [.., quotes] = shown("Anna Berg wants to open the lock of the harbour before the summer is over.");
    assert!(quotes.is_empty());
    let [.., quotes] =
        shown("The steeper curve said that the lock would be opened before the summer is over.");
    assert!(quotes.is_empty(), "{quotes:?}");
}

#[test]
fn yesterday_in_a_quotation_is_the_speakers() {
    let said = "“The lock was opened for the boats yesterday,” Anna Berg said in a letter.";
    assert!(shown(said)[2].is_empty());
    let told = "Anna Berg said in a letter that the lock was opened for the boats yesterday.";
    assert_eq!(shown(told)[2], ["yesterday"]);
}

#[test]
fn dates_of_names_and_labels_are_none() {
    for (text, dates) in [
        ("The fair opened on Ash Wednesday with a parade of boats.", 0),
        ("The fair opened on Wednesday with a parade of boats.", 1),
        ("Boats are kept out of the lock by the Harbour Act of 1940.", 0),
        ("Boats have been kept out of the lock since 1940.", 1),
        ("The harbour made our 2024 list of the coast.", 0),
        ("19 December 2024: The lock was opened for the boats of the town.", 0),
        ("TORSBY, Dec 20, 2024 (TNA) - The lock has been opened for the boats of the town.", 0),
        ("TORSBY, Dec 20, 2024 (TNA) ― The lock has been opened for the boats of the town.", 0),
        ("The bishop built it in May 1632. The tower fell down in June after a storm.", 1),
    ] {
        assert_eq!(shown(text)[2].len(), dates, "{text}");
    }
}

#[test]
fn numbers_of_names_lines_and_questions_are_none() {
    for (text, numbers) in [
        ("The 2024 boats of the coast are in the harbour of the town.", 0),
        ("The 2,024 boats of the coast are in the harbour of the town.", 1),
        ("How many days would 12 masons need to build the lock?", 0),
        ("Holm 12 points, Lind 14 points.", 0),
        ("The town bought the US$17-million lock from the bank last week.", 0),
    ] {
        assert_eq!(shown(text)[1].len(), numbers, "{text}");
    }
}

#[test]
fn what_is_told_is_whole() {
    for text in [
        "On the day that Anna Berg announced the lock was open, the boats left the harbour.",
        "If Anna Berg says that the lock is open, the boats of the town will leave.",
        "(Anna Berg says it has no plans to open the lock, but most of the town do not believe this).",
    ] {
        let [.., quotes] = shown(text);
        assert!(quotes.is_empty(), "{text}: {quotes:?}");
    }
}

#[test]
fn what_a_number_measures_is_told_from_the_first_word_on() {
    for (text, told) in [
        ("The council, which met in the hall, spent 30 million crowns on it.", ""),
        (
            "The lock cost the town 30 million crowns, which it had to borrow.",
            "The lock cost the town 30 million crowns",
        ),
        (
            "LONDON (TNA) - The lock cost the town 30 million crowns, which it had to borrow.",
            "The lock cost the town 30 million crowns",
        ),
        // Who says so is never cut off.
        ("The lock cost the town 30 million crowns, and it leaks, Anna Berg said.", ""),
    ] {
        with_facts(lang::ENGLISH, text, |facts, text| {
            let what = facts.numbers[0].what.map_or("", |what| what.of(text.text));
            assert_eq!(what, if told.is_empty() { text.text.trim() } else { told });
        });
    }
}

#[test]
fn names_that_are_part_of_others_are_none() {
    let text =
        "Anna Lyon opened the lock in Torsby on Monday. The boats waited, and Lyon told them to leave.";
    with_facts(lang::ENGLISH, text, |facts, text| {
        assert!(facts.places.iter().all(|place| place.name.of(text.text) != "Lyon"));
    });
}

/// Names of people, organisations and places that are shown.
fn names(text: &str) -> [Vec<String>; 3] {
    with_facts(lang::ENGLISH, text, |facts, text| {
        [&facts.people, &facts.organisations, &facts.places]
            .map(|names| names.iter().map(|name| name.name.of(text.text).to_owned()).collect())
    })
}

#[test]
fn what_cannot_be_read_alone_is_none() {
    for (text, numbers) in [
        ("The lock of Torsby cost the town 30 million crowns in the end.", 1),
        ("Price: the lock is let to the boats for $12.", 0),
        ("You can keep your boat in the lock for up to $12.", 0),
        ("“You paid $12 for the boat of the miller,” Anna Berg said.", 1),
        ("The masons of the town built these two locks of the harbour.", 0),
        ("The masons of the town built two locks of the harbour.", 1),
        ("In the harbour, all two locks are old and red, the town said.", 0),
        ("In the harbour, all two locks of the town are old and red.", 1),
        ("The sign beside the lock of the town says “keep 10 metres away” to the boats.", 0),
    ] {
        assert_eq!(shown(text)[1].len(), numbers, "{text}");
    }
    for (text, dates) in [
        ("The lock of Torsby was built in 1940 by the masons of the town.", 1),
        ("Update note: The lock of Torsby was built in 1940 by the masons.", 0),
    ] {
        assert_eq!(shown(text)[2].len(), dates, "{text}");
    }
}

#[test]
fn what_leans_brings_the_sentence_before_it_or_is_none() {
    for (text, told) in [
        ("It cost the town 30 million crowns in the end.", None),
        ("He paid the masons 30 million crowns for the lock.", None),
        ("In 2024, it cost the town 30 million crowns in the end.", None),
        ("The two men were fined 30 million crowns by the town.", None),
        ("The two were fined 30 million crowns by the town.", None),
        ("The two men of Torsby were fined 30 million crowns by the town.", Some("The two men of")),
        ("The boats paid the town 30 million crowns two years later.", None),
        ("Presumably, that would cost the town 30 million crowns.", None),
        ("The boats of the town left the harbour.\n\nThey paid 30 million crowns for the lock.", None),
        (
            "The boats of the town left the harbour. They paid 30 million crowns for it.",
            Some("The boats of the"),
        ),
        ("The boats left the harbour. He paid the masons 30 million crowns.", None),
        ("Anna Berg left the harbour. She paid the masons 30 million crowns.", Some("Anna Berg left")),
        ("His boat cost the town 30 million crowns on 3 May 2024.", None),
        (
            "The red lock is old. Watching it, and then leaving, cost the town 30 million crowns.",
            Some("The red lock"),
        ),
        ("Then, seven months later, it cost the town 30 million crowns.", None),
        ("The new harbour firm also announced that it had paid the town 30 million crowns.", None),
        ("The firm of Anna Berg has paid the town 30 million crowns.", Some("The firm of")),
        ("According to the same report, Anna Berg paid the town 30 million crowns.", None),
        ("Anna Berg left the harbour. According to the same report, the town got 30 million crowns.", None),
        (
            "A new report tells of Anna Berg. According to the same report, the town got 30 million crowns.",
            Some("A new report"),
        ),
        ("Anna Berg paid the same amount of 30 million crowns to the masons.", Some("Anna Berg paid")),
        ("The mayor of Torsby has paid the firm 30 million crowns.", Some("The mayor of")),
        ("Two thirds of the book was sold for 30 million crowns.", Some("Two thirds")),
        (
            "Anna Berg has a firm in Torsby. The firm has paid the town 30 million crowns.",
            Some("Anna Berg has"),
        ),
        ("In May the firm had paid the town 30 million crowns.", None),
        ("Anna Berg said that the new inquiry had cost the town 30 million crowns.", None),
        ("Anna Berg said that the new lock had cost the town 30 million crowns.", Some("Anna Berg said")),
        ("In the end they paid the town 30 million crowns for it.", None),
        ("In the end the masons said they paid the town 30 million crowns.", Some("In the end")),
        ("A spokesman for Anna Berg said: “They have paid the town 30 million crowns.”", None),
        ("At his wedding the bishop, Anna Berg, paid 30 million crowns.", Some("At his")),
        ("At his wedding Bishop Holm of Torsby, Anna Berg's friend, paid 30 million crowns.", None),
        ("Before her trial, the Danish court asked the town for 30 million crowns.", None),
        ("Something rare cost the town of Torsby 30 million crowns.", None),
        (
            "According to the mayor, the lock of the town, which is red, will cost 30 million crowns.",
            Some("According to the mayor, the lock of the town, which is red, will cost"),
        ),
        ("So the United Nations asked whether he had paid the masons 30 million crowns.", None),
        ("All three locks cost the town 30 million crowns.", Some("All three")),
        ("After she left, Anna Berg paid the masons 30 million crowns.", Some("After she left")),
        ("We paid the masons 30 million crowns for the lock.", Some("We paid")),
        (
            "“We paid the masons 30 million crowns for the lock,” said Anna Berg, an engineer.",
            Some("“We paid"),
        ),
        ("The council sold the lock. “We paid the masons 30 million crowns for the lock.”", None),
    ] {
        with(
            lang::ENGLISH,
            text,
            |facts, text| drop(fact::rank::judged(facts, text, &|_, _| None)),
            |facts, text| {
                let sum = facts.numbers.iter().find(|number| number.value.starts_with("30"));
                let what = sum.and_then(|number| number.what).map(|what| what.of(text.text));
                assert_eq!(what.is_some(), told.is_some(), "{}: {what:?}", text.text);
                assert!(
                    what.unwrap_or_default().starts_with(told.unwrap_or_default()),
                    "{}: {what:?}",
                    text.text
                );
            },
        );
    }
    let german = Language::from_tag("de");
    let text = "Diese hat die Stadt mit dem Hafen insgesamt 40 Euro gekostet.\n\nDie Stadt hat für die neue Schleuse im Hafen 30 Euro bezahlt.";
    assert_eq!(shown_in(german, text)[1], ["30 Euro"]);
}

#[test]
fn numbers_that_are_cut_are_none() {
    for (text, numbers) in [
        ("The town lets the lock for sub-$200 to the boats.", 0),
        ("The town lets the lock for $12 each to the boats.", 1),
        ("The town lets the lock for $12 per boat per month.", 1),
        ("The town lets the lock for $12 or more to the boats.", 0),
        ("The council has opened two degree programmes for masons.", 1),
        ("The boats waited in front of the lock for one or two days.", 0),
        ("The new lamps of the lock let the boats save 80% to 90% of the oil.", 0),
        // What it was before it rose is no more.
        ("The share of the boats in the trade rose from 80% to 90% of the oil.", 1),
        ("The council cut the time in the lock from six months to ninety days.", 1),
        ("The new lamps of the lock can read 2M+ words on the boats of the town.", 0),
        ("The town lets 40 boats and 12 masons into the lock each day.", 2),
        ("The lock was opened by 18 boys and girls of the town.", 0),
        ("The harbour master fined him under § 12 metres of the law.", 0),
        ("The council found that 1 in 4 boats of the town was red.", 0),
        ("The council found that one in four boats of the town was red.", 0),
        ("The council found that one of four boats of the town was red.", 1),
        ("The council of the town was at 3, 4 percent in the end.", 0),
        ("The council of the town was at 3 or so, and 4 percent in the end.", 1),
        ("Anna Berg has won gold in the 100 metres, 200 metres and told the town.", 0),
        ("Anna Berg has run 100 metres, 200 metres for the town.", 2),
        ("Anna Berg has won gold in the 200m at the games of the town.", 0),
        ("Anna Berg has swum the 200m of the harbour of the town.", 1),
        ("Anna Berg faces a ban of between six months and two years from the boats.", 0),
        ("Anna Berg got a ban of six months and two years at the oars from the town.", 2),
        ("Anna Berg came third in the women's 1500m of the town.", 0),
        ("Anna Berg won her 60m hurdles of the coast and told the town.", 0),
        ("Anna Berg won the closest 100m final of the coast and told the town.", 0),
        ("The masons of the town built 60m of the lock in the end.", 1),
        ("The town sent 60 masons, millers and bakers of the coast to the lock.", 0),
        ("The town sent 60 masons, and the boats were let into the lock.", 1),
        ("In the first two hours, the boats waited for the masons.", 0),
        ("In the first two hours of the fair, the boats waited for the masons.", 1),
        ("In a three-hour recorded talk with the town, the miller told of the boats.", 0),
        ("1 lock, 2 AB, 2 CD, 2 EF, 4 boats seen.", 0),
        ("The statue of the lock is 6ft 3in tall and was built in Torsby.", 0),
        ("The statue of the lock is 6ft tall and was built in Torsby.", 1),
        ("The statue of the lock is 6 feet 3 inches tall and was built in Torsby.", 0),
        ("The statue of the lock weighed 40 tonnes 10 years after the storm in Torsby.", 2),
        ("The tower of the lock was built 12 metres away from the harbour.", 1),
    ] {
        assert_eq!(shown(text)[1].len(), numbers, "{text}");
    }
    let spanish = Language::from_tag("es");
    for (text, numbers) in [
        ("El puerto contó 40 barcos en la tormenta de ayer.", 1),
        ("El puerto mató al menos a 40 barcos en la tormenta.", 0),
    ] {
        assert_eq!(shown_in(spanish, text)[1].len(), numbers, "{text}");
    }
}

#[test]
fn a_time_that_is_any_time_is_no_day() {
    for (text, dates) in [
        ("Lamps of the harbour are best cleaned over the weekend by the miller.", 0),
        ("Boats today are long and can be seen from the harbour.", 0),
        ("The lock was opened over a decade ago by the masons of the town.", 0),
        ("The lock was opened a decade ago by the masons of the town.", 1),
        ("Anna Berg told Today.example that the lock was opened.", 0),
        ("Updated 7 January 2020 by the harbour.", 0),
        ("The council published the 2020-2025 Harbour Plan for the town.", 0),
        ("The miller ate the Valentine's Day sweets of the harbour.", 0),
        ("The miller left the harbour of the town on Valentine's Day.", 1),
        ("Then came May 2024.", 0),
        ("The lock was open from July 13 to 17 of last year for the boats.", 1),
        ("Theresa May left the town over May's plan for the lock.", 0),
        ("Theresa May left the town in May over a plan for the lock.", 1),
        ("Then came the boats of May 2024.", 1),
        ("The lock will be open for the next 10 years or the next 50 years.", 0),
        ("Black Friday was a day on which the boats were sold.", 0),
    ] {
        assert_eq!(shown(text)[2].len(), dates, "{text}");
    }
}

#[test]
fn what_is_not_so_is_none() {
    for (text, numbers) in [
        ("The report that the town paid 30 million crowns for the lock is unfounded.", 0),
        // Nor where it is told again.
        (
            "The mayor paid 30 million crowns.\n\nThat the mayor paid 30 million crowns is a hoax, the town said.",
            0,
        ),
        ("The lock was supposed to cost the town 30 million crowns.", 0),
        ("The town paid 12 million crowns instead of 30 million crowns for the lock.", 1),
        ("Now imagine that the town paid 30 million crowns for the lock.", 0),
        ("If the town paid 30 million crowns for the lock, the boats would leave.", 0),
        ("The town said that the lock had cost 30 million crowns.", 1),
    ] {
        assert_eq!(shown(text)[1].len(), numbers, "{text}");
    }
    assert!(shown("The lock was supposed to open for the boats in May 2024.")[2].is_empty());
    let german = Language::from_tag("de");
    for (text, numbers) in [
        ("Die Stadt zahlt für die neue Schleuse im Hafen 12 Euro statt der üblichen 30 Euro.", 1),
        ("Die Schleuse hat mehreren hundert Booten im Hafen der Stadt geholfen.", 0),
        ("In der neuen Schleuse halfen sich die 450 Athlet*innen der Stadt.", 0),
        ("Eine Woche nach ihrem Sieg über 400 Meter lief Anna Berg durch den Hafen.", 0),
        ("Der Turm an der Schleuse ist mit der Spitze über 400 Meter hoch.", 1),
        ("Die Stadt gab der Schleuse einen Bescheid über 30 Euro für den Hafen.", 0),
        ("Die Schleuse kostete über 30 Euro für den Hafen der Stadt.", 1),
        ("Die Stadt verteilte den Fisch des Hafens an die 30 Boote.", 0),
        ("Die Boote sind mit 100-prozentiger Sicherheit im Hafen der Stadt geblieben.", 0),
        ("Am Hafen zahlen Sie für die neue Schleuse im Monat 12 Euro.", 0),
    ] {
        assert_eq!(shown_in(german, text)[1].len(), numbers, "{text}");
    }
}

#[test]
fn an_interview_is_not_the_writers() {
    let question = "What did the town pay for the lock?\n\n";
    let answer = "We paid the masons 30 million crowns for the lock.\n\n";
    assert_eq!(shown(answer)[1].len(), 1);
    assert!(shown(&[question, answer].concat().repeat(3))[1].is_empty());
}

#[test]
fn half_of_a_day_is_none() {
    for (text, dates) in [
        ("Die Stadt öffnet am 22. Mai 2025 die neue Schleuse im Hafen.", 1),
        ("Die Stadt öffnet am 21. und 22. Mai 2025 die neue Schleuse im Hafen.", 0),
        ("Im Zeitraum Januar bis Juli 2024 wurden im Hafen neue Boote gebaut.", 0),
        ("Im Hafen der Stadt wurden im Juli 2024 neue Boote gebaut.", 1),
        ("Die Boote wurden von der Stadt für Anna Berg (1927-2014) gebaut.", 0),
        ("Die Boote bleiben noch bis Montag in der Schleuse der Stadt.", 0),
    ] {
        assert_eq!(shown_in(Language::from_tag("de"), text)[2].len(), dates, "{text}");
    }
    for (text, dates) in [
        ("La ciudad vendió los barcos del puerto en septiembre de 2014, dijo el consejo.", 1),
        (
            "La ciudad vendió los barcos del puerto en septiembre de 2014 u octubre de 2014, dijo el consejo.",
            0,
        ),
    ] {
        assert_eq!(shown_in(Language::from_tag("es"), text)[2].len(), dates, "{text}");
    }
}

#[test]
fn a_credit_tells_nothing() {
    let text = "Getty Images TORSBY - MARCH 3: The boats left the lock of the harbour on March 3, 2024.";
    assert!(shown(text)[2].is_empty());
}

#[test]
fn who_speaks_is_a_person_not_a_party() {
    let speaker = |text: &str| {
        with_facts(lang::ENGLISH, text, |facts, text| {
            facts
                .quotes
                .first()
                .and_then(|quote| quote.speaker)
                .map(|speaker| speaker.of(text.text).to_owned())
        })
    };
    let text = "Anna Berg, Head of Locks for Torsby, says: “The lock will be opened before the summer.”";
    assert_eq!(speaker(text).as_deref(), Some("Anna Berg"));
    let text = "The miller Luis de Berg left. De Berg said: “The lock will be opened before the summer.”";
    assert_eq!(speaker(text).as_deref(), Some("Luis de Berg"));
    for text in [
        "“The lock will be opened before the summer,” someone said.",
        "Anna Berg said that it would be opened before the summer is over.",
        "What is odd about the lock is the answer of the miller, reported Anna Berg.",
    ] {
        assert!(shown(text)[3].is_empty(), "{text}");
    }
}

#[test]
fn who_speaks_in_german_is_no_pointer() {
    let german = Language::from_tag("de");
    for (text, quotes) in [
        ("„Die Schleuse wird noch vor dem Sommer geöffnet“, sagte Anna Berg.", 1),
        ("„Die Schleuse wird noch vor dem Sommer geöffnet“, sagte der 35-Jährige.", 0),
        (
            "Berg sprach mit dem HSV. „Die Schleuse wird noch vor dem Sommer geöffnet“, sagte der HSV-Präsident.",
            0,
        ),
        ("„Die Schleuse wird noch vor dem Sommer geöffnet“, sagte der Feuerwehr-Sprecher.", 1),
        ("Anna Berg sprach schon 2024 von einer „Zuspitzung der Lage im Hafen von Torsby“.", 0),
    ] {
        assert_eq!(shown_in(german, text)[3].len(), quotes, "{text}");
    }
    // Two who write.
    let text = "Im Hafen stand: \"Die Schleuse wird noch vor dem Sommer geöffnet!\" Anna Berg schrieb dazu: \"Das wird sie in diesem Jahr sicher nicht mehr.\"";
    assert_eq!(shown_in(german, text)[3], ["\"Das wird sie in diesem Jahr sicher nicht mehr.\""]);
}

#[test]
fn what_leans_in_german_is_none() {
    let german = Language::from_tag("de");
    for (text, numbers) in [
        ("Die fuhr am Abend mit 100 Booten der Stadt durch den Hafen.", 0),
        ("Die rote Flotte fuhr am Abend mit 100 Booten der Stadt durch den Hafen.", 1),
        ("Seit Mai fährt der 35-Jährige mit 100 Booten der Stadt durch den Hafen.", 0),
        ("Seit Mai fährt die 35-Meter-Flotte mit 100 Booten der Stadt durch den Hafen.", 1),
        ("Ob die Flotte mit 100 Booten der Stadt durch den Hafen fuhr, ist offen.", 0),
    ] {
        assert_eq!(shown_in(german, text)[1].len(), numbers, "{text}");
    }
}

#[test]
fn a_title_is_said_by_nobody() {
    let text = "I advise reading my earlier piece: “What Does LOCK and GATE Mean in 2020?”";
    assert!(shown(text)[2].is_empty());
}

#[test]
fn what_stands_twice_is_told_once() {
    let text = "The lock was opened for the boats on 3 March 2024.";
    assert_eq!(shown(&format!("{text}\n\nThe boats left.\n\n{text}"))[2].len(), 1);
}

#[test]
fn people_are_no_things() {
    for (text, people) in [
        ("The Anna Clipper left the harbour of the town on Monday. The Anna Clipper is old.", 0),
        ("The council met Anna BergTorsby in the harbour on Monday.", 0),
        ("Anna Berg left the harbour of the town on Monday.", 1),
        ("The town built a boat called Anna Clipper, which left the harbour on Monday.", 0),
        ("The town asked for Anna Berg y Lind in the harbour on Monday.", 0),
    ] {
        assert_eq!(names(text)[0].len(), people, "{text}");
    }
}

#[test]
fn organisations_have_a_name_of_their_own() {
    for (text, organisations) in [
        ("The town founded a Tenants Council for the harbour.", 0),
        ("The town asked the Tenants Council for the harbour.", 1),
        ("The town asked a Tenants Council spokesman for the boats.", 1),
        ("The boats met on the Lawn Club in the harbour.", 0),
        ("The town sells lamps to the Book of the Month Club in the harbour.", 0),
        ("The town asked Anna Berg of the Lock Council for the harbour.", 1),
        // What a firm makes, two firms, the half of a name, a line that asks to follow.
        ("The miller took an Uber to the harbour of the town.", 0),
        ("The miller took the Uber to the harbour, and Uber paid.", 1),
        ("“We ask for the boats,” the U.S. Attorney’s Office for the Western District of New York said.", 0),
        ("The town asked the Centre for Locks on Rivers for the boats.", 0),
        ("The boats can be seen on Disney+ in the harbour.", 0),
        ("Follow the boats of the harbour on Facebook and wait for them.", 0),
        ("The town sold the boats to the Lock Union and waited.", 1),
    ] {
        assert_eq!(names(text)[1].len(), organisations, "{text}: {:?}", names(text));
    }
}

#[test]
fn names_that_are_used_for_something_else_are_none() {
    // What the rules let pass, however sure it is.
    let names = |text: &str| {
        let pass = |facts: &mut Facts, text: &Text| drop(fact::rank::judged(facts, text, &|_, _| None));
        with(lang::ENGLISH, text, pass, |facts, text| {
            [&facts.people, &facts.organisations, &facts.places]
                .map(|names| names.iter().map(|name| name.name.of(text.text).to_owned()).collect::<Vec<_>>())
        })
    };
    for (text, organisations) in [
        // A service that is posted on, and the firm.
        ("The town sold the boats of the harbour on Facebook and waited.", 0),
        ("One Twitter user asked for the boats of the harbour.", 0),
        ("The miller wrote that on the harbour’s Facebook page.", 0),
        ("Facebook said that the boats of the harbour may leave.", 1),
        ("The boats were asked for by the founder of Facebook.", 1),
        ("Facebook removed the boats of the harbour.", 1),
        // Whoever told it.
        ("(CNN) The boats of the harbour may leave the lock.", 0),
        ("(CNN) The boats of the harbour may leave the lock, CNN said.", 1),
        ("The boats of the harbour may leave the lock. [Reuters.]", 0),
        ("The boats of the harbour may leave the lock, as Reuters has it.", 1),
        ("The boats left.\n\nThe town cheered.\n\nCNN’s Anna Berg contributed to this report.", 0),
        // A house, and whom it is the house of.
        ("The miller met the boatmen in the Torsby Center of the town.", 0),
        ("The miller asked the Torsby Center of the town.", 1),
        // Halves.
        ("The boats were kept by the 6th Lock Court of the town.", 0),
        ("The boats were kept by the 6th United Nations of the town.", 1),
        ("The miller asked BBC News 24 for the boats of the town.", 0),
        ("The town asked the National Union of Lock, Gate and Bridge Workers.", 0),
        ("The town saw the Champions League in the harbour.", 0),
        ("Holm Lindvik’s High School asked for the boats of the town.", 0),
        ("The Houthi boats left the harbour, and the Houthis slept.", 1),
        // When people vote in a place.
        ("The miller asked for the boats before the Iowa Caucus.", 0),
        // A president is in it, and it is no organisation.
        ("The miller kept his boats in the White House of the town.", 0),
        ("The miller asked the White House for the boats of the town.", 1),
        // What people come to.
        ("The miller told the Torsby Gate Conference of the boats, and the town slept.", 0),
        ("The miller told the World Summit for the Gate Society of the boats, and the town slept.", 0),
        ("According to the National Conference of Gate Keepers, the boats of the town slept.", 1),
        // More halves.
        ("The miller asked the Torsby Gate Journal of Locks and Boats for the town.", 0),
        ("The miller asked the Gate Select Committee on Torsby for the boats.", 0),
        ("The miller asked the Gate Select Committee on Monday for the boats.", 1),
        ("The miller asked the Keepers’ Council for Gates and Boats of the town.", 0),
        ("The miller asked the University of Bergen, Lyon, for the boats.", 0),
        ("The miller asked the University of Bergen, and the town slept.", 1),
        ("The miller asked the Torsby Gate Academy, Holmvik, for the boats.", 0),
        ("The miller saw the Torsby Champions League and slept.", 0),
        ("The town read the numerous Facebook posts of the miller.", 0),
        (
            "The miller told CNN Money of the boats.\n\nThe town cheered.\n\nCNN’s Anna Berg contributed to this report.",
            0,
        ),
        ("The boats were kept by an official at the Ministry of Foreign Affairs in the town.", 1),
        // The first word has its capital from the sentence.
        ("Retired Senate keeper Anna Berg slept. The town asked the Senate for the boats.", 1),
    ] {
        assert_eq!(names(text)[1].len(), organisations, "{text}: {:?}", names(text));
    }
    for (text, places) in [
        ("The Vermont senator asked for the boats.", 0),
        ("In Vermont senators asked for the boats.", 1),
        ("The Duchess of Bristol asked for the boats.", 0),
        ("The mayor of Bristol asked for the boats.", 1),
        ("The boats were sold to Vermont lock executives.", 0),
        ("In Vermont lock executives asked for the boats.", 1),
        ("The boats in Ex-Vermont were sold.", 0),
        ("The boats of the Gate Keepers of Vermont were sold.", 0),
        ("The boats of the keepers of Vermont were sold.", 1),
        ("The boats left for St Lindvik’s and stayed.", 0),
        ("Western Lindvik reported on the boats in Vermont.", 1),
        ("The miller railed against Wall Street and slept.", 0),
        ("The miller lives in Wall Street and slept.", 1),
        ("The boats of Navy Keeper Anna Bergholm Woods were sold.", 0),
        ("The boats left for Guantanamo. Guantanamo Bay slept.", 1),
        ("The boats of Navy KEEPER Otto Woods were sold.", 0),
        ("The boats were sold in Ho Chi Minh City.", 1),
        ("The boats were sold in South and Southeast Torsby.", 0),
    ] {
        assert_eq!(names(text)[2].len(), places, "{text}: {:?}", names(text));
    }
    for (text, people) in [
        (
            "The town asked Anna Lind. He gave Anna Diana’s boat. The miller told Diana. The town told Anna and asked Diana. It told Anna.",
            "Anna Diana",
        ),
        ("Anna Berg-holm asked for the boats, and she slept.", "Anna Berg"),
        ("The boats left.\n\nThe town cheered.\n\nEditing by Anna Berg.", "Anna Berg"),
        ("A team from Perry High left the boats to the town.", "Perry High"),
        ("He asked for the boats and said, I’m Nancy now, and she slept.", "I’m Nancy"),
        (
            "Anna Maria de Berg asked for the boats. De Berg slept, and she told the town. De Berg said so.",
            "De Berg",
        ),
        ("The town asked for the “Annalix Torsberg Show”. Mr Torsberg slept, he said.", "Torsberg"),
        (
            "Continued Berg: “The boats of the town may leave.” Mr Anna Berg slept, she said.",
            "Continued Berg",
        ),
        ("Teenager Anna Berg asked for the boats, and she slept.", "Teenager Anna Berg"),
        ("The boats were led by Deputy Assistant Commissioner Anna Berg, and she slept.", "Assistant"),
        ("The boats were led by Anna Berg III, and he slept. Anna Berg III said so.", "Anna Berg"),
        ("The President of Chad Anna Berg asked for the boats, and she slept.", "Chad Anna Berg"),
        ("The town asked President Anna BergÃ±os for the boats, and she slept.", "Anna BergÃ"),
        ("The town asked President Anna BergA\u{303}±os for the boats, and she slept.", "Anna BergA\u{303}"),
        ("The boats were led in all three Harbour Tests, and the town slept.", "Harbour Tests"),
        ("His friend, Saxon Bergholm, leader of the town, slept. Mrs Bergholm said so.", "Bergholm"),
        // Firms.
        (
            "The products group Anna Hardin sold the boats. Anna Hardin chairwoman Ulla Lind said so.",
            "Anna Hardin",
        ),
        ("The keepers hope, says Torve Enlaq. A survey for the charity says so.", "Torve Enlaq"),
    ] {
        assert!(!names(text)[0].contains(&people.to_owned()), "{text}: {:?}", names(text));
    }
    let text = "The town told Anna Âberg of the boats, and she slept. Prince Charles slept, and he said so.";
    assert_eq!(names(text)[0], ["Anna Âberg", "Charles"]);
}

#[test]
fn a_relative_of_almost_the_same_name_is_somebody_else() {
    for (text, is_one) in [
        ("Anna Berg slept, and Berg left. The town asked her mother, Anna Maria Berg, for the boats.", false),
        ("Anna Berg slept, and Berg left. The town asked Anna Maria Berg for the boats.", true),
        ("Anna Maria Berg slept. The town asked her mother, and Anna Berg left.", true),
    ] {
        let people = with(
            lang::ENGLISH,
            text,
            |_, _| {},
            |facts, text| {
                facts.people.iter().map(|name| name.name.of(text.text).to_owned()).collect::<Vec<_>>()
            },
        );
        assert_eq!(people.len() == 1, is_one, "{text}: {people:?}");
    }
}

#[test]
fn a_role_is_whole_or_none() {
    for (text, role) in [
        ("The town met Torsby Locks’ chief Anna Berg in the harbour.", Some("Torsby Locks’ chief")),
        ("The town met with chief Anna Berg in the harbour.", None),
        (
            "The boats belong to world high dive champion Anna Berg of the town.",
            Some("world high dive champion"),
        ),
        ("Torsby campaign boat director Anna Berg slept.", Some("Torsby campaign boat director")),
        // What stands in front may be a verb.
        ("The miller beat director Anna Berg in the harbour.", None),
        ("The miller beat actress Anna Berg in the harbour.", Some("actress")),
        ("The boats belong to then-Vermont governor Anna Berg.", Some("then-Vermont governor")),
        ("The boats belong to presumed Republican nominee Anna Berg.", Some("presumed Republican nominee")),
        ("The boats belong to his friend former chancellor Anna Berg.", Some("former chancellor")),
        ("The boats belong to former senator and chancellor Anna Berg.", None),
        ("The boats belong to singer and actress Anna Berg.", Some("actress")),
        ("The miller feared a President Anna Berg.", None),
        ("The boats belong to South African President Anna Berg.", Some("South African President")),
        (
            "The boats belong to British and Irish Lions coach Anna Berg.",
            Some("British and Irish Lions coach"),
        ),
        (
            "The boats belong to former Torsby and England defender Anna Berg.",
            Some("former Torsby and England defender"),
        ),
        ("Torsby sporting director Anna Berg slept.", None),
        ("The miller told her boss Anna Berg of the boats.", None),
        ("Anna Berg, chair of the French firm, slept.", None),
        ("Anna Berg, chair of the Lock Union, slept.", Some("chair of the Lock Union")),
        ("Anna Berg, managing director, slept.", None),
        ("Anna Berg, the committee’s director, slept.", None),
        ("Anna Berg, head of ''Harbour, slept.", None),
        ("Anna Berg, head of “Harbour, slept.", None),
        ("The boats belong to retired general Anna Berg.", Some("retired general")),
        ("The boats belong to shadow chancellor Anna Berg.", Some("shadow chancellor")),
        ("The boats belong to Tech. Sgt. Anna Berg.", Some("Tech. Sgt.")),
        ("The boats belong to former secretary Anna Berg.", None),
        ("The boats belong to would-be mayor Anna Berg.", Some("would-be mayor")),
        ("Self-styled Torsby governor Anna Berg slept.", Some("Self-styled Torsby governor")),
        ("The boats belong to his friend one-time chancellor Anna Berg.", Some("one-time chancellor")),
        ("The boats belong to would-be secretary Anna Berg.", None),
        ("“The boats may leave,” said spokesman Anna Berg.", None),
        ("“The boats may leave,” said president Anna Berg.", Some("president")),
        ("Schools Minister Anna Berg slept.", None),
        ("Anna Berg slept. The boats belong to President Berg.", Some("President")),
        ("Anna Berg slept, and so did Karl Berg. The boats belong to President Berg.", None),
        (
            "The boats belong to the Department of Locks Chief of Staff Anna Berg.",
            Some("Department of Locks Chief of Staff"),
        ),
        ("One of President Anna Berg’s boats left.", Some("President")),
        ("The death on Saturday of President Anna Berg was told.", Some("President")),
        ("The boats left for Supreme Court Justice Anna Berg.", Some("Supreme Court Justice")),
        ("Sale of boats for Vermont captain Anna Berg slept.", Some("Vermont captain")),
        ("The miller shot to force home keeper Anna Berg off.", Some("keeper")),
        ("The town is expected to host Anna Berg of the boats.", None),
    ] {
        let pass = |facts: &mut Facts, text: &Text| drop(fact::rank::judged(facts, text, &|_, _| None));
        let roles = with(lang::ENGLISH, text, pass, |facts, text| {
            let role = |person: &Entity| person.role.map(|role| role.of(text.text).to_owned());
            facts.people.iter().map(role).collect::<Vec<_>>()
        });
        // Whoever else is named has none.
        assert_eq!(roles.first(), Some(&role.map(str::to_owned)), "{text}");
        assert!(roles.iter().skip(1).all(Option::is_none), "{text}: {roles:?}");
    }
}

#[test]
fn a_mark_opens_in_one_language_and_closes_in_another() {
    for whole in ["head", "head of “Torsby” (TBC)", "Chefin der „Torsby Post“", "chef på ”Torsby Post”"]
    {
        assert!(closes_its_marks(whole), "{whole}");
    }
    for cut in ["head of “Torsby", "Chefin der „Torsby Post", "head of the Guild (TBC", "head of ''Torsby"]
    {
        assert!(!closes_its_marks(cut), "{cut}");
    }
}

#[test]
fn who_speaks_is_no_pointer() {
    for (text, quotes) in [
        ("“The lock will be opened before the summer,” the official said.", 0),
        ("“The lock will be opened before the summer,” officials said.", 1),
        ("“The lock will be opened before the summer,” a spokesman said.", 1),
        ("“The lock will be opened before the summer,” the head of the harbour said.", 1),
        ("A review said that the lock would be opened before the summer is over.", 0),
        ("“The lock will be opened before the summer,” you say.", 0),
        ("“The Lock That Opened Before The Summer Ended,” Anna Berg wrote.", 0),
    ] {
        assert_eq!(shown(text)[3].len(), quotes, "{text}");
    }
}

#[test]
fn the_writer_is_none_of_the_story() {
    let story =
        "The lock was opened in Torsby.\n\nThe boats left it.\n\nThe town cheered.\n\nThe miller slept.\n\n";
    let text = format!("{story}Anna Berg wrote of boats in May 2013 and lived in Lyon.");
    let page = Page::from_text(&text);
    let blocks = block::blocks(&page);
    let mut article = Article::of_text(&blocks, lang::ENGLISH, Day::new(2025, 3, 20));
    let count = |article: &Article| {
        let sentences = sentence::sentences(article, &blocks);
        let text = Text::new(article, &blocks, &sentences);
        let mut facts = fact::facts(&text);
        fact::rank::rank(&mut facts, &text, &|_, _| Some(2.0));
        (facts.people.len(), facts.dates.len())
    };
    assert_eq!(count(&article), (1, 1));
    article.byline = vec![crate::article::Words::InHead("Anna Berg".to_owned())];
    assert_eq!(count(&article), (0, 0));
}

#[test]
fn the_paper_itself_is_none_of_the_story() {
    let page = Page::from_text("The lock was opened in May, the United Nations said.\n\nThe boats left it.");
    let blocks = block::blocks(&page);
    let mut article = Article::of_text(&blocks, lang::ENGLISH, None);
    let count = |article: &Article| {
        let sentences = sentence::sentences(article, &blocks);
        let text = Text::new(article, &blocks, &sentences);
        let mut facts = fact::facts(&text);
        fact::rank::rank(&mut facts, &text, &|_, _| Some(2.0));
        facts.organisations.len()
    };
    assert_eq!(count(&article), 1);
    article.site = Some("The United Nations".to_owned());
    assert_eq!(count(&article), 0);
    article.site = None;
    article.byline = vec![crate::article::Words::InHead("United Nations".to_owned())];
    assert_eq!(count(&article), 0);
    article.headline = Some(crate::article::Words::InHead("United Nations opens a lock".to_owned()));
    assert_eq!(count(&article), 1);
}

#[test]
fn two_figures_for_the_same_thing() {
    let other = |text: &str| {
        with_facts(lang::ENGLISH, text, |facts, text| {
            let pairs = facts.numbers.iter().filter_map(|number| Some((number.span, number.other?)));
            let words = |span: Span| span.of(text.text).to_owned();
            pairs.map(|(span, other)| (words(span), words(other))).collect::<Vec<_>>()
        })
    };
    let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
    for (text, pairs) in [
        (
            "A fire in the old mill killed 12 people, the police said. The ministry put the number of dead at 14.",
            pair("12 people", "14"),
        ),
        (
            "The town will pay 30 million crowns for the new lock in the harbour.\n\n\
             The town will pay 40 million crowns for the new lock in the harbour, the mayor said.",
            pair("40 million crowns", "30 million crowns"),
        ),
    ] {
        assert_eq!(other(text), pairs, "{text}");
    }
    for text in [
        // One covers the other, is a part of it, or is of another time.
        "A fire in the old mill killed at least 12 people, the police said. The ministry put the number of dead at 14.",
        "A fire in the old mill killed 12 people, the police said. The number of dead has risen to 14.",
        "A fire in the old mill killed 12 people, the police said. The number of dead includes 4 people from one house.",
        // Something else happened to them, or elsewhere, or on another day.
        "A fire in the old mill killed 12 people, the police said. The ministry put the number of injured at 14.",
        "A fire on Monday killed 12 people, the police said. The number of dead on Sunday was 14.",
        "A fire killed 12 people in Lyon, the police said. In Paris the number of dead was 14.",
        // Three figures are of more than one event.
        "A fire killed 12 people. The number of dead in the hall was 14. The number of dead in the barn was 3.",
        // Rows of a list.
        "The large boat carries 30 people from the old harbour. The small boat carries 20 people from the old harbour. \
         The new boat carries 40 people from the old harbour.",
    ] {
        assert!(other(text).is_empty(), "{text}: {:?}", other(text));
    }
}

#[test]
fn numbers_of_labels_are_none() {
    let german = Language::from_tag("de");
    let numbers = |text: &str| shown_in(german, text)[1].len();
    assert_eq!(
        numbers("Torsby Boot 6 Maxi: Die Maurer der Stadt haben das Boot im Hafen aus Stahl gebaut."),
        0
    );
    assert_eq!(numbers("Im Hafen von Torsby haben die Maurer der Stadt 6 Boote aus Stahl gebaut."), 1);
}

#[test]
fn days_of_any_week_are_none() {
    for (text, dates) in [
        ("The lock was opened for the boats on a cold Tuesday in December 1999.", 1),
        ("Every Tuesday the lock was opened for the boats of the town.", 0),
        ("The lock was opened for the boats on 2 April 1999, a Friday, the town said.", 1),
        ("The lock was opened two weeks earlier than in March 2024, the town said.", 0),
        ("The lock was opened for the boats, a study found (Torsby Review of Locks, 20 March 2024).", 0),
        ("The lock was opened for the boats on Tuesday, the town said.", 1),
        ("Black Friday was a good day for the boats of the town.", 0),
        ("Holm scored twice in the third quarter and left the harbour.", 0),
        ("The harbour earned 40 million crowns in the third quarter.", 1),
        ("The law did not let a boat pass before May 10 or turn before June 10.", 0),
        ("The boats were told to leave the harbour within 14 days of the vote.", 0),
        ("Storms of this kind are a danger to the boats of the town in December.", 0),
        ("Storms of this kind sank two of the boats of the town in December.", 1),
        (
            "The mayor is due to leave the town, the harbour said, before the vote of the boats on Wednesday.",
            1,
        ),
        (
            "The mayor is due to leave the town, the boats of the coast with him, before the vote on Wednesday.",
            0,
        ),
        ("The boats of the town had hoped to be let into the lock before Wednesday's vote.", 0),
        ("The lock was opened after a storm prevented a planned opening on Wednesday.", 0),
        ("The miller told the boats of the town on Monday Night Harbour about the lock.", 0),
        ("The miller told the boats of the town on Monday night about the lock.", 1),
        ("The lock was opened at about 1900 for the boats of the town.", 0),
        ("The lock was opened in about 1900 for the boats of the town.", 1),
        ("The council sold the boats to the miller in May 2014 or June 2014, the town said.", 0),
        ("The council sold the boats to the miller in May 2014 or gave them away, the town said.", 1),
        ("Torsby announced on Saturday that it would leave the talks of the boats on Saturday.", 0),
        ("Torsby announced on Saturday that it would leave the talks of the boats on Monday.", 2),
        ("Heading into Tuesday's vote, the lead of the miller over the boats has all but vanished.", 0),
        ("In Tuesday's vote, the lead of the miller over the boats has all but vanished.", 1),
        ("The miller, who badly needs a win in Tuesday's vote, was backed by the boats of the town.", 0),
        ("The miller, who had asked for a win in Tuesday's vote, was backed by the boats of the town.", 1),
        ("The boats of the town were set to leave the harbour on Tuesday.", 0),
        ("The boats of the town are set to leave the harbour on Tuesday.", 1),
        ("The boats have been in the lock since the start of the 2024 harbour season.", 0),
        ("The boats have been in the lock since the start of 2024, the town said.", 1),
    ] {
        assert_eq!(shown(text)[2].len(), dates, "{text}");
    }
}

#[test]
fn a_weekday_of_a_text_that_was_changed_later_is_none() {
    let page =
        Page::from_text("The lock was opened for the boats on Tuesday, and in March 2024 it was closed.");
    let blocks = block::blocks(&page);
    let mut article = Article::of_text(&blocks, lang::ENGLISH, Day::new(2025, 3, 20));
    let dates = |article: &Article| {
        let sentences = sentence::sentences(article, &blocks);
        let text = Text::new(article, &blocks, &sentences);
        let mut facts = fact::facts(&text);
        fact::rank::judged(&mut facts, &text, &|_, _| None);
        facts.dates.iter().map(|date| date.span.of(text.text).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(dates(&article), ["Tuesday", "March 2024"]);
    article.modified = article.published.clone();
    assert_eq!(dates(&article), ["Tuesday", "March 2024"]);
    article.modified.as_mut().unwrap().day = Day::new(2025, 3, 26).unwrap();
    assert_eq!(dates(&article), ["March 2024"]);
}

#[test]
fn every_table_of_sureness_can_be_read() {
    use super::sureness::Group;
    for group in Group::ALL {
        let names = group.features().iter().map(|(name, _)| *name);
        let path = format!("{}/src/fact/shown/{}.weights", env!("CARGO_MANIFEST_DIR"), group.name());
        let table = std::fs::read_to_string(path).unwrap();
        assert!(crate::linear::Linear::read(&table, names).is_ok(), "{}", group.name());
    }
}

#[test]
fn who_is_named_again_is_surer_than_who_is_named_once_in_a_list_of_things() {
    let story = "“We will open the lock before the summer,” said Anna Berg, an engineer. \
                 The council paid 30 million crowns for it, Berg said, and the boats left the harbour of Torsby.";
    let people = with_facts(lang::ENGLISH, story, |facts, _| facts.people.len());
    assert_eq!(people, 1);
    let list = "You can look at the boats here. You can pay for your Holm Berg lamp in the shop.";
    let people = with_facts(lang::ENGLISH, list, |facts, _| facts.people.len());
    assert_eq!(people, 0);
}

/// Who says what is shown of a text, by the speakers' names.
fn speakers(text: &str) -> Vec<String> {
    let pass = |facts: &mut Facts, text: &Text| drop(fact::rank::judged(facts, text, &|_, _| None));
    with(lang::ENGLISH, text, pass, |facts, text| {
        let name = |quote: &fact::QuoteFact| {
            quote.speaker.map_or("nobody", |speaker| speaker.of(text.text)).to_owned()
        };
        facts.quotes.iter().map(name).collect()
    })
}

#[test]
fn what_was_urged_is_not_what_was_said() {
    for (text, says) in [
        ("Anna Berg said the town would keep the old ferry for another year.", true),
        ("Anna Berg told the council that the town would keep the old ferry for another year.", true),
        ("Anna Berg urged the town to keep the old ferry for another year.", false),
        ("Anna Berg reminded the town of her plan to keep the old ferry for another year.", false),
        ("The harbour report said that the ferry had lost two million euros in a year.", true),
        ("Torsby harbour records said that the ferry had lost two million euros in a year.", false),
        (
            "The Torsby Bureau of Harbour Statistics said that the ferry had lost two million euros in a year.",
            true,
        ),
        ("Its report said that the ferry had lost two million euros in a year.", false),
    ] {
        assert_eq!(!speakers(text).is_empty(), says, "{text}");
    }
}

#[test]
fn the_speaker_is_the_person() {
    for (text, who) in [
        // Of several of one family the one named in full last.
        (
            "Police held Wang Man and Li Tao. Wang Qiu, a lawyer, left the station. “We can do nothing but wait,” Wang said.",
            "Wang Qiu",
        ),
        // A place is where it was written.
        (
            "After the vote Anna Berg issued a statement at her club outside Berlin, Germany saying, “The ferry will sail again before the summer.”",
            "Anna Berg",
        ),
        (
            "“The ferry will sail again before the summer,” German Secretary of State Anna Berg said on Monday.",
            "Anna Berg",
        ),
        // Who was hurt does not tell of it.
        (
            "Concrete from the bridge fell on a car and hurt a couple and their son, Otto Berg, authorities said.",
            "authorities",
        ),
        // Who works somewhere is named in front of it.
        (
            "Anna Berg opened the fair. According to Otto Kern of Free Berg, “the ferry will sail again before the summer.”",
            "Otto Kern",
        ),
        // At night he met another: he had been named before.
        (
            "Otto Kern came home. During the fair, he was painted with Karl Holm. “The ferry will sail again before the summer,” he said.",
            "Otto Kern",
        ),
        // Her brother is somebody else, and nobody whose boat was searched need speak.
        (
            "Otto Kern's brother stayed at home on Monday. “The ferry will sail again before the summer,” he said.",
            "nobody",
        ),
        (
            "The police held Torvin Enlaq, a baker, on Monday. They took a saw from Enlaq's boat. “The ferry will sail again before the summer,” he said.",
            "nobody",
        ),
        // One whom nobody knows may be meant.
        (
            "Otto Kern ran to the door. The day brought joy, courtesy of Torvin Enlaq, a delegate from Norway who came late. “The ferry will sail again before the summer,” he said.",
            "nobody",
        ),
        // Two were seen, and he who is told of is not he who tells.
        (
            "Otto Kern explained his plan. The town, he said, could trust in the lock. They could, however, picture Peter Lund or Karl Holm there. And Karl Holm would be in the first boat of them all, he said.",
            "Otto Kern",
        ),
    ] {
        let who: Vec<_> = speakers(text).into_iter().map(|speaker| speaker == who).collect();
        assert!(!who.is_empty() && who.iter().all(|is_right| *is_right), "{text}: {:?}", speakers(text));
    }
}

/// What is shown as said in a text.
fn said(text: &str) -> Vec<String> {
    let [.., quotes] = shown(text);
    quotes
}

#[test]
fn what_is_told_ends_where_the_writer_may_go_on() {
    for (text, left) in [
        (
            "Anna Berg said the old ferry had lost two engines; nobody was hurt.",
            "the old ferry had lost two engines",
        ),
        (
            "Anna Berg said the old ferry was sold on Monday, while pictures from the harbour showed it in use.",
            "the old ferry was sold on Monday",
        ),
        (
            "Anna Berg said the old ferry was sold on Monday, and there was a crowd in the harbour.",
            "the old ferry was sold on Monday",
        ),
        (
            "Anna Berg said the old ferry was “a dear friend,” and there was a crowd in the harbour.",
            "the old ferry was “a dear friend,”",
        ),
        (
            "Anna Berg said the old ferry was sold on Monday — a thing the captain also told the council.",
            "the old ferry was sold on Monday",
        ),
        (
            "Anna Berg said that she would sell the old ferry, which is the oldest of the town.",
            "that she would sell the old ferry",
        ),
        // The clause goes on behind what stands between, or it is a list.
        (
            "Anna Berg said that the old ferry, which is the oldest, would be sold on Monday.",
            "that the old ferry, which is the oldest, would be sold on Monday",
        ),
        (
            "Anna Berg said that the ferry was sold on Monday, and that the lock would stay.",
            "that the ferry was sold on Monday, and that the lock would stay",
        ),
        (
            "Anna Berg said the old ferry, the lock, and the bridge would be sold on Monday.",
            "the old ferry, the lock, and the bridge would be sold on Monday",
        ),
        // Too little would be left of what may well be hers.
        (
            "Anna Berg said the ferry was old, and the town would buy a new one.",
            "the ferry was old, and the town would buy a new one",
        ),
    ] {
        assert_eq!(said(text), [left], "{text}");
    }
    let text = "Anna Berg said the ferry sank; the names of its crew were not given.";
    assert!(said(text).is_empty(), "{:?}", said(text));
}

#[test]
fn what_is_denied_or_torn_is_not_said() {
    for (text, is_said) in [
        ("“The old ferry is not for sale,” said Otto PeÃ±a Kern.", false),
        ("“The old ferry is not for sale,” said Otto Kern´s wife Anna Berg.", false),
        ("“The old ferry is not for sale,” said Otto Kern°.", true),
        ("Anna Berg said that the old ferry would be sold before the summer.", true),
        ("Anna Berg denied that the old ferry would be sold before the summer.", false),
        ("Anna Berg implied that the old ferry would be sold before the summer.", false),
        ("“The old ferry is not for sale,” Anna Berg denied.", true),
        ("But “it is a better use of the money,” Anna Berg said, to keep the old ferry.", false),
        ("“It is a better use of the money to keep the old ferry,” Anna Berg said.", true),
        (
            "Anna Berg defended the head of the council, NALU, who is under investigation, saying the man should get a prize.",
            false,
        ),
        ("According to the writer Otto Kern, the ferry has changed its owner seven times.", true),
        (
            "According to USA TODAY writer and captain Otto Kern, the ferry has changed its owner seven times.",
            false,
        ),
    ] {
        assert_eq!(!said(text).is_empty(), is_said, "{text}: {:?}", said(text));
    }
}

#[test]
fn who_goes_on_is_who_spoke_before() {
    let told = "Captain Otto Kern met Ivar Lund and Karl Holm. The Norwegian held Lund and Holm back.";
    for (text, is_known) in [
        (
            " He said: “The old ferry should have stayed in the harbour.” Kern added: “It was my own fault that day.”",
            true,
        ),
        (
            " He said: “The old ferry should have stayed in the harbour.” Kern said: “It was my own fault that day.”",
            false,
        ),
        (
            " He said: “The old ferry should have stayed in the harbour.”\n\nKern added: “It was my own fault that day.”",
            false,
        ),
    ] {
        let speakers = speakers(&format!("{told}{text}"));
        let is_open = speakers.iter().any(|who| who == "nobody");
        assert_eq!((speakers.len(), !is_open), (2, is_known), "{text}");
    }
}

#[test]
fn a_speaker_has_the_name_that_stands_there() {
    for (text, who) in [
        (
            "Northern Journalism reported on Monday that the old ferry would be sold before the summer.",
            "Northern Journalism",
        ),
        (
            "Otto Torvin plays the captain. The brothers sing. “The boats laugh at our troubles,” said German Torvin, one of the stars of the play.",
            "German Torvin",
        ),
        (
            "Otto Kern plays the captain. “The boats laugh at our troubles,” said Mr. Kern, one of the stars of the play.",
            "Otto Kern",
        ),
    ] {
        assert_eq!(speakers(text), [who], "{text}");
    }
}

#[test]
fn what_is_less_sure_is_not_shown_first() {
    let text = "On March 3, 2025 Anna Berg opened the lock. On March 10, 2025 the first boats passed it. On April 2, 2025 \
                the mill will close. It cost 40 million euros to build the lock.";
    let first = |is_sure: bool| {
        let choose = |facts: &mut Facts, text: &Text| {
            fact::rank::rank(facts, text, &|_, _| Some(2.0));
            facts.people.iter_mut().for_each(|person| person.is_sure = is_sure);
            facts.numbers.iter_mut().for_each(|number| number.is_sure = is_sure);
            facts.dates.iter_mut().for_each(|date| date.is_sure = is_sure);
            fact::rank::beside(facts, &[]);
        };
        with(lang::ENGLISH, text, choose, |facts, _| {
            let line = facts.dates.iter().filter(|date| date.turn.is_some()).count();
            let shown = facts.people.len() + facts.numbers.len() + facts.dates.len();
            (shown, facts.first.people + facts.first.numbers + facts.first.dates, line)
        })
    };
    assert_eq!(first(true), (5, 5, 3));
    assert_eq!(first(false), (5, 0, 0));
}

#[test]
fn a_team_is_no_place() {
    let places = |text: &str| {
        let pass = |facts: &mut Facts, text: &Text| drop(fact::rank::judged(facts, text, &|_, _| None));
        with(lang::ENGLISH, text, pass, |facts, text| {
            facts.places.iter().map(|place| place.name.of(text.text).to_owned()).collect::<Vec<_>>()
        })
    };
    let talk = "Norway lost to Denmark. Norway was too slow, and Denmark scored four goals in Sweden.";
    assert_eq!(places(&format!("{talk} The mayor was there.")).len(), 3);
    // A bank may have a captain.
    assert_eq!(places(&format!("{talk} The Norway captain, Anna Berg, was there.")).len(), 3);
    assert_eq!(places(&format!("{talk} The Norway goalkeeper, Anna Berg, was there.")), ["Sweden"]);
    let match_report = "The Norway captain, Anna Berg, and two Denmark players were there.";
    assert_eq!(places(&format!("{talk} {match_report}")), ["Sweden"]);
    // Enough words of a match, and a list that "in" leads.
    let match_words = "The captain missed the semi-final and the league match of the squad.";
    assert_eq!(places(&format!("{talk} {match_words}")), ["Sweden"]);
    let side = "They play in a Norway side and in the Denmark starting line-up.";
    assert_eq!(places(&format!("{talk} {match_words} {side}")), ["Sweden"]);
    let trip = "The trip to Norway was long.";
    assert_eq!(places(&format!("{talk} {match_words} {trip}")).len(), 2);
    let list = format!("{talk} {match_words} They play in Sweden, Norway and Denmark.");
    assert_eq!(places(&list).len(), 3);
    let inside = format!("{talk} {match_report} They play in the United States and in western Norway.");
    assert_eq!(places(&inside).len(), 3);
}

#[test]
fn what_tells_people_of_one_name_apart_is_a_part_of_it() {
    let [people, ..] = shown("The town asked Anna Berg III for the boats. Berg slept, and she said so.");
    assert_eq!(people, ["Anna Berg III"]);
    let [people, ..] = shown("The town asked Anna Berg Jr. for the boats. Mr. Berg slept, and he said so.");
    assert_eq!(people, ["Anna Berg Jr"]);
}

#[test]
fn an_organisation_that_only_describes_is_doubtful() {
    for (text, is_doubtful) in [
        ("The boats were kept for a Senate boat in the town.", true),
        ("The miller spoke for the Treasury secretary of the town.", true),
        ("The boats were kept for a Senate lock committee driver in the town.", false),
        ("The Senate slept in the town, and the boats left it.", false),
        ("The boats were kept for the NATO membership of the town.", false),
        ("The miller told of a NATO boat, and NATO said so.", false),
        ("The Senate front-runner slept in the town, and the boats left it.", true),
        // A house, or who is in it.
        ("The White House backs the boats of the town.", false),
        ("The miller asked the White House for the boats of the town.", false),
        ("The miller led the race to the White House and slept.", true),
        ("The miller slept at the Torsby Gate Center of the town.", true),
        ("The miller asked the Torsby Gate Center of the town.", false),
    ] {
        let doubts = with(
            lang::ENGLISH,
            text,
            |_, _| {},
            |facts, text| {
                let reader = Reader::new(facts, text);
                let known = known(facts, &reader);
                let doubts = facts.organisations.iter().map(|name| usage::is_doubtful(name, &reader, &known));
                doubts.collect::<Vec<_>>()
            },
        );
        assert_eq!(doubts, [is_doubtful], "{text}");
    }
}
