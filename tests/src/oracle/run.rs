//! What lives here: the whole run over one document, case after case, and what came of it.

use std::collections::BTreeMap;
use std::env;

use callschema::DocumentInfo;
use serde_json::Value;

use super::question::compare_places;
use super::secrecy::Secrets;
use super::{Answers, Disagreement, KNOWN_DIFFERENCES, Peers, ask};
use crate::documents::{Typed, typed};
use crate::mutation::Mutator;
use crate::samples::{Expected, Sample};
use crate::schemas::{NodeId, Schemas};

/// How many unexplained differences of a document are told.
const MOST_FAILURES: usize = 3;

/// What is to be asked.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The seed of the mutations: `CALLSCHEMA_SEED`.
    pub seed: u64,
    /// How many mutations: `CALLSCHEMA_MUTATIONS`, or 100,000 where `CI` is set, or 5,000.
    pub mutations: u64,
    /// One mutation alone, to look into a failure: `CALLSCHEMA_CASE`.
    pub only: Option<u64>,
}

impl Plan {
    /// The plan that the environment asks for.
    ///
    /// # Panics
    /// Where a variable is not a number.
    pub fn from_environment() -> Self {
        let number = |name: &str| {
            env::var(name).ok().map(|text| {
                text.parse()
                    .unwrap_or_else(|_| panic!("{name}={text} is not a whole number; correct it"))
            })
        };
        let usual = if env::var_os("CI").is_some() { 100_000 } else { 5_000 };
        Self {
            seed: number("CALLSCHEMA_SEED").unwrap_or(0x00CA_115C_4E3A),
            mutations: number("CALLSCHEMA_MUTATIONS").unwrap_or(usual),
            only: number("CALLSCHEMA_CASE"),
        }
    }
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Tally {
    /// All texts that were asked about.
    pub cases: usize,
    /// The mutations among them.
    pub mutations: usize,
    /// The mutations that we accept.
    pub valid_mutations: usize,
    /// Texts whose violations were compared place by place.
    pub places_compared: usize,
    /// How often each known difference was met.
    pub known: BTreeMap<&'static str, usize>,
    /// What nobody can explain, in words.
    pub failures: Vec<String>,
}

impl Tally {
    /// Adds another run's counts and failures.
    pub fn add(&mut self, other: Self) {
        self.cases += other.cases;
        self.mutations += other.mutations;
        self.valid_mutations += other.valid_mutations;
        self.places_compared += other.places_compared;
        self.failures.extend(other.failures);
        for (name, count) in other.known {
            *self.known.entry(name).or_default() += count;
        }
    }
}

/// Asks about every sample, every witness and every mutation of one document.
///
/// # Panics
/// Where a sample is missing or a schema broken.
pub fn run(
    document: &'static DocumentInfo,
    schemas: &Schemas,
    samples: &[Sample],
    plan: Plan,
) -> Tally {
    let own = samples.iter().filter(|sample| sample.document == document.name());
    let samples: Vec<_> = own.collect();
    let mut run = Run::new(document, schemas);
    if plan.only.is_none() {
        run.fixed_cases(&samples);
    }
    run.mutations(&mutator(document, schemas, &samples), plan);
    run.tally
}

/// Makes mutations of the accepted samples that `serde_json` can hold.
fn mutator<'s>(document: &DocumentInfo, schemas: &'s Schemas, samples: &[&Sample]) -> Mutator<'s> {
    let accepted = samples.iter().filter(|sample| sample.expected == Expected::Accept);
    let bases = accepted.filter_map(|sample| {
        let value = serde_json::from_slice(&sample.json).ok()?;
        Some((sample.label(), value))
    });
    Mutator::new(schemas, document.name(), bases)
}

struct Run<'s> {
    document: &'static DocumentInfo,
    schemas: &'s Schemas,
    root: NodeId,
    typed: &'static Typed,
    peers: Peers,
    tally: Tally,
}

