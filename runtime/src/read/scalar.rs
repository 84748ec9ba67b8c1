//! What lives here: scalars, and values that are kept as text, each built from a text that holds it.

use std::borrow::Cow;

use super::{Build, Reading, Unread};
use crate::cursor::{Cursor, Decimal, Text};
use crate::mode::Lenient;
use crate::reader::Reader;
use crate::value::{Integer, Number, RawJson};

/// What the string means that is a text's one value; none where that is another.
#[inline]
pub fn string_in(text: &str) -> Option<Cow<'_, str>> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    if inside.as_bytes().contains(&b'\\') {
        return Cursor::new(text).string().ok().map(|text| text.value());
    }
    Some(Cow::Borrowed(inside))
}

/// The number that is a text's one value; none where that is another.
#[inline]
pub(crate) fn number_in(text: &str) -> Option<Decimal<'_>> {
    Cursor::new(text).number().ok()
}

/// Whether a text's one value is a number.
#[inline]
pub(crate) fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
}

/// The integer that a text is, where it has no sign and so few digits that every such number fits.
#[inline(always)]
fn few_digits(text: &str) -> Option<i64> {
    let text = text.as_bytes();
    let Some((first, rest)) = text.split_first_chunk() else {
        let (first, rest) = text.split_first()?;
        return rest
            .iter()
            .try_fold(digit(*first)?, |value, byte| Some(value * 10 + digit(*byte)?));
    };
    if rest.len() > 8 {
        return None;
    }
    // The last eight are the rest and what it shares with the first: zeros stand in for that.
    let last = u64::from_le_bytes(*text.last_chunk()?);
    let shared = if rest.len() == 8 { 0 } else { u64::MAX >> (8 * rest.len()) };
    let last = last & !shared | 0x3030_3030_3030_3030 & shared;
    let (first, last) = (eight_digits(u64::from_le_bytes(*first))?, eight_digits(last)?);
    Some(first * POWERS_OF_TEN[rest.len()] + last)
}

const POWERS_OF_TEN: [i64; 9] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// What a digit is worth.
#[inline(always)]
fn digit(byte: u8) -> Option<i64> {
    let digit = byte.wrapping_sub(b'0');
    (digit < 10).then(|| i64::from(digit))
}

/// The number that eight digits are, the first in the lowest byte: neighbours are joined, then pairs, then fours.
#[inline(always)]
fn eight_digits(text: u64) -> Option<i64> {
    let high = text & 0xf0f0_f0f0_f0f0_f0f0;
    let carried = text.wrapping_add(0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0;
    if (high, carried) != (0x3030_3030_3030_3030, 0x3030_3030_3030_3030) {
        return None;
    }
    let ones = text & 0x0f0f_0f0f_0f0f_0f0f;
    let pairs = (ones * 10 + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (((fours * 10_000) + (fours >> 32)) & 0xffff_ffff).try_into().ok()
}

/// Reads the value that comes next as its text, and builds a scalar from that.
///
/// # Errors
/// As [`Build::build`].
pub fn build_scalar<'a, T: Build<'a>>(reader: &mut Reader<'a, Lenient>) -> Reading<T> {
    T::from_text(reader.cursor.raw()?).ok_or(Unread::Unfit)
}

macro_rules! scalars {
    ($($name:ident, $expected:literal: |$text:ident| $made:expr $(, $from_string:item)?;)*) => {$(
        impl<'a> Build<'a> for $name {
            const EXPECTED: &'static str = $expected;

            #[inline]
            fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                build_scalar(reader)
            }

            #[inline]
            fn from_text($text: &'a str) -> Option<Self> {
                $made
            }

            $($from_string)?
        }
    )*};
}

scalars! {
    bool, "a boolean": |text| match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    String, "a string": |text| string_in(text).map(Cow::into_owned),
        #[inline(always)]
        fn from_string(string: &Text<'_>) -> Option<Self> {
            Some(string.value().into_owned())
        };
    i64, "an integer of 64 bits": |text| {
        // What is written plainly needs no second look.
        few_digits(text).or_else(|| text.parse().ok()).or_else(|| number_in(text)?.to_i64())
    };
    i32, "an integer of 32 bits": |text| i64::from_text(text)?.try_into().ok();
    u64, "an integer of 64 bits that is not negative": |text| {
        text.parse().ok().or_else(|| number_in(text)?.to_i128()?.try_into().ok())
    };
    Number, "a number": |text| is_number(text).then(|| Self::new(text));
    Integer, "an integer": |text| {
        number_in(text).is_some_and(|number| number.is_integer()).then(|| Self::new(text))
    };
    RawJson, "a value": |text| Some(Self::new(text));
}

/// Borrowed unless the string has escapes.
impl<'a> Build<'a> for Cow<'a, str> {
    const EXPECTED: &'static str = "a string";

    #[inline]
    fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
        build_scalar(reader)
    }

    #[inline]
    fn from_text(text: &'a str) -> Option<Self> {
        string_in(text)
    }

    #[inline(always)]
    fn from_string(string: &Text<'a>) -> Option<Self> {
        Some(string.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_another_kind_is_not_held() {
        assert_eq!(bool::from_text("true"), Some(true));
        assert_eq!((bool::from_text("\"true\""), bool::from_text("0")), (None, None));
        assert_eq!(String::from_text(r#""\u00e9\"""#).as_deref(), Some("\u{e9}\""));
        assert_eq!((String::from_text("1"), String::from_text("null")), (None, None));
        for (text, value) in [("-0", Some(0)), ("1.0", Some(1)), ("1e2", Some(100)), ("1.5", None)]
        {
            assert_eq!(i64::from_text(text), value, "{text}");
        }
        for (text, value) in [
            ("1772442845123", Some(1_772_442_845_123)),
            ("12345678", Some(12_345_678)),
            ("999999999999999999", Some(999_999_999_999_999_999)),
            ("9223372036854775807", Some(i64::MAX)),
            ("-9223372036854775808", Some(i64::MIN)),
            ("-1772442845123", Some(-1_772_442_845_123)),
            ("1772442845123.0", Some(1_772_442_845_123)),
            ("12345678e1", Some(123_456_780)),
            ("1234567890123456", Some(1_234_567_890_123_456)),
            ("12345678901234567", Some(12_345_678_901_234_567)),
        ] {
            assert_eq!(i64::from_text(text), value, "{text}");
        }
        for text in ["", "12/45678", "123:5678", "12345678/", "1234567:9", "-1234567", "1.0"] {
            assert_eq!(few_digits(text), None, "{text}");
        }
        assert_eq!((i64::from_text("\"1\""), i64::from_text("9223372036854775808")), (None, None));
        assert_eq!((i32::from_text("2147483648"), i32::from_text("7")), (None, Some(7)));
        assert_eq!(
            (u64::from_text("18446744073709551615"), u64::from_text("-1")),
            (Some(u64::MAX), None)
        );
        assert_eq!((Integer::from_text("1.5"), Number::from_text("\"1\"")), (None, None));
        assert_eq!(Number::from_text("1.50").expect("a number").as_str(), "1.50");
    }
}
