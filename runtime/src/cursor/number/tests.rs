//! What lives here: numbers held to what they are worth.

use super::*;

fn number(text: &str) -> Decimal<'_> {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
}

#[test]
fn the_grammar_is_rfc_8259s() {
    for text in [
        "0",
        "-0",
        "10",
        "1.5",
        "-0.25",
        "1e5",
        "1E+5",
        "1.25e-7",
        "123456789012345678901234567890",
    ] {
        assert!(Decimal::parse(text).is_some(), "{text}");
    }
    for text in ["", "-", "+1", "01", "-01", ".5", "1.", "1e", "1e+", "0x10", "1_000", "NaN", "1 "]
    {
        assert!(Decimal::parse(text).is_none(), "{text}");
    }
}

#[test]
fn integers_are_recognised_however_they_are_written() {
    for text in
        ["0", "-0", "0.0", "0e-7", "1.0", "1e2", "1.50e1", "100e-2", "1e400", "9007199254740993"]
    {
        assert!(number(text).is_integer(), "{text}");
    }
    for text in ["0.5", "1.01e1", "1e-1", "15e-1", "1e-400"] {
        assert!(!number(text).is_integer(), "{text}");
    }
}

#[test]
fn digits_are_worth_the_same_whatever_follows() {
    for length in 1..=19 {
        let digits = &"9876543210987654321"[..length];
        for behind in ["", ",", ",9", ",\"0123456789012345", ".0", ".5,0123456789012345"] {
            for sign in ["", "-"] {
                let text = format!("{sign}{digits}{behind}");
                let number = Cursor::new(&text).number().expect("a number");
                let value = format!("{sign}{digits}").parse();
                let is_whole = !behind.starts_with(".5");
                assert_eq!(number.to_i64(), value.ok().filter(|_| is_whole), "{text}");
            }
        }
    }
}

#[test]
fn i64_is_exact_at_its_edges() {
    for (text, value) in [
        ("9223372036854775807", Some(i64::MAX)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("9223372036854775808", None),
        ("-9223372036854775809", None),
        ("9223372036854775807.0", Some(i64::MAX)),
        ("9.223372036854775808e18", None),
        ("1e2", Some(100)),
        ("-0.0", Some(0)),
        ("1.5", None),
        ("1e99999999999999999999999999999999999999999", None),
        ("0e99999999999999999999999999999999999999999", Some(0)),
    ] {
        assert_eq!(number(text).to_i64(), value, "{text}");
    }
}

#[test]
fn comparison_is_by_value_to_the_last_digit() {
    // Ascending; numbers written in one row are equal.
    let rows: &[&[&str]] = &[
        &["-1e99999999999999999999999999999999999999999"],
        &["-9223372036854775809"],
        &["-9223372036854775808"],
        &["-1", "-1.0", "-10e-1"],
        &["-0.5"],
        &["0", "-0", "0.00", "0e9"],
        &["1e-400"],
        &["0.1", "1e-1", "0.10"],
        &["9007199254740992", "9.007199254740992e15"],
        &["9007199254740993"],
        &["9007199254740993.5"],
        &["18446744073709551616"],
        &["1e400"],
    ];
    for (left_rank, left_row) in rows.iter().enumerate() {
        for (right_rank, right_row) in rows.iter().enumerate() {
            for (left, right) in left_row.iter().flat_map(|l| right_row.iter().map(move |r| (l, r)))
            {
                let expected = left_rank.cmp(&right_rank);
                assert_eq!(
                    number(left).compare(&number(right)),
                    expected,
                    "{left} against {right}"
                );
            }
        }
    }
}

#[test]
fn exponents_of_any_length_are_compared_exactly() {
    let nines = "9".repeat(60);
    let power = format!("1{}", "0".repeat(60));
    // Ascending; numbers written in one row are equal.
    let rows = [
        vec![format!("-1e{power}")],
        vec![format!("-1e{nines}"), format!("-0.1e{power}"), format!("-10e{}8", &nines[1..])],
        vec![format!("1e-{power}"), format!("10e-1{}1", &power[2..]), format!("0.1e-{nines}")],
        vec![format!("1e-{nines}")],
        vec!["1e-400".to_owned()],
        vec!["1".to_owned()],
        vec![format!("1e{nines}"), format!("0.1e+{power}"), format!("1e000{nines}")],
        vec![format!("2e{nines}")],
        vec![format!("1e{power}"), format!("10e{nines}"), format!("1.0e{power}")],
        vec![format!("1e{power}0")],
    ];
    for (left_rank, left_row) in rows.iter().enumerate() {
        for (right_rank, right_row) in rows.iter().enumerate() {
            for (left, right) in left_row.iter().flat_map(|l| right_row.iter().map(move |r| (l, r)))
            {
                let (one, other) = (number(left), number(right));
                assert_eq!(one.compare(&other), left_rank.cmp(&right_rank), "{left} {right}");
                let hash = |number: &Decimal<'_>| {
                    let mut hasher = std::hash::DefaultHasher::new();
                    number.hash_worth(&mut hasher);
                    std::hash::Hasher::finish(&hasher)
                };
                assert!(left_rank != right_rank || hash(&one) == hash(&other), "{left} {right}");
            }
        }
    }
}

#[test]
fn comparison_with_an_integer_agrees_with_comparison_of_texts() {
    let integers = [i64::MIN, -7, -1, 0, 1, 7, 9_007_199_254_740_993, i64::MAX];
    let texts = [
        "-9223372036854775808.5",
        "-7.5",
        "-7.0",
        "-0.5",
        "-0",
        "-0.0",
        "0.0",
        "1e0",
        "0.7e1",
        "7.000",
        "7.0001",
        "9007199254740993.0",
        "9223372036854775807.5",
        "9223372036854775808",
        "1e30",
        "-1e30",
        "1e-30",
    ];
    for integer in integers {
        for text in texts {
            let expected = number(text).compare(&number(&integer.to_string()));
            assert_eq!(number(text).compare_i64(integer), expected, "{text} against {integer}");
        }
    }
}

#[test]
fn multiples_are_decided_on_digits() {
    for (text, divisor) in [
        ("0", "7"),
        ("9.9", "0.1"),
        ("1e400", "0.001"),
        ("4.50", "1.5"),
        ("-21", "7"),
        ("123456789012345678901234567890", "10"),
        ("0.0075", "0.0001"),
        ("1e308", "123456789e-20"),
    ] {
        let expected = text != "1e308";
        assert_eq!(number(text).is_multiple_of(&number(divisor)), expected, "{text} of {divisor}");
    }
    for (text, divisor) in
        [("35", "1.5"), ("0.00751", "0.0001"), ("1e-400", "1"), ("1", "3"), ("5", "10")]
    {
        assert!(!number(text).is_multiple_of(&number(divisor)), "{text} of {divisor}");
    }
}
