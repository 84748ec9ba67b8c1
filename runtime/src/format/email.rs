//! What lives here: `email` (RFC 5321, section 4.1.2, rule `Mailbox`) and `idn-email` (RFC 6531,
//! section 3.3).
//!
//! An address, not a header field: no display name, no comments, no folding.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::hostname;

/// The longest local part and address in octets: RFC 5321, section 4.5.3.1. A path has 256 octets, two
/// of them its angle brackets.
const MAX_LOCAL_PART: usize = 64;
const MAX_ADDRESS: usize = 254;

/// Whether the text is the address of a mailbox.
pub(super) fn matches(text: &str) -> bool {
    text.is_ascii() && is_mailbox(text, hostname::is_ascii_name)
}

/// Whether the text is the address of a mailbox, local part and domain in any script. What the domain
/// may hold is what `idn-hostname` may, in as much detail as the features allow.
pub(super) fn matches_international(text: &str) -> bool {
    is_mailbox(text, hostname::matches_international)
}

fn is_mailbox(text: &str, is_domain: fn(&str) -> bool) -> bool {
    let Some((local, domain)) = split(text) else {
        return false;
    };
    let in_brackets = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    text.len() <= MAX_ADDRESS
        && local.len() <= MAX_LOCAL_PART
        && in_brackets.map_or_else(|| is_domain(domain), is_address_literal)
}

/// The local part, if it is one, and what follows the `@` behind it.
fn split(text: &str) -> Option<(&str, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let (local, domain) = text.split_once('@')?;
        return local.split('.').all(is_atom).then_some((local, domain));
    };
    let end = 1 + closing_quote(quoted)?;
    Some((&text[..=end], text[end + 1..].strip_prefix('@')?))
}

/// Rule `Atom`: RFC 5322, section 3.2.3; RFC 6531 adds all that is not ASCII.
fn is_atom(text: &str) -> bool {
    let is_atext = |byte: u8| {
        byte.is_ascii_alphanumeric() || !byte.is_ascii() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
    };
    !text.is_empty() && text.bytes().all(is_atext)
}

/// Where the quote closes that was open before the text: rule `Quoted-string`.
fn closing_quote(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate();
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(index),
            // A backslash is for printable ASCII only, in RFC 6531 too.
            b'\\' if matches!(bytes.next(), Some((_, b' '..=b'~'))) => {}
            b'\\' | 0..=0x1F | 0x7F => return None,
            _ => {}
        }
    }
    None
}

/// What stands in brackets in place of a domain: RFC 5321, section 4.1.3. Of the tags that literals of
/// other kinds would need, none but `IPv6` was ever registered.
fn is_address_literal(text: &str) -> bool {
    let tag = text.get(..5).filter(|tag| tag.eq_ignore_ascii_case("IPv6:"));
    match tag {
        Some(tag) => is_ipv6(&text[tag.len()..]),
        None => ipv4(text).is_some(),
    }
}

/// Rule `IPv4-address-literal`. Its numbers may have leading zeros, other than in a URI.
fn ipv4(text: &str) -> Option<Ipv4Addr> {
    let mut octets = [0; 4];
    let mut parts = text.split('.');
    for octet in &mut octets {
        let part = parts.next()?;
        let is_number = (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        *octet = part.parse().ok().filter(|_| is_number)?;
    }
    parts.next().is_none().then(|| octets.into())
}

/// Rule `IPv6-addr`. Its `::` stands for two groups or more, other than in RFC 4291.
fn is_ipv6(text: &str) -> bool {
    let Some((groups, last)) = text.rsplit_once(':') else {
        return false;
    };
    if let Some(last) = ipv4(last) {
        return is_ipv6(&format!(
            "{groups}:{:x}:{:x}",
            last.to_bits() >> 16,
            last.to_bits() & 0xFFFF
        ));
    }
    let all = text.split(':').count();
    let written = text.split(':').filter(|group| !group.is_empty()).count();
    // Where no group is empty there is no `::`.
    text.parse::<Ipv6Addr>().is_ok() && (written <= 6 || written == all)
}

#[cfg(test)]
mod tests {
    use super::{matches, matches_international};

    #[test]
    fn a_mailbox_is_a_local_part_and_a_domain() {
        for text in [
            "a@b",
            "joe.bloggs@example.com",
            "!#$%&'*+-/=?^_`{|}~@example.com",
            "\"\"@example.com",
            "\"a b@c..\"@example.com",
            "\"a\\\"b\\\\\\ \"@example.com",
            "a@1.example",
            "a@[192.0.2.1]",
            "a@[001.02.3.255]",
            "a@[IPv6:::1]",
            "a@[ipv6:1:2:3:4:5:6:7:8]",
            "a@[IPv6:1:2:3:4:5:6::]",
            "a@[IPv6:::ffff:192.0.2.1]",
            "a@[IPv6:1:2:3:4:5:6:192.0.2.01]",
        ] {
            assert!(matches(text), "{text}");
            assert!(matches_international(text), "{text}");
        }
    }

    #[test]
    fn everything_else_is_no_mailbox() {
        for text in [
            "",
            "a",
            "@",
            "@b",
            "a@",
            "a@b@c",
            ".a@b",
            "a.@b",
            "a..b@c",
            "a b@c",
            "a,b@c",
            "a@b c",
            "a@-b",
            "a@b.",
            "a@b_c",
            "Joe <a@b>",
            "<a@b>",
            "a(comment)@b",
            "\"a@b",
            "\"a\"b@c",
            "\"a\".b@c",
            "\"a\"b\"@c",
            "\"a\n\"@b",
            "\"a\\\n\"@b",
            "\"a\\\"@b",
            "\"@b",
            "a@[]",
            "a@[1.2.3]",
            "a@[1.2.3.256]",
            "a@[1.2.3.0004]",
            "a@[1.2.3.+4]",
            "a@[1.2.3.4",
            "a@1.2.3.4]",
            "a@[::1]",
            "a@[IPv6:]",
            "a@[IPv6:1]",
            "a@[IPv6:1::2::3]",
            "a@[IPv6:1:2:3:4:5:6:7::]",
            "a@[IPv6:1:2:3:4:5::1.2.3.4]",
            "a@[IPv6:::1.2.3.256]",
            "a@[IPv6:1.2.3.4]",
            "a@[tag:content]",
            "a@b\n",
        ] {
            assert!(!matches(text), "{text:?}");
            assert!(!matches_international(text), "{text:?}");
        }
    }

    #[test]
    fn other_scripts_are_for_international_addresses() {
        for text in ["é@example.com", "\"é\"@b", "a@bücher.example", "实例@例え.テスト", "\u{85}@b"]
        {
            assert!(matches_international(text), "{text}");
            assert!(!matches(text), "{text}");
        }
        for text in ["a＠b", "é.@b", "\"\\é\"@b", "a@é-", "a@[é]"] {
            assert!(!matches_international(text), "{text}");
        }
    }

    #[test]
    fn lengths_are_limited() {
        let domain = format!("{0}.{0}.{0}", "a".repeat(62));
        for (local, holds) in [(64, true), (65, false)] {
            assert_eq!(matches(&format!("{}@b", "a".repeat(local))), holds, "{local}");
            assert_eq!(matches(&format!("\"{}\"@b", "a".repeat(local - 2))), holds, "{local}");
        }
        assert!(matches(&format!("{}@{domain}.a", "a".repeat(63))));
        assert!(!matches(&format!("{}@{domain}.aa", "a".repeat(63))));
    }
}
