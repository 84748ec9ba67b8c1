//! What lives here: objects that are read while they are checked: the statements of the checks, each with the
//! slot that takes the value.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::object::{Arm, asks, is_tag, steps};
use super::{Writer, place};
use crate::emit::{Context, identifier};
use crate::ir::Page;
use crate::ir::check::{Again, Check, CheckFunction, Choice, FunctionPath, Kinds, OneKind, Target};
use crate::ir::shape::{Declaration, Field, Form, ToldBy, UnionVariant};
use crate::layout::comment;

impl<'a> Writer<'a> {
    /// A writer of code beside the page's checks, which knows how these number their patterns.
    pub(in crate::emit) fn beside(context: Context<'a>, page: &'a Page) -> Self {
        let mut writer = Self::new(context, page);
        for function in &page.checks {
            writer.function(function);
        }
        writer.uses.clear();
        writer.context.beside = true;
        writer
    }

    /// The function that checks a schema, from beside the page's checks.
    pub(in crate::emit) fn path(&self, function: &FunctionPath) -> TokenStream {
        self.context.check_path(self.page, function)
    }

    /// A schema resource, from beside the page's checks.
    pub(in crate::emit) fn schema(&self, resource: usize) -> TokenStream {
        self.context.schema(self.page, resource)
    }

