//! What lives here: [`Extra`], the members that a schema does not name.

use std::borrow::Cow;
use std::fmt;

use serde::de::DeserializeOwned;

use super::{Kept, RawJson, Redacted};
use crate::mode::Mode;
use crate::reader::{Members, Object, Reader};

/// The members of an object that its schema does not name, in order, kept as they came.
///
/// ```
/// # use callschema_runtime::{Extra, RawJson};
/// let mut extra: Extra = [("mood", RawJson::parse("\"calm\"")?)].into_iter().collect();
/// extra.insert("retries", RawJson::parse("2")?);
/// assert_eq!(extra.text("mood").as_deref(), Some("calm"));
/// assert_eq!(extra.deserialize::<u8>("retries").unwrap(), Some(2));
/// assert!(extra.get("pitch").is_none());
/// # Ok::<(), callschema_runtime::SyntaxError>(())
/// ```
///
/// A lenient reading also keeps here the members that the schema names and whose values do not fit their
/// types. `Debug` does not show those values: they may be personal data in another form.
#[derive(Clone, Default)]
pub struct Extra {
    members: Vec<Member>,
}

#[derive(Clone)]
struct Member {
    name: Kept<20>,
    value: RawJson,
    /// Whether the schema names the member.
    is_named: bool,
}

impl Extra {
    /// No members.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The value of a member, if there is one of this name.
    #[inline]
    pub fn get(&self, name: &str) -> Option<&RawJson> {
        self.members.iter().find(|own| *own.name == *name).map(|own| &own.value)
    }

    /// Whether there is a member of this name.
    #[inline]
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The string that a member holds, if there is a member of this name and it holds one.
    #[inline]
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        self.get(name)?.to_text()
    }

    /// The value of a member as a type of yours; none where there is no such member.
    ///
    /// # Errors
    /// As `serde_json::from_str`, where the type does not fit the value.
    pub fn deserialize<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, serde_json::Error> {
        self.get(name).map(RawJson::deserialize).transpose()
    }

    /// Sets the value of a member and returns the one that it had. Where several have come of this name, the
    /// first is set and the others go.
    #[inline]
    pub fn insert(&mut self, name: impl Into<String>, value: RawJson) -> Option<RawJson> {
        let name = Kept::from(name.into());
        let Some(index) = self.members.iter().position(|own| own.name == name) else {
            self.members.push(Member { name, value, is_named: false });
            return None;
        };
        self.leave_one(index);
        Some(std::mem::replace(&mut self.members[index].value, value))
    }

    /// Takes the member of this name out, if there is one: the first, and others of this name go with it.
    #[inline]
    pub fn remove(&mut self, name: &str) -> Option<RawJson> {
        let index = self.members.iter().position(|own| *own.name == *name)?;
        self.leave_one(index);
        Some(self.members.remove(index).value)
    }

    /// Drops the members behind one that have its name.
    #[inline]
    fn leave_one(&mut self, index: usize) {
        let behind = self.members.split_off(index + 1);
        let name = &self.members[index].name;
        let others: Vec<Member> = behind.into_iter().filter(|own| own.name != *name).collect();
        self.members.extend(others);
    }

    /// Appends a member, be its name new or not.
    #[cfg(feature = "borrowed")]
    pub(crate) fn append(&mut self, name: Cow<'_, str>, value: RawJson, is_named: bool) {
        self.members.push(Member { name: name.into(), value, is_named });
    }

    /// Names and values, in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.members.iter())
    }

    /// Keeps the member that has been read last, be its name new or not.
    #[doc(hidden)]
    // A walk whose place nobody asks for stays in registers.
    #[inline(always)]
    pub fn keep<M: Mode, const WORDS: usize>(
        &mut self,
        object: &Object<WORDS>,
        reader: &Reader<'_, M>,
    ) {
        self.keep_member(object.place(), object.declared(), reader);
    }

    #[inline(never)]
    fn keep_member<M: Mode, const WORDS: usize>(
        &mut self,
        place: usize,
        declared: &'static Members<WORDS>,
        reader: &Reader<'_, M>,
    ) {
        let (name, value, is_named) = reader.member_since(place, declared);
        self.members.push(Member { name: name.into(), value: RawJson::new(value), is_named });
    }
}

impl PartialEq for Extra {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl Eq for Extra {}

impl fmt::Debug for Extra {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for Member { name, value, is_named } in &self.members {
            let value: &dyn fmt::Debug = if *is_named { &Redacted } else { value };
            map.entry(&&**name, value);
        }
        map.finish()
    }
}

/// The names and values of an [`Extra`], in order.
#[derive(Clone)]
pub struct Iter<'a>(std::slice::Iter<'a, Member>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a RawJson);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|own| (&*own.name, &own.value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl fmt::Debug for Iter<'_> {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").field("left", &self.len()).finish()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a RawJson);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<N: Into<String>> FromIterator<(N, RawJson)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, RawJson)>>(members: I) -> Self {
        let mut extra = Self::new();
        extra.extend(members);
        extra
    }
}

/// Of two members of one name, the later takes the place of the earlier.
impl<N: Into<String>> Extend<(N, RawJson)> for Extra {
    fn extend<I: IntoIterator<Item = (N, RawJson)>>(&mut self, members: I) {
        for (name, value) in members {
            self.insert(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stay_in_order() {
        let value = |json: &str| RawJson::parse(json).expect("JSON");
        let mut extra: Extra =
            [("b", value("1")), ("a", value("\"x\"")), ("b", value("2"))].into_iter().collect();
        assert_eq!(extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(extra.deserialize::<i64>("b").expect("an integer"), Some(2));
        assert!(extra.deserialize::<i64>("a").is_err());
        assert_eq!((extra.text("a").as_deref(), extra.text("b")), (Some("x"), None));
        assert_eq!(extra.remove("b"), Some(value("2")));
        assert_eq!(extra.remove("b"), None);
        assert!(extra.contains("a") && extra.len() == 1);
    }
}
