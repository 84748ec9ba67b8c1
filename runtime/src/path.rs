//! What lives here: the path to the value being read, and which part of it may be told.

use std::fmt::Write;

use crate::cursor::Cursor;

/// One step of the path from the document's root to the value being read.
#[derive(Clone, Copy, Debug)]
struct Segment {
    place: Place,
    sensitive: bool,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// A member, by the offset of its name's opening quote.
    Member(usize),
    Item(usize),
}

/// The path from the document's root to the value being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    segments: Vec<Segment>,
    /// The sensitive schemas that the value lies in, each by the length of the path to it.
    sensitive: Vec<usize>,
    /// The length of the path to a value of which several schemas may speak, which need not agree on what is
    /// sensitive: inside it values are named by kind alone, and names only where all can see them.
    veiled_from: Option<usize>,
}

impl Path {
    /// A member's value is next; its name's opening quote stands at `name_offset`.
    pub(crate) fn enter_member(&mut self, name_offset: usize, sensitive: bool) {
        self.segments.push(Segment { place: Place::Member(name_offset), sensitive });
    }

    pub(crate) fn enter_item(&mut self, index: usize) {
        self.segments.push(Segment { place: Place::Item(index), sensitive: false });
    }

    pub(crate) fn leave(&mut self) {
        self.segments.pop();
    }

    pub(crate) fn enter_sensitive(&mut self) {
        self.sensitive.push(self.segments.len());
    }

    pub(crate) fn leave_sensitive(&mut self) {
        self.sensitive.pop();
    }

    /// The same for a report aside, which several schemas may contribute to.
    pub(crate) fn veiled(&self) -> Self {
        let veiled_from = self.veiled_from.or(Some(self.segments.len()));
        Self { segments: self.segments.clone(), sensitive: Vec::new(), veiled_from }
    }

    pub(crate) fn is_veiled(&self) -> bool {
        self.veiled_from.is_some()
    }

    /// Whether the value lies in one that is personal data, or is one.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.sensitive_from().is_some()
    }

    /// The length of the path to the outermost sensitive value that is being read.
    fn sensitive_from(&self) -> Option<usize> {
        let member =
            self.segments.iter().position(|segment| segment.sensitive).map(|index| index + 1);
        member.into_iter().chain(self.sensitive.first().copied()).min()
    }

    /// The JSON Pointer of the value being read. Inside a sensitive one the path goes on through items alone: names
    /// there may be personal data too.
    pub(crate) fn pointer(&self, text: &str) -> String {
        // The names right inside a veiled value are its own.
        let veiled_from = self.veiled_from.map(|length| length + 1);
        let nameless_from = self.sensitive_from().into_iter().chain(veiled_from).min();
        let mut pointer = String::new();
        for (index, segment) in self.segments.iter().enumerate() {
            match segment.place {
                Place::Item(index) => {
                    pointer.push('/');
                    pointer.push_str(&index.to_string());
                }
                Place::Member(_) if nameless_from.is_some_and(|from| index >= from) => break,
                Place::Member(offset) => {
                    let name = Cursor::new(&text[offset..]).string();
                    let name = name.map(|name| name.value()).unwrap_or_default();
                    pointer.push('/');
                    push_escaped(&mut pointer, &name);
                }
            }
        }
        pointer
    }
}

/// Writes a name as a JSON Pointer has it: RFC 6901, section 3.
fn push_escaped(pointer: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            _ => pointer.push(character),
        }
    }
}

/// The name that a JSON Pointer has between two slashes: RFC 6901, section 4.
pub(crate) fn unescaped(token: &str) -> String {
    let mut parts = token.split('~');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (character, rest) = match part.as_bytes().first() {
            Some(b'0') => ('~', &part[1..]),
            Some(b'1') => ('/', &part[1..]),
            // No pointer has a tilde that escapes nothing.
            _ => ('~', part),
        };
        name.push(character);
        name.push_str(rest);
    }
    name
}

/// A text as a URI has it behind its `#`: RFC 3986, section 3.5.
pub(crate) fn as_fragment(text: &str) -> String {
    let may_stand =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte);
    let mut fragment = String::new();
    for byte in text.bytes() {
        if may_stand(byte) {
            fragment.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(fragment, "%{byte:02X}");
        }
    }
    fragment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_and_read_as_pointers_have_them() {
        for (name, token) in
            [("", ""), ("a/b", "a~1b"), ("~1", "~01"), ("~", "~0"), ("//~~é", "~1~1~0~0é")]
        {
            let mut pointer = String::new();
            push_escaped(&mut pointer, name);
            assert_eq!((pointer.as_str(), unescaped(token).as_str()), (token, name));
        }
        assert_eq!(unescaped("~2~"), "~2~");
    }
}
