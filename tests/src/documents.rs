//! What lives here: the typed side of every document, by its name.

use std::fmt::Debug;

use callschema::{Document, Report, bimpe, langcall, slng, zudu};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A document's type, with the type taken away.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    name: &'static str,
    read_and_write: fn(&[u8]) -> Result<Vec<u8>, Report>,
    through_serde: fn(&[u8]) -> serde_json::Result<Vec<u8>>,
    show: fn(&[u8]) -> Result<String, Report>,
}

/// The root types. A document that is missing here fails a test.
pub const TYPED: &[Typed] = &[
    Typed::of::<bimpe::CallListResponse>(),
    Typed::of::<bimpe::CallResponse>(),
    Typed::of::<bimpe::ErrorResponse>(),
    Typed::of::<bimpe::StreamEvent>(),
    Typed::of::<bimpe::StreamTicketResponse>(),
    Typed::of::<langcall::Call>(),
    Typed::of::<langcall::ErrorResponse>(),
    Typed::of::<slng::Call>(),
    Typed::of::<slng::ErrorResponse>(),
    Typed::of::<zudu::CallResponse>(),
    Typed::of::<zudu::ErrorResponse>(),
];

/// The type of the document of this name.
///
/// # Panics
/// Where there is none.
pub fn typed(name: &str) -> &'static Typed {
    TYPED.iter().find(|typed| typed.name == name).unwrap_or_else(|| {
        panic!("{name} has no type in tests/src/documents.rs; add it to `TYPED`")
    })
}

impl Typed {
    const fn of<T: Document + Debug + Serialize + DeserializeOwned>() -> Self {
        Self {
            name: T::NAME,
            read_and_write: |json| T::from_json(json).map(|document| document.to_json()),
            through_serde: |json| serde_json::to_vec(&serde_json::from_slice::<T>(json)?),
            show: |json| T::from_json(json).map(|document| format!("{document:?}")),
        }
    }

    /// The document's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// `from_json`, then `to_json`.
    ///
    /// # Errors
    /// The report of `from_json`.
    pub fn read_and_write(&self, json: &[u8]) -> Result<Vec<u8>, Report> {
        (self.read_and_write)(json)
    }

    /// `serde_json::from_slice`, then `serde_json::to_vec`.
    ///
    /// # Errors
    /// Those of `serde_json`.
    pub fn through_serde(&self, json: &[u8]) -> serde_json::Result<Vec<u8>> {
        (self.through_serde)(json)
    }

    /// `from_json`, then `Debug`.
    ///
    /// # Errors
    /// The report of `from_json`.
    pub fn show(&self, json: &[u8]) -> Result<String, Report> {
        (self.show)(json)
    }
}
