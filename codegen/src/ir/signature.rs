//! What lives here: what tells a document from others, decided: the members that it requires, and those
//! that it knows of what others require.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::check::Kinds;
use super::stated;
use crate::resolve::Resolved;
use crate::source::Location;

/// How many ways to be a document are told apart. What a choice that has more of them requires is left out.
const MAX_FORMS: usize = 16;

/// How deep in objects members are looked at.
const MAX_DEPTH: usize = 3;

/// What tells a document from others.
#[derive(Debug)]
pub(crate) struct Signature {
    /// The ways to be this document, with all that each requires.
    pub(crate) forms: Vec<Form>,
    /// The JSON Pointers of members that other documents require and this one knows too.
    pub(crate) knows: Vec<String>,
}

/// All that is required together.
pub(crate) type Form = Vec<Requirement>;

/// A member that is required.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Requirement {
    /// The names that lead to it.
    pub(crate) path: Vec<String>,
    /// The kinds of values that it may have; none where all will do.
    pub(crate) kinds: Option<Kinds>,
    /// The strings that it may be; none where all will do.
    pub(crate) strings: Option<Vec<String>>,
}

impl Requirement {
    /// Its JSON Pointer.
    pub(crate) fn pointer(&self) -> String {
        pointer(&self.path)
    }
}

fn pointer(path: &[String]) -> String {
    path.iter()
        .flat_map(|name| ["/".to_owned(), name.replace('~', "~0").replace('/', "~1")])
        .collect()
}

/// The names that paths consist of, as they lie within one another.
#[derive(Debug, Default)]
struct Names(BTreeMap<String, Names>);

impl Names {
    fn add(&mut self, path: &[String]) {
        if let Some((first, rest)) = path.split_first() {
            self.0.entry(first.clone()).or_default().add(rest);
        }
    }
}

/// The signatures of documents, by the places of their schemas. One that requires nothing has none.
pub(super) fn signatures(resolved: &Resolved) -> HashMap<Location, Signature> {
    let documents = resolved.schemas.iter().filter(|schema| schema.is_document);
    let forms = documents.map(|schema| {
        let mut forms = forms(resolved, &[schema.root()], &[]);
        forms.retain(|form| !form.is_empty());
        (schema.root(), forms)
    });
    let all: Vec<(Location, Vec<Form>)> = forms.filter(|(_, forms)| !forms.is_empty()).collect();
    let mut required = Names::default();
    for requirement in all.iter().flat_map(|(_, forms)| forms.iter().flatten()) {
        required.add(&requirement.path);
    }
    let signature = |(root, forms): (Location, Vec<Form>)| {
        let own: BTreeSet<_> = forms.iter().flatten().map(Requirement::pointer).collect();
        let mut found = Vec::new();
        find(resolved, std::slice::from_ref(&root), &required, &mut Vec::new(), &mut found);
        found.retain(|pointer| !own.contains(pointer));
        (root, Signature { forms, knows: found })
    };
    all.into_iter().map(signature).collect()
}

/// What meeting some schemas requires of members below a path, in each way to meet them. What is listed is
/// necessary; it need not be sufficient.
fn forms(resolved: &Resolved, places: &[Location], path: &[String]) -> Vec<Form> {
    if path.len() == MAX_DEPTH {
        return vec![Form::new()];
    }
    let mut all: Vec<Form> = Vec::new();
    for way in ways(resolved, places, MAX_FORMS) {
        let mut forms = vec![Form::new()];
        let mut seen = BTreeSet::new();
        for name in way.iter().flat_map(|part| resolved.at(part).strings("required")) {
            if seen.insert(name) {
                forms = both(forms, &member(resolved, &way, name, path));
            }
        }
        all.extend(forms);
    }
    let mut seen = Vec::new();
    all.retain(|form| {
        let new = !seen.contains(form);
        seen.extend(new.then(|| form.clone()));
        new
    });
    all
}

