//! Numbers in text, from `tests/text/numbers.txt`.

use expect_test::expect_file;
use factbox::fact::{NumberFact, NumberKind, Text, date, number};

use crate::carets::{Drawn, redraw};

#[test]
fn cases() {
    expect_file!["../text/numbers.txt"].assert_eq(&redraw(include_str!("../text/numbers.txt"), draw));
}

/// Each number with kind, value and unit; under it what it counts.
fn draw(text: &Text) -> Vec<Drawn> {
    let dates = date::find(text);
    let mut drawn = Vec::new();
    for number in number::find(text, &dates) {
        drawn.push(Drawn { span: number.span, with: '^', label: label(&number, text) });
        if let Some(what) = number.what {
            drawn.push(Drawn { span: what, with: '-', label: "what".into() });
        }
    }
    drawn
}

fn label(number: &NumberFact, text: &Text) -> String {
    let kind = match number.kind {
        NumberKind::Money => "money",
        NumberKind::Percent => "percent",
        NumberKind::Count => "count",
        NumberKind::Measure => "measure",
        NumberKind::Bare => "bare",
    };
    let mut label = format!("{kind} {}", number.value);
    if let Some(to) = &number.to {
        label += &format!("..{to}");
    }
    if let Some(unit) = &number.unit {
        label += &format!(" {unit}");
    }
    if let Some(qualifier) = number.qualifier {
        label += &format!(", {}", qualifier.of(text.text));
    }
    if let Some(per) = number.per {
        label += &format!(", {}", per.of(text.text));
    }
    if let Some((value, unit)) = &number.converted {
        label += &format!(", or {value} {unit}");
    }
    label
}
