//! What lives here: schemas become types. Whatever a schema is, its type reads every value that its
//! check accepts: each decision below rests on something that every such value has.

mod accessor;
mod docs;
mod merge;
mod object;
mod required;
mod secrecy;
mod strings;
mod tuple;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::lower_check::Functions;
use super::naming::Naming;
use super::shape::{Declaration, Form, Type};
use crate::diagnostic::Diagnostics;
use crate::names;
use crate::resolve::Resolved;
use crate::schema::{IntegerFormat, Node, TextFormat};
use crate::source::Location;
use crate::{Options, Temper};

/// The types by their page's file, in order of first use.
pub(super) fn lower(
    resolved: &Resolved,
    naming: &Naming<'_>,
    functions: &Functions,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Vec<Declaration>> {
    let mut lowering = Lowering {
        resolved,
        naming,
        functions,
        options,
        diagnostics,
        declared: BTreeMap::new(),
        order: Vec::new(),
        roots: BTreeSet::new(),
        elements: Vec::new(),
        tuples: 0,
        marked: false,
    };
    for schema in resolved.schemas.iter().filter(|schema| schema.is_document) {
        if lowering.roots.insert(schema.root()) {
            lowering.root(&schema.root());
        }
    }
    lowering.check_names();
    lowering.name_constructors();
    let mut pages: BTreeMap<String, Vec<Declaration>> = BTreeMap::new();
    for location in lowering.order {
        if let Some(Some(declaration)) = lowering.declared.remove(&location) {
            pages.entry(location.file.to_string()).or_default().push(declaration);
        }
    }
    pages
}

/// How deep lists and maps may lie in one another. The compiler follows types no deeper than 128 levels.
const DEEPEST: usize = 50;

struct Lowering<'a> {
    resolved: &'a Resolved,
    naming: &'a Naming<'a>,
    functions: &'a Functions,
    options: &'a Options,
    diagnostics: &'a mut Diagnostics,
    /// The declarations by the place of their schema; none while one is being made.
    declared: BTreeMap<Location, Option<Declaration>>,
    order: Vec<Location>,
    /// The documents that have been begun.
    roots: BTreeSet<Location>,
    /// The items and values that are being made, the innermost last.
    elements: Vec<Location>,
    /// How many tuples are being made, one in the other.
    tuples: usize,
    /// Whether an item or a value is personal data that lies in the type being made, without a name between.
    marked: bool,
}

/// A type, and whether null is allowed beside it.
struct Shape {
    holds: Type,
    nullable: bool,
}

impl Shape {
    /// Any value, kept as its text.
    const RAW: Self = Self { holds: Type::Raw, nullable: false };
}

