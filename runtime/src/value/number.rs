//! What lives here: [`Number`] and [`Integer`], which never lose a digit.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::Kept;
use crate::cursor::Decimal;

/// A JSON number of any size and precision, kept as its text and compared by value.
///
/// An `f64` stands for the decimal number that it is printed as: the shortest that is read back as that
/// `f64`.
///
/// ```
/// # use callschema_runtime::Number;
/// let cost: Number = "0.10".parse()?;
/// assert_eq!(cost, 0.1);
/// assert!(cost < 1 && cost > Number::try_from(0.099)?);
/// assert_eq!(cost.as_f64(), 0.1);
/// assert_eq!(cost.as_str(), "0.10");
/// assert_eq!("1e2".parse::<Number>()?.as_i64(), Some(100));
/// # Ok::<(), callschema_runtime::NotANumber>(())
/// ```
#[derive(Clone)]
pub struct Number(Kept<20>);

/// A JSON number without a fractional part, of any size, kept as its text and compared by value: `1.0` and
/// `1e3` are integers.
#[derive(Clone)]
pub struct Integer(Kept<20>);

/// The text or the float is not a number of JSON, or has a fractional part where none may be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number of JSON, or not one of this kind")
    }
}

impl std::error::Error for NotANumber {}

macro_rules! number_methods {
    ($name:ident, $takes:expr) => {
        impl $name {
            /// The text of a number that has been checked.
            #[inline]
            pub(crate) fn new(checked: &str) -> Self {
                Self(checked.into())
            }

            /// The number as JSON text, as it came.
            #[inline]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Its value where that is an integer in the range of `i64`.
            #[inline]
            pub fn as_i64(&self) -> Option<i64> {
                self.decimal().to_i64()
            }

            /// Its value where that is an integer in the range of `u64`.
            #[inline]
            pub fn as_u64(&self) -> Option<u64> {
                self.as_i128()?.try_into().ok()
            }

            /// Its value where that is an integer in the range of `i128`.
            #[inline]
            pub fn as_i128(&self) -> Option<i128> {
                self.decimal().to_i128()
            }

            /// The `f64` nearest to its value; infinite beyond that type's range.
            #[inline]
            pub fn as_f64(&self) -> f64 {
                self.0.parse().unwrap_or(f64::NAN)
            }

            /// Whether it has no fractional part.
            #[inline]
            pub fn is_integer(&self) -> bool {
                self.decimal().is_integer()
            }

            pub(crate) fn decimal(&self) -> Decimal<'_> {
                Decimal::parse(&self.0).unwrap_or(Decimal::ZERO)
            }
        }

        impl PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other) == Ordering::Equal
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                self.decimal().compare(&other.decimal())
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.decimal().hash_worth(state);
            }
        }

        impl Default for $name {
            #[inline]
            fn default() -> Self {
                0.into()
            }
        }

        impl FromStr for $name {
            type Err = NotANumber;

            /// The text has to be a number in JSON's grammar; it is kept.
            #[inline]
            fn from_str(text: &str) -> Result<Self, NotANumber> {
                let decimal = Decimal::parse(text).ok_or(NotANumber)?;
                let takes: fn(&Decimal<'_>) -> bool = $takes;
                if takes(&decimal) { Ok(Self::new(text)) } else { Err(NotANumber) }
            }
        }

        impl TryFrom<f64> for $name {
            type Error = NotANumber;

            /// JSON has no number that is infinite or none.
            #[inline]
            fn try_from(value: f64) -> Result<Self, NotANumber> {
                format!("{value:?}").parse()
            }
        }

        impl PartialEq<f64> for $name {
            #[inline]
            fn eq(&self, other: &f64) -> bool {
                self.partial_cmp(other) == Some(Ordering::Equal)
            }
        }

        impl PartialOrd<f64> for $name {
            #[inline]
            fn partial_cmp(&self, other: &f64) -> Option<Ordering> {
                compare_f64(&self.decimal(), *other)
            }
        }

        impl fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        integers!($name: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
    };
}

/// Conversion from the integers of Rust, and comparison with them.
macro_rules! integers {
    ($name:ident: $($integer:ident)*) => {$(
        impl From<$integer> for $name {
            #[inline]
            fn from(value: $integer) -> Self {
                Self(value.to_string().into())
            }
        }

        impl PartialEq<$integer> for $name {
            #[inline]
            fn eq(&self, other: &$integer) -> bool {
                self.partial_cmp(other) == Some(Ordering::Equal)
            }
        }

        impl PartialOrd<$integer> for $name {
            #[inline]
            fn partial_cmp(&self, other: &$integer) -> Option<Ordering> {
                compare_integer(&self.decimal(), *other)
            }
        }
    )*};
}

