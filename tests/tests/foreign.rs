//! Other people's schemas: any draft, any path, any name. The crate that `cases/foreign/schemas` make is
//! compiled here and asked about `cases/foreign/instances`, one a line; the `jsonschema` crate is asked
//! the same. `codegen_keywords` keeps that code up to date.

use std::fs;
use std::path::{Path, PathBuf};

use callschema_runtime::{DocumentInfo, RawJson};
use serde_json::Value;

#[path = "../cases/foreign/gen/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, unreachable_pub, clippy::all, clippy::pedantic, reason = "names and sizes as strangers choose them")]
mod r#gen;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/foreign")
}

/// The schema files, by the URI under which they know one another.
fn registry() -> jsonschema::Registry<'static> {
    let sources = callschema_tests::sources::json_files(&folder().join("schemas"));
    let schemas = sources.into_iter().map(|source| {
        let schema: Value = serde_json::from_str(&source.text).expect("JSON");
        let draft = jsonschema::Draft::default().detect(&schema);
        (format!("json-schema:///{}", source.path), draft.create_resource(schema))
    });
    jsonschema::Registry::new()
        .extend(schemas)
        .and_then(jsonschema::RegistryBuilder::prepare)
        .expect("a registry")
}

/// What the oracle says of the instances of a document.
fn oracle<'a>(
    document: &DocumentInfo,
    registry: &'a jsonschema::Registry<'a>,
) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(document.schema()).expect("JSON");
    let path = ["schema.json", "json"]
        .map(|ending| format!("{}.{ending}", document.name()))
        .into_iter()
        .find(|path| folder().join("schemas").join(path).is_file())
        .expect("the document's schema file");
    jsonschema::options()
        .with_draft(jsonschema::Draft::default().detect(&schema))
        .with_registry(registry)
        .with_base_uri(format!("json-schema:///{path}"))
        .should_validate_formats(false)
        .build(&schema)
        .expect("a schema")
}

#[test]
fn every_instance_gets_the_verdict_of_the_oracle_and_is_read_and_written_back() {
    let registry = registry();
    assert_eq!((r#gen::DOCUMENTS.len(), r#gen::REWRITES.len()), (13, 13));
    for (document, (name, rewrite)) in r#gen::DOCUMENTS.iter().zip(r#gen::REWRITES) {
        assert_eq!(document.name(), *name);
        let oracle = oracle(document, &registry);
        let path = folder().join(format!("instances/{}.ndjson", document.name()));
        let lines =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for line in lines.lines() {
            let instance: Value = serde_json::from_str(line).expect("JSON");
            let verdict = document.validate(line.as_bytes());
            assert_eq!(document.is_valid(line.as_bytes()), verdict.is_ok(), "{line}");
            assert_eq!(
                verdict.is_ok(),
                oracle.is_valid(&instance),
                "{} {line}: {verdict:?}",
                document.name()
            );
            let written = rewrite(line.as_bytes());
            assert_eq!(written.is_ok(), verdict.is_ok(), "{line}: {written:?}");
            if let Ok(written) = written {
                let written = String::from_utf8(written).expect("UTF-8");
                let raw = |json| RawJson::parse(json).expect("JSON");
                assert!(raw(line).is_same_value(&raw(&written)), "{line} came back as {written}");
            }
        }
    }
}
