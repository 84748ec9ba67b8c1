//! What lives here: what there is to show about a document, read off its schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::schemas::{Applicator, NodeId, Schemas};

/// Something that an accepted sample must have.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Shown {
    /// A declared member.
    Member(NodeId, String),
    /// A value of `enum` or `x-extensible-enum`, as JSON.
    Value(NodeId, String),
    /// One of several types.
    Type(NodeId, String),
    /// A branch of a union that holds.
    Branch(NodeId, NodeId),
    /// A condition that holds, or does not.
    Condition(NodeId, bool),
    /// An item of an array.
    Item(NodeId),
    /// A member of a map.
    Entry(NodeId),
}

impl Shown {
    /// The schema object that speaks of it.
    pub fn node(&self) -> NodeId {
        match self {
            Self::Member(node, _)
            | Self::Value(node, _)
            | Self::Type(node, _)
            | Self::Branch(_, node)
            | Self::Condition(node, _)
            | Self::Item(node)
            | Self::Entry(node) => *node,
        }
    }

    /// In words.
    pub fn describe(&self) -> String {
        match self {
            Self::Member(_, name) => format!("the member `{name}`"),
            Self::Value(_, value) => format!("the value `{value}`"),
            Self::Type(_, kind) => format!("a value of type {kind}"),
            Self::Branch(..) => "a value that meets this branch".to_owned(),
            Self::Condition(_, true) => "a value that meets this condition".to_owned(),
            Self::Condition(_, false) => "a value that does not meet this condition".to_owned(),
            Self::Item(_) => "an item here".to_owned(),
            Self::Entry(_) => "an entry here".to_owned(),
        }
    }
}

/// An assertion that something invalid must break.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Rule {
    /// The schema object that states it.
    pub node: NodeId,
    /// The keyword.
    pub keyword: String,
    /// For `required`, which member.
    pub member: Option<String>,
    /// Whether it lies in a branch of a union on every way from the root.
    pub beneath_union: bool,
}

impl Rule {
    /// Whether a generated mutation cannot stand in for a rejected sample.
    ///
    /// It may beneath a union, where no report can name the rule; for `type`, of which there are too many
    /// to be worth a file each; and for an integer format that tighter bounds lie within, which
    /// cannot be broken alone.
    pub fn needs_sample(&self, schemas: &Schemas) -> bool {
        let schema = &schemas.node(self.node).schema;
        let bounded = schema.contains_key("minimum") && schema.contains_key("maximum");
        !self.beneath_union && self.keyword != "type" && !(self.keyword == "format" && bounded)
    }

    /// How the rule is told in a report: its keyword's URI, and the member for `required`.
    pub fn reported(&self, schemas: &Schemas) -> (String, Option<String>) {
        (format!("{}/{}", schemas.uri(self.node), self.keyword), self.member.clone())
    }

    /// The keyword, for a person.
    pub fn describe(&self) -> String {
        match &self.member {
            Some(member) => format!("{} of `{member}`", self.keyword),
            None => self.keyword.clone(),
        }
    }
}

/// The keywords that assert something. `required` stands for as many rules as it has entries.
const ASSERTIONS: [&str; 15] = [
    "type",
    "enum",
    "const",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "required",
    "oneOf",
    "anyOf",
];

/// All that the samples of one document must show.
#[derive(Debug, Default)]
pub struct Duties {
    /// By accepted samples.
    pub shown: BTreeSet<Shown>,
    /// By rejected ones.
    pub rules: BTreeSet<Rule>,
    /// Schema objects in the document's file that no value can get to.
    pub unreachable: Vec<NodeId>,
}

impl Duties {
    /// Reads a document's schema and what it refers to.
    pub fn of(schemas: &Schemas, document: &str) -> Self {
        let mut reached = Reached { schemas, nodes: BTreeMap::new() };
        reached.visit(schemas.root(document), Way::default());
        let mut duties = Self::default();
        for (&node, way) in &reached.nodes {
            // A condition asks; it does not assert. Whether it holds is shown by its owner.
            if !way.in_condition {
                duties.shown_by(schemas, node);
                duties.rules_of(schemas, node, way.beneath_union);
            }
        }
        let own = schemas.of_file(document).map(|(node, _)| node);
        duties.unreachable = own.filter(|node| !reached.nodes.contains_key(node)).collect();
        duties
    }

    fn shown_by(&mut self, schemas: &Schemas, id: NodeId) {
        let node = schemas.node(id);
        let values = node.list("enum").iter().chain(node.list("x-extensible-enum"));
        self.shown.extend(node.members.keys().map(|name| Shown::Member(id, name.clone())));
        self.shown.extend(values.map(|value| Shown::Value(id, value.to_string())));
        self.shown.extend(node.items.map(|_| Shown::Item(id)));
        self.shown.extend(node.others.map(|_| Shown::Entry(id)));
        if node.types().len() > 1 {
            self.shown.extend(node.types().iter().map(|kind| Shown::Type(id, (*kind).to_owned())));
        }
        for edge in &node.in_place {
            if edge.applicator.is_union() {
                self.shown.insert(Shown::Branch(id, edge.target));
            }
            if edge.applicator == Applicator::If {
                self.shown.extend([true, false].map(|holds| Shown::Condition(edge.target, holds)));
            }
        }
    }

    fn rules_of(&mut self, schemas: &Schemas, id: NodeId, beneath_union: bool) {
        let node = schemas.node(id);
        for keyword in ASSERTIONS.iter().filter(|keyword| node.schema.contains_key(**keyword)) {
            let rule =
                |member| Rule { node: id, keyword: (*keyword).to_owned(), member, beneath_union };
            if *keyword == "required" {
                let names = node.list(keyword).iter().filter_map(serde_json::Value::as_str);
                self.rules.extend(names.map(|name| rule(Some(name.to_owned()))));
            } else {
                self.rules.insert(rule(None));
            }
        }
    }
}

/// How a schema object is reached. False wins: one plain way to it is enough.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Way {
    beneath_union: bool,
    in_condition: bool,
}

struct Reached<'s> {
    schemas: &'s Schemas,
    nodes: BTreeMap<NodeId, Way>,
}

impl Reached<'_> {
    fn visit(&mut self, id: NodeId, way: Way) {
        let known = self.nodes.get(&id).copied();
        let merged = known.map_or(way, |known| Way {
            beneath_union: known.beneath_union && way.beneath_union,
            in_condition: known.in_condition && way.in_condition,
        });
        if known == Some(merged) {
            return;
        }
        self.nodes.insert(id, merged);
        let node = self.schemas.node(id);
        for inner in node.members.values().chain(&node.others).chain(&node.items) {
            self.visit(*inner, merged);
        }
        for edge in &node.in_place {
            let way = Way {
                beneath_union: merged.beneath_union || edge.applicator.is_union(),
                in_condition: merged.in_condition || edge.applicator == Applicator::If,
            };
            self.visit(edge.target, way);
        }
    }
}
