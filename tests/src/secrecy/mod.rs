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
    let serialized = serde_json::to_string(report).expect("reports can be serialized");
    let output = report.to_output();
    let mut all = format!("{report}\n{report:?}\n{report:#?}\n{serialized}\n{output}\n");
    for violation in report.violations() {
        let serialized = serde_json::to_string(violation).expect("violations can be serialized");
        all += &format!("{violation}\n{violation:?}\n{serialized}\n");
        all += &format!("{:?} {:?}\n", violation.keyword_location(), violation.instance_location());
        all += &format!("{} {} {:?}\n", violation.expected(), violation.found(), violation.hint());
    }
    all
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
