//! What lives here: the first stage. Texts become schemas: JSON, of a known dialect, accepted by its
//! meta-schema, using keywords that the later stages know.

mod curated;
mod dialect;
mod exact;
mod foreign;
mod format;
mod keyword;
mod node;
mod unique;
mod vocabulary;

pub(crate) use dialect::Dialect;
pub(crate) use exact::exact_text;
pub(crate) use format::{IntegerFormat, TextFormat};
pub(crate) use keyword::{children, is_annotation};
pub(crate) use node::{Bound, Node};
pub(crate) use unique::parse as parse_unique;

use referencing::Draft;
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::source::{Location, Source};
use crate::{Options, Temper};

/// The dialect that curated schemas are written in.
pub(crate) const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// A schema file, read and found to be in order.
#[derive(Debug)]
pub(crate) struct Schema {
    /// Its path, as its source gave it.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// Where it is found: its `$id`, or what its source or its path says.
    pub(crate) uri: String,
    /// Its content.
    pub(crate) value: Value,
    /// What it is written in.
    pub(crate) dialect: Dialect,
    /// Whether it describes a document, or is only there to be referred to.
    pub(crate) is_document: bool,
}

impl Schema {
    /// The place of the whole file.
    pub(crate) fn root(&self) -> Location {
        Location::root(&self.path)
    }
}

/// A source and what its text says.
struct Parsed<'a> {
    source: &'a Source,
    value: Value,
}

impl Parsed<'_> {
    fn root(&self) -> Location {
        Location::root(&self.source.path)
    }
}

/// Reads all sources. None where a file cannot be read as a schema at all: what refers to it would be
/// blamed for nothing.
pub(crate) fn parse(
    sources: &[&Source],
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Schema>> {
    let mut sources: Vec<&Source> = sources.to_vec();
    sources.sort_by(|left, right| left.path.cmp(&right.path));
    let mut parsed = Vec::new();
    for source in &sources {
        if options.temper == Temper::Curated {
            curated::check_path(source, diagnostics);
        }
        match unique::parse(&source.text) {
            Ok(value) => parsed.push(Parsed { source, value }),
            Err(error) => diagnostics.add(
                &Location::root(&source.path),
                format!("not JSON: {error}"),
                "mend the file at that place",
            ),
        }
    }
    let read = match options.temper {
        Temper::Curated => curated::read,
        Temper::Foreign => foreign::read,
    };
    let schemas = read(parsed, options, diagnostics);
    (schemas.iter().filter(|schema| !foreign::is_standard(schema)).count() == sources.len())
        .then_some(schemas)
}

/// Whether the draft's own meta-schema accepts a schema. What it does not is told.
fn check_meta_schema(
    root: &Location,
    value: &Value,
    draft: Draft,
    diagnostics: &mut Diagnostics,
) -> bool {
    let (validator, name) = match draft {
        Draft::Draft4 => (jsonschema::draft4::meta::validator(), "draft 4"),
        Draft::Draft6 => (jsonschema::draft6::meta::validator(), "draft 6"),
        Draft::Draft7 => (jsonschema::draft7::meta::validator(), "draft 7"),
        Draft::Draft201909 => (jsonschema::draft201909::meta::validator(), "2019-09"),
        _ => (jsonschema::draft202012::meta::validator(), "2020-12"),
    };
    let mut accepted = true;
    for error in validator.iter_errors(value) {
        accepted = false;
        let place = Location { pointer: error.instance_path().to_string(), ..root.clone() };
        diagnostics.add(
            &place,
            format!("the meta-schema rejects this: {error}"),
            format!("write it as JSON Schema {name} asks"),
        );
    }
    accepted
}
