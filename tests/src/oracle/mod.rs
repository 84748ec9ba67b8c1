//! What lives here: asking other validators the same question.
//!
//! For each document, every sample and some thousands of mutations go to the crate, to `jsonschema` and
//! to `boon`. All three must give the same verdict, the crate's own answers must agree with each other,
//! `jsonschema` must find the violations where the crate finds them, and no report may show what is sensitive. What differs for a reason
//! stands in [`KNOWN_DIFFERENCES`]; everything else is a failure.

mod differences;
mod peers;
mod question;
mod run;
mod secrecy;

pub use differences::{Disagreement, KNOWN_DIFFERENCES, KnownDifference};
pub use peers::{Peers, reference, spell_out_integer_formats};
pub use question::{Answers, Place, ask, comes_back};
pub use run::{Plan, Tally, run};
