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

/// Reads the value that comes next as its text, and builds a scalar from that.
///
/// # Errors
/// As [`Build::build`].
pub fn build_scalar<'a, T: Build<'a>>(reader: &mut Reader<'a, Lenient>) -> Reading<T> {
    T::from_text(reader.cursor.raw()?).ok_or(Unread::Unfit)
}

/// Reads the value that comes next, and builds a scalar that is a number from that.
///
/// # Errors
/// As [`Build::build`].
pub(crate) fn build_number<'a, T: Build<'a>>(reader: &mut Reader<'a, Lenient>) -> Reading<T> {
    match reader.cursor.usual_number::<true>(|_, _| true) {
        Some(number) => T::from_number(&number).ok_or(Unread::Unfit),
        None => build_scalar(reader),
    }
}

macro_rules! scalars {
    ($($name:ident: |$text:ident| $made:expr $(, $from_string:item)?;)*) => {$(
        impl<'a> Build<'a> for $name {
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
    bool: |text| match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    String: |text| string_in(text).map(Cow::into_owned),
        #[inline(always)]
        fn from_string(string: &Text<'_>) -> Option<Self> {
            Some(string.value().into_owned())
        };
    RawJson: |text| Some(Self::new(text));
}

macro_rules! numbers {
    ($($name:ident: |$number:ident| $made:expr;)*) => {$(
        impl<'a> Build<'a> for $name {
            #[inline]
            fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                build_number(reader)
            }

            #[inline]
            fn from_text(text: &'a str) -> Option<Self> {
                Self::from_number(&number_in(text)?)
            }

            #[inline(always)]
            fn from_number($number: &Decimal<'a>) -> Option<Self> {
                $made
            }
        }
    )*};
}

numbers! {
    i64: |number| number.to_i64();
    i32: |number| number.to_i64()?.try_into().ok();
    u64: |number| number.to_i128()?.try_into().ok();
    Number: |number| Some(Self::new(number.as_str()));
    Integer: |number| number.is_integer().then(|| Self::new(number.as_str()));
}

/// Borrowed unless the string has escapes.
impl<'a> Build<'a> for Cow<'a, str> {
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
