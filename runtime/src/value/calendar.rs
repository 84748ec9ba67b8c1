//! What lives here: days counted from 1970 and dates of the Gregorian calendar, each made of the other.
//!
//! Both are the algorithms of Howard Hinnant's "chrono-compatible low-level date algorithms": years begin
//! in March, so that the day that is not always there is the last.

/// Days in 400 years, after which the calendar repeats.
const ERA: i64 = 146_097;

/// The days from 1970-01-01 to a date of the calendar.
#[inline]
pub(super) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date so many days after 1970-01-01: year, month and day.
#[inline]
pub(super) fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12 + 1;
    (era * 400 + year + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        assert_eq!(days(1970, 1, 1), 0);
        assert_eq!(days(2000, 2, 29), 11_016);
        assert_eq!(days(0, 1, 1), -719_528);
        assert_eq!(days(9999, 12, 31), 2_932_896);
        let mut last = date(-719_529);
        for day in -719_528..2_932_897 {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
            let follows = match last {
                (y, 12, 31) => (year, month, of_month) == (y + 1, 1, 1),
                (y, m, d) => {
                    (year, month, of_month) == (y, m, d + 1)
                        || ((year, month, of_month) == (y, m + 1, 1) && d >= 28)
                }
            };
            assert!(follows, "{last:?} is followed by {:?}", (year, month, of_month));
            last = (year, month, of_month);
        }
    }
}
