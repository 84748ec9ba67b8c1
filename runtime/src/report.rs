//! What lives here: what a person or a program is told about a document that broke the rules.

use std::fmt;

/// How many violations a report lists unless [`Limits`](crate::Limits) say otherwise; further ones are
/// counted.
pub const MAX_VIOLATIONS: usize = 100;

/// Every violation of one document, in the order in which they were met.
///
/// Displays as one line a violation; one that has none displays as `no violations`.
///
/// ```
/// # use callschema_runtime::{Limits, Reader, Schema, Step, report};
/// # fn text<M: callschema_runtime::Mode>(reader: &mut Reader<'_, M>) -> Step {
/// #     reader.string("").map(drop)
/// # }
/// # let schema = Schema::new("https://example.com/text", "{}", "");
/// # let report = report(b" 401", Limits::new(), schema, text, text).unwrap_err();
/// // Of ` 401`, where a string is asked for:
/// assert_eq!(report.to_string(), "(document) at 1:2: expected a string, found `401`");
/// let violation = &report.violations()[0];
/// assert_eq!((violation.instance_location(), violation.offset()), ("", Some(1)));
/// assert_eq!(violation.keyword_location(), Some("https://example.com/text#/type"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    violations: Vec<Violation>,
    more: usize,
}

/// One broken rule, with its places in the instance and in the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) instance_location: String,
    pub(crate) keyword_location: Option<String>,
    /// The JSON Pointer of the keyword in its schema resource.
    pub(crate) keyword_pointer: Option<String>,
    pub(crate) offset: Option<usize>,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
    pub(crate) expected: String,
    pub(crate) found: String,
    pub(crate) hint: Option<String>,
    pub(crate) masked: bool,
}

impl Report {
    /// The violations, at most as many as the [`Limits`](crate::Limits) allow.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// How many violations there were beyond those that are listed. Each counts once, though two references to
    /// one schema may bring a rule to the same value; beyond 4,096 of them it counts for each reference, as
    /// memory is bounded.
    pub fn more(&self) -> usize {
        self.more
    }

    /// Whether nothing was wrong.
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// The same about a value that did not come from text.
    pub(crate) fn without_offsets(mut self) -> Self {
        for violation in &mut self.violations {
            (violation.offset, violation.line, violation.column) = (None, None, None);
        }
        self
    }

    pub(crate) fn has_room(&self, most: usize) -> bool {
        self.violations.len() < most
    }

    /// Takes a violation in.
    pub(crate) fn push(&mut self, violation: Violation) {
        self.violations.push(violation);
    }

    /// Counts a violation that there was no room for.
    pub(crate) fn count_one_more(&mut self) {
        self.more += 1;
    }

    /// Turns byte offsets into lines and columns, in one walk through the text.
    pub(crate) fn locate(mut self, text: &str) -> Self {
        let mut offsets: Vec<usize> =
            self.violations.iter().filter_map(|violation| violation.offset).collect();
        offsets.sort_unstable();
        let mut places = Vec::with_capacity(offsets.len());
        let (mut done, mut line, mut column) = (0, 1, 1);
        for offset in &offsets {
            let end = text.len().min(*offset);
            let passed = text.get(done..end).unwrap_or_default();
            let feeds = line_feeds(passed.as_bytes());
            line += feeds;
            column = match (feeds > 0).then(|| passed.rfind('\n')).flatten() {
                Some(end) => passed[end..].chars().count(),
                None => column + passed.chars().count(),
            };
            done = end;
            places.push((line, column));
        }
        for violation in &mut self.violations {
            let index = violation.offset.and_then(|offset| offsets.binary_search(&offset).ok());
            (violation.line, violation.column) = index.map(|index| places[index]).unzip();
        }
        self
    }

    /// A report of one violation that no keyword states.
    pub(crate) fn of_one(offset: usize, expected: String, found: String) -> Self {
        let violation = Violation {
            instance_location: String::new(),
            keyword_location: None,
            keyword_pointer: None,
            offset: Some(offset),
            line: None,
            column: None,
            expected,
            found,
            hint: None,
            masked: false,
        };
        Self { violations: vec![violation], more: 0 }
    }
}

/// How many lines end in a text, counted in numbers of one byte: so many fit a register.
fn line_feeds(text: &[u8]) -> usize {
    let count = |piece: &[u8]| piece.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>();
    text.chunks(255).map(|piece| usize::from(count(piece))).sum()
}

impl Violation {
    /// The JSON Pointer (RFC 6901) of the value in the instance; empty for the whole document.
    ///
    /// Inside a sensitive value it stops before the first name of a member: names there may be personal data
    /// too. The offset still is that of the value itself.
    pub fn instance_location(&self) -> &str {
        &self.instance_location
    }

    /// The schema's canonical URI and, as its fragment, the JSON Pointer of the broken keyword: what JSON Schema's
    /// output calls `absoluteKeywordLocation`. The references that led there are not a part of it.
    ///
    /// None for what no keyword states: malformed JSON and duplicate members.
    pub fn keyword_location(&self) -> Option<&str> {
        self.keyword_location.as_deref()
    }

    /// The byte offset of the value, from 0. None when the instance did not come from text.
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// The line of the value, from 1. None when the instance did not come from text.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The column of the value in its line, from 1, in Unicode scalar values. None when the
    /// instance did not come from text.
    pub fn column(&self) -> Option<usize> {
        self.column
    }

    /// What the rule asks for, in words.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What stands there instead: a bounded excerpt, and never one of a sensitive value.
    pub fn found(&self) -> &str {
        &self.found
    }

    /// What may help, where it is a near miss: the listed value or the member that may be meant, or the
    /// alternative of an `anyOf` or `oneOf` that came closest, and why it failed. Never about a sensitive
    /// value.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Whether [`Violation::found`] leaves out the value that stands there: it is personal data, or may be.
    /// Whoever shows the text around the place must leave it out too, with all that lies in it.
    pub fn is_masked(&self) -> bool {
        self.masked
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no violations");
        }
        for (index, violation) in self.violations.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            violation.fmt(f)?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more", self.more)?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let location = &self.instance_location;
        write_visibly(f, if location.is_empty() { "(document)" } else { location })?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, " at {line}:{column}")?;
        }
        write!(f, ": expected {}, found ", self.expected)?;
        write_visibly(f, &self.found)?;
        match &self.hint {
            Some(hint) => write_visibly(f, &format!("; {hint}")),
            None => Ok(()),
        }
    }
}

/// Writes a text of the document on one line, with what a terminal would obey or hide made visible.
fn write_visibly(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    text.chars().try_for_each(|character| match character {
        '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => {
            write!(f, "{}", character.escape_unicode())
        }
        _ if character.is_control() => write!(f, "{}", character.escape_default()),
        _ => write!(f, "{character}"),
    })
}
