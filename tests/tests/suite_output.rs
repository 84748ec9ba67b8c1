//! Reports in the standard's form: for every instance of the official test suite that is invalid by draft
//! 2020-12, the output is what the suite's schema of outputs describes, and where a test says more about
//! its output, it is so.

use std::fs;

use callschema_tests::suite;
use serde_json::Value;
use xtask::Workspace;
use xtask::conformance::{self, DRAFTS, Plan};

/// The outcome of every test of draft 2020-12.
fn lines() -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.ndjson");
    let plan = Plan { drafts: vec![DRAFTS[0]], report: Some(report.clone()), ..Plan::default() };
    conformance::run(&Workspace::of_this_checkout(), &plan).expect("the suite runs");
    let text = fs::read_to_string(report).expect("a report");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn outputs_are_what_the_standard_describes() {
    let Some(suite) = suite::find() else { return };
    let described =
        suite.folder(DRAFTS[0]).join("../../output-tests/draft2020-12/output-schema.json");
    let described = fs::read_to_string(described).expect("the schema of outputs");
    let described: Value = serde_json::from_str(&described).expect("JSON");
    let id = described["$id"].as_str().expect("an $id").to_owned();
    let registry = jsonschema::Registry::new()
        .extend([(id, described.clone())])
        .and_then(jsonschema::RegistryBuilder::prepare)
        .expect("a registry");
    let validator = |schema: &Value| {
        let options = jsonschema::draft202012::options().with_registry(&registry);
        options.should_validate_formats(true).build(schema).expect("a schema")
    };
    let standard = validator(&described);
    let (mut outputs, mut asked) = (0, 0);
    for line in lines().iter().filter(|line| !line["output"].is_null()) {
        let output = &line["output"];
        outputs += 1;
        standard.validate(output).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(output["errors"].as_array().is_some_and(|errors| !errors.is_empty()), "{line}");
        if let Some(basic) = line["asked"].get("basic") {
            asked += 1;
            validator(basic).validate(output).unwrap_or_else(|error| panic!("{error}: {line}"));
        }
    }
    assert!(outputs > 500 && asked >= 3, "{outputs} outputs, of which {asked} with more to say");
}
