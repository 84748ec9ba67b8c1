//! What lives here: a number's value, taken apart digit by digit where its text alone does not decide.

use std::cmp::Ordering;
use std::hash::Hasher;

/// A number's value as `0.digits * 10^exponent`, digits without zeros at either end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Normal<'a> {
    negative: bool,
    /// The digits before the point and after it, zeros at the outer ends included.
    parts: (&'a [u8], &'a [u8]),
    /// Where the digits without those zeros begin and end, counted over both parts.
    range: (usize, usize),
    /// The exponent as it is written.
    written: &'a str,
    /// What the point and the zeros add to it.
    shift: i128,
    /// Both together, held within a range that no text's length can bridge.
    exponent: i128,
}

/// A number as it is written, without its sign.
pub(crate) struct Written<'a> {
    pub(crate) whole: &'a str,
    pub(crate) fraction: &'a str,
    /// With its own sign, if it has one.
    pub(crate) exponent: &'a str,
}

/// Where exponents are held. Whether a number is whole, and whether it fits 64 bits, is decided long before;
/// [`Normal::is_multiple_of`] takes a larger one for this one.
const LIMIT: i128 = 1 << 100;

fn parse_exponent(text: &str) -> i128 {
    text.parse::<i128>()
        .unwrap_or(if text.starts_with('-') { -LIMIT } else { LIMIT })
        .clamp(-LIMIT, LIMIT)
}

/// How much larger one exponent is than another, as they are written and of whatever length. Beyond the
/// limit, no more is said than that it is beyond it.
fn difference(left: &str, right: &str) -> i128 {
    let length = without_sign(left).len().max(without_sign(right).len());
    let at = |text: &str, index: usize| {
        let digits = without_sign(text).as_bytes();
        let digit = (index + digits.len()).checked_sub(length).map_or(0, |at| digits[at] - b'0');
        i128::from(digit) * if text.starts_with('-') { -1 } else { 1 }
    };
    // Once it is large, no digits to come make it small again.
    (0..length).fold(0, |difference: i128, index| {
        (difference * 10 + at(left, index) - at(right, index)).clamp(-LIMIT, LIMIT)
    })
}

/// The digits of an exponent.
fn without_sign(exponent: &str) -> &str {
    exponent.trim_start_matches(is_sign)
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '+' | '-')
}

fn leads_exponent(letter: char) -> bool {
    matches!(letter, 'e' | 'E')
}

/// A power of ten modulo a number of 64 bits, by repeated squaring.
fn power_of_ten(mut exponent: u128, modulus: u128) -> u128 {
    let (mut power, mut square) = (1 % modulus, 10 % modulus);
    while exponent > 0 {
        if exponent & 1 == 1 {
            power = power * square % modulus;
        }
        square = square * square % modulus;
        exponent >>= 1;
    }
    power
}

impl<'a> Written<'a> {
    /// The parts of a number's text.
    pub(crate) fn of(text: &'a str) -> Self {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(leads_exponent).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        Self { whole, fraction, exponent }
    }
}

impl<'a> Normal<'a> {
    /// The value of a number's text.
    pub(super) fn of(text: &'a str) -> Self {
        let negative = text.starts_with('-');
        let Written { whole, fraction, exponent } = Written::of(text);
        let parts = (whole.as_bytes(), fraction.as_bytes());
        let mut normal = Self {
            negative,
            parts,
            range: (0, whole.len() + fraction.len()),
            written: exponent,
            shift: 0,
            exponent: 0,
        };
        while normal.length() > 0 && normal.digit(normal.range.0) == b'0' {
            normal.range.0 += 1;
        }
        while normal.length() > 0 && normal.digit(normal.range.1 - 1) == b'0' {
            normal.range.1 -= 1;
        }
        normal.shift = whole.len() as i128 - normal.range.0 as i128;
        normal.exponent = parse_exponent(exponent) + normal.shift;
        normal
    }

