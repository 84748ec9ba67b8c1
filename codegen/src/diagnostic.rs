//! What lives here: mistakes in schemas, told with their place and the way out.

use std::fmt;

use crate::source::Location;

/// One mistake in a schema.
///
/// Displays as `file#/pointer: what is wrong; what to do`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The schema's path, as its source gave it.
    pub file: String,
    /// The JSON Pointer of the place in it; empty for the whole file.
    pub pointer: String,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl Diagnostic {
    fn new(location: &Location, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            file: location.file.to_string(),
            pointer: location.pointer.clone(),
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}: {}; {}", self.file, self.pointer, self.problem, self.remedy)
    }
}

impl std::error::Error for Diagnostic {}

/// The mistakes found so far. A stage goes on after one, so that all are told in one run.
#[derive(Debug, Default)]
pub(crate) struct Diagnostics {
    found: Vec<Diagnostic>,
    notes: Vec<Diagnostic>,
    second_readings: Vec<Diagnostic>,
}

impl Diagnostics {
    /// A mistake: nothing will be generated.
    pub(crate) fn add(
        &mut self,
        location: &Location,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.found.push(Diagnostic::new(location, problem, remedy));
    }

    /// Something that the schemas' author may want to know.
    pub(crate) fn note(
        &mut self,
        location: &Location,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.notes.push(Diagnostic::new(location, problem, remedy));
    }

    /// A keyword for which a value is read a second time.
    pub(crate) fn second_reading(
        &mut self,
        location: &Location,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.second_readings.push(Diagnostic::new(location, problem, remedy));
    }

    /// The notes and the second readings, each in order of place.
    pub(crate) fn told(&mut self) -> [Vec<Diagnostic>; 2] {
        [&mut self.notes, &mut self.second_readings].map(|list| {
            let mut list = std::mem::take(list);
            list.sort();
            list.dedup();
            list
        })
    }

    /// The value that a stage made, unless it found mistakes: then those, in order of place.
    pub(crate) fn unless_any<T>(&mut self, value: T) -> Result<T, Vec<Diagnostic>> {
        if self.found.is_empty() {
            return Ok(value);
        }
        let mut found = std::mem::take(&mut self.found);
        found.sort();
        found.dedup();
        Err(found)
    }
}
