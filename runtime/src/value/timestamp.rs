//! What lives here: [`Timestamp`], a point in time, on the way from a wire format to the date library of
//! your choice.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::calendar;

/// A point in time, to the nanosecond: what a [`DateTime`](crate::DateTime) or a count of milliseconds
/// since 1970 stands for.
///
/// Leap seconds are not counted, as in Unix time. It turns into [`SystemTime`], and with the features `jiff`,
/// `chrono` and `time` into what those crates have.
///
/// ```
/// # use callschema_runtime::{DateTime, Timestamp};
/// use std::time::{Duration, UNIX_EPOCH};
///
/// let started = DateTime::from("2026-01-15T10:30:00.25+01:00").timestamp().unwrap();
/// assert_eq!(started.to_string(), "2026-01-15T09:30:00.25Z");
/// assert_eq!(started.to_system_time(), Some(UNIX_EPOCH + Duration::from_millis(1_768_469_400_250)));
/// assert!(started > Timestamp::UNIX_EPOCH);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Timestamp {
    seconds: i64,
    /// Below a thousand million; they count forward, before 1970 too.
    nanoseconds: u32,
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const UNIX_EPOCH: Self = Self { seconds: 0, nanoseconds: 0 };

    /// So many seconds and nanoseconds after the beginning of 1970 UTC; none where the nanoseconds are a
    /// second or more. Before 1970, seconds are negative and nanoseconds still count forward.
    pub const fn new(seconds: i64, nanoseconds: u32) -> Option<Self> {
        if nanoseconds < 1_000_000_000 { Some(Self { seconds, nanoseconds }) } else { None }
    }

    /// The whole seconds since the beginning of 1970 UTC, rounded down.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// The nanoseconds since that second began.
    pub const fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// The whole milliseconds since the beginning of 1970 UTC, rounded down; none beyond the range of `i64`.
    #[inline]
    pub fn milliseconds(self) -> Option<i64> {
        self.seconds.checked_mul(1000)?.checked_add(i64::from(self.nanoseconds / 1_000_000))
    }

    /// The standard library's point in time; none where the platform has no such time.
    #[inline]
    pub fn to_system_time(self) -> Option<SystemTime> {
        let whole = Duration::from_secs(self.seconds.unsigned_abs());
        let second = match self.seconds {
            ..0 => UNIX_EPOCH.checked_sub(whole)?,
            0.. => UNIX_EPOCH.checked_add(whole)?,
        };
        second.checked_add(Duration::from_nanos(self.nanoseconds.into()))
    }

    /// The time from an earlier point to this one; none where the other is later.
    ///
    /// ```
    /// # use callschema_runtime::Timestamp;
    /// let [start, end] = [1, 49].map(|seconds| Timestamp::new(seconds, 0).unwrap());
    /// assert_eq!(end.duration_since(start), Some(std::time::Duration::from_secs(48)));
    /// assert_eq!(start.duration_since(end), None);
    /// ```
    #[inline]
    pub fn duration_since(self, earlier: Self) -> Option<Duration> {
        let seconds = u64::try_from(i128::from(self.seconds) - i128::from(earlier.seconds)).ok()?;
        let whole = Duration::from_secs(seconds);
        (whole + Duration::from_nanos(self.nanoseconds.into()))
            .checked_sub(Duration::from_nanos(earlier.nanoseconds.into()))
    }

    /// The point in time that is so many nanoseconds after the beginning of 1970 UTC.
    pub(crate) fn from_nanoseconds(nanoseconds: i128) -> Option<Self> {
        const SECOND: i128 = 1_000_000_000;
        let seconds = i64::try_from(nanoseconds.div_euclid(SECOND)).ok()?;
        let nanoseconds = u32::try_from(nanoseconds.rem_euclid(SECOND)).ok()?;
        Some(Self { seconds, nanoseconds })
    }
}

impl From<SystemTime> for Timestamp {
    #[inline]
    fn from(time: SystemTime) -> Self {
        let (before, span) = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => (false, after),
            Err(error) => (true, error.duration()),
        };
        let seconds = i64::try_from(span.as_secs()).unwrap_or(i64::MAX);
        match (before, span.subsec_nanos()) {
            (false, nanoseconds) => Self { seconds, nanoseconds },
            (true, 0) => Self { seconds: -seconds, nanoseconds: 0 },
            (true, nanoseconds) => {
                Self { seconds: -seconds - 1, nanoseconds: 1_000_000_000 - nanoseconds }
            }
        }
    }
}

/// As RFC 3339 writes it, in UTC. A year that has not four digits there is written with its sign.
impl fmt::Display for Timestamp {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, second) = (self.seconds.div_euclid(86_400), self.seconds.rem_euclid(86_400));
        let (year, month, day) = calendar::date(days);
        match year {
            0..=9999 => write!(f, "{year:04}")?,
            _ => write!(f, "{year:+}")?,
        }
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(f, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        if self.nanoseconds > 0 {
            let fraction = format!("{:09}", self.nanoseconds);
            write!(f, ".{}", fraction.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64, nanoseconds: u32) -> Timestamp {
        Timestamp::new(seconds, nanoseconds).expect("less than a second of nanoseconds")
    }

    #[test]
    fn it_is_written_as_rfc_3339_does() {
        for (timestamp, text) in [
            (at(0, 0), "1970-01-01T00:00:00Z"),
            (at(-1, 500_000_000), "1969-12-31T23:59:59.5Z"),
            (at(951_782_399, 1), "2000-02-28T23:59:59.000000001Z"),
            (at(951_782_400, 0), "2000-02-29T00:00:00Z"),
            (at(-62_167_219_200, 0), "0000-01-01T00:00:00Z"),
            (at(253_402_300_799, 999_000_000), "9999-12-31T23:59:59.999Z"),
            (at(253_402_300_800, 0), "+10000-01-01T00:00:00Z"),
            (at(-62_167_219_201, 0), "-1-12-31T23:59:59Z"),
        ] {
            assert_eq!(timestamp.to_string(), text);
        }
    }

    #[test]
    fn system_time_goes_both_ways() {
        for timestamp in [at(0, 0), at(1_768_469_400, 250_000_000), at(-1, 1), at(-5, 0)] {
            let there = timestamp.to_system_time().expect("a time of our days");
            assert_eq!(Timestamp::from(there), timestamp);
        }
    }

    #[test]
    fn nanoseconds_are_rounded_to_nothing() {
        assert_eq!(Timestamp::from_nanoseconds(-1), Some(at(-1, 999_999_999)));
        assert_eq!(Timestamp::from_nanoseconds(1_500_000_001), Some(at(1, 500_000_001)));
        assert_eq!(Timestamp::from_nanoseconds(i128::MAX), None);
        assert_eq!(at(1, 999_999_999).milliseconds(), Some(1999));
        assert_eq!(at(-1, 999_999_999).milliseconds(), Some(-1));
        assert_eq!(Timestamp::new(0, 1_000_000_000), None);
    }
}
