//! What lives here: walking through accepted samples along the schemas that hold for them.

use std::collections::{BTreeSet, HashMap};

use jsonschema::Validator;
use serde_json::Value;

use super::Shown;
use crate::mutation::Segment;
use crate::oracle::reference;
use crate::samples::{Expected, Sample};
use crate::schemas::{Applicator, NodeId, Schemas};

/// What the accepted samples of a document have.
#[derive(Debug)]
pub struct Accepted {
    /// Everything that they show.
    pub shown: BTreeSet<Shown>,
    /// The samples, each with its path.
    pub values: Vec<(String, Value)>,
    /// Where each schema object holds for a value in them.
    pub applied: HashMap<NodeId, Vec<Applied>>,
}

/// A place in a sample.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The sample's index in [`Accepted::values`].
    pub sample: usize,
    /// The way to the value.
    pub path: Vec<Segment>,
}

impl Accepted {
    /// Walks through the accepted ones among these samples of a document.
    pub fn new(schemas: &Schemas, document: &str, samples: &[&Sample]) -> Self {
        let accepted = samples.iter().filter(|sample| sample.expected == Expected::Accept);
        // What serde_json cannot hold, a number beyond f64, shows nothing that another sample could not.
        let values: Vec<_> = accepted
            .filter_map(|sample| Some((sample.label(), serde_json::from_slice(&sample.json).ok()?)))
            .collect();
        let mut walk = Walk {
            schemas,
            branches: HashMap::new(),
            shown: BTreeSet::new(),
            applied: HashMap::new(),
            here: Applied { sample: 0, path: Vec::new() },
        };
        for (index, (_, value)) in values.iter().enumerate() {
            walk.here = Applied { sample: index, path: Vec::new() };
            walk.visit(schemas.root(document), value);
        }
        Self { shown: walk.shown, applied: walk.applied, values }
    }
}

struct Walk<'s> {
    schemas: &'s Schemas,
    /// `jsonschema` decides which branch of a union, and which condition, holds.
    branches: HashMap<NodeId, Validator>,
    shown: BTreeSet<Shown>,
    applied: HashMap<NodeId, Vec<Applied>>,
    here: Applied,
}

impl Walk<'_> {
    fn visit(&mut self, id: NodeId, value: &Value) {
        self.applied.entry(id).or_default().push(self.here.clone());
        let node = self.schemas.node(id);
        self.shown.insert(Shown::Value(id, value.to_string()));
        self.shown.extend(types_of(value).iter().map(|kind| Shown::Type(id, (*kind).to_owned())));
        self.in_place(id, value);
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match (node.members.get(name), node.others) {
                        (Some(&inner), _) => {
                            self.shown.insert(Shown::Member(id, name.clone()));
                            self.enter(Segment::Member(name.clone()), inner, value);
                        }
                        (None, Some(inner)) => {
                            self.shown.insert(Shown::Entry(id));
                            self.enter(Segment::Member(name.clone()), inner, value);
                        }
                        (None, None) => {}
                    }
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    if let Some(inner) = node.items {
                        self.shown.insert(Shown::Item(id));
                        self.enter(Segment::Item(index), inner, value);
                    }
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, segment: Segment, node: NodeId, value: &Value) {
        self.here.path.push(segment);
        self.visit(node, value);
        self.here.path.pop();
    }

    fn in_place(&mut self, id: NodeId, value: &Value) {
        let edges = &self.schemas.node(id).in_place;
        let condition = edges.iter().find(|edge| edge.applicator == Applicator::If);
        let holds = condition.is_some_and(|condition| self.holds(condition.target, value));
        for edge in edges {
            let visit = match edge.applicator {
                Applicator::Reference | Applicator::AllOf => true,
                Applicator::AnyOf | Applicator::OneOf => {
                    let meets = self.holds(edge.target, value);
                    if meets {
                        self.shown.insert(Shown::Branch(id, edge.target));
                    }
                    meets
                }
                Applicator::If => {
                    self.shown.insert(Shown::Condition(edge.target, holds));
                    false
                }
                Applicator::Then => holds,
                Applicator::Else => !holds,
            };
            if visit {
                self.visit(edge.target, value);
            }
        }
    }

    fn holds(&mut self, node: NodeId, value: &Value) -> bool {
        let schemas = self.schemas;
        let branch = self.branches.entry(node).or_insert_with(|| reference(&schemas.uri(node)));
        branch.is_valid(value)
    }
}

/// The types of JSON Schema that a value has: a whole number has two.
pub(super) fn types_of(value: &Value) -> &'static [&'static str] {
    match value {
        Value::Null => &["null"],
        Value::Bool(_) => &["boolean"],
        Value::String(_) => &["string"],
        Value::Array(_) => &["array"],
        Value::Object(_) => &["object"],
        Value::Number(number) if number.as_f64().is_some_and(|value| value.fract() == 0.0) => {
            &["integer", "number"]
        }
        Value::Number(_) => &["number"],
    }
}
