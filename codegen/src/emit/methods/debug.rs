//! What lives here: `Debug` for types that hold personal data: it says where something is, not what.

use proc_macro2::TokenStream;
use quote::quote;

use super::Writer;
use crate::emit::identifier;
use crate::ir::shape::{Declaration, Field, Form, Presence, UnionVariant};

impl Writer<'_> {
    pub(super) fn debug(&mut self, declaration: &Declaration) -> TokenStream {
        self.uses.extend(["fmt", "Redacted"].map(str::to_owned));
        let context = self.scope.context;
        let name = context.type_path(declaration, &quote!('_));
        let shown = context.type_name(declaration);
        let all = declaration.secrecy.all;
        let body = match &declaration.form {
            Form::Struct(fields) => {
                let fields = fields.iter().map(|field| shown_field(field, all));
                let extra = all || declaration.secrecy.extra;
                let extra = if extra { quote!(&Redacted) } else { quote!(&self.extra) };
                quote!(f.debug_struct(#shown) #(#fields)* .field("extra", #extra).finish())
            }
            Form::Union(variants) => {
                let arms = variants.iter().map(|variant| shown_variant(variant, all));
                quote!(match self { #(#arms)* })
            }
            Form::Strings(_) | Form::Wrapper(_) => {
                quote!(f.debug_tuple(#shown).field(&Redacted).finish())
            }
        };
        quote! {
            impl fmt::Debug for super::#name {
                #[inline]
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    #body
                }
            }
        }
    }

    /// The same for the struct that a constructor takes.
    pub(super) fn debug_companion(&mut self, declaration: &Declaration) -> Option<TokenStream> {
        let (required, name) = (declaration.required_fields(), declaration.required.as_ref()?);
        let all = declaration.secrecy.all;
        if !all && !required.iter().any(|field| field.sensitive) {
            return None;
        }
        self.uses.extend(["fmt", "Redacted"].map(str::to_owned));
        let (ident, fields) =
            (identifier(name), required.iter().map(|field| shown_field(field, all)));
        Some(quote! {
            impl fmt::Debug for #ident {
                #[inline]
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.debug_struct(#name) #(#fields)* .finish()
                }
            }
        })
    }
}

/// A field; of personal data, whether it is there.
fn shown_field(field: &Field, all: bool) -> TokenStream {
    let (name, shown) = (identifier(&field.name), &field.name);
    let value = match field.presence {
        _ if !all && !field.sensitive => quote!(&self.#name),
        Presence::Required => quote!(&Redacted),
        _ => quote!(&self.#name.as_ref().map(|_| Redacted)),
    };
    quote!(.field(#shown, #value))
}

fn shown_variant(variant: &UnionVariant, all: bool) -> TokenStream {
    let (name, shown) = (identifier(&variant.name), &variant.name);
    if all || variant.sensitive {
        return quote!(Self::#name(_) => f.debug_tuple(#shown).field(&Redacted).finish(),);
    }
    quote!(Self::#name(value) => f.debug_tuple(#shown).field(value).finish(),)
}
