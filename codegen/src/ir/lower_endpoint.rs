//! What lives here: descriptions become requests: names are given, and references to schemas find the
//! types that were made of them.

use std::collections::{BTreeMap, HashMap};

use super::endpoint::{
    Answer, Credentials, Endpoint, Holds, Parameter, Secret, Service, TypeName, Way,
};
use super::shape::Form;
use super::{Model, Page};
use crate::diagnostic::Diagnostics;
use crate::names::{self, Taken};
use crate::openapi::{self, Description, Operation, Requirement};
use crate::resolve::Resolved;
use crate::source::{Location, document_name};

/// The module of a folder that holds its requests.
const MODULE: &str = "endpoints";

/// Decides the requests of all descriptions.
pub(super) fn lower(
    model: &Model,
    resolved: &Resolved,
    descriptions: &[Description],
    diagnostics: &mut Diagnostics,
) -> Vec<Service> {
    let pages = model.pages.iter().map(|page| (page.source.as_str(), page)).collect();
    let mut lowering = Lowering { model, resolved, pages, diagnostics };
    descriptions.iter().map(|description| lowering.service(description)).collect()
}

struct Lowering<'a> {
    model: &'a Model,
    resolved: &'a Resolved,
    /// The pages by their files.
    pages: HashMap<&'a str, &'a Page>,
    diagnostics: &'a mut Diagnostics,
}

