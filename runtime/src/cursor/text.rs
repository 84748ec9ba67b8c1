//! What lives here: a JSON string as it stands in the text, and what it means.

use std::borrow::Cow;

use super::scan::long_plain_prefix;
use super::string::code_unit;

/// The longest string with escapes, in bytes, that is unescaped without an allocation.
const UNESCAPED_IN_PLACE: usize = 2048;

/// A JSON string as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The text that it stands in.
    source: &'a str,
    /// The byte offset of the opening quote.
    offset: usize,
    /// The byte offset of the closing quote.
    end: usize,
    escaped: bool,
}

impl<'a> Text<'a> {
    /// The byte offset of the opening quote.
    #[inline]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What stands between the quotes.
    #[inline]
    fn raw(&self) -> &'a str {
        &self.source[self.offset + 1..self.end]
    }

    /// The same as bytes, where the string has no escapes.
    #[inline]
    pub(crate) fn plain(&self) -> Option<&'a [u8]> {
        (!self.escaped).then(|| &self.source.as_bytes()[self.offset + 1..self.end])
    }

    /// The string as it stands in the text, with its quotes.
    #[inline]
    pub(crate) fn quoted(&self) -> &'a str {
        &self.source[self.offset..=self.end]
    }

    /// The string that stands at an offset and after whose closing quote another offset is, with escapes or without.
    #[inline(always)]
    pub(super) fn until(source: &'a str, offset: usize, after: usize, escaped: bool) -> Self {
        Self { source, offset, end: after - 1, escaped }
    }

    /// A string without escapes that stands at an offset and has so many bytes, quotes included.
    #[inline(always)]
    pub(crate) fn plain_at(source: &'a str, offset: usize, length: usize) -> Self {
        Self::until(source, offset, offset + length, false)
    }

    /// The text that it stands in.
    pub(crate) fn source(&self) -> &'a str {
        self.source
    }

    /// The string that the text means, borrowed unless it has escapes.
    #[inline]
    pub fn value(&self) -> Cow<'a, str> {
        if self.escaped {
            return Cow::Owned(unescaped(self.source, self.offset + 1, self.end));
        }
        Cow::Borrowed(self.raw())
    }

    /// Whether this is the string that it means. Nothing is allocated.
    #[inline]
    pub fn is(&self, other: &str) -> bool {
        if self.escaped { self.characters().eq(other.chars()) } else { self.raw() == other }
    }

    /// Hands out the string that it means. Nothing is allocated for one of usual length.
    #[inline]
    pub fn read<T>(&self, read: impl FnOnce(&str) -> T) -> T {
        if self.escaped { self.read_unescaped(read) } else { read(self.raw()) }
    }

    #[cold]
    fn read_unescaped<T>(&self, read: impl FnOnce(&str) -> T) -> T {
        let mut buffer = [0; UNESCAPED_IN_PLACE];
        // What an escape means is never longer than the escape.
        if self.raw().len() > buffer.len() {
            return read(&self.value());
        }
        let mut length = 0;
        for character in self.characters() {
            length += character.encode_utf8(&mut buffer[length..]).len();
        }
        read(str::from_utf8(&buffer[..length]).unwrap_or_default())
    }

    /// The characters that it means.
    fn characters(&self) -> Characters<'a> {
        Characters { rest: self.raw() }
    }

    /// Its length in Unicode scalar values, as `minLength` and `maxLength` count.
    pub fn length(&self) -> usize {
        match self.plain() {
            // Every scalar value has one byte that does not continue another.
            Some(plain) => plain.iter().filter(|byte| **byte & 0xc0 != 0x80).count(),
            None => self.characters().count(),
        }
    }

    /// Whether it has at least so many Unicode scalar values.
    #[inline]
    pub fn is_at_least(&self, limit: usize) -> bool {
        // A scalar value has at most four bytes where it stands as it is.
        let bytes = self.end - self.offset - 1;
        (!self.escaped && bytes / 4 >= limit) || (bytes >= limit && self.length() >= limit)
    }

    /// Whether it has at most so many Unicode scalar values.
    #[inline]
    pub fn is_at_most(&self, limit: usize) -> bool {
        self.end - self.offset - 1 <= limit || self.length() <= limit
    }
}

/// The string with escapes that stands in a text from one offset to another, where its closing quote is.
#[cold]
fn unescaped(text: &str, mut start: usize, end: usize) -> String {
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
struct Characters<'a> {
    rest: &'a str,
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
            let units = [code_unit(bytes, 0), code_unit(bytes, 6)].map(Option::unwrap_or_default);
            let decoded = char::decode_utf16(units).next();
            let character = decoded.and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER);
            return (character, 6 * character.len_utf16());
        }
        other => char::from(other),
    };
    (character, 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cursor::Cursor;

    #[test]
    fn every_escape_means_what_rfc_8259_says() {
        let json = r#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00!""#;
        assert_eq!(
            Cursor::new(json).string().unwrap().value(),
            "\"\\/\u{8}\u{c}\n\r\tA\u{e9}\u{1f600}!"
        );
    }

    #[test]
    fn escapes_are_unescaped_wherever_they_stand_in_a_long_text() {
        let plain = "caf\u{e9} 0123456789 ".repeat(5);
        for start in (0..plain.len()).filter(|place| plain.is_char_boundary(*place)) {
            let (before, behind) = plain.split_at(start);
            let json = format!(r#""{before}\n\u0041{behind}\\""#);
            let meaning = format!("{before}\nA{behind}\\");
            for follows in ["", ",", r#","another\nstring, and more behind that one":1}"#] {
                let text = format!("{json}{follows}");
                assert_eq!(Cursor::new(&text).string().unwrap().value(), meaning, "{text}");
            }
        }
    }

    #[test]
    fn what_a_string_means_is_compared_and_handed_out() {
        let json = r#""https:\/\/\u00e9\ud83d\ude00.example""#;
        let meaning = "https://\u{e9}\u{1f600}.example";
        let text = Cursor::new(json).string().unwrap();
        assert!(text.is(meaning));
        assert!(!text.is(&meaning[1..]) && !text.is("") && !text.is(json));
        assert!(text.read(|value| value == meaning));
        assert_eq!(text.length(), meaning.chars().count());
        let long = format!(r#""{}""#, r"\n".repeat(2 * UNESCAPED_IN_PLACE));
        let text = Cursor::new(&long).string().unwrap();
        assert!(text.read(|value| value.len() == 2 * UNESCAPED_IN_PLACE));
    }

    #[test]
    fn length_counts_scalar_values() {
        let mut cursor = Cursor::new("\"a\u{e9}\u{1f600}\\ud83d\\ude00\"");
        assert_eq!(cursor.string().unwrap().length(), 4);
    }
}
