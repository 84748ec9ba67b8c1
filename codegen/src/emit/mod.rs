//! What lives here: the fourth stage. Each emitter takes a page of the model and writes one kind of
//! code for it; all have the same signature. None of them asks a JSON Schema question.

mod borrowed;
mod codec;
mod docs;
mod endpoint;
mod methods;
mod page;
mod plain;
mod registry;
mod signature;
mod types;
mod typify_bridge;
mod validate;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::diagnostic::Diagnostics;
use crate::ir::check::FunctionPath;
use crate::ir::shape::Declaration;
use crate::ir::{Model, Page};
use crate::names;
use crate::source::File;
use crate::{Options, Parts};

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

/// A file of code, not yet laid out.
pub(crate) struct CodeFile {
    pub(crate) path: String,
    /// What it is made from, if that is one file.
    pub(crate) source: Option<Origin>,
    pub(crate) code: Code,
}

/// The file that code is made from.
pub(crate) struct Origin {
    pub(crate) path: String,
    /// What its author calls it.
    pub(crate) what: &'static str,
}

impl Origin {
    fn schema(path: &str) -> Self {
        Self { path: path.to_owned(), what: "schema" }
    }

    fn description(path: &str) -> Self {
        Self { path: path.to_owned(), what: "description" }
    }
}

/// What the emitters wrote.
#[derive(Default)]
pub(crate) struct Emitted {
    pub(crate) codes: Vec<CodeFile>,
    /// Files that are no code.
    pub(crate) texts: Vec<File>,
    /// The declarations that typify printed, each as `slng/call.rs: Call`.
    pub(crate) through_typify: Vec<String>,
}

/// Where the emitters find everything.
#[derive(Clone, Copy)]
struct Context<'a> {
    model: &'a Model,
    options: &'a Options,
    /// Whether the page's checks stand in a file beside the one that is written.
    beside: bool,
    /// Which of the types is written that a declaration becomes.
    family: Family,
}

/// The types that a declaration becomes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Family {
    /// The one that owns what it holds.
    Owned,
    /// The one that borrows from the text it is read from, where there is something to borrow.
    Borrowed,
}

/// Writes every file of the model.
pub(crate) fn emit(model: &Model, options: &Options, diagnostics: &mut Diagnostics) -> Emitted {
    let context = Context { model, options, beside: false, family: Family::Owned };
    let mut emitted = Emitted::default();
    for page in &model.pages {
        let folder = page.modules.join("/");
        for (ending, family, emitter) in emitters(context, page) {
            let code = emitter(Context { family, ..context }, page, diagnostics);
            let path = format!("{folder}{ending}");
            let printed = code.through_typify.iter().map(|name| format!("{path}: {name}"));
            emitted.through_typify.extend(printed);
            emitted.codes.push(CodeFile { path, source: Some(Origin::schema(&page.source)), code });
        }
        if let Some(code) = signature::emit(context, page) {
            let path = format!("{folder}/signature.rs");
            emitted.codes.push(CodeFile { path, source: None, code });
        }
        let text = page.schema.clone();
        emitted.texts.push(File { path: format!("{folder}.schema.json"), text });
    }
    for service in &model.services {
        let path = format!("{}.rs", service.modules.join("/"));
        let code = endpoint::emit(context, service);
        emitted.codes.push(CodeFile {
            path,
            source: Some(Origin::description(&service.source)),
            code,
        });
    }
    for (path, code) in registry::emit(context) {
        emitted.codes.push(CodeFile { path, source: None, code });
    }
    emitted
}

/// What writes one kind of code for a page.
type Emitter = fn(Context<'_>, &Page, &mut Diagnostics) -> Code;

/// The emitters that make the files of a page, each with what its file's name ends in.
fn emitters(context: Context<'_>, page: &Page) -> Vec<(&'static str, Family, Emitter)> {
    let types: [(&str, Family, Emitter); 3] = [
        (".rs", Family::Owned, types::emit),
        ("/codec.rs", Family::Owned, codec::emit),
        ("/methods.rs", Family::Owned, methods::emit),
    ];
    let validate: (&str, Family, Emitter) = ("/validate.rs", Family::Owned, validate::emit);
    match context.options.parts {
        Parts::All => types.into_iter().chain([validate]).chain(borrowed(context, page)).collect(),
        Parts::Validators => vec![(".rs", Family::Owned, page::emit), validate],
        Parts::Types => types.to_vec(),
    }
}

/// Those for the types that borrow, if the page has any.
fn borrowed(context: Context<'_>, page: &Page) -> Vec<(&'static str, Family, Emitter)> {
    if !borrowed::is_written(context, page) {
        return Vec::new();
    }
    let mut emitters: Vec<(&'static str, Family, Emitter)> = vec![
        ("/borrowed.rs", Family::Borrowed, borrowed::emit),
        ("/borrowed/codec.rs", Family::Borrowed, codec::emit),
    ];
    if borrowed::has_methods(page) {
        emitters.push(("/borrowed/methods.rs", Family::Borrowed, methods::emit));
    }
    emitters
}

/// An identifier, written raw where Rust asks for it.
fn identifier(name: &str) -> Ident {
    let written = names::written(name);
    match written.strip_prefix("r#") {
        Some(plain) => Ident::new_raw(plain, Span::call_site()),
        None => Ident::new(&written, Span::call_site()),
    }
}

impl Context<'_> {
    /// The name of the type that a declaration becomes in the family that is written.
    fn type_name(self, declaration: &Declaration) -> &str {
        match (self.family, &declaration.borrowed) {
            (Family::Borrowed, Some(name)) => name,
            _ => &declaration.name,
        }
    }

    /// The same as it is written, with a lifetime where it has one.
    fn type_path(self, declaration: &Declaration, lifetime: &TokenStream) -> TokenStream {
        let name = identifier(self.type_name(declaration));
        match self.family {
            Family::Borrowed => quote!(#name<#lifetime>),
            Family::Owned => quote!(#name),
        }
    }

    /// The modules of a document, from the crate's root.
    fn module_path(self, document: &str) -> TokenStream {
        let around = self.options.module.split("::").map(|name| match name {
            "crate" => Ident::new(name, Span::call_site()),
            name => identifier(name.trim_start_matches("r#")),
        });
        let modules = self.model.modules.get(document).into_iter().flatten();
        let modules = modules.map(|module| identifier(module));
        quote!(#(#around)::* #(::#modules)*)
    }

    /// The path to a function that checks a schema, from a page's own file of checks or one beside it.
    fn check_path(self, page: &Page, function: &FunctionPath) -> TokenStream {
        let name = identifier(&function.name);
        if function.document == page.name {
            return self.own_check(&name);
        }
        let module = self.module_path(&function.document);
        quote!(#module::validate::#name)
    }

    /// What a page's file of checks defines, by its name.
    fn own_check(self, name: &Ident) -> TokenStream {
        if self.beside { quote!(validate::#name) } else { quote!(#name) }
    }

    /// A schema resource, from a page's own file of checks or one beside it.
    fn schema(self, page: &Page, resource: usize) -> TokenStream {
        let resource = &self.model.resources[resource];
        let constant = identifier(&resource.constant);
        if resource.document == page.name {
            return self.own_check(&constant);
        }
        let module = self.module_path(&resource.document);
        quote!(#module::validate::#constant)
    }
}
