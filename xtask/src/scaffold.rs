//! What lives here: `cargo xtask new`: a draft schema and its first accept sample, from a payload.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use callschema_codegen::{SCHEMA_ENDING, draft_schema, is_word};

use crate::{Outcome, Workspace, tree};

/// Drafts the schema of a document from a sample, and keeps the sample.
///
/// # Errors
/// Where the name is not that of a document, the sample is not JSON, or one of the files exists.
pub fn scaffold(workspace: &Workspace, name: &str, sample: &Path) -> Result<Outcome> {
    let (provider, document) = parts(name)?;
    let bytes = fs::read(sample).with_context(|| format!("cannot read {}", sample.display()))?;
    let value = serde_json::from_slice(&bytes)
        .with_context(|| format!("{} is not JSON", sample.display()))?;
    let case =
        sample.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let case = if is_word(&case) { case } else { "sample".to_owned() };

    let schema_path = workspace.schemas().join(provider).join(format!("{document}{SCHEMA_ENDING}"));
    let sample_path = workspace.payloads().join(name).join("accept").join(format!("{case}.json"));
    for path in [&schema_path, &sample_path] {
        if path.exists() {
            bail!("{} exists; edit it, or delete it first", path.display());
        }
    }
    tree::write(&schema_path, draft_schema(provider, document, &value).as_bytes())?;
    tree::write(&sample_path, &bytes)?;
    let told = vec![
        format!("created schemas/{name}{SCHEMA_ENDING}"),
        format!("created tests/payloads/{name}/accept/{case}.json"),
        "next: say in the schema what the sample cannot (schemas/README.md), then".to_owned(),
        "      cargo xtask generate && cargo test".to_owned(),
    ];
    Ok(Outcome::good(told))
}

/// The provider and the document of a name.
fn parts(name: &str) -> Result<(&str, &str)> {
    match name.split_once('/') {
        Some((provider, document)) if is_word(provider) && is_word(document) => {
            Ok((provider, document))
        }
        _ => bail!(
            "`{name}` is not `provider/document`: two lower-case words, hyphens allowed, as in `acme/call-list`"
        ),
    }
}
