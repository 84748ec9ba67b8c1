//! What lives here: [`DateTime`], [`Date`], [`Time`] and [`IsoDuration`]: strings that stand for times.

use std::time::{Duration, SystemTime};

use super::Timestamp;
use super::calendar;
use super::formatted::{compared_by_key, formatted_text};

formatted_text! {
    /// A date and time with an offset from UTC (RFC 3339, section 5.6), compared by the moment that it
    /// stands for, to the last digit.
    ///
    /// ```
    /// # use callschema_runtime::DateTime;
    /// let created = DateTime::from("2026-01-15T10:30:00+01:00");
    /// assert_eq!(created, DateTime::from("2026-01-15T09:30:00.000Z"));
    /// assert!(created < DateTime::from("2026-01-15T09:30:00.000000000001Z"));
    /// assert_eq!(created.as_str(), "2026-01-15T10:30:00+01:00");
    /// assert_eq!(created.timestamp().unwrap().seconds(), 1_768_469_400);
    /// ```
    DateTime
}

formatted_text! {
    /// A day of the calendar (RFC 3339, section 5.6, rule `full-date`), compared as such.
    #[derive(Eq, Hash, Ord, PartialEq, PartialOrd)]
    Date
}

formatted_text! {
    /// A time of day with an offset from UTC (RFC 3339, section 5.6, rule `full-time`), compared by its
    /// text: which of two came first depends on the day.
    #[derive(Eq, Hash, Ord, PartialEq, PartialOrd)]
    Time
}

formatted_text! {
    /// A length of time as ISO 8601 writes it (RFC 3339, appendix A), compared by its text: how long a
    /// month is depends on the month.
    #[derive(Eq, Hash, Ord, PartialEq, PartialOrd)]
    IsoDuration is Duration
}

compared_by_key!(DateTime);

impl DateTime {
    /// The moment, to the nanosecond (what is finer is dropped); none where the text is malformed.
    ///
    /// A leap second is the first second of the next minute, as in Unix time.
    #[inline]
    pub fn timestamp(&self) -> Option<Timestamp> {
        let moment = self.moment()?;
        let nanoseconds = nanoseconds(moment.fraction);
        Timestamp::new(moment.seconds + i64::from(moment.leap), nanoseconds)
    }

    /// The offset from UTC in minutes, east of Greenwich above zero; none where the text is malformed.
    #[inline]
    pub fn offset_minutes(&self) -> Option<i32> {
        self.is_well_formed().then(|| offset_minutes(self.as_str()))
    }

    /// The standard library's point in time; none where the text is malformed.
    #[inline]
    pub fn to_system_time(&self) -> Option<SystemTime> {
        self.timestamp()?.to_system_time()
    }

    #[inline]
    fn moment(&self) -> Option<Moment<'_>> {
        let text = self.as_str();
        let date = text.get(..10).filter(|_| self.is_well_formed())?;
        let second = number(&text[17..19]);
        let leap = second == 60;
        let of_day = number(&text[11..13]) * 3600 + number(&text[14..16]) * 60 + second.min(59);
        let seconds = days(date) * 86_400 + of_day - i64::from(offset_minutes(text)) * 60;
        Some(Moment { seconds, leap, fraction: fraction(text) })
    }

    /// Moments come before texts that are none.
    #[inline]
    fn key(&self) -> Result<Moment<'_>, &str> {
        self.moment().ok_or(self.as_str())
    }
}

/// In UTC. Years that RFC 3339 does not know, before 0 and after 9999, give a text that is not well formed.
impl From<Timestamp> for DateTime {
    #[inline]
    fn from(timestamp: Timestamp) -> Self {
        timestamp.to_string().into()
    }
}

/// In UTC, to the nanosecond.
impl From<SystemTime> for DateTime {
    #[inline]
    fn from(time: SystemTime) -> Self {
        Timestamp::from(time).into()
    }
}

impl Date {
    /// Year, month and day; none where the text is malformed.
    #[inline]
    pub fn year_month_day(&self) -> Option<(u16, u8, u8)> {
        let text = self.is_well_formed().then(|| self.as_str())?;
        let part = |range: std::ops::Range<usize>| number(&text[range]);
        let [month, day] = [part(5..7), part(8..10)].map(u8::try_from);
        Some((u16::try_from(part(0..4)).ok()?, month.ok()?, day.ok()?))
    }
}

