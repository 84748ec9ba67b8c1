//! What lives here: the check that a curated schema says nothing which the generator would have to
//! ignore: unknown keywords and formats, rules that never apply; and what is noted of a foreign one.

use serde_json::{Map, Value};

use super::dialect::Dialect;
use super::format::{IntegerFormat, TextFormat};
use super::keyword::{children, keyword, types};
use crate::diagnostic::Diagnostics;
use crate::source::Location;

/// What `x-rust-name` asks for.
const RUST_NAME: &str =
    "a name in Rust's case (`CallStatus` for a type, `call_status` for a field)";

/// Checks a curated schema and all inside it.
pub(super) fn check(
    root: &Location,
    value: &Value,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) {
    each(root, value, dialect, &mut |location, schema| {
        check_object(location, schema, dialect, diagnostics);
    });
}

/// Notes what a foreign schema says that changes nothing: unknown keywords and formats.
pub(super) fn note(
    root: &Location,
    value: &Value,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) {
    each(root, value, dialect, &mut |location, schema| {
        for name in schema.keys().filter(|name| keyword(name).is_none()) {
            let problem = format!("the keyword `{name}` is unknown and was ignored");
            diagnostics.note(
                &location.child(name),
                problem,
                "correct its spelling if it is a rule",
            );
        }
        let format = schema.get("format").and_then(Value::as_str);
        if let Some(format) = format.filter(|format| !is_known(format)) {
            let problem = format!("the format `{format}` is unknown and was ignored");
            diagnostics.note(
                &location.child("format"),
                problem,
                "state it with `pattern` if it is a rule",
            );
        }
    });
}

fn is_known(format: &str) -> bool {
    TextFormat::parse(format).is_some() || IntegerFormat::parse(format).is_some()
}

/// Visits a schema and every schema inside it.
fn each(
    location: &Location,
    value: &Value,
    dialect: Dialect,
    visit: &mut impl FnMut(&Location, &Map<String, Value>),
) {
    if let Value::Object(schema) = value {
        visit(location, schema);
    }
    for (steps, inner) in children(value, dialect) {
        let place = steps.iter().fold(location.clone(), |place, step| place.child(step));
        each(&place, inner, dialect, visit);
    }
}

fn check_object(
    location: &Location,
    schema: &Map<String, Value>,
    dialect: Dialect,
    diagnostics: &mut Diagnostics,
) {
    for name in schema.keys() {
        match keyword(name) {
            None => diagnostics.add(
                &location.child(name),
                format!("unknown keyword `{name}`"),
                "correct its spelling or remove it; schemas/README.md lists the keywords",
            ),
            Some(keyword) if !keyword.is_of(dialect) => diagnostics.add(
                &location.child(name),
                format!("the keyword `{name}` is of another draft"),
                "say it with the keywords of 2020-12",
            ),
            Some(_) => {}
        }
    }
    check_format(location, schema, diagnostics);
    check_applicability(location, schema, diagnostics);
    check_companions(location, schema, diagnostics);
    check_annotations(location, schema, diagnostics);
}

fn check_format(location: &Location, schema: &Map<String, Value>, diagnostics: &mut Diagnostics) {
    let Some(format) = schema.get("format").and_then(Value::as_str) else {
        return;
    };
    let place = location.child("format");
    let is_of = |kind: &str| types(schema.get("type")).contains(&kind);
    if TextFormat::parse(format).is_some() {
        if !is_of("string") {
            diagnostics.add(
                &place,
                format!("the format `{format}` is one of strings"),
                "add `string` to `type` or remove it",
            );
        }
    } else if IntegerFormat::parse(format).is_some() {
        if !is_of("integer") {
            diagnostics.add(
                &place,
                format!("the format `{format}` is one of integers"),
                "add `integer` to `type` or remove it",
            );
        }
    } else {
        diagnostics.add(
            &place,
            format!("unknown format `{format}`"),
            "use a format of draft 2020-12, int32 or int64, or remove it",
        );
    }
}

/// A rule about a kind of values that `type` excludes is a mistake: nothing can ever break it.
fn check_applicability(
    location: &Location,
    schema: &Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    let types = types(schema.get("type"));
    if types.is_empty() {
        return;
    }
    for name in schema.keys() {
        let kinds: &[&str] = match name.as_str() {
            "minLength" | "maxLength" | "pattern" => &["string"],
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                &["number", "integer"]
            }
            "items" | "prefixItems" | "minItems" | "maxItems" | "contains" | "uniqueItems" => {
                &["array"]
            }
            "properties"
            | "patternProperties"
            | "required"
            | "additionalProperties"
            | "minProperties"
            | "maxProperties"
            | "dependentRequired"
            | "dependentSchemas"
            | "propertyNames" => &["object"],
            _ => continue,
        };
        if !kinds.iter().any(|kind| types.contains(kind)) {
            diagnostics.add(
                &location.child(name),
                format!("`{name}` says nothing about values of type {}", types.join(" or ")),
                "remove it or correct `type`",
            );
        }
    }
}

/// A keyword that does nothing without another is a mistake.
fn check_companions(
    location: &Location,
    schema: &Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    for name in ["then", "else"] {
        if schema.contains_key(name) && !schema.contains_key("if") {
            diagnostics.add(
                &location.child(name),
                format!("`{name}` does nothing without `if`"),
                "add the condition or remove it",
            );
        }
    }
    for name in ["minContains", "maxContains"] {
        if schema.contains_key(name) && !schema.contains_key("contains") {
            diagnostics.add(
                &location.child(name),
                format!("`{name}` does nothing without `contains`"),
                "add `contains` or remove it",
            );
        }
    }
    let listed: Vec<&Value> = ["enum", "x-extensible-enum"]
        .into_iter()
        .filter_map(|name| schema.get(name)?.as_array())
        .flatten()
        .collect();
    for name in ["enum", "x-extensible-enum"] {
        if schema.contains_key(name) && !listed.iter().any(|value| !value.is_null()) {
            diagnostics.add(
                &location.child(name),
                format!("`{name}` lists nothing but null"),
                "list a value or remove it",
            );
        }
    }
    if schema.contains_key("x-extensible-enum") && !types(schema.get("type")).contains(&"string") {
        diagnostics.add(
            &location.child("x-extensible-enum"),
            "an open list is one of strings",
            "add `string` to `type`",
        );
    }
    for value in
        schema.get("x-enum-descriptions").and_then(Value::as_object).into_iter().flat_map(Map::keys)
    {
        if !listed.iter().any(|listed| listed.as_str() == Some(value)) {
            let place = location.grandchild("x-enum-descriptions", value);
            diagnostics.add(
                &place,
                format!("`{value}` is described but not listed"),
                "list it or remove its description",
            );
        }
    }
}

fn check_annotations(
    location: &Location,
    schema: &Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    let strings =
        |value: &Value| value.as_array().is_some_and(|values| values.iter().all(Value::is_string));
    let texts =
        |value: &Value| value.as_object().is_some_and(|texts| texts.values().all(Value::is_string));
    for (name, value) in schema {
        let (holds, asked) = match name.as_str() {
            "x-unit" => (value.is_string(), "a string"),
            "x-sensitive" => (value.is_boolean(), "true or false"),
            "x-extensible-enum" => (strings(value), "an array of strings"),
            "x-enum-descriptions" => (texts(value), "an object of strings"),
            "x-rust-name" => (value.as_str().is_some_and(crate::names::is_name), RUST_NAME),
            _ => continue,
        };
        if !holds {
            diagnostics.add(
                &location.child(name),
                format!("`{name}` is not {asked}"),
                format!("give it {asked}"),
            );
        }
    }
}