impl<'s> Run<'s> {
    fn new(document: &'static DocumentInfo, schemas: &'s Schemas) -> Self {
        let root = schemas.root(document.name());
        Self {
            document,
            schemas,
            root,
            typed: typed(document.name()),
            peers: Peers::new(schemas.node(root).text("$id").unwrap_or_default()),
            tally: Tally::default(),
        }
    }

    /// Asks about the samples and the witnesses.
    fn fixed_cases(&mut self, samples: &[&Sample]) {
        for sample in samples {
            self.ask(&sample.json, || sample.label());
        }
        let name = self.document.name();
        for known in KNOWN_DIFFERENCES.iter().filter(|known| known.witness.0 == name) {
            self.ask(known.witness.1.as_bytes(), || format!("the witness of `{}`", known.name));
        }
    }

    /// Asks about the mutations.
    fn mutations(&mut self, mutator: &Mutator<'_>, plan: Plan) {
        for number in plan.only.map_or(0..plan.mutations, |only| only..only + 1) {
            let case = mutator.case(plan.seed, number);
            let valid = self.ask(case.json.as_bytes(), || {
                let (seed, steps) = (plan.seed, case.steps.join(", then "));
                format!("mutation CALLSCHEMA_SEED={seed} CALLSCHEMA_CASE={number}: {steps}")
            });
            self.tally.mutations += 1;
            self.tally.valid_mutations += usize::from(valid);
        }
    }

    /// Asks about one text. Whether we accept it.
    fn ask(&mut self, json: &[u8], label: impl Fn() -> String) -> bool {
        self.tally.cases += 1;
        match ask(self.document, self.typed, &self.peers, json) {
            Err(contradiction) => {
                self.fail(json, &label(), &contradiction);
                self.document.is_valid(json)
            }
            Ok(answers) => {
                if let Err(difference) = self.judge(json, &answers) {
                    self.fail(json, &label(), &difference);
                }
                answers.ours
            }
        }
    }

    /// Whether all agree, first on the verdict and then on the violations, or differ for a known reason.
    fn judge(&mut self, json: &[u8], answers: &Answers) -> Result<(), String> {
        let outcome = match &answers.value {
            _ if !answers.agree() => Err(self.verdicts(json, answers)),
            Some(value) if !answers.ours => {
                self.tally.places_compared += 1;
                self.compare_reports(json, value)
            }
            _ => Ok(()),
        };
        let disagreement = Disagreement { json, answers };
        outcome.or_else(|difference| {
            let known = KNOWN_DIFFERENCES.iter().find(|known| known.applies(&disagreement));
            let known = known.ok_or(difference)?;
            *self.tally.known.entry(known.name).or_default() += 1;
            Ok(())
        })
    }

    fn compare_reports(&self, json: &[u8], value: &Value) -> Result<(), String> {
        let Err(report) = self.document.validate(json) else { return Ok(()) };
        let secrets = Secrets::new(self.schemas, self.root, value);
        secrets.are_kept_by(&report)?;
        compare_places(&report, &self.peers, value, |location| secrets.veil(location))
    }

    fn verdicts(&self, json: &[u8], answers: &Answers) -> String {
        let report = self.document.validate(json).err();
        format!(
            "the verdicts differ: callschema {}, jsonschema {}, boon {}\n  our report: {}",
            verdict(answers.ours),
            verdict(answers.reference),
            verdict(answers.second),
            report.map_or_else(String::new, |report| report.to_string()),
        )
    }

    fn fail(&mut self, json: &[u8], label: &str, what: &str) {
        if self.tally.failures.len() < MOST_FAILURES {
            let (name, json) = (self.document.name(), String::from_utf8_lossy(json));
            self.tally.failures.push(format!("{name}, {label}\n  {what}\n  the text: {json}"));
        }
    }
}

fn verdict(accepts: bool) -> &'static str {
    if accepts { "accepts" } else { "refuses" }
}
