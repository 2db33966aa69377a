//! Small pages of invented publishers, judged whole.

use super::*;
use crate::{Options, html};

const STORY: &str = "<p>The harbour of Port Avel went dark on Monday evening when the last of its gas lamps was put out, \
    the harbour master said.</p>\
    <p>Twelve crews worked through the night to hang new lamps along the quay, and the first ferry sailed at six in the \
    morning as it does every day.</p>\
    <p>Mayor Ada Byrne told the council that the old lamps would be sold to collectors, and that the sum raised would pay for \
    a new railing.</p>";

fn judged(html: &str, language: &str) -> (Page, Blocks, Judgement) {
    let page = html::page(html, "https://gull.example/lamps");
    let blocks = crate::block::blocks(&page);
    let judgement = judge(Weights::shipped(), &page, &blocks, Language::from_tag(language), "");
    (page, blocks, judgement)
}

/// The texts with a label.
fn labelled(html: &str, label: fn(Label) -> bool) -> Vec<String> {
    let (_, blocks, judgement) = judged(html, "en");
    let texts = blocks.list.iter().map(|block| block.span.of(&blocks.prose.text).to_owned());
    texts.zip(&judgement.verdicts).filter(|(_, v)| label(v.label)).map(|(text, _)| text).collect()
}

/// All words hidden, one hide a line.
fn hidden(html: &str, language: &str) -> Vec<String> {
    let (page, _, judgement) = judged(html, language);
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    judgement.hides.iter().map(|hide| fold(page.node(hide.node).text.of(&page.text))).collect()
}

#[test]
fn headline_and_body_among_furniture() {
    let html = format!(
        "<title>Lamps go out in Port Avel - The Gull</title><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>\
         <h1>Lamps go out in Port Avel</h1><div class=byline>By Bo Lind</div><article><div>{STORY}</div>\
         <h3>Related stories</h3><ul><li><a href=/1>Ferry fares rise again</a></li><li><a href=/2>Gulls return</a></li></ul>\
         </article><footer><p>The Gull is printed in Port Avel and read along the whole coast.</p></footer>"
    );
    assert_eq!(labelled(&html, |l| l == Label::Headline), ["Lamps go out in Port Avel"]);
    assert_eq!(labelled(&html, |l| l == Label::Byline), ["By Bo Lind"]);
    let body = labelled(&html, |l| matches!(l, Label::Body | Label::Heading));
    assert_eq!(body.len(), 3, "{body:?}");
    assert!(body[0].starts_with("The harbour") && body[2].ends_with("railing."));
}

#[test]
fn a_body_cut_in_two_by_an_ad_is_found_whole() {
    let more = STORY.replace("harbour", "market").replace("lamps", "stalls");
    let html = format!(
        "<div class=page><div class=text-1>{STORY}</div><div class=ad-slot>Advertisement</div><div class=text-2>{more}</div></div>"
    );
    assert_eq!(labelled(&html, |l| l == Label::Body).len(), 6);
}

#[test]
fn a_name_over_the_whole_story_is_not_believed() {
    for name in ["ad-container", "newsletter-content", "share-zone", "related"] {
        let html = format!("<div class={name}>{STORY}</div>");
        assert_eq!(labelled(&html, |l| l == Label::Body).len(), 3, "{name}");
        assert_eq!(hidden(&html, "en"), [""; 0], "{name}");
    }
}

#[test]
fn what_the_page_hides_is_not_read() {
    let html = format!(
        "<article>{STORY}<p hidden>Nobody shall read this sentence of the story today.</p></article>"
    );
    assert_eq!(labelled(&html, |l| l == Label::Unseen).len(), 1);
    assert_eq!(labelled(&html, |l| l == Label::Body).len(), 3);
}

