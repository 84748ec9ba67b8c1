//! What lives here: cargo, run on the crates that the commands make.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::{Workspace, progress};

/// How many lines of cargo's errors are shown.
const LINES: usize = 60;

/// What to build, and how.
#[derive(Debug)]
pub(crate) struct Build<'a> {
    /// The folder of the crate.
    pub(crate) folder: &'a Path,
    /// Where cargo may put what it makes.
    pub(crate) target: &'a Path,
    /// What is said meanwhile.
    pub(crate) what: &'a str,
    /// Whether it is built for speed.
    pub(crate) release: bool,
}

/// Builds a crate with the versions of the checkout: how long it took, or what cargo wrote where the
/// crate cannot be compiled.
///
/// # Errors
/// Where cargo cannot be run.
pub(crate) fn build(workspace: &Workspace, build: &Build<'_>) -> Result<Result<Duration, String>> {
    copy_lock(workspace, build.folder)?;
    Ok(compile(build, &["--quiet"])?.map(|done| done.time))
}

/// What cargo did.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Built {
    pub(crate) time: Duration,
    /// How many crates it compiled; none that it told of where it was quiet.
    pub(crate) crates: usize,
}

/// Builds a crate as it stands, with more arguments for cargo: what cargo did, or what it wrote where the
/// crate cannot be compiled.
///
/// # Errors
/// Where cargo cannot be run.
pub(crate) fn compile(build: &Build<'_>, more: &[&str]) -> Result<Result<Built, String>> {
    let mut cargo = command("build", build.folder);
    cargo.args(more).arg("--target-dir").arg(build.target);
    if build.release {
        cargo.arg("--release");
    }
    let began = Instant::now();
    let output = progress::during(|| build.what.to_owned(), || cargo.output());
    let output = output.context("cannot run cargo")?;
    let time = began.elapsed();
    let written = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Ok(Err(written));
    }
    let compiled = |line: &&str| line.trim_start().starts_with("Compiling ");
    Ok(Ok(Built { time, crates: written.lines().filter(compiled).count() }))
}

/// Downloads what a crate depends on.
///
/// # Errors
/// Where that fails.
pub(crate) fn fetch(folder: &Path) -> Result<()> {
    let output = command("fetch", folder).output().context("cannot run cargo")?;
    let written = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "cannot download crates:\n{}", head(&written));
    Ok(())
}

/// Cargo, about to do something with the crate of a folder.
fn command(what: &str, folder: &Path) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args([what, "--manifest-path"]).arg(folder.join("Cargo.toml"));
    // Cargo tells programs that it runs about their package; the crate is another one.
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_about_a_package(name)) {
        cargo.env_remove(name);
    }
    cargo
}

/// The first lines of what cargo wrote.
pub(crate) fn head(errors: &str) -> String {
    errors.lines().take(LINES).collect::<Vec<_>>().join("\n")
}

fn is_about_a_package(name: &OsString) -> bool {
    name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR"
}

/// The checkout's versions for a crate. Cargo removes from the copy what the crate does not need.
fn copy_lock(workspace: &Workspace, folder: &Path) -> Result<()> {
    let lock = workspace.lock();
    fs::copy(&lock, folder.join("Cargo.lock"))
        .with_context(|| format!("cannot copy {}", lock.display()))?;
    Ok(())
}
