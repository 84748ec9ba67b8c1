//! The samples exercise everything that the schemas say.

use callschema_tests::coverage::check;
use callschema_tests::{samples, schemas::Schemas};

#[test]
fn every_rule_has_a_sample() {
    let (schemas, samples) = (Schemas::of_the_crate(), samples::all());
    let mut gaps = Vec::new();
    for document in callschema::documents() {
        let coverage = check(document, &schemas, &samples);
        println!(
            "{}: {} things to show, {} of them by generated mutations",
            document.name(),
            coverage.duties,
            coverage.generated.len()
        );
        for mutation in &coverage.generated {
            println!("    {}", mutation.name);
        }
        gaps.extend(coverage.gaps);
    }
    assert!(gaps.is_empty(), "{} gaps:\n{}\n", gaps.len(), gaps.join("\n"));
}
