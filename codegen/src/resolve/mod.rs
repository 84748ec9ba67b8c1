//! What lives here: the second stage. Every schema gets its dialect and its resource, and every
//! reference the place that it names, across files.

mod circles;
mod dynamic;
mod in_place;
mod walk;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::schema::{Dialect, Node, Schema, is_annotation};
use crate::source::Location;

/// Schemas whose references are resolved.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    /// The schema files: those of documents in order of their paths, then those that are referred to.
    pub(crate) schemas: Vec<Schema>,
    /// The schema resources: parts of files that have a URI of their own.
    pub(crate) resources: Vec<Resource>,
    /// The index of each file.
    files: HashMap<String, usize>,
    /// What is known of each schema.
    places: HashMap<Location, Place>,
    /// The places of schemas that note which members and items they evaluated: someone asks.
    traced: HashSet<Location>,
    /// The places of schemas whose values are personal data.
    marked: HashSet<Location>,
    /// The places of schemas whose values hold such data, and of what stands around them.
    hiding: HashSet<Location>,
}

/// What is known of a schema.
#[derive(Clone, Debug)]
struct Place {
    dialect: Dialect,
    /// The index of its resource.
    resource: usize,
    /// What it refers to, by keyword.
    references: Vec<(&'static str, Reference)>,
}

/// What a reference names.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Reference {
    /// A schema.
    To(Location),
    /// The anchor of this name, in the outermost resource that is being applied and has it; where none
    /// is, in the resource of the first place. Each place is of another resource.
    Dynamic(Vec<Location>),
}

/// A schema resource.
#[derive(Debug)]
pub(crate) struct Resource {
    /// Its canonical URI.
    pub(crate) uri: String,
    /// Where it begins.
    pub(crate) root: Location,
    /// Whether dynamic references look for it.
    pub(crate) is_dynamic: bool,
    /// Its dynamic anchors, and where each is. The empty name is that of `$recursiveAnchor`.
    anchors: Vec<(String, Location)>,
}

impl Resource {
    /// The names of its dynamic anchors.
    pub(crate) fn anchor_names(&self) -> Vec<String> {
        self.anchors.iter().map(|(name, _)| name.clone()).collect()
    }
}

