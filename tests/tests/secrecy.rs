//! Nothing that is said of a document shows what its schema marks with `x-sensitive`: a canary is planted
//! in every such place, and in the names and values beneath it; then the document is broken in every way
//! that the mutations know, and the canary is looked for in all that is said.

use std::collections::BTreeSet;

use callschema::DocumentInfo;
use callschema_tests::documents::typed;
use callschema_tests::mutation::Mutator;
use callschema_tests::samples::{Expected, expected};
use callschema_tests::schemas::{NodeId, Schemas};
use callschema_tests::secrecy::{Planted, Planter, damaged, everything_told, is_marked};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::Value;

/// How often each text is damaged, and how often the rest of the document is changed.
const DAMAGES: usize = 6;
const CHANGES: u64 = 3;

/// What was looked at.
#[derive(Default)]
struct Seen {
    texts: usize,
    reports: usize,
    read: usize,
    serde_errors: usize,
    marks: BTreeSet<NodeId>,
}

/// Looks for a canary in all that is said of a text; in what was `planted` and not changed since, also in what
/// is shown of the value.
fn look(document: &DocumentInfo, json: &[u8], label: &str, planted: bool, seen: &mut Seen) {
    let typed = typed(document.name());
    let mut told = Vec::new();
    let validated = document.validate(json).err();
    let read = typed.read_and_write(json).err();
    seen.reports += usize::from(validated.is_some());
    told.extend(validated.into_iter().chain(read).map(|report| everything_told(&report)));
    if let Err(error) = typed.through_serde(json) {
        seen.serde_errors += 1;
        told.push(format!("{error}\n{error:?}\n{error:#?}"));
    }
    if let Ok(borrowed) = typed.borrow(json) {
        told.extend(planted.then_some(borrowed.shown));
    }
    match typed.read(json) {
        Ok(read) => {
            seen.read += usize::from(!read.report.is_empty());
            told.push(everything_told(&read.report));
            // Elsewhere than where it was planted, a canary is no secret.
            told.extend(planted.then_some(read.shown));
        }
        Err(report) => told.push(everything_told(&report)),
    }
    seen.texts += 1;
    for all in told {
        let text = String::from_utf8_lossy(json);
        assert!(!Planted::is_in(&all), "{}, {label}\n{all}\nthe text: {text}", document.name());
    }
}

/// The accepted samples of a document that `serde_json` can hold.
fn samples(document: &str) -> Vec<(String, Value)> {
    let all = expected(Expected::Accept);
    let own = all.iter().filter(|sample| sample.document == document);
    own.filter_map(|sample| Some((sample.label(), serde_json::from_slice(&sample.json).ok()?)))
        .collect()
}

/// Plants in every sample of a document, then damages and changes what came of it.
fn search(document: &'static DocumentInfo, schemas: &Schemas, seen: &mut Seen) {
    let root = schemas.root(document.name());
    let mut planter = Planter::new(schemas, root);
    let mut rng = StdRng::seed_from_u64(0x5EC_2E7);
    for (sample, value) in samples(document.name()) {
        for planted in planter.plant(&value) {
            let label = format!("{sample}, {}", planted.label);
            look(document, planted.json.as_bytes(), &label, true, seen);
            for text in damaged(&planted.json, DAMAGES, &mut rng) {
                // What is JSON still has other values in other places.
                if serde_json::from_slice::<Value>(&text).is_ok() {
                    continue;
                }
                look(document, &text, &format!("{label}, damaged"), false, seen);
            }
            let Ok(value) = serde_json::from_str(&planted.json) else { continue };
            let mutator = Mutator::new(schemas, document.name(), [(label, value)]);
            for number in 0..CHANGES {
                let case = mutator.case(seen.texts as u64, number);
                // What has been moved to another place is described by the schema of that one.
                if case.steps.iter().any(|step| step.starts_with("swapped")) {
                    continue;
                }
                look(document, case.json.as_bytes(), &case.steps.join(", then "), false, seen);
            }
        }
    }
    seen.marks.append(&mut planter.met);
}

#[test]
fn no_canary_is_ever_told() {
    let schemas = Schemas::of_the_crate();
    let mut seen = Seen::default();
    for document in callschema::documents() {
        search(document, &schemas, &mut seen);
    }
    println!(
        "{} texts, {} reports, {} read leniently, {} errors of serde; {} sensitive schemas",
        seen.texts,
        seen.reports,
        seen.read,
        seen.serde_errors,
        seen.marks.len()
    );
    for document in callschema::documents() {
        for (node, schema) in schemas.of_file(document.name()) {
            let planted = !is_marked(&schemas, node) || seen.marks.contains(&node);
            assert!(planted, "{}: no sample has this sensitive place", schema.place());
        }
    }
    assert!(seen.reports > 1_000 && seen.serde_errors > 100, "too little was refused");
    assert!(seen.read > 500, "only {} texts were read leniently", seen.read);
}
