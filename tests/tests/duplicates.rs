//! A name that comes twice in an object is told, however long it is, however it is written, and whether or not its
//! schema declares it; names that are nearly the same are two.

use callschema::{Document, Violation, langcall};

/// What makes the document valid.
const REQUIRED: [(&str, &str); 3] =
    [("type", "\"full_ai\""), ("to_number", "\"+14155550117\""), ("instruction", "\"Book\"")];

/// How a name may be written: as it is, and with each of its letters escaped in turn.
fn written(name: &str) -> Vec<String> {
    let escaped = (0..name.len()).map(|index| {
        let letter = u32::from(name.as_bytes()[index]);
        format!("{}\\u{letter:04x}{}", &name[..index], &name[index + 1..])
    });
    std::iter::once(name.to_owned()).chain(escaped).collect()
}

/// An object with what it requires, so many other members, and these.
fn object(others: usize, members: &[(&str, &str)]) -> String {
    let others: Vec<(String, &str)> =
        (0..others).map(|index| (format!("other {index}"), "0")).collect();
    let others = others.iter().map(|(name, value)| (name.as_str(), *value));
    let required =
        REQUIRED.into_iter().filter(|(name, _)| members.iter().all(|own| own.0 != *name));
    let all = required.chain(others).chain(members.iter().copied());
    let all: Vec<String> = all.map(|(name, value)| format!("\"{name}\": {value}")).collect();
    format!("{{{}}}", all.join(", "))
}

/// Holds a text that is valid but for one name, which comes again at its end, to that.
fn assert_told(json: &str, again: &str) {
    let bytes = json.as_bytes();
    assert!(!langcall::Call::is_valid(bytes), "{json}");
    assert!(langcall::Call::from_json(bytes).is_err(), "{json}");
    let report = langcall::Call::validate(bytes).expect_err("a name comes twice");
    let offset = json.rfind(&format!("\"{again}\": ")).expect("the name");
    let told: Vec<_> = report.violations().iter().map(Violation::offset).collect();
    assert_eq!(told, [Some(offset)], "{json}\n{report}");
    assert_eq!(report.violations()[0].expected(), "each member once", "{json}");
}

fn assert_valid(json: &str) {
    let bytes = json.as_bytes();
    assert_eq!(langcall::Call::validate(bytes), Ok(()), "{json}");
    assert!(langcall::Call::is_valid(bytes) && langcall::Call::from_json(bytes).is_ok(), "{json}");
}

/// How many other names that are not declared come before: sixteen are compared by their places, more by a set.
const OTHERS: [usize; 5] = [0, 1, 14, 15, 17];

#[test]
fn undeclared_names_of_any_length_come_once() {
    for length in [0, 1, 2, 7, 8, 9, 14, 15, 16, 17, 31, 32, 33] {
        let name = "a".repeat(length);
        for others in OTHERS {
            for (first, second) in pairs(&written(&name)) {
                assert_told(&object(others, &[(first, "1"), (second, "2")]), second);
            }
            // One letter more, and one that differs at each place.
            let longer = format!("{name}a");
            let nearly =
                (0..length).map(|index| format!("{}b{}", &name[..index], &name[index + 1..]));
            for other in nearly.chain([longer]) {
                for (first, second) in written(&name).iter().zip(written(&other).iter().rev()) {
                    assert_valid(&object(others, &[(first, "1"), (second, "2")]));
                }
            }
        }
    }
}

#[test]
fn declared_names_come_once_however_they_are_written() {
    let declared = [("type", "\"full_ai\""), ("instruction", "\"\""), ("voice_id", "\"\"")];
    for (name, value) in declared {
        for others in OTHERS {
            for (first, second) in pairs(&written(name)) {
                let members = [(first, value), (second, value)];
                let members = if first == name || second == name {
                    object(others, &members)
                } else {
                    // What is required is there, though it is not written plainly.
                    object(others, &members).replacen(
                        &format!("\"{name}\": "),
                        "\"no such name\": ",
                        1,
                    )
                };
                assert_told(&members, second);
            }
            for nearly in written(&name[1..]).iter().chain(&written(&format!("{name}_"))) {
                assert_valid(&object(others, &[(name, value), (nearly, "1")]));
            }
        }
    }
}

/// Each way to write a name beside the plain one, and two that are the same.
fn pairs(ways: &[String]) -> Vec<(&str, &str)> {
    let (plain, last) = (ways[0].as_str(), ways[ways.len() - 1].as_str());
    let all = ways.iter().flat_map(|way| [(plain, way.as_str()), (way.as_str(), plain)]);
    let mut all: Vec<(&str, &str)> = all.chain([(last, last)]).collect();
    all.dedup();
    all
}
