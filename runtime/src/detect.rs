//! What lives here: which document a text is, decided by what each document requires.
//!
//! The generator writes a [`Signature`] for each document. One pass over a text notes which of their
//! requirements are met; no tree is built.

mod index;

use std::sync::OnceLock;

use crate::cursor::{Cursor, Kind, Step};
use crate::document::DocumentInfo;
use index::{Index, Node};

/// What tells a document from others.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// The ways to be this document: each lists all that is required then. More than one where the schema
    /// leaves a choice.
    pub forms: &'static [&'static [Requirement]],
    /// The JSON Pointers of members that other documents require and this one knows too.
    pub knows: &'static [&'static str],
}

/// A member that a document requires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Requirement {
    pointer: &'static str,
    kinds: &'static [Kind],
    strings: &'static [&'static str],
}

impl Requirement {
    /// A member by its JSON Pointer, and the kinds of values that it may have. All, if there is none.
    pub const fn new(pointer: &'static str, kinds: &'static [Kind]) -> Self {
        Self { pointer, kinds, strings: &[] }
    }

    /// The same, where a string may only be one of these.
    #[must_use]
    pub const fn listed(self, strings: &'static [&'static str]) -> Self {
        Self { strings, ..self }
    }

    /// Whether the value that comes next will do. It is not read.
    #[inline]
    fn is_met(&self, cursor: &mut Cursor<'_>) -> Step<bool> {
        let kind = cursor.kind()?;
        if !self.kinds.is_empty() && !self.kinds.contains(&kind) {
            return Ok(false);
        }
        if kind != Kind::String || self.strings.is_empty() {
            return Ok(true);
        }
        let mark = cursor.mark();
        let text = cursor.string()?;
        cursor.rewind(mark);
        let value = text.value();
        Ok(self.strings.iter().any(|listed| *listed == value))
    }
}

/// Tells which of some documents a text is.
#[derive(Debug)]
pub struct Detector {
    documents: &'static [DocumentInfo],
    index: OnceLock<Index>,
}

impl Detector {
    /// For these documents.
    pub const fn new(documents: &'static [DocumentInfo]) -> Self {
        Self { documents, index: OnceLock::new() }
    }

    /// The document that the bytes are, be they valid or not.
    ///
    /// What a document requires speaks for it where it is there, and against it where it is missing or
    /// of another kind. The document for which most speaks is the answer, if more speaks for it than
    /// against it. None where two are equal; where another document has all that it requires, and a
    /// part of that is unknown to the first; and where nothing speaks for any. So a document that
    /// requires nothing is never the answer.
    ///
    /// What no document asks for is passed over by its brackets and quotes. Text that is not JSON is read as
    /// far as it looks like it.
    #[inline]
    pub fn detect(&self, json: &[u8]) -> Option<&'static DocumentInfo> {
        let text = match simdutf8::compat::from_utf8(json) {
            Ok(text) => text,
            Err(error) => str::from_utf8(&json[..error.valid_up_to()]).ok()?,
        };
        let index = self.index.get_or_init(|| Index::new(self.documents));
        let mut met = vec![false; index.requirements.len()];
        // What is broken behind some place takes nothing from what was seen before it.
        let _ = note(index, &index.root, &mut Cursor::new(text), &mut met);
        index.decide(&met).map(|document| &self.documents[document])
    }
}

/// Reads a value and notes which requirements its members meet.
#[inline]
fn note(index: &Index, node: &Node, cursor: &mut Cursor<'_>, met: &mut [bool]) -> Step {
    if node.members.is_empty() || cursor.kind()? != Kind::Object {
        return cursor.skim();
    }
    let mut members = cursor.object()?;
    while let Some(name) = members.next(cursor)? {
        let Some(member) = node.member(&name) else {
            cursor.skim()?;
            continue;
        };
        for &requirement in &member.requirements {
            if !met[requirement] {
                met[requirement] = index.requirements[requirement].is_met(cursor)?;
            }
        }
        note(index, member, cursor, met)?;
    }
    Ok(())
}
