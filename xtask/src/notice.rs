//! NOTICE.txt of a package: whom it owes what.
//!
//! In: `NOTICE` of the checkout, and what cargo knows of the crates behind the core; those of the command line are among them, for cargo
//! resolves the features of a workspace together. Out: the text, with each crate's
//! name, version and licence, and the text of every licence once, with the crates that are under it. The same lock file gives the same
//! bytes.

use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::program;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
    root: Option<String>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `None` for what is compiled in; "build" and "dev" for the rest.
    kind: Option<String>,
}

/// The text of the file.
pub fn notice() -> Result<String> {
    let path = crate::root().join("NOTICE");
    let own = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let arguments = [
        "metadata",
        "--format-version=1",
        "--locked",
        "--no-default-features",
        "--features=web",
        "--filter-platform=wasm32-unknown-unknown",
    ];
    let metadata: Metadata = serde_json::from_str(&program::output(&mut program::cargo(&arguments))?)?;
    let mut text = own;
    text += "\nCrates that the core and the command line are built with\n";
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in compiled_in(&metadata) {
        let license = package.license.as_deref().unwrap_or("see below");
        let authors = package.authors.join(", ");
        let by = if authors.is_empty() { String::new() } else { format!(", by {authors}") };
        writeln!(text, "  {} {}{by}: {license}", package.name, package.version)?;
        for license in license_texts(package.manifest_path.parent().context("a manifest has a folder")?)? {
            texts.entry(license).or_default().push(package.name.clone());
        }
    }
    for (license, crates) in &texts {
        writeln!(text, "\n{}\n{}\n\n{}", "-".repeat(72), crates.join(", "), license.trim_end())?;
    }
    Ok(text)
}

/// The packages behind the core's own, by name.
fn compiled_in(metadata: &Metadata) -> Vec<&Package> {
    let nodes: BTreeMap<&str, &Node> =
        metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = metadata.resolve.root.as_deref().into_iter().collect();
    while let Some(id) = open.pop() {
        let dependencies = nodes.get(id).map(|node| node.deps.as_slice()).unwrap_or_default();
        let used = dependencies.iter().filter(|dep| dep.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        open.extend(used.map(|dep| dep.pkg.as_str()).filter(|id| reached.insert(*id)));
    }
    let mut packages: Vec<&Package> =
        metadata.packages.iter().filter(|package| reached.contains(package.id.as_str())).collect();
    packages.sort_by_key(|package| (&package.name, &package.version));
    packages
}

/// The licences that lie with a package, in the order of their files' names.
fn license_texts(folder: &Path) -> Result<Vec<String>> {
    const NAMES: [&str; 4] = ["license", "licence", "copying", "notice"];
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_file() && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    let read = |path: &PathBuf| {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(text.replace("\r\n", "\n"))
    };
    files.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_names_sources_and_the_crates_of_the_core() {
        let text = notice().unwrap();
        for words in ["Wikinews", "GeoNames", "WikiGold", "serde ", "unicode-segmentation ", "Apache License"]
        {
            assert!(text.contains(words), "{words}");
        }
        assert_eq!(text, notice().unwrap());
    }
}
