//! What lives here: documents at the doors of a service: what comes in, and what passes through.
//!
//! With the feature `axum`, [`Validated`] takes the body of a request; with the feature `tower`,
//! [`CheckResponses`] looks at responses on their way. What breaks a schema is answered with a problem
//! document (RFC 9457), `application/problem+json`: beside `type`, `title`, `status` and `detail` it has
//! `document`, the name of the document that was expected, and where one was read, the members of its
//! [`Report`](crate::Report): `violations` and `more`. A report shows no value that the schema marks as
//! sensitive.

#[cfg(feature = "tower")]
mod body;
#[cfg(feature = "tower")]
mod check;
mod problem;
#[cfg(feature = "axum")]
mod validated;

#[cfg(feature = "tower")]
pub use body::CheckedBody;
#[cfg(feature = "tower")]
pub use check::{CheckResponses, CheckedService, Finding};
#[cfg(feature = "axum")]
pub use validated::{Refusal, Validated};
