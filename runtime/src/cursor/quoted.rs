//! What lives here: a member's name as JSON most often has it, in quotes with the colon behind, made to be
//! compared with a text in a few steps.

/// How many bytes are compared at once.
const WIDTH: usize = 32;

/// `"name":`, to be looked for in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quoted {
    /// The first bytes as two numbers, and which of their bits count.
    words: [u128; 2],
    masks: [u128; 2],
    name: &'static str,
    /// How many bytes there are; none where the name cannot stand in JSON as it is.
    length: usize,
}

impl Quoted {
    /// A name in quotes, with its colon.
    pub(crate) const fn new(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        let length = if is_plain(bytes) { bytes.len() + 3 } else { 0 };
        let mut words = [0; 2];
        let mut masks = [0; 2];
        let mut index = 0;
        while index < length && index < WIDTH {
            let byte = if index == 0 || index == length - 2 {
                b'"'
            } else if index == length - 1 {
                b':'
            } else {
                bytes[index - 1]
            };
            let shift = 8 * (index % 16);
            words[index / 16] |= (byte as u128) << shift;
            masks[index / 16] |= 0xff << shift;
            index += 1;
        }
        Self { words, masks, name, length }
    }

    /// How many bytes there are.
    #[inline]
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// Whether a text begins so.
    #[inline(always)]
    pub(crate) fn begins(&self, text: &[u8]) -> bool {
        let Some((first, rest)) = text.split_first_chunk::<16>() else {
            return self.begins_short(text);
        };
        if (u128::from_le_bytes(*first) ^ self.words[0]) & self.masks[0] != 0 {
            return false;
        }
        if self.length <= 16 {
            return self.length > 0;
        }
        match rest.first_chunk::<16>() {
            Some(second) if self.length <= WIDTH => {
                (u128::from_le_bytes(*second) ^ self.words[1]) & self.masks[1] == 0
            }
            _ => self.begins_short(text),
        }
    }

    /// The same where the text is about to end, or the name is long.
    #[cold]
    fn begins_short(&self, text: &[u8]) -> bool {
        let name = self.name.as_bytes();
        let end = name.len() + 1;
        self.length > 0
            && text.len() >= self.length
            && text[0] == b'"'
            && text[1..end] == *name
            && text[end..end + 2] == *b"\":"
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

    #[test]
    fn a_name_is_found_at_every_length_and_distance_from_the_end() {
        const LONG: &str = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
        for length in 0..LONG.len() {
            let name = Quoted::new(&LONG[..length]);
            let text = format!("\"{}\":", &LONG[..length]);
            for after in 0..40 {
                let mut bytes = text.clone().into_bytes();
                bytes.extend(std::iter::repeat_n(b'x', after));
                assert!(name.begins(&bytes), "{length} {after}");
                for index in 0..text.len() {
                    let mut other = bytes.clone();
                    other[index] ^= 1;
                    assert!(!name.begins(&other), "{length} {after} {index}");
                }
            }
            assert!(!name.begins(&text.as_bytes()[..text.len() - 1]));
        }
        assert!(!Quoted::new("a\"b").begins(b"\"a\"b\": xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
        assert!(!Quoted::new("\n").begins(b"\"\n\": xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
    }
}
