//! `cargo xtask bench click`: how long a reader waits from the click to the painted sidebar.

use anyhow::Result;
use clap::Args;

use crate::{dist, program, setup};

#[derive(Args)]
pub struct Options {
    /// What to measure
    #[arg(value_parser = ["click"])]
    what: String,
    /// Clicks on each page
    #[arg(long, default_value_t = 9)]
    clicks: u32,
}

pub fn bench(options: &Options) -> Result<()> {
    let browsers = setup::browsers()?;
    dist::dist()?;
    program::run(browsers.node().arg(format!("bench-{}.js", options.what)).arg(options.clicks.to_string()))
}
