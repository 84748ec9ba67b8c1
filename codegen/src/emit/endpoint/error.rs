//! What lives here: the type of a request's answers that are no success.

use heck::ToShoutySnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Page;
use crate::emit::{docs, identifier};
use crate::ir::endpoint::{Answer, Endpoint};
use crate::names;

/// The variant of a status: `NotFound`.
pub(super) fn variant(answer: &Answer) -> Ident {
    identifier(&names::variant_name(&answer.reason.replace('\'', "")))
}

/// The constant of a status, as `http` calls it: `NOT_FOUND`.
fn constant(answer: &Answer) -> Ident {
    identifier(&answer.reason.replace('\'', "").to_shouty_snake_case())
}

/// The enum, one variant a documented status.
pub(super) fn error(endpoint: &Endpoint, page: &mut Page<'_>) -> TokenStream {
    page.uses_fmt = true;
    page.client.insert("Unexpected");
    page.http.insert("StatusCode");
    let name = identifier(&endpoint.error);
    let about = format!(
        "An answer to [`{}`] that is no success, with the document of its status.",
        endpoint.name
    );
    let docs = docs::attributes(&[about], docs::TYPE_WIDTH);
    let variants = endpoint.refusals.iter().map(|answer| {
        let docs = docs::attributes(&[docs::escape(&words(answer))], docs::PART_WIDTH);
        let (variant, holds) = (variant(answer), page.type_path(&answer.document));
        quote!(#(#docs)* #variant(Box<#holds>))
    });
    let implementations = implementations(endpoint, &name);
    quote! {
        #(#docs)*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            #[doc = " An answer that is not documented, or breaks its schema."]
            Unexpected(Unexpected),
        }

        #implementations
    }
}

/// What the enum can do.
fn implementations(endpoint: &Endpoint, name: &Ident) -> TokenStream {
    let names = endpoint.refusals.iter().map(variant);
    let constants = endpoint.refusals.iter().map(constant);
    let shown = shown(endpoint);
    quote! {
        impl #name {
            #[doc = " The status of the answer."]
            pub fn status(&self) -> StatusCode {
                match self {
                    #(Self::#names(_) => StatusCode::#constants,)*
                    Self::Unexpected(answer) => answer.status(),
                }
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #shown
            }
        }

        impl std::error::Error for #name {}
    }
}

/// What shows the error: the meaning of its status, and nothing of its document.
fn shown(endpoint: &Endpoint) -> TokenStream {
    if endpoint.refusals.is_empty() {
        return quote!(match self {
            Self::Unexpected(answer) => answer.fmt(f),
        });
    }
    let names = endpoint.refusals.iter().map(variant);
    let words = endpoint.refusals.iter().map(words);
    quote! {
        f.write_str(match self {
            #(Self::#names(_) => #words,)*
            Self::Unexpected(answer) => return answer.fmt(f),
        })
    }
}

/// A status and its meaning.
fn words(answer: &Answer) -> String {
    format!("{} {}: {}", answer.status, answer.reason, answer.description)
}
