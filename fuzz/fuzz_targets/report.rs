//! What lives here: reports under libFuzzer: in all their forms they never panic, they stay short, and their
//! places lie in the document.

#![no_main]

use callschema::{Limits, Report, Violation};
use callschema_fuzz::question;
use libfuzzer_sys::fuzz_target;

/// How many characters of text a violation has at most, whatever the document.
const MOST: usize = 4_000;

fuzz_target!(|input: &[u8]| {
    let Some((documents, json)) = question(input) else { return };
    for document in documents {
        let Err(report) = document.validate(json) else { continue };
        assert!(!report.violations().is_empty(), "{}", document.name());
        told(&report);
        for violation in report.violations() {
            place(violation, json);
        }
        let few = document.validate_within(json, Limits::new().with_max_violations(3));
        let few = few.expect_err("the verdict does not depend on how much is told");
        let shown = report.violations().len().min(3);
        assert_eq!(few.violations(), &report.violations()[..shown], "{}", document.name());
    }
});

/// Tells a report in every form.
fn told(report: &Report) {
    let lines = report.to_string().lines().count();
    let more = usize::from(report.more() > 0);
    assert_eq!(lines, report.violations().len() + more, "a violation is one line: {report}");
    assert!(!format!("{report:?}").is_empty());
    let value = serde_json::to_value(report).expect("reports can be serialized");
    assert_eq!(value["violations"].as_array().map(Vec::len), Some(report.violations().len()));
    let output = report.to_output();
    assert_eq!(output["errors"].as_array().map(Vec::len), Some(lines));
}

/// Checks that a violation's place is one in the document.
fn place(violation: &Violation, json: &[u8]) {
    let offset = violation.offset().expect("a text has offsets");
    assert!(offset <= json.len(), "{violation:?}");
    let before = String::from_utf8_lossy(&json[..offset]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    assert_eq!((violation.line(), violation.column()), (Some(line), Some(column)));
    let texts = [violation.expected(), violation.found(), violation.hint().unwrap_or_default()];
    assert!(texts.iter().all(|text| text.chars().count() < MOST), "{violation:?}");
}
