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
    /// between backquotes, and nothing else that they found.
    ///
    /// # Errors
    /// In words, what is given away.
    pub(super) fn are_kept_by(&self, report: &Report) -> Result<(), String> {
        for violation in report.violations() {
            let inside = self.behind(violation.instance_location()).is_some();
            if inside && (violation.found().contains('`') || violation.hint().is_some()) {
                return Err(format!("the report shows a sensitive value: {violation}"));
            }
        }
        Ok(())
    }
}
