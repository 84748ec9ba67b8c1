//! What lives here: [`Number`] and [`Integer`], which never lose a digit.

use std::cmp::Ordering;
use std::fmt;

use crate::cursor::Decimal;

/// A JSON number of any size and precision, kept as its text and compared by value.
#[derive(Clone)]
pub struct Number(Box<str>);

/// A JSON number without a fractional part, of any size, kept as its text and compared by value.
#[derive(Clone)]
pub struct Integer(Box<str>);

macro_rules! number_methods {
    ($name:ident) => {
        impl $name {
            /// A number that a cursor has checked.
            pub(crate) fn new(checked: &Decimal<'_>) -> Self {
                Self(checked.as_str().into())
            }

            /// The number as JSON text, as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Its value where that is an integer in the range of `i64`.
            pub fn as_i64(&self) -> Option<i64> {
                self.decimal()?.to_i64()
            }

            /// The `f64` nearest to its value; infinite beyond that type's range.
            pub fn as_f64(&self) -> f64 {
                self.0.parse().unwrap_or(f64::NAN)
            }

            fn decimal(&self) -> Option<Decimal<'_>> {
                Decimal::parse(&self.0)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.partial_cmp(other) == Some(Ordering::Equal)
            }
        }

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.decimal()?.compare(&other.decimal()?))
            }
        }

        impl PartialEq<i64> for $name {
            fn eq(&self, other: &i64) -> bool {
                self.as_i64() == Some(*other)
            }
        }

        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                Self(value.to_string().into())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

number_methods!(Number);
number_methods!(Integer);

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::new(&Decimal::parse(text).expect("a number"))
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
}
