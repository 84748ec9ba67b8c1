//! What lives here: the values of `format` that the generator knows.

/// A `format` of strings.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum TextFormat {
    DateTime,
    Date,
    Time,
    Duration,
    Email,
    IdnEmail,
    Hostname,
    IdnHostname,
    Ipv4,
    Ipv6,
    Uri,
    UriReference,
    Iri,
    IriReference,
    UriTemplate,
    Uuid,
    JsonPointer,
    RelativeJsonPointer,
    Regex,
}

impl TextFormat {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "date-time" => Self::DateTime,
            "date" => Self::Date,
            "time" => Self::Time,
            "duration" => Self::Duration,
            "email" => Self::Email,
            "idn-email" => Self::IdnEmail,
            "hostname" => Self::Hostname,
            "idn-hostname" => Self::IdnHostname,
            "ipv4" => Self::Ipv4,
            "ipv6" => Self::Ipv6,
            "uri" => Self::Uri,
            "uri-reference" => Self::UriReference,
            "iri" => Self::Iri,
            "iri-reference" => Self::IriReference,
            "uri-template" => Self::UriTemplate,
            "uuid" => Self::Uuid,
            "json-pointer" => Self::JsonPointer,
            "relative-json-pointer" => Self::RelativeJsonPointer,
            "regex" => Self::Regex,
            _ => return None,
        })
    }

    /// The feature of the runtime that the format needs, if it needs one.
    pub(crate) fn feature(self) -> Option<&'static str> {
        match self {
            Self::Regex => Some("pattern"),
            Self::IdnEmail | Self::IdnHostname => Some("idn"),
            _ => None,
        }
    }
}

/// A `format` of integers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum IntegerFormat {
    Int32,
    Int64,
}

impl IntegerFormat {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "int32" => Self::Int32,
            "int64" => Self::Int64,
            _ => return None,
        })
    }
}
