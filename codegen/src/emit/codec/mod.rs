//! What lives here: the file of a page that reads its types from JSON and writes them, and the one that reads
//! the types that borrow.
//!
//! The page's types are written with their path: whatever they are called, they hide nothing here.

mod borrowed;
mod read;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Code, Context, Family, identifier, validate};
use crate::Parts;
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::shape::{Declaration, Field, Form, Presence, StringVariant, UnionVariant};

/// Writes the reading and writing of a page's types.
pub(super) fn emit(context: Context<'_>, page: &Page, _: &mut Diagnostics) -> Code {
    let checks = validate::Writer::beside(context, page);
    let mut writer = Writer { context, page, uses: BTreeSet::new(), checks };
    let impls: Vec<TokenStream> =
        page.declarations.iter().map(|declaration| writer.declaration(declaration)).collect();
    let is_document = page.entry.is_some() && context.options.parts == Parts::All;
    let document = is_document.then(|| writer.root());
    let uses = writer.uses.union(&writer.checks.uses).map(|name| identifier(name));
    let (around, what) = match context.family {
        Family::Owned => (quote!(super), "Reading and writing the types"),
        Family::Borrowed => (quote!(super::super), "Reading the borrowed types"),
    };
    let code = quote!(#document #(#impls)*);
    let validate = code.to_string().contains("validate ::").then(|| {
        quote!(
            use #around::validate;
        )
    });
    let tokens = quote! {
        use callschema_runtime::{#(#uses),*};

        #validate

        #code
    };
    Code::new(vec![format!("{what} of `{}`.", page.name)], tokens)
}

struct Writer<'a> {
    context: Context<'a>,
    page: &'a Page,
    /// What the file uses of the runtime.
    uses: BTreeSet<&'static str>,
    /// Writes the checks that values are held to while they are read.
    checks: validate::Writer<'a>,
}

impl Writer<'_> {
    fn root(&mut self) -> TokenStream {
        if self.context.family == Family::Borrowed {
            return self.borrowed_root();
        }
        self.uses.extend(["Document", "Limits", "Report", "report", "verdict"]);
        let (root, name) = (identifier(self.page.root()), &self.page.name);
        let check = identifier(validate::entry(self.context, self.page));
        quote! {
            impl Document for super::#root {
                const NAME: &'static str = #name;
                const SCHEMA: &'static str = validate::SCHEMA.text();

                fn is_valid_within(json: &[u8], limits: Limits) -> bool {
                    verdict(json, limits, validate::#check)
                }

                fn validate_within(json: &[u8], limits: Limits) -> Result<(), Report> {
                    report(json, limits, validate::SCHEMA, validate::#check, validate::#check)
                }
            }
        }
    }

    fn declaration(&mut self, declaration: &Declaration) -> TokenStream {
        if self.context.family == Family::Borrowed {
            return self.borrowed(declaration);
        }
        let read = self.read(declaration);
        let written = match &declaration.form {
            Form::Struct(fields) => self.object(declaration, fields),
            Form::Strings(variants) => Self::strings(&declaration.name, variants),
            Form::Union(variants) => self.union(declaration, variants),
            Form::Wrapper(_) => self.wrapper(declaration),
        };
        // What lists strings says so itself.
        let is_both =
            declaration.borrowed.is_none() && !matches!(declaration.form, Form::Strings(_));
        let name = identifier(&declaration.name);
        let owned = is_both.then(|| quote!(callschema_runtime::owned_impl!(super::#name);));
        quote!(#read #written #owned)
    }

    fn object(&mut self, declaration: &Declaration, fields: &[Field]) -> TokenStream {
        self.uses.extend(["Members", "Sink"]);
        let name = identifier(&declaration.name);
        let written = fields.iter().map(written);
        let described = self.described(declaration);
        quote! {
            impl Members for super::#name {
                fn members<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
                    #(#written)*
                    sink.extra(&self.extra)
                }
            }

            callschema_runtime::object_impls!(super::#name #described);
        }
    }

    /// The schema of a type and the function that checks it, for macros that make its errors. Of a type that is
    /// personal data, all of it, an error shows nothing.
    fn described(&mut self, declaration: &Declaration) -> Option<TokenStream> {
        if declaration.secrecy.all {
            return None;
        }
        let check = self.check(declaration)?;
        let path = declaration.check.as_ref()?;
        let schema = self.checks.schema(path.resource);
        Some(quote!(, #schema, #check))
    }

    /// The function that checks a type's schema, where there is one.
    fn check(&mut self, declaration: &Declaration) -> Option<TokenStream> {
        if self.context.options.parts != Parts::All {
            return None;
        }
        // What a type is of is what checks the whole document.
        if self.page.entry.is_some() && self.page.root() == declaration.name {
            let entry = identifier(validate::entry(self.context, self.page));
            return Some(quote!(validate::#entry));
        }
        Some(self.checks.path(declaration.check.as_ref()?))
    }

    fn wrapper(&mut self, declaration: &Declaration) -> TokenStream {
        self.uses.insert("Encode");
        let name = identifier(&declaration.name);
        let described = self.described(declaration);
        quote! {
            impl Encode for super::#name {
                #[inline]
                fn encode(&self, json: &mut Vec<u8>) {
                    self.0.encode(json);
                }
            }

            impl serde_core::Serialize for super::#name {
                fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(serializer)
                }
            }

            callschema_runtime::deserialize_impl!(super::#name #described);
        }
    }

    fn strings(name: &str, variants: &[StringVariant]) -> TokenStream {
        let name = identifier(name);
        let (names, wires): (Vec<_>, Vec<_>) =
            variants.iter().map(|variant| (identifier(&variant.name), &variant.wire)).unzip();
        quote! {
            impl super::#name {
                #[doc = " The values that the schema lists, in its order."]
                pub const LISTED: &[&str] = &[#(#wires),*];

                #[doc = " The value as it stands in JSON."]
                #[inline]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#names => #wires,)*
                        Self::Unknown(value) => value,
                    }
                }

                #[doc = " Whether the schema lists the value."]
                #[inline]
                pub fn is_known(&self) -> bool {
                    !matches!(self, Self::Unknown(_))
                }

                fn listed(value: &str) -> Option<Self> {
                    Some(match value {
                        #(#wires => Self::#names,)*
                        _ => return None,
                    })
                }
            }

            callschema_runtime::string_impls!(super::#name);
        }
    }

    fn union(&mut self, declaration: &Declaration, variants: &[UnionVariant]) -> TokenStream {
        self.uses.insert("Encode");
        let name = identifier(&declaration.name);
        let names: Vec<_> = variants.iter().map(|variant| identifier(&variant.name)).collect();
        let described = self.described(declaration);
        quote! {
            impl Encode for super::#name {
                #[inline]
                fn encode(&self, json: &mut Vec<u8>) {
                    match self {
                        #(Self::#names(value) => value.encode(json),)*
                    }
                }
            }

            impl serde_core::Serialize for super::#name {
                fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        #(Self::#names(value) => value.serialize(serializer),)*
                    }
                }
            }

            callschema_runtime::deserialize_impl!(super::#name #described);
        }
    }
}

/// A field, handed to the sink.
fn written(field: &Field) -> TokenStream {
    let (name, wire) = (identifier(&field.name), &field.wire);
    let method = identifier(match field.presence {
        Presence::Required | Presence::Nullable => "member",
        Presence::Optional => "optional",
        Presence::OptionalNullable => "nullable",
    });
    quote!(sink.#method(#wire, &self.#name)?;)
}
