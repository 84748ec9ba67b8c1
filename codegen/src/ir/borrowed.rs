//! What lives here: which types have a sibling that borrows from the text it is read from, and what that is
//! called. A type has one where it holds text anywhere within.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Declaration, Form, Type};
use crate::names::Taken;
use crate::source::document_name;

/// A declared type: its document and its name.
type Key = (String, String);

/// Gives names to the siblings. `pages` are the declarations by their file. Types are published beside those of
/// the documents around: no other may be called so.
pub(super) fn name_siblings(pages: &mut BTreeMap<String, Vec<Declaration>>) {
    let borrowing = borrowing(pages);
    let mut taken: BTreeMap<String, Taken> = BTreeMap::new();
    for (file, declarations) in pages.iter() {
        let here = taken.entry(folder(file).to_owned()).or_default();
        for declaration in declarations {
            for name in
                [Some(&declaration.name), declaration.required.as_ref()].into_iter().flatten()
            {
                here.take(name, name, name);
            }
        }
    }
    for (file, declarations) in pages.iter_mut() {
        let here = taken.entry(folder(file).to_owned()).or_default();
        for declaration in declarations {
            if borrowing.contains(&key(file, declaration)) {
                let name = format!("{}Ref", declaration.name);
                declaration.borrowed = Some(here.take(&name, &name, &declaration.name));
            }
        }
    }
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn key(file: &str, declaration: &Declaration) -> Key {
    (document_name(file).to_owned(), declaration.name.clone())
}

/// The types that hold text, themselves or through others.
fn borrowing(pages: &BTreeMap<String, Vec<Declaration>>) -> BTreeSet<Key> {
    let mut found: BTreeSet<Key> = BTreeSet::new();
    loop {
        let all = pages.iter().flat_map(|(file, own)| own.iter().map(move |one| (file, one)));
        let more = all.filter_map(|(file, declaration)| {
            let key = key(file, declaration);
            (!found.contains(&key) && holds_text(&declaration.form, &found)).then_some(key)
        });
        let more: Vec<Key> = more.collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

fn holds_text(form: &Form, found: &BTreeSet<Key>) -> bool {
    match form {
        // Members that the schema does not name are text.
        Form::Struct(_) => true,
        // A value that is not listed is rare, and the type is one.
        Form::Strings(_) => false,
        Form::Union(variants) => variants.iter().any(|variant| is_text(&variant.holds, found)),
        Form::Wrapper(holds) => is_text(holds, found),
    }
}

fn is_text(holds: &Type, found: &BTreeSet<Key>) -> bool {
    match holds {
        Type::Boolean | Type::Int32 | Type::Int64 | Type::UInt64 => false,
        Type::String
        | Type::Integer
        | Type::Number
        | Type::Text(_)
        | Type::Raw
        | Type::Kept(_)
        // Its names are text.
        | Type::Map(_) => true,
        Type::Tuple(items) => items.iter().any(|item| is_text(item, found)),
        Type::Array(inner) | Type::List(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            is_text(inner, found)
        }
        Type::Named { document, name } => found.contains(&(document.clone(), name.clone())),
    }
}
