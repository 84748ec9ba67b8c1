//! What lives here: types that hold themselves. A value on the way from a type back to it is boxed, so
//! that the type has a size.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Declaration, Form, Type};
use crate::source::document_name;

/// A declared type: its document and its name.
type Key = (String, String);

/// Boxes what has to be boxed. `pages` are the declarations by their file.
pub(super) fn break_cycles(pages: &mut BTreeMap<String, Vec<Declaration>>) {
    let mut holds: BTreeMap<Key, BTreeSet<Key>> = BTreeMap::new();
    for (file, declarations) in pages.iter_mut() {
        for declaration in declarations {
            let own = (document_name(file).to_owned(), declaration.name.clone());
            let inner = values(&mut declaration.form)
                .into_iter()
                .flat_map(|value| held(value).into_iter().map(|(key, _)| key));
            holds.insert(own, inner.collect());
        }
    }
    for (file, declarations) in pages {
        for declaration in declarations {
            let own = (document_name(file).to_owned(), declaration.name.clone());
            for value in values(&mut declaration.form) {
                for (key, place) in held(value) {
                    if reaches(&holds, &key, &own) {
                        *place = Type::Boxed(Box::new(place.clone()));
                    }
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
        Form::Wrapper(holds) => vec![holds],
    }
}

/// The declared types that a value holds within itself. Lists and maps hold theirs elsewhere.
fn held(value: &mut Type) -> Vec<(Key, &mut Type)> {
    match value {
        Type::Nullable(inner) => held(inner),
        Type::Tuple(items) => items.iter_mut().flat_map(held).collect(),
        Type::Named { document, name } => vec![((document.clone(), name.clone()), value)],
        _ => Vec::new(),
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
