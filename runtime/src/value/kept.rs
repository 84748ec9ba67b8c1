//! What lives here: [`Kept`], a text that needs no allocation where it is short.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use arrayvec::ArrayString;

/// A text that is kept in place up to so many bytes, and elsewhere beyond.
#[derive(Clone, Debug)]
pub(crate) enum Kept<const SHORT: usize> {
    Short(ArrayString<SHORT>),
    Long(Box<str>),
}

impl<const SHORT: usize> Deref for Kept<SHORT> {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        match self {
            Self::Short(text) => text,
            Self::Long(text) => text,
        }
    }
}

impl<const SHORT: usize> From<&str> for Kept<SHORT> {
    #[inline]
    fn from(text: &str) -> Self {
        ArrayString::from(text).map_or_else(|_| Self::Long(text.into()), Self::Short)
    }
}

impl<const SHORT: usize> From<String> for Kept<SHORT> {
    fn from(text: String) -> Self {
        match ArrayString::from(&text) {
            Ok(short) => Self::Short(short),
            Err(_) => Self::Long(text.into()),
        }
    }
}

impl<const SHORT: usize> From<Cow<'_, str>> for Kept<SHORT> {
    #[inline]
    fn from(text: Cow<'_, str>) -> Self {
        match text {
            Cow::Borrowed(text) => text.into(),
            Cow::Owned(text) => text.into(),
        }
    }
}

impl<const SHORT: usize> From<Kept<SHORT>> for String {
    fn from(text: Kept<SHORT>) -> Self {
        match text {
            Kept::Short(text) => text.as_str().to_owned(),
            Kept::Long(text) => text.into(),
        }
    }
}

impl<const SHORT: usize> PartialEq for Kept<SHORT> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<const SHORT: usize> Eq for Kept<SHORT> {}

impl<const SHORT: usize> PartialOrd for Kept<SHORT> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<const SHORT: usize> Ord for Kept<SHORT> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        str::cmp(self, other)
    }
}

impl<const SHORT: usize> Hash for Kept<SHORT> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        str::hash(self, state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_every_length_are_kept() {
        for length in 0..20 {
            let text = "0123456789abcdefghij"[..length].to_owned();
            let kept: [Kept<10>; 3] =
                [(&*text).into(), text.clone().into(), Cow::from(&text).into()];
            for kept in kept {
                assert_eq!(matches!(kept, Kept::Short(_)), length <= 10);
                assert_eq!(&*kept, text);
                assert_eq!(String::from(kept), text);
            }
        }
        assert!(Kept::<2>::from("abc") > Kept::from("ab"));
        assert_eq!(size_of::<Option<Kept<36>>>(), 48);
        assert_eq!(size_of::<Option<Kept<20>>>(), 32);
    }
}
