//! How cost grows with the size of a page: the exponent of a power of it, by least squares on logarithms.
//!
//! In: pages made by `made.rs`, from 44 KB to 50 MB, each twice the one before. Out: for each shape and stage the
//! instructions and the CPU time of each page, and both exponents: over all sizes, and over those up to 4 MB, where
//! no cap of the reader's is met yet.
//! Method: each page is read by a process of its own, after a small one that fills the tables. Instructions are counted
//! by valgrind's cachegrind; what the same process counts without the page is taken off. CPU time is the fastest of some
//! runs inside the process.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::Args;
use cpu_time::ThreadTime;

use crate::extract;
use crate::made::Shape;
use crate::stage::Stage;

#[derive(Args)]
pub struct Options {
    /// Only this shape
    #[arg(long)]
    shape: Option<Shape>,
    /// Only this stage; `extract` and `whole` when left out
    #[arg(long)]
    stage: Option<Stage>,
    /// The largest page, in bytes
    #[arg(long, default_value_t = 50_000_000)]
    largest: usize,
    /// The largest page whose instructions are counted, in bytes
    #[arg(long, default_value_t = 50_000_000)]
    counted: usize,
}

const SMALLEST: usize = 44_000;
/// Up to here no cap of the reader's is met.
const UNCUT: usize = 4_000_000;

pub fn growth(options: &Options) -> Result<()> {
    let folder = std::env::temp_dir().join(format!("factbox-growth-{}", std::process::id()));
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let done = measure(options, &folder);
    let _ = std::fs::remove_dir_all(&folder);
    done
}

fn measure(options: &Options, folder: &Path) -> Result<()> {
    let shapes = options.shape.map_or(Shape::ALL.to_vec(), |shape| vec![shape]);
    let stages = options.stage.map_or(vec![Stage::Extract, Stage::Whole], |stage| vec![stage]);
    let mut summary = Vec::new();
    for shape in shapes {
        let small = folder.join("small.html");
        std::fs::write(&small, shape.page(SMALLEST))?;
        for &stage in &stages {
            println!("{shape:?}, {stage:?}\n{:>10} {:>16} {:>12}", "bytes", "instructions", "CPU ms");
            let (mut counts, mut times) = (Vec::new(), Vec::new());
            for size in sizes(options.largest) {
                let html = shape.page(size);
                let bytes = html.len() as f64;
                let file = folder.join("page.html");
                std::fs::write(&file, &html)?;
                drop(html);
                let time = time(stage, &small, &file)?;
                times.push((bytes, time));
                let mut counted = String::from("-");
                if size <= options.counted {
                    let count =
                        count(stage, &small, &file)?.saturating_sub(count(Stage::Nothing, &small, &file)?);
                    counts.push((bytes, count as f64));
                    counted = count.to_string();
                }
                println!("{bytes:>10} {counted:>16} {time:>12.2}");
            }
            let row = format!(
                "{:12} {:8} {:>9} {:>12} {:>9} {:>12}",
                format!("{shape:?}"),
                format!("{stage:?}"),
                written(exponent(&counts, f64::INFINITY)),
                written(exponent(&counts, UNCUT as f64)),
                written(exponent(&times, f64::INFINITY)),
                written(exponent(&times, UNCUT as f64))
            );
            println!("{row}\n");
            summary.push(row);
        }
    }
    println!("exponents:            instr.  up to 4 MB  CPU time  up to 4 MB\n{}", summary.join("\n"));
    Ok(())
}

/// Each twice the one before, and the largest.
fn sizes(largest: usize) -> Vec<usize> {
    let mut sizes: Vec<usize> = std::iter::successors(Some(SMALLEST), |size| Some(size * 2))
        .take_while(|size| *size < largest * 3 / 4)
        .collect();
    sizes.push(largest);
    sizes
}

/// The fastest CPU time of some runs, in milliseconds.
fn time(stage: Stage, small: &Path, page: &Path) -> Result<f64> {
    let output = child(stage, small, page)?.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().with_context(|| format!("the measured process says {text:?}"))
}

/// The instructions of the whole process.
fn count(stage: Stage, small: &Path, page: &Path) -> Result<u64> {
    let program = child(stage, small, page)?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    valgrind.arg(program.get_program()).args(program.get_args());
    let output = valgrind.arg("--once").output().context("cannot start valgrind")?;
    let text = String::from_utf8_lossy(&output.stderr);
    // "==12== I   refs:      1,234,567"
    let line = text.lines().find_map(|line| line.split_once("refs:"));
    let Some((_, number)) = line.filter(|_| output.status.success()) else { bail!("valgrind says:\n{text}") };
    Ok(number.replace(',', "").trim().parse()?)
}

fn child(stage: Stage, small: &Path, page: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("one").arg(format!("{stage:?}").to_lowercase()).args([small, page]);
    Ok(command)
}

/// What the measured process does: reads `page` after `small`, and prints its CPU time in milliseconds.
pub fn one(stage: Stage, small: &PathBuf, page: &PathBuf, once: bool) -> Result<()> {
    let (small, page) = (extract::page(small)?, extract::page(page)?);
    Stage::Whole.run(&small, "");
    let (mut best, mut total) = (f64::INFINITY, 0.0);
    loop {
        let start = ThreadTime::now();
        std::hint::black_box(stage.run(&page, ""));
        let time = extract::milliseconds(start);
        best = best.min(time);
        total += time;
        if once || total > 300.0 {
            break;
        }
    }
    println!("{best}");
    Ok(())
}

/// The exponent of the power of size that fits best among pages of at most `largest` bytes.
fn exponent(points: &[(f64, f64)], largest: f64) -> Option<f64> {
    let logs: Vec<(f64, f64)> = points
        .iter()
        .filter(|(size, _)| *size <= largest)
        .map(|(size, cost)| (size.ln(), cost.ln()))
        .collect();
    let count = logs.len() as f64;
    let (x, y) = logs.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0 / count, y + point.1 / count));
    let covariance: f64 = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum();
    let variance: f64 = logs.iter().map(|point| (point.0 - x).powi(2)).sum();
    (logs.len() > 2).then_some(covariance / variance)
}

fn written(exponent: Option<f64>) -> String {
    exponent.map_or("-".into(), |exponent| format!("{exponent:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_of_powers() {
        for power in [0.5, 1.0, 2.0] {
            let points: Vec<(f64, f64)> =
                (1..9).map(|n| (f64::from(n), 3.0 * f64::from(n).powf(power))).collect();
            assert!((exponent(&points, f64::INFINITY).unwrap() - power).abs() < 1e-9);
        }
        assert_eq!(exponent(&[(1.0, 1.0)], f64::INFINITY), None);
    }

    #[test]
    fn pages_are_as_large_as_asked() {
        for shape in Shape::ALL {
            let length = shape.page(SMALLEST).len();
            assert!((SMALLEST..SMALLEST + 4096).contains(&length), "{shape:?}: {length}");
        }
        let sizes = sizes(50_000_000);
        assert_eq!((sizes[0], sizes.len(), sizes[sizes.len() - 1]), (44_000, 11, 50_000_000));
    }
}
