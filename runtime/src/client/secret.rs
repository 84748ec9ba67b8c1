//! What lives here: keys, tokens and tickets.

use std::fmt;

use http::HeaderValue;

/// A key, token or ticket. It shows itself to the provider alone: `Debug` does not.
///
/// ```
/// # use callschema_runtime::client::Secret;
/// let key = Secret::new("sk_0123")?;
/// assert_eq!(format!("{key:?}"), "Secret(not shown)");
/// assert!(Secret::new("sk_0123\n").is_err());
/// # Ok::<(), callschema_runtime::client::InvalidSecret>(())
/// ```
#[derive(Clone)]
pub struct Secret(Box<str>);

/// Stands where a value is not shown.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct NotShown;

impl fmt::Debug for NotShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(not shown)")
    }
}

/// What keeps a text from being a [`Secret`]. It does not show the text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InvalidSecret {
    /// The byte that a header cannot carry; none where there is no text at all.
    at: Option<usize>,
}

impl Secret {
    /// Takes a secret.
    ///
    /// # Errors
    /// Where the text is empty, or has other characters than the visible ones of ASCII: a header cannot
    /// carry those, or loses them on the way.
    pub fn new(text: impl AsRef<str>) -> Result<Self, InvalidSecret> {
        let text = text.as_ref();
        let stray = text.bytes().position(|byte| !byte.is_ascii_graphic());
        if text.is_empty() || stray.is_some() {
            return Err(InvalidSecret { at: stray });
        }
        Ok(Self(text.into()))
    }

    /// The secret itself.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }

    /// The value of a header that carries the secret after other words, marked as sensitive.
    pub(super) fn header(&self, before: &str) -> Option<HeaderValue> {
        let mut value = HeaderValue::try_from(format!("{before}{}", self.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(not shown)")
    }
}

impl fmt::Display for InvalidSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            None => f.write_str("the secret is empty"),
            Some(at) => write!(
                f,
                "byte {at} of the secret is no visible ASCII character; is there white space around it?"
            ),
        }
    }
}

impl std::error::Error for InvalidSecret {}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn what_a_header_cannot_carry_is_refused_unseen() {
        for text in ["", " ", "key ", "\tkey", "a key", "key\r\nX: y", "clé", "k\u{0}", "k\u{7f}"]
        {
            let refusal = Secret::new(text).unwrap_err();
            let shown = format!("{refusal} {refusal:?}");
            assert!(!shown.contains("key") && !shown.contains("clé"), "{shown}");
        }
    }

    #[test]
    fn a_header_that_carries_one_is_sensitive() {
        let value = Secret::new("0123|abc~+/==").unwrap().header("Bearer ").unwrap();
        assert!(value.is_sensitive());
        assert_eq!(value.to_str().unwrap(), "Bearer 0123|abc~+/==");
    }
}
