//! What lives here: strings of a known format, kept as they came. Those that stand for a time are in
//! `date_time`.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::formatted::{compared_by_key, formatted_text};

/// Formats that are compared by their text.
macro_rules! compared_by_text {
    ($($(#[$docs:meta])* $name:ident;)*) => {$(
        formatted_text! {
            $(#[$docs])*
            #[derive(Eq, Hash, Ord, PartialEq, PartialOrd)]
            $name
        }
    )*};
}

compared_by_text! {
    /// A URI with its scheme (RFC 3986, section 3), compared by its text.
    Uri;
    /// A URI, or a reference relative to one (RFC 3986, section 4.1), compared by its text.
    UriReference;
    /// An IRI with its scheme (RFC 3987, section 2.2), compared by its text.
    Iri;
    /// An IRI, or a reference relative to one (RFC 3987, section 2.2), compared by its text.
    IriReference;
    /// A URI template (RFC 6570), compared by its text.
    UriTemplate;
    /// An email address (RFC 5321, section 4.1.2), compared by its text.
    Email;
    /// An email address in any script (RFC 6531, section 3.3), compared by its text.
    IdnEmail;
    /// A host name in any script (RFC 5890, section 2.3.2.3), compared by its text.
    IdnHostname;
    /// An IPv4 address (RFC 2673, section 3.2), compared by its text: an address has but one.
    Ipv4;
    /// A JSON Pointer (RFC 6901), compared by its text.
    JsonPointer;
    /// A Relative JSON Pointer, compared by its text.
    RelativeJsonPointer;
}

formatted_text! {
    /// A host name (RFC 1123, section 2.1), compared without regard to case.
    Hostname
}

formatted_text! {
    /// An IPv6 address (RFC 4291, section 2.2), compared by the address that the text stands for.
    Ipv6
}

formatted_text! {
    /// A universally unique identifier (RFC 4122, section 3), compared without regard to case.
    Uuid
}

compared_by_key!(Hostname);
compared_by_key!(Ipv6);
compared_by_key!(Uuid);

impl Uri {
    /// The scheme, as in `https`; none where the text is no URI.
    ///
    /// ```
    /// # use callschema_runtime::Uri;
    /// let recording = Uri::from("https://media.example.com:8443/call/7?part=1");
    /// assert_eq!(recording.scheme(), Some("https"));
    /// assert_eq!(recording.host(), Some("media.example.com"));
    /// assert_eq!(recording.path(), Some("/call/7"));
    /// assert_eq!(recording.query(), Some("part=1"));
    /// ```
    #[inline]
    pub fn scheme(&self) -> Option<&str> {
        self.parts().map(|parts| parts.scheme)
    }

    /// The host; none where the text is no URI, or one without a host.
    #[inline]
    pub fn host(&self) -> Option<&str> {
        let (_, host) =
            self.parts()?.authority.map(|text| text.split_once('@').unwrap_or(("", text)))?;
        // Colons stand before the port and, in brackets, in an address.
        let from = host.find(']').unwrap_or(0);
        let port = host.get(from..)?.find(':');
        host.get(..port.map_or(host.len(), |port| from + port))
    }

    /// The path, escaped as it came; none where the text is no URI.
    #[inline]
    pub fn path(&self) -> Option<&str> {
        self.parts().map(|parts| parts.path)
    }

    /// The query, escaped as it came and without its question mark, if there is one.
    #[inline]
    pub fn query(&self) -> Option<&str> {
        self.parts()?.query
    }

    /// The parts of the text, where it is a URI: RFC 3986, appendix B.
    #[inline]
    fn parts(&self) -> Option<UriParts<'_>> {
        let text = Some(self.as_str()).filter(|_| self.is_well_formed())?;
        let text = text.split('#').next()?;
        let (text, query) =
            text.split_once('?').map_or((text, None), |(text, query)| (text, Some(query)));
        let (scheme, text) = text.split_once(':')?;
        let Some(text) = text.strip_prefix("//") else {
            return Some(UriParts { scheme, authority: None, path: text, query });
        };
        let (authority, path) = text.split_at(text.find('/').unwrap_or(text.len()));
        Some(UriParts { scheme, authority: Some(authority), path, query })
    }
}

/// What a URI consists of, but for its fragment.
struct UriParts<'a> {
    scheme: &'a str,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
}

impl Email {
    /// What stands before the last `@`; none where the text is no address.
    #[inline]
    pub fn local_part(&self) -> Option<&str> {
        Some(self.parts()?.0)
    }

    /// What stands behind the last `@`; none where the text is no address.
    #[inline]
    pub fn domain(&self) -> Option<&str> {
        Some(self.parts()?.1)
    }

    #[inline]
    fn parts(&self) -> Option<(&str, &str)> {
        self.as_str().rsplit_once('@').filter(|_| self.is_well_formed())
    }
}

impl Ipv4 {
    /// The address; none where the text is none.
    #[inline]
    pub fn to_addr(&self) -> Option<Ipv4Addr> {
        self.as_str().parse().ok()
    }
}

impl From<Ipv4Addr> for Ipv4 {
    #[inline]
    fn from(address: Ipv4Addr) -> Self {
        address.to_string().into()
    }
}

