//! What lives here: [`List`], an array of objects that a bad one does not spoil.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, SerializeSeq, Serializer};

use super::RawJson;
use crate::cursor::Step;
use crate::encode::Encode;
use crate::mode::{Lenient, Mode};
use crate::read::{Build, Read, Reading, Unread, unruled};
use crate::reader::{Array, Reader};

/// The items of an array, most often objects. Of what a lenient reading could not make an item, the JSON is
/// set aside, and stands where it stood when the list is written.
///
/// It is a slice of its items, and made from a `Vec`:
///
/// ```
/// # use callschema_runtime::List;
/// let turns: List<String> = serde_json::from_str(r#"["hello", 7, "goodbye"]"#)?;
/// assert_eq!(turns[..], ["hello", "goodbye"]);
/// let (index, json) = turns.rejected().next().unwrap();
/// assert_eq!((index, json.as_str()), (1, "7"));
/// assert_eq!(serde_json::to_string(&turns).unwrap(), r#"["hello",7,"goodbye"]"#);
/// assert_eq!(List::from(vec![1, 2]).iter().sum::<i32>(), 3);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// What was set aside keeps its index in the written array whatever becomes of the items; where there are too
/// few of them for that, it comes last. `Debug` says how much was set aside, and not what: it may be personal
/// data.
#[derive(Clone, Eq, PartialEq)]
pub struct List<T> {
    items: Vec<T>,
    /// None where nothing was set aside: one word, as lists lie in structs by the thousand.
    rejected: Option<Box<Rejected>>,
}

/// What was set aside: each with its index in the array as it came, in order.
#[derive(Clone, Default, Eq, PartialEq)]
struct Rejected(Vec<(usize, RawJson)>);

impl<T> List<T> {
    /// No items.
    pub const fn new() -> Self {
        Self { items: Vec::new(), rejected: None }
    }

    /// Appends an item.
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// The items alone.
    pub fn into_vec(self) -> Vec<T> {
        self.items
    }

    /// The items, to be added to or taken from.
    pub fn as_mut_vec(&mut self) -> &mut Vec<T> {
        &mut self.items
    }

    /// The same, each item changed.
    #[cfg(feature = "borrowed")]
    pub(crate) fn map<U>(self, change: impl FnMut(T) -> U) -> List<U> {
        let items = self.items.into_iter().map(change).collect();
        List { items, rejected: self.rejected }
    }

    /// What is no item: its index in the array as it came, and its JSON.
    pub fn rejected(&self) -> impl ExactSizeIterator<Item = (usize, &RawJson)> {
        self.set_aside().iter().map(|(index, json)| (*index, json))
    }

    fn set_aside(&self) -> &[(usize, RawJson)] {
        self.rejected.as_ref().map_or(&[], |rejected| &rejected.0)
    }

    /// Items and what was set aside, in the order in which they are written.
    fn written(&self) -> impl Iterator<Item = Result<&T, &RawJson>> {
        let (mut items, mut rejected) = (self.items.iter(), self.set_aside().iter().peekable());
        (0..self.items.len() + self.set_aside().len()).filter_map(move |index| {
            let is_due = rejected.next_if(|(place, _)| *place <= index);
            let item = || items.next().map(Ok);
            is_due.map(|(_, json)| Err(json)).or_else(item).or_else(|| {
                // No item is left to stand before it.
                rejected.next().map(|(_, json)| Err(json))
            })
        })
    }

    /// Reads an array; `at` is the place of its schema. `read` reads an item and puts it behind the others, `rules`
    /// ask for what they do once the array is over.
    #[inline]
    fn read_items<'a, M: Mode>(
        reader: &mut Reader<'a, M>,
        at: &'static str,
        read: impl Fn(&mut Reader<'a, M>, &mut Vec<T>) -> Reading<()>,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Reading<Self> {
        if !reader.array(at)? {
            return Err(Unread::Unfit);
        }
        let mut list = Self::new();
        let mut items = reader.items()?;
        while items.next(reader)? {
            let start = reader.cursor.offset();
            match read(reader, &mut list.items) {
                Ok(()) => {}
                Err(Unread::Unfit) => list.reject(reader.cursor.read_since(start)),
                Err(Unread::Stopped) => return Err(Unread::Stopped),
            }
        }
        if M::CHECKS {
            rules(reader, &items)?;
        }
        Ok(list)
    }

