//! What lives here: a member's name as JSON most often has it, in quotes with the colon behind, and a listed
//! string in its quotes: made to be compared with a text in one step.

use super::scan::{Stops, ends_of_indentation, equal, equal_16};

/// How many bytes are compared at once.
pub(crate) const WIDTH: usize = 32;

/// `"name":` or `"value"`, to be looked for in a text, and the same behind a comma.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted {
    /// A comma, and then what is looked for.
    bytes: [u8; 1 + WIDTH],
    /// Which of the bytes count, without the comma.
    mask: u32,
    /// How many bytes there are, without the comma. None where the string cannot stand in JSON as it is.
    length: u32,
    text: &'static str,
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
        #[expect(clippy::cast_possible_truncation, reason = "no schema has such names")]
        let length = if is_plain(inside) { inside.len() as u32 + 2 + colon as u32 } else { 0 };
        if length == 0 || length as usize > WIDTH {
            // No UTF-8 has this byte: nothing is taken for it at once.
            return Self { bytes: [0xff; 1 + WIDTH], mask: u32::MAX, length, text };
        }
        let (mut bytes, mut mask) = ([0; 1 + WIDTH], 0);
        bytes[0] = b',';
        let mut index = 0;
        while index < length as usize {
            bytes[1 + index] = if index == 0 || index == inside.len() + 1 {
                b'"'
            } else if index > inside.len() + 1 {
                b':'
            } else {
                inside[index - 1]
            };
            mask |= 1 << index;
            index += 1;
        }
        Self { bytes, mask, length, text }
    }

    /// What stands in the quotes.
    pub(crate) const fn text(&self) -> &'static str {
        self.text
    }

    /// Whether a text that has been passed over to behind an opening quote begins with this, up to its first quote; given
    /// where its quotes are.
    #[inline(always)]
    pub(crate) fn goes_on(&self, text: &[u8; 16], quotes: Stops) -> bool {
        let [_, _, inside @ ..] = &self.bytes;
        inside.first_chunk().is_some_and(|inside| quotes.are_behind_the_same(text, inside))
    }

    /// Whether a text begins with this, where that is seen at once. What it says no to may be this written otherwise.
    #[inline(always)]
    pub(crate) fn begins(&self, text: &[u8; WIDTH]) -> bool {
        equal(text, self.bytes()) & self.mask == self.mask
    }

    /// How many bytes this is long as JSON most often has it; none where it cannot stand in JSON as it is.
    #[inline(always)]
    pub(crate) fn length(&self) -> usize {
        self.length as usize
    }

    /// What is looked for, without the comma.
    #[inline(always)]
    fn bytes(&self) -> &[u8; WIDTH] {
        self.bytes.last_chunk().unwrap_or(&[0; WIDTH])
    }

    /// What follows in a text that begins so, where that is seen at once: it is short, and the text goes on for a while.
    #[inline(always)]
    pub(crate) fn after_at_once<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        seen_at_once(text, self.bytes(), self.mask, self.length as usize)
    }

    /// What follows a text that begins with a comma and this, with nothing between them, where it is seen at once.
    #[inline(always)]
    pub(crate) fn after_comma<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let bytes = self.bytes.first_chunk()?;
        seen_at_once(text, bytes, self.mask << 1 | 1, (self.length as usize).saturating_add(1))
    }

    /// The same, with so much white space between them, and a space behind or none.
    ///
    /// That the white space is as long as expected is looked at aside: what comes behind it need not wait
    /// until it has been measured.
    #[inline(never)]
    pub(crate) fn after_indentation<'a>(
        &self,
        text: &'a [u8],
        indentation: usize,
    ) -> Option<&'a [u8]> {
        let window = text.first_chunk()?;
        let before = 1 + indentation;
        if window[0] != b',' || ends_of_indentation(window).after_first().first()? != before {
            return None;
        }
        self.and_a_space(text, before)
    }

    /// The same of an object's first member: no comma, the white space alone.
    #[inline(never)]
    pub(crate) fn after_first_indentation<'a>(
        &self,
        text: &'a [u8],
        indentation: usize,
    ) -> Option<&'a [u8]> {
        if ends_of_indentation(text.first_chunk()?).first()? != indentation {
            return None;
        }
        self.and_a_space(text, indentation)
    }

    /// What follows this and a space, or none, so many bytes on.
    #[inline(always)]
    fn and_a_space<'a>(&self, text: &'a [u8], before: usize) -> Option<&'a [u8]> {
        let rest = self.after_at_once(text.get(before..)?)?;
        // A branch, too, and not a sum.
        Some(if let [b' ', rest @ ..] = rest { rest } else { rest })
    }
}

/// What follows the bytes that count where a text begins with them; they are compared in one step.
#[inline(always)]
fn seen_at_once<'a>(
    text: &'a [u8],
    bytes: &[u8; WIDTH],
    mask: u32,
    length: usize,
) -> Option<&'a [u8]> {
    if length <= WIDTH / 2 {
        let is_same = equal_16(text.first_chunk()?, bytes.first_chunk()?) & mask == mask;
        return if is_same { text.get(length..) } else { None };
    }
    if length <= WIDTH && equal(text.first_chunk()?, bytes) & mask == mask {
        return text.get(length..);
    }
    None
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
                for (quoted, rest) in [(name, &bytes[length + 3..]), (value, &bytes[length + 2..])]
                {
                    let found = quoted.after_at_once(&bytes);
                    assert!(found.is_none() || found == Some(rest), "{length} {after}");
                }
                let (first, next) =
                    ([b"\n  ", &bytes[..]].concat(), [b",\n  ", &bytes[..]].concat());
                for found in [
                    name.after_at_once(&bytes),
                    name.after_comma(&[b",", &bytes[..]].concat()),
                    name.after_first_indentation(&first, 3),
                    name.after_indentation(&next, 3),
                ] {
                    let rest = &bytes[length + 3..];
                    assert!(found.is_none() || found == Some(rest), "{length} {after}");
                    // What is not seen at once is long, or the text is about to end.
                    assert!(found.is_some() || length > 28 || after < 32, "{length} {after}");
                }
                assert_eq!(name.after_comma(&next), None, "{length} {after}");
                assert_eq!(name.after_indentation(&next, 2), None, "{length} {after}");
                for index in 0..text.len() {
                    let mut other = bytes.clone();
                    other[index] ^= 1;
                    assert_eq!(name.after_at_once(&other), None, "{length} {after} {index}");
                }
            }
            assert_eq!(name.after_at_once(&text.as_bytes()[..text.len() - 1]), None);
        }
    }

    #[test]
    fn what_json_writes_with_escapes_is_not_found_as_it_is() {
        let rest = "x".repeat(WIDTH);
        for inside in ["a\"b", "\n", "\\"] {
            let text = format!("\"{inside}\":{rest}");
            assert_eq!(Quoted::name(inside).after_at_once(text.as_bytes()), None);
        }
        assert_eq!(Quoted::name("a\"b").after_at_once(&[0; 2 * WIDTH]), None);
    }
}
