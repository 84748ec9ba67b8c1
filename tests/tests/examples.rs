//! The examples in the schemas, which become documentation, are true.

use callschema_tests::{oracle::reference, schemas::Schemas};

#[test]
fn every_example_meets_its_schema() {
    let schemas = Schemas::of_the_crate();
    let mut mistakes = Vec::new();
    for document in callschema::documents() {
        for (id, node) in schemas.of_file(document.name()) {
            let examples = node.list("examples");
            if examples.is_empty() {
                continue;
            }
            let validator = reference(&schemas.uri(id));
            for (index, example) in examples.iter().enumerate() {
                let place = format!("{}/examples/{index}", node.place());
                if let Err(error) = validator.validate(example) {
                    mistakes.push(format!("{place}: {error}; correct the example or the schema"));
                }
                let is_root = node.pointer.is_empty();
                if is_root && !document.is_valid(example.to_string().as_bytes()) {
                    mistakes.push(format!("{place}: the crate refuses it; correct the example"));
                }
            }
        }
    }
    assert!(mistakes.is_empty(), "\n{}\n", mistakes.join("\n"));
}
