//! What lives here: [`JsonRef`], a number or a value that nobody describes, as the JSON text where it stands.

use std::fmt;
use std::marker::PhantomData;

use serde_core::Deserialize;

use super::IntoOwned;
use crate::mode::Lenient;
use crate::read::{Build, Reading, build_scalar, number_in};
use crate::reader::Reader;
use crate::value::{Integer, Number, Quantity, RawJson};

/// The JSON text of a [`Number`], an [`Integer`] or a [`RawJson`], borrowed from the text that it stands in.
///
/// Two are equal where the values `T` are that they stand for. It makes that value when asked, for all else that
/// can be done with it:
///
/// ```
/// use callschema_runtime::{Build, JsonRef, Number};
///
/// let cost: JsonRef<Number> = Build::from_text("0.10").unwrap();
/// assert_eq!(cost.as_str(), "0.10");
/// assert_eq!(cost.to_value().as_f64(), 0.1);
/// assert_eq!(cost, Build::from_text("1e-1").unwrap());
/// ```
pub struct JsonRef<'a, T> {
    text: &'a str,
    of: PhantomData<fn() -> T>,
}

impl<'a, T> JsonRef<'a, T> {
    /// A text that has been checked to be of the kind that `T` keeps.
    #[inline]
    pub(crate) fn new(checked: &'a str) -> Self {
        Self { text: checked, of: PhantomData }
    }

    /// The JSON text, as it came.
    pub fn as_str(&self) -> &'a str {
        self.text
    }
}

impl<'a> JsonRef<'a, RawJson> {
    /// Builds a value of a type of yours from it, which may borrow from the text too.
    ///
    /// # Errors
    /// As `serde_json::from_str`, where the type does not fit the value.
    pub fn deserialize<T: Deserialize<'a>>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.text)
    }
}

/// Whether a text's one value is a number.
#[inline]
fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

macro_rules! kept_json {
    ($($name:ident: |$text:ident| $fits:expr;)*) => {$(
        impl JsonRef<'_, $name> {
            /// The value, with a copy of the text.
            pub fn to_value(&self) -> $name {
                $name::new(self.text)
            }
        }

        impl IntoOwned for JsonRef<'_, $name> {
            type Owned = $name;

            fn into_owned(self) -> $name {
                self.to_value()
            }
        }

        impl<'a> Build<'a> for JsonRef<'a, $name> {
            #[inline]
            fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                build_scalar(reader)
            }

            #[inline]
            fn from_text($text: &'a str) -> Option<Self> {
                $fits.then(|| Self::new($text))
            }
        }

        impl PartialEq for JsonRef<'_, $name> {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text || self.to_value() == other.to_value()
            }
        }

        impl Eq for JsonRef<'_, $name> {}
    )*};
}

kept_json! {
    Number: |text| is_number(text);
    Integer: |text| number_in(text).is_some_and(|number| number.is_integer());
    RawJson: |text| !text.is_empty();
}

macro_rules! quantities {
    ($($name:ident)*) => {$(
        impl Quantity for JsonRef<'_, $name> {
            fn text(&self) -> impl AsRef<str> {
                self.text
            }
        }
    )*};
}

quantities!(Number Integer);

impl<T> Copy for JsonRef<'_, T> {}

impl<T> Clone for JsonRef<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> fmt::Debug for JsonRef<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl<T> fmt::Display for JsonRef<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text)
    }
}
