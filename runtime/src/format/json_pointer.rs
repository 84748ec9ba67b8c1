//! What lives here: `json-pointer` (RFC 6901) and `relative-json-pointer` (its Internet-Draft).

/// Whether the text is a JSON Pointer as a string: RFC 6901, section 3.
pub(super) fn matches(text: &str) -> bool {
    if !text.is_empty() && !text.starts_with('/') {
        return false;
    }
    // What stands behind each tilde tells which character it escapes: there are two.
    text.split('~').skip(1).all(|after| matches!(after.as_bytes().first(), Some(b'0' | b'1')))
}

/// Whether the text is a Relative JSON Pointer: steps up, perhaps a step to a neighbour in an array,
/// then a JSON Pointer down or `#`.
///
/// The grammar is that of draft-bhutton-relative-json-pointer-00, section 3, which draft 2020-12 cites;
/// `0-1#` is among its examples. Draft 7 cites a version without the step to a neighbour (`0+1`).
pub(super) fn matches_relative(text: &str) -> bool {
    let Some(mut rest) = after_number(text) else {
        return false;
    };
    if let Some(neighbour) = rest.strip_prefix(|letter| matches!(letter, '+' | '-')) {
        match after_number(neighbour) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest == "#" || matches(rest)
}

/// What follows a number without leading zeros.
fn after_number(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    (digits == "0" || (!digits.is_empty() && !digits.starts_with('0'))).then_some(rest)
}

#[cfg(test)]
mod tests {
    #[test]
    fn tokens_begin_with_a_slash_and_tildes_escape() {
        for text in ["", "/", "//", "/a", "/a/0/-", "/~0~1", "/ %\"\\#", "/é/\u{0}\n", "/~01"] {
            assert!(super::matches(text), "{text}");
        }
        for text in ["a", "#", "#/a", " ", "0", "/~", "/~2", "/~~0", "/a~/b", "~0", "/~é"] {
            assert!(!super::matches(text), "{text}");
        }
    }

    #[test]
    fn a_relative_pointer_goes_up_first() {
        for text in [
            "0",
            "0#",
            "10",
            "1/",
            "0/a/~0",
            "2#",
            "123456789012345678901234567890/é",
            "0+1",
            "0-1#",
            "2+10/a",
        ] {
            assert!(super::matches_relative(text), "{text}");
        }
        for text in [
            "", "#", "/a", "00", "01/a", "-1", "+1", "0##", "0#/a", "0a", "1 ", "0/~", "٣", "0+",
            "0+01", "0+-1", "0-1/~", "0+1##",
        ] {
            assert!(!super::matches_relative(text), "{text}");
        }
    }
}
