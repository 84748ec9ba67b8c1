//! What lives here: telling what is wrong, for people and for programs.

mod excerpt;
mod github;
mod human;
mod json;
mod plain;
mod sarif;

use std::io;

pub(crate) use plain::{columns, count, grouped, plain, wrapped};

use crate::arguments::{Color, Format};
use crate::input::Chunk;
use crate::place::Place;
use crate::record::Fault;
use crate::validate::Totals;

/// A record that is not valid, with its place.
pub(crate) struct Told<'a> {
    /// The file, as people know it.
    pub(crate) source: &'a str,
    /// The record's number in its file, from 1.
    pub(crate) number: u64,
    /// Where it begins.
    pub(crate) place: Place,
    /// The name of the document that it was taken for.
    pub(crate) document: Option<&'a str>,
    pub(crate) text: &'a [u8],
    /// Whether values are shown though a schema marks them as sensitive.
    pub(crate) show_sensitive: bool,
    /// What speaks against it, each with its place, and how many violations were not listed.
    pub(crate) faults: Vec<(Fault<'a>, Place)>,
    pub(crate) more: usize,
}

/// A way to tell.
pub(crate) trait Tell: Send {
    /// Tells of one record.
    ///
    /// # Errors
    /// Where nothing can be written.
    fn record(&mut self, told: &Told<'_>, out: &mut dyn io::Write) -> io::Result<()>;

    /// Tells what came of it all.
    ///
    /// # Errors
    /// Where nothing can be written.
    fn end(&mut self, totals: &Totals, out: &mut dyn io::Write) -> io::Result<()>;
}

/// Tells on standard error that an input could not be read any further.
pub(crate) fn unread(chunk: &Chunk, error: &str) {
    eprintln!("callschema: {}: {error}", plain(&chunk.source.name()));
}

/// The way that was asked for.
pub(crate) fn teller(format: Format) -> Box<dyn Tell> {
    match format {
        Format::Human => Box::new(human::Human::new()),
        Format::Json => Box::new(json::Json),
        Format::Sarif => Box::new(sarif::Sarif::default()),
        Format::Github => Box::new(github::Github),
    }
}

/// Where the telling goes: to standard output, in colours or not.
pub(crate) fn output(color: Color) -> anstream::AutoStream<io::Stdout> {
    let choice = match color {
        Color::Auto => anstream::AutoStream::choice(&io::stdout()),
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    anstream::AutoStream::new(io::stdout(), choice)
}

/// What stands there, and the value itself where it is masked and shown all the same.
fn found(fault: &Fault<'_>, told: &Told<'_>) -> String {
    let value = if fault.is_masked && told.show_sensitive && fault.keyword_location.is_some() {
        excerpt::value(told.text, fault.offset)
    } else {
        None
    };
    value.map_or_else(|| fault.found.clone(), |value| format!("`{value}`"))
}

/// What is wrong, in one sentence.
fn message(fault: &Fault<'_>, told: &Told<'_>) -> String {
    format!("expected {}, found {}", fault.expected, found(fault, told))
}

/// The same with what may help.
fn with_hint(fault: &Fault<'_>, told: &Told<'_>) -> String {
    let hint = fault.hint.map(|hint| format!("; {hint}")).unwrap_or_default();
    message(fault, told) + &hint
}

/// The place of a rule as people read it: the document's name for its schema's URI.
fn rule(fault: &Fault<'_>) -> Option<String> {
    let (uri, pointer) = fault.keyword_location?.split_once('#')?;
    let known = callschema::documents().iter().find(|document| {
        uri.strip_suffix(".schema.json").is_some_and(|path| path.ends_with(document.name()))
    });
    Some(format!("{}#{pointer}", known.map_or(uri, |document| document.name())))
}
