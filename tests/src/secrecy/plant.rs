//! What lives here: canaries in sensitive places.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{is_marked, sensitive_places};
use crate::mutation::{Location, Segment, value_at, value_at_mut};
use crate::schemas::{NodeId, Schemas};

/// A word that stands in sensitive places alone. Compared without case.
pub const CANARY: &str = "kanarienvogel";

/// A number that does.
const NUMBER: u64 = 918_273_645_546_372_819;

/// A document with canaries in it.
#[derive(Clone, Debug)]
pub struct Planted {
    /// Where, and in what form.
    pub label: String,
    /// The document.
    pub json: String,
}

impl Planted {
    /// Whether a text gives one of the canaries away.
    pub fn is_in(text: &str) -> bool {
        text.to_lowercase().contains(CANARY) || text.contains(&NUMBER.to_string())
    }
}

/// Plants canaries in the documents of one schema.
#[derive(Debug)]
pub struct Planter<'s> {
    schemas: &'s Schemas,
    root: NodeId,
    /// The schemas that mark a place in which something was planted.
    pub met: BTreeSet<NodeId>,
}

impl<'s> Planter<'s> {
    /// Plants in documents that this schema describes.
    pub fn new(schemas: &'s Schemas, root: NodeId) -> Self {
        Self { schemas, root, met: BTreeSet::new() }
    }

    /// The value with a canary in each form in each sensitive place, and in all of them at once.
    pub fn plant(&mut self, value: &Value) -> Vec<Planted> {
        let places = sensitive_places(self.schemas, self.root, value);
        let mut planted = Vec::new();
        for place in &places {
            let marks = place.nodes.iter().filter(|&&node| is_marked(self.schemas, node));
            self.met.extend(marks);
            let Some(now) = value_at(value, &place.path) else { continue };
            for form in forms(now) {
                let label = format!("{:?}: {form}", place.pointer());
                planted.push(Planted { label, json: with(value, &[(place, &form)]) });
            }
            planted.extend(twice(value, place));
        }
        let least = places.iter().filter_map(|place| value_at(value, &place.path));
        let most: Vec<Value> = least.map(|now| forms(now).swap_remove(0)).collect();
        let all: Vec<_> = places.iter().zip(&most).collect();
        planted.push(Planted { label: "everywhere".to_owned(), json: with(value, &all) });
        planted
    }
}

/// The value with others in some places; those inside of what was replaced are gone.
fn with(value: &Value, changes: &[(&Location, &Value)]) -> String {
    let mut value = value.clone();
    for (place, new) in changes {
        if let Some(target) = value_at_mut(&mut value, &place.path) {
            target.clone_from(new);
        }
    }
    value.to_string()
}

/// The value in which a member comes once more, with a canary.
fn twice(value: &Value, place: &Location) -> Option<Planted> {
    let (Segment::Member(name), parent) = place.path.split_last()? else { return None };
    let around = value_at(value, parent)?.to_string();
    let name = Value::from(name.as_str());
    let doubled = format!("{{{name}:\"{CANARY}\",{}", &around[1..]);
    let mut value = value.clone();
    *value_at_mut(&mut value, parent)? = Value::from(CANARY);
    let json = value.to_string().replace(&format!("\"{CANARY}\""), &doubled);
    Some(Planted { label: format!("{:?} twice", place.pointer()), json })
}

/// Canaries in the form of the value that stands there, and in every other.
fn forms(now: &Value) -> Vec<Value> {
    let name = |name: &str, value: Value| Value::Object(Map::from_iter([(name.to_owned(), value)]));
    let long = CANARY.repeat(40);
    let nested = (0..5).fold(json!(CANARY), |inner, _| name(CANARY, json!([inner, {CANARY: 1}])));
    vec![
        filled(now),
        json!(CANARY),
        json!(format!("{CANARY}\"\\\n{}\u{e9}", CANARY.to_uppercase())),
        json!(long),
        json!(NUMBER),
        json!([CANARY, [CANARY], NUMBER, null]),
        name(CANARY, json!(CANARY)),
        name(&long, json!({CANARY: [CANARY]})),
        nested,
        Value::Null,
    ]
}

/// The value with a canary for each string, number and name in it.
fn filled(value: &Value) -> Value {
    match value {
        Value::Null | Value::Bool(_) => value.clone(),
        Value::Number(_) => json!(NUMBER),
        Value::String(_) => json!(CANARY),
        Value::Array(items) => items.iter().map(filled).collect(),
        Value::Object(members) => {
            let names = members.iter().enumerate();
            names.map(|(index, (_, value))| (format!("{CANARY}{index}"), filled(value))).collect()
        }
    }
}
