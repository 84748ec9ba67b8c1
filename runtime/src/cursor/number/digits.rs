//! What lives here: what digits are worth, eight or sixteen of them at once where there are no more.

/// What digits are worth.
#[inline(never)]
pub(super) fn worth(digits: &[u8]) -> i64 {
    digits.iter().fold(0i64, |value, digit| {
        value.wrapping_mul(10).wrapping_add(i64::from(digit.wrapping_sub(b'0')))
    })
}

/// What the first so many bytes of eight are worth, which are digits.
#[inline(always)]
pub(super) fn worth_of_few(window: [u8; 8], digits: usize) -> i64 {
    let all = u64::from_le_bytes(window) ^ u64::from_le_bytes([b'0'; 8]);
    // They go behind zeros, to the end of the eight.
    worth_of_eight(all << (8 * (8 - digits)))
}

/// What the first so many bytes of sixteen are worth, which are more than eight digits.
#[inline(always)]
pub(super) fn worth_of_many(window: &[u8; 16], digits: usize) -> i64 {
    let last = window.get(digits - 8..).and_then(|last| last.first_chunk()).unwrap_or(&[0; 8]);
    let first = window.first_chunk().unwrap_or(&[0; 8]);
    worth_of_few(*first, digits - 8) * 100_000_000 + worth_of_few(*last, 8)
}

/// What eight digits are worth, the first in the lowest byte: neighbours are joined, to pairs, to fours, to all.
#[inline(always)]
fn worth_of_eight(digits: u64) -> i64 {
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    eight.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_worth_what_they_say_whatever_follows_them() {
        for digits in 1..=16 {
            let value: i64 = "9081726354019283"[..digits].parse().expect("digits");
            for behind in [
                "0123456789abcdef",
                "\",}]\n \"ab:1.5e7",
                "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}",
            ] {
                let text = format!("{}{behind}", &"9081726354019283"[..digits]);
                let window = text.as_bytes().first_chunk().expect("sixteen bytes");
                let found = match text.as_bytes().first_chunk() {
                    Some(few) if digits <= 8 => worth_of_few(*few, digits),
                    _ => worth_of_many(window, digits),
                };
                assert_eq!((found, worth(&text.as_bytes()[..digits])), (value, value), "{text}");
            }
        }
    }
}
