//! What lives here: the third stage and its nouns. Schemas become decisions: which functions check
//! what, which types hold what, and what each is called. Emitters only write them down.

mod arrays;
mod borrowed;
pub(crate) mod check;
pub(crate) mod endpoint;
mod lower_check;
mod lower_endpoint;
mod lower_shape;
mod modules;
mod naming;
mod recursion;
mod secrecy;
pub(crate) mod shape;
pub(crate) mod signature;
mod stated;
mod told_apart;

use std::collections::{BTreeMap, HashMap};

use crate::diagnostic::Diagnostics;
use crate::openapi::Description;
use crate::resolve::Resolved;
use crate::source::document_name;
use crate::{Options, Parts};
use check::{CheckFunction, FunctionPath, ResourceName};
use endpoint::Service;
use naming::Naming;
use shape::Declaration;
use signature::Signature;

/// Everything that is to be written.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) pages: Vec<Page>,
    /// The requests, by description.
    pub(crate) services: Vec<Service>,
    /// The schema resources; functions name theirs by index.
    pub(crate) resources: Vec<ResourceName>,
    /// The modules that lead to the page of each document.
    pub(crate) modules: HashMap<String, Vec<String>>,
    /// The features of the runtime that the checks need.
    pub(crate) runtime_features: Vec<&'static str>,
}

/// One schema file: its types and its checks.
#[derive(Debug)]
pub(crate) struct Page {
    /// The document's name, as in `slng/call`.
    pub(crate) name: String,
    /// The modules that lead to the page, as in `slng`, `call`.
    pub(crate) modules: Vec<String>,
    /// The schema file's path under the folder of schemas.
    pub(crate) source: String,
    /// The schema file's text.
    pub(crate) schema: String,
    /// What the document is, in the schema's words.
    pub(crate) description: String,
    /// The types, the document's own first, its parts in order of first use.
    pub(crate) declarations: Vec<Declaration>,
    /// The checks, the document's own first.
    pub(crate) checks: Vec<CheckFunction>,
    /// The resource that the file begins with, and all that stand in it.
    pub(crate) resources: Vec<usize>,
    /// The function that checks a whole document; none where the file is not one.
    pub(crate) entry: Option<FunctionPath>,
    /// What tells the document from others; none where it requires nothing.
    pub(crate) signature: Option<Signature>,
}

impl Model {
    /// The declaration of a type.
    pub(crate) fn declaration(&self, document: &str, name: &str) -> Option<&Declaration> {
        let page = self.pages.iter().find(|page| page.name == document)?;
        page.declarations.iter().find(|declaration| declaration.name == name)
    }

    /// The function that a path leads to.
    pub(crate) fn function(&self, path: &FunctionPath) -> Option<&CheckFunction> {
        let page = self.pages.iter().find(|page| page.name == path.document)?;
        page.checks.iter().find(|function| function.name == path.name)
    }
}

impl Page {
    /// The type of the whole document.
    pub(crate) fn root(&self) -> &str {
        self.declarations.first().map_or("", |declaration| &declaration.name)
    }
}

/// Decides everything.
pub(crate) fn lower(
    resolved: &Resolved,
    descriptions: &[Description],
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Model {
    let naming = Naming::new(resolved, options.temper);
    let lower_check::Checks { pages: mut checks, functions, features } =
        lower_check::lower(resolved, &naming, diagnostics);
    let mut shapes = BTreeMap::new();
    if options.parts != Parts::Validators {
        shapes = lower_shape::lower(resolved, &naming, &functions, options, diagnostics);
        settle(&mut shapes);
    }
    let mut signatures = signature::signatures(resolved);
    let used = resolved.schemas.iter().filter(|schema| {
        schema.is_document || checks.contains_key(&schema.path) || shapes.contains_key(&schema.path)
    });
    let used: Vec<_> = used.collect();
    let modules = modules::assign(used.iter().map(|schema| document_name(&schema.path)));
    let pages = used.into_iter().map(|schema| {
        let name = document_name(&schema.path).to_owned();
        let entry = schema.is_document.then(|| resolved.follow(&schema.root()));
        Page {
            modules: modules.get(&name).cloned().unwrap_or_default(),
            name,
            source: schema.path.clone(),
            schema: schema.text.clone(),
            description: text(&schema.value, "description").unwrap_or_default(),
            declarations: shapes.remove(&schema.path).unwrap_or_default(),
            checks: checks.remove(&schema.path).unwrap_or_default(),
            resources: resources_of(resolved, &schema.path),
            entry: entry.and_then(|entry| functions.get(&entry).cloned()),
            signature: signatures.remove(&schema.root()),
        }
    });
    let runtime_features = features.into_iter().collect();
    let (pages, resources) = (pages.collect(), resource_names(resolved));
    let mut model = Model { pages, services: Vec::new(), resources, modules, runtime_features };
    if options.parts == Parts::All {
        model.services = lower_endpoint::lower(&model, resolved, descriptions, diagnostics);
    }
    model
}

/// The indices of a file's resources.
fn resources_of(resolved: &Resolved, path: &str) -> Vec<usize> {
    let resources = resolved.resources.iter().enumerate();
    resources.filter(|(_, own)| *own.root.file == *path).map(|(index, _)| index).collect()
}

/// Decides what depends on all declarations. They are given by their file.
fn settle(shapes: &mut BTreeMap<String, Vec<Declaration>>) {
    arrays::settle(shapes);
    recursion::break_cycles(shapes);
    secrecy::spread(shapes);
    borrowed::name_siblings(shapes);
}

/// The constants that hold the resources, each on the page of its file.
fn resource_names(resolved: &Resolved) -> Vec<ResourceName> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let names = resolved.resources.iter().map(|resource| {
        let count = counts.entry(&resource.root.file).or_default();
        *count += 1;
        ResourceName {
            uri: resource.uri.clone(),
            pointer: resource.root.pointer.clone(),
            document: resource.root.document().to_owned(),
            constant: match *count {
                1 => "SCHEMA".to_owned(),
                count => format!("SCHEMA_{count}"),
            },
            is_dynamic: resource.is_dynamic,
            anchors: resource.anchor_names(),
        }
    });
    names.collect()
}

/// The string that a schema gives for a keyword.
fn text(schema: &serde_json::Value, keyword: &str) -> Option<String> {
    schema.get(keyword)?.as_str().map(str::to_owned)
}
