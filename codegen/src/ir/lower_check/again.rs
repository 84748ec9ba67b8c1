//! What lives here: keywords that apply other schemas to the same value.

use serde_json::Value;

use super::Lowering;
use crate::ir::check::{Again, Choice, Condition, Presence, TagCondition, Tagged};
use crate::ir::{stated, told_apart};
use crate::resolve::Reference;
use crate::source::Location;

impl Lowering<'_> {
    /// The rules that apply other schemas to the value, those first that read all of it.
    pub(super) fn again(&mut self, location: &Location) -> Vec<Again> {
        let schema = self.resolved.at(location);
        let mut again = Vec::new();
        for (_, reference) in self.resolved.references(location).to_vec() {
            again.push(match reference {
                Reference::To(target) => Again::Refer(self.function(&target)),
                Reference::Dynamic(candidates) => Again::Dynamic(
                    candidates.iter().map(|candidate| self.function(candidate)).collect(),
                ),
            });
        }
        if schema.has("allOf") {
            let parts = self.places(location, "allOf");
            again.push(Again::AllOf(parts.iter().map(|part| self.function(part)).collect()));
        }
        for (keyword, rule) in
            [("anyOf", Again::AnyOf as fn(Choice) -> Again), ("oneOf", Again::OneOf)]
        {
            if schema.has(keyword) {
                let places = self.places(location, keyword);
                let branches = places.iter().map(|place| self.function(place)).collect();
                let decided_by = told_apart::decision(self.resolved, &places);
                if decided_by.is_none() {
                    self.diagnostics.second_reading(
                        &location.child(keyword),
                        format!("`{keyword}` tries one branch after another: neither a JSON type nor a constant member tells them apart"),
                        "give each branch a `type` of its own, or a required member with a `const` of its own",
                    );
                }
                again.push(rule(Choice { branches, decided_by }));
            }
        }
        if schema.has("not") {
            again.push(Again::Not(self.function(&location.child("not"))));
        }
        let tagged = self.tagged(location).is_some();
        let condition = if tagged { None } else { self.condition(location) };
        let looks_ahead = matches!(condition, Some(Again::If { condition: Condition::Tag(_), .. }));
        again.extend(condition);
        self.explain(location, tagged || looks_ahead);
        again
    }

    /// Where the schemas stand that a keyword lists.
    fn places(&self, location: &Location, keyword: &str) -> Vec<Location> {
        let count = self.resolved.at(location).length(keyword);
        (0..count).map(|index| location.grandchild(keyword, index)).collect()
    }

    /// `if`, where something depends on it.
    fn condition(&mut self, location: &Location) -> Option<Again> {
        let schema = self.resolved.at(location);
        schema.get("if")?;
        let mut part = |name: &str| schema.get(name).map(|_| self.function(&location.child(name)));
        let (then, otherwise) = (part("then"), part("else"));
        let tag = self.tag_condition(&location.child("if"));
        let condition = match tag.filter(|_| !self.resolved.is_traced(location)) {
            Some(tag) => Condition::Tag(tag),
            None => Condition::Check(self.function(&location.child("if"))),
        };
        Some(Again::If { condition, then, otherwise })
    }

    /// The condition of an object, where it looks at one member and no more depends on it than which members
    /// must come: that is seen in passing.
    pub(super) fn tagged(&self, location: &Location) -> Option<Tagged> {
        let schema = self.resolved.at(location);
        schema.get("if")?;
        let tag = self.tag_condition(&location.child("if"))?;
        let part = |name: &str| match schema.get(name) {
            Some(_) => self.presence(&location.child(name)).map(Some),
            None => Some(None),
        };
        let (then, otherwise) = (part("then")?, part("else")?);
        let simple = schema.types() == ["object"] && !self.resolved.is_traced(location);
        simple.then_some(Tagged { tag, then, otherwise })
    }

    /// The members that a schema asks for, where it asks for nothing else.
    fn presence(&self, location: &Location) -> Option<Presence> {
        let schema = self.resolved.at(location);
        let only = schema.has("required") && schema.rules().all(|name| name == "required");
        only.then(|| Presence {
            at: self.resolved.pointer(location).to_owned(),
            names: schema.strings("required").into_iter().map(str::to_owned).collect(),
        })
    }

    /// What a condition asks, where it asks for a member's string and nothing else.
    fn tag_condition(&self, location: &Location) -> Option<TagCondition> {
        let schema = self.resolved.at(location);
        let known = |name| matches!(name, "properties" | "required" | "type");
        let (member, _) = schema.members("properties").next()?;
        let place = self.resolved.follow(&location.grandchild("properties", member));
        let inner = self.resolved.at(&place);
        let listed = stated::listed(self.resolved, &place)?;
        let values: Option<Vec<String>> =
            listed.iter().map(|value| value.as_str().map(str::to_owned)).collect();
        let types = schema.types();
        let required = schema.strings("required");
        let simple = schema.rules().all(known)
            && schema.members("properties").count() == 1
            && inner.rules().all(|name| matches!(name, "const" | "enum" | "type"))
            && inner.rules().filter(|name| *name != "type").count() == 1
            && (!inner.has("type") || inner.types().contains(&"string"))
            && (types.is_empty() || types == ["object"])
            && required.iter().all(|name| name == member);
        simple.then_some(TagCondition {
            member: member.clone(),
            values: values?,
            absent: required.is_empty(),
            no_object: types.is_empty(),
        })
    }

    /// Says which keywords cost a second reading. A condition that looks for one member costs none.
    fn explain(&mut self, location: &Location, looks_ahead: bool) {
        let schema = self.resolved.at(location);
        let own = schema.rules().any(|name| {
            !matches!(
                name,
                "$ref"
                    | "$dynamicRef"
                    | "$recursiveRef"
                    | "allOf"
                    | "anyOf"
                    | "oneOf"
                    | "not"
                    | "if"
                    | "then"
                    | "else"
            )
        });
        let readers = self.resolved.references(location).len() + schema.length("allOf");
        if readers > 1 || (readers == 1 && own) {
            let keyword = if schema.has("allOf") { "allOf" } else { "$ref" };
            self.diagnostics.second_reading(
                &location.child(keyword),
                "each schema that is applied beside others reads the value again",
                "merge them into one where speed matters",
            );
        }
        let looks = ["not", "if", "contains"].into_iter();
        for keyword in looks.filter(|name| schema.has(name) && !(*name == "if" && looks_ahead)) {
            self.diagnostics.second_reading(
                &location.child(keyword),
                format!("`{keyword}` looks at the value before it is read"),
                "no other keyword says the same in one reading",
            );
        }
        for (name, value) in schema.members("dependentSchemas") {
            if *value != Value::Bool(true) {
                self.diagnostics.second_reading(
                    &location.grandchild("dependentSchemas", name),
                    "the object is read again where the member is there",
                    "no other keyword says the same in one reading",
                );
            }
        }
    }
}
