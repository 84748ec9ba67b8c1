//! What lives here: strings of a known format, kept as they came.

use std::fmt;

use crate::format::Format;

macro_rules! formatted_text {
    ($(#[$docs:meta])* $name:ident) => {
        $(#[$docs])*
        ///
        /// It keeps the text that came, whether or not that has the format; equality is the text's.
        #[derive(Clone, Eq, PartialEq)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the text has the format.
            pub fn is_well_formed(&self) -> bool {
                Format::$name.matches(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<std::borrow::Cow<'_, str>> for $name {
            fn from(text: std::borrow::Cow<'_, str>) -> Self {
                Self(text.into())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

formatted_text! {
    /// A date and time with an offset from UTC (RFC 3339, section 5.6).
    DateTime
}

formatted_text! {
    /// A URI with its scheme (RFC 3986, section 3).
    Uri
}

formatted_text! {
    /// A universally unique identifier (RFC 4122, section 3).
    Uuid
}
