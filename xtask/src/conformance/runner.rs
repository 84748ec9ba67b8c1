//! What lives here: the program that puts the suite's instances before generated validators. It is
//! compiled into the crate of each draft, beside the validators, and writes one JSON line a test.

use std::io::{self, Write};
use std::path::Path;

use callschema_runtime::{DocumentInfo, RawJson, Report, Rewrite};
use serde_json::{Value, json};

use super::suite_file::{self, Group, Test};

/// The validators of a group: its file under the draft's folder, its number there, its documents, which are one,
/// and how each is read into its type and written again, where it has a type.
pub(crate) type Validator =
    (&'static str, usize, &'static [DocumentInfo], &'static [(&'static str, Rewrite)]);

/// Runs every test of these groups, and writes a line for each.
///
/// # Errors
/// Where a file cannot be read, is not one of tests, or a line cannot be written.
pub(crate) fn run(folder: &Path, validators: &[Validator], out: &mut impl Write) -> io::Result<()> {
    let mut open: Option<(&str, Vec<Group>)> = None;
    for (file, index, documents, rewrites) in validators {
        let groups = match open.take() {
            Some((path, groups)) if path == *file => groups,
            _ => suite_file::read(&std::fs::read_to_string(folder.join(file))?)?,
        };
        let document = documents.first().ok_or_else(|| missing(file, *index))?;
        let rewrite = rewrites.first().map(|(_, rewrite)| *rewrite);
        let group = groups.get(*index).ok_or_else(|| missing(file, *index))?;
        for (number, test) in group.tests.iter().enumerate() {
            let mut line = verdict(document, rewrite, test);
            line["file"] = json!(file);
            line["group"] = json!(index);
            line["test"] = json!(number);
            // Line by line, so that what was found is told even if a later test ends the program.
            writeln!(out, "{line}")?;
            out.flush()?;
        }
        open = Some((file, groups));
    }
    Ok(())
}

fn missing(file: &str, index: usize) -> io::Error {
    io::Error::other(format!("{file} has no group {index}, or it has no validator"))
}

/// What the validator says of an instance: yes or no, where, and whether it contradicts itself.
fn verdict(document: &DocumentInfo, rewrite: Option<Rewrite>, test: &Test) -> Value {
    let json = test.data.as_bytes();
    let found = document.is_valid(json);
    let report = document.validate(json).err();
    let agreed = found == report.is_none();
    let disagree = (!agreed).then(|| "is_valid and validate disagree".to_owned());
    let unread = || rewrite.filter(|_| found).and_then(|rewrite| unread(rewrite, json));
    let problem = disagree.or_else(unread);
    json!({
        "found": found,
        "problem": problem,
        "violations": violations(report.as_ref()),
        "output": report.map(|report| report.to_output()),
    })
}

/// What is wrong with the type of a valid instance: it reads the instance, and what it writes is the same value.
fn unread(rewrite: Rewrite, json: &[u8]) -> Option<String> {
    let written = match rewrite(json) {
        Ok(written) => written,
        Err(report) => return Some(format!("the type cannot read it: {report}")),
    };
    let raw = |json: &[u8]| RawJson::parse(std::str::from_utf8(json).ok()?).ok();
    let same = raw(json).zip(raw(&written)).is_some_and(|(came, went)| came.is_same_value(&went));
    let written = String::from_utf8_lossy(&written);
    (!same).then(|| format!("the type writes something else: {written}"))
}

fn violations(report: Option<&Report>) -> Vec<Value> {
    let violations = report.map(Report::violations).unwrap_or_default();
    let pair = |violation: &callschema_runtime::Violation| {
        json!({
            "instanceLocation": violation.instance_location(),
            "keywordLocation": violation.keyword_location(),
        })
    };
    violations.iter().map(pair).collect()
}
