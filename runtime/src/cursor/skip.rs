//! What lives here: reading a value that no rule looks into: its grammar is checked, and nothing is kept.
//!
//! A loop and not a recursion: which of the open containers are objects is a bit each, and there can be no
//! more of them than `MAX_DEPTH`.

use super::lines::{Compact, Indented, White};
use super::number::after_number;
use super::string::{after_plain_string, after_string};
use super::{Cursor, MAX_DEPTH, Members, Step};
use crate::syntax::Problem;

/// One bit for each container that is open, the innermost lowest: set for objects.
#[derive(Clone, Copy)]
struct Open {
    objects: u128,
    count: usize,
}

// Each level has a bit.
const _: () = assert!(MAX_DEPTH <= 128);

impl Open {
    fn is_object(self) -> bool {
        self.objects & 1 == 1
    }

    fn enter(&mut self, object: bool) {
        self.objects = self.objects << 1 | u128::from(object);
        self.count += 1;
    }

    fn leave(&mut self) {
        self.objects >>= 1;
        self.count -= 1;
    }
}

impl Cursor<'_> {
    /// Reads one value of any kind, checking its grammar and nothing else.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text is malformed.
    #[inline(never)]
    pub fn skip(&mut self) -> Step {
        if self.byte() == Some(b'"') { self.string().map(drop) } else { self.skip_any() }
    }

    fn skip_any(&mut self) -> Step {
        self.skip_whitespace();
        let levels = MAX_DEPTH - self.depth;
        let rest = if self.lines.are_there() {
            let indented = Indented { lines: self.lines, depth: self.depth };
            after_usual_value(self.rest, levels, indented)
        } else {
            after_usual_value(self.rest, levels, Compact)
        };
        match rest {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None => self.skip_told(),
        }
    }

    /// The same however the value is written, and what is wrong with it is told.
    #[cold]
    fn skip_told(&mut self) -> Step {
        let mut open = Open { objects: 0, count: 0 };
        loop {
            match self.byte() {
                Some(b'"') => drop(self.string()?),
                Some(b'-' | b'0'..=b'9') => drop(self.number()?),
                Some(bracket @ (b'{' | b'[')) => {
                    if self.enter(&mut open, bracket == b'{')? {
                        continue;
                    }
                }
                Some(b'n') => self.null()?,
                Some(b't' | b'f') => drop(self.boolean()?),
                _ => return Err(self.fail(Problem::ExpectedValue)),
            }
            if !self.go_on(&mut open)? {
                return Ok(());
            }
        }
    }

    /// Opens a container; whether a value follows in it. One that is empty closes at once.
    #[inline(always)]
    fn enter(&mut self, open: &mut Open, object: bool) -> Step<bool> {
        self.deepen()?;
        self.advance(1);
        open.enter(object);
        self.skip_whitespace();
        if self.byte() == Some(if object { b'}' } else { b']' }) {
            self.close(open);
            return Ok(false);
        }
        if object {
            self.pass_name()?;
        }
        Ok(true)
    }

    #[inline(always)]
    fn close(&mut self, open: &mut Open) {
        self.advance(1);
        self.depth -= 1;
        open.leave();
    }

    /// Goes to the next value after one: closes what closes, passes over a comma and a name. False where
    /// the value was the outermost.
    #[inline(always)]
    fn go_on(&mut self, open: &mut Open) -> Step<bool> {
        while open.count > 0 {
            let object = open.is_object();
            self.skip_whitespace();
            match self.byte() {
                Some(b',') => {
                    self.advance(1);
                    self.skip_whitespace();
                    let close = if object { b'}' } else { b']' };
                    if self.byte() == Some(close) {
                        return Err(self.fail(Problem::TrailingComma));
                    }
                    if object {
                        self.pass_name()?;
                    }
                    return Ok(true);
                }
                Some(b'}') if object => self.close(open),
                Some(b']') if !object => self.close(open),
                _ if object => return Err(self.fail(Problem::ExpectedCommaOrBrace)),
                _ => return Err(self.fail(Problem::ExpectedCommaOrBracket)),
            }
        }
        Ok(false)
    }

    /// Passes over a member's name and its colon, and what white space follows.
    #[inline(always)]
    fn pass_name(&mut self) -> Step {
        Members::name(self)?;
        self.skip_whitespace();
        Ok(())
    }
}

