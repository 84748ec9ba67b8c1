//! What lives here: the page itself: its types. typify prints the declarations; here they get their
//! order, documentation, derives and short paths.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::{VisitMut, visit_path_mut};
use syn::{Attribute, Fields, Item, ItemEnum, ItemStruct, Path, parse_quote};

use super::{Code, docs, identifier, module_path, typify_bridge};
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::shape::{Declaration, Field, Form, StringVariant, Type, UnionVariant};
use crate::source::Location;

/// Writes the types of a page.
pub(super) fn emit(page: &Page, diagnostics: &mut Diagnostics) -> Option<Code> {
    let mut items = match typify_bridge::declarations(page) {
        Ok(items) => items,
        Err(problem) => {
            let remedy = "report this as a bug of the generator, with the schema";
            diagnostics.add(&Location::root(&page.source), problem, remedy);
            return None;
        }
    };
    let declared = page.declarations.iter().map(|declaration| declaration.name.clone()).collect();
    let mut paths = ShortPaths { declared, uses: BTreeSet::new() };
    let mut declarations = Vec::new();
    for declaration in &page.declarations {
        let mut item = items.remove(&declaration.name)?;
        refine(declaration, &mut item);
        paths.visit_item_mut(&mut item);
        declarations.push(item);
    }
    let runtime = paths
        .uses
        .iter()
        .filter(|name| RUNTIME.contains(&name.as_str()))
        .map(|name| identifier(name));
    let runtime: Vec<_> = runtime.collect();
    let runtime = (!runtime.is_empty()).then(|| quote!(use callschema_runtime::{#(#runtime),*};));
    let others = others(page);
    let tokens = quote! {
        #runtime
        #(#others)*
        mod codec;
        pub(crate) mod validate;
        #(#declarations)*
    };
    Some(Code {
        about: vec![page.description.clone(), format!("Document: `{}`", page.name)],
        tokens,
    })
}

/// The declarations of a page that typify printed, each as `slng/call.rs: Call`.
pub(super) fn through_typify(page: &Page) -> Vec<String> {
    let items = typify_bridge::declarations(page).unwrap_or_default();
    let [provider, document] = &page.modules;
    let printed =
        page.declarations.iter().filter(|declaration| items.contains_key(&declaration.name));
    printed.map(|declaration| format!("{provider}/{document}.rs: {}", declaration.name)).collect()
}

/// How wide the documentation of types is set, and that of fields and variants.
const TYPE_WIDTH: usize = 96;
const PART_WIDTH: usize = TYPE_WIDTH - 4;

/// The runtime's types that fields may have.
const RUNTIME: &[&str] =
    &["DateTime", "Extra", "Integer", "Map", "Nullable", "Number", "RawJson", "Uri", "Uuid"];

/// Imports of types that other pages declare.
fn others(page: &Page) -> Vec<TokenStream> {
    let mut found = BTreeSet::new();
    for declaration in &page.declarations {
        match &declaration.form {
            Form::Struct(fields) => {
                for field in fields {
                    collect_others(page, &field.holds, &mut found);
                }
            }
            Form::Union(variants) => {
                for variant in variants {
                    collect_others(page, &variant.holds, &mut found);
                }
            }
            Form::Strings(_) => {}
        }
    }
    let uses = found.into_iter().map(|(document, name)| {
        let (module, name) = (module_path(&document), identifier(&name));
        quote!(use #module::#name;)
    });
    uses.collect()
}

fn collect_others(page: &Page, holds: &Type, found: &mut BTreeSet<(String, String)>) {
    match holds {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) | Type::Boxed(inner) => {
            collect_others(page, inner, found);
        }
        Type::Named { document, name } if *document != page.name => {
            found.insert((document.clone(), name.clone()));
        }
        _ => {}
    }
}

fn refine(declaration: &Declaration, item: &mut Item) {
    match (&declaration.form, item) {
        (Form::Struct(fields), Item::Struct(item)) => refine_struct(declaration, fields, item),
        (Form::Strings(variants), Item::Enum(item)) => refine_strings(declaration, variants, item),
        (Form::Union(variants), Item::Enum(item)) => refine_union(declaration, variants, item),
        _ => {}
    }
}

fn refine_struct(declaration: &Declaration, fields: &[Field], item: &mut ItemStruct) {
    item.attrs = attributes(declaration, &quote!(Clone, Debug, PartialEq));
    let Fields::Named(printed) = &mut item.fields else {
        return;
    };
    let mut rest: Vec<syn::Field> = std::mem::take(&mut printed.named).into_iter().collect();
    let mut take = |name: &str| {
        let is = |field: &syn::Field| {
            field
                .ident
                .as_ref()
                .is_some_and(|ident| typify_bridge::same_name(name, &ident.to_string()))
        };
        rest.iter().position(is).map(|index| rest.swap_remove(index))
    };
    for field in fields {
        let Some(mut taken) = take(&field.name) else {
            continue;
        };
        taken.ident = Some(identifier(&field.name));
        taken.attrs = doc_attributes(&docs::of_field(field), PART_WIDTH);
        if field.docs.deprecated {
            taken.attrs.push(parse_quote!(#[deprecated]));
        }
        printed.named.push(taken);
    }
    if let Some(mut extra) = take("extra") {
        extra.attrs = doc_attributes(
            &["Members that the schema does not name, kept as they came.".to_owned()],
            PART_WIDTH,
        );
        printed.named.push(extra);
    }
}

fn refine_strings(declaration: &Declaration, variants: &[StringVariant], item: &mut ItemEnum) {
    item.attrs = attributes(declaration, &quote!(Clone, Debug, Eq, Hash, PartialEq));
    for (printed, variant) in item.variants.iter_mut().zip(variants) {
        printed.attrs = doc_attributes(&docs::of_string_variant(variant), PART_WIDTH);
    }
    item.variants.push(parse_quote! {
        #[doc = " A value that the schema does not list, kept as it came."]
        Unknown(String)
    });
}

fn refine_union(declaration: &Declaration, variants: &[UnionVariant], item: &mut ItemEnum) {
    item.attrs = attributes(declaration, &quote!(Clone, Debug, PartialEq));
    for (printed, variant) in item.variants.iter_mut().zip(variants) {
        printed.attrs = doc_attributes(&docs::of_union_variant(variant), PART_WIDTH);
    }
}

fn attributes(declaration: &Declaration, derives: &TokenStream) -> Vec<Attribute> {
    let mut attributes = doc_attributes(&docs::of_type(&declaration.docs), TYPE_WIDTH);
    attributes.push(parse_quote!(#[derive(#derives)]));
    if declaration.docs.deprecated {
        attributes.push(parse_quote!(#[deprecated]));
    }
    attributes.push(parse_quote!(#[non_exhaustive]));
    attributes
}

/// Paragraphs as documentation, an empty line between them.
fn doc_attributes(paragraphs: &[String], width: usize) -> Vec<Attribute> {
    let attribute = |line: String| {
        let line = if line.is_empty() { line } else { format!(" {line}") };
        parse_quote!(#[doc = #line])
    };
    crate::layout::wrap(paragraphs, width).into_iter().map(attribute).collect()
}

/// Shortens paths to their last part and notes those parts. A path stays long where the page declares a
/// type of that name: a type called `Option` does not hide the standard library's.
struct ShortPaths {
    declared: BTreeSet<String>,
    uses: BTreeSet<String>,
}

impl VisitMut for ShortPaths {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_path_mut(self, path);
        let Some(last) = path.segments.last().cloned() else { return };
        let name = last.ident.to_string();
        if path.segments.len() > 1 && self.declared.contains(&name) {
            return;
        }
        path.leading_colon = None;
        path.segments = std::iter::once(last).collect();
        self.uses.insert(name);
    }
}
