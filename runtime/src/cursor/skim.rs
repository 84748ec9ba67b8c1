//! What lives here: passing over a value by its brackets and quotes alone, 64 bytes at a time, for whoever
//! asks what stands around it and not whether it is JSON.

use super::scan::{STRUCTURE, escaped, find_in_blocks};
use super::{Cursor, Step};
use crate::syntax::Problem;

/// How far a walk through one array or object has come.
#[derive(Clone, Copy, Debug)]
struct Walk {
    /// How many brackets are open.
    depth: usize,
    /// All bits if the next byte lies in a string, else none.
    in_string: u64,
    /// One if the next byte stands behind a backslash that escapes it, else zero.
    escaped: u64,
}

impl Cursor<'_> {
    /// Passes over one value. An array or an object ends with the bracket that closes it, whatever stands
    /// between them: only what is JSON is passed over as [`Cursor::skip`] does it.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where the text ends before the value does, or another kind of value is malformed.
    pub(crate) fn skim(&mut self) -> Step {
        if !self.is_at(b'{') && !self.is_at(b'[') {
            return self.skip();
        }
        match Self::end_of_container(self.rest) {
            Some(length) => {
                self.advance(length);
                Ok(())
            }
            None => Err(self.fail(Problem::ExpectedValue)),
        }
    }

    /// Where the array or object ends that some bytes begin with, by its brackets and quotes alone, for whoever
    /// cuts a stream into texts; none where it does not end. Whether it is JSON, or UTF-8, is not looked at.
    ///
    /// ```
    /// # use callschema_runtime::Cursor;
    /// assert_eq!(Cursor::end_of_container(br#"{"a": "}"}, {"b""#), Some(10));
    /// assert_eq!(Cursor::end_of_container(br#"{"b""#), None);
    /// ```
    pub fn end_of_container(bytes: &[u8]) -> Option<usize> {
        let mut walk = Walk { depth: 0, in_string: 0, escaped: 0 };
        find_in_blocks::<STRUCTURE>(bytes, |block| walk.advance(block))
    }
}

impl Walk {
    /// Goes on through a block; how many bytes of it lie before the end of the container, if that is in it.
    #[inline(always)]
    fn advance(&mut self, [quotes, backslashes, opening, closing]: [u64; 4]) -> Option<usize> {
        let escaped = escaped(backslashes, &mut self.escaped);
        // A quote opens or closes: the bytes with an odd number of them before lie in a string.
        let in_string = parity(quotes & !escaped) ^ self.in_string;
        self.in_string = 0_u64.wrapping_sub(in_string >> 63);
        let (opening, closing) = (opening & !in_string, closing & !in_string);
        let (opened, closed) = (opening.count_ones() as usize, closing.count_ones() as usize);
        if closed >= self.depth
            && let Some(end) = self.end_in(opening, closing)
        {
            return Some(end);
        }
        self.depth = self.depth + opened - closed;
        None
    }

    /// Where the container ends in a block, if it does.
    fn end_in(&self, opening: u64, closing: u64) -> Option<usize> {
        let (mut depth, mut left) = (self.depth, opening | closing);
        while left != 0 {
            let place = left.trailing_zeros() as usize;
            if opening >> place & 1 == 1 {
                depth += 1;
            } else if depth == 1 {
                return Some(place + 1);
            } else {
                depth -= 1;
            }
            left &= left - 1;
        }
        None
    }
}

/// For each bit, whether the number of bits that are set up to it, itself included, is odd.
#[inline(always)]
fn parity(mut bits: u64) -> u64 {
    for distance in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << distance;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, byte by byte.
    fn slow_end(text: &[u8]) -> Option<usize> {
        let (mut depth, mut in_string, mut escaped) = (0, false, false);
        for (index, byte) in text.iter().enumerate() {
            let is_escaped = std::mem::take(&mut escaped);
            match byte {
                b'\\' => escaped = !is_escaped,
                b'"' if !is_escaped => in_string = !in_string,
                b'{' | b'[' if !in_string => depth += 1,
                b'}' | b']' if !in_string && depth == 1 => return Some(index + 1),
                b'}' | b']' if !in_string => depth -= 1,
                _ => {}
            }
        }
        None
    }

    fn skim(text: &str) -> Option<usize> {
        let mut cursor = Cursor::new(text);
        cursor.skim().ok().map(|()| cursor.offset())
    }

    fn skip(text: &str) -> Option<usize> {
        let mut cursor = Cursor::new(text);
        cursor.skip().ok().map(|()| cursor.offset())
    }

    #[test]
    fn a_container_ends_where_it_does_byte_by_byte() {
        // Drawn by a generator of the linear kind: the same every time.
        let mut state = 1_u64;
        let mut draw = |count: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(state >> 33).expect("31 bits") % count
        };
        for alphabet in [&br#"{}[]"\ab"#[..], br#"{[]}}""#, br#"\\\\\""{a"#, br#"aaaaaaaaaaaa}"{\"#]
        {
            let mut ended = 0;
            for _ in 0..20_000 {
                let length = draw(300);
                let mut text = b"[".repeat(1 + draw(5));
                text.extend((0..length).map(|_| alphabet[draw(alphabet.len())]));
                let end = Cursor::end_of_container(&text);
                assert_eq!(end, slow_end(&text), "{}", String::from_utf8_lossy(&text));
                ended += usize::from(end.is_some_and(|end| end > 64));
            }
            assert!(ended > 100 || alphabet.starts_with(b"\\"), "{ended}");
        }
    }

    #[test]
    fn what_is_json_is_passed_over_to_its_end_and_no_further() {
        for width in 0..140 {
            let filler = "x".repeat(width);
            for text in [
                "[]".to_owned(),
                format!(r#"["{filler}\\",{{"a\"]":["{filler}}}"]}}]"#),
                format!(r#"{{"{filler}\\\"":[1,true,null,{{}}],"b":"{filler}"}}"#),
                format!("[{}]", vec![r#"{"a":"]"}"#; width + 1].join(", ")),
                format!(r#""{filler}""#),
                "-1.5e3".to_owned(),
            ] {
                assert_eq!(skim(&text), Some(text.len()), "{text}");
                assert_eq!(skip(&text), Some(text.len()), "{text}");
                assert_eq!(skim(&format!("{text}, [}}")), Some(text.len()), "{text}");
                assert_eq!(skim(&format!(" {text}")), Some(text.len() + 1), "{text}");
                if text.starts_with(['[', '{']) {
                    assert_eq!(skim(&text[..text.len() - 1]), None, "{text}");
                }
            }
        }
    }

    #[test]
    fn depth_is_counted_and_no_stack_is_used() {
        let deep = "[{".repeat(1 << 20) + &"}]".repeat(1 << 20);
        assert_eq!(skim(&deep), Some(deep.len()));
        assert_eq!(skim(&deep[..deep.len() - 1]), None);
    }
}
