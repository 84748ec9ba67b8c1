//! What lives here: the typed side under libFuzzer: what is valid is read, and what was read is written as
//! the same JSON value, which is valid and written in the same way once more.

#![no_main]

use callschema::{DocumentInfo, RawJson};
use callschema_fuzz::question;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((documents, json)) = question(input) else { return };
    for document in documents {
        let valid = document.is_valid(json);
        match callschema::rewrite(document.name(), json).expect("every document has a type") {
            Ok(written) => {
                assert!(valid, "{} reads what is not valid", document.name());
                comes_back(document, json, &written);
            }
            Err(report) => assert!(!valid, "{} is valid, but: {report}", document.name()),
        }
    }
});

fn comes_back(document: &DocumentInfo, json: &[u8], written: &[u8]) {
    let value = |json| {
        let text = std::str::from_utf8(json).expect("what is valid is UTF-8");
        RawJson::parse(text).expect("what is valid is JSON")
    };
    assert!(value(json).is_same_value(&value(written)), "{} wrote another value", document.name());
    let again = callschema::rewrite(document.name(), written).expect("every document has a type");
    assert_eq!(again.as_deref(), Ok(written), "{} is not at rest", document.name());
}
