//! Types that borrow hold what those that own hold, leave in the text what can stay there, and allocate for the
//! rest alone. That they accept and refuse the same texts is seen with every mutation: `oracle`, `round_trip`.

use std::borrow::Cow;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use callschema::{
    Document, DocumentRef, ExtraRef, IntoOwned, JsonRef, Limits, List, RawJson, TextRef, Uuid,
    bimpe, langcall, slng, zudu,
};
use callschema_tests::documents::{TYPED, typed};
use callschema_tests::samples::{Expected, Sample, expected};

#[path = "../cases/keywords/gen/mod.rs"]
#[rustfmt::skip]
#[allow(dead_code, deprecated, unreachable_pub, clippy::pedantic, reason = "names and sizes that no provider would choose")]
mod r#gen;
pub(crate) use r#gen::DOCUMENTS;
pub use r#gen::acme;

/// Whether some bytes can be read.
type Reads = fn(&[u8]) -> bool;

#[test]
fn every_sample_is_borrowed_as_it_is_owned() {
    for sample in expected(Expected::Accept) {
        let borrowed = typed(&sample.document).borrow(&sample.json);
        let borrowed = borrowed.unwrap_or_else(|report| panic!("{}: {report}", sample.label()));
        assert!(borrowed.is_same, "{}: {}", sample.label(), borrowed.shown);
    }
    for sample in expected(Expected::Reject) {
        let typed = typed(&sample.document);
        let refused = typed.borrow(&sample.json).expect_err("a rejected sample");
        assert_eq!(typed.read_and_write(&sample.json), Err(refused), "{}", sample.label());
    }
    assert!(TYPED.len() >= 11);
}

/// Reads the instances of a document in both families, one a line; how many were accepted.
macro_rules! both {
    ($($name:ident $borrowed:ident;)*) => {
        [$(both::<acme::$name>(|json| {
            acme::$borrowed::from_json(json).map(acme::$borrowed::into_owned)
        })),*]
    };
}

fn both<T: Document + Debug + PartialEq>(
    borrow: fn(&[u8]) -> Result<T, callschema::Report>,
) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/keywords/instances");
    let lines = fs::read_to_string(folder.join(format!("{}.ndjson", T::NAME))).expect("instances");
    let instances = lines.lines().map(|line| {
        ["valid: ", "invalid: "].iter().find_map(|said| line.strip_prefix(said)).unwrap_or(line)
    });
    let accepted = instances.filter(|json| {
        let (owned, borrowed) = (T::from_json(json.as_bytes()), borrow(json.as_bytes()));
        assert_eq!(owned, borrowed, "{json}");
        owned.is_ok()
    });
    accepted.count()
}

#[test]
fn shapes_that_no_provider_has_are_borrowed_too() {
    let accepted = both! {
        Again AgainRef; Alarm AlarmRef; Bare BareRef; Lent LentRef; Choices ChoicesRef; Closed ClosedRef; Containers ContainersRef;
        Counts CountsRef; Decided DecidedRef; Dependents DependentsRef; Discreet DiscreetRef;
        Doubt DoubtRef; Formats FormatsRef; Kept KeptRef; Listing ListingRef; Many ManyRef;
        Merged MergedRef; Multiples MultiplesRef; Names NamesRef; Numbers NumbersRef;
        Patterns PatternsRef; References ReferencesRef; Secrets SecretsRef; Tree TreeRef;
        Tuples TuplesRef; Twice TwiceRef;
    };
    assert!(accepted.iter().all(|count| *count > 2), "{accepted:?}");
}

/// Whether a text stands in another.
fn lies_in(part: &str, whole: &[u8]) -> bool {
    let (part, whole) = (part.as_bytes().as_ptr_range(), whole.as_ptr_range());
    whole.start <= part.start && part.end <= whole.end
}

