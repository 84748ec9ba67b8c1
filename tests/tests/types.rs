//! What the types keep, how they are made, and what they show.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::Path;
use std::time::Duration;

use callschema::{DateTime, Document, Extra, Nullable, Number, RawJson, Timestamp, Uuid, zudu};
use callschema::{bimpe, langcall, slng};
use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

#[path = "../cases/keywords/gen/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, deprecated, unreachable_pub, clippy::pedantic, reason = "names and sizes that no provider would choose")]
mod r#gen;
pub(crate) use r#gen::DOCUMENTS;
pub use r#gen::acme;

/// What every type is, and what all but those that constructors take are besides.
fn value<T: Clone + Debug + PartialEq + Send + Sync + Unpin + std::panic::UnwindSafe + 'static>() {}
fn readable<T: Serialize + DeserializeOwned>() {}

macro_rules! types {
    ($($module:ident: $($name:ident)*;)*) => {
        /// Every type of the crate, as `zudu: Call`.
        const TYPES: &[&str] = &[$($(concat!(stringify!($module), ": ", stringify!($name))),*),*];

        #[test]
        fn every_type_is_a_plain_value() {
            $($(value::<callschema::$module::$name>();)*)*
        }
    };
}

types! {
    bimpe: Attachment Call CallListResponse CallResponse CallStatus CallSummary ErrorCode ErrorMessage ErrorResponse Heartbeat Message NewCall NewCallSummary NewErrorResponse NewPageMeta PageMeta StreamEvent StreamMessage StreamTicket StreamTicketResponse;
    langcall: Call CallDirection CallType ConversationMessage ErrorResponse;
    slng: Call CallEvent ErrorDetail ErrorResponse EventComponent EventLevel EventReason InvocationSource LocationSegment NewCall NewToolExecution ToolExecution ToolKind ToolOutcome ValidationIssue WebSessionOrigin;
    zudu: Call CallAnalysis CallCost CallDirection CallEvent CallResponse CallStatus CallType ErrorResponse ErrorStatus LatencySummary NewCall ProductCost ResponseStatus TelephonyIdentifier TranscriptTurn TranscriptWord;
}

/// The names that the providers' modules publish.
fn published() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src/gen");
    let mut found = BTreeSet::new();
    for provider in ["bimpe", "langcall", "slng", "zudu"] {
        let text = std::fs::read_to_string(folder.join(provider).join("mod.rs")).expect("a module");
        let file = syn::parse_file(&text).expect("generated code is Rust");
        for item in file.items {
            if let syn::Item::Use(item) = item {
                // Requests have tests of their own: a type of an endpoint is no value of a document.
                let is_endpoint =
                    item.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"));
                names(&item.tree, &mut |name| {
                    found.extend((!is_endpoint).then(|| format!("{provider}: {name}")));
                });
            }
        }
    }
    found
}

fn names(tree: &syn::UseTree, found: &mut dyn FnMut(String)) {
    match tree {
        syn::UseTree::Path(path) => names(&path.tree, found),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, found)),
        syn::UseTree::Name(name) => found(name.ident.to_string()),
        _ => {}
    }
}

#[test]
fn no_type_is_forgotten() {
    let listed: BTreeSet<String> = TYPES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(published(), listed, "correct the list of types above");
}

#[test]
fn documents_go_through_serde() {
    readable::<slng::Call>();
    readable::<bimpe::CallListResponse>();
    readable::<zudu::CallResponse>();
    readable::<langcall::Call>();
    readable::<acme::Kept>();
}

#[test]
fn an_open_enum_holds_what_nobody_listed() {
    for (text, known) in [("REGISTERED", true), ("registered", false), ("", false)] {
        let status = zudu::CallStatus::from(text);
        assert_eq!((status.as_str(), status.is_known()), (text, known));
        assert_eq!(status.to_string(), text);
        assert_eq!(text.parse(), Ok(status.clone()));
        assert_eq!(zudu::CallStatus::from(text.to_owned()), status);
        assert_eq!(status, text);
    }
    assert_eq!(zudu::CallStatus::LISTED.len(), 5);
    // A listed `Unknown` is one thing, an unlisted value another; a list that is open is an enum as well.
    assert_eq!(acme::Status::from("Unknown"), acme::Status::UnknownListed);
    assert_eq!(acme::Status::from("unknown"), acme::Status::Unknown("unknown".to_owned()));
    assert_eq!(acme::Mood::from("calm"), acme::Mood::Calm);
    assert!(!acme::Mood::from("elated").is_known());
    let extensible = bimpe::ErrorCode::from("a_new_code");
    assert_eq!(extensible.as_str(), "a_new_code");
}

