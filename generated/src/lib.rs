//! Types and a one-pass validator for the call documents of voice-AI platforms.
//!
//! Bytes in; a verdict, a full report, or a validated typed value out:
//!
//! ```
//! use callschema::{Document, slng};
//!
//! let body = br#"{"error": "Unauthorized"}"#;
//! assert!(slng::ErrorResponse::is_valid(body));
//!
//! let error = slng::ErrorResponse::from_json(body)?;
//! assert_eq!(error.error.as_deref(), Some("Unauthorized"));
//!
//! let report = slng::ErrorResponse::validate(br#"{"error": 401}"#).unwrap_err();
//! let violation = &report.violations()[0];
//! assert_eq!(violation.instance_location(), "/error");
//! assert_eq!((violation.line(), violation.column()), (Some(1), Some(11)));
//! # Ok::<(), callschema::Report>(())
//! ```
//!
//! Each provider is a module: [`slng`], [`bimpe`], [`zudu`], [`langcall`]. Each document is a type that
//! is a [`Document`]; [`document`] finds one by name where the type does not matter.
//!
//! Types and validators are made from the JSON Schemas of the project, one source for both.

// Generated files are laid out by the generator.
#[rustfmt::skip]
#[allow(deprecated, reason = "members that are no longer sent are still read and written")]
#[allow(clippy::similar_names, clippy::too_many_lines, reason = "as schemas name and list their members")]
mod r#gen;

pub use callschema_runtime::{
    Date, DateTime, Detector, Document, DocumentInfo, Email, Extra, Hostname, Integer, Ipv4, Ipv6,
    IsoDuration, Kind, Limits, Map, NotANumber, Nullable, Number, Quantity, RawJson, Report,
    SyntaxError, Time, Timestamp, Unit, Uri, Uuid, Violation,
};
pub use r#gen::*;

/// Every document, in order of names.
pub fn documents() -> &'static [DocumentInfo] {
    DOCUMENTS
}

/// The document of this name, as in `slng/call`.
pub fn document(name: &str) -> Option<&'static DocumentInfo> {
    documents().iter().find(|document| document.name() == name)
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
pub fn detect(json: &[u8]) -> Option<&'static DocumentInfo> {
    static DETECTOR: Detector = Detector::new(DOCUMENTS);
    DETECTOR.detect(json)
}
