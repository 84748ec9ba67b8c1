//! What lives here: the file of a page that makes its types, shows them, and hands out numbers as times.
//!
//! As in the file beside it, the page's types are written with their path: they hide nothing here.

mod bridges;
mod constructor;
mod debug;

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::visit_mut::VisitMut;

use super::typify_bridge::Scope;
use super::{Code, Context, Family, identifier};
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::shape::{Accessor, Declaration, Field, Form, Presence, Time};

/// Writes the methods of a page's types.
pub(super) fn emit(context: Context<'_>, page: &Page, _: &mut Diagnostics) -> Code {
    let mut writer = Writer { scope: Scope { context, page }, uses: BTreeSet::new() };
    let impls: Vec<TokenStream> =
        page.declarations.iter().map(|declaration| writer.declaration(declaration)).collect();
    let fmt = writer.uses.remove("fmt").then(|| {
        quote!(
            use std::fmt;
        )
    });
    let duration = writer.uses.remove("Duration").then(|| {
        quote!(
            use std::time::Duration;
        )
    });
    let uses: Vec<Ident> = writer.uses.iter().map(|name| identifier(name)).collect();
    let uses = (!uses.is_empty()).then(|| quote!(use callschema_runtime::{#(#uses),*};));
    let tokens = quote! {
        #fmt
        #duration
        #uses

        #(#impls)*
    };
    let name = &page.name;
    let about = match context.family {
        Family::Owned => {
            format!("Making the types of `{name}`, reading times off them, and their `Debug`.")
        }
        Family::Borrowed => {
            format!("Reading times off the borrowed types of `{name}`, and their `Debug`.")
        }
    };
    Code::new(vec![about], tokens)
}

/// The structs that constructors take, published beside the types.
pub(super) fn companions(page: &Page) -> Option<TokenStream> {
    let names = page.declarations.iter().filter_map(|declaration| declaration.required.as_deref());
    let names: Vec<Ident> = names.map(identifier).collect();
    (!names.is_empty()).then(|| quote!(pub use self::methods::{#(#names),*};))
}

/// Whether a type has methods beside its constructor.
pub(super) fn has_any(declaration: &Declaration) -> bool {
    declaration.is_discreet() || accessors(declaration).next().is_some()
}

fn accessors(declaration: &Declaration) -> impl Iterator<Item = (&Field, &Accessor)> {
    let fields = match &declaration.form {
        Form::Struct(fields) => &fields[..],
        _ => &[],
    };
    fields.iter().filter_map(|field| Some((field, field.accessor.as_ref()?)))
}

struct Writer<'a> {
    scope: Scope<'a>,
    /// What the file uses of the runtime and of the standard library.
    uses: BTreeSet<String>,
}

impl Writer<'_> {
    fn declaration(&mut self, declaration: &Declaration) -> TokenStream {
        let is_owned = self.scope.context.family == Family::Owned;
        if !is_owned && declaration.borrowed.is_none() {
            return TokenStream::new();
        }
        let name = self.scope.context.type_path(declaration, &quote!('_));
        let companion = if is_owned { self.companion(declaration) } else { None };
        let constructor = if is_owned { self.constructor(declaration) } else { None };
        let accessors: Vec<TokenStream> = accessors(declaration)
            .map(|(field, accessor)| self.accessor(field, accessor))
            .collect();
        let methods = (constructor.is_some() || !accessors.is_empty()).then(|| {
            quote! {
                impl super::#name {
                    #constructor
                    #(#accessors)*
                }
            }
        });
        let debug = declaration.is_discreet().then(|| self.debug(declaration));
        let bridges = is_owned.then(|| self.bridges(declaration));
        quote!(#methods #companion #debug #bridges)
    }

    fn accessor(&mut self, field: &Field, accessor: &Accessor) -> TokenStream {
        self.uses.extend(["Quantity", "Unit"].map(str::to_owned));
        let (own, name) = (identifier(&field.name), identifier(&accessor.name));
        let unit = identifier(accessor.unit);
        let (gives, method, what) = match accessor.gives {
            Time::Span => ("Duration", "duration", "length of time"),
            Time::Point => ("Timestamp", "timestamp", "point in time"),
        };
        self.uses.insert(gives.to_owned());
        let (gives, method) = (identifier(gives), identifier(method));
        let (number, absent) = match field.presence {
            Presence::Required => (quote!(self.#own), ""),
            Presence::Optional => (quote!(self.#own.as_ref()?), "absent"),
            Presence::Nullable => (quote!(self.#own.as_ref()?), "`null`"),
            Presence::OptionalNullable => (quote!(self.#own.as_option()?), "absent, `null`"),
        };
        let out = match (accessor.gives, absent) {
            (Time::Span, "") => "below zero or too large",
            (Time::Span, _) => ", below zero or too large",
            (Time::Point, "") => "too large",
            (Time::Point, _) => " or too large",
        };
        let docs = vec![format!("`{}` as a {what}; none where it is {absent}{out}.", field.wire)];
        let docs = super::types::doc_attributes(&docs, super::docs::PART_WIDTH);
        quote! {
            #(#docs)*
            #[inline]
            pub fn #name(&self) -> Option<#gives> {
                #number.#method(Unit::#unit)
            }
        }
    }

    /// The type of a field, as it is written here.
    fn member_type(&mut self, field: &Field) -> TokenStream {
        let mut member: syn::Type = syn::parse2(super::plain::member(self.scope, field))
            .unwrap_or_else(|_| syn::parse_quote!(()));
        Paths(&mut self.uses).visit_type_mut(&mut member);
        quote!(#member)
    }
}

/// Writes paths as they are written beside the page: its own types with `super`, those of the prelude
/// bare, the runtime's by a name that is imported, the rest in full.
struct Paths<'a>(&'a mut BTreeSet<String>);

impl VisitMut for Paths<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        syn::visit_mut::visit_path_mut(self, path);
        let names: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        match &names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["std", .., "Option" | "String" | "Vec" | "Box"] => {
                keep_last(path);
            }
            ["callschema_runtime", name] => {
                self.0.insert((*name).to_owned());
                keep_last(path);
            }
            [super::typify_bridge::FOREIGN, ..] => {
                path.leading_colon = None;
                path.segments = std::mem::take(&mut path.segments).into_iter().skip(1).collect();
            }
            ["bool" | "i32" | "i64" | "u64"] => {}
            [_] => path.segments.insert(0, syn::parse_quote!(super)),
            _ => {}
        }
    }
}

fn keep_last(path: &mut syn::Path) {
    path.leading_colon = None;
    path.segments =
        path.segments.pop().map(syn::punctuated::Pair::into_value).into_iter().collect();
}
