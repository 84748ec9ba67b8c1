//! What lives here: the way to make a type of which something must be there: `new`, with what that is.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Attribute;

use super::Writer;
use crate::emit::docs::PART_WIDTH;
use crate::emit::types::doc_attributes;
use crate::emit::{Family, docs, identifier};
use crate::ir::shape::{Declaration, Field, Form, Presence, Type};

impl Writer<'_> {
    /// The constructor of a type that has required members.
    pub(super) fn constructor(&mut self, declaration: &Declaration) -> Option<TokenStream> {
        let Form::Struct(fields) = &declaration.form else { return None };
        let required = declaration.required_fields();
        if required.is_empty() {
            return None;
        }
        self.uses.insert("Extra".to_owned());
        if fields.iter().any(|field| field.presence == Presence::OptionalNullable) {
            self.uses.insert("Nullable".to_owned());
        }
        let docs =
            documentation("Makes one with the members that must be there; all others are absent.");
        let Some(companion) = &declaration.required else {
            let parameters = required.iter().map(|field| self.parameter(field));
            let parameters: Vec<TokenStream> = parameters.collect();
            let values = fields.iter().map(|field| value(self, field));
            let values: Vec<TokenStream> = values.collect();
            return Some(quote! {
                #docs
                #[inline]
                pub fn new(#(#parameters),*) -> Self {
                    Self { #(#values,)* extra: Extra::new() }
                }
            });
        };
        let companion = identifier(companion);
        Some(quote! {
            #docs
            #[inline]
            pub fn new(required: #companion) -> Self {
                required.into()
            }
        })
    }

    /// The struct that the constructor takes, where one member beside the other would be a riddle.
    pub(super) fn companion(&mut self, declaration: &Declaration) -> Option<TokenStream> {
        let name = identifier(declaration.required.as_ref()?);
        let (owner, required) = (&declaration.name, declaration.required_fields());
        let about = format!(
            "What [`{owner}::new`](super::{owner}::new) takes: the members that must be there."
        );
        let about = documentation(&about);
        let fields: Vec<TokenStream> = required
            .iter()
            .map(|field| {
                let (name, holds) = (identifier(&field.name), self.member_type(field));
                let about: Vec<String> = docs::of_field(Family::Owned, declaration, field)
                    .iter()
                    .map(|text| docs::beside(text))
                    .collect();
                let about = doc_attributes(&about, PART_WIDTH);
                let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
                quote!(#(#about)* #deprecated pub #name: #holds)
            })
            .collect();
        let debug = self.debug_companion(declaration);
        let derives = if debug.is_some() {
            quote!(Clone, PartialEq)
        } else {
            quote!(Clone, Debug, PartialEq)
        };
        let into = identifier(owner);
        let Form::Struct(all) = &declaration.form else { return None };
        let values = all.iter().map(taken);
        Some(quote! {
            #about
            #[derive(#derives)]
            pub struct #name { #(#fields),* }

            impl From<#name> for super::#into {
                #[inline]
                fn from(required: #name) -> Self {
                    Self { #(#values,)* extra: Extra::new() }
                }
            }

            #debug
        })
    }

    fn parameter(&mut self, field: &Field) -> TokenStream {
        let (name, holds) = (identifier(&field.name), self.member_type(field));
        if self.is_converted(field) {
            quote!(#name: impl Into<#holds>)
        } else {
            quote!(#name: #holds)
        }
    }

    /// Whether a parameter may be anything that becomes the member's value: a string, a number.
    fn is_converted(&self, field: &Field) -> bool {
        let is_listed = |document: &str, name: &str| {
            let pages = &self.scope.context.model.pages;
            let page = pages.iter().find(|page| page.name == document);
            let declarations = page.into_iter().flat_map(|page| &page.declarations);
            declarations.into_iter().any(|declaration| {
                declaration.name == name && matches!(declaration.form, Form::Strings(_))
            })
        };
        field.presence == Presence::Required
            && match &field.holds {
                Type::String | Type::Text(_) | Type::Integer | Type::Number => true,
                Type::Named { document, name } => is_listed(document, name),
                _ => false,
            }
    }
}

/// A field of the type, from the struct that the constructor takes.
fn taken(field: &Field) -> TokenStream {
    let name = identifier(&field.name);
    match field.presence {
        Presence::Required | Presence::Nullable => quote!(#name: required.#name),
        _ => absent(field),
    }
}

/// A field of the type, from the parameter of its name.
fn value(writer: &Writer<'_>, field: &Field) -> TokenStream {
    let name = identifier(&field.name);
    match field.presence {
        Presence::Required | Presence::Nullable if writer.is_converted(field) => {
            quote!(#name: #name.into())
        }
        Presence::Required | Presence::Nullable => quote!(#name),
        _ => absent(field),
    }
}

fn absent(field: &Field) -> TokenStream {
    let name = identifier(&field.name);
    let is_nullable = field.presence == Presence::OptionalNullable;
    if is_nullable { quote!(#name: Nullable::Absent) } else { quote!(#name: None) }
}

fn documentation(text: &str) -> TokenStream {
    let lines: Vec<Attribute> = doc_attributes(&[text.to_owned()], PART_WIDTH);
    quote!(#(#lines)*)
}
