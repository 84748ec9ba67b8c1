//! What lives here: numbers whose schema gives a unit of time get a method that hands them out as such.

use crate::ir::shape::{Accessor, Field, Time, Type};
use crate::names::Taken;

/// What the method may not be called: it would hide a method that every type has.
const TAKEN: &[&str] = &[
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "decode",
    "default",
    "deserialize",
    "encode",
    "eq",
    "fmt",
    "from",
    "from_json",
    "from_value",
    "into",
    "is_valid",
    "members",
    "ne",
    "new",
    "read",
    "serialize",
    "to_json",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
    "validate",
];

/// Gives each field that counts a unit of time its method. It is called as the field; a unit at the name's
/// end is left away unless another field or method is called so.
pub(super) fn name_accessors(fields: &mut [Field]) {
    let names: Vec<String> = fields.iter().map(|field| field.name.clone()).collect();
    let mut taken = Taken::default();
    for name in TAKEN {
        taken.take(name, name, name);
    }
    for field in fields {
        let counts = matches!(
            field.holds,
            Type::Int32 | Type::Int64 | Type::UInt64 | Type::Integer | Type::Number
        );
        let unit = field.docs.unit.as_deref().filter(|_| counts);
        let Some((gives, unit, endings)) = unit.and_then(time) else { continue };
        let stripped = endings.iter().find_map(|ending| field.name.strip_suffix(ending));
        let is_free = |name: &&str| !names.iter().any(|other| other == name);
        let free = stripped.filter(|name| !name.is_empty()).filter(is_free);
        let name = free.filter(|name| taken.holder(name).is_none()).unwrap_or(&field.name);
        let name = taken.take(name, &format!("{name}_"), &field.wire);
        field.accessor = Some(Accessor { name, gives, unit });
    }
}

/// What a unit counts, what one is, and how names end that say so.
fn time(unit: &str) -> Option<(Time, &'static str, &'static [&'static str])> {
    const MILLISECONDS: &[&str] = &["_ms", "_millis", "_milliseconds"];
    const SECONDS: &[&str] = &["_s", "_sec", "_secs", "_seconds"];
    Some(match unit {
        "ms" => (Time::Span, "Milliseconds", MILLISECONDS),
        "s" => (Time::Span, "Seconds", SECONDS),
        "min" => (Time::Span, "Minutes", &["_min", "_mins", "_minutes"]),
        "epoch-ms" => (Time::Point, "Milliseconds", MILLISECONDS),
        "epoch-s" => (Time::Point, "Seconds", SECONDS),
        _ => return None,
    })
}
