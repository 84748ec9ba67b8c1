//! What lives here: what goes in and what comes out: texts with paths, and places in them.

use std::fmt;
use std::sync::Arc;

/// A schema file's text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Source {
    /// Its path under the folder of schemas, with `/` between the parts: `slng/call.schema.json`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Where the schema is known to be found: references can name it so, and where it has no `$id` of its
    /// own, its relative references start from there. None for its path, as files beside one another.
    pub uri: Option<String>,
    /// Whether it describes a document. Others only hold what documents refer to; of them, what is
    /// referred to is generated and no more.
    pub is_document: bool,
    /// Whether it is no schema but an OpenAPI description, whose operations become endpoints.
    pub is_description: bool,
}

impl Source {
    /// The schema of a document.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            uri: None,
            is_document: true,
            is_description: false,
        }
    }

    /// A schema that documents refer to.
    pub fn library(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { is_document: false, ..Self::new(path, text) }
    }

    /// An OpenAPI 3.1 description of requests that the documents of its folder answer. What is made of it is
    /// for the feature `http` of the crate that holds it, and needs that of `callschema-runtime`.
    pub fn description(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { is_document: false, is_description: true, ..Self::new(path, text) }
    }

    /// The same, known to be found at a URI.
    #[must_use]
    pub fn found_at(self, uri: impl Into<String>) -> Self {
        Self { uri: Some(uri.into()), ..self }
    }
}

/// A file to write.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct File {
    /// Its path under the folder of generated files, with `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The ending of a schema file.
pub const SCHEMA_ENDING: &str = ".schema.json";

/// The name of a provider's OpenAPI description.
pub const DESCRIPTION_NAME: &str = "openapi.json";

/// A place in a schema file.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Location {
    /// The file's path, as its source gave it.
    pub(crate) file: Arc<str>,
    /// The JSON Pointer of the place.
    pub(crate) pointer: String,
}

impl Location {
    /// The whole file.
    pub(crate) fn root(file: &str) -> Self {
        Self { file: file.into(), pointer: String::new() }
    }

    /// The place one step further in.
    pub(crate) fn child(&self, step: &str) -> Self {
        let step = step.replace('~', "~0").replace('/', "~1");
        Self { file: self.file.clone(), pointer: format!("{}/{step}", self.pointer) }
    }

    /// The place two steps further in, as `properties` and a name.
    pub(crate) fn grandchild(&self, step: &str, next: impl fmt::Display) -> Self {
        self.child(step).child(&next.to_string())
    }

    /// The place one step further out.
    pub(crate) fn around(&self) -> Option<Self> {
        let (pointer, _) = self.pointer.rsplit_once('/')?;
        Some(Self { file: self.file.clone(), pointer: pointer.to_owned() })
    }

    /// The unescaped steps from the root to here.
    pub(crate) fn steps(&self) -> Vec<String> {
        let unescape = |step: &str| step.replace("~1", "/").replace("~0", "~");
        self.pointer.split('/').skip(1).map(unescape).collect()
    }

    /// The schema around this one that describes the same value, if this is a branch or a condition.
    pub(crate) fn around_in_place(&self) -> Option<Self> {
        let steps = self.steps();
        let length = match &steps[..] {
            [.., keyword, _]
                if matches!(keyword.as_str(), "allOf" | "anyOf" | "oneOf" | "dependentSchemas") =>
            {
                2
            }
            [.., keyword] if matches!(keyword.as_str(), "if" | "then" | "else" | "not") => 1,
            _ => return None,
        };
        let root = Self { file: self.file.clone(), pointer: String::new() };
        Some(steps[..steps.len() - length].iter().fold(root, |place, step| place.child(step)))
    }

    /// The name of the document that the file describes: its path without the ending.
    pub(crate) fn document(&self) -> &str {
        document_name(&self.file)
    }
}

/// The name of the document that a schema file describes: its path without the ending.
pub(crate) fn document_name(path: &str) -> &str {
    let plain = path.strip_suffix(SCHEMA_ENDING).or_else(|| path.strip_suffix(".json"));
    plain.unwrap_or(path)
}
