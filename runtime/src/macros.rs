//! What lives here: the impls that are the same for every generated type.
//!
//! Functions that are generic are compiled in the crate that calls them, and so are those which are marked as inline:
//! building leniently, writing, conversions and comparisons, which many who check and read documents have no use for.

/// Writing of an object whose members can be listed, and serde's traits for it.
#[macro_export]
#[doc(hidden)]
macro_rules! object_impls {
    ($name:path $(, $schema:path, $check:path)?) => {
        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, json: &mut Vec<u8>) {
                $crate::encode_object(self, json);
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::serialize_object(self, serializer)
            }
        }

        $crate::deserialize_impl!($name $(, $schema, $check)?);
    };
}

/// Reading and writing of a string that is one of a list, and the standard library's and serde's
/// traits for it.
#[macro_export]
#[doc(hidden)]
macro_rules! string_impls {
    ($name:path) => {
        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::listed(value).unwrap_or_else(|| Self::Unknown(value.to_owned()))
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(value: String) -> Self {
                Self::listed(&value).unwrap_or(Self::Unknown(value))
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $name {
            #[inline]
            fn eq(&self, value: &str) -> bool {
                self.as_str() == value
            }
        }

        impl PartialEq<&str> for $name {
            #[inline]
            fn eq(&self, value: &&str) -> bool {
                self.as_str() == *value
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }

        impl std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::Listing for $name {
            #[inline]
            fn listed(value: &str) -> Option<Self> {
                // The type's own function of this name.
                Self::listed(value)
            }
        }

        impl<'a> $crate::Build<'a> for $name {
            #[inline]
            fn build(reader: &mut $crate::Reader<'a, $crate::Lenient>) -> $crate::Reading<Self> {
                $crate::build_scalar(reader)
            }

            #[inline]
            fn from_text(text: &'a str) -> Option<Self> {
                $crate::string_in(text).map(|text| Self::from(text.as_ref()))
            }

            #[inline]
            fn from_string(string: &$crate::Text<'a>) -> Option<Self> {
                Some(string.read(|text| Self::from(text)))
            }
        }

        impl $crate::Encode for $name {
            #[inline]
            fn encode(&self, json: &mut Vec<u8>) {
                $crate::encode_text(self.as_str(), json);
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::deserialize_impl!($name);
        $crate::owned_impl!($name);
    };
}

/// Building of a type that checks itself while it is read: its own reading, without the checks.
#[macro_export]
#[doc(hidden)]
macro_rules! build_impl {
    ($name:path) => {
        impl<'a> $crate::Build<'a> for $name {
            #[inline]
            fn build(reader: &mut $crate::Reader<'a, $crate::Lenient>) -> $crate::Reading<Self> {
                $crate::Read::read_from(reader)
            }
        }
    };
}

/// Reading of a type whose schema is more than one walk can check: the check passes over the value first.
#[macro_export]
#[doc(hidden)]
macro_rules! read_impl {
    ($name:path, $check:expr) => {
        impl<'a> $crate::Read<'a> for $name {
            fn read_then<M: $crate::Mode, R>(
                reader: &mut $crate::Reader<'a, M>,
                then: impl FnOnce(Self) -> R,
            ) -> $crate::Reading<R> {
                M::take(reader, $check).map(then)
            }
        }
    };
}

/// serde's `Deserialize` for what can be built. Where the type's schema is known, errors say what in the value
/// breaks it.
#[macro_export]
#[doc(hidden)]
macro_rules! deserialize_impl {
    ($name:path) => {
        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::deserialize(deserializer)
            }
        }
    };
    ($name:path, $schema:path, $check:path) => {
        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::deserialize_described(deserializer, $schema, $check, $check)
            }
        }
    };
}

