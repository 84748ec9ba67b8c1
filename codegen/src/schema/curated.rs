//! What lives here: how our own schemas are read: nothing is guessed and nothing is forgiven.

use std::collections::BTreeMap;

use referencing::Draft;
use serde_json::Value;

use super::dialect::Dialect;
use super::{DIALECT, Parsed, Schema, check_meta_schema, vocabulary};
use crate::Options;
use crate::diagnostic::Diagnostics;
use crate::names::is_word;
use crate::source::{Location, SCHEMA_ENDING, Source};

/// A file's path names a document: a provider and a document, each a word.
pub(super) fn check_path(source: &Source, diagnostics: &mut Diagnostics) {
    let name = source.path.strip_suffix(SCHEMA_ENDING).and_then(|name| name.split_once('/'));
    if !name.is_some_and(|(provider, document)| is_word(provider) && is_word(document)) {
        diagnostics.add(
            &Location::root(&source.path),
            "the path does not name a document",
            format!("call the file `<provider>/<document>{SCHEMA_ENDING}`, each a lower-case word, hyphens allowed"),
        );
    }
}

/// The schemas that are in order.
pub(super) fn read(
    parsed: Vec<Parsed<'_>>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Vec<Schema> {
    let read = parsed.into_iter().filter_map(|parsed| read_one(parsed, options, diagnostics));
    let schemas: Vec<Schema> = read.collect();
    check_unique_ids(&schemas, diagnostics);
    schemas
}

fn read_one(
    parsed: Parsed<'_>,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Schema> {
    let root = parsed.root();
    let Parsed { source, value } = parsed;
    if !check_dialect(&root, &value, diagnostics) {
        return None;
    }
    let dialect = Dialect::of(Draft::Draft202012, options.assert_formats);
    vocabulary::check(&root, &value, dialect, diagnostics);
    if !check_meta_schema(&root, &value, dialect.draft, diagnostics) {
        return None;
    }
    Some(Schema {
        path: source.path.clone(),
        text: source.text.clone(),
        uri: identifier(&root, &value, diagnostics)?,
        value,
        dialect,
        is_document: source.is_document,
    })
}

fn check_dialect(root: &Location, value: &Value, diagnostics: &mut Diagnostics) -> bool {
    let dialect = value.get("$schema").and_then(Value::as_str);
    if dialect == Some(DIALECT) {
        return true;
    }
    let problem = match dialect {
        None => "`$schema` is missing".to_owned(),
        Some(other) => format!("the dialect is `{other}`; curated schemas have one dialect"),
    };
    diagnostics.add(
        root,
        problem,
        format!("write `\"$schema\": \"{DIALECT}\"` and fit the schema to it"),
    );
    false
}

fn identifier(root: &Location, value: &Value, diagnostics: &mut Diagnostics) -> Option<String> {
    let uri = value.get("$id").and_then(Value::as_str);
    match uri {
        Some(uri) if uri.ends_with(&format!("/{}", root.file)) && uri.contains("://") => {
            Some(uri.to_owned())
        }
        Some(uri) => {
            let problem = format!("`$id` is `{uri}`, which does not end in the file's path");
            diagnostics.add(
                &root.child("$id"),
                problem,
                format!("let it be absolute and end in `/{}`", root.file),
            );
            None
        }
        None => {
            diagnostics.add(
                root,
                "`$id` is missing",
                format!("add an absolute URI that ends in `/{}`", root.file),
            );
            None
        }
    }
}

fn check_unique_ids(schemas: &[Schema], diagnostics: &mut Diagnostics) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for schema in schemas {
        if let Some(other) = first.insert(&schema.uri, &schema.path) {
            let problem = format!("`$id` is that of `{other}` too");
            diagnostics.add(
                &schema.root().child("$id"),
                problem,
                "give each file a URI of its own",
            );
        }
    }
}
