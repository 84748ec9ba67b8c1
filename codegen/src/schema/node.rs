//! What lives here: a schema as later stages see it: its keywords that are in force, and those that have
//! changed their form from draft to draft in one form.

use referencing::Draft;
use serde_json::Value;

use super::dialect::Dialect;
use super::keyword::{is_annotation, keyword, types};

/// A schema, and the dialect that it is read in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    pub(crate) dialect: Dialect,
}

impl<'a> Node<'a> {
    /// What the schema says for a keyword that is in force.
    pub(crate) fn get(self, name: &str) -> Option<&'a Value> {
        let value = self.value.get(name)?;
        self.is_in_force(name).then_some(value)
    }

    /// Whether the schema uses a keyword that is in force.
    pub(crate) fn has(self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether the schema is `false`: no value will do.
    pub(crate) fn is_never(self) -> bool {
        *self.value == Value::Bool(false)
    }

    /// The keywords that are in force and rule something out.
    pub(crate) fn rules(self) -> impl Iterator<Item = &'a str> {
        let names = self.value.as_object().into_iter().flat_map(|members| members.keys());
        names.map(String::as_str).filter(move |name| match *name {
            "format" => self.dialect.asserts_formats,
            name => !is_annotation(name),
        } && self.is_in_force(name))
    }

    /// The kinds that `type` states.
    pub(crate) fn types(self) -> Vec<&'a str> {
        types(self.get("type"))
    }

    /// The members that a keyword holds, in their order.
    pub(crate) fn members(self, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.get(name).and_then(Value::as_object).into_iter().flatten()
    }

    /// How many items a keyword holds.
    pub(crate) fn length(self, name: &str) -> usize {
        self.get(name).and_then(Value::as_array).map_or(0, Vec::len)
    }

    /// The strings that a keyword holds.
    pub(crate) fn strings(self, name: &str) -> Vec<&'a str> {
        let items = self.get(name).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(Value::as_str).collect()
    }

    /// A count that a keyword states, be it written `2` or `2.0`.
    pub(crate) fn count(self, name: &str) -> Option<u64> {
        let value = self.get(name)?;
        // A count is a whole number that is not negative: the meta-schema has seen to it.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
        let rounded = |value: f64| value as u64;
        value.as_u64().or_else(|| value.as_f64().map(rounded))
    }

    /// The `format`, where it is a rule.
    pub(crate) fn asserted_format(self) -> Option<&'a str> {
        self.get("format").and_then(Value::as_str).filter(|_| self.dialect.asserts_formats)
    }

    /// The keyword whose schemas describe the first items one by one, and how many they are.
    pub(crate) fn prefix(self) -> Option<(&'static str, usize)> {
        let name = if self.dialect.draft == Draft::Draft202012 { "prefixItems" } else { "items" };
        self.get(name)?.as_array().map(|schemas| (name, schemas.len()))
    }

    /// The keyword whose schema describes the items that [`Node::prefix`] does not.
    pub(crate) fn rest(self) -> Option<&'static str> {
        let old = self.dialect.draft < Draft::Draft202012;
        let name = if old && self.prefix().is_some() { "additionalItems" } else { "items" };
        self.get(name).filter(|schema| !schema.is_array()).map(|_| name)
    }

    /// The bounds on numbers, each with its keyword, the keyword whose rule it is, and whether draft 4's
    /// boolean makes it exclusive.
    pub(crate) fn bounds(self) -> Vec<(&'static str, Bound)> {
        let old = self.dialect.draft == Draft::Draft4;
        let is_true = |name| self.get(name) == Some(&Value::Bool(true));
        let all = [
            (
                "minimum",
                if old && is_true("exclusiveMinimum") { Bound::Above } else { Bound::AtLeast },
            ),
            ("exclusiveMinimum", Bound::Above),
            (
                "maximum",
                if old && is_true("exclusiveMaximum") { Bound::Below } else { Bound::AtMost },
            ),
            ("exclusiveMaximum", Bound::Below),
        ];
        all.into_iter().filter(|(name, _)| self.get(name).is_some_and(Value::is_number)).collect()
    }

    /// `dependentRequired`, and what `dependencies` says in its way: the keyword, a member, and the
    /// members that must come with it.
    pub(crate) fn dependent_names(self) -> Vec<(&'static str, &'a str, Vec<&'a str>)> {
        let mut found = Vec::new();
        for keyword in ["dependentRequired", "dependencies"] {
            for (name, others) in self.members(keyword) {
                let Some(others) = others.as_array() else { continue };
                let others = others.iter().filter_map(Value::as_str).collect();
                found.push((keyword, name.as_str(), others));
            }
        }
        found
    }

    /// `dependentSchemas`, and what `dependencies` says in its way: the keyword and a member.
    pub(crate) fn dependent_schemas(self) -> Vec<(&'static str, &'a str)> {
        let mut found = Vec::new();
        for keyword in ["dependentSchemas", "dependencies"] {
            let schemas = self.members(keyword).filter(|(_, schema)| !schema.is_array());
            found.extend(schemas.map(|(name, _)| (keyword, name.as_str())));
        }
        found
    }

    fn is_in_force(self, name: &str) -> bool {
        // Until draft 7, a `$ref` silences all beside it.
        let silenced = self.dialect.draft <= Draft::Draft7
            && name != "$ref"
            && self.value.get("$ref").is_some_and(Value::is_string);
        !silenced && keyword(name).is_some_and(|keyword| keyword.is_of(self.dialect))
    }
}

/// How a bound holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Bound {
    AtLeast,
    Above,
    AtMost,
    Below,
}
