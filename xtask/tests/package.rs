//! `cargo xtask generate --schemas DIR --out CRATE_DIR`, on folders that tests may spoil.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use xtask::package::{self, Wish};
use xtask::{Outcome, Workspace};

const CALL: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://example.com/acme/call.schema.json",
  "title": "Call",
  "description": "A call.",
  "type": "object",
  "required": ["id"],
  "properties": {"id": {"description": "Its identifier.", "type": "string"}}
}
"#;

const PING: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "https://example.com/acme/ping.schema.json",
  "title": "Ping",
  "description": "A sign of life.",
  "type": "object",
  "properties": {"at": {"description": "When.", "type": "string", "format": "date-time"}}
}
"#;

fn write(folder: &Path, path: &str, text: &str) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
    fs::write(place, text).expect("a file");
}

/// A folder with two schemas, and the wish for a crate beside them.
fn folder() -> (TempDir, Wish) {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "schemas/acme/call.schema.json", CALL);
    write(folder.path(), "schemas/acme/ping.schema.json", PING);
    let wish = Wish::new(folder.path().join("schemas"), folder.path().join("acme-hooks"));
    (folder, wish)
}

fn made(wish: &Wish) -> Outcome {
    package::write(&Workspace::of_this_checkout(), wish).expect("it runs")
}

fn refused(wish: &Wish) -> String {
    let outcome = package::write(&Workspace::of_this_checkout(), wish);
    format!("{:#}", outcome.expect_err("it is refused"))
}

#[test]
fn a_folder_becomes_a_crate_that_compiles_and_finds_its_documents() {
    let (_folder, wish) = folder();
    let outcome = made(&wish);
    assert!(outcome.good, "{outcome:?}");
    let told = &outcome.told[0];
    assert!(told.starts_with("acme-hooks in ") && told.contains(": 2 schemas, "), "{told}");
    let program = "fn main() {\n    let call = acme_hooks::document(\"acme/call\").unwrap();\n    \
        assert!(call.is_valid(br#\"{\"id\": \"c1\"}\"#) && !call.is_valid(b\"{}\"));\n    \
        assert_eq!(acme_hooks::documents().len(), 2);\n}\n";
    write(&wish.out, "examples/ask.rs", program);
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the checkout");
    fs::copy(checkout.join("Cargo.lock"), wish.out.join("Cargo.lock")).expect("the versions");
    let cargo = Command::new(env!("CARGO"))
        .args(["run", "--offline", "--quiet", "--example", "ask", "--manifest-path"])
        .arg(wish.out.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", wish.out.join("target"))
        .output()
        .expect("cargo runs");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let warnings = String::from_utf8_lossy(&cargo.stderr).into_owned();
    assert_eq!(warnings, "");

    let again = made(&wish);
    assert!(again.told[0].ends_with(" 0 created, 0 updated, 0 deleted"), "{again:?}");
}

#[test]
fn only_what_differs_is_written_and_only_generated_files_are_deleted() {
    let (folder, wish) = folder();
    made(&wish);
    fs::remove_file(folder.path().join("schemas/acme/ping.schema.json")).expect("it was there");
    write(&wish.out, "src/mine.rs", "// mine\n");
    write(&wish.out, "src/lib.rs", "// spoiled\n");
    let outcome = made(&wish);
    assert!(outcome.told[0].contains(" 0 created, 3 updated, "), "{outcome:?}");
    assert!(!wish.out.join("src/gen/acme/ping.rs").exists());
    assert!(wish.out.join("src/mine.rs").exists());
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() {
    let (folder, wish) = folder();
    write(&wish.out, "Cargo.toml", "[package]\nname = \"somebodys\"\n");
    let told = refused(&wish);
    assert!(told.contains("is not empty and not a crate that this command made"), "{told}");
    assert!(!wish.out.join("src").exists());

    let inside = Wish::new(&wish.schemas, wish.schemas.join("made"));
    assert!(refused(&inside).contains("is inside the folder of schemas"));
    assert!(refused(&Wish::new(folder.path().join("none"), "x")).contains("there is no folder"));
}

#[test]
fn json_that_is_no_schema_is_told_by_its_file() {
    let (folder, wish) = folder();
    write(folder.path(), "schemas/acme/examples.json", "[1]\n");
    let told = refused(&wish);
    assert!(told.contains("acme/examples.json is JSON but no schema: it holds an array"), "{told}");
    assert!(!wish.out.exists());
}

#[test]
fn mistakes_in_schemas_are_told_and_nothing_is_written() {
    let (folder, wish) = folder();
    write(
        folder.path(),
        "schemas/acme/call.schema.json",
        &CALL.replace("\"string\"", "\"strnig\""),
    );
    let outcome = made(&wish);
    assert!(!outcome.good);
    assert!(outcome.told[0].contains("acme/call.schema.json#/properties/id/type: "), "{outcome:?}");
    assert!(!wish.out.exists());
}
