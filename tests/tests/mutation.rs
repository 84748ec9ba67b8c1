//! The mutations are what the oracle takes them for.

use callschema_tests::mutation::{Mutator, Style, write};
use callschema_tests::samples::{Expected, expected};
use callschema_tests::{exact, schemas::Schemas};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::Value;

/// The accepted samples of a document that `serde_json` can hold.
fn bases(document: &str) -> Vec<(String, Value)> {
    expected(Expected::Accept)
        .iter()
        .filter(|sample| sample.document == document)
        .filter_map(|sample| Some((sample.label(), serde_json::from_slice(&sample.json).ok()?)))
        .collect()
}

#[test]
fn seed_and_number_make_the_same_case_again() {
    let schemas = Schemas::of_the_crate();
    let cases = |numbers: &[u64]| {
        let mutator = Mutator::new(&schemas, "slng/call", bases("slng/call"));
        numbers.iter().map(|&number| mutator.case(7, number).json).collect::<Vec<_>>()
    };
    let (all, alone) = (cases(&[0, 1, 2, 3]), cases(&[3]));
    assert_eq!(all[3], alone[0]);
    assert_ne!(all[2], all[3]);
}

#[test]
fn every_way_of_writing_keeps_the_value() {
    let mut rng = StdRng::seed_from_u64(1);
    for document in callschema::documents() {
        for (label, value) in bases(document.name()) {
            let plain = value.to_string();
            for _ in 0..10 {
                let style = Style::random(&mut rng);
                let written = write(&value, style, &mut rng);
                let difference = exact::difference(plain.as_bytes(), written.as_bytes());
                assert_eq!(difference, Ok(None), "{label}, {style:?}: {written}");
            }
        }
    }
}
