//! What lives here: where the validators are known to differ, and why.

use callschema_runtime::Cursor;
use serde_json::Value;

use super::Answers;
use crate::exact::{self, Exact, Unreadable};

/// A reason for which validators differ.
#[derive(Debug)]
pub struct KnownDifference {
    /// A short name.
    pub name: &'static str,
    /// Who is right, and why.
    pub reason: &'static str,
    /// Whether the text has what they stumble over.
    pub text: fn(&Disagreement<'_>) -> bool,
    /// Whether the verdicts are those that this leads to.
    pub verdicts: fn(&Answers) -> bool,
    /// Of all cases, how many may be of this kind: fewer than this part.
    pub most: f64,
    /// Whether it also changes which violations `jsonschema` finds in what all refuse.
    pub places: bool,
    /// A document and a text on which they differ so. It is asked in every run, so that the reason
    /// cannot outlive the fault that it excuses.
    pub witness: (&'static str, &'static str),
}

/// A text on which the validators differ: in the verdict or, where all refuse, in the violations.
#[derive(Debug)]
pub struct Disagreement<'a> {
    /// The text.
    pub json: &'a [u8],
    /// What was said.
    pub answers: &'a Answers,
}

impl KnownDifference {
    /// Whether this is why they differ.
    pub fn applies(&self, case: &Disagreement<'_>) -> bool {
        let way = if case.answers.agree() { self.places } else { (self.verdicts)(case.answers) };
        way && (self.text)(case)
    }
}

/// Of all cases, how many may be of a kind that mutations come upon by chance.
const RARE: f64 = 0.001;

/// All known differences. A case is explained by the first that applies.
pub const KNOWN_DIFFERENCES: &[KnownDifference] = &[
    KnownDifference {
        name: "duplicate members",
        reason: "A name that comes twice is a violation for us. serde_json keeps the last, so the peers \
                 never see the first.",
        text: |case| has_duplicates(case.json),
        verdicts: |answers| !answers.ours,
        // The mutations make them on purpose.
        most: 0.05,
        places: true,
        witness: ("zudu/error", r#"{"message": "", "status": "error", "error": "", "error": ""}"#),
    },
    KnownDifference {
        name: "numbers beyond f64",
        reason: "JSON puts no limit on numbers, and we keep their text. serde_json refuses what is \
                 beyond the range of f64, so the peers never see the document.",
        text: |case| case.answers.value.is_none() && is_json(case.json),
        verdicts: |answers| answers.ours,
        most: RARE,
        places: false,
        witness: ("langcall/error", r#"{"code": 1e400}"#),
    },
    KnownDifference {
        name: "numbers rounded to f64",
        reason: "We compare every digit. serde_json rounds what is not an integer of 64 bits to an f64, \
                 and the peers judge the rounded number.",
        text: |case| is_rounded(case.json, case.answers.value.as_ref()),
        verdicts: |answers| answers.reference == answers.second,
        most: RARE,
        places: true,
        witness: (
            "langcall/call",
            r#"{"type": "full_ai", "to_number": "", "instruction": "", "duration": -1e-400}"#,
        ),
    },
    KnownDifference {
        name: "jsonschema 0.60.2: date-time digits",
        reason: "It takes `* + , - . /` where a date-time has a digit, since it subtracts `0` without \
                 looking. boon and we refuse.",
        text: |case| any_string(case.answers.value.as_ref(), has_a_sign_for_a_digit),
        verdicts: |answers| answers.reference && !answers.ours && !answers.second,
        most: RARE,
        places: true,
        witness: (
            "bimpe/stream-event",
            concat!(
                r#"{"id": "", "conversation_id": "", "role": "", "#,
                r#""created_at": "202,-01-15T10:30:00Z"}"#
            ),
        ),
    },
    KnownDifference {
        name: "boon 0.6.1: date-time with a plus sign",
        reason: "It takes `+1` for a number of two digits, since it uses `str::parse`, which allows the \
                 sign. RFC 3339 asks for digits. jsonschema may fall into its own trap here or not.",
        text: |case| any_string(case.answers.value.as_ref(), has_a_sign_for_a_digit),
        verdicts: |answers| answers.second && !answers.ours,
        most: RARE,
        places: false,
        witness: (
            "bimpe/stream-event",
            concat!(
                r#"{"id": "", "conversation_id": "", "role": "", "#,
                r#""created_at": "+026-01-15T10:30:00Z"}"#
            ),
        ),
    },
];

fn has_duplicates(json: &[u8]) -> bool {
    let parsed = str::from_utf8(json).map(Exact::parse);
    matches!(parsed, Ok(Err(Unreadable::DuplicateMember(_))))
}

fn is_json(json: &[u8]) -> bool {
    str::from_utf8(json).is_ok_and(|text| {
        let mut cursor = Cursor::new(text);
        cursor.skip().and_then(|()| cursor.end()).is_ok()
    })
}

/// Whether `serde_json` read another value than stands there.
fn is_rounded(json: &[u8], value: Option<&Value>) -> bool {
    value.is_some_and(|value| {
        let seen = value.to_string();
        matches!(exact::difference(json, seen.as_bytes()), Ok(Some(_)))
    })
}

/// Whether a string somewhere in the value is so.
fn any_string(value: Option<&Value>, is_so: fn(&str) -> bool) -> bool {
    value.is_some_and(|value| match value {
        Value::String(text) => is_so(text),
        Value::Array(items) => items.iter().any(|item| any_string(Some(item), is_so)),
        Value::Object(members) => members.values().any(|member| any_string(Some(member), is_so)),
        _ => false,
    })
}

/// Whether the text is shaped like a date-time and has one of `* + , - . /` where a digit belongs.
fn has_a_sign_for_a_digit(text: &str) -> bool {
    const SHAPE: &[u8] = b"0000-00-00T00:00:00";
    let bytes = text.as_bytes();
    let offset = match bytes.len().checked_sub(6) {
        Some(start) if matches!(bytes[start], b'+' | b'-') => &bytes[start + 1..],
        _ => b"",
    };
    let shaped = bytes.get(..SHAPE.len()).into_iter().flat_map(|start| start.iter().zip(SHAPE));
    let offset = offset.iter().zip(b"00:00");
    shaped.chain(offset).any(|(byte, shape)| *shape == b'0' && matches!(byte, b'*'..=b'/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_looked_for_where_digits_belong() {
        for text in ["202,-01-15T10:30:00Z", "2026-01-15T10:+0:00Z", "2026-01-15T10:30:00.5-0/:00"]
        {
            assert!(has_a_sign_for_a_digit(text), "{text}");
        }
        for text in ["2026-01-15T10:30:00Z", "2026-01-15T10:30:00.5-08:00", "+1 415 555 0142", ""] {
            assert!(!has_a_sign_for_a_digit(text), "{text}");
        }
    }
}
