//! Every extractor on the same pages, in one run: CPU time a page, and its ratio to dom_smoothie's.
//!
//! In: folders of pages. Out: one table on standard output. Method: each page is decoded once and each extractor is
//! given the same text; on each page they take turns, in an order that moves on by one from page to page, as often as
//! asked, and the fastest time of each counts. A ratio is made on each page; the median of these is printed, and the
//! ratio of the means. The stages of ours are timed on the same pages after that.

use std::fs::File;
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use cpu_time::ThreadTime;
use factbox::{Options, html, timed};

use crate::stage::Stage;

/// An extractor: its name, and a function of a page's HTML that says whether it found an article.
struct Extractor {
    name: &'static str,
    run: fn(&str) -> bool,
}

const EXTRACTORS: [Extractor; 6] = [
    Extractor { name: "dom_smoothie 0.19.0", run: dom_smoothie },
    Extractor { name: "factbox, to the article", run: |html| Stage::Extract.run(html, "") > 0 },
    Extractor { name: "factbox, parser alone", run: |html| Stage::Parse.run(html, "") > 0 },
    Extractor { name: "factbox, all of it", run: |html| Stage::Whole.run(html, "") > 0 },
    Extractor { name: "dom_smoothie, parser alone", run: dom_smoothie_parser },
    Extractor { name: "trafilatura 0.6.0", run: trafilatura },
];

fn dom_smoothie(html: &str) -> bool {
    let article = dom_smoothie::Readability::new(html, None, None).and_then(|mut reader| reader.parse());
    article.is_ok_and(|article| !black_box(article).text_content.is_empty())
}

fn dom_smoothie_parser(html: &str) -> bool {
    black_box(dom_smoothie::Readability::new(html, None, None)).is_ok()
}

fn trafilatura(html: &str) -> bool {
    let result = trafilatura::extract(html, &trafilatura::Options::default());
    result.is_ok_and(|result| !black_box(result).content_text.is_empty())
}

pub fn extract(folders: &[PathBuf], runs: usize) -> Result<()> {
    let pages = pages(folders)?;
    let mut times = vec![vec![f64::INFINITY; pages.len()]; EXTRACTORS.len()];
    let mut found = [0_usize; EXTRACTORS.len()];
    for (page, html) in pages.iter().enumerate() {
        for run in 0..runs.max(1) {
            for turn in 0..EXTRACTORS.len() {
                let which = (turn + page + run) % EXTRACTORS.len();
                let start = ThreadTime::now();
                let has_article = black_box((EXTRACTORS[which].run)(black_box(html)));
                let time = milliseconds(start);
                times[which][page] = times[which][page].min(time);
                found[which] += usize::from(has_article && run == 0);
            }
        }
    }
    let kilobytes = pages.iter().map(|html| html.len() as f64 / 1024.0).collect::<Vec<_>>();
    println!(
        "{} pages, {:.0} KB in the median, {:.0} in the mean; CPU ms a page, fastest of {runs}; ratios to {}",
        pages.len(),
        median(&kilobytes),
        mean(&kilobytes),
        EXTRACTORS[0].name
    );
    println!(
        "{:28} {:>8} {:>8} {:>8} {:>13} {:>13} {:>8}",
        "", "median", "mean", "95 %", "ratio, median", "ratio of means", "articles"
    );
    for (which, extractor) in EXTRACTORS.iter().enumerate() {
        let ratios: Vec<f64> = times[which].iter().zip(&times[0]).map(|(time, base)| time / base).collect();
        println!(
            "{:28} {:8.2} {:8.2} {:8.2} {:13.2} {:13.2} {:8}",
            extractor.name,
            median(&times[which]),
            mean(&times[which]),
            at(&times[which], 0.95),
            median(&ratios),
            mean(&times[which]) / mean(&times[0]),
            found[which]
        );
    }
    println!();
    stages(&pages, runs);
    Ok(())
}

/// Times each stage of ours.
fn stages(pages: &[String], runs: usize) {
    let start = ThreadTime::now();
    // By stage, in order: its name, and the fastest time of each page that has it.
    let mut all: Vec<(&str, Vec<f64>)> = Vec::new();
    for html in pages {
        let mut best: Vec<(&str, f64)> = Vec::new();
        for _ in 0..runs.max(1) {
            let parsing = ThreadTime::now();
            let page = html::page(html, "");
            let parsing = ("html", milliseconds(parsing));
            let stages = timed::stages(&page, &Options::default(), || milliseconds(start));
            for (at, (name, time)) in std::iter::once(parsing).chain(stages).enumerate() {
                match best.get_mut(at) {
                    Some((_, best)) => *best = best.min(time),
                    None => best.push((name, time)),
                }
            }
        }
        for (at, (name, time)) in best.into_iter().enumerate() {
            match all.get_mut(at) {
                Some((_, times)) => times.push(time),
                None => all.push((name, vec![time])),
            }
        }
    }
    println!("{:28} {:>8} {:>8} {:>8}", "factbox, stage by stage", "median", "mean", "95 %");
    for (name, times) in &all {
        println!("{name:28} {:8.3} {:8.3} {:8.3}", median(times), mean(times), at(times, 0.95));
    }
}

/// Every page below the folders, decoded, by path.
fn pages(folders: &[PathBuf]) -> Result<Vec<String>> {
    let mut files = Vec::new();
    let mut folders = folders.to_vec();
    while let Some(folder) = folders.pop() {
        for entry in
            std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?
        {
            let path = entry?.path();
            let name = path.to_string_lossy();
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".html") || name.ends_with(".html.gz") {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() {
        bail!("there are no pages in these folders");
    }
    files.iter().map(|file| page(file).with_context(|| format!("cannot read {}", file.display()))).collect()
}

/// The text of one page.
pub fn page(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    let mut file = File::open(path)?;
    if path.extension().is_some_and(|end| end == "gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes)?;
    } else {
        file.read_to_end(&mut bytes)?;
    }
    Ok(html::decode(&bytes))
}

pub fn milliseconds(start: ThreadTime) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

fn median(values: &[f64]) -> f64 {
    at(values, 0.5)
}

/// The value below which this part of all lies; 0 without values.
fn at(values: &[f64], part: f64) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get((last as f64 * part).round() as usize).copied().unwrap_or_default()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
