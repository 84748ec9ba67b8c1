//! What lives here: how the types of a page are read.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::emit::validate::{chosen, told_apart, walked};
use crate::emit::{Family, identifier};
use crate::ir::shape::{Declaration, Field, Form, Presence, ToldBy, UnionVariant};

/// What variables and functions are called beside those that are called as fields.
const OWN: [&str; 13] = [
    "at", "extra", "from", "held", "listed", "member", "object", "reader", "tag", "then",
    "unruled", "validate", "value",
];

impl Writer<'_> {
    /// The reading of a type.
    pub(super) fn read(&mut self, declaration: &Declaration) -> Option<TokenStream> {
        match &declaration.form {
            Form::Struct(fields) => Some(self.read_object(declaration, fields)),
            Form::Union(variants) => Some(self.read_union(declaration, variants)),
            Form::Wrapper(_) => Some(self.read_wrapper(declaration)),
            // What builds it comes with what writes it; a document is checked before.
            Form::Strings(_) if declaration.name == self.page.root() => {
                self.read_by_check(declaration)
            }
            Form::Strings(_) => None,
        }
    }

    /// A type that borrows has the lifetime of the text.
    fn type_path(&self, declaration: &Declaration) -> TokenStream {
        self.context.type_path(declaration, &quote!('a))
    }

    /// What holds the members that the schema does not name.
    fn extra(&self) -> &'static str {
        match self.context.family {
            Family::Owned => "Extra",
            Family::Borrowed => "ExtraRef",
        }
    }

    fn read_wrapper(&mut self, declaration: &Declaration) -> TokenStream {
        self.uses.extend(["Build", "Lenient", "Reader", "Reading"]);
        let (name, read) = (self.type_path(declaration), self.read_by_check(declaration));
        quote! {
            impl<'a> Build<'a> for super::#name {
                #[inline]
                fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                    Build::build(reader).map(Self)
                }
            }

            #read
        }
    }

    /// The reading of an object: in one walk with its checks where its schema is one.
    fn read_object(&mut self, declaration: &Declaration, fields: &[Field]) -> TokenStream {
        let extra = self.extra();
        self.uses.extend([extra, "Reader", "Reading", "Unread"]);
        if !fields.is_empty() {
            self.uses.insert("Slot");
        }
        let slots: Vec<(&Field, Ident)> =
            fields.iter().map(|field| (field, slot(field, fields))).collect();
        let (name, own) = (self.type_path(declaration), slots.iter().map(|(_, slot)| slot));
        let extra = identifier(extra);
        let taken = slots.iter().map(|(field, slot)| taken(field, slot));
        let begin = quote!(#(let mut #own = Slot::empty();)* let mut extra = #extra::new(););
        let value = quote!(Self { #(#taken,)* extra });
        let function = walked(self.context, declaration);
        if let Some(function) = function.filter(|_| self.reads_whole(declaration)) {
            let walk = self.checks.reading(function, &slots);
            return self
                .read_then(&name, &quote!(#begin #walk let value = #value; Ok(then(value))));
        }
        self.uses.extend(["Build", "Lenient"]);
        let ([table, walk], read) = (self.unchecked_walk(&slots), self.read_by_check(declaration));
        quote! {
            impl<'a> Build<'a> for super::#name {
                #[inline]
                fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                    #table
                    #begin
                    #walk
                    Ok(#value)
                }
            }

            #read
        }
    }

    /// Whether a type's own check is all that is asked of it: a document's may be called in a way of its own.
    fn reads_whole(&mut self, declaration: &Declaration) -> bool {
        let check = self.check(declaration).map(|check| check.to_string());
        let own = declaration.check.as_ref().map(|path| self.checks.path(path).to_string());
        check.is_some() && check == own
    }

    /// The reading of a type after its check, where it has one.
    fn read_by_check(&mut self, declaration: &Declaration) -> Option<TokenStream> {
        let (name, check) = (self.type_path(declaration), self.check(declaration)?);
        Some(quote!(callschema_runtime::read_impl!(super::#name, #check);))
    }

    /// The table of an object's members, and the statements that walk through them without a check and fill a
    /// slot for each field.
    fn unchecked_walk(&mut self, slots: &[(&Field, Ident)]) -> [TokenStream; 2] {
        self.uses.insert("MemberTable");
        if slots.is_empty() {
            let walk = quote! {
                if !reader.object("")? { return Err(Unread::Unfit); }
                let mut object = reader.members(MemberTable::NONE)?;
                while object.next(reader)?.is_some() {
                    reader.skip()?;
                    extra.keep(&object, reader);
                }
            };
            return [TokenStream::new(), walk];
        }
        self.uses.insert("Member");
        let words = Literal::usize_unsuffixed(slots.len().div_ceil(64));
        let members = slots.iter().map(|(field, _)| &field.wire);
        let arms = slots.iter().enumerate().map(|(index, (_, slot))| {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index => #slot.build(reader)?,)
        });
        let table = quote! {
            const MEMBERS: &[Member] = &[#(Member::optional(#members)),*];
            static TABLE: MemberTable<#words> = MemberTable::new(MEMBERS);
        };
        let walk = quote! {
            if !reader.object("")? { return Err(Unread::Unfit); }
            let mut object = reader.members(&TABLE)?;
            while let Some(member) = object.next(reader)? {
                let held = match member {
                    #(#arms)*
                    _ => { reader.skip()?; false }
                };
                if !held { extra.keep(&object, reader); }
            }
        };
        [table, walk]
    }

    /// The reading of a type that is checked while that is done, by these statements.
    fn read_then(&mut self, name: &TokenStream, statements: &TokenStream) -> TokenStream {
        self.uses.extend(["Mode", "Read"]);
        quote! {
            impl<'a> Read<'a> for super::#name {
                fn read_then<M: Mode, R>(
                    reader: &mut Reader<'a, M>,
                    then: impl FnOnce(Self) -> R,
                ) -> Reading<R> {
                    #statements
                }
            }

            callschema_runtime::build_impl!(super::#name);
        }
    }

    /// The reading of a union: its shapes are told apart before one is read, and it is checked while that is done,
    /// where that takes no more than a look.
    fn read_union(&mut self, declaration: &Declaration, variants: &[UnionVariant]) -> TokenStream {
        self.uses.extend(["Reader", "Reading"]);
        let name = self.type_path(declaration);
        let chosen = chosen(self.context, declaration).filter(|_| self.reads_whole(declaration));
        if let Some(choice) = chosen.and_then(|chosen| self.checks.choosing(chosen, variants)) {
            return self.read_then(&name, &choice);
        }
        self.uses.extend(["Build", "Lenient"]);
        let (choice, read) = (self.unchecked_choice(variants), self.read_by_check(declaration));
        quote! {
            impl<'a> Build<'a> for super::#name {
                #[inline]
                fn build(reader: &mut Reader<'a, Lenient>) -> Reading<Self> {
                    #choice
                }
            }

            #read
        }
    }

    fn unchecked_choice(&mut self, variants: &[UnionVariant]) -> TokenStream {
        let names: Vec<Ident> = variants.iter().map(|variant| identifier(&variant.name)).collect();
        let built = names.iter().map(|name| quote!(Build::build(reader).map(Self::#name)));
        let built: Vec<TokenStream> = built.collect();
        if let Some(choice) = told_apart(variants, &built, &mut self.uses) {
            return choice;
        }
        let checks = variants.iter().filter_map(|variant| match &variant.told_by {
            ToldBy::Check(function) => Some(self.checks.path(function)),
            _ => None,
        });
        let checks: Vec<TokenStream> = checks.collect();
        quote! {
            #(if reader.meets(#checks) { return #built; })*
            reader.first_fit(&[#(|reader| #built),*])
        }
    }
}

/// A field's slot: called as the field, with underscores where that is the name of something else.
fn slot(field: &Field, fields: &[Field]) -> Ident {
    let is_free = |name: &str| {
        !OWN.contains(&name) && (name == field.name || fields.iter().all(|own| own.name != name))
    };
    let mut name = field.name.clone();
    while !is_free(&name) {
        name.push('_');
    }
    identifier(&name)
}

/// A field, taken from its slot.
fn taken(field: &Field, slot: &Ident) -> TokenStream {
    let name = identifier(&field.name);
    match field.presence {
        Presence::Required | Presence::Nullable => quote!(#name: #slot.required()?),
        Presence::Optional => quote!(#name: #slot.optional()),
        Presence::OptionalNullable => quote!(#name: #slot.nullable()),
    }
}
