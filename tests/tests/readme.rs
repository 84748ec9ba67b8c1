//! Code that README shows stands in the file that it names, which CI compiles and runs.

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
