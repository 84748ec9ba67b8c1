//! What lives here: bytes in, events out, without waiting for anything: what both readers share.

use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use sse_stream::{Sse, SseByteStream};

use super::guard::Guard;
use super::{Event, EventError, InvalidEvent};
use crate::document::Document;

/// A stream of events as far as it has come.
pub(super) struct State {
    guard: Guard,
    inbox: Inbox,
    blocks: SseByteStream<Inbox>,
    last_event_id: Option<String>,
    retry: Option<Duration>,
    has_ended: bool,
}

/// The bytes that the parser has not taken yet. It asks for them as from a stream; where there are none,
/// they are still to come.
#[derive(Clone, Default)]
struct Inbox(Arc<Mutex<Option<Bytes>>>);

impl Stream for Inbox {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(bytes) => Poll::Ready(Some(Ok(bytes))),
            None => Poll::Pending,
        }
    }
}

impl State {
    pub(super) fn new(limit: usize) -> Self {
        let inbox = Inbox::default();
        Self {
            guard: Guard::new(limit),
            blocks: SseByteStream::new(inbox.clone()),
            inbox,
            last_event_id: None,
            retry: None,
            has_ended: false,
        }
    }

    /// Takes the next bytes. All events before must have been taken out.
    pub(super) fn take(&mut self, bytes: Bytes) -> Result<(), EventError> {
        if !self.guard.passes(&bytes) {
            self.has_ended = true;
            return Err(EventError::TooLong { limit: self.guard.limit() });
        }
        *self.inbox.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes);
        Ok(())
    }

    /// The next event of the bytes so far; none where more are needed.
    pub(super) fn next<T: Document>(&mut self) -> Option<Result<Event<T>, EventError>> {
        let mut context = Context::from_waker(Waker::noop());
        loop {
            match Pin::new(&mut self.blocks).poll_next(&mut context) {
                Poll::Ready(Some(Ok(block))) => {
                    if let Some(event) = self.event(block) {
                        return Some(event);
                    }
                }
                Poll::Ready(Some(Err(_))) => {
                    self.has_ended = true;
                    return Some(Err(EventError::NotUtf8));
                }
                Poll::Ready(None) | Poll::Pending => return None,
            }
        }
    }

    /// What a block says, which may only be an id or a time.
    fn event<T: Document>(&mut self, block: Sse) -> Option<Result<Event<T>, EventError>> {
        if let Some(id) = block.id {
            self.last_event_id = Some(id).filter(|id| !id.is_empty());
        }
        if let Some(retry) = block.retry {
            self.retry = Some(Duration::from_millis(retry));
        }
        let data = block.data?;
        let name = block.event.filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "message".to_owned());
        let id = self.last_event_id.clone();
        Some(match T::from_json(data.as_bytes()) {
            Ok(data) => Ok(Event { name, id, data }),
            Err(report) => Err(EventError::Invalid(InvalidEvent { name, id, data, report })),
        })
    }

    /// No further event comes.
    pub(super) fn end(&mut self) {
        self.has_ended = true;
    }

    pub(super) fn has_ended(&self) -> bool {
        self.has_ended
    }

    pub(super) fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }

    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("last_event_id", &self.last_event_id)
            .field("retry", &self.retry)
            .field("has_ended", &self.has_ended)
            .finish_non_exhaustive()
    }
}
