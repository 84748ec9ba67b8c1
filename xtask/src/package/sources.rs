//! What lives here: the schemas of somebody else's folder.

use std::path::Path;

use anyhow::{Context, Result, bail};
use callschema_codegen::Source;
use serde_json::Value;

use crate::tree;

/// Reads every file that ends in `.json`, at any depth; what begins with a dot is passed over.
///
/// # Errors
/// Where the folder is not there or has no such file, a file cannot be read, or holds JSON that can be
/// no schema. What is not JSON at all is left to the generator, which says where.
pub(crate) fn read(folder: &Path) -> Result<Vec<Source>> {
    if !folder.is_dir() {
        bail!("there is no folder {}", folder.display());
    }
    let files = tree::read(folder)?;
    let schemas = files.into_iter().filter(|(path, _)| {
        let json = Path::new(path).extension().is_some_and(|ending| ending == "json");
        json && !path.split('/').any(|part| part.starts_with('.'))
    });
    let sources: Vec<Source> =
        schemas.map(|(path, bytes)| source(folder, path, bytes)).collect::<Result<_>>()?;
    if sources.is_empty() {
        bail!("there is no schema: no file under {} ends in `.json`", folder.display());
    }
    Ok(sources)
}

fn source(folder: &Path, path: String, bytes: Vec<u8>) -> Result<Source> {
    let place = || folder.join(&path).display().to_string();
    let text = String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", place()))?;
    let kind = match serde_json::from_str(&text) {
        Ok(Value::Null) => "null",
        Ok(Value::Number(_)) => "a number",
        Ok(Value::String(_)) => "a string",
        Ok(Value::Array(_)) => "an array",
        _ => return Ok(Source::new(path, text)),
    };
    bail!(
        "{} is JSON but no schema: it holds {kind}, and a schema is an object, `true` or `false`; \
         keep it in another folder",
        place()
    );
}
