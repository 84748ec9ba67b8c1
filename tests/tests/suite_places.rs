//! Violations are told at the places where the `jsonschema` crate tells them: for every instance of the
//! official test suite that is invalid by draft 2020-12, the same pairs of a place in the instance and a
//! keyword, except where `DIFFERENCES` says why not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::Instant;

use callschema_tests::suite;
use serde_json::Value;
use xtask::Workspace;
use xtask::conformance::{self, DRAFTS, Plan, Suite};

/// A place in the instance, and the keyword's absolute location.
type Place = (String, String);

/// A test: its file, its group and its number there.
type Key = (String, u64, u64);

/// What we tell of an instance: its label, itself, and the places.
type Told = (String, Value, BTreeSet<Place>);

/// The draft that is compared.
const DRAFT: conformance::SuiteDraft = DRAFTS[0];

/// Where schemas without an `$id` are found here, and there: the oracle gives no absolute location in a URI
/// that is not of the web.
const FOLDERS: [&str; 2] = ["json-schema:///", "https://example.com/"];

/// One invalid instance of the suite.
struct Case {
    label: String,
    instance: Value,
    ours: BTreeSet<Place>,
    theirs: BTreeSet<Place>,
}

/// Why places differ.
struct Difference {
    name: &'static str,
    reason: &'static str,
    explains: fn(&Case) -> bool,
}

/// Where we differ on purpose. A difference that never occurs is a mistake too.
const DIFFERENCES: &[Difference] = &[
    Difference {
        name: "a number behind dependentRequired",
        reason: "the oracle adds an index of its own, at which no schema has anything",
        explains: |case| {
            let without = |(instance, keyword): &Place| {
                let cut = keyword.rsplit_once('/').map_or("", |(keyword, _)| keyword);
                let keyword = if cut.ends_with("/dependentRequired") { cut } else { keyword };
                (instance.clone(), keyword.to_owned())
            };
            case.theirs.iter().map(without).collect::<BTreeSet<_>>() == case.ours
        },
    },
    Difference {
        name: "contains told as maxContains",
        reason: "where no item matches, `contains` is broken and `maxContains` is not; the oracle \
                 checks both as one keyword",
        explains: |case| {
            let renamed = |(instance, keyword): &Place| {
                (instance.clone(), keyword.replace("/maxContains", "/contains"))
            };
            case.theirs.iter().map(renamed).collect::<BTreeSet<_>>() == case.ours
        },
    },
    Difference {
        name: "minContains beside maxContains",
        reason: "both are broken where too many items match for the one and too few for the other; the \
                 oracle tells the first",
        explains: |case| {
            let theirs = case.theirs.iter().map(|(instance, keyword)| {
                (instance.clone(), keyword.replace("/maxContains", "/minContains"))
            });
            let both = theirs.chain(case.theirs.iter().cloned()).collect::<BTreeSet<_>>();
            both == case.ours
        },
    },
    Difference {
        name: "the URI of a remote schema that has an $id",
        reason: "its canonical URI is its `$id`; the oracle names the URI that the reference used",
        explains: |case| {
            let remote = |keyword: &str| !keyword.starts_with(FOLDERS[1]);
            let mut pairs = case.ours.iter().zip(&case.theirs);
            let same = |(ours, theirs): (&Place, &Place)| {
                let fragment = |keyword: &str| keyword.split_once('#').map(|(_, it)| it.to_owned());
                remote(&ours.1)
                    && remote(&theirs.1)
                    && (&ours.0, fragment(&ours.1)) == (&theirs.0, fragment(&theirs.1))
            };
            case.ours.len() == case.theirs.len() && pairs.all(same)
        },
    },
];

