//! The generator comes back from schemas of a size and a depth that nobody writes by hand: chains of
//! references thousands long, webs of references with more ways through them than there are atoms, thousands
//! of everything that a keyword may list.

use std::env;
use std::time::Instant;

use callschema_codegen::{Options, Parts, Source};
use callschema_tests::suite::try_generator;
use serde_json::{Map, Value, json};

/// How many links a chain has, and where `CI` is set.
const LINKS: [usize; 2] = [300, 3_000];

/// How many levels a web has, of which each doubles the ways.
const LEVELS: usize = 60;

/// How many members, values and definitions are listed.
const MANY: usize = 10_000;

/// How much is listed of what becomes more code.
const SOME: usize = 500;

/// How a schema leads to another.
type Lead = fn(&str) -> Value;

/// How a schema holds another.
type Wrap = fn(Value) -> Value;

/// All ways in which a schema leads to another.
const LEADS: [(&str, Lead); 16] = [
    ("$ref", |to| json!({"$ref": to})),
    ("$ref beside", |to| json!({"$ref": to, "minLength": 1})),
    ("$dynamicRef", |to| json!({"$dynamicRef": to})),
    ("allOf", |to| json!({"allOf": [{"$ref": to}]})),
    ("allOf twice", |to| json!({"allOf": [{"$ref": to}, {"$ref": to, "minLength": 1}]})),
    ("anyOf", |to| json!({"anyOf": [{"$ref": to}, {"type": "boolean"}, {"$ref": to}]})),
    ("oneOf", |to| json!({"oneOf": [{"type": "null"}, {"$ref": to}]})),
    ("not", |to| json!({"not": {"$ref": to}})),
    ("if", |to| json!({"if": {"$ref": to}, "then": {"$ref": to}, "else": {"$ref": to}})),
    ("dependentSchemas", |to| json!({"dependentSchemas": {"a": {"$ref": to}}})),
    (
        "properties",
        |to| json!({"type": "object", "properties": {"a": {"$ref": to}, "b": {"$ref": to}}}),
    ),
    ("additionalProperties", |to| json!({"type": "object", "additionalProperties": {"$ref": to}})),
    ("items", |to| json!({"type": "array", "items": {"$ref": to}})),
    (
        "prefixItems",
        |to| json!({"type": "array", "prefixItems": [{"$ref": to}, {"$ref": to}], "minItems": 2, "maxItems": 2}),
    ),
    ("contains", |to| json!({"contains": {"$ref": to}})),
    ("unevaluatedProperties", |to| json!({"$ref": to, "unevaluatedProperties": {"$ref": to}})),
];

/// Generates all kinds of code for a schema; what went wrong, if anything.
fn failures(name: &str, schema: &Value) -> Vec<String> {
    let mut failures = Vec::new();
    for parts in [Parts::All, Parts::Validators, Parts::Types] {
        let name = format!("{name} {parts:?}");
        let mut options = Options::foreign();
        options.parts = parts;
        let outcome =
            try_generator(&name, vec![Source::new("schema.json", schema.to_string())], options);
        match outcome {
            Ok(ended) => println!("{name}: generated {} in {:.1?}", ended.generated, ended.took),
            Err(what) => failures.push(format!("{name}: {what}")),
        }
    }
    failures
}

/// Schemas of which each leads to the next, the last to a string.
fn chain(links: usize, lead: Lead) -> Value {
    let mut definitions = Map::new();
    for link in 0..links {
        definitions.insert(format!("d{link}"), lead(&format!("#/$defs/d{}", link + 1)));
    }
    definitions.insert(format!("d{links}"), json!({"type": "string"}));
    json!({"$ref": "#/$defs/d0", "$defs": definitions})
}

fn some<T>(make: impl Fn(usize) -> T) -> Vec<T> {
    (0..SOME).map(make).collect()
}

