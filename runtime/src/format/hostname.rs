//! What lives here: `hostname` (RFC 1123, section 2.1) and `idn-hostname` (RFC 5890, section 2.3.2.3).
//!
//! What a label in another script may hold takes tables of all of Unicode, which come with the feature
//! `idn`. Without it both formats are checked as far as goes without tables.

use super::idn;

/// The longest name and the longest label, in octets: RFC 1035, section 2.3.4. Of the 255 octets of a
/// name on the wire, one is the first label's length and one is the root.
pub(super) const MAX_NAME: usize = 253;
pub(super) const MAX_LABEL: usize = 63;

/// Whether the text is a host name. Labels that begin with `xn--` stand for labels in other scripts
/// (RFC 5891, section 4.4).
///
/// With the feature `idn` they are decoded and checked as `idn-hostname` is; without it they need only
/// have something to decode.
pub(super) fn matches(text: &str) -> bool {
    is_ascii_name(text) && (!text.split('.').any(is_encoded) || idn::encoded_labels_hold(text))
}

/// Whether the text is dot-separated labels of ASCII letters, digits and inner hyphens, of lengths that
/// the Domain Name System can hold.
pub(super) fn is_ascii_name(text: &str) -> bool {
    text.len() <= MAX_NAME && text.split('.').all(is_ascii_label)
}

/// Whether the text is one such label.
pub(super) fn is_ascii_label(label: &str) -> bool {
    (1..=MAX_LABEL).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Whether the label says of itself that it is Punycode.
pub(super) fn is_encoded(label: &str) -> bool {
    label.get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("xn--"))
}

/// Whether the text is a host name in any script.
///
/// With the feature `idn`: it is mapped as UTS 46 says (small letters, composed characters, the full
/// stops of other scripts), then IDNA2008 holds for each label (RFC 5891 to 5893).
///
/// Without it: all that is ASCII is checked and counted; of the rest, no space or control characters.
pub(super) fn matches_international(text: &str) -> bool {
    // An ordinary name needs no tables, and so no copy of it.
    let ordinary = text.is_ascii() && text.as_bytes().windows(2).all(|pair| pair != b"--");
    if ordinary { is_ascii_name(text) } else { idn::matches(text) }
}

#[cfg(test)]
mod tests {
    use super::{matches, matches_international};

    /// A name of so many octets, in labels of up to 63.
    fn name_of(length: usize) -> String {
        let mut name = format!("{}.", "a".repeat(63)).repeat(4);
        name.truncate(length);
        if name.ends_with('.') {
            name.replace_range(length - 2.., "aa");
        }
        name
    }

    #[test]
    fn labels_are_letters_digits_and_inner_hyphens() {
        for text in ["a", "1", "1.2.3.4", "A-B.c", "a--b", "r3---sn-x.example", "example.com"] {
            assert!(matches(text), "{text}");
            assert!(matches_international(text) || text.starts_with("r3"), "{text}");
        }
        for text in [
            "", ".", "a.", ".a", "a..b", "-a", "a-", "a.-b", "a_b", "a b", "a\n", "a@b", "*.a",
            "[::1]", "a:80", "a/b", "\u{0}",
        ] {
            assert!(!matches(text), "{text:?}");
            assert!(!matches_international(text), "{text:?}");
        }
    }

    #[test]
    fn labels_have_63_octets_and_names_253() {
        let label = "a".repeat(63);
        for (text, holds) in [
            (label.clone(), true),
            (format!("{label}a"), false),
            (name_of(252), true),
            (name_of(253), true),
            (name_of(254), false),
            (name_of(255), false),
        ] {
            assert_eq!(matches(&text), holds, "{text}");
            assert_eq!(matches_international(&text), holds, "{text}");
        }
    }

    #[test]
    fn other_scripts_are_for_international_names() {
        for text in ["bücher.example", "π", "例え。テスト", "한국", "xn--bcher-kva.example"]
        {
            assert!(matches_international(text), "{text}");
            assert_eq!(matches(text), text.is_ascii(), "{text}");
        }
        for text in ["", "。", "π.", "。π", "π..π", "-π", "π-", "π b", "π_", "π\u{85}", "π@π"]
        {
            assert!(!matches_international(text), "{text}");
            assert!(!matches(text), "{text}");
        }
        for text in ["xn--", "xn--.com", "XN--"] {
            assert!(!matches(text), "{text}");
            assert!(!matches_international(text), "{text}");
        }
    }
}
