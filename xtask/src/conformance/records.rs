//! What lives here: what became of each test, and how it is told: as a line of JSON, as a row of the
//! table, as a sentence where it failed.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::program::Program;
use super::suite::{Owed, SuiteDraft};
use crate::table;

/// One test and its outcome.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) draft: SuiteDraft,
    pub(crate) owed: Owed,
    pub(crate) file: String,
    pub(crate) group: usize,
    pub(crate) group_description: String,
    pub(crate) test: usize,
    pub(crate) description: String,
    /// The text of the instance.
    pub(crate) instance: String,
    pub(crate) expected: bool,
    /// What the validator said; none where there was none to ask, or it gave no answer.
    pub(crate) found: Option<bool>,
    /// What is wrong beyond the verdict.
    pub(crate) problem: Option<String>,
    /// The places of the violations, as the runner wrote them.
    pub(crate) violations: Value,
    /// What is asked of the output, where the test is one of output.
    pub(crate) asked: Option<Value>,
    /// The report in the standard's form; null where there is none.
    pub(crate) output: Value,
}

impl Record {
    /// Whether the validator said what the suite says, and did not contradict itself.
    pub(crate) fn passed(&self) -> bool {
        self.found == Some(self.expected) && self.problem.is_none()
    }

    /// The record as a line of JSON.
    pub(crate) fn line(&self) -> String {
        json!({
            "draft": self.draft.name,
            "file": self.file,
            "group": self.group,
            "groupDescription": self.group_description,
            "test": self.test,
            "description": self.description,
            "instance": self.instance,
            "expected": self.expected,
            "found": self.found,
            "problem": self.problem,
            "violations": self.violations,
            "asked": self.asked,
            "output": self.output,
        })
        .to_string()
    }

    /// What went wrong, in words.
    fn failure(&self) -> String {
        let word = |valid| if valid { "valid" } else { "invalid" };
        match (&self.problem, self.found) {
            (Some(problem), _) => problem.clone(),
            (None, Some(found)) => {
                format!("expected {}, found {}", word(self.expected), word(found))
            }
            (None, None) => "the program ended before this test".to_owned(),
        }
    }
}

/// What became of a program's tests, from the lines that it wrote.
///
/// # Errors
/// Where a line is not what the runner writes.
pub(crate) fn read(program: &Program<'_>, lines: &str) -> Result<Vec<Record>> {
    let mut answers = BTreeMap::new();
    for line in lines.lines() {
        let value: Value =
            serde_json::from_str(line).context("a line of the program is no JSON")?;
        let key = (
            value["file"].as_str().unwrap_or_default().to_owned(),
            value["group"].as_u64(),
            value["test"].as_u64(),
        );
        answers.insert(key, value);
    }
    let mut records = Vec::new();
    for ((file, group), made) in &program.made {
        let file = &program.files[*file];
        let refused = made.as_ref().err().map(|told| told.join("\n      "));
        for (index, test) in file.groups[*group].tests.iter().enumerate() {
            let key = (file.path.clone(), Some(*group as u64), Some(index as u64));
            let answer = answers.remove(&key).unwrap_or_default();
            let problem = answer["problem"].as_str().map(str::to_owned);
            records.push(Record {
                draft: program.draft,
                owed: file.owed,
                file: file.path.clone(),
                group: *group,
                group_description: file.groups[*group].description.clone(),
                test: index,
                description: test.description.clone(),
                instance: test.data.clone(),
                expected: test.valid,
                found: answer["found"].as_bool(),
                problem: refused.clone().or(problem),
                violations: answer.get("violations").cloned().unwrap_or_else(|| json!([])),
                asked: test.output.clone(),
                output: answer["output"].clone(),
            });
        }
    }
    Ok(records)
}

