//! What lives here: values around others: boxed, nullable, in arrays and in maps.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Build, Read, Reading, Unread};
use crate::cursor::{Decimal, Step, Text};
use crate::mode::{Lenient, Mode};
use crate::reader::{Array, Members, Object, Reader};

/// The rules of an array or an object of which nothing is asked but its elements.
///
/// # Errors
/// None: it is as the rules of others.
#[inline(always)]
pub fn unruled<M: Mode, C>(_: &mut Reader<'_, M>, _: &C) -> Step {
    Ok(())
}

impl<M: Mode> Reader<'_, M> {
    /// Reads null as nothing, and any other value by `read`.
    #[inline]
    pub(crate) fn unless_null<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Reading<T>,
    ) -> Reading<Option<T>> {
        if self.cursor.is_at(b'n') {
            self.cursor.null()?;
            return Ok(None);
        }
        read(self).map(Some)
    }

    /// Reads an array of which every item must fit its type. `rules` ask for what they do once it is over.
    #[inline]
    pub(crate) fn array_of<T>(
        &mut self,
        at: &'static str,
        read: impl Fn(&mut Self) -> Reading<T>,
        rules: impl FnOnce(&mut Self, &Array) -> Step,
    ) -> Reading<Vec<T>> {
        if !self.array(at)? {
            return Err(Unread::Unfit);
        }
        let (mut all, mut fit) = (Vec::new(), true);
        let mut items = self.items()?;
        while items.next(self)? {
            match read(self) {
                Ok(item) => all.push(item),
                Err(Unread::Unfit) => fit = false,
                Err(Unread::Stopped) => return Err(Unread::Stopped),
            }
        }
        if M::CHECKS {
            rules(self, &items)?;
        }
        if fit { Ok(all) } else { Err(Unread::Unfit) }
    }
}

impl<'a, M: Mode> Reader<'a, M> {
    /// Reads an object of which every value must fit its type. Of two members of one name, the later counts.
    /// `name` asks for what it does before each value, `rules` once the object is over.
    #[inline]
    pub(crate) fn map_of<N: From<Cow<'a, str>> + Ord, T>(
        &mut self,
        at: &'static str,
        read: impl Fn(&mut Self) -> Reading<T>,
        name: impl Fn(&mut Self, &Object<0>) -> Step,
        rules: impl FnOnce(&mut Self, &Object<0>) -> Step,
    ) -> Reading<BTreeMap<N, T>> {
        if !self.object(at)? {
            return Err(Unread::Unfit);
        }
        let (mut values, mut fit) = (BTreeMap::new(), true);
        let mut object = self.members(Members::NONE)?;
        while object.next(self)?.is_some() {
            if M::CHECKS {
                name(self, &object)?;
            }
            let name = object.member_name(self);
            match read(self) {
                Ok(value) => drop(values.insert(name.into(), value)),
                Err(Unread::Unfit) => fit = false,
                Err(Unread::Stopped) => return Err(Unread::Stopped),
            }
        }
        if M::CHECKS {
            rules(self, &object)?;
        }
        if fit { Ok(values) } else { Err(Unread::Unfit) }
    }
}

impl<'a, T: Build<'a>> Build<'a> for Box<T> {
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
        T::build(reader).map(Self::new)
    }

    fn from_text(text: &'a str) -> Option<Self> {
        T::from_text(text).map(Self::new)
    }
}

impl<'a, T: Read<'a>> Read<'a> for Box<T> {
    fn read_then<M: Mode, R>(
        reader: &mut Reader<'a, M>,
        then: impl FnOnce(Self) -> R,
    ) -> Reading<R> {
        T::read_then(reader, |value| then(Self::new(value)))
    }
}

impl<'a, T: Build<'a>> Build<'a> for Option<T> {
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
        reader.unless_null(T::build)
    }

    #[inline]
    fn from_text(text: &'a str) -> Option<Self> {
        if text == "null" { Some(None) } else { T::from_text(text).map(Some) }
    }

    #[inline(always)]
    fn from_string(string: &Text<'a>) -> Option<Self> {
        T::from_string(string).map(Some)
    }

    #[inline(always)]
    fn from_number(number: &Decimal<'a>) -> Option<Self> {
        T::from_number(number).map(Some)
    }
}

impl<'a, T: Read<'a>> Read<'a> for Option<T> {
    #[inline]
    fn read_then<M: Mode, R>(
        reader: &mut Reader<'a, M>,
        then: impl FnOnce(Self) -> R,
    ) -> Reading<R> {
        reader.unless_null(T::read_from).map(then)
    }
}

impl<'a, T: Build<'a>> Build<'a> for Vec<T> {
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
        reader.array_of("", T::build, unruled)
    }
}

/// Names are owned or borrowed.
impl<'a, N: From<Cow<'a, str>> + Ord, T: Build<'a>> Build<'a> for BTreeMap<N, T> {
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
        reader.map_of("", T::build, unruled, unruled)
    }
}
