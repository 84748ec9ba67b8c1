//! What lives here: changes to a schema that its author would not make, each by chance and each told.

use rand::Rng;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::{Value, json};

use super::{Pool, Start};

/// Names that are a burden to whoever makes identifiers of them.
pub const ODD_NAMES: [&str; 28] = [
    "",
    " ",
    "_",
    "__",
    "0",
    "7up",
    "-",
    "$",
    "self",
    "Self",
    "super",
    "crate",
    "type",
    "r#type",
    "async",
    "extra",
    "Extra",
    "Option",
    "Vec",
    "String",
    "Box",
    "Call",
    "größe",
    "名前",
    "👍",
    "a/b~c%25",
    "\u{0}\n\"",
    "é\u{301}",
];

/// Marks the copy of a member; no suite has it in a name.
const COPY: &str = "\u{1}copy";

/// Makes cases from the schemas of a pool.
#[derive(Debug)]
pub struct Changes<'p> {
    /// What the cases are made from.
    pub pool: &'p Pool,
    /// Where the choices start.
    pub seed: u64,
}

impl Changes<'_> {
    /// The case of this number: a schema, its changed text, and what was done to it.
    pub fn case(&self, number: u64) -> (&Start, String, Vec<String>) {
        let mut rng = StdRng::seed_from_u64(self.seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let rng = &mut rng;
        let start = self.pool.starts.choose(rng).unwrap_or(&self.pool.starts[0]);
        let Some(mut value) = start.value.clone() else {
            let (text, step) = Self::spoil(start.text.clone(), rng);
            return (start, text, vec![step]);
        };
        let mut steps = Vec::new();
        for _ in 0..*[1, 1, 1, 2, 3, 4].choose(rng).unwrap_or(&1) {
            steps.push(self.change(&mut value, rng));
        }
        let mut text = value.to_string().replace(r"\u0001copy", "");
        if rng.random_bool(0.03) {
            let (spoilt, step) = Self::spoil(text, rng);
            text = spoilt;
            steps.push(step);
        }
        (start, text, steps)
    }

    /// Makes one change somewhere, and tells which.
    fn change(&self, value: &mut Value, rng: &mut StdRng) -> String {
        let places = places(value);
        let place = places.choose(rng).cloned().unwrap_or_default();
        let other = places.choose(rng).cloned().unwrap_or_default();
        let what = match rng.random_range(0..10) {
            0 => retype(at(value, &place), rng),
            1 => self.graft(at(value, &place), rng),
            2 => return self.reword(value, &places, rng),
            3 => {
                let (one, two) = (at(value, &place).clone(), at(value, &other).clone());
                *at(value, &place) = two;
                // What stood there may be gone with what was replaced.
                if let Some(there) = value.pointer_mut(&other) {
                    *there = one;
                }
                format!("exchanged with {other}")
            }
            4 => nest(at(value, &place), rng),
            5 => rename(at(value, &place), rng),
            6 => drop_one(at(value, &place), rng),
            7 => double(at(value, &place), rng),
            _ => self.add(at(value, &place), rng),
        };
        format!("#{place}: {what}")
    }

    /// Puts another part of the suite here.
    fn graft(&self, value: &mut Value, rng: &mut StdRng) -> String {
        let Some((name, part)) = self.pool.members.choose(rng) else { return String::new() };
        *value = part.clone();
        format!("became a `{name}` of the suite")
    }

    /// Adds a keyword of the suite with a value of that keyword, or of any other.
    fn add(&self, value: &mut Value, rng: &mut StdRng) -> String {
        let Some((name, part)) = self.pool.members.choose(rng) else { return String::new() };
        let other = self.pool.members.choose(rng).map_or(part, |(_, part)| part);
        let part = if rng.random_bool(0.85) { part } else { other };
        if !value.is_object() {
            *value = json!({});
        }
        value[name] = part.clone();
        format!("took `{name}`: {part}")
    }

    /// Puts a text of the suite in the place of some other text.
    fn reword(&self, value: &mut Value, places: &[String], rng: &mut StdRng) -> String {
        let is_text = |place: &&String| value.pointer(place).is_some_and(Value::is_string);
        let texts: Vec<&String> = places.iter().filter(is_text).collect();
        let Some(place) = texts.choose(rng) else { return "nothing to reword".to_owned() };
        let names = self.pool.texts.choose(rng).map_or("", String::as_str);
        let odd = ODD_NAMES.choose(rng).copied().unwrap_or_default();
        let text = if rng.random_bool(0.8) { names } else { odd };
        *at(value, place) = json!(text);
        format!("#{place}: became {text:?}")
    }

    /// Changes the text itself.
    fn spoil(mut text: String, rng: &mut StdRng) -> (String, String) {
        let ends: Vec<usize> = text.char_indices().map(|(index, _)| index).collect();
        let from = ends.choose(rng).copied().unwrap_or_default();
        let to = ends.choose(rng).copied().unwrap_or_default();
        let (from, to) = (from.min(to), from.max(to));
        let step = match rng.random_range(0..3) {
            0 => {
                text.truncate(from);
                format!("ends after {from} bytes")
            }
            1 => {
                text.replace_range(from..to, "");
                format!("lost the bytes {from} to {to}")
            }
            _ => {
                let odd = ODD_NAMES.choose(rng).copied().unwrap_or_default();
                text.insert_str(from, odd);
                format!("took {odd:?} behind {from} bytes")
            }
        };
        (text, step)
    }
}

