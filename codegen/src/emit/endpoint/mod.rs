//! What lives here: the page of a provider's requests. It needs the runtime's feature `http`.

mod credentials;
mod error;
mod exchange;
mod request;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::{Code, Context, docs, identifier};
use crate::ir::endpoint::{Service, TypeName};
use credentials::credentials;
use error::error;
use exchange::exchange;
use request::request;

/// Writes the page.
pub(super) fn emit(context: Context<'_>, service: &Service) -> Code {
    let mut page = Page::new(context, service);
    let server = server(service);
    let credentials: Vec<TokenStream> =
        service.credentials.iter().map(|own| credentials(own, &mut page)).collect();
    let endpoints: Vec<TokenStream> = service
        .endpoints
        .iter()
        .map(|endpoint| {
            let request = request(service, endpoint, &mut page);
            let exchange = exchange(service, endpoint, &mut page);
            let error = error(endpoint, &mut page);
            quote!(#request #exchange #error)
        })
        .collect();
    let uses = page.uses();
    let tokens = quote! {
        #uses
        #server
        #(#credentials)*
        #(#endpoints)*
    };
    let about = vec![docs::escape(&service.about), format!("Described by `{}`.", service.source)];
    Code::new(about, tokens)
}

fn server(service: &Service) -> TokenStream {
    let (uri, description) = &service.server;
    let mut about = vec!["The server that requests go to.".to_owned()];
    about.extend(description.as_deref().map(|text| docs::escape(&docs::sentence(text))));
    about.push(format!("`{uri}`"));
    let docs = docs::attributes(&about, docs::TYPE_WIDTH);
    quote! {
        #(#docs)*
        pub static BASE_URI: BaseUri = BaseUri::described(#uri);
    }
}

/// What the page uses.
struct Page<'a> {
    context: Context<'a>,
    /// The runtime's types for requests, and the crate `http`'s.
    client: BTreeSet<&'static str>,
    http: BTreeSet<&'static str>,
    runtime: BTreeSet<&'static str>,
    /// The names of documents' types that are imported, each with its document.
    types: BTreeMap<String, String>,
    /// The names that the page declares.
    own: BTreeSet<String>,
    uses_fmt: bool,
}

impl<'a> Page<'a> {
    fn new(context: Context<'a>, service: &Service) -> Self {
        Self {
            context,
            client: BTreeSet::from(["BaseUri"]),
            http: BTreeSet::new(),
            runtime: BTreeSet::new(),
            types: BTreeMap::new(),
            own: service.names().map(str::to_owned).collect(),
            uses_fmt: false,
        }
    }

    /// The path to a document's type: its name, unless that is taken here.
    fn type_path(&mut self, holds: &TypeName) -> TokenStream {
        let name = identifier(&holds.name);
        let module = self.context.module_path(&holds.document);
        let names = [&self.client, &self.http, &self.runtime];
        let known = names.iter().any(|names| names.contains(holds.name.as_str()));
        if known || self.own.contains(&holds.name) || PRELUDE.contains(&holds.name.as_str()) {
            return quote!(#module::#name);
        }
        let holder = self.types.entry(holds.name.clone()).or_insert(holds.document.clone());
        if *holder == holds.document { quote!(#name) } else { quote!(#module::#name) }
    }

    fn uses(&self) -> TokenStream {
        let list = |path: TokenStream, names: &BTreeSet<&'static str>| {
            let names = names.iter().map(|name| identifier(name)).collect::<Vec<_>>();
            match &names[..] {
                [] => TokenStream::new(),
                [only] => quote!(use #path::#only;),
                all => quote!(use #path::{#(#all),*};),
            }
        };
        let fmt = self.uses_fmt.then(|| {
            quote!(
                use std::fmt;
            )
        });
        let client = list(quote!(callschema_runtime::client), &self.client);
        let http = list(quote!(callschema_runtime::client::http), &self.http);
        let runtime = list(quote!(callschema_runtime), &self.runtime);
        let mut by_document: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (name, document) in &self.types {
            by_document.entry(document).or_default().push(identifier(name));
        }
        let types = by_document.into_iter().map(|(document, names)| {
            let module = self.context.module_path(document);
            match &names[..] {
                [only] => quote!(use #module::#only;),
                all => quote!(use #module::{#(#all),*};),
            }
        });
        quote!(#fmt #runtime #client #http #(#types)*)
    }
}

/// What every file knows, or the page says without importing it.
const PRELUDE: [&str; 8] = ["Box", "Option", "String", "Result", "Ok", "Err", "Some", "None"];
