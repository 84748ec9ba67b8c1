//! What lives here: [`RawJson`], a value that is kept as text.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::cursor::{Cursor, Kind};
use crate::syntax::{Problem, SyntaxError};

/// A JSON value kept as its text, checked for grammar and not looked into.
///
/// Two are equal when their texts are.
#[derive(Clone, Eq, Hash, PartialEq)]
pub struct RawJson(Box<str>);

impl RawJson {
    /// The value that a JSON text holds, white space around it dropped.
    ///
    /// # Errors
    /// What is wrong where `json` is not one JSON value.
    pub fn parse(json: &str) -> Result<Self, SyntaxError> {
        let mut cursor = Cursor::new(json);
        let raw = cursor.raw().and_then(|raw| cursor.end().map(|()| raw));
        let nothing = SyntaxError { offset: 0, problem: Problem::ExpectedValue };
        raw.map(Self::new).map_err(|_| cursor.problem().unwrap_or(nothing))
    }

    /// A text that a cursor has checked.
    pub(crate) fn new(checked: &str) -> Self {
        Self(checked.into())
    }

    /// The JSON text.
    pub fn get(&self) -> &str {
        &self.0
    }

    /// Which kind of value it is.
    pub fn kind(&self) -> Kind {
        Cursor::new(&self.0).kind().unwrap_or(Kind::Null)
    }

    /// Whether both are one value as JSON Schema sees it: numbers by what they are worth, objects whatever
    /// the order of their members.
    pub fn is_same_value(&self, other: &Self) -> bool {
        crate::reader::equal(&self.0, &other.0)
    }

    /// The string that it holds, if it is one.
    pub fn as_str(&self) -> Option<std::borrow::Cow<'_, str>> {
        Cursor::new(&self.0).string().ok().map(|text| text.value())
    }

    /// Builds a value of a type of yours from it.
    ///
    /// # Errors
    /// As `serde_json::from_str`, where the type does not fit the value.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
