//! Members that a schema does not name are kept as one text. They are what a list of names and values would be, whatever is
//! done with them, and few and short ones are not allocated.

use callschema::{
    Document, DocumentRef, Extra, IntoOwned, MAX_DEPTH, RawJson, langcall, langcall::ErrorResponse,
};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use serde_json::Value;

/// How many sequences of changes are tried.
const SEQUENCES: u64 = 400;

/// The longest text that is kept in place: of each member its name in quotes, its value, and two bytes.
const IN_PLACE: usize = 40;

const NAMES: [&str; 14] = [
    "",
    "a",
    "b",
    "mood",
    ",",
    ";",
    "\"",
    "\\",
    "\n\u{1}",
    "\u{7f}",
    "caf\u{e9}",
    "\u{1f600}/",
    "a\\u0062\"",
    "a name that does not fit in place, however short its value",
];

const VALUES: [&str; 12] = [
    "0",
    "-1.50e+300",
    "true",
    "null",
    "[]",
    "{}",
    r#""""#,
    r#"";\",:""#,
    r#""caf\u00e9 é""#,
    r#"[1, {"a": [";"]} ,2]"#,
    "{\"a\":\n  1}",
    r#""what was said, at some length, and more than fits in place""#,
];

/// What the members should be.
type Model = Vec<(String, String)>;

/// Drops those behind one that have its name.
fn leave_one(model: &mut Model, first: usize) {
    let name = model[first].0.clone();
    let mut index = 0;
    model.retain(|(own, _)| {
        index += 1;
        *own != name || index <= first + 1
    });
}

fn insert(model: &mut Model, name: &str, value: &str) -> Option<String> {
    let Some(first) = model.iter().position(|(own, _)| own == name) else {
        model.push((name.to_owned(), value.to_owned()));
        return None;
    };
    leave_one(model, first);
    Some(std::mem::replace(&mut model[first].1, value.to_owned()))
}

fn remove(model: &mut Model, name: &str) -> Option<String> {
    let first = model.iter().position(|(own, _)| own == name)?;
    leave_one(model, first);
    Some(model.remove(first).1)
}

fn raw(json: &str) -> RawJson {
    RawJson::parse(json).expect("JSON")
}

fn quoted(name: &str) -> String {
    serde_json::to_string(name).expect("a string")
}

/// A value, now and then of a random length.
fn any_value(random: &mut StdRng) -> String {
    match random.random_range(0..3) {
        0 => "7".repeat(random.random_range(1..IN_PLACE)),
        _ => (*VALUES.choose(random).expect("a value")).to_owned(),
    }
}

fn any_member(random: &mut StdRng) -> (String, String) {
    ((*NAMES.choose(random).expect("a name")).to_owned(), any_value(random))
}

