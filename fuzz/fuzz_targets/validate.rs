//! What lives here: the two verdicts under libFuzzer: they never differ, and never panic.

#![no_main]

use callschema::Limits;
use callschema_fuzz::question;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((documents, json)) = question(input) else { return };
    for document in documents {
        let valid = document.is_valid(json);
        assert_eq!(valid, document.validate(json).is_ok(), "{}", document.name());
        // What nests less deep than a lower limit gets the same verdict from it.
        let limits = Limits::new().with_max_depth(8).with_max_violations(1);
        let within = document.is_valid_within(json, limits);
        assert!(valid || !within, "{}", document.name());
        assert_eq!(within, document.validate_within(json, limits).is_ok(), "{}", document.name());
    }
});