#[test]
fn appeals_are_hidden_with_their_container() {
    for (language, appeal) in [
        (
            "en",
            "<div class=newsletter-box><h4>The Gull by mail</h4><p>Sign up for our newsletter.</p><form><input type=email></form></div>",
        ),
        (
            "en",
            "<div><p>Support our journalism with a gift. Your donation keeps our newsroom open.</p><a href=/donate>Donate now</a></div>",
        ),
        (
            "de",
            "<aside><p>Jetzt unseren Newsletter abonnieren</p><input type=email><button>Anmelden</button></aside>",
        ),
        ("fr", "<div class=x7><p>Recevez notre newsletter chaque matin</p><input name=email></div>"),
    ] {
        let html = format!("<article>{STORY}{appeal}{STORY}</article>");
        let hidden = hidden(&html, language);
        assert_eq!(hidden.len(), 1, "{appeal}: {hidden:?}");
        assert!(!hidden[0].contains("harbour"), "{appeal}");
    }
}

#[test]
fn the_support_link_is_kept() {
    let html = format!(
        "<article>{STORY}<div class=support-us><p>Support our work: your donation keeps us going.</p>\
         <a href=/subscribe>Subscribe</a> <a href=/donate>Donate now</a></div></article>"
    );
    let (page, _, judgement) = judged(&html, "en");
    let link = judgement.hides[0].link.expect("the appeal has links");
    assert_eq!(page.attribute(link, crate::page::AttributeName::Href), Some("/donate"));
    assert_eq!(judgement.hides[0].appeal, Appeal::Donation);
}

#[test]
fn what_is_never_hidden() {
    for kept in [
        // Gates and notices.
        "<div class=paywall><p>Subscribe to continue reading.</p><p>Already a subscriber? Log in</p><a href=/subscribe>Subscribe</a></div>",
        "<div class=box><p>Please disable your ad blocker to support our journalism.</p><a href=/subscribe>Subscribe</a></div>",
        "<div class=cookie-banner><p>We use cookies to support our work and our newsletter.</p><a href=/subscribe>Accept</a></div>",
        // The story itself, whatever it is about.
        "<p>Readers can donate to the fishermen's fund at the town hall until Friday, Byrne said, adding that the council \
         would match every gift.</p>",
        "<p>\u{201c}Your donation keeps our newsroom open, so please give today,\u{201d} the editor Cy Vo told the meeting on Sunday.</p>",
        "<p>The Gull's newsletter has 4,000 subscribers, <a href=/newsletters>according to its publisher</a>, and is read in nine towns.</p>",
    ] {
        let html = format!("<article>{STORY}{kept}{STORY}</article>");
        assert_eq!(hidden(&html, "en"), [""; 0], "{kept}");
    }
}

#[test]
fn asks_without_a_speaking_name() {
    for (language, appeal) in [
        // The layout sets it apart, and it says little else.
        (
            "en",
            "<aside class=x7><h4>The Tide Table</h4><p>Get our free weekly newsletter. Sign up now.</p></aside>",
        ),
        // A form in a figure is no picture; in a menu it is no menu.
        ("en", "<figure><p>Sign up to our newsletter</p><input type=email><p>Privacy Notice</p></figure>"),
        // A question below a form for mail makes no gate of it.
        (
            "en",
            "<div class=newsletter><p>Our newsletter, to your inbox every day</p><input type=email><p>Already have an account? \
             <a href=/login>Log in</a></p></div>",
        ),
        // Alone between two paragraphs, or in brackets.
        ("en", "<p>Subscribe for free to get our new posts, and support our work.</p>"),
        (
            "de",
            "<p>[Alle Nachrichten vom Hafen gibt es in unserem Newsletter. Zur Anmeldung geht es hier.]</p>",
        ),
        // The door to the comments.
        (
            "en",
            "<section class=comments><p>You must be logged in to post a comment.</p><a href=/login>Log in</a></section>",
        ),
        // A component's name is no consent dialog.
        ("en", "<div class=cmp-box><p>Sign up for our newsletter</p><input type=email></div>"),
    ] {
        let html = format!("<article>{STORY}{appeal}{STORY}</article>");
        let hidden = hidden(&html, language);
        assert_eq!(hidden.len(), 1, "{appeal}: {hidden:?}");
        assert!(!hidden[0].contains("harbour"), "{appeal}");
    }
}

#[test]
fn a_story_of_asking_is_spared() {
    let asks: String = (1..=6)
        .map(|n| {
            format!("<p>{n}. Subscribe now to the letter of shop {n}, and sign up for our newsletter.</p>")
        })
        .collect();
    let html = format!("<article>{STORY}{asks}{STORY}</article>");
    assert_eq!(hidden(&html, "en"), [""; 0]);
}

