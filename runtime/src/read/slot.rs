//! What lives here: [`Slot`], a member's value while its object is being read.

use super::{Build, Listing, Passed, Read, Reading, Unread};
use crate::cursor::{Step, Stop};
use crate::mode::{Lenient, Mode};
use crate::reader::Reader;
use crate::value::Nullable;

/// A member's value while its object is being read.
///
/// The methods that read say whether the slot holds what came: where it does not, the member is for
/// [`Extra::keep`](crate::Extra::keep).
#[derive(Debug)]
pub struct Slot<T>(Option<T>);

impl<T> Slot<T> {
    /// Nothing has come yet.
    #[inline]
    pub fn empty() -> Self {
        Self(None)
    }

    /// The value of a member that must be there.
    ///
    /// # Errors
    /// [`Unread::Unfit`] where it has not come.
    #[inline]
    pub fn required(self) -> Reading<T> {
        self.0.ok_or(Unread::Unfit)
    }

    /// The value of a member that may be absent.
    #[inline]
    pub fn optional(self) -> Option<T> {
        self.0
    }

    #[inline(always)]
    pub(super) fn hold(&mut self, reading: Reading<T>) -> Step<bool> {
        match reading {
            // Of two members of one name the first counts, here as where the shape of a union is looked for.
            Ok(_) if self.0.is_some() => Ok(false),
            Ok(value) => {
                self.0 = Some(value);
                Ok(true)
            }
            Err(Unread::Unfit) => Ok(false),
            Err(Unread::Stopped) => Err(Stop),
        }
    }
}

impl<T> Slot<T> {
    /// Holds a value that a check has seen at a glance.
    #[inline(always)]
    pub(super) fn hold_seen<'a, R: Passed<'a>>(&mut self, seen: &R) -> bool
    where
        T: Build<'a>,
    {
        // As [`Slot::hold`], but nothing is made that would have to be dropped.
        if self.0.is_some() {
            return false;
        }
        self.0 = match (seen.string(), seen.number()) {
            (Some(string), _) => T::from_string(string),
            (None, Some(number)) => T::from_number(number),
            (None, None) => None,
        };
        self.0.is_some()
    }
}

impl<T> Slot<Option<T>> {
    /// The value of a member that may be absent or null.
    #[inline]
    pub fn nullable(self) -> Nullable<T> {
        match self.0 {
            None => Nullable::Absent,
            Some(None) => Nullable::Null,
            Some(Some(value)) => Nullable::Value(value),
        }
    }
}

impl<T> Slot<T> {
    /// Reads a value that the schema checks and the type does not: once the check has passed over it, it is
    /// built from its text.
    ///
    /// # Errors
    /// As the check.
    #[inline(always)]
    pub fn take<'a, M: Mode, R: Passed<'a>>(
        &mut self,
        reader: &mut Reader<'a, M>,
        check: impl FnOnce(&mut Reader<'a, M>) -> Step<R>,
    ) -> Step<bool>
    where
        T: Build<'a>,
    {
        let reading = M::take(reader, check);
        self.hold(reading)
    }

    /// Reads a string of which the schema and the type list the same values: one that the type knows needs no
    /// check.
    ///
    /// # Errors
    /// As the check.
    #[inline(always)]
    pub fn listed<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        check: impl FnOnce(&mut Reader<'a, M>) -> Step,
    ) -> Step<bool>
    where
        T: Build<'a> + Listing,
    {
        match known(reader) {
            Some(value) => self.hold(Ok(value)),
            None => self.take(reader, check),
        }
    }

    /// Reads a value that nothing checks.
    ///
    /// # Errors
    /// [`Stop`] where the text is malformed.
    pub fn build<'a>(&mut self, reader: &mut Reader<'a, Lenient>) -> Step<bool>
    where
        T: Build<'a>,
    {
        let reading = T::build(reader);
        self.hold(reading)
    }

    /// Reads a value that checks itself.
    ///
    /// # Errors
    /// [`Stop`] where the text is malformed, and on a violation where the mode asks for it.
    #[inline(always)]
    pub fn fill<'a, M: Mode>(&mut self, reader: &mut Reader<'a, M>) -> Step<bool>
    where
        T: Read<'a>,
    {
        let reading = T::read_from(reader);
        self.hold(reading)
    }
}

impl<T> Slot<Option<T>> {
    /// Reads a string as [`Slot::listed`] does, or null.
    ///
    /// # Errors
    /// As the check.
    #[inline(always)]
    pub fn listed_or_null<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        check: impl FnOnce(&mut Reader<'a, M>) -> Step,
    ) -> Step<bool>
    where
        T: Build<'a> + Listing,
    {
        match known(reader) {
            Some(value) => self.hold(Ok(Some(value))),
            None => self.take(reader, check),
        }
    }
}

/// Passes over a string that a type lists, written without escapes, where a verdict is asked for.
#[inline(always)]
fn known<M: Mode, T: Listing>(reader: &mut Reader<'_, M>) -> Option<T> {
    if M::STOPS { reader.cursor.take_plain_string(T::listed) } else { None }
}
