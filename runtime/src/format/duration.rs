//! What lives here: `duration`, ISO 8601 in the grammar of RFC 3339, appendix A.
//!
//! The grammar is narrower than what date libraries read: no fractions, no signs, no skipped unit
//! between two others, weeks alone. Letters may be small, as in all ABNF (RFC 5234, section 2.3) and as
//! in `date-time`.

/// Whether the text is a duration: rule `duration`.
pub(super) fn matches(text: &str) -> bool {
    let [b'P' | b'p', rest @ ..] = text.as_bytes() else {
        return false;
    };
    if let Some((b'W', after)) = component(rest) {
        return after.is_empty();
    }
    let date = after_run(rest, b"YMD");
    match date.unwrap_or(rest) {
        [] => date.is_some(),
        [b'T' | b't', time @ ..] => after_run(time, b"HMS").is_some_and(<[u8]>::is_empty),
        _ => false,
    }
}

/// What follows one or more components whose units stand side by side in `units`, in that order.
fn after_run<'t>(text: &'t [u8], units: &[u8]) -> Option<&'t [u8]> {
    let (first, mut rest) = component(text)?;
    let mut next = units.iter().position(|unit| *unit == first)? + 1;
    while let Some((unit, after)) = component(rest) {
        if units.get(next) != Some(&unit) {
            return None;
        }
        next += 1;
        rest = after;
    }
    Some(rest)
}

/// Digits and the letter that follows them, made large; and what comes after.
fn component(text: &[u8]) -> Option<(u8, &[u8])> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match &text[digits..] {
        [unit, after @ ..] if digits > 0 => Some((unit.to_ascii_uppercase(), after)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn units_come_in_order_without_gaps() {
        for text in [
            "P1Y",
            "P1Y2M",
            "P1Y2M3D",
            "P1M3D",
            "P3D",
            "P0D",
            "P2W",
            "P00000000000000000000000000000000000000001D",
            "PT1H",
            "PT1H2M",
            "PT1H2M3S",
            "PT2M3S",
            "PT3S",
            "P3DT3S",
            "P1Y2M3DT4H5M6S",
            "pt1h",
        ] {
            assert!(super::matches(text), "{text}");
        }
    }

    #[test]
    fn everything_else_is_no_duration() {
        for text in [
            "",
            "P",
            "PT",
            "P1",
            "P1YT",
            "1Y",
            "P1Y3D",
            "P3D1Y",
            "P1D1D",
            "P1H",
            "PT1D",
            "PT1H3S",
            "PT1S1M",
            "P1W1D",
            "P1Y1W",
            "P1WT1H",
            "PT1H T1M",
            "PT1.5S",
            "PT1,5S",
            "-P1D",
            "P-1D",
            "P+1D",
            "P1D ",
            " P1D",
            "P1DT1HT1M",
            "PW",
            "P१D",
            "P0001-01-01T00:00:00",
        ] {
            assert!(!super::matches(text), "{text}");
        }
    }
}
