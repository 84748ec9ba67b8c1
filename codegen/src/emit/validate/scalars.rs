//! What lives here: rules about strings and numbers, and the values that schemas list.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::emit::identifier;
use crate::ir::check::{NumberRules, TextRules};
use crate::schema::{IntegerFormat, TextFormat};

/// Reads a scalar of a kind and holds it to rules.
pub(super) fn opened(method: &Ident, binding: &str, rules: &[TokenStream]) -> TokenStream {
    if rules.is_empty() {
        return quote!(reader.#method(at)?;);
    }
    let binding = identifier(binding);
    quote! {
        if let Some(#binding) = reader.#method(at)? {
            #(#rules)*
        }
    }
}

/// The statements that hold a number to rules.
pub(super) fn number_rules(rules: &NumberRules) -> Vec<TokenStream> {
    let bounds = [
        ("minimum", &rules.minimum),
        ("exclusive_minimum", &rules.exclusive_minimum),
        ("maximum", &rules.maximum),
        ("exclusive_maximum", &rules.exclusive_maximum),
    ];
    let bound = |(method, limit): (&str, &Option<String>)| {
        let (method, limit) = (identifier(method), limit_literal(limit.as_ref()?));
        Some(quote!(reader.#method(at, &number, #limit)?;))
    };
    let format = rules.format.map(|format| match format {
        IntegerFormat::Int32 => quote!(reader.int32(at, &number)?;),
        IntegerFormat::Int64 => quote!(reader.int64(at, &number)?;),
    });
    let multiple = rules.multiple_of.as_ref();
    let multiple = multiple.map(|divisor| quote!(reader.multiple_of(at, &number, #divisor)?;));
    format.into_iter().chain(bounds.into_iter().filter_map(bound)).chain(multiple).collect()
}

/// A bound: an `i64` where it is one, else its JSON text.
fn limit_literal(text: &str) -> TokenStream {
    if let Ok(value) = text.parse::<i64>() {
        let literal = Literal::i64_unsuffixed(value);
        return quote!(#literal);
    }
    quote!(#text)
}

impl Writer<'_> {
    /// Reads a string of which nothing but a format is asked.
    pub(super) fn formatted(&mut self, method: &Ident, format: TextFormat) -> TokenStream {
        self.uses.insert("Format");
        let format = format_name(format);
        quote!(reader.#method(at, Format::#format)?;)
    }

    /// The statements that hold a string to rules.
    pub(super) fn text_rules(&mut self, rules: &TextRules) -> Vec<TokenStream> {
        let format = rules.format.map(|format| {
            self.uses.insert("Format");
            let format = format_name(format);
            quote!(reader.format(at, &text, Format::#format)?;)
        });
        let bounds = [("min_length", rules.min_length), ("max_length", rules.max_length)];
        let bound = |(method, limit): (&str, Option<u64>)| {
            let (method, limit) = (identifier(method), Literal::u64_unsuffixed(limit?));
            Some(quote!(reader.#method(at, &text, #limit)?;))
        };
        let pattern = rules.pattern.as_ref().map(|pattern| {
            let pattern = self.pattern(pattern);
            quote!(reader.pattern(at, &text, &#pattern)?;)
        });
        format.into_iter().chain(bounds.into_iter().filter_map(bound)).chain(pattern).collect()
    }
}

/// The name that the runtime has for a format.
fn format_name(format: TextFormat) -> Ident {
    identifier(&format!("{format:?}"))
}
