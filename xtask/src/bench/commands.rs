//! What lives here: `cargo xtask bench --commands`: the command line beside those of others, on one file of
//! records that the page cache holds.
//!
//! Others are taken as they are found: `jsonschema-cli` (cargo install jsonschema-cli) and `ajv`
//! (npm install -g ajv-cli ajv-formats). They know no NDJSON, so they get the same records as one array.
//! `wc -l` shows what it costs to read the file and to find its lines.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::figures::median;
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

/// Seconds that a command took.
struct Time {
    /// By the clock on the wall.
    wall: f64,
    /// Of all processors together; none where the system does not tell.
    processors: Option<f64>,
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
    let load = machine::load();
    // They take turns, so that what else the machine does meets all of them.
    let mut times: Vec<Vec<Time>> = rows.iter().map(|_| Vec::new()).collect();
    for _ in 0..RUNS {
        for (row, times) in rows.iter().zip(&mut times) {
            times.push(time(row)?);
        }
    }
    let mut shown = vec![
        machine::place(),
        format!("{}; {RUNS} runs in turns, medians, all processors", versions(&rows)),
        format!("{DOCUMENT}, valid records of about 6 kB; the machine's load before: {load}"),
        String::new(),
    ];
    let lines: Vec<_> = rows.iter().zip(&times).map(|(row, times)| line(row, times)).collect();
    let heads = ["command", "#MiB", "#seconds", "#of processors", "#MB/s"];
    shown.extend(table::lines(&heads, &lines));
    shown.extend(missing);
    Ok(Outcome { shown, ..Outcome::good(Vec::new()) })
}

/// A row of the table.
fn line(row: &Row, times: &[Time]) -> Vec<String> {
    let middle = |times: Vec<f64>| median(&times).unwrap_or(f64::NAN);
    let wall = middle(times.iter().map(|time| time.wall).collect());
    let processors: Option<Vec<f64>> = times.iter().map(|time| time.processors).collect();
    #[expect(clippy::cast_precision_loss, reason = "a figure to be read")]
    let speed = row.bytes as f64 / wall / 1e6;
    vec![
        row.name.to_owned(),
        (row.bytes >> 20).to_string(),
        format!("{wall:.3}"),
        processors.map_or("?".to_owned(), |times| format!("{:.2}", middle(times))),
        format!("{speed:.0}"),
    ]
}

/// What the others are, by what they say of themselves.
fn versions(rows: &[Row]) -> String {
    let mut versions = vec![format!("callschema {}", env!("CARGO_PKG_VERSION"))];
    for row in rows.iter().filter(|row| PEERS.iter().any(|peer| row.name.starts_with(peer))) {
        let told = Command::new(&row.program).arg("--version").output();
        let told = told.ok().filter(|output| output.status.success());
        let told = told.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
        let told = told.or_else(|| npm_version(&row.program));
        versions.push(told.unwrap_or_else(|| format!("{} of an unknown version", row.name)));
    }
    versions.join(", ")
}

/// The versions of the npm package that a program is from, and of the ajv beside it.
fn npm_version(program: &Path) -> Option<String> {
    let place = program.canonicalize().ok()?;
    let version = |file: &str| {
        let mut folders = place.ancestors();
        let text = folders.find_map(|folder| fs::read_to_string(folder.join(file)).ok())?;
        let package: serde_json::Value = serde_json::from_str(&text).ok()?;
        Some(package["version"].as_str()?.to_owned())
    };
    let ajv = version("ajv/package.json").map(|ajv| format!(" with ajv {ajv}"));
    Some(format!("ajv-cli {}{}", version("package.json")?, ajv.unwrap_or_default()))
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

/// Those who are timed beside us.
const PEERS: [&str; 2] = ["jsonschema-cli", "ajv"];

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
    for (program, name, arguments, bytes) in others(files) {
        match found(program) {
            Some(program) => rows.push(Row { name, program, arguments, bytes }),
            None => missing.push(format!("{program} is not in $PATH")),
        }
    }
    (rows, missing)
}

/// The commands of others: program, name, arguments, and how many bytes they read.
fn others(files: &Files) -> [(&'static str, &'static str, Vec<String>, u64); 3] {
    let jsonschema = words(
        &["validate", "--assert-format", "--errors-only"],
        &[&files.array_schema, Path::new("-i"), &files.array],
    );
    let ajv = words(
        &["validate", "--spec=draft2020", "--strict=false", "-c", "ajv-formats", "-s"],
        &[&files.array_schema, Path::new("-d"), &files.array],
    );
    [
        ("jsonschema-cli", "jsonschema-cli validate, an array", jsonschema, FEW),
        ("ajv", "ajv validate, an array", ajv, FEW),
        ("wc", "wc -l", words(&["-l"], &[&files.lines]), MANY),
    ]
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

/// Runs a command once.
fn time(row: &Row) -> Result<Time> {
    let mut command = Command::new(&row.program);
    command.args(&row.arguments).stdin(Stdio::null()).stdout(Stdio::null());
    let before = processor_time();
    let began = Instant::now();
    let status = progress::during(|| row.name.to_owned(), || command.status());
    let wall = began.elapsed().as_secs_f64();
    ensure!(status.context(row.name)?.success(), "{} refuses valid records", row.name);
    let processors = before.zip(processor_time()).map(|(before, after)| after - before);
    Ok(Time { wall, processors })
}

/// The processor time of all commands that have ended, in seconds, as Linux counts it: in hundredths.
fn processor_time() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program is in brackets, and may hold anything. The fields behind it are proc(5)'s
    // from the third on: cutime and cstime are the 16th and the 17th.
    let mut fields = status.rsplit_once(')')?.1.split_whitespace().skip(13);
    let ticks: Option<Vec<f64>> = (0..2).map(|_| fields.next()?.parse().ok()).collect();
    Some(ticks?.iter().sum::<f64>() / 100.0)
}
