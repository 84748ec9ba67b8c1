//! What lives here: `uuid`, RFC 4122, section 3: 8-4-4-4-12 hexadecimal digits of either case.

/// Whether the text is a UUID in its hyphenated form.
pub(super) fn matches(text: &str) -> bool {
    let hyphen = |index: usize| matches!(index, 8 | 13 | 18 | 23);
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| {
            if hyphen(index) { byte == b'-' } else { byte.is_ascii_hexdigit() }
        })
}

#[cfg(test)]
mod tests {
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
