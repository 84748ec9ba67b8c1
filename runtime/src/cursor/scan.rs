//! What lives here: sixteen bytes looked at together: where white space ends, the plain inside of a string,
//! a run of digits; and whether a text begins with given bytes.
//!
//! The one module with `unsafe`: calls of functions for SSE2 and AVX2, and bytes taken for a register. Every
//! x86-64 processor has SSE2; AVX2 is asked for before it is used. On other processors the same is done in
//! ordinary registers. The tests compare with a byte-by-byte twin at every length and alignment.

/// A bit for each of sixteen bytes, the first one lowest: set where a run ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Stops(u32);

impl Stops {
    /// How many bytes come before the first one that is set; none where no bit is.
    #[inline(always)]
    pub(crate) fn first(self) -> Option<usize> {
        (self.0 != 0).then(|| self.0.trailing_zeros() as usize & 15)
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

/// Where what gives a text its structure stands among 64 bytes, a bit for each byte, the first one lowest.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Structure {
    pub(super) quotes: u64,
    pub(super) backslashes: u64,
    /// Brackets that open an array or an object.
    pub(super) opening: u64,
    /// Brackets that close one.
    pub(super) closing: u64,
}

/// Looks at the structure of each 64 bytes, the last of them filled up with spaces, until a place is found:
/// how many bytes come before it.
#[inline(always)]
pub(super) fn find_in_structure(
    text: &[u8],
    mut find: impl FnMut(Structure) -> Option<usize>,
) -> Option<usize> {
    let (blocks, rest) = text.as_chunks::<64>();
    if let Some(found) = wide::find_in_structure(blocks, &mut find) {
        return Some(found);
    }
    let mut last = [b' '; 64];
    last[..rest.len()].copy_from_slice(rest);
    find(structure(&last)).map(|found| blocks.len() * 64 + found)
}

/// The same, sixteen bytes at a time.
#[inline(always)]
fn find_in_structure_by_16(
    blocks: &[[u8; 64]],
    find: &mut impl FnMut(Structure) -> Option<usize>,
) -> Option<usize> {
    let mut blocks = blocks.iter().enumerate();
    blocks.find_map(|(index, block)| Some(index * 64 + find(structure(block))?))
}

#[inline(always)]
fn structure(block: &[u8; 64]) -> Structure {
    let mut structure = Structure::default();
    for (index, chunk) in block.as_chunks::<16>().0.iter().enumerate() {
        structure.add(wide::structure(chunk), index * 16);
    }
    structure
}

impl Structure {
    /// Adds quotes, backslashes, and brackets that open and close, of the bytes from a place on.
    #[inline(always)]
    fn add(&mut self, bits: [u32; 4], place: usize) {
        let [quotes, backslashes, opening, closing] = bits.map(|bits| u64::from(bits) << place);
        self.quotes |= quotes;
        self.backslashes |= backslashes;
        self.opening |= opening;
        self.closing |= closing;
    }
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
pub(super) fn long_plain_prefix(bytes: &[u8]) -> usize {
    wide::long_plain_prefix(bytes)
}

/// The same, sixteen bytes at a time.
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

#[cfg(target_arch = "x86_64")]
#[expect(unsafe_code, reason = "functions for SSE2 are safe wherever there is SSE2")]
mod wide {
    use super::Structure;
    use std::arch::x86_64::{
        __m128i, __m256i, _mm_cmpeq_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set1_epi8, _mm_sub_epi8, _mm_xor_si128, _mm256_cmpeq_epi8, _mm256_min_epu8,
        _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_xor_si256,
    };

    #[inline(always)]
    pub(super) fn ends_of_plain(chunk: &[u8; 16]) -> u32 {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        unsafe { plain(load(chunk)) }
    }

    #[inline(always)]
    pub(super) fn ends_of_whitespace(chunk: &[u8; 16]) -> u32 {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        unsafe { whitespace(load(chunk)) }
    }

    #[inline(always)]
    pub(super) fn ends_of_indentation(chunk: &[u8; 16]) -> u32 {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        unsafe { indentation(load(chunk)) }
    }

    #[inline(always)]
    pub(super) fn ends_of_digits(chunk: &[u8; 16]) -> u32 {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        unsafe { digits(load(chunk)) }
    }

