//! What lives here: what the types that borrow have of their own: the way to the types that own.

use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use crate::emit::identifier;
use crate::ir::shape::{Declaration, Form};

impl Writer<'_> {
    /// The face of the page's document, where that has something to borrow.
    pub(super) fn borrowed_root(&mut self) -> TokenStream {
        let root = self.page.declarations.first().and_then(|root| root.borrowed.as_ref());
        let Some(name) = root.map(|name| identifier(name)) else { return TokenStream::new() };
        self.uses.insert("DocumentRef");
        quote!(impl<'a> DocumentRef<'a> for super::#name<'a> {})
    }

    /// The reading of a type that borrows, and what makes of it the one that owns. What has nothing to borrow is
    /// of one type in both families.
    pub(super) fn borrowed(&mut self, declaration: &Declaration) -> TokenStream {
        let owned = identifier(&declaration.name);
        let Some(name) = declaration.borrowed.as_ref().map(|name| identifier(name)) else {
            return TokenStream::new();
        };
        self.uses.insert("IntoOwned");
        let read = self.read(declaration);
        let value = match &declaration.form {
            Form::Struct(fields) => {
                let fields = fields.iter().map(|field| identifier(&field.name));
                quote! {
                    super::super::#owned {
                        #(#fields: self.#fields.into_owned(),)*
                        extra: self.extra.into_owned(),
                    }
                }
            }
            Form::Union(variants) => {
                let variants = variants.iter().map(|variant| identifier(&variant.name));
                let arms = variants.map(|variant| {
                    quote!(Self::#variant(value) => super::super::#owned::#variant(value.into_owned()))
                });
                quote!(match self { #(#arms,)* })
            }
            Form::Strings(_) | Form::Wrapper(_) => {
                quote!(super::super::#owned(self.0.into_owned()))
            }
        };
        quote! {
            #read

            impl IntoOwned for super::#name<'_> {
                type Owned = super::super::#owned;

                #[inline]
                fn into_owned(self) -> Self::Owned {
                    #value
                }
            }
        }
    }
}
