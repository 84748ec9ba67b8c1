//! Types and a one-pass validator for the call documents of voice-AI platforms.
//!
//! Bytes in; a verdict, a full report, or a validated typed value out:
//!
//! ```
//! use callschema::{Document, langcall};
//! use std::time::Duration;
//!
//! let body = br#"{"type": "full_ai", "instruction": "Book a table",
//!     "to_number": "+14155550117", "duration": 3.25}"#;
//! assert!(langcall::Call::is_valid(body));
//!
//! let call = langcall::Call::from_json(body)?;
//! assert_eq!(call.r#type, langcall::CallType::FullAi);
//! assert_eq!(call.duration(), Some(Duration::from_secs(195))); // LangCall counts minutes
//!
//! let broken = br#"{"type": "full-ai", "instruction": "Book", "to_number": "+14155550117"}"#;
//! let report = langcall::Call::validate(broken).unwrap_err();
//! let violation = &report.violations()[0];
//! assert_eq!((violation.instance_location(), violation.column()), ("/type", Some(10)));
//! assert_eq!(violation.hint(), Some(r#"did you mean "full_ai"?"#));
//! # Ok::<(), callschema::Report>(())
//! ```
//!
//! Types and validators are made from the project's JSON Schemas, one source for both. Each document is a
//! type, and has the methods of [`Document`]:
//!
//! | provider | one call | an error | more |
//! |---|---|---|---|
//! | [SLNG](slng) | [`slng::Call`] | [`slng::ErrorResponse`] | |
//! | [BimpeAI](bimpe) | [`bimpe::CallResponse`] | [`bimpe::ErrorResponse`] | [`bimpe::CallListResponse`], [`bimpe::StreamEvent`], [`bimpe::StreamTicketResponse`] |
//! | [Zudu](zudu) | [`zudu::CallResponse`] | [`zudu::ErrorResponse`] | |
//! | [LangCall](langcall) | [`langcall::Call`] | [`langcall::ErrorResponse`] | |
//!
//! # Where to look
//!
//! - [`Document`]: check, read and write; [`Document::read`] takes what departs from its schema too. [`Limits`]
//!   bounds what a document may ask.
//! - [`Report`] and [`Violation`]: what is wrong, where in the document, and by which rule of the schema.
//! - [`document`] finds a document by its name, [`detect`] by its bytes; [`documents`] are all of them. [`rewrite`]
//!   reads and writes by name.
//! - [`Nullable`], [`List`], [`Extra`], [`RawJson`], [`Number`], [`DateTime`] and their kin: what members hold.
//!
//! # Features
//!
//! All are off by default.
//!
//! | feature | what it adds |
//! |---|---|
//! | `borrowed` | beside each type one that borrows from the text, as `slng::CallRef`: trait `DocumentRef` |
//! | `http` | each provider's requests, and their answers by status, as the crate `http` has them: module `client` |
//! | `sse` | server-sent events, blocking and as a stream: module `events` |
//! | `axum` | an extractor that checks the bodies of requests: module `service` |
//! | `tower` | a layer that checks the bodies of responses: module `service` |
//! | `jiff`, `chrono`, `time`, `uuid` | times and identifiers as these crates have them: [`DateTime`]'s `to_jiff` and so on |
//! | `schemars` | `JsonSchema` on all documents and what they are made of: the curated schemas |
//! | `arbitrary` | `Arbitrary` on the same types and on what members hold, for fuzzers |

#![cfg_attr(docsrs, feature(doc_cfg))]

// Generated files are laid out by the generator.
#[rustfmt::skip]
#[allow(deprecated, reason = "members that are no longer sent are still read and written")]
#[allow(clippy::similar_names, clippy::too_many_lines, reason = "as schemas name and list their members")]
mod r#gen;

pub use callschema_runtime::{
    Date, DateTime, Detector, Document, DocumentInfo, Email, Extra, ExtraIter, Hostname, Integer,
    Ipv4, Ipv6, IsoDuration, Kind, Limits, List, MAX_DEPTH, MAX_VIOLATIONS, Map, NotANumber,
    Nullable, Number, Problem, Quantity, RawJson, Report, SyntaxError, Time, Timestamp, Unit, Uri,
    Uuid, Violation,
};
#[cfg(feature = "borrowed")]
pub use callschema_runtime::{
    DocumentRef, ExtraRef, ExtraRefIter, IntoOwned, JsonRef, MapRef, TextRef,
};
pub use r#gen::*;

