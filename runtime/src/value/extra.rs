//! What lives here: [`Extra`], the members that a schema does not name.

use serde::de::DeserializeOwned;

use super::RawJson;

/// The members of an object that its schema does not name, in order, kept as they came.
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

    /// Names and values, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &RawJson)> {
        self.members.iter().map(|(name, value)| (&**name, value))
    }

    /// Appends a member as it came, be its name new or not.
    pub(crate) fn push(&mut self, name: &str, value: RawJson) {
        self.members.push((name.into(), value));
    }
}
