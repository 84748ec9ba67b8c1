//! Broken schemas: each folder under `cases/broken` holds schemas with mistakes, and in `expected.txt`
//! what the generator says of them.

use std::fs;
use std::path::{Path, PathBuf};

use callschema_codegen::{Options, Source, generate};
use callschema_tests::sources::sources;
use expect_test::expect_file;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/broken");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    cases
}

#[test]
fn every_mistake_is_told_with_its_place_and_the_way_out() {
    let cases = cases();
    assert!(cases.len() >= 15, "only {} cases were found", cases.len());
    for case in cases {
        let diagnostics = generate(&sources(&case), &Options::default())
            .err()
            .unwrap_or_else(|| panic!("{} generates without a word", case.display()));
        let told: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        expect_file![case.join("expected.txt")].assert_eq(&(told.join("\n") + "\n"));
    }
}

#[test]
fn the_order_of_sources_does_not_matter() {
    for case in cases() {
        let told = |mut sources: Vec<Source>, reverse: bool| {
            sources.sort_by(|left, right| left.path.cmp(&right.path));
            if reverse {
                sources.reverse();
            }
            generate(&sources, &Options::default()).expect_err("a broken case")
        };
        assert_eq!(told(sources(&case), false), told(sources(&case), true), "{}", case.display());
    }
}
