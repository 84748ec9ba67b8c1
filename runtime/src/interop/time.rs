//! What lives here: times as `time` has them.

use time::{Month, OffsetDateTime, UtcOffset};

use crate::value::{Date, DateTime, Timestamp};

/// With the feature `time`.
impl Timestamp {
    /// The point in time of `time`, in UTC; none outside of that crate's years.
    pub fn to_time(self) -> Option<OffsetDateTime> {
        let whole = OffsetDateTime::from_unix_timestamp(self.seconds()).ok()?;
        whole.replace_nanosecond(self.nanoseconds()).ok()
    }
}

/// With the feature `time`.
impl From<OffsetDateTime> for Timestamp {
    fn from(time: OffsetDateTime) -> Self {
        // The years of `time` are far within what 128 bits of nanoseconds hold.
        Self::from_nanoseconds(time.unix_timestamp_nanos()).unwrap_or(Self::UNIX_EPOCH)
    }
}

/// With the feature `time`.
impl DateTime {
    /// The point in time of `time`, at the offset from UTC that the text has; none where it is malformed.
    ///
    /// ```
    /// # use callschema_runtime::DateTime;
    /// let created = DateTime::from("2026-01-15T10:30:00+01:00");
    /// assert_eq!(created.to_time().unwrap().hour(), 10);
    /// ```
    pub fn to_time(&self) -> Option<OffsetDateTime> {
        let offset = UtcOffset::from_whole_seconds(self.offset_minutes()? * 60).ok()?;
        self.timestamp()?.to_time()?.checked_to_offset(offset)
    }
}

/// In UTC, to the nanosecond.
///
/// With the feature `time`.
impl From<OffsetDateTime> for DateTime {
    fn from(time: OffsetDateTime) -> Self {
        Timestamp::from(time).into()
    }
}

/// With the feature `time`.
impl Date {
    /// The day of `time`; none where the text is malformed.
    pub fn to_time(&self) -> Option<time::Date> {
        let (year, month, day) = self.year_month_day()?;
        time::Date::from_calendar_date(year.into(), Month::try_from(month).ok()?, day).ok()
    }
}

/// With the feature `time`.
impl From<time::Date> for Date {
    fn from(date: time::Date) -> Self {
        let (year, month, day) = date.to_calendar_date();
        format!("{year:04}-{:02}-{day:02}", u8::from(month)).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_come_back() {
        for text in
            ["2026-01-15T09:30:00.000000001Z", "0000-01-01T00:00:00Z", "1969-12-31T23:59:59.5Z"]
        {
            let time = DateTime::from(text).to_time().expect("a time that `time` has");
            assert_eq!(DateTime::from(time).as_str(), text);
        }
        let date = Date::from("2024-02-29").to_time().expect("a day that `time` has");
        assert_eq!(Date::from(date).as_str(), "2024-02-29");
        assert_eq!(Date::from("2023-02-29").to_time(), None);
        assert_eq!(Timestamp::new(i64::MAX, 0).and_then(Timestamp::to_time), None);
    }
}
