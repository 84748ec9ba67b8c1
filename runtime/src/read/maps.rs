//! What lives here: objects that map names to values of one type, read into their slots.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Build, Passed, Read, Reading, Slot, unruled};
use crate::cursor::Step;
use crate::mode::Mode;
use crate::reader::{Object, Reader};

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
        let reading = reader.map_of(at, T::read_from, unruled, unruled);
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
        let reading = reader.map_of(at, |reader| M::take(reader, &check), unruled, unruled);
        self.hold(reading)
    }

    /// Reads a map that is held to more rules, each value by `read`: `name` asks for what it does before each
    /// value, `rules` once the object is over.
    ///
    /// # Errors
    /// As the functions.
    #[inline]
    pub fn ruled_map<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        read: impl Fn(&mut Reader<'a, M>) -> Reading<T>,
        name: impl Fn(&mut Reader<'a, M>, &Object<0>) -> Step,
        rules: impl FnOnce(&mut Reader<'a, M>, &Object<0>) -> Step,
    ) -> Step<bool>
    where
        N: From<Cow<'a, str>> + Ord,
    {
        let reading = reader.map_of(at, read, name, rules);
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
        let reading =
            reader.unless_null(|reader| reader.map_of(at, T::read_from, unruled, unruled));
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
        let reading = reader.unless_null(|reader| {
            reader.map_of(at, |reader| M::take(reader, &check), unruled, unruled)
        });
        self.hold(reading)
    }

    /// Reads a map as [`Slot::ruled_map`] does, or null.
    ///
    /// # Errors
    /// As the functions.
    #[inline]
    pub fn ruled_map_or_null<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        read: impl Fn(&mut Reader<'a, M>) -> Reading<T>,
        name: impl Fn(&mut Reader<'a, M>, &Object<0>) -> Step,
        rules: impl FnOnce(&mut Reader<'a, M>, &Object<0>) -> Step,
    ) -> Step<bool>
    where
        N: From<Cow<'a, str>> + Ord,
    {
        let reading = reader.unless_null(|reader| reader.map_of(at, read, name, rules));
        self.hold(reading)
    }
}
