//! What lives here: the fourth stage. Each emitter takes a page of the model and writes one kind of
//! code for it; all have the same signature. None of them asks a JSON Schema question.

mod codec;
mod docs;
mod registry;
mod types;
mod typify_bridge;
mod validate;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::diagnostic::Diagnostics;
use crate::ir::check::FunctionPath;
use crate::ir::{Model, Page};
use crate::layout::Layout;
use crate::names;
use crate::source::File;

/// The code of one file, not yet laid out.
pub(crate) struct Code {
    /// What the file is, for its head.
    pub(crate) about: Vec<String>,
    pub(crate) tokens: TokenStream,
    /// The types that typify printed for it, by name.
    through_typify: Vec<String>,
}

impl Code {
    fn new(about: Vec<String>, tokens: TokenStream) -> Self {
        Self { about, tokens, through_typify: Vec::new() }
    }
}

/// What the emitters wrote.
pub(crate) struct Emitted {
    pub(crate) files: Vec<File>,
    /// The declarations that typify printed, each as `slng/call.rs: Call`.
    pub(crate) through_typify: Vec<String>,
}

/// Writes every file of the model.
pub(crate) fn emit(model: &Model, layout: &Layout, diagnostics: &mut Diagnostics) -> Emitted {
    let (mut files, mut through_typify) = (Vec::new(), Vec::new());
    for page in &model.pages {
        let [provider, document] = &page.modules;
        let folder = format!("{provider}/{document}");
        let emitters: [(String, Emitter); 3] = [
            (format!("{folder}.rs"), types::emit),
            (format!("{folder}/codec.rs"), codec::emit),
            (format!("{folder}/validate.rs"), validate::emit),
        ];
        for (path, emitter) in emitters {
            // A page whose types cannot be written has nothing else to write.
            let Some(code) = emitter(page, diagnostics) else { break };
            let text = layout.file(Some(&page.source), &code, diagnostics);
            through_typify.extend(code.through_typify.iter().map(|name| format!("{path}: {name}")));
            files.push(File { path, text });
        }
        files.push(File { path: format!("{folder}.schema.json"), text: page.schema.clone() });
    }
    for (path, code) in registry::emit(model) {
        files.push(File { path, text: layout.file(None, &code, diagnostics) });
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Emitted { files, through_typify }
}

/// What writes one kind of code for a page.
type Emitter = fn(&Page, &mut Diagnostics) -> Option<Code>;

/// An identifier, written raw where Rust asks for it.
fn identifier(name: &str) -> Ident {
    let written = names::written(name);
    match written.strip_prefix("r#") {
        Some(plain) => Ident::new_raw(plain, Span::call_site()),
        None => Ident::new(&written, Span::call_site()),
    }
}

/// The modules of a document, from the crate's root.
fn module_path(document: &str) -> TokenStream {
    let modules = document.split('/').map(|part| identifier(&names::value_name(part)));
    quote!(crate #(::#modules)*)
}

/// The path to a function that checks a schema, from a page's own file of checks.
fn check_path(page: &Page, function: &FunctionPath) -> TokenStream {
    let name = identifier(&function.name);
    if function.document == page.name {
        return quote!(#name);
    }
    let module = module_path(&function.document);
    quote!(#module::validate::#name)
}
