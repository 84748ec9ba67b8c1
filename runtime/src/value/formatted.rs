//! What lives here: how the types are made that keep the strings of a format, and by what they are compared.

use super::Kept;
use crate::cursor::Text;
use crate::read::string_in;

/// What all strings of a format have, whatever they are compared by.
macro_rules! formatted_text {
    ($(#[$docs:meta])* $name:ident) => {
        formatted_text!($(#[$docs])* $name is $name);
    };
    ($(#[$docs:meta])* $name:ident is $format:ident) => {
        $(#[$docs])*
        ///
        /// It keeps the text that came, whether or not that has the format, and writes it back.
        #[derive(Clone)]
        pub struct $name($crate::value::Kept<36>);

        impl $name {
            /// The text as it came.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text as it came.
            #[inline]
            pub fn into_string(self) -> String {
                self.0.into()
            }

            /// Whether the text has the format.
            #[inline]
            pub fn is_well_formed(&self) -> bool {
                $crate::Format::$format.matches(&self.0)
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<std::borrow::Cow<'_, str>> for $name {
            #[inline]
            fn from(text: std::borrow::Cow<'_, str>) -> Self {
                Self(text.into())
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(text))
            }
        }

        /// The texts themselves are compared.
        impl PartialEq<str> for $name {
            #[inline]
            fn eq(&self, text: &str) -> bool {
                *self.as_str() == *text
            }
        }

        /// The texts themselves are compared.
        impl PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, text: &&str) -> bool {
                *self.as_str() == **text
            }
        }

        impl std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl<'a> $crate::Build<'a> for $name {
            #[inline]
            fn build(
                reader: &mut $crate::Reader<'a, $crate::Lenient>,
            ) -> $crate::Reading<Self> {
                $crate::build_scalar(reader)
            }

            #[inline]
            fn from_text(text: &'a str) -> Option<Self> {
                Some(Self($crate::value::formatted::kept_in(text)?))
            }

            #[inline]
            fn from_string(string: &$crate::Text<'a>) -> Option<Self> {
                Some(Self($crate::value::formatted::kept(string)))
            }
        }

        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, json: &mut Vec<u8>) {
                $crate::encode_text(&self.0, json);
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    };
}

/// A string of any format, to be kept: one function for all of them.
pub(super) fn kept(string: &Text<'_>) -> Kept<36> {
    string.read(|text| Kept::from(text))
}

/// As [`kept`], the string that is a text's one value; none where that is another.
pub(super) fn kept_in(text: &str) -> Option<Kept<36>> {
    string_in(text).map(Kept::from)
}

/// Equality, order and hash of what the method `key` makes of the value.
macro_rules! compared_by_key {
    ($name:ident) => {
        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.key() == other.key()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            #[inline]
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                self.key().cmp(&other.key())
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.key().hash(state);
            }
        }
    };
}

pub(super) use {compared_by_key, formatted_text};
