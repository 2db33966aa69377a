//! The command line: reads pages in parallel, prints their briefs in the order they were named.
//!
//! Exit status: 0 every page was read, 1 some held no article, 2 some could not be read.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Instant;

use clap::Parser;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::Serialize;

use factbox::day::Day;
use factbox::{Brief, Options, Page, html, render};

/// Reads news articles and prints their key facts, word for word.
#[derive(Parser)]
#[command(
    version,
    after_help = "Exit status: 0 every page was read, 1 some held no article, 2 some could not be read."
)]
struct Arguments {
    /// Pages to read: .html, .html.gz, .txt, or - for standard input
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// Print one JSON object a line: {"file", "brief"}, brief null where there is no article
    #[arg(long, conflicts_with_all = ["markdown", "explain", "outline"])]
    json: bool,
    /// Print Markdown
    #[arg(long, conflicts_with_all = ["explain", "outline"])]
    markdown: bool,
    /// Print every block of the page with its verdict and the reason
    #[arg(long, conflicts_with = "outline")]
    explain: bool,
    /// Print what the reader of the page saw, one line a node
    #[arg(long)]
    outline: bool,
    /// The summary's budget in words
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    words: u32,
    /// The day of publication, when the page does not say or says it wrong
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    published: Option<Day>,
    /// Read the likeliest story of a page that seems to hold no article
    #[arg(long)]
    anyway: bool,
    /// Print to standard error how long each page took
    #[arg(long)]
    time: bool,
    /// The address the page came from
    #[arg(long, value_name = "URL", default_value = "")]
    url: String,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "not a day; write it as 2025-03-20".into())
}

/// Why a page was not read.
#[derive(Debug)]
enum Error {
    Read { file: String, source: io::Error },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        let Error::Read { file, source } = self;
        let reason = source.to_string();
        // "No such file or directory (os error 2)": the number helps nobody.
        let reason = reason.split(" (os error").next().unwrap_or_default();
        write!(f, "cannot read {file}: {}", lower_first(reason))
    }
}

/// What became of one page.
enum Outcome {
    Printed(String),
    NoArticle(String),
    Failed(Error),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(status) => ExitCode::from(status),
        // The reader of our output has gone, as `head` does: nothing is left to say.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("factbox: cannot print: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> io::Result<u8> {
    let progress = progress(arguments.pages.len());
    let mut out = io::stdout().lock();
    let (mut failed, mut without) = (false, false);
    let times = Mutex::new(Vec::new());
    // A chunk at a time: pages are read in parallel, printed in order, and memory stays bounded.
    for pages in arguments.pages.chunks(rayon::current_num_threads() * 8) {
        let outcomes: Vec<Outcome> = pages
            .par_iter()
            .map(|path| {
                let start = Instant::now();
                let outcome = read(path, arguments);
                if arguments.time {
                    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
                    progress.suspend(|| eprintln!("{milliseconds:9.2} ms  {}", path.display()));
                    times.lock().expect("no thread panics").push(milliseconds);
                }
                progress.inc(1);
                outcome
            })
            .collect();
        for (path, outcome) in pages.iter().zip(outcomes) {
            let printed = match outcome {
                Outcome::Printed(text) => text,
                Outcome::NoArticle(text) => {
                    without = true;
                    if !arguments.json {
                        let hint = if arguments.anyway { "" } else { "; --anyway reads its likeliest story" };
                        progress.suspend(|| eprintln!("factbox: no article in {}{hint}", path.display()));
                    }
                    text
                }
                Outcome::Failed(error) => {
                    failed = true;
                    progress.suspend(|| eprintln!("factbox: {error}"));
                    continue;
                }
            };
            progress.suspend(|| out.write_all(printed.as_bytes()))?;
        }
    }
    progress.finish_and_clear();
    out.flush()?;
    let mut times = times.into_inner().expect("no thread panics");
    if times.len() > 1 {
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
        let (median, most, max) = (at(0.5), at(0.95), at(1.0));
        eprintln!("{} pages: median {median:.2} ms, 95 % within {most:.2} ms, most {max:.2} ms", times.len());
    }
    Ok(if failed { 2 } else { u8::from(without) })
}

fn progress(pages: usize) -> ProgressBar {
    if pages < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} pages").expect("the template is ours");
    ProgressBar::new(pages as u64).with_style(style)
}

fn read(path: &Path, arguments: &Arguments) -> Outcome {
    let page = match page(path, &arguments.url) {
        Ok(page) => page,
        Err(source) => return Outcome::Failed(Error::Read { file: path.display().to_string(), source }),
    };
    if arguments.outline {
        return Outcome::Printed(page.outline());
    }
    let options =
        Options { words: arguments.words, published: arguments.published, anyway: arguments.anyway };
    if arguments.explain {
        return Outcome::Printed(render::explanation(&page, &factbox::analyse(&page, &options)));
    }
    let brief = factbox::brief(&page, &options);
    if arguments.json {
        let text = json_line(path, brief.as_ref());
        return if brief.is_some() { Outcome::Printed(text) } else { Outcome::NoArticle(text) };
    }
    match brief {
        Some(brief) if arguments.markdown => Outcome::Printed(render::markdown(&brief)),
        Some(brief) => Outcome::Printed(render::text(&brief)),
        None => Outcome::NoArticle(String::new()),
    }
}

fn json_line(path: &Path, brief: Option<&Brief>) -> String {
    #[derive(Serialize)]
    struct Line<'a> {
        file: String,
        brief: Option<&'a Brief>,
    }
    let line = Line { file: path.display().to_string(), brief };
    serde_json::to_string(&line).expect("a brief holds only strings and integers") + "\n"
}

/// Reads one file, or standard input for `-`.
fn page(path: &Path, url: &str) -> io::Result<Page> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.read_to_end(&mut bytes)?;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked)?;
        bytes = unpacked;
    }
    let text = html::decode(&bytes);
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.trim_end_matches(".gz");
    let is_text = name.ends_with(".txt") || (name == "-" && !text.trim_start().starts_with('<'));
    Ok(if is_text { Page { url: url.to_owned(), ..Page::from_text(&text) } } else { html::page(&text, url) })
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
