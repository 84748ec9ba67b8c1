//! Detection: every sample, and a folder of strangers' schemas with instances that say which document
//! each is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use callschema::DocumentInfo;
use callschema_runtime::Detector;
use callschema_tests::samples::{Expected, expected};
use expect_test::expect_file;

#[path = "../cases/detection/gen/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, clippy::pedantic, reason = "names and sizes as strangers choose them")]
mod r#gen;

/// What requires nothing of a record can never be told.
const UNTELLABLE: &str = "langcall/error";

fn told(json: &[u8]) -> &'static str {
    callschema::detect(json).map_or("-", DocumentInfo::name)
}

#[test]
fn every_accepted_sample_is_told() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for sample in expected(Expected::Accept) {
        let right = if sample.document == UNTELLABLE { "-" } else { &sample.document };
        assert_eq!(told(&sample.json), right, "{}", sample.label());
        *counts.entry(sample.document.clone()).or_default() += 1;
    }
    assert_eq!(counts.len(), callschema::documents().len(), "{counts:?}");
}

/// Those that are broken are told too, where what is left of them tells.
#[test]
fn rejected_samples_are_told_where_their_members_tell() {
    let mut lines = Vec::new();
    let (mut right, mut all) = (0, 0);
    for sample in expected(Expected::Reject) {
        let told = told(&sample.json);
        all += usize::from(sample.document != UNTELLABLE);
        right += usize::from(told == sample.document);
        if told != sample.document {
            lines.push(format!("{} {}: {told}\n", sample.document, sample.case));
        }
    }
    lines.sort();
    let share = format!("{right} of {all} are told as what they are. The others:\n\n");
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/detection/rejected.txt");
    expect_file![place].assert_eq(&(share + &lines.concat()));
}

#[test]
fn documents_of_strangers_are_told() {
    static DETECTOR: Detector = Detector::new(r#gen::DOCUMENTS);
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/detection/instances.txt");
    let text = fs::read_to_string(place).expect("instances");
    for line in text.lines() {
        let (right, json) = line.split_once(": ").expect("a document's name and an instance");
        let told = DETECTOR.detect(json.as_bytes()).map_or("-", DocumentInfo::name);
        assert_eq!(told, right, "{line}");
    }
    assert!(text.lines().count() > 30);
}

#[test]
fn bytes_that_are_not_utf_8_end_what_is_seen() {
    let mut json = br#"{"message": "m", "status": "error", "error": "e", "x": ""#.to_vec();
    json.extend([0xff, b'"', b'}']);
    assert_eq!(told(&json), "zudu/error");
    assert_eq!(told(b"\xff"), "-");
}
