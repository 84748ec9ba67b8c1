//! What lives here: times as `jiff` has them.

use jiff::civil;

use crate::value::{Date, DateTime, Timestamp};

/// With the feature `jiff`.
impl Timestamp {
    /// The point in time of `jiff`; none outside of the years -9999 to 9999.
    pub fn to_jiff(self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::new(self.seconds(), self.nanoseconds().try_into().ok()?).ok()
    }
}

/// With the feature `jiff`.
impl From<jiff::Timestamp> for Timestamp {
    fn from(time: jiff::Timestamp) -> Self {
        // jiff's years are far within what 128 bits of nanoseconds hold.
        Self::from_nanoseconds(time.as_nanosecond()).unwrap_or(Self::UNIX_EPOCH)
    }
}

/// With the feature `jiff`.
impl DateTime {
    /// The point in time of `jiff`; none where the text is malformed.
    ///
    /// ```
    /// # use callschema_runtime::DateTime;
    /// let created = DateTime::from("2026-01-15T10:30:00+01:00");
    /// assert_eq!(created.to_jiff(), Some("2026-01-15T09:30:00Z".parse().unwrap()));
    /// ```
    pub fn to_jiff(&self) -> Option<jiff::Timestamp> {
        self.timestamp()?.to_jiff()
    }
}

/// In UTC, to the nanosecond.
///
/// With the feature `jiff`.
impl From<jiff::Timestamp> for DateTime {
    fn from(time: jiff::Timestamp) -> Self {
        Timestamp::from(time).into()
    }
}

/// With the feature `jiff`.
impl Date {
    /// The day of `jiff`; none where the text is malformed.
    pub fn to_jiff(&self) -> Option<civil::Date> {
        let (year, month, day) = self.year_month_day()?;
        let [month, day] = [month, day].map(i8::try_from);
        civil::Date::new(year.try_into().ok()?, month.ok()?, day.ok()?).ok()
    }
}

/// With the feature `jiff`.
impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
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
            let time = DateTime::from(text).to_jiff().expect("a time that jiff has");
            assert_eq!(DateTime::from(time).as_str(), text);
        }
        let date = Date::from("2024-02-29").to_jiff().expect("a day that jiff has");
        assert_eq!(Date::from(date).as_str(), "2024-02-29");
        assert_eq!(Date::from("2023-02-29").to_jiff(), None);
        assert_eq!(Timestamp::new(i64::MAX, 0).and_then(Timestamp::to_jiff), None);
    }
}
