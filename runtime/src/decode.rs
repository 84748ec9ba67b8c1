//! What lives here: building values from JSON text.
//!
//! Decoding asks only for what the types need: kinds of values and required members. Everything
//! else is for the checks to say.

use std::fmt;

use crate::cursor::{Cursor, Kind, Stop, Text};
use crate::value::{Extra, Integer, Map, Nullable, Number, RawJson};

/// The outcome of decoding.
pub type Decoded<T> = Result<T, Mismatch>;

/// A value that can be built from JSON text.
pub trait Decode: Sized {
    /// Reads the value that comes next.
    ///
    /// # Errors
    /// [`Mismatch`] where the text does not hold such a value.
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self>;
}

/// The text does not hold a value of the type that was asked for.
#[derive(Clone, Debug)]
pub struct Mismatch {
    offset: usize,
    expected: Expected,
}

#[derive(Clone, Debug)]
enum Expected {
    /// JSON; the cursor knows more.
    Json,
    Kind(&'static str),
    Member(&'static str),
}

impl Mismatch {
    /// The value that comes next is not what the type asks for.
    #[cold]
    pub fn expected(cursor: &mut Cursor<'_>, expected: &'static str) -> Self {
        Self { offset: cursor.mark().offset(), expected: Expected::Kind(expected) }
    }

    /// The byte offset and what was expected there, for a report.
    pub(crate) fn describe(&self, cursor: &Cursor<'_>) -> (usize, String) {
        match (&self.expected, cursor.problem()) {
            (Expected::Json, Some(error)) => (error.offset, error.problem.to_string()),
            _ => (self.offset, self.to_string()),
        }
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.expected {
            Expected::Json => f.write_str("a JSON value"),
            Expected::Kind(expected) => f.write_str(expected),
            Expected::Member(name) => write!(f, "a member `{name}`"),
        }
    }
}

impl From<Stop> for Mismatch {
    fn from(_: Stop) -> Self {
        Self { offset: 0, expected: Expected::Json }
    }
}

impl Cursor<'_> {
    /// Checks that a value of one kind comes next.
    ///
    /// # Errors
    /// [`Mismatch`] where another does.
    #[inline]
    pub fn expect(&mut self, kind: Kind) -> Decoded<()> {
        if self.kind()? == kind { Ok(()) } else { Err(Mismatch::expected(self, kind.describe())) }
    }
}

/// Reads a string.
///
/// # Errors
/// [`Mismatch`] where none comes next.
#[inline]
pub fn decode_text<'a>(cursor: &mut Cursor<'a>) -> Decoded<Text<'a>> {
    cursor.expect(Kind::String)?;
    Ok(cursor.string()?)
}

/// A member's value while its object is being read.
#[derive(Debug)]
pub struct Slot<T>(Option<T>);

impl<T: Decode> Slot<T> {
    /// Nothing has come yet.
    pub fn empty() -> Self {
        Self(None)
    }

    /// Reads the value.
    ///
    /// # Errors
    /// As the value's [`Decode`].
    #[inline]
    pub fn fill(&mut self, cursor: &mut Cursor<'_>) -> Decoded<()> {
        self.0 = Some(T::decode(cursor)?);
        Ok(())
    }

    /// The value of a member that must be there.
    ///
    /// # Errors
    /// [`Mismatch`] where it has not come.
    pub fn required(self, cursor: &Cursor<'_>, name: &'static str) -> Decoded<T> {
        self.0.ok_or(Mismatch { offset: cursor.offset(), expected: Expected::Member(name) })
    }

    /// The value of a member that may be absent.
    pub fn optional(self) -> Option<T> {
        self.0
    }
}

impl<T: Decode> Slot<Option<T>> {
    /// The value of a member that may be absent or null.
    pub fn nullable(self) -> Nullable<T> {
        self.0.map_or(Nullable::Absent, Nullable::or_null)
    }
}

impl Extra {
    /// Reads the value of a member that the schema does not name, and keeps both.
    ///
    /// # Errors
    /// [`Mismatch`] where the text is malformed.
    pub fn fill(&mut self, cursor: &mut Cursor<'_>, name: &str) -> Decoded<()> {
        self.push(name, RawJson::new(cursor.raw()?));
        Ok(())
    }
}

impl Decode for bool {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        cursor.expect(Kind::Boolean)?;
        Ok(cursor.boolean()?)
    }
}

impl Decode for String {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        Ok(decode_text(cursor)?.value().into_owned())
    }
}

impl Decode for i64 {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        cursor.expect(Kind::Number)?;
        let mark = cursor.mark();
        cursor.number()?.to_i64().ok_or_else(|| {
            cursor.rewind(mark);
            Mismatch::expected(cursor, "an integer of 64 bits")
        })
    }
}

impl Decode for i32 {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        let mark = cursor.mark();
        let value = i64::decode(cursor)?;
        Self::try_from(value).map_err(|_| {
            cursor.rewind(mark);
            Mismatch::expected(cursor, "an integer of 32 bits")
        })
    }
}

impl Decode for u64 {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        cursor.expect(Kind::Number)?;
        let mark = cursor.mark();
        let value = cursor.number()?.to_i128();
        value.and_then(|value| Self::try_from(value).ok()).ok_or_else(|| {
            cursor.rewind(mark);
            Mismatch::expected(cursor, "an integer of 64 bits that is not negative")
        })
    }
}

impl Decode for Number {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        cursor.expect(Kind::Number)?;
        Ok(Self::new(&cursor.number()?))
    }
}

impl Decode for Integer {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        cursor.expect(Kind::Number)?;
        let mark = cursor.mark();
        let number = cursor.number()?;
        if number.is_integer() {
            return Ok(Self::new(&number));
        }
        cursor.rewind(mark);
        Err(Mismatch::expected(cursor, "an integer"))
    }
}

impl Decode for RawJson {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        Ok(Self::new(cursor.raw()?))
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        T::decode(cursor).map(Self::new)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        if cursor.kind()? == Kind::Null {
            cursor.null()?;
            return Ok(None);
        }
        T::decode(cursor).map(Some)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        cursor.expect(Kind::Array)?;
        let mut values = Self::new();
        let mut items = cursor.array()?;
        while items.next(cursor)? {
            values.push(T::decode(cursor)?);
        }
        Ok(values)
    }
}

impl<T: Decode> Decode for Map<T> {
    fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
        cursor.expect(Kind::Object)?;
        let mut values = Self::new();
        let mut members = cursor.object()?;
        while let Some(name) = members.next(cursor)? {
            values.insert(name.value().into_owned(), T::decode(cursor)?);
        }
        Ok(values)
    }
}
