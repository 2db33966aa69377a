//! Every code that the Brief sends for the sidebar to word has its message.

use factbox::article::{NoteKind, Sign};
use factbox::boilerplate::{Appeal, Evidence};
use factbox::fact::timeline::Side;

#[test]
fn every_kind_and_reason_has_words() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/extension/_locales/en/messages.json");
    let messages: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let kinds = Appeal::ALL.iter().map(|appeal| format!("appeal_{}", appeal.code()));
    let reasons = Evidence::ALL.iter().map(|evidence| format!("because_{}", evidence.code()));
    // What "fewerWords" has to say is in the sentence around the reasons.
    let signs =
        Sign::ALL.iter().filter(|sign| **sign != Sign::FewerWords).map(|sign| format!("cut_{}", sign.code()));
    let notes = NoteKind::ALL.iter().map(|kind| format!("note_{}", kind.code()));
    let sides = Side::ALL.iter().map(|side| side.code().to_owned());
    for name in kinds.chain(reasons).chain(signs).chain(notes).chain(sides) {
        assert!(messages[&name]["message"].is_string(), "{file} lacks {name}");
    }
}
