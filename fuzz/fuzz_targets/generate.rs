//! What lives here: the generator under libFuzzer: whatever the bytes, it comes back without a panic,
//! with files or with mistakes.

#![no_main]

use callschema_codegen::{Options, Parts, Source, generate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses what is made; the rest is the schema.
    let Some((choice, text)) = bytes.split_first() else { return };
    let mut options = Options::foreign();
    options.parts = [Parts::All, Parts::Validators, Parts::Types][usize::from(*choice % 3)];
    options.assert_formats = choice & 0x80 != 0;
    let text = String::from_utf8_lossy(text).into_owned();
    match generate(&[Source::new("schema.json", text)], &options) {
        Ok(output) => assert!(!output.files.is_empty(), "neither files nor mistakes"),
        Err(mistakes) => assert!(!mistakes.is_empty(), "neither files nor mistakes"),
    }
});
