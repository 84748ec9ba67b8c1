//! What is wrong in `payloads/` is told with the file and the way out.

use std::fs;
use std::path::Path;

use callschema_tests::samples::{Expected, find};

const DOCUMENTS: &[&str] = &["acme/call", "acme/error"];

/// A folder with these files and, where the name ends in `/`, empty folders.
fn mistakes(files: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let complete = ["call/accept", "call/reject", "error/accept", "error/reject"];
    let complete = complete.map(|place| format!("acme/{place}/case.json"));
    for file in complete.iter().map(String::as_str).chain(files.iter().copied()) {
        let path = folder.path().join(file);
        let parent =
            if file.ends_with('/') { &path } else { path.parent().unwrap_or(Path::new("")) };
        fs::create_dir_all(parent).expect("the folder can be made");
        if !file.ends_with('/') {
            fs::write(&path, "{}").expect("the file can be written");
        }
    }
    find(folder.path(), DOCUMENTS).err().unwrap_or_default()
}

#[test]
fn a_proper_folder_has_no_mistakes() {
    assert_eq!(mistakes(&["acme/call/reject/case.report"]), [""; 0]);
}

#[test]
fn whatever_would_never_be_tested_is_a_mistake() {
    for (file, mistake) in [
        (
            "acme/order/accept/a.json",
            "tests/payloads/acme/order: samples of a document that does not exist",
        ),
        ("acme/call/accept/deep/", "tests/payloads/acme/call/accept/deep: an empty folder"),
        ("acme/call/maybe/a.json", "tests/payloads/acme/call/maybe: not a folder for samples"),
        ("acme/notes.md", "tests/payloads/acme/notes.md: a stray file"),
        ("acme/call/accept/a.jsn", "tests/payloads/acme/call/accept/a.jsn: a stray file"),
        ("acme/call/accept/a.report", "tests/payloads/acme/call/accept/a.report: a stray file"),
        ("acme/call/accept/b/a.json", "tests/payloads/acme/call/accept/b/a.json: a stray file"),
        (
            "acme/call/reject/a.report",
            "tests/payloads/acme/call/reject/a.report: a report without its sample",
        ),
    ] {
        let mistakes = mistakes(&[file]);
        assert!(mistakes.iter().any(|found| found.starts_with(mistake)), "{file}: {mistakes:#?}");
        assert!(mistakes.iter().all(|found| found.contains("; ")), "no way out: {mistakes:#?}");
    }
}

#[test]
fn a_document_without_samples_is_a_mistake() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mistakes = find(folder.path(), &["acme/call"]).expect_err("nothing is there");
    assert_eq!(
        mistakes,
        [
            "tests/payloads/acme/call/accept: no samples; add some as <case>.json",
            "tests/payloads/acme/call/reject: no samples; add some as <case>.json",
        ]
    );
}

#[test]
fn samples_are_bytes_and_know_where_they_are() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = folder.path().join("acme/call/reject");
    fs::create_dir_all(&place).expect("the folder can be made");
    fs::write(place.join("not-utf-8.json"), b"\"\xff\"").expect("the file can be written");
    fs::create_dir_all(folder.path().join("acme/call/accept")).expect("the folder can be made");
    fs::write(folder.path().join("acme/call/accept/a.json"), "{}")
        .expect("the file can be written");
    let samples = find(folder.path(), &["acme/call"]).expect("no mistakes");
    assert_eq!(samples[0].expected, Expected::Accept);
    assert_eq!(samples[1].label(), "tests/payloads/acme/call/reject/not-utf-8.json");
    assert_eq!(samples[1].json, b"\"\xff\"");
    assert_eq!(samples[1].report_path(), place.join("not-utf-8.report"));
}
