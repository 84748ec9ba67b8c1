//! What lives here: schemas become types.

mod docs;
mod merge;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::lower_check::Functions;
use super::naming::Naming;
use super::shape::{Declaration, Field, Form, Presence, StringVariant, Type};
use super::text;
use crate::diagnostic::Diagnostics;
use crate::names;
use crate::resolve::Resolved;
use crate::schema::{self, IntegerFormat, TextFormat};
use crate::source::Location;

/// The types of each page, in order of first use.
pub(super) fn lower(
    resolved: &Resolved,
    naming: &Naming<'_>,
    functions: &Functions,
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<Declaration>> {
    let declared = BTreeMap::new();
    let mut lowering = Lowering {
        resolved,
        naming,
        functions,
        diagnostics,
        declared,
        order: Vec::new(),
        roots: BTreeSet::new(),
        elements: Vec::new(),
    };
    for schema in &resolved.schemas {
        if lowering.roots.insert(schema.root()) {
            lowering.root(&schema.root());
        }
    }
    lowering.check_names();
    let mut pages: BTreeMap<String, Vec<Declaration>> = BTreeMap::new();
    for location in lowering.order {
        if let Some(Some(declaration)) = lowering.declared.remove(&location) {
            pages.entry(location.file.to_string()).or_default().push(declaration);
        }
    }
    let page = |path: &String| pages.remove(path).unwrap_or_default();
    resolved.schemas.iter().map(|schema| &schema.path).map(page).collect()
}

struct Lowering<'a> {
    resolved: &'a Resolved,
    naming: &'a Naming<'a>,
    functions: &'a Functions,
    diagnostics: &'a mut Diagnostics,
    /// The declarations by the place of their schema; none while one is being made.
    declared: BTreeMap<Location, Option<Declaration>>,
    order: Vec<Location>,
    /// The documents that have been begun.
    roots: BTreeSet<Location>,
    /// The items and values that are being made, the innermost last.
    elements: Vec<Location>,
}

/// A type, and whether null is allowed beside it.
struct Shape {
    holds: Type,
    nullable: bool,
}

