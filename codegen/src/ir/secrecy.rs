//! What lives here: what lies beneath personal data is personal data, wherever else it is met.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::{Declaration, Field, Form, Type};
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

/// The objects of unions' shapes that may hold, among the members that they do not name, what stands in the same
/// place in another shape and is or hides personal data.
fn beside_secrets(pages: &BTreeMap<String, Vec<Declaration>>) -> Vec<Key> {
    let declarations = pages.iter().flat_map(|(file, declarations)| {
        let key = |own: &Declaration| (document_name(file).to_owned(), own.name.clone());
        declarations.iter().map(move |declaration| (key(declaration), declaration))
    });
    let all = Declarations(declarations.collect());
    let hiding = all.hiding();
    if hiding.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for place in all.places() {
        let fields = place.iter().flat_map(|key| all.fields(key));
        let is_secret = |field: &&Field| {
            field.sensitive || named(&field.holds).iter().any(|key| hiding.contains(key))
        };
        let secrets: BTreeSet<&str> =
            fields.filter(is_secret).map(|field| field.wire.as_str()).collect();
        let lacks_one = |key: &&Key| {
            let own: BTreeSet<&str> =
                all.fields(key).iter().map(|field| field.wire.as_str()).collect();
            !secrets.is_subset(&own)
        };
        found.extend(place.iter().filter(lacks_one).cloned());
    }
    found
}

/// All declared types.
struct Declarations<'a>(BTreeMap<Key, &'a Declaration>);

impl<'a> Declarations<'a> {
    /// The members that the schema of an object names.
    fn fields(&self, key: &Key) -> &'a [Field] {
        match self.0.get(key).map(|declaration| &declaration.form) {
            Some(Form::Struct(fields)) => fields,
            _ => &[],
        }
    }

    /// The objects that values of these types may be, shapes of unions among them.
    fn objects(&self, types: Vec<Key>) -> BTreeSet<Key> {
        let (mut found, mut seen, mut waiting) = (BTreeSet::new(), BTreeSet::new(), types);
        while let Some(key) = waiting.pop() {
            if !seen.insert(key.clone()) {
                continue;
            }
            match self.0.get(&key).map(|declaration| &declaration.form) {
                Some(Form::Struct(_)) => drop(found.insert(key)),
                Some(Form::Union(_) | Form::Wrapper(_)) => waiting.extend(held(self.0[&key])),
                Some(Form::Strings(_)) | None => {}
            }
        }
        found
    }

    /// The objects of which one may stand where another does: shapes of one union, and what such objects hold in
    /// members of one name. Each is in one place only, which grows for that.
    fn places(&self) -> Vec<BTreeSet<Key>> {
        let (mut places, mut place_of) = (Vec::new(), BTreeMap::new());
        let unions = self.0.iter().filter(|(_, own)| matches!(own.form, Form::Union(_)));
        let mut waiting: Vec<BTreeSet<Key>> =
            unions.map(|(key, _)| self.objects(vec![key.clone()])).collect();
        while let Some(mut objects) = waiting.pop() {
            let joined: BTreeSet<usize> =
                objects.iter().filter_map(|key| place_of.get(key).copied()).collect();
            for index in &joined {
                objects.append(&mut std::mem::take(&mut places[*index]));
            }
            let is_known =
                joined.len() == 1 && objects.iter().all(|key| place_of.contains_key(key));
            place_of.extend(objects.iter().map(|key| (key.clone(), places.len())));
            if !is_known {
                let members = self.members(&objects);
                let beneath = members.into_values().map(|held| self.objects(held));
                waiting.extend(beneath.filter(|objects| objects.len() > 1));
            }
            places.push(objects);
        }
        places
    }

    /// The types that objects hold in members of one name, for each name.
    fn members(&self, objects: &BTreeSet<Key>) -> BTreeMap<&'a str, Vec<Key>> {
        let mut members: BTreeMap<&str, Vec<Key>> = BTreeMap::new();
        for field in objects.iter().flat_map(|key| self.fields(key)) {
            members.entry(&field.wire).or_default().extend(named(&field.holds));
        }
        members
    }

    /// The types in which personal data lies, however deep.
    fn hiding(&self) -> BTreeSet<Key> {
        let mut around: BTreeMap<Key, Vec<&Key>> = BTreeMap::new();
        for (key, declaration) in &self.0 {
            for inner in held(declaration) {
                around.entry(inner).or_default().push(key);
            }
        }
        let discreet = self.0.iter().filter(|(_, own)| own.is_discreet());
        let mut waiting: Vec<&Key> = discreet.map(|(key, _)| key).collect();
        let mut found = BTreeSet::new();
        while let Some(key) = waiting.pop() {
            if found.insert(key.clone()) {
                waiting.extend(around.get(key).into_iter().flatten());
            }
        }
        found
    }
}

/// All declared types that a type holds.
fn held(declaration: &Declaration) -> Vec<Key> {
    match &declaration.form {
        Form::Struct(fields) => fields.iter().flat_map(|field| named(&field.holds)).collect(),
        Form::Union(variants) => {
            variants.iter().flat_map(|variant| named(&variant.holds)).collect()
        }
        Form::Wrapper(holds) => named(holds),
        Form::Strings(_) => Vec::new(),
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
        Type::Array(inner)
        | Type::List(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner) => named(inner),
        Type::Tuple(items) => items.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}
