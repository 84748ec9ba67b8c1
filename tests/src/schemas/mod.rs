//! What lives here: the curated schemas as one graph, `$ref`s resolved across files, so that the
//! mutations and the coverage check know which schema speaks about which place of a document.

mod node;

use std::collections::{BTreeMap, HashMap};

pub use node::{Applicator, Edge, Node};
use serde_json::{Map, Value};

/// The place of a schema object in [`Schemas`].
pub type NodeId = usize;

/// Every schema object of every document.
#[derive(Debug)]
pub struct Schemas {
    nodes: Vec<Node>,
    roots: BTreeMap<String, NodeId>,
}

impl Schemas {
    /// The graph of schemas, each with the name of its document.
    ///
    /// # Panics
    /// Where a schema is not JSON or a `$ref` leads nowhere: the generator stops at the same mistake and
    /// says more about it.
    pub fn new<'a>(documents: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut schemas = Self { nodes: Vec::new(), roots: BTreeMap::new() };
        let mut index = Index::default();
        for (name, text) in documents {
            let schema: Value = serde_json::from_str(text)
                .unwrap_or_else(|error| panic!("schemas/{name}.schema.json is not JSON: {error}"));
            let identifier = schema["$id"].as_str().unwrap_or_default().to_owned();
            if let Some(root) = schemas.add(&mut index, &identifier, name, "", &schema) {
                schemas.roots.insert(name.to_owned(), root);
            }
        }
        schemas.resolve(&index);
        schemas
    }

    /// The schemas that the crate was made from.
    pub fn of_the_crate() -> Self {
        Self::new(
            callschema::documents().iter().map(|document| (document.name(), document.schema())),
        )
    }

    /// A schema object.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// The root schema of a document.
    ///
    /// # Panics
    /// Where there is no such document.
    pub fn root(&self, document: &str) -> NodeId {
        self.roots[document]
    }

    /// A schema object's canonical URI, with a JSON Pointer as its fragment.
    pub fn uri(&self, id: NodeId) -> String {
        let node = self.node(id);
        let root = self.node(self.root(&node.document));
        format!("{}#{}", root.text("$id").unwrap_or_default(), node.pointer)
    }

    /// All schema objects of a document's own file.
    pub fn of_file(&self, document: &str) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.document == document)
    }

    /// The schema and all that speak about the same value, whether or not they hold for it.
    pub fn in_place(&self, start: NodeId) -> Vec<NodeId> {
        let mut found = vec![start];
        let mut next = 0;
        while let Some(&id) = found.get(next) {
            for edge in &self.nodes[id].in_place {
                if !found.contains(&edge.target) {
                    found.push(edge.target);
                }
            }
            next += 1;
        }
        found
    }

    /// Adds a schema object and everything inside it.
    fn add(
        &mut self,
        index: &mut Index,
        identifier: &str,
        document: &str,
        pointer: &str,
        schema: &Value,
    ) -> Option<NodeId> {
        let keywords = schema.as_object()?;
        let id = self.nodes.len();
        index.places.insert(format!("{identifier}#{pointer}"), id);
        index.bases.push(identifier.to_owned());
        self.nodes.push(Node::bare(document, pointer, keywords));
        let mut node = Node::bare(document, pointer, keywords);
        for (keyword, inner) in keywords {
            let mut add = |path: &str, inner: &Value| {
                let pointer = format!("{pointer}/{keyword}{path}");
                self.add(index, identifier, document, &pointer, inner)
            };
            match (keyword.as_str(), inner) {
                ("$defs", Value::Object(named)) => drop(add_named(named, &mut add)),
                ("properties", Value::Object(named)) => node.members = add_named(named, &mut add),
                ("items", _) => node.items = add("", inner),
                ("additionalProperties", _) => node.others = add("", inner),
                _ => node.in_place.extend(in_place_edges(keyword, inner, &mut add)),
            }
        }
        self.nodes[id] = node;
        Some(id)
    }

    /// Turns every `$ref` into an edge.
    fn resolve(&mut self, index: &Index) {
        for (node, base) in self.nodes.iter_mut().zip(&index.bases) {
            let Some(reference) = node.text("$ref").map(str::to_owned) else {
                continue;
            };
            let (file, pointer) = reference.split_once('#').unwrap_or((&reference, ""));
            let folder = base.rfind('/').map_or("", |end| &base[..=end]);
            let target = match file {
                "" => format!("{base}#{pointer}"),
                _ => format!("{folder}{file}#{pointer}"),
            };
            let Some(&target) = index.places.get(&target) else {
                panic!("{}/$ref: `{reference}` leads nowhere", node.place());
            };
            node.in_place.push(Edge { applicator: Applicator::Reference, target });
        }
    }
}

/// Where each schema object stands, by its canonical URI, while the graph is built.
#[derive(Default)]
struct Index {
    places: HashMap<String, NodeId>,
    /// The `$id` of the file of each node.
    bases: Vec<String>,
}

/// Adds the schemas of an object that names them.
fn add_named(
    named: &Map<String, Value>,
    add: &mut impl FnMut(&str, &Value) -> Option<NodeId>,
) -> BTreeMap<String, NodeId> {
    let mut add =
        |name: &String, inner| Some((name.clone(), add(&format!("/{}", escape(name)), inner)?));
    named.iter().filter_map(|(name, inner)| add(name, inner)).collect()
}

/// Adds the schemas of a keyword that applies them in place.
fn in_place_edges(
    keyword: &str,
    inner: &Value,
    add: &mut impl FnMut(&str, &Value) -> Option<NodeId>,
) -> Vec<Edge> {
    let known = Applicator::ALL.iter().find(|(name, _)| *name == keyword);
    let Some(&(_, applicator)) = known else {
        return Vec::new();
    };
    let targets = match inner {
        Value::Array(branches) => branches
            .iter()
            .enumerate()
            .filter_map(|(index, branch)| add(&format!("/{index}"), branch))
            .collect(),
        _ => Vec::from_iter(add("", inner)),
    };
    targets.into_iter().map(|target| Edge { applicator, target }).collect()
}

/// A name as one step of a JSON Pointer.
pub fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
