//! What `callschema validate --format sarif` writes, held to the schema of SARIF 2.1.0 by a validator that is
//! not ours, and to what code scanning asks beyond it.
//!
//! The outputs are those of the command line's cases, which its own tests hold to the command. The schema is
//! that of OASIS's technical committee as Microsoft's SARIF SDK 5.7.0 (MIT) has it: a pattern in it is mended
//! that is no regular expression.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

const SCHEMA: &str = include_str!("../cases/sarif/sarif-schema-2.1.0.json");

/// Each case's name, and what it writes as SARIF.
fn outputs() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cli/tests/cases");
    let cases = fs::read_dir(folder).expect("the cases").map(|case| case.expect("a case"));
    let outputs = cases.filter_map(|case| {
        let command = fs::read_to_string(case.path().join("command.txt")).expect("a command line");
        if !command.contains("--format sarif") {
            return None;
        }
        let told = fs::read_to_string(case.path().join("expected.txt")).expect("what is expected");
        let (_, output) = told.split_once("=== standard output\n").expect("an output");
        let name = case.file_name().to_string_lossy().into_owned();
        let output = serde_json::from_str(output).unwrap_or_else(|error| panic!("{name}: {error}"));
        Some((name, output))
    });
    outputs.collect()
}

fn validator() -> jsonschema::Validator {
    let schema = serde_json::from_str(SCHEMA).expect("JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

#[test]
fn what_is_written_meets_the_schema_of_sarif() {
    let (validator, outputs) = (validator(), outputs());
    assert!(outputs.len() >= 3, "only {} cases", outputs.len());
    for (name, output) in &outputs {
        let errors = validator.iter_errors(output);
        let errors: Vec<_> =
            errors.map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    let results = outputs.iter().filter_map(|(_, output)| output["runs"][0]["results"].as_array());
    assert!(results.flatten().count() > 5, "hardly a result is in them");
}

/// The schema knows what it is about: a spoilt log does not meet it.
#[test]
fn what_is_spoilt_does_not_meet_it() {
    let validator = validator();
    let (_, output) = outputs().into_iter().find(|(name, _)| name == "validate-sarif").expect("it");
    for (pointer, value) in [
        ("/version", "2.2".into()),
        ("/runs/0/results/0/level", "fatal".into()),
        ("/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0.into()),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", "a b".into()),
        ("/runs/0/tool/driver/rules/0/helpUri", "no URI".into()),
        ("/runs/0/results/0/message", "words alone".into()),
    ] {
        let mut spoilt = output.clone();
        *spoilt.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}")) = value;
        assert!(!validator.is_valid(&spoilt), "{pointer}");
    }
}

/// GitHub shows no result whose rule lacks these, and no rule may be there twice.
#[test]
fn each_result_has_a_rule_that_says_what_it_is_and_what_helps() {
    for (name, output) in outputs() {
        let run = &output["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        let mut known = BTreeSet::new();
        for rule in rules {
            for text in ["shortDescription", "fullDescription", "help"] {
                assert!(rule[text]["text"].is_string(), "{name}: {rule} has no {text}");
            }
            assert!(known.insert(rule["id"].as_str()), "{name}: {rule} is there twice");
        }
        let results = run["results"].as_array().expect("results");
        let broken: BTreeSet<_> = results.iter().map(|result| result["ruleId"].as_str()).collect();
        assert_eq!(known, broken, "{name}");
    }
}
