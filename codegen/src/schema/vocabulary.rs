//! What lives here: the check that a curated schema says nothing which the generator would have to
//! ignore: unknown keywords and formats, keywords that are not handled yet, rules that never apply.

use serde_json::{Map, Value};

use super::keyword::{is_annotation, keyword, subschemas, types};
use crate::diagnostic::Diagnostics;
use crate::source::Location;

/// A `format` of strings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TextFormat {
    DateTime,
    Uri,
    Uuid,
}

impl TextFormat {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "date-time" => Self::DateTime,
            "uri" => Self::Uri,
            "uuid" => Self::Uuid,
            _ => return None,
        })
    }
}

/// A `format` of integers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum IntegerFormat {
    Int32,
    Int64,
}

impl IntegerFormat {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "int32" => Self::Int32,
            "int64" => Self::Int64,
            _ => return None,
        })
    }
}

/// What `x-rust-name` asks for.
const RUST_NAME: &str =
    "a name in Rust's case (`CallStatus` for a type, `call_status` for a field)";

/// Checks a schema and all inside it.
pub(super) fn check(root: &Location, value: &Value, diagnostics: &mut Diagnostics) {
    for (location, schema) in subschemas(root, value) {
        if let Value::Object(schema) = schema {
            check_object(root, &location, schema, diagnostics);
        }
    }
}

fn check_object(
    root: &Location,
    location: &Location,
    schema: &Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    for name in schema.keys() {
        match keyword(name) {
            None => diagnostics.add(
                &location.child(name),
                format!("unknown keyword `{name}`"),
                "correct its spelling or remove it; schemas/README.md lists the keywords",
            ),
            Some(keyword) if !keyword.handled => diagnostics.add(
                &location.child(name),
                format!("the keyword `{name}` is not handled yet"),
                "say it with the keywords that schemas/README.md lists",
            ),
            Some(_) => {}
        }
    }
    check_identifier(root, location, schema, diagnostics);
    check_reference(location, schema, diagnostics);
    check_format(location, schema, diagnostics);
    check_applicability(location, schema, diagnostics);
    check_listed(location, schema, diagnostics);
    check_companions(location, schema, diagnostics);
    check_annotations(location, schema, diagnostics);
    if schema.contains_key("properties")
        && !matches!(schema.get("additionalProperties"), None | Some(Value::Bool(_)))
    {
        diagnostics.add(
            &location.child("additionalProperties"),
            "a schema for further members beside `properties` is not handled yet",
            "describe either the named members or a map",
        );
    }
}

fn check_identifier(
    root: &Location,
    location: &Location,
    schema: &Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    if location != root && schema.contains_key("$id") {
        diagnostics.add(
            &location.child("$id"),
            "a schema resource inside another is not handled yet",
            "move it to a file of its own",
        );
    }
}

fn check_reference(
    location: &Location,
    schema: &Map<String, Value>,
    diagnostics: &mut Diagnostics,
) {
    if !schema.contains_key("$ref") {
        return;
    }
    if location.pointer.is_empty() {
        let remedy = "describe the document itself here; other documents may refer to it";
        diagnostics.add(
            &location.child("$ref"),
            "a document that is another's definition is not handled yet",
            remedy,
        );
    }
    for name in schema.keys().filter(|name| *name != "$ref" && !is_annotation(name)) {
        diagnostics.add(
            &location.child(name),
            format!("the keyword `{name}` beside `$ref` is not handled yet"),
            "move it into the schema that `$ref` names",
        );
    }
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
            "use date-time, uri, uuid, int32 or int64, or remove it",
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
            "minLength" | "maxLength" => &["string"],
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                &["number", "integer"]
            }
            "items" | "minItems" | "maxItems" | "contains" => &["array"],
            "properties"
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

fn check_listed(location: &Location, schema: &Map<String, Value>, diagnostics: &mut Diagnostics) {
    let listed = schema.get("enum").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let values = listed
        .iter()
        .map(|value| ("enum", value))
        .chain(schema.get("const").map(|value| ("const", value)));
    for (name, value) in values {
        if value.is_array() || value.is_object() {
            diagnostics.add(
                &location.child(name),
                format!("arrays and objects in `{name}` are not handled yet"),
                "describe their items or members instead",
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
