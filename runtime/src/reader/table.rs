//! What lives here: the members that a schema declares, made to be found by name in a few steps.

use crate::cursor::{Quoted, plain_before_quote};

/// A member that a schema declares.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub(super) quoted: Quoted,
    required: bool,
    pub(super) sensitive: bool,
}

impl Member {
    /// A member that may be absent.
    pub const fn optional(name: &'static str) -> Self {
        Self { quoted: Quoted::name(name), required: false, sensitive: false }
    }

    /// A member that must be there.
    pub const fn required(name: &'static str) -> Self {
        Self { required: true, ..Self::optional(name) }
    }

    /// Its name.
    pub(super) const fn name(&self) -> &'static str {
        self.quoted.text()
    }

    /// Its value is personal data and goes into no message.
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }
}

/// How many slots there are for each word of 64 members: half of them stay free.
const SLOTS: usize = 128;

/// A slot that no member has.
const FREE: u16 = u16::MAX;

/// The members that a schema declares, in its order. `WORDS` is how many words of 64 bits hold a bit
/// for each.
#[derive(Debug)]
pub struct Members<const WORDS: usize> {
    pub(super) all: &'static [Member],
    pub(super) required: [u64; WORDS],
    /// Where each member is, by the hash of its name; the next free slot where that one is taken.
    slots: [[u16; SLOTS]; WORDS],
}

impl Members<0> {
    /// The table of an object that declares no members.
    pub const NONE: &'static Self = &Self::new(&[]);
}

impl<const WORDS: usize> Members<WORDS> {
    /// The table of these members.
    pub const fn new(members: &'static [Member]) -> Self {
        let mut required = [0; WORDS];
        let mut slots = [[FREE; SLOTS]; WORDS];
        let mut index = 0;
        while index < members.len() {
            if members[index].required {
                required[index / 64] |= 1 << (index % 64);
            }
            let mut slot = hash(members[index].name().as_bytes()) % (WORDS * SLOTS);
            while slots[slot / SLOTS][slot % SLOTS] != FREE {
                slot = (slot + 1) % (WORDS * SLOTS);
            }
            #[expect(clippy::cast_possible_truncation, reason = "no schema has so many members")]
            let number = index as u16;
            slots[slot / SLOTS][slot % SLOTS] = number;
            index += 1;
        }
        Self { all: members, required, slots }
    }

    /// Looks for the name that the text begins with, in its quotes and with a colon behind, if it is short and has no
    /// escapes: which member it is, if one, how long it is, and what follows the colon.
    #[inline]
    pub(super) fn find_quoted<'a>(
        &self,
        text: &'a [u8],
    ) -> Option<(Option<usize>, usize, &'a [u8])> {
        let [b'"', inside @ ..] = text else { return None };
        let window = inside.first_chunk()?;
        let length = plain_before_quote(window)?;
        let [b':', rest @ ..] = inside.get(length + 1..)? else { return None };
        if WORDS == 0 {
            return Some((None, length, rest));
        }
        let mut slot = hash_of(window, length) % (WORDS * SLOTS);
        loop {
            let index = usize::from(self.slots[slot / SLOTS][slot % SLOTS]);
            match self.all.get(index) {
                Some(member) if member.quoted.after(text).is_none() => {
                    slot = (slot + 1) % (WORDS * SLOTS);
                }
                found => return Some((found.map(|_| index), length, rest)),
            }
        }
    }

    /// Whether a member of this name is declared.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.find(name.as_bytes()).is_some()
    }

    /// The index of the member of this name.
    #[inline]
    pub(super) fn find(&self, name: &[u8]) -> Option<usize> {
        if WORDS == 0 {
            return None;
        }
        let mut slot = hash(name) % (WORDS * SLOTS);
        loop {
            let index = usize::from(self.slots[slot / SLOTS][slot % SLOTS]);
            if self.all.get(index)?.name().as_bytes() == name {
                return Some(index);
            }
            slot = (slot + 1) % (WORDS * SLOTS);
        }
    }
}

/// A number made of a name's length and its first and last bytes. Whoever chooses names that share it
/// makes their own schema slow: instances cannot add to the table.
const fn hash(name: &[u8]) -> usize {
    let (mut first, mut last) = (0, 0);
    if let (Some(start), Some(end)) = (name.first_chunk::<8>(), name.last_chunk::<8>()) {
        first = u64::from_le_bytes(*start);
        last = u64::from_le_bytes(*end);
    } else {
        let mut index = 0;
        while index < name.len() {
            first |= (name[index] as u64) << (8 * index);
            index += 1;
        }
    }
    mix(first, last, name.len())
}

/// The same of a name of at most sixteen bytes that more may follow, without a look at its length.
#[inline]
fn hash_of(window: &[u8; 16], length: usize) -> usize {
    let text = u128::from_le_bytes(*window);
    let bits = 8 * length;
    let (first, last) =
        if length < 8 { (text & ((1 << bits) - 1), 0) } else { (text, text >> (bits - 64)) };
    #[expect(clippy::cast_possible_truncation, reason = "eight bytes of it are meant")]
    let [first, last] = [first, last].map(|bytes| bytes as u64);
    mix(first, last, length)
}

const fn mix(first: u64, last: u64, length: usize) -> usize {
    let mixed = (first ^ last.rotate_left(29) ^ length as u64)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(20);
    #[expect(clippy::cast_possible_truncation, reason = "any of its bits will do")]
    let hash = mixed as usize;
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_found_and_no_other() {
        const MEMBERS: &[Member] = &[
            Member::optional("id"),
            Member::required(""),
            Member::optional("start_timestamp_of_leg_1"),
            Member::optional("start_timestamp_of_leg_2"),
            Member::optional("start_timestamq_of_leg_2"),
            Member::optional("é"),
        ];
        static TABLE: Members<1> = Members::new(MEMBERS);
        for (index, member) in MEMBERS.iter().enumerate() {
            let name = member.name();
            assert_eq!(TABLE.find(name.as_bytes()), Some(index), "{name}");
            let text = format!("\"{name}\":and what follows that");
            let rest = &text.as_bytes()[name.len() + 3..];
            let short = name.len() < 16;
            let expected = short.then_some((Some(index), name.len(), rest));
            assert_eq!(TABLE.find_quoted(text.as_bytes()), expected, "{name}");
        }
        for other in ["ID", "start_timestamp_of_leg_3", "i", "start_timestamr_of_leg_2"] {
            assert_eq!(TABLE.find(other.as_bytes()), None, "{other}");
            let text = format!("\"{other}\":and what follows that");
            let rest = &text.as_bytes()[other.len() + 3..];
            let expected = (other.len() < 16).then_some((None, other.len(), rest));
            assert_eq!(TABLE.find_quoted(text.as_bytes()), expected, "{other}");
            assert_eq!(Members::NONE.find_quoted(text.as_bytes()), expected, "{other}");
        }
        for unclear in [
            r#""a\"b":1 and what follows"#,
            "\"a\n\":1 and what follows",
            r#""a" :1 and what follows"#,
        ] {
            assert_eq!(TABLE.find_quoted(unclear.as_bytes()), None, "{unclear}");
        }
        assert_eq!(TABLE.required, [2]);
        assert_eq!(Members::NONE.find(b"id"), None);
    }
}
