//! Other validators give the same verdict, on every sample and on thousands of mutations.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use callschema_tests::oracle::{KNOWN_DIFFERENCES, Plan, Tally, run};
use callschema_tests::samples::{self, Expected};
use callschema_tests::schemas::Schemas;

/// Of the mutations of each document, how many must stay valid.
const LEAST_VALID: f64 = 0.3;

#[test]
fn other_validators_agree() {
    let plan = Plan::from_environment();
    let begin = Instant::now();
    let mut total = Tally::default();
    let mut too_few = Vec::new();
    for (name, tally) in run_all(plan) {
        let share = ratio(tally.valid_mutations, tally.mutations);
        println!(
            "{name}: {} cases, {:.1} % of {} mutations valid",
            tally.cases,
            share * 100.0,
            tally.mutations
        );
        if share < LEAST_VALID {
            too_few.push(format!("{name}: {:.1} % of the mutations are valid", share * 100.0));
        }
        total.add(tally);
    }
    println!(
        "{} cases in {:.1?}, seed {}; the violations of {} compared",
        total.cases,
        begin.elapsed(),
        plan.seed,
        total.places_compared
    );
    assert!(
        total.failures.is_empty(),
        "unexplained differences:\n\n{}\n",
        total.failures.join("\n\n")
    );
    if plan.only.is_none() {
        assert!(
            too_few.is_empty(),
            "{too_few:#?}; raise `KEEPING` in tests/src/mutation/change.rs"
        );
        known_differences_are_rare_but_real(&total);
    }
}

fn known_differences_are_rare_but_real(total: &Tally) {
    for known in KNOWN_DIFFERENCES {
        let count = total.known.get(known.name).copied().unwrap_or_default();
        println!("known difference, {count} times: {}: {}", known.name, known.reason);
        assert!(count > 0, "`{}` was never met; remove it from KNOWN_DIFFERENCES", known.name);
        let share = ratio(count, total.cases);
        assert!(
            share < known.most,
            "`{}` was met in {:.2} % of the cases; narrow it, or make fewer such cases",
            known.name,
            share * 100.0
        );
    }
}

#[test]
fn what_is_cut_off_is_refused_wherever_it_is() {
    let mut texts = 0;
    for sample in samples::expected(Expected::Accept) {
        let document = callschema::document(&sample.document).expect("a document");
        for end in 0..sample.json.len() {
            let (text, rest) = sample.json.split_at(end);
            // What is behind the value is white space alone.
            let valid = rest.iter().all(u8::is_ascii_whitespace);
            assert_eq!(document.is_valid(text), valid, "{}, {end} bytes", sample.label());
            assert_eq!(document.validate(text).is_ok(), valid, "{}, {end} bytes", sample.label());
            texts += 1;
        }
    }
    assert!(texts > 50_000, "only {texts} texts");
}

/// Two documents at a time: the machines that run this have few cores and little memory.
fn run_all(plan: Plan) -> Vec<(&'static str, Tally)> {
    let (schemas, samples) = (Schemas::of_the_crate(), samples::all());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(document) =
                    callschema::documents().get(next.fetch_add(1, Ordering::Relaxed))
                {
                    let tally = run(document, &schemas, &samples, plan);
                    done.lock().expect("no thread panicked").push((document.name(), tally));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no thread panicked");
    done.sort_by_key(|(name, _)| *name);
    done
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
