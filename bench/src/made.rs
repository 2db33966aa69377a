//! Pages of any size: an invented article, its structure repeated until the page is as large as asked.
//!
//! Each [`Shape`] strains another part: running text, depth, links, one endless paragraph, many tiny blocks. People,
//! numbers and days differ from one repetition to the next, so that what grows with distinct words grows too.

use std::fmt::Write;

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// Paragraph after paragraph.
    Paragraphs,
    /// Each paragraph in some of up to sixty elements, one in another.
    Nested,
    /// Paragraphs full of links, and lists of nothing else.
    Links,
    /// One paragraph.
    Endless,
    /// Lists of short items.
    Lists,
}

impl Shape {
    pub const ALL: [Shape; 5] =
        [Shape::Paragraphs, Shape::Nested, Shape::Links, Shape::Endless, Shape::Lists];

    /// A page of at least `size` bytes, and at most one repetition more.
    pub fn page(self, size: usize) -> String {
        let mut page = String::with_capacity(size + 8 * 1024);
        page.push_str(HEAD);
        if self == Shape::Endless {
            page.push_str("<p>");
        }
        for n in 0.. {
            if page.len() >= size {
                break;
            }
            self.piece(n, &mut page);
        }
        page.push_str("</article><footer>Copyright The Avel Gull</footer></body></html>");
        page
    }

    fn piece(self, n: usize, page: &mut String) {
        let words = words(n);
        let depth = 1 + n * 7 % 60;
        let written = match self {
            Shape::Paragraphs => write!(page, "<p>{words}</p>\n"),
            Shape::Nested => {
                write!(
                    page,
                    "{}<p>{words}</p>{}\n",
                    "<div class=\"wrap\">".repeat(depth),
                    "</div>".repeat(depth)
                )
            }
            Shape::Links => write!(
                page,
                "<p>{words} <a href=\"/{n}/lamps\">More on the lamps</a> and <a href=\"/{n}/harbour\">on the harbour</a>.</p>\
                 <ul><li><a href=\"/{n}/1\">Ferry {n} is late again</a></li><li><a href=\"/{n}/2\">Rain on quay {n}</a></li></ul>\n"
            ),
            Shape::Endless => write!(page, "{words} "),
            Shape::Lists => write!(
                page,
                "<ul><li>{} lamps</li><li>Quay {n}</li><li>{}</li></ul>\n",
                n * 13 % 977,
                name(n)
            ),
        };
        written.expect("a string takes what is written to it");
    }
}

const HEAD: &str = "<!doctype html><html lang=en><head><meta charset=utf-8><title>Lamps for the harbour - The Avel Gull</title>\
    <meta property=og:type content=article></head><body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>\
    <article><h1>Lamps for the harbour</h1><p class=byline>By Ada Byrne</p>\n";

/// Three sentences with a name, a number, a day and a quotation of their own.
fn words(n: usize) -> String {
    let name = name(n);
    let surname = name.split(' ').nth(1).unwrap_or_default().to_owned();
    format!(
        "The council of Port Avel bought {} lamps for the harbour on {} March {}, said {name}, who keeps quay {n}. \
         \u{201c}We waited for the light long enough, and so did the boats,\u{201d} {surname} said on Monday. \
         Work on the northern wall costs £{}.{} million, a third more than was planned.",
        2 + n * 13 % 977,
        1 + n % 28,
        1990 + n % 40,
        1 + n % 90,
        n % 10,
    )
}

/// A name that no other number below some hundred thousand has.
fn name(n: usize) -> String {
    const FIRST: [&str; 8] = ["Ada", "Bela", "Cora", "David", "Emma", "Frank", "Greta", "Hugo"];
    const PARTS: [&str; 16] = [
        "bar", "lin", "ton", "mer", "dal", "rik", "sen", "vor", "gan", "hel", "mos", "tar", "wick", "ley",
        "den", "rup",
    ];
    let mut surname = String::new();
    let mut rest = n / FIRST.len() + 1;
    while rest > 0 {
        surname.push_str(PARTS[rest % PARTS.len()]);
        rest /= PARTS.len();
    }
    let capital = surname[..1].to_uppercase();
    format!("{} {capital}{}", FIRST[n % FIRST.len()], &surname[1..])
}