/// An object as it is written.
fn written(model: &Model) -> String {
    let members = model.iter().map(|(name, value)| format!("{}:{value}", quoted(name)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

/// The same as it may come: with white space, and with names whose characters may all be escaped.
fn spelt(model: &Model, random: &mut StdRng) -> String {
    let members = model.iter().map(|(name, value)| {
        let units = name.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
        let escaped = format!("\"{}\"", units.collect::<String>());
        let name = if random.random() { escaped } else { quoted(name) };
        let colon = *[":", ": ", "\t:\n "].choose(random).expect("a colon");
        format!("{name}{colon}{value}")
    });
    format!("{{ {} }}", members.collect::<Vec<_>>().join(" ,\n"))
}

/// The members that are read from an object, be there several of one name.
fn read(json: &str) -> Extra {
    ErrorResponse::read(json.as_bytes()).expect("an object").0.extra
}

/// Changes both in the same way.
fn change(extra: &mut Extra, model: &mut Model, random: &mut StdRng) {
    let (name, value) = any_member(random);
    match random.random_range(0..8) {
        0..3 => {
            let had = extra.insert(&*name, raw(&value));
            assert_eq!(had.map(|had| had.to_string()), insert(model, &name, &value));
        }
        3 => {
            let had = extra.remove(&name);
            assert_eq!(had.map(|had| had.to_string()), remove(model, &name));
        }
        4 => {
            let count = random.random_range(0..6);
            let members: Vec<_> = (0..count).map(|_| any_member(random)).collect();
            extra.extend(members.iter().map(|(name, value)| (&**name, raw(value))));
            for (name, value) in members {
                insert(model, &name, &value);
            }
        }
        5 => {
            *extra = extra.iter().map(|(name, value)| (name, raw(value))).collect();
            for (name, value) in std::mem::take(model) {
                insert(model, &name, &value);
            }
        }
        _ => {
            model.push((name, value));
            *extra = read(&spelt(model, random));
        }
    }
}

/// Holds the members to what they should be, in each way to look at them.
fn compare(extra: &Extra, model: &Model) {
    let own: Model =
        extra.iter().map(|(name, value)| (name.into_owned(), value.to_owned())).collect();
    assert_eq!(own, *model);
    assert_eq!((extra.len(), extra.is_empty()), (model.len(), model.is_empty()));
    for name in NAMES {
        let value = model.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        assert_eq!(extra.json(name), value, "{name}");
        assert_eq!(extra.get(name), value.map(raw), "{name}");
        assert_eq!(extra.contains(name), value.is_some(), "{name}");
        let text = value.and_then(|value| serde_json::from_str::<String>(value).ok());
        assert_eq!(extra.text(name).as_deref(), text.as_deref(), "{name}");
        let built = value.map(|value| serde_json::from_str::<Value>(value).expect("JSON"));
        assert_eq!(extra.deserialize(name).expect("JSON"), built, "{name}");
    }
    let mut document = ErrorResponse::default();
    document.extra = extra.clone();
    let json = String::from_utf8(document.to_json()).expect("UTF-8");
    assert_eq!(json, written(model));
    // Of names that come twice, a `Value` has the last.
    let value: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(serde_json::to_value(&document).expect("a value"), value);
    // What is checked strictly has none of those.
    if let Ok(borrowed) = langcall::ErrorResponseRef::from_json(json.as_bytes()) {
        assert_eq!(borrowed.into_owned(), document);
    }
}

#[test]
fn members_are_what_a_list_of_them_would_be() {
    let (mut in_place, mut longer, mut twice) = (0, 0, 0);
    for seed in 0..SEQUENCES {
        println!("seed {seed}");
        let mut random = StdRng::seed_from_u64(seed);
        let (mut extra, mut model) = (Extra::new(), Model::new());
        for _ in 0..random.random_range(1..30) {
            let (before, other) = (extra.clone(), model.clone());
            change(&mut extra, &mut model, &mut random);
            compare(&extra, &model);
            assert_eq!(extra == before, model == other);
            let length = written(&model).len() - 1;
            in_place += usize::from(length <= IN_PLACE);
            longer += usize::from(length > IN_PLACE);
            twice += usize::from(
                model
                    .iter()
                    .any(|(name, _)| model.iter().filter(|(own, _)| own == name).count() > 1),
            );
        }
    }
    let seen = [in_place, longer, twice];
    assert!(seen.iter().all(|count| *count > 500), "{seen:?}");
}

#[test]
fn members_that_did_not_fit_are_as_others_are_and_not_shown() {
    let json = br#"{"type":"full_ai","to_number":"","instruction":"","duration":";","mood":";","voice_id":7,"duration":[]}"#;
    let mut call = langcall::Call::read(json).expect("read").0;
    assert_eq!(call.to_json(), json);
    assert_eq!(call.extra, read(&String::from_utf8_lossy(json)[50..].replacen('"', "{\"", 1)));
    let shown = |call: &langcall::Call| format!("{:?}", call.extra);
    let redacted =
        r#"{"duration": [redacted], "mood": ";", "voice_id": [redacted], "duration": [redacted]}"#;
    assert_eq!(shown(&call), redacted);
    assert_eq!(call.extra.insert("duration", raw("3")), Some(raw("\";\"")));
    call.extra.extend([("voice_id", raw("8")), ("pace", raw("9"))]);
    let redacted = r#"{"duration": [redacted], "mood": ";", "voice_id": [redacted], "pace": 9}"#;
    assert_eq!(shown(&call), redacted);
    let written = String::from_utf8(call.to_json()).expect("UTF-8");
    assert!(written.ends_with(r#""","duration":3,"mood":";","voice_id":8,"pace":9}"#), "{written}");
    assert!(call.extra.remove("voice_id").is_some() && call.extra.remove("voice_id").is_none());
    assert_eq!(format!("{:?}", call.extra.iter()), "Iter { left: 3 }");
}

#[test]
fn values_nest_as_deep_as_a_text_may() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    let mut extra = read(&format!(r#"{{"a":{}}}"#, nested(MAX_DEPTH - 1)));
    extra.insert("b", raw(&nested(MAX_DEPTH)));
    assert_eq!(extra.get("b"), Some(raw(&nested(MAX_DEPTH))));
    assert_eq!(extra.remove("a"), Some(raw(&nested(MAX_DEPTH - 1))));
    assert_eq!(extra.len(), 1);
}

/// How often something allocates, and how many bytes.
fn cost(work: impl FnOnce()) -> (u64, u64) {
    let cost = allocation_counter::measure(work);
    (cost.count_total, cost.bytes_total)
}

#[test]
fn few_and_short_members_are_not_allocated() {
    assert_eq!(size_of::<Option<Extra>>(), 48);
    for length in 0..2 * IN_PLACE {
        for (before, colon) in [("", ":"), ("\"a\": 0, ", ": ")] {
            let json = format!("{{{before}\"mood\"{colon}\"{}\"}}", "x".repeat(length));
            let (count, _) = cost(|| assert!(ErrorResponse::from_json(json.as_bytes()).is_ok()));
            let kept = json.replace(' ', "").len() - 1;
            assert_eq!(count == 0, kept <= IN_PLACE, "{json}");
        }
    }
    let turns = |more: &str| {
        let turn = format!(r#"{{"role": "assistant", "content": ""{more}}}"#);
        let turns = vec![turn; 50].join(",");
        format!(r#"{{"type":"full_ai","to_number":"","instruction":"","conversations":[{turns}]}}"#)
    };
    let usual =
        [r#", "timestamp": 0.4, "tool_calls": []"#, r#","timestamp":12.75,"tool_calls":[]"#];
    let read = |json: &str| langcall::Call::from_json(json.as_bytes()).expect("a call");
    let plain = turns("");
    let (plain, _) = cost(|| drop(read(&plain)));
    for more in usual {
        let json = turns(more);
        assert_eq!(cost(|| drop(read(&json))).0, plain, "{more}");
        let turns = read(&json).conversations.expect("turns");
        assert!(turns.iter().all(|turn| turn.extra.len() == 2), "{more}");
    }
}

#[test]
fn many_members_are_read_and_set_in_linear_time() {
    const COUNT: usize = 10_000;
    let name = |index: usize| format!("member {index}");
    let model: Model = (0..COUNT).map(|index| (name(index), index.to_string())).collect();
    let json = written(&model);
    let length = json.len() as u64;
    let mut extra = Extra::new();
    let (count, bytes) = cost(|| extra = read(&json));
    assert!(count < 64 && bytes < 16 * length, "{count} allocations of {bytes} bytes");
    let members = (COUNT / 2..2 * COUNT).map(|index| (name(index), raw("null")));
    let (_, bytes) = cost(|| extra.extend(members));
    assert!(bytes < 64 * length, "{bytes} bytes were allocated");
    assert_eq!((extra.len(), extra.json(&name(COUNT / 2 - 1))), (2 * COUNT, Some("4999")));
    assert!(extra.iter().map(|(own, _)| own).eq((0..2 * COUNT).map(name)));
    assert!(extra.iter().skip(COUNT / 2).all(|(_, value)| value == "null"));
    let again: Extra = extra.clone().into_iter().collect();
    assert_eq!(again, extra);
}
