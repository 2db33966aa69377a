//! What the tasks need and the machine may lack: each function finds one thing, or installs it and says why.
//!
//! On Debian everything comes from the package registries that the machine already uses (rustup, apt, npm).
//! Elsewhere installed browsers are looked for in their usual places. No browser is ever downloaded from a
//! vendor's server.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program;

const WASM: &str = "wasm32-unknown-unknown";

/// puppeteer-core needs at least this.
const NODE: (u32, u32) = (22, 12);

/// Everything the browser scripts need, ready to run.
pub struct Browsers {
    node: PathBuf,
    chromium: PathBuf,
    firefox: PathBuf,
}

impl Browsers {
    /// A command that runs a script of `tests/browser/` with the private Node.
    pub fn node(&self) -> Command {
        let mut command = Command::new(&self.node);
        command
            .current_dir(folder())
            .env("FACTBOX_CHROMIUM", &self.chromium)
            .env("FACTBOX_FIREFOX", &self.firefox)
            .env("FACTBOX_CLI", crate::dist::cli_path());
        command
    }
}

/// The wasm target of the pinned toolchain.
pub fn wasm_target() -> Result<()> {
    let sysroot =
        program::output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(crate::root()))
            .context("install Rust from https://rustup.rs and try again")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    say(&format!("Rust's standard library for {WASM}: the core runs as WebAssembly in browsers"));
    program::run(Command::new("rustup").args(["target", "add", WASM]).current_dir(crate::root()))
        .with_context(|| format!("the toolchain lacks {WASM}; install it and try again"))
}

/// Node, the packages of `tests/browser/`, Chromium and Firefox.
pub fn browsers() -> Result<Browsers> {
    let node = node_packages()?;
    Ok(Browsers { node, chromium: chromium()?, firefox: firefox()? })
}

/// The packages of `tests/browser/`. Returns the Node to run scripts with.
pub fn node_packages() -> Result<PathBuf> {
    let what = "the npm packages of tests/browser: they drive the browsers and check types and packages";
    install_packages(&folder(), what)?;
    node()
}

/// Installs the packages that a folder's lock names, unless that is done.
fn install_packages(folder: &Path, what: &str) -> Result<()> {
    let npm = match (program::find(&["node"]), program::find(&["npm"])) {
        (Some(_), Some(npm)) => npm,
        _ => {
            apt_install(&["nodejs", "npm"], "Node and npm: they run the browser tests")
                .context("install Node 22 or newer (https://nodejs.org) and try again")?;
            program::find(&["npm"]).context("npm was installed and is not on the PATH")?
        }
    };
    let lock = std::fs::read(folder.join("package-lock.json")).context("cannot read package-lock.json")?;
    // A copy of the lock stands for a finished installation.
    let installed = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).ok().as_ref() != Some(&lock) {
        say(what);
        let quiet = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
        program::run(Command::new(npm).args(quiet).current_dir(folder))?;
        std::fs::write(&installed, lock)
            .with_context(|| format!("cannot write to {}", folder.join("node_modules").display()))?;
    }
    Ok(())
}

/// The extractors in JavaScript that ours is measured against.
pub fn extractors() -> Result<()> {
    install_packages(&folder().join("extractors"), "other extractors: ours is measured against them")
}

/// Valgrind, which counts instructions.
pub fn valgrind() -> Result<()> {
    if program::find(&["valgrind"]).is_none() {
        apt_install(&["valgrind"], "Valgrind: it counts instructions")?;
    }
    Ok(())
}

/// A Node that is new enough: the private one, else the system's.
fn node() -> Result<PathBuf> {
    let platform = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x64/bin/node",
        ("linux", "aarch64") => "linux-arm64/bin/node",
        ("windows", "x86_64") => "win-x64/bin/node.exe",
        _ => "",
    };
    let private = folder().join(format!("node_modules/node-{platform}"));
    if private.is_file() {
        return Ok(private);
    }
    let system = program::find(&["node"]).context("install Node 22 or newer and try again")?;
    let version = program::output(Command::new(&system).arg("--version"))?;
    let mut numbers = version.trim_start_matches('v').split('.').map(|n| n.parse::<u32>().unwrap_or(0));
    if (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) < NODE {
        bail!("Node {version} is too old: install Node {}.{} or newer and try again", NODE.0, NODE.1);
    }
    Ok(system)
}

