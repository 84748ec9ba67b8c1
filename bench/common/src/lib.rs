//! What lives here: what both benchmark programs share, so that they do the same work on the same bytes.
//!
//! `growth` makes payloads from the golden samples, `columns` says which there are, `timing` answers
//! `cargo xtask bench`, `ours` has the rows of callschema, `typed` the structs that somebody would derive.

mod columns;
mod document;
mod growth;
pub mod ours;
mod random;
mod timing;
mod tree;
pub mod typed;
mod vary;
mod words;

pub use columns::{Column, Part, columns};
pub use document::Kind;
pub use ours::count;
pub use timing::{Row, Way, serve};
