//! What lives here: the file of a page that checks bytes against the schema, one function a schema of
//! some size, one rule a line.
//!
//! In the generated code `at` is the pointer of the schema whose rules come next; [`place::bind`]
//! defines it, or puts it where it is used when that is only one short line.

mod kinds;
mod place;
mod scalars;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{Code, check_path, identifier, module_path};
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::check::{Again, Check, CheckFunction, FunctionPath, Kinds, Listed, OneKind, Target};

/// Writes the checks of a page.
#[expect(clippy::unnecessary_wraps, reason = "all emitters have one signature")]
pub(super) fn emit(page: &Page, _: &mut Diagnostics) -> Option<Code> {
    let mut writer = Writer::new(page);
    let functions: Vec<TokenStream> =
        page.checks.iter().map(|function| writer.function(function)).collect();
    let uses = writer.uses.into_iter().map(identifier);
    let uri = &page.uri;
    let tokens = quote! {
        use callschema_runtime::{#(#uses),*};

        #[doc = " The schema's canonical URI."]
        pub(crate) const SCHEMA_URI: &str = #uri;

        #(#functions)*
    };
    Some(Code::new(vec![format!("The rules of `{}`.", page.name)], tokens))
}

/// Writes the functions of one page.
struct Writer<'a> {
    page: &'a Page,
    /// What the file uses of the runtime.
    uses: BTreeSet<&'static str>,
    /// The members of the function that is being written. Objects with members have a function each.
    members: TokenStream,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page) -> Self {
        Self { page, uses: BTreeSet::from(["Mode", "Reader", "Step"]), members: TokenStream::new() }
    }

    fn function(&mut self, function: &CheckFunction) -> TokenStream {
        let name = identifier(&function.name);
        let docs = format!(" `{}`", function.place);
        let check = &function.check;
        let own = if check.reads_only_again() {
            quote!(reader.skip_unique()?;)
        } else {
            self.read(check)
        };
        let again: Vec<TokenStream> = check.again.iter().map(|again| self.again(again)).collect();
        let mark = check.is_read_again().then(|| quote!(let value = reader.mark();));
        let members = std::mem::take(&mut self.members);
        let body = place::bind(&check.at, &quote!(#mark #own #(#again)*));
        let body = if check.sensitive { sensitive(&body) } else { quote!(#body Ok(())) };
        quote! {
            #[doc = #docs]
            pub(crate) fn #name<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
                #members
                #body
            }
        }
    }

    /// The statements that read a value and hold it to a target's rules.
    fn target(&mut self, target: &Target) -> TokenStream {
        match target {
            Target::Anything => quote!(reader.skip()?;),
            Target::Inline(check) => {
                let body = self.read(check);
                place::bind(&check.at, &body)
            }
            Target::Function(function) => {
                let call = self.call(function);
                quote!(#call?;)
            }
            Target::Never(pointer) => quote!(reader.never(#pointer)?;),
            Target::Sensitive(target) => {
                let body = sensitive(&self.target(target));
                quote!(#body?;)
            }
        }
    }

    /// Calls the function that checks a schema.
    fn call(&self, function: &FunctionPath) -> TokenStream {
        let path = check_path(self.page, function);
        if function.document == self.page.name {
            return quote!(#path(reader));
        }
        let module = module_path(&function.document);
        quote!(reader.in_schema(#module::validate::SCHEMA_URI, #path))
    }

    /// The statements that read a value and hold it to the rules of one schema.
    fn read(&mut self, check: &Check) -> TokenStream {
        if let Some(statement) = listed_strings(check) {
            return statement;
        }
        let by_kind = match check.kinds {
            None if check.has_no_kind_rules() => return self.listed_alone(&check.listed),
            None => self.several_kinds(check),
            Some(kinds) if kinds == (Kinds { null: true, ..Kinds::default() }) => {
                quote!(reader.null(at)?;)
            }
            Some(kinds) => match kinds.only() {
                Some(kind) => self.one_kind(check, kinds, kind),
                None => self.several_kinds(check),
            },
        };
        if check.listed.is_empty() {
            return by_kind;
        }
        let listed: Vec<TokenStream> =
            check.listed.iter().map(|listed| self.listed_again(listed)).collect();
        quote! {
            let listed = reader.mark();
            #by_kind
            #(#listed)*
        }
    }

    /// `enum` and `const` where nothing else is asked: the first of them reads the value.
    fn listed_alone(&mut self, listed: &[Listed]) -> TokenStream {
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
        let values = listed.values.iter().map(scalars::literal);
        quote!(literal(at, #keyword, &[#(#values),*]))
    }

    /// The statement that reads the value once more with the rules of a function.
    fn branch(&self, function: &FunctionPath) -> TokenStream {
        if function.document == self.page.name {
            let function = identifier(&function.name);
            return quote!(reader.again(value, #function)?;);
        }
        let call = self.call(function);
        quote!(reader.again(value, |reader| #call)?;)
    }

    /// The statement for a rule that reads the value once more.
    fn again(&mut self, again: &Again) -> TokenStream {
        let path = |function: &FunctionPath| check_path(self.page, function);
        match again {
            Again::AllOf(branches) => {
                let branches = branches.iter().map(|function| self.branch(function));
                quote!(#(#branches)*)
            }
            Again::AnyOf(branches) => {
                let branches = branches.iter().map(path);
                quote!(reader.any_of(at, value, &[#(#branches),*])?;)
            }
            Again::OneOf(branches) => {
                let branches = branches.iter().map(path);
                quote!(reader.one_of(at, value, &[#(#branches),*])?;)
            }
            Again::Not(function) => {
                let function = path(function);
                quote!(reader.not(at, value, #function)?;)
            }
            Again::If { condition, then, otherwise } => {
                let (condition, then) =
                    (path(condition), then.as_ref().map(|function| self.branch(function)));
                let otherwise = otherwise.as_ref().map(|function| self.branch(function));
                let otherwise = otherwise.map(|otherwise| quote!(else { #otherwise }));
                quote!(if reader.matches(value, #condition) { #then } #otherwise)
            }
        }
    }
}

/// An expression that keeps what statements read out of messages.
fn sensitive(statements: &TokenStream) -> TokenStream {
    quote!(reader.sensitive(|reader| { #statements Ok(()) }))
}

/// The one statement for a string that is one of a list, or null.
fn listed_strings(check: &Check) -> Option<TokenStream> {
    let (kinds, [listed]) = (check.kinds?, &check.listed[..]) else {
        return None;
    };
    if kinds.only() != Some(OneKind::String) || !check.text.is_empty() {
        return None;
    }
    let values = listed.strings(kinds.null)?;
    let method = or_null("listed", kinds);
    Some(quote!(reader.#method(at, &[#(#values),*])?;))
}

/// The method for a kind, or for that kind or null.
fn or_null(method: &str, kinds: Kinds) -> proc_macro2::Ident {
    let ending = if kinds.null { "_or_null" } else { "" };
    identifier(&format!("{method}{ending}"))
}
