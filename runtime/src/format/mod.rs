//! What lives here: the `format`s of strings, each exact to its RFC.

mod date_time;
mod duration;
mod email;
mod hostname;
#[cfg_attr(not(feature = "idn"), path = "idn_without_tables.rs")]
mod idn;
mod ip;
mod json_pointer;
#[cfg(feature = "pattern")]
mod regex;
mod template;
mod uri;
mod uuid;

/// A `format` that strings can be held to: all that JSON Schema has named from draft 4 to 2020-12.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// `date-time`: RFC 3339, section 5.6, rule `date-time`.
    DateTime,
    /// `date`: RFC 3339, section 5.6, rule `full-date`.
    Date,
    /// `time`: RFC 3339, section 5.6, rule `full-time`.
    Time,
    /// `duration`: RFC 3339, appendix A, rule `duration`.
    Duration,
    /// `email`: RFC 5321, section 4.1.2, rule `Mailbox`.
    Email,
    /// `idn-email`: RFC 6531, section 3.3, rule `Mailbox`. The domain is an [`IdnHostname`](Self::IdnHostname).
    IdnEmail,
    /// `hostname`: RFC 1123, section 2.1, with Punycode labels as in RFC 5891, section 4.4.
    ///
    /// Without the feature `idn`, what a Punycode label stands for is not looked at.
    Hostname,
    /// `idn-hostname`: RFC 5890, section 2.3.2.3.
    ///
    /// Without the feature `idn`, letters that are not ASCII are taken unseen, but for space and control
    /// characters.
    IdnHostname,
    /// `ipv4`: RFC 2673, section 3.2.
    Ipv4,
    /// `ipv6`: RFC 4291, section 2.2.
    Ipv6,
    /// `uri`: RFC 3986, section 3, rule `URI`.
    Uri,
    /// `uri-reference`: RFC 3986, section 4.1, rule `URI-reference`.
    UriReference,
    /// `iri`: RFC 3987, section 2.2, rule `IRI`.
    Iri,
    /// `iri-reference`: RFC 3987, section 2.2, rule `IRI-reference`.
    IriReference,
    /// `uri-template`: RFC 6570, section 2, rule `URI-Template`.
    UriTemplate,
    /// `uuid`: RFC 4122, section 3, rule `UUID`.
    Uuid,
    /// `json-pointer`: RFC 6901, section 3, rule `json-pointer`.
    JsonPointer,
    /// `relative-json-pointer`: draft-bhutton-relative-json-pointer-00, section 3.
    RelativeJsonPointer,
    /// `regex`: ECMA-262, section 22.2.1, rule `Pattern`.
    #[cfg(feature = "pattern")]
    Regex,
}

impl Format {
    /// Every format that this build knows.
    pub const ALL: &[Self] = &[
        Self::DateTime,
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Email,
        Self::IdnEmail,
        Self::Hostname,
        Self::IdnHostname,
        Self::Ipv4,
        Self::Ipv6,
        Self::Uri,
        Self::UriReference,
        Self::Iri,
        Self::IriReference,
        Self::UriTemplate,
        Self::Uuid,
        Self::JsonPointer,
        Self::RelativeJsonPointer,
        #[cfg(feature = "pattern")]
        Self::Regex,
    ];

    /// The format of this name in a schema, if this build knows it.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// How long a string is that the text begins with, quotes included, if it is written in the usual way
    /// and clearly has this format. Where it is not, [`Format::matches`] decides.
    #[inline(always)]
    pub(crate) fn quick(self, text: &[u8]) -> Option<usize> {
        match self {
            Self::DateTime => date_time::quick(text),
            Self::Uri => uri::quick(text),
            Self::Uuid => uuid::quick(text),
            _ => None,
        }
    }

