//! What lives here: events from a reader that waits for them.

use std::fmt;
use std::io::{BufRead, ErrorKind};
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;

use super::state::State;
use super::{DEFAULT_EVENT_LIMIT, Event, EventError};
use crate::document::Document;

/// The events of a body that is read piece by piece. The iterator waits for the next one, and ends with
/// the body or at an error that [ends the stream](EventError::ends_the_stream).
pub struct Events<T, R> {
    body: R,
    state: State,
    document: PhantomData<fn() -> T>,
}

impl<T: Document, R: BufRead> Events<T, R> {
    /// Reads the events of a body, none longer than [`DEFAULT_EVENT_LIMIT`].
    pub fn new(body: R) -> Self {
        Self::with_limit(body, DEFAULT_EVENT_LIMIT)
    }

    /// Reads the events of a body, none longer than this many bytes.
    pub fn with_limit(body: R, limit: usize) -> Self {
        Self { body, state: State::new(limit), document: PhantomData }
    }

    /// The next bytes, or none at the end of the body.
    fn bytes(&mut self) -> Option<Result<Bytes, EventError>> {
        loop {
            match self.body.fill_buf() {
                Ok([]) => return None,
                Ok(bytes) => {
                    let bytes = Bytes::copy_from_slice(bytes);
                    self.body.consume(bytes.len());
                    return Some(Ok(bytes));
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Some(Err(EventError::Transport(Box::new(error)))),
            }
        }
    }
}

impl<T, R> Events<T, R> {
    /// The id of the last event that had one: from there the stream can be taken up again.
    pub fn last_event_id(&self) -> Option<&str> {
        self.state.last_event_id()
    }

    /// How long the provider asks to wait before the stream is taken up again. None where it said nothing.
    pub fn retry(&self) -> Option<Duration> {
        self.state.retry()
    }
}

impl<T: Document, R: BufRead> Iterator for Events<T, R> {
    type Item = Result<Event<T>, EventError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.state.has_ended() {
            if let Some(event) = self.state.next() {
                return Some(event);
            }
            match self.bytes() {
                None => self.state.end(),
                Some(bytes) => {
                    if let Err(error) = bytes.and_then(|bytes| self.state.take(bytes)) {
                        self.state.end();
                        return Some(Err(error));
                    }
                }
            }
        }
        None
    }
}

impl<T: Document, R: BufRead> std::iter::FusedIterator for Events<T, R> {}

impl<T, R> fmt::Debug for Events<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Events").field(&self.state).finish()
    }
}
