//! What lives here: the members that a schema declares, made to be found by name in a few steps.

mod key;
#[cfg(test)]
mod tests;

use crate::cursor::{Quoted, WIDTH, plain_before_quote, quotes};
use key::{Key, Seen};

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
const SLOTS: usize = u128::BITS as usize;

/// How many keys are tried, of each kind, to find one that gives each member a slot of its own.
const TRIALS: u64 = 32;

/// A slot that no member has.
const FREE: u16 = u16::MAX;

/// The members that a schema declares, in its order. `WORDS` is how many words of 64 bits hold a bit
/// for each.
#[derive(Clone, Copy, Debug)]
pub struct Members<const WORDS: usize> {
    pub(super) all: &'static [Member],
    pub(super) required: [u64; WORDS],
    key: Key,
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
        let (key, slots) = Self::placed(members);
        let mut required = [0; WORDS];
        let mut index = 0;
        while index < members.len() {
            if members[index].required {
                required[index / 64] |= 1 << (index % 64);
            }
            index += 1;
        }
        Self { all: members, required, key, slots }
    }

    /// The slots, by a key that gives each member its own, if one is found soon; if not, by one that is good enough.
    const fn placed(members: &'static [Member]) -> (Key, [[u16; SLOTS]; WORDS]) {
        if WORDS == 1
            && let Some(key) = Self::perfect_key(members)
        {
            return (key, Self::placed_by(key, members).0);
        }
        let key = Key::new(Seen::Sixteen, 0, false);
        if let (slots, true) = Self::placed_by(key, members) {
            return (key, slots);
        }
        let key = Key::new(Seen::Ends, 0, false);
        (key, Self::placed_by(key, members).0)
    }

    /// A key by which no two members of one word share a slot, if one is found soon.
    // The compiler runs this for each table: what is seen of the names is asked once, and not with each trial.
    const fn perfect_key(members: &'static [Member]) -> Option<Key> {
        let mut kind = 0;
        while kind < 2 {
            let seen = [Seen::Eight, Seen::Sixteen][kind];
            let (mut all, mut index) = ([0; 64], 0);
            while index < members.len() && index < all.len() {
                all[index] = seen.of(members[index].name().as_bytes());
                index += 1;
            }
            let mut trial = 0;
            while trial < TRIALS {
                let key = Key::new(seen, kind as u64 * TRIALS + trial, true);
                if Self::has_no_collision(key, &all, index) {
                    return Some(key);
                }
                trial += 1;
            }
            kind += 1;
        }
        None
    }

    /// Whether a key gives each of so many names, of which this is seen, a slot of its own.
    const fn has_no_collision(key: Key, seen: &[u64; 64], count: usize) -> bool {
        let (mut taken, mut index): (u128, usize) = (0, 0);
        while index < count {
            let slot = 1 << Self::slot(key.hash_seen(seen[index]));
            if taken & slot != 0 {
                return false;
            }
            taken |= slot;
            index += 1;
        }
        true
    }

    /// The slots by a key, and whether it will do.
    const fn placed_by(key: Key, members: &'static [Member]) -> ([[u16; SLOTS]; WORDS], bool) {
        let mut slots = [[FREE; SLOTS]; WORDS];
        let (mut index, mut taken, most) = (0, 0, key.most_taken(members.len()));
        while index < members.len() {
            let mut slot = Self::slot(key.hash_of(members[index].name().as_bytes()));
            while slots[slot / SLOTS][slot % SLOTS] != FREE {
                slot = (slot + 1) % (WORDS * SLOTS);
                taken += 1;
                if taken > most {
                    return (slots, false);
                }
            }
            #[expect(clippy::cast_possible_truncation, reason = "no schema has so many members")]
            let number = index as u16;
            slots[slot / SLOTS][slot % SLOTS] = number;
            index += 1;
        }
        (slots, true)
    }

    /// Looks for a declared name that the text begins with, in its quotes and with a colon behind, where that is seen at
    /// once. What it finds none of may be one written otherwise, a long one, or one near the text's end.
    // In line for each object: what is constant of a table need not be loaded, where members come in any order.
    #[inline(always)]
    pub(super) fn find_at_once(&self, text: &[u8]) -> Option<usize> {
        let window: &[u8; WIDTH] = text.first_chunk()?;
        let start = window[1..].first_chunk()?;
        self.look_up(self.key.hash(*start), |member| member.quoted.begins(window))
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
        let found =
            self.look_up(self.key.hash(*window), |member| member.quoted.goes_on(window, quotes));
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
        self.look_up(self.key.hash_of(name), |member| member.name().as_bytes() == name)
    }

    /// The index of the member that is looked for, among those whose names may have this hash.
    #[inline(always)]
    fn look_up(&self, hash: u64, mut is_it: impl FnMut(&'static Member) -> bool) -> Option<usize> {
        if WORDS == 0 {
            return None;
        }
        let mut slot = Self::slot(hash);
        loop {
            let index = usize::from(self.slots[slot / SLOTS][slot % SLOTS]);
            if is_it(self.all.get(index)?) {
                return Some(index);
            }
            if self.key.is_perfect {
                return None;
            }
            slot = (slot + 1) % (WORDS * SLOTS);
        }
    }

    /// Which slot a hash asks for. Its highest bits are mixed best.
    #[inline(always)]
    const fn slot(hash: u64) -> usize {
        let highest = (hash >> 48) as usize;
        if WORDS == 1 { highest >> 9 } else { highest % (WORDS * SLOTS) }
    }
}
