//! What lives here: annotations of GitHub's workflows: one command a violation.

use std::io::{self, Write};

use super::{Tell, Told, with_hint};
use crate::summary::Summary;
use crate::validate::Totals;

pub(super) struct Github {
    pub(super) show_sensitive: bool,
}

impl Tell for Github {
    fn record(&mut self, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (fault, place) in &told.faults {
            let document = told.document.unwrap_or("callschema");
            let title = property(&format!("{document} {}", fault.instance_location));
            let message = data(&with_hint(fault, told.text, self.show_sensitive));
            let (file, title) = (property(told.source), title.trim_end());
            let (line, column) = (place.line, place.column);
            writeln!(out, "::error file={file},line={line},col={column},title={title}::{message}")?;
        }
        Ok(())
    }

    fn end(
        &mut self,
        totals: &Totals,
        summary: Option<&Summary>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some(summary) = summary else { return Ok(()) };
        let mut told = Vec::new();
        summary.write(&mut told)?;
        writeln!(told, "{} of {} records are not valid", totals.invalid, totals.records)?;
        let told = anstream::adapter::strip_bytes(&told).into_vec();
        writeln!(out, "::notice title=callschema::{}", data(&String::from_utf8_lossy(&told)))
    }
}

/// A text where a command's message stands.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text where a command's property stands.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
