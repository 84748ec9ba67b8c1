//! What lives here: [`Nullable`], which tells an absent member from one that is null.

/// A member that may be absent, null, or there.
///
/// It has what [`Option`] has, so that most code need not care which kind of nothing there is:
///
/// ```
/// # use callschema_runtime::Nullable;
/// let reason: Nullable<String> = "hang-up".to_owned().into();
/// assert_eq!(reason.as_deref(), Some("hang-up"));
/// assert_eq!(Nullable::<i64>::Null.unwrap_or(7), 7);
///
/// // A value or nothing: nothing is an absent member.
/// assert_eq!(Nullable::<i64>::from(None), Nullable::Absent);
/// assert_eq!(Nullable::or_null(None::<i64>), Nullable::Null);
/// ```
// Null comes before absent as it does in an `Option<Option<T>>`, which a reader turns into this: both then lie in
// memory in the same way.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Nullable<T> {
    /// The member is `null`.
    Null,
    /// The object has no such member.
    #[default]
    Absent,
    /// The member has a value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, or null where there is none.
    pub fn or_null(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }

    /// The value, borrowed, if there is one.
    pub fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The value, to be changed, if there is one.
    pub fn as_mut(&mut self) -> Nullable<&mut T> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// The value, borrowed as what it derefs to; null and absent become none.
    pub fn as_deref(&self) -> Option<&T::Target>
    where
        T: std::ops::Deref,
    {
        self.as_option().map(T::deref)
    }

    /// The value, borrowed; null and absent become none.
    pub fn as_option(&self) -> Option<&T> {
        self.as_ref().into_option()
    }

    /// The value if there is one; null and absent become none.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value if there is one; null and absent become none. The same as [`Nullable::into_option`].
    pub fn value(self) -> Option<T> {
        self.into_option()
    }

    /// Whether the object has no such member.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the member has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// Whether the member has a value for which `holds` says yes.
    pub fn is_value_and(self, holds: impl FnOnce(T) -> bool) -> bool {
        self.into_option().is_some_and(holds)
    }

    /// The same, with the value changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }

    /// What `change` makes of the value; null stays null and absent stays absent.
    pub fn and_then<U>(self, change: impl FnOnce(T) -> Nullable<U>) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => change(value),
        }
    }

    /// What `change` makes of the value, or another where there is none.
    pub fn map_or<U>(self, other: U, change: impl FnOnce(T) -> U) -> U {
        self.into_option().map_or(other, change)
    }

    /// The value, or another where there is none.
    pub fn unwrap_or(self, other: T) -> T {
        self.into_option().unwrap_or(other)
    }

    /// The value, or what `other` makes where there is none.
    pub fn unwrap_or_else(self, other: impl FnOnce() -> T) -> T {
        self.into_option().unwrap_or_else(other)
    }

    /// The value, or its type's default where there is none.
    pub fn unwrap_or_default(self) -> T
    where
        T: Default,
    {
        self.into_option().unwrap_or_default()
    }

    /// The value, or an error where there is none.
    ///
    /// # Errors
    /// `error`, where the member is null or absent.
    pub fn ok_or<E>(self, error: E) -> Result<T, E> {
        self.into_option().ok_or(error)
    }

    /// The value; the member becomes absent.
    #[must_use = "to make the member absent, set it so"]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Sets the value and returns what was there.
    #[must_use = "to set the value alone, assign it"]
    pub fn replace(&mut self, value: T) -> Self {
        std::mem::replace(self, Self::Value(value))
    }

    /// The value, once or not at all.
    pub fn iter(&self) -> std::option::IntoIter<&T> {
        self.as_option().into_iter()
    }
}

impl<T: Clone> Nullable<&T> {
    /// The same, with the value cloned.
    pub fn cloned(self) -> Nullable<T> {
        self.map(T::clone)
    }
}

impl<T> IntoIterator for Nullable<T> {
    type Item = T;
    type IntoIter = std::option::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_option().into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Nullable<T> {
    type Item = &'a T;
    type IntoIter = std::option::IntoIter<&'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// None becomes an absent member; [`Nullable::or_null`] makes it null.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(member: Nullable<T>) -> Self {
        member.into_option()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_stays_null_and_absent_stays_absent() {
        let double = |value: i64| value * 2;
        assert_eq!(Nullable::Value(4).map(double), Nullable::Value(8));
        assert_eq!(Nullable::Null.map(double), Nullable::Null);
        assert_eq!(Nullable::Absent.map(double), Nullable::Absent);
        assert_eq!(Nullable::Value(1).and_then(|_| Nullable::<i64>::Null), Nullable::Null);
        assert_eq!(Nullable::Absent.and_then(|value: i64| value.into()), Nullable::<i64>::Absent);
    }

    #[test]
    fn options_come_and_go() {
        assert_eq!(Nullable::<i64>::from(Some(1)), Nullable::Value(1));
        assert_eq!(Nullable::<i64>::from(None), Nullable::Absent);
        assert_eq!(Nullable::or_null(None::<i64>), Nullable::Null);
        assert_eq!(Option::from(Nullable::Value(1)), Some(1));
        assert_eq!(Nullable::<i64>::Null.into_option(), None);
        assert_eq!(Nullable::Value("a".to_owned()).as_deref(), Some("a"));
    }

    #[test]
    fn it_is_changed_in_place() {
        let mut member = Nullable::Value(1);
        if let Nullable::Value(value) = member.as_mut() {
            *value += 1;
        }
        assert_eq!(member.replace(5), Nullable::Value(2));
        assert_eq!(member.iter().sum::<i32>(), 5);
        assert_eq!(member.take(), Nullable::Value(5));
        assert!(member.is_absent());
        assert_eq!((&member).into_iter().count() + member.into_iter().count(), 0);
    }
}
