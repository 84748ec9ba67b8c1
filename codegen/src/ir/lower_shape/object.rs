//! What lives here: objects: members that are named, and maps.

use std::collections::HashSet;

use serde_json::Value;

use super::Lowering;
use super::accessor::name_accessors;
use crate::Temper;
use crate::ir::naming::given_name;
use crate::ir::shape::{Field, Form, Presence, Type};
use crate::names::{self, Taken};
use crate::source::Location;

impl Lowering<'_> {
    pub(super) fn object(&mut self, location: &Location) -> Type {
        if !self.members(location).is_empty() {
            return self.declare(location, |lowering| Form::Struct(lowering.fields(location)));
        }
        let schema = self.resolved.at(location);
        let others = schema.get("additionalProperties").filter(|others| !others.is_boolean());
        let mut patterns = schema.members("patternProperties");
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        match (patterns.next(), patterns.next(), others) {
            (None, _, Some(_)) => {
                Type::Map(Box::new(self.element(&location.child("additionalProperties"))))
            }
            (Some((pattern, _)), None, _) if closed => {
                let place = location.grandchild("patternProperties", pattern);
                Type::Map(Box::new(self.element(&place)))
            }
            _ => Type::Raw,
        }
    }

    fn fields(&mut self, location: &Location) -> Vec<Field> {
        let required: HashSet<String> = self.required(location).into_iter().collect();
        let (mut fields, mut taken) = (Vec::new(), Taken::default());
        taken.take("extra", "extra", "extra (the members that no schema names)");
        for (wire, place) in &self.members(location) {
            let (shape, marked) = self.noticing(|lowering| lowering.shape(place));
            let presence = match (required.contains(wire), shape.nullable) {
                (true, false) => Presence::Required,
                (false, false) => Presence::Optional,
                (true, true) => Presence::Nullable,
                (false, true) => Presence::OptionalNullable,
            };
            let name = self.field_name(place, wire, &shape.holds);
            let name = self.unused_field(place, wire, &name, &mut taken);
            let docs = self.docs(place, Some(place_of_member(location, place)));
            let sensitive = marked || self.is_sensitive(location, wire);
            let (wire, holds) = (wire.clone(), shape.holds);
            fields.push(Field { name, wire, holds, presence, docs, sensitive, accessor: None });
        }
        name_accessors(&mut fields);
        fields
    }

    /// The field's name: `x-rust-name` where that does not name a type, else made of the member's.
    fn field_name(&self, place: &Location, wire: &str, holds: &Type) -> String {
        let given = given_name(self.resolved.at(place));
        let names_type =
            matches!(holds, Type::Named { .. }) && self.resolved.target(place).is_none();
        match given {
            Some(name) if !names_type => name,
            _ => names::value_name(wire),
        }
    }

    /// The name where no other field has it. Curated schemas are asked for another, in others it is
    /// numbered.
    fn unused_field(
        &mut self,
        place: &Location,
        wire: &str,
        name: &str,
        taken: &mut Taken,
    ) -> String {
        if let Some(other) = taken.holder(name)
            && self.options.temper == Temper::Curated
        {
            self.diagnostics.add(
                place,
                format!("the members `{other}` and `{wire}` both become `{name}` in Rust"),
                "give this one a name of its own with `x-rust-name`",
            );
        }
        taken.take(name, &format!("{}_", name.trim_end_matches('_')), wire)
    }
}

/// Where a member is described: the file is named where it is another than its object's.
fn place_of_member(object: &Location, place: &Location) -> String {
    let file = if object.file == place.file { "" } else { place.document() };
    format!("{file}#{}", place.pointer)
}
