//! What lives here: strings with escapes, 64 bytes at a time.

use super::scan::{INSIDE_OF_STRINGS, escaped, find_in_blocks};
use super::string::escape_length;

/// How many bytes come before the quote that ends a string, of which the text is what follows the quote that opens
/// it, and whether there are escapes among them; none where it does not end, or holds what a string may not.
pub(super) fn length_of_string(text: &[u8]) -> Option<(usize, bool)> {
    let mut walk = Walk { text, start: 0, escaped: 0, checked: 0, has_escapes: false };
    let length = find_in_blocks::<INSIDE_OF_STRINGS>(text, |block| walk.advance(block))?;
    text.get(length).filter(|byte| **byte == b'"').map(|_| (length, walk.has_escapes))
}

/// How far a walk through a string has come.
struct Walk<'a> {
    text: &'a [u8],
    /// Where the next block starts.
    start: usize,
    /// One if the next byte stands behind a backslash that escapes it, else zero.
    escaped: u64,
    /// What is escaped before here has been looked at.
    checked: usize,
    has_escapes: bool,
}

impl Walk<'_> {
    /// Goes on through a block: how many bytes of it come before the string's end, or what it may not hold.
    #[inline(always)]
    fn advance(&mut self, [quotes, backslashes, controls, escapable]: [u64; 4]) -> Option<usize> {
        let escaped = escaped(backslashes, &mut self.escaped);
        let ends = (quotes & !escaped) | controls;
        let before = if ends == 0 { u64::MAX } else { ends.wrapping_sub(1) & !ends };
        self.has_escapes |= escaped & before != 0;
        let mut others = escaped & before & !escapable;
        while others != 0 {
            let place = others.trailing_zeros() as usize;
            if !self.is_unicode_escape(self.start + place) {
                return Some(place);
            }
            others &= others - 1;
        }
        self.start += 64;
        (ends != 0).then(|| ends.trailing_zeros() as usize)
    }

    /// Whether what is escaped at a place is a `u` with what belongs to it.
    fn is_unicode_escape(&mut self, place: usize) -> bool {
        if place < self.checked {
            return true;
        }
        let escape = place.checked_sub(1).and_then(|start| self.text.get(start..));
        let length = escape.and_then(|escape| escape_length(escape).ok());
        self.checked = place + length.unwrap_or(0);
        length.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, one escape after the other.
    fn slow_length(text: &[u8]) -> Option<(usize, bool)> {
        let (mut length, mut has_escapes) = (0, false);
        loop {
            match text.get(length)? {
                b'"' => return Some((length, has_escapes)),
                b'\\' => {
                    length += escape_length(&text[length..]).ok()?;
                    has_escapes = true;
                }
                0..=0x1f => return None,
                _ => length += 1,
            }
        }
    }

    #[test]
    fn strings_end_where_reading_them_escape_by_escape_says() {
        // What is well-formed comes first, and more often: else few strings would be.
        const PIECES: [&str; 12] = [
            "\\\\",
            "\\n",
            "\\\"",
            "\\u00e9",
            "\\ud83d\\ude00",
            "u",
            "\\",
            "\\ud83d",
            "\\u12g4",
            "\\x",
            "\n",
            "\"",
        ];
        let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) as usize % below
        };
        let (mut ended, mut escaped) = (0, 0);
        for _ in 0..60_000 {
            let mut text = String::new();
            for _ in 0..random(8) {
                text.push_str(&"plain é ".repeat(random(6)));
                let kinds = if random(12) == 0 { PIECES.len() } else { 6 };
                text.push_str(PIECES[random(kinds)]);
            }
            text.push_str(&"x".repeat(random(70)));
            if random(8) > 0 {
                text.push('"');
            }
            text.push_str(&"\\\"".repeat(random(3)));
            let expected = slow_length(text.as_bytes());
            assert_eq!(length_of_string(text.as_bytes()), expected, "{text:?}");
            ended += usize::from(expected.is_some());
            escaped += usize::from(expected.is_some_and(|(_, escaped)| escaped));
        }
        assert!(ended > 20_000 && escaped > 10_000, "{ended} {escaped}");
    }
}
