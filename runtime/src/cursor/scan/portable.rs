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
    [*b"\"\"", *b"\\\\", *b"{[", *b"}]"].map(|either| bits(|index| either.contains(&chunk[index])))
}

#[inline]
pub(super) fn long_plain_prefix(bytes: &[u8]) -> usize {
    super::plain_prefix_by_16(bytes)
}

#[inline]
fn bits(is_set: impl Fn(usize) -> bool) -> u32 {
    (0..16).fold(0, |bits, index| bits | u32::from(is_set(index)) << index)
}
