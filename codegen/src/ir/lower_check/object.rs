//! What lives here: rules about objects.

use serde_json::Value;

use super::Lowering;
use crate::ir::check::{
    FunctionPath, Kinds, MemberRule, ObjectRules, OneKind, Pattern, Tagged, Target,
};
use crate::source::Location;

impl Lowering<'_> {
    pub(super) fn object_rules(&mut self, location: &Location) -> ObjectRules {
        let schema = self.resolved.at(location);
        let patterns = self.patterns(location);
        let dependent_schemas = self.dependent_schemas(location);
        let tagged = self.tagged(location);
        let depending = dependent_schemas.iter().map(|(name, _)| name.as_str());
        let depending = depending.chain(tagged.iter().flat_map(Tagged::names)).collect::<Vec<_>>();
        let members = self.members(location, &patterns, &depending);
        let closing = self.closing(location);
        let dependent = schema.dependent_names().into_iter().map(|(keyword, name, others)| {
            (keyword, name.to_owned(), others.into_iter().map(str::to_owned).collect())
        });
        ObjectRules {
            unique_names: self.minds_names(location),
            members,
            patterns: patterns
                .into_iter()
                .map(|(pattern, place)| (pattern, self.target(&place)))
                .collect(),
            others: closing.and_then(|keyword| self.others(location, keyword)),
            evaluates_others: closing.is_some()
                || self.asks_nothing(location, "unevaluatedProperties"),
            min_properties: schema.count("minProperties"),
            max_properties: schema.count("maxProperties"),
            dependent: dependent.collect(),
            dependent_schemas,
            names: schema
                .get("propertyNames")
                .map(|_| self.function(&location.child("propertyNames"))),
            tagged,
        }
    }

    /// The keyword for the members that no name and no pattern describes. Where nothing else can
    /// evaluate a member, `unevaluatedProperties` is one.
    fn closing(&self, location: &Location) -> Option<&'static str> {
        let schema = self.resolved.at(location);
        let mut keywords = vec!["additionalProperties"];
        if self.resolved.stands_alone(location) {
            keywords.push("unevaluatedProperties");
        }
        keywords.into_iter().find(|keyword| schema.has(keyword))
    }

    /// Whether the object's own names are looked at even where none is declared: those of a whole
    /// document, of a map, and of an object that is read again, may not come twice.
    fn minds_names(&self, location: &Location) -> bool {
        let schema = self.resolved.at(location);
        let is_object = Kinds::of(&schema.types()).only() == Some(OneKind::Object);
        let is_map = schema.get("additionalProperties").is_some_and(Value::is_object);
        let is_read_again = ["allOf", "anyOf", "oneOf", "not", "if"];
        let is_read_again = is_read_again.into_iter().any(|name| schema.has(name));
        is_object && (is_read_again || is_map || location.pointer.is_empty())
    }

    fn patterns(&mut self, location: &Location) -> Vec<(Pattern, Location)> {
        let schema = self.resolved.at(location);
        let mut patterns = Vec::new();
        for (source, _) in schema.members("patternProperties") {
            let place = location.grandchild("patternProperties", source);
            patterns.extend(self.pattern(&place, source).map(|pattern| (pattern, place)));
        }
        patterns
    }

    /// The members that a keyword names, those among them on which others depend. Which patterns their names match is known already.
    fn members(
        &mut self,
        location: &Location,
        patterns: &[(Pattern, Location)],
        depending: &[&str],
    ) -> Vec<MemberRule> {
        let schema = self.resolved.at(location);
        let required = schema.strings("required");
        let described = schema.members("properties").map(|(name, _)| name.as_str());
        let dependent = schema.dependent_names();
        let depending = dependent
            .iter()
            .flat_map(|(_, name, others)| std::iter::once(*name).chain(others.iter().copied()))
            .chain(depending.iter().copied());
        let mut members: Vec<MemberRule> = Vec::new();
        let names: Vec<&str> = described.chain(required.iter().copied()).chain(depending).collect();
        for name in names {
            if members.iter().any(|member| member.name == name) {
                continue;
            }
            let own = location.grandchild("properties", name);
            let in_properties = schema.members("properties").any(|(other, _)| other == name);
            let mut targets: Vec<Target> = Vec::new();
            targets.extend(in_properties.then(|| self.unguarded_target(&own)));
            let matching = patterns.iter().filter(|(pattern, _)| matches(pattern, name));
            let before = targets.len();
            targets.extend(matching.map(|(_, place)| self.target(place)));
            members.push(MemberRule {
                name: name.to_owned(),
                described: in_properties || targets.len() > before,
                required: required.contains(&name),
                sensitive: in_properties && self.is_sensitive(location, name),
                value: together(targets),
            });
        }
        members
    }

    fn dependent_schemas(&mut self, location: &Location) -> Vec<(String, FunctionPath)> {
        let schemas = self.resolved.at(location).dependent_schemas();
        schemas
            .into_iter()
            .map(|(keyword, name)| {
                (name.to_owned(), self.function(&location.grandchild(keyword, name)))
            })
            .collect()
    }
}

/// Whether a name that is known already matches a pattern.
fn matches(pattern: &Pattern, name: &str) -> bool {
    regex::Regex::new(&pattern.translated).is_ok_and(|regex| regex.is_match(name))
}

/// All that is asked of one value.
fn together(mut targets: Vec<Target>) -> Target {
    targets.retain(|target| !target.is_anything());
    match targets.len() {
        0 => Target::Anything,
        1 => targets.remove(0),
        _ => Target::All(targets),
    }
}