/// The JSON Pointers of all values, the whole first.
fn places(value: &Value) -> Vec<String> {
    fn walk(value: &Value, here: &str, places: &mut Vec<String>) {
        places.push(here.to_owned());
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    walk(value, &format!("{here}/{}", crate::schemas::escape(name)), places);
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    walk(value, &format!("{here}/{index}"), places);
                }
            }
            _ => {}
        }
    }
    let mut places = Vec::new();
    walk(value, "", &mut places);
    places
}

/// The value at a place; the whole where there is no such place.
fn at<'v>(value: &'v mut Value, place: &str) -> &'v mut Value {
    let place = if value.pointer(place).is_some() { place } else { "" };
    value.pointer_mut(place).expect("the place is there")
}

/// Gives the value another type.
fn retype(value: &mut Value, rng: &mut StdRng) -> String {
    let odd = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(""),
        json!("#"),
        json!("#/properties"),
        json!([]),
        json!([[]]),
        json!({}),
        json!({"": {}}),
        json!([null, 1, "a", {}, [], true]),
        json!(["a", "a"]),
        json!({"$ref": "#"}),
        json!({"type": "object"}),
    ];
    *value = odd.choose(rng).cloned().unwrap_or_default();
    format!("became {value}")
}

/// Puts the value deep into a schema.
fn nest(value: &mut Value, rng: &mut StdRng) -> String {
    let keywords = ["properties", "items", "allOf", "anyOf", "oneOf", "not", "if", "contains"];
    let keyword = *keywords.choose(rng).unwrap_or(&"not");
    let depth = rng.random_range(1..=50);
    for _ in 0..depth {
        let inner = value.take();
        *value = match keyword {
            "properties" => json!({"type": "object", "properties": {"a": inner}}),
            "allOf" | "anyOf" | "oneOf" => json!({keyword: [inner]}),
            _ => json!({keyword: inner}),
        };
    }
    format!("went {depth} `{keyword}` deep")
}

/// Gives a member an odd name.
fn rename(value: &mut Value, rng: &mut StdRng) -> String {
    let Value::Object(members) = value else { return retype(value, rng) };
    let names: Vec<String> = members.keys().cloned().collect();
    let Some(name) = names.choose(rng) else { return "nothing to rename".to_owned() };
    let odd = ODD_NAMES.choose(rng).copied().unwrap_or_default();
    let inner = members.remove(name).unwrap_or_default();
    members.insert(odd.to_owned(), inner);
    format!("`{name}` became {odd:?}")
}

/// Takes a member or an item away.
fn drop_one(value: &mut Value, rng: &mut StdRng) -> String {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let names: Vec<String> = members.keys().cloned().collect();
            let name = names.choose(rng).cloned().unwrap_or_default();
            members.remove(&name);
            format!("lost `{name}`")
        }
        Value::Array(items) if !items.is_empty() => {
            let index = rng.random_range(0..items.len());
            items.remove(index);
            format!("lost item {index}")
        }
        _ => retype(value, rng),
    }
}

/// Gives a member or an item twice: the member by the same name.
fn double(value: &mut Value, rng: &mut StdRng) -> String {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let names: Vec<String> = members.keys().cloned().collect();
            let name = names.choose(rng).cloned().unwrap_or_default();
            let copy = members[&name].clone();
            members.insert(format!("{name}{COPY}"), copy);
            format!("has `{name}` twice")
        }
        Value::Array(items) if !items.is_empty() => {
            let copy = items[rng.random_range(0..items.len())].clone();
            items.push(copy);
            "has an item twice".to_owned()
        }
        _ => retype(value, rng),
    }
}
