//! What lives here: the modules of the generated code and the list of its documents.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::{Code, Context, borrowed, docs, identifier};
use crate::ir::Page;
use crate::ir::endpoint::Service;
use crate::{Parts, Temper};

/// A folder of modules: the folders and the pages right inside it.
#[derive(Default)]
struct Folder<'a> {
    folders: BTreeSet<&'a str>,
    pages: Vec<&'a Page>,
    services: Vec<&'a Service>,
}

/// Writes the modules: one for each folder, and the one that holds them.
pub(super) fn emit(context: Context<'_>) -> Vec<(String, Code)> {
    let mut folders: BTreeMap<&[String], Folder<'_>> =
        BTreeMap::from([(&[][..], Folder::default())]);
    for page in &context.model.pages {
        let Some((_, around)) = page.modules.split_last() else { continue };
        folders.entry(around).or_default().pages.push(page);
        for (depth, folder) in around.iter().enumerate() {
            folders.entry(&around[..depth]).or_default().folders.insert(folder);
        }
    }
    for service in &context.model.services {
        let Some((_, around)) = service.modules.split_last() else { continue };
        folders.entry(around).or_default().services.push(service);
    }
    let file = |(path, folder): (&[String], Folder<'_>)| {
        if path.is_empty() {
            return ("mod.rs".to_owned(), all(context, &folder));
        }
        (format!("{}/mod.rs", path.join("/")), inner(context, &path.join("/"), &folder))
    };
    folders.into_iter().map(file).collect()
}