#[test]
fn null_absent_and_empty_are_three_things() {
    let read = |json: &str| acme::Kept::from_json(json.as_bytes()).expect("a valid document");
    let bare = read(r#"{"always":"","never_absent":null,"status":"open"}"#);
    assert_eq!((bare.never_absent, bare.at_times, &bare.either), (None, None, &Nullable::Absent));
    assert_eq!((bare.list, bare.maybe), (None, Nullable::Absent));
    let full = read(
        r#"{"always":"","never_absent":1,"status":"open","either":null,"list":[],"maybe":null}"#,
    );
    assert_eq!((full.never_absent, full.either), (Some(1), Nullable::Null));
    assert_eq!((full.list, full.maybe), (Some(Vec::new()), Nullable::Null));
}

#[test]
fn integers_are_as_wide_as_their_bounds() {
    let json = br#"{"always":"","never_absent":1,"status":"open","small":255,
        "huge":18446744073709551615,"any_integer":1e30,"price":1.50}"#;
    let kept = acme::Kept::from_json(json).expect("a valid document");
    assert_eq!((kept.small, kept.huge), (Some(255i64), Some(u64::MAX)));
    let (integer, price) = (kept.any_integer.expect("there"), kept.price.expect("there"));
    assert_eq!((integer.as_str(), integer.as_i128()), ("1e30", Some(10i128.pow(30))));
    assert!(price == 1.5 && price > 1 && price.as_str() == "1.50");
}

