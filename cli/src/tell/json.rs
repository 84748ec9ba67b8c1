//! What lives here: telling programs: one JSON object a record that is not valid, and one for the
//! summary.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Tell, Told, found};
use crate::validate::Totals;

pub(super) struct Json;

impl Tell for Json {
    fn record(&mut self, told: &Told<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", record(told))
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        let Some(summary) = &totals.summary else { return Ok(()) };
        let mut told = json!({
            "records": totals.records,
            "valid": totals.records - totals.invalid,
            "invalid": totals.invalid,
        });
        if let (Some(told), Value::Object(summary)) = (told.as_object_mut(), summary.to_json()) {
            told.extend(summary);
        }
        writeln!(out, "{}", json!({"summary": told}))
    }
}

/// What there is to say of a record.
fn record(told: &Told<'_>) -> Value {
    let violations = told.faults.iter().map(|(fault, place)| {
        json!({
            "instanceLocation": fault.instance_location,
            "absoluteKeywordLocation": fault.keyword_location,
            "line": place.line,
            "column": place.column,
            "expected": fault.expected,
            "found": found(fault, told),
            "hint": fault.hint,
        })
    });
    json!({
        "source": told.source,
        "record": told.number,
        "line": told.place.line,
        "document": told.document,
        "valid": false,
        "violations": violations.collect::<Vec<_>>(),
        "more": told.more,
    })
}
