//! What lives here: the members that a schema declares, made to be found by name in a few steps.

use crate::cursor::{Quoted, plain_before_quote, quotes};

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
            let name = members[index].name().as_bytes();
            let mut slot = hash_of(name) % (WORDS * SLOTS);
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

    /// Looks for the name that the text begins with, in its quotes and with a colon behind, if it has less than sixteen
    /// bytes and no escapes: which member it is, if one, how long it is, and what follows the colon.
    #[inline(always)]
    pub(super) fn find_short<'a>(
        &self,
        text: &'a [u8],
    ) -> Option<(Option<usize>, usize, &'a [u8])> {
        let [b'"', inside @ ..] = text else { return None };
        let window = inside.first_chunk()?;
        let quotes = quotes(window);
        let length = quotes.first()?;
        let [b':', rest @ ..] = inside.get(length + 1..)? else { return None };
        let found = self.look_up(hash(*window), |member| member.quoted.goes_on(window, quotes));
        // The name of a member is plain; of others it is to be seen.
        if found.is_none() && plain_before_quote(window).is_none() {
            return None;
        }
        Some((found, length, rest))
    }

    /// Whether a member of this name is declared.
    pub(crate) fn declares(&self, name: &str) -> bool {
        self.find(name.as_bytes()).is_some()
    }

    /// The index of the member of this name.
    #[inline]
    pub(super) fn find(&self, name: &[u8]) -> Option<usize> {
        self.look_up(hash_of(name), |member| member.name().as_bytes() == name)
    }

    /// The index of the member that is looked for, among those whose names may have this hash.
    #[inline(always)]
    fn look_up(
        &self,
        hash: usize,
        mut is_it: impl FnMut(&'static Member) -> bool,
    ) -> Option<usize> {
        if WORDS == 0 {
            return None;
        }
        let mut slot = hash % (WORDS * SLOTS);
        loop {
            let index = usize::from(self.slots[slot / SLOTS][slot % SLOTS]);
            if is_it(self.all.get(index)?) {
                return Some(index);
            }
            slot = (slot + 1) % (WORDS * SLOTS);
        }
    }
}

/// A number made of a name of less than sixteen bytes, given the sixteen that begin with it and the quote behind it.
///
/// Few of its steps wait for one another: where members come in any order, all else waits for it. Whoever chooses names
/// that share it makes their own schema slow: instances cannot add to the table.
#[inline(always)]
const fn hash(start: [u8; 16]) -> usize {
    mix(up_to_quote(u128::from_le_bytes(start)))
}

/// The same of any name.
const fn hash_of(name: &[u8]) -> usize {
    if let (Some(first), Some(last)) = (name.first_chunk::<16>(), name.last_chunk::<16>()) {
        let last = u128::from_le_bytes(*last).rotate_left(27);
        return mix(u128::from_le_bytes(*first) ^ last ^ name.len() as u128);
    }
    let mut start = [b'"'; 16];
    let mut index = 0;
    while index < name.len() {
        start[index] = name[index];
        index += 1;
    }
    hash(start)
}

/// The bytes up to the first quote, the others zero.
#[inline(always)]
const fn up_to_quote(start: u128) -> u128 {
    const EACH: u128 = u128::from_le_bytes([1; 16]);
    const QUOTES: u128 = u128::from_le_bytes([b'"'; 16]);
    // The highest bit of a byte that is a quote; of some that follow the first one it may be, too.
    let others = start ^ QUOTES;
    let quotes = others.wrapping_sub(EACH) & !others & (EACH << 7);
    start & (quotes ^ quotes.wrapping_sub(1))
}

#[inline(always)]
const fn mix(text: u128) -> usize {
    #[expect(clippy::cast_possible_truncation, reason = "it is taken by halves")]
    let (first, last) = (text as u64, (text >> 64) as u64);
    let mixed = (first ^ last.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // The highest bits are mixed best.
    (mixed >> 48) as usize
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
            Member::optional("fifteen_letters"),
            Member::optional("sixteen_letters_"),
            Member::optional("sixteen_letters_and_more"),
        ];
        static TABLE: Members<1> = Members::new(MEMBERS);
        for (index, member) in MEMBERS.iter().enumerate() {
            let name = member.name();
            assert_eq!(TABLE.find(name.as_bytes()), Some(index), "{name}");
            let text = format!("\"{name}\":and what follows that");
            let rest = &text.as_bytes()[name.len() + 3..];
            let is_short = name.len() < 16;
            let short = is_short.then_some((Some(index), name.len(), rest));
            assert_eq!(TABLE.find_short(text.as_bytes()), short, "{name}");
        }
        for other in [
            "ID",
            "start_timestamp_of_leg_3",
            "i",
            "start_timestamr_of_leg_2",
            "fifteen_letterz",
            "sixteen_letters",
            "sixteen_letters_and",
        ] {
            assert_eq!(TABLE.find(other.as_bytes()), None, "{other}");
            let text = format!("\"{other}\":and what follows that");
            let rest = &text.as_bytes()[other.len() + 3..];
            let expected = (other.len() < 16).then_some((None, other.len(), rest));
            assert_eq!(TABLE.find_short(text.as_bytes()), expected, "{other}");
            assert_eq!(Members::NONE.find_short(text.as_bytes()), expected, "{other}");
        }
        for unclear in [
            r#""a\"b":1 and what follows"#,
            "\"a\n\":1 and what follows",
            r#""a" :1 and what follows"#,
        ] {
            assert_eq!(TABLE.find_short(unclear.as_bytes()), None, "{unclear}");
        }
        assert_eq!(TABLE.required, [2]);
        assert_eq!(Members::NONE.find(b"id"), None);
    }

    #[test]
    fn a_table_that_is_full_is_searched_to_its_end() {
        // Names that begin or end alike, of all lengths about those that are seen at once.
        let names = (0..128).map(|number| match number % 3 {
            0 => format!("{}{number}", &"abcdefghijklmnopqrst"[..number % 20]),
            1 => format!("{number}{}", &"abcdefghijklmnopqrst"[..number % 20]),
            _ => format!("abcdefgh{number:03}"),
        });
        let members = names.map(|name| Member::optional(name.leak())).collect::<Vec<_>>().leak();
        let table = Box::leak(Box::new(Members::<2>::new(members)));
        for (index, member) in members.iter().enumerate() {
            let name = member.name();
            assert_eq!(table.find(name.as_bytes()), Some(index), "{name}");
            let text = format!("\"{name}\":and what follows that");
            let found = table.find_short(text.as_bytes()).map(|(found, ..)| found);
            assert_eq!(found, (name.len() < 16).then_some(Some(index)), "{name}");
            assert_eq!(table.find(format!("{name}?").as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn a_name_that_json_cannot_hold_as_it_is_is_found_by_what_it_means() {
        const MEMBERS: &[Member] = &[
            Member::optional("a\\b"),
            Member::optional("\0"),
            Member::optional("\""),
            Member::optional("a\""),
            Member::optional("sixteen\\letters or more"),
        ];
        static TABLE: Members<1> = Members::new(MEMBERS);
        for (index, member) in MEMBERS.iter().enumerate() {
            let name = member.name();
            assert_eq!(TABLE.find(name.as_bytes()), Some(index), "{name:?}");
            // A text that has the same bytes means something else, if anything.
            let text = format!("\"{name}\":and what follows that");
            assert_eq!(TABLE.find_short(text.as_bytes()), None, "{name:?}");
        }
    }
}
