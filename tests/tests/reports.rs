//! What a report says: near misses are named, a failed choice says which alternative came closest and why,
//! what is expected is said in the schema's own words, and nothing sensitive is shown.
//!
//! `cases/reports/instances/<document>/<case>.json` stands beside its expected `.report`; `UPDATE_EXPECT=1`
//! writes it. What `Debug` shows of the instances in `cases/reports/shown` stands beside them. The code is made from `cases/reports/schemas`; `codegen_keywords` keeps it up to date.

use std::path::{Path, PathBuf};

use callschema_runtime::{Document, DocumentInfo, Report};
use callschema_tests::secrecy::everything_told;
use expect_test::expect_file;
use walkdir::WalkDir;

#[path = "../cases/reports/gen/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, unused_imports, unreachable_pub, clippy::all, clippy::pedantic, reason = "their types are of no use here")]
mod r#gen;
pub(crate) use r#gen::DOCUMENTS;

/// What no report may show: it stands in sensitive places alone.
const CANARY: &str = "canary";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/reports/instances")
}

/// The instances of a document and what is said of each.
fn told(document: &DocumentInfo) -> Vec<(PathBuf, Report)> {
    let files = WalkDir::new(folder().join(document.name())).sort_by_file_name();
    let paths = files.into_iter().map(|entry| entry.expect("a readable file").into_path());
    let instances = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let told = instances.map(|path| {
        let json = std::fs::read(&path).expect("a readable file");
        let report = document.validate(&json);
        let report = report.err().unwrap_or_else(|| panic!("{} is valid", path.display()));
        assert!(!document.is_valid(&json), "{}", path.display());
        (path, report)
    });
    told.collect()
}

#[test]
fn every_case_gets_its_report() {
    let mut cases = 0;
    for document in DOCUMENTS {
        for (path, report) in told(document) {
            expect_file![path.with_extension("report")].assert_eq(&format!("{report}\n"));
            cases += 1;
        }
    }
    assert!(cases > 25, "only {cases} cases");
}

#[test]
fn nothing_sensitive_is_in_any_of_them() {
    let vault = DOCUMENTS.iter().find(|document| document.name() == "acme/vault");
    let told = told(vault.expect("a document of sensitive members"));
    assert!(told.len() > 8, "only {} cases", told.len());
    for (path, report) in told {
        let all = everything_told(&report).to_lowercase();
        assert!(!all.contains(CANARY), "{}: {all}", path.display());
    }
}

#[test]
fn debug_shows_nothing_sensitive_whichever_shape_a_value_has() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/reports/shown");
    let mut cases = 0;
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let path = entry.expect("a readable file").into_path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let json = std::fs::read(&path).expect("a readable file");
        let vault = r#gen::acme::Vault::from_json(&json).expect("a valid document");
        let shown = format!("{vault:?}\n");
        assert!(!shown.contains(CANARY), "{}: {shown}", path.display());
        expect_file![path.with_extension("debug")].assert_eq(&shown);
        cases += 1;
    }
    assert_eq!(cases, 3);
}