impl Time {
    /// Hour, minute and second; none where the text is malformed. A leap second is the sixtieth.
    #[inline]
    pub fn hour_minute_second(&self) -> Option<(u8, u8, u8)> {
        let text = self.is_well_formed().then(|| self.as_str())?;
        let part = |range: std::ops::Range<usize>| u8::try_from(number(&text[range])).ok();
        Some((part(0..2)?, part(3..5)?, part(6..8)?))
    }

    /// The nanoseconds since that second began (what is finer is dropped); none where the text is malformed.
    #[inline]
    pub fn nanoseconds(&self) -> Option<u32> {
        self.is_well_formed().then(|| nanoseconds(fraction(self.as_str())))
    }

    /// The offset from UTC in minutes, east of Greenwich above zero; none where the text is malformed.
    #[inline]
    pub fn offset_minutes(&self) -> Option<i32> {
        self.is_well_formed().then(|| offset_minutes(self.as_str()))
    }
}

impl IsoDuration {
    /// The length of time, a day being 24 hours; none where the text is malformed or counts months or
    /// years, which are of no fixed length.
    ///
    /// ```
    /// # use callschema_runtime::IsoDuration;
    /// use std::time::Duration;
    ///
    /// assert_eq!(IsoDuration::from("PT1M30S").to_duration(), Some(Duration::from_secs(90)));
    /// assert_eq!(IsoDuration::from("P1M").to_duration(), None);
    /// ```
    #[inline]
    pub fn to_duration(&self) -> Option<Duration> {
        let text = self.is_well_formed().then(|| self.as_str().to_ascii_uppercase())?;
        let (date, time) = text.split_once('T').unwrap_or((&text, ""));
        let units = [('W', 604_800), ('D', 86_400)];
        let date = seconds(date.trim_start_matches('P'), &units)?;
        let time = seconds(time, &[('H', 3600), ('M', 60), ('S', 1)])?;
        date.checked_add(time).map(Duration::from_secs)
    }
}

/// The sum of numbers, each followed by its unit; none where a unit is not among `units`.
#[inline]
fn seconds(text: &str, units: &[(char, u64)]) -> Option<u64> {
    let components = text.split_inclusive(|letter: char| letter.is_ascii_alphabetic());
    components.into_iter().try_fold(0u64, |sum, component| {
        let count: u64 = component.get(..component.len() - 1)?.parse().ok()?;
        let (_, length) = units.iter().find(|(unit, _)| component.ends_with(*unit))?;
        sum.checked_add(count.checked_mul(*length)?)
    })
}

/// A moment of UTC, ordered by its fields from first to last.
#[derive(Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Moment<'a> {
    /// The seconds since the beginning of 1970; in a leap second those of the second before.
    seconds: i64,
    leap: bool,
    /// The digits behind the point, without zeros at their end.
    fraction: &'a str,
}

/// The value of a few digits.
#[inline]
fn number(digits: &str) -> i64 {
    digits.bytes().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'))
}

/// The days from 1970-01-01 to a well-formed date.
#[inline]
fn days(date: &str) -> i64 {
    calendar::days(number(&date[..4]), number(&date[5..7]), number(&date[8..10]))
}

/// The digits behind the point of a well-formed time, without zeros at their end.
#[inline]
fn fraction(time: &str) -> &str {
    let (_, behind) = time.split_once('.').unwrap_or_default();
    let end = behind.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(behind.len());
    behind[..end].trim_end_matches('0')
}

/// The first nine digits of a fraction of a second.
#[inline]
fn nanoseconds(fraction: &str) -> u32 {
    let digits = &fraction[..fraction.len().min(9)];
    let nanoseconds = (digits.len()..9).fold(number(digits), |value, _| value * 10);
    u32::try_from(nanoseconds).unwrap_or_default()
}