number_methods!(Number, |_| true);
number_methods!(Integer, |number| number.is_integer());

impl From<Integer> for Number {
    #[inline]
    fn from(integer: Integer) -> Self {
        Self(integer.0)
    }
}

impl TryFrom<Number> for Integer {
    type Error = NotANumber;

    /// A number with a fractional part is none.
    #[inline]
    fn try_from(number: Number) -> Result<Self, NotANumber> {
        if number.is_integer() { Ok(Self(number.0)) } else { Err(NotANumber) }
    }
}

/// Compares a number with an integer of Rust.
#[inline]
fn compare_integer<T: Copy + ToString + TryInto<i64>>(
    own: &Decimal<'_>,
    other: T,
) -> Option<Ordering> {
    match other.try_into() {
        Ok(other) => Some(own.compare_i64(other)),
        Err(_) => Some(own.compare(&Decimal::parse(&other.to_string())?)),
    }
}

/// Compares a number with the decimal number that a float is printed as; none where it is not a number.
#[inline]
fn compare_f64(own: &Decimal<'_>, other: f64) -> Option<Ordering> {
    if other.is_infinite() {
        return Some(if other > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    Some(own.compare(&Decimal::parse(&format!("{other:?}"))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        text.parse().expect("a number")
    }

    #[test]
    fn text_is_kept_and_values_are_compared() {
        assert_eq!(number("1.50").as_str(), "1.50");
        assert_eq!(number("1.50"), number("15e-1"));
        assert!(number("9007199254740993") > number("9007199254740992"));
        assert_eq!(number("1e2"), 100);
        assert_eq!(Number::from(-7).as_str(), "-7");
        assert_eq!(number("0.1").as_f64().to_bits(), 0.1f64.to_bits());
    }

    #[test]
    fn equal_numbers_have_one_hash() {
        let set: std::collections::HashSet<Number> =
            ["1", "1.0", "10e-1", "0", "-0", "1e400"].map(number).into();
        assert_eq!(set.len(), 3);
    }

    #[test]
    fn primitives_are_compared_to_the_last_digit() {
        assert_eq!(number("18446744073709551615"), u64::MAX);
        assert!(number("18446744073709551615.1") > u64::MAX);
        assert!(number("9223372036854775808") > i64::MAX);
        assert_eq!(number("340282366920938463463374607431768211455"), u128::MAX);
        assert!(number("7") == 7u8 && number("7") < 7.5 && number("-0") == 0usize);
        assert!(number("9007199254740993") != 9_007_199_254_740_992.0);
        assert_eq!(number("0.1"), 0.1);
        assert!(number("0.1000000000000000055511151231257827") > 0.1);
        assert!(number("1e400") < f64::INFINITY && number("-1e400") > f64::NEG_INFINITY);
        assert_eq!(number("1").partial_cmp(&f64::NAN), None);
        assert!(number("1e400") > f64::MAX && number("1e-400") < f64::MIN_POSITIVE);
    }

    #[test]
    fn conversions_are_exact_or_refused() {
        assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(number("18446744073709551616").as_u64(), None);
        assert_eq!(number("-1").as_u64(), None);
        assert_eq!(number("1.0").as_u64(), Some(1));
        assert_eq!(number("-170141183460469231731687303715884105728").as_i128(), Some(i128::MIN));
        assert_eq!(number("170141183460469231731687303715884105728").as_i128(), None);
        assert_eq!(number("1e38").as_i128(), Some(10i128.pow(38)));
        assert_eq!(number("1e99999999999999999999").as_i128(), None);
        for value in [0.1, -0.0, 1e300, 5e-324, 1.0] {
            let kept = Number::try_from(value).expect("a number of JSON");
            assert_eq!(kept.as_f64().to_bits(), f64::to_bits(value), "{kept}");
            assert_eq!(kept, value);
        }
        assert_eq!(Number::try_from(f64::NAN), Err(NotANumber));
        assert_eq!(Integer::try_from(0.5), Err(NotANumber));
        assert_eq!(Integer::try_from(2.0).expect("an integer"), 2);
        assert_eq!("1.0".parse::<Integer>().expect("an integer").as_str(), "1.0");
        assert!(["", "01", "1.5", " 1"].iter().all(|text| text.parse::<Integer>().is_err()));
        assert_eq!(Integer::try_from(number("1.5")), Err(NotANumber));
    }
}
