//! What lives here: the dialect that a schema is written in: a draft of the standard and the
//! vocabularies that are in force.

use referencing::Draft;
use serde_json::Value;

/// A group of keywords that a meta-schema can leave out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Vocabulary {
    /// Never left out.
    Core,
    Applicator,
    Unevaluated,
    Validation,
    /// What only tells: leaving it out changes nothing.
    Annotation,
}

/// A draft, and which of its rules are in force.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "a set, one member for each vocabulary")]
pub(crate) struct Dialect {
    pub(crate) draft: Draft,
    applies: bool,
    validates: bool,
    minds_unevaluated: bool,
    /// Whether `format` is a rule.
    pub(crate) asserts_formats: bool,
}

impl Dialect {
    /// A draft with all that it has.
    pub(crate) fn of(draft: Draft, asserts_formats: bool) -> Self {
        Self { draft, applies: true, validates: true, minds_unevaluated: true, asserts_formats }
    }

    /// The dialect whose meta-schema has this `$vocabulary`.
    ///
    /// # Errors
    /// A vocabulary that is required and that nobody here knows.
    pub(super) fn with_vocabularies(self, vocabularies: &Value) -> Result<Self, String> {
        let mut dialect = Self {
            applies: false,
            validates: false,
            minds_unevaluated: false,
            asserts_formats: self.asserts_formats,
            ..self
        };
        for (uri, required) in vocabularies.as_object().into_iter().flatten() {
            let known = uri
                .strip_prefix("https://json-schema.org/draft/2020-12/vocab/")
                .or_else(|| uri.strip_prefix("https://json-schema.org/draft/2019-09/vocab/"));
            match known {
                Some("applicator") => {
                    dialect.applies = true;
                    // Before 2020-12 both were one vocabulary.
                    dialect.minds_unevaluated |= self.draft == Draft::Draft201909;
                }
                Some("unevaluated") => dialect.minds_unevaluated = true,
                Some("validation") => dialect.validates = true,
                Some("format-assertion") => dialect.asserts_formats = true,
                Some("core" | "meta-data" | "format" | "format-annotation" | "content") => {}
                _ if *required == Value::Bool(true) => return Err(uri.clone()),
                _ => {}
            }
        }
        Ok(dialect)
    }

    /// The same, with another's vocabularies where both are of one draft.
    pub(crate) fn keeping(self, other: Self) -> Self {
        if self.draft == other.draft { other } else { self }
    }

    /// Whether a vocabulary is in force.
    pub(super) fn has(self, vocabulary: Vocabulary) -> bool {
        match vocabulary {
            Vocabulary::Core | Vocabulary::Annotation => true,
            Vocabulary::Applicator => self.applies,
            Vocabulary::Unevaluated => self.minds_unevaluated,
            Vocabulary::Validation => self.validates,
        }
    }
}

/// The draft that a `$schema` names, if it is one of the standard's.
pub(super) fn standard_draft(uri: &str) -> Option<Draft> {
    Some(Draft::from_schema_uri(uri)).filter(|draft| *draft != Draft::Unknown)
}