impl Lowering<'_> {
    /// The type of a whole document: a declared one, whatever its shape.
    fn root(&mut self, location: &Location) {
        let (shape, marked) = self.noticing(|lowering| lowering.shape(location));
        if self.declared.contains_key(location) && !shape.nullable {
            return;
        }
        let is_object = self.resolved.at(location).types() == ["object"];
        if shape.holds == Type::Raw && is_object {
            self.declare(location, |_| Form::Struct(Vec::new()));
            return;
        }
        let holds = shape.nullable_type();
        if self.declared.contains_key(location) {
            // The document's own name is taken by what it is when it is not null.
            let inner = self.declared.remove(location);
            let mut inner_place = location.clone();
            inner_place.pointer.push_str("/~type");
            let name = self.naming.declared_name(location);
            if let Some(Some(mut declaration)) = inner {
                let wanted = names::type_name(&format!("{name} value"));
                declaration.name = self.naming.reserve(&inner_place, wanted);
                let document = location.document().to_owned();
                let renamed = Type::Named { document, name: declaration.name.clone() };
                self.declared.insert(inner_place.clone(), Some(declaration));
                self.order.retain(|other| other != location);
                self.order.push(inner_place);
                self.wrap(location, Type::Nullable(Box::new(renamed)), false);
            }
            return;
        }
        self.wrap(location, holds, marked);
    }

    /// Declares the type of a whole document that is neither an object, a list of strings nor a union. It
    /// comes first on its page, though its parts are known before it.
    fn wrap(&mut self, location: &Location, holds: Type, marked: bool) {
        self.declare(location, |_| Form::Wrapper(holds));
        if let Some(Some(declaration)) = self.declared.get_mut(location) {
            declaration.secrecy.all |= marked;
        }
        self.order.retain(|other| other != location);
        let first = self.order.iter().position(|other| other.file == location.file);
        self.order.insert(first.unwrap_or(self.order.len()), location.clone());
    }

    /// The type for the schema at a place.
    fn shape(&mut self, location: &Location) -> Shape {
        let location = &self.resolved.follow(location);
        self.begin_page(location);
        let shape = self.union(location).or_else(|| self.merged(location));
        let shape = shape.unwrap_or_else(|| self.plain(location));
        // What is kept as text has no parts that could be hidden one by one.
        self.marked |=
            matches!(shape.holds, Type::Raw | Type::Kept(_)) && self.resolved.hides(location);
        shape
    }

    /// Begins the page of a place. It begins with its own document, whoever refers into it first.
    fn begin_page(&mut self, location: &Location) {
        let root = Location::root(&location.file);
        if *location != root
            && self.resolved.file(&root).is_some_and(|file| file.is_document)
            && self.resolved.target(&root).is_none()
            && self.roots.insert(root.clone())
        {
            self.root(&root);
        }
    }

    /// The type that a schema's `type` states.
    fn plain(&mut self, location: &Location) -> Shape {
        let schema = self.resolved.at(location);
        let types = schema.types();
        let nullable = types.contains(&"null");
        let kinds: Vec<&str> = types.into_iter().filter(|kind| *kind != "null").collect();
        let holds = match kinds[..] {
            ["boolean"] => Type::Boolean,
            ["string"] => self.string(location),
            ["integer"] => integer(schema),
            ["number"] => Type::Number,
            ["array"] => self.array(location),
            ["object"] => self.object(location),
            _ => return self.untyped(location),
        };
        Shape { holds, nullable }
    }

    /// The type where no one kind of values is stated: any value, kept as its text.
    fn untyped(&mut self, location: &Location) -> Shape {
        let schema = self.resolved.at(location);
        let why = match schema.types().len() {
            _ if schema.has("$dynamicRef") || schema.has("$recursiveRef") => {
                "what a dynamic reference names is known only when a document is read"
            }
            0 if schema.rules().next().is_none() => return Shape::RAW,
            0 => "its schema states no type",
            1 => return Shape::RAW,
            _ => "its schema allows several types",
        };
        self.kept_as_json(location, why)
    }

    /// A value that has no good Rust form: it is kept as its text, and that is told.
    fn kept_as_json(&mut self, location: &Location, why: &str) -> Shape {
        if self.options.temper == Temper::Foreign {
            self.diagnostics.note(
                location,
                format!("kept as raw JSON: {why}"),
                "state one type, or branches that a type or a constant tells apart, for a type of its own",
            );
        }
        Shape { holds: Type::Kept(why.to_owned()), nullable: false }
    }

    /// The type of an array's items or of a map's values. A list of itself has no type: what it holds is
    /// kept as text.
    fn element(&mut self, location: &Location) -> Type {
        let described = self.resolved.follow(location);
        if self.elements.contains(&described) {
            let why = "it holds itself without a name on the way";
            return self.kept_as_json(&described, why).holds;
        }
        if self.elements.len() >= DEEPEST {
            return self.kept_as_json(&described, "it lies deep in lists and maps").holds;
        }
        self.elements.push(described);
        let shape = self.shape(location);
        self.marked |= self.resolved.is_marked(location);
        self.elements.pop();
        shape.nullable_type()
    }

    fn array(&mut self, location: &Location) -> Type {
        if let Some(tuple) = self.tuple(location) {
            return tuple;
        }
        let schema = self.resolved.at(location);
        match schema.rest() {
            Some(keyword) => Type::Array(Box::new(self.element(&location.child(keyword)))),
            None => Type::Array(Box::new(Type::Raw)),
        }
    }

    /// Declares a type for the schema at a place, once.
    fn declare(&mut self, location: &Location, form: impl FnOnce(&mut Self) -> Form) -> Type {
        let name = self.naming.declared_name(location);
        if !self.declared.contains_key(location) {
            self.declared.insert(location.clone(), None);
            self.order.push(location.clone());
            let docs =
                self.docs(location, Some(format!("{}#{}", location.document(), location.pointer)));
            // A name stands between what is around it and what it holds.
            let around = (std::mem::take(&mut self.elements), std::mem::take(&mut self.tuples));
            let (form, _) = self.noticing(form);
            (self.elements, self.tuples) = around;
            let secrecy = self.secrecy(location);
            let check = self.functions.get(location).cloned();
            let declaration = Declaration {
                name: name.clone(),
                docs,
                form,
                secrecy,
                required: None,
                borrowed: None,
                check,
            };
            self.declared.insert(location.clone(), Some(declaration));
        }
        Type::Named { document: location.document().to_owned(), name }
    }

    /// Types of one provider are published side by side: each needs a name of its own.
    fn check_names(&mut self) {
        if self.options.temper == Temper::Foreign {
            return;
        }
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

impl Shape {
    /// The type, with null where that is allowed.
    fn nullable_type(self) -> Type {
        if self.nullable { Type::Nullable(Box::new(self.holds)) } else { self.holds }
    }
}

/// The type for an integer: one of Rust's where the schema bounds it, else one of any size.
///
/// The bounds choose no narrower type than 64 bits: a value that breaks its bound is to be read all the same.
fn integer(schema: Node<'_>) -> Type {
    match schema.asserted_format().and_then(IntegerFormat::parse) {
        Some(IntegerFormat::Int32) => return Type::Int32,
        Some(IntegerFormat::Int64) => return Type::Int64,
        None => {}
    }
    let limit = |keywords: [&str; 2]| keywords.into_iter().find_map(|keyword| schema.get(keyword));
    let least = limit(["minimum", "exclusiveMinimum"]);
    match (least, limit(["maximum", "exclusiveMaximum"])) {
        (Some(least), Some(most)) if least.is_i64() && most.is_i64() => Type::Int64,
        (Some(least), Some(most)) if least.is_u64() && most.is_u64() => Type::UInt64,
        _ => Type::Integer,
    }
}

/// The type for a string whose `format` is known.
fn formatted(schema: Node<'_>) -> Type {
    match schema.get("format").and_then(Value::as_str).and_then(TextFormat::parse) {
        None | Some(TextFormat::Regex) => Type::String,
        Some(format) => Type::Text(format),
    }
}
