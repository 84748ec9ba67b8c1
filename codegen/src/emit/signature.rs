//! What lives here: what tells a document from others, written down.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{Code, Context};
use crate::Parts;
use crate::ir::Page;
use crate::ir::check::Kinds;
use crate::ir::signature::Requirement;

/// Writes the signature of a page's document, if it has one.
pub(super) fn emit(context: Context<'_>, page: &Page) -> Option<Code> {
    let signature = page.signature.as_ref().filter(|_| is_written(context))?;
    let about = vec![format!("What tells `{}` from other documents.", page.name)];
    let forms = signature.forms.iter().map(|form| {
        let requirements = form.iter().map(requirement);
        quote!(&[#(#requirements),*])
    });
    let knows = &signature.knows;
    let kind = signature
        .forms
        .iter()
        .flatten()
        .any(|required| required.kinds.is_some())
        .then(|| quote!(Kind,));
    let tokens = quote! {
        use callschema_runtime::{#kind Requirement, Signature};

        #[doc = " What it requires, and what it knows of that which others require."]
        pub(crate) static SIGNATURE: Signature = Signature {
            forms: &[#(#forms),*],
            knows: &[#(#knows),*],
        };
    };
    Some(Code::new(about, tokens))
}

fn requirement(required: &Requirement) -> TokenStream {
    let pointer = required.pointer();
    let kinds = required.kinds.map(Kinds::json).unwrap_or_default();
    let kinds = kinds.into_iter().map(|kind| format_ident!("{kind}"));
    let listed = required.strings.iter().map(|strings| quote!(.listed(&[#(#strings),*])));
    quote!(Requirement::new(#pointer, &[#(Kind::#kinds),*]) #(#listed)*)
}

/// The module that holds a page's signature.
pub(super) fn module(context: Context<'_>, page: &Page) -> Option<TokenStream> {
    page.signature.as_ref().filter(|_| is_written(context)).map(|_| {
        quote!(
            pub(crate) mod signature;
        )
    })
}

/// Documents without validators are not listed: nothing would ask.
fn is_written(context: Context<'_>) -> bool {
    context.options.parts != Parts::Types
}
