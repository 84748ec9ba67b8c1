//! The commands on checkouts of their own, which tests may spoil.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use xtask::{Workspace, generate, scaffold};

const SCHEMA: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://example.com/acme/call.schema.json",
  "title": "Call",
  "description": "A call.",
  "type": "object",
  "properties": {"id": {"description": "Its identifier.", "type": "string"}}
}
"#;

fn checkout() -> (TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "schemas/acme/call.schema.json", SCHEMA);
    let workspace = Workspace::at(folder.path());
    (folder, workspace)
}

fn write(folder: &Path, path: &str, text: &str) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
    fs::write(place, text).expect("a file");
}

#[test]
fn generate_writes_what_changed_and_deletes_orphans() {
    let (folder, workspace) = checkout();
    let first = generate::write(&workspace).expect("it runs");
    assert!(
        first.good && first.told.contains(&"created generated/src/gen/acme/call.rs".to_owned()),
        "{first:?}"
    );
    let page = folder.path().join("generated/src/gen/acme/call.rs");
    let written = fs::metadata(&page).expect("the page").modified().expect("a time");

    let again = generate::write(&workspace).expect("it runs");
    assert_eq!(again.told, ["9 files, 0 changed"]);
    assert_eq!(fs::metadata(&page).expect("the page").modified().expect("a time"), written);

    write(folder.path(), "generated/src/gen/gone/old.rs", "// nothing makes this\n");
    write(folder.path(), "generated/src/gen/acme/call.rs", "// spoiled\n");
    let mended = generate::write(&workspace).expect("it runs");
    let told = [
        "updated generated/src/gen/acme/call.rs",
        "deleted generated/src/gen/gone/old.rs",
        "9 files, 2 changed",
    ];
    assert_eq!(mended.told, told);
    assert!(!folder.path().join("generated/src/gen/gone").exists());
}

#[test]
fn check_names_stale_files_and_writes_nothing() {
    let (folder, workspace) = checkout();
    generate::write(&workspace).expect("it runs");
    assert!(generate::check(&workspace).expect("it runs").good);

    write(
        folder.path(),
        "schemas/acme/call.schema.json",
        &SCHEMA.replace("Its identifier", "Its name"),
    );
    let outcome = generate::check(&workspace).expect("it runs");
    assert!(!outcome.good);
    let told = outcome.told.join("\n");
    assert!(told.contains("stale: generated/src/gen/acme/call.rs differs"), "{told}");
    assert!(told.contains("+    /// Its name."), "{told}");
    assert!(told.ends_with("run `cargo xtask generate` to bring them up to date"), "{told}");
    let page =
        fs::read_to_string(folder.path().join("generated/src/gen/acme/call.rs")).expect("the page");
    assert!(page.contains("Its identifier"));
}

#[test]
fn a_broken_schema_leaves_everything_as_it_was() {
    let (folder, workspace) = checkout();
    generate::write(&workspace).expect("it runs");
    let before = fs::read(folder.path().join("generated/src/gen/acme/call.rs")).expect("the page");
    write(
        folder.path(),
        "schemas/acme/call.schema.json",
        &SCHEMA.replace("\"string\"", "\"strnig\""),
    );
    let outcome = generate::write(&workspace).expect("it runs");
    assert!(!outcome.good);
    assert!(
        outcome.told[0].starts_with("schemas/acme/call.schema.json#/properties/id/type: "),
        "{outcome:?}"
    );
    assert_eq!(
        fs::read(folder.path().join("generated/src/gen/acme/call.rs")).expect("the page"),
        before
    );
}

#[test]
fn a_draft_generates_and_keeps_its_sample() {
    let (folder, workspace) = checkout();
    let sample = r#"{"id": "c1", "ms": 5, "ratio": 0.5, "ended": null, "live": true,
        "turns": [{"role": "user", "text": "hi"}, {"role": "agent", "at": 1.5}], "meta": {}, "cost": {"total": 1}}"#;
    let path = folder.path().join("Real Payload.json");
    fs::write(&path, sample).expect("the sample");
    let outcome = scaffold::scaffold(&workspace, "other/phone-call", &path).expect("it runs");
    assert_eq!(outcome.told[0], "created schemas/other/phone-call.schema.json");
    let kept = folder.path().join("tests/payloads/other/phone-call/accept/sample.json");
    assert_eq!(fs::read_to_string(kept).expect("the kept sample"), sample);

    let generated = generate::write(&workspace).expect("it runs");
    assert!(generated.good, "{generated:?}");
    let page = fs::read_to_string(folder.path().join("generated/src/gen/other/phone_call.rs"))
        .expect("the page");
    for line in
        ["pub struct PhoneCall {", "pub turns: List<PhoneCallTurnItem>,", "pub at: Option<Number>,"]
    {
        assert!(page.contains(line), "{line} is missing in\n{page}");
    }

    let twice =
        scaffold::scaffold(&workspace, "other/phone-call", &path).expect_err("the schema exists");
    assert!(twice.to_string().contains("exists"), "{twice}");
}

#[test]
fn names_that_are_not_of_documents_are_refused() {
    let (folder, workspace) = checkout();
    let path = folder.path().join("a.json");
    fs::write(&path, "{}").expect("the sample");
    for name in [
        "call",
        "Acme/call",
        "acme/call/more",
        "acme/",
        "../x/y",
        "acme/call_list",
        "acme/-a",
        "1a/b",
    ] {
        let error = scaffold::scaffold(&workspace, name, &path).expect_err(name);
        assert!(error.to_string().contains("is not `provider/document`"), "{error}");
    }
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).output().expect("the command runs")
}

#[test]
fn the_command_line_helps_and_has_exit_statuses() {
    let help = xtask(&["generate", "--help"]);
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("--check"));
    assert!(xtask(&["conformance", "--help"]).status.success());
    assert_eq!(xtask(&["generate", "--schemas", "schemas"]).status.code(), Some(2));
    assert_eq!(xtask(&["conformance", "--suite", "/nowhere"]).status.code(), Some(2));
    assert_eq!(xtask(&["genrate"]).status.code(), Some(2));
    assert_eq!(xtask(&["new", "acme/call", "--from", "/nowhere.json"]).status.code(), Some(2));
}
