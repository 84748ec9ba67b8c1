//! What lives here: rules about strings and numbers, and listed values.

use serde_json::Value;

use super::Lowering;
use crate::ir::check::{Listed, NumberRules, Pattern, TextRules};
use crate::schema::{Bound, IntegerFormat, TextFormat, exact_text};
use crate::source::Location;

impl Lowering<'_> {
    pub(super) fn text_rules(&mut self, location: &Location) -> TextRules {
        let schema = self.resolved.at(location);
        let pattern = schema.get("pattern").and_then(Value::as_str);
        let format = schema.asserted_format().and_then(TextFormat::parse);
        self.features.extend(format.and_then(TextFormat::feature));
        TextRules {
            min_length: schema.count("minLength"),
            max_length: schema.count("maxLength"),
            format,
            pattern: pattern.and_then(|source| self.pattern(&location.child("pattern"), source)),
        }
    }

    /// A regular expression; none where it cannot be matched, which is told.
    pub(super) fn pattern(&mut self, location: &Location, source: &str) -> Option<Pattern> {
        self.features.insert("pattern");
        match crate::pattern::translate(source) {
            Ok(translated) => Some(Pattern { source: source.to_owned(), translated }),
            Err(problem) => {
                let problem = format!("the pattern `{source}`: {problem}");
                self.diagnostics.add(location, problem, "correct it");
                None
            }
        }
    }

    pub(super) fn number_rules(&mut self, location: &Location) -> NumberRules {
        let schema = self.resolved.at(location);
        let mut rules = NumberRules {
            multiple_of: schema
                .get("multipleOf")
                .map(|value| self.exact(&location.child("multipleOf"), value)),
            format: schema.asserted_format().and_then(IntegerFormat::parse),
            ..NumberRules::default()
        };
        if rules.multiple_of.as_deref().is_some_and(|divisor| digits(divisor) > MOST_DIGITS) {
            self.diagnostics.add(
                &location.child("multipleOf"),
                format!("no number can be divided by one of more than {MOST_DIGITS} digits here"),
                "state one of fewer digits",
            );
        }
        for (keyword, bound) in schema.bounds() {
            let limit =
                schema.get(keyword).map(|value| self.exact(&location.child(keyword), value));
            let rule = match bound {
                Bound::AtLeast => &mut rules.minimum,
                Bound::Above => &mut rules.exclusive_minimum,
                Bound::AtMost => &mut rules.maximum,
                Bound::Below => &mut rules.exclusive_maximum,
            };
            *rule = limit;
        }
        rules
    }

    pub(super) fn listed(&mut self, location: &Location) -> Vec<Listed> {
        let schema = self.resolved.at(location);
        let mut found = Vec::new();
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let values = values.iter().enumerate().map(|(index, value)| {
                (value.clone(), self.exact(&location.grandchild("enum", index), value))
            });
            found.push(Listed { keyword: "enum", values: values.collect() });
        }
        if let Some(value) = schema.get("const") {
            let text = self.exact(&location.child("const"), value);
            found.push(Listed { keyword: "const", values: vec![(value.clone(), text)] });
        }
        found
    }

    /// A value's text with all digits of its numbers.
    fn exact(&self, location: &Location, value: &Value) -> String {
        let rounded = has_rounded(value).then(|| self.resolved.file(location)).flatten();
        let exact = rounded.and_then(|file| exact_text(&file.text, &location.steps()));
        exact.unwrap_or_else(|| value.to_string())
    }
}

/// How many digits a divisor may have, so that a number of 64 bits holds them.
const MOST_DIGITS: usize = 19;

/// How many digits a number has, without zeros before them and without its exponent.
fn digits(number: &str) -> usize {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit);
    digits.skip_while(|digit| *digit == b'0').count()
}

/// Whether a value holds a number that may have lost digits when it was parsed.
fn has_rounded(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(items) => items.iter().any(has_rounded),
        Value::Object(members) => members.values().any(has_rounded),
        _ => false,
    }
}
