//! What lives here: the two other validators, set up to mean what we mean.

use boon::{Compiler, Format, SchemaIndex};
use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use super::Place;

/// Where [`spell_out_integer_formats`] puts the bounds. No schema of ours uses `allOf`.
const SPELLED_OUT: &str = "/allOf/0/";

/// The validators for one document.
pub struct Peers {
    reference: Validator,
    second: boon::Schemas,
    second_root: SchemaIndex,
}

impl Peers {
    /// The validators for a schema, given by its URI with or without a fragment. Nothing is fetched: the
    /// schemas of all documents are handed over.
    ///
    /// # Panics
    /// Where a schema is broken; the generator stops at the same mistake.
    pub fn new(uri: &str) -> Self {
        let schemas = documents();
        let (second, second_root) = second(&schemas, uri);
        Self { reference: reference_among(&schemas, uri), second, second_root }
    }

    /// The verdict of `jsonschema`.
    pub fn reference_accepts(&self, value: &Value) -> bool {
        self.reference.is_valid(value)
    }

    /// The verdict of `boon`.
    pub fn second_accepts(&self, value: &Value) -> bool {
        self.second.validate(value, self.second_root).is_ok()
    }

    /// Where `jsonschema` finds violations, in order and each once.
    pub fn reference_places(&self, value: &Value) -> Vec<Place> {
        let place = |error: jsonschema::ValidationError<'_>| {
            let keyword = error.absolute_keyword_location().map_or("", |uri| uri.as_str());
            Place {
                instance: error.instance_path().to_string(),
                keyword: match keyword.split_once(SPELLED_OUT) {
                    Some((schema, _)) => format!("{schema}/format"),
                    None => keyword.to_owned(),
                },
            }
        };
        let mut places: Vec<_> = self.reference.iter_errors(value).map(place).collect();
        places.sort();
        places.dedup();
        places
    }
}

/// The URI of each document's schema, and the schema.
fn documents() -> Vec<(String, Value)> {
    let parse = |document: &callschema::DocumentInfo| {
        let schema: Value = serde_json::from_str(document.schema())
            .unwrap_or_else(|error| panic!("schemas/{}.schema.json: {error}", document.name()));
        (schema["$id"].as_str().unwrap_or_default().to_owned(), schema)
    };
    callschema::documents().iter().map(parse).collect()
}

/// `jsonschema` for a schema, given by its URI with or without a fragment.
///
/// # Panics
/// Where a schema is broken; the generator stops at the same mistake.
pub fn reference(uri: &str) -> Validator {
    reference_among(&documents(), uri)
}

fn reference_among(schemas: &[(String, Value)], uri: &str) -> Validator {
    let mut registry = Registry::new();
    for (id, schema) in schemas {
        let mut schema = schema.clone();
        spell_out_integer_formats(&mut schema);
        registry = registry.add(id.clone(), schema).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    let registry = registry.prepare().unwrap_or_else(|error| panic!("{uri}: {error}"));
    let root = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": uri });
    jsonschema::options()
        .should_validate_formats(true)
        .with_registry(&registry)
        .build(&root)
        .unwrap_or_else(|error| panic!("{uri}: {error}"))
}

fn second(schemas: &[(String, Value)], uri: &str) -> (boon::Schemas, SchemaIndex) {
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    compiler.register_format(Format { name: "int32", func: |value| within(value, &I32_RANGE) });
    compiler.register_format(Format { name: "int64", func: |value| within(value, &I64_RANGE) });
    for (id, schema) in schemas {
        compiler.add_resource(id, schema.clone()).unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    let mut target = boon::Schemas::new();
    let root =
        compiler.compile(uri, &mut target).unwrap_or_else(|error| panic!("{uri}: {error:#}"));
    (target, root)
}

/// Gives `format: int32` and `format: int64` the meaning that they have here.
///
/// The standard knows neither, and `jsonschema` can be taught formats of strings only. So the bounds
/// are spelled out beside the format, in a branch of `allOf` of their own: that way a `minimum` that the
/// schema states itself stays what it is.
pub fn spell_out_integer_formats(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            let bounds = match keywords.get("format").and_then(Value::as_str) {
                Some("int32") => Some(json!({ "minimum": i32::MIN, "maximum": i32::MAX })),
                Some("int64") => Some(json!({ "minimum": i64::MIN, "maximum": i64::MAX })),
                _ => None,
            };
            if let Some(bounds) = bounds {
                keywords.insert("allOf".to_owned(), json!([bounds]));
            }
            keywords.values_mut().for_each(spell_out_integer_formats);
        }
        Value::Array(items) => items.iter_mut().for_each(spell_out_integer_formats),
        _ => {}
    }
}

/// Whole numbers of a format: the range that integers have, and the same for numbers kept as `f64`.
struct Range {
    integers: std::ops::RangeInclusive<i128>,
    floats: std::ops::Range<f64>,
}

const I32_RANGE: Range =
    Range { integers: -(1 << 31)..=(1 << 31) - 1, floats: -2_147_483_648.0..2_147_483_648.0 };

const I64_RANGE: Range = Range {
    integers: -(1 << 63)..=(1 << 63) - 1,
    floats: -9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0,
};

/// The same formats for `boon`, written once more in another way.
fn within(value: &Value, range: &Range) -> Result<(), Box<dyn std::error::Error>> {
    let Value::Number(number) = value else {
        return Ok(());
    };
    let integer = number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    let fits = match (integer, number.as_f64()) {
        (Some(integer), _) => range.integers.contains(&integer),
        (None, Some(float)) => float.fract() != 0.0 || range.floats.contains(&float),
        (None, None) => false,
    };
    if fits { Ok(()) } else { Err("the integer is too large".into()) }
}
