//! What lives here: what a schema states of a value outright, read by whoever tells values apart.

use serde_json::Value;

use super::check::Kinds;
use crate::resolve::Resolved;
use crate::source::Location;

/// The kinds that a schema can be met by; none where it does not say.
pub(super) fn kinds(resolved: &Resolved, location: &Location) -> Option<Kinds> {
    let parts = resolved.parts(location);
    let stated = parts.iter().flat_map(|part| {
        let schema = resolved.at(part);
        let listed = listed(resolved, part);
        let listed =
            listed.map(|values| Kinds::of(&values.iter().map(kind_of).collect::<Vec<_>>()));
        let typed = schema.get("type").map(|_| Kinds::of(&schema.types()));
        typed.into_iter().chain(listed)
    });
    stated.reduce(Kinds::both)
}

/// The strings that a schema can be met by, where it lists them and lists nothing else but null.
pub(super) fn strings(resolved: &Resolved, location: &Location) -> Option<Vec<String>> {
    let parts = resolved.parts(location);
    let values = parts.iter().find_map(|part| listed(resolved, part))?;
    let strings = values.iter().filter(|value| !value.is_null());
    strings.map(|value| value.as_str().map(str::to_owned)).collect()
}

/// The values that `const` or `enum` lists.
pub(super) fn listed<'a>(resolved: &'a Resolved, location: &Location) -> Option<&'a [Value]> {
    let schema = resolved.at(location);
    let listed = schema.get("enum").and_then(Value::as_array).map(Vec::as_slice);
    schema.get("const").map(std::slice::from_ref).or(listed)
}

/// The kind of a value, as `type` names it.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
