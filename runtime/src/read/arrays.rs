//! What lives here: arrays that are read into their slots. What a schema asks of an array beside its items comes last.

use super::{Build, Passed, Read, Reading, Slot, unruled};
use crate::cursor::Step;
use crate::mode::Mode;
use crate::reader::{Array, Reader};
use crate::value::List;

impl<T> Slot<List<T>> {
    /// Reads an array whose items check themselves; `at` is the place of its own schema.
    ///
    /// # Errors
    /// As [`Slot::fill`].
    #[inline]
    pub fn list<'a, M: Mode>(&mut self, reader: &mut Reader<'a, M>, at: &'static str) -> Step<bool>
    where
        T: Read<'a>,
    {
        self.ruled_list(reader, at, unruled)
    }

    /// The same, where the array is held to more rules.
    ///
    /// # Errors
    /// As [`Slot::fill`].
    #[inline]
    pub fn ruled_list<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Step<bool>
    where
        T: Read<'a>,
    {
        let reading = List::read(reader, at, rules);
        self.hold(reading)
    }
}

impl<T> Slot<Option<List<T>>> {
    /// Reads an array whose items check themselves, or null; `at` is the place of its own schema.
    ///
    /// # Errors
    /// As [`Slot::fill`].
    #[inline]
    pub fn list_or_null<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
    ) -> Step<bool>
    where
        T: Read<'a>,
    {
        self.ruled_list_or_null(reader, at, unruled)
    }

    /// The same, where the array is held to more rules.
    ///
    /// # Errors
    /// As [`Slot::fill`].
    #[inline]
    pub fn ruled_list_or_null<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Step<bool>
    where
        T: Read<'a>,
    {
        let reading = reader.unless_null(|reader| List::read(reader, at, rules));
        self.hold(reading)
    }
}

impl<T> Slot<Vec<T>> {
    /// Reads an array whose items the schema checks and their type does not; `at` is the place of the array's
    /// own schema.
    ///
    /// # Errors
    /// As the check.
    #[inline]
    pub fn items<'a, M: Mode, R: Passed<'a>>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        check: impl Fn(&mut Reader<'a, M>) -> Step<R>,
    ) -> Step<bool>
    where
        T: Build<'a>,
    {
        self.ruled_items(reader, at, check, unruled)
    }

    /// The same, where the array is held to more rules.
    ///
    /// # Errors
    /// As the check.
    #[inline]
    pub fn ruled_items<'a, M: Mode, R: Passed<'a>>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        check: impl Fn(&mut Reader<'a, M>) -> Step<R>,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Step<bool>
    where
        T: Build<'a>,
    {
        let reading = reader.array_of(at, |reader| M::take(reader, &check), rules);
        self.hold(reading)
    }

    /// Reads an array of containers and the like, each item by `read`. `rules` ask for what they do once it is
    /// over.
    ///
    /// # Errors
    /// As the functions.
    #[inline]
    pub fn array<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        read: impl Fn(&mut Reader<'a, M>) -> Reading<T>,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Step<bool> {
        let reading = reader.array_of(at, read, rules);
        self.hold(reading)
    }
}

impl<T> Slot<Option<Vec<T>>> {
    /// Reads an array as [`Slot::items`] does, or null.
    ///
    /// # Errors
    /// As the check.
    #[inline]
    pub fn items_or_null<'a, M: Mode, R: Passed<'a>>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        check: impl Fn(&mut Reader<'a, M>) -> Step<R>,
    ) -> Step<bool>
    where
        T: Build<'a>,
    {
        self.ruled_items_or_null(reader, at, check, unruled)
    }

    /// The same, where the array is held to more rules.
    ///
    /// # Errors
    /// As the check.
    #[inline]
    pub fn ruled_items_or_null<'a, M: Mode, R: Passed<'a>>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        check: impl Fn(&mut Reader<'a, M>) -> Step<R>,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Step<bool>
    where
        T: Build<'a>,
    {
        let reading = reader
            .unless_null(|reader| reader.array_of(at, |reader| M::take(reader, &check), rules));
        self.hold(reading)
    }

    /// Reads an array as [`Slot::array`] does, or null.
    ///
    /// # Errors
    /// As the functions.
    #[inline]
    pub fn array_or_null<'a, M: Mode>(
        &mut self,
        reader: &mut Reader<'a, M>,
        at: &'static str,
        read: impl Fn(&mut Reader<'a, M>) -> Reading<T>,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Step<bool> {
        let reading = reader.unless_null(|reader| reader.array_of(at, read, rules));
        self.hold(reading)
    }
}
