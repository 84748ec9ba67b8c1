//! What lives here: sixteen bytes in a register of SSE2, and 32 in one of AVX2. All that is `unsafe`.

use super::{ESCAPABLE, INSIDE_OF_STRINGS, Places};
use std::arch::x86_64::{
    __m128i, __m256i, _mm_add_epi8, _mm_cmpeq_epi8, _mm_cmpgt_epi8, _mm_cmplt_epi8, _mm_min_epu8,
    _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8, _mm_sub_epi8, _mm_xor_si128, _mm256_cmpeq_epi8,
    _mm256_cmpgt_epi8, _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8,
    _mm256_xor_si256,
};

#[inline(always)]
pub(super) fn ends_of_plain(chunk: &[u8; 16]) -> u32 {
    // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
    unsafe { plain(load(chunk)) }
}

#[inline(always)]
pub(super) fn never_plain(chunk: &[u8; 16]) -> u32 {
    // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
    unsafe { backslash_or_control(load(chunk)) }
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
pub(super) fn outside<const COUNT: usize>(chunk: &[u8; 16], ranges: [(u8, u8); COUNT]) -> u32 {
    // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
    unsafe { within_ranges(load(chunk), ranges) ^ 0xffff }
}

#[inline(always)]
pub(super) fn between(chunk: &[u8; 16], lowest: &[u8; 16], highest: &[u8; 16]) -> u32 {
    // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
    unsafe { not_below_or_above(load(chunk), load(lowest), load(highest)) }
}

#[inline(always)]
pub(super) fn ends_of_hexadecimal(chunk: &[u8; 16]) -> u32 {
    // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
    unsafe { hexadecimal(load(chunk)) }
}

#[inline(always)]
pub(super) fn places<const KINDS: bool>(chunk: &[u8; 16]) -> [u32; 4] {
    // SAFETY: every x86-64 processor has SSE2, which is all that the function asks for.
    unsafe { places_in_16::<KINDS>(load(chunk)) }
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
pub(super) fn after_plain_string(text: &[u8]) -> Option<&[u8]> {
    if is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2, which is all that the function asks for.
        unsafe { after_plain_string_by_32(text) }
    } else {
        super::after_plain_string_with(text, super::plain_prefix_by_16)
    }
}

#[target_feature(enable = "avx2")]
fn after_plain_string_by_32(text: &[u8]) -> Option<&[u8]> {
    super::after_plain_string_with(text, |inside| plain_prefix_by_32(inside))
}

#[inline(always)]
pub(super) fn find_in_blocks<const KINDS: bool>(
    blocks: &[[u8; 64]],
    find: &mut impl FnMut(Places) -> Option<usize>,
) -> Option<usize> {
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
        // SAFETY: the processor has both, which is all that the function asks for.
        unsafe { find_by_32::<KINDS>(blocks, find) }
    } else {
        super::find_by_16::<KINDS>(blocks, find)
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
    // With the one bit turned, quotes come right behind the control characters, and nothing between; with the
    // highest one, too, bytes are in the same order as numbers that may be negative.
    let turned = _mm_xor_si128(bytes, all(0x82));
    let quote_or_control = _mm_cmpgt_epi8(all(0xa1), turned);
    let stops = _mm_or_si128(quote_or_control, _mm_cmpeq_epi8(bytes, all(b'\\')));
    _mm_movemask_epi8(stops).cast_unsigned()
}

#[inline]
#[target_feature(enable = "sse2")]
fn backslash_or_control(bytes: __m128i) -> u32 {
    let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, all(0x1f)), bytes);
    _mm_movemask_epi8(_mm_or_si128(control, _mm_cmpeq_epi8(bytes, all(b'\\')))).cast_unsigned()
}