#[test]
fn a_type_without_required_members_has_a_default_and_others_a_constructor() {
    let mut error = slng::ErrorResponse::default();
    assert_eq!(error.to_json(), b"{}");
    error.error = Some("Unauthorized".to_owned());
    assert_eq!(error.to_json(), br#"{"error":"Unauthorized"}"#);

    let call = langcall::Call::new("full_ai", "+14155550117", "Book a table");
    assert_eq!(call.r#type, langcall::CallType::FullAi);
    assert!(langcall::Call::is_valid(&call.to_json()));

    let call = slng::Call::new(slng::NewCall {
        id: Uuid::from(1),
        agent_id: Uuid::from(2),
        phone_number: "+14155550117".to_owned(),
        call_direction: "inbound".to_owned(),
        arguments: RawJson::parse("{}").expect("JSON"),
        rendered_prompt: "Be kind.".to_owned(),
        livekit_room_name: "room".to_owned(),
        status: "completed".to_owned(),
        created_at: Timestamp::UNIX_EPOCH.into(),
        updated_at: DateTime::from("2026-01-15T10:30:00Z"),
    });
    assert!(slng::Call::is_valid(&call.to_json()));
    assert_eq!(slng::Call::from_json(&call.to_json()).expect("valid"), call);
    assert_eq!(call.call_duration(), None);
    assert_eq!(call.extra, Extra::new());
}

#[test]
fn numbers_with_a_unit_are_handed_out_as_times() {
    let json = br#"{"ends_ms":1772442845123.5,"starts_ms":-1,"since":60,"talk_min":3.25,
        "ring_seconds":12,"new":5,"calls":7}"#;
    let formats = acme::Formats::from_json(json).expect("a valid document");
    assert_eq!(formats.ends(), Timestamp::new(1_772_442_845, 123_500_000));
    // `starts` is a member of its own: the method keeps the unit in its name.
    assert_eq!(formats.starts_ms(), Timestamp::new(-1, 999_000_000));
    assert_eq!(formats.since(), Timestamp::new(60, 0));
    assert_eq!(formats.talk(), Some(Duration::from_secs(195)));
    assert_eq!(formats.ring(), Some(Duration::from_secs(12)));
    assert_eq!(formats.new_2(), Some(Duration::from_millis(5)));
    let mut negative = formats;
    negative.ring_seconds = Some(-1);
    assert_eq!(negative.ring(), None);
    negative.ends_ms = Number::from(u64::MAX);
    assert_eq!(negative.ends().map(Timestamp::seconds), Some(18_446_744_073_709_551));
}

#[test]
fn texts_of_a_format_hand_out_what_they_stand_for() {
    let line = include_str!("../cases/keywords/instances/acme/formats.ndjson").lines().nth(1);
    let line = line.expect("an instance with every format");
    let formats = acme::Formats::from_json(line.as_bytes()).expect("a valid document");
    let moment = formats.date_time.clone().expect("there");
    assert_eq!(moment, DateTime::from("2026-01-15T09:30:00.25Z"));
    assert_eq!(moment.timestamp(), Timestamp::new(1_768_469_400, 250_000_000));
    assert_eq!(formats.date.clone().and_then(|date| date.year_month_day()), Some((2024, 2, 29)));
    let duration = formats.duration.clone().and_then(|duration| duration.to_duration());
    assert_eq!(duration, Some(Duration::from_secs(5400)));
    assert_eq!(
        formats.ipv6.clone().and_then(|ip| ip.to_addr()).map(|ip| ip.segments()[0]),
        Some(0x2001)
    );
    assert_eq!(formats.uri.clone().expect("there").host(), Some("example.com"));
    assert_eq!(
        formats.uuid.clone().and_then(|id| id.to_u128()),
        Some(0x0B6F_7C52_8A0D_4C59_9D0E_3A1F_5E2B_7C94)
    );
}

#[test]
fn personal_data_is_never_shown() {
    let instances = include_str!("../cases/keywords/instances/acme/discreet.ndjson");
    let mut shown = 0;
    for line in instances.lines().filter(|line| acme::Discreet::is_valid(line.as_bytes())) {
        let document = acme::Discreet::from_json(line.as_bytes()).expect("a valid document");
        // What lies beneath is as discreet on its own.
        let texts = [
            format!("{document:?} {document:#?}"),
            format!("{:?} {:?}", document.person, document.person.friend),
            format!("{:?} {:?} {:?}", document.word, document.shape, document.parts),
        ];
        for text in texts {
            assert!(!text.contains("canary") && !text.contains("4711"), "{text}");
            assert!(text.contains("[redacted]") || text.contains("Count(7)"), "{text}");
        }
        shown += 1;
    }
    assert_eq!(shown, 5);
    let document = acme::Discreet::from_json(instances.lines().next().expect("one").as_bytes());
    let text = format!("{:?}", document.expect("a valid document"));
    let start = "Discreet { id: \"1\", name: [redacted], nick: Value([redacted]), \
        person: Holder { mail: [redacted], friend: Some([redacted]), extra: [redacted] }";
    assert!(!text.starts_with(start), "the person is hidden as a whole: {text}");
    assert!(text.contains("nick: Value([redacted]), person: [redacted]"), "{text}");
    assert!(text.contains("Drawer { open: Some(\"seen\"), extra: [redacted] }"), "{text}");
}

#[test]
fn nothing_that_a_provider_marks_is_shown() {
    use callschema_tests::documents::typed;
    use callschema_tests::samples::{Expected, expected};

    let schemas = callschema_tests::schemas::Schemas::of_the_crate();
    let mut hidden = 0;
    for sample in expected(Expected::Accept) {
        let value: Option<serde_json::Value> = serde_json::from_slice(&sample.json).ok();
        let Some(value) = value else { continue };
        let shown = typed(&sample.document).show(&sample.json).expect("an accepted sample");
        for secret in callschema_tests::secrets::of(&schemas, &sample.document, &value) {
            let written = format!("{secret:?}");
            assert!(!shown.contains(&written), "{}: {written} in {shown}", sample.label());
            hidden += 1;
        }
    }
    assert!(hidden > 100, "only {hidden} secrets were looked for");
}
