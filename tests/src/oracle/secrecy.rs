//! What lives here: whether a report gives away what the schema calls sensitive.

use callschema::Report;
use serde_json::Value;

use crate::mutation::{Location, locations};
use crate::schemas::{NodeId, Schemas};

/// Checks that no violation at or inside an `x-sensitive` value shows any of it.
///
/// Reports quote values between backquotes, and nothing else that they found.
///
/// # Errors
/// In words, what is given away.
pub(super) fn keeps_secrets(
    schemas: &Schemas,
    root: NodeId,
    value: &Value,
    report: &Report,
) -> Result<(), String> {
    let is_sensitive =
        |&node: &NodeId| schemas.node(node).schema.get("x-sensitive") == Some(&Value::Bool(true));
    let places = locations(schemas, root, value);
    let sensitive = places.iter().filter(|place| place.nodes.iter().any(is_sensitive));
    let sensitive: Vec<_> = sensitive.map(Location::pointer).collect();
    let inside = |location: &str| {
        sensitive.iter().any(|place| {
            location
                .strip_prefix(place)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    for violation in report.violations() {
        if violation.found().contains('`') && inside(violation.instance_location()) {
            return Err(format!("the report shows a sensitive value: {violation}"));
        }
    }
    Ok(())
}
