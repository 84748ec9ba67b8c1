//! An ordinary valid document is checked without a single allocation.

use callschema_tests::samples::{self, Expected};

/// Whether a sample is out of the ordinary: escapes in names, or more unknown members than are compared
/// one by one, cost an allocation.
fn is_ordinary(json: &str) -> bool {
    !json.contains('\\') && json.len() < 20_000
}

#[test]
fn a_verdict_allocates_nothing() {
    let (mut checked, mut costly) = (0, Vec::new());
    for sample in samples::expected(Expected::Accept) {
        let Ok(json) = std::str::from_utf8(&sample.json) else { continue };
        if !is_ordinary(json) {
            continue;
        }
        let document = callschema::document(&sample.document).expect("a document");
        let verdict = allocation_counter::measure(|| assert!(document.is_valid(&sample.json)));
        let report =
            allocation_counter::measure(|| assert!(document.validate(&sample.json).is_ok()));
        checked += 1;
        if verdict.count_total + report.count_total > 0 {
            costly.push(format!("{}: {verdict:?} {report:?}", sample.label()));
        }
    }
    assert!(checked > 100, "only {checked} samples were checked");
    assert!(costly.is_empty(), "{}", costly.join("\n"));
}
