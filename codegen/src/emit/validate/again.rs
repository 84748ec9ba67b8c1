//! What lives here: keywords that apply other schemas to the same value.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Writer;
use crate::emit::identifier;
use crate::ir::check::{
    Again, Choice, Condition, Decision, FunctionPath, Kinds, Others, TagCondition, Unevaluated,
};

impl Writer<'_> {
    /// The statement that reads the value once more with the rules of a function.
    pub(super) fn read_again(&self, method: &str, function: &FunctionPath) -> TokenStream {
        let method = identifier(method);
        if self.resource == Some(function.resource) {
            let path = self.context.check_path(self.page, function);
            return quote!(reader.#method(value, #path)?;);
        }
        let call = self.call(function);
        quote!(reader.#method(value, |reader| #call)?;)
    }

    /// The statements for a rule that applies other schemas.
    pub(super) fn again(&mut self, again: &Again) -> TokenStream {
        match again {
            Again::Refer(function) => self.read_again("apply", function),
            Again::Dynamic(candidates) => self.dynamic(candidates),
            Again::AllOf(branches) => {
                branches.iter().map(|function| self.read_again("branch", function)).collect()
            }
            Again::AnyOf(choice) => self.choice("anyOf", choice),
            Again::OneOf(choice) => self.choice("oneOf", choice),
            Again::Not(function) => {
                let function = self.check(function);
                quote!(reader.not(at, value, #function)?;)
            }
            Again::If { condition, then, otherwise } => {
                let condition = self.condition(condition);
                let then = then.as_ref().map(|function| self.read_again("apply", function));
                let otherwise = otherwise.as_ref().map(|function| {
                    let otherwise = self.read_again("apply", function);
                    quote!(else { #otherwise })
                });
                quote!(if #condition { #then } #otherwise)
            }
        }
    }

    fn condition(&self, condition: &Condition) -> TokenStream {
        match condition {
            Condition::Check(function) => {
                let check = self.check(function);
                quote!(reader.matches(value, #check))
            }
            Condition::Tag(TagCondition { member, values, absent, no_object }) => {
                quote!(reader.is_tagged(value, #member, &[#(#values),*], (#absent, #no_object)))
            }
        }
    }

    fn dynamic(&self, candidates: &[FunctionPath]) -> TokenStream {
        let candidates = candidates.iter().map(|function| {
            let schema = self.context.schema(self.page, function.resource);
            let path = self.context.check_path(self.page, function);
            quote!((#schema, #path))
        });
        quote!(reader.again(value, |reader| reader.dynamic(&[#(#candidates),*]))?;)
    }

    fn choice(&mut self, keyword: &'static str, choice: &Choice) -> TokenStream {
        match &choice.decided_by {
            Some(Decision::Kind(kinds)) => self.by_kind(keyword, choice, kinds),
            Some(Decision::Constant { member, values }) => {
                self.by_constant(keyword, choice, member, values)
            }
            None => {
                let method = identifier(if keyword == "anyOf" { "any_of" } else { "one_of" });
                let branches = choice.branches.iter().map(|function| self.branch(function));
                quote!(reader.#method(at, value, &[#(#branches),*])?;)
            }
        }
    }

    /// The checks of one alternative, for both modes.
    fn branch(&self, function: &FunctionPath) -> TokenStream {
        let check = self.check(function);
        quote!((#check, #check))
    }

    fn by_kind(&mut self, keyword: &str, choice: &Choice, kinds: &[Kinds]) -> TokenStream {
        self.uses.insert("Kind");
        let count = Literal::usize_unsuffixed(choice.branches.len());
        let all = kinds.iter().copied().reduce(Kinds::either).unwrap_or_default().describe();
        let branches = choice.branches.iter().zip(kinds).enumerate();
        let branches = branches.filter_map(|(index, (function, kinds))| {
            let kinds: Vec<_> = kinds.json().into_iter().map(identifier).collect();
            let (branch, index) = (self.branch(function), Literal::usize_unsuffixed(index));
            (!kinds.is_empty()).then(|| {
                quote! {
                    #(Kind::#kinds)|* => {
                        reader.decided((at, #keyword), value, #branch, (#index, #count))?;
                    }
                }
            })
        });
        quote! {
            match reader.kind_at(value)? {
                #(#branches)*
                _ => { reader.none_of_kind((at, #keyword), value, #all)?; }
            }
        }
    }

    fn by_constant(
        &mut self,
        keyword: &str,
        choice: &Choice,
        member: &str,
        values: &[Vec<String>],
    ) -> TokenStream {
        let count = Literal::usize_unsuffixed(choice.branches.len());
        let all: Vec<&String> = values.iter().flatten().collect();
        let branches = choice.branches.iter().zip(values).enumerate();
        let branches = branches.filter(|(_, (_, values))| !values.is_empty());
        let branches = branches.map(|(index, (function, values))| {
            let (branch, index) = (self.branch(function), Literal::usize_unsuffixed(index));
            quote! {
                #(Some(#values))|* => {
                    reader.decided((at, #keyword), value, #branch, (#index, #count))?;
                }
            }
        });
        quote! {
            match reader.tag(value, #member).as_deref() {
                #(#branches)*
                _ => { reader.none_tagged((at, #keyword), value, #member, &[#(#all),*])?; }
            }
        }
    }

    /// The statements for what no keyword has evaluated.
    pub(super) fn unevaluated(&mut self, rules: &Unevaluated) -> TokenStream {
        let properties = self.asked_of_rest("unevaluated_properties", rules.properties.as_ref());
        let items = self.asked_of_rest("unevaluated_items", rules.items.as_ref());
        quote!(#properties #items)
    }

    fn asked_of_rest(&self, method: &str, others: Option<&Others>) -> Option<TokenStream> {
        let method = identifier(method);
        let check = match others? {
            Others::Quietly(_, function) => {
                let check = self.check(function);
                quote!(Some(#check))
            }
            Others::Never(_) | Others::Target(_) => quote!(None),
        };
        Some(quote!(reader.#method(at, value, #check)?;))
    }
}