/// The offset at the end of a well-formed time.
#[inline]
fn offset_minutes(time: &str) -> i32 {
    let Some((_, offset)) = time.split_at_checked(time.len().saturating_sub(6)) else { return 0 };
    let minutes = || number(&offset[1..3]) * 60 + number(&offset[4..6]);
    let minutes = match offset.as_bytes().first() {
        Some(b'+') => minutes(),
        Some(b'-') => -minutes(),
        _ => 0,
    };
    i32::try_from(minutes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_ordered_whatever_their_offset_and_precision() {
        // Ascending; texts in one row are one moment.
        let rows: &[&[&str]] = &[
            &["0000-01-01T00:00:00+23:59"],
            &["1969-12-31T23:59:59.9Z"],
            &["1970-01-01T00:00:00Z", "1970-01-01t01:30:00+01:30", "1969-12-31T23:00:00.0-01:00"],
            &["1998-12-31T23:59:59.999Z"],
            &["1998-12-31T23:59:60Z", "1998-12-31T15:59:60.00-08:00"],
            &["1998-12-31T23:59:60.5Z"],
            &["1999-01-01T00:00:00Z"],
            &["1999-01-01T00:00:00.10Z", "1999-01-01T00:00:00.1z"],
            &["1999-01-01T00:00:00.11Z"],
            &["9999-12-31T23:59:59Z"],
            &["1999-01-01"],
            &["yesterday"],
        ];
        let ranked =
            rows.iter().enumerate().flat_map(|(rank, row)| row.iter().map(move |t| (rank, t)));
        let ranked: Vec<_> = ranked.map(|(rank, text)| (rank, DateTime::from(*text))).collect();
        for (left_rank, left) in &ranked {
            for (right_rank, right) in &ranked {
                assert_eq!(left.cmp(right), left_rank.cmp(right_rank), "{left} and {right}");
                assert_eq!(left == right, left_rank == right_rank, "{left} and {right}");
            }
        }
    }

    #[test]
    fn a_moment_is_a_timestamp_to_the_nanosecond() {
        for (text, seconds, nanoseconds) in [
            ("2024-09-25T22:22:08.095646+00:00", 1_727_302_928, 95_646_000),
            ("2000-02-29T12:00:00.1234567899+14:00", 951_775_200, 123_456_789),
            ("1998-12-31T23:59:60.25Z", 915_148_800, 250_000_000),
            ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
        ] {
            let timestamp = DateTime::from(text).timestamp();
            assert_eq!(timestamp, Timestamp::new(seconds, nanoseconds), "{text}");
        }
        assert_eq!(DateTime::from("2024-09-25").timestamp(), None);
        assert_eq!(DateTime::from("é".repeat(9)).timestamp(), None);
        let now = SystemTime::now();
        assert_eq!(DateTime::from(now).to_system_time(), Some(now));
    }

    #[test]
    fn offsets_dates_and_times_are_handed_out() {
        let offset = |text: &str| DateTime::from(text).offset_minutes();
        assert_eq!(offset("2026-01-15T10:30:00-03:30"), Some(-210));
        assert_eq!(offset("2026-01-15T10:30:00Z"), Some(0));
        assert_eq!(offset("2026-01-15T10:30:00"), None);
        assert_eq!(Date::from("2024-02-29").year_month_day(), Some((2024, 2, 29)));
        assert_eq!(Date::from("2023-02-29").year_month_day(), None);
        let time = Time::from("23:59:60.5+00:00");
        assert_eq!(time.hour_minute_second(), Some((23, 59, 60)));
        assert_eq!((time.nanoseconds(), time.offset_minutes()), (Some(500_000_000), Some(0)));
        assert_eq!(Time::from("23:59").hour_minute_second(), None);
    }

    #[test]
    fn durations_of_fixed_length_have_a_value() {
        for (text, seconds) in [
            ("PT0S", Some(0)),
            ("P2W", Some(1_209_600)),
            ("P1DT2H3M4S", Some(93_784)),
            ("pt36h", Some(129_600)),
            ("P1Y", None),
            ("P1M", None),
            ("PT1.5S", None),
            ("P99999999999999999999D", None),
            ("PT18446744073709551615S", Some(u64::MAX)),
            ("PT1H18446744073709551615S", None),
            ("1 hour", None),
        ] {
            let duration = IsoDuration::from(text).to_duration();
            assert_eq!(duration.map(|duration| duration.as_secs()), seconds, "{text}");
        }
    }
}
