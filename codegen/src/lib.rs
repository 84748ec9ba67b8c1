//! Turns JSON Schemas into Rust: types, and a validator that works straight on bytes.
//!
//! A pure function: sources in; files or diagnostics out. Nothing is read or written here.
//!
//! ```
//! use callschema_codegen::{Options, Source, generate};
//!
//! let schema = r#"{
//!     "$schema": "https://json-schema.org/draft/2020-12/schema",
//!     "$id": "https://example.com/acme/ping.schema.json",
//!     "title": "Ping",
//!     "description": "A sign of life.",
//!     "type": "object",
//!     "required": ["at"],
//!     "properties": {"at": {"description": "When.", "type": "string", "format": "date-time"}}
//! }"#;
//! let source = Source { path: "acme/ping.schema.json".into(), text: schema.into() };
//! let output = generate(&[source], &Options::default()).expect("the schema is in order");
//! let page = output.files.iter().find(|file| file.path == "acme/ping.rs").unwrap();
//! assert!(page.text.contains("pub at: DateTime,"));
//! ```
//!
//! Read top to bottom, [`generate`] is the table of contents: `schema`, `resolve`, `ir`, `emit`,
//! `layout`, each a room with one type at each door.

mod diagnostic;
mod draft;
mod emit;
mod ir;
mod layout;
mod names;
mod pattern;
mod resolve;
mod schema;
mod source;

use diagnostic::Diagnostics;

pub use diagnostic::Diagnostic;
pub use draft::draft_schema;
pub use names::is_word;
pub use source::{File, SCHEMA_ENDING, Source};

/// What the generated files say about themselves.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The command that makes the files.
    pub command: String,
    /// The folder that holds the schemas, as their reader knows it.
    pub schemas: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { command: "cargo xtask generate".to_owned(), schemas: "schemas".to_owned() }
    }
}

/// What came out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Output {
    /// The files, in order of their paths.
    pub files: Vec<File>,
    /// The type declarations that typify printed, each as `slng/call.rs: Call`.
    pub through_typify: Vec<String>,
}

/// Generates the code for these schemas. The same sources give the same bytes.
///
/// # Errors
/// Every mistake that was found in them, in order of place. A mistake that bars the way (a file that is
/// not JSON, a circle of references) can hide others behind it.
pub fn generate(sources: &[Source], options: &Options) -> Result<Output, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let schemas = schema::parse(sources, &mut diagnostics);
    let resolved = schemas.and_then(|schemas| resolve::resolve(schemas, &mut diagnostics));
    let model = resolved.map(|resolved| ir::lower(&resolved, &mut diagnostics));
    let model = diagnostics.unless_any(model)?.unwrap_or_default();
    let layout =
        layout::Layout { command: options.command.clone(), schemas: options.schemas.clone() };
    let emitted = emit::emit(&model, &layout, &mut diagnostics);
    let emit::Emitted { files, through_typify } = diagnostics.unless_any(emitted)?;
    Ok(Output { files, through_typify })
}
