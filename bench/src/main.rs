//! What Factbox costs, beside other extractors: `cargo xtask bench extract` and `cargo xtask bench growth` run this.
//!
//! A package outside the workspace, so that the extractors measured here are no part of any other build.
//! Times are CPU times of one thread. Not here: what happens in browsers (`tests/browser/bench-extract.js`).

mod extract;
mod growth;
mod made;
mod stage;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

use stage::Stage;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Time every extractor on the same pages
    Extract {
        /// Folders searched for pages: .html and .html.gz
        folders: Vec<PathBuf>,
        /// How often each page is read; its fastest time counts
        #[arg(long, default_value_t = 3)]
        runs: usize,
    },
    /// Fit how cost grows with the size of a page
    Growth(growth::Options),
    /// Run one stage on one page after a small one, which fills the tables: what `growth` counts
    One {
        stage: Stage,
        small: PathBuf,
        page: PathBuf,
        /// Not until the time is certain
        #[arg(long)]
        once: bool,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().task {
        Task::Extract { folders, runs } => extract::extract(&folders, runs),
        Task::Growth(options) => growth::growth(&options),
        Task::One { stage, small, page, once } => growth::one(stage, &small, &page, once),
    }
}
