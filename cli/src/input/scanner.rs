//! What lives here: where one JSON text ends and the next begins, by brackets and quotes alone. Whether
//! they are JSON is for others to say, and a text that is not ends all the same.

use std::ops::Range;

use callschema_runtime::Cursor;
use memchr::memchr2;

/// Finds JSON texts that follow one another, and the items of those that are arrays.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    between: Between,
    /// Whether it has been said that the array is broken, and no comma has stood in its place since.
    is_told: bool,
    /// The walk through a record that is passed over piece by piece.
    passing: Walk,
}

/// What stands before the next byte, records aside.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Between {
    /// Nothing, or a whole text.
    #[default]
    Texts,
    /// The bracket that opens an array of records.
    Opened,
    /// An item of an array.
    Item,
    /// A comma between items.
    Comma,
}

impl Scanner {
    /// The records that are whole, and how many bytes they and what is between them take.
    ///
    /// An empty one stands where an array is broken: no comma between two items, too many, or no
    /// bracket at its end.
    pub(super) fn scan(&mut self, bytes: &[u8], at_end: bool) -> (usize, Vec<Range<usize>>) {
        let mut records = Vec::new();
        let mut position = 0;
        loop {
            position = self.separators(bytes, position, &mut records);
            if position == bytes.len() {
                if at_end && std::mem::take(&mut self.between) != Between::Texts {
                    records.push(position..position);
                }
                return (position, records);
            }
            match end_of_value(&bytes[position..]) {
                Some(length) => {
                    records.push(position..position + length);
                    position += length;
                    self.leave_value();
                }
                None if at_end => {
                    records.push(position..bytes.len());
                    self.between = Between::Texts;
                    return (bytes.len(), records);
                }
                None => return (position, records),
            }
        }
    }

    /// Whether an array of records has not come to its end.
    pub(super) fn is_in_array(&self) -> bool {
        self.between != Between::Texts
    }

    /// Passes over a record, or what there is of it; where it ends, if it does.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Option<usize> {
        let end = self.passing.advance(bytes);
        if end.is_some() {
            self.passing = Walk::default();
            self.leave_value();
        }
        end
    }

    fn leave_value(&mut self) {
        if self.is_in_array() {
            self.between = Between::Item;
        }
    }

    /// Passes over what may stand before a record: white space, and an array's brackets and commas.
    fn separators(
        &mut self,
        bytes: &[u8],
        mut position: usize,
        records: &mut Vec<Range<usize>>,
    ) -> usize {
        use Between::{Comma, Item, Opened, Texts};
        while let Some(byte) = bytes.get(position) {
            self.between = match (self.between, byte) {
                (between, b' ' | b'\t' | b'\r' | b'\n') => between,
                (Texts, b'[') => self.mended(Opened),
                (Item, b',') => self.mended(Comma),
                (Opened | Item, b']') => Texts,
                (Opened | Comma, b',') => self.broken(position, records, Comma),
                (Comma, b']') => self.broken(position, records, Texts),
                // Two items stand side by side: the second is read all the same.
                (Item, _) => {
                    self.between = self.broken(position, records, Comma);
                    break;
                }
                _ => break,
            };
            position += 1;
        }
        position
    }

    /// What stands here is in its place, whatever was before.
    fn mended(&mut self, next: Between) -> Between {
        self.is_told = false;
        next
    }

    /// The array is broken here. Of many such places in a row one is told.
    fn broken(
        &mut self,
        position: usize,
        records: &mut Vec<Range<usize>>,
        next: Between,
    ) -> Between {
        if !std::mem::replace(&mut self.is_told, true) {
            records.push(position..position);
        }
        next
    }
}

/// Where the value ends that some bytes begin with, if it does.
fn end_of_value(bytes: &[u8]) -> Option<usize> {
    match bytes.first() {
        Some(b'{' | b'[') => Cursor::end_of_container(bytes),
        _ => Walk::default().advance(bytes),
    }
}

/// A walk through one value, that can be interrupted.
#[derive(Debug, Default)]
struct Walk {
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
    fn advance(&mut self, bytes: &[u8]) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<&str> {
        let (end, records) = Scanner::default().scan(text.as_bytes(), true);
        assert_eq!(end, text.len());
        records.into_iter().map(|record| &text[record]).collect()
    }

    #[test]
    fn texts_and_items_are_found() {
        assert_eq!(records(" "), [""; 0]);
        assert_eq!(records("{\n}\n"), ["{\n}"]);
        assert_eq!(records(r#"{"a":"}"} {"b":[1]}"#), [r#"{"a":"}"}"#, r#"{"b":[1]}"#]);
        assert_eq!(records(r#"[{"a":"\"]"}, [] ,3,"x"]"#), [r#"{"a":"\"]"}"#, "[]", "3", r#""x""#]);
        assert_eq!(records("[]"), [""; 0]);
        assert_eq!(records("[1] 2"), ["1", "2"]);
        assert_eq!(records("[1]\n[2, [3]] {}[4]"), ["1", "2", "[3]", "{}", "4"]);
    }

    #[test]
    fn what_is_broken_is_a_record_too() {
        assert_eq!(records(r#"{"a": "#), [r#"{"a": "#]);
        assert_eq!(records("}"), ["}"]);
        assert_eq!(records("nul"), ["nul"]);
        assert_eq!(records("}]"), ["}", "]"]);
        assert_eq!(records("1,2"), ["1", ",2"]);
    }

    #[test]
    fn where_an_array_is_broken_stands_an_empty_record() {
        assert_eq!(records("[1 2,,}]"), ["1", "", "2", "", "}"]);
        assert_eq!(records("[,1,]"), ["", "1", ""]);
        assert_eq!(records("[{}"), ["{}", ""]);
        assert_eq!(records("[1,"), ["1", ""]);
        assert_eq!(records("["), [""]);
        assert_eq!(records("[{}[]"), ["{}", "", "[]", ""]);
        assert_eq!(records(r#"[1, {"a": "#), ["1", r#"{"a": "#]);
        assert_eq!(records("[1]]"), ["1", "]"]);
    }

    #[test]
    fn pieces_of_any_size_give_the_same_records() {
        let text = r#"[{"a": "\\\"x", "b": [[], {}]}, -1.5 , "s\\", {"c": null} []] true [,1"#;
        let whole = records(text);
        for size in 1..text.len() {
            let (mut scanner, mut kept, mut found) = (Scanner::default(), Vec::new(), Vec::new());
            let pieces: Vec<&[u8]> = text.as_bytes().chunks(size).collect();
            for (index, piece) in pieces.iter().enumerate() {
                kept.extend_from_slice(piece);
                let (end, records) = scanner.scan(&kept, index + 1 == pieces.len());
                let text = |record| String::from_utf8_lossy(&kept[record]).into_owned();
                found.extend(records.into_iter().map(text));
                kept.drain(..end);
            }
            assert_eq!(found, whole, "{size}");
        }
    }

    #[test]
    fn a_value_is_passed_over_in_pieces() {
        let text = br#"{"a": "\\\"}", "b": [1]}, 2"#;
        for size in 1..text.len() {
            let mut scanner = Scanner::default();
            let mut passed = 0;
            for piece in text.chunks(size) {
                if let Some(end) = scanner.pass(piece) {
                    passed += end;
                    break;
                }
                passed += piece.len();
            }
            assert_eq!(&text[passed..], b", 2", "{size}");
        }
    }
}
