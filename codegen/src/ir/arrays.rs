//! What lives here: which arrays survive a bad item: those of objects, and of unions that may be objects.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Declaration, Form, Type};
use crate::source::document_name;

/// A declared type: its document and its name.
type Key = (String, String);

/// Makes lists of the arrays whose items are objects. `pages` are the declarations by their file.
pub(super) fn settle(pages: &mut BTreeMap<String, Vec<Declaration>>) {
    let objects = objects(pages);
    for declaration in pages.values_mut().flatten() {
        let all: Vec<&mut Type> = match &mut declaration.form {
            Form::Struct(fields) => fields.iter_mut().map(|field| &mut field.holds).collect(),
            Form::Union(variants) => {
                variants.iter_mut().map(|variant| &mut variant.holds).collect()
            }
            Form::Strings(_) => Vec::new(),
            Form::Wrapper(holds) => vec![holds],
        };
        for holds in all {
            settle_type(holds, &objects);
        }
    }
}

/// The declared types that hold objects: structs, and unions of which a shape is one.
fn objects(pages: &BTreeMap<String, Vec<Declaration>>) -> BTreeSet<Key> {
    let mut objects = BTreeSet::new();
    loop {
        let before = objects.len();
        for (file, declarations) in pages {
            for declaration in declarations {
                let is_object = match &declaration.form {
                    Form::Struct(_) => true,
                    Form::Union(variants) => {
                        variants.iter().any(|variant| is_object(&variant.holds, &objects))
                    }
                    Form::Strings(_) | Form::Wrapper(_) => false,
                };
                if is_object {
                    objects.insert((document_name(file).to_owned(), declaration.name.clone()));
                }
            }
        }
        // A union of unions is known once these are.
        if objects.len() == before {
            return objects;
        }
    }
}

fn is_object(holds: &Type, objects: &BTreeSet<Key>) -> bool {
    match holds {
        Type::Named { document, name } => objects.contains(&(document.clone(), name.clone())),
        Type::Nullable(inner) | Type::Boxed(inner) => is_object(inner, objects),
        _ => false,
    }
}

fn settle_type(holds: &mut Type, objects: &BTreeSet<Key>) {
    match holds {
        Type::Array(inner) => {
            settle_type(inner, objects);
            if is_object(inner, objects) {
                *holds = Type::List(std::mem::replace(inner, Box::new(Type::Raw)));
            }
        }
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            settle_type(inner, objects);
        }
        Type::Tuple(items) => items.iter_mut().for_each(|item| settle_type(item, objects)),
        _ => {}
    }
}
