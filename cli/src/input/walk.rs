//! What lives here: where one value ends, by brackets and quotes alone.

use callschema_runtime::Cursor;
use memchr::memchr2;

/// Where the value ends that some bytes begin with, if it does.
pub(super) fn end_of_value(bytes: &[u8]) -> Option<usize> {
    match bytes.first() {
        Some(b'{' | b'[') => Cursor::end_of_container(bytes),
        _ => Walk::default().advance(bytes),
    }
}

/// A walk through one value, that can be interrupted.
#[derive(Debug, Default)]
pub(super) struct Walk {
    at: At,
    depth: usize,
}

/// Where a walk is.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum At {
    #[default]
    Begin,
    /// In a value that is neither a string nor in brackets.
    Word,
    /// Between the strings of a value in brackets.
    Brackets,
    String,
    /// Behind a backslash in a string.
    Escape,
}

impl Walk {
    /// Goes on through the value; where it ends, if it does.
    pub(super) fn advance(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut position = 0;
        while position < bytes.len() {
            let rest = &bytes[position..];
            position += match self.at {
                At::Begin => self.begin(rest[0]),
                At::Word => {
                    let end = rest.iter().position(|byte| b" \t\r\n,]}{[\"".contains(byte));
                    return end.map(|end| position + end);
                }
                At::Brackets => self.brackets(rest),
                At::String => self.string(rest),
                At::Escape => {
                    self.at = At::String;
                    1
                }
            };
            if self.depth == 0 && self.at == At::Brackets {
                return Some(position);
            }
        }
        None
    }

    /// Looks at the first byte; how many bytes are done with.
    fn begin(&mut self, first: u8) -> usize {
        match first {
            b'{' | b'[' => self.depth = 1,
            b'"' => {}
            _ => {
                self.at = At::Word;
                return 1;
            }
        }
        self.at = if first == b'"' { At::String } else { At::Brackets };
        1
    }

    /// Goes on through a string; how many bytes that took.
    fn string(&mut self, rest: &[u8]) -> usize {
        let Some(found) = memchr2(b'"', b'\\', rest) else { return rest.len() };
        self.at = if rest[found] == b'"' { At::Brackets } else { At::Escape };
        found + 1
    }

    /// Goes on to the next bracket or quote and over it; how many bytes that took.
    fn brackets(&mut self, rest: &[u8]) -> usize {
        let Some(found) = rest.iter().position(|byte| b"{}[]\"".contains(byte)) else {
            return rest.len();
        };
        match rest[found] {
            b'"' => self.at = At::String,
            b'{' | b'[' => self.depth += 1,
            _ => self.depth -= 1,
        }
        found + 1
    }
}
