//! What lives here: what digits are worth, sixteen of them at once where there are no more.

/// What digits are worth.
#[inline(never)]
pub(super) fn worth(digits: &[u8]) -> i64 {
    digits.iter().fold(0i64, |value, digit| {
        value.wrapping_mul(10).wrapping_add(i64::from(digit.wrapping_sub(b'0')))
    })
}

/// What the first so many bytes of sixteen are worth, which are digits.
#[inline(always)]
pub(super) fn worth_of_first(window: [u8; 16], digits: usize) -> i64 {
    let all = u128::from_le_bytes(window) ^ u128::from_le_bytes([b'0'; 16]);
    // They go behind zeros, to the end of the sixteen.
    let [low, high] = halves(all << (8 * (16 - digits)));
    worth_of_eight(low).wrapping_mul(100_000_000).wrapping_add(worth_of_eight(high))
}

/// What eight digits are worth, the first in the lowest byte: neighbours are joined, to pairs, to fours, to all.
#[inline(always)]
fn worth_of_eight(digits: u64) -> i64 {
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    eight.cast_signed()
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "they are the halves")]
fn halves(all: u128) -> [u64; 2] {
    [all as u64, (all >> 64) as u64]
}
