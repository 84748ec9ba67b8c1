//! What lives here: schemas become checks.

use std::collections::BTreeMap;

use serde_json::Value;

use super::check::{
    Again, ArrayRules, Check, CheckFunction, Contains, FunctionPath, Kinds, Listed, MemberRule,
    NumberRules, ObjectRules, OneKind, Target, TextRules,
};
use super::naming::Naming;
use crate::resolve::Resolved;
use crate::schema::{IntegerFormat, TextFormat, types};
use crate::source::Location;

/// A rule that several schemas make.
type Rule = fn(Vec<FunctionPath>) -> Again;

/// Where the function is that checks the schema at a place.
pub(super) type Functions = BTreeMap<Location, FunctionPath>;

/// The checks of each page, in order of first use, and where to find each.
pub(super) fn lower(
    resolved: &Resolved,
    naming: &Naming<'_>,
) -> (Vec<Vec<CheckFunction>>, Functions) {
    let (paths, made) = (Functions::new(), BTreeMap::new());
    let mut lowering = Lowering { resolved, naming, paths, made, order: Vec::new() };
    for schema in &resolved.schemas {
        lowering.function(&schema.root());
    }
    let mut pages: BTreeMap<String, Vec<CheckFunction>> = BTreeMap::new();
    for location in lowering.order {
        if let Some(function) = lowering.made.remove(&location) {
            pages.entry(location.file.to_string()).or_default().push(function);
        }
    }
    let page = |path: &String| pages.remove(path).unwrap_or_default();
    (resolved.schemas.iter().map(|schema| &schema.path).map(page).collect(), lowering.paths)
}

struct Lowering<'a> {
    resolved: &'a Resolved,
    naming: &'a Naming<'a>,
    /// The functions that are asked for, by the place of their schema.
    paths: Functions,
    /// Those of them that are finished.
    made: BTreeMap<Location, CheckFunction>,
    order: Vec<Location>,
}

