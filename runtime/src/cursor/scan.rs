//! What lives here: runs of bytes passed over sixteen at a time: white space, and the plain inside of
//! strings.
//!
//! The one module with `unsafe`: calls of functions for SSE2, which every x86-64 processor has. On other
//! processors the same is done in ordinary registers. The tests compare with a byte-by-byte twin at every
//! length and alignment.

/// How many bytes at the beginning are neither a quote, a backslash nor a control character.
///
/// Most strings end within the first sixteen bytes, which are looked at in place.
#[inline(always)]
pub(super) fn plain_prefix(bytes: &[u8]) -> usize {
    match bytes.first_chunk::<16>().and_then(wide::end_of_plain) {
        Some(stop) => stop,
        None => long_plain_prefix(bytes),
    }
}

/// How many bytes at the beginning are white space. Most of it is short.
#[inline(always)]
pub(super) fn whitespace_prefix(bytes: &[u8]) -> usize {
    match bytes.first_chunk::<16>().and_then(wide::end_of_whitespace) {
        Some(stop) => stop,
        None => long_whitespace_prefix(bytes),
    }
}

#[inline(never)]
fn long_plain_prefix(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<16>();
    for (index, chunk) in chunks.iter().enumerate() {
        if let Some(stop) = wide::end_of_plain(chunk) {
            return index * 16 + stop;
        }
    }
    chunks.len() * 16 + slow::plain_prefix(rest)
}

#[inline(never)]
fn long_whitespace_prefix(bytes: &[u8]) -> usize {
    let (chunks, rest) = bytes.as_chunks::<16>();
    for (index, chunk) in chunks.iter().enumerate() {
        if let Some(stop) = wide::end_of_whitespace(chunk) {
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
    use std::arch::x86_64::{
        __m128i, _mm_cmpeq_epi8, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set_epi64x,
        _mm_set1_epi8,
    };

    /// The index of the first byte that ends the plain inside of a string.
    #[inline(always)]
    pub(super) fn end_of_plain(chunk: &[u8; 16]) -> Option<usize> {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        let stops = unsafe { plain_stops(chunk) };
        (stops != 0).then(|| stops.trailing_zeros() as usize)
    }

    /// The index of the first byte that is no white space.
    #[inline(always)]
    pub(super) fn end_of_whitespace(chunk: &[u8; 16]) -> Option<usize> {
        // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
        let stops = unsafe { whitespace_stops(chunk) };
        (stops != 0).then(|| stops.trailing_zeros() as usize)
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn load(chunk: &[u8; 16]) -> __m128i {
        let (words, _) = chunk.as_chunks::<8>();
        _mm_set_epi64x(i64::from_le_bytes(words[1]), i64::from_le_bytes(words[0]))
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn plain_stops(chunk: &[u8; 16]) -> u32 {
        let bytes = load(chunk);
        let quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'"'.cast_signed()));
        let backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'\\'.cast_signed()));
        let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
        let stops = _mm_or_si128(_mm_or_si128(quote, backslash), control);
        _mm_movemask_epi8(stops).cast_unsigned()
    }

    #[inline]
    #[target_feature(enable = "sse2")]
    fn whitespace_stops(chunk: &[u8; 16]) -> u32 {
        let bytes = load(chunk);
        let is = |byte: u8| _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte.cast_signed()));
        let line = _mm_or_si128(is(b'\r'), is(b'\t'));
        let white = _mm_or_si128(_mm_or_si128(is(b' '), is(b'\n')), line);
        _mm_movemask_epi8(white).cast_unsigned() ^ 0xffff
    }
}

#[cfg(not(target_arch = "x86_64"))]
mod wide {
    /// The index of the first byte that ends the plain inside of a string.
    #[inline]
    pub(super) fn end_of_plain(chunk: &[u8; 16]) -> Option<usize> {
        first(chunk, |byte| (byte < 0x20) | (byte == b'"') | (byte == b'\\'))
    }

    /// The index of the first byte that is no white space.
    #[inline]
    pub(super) fn end_of_whitespace(chunk: &[u8; 16]) -> Option<usize> {
        first(chunk, |byte| (byte != b' ') & (byte != b'\n') & (byte != b'\r') & (byte != b'\t'))
    }

    #[inline]
    fn first(chunk: &[u8; 16], ends: impl Fn(u8) -> bool) -> Option<usize> {
        let mut marks = [0; 16];
        // A plain loop without a way out: the compiler makes it one comparison of all sixteen.
        for (mark, byte) in marks.iter_mut().zip(chunk) {
            *mark = if ends(*byte) { 0xff } else { 0 };
        }
        let marks = u128::from_le_bytes(marks);
        (marks != 0).then(|| marks.trailing_zeros() as usize / 8)
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
                    assert_eq!(plain_prefix(&bytes[start..]), slow::plain_prefix(&bytes[start..]));
                }
            }
        }
        let plain = [b' ', b'!', b'#', 0x7f, 0x80, 0xff].repeat(20);
        assert_eq!(plain_prefix(&plain), plain.len());
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
}
