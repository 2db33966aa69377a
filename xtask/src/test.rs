//! `cargo xtask test`: every check, in one command, with one line at the end.
//!
//! In: the checkout. Out: what each check prints, then `N passed, N failed`. A check that fails does not stop
//! the others, except those that need what it makes.

use anyhow::{Result, bail};
use clap::Args;
use std::process::Command;
use std::time::Instant;

use crate::{dist, program, setup};

#[derive(Args)]
pub struct Options {
    /// Also run what takes long: more real pages, and a second build whose bytes are compared
    #[arg(long)]
    all: bool,
    /// Run only these checks (format, lint, rust, dist, types, package, chromium, firefox)
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Run only the browser tests whose name holds this
    #[arg(long)]
    name: Option<String>,
}

/// How many tests of a check passed and failed.
#[derive(Clone, Copy, Default)]
struct Count {
    passed: u32,
    failed: u32,
}

pub fn test(options: &Options) -> Result<()> {
    let checks: [(&str, &dyn Fn() -> Result<Count>); 8] = [
        ("format", &format),
        ("lint", &lint),
        ("rust", &rust),
        ("dist", &|| packages(options)),
        ("types", &types),
        ("package", &package),
        ("chromium", &|| browser("chromium", options)),
        ("firefox", &|| browser("firefox", options)),
    ];
    if let Some(unknown) = options.only.iter().find(|only| !checks.iter().any(|(name, _)| name == only)) {
        bail!("there is no check `{unknown}`; see `cargo xtask test --help`");
    }
    let mut total = Count::default();
    let mut lines = Vec::new();
    for (name, check) in checks {
        if !options.only.is_empty() && !options.only.iter().any(|only| only == name) {
            continue;
        }
        println!("\n== {name}");
        let start = Instant::now();
        let count = check().unwrap_or_else(|error| {
            println!("{error:#}");
            Count { passed: 0, failed: 1 }
        });
        let seconds = start.elapsed().as_secs_f32();
        lines.push(format!(
            "{name:>10} {:>5} passed {:>4} failed {seconds:>7.1} s",
            count.passed, count.failed
        ));
        total.passed += count.passed;
        total.failed += count.failed;
    }
    println!("\n{}\n\n{} passed, {} failed", lines.join("\n"), total.passed, total.failed);
    if total.failed > 0 {
        bail!("some checks failed; what they say stands above");
    }
    Ok(())
}

fn format() -> Result<Count> {
    one(&mut program::cargo(&["fmt", "--all", "--check"]))
}

fn lint() -> Result<Count> {
    setup::wasm_target()?;
    let native = one(&mut program::cargo(&[
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "--deny=warnings",
    ]))?;
    let web = one(&mut program::cargo(&[
        "clippy",
        "--quiet",
        "--lib",
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        "--features=web",
        "--",
        "--deny=warnings",
    ]))?;
    Ok(native.and(web))
}

fn rust() -> Result<Count> {
    let mut count = Count::default();
    // "test result: ok. 12 passed; 0 failed; 0 ignored; ..."
    let read = |line: &str| {
        let Some(rest) = line.strip_prefix("test result: ") else { return };
        let before = |word: &str| {
            rest.split_once(word).and_then(|(head, _)| head.rsplit([' ', ';']).next()?.parse().ok())
        };
        count.passed += before(" passed").unwrap_or(0);
        count.failed += before(" failed").unwrap_or(0);
    };
    let mut tests = program::cargo(&["test", "--quiet", "--workspace", "--no-fail-fast"]);
    let is_green = program::watch(&mut tests, read)?;
    Ok(count.whole(is_green))
}

fn types() -> Result<Count> {
    setup::node_packages()?;
    let check = |project: &str| one(script("typescript/bin/tsc")?.args(["--project", project]));
    Ok(check("../../tsconfig.json")?.and(check(".")?))
}

/// The packages, twice: their bytes must be the same.
fn packages(options: &Options) -> Result<Count> {
    let first = dist::dist()?;
    first.print_sizes();
    let mut count = Count::of(true);
    count = count.and(Count::of(same("a second run", &first.packages, &dist::dist()?.packages)));
    if options.all {
        let other = std::env::temp_dir().join(format!("factbox-build-{}", std::process::id()));
        let core = dist::wasm(&other).and_then(|wasm| dist::bindings(&wasm));
        std::fs::remove_dir_all(&other).ok();
        let is_same = core?.0.iter().all(|(name, bytes)| first.extension.get(name) == Some(bytes));
        if !is_same {
            println!("the core's bytes depend on the folder it is built in");
        }
        count = count.and(Count::of(is_same));
    }
    dist::build_cli()?;
    Ok(count)
}

fn same(what: &str, first: &dist::Files, second: &dist::Files) -> bool {
    if first != second {
        println!("{what} gives other bytes");
    }
    first == second
}

/// The stores' own linter, which Mozilla runs on every upload.
fn package() -> Result<Count> {
    setup::node_packages()?;
    let folder = crate::root().join("dist/extension");
    one(script("web-ext/bin/web-ext.js")?.args(["lint", "--warnings-as-errors", "--source-dir"]).arg(folder))
}

fn browser(kind: &str, options: &Options) -> Result<Count> {
    let browsers = setup::browsers()?;
    let mut count = Count::default();
    // The line is "ℹ pass 12" or "# pass 12", as the reporter likes.
    let read = |line: &str| {
        let mut words = line.split(' ').skip(1);
        match (words.next(), words.next().and_then(|n| n.parse::<u32>().ok())) {
            (Some("pass"), Some(n)) => count.passed += n,
            (Some("fail" | "cancelled"), Some(n)) => count.failed += n,
            _ => {}
        }
    };
    let mut node = browsers.node();
    // A browser waits more than it works: one for each core, where Node would leave one core free.
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    node.args(["--test", "--test-reporter=spec", "--test-timeout=300000"])
        .arg(format!("--test-concurrency={cores}"))
        .env("FACTBOX_BROWSER", kind);
    if options.all {
        node.env("FACTBOX_ALL", "1");
    }
    if let Some(name) = &options.name {
        node.arg(format!("--test-name-pattern={name}"));
    }
    let is_green = program::watch(node.arg("*.test.js"), read)?;
    Ok(count.whole(is_green))
}

/// A program of an npm package, run with the private Node.
fn script(path: &str) -> Result<Command> {
    let folder = crate::root().join("tests/browser");
    let mut command = Command::new(setup::node_packages()?);
    command.arg(folder.join("node_modules").join(path)).current_dir(folder);
    Ok(command)
}

/// A check that is one command.
fn one(command: &mut Command) -> Result<Count> {
    Ok(Count::of(program::watch(command, |_| ())?))
}

impl Count {
    fn of(passed: bool) -> Count {
        Count { passed: u32::from(passed), failed: u32::from(!passed) }
    }

    fn and(self, other: Count) -> Count {
        Count { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// A command that failed without naming a failed test (it did not compile) counts as one.
    fn whole(self, is_green: bool) -> Count {
        Count { failed: if is_green { self.failed } else { self.failed.max(1) }, ..self }
    }
}
