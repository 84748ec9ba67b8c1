//! What lives here: whether the branches of a choice can be told apart before they are read: by the
//! value's JSON kind, or by a member that is a constant.

use std::collections::BTreeSet;

use super::check::{Decision, Kinds};
use super::stated;
use crate::resolve::Resolved;
use crate::source::Location;

/// What tells branches apart, if something does.
pub(super) fn decision(resolved: &Resolved, branches: &[Location]) -> Option<Decision> {
    let kinds: Vec<Kinds> =
        branches.iter().map(|branch| stated::kinds(resolved, branch)).collect::<Option<_>>()?;
    let json: Vec<Vec<&str>> = kinds.iter().map(|kinds| kinds.json()).collect();
    if are_apart(&json) {
        return Some(Decision::Kind(kinds));
    }
    if json.iter().any(|kinds| *kinds != ["Object"]) {
        return None;
    }
    let constants: Vec<Vec<(String, Vec<String>)>> =
        branches.iter().map(|branch| constants(resolved, branch)).collect();
    let (first, others) = constants.split_first()?;
    first.iter().find_map(|(member, own)| {
        let find = |constants: &Vec<(String, Vec<String>)>| {
            constants.iter().find(|(name, _)| name == member).map(|(_, values)| values.clone())
        };
        let others: Vec<Vec<String>> = others.iter().map(find).collect::<Option<_>>()?;
        let values: Vec<Vec<String>> = std::iter::once(own.clone()).chain(others).collect();
        are_apart(&values).then(|| Decision::Constant { member: member.clone(), values })
    })
}

/// The members that a schema requires to be one of some strings.
fn constants(resolved: &Resolved, location: &Location) -> Vec<(String, Vec<String>)> {
    let parts = resolved.parts(location);
    let required: BTreeSet<&str> =
        parts.iter().flat_map(|part| resolved.at(part).strings("required")).collect();
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for part in &parts {
        for (name, _) in resolved.at(part).members("properties") {
            let place = resolved.follow(&part.grandchild("properties", name));
            let listed = stated::listed(resolved, &place);
            let strings: Option<Vec<String>> = listed.and_then(|values| {
                values.iter().map(|value| value.as_str().map(str::to_owned)).collect()
            });
            if let Some(strings) = strings.filter(|_| required.contains(name.as_str())) {
                found.push((name.clone(), strings));
            }
        }
    }
    found
}

/// Whether no two lists share an item.
fn are_apart<T: Ord>(lists: &[Vec<T>]) -> bool {
    let mut seen = BTreeSet::new();
    lists.iter().all(|list| {
        let list: BTreeSet<&T> = list.iter().collect();
        list.into_iter().all(|item| seen.insert(item))
    })
}
