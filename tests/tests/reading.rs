//! What a lenient reading makes of documents that depart from their schemas: `cases/reading` has one text a
//! case, `<provider>/<document>/<case>.json`, and beside it what comes of it. And what serde makes of the same.

use std::fs;
use std::path::{Path, PathBuf};

use callschema::{Document, bimpe, langcall, slng, zudu};
use callschema_tests::documents::{TYPED, typed};
use callschema_tests::exact;
use callschema_tests::samples::{Expected, expected};
use expect_test::expect_file;
use serde_json::{Value, json};
use walkdir::WalkDir;

/// A text, and the document that it is to be read as.
struct Case {
    document: String,
    path: PathBuf,
    json: Vec<u8>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/reading");
    let files = WalkDir::new(&folder).sort_by_file_name().into_iter();
    let paths = files.map(|file| file.expect("a file that can be read").into_path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let case = |path: PathBuf| {
        let document = path.parent().and_then(|around| around.strip_prefix(&folder).ok());
        Case {
            document: document.expect("a folder").to_string_lossy().replace('\\', "/"),
            json: fs::read(&path).expect("a text"),
            path,
        }
    };
    texts.map(case).collect()
}

/// What comes of a text, for people to read.
fn outcome(case: &Case) -> String {
    let read = match typed(&case.document).read(&case.json) {
        Err(report) => return format!("refused:\n{report}\n"),
        Ok(read) => read,
    };
    let rejected = read.shown.matches(" rejected").count() / 2;
    let back = match exact::difference(&case.json, &read.written) {
        Ok(None) => "the same value".to_owned(),
        _ => String::from_utf8_lossy(&read.written).into_owned(),
    };
    format!(
        "read:\n{}\n\nlists shown with rejected items: {rejected}\nwritten: {back}\n",
        read.report
    )
}

#[test]
fn departures_are_told_and_nothing_is_lost() {
    let cases = cases();
    for case in &cases {
        expect_file![case.path.with_extension("txt")].assert_eq(&outcome(case));
    }
    for typed in TYPED {
        let own = cases.iter().filter(|case| case.document == typed.name()).count();
        assert!(own > 0, "{} has no case", typed.name());
    }
}

#[test]
fn a_strict_reading_refuses_all_of_them_with_the_same_report() {
    for case in cases() {
        let typed = typed(&case.document);
        let strict = typed.read_and_write(&case.json).expect_err("a departure");
        let told = typed.read(&case.json).map_or_else(|report| report, |read| read.report);
        assert_eq!(strict, told, "{}", case.path.display());
    }
}

#[test]
fn a_bad_item_is_set_aside_and_the_others_are_there() {
    let call = |id: &str| json!({"id": id, "destination": "+1", "status": "ended"});
    let sample = expected(Expected::Accept).into_iter();
    let sample = sample.filter(|sample| sample.document == "bimpe/call-list");
    let mut list: Value = sample
        .filter_map(|sample| serde_json::from_slice(&sample.json).ok())
        .find(|value: &Value| value["data"].as_array().is_some_and(|data| !data.is_empty()))
        .expect("a sample with calls");
    let data = list["data"].as_array_mut().expect("calls");
    let good = data.len();
    data.insert(1, call("lacks-much"));
    data.push(json!("no object"));
    let (read, report) = bimpe::CallListResponse::read(list.to_string().as_bytes()).expect("read");
    assert!(!report.is_empty());
    assert_eq!(read.data.len(), good);
    let rejected: Vec<_> = read.data.rejected().collect();
    assert_eq!(rejected.iter().map(|(index, _)| *index).collect::<Vec<_>>(), [1, good + 1]);
    assert_eq!(rejected[1].1.as_str(), "\"no object\"");
    let written: Value = serde_json::from_slice(&read.to_json()).expect("JSON");
    assert_eq!(written, list);
}

#[test]
fn what_does_not_fit_is_found_in_extra() {
    let json = br#"{"type":"transfer","to_number":"+1","instruction":"Ask","duration":"long",
        "conversations":[{"role":"user","content":"hi"},7],"transfer_number":null}"#;
    let (call, report) = langcall::Call::read(json).expect("read");
    assert_eq!(call.duration, None);
    assert_eq!(call.extra.text("duration").as_deref(), Some("long"));
    assert_eq!(call.extra.json("transfer_number"), Some("null"));
    let turns = call.conversations.as_ref().expect("turns");
    assert_eq!((turns.len(), turns.rejected().count()), (1, 1));
    let places: Vec<_> =
        report.violations().iter().map(callschema::Violation::instance_location).collect();
    assert_eq!(places, ["/duration", "/conversations/1", "/transfer_number"]);
}