impl Resolved {
    /// The schema at a place.
    pub(crate) fn at(&self, location: &Location) -> Node<'_> {
        let file = self.files.get(&*location.file).map(|index| &self.schemas[*index]);
        let value = file.and_then(|file| file.value.pointer(&location.pointer));
        let dialect = self.places.get(location).map(|place| place.dialect);
        let dialect = dialect.or(file.map(|file| file.dialect));
        Node {
            value: value.unwrap_or(&Value::Bool(true)),
            dialect: dialect.unwrap_or_else(|| Dialect::of(referencing::Draft::default(), false)),
        }
    }

    /// The file of a place.
    pub(crate) fn file(&self, location: &Location) -> Option<&Schema> {
        self.files.get(&*location.file).map(|index| &self.schemas[*index])
    }

    /// The index of the resource of a place.
    pub(crate) fn resource(&self, location: &Location) -> usize {
        self.places.get(location).map_or(0, |place| place.resource)
    }

    /// The JSON Pointer of a place in its resource.
    pub(crate) fn pointer<'a>(&self, location: &'a Location) -> &'a str {
        let root = &self.resources[self.resource(location)].root;
        location.pointer.strip_prefix(&root.pointer).unwrap_or(&location.pointer)
    }

    /// What the schema at a place refers to, each with its keyword.
    pub(crate) fn references(&self, location: &Location) -> &[(&'static str, Reference)] {
        self.places.get(location).map_or(&[], |place| &place.references)
    }

    /// The place that a schema is another name for: all that it says is a reference to there.
    pub(crate) fn target(&self, location: &Location) -> Option<&Location> {
        let [(keyword, Reference::To(target))] = self.references(location) else { return None };
        // On the way through a resource that dynamic references look for, that it is applied counts.
        let own = self.resource(location);
        let passes = self.resources[own].is_dynamic && self.resource(target) != own;
        let only = self.at(location).rules().all(|name| name == *keyword || is_annotation(name));
        (only && !passes).then_some(target)
    }

    /// The place where a schema's rules stand: at the end of its chain of references.
    pub(crate) fn follow(&self, location: &Location) -> Location {
        let mut location = location;
        while let Some(target) = self.target(location) {
            location = target;
        }
        location.clone()
    }

    /// A schema and those that hold for whatever it holds for, by `allOf` and `$ref`, each once and at
    /// the end of its chain of references.
    pub(crate) fn parts(&self, location: &Location) -> Vec<Location> {
        let (mut parts, mut seen) = (Vec::new(), HashSet::new());
        let mut waiting = vec![location.clone()];
        while let Some(location) = waiting.pop() {
            let location = self.follow(&location);
            if !seen.insert(location.clone()) {
                continue;
            }
            let added = (0..self.at(&location).length("allOf"))
                .map(|index| location.grandchild("allOf", index))
                .chain(self.references(&location).iter().filter_map(
                    |(_, reference)| match reference {
                        Reference::To(target) => Some(target.clone()),
                        Reference::Dynamic(_) => None,
                    },
                ));
            let added: Vec<Location> = added.collect();
            waiting.extend(added.into_iter().rev());
            parts.push(location);
        }
        parts
    }

    /// A schema and all that apply to the same value, through whatever keywords.
    pub(crate) fn in_place(&self, location: &Location) -> Vec<Location> {
        let mut found = vec![location.clone()];
        let mut seen = HashSet::from([location.clone()]);
        let mut index = 0;
        while let Some(next) = found.get(index).map(|location| in_place::next(self, location)) {
            found.extend(next.into_iter().filter(|location| seen.insert(location.clone())));
            index += 1;
        }
        found
    }

    /// Whether no keyword of a schema applies another schema to the same value, so that its own keywords
    /// say all that is evaluated.
    pub(crate) fn stands_alone(&self, location: &Location) -> bool {
        let schema = self.at(location);
        let applicators = ["allOf", "anyOf", "oneOf", "if", "dependentSchemas", "dependencies"];
        self.references(location).is_empty()
            && !applicators.into_iter().any(|keyword| schema.has(keyword))
    }

    /// Whether a schema's values are personal data: it says so, or one does that it applies to them.
    pub(crate) fn is_marked(&self, location: &Location) -> bool {
        self.marked.contains(location)
    }

    /// Whether personal data may lie in a schema's values, however deep.
    pub(crate) fn hides(&self, location: &Location) -> bool {
        self.hiding.contains(location)
    }

    /// Whether any schema is marked as personal data.
    pub(crate) fn marks_any(&self) -> bool {
        !self.marked.is_empty()
    }

    /// Whether a schema notes which members and items it evaluated.
    pub(crate) fn is_traced(&self, location: &Location) -> bool {
        self.traced.contains(location)
    }
}

/// Resolves all references. Every one that leads nowhere, or in a circle, is told. None where there is
/// a circle: following it would never end.
pub(crate) fn resolve(schemas: Vec<Schema>, diagnostics: &mut Diagnostics) -> Option<Resolved> {
    let walked = walk::walk(&schemas, diagnostics)?;
    let files = schemas.iter().enumerate();
    let files = files.map(|(index, schema)| (schema.path.clone(), index)).collect();
    let walk::Walked { places, resources } = walked;
    let mut resolved = Resolved {
        schemas,
        resources,
        files,
        places,
        traced: HashSet::new(),
        marked: HashSet::new(),
        hiding: HashSet::new(),
    };
    let circles: BTreeSet<&Location> = circles::circles(&resolved);
    for location in &circles {
        for (keyword, _) in resolved.references(location) {
            diagnostics.add(
                &location.child(keyword),
                "the reference comes back to its own schema without going into the value",
                "let it name another schema",
            );
        }
    }
    if !circles.is_empty() {
        return None;
    }
    resolved.traced = in_place::traced(&resolved);
    resolved.marked = in_place::marked(&resolved);
    resolved.hiding = in_place::hiding(&resolved);
    Some(resolved)
}
