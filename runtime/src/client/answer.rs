//! What lives here: an answer, read as its status documents it or kept as it came.

use std::fmt;
use std::marker::PhantomData;

use http::{HeaderValue, StatusCode};

use crate::document::Document;
use crate::media_type::essence;
use crate::report::Report;

/// The media type of server-sent events.
const EVENTS: &str = "text/event-stream";

/// An answer on its way to be read.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    status: StatusCode,
    content_type: Option<&'a HeaderValue>,
    body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// Takes an answer.
    pub fn new(status: StatusCode, content_type: Option<&'a HeaderValue>, body: &'a [u8]) -> Self {
        Self { status, content_type, body }
    }

    /// Reads the document, which is to come as `application/json`.
    ///
    /// # Errors
    /// As [`Answer::read`].
    pub fn json<T: Document>(self) -> Result<T, Unexpected> {
        self.read("application/json")
    }

    /// Reads the document, which is to come as a media type.
    ///
    /// # Errors
    /// The answer as it came, where it is of another media type or breaks the schema.
    pub fn read<T: Document>(self, media_type: &str) -> Result<T, Unexpected> {
        if self.content_type.is_some_and(|value| !is(value, media_type)) {
            return Err(self.unexpected());
        }
        T::from_json(self.body).map_err(|report| self.kept(Some(report)))
    }

    /// Finds that events follow.
    ///
    /// # Errors
    /// The answer as it came, where it is of another media type.
    pub fn events<T>(self) -> Result<EventsFollow<T>, Unexpected> {
        if self.content_type.is_some_and(|value| is(value, EVENTS)) {
            return Ok(EventsFollow(PhantomData));
        }
        Err(self.unexpected())
    }

    /// The answer as it came: nothing documents it.
    pub fn unexpected(self) -> Unexpected {
        self.kept(None)
    }

    fn kept(self, report: Option<Report>) -> Unexpected {
        Unexpected(Box::new(Kept {
            status: self.status,
            content_type: self.content_type.cloned(),
            body: self.body.to_vec(),
            report,
        }))
    }
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Whether a `Content-Type` is of a media type, whatever its parameters.
fn is(content_type: &HeaderValue, media_type: &str) -> bool {
    essence(content_type).is_some_and(|essence| essence.eq_ignore_ascii_case(media_type))
}

/// An answer that no status of its description fits, as it came.
///
/// Neither `Display` nor `Debug` shows the body: it may hold personal data.
#[derive(Clone, Eq, PartialEq)]
pub struct Unexpected(Box<Kept>);

#[derive(Clone, Eq, PartialEq)]
struct Kept {
    status: StatusCode,
    content_type: Option<HeaderValue>,
    body: Vec<u8>,
    report: Option<Report>,
}

impl Unexpected {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The header `Content-Type`, if there was one.
    pub fn content_type(&self) -> Option<&HeaderValue> {
        self.0.content_type.as_ref()
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// How the body breaks the schema of its status. None where the status or the content type is not
    /// documented.
    pub fn report(&self) -> Option<&Report> {
        self.0.report.as_ref()
    }
}

impl fmt::Debug for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unexpected")
            .field("status", &self.0.status)
            .field("content_type", &self.0.content_type)
            .field("report", &self.0.report)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Kept { status, content_type, body, report } = &*self.0;
        if let Some(report) = report {
            return write!(f, "{status}: the body breaks its schema: {report}");
        }
        let length = body.len();
        match content_type.as_ref().and_then(essence) {
            Some(essence) => write!(f, "{status}: not documented: {length} bytes of {essence:?}"),
            None => write!(f, "{status}: not documented: {length} bytes of no stated type"),
        }
    }
}

impl std::error::Error for Unexpected {}

/// The answer of a request that opens a stream of server-sent events: they follow in the body, and it has
/// no end that one could wait for.
///
/// With the feature `sse`, [`EventsFollow::read`] and [`EventsFollow::stream`] read them.
pub struct EventsFollow<T>(PhantomData<fn() -> T>);

impl<T> fmt::Debug for EventsFollow<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventsFollow")
    }
}
