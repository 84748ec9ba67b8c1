//! What lives here: the walk through all schemas that are documents, and through the files that they
//! refer to. The `referencing` crate knows the rules; which place a schema it returns stands at is told
//! by address.

use std::collections::{HashMap, VecDeque};
use std::error::Error;

use referencing::{Draft, Registry, Resolver, Retrieve, Uri};
use serde_json::Value;

use super::dynamic::{self, DynamicReference};
use super::{Place, Reference, Resource};
use crate::diagnostic::Diagnostics;
use crate::schema::{Dialect, Node, Schema, children};
use crate::source::Location;

/// What the walk found.
pub(super) struct Walked {
    pub(super) places: HashMap<Location, Place>,
    pub(super) resources: Vec<Resource>,
}

/// Walks through all documents. None where the registry cannot be built.
pub(super) fn walk(schemas: &[Schema], diagnostics: &mut Diagnostics) -> Option<Walked> {
    let addresses = places_by_address(schemas);
    let registry = match registry(schemas) {
        Ok(registry) => registry,
        Err((location, error)) => {
            diagnostics.add(&location, format!("a URI is not in order: {error}"), "correct it");
            return None;
        }
    };
    let mut walk = Walk {
        schemas,
        registry: &registry,
        addresses,
        places: HashMap::new(),
        resources: Vec::new(),
        dynamic: Vec::new(),
        waiting: VecDeque::new(),
        strays: VecDeque::new(),
        diagnostics,
    };
    for schema in schemas.iter().filter(|schema| schema.is_document) {
        walk.file(schema);
    }
    while let Some(visit) = walk.waiting.pop_front().or_else(|| walk.stray()) {
        walk.visit(visit);
    }
    let Walk { mut places, mut resources, dynamic, .. } = walk;
    dynamic::finish(dynamic, &mut places, &mut resources);
    Some(Walked { places, resources })
}

/// All schemas by their URIs. A URI that is not one is told with its place.
fn registry(schemas: &[Schema]) -> Result<Registry<'_>, (Location, String)> {
    let mut builder = Registry::new().retriever(Nothing);
    for schema in schemas {
        let resource = schema.dialect.draft.create_resource_ref(&schema.value);
        let place = || schema.root().child(schema.dialect.draft.id_keyword());
        builder = builder
            .add(&schema.uri, resource)
            .map_err(|error| (place(), format!("`{}`: {error}", schema.uri)))?;
    }
    builder.prepare().map_err(|error| {
        let place = schemas.iter().find_map(place_of_no_uri);
        (place.unwrap_or_else(|| Location::root("")), error.to_string())
    })
}

/// Where a schema file has a reference or an identifier that is no URI reference.
fn place_of_no_uri(schema: &Schema) -> Option<Location> {
    let base = referencing::uri::from_str(&schema.uri).ok()?;
    let mut waiting: Vec<(Location, &Value)> = vec![(schema.root(), &schema.value)];
    while let Some((location, value)) = waiting.pop() {
        for keyword in ["$id", "id", "$ref", "$dynamicRef", "$recursiveRef", "$schema"] {
            let uri = value.get(keyword).and_then(Value::as_str);
            let bad = |uri| referencing::uri::resolve_against(&base.borrow(), uri).is_err();
            if uri.is_some_and(bad) {
                return Some(location.child(keyword));
            }
        }
        let inner = children(value, schema.dialect).into_iter();
        waiting.extend(inner.map(|(steps, inner)| {
            (steps.iter().fold(location.clone(), |place, step| place.child(step)), inner)
        }));
    }
    None
}

/// Fetches nothing. What is not among the sources is an empty schema at no known address, so that the
/// reference to it is told with its place.
struct Nothing;

impl Retrieve for Nothing {
    fn retrieve(&self, _: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        Ok(Value::Object(serde_json::Map::new()))
    }
}

/// Where each value stands, by its address. References may lead into what no keyword says is a schema.
fn places_by_address(schemas: &[Schema]) -> HashMap<usize, Location> {
    let mut places = HashMap::new();
    let mut waiting: Vec<(Location, &Value)> =
        schemas.iter().map(|schema| (schema.root(), &schema.value)).collect();
    while let Some((location, value)) = waiting.pop() {
        match value {
            Value::Object(members) => {
                waiting.extend(members.iter().map(|(name, value)| (location.child(name), value)));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                waiting.extend(
                    items.map(|(index, value)| (location.child(&index.to_string()), value)),
                );
            }
            _ => {}
        }
        places.insert(address(value), location);
    }
    places
}

fn address(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

/// A schema that is to be looked at.
struct Visit<'a> {
    location: Location,
    value: &'a Value,
    resolver: Resolver<'a>,
    dialect: Dialect,
    /// The resource around it; none at the root of a file.
    resource: Option<usize>,
}

