//! What lives here: which schemas apply to the same value as another, through whatever keywords.

use std::collections::{BTreeSet, HashSet};

use super::{Reference, Resolved};
use crate::source::Location;

/// The schemas that apply to the same value as the one at a place, one step away.
fn next(resolved: &Resolved, location: &Location) -> Vec<Location> {
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

/// The schema at a place and all that apply to the same value.
fn all(resolved: &Resolved, start: &Location) -> HashSet<Location> {
    let mut seen = HashSet::new();
    let mut waiting = vec![start.clone()];
    while let Some(location) = waiting.pop() {
        if !seen.contains(&location) {
            waiting.extend(next(resolved, &location));
            seen.insert(location);
        }
    }
    seen
}

/// The schemas whose references come back to themselves: checking those would never end.
pub(super) fn circles(resolved: &Resolved) -> BTreeSet<&Location> {
    let refer = resolved.places.iter().filter(|(_, place)| !place.references.is_empty());
    let comes_back = |location: &Location| {
        next(resolved, location).iter().any(|inner| all(resolved, inner).contains(location))
    };
    refer.map(|(location, _)| location).filter(|location| comes_back(location)).collect()
}

/// The schemas that must note what they evaluate: `unevaluatedProperties` or `unevaluatedItems` asks.
pub(super) fn traced(resolved: &Resolved) -> HashSet<Location> {
    let asks = |location: &Location| {
        let schema = resolved.at(location);
        let alone = resolved.stands_alone(location);
        (schema.has("unevaluatedProperties") && !alone)
            || (schema.has("unevaluatedItems") && (!alone || schema.has("contains")))
    };
    let asking = resolved.places.keys().filter(|location| asks(location));
    asking.flat_map(|location| all(resolved, location)).collect()
}
