//! The evidence that schemas, types and validator say the same, and say what is true.
//!
//! `payloads/` holds samples. This library finds them, makes thousands of cases from them and asks
//! other validators about all of these; the tests beside it say what must come out. None of it needs a change
//! when a sample is added, and only [`documents`] when a document is.

pub mod coverage;
pub mod documents;
pub mod exact;
pub mod hostile;
pub mod mutation;
pub mod oracle;
pub mod samples;
pub mod schemas;
pub mod secrecy;
pub mod secrets;
pub mod sources;
pub mod suite;

/// The example in README.md is tested as documentation of this.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
