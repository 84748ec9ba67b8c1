//! What lives here: what is told about a type or a member.

use serde_json::Value;

use super::Lowering;
use crate::ir::shape::Docs;
use crate::schema::Node;
use crate::source::Location;

impl Lowering<'_> {
    /// What is told about the schema at a place: its own words first, else those of its definition.
    pub(super) fn docs(&self, location: &Location, place: Option<String>) -> Docs {
        let own = self.resolved.at(location);
        let described = self.resolved.at(&self.resolved.follow(location));
        let find = |keyword: &str| own.get(keyword).or_else(|| described.get(keyword));
        let words = |keyword: &str| find(keyword).and_then(Value::as_str).map(str::to_owned);
        let bound = |(keyword, words, counted): (&str, &str, &str)| {
            let limit = described.get(keyword)?;
            let is_one = counted.is_empty() || limit.as_f64() == Some(1.0);
            let several = if is_one { "" } else { "s" };
            Some(format!("{words} {limit} {counted}{several}").trim_end().to_owned())
        };
        let bounds = [
            ("minimum", "at least", ""),
            ("exclusiveMinimum", "above", ""),
            ("maximum", "at most", ""),
            ("exclusiveMaximum", "below", ""),
            ("minLength", "at least", "character"),
            ("maxLength", "at most", "character"),
            ("minItems", "at least", "item"),
            ("maxItems", "at most", "item"),
            ("minProperties", "at least", "member"),
            ("maxProperties", "at most", "member"),
            ("multipleOf", "a multiple of", ""),
        ];
        Docs {
            description: words("description"),
            unit: words("x-unit"),
            example: find("examples").and_then(|examples| examples.get(0)).cloned(),
            bounds: bounds.into_iter().filter_map(bound).collect(),
            listed: listed(described),
            deprecated: find("deprecated") == Some(&Value::Bool(true)),
            place,
        }
    }
}

/// The values that a schema lists, as JSON.
fn listed(schema: Node<'_>) -> Vec<String> {
    let several = schema.get("enum").and_then(Value::as_array);
    let one = schema.get("const").map(std::slice::from_ref);
    one.or(several.map(Vec::as_slice)).unwrap_or_default().iter().map(Value::to_string).collect()
}
