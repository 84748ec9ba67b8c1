//! What lives here: telling people, with a piece of the source and a caret.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Color, Style};

use super::excerpt::{self, Excerpt};
use super::{Tell, Told, columns, count, grouped, message, plain, rule, wrapped};
use crate::place::Place;
use crate::record::Fault;
use crate::validate::Totals;

/// The style of the arrow before a place, as of the margin beside the source.
const ARROW: Style = Style::new().bold().fg_color(Some(Color::Ansi(AnsiColor::BrightBlue)));

pub(super) struct Human {
    renderer: Renderer,
    /// How wide a line may be.
    columns: usize,
}

impl Human {
    pub(super) fn new() -> Self {
        let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
        Self { renderer, columns: columns() }
    }

    fn fault(&self, told: &Told<'_>, fault: &Fault<'_>, place: Place) -> String {
        // The columns of the excerpt are not those of the file: the place is told apart from it.
        let margin = place.line.to_string().len();
        let room = self.columns.saturating_sub(margin + " | ".len());
        let Excerpt { text, span } = excerpt::around(told, fault, room);
        let location = fault.instance_location;
        let label = (!location.is_empty()).then(|| plain(location));
        let annotation = AnnotationKind::Primary.span(span).label(label);
        let title = self.title(told, fault);
        let height = title.lines().count();
        let title = Level::ERROR.primary_title(title);
        let title = match told.document {
            Some(document) => title.id(document),
            None => title,
        };
        let line = usize::try_from(place.line).unwrap_or(usize::MAX);
        let snippet = Snippet::source(text).line_start(line).fold(false).annotation(annotation);
        let mut group = title.element(snippet);
        if let Some(hint) = fault.hint {
            group = group.element(Level::HELP.message(plain(hint)));
        }
        if let Some(rule) = rule(fault) {
            group = group.element(Level::NOTE.with_name("rule").message(rule));
        }
        let shown = self.renderer.render(&[group]);
        let mut lines: Vec<&str> = shown.lines().filter(|line| !is_margin(line)).collect();
        let Place { line, column } = place;
        let arrow = format!("{:margin$}{ARROW}-->{ARROW:#}", "");
        let place = format!("{arrow} {}:{line}:{column}", plain(told.source));
        lines.insert(height, &place);
        lines.join("\n")
    }

    /// What is wrong, in lines that fit behind the word that all errors begin with.
    fn title(&self, told: &Told<'_>, fault: &Fault<'_>) -> String {
        let before = told.document.map_or(0, |document| document.len() + "[]".len());
        let room = self.columns.saturating_sub("error: ".len() + before);
        wrapped(&plain(&message(fault, told)), room).join("\n")
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

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        if totals.cut_short {
            let told = count(totals.told, "violation", "violations");
            writeln!(out, "… and others behind these {told}; --max-errors 0 tells of all\n")?;
        }
        if let Some(summary) = &totals.summary {
            summary.write(out, self.columns)?;
        }
        // As bright as the word that each error begins with.
        let is_good = totals.invalid == 0 && totals.is_whole;
        let color = if is_good { AnsiColor::BrightGreen } else { AnsiColor::BrightRed };
        let style = Style::new().bold().fg_color(Some(color.into()));
        writeln!(out, "{style}{}{style:#}", outcome(totals))
    }
}

/// What came of it all, in one line.
fn outcome(totals: &Totals) -> String {
    let records = match totals.records {
        0 => "no records".to_owned(),
        records => count(records, "record", "records"),
    };
    let files = count(totals.files, "input", "inputs");
    let valid = match (totals.records, totals.invalid) {
        (0, _) => String::new(),
        (_, 0) => ": all valid".to_owned(),
        (all, invalid) => format!(": {} valid, {} not", grouped(all - invalid), grouped(invalid)),
    };
    let rest = if totals.is_whole { "" } else { "; not all was read" };
    format!("{records} in {files}{valid}{rest}")
}
