//! What lives here: the typed side of every document, by its name.

use std::fmt::Debug;

use callschema::{Document, DocumentRef, IntoOwned, Report, bimpe, langcall, slng, zudu};
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use serde_json::Value;

/// A document's type, with the type taken away.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    name: &'static str,
    read_and_write: fn(&[u8]) -> Result<Vec<u8>, Report>,
    through_serde: fn(&[u8]) -> serde_json::Result<Vec<u8>>,
    through_formats: fn(&Value) -> Vec<Through>,
    from_value: fn(&Value) -> Result<Vec<u8>, Report>,
    read: fn(&[u8]) -> Result<Read, Report>,
    show: fn(&[u8]) -> Result<String, Report>,
    borrow: fn(&[u8]) -> Result<Borrowed, Report>,
}

/// A format, and what `to_json` writes of a value that serde read from it.
pub type Through = (&'static str, Result<Vec<u8>, String>);

/// What a lenient reading made of a text.
#[derive(Clone, Debug)]
pub struct Read {
    /// The departures from the schema.
    pub report: Report,
    /// What `to_json` writes of it.
    pub written: Vec<u8>,
    /// What `Debug` shows of it.
    pub shown: String,
}

/// What a borrowed reading made of a text.
#[derive(Clone, Debug)]
pub struct Borrowed {
    /// Whether it holds what the type that owns it holds.
    pub is_same: bool,
    /// What `Debug` shows of it.
    pub shown: String,
}

/// A root type, and the one beside it that borrows.
macro_rules! typed {
    ($document:path, $borrowed:path) => {
        Typed {
            borrow: |json| {
                let borrowed = <$borrowed>::from_json(json)?;
                let shown = format!("{borrowed:?}{borrowed:#?}");
                let is_one = borrowed.clone() == borrowed;
                let (owned, own) = (borrowed.into_owned(), <$document>::from_json(json)?);
                let is_same = is_one && owned == own && owned.to_json() == own.to_json();
                Ok(Borrowed { is_same, shown })
            },
            ..Typed::of::<$document>()
        }
    };
}

/// The root types. A document that is missing here fails a test.
pub const TYPED: &[Typed] = &[
    typed!(bimpe::CallListResponse, bimpe::CallListResponseRef),
    typed!(bimpe::CallResponse, bimpe::CallResponseRef),
    typed!(bimpe::ErrorResponse, bimpe::ErrorResponseRef),
    typed!(bimpe::StreamEvent, bimpe::StreamEventRef),
    typed!(bimpe::StreamTicketResponse, bimpe::StreamTicketResponseRef),
    typed!(langcall::Call, langcall::CallRef),
    typed!(langcall::ErrorResponse, langcall::ErrorResponseRef),
    typed!(slng::Call, slng::CallRef),
    typed!(slng::ErrorResponse, slng::ErrorResponseRef),
    typed!(zudu::CallResponse, zudu::CallResponseRef),
    typed!(zudu::ErrorResponse, zudu::ErrorResponseRef),
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
            through_formats: |value| {
                vec![
                    ("CBOR", through_cbor::<T>(value)),
                    ("MessagePack", through_message_pack::<T>(value)),
                ]
            },
            from_value: |value| T::from_value(value).map(|document| document.to_json()),
            read: |json| {
                let (document, report) = T::read(json)?;
                let (written, shown) = (document.to_json(), format!("{document:?}{document:#?}"));
                Ok(Read { report, written, shown })
            },
            show: |json| T::from_json(json).map(|document| format!("{document:?}")),
            borrow: |_| Err(Report::default()),
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

    /// The value as other formats hold it, read by serde and then written with `to_json`, by the format's name.
    ///
    /// # Errors
    /// Those of the formats, in words.
    pub fn through_formats(&self, value: &Value) -> Vec<Through> {
        (self.through_formats)(value)
    }

    /// `from_value`, then `to_json`.
    ///
    /// # Errors
    /// The report of `from_value`.
    pub fn from_value(&self, value: &Value) -> Result<Vec<u8>, Report> {
        (self.from_value)(value)
    }

    /// `read`, then `to_json` and `Debug`.
    ///
    /// # Errors
    /// The report of `read`.
    pub fn read(&self, json: &[u8]) -> Result<Read, Report> {
        (self.read)(json)
    }

    /// `from_json` of the type that borrows, compared with that of the type that owns.
    ///
    /// # Errors
    /// The report of `from_json`.
    pub fn borrow(&self, json: &[u8]) -> Result<Borrowed, Report> {
        (self.borrow)(json)
    }

    /// `from_json`, then `Debug`.
    ///
    /// # Errors
    /// The report of `from_json`.
    pub fn show(&self, json: &[u8]) -> Result<String, Report> {
        (self.show)(json)
    }
}

fn through_cbor<T: Document + DeserializeOwned>(value: &Value) -> Result<Vec<u8>, String> {
    let mut held = Vec::new();
    ciborium::into_writer(value, &mut held).map_err(|error| error.to_string())?;
    let document: T = ciborium::from_reader(&held[..]).map_err(|error| error.to_string())?;
    Ok(document.to_json())
}

fn through_message_pack<T: Document + DeserializeOwned>(value: &Value) -> Result<Vec<u8>, String> {
    let held = rmp_serde::to_vec(value).map_err(|error| error.to_string())?;
    let document: T = rmp_serde::from_slice(&held).map_err(|error| error.to_string())?;
    Ok(document.to_json())
}
