//! What lives here: what a schema is called: `x-rust-name`, else its key in `$defs`, else its title,
//! else the name of the schema around it and its place in that.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde_json::Value;

use super::text;
use crate::Temper;
use crate::names;
use crate::resolve::Resolved;
use crate::schema::Node;
use crate::source::Location;

/// What generated checks call their own variables: a function of such a name could not be called.
const OWN_VARIABLES: &[&str] = &[
    "array",
    "at",
    "contained",
    "document",
    "item",
    "listed",
    "matched",
    "member",
    "name",
    "number",
    "object",
    "reader",
    "text",
    "trace",
    "value",
];

/// Names for schemas, each the same however often it is asked for.
#[derive(Debug)]
pub(super) struct Naming<'a> {
    resolved: &'a Resolved,
    temper: Temper,
    /// The names of declared types, by their place, and all of them with their file.
    declared: RefCell<HashMap<Location, String>>,
    taken: RefCell<HashSet<(Arc<str>, String)>>,
}

impl<'a> Naming<'a> {
    pub(super) fn new(resolved: &'a Resolved, temper: Temper) -> Self {
        Self { resolved, temper, declared: RefCell::default(), taken: RefCell::default() }
    }

    /// The name under which the type for the schema at a place is declared. Other people's schemas may
    /// have two of one name on a page: those are numbered.
    pub(super) fn declared_name(&self, location: &Location) -> String {
        if let Some(name) = self.declared.borrow().get(location) {
            return name.clone();
        }
        self.reserve(location, self.type_name(location))
    }

    /// Gives a name to the type for the schema at a place, or that name with a number.
    pub(super) fn reserve(&self, location: &Location, name: String) -> String {
        let numbered = (2..).map(|number| format!("{name}{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let mut taken = self.taken.borrow_mut();
        let free = names.find(|name| taken.insert((location.file.clone(), name.clone())));
        let name = if self.temper == Temper::Foreign { free.unwrap_or(name) } else { name };
        self.declared.borrow_mut().insert(location.clone(), name.clone());
        name
    }

    /// The name of the type for the schema at a place.
    pub(super) fn type_name(&self, location: &Location) -> String {
        let schema = self.resolved.at(location);
        let steps = location.steps();
        let given = match &steps[..] {
            [.., defs, key] if matches!(defs.as_str(), "$defs" | "definitions") => {
                Some(key.clone())
            }
            _ => {
                text(schema.value, "title").filter(|_| schema.has("properties") || steps.is_empty())
            }
        };
        if let Some(name) = given_name(schema) {
            return name;
        }
        match given {
            Some(name) => names::type_name(&name),
            None if steps.is_empty() => {
                names::type_name(location.document().rsplit('/').next().unwrap_or("document"))
            }
            None => self.place_name(location, &steps),
        }
    }

    /// The name of the function that checks the schema at a place.
    pub(super) fn function_name(&self, location: &Location) -> String {
        let name = names::value_name(&self.type_name(location));
        if OWN_VARIABLES.contains(&name.as_str()) { format!("check_{name}") } else { name }
    }

    /// The name of the variant for a branch of a union.
    pub(super) fn variant_name(&self, branch: &Location) -> String {
        let schema = self.resolved.at(branch);
        let target = self.resolved.follow(branch);
        let name = text(schema.value, "title").unwrap_or_else(|| {
            match schema.get("type").and_then(Value::as_str) {
                Some("array") => "List".to_owned(),
                Some("string") => "Text".to_owned(),
                Some(kind) => kind.to_owned(),
                None => self.type_name(&target),
            }
        });
        names::variant_name(&name)
    }

    /// The name of the schema around, and the place in it.
    fn place_name(&self, location: &Location, steps: &[String]) -> String {
        let (own, length) = match steps {
            [.., keyword, name] if keyword == "properties" => (names::type_name(name), 2),
            [.., keyword, index]
                if matches!(
                    keyword.as_str(),
                    "allOf"
                        | "anyOf"
                        | "oneOf"
                        | "dependentSchemas"
                        | "dependencies"
                        | "prefixItems"
                ) =>
            {
                let title = text(self.resolved.at(location).value, "title");
                (
                    title.map_or_else(
                        || names::type_name(&format!("{keyword} {index}")),
                        |title| names::type_name(&title),
                    ),
                    2,
                )
            }
            [.., keyword] if keyword == "items" => ("Item".to_owned(), 1),
            [.., keyword] => (names::type_name(keyword), 1),
            [] => return String::new(),
        };
        let root = Location::root(&location.file);
        let outer = &steps[..steps.len() - length];
        let around = outer.iter().fold(root, |place, step| place.child(step));
        names::type_name(&format!("{}{own}", self.type_name(&around)))
    }
}

/// The name that a schema asks for.
pub(super) fn given_name(schema: Node<'_>) -> Option<String> {
    schema.get("x-rust-name")?.as_str().filter(|name| names::is_name(name)).map(str::to_owned)
}
