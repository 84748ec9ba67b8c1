//! What lives here: `cargo xtask conformance`: the official test suite, through generated code.
//!
//! Each schema of the suite goes through the generator, all validators of a draft are compiled as one
//! crate under `target/`, and that program puts the suite's instances before them, byte for byte.

mod known;
mod program;
mod records;
#[cfg(test)]
mod runner;
mod suite;
mod suite_file;
mod validators;

use std::path::PathBuf;

use anyhow::Result;
use callschema_codegen::Parts;

use crate::{Outcome, Workspace, tree};
use program::Program;
use records::Record;

pub use suite::{DRAFTS, Owed, Suite, SuiteDraft, TestFile};
pub use suite_file::{Group, Test};

/// What to run.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The folder of the suite. None for where `$JSON_SCHEMA_TEST_SUITE` says, or beside the checkout.
    pub suite: Option<PathBuf>,
    /// The drafts. None of them for those that CI holds us to: 2020-12 and 7.
    pub drafts: Vec<SuiteDraft>,
    /// Whether the tests of formats are run, with formats as rules.
    pub formats: bool,
    /// Whether types are generated too: every valid instance is read into them and written back.
    pub types: bool,
    /// A file for the outcome of every test, a line of JSON each.
    pub report: Option<PathBuf>,
}

/// Runs the suite.
///
/// The outcome is good where every failure is a known difference, and every known difference occurred.
///
/// # Errors
/// Where the suite is not there, files cannot be read or written, or the validators cannot be compiled.
pub fn run(workspace: &Workspace, plan: &Plan) -> Result<Outcome> {
    let suite = Suite::find(workspace, plan.suite.as_deref())?;
    let drafts = match &plan.drafts[..] {
        [] => vec![DRAFTS[0], DRAFTS[2]],
        drafts => drafts.to_vec(),
    };
    let mut records = Vec::new();
    for draft in drafts {
        records.extend(run_draft(workspace, &suite, draft, plan)?);
    }
    if let Some(report) = &plan.report {
        let lines: String = records.iter().map(|record| record.line() + "\n").collect();
        tree::write(report, lines.as_bytes())?;
    }
    Ok(outcome(&records))
}

fn run_draft(
    workspace: &Workspace,
    suite: &Suite,
    draft: SuiteDraft,
    plan: &Plan,
) -> Result<Vec<Record>> {
    let files = suite.files(draft, plan.formats)?;
    let parts = if plan.types { Parts::All } else { Parts::Validators };
    let made = validators::generate_all(suite, draft, &files, parts);
    let mut program = Program { workspace, draft, parts, files: &files, made };
    program.compile()?;
    let lines = program.run(&suite.folder(draft))?;
    records::read(&program, &lines)
}

fn outcome(records: &[Record]) -> Outcome {
    let (unexpected, listed) = known::divide(records, known::KNOWN);
    let not_met = known::not_met(records, known::KNOWN);
    let mut shown = listed;
    shown.extend(records::failures(&unexpected));
    shown.extend(records::table(records));
    let good = unexpected.is_empty() && not_met.is_empty();
    let mut told = not_met;
    let known = records.iter().filter(|record| !record.passed()).count() - unexpected.len();
    told.push(format!("{} unexpected failures, {known} known differences", unexpected.len()));
    Outcome { shown, told, good, ..Outcome::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runner_tells_every_test_with_its_places() {
        let folder = tempfile::tempdir().expect("a folder");
        let text = r#"[{"description": "an error", "schema": true, "tests": [
            {"description": "a text", "data": {"error" : "x"}, "valid": true},
            {"description": "a number", "data": {"error": 1}, "valid": false}]}]"#;
        std::fs::write(folder.path().join("a.json"), text).expect("a file");
        let document = callschema::document("slng/error").expect("the document");
        let documents: &'static [callschema_runtime::DocumentInfo] = vec![*document].leak();
        let mut out = Vec::new();
        let rewrites: &[(&str, callschema_runtime::Rewrite)] =
            &[("slng/error", callschema_runtime::rewrite::<callschema::slng::ErrorResponse>)];
        let validators = [("a.json", 0, documents, rewrites)];
        runner::run(folder.path(), &validators, &mut out).expect("it runs");
        let out = String::from_utf8(out).expect("lines");
        let lines: Vec<serde_json::Value> =
            out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!((lines.len(), &lines[0]["found"]), (2, &true.into()));
        assert_eq!((&lines[1]["found"], &lines[1]["test"]), (&false.into(), &1.into()));
        assert_eq!(lines[1]["violations"][0]["instanceLocation"], "/error");
        assert!(lines.iter().all(|line| line["problem"].is_null()), "{out}");
    }

    #[test]
    fn without_a_suite_the_error_says_how_to_get_it() {
        let nowhere = Plan { suite: Some("/nowhere".into()), ..Plan::default() };
        let error = run(&Workspace::of_this_checkout(), &nowhere).expect_err("there is none");
        let told = error.to_string();
        assert!(told.contains("git clone https://github.com/json-schema-org/"), "{told}");
    }
}
