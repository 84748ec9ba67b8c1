//! What lives here: the bar that shows how far a long input has been read, on a terminal.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::input::Source;

/// What is over sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(800);

/// Shows how far the inputs have been read.
pub(crate) struct Progress {
    since: Instant,
    /// How many bytes have been read.
    read: Arc<AtomicU64>,
    /// How many there are; none where that is not known.
    length: Option<u64>,
    is_terminal: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    pub(crate) fn new(sources: &[Source], read: Arc<AtomicU64>) -> Self {
        let length = sources.iter().map(Source::length).sum();
        let is_terminal = std::io::stderr().is_terminal();
        Self { since: Instant::now(), read, length, is_terminal, bar: None }
    }

    /// Shows how far the inputs have been read by now.
    pub(crate) fn show(&mut self) {
        if !self.is_terminal || self.since.elapsed() < PATIENCE {
            return;
        }
        let (length, since) = (self.length, self.since);
        let bar = self.bar.get_or_insert_with(|| bar(length).with_elapsed(since.elapsed()));
        bar.set_position(self.read.load(Ordering::Relaxed));
    }

    /// Writes something where the bar would be in the way.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }
}

/// What the bar shows where the length is known, and where it is not.
const KNOWN: &str = "{bar:40.cyan/dim} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} to go";
const UNKNOWN: &str = "{spinner} {bytes}, {bytes_per_sec}";

fn bar(length: Option<u64>) -> ProgressBar {
    let bar = ProgressBar::new(length.unwrap_or(0));
    let template = if length.is_some() { KNOWN } else { UNKNOWN };
    bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_bar_shows_is_understood() {
        for template in [KNOWN, UNKNOWN] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
