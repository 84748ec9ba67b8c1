//! What lives here: every decision about a Rust identifier.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words that Rust reserves in edition 2024, strictly or for later.
const RESERVED: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot be written as raw identifiers either.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// The name of a type: `call list response` becomes `CallListResponse`.
pub(crate) fn type_name(words: &str) -> String {
    guard(&words.to_upper_camel_case(), 'N')
}

/// The name of an enum's variant: `no-answer` becomes `NoAnswer`.
pub(crate) fn variant_name(value: &str) -> String {
    if value.is_empty() { "Empty".to_owned() } else { type_name(value) }
}

/// The name of a field, function or module: `statusCode` becomes `status_code`.
pub(crate) fn value_name(words: &str) -> String {
    guard(&words.to_snake_case(), 'n')
}

/// The identifier as it is written in Rust: `type` becomes `r#type`.
pub(crate) fn written(name: &str) -> String {
    if RESERVED.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

/// Whether the text is an identifier that can stand in Rust code.
pub(crate) fn is_identifier(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok()
}

/// Makes an identifier of a name that begins with a digit, is empty, or cannot be written raw.
fn guard(name: &str, prefix: char) -> String {
    let name: String =
        name.chars().filter(|character| character.is_alphanumeric() || *character == '_').collect();
    if NEVER_RAW.contains(&name.as_str()) {
        return format!("{name}_");
    }
    match name.chars().next() {
        None => "unnamed".to_owned(),
        Some(first) if first.is_numeric() => format!("{prefix}{name}"),
        Some(_) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_identifiers() {
        assert_eq!(type_name("Call list response"), "CallListResponse");
        assert_eq!(type_name("stream-event"), "StreamEvent");
        assert_eq!(value_name("statusCode"), "status_code");
        assert_eq!(value_name("p95"), "p95");
        assert_eq!(variant_name("PHONE_CALL"), "PhoneCall");
        assert_eq!(variant_name(""), "Empty");
        assert_eq!(value_name("2nd"), "n2nd");
        assert_eq!(type_name("2nd"), "N2nd");
        assert_eq!(written("type"), "r#type");
        assert_eq!(value_name("self"), "self_");
    }
}
