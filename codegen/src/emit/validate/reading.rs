//! What lives here: objects that are read while they are checked: the statements of the checks, each with the
//! slot that takes the value.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::object::{Arm, asks, is_tag, steps};
use super::{Writer, array, listed, or_null, place};
use crate::emit::{Context, identifier};
use crate::ir::Page;
use crate::ir::check::{
    Check, CheckFunction, FunctionPath, Kinds, MemberRule, OneKind, Others, Target,
};
use crate::ir::shape::{Declaration, Field, Form, Presence, Type};
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
                    quote!(#tag if !#held { extra.keep(&object, reader); })
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
        let walk = steps(arms, name.as_ref(), &others);
        let whole = self.whole(rules);
        let statements = quote! {
            if !reader.object(at)? { return Err(Unread::Unfit); }
            let mut object = reader.members(#table)?;
            #tag
            #walk
            #whole
        };
        place::bind(&check.at, &statements)
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

    /// What reads a member into its slot, and whether that holds it then.
    fn held(&mut self, member: &MemberRule, field: &Field, slot: &Ident) -> TokenStream {
        let nullable = matches!(field.presence, Presence::Nullable | Presence::OptionalNullable);
        let target = plainly(&member.value);
        if self.checks_itself(target, &field.holds, nullable) {
            return quote!(#slot.fill(reader)?);
        }
        if let Some(array) = self.array_of(target, nullable)
            && let Some(Others::Target(item)) = &array.array.items
        {
            let (at, item) = (&array.at, plainly(item));
            let rules = array_rules(array);
            let method = |name: &str| {
                let beginning = if rules.is_some() { "ruled_" } else { "" };
                let ending = if nullable { "_or_null" } else { "" };
                identifier(&format!("{beginning}{name}{ending}"))
            };
            match &field.holds {
                Type::List(inner) if self.checks_itself(item, inner, false) => {
                    let method = method("list");
                    return quote!(#slot.#method(reader, #at #rules)?);
                }
                Type::Array(_) => {
                    let (method, check) = (method("items"), self.closure(item));
                    return quote!(#slot.#method(reader, #at, #check #rules)?);
                }
                _ => {}
            }
        }
        if self.lists_the_same(target, &field.holds, nullable) {
            let method = identifier(if nullable { "listed_or_null" } else { "listed" });
            let check = self.closure(target);
            return quote!(#slot.#method(reader, #check)?);
        }
        if let Target::Inline(check) = target {
            if let Some(check) = self.handing_out(check) {
                return quote!(#slot.take(reader, #check)?);
            }
            let statements = self.target(target);
            if let Some((method, arguments)) = one_check(&statements) {
                return quote!(#slot.#method(reader, #arguments)?);
            }
            let check = closure(&statements);
            return quote!(#slot.take(reader, #check)?);
        }
        let check = self.closure(target);
        quote!(#slot.take(reader, #check)?)
    }

    /// A function that holds a string to rules and hands it out, so that nobody has to look at it again.
    fn handing_out(&mut self, check: &Check) -> Option<TokenStream> {
        let kinds = check.kinds.filter(|kinds| kinds.only() == Some(OneKind::String))?;
        let rules = self.text_rules(&check.text);
        if rules.is_empty() || check.text.only_format().is_some() || !check.listed.is_empty() {
            return None;
        }
        let method = or_null("string", kinds);
        let statements = quote! {
            let text = reader.#method(at)?;
            if let Some(text) = text { #(#rules)* }
        };
        let statements = place::bind(&check.at, &statements);
        Some(quote!(|reader| { #statements Ok(text) }))
    }

    /// Whether a target asks for nothing but one of the strings that a type lists.
    fn lists_the_same(&self, target: &Target, holds: &Type, nullable: bool) -> bool {
        let model = self.context.model;
        let check = match target {
            Target::Inline(check) => Some(&**check),
            Target::Function(path) if self.is_in_reach(path) => {
                model.function(path).map(|function| &function.check)
            }
            _ => None,
        };
        let (Some(check), Type::Named { document, name }) = (check, holds) else { return false };
        let form = model.declaration(document, name).map(|declaration| &declaration.form);
        let Some(Form::Strings(variants)) = form else { return false };
        let alone = !check.never && !check.traced && !check.is_read_again();
        let asked = check.kinds.filter(|kinds| alone && kinds.null == nullable);
        let values = asked.and_then(|_| listed::values(check));
        let wires = variants.iter().map(|variant| variant.wire.as_str());
        values.is_some_and(|values| values.into_iter().eq(wires))
    }

    /// Whether a target is the check of a type that checks itself while it is read.
    fn checks_itself(&self, target: &Target, holds: &Type, nullable: bool) -> bool {
        let (Target::Function(path), model) = (target, self.context.model) else { return false };
        match holds {
            Type::Boxed(inner) => self.checks_itself(target, inner, nullable),
            Type::Nullable(inner) => !nullable && self.checks_itself(target, inner, true),
            Type::Named { document, name } => {
                let declaration = model.declaration(document, name);
                let function =
                    declaration.and_then(|declaration| walked(self.context, declaration));
                let kinds = function.and_then(|function| function.check.kinds);
                kinds.is_some_and(|kinds| kinds.null == nullable)
                    && declaration.and_then(|declaration| declaration.check.as_ref()) == Some(path)
                    && self.is_in_reach(path)
            }
            _ => false,
        }
    }

    /// The check of an array, or of an array or null, all of whose items are asked the same.
    fn array_of<'t>(&self, target: &'t Target, nullable: bool) -> Option<&'t Check>
    where
        'a: 't,
    {
        let check = match target {
            Target::Inline(check) => check,
            // What another page checks may need that page's patterns.
            Target::Function(path) if path.document == self.page.name && self.is_in_reach(path) => {
                &self.context.model.function(path)?.check
            }
            _ => return None,
        };
        let items_alone = check.array.prefix.is_empty() && check.array.contains.is_none();
        let kinds = Kinds { array: true, null: nullable, ..Kinds::default() };
        let alone = !check.never && !check.traced && check.listed.is_empty();
        (items_alone && alone && !check.is_read_again() && check.kinds == Some(kinds))
            .then_some(check)
    }

    /// Whether a function can be left out for its rules: what dynamic references look for is noted by calls.
    fn is_in_reach(&self, path: &FunctionPath) -> bool {
        self.resource == Some(path.resource)
            || !self.context.model.resources[path.resource].is_dynamic
    }

    /// A function that holds a value to a target's rules.
    fn closure(&mut self, target: &Target) -> TokenStream {
        if let Target::Function(path) = target {
            return self.check(path);
        }
        closure(&self.target(target))
    }
}

/// A function of these statements.
fn closure(statements: &TokenStream) -> TokenStream {
    if let Some(expression) = alone(statements) {
        quote!(|reader| #expression)
    } else {
        quote!(|reader| { #statements Ok(()) })
    }
}

/// The function that checks a type's schema, where a walk through an object's members is all of it.
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
        && !check.is_read_again()
        && fields.iter().all(declares);
    is_walk.then_some(function)
}

/// The argument that is what an array is asked beside its items.
fn array_rules(check: &Check) -> Option<TokenStream> {
    let statements = array::whole(&check.array);
    let statements = (!statements.is_empty()).then(|| place::bind(&check.at, &statements))?;
    Some(match alone(&statements) {
        Some(expression) => quote!(, |reader, array| #expression),
        None => quote!(, |reader, array| { #statements Ok(()) }),
    })
}

/// A target without what keeps values out of messages: whoever reads a value tells nothing.
fn plainly(target: &Target) -> &Target {
    match target {
        Target::Sensitive(inner) => plainly(inner),
        target => target,
    }
}

/// The checks of a reader for which a slot has a method of the same name: those of the runtime's `read/checked`.
const OF_SLOTS: [&str; 14] = [
    "boolean",
    "boolean_or_null",
    "string",
    "string_or_null",
    "number",
    "number_or_null",
    "integer",
    "integer_or_null",
    "formatted",
    "formatted_or_null",
    "integer_within",
    "integer_within_or_null",
    "number_within",
    "number_within_or_null",
];

/// The one check that statements consist of, where slots have it, and its arguments.
fn one_check(statements: &TokenStream) -> Option<(Ident, TokenStream)> {
    let tokens: Vec<TokenTree> = alone(statements)?.into_iter().collect();
    match &tokens[..] {
        [TokenTree::Ident(reader), _, TokenTree::Ident(method), TokenTree::Group(arguments)]
            if reader == "reader" && OF_SLOTS.iter().any(|name| method == name) =>
        {
            Some((method.clone(), arguments.stream()))
        }
        _ => None,
    }
}

fn is_skip(statements: &TokenStream) -> bool {
    statements.to_string() == quote!(reader.skip()?;).to_string()
}

/// The expression of a statement that stands alone and asks with `?` whether it went well.
fn alone(statements: &TokenStream) -> Option<TokenStream> {
    let tokens: Vec<TokenTree> = statements.clone().into_iter().collect();
    let is = |token: &TokenTree, sign: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign);
    let (end, rest) = tokens.split_last()?;
    let (asked, expression) = rest.split_last()?;
    let is_keyword = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if ["let", "if", "match", "while"].iter().any(|keyword| word == keyword));
    let is_one = !expression.iter().any(|token| is(token, ';')) && !is_keyword(expression.first()?);
    (is(end, ';') && is(asked, '?') && is_one).then(|| expression.iter().cloned().collect())
}
