//! What lives here: the keywords of all drafts: where each holds further schemas, from which draft to
//! which it is in force, and which vocabulary it belongs to.

use referencing::Draft;
use serde_json::Value;

use super::dialect::{Dialect, Vocabulary};

/// What a keyword's value holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Holds {
    /// No schemas.
    Plain,
    /// A schema.
    Schema,
    /// An array of schemas.
    Schemas,
    /// A schema or an array of schemas.
    SchemaOrSchemas,
    /// An object whose members are schemas, or for some of them something else.
    Named,
}

/// A keyword of the standard, or an annotation of ours.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyword {
    pub(super) holds: Holds,
    vocabulary: Vocabulary,
    from: Draft,
    until: Draft,
}

impl Keyword {
    const fn new(vocabulary: Vocabulary, holds: Holds) -> Self {
        Self { holds, vocabulary, from: Draft::Draft4, until: Draft::Draft202012 }
    }

    const fn from(self, from: Draft) -> Self {
        Self { from, ..self }
    }

    const fn until(self, until: Draft) -> Self {
        Self { until, ..self }
    }

    /// Whether schemas of a dialect may use it.
    pub(super) fn is_of(self, dialect: Dialect) -> bool {
        (self.from..=self.until).contains(&dialect.draft) && dialect.has(self.vocabulary)
    }
}

/// The keyword of this name; none where neither a draft nor we have one.
pub(super) fn keyword(name: &str) -> Option<Keyword> {
    core(name)
        .or_else(|| validation(name))
        .or_else(|| applicator(name))
        .or_else(|| annotation(name))
}

fn core(name: &str) -> Option<Keyword> {
    let plain = Keyword::new(Vocabulary::Core, Holds::Plain);
    Some(match name {
        "$schema" | "$ref" => plain,
        "id" => plain.until(Draft::Draft4),
        "$id" => plain.from(Draft::Draft6),
        "$comment" => plain.from(Draft::Draft7),
        "$anchor" | "$vocabulary" => plain.from(Draft::Draft201909),
        "$recursiveRef" | "$recursiveAnchor" => {
            plain.from(Draft::Draft201909).until(Draft::Draft201909)
        }
        "$dynamicRef" | "$dynamicAnchor" => plain.from(Draft::Draft202012),
        "definitions" => Keyword::new(Vocabulary::Core, Holds::Named),
        "$defs" => Keyword::new(Vocabulary::Core, Holds::Named).from(Draft::Draft201909),
        _ => return None,
    })
}

fn validation(name: &str) -> Option<Keyword> {
    let plain = Keyword::new(Vocabulary::Validation, Holds::Plain);
    Some(match name {
        "type" | "enum" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum"
        | "multipleOf" | "minLength" | "maxLength" | "pattern" | "minItems" | "maxItems"
        | "uniqueItems" | "required" | "minProperties" | "maxProperties" => plain,
        "const" => plain.from(Draft::Draft6),
        "minContains" | "maxContains" | "dependentRequired" => plain.from(Draft::Draft201909),
        _ => return None,
    })
}

fn applicator(name: &str) -> Option<Keyword> {
    let of = |holds| Keyword::new(Vocabulary::Applicator, holds);
    let unevaluated = Keyword::new(Vocabulary::Unevaluated, Holds::Schema);
    Some(match name {
        "items" => of(Holds::SchemaOrSchemas),
        "additionalItems" => of(Holds::Schema).until(Draft::Draft201909),
        "prefixItems" => of(Holds::Schemas).from(Draft::Draft202012),
        "contains" | "propertyNames" => of(Holds::Schema).from(Draft::Draft6),
        "additionalProperties" | "not" => of(Holds::Schema),
        "if" | "then" | "else" => of(Holds::Schema).from(Draft::Draft7),
        "allOf" | "anyOf" | "oneOf" => of(Holds::Schemas),
        // `dependencies` is gone since 2019-09, yet schemas of that time go on using it.
        "properties" | "patternProperties" | "dependencies" => of(Holds::Named),
        "dependentSchemas" => of(Holds::Named).from(Draft::Draft201909),
        "unevaluatedItems" | "unevaluatedProperties" => unevaluated.from(Draft::Draft201909),
        _ => return None,
    })
}

/// What only tells about a value. `format` is among these: the dialect says whether it is a rule.
fn annotation(name: &str) -> Option<Keyword> {
    let plain = Keyword::new(Vocabulary::Annotation, Holds::Plain);
    Some(match name {
        "title" | "description" | "default" | "format" => plain,
        "examples" => plain.from(Draft::Draft6),
        "readOnly" | "writeOnly" | "contentEncoding" | "contentMediaType" => {
            plain.from(Draft::Draft7)
        }
        "deprecated" => plain.from(Draft::Draft201909),
        "contentSchema" => {
            Keyword::new(Vocabulary::Annotation, Holds::Schema).from(Draft::Draft201909)
        }
        "x-unit" | "x-sensitive" | "x-extensible-enum" | "x-enum-descriptions" | "x-rust-name" => {
            plain
        }
        _ => return None,
    })
}

/// Whether a keyword only tells about a value, or names the schema, and rules nothing out.
pub(crate) fn is_annotation(name: &str) -> bool {
    let names_schema = matches!(
        name,
        "$schema"
            | "$id"
            | "id"
            | "$anchor"
            | "$dynamicAnchor"
            | "$recursiveAnchor"
            | "$comment"
            | "$vocabulary"
            | "$defs"
            | "definitions"
    );
    names_schema || (name != "format" && annotation(name).is_some()) || keyword(name).is_none()
}

/// The kinds of values that a `type` lists, whichever way it is written; none where it is not there.
pub(crate) fn types(stated: Option<&Value>) -> Vec<&str> {
    match stated {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// The schemas that stand right inside one, each with the steps that lead to it.
pub(crate) fn children(value: &Value, dialect: Dialect) -> Vec<(Vec<String>, &Value)> {
    let mut found = Vec::new();
    for (name, inner) in value.as_object().into_iter().flatten() {
        let Some(keyword) = keyword(name).filter(|keyword| keyword.is_of(dialect)) else {
            continue;
        };
        match (keyword.holds, inner) {
            (Holds::Schema | Holds::SchemaOrSchemas, Value::Object(_) | Value::Bool(_)) => {
                found.push((vec![name.clone()], inner));
            }
            (Holds::Schemas | Holds::SchemaOrSchemas, Value::Array(schemas)) => {
                let at =
                    |(index, schema): (usize, _)| (vec![name.clone(), index.to_string()], schema);
                found.extend(schemas.iter().enumerate().map(at));
            }
            (Holds::Named, Value::Object(schemas)) => {
                let schemas = schemas.iter().filter(|(_, schema)| !schema.is_array());
                found
                    .extend(schemas.map(|(key, schema)| (vec![name.clone(), key.clone()], schema)));
            }
            _ => {}
        }
    }
    found
}
