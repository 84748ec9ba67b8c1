//! What lives here: one record, and what is found when it is checked.

use std::ops::Range;

use callschema::{DocumentInfo, Report, Violation};
use callschema_runtime::{Cursor, Problem};
use memchr::{memchr, memchr_iter};

use crate::input::{Chunk, Content};

/// A record that is not valid.
#[derive(Debug)]
pub(crate) struct Rejected {
    /// Where it stands in its chunk.
    pub(crate) range: Range<usize>,
    /// What it was taken for; none where that is not clear.
    pub(crate) document: Option<&'static DocumentInfo>,
    /// None where it was not kept: many reports take much memory.
    pub(crate) why: Option<Why>,
}

/// Why a record is not valid.
#[derive(Debug)]
pub(crate) enum Why {
    /// It breaks rules.
    Report(Report),
    /// It is not JSON, and no document could be told.
    NotJson(NotJson),
    /// It is JSON, and no document could be told.
    Unknown,
    /// So many bytes were passed over.
    TooLong(u64),
    /// It is none: the array around it is broken there.
    Array,
}

/// Where a text is not JSON, and why.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NotJson {
    offset: usize,
    problem: Problem,
    /// Whether it is the end of the record that comes too early.
    at_end: bool,
}

/// The rules that no schema states, by name, and what each says.
pub(crate) const RULES: [(&str, &str); 3] = [
    (JSON, "The text is JSON (RFC 8259), and no member of an object comes twice."),
    (DOCUMENT, "It can be told which document the record is."),
    (SIZE, "The record is no longer than --max-record-size."),
];
const JSON: &str = "json";
const DOCUMENT: &str = "document";
const SIZE: &str = "record-size";

/// What speaks against a record, be it a rule or the record's form.
#[derive(Clone, Debug)]
pub(crate) struct Fault<'a> {
    /// The name of the rule, where no keyword states it.
    pub(crate) rule: &'static str,
    pub(crate) instance_location: &'a str,
    /// The schema's URI with the pointer of the broken keyword, without the references that led there; none
    /// where no keyword states the rule.
    pub(crate) keyword_location: Option<&'a str>,
    /// The byte offset in the record.
    pub(crate) offset: usize,
    pub(crate) expected: String,
    pub(crate) found: String,
    /// What may help.
    pub(crate) hint: Option<&'a str>,
    /// Whether the value that stands there may not be shown, nor what lies in it.
    pub(crate) is_masked: bool,
}

impl Why {
    /// How many violations are listed.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Report(report) => report.violations().len(),
            _ => 1,
        }
    }

    /// What there is to tell, and how many violations were counted beyond that.
    pub(crate) fn faults(&self) -> (Vec<Fault<'_>>, usize) {
        let plain = |rule, offset, expected: String, found: &str| Fault {
            rule,
            instance_location: "",
            keyword_location: None,
            offset,
            expected,
            found: found.to_owned(),
            hint: None,
            // Nobody knows what in it is sensitive.
            is_masked: true,
        };
        match self {
            Self::Report(report) => {
                (report.violations().iter().map(of_violation).collect(), report.more())
            }
            Self::NotJson(error) => {
                let found = if error.at_end { "the end of the record" } else { "something else" };
                (vec![plain(JSON, error.offset, error.problem.to_string(), found)], 0)
            }
            Self::Unknown => {
                let expected = "a record whose document can be told".to_owned();
                let hint = Some("--document names one");
                (vec![Fault { hint, ..plain(DOCUMENT, 0, expected, "none that is clear") }], 0)
            }
            Self::Array => {
                let expected = "one comma between two records, or the array's `]`";
                (vec![plain(JSON, 0, expected.to_owned(), "something else")], 0)
            }
            Self::TooLong(length) => {
                let expected = "a record that is no longer than --max-record-size".to_owned();
                (vec![plain(SIZE, 0, expected, &format!("one of {length} bytes"))], 0)
            }
        }
    }
}

fn of_violation(violation: &Violation) -> Fault<'_> {
    Fault {
        rule: JSON,
        instance_location: violation.instance_location(),
        keyword_location: violation.keyword_location(),
        offset: violation.offset().unwrap_or_default(),
        expected: violation.expected().to_owned(),
        found: violation.found().to_owned(),
        hint: violation.hint(),
        is_masked: violation.is_masked(),
    }
}

/// What records are held to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    /// What all records are; none where that is told of each.
    pub(crate) document: Option<&'static DocumentInfo>,
    /// How many bytes a record may have.
    pub(crate) limit: usize,
}

impl Rules {
    /// The document that a record is.
    pub(crate) fn document(self, record: &[u8]) -> Option<&'static DocumentInfo> {
        self.document.or_else(|| {
            let fits = record.len() <= self.limit;
            fits.then(|| callschema::detect(record)).flatten()
        })
    }

    /// Whether a record is valid.
    pub(crate) fn is_met(self, record: &[u8], document: Option<&DocumentInfo>) -> bool {
        record.len() <= self.limit && document.is_some_and(|document| document.is_valid(record))
    }

    /// Why a record is not valid; none where it is.
    pub(crate) fn why(self, record: &[u8], document: Option<&DocumentInfo>) -> Option<Why> {
        if record.len() > self.limit {
            return Some(Why::TooLong(record.len() as u64));
        }
        if record.is_empty() {
            return Some(Why::Array);
        }
        match document {
            Some(document) => document.validate(record).err().map(Why::Report),
            None => Some(not_json(record).map_or(Why::Unknown, Why::NotJson)),
        }
    }
}

/// Why a text is not JSON; none where it is.
pub(crate) fn not_json(record: &[u8]) -> Option<NotJson> {
    let text = match simdutf8::compat::from_utf8(record) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.valid_up_to();
            return Some(NotJson { offset, problem: Problem::NotUtf8, at_end: false });
        }
    };
    let mut cursor = Cursor::new(text);
    let read = cursor.skip().and_then(|()| cursor.end());
    let error = read.err().and_then(|_| cursor.problem())?;
    let at_end = error.offset >= text.trim_end().len();
    Some(NotJson { offset: error.offset, problem: error.problem, at_end })
}

/// Calls with each record of a chunk, and where it stands. Blank lines are none.
///
/// Hands out how many line breaks the chunk has: where records are lines, they are found on the way.
pub(crate) fn each(chunk: &Chunk, mut call: impl FnMut(Range<usize>, &[u8])) -> u64 {
    match &chunk.content {
        Content::Lines => {
            let (mut start, mut breaks) = (0, 0);
            while start < chunk.bytes.len() {
                let rest = &chunk.bytes[start..];
                let found = memchr(b'\n', rest);
                breaks += u64::from(found.is_some());
                let end = start + found.unwrap_or(rest.len());
                let line = &chunk.bytes[start..end];
                if !line.trim_ascii_start().is_empty() {
                    call(start..end, line);
                }
                start = end + 1;
            }
            breaks
        }
        Content::Values(records) => {
            for range in records {
                call(range.clone(), &chunk.bytes[range.clone()]);
            }
            memchr_iter(b'\n', &chunk.bytes).count() as u64
        }
        Content::TooLong { lines, .. } => *lines,
        Content::Failed(_) => 0,
    }
}