/// Requests and answers as the crate `http` has them, so that any client can carry them.
///
/// With the feature `http`. The requests themselves are in the modules of their providers.
///
/// ```
/// use callschema::client::http::{HeaderValue, Method, StatusCode};
/// use callschema::client::Endpoint;
/// use callschema::slng;
///
/// let call = slng::GetCall::new(
///     "3c59dc04-8e88-4024-bbe8-079a5c74d079",
///     "8f14e45f-ceea-467f-a0e6-2c1b9d0c5a11",
/// );
/// let request = call.request(&slng::BASE_URI, &slng::Credentials::new("sl_0123")?)?;
/// assert_eq!(request.method(), Method::GET);
/// assert!(request.headers()["authorization"].is_sensitive());
///
/// // Any client sends it; what comes back is read by its status.
/// let json = HeaderValue::from_static("application/json");
/// let body = br#"{"detail": "Call not found"}"#;
/// match slng::GetCall::decode(StatusCode::NOT_FOUND, Some(&json), body) {
///     Ok(call) => println!("{}", call.status),
///     Err(slng::GetCallError::NotFound(error)) => assert!(error.detail.is_some()),
///     Err(other) => return Err(other.into()),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg(feature = "http")]
pub mod client {
    pub use callschema_runtime::client::*;
}

/// Server-sent events whose data are documents.
///
/// With the feature `sse`.
///
/// ```
/// use callschema::bimpe::StreamEvent;
/// use callschema::events::Events;
///
/// let body = &b"id: msg_1\nevent: heartbeat\ndata: {\"ts\": 1772442860000}\n\n"[..];
/// let mut events = Events::<StreamEvent, _>::new(body);
/// let event = events.next().expect("an event")?;
/// assert!(matches!(event.data, StreamEvent::Heartbeat(beat) if beat.ts == 1772442860000));
/// assert_eq!(events.last_event_id(), Some("msg_1")); // where the stream can be taken up again
/// # Ok::<(), callschema::events::EventError>(())
/// ```
#[cfg(feature = "sse")]
pub mod events {
    pub use callschema_runtime::events::*;
}

/// Documents at the doors of a service: what comes in, and what passes through.
///
/// With the feature `axum` an extractor, with the feature `tower` a layer.
#[cfg_attr(
    feature = "axum",
    doc = r"
```
use callschema::langcall;
use callschema::service::Validated;

/// A handler of axum: it runs for valid documents, others are answered with 422.
async fn finished(Validated(call): Validated<langcall::Call>) -> String {
    call.id.unwrap_or_default()
}
```
"
)]
#[cfg_attr(
    feature = "tower",
    doc = r#"
```
use callschema::langcall;
use callschema::service::CheckResponses;

// A layer of tower: an invalid response becomes 502 with a report.
let layer = CheckResponses::<langcall::Call>::new().tell(|finding| eprintln!("{finding}"));
```
"#
)]
#[cfg(any(feature = "axum", feature = "tower"))]
pub mod service {
    pub use callschema_runtime::service::*;
}

/// Every document, in order of names.
pub fn documents() -> &'static [DocumentInfo] {
    DOCUMENTS
}

/// The document of this name, as in `slng/call`.
pub fn document(name: &str) -> Option<&'static DocumentInfo> {
    documents().iter().find(|document| document.name() == name)
}

/// Checks bytes against the document of this name, reads them into its type and writes that as compact JSON, members in
/// the schema's order. None where no document has the name.
///
/// ```
/// let json = br#"{"type": "full_ai", "mood": "calm", "instruction": "Book", "to_number": "+14155550117"}"#;
/// let written = callschema::rewrite("langcall/call", json).unwrap()?;
/// assert!(written.starts_with(br#"{"type":"full_ai","to_number":"#) && written.ends_with(br#","mood":"calm"}"#));
/// # Ok::<(), callschema::Report>(())
/// ```
// Compiled where it is called: it reads and writes all types, and most services ask for one of them.
#[inline]
pub fn rewrite(name: &str, json: &[u8]) -> Option<Result<Vec<u8>, Report>> {
    let (_, rewrite) = REWRITES.iter().find(|(document, _)| *document == name)?;
    Some(rewrite(json))
}

/// The document that the bytes are, decided by what the schemas require; it need not be valid.
///
/// None where no document's requirements are met by half, where two documents are equally near, and
/// for a document that requires nothing. See [`Detector::detect`].
///
/// ```
/// let json = br#"{"message": "Call not found", "status": "error", "error": "No such call"}"#;
/// assert_eq!(callschema::detect(json).unwrap().name(), "zudu/error");
/// assert!(callschema::detect(br#"{"message": "Call not found"}"#).is_none());
/// ```
// Compiled where it is called, as few services ask.
#[inline]
pub fn detect(json: &[u8]) -> Option<&'static DocumentInfo> {
    static DETECTOR: Detector = Detector::new(DOCUMENTS);
    DETECTOR.detect(json)
}
