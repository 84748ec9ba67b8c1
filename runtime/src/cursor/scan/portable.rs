//! What lives here: the same as in `x86`, in ordinary registers, for all other processors.

#[inline]
pub(super) fn ends_of_plain(chunk: &[u8; 16]) -> u32 {
    bits(|index| chunk[index] < 0x20 || matches!(chunk[index], b'"' | b'\\'))
}

#[inline]
pub(super) fn never_plain(chunk: &[u8; 16]) -> u32 {
    bits(|index| chunk[index] < 0x20 || chunk[index] == b'\\')
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
pub(super) fn outside<const COUNT: usize>(chunk: &[u8; 16], ranges: [(u8, u8); COUNT]) -> u32 {
    bits(|index| !ranges.iter().any(|(first, last)| (first..=last).contains(&&chunk[index])))
}

#[inline]
pub(super) fn between(chunk: &[u8; 16], lowest: &[u8; 16], highest: &[u8; 16]) -> u32 {
    bits(|index| (lowest[index]..=highest[index]).contains(&chunk[index]))
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
pub(super) fn find_in_blocks<const KINDS: bool>(
    blocks: &[[u8; 64]],
    find: &mut impl FnMut([u64; 4]) -> Option<usize>,
) -> Option<usize> {
    super::find_by_16::<KINDS>(blocks, find)
}

#[inline]
pub(super) fn places<const KINDS: bool>(chunk: &[u8; 16]) -> [u32; 4] {
    let among = |bytes: &[u8]| bits(|index| bytes.contains(&chunk[index]));
    let [third, fourth] = if KINDS == super::INSIDE_OF_STRINGS {
        [bits(|index| chunk[index] < 0x20), among(super::ESCAPABLE)]
    } else {
        [among(b"{["), among(b"]}")]
    };
    [among(b"\""), among(b"\\"), third, fourth]
}

#[inline]
pub(super) fn after_plain_string(text: &[u8]) -> Option<&[u8]> {
    super::after_plain_string_with(text, super::plain_prefix_by_16)
}

#[inline]
pub(super) fn long_plain_prefix(bytes: &[u8]) -> usize {
    super::plain_prefix_by_16(bytes)
}

#[inline]
fn bits(is_set: impl Fn(usize) -> bool) -> u32 {
    (0..16).fold(0, |bits, index| bits | u32::from(is_set(index)) << index)
}