impl Ipv6 {
    /// The address; none where the text is none.
    #[inline]
    pub fn to_addr(&self) -> Option<Ipv6Addr> {
        self.as_str().parse().ok()
    }

    /// Addresses come before texts that are none.
    #[inline]
    fn key(&self) -> Result<Ipv6Addr, &str> {
        self.to_addr().ok_or(self.as_str())
    }
}

impl From<Ipv6Addr> for Ipv6 {
    #[inline]
    fn from(address: Ipv6Addr) -> Self {
        address.to_string().into()
    }
}

impl Hostname {
    #[inline]
    fn key(&self) -> String {
        self.as_str().to_ascii_lowercase()
    }
}

impl Uuid {
    /// The identifier's sixteen bytes, the first that is written first; none where the text is none.
    ///
    /// ```
    /// # use callschema_runtime::Uuid;
    /// let id = Uuid::from("0B6F7C52-8a0d-4c59-9d0e-3a1f5e2b7c94");
    /// assert_eq!(id.to_u128(), Some(0x0b6f7c52_8a0d_4c59_9d0e_3a1f5e2b7c94));
    /// assert_eq!(id, Uuid::from("0b6f7c52-8a0d-4c59-9d0e-3a1f5e2b7c94"));
    /// assert_eq!(id.as_str(), "0B6F7C52-8a0d-4c59-9d0e-3a1f5e2b7c94");
    /// ```
    #[inline]
    pub fn to_bytes(&self) -> Option<[u8; 16]> {
        self.to_u128().map(u128::to_be_bytes)
    }

    /// The identifier as a number; none where the text is none.
    #[inline]
    pub fn to_u128(&self) -> Option<u128> {
        let digits = || self.as_str().bytes().filter(|byte| *byte != b'-');
        let digit = |byte: u8| char::from(byte).to_digit(16).map(u128::from);
        digits()
            .try_fold(0, |value: u128, byte| Some(value << 4 | digit(byte)?))
            .filter(|_| self.is_well_formed())
    }

    /// Identifiers come before texts that are none.
    #[inline]
    fn key(&self) -> Result<u128, &str> {
        self.to_u128().ok_or(self.as_str())
    }
}

/// In the form of RFC 4122, with small letters.
impl From<u128> for Uuid {
    #[inline]
    fn from(value: u128) -> Self {
        let digits = format!("{value:032x}");
        let (start, rest) = digits.split_at(8);
        format!("{start}-{}-{}-{}-{}", &rest[..4], &rest[4..8], &rest[8..12], &rest[12..]).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_malformed_text_is_kept_and_has_no_value() {
        let id = Uuid::from("not-a-uuid");
        assert_eq!((id.as_str(), id.to_u128(), id.is_well_formed()), ("not-a-uuid", None, false));
        assert_ne!(id, Uuid::from("NOT-A-UUID"));
        assert_eq!(Uri::from("/relative").scheme(), None);
        assert_eq!(Email::from("nobody").domain(), None);
        assert_eq!(Ipv4::from("1.2.3").to_addr(), None);
    }

    #[test]
    fn values_are_compared_where_the_format_has_several_texts_for_one() {
        assert_eq!(Ipv6::from("2001:0DB8::1"), Ipv6::from("2001:db8:0:0:0:0:0:1"));
        assert_ne!(Ipv6::from("2001:0DB8::1"), "2001:db8::1");
        assert_eq!(Hostname::from("Example.COM"), Hostname::from("example.com"));
        assert!(Uuid::from(1) < Uuid::from(2));
        let malformed = Uuid::from("a");
        assert!(Uuid::from(u128::MAX) < malformed);
        assert_eq!(Uuid::from(1).as_str(), "00000000-0000-0000-0000-000000000001");
    }

    #[test]
    fn parts_are_handed_out() {
        let address = Email::from("ada@lists.example.com");
        assert_eq!(
            (address.local_part(), address.domain()),
            (Some("ada"), Some("lists.example.com"))
        );
        assert_eq!(Ipv4::from("192.0.2.1").to_addr(), Some(Ipv4Addr::new(192, 0, 2, 1)));
        assert_eq!(Ipv6::from(Ipv6Addr::LOCALHOST), "::1");
        for (text, host, path, query) in [
            ("mailto:ada@example.com?subject=a", None, "ada@example.com", Some("subject=a")),
            ("sip://ada:secret@example.com:5060", Some("example.com"), "", None),
            (
                "https://[2001:db8::1]:8443/a//b?c?d#e?f",
                Some("[2001:db8::1]"),
                "/a//b",
                Some("c?d"),
            ),
            ("https://[2001:db8::1]?", Some("[2001:db8::1]"), "", Some("")),
            ("http://@:80/", Some(""), "/", None),
            ("file:///a/b", Some(""), "/a/b", None),
            ("urn:isbn:0451450523#//a?b", None, "isbn:0451450523", None),
        ] {
            let uri = Uri::from(text);
            assert_eq!((uri.host(), uri.path(), uri.query()), (host, Some(path), query), "{text}");
            assert_eq!(uri.scheme(), text.split(':').next(), "{text}");
        }
    }
}