impl Lowering<'_> {
    /// The type of a whole document: a declared one, whatever its shape.
    fn root(&mut self, location: &Location) {
        let shape = self.shape(location);
        if !self.declared.contains_key(location) {
            match shape.holds {
                Type::Raw if is_object(self.resolved.at(location)) => {
                    self.declare(location, |_| Form::Struct(Vec::new()));
                }
                // A document that is a reference has been told of.
                _ if self.resolved.target(location).is_some() => {}
                _ => self.diagnostics.add(
                    location,
                    "a document that is neither an object, a union nor a list of strings is not handled yet",
                    "describe an object",
                ),
            }
        }
        if shape.nullable {
            let remedy = "leave null out; a document that may be null is not handled yet";
            self.diagnostics.add(location, "the whole document may be null", remedy);
        }
    }

    /// The type for the schema at a place.
    fn shape(&mut self, location: &Location) -> Shape {
        let location = &self.resolved.follow(location);
        // A page begins with its own document, whoever refers into it first.
        let root = Location::root(&location.file);
        if *location != root
            && self.resolved.target(&root).is_none()
            && self.roots.insert(root.clone())
        {
            self.root(&root);
        }
        let schema = self.resolved.at(location);
        if let Some(shape) = self.union(location, schema) {
            return shape;
        }
        if let Some(shape) = self.merged(location) {
            return shape;
        }
        let types = types(schema);
        let nullable = types.contains(&"null");
        let kinds: Vec<&str> = types.into_iter().filter(|kind| *kind != "null").collect();
        let holds = match kinds[..] {
            ["boolean"] => Type::Boolean,
            ["string"] => self.string(location, schema),
            ["integer"] => integer(schema),
            ["number"] => Type::Number,
            ["array"] => Type::List(Box::new(self.element(&location.child("items")))),
            ["object"] => self.object(location, schema),
            _ => {
                return Shape { holds: Type::Raw, nullable: false };
            }
        };
        Shape { holds, nullable }
    }

    /// The type of an array's items or of a map's values. A list of itself has no type: what it holds is
    /// kept as text.
    fn element(&mut self, location: &Location) -> Type {
        let described = self.resolved.follow(location);
        if self.elements.contains(&described) {
            return Type::Raw;
        }
        self.elements.push(described);
        let shape = self.shape(location);
        self.elements.pop();
        if shape.nullable { Type::Nullable(Box::new(shape.holds)) } else { shape.holds }
    }

    fn string(&mut self, location: &Location, schema: &Value) -> Type {
        let listed = schema
            .get("enum")
            .or_else(|| schema.get("x-extensible-enum"))
            .and_then(Value::as_array);
        if let Some(values) = listed {
            let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            return self.declare(location, |lowering| {
                Form::Strings(lowering.string_variants(location, schema, &values))
            });
        }
        match schema.get("format").and_then(Value::as_str).and_then(TextFormat::parse) {
            Some(format) => Type::Text(format),
            None => Type::String,
        }
    }

    fn string_variants(
        &mut self,
        location: &Location,
        schema: &Value,
        values: &[&str],
    ) -> Vec<StringVariant> {
        let describe = |value: &str| {
            schema.get("x-enum-descriptions")?.get(value)?.as_str().map(str::to_owned)
        };
        let mut variants: Vec<StringVariant> = Vec::new();
        for value in values {
            // `Unknown` is the variant for values that nobody listed.
            let name = match names::variant_name(value) {
                name if name == "Unknown" => "UnknownListed".to_owned(),
                name => name,
            };
            if let Some(other) = variants.iter().find(|other| other.name == name) {
                let problem =
                    format!("the values `{}` and `{value}` both become `{name}`", other.wire);
                self.diagnostics.add(
                    location,
                    problem,
                    "values that differ so little are not handled yet; list one of them",
                );
            }
            variants.push(StringVariant {
                name,
                wire: (*value).to_owned(),
                description: describe(value),
            });
        }
        variants
    }

    fn object(&mut self, location: &Location, schema: &Value) -> Type {
        if !self.members(location).is_empty() {
            return self.declare(location, |lowering| Form::Struct(lowering.fields(location)));
        }
        match schema.get("additionalProperties") {
            None | Some(Value::Bool(_)) => Type::Raw,
            Some(_) => Type::Map(Box::new(self.element(&location.child("additionalProperties")))),
        }
    }

    fn fields(&mut self, location: &Location) -> Vec<Field> {
        let required = self.required(location);
        let mut fields: Vec<Field> = Vec::new();
        for (wire, place) in &self.members(location) {
            let shape = self.shape(place);
            let presence = match (required.contains(wire), shape.nullable) {
                (true, false) => Presence::Required,
                (false, false) => Presence::Optional,
                (true, true) => Presence::Nullable,
                (false, true) => Presence::OptionalNullable,
            };
            let name = self.field_name(place, wire, &shape.holds);
            let taken =
                fields.iter().find(|field| field.name == name).map(|field| field.wire.as_str());
            if let Some(other) =
                taken.or((name == "extra").then_some("extra (the members that no schema names)"))
            {
                let problem =
                    format!("the members `{other}` and `{wire}` both become `{name}` in Rust");
                self.diagnostics.add(
                    place,
                    problem,
                    "give this one a name of its own with `x-rust-name`",
                );
            }
            let docs = self.docs(place, None);
            fields.push(Field { name, wire: wire.clone(), holds: shape.holds, presence, docs });
        }
        fields
    }

    /// The field's name: `x-rust-name` where that does not name a type, else made of the member's.
    fn field_name(&self, place: &Location, wire: &str, holds: &Type) -> String {
        let given = text(self.resolved.at(place), "x-rust-name");
        let names_type =
            matches!(holds, Type::Named { .. }) && self.resolved.target(place).is_none();
        match given {
            Some(name) if !names_type => name,
            _ => names::value_name(wire),
        }
    }

    /// Declares a type for the schema at a place, once.
    fn declare(&mut self, location: &Location, form: impl FnOnce(&mut Self) -> Form) -> Type {
        let name = self.naming.type_name(location);
        if !self.declared.contains_key(location) {
            self.declared.insert(location.clone(), None);
            self.order.push(location.clone());
            let docs =
                self.docs(location, Some(format!("{}#{}", location.document(), location.pointer)));
            let form = form(self);
            self.declared
                .insert(location.clone(), Some(Declaration { name: name.clone(), docs, form }));
        }
        Type::Named { document: location.document().to_owned(), name }
    }

    /// Types of one provider are published side by side: each needs a name of its own.
    fn check_names(&mut self) {
        let mut first: BTreeMap<(String, String), &Location> = BTreeMap::new();
        for location in &self.order {
            let provider = location.document().split('/').next().unwrap_or_default().to_owned();
            let name = self.naming.type_name(location);
            if let Some(other) = first.insert((provider, name.clone()), location) {
                let problem =
                    format!("the type `{name}` is that of `{}#{}` too", other.file, other.pointer);
                self.diagnostics.add(
                    location,
                    problem,
                    "give one of them another name with `x-rust-name`",
                );
            }
        }
    }
}

fn types(schema: &Value) -> Vec<&str> {
    schema::types(schema.get("type"))
}

fn is_object(schema: &Value) -> bool {
    types(schema) == ["object"]
}

/// The type for an integer: a bounded one where the schema bounds it, else one of any size.
fn integer(schema: &Value) -> Type {
    match schema.get("format").and_then(Value::as_str).and_then(IntegerFormat::parse) {
        Some(IntegerFormat::Int32) => Type::Int32,
        Some(IntegerFormat::Int64) => Type::Int64,
        None => {
            let bound = |keyword: &str| schema.get(keyword).and_then(Value::as_i64);
            if bound("minimum").is_some() && bound("maximum").is_some() {
                Type::Int64
            } else {
                Type::Integer
            }
        }
    }
}
