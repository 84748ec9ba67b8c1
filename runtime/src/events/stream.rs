//! What lives here: events from a stream of bytes, as they come.

use std::error::Error;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Buf;
use futures_core::Stream;

use super::state::State;
use super::{DEFAULT_EVENT_LIMIT, Event, EventError};
use crate::document::Document;

/// The events of a body that comes as a stream of bytes. It ends with the body or at an error that
/// [ends the stream](EventError::ends_the_stream).
///
/// The body is kept in a box, so that it need not be `Unpin`.
pub struct EventStream<T, S> {
    body: Pin<Box<S>>,
    state: State,
    document: PhantomData<fn() -> T>,
}

impl<T, S> EventStream<T, S> {
    /// Reads the events of a body, none longer than [`DEFAULT_EVENT_LIMIT`].
    pub fn new(body: S) -> Self {
        Self::with_limit(body, DEFAULT_EVENT_LIMIT)
    }

    /// Reads the events of a body, none longer than this many bytes.
    pub fn with_limit(body: S, limit: usize) -> Self {
        Self { body: Box::pin(body), state: State::new(limit), document: PhantomData }
    }

    /// The id of the last event that had one: from there the stream can be taken up again.
    pub fn last_event_id(&self) -> Option<&str> {
        self.state.last_event_id()
    }

    /// How long the provider asks to wait before the stream is taken up again. None where it said nothing.
    pub fn retry(&self) -> Option<Duration> {
        self.state.retry()
    }
}

impl<T, S, B, E> Stream for EventStream<T, S>
where
    T: Document,
    S: Stream<Item = Result<B, E>>,
    B: Buf,
    E: Error + Send + Sync + 'static,
{
    type Item = Result<Event<T>, EventError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while !self.state.has_ended() {
            if let Some(event) = self.state.next() {
                return Poll::Ready(Some(event));
            }
            let taken = match ready!(self.body.as_mut().poll_next(context)) {
                None => {
                    self.state.end();
                    continue;
                }
                Some(Ok(mut bytes)) => {
                    let bytes = bytes.copy_to_bytes(bytes.remaining());
                    self.state.take(bytes)
                }
                Some(Err(error)) => Err(EventError::Transport(Box::new(error))),
            };
            if let Err(error) = taken {
                self.state.end();
                return Poll::Ready(Some(Err(error)));
            }
        }
        Poll::Ready(None)
    }
}

impl<T, S> fmt::Debug for EventStream<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EventStream").field(&self.state).finish()
    }
}
