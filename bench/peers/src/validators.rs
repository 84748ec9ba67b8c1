//! What lives here: rows of other validators, all with formats as rules, compiled before the time counts.

use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use callschema_bench_common::{Column, Kind, Part, Row, Way, count, typed};
use corvus_json_schema::CompileOptions;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// `serde_json`'s tree, and jsonschema with schemas read at run time.
pub(crate) const JSONSCHEMA: Row =
    Row { name: "Value + jsonschema", broken: false, way: jsonschema };

/// The same with validators that its macro made at compile time.
pub(crate) const JSONSCHEMA_MACRO: Row =
    Row { name: "Value + jsonschema macro", broken: false, way: jsonschema_macro };

/// The same, and then the tree becomes a derived struct.
pub(crate) const JSONSCHEMA_MACRO_TYPED: Row =
    Row { name: "the same + from_value", broken: false, way: jsonschema_macro_typed };

/// corvus-json-schema, which has a tree of its own and reuses its memory.
pub(crate) const CORVUS: Row = Row { name: "corvus validate_json", broken: false, way: corvus };

/// boon, which works on `serde_json`'s tree.
pub(crate) const BOON: Row = Row { name: "Value + boon", broken: false, way: boon };

/// All violations of a document that has one at its end.
pub(crate) const ITER_ERRORS: Row =
    Row { name: "Value + iter_errors, broken", broken: true, way: iter_errors };

#[jsonschema::validator(
    path = "../../schemas/slng/call.schema.json",
    validate_formats = true,
    ignore_unknown_formats = true
)]
struct Slng;

#[jsonschema::validator(
    path = "../../schemas/bimpe/call.schema.json",
    validate_formats = true,
    ignore_unknown_formats = true
)]
struct Bimpe;

#[jsonschema::validator(
    path = "../../schemas/zudu/call.schema.json",
    validate_formats = true,
    ignore_unknown_formats = true
)]
struct Zudu;

#[jsonschema::validator(
    path = "../../schemas/langcall/call.schema.json",
    validate_formats = true,
    ignore_unknown_formats = true
)]
struct Langcall;

/// The validators of one kind of document.
struct Validators {
    jsonschema: jsonschema::Validator,
    corvus: corvus_json_schema::Validator,
    boon: (Schemas, SchemaIndex),
}

static VALIDATORS: LazyLock<[Validators; 4]> = LazyLock::new(|| Kind::ALL.map(validators));

fn of(kind: Kind) -> &'static Validators {
    &VALIDATORS[kind.index()]
}

fn validators(kind: Kind) -> Validators {
    let schema: Value = serde_json::from_str(kind.schema()).expect("a schema is JSON");
    let jsonschema = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("jsonschema takes the schema");
    let options = CompileOptions { assert_format: Some(true), ..CompileOptions::default() };
    let corvus = corvus_json_schema::compile_with(&schema, &options).expect("so does corvus");
    let mut compiler = Compiler::new();
    compiler.enable_format_assertions();
    let uri = schema["$id"].as_str().expect("a schema has an $id").to_owned();
    compiler.add_resource(&uri, schema).expect("boon takes the schema");
    let mut schemas = Schemas::new();
    let index = compiler.compile(&uri, &mut schemas).expect("and compiles it");
    Validators { jsonschema, corvus, boon: (schemas, index) }
}

fn parsed(json: &[u8]) -> Option<Value> {
    serde_json::from_slice(json).ok()
}

fn macro_accepts(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::Slng => Slng::is_valid(value),
        Kind::Bimpe => Bimpe::is_valid(value),
        Kind::Zudu => Zudu::is_valid(value),
        Kind::Langcall => Langcall::is_valid(value),
    }
}

fn boon_accepts(kind: Kind, value: &Value) -> bool {
    let (schemas, index) = &of(kind).boon;
    schemas.validate(value, *index).is_ok()
}

fn fits<T: DeserializeOwned>(value: Value) -> bool {
    serde_json::from_value::<T>(value).is_ok()
}

fn jsonschema(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(column, |kind, json| {
            parsed(json).is_some_and(|value| of(kind).jsonschema.is_valid(&value))
        })
    })
}

fn jsonschema_macro(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(column, |kind, json| parsed(json).is_some_and(|value| macro_accepts(kind, &value)))
    })
}

fn jsonschema_macro_typed(column: &Column) -> Way<'_> {
    let read = |kind, value| match kind {
        Kind::Slng => fits::<typed::slng::Call>(value),
        Kind::Bimpe => fits::<typed::bimpe::CallResponse>(value),
        Kind::Zudu => fits::<typed::zudu::CallResponse>(value),
        Kind::Langcall => fits::<typed::langcall::Call>(value),
    };
    Box::new(move || {
        count(column, |kind, json| {
            parsed(json).is_some_and(|value| macro_accepts(kind, &value) && read(kind, value))
        })
    })
}

fn corvus(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(column, |kind, json| {
            std::str::from_utf8(json)
                .is_ok_and(|text| of(kind).corvus.validate_json(text).is_ok_and(|valid| valid))
        })
    })
}

fn boon(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(column, |kind, json| parsed(json).is_some_and(|value| boon_accepts(kind, &value)))
    })
}

fn iter_errors(column: &Column) -> Way<'_> {
    Box::new(|| {
        count(column, |kind, json| {
            parsed(json).is_some_and(|value| of(kind).jsonschema.iter_errors(&value).count() == 0)
        })
    })
}

/// Sees that the other validators think of a column's documents as its part says.
pub(crate) fn check(column: &Column) {
    let valid = column.part != Part::Broken;
    for (kind, json) in &column.documents {
        let value = parsed(json).expect("JSON");
        let name = &column.name;
        assert_eq!(of(*kind).jsonschema.is_valid(&value), valid, "{name}: jsonschema differs");
        assert_eq!(boon_accepts(*kind, &value), valid, "{name}: boon differs");
    }
}
