//! What lives here: one text put to all three validators, and what they say.

use std::collections::BTreeSet;

use callschema::{DocumentInfo, RawJson, Report};
use serde_json::Value;

use super::Peers;
use crate::documents::Typed;
use crate::exact::{self, Unreadable};

/// Where a rule is broken: in the instance, and in the schema.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// JSON Pointer.
    pub instance: String,
    /// The schema's URI with a JSON Pointer.
    pub keyword: String,
}

/// What everyone says about one text.
#[derive(Debug)]
pub struct Answers {
    /// The text as `serde_json` reads it, which is all that the peers see; none where it cannot.
    pub value: Option<Value>,
    /// `callschema`: `is_valid`.
    pub ours: bool,
    /// `jsonschema`; no to what `serde_json` cannot read.
    pub reference: bool,
    /// `boon`; no to what `serde_json` cannot read.
    pub second: bool,
}

impl Answers {
    /// Whether all say the same.
    pub fn agree(&self) -> bool {
        self.ours == self.reference && self.ours == self.second
    }
}

/// Puts a text to the three validators.
///
/// # Errors
/// In words, where our own answers contradict each other.
pub fn ask(
    document: &DocumentInfo,
    typed: &Typed,
    peers: &Peers,
    json: &[u8],
) -> Result<Answers, String> {
    let value: Option<Value> = serde_json::from_slice(json).ok();
    let ours = document.is_valid(json);
    let report = document.validate(json);
    if ours != report.is_ok() {
        return Err(format!("is_valid says {ours}, but validate says {report:?}"));
    }
    match &report {
        Ok(()) => comes_back(typed, json)?,
        Err(report) => is_refused(typed, json, report)?,
    }
    is_read(typed, json, report.err())?;
    Ok(Answers {
        ours,
        reference: value.as_ref().is_some_and(|value| peers.reference_accepts(value)),
        second: value.as_ref().is_some_and(|value| peers.second_accepts(value)),
        value,
    })
}

/// Whether `jsonschema` finds the violations of an invalid text where we do, as far as a report may say
/// where that is: `veil` cuts what it may not.
///
/// # Errors
/// In words, what only one of the two found.
pub(super) fn compare_places(
    report: &Report,
    peers: &Peers,
    value: &Value,
    veil: impl Fn(String) -> String,
) -> Result<(), String> {
    if report.more() > 0 {
        return Ok(());
    }
    let ours = report.violations().iter().map(|violation| Place {
        instance: violation.instance_location().to_owned(),
        keyword: violation.keyword_location().unwrap_or_default().to_owned(),
    });
    let ours: BTreeSet<_> = ours.collect();
    let veiled = |place: Place| Place { instance: veil(place.instance), ..place };
    let reference: BTreeSet<_> = peers.reference_places(value).into_iter().map(veiled).collect();
    if ours == reference {
        return Ok(());
    }
    let only = |one: &BTreeSet<Place>, other: &BTreeSet<Place>| {
        let lines = one
            .difference(other)
            .map(|place| format!("\n    {} {}", place.instance, place.keyword));
        lines.collect::<String>()
    };
    Err(format!(
        "the violations differ\n  only we find:{}\n  only jsonschema finds:{}",
        only(&ours, &reference),
        only(&reference, &ours)
    ))
}

/// Whether what is read and written is the same value, and what is borrowed the same as what is owned.
///
/// # Errors
/// In words, how it is not.
pub fn comes_back(typed: &Typed, json: &[u8]) -> Result<(), String> {
    let written = typed
        .read_and_write(json)
        .map_err(|report| format!("validate accepts it, but from_json says {report}"))?;
    match typed.borrow(json) {
        Ok(borrowed) if borrowed.is_same => {}
        other => return Err(format!("from_json accepts it, but borrowed it is {other:?}")),
    }
    let written_text = String::from_utf8_lossy(&written);
    match exact::difference(json, &written) {
        Ok(None) => Ok(()),
        // What no schema looks into is kept as it came, be a member in it twice.
        Err(Unreadable::DuplicateMember(_)) if is_kept(json, &written) => Ok(()),
        Ok(Some(place)) => Err(format!(
            "to_json wrote another value; first difference at {place:?}: {written_text}"
        )),
        Err(why) => Err(format!("to_json wrote what has no exact value: {why:?}: {written_text}")),
    }
}

/// Whether a strict reading refuses what breaks a rule, and says why as `validate` does.
fn is_refused(typed: &Typed, json: &[u8], report: &Report) -> Result<(), String> {
    match (typed.read_and_write(json), typed.borrow(json)) {
        (Err(owned), Err(borrowed)) if owned == *report && borrowed == *report => Ok(()),
        other => Err(format!("validate says {report}, but from_json {other:?}")),
    }
}

/// Whether a lenient reading tells every departure, and what it gives loses nothing.
fn is_read(typed: &Typed, json: &[u8], report: Option<Report>) -> Result<(), String> {
    let report = report.unwrap_or_default();
    let read = match typed.read(json) {
        Ok(read) => read,
        Err(refused) if refused == report && !report.is_empty() => return Ok(()),
        Err(refused) => return Err(format!("validate says {report}, but read {refused}")),
    };
    if read.report != report {
        return Err(format!("validate says {report}, but read {}", read.report));
    }
    match exact::difference(json, &read.written) {
        Ok(Some(place)) => Err(format!(
            "what was read leniently is written as another value, first at {place:?}: {}",
            String::from_utf8_lossy(&read.written)
        )),
        // Of a member that comes twice, the last counts; numbers may be beyond what can be compared.
        _ => Ok(()),
    }
}

/// Whether two texts are one value, members that come twice among them.
fn is_kept(json: &[u8], written: &[u8]) -> bool {
    let value = |json| RawJson::parse(str::from_utf8(json).ok()?).ok();
    value(json).zip(value(written)).is_some_and(|(one, other)| one.is_same_value(&other))
}
