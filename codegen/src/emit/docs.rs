//! What lives here: documentation of types, fields and variants.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use crate::ir::shape::{
    Declaration, Docs, Field, Form, Presence, StringVariant, Type, UnionVariant,
};

/// How wide the documentation of types is set, and that of fields and variants.
pub(super) const TYPE_WIDTH: usize = 96;
pub(super) const PART_WIDTH: usize = TYPE_WIDTH - 4;

/// How many characters of an example are shown.
const EXAMPLE_LENGTH: usize = 80;

/// The paragraphs about a declared type.
pub(super) fn of_type(declaration: &Declaration) -> Vec<String> {
    let docs = &declaration.docs;
    let kept = match &declaration.form {
        Form::Wrapper(holds) => kept(holds),
        _ => None,
    };
    let place = docs.place.as_ref().map(|place| format!("Schema: `{place}`"));
    paragraphs([docs.description.clone(), facts(docs, None), kept, place])
}

/// The paragraphs about a field.
pub(super) fn of_field(field: &Field) -> Vec<String> {
    let presence = match field.presence {
        Presence::Required => None,
        Presence::Optional => Some("May be absent."),
        Presence::Nullable => Some("May be `null`."),
        Presence::OptionalNullable => Some("May be absent or `null`."),
    };
    let description = field.docs.description.clone();
    paragraphs([description, facts(&field.docs, presence), kept(&field.holds)])
}

/// Why a value, or what a list or a map holds, is kept as its text for want of a better form.
fn kept(holds: &Type) -> Option<String> {
    match holds {
        Type::Kept(why) => Some(format!("Kept as JSON: {why}.")),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => kept(inner),
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
pub(super) fn of_union_variant(variant: &UnionVariant) -> Vec<String> {
    vec![variant.description.clone().unwrap_or_else(|| "One of the shapes.".to_owned())]
}

/// Unit, bounds, example and presence on one line.
fn facts(docs: &Docs, presence: Option<&str>) -> Option<String> {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(docs.unit.as_deref().map(|unit| format!("Unit: {}.", unit_name(unit))));
    if !docs.bounds.is_empty() {
        facts.push(format!("Bounds: {}.", docs.bounds.join(", ")));
    }
    facts.extend(docs.example.as_ref().filter(|_| docs.place.is_none()).and_then(example));
    facts.extend(presence.map(str::to_owned));
    (!facts.is_empty()).then(|| facts.join(" "))
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
