//! The packages: dist/extension/, dist/factbox-chromium.zip, dist/factbox-firefox.zip and dist/www/.
//!
//! Method: the core becomes WebAssembly with its JavaScript bindings (`core.js`, `core_bg.wasm`); the modules
//! that run in a page are joined into `content.js` (`join.rs`); everything else is copied as written. The same
//! checkout gives the same bytes on every machine: paths are taken out of the wasm, names in a package are
//! sorted, and its times and modes are fixed. Not here: stores and signatures.

use anyhow::{Context, Result, bail};
use flate2::write::GzEncoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zip::write::SimpleFileOptions;

use crate::{join, notice, program, setup};

/// File name with slashes -> bytes, sorted.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What was written to dist/.
pub struct Dist {
    pub extension: Files,
    pub www: Files,
    /// Both packages, by name.
    pub packages: Files,
}

/// Builds everything and writes it to dist/.
pub fn dist() -> Result<Dist> {
    setup::wasm_target()?;
    let (core, types) = bindings(&wasm(&target_folder()?)?)?;
    let dist = gather(&core, &notice::notice()?)?;
    let folder = folder();
    write_folder(&folder.join("types"), &types)?;
    write_folder(&folder.join("extension"), &dist.extension)?;
    write_folder(&folder.join("www"), &dist.www)?;
    for (name, bytes) in &dist.packages {
        let path = folder.join(name);
        std::fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(dist)
}

/// Writes the core with the functions that time it to dist/timed/.
pub fn timed_core() -> Result<()> {
    setup::wasm_target()?;
    let (core, _) = bindings(&wasm_with(&target_folder()?, "web,timed")?)?;
    write_folder(&folder().join("timed"), &core)
}

/// The command line's program, where `build_cli` puts it.
pub fn cli_path() -> PathBuf {
    let folder = target_folder().unwrap_or_else(|_| crate::root().join("target"));
    folder.join("debug").join(format!("factbox{}", std::env::consts::EXE_SUFFIX))
}

/// Builds the command line, with whose briefs the browsers' are compared.
pub fn build_cli() -> Result<()> {
    program::run(&mut program::cargo(&["build", "--quiet", "--bin", "factbox"]))
}

impl Dist {
    pub fn print_sizes(&self) {
        println!("{:>10} {:>10}", "bytes", "gzipped");
        let row = |name: &str, raw: usize, gzipped: usize| println!("{raw:>10} {gzipped:>10}  {name}");
        for (label, files) in [("extension", &self.extension), ("www", &self.www)] {
            for (name, bytes) in files {
                row(&format!("dist/{label}/{name}"), bytes.len(), gzipped(bytes));
            }
            let sum = |size: fn(&[u8]) -> usize| files.values().map(|bytes| size(bytes)).sum();
            row(&format!("dist/{label}/"), sum(<[u8]>::len), sum(gzipped));
        }
        for (name, bytes) in &self.packages {
            println!("{:>10} {:>10}  dist/{name}", bytes.len(), "");
        }
    }
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_or(0, |gzipped| gzipped.len())
}

fn folder() -> PathBuf {
    crate::root().join("dist")
}

/// Where cargo puts what it builds.
pub fn target_folder() -> Result<PathBuf> {
    let metadata = program::output(&mut program::cargo(&["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let folder = metadata["target_directory"].as_str().context("cargo names no target directory")?;
    Ok(PathBuf::from(folder))
}

/// Compiles the core and returns the path of the module.
pub fn wasm(target: &Path) -> Result<PathBuf> {
    wasm_with(target, "web")
}

fn wasm_with(target: &Path, features: &str) -> Result<PathBuf> {
    let rustc = |arguments: &[&str]| {
        program::output(Command::new("rustc").args(arguments).current_dir(crate::root()))
    };
    let sysroot = rustc(&["--print", "sysroot"])?;
    let version = rustc(&["--version", "--verbose"])?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .context("rustc names no commit")?;
    let cargo_home = std::env::var("CARGO_HOME").or_else(|_| {
        let home = std::env::home_dir().context("set CARGO_HOME: there is no home folder")?;
        anyhow::Ok(home.join(".cargo").display().to_string())
    })?;
    // Messages of panics carry the path of their source; here every machine's paths become the same ones.
    let flags = [
        format!("--remap-path-prefix={}=/factbox", crate::root().display()),
        format!("--remap-path-prefix={cargo_home}=/cargo"),
        format!("--remap-path-prefix={sysroot}/lib/rustlib/src/rust=/rustc/{commit}"),
        // Every browser that the manifest admits has it; `trees.rs` is written for it.
        "-Ctarget-feature=+simd128".into(),
    ];
    let build = [
        "build",
        "--quiet",
        "--release",
        "--lib",
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        "--features",
        features,
    ];
    program::run(
        program::cargo(&build)
            .arg("--target-dir")
            .arg(target)
            // Arguments are kept apart by this byte, so that paths may hold spaces.
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\x1f")),
    )?;
    Ok(target.join("wasm32-unknown-unknown/release/factbox.wasm"))
}

/// `core.js` and `core_bg.wasm`; and `core.d.ts`, which only the type check reads.
pub fn bindings(wasm: &Path) -> Result<(Files, Files)> {
    let mut output = wasm_bindgen_cli_support::Bindgen::new()
        .input_path(wasm)
        .out_name("core")
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The background starts a fresh core after a trap.
        .reset_state_function(true)
        .generate_output()?;
    let js = output.js().as_bytes().to_vec();
    let types = output.ts().unwrap_or_default().as_bytes().to_vec();
    let wasm = output.wasm_mut().emit_wasm();
    Ok((
        Files::from([("core.js".into(), js), ("core_bg.wasm".into(), wasm)]),
        Files::from([("core.d.ts".into(), types)]),
    ))
}

/// Puts the extension, the playground and the packages together from the checkout's sources.
///
/// Both hold `notice` as NOTICE.txt.
fn gather(core: &Files, notice: &str) -> Result<Dist> {
    let sources = read_folder(&crate::root().join("extension"))?;
    let read = |name: &str| {
        let bytes = sources.get(name).with_context(|| format!("there is no extension/{name}"))?;
        String::from_utf8(bytes.clone()).with_context(|| format!("extension/{name} is not UTF-8"))
    };
    let content = join::join("content.js", &read)?;
    let joined = join::reach("content.js", &read)?;
    // A joined module is shipped on its own only when a page of the extension imports it too.
    let mut wanted = BTreeSet::new();
    for name in sources.keys().filter(|name| name.ends_with(".js") && !joined.contains(*name)) {
        wanted.extend(reach_beyond_core(name, &read)?);
    }
    let is_shipped = |name: &str| !joined.contains(name) || wanted.contains(name);
    let mut extension: Files =
        sources.iter().filter(|(name, _)| is_shipped(name)).map(|(n, b)| (n.clone(), b.clone())).collect();
    extension.insert("content.js".into(), content.into_bytes());
    extension.extend(core.clone());
    extension.insert("NOTICE.txt".into(), notice.as_bytes().to_vec());

    let mut www = www(&sources, core)?;
    if !www.is_empty() {
        www.insert("NOTICE.txt".into(), notice.as_bytes().to_vec());
    }
    let package = zipped(&extension)?;
    let packages = Files::from([
        ("factbox-chromium.zip".into(), package.clone()),
        ("factbox-firefox.zip".into(), package),
    ]);
    Ok(Dist { extension, www, packages })
}

/// The playground: its own files, what they need of the extension, and the core.
///
/// They need the modules they import, and the files whose names stand in them in quotation marks.
fn www(extension: &Files, core: &Files) -> Result<Files> {
    let folder = crate::root().join("www");
    if !folder.is_dir() {
        return Ok(Files::new());
    }
    let mut www = read_folder(&folder)?;
    let read = |name: &str| {
        let bytes = www.get(name).or_else(|| extension.get(name));
        let bytes = bytes.with_context(|| format!("there is neither www/{name} nor extension/{name}"))?;
        String::from_utf8(bytes.clone()).with_context(|| format!("{name} is not UTF-8"))
    };
    let mut needed = BTreeSet::new();
    for name in www.keys().filter(|name| name.ends_with(".js")) {
        needed.extend(reach_beyond_core(name, &read)?);
        let source = read(name)?;
        needed.extend(extension.keys().filter(|file| source.contains(&format!("'{file}'"))).cloned());
    }
    for name in needed {
        if let (Some(bytes), false) = (extension.get(&name), www.contains_key(&name)) {
            www.insert(name, bytes.clone());
        }
    }
    www.extend(core.clone());
    Ok(www)
}

/// The modules that `entry` imports, without the core, which is not written by hand.
fn reach_beyond_core(entry: &str, read: &dyn Fn(&str) -> Result<String>) -> Result<BTreeSet<String>> {
    let read = |name: &str| if name == "core.js" { Ok(String::new()) } else { read(name) };
    let mut names = join::reach(entry, &read)?;
    names.remove("core.js");
    Ok(names)
}

/// Every file below a folder that a reader's browser may need: no declarations of types, no prose.
fn read_folder(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let entries = std::fs::read_dir(&at).with_context(|| format!("cannot read {}", at.display()))?;
        for entry in entries {
            let path = entry?.path();
            let name: Vec<_> = path.strip_prefix(folder)?.iter().map(|part| part.to_string_lossy()).collect();
            let name = name.join("/");
            if path.is_dir() {
                folders.push(path);
            } else if ![".d.ts", ".md", ".json5"].iter().any(|end| name.ends_with(end)) {
                let bytes =
                    std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
                files.insert(name, bytes);
            }
        }
    }
    Ok(files)
}

fn write_folder(folder: &Path, files: &Files) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().expect("the path has the folder before it");
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, bytes))
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// A package whose bytes depend on nothing but the files.
fn zipped(files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    let bytes = writer.finish()?.into_inner();
    if bytes.is_empty() {
        bail!("the package is empty");
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_depends_on_its_files_alone() {
        let files = Files::from([("b/c.js".into(), b"2".to_vec()), ("a.js".into(), b"1".repeat(99))]);
        let first = zipped(&files).unwrap();
        assert_eq!(first, zipped(&files).unwrap());
        let mut archive = zip::ZipArchive::new(Cursor::new(first)).unwrap();
        let mut listed = Vec::new();
        for i in 0..archive.len() {
            let file = archive.by_index(i).unwrap();
            listed.push(format!(
                "{} {:o} {} {}",
                file.name().unwrap(),
                file.unix_mode().unwrap(),
                file.last_modified().unwrap(),
                file.size()
            ));
        }
        assert_eq!(listed, ["a.js 100644 1980-01-01 00:00:00 99", "b/c.js 100644 1980-01-01 00:00:00 1"]);
    }
}
