//! Every keyword that the generator handles, be it used by a provider's schema or not: code generated
//! from `cases/keywords/schemas` is compiled here and asked about `cases/keywords/instances`, one a
//! line. The `jsonschema` crate is asked the same. `codegen_keywords` keeps that code up to date.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use callschema_runtime::{Document, Limits, Report};
use callschema_tests::exact;
use serde_json::Value;

#[path = "../cases/keywords/gen/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, deprecated, unreachable_pub, clippy::pedantic, reason = "names and sizes that no provider would choose")]
mod r#gen;
pub(crate) use r#gen::DOCUMENTS;
pub use r#gen::acme;

/// The instances of a document, one a line.
fn instances(name: &str) -> Vec<String> {
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("cases/keywords/instances/{name}.ndjson")),
    )
    .expect("instances");
    text.lines().map(str::to_owned).collect()
}

fn oracle(schema: &str) -> jsonschema::Validator {
    let parse = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let all = acme_schemas()
        .map(|text| (parse(text)["$id"].as_str().expect("an $id").to_owned(), parse(text)));
    let registry = jsonschema::Registry::new()
        .extend(all)
        .and_then(jsonschema::RegistryBuilder::prepare)
        .expect("a registry");
    let options =
        jsonschema::draft202012::options().with_registry(&registry).should_validate_formats(true);
    options.build(&parse(schema)).expect("a schema")
}

fn acme_schemas() -> impl Iterator<Item = &'static str> {
    DOCUMENTS.iter().map(callschema_runtime::DocumentInfo::schema)
}

/// The places of violations, without the formats of integers, which the oracle takes for annotations.
fn places(report: &Report) -> BTreeSet<(String, String)> {
    let place = |violation: &callschema_runtime::Violation| {
        let keyword = violation.keyword_location().unwrap_or_default().to_owned();
        (violation.instance_location().to_owned(), keyword)
    };
    report.violations().iter().map(place).collect()
}

fn places_by_oracle(
    oracle: &jsonschema::Validator,
    instance: &Value,
) -> BTreeSet<(String, String)> {
    let place = |error: jsonschema::ValidationError<'_>| {
        let keyword =
            error.absolute_keyword_location().map(ToString::to_string).unwrap_or_default();
        // The oracle adds a number of its own that is no part of the schema.
        let keyword = match keyword.rsplit_once('/') {
            Some((keyword, _)) if keyword.ends_with("/dependentRequired") => keyword.to_owned(),
            _ => keyword,
        };
        (error.instance_path().to_string(), keyword)
    };
    oracle.iter_errors(instance).map(place).collect()
}

