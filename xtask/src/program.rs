//! Other programs: finding them and running them, with errors that name the program.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The first program of these names on the PATH.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let candidates = names.iter().flat_map(|name| {
        folders
            .iter()
            .flat_map(move |folder| endings.iter().map(move |end| folder.join(format!("{name}{end}"))))
    });
    candidates.into_iter().find(|candidate| candidate.is_file())
}

/// The cargo that runs this task, with the checkout as its folder.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(crate::root());
    command
}

/// Runs to the end; an error when it cannot start or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} did not succeed ({status}); its own message stands above");
    }
    Ok(())
}

/// What it prints, without the white space at the ends.
pub fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start {name}"))?;
    if !output.status.success() {
        bail!("{name} did not succeed ({})", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs to the end, shows each line it prints and hands it to `read`. Returns whether it succeeded.
pub fn watch(command: &mut Command, mut read: impl FnMut(&str)) -> Result<bool> {
    let name = name(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {name}"))?;
    let stdout = child.stdout.take().expect("stdout was asked for above");
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line.with_context(|| format!("cannot read what {name} prints"))?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        read(&line);
    }
    Ok(child.wait()?.success())
}

/// The program's name and first arguments, for messages.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    let arguments = command.get_args().take(3);
    let words: Vec<_> = std::iter::once(program).chain(arguments).map(OsStr::to_string_lossy).collect();
    format!("`{}`", words.join(" "))
}
