//! What lives here: the formats, held to the official JSON Schema Test Suite where it is at hand.
//!
//! Its place is the environment variable `JSON_SCHEMA_TEST_SUITE`, or `shared/suites` beside the
//! workspace. Nothing of it is part of this repository.

use std::fs;
use std::path::{Path, PathBuf};

use callschema_runtime::Format;
use serde_json::Value;

/// Folders of the suite whose files are about formats. The earlier drafts have no more.
const DRAFTS: [&str; 5] = ["draft4", "draft6", "draft7", "draft2019-09", "draft2020-12"];

/// Where the suite and the RFC part, and the RFC is followed: format, text, what the suite says.
const DIFFERENCES: [(&str, &str, bool); 0] = [];

/// Files that need a feature which this build lacks.
fn is_beyond_this_build(format: &str) -> bool {
    match format {
        "hostname" | "idn-email" | "idn-hostname" => cfg!(not(feature = "idn")),
        "regex" => cfg!(not(feature = "pattern")),
        // The file that says that a format nobody knows is no rule.
        "unknown" => true,
        _ => false,
    }
}

#[test]
fn formats_agree_with_the_official_suite() {
    let Some(suite) = suite() else {
        println!(
            "skipped: there is no suite. Get it with `git clone --depth 1 \
             https://github.com/json-schema-org/JSON-Schema-Test-Suite` and set \
             JSON_SCHEMA_TEST_SUITE to its folder."
        );
        return;
    };
    let (mut compared, mut wrong) = (0, Vec::new());
    for file in DRAFTS.iter().flat_map(|draft| files(&suite.join("tests").join(draft))) {
        let text = fs::read_to_string(&file).expect("a file of the suite can be read");
        let groups: Value = serde_json::from_str(&text).expect("a file of the suite is JSON");
        for group in groups.as_array().expect("a file of the suite is a list of groups") {
            compared += compare(&file, group, &mut wrong);
        }
    }
    println!("{compared} texts compared");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 500, "only {compared} texts: has the suite's layout changed?");
}

/// The suite's folder.
fn suite() -> Option<PathBuf> {
    let beside =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/suites/JSON-Schema-Test-Suite");
    let place = std::env::var_os("JSON_SCHEMA_TEST_SUITE").map_or(beside, PathBuf::from);
    place.join("tests").is_dir().then_some(place)
}

/// The files about formats in a draft's folder, in order.
fn files(draft: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(draft.join("optional/format")) else {
        return Vec::new();
    };
    let mut files: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files
}

/// Compares a group's texts; how many there were. What is not a string is no matter of formats.
fn compare(file: &Path, group: &Value, wrong: &mut Vec<String>) -> usize {
    let name = group["schema"]["format"].as_str().unwrap_or("unknown");
    if is_beyond_this_build(name) {
        return 0;
    }
    let Some(format) = Format::parse(name) else {
        wrong.push(format!("{}: no format {name:?}", file.display()));
        return 0;
    };
    let mut compared = 0;
    for test in group["tests"].as_array().into_iter().flatten() {
        let (Some(text), Some(valid)) = (test["data"].as_str(), test["valid"].as_bool()) else {
            continue;
        };
        compared += 1;
        let differs = format.matches(text) != valid;
        if differs != DIFFERENCES.contains(&(name, text, valid)) {
            let why = test["description"].as_str().unwrap_or_default();
            wrong.push(format!("{}: {text:?} ({why}): suite says {valid}", file.display()));
        }
    }
    compared
}