/// What follows a value that the text begins with, if it is well-formed, written as usual, and nested at most so
/// deep.
#[inline(always)]
fn after_usual_value(mut rest: &[u8], levels: usize, white: impl White) -> Option<&[u8]> {
    let mut open = Open { objects: 0, count: 0 };
    loop {
        rest = match rest.first()? {
            b'"' => after_string(rest)?,
            b'-' => after_number(&rest[1..])?,
            b'0'..=b'9' => after_number(rest)?,
            b'n' => rest.strip_prefix(b"null")?,
            b't' => rest.strip_prefix(b"true")?,
            b'f' => rest.strip_prefix(b"false")?,
            bracket @ (b'{' | b'[') if open.count < levels => {
                let object = *bracket == b'{';
                open.enter(object);
                let inside = white.after(&rest[1..], open.count);
                if !closes(inside, object) {
                    rest = next_value(inside, object, white)?;
                    continue;
                }
                inside
            }
            _ => return None,
        };
        // Behind a value, or before the bracket of an empty container.
        loop {
            if open.count == 0 {
                return Some(rest);
            }
            let object = open.is_object();
            match white.after(rest, open.count) {
                [b',', next @ ..] => {
                    rest = next_value(white.after(next, open.count), object, white)?;
                    break;
                }
                [b'}', outside @ ..] if object => rest = outside,
                [b']', outside @ ..] if !object => rest = outside,
                _ => return None,
            }
            open.leave();
        }
    }
}

/// Whether a container closes here.
#[inline(always)]
fn closes(text: &[u8], object: bool) -> bool {
    match text {
        [b'}', ..] => object,
        [b']', ..] => !object,
        _ => false,
    }
}

/// The next value of a container, behind its name in an object.
#[inline(always)]
fn next_value(text: &[u8], object: bool, white: impl White) -> Option<&[u8]> {
    if object { after_name(text, white) } else { Some(text) }
}

/// What follows a name, its colon and white space.
#[inline(always)]
fn after_name(text: &[u8], white: impl White) -> Option<&[u8]> {
    match after_plain_string(text)? {
        [b':', rest @ ..] => Some(white.after_colon(rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skip(text: &str) -> Result<usize, (usize, Problem)> {
        let mut cursor = Cursor::new(text);
        if cursor.skip().is_ok() {
            return Ok(cursor.offset());
        }
        let problem = cursor.problem().expect("a stop has a problem");
        Err((problem.offset, problem.problem))
    }

    #[test]
    fn a_value_is_read_to_its_end_and_no_further() {
        for text in [
            "null",
            "true",
            "-1.5e3",
            r#""a\"b""#,
            "[]",
            "{}",
            "[ ]",
            "{ }",
            "[[],{}]",
            r#"{"a":[1,{"b":null}],"c":{"d":[]}}"#,
            r#" [ 1 , { "a" : 2 } , [ ] ] "#.trim_end(),
        ] {
            assert_eq!(skip(text), Ok(text.len()), "{text}");
            assert_eq!(skip(&format!("{text},")), Ok(text.len()), "{text}");
        }
    }

    #[test]
    fn what_is_malformed_is_told_with_its_place() {
        for (text, offset, problem) in [
            ("", 0, Problem::ExpectedValue),
            ("[", 1, Problem::ExpectedValue),
            ("[1,]", 3, Problem::TrailingComma),
            ("[1 2]", 3, Problem::ExpectedCommaOrBracket),
            ("[1}", 2, Problem::ExpectedCommaOrBracket),
            ("{1:2}", 1, Problem::ExpectedName),
            (r#"{"a" 1}"#, 5, Problem::ExpectedColon),
            (r#"{"a":1,}"#, 7, Problem::TrailingComma),
            (r#"{"a":1]"#, 6, Problem::ExpectedCommaOrBrace),
            (r#"{"a":1"#, 6, Problem::ExpectedCommaOrBrace),
            (r#"{"a":}"#, 5, Problem::ExpectedValue),
            (",", 0, Problem::ExpectedValue),
        ] {
            assert_eq!(skip(text), Err((offset, problem)), "{text}");
        }
        let deep = "[".repeat(MAX_DEPTH + 1);
        assert_eq!(skip(&deep), Err((MAX_DEPTH, Problem::TooDeep)));
        let deepest = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
        assert_eq!(skip(&deepest), Ok(deepest.len()));
        let objects = r#"{"a":"#.repeat(MAX_DEPTH) + "1" + &"}".repeat(MAX_DEPTH);
        assert_eq!(skip(&objects), Ok(objects.len()));
    }
}
