//! Folders with links in them.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

const RECORD: &str =
    r#"{"type":"full_ai","to_number":"+14155550117","instruction":"Book a table"}"#;

fn validate(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_callschema"));
    command.arg("validate").arg(folder).output().expect("the command runs")
}

/// A folder with a record in it, and a folder in that with another.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("more")).expect("a folder");
    for name in ["a.json", "more/b.ndjson", "more/notes.txt"] {
        fs::write(folder.path().join(name), RECORD).expect("a file");
    }
    folder
}

#[test]
fn a_link_back_to_a_folder_around_it_is_passed_over() {
    let folder = folder();
    symlink("..", folder.path().join("more/loop")).expect("a link");
    symlink("notes.txt", folder.path().join("more/c.json")).expect("a link");
    let output = validate(folder.path());
    assert_eq!(String::from_utf8_lossy(&output.stdout), "3 records in 3 inputs: all valid\n");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_link_that_leads_nowhere_costs_nothing_else() {
    let folder = folder();
    for name in ["more/gone.json", "more/gone.txt"] {
        symlink("nowhere", folder.path().join(name)).expect("a link");
    }
    let output = validate(folder.path());
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(told, "2 records in 2 inputs: all valid; not all was read\n");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("more/gone.json: ") && errors.lines().count() == 1, "{errors}");
    assert_eq!(output.status.code(), Some(2));
}