#[test]
fn what_things_cost_is_no_ask() {
    for kept in [
        "<p>Pricing: starts at $9 a month for 500 subscribers, with a free trial of 30 days.</p>",
        "<aside><p>Learn how contributions to the harbour map are drawn.</p></aside>",
        "<ul><li>Branded app: get an app of your own for iOS</li><li>Download the Android app</li></ul>",
        "<p>Donation account of the bird station: 12 345 678 at the savings bank of Port Avel.</p>",
    ] {
        let html = format!("<article>{STORY}{kept}{STORY}</article>");
        assert_eq!(hidden(&html, "en"), [""; 0], "{kept}");
    }
}

#[test]
fn disclosures_credits_and_events_stay() {
    for (language, kept) in [
        (
            "en",
            "<p>The Gull is supported by readers like you. When you buy through our links we may earn a commission, which keeps our tests free.</p>",
        ),
        (
            "de",
            "<p>Unterstützen Sie uns: Mit Sternchen markierte Verweise sind Partnerlinks, für die wir Geld erhalten.</p>",
        ),
        (
            "en",
            "<div>A version of this article appears in print on Page 7 with the headline: Dark Quay. <a href=/subscribe>Subscribe</a></div>",
        ),
        (
            "en",
            "<p>Join us next Wednesday at 9 am for an open evening on the quay. Register now, places are few.</p>",
        ),
    ] {
        let html = format!("<article>{STORY}{kept}{STORY}</article>");
        assert_eq!(hidden(&html, language), [""; 0], "{kept}");
    }
}

#[test]
fn the_pages_own_head_stays() {
    let head = "<div class=subscribe-bar><div>Sections Home Search</div><div>World Harbour Weather Sport</div><div>3 of 10 articles \
        read</div><div>Subscribe now</div><div>Get the Gull for as little as $1 a week</div><div>Log in</div></div>";
    let doors = "<div><a href=/subscribe>Subscribe</a> <a href=/login>Log in</a></div>";
    let hidden_in =
        |head: &str| hidden(&format!("{head}<article><h1>Dark quay</h1>{STORY}{STORY}</article>"), "en");
    assert!(!hidden_in(head).concat().contains("Sections"));
    assert_eq!(hidden_in(doors), [""; 0]);
}

#[test]
fn a_run_on_appeal_in_front_of_plain_text() {
    let appeal = "date 2025-03-20 Your support keeps the lights on Read more Donate Now From the docks to the council, our \
        reporters at the Gull are there. Your donation allows us to keep them there. We believe that local news should be free \
        of a paywall, paid for by those who can afford it. Your support makes the difference.";
    let story = STORY.replace("<p>", "").replace("</p>", "\n\n");
    let page = Page::from_text(&format!("{appeal}\n\n{story}"));
    let blocks = crate::block::blocks(&page);
    let judgement = judge(Weights::shipped(), &page, &blocks, Language::from_tag("en"), "");
    let hidden: Vec<_> =
        judgement.hides.iter().map(|hide| page.node(hide.node).text.of(&page.text)).collect();
    assert_eq!(hidden, [appeal]);
    assert!(!judgement.over_budget);
}

/// The paragraphs of a plain text that are hidden; `{}` stands for three paragraphs of a story.
fn hidden_in_text(text: &str, language: &str) -> Vec<String> {
    let story = STORY.replace("<p>", "").replace("</p>", "\n\n");
    let page = Page::from_text(&text.replace("{}", &story));
    let blocks = crate::block::blocks(&page);
    let judgement = judge(Weights::shipped(), &page, &blocks, Language::from_tag(language), "");
    judgement.hides.iter().map(|hide| page.node(hide.node).text.of(&page.text).to_owned()).collect()
}

