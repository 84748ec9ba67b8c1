//! What lives here: sixteen bytes looked at together: where white space ends, the plain inside of a string,
//! a run of digits or of characters in ranges; whether a text begins with given bytes; and 64 bytes at a time, for a
//! text's structure and for strings with escapes.
//!
//! `x86` is the one module with `unsafe`: calls of functions for SSE2 and AVX2, and bytes taken for a register. Every
//! x86-64 processor has SSE2; AVX2 is asked for before it is used. On other processors the same is done in
//! ordinary registers. The tests compare with a byte-by-byte twin at every length and alignment.

#[cfg(any(test, not(target_arch = "x86_64")))]
mod portable;
#[cfg(test)]
mod tests;
#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "functions for SSE2 are safe wherever there is SSE2")]
mod x86;

#[cfg(not(target_arch = "x86_64"))]
use portable as wide;
#[cfg(target_arch = "x86_64")]
use x86 as wide;

/// A bit for each of sixteen bytes, the first one lowest: set where a run ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Stops(u32);

impl Stops {
    /// How many bytes come before the first one that is set; none where no bit is.
    #[inline(always)]
    pub(crate) fn first(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as usize & 15)
    }

    /// Bits for all bytes up to the first one that is set.
    #[inline(always)]
    fn up_to_first(self) -> u32 {
        self.0 ^ self.0.wrapping_sub(1)
    }

    /// Whether two chunks are the same up to the first one, which there is.
    #[inline(always)]
    pub(super) fn are_behind_the_same(self, left: &[u8; 16], right: &[u8; 16]) -> bool {
        wide::equal(left, right) & self.up_to_first() == self.up_to_first()
    }

    /// Whether the first one has so many bytes before it.
    ///
    /// Whoever asks goes on at a place known before, and need not wait for the one that is found.
    #[inline(always)]
    pub(crate) fn first_is(self, place: usize) -> bool {
        let first = self.0 & self.0.wrapping_neg();
        place < 16 && first == 1 << place
    }

    /// All but the first one.
    #[inline(always)]
    pub(super) fn after_first(self) -> Self {
        Self(self.0 & self.0.wrapping_sub(1))
    }
}

/// Where quotes, backslashes and control characters stand.
#[inline(always)]
pub(super) fn ends_of_plain(chunk: &[u8; 16]) -> Stops {
    Stops(wide::ends_of_plain(chunk))
}

/// Where quotes stand.
#[inline(always)]
pub(crate) fn quotes(chunk: &[u8; 16]) -> Stops {
    Stops(wide::equal(chunk, &[b'"'; 16]))
}

/// How many bytes come before the first quote, where it is among them and they are plain.
///
/// Only the quotes decide where what follows is looked for: whether all before them are plain is looked at aside.
#[inline(always)]
pub(crate) fn plain_before_quote(chunk: &[u8; 16]) -> Option<usize> {
    let quotes = quotes(chunk);
    let length = quotes.first()?;
    if wide::never_plain(chunk) & quotes.up_to_first() == 0 { Some(length) } else { None }
}

/// Where something other than spaces and line feeds stands, of which most white space is.
#[inline(always)]
pub(super) fn ends_of_indentation(chunk: &[u8; 16]) -> Stops {
    Stops(wide::ends_of_indentation(chunk))
}

/// Where something other than a digit stands.
#[inline(always)]
pub(crate) fn ends_of_digits(chunk: &[u8; 16]) -> Stops {
    Stops(wide::ends_of_digits(chunk))
}

/// How many bytes at the beginning lie in the ranges, where another follows.
#[inline(always)]
pub(crate) fn length_within<const COUNT: usize>(
    text: &[u8],
    ranges: [(u8, u8); COUNT],
) -> Option<usize> {
    let stop = |chunk: &[u8; 16]| Stops(wide::outside(chunk, ranges)).first();
    let (chunks, end) = text.as_chunks();
    let mut chunks = chunks.iter().enumerate();
    let found = chunks.find_map(|(index, chunk)| Some(index * 16 + stop(chunk)?));
    found.or_else(|| {
        let mut last = [0; 16];
        last[..end.len()].copy_from_slice(end);
        stop(&last)
            .filter(|length| *length < end.len())
            .map(|length| text.len() - end.len() + length)
    })
}

/// Whether each byte is one from that of `lowest` to that of `highest`.
#[inline(always)]
pub(crate) fn is_between(chunk: &[u8; 16], lowest: &[u8; 16], highest: &[u8; 16]) -> bool {
    wide::between(chunk, lowest, highest) == 0xffff
}

/// Where four kinds of bytes stand among 64, a bit for each byte, the first one lowest.
type Places = [u64; 4];

/// Where what gives a text its structure stands: quotes, backslashes, brackets that open an array or an object,
/// brackets that close one.
pub(super) const STRUCTURE: bool = false;

/// What the inside of a string is made of: quotes, backslashes, control characters, what may stand behind a
/// backslash but for `u`.
pub(super) const INSIDE_OF_STRINGS: bool = true;

/// What may stand behind a backslash, but for `u`.
const ESCAPABLE: &[u8] = b"\"\\/bfnrt";

