//! What lives here: declarations that typify does not print: documents that are not objects, and what
//! it would have renamed, and those that borrow. They look as if it had.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Item, parse_quote};

use super::typify_bridge::{FOREIGN, Scope};
use super::{Family, identifier};
use crate::ir::shape::{Declaration, Field, Form, Presence, Type};

/// The declaration, without documentation and derives.
pub(super) fn item(scope: Scope<'_>, declaration: &Declaration) -> Item {
    let context = scope.context;
    let name = context.type_path(declaration, &quote!('a));
    match &declaration.form {
        Form::Struct(fields) => {
            let names = fields.iter().map(|field| identifier(&field.name));
            let types = fields.iter().map(|field| member(scope, field));
            let extra = match context.family {
                Family::Owned => quote!(::callschema_runtime::Extra),
                Family::Borrowed => quote!(::callschema_runtime::ExtraRef<'a>),
            };
            parse_quote!(pub struct #name { #(pub #names: #types,)* pub extra: #extra })
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
    let borrows = scope.context.family == Family::Borrowed;
    match holds {
        Type::Boolean => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::UInt64 => quote!(u64),
        Type::Integer => json(scope, "Integer"),
        Type::Number => json(scope, "Number"),
        Type::Raw | Type::Kept(_) => json(scope, "RawJson"),
        Type::Text(format) => {
            let name = identifier(format.type_name());
            let text = quote!(::callschema_runtime::#name);
            if borrows { quote!(::callschema_runtime::TextRef<'a, #text>) } else { text }
        }
        Type::String if borrows => quote!(::std::borrow::Cow<'a, str>),
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
            if borrows {
                quote!(::callschema_runtime::MapRef<'a, #values>)
            } else {
                quote!(::callschema_runtime::Map<#values>)
            }
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
        Type::Named { document, name } => named(scope, document, name),
    }
}

/// A value that is kept as its JSON text.
fn json(scope: Scope<'_>, name: &str) -> TokenStream {
    let name = identifier(name);
    let value = quote!(::callschema_runtime::#name);
    match scope.context.family {
        Family::Owned => value,
        Family::Borrowed => quote!(::callschema_runtime::JsonRef<'a, #value>),
    }
}

/// A declared type, from the file that is written.
fn named(scope: Scope<'_>, document: &str, name: &str) -> TokenStream {
    let context = scope.context;
    let declaration = context.model.declaration(document, name);
    let sibling = declaration.and_then(|declaration| declaration.borrowed.as_ref());
    let sibling = sibling.filter(|_| context.family == Family::Borrowed);
    let (foreign, own) = (identifier(FOREIGN), document == scope.page.name);
    let written = identifier(sibling.map_or(name, String::as_str));
    let lifetime = sibling.map(|_| quote!(<'a>));
    match context.family {
        // What has nothing to borrow is declared on the page around.
        Family::Borrowed if own && sibling.is_none() => quote!(super::#written),
        _ if own => quote!(#written #lifetime),
        _ => {
            let path = context.module_path(document);
            quote!(#foreign::#path::#written #lifetime)
        }
    }
}
