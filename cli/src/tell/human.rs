//! What lives here: telling people, with a piece of the source and a caret.

use std::io::{self, Write};
use std::iter;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Color, Style};

use super::excerpt::{self, Excerpt};
use super::{Tell, Told, message, rule};
use crate::place::Place;
use crate::record::Fault;
use crate::summary::Summary;
use crate::validate::Totals;

/// The style of the arrow before a place, as of the margin beside the source.
const ARROW: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::BrightBlue)));

pub(super) struct Human {
    renderer: Renderer,
    show_sensitive: bool,
}

impl Human {
    pub(super) fn new(show_sensitive: bool) -> Self {
        let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
        Self { renderer, show_sensitive }
    }

    fn fault(&self, told: &Told<'_>, fault: &Fault<'_>, place: Place) -> String {
        let Excerpt { text, span } = excerpt::around(told.text, fault, self.show_sensitive);
        let location = fault.instance_location;
        let label = (!location.is_empty()).then_some(location);
        let annotation = AnnotationKind::Primary.span(span).label(label);
        let title = Level::ERROR.primary_title(message(fault, told.text, self.show_sensitive));
        let title = match told.document {
            Some(document) => title.id(document),
            None => title,
        };
        let line = usize::try_from(place.line).unwrap_or(usize::MAX);
        let snippet = Snippet::source(text).line_start(line).fold(false).annotation(annotation);
        let mut group = title.element(snippet);
        if let Some(hint) = fault.hint {
            group = group.element(Level::HELP.message(hint));
        }
        if let Some(rule) = rule(fault) {
            group = group.element(Level::NOTE.with_name("rule").message(rule));
        }
        let shown = self.renderer.render(&[group]);
        let mut lines = shown.lines().filter(|line| !is_margin(line));
        let first = lines.next().unwrap_or_default();
        // The columns of the excerpt are not those of the file: the place is told apart from it.
        let margin = line.to_string().len();
        let Place { line, column } = place;
        let arrow = format!("{:margin$}{ARROW}-->{ARROW:#}", "");
        let place = format!("{arrow} {}:{line}:{column}", told.source);
        iter::once(first).chain([&*place]).chain(lines).collect::<Vec<_>>().join("\n")
    }
}

/// Whether a line has nothing but the margin beside the source.
fn is_margin(line: &str) -> bool {
    anstream::adapter::strip_str(line).to_string().trim() == "|"
}

impl Tell for Human {
    fn record(&mut self, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (fault, place) in &told.faults {
            writeln!(out, "{}\n", self.fault(told, fault, *place))?;
        }
        if told.more > 0 {
            writeln!(out, "… and {} more in this record\n", told.more)?;
        }
        Ok(())
    }

    fn end(
        &mut self,
        totals: &Totals,
        summary: Option<&Summary>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if totals.cut_short {
            let told = count(totals.told, "violation", "violations");
            writeln!(out, "… and others behind these {told}; --max-errors 0 tells of all\n")?;
        }
        if let Some(summary) = summary {
            summary.write(out)?;
        }
        // As bright as the word that each error begins with.
        let color = if totals.invalid == 0 { AnsiColor::BrightGreen } else { AnsiColor::BrightRed };
        let style = Style::new().bold().fg_color(Some(color.into()));
        let records = count(totals.records, "record", "records");
        let files = count(totals.files, "input", "inputs");
        if totals.invalid == 0 {
            return writeln!(out, "{style}{records} in {files}: all valid{style:#}");
        }
        let (valid, invalid) = (totals.records - totals.invalid, totals.invalid);
        writeln!(out, "{style}{records} in {files}: {valid} valid, {invalid} not{style:#}")
    }
}

/// A number with its noun, the digits in groups.
fn count(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// The digits in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
