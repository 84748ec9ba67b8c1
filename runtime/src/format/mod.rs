//! What lives here: the `format`s of strings, each exact to its RFC.

mod date_time;
mod uri;
mod uuid;

/// A `format` that strings can be held to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// `date-time`: RFC 3339, section 5.6, rule `date-time`.
    DateTime,
    /// `uri`: RFC 3986, section 3, rule `URI`.
    Uri,
    /// `uuid`: RFC 4122, section 3, rule `UUID`.
    Uuid,
}

impl Format {
    /// Whether the text has this format.
    pub fn matches(self, text: &str) -> bool {
        match self {
            Self::DateTime => date_time::matches(text),
            Self::Uri => uri::matches(text),
            Self::Uuid => uuid::matches(text),
        }
    }

    /// The format in words, for messages.
    pub fn describe(self) -> &'static str {
        match self {
            Self::DateTime => "an RFC 3339 date and time",
            Self::Uri => "an RFC 3986 URI",
            Self::Uuid => "an RFC 4122 UUID",
        }
    }
}
