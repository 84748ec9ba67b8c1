//! What lives here: what a command did, for the person who ran it.

use std::time::Duration;

/// How many notes are told where all were not asked for.
const NOTES: usize = 12;

/// What a command did.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What was asked for, a table for one: it is shown whether or not all is well.
    pub shown: Vec<String>,
    /// Lines for the person who ran it.
    pub told: Vec<String>,
    /// Whether all is well.
    pub good: bool,
    /// What there is to tell on request.
    pub asides: Asides,
}

/// What the generator noticed on its way.
#[derive(Clone, Debug, Default)]
pub struct Asides {
    /// What was ignored, and what has no type of its own.
    pub notes: Vec<String>,
    /// The keywords that cost a second reading of a value.
    pub second_readings: Vec<String>,
    /// How long each stage took.
    pub timings: Vec<(String, Duration)>,
}

impl Outcome {
    /// All is well.
    pub fn good(told: Vec<String>) -> Self {
        Self { told, good: true, ..Self::default() }
    }

    /// There are mistakes, and they are told.
    pub fn bad(told: Vec<String>) -> Self {
        Self { told, ..Self::default() }
    }

    /// The same, with what the generator noticed.
    #[must_use]
    pub fn with(self, asides: Asides) -> Self {
        Self { asides, ..self }
    }
}

impl Asides {
    /// The first notes and how many more there are; with `all`, every note and every second reading.
    pub fn explained(&self, all: bool) -> Vec<String> {
        let count = if all { self.notes.len() } else { self.notes.len().min(NOTES) };
        let mut lines: Vec<String> =
            self.notes[..count].iter().map(|note| format!("note: {note}")).collect();
        if count < self.notes.len() {
            let more = self.notes.len() - count;
            lines.push(format!("note: {more} more notes; --explain shows them"));
        }
        if all {
            lines.extend(self.second_readings.iter().map(|line| format!("read again: {line}")));
            let again = self.second_readings.len();
            lines.push(format!("{count} notes, {again} keywords cost a second reading"));
        }
        lines
    }

    /// How long each stage took, and all of them.
    pub fn timed(&self) -> Vec<String> {
        let width = self.timings.iter().map(|(stage, _)| stage.len()).max().unwrap_or(0).max(5);
        let line = |stage: &str, time: Duration| {
            format!("{stage:width$} {:>9.1} ms", time.as_secs_f64() * 1000.0)
        };
        let total = self.timings.iter().map(|(_, time)| *time).sum();
        let lines = self.timings.iter().map(|(stage, time)| line(stage, *time));
        lines.chain([line("total", total)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_few_unless_all_are_asked_for() {
        let notes = (0..20).map(|number| format!("a.json#/{number}: odd; mend it")).collect();
        let second_readings = vec!["a.json#/oneOf: two branches; none".to_owned()];
        let asides = Asides { notes, second_readings, timings: Vec::new() };
        let few = asides.explained(false);
        assert_eq!(few.len(), NOTES + 1);
        assert_eq!(few[NOTES], "note: 8 more notes; --explain shows them");
        let all = asides.explained(true);
        assert_eq!(all[20], "read again: a.json#/oneOf: two branches; none");
        assert_eq!(all[21], "20 notes, 1 keywords cost a second reading");
        assert!(Asides::default().explained(false).is_empty());
    }

    #[test]
    fn timings_are_in_columns() {
        let timings = vec![
            ("resolve".to_owned(), Duration::from_micros(1500)),
            ("ir".to_owned(), Duration::from_millis(20)),
        ];
        let asides = Asides { timings, ..Asides::default() };
        let lines = ["resolve       1.5 ms", "ir           20.0 ms", "total        21.5 ms"];
        assert_eq!(asides.timed(), lines);
    }
}
