//! What lives here: `allOf`, and `$ref` beside other keywords, become one type.
//!
//! A value meets all parts at once. An object's members are those of all parts; for any other value,
//! the first part that says what it looks like does so for all.

use std::collections::HashSet;

use super::{Lowering, Shape};
use crate::ir::check::{Kinds, OneKind};
use crate::ir::shape::Type;
use crate::source::Location;

impl Lowering<'_> {
    /// The type for a schema that `allOf` adds to; none where nothing is added.
    pub(super) fn merged(&mut self, location: &Location) -> Option<Shape> {
        let schema = self.resolved.at(location);
        if !schema.has("allOf") && self.resolved.references(location).is_empty() {
            return None;
        }
        let parts = self.resolved.parts(location);
        let stated = parts.iter().map(|part| self.resolved.at(part));
        let stated = stated.filter(|schema| schema.has("type"));
        let kinds = stated.map(|schema| Kinds::of(&schema.types())).reduce(Kinds::both);
        let is_object = kinds.and_then(Kinds::only) == Some(OneKind::Object);
        if is_object && !self.members(location).is_empty() {
            let holds = self.object(location);
            return Some(Shape { holds, nullable: kinds.is_some_and(|kinds| kinds.null) });
        }
        if !schema.types().is_empty() {
            return None;
        }
        // The parts of the parts are among them: what each adds to itself is not asked for again.
        for part in parts.iter().skip(1) {
            let shape = self.own_shape(part);
            if !matches!(shape.holds, Type::Raw | Type::Kept(_)) {
                return Some(shape);
            }
        }
        Some(self.untyped(location))
    }

    /// The type for a part of a schema, by what it says itself.
    fn own_shape(&mut self, part: &Location) -> Shape {
        self.begin_page(part);
        if let Some(shape) = self.union(part) {
            return shape;
        }
        let schema = self.resolved.at(part);
        let says_nothing = schema.types().is_empty()
            && (schema.has("allOf") || !self.resolved.references(part).is_empty());
        if says_nothing { Shape::RAW } else { self.plain(part) }
    }

    /// The members that a schema and its parts name, each with the first place that describes it.
    pub(super) fn members(&self, location: &Location) -> Vec<(String, Location)> {
        let (mut members, mut seen) = (Vec::new(), HashSet::new());
        for part in self.resolved.parts(location) {
            for (name, _) in self.resolved.at(&part).members("properties") {
                if seen.insert(name) {
                    members.push((name.clone(), part.grandchild("properties", name)));
                }
            }
        }
        members
    }

    /// The members that a schema or one of its parts requires.
    pub(super) fn required(&self, location: &Location) -> Vec<String> {
        let parts = self.resolved.parts(location);
        let lists = parts.iter().flat_map(|part| self.resolved.at(part).strings("required"));
        lists.map(str::to_owned).collect()
    }
}
