//! `cargo xtask bench`: what a reader waits for (`click`), what the article costs beside other extractors (`extract`),
//! and how cost grows with the size of a page (`growth`).
//!
//! The native extractors measured beside ours belong to the package in `bench/`, those in JavaScript to
//! `tests/browser/extractors/`; neither is built or installed by any other task.

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use std::path::PathBuf;
use std::process::Command;

use crate::{dist, program, setup};

#[derive(Args)]
pub struct Options {
    /// What to measure
    what: What,
    /// Clicks on each page, or how often each extractor reads a page
    #[arg(long)]
    runs: Option<u32>,
    /// Pages in the browser
    #[arg(long, default_value_t = 60)]
    pages: u32,
    /// Only outside the browser
    #[arg(long)]
    native: bool,
    /// Only in the browser
    #[arg(long, conflicts_with = "native")]
    browser: bool,
    /// What follows goes to the measuring program as it is
    #[arg(last = true)]
    rest: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Click,
    Extract,
    Growth,
}

pub fn bench(options: &Options) -> Result<()> {
    match options.what {
        What::Click => click(options),
        What::Extract => {
            if !options.browser {
                extract(options)?;
            }
            if !options.native {
                extract_in_browser(options)?;
            }
            Ok(())
        }
        What::Growth => {
            setup::valgrind()?;
            program::run(measuring()?.arg("growth").args(&options.rest))
        }
    }
}

fn click(options: &Options) -> Result<()> {
    let browsers = setup::browsers()?;
    dist::dist()?;
    let clicks = options.runs.unwrap_or(9).to_string();
    program::run(browsers.node().args(["bench-click.js", &clicks]))
}

/// Every native extractor on the pages of the corpora beside the checkout; without these, on our own.
fn extract(options: &Options) -> Result<()> {
    let corpora = crate::root().join("../shared/corpora/extraction");
    let folder = if corpora.is_dir() { corpora } else { crate::root().join("tests/pages") };
    let mut command = measuring()?;
    command.arg("extract").arg(folder).args(&options.rest);
    if let Some(runs) = options.runs {
        command.args(["--runs", &runs.to_string()]);
    }
    program::run(&mut command)
}

/// Every extractor that runs in a browser, in the same tabs.
fn extract_in_browser(options: &Options) -> Result<()> {
    let browsers = setup::browsers()?;
    setup::extractors()?;
    dist::timed_core()?;
    let runs = options.runs.unwrap_or(5).to_string();
    program::run(browsers.node().args(["bench-extract.js", &options.pages.to_string(), &runs]))
}

/// The program of `bench/`, built as the shipped one is.
fn measuring() -> Result<Command> {
    let manifest = crate::root().join("bench/Cargo.toml");
    let target: PathBuf = dist::target_folder()?.join("bench");
    let mut build = program::cargo(&["build", "--release", "--locked", "--quiet", "--manifest-path"]);
    program::run(build.arg(manifest).arg("--target-dir").arg(&target))?;
    let program = target.join(format!("release/bench{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        bail!("{} was built and is not there", program.display());
    }
    Ok(Command::new(program))
}