    /// The statements that walk through an object, check all of it, and fill a slot for each field.
    pub(in crate::emit) fn reading(
        &mut self,
        function: &'a CheckFunction,
        fields: &[(&Field, Ident)],
    ) -> TokenStream {
        (self.resource, self.function) = (Some(function.resource), &function.name);
        let (check, rules) = (&function.check, &function.check.object);
        let table = self.table(&rules.members);
        let tag = rules.tagged.as_ref().map(|_| quote!(let mut tag = None;));
        let (name, others) = (self.name(rules), self.passed(check));
        let others = quote!(#others extra.keep(&object, reader););
        let members = rules.members.iter().enumerate();
        let arms = members.filter_map(|(index, member)| {
            let field = fields.iter().find(|(field, _)| field.wire == member.name);
            let tag = is_tag(rules, member).then(|| quote!(tag = Some(reader.mark());));
            let statements = match field {
                Some((field, slot)) => {
                    let held = self.held(member, field, slot);
                    quote!(#tag if !#held? { extra.keep(&object, reader); })
                }
                None if asks(rules, member, false) => {
                    let check = self.closure(&member.value);
                    quote!(#tag reader.checked(#check)?; extra.keep(&object, reader);)
                }
                None => return None,
            };
            let comment = comment(&format!("`{}`", member.name));
            Some(Arm { index, comment, statements })
        });
        let arms: Vec<Arm> = arms.collect();
        let walk = steps(arms, rules.members.len(), name.as_ref(), &others);
        let whole = self.whole(rules);
        // What branches ask beside all that is looked at once it has been read.
        let again: Vec<TokenStream> = check.again.iter().map(|again| self.again(again)).collect();
        let mark = (!again.is_empty()).then(|| quote!(let value = reader.mark();));
        let again = (!again.is_empty()).then(|| closure(&quote!(#(#again)*)));
        let again = again.map(|again| quote!(reader.also(#again)?;));
        let statements = quote! {
            #mark
            if !reader.object(at)? { return Err(Unread::Unfit); }
            let mut object = reader.members(#table)?;
            #tag
            #walk
            #whole
            #again
        };
        place::bind(&check.at, &statements)
    }

    /// The expression that looks which shape a value has, and reads that one while it checks it.
    pub(in crate::emit) fn choosing(
        &mut self,
        (function, choice): (&'a CheckFunction, &'a Choice),
        variants: &[UnionVariant],
    ) -> Option<TokenStream> {
        (self.resource, self.function) = (Some(function.resource), &function.name);
        let shapes = variants.iter().zip(&choice.branches).map(|(variant, branch)| {
            let name = identifier(&variant.name);
            self.shape(branch, &variant.holds, &quote!(|shape| then(Self::#name(shape))))
        });
        let shapes: Vec<TokenStream> = shapes.collect();
        told_apart(variants, &shapes, &mut self.uses)
    }

    /// What passes over a member that is not declared.
    fn passed(&mut self, check: &Check) -> TokenStream {
        let others = self.undeclared(check);
        if is_skip(&others) {
            others
        } else {
            quote!(reader.checked(|reader| { #others Ok(()) })?;)
        }
    }

    /// Whether a function can be left out for its rules: what dynamic references look for is noted by calls.
    pub(super) fn is_in_reach(&self, path: &FunctionPath) -> bool {
        self.resource == Some(path.resource)
            || !self.context.model.resources[path.resource].is_dynamic
    }

    /// A function that holds a value to a target's rules.
    pub(super) fn closure(&mut self, target: &Target) -> TokenStream {
        if let Target::Function(path) = target {
            return self.check(path);
        }
        closure(&self.target(target))
    }
}

/// A function of these statements.
pub(super) fn closure(statements: &TokenStream) -> TokenStream {
    if let Some(expression) = alone(statements) {
        quote!(|reader| #expression)
    } else {
        quote!(|reader| { #statements Ok(()) })
    }
}

/// The function that checks a type's schema, where all members that the type has are met on a walk through the
/// object. What `anyOf` and its like ask beside may look at it again.
pub(in crate::emit) fn walked<'a>(
    context: Context<'a>,
    declaration: &Declaration,
) -> Option<&'a CheckFunction> {
    let Form::Struct(fields) = &declaration.form else { return None };
    let function = context.model.function(declaration.check.as_ref()?)?;
    let check = &function.check;
    let declares = |field: &Field| check.object.members.iter().any(|own| own.name == field.wire);
    let is_walk = check.kinds.and_then(Kinds::only) == Some(OneKind::Object)
        && !check.never
        && !check.traced
        && check.listed.is_empty()
        && check.unevaluated.is_empty()
        && check.object.dependent_schemas.is_empty()
        && !check.is_tried()
        && fields.iter().all(declares);
    is_walk.then_some(function)
}

/// The function that checks a union, and the choice that is all of it, where the value's kind or a constant member
/// says which shape is to be read.
pub(in crate::emit) fn chosen<'a>(
    context: Context<'a>,
    declaration: &Declaration,
) -> Option<(&'a CheckFunction, &'a Choice)> {
    let Form::Union(variants) = &declaration.form else { return None };
    let function = context.model.function(declaration.check.as_ref()?)?;
    let check = &function.check;
    let [Again::AnyOf(choice) | Again::OneOf(choice)] = &check.again[..] else { return None };
    let is_told = |variant: &UnionVariant| !matches!(variant.told_by, ToldBy::Check(_));
    let is_chosen = !check.never
        && !check.traced
        && check.reads_only_again()
        && check.unevaluated.is_empty()
        && choice.decided_by.is_some()
        && choice.branches.len() == variants.len()
        && variants.iter().all(is_told);
    is_chosen.then_some((function, choice))
}

/// What looks which shape a value has, and does what is to be done with that; none where only checks tell.
pub(in crate::emit) fn told_apart(
    variants: &[UnionVariant],
    shapes: &[TokenStream],
    uses: &mut BTreeSet<&'static str>,
) -> Option<TokenStream> {
    let kinds = variants.iter().map(|variant| match &variant.told_by {
        ToldBy::Kind(kind) => Some(identifier(kind)),
        _ => None,
    });
    if let Some(kinds) = kinds.collect::<Option<Vec<Ident>>>() {
        uses.insert("Kind");
        return Some(quote! {
            match reader.kind()? {
                #(Kind::#kinds => #shapes,)*
                _ => reader.pass_unfit(),
            }
        });
    }
    let constants = variants.iter().map(|variant| match &variant.told_by {
        ToldBy::Constant { member, values } => Some((member, values)),
        _ => None,
    });
    let constants = constants.collect::<Option<Vec<_>>>()?;
    let member = constants.first().map(|(member, _)| member);
    let values = constants.iter().map(|(_, values)| quote!(#(Some(#values))|*));
    Some(quote! {
        let value = reader.mark();
        match reader.tag(value, #member).as_deref() {
            #(#values => #shapes,)*
            _ => reader.pass_unfit(),
        }
    })
}

fn is_skip(statements: &TokenStream) -> bool {
    statements.to_string() == quote!(reader.skip()?;).to_string()
}

/// The expression of a statement that stands alone and asks with `?` whether it went well.
pub(super) fn alone(statements: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = statements.clone().into_iter().collect();
    let is = |token: &TokenTree, sign: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
    let (end, rest) = tokens.split_last()?;
    let (asked, expression) = rest.split_last()?;
    let is_keyword = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if ["let", "if", "match", "while"].iter().any(|keyword| word == keyword));
    let is_one = !expression.iter().any(|token| is(token, ';')) && !is_keyword(expression.first()?);
    (is(end, ';') && is(asked, '?') && is_one).then(|| expression.iter().cloned().collect())
}
