//! What lives here: types that hold themselves. A value on the way from a type back to it is boxed, so
//! that the type has a size.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Declaration, Form, Type};

/// A declared type: its document and its name.
type Key = (String, String);

/// Boxes what has to be boxed. `pages` are the declarations by their document.
pub(super) fn break_cycles(pages: &mut [(String, Vec<Declaration>)]) {
    let mut holds: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    for (document, declarations) in pages.iter_mut() {
        for declaration in declarations {
            let own = (document.clone(), declaration.name.clone());
            let inner = values(&mut declaration.form)
                .into_iter()
                .filter_map(|value| held(value).map(|(key, _)| key));
            holds.insert(own, inner.collect());
        }
    }
    for (document, declarations) in pages {
        for declaration in declarations {
            let own = (document.clone(), declaration.name.clone());
            for value in values(&mut declaration.form) {
                if let Some((key, place)) = held(value)
                    && reaches(&holds, &key, &own)
                {
                    *place = Type::Boxed(Box::new(place.clone()));
                }
            }
        }
    }
}

/// The types of everything that a declaration holds.
fn values(form: &mut Form) -> Vec<&mut Type> {
    match form {
        Form::Struct(fields) => fields.iter_mut().map(|field| &mut field.holds).collect(),
        Form::Union(variants) => variants.iter_mut().map(|variant| &mut variant.holds).collect(),
        Form::Strings(_) => Vec::new(),
    }
}

/// The declared type that a value holds within itself. Lists and maps hold theirs elsewhere.
fn held(value: &mut Type) -> Option<(Key, &mut Type)> {
    match value {
        Type::Nullable(inner) => held(inner),
        Type::Named { document, name } => Some(((document.clone(), name.clone()), value)),
        _ => None,
    }
}

/// Whether a type holds another, itself or through others.
fn reaches(holds: &BTreeMap<Key, BTreeSet<Key>>, from: &Key, to: &Key) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(key) = next.pop() {
        if key == to {
            return true;
        }
        if seen.insert(key) {
            next.extend(holds.get(key).into_iter().flatten());
        }
    }
    false
}
