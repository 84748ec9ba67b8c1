//! What lives here: server-sent events (WHATWG HTML, section 9.2) whose data are documents.
//!
//! [`Events`] reads them from a [`BufRead`](std::io::BufRead), [`EventStream`] from a stream of bytes.

mod blocking;
mod error;
mod guard;
mod state;
mod stream;

pub use blocking::Events;
pub use error::{EventError, InvalidEvent};
pub use stream::EventStream;

use std::fmt;

/// How many bytes one event can have, unless said otherwise: 1 MiB.
pub const DEFAULT_EVENT_LIMIT: usize = 1 << 20;

/// One event.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What the event is called; `message` where it does not say.
    pub name: String,
    /// The id of this event, or of the last one before it that had one.
    pub id: Option<String>,
    /// What it says.
    pub data: T,
}

/// Shows the data only as far as their own type does.
impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name)
            .field("id", &self.id)
            .field("data", &self.data)
            .finish()
    }
}

#[cfg(feature = "http")]
mod opening {
    use std::io::BufRead;

    use futures_core::Stream;

    use super::{EventStream, Events};
    use crate::client::EventsFollow;
    use crate::document::Document;

    impl<T: Document> EventsFollow<T> {
        /// Reads the events from the body, waiting for each.
        pub fn read<R: BufRead>(self, body: R) -> Events<T, R> {
            Events::new(body)
        }

        /// Reads the events from the body as they come.
        pub fn stream<S, B, E>(self, body: S) -> EventStream<T, S>
        where
            S: Stream<Item = Result<B, E>>,
            B: bytes::Buf,
            E: std::error::Error + Send + Sync + 'static,
        {
            EventStream::new(body)
        }
    }
}
