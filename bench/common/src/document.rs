//! What lives here: the kinds of documents that are measured, and what each grows from.

use callschema::{Document, bimpe, langcall, slng, zudu};

/// A kind of document.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// `slng/call`
    Slng,
    /// `bimpe/call`
    Bimpe,
    /// `zudu/call`
    Zudu,
    /// `langcall/call`
    Langcall,
}

impl Kind {
    /// All of them, in the order of columns.
    pub const ALL: [Self; 4] = [Self::Slng, Self::Bimpe, Self::Zudu, Self::Langcall];

    /// The document's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Slng => slng::Call::NAME,
            Self::Bimpe => bimpe::CallResponse::NAME,
            Self::Zudu => zudu::CallResponse::NAME,
            Self::Langcall => langcall::Call::NAME,
        }
    }

    /// The vendor's name.
    pub fn vendor(self) -> &'static str {
        self.name().split('/').next().unwrap_or_default()
    }

    /// The text of the schema.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Slng => slng::Call::SCHEMA,
            Self::Bimpe => bimpe::CallResponse::SCHEMA,
            Self::Zudu => zudu::CallResponse::SCHEMA,
            Self::Langcall => langcall::Call::SCHEMA,
        }
    }

    /// Its number, for what is kept once a kind.
    pub fn index(self) -> usize {
        self as usize
    }

    /// The sample that grows to so many bytes: one that has all arrays, and is not larger already.
    pub(crate) fn base(self, bytes: usize) -> &'static str {
        match (self, bytes < 10_000) {
            (Self::Slng, true) => "running",
            (Self::Bimpe, true) => "answered",
            (Self::Zudu, true) => "ongoing",
            (Self::Bimpe | Self::Zudu, false) => "ended",
            (Self::Slng, false) | (Self::Langcall, _) => "completed",
        }
    }

    /// Members that hold one long text.
    pub(crate) fn long_texts(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Slng => &[&["rendered_prompt"]],
            Self::Bimpe => &[],
            Self::Zudu => &[&["data", "transcript"]],
            Self::Langcall => &[&["instruction"]],
        }
    }
}