fn conclude(failures: &[String], begin: Instant) {
    println!("in {:.1?}", begin.elapsed());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn chains_of_references_may_be_long() {
    let begin = Instant::now();
    let links = LINKS[usize::from(env::var_os("CI").is_some())];
    let failures: Vec<String> = LEADS
        .iter()
        .flat_map(|(name, lead)| failures(&format!("a chain of {name}"), &chain(links, *lead)))
        .collect();
    conclude(&failures, begin);
}

#[test]
fn webs_of_references_are_walked_once() {
    let begin = Instant::now();
    let failures: Vec<String> = LEADS
        .iter()
        .flat_map(|(name, lead)| failures(&format!("a web of {name}"), &chain(LEVELS, *lead)))
        .collect();
    conclude(&failures, begin);
}

#[test]
fn schemas_may_stand_deep_in_one_another() {
    let begin = Instant::now();
    let wraps: [(&str, Wrap); 8] = [
        ("allOf", |inner| json!({"allOf": [inner]})),
        ("anyOf", |inner| json!({"anyOf": [inner, {"type": "null"}]})),
        ("oneOf", |inner| json!({"oneOf": [{"type": "boolean"}, inner]})),
        ("not", |inner| json!({"not": inner})),
        ("if", |inner| json!({"if": inner, "else": true})),
        ("properties", |inner| json!({"type": "object", "properties": {"a": inner}})),
        ("items", |inner| json!({"type": "array", "items": inner})),
        ("const", |inner| json!({"const": inner})),
    ];
    let mut found = Vec::new();
    for (name, wrap) in wraps {
        // Up to what JSON may nest, and far beyond.
        for depth in [40, 60, 120] {
            let schema = (0..depth).fold(json!({"type": "string"}), |inner, _| wrap(inner));
            found.extend(failures(&format!("{depth} deep {name}"), &schema));
        }
    }
    conclude(&found, begin);
}

#[test]
fn text_may_nest_without_end() {
    for (open, close) in [("[", "]"), (r#"{"not":"#, "}"), (r#"{"allOf":["#, "]}")] {
        for ends in [true, false] {
            let mut text = open.repeat(100_000);
            if ends {
                text = text + "{}" + &close.repeat(100_000);
            }
            let sources = vec![Source::new("schema.json", text)];
            let ended = try_generator("nested text", sources, Options::foreign());
            assert!(!ended.expect("it comes back").generated);
        }
    }
}

#[test]
fn every_list_may_be_long() {
    let begin = Instant::now();
    let named = |make: fn(usize) -> Value| {
        (0..MANY).map(|index| (format!("m{index}"), make(index))).collect::<Map<_, _>>()
    };
    let strings = named(|_| json!({"type": "string"}));
    let schemas = [
        ("properties", json!({"type": "object", "properties": strings})),
        (
            "required",
            json!({"type": "object", "required": (0..MANY).map(|index| format!("m{index}")).collect::<Vec<_>>()}),
        ),
        ("enum", json!({"type": "string", "enum": some(|index| format!("v{index}"))})),
        ("enum of objects", json!({"enum": some(|index| json!({"a": index}))})),
        ("patternProperties", json!({"patternProperties": strings})),
        ("dependentRequired", json!({"dependentRequired": named(|_| json!(["a"]))})),
        ("prefixItems", json!({"prefixItems": some(|_| json!({"type": "string"}))})),
        ("allOf", json!({"allOf": some(|index| json!({"maxLength": index}))})),
        ("anyOf", json!({"anyOf": some(|index| json!({"type": "string", "const": index}))})),
        ("oneOf", json!({"oneOf": some(|index| json!({"properties": {"a": {"const": index}}}))})),
        ("$defs", json!({"$defs": named(|index| json!({"$anchor": format!("a{index}")}))})),
        (
            "names that fold",
            json!({"type": "object", "properties": (0..300).map(|index| {
            ("a".to_owned() + &"_".repeat(index), json!({"type": "string"}))
        }).collect::<Map<_, _>>()}),
        ),
    ];
    let found: Vec<String> = schemas
        .iter()
        .flat_map(|(name, schema)| failures(&format!("many {name}"), schema))
        .collect();
    conclude(&found, begin);
}
