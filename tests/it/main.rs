//! The one test binary: cases are data under `tests/`, one `check` a stage.

mod carets;
mod dates;
mod entities;
mod facts;
mod numbers;
mod quotes;
mod readers;
mod sentences;
mod summary;
