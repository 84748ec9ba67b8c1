//! What lives here: JSON numbers, read strictly, kept as text and compared exactly.

use std::cmp::Ordering;

use super::{Cursor, Step};
use crate::syntax::Problem;

/// A JSON number as it stands in the text. Nothing is rounded.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'a> {
    raw: &'a str,
    offset: usize,
    /// Whether it is written with a sign and digits alone.
    plain: bool,
}

/// A number's value as `0.digits * 10^exponent`, digits without zeros at either end.
#[derive(Clone, Copy, Debug)]
struct Normal<'a> {
    negative: bool,
    /// The digits before the point and after it, zeros at the outer ends included.
    parts: (&'a [u8], &'a [u8]),
    /// Where the digits without those zeros begin and end, counted over both parts.
    range: (usize, usize),
    exponent: i128,
}

impl<'a> Decimal<'a> {
    /// The number that `text` is, if it is one in JSON's grammar.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut cursor = Cursor::new(text);
        let number = cursor.number().ok()?;
        (number.raw.len() == text.len()).then_some(number)
    }

    /// The byte offset of its first character.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Its text.
    pub fn as_str(&self) -> &'a str {
        self.raw
    }

    /// Whether it has no fractional part, as JSON Schema's `integer` asks: `1.0` and `1e2` have none.
    #[inline]
    pub fn is_integer(&self) -> bool {
        if self.plain {
            return true;
        }
        let normal = self.normal();
        normal.length() as i128 <= normal.exponent.max(0)
    }

    /// Its value, where that is an integer in the range of `i64`.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        if self.plain { self.raw.parse().ok() } else { self.normal().to_i64() }
    }

    /// Compares two numbers by value, to the last digit.
    #[inline]
    pub fn compare(&self, other: &Decimal<'_>) -> Ordering {
        if let (Some(left), Some(right)) = (self.small(), other.small()) {
            return left.cmp(&right);
        }
        self.normal().compare(&other.normal())
    }

    /// Compares the number with an integer, to the last digit.
    #[inline]
    pub fn compare_i64(&self, other: i64) -> Ordering {
        if let Some(value) = self.small() {
            return value.cmp(&other);
        }
        match self.raw.split_once('.') {
            Some((whole, fraction)) if !fraction.contains(['e', 'E']) => match whole.parse::<i64>()
            {
                Ok(value) if value != other => value.cmp(&other),
                Ok(_) if fraction.bytes().all(|digit| digit == b'0') => Ordering::Equal,
                // The fraction decides, or the number is beyond the range of `i64`: by its sign.
                _ if whole.starts_with('-') => Ordering::Less,
                _ => Ordering::Greater,
            },
            _ => {
                let mut buffer = itoa::Buffer::new();
                let other = buffer.format(other);
                Decimal { raw: other, offset: 0, plain: true }
                    .normal()
                    .compare(&self.normal())
                    .reverse()
            }
        }
    }

    /// Whether it is a whole number of times `divisor`, whose digits fit 64 bits and which is not zero.
    pub fn is_multiple_of(&self, divisor: &Decimal<'_>) -> bool {
        let (number, divisor) = (self.normal(), divisor.normal());
        let Some(modulus) = divisor.integer().filter(|modulus| *modulus > 0) else { return false };
        // Both are integers times a power of ten; neither integer ends in a zero.
        let shift = number.scale() - divisor.scale();
        if number.length() == 0 {
            return true;
        }
        let remainder =
            number.digits().fold(0, |rest, digit| (rest * 10 + u128::from(digit - b'0')) % modulus);
        shift >= 0
            && (remainder * power_of_ten(shift.unsigned_abs(), modulus)).is_multiple_of(modulus)
    }

    #[inline]
    fn small(&self) -> Option<i64> {
        if self.plain { self.raw.parse().ok() } else { None }
    }

    fn normal(&self) -> Normal<'a> {
        let negative = self.raw.starts_with('-');
        let unsigned = self.raw.trim_start_matches('-');
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let parts = (whole.as_bytes(), fraction.as_bytes());
        let mut normal =
            Normal { negative, parts, range: (0, whole.len() + fraction.len()), exponent: 0 };
        while normal.length() > 0 && normal.digit(normal.range.0) == b'0' {
            normal.range.0 += 1;
        }
        while normal.length() > 0 && normal.digit(normal.range.1 - 1) == b'0' {
            normal.range.1 -= 1;
        }
        normal.exponent = parse_exponent(exponent) + whole.len() as i128 - normal.range.0 as i128;
        normal
    }
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

/// The exponent, held within a range that no text's length can bridge.
fn parse_exponent(text: &str) -> i128 {
    const LIMIT: i128 = 1 << 100;
    text.parse::<i128>()
        .unwrap_or(if text.starts_with('-') { -LIMIT } else { LIMIT })
        .clamp(-LIMIT, LIMIT)
}

impl Normal<'_> {
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

    fn to_i64(self) -> Option<i64> {
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

    fn compare(&self, other: &Self) -> Ordering {
        self.sign().cmp(&other.sign()).then_with(|| {
            let by_exponent =
                if self.sign() == 0 { Ordering::Equal } else { self.exponent.cmp(&other.exponent) };
            let magnitude = by_exponent.then_with(|| self.digits().cmp(other.digits()));
            if self.negative { magnitude.reverse() } else { magnitude }
        })
    }
}

