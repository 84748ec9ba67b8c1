//! What lives here: one schema object, and how it leads to others.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::NodeId;

/// One schema object.
#[derive(Debug)]
pub struct Node {
    /// The document in whose file it stands, as in `slng/call`.
    pub document: String,
    /// Its JSON Pointer in that file.
    pub pointer: String,
    /// Its keywords.
    pub schema: Map<String, Value>,
    /// The schemas that speak about the same value.
    pub in_place: Vec<Edge>,
    /// `properties`.
    pub members: BTreeMap<String, NodeId>,
    /// `additionalProperties`, where it is a schema.
    pub others: Option<NodeId>,
    /// `items`.
    pub items: Option<NodeId>,
}

/// How one schema leads to another that speaks about the same value.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    /// The keyword between them.
    pub applicator: Applicator,
    /// The other one.
    pub target: NodeId,
}

/// A keyword that applies a schema to the value in place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Applicator {
    /// `$ref`.
    Reference,
    /// `allOf`.
    AllOf,
    /// `anyOf`.
    AnyOf,
    /// `oneOf`.
    OneOf,
    /// `if`.
    If,
    /// `then`.
    Then,
    /// `else`.
    Else,
}

impl Applicator {
    /// Every applicator with its keyword.
    pub(super) const ALL: [(&'static str, Self); 7] = [
        ("$ref", Self::Reference),
        ("allOf", Self::AllOf),
        ("anyOf", Self::AnyOf),
        ("oneOf", Self::OneOf),
        ("if", Self::If),
        ("then", Self::Then),
        ("else", Self::Else),
    ];

    /// Whether the schema's fault is told as the fault of the keyword, so that no report names it.
    pub fn is_union(self) -> bool {
        matches!(self, Self::AnyOf | Self::OneOf)
    }
}

impl Node {
    /// A schema object without the ones inside it.
    pub(super) fn bare(document: &str, pointer: &str, schema: &Map<String, Value>) -> Self {
        Self {
            document: document.to_owned(),
            pointer: pointer.to_owned(),
            schema: schema.clone(),
            in_place: Vec::new(),
            members: BTreeMap::new(),
            others: None,
            items: None,
        }
    }

    /// The node's place for a person: `schemas/slng/call.schema.json#/$defs/CallEvent`.
    pub fn place(&self) -> String {
        format!("schemas/{}.schema.json#{}", self.document, self.pointer)
    }

    /// The types that it allows; none stated is none listed.
    pub fn types(&self) -> Vec<&str> {
        match self.schema.get("type") {
            Some(Value::String(only)) => vec![only],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        }
    }

    /// The items of a keyword that holds an array; none where it is absent.
    pub fn list(&self, keyword: &str) -> &[Value] {
        self.schema.get(keyword).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The text of a keyword.
    pub fn text(&self, keyword: &str) -> Option<&str> {
        self.schema.get(keyword).and_then(Value::as_str)
    }
}
