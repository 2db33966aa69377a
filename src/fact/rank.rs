//! Facts -> the facts worth showing, most important first.
use super::{Facts, Text};
pub fn rank(facts: &mut Facts, text: &Text) {
    let _ = (facts, text);
}
