//! The code that `keywords` compiles is what `cases/keywords/schemas` make; `UPDATE_EXPECT=1` writes it.

use std::fs;
use std::path::Path;

use callschema_codegen::{Options, generate};
use callschema_tests::sources::sources;
use expect_test::expect_file;

#[test]
fn the_code_of_the_keyword_cases_is_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/keywords");
    let output =
        generate(&sources(&folder.join("schemas")), &Options::default()).expect("schemas in order");
    for file in output.files {
        let place = folder.join("gen").join(&file.path);
        fs::create_dir_all(place.parent().expect("a folder around the file"))
            .expect("a folder that can be made");
        expect_file![place].assert_eq(&file.text);
    }
}
