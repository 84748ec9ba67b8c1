//! What lives here: whether the samples exercise everything that the schemas say.
//!
//! A rule without a sample is a rule that nobody has seen at work. For each document, the accepted
//! samples must show every member, every listed value, every type and every branch; and every
//! assertion must be broken by a rejected sample that is reported under that very keyword. For some
//! rules, which [`Rule::needs_sample`] tells, a generated mutation of an accepted sample is enough.

mod accepted;
mod duties;
mod generated;
mod rejected;

use callschema::DocumentInfo;

pub use accepted::{Accepted, Applied};
pub use duties::{Duties, Rule, Shown};
pub use generated::{Mutation, break_rule};
pub use rejected::broken_rules;

use crate::samples::Sample;
use crate::schemas::Schemas;

/// What the samples of one document show.
#[derive(Debug)]
pub struct Coverage {
    /// How many things had to be shown.
    pub duties: usize,
    /// Rules for which a generated mutation stands in.
    pub generated: Vec<Mutation>,
    /// What is missing, as `file#/pointer: what; what to do`.
    pub gaps: Vec<String>,
}

/// Checks the samples of one document.
pub fn check(document: &DocumentInfo, schemas: &Schemas, samples: &[Sample]) -> Coverage {
    let name = document.name();
    let samples: Vec<_> = samples.iter().filter(|sample| sample.document == name).collect();
    let duties = Duties::of(schemas, name);
    let accepted = Accepted::new(schemas, name, &samples);
    let broken = broken_rules(document, &samples);
    let mut coverage = Coverage {
        duties: duties.shown.len() + duties.rules.len(),
        generated: Vec::new(),
        gaps: duties.unreachable.iter().map(|&node| unreachable(schemas, node)).collect(),
    };
    let missing = duties.shown.difference(&accepted.shown);
    coverage.gaps.extend(missing.map(|shown| unshown(schemas, shown, name)));
    for rule in &duties.rules {
        if broken.contains(&rule.reported(schemas)) {
            continue;
        }
        let may_generate = !rule.needs_sample(schemas);
        match may_generate.then(|| break_rule(document, schemas, &accepted, rule)).flatten() {
            Some(mutation) => coverage.generated.push(mutation),
            None => coverage.gaps.push(unbroken(schemas, rule, name)),
        }
    }
    coverage
}

fn unshown(schemas: &Schemas, shown: &Shown, document: &str) -> String {
    let (place, what) = (schemas.node(shown.node()).place(), shown.describe());
    format!(
        "{place}: no accepted sample of {document} has {what}; add one to tests/payloads/{document}/accept/"
    )
}

fn unreachable(schemas: &Schemas, node: usize) -> String {
    let place = schemas.node(node).place();
    format!("{place}: nothing refers to it; refer to it, or remove it")
}

fn unbroken(schemas: &Schemas, rule: &Rule, document: &str) -> String {
    let place = schemas.node(rule.node).place();
    let (rule, folder) = (rule.describe(), format!("tests/payloads/{document}/reject/"));
    format!("{place}/{rule}: no rejected sample of {document} breaks it; add one to {folder}")
}
