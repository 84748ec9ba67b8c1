//! What lives here: [`Extra`], the members that a schema does not name.

mod text;

use std::borrow::Cow;
use std::collections::hash_map::{Entry, HashMap};
use std::fmt;

use serde_core::de::DeserializeOwned;

use self::text::{MemberText, Walk};
use super::{RawJson, Redacted};
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
/// types. `Debug` does not show those values: they may be personal data in another form. What is taken out and put into
/// another `Extra` is shown.
///
/// All are kept as one text. Few and short ones need no allocation. To look for a name is to walk through the names that come before
/// it; to change or remove a member is to copy all of them, and [`Extend`] changes many in one copy.
#[derive(Clone, Default)]
pub struct Extra {
    members: MemberText,
}

impl Extra {
    /// No members.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.members.walk().len()
    }

    /// Whether there are none.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.members.as_str().is_empty()
    }

    /// The value of a member, if there is one of this name; of several, the first.
    #[inline]
    pub fn get(&self, name: &str) -> Option<RawJson> {
        self.json(name).map(RawJson::new)
    }

    /// The same as its JSON text, which is not copied.
    #[inline]
    pub fn json(&self, name: &str) -> Option<&str> {
        self.members.find(name).map(|own| own.value)
    }

    /// Whether there is a member of this name.
    #[inline]
    pub fn contains(&self, name: &str) -> bool {
        self.json(name).is_some()
    }

    /// The string that a member holds, if there is a member of this name and it holds one.
    #[inline]
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        crate::read::string_in(self.json(name)?)
    }

    /// The value of a member as a type of yours; none where there is no such member.
    ///
    /// # Errors
    /// As `serde_json::from_str`, where the type does not fit the value.
    pub fn deserialize<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<T>, serde_json::Error> {
        self.json(name).map(serde_json::from_str).transpose()
    }

    /// Sets the value of a member and returns the one that it had. Where several have come of this name, the
    /// first is set and the others go.
    #[inline]
    #[allow(clippy::needless_pass_by_value, reason = "a map takes what is put in")]
    pub fn insert(&mut self, name: impl Into<String>, value: RawJson) -> Option<RawJson> {
        let name = name.into();
        let replaced = self.replace(&name, Some(value.as_str()));
        if replaced.is_none() {
            self.members.append(&name, value.as_str(), false);
        }
        replaced
    }

    /// Takes the member of this name out, if there is one: the first, and others of this name go with it.
    #[inline]
    pub fn remove(&mut self, name: &str) -> Option<RawJson> {
        self.replace(name, None)
    }

    /// Gives the first member of this name another value, or takes it out, and drops the others of its name.
    #[inline]
    fn replace(&mut self, name: &str, value: Option<&str>) -> Option<RawJson> {
        let replaced = RawJson::new(self.members.find(name)?.value);
        let (mut left, mut value) = (MemberText::default(), value);
        for own in self.members.walk() {
            if !own.name.is(name) {
                left.push(&[own.text]);
            } else if let Some(value) = value.take() {
                left.push(&[own.head(), value]);
            }
        }
        self.members = left;
        Some(replaced)
    }

    /// Names and the JSON texts of values, in order.
    #[inline]
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.members.walk())
    }

    /// Appends the members to those of an object that is written: `first` where it has none yet.
    // Most objects have none: what is written of them is not in the way of the others.
    #[cold]
    #[inline(never)]
    pub(crate) fn encode(&self, first: bool, json: &mut Vec<u8>) {
        if !self.members.may_be_named() {
            let text = self.members.as_str().as_bytes();
            return json.extend_from_slice(text.get(usize::from(first)..).unwrap_or_default());
        }
        for (index, own) in self.members.walk().enumerate() {
            if index > 0 || !first {
                json.push(b',');
            }
            json.extend_from_slice(own.json().as_bytes());
        }
    }

    /// Appends a member that a reader has handed out, be its name new or not.
    pub(crate) fn append(&mut self, name: Cow<'_, str>, value: &str, is_named: bool) {
        match name {
            // What is lent of a text has no escapes there, and needs none.
            Cow::Borrowed(name) => self.members.append_plain(name, value, is_named),
            Cow::Owned(name) => self.members.append(&name, value, is_named),
        }
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
        self.append(name, value, is_named);
    }
}

impl PartialEq for Extra {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        let [own, others] = [&self.members, &other.members];
        // Else they may differ in their marks alone, which are of one length.
        own.as_str() == others.as_str()
            || own.as_str().len() == others.as_str().len()
                && own.walk().zip(others.walk()).all(|(own, other)| own.json() == other.json())
    }
}

impl Eq for Extra {}

impl fmt::Debug for Extra {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for own in self.members.walk() {
            let name = own.name.value();
            if own.is_named() {
                map.entry(&name, &Redacted);
            } else {
                map.entry(&name, &format_args!("{}", own.value));
            }
        }
        map.finish()
    }
}

/// The names of an [`Extra`] and the JSON texts of its values, in order.
#[derive(Clone)]
pub struct Iter<'a>(Walk<'a>);

impl<'a> Iterator for Iter<'a> {
    type Item = (Cow<'a, str>, &'a str);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|own| (own.name.value(), own.value))
    }

    #[inline]
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
    type Item = (Cow<'a, str>, &'a str);
    type IntoIter = Iter<'a>;

    #[inline]
    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl IntoIterator for Extra {
    type Item = (String, RawJson);
    type IntoIter = std::vec::IntoIter<(String, RawJson)>;

    #[inline]
    fn into_iter(self) -> Self::IntoIter {
        let owned = self.iter().map(|(name, value)| (name.into_owned(), RawJson::new(value)));
        owned.collect::<Vec<_>>().into_iter()
    }
}

impl<N: Into<String>> FromIterator<(N, RawJson)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, RawJson)>>(members: I) -> Self {
        let mut extra = Self::new();
        extra.extend(members);
        extra
    }
}

/// Of two members of one name, the later takes the place of the earlier. All are set in one walk through those that are
/// there.
impl<N: Into<String>> Extend<(N, RawJson)> for Extra {
    fn extend<I: IntoIterator<Item = (N, RawJson)>>(&mut self, members: I) {
        let mut later: HashMap<String, Later> = HashMap::new();
        for (name, value) in members {
            let order = later.len();
            match later.entry(name.into()) {
                Entry::Occupied(own) => own.into_mut().value = value,
                Entry::Vacant(place) => drop(place.insert(Later { order, value, is_set: false })),
            }
        }
        let earlier = std::mem::take(&mut self.members);
        for own in earlier.walk() {
            match later.get_mut(&*own.name.value()) {
                None => self.members.push(&[own.text]),
                Some(Later { value, is_set: is_set @ false, .. }) => {
                    *is_set = true;
                    self.members.push(&[own.head(), value.as_str()]);
                }
                Some(_) => {}
            }
        }
        let mut others: Vec<_> = later.into_iter().filter(|(_, own)| !own.is_set).collect();
        others.sort_unstable_by_key(|(_, own)| own.order);
        for (name, own) in others {
            self.members.append(&name, own.value.as_str(), false);
        }
    }
}

/// A member that an [`Extra`] is extended by.
struct Later {
    /// How many names came before.
    order: usize,
    value: RawJson,
    /// Whether a member that was there has the value now.
    is_set: bool,
}
