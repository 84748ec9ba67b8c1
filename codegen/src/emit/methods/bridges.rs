//! What lives here: the traits of other crates. The runtime's macros write them where its features ask for
//! them, and nothing else.

use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use crate::emit::identifier;
use crate::ir::shape::{Declaration, Form};
use crate::{Parts, Temper};

impl Writer<'_> {
    pub(super) fn bridges(&self, declaration: &Declaration) -> TokenStream {
        let (schema, arbitrary) = (self.json_schema(declaration), arbitrary(declaration));
        quote!(#schema #arbitrary)
    }

    /// `JsonSchema`, for curated schemas: how they refer to one another is known.
    fn json_schema(&self, declaration: &Declaration) -> Option<TokenStream> {
        let options = self.scope.context.options;
        if options.temper != Temper::Curated || options.parts != Parts::All {
            return None;
        }
        let (document, pointer) = declaration.docs.place.as_ref()?.split_once('#')?;
        let (folder, _) = document.rsplit_once('/').unwrap_or_default();
        let (name, title) =
            (identifier(&declaration.name), format!("{folder}.{}", declaration.name));
        // The list of documents stands in the module that holds all.
        let module = self.scope.context.module_path("");
        Some(quote! {
            callschema_runtime::json_schema_impl!(super::#name, #title, #document, #pointer, #module::DOCUMENTS);
        })
    }
}

fn arbitrary(declaration: &Declaration) -> TokenStream {
    let name = identifier(&declaration.name);
    let parts = match &declaration.form {
        Form::Struct(fields) => {
            let fields = fields.iter().map(|field| identifier(&field.name));
            quote!(struct super::#name { #(#fields)* })
        }
        Form::Union(variants) => {
            let variants = variants.iter().map(|variant| identifier(&variant.name));
            quote!(union super::#name { #(#variants)* })
        }
        Form::Strings(_) => quote!(strings super::#name),
        Form::Wrapper(_) => quote!(wrapper super::#name),
    };
    quote!(callschema_runtime::arbitrary_impl!(#parts);)
}
