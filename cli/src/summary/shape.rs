//! What lives here: the members that a schema names, as a tree, to compare records with.

use std::collections::{BTreeMap, BTreeSet};

use callschema::DocumentInfo;
use serde_json::Value;

use crate::schemas;

/// How deep schemas are looked into: some refer to themselves.
const MAX_DEPTH: usize = 12;

/// The shapes of all documents.
#[derive(Debug)]
pub(crate) struct Shapes {
    all: Vec<(&'static str, Shape)>,
}

/// What a schema says of members.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    /// The root first.
    pub(super) nodes: Vec<Node>,
}

/// A value that the schema describes.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its JSON Pointer, `*` for items and for members of any name.
    pub(super) pointer: String,
    pub(super) members: BTreeMap<String, usize>,
    /// The items of an array.
    pub(super) items: Option<usize>,
    /// Members that are not named.
    pub(super) others: Option<usize>,
    /// The strings that are listed, be others allowed or not.
    pub(super) listed: Option<BTreeSet<String>>,
    pub(super) sensitive: bool,
}

/// A schema, and the resource that its references start from.
type Place = (&'static Value, &'static Value);

impl Shapes {
    pub(crate) fn of_all() -> Self {
        let all = callschema::documents().iter().map(|document| {
            let schema = schemas::of(document);
            let mut shape = Shape::default();
            shape.add(&[(schema, schema)], "", false, 0);
            (document.name(), shape)
        });
        Self { all: all.collect() }
    }

    /// The shape of a document, and its place among all.
    pub(super) fn of(&self, document: &DocumentInfo) -> Option<(usize, &Shape)> {
        let index = self.all.iter().position(|(name, _)| *name == document.name())?;
        Some((index, &self.all[index].1))
    }

    /// The document's name and shape at a place.
    pub(super) fn at(&self, index: usize) -> Option<(&'static str, &Shape)> {
        self.all.get(index).map(|(name, shape)| (*name, shape))
    }
}

impl Shape {
    /// Adds what some schemas say of one value.
    fn add(&mut self, schemas: &[Place], pointer: &str, sensitive: bool, depth: usize) -> usize {
        let mut parts = Vec::new();
        for place in schemas {
            gather(*place, &mut parts);
        }
        let index = self.nodes.len();
        let sensitive = sensitive || parts.iter().any(|(_, part)| part["x-sensitive"] == true);
        let listed = listed(&parts);
        self.nodes.push(Node { pointer: pointer.to_owned(), listed, sensitive, ..Node::default() });
        if depth == MAX_DEPTH {
            return index;
        }
        let mut members: BTreeMap<&String, Vec<Place>> = BTreeMap::new();
        for (resource, part) in &parts {
            for (name, schema) in part["properties"].as_object().into_iter().flatten() {
                members.entry(name).or_default().push((*resource, schema));
            }
        }
        for (name, schemas) in members {
            let escaped = name.replace('~', "~0").replace('/', "~1");
            let member = self.add(&schemas, &format!("{pointer}/{escaped}"), sensitive, depth + 1);
            self.nodes[index].members.insert(name.clone(), member);
        }
        let mut of_all = |keyword: &str| {
            let schemas = parts.iter().map(|(resource, part)| (*resource, &part[keyword]));
            let schemas: Vec<Place> = schemas.filter(|(_, schema)| schema.is_object()).collect();
            let pointer = format!("{pointer}/*");
            (!schemas.is_empty()).then(|| self.add(&schemas, &pointer, sensitive, depth + 1))
        };
        let (items, others) = (of_all("items"), of_all("additionalProperties"));
        (self.nodes[index].items, self.nodes[index].others) = (items, others);
        index
    }
}

/// A schema and those that it applies to the same value.
fn gather(place: Place, parts: &mut Vec<Place>) {
    let (resource, schema) = place;
    if parts.iter().any(|(_, part)| std::ptr::eq(*part, schema)) {
        return;
    }
    parts.push(place);
    let reference = schema["$ref"].as_str();
    if let Some(target) = reference.and_then(|reference| schemas::follow(resource, reference)) {
        gather(target, parts);
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
        for branch in schema[keyword].as_array().into_iter().flatten() {
            gather((resource, branch), parts);
        }
    }
    for keyword in ["if", "then", "else"] {
        if schema[keyword].is_object() {
            gather((resource, &schema[keyword]), parts);
        }
    }
}

/// The strings that schemas list, as all there are or as all that are known.
fn listed(parts: &[Place]) -> Option<BTreeSet<String>> {
    let lists = parts.iter().filter_map(|(_, part)| {
        let list = part["x-extensible-enum"].as_array().or(part["enum"].as_array());
        list.map(Vec::as_slice).or(part.get("const").map(std::slice::from_ref))
    });
    let strings: BTreeSet<String> =
        lists.flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    (!strings.is_empty()).then_some(strings)
}
