//! What lives here: declarations that typify does not print: documents that are not objects, and what
//! it would have renamed. They look as if it had.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::identifier;
use super::typify_bridge::{FOREIGN, Scope};
use crate::ir::shape::{Declaration, Field, Form, Presence, Type};

/// The declaration, without documentation and derives.
pub(super) fn item(scope: Scope<'_>, declaration: &Declaration) -> Item {
    let name = identifier(&declaration.name);
    match &declaration.form {
        Form::Struct(fields) => {
            let names = fields.iter().map(|field| identifier(&field.name));
            let types = fields.iter().map(|field| member(scope, field));
            parse_quote! {
                pub struct #name { #(pub #names: #types,)* pub extra: ::callschema_runtime::Extra }
            }
        }
        Form::Strings(variants) => {
            let variants = variants.iter().map(|variant| identifier(&variant.name));
            parse_quote!(pub enum #name { #(#variants),* })
        }
        Form::Union(variants) => {
            let names = variants.iter().map(|variant| identifier(&variant.name));
            let types = variants.iter().map(|variant| holds(scope, &variant.holds));
            parse_quote!(pub enum #name { #(#names(#types)),* })
        }
        Form::Wrapper(inner) => {
            let inner = holds(scope, inner);
            parse_quote!(pub struct #name(pub #inner);)
        }
    }
}

pub(super) fn member(scope: Scope<'_>, field: &Field) -> TokenStream {
    let holds = holds(scope, &field.holds);
    match field.presence {
        Presence::Required => holds,
        Presence::Optional | Presence::Nullable => quote!(::std::option::Option<#holds>),
        Presence::OptionalNullable => quote!(::callschema_runtime::Nullable<#holds>),
    }
}

fn holds(scope: Scope<'_>, holds: &Type) -> TokenStream {
    let inner = |holds| self::holds(scope, holds);
    match holds {
        Type::Boolean => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::UInt64 => quote!(u64),
        Type::Integer => quote!(::callschema_runtime::Integer),
        Type::Number => quote!(::callschema_runtime::Number),
        Type::Raw | Type::Kept(_) => quote!(::callschema_runtime::RawJson),
        Type::Text(format) => {
            let name = identifier(format.type_name());
            quote!(::callschema_runtime::#name)
        }
        Type::String => quote!(::std::string::String),
        Type::Array(items) => {
            let items = inner(items);
            quote!(::std::vec::Vec<#items>)
        }
        Type::List(items) => {
            let items = inner(items);
            quote!(::callschema_runtime::List<#items>)
        }
        Type::Map(values) => {
            let values = inner(values);
            quote!(::callschema_runtime::Map<#values>)
        }
        Type::Tuple(items) => {
            let items = items.iter().map(inner);
            quote!((#(#items,)*))
        }
        Type::Nullable(value) => {
            let value = inner(value);
            quote!(::std::option::Option<#value>)
        }
        Type::Boxed(value) => {
            let value = inner(value);
            quote!(::std::boxed::Box<#value>)
        }
        Type::Named { document, name } if *document == scope.page.name => {
            let name = identifier(name);
            quote!(#name)
        }
        Type::Named { document, name } => {
            let (foreign, name) = (identifier(FOREIGN), identifier(name));
            let path = scope.context.module_path(document);
            quote!(#foreign::#path::#name)
        }
    }
}
