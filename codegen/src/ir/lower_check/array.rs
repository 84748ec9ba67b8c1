//! What lives here: rules about arrays.

use referencing::Draft;
use serde_json::Value;

use super::Lowering;
use crate::ir::check::{ArrayRules, Contains, Target, Unevaluated};
use crate::source::Location;

impl Lowering<'_> {
    pub(super) fn array_rules(&mut self, location: &Location) -> ArrayRules {
        let schema = self.resolved.at(location);
        let prefix = schema.prefix().into_iter().flat_map(|(keyword, count)| {
            (0..count).map(move |index| location.grandchild(keyword, index))
        });
        let prefix: Vec<Target> = prefix.map(|place| self.target(&place)).collect();
        let rest = self.rest(location);
        let items = rest.map(|keyword| self.target(&location.child(keyword)));
        ArrayRules {
            prefix,
            items: items.filter(|items| !items.is_anything()),
            evaluates_rest: rest.is_some(),
            unique: schema.get("uniqueItems") == Some(&Value::Bool(true)),
            min_items: schema.count("minItems"),
            max_items: schema.count("maxItems"),
            contains: schema.get("contains").map(|_| Contains {
                check: self.function(&location.child("contains")),
                minimum: schema.count("minContains"),
                maximum: schema.count("maxContains"),
                evaluates: schema.dialect.draft == Draft::Draft202012,
            }),
        }
    }

    /// The keyword for the items behind the first ones. Where nothing else can evaluate an item,
    /// `unevaluatedItems` is one.
    fn rest(&self, location: &Location) -> Option<&'static str> {
        let schema = self.resolved.at(location);
        let alone = schema.has("unevaluatedItems") && self.nothing_applies(location);
        let alone = alone && !schema.has("contains");
        schema.rest().or_else(|| alone.then_some("unevaluatedItems"))
    }

    /// Whether no keyword applies another schema to the same value.
    pub(super) fn nothing_applies(&self, location: &Location) -> bool {
        let schema = self.resolved.at(location);
        let applicators = ["allOf", "anyOf", "oneOf", "if", "dependentSchemas", "dependencies"];
        self.resolved.references(location).is_empty()
            && !applicators.into_iter().any(|keyword| schema.has(keyword))
    }

    /// `unevaluatedProperties` and `unevaluatedItems`, where it takes more than one keyword to say what
    /// is evaluated.
    pub(super) fn unevaluated(&mut self, location: &Location) -> Unevaluated {
        let schema = self.resolved.at(location);
        let nothing_applies = self.nothing_applies(location);
        let contains = schema.has("contains");
        let mut target = |keyword: &str, told: bool| {
            let asks = schema.has(keyword) && !told;
            let target = asks.then(|| self.target(&location.child(keyword)));
            if let Some(target) = &target
                && !target.is_anything()
            {
                self.diagnostics.second_reading(
                    &location.child(keyword),
                    format!("`{keyword}` reads the value again once all else has been evaluated"),
                    "close the schema with `additionalProperties` or `items` where that says the same",
                );
            }
            target
        };
        Unevaluated {
            properties: target(
                "unevaluatedProperties",
                nothing_applies || schema.has("additionalProperties"),
            ),
            items: target(
                "unevaluatedItems",
                (nothing_applies && !contains) || schema.rest().is_some(),
            ),
        }
    }
}