/// `JsonSchema` of `schemars` for a type, by the place of its schema; nothing without the feature.
#[cfg(feature = "schemars")]
#[macro_export]
#[doc(hidden)]
macro_rules! json_schema_impl {
    ($name:path, $title:literal, $document:literal, $pointer:literal, $documents:path) => {
        /// With the feature `schemars`: the curated schema itself.
        impl $crate::schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $title.into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!($document, "#", $pointer).into()
            }

            fn json_schema(
                generator: &mut $crate::schemars::SchemaGenerator,
            ) -> $crate::schemars::Schema {
                $crate::schemars::schema_of($documents, $document, $pointer, generator)
            }
        }
    };
}

/// See above: the feature is off.
#[cfg(not(feature = "schemars"))]
#[macro_export]
#[doc(hidden)]
macro_rules! json_schema_impl {
    ($name:path, $title:literal, $document:literal, $pointer:literal, $documents:path) => {};
}

/// `Arbitrary` for a type, by what it is made of; nothing without the feature.
#[cfg(feature = "arbitrary")]
#[macro_export]
#[doc(hidden)]
macro_rules! arbitrary_impl {
    (struct $name:path { $($field:ident)* }) => {
        $crate::arbitrary_impl!($name, u => Self {
            $($field: $crate::arbitrary::Arbitrary::arbitrary(u)?,)*
            extra: $crate::Extra::new(),
        });
    };
    (union $name:path { $first:ident $($variant:ident)* }) => {
        $crate::arbitrary_impl!($name, u => {
            let chosen = u.choose_index([stringify!($first), $(stringify!($variant)),*].len())?;
            let mut index = 0;
            $(
                index += 1;
                if chosen == index {
                    return $crate::arbitrary::Arbitrary::arbitrary(u).map(Self::$variant);
                }
            )*
            let _ = index;
            Self::$first($crate::arbitrary::Arbitrary::arbitrary(u)?)
        });
    };
    (strings $name:path) => {
        $crate::arbitrary_impl!($name, u => Self::from(*u.choose(Self::LISTED)?));
    };
    (wrapper $name:path) => {
        $crate::arbitrary_impl!($name, u => Self($crate::arbitrary::Arbitrary::arbitrary(u)?));
    };
    ($name:path, $u:ident => $made:expr) => {
        /// With the feature `arbitrary`.
        impl<'a> $crate::arbitrary::Arbitrary<'a> for $name {
            fn arbitrary(
                $u: &mut $crate::arbitrary::Unstructured<'a>,
            ) -> $crate::arbitrary::Result<Self> {
                Ok($made)
            }
        }
    };
}

/// See above: the feature is off.
#[cfg(not(feature = "arbitrary"))]
#[macro_export]
#[doc(hidden)]
macro_rules! arbitrary_impl {
    ($($parts:tt)*) => {};
}

/// A type that has nothing to borrow.
#[cfg(feature = "borrowed")]
#[macro_export]
#[doc(hidden)]
macro_rules! owned_impl {
    ($($name:ty)*) => {$(
        impl $crate::IntoOwned for $name {
            type Owned = Self;

            #[inline]
            fn into_owned(self) -> Self {
                self
            }
        }
    )*};
}

/// See above: the feature is off.
#[cfg(not(feature = "borrowed"))]
#[macro_export]
#[doc(hidden)]
macro_rules! owned_impl {
    ($($parts:tt)*) => {};
}

/// The module of a page's types that borrow, or those types of some pages, published; nothing without the feature.
#[cfg(feature = "borrowed")]
#[macro_export]
#[doc(hidden)]
macro_rules! borrowed {
    (mod $module:ident) => {
        pub(crate) mod $module;
        pub use self::$module::*;
    };
    (use $($page:ident)*) => {
        $(pub use self::$page::borrowed::*;)*
    };
}

/// See above: the feature is off.
#[cfg(not(feature = "borrowed"))]
#[macro_export]
#[doc(hidden)]
macro_rules! borrowed {
    ($($parts:tt)*) => {};
}
