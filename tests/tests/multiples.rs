//! `multipleOf` on decimal digits, beside integers of any size: both numbers are brought to one power of ten
//! and divided. Exponents are drawn small enough for that.

use callschema_runtime::Decimal;
use num_bigint::BigInt;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

const CASES: usize = 200_000;

/// A number's integer and the power of ten that it is multiplied by.
fn taken_apart(text: &str) -> (BigInt, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let integer = format!("{whole}{fraction}").parse().expect("digits");
    let fraction = i64::try_from(fraction.len()).expect("a length");
    (integer, exponent.parse::<i64>().expect("an exponent") - fraction)
}

fn is_multiple(number: &str, divisor: &str) -> bool {
    let ((number, number_scale), (divisor, divisor_scale)) =
        (taken_apart(number), taken_apart(divisor));
    let scale = number_scale.min(divisor_scale);
    let at_scale = |integer: BigInt, own: i64| {
        integer * BigInt::from(10).pow(u32::try_from(own - scale).expect("a small power"))
    };
    at_scale(number, number_scale) % at_scale(divisor, divisor_scale) == BigInt::ZERO
}

/// A number as JSON writes it, of up to so many digits.
fn number(random: &mut StdRng, most: usize) -> String {
    let digits = random.random_range(1..=most);
    let mut text: String = (0..digits).map(|_| random.random_range('0'..='9')).collect();
    if random.random_bool(0.3) {
        let zeros = random.random_range(0..=text.len());
        text.replace_range(text.len() - zeros.., &"0".repeat(zeros));
    }
    let kept = text.trim_start_matches('0');
    let mut text = if kept.is_empty() { "0".to_owned() } else { kept.to_owned() };
    if text.len() > 1 && random.random_bool(0.4) {
        text.insert(random.random_range(1..text.len()), '.');
    }
    if random.random_bool(0.5) {
        text = format!("{text}e{}", random.random_range(-330..=330));
    }
    text
}

#[test]
fn digits_decide_as_integers_of_any_size_do() {
    let mut random = StdRng::seed_from_u64(0x6d75_6c74);
    let mut multiples = 0;
    for case in 0..CASES {
        let divisor = loop {
            let most = *[1, 3, 19].get(random.random_range(0..3)).expect("one of three");
            let divisor = number(&mut random, most);
            if divisor
                .split(['e'])
                .next()
                .is_some_and(|text| text.contains(|c| ('1'..='9').contains(&c)))
            {
                break divisor;
            }
        };
        let mut value = number(&mut random, if case % 8 == 0 { 400 } else { 40 });
        // Half of them are made to be multiples, or one off.
        if case % 2 == 0 {
            let (factor, scale) = taken_apart(&number(&mut random, 60));
            let (integer, own) = taken_apart(&divisor);
            value = format!("{}e{}", factor * integer + case % 4 / 2, own + scale.clamp(0, 200));
        }
        if random.random_bool(0.2) {
            value.insert(0, '-');
        }
        let expected = is_multiple(&value, &divisor);
        let decimal = |text| Decimal::parse(text).unwrap_or_else(|| panic!("{text} is no number"));
        let ours = decimal(&value).is_multiple_of(&decimal(&divisor));
        assert_eq!(ours, expected, "{value} of {divisor}");
        multiples += usize::from(expected);
    }
    assert!(multiples > CASES / 10 && multiples < CASES * 9 / 10, "{multiples} of {CASES}");
}
