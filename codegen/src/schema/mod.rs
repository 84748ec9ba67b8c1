//! What lives here: the first stage. Texts become schemas: JSON, of a known dialect, accepted by its
//! meta-schema, using keywords that the later stages know.

mod keyword;
mod unique;
mod vocabulary;

pub(crate) use keyword::{subschemas, types};
pub(crate) use vocabulary::{IntegerFormat, TextFormat};

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::names::is_word;
use crate::source::{Location, SCHEMA_ENDING, Source};

/// The dialect that schemas are written in.
pub(crate) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A schema file, read and found to be in order.
#[derive(Debug)]
pub(crate) struct Schema {
    /// Its path, as its source gave it.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// Its `$id`.
    pub(crate) uri: String,
    /// Its content.
    pub(crate) value: Value,
}

impl Schema {
    /// The place of the whole file.
    pub(crate) fn root(&self) -> Location {
        Location::root(&self.path)
    }
}

/// Reads all sources. None where a file cannot be read as a schema at all: what refers to it would be
/// blamed for nothing.
pub(crate) fn parse(sources: &[Source], diagnostics: &mut Diagnostics) -> Option<Vec<Schema>> {
    let mut sources: Vec<&Source> = sources.iter().collect();
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    let schemas: Vec<Schema> =
        sources.iter().filter_map(|source| parse_one(source, diagnostics)).collect();
    check_unique_ids(&schemas, diagnostics);
    (schemas.len() == sources.len()).then_some(schemas)
}

fn parse_one(source: &Source, diagnostics: &mut Diagnostics) -> Option<Schema> {
    let root = Location::root(&source.path);
    let name = source.path.strip_suffix(SCHEMA_ENDING).and_then(|name| name.split_once('/'));
    if !name.is_some_and(|(provider, document)| is_word(provider) && is_word(document)) {
        diagnostics.add(
            &root,
            "the path does not name a document",
            format!("call the file `<provider>/<document>{SCHEMA_ENDING}`, each a lower-case word, hyphens allowed"),
        );
    }
    let value = match unique::parse(&source.text) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.add(&root, format!("not JSON: {error}"), "mend the file at that place");
            return None;
        }
    };
    if !check_dialect(&root, &value, diagnostics) {
        return None;
    }
    vocabulary::check(&root, &value, diagnostics);
    if !check_meta_schema(&root, &value, diagnostics) {
        return None;
    }
    let uri = identifier(&root, &value, diagnostics)?;
    Some(Schema { path: source.path.clone(), text: source.text.clone(), uri, value })
}

fn check_dialect(root: &Location, value: &Value, diagnostics: &mut Diagnostics) -> bool {
    let dialect = value.get("$schema").and_then(Value::as_str);
    if dialect == Some(DIALECT) {
        return true;
    }
    let problem = match dialect {
        None => "`$schema` is missing".to_owned(),
        Some(other) => format!("the dialect `{other}` is not handled yet"),
    };
    diagnostics.add(
        root,
        problem,
        format!("write `\"$schema\": \"{DIALECT}\"` and fit the schema to it"),
    );
    false
}

fn check_meta_schema(root: &Location, value: &Value, diagnostics: &mut Diagnostics) -> bool {
    let mut accepted = true;
    for error in jsonschema::draft202012::meta::validator().iter_errors(value) {
        accepted = false;
        let place = Location { pointer: error.instance_path().to_string(), ..root.clone() };
        diagnostics.add(
            &place,
            format!("the meta-schema rejects this: {error}"),
            "write it as JSON Schema 2020-12 asks",
        );
    }
    accepted
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