#[test]
fn a_value_that_is_held_is_read_as_its_text() {
    let mut refused = 0;
    for sample in expected(Expected::Accept).iter().chain(&expected(Expected::Reject)) {
        let Ok(value) = serde_json::from_slice::<Value>(&sample.json) else { continue };
        let typed = typed(&sample.document);
        let text = value.to_string();
        match (typed.from_value(&value), typed.read_and_write(text.as_bytes())) {
            (Ok(one), Ok(other)) => {
                assert_eq!(exact::difference(&one, &other), Ok(None), "{}", sample.label());
            }
            (Err(one), Err(other)) => {
                refused += 1;
                let told = |report: &callschema::Report| {
                    let tell = |one: &callschema::Violation| {
                        let places = (one.instance_location(), one.keyword_location());
                        format!("{places:?} {} {}", one.expected(), one.found())
                    };
                    report.violations().iter().map(tell).collect::<Vec<_>>()
                };
                assert_eq!(told(&one), told(&other), "{}", sample.label());
                let placed = one.violations().iter().filter(|one| one.offset().is_some());
                assert_eq!(placed.count(), 0, "{}", sample.label());
            }
            (one, other) => panic!("{}: {one:?} {other:?}", sample.label()),
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

#[test]
fn serde_agrees_with_read_in_every_format() {
    let samples = expected(Expected::Accept).into_iter().chain(expected(Expected::Reject));
    let samples = samples.map(|sample| (sample.document, sample.json));
    let cases = cases().into_iter().map(|case| (case.document, case.json));
    let (mut agreed, mut refused) = (0, 0);
    for (document, json) in samples.chain(cases) {
        let Ok(value) = serde_json::from_slice::<Value>(&json) else { continue };
        let text = value.to_string();
        // What serde's data model cannot hold has been lost before.
        if exact::difference(&json, text.as_bytes()) != Ok(None) {
            continue;
        }
        let typed = typed(&document);
        let read = typed.read(text.as_bytes());
        let mut all = typed.through_formats(&value);
        all.push(("JSON", typed.through_serde(text.as_bytes()).map_err(|error| error.to_string())));
        for (format, through) in all {
            match (&read, through) {
                (Ok(read), Ok(written)) => {
                    assert_eq!(
                        exact::difference(&read.written, &written),
                        Ok(None),
                        "{format} {text}"
                    );
                    agreed += 1;
                }
                (Err(_), Err(error)) => {
                    assert!(error.contains("expected"), "{format}: {error}");
                    refused += 1;
                }
                (read, through) => panic!("{format} {text}: {read:?} {through:?}"),
            }
        }
    }
    assert!(agreed > 500 && refused > 50, "{agreed} agreed, {refused} were refused");
}

#[test]
fn errors_of_serde_say_what_is_wrong() {
    let error = serde_json::from_str::<slng::ErrorResponse>("[]").expect_err("no object");
    assert_eq!(
        error.to_string(),
        "(document): expected an object (Error response), found an array"
    );
    let error = serde_json::from_str::<zudu::CallCost>("{}").expect_err("a member is missing");
    assert!(error.to_string().contains("a member `combined_cost`"), "{error}");
}

#[test]
fn errors_of_serde_show_nothing_of_what_lies_beneath_a_secret() {
    let detail = serde_json::from_str::<slng::ErrorDetail>("14155550117").map(drop);
    let turn = serde_json::from_str::<langcall::ConversationMessage>("14155550117").map(drop);
    for outcome in [detail, turn] {
        let told = outcome.expect_err("no such value").to_string();
        assert!(told.starts_with("expected ") && !told.contains("14155550117"), "{told}");
    }
}
