//! What lives here: `ipv4` (RFC 2673, section 3.2) and `ipv6` (RFC 4291, section 2.2).
//!
//! The standard library reads exactly these grammars: no leading zeros, no hexadecimal or shortened
//! IPv4, no zone of an IPv6 address.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether the text is four decimal octets.
pub(super) fn matches_v4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// Whether the text is an IPv6 address in one of its three forms: full, compressed, with IPv4 at the end.
pub(super) fn matches_v6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn ipv4_is_four_plain_octets() {
        for text in ["0.0.0.0", "255.255.255.255", "192.0.2.1"] {
            assert!(super::matches_v4(text), "{text}");
        }
        for text in [
            "",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.256",
            "01.2.3.4",
            "1.2.3.00",
            "0x1.2.3.4",
            "1.2.3.4/8",
            "1.2.3.4:80",
            " 1.2.3.4",
            "1.2.3.4\n",
            "1..2.3",
            "+1.2.3.4",
            "1.2.3.٤",
            "3221226219",
        ] {
            assert!(!super::matches_v4(text), "{text}");
        }
    }

    #[test]
    fn ipv6_has_three_forms_and_no_zone() {
        for text in [
            "::",
            "::1",
            "1::",
            "2001:db8::ff00:42:8329",
            "2001:0DB8:0000:0000:0000:ff00:0042:8329",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "::ffff:192.0.2.1",
            "1:2:3:4:5:6:192.0.2.1",
            "64:ff9b::192.0.2.33",
        ] {
            assert!(super::matches_v6(text), "{text}");
        }
        for text in [
            "",
            ":",
            ":::",
            "1",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1::2::3",
            "1:2:3:4:5:6:7:8::",
            ":1:2:3:4:5:6:7",
            "12345::",
            "g::",
            "fe80::1%eth0",
            "[::1]",
            "::1/128",
            "::192.0.2.256",
            "::192.0.02.1",
            "192.0.2.1::",
            "1:2:3:4:5:6:7:192.0.2.1",
            "192.0.2.1",
        ] {
            assert!(!super::matches_v6(text), "{text}");
        }
    }
}
