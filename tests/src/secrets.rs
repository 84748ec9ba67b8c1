//! What lives here: what of a document the schema calls sensitive.

use serde_json::Value;

use crate::mutation::Location;
use crate::schemas::Schemas;
use crate::secrecy::sensitive_places;

/// The strings at or inside the `x-sensitive` values of a document that stand nowhere else in it.
pub fn of(schemas: &Schemas, document: &str, value: &Value) -> Vec<String> {
    let places = sensitive_places(schemas, schemas.root(document), value);
    let places: Vec<String> = places.iter().map(Location::pointer).collect();
    let (mut secret, mut open) = (Vec::new(), Vec::new());
    strings("", value, &mut |pointer, text| {
        let list = if is_inside(&places, pointer) { &mut secret } else { &mut open };
        list.push(text.to_owned());
    });
    secret.retain(|text| !open.iter().any(|open| open.contains(text)));
    secret
}

/// Whether a pointer leads to one of the places or into it.
fn is_inside(places: &[String], pointer: &str) -> bool {
    places.iter().any(|place| {
        let rest = pointer.strip_prefix(place.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

fn strings(pointer: &str, value: &Value, found: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => found(pointer, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                strings(&format!("{pointer}/{index}"), item, found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                strings(&format!("{pointer}/{}", crate::schemas::escape(name)), member, found);
            }
        }
        _ => {}
    }
}
