//! What lives here: JSON strings, read strictly and handed out as slices of the text.

use std::borrow::Cow;

use super::escapes::length_of_string;
use super::scan::{self, long_plain_prefix, plain_before_quote};
use super::unescape::{Characters, escape_length, unescaped};
use super::{Cursor, Step, Stop};
use crate::syntax::Problem;

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

    /// A string without escapes that stands at an offset and has so many bytes, quotes included.
    #[inline(always)]
    pub(crate) fn plain_at(source: &'a str, offset: usize, length: usize) -> Self {
        Self { source, offset, end: offset + length - 1, escaped: false }
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
        Ok(Text { source: self.text, offset, end: self.offset() - 1, escaped })
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
        Text { source: self.text, offset, end: self.offset() - 1, escaped: false }
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
    fn length_counts_scalar_values() {
        let mut cursor = Cursor::new("\"a\u{e9}\u{1f600}\\ud83d\\ude00\"");
        assert_eq!(cursor.string().unwrap().length(), 4);
    }
}
