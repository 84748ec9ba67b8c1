//! What lives here: whether a report gives away what the schema calls sensitive.

use callschema::Report;
use serde_json::Value;

use crate::schemas::{NodeId, Schemas};
use crate::secrets::{is_inside, sensitive};

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
    let places = sensitive(schemas, root, value);
    for violation in report.violations() {
        if violation.found().contains('`') && is_inside(&places, violation.instance_location()) {
            return Err(format!("the report shows a sensitive value: {violation}"));
        }
    }
    Ok(())
}