    #[inline(always)]
    pub(super) fn ends_of_hexadecimal(chunk: &[u8; 16]) -> u32 {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        unsafe { hexadecimal(load(chunk)) }
    }

    #[inline(always)]
    pub(super) fn structure(chunk: &[u8; 16]) -> [u32; 4] {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        unsafe { brackets_and_quotes(load(chunk)) }
    }

    #[inline(always)]
    pub(super) fn equal(left: &[u8; 16], right: &[u8; 16]) -> u32 {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        unsafe { same(load(left), load(right)) }
    }

    #[inline(always)]
    pub(super) fn long_plain_prefix(bytes: &[u8]) -> usize {
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has AVX2, which is all that the function asks for.
            unsafe { plain_prefix_by_32(bytes) }
        } else {
            super::plain_prefix_by_16(bytes)
        }
    }

    #[inline(always)]
    pub(super) fn find_in_structure(
        blocks: &[[u8; 64]],
        find: &mut impl FnMut(Structure) -> Option<usize>,
    ) -> Option<usize> {
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
            // SAFETY: the processor has both, which is all that the function asks for.
            unsafe { find_in_structure_by_32(blocks, find) }
        } else {
            super::find_in_structure_by_16(blocks, find)
        }
    }

    #[inline(always)]
    fn load(chunk: &[u8; 16]) -> __m128i {
        // SAFETY: both are sixteen bytes, and any bytes are a value of either.
        unsafe { std::mem::transmute(*chunk) }
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn all(byte: u8) -> __m128i {
        _mm_set1_epi8(byte.cast_signed())
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn plain(bytes: __m128i) -> u32 {
        // With the one bit turned, quotes come right behind the control characters, and nothing between.
        let turned = _mm_xor_si128(bytes, all(0x02));
        let quote_or_control = _mm_cmpeq_epi8(_mm_min_epu8(turned, all(0x20)), turned);
        let stops = _mm_or_si128(quote_or_control, _mm_cmpeq_epi8(bytes, all(b'\\')));
        _mm_movemask_epi8(stops).cast_unsigned()
    }

    #[inline]
    #[target_feature(enable = "avx2")]
    fn plain_prefix_by_32(bytes: &[u8]) -> usize {
        let all = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        let (chunks, rest) = bytes.as_chunks::<32>();
        for (index, chunk) in chunks.iter().enumerate() {
            // SAFETY: both are 32 bytes, and any bytes are a value of either.
            let bytes: __m256i = unsafe { std::mem::transmute(*chunk) };
            let turned = _mm256_xor_si256(bytes, all(0x02));
            let quote_or_control = _mm256_cmpeq_epi8(_mm256_min_epu8(turned, all(0x20)), turned);
            let stops = _mm256_or_si256(quote_or_control, _mm256_cmpeq_epi8(bytes, all(b'\\')));
            let stops = _mm256_movemask_epi8(stops);
            if stops != 0 {
                return index * 32 + stops.trailing_zeros() as usize;
            }
        }
        chunks.len() * 32 + super::plain_prefix_by_16(rest)
    }

    /// Whoever counts bits in what is found is compiled along with this, and so gets `popcnt`.
    #[inline]
    #[target_feature(enable = "avx2,popcnt")]
    fn find_in_structure_by_32(
        blocks: &[[u8; 64]],
        find: &mut impl FnMut(Structure) -> Option<usize>,
    ) -> Option<usize> {
        let all = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        for (index, block) in blocks.iter().enumerate() {
            let mut structure = Structure::default();
            for (half, chunk) in block.as_chunks::<32>().0.iter().enumerate() {
                // SAFETY: both are 32 bytes, and any bytes are a value of either.
                let bytes: __m256i = unsafe { std::mem::transmute(*chunk) };
                let braces = _mm256_or_si256(bytes, all(b'{' ^ b'['));
                let bits = [(bytes, b'"'), (bytes, b'\\'), (braces, b'{'), (braces, b'}')];
                let bits = bits.map(|(bytes, byte)| {
                    let same = _mm256_cmpeq_epi8(bytes, all(byte));
                    _mm256_movemask_epi8(same).cast_unsigned()
                });
                structure.add(bits, half * 32);
            }
            if let Some(found) = find(structure) {
                return Some(index * 64 + found);
            }
        }
        None
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn whitespace(bytes: __m128i) -> u32 {
        let is = |byte: u8| _mm_cmpeq_epi8(bytes, all(byte));
        let line = _mm_or_si128(is(b'\r'), is(b'\t'));
        let white = _mm_or_si128(_mm_or_si128(is(b' '), is(b'\n')), line);
        _mm_movemask_epi8(white).cast_unsigned() ^ 0xffff
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn indentation(bytes: __m128i) -> u32 {
        let white =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, all(b' ')), _mm_cmpeq_epi8(bytes, all(b'\n')));
        _mm_movemask_epi8(white).cast_unsigned() ^ 0xffff
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn digits(bytes: __m128i) -> u32 {
        _mm_movemask_epi8(within(bytes, b'0', 10)).cast_unsigned() ^ 0xffff
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn hexadecimal(bytes: __m128i) -> u32 {
        let letters = within(_mm_or_si128(bytes, all(0x20)), b'a', 6);
        let either = _mm_or_si128(within(bytes, b'0', 10), letters);
        _mm_movemask_epi8(either).cast_unsigned() ^ 0xffff
    }

    /// Which bytes are one of so many that follow one another.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn within(bytes: __m128i, first: u8, count: u8) -> __m128i {
        let places = _mm_sub_epi8(bytes, all(first));
        _mm_cmpeq_epi8(_mm_min_epu8(places, all(count - 1)), places)
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn brackets_and_quotes(bytes: __m128i) -> [u32; 4] {
        let bits = |bytes, byte| same(bytes, all(byte));
        // With that bit set, brackets are braces.
        let braces = _mm_or_si128(bytes, all(b'{' ^ b'['));
        [bits(bytes, b'"'), bits(bytes, b'\\'), bits(braces, b'{'), bits(braces, b'}')]
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn same(left: __m128i, right: __m128i) -> u32 {
        _mm_movemask_epi8(_mm_cmpeq_epi8(left, right)).cast_unsigned()
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod wide {
    #[inline]
    pub(super) fn ends_of_plain(chunk: &[u8; 16]) -> u32 {
        bits(|index| chunk[index] < 0x20 || matches!(chunk[index], b'"' | b'\\'))
    }

    #[inline]
    pub(super) fn ends_of_whitespace(chunk: &[u8; 16]) -> u32 {
        bits(|index| !matches!(chunk[index], b' ' | b'\n' | b'\r' | b'\t'))
    }

    #[inline]
    pub(super) fn ends_of_indentation(chunk: &[u8; 16]) -> u32 {
        bits(|index| !matches!(chunk[index], b' ' | b'\n'))
    }

    #[inline]
    pub(super) fn ends_of_digits(chunk: &[u8; 16]) -> u32 {
        bits(|index| !chunk[index].is_ascii_digit())
    }

    #[inline]
    pub(super) fn ends_of_hexadecimal(chunk: &[u8; 16]) -> u32 {
        bits(|index| !chunk[index].is_ascii_hexdigit())
    }

    #[inline]
    pub(super) fn equal(left: &[u8; 16], right: &[u8; 16]) -> u32 {
        bits(|index| left[index] == right[index])
    }

    #[inline]
    pub(super) fn find_in_structure(
        blocks: &[[u8; 64]],
        find: &mut impl FnMut(super::Structure) -> Option<usize>,
    ) -> Option<usize> {
        super::find_in_structure_by_16(blocks, find)
    }

    #[inline]
    pub(super) fn structure(chunk: &[u8; 16]) -> [u32; 4] {
        [*b"\"\"", *b"\\\\", *b"{[", *b"}]"]
            .map(|either| bits(|index| either.contains(&chunk[index])))
    }

    #[inline]
    pub(super) fn long_plain_prefix(bytes: &[u8]) -> usize {
        super::plain_prefix_by_16(bytes)
    }

    #[inline]
    fn bits(is_set: impl Fn(usize) -> bool) -> u32 {
        (0..16).fold(0, |bits, index| bits | u32::from(is_set(index)) << index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_run_ends_at_the_first_special_byte_at_every_length_and_alignment() {
        for start in 0..17 {
            for length in 0..70 {
                for stop in 0..=255 {
                    let mut bytes = vec![b'a'; start + length];
                    bytes.extend([stop, b'"', b'\\', 0x01]);
                    let expected = slow::plain_prefix(&bytes[start..]);
                    assert_eq!(long_plain_prefix(&bytes[start..]), expected);
                    assert_eq!(plain_prefix_by_16(&bytes[start..]), expected);
                }
            }
        }
        let plain = [b' ', b'!', b'#', 0x7f, 0x80, 0xff].repeat(20);
        assert_eq!(long_plain_prefix(&plain), plain.len());
    }

    #[test]
    fn white_space_ends_at_the_first_other_byte_at_every_length_and_alignment() {
        for start in 0..17 {
            for length in 0..70 {
                for stop in 0..=255 {
                    let white = b" \n\r\t".iter().cycle().take(start + length);
                    let mut bytes: Vec<u8> = white.copied().collect();
                    bytes.extend([stop, b' ', b'x']);
                    assert_eq!(
                        whitespace_prefix(&bytes[start..]),
                        slow::whitespace_prefix(&bytes[start..])
                    );
                }
            }
        }
    }

    #[test]
    fn indentation_is_spaces_and_line_feeds() {
        for length in 0..16 {
            for stop in 0..=255 {
                let mut chunk = *b"\n    \n\n         ";
                chunk[length] = stop;
                let expected = (!matches!(stop, b' ' | b'\n')).then_some(length);
                assert_eq!(ends_of_indentation(&chunk).first(), expected, "{length} {stop}");
            }
        }
    }

    #[test]
    fn digits_end_at_every_byte_that_is_none() {
        for length in 0..16 {
            for stop in 0..=255 {
                let mut chunk = *b"0123456789012345";
                chunk[length] = stop;
                let expected = (!stop.is_ascii_digit()).then_some(length);
                assert_eq!(ends_of_digits(&chunk).first(), expected, "{length} {stop}");
            }
        }
        let stops = ends_of_digits(b"12.345,678901234");
        assert_eq!((stops.first(), stops.after_first().first()), (Some(2), Some(6)));
        assert_eq!(stops.after_first().after_first().first(), None);
    }

    #[test]
    fn hexadecimal_digits_are_those_of_either_case() {
        for byte in 0..=255_u8 {
            let chunk = [byte; 16];
            let expected = if byte.is_ascii_hexdigit() { 0 } else { 0xffff };
            assert_eq!(ends_of_hexadecimal(&chunk), expected, "{byte}");
        }
        assert_eq!(ends_of_hexadecimal(b"01-34567-9abCdE-"), 1 << 2 | 1 << 8 | 1 << 15);
    }

    #[test]
    fn each_byte_is_compared() {
        let left = *b"abcdefghijklmnopqrstuvwxyzABCDEF";
        assert_eq!(equal(&left, &left), u32::MAX);
        for index in 0..32 {
            let mut right = left;
            right[index] ^= 0x80;
            assert_eq!(equal(&left, &right), !(1 << index));
        }
    }

    #[test]
    fn the_structure_is_the_same_however_many_bytes_are_looked_at_together() {
        let expected = |text: &[u8]| {
            let bits = |either: &[u8]| {
                let bits = text.iter().enumerate();
                bits.fold(0, |bits, (index, byte)| bits | u64::from(either.contains(byte)) << index)
            };
            Structure {
                quotes: bits(b"\""),
                backslashes: bits(b"\\"),
                opening: bits(b"{["),
                closing: bits(b"]}"),
            }
        };
        let text: Vec<u8> =
            (0..=255).chain(*b"{\"[\\]}{{\"\"").cycle().take(64 * 67 + 13).collect();
        for start in 0..67 {
            let text = &text[start..];
            let mut found = Vec::new();
            let all = find_in_structure(text, |structure| {
                found.push(structure);
                None
            });
            assert_eq!(all, None);
            let right: Vec<_> = text.chunks(64).map(expected).collect();
            assert_eq!(found[..right.len()], right);
            let by_16: Vec<_> = text.as_chunks().0.iter().map(structure).collect();
            assert_eq!(found[..by_16.len()], by_16);
            for block in 0..right.len() {
                let mut count = 0;
                let place = find_in_structure(text, |_| {
                    count += 1;
                    (count > block).then_some(7)
                });
                assert_eq!(place, Some(block * 64 + 7));
            }
        }
    }
}
