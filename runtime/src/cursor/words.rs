//! What lives here: the words of JSON: `null`, `true` and `false`.

use super::{Cursor, Step};
use crate::syntax::Problem;

impl Cursor<'_> {
    /// Reads `null`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline(always)]
    pub fn null(&mut self) -> Step {
        if self.passes("null") { Ok(()) } else { self.any_null() }
    }

    #[cold]
    #[inline(never)]
    fn any_null(&mut self) -> Step {
        self.literal("null")
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline(always)]
    pub fn boolean(&mut self) -> Step<bool> {
        if self.passes("true") {
            return Ok(true);
        }
        if self.passes("false") { Ok(false) } else { self.any_boolean() }
    }

    #[cold]
    #[inline(never)]
    fn any_boolean(&mut self) -> Step<bool> {
        self.skip_whitespace();
        if self.byte() == Some(b't') {
            return self.literal("true").map(|()| true);
        }
        self.literal("false").map(|()| false)
    }

    /// Passes over a word, no white space before it, if it comes next.
    #[inline(always)]
    pub(crate) fn passes(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(word.as_bytes()) else { return false };
        self.rest = rest;
        true
    }

    fn literal(&mut self, word: &str) -> Step {
        self.skip_whitespace();
        if self.passes(word) { Ok(()) } else { Err(self.fail(Problem::ExpectedValue)) }
    }
}
