//! What lives here: what lies beneath personal data is personal data, wherever else it is met.

use std::collections::BTreeMap;

use super::shape::{Declaration, Form, Type};
use crate::source::document_name;

/// A declared type: its document and its name.
type Key = (String, String);

/// Marks all of each type that a sensitive member, or another such type, holds. `pages` are the declarations
/// by their file.
pub(super) fn spread(pages: &mut BTreeMap<String, Vec<Declaration>>) {
    let mut places: BTreeMap<Key, (String, usize)> = BTreeMap::new();
    let mut waiting: Vec<Key> = Vec::new();
    for (file, declarations) in pages.iter() {
        for (index, declaration) in declarations.iter().enumerate() {
            let key = (document_name(file).to_owned(), declaration.name.clone());
            places.insert(key, (file.clone(), index));
            waiting.extend(beneath(declaration));
        }
    }
    for key in beside_secrets(pages) {
        let place = places.get(&key);
        if let Some(declaration) =
            place.and_then(|(file, index)| pages.get_mut(file)?.get_mut(*index))
        {
            declaration.secrecy.extra = true;
        }
    }
    while let Some(key) = waiting.pop() {
        let place = places.get(&key).and_then(|(file, index)| pages.get_mut(file)?.get_mut(*index));
        let Some(declaration) = place.filter(|declaration| !declaration.secrecy.all) else {
            continue;
        };
        declaration.secrecy.all = true;
        waiting.extend(beneath(declaration));
    }
}

/// The shapes of unions that may hold, among the members that they do not name, what another shape calls
/// sensitive.
fn beside_secrets(pages: &BTreeMap<String, Vec<Declaration>>) -> Vec<Key> {
    let structs = |key: &Key| {
        let mut all = pages.iter().filter(|(file, _)| document_name(file) == key.0);
        let declarations = all.next().map(|(_, declarations)| declarations)?;
        let declaration = declarations.iter().find(|declaration| declaration.name == key.1)?;
        if let Form::Struct(fields) = &declaration.form { Some(fields) } else { None }
    };
    let mut found = Vec::new();
    for declaration in pages.values().flatten() {
        let Form::Union(variants) = &declaration.form else { continue };
        let keys: Vec<Key> = variants.iter().flat_map(|variant| named(&variant.holds)).collect();
        let secrets: Vec<&str> = keys
            .iter()
            .filter_map(structs)
            .flatten()
            .filter(|field| field.sensitive)
            .map(|field| field.wire.as_str())
            .collect();
        let lacks_one = |key: &&Key| {
            structs(key).is_some_and(|fields| {
                secrets.iter().any(|secret| fields.iter().all(|field| field.wire != *secret))
            })
        };
        found.extend(keys.iter().filter(lacks_one).cloned());
    }
    found
}

/// The declared types that lie beneath what is sensitive in a type.
fn beneath(declaration: &Declaration) -> Vec<Key> {
    let all = declaration.secrecy.all;
    match &declaration.form {
        Form::Struct(fields) => {
            let sensitive = fields.iter().filter(|field| all || field.sensitive);
            sensitive.flat_map(|field| named(&field.holds)).collect()
        }
        Form::Union(variants) => {
            let sensitive = variants.iter().filter(|variant| all || variant.sensitive);
            sensitive.flat_map(|variant| named(&variant.holds)).collect()
        }
        Form::Wrapper(holds) if all => named(holds),
        Form::Wrapper(_) | Form::Strings(_) => Vec::new(),
    }
}

/// The declared types that a type is made of.
fn named(holds: &Type) -> Vec<Key> {
    match holds {
        Type::Named { document, name } => vec![(document.clone(), name.clone())],
        Type::Array(inner)
        | Type::List(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => named(inner),
        Type::Tuple(items) => items.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
