//! What is valid comes back as the same value when it is read and written: mutations of the samples that stay
//! valid, as many of each document as the oracle has mutations at all.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use callschema::DocumentInfo;
use callschema_tests::documents::typed;
use callschema_tests::mutation::Mutator;
use callschema_tests::oracle::{Plan, comes_back};
use callschema_tests::samples::{Expected, expected};
use callschema_tests::schemas::Schemas;

/// Of so many mutations one must be valid, or there is no end to it.
const RARE: u64 = 20;

/// Reads and writes valid mutations of one document.
fn check(document: &DocumentInfo, schemas: &Schemas, plan: Plan) {
    let samples = expected(Expected::Accept).into_iter();
    let own = samples.filter(|sample| sample.document == document.name());
    let bases =
        own.filter_map(|sample| Some((sample.label(), serde_json::from_slice(&sample.json).ok()?)));
    let mutator = Mutator::new(schemas, document.name(), bases);
    let typed = typed(document.name());
    let (mut valid, mut number) = (0, 0);
    while valid < plan.mutations {
        let case = mutator.case(plan.seed, number);
        if document.is_valid(case.json.as_bytes()) {
            if let Err(what) = comes_back(typed, case.json.as_bytes()) {
                let (name, seed) = (document.name(), plan.seed);
                panic!("{name}, CALLSCHEMA_SEED={seed}, case {number}: {what}\n{}", case.json);
            }
            valid += 1;
        }
        number += 1;
        assert!(
            number < (valid + 100) * RARE,
            "{}: {valid} of {number} are valid",
            document.name()
        );
    }
}

#[test]
fn valid_mutations_come_back_the_same() {
    let (schemas, plan) = (Schemas::of_the_crate(), Plan::from_environment());
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(document) =
                    callschema::documents().get(next.fetch_add(1, Ordering::Relaxed))
                {
                    check(document, &schemas, plan);
                }
            });
        }
    });
}