/// What stands in place of a value, to see what is made of that.
const OTHERS: [&str; 8] =
    ["null", "true", "1", "1.5", r#""x""#, "[]", "{}", r#"{"kind": "ended"}"#];

/// An instance with each value replaced by others, each member under another name, and each given twice.
fn changed(json: &str) -> Vec<String> {
    let Ok(whole) = serde_json::from_str::<Value>(json) else { return Vec::new() };
    let (mut found, mut open) = (Vec::new(), vec![(String::new(), None)]);
    while let Some((place, name)) = open.pop() {
        let mut marked = whole.clone();
        let value = marked.pointer_mut(&place).expect("a place of the instance");
        let own = std::mem::replace(value, "here".into());
        let marked = marked.to_string();
        found.extend(OTHERS.iter().map(|other| marked.replacen(r#""here""#, other, 1)));
        if let Some(name) = name {
            let member = |name: &str, value: &Value| format!("{}:{value}", Value::from(name));
            let (once, other) = (member(name, &own), member(&format!("{name}-"), &own));
            for members in [other, format!("{once},{once}")] {
                found.push(marked.replacen(&member(name, &"here".into()), &members, 1));
            }
        }
        match whole.pointer(&place) {
            Some(Value::Object(members)) => open.extend(members.keys().map(|name| {
                let token = name.replace('~', "~0").replace('/', "~1");
                (format!("{place}/{token}"), Some(name.as_str()))
            })),
            Some(Value::Array(items)) => {
                open.extend((0..items.len()).map(|index| (format!("{place}/{index}"), None)));
            }
            _ => {}
        }
    }
    found
}

fn check<
    T: Document
        + PartialEq
        + std::fmt::Debug
        + serde_core::Serialize
        + serde_core::de::DeserializeOwned,
>() -> (usize, usize) {
    let (mut valid, mut invalid) = (0, 0);
    let oracle = oracle(T::SCHEMA);
    for line in instances(T::NAME) {
        // The oracle rounds numbers: where that matters, the line itself says what is right.
        let (said, line) = match line.split_once(": ") {
            Some((said @ ("valid" | "invalid"), line)) => (Some(said == "valid"), line),
            _ => (None, line.as_str()),
        };
        let json = line.as_bytes();
        let verdict = T::validate(json);
        assert_eq!(T::is_valid(json), verdict.is_ok(), "{line}");
        if let Some(said) = said {
            assert_eq!(verdict.is_ok(), said, "{line}\n{verdict:?}");
        } else {
            let instance: Value =
                serde_json::from_slice(json).unwrap_or_else(|error| panic!("{line}: {error}"));
            let ours = verdict.as_ref().err().map(places).unwrap_or_default();
            let theirs = places_by_oracle(&oracle, &instance);
            let of_integers: BTreeSet<_> = ours
                .difference(&theirs)
                .filter(|(_, keyword)| keyword.ends_with("/format"))
                .cloned()
                .collect();
            assert_eq!(&ours - &of_integers, theirs, "{} {line}\n{:?}", T::NAME, verdict);
        }
        for changed in changed(line) {
            let json = changed.as_bytes();
            assert_eq!(T::is_valid(json), T::from_json(json).is_ok(), "{} {changed}", T::NAME);
        }
        match verdict {
            Ok(()) => {
                valid += 1;
                let read = T::from_json(json)
                    .unwrap_or_else(|report| panic!("{line} is valid but: {report}"));
                let written = read.to_json();
                assert_eq!(
                    exact::difference(json, &written).expect("both are JSON"),
                    None,
                    "{line}"
                );
                assert_eq!(T::from_json(&written).expect("what was written is valid"), read);
            }
            Err(report) => {
                invalid += 1;
                assert_eq!(T::from_json(json).expect_err("an invalid instance"), report);
            }
        }
    }
    (valid, invalid)
}

#[test]
fn every_handled_keyword_agrees_with_the_oracle() {
    let counts = [
        check::<acme::Numbers>(),
        check::<acme::Choices>(),
        check::<acme::Containers>(),
        check::<acme::Many>(),
        check::<acme::Tree>(),
        check::<acme::Names>(),
        check::<acme::Again>(),
        check::<acme::Counts>(),
        check::<acme::Merged>(),
        check::<acme::Dependents>(),
        check::<acme::Patterns>(),
        check::<acme::Tuples>(),
        check::<acme::Closed>(),
        check::<acme::References>(),
        check::<acme::Bare>(),
        check::<acme::Listing>(),
        check::<acme::Decided>(),
        check::<acme::Doubt>(),
        check::<acme::Twice>(),
        check::<acme::Secrets>(),
        check::<acme::Kept>(),
        check::<acme::Formats>(),
        check::<acme::Discreet>(),
        check::<acme::Multiples>(),
        check::<acme::Lent>(),
        check::<acme::Circles>(),
    ];
    for (valid, invalid) in counts {
        assert!(valid > 2 && invalid > 2, "{counts:?}");
    }
}

#[test]
fn what_a_branch_or_a_reference_marks_as_sensitive_is_never_shown() {
    let mut told = 0;
    for line in instances("acme/secret") {
        let Err(report) = acme::Secrets::validate(line.as_bytes()) else { continue };
        let all = format!("{report} {report:?} {}", report.to_output());
        assert!(!all.to_lowercase().contains("canary"), "{line}: {report}");
        told += 1;
    }
    assert!(told >= 5, "only {told} reports");
}

/// A line without what it says of itself.
fn json(line: &str) -> &str {
    ["valid: ", "invalid: "].iter().find_map(|said| line.strip_prefix(said)).unwrap_or(line)
}

/// Counts the violations of an instance with lists of different lengths; how many there are.
fn count(document: &callschema_runtime::DocumentInfo, json: &str) -> usize {
    let within = |most| {
        let limits = Limits::new().with_max_violations(most);
        document.validate_within(json.as_bytes(), limits).err().unwrap_or_default()
    };
    let all = within(usize::MAX);
    let rules = all
        .violations()
        .iter()
        .map(|violation| (violation.offset(), violation.keyword_location(), violation.expected()));
    let count = rules.collect::<BTreeSet<_>>().len();
    assert_eq!((all.violations().len(), all.more()), (count, 0), "{json}\n{all}");
    for most in [1, 2, 3, 5, 100] {
        let some = within(most);
        assert_eq!(some.violations(), &all.violations()[..count.min(most)], "{json}");
        assert_eq!(some.violations().len() + some.more(), count, "{json}\n{some}");
    }
    count
}

#[test]
fn each_violation_counts_once_however_few_are_listed() {
    let mut several = 0;
    for document in DOCUMENTS {
        for line in instances(document.name()) {
            several += usize::from(count(document, json(&line)) > 1);
        }
    }
    assert!(several > 30, "only {several} instances break several rules");
}

/// Two parts of the schema lead to what lies beneath, so a value is read twice as often with each level.
#[test]
fn what_several_references_bring_to_a_value_counts_once() {
    let document = DOCUMENTS.iter().find(|document| document.name() == "acme/twice").expect("it");
    for levels in 1..=100 {
        let nested = (0..levels).fold("{}".to_owned(), |inner, level| {
            format!(r#"{{"n": "{level}", "a": {inner}, "m": []}}"#)
        });
        assert_eq!(count(document, &nested), 2 * levels);
    }
}

/// Each level leads back to the same schemas twice: whoever looked at each of them anew would never be done.
#[test]
fn what_comes_back_to_itself_is_looked_at_once_for_each_schema() {
    let nested = |levels: usize, end: &str| {
        (0..levels).fold(end.to_owned(), |inner, _| format!(r#"{{"inner": {inner}, "count": 1}}"#))
    };
    for (member, end, valid) in [
        ("parts", "{}", true),
        ("parts", r#"{"n": "1", "m": "1"}"#, false),
        ("choices", "{}", true),
        ("choices", r#"{"n": "1", "m": "1"}"#, false),
        ("even", r#"{"count": 1}"#, true),
        ("even", r#"{"count": 1, "n": "1", "m": "1"}"#, false),
        ("even", "{}", false),
        ("closed", "{}", false),
    ] {
        for levels in [1, 2, 4, 8, 16, 32, 64, 100] {
            let json = format!(r#"{{"{member}": {}}}"#, nested(levels, end));
            let json = json.as_bytes();
            assert_eq!(acme::Circles::is_valid(json), valid, "{member} {end} {levels}");
            assert_eq!(acme::Circles::validate(json).is_ok(), valid, "{member} {end} {levels}");
            assert_eq!(acme::Circles::from_json(json).is_ok(), valid, "{member} {end} {levels}");
            assert!(acme::Circles::read(json).is_ok(), "{member} {end} {levels}");
        }
    }
    let closed = (0..100).fold("{}".to_owned(), |inner, _| format!(r#"{{"inner": {inner}}}"#));
    assert!(acme::Circles::is_valid(format!(r#"{{"closed": {closed}}}"#).as_bytes()));
}
