//! What lives here: `allOf` becomes one type.
//!
//! A value meets all parts at once. An object's members are those of all parts; for any other value,
//! the first part that says what it looks like does so for all.

use serde_json::Value;

use super::{Lowering, Shape, types};
use crate::ir::shape::Type;
use crate::source::Location;

impl Lowering<'_> {
    /// The type for a schema that `allOf` adds to; none where nothing is added.
    pub(super) fn merged(&mut self, location: &Location) -> Option<Shape> {
        let schema = self.resolved.at(location);
        schema.get("allOf")?;
        let parts = self.resolved.parts(location);
        let stated: Vec<Vec<&str>> =
            parts.iter().map(|part| types(self.resolved.at(part))).collect();
        let stated: Vec<&Vec<&str>> = stated.iter().filter(|types| !types.is_empty()).collect();
        let all_state =
            |kind: &str| !stated.is_empty() && stated.iter().all(|types| types.contains(&kind));
        if all_state("object") && !self.members(location).is_empty() {
            let holds = self.object(location, schema);
            return Some(Shape { holds, nullable: all_state("null") });
        }
        if !types(schema).is_empty() {
            return None;
        }
        let shapes: Vec<Shape> = parts.iter().skip(1).map(|part| self.shape(part)).collect();
        let first = shapes.into_iter().find(|shape| shape.holds != Type::Raw);
        Some(first.unwrap_or(Shape { holds: Type::Raw, nullable: false }))
    }

    /// The members that a schema and its parts name, each with the first place that describes it.
    pub(super) fn members(&self, location: &Location) -> Vec<(String, Location)> {
        let mut members: Vec<(String, Location)> = Vec::new();
        for part in self.resolved.parts(location) {
            let named = self.resolved.at(&part).get("properties").and_then(Value::as_object);
            for name in named.into_iter().flat_map(|named| named.keys()) {
                if !members.iter().any(|(other, _)| other == name) {
                    members.push((name.clone(), part.grandchild("properties", name)));
                }
            }
        }
        members
    }

    /// The members that a schema or one of its parts requires.
    pub(super) fn required(&self, location: &Location) -> Vec<String> {
        let parts = self.resolved.parts(location);
        let lists =
            parts.iter().filter_map(|part| self.resolved.at(part).get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}
