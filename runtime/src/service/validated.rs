//! What lives here: the body of a request, taken by a handler of axum.

use std::fmt;
use std::ops::{Deref, DerefMut};

use axum_core::body::Body;
use axum_core::extract::{FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};

use super::problem::{Problem, count};
use crate::document::Document;
use crate::media_type::is_json;
use crate::report::Report;

/// The body of a request: a document that meets its schema. The bytes are checked before anything is built
/// of them; a handler that has this argument runs for valid documents only.
///
/// | what is wrong with the request | status |
/// |---|---|
/// | it is not said to be JSON (`application/json`, or a type that ends in `+json`), or it is compressed | 415 |
/// | it is longer than the limit | 413 |
/// | it breaks the schema, or is not JSON at all: the report tells which | 422 |
/// | it could not be read to its end | 400 |
///
/// The limit is axum's own, `DefaultBodyLimit`: 2 MB unless a layer says otherwise. To answer in another
/// way, take `Result<Validated<T>, Refusal>`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Validated<T>(pub T);

impl<T> Deref for Validated<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Validated<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: Document, S: Send + Sync> FromRequest<S> for Validated<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let refusal = |reason| Refusal { document: T::NAME, reason };
        if !is_plain_json(request.headers()) {
            return Err(refusal(Reason::NotJson));
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            let too_long = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
            refusal(if too_long { Reason::TooLong } else { Reason::Unreadable })
        })?;
        T::from_json(&body).map(Self).map_err(|report| refusal(Reason::Invalid(report)))
    }
}

/// Whether a body is said to be JSON, and not compressed.
fn is_plain_json(headers: &HeaderMap) -> bool {
    let encodings = headers.get_all(CONTENT_ENCODING).iter();
    headers.get(CONTENT_TYPE).is_some_and(is_json)
        && encodings.into_iter().all(|encoding| encoding == "identity")
}

/// Why a request was refused. As a response it is a problem document.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    document: &'static str,
    reason: Reason,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum Reason {
    NotJson,
    TooLong,
    Invalid(Report),
    Unreadable,
}

impl Refusal {
    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        match self.reason {
            Reason::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Reason::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Reason::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Reason::Unreadable => StatusCode::BAD_REQUEST,
        }
    }

    /// How the body breaks its schema; none where it was not looked at.
    pub fn report(&self) -> Option<&Report> {
        match &self.reason {
            Reason::Invalid(report) => Some(report),
            Reason::NotJson | Reason::TooLong | Reason::Unreadable => None,
        }
    }

    fn problem(&self) -> Problem<'_> {
        let (kind, title, detail) = match &self.reason {
            Reason::NotJson => (
                "unsupported-media-type",
                "The body is not sent as JSON",
                "send it as application/json, without a content encoding".to_owned(),
            ),
            Reason::TooLong => (
                "document-too-long",
                "The body is too long",
                "the body is longer than this service reads".to_owned(),
            ),
            Reason::Invalid(report) => {
                ("invalid-document", "The body breaks its schema", count(report))
            }
            Reason::Unreadable => (
                "unreadable-body",
                "The body could not be read",
                "the body ended before its end".to_owned(),
            ),
        };
        let (status, document, report) = (self.status(), self.document, self.report());
        Problem { status, kind, title, detail, document, report }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.problem().response::<Body>()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = self.problem();
        write!(f, "{}: {} (`{}`)", problem.title, problem.detail, problem.document)
    }
}

impl std::error::Error for Refusal {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.report().map(|report| report as _)
    }
}
