//! What lives here: where one JSON text ends and the next begins, by brackets and quotes alone. Whether
//! they are JSON is for others to say, and a text that is not ends all the same.

use std::ops::Range;

use super::walk::{Walk, end_of_value};

/// How many records are found at a time: what is kept of each must not add up, however short they are.
const MOST: usize = 1 << 16;

/// Finds JSON texts that follow one another, and the items of those that are arrays.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    between: Between,
    /// Whether it has been said that the array is broken, and no comma has stood in its place since.
    is_told: bool,
    /// The walk through a record that is passed over piece by piece.
    passing: Walk,
    /// Whether that record is an object; none where none of it has been passed over.
    passes_object: Option<bool>,
    /// Whether there may be more records in what has been looked at.
    has_more: bool,
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
    /// The records that are whole, or the first of them where there are many, and how many bytes they and what is
    /// between them take.
    ///
    /// An empty one stands where an array is broken: no comma between two items, too many, or no
    /// bracket at its end.
    pub(super) fn scan(&mut self, bytes: &[u8], at_end: bool) -> (usize, Vec<Range<usize>>) {
        let mut records = Vec::new();
        let mut position = 0;
        loop {
            position = self.separators(bytes, position, &mut records);
            let is_full = records.len() >= MOST;
            self.has_more = is_full && position < bytes.len();
            if is_full {
                return (position, records);
            }
            if position == bytes.len() {
                if at_end && std::mem::take(&mut self.between) != Between::Texts {
                    records.push(position..position);
                }
                return (position, records);
            }
            match end_of_value(&bytes[position..]) {
                Some(length) => {
                    let value = &bytes[position..][..length];
                    let closes = self.closes_array(value.starts_with(b"{"), value);
                    let end = position + length - usize::from(closes);
                    records.push(position..end);
                    position = end;
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

    /// Whether the last bracket of a value, or of what comes last of it, is that of the array around it: an object that
    /// is not closed ends with it at the latest.
    fn closes_array(&self, is_object: bool, value: &[u8]) -> bool {
        is_object && self.is_in_array() && value.ends_with(b"]")
    }

    /// Whether more records may be found without reading on.
    pub(super) fn has_more(&self) -> bool {
        self.has_more
    }

    /// All has been read, and a record that is passed over has not come to its end: nothing else is missing.
    pub(super) fn end_in_record(&mut self) {
        *self = Self::default();
    }

    /// Whether an array of records has not come to its end.
    pub(super) fn is_in_array(&self) -> bool {
        self.between != Between::Texts
    }

    /// Passes over a record, or what there is of it; where it ends, if it does.
    pub(super) fn pass(&mut self, bytes: &[u8]) -> Option<usize> {
        let is_object = *self.passes_object.get_or_insert(bytes.starts_with(b"{"));
        let end = self.passing.advance(bytes)?;
        (self.passing, self.passes_object) = (Walk::default(), None);
        if self.closes_array(is_object, &bytes[..end]) {
            self.between = Between::Texts;
        } else {
            self.leave_value();
        }
        Some(end)
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
        while records.len() < MOST
            && let Some(byte) = bytes.get(position)
        {
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
    fn the_bracket_that_ends_an_array_does_so_though_an_item_is_not_closed() {
        assert_eq!(records(r#"[{"a": 1, {"b": 2}]"#), [r#"{"a": 1, {"b": 2}"#]);
        assert_eq!(records(r#"[{"a": [1]] {"b": 2}"#), [r#"{"a": [1]"#, r#"{"b": 2}"#]);
        assert_eq!(records(r#"{"a": 1]"#), [r#"{"a": 1]"#]);
    }

    #[test]
    fn the_bracket_that_ends_an_array_does_so_in_a_record_that_is_passed_over() {
        for (record, is_in_array) in
            [(r#"{"a": "b"]"#, false), (r#"{"a": [1]}"#, true), ("[1]", true)]
        {
            for cut in 1..record.len() {
                let mut scanner = Scanner::default();
                assert_eq!(scanner.scan(b"[", false), (1, vec![]));
                assert_eq!(scanner.pass(&record.as_bytes()[..cut]), None, "{record} {cut}");
                let rest = &record.as_bytes()[cut..];
                assert_eq!(scanner.pass(rest), Some(rest.len()), "{record} {cut}");
                assert_eq!(scanner.is_in_array(), is_in_array, "{record} {cut}");
            }
        }
    }

    #[test]
    fn so_many_records_are_found_at_a_time() {
        let text = format!("[{}1]", "1,,".repeat(MOST));
        let (mut scanner, mut start, mut found) = (Scanner::default(), 0, 0);
        loop {
            let (length, records) = scanner.scan(&text.as_bytes()[start..], true);
            assert!(records.len() <= MOST);
            (start, found) = (start + length, found + records.len());
            if !scanner.has_more() {
                break;
            }
        }
        assert_eq!((start, found), (text.len(), 2 * MOST + 1));
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
