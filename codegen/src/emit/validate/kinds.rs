//! What lives here: values by their kind: one kind, or several.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::scalars::{number_rules, opened};
use super::{Writer, or_null};
use crate::emit::identifier;
use crate::ir::check::{Check, Kinds, OneKind};

impl Writer<'_> {
    /// A value of one kind, or of that kind or null.
    pub(super) fn one_kind(&mut self, check: &Check, kinds: Kinds, kind: OneKind) -> TokenStream {
        match kind {
            OneKind::Boolean => opened(&or_null("boolean", kinds), "boolean", &[]),
            OneKind::String => match check.text.only_format() {
                Some(format) => self.formatted(&or_null("formatted", kinds), format),
                None => opened(&or_null("string", kinds), "text", &self.text_rules(&check.text)),
            },
            OneKind::Number => self.number("number", kinds, &check.number),
            OneKind::Integer => self.number("integer", kinds, &check.number),
            OneKind::Array => self.array(&check.array, &or_null("array", kinds), check.traced),
            OneKind::Object => self.object(check, kinds),
        }
    }

    /// A value of whatever kind; rules apply to values of theirs.
    pub(super) fn several_kinds(&mut self, check: &Check) -> TokenStream {
        self.uses.insert("Kind");
        let integer = check.kinds.is_some_and(|kinds| kinds.integer && !kinds.number);
        let mut arms: Vec<(Ident, TokenStream)> = Vec::new();
        // A rule about a kind that `type` does not allow says nothing.
        let all = ["boolean", "number", "string", "array", "object", "null"];
        let allowed = check.kinds.unwrap_or_else(|| Kinds::of(&all));
        if allowed.string && !check.text.is_empty() {
            let body = opened(&identifier("string"), "text", &self.text_rules(&check.text));
            arms.push((identifier("String"), body));
        }
        if (allowed.number || allowed.integer) && (!check.number.is_empty() || integer) {
            let method = identifier(if integer { "integer" } else { "number" });
            let body = opened(&method, "number", &number_rules(&check.number));
            arms.push((identifier("Number"), body));
        }
        if allowed.array && (!check.array.is_empty() || check.evaluates_items()) {
            let body = self.array(&check.array, &identifier("array"), check.traced);
            arms.push((identifier("Array"), body));
        }
        if allowed.object && (!check.object.is_empty() || check.evaluates_members()) {
            let body = self.object(check, Kinds { object: true, ..Kinds::default() });
            arms.push((identifier("Object"), body));
        }
        let Some(kinds_listed) = check.kinds else { return untyped(&arms) };
        let (kinds, bodies): (Vec<Ident>, Vec<TokenStream>) = arms.into_iter().unzip();
        let expected = kinds_listed.describe();
        let free = free(kinds_listed, &kinds);
        let free = (!free.is_empty()).then(|| quote!(#(Kind::#free)|* => reader.skip()?,));
        quote! {
            match reader.kind()? {
                #(Kind::#kinds => { #bodies })*
                #free
                _ => reader.wrong_type(at, #expected)?,
            }
        }
    }
}

/// Rules for some kinds; a value of any other kind will do.
fn untyped(arms: &[(Ident, TokenStream)]) -> TokenStream {
    if let [(kind, body)] = arms {
        return quote!(if reader.kind()? == Kind::#kind { #body } else { reader.skip()?; });
    }
    let (kinds, bodies): (Vec<&Ident>, Vec<&TokenStream>) =
        arms.iter().map(|(kind, body)| (kind, body)).unzip();
    quote! {
        match reader.kind()? {
            #(Kind::#kinds => { #bodies })*
            _ => reader.skip()?,
        }
    }
}

/// The kinds that `type` allows and for which no rule is stated.
fn free(kinds: Kinds, ruled: &[Ident]) -> Vec<Ident> {
    let listed = kinds.json().into_iter().map(identifier);
    listed.filter(|name| !ruled.contains(name)).collect()
}
