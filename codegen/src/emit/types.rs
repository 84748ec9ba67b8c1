//! What lives here: the page itself: its types. typify prints the declarations; here they get their
//! order, documentation, derives and short paths.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::visit_mut::{VisitMut, visit_path_mut};
use syn::{Attribute, Fields, Item, ItemEnum, ItemStruct, Path, parse_quote};

pub(super) use super::docs::PART_WIDTH;
use super::docs::TYPE_WIDTH;
use super::typify_bridge::Scope;
use super::{
    Code, Context, Family, borrowed, docs, identifier, methods, plain, signature, typify_bridge,
};
use crate::Parts;
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::shape::{Declaration, Field, Form, StringVariant, UnionVariant};

/// Writes the types of a page.
pub(super) fn emit(context: Context<'_>, page: &Page, _: &mut Diagnostics) -> Code {
    let (mut declarations, through_typify) = declarations(Scope { context, page });
    let names = page.declarations.iter().map(|declaration| declaration.name.as_str());
    let mut paths = ShortPaths::new(names);
    for item in &mut declarations {
        paths.visit_item_mut(item);
    }
    let uses = paths.imports();
    let validate = (context.options.parts == Parts::All).then(|| {
        quote!(
            pub(crate) mod validate;
        )
    });
    let constructors = methods::companions(page);
    let signature = signature::module(context, page);
    let borrowed = borrowed::is_written(context, page).then(|| {
        quote!(
            callschema_runtime::borrowed!(mod borrowed);
        )
    });
    let tokens = quote! {
        #(#uses)*
        mod codec;
        mod methods;
        #signature
        #validate
        #borrowed
        #constructors
        #(#declarations)*
    };
    let kind = if page.entry.is_some() { "Document" } else { "Schemas" };
    Code {
        about: vec![docs::escape(&page.description), format!("{kind}: `{}`", page.name)],
        tokens,
        through_typify,
    }
}

/// The declarations of a page in their order, and the names of those that typify printed.
fn declarations(scope: Scope<'_>) -> (Vec<Item>, Vec<String>) {
    let Scope { context, page } = scope;
    let mut items = typify_bridge::declarations(scope);
    let (mut declarations, mut through_typify) = (Vec::new(), Vec::new());
    for declaration in &page.declarations {
        let (mut item, why) = match items.remove(&declaration.name) {
            None => (plain::item(scope, declaration), None),
            Some(Ok(item)) => {
                through_typify.push(declaration.name.clone());
                (item, None)
            }
            Some(Err(problem)) => (plain::item(scope, declaration), Some(problem)),
        };
        refine(context.family, declaration, &mut item);
        if is_document(context, page) && declaration.name == page.root() {
            introduce(&mut item);
        }
        if let Some(why) = why {
            explain(&mut item, &why);
        }
        declarations.push(item);
    }
    (declarations, through_typify)
}

/// Whether the page is that of a document that can be read and checked.
fn is_document(context: Context<'_>, page: &Page) -> bool {
    page.entry.is_some() && context.options.parts == Parts::All
}

