//! What lives here: the types of what a request shows of who asks.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Page;
use crate::emit::{docs, identifier};
use crate::ir::endpoint::{Credentials, Secret, Way};
use crate::openapi::Carrier;

/// The type, its constructors, and how it goes into a request.
pub(super) fn credentials(credentials: &Credentials, page: &mut Page<'_>) -> TokenStream {
    page.client.extend(["Draft", "InvalidSecret", "Secret"]);
    match &credentials.ways[..] {
        [only] => structure(credentials, only),
        ways => choice(credentials, ways),
    }
}

fn structure(credentials: &Credentials, way: &Way) -> TokenStream {
    let name = identifier(&credentials.name);
    let docs = docs::attributes(
        &["What a request shows of who asks. `Debug` does not show it.".to_owned()],
        docs::TYPE_WIDTH,
    );
    let fields: Vec<_> = way.secrets.iter().map(|secret| identifier(&secret.name)).collect();
    let described = way.secrets.iter().map(|secret| {
        let (field, docs) = (identifier(&secret.name), described(secret));
        quote!(#(#docs)* #field: Secret)
    });
    let signs = way.secrets.iter().map(|secret| {
        let field = identifier(&secret.name);
        sign(secret, &quote!(&self.#field))
    });
    let new = constructor("new", way, &quote!(Self { #(#fields: Secret::new(#fields)?),* }));
    quote! {
        #(#docs)*
        #[derive(Clone, Debug)]
        pub struct #name { #(#described),* }

        impl #name {
            #new

            fn sign(&self, draft: &mut Draft) {
                #(#signs)*
            }
        }
    }
}

fn choice(credentials: &Credentials, ways: &[Way]) -> TokenStream {
    let name = identifier(&credentials.name);
    let about = "What a request shows of who asks: one of these. `Debug` does not show it.";
    let docs = docs::attributes(&[about.to_owned()], docs::TYPE_WIDTH);
    let variants = ways.iter().map(|way| {
        let variant = identifier(&way.name);
        let paragraphs: Vec<String> =
            way.secrets.iter().map(|secret| docs::escape(&about_secret(secret))).collect();
        let docs = docs::attributes(&paragraphs, docs::PART_WIDTH);
        let secrets = way.secrets.iter().map(|_| quote!(Secret));
        quote!(#(#docs)* #variant(#(#secrets),*))
    });
    let constructors = ways.iter().map(|way| {
        let variant = identifier(&way.name);
        let fields = way.secrets.iter().map(|secret| identifier(&secret.name));
        let made = quote!(Self::#variant(#(Secret::new(#fields)?),*));
        constructor(&crate::names::value_name(&way.name), way, &made)
    });
    let arms = ways.iter().map(|way| {
        let variant = identifier(&way.name);
        let fields: Vec<_> = way.secrets.iter().map(|secret| identifier(&secret.name)).collect();
        let signs =
            way.secrets.iter().zip(&fields).map(|(secret, field)| sign(secret, &quote!(#field)));
        quote!(Self::#variant(#(#fields),*) => { #(#signs)* })
    });
    quote! {
        #(#docs)*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }

        impl #name {
            #(#constructors)*

            fn sign(&self, draft: &mut Draft) {
                match self { #(#arms)* }
            }
        }
    }
}

fn constructor(name: &str, way: &Way, made: &TokenStream) -> TokenStream {
    let name = format_ident!("{name}");
    let arguments = way.secrets.iter().map(|secret| {
        let argument = identifier(&secret.name);
        quote!(#argument: impl AsRef<str>)
    });
    let mut about: Vec<String> =
        way.secrets.iter().map(|secret| docs::escape(&about_secret(secret))).collect();
    about.push("# Errors".to_owned());
    about.push(
        "Where a header could not carry it: white space, say, or other alphabets.".to_owned(),
    );
    let docs = docs::attributes(&about, docs::PART_WIDTH);
    quote! {
        #(#docs)*
        pub fn #name(#(#arguments),*) -> Result<Self, InvalidSecret> {
            Ok(#made)
        }
    }
}

fn described(secret: &Secret) -> Vec<TokenStream> {
    docs::attributes(&[docs::escape(&about_secret(secret))], docs::PART_WIDTH)
}

fn about_secret(secret: &Secret) -> String {
    let carried = match &secret.carrier {
        Carrier::Bearer => "Sent as `Authorization: Bearer …`.".to_owned(),
        Carrier::Header(name) => format!("Sent as the header `{name}`."),
        Carrier::Query(name) => {
            format!("Sent as `{name}` in the query, where the address shows it.")
        }
    };
    secret.description.clone().unwrap_or(carried)
}

fn sign(secret: &Secret, value: &TokenStream) -> TokenStream {
    match &secret.carrier {
        Carrier::Bearer => quote!(draft.bearer(#value);),
        Carrier::Header(name) => quote!(draft.secret_header(#name, #value);),
        Carrier::Query(name) => quote!(draft.secret_query(#name, #value);),
    }
}
