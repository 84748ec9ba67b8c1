//! What lives here: the file of a page that has the types which borrow: beside each type that holds text, one
//! that holds the same and leaves it where it stands. typify knows no lifetimes, so `plain` prints them.

use quote::quote;
use syn::Item;
use syn::visit_mut::VisitMut;

use super::types::{ShortPaths, refine};
use super::typify_bridge::Scope;
use super::{Code, Context, methods, plain};
use crate::Parts;
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::shape::Declaration;

/// Whether a page has such types. Without checks they could not be read strictly, and they are for nothing else.
pub(super) fn is_written(context: Context<'_>, page: &Page) -> bool {
    context.options.parts == Parts::All && siblings(page).next().is_some()
}

/// Whether these have methods.
pub(super) fn has_methods(page: &Page) -> bool {
    siblings(page).any(|(declaration, _)| methods::has_any(declaration))
}

/// The declarations that have such a type, and what that is called.
fn siblings(page: &Page) -> impl Iterator<Item = (&Declaration, &str)> {
    let declarations = page.declarations.iter();
    declarations.filter_map(|declaration| Some((declaration, declaration.borrowed.as_deref()?)))
}

/// Writes the types of a page that borrow.
pub(super) fn emit(context: Context<'_>, page: &Page, _: &mut Diagnostics) -> Code {
    let scope = Scope { context, page };
    let mut paths = ShortPaths::new(siblings(page).map(|(_, name)| name));
    let declarations = siblings(page).map(|(declaration, _)| {
        let mut item = plain::item(scope, declaration);
        refine(context.family, declaration, &mut item);
        paths.visit_item_mut(&mut item);
        item
    });
    let declarations: Vec<Item> = declarations.collect();
    let uses = paths.imports();
    let methods = has_methods(page).then(|| {
        quote!(
            mod methods;
        )
    });
    let tokens = quote! {
        #(#uses)*
        mod codec;
        #methods
        #(#declarations)*
    };
    let about =
        format!("The types of `{}` that borrow from the text they are read from.", page.name);
    Code::new(vec![about], tokens)
}