impl Lowering<'_> {
    /// The function that checks the schema at a place.
    fn function(&mut self, location: &Location) -> FunctionPath {
        let location = self.resolved.follow(location);
        // A page begins with its own document, whoever refers into it first.
        let root = Location::root(&location.file);
        let begins = self.resolved.target(&root).is_none();
        if begins && location != root && !self.paths.contains_key(&root) {
            self.function(&root);
        }
        if let Some(path) = self.paths.get(&location) {
            return path.clone();
        }
        let path = self.unused_path(&location);
        self.paths.insert(location.clone(), path.clone());
        self.order.push(location.clone());
        let place = format!("{}#{}", location.document(), location.pointer);
        let check = self.check(&location);
        self.made.insert(location, CheckFunction { name: path.name.clone(), place, check });
        path
    }

    /// A path for the function of a schema: its name, with a number where others have that name.
    fn unused_path(&self, location: &Location) -> FunctionPath {
        let (document, name) =
            (location.document().to_owned(), self.naming.function_name(location));
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let mut path = FunctionPath { document, name: names.next().unwrap_or_default() };
        while self.paths.values().any(|other| *other == path) {
            path.name = names.next().unwrap_or_default();
        }
        path
    }

    /// How the value is checked that the schema at a place describes.
    fn target(&mut self, location: &Location) -> Target {
        let target = self.unguarded_target(location);
        if self.is_marked(location) { Target::Sensitive(Box::new(target)) } else { target }
    }

    /// The same, where something else sees to it that a sensitive value is kept out of messages.
    fn unguarded_target(&mut self, location: &Location) -> Target {
        if self.resolved.target(location).is_some() {
            return Target::Function(self.function(location));
        }
        let schema = self.resolved.at(location);
        if *schema == Value::Bool(false) {
            return Target::Never(location.pointer.clone());
        }
        let has = |keyword: &str| schema.get(keyword).is_some();
        if [
            "properties",
            "required",
            "dependentRequired",
            "dependentSchemas",
            "propertyNames",
            "allOf",
            "anyOf",
            "oneOf",
            "not",
            "if",
        ]
        .into_iter()
        .any(has)
        {
            return Target::Function(self.function(location));
        }
        let check = self.check(location);
        if check.reads_only_again() { Target::Anything } else { Target::Inline(Box::new(check)) }
    }

    fn check(&mut self, location: &Location) -> Check {
        let schema = self.resolved.at(location);
        Check {
            at: location.pointer.clone(),
            sensitive: self.is_marked(location),
            kinds: kinds(schema),
            text: text_rules(schema),
            number: number_rules(schema),
            array: self.array_rules(location, schema),
            object: self.object_rules(location, schema),
            listed: listed(schema),
            again: self.again(location, schema),
        }
    }

    fn array_rules(&mut self, location: &Location, schema: &Value) -> ArrayRules {
        let items = schema.get("items").map(|_| self.target(&location.child("items")));
        ArrayRules {
            items: items.filter(|items| !matches!(items, Target::Anything)),
            min_items: count(schema, "minItems"),
            max_items: count(schema, "maxItems"),
            contains: schema.get("contains").map(|_| Contains {
                check: self.function(&location.child("contains")),
                minimum: count(schema, "minContains"),
                maximum: count(schema, "maxContains"),
            }),
        }
    }

    fn object_rules(&mut self, location: &Location, schema: &Value) -> ObjectRules {
        let required: Vec<&str> = strings(schema, "required");
        let mut members = Vec::new();
        for name in schema
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(|members| members.keys())
        {
            let place = location.grandchild("properties", name);
            members.push(MemberRule {
                name: name.clone(),
                required: required.contains(&name.as_str()),
                sensitive: self.is_sensitive(location, name),
                value: self.unguarded_target(&place),
            });
        }
        let dependent = dependent(schema);
        let depending =
            dependent.iter().flat_map(|(name, others)| std::iter::once(name).chain(others));
        let dependent_schemas = self.dependent_schemas(location, schema);
        let depending = depending.chain(dependent_schemas.iter().map(|(name, _)| name));
        let named = required.iter().map(|name| (*name, true));
        for (name, required) in named.chain(depending.map(|name| (name.as_str(), false))) {
            if !members.iter().any(|member| member.name == name) {
                let value = Target::Anything;
                members.push(MemberRule {
                    name: name.to_owned(),
                    required,
                    sensitive: false,
                    value,
                });
            }
        }
        let others = schema
            .get("additionalProperties")
            .map(|_| self.target(&location.child("additionalProperties")));
        let is_object = kinds(schema).and_then(Kinds::only) == Some(OneKind::Object);
        let is_read_again = ["allOf", "anyOf", "oneOf", "not", "if"]
            .into_iter()
            .any(|name| schema.get(name).is_some());
        let is_map = schema.get("additionalProperties").is_some_and(Value::is_object);
        let unique_names = is_object && (is_read_again || is_map || location.pointer.is_empty());
        ObjectRules {
            unique_names,
            members,
            others: others.filter(|others| !matches!(others, Target::Anything)),
            min_properties: count(schema, "minProperties"),
            max_properties: count(schema, "maxProperties"),
            dependent,
            dependent_schemas,
            names: schema
                .get("propertyNames")
                .map(|_| self.function(&location.child("propertyNames"))),
        }
    }

    fn dependent_schemas(
        &mut self,
        location: &Location,
        schema: &Value,
    ) -> Vec<(String, FunctionPath)> {
        let names = schema.get("dependentSchemas").and_then(Value::as_object);
        let names = names.into_iter().flat_map(|names| names.keys());
        names
            .map(|name| {
                (name.clone(), self.function(&location.grandchild("dependentSchemas", name)))
            })
            .collect()
    }

    fn again(&mut self, location: &Location, schema: &Value) -> Vec<Again> {
        let mut again = Vec::new();
        for (name, rule) in
            [("allOf", Again::AllOf as Rule), ("anyOf", Again::AnyOf), ("oneOf", Again::OneOf)]
        {
            let Some(branches) = schema.get(name).and_then(Value::as_array) else { continue };
            let places = (0..branches.len()).map(|index| location.grandchild(name, index));
            again.push(rule(places.map(|place| self.function(&place)).collect()));
        }
        if schema.get("not").is_some() {
            again.push(Again::Not(self.function(&location.child("not"))));
        }
        if schema.get("if").is_some() {
            let mut part =
                |name: &str| schema.get(name).map(|_| self.function(&location.child(name)));
            if let (Some(condition), then, otherwise) = (part("if"), part("then"), part("else")) {
                again.push(Again::If { condition, then, otherwise });
            }
        }
        again
    }

    /// Whether a schema is marked sensitive, where it stands.
    fn is_marked(&self, location: &Location) -> bool {
        self.resolved.at(location).get("x-sensitive") == Some(&Value::Bool(true))
    }

    /// Whether a member is marked sensitive: here, by a part that `allOf` adds, or by the schema around
    /// a branch or condition, which describes the same object.
    fn is_sensitive(&self, location: &Location, name: &str) -> bool {
        let mut around = Some(location.clone());
        while let Some(location) = around {
            let parts = self.resolved.parts(&location);
            if parts.iter().any(|part| self.is_marked(&part.grandchild("properties", name))) {
                return true;
            }
            around = location.around_in_place();
        }
        false
    }
}

