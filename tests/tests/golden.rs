//! Every sample is what its folder says.

use std::env;

use callschema::{DocumentInfo, Report};
use callschema_tests::documents::{TYPED, Typed, typed};
use callschema_tests::exact;
use callschema_tests::samples::{Expected, Sample, expected};
use expect_test::{ExpectFile, expect_file};

#[test]
fn accepted_samples_are_valid_and_come_back_the_same() {
    let failures: Vec<_> = expected(Expected::Accept)
        .iter()
        .filter_map(|sample| Some(format!("{}: {}", sample.label(), accept(sample).err()?)))
        .collect();
    assert!(
        failures.is_empty(),
        "\n{}\n\nEach is an accepted sample. If the document is real, correct the schema and run \
         `cargo xtask generate`; if it is not, correct the sample.",
        failures.join("\n")
    );
}

fn accept(sample: &Sample) -> Result<(), String> {
    let document = document(sample);
    document.validate(&sample.json).map_err(|report| {
        format!("it is not valid; mend the sample, or the schema where that is wrong:\n{report}")
    })?;
    if !document.is_valid(&sample.json) {
        return Err("validate finds no violation, but is_valid says no".to_owned());
    }
    let typed = typed(&sample.document);
    let written = typed.read_and_write(&sample.json);
    let written = written.map_err(|report| format!("from_json refuses it:\n{report}"))?;
    same(sample, &written).map_err(|what| format!("from_json and to_json: {what}"))?;
    through_serde(sample, typed).map_err(|what| format!("serde: {what}"))
}

/// serde's data model has no numbers beyond 64 bits and `f64`; samples that have stay out.
fn through_serde(sample: &Sample, typed: &Typed) -> Result<(), String> {
    let value: Option<serde_json::Value> = serde_json::from_slice(&sample.json).ok();
    let held = value.is_some_and(|value| same(sample, value.to_string().as_bytes()).is_ok());
    if !held {
        return Ok(());
    }
    let written = typed.through_serde(&sample.json).map_err(|error| error.to_string())?;
    same(sample, &written)
}

fn same(sample: &Sample, written: &[u8]) -> Result<(), String> {
    match exact::difference(&sample.json, written) {
        Ok(None) => Ok(()),
        outcome => {
            let written = String::from_utf8_lossy(written);
            Err(format!("another value came back, first at {outcome:?}: {written}"))
        }
    }
}

#[test]
fn rejected_samples_give_their_report() {
    let mut failures = Vec::new();
    let mut mismatches = Vec::new();
    for sample in expected(Expected::Reject) {
        match reject(&sample) {
            Err(what) => failures.push(format!("{}: {what}", sample.label())),
            Ok(None) => {}
            Ok(Some(mismatch)) => {
                failures.push(format!("{}: another report than expected", sample.label()));
                mismatches.push(mismatch);
            }
        }
    }
    // Shows the first difference, or with UPDATE_EXPECT writes the files.
    let summary = format!(
        "\n{}\n\nIf the new reports are right, run UPDATE_EXPECT=1 cargo test -p callschema-tests --test golden",
        failures.join("\n")
    );
    if !mismatches.is_empty() {
        println!("{summary}");
    }
    let others = failures.len() > mismatches.len();
    for (file, actual) in mismatches {
        file.assert_eq(&actual);
    }
    assert!(!others, "{summary}");
}

/// A report that differs from the expected one, with the file of the latter.
type Mismatch = (ExpectFile, String);

fn reject(sample: &Sample) -> Result<Option<Mismatch>, String> {
    let document = document(sample);
    if document.is_valid(&sample.json) {
        return Err("is_valid accepts it; correct the schema or the sample".to_owned());
    }
    let Err(report) = document.validate(&sample.json) else {
        return Err("is_valid says no, but validate finds no violation".to_owned());
    };
    if typed(&sample.document).read_and_write(&sample.json) != Err(report.clone()) {
        return Err("from_json and validate do not give the same report".to_owned());
    }
    let (path, actual) = (sample.report_path(), write(&report));
    let updating = env::var_os("UPDATE_EXPECT").is_some();
    match std::fs::read_to_string(&path) {
        Err(_) if !updating => {
            let name = path.file_name().unwrap_or_default().display();
            Err(format!(
                "{name} is missing beside it; run UPDATE_EXPECT=1 cargo test -p callschema-tests, and read it"
            ))
        }
        Ok(expected) if expected == actual => Ok(None),
        _ => Ok(Some((expect_file![path], actual))),
    }
}

/// The report as people see it, and beneath each line where the schema says so.
fn write(report: &Report) -> String {
    let violations = report.violations().iter().map(|violation| {
        let keyword = violation.keyword_location().unwrap_or("(no keyword)");
        format!("{violation}\n    {keyword}\n")
    });
    let more = (report.more() > 0).then(|| format!("and {} more\n", report.more()));
    violations.chain(more).collect()
}

#[test]
fn every_document_has_its_type() {
    let documents: Vec<_> = callschema::documents().iter().map(DocumentInfo::name).collect();
    let mut types: Vec<_> = TYPED.iter().map(Typed::name).collect();
    types.sort_unstable();
    let mut sorted = documents.clone();
    sorted.sort_unstable();
    assert_eq!(types, sorted, "add the missing type to `TYPED` in tests/src/documents.rs");
    for name in documents {
        let document =
            callschema::document(name).expect("documents() and document() know the same");
        assert!(document.schema().contains(&format!("schemas/{name}.schema.json")), "{name}");
    }
    assert!(callschema::document("slng/no-such").is_none());
}

fn document(sample: &Sample) -> &'static DocumentInfo {
    callschema::document(&sample.document).expect("samples are of documents that exist")
}
