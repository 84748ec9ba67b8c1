//! What lives here: what can be wrong with an event, and with the stream.

use std::error::Error;
use std::fmt;

use crate::report::Report;

/// What came in place of an event.
///
/// Neither `Display` nor `Debug` shows data, or what the transport said: that may quote the address, and
/// an address may hold a ticket.
#[non_exhaustive]
pub enum EventError {
    /// The event's data break their schema. The stream goes on.
    Invalid(InvalidEvent),
    /// More bytes than the limit came without an event. The stream ends.
    TooLong {
        /// The limit, in bytes.
        limit: usize,
    },
    /// A field is not UTF-8. The stream ends.
    NotUtf8,
    /// The transport failed. The stream ends, and can be taken up again after the last event.
    Transport(Box<dyn Error + Send + Sync>),
}

/// An event whose data break their schema.
#[derive(Clone, Eq, PartialEq)]
pub struct InvalidEvent {
    pub(super) name: String,
    pub(super) id: Option<String>,
    pub(super) data: String,
    pub(super) report: Report,
}

impl InvalidEvent {
    /// What the event is called; `message` where it does not say.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id of this event, or of the last one before it that had one.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The data as they came.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// How they break their schema.
    pub fn report(&self) -> &Report {
        &self.report
    }
}

impl EventError {
    /// Whether no event comes after this.
    pub fn ends_the_stream(&self) -> bool {
        !matches!(self, Self::Invalid(_))
    }
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(event) => event.fmt(f),
            Self::TooLong { limit } => write!(f, "an event is longer than {limit} bytes"),
            Self::NotUtf8 => f.write_str("the stream of events is not UTF-8"),
            Self::Transport(_) => f.write_str("the stream of events broke off"),
        }
    }
}

impl fmt::Debug for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(event) => f.debug_tuple("Invalid").field(event).finish(),
            Self::TooLong { limit } => f.debug_struct("TooLong").field("limit", limit).finish(),
            Self::NotUtf8 => f.write_str("NotUtf8"),
            Self::Transport(_) => f.write_str("Transport(not shown)"),
        }
    }
}

/// The transport's own error is no source: what prints a chain of sources would print the address.
impl Error for EventError {}

impl fmt::Display for InvalidEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the data of an event {:?} break their schema: {}", self.name, self.report)
    }
}

impl fmt::Debug for InvalidEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvalidEvent")
            .field("name", &self.name)
            .field("id", &self.id)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}
