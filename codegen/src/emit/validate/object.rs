//! What lives here: rules about objects.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::{Writer, or_null};
use crate::emit::identifier;
use crate::ir::check::{
    Check, Kinds, MemberRule, ObjectRules, Others, Pattern, Presence, Tagged, Target,
};
use crate::layout::comment;

/// How many members may follow one another in code. More would be so much of it that reading in order is no
/// quicker, and compiling it slow.
const MOST_IN_ORDER: usize = 64;

impl Writer<'_> {
    /// An object, or null where the kinds allow it.
    pub(super) fn object(&mut self, check: &Check, kinds: Kinds) -> TokenStream {
        let rules = &check.object;
        if rules.is_empty() && !check.evaluates_members() {
            let method = or_null("open_ended_object", kinds);
            return quote!(reader.#method(at)?;);
        }
        let method = or_null("object", kinds);
        let table = self.table(&rules.members);
        let tag = rules.tagged.as_ref().map(|_| quote!(let mut tag = None;));
        let walk = self.walk(check);
        let whole = self.whole(rules);
        quote! {
            if reader.#method(at)? {
                let mut object = reader.members(#table)?;
                #tag
                #walk
                #whole
            }
        }
    }

    /// What is asked of all members together, once the walk is over.
    pub(super) fn whole(&self, rules: &ObjectRules) -> TokenStream {
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
        quote!(#required #tagged #(#counts)* #(#dependent)* #(#dependent_schemas)*)
    }

    /// The walk through an object's members.
    fn walk(&mut self, check: &Check) -> TokenStream {
        let (name, others) = (self.name(&check.object), self.undeclared(check));
        steps(self.arms(check), check.object.members.len(), name.as_ref(), &others)
    }

    /// What is asked of each member's name.
    pub(super) fn name(&self, rules: &ObjectRules) -> Option<TokenStream> {
        let function = self.check(rules.names.as_ref()?);
        Some(quote!(object.name(reader, at, #function)?;))
    }

    /// What is done with a member that is not declared: what the patterns ask that its name matches,
    /// and where none does, what is asked of the others.
    pub(super) fn undeclared(&mut self, check: &Check) -> TokenStream {
        let rules = &check.object;
        let skip = skip(check);
        let evaluated = check.traced.then(|| quote!(object.evaluated(reader);));
        let others = match &rules.others {
            None => {
                let evaluated = evaluated.clone().filter(|_| rules.evaluates_others);
                quote!(#evaluated #skip)
            }
            Some(Others::Target(target)) => {
                let target = self.target(target);
                quote!(#evaluated #target)
            }
            Some(Others::Never(keyword)) => {
                quote!(object.unexpected(reader, at, #keyword)?; #skip)
            }
            Some(Others::Quietly(keyword, function)) => {
                let check = self.check(function);
                quote!(object.expected_by(reader, at, #keyword, #check)?; #skip)
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

    /// What is done with each member's value. Members that are only named, by `required` say, fall to the last
    /// arm; all do where nothing is asked of any.
    fn arms(&mut self, check: &Check) -> Vec<Arm> {
        let (rules, traced) = (&check.object, check.traced);
        let asks = |member: &MemberRule| asks(rules, member, traced);
        if !rules.members.iter().any(asks) {
            return Vec::new();
        }
        let members = rules.members.iter().enumerate();
        let own = members.filter(|(_, member)| asks(member) || member.described);
        own.map(|member| self.arm(member, check)).collect()
    }

    /// What is done with one member's value.
    fn arm(&mut self, (index, member): (usize, &MemberRule), check: &Check) -> Arm {
        let (rules, traced) = (&check.object, check.traced);
        let comment = comment(&format!("`{}`", member.name));
        let value = match &member.value {
            Target::Anything => skip(check),
            target => self.target(target),
        };
        let evaluated = (traced && member.described).then(|| quote!(object.evaluated(reader);));
        let tag = is_tag(rules, member).then(|| quote!(tag = Some(reader.mark());));
        Arm { index, comment, statements: quote!(#evaluated #tag #value) }
    }

    /// Defines the members that an object declares, and refers to them.
    pub(super) fn table(&mut self, members: &[MemberRule]) -> TokenStream {
        if members.is_empty() {
            self.uses.insert("MemberTable");
            return quote!(MemberTable::NONE);
        }
        if !self.context.beside {
            self.uses.extend(["Member", "MemberTable"]);
        }
        let name = identifier(&format!("{}_MEMBERS", self.function.to_ascii_uppercase()));
        let words = Literal::usize_unsuffixed(members.len().div_ceil(64));
        let members = members.iter().map(|member| {
            let name = &member.name;
            let presence = identifier(if member.required { "required" } else { "optional" });
            let sensitive = member.sensitive.then(|| quote!(.sensitive()));
            quote!(Member::#presence(#name) #sensitive)
        });
        // The compiler works a constant out anew under other bounds, where generic functions name it, and a static once.
        // What a static holds is unknown to the crates in which those functions are compiled; a constant is known.
        self.members = quote! {
            pub(super) const #name: MemberTable<#words> = {
                static TABLE: MemberTable<#words> = MemberTable::new(const { &[#(#members),*] });
                TABLE
            };
        };
        let name = self.context.own_check(&name);
        quote!(&#name)
    }
}

/// Whether something is done with a declared member that is not done with others.
pub(super) fn asks(rules: &ObjectRules, member: &MemberRule, traced: bool) -> bool {
    let last_asks = rules.others.is_some() || !rules.patterns.is_empty();
    let own = !member.value.is_anything() || (traced && member.described);
    own || (last_asks && member.described) || is_tag(rules, member)
}

/// A walk of which each step is an arm, or what is done with all others, be they among so many that are declared.
pub(super) fn steps(
    arms: Vec<Arm>,
    declared: usize,
    name: Option<&TokenStream>,
    others: &TokenStream,
) -> TokenStream {
    if arms.is_empty() {
        return quote!(while object.next(reader)?.is_some() { #name #others });
    }
    // Where nothing comes between, one member's value is followed by the next one's at once.
    let in_order = arms.iter().enumerate().all(|(index, arm)| arm.index == index);
    if name.is_some() || !in_order || arms.len() > MOST_IN_ORDER {
        return quote! {
            while let Some(member) = object.next(reader)? {
                #name
                match member { #(#arms)* _ => { #others } }
            }
        };
    }
    let pass = (declared > arms.len()).then(|| quote!(object.pass_name(reader);));
    let last = arms.len() - 1;
    let steps = arms.into_iter().map(|arm| arm.in_order(last));
    quote! {
        while object.more(reader)? {
            #(#steps)*
            #pass
            #others
        }
    }
}

/// What is done with the value of one member.
pub(super) struct Arm {
    pub(super) index: usize,
    /// The member's name.
    pub(super) comment: TokenStream,
    pub(super) statements: TokenStream,
}

impl ToTokens for Arm {
    /// The arm of a `match`.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { index, comment, statements } = self;
        let index = Literal::usize_unsuffixed(*index);
        tokens.extend(quote!(#comment #index => { #statements }));
    }
}

impl Arm {
    /// One of the steps of which those that follow are made at once, while members come in order.
    fn in_order(self, last: usize) -> TokenStream {
        let Self { index, comment, statements } = self;
        let [own, next] = [index, index + 1].map(Literal::usize_unsuffixed);
        let follows = if index < last {
            quote!(if !object.then(reader, #next) { continue; })
        } else {
            quote!(continue;)
        };
        quote!(#comment if object.is_at(reader, #own) { #statements #follows })
    }
}

/// The statement that passes over a member's value. What a rule looks into that only tries a schema is looked
/// at for duplicates here.
fn skip(check: &Check) -> TokenStream {
    let skip = identifier(if check.is_tried() { "skip_unique" } else { "skip" });
    quote!(reader.#skip()?;)
}

/// Whether a condition looks at a member.
pub(super) fn is_tag(rules: &ObjectRules, member: &MemberRule) -> bool {
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