/// Says on the type of a document what it can do: rustdoc lists the methods of traits far below.
fn introduce(item: &mut Item) {
    let (attributes, name) = match item {
        Item::Struct(item) => (&mut item.attrs, &item.ident),
        Item::Enum(item) => (&mut item.attrs, &item.ident),
        _ => return,
    };
    let above = attributes.iter().take_while(|attribute| attribute.path().is_ident("doc")).count();
    let about = doc_attributes(&docs::of_document(&name.to_string()), TYPE_WIDTH);
    let gap = (above > 0).then(|| parse_quote!(#[doc = ""]));
    attributes.splice(above..above, gap.into_iter().chain(about));
}

/// Says in a comment why typify did not print a declaration.
fn explain(item: &mut Item, why: &str) {
    let comment = crate::layout::comment(&format!("Not printed by typify: {why}."));
    let attributes = match item {
        Item::Struct(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        _ => return,
    };
    attributes.insert(0, parse_quote!(#comment));
}

/// Gives a declaration its documentation and derives, and its parts theirs.
pub(super) fn refine(family: Family, declaration: &Declaration, item: &mut Item) {
    match (&declaration.form, item) {
        (Form::Struct(fields), Item::Struct(item)) => {
            refine_struct(family, declaration, fields, item);
        }
        (Form::Strings(variants), Item::Enum(item)) => refine_strings(declaration, variants, item),
        (Form::Union(variants), Item::Enum(item)) => {
            refine_union(family, declaration, variants, item);
        }
        (Form::Wrapper(_), Item::Struct(item)) => {
            item.attrs = attributes(family, declaration, &["PartialEq"]);
        }
        _ => {}
    }
}

fn refine_struct(
    family: Family,
    declaration: &Declaration,
    fields: &[Field],
    item: &mut ItemStruct,
) {
    let default = declaration.required_fields().is_empty().then_some("Default");
    let derives: Vec<&str> = default.into_iter().chain(["PartialEq"]).collect();
    item.attrs = attributes(family, declaration, &derives);
    let Fields::Named(printed) = &mut item.fields else {
        return;
    };
    let named = std::mem::take(&mut printed.named).into_iter().filter_map(|field| {
        let name = field.ident.as_ref()?.to_string();
        Some((typify_bridge::plain(&name).to_owned(), field))
    });
    let mut rest: HashMap<String, syn::Field> = named.collect();
    let mut take = |name: &str| rest.remove(name).or_else(|| rest.remove(&format!("{name}_")));
    for field in fields {
        let Some(mut taken) = take(&field.name) else {
            continue;
        };
        taken.ident = Some(identifier(&field.name));
        taken.attrs = doc_attributes(&docs::of_field(family, declaration, field), PART_WIDTH);
        if field.docs.deprecated {
            taken.attrs.push(parse_quote!(#[deprecated]));
        }
        printed.named.push(taken);
    }
    if let Some(mut extra) = take("extra") {
        extra.attrs = doc_attributes(&docs::of_extra(declaration), PART_WIDTH);
        printed.named.push(extra);
    }
}

fn refine_strings(declaration: &Declaration, variants: &[StringVariant], item: &mut ItemEnum) {
    item.attrs = attributes(Family::Owned, declaration, &["Eq", "Hash", "PartialEq"]);
    for (printed, variant) in item.variants.iter_mut().zip(variants) {
        printed.attrs = doc_attributes(&docs::of_string_variant(variant), PART_WIDTH);
    }
    item.variants.push(parse_quote! {
        #[doc = " A value that the schema does not list, kept as it came."]
        Unknown(::std::string::String)
    });
}

fn refine_union(
    family: Family,
    declaration: &Declaration,
    variants: &[UnionVariant],
    item: &mut ItemEnum,
) {
    item.attrs = attributes(family, declaration, &["PartialEq"]);
    for (printed, variant) in item.variants.iter_mut().zip(variants) {
        let docs = docs::of_union_variant(family, declaration, variant);
        printed.attrs = doc_attributes(&docs, PART_WIDTH);
    }
}

/// The attributes of a type. Where `Debug` has to hold something back, it is written by hand, elsewhere.
fn attributes(family: Family, declaration: &Declaration, derives: &[&str]) -> Vec<Attribute> {
    let mut attributes = doc_attributes(&docs::of_type(family, declaration), TYPE_WIDTH);
    let debug = (!declaration.is_discreet()).then_some("Debug");
    let derives = ["Clone"].into_iter().chain(debug).chain(derives.iter().copied());
    let derives = derives.map(identifier);
    attributes.push(parse_quote!(#[derive(#(#derives),*)]));
    if declaration.docs.deprecated {
        attributes.push(parse_quote!(#[deprecated]));
    }
    attributes.push(parse_quote!(#[non_exhaustive]));
    attributes
}

/// Paragraphs as documentation.
pub(super) fn doc_attributes(paragraphs: &[String], width: usize) -> Vec<Attribute> {
    docs::attributes(paragraphs, width).into_iter().map(|line| parse_quote!(#line)).collect()
}

/// Shortens paths to their last part and notes what that takes to import. A path stays long where its
/// last part is taken: a type called `Option` does not hide the standard library's.
pub(super) struct ShortPaths {
    /// The names that the file declares or that every file knows, and those that are imported.
    taken: BTreeMap<String, String>,
    /// The imports, as paths.
    uses: BTreeSet<String>,
}

/// Types that every file knows without importing them, with their paths.
const PRELUDE: [(&str, &str); 4] = [
    ("Option", "std::option::Option"),
    ("String", "std::string::String"),
    ("Vec", "std::vec::Vec"),
    ("Box", "std::boxed::Box"),
];

impl ShortPaths {
    /// For a file that declares these names.
    pub(super) fn new<'a>(declared: impl Iterator<Item = &'a str>) -> Self {
        let prelude = PRELUDE.map(|(name, path)| (name.to_owned(), path.to_owned()));
        let mut taken = BTreeMap::from(prelude);
        taken.extend(declared.map(|name| (name.to_owned(), name.to_owned())));
        Self { taken, uses: BTreeSet::new() }
    }

    /// The imports, one statement a module.
    pub(super) fn imports(&self) -> Vec<TokenStream> {
        let mut modules: BTreeMap<&str, Vec<Ident>> = BTreeMap::new();
        for (module, name) in self.uses.iter().filter_map(|path| path.rsplit_once("::")) {
            modules.entry(module).or_default().push(identifier(name));
        }
        let import = |(module, names): (&str, Vec<Ident>)| {
            let module = syn::parse_str::<Path>(module).ok()?;
            let only = names.first().filter(|_| names.len() == 1);
            Some(only.map_or_else(
                || quote!(use #module::{#(#names),*};),
                |name| quote!(use #module::#name;),
            ))
        };
        let (std, others): (Vec<_>, Vec<_>) =
            modules.into_iter().partition(|(module, _)| module.starts_with("std::"));
        std.into_iter().chain(others).filter_map(import).collect()
    }
}

impl VisitMut for ShortPaths {
    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_path_mut(self, path);
        let Some(last) = path.segments.last().cloned() else { return };
        let segments = path.segments.iter().map(|segment| segment.ident.to_string());
        let segments: Vec<String> =
            segments.filter(|segment| segment != typify_bridge::FOREIGN).collect();
        let (name, full) = (last.ident.to_string(), segments.join("::"));
        let taken = self.taken.entry(name).or_insert_with(|| full.clone());
        if *taken == full {
            path.leading_colon = None;
            path.segments = std::iter::once(last).collect();
            let in_scope =
                segments.len() == 1 || PRELUDE.iter().any(|(_, prelude)| *prelude == full);
            if !in_scope {
                self.uses.insert(full);
            }
        } else if path.segments.first().is_some_and(|first| first.ident == typify_bridge::FOREIGN) {
            path.leading_colon = None;
            path.segments = std::mem::take(&mut path.segments).into_iter().skip(1).collect();
        }
    }
}
