//! What lives here: `uri`, `uri-reference` (RFC 3986), `iri` and `iri-reference` (RFC 3987). What is an IRI and ASCII is
//! a URI: RFC 3987 adds other characters and nothing else.

use oxiri::{Iri, IriRef};

use crate::cursor::scan::{after_long_string, length_within};

/// Whether the text is a URI, with a scheme, with or without a fragment: RFC 3986, rule `URI`.
pub(super) fn matches(text: &str) -> bool {
    text.is_ascii() && matches_iri(text)
}

/// How long a quoted URI is that the text begins with, if it is a plain one of the web: a host by its name, a
/// path and a query without escapes and rare characters. Most are.
#[inline(never)]
pub(super) fn quick(text: &[u8]) -> Option<usize> {
    let rest = text.strip_prefix(b"\"http")?;
    // Where it ends is asked first: what follows need not wait until its parts are known.
    let length = text.len() - after_long_string(text)?.len();
    let rest = rest.strip_prefix(b"s").unwrap_or(rest).strip_prefix(b"://")?;
    let host = length_within(rest, IN_HOST).filter(|length| *length > 0)?;
    let path = &rest[host..];
    let end = length_within(path, IN_PATH_OR_QUERY)?;
    let begins = matches!(path[0], b'/' | b'?' | b'"');
    (begins && path[end] == b'"').then_some(length)
}

/// The characters of host names.
const IN_HOST: [(u8, u8); 4] = [(b'-', b'.'), (b'0', b'9'), (b'A', b'Z'), (b'a', b'z')];

/// The characters of RFC 3986's rules `pchar`, `path` and `query`, but for those that are escaped and `!`, `$`, `~`.
const IN_PATH_OR_QUERY: [(u8, u8); 5] =
    [(b'&', b';'), (b'=', b'='), (b'?', b'Z'), (b'_', b'_'), (b'a', b'z')];

/// Whether the text is a URI or a relative reference: RFC 3986, rule `URI-reference`.
pub(super) fn matches_reference(text: &str) -> bool {
    text.is_ascii() && matches_iri_reference(text)
}

/// Whether the text is an IRI: RFC 3987, rule `IRI`.
pub(super) fn matches_iri(text: &str) -> bool {
    Iri::parse(text).is_ok()
}

/// Whether the text is an IRI or a relative reference: RFC 3987, rule `IRI-reference`.
pub(super) fn matches_iri_reference(text: &str) -> bool {
    IriRef::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    /// Holds a check to texts that it accepts and texts that it rejects.
    fn hold(matches: fn(&str) -> bool, accepted: &[&str], rejected: &[&str]) {
        for text in accepted {
            assert!(matches(text), "{text}");
        }
        for text in rejected {
            assert!(!matches(text), "{text}");
        }
    }

    /// Changes each byte of a quoted URI: what is still seen to be one is one.
    fn hold_changes(text: &str, quoted: usize) {
        for index in 0..quoted {
            for byte in 0..128_u8 {
                let mut other = text.to_owned().into_bytes();
                other[index] = byte;
                let Some(length) = super::quick(&other) else { continue };
                let other = String::from_utf8(other).expect("ASCII");
                assert!(super::matches(&other[1..length - 1]), "{other}");
                assert!(other[..length].ends_with('"') && other.starts_with('"'), "{other}");
            }
        }
    }

    #[test]
    fn what_is_quickly_seen_matches() {
        for text in
            ["http://a", "https://a.example/b/c?d=e&f/?g", "http://a-1.example?b", "https://a/"]
        {
            assert_eq!(
                super::quick(format!("{text:?}").as_bytes()),
                Some(text.len() + 2),
                "{text}"
            );
            for behind in ["", " and more than sixteen bytes"] {
                hold_changes(&format!("{text:?}{behind}"), text.len() + 2);
            }
        }
        for text in
            ["http://a:80/", "http://a/%20", "http://a/#b", "ftp://a/", "http:///b", "http://a"]
        {
            assert_eq!(super::quick(text.as_bytes()), None, "{text}");
            for end in ["\\ and more than sixteen bytes", "\" and more than sixteen bytes"] {
                let quoted = format!("\"{text}{end}");
                let is_usual = text == "http://a" && end.starts_with('"');
                assert_eq!(super::quick(quoted.as_bytes()).is_some(), is_usual, "{quoted}");
            }
        }
    }

    const RELATIVE: [&str; 9] =
        ["", "/relative", "example.com", "//host/path", "?q", "#f", "./a:b", "//", "../a%20b"];

    const NEITHER: [&str; 9] = [
        "http://a b",
        "http://a/%zz",
        "1a:b",
        "http://[::1",
        "http://[::1%25eth0]/",
        "//host:port/",
        "\\\\host",
        "/a[0]",
        "#a#b",
    ];

    const WHOLE: [&str; 7] = [
        "https://example.com/a?b=c#d",
        "urn:isbn:0451450523",
        "a:",
        "http://[::1]:80/%7E",
        "http://[v7.x:y]/",
        "http://300.300.300.300/",
        "mailto:a@b.c",
    ];

    const INTERNATIONAL: [&str; 2] = ["http://é.com/π?ключ#節", "http://a/?\u{E000}"];

    #[test]
    fn only_whole_uris_match() {
        hold(super::matches, &WHOLE, &RELATIVE);
        hold(super::matches, &[], &NEITHER);
        hold(super::matches, &[], &INTERNATIONAL);
    }

    #[test]
    fn references_may_be_relative() {
        hold(super::matches_reference, &WHOLE, &NEITHER);
        hold(super::matches_reference, &RELATIVE, &INTERNATIONAL);
        hold(super::matches_reference, &[], &["π", "/é"]);
    }

    #[test]
    fn iris_take_other_scripts_where_the_rfc_does() {
        hold(super::matches_iri, &WHOLE, &RELATIVE);
        hold(super::matches_iri, &INTERNATIONAL, &NEITHER);
        // A scheme is ASCII; private use is for queries; no noncharacters anywhere.
        hold(super::matches_iri, &[], &["é:a", "http://a/\u{E000}", "http://a/\u{FFFF}"]);
        hold(super::matches_iri_reference, &WHOLE, &NEITHER);
        hold(super::matches_iri_reference, &RELATIVE, &["\u{E000}"]);
        hold(super::matches_iri_reference, &INTERNATIONAL, &[]);
        hold(super::matches_iri_reference, &["π", "//é", "#節"], &[]);
    }
}
