//! What lives here: rules about objects.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{Writer, or_null};
use crate::emit::identifier;
use crate::ir::check::{
    Check, Kinds, MemberRule, ObjectRules, Others, Pattern, Presence, Tagged, Target,
};
use crate::layout::comment;

impl Writer<'_> {
    /// An object, or null where the kinds allow it.
    pub(super) fn object(&mut self, check: &Check, kinds: Kinds) -> TokenStream {
        let rules = &check.object;
        if rules.is_empty() && !check.evaluates_members() {
            let method = or_null("open_ended_object", kinds);
            return quote!(reader.#method(at)?;);
        }
        let method = or_null("object", kinds);
        self.uses.insert("MemberTable");
        let table = self.table(&rules.members);
        let tag = rules.tagged.as_ref().map(|_| quote!(let mut tag = None;));
        let walk = self.walk(check);
        let tagged = rules.tagged.as_ref().map(tagged);
        let required = rules.members.iter().any(|member| member.required);
        let required = required.then(|| quote!(object.required(reader, at)?;));
        let counts =
            [("min_properties", rules.min_properties), ("max_properties", rules.max_properties)];
        let counts = counts.into_iter().filter_map(|(method, limit)| {
            let (method, limit) = (identifier(method), Literal::u64_unsuffixed(limit?));
            Some(quote!(object.#method(reader, at, #limit)?;))
        });
        let dependent = rules.dependent.iter().map(|(keyword, name, others)| {
            quote!(object.dependent_required(reader, (at, #keyword), #name, &[#(#others),*])?;)
        });
        let dependent_schemas = rules.dependent_schemas.iter().map(|(name, function)| {
            let branch = self.read_again("apply", function);
            quote!(if object.has(#name) { #branch })
        });
        quote! {
            if reader.#method(at)? {
                let mut object = reader.members(#table)?;
                #tag
                #walk
                #required
                #tagged
                #(#counts)*
                #(#dependent)*
                #(#dependent_schemas)*
            }
        }
    }

    /// The walk through an object's members.
    fn walk(&mut self, check: &Check) -> TokenStream {
        let rules = &check.object;
        let name = rules.names.as_ref().map(|function| {
            let function = self.check(function);
            quote!(object.name(reader, at, #function)?;)
        });
        let others = self.undeclared(check);
        let arms = self.arms(rules, check.traced);
        if arms.is_empty() {
            return quote!(while object.next(reader)?.is_some() { #name #others });
        }
        quote! {
            while let Some(member) = object.next(reader)? {
                #name
                match member { #(#arms)* _ => { #others } }
            }
        }
    }

    /// What is done with a member that is not declared: what the patterns ask that its name matches,
    /// and where none does, what is asked of the others.
    fn undeclared(&mut self, check: &Check) -> TokenStream {
        let rules = &check.object;
        // What a rule looks into that only tries a schema is looked at for duplicates here.
        let skip = identifier(if check.is_tried() { "skip_unique" } else { "skip" });
        let evaluated = check.traced.then(|| quote!(object.evaluated(reader);));
        let others = match &rules.others {
            None => {
                let evaluated = evaluated.clone().filter(|_| rules.evaluates_others);
                quote!(#evaluated reader.#skip()?;)
            }
            Some(Others::Target(target)) => {
                let target = self.target(target);
                quote!(#evaluated #target)
            }
            Some(Others::Never(keyword)) => {
                quote!(object.unexpected(reader, at, #keyword)?; reader.#skip()?;)
            }
            Some(Others::Quietly(keyword, function)) => {
                let check = self.check(function);
                quote!(object.expected_by(reader, at, #keyword, #check)?; reader.#skip()?;)
            }
        };
        let asks = |(_, target): &&(Pattern, Target)| {
            rules.others.is_some() || check.traced || !target.is_anything()
        };
        let patterns: Vec<&(Pattern, Target)> = rules.patterns.iter().filter(asks).collect();
        match &patterns[..] {
            [] => others,
            [(pattern, target)] => {
                let (pattern, target) = (self.pattern(pattern), self.target(target));
                quote! {
                    if #pattern.matches(&object.member_name(reader)) { #evaluated #target } else { #others }
                }
            }
            several => self.several_patterns(several, &others, evaluated.as_ref()),
        }
    }

    /// A name may match several patterns: the value is read for each.
    fn several_patterns(
        &mut self,
        patterns: &[&(Pattern, Target)],
        others: &TokenStream,
        evaluated: Option<&TokenStream>,
    ) -> TokenStream {
        let names: Vec<_> = patterns.iter().map(|(pattern, _)| self.pattern(pattern)).collect();
        let targets: Vec<_> = patterns.iter().map(|(_, target)| self.target(target)).collect();
        let indices = (0..patterns.len()).map(Literal::usize_unsuffixed);
        quote! {
            let name = object.member_name(reader);
            let matched = [#(#names.matches(&name)),*];
            if matched.contains(&true) {
                #evaluated
                let value = reader.mark();
                #(if matched[#indices] { reader.again(value, |reader| { #targets Ok(()) })?; })*
            } else {
                #others
            }
        }
    }

    /// What is done with each member's value. Members of which nothing is asked fall to the last arm,
    /// unless that asks something of the members that are not declared.
    fn arms(&mut self, rules: &ObjectRules, traced: bool) -> Vec<TokenStream> {
        let last_asks = rules.others.is_some() || !rules.patterns.is_empty();
        let members = rules.members.iter().enumerate();
        let asked = members.filter(|(_, member)| {
            let own = !member.value.is_anything() || (traced && member.described);
            own || (last_asks && member.described) || is_tag(rules, member)
        });
        asked.map(|member| self.arm(member, rules, traced)).collect()
    }

    /// What is done with one member's value.
    fn arm(
        &mut self,
        (index, member): (usize, &MemberRule),
        rules: &ObjectRules,
        traced: bool,
    ) -> TokenStream {
        let comment = comment(&format!("`{}`", member.name));
        let index = Literal::usize_unsuffixed(index);
        let value = self.target(&member.value);
        let evaluated = (traced && member.described).then(|| quote!(object.evaluated(reader);));
        let tag = is_tag(rules, member).then(|| quote!(tag = Some(reader.mark());));
        quote!(#comment #index => { #evaluated #tag #value })
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

/// Whether a condition looks at a member.
fn is_tag(rules: &ObjectRules, member: &MemberRule) -> bool {
    rules.tagged.as_ref().is_some_and(|tagged| tagged.tag.member == member.name)
}

/// The statements that ask for members where another one is some string, and where it is not.
fn tagged(Tagged { tag, then, otherwise }: &Tagged) -> TokenStream {
    let presence = |Presence { at, names }: &Presence| quote!(object.also_required(reader, #at, &[#(#names),*])?;);
    let (then, otherwise) = (then.as_ref().map(presence), otherwise.as_ref().map(presence));
    let otherwise = otherwise.map(|otherwise| quote!(else { #otherwise }));
    let (values, absent) = (&tag.values, tag.absent);
    quote!(if reader.tag_is(tag, &[#(#values),*], #absent) { #then } #otherwise)
}
