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
    while let Some(key) = waiting.pop() {
        let place = places.get(&key).and_then(|(file, index)| pages.get_mut(file)?.get_mut(*index));
        let Some(declaration) = place.filter(|declaration| !declaration.secrecy.all) else {
            continue;
        };
        declaration.secrecy.all = true;
        waiting.extend(beneath(declaration));
    }
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
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            named(inner)
        }
        Type::Tuple(items) => items.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
