//! Code that README shows stands in the file that it names, which CI compiles and runs; the first pages of the
//! project are complete.

use std::fs;
use std::path::Path;

#[test]
fn examples_stand_in_the_files_that_they_are_from() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = fs::read_to_string(checkout.join("README.md")).expect("README.md");
    let mut found = 0;
    for part in readme.split("<!-- from ").skip(1) {
        let (path, rest) = part.split_once(" -->").expect("the end of a comment");
        let block = rest.trim_start().strip_prefix("```rust,ignore\n").expect("a block of Rust");
        let code = block.split("```").next().expect("its end").trim_end();
        let file = fs::read_to_string(checkout.join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(file.contains(code), "{path} does not have what README.md shows:\n{code}");
        assert!(code.lines().count() > 3, "{path}: too little to be an example");
        found += 1;
    }
    assert!(found >= 3, "only {found} examples were found");
}

/// Whoever opens README or the page of the crate finds the type of each document.
#[test]
fn the_first_pages_name_every_document() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| {
        fs::read_to_string(checkout.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let list = read("generated/src/gen/mod.rs");
    let roots: Vec<&str> = list
        .split("DocumentInfo::of::<")
        .skip(1)
        .filter_map(|part| part.split_once(">()").map(|(root, _)| root))
        .collect();
    assert_eq!(roots.len(), callschema::documents().len());
    let crate_page = read("generated/src/lib.rs");
    let crate_page: String = crate_page.lines().filter(|line| line.starts_with("//!")).collect();
    for (page, text) in [("README.md", read("README.md")), ("generated/src/lib.rs", crate_page)] {
        for root in &roots {
            assert!(text.contains(&format!("`{root}`")), "{page} does not name `{root}`");
        }
    }
}
