//! What lives here: `enum` and `const`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::{Writer, or_null};
use crate::ir::check::{Check, Listed, OneKind};

/// The one statement for a string that is one of a list, or null.
pub(super) fn strings(check: &Check, uses: &mut BTreeSet<&'static str>) -> Option<TokenStream> {
    let (kinds, values) = (check.kinds?, values(check)?);
    let method = or_null("listed", kinds);
    uses.insert("listed");
    Some(quote!(reader.#method(at, const { &listed([#(#values),*]) })?;))
}

/// The strings of which a check lets one through, and nothing else but perhaps null.
pub(super) fn values(check: &Check) -> Option<Vec<&str>> {
    let (kinds, [listed]) = (check.kinds?, &check.listed[..]) else {
        return None;
    };
    if kinds.only() != Some(OneKind::String) || !check.text.is_empty() {
        return None;
    }
    listed.strings(kinds.null)
}

impl Writer<'_> {
    /// Statements that read a value, and those that compare it with what is listed.
    pub(super) fn with_listed(&mut self, listed: &[Listed], read: TokenStream) -> TokenStream {
        if listed.is_empty() {
            return read;
        }
        let listed: Vec<TokenStream> =
            listed.iter().map(|listed| self.listed_again(listed)).collect();
        quote! {
            let listed = reader.mark();
            #read
            #(#listed)*
        }
    }

    /// `enum` and `const` where nothing else is asked: the first of them reads the value.
    pub(super) fn listed_alone(&mut self, listed: &[Listed]) -> TokenStream {
        let Some((first, others)) = listed.split_first() else {
            return quote!(reader.skip()?;);
        };
        let first = self.literal(first);
        let others: Vec<TokenStream> =
            others.iter().map(|listed| self.listed_again(listed)).collect();
        let mark = (!others.is_empty()).then(|| quote!(let listed = reader.mark();));
        quote!(#mark reader.#first?; #(#others)*)
    }

    fn listed_again(&mut self, listed: &Listed) -> TokenStream {
        let literal = self.literal(listed);
        quote!(reader.again(listed, |reader| reader.#literal)?;)
    }

    fn literal(&mut self, listed: &Listed) -> TokenStream {
        self.uses.insert("Literal");
        let keyword = listed.keyword;
        let values = listed.values.iter().map(literal);
        quote!(literal(at, #keyword, &[#(#values),*]))
    }
}

/// A listed value, given with its text.
fn literal((value, text): &(Value, String)) -> TokenStream {
    match value {
        Value::Null => quote!(Literal::Null),
        Value::Bool(value) => quote!(Literal::Boolean(#value)),
        Value::Number(_) => quote!(Literal::Number(#text)),
        Value::String(text) => quote!(Literal::String(#text)),
        Value::Array(_) | Value::Object(_) => quote!(Literal::Json(#text)),
    }
}
