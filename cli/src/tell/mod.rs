//! What lives here: telling what is wrong, for people and for programs.

mod excerpt;
mod github;
mod human;
mod json;
mod plain;
mod sarif;

use std::io;

pub(crate) use plain::{columns, count, grouped, plain, wrapped};

use crate::arguments::{Color, Format, Validate};
use crate::place::Place;
use crate::record::Fault;
use crate::summary::Summary;
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
    fn end(
        &mut self,
        totals: &Totals,
        summary: Option<&Summary>,
        out: &mut dyn io::Write,
    ) -> io::Result<()>;
}

/// The way that was asked for.
pub(crate) fn teller(arguments: &Validate) -> Box<dyn Tell> {
    match arguments.format {
        Format::Human => Box::new(human::Human::new(arguments.show_sensitive)),
        Format::Json => Box::new(json::Json { show_sensitive: arguments.show_sensitive }),
        Format::Sarif => Box::new(sarif::Sarif::new(arguments.show_sensitive)),
        Format::Github => Box::new(github::Github { show_sensitive: arguments.show_sensitive }),
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
fn found(fault: &Fault<'_>, text: &[u8], show_sensitive: bool) -> String {
    let value = if fault.is_masked && show_sensitive && fault.keyword_location.is_some() {
        excerpt::value(text, fault.offset)
    } else {
        None
    };
    value.map_or_else(|| fault.found.clone(), |value| format!("`{value}`"))
}

/// What is wrong, in one sentence.
fn message(fault: &Fault<'_>, text: &[u8], show_sensitive: bool) -> String {
    format!("expected {}, found {}", fault.expected, found(fault, text, show_sensitive))
}

/// The same with what may help.
fn with_hint(fault: &Fault<'_>, text: &[u8], show_sensitive: bool) -> String {
    let hint = fault.hint.map(|hint| format!("; {hint}")).unwrap_or_default();
    message(fault, text, show_sensitive) + &hint
}

/// The place of a rule as people read it: the document's name for its schema's URI.
fn rule(fault: &Fault<'_>) -> Option<String> {
    let (uri, pointer) = fault.keyword_location?.split_once('#')?;
    let known = callschema::documents().iter().find(|document| {
        uri.strip_suffix(".schema.json").is_some_and(|path| path.ends_with(document.name()))
    });
    Some(format!("{}#{pointer}", known.map_or(uri, |document| document.name())))
}
