//! What lives here: the tests in which we differ from the suite on purpose, each with its reason. A
//! difference that is listed and does not occur is a mistake too, so the list stays short and true.

use super::records::Record;
use super::suite::SuiteDraft;

/// A test whose outcome is not the suite's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Difference {
    /// The drafts, as in `2020-12`.
    pub(crate) drafts: &'static [&'static str],
    /// The file under the draft's folder, as in `optional/bignum.json`.
    pub(crate) file: &'static str,
    /// The description of the group.
    pub(crate) group: &'static str,
    /// The description of the test.
    pub(crate) test: &'static str,
    /// Why we differ.
    pub(crate) reason: &'static str,
}

/// The differences, by file.
pub(crate) const KNOWN: &[Difference] = &[
    content("validation of string-encoded content based on media type", "an invalid JSON document"),
    content(
        "validation of binary string-encoding",
        "an invalid base64 string (% is not a valid character)",
    ),
    content(
        "validation of binary-encoded media type documents",
        "a validly-encoded invalid JSON document",
    ),
    content(
        "validation of binary-encoded media type documents",
        "an invalid base64 string that is valid JSON",
    ),
    Difference {
        drafts: &["4"],
        file: "optional/zeroTerminatedFloats.json",
        group: "some languages do not distinguish between different types of numeric value",
        test: "a float is not an integer even without fractional part",
        reason: "`1.0` is an integer in all drafts alike, as every later draft says",
    },
];

/// Draft 7 lets a validator look into the content of strings; every later draft forbids it by default.
const fn content(group: &'static str, test: &'static str) -> Difference {
    let reason = "what a string's content is, is an annotation in all drafts alike";
    Difference { drafts: &["7"], file: "optional/content.json", group, test, reason }
}

impl Difference {
    /// Whether this is the test that the difference is about.
    fn is_about(&self, record: &Record) -> bool {
        self.drafts.contains(&record.draft.name)
            && (self.file, self.group, self.test)
                == (&*record.file, &*record.group_description, &*record.description)
    }

    /// The difference as a line, in a draft.
    fn line(&self, draft: SuiteDraft) -> String {
        format!("{} {}: {}: {}", draft.name, self.file, self.group, self.test)
    }
}

/// The failures divided: those that are not listed, and lines for those that are.
pub(crate) fn divide<'a>(
    records: &'a [Record],
    known: &[Difference],
) -> (Vec<&'a Record>, Vec<String>) {
    let (mut unexpected, mut listed) = (Vec::new(), Vec::new());
    for record in records.iter().filter(|record| !record.passed()) {
        match known.iter().find(|difference| difference.is_about(record)) {
            Some(difference) => {
                let line = difference.line(record.draft);
                listed.push(format!("known: {line}: {}", difference.reason));
            }
            None => unexpected.push(record),
        }
    }
    (unexpected, listed)
}

/// Lines for the listed differences that did not occur, though their files were run.
pub(crate) fn not_met(records: &[Record], known: &[Difference]) -> Vec<String> {
    let mut lines = Vec::new();
    for difference in known {
        let mut drafts: Vec<SuiteDraft> = records
            .iter()
            .filter(|record| {
                difference.drafts.contains(&record.draft.name) && record.file == difference.file
            })
            .map(|record| record.draft)
            .collect();
        drafts.dedup();
        for draft in drafts {
            let met = |record: &Record| {
                record.draft == draft && !record.passed() && difference.is_about(record)
            };
            if !records.iter().any(met) {
                let line = difference.line(draft);
                lines.push(format!("no longer: {line}: take it off the list of known differences"));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::records::tests::record;
    use super::*;

    const DIFFERENCE: Difference = Difference {
        drafts: &["2020-12", "7"],
        file: "anchor.json",
        group: "a group",
        test: "one",
        reason: "it is so",
    };

    #[test]
    fn a_listed_failure_is_no_failure_and_a_listed_success_is() {
        let failed =
            [record("anchor.json", "one", Some(false)), record("anchor.json", "two", None)];
        let (unexpected, listed) = divide(&failed, &[DIFFERENCE]);
        assert_eq!(unexpected.len(), 1);
        assert_eq!(listed, ["known: 2020-12 anchor.json: a group: one: it is so"]);
        assert!(not_met(&failed, &[DIFFERENCE]).is_empty());

        let passed = [record("anchor.json", "one", Some(true))];
        let lines = not_met(&passed, &[DIFFERENCE]);
        assert!(
            lines[0].starts_with("no longer: 2020-12 anchor.json: a group: one: "),
            "{lines:?}"
        );
        assert!(not_met(&[record("other.json", "one", Some(true))], &[DIFFERENCE]).is_empty());
    }
}
