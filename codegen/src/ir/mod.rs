//! What lives here: the third stage and its nouns. Schemas become decisions: which functions check
//! what, which types hold what, and what each is called. Emitters only write them down.

pub(crate) mod check;
mod lower_check;
mod lower_shape;
mod naming;
mod recursion;
pub(crate) mod shape;

use crate::diagnostic::Diagnostics;
use crate::names;
use crate::resolve::Resolved;
use crate::source::document_name;
use check::CheckFunction;
use naming::Naming;
use shape::Declaration;

/// Everything that is to be written.
#[derive(Debug, Default)]
pub(crate) struct Model {
    pub(crate) pages: Vec<Page>,
}

/// One document: its types and its checks.
#[derive(Debug)]
pub(crate) struct Page {
    /// The document's name, as in `slng/call`.
    pub(crate) name: String,
    /// The modules that lead to the page, as in `slng`, `call`.
    pub(crate) modules: [String; 2],
    /// The schema file's path under the folder of schemas.
    pub(crate) source: String,
    /// The schema file's text.
    pub(crate) schema: String,
    /// The schema's canonical URI.
    pub(crate) uri: String,
    /// What the document is, in the schema's words.
    pub(crate) description: String,
    /// The types, the document's own first, its parts in order of first use.
    pub(crate) declarations: Vec<Declaration>,
    /// The checks, the document's own first.
    pub(crate) checks: Vec<CheckFunction>,
}

impl Page {
    /// The type of the whole document.
    pub(crate) fn root(&self) -> &str {
        self.declarations.first().map_or("", |declaration| &declaration.name)
    }
}

/// Decides everything.
pub(crate) fn lower(resolved: &Resolved, diagnostics: &mut Diagnostics) -> Model {
    let naming = Naming::new(resolved);
    let (checks, functions) = lower_check::lower(resolved, &naming);
    let shapes = lower_shape::lower(resolved, &naming, &functions, diagnostics);
    let documents = resolved.schemas.iter().map(|schema| document_name(&schema.path).to_owned());
    let mut shapes: Vec<(String, Vec<Declaration>)> = documents.zip(shapes).collect();
    recursion::break_cycles(&mut shapes);
    let pages = resolved.schemas.iter().zip(shapes).zip(checks);
    let pages = pages.map(|((schema, (_, declarations)), checks)| {
        let name = document_name(&schema.path);
        let (provider, document) = name.split_once('/').unwrap_or(("", name));
        Page {
            name: name.to_owned(),
            modules: [names::value_name(provider), names::value_name(document)],
            source: schema.path.clone(),
            schema: schema.text.clone(),
            uri: schema.uri.clone(),
            description: text(&schema.value, "description").unwrap_or_default(),
            declarations,
            checks,
        }
    });
    Model { pages: pages.collect() }
}

/// The string that a schema gives for a keyword.
fn text(schema: &serde_json::Value, keyword: &str) -> Option<String> {
    schema.get(keyword)?.as_str().map(str::to_owned)
}
