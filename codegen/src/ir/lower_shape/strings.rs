//! What lives here: strings that are listed.

use std::collections::HashSet;

use serde_json::Value;

use super::{Lowering, formatted};
use crate::Temper;
use crate::ir::shape::{Form, StringVariant, Type};
use crate::names::{self, Taken};
use crate::source::Location;

impl Lowering<'_> {
    /// The type for a string: an enum where the schema lists values.
    pub(super) fn string(&mut self, location: &Location) -> Type {
        let schema = self.resolved.at(location);
        let listed = schema.get("enum").or_else(|| schema.get("x-extensible-enum"));
        let listed = listed.and_then(Value::as_array).into_iter().flatten();
        let values: Vec<&str> = listed.filter_map(Value::as_str).collect();
        if values.is_empty() {
            return formatted(schema);
        }
        self.declare(location, |lowering| {
            Form::Strings(lowering.string_variants(location, &values))
        })
    }

    fn string_variants(&mut self, location: &Location, values: &[&str]) -> Vec<StringVariant> {
        let schema = self.resolved.at(location);
        let describe = |value: &str| {
            schema.get("x-enum-descriptions")?.get(value)?.as_str().map(str::to_owned)
        };
        let (mut variants, mut taken) = (Vec::new(), Taken::default());
        let mut seen = HashSet::new();
        for value in values {
            if !seen.insert(value) {
                continue;
            }
            // `Unknown` is the variant for values that nobody listed.
            let name = match names::variant_name(value) {
                name if name == "Unknown" => "UnknownListed".to_owned(),
                name => name,
            };
            if let Some(other) = taken.holder(&name)
                && self.options.temper == Temper::Curated
            {
                let problem = format!("the values `{other}` and `{value}` both become `{name}`");
                self.diagnostics.add(
                    location,
                    problem,
                    "values that differ so little are not handled yet; list one of them",
                );
            }
            variants.push(StringVariant {
                name: taken.take(&name, &name, value),
                wire: (*value).to_owned(),
                description: describe(value),
            });
        }
        variants
    }
}