/// The failures, one line each. Where a whole group failed for one reason, it is told once.
pub(crate) fn failures(records: &[&Record]) -> Vec<String> {
    let same = |a: &&Record, b: &&Record| {
        (a.draft, &a.file, a.group, &a.problem) == (b.draft, &b.file, b.group, &b.problem)
            && a.problem.is_some()
    };
    let line = |records: &[&Record]| {
        let first = records.first()?;
        let what = match records.len() {
            1 => first.description.clone(),
            tests => format!("{tests} tests"),
        };
        let Record { draft, file, group_description, .. } = first;
        let why = first.failure();
        Some(format!("failed: {} {file}: {group_description}: {what}: {why}", draft.name))
    };
    records.chunk_by(same).filter_map(line).collect()
}

/// The table: a row a file, then the sums.
pub(crate) fn table(records: &[Record]) -> Vec<String> {
    let mut rows: Vec<(String, String, [usize; 3])> = Vec::new();
    let mut sums: BTreeMap<(usize, Owed), [usize; 3]> = BTreeMap::new();
    let mut all = [0; 3];
    let mut order: Vec<SuiteDraft> = Vec::new();
    for record in records {
        if order.last() != Some(&record.draft) {
            order.push(record.draft);
        }
        let (draft, file) = (record.draft.name, record.file.trim_end_matches(".json"));
        if !rows.last().is_some_and(|row| row.0 == draft && row.1 == file) {
            rows.push((draft.to_owned(), file.to_owned(), [0; 3]));
        }
        let column = usize::from(!record.passed());
        let sum = sums.entry((order.len(), record.owed)).or_default();
        for counts in rows.last_mut().map(|row| &mut row.2).into_iter().chain([sum, &mut all]) {
            counts[column] += 1;
        }
    }
    for ((draft, owed), counts) in sums {
        rows.push((order[draft - 1].name.to_owned(), format!("all {}", owed.word()), counts));
    }
    rows.push(("all".to_owned(), "all".to_owned(), all));
    let cells = |(draft, file, counts): (String, String, [usize; 3])| {
        [draft, file].into_iter().chain(counts.map(|count| count.to_string())).collect()
    };
    let rows: Vec<Vec<String>> = rows.into_iter().map(cells).collect();
    table::lines(&["draft", "file", "#passed", "#failed", "#skipped"], &rows)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::conformance::suite::DRAFTS;

    pub(crate) fn record(file: &str, test: &str, found: Option<bool>) -> Record {
        Record {
            draft: DRAFTS[0],
            owed: if file.contains('/') { Owed::Optional } else { Owed::Required },
            file: file.to_owned(),
            group: 0,
            group_description: "a group".to_owned(),
            test: 0,
            description: test.to_owned(),
            instance: "null".to_owned(),
            expected: true,
            found,
            problem: None,
            violations: json!([]),
            asked: None,
            output: Value::Null,
        }
    }

    #[test]
    fn the_table_ends_with_sums() {
        let records = [
            record("anchor.json", "one", Some(true)),
            record("anchor.json", "two", Some(false)),
            record("optional/bignum.json", "three", None),
        ];
        let lines = [
            "draft    file             passed  failed  skipped",
            "2020-12  anchor                1       1        0",
            "2020-12  optional/bignum       0       1        0",
            "2020-12  all required          1       1        0",
            "2020-12  all optional          0       1        0",
            "all      all                   1       2        0",
        ];
        assert_eq!(table(&records), lines);
    }

    #[test]
    fn a_group_that_failed_for_one_reason_is_told_once() {
        let mut refused = record("anchor.json", "one", None);
        refused.problem = Some("schema.json#: bad; mend it".to_owned());
        let wrong = record("anchor.json", "two", Some(false));
        let told = failures(&[&refused, &refused, &wrong]);
        let lines = [
            "failed: 2020-12 anchor.json: a group: 2 tests: schema.json#: bad; mend it",
            "failed: 2020-12 anchor.json: a group: two: expected valid, found invalid",
        ];
        assert_eq!(told, lines);
    }
}
