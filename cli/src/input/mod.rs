//! What lives here: from the names on the command line to chunks of whole records.

mod files;
mod framing;
mod packed;
mod scanner;
mod walk;

use std::io::{self, Read};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub(crate) use files::{Source, find};
use framing::Frames;

use crate::arguments::Framing;
use crate::interrupt;

/// How many bytes are read at once: enough that threads seldom meet, and few enough that a processor's
/// cache holds them while they are checked.
pub(crate) const CHUNK: usize = 512 << 10;

/// About how many bytes it takes to keep what is found in a record that is not valid.
const FINDING: usize = 64;

/// A piece of one input: whole records, and what stands between them.
#[derive(Debug)]
pub(crate) struct Chunk {
    /// Its place among all chunks, from 0.
    pub(crate) number: u64,
    /// The input that it is from.
    pub(crate) source: Arc<Source>,
    /// Whether it is the first of its input.
    pub(crate) first: bool,
    pub(crate) content: Content,
    pub(crate) bytes: Vec<u8>,
}

impl Chunk {
    /// How many bytes of memory it takes at most, with what may be found in it. Records of a byte or two take less of
    /// that than their places do.
    pub(crate) fn size(&self) -> usize {
        let records = match &self.content {
            Content::Values(records) => records.capacity(),
            _ => 0,
        };
        self.bytes.capacity() + records * (size_of::<Range<usize>>() + FINDING)
    }
}

/// What a chunk holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// Lines, each a record or blank.
    Lines,
    /// Records at these places.
    Values(Vec<Range<usize>>),
    /// Nothing: a record was too long, and so many of its bytes and line breaks were passed over.
    TooLong { length: u64, lines: u64 },
    /// Nothing: the input could not be read any further.
    Failed(String),
}

/// All inputs, one after another.
pub(crate) struct Inputs {
    sources: std::vec::IntoIter<Source>,
    framing: Framing,
    limit: usize,
    open: Option<(Arc<Source>, Frames, bool)>,
    number: u64,
    /// How many bytes have been read, packed as they are.
    read: Arc<AtomicU64>,
}

impl Inputs {
    pub(crate) fn new(sources: Vec<Source>, framing: Framing, limit: usize) -> Self {
        let read = Arc::new(AtomicU64::new(0));
        Self { sources: sources.into_iter(), framing, limit, open: None, number: 0, read }
    }

    /// How many bytes have been read, for whoever shows progress.
    pub(crate) fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// The next chunk, in a buffer that it may use; none at the end of all inputs.
    pub(crate) fn next(&mut self, mut bytes: Vec<u8>) -> Option<Chunk> {
        loop {
            if interrupt::is_asked() {
                return None;
            }
            if self.open.is_none() {
                let source = Arc::new(self.sources.next()?);
                match self.open(&source) {
                    Ok(frames) => self.open = Some((source, frames, true)),
                    Err(error) => return Some(self.failed(source, &error)),
                }
            }
            let (source, frames, first) = self.open.as_mut()?;
            let source = source.clone();
            bytes.clear();
            match frames.next(&mut bytes) {
                Ok(Some(content)) => {
                    let first = std::mem::replace(first, false);
                    return Some(self.chunk(source, first, content, bytes));
                }
                // An input without records has been read all the same.
                Ok(None) if std::mem::take(first) => {
                    return Some(self.chunk(source, true, Content::Lines, bytes));
                }
                Ok(None) => self.open = None,
                Err(error) => {
                    self.open = None;
                    return Some(self.failed(source, &error));
                }
            }
        }
    }

    fn open(&self, source: &Source) -> io::Result<Frames> {
        let counted = Counted { inner: source.open()?, count: self.read.clone() };
        Frames::open(packed::text(counted)?, self.framing, self.limit)
    }

    fn failed(&mut self, source: Arc<Source>, error: &io::Error) -> Chunk {
        self.chunk(source, false, Content::Failed(error.to_string()), Vec::new())
    }

    fn chunk(
        &mut self,
        source: Arc<Source>,
        first: bool,
        content: Content,
        bytes: Vec<u8>,
    ) -> Chunk {
        let number = self.number;
        self.number += 1;
        Chunk { number, source, first, content, bytes }
    }
}

/// Counts what is read.
struct Counted<R> {
    inner: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
