//! What lives here: `date-time`, `date` and `time`, RFC 3339, section 5.6.
//!
//! Written here because date libraries read more than the RFC's grammar (a space for the `T`, years
//! of other lengths) and treat leap seconds each in their own way.

use crate::cursor::scan::{ends_of_digits, is_between};

/// Whether the text is a date and time with an offset from UTC.
pub(super) fn matches(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some((date, rest)) = bytes.split_first_chunk::<10>() else {
        return false;
    };
    match rest {
        [b'T' | b't', time @ ..] => is_date(date) && is_full_time(time),
        _ => false,
    }
}

/// How long a quoted date and time is that the text begins with, if it is in capitals, and neither on a leap
/// day nor in a leap second: most are.
pub(super) fn quick(text: &[u8]) -> Option<usize> {
    let (head, rest) = text.split_first_chunk::<20>()?;
    let (date, numbers) = (head.first_chunk()?, head.last_chunk()?);
    // Two digits each, in the order of numbers.
    let pair = |index: usize| u16::from_be_bytes([numbers[index], numbers[index + 1]]);
    let (month, day, hour) = (pair(2), pair(5), pair(8));
    let in_range = is_between(date, b"\"0000-00-00T00:0", b"\"9999-19-39T29:5")
        && is_between(numbers, b"0-00-00T00:00:00", b"9-19-39T29:59:59")
        && (JANUARY..=DECEMBER).contains(&month)
        && day >= FIRST
        && (day <= LAST_OF_EACH || day <= last_day(month))
        && hour <= LAST_HOUR;
    if !in_range {
        return None;
    }
    let fraction = match rest {
        [b'.', digits @ ..] => 1 + digits_of_fraction(digits.first_chunk()?)?,
        _ => 0,
    };
    let length = match rest.get(fraction..)? {
        [b'Z', b'"', ..] => 2,
        [b'+' | b'-', offset @ ..] if is_quoted_offset(*offset.first_chunk()?) => 7,
        _ => return None,
    };
    Some(head.len() + fraction + length)
}

/// How many digits come first, if there are any and they end.
#[inline(always)]
fn digits_of_fraction(chunk: &[u8; 16]) -> Option<usize> {
    let ends = ends_of_digits(chunk);
    // Microseconds or milliseconds, mostly: what follows need not wait, then, until they have been counted.
    for usual in [6, 3] {
        if ends.first_is(usual) {
            return Some(usual);
        }
    }
    ends.first().filter(|count| *count > 0)
}

/// Whether these are hours, a colon, minutes and a quote.
fn is_quoted_offset(text: [u8; 6]) -> bool {
    let [hours @ .., b':', tens, ones, b'"'] = text else { return false };
    let digits = hours.iter().chain([&tens, &ones]).all(u8::is_ascii_digit);
    digits && hours <= *b"23" && tens <= b'5'
}

const JANUARY: u16 = u16::from_be_bytes(*b"01");
const DECEMBER: u16 = u16::from_be_bytes(*b"12");
const LAST_OF_EACH: u16 = u16::from_be_bytes(*b"28");
const FIRST: u16 = u16::from_be_bytes(*b"01");
const LAST_HOUR: u16 = u16::from_be_bytes(*b"23");

/// The last day of a month, of February one that each year has.
#[inline(always)]
fn last_day(month: u16) -> u16 {
    u16::from_be_bytes(match &month.to_be_bytes() {
        b"02" => *b"28",
        b"04" | b"06" | b"09" | b"11" => *b"30",
        _ => *b"31",
    })
}

/// Whether the text is a date of the calendar: rule `full-date`.
pub(super) fn matches_date(text: &str) -> bool {
    text.as_bytes().try_into().is_ok_and(is_date)
}

/// Whether the text is a time of day with an offset from UTC: rule `full-time`.
pub(super) fn matches_time(text: &str) -> bool {
    is_full_time(text.as_bytes())
}

/// `YYYY-MM-DD` of a day that exists.
fn is_date(date: &[u8; 10]) -> bool {
    let parts = (digits(&date[..4]), digits(&date[5..7]), digits(&date[8..]));
    let (Some(year), Some(month), Some(day)) = parts else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    date[4] == b'-' && date[7] == b'-' && (1..=days).contains(&day)
}

/// `HH:MM:SS`, perhaps a fraction, and an offset.
fn is_full_time(text: &[u8]) -> bool {
    let Some((time, rest)) = text.split_first_chunk::<8>() else {
        return false;
    };
    offset_minutes(without_fraction(rest)).is_some_and(|offset| is_time(*time, offset))
}

/// `HH:MM:SS` at an offset; a leap second only where UTC has one, at 23:59:60.
fn is_time(time: [u8; 8], offset: i32) -> bool {
    let parts = (digits(&time[..2]), digits(&time[3..5]), digits(&time[6..]));
    let (Some(hour), Some(minute), Some(second)) = parts else {
        return false;
    };
    if time[2] != b':' || time[5] != b':' || hour > 23 || minute > 59 {
        return false;
    }
    second <= 59
        || (second == 60 && (hour * 60 + minute - offset).rem_euclid(24 * 60) == 24 * 60 - 1)
}

/// What follows the fraction of a second, if there is one. A bare point stays and then fails.
fn without_fraction(rest: &[u8]) -> &[u8] {
    match rest {
        [b'.', b'0'..=b'9', after @ ..] => {
            let end = after.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(after.len());
            &after[end..]
        }
        _ => rest,
    }
}

