//! What lives here: walking through arrays and objects.

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

    /// Reads `"name":` if it comes next exactly so, without escapes or white space inside.
    ///
    /// The common case of a member that stands where the schema lists it, in one comparison.
    #[inline]
    fn exact_name(&mut self, name: &str) -> bool {
        let rest = &self.bytes()[self.position..];
        let length = name.len();
        let found = rest.len() > length + 2
            && rest[0] == b'"'
            && rest[1..].starts_with(name.as_bytes())
            && rest[length + 1] == b'"'
            && rest[length + 2] == b':';
        if found {
            self.position += length + 3;
        }
        found
    }

    fn open(&mut self, bracket: u8) -> Step {
        self.skip_whitespace();
        if self.byte() != Some(bracket) {
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

    /// Reads the name and its colon if it is this one, written plainly.
    #[inline]
    pub(crate) fn expect(cursor: &mut Cursor<'_>, name: &str) -> bool {
        cursor.exact_name(name)
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
