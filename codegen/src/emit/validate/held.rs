//! What lives here: what reads a member into its slot, as its schema and its type ask for it: most values are read
//! while they are checked, and others are built from their text once it has been.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::reading::{alone, chosen, closure, walked};
use super::{Writer, listed, or_null, place};
use crate::emit::identifier;
use crate::ir::check::{Check, FunctionPath, Kinds, MemberRule, OneKind, Target};
use crate::ir::shape::{Field, Form, Presence, Type};

impl<'a> Writer<'a> {
    /// What reads a member into its slot, and whether that holds it then.
    pub(super) fn held(&mut self, member: &MemberRule, field: &Field, slot: &Ident) -> TokenStream {
        let nullable = matches!(field.presence, Presence::Nullable | Presence::OptionalNullable);
        self.held_as(plainly(&member.value), &field.holds, nullable, slot)
    }

    /// What reads a value of a type into its slot; `nullable` where the type stands in an option that is for null.
    fn held_as(
        &mut self,
        target: &Target,
        holds: &Type,
        nullable: bool,
        slot: &Ident,
    ) -> TokenStream {
        if self.checks_itself(target, holds, nullable) {
            return quote!(#slot.fill(reader));
        }
        if let Some(held) = self.held_elements(target, holds, slot, nullable) {
            return held;
        }
        if self.lists_the_same(target, holds, nullable) {
            let method = identifier(if nullable { "listed_or_null" } else { "listed" });
            let check = self.closure(target);
            return quote!(#slot.#method(reader, #check));
        }
        let Some(check) = self.scalar(target) else {
            let check = self.closure(target);
            return quote!(#slot.take(reader, #check));
        };
        if let Some(check) = self.handing_out(check) {
            return quote!(#slot.take(reader, #check));
        }
        let statements = self.read(check);
        let statements = place::bind(&check.at, &statements);
        if let Some((method, arguments)) = one_check(&statements) {
            return quote!(#slot.#method(reader, #arguments));
        }
        let check = closure(&statements);
        quote!(#slot.take(reader, #check))
    }

    /// The reading of one shape of a union, which is handed to `wrap`.
    pub(super) fn shape(
        &mut self,
        branch: &FunctionPath,
        holds: &Type,
        wrap: &TokenStream,
    ) -> TokenStream {
        let target = Target::Function(branch.clone());
        if self.checks_itself(&target, holds, false) {
            return quote!(Read::read_then(reader, #wrap));
        }
        self.uses.insert("Slot");
        let held = self.held_as(&target, holds, false, &identifier("slot"));
        quote!({
            let mut slot = Slot::empty();
            #held?;
            slot.required().map(#wrap)
        })
    }

    /// A function that holds a string to rules and hands it out, so that nobody has to look at it again.
    fn handing_out(&mut self, check: &Check) -> Option<TokenStream> {
        let kinds = check.kinds.filter(|kinds| kinds.only() == Some(OneKind::String))?;
        let rules = self.text_rules(&check.text);
        if rules.is_empty() || check.text.only_format().is_some() || !check.listed.is_empty() {
            return None;
        }
        let method = or_null("string", kinds);
        let statements = quote! {
            let text = reader.#method(at)?;
            if let Some(text) = text { #(#rules)* }
        };
        let statements = place::bind(&check.at, &statements);
        Some(quote!(|reader| { #statements Ok(text) }))
    }

    /// Whether a target asks for nothing but one of the strings that a type lists.
    fn lists_the_same(&self, target: &Target, holds: &Type, nullable: bool) -> bool {
        let model = self.context.model;
        let check = match target {
            Target::Inline(check) => Some(&**check),
            Target::Function(path) if self.is_in_reach(path) => {
                model.function(path).map(|function| &function.check)
            }
            _ => None,
        };
        let (Some(check), Type::Named { document, name }) = (check, holds) else { return false };
        let form = model.declaration(document, name).map(|declaration| &declaration.form);
        let Some(Form::Strings(variants)) = form else { return false };
        let alone = !check.never && !check.traced && !check.is_read_again();
        let asked = check.kinds.filter(|kinds| alone && kinds.null == nullable);
        let values = asked.and_then(|_| listed::values(check));
        let wires = variants.iter().map(|variant| variant.wire.as_str());
        values.is_some_and(|values| values.into_iter().eq(wires))
    }

    /// Whether a target is the check of a type that checks itself while it is read.
    pub(super) fn checks_itself(&self, target: &Target, holds: &Type, nullable: bool) -> bool {
        let (Target::Function(path), model) = (target, self.context.model) else { return false };
        match holds {
            Type::Boxed(inner) => self.checks_itself(target, inner, nullable),
            Type::Nullable(inner) => !nullable && self.checks_itself(target, inner, true),
            Type::Named { document, name } => {
                let Some(declaration) = model.declaration(document, name) else { return false };
                let is_nullable = match walked(self.context, declaration) {
                    Some(function) => function.check.kinds.map(|kinds| kinds.null),
                    None => chosen(self.context, declaration).map(|_| false),
                };
                is_nullable == Some(nullable)
                    && declaration.check.as_ref() == Some(path)
                    && self.is_in_reach(path)
            }
            _ => false,
        }
    }

    /// The check of any other value that is written in line: where it stands there, or a function has no rules but
    /// its kind's.
    fn scalar<'t>(&self, target: &'t Target) -> Option<&'t Check>
    where
        'a: 't,
    {
        let check = self.in_line(target)?;
        let kind = check.kinds.and_then(Kinds::only);
        let is_scalar = !matches!(kind, None | Some(OneKind::Array | OneKind::Object));
        let stands_there = matches!(target, Target::Inline(_));
        (stands_there || (is_scalar && is_of_its_kind(check))).then_some(check)
    }

    /// The check that a target comes to.
    pub(super) fn in_line<'t>(&self, target: &'t Target) -> Option<&'t Check>
    where
        'a: 't,
    {
        match target {
            Target::Inline(check) => Some(check),
            // What another page checks may need that page's patterns.
            Target::Function(path) if path.document == self.page.name && self.is_in_reach(path) => {
                Some(&self.context.model.function(path)?.check)
            }
            _ => None,
        }
    }
}

/// Whether no more is asked of a value than the rules of its kind.
pub(super) fn is_of_its_kind(check: &Check) -> bool {
    !check.never && !check.traced && check.listed.is_empty() && !check.is_read_again()
}

/// A target without what keeps values out of messages: whoever reads a value tells nothing.
pub(super) fn plainly(target: &Target) -> &Target {
    match target {
        Target::Sensitive(inner) => plainly(inner),
        target => target,
    }
}

/// The checks of a reader for which a slot has a method of the same name: those of the runtime's `read/checked`.
const OF_SLOTS: [&str; 14] = [
    "boolean",
    "boolean_or_null",
    "string",
    "string_or_null",
    "number",
    "number_or_null",
    "integer",
    "integer_or_null",
    "formatted",
    "formatted_or_null",
    "integer_within",
    "integer_within_or_null",
    "number_within",
    "number_within_or_null",
];

/// The one check that statements consist of, where slots have it, and its arguments.
fn one_check(statements: &TokenStream) -> Option<(Ident, TokenStream)> {
    let tokens: Vec<TokenTree> = alone(statements)?.into_iter().collect();
    match &tokens[..] {
        [TokenTree::Ident(reader), _, TokenTree::Ident(method), TokenTree::Group(arguments)]
            if reader == "reader" && OF_SLOTS.iter().any(|name| method == name) =>
        {
            Some((method.clone(), arguments.stream()))
        }
        _ => None,
    }
}