/// `Z` or `+HH:MM`, in minutes east of UTC.
fn offset_minutes(text: &[u8]) -> Option<i32> {
    match text {
        [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
            let east = if *sign == b'+' { 1 } else { -1 };
            (hours <= 23 && minutes <= 59).then_some(east * (hours * 60 + minutes))
        }
        _ => None,
    }
}

fn digits(text: &[u8]) -> Option<i32> {
    text.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + i32::from(byte - b'0'))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_quickly_seen_matches() {
        for text in
            ["2026-01-15T10:30:00Z", "2024-09-25T22:22:08.095646+00:00", "1999-12-28T23:59:59.9Z"]
        {
            let quoted = format!("{text:?} and more text behind it");
            assert_eq!(super::quick(quoted.as_bytes()), Some(text.len() + 2), "{text}");
            for index in 0..text.len() + 2 {
                for byte in 0..128_u8 {
                    let mut other = quoted.clone().into_bytes();
                    other[index] = byte;
                    let Some(length) = super::quick(&other) else { continue };
                    let other = String::from_utf8(other).expect("ASCII");
                    assert!(super::matches(&other[1..length - 1]), "{other}");
                    assert!(other[..length].ends_with('"') && other.starts_with('"'), "{other}");
                }
            }
        }
        for text in ["2026-01-15T10:30:00", "2026-00-15T10:30:00Z", "2026-02-30T10:30:00Z"] {
            let quoted = format!("{text:?} and more text behind it");
            assert_eq!(super::quick(quoted.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn the_grammar_and_the_calendar_hold() {
        for text in [
            "2026-01-15T10:30:00Z",
            "2026-01-15t10:30:00z",
            "2024-09-25T22:22:08.095646+00:00",
            "2024-02-29T23:59:59.5-23:59",
            "2000-02-29T00:00:00+14:00",
            "0000-01-01T00:00:00Z",
            "1998-12-31T23:59:60Z",
            "1998-12-31T15:59:60.123-08:00",
            "1999-01-01T05:29:60+05:30",
        ] {
            assert!(super::matches(text), "{text}");
        }
        for text in [
            "",
            "2026-01-15",
            "2026-01-15T10:30:00",
            "2026-01-15 10:30:00Z",
            "2026-01-15T10:30Z",
            "2026-01-15T10:30:00.Z",
            "2026-01-15T10:30:00+0000",
            "2026-01-15T10:30:00+24:00",
            "2026-01-15T10:30:00+00:60",
            "2026-01-15T24:00:00Z",
            "2026-01-15T10:60:00Z",
            "2026-01-15T10:30:60Z",
            "1998-12-31T23:59:61Z",
            "1998-12-31T23:58:60Z",
            "2026-02-29T10:30:00Z",
            "1900-02-29T10:30:00Z",
            "2026-04-31T10:30:00Z",
            "2026-13-01T10:30:00Z",
            "2026-00-01T10:30:00Z",
            "2026-01-00T10:30:00Z",
            "202,-01-15T10:30:00Z",
            "02026-01-15T10:30:00Z",
            "2026-01-15T10:30:00ZZ",
            "２026-01-15T10:30:00Z",
        ] {
            assert!(!super::matches(text), "{text}");
        }
    }

    #[test]
    fn what_is_quickly_seen_is_each_day_but_leap_days() {
        for year in ["2023", "2024", "1900", "2000"] {
            for (month, day) in (0..20).flat_map(|month| (0..40).map(move |day| (month, day))) {
                let text = format!("{year}-{month:02}-{day:02}T10:30:00Z");
                let seen = super::quick(format!("{text:?}").as_bytes()).is_some();
                let is_leap_day = (month, day) == (2, 29);
                assert_eq!(seen, super::matches(&text) && !is_leap_day, "{text}");
            }
        }
    }

    #[test]
    fn a_date_stands_alone() {
        for text in ["2026-01-15", "2024-02-29", "2000-02-29", "0000-12-31", "9999-04-30"] {
            assert!(super::matches_date(text), "{text}");
        }
        for text in [
            "",
            "2026-1-15",
            "2026-01-15T10:30:00Z",
            "2026-01-15 ",
            "20260115",
            "2026-W03-4",
            "2025-02-29",
            "1900-02-29",
            "2026-02-30",
            "2026-06-31",
            "2026-01-32",
            "2026-01-00",
            "2026-00-01",
            "2026-13-01",
            "+026-01-15",
            "2026/01/15",
            "2026-01-1५",
        ] {
            assert!(!super::matches_date(text), "{text}");
        }
    }

    #[test]
    fn a_time_has_an_offset_and_its_leap_second_is_the_last_of_utc() {
        for text in [
            "10:30:00Z",
            "10:30:00z",
            "00:00:00-00:00",
            "23:59:59.999999999999+23:59",
            "23:59:60Z",
            "23:59:60.5-00:00",
            "00:59:60+01:00",
            "18:59:60-05:00",
        ] {
            assert!(super::matches_time(text), "{text}");
        }
        for text in [
            "",
            "10:30:00",
            "10:30Z",
            "T10:30:00Z",
            "10:30:00 Z",
            "10:30:00,5Z",
            "10:30:00.Z",
            "24:00:00Z",
            "10:60:00Z",
            "23:59:61Z",
            "23:59:60+01:00",
            "10:30:60Z",
            "10:30:00+1:00",
            "10:30:00+01",
            "10:30:00Z+01:00",
            "1०:30:00Z",
        ] {
            assert!(!super::matches_time(text), "{text}");
        }
    }
}
