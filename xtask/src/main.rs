//! Build tasks of Factbox: `cargo xtask run | test | dist | eval | bench`.
//!
//! Each task installs what it lacks and says so (`setup.rs`), and ends with a sentence that says what to do
//! when it cannot go on. `dist.rs` builds the packages; `run.rs`, `test.rs` and `bench.rs` drive real browsers
//! through the scripts in `tests/browser/`.

mod bench;
mod dist;
mod eval;
mod join;
mod notice;
mod program;
mod run;
mod setup;
mod test;
mod train;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Build tasks of Factbox.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything, open a browser on a page and press the Factbox button
    Run(run::Options),
    /// Run every check: format, lints, Rust tests, types, packages, real clicks in both browsers
    Test(test::Options),
    /// Write the unpacked extension, the two packages and the playground to dist/
    Dist,
    Eval(eval::Args),
    Train(train::Args),
    /// Measure what a reader waits for
    Bench(bench::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Run(options) => run::run(&options),
        Task::Test(options) => test::test(&options),
        Task::Dist => dist::dist().map(|dist| dist.print_sizes()),
        Task::Eval(options) => eval::eval(&options).map_err(anyhow::Error::msg),
        Task::Train(options) => train::train(&options).map_err(anyhow::Error::msg),
        Task::Bench(options) => bench::bench(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The checkout.
fn root() -> PathBuf {
    let xtask = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().expect("xtask lies in the checkout").to_owned()
}
