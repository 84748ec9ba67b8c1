//! What lives here: what the escapes in strings mean.

use super::scan::long_plain_prefix;
use crate::syntax::Problem;

/// How long the escape is that the text begins with, or the two of a surrogate pair.
pub(super) fn escape_length(text: &[u8]) -> Result<usize, Problem> {
    match text.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => match code_unit(text, 0).ok_or(Problem::BadEscape)? {
            0xD800..=0xDBFF => match code_unit(text, 6) {
                Some(0xDC00..=0xDFFF) => Ok(12),
                _ => Err(Problem::LoneSurrogate),
            },
            0xDC00..=0xDFFF => Err(Problem::LoneSurrogate),
            _ => Ok(6),
        },
        _ => Err(Problem::BadEscape),
    }
}

/// The string with escapes that stands in a text from one offset to another, where its closing quote is.
#[cold]
pub(super) fn unescaped(text: &str, mut start: usize, end: usize) -> String {
    // What an escape means is never longer than the escape.
    let mut value = String::with_capacity(end - start);
    loop {
        // The closing quote ends the last plain part: it need not be told where the string ends, and so can look at
        // many bytes at once up to there.
        let rest = &text[start..];
        let plain = long_plain_prefix(rest.as_bytes());
        value.push_str(&rest[..plain]);
        start += plain;
        if start >= end {
            return value;
        }
        let (character, length) = unescape_one(&rest[plain..]);
        value.push(character);
        start += length;
    }
}

/// The meaning of a string whose escapes have been checked.
pub(super) struct Characters<'a> {
    pub(super) rest: &'a str,
}

impl Iterator for Characters<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let first = self.rest.chars().next()?;
        let (character, length) = match first {
            '\\' => unescape_one(self.rest),
            plain => (plain, plain.len_utf8()),
        };
        self.rest = &self.rest[length..];
        Some(character)
    }
}

/// The character that the escape at the beginning of `rest` means, and the escape's length.
fn unescape_one(rest: &str) -> (char, usize) {
    let bytes = rest.as_bytes();
    let character = match bytes[1] {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let units = [code_unit(bytes, 0), code_unit(bytes, 6)];
            let decoded = char::decode_utf16(units.into_iter().flatten()).next();
            let character = decoded.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
            return (character, 6 * character.len_utf16());
        }
        other => char::from(other),
    };
    (character, 2)
}

/// The UTF-16 code unit of the `\uXXXX` at `start`.
fn code_unit(bytes: &[u8], start: usize) -> Option<u16> {
    let escape = bytes.get(start..start + 6)?;
    if !escape.starts_with(b"\\u") {
        return None;
    }
    escape[2..].iter().try_fold(0u16, |unit, &byte| {
        let digit = char::from(byte).to_digit(16)?;
        Some(unit << 4 | u16::try_from(digit).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use crate::cursor::Cursor;

    fn read(json: &str) -> String {
        Cursor::new(json).string().expect("a string").value().into_owned()
    }

    #[test]
    fn every_escape_means_what_rfc_8259_says() {
        let json = r#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00!""#;
        assert_eq!(read(json), "\"\\/\u{8}\u{c}\n\r\tA\u{e9}\u{1f600}!");
    }

    #[test]
    fn escapes_are_unescaped_wherever_they_stand_in_a_long_text() {
        let plain = "caf\u{e9} 0123456789 ".repeat(5);
        for start in (0..plain.len()).filter(|place| plain.is_char_boundary(*place)) {
            let (before, behind) = plain.split_at(start);
            let json = format!(r#""{before}\n\u0041{behind}\\""#);
            let meaning = format!("{before}\nA{behind}\\");
            for follows in ["", ",", r#","another\nstring, and more behind that one":1}"#] {
                assert_eq!(read(&format!("{json}{follows}")), meaning, "{json}");
            }
        }
    }
}
