//! The grammar of JSON. `cases/syntax/{accept,reject}` holds the essential texts, each named after what it
//! is about. Then JSON's own test suite, where it is at hand: every text that must be accepted is, every one
//! that must be refused is, and for the texts that a parser may treat as it likes, what we do and why. It is
//! looked for in `$JSON_TEST_SUITE`, then beside the checkout.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use callschema_runtime::{Limits, Mode, Reader, Schema, Step, report, verdict};

/// The schema `true`.
fn anything<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
    reader.skip()
}

fn is_valid(json: &[u8]) -> bool {
    let valid = verdict(json, Limits::new(), anything);
    let schema = Schema::new("https://example.com/true", "true", "");
    let report = report(json, Limits::new(), schema, anything, anything);
    assert_eq!(valid, report.is_ok());
    valid
}

/// Why a text is accepted that a parser may refuse.
const KEPT: &str = "a number keeps its text: none is too large, too small or too precise";

/// The texts that a parser may treat as it likes, and that we accept. All others are not UTF-8, have
/// half a surrogate pair or a byte order mark, or nest deeper than 128 levels: those are refused.
const ACCEPTED: &[(&str, &str)] = &[
    ("i_number_double_huge_neg_exp.json", KEPT),
    ("i_number_huge_exp.json", KEPT),
    ("i_number_neg_int_huge_exp.json", KEPT),
    ("i_number_pos_double_huge_exp.json", KEPT),
    ("i_number_real_neg_overflow.json", KEPT),
    ("i_number_real_pos_overflow.json", KEPT),
    ("i_number_real_underflow.json", KEPT),
    ("i_number_too_big_neg_int.json", KEPT),
    ("i_number_too_big_pos_int.json", KEPT),
    ("i_number_very_big_negative_int.json", KEPT),
];

fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/suites/JSONTestSuite");
    let root = std::env::var_os("JSON_TEST_SUITE").map_or(beside, PathBuf::from);
    let folder = root.join("test_parsing");
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "skipped: there is no {}; git clone https://github.com/nst/JSONTestSuite and name its \
         folder in $JSON_TEST_SUITE",
        folder.display()
    );
    None
}

/// The files of a folder, by their names without the ending.
fn texts(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (name, fs::read(&path).expect("a text"))
    };
    entries.map(read).collect()
}

#[test]
fn the_essential_texts_get_their_verdict() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/syntax");
    let mut wrong = Vec::new();
    for (folder, accepted, least) in [("accept", true, 40), ("reject", false, 120)] {
        let texts = texts(&cases.join(folder));
        assert!(texts.len() >= least, "only {} texts in {folder}", texts.len());
        for (name, text) in texts {
            // As a document, and as what is kept inside of one.
            let inside = [b"{\"kept\": ", &text[..], b"}"].concat();
            let is_deepest = name.starts_with("depth-of-128");
            if is_valid(&text) != accepted || (is_valid(&inside) != accepted && !is_deepest) {
                wrong.push(format!("{folder}/{name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_text_of_the_suite_gets_its_verdict() {
    let Some(folder) = folder() else { return };
    let mut counts: BTreeMap<(char, bool), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).expect("the suite's folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let valid = is_valid(&fs::read(&path).expect("a text"));
        let first = name.chars().next().unwrap_or_default();
        *counts.entry((first, valid)).or_default() += 1;
        let expected = match first {
            'y' => true,
            'n' => false,
            _ => ACCEPTED.iter().any(|(accepted, _)| *accepted == name),
        };
        if valid != expected {
            wrong.push(format!("{name}: {}", if valid { "accepted" } else { "refused" }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(counts.values().sum::<usize>(), 318, "{counts:?}");
    assert_eq!(counts[&('i', true)], ACCEPTED.len(), "{counts:?}");
}
