//! Shown names -> how many of them are names of their kind.
//!
//! The scorer measures all that is found; a reader meets what `fact/shown.rs` leaves of it. Of each entity that is shown one mention
//! at least must be marked in the text with its kind, from the same letter to the same letter. *Shown names, kept* is the share of the right
//! names found that are shown.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::input;
use super::predict::Prediction;
use super::scorer::{Scores, Unit};

#[derive(Deserialize)]
struct Gold {
    id: String,
    /// Start, end and kind, then what a corpus adds.
    #[serde(default)]
    entities: Vec<Vec<Value>>,
}

/// The figures of one corpus.
pub fn shown(corpus: &Path, predictions: &[Prediction]) -> Result<Scores, String> {
    let golds: Vec<Gold> = input::lines(corpus)?;
    let golds: BTreeMap<&str, BTreeSet<(usize, usize, &str)>> = golds
        .iter()
        .map(|gold| {
            let entities = gold.entities.iter().filter_map(|entity| {
                let number = |at: usize| entity.get(at)?.as_u64().map(|n| n as usize);
                let kind = entity.get(2)?.as_str()?;
                // A building is a place.
                Some((number(0)?, number(1)?, if kind == "FAC" { "LOC" } else { kind }))
            });
            (gold.id.as_str(), entities.collect())
        })
        .collect();
    let (mut found, mut shown) = ((0, 0), (0, 0));
    for prediction in predictions {
        let Some(gold) = golds.get(prediction.id.as_str()) else { continue };
        for (key, counts) in [("ranked", &mut found), ("shown", &mut shown)] {
            let entities = prediction.line[key].as_array().map(Vec::as_slice).unwrap_or_default();
            counts.0 += entities.iter().filter(|entity| is_right(entity, gold)).count();
            counts.1 += entities.len();
        }
    }
    let mut scores = Scores::default();
    for (measure, hits, all) in
        [("shown names: precision", shown.0, shown.1), ("shown names: kept", shown.0, found.0)]
    {
        if all > 0 {
            let share = hits as f64 / all as f64;
            scores.printed += &format!("{measure} {hits} of {all}: {:.1}\n", 100.0 * share);
            scores.add(measure, share, Unit::Share);
        }
    }
    Ok(scores)
}

fn is_right(entity: &Value, gold: &BTreeSet<(usize, usize, &str)>) -> bool {
    let kind = match entity["kind"].as_str() {
        Some("Person") => "PER",
        Some("Organisation") => "ORG",
        _ => "LOC",
    };
    let mentions: Vec<(usize, usize)> =
        serde_json::from_value(entity["mentions"].clone()).unwrap_or_default();
    mentions.iter().any(|&(start, end)| gold.contains(&(start, end, kind)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_name_is_right_with_its_kind_and_its_ends() {
        let gold = BTreeSet::from([(0, 9, "PER"), (20, 26, "LOC")]);
        for (kind, mentions, right) in [
            ("Person", json!([[0, 9], [30, 34]]), true),
            ("Person", json!([[20, 26]]), false),
            ("Place", json!([[20, 27]]), false),
        ] {
            assert_eq!(is_right(&json!({ "kind": kind, "mentions": mentions }), &gold), right, "{kind}");
        }
    }
}