impl<'a> Cursor<'a> {
    /// Reads a number.
    ///
    /// # Errors
    /// [`Stop`](crate::Stop) where none comes next.
    #[inline]
    pub fn number(&mut self) -> Step<Decimal<'a>> {
        self.skip_whitespace();
        let offset = self.position;
        if self.byte() == Some(b'-') {
            self.position += 1;
        }
        match self.byte() {
            Some(b'0') => {
                self.position += 1;
                if matches!(self.byte(), Some(b'0'..=b'9')) {
                    return Err(self.fail(Problem::LeadingZero));
                }
            }
            _ => self.digits()?,
        }
        let mut plain = true;
        if self.byte() == Some(b'.') {
            plain = false;
            self.position += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            plain = false;
            self.position += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.position += 1;
            }
            self.digits()?;
        }
        Ok(Decimal { raw: &self.text[offset..self.position], offset, plain })
    }

    /// Reads one digit or more.
    #[inline]
    fn digits(&mut self) -> Step {
        let start = self.position;
        while let Some(b'0'..=b'9') = self.byte() {
            self.position += 1;
        }
        if self.position == start { Err(self.fail(Problem::ExpectedDigit)) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal<'_> {
        Decimal::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
    }

    #[test]
    fn the_grammar_is_rfc_8259s() {
        for text in [
            "0",
            "-0",
            "10",
            "1.5",
            "-0.25",
            "1e5",
            "1E+5",
            "1.25e-7",
            "123456789012345678901234567890",
        ] {
            assert!(Decimal::parse(text).is_some(), "{text}");
        }
        for text in
            ["", "-", "+1", "01", "-01", ".5", "1.", "1e", "1e+", "0x10", "1_000", "NaN", "1 "]
        {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn integers_are_recognised_however_they_are_written() {
        for text in [
            "0",
            "-0",
            "0.0",
            "0e-7",
            "1.0",
            "1e2",
            "1.50e1",
            "100e-2",
            "1e400",
            "9007199254740993",
        ] {
            assert!(number(text).is_integer(), "{text}");
        }
        for text in ["0.5", "1.01e1", "1e-1", "15e-1", "1e-400"] {
            assert!(!number(text).is_integer(), "{text}");
        }
    }

    #[test]
    fn i64_is_exact_at_its_edges() {
        for (text, value) in [
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("-9223372036854775809", None),
            ("9223372036854775807.0", Some(i64::MAX)),
            ("9.223372036854775808e18", None),
            ("1e2", Some(100)),
            ("-0.0", Some(0)),
            ("1.5", None),
            ("1e99999999999999999999999999999999999999999", None),
            ("0e99999999999999999999999999999999999999999", Some(0)),
        ] {
            assert_eq!(number(text).to_i64(), value, "{text}");
        }
    }

    #[test]
    fn comparison_is_by_value_to_the_last_digit() {
        // Ascending; numbers written in one row are equal.
        let rows: &[&[&str]] = &[
            &["-1e99999999999999999999999999999999999999999"],
            &["-9223372036854775809"],
            &["-9223372036854775808"],
            &["-1", "-1.0", "-10e-1"],
            &["-0.5"],
            &["0", "-0", "0.00", "0e9"],
            &["1e-400"],
            &["0.1", "1e-1", "0.10"],
            &["9007199254740992", "9.007199254740992e15"],
            &["9007199254740993"],
            &["9007199254740993.5"],
            &["18446744073709551616"],
            &["1e400"],
        ];
        for (left_rank, left_row) in rows.iter().enumerate() {
            for (right_rank, right_row) in rows.iter().enumerate() {
                for (left, right) in
                    left_row.iter().flat_map(|l| right_row.iter().map(move |r| (l, r)))
                {
                    let expected = left_rank.cmp(&right_rank);
                    assert_eq!(
                        number(left).compare(&number(right)),
                        expected,
                        "{left} against {right}"
                    );
                }
            }
        }
    }

    #[test]
    fn comparison_with_an_integer_agrees_with_comparison_of_texts() {
        let integers = [i64::MIN, -7, -1, 0, 1, 7, 9_007_199_254_740_993, i64::MAX];
        let texts = [
            "-9223372036854775808.5",
            "-7.5",
            "-7.0",
            "-0.5",
            "-0",
            "-0.0",
            "0.0",
            "1e0",
            "0.7e1",
            "7.000",
            "7.0001",
            "9007199254740993.0",
            "9223372036854775807.5",
            "9223372036854775808",
            "1e30",
            "-1e30",
            "1e-30",
        ];
        for integer in integers {
            for text in texts {
                let expected = number(text).compare(&number(&integer.to_string()));
                assert_eq!(number(text).compare_i64(integer), expected, "{text} against {integer}");
            }
        }
    }

    #[test]
    fn multiples_are_decided_on_digits() {
        for (text, divisor) in [
            ("0", "7"),
            ("9.9", "0.1"),
            ("1e400", "0.001"),
            ("4.50", "1.5"),
            ("-21", "7"),
            ("123456789012345678901234567890", "10"),
            ("0.0075", "0.0001"),
            ("1e308", "123456789e-20"),
        ] {
            let expected = text != "1e308";
            assert_eq!(
                number(text).is_multiple_of(&number(divisor)),
                expected,
                "{text} of {divisor}"
            );
        }
        for (text, divisor) in
            [("35", "1.5"), ("0.00751", "0.0001"), ("1e-400", "1"), ("1", "3"), ("5", "10")]
        {
            assert!(!number(text).is_multiple_of(&number(divisor)), "{text} of {divisor}");
        }
    }
}
