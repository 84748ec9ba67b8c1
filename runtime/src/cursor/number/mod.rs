//! What lives here: JSON numbers, kept as text and compared exactly. `read` reads them, `digits` says
//! what their digits are worth.

mod digits;
mod read;
#[cfg(test)]
mod tests;

pub(super) use read::after_number;

use std::cmp::Ordering;

use super::Cursor;
use super::normal::Normal;
use digits::{worth, worth_of_few, worth_of_many};

/// How many digits always fit an `i64`.
const MOST_DIGITS: usize = 18;

/// How many digits fit an integer of so many bits, sign included, whichever they are.
pub(crate) const fn fitting_digits(bits: u32) -> usize {
    if bits == 64 { MOST_DIGITS } else { 9 }
}

/// A JSON number as it stands in the text. Nothing is rounded.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'a> {
    /// The text that it stands in.
    text: &'a str,
    /// The byte offsets of its first character, and of what follows it.
    offset: usize,
    end: usize,
    /// How many digits come before the point; of no meaning in other forms.
    digits: usize,
    negative: bool,
    form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Form {
    /// A sign and up to eighteen digits.
    Integer,
    /// The same, then a point and digits.
    Fraction,
    /// With an exponent, or many digits.
    Other,
}

impl<'a> Decimal<'a> {
    /// The number `0`.
    pub(crate) const ZERO: Decimal<'static> =
        Decimal { text: "0", offset: 0, end: 1, digits: 1, negative: false, form: Form::Integer };

    /// The number that `text` is, if it is one in JSON's grammar.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut cursor = Cursor::new(text);
        let number = cursor.number().ok()?;
        (number.end - number.offset == text.len()).then_some(number)
    }

    /// The byte offset of its first character.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Its text.
    pub fn as_str(&self) -> &'a str {
        &self.text[self.offset..self.end]
    }

    /// Whether it has no fractional part, as JSON Schema's `integer` asks: `1.0` and `1e2` have none.
    #[inline]
    pub fn is_integer(&self) -> bool {
        self.form == Form::Integer || Normal::of(self.as_str()).is_integer()
    }

    /// Its value, where that is an integer in the range of `i64`.
    #[inline(always)]
    pub fn to_i64(&self) -> Option<i64> {
        if self.form == Form::Integer { Some(self.whole()) } else { self.exact_i64() }
    }

    #[cold]
    #[inline(never)]
    fn exact_i64(&self) -> Option<i64> {
        Normal::of(self.as_str()).to_i64()
    }

    /// Its value, where that is an integer in the range of `i128`.
    pub(crate) fn to_i128(self) -> Option<i128> {
        self.small().map(i128::from).or_else(|| Normal::of(self.as_str()).to_i128())
    }

    /// Hashes what the number is worth, however it is written.
    pub(crate) fn hash_worth(&self, hasher: &mut impl std::hash::Hasher) {
        Normal::of(self.as_str()).hash(hasher);
    }

    /// Compares two numbers by value, to the last digit.
    pub fn compare(&self, other: &Decimal<'_>) -> Ordering {
        if let (Some(left), Some(right)) = (self.small(), other.small()) {
            return left.cmp(&right);
        }
        Normal::of(self.as_str()).compare(&Normal::of(other.as_str()))
    }

    /// Compares the number with an integer, to the last digit.
    pub fn compare_i64(&self, other: i64) -> Ordering {
        match self.form {
            Form::Integer => self.whole().cmp(&other),
            Form::Fraction if self.whole() != other => self.whole().cmp(&other),
            Form::Fraction => self.compare_fraction(),
            Form::Other => {
                let mut buffer = itoa::Buffer::new();
                let other = buffer.format(other);
                Normal::of(other).compare(&Normal::of(self.as_str())).reverse()
            }
        }
    }

    /// Whether its sign alone says that it is at least so much.
    #[inline(always)]
    pub(crate) fn is_clearly_at_least(&self, limit: i64) -> bool {
        limit <= 0 && !self.negative
    }

    /// Whether it is written as an integer, with few digits.
    #[inline(always)]
    pub(crate) fn is_plainly_integer(&self) -> bool {
        self.form == Form::Integer
    }

    /// How many digits come before the point, where it is written with few of them and without an exponent.
    #[inline(always)]
    pub(crate) fn whole_digits(&self) -> usize {
        self.digits
    }

    /// Whether how many digits it has says that it is an integer that so many bits hold, sign included.
    #[inline(always)]
    pub(crate) fn clearly_fits(&self, bits: u32) -> bool {
        self.form == Form::Integer && self.digits <= fitting_digits(bits)
    }

    /// What the digits before the point are worth, sign included; of no meaning in other forms.
    #[inline(always)]
    fn whole(&self) -> i64 {
        let start = self.offset + usize::from(self.negative);
        let text = self.text.as_bytes().get(start..).unwrap_or_default();
        let value = match (text.first_chunk(), text.first_chunk()) {
            (Some(window), _) if (1..=8).contains(&self.digits) => {
                worth_of_few(*window, self.digits)
            }
            (_, Some(window)) if (9..=16).contains(&self.digits) => {
                worth_of_many(window, self.digits)
            }
            _ => worth(text.get(..self.digits).unwrap_or_default()),
        };
        if self.negative { value.wrapping_neg() } else { value }
    }

    /// Compares the number with what its digits before the point are worth.
    fn compare_fraction(&self) -> Ordering {
        let (_, fraction) = self.as_str().split_once('.').unwrap_or_default();
        match fraction.bytes().all(|digit| digit == b'0') {
            true => Ordering::Equal,
            false if self.as_str().starts_with('-') => Ordering::Less,
            false => Ordering::Greater,
        }
    }

    /// Its value, where it is written as a small integer.
    #[inline]
    fn small(&self) -> Option<i64> {
        (self.form == Form::Integer).then(|| self.whole())
    }

    /// Whether it is a whole number of times `divisor`, whose digits fit 64 bits and which is not zero.
    pub fn is_multiple_of(&self, divisor: &Decimal<'_>) -> bool {
        Normal::of(self.as_str()).is_multiple_of(&Normal::of(divisor.as_str()))
    }
}
