//! What lives here: walking through arrays and objects.

use super::quoted::Quoted;
use super::string::after_plain_string;
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

impl<'a> Cursor<'a> {
    /// Opens an array.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline]
    pub fn array(&mut self) -> Step<Items> {
        self.skip_whitespace();
        self.open(b'[')?;
        Ok(Items { first: true })
    }

    /// Opens an object.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline]
    pub fn object(&mut self) -> Step<Members> {
        self.skip_whitespace();
        self.open(b'{')?;
        Ok(Members { first: true })
    }

    /// Opens the container that comes next. White space before it has been passed over.
    #[inline(always)]
    pub(crate) fn open(&mut self, bracket: u8) -> Step {
        if self.byte() != Some(bracket) {
            return Err(self.fail(Problem::ExpectedValue));
        }
        self.deepen()?;
        self.advance(1);
        Ok(())
    }

    /// Closes the container, if its bracket comes at once.
    #[inline(always)]
    pub(crate) fn closes(&mut self, bracket: u8) -> bool {
        let [byte, rest @ ..] = self.rest else { return false };
        if *byte != bracket {
            return false;
        }
        self.rest = rest;
        self.depth -= 1;
        true
    }

    /// One more container is open.
    #[inline(always)]
    pub(super) fn deepen(&mut self) -> Step {
        if self.depth == MAX_DEPTH {
            return Err(self.fail(Problem::TooDeep));
        }
        self.depth += 1;
        Ok(())
    }

    /// Goes to the next element as [`Cursor::next_element`] does, if a comma or the bracket that closes comes
    /// next. Whether something follows the comma is for whoever reads the element.
    #[inline(always)]
    fn next_plainly(&mut self, first: &mut bool, close: u8) -> Option<bool> {
        self.skip_whitespace();
        let (byte, rest) = self.rest.split_first()?;
        if *byte == close {
            self.rest = rest;
            self.depth -= 1;
            return Some(false);
        }
        if *first {
            *first = false;
            return Some(true);
        }
        if *byte != b',' {
            return None;
        }
        self.rest = rest;
        self.skip_whitespace();
        Some(true)
    }

    /// How many bytes of white space are to be expected to come next.
    #[inline(always)]
    pub(crate) fn indentation(&self) -> usize {
        if self.byte().is_some_and(|byte| byte > b' ') { 0 } else { self.lines.inside(self.depth) }
    }

    /// The place of the name of an object's first member, and what follows its colon, and a space where it is indented,
    /// if it is this one, written as usual.
    #[inline(always)]
    pub(crate) fn first_name(
        &self,
        name: &Quoted,
        indentation: usize,
    ) -> Option<(usize, &'a [u8])> {
        let rest = if indentation == 0 {
            name.after_at_once(self.rest)?
        } else {
            name.after_first_indentation(self.rest, indentation)?
        };
        Some((self.offset() + indentation, rest))
    }

    /// The same of a member behind another one and a comma.
    #[inline(always)]
    pub(crate) fn next_name(&self, name: &Quoted, indentation: usize) -> Option<(usize, &'a [u8])> {
        let place = self.offset() + 1;
        if let Some(rest) = name.after_comma(self.rest) {
            return Some((place, rest));
        }
        if indentation == 0 {
            return None;
        }
        Some((place + indentation, name.after_indentation(self.rest, indentation)?))
    }

    /// The name, whose opening quote stands at an offset, and the value of the member that has been read up to here,
    /// where it is written as usual: without escapes in the name, with a space behind the colon or none.
    #[inline]
    pub(crate) fn usual_member(&self, offset: usize) -> Option<(&'a str, &'a str)> {
        let behind_name = after_plain_string(self.text.as_bytes().get(offset..)?)?;
        let [b':', value @ ..] = behind_name else { return None };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        if *value.first()? <= b' ' {
            return None;
        }
        let [end, start] = [behind_name, value].map(|rest| self.text.len() - rest.len());
        Some((self.text.get(offset + 1..end - 1)?, self.text.get(start..self.offset())?))
    }

    /// Goes to the next member, whose name has to be read then; false where the object closes instead.
    #[inline(always)]
    pub(crate) fn next_member(&mut self, mut first: bool) -> Step<bool> {
        match self.next_plainly(&mut first, b'}') {
            Some(follows) => Ok(follows),
            None => self.next_member_otherwise(first),
        }
    }

    /// The same, and what is wrong is told.
    #[cold]
    #[inline(never)]
    pub(crate) fn next_member_otherwise(&mut self, mut first: bool) -> Step<bool> {
        self.next_element(&mut first, b'}', Problem::ExpectedCommaOrBrace)
    }

    /// Passes over the comma before the next element; false where the container closes instead.
    fn next_element(&mut self, first: &mut bool, close: u8, problem: Problem) -> Step<bool> {
        self.skip_whitespace();
        match self.byte() {
            Some(byte) if byte == close => {
                self.advance(1);
                self.depth -= 1;
                Ok(false)
            }
            Some(b',') if !*first => {
                self.advance(1);
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
        cursor.next_element(&mut self.first, b']', Problem::ExpectedCommaOrBracket)
    }

    /// The same, in place where the array is written as usual. An item has to be read next.
    #[inline(always)]
    pub(crate) fn next_plainly(&mut self, cursor: &mut Cursor<'_>) -> Step<bool> {
        match cursor.next_plainly(&mut self.first, b']') {
            Some(follows) => Ok(follows),
            // The walk itself stays where it is: in registers.
            None => Self::next_otherwise(Self { first: self.first }, cursor),
        }
    }

    #[cold]
    #[inline(never)]
    fn next_otherwise(mut self, cursor: &mut Cursor<'_>) -> Step<bool> {
        self.next(cursor)
    }
}

impl Members {
    /// Goes to the next member and reads its name and colon: none where the object has closed.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    #[inline]
    pub fn next<'a>(&mut self, cursor: &mut Cursor<'a>) -> Step<Option<Text<'a>>> {
        if !cursor.next_element(&mut self.first, b'}', Problem::ExpectedCommaOrBrace)? {
            return Ok(None);
        }
        Self::name(cursor).map(Some)
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
        cursor.advance(1);
        Ok(name)
    }
}
