//! What lives here: values by their kind: one kind, several, arrays, objects.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::scalars::{number_rules, opened};
use super::{Writer, or_null};
use crate::emit::{check_path, identifier};
use crate::ir::check::{
    ArrayRules, Check, Contains, Kinds, MemberRule, ObjectRules, OneKind, Target,
};
use crate::layout::comment;

impl Writer<'_> {
    /// A value of one kind, or of that kind or null.
    pub(super) fn one_kind(&mut self, check: &Check, kinds: Kinds, kind: OneKind) -> TokenStream {
        match kind {
            OneKind::Boolean => opened(&or_null("boolean", kinds), "boolean", &[]),
            OneKind::String => {
                opened(&or_null("string", kinds), "text", &self.text_rules(&check.text))
            }
            OneKind::Number => {
                opened(&or_null("number", kinds), "number", &number_rules(&check.number))
            }
            OneKind::Integer => {
                opened(&or_null("integer", kinds), "number", &number_rules(&check.number))
            }
            OneKind::Array => self.array(&check.array, &or_null("array", kinds)),
            OneKind::Object => self.object(check, kinds),
        }
    }

    /// A value of whatever kind; rules apply to values of theirs.
    pub(super) fn several_kinds(&mut self, check: &Check) -> TokenStream {
        self.uses.insert("Kind");
        let integer = check.kinds.is_some_and(|kinds| kinds.integer && !kinds.number);
        let mut arms: Vec<(Ident, TokenStream)> = Vec::new();
        if !check.text.is_empty() {
            let body = opened(&identifier("string"), "text", &self.text_rules(&check.text));
            arms.push((identifier("String"), body));
        }
        if !check.number.is_empty() || integer {
            let method = identifier(if integer { "integer" } else { "number" });
            let body = opened(&method, "number", &number_rules(&check.number));
            arms.push((identifier("Number"), body));
        }
        if !check.array.is_empty() {
            let body = self.array(&check.array, &identifier("array"));
            arms.push((identifier("Array"), body));
        }
        if !check.object.is_empty() {
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

    fn array(&mut self, rules: &ArrayRules, method: &Ident) -> TokenStream {
        let skip = identifier(if rules.contains.is_some() { "skip_unique" } else { "skip" });
        let items = rules.items.as_ref();
        let item = items.map_or_else(|| quote!(reader.#skip()?;), |items| self.target(items));
        let bounds = [("min_items", rules.min_items), ("max_items", rules.max_items)];
        let bounds = bounds.into_iter().filter_map(|(method, limit)| {
            let (method, limit) = (identifier(method), Literal::u64_unsuffixed(limit?));
            Some(quote!(array.#method(reader, at, #limit)?;))
        });
        let [start, each, end] = self.contains(rules.contains.as_ref());
        quote! {
            if let Some(mut array) = reader.#method(at)? {
                #start
                while array.next(reader)? {
                    #each
                    #item
                }
                #(#bounds)*
                #end
            }
        }
    }

    /// What `contains` asks for before the walk through an array, at each item, and after it.
    fn contains(&self, contains: Option<&Contains>) -> [TokenStream; 3] {
        let Some(Contains { check, minimum, maximum }) = contains else {
            return Default::default();
        };
        let check = check_path(self.page, check);
        let keyword = if minimum.is_some() { "minContains" } else { "contains" };
        let minimum = Literal::u64_unsuffixed(minimum.unwrap_or(1));
        let maximum = maximum.map(Literal::u64_unsuffixed);
        let maximum =
            maximum.map(|limit| quote!(array.max_contains(reader, at, contained, #limit)?;));
        [
            quote!(let mut contained = 0;),
            quote!(let item = reader.mark(); contained += usize::from(reader.matches(item, #check));),
            quote!(array.min_contains(reader, (at, #keyword), contained, #minimum)?; #maximum),
        ]
    }

    fn object(&mut self, check: &Check, kinds: Kinds) -> TokenStream {
        let rules = &check.object;
        if rules.is_empty() {
            let method = or_null("open_ended_object", kinds);
            return quote!(reader.#method(at)?;);
        }
        let method = or_null("object", kinds);
        // What is read again may be looked into there, where names are not looked at any more.
        let skip = identifier(if check.is_read_again() { "skip_unique" } else { "skip" });
        let others = match &rules.others {
            None | Some(Target::Anything) => quote!(reader.#skip()?;),
            Some(others) => self.target(others),
        };
        self.uses.insert("MemberTable");
        let table = self.table(&rules.members);
        let arms = self.arms(rules);
        let name = rules.names.as_ref().map(|function| {
            let function = check_path(self.page, function);
            quote!(object.name(reader, at, #function)?;)
        });
        let walk = if arms.is_empty() {
            quote!(while object.next(reader)?.is_some() { #name #others })
        } else {
            quote!(while let Some(member) = object.next(reader)? { #name match member { #(#arms)* _ => { #others } } })
        };
        let required = rules.members.iter().any(|member| member.required);
        let required = required.then(|| quote!(object.required(reader, at)?;));
        let counts =
            [("min_properties", rules.min_properties), ("max_properties", rules.max_properties)];
        let counts = counts.into_iter().filter_map(|(method, limit)| {
            let (method, limit) = (identifier(method), Literal::u64_unsuffixed(limit?));
            Some(quote!(object.#method(reader, at, #limit)?;))
        });
        let dependent = rules.dependent.iter().map(|(name, others)| {
            quote!(object.dependent_required(reader, at, #name, &[#(#others),*])?;)
        });
        let dependent_schemas = rules.dependent_schemas.iter().map(|(name, function)| {
            let branch = self.branch(function);
            quote!(if object.has(#name) { #branch })
        });
        quote! {
            if let Some(mut object) = reader.#method(at, #table)? {
                #walk
                #required
                #(#counts)*
                #(#dependent)*
                #(#dependent_schemas)*
            }
        }
    }

    /// What is done with each member's value. Members of which nothing is asked fall to the last arm,
    /// unless that asks something of the members that are not declared.
    fn arms(&mut self, rules: &ObjectRules) -> Vec<TokenStream> {
        let members = rules.members.iter().enumerate();
        let asked = members.filter(|(_, member)| {
            rules.others.is_some() || !matches!(member.value, Target::Anything)
        });
        asked.map(|member| self.arm(member)).collect()
    }

    /// What is done with one member's value.
    fn arm(&mut self, (index, member): (usize, &MemberRule)) -> TokenStream {
        let comment = comment(&format!("`{}`", member.name));
        let index = Literal::usize_unsuffixed(index);
        let value = self.target(&member.value);
        quote!(#comment #index => { #value })
    }

    /// Defines the members that an object declares, and refers to them.
    fn table(&mut self, members: &[MemberRule]) -> TokenStream {
        if members.is_empty() {
            return quote!(MemberTable::NONE);
        }
        self.uses.insert("Member");
        let words = Literal::usize_unsuffixed(members.len().div_ceil(64));
        let members = members.iter().map(|member| {
            let name = &member.name;
            let presence = identifier(if member.required { "required" } else { "optional" });
            let sensitive = member.sensitive.then(|| quote!(.sensitive()));
            quote!(Member::#presence(#name) #sensitive)
        });
        self.members = quote! {
            const MEMBERS: &[Member] = &[#(#members),*];
            static TABLE: MemberTable<#words> = MemberTable::new(MEMBERS);
        };
        quote!(&TABLE)
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
    let all = [
        (kinds.null, "Null"),
        (kinds.boolean, "Boolean"),
        (kinds.number || kinds.integer, "Number"),
        (kinds.string, "String"),
        (kinds.array, "Array"),
        (kinds.object, "Object"),
    ];
    let listed = all.into_iter().filter(|(listed, _)| *listed).map(|(_, name)| identifier(name));
    listed.filter(|name| !ruled.contains(name)).collect()
}
