//! What lives here: [`ExtraRef`], the members that a schema does not name, left where they stand.

use std::borrow::Cow;
use std::fmt;

use serde_core::Deserialize;

use super::{IntoOwned, JsonRef};
use crate::mode::Mode;
use crate::reader::{Members, Object, Reader};
use crate::value::{Extra, RawJson, Redacted};

/// The members of an object that its schema does not name, in order, borrowed from the text that they stand in.
/// Nothing is allocated while there are none.
///
/// As [`Extra`], which owns the same.
#[derive(Clone, Default)]
pub struct ExtraRef<'a> {
    members: Vec<Member<'a>>,
}

#[derive(Clone)]
struct Member<'a> {
    name: Cow<'a, str>,
    value: JsonRef<'a, RawJson>,
    /// Whether the schema names the member.
    is_named: bool,
}

impl<'a> ExtraRef<'a> {
    /// No members.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The value of a member, if there is one of this name; of several, the first.
    pub fn get(&self, name: &str) -> Option<JsonRef<'a, RawJson>> {
        self.members.iter().find(|own| own.name == name).map(|own| own.value)
    }

    /// The same as its JSON text.
    pub fn json(&self, name: &str) -> Option<&'a str> {
        self.get(name).map(|value| value.as_str())
    }

    /// Whether there is a member of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The string that a member holds, if there is a member of this name and it holds one.
    pub fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        crate::read::string_in(self.json(name)?)
    }

    /// The value of a member as a type of yours, which may borrow too; none where there is no such member.
    ///
    /// # Errors
    /// As `serde_json::from_str`, where the type does not fit the value.
    pub fn deserialize<T: Deserialize<'a>>(
        &self,
        name: &str,
    ) -> Result<Option<T>, serde_json::Error> {
        self.get(name).map(|value| value.deserialize()).transpose()
    }

    /// Names and values, in order.
    pub fn iter(&self) -> Iter<'_, 'a> {
        Iter(self.members.iter())
    }

    /// Keeps the member that has been read last, be its name new or not.
    // A walk whose place nobody asks for stays in registers.
    #[inline(always)]
    pub fn keep<M: Mode, const WORDS: usize>(
        &mut self,
        object: &Object<WORDS>,
        reader: &Reader<'a, M>,
    ) {
        self.keep_member(object.place(), object.declared(), reader);
    }

    #[inline(never)]
    fn keep_member<M: Mode, const WORDS: usize>(
        &mut self,
        place: usize,
        declared: &'static Members<WORDS>,
        reader: &Reader<'a, M>,
    ) {
        let (name, value, is_named) = reader.member_since(place, declared);
        self.members.push(Member { name, value: JsonRef::new(value), is_named });
    }
}

impl IntoOwned for ExtraRef<'_> {
    type Owned = Extra;

    fn into_owned(self) -> Extra {
        let mut extra = Extra::new();
        for Member { name, value, is_named } in self.members {
            extra.append(name, value.as_str(), is_named);
        }
        extra
    }
}

impl PartialEq for ExtraRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl Eq for ExtraRef<'_> {}

impl fmt::Debug for ExtraRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for Member { name, value, is_named } in &self.members {
            let value: &dyn fmt::Debug = if *is_named { &Redacted } else { value };
            map.entry(name, value);
        }
        map.finish()
    }
}

/// The names and values of an [`ExtraRef`], in order.
#[derive(Clone)]
pub struct Iter<'e, 'a>(std::slice::Iter<'e, Member<'a>>);

impl<'e, 'a> Iterator for Iter<'e, 'a> {
    type Item = (&'e str, JsonRef<'a, RawJson>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|own| (&*own.name, own.value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_, '_> {}

impl fmt::Debug for Iter<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").field("left", &self.0.len()).finish()
    }
}

impl<'e, 'a> IntoIterator for &'e ExtraRef<'a> {
    type Item = (&'e str, JsonRef<'a, RawJson>);
    type IntoIter = Iter<'e, 'a>;

    fn into_iter(self) -> Iter<'e, 'a> {
        self.iter()
    }
}