#[test]
fn appeals_among_paragraphs_of_plain_text() {
    for (language, ask) in [
        (
            "en",
            "If you enjoyed this story, subscribe to our free weekly newsletter and get the best of the Gull in your inbox.",
        ),
        (
            "en",
            "Support our journalism. We are a small newsroom and we depend on our readers. Please donate today.",
        ),
        // Where there is nothing to enter, no door makes a gate.
        (
            "en",
            "Sign up for our free newsletter and get the best of the Gull in your inbox. Already have an account? Log in",
        ),
    ] {
        for text in [format!("{ask}\n\n{{}}"), format!("{{}}{ask}\n\n{{}}"), format!("{{}}{ask}")] {
            assert_eq!(hidden_in_text(&text, language), [ask], "{text}");
        }
    }
}

#[test]
fn plain_text_that_speaks_of_asking_stays() {
    for kept in [
        "I built my newsletter with two things, a voice and a clean desk, and the voice stays mine.",
        "Not sure where to donate old lamps? Look for a collection point near the quay.",
        "The ferry company raised the price of its annual subscription by 12 percent in May.",
        "New this year is a letter once a month on one thing alone: in January it was old lamps, the next is about nothing but rope, \
         its makers, its prices and its knots. To get it, order our newsletter at gulls.example, and the rope letter lands in the inbox too.",
        "Homepage: gulls.example, donation account: 12 345 678 at the savings bank of Port Avel.",
    ] {
        for text in [format!("{kept}\n\n{{}}"), format!("{{}}{kept}\n\n{{}}"), format!("{{}}{kept}")] {
            assert_eq!(hidden_in_text(&text, "en"), [""; 0], "{text}");
        }
    }
}

#[test]
fn an_ask_at_a_paragraphs_end_is_only_ignored() {
    let last = "<p>The last gas lamp in the harbour was lit in 1871 by a keeper named Bo Lind, whose family kept them for a century. \
        Sign up for our newsletter here.</p>";
    let html = format!("<article>{STORY}{last}{STORY}</article>");
    let (_, blocks, judgement) = judged(&html, "en");
    assert!(judgement.hides.is_empty());
    let left: Vec<_> = judgement.trims.iter().map(|(_, span)| span.of(&blocks.prose.text)).collect();
    assert_eq!(left.len(), 1);
    assert!(left[0].ends_with("for a century."), "{left:?}");
}

#[test]
fn pages_without_a_story() {
    for html in ["", "<p></p>", "<nav><a href=/>Home</a></nav>"] {
        assert_eq!(labelled(html, |l| l == Label::Body), [""; 0], "{html}");
    }
}

#[test]
fn a_page_of_a_few_words_is_read_only_when_asked_for() {
    let html = "<h1>404</h1><p>Not found</p>";
    assert_eq!(labelled(html, |l| l == Label::Body), ["Not found"]);
    let page = html::page(html, "");
    assert!(crate::brief(&page, &Options::default()).is_none());
    assert!(crate::brief(&page, &Options { anyway: true, ..Options::default() }).is_some());
}

#[test]
fn components_are_no_consent_dialogs() {
    let html = format!("<div class=cmp-page><div class=cmp-text>{STORY}</div></div>");
    assert!(!labelled(&html, |l| l == Label::Body).is_empty());
    assert!(labelled(&html, |l| l == Label::Consent).is_empty());
}

#[test]
fn every_reason_has_a_sentence() {
    for (reason, words) in [
        (Reason::LinkDensity(0.25), "25 % of its text are links"),
        (Reason::Element("<nav>"), "it stands in <nav>"),
        (
            Reason::Evidence(vec![Evidence::Words, Evidence::FormField]),
            "its words ask, it has a field for an e-mail address",
        ),
    ] {
        assert_eq!(reason.explain(), words);
    }
}

#[test]
fn what_a_page_says_of_others_beside_the_story_stays() {
    for sentence in [
        "Lampfinder lists two thousand lamps on sale. Collectors create an account and sign up for a weekly newsletter with new lamps.",
        "Students register with the school and subscribe to its newsletter, which lists all courses on lamps.",
    ] {
        let html = format!(
            "<title>Lamps go out in Port Avel - The Gull</title><h1>Lamps go out in Port Avel</h1><article>{STORY}</article>\
             <div class=more><h3>More on lamps</h3><section><p>{sentence}</p></section></div><footer>The Gull</footer>"
        );
        assert_eq!(hidden(&html, "en"), [""; 0], "{sentence}");
    }
}