pub fn chromium() -> Result<PathBuf> {
    browser(&Kind {
        name: "Chromium",
        variable: "FACTBOX_CHROMIUM",
        programs: &["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome"],
        places: &[
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            r"C:\Program Files\Google\Chrome\Application\chrome.exe",
            r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
            r"C:\Program Files\Chromium\Application\chrome.exe",
        ],
        package: "chromium",
        advice: "install Chrome or Chromium 148 or newer",
    })
}

pub fn firefox() -> Result<PathBuf> {
    browser(&Kind {
        name: "Firefox",
        variable: "FACTBOX_FIREFOX",
        programs: &["firefox-esr", "firefox"],
        places: &[
            "/Applications/Firefox.app/Contents/MacOS/firefox",
            r"C:\Program Files\Mozilla Firefox\firefox.exe",
            r"C:\Program Files (x86)\Mozilla Firefox\firefox.exe",
        ],
        package: "firefox-esr",
        advice: "install Firefox 140 or newer",
    })
}

struct Kind {
    name: &'static str,
    /// Environment variable that names the program and beats every search.
    variable: &'static str,
    programs: &'static [&'static str],
    places: &'static [&'static str],
    package: &'static str,
    advice: &'static str,
}

fn browser(kind: &Kind) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os(kind.variable).map(PathBuf::from) {
        if path.is_file() {
            return Ok(path);
        }
        bail!("{} names {}, which is not a file", kind.variable, path.display());
    }
    let installed = || {
        let places = || kind.places.iter().map(PathBuf::from).find(|place| place.is_file());
        program::find(kind.programs).or_else(places)
    };
    if let Some(path) = installed() {
        return Ok(path);
    }
    let advice = || format!("{}, or name the program in {}", kind.advice, kind.variable);
    let mut packages = vec![kind.package];
    if !has_font() {
        packages.push("fonts-dejavu-core");
    }
    apt_install(&packages, &format!("{}: the tests press the real button in it", kind.name))
        .with_context(advice)?;
    installed().with_context(advice)
}

/// Whether any font is installed: without one a browser draws no letters.
fn has_font() -> bool {
    let mut folders = vec![PathBuf::from("/usr/share/fonts"), PathBuf::from("/usr/local/share/fonts")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| ["ttf", "otf", "ttc"].iter().any(|e| end == *e)) {
                return true;
            }
        }
    }
    false
}

/// Installs Debian packages, as root or through sudo. An error on every other system.
fn apt_install(packages: &[&str], why: &str) -> Result<()> {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    // Ubuntu's packages of both browsers are empty covers for snaps, which cannot read a test's profile.
    let is_ubuntu = release.lines().any(|line| line == "ID=ubuntu");
    let Some(apt) = program::find(&["apt-get"]).filter(|_| !is_ubuntu) else {
        bail!("{} not found, and this system has no Debian packages to install it from", packages.join(", "));
    };
    say(&format!("{why} (Debian packages {})", packages.join(", ")));
    let is_root = program::output(Command::new("id").arg("-u"))? == "0";
    let apt = |arguments: &[&str]| {
        let mut command = if is_root {
            Command::new(&apt)
        } else {
            let mut sudo = Command::new("sudo");
            sudo.arg("DEBIAN_FRONTEND=noninteractive").arg(&apt);
            sudo
        };
        program::run(command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments))
    };
    apt(&["update", "--quiet"])?;
    apt(&[&["install", "--yes", "--no-install-recommends", "--quiet"], packages].concat())
}

fn folder() -> PathBuf {
    crate::root().join("tests/browser")
}

fn say(what: &str) {
    eprintln!("Installing {what}");
}