/// A folder's modules. Curated types are published side by side, those of others page by page.
fn inner(context: Context<'_>, path: &str, folder: &Folder<'_>) -> Code {
    let folders = folder.folders.iter().map(|folder| identifier(folder));
    let modules = modules(context, folder);
    let uses = uses(context, folder);
    let documents = folder.pages.iter().filter(|page| page.entry.is_some());
    let documents: Vec<String> = documents.map(|page| describe(context, page)).collect();
    let mut about = match (folder.services.first(), &documents[..]) {
        (Some(service), []) => vec![title(service)],
        (Some(service), _) => vec![title(service), "Documents:".to_owned()],
        (None, []) => vec![format!("The folder `{path}`.")],
        (None, _) => vec![format!("The documents of `{path}`:")],
    };
    about.extend(documents);
    let requests = folder.services.iter().flat_map(|service| &service.endpoints);
    let requests: Vec<String> = requests
        .map(|request| format!("- `{}`, `{} {}`", request.name, request.method, request.path))
        .collect();
    if !requests.is_empty() {
        about.push("Requests, with the feature `http`:".to_owned());
        about.extend(requests);
    }
    Code::new(about, quote!(#(pub mod #folders;)* #modules #uses))
}

/// What the description of a folder's requests is called.
fn title(service: &Service) -> String {
    docs::escape(&docs::sentence(&service.title))
}

fn describe(context: Context<'_>, page: &Page) -> String {
    let module = page.modules.last().map_or("", String::as_str);
    let link = match (context.options.temper, context.options.parts) {
        (Temper::Curated, Parts::All | Parts::Types) => page.root().to_owned(),
        _ => module.to_owned(),
    };
    format!("- [`{link}`], `{}`", page.name)
}

fn modules(context: Context<'_>, folder: &Folder<'_>) -> TokenStream {
    let pages = folder.pages.iter().filter_map(|page| page.modules.last());
    let pages = pages.map(|module| identifier(module));
    let services = folder.services.iter().filter_map(|service| service.modules.last());
    let services = services.map(|module| identifier(module));
    let reach = if is_side_by_side(context) { quote!(pub(crate)) } else { quote!(pub) };
    quote!(#(#reach mod #pages;)* #(#[cfg(feature = "http")] #reach mod #services;)*)
}

fn uses(context: Context<'_>, folder: &Folder<'_>) -> TokenStream {
    if !is_side_by_side(context) {
        return TokenStream::new();
    }
    let uses = folder.pages.iter().filter_map(|page| {
        let module = identifier(page.modules.last()?);
        let names = page.declarations.iter().flat_map(|declaration| {
            let companion = declaration.required.as_deref();
            [declaration.name.as_str()].into_iter().chain(companion).map(identifier)
        });
        Some(quote!(pub use self::#module::{#(#names),*};))
    });
    let borrowed = folder.pages.iter().filter(|page| borrowed::is_written(context, page));
    let borrowed = borrowed.filter_map(|page| Some(identifier(page.modules.last()?)));
    let borrowed: Vec<_> = borrowed.collect();
    let borrowed =
        (!borrowed.is_empty()).then(|| quote!(callschema_runtime::borrowed!(use #(#borrowed)*);));
    let requests = folder.services.iter().filter_map(|service| {
        let module = identifier(service.modules.last()?);
        let names = std::iter::once("BASE_URI").chain(service.names()).map(identifier);
        Some(quote!(#[cfg(feature = "http")] pub use self::#module::{#(#names),*};))
    });
    quote!(#(#uses)* #(#requests)* #borrowed)
}

fn is_side_by_side(context: Context<'_>) -> bool {
    context.options.temper == Temper::Curated && context.options.parts != Parts::Validators
}

/// The module that holds all, with the list of documents. It says nothing about itself in `//!`, which
/// `include!` would not take: in a build script's `OUT_DIR`, `include!` is the way in.
fn all(context: Context<'_>, folder: &Folder<'_>) -> Code {
    let folders = folder.folders.iter().map(|folder| identifier(folder));
    let (modules, uses) = (modules(context, folder), uses(context, folder));
    if context.options.parts == Parts::Types {
        let tokens = quote!(#(pub mod #folders;)* #modules #uses);
        return Code::new(Vec::new(), tokens);
    }
    let documents = context.model.pages.iter().filter(|page| page.entry.is_some());
    let rewrites = rewrites(context, documents.clone());
    let documents = documents.map(|page| document(context, page));
    let uses_of_runtime = if rewrites.is_empty() {
        quote!(DocumentInfo)
    } else {
        quote!({DocumentInfo, Rewrite, rewrite})
    };
    let tokens = quote! {
        use callschema_runtime::#uses_of_runtime;

        #(pub mod #folders;)*
        #modules
        #uses

        #[doc = " Every document, in order of names."]
        pub(crate) static DOCUMENTS: &[DocumentInfo] = &[#(#documents),*];

        #rewrites
    };
    Code::new(Vec::new(), tokens)
}

/// How each document is read into its type and written again. A constant is compiled where it is used, and with this one
/// the reading and writing of all types: who checks documents by name has no use for that.
fn rewrites<'a>(context: Context<'_>, pages: impl Iterator<Item = &'a Page>) -> TokenStream {
    if context.options.parts == Parts::Validators {
        return TokenStream::new();
    }
    let pairs = pages.map(|page| {
        let (name, root) = (&page.name, root(context, page));
        quote!((#name, rewrite::<#root>))
    });
    quote! {
        #[doc = " How each of them is read into its type and written again; compiled where it is used."]
        pub(crate) const REWRITES: &[(&str, Rewrite)] = &[#(#pairs),*];
    }
}

/// A document, from the module that holds all.
fn document(context: Context<'_>, page: &Page) -> TokenStream {
    let own: Vec<_> = page.modules.iter().map(|module| identifier(module)).collect();
    if context.options.parts == Parts::Validators {
        return quote!(#(#own)::*::DOCUMENT);
    }
    let root = root(context, page);
    let signature = page.signature.as_ref();
    let signature = signature.map(|_| quote!(.with_signature(&#(#own::)* signature::SIGNATURE)));
    quote!(DocumentInfo::of::<#root>() #signature)
}

/// The path to a document's type.
fn root(context: Context<'_>, page: &Page) -> TokenStream {
    let around = page.modules.len() - usize::from(is_side_by_side(context));
    let around = page.modules.iter().take(around).map(|module| identifier(module));
    let root = identifier(page.root());
    quote!(#(#around::)* #root)
}
