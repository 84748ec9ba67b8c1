//! What lives here: numbers made of names, by which a table of members is searched.

/// How a number is made of a name.
///
/// Few of its steps wait for one another: where members come in any order, all else waits for it. Whoever chooses names
/// that share it makes their own schema slow: instances cannot add to the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    seen: Seen,
    factor: u64,
    /// Whether it is good only where no two names of the table share a slot.
    pub(super) is_perfect: bool,
}

/// What is seen of a name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Seen {
    /// Its first eight bytes: that takes the fewest steps, and tells most names apart.
    Eight,
    /// Its first sixteen bytes.
    Sixteen,
    /// As many, and where it is longer its last sixteen and how long it is: for names that begin alike.
    Ends,
}

impl Key {
    /// One of those that are tried for a table.
    pub(super) const fn new(seen: Seen, trial: u64, is_perfect: bool) -> Self {
        let factor = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(2 * trial + 1);
        Self { seen, factor, is_perfect }
    }

    /// How many taken slots may be tried for so many names: with more, another key is better.
    pub(super) const fn most_taken(self, names: usize) -> usize {
        match self.seen {
            _ if self.is_perfect => 0,
            Seen::Eight | Seen::Sixteen => names,
            Seen::Ends => usize::MAX,
        }
    }

    /// The number of a name of less than sixteen bytes, given the sixteen that begin with it and the quote behind it. What
    /// is seen of a longer one may be enough, too.
    #[inline(always)]
    pub(super) const fn hash(self, start: [u8; 16]) -> u64 {
        self.hash_seen(self.seen.of_start(start))
    }

    /// The number of any name.
    pub(super) const fn hash_of(self, name: &[u8]) -> u64 {
        self.hash_seen(self.seen.of(name))
    }

    /// The number of what is seen of a name.
    #[inline(always)]
    pub(super) const fn hash_seen(self, seen: u64) -> u64 {
        seen.wrapping_mul(self.factor)
    }
}

impl Seen {
    /// What is seen of a name of less than sixteen bytes, given the sixteen that begin with it and the quote behind it.
    #[inline(always)]
    const fn of_start(self, start: [u8; 16]) -> u64 {
        let start = u128::from_le_bytes(start);
        match self {
            #[expect(clippy::cast_possible_truncation, reason = "it is what is seen")]
            Self::Eight => first_up_to_quote(start as u64),
            Self::Sixteen | Self::Ends => folded(up_to_quote(start)),
        }
    }

    /// What is seen of any name.
    pub(super) const fn of(self, name: &[u8]) -> u64 {
        if let (Self::Ends, Some(first), Some(last)) =
            (self, name.first_chunk::<16>(), name.last_chunk::<16>())
        {
            let last = u128::from_le_bytes(*last).rotate_left(27);
            return folded(u128::from_le_bytes(*first) ^ last ^ name.len() as u128);
        }
        let mut start = [b'"'; 16];
        let mut index = 0;
        while index < name.len() && index < start.len() {
            start[index] = name[index];
            index += 1;
        }
        self.of_start(start)
    }
}

/// The bytes up to the first quote and with it, the others zero.
#[inline(always)]
const fn up_to_quote(start: u128) -> u128 {
    const EACH: u128 = u128::from_le_bytes([1; 16]);
    const QUOTES: u128 = u128::from_le_bytes([b'"'; 16]);
    // The highest bit of a byte that is a quote; of some that follow the first one it may be, too.
    let others = start ^ QUOTES;
    let quotes = others.wrapping_sub(EACH) & !others & (EACH << 7);
    start & (quotes ^ quotes.wrapping_sub(1))
}

/// The same of eight bytes, but that a byte beyond ASCII may end them, too.
#[inline(always)]
const fn first_up_to_quote(start: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const QUOTES: u64 = u64::from_le_bytes([b'"'; 8]);
    let quotes = (start ^ QUOTES).wrapping_sub(EACH) & (EACH << 7);
    start & (quotes ^ quotes.wrapping_sub(1))
}

#[inline(always)]
const fn folded(text: u128) -> u64 {
    #[expect(clippy::cast_possible_truncation, reason = "it is taken by halves")]
    let (first, last) = (text as u64, (text >> 64) as u64);
    first ^ last.rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_name_does_not_matter() {
        for seen in [Seen::Eight, Seen::Sixteen, Seen::Ends] {
            let key = Key::new(seen, 3, true);
            for name in
                ["", "a", "id", "é", "日本", "seven_l", "eight_le", "nine_lett", "fifteen_letters"]
            {
                for behind in [
                    "\":1,\"and so on, and on",
                    "\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"\"",
                    "\"!#\u{80}é       !!!!!!!!!",
                ] {
                    let text = format!("{name}{behind}");
                    let start = text.as_bytes().first_chunk().expect("sixteen bytes");
                    assert_eq!(key.hash(*start), key.hash_of(name.as_bytes()), "{name} {behind}");
                }
            }
        }
    }

    #[test]
    fn it_tells_apart_what_it_sees() {
        let differ = |seen, one: &str, other: &str| {
            let key = Key::new(seen, 0, true);
            key.hash_of(one.as_bytes()) != key.hash_of(other.as_bytes())
        };
        assert!(differ(Seen::Eight, "transcri", "transcrj"));
        assert!(!differ(Seen::Eight, "transcript", "transcription"));
        assert!(differ(Seen::Sixteen, "transcript", "transcription"));
        assert!(!differ(Seen::Sixteen, "a_name_of_sixteen_1", "a_name_of_sixteen_2"));
        assert!(differ(Seen::Ends, "a_name_of_sixteen_1", "a_name_of_sixteen_2"));
        assert!(differ(Seen::Ends, "\u{e9}1", "\u{e9}2"));
    }
}
