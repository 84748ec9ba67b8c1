//! What lives here: [`Extra`], the members that a schema does not name.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use super::RawJson;

/// The members of an object that its schema does not name, in order, kept as they came.
///
/// ```
/// use callschema_runtime::{Extra, RawJson};
///
/// let mut extra: Extra = [("mood", RawJson::parse("\"calm\"")?)].into_iter().collect();
/// extra.insert("retries", RawJson::parse("2")?);
/// assert_eq!(extra.text("mood").as_deref(), Some("calm"));
/// assert_eq!(extra.deserialize::<u8>("retries").unwrap(), Some(2));
/// assert!(extra.get("pitch").is_none());
/// # Ok::<(), callschema_runtime::SyntaxError>(())
/// ```
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Extra {
    members: Vec<(Box<str>, RawJson)>,
}

impl Extra {
    /// No members.
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

    /// The value of a member, if there is one of this name.
    pub fn get(&self, name: &str) -> Option<&RawJson> {
        self.members.iter().find(|(own, _)| **own == *name).map(|(_, value)| value)
    }

    /// Whether there is a member of this name.
    pub fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The string that a member holds, if there is a member of this name and it holds one.
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

    /// Sets the value of a member and returns the one that it had.
    pub fn insert(&mut self, name: impl Into<Box<str>>, value: RawJson) -> Option<RawJson> {
        let name = name.into();
        if let Some((_, old)) = self.members.iter_mut().find(|(own, _)| *own == name) {
            return Some(std::mem::replace(old, value));
        }
        self.members.push((name, value));
        None
    }

    /// Takes the member of this name out, if there is one.
    pub fn remove(&mut self, name: &str) -> Option<RawJson> {
        let index = self.members.iter().position(|(own, _)| **own == *name)?;
        Some(self.members.remove(index).1)
    }

    /// Names and values, in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.members.iter())
    }

    /// Appends a member as it came, be its name new or not.
    pub(crate) fn push(&mut self, name: &str, value: RawJson) {
        self.members.push((name.into(), value));
    }
}

/// The names and values of an [`Extra`], in order.
#[derive(Clone, Debug)]
pub struct Iter<'a>(std::slice::Iter<'a, (Box<str>, RawJson)>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a RawJson);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (&**name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a str, &'a RawJson);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<N: Into<Box<str>>> FromIterator<(N, RawJson)> for Extra {
    fn from_iter<I: IntoIterator<Item = (N, RawJson)>>(members: I) -> Self {
        let mut extra = Self::new();
        extra.extend(members);
        extra
    }
}

/// Of two members of one name, the later takes the place of the earlier.
impl<N: Into<Box<str>>> Extend<(N, RawJson)> for Extra {
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
