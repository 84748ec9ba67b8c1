//! What lives here: times as `chrono` has them.

use chrono::{FixedOffset, NaiveDate, TimeZone, Utc};

use crate::value::{Date, DateTime, Timestamp};

/// With the feature `chrono`.
impl Timestamp {
    /// The point in time of `chrono`, in UTC; none outside of that crate's years.
    pub fn to_chrono(self) -> Option<chrono::DateTime<Utc>> {
        chrono::DateTime::from_timestamp(self.seconds(), self.nanoseconds())
    }
}

/// A leap second of `chrono` is the first second of the next minute.
///
/// With the feature `chrono`.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for Timestamp {
    fn from(time: chrono::DateTime<Z>) -> Self {
        let nanoseconds = i128::from(time.timestamp_subsec_nanos());
        let all = i128::from(time.timestamp()) * 1_000_000_000 + nanoseconds;
        Self::from_nanoseconds(all).unwrap_or(Self::UNIX_EPOCH)
    }
}

/// With the feature `chrono`.
impl DateTime {
    /// The point in time of `chrono`, at the offset from UTC that the text has; none where it is malformed.
    ///
    /// ```
    /// # use callschema_runtime::DateTime;
    /// let created = DateTime::from("2026-01-15T10:30:00+01:00");
    /// assert_eq!(created.to_chrono().unwrap().to_rfc3339(), "2026-01-15T10:30:00+01:00");
    /// ```
    pub fn to_chrono(&self) -> Option<chrono::DateTime<FixedOffset>> {
        let offset = FixedOffset::east_opt(self.offset_minutes()? * 60)?;
        Some(self.timestamp()?.to_chrono()?.with_timezone(&offset))
    }
}

/// In UTC, to the nanosecond.
///
/// With the feature `chrono`.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(time: chrono::DateTime<Z>) -> Self {
        Timestamp::from(time).into()
    }
}

/// With the feature `chrono`.
impl Date {
    /// The day of `chrono`; none where the text is malformed.
    pub fn to_chrono(&self) -> Option<NaiveDate> {
        let (year, month, day) = self.year_month_day()?;
        NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
    }
}

/// With the feature `chrono`.
impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        date.to_string().into()
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
            let time = DateTime::from(text).to_chrono().expect("a time that chrono has");
            assert_eq!(DateTime::from(time).as_str(), text);
        }
        let date = Date::from("2024-02-29").to_chrono().expect("a day that chrono has");
        assert_eq!(Date::from(date).as_str(), "2024-02-29");
        assert_eq!(Date::from("2023-02-29").to_chrono(), None);
        assert_eq!(Timestamp::new(i64::MAX, 0).and_then(Timestamp::to_chrono), None);
    }
}
