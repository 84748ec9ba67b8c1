//! What lives here: which schemas apply to the same value as another, through whatever keywords.

use std::collections::{HashMap, HashSet};

use super::{Reference, Resolved};
use crate::source::Location;

/// The schemas that apply to the same value as the one at a place, one step away.
pub(super) fn next(resolved: &Resolved, location: &Location) -> Vec<Location> {
    let mut found = Vec::new();
    for (_, reference) in resolved.references(location) {
        match reference {
            Reference::To(target) => found.push(target.clone()),
            Reference::Dynamic(candidates) => found.extend(candidates.iter().cloned()),
        }
    }
    let schema = resolved.at(location);
    for name in ["allOf", "anyOf", "oneOf"] {
        found.extend((0..schema.length(name)).map(|index| location.grandchild(name, index)));
    }
    let conditions = ["if", "then", "else", "not"].into_iter().filter(|name| schema.has(name));
    found.extend(conditions.map(|name| location.child(name)));
    let dependent = schema.dependent_schemas();
    found.extend(dependent.into_iter().map(|(keyword, name)| location.grandchild(keyword, name)));
    found
}

/// The schemas that must note what they evaluate: `unevaluatedProperties` or `unevaluatedItems` asks, and
/// all that apply to the same value as one that asks answer.
pub(super) fn traced(resolved: &Resolved) -> HashSet<Location> {
    let asks = |location: &Location| {
        let schema = resolved.at(location);
        let alone = resolved.stands_alone(location);
        (schema.has("unevaluatedProperties") && !alone)
            || (schema.has("unevaluatedItems") && (!alone || schema.has("contains")))
    };
    let mut traced = HashSet::new();
    let mut waiting: Vec<Location> =
        resolved.places.keys().filter(|location| asks(location)).cloned().collect();
    while let Some(location) = waiting.pop() {
        if !traced.contains(&location) {
            waiting.extend(next(resolved, &location));
            traced.insert(location);
        }
    }
    traced
}

/// The schemas whose values are personal data or hold some, however deep.
pub(super) fn hiding(resolved: &Resolved) -> HashSet<Location> {
    let mut around: HashMap<&Location, Vec<&Location>> = HashMap::new();
    for (location, place) in resolved.places.iter().filter(|_| resolved.marks_any()) {
        for (_, reference) in &place.references {
            let targets = match reference {
                Reference::To(target) => std::slice::from_ref(target),
                Reference::Dynamic(candidates) => candidates,
            };
            for target in targets {
                around.entry(target).or_default().push(location);
            }
        }
    }
    let mut waiting: Vec<Location> = resolved.marked.iter().cloned().collect();
    let mut found = HashSet::new();
    while let Some(location) = waiting.pop() {
        if found.insert(location.clone()) {
            waiting.extend(around.get(&location).into_iter().flatten().copied().cloned());
            waiting.extend(location.around());
        }
    }
    found
}

/// The schemas whose values are personal data: those that are marked, and those that apply a marked one
/// to the same value.
pub(super) fn marked(resolved: &Resolved) -> HashSet<Location> {
    let is_marked =
        |location: &&Location| resolved.at(location).get("x-sensitive") == Some(&true.into());
    let mut waiting: Vec<&Location> = resolved.places.keys().filter(is_marked).collect();
    if waiting.is_empty() {
        return HashSet::new();
    }
    let mut around: HashMap<Location, Vec<&Location>> = HashMap::new();
    for location in resolved.places.keys() {
        for inner in next(resolved, location) {
            around.entry(inner).or_default().push(location);
        }
    }
    let mut found: HashSet<Location> = HashSet::new();
    while let Some(location) = waiting.pop() {
        if found.insert(location.clone()) {
            waiting.extend(around.get(location).into_iter().flatten());
        }
    }
    found
}
