//! What lives here: every decision about a Rust identifier.

use std::collections::HashMap;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// The names that are taken in one place, each with what has it.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    holders: HashMap<String, String>,
    /// The next number for each beginning of names that are numbered.
    next: HashMap<String, usize>,
}

impl Taken {
    /// What has a name; none where it is free.
    pub(crate) fn holder(&self, name: &str) -> Option<&str> {
        self.holders.get(name).map(String::as_str)
    }

    /// Gives the name to a holder; where it is taken, the first free one of those that begin so and end
    /// in a number.
    pub(crate) fn take(&mut self, name: &str, beginning: &str, holder: &str) -> String {
        let mut own = name.to_owned();
        while self.holders.contains_key(&own) {
            let number = self.next.entry(beginning.to_owned()).or_insert(2);
            own = format!("{beginning}{number}");
            *number += 1;
        }
        self.holders.insert(own.clone(), holder.to_owned());
        own
    }
}

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
    // Once more until it stays: `a_m` is `AM`, which read as a word is `Am`.
    let mut name = words.to_upper_camel_case();
    while name != name.to_upper_camel_case() {
        name = name.to_upper_camel_case();
    }
    guard(&name, 'N')
}

/// The name of an enum's variant: `no-answer` becomes `NoAnswer`.
pub(crate) fn variant_name(value: &str) -> String {
    if value.is_empty() { "Empty".to_owned() } else { type_name(value) }
}

/// The name of a field, function or module: `statusCode` becomes `status_code`.
pub(crate) fn value_name(words: &str) -> String {
    guard(&words.to_snake_case(), 'n')
}

/// Modules that generated code names by their own names, or that a file cannot be called.
const NO_MODULES: &[&str] =
    &["mod", "std", "core", "serde", "serde_core", "serde_json", "callschema_runtime"];

/// The name of a module: `call-list` becomes `call_list`.
pub(crate) fn module_name(words: &str) -> String {
    let name = value_name(words);
    if NO_MODULES.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The identifier as it is written in Rust: `type` becomes `r#type`.
pub(crate) fn written(name: &str) -> String {
    if RESERVED.contains(&name) { format!("r#{name}") } else { name.to_owned() }
}

/// Whether the text is a name as this module would make it, of a type or of a value.
pub(crate) fn is_name(text: &str) -> bool {
    type_name(text) == text || value_name(text) == text
}

/// Whether the text is lower-case words joined by hyphens, as files and folders of schemas are called.
pub fn is_word(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    // The module that holds a provider's documents is called `mod` on disk.
    text.split('-').all(part)
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text != "mod"
}

/// Makes an identifier of a name that begins with a digit, is empty, or cannot be written raw.
fn guard(name: &str, prefix: char) -> String {
    let name: String =
        name.chars().filter(|character| unicode_ident::is_xid_continue(*character)).collect();
    if NEVER_RAW.contains(&name.as_str()) {
        return format!("{name}_");
    }
    match name.chars().next() {
        None => "unnamed".to_owned(),
        Some(first) if !unicode_ident::is_xid_start(first) => format!("{prefix}{name}"),
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
        assert_eq!(type_name("a_m"), "Am");
        assert_eq!(value_name("area m\u{b2}"), "area_m");
    }
}
