//! What lives here: how other people's schemas are read: any draft, any path, identified or not. What
//! is ignored is noted, what cannot be honoured is a mistake.

use std::collections::BTreeMap;

use referencing::{Draft, meta};
use serde_json::Value;

use super::dialect::{Dialect, standard_draft};
use super::{Parsed, Schema, check_meta_schema, vocabulary};
use crate::Options;
use crate::diagnostic::Diagnostics;

/// The folder under which the standard's own meta-schemas stand.
const STANDARD: &str = "json-schema.org/";

/// Whether a schema is one of the standard's own, which every folder of schemas may refer to.
pub(super) fn is_standard(schema: &Schema) -> bool {
    schema.path.starts_with(STANDARD)
}

/// The schemas that are in order.
pub(super) fn read(
    parsed: Vec<Parsed<'_>>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Vec<Schema> {
    let dialects: Vec<Result<Dialect, String>> =
        parsed.iter().map(|one| dialect(one, &parsed, options)).collect();
    let standard = parsed.iter().any(|one| refers_to_standard(&one.value));
    let mut schemas: Vec<Schema> = parsed
        .into_iter()
        .zip(dialects)
        .filter_map(|(one, dialect)| read_one(one, dialect, options, diagnostics))
        .collect();
    if standard {
        schemas.extend(meta_schemas(options));
    }
    schemas
}

fn read_one(
    parsed: Parsed<'_>,
    dialect: Result<Dialect, String>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let root = parsed.root();
    let Parsed { source, value } = parsed;
    let dialect = match dialect {
        Ok(dialect) => dialect,
        // Nobody may ever refer to it.
        Err(_) if !source.is_document => Dialect::of(options.draft, options.assert_formats),
        Err(problem) => {
            let remedy = "name a draft from 4 to 2020-12, or add the meta-schema to the schemas";
            diagnostics.add(&root.child("$schema"), problem, remedy);
            return None;
        }
    };
    if source.is_document {
        if !value.is_object() && !value.is_boolean() {
            diagnostics.add(
                &root,
                "not a schema: neither an object nor a boolean",
                "remove the file",
            );
            return None;
        }
        if !check_meta_schema(&root, &value, dialect.draft, diagnostics) {
            return None;
        }
        vocabulary::note(&root, &value, dialect, diagnostics);
    }
    Some(Schema {
        path: source.path.clone(),
        text: source.text.clone(),
        uri: source.uri.clone().unwrap_or_else(|| uri_of_path(&source.path)),
        value,
        dialect,
        is_document: source.is_document,
    })
}

/// The dialect of a schema: that of its `$schema`, which is a draft's or that of another source.
fn dialect(parsed: &Parsed<'_>, all: &[Parsed<'_>], options: &Options) -> Result<Dialect, String> {
    let plain = |draft| Dialect::of(draft, options.assert_formats);
    let mut schema = &parsed.value;
    let mut vocabularies = None;
    // A meta-schema may have a meta-schema of its own; more steps than schemas are a circle.
    for _ in 0..=all.len() {
        let Some(uri) = schema.get("$schema").and_then(Value::as_str) else {
            return Ok(plain(options.draft));
        };
        if let Some(draft) = standard_draft(uri) {
            return match vocabularies {
                None => Ok(plain(draft)),
                Some(vocabularies) => plain(draft)
                    .with_vocabularies(vocabularies)
                    .map_err(|uri| format!("the vocabulary `{uri}` is required and not known")),
            };
        }
        let found = all.iter().find(|one| is_found_at(one, uri));
        let found = found.ok_or_else(|| format!("the meta-schema `{uri}` is not known"))?;
        vocabularies = vocabularies.or_else(|| found.value.get("$vocabulary"));
        schema = &found.value;
    }
    Err("the meta-schema is described by itself alone".to_owned())
}

fn is_found_at(parsed: &Parsed<'_>, uri: &str) -> bool {
    let uri = uri.trim_end_matches('#');
    let id = parsed.value.get("$id").and_then(Value::as_str);
    parsed.source.uri.as_deref() == Some(uri) || id.map(|id| id.trim_end_matches('#')) == Some(uri)
}

/// Where a file without another address is found, so that files can name one another by path.
fn uri_of_path(path: &str) -> String {
    let path = path.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    });
    format!("json-schema:///{}", path.collect::<String>())
}

/// Whether some `$ref` names one of the standard's own schemas.
fn refers_to_standard(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| match value.as_str() {
            Some(uri) => name == "$ref" && uri.contains("//json-schema.org/"),
            None => refers_to_standard(value),
        }),
        Value::Array(items) => items.iter().any(refers_to_standard),
        _ => false,
    }
}

/// The standard's own schemas, to be referred to.
fn meta_schemas(options: &Options) -> Vec<Schema> {
    let all: [(Draft, &[&Value]); 5] = [
        (Draft::Draft4, &[&meta::DRAFT4]),
        (Draft::Draft6, &[&meta::DRAFT6]),
        (Draft::Draft7, &[&meta::DRAFT7]),
        (
            Draft::Draft201909,
            &[
                &meta::DRAFT201909,
                &meta::DRAFT201909_APPLICATOR,
                &meta::DRAFT201909_CONTENT,
                &meta::DRAFT201909_CORE,
                &meta::DRAFT201909_FORMAT,
                &meta::DRAFT201909_META_DATA,
                &meta::DRAFT201909_VALIDATION,
            ],
        ),
        (
            Draft::Draft202012,
            &[
                &meta::DRAFT202012,
                &meta::DRAFT202012_CORE,
                &meta::DRAFT202012_APPLICATOR,
                &meta::DRAFT202012_UNEVALUATED,
                &meta::DRAFT202012_VALIDATION,
                &meta::DRAFT202012_META_DATA,
                &meta::DRAFT202012_FORMAT_ANNOTATION,
                &meta::DRAFT202012_CONTENT,
            ],
        ),
    ];
    let mut schemas = BTreeMap::new();
    for (draft, values) in all {
        for value in values {
            let id = value.get(draft.id_keyword()).and_then(Value::as_str).unwrap_or_default();
            let uri = id.trim_end_matches('#').to_owned();
            let path = uri.split_once("://").map_or(uri.as_str(), |(_, path)| path).to_owned();
            let schema = Schema {
                path: path.clone(),
                text: value.to_string(),
                uri,
                value: (*value).clone(),
                dialect: Dialect::of(draft, options.assert_formats),
                is_document: false,
            };
            schemas.insert(path, schema);
        }
    }
    schemas.into_values().collect()
}