    #[cold]
    fn reject(&mut self, json: &str) {
        let index = self.items.len() + self.set_aside().len();
        self.rejected.get_or_insert_default().0.push((index, RawJson::new(json)));
    }
}

impl<T> List<T> {
    /// Reads an array whose items check themselves; `at` is the place of its schema, of which `rules` are the others.
    #[inline]
    pub(crate) fn read<'a, M: Mode>(
        reader: &mut Reader<'a, M>,
        at: &'static str,
        rules: impl FnOnce(&mut Reader<'a, M>, &Array) -> Step,
    ) -> Reading<Self>
    where
        T: Read<'a>,
    {
        let read =
            |reader: &mut _, items: &mut Vec<T>| T::read_then(reader, |item| items.push(item));
        Self::read_items(reader, at, read, rules)
    }
}

impl<'a, T: Build<'a>> Build<'a> for List<T> {
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
        let read =
            |reader: &mut _, items: &mut Vec<T>| T::build(reader).map(|item| items.push(item));
        Self::read_items(reader, "", read, unruled)
    }
}

impl<T: Encode> Encode for List<T> {
    fn encode(&self, json: &mut Vec<u8>) {
        json.push(b'[');
        let start = json.len();
        for item in self.written() {
            if json.len() > start {
                json.push(b',');
            }
            match item {
                Ok(item) => item.encode(json),
                Err(rejected) => rejected.encode(json),
            }
        }
        json.push(b']');
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let count = self.items.len() + self.set_aside().len();
        let mut sequence = serializer.serialize_seq(Some(count))?;
        for item in self.written() {
            match item {
                Ok(item) => sequence.serialize_element(item)?,
                Err(rejected) => sequence.serialize_element(rejected)?,
            }
        }
        sequence.end()
    }
}

impl<'de, T: for<'a> Build<'a>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::deserialize(deserializer)
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        list.entries(&self.items);
        if !self.set_aside().is_empty() {
            list.entry(&format_args!("{} rejected", self.set_aside().len()));
        }
        list.finish()
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, rejected: None }
    }
}

impl<T> From<List<T>> for Vec<T> {
    fn from(list: List<T>) -> Self {
        list.items
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<T> Extend<T> for List<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.items.extend(items);
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> List<i64> {
        List::from_text(json).expect("an array")
    }

    fn written(list: &List<i64>) -> String {
        let mut json = Vec::new();
        list.encode(&mut json);
        String::from_utf8(json).expect("UTF-8")
    }

    #[test]
    fn what_was_set_aside_is_written_where_it_stood() {
        for json in ["[]", "[1,2]", "[\"a\",1]", "[1,\"a\",null,2,{}]", "[\"a\",\"b\"]", "[1,[2]]"]
        {
            assert_eq!(written(&read(json)), json);
            assert_eq!(serde_json::to_string(&read(json)).expect("JSON"), json);
        }
        assert_eq!(List::<i64>::from_text("{}"), None);
    }

    #[test]
    fn it_keeps_its_index_when_items_come_and_go() {
        let mut list = read("[1,\"a\",2,\"b\"]");
        list.push(3);
        assert_eq!(written(&list), "[1,\"a\",2,\"b\",3]");
        list.as_mut_vec().clear();
        assert_eq!(written(&list), "[\"a\",\"b\"]");
        list.extend([7, 8, 9]);
        assert_eq!(written(&list), "[7,\"a\",8,\"b\",9]");
        assert_eq!(list.rejected().len(), 2);
        assert_eq!(list.into_vec(), [7, 8, 9]);
    }

    #[test]
    fn what_was_set_aside_is_not_shown() {
        assert_eq!(format!("{:?}", read("[1,\"canary\",2]")), "[1, 2, 1 rejected]");
        assert_eq!(format!("{:?}", read("[1]")), "[1]");
    }
}
