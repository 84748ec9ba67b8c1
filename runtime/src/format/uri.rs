//! What lives here: `uri`, RFC 3986, section 3.

/// Whether the text is a URI: with a scheme, with or without a fragment.
pub(super) fn matches(text: &str) -> bool {
    iri_string::validate::iri::<iri_string::spec::UriSpec>(text).is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_whole_uris_match() {
        for text in [
            "https://example.com/a?b=c#d",
            "urn:isbn:0451450523",
            "a:",
            "http://[::1]:80/%7E",
            "mailto:a@b.c",
        ] {
            assert!(super::matches(text), "{text}");
        }
        for text in [
            "",
            "/relative",
            "example.com",
            "//host/path",
            "http://a b",
            "http://é.com",
            "http://a/%zz",
            "1a:b",
            "http://[::1",
        ] {
            assert!(!super::matches(text), "{text}");
        }
    }
}
