//! What lives here: JSON strings, read strictly and handed out as slices of the text.

use std::borrow::Cow;

use super::{Cursor, Step};
use crate::syntax::Problem;

/// A JSON string as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    raw: &'a str,
    escaped: bool,
    offset: usize,
}

impl<'a> Text<'a> {
    /// The byte offset of the opening quote.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The string that the text means, borrowed unless it has escapes.
    pub fn value(&self) -> Cow<'a, str> {
        if self.escaped { Cow::Owned(unescape(self.raw)) } else { Cow::Borrowed(self.raw) }
    }

    /// Its length in Unicode scalar values, as `minLength` and `maxLength` count.
    pub fn length(&self) -> usize {
        self.value().chars().count()
    }
}

impl<'a> Cursor<'a> {
    /// Reads a string.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline]
    pub fn string(&mut self) -> Step<Text<'a>> {
        self.skip_whitespace();
        let offset = self.position;
        if self.byte() != Some(b'"') {
            return Err(self.fail(Problem::ExpectedValue));
        }
        self.position += 1;
        let mut escaped = false;
        loop {
            self.position += plain_prefix(&self.bytes()[self.position..]);
            match self.byte() {
                Some(b'"') => {
                    let raw = &self.text[offset + 1..self.position];
                    self.position += 1;
                    return Ok(Text { raw, escaped, offset });
                }
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(_) => return Err(self.fail(Problem::ControlCharacter)),
                None => return Err(self.fail_at(offset, Problem::UnclosedString)),
            }
        }
    }

    /// Reads one escape, or the two of a surrogate pair.
    fn escape(&mut self) -> Step {
        let start = self.position;
        match self.bytes().get(start + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
                self.position += 2;
                Ok(())
            }
            Some(b'u') => {
                let Some(unit) = code_unit(self.bytes(), start) else {
                    return Err(self.fail(Problem::BadEscape));
                };
                self.position += 6;
                match unit {
                    0xD800..=0xDBFF => match code_unit(self.bytes(), self.position) {
                        Some(0xDC00..=0xDFFF) => {
                            self.position += 6;
                            Ok(())
                        }
                        _ => Err(self.fail_at(start, Problem::LoneSurrogate)),
                    },
                    0xDC00..=0xDFFF => Err(self.fail_at(start, Problem::LoneSurrogate)),
                    _ => Ok(()),
                }
            }
            _ => Err(self.fail(Problem::BadEscape)),
        }
    }
}

/// How many bytes at the beginning are neither a quote, a backslash nor a control character.
///
/// Eight bytes at a time: a byte's top bit in `stops` is set where it ends the plain run. Bits above
/// the first one set may be wrong (a borrow travels upwards), the first one never is.
#[inline]
fn plain_prefix(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
    let zero_bytes = |word: u64| word.wrapping_sub(ONES) & !word & TOPS;

    let (words, _) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let control = word.wrapping_sub(ONES * 0x20) & !word & TOPS;
        let quote = zero_bytes(word ^ (ONES * u64::from(b'"')));
        let backslash = zero_bytes(word ^ (ONES * u64::from(b'\\')));
        let stops = control | quote | backslash;
        if stops != 0 {
            return index * 8 + stops.trailing_zeros() as usize / 8;
        }
    }
    let done = words.len() * 8;
    let rest = &bytes[done..];
    done + rest
        .iter()
        .position(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\')
        .unwrap_or(rest.len())
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

/// The meaning of a string whose escapes have been checked.
fn unescape(raw: &str) -> String {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        value.push_str(&rest[..at]);
        let (character, length) = unescape_one(&rest[at..]);
        value.push(character);
        rest = &rest[at + length..];
    }
    value.push_str(rest);
    value
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<String, Problem> {
        let mut cursor = Cursor::new(json);
        match cursor.string() {
            Ok(text) => Ok(text.value().into_owned()),
            Err(_) => Err(cursor.problem().expect("a stop has a problem").problem),
        }
    }

    #[test]
    fn every_escape_means_what_rfc_8259_says() {
        let json = r#""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00!""#;
        assert_eq!(read(json).unwrap(), "\"\\/\u{8}\u{c}\n\r\tA\u{e9}\u{1f600}!");
    }

    #[test]
    fn broken_strings_are_refused() {
        for (json, problem) in [
            (r#""abc"#, Problem::UnclosedString),
            (r#""\"#, Problem::BadEscape),
            (r#""\x""#, Problem::BadEscape),
            (r#""\u12g4""#, Problem::BadEscape),
            (r#""\ud800""#, Problem::LoneSurrogate),
            (r#""\ud800\u0041""#, Problem::LoneSurrogate),
            (r#""\udc00""#, Problem::LoneSurrogate),
            ("\"tab\there\"", Problem::ControlCharacter),
            ("\"a\u{0}\"", Problem::ControlCharacter),
        ] {
            assert_eq!(read(json), Err(problem), "{json}");
        }
    }

    #[test]
    fn the_plain_run_ends_at_the_first_special_byte_at_every_distance() {
        for length in 0..40 {
            for stop in [b'"', b'\\', 0x00, 0x1f] {
                let mut bytes = vec![b'a'; length];
                bytes.extend([stop, b'"', b'\\', 0x01]);
                assert_eq!(plain_prefix(&bytes), length);
            }
            let plain = [b' ', b'!', b'#', 0x7f, 0x80, 0xff].repeat(length);
            assert_eq!(plain_prefix(&plain), plain.len());
        }
    }

    #[test]
    fn length_counts_scalar_values() {
        let mut cursor = Cursor::new("\"a\u{e9}\u{1f600}\\ud83d\\ude00\"");
        assert_eq!(cursor.string().unwrap().length(), 4);
    }
}
