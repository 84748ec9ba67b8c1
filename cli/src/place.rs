//! What lives here: lines and columns in whole files, counted along the chunks.

use memchr::{memchr_iter, memrchr};

use crate::input::Chunk;

/// A place in a file: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Place {
    pub(crate) line: u64,
    pub(crate) column: u64,
}

/// Counts lines and columns along the chunks of a file.
#[derive(Debug)]
pub(crate) struct Places {
    /// Where the present chunk begins.
    start: Place,
    /// The last place that was asked for, and its offset in the chunk.
    last: (usize, Place),
}

impl Default for Places {
    fn default() -> Self {
        let start = Place { line: 1, column: 1 };
        Self { start, last: (0, start) }
    }
}

impl Places {
    /// Begins a chunk: that of another file begins at the first line.
    pub(crate) fn enter(&mut self, chunk: &Chunk) {
        if chunk.first {
            *self = Self::default();
        }
        self.last = (0, self.start);
    }

    /// The place of an offset in the chunk. Offsets are asked for in rising order, or counting begins anew.
    pub(crate) fn of(&mut self, chunk: &Chunk, offset: usize) -> Place {
        if offset < self.last.0 {
            self.last = (0, self.start);
        }
        let (done, place) = self.last;
        let place = place.after(&chunk.bytes[done..offset.min(chunk.bytes.len())]);
        self.last = (offset, place);
        place
    }

    /// Ends a chunk that has so many line breaks.
    pub(crate) fn leave(&mut self, chunk: &Chunk, breaks: u64) {
        self.start = self.start.behind(&chunk.bytes, breaks);
    }
}

impl Place {
    /// The place behind a text that begins here.
    fn after(self, text: &[u8]) -> Self {
        self.behind(text, memchr_iter(b'\n', text).count() as u64)
    }

    /// The same where the line breaks have been counted.
    fn behind(self, text: &[u8], breaks: u64) -> Self {
        let begins = memrchr(b'\n', text).map(|end| end + 1);
        let characters = characters(&text[begins.unwrap_or(0)..]);
        let column = if begins.is_some() { 1 } else { self.column };
        Self { line: self.line + breaks, column: column + characters }
    }
}

/// How many characters a text has: every one has one byte that does not continue another.
fn characters(text: &[u8]) -> u64 {
    // A count that fits one byte is taken of many bytes at once.
    let count = |piece: &[u8]| piece.iter().map(|byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>();
    text.chunks(255).map(|piece| u64::from(count(piece))).sum()
}
