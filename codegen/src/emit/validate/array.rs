//! What lives here: rules about arrays.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::emit::identifier;
use crate::ir::check::{ArrayRules, Contains, FunctionPath, Others, Target};

impl Writer<'_> {
    /// An array, opened by a method of the reader.
    pub(super) fn array(
        &mut self,
        rules: &ArrayRules,
        method: &Ident,
        traced: bool,
    ) -> TokenStream {
        let items = self.items(rules, traced);
        let whole = whole(rules);
        let [start, each, end] = self.contains(rules.contains.as_ref(), traced);
        quote! {
            if reader.#method(at)? {
                let mut array = reader.items()?;
                #start
                while array.next(reader)? {
                    #each
                    #items
                }
                #whole
                #end
            }
        }
    }

    /// What is done with each item.
    fn items(&mut self, rules: &ArrayRules, traced: bool) -> TokenStream {
        let skip = identifier(if rules.contains.is_some() { "skip_unique" } else { "skip" });
        let rest = match &rules.items {
            None => quote!(reader.#skip()?;),
            Some(Others::Target(Target::Function(function))) => self.item(function),
            Some(Others::Target(target)) => self.target(target),
            Some(Others::Never(keyword)) => {
                quote!(array.unexpected(reader, at, #keyword)?; reader.skip()?;)
            }
            Some(Others::Quietly(keyword, function)) => {
                let check = self.check(function);
                quote!(array.expected_by(reader, at, #keyword, #check)?; reader.skip()?;)
            }
        };
        let evaluated = traced.then(|| quote!(array.evaluated(reader);));
        let tells = !matches!(rules.items, Some(Others::Never(_) | Others::Quietly(..)));
        let rest_evaluated = evaluated.clone().filter(|_| rules.evaluates_rest && tells);
        if rules.prefix.is_empty() {
            return quote!(#rest_evaluated #rest);
        }
        let arms = rules.prefix.iter().enumerate().map(|(index, target)| {
            let index = Literal::usize_unsuffixed(index);
            let value = self.target(target);
            quote!(#index => { #evaluated #value })
        });
        quote!(match array.index() { #(#arms)* _ => { #rest_evaluated #rest } })
    }

    /// Reads an item by the function of its schema.
    fn item(&self, function: &FunctionPath) -> TokenStream {
        if self.resource != Some(function.resource) {
            let call = self.call(function);
            return quote!(#call?;);
        }
        let path = self.context.check_path(self.page, function);
        quote!(reader.item(#path, #path)?;)
    }

    /// What `contains` asks for before the walk through an array, at each item, and after it.
    fn contains(&self, contains: Option<&Contains>, traced: bool) -> [TokenStream; 3] {
        let Some(Contains { check, minimum, maximum, evaluates }) = contains else {
            return Default::default();
        };
        let check = self.check(check);
        let keyword = if minimum.is_some() { "minContains" } else { "contains" };
        let minimum = Literal::u64_unsuffixed(minimum.unwrap_or(1));
        let maximum = maximum.map(Literal::u64_unsuffixed);
        let maximum =
            maximum.map(|limit| quote!(array.max_contains(reader, at, contained, #limit)?;));
        let each = if traced && *evaluates {
            quote!(if reader.matches(item, #check) { contained += 1; array.evaluated(reader); })
        } else {
            quote!(contained += usize::from(reader.matches(item, #check));)
        };
        [
            quote!(let mut contained = 0;),
            quote!(let item = reader.mark(); #each),
            quote!(array.min_contains(reader, (at, #keyword), contained, #minimum)?; #maximum),
        ]
    }
}

/// What is asked of an array once the walk through it is over.
pub(super) fn whole(rules: &ArrayRules) -> TokenStream {
    let bounds = [("min_items", rules.min_items), ("max_items", rules.max_items)];
    let bounds = bounds.into_iter().filter_map(|(method, limit)| {
        let (method, limit) = (identifier(method), Literal::u64_unsuffixed(limit?));
        Some(quote!(array.#method(reader, at, #limit)?;))
    });
    let unique = rules.unique.then(|| quote!(array.unique_items(reader, at)?;));
    quote!(#(#bounds)* #unique)
}
