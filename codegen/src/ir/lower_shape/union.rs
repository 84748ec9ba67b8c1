//! What lives here: `anyOf` and `oneOf` become types.

use serde_json::Value;

use super::{Lowering, Shape, types};
use crate::ir::shape::{Form, ToldBy, UnionVariant};
use crate::source::Location;

impl Lowering<'_> {
    /// The type for `anyOf` or `oneOf`, unless all branches only add rules.
    pub(super) fn union(&mut self, location: &Location, schema: &Value) -> Option<Shape> {
        if schema.get("properties").is_some() {
            return None;
        }
        let name = ["oneOf", "anyOf"].into_iter().find(|name| schema.get(name).is_some())?;
        let count = schema.get(name)?.as_array()?.len();
        let branches: Vec<Location> =
            (0..count).map(|index| location.grandchild(name, index)).collect();
        let is_null =
            |branch: &Location| types(self.resolved.at(&self.resolved.follow(branch))) == ["null"];
        let (nulls, branches): (Vec<_>, Vec<_>) = branches.into_iter().partition(is_null);
        let nullable = !nulls.is_empty();
        if let [only] = &branches[..] {
            let shape = self.shape(only);
            return Some(Shape { nullable: nullable || shape.nullable, ..shape });
        }
        if !branches.iter().any(|branch| says_shape(self.resolved.at(branch))) {
            return None;
        }
        let holds =
            self.declare(location, |lowering| Form::Union(lowering.union_variants(&branches)));
        Some(Shape { holds, nullable })
    }

    fn union_variants(&mut self, branches: &[Location]) -> Vec<UnionVariant> {
        let kinds: Vec<Option<&'static str>> = branches
            .iter()
            .map(|branch| kind_name(self.resolved.at(&self.resolved.follow(branch))))
            .collect();
        let by_kind = kinds
            .iter()
            .enumerate()
            .all(|(index, kind)| kind.is_some() && !kinds[..index].contains(kind));
        let mut variants: Vec<UnionVariant> = Vec::new();
        for (branch, kind) in branches.iter().zip(kinds) {
            let name = self.naming.variant_name(branch);
            if variants.iter().any(|variant| variant.name == name) {
                let problem = format!("two branches are called `{name}`");
                self.diagnostics.add(branch, problem, "give each branch a `title` of its own");
            }
            // Every branch has a function: a union's check asks each of them.
            let check = self.functions.get(&self.resolved.follow(branch)).cloned();
            let by_kind = kind.filter(|_| by_kind).map(ToldBy::Kind);
            let Some(told_by) = by_kind.or(check.map(ToldBy::Check)) else { continue };
            let description = self.docs(branch, None).description;
            variants.push(UnionVariant { name, holds: self.element(branch), description, told_by });
        }
        variants
    }
}

/// Whether a schema says what a value looks like, rather than only what more it must meet.
fn says_shape(schema: &Value) -> bool {
    let says = [
        "$ref",
        "type",
        "properties",
        "items",
        "additionalProperties",
        "enum",
        "const",
        "anyOf",
        "oneOf",
    ];
    says.into_iter().any(|keyword| schema.get(keyword).is_some())
}

/// The only kind that a schema allows, as `callschema_runtime::Kind` names it.
fn kind_name(schema: &Value) -> Option<&'static str> {
    Some(match types(schema)[..] {
        ["boolean"] => "Boolean",
        ["number" | "integer"] => "Number",
        ["string"] => "String",
        ["array"] => "Array",
        ["object"] => "Object",
        _ => return None,
    })
}