#[test]
fn what_has_no_escapes_stays_where_it_stands() {
    let json = br#"{"type": "transfer", "to_number": "+14155550117", "instruction": "Say \"hi\"",
        "transfer_number": "+14155550118", "duration": 1.50, "mood": {"calm": [1, "\u0061"]}, "t\u006fne": "low",
        "status_callback": "https://example.com/done", "conversations": [{"role": "user", "content": "Hi"}]}"#;
    let call = langcall::CallRef::from_json(json).expect("a valid call");
    let turn = &call.conversations.as_ref().expect("turns")[0];
    let callback = call.status_callback.as_option().expect("a URI");
    let mood = call.extra.get("mood").expect("a member");
    for text in [
        &*call.to_number,
        call.transfer_number.as_deref().expect("a number"),
        turn.role.as_deref().expect("a role"),
        turn.content.as_deref().expect("what was said"),
        callback.as_str(),
        call.duration.expect("minutes").as_str(),
        mood.as_str(),
        call.extra.get("tone").expect("its name has an escape").as_str(),
    ] {
        assert!(lies_in(text, json), "{text} was copied");
    }
    assert!(matches!(&call.instruction, Cow::Owned(text) if text == "Say \"hi\""));
    assert_eq!(call.duration().map(|time| time.as_secs()), Some(90));
    assert_eq!(callback.to_value().host(), Some("example.com"));
    assert_eq!(mood.deserialize::<serde_json::Value>().expect("JSON")["calm"][1], "a");
    assert_eq!(call.extra.json("mood"), Some(mood.as_str()));
    let names: Vec<&str> = call.extra.iter().map(|(name, _)| name).collect();
    assert_eq!((names, call.extra.text("tone").as_deref()), (vec!["mood", "tone"], Some("low")));
}

/// What a call allocates.
fn allocations(work: impl FnOnce()) -> u64 {
    allocation_counter::measure(work).count_total
}

#[test]
fn arrays_maps_and_escapes_are_all_that_is_allocated() {
    // Of an array, an allocation whenever it has outgrown the last: for the first item, and behind the fourth.
    let turns = |count: usize| {
        let turn = r#"{"role":"assistant","content":"There is a free slot at half past nine."}"#;
        let turns = vec![turn; count].join(",");
        format!(
            r#"{{"type":"full_ai","to_number":"+1","instruction":"Book","created_at":"2026","conversations":[{turns}]}}"#
        )
    };
    for (count, expected) in [(0, 0), (1, 1), (4, 1), (5, 2)] {
        let json = turns(count);
        let own = allocations(|| assert!(langcall::CallRef::from_json(json.as_bytes()).is_ok()));
        assert_eq!(own, expected, "{count} turns");
    }
    let (mut owned, mut borrowed) = (0, 0);
    for Sample { document, json, .. } in expected(Expected::Accept) {
        let cost = |read: Reads| allocations(|| assert!(read(&json)));
        let (own, other): (Reads, Reads) = match document.as_str() {
            "bimpe/call" => (
                |json| bimpe::CallResponse::from_json(json).is_ok(),
                |json| bimpe::CallResponseRef::from_json(json).is_ok(),
            ),
            "slng/call" => (
                |json| slng::Call::from_json(json).is_ok(),
                |json| slng::CallRef::from_json(json).is_ok(),
            ),
            "zudu/call" => (
                |json| zudu::CallResponse::from_json(json).is_ok(),
                |json| zudu::CallResponseRef::from_json(json).is_ok(),
            ),
            _ => continue,
        };
        owned += cost(own);
        borrowed += cost(other);
    }
    println!("{owned} allocations to own the samples, {borrowed} to borrow them");
    assert!(borrowed * 4 < owned, "{borrowed} of {owned}");
}

#[test]
fn limits_are_kept_and_told_alike() {
    let json = br#"{"error": {"a": {"b": 1}}}"#;
    let limits = Limits::new().with_max_depth(1);
    let refused = slng::ErrorResponseRef::from_json_within(json, limits).expect_err("too deep");
    assert_eq!(slng::ErrorResponse::from_json_within(json, limits), Err(refused));
}

/// Whatever borrows may be kept as long as the shorter of two texts, be sent and be shared.
#[test]
fn lifetimes_shrink() {
    fn shorter<'a>(one: slng::CallRef<'a>, _: &'a str) -> slng::CallRef<'a> {
        one
    }
    fn plain<T: Clone + Debug + PartialEq + Send + Sync + Unpin>() {}
    plain::<slng::CallRef<'_>>();
    plain::<acme::TreeRef<'_>>();
    plain::<(ExtraRef<'_>, TextRef<'_, Uuid>, JsonRef<'_, RawJson>, List<Cow<'_, str>>)>();
    let of_static: fn(slng::CallRef<'static>, &str) -> usize =
        |call, other| usize::from(shorter(call, other).extra.is_empty());
    let _ = of_static;
}
