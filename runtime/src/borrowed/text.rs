//! What lives here: [`TextRef`], a string of a known format that stays where it stands.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::IntoOwned;
use crate::cursor::Text;
use crate::mode::Lenient;
use crate::read::{Build, Reading, build_scalar, string_in};
use crate::reader::Reader;

/// A string of a known format, borrowed from the text that it was read from unless it has escapes there.
///
/// Two are equal where the values `T` are that they stand for. It makes that value when asked, for all else that
/// can be done with it:
///
/// ```
/// use callschema_runtime::{Build, DateTime, TextRef};
///
/// let created: TextRef<DateTime> = Build::from_text(r#""2026-01-15T10:30:00+01:00""#).unwrap();
/// assert_eq!(created.as_str(), "2026-01-15T10:30:00+01:00");
/// assert_eq!(created.to_value().timestamp().unwrap().seconds(), 1_768_469_400);
/// let same: TextRef<DateTime> = Build::from_text(r#""2026-01-15T09:30:00Z""#).unwrap();
/// assert_eq!(created, same);
/// ```
pub struct TextRef<'a, T> {
    text: Cow<'a, str>,
    of: PhantomData<fn() -> T>,
}

impl<'a, T> TextRef<'a, T> {
    #[inline]
    fn new(text: Cow<'a, str>) -> Self {
        Self { text, of: PhantomData }
    }

    /// The text as it came.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as it came, borrowed unless it had escapes.
    pub fn into_text(self) -> Cow<'a, str> {
        self.text
    }
}

impl<T: for<'b> From<&'b str>> TextRef<'_, T> {
    /// The value, with a copy of the text.
    pub fn to_value(&self) -> T {
        self.as_str().into()
    }
}

impl<T: From<String>> IntoOwned for TextRef<'_, T> {
    type Owned = T;

    fn into_owned(self) -> T {
        self.text.into_owned().into()
    }
}

impl<'a, T> Build<'a> for TextRef<'a, T> {
    #[inline]
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
        build_scalar(reader)
    }

    #[inline]
    fn from_text(text: &'a str) -> Option<Self> {
        string_in(text).map(Self::new)
    }

    #[inline(always)]
    fn from_string(string: &Text<'a>) -> Option<Self> {
        Some(Self::new(string.value()))
    }
}

impl<T> Clone for TextRef<'_, T> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<T> AsRef<str> for TextRef<'_, T> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<T: for<'b> From<&'b str> + PartialEq> PartialEq for TextRef<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text || self.to_value() == other.to_value()
    }
}

/// The texts themselves are compared.
impl<T> PartialEq<str> for TextRef<'_, T> {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == text
    }
}

/// The texts themselves are compared.
impl<T> PartialEq<&str> for TextRef<'_, T> {
    fn eq(&self, text: &&str) -> bool {
        self.as_str() == *text
    }
}

impl<T> fmt::Debug for TextRef<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<T> fmt::Display for TextRef<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
