//! What lives here: [`DocumentRef`], the face of every root type that borrows.

use super::IntoOwned;
use crate::document::{Document, departures, strictly};
use crate::limits::Limits;
use crate::read::Read;
use crate::report::Report;

/// A document that borrows from the text it is read from: strings without escapes, numbers and what is kept as
/// JSON are left where they stand, and nothing is allocated but arrays, maps and strings with escapes.
///
/// It is read by the same checks as the [`Document`] that it stands for, all of it in one pass: what one refuses
/// the other refuses, with the same report.
pub trait DocumentRef<'a>: Read<'a> + IntoOwned<Owned: Document> {
    /// Checks the bytes against the schema and reads them, in one pass.
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
