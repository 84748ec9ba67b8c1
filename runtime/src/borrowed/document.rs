//! What lives here: [`DocumentRef`], the face of every root type that borrows.

use super::IntoOwned;
use crate::document::{Document, departures, strictly};
use crate::limits::Limits;
use crate::read::Read;
use crate::report::Report;

/// A document that borrows from the text it is read from: strings without escapes, numbers and what is kept as
/// JSON are left where they stand. What is allocated is arrays, maps, strings with escapes, values that an open enum
/// does not list, boxes where a type holds itself, and a place for members that the schema does not name.
///
/// It is read by the same checks as the [`Document`] that it stands for: what one refuses the other refuses, with
/// the same report.
pub trait DocumentRef<'a>: Read<'a> + IntoOwned<Owned: Document> {
    /// Checks the bytes against the schema and reads them, as [`Document::from_json`] does.
    ///
    /// # Errors
    /// As [`Document::validate`].
    fn from_json(json: &'a [u8]) -> Result<Self, Report> {
        Self::from_json_within(json, Limits::new())
    }

    /// [`DocumentRef::from_json`] with limits other than the usual ones.
    ///
    /// # Errors
    /// As [`Document::validate`].
    fn from_json_within(json: &'a [u8], limits: Limits) -> Result<Self, Report> {
        strictly(json, limits, || departures::<Self::Owned>(json, limits))
    }
}
