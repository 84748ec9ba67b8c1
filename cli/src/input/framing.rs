//! What lives here: cutting a stream into chunks of whole records, in bounded memory.

use std::io::{self, Read};

use callschema_runtime::Cursor;
use memchr::{memchr, memchr_iter, memrchr};

use super::scanner::Scanner;
use super::{CHUNK, Content};
use crate::arguments::Framing;

/// A stream that hands out chunks of whole records.
pub(super) struct Frames {
    reader: Box<dyn Read + Send>,
    /// What has been read and not yet handed out.
    rest: Vec<u8>,
    at_end: bool,
    /// The longest record that is taken.
    limit: usize,
    /// None where records are lines.
    scanner: Option<Scanner>,
    /// A record that is too long is being passed over.
    passed: Option<Passed>,
}

/// What has been passed over of a record that is too long.
#[derive(Clone, Copy, Debug, Default)]
struct Passed {
    length: u64,
    lines: u64,
}

impl Frames {
    pub(super) fn open(
        reader: Box<dyn Read + Send>,
        framing: Framing,
        limit: usize,
    ) -> io::Result<Self> {
        let mut frames =
            Self { reader, rest: Vec::new(), at_end: false, limit, scanner: None, passed: None };
        let by_line = match framing {
            Framing::Ndjson => true,
            Framing::Json => false,
            Framing::Auto => {
                let mut beginning = Vec::new();
                // What comes through a pipe is judged as soon as its first line can be.
                while !frames.at_end && beginning.len() < CHUNK && !begins_whole(&beginning) {
                    frames.fill(&mut beginning)?;
                }
                frames.rest = beginning;
                is_by_line(&frames.rest)
            }
        };
        frames.scanner = (!by_line).then(Scanner::default);
        Ok(frames)
    }

    /// The next chunk's bytes, and what they hold; none at the end.
    pub(super) fn next(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<Content>> {
        bytes.append(&mut self.rest);
        if self.passed.is_some() {
            return self.pass(bytes);
        }
        loop {
            if !self.has_whole(bytes) {
                self.fill(bytes)?;
            }
            let in_array = self.scanner.as_ref().is_some_and(Scanner::is_in_array);
            if bytes.is_empty() && !in_array {
                return Ok(None);
            }
            if let Some(content) = self.cut(bytes) {
                return Ok(Some(content));
            }
            if bytes.len() > self.limit {
                self.passed = Some(Passed::default());
                return self.pass(bytes);
            }
        }
    }

    /// Whether some record is whole without reading on.
    fn has_whole(&self, bytes: &[u8]) -> bool {
        match &self.scanner {
            Some(scanner) => scanner.has_more(),
            None => memchr(b'\n', bytes).is_some(),
        }
    }

    /// Reads on by about a chunk, or by as much as there already is: a long record must not be looked
    /// through too often.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let start = bytes.len();
        let wanted = (start.max(CHUNK)).min(self.limit.max(CHUNK));
        while !self.at_end && bytes.len() < start + wanted {
            let length = bytes.len();
            bytes.resize(start + wanted, 0);
            let read = self.reader.read(&mut bytes[length..]);
            bytes.truncate(length + *read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) => self.at_end = true,
                // A pipe hands out what it has: a line that is whole need not wait for others.
                Ok(_) if memchr(b'\n', &bytes[length..]).is_some() => break,
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Keeps whole records in a buffer and puts the rest aside; none where no record is whole yet.
    fn cut(&mut self, bytes: &mut Vec<u8>) -> Option<Content> {
        let Some(scanner) = &mut self.scanner else {
            if !self.at_end {
                let end = memrchr(b'\n', bytes)? + 1;
                self.rest.extend_from_slice(&bytes[end..]);
                bytes.truncate(end);
            }
            return Some(Content::Lines);
        };
        let (end, records) = scanner.scan(bytes, self.at_end);
        if end == 0 && records.is_empty() {
            return None;
        }
        self.rest.extend_from_slice(&bytes[end..]);
        bytes.truncate(end);
        Some(Content::Values(records))
    }

    /// Passes over a record that is too long.
    fn pass(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<Content>> {
        loop {
            let end = match &mut self.scanner {
                None => memchr(b'\n', bytes).map(|end| end + 1),
                Some(scanner) => scanner.pass(bytes),
            };
            let length = end.unwrap_or(bytes.len());
            let passed = self.passed.get_or_insert_default();
            // A line's break is no part of it.
            passed.length += (length - usize::from(bytes[..length].ends_with(b"\n"))) as u64;
            passed.lines += memchr_iter(b'\n', &bytes[..length]).count() as u64;
            let Passed { length, lines } = *passed;
            if let Some(end) = end {
                self.rest.extend_from_slice(&bytes[end..]);
            }
            bytes.clear();
            if end.is_some() || self.at_end {
                if let Some(scanner) = self.scanner.as_mut().filter(|_| end.is_none()) {
                    scanner.end_in_record();
                }
                self.passed = None;
                return Ok(Some(Content::TooLong { length, lines }));
            }
            self.fill(bytes)?;
        }
    }
}

/// Whether records are lines, judged by the beginning of a text.
///
/// They are if the first line is a whole value, or the only one; or if it is broken and the next begins a
/// record as well. The first line of an indented text ends where a container is open.
fn is_by_line(beginning: &[u8]) -> bool {
    let mut lines = lines(beginning);
    let (first, second) = (lines.next().unwrap_or_default(), lines.next());
    if first.starts_with(b"[") {
        return false;
    }
    let goes_on = first.ends_with(b"{") || first.ends_with(b"[") || first.ends_with(b",");
    is_whole(first) || second.is_none_or(|second| !goes_on && second.starts_with(b"{"))
}

/// The lines that are not blank.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty())
}

/// Whether the first line is there to its end and is a whole value.
fn begins_whole(beginning: &[u8]) -> bool {
    memchr(b'\n', beginning.trim_ascii_start()).is_some()
        && lines(beginning).next().is_some_and(is_whole)
}

fn is_whole(line: &[u8]) -> bool {
    simdutf8::basic::from_utf8(line).is_ok_and(|text| {
        let mut cursor = Cursor::new(text);
        cursor.skip().and_then(|()| cursor.end()).is_ok()
    })
}
