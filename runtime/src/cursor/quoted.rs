//! What lives here: a member's name as JSON most often has it, in quotes with the colon behind, and a listed
//! string in its quotes: made to be compared with a text in one step.

use super::scan::{ends_of_indentation, equal, equal_16};

/// How many bytes are compared at once.
const WIDTH: usize = 32;

/// `"name":` or `"value"`, to be looked for in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted {
    bytes: [u8; WIDTH],
    /// Which of the bytes count.
    mask: u32,
    /// How many bytes there are. Beyond any text's where the string cannot stand in JSON as it is.
    length: u32,
    text: &'static str,
    /// Whether a colon stands behind the quotes.
    colon: bool,
}

impl Quoted {
    /// A name in quotes, with its colon.
    pub(crate) const fn name(name: &'static str) -> Self {
        Self::new(name, true)
    }

    /// A string in quotes.
    pub(crate) const fn string(value: &'static str) -> Self {
        Self::new(value, false)
    }

    const fn new(text: &'static str, colon: bool) -> Self {
        let inside = text.as_bytes();
        if !is_plain(inside) {
            let (bytes, mask) = ([0; WIDTH], u32::MAX);
            return Self { bytes, mask, length: u32::MAX, text, colon };
        }
        let length = inside.len() + 2 + colon as usize;
        let (mut bytes, mut mask) = ([0; WIDTH], 0);
        let mut index = 0;
        while index < length && index < WIDTH {
            bytes[index] = if index == 0 || index == inside.len() + 1 {
                b'"'
            } else if index > inside.len() + 1 {
                b':'
            } else {
                inside[index - 1]
            };
            mask |= 1 << index;
            index += 1;
        }
        #[expect(clippy::cast_possible_truncation, reason = "no schema has such names")]
        let length = length as u32;
        Self { bytes, mask, length, text, colon }
    }

    /// What stands in the quotes.
    pub(crate) const fn text(&self) -> &'static str {
        self.text
    }

    /// Whether it fits in half of what is compared at once.
    #[inline(always)]
    const fn is_short(&self) -> bool {
        self.length as usize <= WIDTH / 2
    }

    /// What follows in a text that begins so.
    #[inline(always)]
    pub(crate) fn after<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        match text.first_chunk() {
            Some(window) if self.length as usize <= WIDTH => {
                if equal(window, &self.bytes) & self.mask != self.mask {
                    return None;
                }
                text.get(self.length as usize..)
            }
            _ => self.after_slowly(text),
        }
    }

    /// The same, where it is seen at once.
    #[inline(always)]
    pub(crate) fn after_at_once<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let length = self.length as usize;
        let is_same = if self.is_short() {
            let (window, bytes) = (text.first_chunk()?, self.bytes.first_chunk()?);
            equal_16(window, bytes) & self.mask == self.mask
        } else if length <= WIDTH {
            equal(text.first_chunk()?, &self.bytes) & self.mask == self.mask
        } else {
            false
        };
        if is_same { text.get(length..) } else { None }
    }

    /// What follows a text that begins with a comma and this, with so much white space between them, or none.
    #[inline(always)]
    pub(crate) fn after_comma<'a>(&self, text: &'a [u8], indentation: usize) -> Option<&'a [u8]> {
        // The whole of what is compared is asked for at once.
        let is_long_enough = text.len() > if self.is_short() { WIDTH / 2 } else { WIDTH };
        match text {
            [b',', b'"', ..] if is_long_enough => self.after_at_once(&text[1..]),
            [b',', text @ ..] => self.after_indented(text, indentation),
            _ => None,
        }
    }

    /// The same of what comes first in an object.
    #[inline(always)]
    pub(crate) fn after_bracket<'a>(&self, text: &'a [u8], indentation: usize) -> Option<&'a [u8]> {
        if indentation == 0 {
            self.after_at_once(text)
        } else {
            self.after_indented(text, indentation)
        }
    }

    /// That the white space is as long as it was before is looked at aside: what comes behind it need not wait
    /// until it has been measured.
    #[inline(never)]
    fn after_indented<'a>(&self, text: &'a [u8], indentation: usize) -> Option<&'a [u8]> {
        if ends_of_indentation(text.first_chunk()?).first()? != indentation {
            return None;
        }
        let rest = self.after_at_once(text.get(indentation..)?)?;
        // A branch, too, and not a sum.
        Some(if let [b' ', rest @ ..] = rest { rest } else { rest })
    }

    /// The same where the text is about to end, or the string is long.
    #[cold]
    fn after_slowly<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        if self.length == u32::MAX {
            return None;
        }
        let text = text.strip_prefix(b"\"")?.strip_prefix(self.text.as_bytes())?;
        let rest = text.strip_prefix(b"\"")?;
        if self.colon { rest.strip_prefix(b":") } else { Some(rest) }
    }
}

/// Whether JSON can hold the text in quotes as it is.
const fn is_plain(name: &[u8]) -> bool {
    let mut index = 0;
    while index < name.len() {
        if name[index] < 0x20 || name[index] == b'"' || name[index] == b'\\' {
            return false;
        }
        index += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";

    #[test]
    fn it_is_found_at_every_length_and_distance_from_the_end() {
        for length in 0..LONG.len() {
            let inside = &LONG[..length];
            let (name, value) = (Quoted::name(inside), Quoted::string(inside));
            let text = format!("\"{inside}\":");
            for after in 0..40 {
                let mut bytes = text.clone().into_bytes();
                bytes.extend(std::iter::repeat_n(b'x', after));
                assert_eq!(name.after(&bytes), Some(&bytes[length + 3..]), "{length} {after}");
                assert_eq!(value.after(&bytes), Some(&bytes[length + 2..]), "{length} {after}");
                for (indentation, space) in [(0, ""), (3, "\n  ")] {
                    let rest = name.after(&bytes);
                    let first = [space.as_bytes(), &bytes].concat();
                    let found = name.after_bracket(&first, indentation);
                    assert!(found.is_none() || found == rest, "{length} {after}");
                    let next = [b",", &first[..]].concat();
                    let found = name.after_comma(&next, indentation);
                    assert!(found.is_none() || found == rest, "{length} {after}");
                    // What is not seen at once is long, or the text is about to end.
                    assert!(found.is_some() || length > 29 || after < 32, "{length} {after}");
                }
                for index in 0..text.len() {
                    let mut other = bytes.clone();
                    other[index] ^= 1;
                    assert_eq!(name.after(&other), None, "{length} {after} {index}");
                }
            }
            assert_eq!(name.after(&text.as_bytes()[..text.len() - 1]), None);
        }
    }

    #[test]
    fn what_json_writes_with_escapes_is_not_found_as_it_is() {
        let rest = "x".repeat(WIDTH);
        for inside in ["a\"b", "\n", "\\"] {
            let text = format!("\"{inside}\":{rest}");
            assert_eq!(Quoted::name(inside).after(text.as_bytes()), None);
        }
        assert_eq!(Quoted::name("a\"b").after(&[0; 2 * WIDTH]), None);
    }
}
