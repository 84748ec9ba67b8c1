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
//! let source = Source::new("acme/ping.schema.json", schema);
//! let output = generate(&[source], &Options::default()).expect("the schema is in order");
//! let page = output.files.iter().find(|file| file.path == "acme/ping.rs").unwrap();
//! assert!(page.text.contains("pub at: DateTime,"));
//! ```
//!
//! The files may be written under a crate's `src/` and committed, or by a build.rs under its `OUT_DIR`:
//! there `include!(concat!(env!("OUT_DIR"), "/mod.rs"))` takes them all in, in the module that
//! [`Options::module`] names.
//!
//! Read top to bottom, [`generate`] is the table of contents: `schema`, `openapi`, `resolve`, `ir`,
//! `emit`, `layout`, each a room with one type at each door.

mod diagnostic;
mod draft;
mod emit;
mod ir;
mod layout;
mod names;
mod openapi;
mod pattern;
mod resolve;
mod schema;
mod source;
mod stack;

use std::time::{Duration, Instant};

use diagnostic::Diagnostics;

pub use diagnostic::Diagnostic;
pub use draft::draft_schema;
pub use names::is_word;
pub use referencing::Draft;
pub use source::{DESCRIPTION_NAME, File, SCHEMA_ENDING, Source};

/// How the schemas are taken, and what is made of them.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The command that makes the files, for their heads.
    pub command: String,
    /// The folder that holds the schemas, as their reader knows it.
    pub schemas: String,
    /// The module that will hold the generated modules: `crate`, or a path from there.
    pub module: String,
    /// How much is forgiven.
    pub temper: Temper,
    /// What is made.
    pub parts: Parts,
    /// Whether `format` is a rule. Where not, it only tells about a value, unless the schema's own
    /// vocabulary says that it is one.
    pub assert_formats: bool,
    /// The draft of a schema that does not say which it is written in.
    pub draft: Draft,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            command: "cargo xtask generate".to_owned(),
            schemas: "schemas".to_owned(),
            module: "crate".to_owned(),
            temper: Temper::Curated,
            parts: Parts::All,
            assert_formats: true,
            draft: Draft::Draft202012,
        }
    }
}

impl Options {
    /// For other people's schemas: they are taken as they are, and `format` is an annotation.
    pub fn foreign() -> Self {
        Self { temper: Temper::Foreign, assert_formats: false, ..Self::default() }
    }
}

/// How much is forgiven.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Temper {
    /// Our own schemas: an unknown keyword or format, a name that clashes, a rule that can never apply
    /// are mistakes.
    Curated,
    /// Other people's schemas: those are notes, and names that clash are numbered.
    Foreign,
}

/// What is made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Parts {
    /// Types, and validators for them.
    All,
    /// Validators alone.
    Validators,
    /// Types alone.
    Types,
}

/// What came out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Output {
    /// The files, in order of their paths.
    pub files: Vec<File>,
    /// What the schemas' author may want to know: what was ignored, and what has no type of its own.
    pub notes: Vec<Diagnostic>,
    /// The keywords that cost a second reading of a value, and why.
    pub second_readings: Vec<Diagnostic>,
    /// The features of `callschema-runtime` that the files need.
    pub runtime_features: Vec<&'static str>,
    /// The type declarations that typify printed, each as `slng/call.rs: Call`.
    pub through_typify: Vec<String>,
    /// How long each stage took.
    pub timings: Vec<(&'static str, Duration)>,
}

/// Generates the code for these schemas. The same sources give the same bytes.
///
/// # Errors
/// Every mistake that was found in them, in order of place. A mistake that bars the way (a file that is
/// not JSON, a circle of references) can hide others behind it.
pub fn generate(sources: &[Source], options: &Options) -> Result<Output, Vec<Diagnostic>> {
    stack::with_room_for(sources, || all_stages(sources, options))
}

fn all_stages(sources: &[Source], options: &Options) -> Result<Output, Vec<Diagnostic>> {
    let mut diagnostics = Diagnostics::default();
    let mut clock = Clock::start();
    let (descriptions, schemas): (Vec<&Source>, Vec<&Source>) =
        sources.iter().partition(|source| source.is_description);
    let schemas = schema::parse(&schemas, options, &mut diagnostics);
    clock.stage("schema");
    let descriptions = openapi::read(&descriptions, &mut diagnostics);
    clock.stage("openapi");
    let resolved = schemas.and_then(|schemas| resolve::resolve(schemas, &mut diagnostics));
    clock.stage("resolve");
    let model =
        resolved.map(|resolved| ir::lower(&resolved, &descriptions, options, &mut diagnostics));
    let model = diagnostics.unless_any(model)?.unwrap_or_default();
    clock.stage("ir");
    let emitted = emit::emit(&model, options, &mut diagnostics);
    clock.stage("emit");
    let files = layout::lay_out(emitted.codes, emitted.texts, options, &mut diagnostics);
    let files = diagnostics.unless_any(files)?;
    clock.stage("layout");
    let [notes, second_readings] = diagnostics.told();
    Ok(Output {
        files,
        notes,
        second_readings,
        runtime_features: model.runtime_features,
        through_typify: emitted.through_typify,
        timings: clock.timings,
    })
}

/// Tells how long each stage took.
struct Clock {
    since: Instant,
    timings: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Self {
        Self { since: Instant::now(), timings: Vec::new() }
    }

    fn stage(&mut self, name: &'static str) {
        self.timings.push((name, self.since.elapsed()));
        self.since = Instant::now();
    }
}
