//! What lives here: the second stage. Every `$ref` gets the place that it names, across files. The
//! `referencing` crate knows the rules; which place a schema it returns stands at is told by address.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;

use referencing::{Registry, Retrieve, Uri};
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::schema::{Schema, subschemas};
use crate::source::Location;

/// Schemas whose references are resolved.
#[derive(Debug)]
pub(crate) struct Resolved {
    /// The schema files, in order of their paths.
    pub(crate) schemas: Vec<Schema>,
    /// For each place with a `$ref`, the place that it names.
    targets: BTreeMap<Location, Location>,
}

impl Resolved {
    /// The schema at a place.
    pub(crate) fn at(&self, location: &Location) -> &Value {
        let schema = self.schemas.iter().find(|schema| *schema.path == *location.file);
        schema
            .and_then(|schema| schema.value.pointer(&location.pointer))
            .unwrap_or(&Value::Bool(true))
    }

    /// The place that the `$ref` at a place names, if there is one.
    pub(crate) fn target(&self, location: &Location) -> Option<&Location> {
        self.targets.get(location)
    }

    /// A schema and those that `allOf` adds to it, each at the end of its chain of `$ref`s.
    pub(crate) fn parts(&self, location: &Location) -> Vec<Location> {
        let location = self.follow(location);
        let count = self.at(&location).get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
        let added = (0..count).flat_map(|index| self.parts(&location.grandchild("allOf", index)));
        let added: Vec<Location> = added.collect();
        std::iter::once(location).chain(added).collect()
    }

    /// The schemas that apply to the same value as the one at a place.
    fn in_place(&self, location: &Location) -> Vec<Location> {
        let mut found: Vec<Location> = self.target(location).cloned().into_iter().collect();
        let schema = self.at(location);
        for name in ["allOf", "anyOf", "oneOf"] {
            let branches = schema.get(name).and_then(Value::as_array).map_or(0, Vec::len);
            found.extend((0..branches).map(|index| location.grandchild(name, index)));
        }
        let conditions =
            ["if", "then", "else", "not"].into_iter().filter(|name| schema.get(name).is_some());
        found.extend(conditions.map(|name| location.child(name)));
        found
    }

    /// The place where a schema's rules stand: at the end of its chain of `$ref`s.
    pub(crate) fn follow(&self, location: &Location) -> Location {
        let mut location = location;
        while let Some(target) = self.target(location) {
            location = target;
        }
        location.clone()
    }
}

/// Resolves all references. Every one that leads nowhere, or in a circle, is told. None where there is
/// a circle: following it would never end.
pub(crate) fn resolve(schemas: Vec<Schema>, diagnostics: &mut Diagnostics) -> Option<Resolved> {
    let targets = targets(&schemas, diagnostics);
    let resolved = Resolved { schemas, targets };
    let circles: Vec<&Location> =
        resolved.targets.keys().filter(|location| comes_back(&resolved, location)).collect();
    for location in &circles {
        diagnostics.add(
            &location.child("$ref"),
            "the reference comes back to its own schema without going into the value",
            "let it name another schema",
        );
    }
    circles.is_empty().then_some(resolved)
}

fn targets(schemas: &[Schema], diagnostics: &mut Diagnostics) -> BTreeMap<Location, Location> {
    let places = places_by_address(schemas);
    if !check_uris(schemas, diagnostics) {
        return BTreeMap::new();
    }
    let resources = schemas.iter().map(|schema| (schema.uri.as_str(), &schema.value));
    let builder = Registry::new().retriever(Nothing).extend(resources);
    let registry = match builder.and_then(referencing::RegistryBuilder::prepare) {
        Ok(registry) => registry,
        Err(error) => {
            let root = schemas.first().map_or_else(|| Location::root(""), Schema::root);
            diagnostics.add(
                &root,
                format!("a URI is not in order: {error}"),
                "correct `$id` or `$ref`",
            );
            return BTreeMap::new();
        }
    };
    let mut targets = BTreeMap::new();
    for schema in schemas {
        let Ok(base) = referencing::uri::from_str(&schema.uri) else {
            continue;
        };
        let resolver = registry.resolver(base);
        for (location, value) in subschemas(&schema.root(), &schema.value) {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                continue;
            };
            let found = resolver.lookup(reference).ok();
            match found.and_then(|found| places.get(&address(found.contents()))) {
                Some(target) => drop(targets.insert(location, target.clone())),
                None => diagnostics.add(
                    &location.child("$ref"),
                    format!("`{reference}` leads to no schema"),
                    "correct it, or add the schema that it names",
                ),
            }
        }
    }
    targets
}

/// Whether every `$id` and `$ref` is a URI reference: one that is not would bar the way to all others.
fn check_uris(schemas: &[Schema], diagnostics: &mut Diagnostics) -> bool {
    let mut in_order = true;
    for schema in schemas {
        let base = referencing::uri::from_str(&schema.uri);
        if let Err(error) = &base {
            in_order = false;
            diagnostics.add(
                &schema.root().child("$id"),
                format!("not a URI: {error}"),
                "correct it",
            );
        }
        for (location, value) in subschemas(&schema.root(), &schema.value) {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else { continue };
            let resolved = base
                .as_ref()
                .map(|base| referencing::uri::resolve_against(&base.borrow(), reference));
            if let Ok(Err(error)) = resolved {
                in_order = false;
                diagnostics.add(
                    &location.child("$ref"),
                    format!("not a URI reference: {error}"),
                    "correct it",
                );
            }
        }
    }
    in_order
}

/// Fetches nothing. What is not among the sources is an empty schema at no known address, so that the
/// reference to it is told with its place.
struct Nothing;

impl Retrieve for Nothing {
    fn retrieve(&self, _: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        Ok(Value::Object(serde_json::Map::new()))
    }
}

/// Where each schema stands, by the address of its value.
fn places_by_address(schemas: &[Schema]) -> HashMap<usize, Location> {
    let places = schemas.iter().flat_map(|schema| subschemas(&schema.root(), &schema.value));
    places.map(|(location, value)| (address(value), location)).collect()
}

fn address(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

/// Whether a schema applies itself to the same value, through whatever keywords: checking that would
/// never end.
fn comes_back(resolved: &Resolved, start: &Location) -> bool {
    let mut seen = Vec::new();
    let mut next = resolved.in_place(start);
    while let Some(location) = next.pop() {
        if location == *start {
            return true;
        }
        if !seen.contains(&location) {
            next.extend(resolved.in_place(&location));
            seen.push(location);
        }
    }
    false
}