fn kinds(schema: &Value) -> Option<Kinds> {
    let mut kinds = Kinds::default();
    for name in types(Some(schema.get("type")?)) {
        match name {
            "null" => kinds.null = true,
            "boolean" => kinds.boolean = true,
            "number" => kinds.number = true,
            "integer" => kinds.integer = true,
            "string" => kinds.string = true,
            "array" => kinds.array = true,
            _ => kinds.object = true,
        }
    }
    Some(kinds)
}

fn format(schema: &Value) -> Option<&str> {
    schema.get("format").and_then(Value::as_str)
}

fn text_rules(schema: &Value) -> TextRules {
    TextRules {
        min_length: count(schema, "minLength"),
        max_length: count(schema, "maxLength"),
        format: format(schema).and_then(TextFormat::parse),
    }
}

fn number_rules(schema: &Value) -> NumberRules {
    let bound = |keyword: &str| schema.get(keyword).map(Value::to_string);
    NumberRules {
        minimum: bound("minimum"),
        maximum: bound("maximum"),
        exclusive_minimum: bound("exclusiveMinimum"),
        exclusive_maximum: bound("exclusiveMaximum"),
        multiple_of: bound("multipleOf"),
        format: format(schema).and_then(IntegerFormat::parse),
    }
}

fn listed(schema: &Value) -> Vec<Listed> {
    let values = schema.get("enum").and_then(Value::as_array).cloned();
    let listed = values.map(|values| Listed { keyword: "enum", values });
    let constant = schema.get("const").cloned();
    let constant = constant.map(|value| Listed { keyword: "const", values: vec![value] });
    listed.into_iter().chain(constant).collect()
}

/// A count that a keyword states, be it written `2` or `2.0`.
fn count(schema: &Value, keyword: &str) -> Option<u64> {
    let value = schema.get(keyword)?;
    // A count is a whole number that is not negative: the meta-schema has seen to it.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let rounded = |value: f64| value as u64;
    value.as_u64().or_else(|| value.as_f64().map(rounded))
}

/// The members that `dependentRequired` names, each with those that must come with it.
fn dependent(schema: &Value) -> Vec<(String, Vec<String>)> {
    let rules = schema.get("dependentRequired").and_then(Value::as_object).into_iter().flatten();
    let others = |others: &Value| {
        others
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    };
    rules.map(|(name, names)| (name.clone(), others(names))).collect()
}

fn strings<'a>(schema: &'a Value, keyword: &str) -> Vec<&'a str> {
    schema
        .get(keyword)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
