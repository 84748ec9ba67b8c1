//! What lives here: `anyOf` and `oneOf` become types.

use super::{Lowering, Shape};
use crate::ir::check::Decision;
use crate::ir::shape::{Form, ToldBy, UnionVariant};
use crate::ir::told_apart;
use crate::names::Taken;
use crate::schema::Node;
use crate::source::Location;
use crate::{Parts, Temper};

impl Lowering<'_> {
    /// The type for `anyOf` or `oneOf`, unless all branches only add rules.
    pub(super) fn union(&mut self, location: &Location) -> Option<Shape> {
        let schema = self.resolved.at(location);
        if schema.has("properties") {
            return None;
        }
        let name = ["oneOf", "anyOf"].into_iter().find(|name| schema.has(name))?;
        let count = schema.length(name);
        let branches: Vec<Location> =
            (0..count).map(|index| location.grandchild(name, index)).collect();
        let is_null =
            |branch: &Location| self.resolved.at(&self.resolved.follow(branch)).types() == ["null"];
        let (nulls, branches): (Vec<_>, Vec<_>) = branches.into_iter().partition(is_null);
        let nullable = !nulls.is_empty();
        if let [only] = &branches[..] {
            let shape = self.shape(only);
            return Some(Shape { nullable: nullable || shape.nullable, ..shape });
        }
        if !branches.iter().any(|branch| says_shape(self.resolved.at(branch))) {
            return None;
        }
        if let Some(why) = self.untellable(&branches) {
            return Some(self.kept_as_json(location, why));
        }
        let holds =
            self.declare(location, |lowering| Form::Union(lowering.union_variants(&branches)));
        Some(Shape { holds, nullable })
    }

    fn union_variants(&mut self, branches: &[Location]) -> Vec<UnionVariant> {
        let kinds = self.branch_kinds(branches);
        let by_kind = are_apart(&kinds);
        let constants = match told_apart::decision(self.resolved, branches) {
            Some(Decision::Constant { member, values }) => Some((member, values)),
            _ => None,
        };
        let (mut variants, mut taken) = (Vec::new(), Taken::default());
        for (index, (branch, kind)) in branches.iter().zip(kinds).enumerate() {
            let name = self.unused_variant(branch, &mut taken);
            // Every branch has a function: a union's check asks each of them.
            let check = self.functions.get(&self.resolved.follow(branch)).cloned();
            let by_kind = kind.filter(|_| by_kind).map(ToldBy::Kind);
            let by_constant = constants.as_ref().map(|(member, values)| ToldBy::Constant {
                member: member.clone(),
                values: values[index].clone(),
            });
            let told_by = by_kind.or(by_constant).or(check.map(ToldBy::Check));
            let Some(told_by) = told_by else { continue };
            let description = self.docs(branch, None).description;
            let (holds, sensitive) = self.noticing(|lowering| lowering.element(branch));
            let place = format!("#{}", branch.pointer);
            let variant = UnionVariant { name, holds, description, told_by, place, sensitive };
            variants.push(variant);
        }
        variants
    }

    /// The one kind that each branch allows, where it is one.
    fn branch_kinds(&self, branches: &[Location]) -> Vec<Option<&'static str>> {
        let kind = |branch| kind_name(self.resolved.at(&self.resolved.follow(branch)));
        branches.iter().map(kind).collect()
    }

    /// A name for a branch's variant that no other has. Curated schemas are asked for one, in others it
    /// is numbered.
    fn unused_variant(&mut self, branch: &Location, taken: &mut Taken) -> String {
        let name = self.naming.variant_name(branch);
        if taken.holder(&name).is_some() && self.options.temper == Temper::Curated {
            let problem = format!("two branches are called `{name}`");
            self.diagnostics.add(branch, problem, "give each branch a `title` of its own");
        }
        taken.take(&name, &name, &branch.pointer)
    }

    /// Why a union cannot be told apart when it is read; none where it can.
    fn untellable(&self, branches: &[Location]) -> Option<&'static str> {
        let by_constant = told_apart::decision(self.resolved, branches);
        let by_constant = matches!(by_constant, Some(Decision::Constant { .. }));
        if by_constant || are_apart(&self.branch_kinds(branches)) {
            return None;
        }
        if self.options.parts == Parts::Types {
            return Some("only a validator could tell its branches apart");
        }
        let dynamic = self.resolved.resources.iter().any(|resource| resource.is_dynamic);
        dynamic.then_some("its branches depend on what dynamic references name")
    }
}

/// Whether each branch allows one kind, and no two the same.
fn are_apart(kinds: &[Option<&'static str>]) -> bool {
    let mut all = kinds.iter().enumerate();
    all.all(|(index, kind)| kind.is_some() && !kinds[..index].contains(kind))
}

/// Whether a schema says what a value looks like, rather than only what more it must meet.
fn says_shape(schema: Node<'_>) -> bool {
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
    says.into_iter().any(|keyword| schema.has(keyword))
}

/// The only kind that a schema allows, as `callschema_runtime::Kind` names it.
fn kind_name(schema: Node<'_>) -> Option<&'static str> {
    Some(match schema.types()[..] {
        ["boolean"] => "Boolean",
        ["number" | "integer"] => "Number",
        ["string"] => "String",
        ["array"] => "Array",
        ["object"] => "Object",
        _ => return None,
    })
}
