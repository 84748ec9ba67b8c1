//! What lives here: walking through arrays and objects.

use super::quoted::Quoted;
use super::scan::whitespace_prefix;
use super::{Cursor, MAX_DEPTH, Step, Text};
use crate::syntax::Problem;

/// A walk through the items of one array.
#[derive(Debug)]
pub struct Items {
    first: bool,
}

/// A walk through the members of one object.
#[derive(Debug)]
pub struct Members {
    first: bool,
}

impl Cursor<'_> {
    /// Opens an array.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline]
    pub fn array(&mut self) -> Step<Items> {
        self.open(b'[')?;
        Ok(Items { first: true })
    }

    /// Opens an object.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline]
    pub fn object(&mut self) -> Step<Members> {
        self.open(b'{')?;
        Ok(Members { first: true })
    }

    #[inline(always)]
    fn open(&mut self, bracket: u8) -> Step {
        if !self.is_at(bracket) {
            return Err(self.fail(Problem::ExpectedValue));
        }
        if self.depth == MAX_DEPTH {
            return Err(self.fail(Problem::TooDeep));
        }
        self.depth += 1;
        self.position += 1;
        Ok(())
    }

    /// Passes over the comma before the next element; false where the container closes instead.
    #[inline]
    fn advance(&mut self, first: &mut bool, close: u8, problem: Problem) -> Step<bool> {
        self.skip_whitespace();
        match self.byte() {
            Some(byte) if byte == close => {
                self.position += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(b',') if !*first => {
                self.position += 1;
                self.skip_whitespace();
                match self.byte() {
                    Some(byte) if byte == close => Err(self.fail(Problem::TrailingComma)),
                    _ => Ok(true),
                }
            }
            Some(_) if *first => {
                *first = false;
                Ok(true)
            }
            _ => Err(self.fail(problem)),
        }
    }
}

impl Items {
    /// Goes to the next item: true where one follows, false where the array has closed.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    #[inline]
    pub fn next(&mut self, cursor: &mut Cursor<'_>) -> Step<bool> {
        cursor.advance(&mut self.first, b']', Problem::ExpectedCommaOrBracket)
    }
}

impl Members {
    /// Goes to the next member and reads its name and colon: none where the object has closed.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    #[inline]
    pub fn next<'a>(&mut self, cursor: &mut Cursor<'a>) -> Step<Option<Text<'a>>> {
        if !self.advance(cursor)? {
            return Ok(None);
        }
        Self::name(cursor).map(Some)
    }

    /// Goes to the next member, whose name is then read by [`Members::expect`] or [`Members::name`].
    #[inline]
    pub(crate) fn advance(&mut self, cursor: &mut Cursor<'_>) -> Step<bool> {
        cursor.advance(&mut self.first, b'}', Problem::ExpectedCommaOrBrace)
    }

    /// Reads the comma before the next member, its name and the colon, if the name is this one: the common
    /// case of a member that stands where the schema lists it, in compact texts and in indented ones.
    #[inline(always)]
    pub(crate) fn follows(&mut self, cursor: &mut Cursor<'_>, name: &Quoted) -> bool {
        let bytes = cursor.bytes();
        let mut position = cursor.position;
        if !self.first {
            if bytes.get(position) != Some(&b',') {
                return false;
            }
            position += 1;
        }
        let Some(mut rest) = bytes.get(position..) else { return false };
        if rest.first().is_some_and(|byte| *byte <= b' ') {
            let white = whitespace_prefix(rest);
            position += white;
            rest = &rest[white..];
        }
        let found = name.begins(rest);
        if found {
            cursor.position = position + name.length();
            self.first = false;
        }
        found
    }

    /// Reads the name and its colon if it is this one, written plainly.
    #[inline]
    pub(crate) fn expect(cursor: &mut Cursor<'_>, name: &Quoted) -> bool {
        let found = name.begins(&cursor.bytes()[cursor.position..]);
        cursor.position += if found { name.length() } else { 0 };
        found
    }

    /// Reads any name and its colon.
    pub(crate) fn name<'a>(cursor: &mut Cursor<'a>) -> Step<Text<'a>> {
        if cursor.byte() != Some(b'"') {
            return Err(cursor.fail(Problem::ExpectedName));
        }
        let name = cursor.string()?;
        cursor.skip_whitespace();
        if cursor.byte() != Some(b':') {
            return Err(cursor.fail(Problem::ExpectedColon));
        }
        cursor.position += 1;
        Ok(name)
    }
}
