//! What lives here: the file of a page that reads its types from JSON and writes them.
//!
//! The page's types are written with their path: whatever they are called, they hide nothing here.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Code, Context, identifier, validate};
use crate::Parts;
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::check::FunctionPath;
use crate::ir::shape::{Declaration, Field, Form, Presence, StringVariant, ToldBy, UnionVariant};

/// Writes the reading and writing of a page's types.
pub(super) fn emit(context: Context<'_>, page: &Page, _: &mut Diagnostics) -> Code {
    let mut writer = Writer { context, page, uses: BTreeSet::new(), checks: false };
    let impls: Vec<TokenStream> =
        page.declarations.iter().map(|declaration| writer.declaration(declaration)).collect();
    let is_document = page.entry.is_some() && context.options.parts == Parts::All;
    let document = is_document.then(|| writer.root());
    let uses = writer.uses.into_iter().map(identifier);
    let validate = writer.checks.then(|| {
        quote!(
            use super::validate;
        )
    });
    let tokens = quote! {
        use callschema_runtime::{#(#uses),*};

        #validate

        #document
        #(#impls)*
    };
    Code::new(vec![format!("Reading and writing the types of `{}`.", page.name)], tokens)
}

struct Writer<'a> {
    context: Context<'a>,
    page: &'a Page,
    /// What the file uses of the runtime.
    uses: BTreeSet<&'static str>,
    /// Whether it calls the page's own checks.
    checks: bool,
}

