//! What lives here: counts over all records, and the drift at a glance.

mod drift;
mod shape;

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use callschema::DocumentInfo;
use serde_json::{Value, json};

use crate::record::Why;
use crate::tell::{self, grouped, plain, wrapped};
use drift::Drift;
pub(crate) use shape::Shapes;

/// How many different things are counted apart; others are counted together.
const APART: usize = 1000;

/// What is counted together where there are too many different things.
const OTHERS: &str = "(others)";

/// How wide the column of places may be.
const PLACE: usize = 50;

/// Where what has drifted begins in its line.
const INDENT: usize = 14;

/// Counts over some records.
#[derive(Debug, Default)]
pub(crate) struct Summary {
    documents: BTreeMap<&'static str, Counts>,
    /// Violations by place, the indices of items folded to `*`, and keyword.
    violations: BTreeMap<(&'static str, String, String), u64>,
    /// By the place of the document among all.
    drift: BTreeMap<usize, Drift>,
    /// What has drifted, in words; once all has been counted.
    told: BTreeMap<&'static str, Vec<drift::Told>>,
}

/// The records of a document.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    records: u64,
    invalid: u64,
}

/// What records of no clear document are counted as.
const UNKNOWN: &str = "(unknown)";

impl Summary {
    /// Counts a record.
    pub(crate) fn add(
        &mut self,
        shapes: &Shapes,
        document: Option<&'static DocumentInfo>,
        record: &[u8],
        why: Option<&Why>,
    ) {
        let name = document.map_or(UNKNOWN, DocumentInfo::name);
        let counts = self.documents.entry(name).or_default();
        counts.records += 1;
        counts.invalid += u64::from(why.is_some());
        for fault in why.map(|why| why.faults().0).into_iter().flatten() {
            let keyword = fault.keyword_location.and_then(|keyword| keyword.rsplit('/').next());
            let key =
                (name, folded(fault.instance_location), keyword.unwrap_or(fault.rule).to_owned());
            count(&mut self.violations, key, 1, |(name, _, _)| {
                (*name, OTHERS.to_owned(), OTHERS.to_owned())
            });
        }
        if let Some((index, shape)) = document.and_then(|document| shapes.of(document)) {
            self.drift.entry(index).or_insert_with(|| Drift::new(shape)).add(shape, record);
        }
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn merge(&mut self, other: Self) {
        for (name, counts) in other.documents {
            let own = self.documents.entry(name).or_default();
            own.records += counts.records;
            own.invalid += counts.invalid;
        }
        for (key, number) in other.violations {
            count(&mut self.violations, key, number, |(name, _, _)| {
                (*name, OTHERS.to_owned(), OTHERS.to_owned())
            });
        }
        for (index, drift) in other.drift {
            match self.drift.get_mut(&index) {
                Some(own) => own.merge(drift),
                None => drop(self.drift.insert(index, drift)),
            }
        }
    }

    /// The same with what has drifted in words.
    pub(crate) fn named(&self, shapes: Option<&Shapes>) -> Self {
        let told = self.drift.iter().filter_map(|(index, drift)| {
            let (name, shape) = shapes?.at(*index)?;
            Some((name, drift.told(shape)))
        });
        Self {
            documents: self.documents.clone(),
            violations: self.violations.clone(),
            drift: BTreeMap::new(),
            told: told.collect(),
        }
    }

    /// Writes it for people, in lines of so many columns.
    ///
    /// # Errors
    /// Where nothing can be written.
    pub(crate) fn write(&self, out: &mut dyn Write, columns: usize) -> io::Result<()> {
        let bold = Style::new().bold();
        for (name, counts) in &self.documents {
            let records = tell::count(counts.records, "record", "records");
            let invalid = grouped(counts.invalid);
            writeln!(out, "{bold}{name}{bold:#}: {records}, {invalid} not valid")?;
            self.write_violations(name, out)?;
            self.write_drift(name, out, columns)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_violations(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        let all = self.violations_of(name).into_iter().map(|((place, keyword), number)| {
            let place = if place.is_empty() { "(record)" } else { place };
            (grouped(number), plain(place), keyword)
        });
        let all: Vec<_> = all.collect();
        let widths = all.iter().map(|(_, place, _)| place.chars().count());
        let width = widths.filter(|width| *width <= PLACE).max().unwrap_or(0);
        for (number, place, keyword) in all {
            writeln!(out, "{number:>12}  {place:width$}  {keyword}")?;
        }
        Ok(())
    }

    fn write_drift(&self, name: &str, out: &mut dyn Write, columns: usize) -> io::Result<()> {
        let (new, dim) = (AnsiColor::Yellow.on_default(), Style::new().dimmed());
        let all = self.told.get(name).map(Vec::as_slice).unwrap_or_default();
        for told in all {
            if let Some(number) = told.number {
                let (kind, what) = (told.kind.title(), plain(&told.what));
                writeln!(out, "  {new}{kind}{new:#}  {what} ({})", grouped(number))?;
            }
        }
        // These are many where records are few, and each by itself says little.
        let absent = all.iter().filter(|told| told.kind == drift::Kind::NeverSeen);
        let absent: Vec<&str> = absent.map(|told| &*told.what).collect();
        if absent.is_empty() {
            return Ok(());
        }
        let title = drift::Kind::NeverSeen.title();
        for (index, line) in
            wrapped(&absent.join(", "), columns.saturating_sub(INDENT)).iter().enumerate()
        {
            match index {
                0 => writeln!(out, "  {dim}{title}{dim:#}  {line}")?,
                _ => writeln!(out, "{:INDENT$}{line}", "")?,
            }
        }
        Ok(())
    }

    /// The same for programs.
    pub(crate) fn to_json(&self) -> Value {
        let documents = self.documents.iter().map(|(name, counts)| {
            let violations = self.violations_of(name).into_iter().map(|((place, keyword), number)| {
                json!({"instanceLocation": place, "keyword": keyword, "count": number})
            });
            let told = |kind| {
                let all = self.told.get(name).into_iter().flatten();
                let all = all.filter(move |told| told.kind == kind);
                all.map(drift::Told::to_json).collect::<Vec<_>>()
            };
            json!({
                "document": name,
                "records": counts.records,
                "invalid": counts.invalid,
                "violations": violations.collect::<Vec<_>>(),
                "newMembers": told(drift::Kind::NewMember),
                "newValues": told(drift::Kind::NewValue),
                "neverSeen": told(drift::Kind::NeverSeen),
            })
        });
        json!({"documents": documents.collect::<Vec<_>>()})
    }

    /// The violations of a document by place and keyword, the most frequent first.
    fn violations_of(&self, document: &str) -> Vec<((&str, &str), u64)> {
        let all = self.violations.iter().filter(|((name, _, _), _)| *name == document);
        let all = all.map(|((_, place, keyword), number)| ((&**place, &**keyword), *number));
        let mut all: Vec<_> = all.collect();
        all.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
        all
    }
}

/// Counts something apart while there is room, and with the others after that.
fn count<K: Ord>(counts: &mut BTreeMap<K, u64>, key: K, number: u64, others: impl Fn(&K) -> K) {
    let has_room = counts.len() < APART || counts.contains_key(&key);
    let key = if has_room { key } else { others(&key) };
    *counts.entry(key).or_default() += number;
}

/// A JSON Pointer with the indices of items folded to `*`.
fn folded(pointer: &str) -> String {
    let is_index = |step: &str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let steps = pointer.split('/').map(|step| if is_index(step) { "*" } else { step });
    steps.collect::<Vec<_>>().join("/")
}
