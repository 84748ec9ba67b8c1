//! What lives here: whether a report keeps what the schema calls sensitive to itself.

use callschema::Report;
use serde_json::Value;

use crate::mutation::Location;
use crate::schemas::{NodeId, Schemas};
use crate::secrecy::sensitive_places;

/// The places in one document of which a report may say little.
pub(super) struct Secrets<'v> {
    value: &'v Value,
    places: Vec<String>,
}

/// Whether a hint is of another kind than what an alternative lacks, or quotes what was found.
fn tells_a_value(hint: &str) -> bool {
    let found = hint.split("found ").skip(1);
    let mut quoted = found.filter_map(|found| found.split(';').next());
    !hint.starts_with("closest is ") || quoted.any(|found| found.contains('`'))
}

impl<'v> Secrets<'v> {
    pub(super) fn new(schemas: &Schemas, root: NodeId, value: &'v Value) -> Self {
        let places = sensitive_places(schemas, root, value);
        Self { value, places: places.iter().map(Location::pointer).collect() }
    }

    /// What lies behind a sensitive place on the way to a location, if it leads through one.
    fn behind<'l>(&self, location: &'l str) -> Option<&'l str> {
        let behind = self.places.iter().filter_map(|place| location.strip_prefix(place.as_str()));
        let behind = behind.filter(|rest| rest.is_empty() || rest.starts_with('/'));
        behind.max_by_key(|rest| rest.len())
    }

    /// A location as a report may tell it: inside a sensitive value it goes on through items alone.
    pub(super) fn veil(&self, location: String) -> String {
        let Some(behind) = self.behind(&location) else { return location };
        let mut told = location.len() - behind.len();
        for step in behind.split('/').skip(1) {
            if !self.value.pointer(&location[..told]).is_some_and(Value::is_array) {
                break;
            }
            told += 1 + step.len();
        }
        location[..told].to_owned()
    }

    /// Checks that no violation at or inside a sensitive value shows any of it. Reports quote values
    /// between backquotes, and nothing else that they found; of a choice that failed they may say which alternative is for
    /// the value's JSON kind, and what that one lacks.
    ///
    /// # Errors
    /// In words, what is given away.
    pub(super) fn are_kept_by(&self, report: &Report) -> Result<(), String> {
        for violation in report.violations() {
            let inside = self.behind(violation.instance_location()).is_some();
            let tells = violation.hint().is_some_and(tells_a_value);
            if inside && (violation.found().contains('`') || tells) {
                return Err(format!("the report shows a sensitive value: {violation}"));
            }
        }
        Ok(())
    }
}
