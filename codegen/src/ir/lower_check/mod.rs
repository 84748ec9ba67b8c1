//! What lives here: schemas become checks. Each room below reads one family of keywords.

mod again;
mod array;
mod object;
mod scalar;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::check::{Check, CheckFunction, FunctionPath, Kinds, Target};
use super::naming::Naming;
use crate::diagnostic::Diagnostics;
use crate::resolve::Resolved;
use crate::source::Location;

/// Where the function is that checks the schema at a place.
pub(super) type Functions = HashMap<Location, FunctionPath>;

/// The checks.
pub(super) struct Checks {
    /// By their page's file, in order of first use.
    pub(super) pages: BTreeMap<String, Vec<CheckFunction>>,
    /// Where to find each.
    pub(super) functions: Functions,
    /// The features of the runtime that they need.
    pub(super) features: BTreeSet<&'static str>,
}

/// Decides all checks.
pub(super) fn lower(
    resolved: &Resolved,
    naming: &Naming<'_>,
    diagnostics: &mut Diagnostics,
) -> Checks {
    let mut lowering = Lowering {
        resolved,
        naming,
        diagnostics,
        paths: Functions::new(),
        names: HashSet::new(),
        made: HashMap::new(),
        order: Vec::new(),
        features: BTreeSet::new(),
    };
    for schema in resolved.schemas.iter().filter(|schema| schema.is_document) {
        lowering.function(&schema.root());
    }
    let mut pages: BTreeMap<String, Vec<CheckFunction>> = BTreeMap::new();
    for location in lowering.order {
        if let Some(function) = lowering.made.remove(&location) {
            pages.entry(location.file.to_string()).or_default().push(function);
        }
    }
    Checks { pages, functions: lowering.paths, features: lowering.features }
}

struct Lowering<'a> {
    resolved: &'a Resolved,
    naming: &'a Naming<'a>,
    diagnostics: &'a mut Diagnostics,
    /// The functions that are asked for, by the place of their schema.
    paths: Functions,
    /// The names that functions have, with their documents.
    names: HashSet<(String, String)>,
    /// Those of them that are finished.
    made: HashMap<Location, CheckFunction>,
    order: Vec<Location>,
    features: BTreeSet<&'static str>,
}

/// Keywords whose rules need a function: they declare members, or apply schemas to the same value.
const NEED_FUNCTION: &[&str] = &[
    "properties",
    "patternProperties",
    "required",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "propertyNames",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "unevaluatedItems",
    "unevaluatedProperties",
];

impl Lowering<'_> {
    /// The function that checks the schema at a place.
    fn function(&mut self, location: &Location) -> FunctionPath {
        let location = self.resolved.follow(location);
        // A page begins with its own document, whoever refers into it first.
        let root = Location::root(&location.file);
        let begins = self.resolved.file(&root).is_some_and(|file| file.is_document)
            && self.resolved.target(&root).is_none();
        if begins && location != root && !self.paths.contains_key(&root) {
            self.function(&root);
        }
        if let Some(path) = self.paths.get(&location) {
            return path.clone();
        }
        let path = self.unused_path(&location);
        self.paths.insert(location.clone(), path.clone());
        self.order.push(location.clone());
        let place = format!("{}#{}", location.document(), location.pointer);
        let check = self.check(&location);
        let function =
            CheckFunction { name: path.name.clone(), place, resource: path.resource, check };
        self.made.insert(location, function);
        path
    }

    /// A path for the function of a schema: its name, with a number where others have that name.
    fn unused_path(&mut self, location: &Location) -> FunctionPath {
        let (document, name) =
            (location.document().to_owned(), self.naming.function_name(location));
        let resource = self.resolved.resource(location);
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        for name in std::iter::once(name.clone()).chain(numbered) {
            if self.names.insert((document.clone(), name.clone())) {
                return FunctionPath { document, name, resource };
            }
        }
        FunctionPath { document, name, resource }
    }

    /// How the value is checked that the schema at a place describes.
    fn target(&mut self, location: &Location) -> Target {
        let target = self.unguarded_target(location);
        // The function of a marked schema sees to it itself.
        let described = self.resolved.follow(location);
        let is_guarded =
            matches!(target, Target::Function(_)) && self.resolved.is_marked(&described);
        if self.resolved.is_marked(location) && !is_guarded {
            Target::Sensitive(Box::new(target))
        } else {
            target
        }
    }

    /// The same, where something else sees to it that a sensitive value is kept out of messages.
    fn unguarded_target(&mut self, location: &Location) -> Target {
        let schema = self.resolved.at(location);
        if schema.is_never() {
            return Target::Never(self.resolved.pointer(location).to_owned());
        }
        let is_resource = self.resolved.pointer(location).is_empty();
        let refers = !self.resolved.references(location).is_empty();
        if refers || is_resource || NEED_FUNCTION.iter().any(|keyword| schema.has(keyword)) {
            return Target::Function(self.function(location));
        }
        let check = self.check(location);
        if check.is_empty() { Target::Anything } else { Target::Inline(Box::new(check)) }
    }

    fn check(&mut self, location: &Location) -> Check {
        let schema = self.resolved.at(location);
        Check {
            at: self.resolved.pointer(location).to_owned(),
            sensitive: self.resolved.is_marked(location),
            never: schema.is_never(),
            traced: self.resolved.is_traced(location),
            kinds: schema.get("type").map(|_| Kinds::of(&schema.types())),
            text: self.text_rules(location),
            number: self.number_rules(location),
            array: self.array_rules(location),
            object: self.object_rules(location),
            listed: self.listed(location),
            again: self.again(location),
            unevaluated: self.unevaluated(location),
        }
    }

    /// Whether a member is marked sensitive: here, by a part that `allOf` adds, or by the schema around
    /// a branch or condition, which describes the same object.
    fn is_sensitive(&self, location: &Location, name: &str) -> bool {
        let mut around = Some(location.clone());
        while let Some(location) = around {
            let parts = self.resolved.parts(&location);
            if parts
                .iter()
                .any(|part| self.resolved.is_marked(&part.grandchild("properties", name)))
            {
                return true;
            }
            around = location.around_in_place();
        }
        false
    }
}
