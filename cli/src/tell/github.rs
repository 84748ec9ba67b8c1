//! What lives here: annotations of GitHub's workflows: one command a violation.

use std::io::{self, Write};

use super::plain::{COLUMNS, plain};
use super::{Tell, Told, with_hint};
use crate::validate::Totals;

pub(super) struct Github;

impl Tell for Github {
    fn record(&mut self, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (fault, place) in &told.faults {
            let document = told.document.unwrap_or("callschema");
            let title = plain(&property(&format!("{document} {}", fault.instance_location)));
            let message = plain(&data(&with_hint(fault, told)));
            let (file, title) = (property(told.source), title.trim_end());
            let (line, column) = (place.line, place.column);
            writeln!(out, "::error file={file},line={line},col={column},title={title}::{message}")?;
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let Some(summary) = &totals.summary else { return Ok(()) };
        let mut told = Vec::new();
        summary.write(&mut told, COLUMNS)?;
        writeln!(told, "{} of {} records are not valid", totals.invalid, totals.records)?;
        let told = anstream::adapter::strip_bytes(&told).into_vec();
        let message = plain(&data(&String::from_utf8_lossy(&told)));
        writeln!(out, "::notice title=callschema::{message}")
    }
}

/// A text where a command's message stands: escaped as GitHub's own toolkit does it (`escapeData` in
/// actions/toolkit, packages/core/src/command.ts).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text where a command's property stands (`escapeProperty` there).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_the_command_or_its_property() {
        assert_eq!(data("50 %25\r\na: b, c::d"), "50 %2525%0D%0Aa: b, c::d");
        assert_eq!(property("50 %25\r\na: b, c::d"), "50 %2525%0D%0Aa%3A b%2C c%3A%3Ad");
        assert_eq!(plain(&data("\u{1b}[31m\n%")), "\u{fffd}[31m%0A%25");
    }
}
