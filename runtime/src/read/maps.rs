//! What lives here: objects that map names to values of one type, read into their slots.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Build, Passed, Read, Slot};
use crate::cursor::Step;
use crate::mode::Mode;
use crate::reader::Reader;

impl<N, T> Slot<BTreeMap<N, T>> {
    /// Reads a map whose values check themselves; `at` is the place of its own schema.
    ///
    /// # Errors
    /// As [`Slot::fill`].
    #[inline]
    pub fn map<'a, M: Mode>(&mut self, reader: &mut Reader<'a, M>, at: &'static str) -> Step<bool>
    where
        N: From<Cow<'a, str>> + Ord,
        T: Read<'a>,
    {
        let reading = reader.map_of(at, T::read_from);
        self.hold(reading)
    }

    /// Reads a map whose values the schema checks and their type does not; `at` is the place of the map's own
    /// schema.
    ///
    /// # Errors
    /// As the check.
    #[inline]
    pub fn values<'a, M: Mode, R: Passed<'a>>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        check: impl Fn(&mut Reader<'a, M>) -> Step<R>,
    ) -> Step<bool>
    where
        N: From<Cow<'a, str>> + Ord,
        T: Build<'a>,
    {
        let reading = reader.map_of(at, |reader| M::take(reader, &check));
        self.hold(reading)
    }
}

impl<N, T> Slot<Option<BTreeMap<N, T>>> {
    /// Reads a map as [`Slot::map`] does, or null.
    ///
    /// # Errors
    /// As [`Slot::fill`].
    #[inline]
    pub fn map_or_null<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
    ) -> Step<bool>
    where
        N: From<Cow<'a, str>> + Ord,
        T: Read<'a>,
    {
        let reading = reader.unless_null(|reader| reader.map_of(at, T::read_from));
        self.hold(reading)
    }

    /// Reads a map as [`Slot::values`] does, or null.
    ///
    /// # Errors
    /// As the check.
    #[inline]
    pub fn values_or_null<'a, M: Mode, R: Passed<'a>>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        check: impl Fn(&mut Reader<'a, M>) -> Step<R>,
    ) -> Step<bool>
    where
        N: From<Cow<'a, str>> + Ord,
        T: Build<'a>,
    {
        let reading =
            reader.unless_null(|reader| reader.map_of(at, |reader| M::take(reader, &check)));
        self.hold(reading)
    }
}