/// The ways to meet some schemas, so many at most: for each choice of branches, all schemas that apply. A
/// choice that would make more of them is left out before it is looked into, however its branches go on.
fn ways(resolved: &Resolved, places: &[Location], most: usize) -> Vec<Vec<Location>> {
    let parts: Vec<Location> = places.iter().flat_map(|place| resolved.parts(place)).collect();
    let mut all = vec![parts.clone()];
    for part in &parts {
        for keyword in ["anyOf", "oneOf"] {
            let count = resolved.at(part).length(keyword);
            let most_each = most / all.len() / count.max(1);
            if count == 0 || most_each == 0 {
                continue;
            }
            let branches = (0..count).map(|index| part.grandchild(keyword, index));
            let branches: Vec<Vec<Location>> =
                branches.flat_map(|branch| ways(resolved, &[branch], most_each)).collect();
            let joined = |way: &Vec<Location>| {
                let way = way.clone();
                branches.iter().map(move |branch| [&way[..], branch].concat())
            };
            all = all.iter().flat_map(joined).collect();
        }
    }
    all
}

/// The ways in which a required member may be there.
fn member(resolved: &Resolved, way: &[Location], name: &str, path: &[String]) -> Vec<Form> {
    let path: Vec<String> = path.iter().cloned().chain([name.to_owned()]).collect();
    let places = members(resolved, way, name);
    let kinds = places.iter().filter_map(|place| stated::kinds(resolved, place));
    let kinds = kinds.reduce(Kinds::both);
    let strings = places.iter().find_map(|place| stated::strings(resolved, place));
    let is_object = kinds.is_some_and(|kinds| kinds.json() == ["Object"]);
    let own = vec![vec![Requirement { path: path.clone(), kinds, strings }]];
    if is_object { both(own, &forms(resolved, &places, &path)) } else { own }
}

/// Each form of one list with each of another. Only the first where they would be too many.
fn both(forms: Vec<Form>, others: &[Form]) -> Vec<Form> {
    if forms.len() * others.len() > MAX_FORMS {
        return forms;
    }
    let mut all: Vec<Form> = Vec::new();
    for form in &forms {
        for other in others {
            let added = other.iter().filter(|required| !form.contains(required)).cloned();
            let form: Form = form.iter().cloned().chain(added).collect();
            if !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// Finds the members that some schemas name, among those that are wanted.
fn find(
    resolved: &Resolved,
    places: &[Location],
    wanted: &Names,
    path: &mut Vec<String>,
    found: &mut Vec<String>,
) {
    let mut describing = Vec::new();
    for place in places {
        describe(resolved, place, &mut describing);
    }
    for (name, below) in &wanted.0 {
        let inner = members(resolved, &describing, name);
        if !inner.is_empty() {
            path.push(name.clone());
            found.push(pointer(path));
            find(resolved, &inner, below, path, found);
            path.pop();
        }
    }
}

/// What schemas say of a member.
fn members(resolved: &Resolved, places: &[Location], name: &str) -> Vec<Location> {
    let names = |place: &&Location| {
        resolved.at(place).get("properties").is_some_and(|members| members.get(name).is_some())
    };
    places.iter().filter(names).map(|place| place.grandchild("properties", name)).collect()
}

/// All schemas that may describe the same value as one, that one among them.
fn describe(resolved: &Resolved, location: &Location, found: &mut Vec<Location>) {
    for part in resolved.parts(location) {
        if found.contains(&part) {
            continue;
        }
        found.push(part.clone());
        let schema = resolved.at(&part);
        for keyword in ["anyOf", "oneOf"] {
            for index in 0..schema.length(keyword) {
                describe(resolved, &part.grandchild(keyword, index), found);
            }
        }
        for keyword in ["if", "then", "else"].into_iter().filter(|keyword| schema.has(keyword)) {
            describe(resolved, &part.child(keyword), found);
        }
        for (keyword, name) in schema.dependent_schemas() {
            describe(resolved, &part.grandchild(keyword, name), found);
        }
    }
}