impl Lowering<'_> {
    fn service(&mut self, description: &Description) -> Service {
        let mut service = Service {
            source: description.path.clone(),
            modules: self.modules(description),
            title: description.title.clone(),
            about: description.about.clone(),
            server: (description.server.uri.clone(), description.server.description.clone()),
            credentials: Vec::new(),
            endpoints: Vec::new(),
        };
        for operation in &description.operations {
            let own = operation.security != description.security;
            let credentials = credentials(&mut service, operation, own);
            service.endpoints.extend(self.endpoint(operation, credentials));
        }
        self.check_names(description, &service);
        service
    }

    /// The modules of the description's folder, and its own.
    fn modules(&mut self, description: &Description) -> Vec<String> {
        let folder = description.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside =
            self.model.pages.iter().find(|page| {
                page.source.rsplit_once('/').map_or("", |(folder, _)| folder) == folder
            });
        let mut modules: Vec<String> = match beside {
            Some(page) => page.modules[..page.modules.len() - 1].to_vec(),
            None => {
                folder.split('/').filter(|step| !step.is_empty()).map(names::module_name).collect()
            }
        };
        modules.push(MODULE.to_owned());
        if let Some(page) = self.model.pages.iter().find(|page| page.modules == modules) {
            let problem = format!("`{}` has the module that requests are to have", page.name);
            let place = Location::root(&page.source);
            self.diagnostics.add(&place, problem, "call the file otherwise");
        }
        modules
    }

    fn endpoint(&mut self, operation: &Operation, credentials: Option<usize>) -> Option<Endpoint> {
        let name = names::type_name(&operation.id);
        let mut success = None;
        let mut refusals = Vec::new();
        for response in &operation.responses {
            let Some(answer) = self.answer(response) else { continue };
            if openapi::is_success(response.status) {
                success = Some(answer);
            } else {
                refusals.push(answer);
            }
        }
        refusals.sort_by_key(|answer| answer.status);
        Some(Endpoint {
            error: format!("{name}Error"),
            name,
            about: operation.about.clone(),
            operation: operation.id.clone(),
            deprecated: operation.deprecated,
            method: operation.method.clone(),
            path: operation.path.clone(),
            parameters: self.parameters(operation),
            credentials,
            // Without one, the reader of the description has said what is wrong.
            success: success?,
            refusals,
        })
    }

    fn answer(&mut self, response: &openapi::Response) -> Option<Answer> {
        let status = http::StatusCode::from_u16(response.status).ok()?;
        let page = self.pages.get(&*response.schema.file).copied();
        let page = page.filter(|page| page.entry.is_some() && response.schema.pointer.is_empty());
        let Some(page) = page else {
            let problem =
                format!("`{}#{}` is no document", response.schema.file, response.schema.pointer);
            let remedy = "refer to a whole file of schemas that describes one";
            self.diagnostics.add(&response.reference.child("$ref"), problem, remedy);
            return None;
        };
        Some(Answer {
            status: response.status,
            reason: status.canonical_reason().unwrap_or_default().to_owned(),
            description: response.description.clone(),
            media_type: response.media_type.clone(),
            document: TypeName { document: page.name.clone(), name: page.root().to_owned() },
        })
    }

    fn parameters(&mut self, operation: &Operation) -> Vec<Parameter> {
        let mut taken = Taken::default();
        let mut parameters = Vec::new();
        for parameter in &operation.parameters {
            let name = parameter.rust_name.clone();
            let name = name.unwrap_or_else(|| names::value_name(&parameter.name));
            if let Some(other) = taken.holder(&name) {
                let problem = format!("`{other}` is called `{name}` in Rust too");
                let remedy = "give one of them another name by `x-rust-name`";
                self.diagnostics.add(&parameter.location, problem, remedy);
            }
            taken.take(&name, &name, &parameter.name);
            if !names::is_name(&name) {
                let problem = format!("`{name}` is no name of a field");
                self.diagnostics.add(&parameter.location, problem, "correct `x-rust-name`");
            }
            let Some(holds) = self.holds(parameter) else { continue };
            parameters.push(Parameter {
                name,
                wire: parameter.name.clone(),
                place: parameter.place,
                required: parameter.required,
                description: parameter.description.clone(),
                example: parameter.example.clone(),
                deprecated: parameter.deprecated,
                sensitive: parameter.sensitive,
                holds,
            });
        }
        parameters
    }

    fn holds(&mut self, parameter: &openapi::Parameter) -> Option<Holds> {
        Some(match &parameter.holds {
            openapi::Holds::Boolean => Holds::Boolean,
            openapi::Holds::Integer { format, minimum, maximum } => {
                Holds::Integer { format: *format, minimum: *minimum, maximum: *maximum }
            }
            openapi::Holds::Text { format, min_length, max_length } => {
                Holds::Text { format: *format, min_length: *min_length, max_length: *max_length }
            }
            openapi::Holds::Schema(place) => {
                let target = self.resolved.follow(place);
                let Some(holds) = self.listed(&target) else {
                    let problem = format!("`{}#{}` is no listed string", place.file, place.pointer);
                    let remedy = "refer to a string with `enum`, or state the type here";
                    let reference = parameter.location.child("schema").child("$ref");
                    self.diagnostics.add(&reference, problem, remedy);
                    return None;
                };
                Holds::Listed { holds, closed: self.resolved.at(&target).has("enum") }
            }
        })
    }

    /// The listed string that the schema at a place became.
    fn listed(&self, place: &Location) -> Option<TypeName> {
        let page = self.pages.get(&*place.file)?;
        let document = document_name(&place.file);
        let called = format!("{document}#{}", place.pointer);
        let declaration = page.declarations.iter().find(|declaration| {
            matches!(declaration.form, Form::Strings(_))
                && declaration.docs.place.as_ref() == Some(&called)
        })?;
        Some(TypeName { document: page.name.clone(), name: declaration.name.clone() })
    }

    /// The types of the requests stand beside those of the folder's documents.
    fn check_names(&mut self, description: &Description, service: &Service) {
        let around = &service.modules[..service.modules.len() - 1];
        let mut taken: BTreeMap<&str, String> = BTreeMap::new();
        for page in &self.model.pages {
            if page.modules[..page.modules.len() - 1] == *around {
                let names = page.declarations.iter().flat_map(|declaration| {
                    std::iter::once(&declaration.name).chain(&declaration.borrowed)
                });
                taken.extend(
                    names.map(|name| (name.as_str(), format!("a type of `{}`", page.name))),
                );
            }
        }
        for name in service.names() {
            if let Some(holder) = taken.insert(name, "another of them".to_owned()) {
                let problem =
                    format!("`{name}`, a type of the requests, is the name of {holder} too");
                let remedy = "choose another `operationId`";
                self.diagnostics.add(&Location::root(&description.path), problem, remedy);
            }
        }
    }
}

/// The index of what an operation shows of who asks, which other operations may show too.
fn credentials(service: &mut Service, operation: &Operation, own: bool) -> Option<usize> {
    if operation.security.is_empty() {
        return None;
    }
    let name = if own {
        format!("{}Credentials", names::type_name(&operation.id))
    } else {
        "Credentials".to_owned()
    };
    let known = service.credentials.iter().position(|credentials| credentials.name == name);
    Some(known.unwrap_or_else(|| {
        let ways = operation.security.iter().map(way).collect();
        service.credentials.push(Credentials { name, ways });
        service.credentials.len() - 1
    }))
}

fn way(requirement: &Requirement) -> Way {
    let secret = |scheme: &openapi::Scheme| Secret {
        name: names::value_name(&scheme.name),
        description: scheme.description.clone(),
        carrier: scheme.carrier.clone(),
    };
    let words: Vec<String> =
        requirement.schemes.iter().map(|scheme| names::type_name(&scheme.name)).collect();
    Way {
        name: names::variant_name(&words.join(" and ")),
        secrets: requirement.schemes.iter().map(secret).collect(),
    }
}