impl Writer<'_> {
    fn root(&mut self) -> TokenStream {
        self.uses.extend(["Document", "Limits", "Report", "report", "verdict"]);
        self.checks = true;
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
        match &declaration.form {
            Form::Struct(fields) => self.object(&declaration.name, fields),
            Form::Strings(variants) => Self::strings(&declaration.name, variants),
            Form::Union(variants) => self.union(&declaration.name, variants),
            Form::Wrapper(_) => self.wrapper(&declaration.name),
        }
    }

    fn object(&mut self, name: &str, fields: &[Field]) -> TokenStream {
        self.uses.extend(["Cursor", "Decode", "Decoded", "Extra", "Kind", "Members", "Sink"]);
        if !fields.is_empty() {
            self.uses.insert("Slot");
        }
        let name = identifier(name);
        let [cursor, walk, wire] = ["cursor", "members", "name"].map(|own| unused(own, fields));
        let slots: Vec<Ident> = fields.iter().map(|field| identifier(&field.name)).collect();
        let taken = fields.iter().map(|field| taken(field, &cursor));
        let written = fields.iter().map(written);
        let arms = fields.iter().map(|field| arm(field, &cursor));
        let kept = if fields.is_empty() {
            quote!(extra.fill(#cursor, &#wire.value())?;)
        } else {
            quote! {
                match #wire.value().as_ref() {
                    #(#arms)*
                    #wire => extra.fill(#cursor, #wire)?,
                }
            }
        };
        quote! {
            impl Decode for super::#name {
                fn decode(#cursor: &mut Cursor<'_>) -> Decoded<Self> {
                    #(let mut #slots = Slot::empty();)*
                    let mut extra = Extra::new();
                    #cursor.expect(Kind::Object)?;
                    let mut #walk = #cursor.object()?;
                    while let Some(#wire) = #walk.next(#cursor)? {
                        #kept
                    }
                    Ok(Self { #(#taken,)* extra })
                }
            }

            impl Members for super::#name {
                fn members<S: Sink>(&self, sink: &mut S) -> Result<(), S::Error> {
                    #(#written)*
                    sink.extra(&self.extra)
                }
            }

            callschema_runtime::object_impls!(super::#name);
        }
    }

    /// The path to a function that checks a schema, from here.
    fn check_path(&mut self, function: &FunctionPath) -> TokenStream {
        let check = identifier(&function.name);
        if function.document == self.page.name {
            self.checks = true;
            return quote!(validate::#check);
        }
        let module = self.context.module_path(&function.document);
        quote!(#module::validate::#check)
    }

    fn wrapper(&mut self, name: &str) -> TokenStream {
        self.uses.extend(["Cursor", "Decode", "Decoded", "Encode"]);
        let name = identifier(name);
        quote! {
            impl Decode for super::#name {
                fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
                    Decode::decode(cursor).map(Self)
                }
            }

            impl Encode for super::#name {
                fn encode(&self, json: &mut Vec<u8>) {
                    self.0.encode(json);
                }
            }

            impl serde::Serialize for super::#name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(serializer)
                }
            }

            callschema_runtime::deserialize_impl!(super::#name);
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
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#names => #wires,)*
                        Self::Unknown(value) => value,
                    }
                }

                #[doc = " Whether the schema lists the value."]
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

    fn union(&mut self, name: &str, variants: &[UnionVariant]) -> TokenStream {
        self.uses.extend(["Cursor", "Decode", "Decoded", "Encode", "Mismatch"]);
        let expected = format!("one of the shapes of `{name}`");
        let name = identifier(name);
        let names: Vec<_> = variants.iter().map(|variant| identifier(&variant.name)).collect();
        let choice = self.choice(variants, &expected);
        quote! {
            impl Decode for super::#name {
                fn decode(cursor: &mut Cursor<'_>) -> Decoded<Self> {
                    #choice
                }
            }

            impl Encode for super::#name {
                fn encode(&self, json: &mut Vec<u8>) {
                    match self {
                        #(Self::#names(value) => value.encode(json),)*
                    }
                }
            }

            impl serde::Serialize for super::#name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        #(Self::#names(value) => value.serialize(serializer),)*
                    }
                }
            }

            callschema_runtime::deserialize_impl!(super::#name);
        }
    }

    /// Tells the shapes of a union apart and reads the one that it is.
    fn choice(&mut self, variants: &[UnionVariant], expected: &str) -> TokenStream {
        let by_kind = variants.iter().all(|variant| matches!(variant.told_by, ToldBy::Kind(_)));
        if by_kind {
            self.uses.insert("Kind");
        }
        let branches = variants.iter().map(|variant| {
            let name = identifier(&variant.name);
            let read = quote!(Decode::decode(cursor).map(Self::#name));
            match &variant.told_by {
                ToldBy::Kind(kind) => {
                    let kind = identifier(kind);
                    quote!(Kind::#kind => #read,)
                }
                ToldBy::Check(function) => {
                    self.uses.insert("matches");
                    let check = self.check_path(function);
                    quote!(if matches(cursor, #check) { return #read; })
                }
            }
        });
        let branches: Vec<TokenStream> = branches.collect();
        let otherwise = quote!(Err(Mismatch::expected(cursor, #expected)));
        if by_kind {
            quote!(match cursor.kind()? { #(#branches)* _ => #otherwise, })
        } else {
            quote!(#(#branches)* #otherwise)
        }
    }
}

/// A variable beside those that are called as fields: its name, lengthened until no field has it.
fn unused(own: &str, fields: &[Field]) -> Ident {
    let mut name = own.to_owned();
    while fields.iter().any(|field| field.name == name) {
        name.push('_');
    }
    identifier(&name)
}

/// A field's slot, filled when its member comes. Long lines are broken as rustfmt would.
fn arm(field: &Field, cursor: &Ident) -> TokenStream {
    let (slot, wire) = (identifier(&field.name), &field.wire);
    if field.name.len() + wire.len() > 40 {
        return quote!(#wire => { #slot.fill(#cursor)?; });
    }
    quote!(#wire => #slot.fill(#cursor)?,)
}

/// A field, taken from its slot.
fn taken(field: &Field, cursor: &Ident) -> TokenStream {
    let (name, wire) = (identifier(&field.name), &field.wire);
    match field.presence {
        Presence::Required | Presence::Nullable => quote!(#name: #name.required(#cursor, #wire)?),
        Presence::Optional => quote!(#name: #name.optional()),
        Presence::OptionalNullable => quote!(#name: #name.nullable()),
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
