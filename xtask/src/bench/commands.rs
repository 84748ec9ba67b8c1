//! What lives here: `cargo xtask bench --commands`: the command line beside those of others, on one file of
//! records that the page cache holds.
//!
//! Others are taken as they are found: `jsonschema-cli` (cargo install jsonschema-cli) and `ajv`
//! (npm install -g ajv-cli ajv-formats). They know no NDJSON, so they get the same records as one array.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::{build, machine};
use crate::{Outcome, Workspace, progress, table};

/// The document that the records are.
const DOCUMENT: &str = "zudu/call";

/// How many bytes of records are made, for us and for those who build a tree of all.
const MANY: u64 = 512 << 20;
const FEW: u64 = 32 << 20;

/// How often each command runs; the median counts.
const RUNS: usize = 5;

/// A command to time.
struct Row {
    name: &'static str,
    program: PathBuf,
    arguments: Vec<String>,
    bytes: u64,
}

/// Builds the command, makes the records and times.
///
/// # Errors
/// Where something cannot be built or run, or a command refuses valid records.
pub fn commands(workspace: &Workspace) -> Result<Outcome> {
    let target = workspace.target().join("bench");
    build(&workspace.bench().join("plain"), &target)?;
    let command = release(workspace, &target)?;
    let files = Files::make(workspace, &target)?;
    let (rows, missing) = rows(&command, &files);
    let mut shown = vec![
        machine::place(),
        format!(
            "{DOCUMENT}, valid records of about 6 kB; {RUNS} runs, medians, all processors; the \
             machine's load before the first: {}",
            machine::load()
        ),
        String::new(),
    ];
    let mut lines = Vec::new();
    for row in &rows {
        let times: Vec<f64> = (0..RUNS).map(|_| time(row)).collect::<Result<_>>()?;
        let time = super::figures::median(&times).unwrap_or(f64::NAN);
        #[expect(clippy::cast_precision_loss, reason = "a figure to be read")]
        let speed = row.bytes as f64 / time / 1e6;
        let size = format!("{}", row.bytes >> 20);
        lines.push(vec![row.name.to_owned(), size, format!("{time:.3}"), format!("{speed:.0}")]);
    }
    shown.extend(table::lines(&["command", "#MiB", "#seconds", "#MB/s"], &lines));
    shown.extend(missing);
    Ok(Outcome { shown, ..Outcome::good(Vec::new()) })
}

/// The command, built for speed.
fn release(workspace: &Workspace, target: &Path) -> Result<PathBuf> {
    let folder = workspace.root().join("cli");
    build(&folder, target)?;
    Ok(target.join("release/callschema"))
}

/// The records, as different commands take them.
struct Files {
    lines: PathBuf,
    few_lines: PathBuf,
    array: PathBuf,
    /// A schema of the array, and the document's own.
    array_schema: PathBuf,
    schema: PathBuf,
}

impl Files {
    fn make(workspace: &Workspace, target: &Path) -> Result<Self> {
        let folder = target.join("commands");
        fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        let files = Self {
            lines: folder.join("many.ndjson"),
            few_lines: folder.join("few.ndjson"),
            array: folder.join("few.json"),
            array_schema: folder.join("array.schema.json"),
            schema: workspace.schemas().join(format!("{DOCUMENT}.schema.json")),
        };
        let program = target.join("release/callschema-bench-plain");
        for (place, bytes) in [(&files.lines, MANY), (&files.few_lines, FEW)] {
            let status = progress::during(
                || "making records".to_owned(),
                || {
                    Command::new(&program)
                        .arg(workspace.payloads())
                        .args(["--records", DOCUMENT, &bytes.to_string()])
                        .stdout(fs::File::create(place)?)
                        .status()
                },
            );
            ensure!(status.context("cannot make records")?.success(), "no records were made");
        }
        let few = fs::read_to_string(&files.few_lines)?;
        let records: Vec<&str> = few.lines().collect();
        fs::write(&files.array, format!("[{}]", records.join(",")))?;
        fs::write(&files.array_schema, array_schema(&fs::read_to_string(&files.schema)?)?)?;
        Ok(files)
    }
}

/// A schema of arrays whose items are the document.
fn array_schema(schema: &str) -> Result<String> {
    let schema: serde_json::Value = serde_json::from_str(schema)?;
    let id = schema["$id"].clone();
    let array = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "array",
        "items": {"$ref": id},
        "$defs": {"document": schema},
    });
    Ok(serde_json::to_string_pretty(&array)?)
}

/// What is timed, and a word on each command that is not here.
fn rows(command: &Path, files: &Files) -> (Vec<Row>, Vec<String>) {
    let own = |name, arguments: &[&str], file: &Path, bytes| Row {
        name,
        program: command.to_owned(),
        arguments: words(arguments, &[file]),
        bytes,
    };
    let known = ["--document", DOCUMENT];
    let validate = [&["validate", "--quiet"][..], &known].concat();
    let mut rows = vec![
        own("callschema validate -d", &validate, &files.lines, MANY),
        own("callschema validate, detected", &["validate", "--quiet"], &files.lines, MANY),
        own("callschema filter -d", &[&["filter"][..], &known].concat(), &files.lines, MANY),
        own("callschema validate -d, an array", &validate, &files.array, FEW),
    ];
    let mut missing = Vec::new();
    let others = [
        (
            "jsonschema-cli",
            "jsonschema-cli validate",
            words(&["validate"], &[&files.array_schema, Path::new("-i"), &files.array]),
        ),
        (
            "ajv",
            "ajv validate",
            words(
                &["validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats", "-s"],
                &[&files.array_schema, Path::new("-d"), &files.array],
            ),
        ),
    ];
    for (program, name, arguments) in others {
        match found(program) {
            Some(program) => rows.push(Row { name, program, arguments, bytes: FEW }),
            None => missing.push(format!("{program} is not in $PATH")),
        }
    }
    (rows, missing)
}

fn words(first: &[&str], files: &[&Path]) -> Vec<String> {
    let first = first.iter().map(ToString::to_string);
    first.chain(files.iter().map(|file| file.display().to_string())).collect()
}

/// A program in `$PATH`.
fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|place| place.is_file())
}

/// Runs a command once; seconds.
fn time(row: &Row) -> Result<f64> {
    let mut command = Command::new(&row.program);
    command.args(&row.arguments).stdin(Stdio::null()).stdout(Stdio::null());
    let began = Instant::now();
    let status = progress::during(|| row.name.to_owned(), || command.status());
    let time: Duration = began.elapsed();
    ensure!(status.context(row.name)?.success(), "{} refuses valid records", row.name);
    Ok(time.as_secs_f64())
}
