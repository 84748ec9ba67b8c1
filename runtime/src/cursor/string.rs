//! What lives here: JSON strings, read strictly.

use super::escapes::length_of_string;
use super::scan::{self, long_plain_prefix, plain_before_quote};
use super::{Cursor, Step, Stop, Text};
use crate::syntax::Problem;

impl<'a> Cursor<'a> {
    /// Reads a string.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline(always)]
    pub fn string(&mut self) -> Step<Text<'a>> {
        // What is not inlined hands out as little as can be: larger values would pass through memory.
        if let Some(rest) = after_plain_string(self.rest) {
            return Ok(self.pass_plain(rest));
        }
        self.any_string()
    }

    /// The same: made for those that have escapes.
    #[inline(always)]
    pub(crate) fn any_string(&mut self) -> Step<Text<'a>> {
        let (offset, escaped) = self.pass_any_string()?;
        Ok(Text::until(self.text, offset, self.offset(), escaped))
    }

    /// Reads a string of less than sixteen bytes, no white space before it, if that comes next and has no escapes.
    #[inline(always)]
    pub(crate) fn short_string(&mut self) -> Option<Text<'a>> {
        after_short_string(self.rest).map(|rest| self.pass_plain(rest))
    }

    /// The same of any length: made for those that are long.
    #[inline(always)]
    pub(crate) fn long_string(&mut self) -> Option<Text<'a>> {
        after_long_string(self.rest).map(|rest| self.pass_plain(rest))
    }

    /// A string without escapes that comes next, given what follows it.
    #[inline(always)]
    fn pass_plain(&mut self, rest: &'a [u8]) -> Text<'a> {
        let offset = self.offset();
        self.rest = rest;
        Text::until(self.text, offset, self.offset(), false)
    }

    /// Passes over the string that comes next if it has no escapes and something can be made of it.
    #[inline(always)]
    pub(crate) fn take_plain_string<T>(
        &mut self,
        make: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let rest = after_plain_string(self.rest)?;
        let value = make(self.text.get(self.offset() + 1..self.text.len() - rest.len() - 1)?)?;
        self.rest = rest;
        Some(value)
    }

    /// The string at a place that has been passed.
    pub(crate) fn string_at(&self, offset: usize) -> Step<Text<'a>> {
        let mut cursor = Self::new(self.text);
        cursor.go_to(offset);
        cursor.string()
    }

    /// Passes over any string: where it begins, and whether it has escapes.
    #[cold]
    fn pass_any_string(&mut self) -> Step<(usize, bool)> {
        self.skip_whitespace();
        if self.byte() != Some(b'"') {
            return Err(self.fail(Problem::ExpectedValue));
        }
        let offset = self.offset();
        self.advance(1);
        if let Some((length, escaped)) = length_of_string(self.rest) {
            self.advance(length + 1);
            return Ok((offset, escaped));
        }
        Err(self.what_breaks_string(offset))
    }

    /// Tells what is wrong with the string at an offset, of which what follows the opening quote comes next.
    #[cold]
    fn what_breaks_string(&mut self, offset: usize) -> Stop {
        loop {
            self.advance(long_plain_prefix(self.rest));
            match self.byte() {
                Some(b'\\') => match escape_length(self.rest) {
                    Ok(length) => self.advance(length),
                    Err(problem) => return self.fail(problem),
                },
                Some(0..0x20) => return self.fail(Problem::ControlCharacter),
                _ => return self.fail_at(offset, Problem::UnclosedString),
            }
        }
    }
}

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

/// What follows a string that has no escapes, where the text begins with one.
#[inline(always)]
pub(super) fn after_plain_string(text: &[u8]) -> Option<&[u8]> {
    // What ends otherwise is looked at once more: a choice between two places would have to wait for the byte.
    match after_short_string(text) {
        Some(rest) => Some(rest),
        None => after_long_string(text),
    }
}

/// The same where it has less than sixteen bytes, and as many follow.
#[inline(always)]
fn after_short_string(text: &[u8]) -> Option<&[u8]> {
    let [b'"', inside @ ..] = text.first_chunk::<17>()? else { return None };
    let length = plain_before_quote(inside.first_chunk()?)?;
    text.get(length + 2..)
}

/// What follows a string with or without escapes, where the text begins with one.
#[inline(always)]
pub(super) fn after_string(text: &[u8]) -> Option<&[u8]> {
    after_plain_string(text).or_else(|| after_escapes(text))
}

#[inline(never)]
fn after_escapes(text: &[u8]) -> Option<&[u8]> {
    let inside = text.strip_prefix(b"\"")?;
    let (length, _) = length_of_string(inside)?;
    inside.get(length + 1..)
}

/// What follows a string that has no escapes, where the text begins with one that is long or the text is about to
/// end.
#[cold]
#[inline(never)]
fn after_long_string(text: &[u8]) -> Option<&[u8]> {
    scan::after_long_string(text)
}

/// The UTF-16 code unit of the `\uXXXX` at `start`.
pub(super) fn code_unit(bytes: &[u8], start: usize) -> Option<u16> {
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
    use super::*;

    fn read(json: &str) -> Result<String, Problem> {
        let mut cursor = Cursor::new(json);
        match cursor.string() {
            Ok(text) => Ok(text.value().into_owned()),
            Err(_) => Err(cursor.problem().expect("a stop has a problem").problem),
        }
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
}
