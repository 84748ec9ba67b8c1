//! What lives here: `cargo xtask scale`: how the cost of generating and compiling grows with the schemas.

mod folder;
mod random;
mod shape;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use callschema_codegen::Parts;

use crate::package::{self, Wish};
use crate::{Asides, Outcome, Workspace, cargo, table, tree};

/// What is measured.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// How many schemas each folder has.
    pub schemas: Vec<usize>,
    /// Where the random choices start.
    pub seed: u64,
}

/// A crate that was made from a folder.
#[derive(Debug)]
struct Rung {
    schemas: usize,
    definitions: usize,
    /// The schemas' texts together.
    bytes: usize,
    /// What the crate holds.
    holds: &'static str,
    generate: Duration,
    lines: usize,
    compile: Option<Duration>,
    asides: Asides,
}

/// Makes the folders under `target/scale/`, a crate of validators and a full one from each, compiles the
/// validators in release, and shows what it took.
///
/// # Errors
/// Where files cannot be written, a folder's schemas are refused, or a crate cannot be compiled.
pub fn run(workspace: &Workspace, ladder: &Ladder) -> Result<Outcome> {
    let mut rungs = Vec::new();
    for schemas in &ladder.schemas {
        let folder = folder::folder((*schemas).max(1), ladder.seed);
        let place = workspace.target().join("scale").join(schemas.to_string());
        tree::make(&place.join("schemas"), &folder.files)?;
        for (parts, holds) in [(Parts::Validators, "validators"), (Parts::All, "all")] {
            let wish = Wish {
                parts,
                crate_name: Some(format!("scale-{schemas}-{holds}")),
                ..Wish::new(place.join("schemas"), place.join(holds))
            };
            let (generate, asides) = generate(workspace, &wish)?;
            let compile = (parts == Parts::Validators).then(|| compile(workspace, &wish.out));
            rungs.push(Rung {
                schemas: *schemas,
                definitions: folder.definitions,
                bytes: folder.files.values().map(Vec::len).sum(),
                holds,
                generate,
                lines: lines(&wish.out)?,
                compile: compile.transpose()?,
                asides,
            });
        }
    }
    let mut outcome = Outcome::good(vec![profile().to_owned()]);
    outcome.shown = shown(&rungs);
    Ok(outcome)
}

fn generate(workspace: &Workspace, wish: &Wish) -> Result<(Duration, Asides)> {
    let began = Instant::now();
    let outcome = package::write(workspace, wish)?;
    if !outcome.good {
        let told: Vec<String> = outcome.told.into_iter().take(20).collect();
        bail!("the generator refused {}:\n{}", wish.schemas.display(), told.join("\n"));
    }
    Ok((began.elapsed(), outcome.asides))
}

/// Compiles a crate from nothing, with all that it depends on, as its user would.
fn compile(workspace: &Workspace, folder: &Path) -> Result<Duration> {
    let target = folder.join("target");
    if target.exists() {
        fs::remove_dir_all(&target)
            .with_context(|| format!("cannot delete {}", target.display()))?;
    }
    let what = format!("compiling {}", folder.display());
    let build = cargo::Build { folder, target: &target, what: &what, release: true };
    match cargo::build(workspace, &build)? {
        Ok(time) => Ok(time),
        Err(errors) => {
            bail!("{} cannot be compiled:\n{}", folder.display(), cargo::head(&errors))
        }
    }
}

/// The lines of generated Rust.
fn lines(folder: &Path) -> Result<usize> {
    let files = tree::read(&folder.join("src"))?;
    let rust = files
        .iter()
        .filter(|(path, _)| Path::new(path).extension().is_some_and(|ending| ending == "rs"));
    Ok(rust.map(|(_, text)| String::from_utf8_lossy(text).lines().count()).sum())
}

/// The table of crates, and that of stages.
fn shown(rungs: &[Rung]) -> Vec<String> {
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    let row = |rung: &Rung| {
        vec![
            rung.schemas.to_string(),
            rung.definitions.to_string(),
            rung.bytes.to_string(),
            rung.holds.to_owned(),
            seconds(rung.generate),
            rung.lines.to_string(),
            rung.compile.map_or_else(|| "-".to_owned(), seconds),
        ]
    };
    let heads = [
        "#schemas",
        "#definitions",
        "#bytes",
        "crate",
        "#generate",
        "#lines",
        "#compile (release)",
    ];
    let mut shown = table::lines(&heads, &rungs.iter().map(row).collect::<Vec<_>>());
    let stages = rungs.iter().flat_map(|rung| {
        rung.asides.timings.iter().map(|(stage, time)| {
            vec![rung.schemas.to_string(), rung.holds.to_owned(), stage.clone(), seconds(*time)]
        })
    });
    let stages: Vec<Vec<String>> = stages.collect();
    if !stages.is_empty() {
        shown.push(String::new());
        shown.extend(table::lines(&["#schemas", "crate", "stage", "#time"], &stages));
    }
    shown
}

/// How the generator itself was built: it decides what `generate` means.
fn profile() -> &'static str {
    if cfg!(debug_assertions) {
        "the generator ran as built for development; at full speed: cargo run --release -p xtask -- scale"
    } else {
        "the generator ran as built for release"
    }
}
