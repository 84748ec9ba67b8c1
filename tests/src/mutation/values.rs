//! What lives here: values that fit the rules of a schema object, and values that break one of them.

use std::mem::discriminant;

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use super::{numbers, strings};
use crate::schemas::Node;

/// The rules of one schema object that matter for scalars.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// `type`.
    pub types: Vec<String>,
    /// `enum` or `const`.
    pub listed: Vec<Value>,
    /// `x-extensible-enum`.
    pub known: Vec<Value>,
    /// `format`.
    pub format: Option<String>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minimum` and its three kin, as numbers at which something changes.
    pub bounds: Vec<Value>,
}

/// The keywords that bound a number.
const BOUNDS: [&str; 4] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

impl Rules {
    /// The rules of a schema object.
    pub fn of(node: &Node) -> Self {
        let constant = node.schema.get("const").cloned();
        let count = |keyword| node.schema.get(keyword).and_then(Value::as_u64);
        Self {
            types: node.types().into_iter().map(str::to_owned).collect(),
            listed: node.list("enum").iter().cloned().chain(constant).collect(),
            known: node.list("x-extensible-enum").to_vec(),
            format: node.text("format").map(str::to_owned),
            min_length: count("minLength"),
            max_length: count("maxLength"),
            bounds: BOUNDS.iter().filter_map(|name| node.schema.get(*name)).cloned().collect(),
        }
    }

    /// Whether they say anything about a value that is not a container.
    pub fn speak(&self) -> bool {
        !self.types.is_empty() || !self.listed.is_empty()
    }

    fn allow(&self, kind: &str) -> bool {
        self.types.is_empty() || self.types.iter().any(|own| own == kind)
    }
}

/// A value that fits the rules as far as this function can tell; none for objects and arrays, which
/// are copied from other samples instead.
pub fn fitting(rules: &Rules, rng: &mut StdRng) -> Option<Value> {
    if let Some(listed) = rules.listed.choose(rng) {
        return Some(listed.clone());
    }
    let kind = rules.types.choose(rng)?;
    match kind.as_str() {
        "null" => Some(Value::Null),
        "boolean" => Some(Value::Bool(rng.random())),
        "integer" | "number" => Some(numbers::fitting(rules, kind == "integer", rng)),
        "string" => match rules.known.choose(rng) {
            Some(known) if rng.random_bool(0.7) => Some(known.clone()),
            _ => Some(Value::String(strings::fitting(rules, rng))),
        },
        _ => None,
    }
}

/// A value that probably breaks one of the rules, often by a hair.
pub fn breaking(rules: &Rules, now: &Value, rng: &mut StdRng) -> Value {
    match rng.random_range(0..10) {
        0 => Value::Null,
        1 | 2 => other_type(now, rng),
        _ if rules.allow("string") && (now.is_string() || rng.random_bool(0.1)) => {
            Value::String(strings::breaking(rules, now.as_str().unwrap_or_default(), rng))
        }
        _ if rules.allow("integer") || rules.allow("number") => numbers::edge(rules, rng),
        _ => other_type(now, rng),
    }
}

/// A value of another JSON type.
fn other_type(now: &Value, rng: &mut StdRng) -> Value {
    other_types(now).choose(rng).cloned().unwrap_or(Value::Null)
}

/// Values of all other JSON types.
pub fn other_types(now: &Value) -> Vec<Value> {
    let mut candidates = vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(0.5),
        json!(""),
        // `5` becomes `"5"`, a common slip of providers.
        Value::String(now.to_string()),
        json!([]),
        json!({}),
        json!([now]),
        json!({ "value": now }),
    ];
    candidates.retain(|candidate| discriminant(candidate) != discriminant(now));
    candidates
}
