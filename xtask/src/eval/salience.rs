//! Ranked names -> how many of the first are those that a reader would name first.
//!
//! Two golds. A list of names, the most important first (`salient`): *first three* is the share of its first three that are among our
//! first three of any kind; a name is ours when one of our mentions of it is written the same, without case, article and possessive ending.
//! Graded mentions (`salient_groups` of GUM, news only): *P@3* is the share of our first three that are a person, an organisation or a place of
//! salience 3 or more; ours is what the smallest marked phrase around most of its mentions speaks of.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::input;
use super::predict::Prediction;
use super::scorer::{Scores, Unit};

#[derive(Deserialize)]
struct Gold {
    id: String,
    text: String,
    #[serde(default)]
    genre: String,
    #[serde(default)]
    salient: Vec<String>,
    /// Each group's name, and its salience from 1 to 5.
    #[serde(default)]
    salient_groups: Vec<(String, u32)>,
    /// Start, end, type and group, among others.
    #[serde(default)]
    mentions: Vec<Vec<Value>>,
}

/// How many names count as the first.
const FIRST: usize = 3;
/// From here on a group is salient.
const SALIENT: u32 = 3;

/// The figures of one corpus; none where it does not say what is salient.
pub fn salience(corpus: &Path, predictions: &[Prediction]) -> Result<Scores, String> {
    let golds: Vec<Gold> = input::lines(corpus)?;
    let by_id: BTreeMap<&str, &Gold> = golds.iter().map(|gold| (gold.id.as_str(), gold)).collect();
    let (mut named, mut graded) = ((0, 0), (0, 0));
    for prediction in predictions {
        let Some(gold) = by_id.get(prediction.id.as_str()) else { continue };
        let ours = first(&prediction.line);
        if !gold.salient.is_empty() {
            let theirs = &gold.salient[..gold.salient.len().min(FIRST)];
            named.0 +=
                theirs.iter().filter(|name| ours.iter().any(|ours| is_named(gold, ours, name))).count();
            named.1 += theirs.len();
        }
        if gold.genre == "news" && !gold.salient_groups.is_empty() {
            graded.0 += ours.iter().filter(|ours| is_salient(gold, ours)).count();
            graded.1 += ours.len();
        }
    }
    let mut scores = Scores::default();
    for (measure, (hits, all)) in [("first three salient names", named), ("salient P@3", graded)] {
        if all > 0 {
            let share = hits as f64 / all as f64;
            scores.printed += &format!("{measure} {hits} of {all}: {:.1}\n", 100.0 * share);
            scores.add(measure, share, Unit::Share);
        }
    }
    Ok(scores)
}

/// The mentions of our first names, in code points.
fn first(line: &Value) -> Vec<Vec<(usize, usize)>> {
    let ranked = line["ranked"].as_array().map(Vec::as_slice).unwrap_or_default();
    ranked
        .iter()
        .take(FIRST)
        .map(|entity| serde_json::from_value(entity["mentions"].clone()).unwrap_or_default())
        .collect()
}

fn is_named(gold: &Gold, mentions: &[(usize, usize)], name: &str) -> bool {
    let written = |&(start, end): &(usize, usize)| -> String {
        plain(&gold.text.chars().skip(start).take(end - start).collect::<String>())
    };
    mentions.iter().any(|mention| written(mention) == plain(name))
}

fn plain(name: &str) -> String {
    let name = name.to_lowercase().replace('’', "'");
    let name = name.strip_suffix("'s").unwrap_or(&name);
    name.strip_prefix("the ").unwrap_or(name).trim().to_owned()
}

fn is_salient(gold: &Gold, mentions: &[(usize, usize)]) -> bool {
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for &(start, end) in mentions {
        let phrase = gold.mentions.iter().filter_map(|mention| {
            let number = |at: usize| mention.get(at)?.as_u64().map(|n| n as usize);
            let word = |at: usize| mention.get(at)?.as_str();
            let (from, to) = (number(0)?, number(1)?);
            let is_kind = matches!(word(2)?, "person" | "organization" | "place");
            (is_kind && from <= start && end <= to).then_some((to - from, word(3)?))
        });
        if let Some((_, group)) = phrase.min() {
            *groups.entry(group).or_default() += 1;
        }
    }
    let most = groups.iter().max_by_key(|(_, count)| **count).map(|(group, _)| *group);
    let is_graded = |(group, grade): &(String, u32)| Some(group.as_str()) == most && *grade >= SALIENT;
    gold.salient_groups.iter().any(is_graded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_first_three_are_compared_with_a_list_and_with_grades() {
        let text = "Mayor Anna Berg left Torsby. Berg's boat sank off Norway.";
        let gold: Gold = serde_json::from_value(json!({
            "id": "a", "text": text, "genre": "news", "salient": ["anna berg", "The Torsby", "Otto Holm"],
            "salient_groups": [["1", 5], ["2", 2]],
            "mentions": [[0, 15, "person", "1"], [21, 27, "place", "2"], [29, 38, "object", "9"], [29, 35, "person", "1"]],
        }))
        .unwrap();
        let berg = [(6, 15), (29, 33)];
        assert!(is_named(&gold, &berg, &gold.salient[0]));
        assert!(is_named(&gold, &[(21, 27)], &gold.salient[1]));
        assert!(!is_named(&gold, &berg, &gold.salient[2]));
        assert!(is_salient(&gold, &berg));
        assert!(!is_salient(&gold, &[(21, 27)]));
        assert!(!is_salient(&gold, &[(50, 56)]));
    }
}
