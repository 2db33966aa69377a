//! `cargo xtask run`: Factbox on a page, in a real browser.

use anyhow::Result;
use clap::Args;

use crate::{dist, program, setup};

#[derive(Args)]
pub struct Options {
    /// A file or an http address; a sample article when left out
    page: Option<String>,
    /// chromium or firefox
    #[arg(long, default_value = "chromium")]
    browser: String,
    /// Do not open a window, even where there is a display: print the brief and save a picture
    #[arg(long)]
    headless: bool,
}

pub fn run(options: &Options) -> Result<()> {
    let browsers = setup::browsers()?;
    dist::dist()?;
    let mut node = browsers.node();
    node.arg("run.js").arg(&options.browser);
    if options.headless || !has_display() {
        node.arg("--headless");
    }
    if let Some(page) = &options.page {
        // The script runs in its own folder, so a file's name is made whole here.
        let path = std::path::absolute(page)?;
        node.arg(if path.exists() { path.as_os_str() } else { page.as_ref() });
    }
    program::run(&mut node)
}

fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}
