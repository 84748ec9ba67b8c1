//! What lives here: every place in a JSON value, with the schemas that speak about it.

use serde_json::Value;

use crate::schemas::{NodeId, Schemas};

/// One step from a value to a value inside it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Segment {
    /// Into a member of an object.
    Member(String),
    /// Into an item of an array.
    Item(usize),
}

/// A place in a JSON value.
#[derive(Clone, Debug)]
pub struct Location {
    /// The way there from the root.
    pub path: Vec<Segment>,
    /// Every schema that speaks about the value there, whether or not its union branch holds.
    pub nodes: Vec<NodeId>,
}

impl Location {
    /// The place as a JSON Pointer.
    pub fn pointer(&self) -> String {
        self.path
            .iter()
            .map(|segment| match segment {
                Segment::Member(name) => format!("/{}", crate::schemas::escape(name)),
                Segment::Item(index) => format!("/{index}"),
            })
            .collect()
    }

    /// Whether the other place is this one or inside it.
    pub fn contains(&self, other: &Self) -> bool {
        other.path.starts_with(&self.path)
    }
}

/// Every place in a value that `root` speaks about, the value itself first.
pub fn locations(schemas: &Schemas, root: NodeId, value: &Value) -> Vec<Location> {
    let mut walk = Walk { schemas, found: Vec::new(), path: Vec::new() };
    walk.visit(&schemas.in_place(root), value);
    walk.found
}

/// The value at a place.
pub fn value_at<'v>(root: &'v Value, path: &[Segment]) -> Option<&'v Value> {
    path.iter().try_fold(root, |value, segment| match segment {
        Segment::Member(name) => value.get(name),
        Segment::Item(index) => value.get(index),
    })
}

/// The value at a place, to change it.
pub fn value_at_mut<'v>(root: &'v mut Value, path: &[Segment]) -> Option<&'v mut Value> {
    path.iter().try_fold(root, |value, segment| match segment {
        Segment::Member(name) => value.get_mut(name),
        Segment::Item(index) => value.get_mut(index),
    })
}

struct Walk<'s> {
    schemas: &'s Schemas,
    found: Vec<Location>,
    path: Vec<Segment>,
}

impl Walk<'_> {
    fn visit(&mut self, nodes: &[NodeId], value: &Value) {
        self.found.push(Location { path: self.path.clone(), nodes: nodes.to_vec() });
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let inner = self.inner(nodes, |node| {
                        let node = self.schemas.node(node);
                        node.members.get(name).copied().or(node.others)
                    });
                    self.enter(Segment::Member(name.clone()), &inner, value);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    let inner = self.inner(nodes, |node| self.schemas.node(node).items);
                    self.enter(Segment::Item(index), &inner, value);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, segment: Segment, nodes: &[NodeId], value: &Value) {
        self.path.push(segment);
        self.visit(nodes, value);
        self.path.pop();
    }

    fn inner(&self, nodes: &[NodeId], step: impl Fn(NodeId) -> Option<NodeId>) -> Vec<NodeId> {
        let inner = nodes.iter().filter_map(|&node| step(node));
        inner.flat_map(|node| self.schemas.in_place(node)).collect()
    }
}