/// Our violations by file, group and test: those of invalid instances of required tests.
fn ours(suite_report: &str) -> BTreeMap<Key, Told> {
    let lines = suite_report.lines().map(|line| serde_json::from_str(line).expect("a report"));
    let wanted = lines.filter(|line: &Value| {
        line["expected"] == false && !line["file"].as_str().is_some_and(|file| file.contains('/'))
    });
    let read = |line: Value| {
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
        let number = |name: &str| line[name].as_u64().unwrap_or_default();
        let violations = line["violations"].as_array().into_iter().flatten();
        let place = |violation: &Value| {
            let text = |name: &str| violation[name].as_str().unwrap_or_default();
            (
                text("instanceLocation").to_owned(),
                text("keywordLocation").replace(FOLDERS[0], FOLDERS[1]),
            )
        };
        let label =
            format!("{}: {}: {}", text("file"), text("groupDescription"), text("description"));
        let instance = serde_json::from_str(&text("instance")).expect("JSON");
        (
            (text("file"), number("group"), number("test")),
            (label, instance, violations.map(place).collect()),
        )
    };
    wanted.map(read).collect()
}

/// The `jsonschema` crate's validator for a schema of the suite.
fn oracle(suite: &Suite, schema: &str) -> jsonschema::Validator {
    let remotes = suite.remotes(DRAFT, schema).into_iter().map(|remote| {
        let value: Value = serde_json::from_str(&remote.text).expect("JSON");
        (remote.uri.expect("remotes have a place"), value)
    });
    let registry = jsonschema::Registry::new()
        .extend(remotes)
        .and_then(jsonschema::RegistryBuilder::prepare)
        .expect("a registry");
    jsonschema::draft202012::options()
        .with_registry(&registry)
        .with_base_uri(format!("{}schema.json", FOLDERS[1]))
        .should_validate_formats(false)
        .build(&serde_json::from_str(schema).expect("JSON"))
        .unwrap_or_else(|error| panic!("{schema}: {error}"))
}

fn places(oracle: &jsonschema::Validator, instance: &Value) -> BTreeSet<Place> {
    let place = |error: jsonschema::ValidationError<'_>| {
        let keyword = error.absolute_keyword_location().map(ToString::to_string);
        (error.instance_path().to_string(), keyword.unwrap_or_default())
    };
    oracle.iter_errors(instance).map(place).collect()
}

/// All invalid instances with what is told about them here and there.
fn cases(suite: &Suite) -> Vec<Case> {
    let folder = tempfile::tempdir().expect("a folder");
    let report = folder.path().join("report.ndjson");
    let plan = Plan { drafts: vec![DRAFT], report: Some(report.clone()), ..Plan::default() };
    conformance::run(&Workspace::of_this_checkout(), &plan).expect("the suite runs");
    let mut ours = ours(&fs::read_to_string(report).expect("a report"));
    let mut cases = Vec::new();
    for file in suite.files(DRAFT, false).expect("files of tests") {
        for (group, schema) in file.groups.iter().enumerate() {
            let mut oracle_of_group = None;
            for test in 0..schema.tests.len() {
                let key = (file.path.clone(), group as u64, test as u64);
                let Some((label, instance, ours)) = ours.remove(&key) else { continue };
                let oracle = oracle_of_group.get_or_insert_with(|| oracle(suite, &schema.schema));
                let theirs = places(oracle, &instance);
                cases.push(Case { label, instance, ours, theirs });
            }
        }
    }
    cases
}

#[test]
fn violations_are_told_where_the_oracle_tells_them() {
    let Some(suite) = suite::find() else { return };
    let begin = Instant::now();
    let cases = cases(&suite);
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unexplained = Vec::new();
    for case in cases.iter().filter(|case| case.ours != case.theirs) {
        match DIFFERENCES.iter().find(|difference| (difference.explains)(case)) {
            Some(difference) => *met.entry(difference.name).or_default() += 1,
            None => unexplained.push(format!(
                "{} {}\n  ours   {:?}\n  theirs {:?}",
                case.label,
                case.instance,
                &case.ours - &case.theirs,
                &case.theirs - &case.ours
            )),
        }
    }
    println!("{} invalid instances in {:.1?}", cases.len(), begin.elapsed());
    for difference in DIFFERENCES {
        let count = met.get(difference.name).copied().unwrap_or_default();
        println!("{count} times: {}: {}", difference.name, difference.reason);
        assert!(count > 0, "`{}` was never met; take it off the list", difference.name);
    }
    assert!(cases.len() > 500, "only {} invalid instances", cases.len());
    let count = unexplained.len();
    assert!(count == 0, "{count} unexplained differences:\n{}", unexplained.join("\n"));
}
