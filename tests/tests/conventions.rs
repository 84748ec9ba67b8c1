//! The schemas and OpenAPI files keep to what schemas/README.md says. The generator refuses what it
//! cannot honour; this is about what only a reader would miss.

use std::fs;
use std::path::{Path, PathBuf};

use callschema_tests::sources::sources;
use serde_json::Value;

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")
}

/// Every object in a schema file, with its pointer.
fn objects<'a>(pointer: &str, value: &'a Value, found: &mut Vec<(String, &'a Value)>) {
    match value {
        Value::Object(members) => {
            found.push((pointer.to_owned(), value));
            for (name, inner) in members.iter().filter(|(name, _)| *name != "examples") {
                objects(&format!("{pointer}/{name}"), inner, found);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                objects(&format!("{pointer}/{index}"), inner, found);
            }
        }
        _ => {}
    }
}

/// What a schema object lacks. Each is told as `what is missing; what to do`.
fn gaps(pointer: &str, schema: &Value) -> Vec<String> {
    let mut gaps = Vec::new();
    let has = |keyword: &str| schema.get(keyword).is_some();
    // A condition looks at members that are described elsewhere.
    let is_condition = pointer.split('/').any(|step| matches!(step, "if" | "then" | "else"));
    let is_member = pointer.rsplit('/').nth(1) == Some("properties") && !is_condition;
    let is_type = pointer.rsplit('/').nth(1) == Some("$defs");
    if (is_member || is_type) && !has("description") {
        gaps.push("no `description`; say what it means, and when it is null or absent".to_owned());
    }
    if schema.get("type").is_some_and(|kind| kind.to_string().contains("integer")) && !has("format")
    {
        gaps.push("an integer without `format`; add int32 or int64".to_owned());
    }
    let listed = schema.get("enum").or(schema.get("x-extensible-enum")).and_then(Value::as_array);
    for value in listed.into_iter().flatten().filter_map(Value::as_str) {
        if schema.pointer(&format!("/x-enum-descriptions/{value}")).is_none() {
            gaps.push(format!("`{value}` is not described; add it to `x-enum-descriptions`"));
        }
    }
    if pointer.is_empty() {
        let missing = ["title", "description", "examples", "$comment"]
            .into_iter()
            .filter(|keyword| !has(keyword));
        gaps.extend(
            missing.map(|keyword| format!("no `{keyword}`; schemas/README.md says what it is for")),
        );
    }
    gaps
}

#[test]
fn schemas_say_what_their_readers_need() {
    let mut found = Vec::new();
    for source in sources(&schemas()).into_iter().filter(|source| !source.is_description) {
        let value: Value = serde_json::from_str(&source.text).expect("JSON");
        let mut schemas = Vec::new();
        objects("", &value, &mut schemas);
        for (pointer, schema) in schemas {
            found.extend(
                gaps(&pointer, schema)
                    .into_iter()
                    .map(|gap| format!("schemas/{}#{pointer}: {gap}", source.path)),
            );
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// The OpenAPI file of each provider.
fn descriptions() -> Vec<(PathBuf, Value)> {
    let folders =
        fs::read_dir(schemas()).expect("the schemas").map(|entry| entry.expect("an entry").path());
    let providers = folders.filter(|path| path.is_dir());
    let description = |folder: PathBuf| {
        let path = folder.join("openapi.json");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!(
                "{}: {error}; every provider has such a file, see schemas/README.md",
                path.display()
            )
        });
        let value = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        (path, value)
    };
    providers.map(description).collect()
}

#[test]
fn every_provider_has_an_openapi_file_whose_references_lead_somewhere() {
    let descriptions = descriptions();
    assert!(descriptions.len() >= 4, "only {} providers were found", descriptions.len());
    for (path, description) in descriptions {
        assert_eq!(description["openapi"], "3.1.0", "{}", path.display());
        let mut parts = Vec::new();
        objects("", &description, &mut parts);
        let references =
            parts.iter().filter_map(|(pointer, part)| Some((pointer, part.get("$ref")?.as_str()?)));
        let mut to_schemas = 0;
        for (pointer, reference) in references {
            let (file, inside) = reference.split_once('#').unwrap_or((reference, ""));
            let leads = match file {
                "" => description.pointer(inside).is_some(),
                file => fs::read_to_string(path.with_file_name(file)).is_ok_and(|text| {
                    let schema: Value = serde_json::from_str(&text).expect("JSON");
                    schema.pointer(inside).is_some()
                }),
            };
            to_schemas += usize::from(!reference.starts_with('#'));
            assert!(leads, "{}#{pointer}: `{reference}` leads nowhere; correct it", path.display());
        }
        assert!(to_schemas > 0, "{} refers to no schema", path.display());
    }
}

#[test]
fn slngs_identifiers_are_uuids_and_zudu_wants_both_keys() {
    let description = |provider: &str| {
        let text = fs::read_to_string(schemas().join(provider).join("openapi.json"))
            .expect("an OpenAPI file");
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let slng = description("slng");
    let mut parts = Vec::new();
    objects("", &slng, &mut parts);
    let parameters: Vec<_> =
        parts.iter().filter(|(_, part)| part.get("in") == Some(&"path".into())).collect();
    assert_eq!(parameters.len(), 2);
    for (pointer, parameter) in parameters {
        assert_eq!(parameter["schema"]["format"], "uuid", "{pointer}");
    }
    let zudu = description("zudu");
    let security = &zudu["security"];
    let both = security
        .as_array()
        .is_some_and(|all| all.iter().all(|one| one.as_object().is_some_and(|one| one.len() == 2)));
    assert!(both, "{security}");
}