/// Looks at each 64 bytes, the last of them filled up with spaces, until a place is found: how many bytes come
/// before it. `KINDS` says which bytes are looked for.
#[inline(always)]
pub(super) fn find_in_blocks<const KINDS: bool>(
    text: &[u8],
    mut find: impl FnMut(Places) -> Option<usize>,
) -> Option<usize> {
    let (blocks, rest) = text.as_chunks::<64>();
    if let Some(found) = wide::find_in_blocks::<KINDS>(blocks, &mut find) {
        return Some(found);
    }
    let mut last = [b' '; 64];
    last[..rest.len()].copy_from_slice(rest);
    find(places::<KINDS>(&last)).map(|found| blocks.len() * 64 + found)
}

/// The same, sixteen bytes at a time.
#[inline(always)]
fn find_by_16<const KINDS: bool>(
    blocks: &[[u8; 64]],
    find: &mut impl FnMut(Places) -> Option<usize>,
) -> Option<usize> {
    let mut blocks = blocks.iter().enumerate();
    blocks.find_map(|(index, block)| Some(index * 64 + find(places::<KINDS>(block))?))
}

#[inline(always)]
fn places<const KINDS: bool>(block: &[u8; 64]) -> Places {
    let mut all = Places::default();
    for (index, chunk) in block.as_chunks::<16>().0.iter().enumerate() {
        add(&mut all, wide::places::<KINDS>(chunk), index * 16);
    }
    all
}

/// Adds what stands among the bytes from a place on.
#[inline(always)]
fn add(all: &mut Places, some: [u32; 4], place: usize) {
    for (all, some) in all.iter_mut().zip(some) {
        *all |= u64::from(some) << place;
    }
}

/// Which bytes of a block stand behind a backslash that escapes them. `first` says whether the first one does: one
/// or zero; it is left so for the block that follows.
#[inline(always)]
pub(super) fn escaped(backslashes: u64, first: &mut u64) -> u64 {
    const ODD: u64 = 0xaaaa_aaaa_aaaa_aaaa;
    // Of a run of backslashes each other one escapes. A carry goes through the run: where one that began at an even
    // place ends at an odd one, or the other way round, the byte behind it is escaped.
    let escaping = backslashes & !*first;
    let ends = ((escaping << 1 | ODD).wrapping_sub(escaping)) ^ ODD;
    let escaped = ends ^ (backslashes | *first);
    *first = (ends & backslashes) >> 63;
    escaped
}

/// Where something other than a hexadecimal digit stands, a bit for each byte.
#[inline(always)]
pub(crate) fn ends_of_hexadecimal(chunk: &[u8; 16]) -> u32 {
    wide::ends_of_hexadecimal(chunk)
}

/// A bit for each byte that is the same in both, the first one lowest.
#[inline(always)]
pub(super) fn equal(left: &[u8; 32], right: &[u8; 32]) -> u32 {
    let ((left, left_end), (right, right_end)) = (halves(left), halves(right));
    wide::equal(left, right) | wide::equal(left_end, right_end) << 16
}

/// The same of sixteen bytes.
#[inline(always)]
pub(super) fn equal_16(left: &[u8; 16], right: &[u8; 16]) -> u32 {
    wide::equal(left, right)
}

#[inline(always)]
fn halves(bytes: &[u8; 32]) -> (&[u8; 16], &[u8; 16]) {
    const NONE: &[u8; 16] = &[0; 16];
    (bytes.first_chunk().unwrap_or(NONE), bytes.last_chunk().unwrap_or(NONE))
}

/// How many bytes at the beginning are neither a quote, a backslash nor a control character.
#[inline(always)]
pub(crate) fn long_plain_prefix(bytes: &[u8]) -> usize {
    wide::long_plain_prefix(bytes)
}

/// What follows a string without escapes, where the text begins with one: made for those that are long.
#[inline(always)]
pub(crate) fn after_long_string(text: &[u8]) -> Option<&[u8]> {
    wide::after_long_string(text)
}

/// The same, given how the plain bytes at the beginning are counted.
#[inline(always)]
fn after_string_with(text: &[u8], plain_prefix: impl Fn(&[u8]) -> usize) -> Option<&[u8]> {
    let [b'"', inside @ ..] = text else { return None };
    match inside.get(plain_prefix(inside)..) {
        Some([b'"', rest @ ..]) => Some(rest),
        _ => None,
    }
}

/// How many bytes at the beginning are plain, sixteen at a time.
#[inline]
fn plain_prefix_by_16(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<16>();
    for (index, chunk) in chunks.iter().enumerate() {
        if let Some(stop) = ends_of_plain(chunk).first() {
            return index * 16 + stop;
        }
    }
    chunks.len() * 16 + slow::plain_prefix(rest)
}

/// How many bytes at the beginning are white space.
#[inline(never)]
pub(super) fn whitespace_prefix(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<16>();
    for (index, chunk) in chunks.iter().enumerate() {
        if let Some(stop) = Stops(wide::ends_of_whitespace(chunk)).first() {
            return index * 16 + stop;
        }
    }
    chunks.len() * 16 + slow::whitespace_prefix(rest)
}

/// The same, byte by byte: for the last bytes of a text, and for the tests.
mod slow {
    #[inline]
    pub(super) fn plain_prefix(bytes: &[u8]) -> usize {
        let stop = bytes.iter().position(|&byte| byte < 0x20 || byte == b'"' || byte == b'\\');
        stop.unwrap_or(bytes.len())
    }

    #[inline]
    pub(super) fn whitespace_prefix(bytes: &[u8]) -> usize {
        let stop = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
        stop.unwrap_or(bytes.len())
    }
}
