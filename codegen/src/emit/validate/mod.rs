//! What lives here: the file of a page that checks bytes against the schema, one function a schema of
//! some size, one rule a line.
//!
//! In the generated code `at` is the pointer of the schema whose rules come next; [`place::bind`]
//! defines it, or puts it where it is used when that is only one short line.

mod again;
mod array;
mod elements;
mod held;
mod kinds;
mod listed;
mod object;
mod place;
mod reading;
mod scalars;

pub(super) use reading::{chosen, told_apart, walked};

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::{Code, Context, identifier};
use crate::diagnostic::Diagnostics;
use crate::ir::Page;
use crate::ir::check::{
    Again, Check, CheckFunction, FunctionPath, Kinds, Pattern, ResourceName, Target,
};

/// Writes the checks of a page.
pub(super) fn emit(context: Context<'_>, page: &Page, _: &mut Diagnostics) -> Code {
    let mut writer = Writer::new(context, page);
    let document = (entry(context, page) == DOCUMENT).then(|| writer.document());
    let functions: Vec<TokenStream> =
        page.checks.iter().map(|function| writer.function(function)).collect();
    let schemas = page.resources.iter().map(|index| schema(page, &context.model.resources[*index]));
    let schemas: TokenStream = schemas.collect();
    let patterns = writer.pattern_statics();
    let uses = writer.uses.into_iter().map(identifier);
    let tokens = quote! {
        use callschema_runtime::{#(#uses),*};

        #schemas
        #patterns
        #document
        #(#functions)*
    };
    Code::new(vec![format!("The rules of `{}`.", page.name)], tokens)
}

/// The constant that holds a schema resource.
fn schema(page: &Page, resource: &ResourceName) -> TokenStream {
    let ResourceName { uri, pointer: root, anchors, is_dynamic, .. } = resource;
    let name = identifier(&resource.constant);
    let anchors = is_dynamic.then(|| quote!(.with_anchors(&[#(#anchors),*])));
    let docs = if root.is_empty() { " The schema." } else { " A schema inside it." };
    let file = format!("../{}.schema.json", page.modules.last().map_or("", String::as_str));
    quote! {
        #[doc = #docs]
        pub(crate) const #name: Schema = Schema::new(#uri, include_str!(#file), #root) #anchors;
    }
}

/// The function that checks a whole document, where that of its schema does not.
const DOCUMENT: &str = "document";

/// The name of the function that checks a whole document, on the document's own page.
pub(super) fn entry<'a>(context: Context<'_>, page: &'a Page) -> &'a str {
    let Some(entry) = &page.entry else { return "" };
    let resource = &context.model.resources[entry.resource];
    let own = entry.document == page.name && page.resources.first() == Some(&entry.resource);
    let plain = own && !resource.is_dynamic;
    if plain { &entry.name } else { DOCUMENT }
}

/// Writes the functions of one page.
pub(super) struct Writer<'a> {
    context: Context<'a>,
    page: &'a Page,
    /// The resource of the function that is being written.
    resource: Option<usize>,
    /// The name of the function that is being written. Objects with members have a function each.
    function: &'a str,
    /// What the file uses of the runtime.
    pub(super) uses: BTreeSet<&'static str>,
    /// The members that the object of that function declares.
    members: TokenStream,
    /// The regular expressions of the page, in order of first use, by number.
    patterns: BTreeMap<Pattern, usize>,
}

impl<'a> Writer<'a> {
    fn new(context: Context<'a>, page: &'a Page) -> Self {
        Self {
            context,
            page,
            resource: None,
            function: "",
            uses: BTreeSet::from(["Mode", "Reader", "Schema", "Step"]),
            members: TokenStream::new(),
            patterns: BTreeMap::new(),
        }
    }

    /// The function that checks a whole document by that of its schema.
    fn document(&mut self) -> TokenStream {
        let Some(entry) = &self.page.entry else { return TokenStream::new() };
        self.resource = self.page.resources.first().copied();
        let dynamic = self.context.model.resources[entry.resource].is_dynamic;
        let call = if dynamic && self.resource == Some(entry.resource) {
            let path = self.context.check_path(self.page, entry);
            let schema = self.context.schema(self.page, entry.resource);
            quote!(reader.in_resource(#schema, #path))
        } else {
            self.call(entry)
        };
        quote! {
            #[doc = " The whole document."]
            pub(crate) fn document<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
                #call
            }
        }
    }

    fn function(&mut self, function: &'a CheckFunction) -> TokenStream {
        self.resource = Some(function.resource);
        self.function = &function.name;
        let name = identifier(&function.name);
        let docs = format!(" `{}`", crate::layout::one_line(&function.place));
        let check = &function.check;
        let body = self.body(check);
        let members = std::mem::take(&mut self.members);
        let body = place::bind(&check.at, &body);
        let body = if check.sensitive { sensitive(&body) } else { quote!(#body Ok(())) };
        quote! {
            #[doc = #docs]
            pub(crate) fn #name<M: Mode>(reader: &mut Reader<'_, M>) -> Step {
                #body
            }

            #members
        }
    }

    /// The statements that hold a value to all rules of a schema.
    fn body(&mut self, check: &Check) -> TokenStream {
        if check.never {
            return quote!(reader.never(at)?;);
        }
        if check.is_empty() {
            return quote!(reader.skip_unique()?;);
        }
        let own = if check.reads_only_again() { TokenStream::new() } else { self.read(check) };
        let again: Vec<TokenStream> = check.again.iter().map(|again| self.again(again)).collect();
        let mark = check.is_read_again().then(|| quote!(let value = reader.mark();));
        let reads = !check.reads_only_again() || check.again.iter().any(Again::reads);
        let finish = (!reads).then(|| quote!(reader.finish(value)?;));
        let unevaluated = self.unevaluated(&check.unevaluated);
        if unevaluated.is_empty() {
            return quote!(#mark #own #(#again)* #finish);
        }
        quote! {
            #mark
            let trace = reader.begin_trace();
            #own
            #(#again)*
            #finish
            #unevaluated
            reader.end_trace(trace);
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
            Target::All(targets) => {
                let readings = targets.iter().map(|target| self.target(target));
                let readings: Vec<TokenStream> = readings.collect();
                let (first, others) = readings
                    .split_first()
                    .map_or((None, &[][..]), |(first, others)| (Some(first), others));
                quote! {
                    let value = reader.mark();
                    #first
                    #(reader.again(value, |reader| { #others Ok(()) })?;)*
                }
            }
        }
    }

    /// Calls the function that checks a schema.
    fn call(&self, function: &FunctionPath) -> TokenStream {
        let path = self.context.check_path(self.page, function);
        if self.resource == Some(function.resource) {
            return quote!(#path(reader));
        }
        let schema = self.context.schema(self.page, function.resource);
        if self.context.model.resources[function.resource].is_dynamic {
            return quote!(reader.in_resource(#schema, #path));
        }
        quote!(reader.in_schema(#schema, #path))
    }

    /// The function that checks a schema, to be handed on.
    fn check(&self, function: &FunctionPath) -> TokenStream {
        let dynamic = self.context.model.resources[function.resource].is_dynamic;
        if dynamic && self.resource != Some(function.resource) {
            let call = self.call(function);
            return quote!(|reader| #call);
        }
        self.context.check_path(self.page, function)
    }

    /// The statements that read a value and hold it to the rules of one schema.
    fn read(&mut self, check: &Check) -> TokenStream {
        if let Some(statement) = listed::strings(check, &mut self.uses) {
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
        self.with_listed(&check.listed, by_kind)
    }

    /// The regular expressions of the page.
    fn pattern_statics(&mut self) -> TokenStream {
        if self.patterns.is_empty() {
            return TokenStream::new();
        }
        self.uses.insert("Pattern");
        let mut patterns: Vec<(&Pattern, &usize)> = self.patterns.iter().collect();
        patterns.sort_by_key(|(_, number)| **number);
        let statics = patterns.into_iter().map(|(pattern, number)| {
            let name = identifier(&format!("PATTERN_{number}"));
            let Pattern { source, translated } = pattern;
            quote!(pub(super) static #name: Pattern = Pattern::new(#source, #translated);)
        });
        statics.collect()
    }

    /// The name of a regular expression of the page.
    fn pattern(&mut self, pattern: &Pattern) -> TokenStream {
        let next = self.patterns.len() + 1;
        let number = *self.patterns.entry(pattern.clone()).or_insert(next);
        self.context.own_check(&identifier(&format!("PATTERN_{number}")))
    }
}

/// An expression that keeps what statements read out of messages.
fn sensitive(statements: &TokenStream) -> TokenStream {
    quote!(reader.sensitive(|reader| { #statements Ok(()) }))
}

/// The method for a kind, or for that kind or null.
fn or_null(method: &str, kinds: Kinds) -> proc_macro2::Ident {
    let ending = if kinds.null { "_or_null" } else { "" };
    identifier(&format!("{method}{ending}"))
}
