//! What lives here: which rules the rejected samples break, by their reports.

use std::collections::BTreeSet;

use callschema::DocumentInfo;

use crate::samples::{Expected, Sample};

/// The URI of every keyword that a report of these samples names, with the member for `required`.
pub fn broken_rules(
    document: &DocumentInfo,
    samples: &[&Sample],
) -> BTreeSet<(String, Option<String>)> {
    let rejected = samples.iter().filter(|sample| sample.expected == Expected::Reject);
    let reports = rejected.filter_map(|sample| document.validate(&sample.json).err());
    let mut rules = BTreeSet::new();
    for report in reports {
        for violation in report.violations() {
            let Some(keyword) = violation.keyword_location() else {
                continue;
            };
            let is_required = keyword.ends_with("/required");
            let member = is_required.then(|| missing_member(violation.expected())).flatten();
            rules.insert((keyword.to_owned(), member));
        }
    }
    rules
}

/// The name in "a member `name`", which is how the report words `required`.
fn missing_member(expected: &str) -> Option<String> {
    let name = expected.strip_prefix("a member `")?.strip_suffix('`')?;
    Some(name.to_owned())
}
