//! What lives here: rules about arrays.

use referencing::Draft;
use serde_json::Value;

use super::Lowering;
use crate::ir::check::{ArrayRules, Contains, Others, Target, Unevaluated};
use crate::source::Location;

impl Lowering<'_> {
    pub(super) fn array_rules(&mut self, location: &Location) -> ArrayRules {
        let schema = self.resolved.at(location);
        let prefix = schema.prefix().into_iter().flat_map(|(keyword, count)| {
            (0..count).map(move |index| location.grandchild(keyword, index))
        });
        let prefix: Vec<Target> = prefix.map(|place| self.target(&place)).collect();
        let rest = self.rest(location);
        let items = rest.and_then(|keyword| match keyword {
            // What is wrong with an item beyond the described ones is told of that item.
            "items" | "additionalItems" => Some(self.target(&location.child(keyword)))
                .filter(|items| !items.is_anything())
                .map(Others::Target),
            keyword => self.others(location, keyword),
        });
        ArrayRules {
            prefix,
            items,
            evaluates_rest: rest.is_some() || self.asks_nothing(location, "unevaluatedItems"),
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
        let alone = self.resolved.stands_alone(location) && !schema.has("contains");
        let closes = alone && schema.has("unevaluatedItems");
        schema.rest().or_else(|| closes.then_some("unevaluatedItems"))
    }

    /// `unevaluatedProperties` and `unevaluatedItems`, where it takes more than one keyword to say what
    /// is evaluated.
    pub(super) fn unevaluated(&mut self, location: &Location) -> Unevaluated {
        let schema = self.resolved.at(location);
        let alone = self.resolved.stands_alone(location);
        let contains = schema.has("contains");
        let mut others = |keyword: &'static str, told: bool| {
            if !schema.has(keyword) || told {
                return None;
            }
            let others = self.others(location, keyword)?;
            self.diagnostics.second_reading(
                &location.child(keyword),
                format!("`{keyword}` reads the value again once all else has been evaluated"),
                "close the schema with `additionalProperties` or `items` where that says the same",
            );
            Some(others)
        };
        Unevaluated {
            properties: others(
                "unevaluatedProperties",
                alone || schema.has("additionalProperties"),
            ),
            items: others("unevaluatedItems", (alone && !contains) || schema.rest().is_some()),
        }
    }

    /// What a keyword asks of the members or items that no other describes; none where it asks nothing.
    pub(super) fn others(&mut self, location: &Location, keyword: &'static str) -> Option<Others> {
        let place = location.child(keyword);
        let schema = self.resolved.at(&place);
        if schema.is_never() {
            return Some(Others::Never(keyword));
        }
        if keyword.starts_with("unevaluated") {
            let asks = schema.rules().next().is_some();
            return asks.then(|| Others::Quietly(keyword, self.function(&place)));
        }
        Some(self.target(&place)).filter(|target| !target.is_anything()).map(Others::Target)
    }

    /// Whether a keyword is there whose schema any value meets: it evaluates all that no other does.
    pub(super) fn asks_nothing(&self, location: &Location, keyword: &str) -> bool {
        let schema = self.resolved.at(&location.child(keyword));
        self.resolved.at(location).has(keyword)
            && !schema.is_never()
            && schema.rules().next().is_none()
    }
}
