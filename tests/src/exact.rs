//! What lives here: whether two JSON texts are the same value, by JSON Schema's equality.
//!
//! The order of members does not count, the writing of numbers and strings does not count, and every
//! digit of a number does: `serde_json::Value` holds `f64`s and would call too much equal.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use callschema_runtime::{Cursor, Decimal, Kind, Stop};

use crate::schemas::escape;

/// A JSON value whose numbers are their text.
#[derive(Debug)]
pub enum Exact<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Decimal<'a>),
    /// A string, unescaped.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Exact<'a>>),
    /// An object.
    Object(BTreeMap<Cow<'a, str>, Exact<'a>>),
}

/// Why a text has no exact value.
#[derive(Debug, Eq, PartialEq)]
pub enum Unreadable {
    /// It is not JSON.
    Malformed,
    /// A name comes twice in one object. JSON Schema gives such a text no value.
    DuplicateMember(String),
}

impl<'a> Exact<'a> {
    /// Reads a whole text.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn parse(text: &'a str) -> Result<Self, Unreadable> {
        let mut cursor = Cursor::new(text);
        let value = Self::read(&mut cursor)?;
        cursor.end()?;
        Ok(value)
    }

    fn read(cursor: &mut Cursor<'a>) -> Result<Self, Unreadable> {
        Ok(match cursor.kind()? {
            Kind::Null => {
                cursor.null()?;
                Self::Null
            }
            Kind::Boolean => Self::Boolean(cursor.boolean()?),
            Kind::Number => Self::Number(cursor.number()?),
            Kind::String => Self::String(cursor.string()?.value()),
            Kind::Array => {
                let mut walk = cursor.array()?;
                let mut items = Vec::new();
                while walk.next(cursor)? {
                    items.push(Self::read(cursor)?);
                }
                Self::Array(items)
            }
            Kind::Object => {
                let mut walk = cursor.object()?;
                let mut members = BTreeMap::new();
                while let Some(name) = walk.next(cursor)? {
                    let name = name.value();
                    if members.insert(name.clone(), Self::read(cursor)?).is_some() {
                        return Err(Unreadable::DuplicateMember(name.into_owned()));
                    }
                }
                Self::Object(members)
            }
        })
    }

    /// Where two values first differ, as a JSON Pointer; none where they are the same.
    pub fn difference(&self, other: &Self) -> Option<String> {
        let mut pointer = String::new();
        self.differs(other, &mut pointer).then_some(pointer)
    }

    /// Whether the values differ. If so, `pointer` is left at the place.
    fn differs(&self, other: &Self, pointer: &mut String) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => false,
            (Self::Boolean(left), Self::Boolean(right)) => left != right,
            (Self::Number(left), Self::Number(right)) => left.compare(right).is_ne(),
            (Self::String(left), Self::String(right)) => left != right,
            (Self::Array(left), Self::Array(right)) => {
                left.len() != right.len()
                    || left.iter().zip(right).enumerate().any(|(index, (left, right))| {
                        step(pointer, &index.to_string(), |pointer| left.differs(right, pointer))
                    })
            }
            (Self::Object(left), Self::Object(right)) => {
                let names =
                    left.keys().chain(right.keys().filter(|name| !left.contains_key(*name)));
                names.into_iter().any(|name| {
                    step(pointer, name, |pointer| match (left.get(name), right.get(name)) {
                        (Some(left), Some(right)) => left.differs(right, pointer),
                        _ => true,
                    })
                })
            }
            _ => true,
        }
    }
}

impl From<Stop> for Unreadable {
    fn from(Stop: Stop) -> Self {
        Self::Malformed
    }
}

/// Where two JSON texts first differ in value, as a JSON Pointer; none where they are the same.
///
/// # Errors
/// [`Unreadable`], of either text.
pub fn difference(left: &[u8], right: &[u8]) -> Result<Option<String>, Unreadable> {
    let text = |bytes| str::from_utf8(bytes).map_err(|_| Unreadable::Malformed);
    Ok(Exact::parse(text(left)?)?.difference(&Exact::parse(text(right)?)?))
}

/// Compares one step deeper; takes the step back unless a difference was found there.
fn step(pointer: &mut String, name: &str, differs: impl FnOnce(&mut String) -> bool) -> bool {
    let length = pointer.len();
    let _ = write!(pointer, "/{}", escape(name));
    let found = differs(pointer);
    if !found {
        pointer.truncate(length);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(left: &str, right: &str) -> Result<Option<String>, Unreadable> {
        super::difference(left.as_bytes(), right.as_bytes())
    }

    #[test]
    fn order_and_writing_do_not_count() {
        for (left, right) in [
            (r#"{"a":1,"b":[true,null]}"#, r#" { "b" : [ true , null ] , "a" : 1 } "#),
            (r#"["\u00e9\/","1"]"#, r#"["é/","1"]"#),
            ("[1, -0, 100]", "[1.0, 0, 1e2]"),
            ("1e400", "10e399"),
        ] {
            assert_eq!(difference(left, right), Ok(None), "{left} against {right}");
        }
    }

    #[test]
    fn everything_else_does() {
        for (left, right, place) in [
            ("1", "true", ""),
            ("9007199254740993", "9007199254740992", ""),
            ("1e400", "1e401", ""),
            ("0.1", "0.10000000000000001", ""),
            (r#"{"a":null}"#, "{}", "/a"),
            (r#"{"a/b":[1,2]}"#, r#"{"a/b":[1,3]}"#, "/a~1b/1"),
            (r#"{"a":1,"b":"x"}"#, r#"{"b":"X","a":1}"#, "/b"),
            ("[1]", "[1,1]", ""),
        ] {
            assert_eq!(
                difference(left, right),
                Ok(Some(place.to_owned())),
                "{left} against {right}"
            );
        }
    }

    #[test]
    fn duplicates_and_malformed_text_have_no_value() {
        let duplicate = Unreadable::DuplicateMember("a".to_owned());
        assert_eq!(difference(r#"{"a":1,"\u0061":1}"#, "{}"), Err(duplicate));
        assert_eq!(difference("[1,]", "[1]"), Err(Unreadable::Malformed));
        assert_eq!(super::difference(b"\"\xff\"", b"\"\""), Err(Unreadable::Malformed));
    }
}