struct Walk<'a> {
    schemas: &'a [Schema],
    registry: &'a Registry<'a>,
    addresses: HashMap<usize, Location>,
    places: HashMap<Location, Place>,
    resources: Vec<Resource>,
    dynamic: Vec<DynamicReference>,
    waiting: VecDeque<Visit<'a>>,
    /// Schemas that references lead to. Where no keyword does, they are looked at last, as a part of
    /// the resource that the reference names.
    strays: VecDeque<Visit<'a>>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Walk<'a> {
    /// Looks at a whole file next.
    fn file(&mut self, schema: &'a Schema) {
        let Ok(base) = referencing::uri::from_str(&schema.uri) else { return };
        self.waiting.push_front(Visit {
            location: schema.root(),
            value: &schema.value,
            resolver: self.registry.resolver(base),
            dialect: schema.dialect,
            resource: None,
        });
    }

    /// The next schema that only a reference leads to.
    fn stray(&mut self) -> Option<Visit<'a>> {
        let mut visit = self.strays.pop_front()?;
        let base = visit.resolver.base_uri();
        visit.resource = self.resources.iter().position(|resource| resource.uri == base.as_str());
        Some(visit)
    }

    fn visit(&mut self, mut visit: Visit<'a>) {
        if self.places.contains_key(&visit.location) {
            return;
        }
        let resource = self.enter(&mut visit);
        let references = self.references(&visit);
        self.anchors(&visit, resource);
        for (steps, value) in children(visit.value, visit.dialect) {
            let location =
                steps.iter().fold(visit.location.clone(), |place, step| place.child(step));
            self.waiting.push_back(Visit {
                location,
                value,
                resolver: visit.resolver.clone(),
                dialect: visit.dialect,
                resource: Some(resource),
            });
        }
        let place = Place { dialect: visit.dialect, resource, references };
        self.places.insert(visit.location, place);
    }

    /// The resource of a schema: its own, where it has a URI of its own, else that around it.
    fn enter(&mut self, visit: &mut Visit<'a>) -> usize {
        if let Some(draft) = visit.value.get("$schema").and_then(Value::as_str)
            && let draft @ (Draft::Draft4
            | Draft::Draft6
            | Draft::Draft7
            | Draft::Draft201909
            | Draft::Draft202012) = Draft::from_schema_uri(draft)
        {
            visit.dialect =
                Dialect::of(draft, visit.dialect.asserts_formats).keeping(visit.dialect);
        }
        let own = visit.dialect.draft.create_resource_ref(visit.value);
        let before = visit.resolver.base_uri();
        if let Ok(resolver) = visit.resolver.in_subresource(own) {
            visit.resolver = resolver;
        }
        let base = visit.resolver.base_uri();
        if let Some(resource) = visit.resource.filter(|_| before == base) {
            return resource;
        }
        let uri = base.as_str().to_owned();
        let root = visit.location.clone();
        self.resources.push(Resource { uri, root, is_dynamic: false, anchors: Vec::new() });
        self.resources.len() - 1
    }

    /// Notes a schema's dynamic anchors.
    fn anchors(&mut self, visit: &Visit<'a>, resource: usize) {
        let node = Node { value: visit.value, dialect: visit.dialect };
        let mut anchors = Vec::new();
        if let Some(name) = node.get("$dynamicAnchor").and_then(Value::as_str) {
            anchors.push((name.to_owned(), visit.location.clone()));
        }
        let is_root = self.resources[resource].root == visit.location;
        if is_root && node.get("$recursiveAnchor") == Some(&Value::Bool(true)) {
            anchors.push((String::new(), visit.location.clone()));
        }
        self.resources[resource].anchors.extend(anchors);
    }

    /// What a schema refers to. Dynamic references are finished once all anchors are known.
    fn references(&mut self, visit: &Visit<'a>) -> Vec<(&'static str, Reference)> {
        let node = Node { value: visit.value, dialect: visit.dialect };
        let mut found = Vec::new();
        for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
            let Some(reference) = node.get(keyword).and_then(Value::as_str) else { continue };
            let place = visit.location.child(keyword);
            let base = visit.resolver.base_uri();
            if let Err(error) = referencing::uri::resolve_against(&base.borrow(), reference) {
                let problem = format!("not a URI reference: {error}");
                self.diagnostics.add(&place, problem, "correct it");
                continue;
            }
            let Some((target, value)) = self.lookup(&visit.resolver, reference) else {
                let problem = format!("`{reference}` leads to no schema");
                let remedy = "correct it, or add the schema that it names";
                self.diagnostics.add(&place, problem, remedy);
                continue;
            };
            if let Some(anchor) = dynamic::anchor(keyword, reference, value) {
                let (location, first) = (visit.location.clone(), target.clone());
                self.dynamic.push(DynamicReference { location, keyword, anchor, first });
            }
            found.push((keyword, Reference::To(target)));
        }
        found
    }

    /// Where a reference leads; the schema there is looked at later.
    fn lookup(
        &mut self,
        resolver: &Resolver<'a>,
        reference: &str,
    ) -> Option<(Location, &'a Value)> {
        let (value, resolver, draft) = resolver.lookup(reference).ok()?.into_inner();
        let location = self.addresses.get(&address(value))?.clone();
        if !value.is_object() && !value.is_boolean() {
            return None;
        }
        let root = Location::root(&location.file);
        let file = self.schemas.iter().find(|schema| *schema.path == *location.file)?;
        if !self.places.contains_key(&root) {
            self.file(file);
        }
        let dialect = if draft == file.dialect.draft || draft == Draft::Unknown {
            file.dialect
        } else {
            Dialect::of(draft, file.dialect.asserts_formats)
        };
        let stray = Visit { location: location.clone(), value, resolver, dialect, resource: None };
        self.strays.push_back(stray);
        Some((location, value))
    }
}
