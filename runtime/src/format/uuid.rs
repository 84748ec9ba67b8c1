//! What lives here: `uuid`, RFC 4122, section 3: 8-4-4-4-12 hexadecimal digits of either case.

use crate::cursor::scan::ends_of_hexadecimal;

/// Whether the text is a UUID in its hyphenated form.
pub(super) fn matches(text: &str) -> bool {
    let hyphen = |index: usize| matches!(index, 8 | 13 | 18 | 23);
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| {
            if hyphen(index) { byte == b'-' } else { byte.is_ascii_hexdigit() }
        })
}

/// How long a quoted UUID is that the text begins with.
pub(super) fn quick(text: &[u8]) -> Option<usize> {
    let text = text.first_chunk::<38>()?;
    let ends = |start: usize| text[start..].first_chunk().map(ends_of_hexadecimal);
    let hyphens = text[9] == b'-' && text[14] == b'-' && text[19] == b'-' && text[24] == b'-';
    let quotes = text[0] == b'"' && text[37] == b'"';
    // Between the quotes, only the hyphens are not digits.
    let digits = ends(1) == Some(1 << 8 | 1 << 13)
        && ends(17) == Some(1 << 2 | 1 << 7)
        && ends(21) == Some(1 << 3);
    (hyphens && quotes && digits).then_some(38)
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_quickly_seen_is_what_matches() {
        let text = "550e8400-e29b-41d4-A716-446655440000";
        let quoted = format!("\"{text}\"");
        for index in 0..quoted.len() {
            for byte in 0..128_u8 {
                let mut other = quoted.clone().into_bytes();
                other[index] = byte;
                let inside = std::str::from_utf8(&other[1..37]).expect("ASCII");
                let matches = super::matches(inside) && other[0] == b'"' && other[37] == b'"';
                assert_eq!(super::quick(&other), matches.then_some(38), "{index} {byte}");
            }
        }
        assert_eq!(super::quick(&quoted.as_bytes()[..37]), None);
    }

    #[test]
    fn only_the_hyphenated_form_matches() {
        for text in ["550e8400-e29b-41d4-a716-446655440000", "550E8400-E29B-41D4-A716-44665544ABCD"]
        {
            assert!(super::matches(text), "{text}");
        }
        for text in [
            "",
            "550e8400e29b41d4a716446655440000",
            "{550e8400-e29b-41d4-a716-446655440000}",
            "550e8400-e29b-41d4-a716-44665544000",
            "550e8400-e29b-41d4-a716-44665544000g",
            "550e8400-e29b-41d4-a71-6446655440000",
            "550e8400-e29b-41d4-a716-4466554400é",
        ] {
            assert!(!super::matches(text), "{text}");
        }
    }
}
