//! What lives here: whether anything that the crate says of a document gives away what its schema calls
//! sensitive.
//!
//! [`Planter`] puts a canary in every place that a schema marks, and in the names and values beneath it;
//! [`everything_told`] is all that is said of the result.

mod damage;
mod plant;

use callschema::Report;
use serde_json::Value;

pub use damage::damaged;
pub use plant::{CANARY, Planted, Planter};

use crate::mutation::{Location, locations};
use crate::schemas::{NodeId, Schemas};

/// All that a report says, in every form that it has.
///
/// # Panics
/// Where a report cannot be serialized.
pub fn everything_told(report: &Report) -> String {
    let serialized = |value: &dyn Fn() -> serde_json::Result<String>| {
        value().expect("reports can be serialized")
    };
    let mut all = vec![
        report.to_string(),
        format!("{report:?}\n{report:#?}"),
        serialized(&|| serde_json::to_string(report)),
        report.to_output().to_string(),
    ];
    for violation in report.violations() {
        all.push(format!("{violation}\n{violation:?}"));
        all.push(serialized(&|| serde_json::to_string(violation)));
        all.extend(
            violation.keyword_location().into_iter().chain(violation.hint()).map(str::to_owned),
        );
        let texts = [violation.instance_location(), violation.expected(), violation.found()];
        all.extend(texts.map(str::to_owned));
    }
    all.join("\n")
}

/// Whether a schema marks what it describes as sensitive.
pub fn is_marked(schemas: &Schemas, node: NodeId) -> bool {
    schemas.node(node).schema.get("x-sensitive") == Some(&Value::Bool(true))
}

/// The places in a value that a schema marks as sensitive, the outer ones first.
pub fn sensitive_places(schemas: &Schemas, root: NodeId, value: &Value) -> Vec<Location> {
    let mut places = locations(schemas, root, value);
    places.retain(|place| place.nodes.iter().any(|&node| is_marked(schemas, node)));
    places
}
