//! What lives here: `pattern`, a regular expression that is compiled when it is first asked.

use std::sync::OnceLock;

use regex::Regex;

/// A regular expression of a schema, for `pattern` and `patternProperties`.
///
/// JSON Schema's are those of ECMA-262. The generator translates each to the syntax of the crate `regex`,
/// which matches in time linear to the text, and refuses those that have no translation.
///
/// ```
/// use callschema_runtime::Pattern;
///
/// static YEAR: Pattern = Pattern::new(r"^\d{4}", r"^[0-9]{4}");
/// assert!(YEAR.matches("2026-01-15"));
/// assert!(!YEAR.matches("٢٠٢٦"));
/// assert_eq!(YEAR.source(), r"^\d{4}");
/// ```
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    translated: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern, from its text in the schema and the same in the syntax of the crate `regex`.
    pub const fn new(source: &'static str, translated: &'static str) -> Self {
        Self { source, translated, compiled: OnceLock::new() }
    }

    /// Whether the pattern matches anywhere in the text: JSON Schema validation, section 6.3.3, anchors
    /// nothing.
    ///
    /// The generator has compiled every translation once, so none should fail to here. Should one all the
    /// same, it matches nothing: a valid document called invalid is seen sooner than the contrary.
    pub fn matches(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| Regex::new(self.translated).ok());
        compiled.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// The pattern as the schema has it, for messages.
    pub fn source(&self) -> &'static str {
        self.source
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_is_searched_for_not_anchored() {
        static PATTERN: Pattern = Pattern::new("a+", "a+");
        assert!(PATTERN.matches("xxaayy"));
        assert!(!PATTERN.matches("xyz"));
        assert!(!PATTERN.matches(""));
    }

    #[test]
    fn what_translations_are_made_of_compiles_without_the_other_tables() {
        for (translated, text) in [
            (r"^\p{Letter}+$", "é"),
            (r"\p{Script=Greek}", "π"),
            (r"\p{scx=Hira}", "あ"),
            (r"\p{White_Space}", "\u{3000}"),
            (r"\P{digit}", "a"),
            (r"(?-u:\b)é", "aé"),
            (r"^(?-u:\B)é", "é"),
            (r"[\s\S]", "\n"),
            (r"[^\n\r\x{2028}\x{2029}]", "\u{85}"),
            (r"[a-z[0-9]\p{Lu}]", "É"),
        ] {
            let pattern = Pattern { source: "", translated, compiled: std::sync::OnceLock::new() };
            assert!(pattern.matches(text), "{translated}");
        }
        // No text has it: an empty class.
        assert!(!Pattern::new("[]", r"[a&&b]").matches("ab"));
    }

    #[test]
    fn a_translation_that_does_not_compile_matches_nothing() {
        assert!(!Pattern::new("(", "(").matches("("));
    }
}
