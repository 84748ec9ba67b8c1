//! What lives here: the schemas as JSON: `callschema documents`, `callschema schema`, and where a
//! reference leads.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::LazyLock;

use callschema::DocumentInfo;
use serde_json::{Map, Value};

/// Every schema, in order of the documents' names.
static SCHEMAS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let schemas = callschema::documents().iter().map(DocumentInfo::schema);
    schemas.map(|text| serde_json::from_str(text).unwrap_or_default()).collect()
});

/// The schema of a document.
pub(crate) fn of(document: &DocumentInfo) -> &'static Value {
    let place = callschema::documents().iter().position(|known| known.name() == document.name());
    place.map_or(&Value::Null, |place| &SCHEMAS[place])
}

/// The schema resource and the schema in it that a reference names, from a place in a resource.
pub(crate) fn follow(
    resource: &'static Value,
    reference: &str,
) -> Option<(&'static Value, &'static Value)> {
    let (uri, pointer) = reference.split_once('#').unwrap_or((reference, ""));
    let resource = if uri.is_empty() { resource } else { named(resource, uri)? };
    Some((resource, resource.pointer(pointer)?))
}

/// The schema of another document, by its URI or by its path beside this one.
fn named(resource: &Value, uri: &str) -> Option<&'static Value> {
    let base = resource["$id"].as_str()?;
    let around = base.rsplit_once('/').map_or("", |(around, _)| around);
    let beside = format!("{around}/{uri}");
    SCHEMAS.iter().find(|schema| schema["$id"].as_str().is_some_and(|id| id == uri || id == beside))
}

/// Lists the documents.
///
/// # Errors
/// Where nothing can be written.
pub(crate) fn list() -> io::Result<()> {
    let documents = callschema::documents();
    let width = documents.iter().map(|document| document.name().len()).max().unwrap_or(0);
    let mut out = io::stdout().lock();
    for document in documents {
        let description = of(document)["description"].as_str().unwrap_or_default();
        let sentence = description.split_once(". ").map_or(description, |(first, _)| first);
        writeln!(out, "{:width$}  {}", document.name(), sentence.trim_end_matches('.'))?;
    }
    Ok(())
}

/// Prints a document's schema. What it refers to in other files comes along under `$defs`, each with its
/// own `$id`: a compound schema document of draft 2020-12, in which references stay as they are.
///
/// # Errors
/// Where nothing can be written.
pub(crate) fn print(document: &DocumentInfo) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let schema = of(document);
    let others = others(schema);
    if others.is_empty() {
        return out.write_all(document.schema().as_bytes());
    }
    let mut bundled = schema.clone();
    if let Some(members) = bundled.as_object_mut() {
        let definitions = members.entry("$defs").or_insert_with(|| Value::Object(Map::new()));
        for (id, other) in others {
            definitions[id] = other.clone();
        }
    }
    serde_json::to_writer_pretty(&mut out, &bundled)?;
    writeln!(out)
}

/// The other schemas that one refers to, itself or through others, by their `$id`.
fn others(schema: &'static Value) -> Vec<(&'static str, &'static Value)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::from([schema["$id"].as_str().unwrap_or_default()]);
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        for reference in references(schema) {
            let Some((other, _)) = follow(schema, reference) else { continue };
            let id = other["$id"].as_str().unwrap_or_default();
            if seen.insert(id) {
                found.push((id, other));
                waiting.push(other);
            }
        }
    }
    found
}

/// Every `$ref` in a schema.
fn references(value: &'static Value) -> Vec<&'static str> {
    match value {
        Value::Object(members) => {
            let own = members.get("$ref").and_then(Value::as_str);
            own.into_iter().chain(members.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}
