//! What lives here: what of a document the schema calls sensitive.

use serde_json::Value;

use crate::mutation::{Location, locations};
use crate::schemas::{NodeId, Schemas};

/// The strings at or inside the `x-sensitive` values of a document that stand nowhere else in it.
pub fn of(schemas: &Schemas, document: &str, value: &Value) -> Vec<String> {
    let places = sensitive(schemas, schemas.root(document), value);
    let (mut secret, mut open) = (Vec::new(), Vec::new());
    strings("", value, &mut |pointer, text| {
        let list = if is_inside(&places, pointer) { &mut secret } else { &mut open };
        list.push(text.to_owned());
    });
    secret.retain(|text| !open.iter().any(|open| open.contains(text)));
    secret
}

/// The places that are marked `x-sensitive`, as pointers.
pub(crate) fn sensitive(schemas: &Schemas, root: NodeId, value: &Value) -> Vec<String> {
    let is_sensitive =
        |&node: &NodeId| schemas.node(node).schema.get("x-sensitive") == Some(&Value::Bool(true));
    let places = locations(schemas, root, value);
    let sensitive = places.iter().filter(|place| place.nodes.iter().any(is_sensitive));
    sensitive.map(Location::pointer).collect()
}

/// Whether a pointer leads to one of the places or into it.
pub(crate) fn is_inside(places: &[String], pointer: &str) -> bool {
    places.iter().any(|place| {
        pointer
            .strip_prefix(place.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
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
