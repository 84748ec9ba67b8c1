//! The generator comes back, whatever it is given: with files that are Rust, or with mistakes that say
//! where, what and what to do. Every schema of the official test suite as it stands, thousands with
//! changes, and some of a size that nobody writes by hand.

use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use callschema_codegen::{Options, Parts, Source};
use callschema_tests::suite::{self, Changes, Pool, Start, try_generator};

/// What can be made; cases take turns.
const PARTS: [Parts; 3] = [Parts::All, Parts::Validators, Parts::Types];

/// How many failures are told.
const MOST_FAILURES: usize = 10;

/// What came of a run.
#[derive(Debug, Default)]
struct Tally {
    cases: u64,
    generated: u64,
    slowest: (Duration, String),
    failures: Vec<String>,
}

impl Tally {
    fn note(&mut self, name: &str, outcome: Result<suite::Ended, String>, detail: &str) {
        self.cases += 1;
        match outcome {
            Ok(ended) => {
                self.generated += u64::from(ended.generated);
                if ended.took > self.slowest.0 {
                    self.slowest = (ended.took, name.to_owned());
                }
            }
            Err(what) => self.failures.push(format!("{name}: {what}\n{detail}")),
        }
    }

    fn conclude(&mut self, what: &str, begin: Instant) {
        println!(
            "{what}: {} cases, {} of them generated, in {:.1?}; the slowest took {:.1?}: {}",
            self.cases,
            self.generated,
            begin.elapsed(),
            self.slowest.0,
            self.slowest.1
        );
        let count = self.failures.len();
        self.failures.sort();
        self.failures.truncate(MOST_FAILURES);
        assert!(count == 0, "{count} failures, among them\n{}", self.failures.join("\n\n"));
    }
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|text| {
        text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a whole number; correct it"))
    })
}

/// Tries these cases, two at a time: the machines that run this have few cores.
fn run_all(cases: std::ops::Range<u64>, case: impl Fn(u64, &Mutex<Tally>) + Sync) -> Tally {
    let (next, tally) = (AtomicU64::new(cases.start), Mutex::new(Tally::default()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let failed = || tally.lock().expect("no panic").failures.len();
                    if number >= cases.end || failed() >= MOST_FAILURES {
                        break;
                    }
                    case(number, &tally);
                }
            });
        }
    });
    tally.into_inner().expect("no panic")
}

fn options(start: &Start, parts: Parts) -> Options {
    let mut options = Options::foreign();
    options.parts = parts;
    options.draft = start.draft;
    options
}

#[test]
fn every_schema_of_the_suite_generates_or_says_why_not() {
    let Some(suite) = suite::find() else { return };
    let (pool, begin) = (Pool::new(suite), Instant::now());
    // All parts of a schema hold what the other two choices make of it; mutations try those.
    let mut tally = run_all(0..pool.starts.len() as u64, |number, tally| {
        let start = &pool.starts[usize::try_from(number).expect("an index")];
        let mut sources = vec![Source::new("schema.json", start.text.clone())];
        sources.extend(pool.remotes(start, &start.text));
        let outcome = try_generator(&start.label, sources, options(start, Parts::All));
        tally.lock().expect("no panic").note(&start.label, outcome, &start.text);
    });
    tally.conclude("as they stand", begin);
}

#[test]
fn no_change_to_a_schema_makes_the_generator_panic() {
    let Some(suite) = suite::find() else { return };
    let seed = number("CALLSCHEMA_SEED").unwrap_or(0x00CA_115C_4E3A);
    let usual = if env::var_os("CI").is_some() { 40_000 } else { 6_000 };
    let count = number("CALLSCHEMA_MUTATIONS").unwrap_or(usual);
    let cases = number("CALLSCHEMA_CASE").map_or(0..count, |only| only..only + 1);
    let (pool, begin) = (Pool::new(suite), Instant::now());
    let changes = Changes { pool: &pool, seed };
    let mut tally = run_all(cases, |number, tally| {
        let (start, text, steps) = changes.case(number);
        let name = format!("CALLSCHEMA_SEED={seed} CALLSCHEMA_CASE={number}");
        let mut sources = vec![Source::new("schema.json", text.clone())];
        sources.extend(pool.remotes(start, &text));
        let parts = PARTS[usize::try_from(number % 3).expect("a remainder")];
        let outcome = try_generator(&name, sources, options(start, parts));
        let detail = format!("  {}, {}\n  {text}", start.label, steps.join(", then "));
        tally.lock().expect("no panic").note(&name, outcome, &detail);
    });
    tally.conclude("with changes", begin);
}

/// The smallest schemas that once made no Rust, each with why.
const ONCE_BROKEN: &[&str] = &[
    // A carriage return alone stood in a comment, where it may not.
    r#"{"properties": {"a\rb": {"oneOf": [{"type": "number"}]}}}"#,
    r#"{"type": "object", "properties": {"a\rb": {"enum": ["c\rd"], "type": "string"}}}"#,
];

#[test]
fn what_was_once_broken_stays_mended() {
    for schema in ONCE_BROKEN {
        for parts in PARTS {
            let mut options = Options::foreign();
            options.parts = parts;
            let sources = vec![Source::new("schema.json", *schema)];
            let ended = try_generator("once broken", sources, options);
            assert!(ended.unwrap_or_else(|what| panic!("{schema}: {what}")).generated, "{schema}");
        }
    }
}