#[inline]
#[target_feature(enable = "avx2")]
fn plain_prefix_by_32(bytes: &[u8]) -> usize {
    let all = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
    let (chunks, rest) = bytes.as_chunks::<32>();
    for (index, chunk) in chunks.iter().enumerate() {
        // SAFETY: both are 32 bytes, and any bytes are a value of either.
        let bytes: __m256i = unsafe { std::mem::transmute(*chunk) };
        let turned = _mm256_xor_si256(bytes, all(0x82));
        let quote_or_control = _mm256_cmpgt_epi8(all(0xa1), turned);
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
fn find_by_32<const KINDS: bool>(
    blocks: &[[u8; 64]],
    find: &mut impl FnMut(Places) -> Option<usize>,
) -> Option<usize> {
    for (index, block) in blocks.iter().enumerate() {
        let mut places = Places::default();
        for (half, chunk) in block.as_chunks::<32>().0.iter().enumerate() {
            // SAFETY: both are 32 bytes, and any bytes are a value of either.
            let bytes: __m256i = unsafe { std::mem::transmute(*chunk) };
            super::add(&mut places, places_in_32::<KINDS>(bytes), half * 32);
        }
        if let Some(found) = find(places) {
            return Some(index * 64 + found);
        }
    }
    None
}

#[inline]
#[target_feature(enable = "avx2")]
fn places_in_32<const KINDS: bool>(bytes: __m256i) -> [u32; 4] {
    let all = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
    let same = |bytes, byte| _mm256_cmpeq_epi8(bytes, all(byte));
    let [third, fourth] = if KINDS == INSIDE_OF_STRINGS {
        let control = _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, all(0x1f)), bytes);
        let places = ESCAPABLE.iter().map(|byte| same(bytes, *byte));
        [control, places.fold(all(0), |all, places| _mm256_or_si256(all, places))]
    } else {
        // With that bit set, brackets are braces.
        let braces = _mm256_or_si256(bytes, all(b'{' ^ b'['));
        [same(braces, b'{'), same(braces, b'}')]
    };
    [same(bytes, b'"'), same(bytes, b'\\'), third, fourth]
        .map(|places| _mm256_movemask_epi8(places).cast_unsigned())
}

#[inline]
#[target_feature(enable = "sse2")]
fn places_in_16<const KINDS: bool>(bytes: __m128i) -> [u32; 4] {
    let same = |bytes, byte| _mm_cmpeq_epi8(bytes, all(byte));
    let [third, fourth] = if KINDS == INSIDE_OF_STRINGS {
        let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, all(0x1f)), bytes);
        let places = ESCAPABLE.iter().map(|byte| same(bytes, *byte));
        [control, places.fold(all(0), |all, places| _mm_or_si128(all, places))]
    } else {
        // With that bit set, brackets are braces.
        let braces = _mm_or_si128(bytes, all(b'{' ^ b'['));
        [same(braces, b'{'), same(braces, b'}')]
    };
    [same(bytes, b'"'), same(bytes, b'\\'), third, fourth]
        .map(|places| _mm_movemask_epi8(places).cast_unsigned())
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
    let white = _mm_or_si128(_mm_cmpeq_epi8(bytes, all(b' ')), _mm_cmpeq_epi8(bytes, all(b'\n')));
    _mm_movemask_epi8(white).cast_unsigned() ^ 0xffff
}

#[inline]
#[target_feature(enable = "sse2")]
fn digits(bytes: __m128i) -> u32 {
    let moved = _mm_add_epi8(bytes, all(0x7f - b'9'));
    _mm_movemask_epi8(_mm_cmplt_epi8(moved, all(0x7f - 9))).cast_unsigned()
}

#[inline]
#[target_feature(enable = "sse2")]
fn hexadecimal(bytes: __m128i) -> u32 {
    let letters = within(_mm_or_si128(bytes, all(0x20)), b'a', 6);
    let either = _mm_or_si128(within(bytes, b'0', 10), letters);
    _mm_movemask_epi8(either).cast_unsigned() ^ 0xffff
}

#[inline]
#[target_feature(enable = "sse2")]
fn within_ranges<const COUNT: usize>(bytes: __m128i, ranges: [(u8, u8); COUNT]) -> u32 {
    let places = ranges.map(|(first, last)| within(bytes, first, last - first + 1));
    _mm_movemask_epi8(places.into_iter().fold(all(0), |all, some| _mm_or_si128(all, some)))
        .cast_unsigned()
}

#[inline]
#[target_feature(enable = "sse2")]
fn not_below_or_above(bytes: __m128i, lowest: __m128i, highest: __m128i) -> u32 {
    let (places, last) = (_mm_sub_epi8(bytes, lowest), _mm_sub_epi8(highest, lowest));
    _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_min_epu8(places, last), places)).cast_unsigned()
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
fn same(left: __m128i, right: __m128i) -> u32 {
    _mm_movemask_epi8(_mm_cmpeq_epi8(left, right)).cast_unsigned()
}