    /// Whether the text has this format.
    pub fn matches(self, text: &str) -> bool {
        match self {
            Self::DateTime => date_time::matches(text),
            Self::Date => date_time::matches_date(text),
            Self::Time => date_time::matches_time(text),
            Self::Duration => duration::matches(text),
            Self::Email => email::matches(text),
            Self::IdnEmail => email::matches_international(text),
            Self::Hostname => hostname::matches(text),
            Self::IdnHostname => hostname::matches_international(text),
            Self::Ipv4 => ip::matches_v4(text),
            Self::Ipv6 => ip::matches_v6(text),
            Self::Uri => uri::matches(text),
            Self::UriReference => uri::matches_reference(text),
            Self::Iri => uri::matches_iri(text),
            Self::IriReference => uri::matches_iri_reference(text),
            Self::UriTemplate => template::matches(text),
            Self::Uuid => uuid::matches(text),
            Self::JsonPointer => json_pointer::matches(text),
            Self::RelativeJsonPointer => json_pointer::matches_relative(text),
            #[cfg(feature = "pattern")]
            Self::Regex => regex::matches(text),
        }
    }

    /// The format's name in a schema.
    pub fn name(self) -> &'static str {
        self.named().0
    }

    /// The format in words, for messages.
    pub fn describe(self) -> &'static str {
        self.named().1
    }

    fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::DateTime => ("date-time", "an RFC 3339 date and time"),
            Self::Date => ("date", "an RFC 3339 date"),
            Self::Time => ("time", "an RFC 3339 time of day with its offset"),
            Self::Duration => ("duration", "an ISO 8601 duration"),
            Self::Email => ("email", "an RFC 5321 email address"),
            Self::IdnEmail => ("idn-email", "an RFC 6531 email address"),
            Self::Hostname => ("hostname", "an RFC 1123 host name"),
            Self::IdnHostname => ("idn-hostname", "an RFC 5890 host name"),
            Self::Ipv4 => ("ipv4", "an IPv4 address"),
            Self::Ipv6 => ("ipv6", "an IPv6 address"),
            Self::Uri => ("uri", "an RFC 3986 URI"),
            Self::UriReference => ("uri-reference", "an RFC 3986 URI reference"),
            Self::Iri => ("iri", "an RFC 3987 IRI"),
            Self::IriReference => ("iri-reference", "an RFC 3987 IRI reference"),
            Self::UriTemplate => ("uri-template", "an RFC 6570 URI template"),
            Self::Uuid => ("uuid", "an RFC 4122 UUID"),
            Self::JsonPointer => ("json-pointer", "an RFC 6901 JSON Pointer"),
            Self::RelativeJsonPointer => ("relative-json-pointer", "a Relative JSON Pointer"),
            #[cfg(feature = "pattern")]
            Self::Regex => ("regex", "an ECMA-262 regular expression"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn a_format_is_found_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::parse(format.name()), Some(*format));
        }
        assert_eq!(Format::parse("Date-Time"), None);
        assert_eq!(Format::parse("color"), None);
    }

    #[test]
    fn no_text_makes_a_format_panic() {
        let pieces = [
            "",
            "%",
            "%4",
            "{",
            "}",
            "[",
            "]",
            "(",
            "\\",
            "\"",
            "@",
            ":",
            "::",
            ".",
            "-",
            "~",
            "/",
            "#",
            "1",
            "P1",
            "T",
            "xn--",
            "a",
            "é",
            "א",
            "\u{200D}",
            "\u{301}",
            "\u{FFFF}",
            "😀",
            "\u{0}",
            "aaaaaaaaaa",
        ];
        let texts = pieces.iter().flat_map(|first| {
            let second = pieces.iter().map(move |second| format!("{first}{second}"));
            second.flat_map(|start| pieces.iter().map(move |third| format!("{start}{third}")))
        });
        for text in texts {
            let matching = Format::ALL.iter().filter(|format| format.matches(&text)).count();
            assert!(matching < Format::ALL.len(), "{text}");
        }
    }
}
