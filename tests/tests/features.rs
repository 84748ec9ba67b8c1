//! The types of other crates, each behind a feature: dates, identifiers, schemas, and values for fuzzers.

use arbitrary_1::{Arbitrary, Unstructured};
use callschema::{Document, bimpe, langcall, slng, zudu};
use callschema_tests::samples::{Expected, expected};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng};
use schemars_1::{JsonSchema, SchemaGenerator};
use serde_json::Value;

/// The first example in a document's schema.
fn example<T: Document>() -> T {
    let schema: Value = serde_json::from_str(T::SCHEMA).expect("JSON");
    T::from_json(schema["examples"][0].to_string().as_bytes()).expect("examples are valid")
}

#[test]
fn times_and_identifiers_are_those_of_the_crate_of_your_choice() {
    let call = example::<slng::Call>();
    let created = call.created_at.to_system_time().expect("a time");
    let seconds = call.created_at.timestamp().expect("a time").seconds();
    assert_eq!(call.created_at.to_jiff().expect("a time").as_second(), seconds);
    assert_eq!(call.created_at.to_chrono().expect("a time").timestamp(), seconds);
    assert_eq!(call.created_at.to_time().expect("a time").unix_timestamp(), seconds);
    assert_eq!(std::time::SystemTime::from(call.created_at.to_jiff().expect("a time")), created);
    assert_eq!(call.id.to_uuid().expect("an identifier").to_string(), call.id.as_str());

    let started = example::<zudu::CallResponse>().data.start_timestamp().expect("a time");
    let milliseconds = started.milliseconds();
    let jiff: Option<jiff::Timestamp> = started.to_jiff();
    let chrono: Option<chrono::DateTime<chrono::Utc>> = started.to_chrono();
    let time: Option<time::OffsetDateTime> = started.to_time();
    assert_eq!(jiff.map(jiff::Timestamp::as_millisecond), milliseconds);
    assert_eq!(chrono.map(|time| time.timestamp_millis()), milliseconds);
    assert_eq!(
        time.map(|time| time.unix_timestamp_nanos() / 1_000_000),
        milliseconds.map(i128::from)
    );
}

/// Where references in a schema lead.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|inner| references(inner, found));
        }
        Value::Array(items) => items.iter().for_each(|inner| references(inner, found)),
        _ => {}
    }
}

/// Whether all integers fit 64 bits: in a branch of a union, only that format tells.
fn is_within_i64(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.values().all(is_within_i64),
        Value::Array(items) => items.iter().all(is_within_i64),
        Value::Number(number) => !number.is_u64() || number.is_i64(),
        _ => true,
    }
}

/// The published schema says of every sample what its folder says.
fn check_schema<T: Document + JsonSchema>() -> usize {
    let schema = SchemaGenerator::default().into_root_schema_for::<T>().to_value();
    let mut found = Vec::new();
    references(&schema, &mut found);
    for reference in found {
        let inside = reference.strip_prefix('#').and_then(|pointer| schema.pointer(pointer));
        assert!(inside.is_some_and(Value::is_object), "{}: {reference} leads nowhere", T::NAME);
    }
    let validator = jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap_or_else(|error| panic!("{}: {error}", T::NAME));
    let mut asked = 0;
    for kind in [Expected::Accept, Expected::Reject] {
        for sample in expected(kind).iter().filter(|sample| sample.document == T::NAME) {
            let Ok(value) = serde_json::from_slice::<Value>(&sample.json) else { continue };
            // What a tree of values has lost is not asked for: numbers beyond it, members that came twice.
            if T::is_valid(value.to_string().as_bytes()) != T::is_valid(&sample.json) {
                continue;
            }
            let report = T::validate(&sample.json).err();
            let by_integer_format = report.as_ref().is_some_and(|report| {
                let mut keywords = report.violations().iter().map(|one| one.keyword_location());
                keywords.all(|keyword| keyword.is_some_and(|keyword| keyword.ends_with("/format")))
            });
            if !by_integer_format && is_within_i64(&value) {
                assert_eq!(validator.is_valid(&value), report.is_none(), "{}", sample.label());
                asked += 1;
            }
        }
    }
    asked
}

#[test]
fn the_schema_of_a_type_is_the_curated_one_with_all_that_it_refers_to() {
    let asked = [
        check_schema::<bimpe::CallListResponse>(),
        check_schema::<bimpe::CallResponse>(),
        check_schema::<bimpe::ErrorResponse>(),
        check_schema::<bimpe::StreamEvent>(),
        check_schema::<langcall::Call>(),
        check_schema::<langcall::ErrorResponse>(),
        check_schema::<slng::Call>(),
        check_schema::<slng::ErrorResponse>(),
        check_schema::<zudu::CallResponse>(),
        check_schema::<zudu::ErrorResponse>(),
    ];
    assert!(asked.iter().all(|asked| *asked > 1), "{asked:?}");
    // Side by side, as aide publishes them: types of one name keep apart, and a part is there once.
    let mut generator = SchemaGenerator::default();
    generator.subschema_for::<slng::Call>();
    generator.subschema_for::<langcall::Call>();
    generator.subschema_for::<slng::CallEvent>();
    let names: Vec<&String> = generator.definitions().keys().collect();
    let of = |name: &str| names.iter().filter(|own| own.contains(name)).count();
    assert_eq!(
        (of("slng.Call"), of("langcall.Call"), of("slng.CallEvent")),
        (2, 3, 1),
        "{names:?}"
    );
}

/// Whatever a fuzzer makes is written as JSON; and it is read again, where no rule of the schema, but the
/// kind of a value alone, tells the branches of unions apart.
fn check_arbitrary<T>(seed: u64, is_read: bool)
where
    T: Document
        + PartialEq
        + std::fmt::Debug
        + serde_core::de::DeserializeOwned
        + for<'a> Arbitrary<'a>,
{
    let mut random = StdRng::seed_from_u64(seed);
    for _ in 0..200 {
        let mut bytes = vec![0; 2048];
        random.fill_bytes(&mut bytes);
        let value = T::arbitrary(&mut Unstructured::new(&bytes)).expect("a value of any bytes");
        let json = value.to_json();
        let raw = callschema::RawJson::parse(std::str::from_utf8(&json).expect("UTF-8"));
        assert!(raw.is_ok_and(|raw| raw.as_str().len() == json.len()), "{value:?}");
        if !is_read {
            continue;
        }
        let read: T = serde_json::from_slice(&json).unwrap_or_else(|error| {
            panic!("{}: {error}: {}", T::NAME, String::from_utf8_lossy(&json))
        });
        let again: T =
            serde_json::from_slice(&read.to_json()).expect("what was read can be written");
        assert_eq!(again, read);
    }
}

#[test]
fn arbitrary_values_are_written_as_json_and_read_again() {
    check_arbitrary::<bimpe::CallListResponse>(1, true);
    check_arbitrary::<bimpe::CallResponse>(2, true);
    check_arbitrary::<bimpe::ErrorResponse>(3, true);
    check_arbitrary::<bimpe::StreamEvent>(4, false);
    check_arbitrary::<langcall::Call>(5, true);
    check_arbitrary::<slng::Call>(6, true);
    check_arbitrary::<slng::ErrorResponse>(7, true);
    check_arbitrary::<zudu::CallResponse>(8, true);
}
