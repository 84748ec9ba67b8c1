//! What lives here: bounds held to what they come to by hand.

use super::*;
use crate::collect::Collect;
use crate::limits::Limits;
use crate::mode::Verdict;
use crate::schema::Schema;

#[test]
fn what_its_length_says_keeps_the_bounds_does_keep_them() {
    let mut seen = 0;
    for limit in [-10, -1, 0, 1, 2, 9, 10, 11, 99, 100, 101, 999, 1000, i64::MAX] {
        for number in (0..1_200).chain([i64::MAX - 1, i64::MAX]) {
            let (digits, is_zero) = (number.to_string().len(), number == 0);
            let least = Bounds::none().at_least(limit).are_clearly_kept(digits, is_zero);
            let most = Bounds::none().at_most(limit).are_clearly_kept(digits, is_zero);
            assert!(!least || number >= limit, "{number} {limit}");
            assert!(!most || number <= limit, "{number} {limit}");
            seen += usize::from(least) + usize::from(most);
        }
    }
    assert!(seen > 5_000, "{seen}");
    // Of one digit all are, but for zero.
    assert!(Bounds::none().at_least(1).are_clearly_kept(1, false));
    assert!(!Bounds::none().at_least(1).are_clearly_kept(1, true));
    assert!(!Bounds::none().at_least(2).are_clearly_kept(1, false));
}

/// What the bounds come to by hand: the number as so many thousandths.
fn are_met(bounds: &Bounds, is_integer: bool, thousandths: i128) -> bool {
    let is_whole = thousandths % 1000 == 0;
    let bits = bounds.bits.filter(|_| is_whole);
    let fits = bits.is_none_or(|bits| {
        let (value, most) = (thousandths / 1000, 1i128 << (bits - 1));
        (-most..most).contains(&value)
    });
    let is_above = |limit: i64| thousandths >= i128::from(limit) * 1000;
    let is_below = |limit: i64| thousandths <= i128::from(limit) * 1000;
    (is_whole || !is_integer)
        && fits
        && bounds.minimum.is_none_or(is_above)
        && bounds.maximum.is_none_or(is_below)
}

/// A number in several ways to write it, by its thousandths.
fn written(thousandths: i128) -> Vec<String> {
    let sign = if thousandths < 0 { "-" } else { "" };
    let (whole, fraction) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
    let fraction = format!("{fraction:03}");
    let short = fraction.trim_end_matches('0');
    let mut ways = vec![format!("{sign}{whole}.{fraction}"), format!("{thousandths}e-3")];
    ways.push(match short {
        "" => format!("{sign}{whole}"),
        short => format!("{sign}{whole}.{short}"),
    });
    ways
}

/// The verdict and the report on one number, by the same bounds.
fn answers(bounds: &'static Bounds, is_integer: bool, text: &str) -> [bool; 2] {
    let (limits, schema) = (Limits::new(), Schema::new("", "", ""));
    let mut verdict = Reader::new(text, limits, Verdict);
    let mut report = Reader::new(text, limits, Collect::new(schema, limits, text.len()));
    let (verdict, report_done) = if is_integer {
        let verdict = verdict.integer_within("", bounds).map(drop);
        (verdict, report.integer_within("", bounds).map(drop))
    } else {
        let verdict = verdict.number_within("", bounds).map(drop);
        (verdict, report.number_within("", bounds).map(drop))
    };
    assert!(report_done.is_ok(), "{text}");
    [verdict.is_ok(), report.mode.report().is_empty()]
}

#[test]
fn several_bounds_at_once_are_what_they_are_by_hand() {
    let limits = [i64::MIN, -100, -10, -1, 0, 1, 2, 9, 10, 11, 100, 1_000_000, i64::MAX];
    let limits: Vec<Option<i64>> = std::iter::once(None).chain(limits.map(Some)).collect();
    let near = [-1000, -999, -1, 0, 1, 500, 999, 1000];
    let whole =
        limits.iter().flatten().copied().chain([99, i64::from(i32::MIN), i64::from(i32::MAX)]);
    let numbers: Vec<i128> =
        whole.flat_map(|whole| near.map(|near| i128::from(whole) * 1000 + near)).collect();
    let mut met = [0; 2];
    for (least, most) in
        limits.iter().flat_map(|least| limits.iter().map(move |most| (least, most)))
    {
        for bits in [None, Some(32), Some(64)] {
            let mut bounds = Bounds::none();
            bounds = least.map_or(bounds, |limit| bounds.at_least(limit));
            bounds = most.map_or(bounds, |limit| bounds.at_most(limit));
            bounds = match bits {
                None => bounds,
                Some(32) => bounds.int32(),
                Some(_) => bounds.int64(),
            };
            let bounds: &'static Bounds = Box::leak(Box::new(bounds));
            for (number, is_integer) in
                numbers.iter().flat_map(|number| [(*number, true), (*number, false)])
            {
                let expected = are_met(bounds, is_integer, number);
                met[usize::from(expected)] += 1;
                for text in written(number) {
                    assert_eq!(
                        answers(bounds, is_integer, &text),
                        [expected; 2],
                        "{text} {bounds:?}"
                    );
                }
            }
        }
    }
    assert!(met.iter().all(|count| *count > 10_000), "{met:?}");
}
