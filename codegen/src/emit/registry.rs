//! What lives here: the modules of the generated code and the list of its documents.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Code, identifier};
use crate::ir::{Model, Page};

/// Writes the modules: one for each provider, and the one that holds them.
pub(super) fn emit(model: &Model) -> Vec<(String, Code)> {
    let mut providers: Vec<&str> =
        model.pages.iter().map(|page| page.modules[0].as_str()).collect();
    providers.dedup();
    let mut files: Vec<(String, Code)> = providers
        .iter()
        .map(|provider| (format!("{provider}/mod.rs"), self::provider(model, provider)))
        .collect();
    files.push(("mod.rs".to_owned(), all(model, &providers)));
    files
}

fn provider(model: &Model, provider: &str) -> Code {
    let pages: Vec<&Page> = model.pages.iter().filter(|page| page.modules[0] == provider).collect();
    let modules = pages.iter().map(|page| identifier(&page.modules[1]));
    let uses = pages.iter().map(|page| {
        let module = identifier(&page.modules[1]);
        let names = page.declarations.iter().map(|declaration| identifier(&declaration.name));
        quote!(pub use self::#module::{#(#names),*};)
    });
    let documents = pages.iter().map(|page| format!("- [`{}`], `{}`", page.root(), page.name));
    let mut about = vec![format!("The documents of `{provider}`:")];
    about.extend(documents);
    Code::new(about, quote!(#(pub(crate) mod #modules;)* #(#uses)*))
}

fn all(model: &Model, providers: &[&str]) -> Code {
    let providers = providers.iter().map(|provider| identifier(provider));
    let documents = model.pages.iter().map(|page| -> TokenStream {
        let (provider, root) = (identifier(&page.modules[0]), identifier(page.root()));
        quote!(DocumentInfo::of::<#provider::#root>())
    });
    let tokens = quote! {
        use callschema_runtime::DocumentInfo;

        #(pub mod #providers;)*

        #[doc = " Every document, in order of names."]
        pub(crate) static DOCUMENTS: &[DocumentInfo] = &[#(#documents),*];
    };
    Code::new(vec!["The providers, and the list of all documents.".to_owned()], tokens)
}
