//! The code that `keywords`, `reports`, `requests`, `foreign` and `detect` compile is what
//! `cases/*/schemas` make; `UPDATE_EXPECT=1` writes it.

use std::fs;
use std::path::{Path, PathBuf};

use callschema_codegen::{Options, Output, Parts, generate};
use callschema_tests::sources::{json_files, sources};
use expect_test::expect_file;

/// Compares a case folder's code with what its schemas make.
fn check(name: &str, output: Output) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(name).join("gen");
    for file in output.files {
        let place = folder.join(&file.path);
        fs::create_dir_all(place.parent().expect("a folder around the file"))
            .expect("a folder that can be made");
        expect_file![place].assert_eq(&file.text);
    }
}

fn schemas(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases").join(name).join("schemas")
}

#[test]
fn the_code_of_the_curated_cases_is_up_to_date() {
    for name in ["keywords", "reports", "requests"] {
        let sources = sources(&schemas(name));
        check(name, generate(&sources, &Options::default()).expect("schemas in order"));
    }
}

#[test]
fn the_code_of_foreign_schemas_is_up_to_date_and_what_was_ignored_is_noted() {
    let mut options = Options::foreign();
    "crate::gen".clone_into(&mut options.module);
    let sources = json_files(&schemas("foreign"));
    let output = generate(&sources, &options).expect("schemas in order");
    let notes: Vec<String> = output.notes.iter().map(ToString::to_string).collect();
    let second: Vec<String> = output.second_readings.iter().map(ToString::to_string).collect();
    check("foreign", output);
    let told = schemas("foreign").with_file_name("notes.txt");
    expect_file![told].assert_eq(&(notes.join("\n") + "\n"));
    let told = schemas("foreign").with_file_name("second-readings.txt");
    expect_file![told].assert_eq(&(second.join("\n") + "\n"));
}

#[test]
fn the_code_that_tells_documents_apart_is_up_to_date() {
    let mut options = Options::foreign();
    "crate::gen".clone_into(&mut options.module);
    options.parts = Parts::Validators;
    let sources = json_files(&schemas("detection"));
    check("detection", generate(&sources, &options).expect("schemas in order"));
}
