//! What lives here: documentation of types, fields and variants.

mod words;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Family;
use crate::ir::shape::{
    Declaration, Docs, Field, Form, Presence, StringVariant, Type, UnionVariant,
};
use crate::layout::UNBROKEN;
pub(super) use words::{beside, escape, sentence};

/// How wide the documentation of types is set, and that of fields and variants.
pub(super) const TYPE_WIDTH: usize = 96;
pub(super) const PART_WIDTH: usize = TYPE_WIDTH - 4;

/// How many characters of an example are shown.
const EXAMPLE_LENGTH: usize = 80;

/// The paragraphs about a declared type.
pub(super) fn of_type(family: Family, declaration: &Declaration) -> Vec<String> {
    if family == Family::Borrowed {
        let own = &declaration.name;
        let text = format!("[`{own}`](super::{own}), borrowed from the text that it is read from.");
        return vec![text];
    }
    let docs = &declaration.docs;
    let kept = match &declaration.form {
        Form::Wrapper(holds) => kept(holds),
        _ => None,
    };
    let place = docs.place.as_ref().map(|place| format!("Schema: `{place}`"));
    let sensitive = declaration.secrecy.all.then_some(SENSITIVE);
    let facts = facts([unit(docs), bounds(docs), sensitive.map(str::to_owned)]);
    let (summary, more) = docs.description.as_deref().map(words::summary).unzip();
    let more = more.flatten().map(str::to_owned);
    paragraphs([summary.map(str::to_owned), more, facts, kept, place])
}

/// The paragraphs about a field.
pub(super) fn of_field(family: Family, declaration: &Declaration, field: &Field) -> Vec<String> {
    if family == Family::Borrowed {
        return as_the_owned(declaration, &field.name, field.docs.description.as_deref());
    }
    let docs = &field.docs;
    let facts = facts([
        unit(docs),
        bounds(docs),
        listed(field),
        docs.example.as_ref().and_then(example),
        presence(field).map(str::to_owned),
        field.sensitive.then(|| SENSITIVE.to_owned()),
        docs.place.as_ref().map(|place| format!("Schema:{UNBROKEN}`{place}`.")),
    ]);
    paragraphs([docs.description.clone(), facts, kept(&field.holds)])
}

/// Whether a member may be absent or null, where its description does not say when it is.
fn presence(field: &Field) -> Option<&'static str> {
    let description = field.docs.description.as_deref().unwrap_or_default();
    let [absent, null] = ["absent", "`null`"].map(|state| words::says_when(description, state));
    match field.presence {
        Presence::Optional if !absent => Some("May be absent."),
        Presence::Nullable if !null => Some("May be `null`."),
        Presence::OptionalNullable if !(absent && null) => Some("May be absent or `null`."),
        _ => None,
    }
}

/// The paragraphs about the members that a schema does not name.
pub(super) fn of_extra(declaration: &Declaration) -> Vec<String> {
    let is_sensitive = declaration.secrecy.all || declaration.secrecy.extra;
    let about = "Members that the schema does not name, kept as they came.".to_owned();
    paragraphs([Some(about), is_sensitive.then(|| SENSITIVE.to_owned())])
}

/// What a document can do, for the page of its type.
pub(super) fn of_document(name: &str) -> Vec<String> {
    vec![format!(
        "A [`Document`](callschema_runtime::Document): `{name}::from_json` reads it, `{name}::validate` says \
         what is wrong with it."
    )]
}

/// The paragraphs about a part of a type that borrows: what it is, and where the rest is told.
fn as_the_owned(declaration: &Declaration, part: &str, description: Option<&str>) -> Vec<String> {
    let own = &declaration.name;
    let link = format!("As [`{own}::{part}`](super::{own}::{part}).");
    paragraphs([description.map(str::to_owned), Some(link)])
}

/// What is told about personal data.
const SENSITIVE: &str = "Sensitive: redacted in `Debug`.";

/// Why a value, or what a list or a map holds, is kept as its text for want of a better form.
fn kept(holds: &Type) -> Option<String> {
    match holds {
        Type::Kept(why) => Some(format!("Kept as JSON: {why}.")),
        Type::Array(inner) | Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => {
            kept(inner)
        }
        _ => None,
    }
}

/// Paragraphs as documentation, an empty line between them.
pub(super) fn attributes(paragraphs: &[String], width: usize) -> Vec<TokenStream> {
    let attribute = |line: String| {
        let line = if line.is_empty() { line } else { format!(" {line}") };
        quote!(#[doc = #line])
    };
    crate::layout::wrap(paragraphs, width).into_iter().map(attribute).collect()
}

/// The paragraph about a listed string.
pub(super) fn of_string_variant(variant: &StringVariant) -> Vec<String> {
    let wire = &variant.wire;
    match &variant.description {
        Some(description) => vec![format!("`{wire}`: {}", sentence(description))],
        None => vec![format!("`{wire}`")],
    }
}

/// The paragraph about a shape of a union.
pub(super) fn of_union_variant(
    family: Family,
    declaration: &Declaration,
    variant: &UnionVariant,
) -> Vec<String> {
    if family == Family::Borrowed {
        return as_the_owned(declaration, &variant.name, variant.description.as_deref());
    }
    let sensitive = variant.sensitive.then(|| SENSITIVE.to_owned());
    let facts = facts([sensitive, Some(format!("Schema:{UNBROKEN}`{}`.", variant.place))]);
    paragraphs([variant.description.clone(), facts])
}

/// Short facts on one line.
fn facts<const COUNT: usize>(facts: [Option<String>; COUNT]) -> Option<String> {
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join(" "))
}

fn unit(docs: &Docs) -> Option<String> {
    docs.unit.as_deref().map(|unit| format!("Unit: {}.", unit_name(unit)))
}

fn bounds(docs: &Docs) -> Option<String> {
    bounded(&docs.bounds)
}

/// Bounds in words, as one fact.
pub(super) fn bounded(bounds: &[String]) -> Option<String> {
    (!bounds.is_empty()).then(|| format!("Bounds: {}.", bounds.join(", ")))
}

/// The listed values, where the type does not show them.
fn listed(field: &Field) -> Option<String> {
    let values: Vec<&str> = field.docs.listed.iter().map(String::as_str).collect();
    let is_declared = matches!(field.holds, Type::Named { .. });
    let fits = values.iter().map(|value| value.len()).sum::<usize>() <= EXAMPLE_LENGTH
        && !values.iter().any(|value| value.contains('`'));
    match values[..] {
        [only] if fits && !is_declared => Some(format!("Always `{only}`.")),
        [_, ..] if fits && !is_declared => Some(format!("One of `{}`.", values.join("`, `"))),
        _ => None,
    }
}

fn unit_name(unit: &str) -> &str {
    match unit {
        "ms" => "milliseconds",
        "s" => "seconds",
        "min" => "minutes",
        "epoch-ms" => "milliseconds since 1970-01-01 UTC",
        "epoch-s" => "seconds since 1970-01-01 UTC",
        other => other,
    }
}

fn example(value: &Value) -> Option<String> {
    let text = value.to_string();
    let fits = text.chars().count() <= EXAMPLE_LENGTH && !text.contains('`');
    fits.then(|| format!("Example: `{text}`."))
}

fn paragraphs<const COUNT: usize>(parts: [Option<String>; COUNT]) -> Vec<String> {
    parts.into_iter().flatten().map(|part| escape(&part)).collect()
}
