//! What lives here: `cargo xtask bench --build-cost`: what it costs to compile callschema, and jsonschema.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::figures::median;
use super::machine;
use crate::{Outcome, Workspace, cargo, table, tree};

/// The documents that the crates with jsonschema have validators of.
const DOCUMENTS: [&str; 4] = ["slng/call", "bimpe/call", "zudu/call", "langcall/call"];

/// How often each is compiled; the median counts.
const RUNS: usize = 3;

/// Something to compile.
struct Subject {
    what: &'static str,
    folder: PathBuf,
    more: &'static [&'static str],
}

/// Compiles callschema, and the smallest crates that use jsonschema and its macro, each from nothing and
/// in release, in turns, and shows what it took. Downloads are not counted.
///
/// # Errors
/// Where a crate cannot be written, downloaded or compiled.
pub fn build_cost(workspace: &Workspace) -> Result<Outcome> {
    let place = workspace.target().join("bench/build-cost");
    let dynamic = with_jsonschema(workspace, &place.join("dynamic"), "", &dynamic(workspace))?;
    let fixed = fixed(workspace)?;
    let fixed = with_jsonschema(workspace, &place.join("macro"), "\"macros\"", &fixed)?;
    let ours: &[&str] = &["--locked", "-p", "callschema"];
    let subjects = [
        Subject { what: "callschema", folder: workspace.root().to_owned(), more: ours },
        Subject { what: "jsonschema", folder: dynamic, more: &[] },
        Subject { what: "jsonschema with its macro, 4 schemas", folder: fixed, more: &[] },
    ];
    let mut runs: Vec<Vec<cargo::Built>> = subjects.iter().map(|_| Vec::new()).collect();
    for _ in 0..RUNS {
        for (subject, runs) in subjects.iter().zip(&mut runs) {
            runs.push(compile(subject, &place.join("target"))?);
        }
    }
    let rows: Vec<_> =
        subjects.iter().zip(&runs).map(|(subject, runs)| row(subject, runs)).collect();
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let load = machine::load();
    let mut shown = vec![
        machine::place(),
        format!("{processors} processors; the machine's load, with this: {load}"),
        format!("{RUNS} runs in turns, medians"),
        String::new(),
    ];
    shown.extend(table::lines(
        &["cargo build --release from nothing", "#crates", "#time", "#runs"],
        &rows,
    ));
    Ok(Outcome { shown, ..Outcome::good(Vec::new()) })
}

/// What compiling one subject took: the median, and each run, the fastest first.
fn row(subject: &Subject, runs: &[cargo::Built]) -> Vec<String> {
    let mut seconds: Vec<f64> = runs.iter().map(|run| run.time.as_secs_f64()).collect();
    seconds.sort_by(f64::total_cmp);
    let middle = median(&seconds).unwrap_or(f64::NAN);
    let all: Vec<String> = seconds.iter().map(|seconds| format!("{seconds:.1}")).collect();
    let crates = runs.first().map_or(0, |run| run.crates);
    vec![subject.what.to_owned(), crates.to_string(), format!("{middle:.1} s"), all.join(", ")]
}

/// Compiles from nothing.
fn compile(subject: &Subject, target: &Path) -> Result<cargo::Built> {
    cargo::fetch(&subject.folder)?;
    if target.exists() {
        fs::remove_dir_all(target)
            .with_context(|| format!("cannot delete {}", target.display()))?;
    }
    let what = format!("compiling {} from nothing", subject.what);
    let build = cargo::Build { folder: &subject.folder, target, what: &what, release: true };
    match cargo::compile(&build, subject.more)? {
        Ok(done) => Ok(done),
        Err(errors) => bail!("{} cannot be compiled:\n{}", subject.what, cargo::head(&errors)),
    }
}

/// Writes a crate that needs jsonschema and nothing else, in the versions that are measured.
fn with_jsonschema(
    workspace: &Workspace,
    folder: &Path,
    features: &str,
    main: &str,
) -> Result<PathBuf> {
    let manifest = format!(
        "[package]\nname = \"with-jsonschema\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         jsonschema = {{ version = \"*\", default-features = false, features = [{features}] }}\n\
         serde_json = \"1\"\n"
    );
    tree::write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    tree::write(&folder.join("src/main.rs"), main.as_bytes())?;
    let lock = workspace.bench().join("peers/Cargo.lock");
    fs::copy(&lock, folder.join("Cargo.lock"))
        .with_context(|| format!("cannot copy {}", lock.display()))?;
    Ok(folder.to_owned())
}

/// The path of a schema, as Rust writes a string.
fn schema(workspace: &Workspace, document: &str) -> String {
    let path = workspace.schemas().join(format!("{document}.schema.json"));
    format!("{:?}", path.to_string_lossy())
}

/// A program with validators made at run time.
fn dynamic(workspace: &Workspace) -> String {
    let texts = DOCUMENTS.map(|document| format!("include_str!({})", schema(workspace, document)));
    format!(
        "fn main() {{\n    for schema in [{}] {{\n        \
         let schema: serde_json::Value = serde_json::from_str(schema).unwrap();\n        \
         let validator = jsonschema::validator_for(&schema).unwrap();\n        \
         println!(\"{{}}\", validator.is_valid(&schema));\n    }}\n}}\n",
        texts.join(", ")
    )
}

/// A program with validators made at compile time.
fn fixed(workspace: &Workspace) -> Result<String> {
    let (mut items, mut calls) = (String::new(), String::new());
    for (number, document) in DOCUMENTS.iter().enumerate() {
        let path = schema(workspace, document);
        let options = "validate_formats = true, ignore_unknown_formats = true";
        writeln!(items, "#[jsonschema::validator(path = {path}, {options})]\nstruct V{number};")?;
        writeln!(calls, "    println!(\"{{}}\", V{number}::is_valid(&value));")?;
    }
    Ok(format!("{items}\nfn main() {{\n    let value = serde_json::Value::Null;\n{calls}}}\n"))
}
