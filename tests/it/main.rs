//! The one test binary: cases are data under `tests/`, one `check` a stage.

mod entities;
mod quotes;
mod sentences;
