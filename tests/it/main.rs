//! The one test binary: cases are data under `tests/`, one `check` a stage.

mod carets;
mod command;
mod dates;
mod entities;
mod facts;
mod hostile;
mod messages;
mod numbers;
mod pages;
mod quotes;
mod readers;
mod seed;
mod sentences;
mod summary;
