//! What lives here: `regex`, ECMA-262, section 22.2.1, rule `Pattern`.

/// Whether the text is a regular expression of ECMA-262.
///
/// Escapes are those of Unicode mode, in which JSON Schema has patterns read, but that any punctuation
/// may be escaped, as older editions have it and as many patterns do (`\-`). Lookaround and backreferences
/// are part of the grammar. Whether there is a property of the name in `\p{...}` is not looked up.
///
/// Time is linear to the text but for groups with names: each is compared with those before it.
pub(super) fn matches(text: &str) -> bool {
    jsonschema_regex::is_valid_ecma_regex(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_grammar_is_that_of_ecma() {
        for text in [
            "",
            "^a*?[^b-d]{2,}(?:e|f)\\d$",
            "(?=a)(?!b)(?<=c)(?<!d)",
            "(?<year>\\d{4})\\k<year>\\1",
            "\\p{Script=Greek}\\P{L}\\u{1F600}\\uD83D\\uDE00\\x41\\cA\\0",
            "[]|[^]|[\\b\\-\\]]",
            "\\-\\/\\.\\@",
            "(?i:a)",
        ] {
            assert!(super::matches(text), "{text}");
        }
        for text in [
            "(",
            ")",
            "[",
            "]",
            "{",
            "a{2,1}",
            "*",
            "a**",
            "^*",
            "\\",
            "\\a",
            "\\A",
            "\\z",
            "\\Q",
            "(?i)a",
            "(?P<n>a)",
            "(?<n>a)(?<n>b)",
            "\\k<n>",
            "\\1",
            "(?#c)",
            "(?>a)",
            "a++",
            "[z-a]",
            "[\\d-z]",
            "\\u{110000}",
            "\\x4",
            "\\pL",
            "\\01",
        ] {
            assert!(!super::matches(text), "{text}");
        }
    }
}
