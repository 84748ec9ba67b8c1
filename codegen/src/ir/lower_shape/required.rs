//! What lives here: types whose constructor would take many members take them as a struct, in which each
//! stands beside its name.

use std::collections::BTreeSet;

use super::Lowering;
use crate::names::{self, Taken};

/// How many members a constructor takes one by one.
const MOST: usize = 4;

impl Lowering<'_> {
    /// Gives names to the structs that constructors take. Types are published beside those of the documents
    /// around: no other may be called so.
    pub(super) fn name_constructors(&mut self) {
        let folder =
            |document: &str| document.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let mut taken: std::collections::BTreeMap<String, Taken> =
            std::collections::BTreeMap::new();
        let mut many = BTreeSet::new();
        for location in &self.order {
            let Some(Some(declaration)) = self.declared.get(location) else { continue };
            let name = &declaration.name;
            let here = taken.entry(folder(location.document())).or_default();
            here.take(name, name, name);
            if declaration.required_fields().len() > MOST {
                many.insert(location.clone());
            }
        }
        for location in self.order.iter().filter(|location| many.contains(location)) {
            let Some(Some(declaration)) = self.declared.get_mut(location) else { continue };
            let name = names::type_name(&format!("New{}", declaration.name));
            let here = taken.entry(folder(location.document())).or_default();
            declaration.required = Some(here.take(&name, &name, &declaration.name));
        }
    }
}
