//! What lives here: the two ways to run the same generated checks.
//!
//! [`Verdict`] stops at the first violation and remembers nothing, so it costs nothing. [`Collect`]
//! keeps the path to the value being read and notes every violation. Generated functions are generic
//! over the mode: both answers come from the same rules and cannot disagree.

use iri_string::percent_encode::PercentEncodedForUri;

use crate::cursor::{Cursor, Step, Stop};
use crate::report::{Excerpt, Found, Report, Violation};

/// What happens when a rule is broken.
///
/// Sealed in effect: generated code is generic over it, and only this crate's two modes are of use.
pub trait Mode: Sized {
    /// Whether the first violation ends the reading.
    const STOPS: bool;

    /// What is read from here on is personal data.
    fn enter_sensitive(&mut self);

    /// What was personal data has been read.
    fn leave_sensitive(&mut self);

    /// A member's value is about to be read; its name's opening quote stands at `name_offset`.
    fn enter_member(&mut self, name_offset: usize, sensitive: bool);

    /// An array's item is about to be read.
    fn enter_item(&mut self, index: usize);

    /// The member or item last entered is done.
    fn leave(&mut self);

    /// Rules from another schema file apply until the returned one is set again.
    fn set_schema(&mut self, schema: &'static str) -> &'static str;

    /// How many violations have been noted.
    fn violations(&self) -> usize;

    /// A rule is broken.
    ///
    /// # Errors
    /// [`Stop`] where the mode wants to hear no more.
    fn violation(&mut self, cursor: &Cursor<'_>, broken: impl FnOnce() -> Broken) -> Step;
}

/// A broken rule, described.
#[derive(Debug)]
pub struct Broken {
    /// The schema object's pointer and the keyword in it; none for rules that no keyword states.
    pub keyword: Option<(&'static str, &'static str)>,
    /// The byte offset of the value, or of the member's name.
    pub offset: usize,
    /// What the rule asks for.
    pub expected: String,
    /// What stands there.
    pub found: Found,
}

/// Yes or no, as fast as can be.
#[derive(Debug, Default)]
pub struct Verdict;

impl Mode for Verdict {
    const STOPS: bool = true;

    #[inline]
    fn enter_sensitive(&mut self) {}

    #[inline]
    fn leave_sensitive(&mut self) {}

    #[inline]
    fn enter_member(&mut self, _: usize, _: bool) {}

    #[inline]
    fn enter_item(&mut self, _: usize) {}

    #[inline]
    fn leave(&mut self) {}

    #[inline]
    fn set_schema(&mut self, schema: &'static str) -> &'static str {
        schema
    }

    #[inline]
    fn violations(&self) -> usize {
        0
    }

    #[inline]
    fn violation(&mut self, _: &Cursor<'_>, _: impl FnOnce() -> Broken) -> Step {
        Err(Stop)
    }
}

/// One step of the path from the document's root to the value being read.
#[derive(Clone, Copy, Debug)]
struct Segment {
    place: Place,
    sensitive: bool,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// A member, by the offset of its name's opening quote.
    Member(usize),
    Item(usize),
}

/// All violations, each with its place.
#[derive(Debug)]
pub struct Collect {
    schema: &'static str,
    path: Vec<Segment>,
    /// How many sensitive schemas the value being read lies in.
    sensitive: usize,
    report: Report,
}

impl Collect {
    /// Nothing found yet; rules come from `schema`.
    pub(crate) fn new(schema: &'static str) -> Self {
        Self { schema, path: Vec::new(), sensitive: 0, report: Report::default() }
    }

    pub(crate) fn into_report(self) -> Report {
        self.report
    }

    /// The text itself is at fault where the cursor stopped.
    pub(crate) fn syntax_error(&mut self, cursor: &Cursor<'_>) {
        if let Some(error) = cursor.problem() {
            self.note(cursor.text(), || Broken {
                keyword: None,
                offset: error.offset,
                expected: error.problem.to_string(),
                found: Found::Byte,
            });
        }
    }

    fn note(&mut self, text: &str, broken: impl FnOnce() -> Broken) {
        let sensitive = self.sensitive > 0 || self.path.iter().any(|segment| segment.sensitive);
        let (schema, pointer) = (self.schema, || self.pointer(text));
        let violation = || {
            let broken = broken();
            Violation {
                instance_location: pointer(),
                keyword_location: broken.keyword.map(keyword_pointer).map(|pointer| {
                    format!("{schema}#{}", PercentEncodedForUri::from_fragment(&pointer))
                }),
                keyword_pointer: broken.keyword.map(keyword_pointer),
                offset: Some(broken.offset),
                line: None,
                column: None,
                expected: broken.expected,
                found: Excerpt { text, offset: broken.offset, sensitive }.describe(&broken.found),
                sensitive,
            }
        };
        let room = self.report.has_room();
        let violation = room.then(violation);
        self.report.push(violation);
    }

    fn pointer(&self, text: &str) -> String {
        let mut pointer = String::new();
        for segment in &self.path {
            pointer.push('/');
            match segment.place {
                Place::Item(index) => pointer.push_str(&index.to_string()),
                Place::Member(offset) => {
                    let name = Cursor::new(&text[offset..]).string();
                    let name = name.map(|name| name.value()).unwrap_or_default();
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                }
            }
        }
        pointer
    }
}

/// The JSON Pointer of a keyword: that of its schema, and its name. The schema `false` is a rule without
/// a keyword.
fn keyword_pointer((schema, keyword): (&str, &str)) -> String {
    let slash = if keyword.is_empty() { "" } else { "/" };
    format!("{schema}{slash}{keyword}")
}

impl Mode for Collect {
    const STOPS: bool = false;

    fn enter_sensitive(&mut self) {
        self.sensitive += 1;
    }

    fn leave_sensitive(&mut self) {
        self.sensitive -= 1;
    }

    fn enter_member(&mut self, name_offset: usize, sensitive: bool) {
        self.path.push(Segment { place: Place::Member(name_offset), sensitive });
    }

    fn enter_item(&mut self, index: usize) {
        self.path.push(Segment { place: Place::Item(index), sensitive: false });
    }

    fn leave(&mut self) {
        self.path.pop();
    }

    fn set_schema(&mut self, schema: &'static str) -> &'static str {
        std::mem::replace(&mut self.schema, schema)
    }

    fn violations(&self) -> usize {
        self.report.violations().len() + self.report.more()
    }

    #[cold]
    fn violation(&mut self, cursor: &Cursor<'_>, broken: impl FnOnce() -> Broken) -> Step {
        self.note(cursor.text(), broken);
        Ok(())
    }
}
