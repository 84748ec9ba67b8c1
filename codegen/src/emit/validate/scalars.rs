//! What lives here: rules about strings and numbers, and the values that schemas list.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{Writer, or_null};
use crate::emit::identifier;
use crate::ir::check::{Kinds, NumberRules, TextRules};
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

/// The bounds that a number is held to, where nothing else is asked of it.
fn plain_bounds(rules: &NumberRules) -> Option<TokenStream> {
    let other = [&rules.exclusive_minimum, &rules.exclusive_maximum, &rules.multiple_of];
    if other.iter().any(|rule| rule.is_some()) {
        return None;
    }
    let whole = |(method, limit): (&str, &String)| {
        let (method, limit) = (identifier(method), limit.parse().ok()?);
        let limit = Literal::i64_unsuffixed(limit);
        Some(quote!(.#method(#limit)))
    };
    let limits = [("at_least", &rules.minimum), ("at_most", &rules.maximum)];
    let limits = limits.into_iter().filter_map(|(method, limit)| Some((method, limit.as_ref()?)));
    let limits: Vec<TokenStream> = limits.map(whole).collect::<Option<_>>()?;
    let format = rules.format.map(|format| match format {
        IntegerFormat::Int32 => quote!(.int32()),
        IntegerFormat::Int64 => quote!(.int64()),
    });
    Some(quote!(const { &Bounds::none()#format #(#limits)* }))
}

impl Writer<'_> {
    /// A number of a kind, or null where the kinds allow it.
    pub(super) fn number(
        &mut self,
        method: &str,
        kinds: Kinds,
        rules: &NumberRules,
    ) -> TokenStream {
        if !rules.is_empty()
            && let Some(bounds) = plain_bounds(rules)
        {
            self.uses.insert("Bounds");
            let method = or_null(&format!("{method}_within"), kinds);
            return quote!(reader.#method(at, #bounds)?;);
        }
        opened(&or_null(method, kinds), "number", &number_rules(rules))
    }

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
