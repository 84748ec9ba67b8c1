//! What lives here: building typed values out of JSON text, in the same pass that checks it.
//!
//! A type that knows its schema has [`Read`], one function for both tempers: in the mode
//! [`Verdict`](crate::Verdict) each value is held to its rules and then built from the text that was passed
//! over; in the mode [`Lenient`] nothing is checked, and what does not fit its type is left out of it. All
//! other types have [`Build`] alone: whoever holds one asks the schema's check first.

mod arrays;
mod checked;
mod choice;
mod container;
mod maps;
mod scalar;
mod slot;

pub use container::unruled;
#[cfg(feature = "borrowed")]
pub(crate) use scalar::number_in;
pub use scalar::{build_scalar, string_in};
pub use slot::Slot;

use crate::cursor::{Decimal, Stop, Text};
use crate::limits::Limits;
use crate::mode::{Lenient, Mode};
use crate::reader::Reader;

/// The outcome of reading one value.
pub type Reading<T> = Result<T, Unread>;

/// Why no value was made.
///
/// As wide as a word: a value is moved in words, and would be taken apart around a single byte that may stand in
/// its place.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(usize)]
pub enum Unread {
    /// Reading cannot go on: the text is malformed, or a rule is broken and the mode stops there.
    Stopped,
    /// The type cannot hold the value, which has been passed over.
    Unfit,
}

impl From<Stop> for Unread {
    #[inline]
    fn from(_: Stop) -> Self {
        Self::Stopped
    }
}

/// A value that can be built from JSON text, whatever the rules of its schema. It may borrow from the text.
#[doc(hidden)]
pub trait Build<'a>: Sized {
    /// Builds the value that comes next, and checks nothing but JSON's grammar.
    ///
    /// # Errors
    /// [`Unread`]. The value has been passed over unless the text is malformed.
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self>;

    /// Builds a value from a text that holds it and nothing else, and that has been checked for grammar. None
    /// where the type cannot hold it.
    #[inline]
    fn from_text(text: &'a str) -> Option<Self> {
        Self::build(&mut Reader::new(text, Limits::new(), Lenient::default())).ok()
    }

    /// Builds a value from a string that has been read. None where the type cannot hold strings.
    #[inline]
    fn from_string(string: &Text<'a>) -> Option<Self> {
        Self::from_text(string.quoted())
    }

    /// Builds a value from a number that has been read. None where the type cannot hold that.
    #[inline]
    fn from_number(number: &Decimal<'a>) -> Option<Self> {
        Self::from_text(number.as_str())
    }
}

/// A type for a string that is one of a list.
pub trait Listing: Sized {
    /// The value for a listed string; none for any other.
    fn listed(value: &str) -> Option<Self>;
}

/// What a check has found out about the value that it passed over.
pub trait Passed<'a> {
    /// The value, where it is a string.
    fn string(&self) -> Option<&Text<'a>> {
        None
    }

    /// The value, where it is a number.
    fn number(&self) -> Option<&Decimal<'a>> {
        None
    }
}

impl Passed<'_> for () {}

impl<'a> Passed<'a> for Decimal<'a> {
    #[inline(always)]
    fn number(&self) -> Option<&Decimal<'a>> {
        Some(self)
    }
}

impl<'a> Passed<'a> for Text<'a> {
    #[inline(always)]
    fn string(&self) -> Option<&Text<'a>> {
        Some(self)
    }
}

impl<'a> Passed<'a> for Option<Decimal<'a>> {
    #[inline(always)]
    fn number(&self) -> Option<&Decimal<'a>> {
        self.as_ref()
    }
}

impl<'a> Passed<'a> for Option<Text<'a>> {
    #[inline(always)]
    fn string(&self) -> Option<&Text<'a>> {
        self.as_ref()
    }
}

/// A value that is held to the rules of its schema while it is read.
#[doc(hidden)]
pub trait Read<'a>: Build<'a> {
    /// Reads the value that comes next, and hands it to `then`: so it need not be moved to the caller before it
    /// is moved to where it belongs.
    ///
    /// # Errors
    /// [`Unread`]. The value has been passed over unless reading stopped.
    fn read_then<M: Mode, R>(
        reader: &mut Reader<'a, M>,
        then: impl FnOnce(Self) -> R,
    ) -> Reading<R>;

    /// Reads the value that comes next.
    ///
    /// # Errors
    /// As [`Read::read_then`].
    #[inline]
    fn read_from<M: Mode>(reader: &mut Reader<'a, M>) -> Reading<Self> {
        Self::read_then(reader, |value| value)
    }
}
