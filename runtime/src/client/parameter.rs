//! What lives here: the value of a parameter, held to its rules.

use std::borrow::Cow;

use super::RequestError;
use crate::format::Format;

/// The value of a parameter, on its way into a request.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    pub(super) name: &'static str,
    value: Value<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Value<'a> {
    Text(&'a str),
    Integer(i64),
    Boolean(bool),
}

impl<'a> Parameter<'a> {
    /// A text.
    pub fn text(name: &'static str, value: &'a str) -> Self {
        Self { name, value: Value::Text(value) }
    }

    /// An integer.
    pub fn integer(name: &'static str, value: impl Into<i64>) -> Self {
        Self { name, value: Value::Integer(value.into()) }
    }

    /// `true` or `false`.
    pub fn boolean(name: &'static str, value: bool) -> Self {
        Self { name, value: Value::Boolean(value) }
    }

    /// Holds a text to a format.
    ///
    /// # Errors
    /// Where the text has another.
    pub fn format(self, format: Format) -> Result<Self, RequestError> {
        self.held(format.describe(), |value| match value {
            Value::Text(text) => format.matches(text),
            Value::Integer(_) | Value::Boolean(_) => true,
        })
    }

    /// Holds a text to those that are listed.
    ///
    /// # Errors
    /// Where the text is another.
    pub fn listed(self, is_known: bool) -> Result<Self, RequestError> {
        self.held("a value that the schema lists", |_| is_known)
    }

    /// Holds an integer to `minimum`.
    ///
    /// # Errors
    /// Where the integer is less.
    pub fn at_least(self, least: i64) -> Result<Self, RequestError> {
        let expected = format!("an integer of at least {least}");
        self.held(expected, |value| !matches!(value, Value::Integer(integer) if integer < least))
    }

    /// Holds an integer to `maximum`.
    ///
    /// # Errors
    /// Where the integer is more.
    pub fn at_most(self, most: i64) -> Result<Self, RequestError> {
        let expected = format!("an integer of at most {most}");
        self.held(expected, |value| !matches!(value, Value::Integer(integer) if integer > most))
    }

    /// Holds a text to `minLength`, in characters.
    ///
    /// # Errors
    /// Where the text is shorter.
    pub fn no_shorter_than(self, least: usize) -> Result<Self, RequestError> {
        let expected = format!("a text of at least {least} characters");
        self.held(expected, |value| value.length().is_none_or(|length| length >= least))
    }

    /// Holds a text to `maxLength`, in characters.
    ///
    /// # Errors
    /// Where the text is longer.
    pub fn no_longer_than(self, most: usize) -> Result<Self, RequestError> {
        let expected = format!("a text of at most {most} characters");
        self.held(expected, |value| value.length().is_none_or(|length| length <= most))
    }

    fn held(
        self,
        expected: impl Into<String>,
        holds: impl FnOnce(Value<'_>) -> bool,
    ) -> Result<Self, RequestError> {
        if holds(self.value) { Ok(self) } else { Err(RequestError::parameter(self.name, expected)) }
    }

    /// The value as a URI and a header have it, not yet encoded.
    pub(super) fn written(&self) -> Cow<'a, str> {
        match self.value {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Integer(integer) => Cow::Owned(integer.to_string()),
            Value::Boolean(boolean) => Cow::Borrowed(if boolean { "true" } else { "false" }),
        }
    }
}

impl Value<'_> {
    /// How many characters a text has.
    fn length(self) -> Option<usize> {
        match self {
            Value::Text(text) => Some(text.chars().count()),
            Value::Integer(_) | Value::Boolean(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_on_both_sides() {
        let integer = |value: i64| Parameter::integer("limit", value);
        assert!(integer(1).at_least(1).is_ok() && integer(0).at_least(1).is_err());
        assert!(integer(100).at_most(100).is_ok() && integer(101).at_most(100).is_err());
        let text = |value| Parameter::text("name", value);
        assert!(text("é").no_longer_than(1).is_ok() && text("éa").no_longer_than(1).is_err());
        assert!(text("é").no_shorter_than(1).is_ok() && text("é").no_shorter_than(2).is_err());
        assert!(text("127.0.0.1").format(Format::Ipv4).is_ok());
        assert!(text("127.0.0").format(Format::Ipv4).is_err());
        assert!(text("any").listed(true).is_ok() && text("any").listed(false).is_err());
    }

    #[test]
    fn a_refusal_names_the_parameter_and_the_rule_and_no_value() {
        let refusal = Parameter::text("search", "+14155550123").no_longer_than(3).unwrap_err();
        assert_eq!(refusal.to_string(), "`search`: expected a text of at most 3 characters");
        assert!(!format!("{refusal:?}").contains("5550123"));
    }
}
