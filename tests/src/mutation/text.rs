//! What lives here: what a value cannot hold and a text can: a member twice, nesting without end, an end
//! that comes too early, and something behind it.

use std::fmt::Write as _;

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde_json::Value;

use super::{Location, Segment, Style, value_at, value_at_mut, write};

/// A text that stands in for another until the rest is written. No document has it.
const PLACEHOLDER: &str = "what is to be written here";

/// How deep values are made to nest. Neither comes near a limit from the other side.
const DEPTHS: [usize; 3] = [3, 60, 200];

/// Writes a value with one fault that is none of its own, and tells which.
pub(super) fn spoil(
    value: &Value,
    places: &[Location],
    style: Style,
    rng: &mut StdRng,
) -> (String, &'static str) {
    let place = places.choose(rng).unwrap_or(&places[0]);
    let kind = rng.random_range(0..6);
    if kind < 2
        && let Some(json) = twice(value, place, style, rng)
    {
        return (json, "with a member twice");
    }
    if kind == 2 {
        let deep = nested(value_at(value, &place.path), rng);
        return (with(value, place, &deep, style, rng), "with deep nesting");
    }
    let mut json = write(value, style, rng);
    let what = match kind {
        3 => {
            json.truncate(boundary(&json, rng));
            "cut off"
        }
        4 => {
            let behind = [" ", "\n\t\r ", "x", ",", "{}", "]", "}", "\0", "null", "\u{feff}", "//"];
            json.push_str(behind.choose(rng).unwrap_or(&"x"));
            "with something behind it"
        }
        _ => {
            let at = boundary(&json, rng);
            let between = ["\"", "\\", ",", ":", "{", "}", "[", "]", "0", " ", "\u{1}", "e"];
            json.insert_str(at, between.choose(rng).unwrap_or(&"x"));
            "with something in between"
        }
    };
    (json, what)
}

/// A place between two characters.
fn boundary(text: &str, rng: &mut StdRng) -> usize {
    let at = rng.random_range(0..=text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The value with a member twice: with the same value or another, with the same letters or escapes, before
/// the others or behind them.
fn twice(value: &Value, place: &Location, style: Style, rng: &mut StdRng) -> Option<String> {
    let (Segment::Member(name), parent) = place.path.split_last()? else { return None };
    let around = value_at(value, parent)?;
    let inside = write(around, style, rng);
    let inside = inside.strip_prefix('{')?.strip_suffix('}')?;
    let escaped = Style { escaped: rng.random_bool(0.3), ..style };
    let name = write(&Value::from(name.as_str()), escaped, rng);
    let other = match rng.random_range(0..3) {
        0 => "null".to_owned(),
        1 => "{\"a\": 1, \"a\": 2}".to_owned(),
        _ => value_at(value, &place.path)?.to_string(),
    };
    let doubled = if rng.random_bool(0.5) {
        format!("{{{name}: {other},{inside}}}")
    } else {
        format!("{{{inside},{name}: {other}}}")
    };
    let parent = Location { path: parent.to_vec(), nodes: Vec::new() };
    Some(with(value, &parent, &doubled, style, rng))
}

/// A value inside of many arrays or objects.
fn nested(inner: Option<&Value>, rng: &mut StdRng) -> String {
    let levels = DEPTHS.choose(rng).copied().unwrap_or(1);
    let arrays = rng.random_bool(0.5);
    let (open, close) = if arrays { ("[", "]") } else { ("{\"a\":", "}") };
    let mut text = open.repeat(levels);
    let _ = write!(text, "{}", inner.unwrap_or(&Value::Null));
    text + &close.repeat(levels)
}

/// The value with a text in some place.
fn with(value: &Value, place: &Location, text: &str, style: Style, rng: &mut StdRng) -> String {
    let mut value = value.clone();
    if let Some(target) = value_at_mut(&mut value, &place.path) {
        *target = Value::from(PLACEHOLDER);
    }
    let plain = Style { escaped: false, ..style };
    write(&value, plain, rng).replacen(&format!("\"{PLACEHOLDER}\""), text, 1)
}
