//! What lives here: references whose target depends on which resources are being applied.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Place, Reference, Resource};
use crate::source::Location;

/// A dynamic reference.
pub(super) struct DynamicReference {
    /// The schema that states it.
    pub(super) location: Location,
    pub(super) keyword: &'static str,
    /// The anchor that it looks for.
    pub(super) anchor: String,
    /// The anchor's place when nothing else is being applied.
    pub(super) first: Location,
}

/// Finishes the dynamic references: those that several resources may answer become choices.
pub(super) fn finish(
    references: Vec<DynamicReference>,
    places: &mut HashMap<Location, Place>,
    resources: &mut [Resource],
) {
    let mut asked: HashSet<String> = HashSet::new();
    for DynamicReference { location, keyword, anchor, first } in references {
        let own = places.get(&first).map(|place| place.resource);
        let others = resources.iter().enumerate().filter(|(index, _)| Some(*index) != own);
        let others = others.flat_map(|(_, resource)| &resource.anchors);
        let others: Vec<Location> = others
            .filter(|(name, _)| *name == anchor)
            .map(|(_, location)| location.clone())
            .collect();
        if others.is_empty() {
            continue;
        }
        asked.insert(anchor);
        let candidates = std::iter::once(first).chain(others).collect();
        let stated = places.get_mut(&location).map(|place| &mut place.references);
        let stated = stated.into_iter().flatten();
        if let Some((_, reference)) = stated.into_iter().find(|(other, _)| *other == keyword) {
            *reference = Reference::Dynamic(candidates);
        }
    }
    for resource in resources {
        resource.is_dynamic = resource.anchors.iter().any(|(name, _)| asked.contains(name));
    }
}

/// The anchor that a reference looks for at run time; none where what it names at first says that it
/// is not to be looked for.
pub(super) fn anchor(keyword: &str, reference: &str, target: &Value) -> Option<String> {
    match keyword {
        "$dynamicRef" => {
            let (_, fragment) = reference.rsplit_once('#')?;
            let anchor = target.get("$dynamicAnchor").and_then(Value::as_str);
            anchor.filter(|anchor| *anchor == fragment).map(str::to_owned)
        }
        "$recursiveRef" => {
            (target.get("$recursiveAnchor") == Some(&Value::Bool(true))).then(String::new)
        }
        _ => None,
    }
}
