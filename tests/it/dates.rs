//! Dates in text, from `tests/text/dates.txt`.

use expect_test::expect_file;
use factbox::fact::{Text, date};

use crate::carets::{Drawn, redraw};

#[test]
fn cases() {
    expect_file!["../text/dates.txt"].assert_eq(&redraw(include_str!("../text/dates.txt"), draw));
}

/// Each date with its value; under it what happens then.
fn draw(text: &Text) -> Vec<Drawn> {
    let mut drawn = Vec::new();
    for date in date::find(text) {
        let value = date.value.unwrap_or_else(|| "?".into());
        let label = if date.is_complete { format!("{value}, complete") } else { value };
        drawn.push(Drawn { span: date.span, with: '^', label });
        if let Some(what) = date.what {
            drawn.push(Drawn { span: what, with: '-', label: "what".into() });
        }
    }
    drawn
}