    /// Whether it is a whole number of times `divisor`, whose digits fit 64 bits and which is not zero.
    pub(super) fn is_multiple_of(&self, divisor: &Normal<'_>) -> bool {
        if self.length() == 0 {
            return true;
        }
        let Some(modulus) = divisor.integer().filter(|modulus| *modulus > 0) else { return false };
        // Both are integers times a power of ten; neither integer ends in a zero.
        let shift = self.scale() - divisor.scale();
        let digits = self.digits().map(|digit| u128::from(digit - b'0'));
        let remainder = digits.fold(0, |rest, digit| (rest * 10 + digit) % modulus);
        shift >= 0
            && (remainder * power_of_ten(shift.unsigned_abs(), modulus)).is_multiple_of(modulus)
    }

    /// Whether it has no fractional part.
    pub(super) fn is_integer(&self) -> bool {
        self.length() as i128 <= self.exponent.max(0)
    }

    /// How many digits there are; none for zero.
    fn length(&self) -> usize {
        self.range.1 - self.range.0
    }

    /// The digit at an index over both parts.
    fn digit(&self, index: usize) -> u8 {
        let (whole, fraction) = self.parts;
        if index < whole.len() { whole[index] } else { fraction[index - whole.len()] }
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        (self.range.0..self.range.1).map(|index| self.digit(index))
    }

    /// The digits as an integer, where they fit 64 bits.
    fn integer(&self) -> Option<u128> {
        let value = self.digits().try_fold(0u64, |value, digit| {
            value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        });
        value.map(u128::from)
    }

    /// The power of ten by which the digits as an integer are multiplied.
    fn scale(&self) -> i128 {
        self.exponent - self.length() as i128
    }

    fn sign(&self) -> i8 {
        match (self.length(), self.negative) {
            (0, _) => 0,
            (_, true) => -1,
            (_, false) => 1,
        }
    }

    pub(super) fn to_i64(self) -> Option<i64> {
        if self.length() == 0 {
            return Some(0);
        }
        let zeros = usize::try_from(self.exponent).ok()?.checked_sub(self.length())?;
        if zeros > 19 {
            return None;
        }
        let digits = self.digits().chain(std::iter::repeat_n(b'0', zeros));
        // Built below zero, where `i64` reaches one further.
        let value = digits
            .map(|digit| i64::from(digit - b'0'))
            .try_fold(0i64, |value, digit| value.checked_mul(10)?.checked_sub(digit))?;
        if self.negative { Some(value) } else { value.checked_neg() }
    }

    pub(super) fn to_i128(self) -> Option<i128> {
        if self.length() == 0 {
            return Some(0);
        }
        let zeros = usize::try_from(self.exponent).ok()?.checked_sub(self.length())?;
        if zeros > 39 {
            return None;
        }
        let mut digits = self.digits().chain(std::iter::repeat_n(b'0', zeros));
        let value = digits.try_fold(0i128, |value, digit| {
            value.checked_mul(10)?.checked_sub(i128::from(digit - b'0'))
        })?;
        if self.negative { Some(value) } else { value.checked_neg() }
    }

    /// Hashes what it is worth: equal numbers have one hash.
    pub(super) fn hash(&self, hasher: &mut impl Hasher) {
        hasher.write_i8(self.sign());
        if self.sign() != 0 {
            // Beyond the limit, equal numbers may be written with other exponents.
            hasher.write_i128(self.exponent.clamp(-LIMIT / 2, LIMIT / 2));
            self.digits().for_each(|digit| hasher.write_u8(digit));
        }
    }

    fn compare_exponents(&self, other: &Normal<'_>) -> Ordering {
        let is_exact = |exponent: i128| exponent.abs() < LIMIT / 2;
        if is_exact(self.exponent) || is_exact(other.exponent) {
            return self.exponent.cmp(&other.exponent);
        }
        (difference(self.written, other.written) + self.shift).cmp(&other.shift)
    }

    pub(super) fn compare(&self, other: &Normal<'_>) -> Ordering {
        self.sign().cmp(&other.sign()).then_with(|| {
            let by_exponent = match self.sign() {
                0 => Ordering::Equal,
                _ => self.compare_exponents(other),
            };
            let magnitude = by_exponent.then_with(|| self.digits().cmp(other.digits()));
            if self.negative { magnitude.reverse() } else { magnitude }
        })
    }
}
