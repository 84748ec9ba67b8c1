//! What lives here: the keywords of draft 2020-12: where each holds further schemas, and whether the
//! generator handles it.

use serde_json::Value;

use crate::source::Location;

/// What a keyword's value holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Holds {
    /// No schemas.
    Plain,
    /// A schema.
    Schema,
    /// An array of schemas.
    Schemas,
    /// An object whose members are schemas.
    Named,
}

/// A keyword of the standard, or an annotation of ours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyword {
    pub(super) holds: Holds,
    pub(super) handled: bool,
}

const fn handled(holds: Holds) -> Keyword {
    Keyword { holds, handled: true }
}

const fn not_yet(holds: Holds) -> Keyword {
    Keyword { holds, handled: false }
}

/// The keyword of this name; none where neither the standard nor we have one.
pub(super) fn keyword(name: &str) -> Option<Keyword> {
    Some(match name {
        "$schema"
        | "$id"
        | "$ref"
        | "$comment"
        | "title"
        | "description"
        | "examples"
        | "default"
        | "deprecated"
        | "readOnly"
        | "writeOnly"
        | "type"
        | "enum"
        | "const"
        | "format"
        | "minimum"
        | "maximum"
        | "exclusiveMinimum"
        | "exclusiveMaximum"
        | "multipleOf"
        | "minLength"
        | "maxLength"
        | "minItems"
        | "maxItems"
        | "minContains"
        | "maxContains"
        | "required"
        | "minProperties"
        | "maxProperties"
        | "dependentRequired"
        | "x-unit"
        | "x-sensitive"
        | "x-extensible-enum"
        | "x-enum-descriptions"
        | "x-rust-name" => handled(Holds::Plain),
        "items"
        | "contains"
        | "propertyNames"
        | "additionalProperties"
        | "not"
        | "if"
        | "then"
        | "else" => handled(Holds::Schema),
        "allOf" | "anyOf" | "oneOf" => handled(Holds::Schemas),
        "$defs" | "properties" | "dependentSchemas" => handled(Holds::Named),
        "$anchor" | "$dynamicRef" | "$dynamicAnchor" | "$vocabulary" | "pattern"
        | "uniqueItems" | "contentEncoding" | "contentMediaType" => not_yet(Holds::Plain),
        "unevaluatedItems" | "unevaluatedProperties" | "contentSchema" => not_yet(Holds::Schema),
        "prefixItems" => not_yet(Holds::Schemas),
        "patternProperties" => not_yet(Holds::Named),
        _ => return None,
    })
}

/// Whether a keyword only tells about a value and rules nothing out.
pub(super) fn is_annotation(name: &str) -> bool {
    name.starts_with("x-")
        || matches!(
            name,
            "$schema"
                | "$id"
                | "$comment"
                | "$defs"
                | "title"
                | "description"
                | "examples"
                | "default"
                | "deprecated"
                | "readOnly"
                | "writeOnly"
        )
}

/// The kinds of values that a `type` lists, whichever way it is written; none where it is not there.
pub(crate) fn types(stated: Option<&Value>) -> Vec<&str> {
    match stated {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// A schema and every schema inside it, each with its place.
pub(crate) fn subschemas<'a>(root: &Location, value: &'a Value) -> Vec<(Location, &'a Value)> {
    let mut found = vec![(root.clone(), value)];
    let mut next = 0;
    while next < found.len() {
        let (location, value) = found[next].clone();
        next += 1;
        for (name, inner) in value.as_object().into_iter().flatten() {
            let place = location.child(name);
            match (keyword(name).map_or(Holds::Plain, |keyword| keyword.holds), inner) {
                (Holds::Schema, inner) => found.push((place, inner)),
                (Holds::Schemas, Value::Array(schemas)) => {
                    let at = |(index, schema)| (place.child(&format!("{index}")), schema);
                    found.extend(schemas.iter().enumerate().map(at));
                }
                (Holds::Named, Value::Object(schemas)) => {
                    found.extend(schemas.iter().map(|(name, schema)| (place.child(name), schema)));
                }
                _ => {}
            }
        }
    }
    found
}
