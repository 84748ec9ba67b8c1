//! What lives here: paths and the operations on them.

use serde_json::Value;

use super::file::{File, Members};
use super::{Operation, Parameter, ParameterPlace, Requirement, parameter, response, security};
use crate::source::Location;

/// The methods that a path can have, as OpenAPI writes them.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What else a path can have.
const PATH_MEMBERS: &[&str] = &["summary", "description", "parameters"];

const OPERATION_MEMBERS: &[&str] = &[
    "operationId",
    "summary",
    "description",
    "tags",
    "externalDocs",
    "deprecated",
    "parameters",
    "security",
    "responses",
];

/// Reads all operations, in order of the file.
pub(super) fn read<'a>(
    file: &mut File<'a>,
    root: &Members<'a>,
    security: &[Requirement],
) -> Vec<Operation> {
    let mut operations = Vec::new();
    let Some(paths) = file.object(root, "paths") else { return operations };
    for (path, item) in paths.iter() {
        let location = paths.location.child(path);
        let known = [METHODS, PATH_MEMBERS].concat();
        let remedy = "leave it out: no request is made of it";
        let Some(item) = file.members(&location, item, &known, remedy) else { continue };
        check_path(file, &location, path);
        let shared = parameter::read_all(file, &item);
        for method in METHODS {
            let Some(operation) = item.get(method) else { continue };
            let reading = Reading { path, method, shared: &shared, security };
            operations.extend(reading.operation(file, &location.child(method), operation));
        }
    }
    check_ids(file, &operations);
    operations
}

/// What is known of an operation before it is read.
struct Reading<'a> {
    path: &'a str,
    method: &'a str,
    /// The parameters of all operations of the path.
    shared: &'a [Parameter],
    /// What all operations of the file ask for.
    security: &'a [Requirement],
}

impl Reading<'_> {
    fn operation<'a>(
        &self,
        file: &mut File<'a>,
        location: &Location,
        value: &'a Value,
    ) -> Option<Operation> {
        let remedy = "leave it out: a request has an empty body, and goes where all others go";
        let members = file.members(location, value, OPERATION_MEMBERS, remedy)?;
        let id = file.required_text(&members, "operationId")?.to_owned();
        let own = parameter::read_all(file, &members);
        let overridden = |shared: &&Parameter| {
            !own.iter().any(|own| own.name == shared.name && own.place == shared.place)
        };
        let shared: Vec<Parameter> = self.shared.iter().filter(overridden).cloned().collect();
        let parameters: Vec<Parameter> = shared.into_iter().chain(own).collect();
        check_template(file, location, self.path, &parameters);
        let about = ["summary", "description"].map(|name| members.text(name));
        let about = about.into_iter().flatten().map(sentence).collect();
        let security = match members.get("security") {
            Some(_) => security::requirements(file, location, &members),
            None => self.security.to_vec(),
        };
        Some(Operation {
            location: location.clone(),
            id,
            about,
            deprecated: members.is_true("deprecated"),
            method: self.method.to_uppercase(),
            path: self.path.to_owned(),
            parameters,
            security,
            responses: response::read_all(file, &members),
        })
    }
}

/// A summary often has no full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// The names in braces, in order.
pub(crate) fn template_names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// A path begins with a slash, and what stands in it outside of braces can stand in a URI.
fn check_path(file: &mut File<'_>, location: &Location, path: &str) {
    let mut fixed = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        fixed.push_str(before);
        rest = after.split_once('}').map_or("{", |(_, after)| after);
        if rest == "{" {
            break;
        }
    }
    fixed.push_str(rest);
    let fits = |character: char| {
        character.is_ascii_alphanumeric() || "/-._~!$&'()*+,;=:@%".contains(character)
    };
    if !path.starts_with('/') || !fixed.chars().all(fits) {
        let problem = "this is not the path of a URI";
        let remedy = "begin it with `/`, put parameters in braces, encode what a URI cannot hold";
        file.diagnostics.add(location, problem, remedy);
    }
}

/// Each name in braces is a parameter, once, and each parameter of the path is in braces.
fn check_template(file: &mut File<'_>, location: &Location, path: &str, parameters: &[Parameter]) {
    let names = template_names(path);
    for (index, name) in names.iter().enumerate() {
        let described = parameters
            .iter()
            .any(|parameter| parameter.place == ParameterPlace::Path && parameter.name == **name);
        if !described || names[..index].contains(name) {
            let problem = format!("`{{{name}}}` of the path is not described, or comes twice");
            file.diagnostics.add(location, problem, "describe each in `parameters`, in path");
        }
    }
    for parameter in parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Path) {
        if !names.contains(&parameter.name.as_str()) {
            let problem = format!("the path has no `{{{}}}`", parameter.name);
            file.diagnostics.add(&parameter.location, problem, "put it there, or leave this out");
        }
    }
}

fn check_ids(file: &mut File<'_>, operations: &[Operation]) {
    for (index, operation) in operations.iter().enumerate() {
        if operations[..index].iter().any(|other| other.id == operation.id) {
            let problem = format!("another operation is called `{}` too", operation.id);
            let place = operation.location.child("operationId");
            file.diagnostics.add(&place, problem, "give each a name of its own");
        }
    }
}
