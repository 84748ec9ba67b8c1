//! What lives here: JSON numbers, read strictly, kept as text and compared exactly.

use std::cmp::Ordering;

use super::{Cursor, Step};
use crate::syntax::Problem;

/// A JSON number as it stands in the text. Nothing is rounded.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'a> {
    raw: &'a str,
    offset: usize,
}

/// A number's value as `0.digits * 10^exponent`, digits without zeros at either end.
#[derive(Debug, Eq, PartialEq)]
struct Normal {
    negative: bool,
    digits: Vec<u8>,
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
        if self.is_plain() {
            return true;
        }
        let normal = self.normal();
        normal.digits.len() as i128 <= normal.exponent
    }

    /// Its value, where that is an integer in the range of `i64`.
    #[inline]
    pub fn to_i64(&self) -> Option<i64> {
        if self.is_plain() {
            return self.raw.parse().ok();
        }
        let normal = self.normal();
        if normal.digits.is_empty() {
            return Some(0);
        }
        let zeros = usize::try_from(normal.exponent).ok()?.checked_sub(normal.digits.len())?;
        if zeros > 19 {
            return None;
        }
        let mut text = String::from(if normal.negative { "-" } else { "" });
        text.extend(normal.digits.iter().map(|&digit| char::from(digit)));
        text.extend(std::iter::repeat_n('0', zeros));
        text.parse().ok()
    }

    /// Compares two numbers by value, to the last digit.
    #[inline]
    pub fn compare(&self, other: &Decimal<'_>) -> Ordering {
        if let (Some(left), Some(right)) = (self.small(), other.small()) {
            return left.cmp(&right);
        }
        self.normal().compare(&other.normal())
    }

    /// Whether it is written with a sign and digits alone.
    #[inline]
    fn is_plain(&self) -> bool {
        !self.raw.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
    }

    #[inline]
    fn small(&self) -> Option<i64> {
        if self.is_plain() { self.raw.parse().ok() } else { None }
    }

    fn normal(&self) -> Normal {
        let negative = self.raw.starts_with('-');
        let unsigned = self.raw.trim_start_matches('-');
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let leading = all.iter().take_while(|&&digit| digit == b'0').count();
        let end = all.iter().rposition(|&digit| digit != b'0').map_or(leading, |last| last + 1);
        if leading == end {
            return Normal { negative: false, digits: Vec::new(), exponent: 0 };
        }
        let shift = whole.len() as i128 - leading as i128;
        Normal {
            negative,
            digits: all[leading..end].to_vec(),
            exponent: parse_exponent(exponent) + shift,
        }
    }
}

/// The exponent, held within a range that no text's length can bridge.
fn parse_exponent(text: &str) -> i128 {
    const LIMIT: i128 = 1 << 100;
    text.parse::<i128>()
        .unwrap_or(if text.starts_with('-') { -LIMIT } else { LIMIT })
        .clamp(-LIMIT, LIMIT)
}

impl Normal {
    fn compare(&self, other: &Self) -> Ordering {
        let sign = |normal: &Self| match (normal.digits.is_empty(), normal.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        };
        sign(self).cmp(&sign(other)).then_with(|| {
            let magnitude =
                self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits));
            if self.negative { magnitude.reverse() } else { magnitude }
        })
    }
}

impl<'a> Cursor<'a> {
    /// Reads a number.
    ///
    /// # Errors
    /// [`Stop`] where none comes next.
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
        if self.byte() == Some(b'.') {
            self.position += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.position += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.position += 1;
            }
            self.digits()?;
        }
        Ok(Decimal { raw: &self.text[offset..self.position], offset })
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
}
