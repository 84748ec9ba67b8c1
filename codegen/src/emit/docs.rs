//! What lives here: documentation of types, fields and variants.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Family;
use crate::ir::shape::{
    Declaration, Docs, Field, Form, Presence, StringVariant, Type, UnionVariant,
};
use crate::layout::UNBROKEN;

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
    paragraphs([docs.description.clone(), facts, kept, place])
}

/// The paragraphs about a field.
pub(super) fn of_field(family: Family, declaration: &Declaration, field: &Field) -> Vec<String> {
    if family == Family::Borrowed {
        return as_the_owned(declaration, &field.name, field.docs.description.as_deref());
    }
    let presence = match field.presence {
        Presence::Required => None,
        Presence::Optional => Some("May be absent."),
        Presence::Nullable => Some("May be `null`."),
        Presence::OptionalNullable => Some("May be absent or `null`."),
    };
    let docs = &field.docs;
    let facts = facts([
        unit(docs),
        bounds(docs),
        listed(field),
        docs.example.as_ref().and_then(example),
        presence.map(str::to_owned),
        field.sensitive.then(|| SENSITIVE.to_owned()),
        docs.place.as_ref().map(|place| format!("Schema:{UNBROKEN}`{place}`.")),
    ]);
    paragraphs([docs.description.clone(), facts, kept(&field.holds)])
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
    (!docs.bounds.is_empty()).then(|| format!("Bounds: {}.", docs.bounds.join(", ")))
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

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn paragraphs<const COUNT: usize>(parts: [Option<String>; COUNT]) -> Vec<String> {
    parts.into_iter().flatten().map(|part| escape(&part)).collect()
}

/// Brackets in a schema's words are text, except around code: [`Call`] links to a type.
pub(super) fn escape(text: &str) -> String {
    let mut code = false;
    let mut escaped = String::with_capacity(text.len());
    for (index, character) in text.char_indices() {
        code ^= character == '`';
        let links = text[index..].starts_with("[`") || text[..index].ends_with('`');
        if !code && matches!(character, '[' | ']' | '<' | '>') && !links {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
