//! What lives here: numbers whose schema gives their unit in `x-unit`, as spans and points of time.

use std::time::Duration;

use super::{Integer, Number, Timestamp};
use crate::cursor::Written;

/// What one of a number is, in time.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Unit {
    /// A thousandth of a second: `ms` and `epoch-ms`.
    Milliseconds,
    /// A second: `s` and `epoch-s`.
    Seconds,
    /// Sixty seconds: `min`.
    Minutes,
}

impl Unit {
    /// How many nanoseconds it is: a factor, and how many zeros follow that.
    const fn nanoseconds(self) -> (u64, i32) {
        match self {
            Self::Milliseconds => (1, 6),
            Self::Seconds => (1, 9),
            Self::Minutes => (6, 10),
        }
    }
}

/// A number that counts units of time.
pub trait Quantity {
    /// The number as JSON text.
    fn text(&self) -> impl AsRef<str>;

    /// So many units as a length of time, to the nanosecond (what is finer is dropped); none where the
    /// number is below zero or beyond what a [`Duration`] holds.
    ///
    /// ```
    /// # use callschema_runtime::{Number, Quantity, Unit};
    /// use std::time::Duration;
    ///
    /// let minutes: Number = "3.25".parse().unwrap();
    /// assert_eq!(minutes.duration(Unit::Minutes), Some(Duration::from_secs(195)));
    /// assert_eq!(250i64.duration(Unit::Milliseconds), Some(Duration::from_millis(250)));
    /// assert_eq!((-1i64).duration(Unit::Seconds), None);
    /// ```
    fn duration(&self, unit: Unit) -> Option<Duration> {
        let nanoseconds = u128::try_from(nanoseconds(self.text().as_ref(), unit)?).ok()?;
        let seconds = u64::try_from(nanoseconds / 1_000_000_000).ok()?;
        let rest = u32::try_from(nanoseconds % 1_000_000_000).ok()?;
        Some(Duration::new(seconds, rest))
    }

    /// The point in time so many units after the beginning of 1970 UTC, to the nanosecond; none where it
    /// is beyond what a [`Timestamp`] holds.
    fn timestamp(&self, unit: Unit) -> Option<Timestamp> {
        Timestamp::from_nanoseconds(nanoseconds(self.text().as_ref(), unit)?)
    }
}

macro_rules! quantities {
    ($($primitive:ident)*) => {
        $(
            impl Quantity for $primitive {
                fn text(&self) -> impl AsRef<str> {
                    self.to_string()
                }
            }
        )*
    };
}

quantities!(i32 i64 u64);

impl Quantity for Number {
    fn text(&self) -> impl AsRef<str> {
        self.as_str()
    }
}

impl Quantity for Integer {
    fn text(&self) -> impl AsRef<str> {
        self.as_str()
    }
}

/// How many digits are looked at: with a factor of six they fit 128 bits.
const DIGITS: usize = 36;

/// How many nanoseconds a number of units is, rounded down; none where 128 bits do not hold it.
#[inline]
fn nanoseconds(number: &str, unit: Unit) -> Option<i128> {
    let (factor, zeros) = unit.nanoseconds();
    let Written { whole, fraction, exponent } = Written::of(number);
    let digits = || whole.bytes().chain(fraction.bytes()).skip_while(|digit| *digit == b'0');
    let (length, used) = (digits().count(), digits().take(DIGITS));
    if length == 0 {
        return Some(0);
    }
    let value = used.fold(0i128, |value, digit| value * 10 + i128::from(digit - b'0'));
    // The value is worth `value * 10^scale` nanoseconds.
    let dropped = length.saturating_sub(DIGITS);
    let scale =
        i64::try_from(dropped).ok()? - i64::try_from(fraction.len()).ok()? + i64::from(zeros);
    let far = if exponent.starts_with('-') { i64::MIN / 4 } else { i64::MAX / 4 };
    let scale = scale + exponent.parse::<i64>().unwrap_or(far).clamp(i64::MIN / 4, i64::MAX / 4);
    let value = value * i128::from(factor) * if number.starts_with('-') { -1 } else { 1 };
    let power = |power: u64| 10i128.checked_pow(u32::try_from(power).ok()?);
    match scale {
        0.. => value.checked_mul(power(scale.unsigned_abs())?),
        // Beyond all digits there is nothing left but the sign.
        ..0 => Some(
            power(scale.unsigned_abs())
                .map_or(if value < 0 { -1 } else { 0 }, |divisor| value.div_euclid(divisor)),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().expect("a number")
    }

    #[test]
    fn every_digit_down_to_the_nanosecond_counts() {
        for (text, unit, nanoseconds) in [
            ("0", Unit::Minutes, 0),
            ("0.0e5", Unit::Minutes, 0),
            ("3.25", Unit::Minutes, 195_000_000_000),
            ("0.1", Unit::Minutes, 6_000_000_000),
            ("0.00000000001", Unit::Minutes, 0),
            ("1e-3", Unit::Seconds, 1_000_000),
            ("1.5E3", Unit::Milliseconds, 1_500_000_000),
            ("48.0000000009", Unit::Seconds, 48_000_000_000),
            ("0.3333333333333333333333333333333333333333333333", Unit::Seconds, 333_333_333),
            ("1e-99999999999999999999", Unit::Seconds, 0),
        ] {
            let duration = number(text).duration(unit);
            assert_eq!(duration, Some(Duration::from_nanos(nanoseconds)), "{text} {unit:?}");
        }
    }

    #[test]
    fn what_no_duration_holds_is_none() {
        let most = number("18446744073709551615.999999999");
        assert_eq!(most.duration(Unit::Seconds), Some(Duration::MAX));
        for text in ["18446744073709551616", "1e99999999999999999999", "1e300", "-1", "-1e-300"] {
            assert_eq!(number(text).duration(Unit::Seconds), None, "{text}");
        }
        let long = format!("1{}", "0".repeat(400));
        assert_eq!(number(&long).duration(Unit::Milliseconds), None);
        assert_eq!(i64::MAX.duration(Unit::Minutes), None);
        assert_eq!(number("-0").duration(Unit::Seconds), Some(Duration::ZERO));
    }

    #[test]
    fn points_in_time_are_rounded_down() {
        let at = |seconds, nanoseconds| Timestamp::new(seconds, nanoseconds);
        assert_eq!(
            1_772_442_845_123i64.timestamp(Unit::Milliseconds),
            at(1_772_442_845, 123_000_000)
        );
        assert_eq!((-1i64).timestamp(Unit::Milliseconds), at(-1, 999_000_000));
        assert_eq!(number("-0.0000000001").timestamp(Unit::Seconds), at(-1, 999_999_999));
        assert_eq!(number("1e30").timestamp(Unit::Seconds), None);
    }
}
